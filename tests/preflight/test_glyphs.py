"""Fonts and their programs → the glyphs of codes, there or not, and their widths."""

import io
import random
import struct
from pathlib import Path

import pikepdf
import pytest
import uharfbuzz as hb
from pikepdf import Array, Dictionary, Name, String

from briefkit.pdf.cff import keyed_by_cids
from briefkit.preflight.fonts import read_font
from briefkit.preflight.glyphs import Glyphs, read_glyphs, read_lists
from briefkit.preflight.programs import Programs, read_program
from briefkit.preflight.source import open_pdf
from briefkit.preflight.type1 import decrypted

FONTS = Path(__file__).parents[1] / "fonts"
TRUETYPE = (FONTS / "squares.ttf").read_bytes()
OPENTYPE = (FONTS / "squares.otf").read_bytes()
CFF = bytes(hb.Face(OPENTYPE).reference_table("CFF ").data)
IDENTITY = {"Subtype": Name.Type0, "Encoding": Name("/Identity-H")}


def encrypted(plain, key):
    """Return what `decrypted` makes `plain` of."""
    secret = bytearray()
    for byte in plain:
        secret.append(byte ^ key >> 8)
        key = (secret[-1] + key) * 52_845 + 22_719 & 0xFFFF
    return bytes(secret)


def type1(glyphs, *, encoding="StandardEncoding def", as_hex=False, matrix=0.001):
    """Return a Type 1 program of glyphs: name → what its outline begins with."""
    parts = [
        b"/%s %d RD %s ND\n" % (name.encode(), len(data), data)
        for name, data in ((name, encrypted(bytes(4) + one, 4_330)) for name, one in glyphs.items())
    ]
    private = b"".join([b"/CharStrings %d dict dup begin\n" % len(parts), *parts, b"end"])
    secret = encrypted(bytes(4) + private, 55_665)
    clear = f"%!PS-AdobeFont-1.0\n/FontMatrix [{matrix} 0 0 {matrix} 0 0] def\n"
    clear += f"/Encoding {encoding}\ncurrentfile eexec\n"
    return clear.encode() + (secret.hex().encode() if as_hex else secret)


A, B, SPACE = b"\x8b\xf8\x88\x0d", b"\x8b\xf9\x50\x0d", b"\x8b\xf7\x8e\x0d"  # 500, 700, 250
TYPE1 = type1({".notdef": SPACE, "A": A, "B": B, "space": SPACE})


def glyphs_of(program, shown, *, key="FontFile3", descendant=None, descriptor=None, **entries):
    """Return what a font has, of which the codes `shown` are shown; None where nothing is told."""
    pdf = pikepdf.new()
    pdf.add_blank_page()
    held = Dictionary(Flags=32, **{key: pdf.make_stream(program)}, **(descriptor or {}))
    font = Dictionary(Type=Name.Font, **entries)
    if descendant is not None:
        maps = {
            name: pdf.make_stream(value) if isinstance(value, bytes) else value
            for name, value in descendant.items()
        }
        font.DescendantFonts = Array([Dictionary(FontDescriptor=held, **maps)])
    else:
        font.FontDescriptor = held
    if "/CIDSet" in held:
        held.CIDSet = pdf.make_stream(bytes(held.CIDSet))
    pdf.pages[0].obj.Resources = Dictionary(Font=Dictionary(F=pdf.make_indirect(font)))
    out = io.BytesIO()
    pdf.save(out)
    source = open_pdf(out.getvalue())
    read = read_font(source, source.pages[0].resources["/Font"].raw_get("/F"))
    read.piece(shown, 1)
    glyphs = read_glyphs(Programs(source), read)
    return None if glyphs is None else Looked(source, glyphs)


class Looked:
    """The glyphs that are shown, and the lists that the descriptor has of all."""

    def __init__(self, source, glyphs: Glyphs):
        self.widths = {glyph.code: glyph.width for glyph in glyphs.shown()}
        self.lacking = [glyph.code for glyph in glyphs.shown() if glyph.is_lacking]
        self.lists = [(one.key, one.left_out, one.made_up) for one in read_lists(source, glyphs)]


