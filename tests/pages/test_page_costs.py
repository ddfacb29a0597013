"""What pages cost, and what a plan says of it."""

from itertools import pairwise

import pytest

from briefkit.errors import LayoutError
from briefkit.frame import Frame
from briefkit.galley.items import FORBIDDEN, VBox, VDiscretionary, VPenalty
from briefkit.pages.demerits import GLUE, HYPHEN, NOTE_SPLIT, carried_cost, glue_cost
from briefkit.pages.pagebreak import break_pages
from briefkit.pages.plan import Demerit, PagePlan, PlannedPage
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
    table,
)


def short(missing):
    """Return what a page costs at whose foot some lines are missing."""
    return glue_cost(missing, 0.0, 0.0, 1.0)[0]


def test_full_pages_of_lines_cost_nothing():
    """Thirty lines on pages of ten."""
    galley = galley_of(lines(30))

    plan = break_pages(galley, page_of(height=10))

    assert body_lines(galley, plan) == [(0, 10), (10, 20), (20, 30)]
    assert plan.demerits == 0
    assert plan.explain() == ""


def test_what_is_too_high_with_what_must_stand_with_it_is_named():
    """A row fits a page of ten lines, but not under the head that is repeated over it."""
    row = VBox(Frame(60.0, 9.5), (), "figure")
    head = Frame(60.0, 2.0)
    galley = galley_of(lines(4), VDiscretionary(head, 0.0, None), row)

    with pytest.raises(LayoutError) as raised:
        break_pages(galley, page_of(height=10))

    assert str(raised.value) == (
        "lines[5]: a figure 9.5 points high takes 11.5 with what must stand with it, and a page"
        " has 10: make it smaller, or what must stand with it, or the type area higher"
    )


def test_a_note_is_split_where_a_breaks_own_matter_leaves_it_too_little_room():
    """Five lines' height, a foot of two and a note of four on ten: the foot is one too many."""
    high = VBox(Frame(60.0, 5.0), (), "figure")
    between = VDiscretionary(Frame(60.0, 1.0), 0.0, Frame(60.0, 2.0))
    galley = galley_of(high, between, high, forced_break(), lines(3), note(lines(4), called_from=1))

    plan = break_pages(galley, page_of(height=10))

    assert body_lines(galley, plan)[0] == (0, 1)
    assert note_lines(plan)[0] == {"n1": (0, 2)}
    assert all(not page.relaxed for page in plan.pages)


def test_a_galley_without_matter_has_no_pages():
    """Glue and penalties alone vanish."""
    assert break_pages(galley_of(space(3), forced_break()), page_of(height=10)).pages == ()


def test_glue_at_the_head_and_foot_of_a_page_vanishes():
    """Ten lines fill the page to the foot, and space stands on neither side."""
    galley = galley_of(lines(10), space(4), lines(10), space(4))

    plan = break_pages(galley, page_of(height=10))

    assert body_lines(galley, plan) == [(0, 10), (10, 20)]
    assert plan.demerits == 0


def test_glue_stretches_until_the_last_line_stands_at_the_foot():
    """A line is missing; glue of two takes it: 100 × (1/2)³."""
    galley = galley_of(lines(4), space(1, stretch=2), lines(4), forced_break(), lines(3))
    open_end = galley_of(lines(4), space(1, stretch=2), lines(4), kept(10), lines(3))

    assert break_pages(galley, page_of(height=10)).pages[0].ratio == 0.0  # a part's last page
    plan = break_pages(open_end, page_of(height=10))
    assert plan.pages[0].ratio == 0.5
    assert plan.pages[0].demerits == (Demerit("loose", GLUE / 8),)


def test_glue_that_would_have_to_stretch_too_far_is_left_and_the_page_is_short():
    """A line is missing; glue of a quarter cannot take it, and is not asked to."""
    galley = galley_of(lines(4), space(1, stretch=0.25), lines(4), kept(10), lines(3))

    plan = break_pages(galley, page_of(height=10))

    assert plan.pages[0].ratio == 0.0
    assert plan.pages[0].demerits == (Demerit("short", short(1)),)


def test_glue_shrinks_to_take_a_line_more():
    """Ten lines and a space of one, which gives all of it: 100."""
    galley = galley_of(lines(4), space(1, shrink=1), lines(6))

    plan = break_pages(galley, page_of(height=10))

    assert len(plan.pages) == 1
    assert plan.pages[0].ratio == -1.0
    assert plan.explain() == f"page 1: tight, {GLUE:.0f}"


def test_glue_never_shrinks_below_what_it_can_give():
    """It gives half a line; ten lines and a space of one need a whole."""
    galley = galley_of(lines(4), space(1, shrink=0.5), lines(6))

    plan = break_pages(galley, page_of(height=10))

    assert len(plan.pages) == 2


def test_a_short_page_costs_smoothly_more_the_shorter_it_is():
    """Neither a jump nor a cost without end: a line more never costs as much as a whole page."""
    costs = [short(step / 10) for step in range(200)]

    steps = [after - before for before, after in pairwise(costs)]
    assert costs[0] == 0.0
    assert all(0 < step < short(20) / 20 for step in steps)


