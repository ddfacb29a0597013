"""A table's rows → boxes: a row is one, or several where it is so high that it may be broken."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from briefkit.frame import Frame, LateFrame, Placed
from briefkit.galley.columns import Columns
from briefkit.galley.decimals import (
    ONE_DIGIT,
    decimal_mark,
    number_of,
    split_number,
    words_before_calls,
)
from briefkit.galley.flow import Place
from briefkit.galley.frames import rule
from briefkit.galley.items import VBox, VGlue
from briefkit.galley.paragraphs import Nest
from briefkit.galley.styling import Compositor
from briefkit.lang import parse_language
from briefkit.resolve.resolved import (
    PlainCell,
    ResolvedParagraph,
    ResolvedTable,
    RichText,
    TableCell,
    TableRow,
)
from briefkit.style.typography import Alignment, TextStyle
from briefkit.text.items import runs_to_the_left
from briefkit.text.plain import PlainLine
from briefkit.values import evolve, frozen

ROW_PADDING = 2.75  # points, above and below a row's text: half a line of white between two rows
UNBROKEN_ROW = 0.5  # of a page: a taller row is broken between its lines
_SHARES = {"start": 0.0, "centre": 0.5, "end": 1.0, "decimal": 1.0}  # of free room, before a line
_ALIGNMENTS = {
    "start": Alignment.START,
    "centre": Alignment.CENTRE,
    "end": Alignment.END,
    "decimal": Alignment.END,
}


@frozen
class _Cell:
    """A cell, set: its boxes and how far each is below the cell's top.

    row: the index of its first row; span: of how many.
    """

    x: float
    row: int
    span: int
    boxes: tuple[tuple[float, VBox], ...]
    height: float


def may_hang_calls(table: ResolvedTable, place: Place) -> bool:
    """Return whether lines run from left to right, so that calls hang out at the right."""
    return not (place.is_right_to_left or parse_language(table.language).is_right_to_left)


class RowSetter:
    """One table being set: what its cells need to know."""

    def __init__(
        self,
        table: ResolvedTable,
        place: Place,
        columns: Columns,
        compositor: Compositor,
        nest: Nest,
    ) -> None:
        """Start with no row set. nest: what sets the blocks of a cell."""
        self.place = place
        self.columns = columns
        self.compositor = compositor
        self._nest = nest
        self._mark = decimal_mark(table.language)
        self.where = table.where
        self.starts = tuple([columns.start(column) for column in range(table.columns)])
        self._runs_right = may_hang_calls(table, place)
        self.language = table.language
        self._styles: dict[tuple[int, Alignment], TextStyle] = {}
        self._whole_widths: dict[str, float] = {}

    def head(self, rows: Sequence[TableRow], style: TextStyle) -> Iterator[VBox]:
        """Yield the boxes of a head's rows, whose cells stand at the foot."""
        for cells, heights in self._groups(rows, style, is_head=True):
            yield self._box(cells, heights, is_bottom=True)

    def boxes(self, rows: Sequence[TableRow], style: TextStyle) -> Iterator[list[VBox]]:
        """Yield the boxes of each row, or of the rows that spanning cells hold together.

        One, or several where they are so high that they may be broken.
        """
        plain = _PlainRows(self, style) if self._runs_right else None
        waiting: list[TableRow] = []
        left = 0  # how many rows more the cells of those that wait reach over
        for row in rows:
            box = plain.box(row) if plain and not waiting else None
            if box is not None:
                yield [box]
                continue
            waiting.append(row)
            left = max(left - 1, *(cell.row_span - 1 for cell in row), 0)
            if not left:
                yield from self._high_or_low(waiting, style)
                waiting = []
        if waiting:
            yield from self._high_or_low(waiting, style)

    def _high_or_low(self, rows: Sequence[TableRow], style: TextStyle) -> Iterator[list[VBox]]:
        for cells, heights in self._groups(rows, style):
            box = self._box(cells, heights)
            is_low = box.height <= UNBROKEN_ROW * self.place.room
            yield [box] if is_low else self._slices(cells, heights)

    def _groups(
        self, rows: Sequence[TableRow], style: TextStyle, *, is_head: bool = False
    ) -> Iterable[tuple[list[_Cell], list[float]]]:
        """Yield the rows that spanning cells hold together: their cells, and the rows' heights."""
        cells: list[_Cell] = []
        start = end = 0
        for index, row in enumerate(rows):
            for cell in row:
                span = min(cell.row_span, len(rows) - index)
                end = max(end, index + span)
                if not is_head:
                    cells.append(self._cell(cell, style, index - start, span))
                    continue
                made = self._head_cell(cell, style, index - start, span)
                has_heads_below = index + span < len(rows) and cell.column_span > 1
                cells.append(self._ruled(made, cell) if has_heads_below else made)
            if index + 1 >= end:
                yield cells, _row_heights(cells, index + 1 - start)
                cells, start, end = [], index + 1, index + 1

    def _head_cell(self, cell: TableCell, style: TextStyle, row: int, span: int) -> _Cell:
        """Return a cell of a head; lines that run to the right are of like lengths."""
        usual = self._cell(cell, style, row, span)
        has_lines = len(usual.boxes) > 1 and len(cell.body) == 1
        if not (has_lines and self._runs_right and isinstance(cell.body[0], ResolvedParagraph)):
            return usual
        width = usual.boxes[0][1].frame.width
        share = _SHARES[cell.alignment]
        if cell.column == 0 and self.columns.marks and self.columns.marks[0] is not None:
            share = 0.0  # as the numbers under it
        lines = self.compositor.level_lines(cell.body[0].spans, style, width, share)
        boxes = tuple(
            (number * style.leading, VBox(line.frame, line.calls))
            for number, line in enumerate(lines)
        )
        return _Cell(usual.x, row, span, boxes, len(lines) * style.leading)

    def _ruled(self, made: _Cell, cell: TableCell) -> _Cell:
        """Return a head over several columns with a rule under it, as wide as they are together."""
        if not cell.body:
            return made
        house = self.compositor.house
        width = self.columns.width(cell.column, cell.column_span)
        line = rule(width, house.rule_thickness, house.palette.text)
        y = made.height + ROW_PADDING - house.rule_thickness
        return evolve(made, boxes=(*made.boxes, (y, VBox(line))))

    def _cell(self, cell: TableCell, style: TextStyle, row: int, span: int) -> _Cell:
        columns = self.columns
        width = columns.width(cell.column, cell.column_span)
        x = columns.start(cell.column)
        if self.place.is_right_to_left:
            x = self.place.width - x - width
        number = number_of(cell)
        mark = columns.marks[cell.column] if cell.column < len(columns.marks) else None
        if number is not None and mark is not None and cell.column_span == 1:
            return self._number(cell, style, row, span, x + mark)
        alignment = _ALIGNMENTS[cell.alignment]
        if mark is not None and cell.column == 0:
            alignment = Alignment.START  # as the numbers under it: see `Columns.marks`
        styled = self._aligned(style, alignment)
        if alignment is Alignment.END and cell.column_span == 1:
            width -= columns.hangs[cell.column]
            words = words_before_calls(cell) if self._runs_right else None
            before = self.compositor.width(words or (), style)
            if words is not None and before < width + 0.5:  # half a point, against rounding
                return self._hung(cell, style, row, span, x + width - before)
        if len(cell.body) == 1 and isinstance(cell.body[0], ResolvedParagraph):
            lines = self.compositor.lines(cell.body[0].spans, styled, width)
            boxes = tuple(
                (number * style.leading, VBox(line.frame, line.calls))
                for number, line in enumerate(lines)
            )
            return _Cell(x, row, span, boxes, len(lines) * style.leading)
        inner = Place(
            width,
            styled,
            gap=style.leading / 2,
            room=self.place.room,
            is_right_to_left=self.place.is_right_to_left,
        )
        y, placed = 0.0, []
        for item in self._nest(cell.body, inner).finish():
            if isinstance(item, VBox):
                placed.append((y, item))
                y += item.height
            elif isinstance(item, VGlue):
                y += item.natural
        return _Cell(x, row, span, tuple(placed), y)

    def _number(
        self, cell: TableCell, style: TextStyle, row: int, span: int, mark_x: float
    ) -> _Cell:
        """Return a cell whose decimal mark stands at `mark_x`."""
        block = cell.body[0]
        assert isinstance(block, ResolvedParagraph)  # noqa: S101 - `number_of` says so
        return self._hung(cell, style, row, span, mark_x - self.whole_width(block.spans, style))

    def _hung(self, cell: TableCell, style: TextStyle, row: int, span: int, x: float) -> _Cell:
        """Return a cell of one line from `x` on; its calls may hang out of its column."""
        block = cell.body[0]
        assert isinstance(block, ResolvedParagraph)  # noqa: S101 - its callers say so
        # a point, against rounding
        measure = self.columns.widths[cell.column] + self.columns.gap / 2 + 1.0
        runs_left = runs_to_the_left(self.compositor.spans(block.spans, style))
        at_left = Alignment.END if runs_left else Alignment.START
        lines = self.compositor.lines(block.spans, self._aligned(style, at_left), measure)
        boxes = tuple(
            (number * style.leading, VBox(line.frame, line.calls))
            for number, line in enumerate(lines)
        )
        return _Cell(x, row, span, boxes, len(lines) * style.leading)

    def whole_width(self, number: RichText, style: TextStyle) -> float:
        """Return the width of what stands before a number's decimal mark."""
        before, _ = split_number(number, self._mark)
        text = "".join([span.text for span in before])
        if "tnum" not in style.features:
            return self.compositor.width(before, style)
        # Tabular figures are of one width: numbers of one pattern are as wide as each other.
        pattern = text.translate(ONE_DIGIT)
        if pattern not in self._whole_widths:
            self._whole_widths[pattern] = self.compositor.width(before, style)
        return self._whole_widths[pattern]

    def _aligned(self, style: TextStyle, alignment: Alignment) -> TextStyle:
        """Return one and the same style for all cells that are aligned alike."""
        key = (id(style), alignment)
        if key not in self._styles:
            self._styles[key] = evolve(style, alignment=alignment)
        return self._styles[key]

    def _box(
        self, cells: Sequence[_Cell], heights: Sequence[float], *, is_bottom: bool = False
    ) -> VBox:
        """Return rows as one box. is_bottom: whether cells stand at the foot of their row."""
        placed: list[Placed] = []
        calls: list[str] = []
        for cell in cells:
            top = sum(heights[: cell.row]) + ROW_PADDING
            if is_bottom:
                room = sum(heights[cell.row : cell.row + cell.span])
                top += room - 2 * ROW_PADDING - cell.height
            for y, box in cell.boxes:
                placed.append(Placed(cell.x, top + y, box.frame))
                calls.extend(box.calls)
        frame = Frame(self.place.width, sum(heights), 0.0, tuple(placed))
        return VBox(frame, tuple(calls), "row", self.where)

    def _slices(self, cells: Sequence[_Cell], heights: Sequence[float]) -> list[VBox]:
        """Return rows cut where no cell has a line, as many boxes."""
        extents = []
        for cell in cells:
            y = sum(heights[: cell.row]) + ROW_PADDING
            extents += [(y + down, y + down + box.height, cell.x, box) for down, box in cell.boxes]
        edges = sorted({edge for top, bottom, _, _ in extents for edge in (top, bottom)})
        from_top = sorted([(top, bottom) for top, bottom, _, _ in extents])
        cuts, lowest, begun = [0.0], 0.0, 0
        for edge in edges[1:-1]:
            while begun < len(from_top) and from_top[begun][0] < edge - 0.01:
                lowest = max(lowest, from_top[begun][1])
                begun += 1
            if lowest <= edge + 0.01:
                cuts.append(edge)
        slices: list[list[tuple[float, float, float, VBox]]] = [[] for _ in cuts]
        for extent in extents:
            slices[bisect_right(cuts, extent[0] + 0.01) - 1].append(extent)
        boxes = []
        for inside, (start, end) in zip(slices, pairwise((*cuts, sum(heights))), strict=True):
            placed = tuple(Placed(x, top - start, box.frame) for top, _, x, box in inside)
            calls = tuple(call for *_, box in inside for call in box.calls)
            frame = Frame(self.place.width, end - start, 0.0, placed)
            boxes.append(VBox(frame, calls, "row", self.where))
        return boxes


