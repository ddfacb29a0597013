"""Pages of two columns: what stands in them, across them, and under them."""

import io
import re

import pytest
from attrs import evolve

from briefkit import Brief, HouseStyle, Paragraph, Section, Table, note, render, typeset
from briefkit.errors import LayoutError, ModelError
from briefkit.frame import GlyphRun
from briefkit.galley.items import VGlue
from briefkit.pages.pagebreak import break_pages
from briefkit.pages.plan import PagePlan
from briefkit.preflight import check
from briefkit.style.house import NoteArea
from briefkit.style.page import TWO_COLUMNS_A4_PAGE, PageMaster
from briefkit.style.typography import TypeScale
from briefkit.testing import floating, forced_break, galley_of, kept, lines, page_of, space
from briefkit.testing import note as note_of

SCALE = TypeScale().for_columns()
UNDER = HouseStyle(page=TWO_COLUMNS_A4_PAGE, scale=SCALE)
ACROSS = evolve(UNDER, notes=NoteArea(is_across=True))
TEXT = "A sentence of some words that fills the better part of a line on the page. "


def columns(galley, plan):
    """Return, for each page, the boxes in each of its columns, counted over the galley."""
    count = [0]
    for item in galley.items:
        count.append(count[-1] + hasattr(item, "frame"))
    return [[(count[one.body[0]], count[one.body[1]]) for one in p.columns] for p in plan.pages]


def sheet(height: float, **more):
    return page_of(height, columns=2, **more)


# The plan.


def test_a_page_is_its_columns_in_order():
    """Twenty-six lines in columns of ten: ten, ten, and six in two of three."""
    galley = galley_of(lines(26))

    plan = break_pages(galley, sheet(10))

    assert columns(galley, plan) == [[(0, 10), (10, 20)], [(20, 23), (23, 26)]]
    assert plan.demerits == 0


def test_the_columns_before_a_forced_break_are_balanced():
    galley = galley_of(lines(7), forced_break(), lines(4))

    plan = break_pages(galley, sheet(10))

    assert columns(galley, plan) == [[(0, 4), (4, 7)], [(7, 9), (9, 11)]]
    assert plan.explain() == "page 1: columns out of balance, 80"


def test_no_widow_is_bought_with_balance():
    """Three and three would leave the last line of the first paragraph alone."""
    galley = galley_of(lines(4, widow=2000, orphan=1500), lines(4, widow=2000, orphan=1500))

    plan = break_pages(galley, sheet(10))

    assert columns(galley, plan) == [[(0, 4), (4, 8)]]


def test_a_note_stands_under_the_column_of_its_call_and_shortens_that_one_alone():
    galley = galley_of(lines(30), note_of(lines(3), called_from=4))

    plan = break_pages(galley, sheet(10, note_space=1))

    page = plan.pages[0]
    assert columns(galley, plan)[0] == [(0, 6), (6, 16)]
    assert [[part.key for part in one.notes] for one in page.columns] == [["n1"], []]


def test_a_note_across_the_page_shortens_both_columns():
    galley = galley_of(lines(30), note_of(lines(3), called_from=10))

    plan = break_pages(galley, sheet(10, note_space=1, has_notes_across=True))

    assert columns(galley, plan)[0] == [(0, 6), (6, 12)]
    assert [part.key for part in plan.pages[0].notes] == ["n1"]
    assert all(not one.notes for one in plan.pages[0].columns)


def test_a_note_longer_than_its_column_goes_on_under_the_next():
    galley = galley_of(lines(30), note_of(lines(12), called_from=2))

    plan = break_pages(galley, sheet(10))

    first, second = plan.pages[0].columns
    assert first.notes[0].lines[0] == 0
    assert first.notes[0].lines[1] == second.notes[0].lines[0]
    assert second.notes[-1].lines[1] == 12


def test_a_wide_float_stands_across_the_head_of_its_page():
    """Both columns are shorter by its height and the gap."""
    galley = galley_of(lines(2), floating(3, is_wide=True, placements=("top",)), lines(30))

    plan = break_pages(galley, sheet(10, float_gap=1))

    assert columns(galley, plan)[0] == [(0, 6), (6, 12)]
    assert [(one.key, one.spot) for one in plan.pages[0].floats] == [("figure", "top")]
    assert all(not one.floats for one in plan.pages[0].columns)


