"""Figures as they stand on small pages."""

from io import BytesIO

import pytest
from attrs import evolve
from PIL import Image

from briefkit import (
    Box,
    Brief,
    Figure,
    FigureRow,
    HouseStyle,
    LayoutError,
    Paragraph,
    Section,
    note,
    typeset,
)
from briefkit.frame import Picture
from briefkit.galley.items import VBox
from briefkit.galley.setter import set_galley
from briefkit.geometry import Size
from briefkit.resolve import resolve
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


def on_its_side(caption: list[object], *, is_row: bool) -> Brief:
    wide = {"alt": "A field of one colour", "caption": caption}
    if is_row:
        beside = Figure(square(), alt="Another")
        figure: object = FigureRow([Figure(square(), **wide), beside], placement="landscape")
    else:
        figure = Figure(square(), **wide, placement="landscape")
    return Brief(title="A small page", body=["Text.", figure])


@pytest.mark.parametrize("is_row", [False, True], ids=["one", "row"])
def test_a_picture_on_its_side_leaves_room_for_its_whole_note(is_row):
    laid_out = typeset(on_its_side(["A caption.", note("A source. " * 60)], is_row=is_row), SMALL)

    turned = next(page for page in laid_out.plan.pages if page.floats)
    assert [part.is_unfinished for part in turned.notes] == [False]
    assert not turned.relaxed


@pytest.mark.parametrize("is_row", [False, True], ids=["one", "row"])
def test_a_note_too_high_for_a_page_on_its_side_is_refused_with_its_figure(is_row):
    brief = on_its_side(["A caption.", note("A source. " * 400)], is_row=is_row)

    with pytest.raises(LayoutError, match=r"figure.*a figure and the notes called in it are \d+"):
        typeset(brief, SMALL)


@pytest.mark.parametrize(
    ("width", "words", "is_float"),
    [
        (0.2, {}, False),
        (0.2, {"caption": "A field"}, True),
        (0.2, {"credit": "A"}, True),
        (0.9, {}, True),
        (0.2, {"placement": "top"}, True),
    ],
    ids=["low and bare", "with a caption", "with a credit", "high", "to the head"],
)
def test_a_low_picture_without_words_is_part_of_the_text_as_a_formula_is(
    library, width, words, is_float
):
    """What comes after it goes on without an indent; a page rather ends before its lead-in."""
    figure = Figure(square(), alt="F = m a", width=width, **words)
    body = ["The law is", figure, Paragraph("where m is the mass.")]
    galley = set_galley(resolve(Brief(title="T", body=body)), HouseStyle(), library)

    assert [one.key for one in galley.floats] == (["figure-1"] if is_float else [])
    if not is_float:
        standing = next(i for i in galley.items if getattr(i, "kind", "") == "figure")
        before = galley.items[galley.items.index(standing) - 2]
        assert before.cost == 200.0
        (after,) = (i for i in galley.items[galley.items.index(standing) :] if shows(i, "where"))
        (first, *_) = after.frame.flat()
        assert first.x == 0.0


def shows(item, word: str) -> bool:
    frame = getattr(item, "frame", None)
    if frame is None:
        return False
    return any(word in getattr(one.item, "text", "") for one in frame.flat())


@pytest.mark.parametrize("count", [1, 2])
def test_a_heading_with_nothing_under_it_but_a_tall_figure_keeps_it(library, count):
    """As a float it would stand after the next heading, and leave this one with nothing."""
    figures = [Figure(square(700), alt="A field", caption=f"F{n}") for n in range(count)]
    sections = [Section("Map", figures), Section("Next", ["Text. " * 99])]
    brief = Brief(title="T", body=["Text. " * 99, *sections])
    galley = set_galley(resolve(brief), HouseStyle(), library)

    kinds = [item.kind if isinstance(item, VBox) else "" for item in galley.items]
    heads = [index for index, kind in enumerate(kinds) if kind == "heading"]
    standing = next(item for item in galley.items if getattr(item, "kind", "") == "figure")
    assert heads[0] < kinds.index("figure") < heads[1]
    assert standing.height < 0.56 * HouseStyle().page.depth
    assert len(galley.floats) == count - 1


def test_a_tall_figure_under_a_heading_floats_where_text_follows(library):
    section = Section("Map", [Figure(square(700), alt="A field", caption="F"), "Text. " * 99])
    galley = set_galley(resolve(Brief(title="T", body=["Text.", section])), HouseStyle(), library)

    assert len(galley.floats) == 1
