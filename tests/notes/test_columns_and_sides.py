"""Notes on pages of two columns and on pages on their side: NOTES cases 65 and 76."""

from itertools import pairwise

import pytest
from attrs import evolve

from briefkit import Brief, HouseStyle, NoteOptions, Paragraph, Table, note, typeset
from briefkit.frame import Anchor, GlyphRun
from briefkit.geometry import Size
from briefkit.structure import FOOTER, HEADER
from briefkit.style.house import NoteArea
from briefkit.style.page import PageMaster

LEADING = 14.5
TRIM = Size(500.0, 20 * LEADING + 88.0)
PAGE = PageMaster(trim=TRIM, head=40.0, foot=48.0, inner=40.0, outer=40.0, columns=2)
UNDER = HouseStyle(page=PAGE)
ACROSS = evolve(UNDER, notes=NoteArea(is_across=True))


def sentences(number: int, every: int = 3) -> list[Paragraph]:
    """Return short paragraphs, one in some with a note."""
    return [
        Paragraph(f"Sentence {n} of the text", note(f"Note {n}."), ".")
        if n % every == 0
        else Paragraph(f"Sentence {n} of the text.")
        for n in range(number)
    ]


def made(house: HouseStyle, *body: object, **facts: object):
    return typeset(Brief(title="T", body=list(body), contents="no", **facts), house)


def places(result) -> dict[str, tuple[int, float, float]]:
    """Return the page and place of each named place."""
    return {
        placed.item.name: (page.index, placed.x, placed.y)
        for page in result.pages
        for placed in page.frame.flat()
        if isinstance(placed.item, Anchor)
    }


def runs(result) -> list[tuple[int, float, float, GlyphRun]]:
    return [
        (page.index, placed.x, placed.y, placed.item)
        for page in result.pages
        for placed in page.frame.flat()
        if isinstance(placed.item, GlyphRun) and placed.item.mark not in (HEADER, FOOTER)
    ]


def assert_clear(result) -> None:
    """Fail where a line stands over another one beside or below it."""
    for page in result.pages:
        own = [(y, x, run) for index, x, y, run in runs(result) if index == page.index]
        for y, x, run in own:
            for other_y, other_x, other in own:
                if other is run or not 0.1 < abs(other_y - y) < 5.0:
                    continue
                is_raised = min(run.size, other.size) < 8.0 or "sups" in str(run.face)
                apart = x + run.width <= other_x + 0.5 or other_x + other.width <= x + 0.5
                assert apart or is_raised


@pytest.mark.parametrize("number", range(20, 80, 12))
def test_notes_stand_under_the_column_of_their_call(number):
    """NOTES case 65: on its page and at its edge, in order down the one column, then the other."""
    result = made(UNDER, *sentences(number))
    found = places(result)
    half = TRIM.width / 2

    for one in result.resolved.notes:
        call, start = found[one.mark[0].target.name], found[one.anchor]
        assert (call[0], call[1] > half) == (start[0], start[1] > half)
    starts = [found[one.anchor] for one in result.resolved.notes]
    order = [(page, x > half, y) for page, x, y in starts]
    assert order == sorted(order)
    assert_clear(result)


@pytest.mark.parametrize("number", range(20, 80, 12))
def test_notes_stand_across_both_columns_where_the_house_says_so(number):
    """NOTES case 65: at one edge, at the foot of their calls' page, below both columns."""
    result = made(ACROSS, *sentences(number))
    found = places(result)

    for one in result.resolved.notes:
        assert found[one.mark[0].target.name][0] == found[one.anchor][0]
        assert found[one.anchor][1] == pytest.approx(PAGE.inner)
    for page in result.pages:
        rects = {region.name: region.rect for region in page.regions}
        if "notes" in rects:
            bodies = [region.rect for region in page.regions if region.name == "body"]
            assert max(body.bottom for body in bodies) <= rects["notes"].y + 0.01
    assert_clear(result)