class _PlainRows:
    """Sets the rows whose cells are a few words each; what they show is made when it is painted.

    Nothing is searched for there and nothing noted, so that it may be made as often as wanted.
    """

    def __init__(self, setting: RowSetter, style: TextStyle) -> None:
        self._setting = setting
        self._style = style
        self._words = setting.compositor.plain(style, setting.language)
        self._height = style.leading + 2 * ROW_PADDING
        self._wholes: dict[str, float | None] = {}

    def box(self, row: TableRow) -> VBox | None:
        """Return a row's box, or None for one that is not so plain."""
        has_words = False
        for cell in row:
            if type(cell) is PlainCell:
                line = self._words.line(cell.text)
                if line is None or self._x(cell, line) is None:
                    return None
                has_words = True
            elif cell.body or cell.row_span > 1:
                return None
        if not has_words:
            return None
        setting = self._setting
        frame = LateFrame(setting.place.width, self._height, self._items, row)
        return VBox(frame, (), "row", setting.where)

    def _items(self, row: TableRow) -> tuple[Placed, ...]:
        """Return what a row shows."""
        y = ROW_PADDING + self._style.baseline
        items = []
        for cell in row:
            if type(cell) is PlainCell:
                line = self._words.line(cell.text)
                x = None if line is None else self._x(cell, line)
                assert line is not None and x is not None  # noqa: S101, PT018 - as in `box`
                items.append(Placed(x, y, self._words.run(line, cell.mark)))
        return tuple(items)

    def _x(self, cell: PlainCell, line: PlainLine) -> float | None:
        """Return where a cell's line begins, None where it does not fit its column."""
        columns, column = self._setting.columns, cell.column
        start, spare = self._setting.starts[column], columns.widths[column] - line.width
        if cell.alignment in ("end", "decimal"):
            spare -= columns.hangs[column]
        mark = columns.marks[column]
        if mark is not None:
            whole = self._whole(cell) if cell.alignment == "decimal" else None
            if whole is not None:
                return start + mark - whole if spare > -1.0 else None
            if column == 0:
                return start if spare >= 0 else None
        return start + spare * _SHARES[cell.alignment] if spare >= 0 else None

    def _whole(self, cell: PlainCell) -> float | None:
        """Return the width of what stands before a number's decimal mark; None for no number."""
        has_tabular_figures = "tnum" in self._style.features
        pattern = cell.text.translate(ONE_DIGIT) if has_tabular_figures else cell.text
        if pattern not in self._wholes:
            number = number_of(cell)
            width = None if number is None else self._setting.whole_width(number, self._style)
            self._wholes[pattern] = width
        return self._wholes[pattern]


def _row_heights(cells: Sequence[_Cell], count: int) -> list[float]:
    """Return the height of each row; what a spanning cell lacks goes to its last row."""
    heights = [0.0] * count
    for cell in sorted(cells, key=lambda cell: cell.span):
        needed = cell.height + 2 * ROW_PADDING
        lacking = needed - sum(heights[cell.row : cell.row + cell.span])
        if lacking > 0:
            heights[cell.row + cell.span - 1] += lacking
    return heights
