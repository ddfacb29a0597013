import re
import struct
import unicodedata
from pathlib import Path

import pytest
from attrs import evolve

from briefkit.pdf.cff import keyed_by_cids
from briefkit.structure import Role
from briefkit.text.cff import cids_of


def fonts_of(written, page_index=0):
    return dict(written.pages[page_index].Resources.Font)


def test_ligatures_stand_for_all_their_characters(sheet, run_tool):
    """As reportlab writes them, "first" comes back as "fir" and a private character."""
    words = "first affinity office fjord"
    run = sheet.run(words, sheet.words())
    sheet.line(100, run)

    written = sheet.paint()

    assert len(run.glyphs) < len(words), "the font has ligatures"
    assert written.text() == words
    assert run_tool("pdftotext", written.data, after=("-",)).strip() == words


@pytest.mark.parametrize("words", ["fi", "fifi", "ffi f fi", "off", "a fi b ffi"])
@pytest.mark.parametrize("soft", [False, True])
def test_ligatures_stand_for_theirs_wherever_they_are(sheet, words, soft):
    """At either end, side by side, before a hyphen that only the line break put there."""
    run = sheet.run(f"{words}-" if soft else words, sheet.words(), soft=soft)
    assert len(run.glyphs) < len(run.text), "the font has ligatures"
    sheet.line(100, run)

    assert sheet.paint().text() == (f"{words}\u00ad" if soft else words)


def test_one_glyph_stands_for_different_characters(sheet, run_tool):
    """Small capitals for both cases; a hyphen that only the line break put there; U+00A0."""
    words = sheet.words()
    small = sheet.run("nN", words, features=("smcp", "c2sc"))
    assert len(set(small.glyphs)) == 1
    sheet.line(100, small)
    sheet.line(120, sheet.run("on-line", words))
    sheet.line(140, sheet.run("no\u00a0break a b", words))
    sheet.line(160, sheet.run("hyphen-", words, soft=True))

    written = sheet.paint()

    assert written.text().split("\n") == ["nN", "on-line", "no\u00a0break a b", "hyphen\u00ad"]
    read = run_tool("pdftotext", written.data, after=("-",)).split("\n")
    assert read[:4] == ["nN", "on-line", "no break a b", "hyphen\u00ad"]  # poppler's own space
    assert written.faults() == []


def test_cubic_glyphs_that_stand_for_different_characters_share_their_program(cff_sheet, run_tool):
    """CIDs name the glyphs of CFF for good, so a second dictionary maps them otherwise."""
    words = cff_sheet.words()
    cff_sheet.line(100, cff_sheet.run("on-line ", words), cff_sheet.run("hy-", words, soft=True))
    cff_sheet.line(120, cff_sheet.run("phen", words))

    written = cff_sheet.paint()

    fonts = fonts_of(written)
    assert sorted(fonts) == ["/F1", "/F1.1"]
    descendants = [font.DescendantFonts[0] for font in fonts.values()]
    assert len(descendants) == 2
    assert descendants[0].objgen == descendants[1].objgen
    assert descendants[0].FontDescriptor.FontFile3.Subtype == "/CIDFontType0C"
    assert written.text() == "on-line hy\u00ad\nphen"
    assert run_tool("pdftotext", written.data, "-raw", after=("-",)).split() == [
        "on-line",
        "hy\u00ad",
        "phen",
    ]
    assert written.faults() == []


def test_a_change_of_dictionary_keeps_the_places_of_the_glyphs(cff_sheet):
    import pypdfium2

    run = cff_sheet.run("a-a-a", cff_sheet.words())
    cff_sheet.put(10, 100, evolve(run, text="a-axa", advances=(10.0, 10.1, 10.2, 10.3, 10.0)))

    text = pypdfium2.PdfDocument(cff_sheet.bytes())[0].get_textpage()

    lefts = [text.get_charbox(index, loose=True)[0] for index in range(5)]
    assert lefts == pytest.approx([10, 20, 30.1, 40.3, 50.6], abs=0.01)


def test_widths_are_those_of_the_glyphs(sheet):
    run = sheet.run("io", sheet.words())
    sheet.line(100, run)

    written = sheet.paint()

    (font,) = fonts_of(written).values()
    first, widths = font.DescendantFonts[0].W
    assert int(first) == 1
    assert [float(width) / 100 for width in widths] == pytest.approx(run.advances)
    table = bytes(font.DescendantFonts[0].CIDToGIDMap.read_bytes())
    assert struct.unpack(">3H", table) == (0, *run.glyphs)


