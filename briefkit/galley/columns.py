"""A table's cells → the widths of its columns, and where decimal marks stand.

As CSS's automatic table layout does it: each column between its longest word and its longest
paragraph. It departs from that: a head is broken before a cell below it is, and a column of short
cells keeps them whole beside one of long ones. Cells are set in `tables`. All lengths in points.
"""

from collections.abc import Iterable, Sequence
from heapq import nlargest

from briefkit.galley.styling import Compositor
from briefkit.lang import parse_language
from briefkit.resolve.resolved import (
    Form,
    PlainCell,
    ResolvedBlock,
    ResolvedList,
    ResolvedParagraph,
    ResolvedSpan,
    ResolvedTable,
    RichText,
    TableCell,
)
from briefkit.style.typography import TextStyle
from briefkit.values import evolve, frozen

COLUMN_GAP = 1.4  # ems of the cells' text
# In a long table only the cells with most letters are measured, so many a column: the widest is
# among them but for texts of all i's, and measuring all would take longer than setting them.
MEASURED_CELLS = 24
MEASURED_WORDS = 4  # of a paragraph: the widest word is among those with most letters
ONE_DIGIT = str.maketrans("123456789", "000000000")  # what makes a number its pattern
WIDEST_COLUMN = 0.25  # of the room: what one column's longest word may ask of a table's width
HEAD_LINES = 2.5  # of a head, for which it may take room from the cells: words fill no line
FEW_LINES = 2.0  # of a cell, so that its table is not set wider
WHOLE_COLUMN = 0.75  # of an even share of the room: a column that asks for no more gets that
LIST_ROOM = 2.0  # ems: what a list in a cell takes for its labels
# Languages that write 1.5 where the others write 1,5 (CLDR 46, `numbers/symbols/decimal`).
POINT_LANGUAGES = frozenset(
    {"en", "zh", "ja", "ko", "he", "th", "hi", "bn", "ta", "te", "ur", "cy", "ga", "mt", "sw"}
    | {"am", "ne", "si", "ms", "fil", "my"}
)
COMMA_REGIONS = frozenset({"en-ZA"})
POINT_REGIONS = frozenset({"de-CH", "de-LI", "it-CH", "es-MX", "es-US", "es-PR", "es-GT", "es-PE"})


@frozen
class Columns:
    """The columns of a table.

    widths: of each; gap: between two.
    marks: for each column with decimal cells, how far its decimal mark stands from its left edge,
    else None. Numbers end with their column; those of the first one begin with it, so that the
    table has an edge there.
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
    widths, hangs = _share_out(width - gap * (table.columns - 1), needs), needs.hangs
    places = tuple(
        None
        if mark is None
        else mark[0]
        if column == 0
        else widths[column] - hangs[column] - mark[1]
        for column, mark in enumerate(needs.marks)
    )
    return Columns(tuple(widths), gap, places, tuple(hangs))


@frozen
class _Needs:
    """What the columns of a table ask for.

    least: the longest word of each; body: its longest paragraph below the head, and room for a head
    of `HEAD_LINES`; most: its longest paragraph. marks: what stands before and after a decimal
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
    measured = [(each, cell) for cells in chosen for each in _longest(cells)]
    for row in table.head:
        for each in row:
            (measured if each.column_span == 1 else spanning).append((each, head))
    for each, style in measured:
        low, high = _needs(each, style, compositor)
        hang = _hang(each, style, compositor) if hangs_calls else 0.0
        # Calls hang from a line of their own alone: the last of several has room for its own.
        least[each.column] = max(least[each.column], min(low, high - hang))
        most[each.column] = max(most[each.column], high - hang)
        lines = 1.0 if style is cell else HEAD_LINES
        body[each.column] = max(body[each.column], (high - hang) / lines)
        hangs[each.column] = max(hangs[each.column], hang)
    marks = _marks(chosen, cell, table.language, compositor, least, most, hangs_calls=hangs_calls)
    for column, hang in enumerate(hangs):
        beyond = gap / 2 if column + 1 < table.columns else 0.0  # beyond the last is the margin
        hangs[column] = max(hang - beyond, 0.0)
        least[column] += hangs[column]
        most[column] += hangs[column]
        body[column] = max(body[column] + hangs[column], least[column])
    for each, style in spanning:
        low, high = _needs(each, style, compositor)
        columns = range(each.column, min(each.column + each.column_span, table.columns))
        for needs, need in ((least, low), (body, high if style is cell else low), (most, high)):
            lacking = need - sum(needs[c] for c in columns) - gap * (len(columns) - 1)
            if lacking > 0:
                for c in columns:
                    needs[c] += lacking / len(columns)
    return _Needs(least, body, most, marks, hangs)


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


