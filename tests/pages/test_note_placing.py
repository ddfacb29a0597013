"""Where notes start: cases of the design's list of notes, by number."""

import pytest
from attrs import evolve

from briefkit.errors import LayoutError
from briefkit.galley.items import Galley, NoteGalley, VBox, VGlue
from briefkit.pages.pagebreak import break_pages
from briefkit.structure import NodeId
from briefkit.testing import (
    blank_frame,
    body_lines,
    forced_break,
    galley_of,
    kept,
    lines,
    note,
    note_lines,
    page_of,
    table,
)


def test_a_note_that_fits_stands_whole_on_the_page_of_its_call():
    """Case 1."""
    galley = galley_of(lines(5), note(lines(1), called_from=3))

    plan = break_pages(galley, page_of(height=10))

    assert body_lines(galley, plan) == [(0, 5)]
    assert note_lines(plan) == [{"n1": (0, 1)}]
    assert plan.demerits == 0


def test_a_note_of_two_lines_takes_the_room_of_two():
    """Case 3: eight lines and two of note fill ten; a ninth line goes over."""
    galley = galley_of(lines(14), note(lines(2), called_from=3))

    plan = break_pages(galley, page_of(height=10))

    assert body_lines(galley, plan) == [(0, 8), (8, 14)]
    assert note_lines(plan) == [{"n1": (0, 2)}, {}]


def test_a_page_without_notes_keeps_no_room_for_them():
    """Case 4: the note space counts on the page with the note only."""
    galley = galley_of(lines(20), note(lines(1), called_from=12))

    plan = break_pages(galley, page_of(height=10, note_space=2))

    assert body_lines(galley, plan) == [(0, 10), (10, 17), (17, 20)]


def test_a_line_moves_with_its_note_when_the_note_does_not_fit_under_it():
    """Case 5: line 10 calls a note of one line: no page holds both and nine lines more."""
    galley = galley_of(lines(14), note(lines(1), called_from=10))

    plan = break_pages(galley, page_of(height=10))

    assert body_lines(galley, plan) == [(0, 9), (9, 14)]
    assert note_lines(plan) == [{}, {"n1": (0, 1)}]


def test_two_lines_move_when_one_alone_would_be_an_orphan():
    """Case 6: line 10 calls a note, and is the second of its paragraph."""
    galley = galley_of(lines(8), lines(6, widow=1000, orphan=1000), note(lines(1), called_from=10))

    plan = break_pages(galley, page_of(height=10))

    assert body_lines(galley, plan) == [(0, 8), (8, 14)]
    assert note_lines(plan) == [{}, {"n1": (0, 1)}]


def test_a_paragraph_that_may_not_break_moves_with_its_note():
    """Cases 7 and 64."""
    galley = galley_of(lines(6), kept(4), lines(2), note(lines(2), called_from=8))

    plan = break_pages(galley, page_of(height=10))

    assert body_lines(galley, plan) == [(0, 6), (6, 12)]
    assert note_lines(plan) == [{}, {"n1": (0, 2)}]


def test_a_note_that_cannot_fit_under_a_pages_first_line_is_split():
    """Case 8: nothing is moved for ever; the line is set."""
    galley = galley_of(lines(10), lines(30), note(lines(13), called_from=11))

    plan = break_pages(galley, page_of(height=10))

    assert body_lines(galley, plan)[:2] == [(0, 10), (10, 12)]
    assert note_lines(plan)[1] == {"n1": (0, 8)}
    assert not any(page.relaxed for page in plan.pages)


def test_a_page_has_two_lines_of_text_before_it_has_notes():
    """Cases 8 and 30."""
    galley = galley_of(lines(10), lines(8), note(lines(30), called_from=11))

    plan = break_pages(galley, page_of(height=10))

    assert all(end - start >= 2 for start, end in body_lines(galley, plan))
    assert not any(page.relaxed for page in plan.pages)