def test_a_font_is_embedded_once_and_only_in_part(sheet):
    sheet.line(100, sheet.run("ab", sheet.words()))
    sheet.turn()
    sheet.line(100, sheet.run("bc", sheet.words(), size=12))

    written = sheet.paint()

    (one,), (other,) = (fonts_of(written, index).values() for index in range(2))
    assert one.objgen == other.objgen
    program = one.DescendantFonts[0].FontDescriptor.FontFile2
    assert len(program.read_bytes()) == int(program.Length1) < 60_000
    assert str(one.BaseFont)[7:] == "+SourceSerif4-Regular"
    assert one.BaseFont == one.DescendantFonts[0].BaseFont
    assert one.BaseFont == one.DescendantFonts[0].FontDescriptor.FontName


def test_no_page_has_a_font_that_it_does_not_use(sheet):
    sheet.line(100, sheet.run("a", sheet.words()))
    sheet.turn()
    sheet.line(100, sheet.run("A", sheet.words(), size=30))
    sheet.turn()

    written = sheet.paint()

    assert [sorted(fonts_of(written, index)) for index in range(2)] == [["/F1"], ["/F2"]]
    assert "/Font" not in written.pages[2].Resources
    assert b"Helvetica" not in written.data


def test_marks_that_the_font_has_only_by_themselves_stand_where_they_belong(sheet, run_tool):
    """The first has as many glyphs as characters, the last more: ActualText puts it together."""
    sheet.line(100, sheet.run("x\u0331 and \u01f0.", sheet.words()))

    written = sheet.paint()

    assert "\u2060" not in written.content()
    wanted = "x\u0331 and \u01f0."
    gaps = str.maketrans("", "", " ")  # before 7.1, pypdf takes a mark set by itself for a word
    text = unicodedata.normalize("NFC", written.text().translate(gaps))
    assert text == wanted.translate(gaps)
    read = run_tool("pdfinfo", written.data, "-struct-text")
    assert wanted in unicodedata.normalize("NFC", read)
    assert "\u01f0" in run_tool("pdftotext", written.data, after=("-",))
    assert written.faults() == []


def test_only_the_glyphs_that_leave_the_baseline_are_raised(sheet):
    run = sheet.run("aix", sheet.words())
    sheet.line(100, evolve(run, offsets=((0.0, 0.0), (0.0, 2.0), (0.0, 0.0))))

    written = sheet.paint()

    shown = re.findall(r"([\d.]+ Ts|TJ|Tj)", written.content())
    assert shown == ["TJ", "2 Ts", "TJ", "0 Ts", "TJ"]


def test_a_glyph_without_a_character_of_its_own_leaves_the_text_whole(square_sheet, run_tool):
    """Three full stops for one ellipsis: ActualText says what the glyphs cannot."""
    run = square_sheet.run("a...b", square_sheet.words())
    square_sheet.line(100, evolve(run, text="a…b", clusters=(0, 1, 1, 1, 2)))

    written = square_sheet.paint()

    assert run_tool("pdftotext", written.data, after=("-",)).strip() == "a…b"
    assert written.text().replace("\u2060", "") == "a…b"
    assert written.faults() == []


def test_text_that_runs_to_the_left_comes_back_in_reading_order(sheet_of):
    path = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")
    if not path.exists():
        pytest.skip("DejaVu Sans is not installed")
    sheet = sheet_of(path)
    sheet.line(100, sheet.run("שָׁלוֹם", sheet.words(), leftward=True, script="Hebr"))

    assert sheet.paint().text() == "שָׁלוֹם"


@pytest.mark.parametrize("character", ["\u0000", "\ufeff", "\ufffe", "\n", "\x07"])
def test_no_glyph_stands_for_what_no_reader_may_meet(sheet, character):
    """ISO 14289-1, 7.21.7 forbids three of them; the others would break a line of text."""
    run = sheet.run("a.b", sheet.words())
    sheet.line(100, evolve(run, text=f"a{character}b"))

    written = sheet.paint()

    cmap = bytes(fonts_of(written)["/F1"].ToUnicode.read_bytes()).decode()
    assert f"<{ord(character):04X}>\n" not in cmap.split("endcodespacerange")[1]
    assert written.faults() == []


def test_what_is_beyond_the_basic_plane_is_a_pair_of_surrogates(sheet):
    run = sheet.run("ab", sheet.words())
    sheet.line(100, evolve(run, text="\U0001d49cb"))

    assert sheet.paint().text() == "\U0001d49cb"


