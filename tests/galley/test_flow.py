"""Arithmetic of what stands between blocks. A line is 10 points high, and so is the grid's step."""

from itertools import pairwise

import pytest

from briefkit.frame import Frame
from briefkit.galley.flow import (
    ORPHAN,
    WIDOW,
    Flow,
    Matter,
    Place,
    height_of,
    line_items,
    with_least_lines,
)
from briefkit.galley.items import FORBIDDEN, FloatGalley, VBox, VFloat, VGlue, VPenalty
from briefkit.style.typography import TypeScale
from briefkit.text.line import Line

PLACE = Place(100.0, TypeScale().body)


def lines(count: int) -> tuple[Line, ...]:
    return tuple(Line(Frame(100.0, 10.0, 8.0)) for _ in range(count))


def paragraph(count: int) -> Matter:
    return Matter(line_items(lines(count), PLACE), is_text=True)


def block(height: float, above: float = 10.0, below: float = 10.0, **more) -> Matter:
    box = VBox(Frame(100.0, height), kind="figure")
    return Matter((box,), VGlue(above), VGlue(below), **more)


def flow_of(*matters: Matter, leading: float = 10.0) -> tuple:
    flow = Flow(leading)
    for matter in matters:
        flow.add(matter)
    return flow.finish()


def costs(items) -> list[float]:
    return [item.cost for item in items if isinstance(item, VPenalty)]


def spaces(items) -> list[float]:
    return [round(item.natural, 6) for item in items if isinstance(item, VGlue)]


def test_breaks_at_a_paragraphs_ends_cost_an_orphan_and_a_widow():
    assert costs(line_items(lines(5), PLACE)) == [ORPHAN, 0, 0, WIDOW]
    assert costs(line_items(lines(3), PLACE)) == [ORPHAN, WIDOW]
    assert costs(line_items(lines(2), PLACE)) == [ORPHAN + WIDOW]
    assert costs(line_items(lines(1), PLACE)) == []


def test_nothing_but_a_free_break_stands_between_two_paragraphs():
    items = flow_of(paragraph(1), paragraph(1))
    assert [type(item) for item in items] == [VBox, VPenalty, VBox]
    assert costs(items) == [0]


def test_spaces_collapse_to_the_larger_one():
    items = flow_of(block(20, below=10), block(20, above=30), leading=0)
    assert spaces(items) == [30]


def test_there_is_no_space_above_the_first_block_and_below_the_last():
    assert spaces(flow_of(block(20))) == []


@pytest.mark.parametrize("height", [10.0, 13.0, 14.9, 17.2, 19.99, 3.0])
def test_text_after_a_block_of_any_height_is_on_the_grid(height):
    items = flow_of(paragraph(2), block(height), paragraph(2))
    assert height_of(items) % 10 == pytest.approx(0, abs=1e-6)
    above, below = spaces(items)
    assert above == pytest.approx(below)  # what the grid adds is shared out
    assert 15 <= above + below <= 30


@pytest.mark.parametrize("heights", [(13.0, 21.5), (7.3, 18.8), (12.0, 12.0)])
def test_text_after_two_blocks_is_on_the_grid_too(heights):
    items = flow_of(paragraph(1), *(block(height) for height in heights), paragraph(1))
    assert height_of(items) % 10 == pytest.approx(0, abs=1e-6)


def test_a_little_too_much_is_taken_away_rather_than_filled_up():
    """At 41 points with its space a block takes 40, not 50."""
    items = flow_of(paragraph(1), block(21.0), paragraph(1))
    assert spaces(items) == [9.5, 9.5]


def test_a_heading_gets_two_thirds_of_what_the_grid_adds_above_it():
    items = flow_of(paragraph(1), block(10, 12, 6, share_above=2 / 3, keeps=2), paragraph(1))
    assert spaces(items) == [13.333333, 6.666667]


def test_two_lines_stand_under_a_heading():
    items = flow_of(block(10, keeps=2), paragraph(5))
    assert costs(items) == [FORBIDDEN, FORBIDDEN, 0, 0, WIDOW]


def test_a_paragraph_of_one_line_under_a_heading_takes_one_of_the_next_along():
    items = flow_of(block(10, keeps=2), paragraph(1), paragraph(4))
    assert costs(items) == [FORBIDDEN, FORBIDDEN, ORPHAN, 0, WIDOW]