@pytest.mark.parametrize("filler", range(2, 14))
@pytest.mark.parametrize("make", [lines, kept], ids=["lines", "kept"])
def test_a_note_is_never_before_its_call_nor_on_a_page_of_its_own(filler, make):
    """Cases 9 and 10: whatever is kept together, the note is where its line is."""
    galley = galley_of(lines(filler), make(4), lines(3), note(lines(3), called_from=filler + 3))

    plan = break_pages(galley, page_of(height=10))

    [page] = [number for number, notes in enumerate(note_lines(plan)) if notes]
    start, end = body_lines(galley, plan)[page]
    assert start < filler + 3 <= end


def test_room_kept_for_a_line_that_moves_is_given_back():
    """Case 10: the page that a line with a note leaves has no room kept for the note."""
    galley = galley_of(lines(9), kept(2), lines(7), note(lines(4), called_from=10))

    plan = break_pages(galley, page_of(height=10))

    assert body_lines(galley, plan)[0] == (0, 9)
    assert plan.pages[0].notes == ()


def test_a_note_called_on_the_last_line_makes_no_page_of_its_own():
    """Case 11."""
    galley = galley_of(lines(9), note(lines(1), called_from=9))

    plan = break_pages(galley, page_of(height=10))

    assert body_lines(galley, plan) == [(0, 9)]


def test_a_galley_that_ends_with_glue_and_a_forced_break_ends_there():
    """Case 11: no blank page."""
    galley = galley_of(lines(9), forced_break(), forced_break())

    plan = break_pages(galley, page_of(height=10))

    assert len(plan.pages) == 1


def test_adjacent_notes_stand_in_the_order_of_their_calls():
    """Cases 33, 35 and 89: two lines, four notes."""
    calls = [2, 2, 3, 3]
    galley = galley_of(lines(6), *(note(lines(1), called_from=line) for line in calls))

    plan = break_pages(galley, page_of(height=10))

    assert [part.key for part in plan.pages[0].notes] == ["n1", "n2", "n3", "n4"]


def test_of_three_notes_on_a_line_the_third_starts_here_and_is_split():
    """Case 34: nothing is moved that would leave a page half empty."""
    galley = galley_of(
        lines(10),
        note(lines(2), called_from=2),
        note(lines(2), called_from=2),
        note(lines(8), called_from=2),
    )

    plan = break_pages(galley, page_of(height=10))

    assert note_lines(plan)[0] == {"n1": (0, 2), "n2": (0, 2), "n3": (0, 4)}
    assert note_lines(plan)[1] == {"n3": (4, 8)}


def test_of_three_notes_on_a_line_that_can_move_none_is_lost():
    """Case 34: the line moves, with all three."""
    galley = galley_of(lines(14), *(note(lines(2), called_from=8) for _ in range(3)))

    plan = break_pages(galley, page_of(height=10))

    assert body_lines(galley, plan)[0] == (0, 7)
    assert note_lines(plan)[1] == {"n1": (0, 2), "n2": (0, 2), "n3": (0, 2)}


