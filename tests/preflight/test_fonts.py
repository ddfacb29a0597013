"""Codes → characters and widths."""

import io

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from pypdf import PdfReader

from briefkit.preflight.cmaps import parse_to_unicode
from briefkit.preflight.fonts import read_font
from briefkit.preflight.source import open_pdf


def font_of(entries=None, stream=None, glyphs=None, program=None):
    """Return the font that a dictionary makes; streams are made of bytes, `glyphs` too.

    program: of a Type 1 font, which the descriptor holds.
    """
    pdf = pikepdf.new()
    pdf.add_blank_page()
    font = pdf.make_indirect(Dictionary(Type=Name.Font, **(entries or {})))
    for key, data in (stream or {}).items():
        font[f"/{key}"] = pdf.make_stream(data)
    if program is not None:
        font.FontDescriptor = Dictionary(Flags=4, FontFile=pdf.make_stream(program))
    if glyphs is not None:
        font.DescendantFonts[0].CIDToGIDMap = pdf.make_stream(glyphs)
    pdf.pages[0].obj.Resources = Dictionary(Font=Dictionary(F=font))
    out = io.BytesIO()
    pdf.save(out)
    source = open_pdf(out.getvalue())
    assert isinstance(source.reader, PdfReader)
    return read_font(source, source.pages[0].resources["/Font"].raw_get("/F"))


def test_a_named_encoding_is_read():
    font = font_of({"Subtype": Name.TrueType, "Encoding": Name.WinAnsiEncoding})

    assert font.piece(b"caf\xe9\x96").text == "café–"


def test_differences_name_glyphs():
    differences = Array(
        [65, Name("/fi"), Name("/A.sc"), Name("/uni0131"), Name("/f_f"), Name("/g12")]
    )
    font = font_of({"Subtype": Name.Type1, "Encoding": Dictionary(Differences=differences)})

    assert font.piece(b"ABCD").text == "ﬁAıff"
    assert font.piece(b"ABCD").unmapped is None
    assert font.piece(b"E").unmapped == ord("E")


def test_notdef_by_name_is_known():
    differences = Array([65, Name("/.notdef")])
    font = font_of({"Subtype": Name.Type1, "Encoding": Dictionary(Differences=differences)})

    assert font.piece(b"A").has_notdef
    assert not font.piece(b"B").has_notdef


@pytest.mark.parametrize(
    ("glyphs", "has_notdef"), [(b"\0\0\0\5", True), (b"\0\7\0\5", False), (b"", True), (None, True)]
)
def test_code_0_is_notdef_unless_a_map_gives_it_a_glyph(glyphs, has_notdef):
    font = font_of(
        {
            "Subtype": Name.Type0,
            "Encoding": Name("/Identity-H"),
            "DescendantFonts": Array([Dictionary(Subtype=Name.CIDFontType2)]),
        },
        glyphs=glyphs,
    )

    assert font.piece(b"\0\0").has_notdef == has_notdef


def test_widths_are_those_of_the_file():
    font = font_of(
        {
            "Subtype": Name.TrueType,
            "Encoding": Name.WinAnsiEncoding,
            "FirstChar": 65,
            "Widths": Array([500, 250]),
        }
    )

    piece = font.piece(b"AB")
    assert (piece.width, piece.codes) == (0.75, 2)


def test_a_type_3_font_measures_by_its_own_matrix_and_holds_its_glyphs():
    font = font_of(
        {
            "Subtype": Name.Type3,
            "FontMatrix": Array([0.01, 0, 0, 0.01, 0, 0]),
            "FirstChar": 65,
            "Widths": Array([50]),
            "Encoding": Dictionary(Differences=Array([65, Name("/A")])),
        }
    )

    assert font.is_embedded
    assert font.piece(b"A").width == pytest.approx(0.5)


@pytest.mark.parametrize(
    "widths",
    [Array([5, Array([100, 200])]), Array([5, 5, 100, 6, 9, 200]), Array([6, 9, 200, 5, 5, 100])],
)
def test_widths_of_a_composite_font_come_in_lists_and_ranges(widths):
    descendant = Dictionary(Subtype=Name.CIDFontType2, W=widths, DW=1000)
    font = font_of(
        {
            "Subtype": Name.Type0,
            "Encoding": Name("/Identity-H"),
            "DescendantFonts": Array([descendant]),
        }
    )

    assert font.piece(b"\0\5\0\6\0\1").width == pytest.approx(1.3)


