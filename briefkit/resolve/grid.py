"""A table's rows → the columns that their cells stand in, and how each column is aligned."""

import re
from collections.abc import Iterator

from briefkit.model.blocks import Block, Paragraph
from briefkit.model.inline import Text
from briefkit.model.tables import Cell, Table
from briefkit.patterns import late
from briefkit.resolve.plain import one_line, plain_text

Rows = tuple[tuple[Cell, ...], ...]

_NUMBER = late(r"\W{0,3}\d[\d.,'’\u00a0\u202f\u2009 ]*\W{0,3}")  # with sign, currency, "%"
_NOTHING = late(r"\W*|n/?a", re.IGNORECASE)  # what stands for no number: "–", "…", "n/a"


def starts_of(rows: Rows, columns: int) -> Iterator[tuple[tuple[int, ...] | range, str]]:
    """Yield for each row the first column of each of its cells, and its fault or "".

    rows: of the head, or of the body; no cell spans from one into the other.
    """
    simple = range(columns)
    taken = [0] * columns  # how many more rows each column is filled by a cell from above
    is_taken = False
    for index, row in enumerate(rows):
        if not is_taken and len(row) == columns and all(_is_simple(cell) for cell in row):
            yield simple, ""
            continue
        starts: list[int] = []
        fault = ""
        column = 0
        begun = list(taken)
        for cell in row:
            while column < columns and taken[column]:
                column += 1
            end = column + cell.column_span
            if end > columns or any(taken[column:end]):
                fault = f"has more cells than its table's {columns} columns have room for"
                break
            if index + cell.row_span > len(rows):
                fault = f"has a cell that spans {cell.row_span} rows, and too few follow"
            starts.append(column)
            begun[column:end] = [cell.row_span] * cell.column_span
            column = end
        if not fault and not all(begun):
            filled = sum(1 for left in begun if left)
            fault = f"fills {filled} of its table's {columns} columns"
        yield tuple(starts), fault
        taken = [max(0, left - 1) for left in begun]
        is_taken = any(taken)


def _is_simple(cell: Cell) -> bool:
    return cell.column_span == 1 and cell.row_span == 1


def alignments_of(table: Table, columns: int) -> tuple[str, ...]:
    """Return the alignment of each column, "auto" decided: numbers on the decimal mark."""
    given = (*table.alignments, *("auto",) * columns)[:columns]
    if "auto" not in given:
        return given
    may_be = [alignment == "auto" for alignment in given]  # all numbers so far
    has_one = [False] * columns
    for row, (starts, _) in zip(table.rows, starts_of(table.rows, columns), strict=True):
        for cell, column in zip(row, starts, strict=False):
            if not may_be[column] or cell.column_span > 1:
                continue
            if cell.is_header or (table.has_row_headers and column == 0):
                may_be[column] = False
                continue
            text = _text_of(cell)
            if text is not None and _NUMBER.fullmatch(text):
                has_one[column] = True
            elif text is None or not _NOTHING.fullmatch(text):
                may_be[column] = False
        if not any(may_be):
            break
    return tuple(
        ("decimal" if may and one else "start") if alignment == "auto" else alignment
        for alignment, may, one in zip(given, may_be, has_one, strict=True)
    )


def _text_of(cell: Cell) -> str | None:
    """Return what a cell shows in one line; None where it holds more than a paragraph."""
    text = lone_text(cell.body)
    if text is not None:
        return one_line(text)
    match cell.body:
        case ():
            return ""
        case (Paragraph(children),):
            return plain_text(children)
    return None


def lone_text(body: tuple[Block, ...]) -> str | None:
    """Return the text of a body that is one plain paragraph, as most cells are; else None."""
    if len(body) != 1:
        return None
    block = body[0]
    if type(block) is not Paragraph or block.id is not None or block.language is not None:
        return None
    children = block.children
    if len(children) != 1:
        return None
    text = children[0]
    return text.text if type(text) is Text else None
