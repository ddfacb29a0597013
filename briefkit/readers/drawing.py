"""A table as it is drawn with lines, and how wide its signs stand; no tokens here.

Read by `grids` and by `drawn`, which puts it among the tokens.
"""

import unicodedata
from collections.abc import Callable

from briefkit.values import frozen

Lines = Callable[[int], str | None]
"""From a line's number to what stands in it, None after the last."""


@frozen
class DrawnCell:
    """A cell. lines: as they stand; line: the first; column_span, row_span: 1 or more."""

    lines: tuple[str, ...]
    line: int
    column_span: int = 1
    row_span: int = 1


@frozen
class DrawnRow:
    """The cells that begin in a row. line: of the first."""

    line: int
    cells: tuple[DrawnCell, ...]


@frozen
class Drawing:
    """A table as it is drawn. end: the line after it; head: its first rows, of one at the least.

    alignments: of columns, "" where none is asked for; has_blocks: whether cells hold blocks.
    """

    head: tuple[DrawnRow, ...]
    rows: tuple[DrawnRow, ...]
    alignments: tuple[str, ...]
    end: int
    has_blocks: bool


def empty_head(line: int, columns: int) -> DrawnRow:
    """Return the head of a table that has none. line: that it begins on."""
    return DrawnRow(line, (DrawnCell((), line),) * columns)


def alignment(*, is_left: bool, is_right: bool) -> str:
    """Return how a column is aligned whose head or line keeps to these edges."""
    if is_left and is_right:
        return "center"
    return "left" if is_left else "right" if is_right else ""


def width_of(text: str) -> int:
    """Return how many places a text takes as a terminal shows it: an ideograph two.

    >>> width_of("東京"), width_of("Köln")
    (4, 4)
    """
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(sign) else 1 + (unicodedata.east_asian_width(sign) in "WF")
        for sign in text
    )


def places_of(text: str, columns: list[int]) -> list[int]:
    """Return where in a text columns begin: its end where it is shorter, -1 within a sign."""
    if text.isascii():
        return [min(at, len(text)) for at in columns]
    reached: dict[int, int] = {}
    so_far = 0
    for at, sign in enumerate(text):
        reached.setdefault(so_far, at)
        so_far += width_of(sign)
    return [reached.get(at, -1) if at < so_far else len(text) for at in columns]


def slots_of(text: str, width: int) -> list[str] | None:
    """Return what stands in each of so many places, or None for a text that takes others.

    An ideograph takes two, of which the second is empty, or, as some editors count, one.

    >>> slots_of("|名|", 4), slots_of("|名|", 3)
    (['|', '名', '', '|'], ['|', '名', '|'])
    """
    if len(text) == width:
        return list(text)
    slots: list[str] = []
    for sign in text:
        taken = width_of(sign)
        if taken:
            slots += [sign, ""][:taken]
        elif slots:
            slots[-1 if slots[-1] else -2] += sign
    return slots if len(slots) == width else None
