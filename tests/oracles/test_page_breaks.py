"""The page search against brute force: the same least demerits over the same decisions."""

from math import inf

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from briefkit.galley.items import Galley
from briefkit.pages import pagebreak
from briefkit.pages.pagebreak import break_pages
from briefkit.pages.plan import PageRoom

from .columns import Oracle, RunInOracle
from .galleys import galleys, rooms


def compare(galley: Galley, room: PageRoom, oracle: type[Oracle] = Oracle) -> None:
    least = oracle(galley, room).least()
    plan = break_pages(galley, room)
    if least == inf:
        assert any(page.relaxed for page in plan.pages), galley.describe()
    else:
        assert plan.demerits == pytest.approx(least), plan.explain()


@settings(max_examples=120)
@given(galley=galleys(), room=rooms)
def test_text_and_notes_cost_what_the_cheapest_of_all_plans_costs(galley, room):
    """The search finds the least demerits of its decision space."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pagebreak, "SPREAD_SLACK", inf)
        patch.setattr(pagebreak, "SLACK", inf)
        compare(galley, room)


@settings(max_examples=120)
@given(galley=galleys(floats=3, notes=2), room=rooms)
def test_floats_cost_what_the_cheapest_of_all_plans_costs(galley, room):
    """The search finds the least demerits of its decision space, floats included."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pagebreak, "SPREAD_SLACK", inf)
        patch.setattr(pagebreak, "SLACK", inf)
        compare(galley, room)


# -- two columns


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
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pagebreak, "SPREAD_SLACK", inf)
        patch.setattr(pagebreak, "SLACK", inf)
        compare(galley, evolve(room, run_in_measure=90.0, run_in_gap=10.0), RunInOracle)