def _longest(cells: list[TableCell]) -> list[TableCell]:
    """Return the cells that may be the widest of a column."""
    if len(cells) <= 3 * MEASURED_CELLS:
        return cells
    by_letters = nlargest(MEASURED_CELLS, cells, key=_letters)
    by_word = nlargest(MEASURED_CELLS, cells, key=_longest_word)
    return by_letters + [cell for cell in by_word if not any(cell is each for each in by_letters)]


def _letters(cell: TableCell) -> int:
    if type(cell) is PlainCell:
        return len(cell.text)
    return sum(len(span.text) for text in texts_of(cell.body) for span in text)


def _longest_word(cell: TableCell) -> int:
    if type(cell) is PlainCell:
        return max(map(len, cell.text.split()))
    words = (
        len(word) for text in texts_of(cell.body) for span in text for word in span.text.split()
    )
    return max(words, default=0)


def texts_of(blocks: Iterable[ResolvedBlock]) -> Iterable[RichText]:
    """Yield the paragraphs of blocks, those of lists included."""
    for block in blocks:
        if isinstance(block, ResolvedParagraph):
            yield block.spans
        elif isinstance(block, ResolvedList):
            for item in block.items:
                yield from texts_of(item.body)


def _needs(cell: TableCell, style: TextStyle, compositor: Compositor) -> tuple[float, float]:
    """Return the widths of a cell's longest word and of its longest paragraph."""
    low = high = 0.0
    for block in cell.body:
        room = LIST_ROOM * style.size if isinstance(block, ResolvedList) else 0.0
        for text in texts_of((block,)):
            high = max(high, compositor.width(text, style) + room)
            for word in nlargest(MEASURED_WORDS, _words_of(text), key=_length):
                low = max(low, compositor.width(word, style) + room if word else 0.0)
    return min(low, high), high


def _words_of(text: RichText) -> Iterable[RichText]:
    """Yield the words of a text, each with the calls that nothing parts from it."""
    word: list[ResolvedSpan] = []
    for span in text:
        parts = span.text.split()
        if not parts or span.text[0].isspace():
            yield tuple(word)
            word = []
        for number, part in enumerate(parts):
            if number:
                yield tuple(word)
                word = []
            word.append(evolve(span, text=part))
        if parts and span.text[-1].isspace():
            yield tuple(word)
            word = []
    yield tuple(word)


def _length(text: RichText) -> int:
    return sum(len(span.text) for span in text)


def _hang(cell: TableCell, style: TextStyle, compositor: Compositor) -> float:
    """Return the width of the calls that hang beyond a cell's end."""
    if type(cell) is PlainCell:
        return 0.0
    words = words_before_calls(cell)
    if words is None:
        return 0.0
    (block,) = cell.body
    return sum(compositor.width(text, style) for text in texts_of((block,))) - compositor.width(
        words, style
    )


def words_before_calls(cell: TableCell) -> RichText | None:
    """Return what a cell says before the calls that hang at its end, None where none do."""
    if cell.alignment not in ("end", "decimal") or len(cell.body) != 1:
        return None
    block = cell.body[0]
    if not isinstance(block, ResolvedParagraph):
        return None
    end = len(block.spans)
    while end and _is_call(block.spans[end - 1]):
        end -= 1
    return block.spans[:end] if 0 < end < len(block.spans) else None