def test_a_widow_is_worth_a_page_that_is_a_line_short():
    """Eleven lines: the last would stand alone, so two go over."""
    galley = galley_of(lines(11, widow=1000), lines(8))

    plan = break_pages(galley, page_of(height=10))

    assert body_lines(galley, plan)[0] == (0, 9)
    assert plan.explain() == f"page 1: short, {short(1):.0f}"


def test_a_penalty_that_costs_less_than_a_short_page_is_paid_and_named():
    """The kind of the penalty is the name of the demerit."""
    galley = galley_of(lines(11, widow=50), lines(9))

    plan = break_pages(galley, page_of(height=10))

    assert plan.explain() == "page 1: widow, 50"


def test_a_heading_is_never_left_at_the_foot_of_a_page():
    """A penalty that forbids, after the heading."""
    heading = lines(1, kind="heading")
    galley = galley_of(lines(9), heading, VPenalty(FORBIDDEN, "heading"), lines(9))

    plan = break_pages(galley, page_of(height=10))

    assert body_lines(galley, plan) == [(0, 9), (9, 19)]


def test_a_page_that_would_end_in_a_hyphen_ends_elsewhere():
    """Line 10 would; glue of two takes its room for less."""
    galley = galley_of(lines(5), space(0, stretch=2), lines(5, hyphenated=[5]), lines(9))

    plan = break_pages(galley, page_of(height=10))

    assert GLUE / 8 < HYPHEN
    assert body_lines(galley, plan) == [(0, 9), (9, 19)]


def test_a_forced_break_always_ends_the_page_which_may_be_short_for_nothing():
    """Two parts of three lines."""
    galley = galley_of(lines(3), forced_break(), lines(3))

    plan = break_pages(galley, page_of(height=10))

    assert body_lines(galley, plan) == [(0, 3), (3, 6)]
    assert plan.demerits == 0


@pytest.mark.parametrize("total", range(11, 41))
def test_a_last_page_has_three_lines_if_the_others_can_spare_them(total):
    """Whatever is left over."""
    galley = galley_of(lines(total))

    plan = break_pages(galley, page_of(height=10))

    start, end = body_lines(galley, plan)[-1]
    assert end - start >= 3


def test_facing_pages_are_of_one_depth():
    """The third of four pages is a line short for its heading; so is the second, which it faces."""
    galley = galley_of(lines(28), kept(2), lines(8))

    plan = break_pages(galley, page_of(height=10))

    depths = [end - start for start, end in body_lines(galley, plan)]
    assert depths[1] == depths[2]


def test_which_page_is_recto_is_the_rooms_to_say():
    """With a verso first, the first two pages face each other."""
    galley = galley_of(lines(9), kept(2), lines(9))
    recto = break_pages(galley, page_of(height=10))
    verso = break_pages(galley, page_of(height=10, first_is_recto=False))

    assert recto.demerits < verso.demerits


def test_a_tables_head_takes_room_on_the_next_page_and_its_foot_on_this_one():
    """Nine rows and a foot; a head and nine rows; the rest."""
    galley = galley_of(table(20, head=1, foot=1))

    plan = break_pages(galley, page_of(height=10))

    assert body_lines(galley, plan)[0] == (0, 9)
    assert all(end - start <= 9 for start, end in body_lines(galley, plan))
    assert plan.pages[1].head == plan.pages[0].body[1] - 1


def test_glue_beside_a_tables_joint_is_no_break():
    """Or the head would never repeat."""
    row, joint, *_ = table(2, head=1)
    spaced = [row, *(item for _ in range(11) for item in (space(0), joint, row))]
    galley = galley_of(spaced)

    plan = break_pages(galley, page_of(height=10))

    assert plan.pages[1].head is not None


def test_a_plan_explains_itself():
    """As the house says it does."""
    page = PlannedPage(
        (0, 1),
        demerits=(
            Demerit("note lines carried", 400, "2 lines of note 7 carried"),
            Demerit("loose", 121),
        ),
    )

    plan = PagePlan((PlannedPage((0, 0)), PlannedPage((0, 0)), page))

    assert plan.explain() == "page 3: 2 lines of note 7 carried, 400; loose, 121"


def test_a_plan_names_lines_carried_with_the_notes_label():
    """The label as printed, not the key."""
    galley = galley_of(lines(2), note(lines(10), called_from=1, key="x"))

    plan = break_pages(galley, page_of(height=10))

    assert plan.explain().splitlines()[0] == (
        f"page 1: note 1 split, {NOTE_SPLIT:.0f}; 2 lines of note 1 carried, {carried_cost(2):.0f}"
    )


def test_matter_that_cannot_be_kept_together_is_broken_and_that_is_named():
    """Twelve lines that may not break, on pages of ten; nothing else is given up."""
    galley = galley_of(kept(12))

    plan = break_pages(galley, page_of(height=10))

    assert {rule for page in plan.pages for rule in page.relaxed} == {"kept together"}


def test_a_page_too_small_for_what_comes_is_left_empty_and_that_is_named():
    """A first page of three, a figure of five."""
    galley = galley_of(lines(1, height=5, kind="figure"), lines(4))

    plan = break_pages(galley, page_of(3, 10))

    assert [page.relaxed for page in plan.pages] == [("no empty page",), ()]
    assert body_lines(galley, plan) == [(0, 0), (0, 5)]
