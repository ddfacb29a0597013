"""The page search against brute force: the same least demerits over the same decisions."""

from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

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
    costs_least(galley, evolve(room, run_in_measure=90.0, run_in_gap=10.0), RunInOracle)