# Decimal marks.


def decimal_mark(language: str) -> str:
    """Return what parts whole from fraction in a language's numbers.

    >>> decimal_mark("en-US"), decimal_mark("tr"), decimal_mark("de-CH")
    ('.', ',', '.')
    """
    known = parse_language(language)
    place = f"{known.primary}-{known.region}"
    if place in POINT_REGIONS or (known.primary in POINT_LANGUAGES and place not in COMMA_REGIONS):
        return "."
    return ","


def is_number(text: str) -> bool:
    """Return whether a cell's text is a number, with or without sign, unit or per cent.

    >>> is_number("−1,234.5 %"), is_number("n/a")
    (True, False)
    """
    digits = sum(map(str.isdigit, text))
    letters = sum(map(str.isalpha, text))
    return digits > 0 and letters <= 2


def split_number(text: RichText, mark: str) -> tuple[RichText, RichText]:
    """Return what stands before a number's decimal mark, and the rest, calls of notes included.

    Without a mark the number ends where its last digit does.
    """
    # a call's figures are none of the number's
    whole = "".join(" " * len(span.text) if _is_call(span) else span.text for span in text)
    place = whole.rfind(mark)
    if place < 0 or not whole[place + 1 : place + 2].isdigit():
        place = max((i for i, c in enumerate(whole) if c.isdigit()), default=len(whole) - 1) + 1
    before, after, seen = [], [], 0
    for span in text:
        cut = min(max(place - seen, 0), len(span.text))
        seen += len(span.text)
        if cut:
            before.append(evolve(span, text=span.text[:cut]))
        if cut < len(span.text):
            after.append(evolve(span, text=span.text[cut:]))
    return tuple(before), tuple(after)


def number_of(cell: TableCell) -> RichText | None:
    """Return the number that is all of a decimal cell, or None."""
    if cell.alignment != "decimal" or len(cell.body) != 1:
        return None
    block = cell.body[0]
    if not isinstance(block, ResolvedParagraph):
        return None
    number = "".join(span.text for span in block.spans if not _is_call(span))
    return block.spans if is_number(number) else None


def _is_call(span: ResolvedSpan) -> bool:
    return bool(span.form & (Form.CALL | Form.BRACKETED))


def _marks(
    cells: Sequence[Sequence[TableCell]],
    style: TextStyle,
    language: str,
    compositor: Compositor,
    least: list[float],
    most: list[float],
    *,
    hangs_calls: bool,
) -> tuple[tuple[float, float] | None, ...]:
    """Return how much stands before and after each column's decimal mark, at the most.

    The column's width grows to hold all numbers.
    """
    marks: list[tuple[float, float] | None] = []
    sign = decimal_mark(language)
    for column, all_cells in enumerate(cells):
        # One number for each pattern of digits will do: digits are of one width in tables.
        by_pattern: dict[str, RichText] = {}
        for cell in all_cells:
            if type(cell) is PlainCell:
                pattern = cell.text.translate(ONE_DIGIT)
                if pattern in by_pattern or cell.alignment != "decimal":
                    continue
            number = number_of(cell)
            if number and hangs_calls:
                number = words_before_calls(cell) or number
            if number:
                text = "".join(span.text for span in number)
                by_pattern.setdefault("".join("0" if c.isdigit() else c for c in text), number)
        if not by_pattern:
            marks.append(None)
            continue
        whole = fraction = 0.0
        for number in by_pattern.values():
            before, after = split_number(number, sign)
            whole = max(whole, compositor.width(before, style))
            fraction = max(fraction, compositor.width(after, style))
        least[column] = max(least[column], whole + fraction)
        most[column] = max(most[column], whole + fraction)
        marks.append((whole, fraction))
    return tuple(marks)