@pytest.mark.parametrize(
    "given",
    [
        {"key": "FontFile2", "program": TRUETYPE, "Subtype": Name.TrueType},
        {"program": CFF, "Subtype": Name.Type1},
        {"program": OPENTYPE, "Subtype": Name.Type1},
    ],
    ids=["TrueType", "CFF", "OpenType"],
)
def test_a_code_leads_to_its_glyph_by_its_character_or_name(given):
    differences = Array([1, Name.uni0061, Name.alpha, 97, Name.uni0062])

    shown = glyphs_of(
        **given,
        shown=b"a\1\2",
        Encoding=Dictionary(BaseEncoding=Name.WinAnsiEncoding, Differences=differences),
    )

    assert shown.widths == {97: 1000, 1: 1000, 2: None}
    assert shown.lacking == [2]


def test_a_named_encoding_leads_to_characters():
    given = {"key": "FontFile2", "Subtype": Name.TrueType, "Encoding": Name.WinAnsiEncoding}

    shown = glyphs_of(TRUETYPE, b"a\x96\xbc", **given)

    assert shown.widths == {0x61: 1000, 0x96: 1000, 0xBC: None}


@pytest.mark.parametrize("as_hex", [False, True])
@pytest.mark.parametrize("encoding", [None, Name.WinAnsiEncoding])
def test_the_widths_of_a_type_1_font_stand_in_its_outlines(as_hex, encoding):
    entries = {"Encoding": encoding} if encoding is not None else {}
    program = type1({"A": A, "B": B, "space": SPACE}, as_hex=as_hex)

    shown = glyphs_of(program, b"AB C", key="FontFile", Subtype=Name.Type1, **entries)

    assert shown.widths == {65: 500, 66: 700, 32: 250, 67: None}
    assert shown.lacking == [67]


@pytest.mark.parametrize(
    ("outline", "width"),
    [
        (b"\x8b\xff\0\1\x86\xa0\xef\x0c\x0c\x0d", 1000),  # 100,000 over 100
        (b"\x8b\x8b\xf8\x88\x8b\x0c\x07", 500),  # with a height of its own
        (b"\x8b\xfb\0\x0d", -108),
        (b"\x8b\x0d", None),
        (b"\x8b\x8b\x01", None),
        (b"\x8b\x8b", None),
    ],
)
def test_a_width_may_be_written_in_several_ways(outline, width):
    program = type1({"A": outline})

    shown = glyphs_of(program, b"A", key="FontFile", Subtype=Name.Type1)

    assert shown.widths == {65: width}


def test_a_type_1_font_may_have_other_units_and_codes_of_its_own():
    program = type1({"A": A}, encoding="256 array dup 7 /A put readonly def", matrix=0.0005)

    shown = glyphs_of(program, b"\7A", key="FontFile", Subtype=Name.Type1)

    assert shown.widths == {7: 250, 65: None}
    assert shown.lacking == [65]


def test_another_name_of_the_same_character_may_be_what_is_shown():
    program = type1({"uni0041": A})

    assert glyphs_of(program, b"A", key="FontFile", Subtype=Name.Type1).lacking == []


def test_a_symbolic_font_with_tables_has_its_codes_in_its_map():
    """That of squares.ttf is for characters, which viewers look up each in its way."""
    symbols = TRUETYPE.replace(struct.pack(">HH", 3, 1), struct.pack(">HH", 3, 0))
    given = {"Subtype": Name.TrueType, "key": "FontFile2"}

    assert glyphs_of(TRUETYPE, b"a\1", **given).widths == {}
    assert glyphs_of(symbols, b"a\1", **given).widths == {97: 1000, 1: None}


@pytest.mark.parametrize(
    ("program", "key", "subtype"),
    [(TRUETYPE, "FontFile2", "CIDFontType2"), (CFF, "FontFile3", "CIDFontType0")],
    ids=["TrueType", "CFF"],
)
def test_the_codes_of_a_composite_font_are_glyphs(program, key, subtype):
    descendant = {"Subtype": Name(f"/{subtype}"), "CIDToGIDMap": Name.Identity}

    shown = glyphs_of(program, b"\0\5\xff\0\0\0", key=key, descendant=descendant, **IDENTITY)

    assert shown.widths == {5: 1000, 0xFF00: None}, ".notdef is told by itself"
    assert shown.lacking == [0xFF00]