def test_a_composite_font_may_bring_its_own_codes():
    cmap = b"""1 begincodespacerange <00> <ff> endcodespacerange
    1 begincidrange <41> <43> 7 endcidrange 1 begincidchar <44> 20 endcidchar"""
    descendant = Dictionary(Subtype=Name.CIDFontType0, W=Array([8, Array([300]), 20, Array([400])]))
    font = font_of(
        {"Subtype": Name.Type0, "DescendantFonts": Array([descendant])},
        {"Encoding": cmap, "ToUnicode": b"1 beginbfrange <41> <44> <0061> endbfrange"},
    )

    assert font.piece(b"BD").text == "bd"
    assert font.piece(b"BD").width == pytest.approx(0.7)


def test_characters_of_the_great_collections_are_known_to_viewers():
    system = Dictionary(Registry=String("Adobe"), Ordering=String("Japan1"), Supplement=2)
    descendant = Dictionary(Subtype=Name.CIDFontType0, CIDSystemInfo=system)
    font = font_of(
        {
            "Subtype": Name.Type0,
            "Encoding": Name("/90ms-RKSJ-H"),
            "DescendantFonts": Array([descendant]),
        }
    )

    assert font.piece(b"\x82\xa0").unmapped is None


def test_a_unicode_encoding_is_its_own_map():
    font = font_of(
        {
            "Subtype": Name.Type0,
            "Encoding": Name("/UniJIS-UCS2-H"),
            "DescendantFonts": Array([Dictionary()]),
        }
    )

    assert font.piece("あ".encode("utf-16-be")).text == "あ"


@pytest.mark.parametrize(
    ("data", "mapping"),
    [
        (b"beginbfchar <0001> <00660069> endbfchar", {1: "fi"}),
        (b"beginbfrange <01> <02> [<0061> <D83DDE00>] endbfrange", {1: "a", 2: "😀"}),
        (b"beginbfrange <0000> <ffff> <0000> endbfrange beginbfchar <1> <0041> endbfchar", None),
        (b"beginbfrange <01> <ffffffff> <D7FF> endbfrange", None),
        (b"beginbfchar <01> endbfchar beginbfrange <> [ endbfrange", {}),
        (b"beginbfchar <zz> <0061> /x <02> <> endbfchar", None),
        (b"\xff\x00", {}),
    ],
)
def test_maps_to_unicode_are_read_or_passed_over(data, mapping):
    found = parse_to_unicode(data)

    assert mapping is None or found == mapping
    "".join(found.values()).encode()  # no half characters


def test_codes_of_three_bytes_are_read_by_their_own_map():
    cmap = b"""1 begincodespacerange <000000> <FFFFFF> endcodespacerange
    1 begincidrange <000041> <000042> 7 endcidrange 1 begincidchar <000043> 9 endcidchar"""
    widths = Array([7, Array([100, 200]), 9, Array([300])])
    font = font_of(
        {
            "Subtype": Name.Type0,
            "DescendantFonts": Array([Dictionary(Subtype=Name.CIDFontType2, W=widths)]),
        },
        {
            "Encoding": cmap,
            "ToUnicode": b"1 beginbfrange <000041> <000043> [<0061> <0062> <0063>] endbfrange",
        },
    )

    piece = font.piece(b"\0\0A\0\0B\0\0C")
    assert (piece.text, piece.width) == ("abc", pytest.approx(0.6))


def test_widths_in_disorder_are_passed_over():
    widths = Array([Name.A, 5, Array([100]), 6, Name.B, 1, 7])
    font = font_of(
        {
            "Subtype": Name.Type0,
            "Encoding": Name("/Identity-H"),
            "DescendantFonts": Array([Dictionary(Subtype=Name.CIDFontType2, W=widths, DW=500)]),
        }
    )

    assert font.widths == {5: 100.0}


def test_symbols_have_an_encoding_of_their_own():
    font = font_of({"Subtype": Name.Type1, "BaseFont": Name.Symbol})

    assert font.piece(b"ab").text == "αβ"


