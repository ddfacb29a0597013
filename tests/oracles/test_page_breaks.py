"""The page search against brute force: the same least demerits over the same decisions."""

from math import inf

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from briefkit.galley.items import VPenalty
from briefkit.pages import pagebreak
from briefkit.pages.pagebreak import break_pages
from briefkit.testing import galley_of, lines, page_of

from .against import costs_least
from .columns import Oracle, RunInOracle
from .galleys import galleys, rooms


@settings(max_examples=120)
@given(galley=galleys(), room=rooms)
def test_text_and_notes_cost_what_the_cheapest_of_all_plans_costs(galley, room):
    """The search finds the least demerits of its decision space."""
    costs_least(galley, room, Oracle)


@settings(max_examples=120)
@given(galley=galleys(floats=3, notes=2), room=rooms)
def test_floats_cost_what_the_cheapest_of_all_plans_costs(galley, room):
    """The search finds the least demerits of its decision space, floats included."""
    costs_least(galley, room, Oracle)


def test_the_search_leaves_a_way_too_dear_that_would_cost_less_in_the_end(monkeypatch):
    """A page with ten lines missing spares a break of 500 and a later page as short."""
    boxes = [lines(1, height=height, kind="figure") for height in (2.0, 10.0, 2.0, 11.0)]
    galley = galley_of(*boxes[:2], VPenalty(500.0), *boxes[2:], lines(2))
    room = page_of(12.0)
    least = Oracle(galley, room).least()

    assert break_pages(galley, room).demerits == pytest.approx(least + 580.0)
    monkeypatch.setattr(pagebreak, "SLACK", inf)
    assert break_pages(galley, room).demerits == pytest.approx(least)


# -- short notes that share lines


@settings(max_examples=120)
@given(
    galley=galleys(floats=1, notes=6),
    room=rooms,
    widths=st.lists(st.sampled_from([0, 20, 30, 45, 90]), min_size=6, max_size=6),
)
def test_notes_that_run_on_cost_what_the_cheapest_of_all_plans_costs(galley, room, widths):
    """NOTES case 39: the lines that they share are reckoned with, whoever stands in them."""
    notes = tuple(
        evolve(one, items=one.items[:1], run_in=float(width)) if width else one
        for one, width in zip(galley.notes, widths, strict=False)
    )
    galley = evolve(galley, notes=notes)
    costs_least(galley, evolve(room, run_in_measure=90.0, run_in_gap=10.0), RunInOracle)
