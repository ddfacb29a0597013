"""A table that is parted into floats, each of which fits a page."""

import pytest

from briefkit.errors import LayoutError
from briefkit.frame import Frame
from briefkit.galley.flow import Matter
from briefkit.galley.items import FloatGalley, VBox, VDiscretionary, VItem
from briefkit.galley.pieces import in_floats

WIDTH = 100.0
MODEL = FloatGalley("table", Frame(WIDTH, 0.0), where="tables[0]", is_turned=True)


def table(count: int, calls: tuple[str, ...] = ()) -> Matter:
    """Return a table of a head and so many rows, all 10 high; a rule of 4 ends each page."""
    items: list[VItem] = [VBox(Frame(WIDTH, 10.0), kind="table head")]
    for number in range(count):
        if number:
            items.append(VDiscretionary(Frame(WIDTH, 10.0), before_break=Frame(WIDTH, 4.0)))
        items.append(VBox(Frame(WIDTH, 10.0), calls, "row"))
    return Matter(tuple(items))


def heights(made: tuple[FloatGalley, ...]) -> list[float]:
    return [one.frame.height for one in made]


def test_a_table_that_fits_is_one_float():
    made = in_floats(table(3), MODEL, 44.0, lambda calls: 0.0)

    assert [one.key for one in made] == ["table"]
    assert heights(made) == [40.0]


def test_the_rule_that_ends_a_page_has_room_on_it_too():
    """Four rows and a head would be 50, and leave none for it."""
    made = in_floats(table(7), MODEL, 50.0, lambda calls: 0.0)

    assert [one.key for one in made] == ["table", "table-2", "table-3"]
    assert heights(made) == [44.0, 44.0, 20.0]


def test_the_notes_called_in_a_piece_have_room_on_its_page():
    made = in_floats(table(4, ("n",)), MODEL, 50.0, lambda calls: 5.0 * len(calls))

    assert heights(made) == [34.0, 30.0]
    assert [one.calls for one in made] == [("n", "n"), ("n", "n")]


def test_a_row_that_fits_no_page_with_its_notes_is_refused():
    with pytest.raises(LayoutError, match=r"tables\[0\]: a row and the notes called in it are 60"):
        in_floats(table(1, ("n",)), MODEL, 50.0, lambda calls: 40.0 * len(calls))
