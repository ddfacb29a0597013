"""What is known of columns beforehand holds of those that are made."""

import pytest
from hypothesis import given, settings

from briefkit.pages.abreast import Abreast
from briefkit.pages.capacity import Capacity
from briefkit.pages.column import column_of
from briefkit.pages.demerits import STRICT, TOLERANCE
from briefkit.pages.floats import floats_of
from briefkit.pages.insertions import notes_of
from briefkit.pages.text_only import text_columns
from briefkit.pages.turn import ANYWHERE
from briefkit.pages.turns import Pages
from briefkit.testing import floating, galley_of, lines, page_of, space
from tests.oracles.galleys import galleys

ROOM = page_of(7.0, columns=2, float_gap=0.5)


def pages_of(galley) -> Pages:
    column = column_of(galley)
    notes = notes_of(galley, column.called, ROOM)
    return Pages(column, notes, floats_of(galley, column, notes, ROOM), ROOM)


def columns_from(pages: Pages, start: int, placed: int, **named):
    return pages.turns(start, (), placed, 7.0, STRICT, **named)


def starts(pages: Pages):
    """Yield each break with the floats set that may be, but for the last one."""
    column = pages.column
    for start in range(len(column.breaks) - 1):
        for placed in range(column.anchors[start] + 1):
            if not column.is_forced[start] or placed == column.anchors[start]:
                yield start, placed


@settings(max_examples=60)
@given(galley=galleys(floats=3, notes=2, may_be_wide=True))
def test_columns_of_text_alone_are_those_that_are_found_among_all(galley):
    """Where they are said to be all, by their ends, their costs and their depths."""
    pages = pages_of(galley)
    for start, placed in starts(pages):
        for ends in (ANYWHERE, (start + 3, start + 6), (start + 9, start + 12)):
            found = text_columns(pages.matter, pages.floats, start, placed, 7.0, ends)
            if found is not None:
                assert found == columns_from(pages, start, placed, ends=ends)


@settings(max_examples=60)
@given(galley=galleys(floats=3, notes=0, may_be_wide=True))
def test_no_two_columns_reach_further_or_cost_less_than_they_may(galley):
    pages = pages_of(galley)
    capacity = Capacity(pages, pages.floats)
    last = len(pages.column.breaks) - 1
    for start, placed in starts(pages):
        reach = capacity.reach(start, 7.0)
        for first in columns_from(pages, start, placed):
            if pages.column.is_forced[first.end] or first.owed:
                continue
            for second in columns_from(pages, first.end, first.placed):
                assert second.end <= reach
                least = capacity.least_cost(start, second.end, placed, last, 7.0)
                assert first.cost + second.cost >= least - TOLERANCE
                beside = capacity.least_second(first.end, second.end, first.placed, last, 7.0)
                assert second.cost >= beside - TOLERANCE or not second.has_text


@settings(max_examples=60)
@given(galley=galleys(floats=4, notes=3, may_be_wide=True))
def test_no_two_columns_end_after_a_float_that_none_of_them_can_hold(galley):
    """One that stands only at its place, or with a note that comes before those called there."""
    pages = pages_of(galley)
    capacity = Capacity(pages, pages.floats)
    most = len(pages.floats.floats)
    for start, placed in starts(pages):
        latest = capacity.latest_page(placed, most, STRICT)
        for first in columns_from(pages, start, placed):
            assert first.end <= latest
            if not pages.column.is_forced[first.end]:
                seconds = pages.turns(first.end, first.owed, first.placed, 7.0, STRICT)
                assert all(second.end <= latest for second in seconds)


def test_text_that_fills_both_columns_may_cost_nothing_and_half_of_it_much():
    pages = pages_of(galley_of(lines(40)))
    capacity = Capacity(pages, pages.floats)

    assert capacity.least_cost(0, 14, 0, 0, 7.0) == 0.0
    assert capacity.least_cost(0, 6, 0, 0, 7.0) == 2 * 80.0 * 4**1.5


def test_a_column_of_a_float_alone_costs_no_less_than_its_white():
    """The space below its place is none of its own, and none of the column's."""
    pages = pages_of(galley_of(lines(2), floating(1), space(0.5), space(0.5), lines(1)))
    capacity = Capacity(pages, pages.floats)
    (column,) = [one for one in columns_from(pages, 2, 0) if one.end == 3]

    assert column.cost == pytest.approx(80.0 * 6**1.5)
    assert capacity.least_second(2, 3, 0, 1, 7.0) <= column.cost


def test_space_beside_a_float_that_stands_above_a_columns_text_is_no_white():
    """Glue that vanishes at a column's head stays under a float there."""
    one = floating(1, space_below=space(1.0))
    pages = pages_of(galley_of(lines(2), one, space(0.5), lines(1, height=2.5), lines(1)))
    capacity = Capacity(pages, pages.floats)
    [column] = [one for one in columns_from(pages, 2, 0) if one.spots and one.end == 4]

    assert column.depth == 5.0
    assert capacity.least_second(2, 4, 0, 1, 7.0) <= column.cost


@pytest.mark.parametrize(
    ("one", "cost"),
    [
        (floating(2), 200.0 + 80.0 * 5**1.5),
        (floating(2, placements=("page",)), 200.0 + 4_000.0 * (5 / 7) ** 3),
        (floating(5.5), 200.0 + 4_000.0 * (1.5 / 7) ** 3),
    ],
    ids=["text could stand there", "asks for a page", "too high to share one"],
)
def test_a_column_of_a_float_alone_costs_what_its_white_would_under_text(one, cost):
    """With text to come, and where that could stand there."""
    pages = pages_of(galley_of(lines(4), one, lines(9)))
    start = pages.column.anchors.index(1)

    [column] = pages.without_text(start, start, (), 0, 7.0, STRICT)

    assert column.cost == pytest.approx(cost)


def test_floats_across_both_columns_leave_their_white_in_both():
    galley = galley_of(lines(4), floating(2, is_wide=True, placements=("top",)), lines(9))
    pages = Abreast(pages_of(galley)).bare_pages
    start = pages.column.anchors.index(1)

    [page] = pages.without_text(start, start, (), 0, 7.0, STRICT)

    assert page.cost == pytest.approx(200.0 + 2 * 80.0 * 5**1.5)
