"""Where floats stand, and the notes called in them: cases of the design's list, by number."""

import pytest
from attrs import evolve

from briefkit.errors import LayoutError
from briefkit.galley.items import FORBIDDEN, VGlue, VPenalty
from briefkit.pages.away import Away
from briefkit.pages.column import column_of
from briefkit.pages.demerits import FLOAT_AWAY
from briefkit.pages.makeup import page_items
from briefkit.pages.pagebreak import break_pages
from briefkit.testing import (
    body_lines,
    floating,
    forced_break,
    galley_of,
    lines,
    note,
    note_lines,
    page_of,
    space,
)


def imprint():
    return (space(0), *lines(1, kind="imprint"))


def spots(plan):
    """Return, for each page, which floats stand where."""
    return [{one.key: one.spot for one in page.floats} for page in plan.pages]


def test_a_float_that_fits_stands_at_its_place():
    """Three lines, a figure of four, three lines."""
    galley = galley_of(lines(3), floating(4), lines(3))

    plan = break_pages(galley, page_of(height=10))

    assert spots(plan) == [{"figure": "here"}]
    assert plan.demerits == 0


def test_a_float_that_does_not_fit_goes_to_the_next_page_and_text_fills_this_one():
    """Eight lines leave room for two; the figure of five heads the next page."""
    galley = galley_of(lines(8), floating(5), lines(7))

    plan = break_pages(galley, page_of(height=10))

    assert body_lines(galley, plan) == [(0, 10), (10, 15)]
    assert spots(plan) == [{}, {"figure": "top"}]
    assert plan.explain() == f"page 1: float figure away from its call, {FLOAT_AWAY:.0f}"


def test_a_float_costs_the_more_at_a_pages_end_the_more_text_stands_since_its_place():
    """From a page of text on; less is a page's end like any other."""
    column = column_of(galley_of(lines(2), floating(5), lines(30)))
    away = Away(column, 10.0, counted=(True,))
    ends = {column.lines[end] - 2: end for end in range(len(column.breaks))}

    assert [away.cost(ends[text], 0) for text in (1, 10, 15, 30)] == [200.0, 200.0, 300.0, 600.0]
    assert away.cost(ends[15], 1) == 0.0


def test_floats_that_do_not_count_cost_nothing_and_others_beside_them_what_they_cost_alone():
    galley = galley_of(lines(2), *(floating(2, key=key) for key in "abc"), lines(30))
    column = column_of(galley)
    away = Away(column, 10.0, counted=(True, False, True))
    end = len(column.breaks) - 11

    assert away.price(end, 0) == pytest.approx(200.0 * 2.0)
    assert [away.cost(end, placed) for placed in range(4)] == pytest.approx([800, 400, 400, 0])
    assert away.counts == (0, 1, 1, 2)


def test_a_float_that_may_only_stand_here_moves_with_its_place():
    """The page before it is short."""
    galley = galley_of(lines(8), floating(5, placements=("here",)), lines(5))

    plan = break_pages(galley, page_of(height=10))

    assert body_lines(galley, plan) == [(0, 8), (8, 13)]
    assert spots(plan) == [{}, {"figure": "here"}]


def test_a_float_is_never_on_a_page_before_its_place():
    """The first page has room at its top, and at its foot, for it."""
    galley = galley_of(
        lines(4), forced_break(), lines(4), floating(2, placements=("top", "bottom")), lines(2)
    )

    plan = break_pages(galley, page_of(height=10))

    assert spots(plan) == [{}, {"figure": "top"}]


@pytest.mark.parametrize("filler", range(1, 16))
def test_floats_stay_in_order(filler):
    """Also down the page: tops, then those in the text, then those at the foot."""
    galley = galley_of(
        lines(filler),
        floating(5, key="a"),
        lines(1),
        floating(3, key="b"),
        lines(2),
        floating(2, key="c"),
        lines(12),
    )

    plan = break_pages(galley, page_of(height=10, float_gap=0.5))

    assert [one.key for page in plan.pages for one in page.floats] == ["a", "b", "c"]
    for page in plan.pages:
        order = [("page", "top", "here", "bottom").index(one.spot) for one in page.floats]
        assert order == sorted(order)


