"""A table's cells → the widths of its columns, and where decimal marks stand in them.

As CSS's automatic table layout does it: each column between its longest word and its longest
paragraph. It departs from that: a head is broken before a cell below it is, and a column of short
cells keeps them whole beside one of long ones. Cells are set in `tables`. All lengths in points.
"""

from collections.abc import Sequence

from briefkit.galley.cells import (
    cell_needs,
    count_words,
    hanging_width,
    longest_cells,
    width_in_lines,
)
from briefkit.galley.decimals import mark_widths
from briefkit.galley.styling import Compositor
from briefkit.lang import parse_language
from briefkit.resolve.resolved import ResolvedTable, TableCell
from briefkit.style.typography import TextStyle
from briefkit.values import frozen

COLUMN_GAP = 1.4  # ems of the cells' text
LEAST_GAP = 0.8  # ems, in a table so crowded that words would be broken
WIDEST_COLUMN = 0.25  # of the room: what one column's longest word may ask of a table's width
HEAD_LINES = 2  # of a head, for which it may take room from the cells …
LONG_HEAD, LONG_HEAD_LINES = 5, 3  # … and from so many words on
LONGEST_HEAD = 24  # words, to which it is looked for where each line ends
FEW_LINES = 2.0  # of a cell, so that its table is not set wider
WHOLE_COLUMN = 0.75  # of an even share of the room: a column that asks for no more gets that


@frozen
class Columns:
    """The columns of a table.

    widths: of each; gap: between two.
    marks: for each column with decimal cells, how far its decimal mark stands from its left edge,
    else None. Numbers end with their column; those of the first one begin with it, so that the
    table has an edge there. Where lines run to the left, the end of a column is at its left.
    hangs: what each column keeps free at its end, so that the calls of notes hang beyond what is
    aligned there; they reach into half of the gap too.
    """

    widths: tuple[float, ...]
    gap: float
    marks: tuple[float | None, ...]
    hangs: tuple[float, ...]

    def start(self, column: int) -> float:
        """Return how far a column's start is from the table's."""
        return sum(self.widths[:column]) + column * self.gap

    def width(self, column: int, span: int) -> float:
        """Return the width of a cell over `span` columns."""
        return sum(self.widths[column : column + span]) + (span - 1) * self.gap


def least_widths(
    table: ResolvedTable,
    width: float,
    head: TextStyle,
    cell: TextStyle,
    compositor: Compositor,
    *,
    hangs_calls: bool,
) -> tuple[float, float]:
    """Return the least width of a table whose words are not to be broken, and a fair one.

    In that one, cells have `FEW_LINES` at the most. Both are 0 for few columns; a column counts
    for `WIDEST_COLUMN` of `width` at the most: one long word, or text, makes no wide table.
    """
    most = WIDEST_COLUMN * width
    if table.columns * most <= width:
        return 0.0, 0.0
    gap = COLUMN_GAP * cell.size
    needs = _needs_of(table, head, cell, gap, compositor, hangs_calls=hangs_calls)
    least, gaps = [min(need, most) for need in needs.least], gap * (table.columns - 1)
    fair = [
        max(low, min(want / FEW_LINES, most)) for low, want in zip(least, needs.body, strict=True)
    ]
    return sum(least) + gaps, sum(fair) + gaps


def plan_columns(
    table: ResolvedTable,
    width: float,
    head: TextStyle,
    cell: TextStyle,
    compositor: Compositor,
    *,
    hangs_calls: bool,
) -> Columns:
    """Return the columns of a table that is `width` wide.

    hangs_calls: whether calls of notes hang beyond numbers that are aligned at their end.
    """
    gap = min(COLUMN_GAP * cell.size, width / table.columns / 3)
    needs = _needs_of(table, head, cell, gap, compositor, hangs_calls=hangs_calls)
    gaps = table.columns - 1
    if gaps and sum(needs.least) + gap * gaps > width:
        snug = max(LEAST_GAP * cell.size, (width - sum(needs.least)) / gaps)
        if snug < gap:
            gap = snug
            needs = _needs_of(table, head, cell, gap, compositor, hangs_calls=hangs_calls)
    widths, hangs = _share_out(width - gap * (table.columns - 1), needs), needs.hangs
    runs_left = parse_language(table.language).is_right_to_left
    places = tuple(
        None
        if mark is None
        else mark[0]
        if (column == 0) is not runs_left
        else widths[column] - hangs[column] - mark[1]
        for column, mark in enumerate(needs.marks)
    )
    return Columns(tuple(widths), gap, places, tuple(hangs))


@frozen
class _Needs:
    """What the columns of a table ask for.

    least: the longest word of each; body: its longest paragraph below the head, and room for a head
    of few lines; most: its longest paragraph. marks: what stands before and after a decimal
    mark, at the most; hangs: as of `Columns`.
    """

    least: Sequence[float]
    body: Sequence[float]
    most: Sequence[float]
    marks: Sequence[tuple[float, float] | None]
    hangs: Sequence[float]


