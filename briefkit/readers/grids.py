"""Lines of a grid, `+---+`, as Pandoc has it → the table that is drawn.

Read after the manual of Pandoc, "Tables", and of docutils, "Grid Tables". A cell is the smallest
box of lines that begins at a corner: it may span columns and rows, and boxes fill the grid.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from briefkit.readers.drawing import (
    Drawing,
    DrawnCell,
    DrawnRow,
    Lines,
    alignment,
    empty_head,
    slots_of,
)
from briefkit.values import frozen

MOST_INDENT = 3  # more makes code of a line
_BORDER = re.compile(r"\+(?:[-=:]+\+)+")
_HEAVY = re.compile(r"\+(?::?=+:?\+)+")
_ALONG = re.compile(r"\+[-=:+]*\+")
_DOWN = re.compile(r"\+[|+]*\+")
_BAR = re.compile(r"(?<!\\)\||\+-")  # as the edge of a cell
_PART = re.compile(r"[-=:]+")


@frozen
class _Box:
    """A cell's edges: its lines at the head and foot, its columns at the start and end."""

    top: int
    left: int
    bottom: int
    right: int


def grid(line: Lines, start: int) -> Drawing | None:
    """Return the grid whose upper edge is the line `start`, or None where there is no whole one."""
    first = (line(start) or "").rstrip()
    indent = len(first) - len(first.lstrip())
    first = first[indent:]
    if indent > MOST_INDENT or not _BORDER.fullmatch(first) or "=" in first:
        return None
    slots: list[list[str]] = []
    while (text := line(start + len(slots))) is not None and text.strip():
        if text[:indent].strip():
            return None
        found = slots_of(text[indent:].rstrip(), len(first))
        if found is None or found[0] not in "+|" or found[-1] not in "+|":
            return None
        slots.append(found)
    rows = ["".join(slot[:1] or " " for slot in row) for row in slots]
    if len(rows) < 3 or not _BORDER.fullmatch(rows[-1]):
        return None
    heavy = [number for number, row in enumerate(rows) if _HEAVY.fullmatch(row)]
    # Under the head one, and around a foot: it has rows as others are.
    is_footed = len(heavy) == 3 and heavy[-1] == len(rows) - 1
    if (heavy and not is_footed and len(heavy) > 1) or heavy[:1] == [len(rows) - 1]:
        return None
    boxes = _boxes(rows)
    if boxes is None or any(_is_torn(box, rows) for box in boxes):
        return None
    lefts = sorted({box.left for box in boxes})
    drawn = _rows(boxes, slots, lefts, start)
    of_head = sum(1 for row in drawn if heavy and row.line <= start + heavy[0])
    head = drawn[:of_head] or (empty_head(start, len(lefts)),)
    ruling = rows[heavy[0]] if heavy else first
    return Drawing(
        head,
        drawn[of_head:],
        tuple(_alignments(ruling, lefts)),
        start + len(rows),
        has_blocks=True,
    )


def _rows(
    boxes: list[_Box], slots: list[list[str]], lefts: list[int], start: int
) -> tuple[DrawnRow, ...]:
    tops = sorted({box.top for box in boxes})
    cells: dict[int, list[DrawnCell]] = {top: [] for top in tops}
    for box in sorted(boxes, key=lambda box: box.left):
        inner = slots[box.top + 1 : box.bottom]
        cell = DrawnCell(
            tuple("".join(row[box.left + 1 : box.right]) for row in inner),
            start + box.top + 1,
            bisect_left(lefts, box.right) - bisect_left(lefts, box.left),
            bisect_left(tops, box.bottom) - bisect_left(tops, box.top),
        )
        cells[box.top].append(cell)
    return tuple(DrawnRow(start + top + 1, tuple(cells[top])) for top in tops)


def _alignments(ruling: str, lefts: list[int]) -> Iterator[str]:
    """Give how columns are aligned: as the part of a line says under which each begins."""
    parts = [(part.end(), part[0]) for part in _PART.finditer(ruling)]
    ends = [end for end, _ in parts]
    for left in lefts:
        part = parts[bisect_right(ends, left)][1]
        yield alignment(is_left=part.startswith(":"), is_right=part.endswith(":"))


# Boxes


def _boxes(rows: list[str]) -> list[_Box] | None:
    """Return the boxes of a drawing, in no order, or None where they do not fill it."""
    tracer = _Tracer(rows)
    waiting, seen = [(0, 0)], {(0, 0)}
    boxes: list[_Box] = []
    while waiting:
        box = tracer.box_at(*waiting.pop())
        if box is None:  # no box begins at each corner: it may be in the edge of one
            continue
        boxes.append(box)
        corners = [(box.top, box.right), (box.bottom, box.left)]
        waiting += [corner for corner in corners if corner not in seen]
        seen.update(corners)
    return boxes if boxes and _are_whole(boxes, len(rows) - 1, len(rows[0]) - 1) else None


def _are_whole(boxes: list[_Box], height: int, width: int) -> bool:
    """Return whether boxes fill a grid, each place once."""
    tops = [*sorted({box.top for box in boxes}), height]
    lefts = [*sorted({box.left for box in boxes}), width]
    rows = {top: number for number, top in enumerate(tops)}
    columns = {left: number for number, left in enumerate(lefts)}
    filled: set[tuple[int, int]] = set()
    for box in boxes:
        if box.bottom not in rows or box.right not in columns:
            return False
        for row in range(rows[box.top], rows[box.bottom]):
            for column in range(columns[box.left], columns[box.right]):
                if (row, column) in filled:
                    return False
                filled.add((row, column))
    return len(filled) == (len(tops) - 1) * (len(lefts) - 1)


def _is_torn(box: _Box, rows: list[str]) -> bool:
    """Return whether two cells were meant: a corner in an edge, and in each line a bar or line."""
    has_corner = any("+" in rows[edge][box.left + 1 : box.right] for edge in (box.top, box.bottom))
    inner = (row[box.left + 1 : box.right] for row in rows[box.top + 1 : box.bottom])
    return has_corner and all(_BAR.search(line) for line in inner)


class _Tracer:
    """Follows the lines of a drawing from corner to corner; never leaves the module."""

    def __init__(self, rows: list[str]) -> None:
        """Note where lines lead to from each corner."""
        self._along = [_runs(row, _ALONG) for row in rows]
        self._down = [_runs("".join(column), _DOWN) for column in zip(*rows, strict=True)]

    def box_at(self, top: int, left: int) -> _Box | None:
        """Return the smallest box that begins at a corner, or None."""
        if self._along[top].get(left, (left, []))[0] == left:
            return None  # no line leads on: it is at the end of one
        for bottom in _after(self._down[left], top):
            for right in _after(self._along[top], left):
                below = self._along[bottom]
                if right > below.get(left, (0, []))[0]:
                    break
                if right in below and self._down[right].get(top, (0, []))[0] >= bottom:
                    return None if bottom == top + 1 else _Box(top, left, bottom, right)
        return None


_Runs = dict[int, tuple[int, list[int]]]  # from a corner to the last of its line, and to all


def _runs(text: str, line: re.Pattern[str]) -> _Runs:
    found: _Runs = {}
    for run in line.finditer(text):
        corners = [run.start() + at for at, sign in enumerate(run[0]) if sign == "+"]
        found |= dict.fromkeys(corners, (corners[-1], corners))
    return found


def _after(runs: _Runs, corner: int) -> Iterator[int]:
    """Give the corners to which a line leads from one."""
    _, corners = runs.get(corner, (0, []))
    for at in range(bisect_right(corners, corner), len(corners)):
        yield corners[at]