def test_no_column_is_paid_for_a_float_that_stands_above_its_place():
    """It would be made shorter, to end before the place."""
    galley = galley_of(lines(5), floating(3, is_wide=True, placements=("top",)), lines(30))

    plan = break_pages(galley, sheet(10, float_gap=1))

    assert columns(galley, plan)[0] == [(0, 6), (6, 12)]
    assert plan.explain() == "page 3: columns out of balance, 80"


def test_a_wide_float_stands_above_a_text_that_ends_before_the_foot_of_the_last_page():
    """Below it, there would be a hole between the two."""
    galley = galley_of(lines(19), floating(4, is_wide=True, placements=("top", "bottom")), lines(5))

    plan = break_pages(galley, sheet(10))

    assert [[spot.spot for spot in page.floats] for page in plan.pages] == [[], ["top"]]


def test_a_wide_float_that_may_stand_at_the_foot_stands_below_what_opens_the_brief():
    """Above it, it would part the title from the abstract."""
    wide = floating(3, is_wide=True, placements=("top", "bottom"))
    plan = break_pages(galley_of(lines(2), wide, lines(30)), sheet(10))

    assert [[spot.spot for spot in page.floats] for page in plan.pages] == [["bottom"], []]


def test_a_wide_float_stands_below_the_heading_of_a_section_that_opens_a_page():
    wide = floating(3, is_wide=True, placements=("top", "bottom"))
    plan = break_pages(galley_of(lines(4), forced_break(), lines(2), wide, lines(30)), sheet(10))

    assert [spot.spot for spot in plan.pages[1].floats] == ["bottom"]


def test_a_wide_float_whose_place_is_before_all_text_stands_above_it():
    wide = floating(3, is_wide=True, placements=("top", "bottom"))
    plan = break_pages(galley_of(wide, lines(30)), sheet(10))

    assert [spot.spot for spot in plan.pages[0].floats] == ["top"]
    assert "above what opens" not in plan.explain()


def test_a_float_that_asks_for_a_page_has_it_for_what_it_costs_in_one_column():
    one = floating(5, placements=("page",))
    plan = break_pages(galley_of(lines(10), one, lines(40)), sheet(10))

    assert "page of floats, 700" in plan.explain()


def test_a_float_of_a_columns_width_stands_in_its_column():
    galley = galley_of(lines(4), floating(3), lines(30))

    plan = break_pages(galley, sheet(10))

    assert columns(galley, plan)[0] == [(0, 7), (7, 17)]
    first = plan.pages[0].columns[0]
    assert [(one.key, one.spot) for one in first.floats] == [("figure", "here")]


@pytest.mark.parametrize("spot", ["top", "bottom"])
def test_a_note_of_what_stands_across_is_under_the_column_that_keeps_all_in_order(spot):
    """Under the second where that has notes of earlier numbers."""
    galley = galley_of(
        lines(10),
        floating(3, is_wide=True, placements=(spot,), key="figure"),
        lines(4),
        note_of(lines(1), called_from=9, key="n1"),
        note_of(lines(1), called_from="figure", key="n2"),
    )

    plan = break_pages(galley, sheet(13))

    [page] = plan.pages
    assert [one.spot for one in page.floats] == [spot]
    assert [[part.key for part in one.notes] for one in page.columns] == [[], ["n1", "n2"]]


def test_a_note_of_what_stands_across_is_under_the_first_column_before_those_of_later_numbers():
    galley = galley_of(
        lines(3),
        floating(3, is_wide=True, placements=("top",), key="figure"),
        lines(11),
        note_of(lines(1), called_from="figure", key="n1"),
        note_of(lines(1), called_from=5, key="n2"),
        note_of(lines(1), called_from=13, key="n3"),
    )

    plan = break_pages(galley, sheet(13))

    [page] = plan.pages
    assert [[part.key for part in one.notes] for one in page.columns] == [["n1", "n2"], ["n3"]]