def _needs_of(
    table: ResolvedTable,
    head: TextStyle,
    cell: TextStyle,
    gap: float,
    compositor: Compositor,
    *,
    hangs_calls: bool,
) -> _Needs:
    """Return what each column needs at the least, what it wants, its decimal marks, and hangs."""
    least = [0.0] * table.columns
    body = [0.0] * table.columns
    most = [0.0] * table.columns
    hangs = [0.0] * table.columns
    spanning: list[tuple[TableCell, TextStyle]] = []
    chosen: list[list[TableCell]] = [[] for _ in range(table.columns)]
    for row in table.rows:
        for each in row:
            if each.column_span == 1:
                chosen[each.column].append(each)
            else:
                spanning.append((each, cell))
    measured = [(each, cell) for cells in chosen for each in longest_cells(cells)]
    for row in table.head:
        for each in row:
            (measured if each.column_span == 1 else spanning).append((each, head))
    for each, style in measured:
        low, high = cell_needs(each, style, compositor)
        hang = hanging_width(each, style, compositor) if hangs_calls else 0.0
        # Calls hang from a line of their own alone: the last of several has room for its own.
        least[each.column] = max(least[each.column], min(low, high - hang))
        most[each.column] = max(most[each.column], high - hang)
        wanted = high if style is cell else _head_width(each, high, style, compositor)
        body[each.column] = max(body[each.column], wanted - hang)
        hangs[each.column] = max(hangs[each.column], hang)
    marks = mark_widths(chosen, cell, table.language, compositor, hangs_calls=hangs_calls)
    for column, mark in enumerate(marks):
        if mark is not None:  # the column holds all of its numbers
            least[column] = max(least[column], sum(mark))
            most[column] = max(most[column], sum(mark))
    for column, hang in enumerate(hangs):
        beyond = gap / 2 if column + 1 < table.columns else 0.0  # beyond the last is the margin
        hangs[column] = max(hang - beyond, 0.0)
        least[column] += hangs[column]
        most[column] += hangs[column]
        body[column] = max(body[column] + hangs[column], least[column])
    for each, style in spanning:
        low, high = cell_needs(each, style, compositor)
        columns = range(each.column, min(each.column + each.column_span, table.columns))
        for needs, need in ((least, low), (body, high if style is cell else low), (most, high)):
            lacking = need - sum(needs[c] for c in columns) - gap * (len(columns) - 1)
            if lacking > 0:
                for c in columns:
                    needs[c] += lacking / len(columns)
    return _Needs(least, body, most, marks, hangs)


def _head_width(cell: TableCell, high: float, style: TextStyle, compositor: Compositor) -> float:
    """Return the width of a head that has few lines. high: that of its longest paragraph."""
    words = count_words(cell)
    lines = LONG_HEAD_LINES if words >= LONG_HEAD else HEAD_LINES
    if words > LONGEST_HEAD:
        return high / lines
    return min(high, width_in_lines(cell, style, lines, compositor))


def _share_out(room: float, needs: _Needs) -> list[float]:
    """Return widths that add up to `room`, each as near to what its column wants as can be."""
    least, body, most = needs.least, needs.body, needs.most
    wanted, needed = sum(most), sum(least)
    count = len(most)
    if wanted <= 0:
        return [room / count] * count
    if wanted <= room:
        # What is left over goes by what is wanted, as CSS has it, but half of it evenly, so that a
        # column of short words does not end up beside a desert.
        spare = room - wanted
        return [want + spare * (0.5 * want / wanted + 0.5 / count) for want in most]
    if needed >= room:
        return _capped(room, least)
    if sum(body) <= room:  # what heads still ask for, all alike, until the small wishes are met
        wishes = [high - low for low, high in zip(body, most, strict=True)]
        given = _capped(room - sum(body), wishes)
        return [low + more for low, more in zip(body, given, strict=True)]
    # Short cells are kept whole while there is room: the long ones beside them make the row high.
    floor, left, free = list(least), room - needed, count
    even = room
    for column in sorted(range(count), key=body.__getitem__):
        lacking = body[column] - least[column]
        if body[column] > WHOLE_COLUMN * even / free or lacking > left:
            break
        floor[column] = body[column]
        left, even, free = left - lacking, even - body[column], free - 1
    return _between(room, floor, body)


def _between(room: float, low: Sequence[float], high: Sequence[float]) -> list[float]:
    """Return widths that add up to `room`, all as far between a lower and a higher one."""
    least, most = sum(low), sum(high)
    share = (room - least) / (most - least)
    return [a + (b - a) * share for a, b in zip(low, high, strict=True)]


def _capped(room: float, least: Sequence[float]) -> list[float]:
    """Return widths that add up to `room`: all that each column needs, up to one most for all.

    So it is long words that are broken, and a narrow column of years or pages keeps its head whole.
    """
    left, count = room, len(least)
    for low in sorted(least):
        if low * count >= left:
            break
        left -= low
        count -= 1
    return [min(low, left / count) for low in least] if count else list(least)
