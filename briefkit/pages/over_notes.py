"""Two columns over notes that stand across the page: state → Turns.

The notes take room of both columns, which are set without notes. All notes called
may be finished: this is tried for the most calls that the page can hold, and for up to
`FEWER_CALLS` sets less. After the last end where they can, one note is left unfinished, as it is on
a page of one column: the columns are as low as they can be for the text, and the notes have the
rest. Only where nothing else is possible, a float stands in a column over an unfinished note of
its own, which then has as much room as the float leaves it.

Columns beside each other are in `abreast`; which pages are chosen is in `pagebreak`.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from math import inf

from briefkit.galley.items import FORBIDDEN
from briefkit.pages.abreast import MOST_ACROSS, Abreast, Across, balance_cost
from briefkit.pages.ceilings import Ceiling
from briefkit.pages.demerits import (
    KEPT,
    NOTE_SHARE,
    TOLERANCE,
    Rules,
    relaxation_cost,
    uneven_cost,
)
from briefkit.pages.ends import LONG_NOTE_ENDS, UNFINISHED_ENDS
from briefkit.pages.insertions import SPLITS, Filling, Notes, Owed
from briefkit.pages.matter import SHORTER_LINES
from briefkit.pages.turn import Turn
from briefkit.pages.turns import Pages
from briefkit.values import evolve

EVERY_SPLIT = 1_000
FEWER_CALLS = 2  # sets of calls that a page may hold less than it could


class OverNotes(Abreast):
    """All that decides what may stand on a page of two columns over notes; asked as `Pages` is."""

    def __init__(self, pages: Pages) -> None:
        """Start from the pages of one column; the columns are set without notes."""
        super().__init__(pages, _without_notes(pages))

    def _pages(
        self,
        start: int,
        owed: Owed,
        placed: int,
        height: float,
        across: Across,
        rules: Rules,
        ceiling: Ceiling | None,
    ) -> Iterator[Turn]:
        """Yield the pages with some floats across them."""
        column = self.column
        free = height - across.room
        most = min(self.room.note_share * height, free) if rules.hold(NOTE_SHARE) else free
        last_end, sets = start, 0
        for calls, new, area in reversed(self._finished(start, owed, placed, free, most, across)):
            has_found = False
            first = max(bisect_left(column.calls, calls), start + 1)
            ends = (first, bisect_right(column.calls, calls) - 1)
            for turn in self._pairs(start, (), placed, free - area, across, rules, ends, ceiling):
                if column.calls[turn.end] == calls and self.called(turn, placed) == new:
                    has_found = True
                    last_end = max(last_end, turn.end)
                    yield turn
            sets += has_found
            if sets > FEWER_CALLS:
                break
        unfinished = list(
            self._unfinished(start, last_end, owed, placed, free, most, across, rules)
        )
        if owed and self.notes.height(owed, ()) > height + TOLERANCE:
            unfinished = sorted(unfinished, key=lambda turn: turn.cost)[:1]
        if not sets and not unfinished:
            unfinished = self._under_a_float(start, owed, placed, free, most, across, rules)
        yield from unfinished

    def _under_a_float(
        self,
        start: int,
        owed: Owed,
        placed: int,
        free: float,
        most: float,
        across: Across,
        rules: Rules,
    ) -> list[Turn]:
        """Return the pages with the next float in a column and a note called in it unfinished."""
        column, above = self.column, placed + across.tops
        floats = self.floats.floats
        own = self.floats.called(above, 1) if above < len(floats) else ()
        if not own or floats[above].is_wide:
            return []
        new = tuple(sorted((*across.notes, *own)))
        whole = self.notes.height(owed, new)
        ends = (start + 1, bisect_right(column.calls, column.calls[start]) - 1)
        room = min(free - floats[above].frame.height, most, whole - 2 * TOLERANCE)
        for filling in self.notes.fillings(owed, new, whole, room, room, rules, EVERY_SPLIT):
            height = free - filling.height
            pairs = self._pairs(start, (), placed, height, across, rules, ends, None)
            if found := [self._over(turn, filling) for turn in pairs if turn.placed == above + 1]:
                return found
        return []

    def _finished(
        self, start: int, owed: Owed, placed: int, free: float, most: float, across: Across
    ) -> list[tuple[int, tuple[int, ...], float]]:
        """Return the sets of calls that a page may hold with all notes finished, fewest first.

        Each with the number of calls in the text before its end, its notes, and their height.
        """
        column = self.column
        stop = column.next_forced[start]
        found = []
        for calls in sorted(set(column.calls[start : stop + 1])):
            text = column.called[column.calls[start] : calls]
            fits = False
            for count in self._float_counts(placed + across.tops, stop):
                own = self.floats.called(placed + across.tops, count)
                new = tuple(sorted((*text, *across.notes, *own)))
                area = self.notes.height(owed, new)
                first = bisect_left(column.calls, calls, start)
                if area > most + TOLERANCE or not self._reaches(start, first, free - area):
                    continue
                fits = True
                found.append((calls, new, area))
            if not fits:
                break
        return found

    def _float_counts(self, placed: int, stop: int) -> list[int]:
        """Return how many of the next floats may stand in columns, by the notes called in them."""
        counts, within = [0], self.column.anchors[stop]
        for index in range(placed, within):
            if self.floats.floats[index].is_wide or len(counts) > MOST_ACROSS:
                break
            if self.floats.called(index, 1):
                counts.append(index + 1 - placed)
        return counts

    def _reaches(self, start: int, end: int, height: float) -> bool:
        """Return whether the text before a break may stand in two columns of a height."""
        column = self.column
        least = column.tightest[end] - column.top[start]
        return least <= 3 * height or end <= start + 1

    def _unfinished(
        self,
        start: int,
        last_end: int,
        owed: Owed,
        placed: int,
        free: float,
        most: float,
        across: Across,
        rules: Rules,
    ) -> Iterator[Turn]:
        """Yield the pages with a note unfinished; floats do not stand in their columns."""
        column, notes = self.column, self.notes
        is_long = bool(owed) and notes.height(owed, ()) > free + across.room + TOLERANCE
        left, ways = (LONG_NOTE_ENDS, 1) if is_long else (UNFINISHED_ENDS, SPLITS)
        stop = column.next_forced[start]
        short: list[tuple[int, list[Filling]]] = []
        has_found = False
        for end in range(last_end + 1, stop + 1):
            if column.cost[end] >= FORBIDDEN and rules.hold(KEPT):
                continue
            if column.lines[end] - column.lines[start] < rules.text_lines and end < stop:
                continue
            least = self._least_height(start, end, rules)
            if least > free + TOLERANCE:
                if column.tightest[end] - column.top[start] > 3 * free:
                    break
                continue
            text = column.called[column.calls[start] : column.calls[end]]
            new = tuple(sorted((*text, *across.notes)))
            whole = notes.height(owed, new)
            room = min(free - least, most)
            if whole <= room + TOLERANCE:
                continue
            fillings = notes.fillings(owed, new, whole, room, room, rules, ways)
            white = free - least - most  # where notes have all their share of the page
            if white > SHORTER_LINES * column.line and not column.is_forced[end]:
                short = [(end, fillings)] if fillings else short
                continue
            for filling in fillings:
                for turn in self._with_filling(
                    start, end, placed, free - filling.height, across, rules, filling
                ):
                    has_found = True
                    yield turn
            left -= bool(fillings) and white <= column.line
            if not left:
                break
        if has_found:
            return
        for end, fillings in short:
            for filling in fillings:
                yield from self._with_filling(
                    start, end, placed, free - filling.height, across, rules, filling
                )

    def _with_filling(
        self,
        start: int,
        end: int,
        placed: int,
        height: float,
        across: Across,
        rules: Rules,
        filling: Filling,
    ) -> Iterator[Turn]:
        """Yield the pages to a break over notes that are left unfinished."""
        above, line = placed + across.tops, self.column.line
        is_last = self.column.is_forced[end]
        for first in self._columns(
            start, (), above, height, rules, (start + 1, end), is_free=is_last
        ):
            if first.placed != above:
                continue
            depth = self.text_depth(first, above) if is_last else 0.0
            if first.end == end:
                if is_last and self._holds(across, first):
                    cost = balance_cost(depth, 0.0, line)
                    yield self._over(self._page(across, (first,), cost), filling)
                continue
            for second in self._columns(
                first.end, (), above, height, rules, (end, end), is_free=is_last
            ):
                if second.end == end and second.placed == above and self._holds(across, second):
                    cost = uneven_cost(first.depth_class, second.depth_class)
                    if is_last:
                        cost = balance_cost(depth, self.text_depth(second, above), line)
                    yield self._over(self._page(across, (first, second), cost), filling)

    def _least_height(self, start: int, end: int, rules: Rules) -> float:
        """Return the least height of two columns that hold the text between two breaks.

        It is looked for from the middle of the text, up and down as long as there may be a less.
        """
        column, least = self.column, inf
        top, foot = column.top[start], column.foot[end]
        keeps = rules.hold(KEPT)

        def height(middle: int) -> float:
            if keeps and column.cost[middle] >= FORBIDDEN:
                return inf
            return max(self._depth(start, middle), self._depth(middle, end))

        middles = range(start + 1, end)
        half = bisect_left(middles, top + foot, key=lambda one: column.top[one] + column.foot[one])
        for middle in middles[half:]:
            if column.foot[middle] - top >= least:
                break
            least = min(least, height(middle))
        for middle in reversed(middles[:half]):
            if foot - column.top[middle] >= least:
                break
            least = min(least, height(middle))
        if least > foot - top:
            least = min(least, self._depth(start, end))
        return least

    def _depth(self, start: int, end: int) -> float:
        column = self.column
        natural = column.foot[end] - column.top[start]
        return column.after[start] + natural + column.before[end]

    def _over(self, turn: Turn, filling: Filling) -> Turn:
        """Return a page over notes across it."""
        return turn._replace(
            owed=filling.owed,
            cost=turn.cost + filling.cost + relaxation_cost(filling.broken),
            broken=tuple(sorted({*turn.broken, *filling.broken})),
        )


def _without_notes(pages: Pages) -> Pages:
    """Return pages on which no note is called."""
    none = ((),) * len(pages.floats.floats)
    notes = Notes((), none, pages.room)
    column = evolve(pages.column, called=(), calls=(0,) * len(pages.column.breaks))
    floats = evolve(pages.floats, notes=notes, column=column)
    return evolve(pages, column=column, notes=notes, floats=floats)