def test_text_goes_on_over_a_note_across_that_has_all_its_share():
    """A note of which no more may stand on the page leaves the columns no white."""
    galley = galley_of(lines(40), note_of(lines(12), called_from=4, key="long"))

    first = break_pages(galley, sheet(20, has_notes_across=True, note_share=0.4)).pages[0]

    assert [part.lines for part in first.notes] == [(0, 8)]
    assert columns(galley, PagePlan((first,))) == [[(0, 12), (12, 24)]]


def test_notes_across_that_take_more_than_their_share_are_told():
    """The second note has three lines, of which none may be carried alone."""
    notes = [note_of(lines(number), called_from=1) for number in (2, 3)]
    galley = galley_of(lines(1), *notes)

    plan = break_pages(galley, sheet(6, has_notes_across=True, note_share=0.75))

    assert [page.relaxed for page in plan.pages] == [("notes within their share of a page",)]


def test_a_note_of_what_stands_across_never_stands_under_a_column_of_floats_that_are_late():
    """The float of the second column, five lines of note and one are more than it has room for."""
    galley = galley_of(
        floating(1, key="narrow"),
        floating(1, key="wide", is_wide=True, placements=("top", "bottom")),
        lines(1),
        note_of(lines(1), called_from="narrow"),
        note_of(lines(5), called_from="wide"),
    )

    plan = break_pages(galley, sheet(6, note_space=1, float_gap=0.5))

    assert [[spot.key for spot in page.floats] for page in plan.pages[:2]] == [["narrow"], ["wide"]]


def test_a_column_of_few_lines_costs_nothing_where_its_page_has_many():
    galley = galley_of(lines(12), floating(5, placements=("page",)))

    plan = break_pages(galley, sheet(10))

    assert columns(galley, plan)[0] == [(0, 10), (10, 12)]


def test_two_columns_of_a_page_should_agree_in_depth():
    """Glue in the second can reach its foot, the first cannot: a line is left out of both."""
    galley = galley_of(
        lines(9), lines(1, height=2.0, kind="figure"), lines(9), space(0.5, stretch=0.6), lines(20)
    )

    plan = break_pages(galley, sheet(10))

    first = plan.pages[0]
    assert any(part.name == "short" for part in first.demerits)


@pytest.mark.parametrize("is_facing", [True, False])
def test_depths_are_compared_over_the_fold_only_where_pages_face(is_facing):
    """A verso of ten lines and a recto of nine, for a figure that does not fit."""
    figure = lines(1, height=4, kind="figure")
    galley = galley_of(kept(10), lines(9), figure, lines(6), lines(9), figure, lines(2))

    plan = break_pages(galley, page_of(10, first_is_recto=False, is_facing=is_facing))

    names = {part.name for page in plan.pages for part in page.demerits}
    assert ("uneven spread" in names) == is_facing


# The pages.


def text_of(page, rect):
    return " ".join(
        placed.item.text
        for placed in page.frame.flat()
        if isinstance(placed.item, GlyphRun) and rect.x - 3 <= placed.x <= rect.right + 3
    )


def test_the_title_stands_above_both_columns_and_text_in_reading_order_below():
    body = [Paragraph(f"k{number}k ", TEXT * 4) for number in range(40)]
    made = typeset(Brief(title="A title that stands above two columns", body=body), UNDER)

    first = made.pages[0]
    title = next(one.rect for one in first.regions if one.name == "title")
    bodies = [one.rect for one in first.regions if one.name == "body"]
    assert title.width == pytest.approx(UNDER.page.measure)
    assert [one.y for one in bodies] == [pytest.approx(title.bottom)] * 2
    assert bodies[1].x - bodies[0].right == pytest.approx(UNDER.page.gutter)
    left, right = (text_of(first, one) for one in bodies)
    assert left.index("k0k") < left.index("k1k")
    assert "k0k" not in right


