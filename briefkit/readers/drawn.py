"""Tables that are drawn with lines, as Pandoc has them → the tokens of a table with bars.

Grid tables, `+---+`, whose cells hold blocks; and tables under lines of hyphens, whose cells hold a
line or, between two lines across, several. Read after the manual of Pandoc, "Tables". What crosses
the edge of its column makes no table here, and is told elsewhere.
"""

import re
from itertools import pairwise

from markdown_it.rules_block import StateBlock

from briefkit.readers.drawing import (
    Drawing,
    DrawnCell,
    DrawnRow,
    Lines,
    alignment,
    empty_head,
    places_of,
    width_of,
)
from briefkit.readers.grids import MOST_INDENT, grid

_COLUMNS = re.compile(r" *-{2,}(?: +-{2,})+")
_ACROSS = re.compile(r" *-{3,}")
_IN_WORD = re.compile(r"\S\S")
_RUN = re.compile("-+")
_MOST_HEAD_LINES = 20
_IN_CELL = "is_in_drawn_cell"  # in the parser's environment: no table is drawn within another


def drawn_table(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Take a drawn table; it ends no paragraph, as in Pandoc."""
    if silent or state.env.get(_IN_CELL):
        return False
    at = state.bMarks[start_line] + state.tShift[start_line]
    sign = state.src[at : at + 1]
    follows = start_line + 1
    if sign not in "+-" and (
        follows >= end_line
        or state.src[state.bMarks[follows] + state.tShift[follows] :][:2] != "--"
    ):
        return False

    def line(number: int) -> str | None:
        if number >= end_line:
            return None
        is_outside = state.sCount[number] < state.blkIndent and not state.isEmpty(number)
        return None if is_outside else state.getLines(number, 1 + number, state.blkIndent, False)

    drawing = (grid if sign == "+" else _ruled)(line, start_line)
    if drawing is None:
        return False
    _put(state, start_line, drawing)
    state.line = drawing.end
    return True


# Lines of hyphens


def _ruled(line: Lines, start: int) -> Drawing | None:
    first, second = line(start) or "", line(start + 1) or ""
    heads: list[str] = []
    is_closed = True
    number = start
    if _is_rule(first, _ACROSS):
        while True:
            number += 1
            text = line(number)
            if text is None or not text.strip() or len(heads) == _MOST_HEAD_LINES:
                return None
            if _is_rule(text, _COLUMNS):
                break
            heads.append(text.rstrip())
        if not heads:
            return None
    elif _is_rule(second, _COLUMNS) and not _is_rule(first, _COLUMNS):
        heads, number, is_closed = [first.rstrip()], start + 1, False
    elif not _is_rule(first, _COLUMNS):
        return None
    rule = (line(number) or "").rstrip()
    found = _until_end(line, number + 1, is_closed=is_closed)
    if found is None:
        return None
    lines, end = found
    columns = [run.span() for run in _RUN.finditer(rule)]
    starts = [at for at, _ in columns]
    groups = (
        _groups(lines)
        if is_closed and "" in lines
        else [(at, [one]) for at, one in enumerate(lines)]
    )
    rows = [_row(number + 1 + at, group, starts) for at, group in groups]
    head = _row(number - len(heads), heads, starts) if heads else empty_head(start, len(columns))
    if head is None or not rows or None in rows:
        return None
    of_head = heads or groups[0][1]
    alignments = tuple(_flush(of_head, at, end_of) for at, end_of in columns)
    return Drawing((head,), tuple(rows), alignments, end, has_blocks=False)  # type: ignore[arg-type] # none is None


def _is_rule(text: str, pattern: re.Pattern[str]) -> bool:
    text = text.rstrip()
    return len(text) - len(text.lstrip()) <= MOST_INDENT and pattern.fullmatch(text) is not None


def _until_end(line: Lines, start: int, *, is_closed: bool) -> tuple[list[str], int] | None:
    """Return the lines of a table's rows and the line after it, or None where nothing ends it."""
    found: list[str] = []
    number = start
    while True:
        text = line(number)
        if text is None or (not is_closed and not text.strip()):
            return None if is_closed or not found else (found, number)
        text = text.rstrip()
        number += 1
        if _is_rule(text, _COLUMNS) or _is_rule(text, _ACROSS):
            is_last = not (line(number) or "").strip()
            return (found, number) if is_last and found else None
        found.append(text)


def _groups(lines: list[str]) -> list[tuple[int, list[str]]]:
    """Return lines in groups that empty ones part, each with the place of its first."""
    found: list[tuple[int, list[str]]] = []
    is_new = True
    for at, text in enumerate(lines):
        if text and is_new:
            found.append((at, []))
        if text:
            found[-1][1].append(text)
        is_new = not text
    return found


def _row(number: int, lines: list[str], starts: list[int]) -> DrawnRow | None:
    """Return lines as a row, cut before each column; None where a word stands across a cut."""
    cells: list[list[str]] = [[] for _ in starts]
    for text in lines:
        parts = _cut(text, starts[1:])
        if parts is None:
            return None
        for cell, part in zip(cells, parts, strict=True):
            cell.append(part)
    return DrawnRow(number, tuple(DrawnCell(tuple(cell), number) for cell in cells))


def _cut(text: str, starts: list[int]) -> list[str] | None:
    places = places_of(text, starts)
    if any(at < 0 or _IN_WORD.match(text, max(at - 1, 0)) for at in places):
        return None
    return [text[at:end] for at, end in pairwise([0, *places, len(text)])]


def _flush(lines: list[str], start: int, end: int) -> str:
    """Return how a column is aligned: by where its head stands over its hyphens."""
    length = end - start
    parts = [part for text in lines if (part := _slice(text, start, end).rstrip())]
    shortest = min(parts, key=width_of, default="x" * length)
    is_right, is_left = shortest.startswith(" "), width_of(shortest) < length
    return alignment(is_left=is_left, is_right=is_right)


def _slice(text: str, start: int, end: int) -> str:
    first, last = places_of(text, [start, end])
    return text[first:last] if first >= 0 and last >= 0 else text


# Tokens


def _put(state: StateBlock, start: int, drawing: Drawing) -> None:
    table = state.push("table_open", "table", 1)
    table.map = [start, drawing.end]
    table.meta = {"alignments": drawing.alignments}
    for part, kind, rows in (("thead", "th", drawing.head), ("tbody", "td", drawing.rows)):
        state.push(f"{part}_open", part, 1)
        for row in rows:
            state.push("tr_open", "tr", 1).map = [row.line, row.line + 1]
            for cell in row.cells:
                opening = state.push(f"{kind}_open", kind, 1)
                opening.meta = {"spans": (cell.column_span, cell.row_span)}
                (_put_blocks if drawing.has_blocks else _put_text)(state, cell.lines, cell.line)
                state.push(f"{kind}_close", kind, -1)
            state.push("tr_close", "tr", -1)
        state.push(f"{part}_close", part, -1)
    state.push("table_close", "table", -1)


def _put_text(state: StateBlock, lines: tuple[str, ...], number: int) -> None:
    inline = state.push("inline", "", 0)
    inline.map = [number, number + max(len(lines), 1)]
    inline.content = "\n".join(filter(None, (text.strip() for text in lines)))
    inline.children = []


def _put_blocks(state: StateBlock, lines: tuple[str, ...], number: int) -> None:
    if all(text.startswith(" ") for text in lines):
        lines = tuple(text[1:] for text in lines)
    text = "\n".join(one.rstrip() for one in lines)
    taken = len(state.tokens)
    state.env[_IN_CELL] = True
    state.md.block.parse(text, state.md, state.env, state.tokens)
    del state.env[_IN_CELL]
    found = state.tokens[taken:]
    for token in found:
        token.level += state.level
        if token.map:
            token.map = [one + number for one in token.map]
    if [token.type for token in found] == ["paragraph_open", "inline", "paragraph_close"]:
        found[1].meta["is_paragraph"] = True
        state.tokens[taken:] = found[1:2]
    elif not found:
        _put_text(state, (), number)