def test_a_float_stands_above_what_closes_the_brief():
    """These would fill the first page; it ends with the text, and the figure heads the next."""
    galley = galley_of(lines(16), floating(12), lines(1, height=3, kind="person"), imprint())

    plan = break_pages(galley, page_of(height=20))

    assert body_lines(galley, plan) == [(0, 16), (16, 18)]
    assert spots(plan) == [{}, {"figure": "here"}]


def test_a_float_stands_above_the_heading_of_what_closes_the_brief():
    heading = (*lines(1), VPenalty(FORBIDDEN), *lines(1, height=2, kind="person"))
    galley = galley_of(lines(14), floating(12), heading, imprint())

    plan = break_pages(galley, page_of(height=18))

    assert body_lines(galley, plan) == [(0, 14), (14, 17)]
    assert spots(plan) == [{}, {"figure": "here"}]


def test_a_float_that_would_ask_for_one_page_more_stands_behind_what_closes_the_brief():
    """It is too high for them, and they are less than half a page."""
    galley = galley_of(lines(12), floating(15), lines(1, height=6, kind="person"), imprint())

    plan = break_pages(galley, page_of(height=20))

    assert body_lines(galley, plan) == [(0, 14), (14, 14)]
    assert spots(plan) == [{}, {"figure": "page"}]


def test_a_float_on_a_page_of_its_own_may_stand_behind_what_closes_the_brief():
    galley = galley_of(lines(8), floating(5, placements=("page",)), imprint())

    plan = break_pages(galley, page_of(height=10))

    assert spots(plan) == [{}, {"figure": "page"}]


def test_in_two_columns_a_float_stands_above_what_closes_the_brief():
    galley = galley_of(lines(22), floating(8), lines(1, height=4, kind="person"), imprint())

    plan = break_pages(galley, page_of(height=15, columns=2))

    assert body_lines(galley, plan) == [(0, 22), (22, 24)]
    assert [[one.key for one in page.floats] for page in plan.pages] == [[], ["figure"]]


def test_figures_stand_by_their_text_however_much_white_that_leaves():
    """Of four figures no two fit on a page; all text on the first page would leave three behind."""
    text = lines(3, widow=1000.0, orphan=1000.0)
    galley = galley_of(
        *(part for key in "abcd" for part in (text, space(0), floating(11, key=key))), text
    )

    plan = break_pages(galley, page_of(height=21))

    assert body_lines(galley, plan) == [(0, 6), (6, 9), (9, 12), (12, 15)]
    assert spots(plan) == [{key: "here"} for key in "abcd"]
    assert plan.explain().splitlines() == [
        "page 1: ends before a float, 628",
        "page 2: ends before a float, 748",
        "page 3: ends before a float, 748",
    ]


def test_text_goes_on_under_a_figure_where_one_figure_alone_waits():
    """It stands on the next page, and the page before is full."""
    galley = galley_of(lines(4), floating(8), lines(4), space(0), floating(8), lines(20))

    plan = break_pages(galley, page_of(height=20))

    assert body_lines(galley, plan) == [(0, 12), (12, 24), (24, 28)]
    assert spots(plan) == [{"figure": "here"}, {"figure": "top"}, {}]


def test_a_last_page_has_text_beside_its_figure():
    """All text on the first page would leave the figure alone on the last."""
    galley = galley_of(lines(16), floating(6), lines(2, widow=2000.0))

    plan = break_pages(galley, page_of(height=20))

    assert body_lines(galley, plan) == [(0, 16), (16, 18)]
    assert spots(plan) == [{}, {"figure": "here"}]


def test_space_around_a_float_vanishes_at_the_head_and_foot_of_a_page():
    """Four and six lines around four; the space of two above it is kept, that below is not."""
    one = floating(4, space_above=space(2), space_below=space(3), placements=("here",))
    galley = galley_of(lines(4), one, VPenalty(0), lines(10))

    plan = break_pages(galley, page_of(height=10))

    assert body_lines(galley, plan) == [(0, 4), (4, 14)]
    assert plan.demerits == 0


