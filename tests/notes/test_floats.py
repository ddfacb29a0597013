"""Notes beside figures that leave their place: NOTES cases 77 to 79, seen on finished pages."""

from io import BytesIO

import pytest
from attrs import evolve
from PIL import Image

from briefkit import Figure, Paragraph, note
from briefkit.frame import Picture
from briefkit.style.house import NoteArea


def a_picture(height: int) -> bytes:
    file = BytesIO()
    Image.new("RGB", (480, height), "#9ab").save(file, "PNG")
    return file.getvalue()


def picture_places(seen):
    """Return the page and the lower edge of each picture."""
    return [
        (page.index + 1, one.y + one.item.height)
        for page in seen.pages
        for one in page.frame.flat()
        if isinstance(one.item, Picture)
    ]


@pytest.mark.parametrize("lines", range(1, 9))
def test_a_float_at_the_foot_stands_above_the_notes(see, filler, lines):
    """NOTES case 77: `see` finds nothing over anything else."""
    figure = Figure(a_picture(100), alt="A field", placement="bottom")

    seen = see(*filler(lines), figure, Paragraph("One", note("Body of it.")), *filler(20, 60))

    [(page, foot)] = picture_places(seen)
    area = seen.region(page, "notes")
    assert area is None or foot <= area.y + 0.01
    assert area is not None or foot == pytest.approx(seen.house.page.type_area(0).bottom, abs=0.1)


@pytest.mark.parametrize("lines", range(1, 9))
def test_a_float_at_the_foot_stands_below_the_notes_where_the_house_says_so(
    see, small_house, filler, lines
):
    """NOTES case 77: the other way round, and nothing over anything else either."""
    figure = Figure(a_picture(100), alt="A field", placement="bottom")
    house = evolve(small_house, notes=NoteArea(is_above_floats=True))
    body = [*filler(lines), figure, Paragraph("One", note("Body of it.")), *filler(20, 60)]

    seen = see(*body, house=house)

    [(page, foot)] = picture_places(seen)
    area = seen.region(page, "notes")
    assert foot == pytest.approx(house.page.type_area(0).bottom, abs=0.1)
    assert area is None or area.bottom <= foot - 50 + 0.01
    above = see(*body)
    assert [page.notes for page in seen.made.plan.pages] == [
        page.notes for page in above.made.plan.pages
    ]


@pytest.mark.parametrize("height", [180, 240, 300])
def test_a_float_gives_way_to_the_notes_of_its_page(see, filler, prose, height):
    """NOTES case 78: the notes start where they are called; the figure goes on to a later page."""
    figure = Figure(a_picture(height), alt="A field")
    seen = see(*filler(4), Paragraph("One", note(prose(40))), figure, *filler(30, 60))

    [(page, _)] = picture_places(seen)
    assert seen.at("One1")[0] == seen.at("w0000")[0] == 1
    assert page == 2


@pytest.mark.parametrize("lines", range(3, 12))
def test_the_note_of_a_float_that_waits_waits_with_it(see, filler, lines):
    """NOTES case 79: and stands in order with those of the text."""
    figure = Figure(
        a_picture(240), alt="A field", caption=["Field", note("Of the field.")], placement="top"
    )

    seen = see(*filler(lines), figure, Paragraph("One", note("Of one.")), *filler(24, 60))

    [(page, _)] = picture_places(seen)
    assert seen.at("Of the field.") == (page, "notes")
    assert seen.at("Of one.")[0] == seen.line("One").page
