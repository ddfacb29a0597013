"""A place and an arrangement of floats into the pages with text that start there → Turns.

Which arrangements there are, and which pages without text, is said in `turns`.
"""

# ruff: noqa: FURB136 - most of a search is spent here; calls of `min` take three times as long

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from math import inf

from briefkit.galley.items import FORBIDDEN
from briefkit.pages.ceilings import MOST_BACKLOG, WAITING, Ceiling
from briefkit.pages.demerits import (
    BEFORE_FLOAT,
    FLOAT_AWAY,
    IN_ORDER,
    KEPT,
    NO_CLASS,
    NOTE_LINE,
    NOTE_SHARE,
    NOTE_SPLIT,
    TEXT_LINES,
    TOLERANCE,
    Rules,
    before_float_cost,
    few_lines_cost,
    glue_cost,
    relaxation_cost,
)
from briefkit.pages.floats import Arrangement, Extent
from briefkit.pages.insertions import SPLITS, Filling, Owed
from briefkit.pages.matter import SHORTER_LINES, Matter
from briefkit.pages.turn import Turn

UNFINISHED_ENDS = 5  # ends of page with a note unfinished, from the first: the note wants the room
LONG_NOTE_ENDS = 3  # of these the cheapest, while more than a page of notes is owed


class Ends:
    """The pages with text from one place; asked for with one arrangement of floats after another.

    height: of the page. most: that notes may take of it. within: breaks at which they may end.
    owed: notes from before; height_owed: of all that is left of them; above: those called in what
        stands above the page.
    ceiling: what they may cost, if that is known.
    top: sums before the first box. bare: the last break with no box before it.
    enough: the first break with enough lines of text.
    shared, uncalled: the last breaks at which the notes have their share, and none is called.

    Of the arrangement that was asked for last:
    placed: floats set after it. lowest, highest: breaks at which the page may end.
    room: for text and notes. notes: called in it and above.
    tightest: the same, less what is to be taken from the column's sums, as it gives all it can.
    base: natural size, stretch and shrink to be taken from the column's sums at the page's end.
    odd: the last break to which that does not apply: no text, or none under the last float here.
    notes_base: to be added to the sum of notes at the page's end, if one is called on it;
        notes_already: the height of the note area if none is.
    fullest: the depth of the fullest page, however dear; below 0 if there is none.
    """

    def __init__(
        self,
        matter: Matter,
        start: int,
        owed: Owed,
        placed: int,
        height: float,
        within: tuple[int, int],
        rules: Rules,
        *,
        above: tuple[int, ...] = (),
        is_free: bool = False,
        ceiling: Ceiling | None = None,
    ) -> None:
        """Begin at a break, with what is owed and the floats set before it."""
        column, notes, room = matter.column, matter.notes, matter.room
        self.matter, self.rules, self.is_free = matter, rules, is_free
        self.start, self.owed, self.height = start, owed, height
        self.before, self.within, self.above = placed, within, above
        self.most = room.note_share * height
        self.keeps = self.is_orderly = True
        if rules.given_up:
            self.most = self.most if rules.hold(NOTE_SHARE) else height
            self.keeps, self.is_orderly = rules.hold(KEPT), rules.hold(IN_ORDER)
        self.calls, self.lines = column.calls[start], column.lines[start]
        self.top = column.top[start], column.top_stretch[start], column.top_shrink[start]
        self.bare = bisect_left(column.last, column.first[start], start) - 1
        self.enough = bisect_left(column.lines, self.lines + rules.text_lines, start + 1)
        self.is_usual = not rules.given_up and not is_free
        self.height_owed = notes.height(owed, ()) if owed else 0.0
        self.is_long = self.height_owed > height + TOLERANCE
        self.ceiling = ceiling if self.is_usual and not self.is_long else None
        self.beside = room.has_notes_beside
        # where short notes share lines, their heights are no sums
        self.is_run_in = bool(room.run_in_measure)
        self._set_notes(above)

    def _set_notes(self, notes: tuple[int, ...]) -> None:
        """Set the notes that are called in floats, and what follows from them."""
        matter, column, room = self.matter, self.matter.column, self.matter.room
        self.notes = notes
        self.heights: dict[int, float] = {}
        if self.owed or notes:
            self.notes_already = self.height_owed
            if notes:
                self.notes_already = matter.notes.height(self.owed, notes)
            self.notes_base = self.notes_already - matter.sums[self.calls]
        else:
            self.notes_already = 0.0
            self.notes_base = room.note_space - room.note_gap - matter.sums[self.calls]
        low, high = self.within
        self.shared = high
        if self.most < self.height or self.beside:
            calls = bisect_right(matter.sums, self.most - self.notes_base + TOLERANCE) - 1
            self.shared = bisect_right(column.calls, calls, low, high + 1) - 1
        self.uncalled = low - 1  # no note, no note space
        if not self.owed and not notes:
            self.uncalled = bisect_right(column.calls, self.calls, low, high + 1) - 1

    def turns(self, arranged: Arrangement) -> list[Turn]:
        """Return the pages; what they are among is said in `pagebreak`.

        Of those that would cost more than they may, some are left out.
        """
        column, start = self.matter.column, self.start
        self.fullest = -1.0
        self.is_skipped = False
        low, high = self.within
        if arranged.lowest > low:
            low = arranged.lowest
        if arranged.highest < high:
            high = arranged.highest
        if arranged.orderly < high and self.is_orderly:
            high = arranged.orderly
        self.lowest, self.highest = low, high
        if low > high:
            return []
        self.arranged = arranged
        self.placed = self.before + len(arranged.spots)
        if self.ceiling is not None and column.anchors[low] > self.placed:
            self.is_skipped = self._is_too_dear(self.ceiling)
            if self.is_skipped:
                return []
        notes = arranged.notes
        if self.above:
            notes = tuple(sorted((*self.above, *notes)))
        if notes != self.notes:
            self._set_notes(notes)
        room = self.height - column.after[start] - arranged.room
        natural, stretch, shrink = self.top
        self.odd = self.bare
        if arranged.top >= 0:
            if arranged.start >= 0:
                natural, stretch, shrink = column.sums[arranged.start]
            here = arranged.here
            natural, stretch, shrink = natural - here[0], stretch - here[1], shrink - here[2]
            if arranged.tail > column.first[start]:
                self.odd = bisect_left(column.last, arranged.tail) - 1
        self.room, self.base = room, (natural, stretch, shrink)
        self.tightest = room + natural - shrink + TOLERANCE
        last = self._last_finished()
        first = self._first_unfinished(last)
        is_skipped = False
        found: list[Turn] = []
        if self._may_split(first):
            is_skipped = self._is_split_too_dear(first)
            found = [] if is_skipped else self._unfinished(first)
        found += self._finished(last)
        if is_skipped and (self.fullest < 0.0 or self._has_short(found)):
            found = self._unfinished(first) + found  # for the fullest of them
        if self.is_long and found:
            return [min(found, key=lambda turn: turn.cost)]
        if not self.is_usual:
            return found  # a short page may give up less than a full one
        if len(found) > 1:
            shortest = self.fullest - SHORTER_LINES * column.line - TOLERANCE
            found = [turn for turn in found if turn.depth >= shortest]
        if arranged.before >= low:
            found += self._before_float(last)
        return found

    def _before_float(self, last: int) -> Iterator[Turn]:
        """Yield the page with floats that ends where the next one is called, and does not fit.

        It may be as short as it likes. last: the last break with all notes finished.
        """
        column, end = self.matter.column, self.arranged.before
        gap = column.last[end]
        while end > min(last, self.highest) and column.last[end] == gap:
            end -= 1
        while end >= self.lowest and column.last[end] == gap:
            most = inf if self.ceiling is None else self.ceiling.plain(end)
            if most > BEFORE_FLOAT and column.cost[end] < FORBIDDEN and self._has_enough(end):
                text, notes = self._text(end), 0.0 if self.beside else self._notes_height(end)
                free = self.room - text[0] - column.before[end] - notes
                cost = column.charge[end] + before_float_cost(free / self.height)
                if 0.0 <= free < self.arranged.following and cost < most:
                    depth, spots = self.height - free, self.arranged.spots
                    yield Turn(self.start, end, (), self.placed, cost, NO_CLASS, depth, spots)
            end -= 1

    def _is_too_dear(self, ceiling: Ceiling) -> bool:
        """Return whether all pages are, for the floats that wait."""
        pending = self.matter.column.anchors[self.lowest] - self.placed
        least = FLOAT_AWAY * pending + self.matter.least_charge
        return least > ceiling.most(self.highest, pending)

    def _may_split(self, first: int) -> bool:
        """Return whether a page may end with a note unfinished; the first break that it may."""
        if first > self.highest:
            return False
        if self.owed or self.notes or first <= self.odd or self.rules.given_up:
            return True
        column = self.matter.column
        reach = bisect_right(column.tightest, self.tightest, first, self.highest + 1) - 1
        return self.matter.splits[column.calls[first]] <= column.calls[max(first, reach)]

    def _is_split_too_dear(self, end: int) -> bool:
        """Return whether all pages that end with a note unfinished are; the first of them."""
        ceiling = self.ceiling
        if ceiling is None:
            return False
        if end > self.highest or end <= self.odd:
            return False
        pending = max(self.matter.column.anchors[end] - self.placed, 0)
        least = NOTE_SPLIT + NOTE_LINE + FLOAT_AWAY * pending + self.matter.least_charge
        return least > ceiling.most(self.highest, pending, is_owed=True)

    def _has_short(self, found: list[Turn]) -> bool:
        """Return whether one is so short that it is none if another fills the page."""
        shortest = self.height - SHORTER_LINES * self.matter.column.line - TOLERANCE
        return any(turn.depth < shortest for turn in found)

    def _last_finished(self) -> int:
        """Return the last break at which a page may end with all its notes finished.

        Matter that a break adds at the foot is left out, and the space that vanishes under a float
        is not: both are looked at page by page.
        """
        matter, column = self.matter, self.matter.column
        low, high = self.lowest, self.highest + 1
        room = self.tightest
        if self.is_run_in:
            for end in range(high - 1, low - 1, -1):
                notes = self._notes_height(end)
                text = column.foot[end] - column.foot_shrink[end] + notes
                if text <= room and notes <= self.most + TOLERANCE:
                    return end
            return low - 1
        notes = 0.0 if self.beside else self.notes_base
        last = bisect_right(matter.finished, room - notes, low, high) - 1
        if last > self.shared:
            last = self.shared
        if last < self.uncalled:
            plain = bisect_right(column.tightest, room, low, high) - 1
            last = max(last, min(self.uncalled, plain))
        return last

    def _first_unfinished(self, last: int) -> int:
        """Return the first break that a page may end at with a note unfinished.

        last: the last one with all finished, but for what a break adds at the foot.
        """
        before, low = self.matter.column.before, self.lowest
        first = last + 1 if last >= low else low
        while first > low and before[first - 1] and not self._has_room(first - 1):
            first -= 1
        return first

    def _unfinished(self, first: int) -> list[Turn]:
        """Return the pages that end with a note unfinished; the first break that one may."""
        column, notes = self.matter.column, self.matter.notes
        costs, before = column.cost, column.before
        never = FORBIDDEN if self.keeps else inf
        found: list[Turn] = []
        left, ways = (LONG_NOTE_ENDS, 1) if self.is_long else (UNFINISHED_ENDS, SPLITS)
        for end in range(first, self.highest + 1):
            if costs[end] >= never:
                continue
            text = self._text(end)
            foot = before[end]
            snug = self.room - text[0] - foot
            if snug + text[2] + foot < -TOLERANCE:
                break
            if end < self.enough and not self._has_enough(end):
                continue
            is_full = snug <= self.most + column.line  # else the notes cannot fill the page
            whole = self._notes_height(end)
            room = min(snug + text[2], self.most)
            if room < -TOLERANCE:  # what the break adds at the foot is too much
                continue
            if self.beside:
                is_full, room, snug = True, self.most, self.most
            if whole <= room + TOLERANCE:  # where a float's space below has vanished
                self._add(found, end, text, Filling((), whole))
                continue
            new = column.called[self.calls : column.calls[end]]
            if self.notes:
                new = tuple(sorted(new + self.notes))
            snug = min(snug, self.most)
            fillings = notes.fillings(self.owed, new, whole, room, snug, self.rules, ways)
            for filling in fillings:
                self._add(found, end, text, filling)
            if not fillings and not foot:
                break  # nor at any later end: there is only more to set
            left -= bool(fillings) and is_full
            if not left:
                break
        return found

    def _finished(self, last: int) -> list[Turn]:
        """Return the pages that end with all notes finished, from the fullest."""
        column = self.matter.column
        low, high = self.lowest, last if last < self.highest else self.highest
        found: list[Turn] = []
        if high < low:
            return found
        usual = high + 1  # from here on all is as usual, but at a forced break
        if self.is_usual:
            usual = max(self.odd + 1, self.enough, low)
        if column.is_forced[high] and usual <= high:
            self._finish(found, high)
            high -= 1
        if high < usual or self._finish_usual(found, usual, high):
            for end in range(min(high, usual - 1), low - 1, -1):
                if not self._finish(found, end):
                    break
        return found

    def _finish(self, found: list[Turn], end: int) -> bool:
        """Add the page to a break with all notes finished; return whether any before it may be."""
        column = self.matter.column
        if self.keeps and column.cost[end] >= FORBIDDEN:
            return True
        text, notes = self._text(end), self._notes_height(end)
        free = self.room - text[0] - (0.0 if self.beside else notes)
        if self.is_usual and self.height - free < self.fullest - self.matter.margin:
            return False
        has_enough = end >= self.enough or self._has_enough(end)
        if has_enough and free - column.before[end] >= -text[2] - TOLERANCE:
            self._add(found, end, text, Filling((), notes))
        return True

    def _finish_usual(self, found: list[Turn], low: int, high: int) -> bool:
        """Add the pages to some breaks with all notes finished, where nothing is out of the way.

        Most of the time of a search is spent here, so what is the same for all is not looked up
        again, and what `_add` does is done in place.

        Return whether any before them may be.
        """
        matter, column = self.matter, self.matter.column
        costs, charges, anchors, before = column.cost, column.charge, column.anchors, column.before
        feet, stretches, calls, line = column.foot, column.foot_stretch, column.calls, column.line
        own, already, base, sums = self.calls, self.notes_already, self.notes_base, matter.sums
        natural, stretch, _ = self.base
        start, placed, spots = self.start, self.placed, self.arranged.spots
        height, room, beside, margin = self.height, self.room, self.beside, matter.margin
        is_run_in = self.is_run_in
        fullest, dearest = self.fullest, inf
        is_even = not (matter.most_before or is_run_in)
        ceiling = self.ceiling
        if ceiling is not None:
            rows, spare, reached, so_far = ceiling
            pending = anchors[self.lowest] - placed
            dearest = ceiling.most(high, pending) - FLOAT_AWAY * pending - matter.least_charge
        anchored = -1  # floats whose places are before the end that was looked at last
        for end in range(high, low - 1, -1):
            if costs[end] >= FORBIDDEN:
                continue
            called = calls[end]
            notes = 0.0 if beside else already if called == own else base + sums[called]
            if is_run_in:
                notes = self._notes_height(end)
            free = room - (feet[end] - natural) - notes
            depth = height - free
            if depth < fullest - margin:
                return False
            free -= before[end]
            if free < 0.0:
                text = self._text(end)
                if free >= -text[2] - TOLERANCE:
                    self._add(found, end, text, Filling((), self._notes_height(end)))
                    fullest = self.fullest
                continue
            depth = height - free
            if depth > fullest:
                self.fullest = fullest = depth
            if anchors[end] != anchored:
                anchored = anchors[end]
                pending = max(anchored - placed, 0)
                waiting = WAITING * pending
                if ceiling is not None:
                    row = rows[min(MOST_BACKLOG, pending)]
                    there = reached[pending if pending <= MOST_BACKLOG else -1]
            extra = charges[end]
            if pending:
                extra += matter.away.cost(end, placed)
            if ceiling is not None:  # most are too dear whatever white is left at their foot
                most = row[end] + spare - waiting
                known = there[end] - so_far
                if extra > most or extra >= known:
                    continue
            gives = stretches[end] - stretch
            cost, depth_class, _, _ = glue_cost(free, gives, 0.0, line)
            if cost > dearest and is_even and free > gives:
                return False  # what ends earlier is shorter still
            cost += extra
            if ceiling is not None and (cost > most or cost >= known):
                continue
            found.append(Turn(start, end, (), placed, cost, depth_class, depth, spots))
        return True

    def _has_room(self, end: int) -> bool:
        """Return whether all is finished at a break, what it adds at the foot included."""
        text = self._text(end)
        notes = 0.0 if self.beside else self._notes_height(end)
        return text[0] - text[2] + self.matter.column.before[end] + notes <= self.room + TOLERANCE

    def _text(self, end: int) -> Extent:
        if end <= self.odd:
            return self.matter.text(self.start, end, self.arranged)
        column, base = self.matter.column, self.base
        return (
            column.foot[end] - base[0],
            column.foot_stretch[end] - base[1],
            column.foot_shrink[end] - base[2],
        )

    def _notes_height(self, end: int) -> float:
        """Return the height of the note area if everything is finished."""
        calls = self.matter.column.calls[end]
        if calls == self.calls:
            return self.notes_already
        if not self.is_run_in:
            return self.notes_base + self.matter.sums[calls]
        if calls not in self.heights:
            own = self.matter.column.called[self.calls : calls]
            new = tuple(sorted((*own, *self.notes)))
            self.heights[calls] = self.matter.notes.height(self.owed, new)
        return self.heights[calls]

    def _has_enough(self, end: int) -> bool:
        """Return whether the page holds enough text: all that is left, enough lines, or a float."""
        column, has_floats = self.matter.column, bool(self.arranged.spots)
        lines = column.lines[end] - self.lines
        if column.is_forced[end]:
            return lines > 0 or has_floats
        return lines >= self.rules.text_lines or (lines == 0 and has_floats)

    def _add(self, found: list[Turn], end: int, text: Extent, filling: Filling) -> None:
        """Add the page to a break, unless it is dearer than it may be."""
        column, owed, height = self.matter.column, filling.owed, self.height
        depth = height - self.room + column.before[end] + text[0]
        depth += 0.0 if self.beside else filling.height
        if depth > self.fullest:
            self.fullest = min(depth, height)
        pending = max(column.anchors[end] - self.placed, 0)
        extra = column.charge[end] + filling.cost + self.matter.away.cost(end, self.placed)
        most = inf
        if self.ceiling is not None:
            most = self.ceiling.most(end, pending, is_owed=bool(owed))
            if extra > most:
                return
        free = height - depth
        cost, depth_class, _, _ = glue_cost(free, text[1], text[2], column.line)
        is_last = not owed and column.has_nothing_left(end, self.placed)
        if is_last or self.is_free:
            depth_class = NO_CLASS
            cost = cost if free < 0.0 else 0.0
        is_first = column.is_forced[self.start]
        has_few = column.is_forced[end] and not is_first and not self.arranged.spots
        if has_few and self.matter.room.columns == 1:
            cost += few_lines_cost(column.lines[end] - self.lines)
        cost += extra
        broken: tuple[int, ...] = ()
        if self.rules.given_up:
            broken = self._broken(end, filling)
            cost += relaxation_cost(broken)
        if cost > most:
            return
        depth = min(depth, height)
        spots = self.arranged.spots
        found.append(
            Turn(self.start, end, owed, self.placed, cost, depth_class, depth, spots, broken)
        )

    def _broken(self, end: int, filling: Filling) -> tuple[int, ...]:
        column = self.matter.column
        broken = list(filling.broken)
        if column.lines[end] - self.lines == 1 and not column.is_forced[end]:
            broken.append(TEXT_LINES)
        if filling.height > self.matter.room.note_share * self.height + TOLERANCE:
            broken.append(NOTE_SHARE)
        if column.cost[end] >= FORBIDDEN:
            broken.append(KEPT)
        if end > self.arranged.orderly:
            broken.append(IN_ORDER)
        return tuple(sorted(broken))
