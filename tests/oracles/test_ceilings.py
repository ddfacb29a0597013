"""Pages that are left out because they are too dear, against all that there are."""

from math import inf

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefkit.pages import pagebreak
from briefkit.pages.ceilings import MOST_BACKLOG, WAITING, Ceiling
from briefkit.pages.column import column_of
from briefkit.pages.demerits import STRICT
from briefkit.pages.floats import floats_of
from briefkit.pages.insertions import notes_of
from briefkit.pages.pagebreak import break_pages
from briefkit.pages.turns import Pages
from briefkit.testing import floating, galley_of, lines, note, page_of

from .galleys import galleys, rooms
from .test_two_column_breaks import sheet_rooms

costs = st.sampled_from([0.0, 90.0, 240.0, 700.0, 2_500.0, inf])


@settings(max_examples=150)
@given(
    galley=galleys(floats=3),
    room=rooms,
    weights=st.lists(costs, min_size=1, max_size=4),
    reached=st.lists(costs, min_size=1, max_size=4),
    spare=st.sampled_from([0.0, 150.0, 900.0]),
)
def test_only_pages_that_are_too_dear_are_left_out(galley, room, weights, reached, spare):
    """All others are made, in the same order; without text only where none with text may be."""
    column = column_of(galley)
    notes = notes_of(galley, column.called, room)
    pages = Pages(column, notes, floats_of(galley, column, notes, room), room)
    breaks = len(column.breaks)
    rows = [_row(sorted(weights), breaks)] * (MOST_BACKLOG + 1)
    known = [_row(reached, breaks)] * (MOST_BACKLOG + 1) + [[inf] * breaks]
    ceiling = Ceiling(rows, spare, known, cost=50.0)

    for start in range(breaks - 1):
        for placed in range(column.anchors[start] + 1):
            every = pages.turns(start, (), placed, room.height(1), STRICT)
            some = pages.turns(start, (), placed, room.height(1), STRICT, ceiling=ceiling)
            assert some == [turn for turn in every if turn in some]
            for turn in every:
                if turn not in some:
                    waiting = column.anchors[turn.end] - turn.placed
                    is_dear = turn.cost > rows[0][turn.end] + spare - WAITING * waiting
                    is_known = not turn.owed and 50.0 + turn.cost >= known[0][turn.end]
                    assert is_dear or is_known


def _row(costs, breaks):
    return [costs[end * len(costs) // breaks] for end in range(breaks)]


def test_a_plan_that_was_scouted_changes_no_page(monkeypatch):
    parts = []
    for at in range(60):
        widow, orphan = (2_000.0, 1_500.0) if at % 2 else (150.0, 150.0)
        parts.append(lines(3 + at * 7 % 11, widow=widow, orphan=orphan))
        if at % 3 == 0:
            parts.append(floating(6.0 + at % 5, key=f"f{at}"))
    parts += [note(lines(1 + at * 5 % 9), called_from=11 * at % 400 + 1) for at in range(40)]
    galley, room = galley_of(*parts), page_of(30, note_space=1.0, note_share=0.6, float_gap=1.0)

    plan = break_pages(galley, room)
    monkeypatch.setattr(pagebreak, "SCOUT_SLACK", inf)

    assert plan == break_pages(galley, room)


@pytest.mark.parametrize("has_notes_across", [False, True])
def test_a_plan_that_was_scouted_changes_no_page_of_two_columns(monkeypatch, has_notes_across):
    parts = []
    for at in range(24):
        parts.append(lines(3 + at * 7 % 11, widow=2_000.0, orphan=1_500.0))
        if at % 3 == 0:
            parts.append(floating(6.0 + at % 5, key=f"f{at}", is_wide=at % 2 == 0))
    parts += [note(lines(1 + at * 5 % 9), called_from=11 * at % 180 + 1) for at in range(16)]
    galley = galley_of(*parts)
    room = page_of(
        30,
        note_space=1.0,
        note_share=0.6,
        float_gap=1.0,
        columns=2,
        has_notes_across=has_notes_across,
    )

    plan = break_pages(galley, room)
    monkeypatch.setattr(pagebreak, "SCOUT_SLACK", inf)

    assert plan == break_pages(galley, room)


@settings(max_examples=100)
@given(galley=galleys(floats=3, notes=4, may_be_wide=True), room=st.one_of(rooms, sheet_rooms))
def test_no_rule_is_given_up_that_a_way_keeps_which_was_left_as_too_dear(galley, room):
    """With no slack at all, the search leads nowhere time and again."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pagebreak, "SLACK", 0.0)
        plan = break_pages(galley, room)
        patch.setattr(pagebreak._Search, "may_pass", lambda _: True)

        assert plan == break_pages(galley, room)
