"""Which notes are split and where: cases of the design's list of notes, by number."""

from itertools import pairwise

import pytest

from briefkit.galley.items import VPenalty
from briefkit.pages.pagebreak import break_pages
from briefkit.testing import (
    body_lines,
    forced_break,
    galley_of,
    kept,
    lines,
    note,
    note_lines,
    page_of,
    space,
)


def test_a_note_taller_than_a_page_is_split_and_carried():
    """It starts under its call and fills the page; the rest follows. Cases 18 and 19."""
    galley = galley_of(lines(1), note(lines(12), called_from=1))

    plan = break_pages(galley, page_of(height=10))

    assert [page.body for page in plan.pages] == [(0, 1), (1, 1)]
    assert [page.notes[0].lines for page in plan.pages] == [(0, 9), (9, 12)]


def test_a_part_names_its_items_and_whether_it_is_carried_or_unfinished():
    """Items are counted with the glue between lines; a part begins where the last one ended."""
    galley = galley_of(lines(1), note(lines(12), called_from=1))

    first, second = (page.notes[0] for page in break_pages(galley, page_of(height=10)).pages)

    assert (first.is_carried, first.is_unfinished) == (False, True)
    assert (second.is_carried, second.is_unfinished) == (True, False)
    assert first.start == 0
    assert first.end == second.start
    assert second.end == 23


def test_text_goes_on_beside_a_long_note_as_far_as_the_share_leaves_room():
    """Cases 19 and 29: at most six of ten lines are note, on every page with text."""
    galley = galley_of(lines(40), note(lines(20), called_from=3))

    plan = break_pages(galley, page_of(height=10, note_share=0.6))

    areas = [sum(end - start for start, end in notes.values()) for notes in note_lines(plan)]
    assert areas[:3] == [6, 6, 6]
    assert [end - start for start, end in body_lines(galley, plan)[:3]] == [4, 4, 4]


def test_the_share_does_not_hold_on_a_page_of_notes_only():
    """Case 29: there is no text left to keep room for."""
    galley = galley_of(lines(2), note(lines(14), called_from=1))

    plan = break_pages(galley, page_of(height=10, note_share=0.5))

    assert note_lines(plan) == [{"n1": (0, 5)}, {"n1": (5, 14)}]


def test_a_split_leaves_two_lines_on_either_side():
    """Case 20: three lines would fit of four, but one would be left."""
    galley = galley_of(lines(7), lines(8), note(lines(4), called_from=7))

    plan = break_pages(galley, page_of(height=10))

    for notes in note_lines(plan):
        for start, end in notes.values():
            assert (start, end) in {(0, 4), (0, 2), (2, 4)}


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_note_of_three_lines_or_fewer_is_never_split(number):
    """Case 20, at every distance from the page's foot."""
    for call in range(1, 21):
        galley = galley_of(lines(30), note(lines(number), called_from=call))

        plan = break_pages(galley, page_of(height=10))

        assert [notes for notes in note_lines(plan) if notes] == [{"n1": (0, number)}]


def test_a_penalty_in_a_note_says_where_it_does_not_split():
    """Case 20: where a split was cheapest, it is not any more once it costs."""
    plain = galley_of(lines(20), note(lines(8), called_from=2))
    [(_, place)] = note_lines(break_pages(plain, page_of(height=7)))[0].values()
    dear = (*lines(place), VPenalty(2000, "widow"), *lines(8 - place))
    galley = galley_of(lines(20), note(dear, called_from=2))

    plan = break_pages(galley, page_of(height=7))

    assert note_lines(plan)[0]["n1"][1] not in {place, 8}


def test_a_penalty_in_a_note_that_cannot_be_helped_is_named():
    """A note of four lines has one place to split."""
    dear = (*lines(2), VPenalty(70, "widow"), *lines(2))
    galley = galley_of(lines(5), note(dear, called_from=1))

    plan = break_pages(galley, page_of(height=4))

    assert "widow in note 1, 70" in plan.explain()


def test_a_carried_part_comes_before_new_notes():
    """Cases 23 and 37."""
    galley = galley_of(lines(30), note(lines(12), called_from=4), note(lines(2), called_from=8))

    plan = break_pages(galley, page_of(height=10))

    for page in plan.pages:
        assert [part.is_carried for part in page.notes[1:]] == [False] * len(page.notes[1:])
    keys = [part.key for page in plan.pages for part in page.notes]
    assert keys == sorted(keys)


def test_of_two_long_notes_on_two_lines_the_second_line_waits():
    """Case 24: both are queued, none is lost, and each starts under its call."""
    galley = galley_of(lines(20), note(lines(14), called_from=2), note(lines(14), called_from=5))

    plan = break_pages(galley, page_of(height=10))

    assert not any(page.relaxed for page in plan.pages)
    assert _each_once(plan) == {"n1": 14, "n2": 14}
    assert _starts_with_its_call(galley, plan)


def test_two_long_notes_on_one_line_both_start_on_its_page():
    """Case 24: one of the two must wait unfinished; that rule is given up, and named."""
    galley = galley_of(lines(20), note(lines(14), called_from=2), note(lines(14), called_from=2))

    plan = break_pages(galley, page_of(height=10))

    assert plan.pages[0].relaxed == ("one note split at a time",)
    assert _each_once(plan) == {"n1": 14, "n2": 14}
    assert _starts_with_its_call(galley, plan)


