"""What must hold of any plan of pages, whatever it costs."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefkit.galley.items import FORBIDDEN, FORCED, Galley, VBox, VFloat, VGlue, VPenalty
from briefkit.pages.pagebreak import break_pages
from briefkit.pages.plan import NotePart, PagePlan, PageRoom, PlannedColumn, PlannedPage
from briefkit.testing import (
    floating,
    forced_break,
    galley_of,
    kept,
    lines,
    note,
    note_lines,
    page_of,
    space,
    table,
)

TOLERANCE = 0.01

parts = st.one_of(
    st.builds(
        lines,
        st.integers(1, 14),
        widow=st.sampled_from([0.0, 150.0, FORBIDDEN]),
        orphan=st.sampled_from([0.0, 150.0, FORBIDDEN]),
    ),
    st.builds(kept, st.integers(2, 14)),
    st.builds(lines, st.just(1), height=st.floats(0.5, 10.0), kind=st.just("figure")),
    st.builds(space, st.floats(0, 3), stretch=st.floats(0, 2), shrink=st.just(0.0)),
    st.builds(table, st.integers(2, 12), head=st.just(1.0), foot=st.sampled_from([0.0, 0.5])),
    st.builds(forced_break),
)


@st.composite
def galleys(draw, *, may_be_wide: bool = False):
    body = [draw(st.builds(lines, st.integers(1, 9))), *draw(st.lists(parts, max_size=6))]
    count = sum(isinstance(item, VBox) for part in body if isinstance(part, tuple) for item in part)
    keys = [f"f{number}" for number in range(draw(st.integers(0, 3)))]
    for key in keys:
        placements = st.sets(st.sampled_from(["here", "top", "bottom", "page"]), min_size=1)
        is_wide = may_be_wide and draw(st.booleans())
        is_turned = is_wide and draw(st.booleans())
        where = {"page"} if is_turned else draw(placements) | ({"top"} if is_wide else set())
        one = floating(
            draw(st.floats(0.5, 4.0 if is_turned else 10.0)),
            key=key,
            placements=sorted(where - {"here"} if is_wide else where),
            is_wide=is_wide,
            is_turned=is_turned,
        )
        body.insert(draw(st.integers(0, len(body))), one)
    place = st.one_of(st.integers(1, count), st.sampled_from(keys) if keys else st.nothing())
    for _ in range(draw(st.integers(0, 6))):
        own = draw(st.lists(st.integers(1, 25), min_size=1, max_size=2))
        inner = [item for number in own for item in (lines(number), (space(0.5),))][:-1]
        body.append(note(sum(inner, ()), called_from=draw(place)))
    return galley_of(*body)


rooms = st.builds(
    page_of,
    st.sampled_from([12.0, 14.5, 30.0]),
    note_space=st.sampled_from([0.0, 1.0]),
    note_continuation=st.sampled_from([0.0, 0.5]),
    note_gap=st.sampled_from([0.0, 0.25]),
    note_share=st.sampled_from([1.0, 0.75, 0.5]),
    float_gap=st.sampled_from([0.0, 0.5]),
)


@settings(max_examples=150)
@given(galley=galleys(), room=rooms)
def test_everything_is_set_once_in_order_and_nothing_overflows(galley, room):
    """Cases 34, 37, 88 to 90 and 92."""
    plan = break_pages(galley, room)

    every_item_once_in_order(galley, plan)
    every_note_line_once_in_order(galley, plan)
    every_float_once_in_order_and_not_before_its_place(galley, plan)
    every_forced_break_is_one(galley, plan)
    for number, page in enumerate(plan.pages):
        assert height_of(galley, room, page) <= room.height(number) + TOLERANCE
        assert -1.0 <= page.ratio <= 1.0
        assert all(part.amount for part in page.demerits)
    late = [page for page in plan.pages if "a note starts on its call's page" in page.relaxed]
    if not late:
        assert wrong_starts(galley, plan) == []
    if not any(page.relaxed for page in plan.pages):
        every_carried_note_goes_on_on_the_next_page(plan)
    if not any("kept together" in page.relaxed for page in plan.pages):
        no_page_ends_where_it_must_not(galley, plan)


@settings(max_examples=60)
@given(
    galley=galleys(may_be_wide=True),
    height=st.sampled_from([12.0, 14.5]),
    has_notes_across=st.booleans(),
    note_space=st.sampled_from([0.0, 1.0]),
)
def test_in_two_columns_everything_is_set_once_in_order_and_nothing_overflows(
    galley, height, has_notes_across, note_space
):
    """Cases 34, 37, 65 and 88 to 90, with floats across the page and on pages on their side."""
    room = page_of(
        height,
        columns=2,
        has_notes_across=has_notes_across,
        note_space=note_space,
        float_gap=0.5,
        turned=400.0,  # so that all the notes of a float there have room
    )

    plan = break_pages(galley, room)

    every_item_once_in_order(galley, plan)
    every_note_line_once_in_order(galley, plan)
    every_float_once_in_order_and_not_before_its_place(galley, plan)
    every_forced_break_is_one(galley, plan)
    frames = {one.key: one for one in galley.floats}
    for page in plan.pages:
        if any(frames[one.key].is_turned for one in page.floats):
            assert len(page.floats) == 1
            assert not any(part.is_carried or part.is_unfinished for part in page.notes)
            continue
        inside = [one.key for column in page.columns for one in column.floats]
        across = [one for one in page.floats if one.key not in inside]
        beside = sum(frames[one.key].frame.height + 0.5 for one in across) if page.columns else 0.0
        if page.columns and has_notes_across:
            beside += area_of(galley, room, page.notes)
        for column in page.columns or (page,):
            assert height_of(galley, room, column) + beside <= height + TOLERANCE
        if page.columns:
            ends = [column.body for column in page.columns]
            assert (ends[0][0], ends[-1][1]) == page.body
            assert all(one[1] == other[0] for one, other in pairwise(ends))
    if not any("a note starts on its call's page" in page.relaxed for page in plan.pages):
        assert wrong_starts(galley, plan) == []


@pytest.mark.parametrize("paragraph", [1, 3, 12])
@pytest.mark.parametrize("notes", [(1,), (4,), (9,), (2, 2, 2), (3, 1, 5)], ids=str)
def test_every_note_starts_on_the_page_of_its_call_wherever_that_falls(paragraph, notes):
    """Case 93: 39 lengths of filler before paragraphs that call notes, one or three in a line."""
    wrong = []
    for filler in range(39):
        text = lines(paragraph, widow=150, orphan=150)
        call = filler + (paragraph + 1) // 2
        before = (lines(filler, widow=150, orphan=150),) if filler else ()
        galley = galley_of(
            *before,
            text,
            lines(7, widow=150, orphan=150),
            *(note(lines(number), called_from=call) for number in notes),
            *(note(lines(number), called_from=filler + paragraph + 2) for number in notes),
        )

        plan = break_pages(galley, page_of(height=20, note_space=1, note_share=0.75))

        wrong += wrong_starts(galley, plan)
        every_note_line_once_in_order(galley, plan)
        assert not any(page.relaxed for page in plan.pages), (filler, plan.explain())
    assert wrong == []


def every_item_once_in_order(galley: Galley, plan: PagePlan) -> None:
    ends = [page.body for page in plan.pages]
    assert ends[0][0] == 0
    assert ends[-1][1] == len(galley.items)
    assert all(one[1] == other[0] for one, other in pairwise(ends))


def every_note_line_once_in_order(galley: Galley, plan: PagePlan) -> None:
    set_lines: dict[str, list[tuple[int, int]]] = {}
    for notes in note_lines(plan):
        for key, part in notes.items():
            set_lines.setdefault(key, []).append(part)
    for one in galley.notes:
        own = set_lines.pop(one.key)
        boxes = sum(isinstance(item, VBox) for item in one.items)
        assert own[0][0] == 0
        assert own[-1][1] == boxes
        assert all(low[1] == high[0] for low, high in pairwise(own))
    assert set_lines == {}
    parts = [part for page in plan.pages for part in page.notes]
    for part in parts:
        assert part.is_carried == (part.lines[0] > 0)
    for page in plan.pages:
        areas = [column.notes for column in page.columns if column.notes] or [page.notes]
        for area in areas:
            carried = [part.is_carried for part in area]
            assert carried == sorted(carried, reverse=True)  # carried parts first


def every_carried_note_goes_on_on_the_next_page(plan: PagePlan) -> None:
    for page, following in pairwise(plan.pages):
        unfinished = {part.key for part in page.notes if part.is_unfinished}
        assert unfinished <= {part.key for part in following.notes if part.is_carried}


def every_float_once_in_order_and_not_before_its_place(galley: Galley, plan: PagePlan) -> None:
    assert [one.key for page in plan.pages for one in page.floats] == [
        one.key for one in galley.floats
    ]
    for page in plan.pages:
        for one in page.floats:
            place = galley.items.index(VFloat(one.key))
            assert place < page.body[1]
            if one.spot == "here":
                assert page.body[0] <= place


def every_forced_break_is_one(galley: Galley, plan: PagePlan) -> None:
    for page in plan.pages:
        solid = [index for index in range(*page.body) if isinstance(galley.items[index], VBox)]
        for low, high in pairwise(solid):
            gap = galley.items[low:high]
            assert not any(isinstance(item, VPenalty) and item.cost <= FORCED for item in gap)


def no_page_ends_where_it_must_not(galley: Galley, plan: PagePlan) -> None:
    for page in plan.pages:
        end = page.body[1]
        if 0 < end < len(galley.items):
            before = galley.items[end - 1]
            assert not (isinstance(before, VPenalty) and before.cost >= FORBIDDEN)
            neighbours = (before, galley.items[end])
            assert not all(isinstance(item, VBox) for item in neighbours)


def wrong_starts(galley: Galley, plan: PagePlan) -> list[str]:
    """Return the notes that do not start on the page of their call."""
    calls = {}
    in_float = {one.key: one.calls for one in galley.floats}
    for number, page in enumerate(plan.pages):
        for item in galley.items[slice(*page.body)]:
            for key in item.calls if isinstance(item, VBox) else ():
                calls.setdefault(key, number)
        for one in page.floats:
            for key in in_float[one.key]:
                calls.setdefault(key, number)
    starts: dict[str, int] = {}
    for number, notes in enumerate(note_lines(plan)):
        for key in notes:
            starts.setdefault(key, number)
    return [key for key, page in calls.items() if starts[key] != page]


def height_of(galley: Galley, room: PageRoom, page: PlannedPage | PlannedColumn) -> float:
    """Return the height of all that stands on a page, its glue set, added up item by item."""
    here = {one.key for one in page.floats if one.spot == "here"}
    beside = [one.key for one in page.floats if one.spot in {"top", "bottom"}]
    alone = [one.key for one in page.floats if one.spot == "page"]
    frames = {one.key: one for one in galley.floats}
    stack: list[tuple[float, bool]] = []
    for item in galley.items[slice(*page.body)]:
        if isinstance(item, VBox):
            stack.append((item.height, True))
        elif isinstance(item, VGlue):
            give = item.stretch if page.ratio > 0 else item.shrink
            stack.append((item.natural + page.ratio * give, False))
        elif isinstance(item, VFloat) and item.key in here:
            one = frames[item.key]
            stack += [(one.space_above.natural, False), (one.frame.height, True)]
            stack += [(one.space_below.natural, False)]
    solid = [index for index, (_, is_solid) in enumerate(stack) if is_solid]
    total = sum(size for size, _ in stack[solid[0] : solid[-1] + 1]) if solid else 0.0
    if page.head is not None:
        total += galley.items[page.head].after_break.height
    last = galley.items[page.body[1] - 1] if page.body[1] > page.body[0] else None
    if page.body[1] < len(galley.items) and getattr(last, "before_break", None):
        total += last.before_break.height
    total += sum(frames[key].frame.height + room.float_gap for key in beside)
    total += sum(frames[key].frame.height for key in alone)
    total += room.float_gap * max(len(alone) - 1, 0)
    return total + area_of(galley, room, page.notes)


def area_of(galley: Galley, room: PageRoom, parts_on_page: tuple[NotePart, ...]) -> float:
    if not parts_on_page:
        return 0.0
    notes = {one.key: one for one in galley.notes}
    total = room.note_space + room.note_gap * (len(parts_on_page) - 1)
    if parts_on_page[0].is_carried:
        total += room.note_continuation
    for part in parts_on_page:
        items = notes[part.key].items[part.start : part.end]
        solid = [index for index, item in enumerate(items) if isinstance(item, VBox)]
        for item in items[solid[0] : solid[-1] + 1]:
            total += item.height if isinstance(item, VBox) else getattr(item, "natural", 0.0)
    return total