@pytest.mark.parametrize("house", [UNDER, ACROSS], ids=["under", "across"])
def test_lines_of_both_columns_stand_on_one_grid_and_the_last_page_is_balanced(house):
    body = [Paragraph(TEXT * 5, note("A source. ")) for _ in range(40)]
    made = typeset(Brief(title="A", body=body), house)

    for page in made.pages:
        bodies = [one.rect for one in page.regions if one.name == "body"]
        lines_of = [
            {
                round((p.y - bodies[0].y) % 13.0, 1) % 13.0
                for p in page.frame.flat()
                if isinstance(p.item, GlyphRun)
                and p.item.size == 9.5
                and one.x - 3 <= p.x <= one.right
            }
            for one in bodies
        ]
        assert lines_of[0] == lines_of[1]
    last = [one.rect for one in made.pages[-1].regions if one.name == "body"]
    assert -0.01 <= last[0].height - last[1].height <= 26.01  # no orphan is bought with it
    notes = [one.rect for one in made.pages[0].regions if one.name == "notes"]
    assert len(notes) == (2 if house is UNDER else 1)
    assert notes[0].width == pytest.approx(house.note_measure)


def test_columns_read_from_right_to_left_begin_at_the_right():
    body = [Paragraph("Text. " * 600)]
    made = typeset(Brief(title="A", language="ar", body=body), UNDER)

    bodies = [one.rect for one in made.pages[0].regions if one.name == "body"]
    assert bodies[0].x > bodies[1].x


@pytest.mark.parametrize("house", [UNDER, ACROSS], ids=["under", "across"])
def test_a_file_of_two_columns_is_checked_clean(house):
    rows = [[f"Row {number}", "12.5", "Some words"] for number in range(60)]
    brief = Brief(
        title="Two columns",
        language="en-GB",
        body=[
            Section("One", [Paragraph(TEXT * 9, note("A source. " * 9)) for _ in range(6)]),
            Table(rows, head=[["A", "B", "C"]], caption=["A long table"]),
            Section("Two", [Paragraph(TEXT * 9, note("https://example.org/a/b"))] * 4),
        ],
    )

    assert check(render(brief, house=house)) == ()


@pytest.mark.parametrize("house", [UNDER, ACROSS], ids=["under", "across"])
def test_words_are_read_down_one_column_and_then_the_next(house):
    """In the file's own order, page by page, as readers without tags take them."""
    from pypdf import PdfReader

    body = [Paragraph(f"k{number}k ", TEXT * 3, note(f"n{number}n")) for number in range(90)]
    data = render(Brief(title="A", body=body), house=house)

    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)
    for letter in "kn":
        found = [int(word) for word in re.findall(rf"{letter}(\d+){letter}", text)]
        assert found == list(range(90))


def test_a_title_higher_than_a_page_is_an_error():
    brief = Brief(title="Many words of a title " * 200, body=[Paragraph(TEXT)])

    with pytest.raises(LayoutError, match=r"the title: is .* points high, and a page of text 702"):
        typeset(brief, UNDER)


def test_a_title_that_leaves_a_line_of_text_on_its_page_is_told():
    brief = Brief(title="Many words of a title " * 174, body=[Paragraph(TEXT * 9)])

    made = typeset(brief, UNDER)

    assert made.plan.pages[0].relaxed == ("two lines of text on a page",)
    assert [one.page for one in made.diagnostics] == [1]


def test_a_page_too_narrow_for_two_columns_is_refused():
    with pytest.raises(ModelError, match=r"leaves a column of 6\d × \d+ points"):
        PageMaster(inner=220.0, outer=230.0, columns=2)


@pytest.mark.parametrize("columns", [0, 3, 1.5])
def test_a_page_has_one_column_or_two(columns):
    with pytest.raises(ModelError, match="columns"):
        PageMaster(columns=columns)


def test_glue_is_what_a_gap_between_columns_is_not():
    """Space above a heading vanishes at the head of a column as at that of a page."""
    galley = galley_of(lines(10), VGlue(3.0), lines(10))

    plan = break_pages(galley, sheet(10))

    assert columns(galley, plan) == [[(0, 10), (10, 20)]]
    assert plan.demerits == 0