def test_columns_end_alike_on_the_last_page():
    """NOTES case 65: they balance, with the notes of either reckoned."""
    result = made(ACROSS, *sentences(50, every=7))

    bodies = [region.rect for region in result.pages[-1].regions if region.name == "body"]
    assert abs(bodies[0].bottom - bodies[1].bottom) <= 2 * LEADING


@pytest.mark.parametrize("house", [UNDER, ACROSS])
def test_a_note_that_outgrows_its_column_goes_on_in_the_next(house):
    """NOTES cases 18 and 65."""
    long = " ".join(f"w{n:04}" for n in range(200))

    result = made(house, Paragraph("One", note(long)), *sentences(60))

    words = [run.text for *_, run in runs(result)]
    assert "".join(words).count("w0199") == 1
    assert "".join(words).count("w0000") == 1


@pytest.mark.parametrize("house", [UNDER, ACROSS])
def test_notes_of_two_columns_run_on_stand_under_tables_and_begin_anew(house):
    """NOTES cases 39, 42, 60 and 65, all at once."""
    table = Table([["a", Paragraph("b", note("Of b."))]], notes="table")
    house = evolve(house, notes=evolve(house.notes, is_run_in=True))

    result = made(
        house,
        *sentences(30, every=1),
        table,
        *sentences(30, every=2),
        notes=NoteOptions(numbering="roman", restart="page"),
    )

    found = places(result)
    pages = [found[one.mark[0].target.name][0] for one in result.resolved.notes]
    assert [found[one.anchor][0] for one in result.resolved.notes] == pages
    labels = [one.label for one in result.resolved.notes]
    firsts = [
        labels[0],
        *(b for (p, q), b in zip(pairwise(pages), labels[1:], strict=True) if p != q),
    ]
    assert set(firsts) == {"i"}
    assert_clear(result)


def test_notes_of_a_page_on_its_side_stand_there_as_wide_as_it_is():
    """NOTES case 76: those of the pages around it are as they were."""
    house = HouseStyle()
    wide = " ".join(f"word{n}" for n in range(40))
    rows = [
        [f"Row {n}", Paragraph("Cell", note(wide if n == 0 else f"Note {n}."))] for n in range(4)
    ]
    table = Table(rows, caption="Wide", placement="landscape")

    result = made(
        house, Paragraph("Before", note("First.")), table, Paragraph("After", note("Last."))
    )

    sizes = [page.size.width > page.size.height for page in result.pages]
    assert sizes.count(True) == 1
    turned = sizes.index(True)
    found = places(result)
    assert [found[one.anchor][0] for one in result.resolved.notes if "word0" in str(one.body)] == [
        turned
    ]
    for one in result.resolved.notes:
        assert found[one.mark[0].target.name][0] == found[one.anchor][0]
    [area] = [region.rect for region in result.pages[turned].regions if region.name == "notes"]
    assert area.width > house.page.measure


@pytest.mark.parametrize("house", [UNDER, ACROSS])
def test_a_table_across_both_columns_is_cut_so_that_its_notes_start_on_its_pages(house):
    """A page high at the most, with the notes called in it; none is put off."""
    rows = [
        [f"Row {n}", Paragraph("Cell", note(f"Note {n}. " * 9)) if n % 3 == 0 else "Cell"]
        for n in range(30)
    ]

    result = made(house, *sentences(9), Table(rows, head=[["A", "B"]], is_wide=True), *sentences(9))

    assert [page.relaxed for page in result.plan.pages if page.relaxed] == []
    found = places(result)
    for one in result.resolved.notes:
        assert found[one.mark[0].target.name][0] == found[one.anchor][0]
    assert_clear(result)


def test_more_notes_than_a_page_holds_are_no_error_in_one_row_of_a_table_across_columns():
    row = [[f"Cell {n}", note(f"Note {n}. " * 60)] for n in range(3)]

    result = made(UNDER, *sentences(3), Table([row, ["a", "b", "c"]], is_wide=True))

    assert len(result.resolved.notes) == 4