def test_a_map_leads_from_codes_to_glyphs():
    descendant = {"Subtype": Name.CIDFontType2, "CIDToGIDMap": b"\0\0\0\7\xff\xff"}

    shown = glyphs_of(TRUETYPE, b"\0\1\0\2\0\3", key="FontFile2", descendant=descendant, **IDENTITY)

    assert shown.widths == {1: 1000, 2: None}
    assert shown.lacking == [2]


def test_a_font_with_cids_is_asked_for_these():
    keyed = keyed_by_cids(CFF)
    moved = keyed.replace(struct.pack(">BHH", 2, 1, 27), struct.pack(">BHH", 2, 100, 27))
    descendant = {"Subtype": Name.CIDFontType0}

    shown = glyphs_of(moved, b"\0\x64\0\5", descendant=descendant, **IDENTITY)

    assert shown.widths == {100: 1000, 5: None}
    assert shown.lacking == [5]


def test_where_the_file_does_not_tell_the_way_nothing_is_told():
    descendant = {"Subtype": Name.CIDFontType2}
    flags = {"Subtype": Name.TrueType, "Encoding": Name.WinAnsiEncoding, "key": "FontFile2"}

    assert glyphs_of(TRUETYPE, b"\0\5", key="FontFile2", descendant=descendant, **IDENTITY) is None
    assert glyphs_of(TRUETYPE, b"a", Subtype=Name.Type1) is None
    assert glyphs_of(b"no font", b"a", **flags) is None


def test_the_list_of_names_is_held_against_the_font():
    given = {"key": "FontFile", "Subtype": Name.Type1}

    def lists(names):
        return glyphs_of(TYPE1, b"A", descriptor={"CharSet": String(names)}, **given).lists

    assert lists("/A/B/space") == lists("/space /B /A /.notdef") == [("CharSet", 0, 0)]
    assert lists("/A/C") == [("CharSet", 2, 1)]
    assert glyphs_of(TYPE1, b"A", **given).lists == []


@pytest.mark.parametrize(
    ("descendant", "bits", "found"),
    [
        ({"Subtype": Name.CIDFontType2, "CIDToGIDMap": b"\0\0\0\1\0\2"}, b"\x60", (0, 0)),
        ({"Subtype": Name.CIDFontType2, "CIDToGIDMap": b"\0\0\0\1\0\2"}, b"\xc0", (1, 0)),
        ({"Subtype": Name.CIDFontType2, "CIDToGIDMap": b"\0\0\0\1\0\2"}, b"\xe0\1", (0, 1)),
        ({"Subtype": Name.CIDFontType2, "CIDToGIDMap": Name.Identity}, b"\xc0", (0, 0)),
    ],
)
def test_the_list_of_cids_is_held_against_the_font(descendant, bits, found):
    """Of squares.ttf, one glyph alone has a width of its own."""
    shown = glyphs_of(
        TRUETYPE,
        b"\0\1",
        key="FontFile2",
        descendant=descendant,
        descriptor={"CIDSet": String(bits)},
        **IDENTITY,
    )

    assert shown.lists == [("CIDSet", *found)]


@pytest.mark.parametrize(
    "program", [TRUETYPE, OPENTYPE, CFF, TYPE1], ids=["ttf", "otf", "cff", "t1"]
)
def test_a_broken_font_is_passed_over(program):
    """Whatever is wrong in it: two hundred times some bytes, or its end."""
    chance = random.Random(7)  # noqa: S311
    broken = [program[: chance.randrange(len(program))] for _ in range(60)]
    for _ in range(140):
        data = bytearray(program)
        for _ in range(6):
            data[chance.randrange(min(len(data), 1_200))] = chance.randrange(256)
        broken.append(bytes(data))
    for data in broken:
        read = read_program(data)
        for glyph in range(3):
            width = read.width(glyph) if read is not None else None
            assert width is None or isinstance(width, float)


def test_what_is_secret_reads_once_it_is_lifted():
    assert decrypted(encrypted(b"secret", 4_330), 4_330) == b"secret"
