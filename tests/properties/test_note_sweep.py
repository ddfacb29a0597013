"""A note starts on the page of its call, wherever on a page the call falls.

NOTES.md, case 93: fillers of 39 lengths move each call over nearly two pages, line by line. Judged
from the file's pages as pypdf reads them, by words that stand at each call and begin each note;
LuaLaTeX has none wrong in 351 placements, Typst 32, WeasyPrint 91.
"""

import re
from collections.abc import Callable
from io import BytesIO
from itertools import count

import pytest
from pypdf import PdfReader

from briefkit import (
    Brief,
    BulletList,
    HouseStyle,
    PageMaster,
    Paragraph,
    Section,
    Table,
    note,
    render,
)
from briefkit.geometry import Size
from briefkit.model.blocks import Block
from briefkit.model.inline import Note

HOUSE = HouseStyle(
    page=PageMaster(trim=Size(330.0, 400.0), head=50.0, foot=60.0, inner=40.0, outer=50.0).on_grid(
        14.5
    )
)
LINE = "a line of the filler on the small page that all is set on "
NOTE_LINE = "and a line of the note that goes on below the text of it "
FILLERS = range(1, 40)

Called = Callable[[], tuple[str, Note]]


def in_a_paragraph(call: Called) -> list[Block]:
    return [Paragraph("Here is ", *call(), " with its note. ", LINE * 2)]


def three_in_a_sentence(call: Called) -> list[Block]:
    return [Paragraph("Here is ", *call(), ", ", LINE, *call(), ", and ", *call(), ". ", LINE)]


def in_list_items(call: Called) -> list[Block]:
    first, second = Paragraph("Here is ", *call(), ". ", LINE), Paragraph("And ", *call(), ".")
    return [BulletList([LINE * 2, first, second, LINE])]


def in_table_rows(call: Called) -> list[Block]:
    first, second = Paragraph("Here is ", *call()), Paragraph("And ", *call())
    rows = [["A row", LINE], [first, "A cell"], ["A cell", second], ["The last", "row"]]
    return [Table(rows, head=[["One", "Two"]], caption=["A table"])]


def in_a_heading(call: Called) -> list[Block]:
    return [Section(["Heading ", *call()], [LINE * 4])]


def placed(container: Callable[[Called], list[Block]], filler: int, lines: int) -> Brief:
    numbers = count(1)

    def call() -> tuple[str, Note]:
        number = next(numbers)
        return f"q{number}x", note(f"n{number}y ", NOTE_LINE * (lines - 1))

    tail = Paragraph(LINE * 8)
    return Brief(
        title="Sweep", body=[Paragraph(LINE * filler), *container(call), tail], contents="no"
    )


def starts(pdf: bytes) -> tuple[dict[str, int], dict[str, int]]:
    """Return the page of each call's word and of each note's first word."""
    calls: dict[str, int] = {}
    notes: dict[str, int] = {}
    for number, page in enumerate(PdfReader(BytesIO(pdf)).pages, start=1):
        text = page.extract_text()
        for kind, found in re.findall(r"([qn])(\d+)[xy]", text):
            place = calls if kind == "q" else notes
            assert found not in place, f"{kind}{found} stands twice"
            place[found] = number
    return calls, notes


@pytest.mark.parametrize(
    ("container", "lines"),
    [
        *(
            (container, lines)
            for container in (in_a_paragraph, three_in_a_sentence)
            for lines in (1, 3, 12)
        ),
        (in_list_items, 12),
        (in_table_rows, 12),
        (in_a_heading, 12),
    ],
    ids=lambda value: getattr(value, "__name__", value),
)
def test_a_note_starts_on_the_page_of_its_call(container, lines: int):
    wrong = []
    pages = set()
    for filler in FILLERS:
        calls, notes = starts(render(placed(container, filler, lines), house=HOUSE))
        assert calls
        assert calls.keys() == notes.keys()
        wrong += [(filler, number) for number in calls if calls[number] != notes[number]]
        pages.update(calls.values())

    assert wrong == []
    assert len(pages) >= 2  # the sweep goes over the end of a page
