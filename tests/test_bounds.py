"""Numbers out of bounds: one error of the house's own, naming the field."""

import math

import pytest

from briefkit import Figure, ModelError, PageMaster
from briefkit.geometry import Size
from briefkit.style.house import NoteArea
from briefkit.style.typography import Slot, TextStyle


@pytest.mark.parametrize("value", [-1, 1e308, math.inf, math.nan, [], "12", None, True])
def test_what_is_no_length_is_refused_by_its_name(value):
    for make, name in (
        (lambda: PageMaster(inner=value), "PageMaster.inner"),
        (lambda: TextStyle(Slot.TEXT, value, 12), "TextStyle.size"),
        (lambda: TextStyle(Slot.TEXT, 10, 12, space_above=value), "TextStyle.space_above"),
        (lambda: NoteArea(gap=value), "NoteArea.gap"),
    ):
        with pytest.raises(ModelError, match=f"^{name} is .*: give a number ") as caught:
            make()
        assert len(caught.value.problems) == 1


@pytest.mark.parametrize("value", [0, 1e308, []])
def test_what_may_not_be_nothing_is_refused_at_nothing_too(value):
    for make in (
        lambda: Figure("a.jpg", alt="a", width=value),
        lambda: TextStyle(Slot.TEXT, value, 12),
        lambda: PageMaster(trim=Size(value, 800)),
    ):
        with pytest.raises(ModelError):
            make()
