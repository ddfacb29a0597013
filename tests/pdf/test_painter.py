import re

import pytest
from attrs import evolve

from briefkit.errors import FontError, LayoutError
from briefkit.frame import Fill, Frame, Page, Placed
from briefkit.geometry import Size
from briefkit.metadata import Metadata
from briefkit.pdf import paint
from briefkit.structure import BACKGROUND, FOOTER, HEADER, LAYOUT, Role, StructureBuilder


def places(written, page_index=0):
    """Return (left, bottom) of each glyph's cell, as pdfium measures it."""
    import pypdfium2

    page = pypdfium2.PdfDocument(written.data)[page_index]
    text = page.get_textpage()
    boxes = [text.get_charbox(index, loose=True) for index in range(text.count_chars())]
    return [(round(left, 2), round(bottom, 2)) for left, bottom, _, _ in boxes]


def test_y_turns_over_once(square_sheet):
    """The baseline 100 under the top is at the page's height less 100; squares reach 2 below."""
    square_sheet.put(50, 100, square_sheet.run("ab", square_sheet.words()))

    assert places(square_sheet.paint()) == [(50, 493.28), (60, 493.28)]


def test_frames_within_frames_add_up(square_sheet):
    run = square_sheet.run("a", square_sheet.words())
    inner = Frame(100, 20, items=(Placed(1, 2, run),))
    square_sheet.put(50, 100, Frame(100, 20, items=(Placed(10, 20, inner),)))

    assert places(square_sheet.paint()) == [(61, 471.28)]


def test_glyphs_stand_where_their_advances_say(square_sheet):
    """Justified spaces and kerning are adjustments; nothing drifts over a long line."""
    run = square_sheet.run("a " * 40, square_sheet.words(), size=5)
    run = evolve(run, advances=tuple(5 + (0.123 if glyph % 2 else 0) for glyph in range(80)))
    square_sheet.put(10, 100, run)

    lefts = [x for x, _ in places(square_sheet.paint())[::2]]

    assert lefts == pytest.approx([10 + 10.123 * pair for pair in range(40)], abs=0.011)


def test_glyphs_are_drawn_as_wide_as_they_are_scaled(square_sheet):
    """Ems of 10 at 102 %, a space of 7 between them; what comes after has its own width again."""
    words = square_sheet.words()
    wide = evolve(square_sheet.run("a b", words), advances=(10.2, 7.0, 10.2), scale=1.02)
    square_sheet.put(50, 100, wide)
    square_sheet.put(77.4, 100, square_sheet.run("cd", words))

    written = square_sheet.paint()

    assert places(written) == [(50, 493.28), (60.2, 493.28), (67.2, 493.28), (77.4, 493.28),
                               (87.4, 493.28)]  # fmt: skip
    assert re.findall(r"\S+ Tz", written.content()) == ["102 Tz", "100 Tz"]
    assert written.content().count(" Tf") == 1
    assert written.text() == "a bcd"


def test_raised_glyphs_are_drawn_as_wide_as_they_are_scaled(square_sheet):
    wide = evolve(
        square_sheet.run("abc", square_sheet.words()),
        advances=(9.7, 9.7, 9.7),
        offsets=((0.0, 0.0), (1.0, 2.0), (0.0, 0.0)),
        scale=0.97,
    )
    square_sheet.put(50, 100, wide)

    lefts = [x for x, _ in places(square_sheet.paint())]

    assert lefts == pytest.approx([50, 60.7, 69.4], abs=0.011)


def test_a_line_of_natural_advances_is_one_plain_string(square_sheet):
    square_sheet.line(100, square_sheet.run("abc", square_sheet.words()))

    content = square_sheet.paint().content()

    assert content.count("Tj") == 1
    assert "TJ" not in content


def test_the_adjustment_after_the_last_glyph_is_left_out(square_sheet):
    run = square_sheet.run("abc", square_sheet.words())
    square_sheet.put(10, 100, evolve(run, advances=(10.0, 12.0, 13.0)))

    assert re.search(r"\[\(.{4}\)-200\(.{2}\)\] TJ", square_sheet.paint().content())


def test_state_is_set_only_where_it_changes(square_sheet):
    words = square_sheet.words()
    for line in range(5):
        square_sheet.line(100 + 12 * line, square_sheet.run("abc", words))

    content = square_sheet.paint().content()

    assert [content.count(f" {operator}\n") for operator in ("Tf", "g", "BDC", "Td")] == [
        1,
        1,
        1,
        5,
    ]
    assert content.count("BT\n") == content.count("EMC") == 1
    assert re.findall(r"(\S+ \S+) Td", content)[1:] == ["0 -12"] * 4


def test_colours_are_gray_where_they_can_be(sheet):
    words = sheet.words()
    sheet.line(
        100, sheet.run("a", words, colour="#808080"), sheet.run("b", words, colour="#ff0033")
    )

    content = sheet.paint().content()

    assert "\n0.502 g\n" in content
    assert "\n1 0 0.2 rg\n" in content


def test_fills_abut_without_a_gap(sheet):
    """Each edge is rounded by itself, so the end of one is the start of the next."""
    sheet.put(10.0004, 10, Fill(33.3337, 5, "#000000", LAYOUT))
    sheet.put(10.0004 + 33.3337, 10, Fill(33.3337, 5, "#000000", LAYOUT))

    content = sheet.paint().content()

    rectangles = [list(map(float, each)) for each in re.findall(r"(\S+) \S+ (\S+) \S+ re", content)]
    assert rectangles[0][0] + rectangles[0][1] == pytest.approx(rectangles[1][0], abs=1e-9)


