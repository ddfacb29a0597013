"""Tables: rows of cells with heads, spans, a caption and a source."""

from collections.abc import Iterable
from decimal import Decimal
from numbers import Real
from typing import Any

from briefkit.bounds import between
from briefkit.errors import ModelError, Problem, raise_all
from briefkit.given import in_turn, may_be_gone_through, several
from briefkit.model.blocks import Block, BlockLike, Paragraph, as_blocks
from briefkit.model.inline import INLINES, Inline, as_inlines
from briefkit.model.kinds import BlockKind
from briefkit.model.validators import is_flag, is_name, is_one_of, or_none
from briefkit.values import evolve, field, frozen

TABLE_PLACEMENTS = ("auto", "landscape")
ALIGNMENTS = ("start", "centre", "end", "decimal", "auto")
TABLE_NOTES = ("foot", "table")
MOST_COLUMNS = 1_000  # of a table: on the widest page that a PDF can have, of 14 points each
_MOST_ROWS = 100_000  # that a cell spans
_IS_COLUMNS = between(1, MOST_COLUMNS, is_whole=True)
_IS_ROWS = between(1, _MOST_ROWS, is_whole=True)


@frozen
class Cell:
    """One cell. body: blocks; column_span, row_span: 1 or more; is_header: names its row."""

    body: tuple[Block, ...] = field(default=(), converter=as_blocks)
    column_span: int = field(default=1, kw_only=True, validator=_IS_COLUMNS)
    row_span: int = field(default=1, kw_only=True, validator=_IS_ROWS)
    is_header: bool = field(default=False, kw_only=True, validator=is_flag)


_NUMBERS = (int, float, Real, Decimal)  # the usual ones first: they are told at once

CellLike = Cell | BlockLike | Real | Decimal | float
"""What is taken where a cell is wanted."""


def _rows(rows: Iterable[Iterable[CellLike]]) -> tuple[tuple[Cell, ...], ...]:
    return _stored(rows, "Table.rows")


def _head(rows: Iterable[Iterable[CellLike]]) -> tuple[tuple[Cell, ...], ...]:
    return _stored(rows, "Table.head")


def _stored(rows: Iterable[Iterable[CellLike]], name: str) -> tuple[tuple[Cell, ...], ...]:
    stored = []
    problems: list[Problem] = []
    for number, row in enumerate(in_turn(rows, name)):
        place = f"{name}[{number}]"
        if isinstance(row, str):  # of a flat list, or of a frame of data, which gives its columns
            what = f"{place} is a str"
            raise ModelError(f'{what}: give a list of rows, each a list of cells: [["2021", 60]]')
        cells = []
        for column, cell in enumerate(in_turn(row, place)):
            try:
                cells.append(cell if isinstance(cell, Cell) else _cell(cell))
            except ModelError as error:
                where = f"{place}[{column}]"
                problems += (evolve(one, where=where) for one in error.problems)
        stored.append(tuple(cells))
    raise_all(ModelError, problems, name)
    return tuple(stored)


def _alignments(value: Iterable[str]) -> tuple[str, ...]:
    return several(value, str, "Table.alignments")


def _cell(value: Any) -> Cell:
    if isinstance(value, str):
        return Cell(value)
    number = str(value) if isinstance(value, _NUMBERS) else ""
    if value is None or "nan" in number.lower():
        what = f"is {value}, which data have for what is missing"
        raise ModelError(Problem(what, cure='give "" for an empty cell, or a word'))
    if number:  # what is no text has no hyphen before it, but a minus sign
        return Cell(f"\u2212{number[1:]}" if number.startswith("-") else number)
    # One line of text, with a note say; blocks of a cell are given as a Cell.
    is_line = isinstance(value, list | tuple) and all(
        isinstance(part, (str, *INLINES)) for part in value
    )
    is_matter = isinstance(value, (BlockKind, *INLINES)) or may_be_gone_through(value)
    if not is_matter:
        cure = "give a text or a number: str(…), or as you want it printed"
        raise ModelError(Problem(f"is a {type(value).__name__}, which is no cell", cure=cure))
    return Cell(Paragraph(*value) if is_line and value else value)


@frozen
class Table(BlockKind):
    """A table.

    rows: of cells; a string, number or inline is taken as a cell, and so are several strings and
    inlines, which are one paragraph. An empty cell is "".
    head: rows repeated on every page; alignments: one a column, of "start", "centre", "end",
    "decimal" and "auto" (numbers on the decimal mark, the rest at the start).
    has_row_headers: whether the first cell of each row names it.
    caption, source: inlines, may be empty; id: a name for cross-references.
    is_wide: whether it is as wide as the page's text: both columns, or the measure and the margin.
    placement: "auto", or "landscape" for pages of its own on their side, where a table stands too
    that is too wide for an upright one.
    notes: where those called in it stand unless they say otherwise: at the "foot" of the page, or
    under the "table", as a, b, c; None for the brief's own choice.
    """

    rows: tuple[tuple[Cell, ...], ...] = field(converter=_rows)
    head: tuple[tuple[Cell, ...], ...] = field(default=(), converter=_head, kw_only=True)
    alignments: tuple[str, ...] = field(default=(), converter=_alignments, kw_only=True)
    has_row_headers: bool = field(default=False, kw_only=True, validator=is_flag)
    caption: tuple[Inline, ...] = field(default=(), converter=as_inlines, kw_only=True)
    source: tuple[Inline, ...] = field(default=(), converter=as_inlines, kw_only=True)
    id: str | None = field(default=None, kw_only=True, validator=or_none(is_name))
    notes: str | None = field(
        default=None, kw_only=True, validator=or_none(is_one_of(*TABLE_NOTES))
    )
    is_wide: bool = field(default=False, kw_only=True, validator=is_flag)
    placement: str = field(default="auto", kw_only=True, validator=is_one_of(*TABLE_PLACEMENTS))

    def __attrs_post_init__(self) -> None:
        if not self.rows and not self.head:
            raise ModelError("a Table has no rows: give it some or leave it out")
        if not any(row for row in (*self.head, *self.rows)):
            raise ModelError("a Table has no cells: give it some or leave it out")
        if self.columns > MOST_COLUMNS:
            what = f"a Table has {self.columns:,} columns"
            raise ModelError(f"{what}: give it at most {MOST_COLUMNS:,}")
        cure = f"give one of {', '.join(ALIGNMENTS)}"
        strays = (one for one in self.alignments if one not in ALIGNMENTS)
        raise_all(
            ModelError, (Problem(f"a Table's alignment is {one!r}", cure=cure) for one in strays)
        )

    @property
    def columns(self) -> int:
        """Return how many columns it has, by its first row."""
        return sum(cell.column_span for cell in (*self.head, *self.rows)[0])