def test_a_forced_break_waits_until_the_note_before_it_is_finished():
    """Case 25: a note over three pages, then a part: its first page has nothing of the note."""
    galley = galley_of(lines(4), forced_break(), lines(4), note(lines(20), called_from=4))

    plan = break_pages(galley, page_of(height=10))

    assert body_lines(galley, plan) == [(0, 4), (4, 4), (4, 4), (4, 8)]
    assert note_lines(plan) == [{"n1": (0, 6)}, {"n1": (6, 16)}, {"n1": (16, 20)}, {}]


def test_a_note_goes_on_on_a_page_of_another_height():
    """Case 26: each page's own height counts."""
    galley = galley_of(lines(2), note(lines(20), called_from=1))

    plan = break_pages(galley, page_of(6, 10, 12))

    assert note_lines(plan) == [{"n1": (0, 4)}, {"n1": (4, 14)}, {"n1": (14, 20)}]


def test_a_note_of_two_paragraphs_is_split_between_them_without_the_glue():
    """Cases 14 and 27: glue at the end of a part vanishes."""
    galley = galley_of(lines(5), note((*lines(4), space(0.5), *lines(4)), called_from=5))

    plan = break_pages(galley, page_of(height=9))

    assert note_lines(plan) == [{"n1": (0, 4)}, {"n1": (4, 8)}]


def test_matter_in_a_note_that_cannot_split_moves_whole():
    """Case 28: a picture of five lines under two of text."""
    picture = lines(1, height=5, kind="figure")
    galley = galley_of(lines(20), note((*lines(2), space(0), *picture), called_from=4))

    plan = break_pages(galley, page_of(height=10))

    parts = [notes["n1"] for notes in note_lines(plan) if notes]
    assert parts in ([(0, 3)], [(0, 2), (2, 3)])
    assert not any(page.relaxed for page in plan.pages)


def test_a_page_of_notes_with_text_still_to_come_is_named():
    """Case 30: every line calls a note, and none may start while another is unfinished."""
    galley = galley_of(lines(4), *(note(lines(26), called_from=line) for line in (2, 3, 4)))

    plan = break_pages(galley, page_of(height=10))

    bare = [start == end < 4 for start, end in body_lines(galley, plan)]
    assert any(bare)
    for page, is_bare in zip(plan.pages, bare, strict=True):
        assert not is_bare or "two lines of text on a page" in page.relaxed
    assert _starts_with_its_call(galley, plan)


def test_a_continuation_line_takes_its_room_on_pages_that_go_on_with_a_note():
    """Case 22: nine lines of note under one of text, then eight, two of the page for the line."""
    galley = galley_of(lines(1), note(lines(30), called_from=1))

    plan = break_pages(galley, page_of(height=10, note_continuation=2))

    assert note_lines(plan)[:2] == [{"n1": (0, 9)}, {"n1": (9, 17)}]


def test_notes_that_cannot_even_start_are_put_off_in_order_and_named():
    """The last rule of notes to be given up: a line calls more than a page of notes."""
    galley = galley_of(lines(6), *(note(lines(2), called_from=2) for _ in range(12)))

    plan = break_pages(galley, page_of(height=10))

    assert _each_once(plan) == {f"n{number}": 2 for number in range(1, 13)}
    keys = [part.key for page in plan.pages for part in page.notes if not part.is_carried]
    assert keys == [f"n{number}" for number in range(1, 13)]
    assert any("a note starts on its call's page" in page.relaxed for page in plan.pages)


def test_kept_matter_is_broken_before_a_note_starts_off_its_page():
    """A block that may not break, with a note that does not fit beside it."""
    galley = galley_of(kept(10), lines(3), note(lines(4), called_from=2))

    plan = break_pages(galley, page_of(height=10))

    assert "kept together" in plan.pages[0].relaxed
    assert _starts_with_its_call(galley, plan)


@pytest.mark.parametrize("length", [130, 800])
def test_a_very_long_note_is_set_on_page_after_page_with_text_on_each(length):
    """Cases 19 and 30."""
    galley = galley_of(lines(200), note(lines(length), called_from=20))

    plan = break_pages(galley, page_of(height=40, note_space=1, note_share=0.75))

    assert _each_once(plan) == {"n1": length}
    assert not any(page.relaxed for page in plan.pages)


def _each_once(plan):
    """Return how many lines of each note are set; fail if one is twice or out of order."""
    parts = {}
    for notes in note_lines(plan):
        for key, part in notes.items():
            parts.setdefault(key, []).append(part)
    for own in parts.values():
        assert own[0][0] == 0
        assert all(one[1] == other[0] for one, other in pairwise(own))
    return {key: own[-1][1] for key, own in parts.items()}


def _starts_with_its_call(galley, plan):
    calls = {
        key: page
        for page, planned in enumerate(plan.pages)
        for item in galley.items[slice(*planned.body)]
        for key in getattr(item, "calls", ())
    }
    starts = {}
    for page, notes in enumerate(note_lines(plan)):
        for key in notes:
            starts.setdefault(key, page)
    return calls == starts
