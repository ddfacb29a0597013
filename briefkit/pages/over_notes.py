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
from functools import partial
from itertools import accumulate
from math import inf
from operator import attrgetter

from briefkit.galley.items import FORBIDDEN
from briefkit.pages.abreast import MOST_ACROSS, Abreast
from briefkit.pages.ceilings import Ceiling
from briefkit.pages.demerits import (
    FLOAT_AWAY,
    KEPT,
    NOTE_SHARE,
    TOLERANCE,
    Rules,
    balance_cost,
    uneven_cost,
)
from briefkit.pages.ends import LONG_NOTE_ENDS, UNFINISHED_ENDS
from briefkit.pages.insertions import SPLITS, Filling, Notes, Owed
from briefkit.pages.matter import SHORTER_LINES
from briefkit.pages.pairs import Across, Found, Wanted
from briefkit.pages.turns import Pages
from briefkit.values import evolve

EVERY_SPLIT = 1_000
FEWER_CALLS = 2  # sets of calls that a page may hold less than it could


class OverNotes(Abreast):
    """All that decides what may stand on a page of two columns over notes; asked as `Pages` is."""

    def __init__(self, pages: Pages) -> None:
        """Start from the pages of one column; the columns are set without notes."""
        super().__init__(pages, _without_notes(pages))
        self._start = -1  # that was asked for last; and for that:
        self._texts: dict[tuple[bool, int], list[tuple[int, float]]] = {}
        self._heights: dict[tuple[Owed, int, tuple[int, ...]], float] = {}
        floats = range(len(pages.floats.floats))
        last = len(floats)
        calling = [index if pages.floats.called(index, 1) else last for index in floats]
        # of each number of floats, how many may be set with no note more
        self._silent = tuple(accumulate((last, *reversed(calling)), min))[::-1]

    def _find(self, found: Found, across: Across, height: float) -> None:
        """Find the pages of a height with some floats across them."""
        column, start, rules = self.column, found.start, found.rules
        if start != self._start:
            self._start, self._texts, self._heights = start, {}, {}
        free = height - across.room
        most = min(self.room.note_share * height, free) if rules.hold(NOTE_SHARE) else free
        last_end, sets = start, 0
        for wanted, area in reversed(self._finished(found, free, most, across)):
            calls = wanted.calls
            first = max(bisect_left(column.calls, calls), start + 1)
            ends = (first, bisect_right(column.calls, calls) - 1)
            pairs = partial(self._pairs, found, (), across, free - area, ends, wanted=wanted)
            if found.ceiling is not None and self._is_too_dear(
                found, across, free - area, ends, wanted
            ):
                found.left_out.append(pairs)
                continue
            end = pairs()
            last_end = max(last_end, end)
            sets += end >= 0
            if sets > FEWER_CALLS:
                break
        has_more = self._unfinished(found, last_end, free, most, across)
        if not sets and not has_more:
            self._under_a_float(found, free, most, across)

    def _is_too_dear(
        self, found: Found, across: Across, height: float, ends: tuple[int, int], wanted: Wanted
    ) -> bool:
        """Return whether all pages are with columns of a height, for the white that is left."""
        start, placed = found.start, found.placed + across.tops
        end = min(ends[1], self.capacity.reach(start, height))
        least = self.capacity.least_cost(start, end, placed, wanted.most, height)
        return least > 0.0 and least > found.heaviest(end, 0)

    def _under_a_float(self, found: Found, free: float, most: float, across: Across) -> None:
        """Find the pages with the next float in a column and a note called in it unfinished."""
        column, above = self.column, found.placed + across.tops
        start, owed, rules = found.start, found.owed, found.rules
        floats = self.floats.floats
        own = self.floats.called(above, 1) if above < len(floats) else ()
        if not own or floats[above].is_wide:
            return
        new = tuple(sorted((*across.notes, *own)))
        whole = self.notes.height(owed, new)
        calls = column.calls[start]
        ends = (start + 1, bisect_right(column.calls, calls) - 1)
        room = min(free - floats[above].frame.height, most, whole - 2 * TOLERANCE)
        wanted = Wanted(calls, above + 1 - across.bottoms, above + 1 - across.bottoms)
        for filling in self.notes.fillings(owed, new, whole, room, room, rules, EVERY_SPLIT):
            height = free - filling.height
            pairs = self._beside(found)
            if self._pairs(pairs, (), across, height, ends, wanted=wanted) >= 0:
                filling = self._judged(filling, free + across.room)
                for pair in pairs.pairs.values():
                    found.add(pair.cost, across, pair.columns, filling)
                return

    def _judged(self, filling: Filling, height: float) -> Filling:
        """Return a filling that tells where it takes more than the notes' share of a page."""
        if filling.height <= self.room.note_share * height + TOLERANCE:
            return filling
        return filling._replace(broken=tuple(sorted((*filling.broken, NOTE_SHARE))))

    def _beside(self, found: Found, *, ceiling: Ceiling | None = None) -> Found:
        """Return none of the pages from a place, to look for some of them apart."""
        return Found(
            self.column,
            found.start,
            found.owed,
            found.placed,
            found.rules,
            ceiling,
            self.wide_away,
            is_facing=found.is_facing,
        )

    def _finished(
        self, found: Found, free: float, most: float, across: Across
    ) -> list[tuple[Wanted, float]]:
        """Return the sets of calls that a page may hold with all notes finished, fewest first.

        Each with the height of its notes.
        """
        column, start = self.column, found.start
        stop, above = column.next_forced[start], found.placed + across.tops
        counts = self._float_counts(above, stop)
        sets = []
        end = start
        while end <= stop:
            calls = column.calls[end]
            fits = False
            for count, most_placed in counts:
                own = self.floats.called(above, count)
                area = self._notes_height(found, end, (*across.notes, *own))
                if area > most + TOLERANCE:
                    continue
                if end > start + 1 and end > self.capacity.reach(start, free - area):
                    continue
                fits = True
                filling = self._judged(Filling((), area), free + across.room)
                broken = filling if filling.broken else None
                sets.append((Wanted(calls, above + count, most_placed, broken), area))
            if not fits:
                break
            end = bisect_right(column.calls, calls, end)
        return sets

    def _float_counts(self, placed: int, stop: int) -> list[tuple[int, int]]:
        """Return how many of the next floats may stand in columns, by the notes called in them.

        Each with how many may be set with it, from the first one on: those after it call none.
        """
        counts, within = [0], self.column.anchors[stop]
        for index in range(placed, within):
            if self.floats.floats[index].is_wide or len(counts) > MOST_ACROSS:
                break
            if self.floats.called(index, 1):
                counts.append(index + 1 - placed)
        return [(count, self._silent[placed + count]) for count in counts]

    def _unfinished(
        self, found: Found, last_end: int, free: float, most: float, across: Across
    ) -> bool:
        """Find the pages with a note unfinished; floats do not stand in their columns.

        Return whether there are any. Where all would cost more than they may, one of them.
        """
        column, notes = self.column, self.notes
        start, owed, rules = found.start, found.owed, found.rules
        is_long = bool(owed) and notes.height(owed, ()) > free + across.room + TOLERANCE
        left, ways = (LONG_NOTE_ENDS, 1) if is_long else (UNFINISHED_ENDS, SPLITS)
        pairs = self._beside(found) if is_long else found
        placed = found.placed + across.tops + across.bottoms
        short: list[tuple[int, Filling]] = []
        left_out: list[tuple[int, Filling]] = []
        has_found = False
        first = last_end + 1
        if not (owed or across.notes):  # there is none before the first call
            first = max(first, bisect_right(column.calls, column.calls[start]))
        above = found.placed + across.tops
        reach = min(self.capacity.reach(start, free), self.capacity.latest(above, rules))
        for end, least in self._text_ends(start, first, rules):
            if end > reach:
                break
            if least > free + TOLERANCE:
                continue
            whole = self._notes_height(found, end, across.notes)
            room = min(free - least, most)
            if whole <= room + TOLERANCE:
                continue
            text = column.called[column.calls[start] : column.calls[end]]
            new = tuple(sorted((*text, *across.notes)))
            fillings = notes.fillings(owed, new, whole, room, room, rules, ways)
            white = free - least - most  # where notes have all their share of the page
            if white > SHORTER_LINES * column.line and not column.is_forced[end]:
                short = [(end, one) for one in fillings] or short
                continue
            waiting = max(column.anchors[end] - placed, 0)
            charge = column.charge[end] + FLOAT_AWAY * waiting + self.text_pages.matter.least_charge
            heaviest = inf if is_long else found.heaviest(end, waiting, is_owed=True)
            for filling in fillings:
                if filling.cost + charge > heaviest:
                    left_out.append((end, filling))
                elif self._with_filling(pairs, end, free - filling.height, across, filling):
                    has_found = True
            left -= bool(fillings) and white <= column.line
            if not left:
                break
        for end, filling in () if has_found else left_out:
            if self._with_filling(pairs, end, free - filling.height, across, filling):
                has_found = True
                break
        for end, filling in () if has_found else short:
            if self._with_filling(pairs, end, free - filling.height, across, filling):
                has_found = True
        if is_long and pairs.pairs:
            found.keep(min(pairs.pairs.values(), key=attrgetter("cost")))
        return has_found

    def _with_filling(
        self, found: Found, end: int, height: float, across: Across, filling: Filling
    ) -> bool:
        """Find the pages to a break over notes that are left unfinished; return whether any is."""
        column, start, rules = self.column, found.start, found.rules
        above, line = found.placed + across.tops, column.line
        is_last = column.is_forced[end]
        filling = self._judged(filling, height + filling.height + across.room)
        nearest = bisect_left(self.capacity.tops, column.tightest[end] - height - TOLERANCE)
        firsts = self._columns(
            start,
            (),
            above,
            height,
            rules,
            (max(nearest, start + 1), end),
            is_free=is_last,
            sets=(above, above),
        )
        has_found = False
        for first in (*firsts[0], *firsts[1]):
            if first.placed != above:
                continue
            depth = self.text_depth(first, above) if is_last else 0.0
            if first.end == end:
                if is_last and self._holds(across, first):
                    cost = balance_cost(depth, 0.0, line)
                    self._add(found, across, (first,), cost, filling)
                    has_found = True
                continue
            seconds = self._columns(
                first.end,
                (),
                above,
                height,
                rules,
                (end, end),
                is_free=is_last,
                sets=(above, above),
            )
            for second in (*seconds[0], *seconds[1]):
                if second.end == end and second.placed == above and self._holds(across, second):
                    cost = uneven_cost(first.depth_class, second.depth_class)
                    if is_last:
                        cost = balance_cost(depth, self.text_depth(second, above), line)
                    self._add(found, across, (first, second), cost, filling)
                    has_found = True
        return has_found

    def _notes_height(self, found: Found, end: int, own: tuple[int, ...]) -> float:
        """Return the height of all notes of a page to a break. own: called in its floats."""
        column = self.column
        key = found.owed, column.calls[end], own
        height = self._heights.get(key)
        if height is None:
            text = column.called[column.calls[found.start] : column.calls[end]]
            height = self.notes.height(found.owed, tuple(sorted((*text, *own))))
            self._heights[key] = height
        return height

    def _text_ends(self, start: int, first: int, rules: Rules) -> Iterator[tuple[int, float]]:
        """Yield the breaks from the first to which a page may have text and no floats in columns.

        Each with the least height of two columns that hold the text.
        """
        column, keeps = self.column, rules.hold(KEPT)
        stop, enough = column.next_forced[start], column.lines[start] + rules.text_lines
        known = self._texts.setdefault((keeps, rules.text_lines), [])
        yield from known[bisect_left(known, (first, 0.0)) :]
        following = known[-1][0] + 1 if known else start + 1
        for end in range(following, stop + 1):
            if column.cost[end] >= FORBIDDEN and keeps:
                continue
            if column.lines[end] < enough and end < stop:
                continue
            one = end, self._least_height(start, end, keeps=keeps)
            known.append(one)
            if end >= first:
                yield one

    def _least_height(self, start: int, end: int, *, keeps: bool) -> float:
        """Return the least height of two columns that hold the text between two breaks.

        It is looked for from the middle of the text, up and down as long as there may be a less.
        """
        column, least = self.column, inf
        tops, feet, costs = column.top, column.foot, column.cost
        after, before = column.after, column.before
        top, foot = tops[start] - after[start], feet[end] + before[end]
        half = bisect_left(self.capacity.middles, tops[start] + feet[end], start + 1, end)
        for middle in range(half, end):
            if feet[middle] - tops[start] >= least:
                break
            if not keeps or costs[middle] < FORBIDDEN:
                first = feet[middle] + before[middle] - top
                least = min(least, max(first, foot - tops[middle] + after[middle]))
        for middle in range(half - 1, start, -1):
            if feet[end] - tops[middle] >= least:
                break
            if not keeps or costs[middle] < FORBIDDEN:
                first = feet[middle] + before[middle] - top
                least = min(least, max(first, foot - tops[middle] + after[middle]))
        if least > feet[end] - tops[start]:
            least = min(least, foot - top)
        return least


def _without_notes(pages: Pages) -> Pages:
    """Return pages on which no note is called."""
    none = ((),) * len(pages.floats.floats)
    room = evolve(pages.room, run_in_measure=0.0)
    notes = Notes((), none, room)
    column = evolve(pages.column, called=(), calls=(0,) * len(pages.column.breaks))
    floats = evolve(pages.floats, notes=notes, column=column)
    return evolve(pages, column=column, notes=notes, floats=floats, room=room)
