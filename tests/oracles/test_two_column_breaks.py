"""The search for pages of two columns against brute force: the same least demerits."""

from hypothesis import given, settings
from hypothesis import strategies as st

from briefkit.testing import page_of

from .against import costs_least
from .galleys import galleys
from .sheets import SheetOracle

sheet_rooms = st.builds(
    page_of,
    st.sampled_from([6.0, 7.0]),
    note_space=st.sampled_from([0.0, 1.0]),
    note_continuation=st.sampled_from([0.0, 0.5]),
    note_gap=st.sampled_from([0.0, 0.25]),
    note_share=st.sampled_from([1.0, 1.0, 0.75]),
    float_gap=st.sampled_from([0.0, 0.5]),
    first_is_recto=st.booleans(),
    is_facing=st.booleans(),
    columns=st.just(2),
    has_notes_across=st.booleans(),
)


@settings(max_examples=80)
@given(galley=galleys(notes=2), room=sheet_rooms)
def test_two_columns_cost_what_the_cheapest_of_all_plans_costs(galley, room):
    """Notes under their column, and across."""
    costs_least(galley, room, SheetOracle)


@settings(max_examples=80)
@given(galley=galleys(floats=3, notes=2, may_be_wide=True), room=sheet_rooms)
def test_floats_in_and_across_columns_cost_what_the_cheapest_of_all_plans_costs(galley, room):
    """Floats of both widths, notes called in them included."""
    costs_least(galley, room, SheetOracle)