@pytest.mark.parametrize("next_one", [{"keeps": 2}, {"begins_anew": True}], ids=["heading", "box"])
def test_a_section_of_one_line_is_not_tied_to_what_begins_anew_under_it(next_one):
    """Else a brief of many such is one block that no page holds, and headings are stranded."""
    items = flow_of(block(10, keeps=2), paragraph(1), block(10, **next_one), paragraph(3))

    first, second, *_ = costs(items)
    assert (first, second) == (FORBIDDEN, 0.0)


def test_a_float_under_a_section_of_one_line_stands_before_the_next_heading():
    flow = Flow(10.0)
    flow.add(block(10, keeps=2))
    flow.add_float(FloatGalley("f", Frame(100.0, 30.0), (), ("here",), VGlue(0.0), VGlue(0.0)))
    for matter in (paragraph(1), block(10, keeps=2), paragraph(2)):
        flow.add(matter)

    kinds = [type(item).__name__ for item in flow.finish() if isinstance(item, VBox | VFloat)]
    assert kinds == ["VBox", "VBox", "VFloat", "VBox", "VBox", "VBox"]


def test_a_heading_stays_with_the_heading_under_it():
    items = flow_of(block(10, keeps=2), block(10, keeps=2), paragraph(3))
    assert costs(items) == [FORBIDDEN, FORBIDDEN, FORBIDDEN, WIDOW]


def test_no_glue_is_a_break_by_itself():
    """A break at glue is legal only right after a box; each has a penalty before it."""
    items = flow_of(paragraph(2), block(13), block(10, keeps=2), paragraph(3), block(7))
    for before, item in pairwise(items):
        if isinstance(item, VGlue):
            assert isinstance(before, VPenalty)


def floating(height: float) -> FloatGalley:
    return FloatGalley(
        f"f{height}", Frame(100.0, height), space_above=VGlue(10.0), space_below=VGlue(10.0)
    )


def test_a_float_that_stands_here_keeps_the_grid():
    flow = Flow(10.0)
    flow.add(paragraph(2))
    flow.add_float(floating(33.0))
    flow.add(paragraph(2))
    flow.finish()
    (set_float,) = flow.floats
    total = set_float.space_above.natural + 33 + set_float.space_below.natural
    assert total % 10 == pytest.approx(0)
    assert set_float.space_above == set_float.space_below


def test_the_space_under_a_float_is_not_added_to_a_headings():
    flow = Flow(10.0)
    flow.add(paragraph(2))
    flow.add_float(floating(30.0))
    flow.add(block(10, 20, 10, keeps=2))
    flow.finish()
    assert flow.floats[0].space_below.natural == 0


def test_a_float_under_a_heading_waits_for_the_text_that_must_stand_there():
    flow = Flow(10.0)
    flow.add(block(10, keeps=2))
    flow.add_float(floating(30.0))
    flow.add(paragraph(3))
    flow.add(paragraph(1))
    kinds = [type(item) for item in flow.finish()]
    assert kinds.index(VFloat) == 8  # heading, no break, space, three lines with two breaks
    assert kinds[:3] == [VBox, VPenalty, VGlue]


def test_a_page_may_end_either_side_of_a_float():
    flow = Flow(10.0)
    flow.add(paragraph(1))
    flow.add_float(floating(30.0))
    flow.add(paragraph(1))
    assert [type(item) for item in flow.finish()] == [VBox, VFloat, VPenalty, VBox]


def test_a_note_is_split_with_two_lines_either_side():
    """HOUSE.md: a hard rule."""

    def split(count: int) -> list[float]:
        return costs(with_least_lines(line_items(lines(count), PLACE)))

    assert split(3) == [FORBIDDEN] * 2
    assert split(4) == [FORBIDDEN, 0, FORBIDDEN]
    assert split(6) == [FORBIDDEN, 0, 0, 0, FORBIDDEN]


def test_a_picture_in_a_note_counts_for_the_lines_that_it_is_high():
    items = (
        VBox(Frame(100, 30), kind="figure"),
        VPenalty(0),
        *line_items(lines(2), PLACE),
    )
    assert costs(with_least_lines(items))[0] == 0


def test_the_space_between_two_floats_is_that_of_one():
    """The lower one's space above, where nothing but the upper one is above it; else it has all."""
    flow = Flow(10.0)
    flow.add(paragraph(2))
    flow.add_float(floating(30.0))
    flow.add_float(floating(33.0))
    flow.add(paragraph(2))
    flow.finish()
    upper, lower = flow.floats
    between = upper.space_below.natural + lower.space_between.natural
    assert 10 <= between < 20
    assert lower.space_above.natural >= 10
    assert upper.space_between == VGlue(upper.space_above.natural)
