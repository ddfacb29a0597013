"""Figures as they stand on small pages."""

from io import BytesIO

import pytest
from attrs import evolve
from PIL import Image

from briefkit import Box, Brief, Figure, HouseStyle, Section, note, typeset
from briefkit.frame import Picture
from briefkit.geometry import Size
from briefkit.style.page import PageMaster

SMALL = evolve(
    HouseStyle(),
    page=PageMaster(trim=Size(420, 350), head=30, foot=30, inner=30, outer=30),
)


def square(width: int = 900) -> bytes:
    packed = BytesIO()
    Image.new("RGB", (width, 900), "#9ab").save(packed, "PNG")
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


def low(height: float) -> HouseStyle:
    return evolve(
        HouseStyle(),
        page=PageMaster(trim=Size(420, height), head=30, foot=30, inner=30, outer=30),
    )


@pytest.mark.parametrize("height", [200, 250])
@pytest.mark.parametrize("placement", ["here", "auto"])
def test_a_picture_under_a_heading_leaves_room_for_it_and_for_its_note(height, placement):
    caption = ["A caption.", note("N. " * 60)]
    figure = Figure(square(600), alt="One colour", caption=caption, placement=placement)
    body = ["Text. " * 60, Section("A heading", [figure, "Text. " * 200])]

    plan = typeset(Brief(title="A low page", body=body), low(height)).plan

    assert not any(page.relaxed for page in plan.pages)


@pytest.mark.parametrize("height", [200, 250])
def test_a_picture_in_a_box_leaves_room_for_what_is_around_it(height):
    figure = Figure(square(), alt="One colour", caption="C. " * 30)
    body = [Box(["Para " * 30, figure], title="A box"), "Text. " * 100]

    plan = typeset(Brief(title="A low page", body=body), low(height)).plan

    assert not any(page.relaxed for page in plan.pages)
