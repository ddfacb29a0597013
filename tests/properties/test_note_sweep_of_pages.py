"""A note starts on the page of its call: three sizes of page, one column and two.

NOTES.md, case 93, over A4, US Letter and A5; notes of one, three and twelve lines. Each brief calls
two notes: the fillers move the first over the end of the first column, line by line, and the second
over the end of the page. Judged from the laid-out pages, by the words at the calls and the notes.
"""

import re

import pytest
from attrs import evolve

from briefkit import Brief, HouseStyle, Paragraph, note, typeset
from briefkit.frame import GlyphRun, Page
from briefkit.geometry import Size
from briefkit.style.house import NoteArea
from briefkit.style.page import (
    A4_PAGE,
    TWO_COLUMNS_A4_PAGE,
    TWO_COLUMNS_US_LETTER_PAGE,
    US_LETTER_PAGE,
    PageMaster,
)
from briefkit.style.typography import TypeScale
from briefkit.units import mm

A5 = Size(mm(148), mm(210))
A5_PAGE = PageMaster(trim=A5, head=mm(20), foot=mm(24), inner=mm(18), outer=mm(24))
PAGES = {
    "A4": (A4_PAGE, TWO_COLUMNS_A4_PAGE),
    "US Letter": (US_LETTER_PAGE, TWO_COLUMNS_US_LETTER_PAGE),
    "A5": (A5_PAGE, evolve(A5_PAGE, inner=mm(14), outer=mm(14), columns=2)),
}
FILLERS = range(13)


def house_of(size: str, columns: str) -> HouseStyle:
    """Return the house of pages of a size, with "one" column, or two with notes so placed."""
    one, two = PAGES[size]
    if columns == "one":
        return HouseStyle(page=one.on_grid(14.5))
    scale = TypeScale().for_columns()
    area = NoteArea(space=13.0, share=0.75, is_across=columns == "across")
    return HouseStyle(page=two.on_grid(13.0), scale=scale, notes=area)


def words(count: int) -> str:
    return "so " * count


def brief_of(house: HouseStyle, filler: int, lines: int) -> Brief:
    """Return a brief whose first call is `filler` lines beyond a place before a column's end."""
    leading, measure = house.scale.body.leading, house.page.column_measure
    each = int(measure / house.scale.body.size / 1.18)  # words to a line
    column = int(house.page.depth / leading)
    notes = int(house.note_measure / house.scale.note.size / 1.18)
    most = 7 if lines == 12 else lines + 4
    before = each * (column - most - 12 + filler)
    between = each * (column - 6 if house.page.columns > 1 else 10)
    body = [
        Paragraph(words(before), "q1x", note("n1y ", words(notes * (lines - 1))), words(9)),
        Paragraph(words(between), "q2x", note("n2y ", words(notes * (lines - 1))), words(9)),
        Paragraph(words(each * 14)),
    ]
    return Brief(body=body, title="Sweep", contents="no")


def found(pages: tuple[Page, ...]) -> dict[str, tuple[int, float]]:
    """Return the page, and how far from its left, of each marked word."""
    places = {}
    for page in pages:
        for placed in page.frame.flat():
            if isinstance(placed.item, GlyphRun):
                for word in re.findall(r"[qn]\d[xy]", placed.item.text):
                    assert word not in places, f"{word} stands twice"
                    places[word] = (page.index, placed.x)
    return places


@pytest.mark.parametrize("lines", [1, 3, 12])
@pytest.mark.parametrize("columns", ["one", "under", "across"])
@pytest.mark.parametrize("size", PAGES)
def test_a_note_starts_on_the_page_of_its_call_and_under_its_column(size, columns, lines):
    """Cases 65 and 93."""
    house = house_of(size, columns)
    wrong, starts = [], set()
    for filler in FILLERS:
        places = found(typeset(brief_of(house, filler, lines), house).pages)
        assert len(places) == 4
        for number in "12":
            (page, x), (note_page, note_x) = places[f"q{number}x"], places[f"n{number}y"]
            middle = house.page.type_area(page).x + house.page.measure / 2
            is_beside = columns == "under" and (x < middle) != (note_x < middle)
            if page != note_page or is_beside:
                wrong.append((filler, number))
            starts.add((number, page, x < middle or columns == "one"))

    assert wrong == []
    assert len(starts) >= 3  # the sweep goes over the end of a column or a page