def test_two_hundred_notes_in_one_paragraph_are_all_set():
    """Cases 38 and 88."""
    galley = galley_of(
        lines(100), *(note(lines(1), called_from=1 + number // 2) for number in range(200))
    )

    plan = break_pages(galley, page_of(height=40))

    assert [part.key for page in plan.pages for part in page.notes] == [
        f"n{number}" for number in range(1, 201)
    ]
    assert not any(page.relaxed for page in plan.pages)


def test_a_row_that_moves_takes_its_note_along():
    """Cases 55 and 56."""
    galley = galley_of(lines(7), table(6), note(lines(1), called_from=10))

    plan = break_pages(galley, page_of(height=10))

    assert body_lines(galley, plan) == [(0, 9), (9, 13)]
    assert note_lines(plan) == [{}, {"n1": (0, 1)}]


def test_notes_of_a_row_in_two_parts_go_each_with_its_own_line():
    """Case 57: a row is set as lines, and each line is a box."""
    row = lines(4, kind="row")
    galley = galley_of(lines(8), row, note(lines(1), called_from=9), note(lines(1), called_from=12))

    plan = break_pages(galley, page_of(height=10))

    assert body_lines(galley, plan) == [(0, 9), (9, 12)]
    assert note_lines(plan) == [{"n1": (0, 1)}, {"n2": (0, 1)}]


def test_a_repeated_table_head_takes_room_and_repeats_no_note():
    """Case 58: head, nine rows under it and again; the note of the head is on the first page."""
    head = VBox(blank_frame(1.0), kind="row", calls=())
    galley = galley_of(head, table(16), note(lines(1), called_from=1))

    plan = break_pages(galley, page_of(height=10))

    assert body_lines(galley, plan)[:2] == [(0, 9), (9, 17)]
    assert note_lines(plan) == [{"n1": (0, 1)}, {}]
    assert [page.head is None for page in plan.pages] == [True, False]


@pytest.mark.parametrize("filler", range(2, 16))
def test_a_note_called_in_a_note_starts_on_the_page_of_its_call(filler):
    """Cases 71 and 72: printed outer then inner, wherever the page ends."""
    text = lines(filler + 1)
    outer = tuple(
        evolve(item, calls=("inner",)) if index == 2 else item
        for index, item in enumerate(lines(4))
    )
    galley = Galley(
        (*text[:-1], evolve(text[-1], calls=("outer",)), VGlue(0.0), *lines(4)),
        100.0,
        (
            NoteGalley("outer", "1", outer, NodeId(1)),
            NoteGalley("inner", "2", lines(5), NodeId(2)),
        ),
    )

    plan = break_pages(galley, page_of(height=10))

    shown = note_lines(plan)
    calling = next(page for page in shown if page.get("outer", (0, 0))[1] >= 2)
    assert calling["inner"][0] == 0
    assert calling["inner"][1] >= 2
    parts = [part.key for page in plan.pages for part in page.notes]
    assert parts == sorted(parts, reverse=True)
    assert not any(page.relaxed for page in plan.pages)


def test_a_note_area_that_fills_a_page_is_an_error_and_no_hang():
    """Case 32."""
    galley = galley_of(lines(3), note(lines(1), called_from=1))

    with pytest.raises(LayoutError, match=r"note rule and its space .* make note_space less"):
        break_pages(galley, page_of(height=10, note_space=10))


def test_matter_higher_than_a_page_is_an_error_that_names_it():
    """Case 92: what, where, what now."""
    galley = galley_of(lines(3), lines(1, height=12, kind="figure"))

    with pytest.raises(LayoutError) as caught:
        break_pages(galley, page_of(height=10))

    [problem] = caught.value.problems
    assert problem.where == "lines[4]"
    assert "figure 12 points high" in problem.what
    assert problem.cure


def test_a_note_that_nothing_calls_is_an_error():
    """Case 51, as far as the search sees it: nothing is lost without a word."""
    galley = galley_of(lines(3), note(lines(1), called_from=1))
    silent = type(galley)(lines(3), 100.0, galley.notes)

    with pytest.raises(LayoutError, match="called nowhere"):
        break_pages(silent, page_of(height=10))


def test_a_call_without_its_note_is_an_error():
    """Case 51."""
    galley = galley_of(lines(3), note(lines(1), called_from=1))
    lost = type(galley)(galley.items, 100.0)

    with pytest.raises(LayoutError, match=r"lines\[1\]: calls note 'n1', which the galley lacks"):
        break_pages(lost, page_of(height=10))


def test_the_same_galley_gives_the_same_plan():
    """Case 91."""
    galley = galley_of(lines(40), *(note(lines(3), called_from=line) for line in range(3, 40, 5)))

    assert break_pages(galley, page_of(height=10)) == break_pages(galley, page_of(height=10))