def test_a_float_at_the_foot_stands_above_the_notes():
    """Case 77: four lines, a gap, a float of three, a note space, a line of note: ten."""
    galley = galley_of(
        lines(2), floating(3, placements=("bottom",)), lines(10), note(lines(1), called_from=1)
    )

    plan = break_pages(galley, page_of(height=10, float_gap=1, note_space=1))

    assert body_lines(galley, plan)[0] == (0, 4)
    assert spots(plan)[0] == {"figure": "bottom"}
    assert note_lines(plan)[0] == {"n1": (0, 1)}


def test_a_float_is_put_off_before_a_note_is_split():
    """Case 78: here it would leave room for two of the note's four lines."""
    galley = galley_of(lines(5), floating(3), lines(8), note(lines(4), called_from=5))

    plan = break_pages(galley, page_of(height=10))

    assert spots(plan) == [{}, {"figure": "top"}]
    assert note_lines(plan)[0] == {"n1": (0, 4)}


def test_a_note_called_in_a_float_goes_where_the_float_goes():
    """Cases 61, 62 and 79."""
    galley = galley_of(lines(8), floating(5), lines(6), note(lines(1), called_from="figure"))

    plan = break_pages(galley, page_of(height=10))

    assert spots(plan) == [{}, {"figure": "top"}]
    assert note_lines(plan) == [{}, {"n1": (0, 1)}]


@pytest.mark.parametrize("filler", range(2, 14))
def test_notes_keep_their_order_when_a_float_with_a_note_is_put_off(filler):
    """Cases 62 and 89: no later note is set before the float's."""
    galley = galley_of(
        lines(filler),
        floating(5),
        lines(12),
        note(lines(1), called_from=1),
        note(lines(1), called_from="figure"),
        *(note(lines(1), called_from=filler + line) for line in (2, 5, 9)),
    )

    plan = break_pages(galley, page_of(height=10))

    keys = [part.key for page in plan.pages for part in page.notes]
    assert keys == [one.key for one in galley.notes]


def test_floats_that_ask_for_it_share_a_page_without_text():
    """Two of five fill a page of ten."""
    big = [floating(5, key=key, placements=("page",)) for key in ("a", "b")]
    galley = galley_of(lines(5), *big, lines(15))

    plan = break_pages(galley, page_of(height=10))

    assert spots(plan) == [{}, {"a": "page", "b": "page"}, {}]
    assert body_lines(galley, plan) == [(0, 10), (10, 10), (10, 20)]


def test_a_float_as_high_as_a_page_has_one_of_its_own():
    """Whatever it asks for: no page holds it and two lines."""
    galley = galley_of(lines(5), floating(9), lines(15))

    plan = break_pages(galley, page_of(height=10))

    assert {"figure": "page"} in spots(plan)


def test_floats_are_set_before_a_part_ends():
    """A forced break flushes floats as it does notes."""
    galley = galley_of(
        lines(8), floating(5, placements=("top",)), lines(2), forced_break(), lines(3)
    )

    plan = break_pages(galley, page_of(height=10))

    assert body_lines(galley, plan)[-1] == (10, 13)
    assert spots(plan)[-1] == {}
    assert sum(len(one) for one in spots(plan)) == 1


def test_a_float_that_is_left_at_the_end_has_a_page_of_its_own():
    """Two lines above it, none below, and no room on their page."""
    galley = galley_of(lines(2), floating(9, placements=("top",)))

    plan = break_pages(galley, page_of(height=10))

    assert body_lines(galley, plan) == [(0, 2), (2, 2)]
    assert list(spots(plan)[1]) == ["figure"]


def test_a_note_is_finished_before_a_float_that_leaves_it_no_room():
    """Two lines and a note over two pages; then the figure, which may only stand at its place."""
    galley = galley_of(lines(2), floating(5.5, placements=("here",)), note(lines(5), called_from=1))

    plan = break_pages(galley, page_of(height=6))

    assert [list(notes) for notes in note_lines(plan)] == [["n1"], ["n1"], []]
    assert spots(plan)[2] == {"figure": "here"}


def on_its_side(height: float, key: str = "wide"):
    return floating(height, key=key, placements=("page",), is_wide=True, is_turned=True)