def test_a_fill_without_extent_paints_nothing(sheet):
    sheet.put(10, 10, Fill(0, 5, "#000000", LAYOUT))
    sheet.put(10, 10, Fill(5, 0, "#000000", LAYOUT))

    assert sheet.paint().content() == ""


def test_round_corners_are_curves_no_wider_than_the_fill(sheet):
    sheet.put(10, 10, Fill(40, 20, "#000000", LAYOUT, radius=99))

    content = sheet.paint().content()

    assert content.count(" c") == 4
    assert "20 565.276 m" in content  # ten points, half the height, from the left


def test_artifacts_say_what_they_are(sheet):
    for at, mark in enumerate((HEADER, FOOTER, LAYOUT, BACKGROUND)):
        sheet.put(10, 100 + 20 * at, Fill(5, 5, "#000000", mark))

    assert [(tag, properties) for tag, properties, _ in sheet.paint().marked()] == [
        ("/Artifact", {"/Type": "/Pagination", "/Subtype": "/Header"}),
        ("/Artifact", {"/Type": "/Pagination", "/Subtype": "/Footer"}),
        ("/Artifact", {"/Type": "/Layout"}),
        ("/Artifact", {"/Type": "/Background"}),
    ]


def test_neighbours_of_one_mark_are_one_sequence_in_the_element_s_name(sheet):
    heading, body = sheet.words(role=Role.HEADING_1), sheet.words()
    sheet.line(100, sheet.run("A ", heading, 20), sheet.run("title", heading, 20, colour="#ff0000"))
    sheet.line(130, sheet.run("And ", body))
    sheet.put(40, 135, Fill(20, 0.5, "#000000", LAYOUT))
    sheet.line(142, sheet.run("text.", body))

    marked = sheet.paint().marked()

    assert [(tag, text) for tag, _, text in marked] == [
        ("/H1", "A title"),
        ("/P", "And "),
        ("/Artifact", ""),
        ("/P", "text."),
    ]
    assert [int(properties.get("/MCID", -1)) for _, properties, _ in marked] == [0, 1, -1, 2]


def test_both_parts_of_a_hyphenated_word_are_one_span(sheet):
    words = sheet.words()
    before, after = sheet.run("A ", words), sheet.run(" word", words)
    sheet.line(100, before, sheet.run("hyphen-", words, actual="hyphenated", soft=True))
    sheet.line(112, sheet.run("ated", words, actual=""), after)

    written = sheet.paint()

    marked = [(tag, str(at.get("/ActualText")), text) for tag, at, text in written.marked()]
    assert marked == [
        ("/P", "None", "A "),
        ("/Span", "hyphenated", "hyphen\u00adated"),
        ("/P", "None", " word"),
    ]
    assert written.tree() == "Document\n  P\n    0: A \n    0: hyphen\u00adated\n    0:  word"
    assert written.faults() == []


def test_the_rest_of_a_word_on_the_next_page_stands_for_nothing(sheet, run_tool):
    words = sheet.words()
    sheet.line(100, sheet.run("hyphen-", words, actual="hyphenated", soft=True))
    sheet.turn()
    sheet.line(100, sheet.run("ated", words, actual=""), sheet.run(" word", words))

    written = sheet.paint()

    assert [str(at.get("/ActualText")) for _, at, _ in written.marked(1)] == ["", "None"]
    assert written.faults() == []
    read = run_tool("pdftotext", written.data, after=("-",))
    assert read.split() == ["hyphenated", "word"]


def test_two_hyphenated_words_in_a_row_are_two_spans(sheet):
    words = sheet.words()
    sheet.line(100, sheet.run("one-", words, actual="onetwo", soft=True))
    sheet.line(112, sheet.run("two", words, actual=""))
    sheet.line(112, sheet.run("three-", words, actual="threefour", soft=True), x=60)
    sheet.line(124, sheet.run("four", words, actual=""))

    spans = [str(at["/ActualText"]) for _, at, _ in sheet.paint().marked()]

    assert spans == ["onetwo", "threefour"]


def test_a_missing_glyph_is_an_error_that_names_it(sheet):
    run = sheet.run("ab", sheet.words())
    sheet.put(10, 10, evolve(run, glyphs=(run.glyphs[0], 0)))

    with pytest.raises(FontError, match=r"SourceSerif4-Regular has no glyph for 'b'"):
        sheet.paint()


def test_an_empty_run_paints_nothing(sheet):
    sheet.put(10, 10, sheet.run("", sheet.words()))

    assert sheet.paint().content() == ""


def test_there_is_a_page_at_least(library):
    with pytest.raises(LayoutError, match="no page"):
        paint([], StructureBuilder("en").finish(), Metadata("x", "en"), library)


def test_pages_have_their_own_sizes(library):
    sizes = [Size(200, 300), Size(300, 200)]
    pages = [Page(index, size, Frame(size.width, size.height)) for index, size in enumerate(sizes)]
    import io

    import pypdf

    data = paint(pages, StructureBuilder("en").finish(), Metadata("x", "en"), library)

    boxes = [page.mediabox for page in pypdf.PdfReader(io.BytesIO(data)).pages]
    assert [(box.width, box.height) for box in boxes] == [(200, 300), (300, 200)]