@pytest.mark.parametrize(
    ("codes", "text", "width"),
    [
        (b"\x41\x81\x42\x41", "aba", 2.3),
        (b"\x81\x42\x41\x81\x42", "bab", 2.2),
        (b"\xe0\x00\x01\x41\x20", "ca ", 2.5),
        (b"\x41\xe0\x00\x01\x81\x42", "acb", 2.6),
    ],
)
def test_codes_of_several_lengths_are_cut_where_each_ends(codes, text, width):
    spaces = b"""3 begincodespacerange <00> <7f> <8000> <dfff> <e00000> <ffffff>
    endcodespacerange """
    encoding = b"4 begincidchar <41> 3 <8142> 4 <e00001> 5 <20> 6 endcidchar"
    to_unicode = b"4 beginbfchar <41> <0061> <8142> <0062> <e00001> <0063> <20> <0020> endbfchar"
    descendant = Dictionary(
        Subtype=Name.CIDFontType2, W=Array([3, Array([800, 700, 1100, 600])]), DW=100
    )
    font = font_of(
        {"Subtype": Name.Type0, "DescendantFonts": Array([descendant])},
        {"Encoding": spaces + encoding, "ToUnicode": spaces + to_unicode},
    )
    piece = font.piece(codes)

    assert piece.text == text
    assert piece.unmapped is None
    assert piece.width == pytest.approx(width)
    assert piece.spaces == text.count(" ")


def test_a_byte_that_begins_no_code_is_as_long_as_the_shortest():
    font = font_of(
        {"Subtype": Name.Type0, "DescendantFonts": Array([Dictionary()])},
        {"Encoding": b"2 begincodespacerange <20> <7f> <8040> <ffff> endcodespacerange"},
    )
    assert font.piece(b"\x01\x80\x41\x80").codes == 3


@pytest.mark.parametrize(
    ("cmap", "mapping"),
    [
        (b"1 beginbfchar <41> 5 endbfchar", {}),
        (b"1 beginbfrange 5 <42> <0061> endbfrange", {}),
        (b"1 beginbfrange <41> <42> 7 endbfrange", {}),
        (b"1 beginbfrange <41> <42> <> endbfrange", {}),
        (b"1 beginbfchar <41> <61> endbfchar", {0x41: "a"}),
        (b"1 beginbfrange <41> <42> <D7FF> endbfrange", {0x41: "\ud7ff", 0x42: "\ufffd"}),
    ],
)
def test_a_map_to_unicode_in_disorder_is_read_as_far_as_it_makes_sense(cmap, mapping):
    assert parse_to_unicode(cmap) == mapping


def test_a_font_that_is_no_dictionary_shows_nothing_and_does_no_harm():
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.pages[0].obj.Resources = Dictionary(Font=Dictionary(F=5))
    out = io.BytesIO()
    pdf.save(out)
    source = open_pdf(out.getvalue())

    font = read_font(source, source.pages[0].resources["/Font"].raw_get("/F"))

    assert (font.name, font.is_embedded) == ("unknown", True)


@pytest.mark.parametrize(
    ("clear", "text", "unmapped"),
    [
        (b"/Encoding 256 array dup 97 /alpha put dup 98 /oddity put readonly def", "α\ufffd", 98),
        (b"/Encoding 256 array dup 97 /a put dup 98 /angbracketleft put", "a\ufffd", 98),
        (b"/Encoding StandardEncoding def", "ab", None),
        (b"/FontName /Odd def", "\ufffd\ufffd", None),
    ],
)
def test_a_type_1_font_names_its_glyphs_in_its_own_program(clear, text, unmapped):
    """What it names as no one does has no character; where it does not tell, viewers may know."""
    program = b"%!PS-AdobeFont-1.0: Odd\n" + clear + b"\ncurrentfile eexec \x80\x81\x82"
    font = font_of({"Subtype": Name.Type1, "BaseFont": Name.Odd}, program=program)

    piece = font.piece(b"ab")

    assert (piece.text, piece.unmapped) == (text, unmapped)


def test_a_name_that_is_no_character_s_is_told_whatever_the_program_names():
    """Viewers look a name up; the program of the font has no other one for the code."""
    differences = Array([65, Name("/A"), Name("/g12")])
    font = font_of(
        {"Subtype": Name.Type1, "Encoding": Dictionary(Differences=differences)}, program=b"odd"
    )

    assert font.piece(b"A").unmapped is None
    assert font.piece(b"AB").unmapped == 66
    assert font.piece(b"C").unmapped is None


@pytest.mark.parametrize(
    ("program", "is_embedded"),
    [(b"%!PS-AdobeFont-1.0", True), (b"", False), (b"ttcf\0\1\0\0", False)],
)
def test_a_program_that_is_empty_or_a_collection_of_fonts_is_none(program, is_embedded):
    """As WeasyPrint embeds whole fonts out of collections: no viewer can tell which it is."""
    font = font_of({"Subtype": Name.Type1, "BaseFont": Name.Odd}, program=program)

    assert font.is_embedded == is_embedded
