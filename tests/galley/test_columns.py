"""How wide the columns of a table are, and when it needs more than the measure."""

import pytest

from briefkit import Brief, Table, note
from briefkit.galley.columns import COLUMN_GAP, Columns, plan_columns
from briefkit.galley.setter import set_galley
from briefkit.galley.styling import Compositor
from briefkit.resolve import resolve
from briefkit.style.house import HouseStyle
from briefkit.style.typography import TextStyle

HOUSE = HouseStyle()
HEAD, CELL = HOUSE.scale.table_head, HOUSE.scale.table_cell
TEXT = "words and words of a long text that fills many lines of its cell in any table " * 3


def resolved(*rows, head=()):
    table = Table(rows, head=[head] if head else [])
    return resolve(Brief(title="T", body=[table])).blocks[0]


def columns_of(library, room: float, *rows, head=()) -> Columns:
    """Return the columns that have so much room together, the gaps between them apart."""
    block = resolved(*rows, head=head)
    width = room + COLUMN_GAP * CELL.size * (block.columns - 1)
    return plan_columns(block, width, HEAD, CELL, Compositor(HOUSE, library), hangs_calls=True)


def width_of(library, text: str, style: TextStyle = CELL) -> float:
    return Compositor(HOUSE, library).width(resolved([text]).rows[0][0].body[0].spans, style)


def test_a_head_is_broken_before_the_cells_below_it(library):
    name, head = "Brackendale and the Isles", "Households that took part"
    room = width_of(library, name) + 1.5 * width_of(library, head, HEAD)

    columns = columns_of(library, room, [name, "1", "2"], head=["Name", head, head])

    assert columns.widths[0] >= width_of(library, name)
    assert columns.widths[1] == pytest.approx(columns.widths[2])


def test_a_head_that_lacks_little_is_kept_whole_beside_one_that_lacks_much(library):
    long, short = "Households that took part in all of it", "Two words"
    lacks = width_of(library, short, HEAD) - width_of(library, "words", HEAD)
    room = width_of(library, long, HEAD) / 2 + width_of(library, short, HEAD) + lacks

    columns = columns_of(library, room, ["1", "a"], head=[long, short])

    assert columns.widths[1] == pytest.approx(width_of(library, short, HEAD))


@pytest.mark.parametrize(
    ("head", "lines"),
    [
        ("On the year (%)", ("On the", "year (%)")),
        ("Real terms (%)", ("Real", "terms (%)")),
        ("Change on a year earlier (%)", ("Change", "on a year", "earlier (%)")),
    ],
)
def test_a_head_of_two_lines_or_a_long_one_of_three_takes_room_from_long_cells(
    library, head, lines
):
    columns = columns_of(library, 250.0, [TEXT, "1"], head=["What", head])

    assert columns.widths[1] == pytest.approx(
        max(width_of(library, line, HEAD) for line in lines), abs=0.1
    )


def test_short_cells_are_kept_whole_beside_a_column_of_long_ones(library):
    columns = columns_of(library, 250.0, ["in the spring", TEXT])

    assert columns.widths[0] == pytest.approx(width_of(library, "in the spring"))
    assert sum(columns.widths) == pytest.approx(250.0)


def test_the_widest_word_is_found_where_another_has_more_letters(library):
    assert width_of(library, "WWWW") > width_of(library, "illili")

    columns = columns_of(library, 60.0, [TEXT, "illili WWWW"])

    assert columns.widths[1] >= width_of(library, "WWWW")


def test_the_last_word_of_several_has_room_for_its_call(library):
    """A call hangs from a line of its own alone; of two lines, nothing breaks the last word."""
    head = ["What", ["All households", note("Weighted.")]]

    columns = columns_of(library, 80.0, [TEXT, "1"], head=head)

    assert columns.widths[1] > width_of(library, "households", HEAD) + 2.0


def test_a_table_whose_cells_would_have_many_lines_reaches_into_the_margin(library):
    cells = ["Housing, water, electricity, gas and other fuels", *["1,234.5"] * 7]
    few, many = Table([cells[:4]]), Table([cells])

    galley = set_galley(resolve(Brief(title="T", body=[few, many])), HOUSE, library)

    widths = [item.frame.width for item in galley.items if getattr(item, "kind", "") == "row"]
    assert widths == pytest.approx([HOUSE.page.measure, HOUSE.page.full_measure])


def test_columns_move_together_before_words_are_broken(library):
    words = ["extraordinarily", "interconnected"] * 2
    longest = sum(width_of(library, word) for word in words)

    snug = columns_of(library, longest - 3 * 0.4 * CELL.size, words)
    crowded = columns_of(library, longest - 3 * 0.9 * CELL.size, words)

    assert sum(snug.widths) == pytest.approx(longest)
    assert 0.8 * CELL.size < snug.gap < COLUMN_GAP * CELL.size
    assert crowded.gap == pytest.approx(0.8 * CELL.size)