@pytest.mark.parametrize("columns", [1, 2])
def test_a_float_on_its_side_has_a_page_of_its_own_and_text_goes_on_before_it(columns):
    """Case 76: as high as that page, not as an upright one."""
    galley = galley_of(lines(4), on_its_side(6), on_its_side(5, key="next"), lines(30))

    plan = break_pages(galley, page_of(10, columns=columns, turned=6))

    alone = [page for page in plan.pages if page.floats]
    assert [[one.key for one in page.floats] for page in alone] == [["wide"], ["next"]]
    assert all(page.body[0] == page.body[1] for page in alone)
    assert not plan.pages[0].floats
    assert body_lines(galley, plan)[0] == (0, 10 * columns)


@pytest.mark.parametrize("columns", [1, 2])
def test_a_float_on_its_side_waits_until_no_note_is_owed(columns):
    """A carried note is as wide as an upright page."""
    galley = galley_of(lines(4), on_its_side(3), lines(9), note(lines(40), called_from=2))

    plan = break_pages(galley, page_of(10, columns=columns, turned=8))

    (place,) = [number for number, page in enumerate(plan.pages) if page.floats]
    last = max(number for number, page in enumerate(plan.pages) if page.notes)
    assert place > last


def test_a_brief_ends_in_text_rather_than_in_a_page_on_its_side():
    """However little of that is filled: nothing else may stand there."""
    galley = galley_of(lines(4), on_its_side(2), lines(9))

    plan = break_pages(galley, page_of(10, turned=8))

    assert [len(page.floats) for page in plan.pages] == [0, 1, 0]
    assert [(part.name, part.amount) for part in plan.pages[1].demerits] == [
        ("page of floats", 200.0)
    ]


def test_a_float_on_its_side_ends_the_brief_where_no_text_is_left_for_a_page_of_its_own():
    plan = break_pages(galley_of(lines(4), on_its_side(2), lines(3)), page_of(10, turned=8))

    assert [len(page.floats) for page in plan.pages] == [0, 1]
    assert [(part.name, part.amount) for part in plan.pages[1].demerits] == [("last page", 800.0)]


def test_all_notes_of_a_float_on_its_side_stand_with_it():
    galley = galley_of(
        lines(4), on_its_side(3), lines(9), note(lines(4), called_from="wide", key="n")
    )

    plan = break_pages(galley, page_of(10, turned=8, note_space=1))

    (page,) = [page for page in plan.pages if page.floats]
    assert [(part.key, part.lines) for part in page.notes] == [("n", (0, 4))]


def test_a_float_higher_than_a_page_on_its_side_is_an_error():
    with pytest.raises(LayoutError, match=r"a float .wide. 9 points high does not fit"):
        break_pages(galley_of(lines(4), on_its_side(9)), page_of(10, turned=8))


def test_floats_right_under_each_other_share_a_space():
    """Two lines, floats of 3 and 2, three spaces of 1; the shared one would else be of 2."""
    one = floating(3, key="one", placements=("here",), space_above=space(1), space_below=space(1))
    two = floating(2, key="two", placements=("here",), space_above=space(1), space_below=space(1))
    galley = galley_of(lines(1), one, two, lines(1))
    loose = break_pages(galley, page_of(height=9))
    floats = (galley.floats[0], evolve(galley.floats[1], shared=1.0))
    galley = evolve(galley, floats=floats)

    plan = break_pages(galley, page_of(height=10))
    shown = list(page_items(galley.items, frozenset({"one", "two"}), {f.key: f for f in floats}))

    assert len(loose.pages) == 2
    assert spots(plan) == [{"one": "here", "two": "here"}]
    assert plan.demerits == 0
    heights = [each.natural if isinstance(each, VGlue) else each.height for each in shown]
    assert sum(heights) == 10


def test_a_text_that_ends_before_pages_of_floats_fills_its_pages_all_the_same():
    """What only stands without text fills no white, so none is spread over the pages before."""
    alone = floating(8, placements=("page",))
    galley = galley_of(lines(24), alone, lines(1))

    plan = break_pages(galley, page_of(height=10))

    assert body_lines(galley, plan)[:3] == [(0, 10), (10, 20), (20, 25)]
    assert plan.explain() == "page 3: float figure away from its call, 200"