def test_more_codes_than_one_block_of_a_cmap_holds(sheet):
    """Adobe's note of 1996 allows a hundred entries a block."""
    run = sheet.run("a" * 250, sheet.words(), size=1)
    text = "".join(chr(0x4E00 + at) for at in range(250))
    sheet.line(100, evolve(run, text=text))

    written = sheet.paint()

    cmap = bytes(fonts_of(written)["/F1"].ToUnicode.read_bytes()).decode()
    assert [line for line in cmap.split("\n") if "beginbfchar" in line] == [
        "100 beginbfchar",
        "100 beginbfchar",
        "50 beginbfchar",
    ]
    assert written.text().replace("\n", "") == text


def test_codes_that_look_like_syntax_are_escaped(square_sheet):
    r"""Codes 10, 13, 40, 41 and 92 are a line feed, a carriage return, "(", ")" and "\"."""
    run = square_sheet.run("a" * 100, square_sheet.words(), size=2)
    text = "".join(chr(0x4E00 + at) for at in range(100))
    square_sheet.line(100, evolve(run, text=text, advances=(2.1,) * 100))

    assert square_sheet.paint().marked()[0][2] == text


def test_a_run_may_end_in_an_escaped_parenthesis(square_sheet):
    run = square_sheet.run("a" * 40, square_sheet.words(), size=2)
    square_sheet.line(100, evolve(run, text="".join(chr(0x4E00 + at) for at in range(40))))

    written = square_sheet.paint()

    assert written.content().endswith("\\() Tj\nET\nEMC")


def squares_cff(cff_library):
    face = cff_library.face("squares of CFF")
    return bytes(face.font.face.reference_table("CFF ").data)


def test_a_font_keyed_by_names_is_keyed_by_numbers_in_the_file(cff_library):
    table = squares_cff(cff_library)

    keyed = keyed_by_cids(table)

    assert cids_of(table) is None
    assert cids_of(keyed) == tuple(range(29))
    assert keyed_by_cids(keyed) == keyed


@pytest.mark.parametrize("length", [0, 3, 20, 60, 200])
def test_a_broken_cff_table_is_an_error(cff_library, length):
    with pytest.raises(ValueError, match="broken"):
        cids_of(squares_cff(cff_library)[:length])


def with_cff(font: bytes, table: bytes) -> bytes:
    """Return an OpenType font with another CFF table."""
    (count,) = struct.unpack_from(">H", font, 4)
    tables = {}
    for at in range(12, 12 + 16 * count, 16):
        tag, _, offset, length = struct.unpack_from(">4sIII", font, at)
        tables[tag] = table if tag == b"CFF " else font[offset : offset + length]
    place, directory, body = 12 + 16 * count, b"", b""
    for tag, data in sorted(tables.items()):
        directory += struct.pack(">4sIII", tag, 0, place + len(body), len(data))
        body += data + bytes(-len(data) % 4)
    return font[:12] + directory + body


def test_cids_of_a_font_s_own_are_what_the_file_names_its_glyphs_by(
    cff_library, tmp_path, sheet_of
):
    """Glyph 1 has CID 100, glyph 2 has 101, …, as in fonts cut down to one language."""
    keyed = keyed_by_cids(squares_cff(cff_library))
    moved = keyed.replace(struct.pack(">BHH", 2, 1, 27), struct.pack(">BHH", 2, 100, 27))
    assert cids_of(moved) == (0, *range(100, 128))
    source = cff_library.face("squares of CFF").path.read_bytes()
    path = tmp_path / "moved.otf"
    path.write_bytes(with_cff(source, moved))
    sheet = sheet_of(path)
    run = sheet.run("abc", sheet.words())
    sheet.line(100, run)

    written = sheet.paint()

    (font,) = fonts_of(written).values()
    assert int(font.DescendantFonts[0].W[0]) == 99 + run.glyphs[0]
    assert written.text() == "abc"
    import pypdfium2

    assert pypdfium2.PdfDocument(written.data)[0].render().to_pil().getextrema()[0][0] == 0


def test_the_subset_s_tag_is_that_of_its_glyphs(sheet):
    words = sheet.words(role=Role.PARAGRAPH)
    sheet.line(100, sheet.run("ab", words))
    one = sheet.paint()
    again = sheet.paint()
    sheet.line(120, sheet.run("c", words))
    other = sheet.paint()

    tags = [str(fonts_of(written)["/F1"].BaseFont)[1:7] for written in (one, again, other)]
    assert tags[0] == tags[1] != tags[2]
    assert tags[0].isupper()
