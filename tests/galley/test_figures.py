"""Figures as they stand on small pages."""

from io import BytesIO

import pytest
from attrs import evolve
from PIL import Image

from briefkit import Brief, Figure, HouseStyle, note, typeset
from briefkit.frame import Picture
from briefkit.geometry import Size
from briefkit.style.page import PageMaster

SMALL = evolve(
    HouseStyle(),
    page=PageMaster(trim=Size(420, 350), head=30, foot=30, inner=30, outer=30),
)


def square() -> bytes:
    packed = BytesIO()
    Image.new("RGB", (900, 900), "#9ab").save(packed, "PNG")
    return packed.getvalue()


@pytest.mark.parametrize(
    "caption", ["A caption. " * 40, ["A caption.", note("A source. " * 30)]], ids=["long", "note"]
)
def test_a_tall_picture_leaves_room_for_its_words_and_the_start_of_its_note(caption):
    figure = Figure(square(), alt="A field of one colour", caption=caption, placement="top")

    laid_out = typeset(Brief(title="A small page", body=[figure, "Text. " * 200]), SMALL)

    page = next(
        number
        for number, page in enumerate(laid_out.pages)
        if any(isinstance(placed.item, Picture) for placed in page.frame.flat())
    )
    plan = laid_out.plan.pages[page]
    assert not plan.relaxed
    assert len(plan.notes) == len(laid_out.resolved.notes)
