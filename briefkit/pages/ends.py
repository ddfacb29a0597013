"""A place and an arrangement of floats into the pages with text that start there → Turns.

Which arrangements there are, and which pages without text, is said in `turns`.
"""

from bisect import bisect_left, bisect_right
from itertools import accumulate
from math import inf

from briefkit.galley.items import FORBIDDEN
from briefkit.pages.column import Column
from briefkit.pages.demerits import (
    FLOAT_AWAY,
    IN_ORDER,
    KEPT,
    NO_CLASS,
    NOTE_SHARE,
    TEXT_LINES,
    TOLERANCE,
    Rules,
    few_lines_cost,
    glue_cost,
    relaxation_cost,
)
from briefkit.pages.floats import NOTHING, Arrangement, Extent
from briefkit.pages.insertions import SPLITS, Filling, Notes, Owed
from briefkit.pages.plan import PageRoom
from briefkit.pages.turn import Turn
from briefkit.values import field, frozen

SHORTER_LINES = 10  # a page this much shorter than the fullest costs a thousand more
UNFINISHED_ENDS = 5  # ends of page with a note unfinished, from the first: the note wants the room
LONG_NOTE_ENDS = 3  # of these the cheapest, while more than a page of notes is owed


@frozen
class Matter:
    """What is to be set on pages, with the sums by which their ends are found.

    sums: of the heights of the first notes called in the text, the gap after each included.
    finished: of each break, the least natural height less shrink of it and all later ones, the
        notes called before them included.
    """

    column: Column
    notes: Notes
    room: PageRoom
    sums: tuple[float, ...] = field(init=False)
    finished: tuple[float, ...] = field(init=False)
    most_before: float = field(init=False)

    @sums.default
    def _sum_notes(self) -> tuple[float, ...]:
        gap = self.room.note_gap
        heights = (self.notes.measure(note).height() + gap for note in self.column.called)
        return tuple(accumulate(heights, initial=0.0))

    @finished.default
    def _least_finished(self) -> tuple[float, ...]:
        column, beside = self.column, self.room.has_notes_beside
        each = (
            foot - shrink + (0.0 if beside else self.sums[calls])
            for foot, shrink, calls in zip(
                column.foot[::-1], column.foot_shrink[::-1], column.calls[::-1], strict=True
            )
        )
        return tuple(accumulate(each, min))[::-1]

    @most_before.default
    def _find_most_before(self) -> float:
        return max(self.column.before, default=0.0)

    def text(self, start: int, end: int, arranged: Arrangement) -> Extent:
        """Return the extent of the text between two breaks, with the floats that stand in it."""
        column, here = self.column, arranged.here
        if arranged.tail < 0 and column.lines[end] == column.lines[start]:
            return NOTHING
        if arranged.start < 0:
            natural, stretch, shrink = (
                -column.top[start],
                -column.top_stretch[start],
                -column.top_shrink[start],
            )
        else:
            natural, stretch, shrink = (-size for size in column.sums[arranged.start])
        if arranged.tail > column.last[end]:  # nothing stands under the float: nor its space
            foot, below = column.sums[arranged.tail], arranged.below
            natural += foot[0] - below[0]
            stretch += foot[1] - below[1]
            shrink += foot[2] - below[2]
        else:
            natural += column.foot[end]
            stretch += column.foot_stretch[end]
            shrink += column.foot_shrink[end]
        return natural + here[0], stretch + here[1], shrink + here[2]


class Ends:
    """The pages with text from one place, with one arrangement of floats.

    height: of the page. room: for text and notes; most: that notes may take of it.
    base: natural size, stretch and shrink to be taken from the column's sums at the page's end.
    odd: the last break to which that does not apply: no text, or none under the last float here.
    notes_base: to be added to the sum of notes at the page's end, if one is called on it;
        notes_already: the height of the note area if none is.
    """

    def __init__(
        self,
        matter: Matter,
        start: int,
        owed: Owed,
        placed: int,
        height: float,
        arranged: Arrangement,
        rules: Rules,
        is_free: bool,
    ) -> None:
        """Begin at a break, with what is owed and the floats set before it."""
        column, notes, room = matter.column, matter.notes, matter.room
        self.matter, self.arranged, self.rules = matter, arranged, rules
        self.is_free = is_free
        self.start, self.owed, self.height = start, owed, height
        self.placed = placed + len(arranged.spots)
        self.room = height - column.after[start] - arranged.room
        self.most = room.note_share * height if rules.hold(NOTE_SHARE) else height
        self.calls = column.calls[start]
        self.lines = column.lines[start]
        self.is_first = column.is_forced[start]
        self.keeps = rules.hold(KEPT)
        self.has_notes = bool(owed or arranged.notes)
        self.notes_already = notes.height(owed, arranged.notes) if self.has_notes else 0.0
        heading = 0.0 if self.has_notes else room.note_space - room.note_gap
        self.notes_base = self.notes_already + heading - matter.sums[self.calls]
        self.is_long = bool(owed) and notes.height(owed, ()) > height + TOLERANCE
        top = (column.top[start], column.top_stretch[start], column.top_shrink[start])
        if arranged.start >= 0:
            top = column.sums[arranged.start]
        here = arranged.here
        self.base = (top[0] - here[0], top[1] - here[1], top[2] - here[2])
        self.beside = room.has_notes_beside
        self.odd = bisect_left(column.last, max(arranged.tail, column.first[start])) - 1
        # where short notes share lines, their heights are no sums
        self.heights: dict[int, float] | None = {} if room.run_in_measure else None

    def turns(self) -> list[Turn]:
        """Return the pages; what they are among is said in `pagebreak`."""
        last = self._last_finished()
        found = self._unfinished(last)
        found += self._finished(last, max([turn.depth for turn in found], default=0.0))
        if self.is_long and found:
            return [min(found, key=lambda turn: turn.cost)]
        if not found or self.rules.given_up or self.is_free:
            return found  # a short page may give up less than a full one
        fullest = max([turn.depth for turn in found])
        shortest = fullest - SHORTER_LINES * self.matter.column.line - TOLERANCE
        return [turn for turn in found if turn.depth >= shortest]

    def _last_finished(self) -> int:
        """Return the last break at which a page may end with all its notes finished.

        Matter that a break adds at the foot is left out, and the space that vanishes under a float
        is not: both are looked at page by page.
        """
        matter, column = self.matter, self.matter.column
        low, high = self.arranged.lowest, self.arranged.highest + 1
        room = self.room + self.base[0] - self.base[2] + TOLERANCE
        if self.heights is not None:
            for end in range(high - 1, low - 1, -1):
                notes = self._notes_height(end)
                text = column.foot[end] - column.foot_shrink[end] + notes
                if text <= room and notes <= self.most + TOLERANCE:
                    return end
            return low - 1
        notes = 0.0 if self.beside else self.notes_base
        last = bisect_right(matter.finished, room - notes, low, high) - 1
        if self.most < self.height or self.beside:
            calls = bisect_right(matter.sums, self.most - self.notes_base + TOLERANCE) - 1
            last = min(last, bisect_right(column.calls, calls, low, high) - 1)
        if not self.has_notes:  # no note, no note space
            without = bisect_right(column.calls, self.calls, low, high) - 1
            plain = bisect_right(column.tightest, room, low, high) - 1
            last = max(last, min(without, plain))
        return last

    def _unfinished(self, last: int) -> list[Turn]:
        """Return the pages that end with a note unfinished."""
        matter, column, arranged = self.matter, self.matter.column, self.arranged
        found = []
        left, ways = (LONG_NOTE_ENDS, 1) if self.is_long else (UNFINISHED_ENDS, SPLITS)
        first = max(last + 1, arranged.lowest)
        while (
            first > arranged.lowest and column.before[first - 1] and not self._has_room(first - 1)
        ):
            first -= 1
        for end in range(first, arranged.highest + 1):
            if self.keeps and column.cost[end] >= FORBIDDEN:
                continue
            text = self._text(end)
            foot = column.before[end]
            snug = self.room - text[0] - foot
            if snug + text[2] + foot < -TOLERANCE:
                break
            if not self._has_enough(end):
                continue
            is_full = snug <= self.most + column.line  # else the notes cannot fill the page
            whole = self._notes_height(end)
            room = min(snug + text[2], self.most)
            if room < -TOLERANCE:  # what the break adds at the foot is too much
                continue
            if self.beside:
                is_full, room, snug = True, self.most, self.most
            if whole <= room + TOLERANCE:  # where a float's space below has vanished
                found.append(self._turn(end, text, Filling((), whole)))
                continue
            new = column.called[self.calls : column.calls[end]]
            if arranged.notes:
                new = tuple(sorted(new + arranged.notes))
            snug = min(snug, self.most)
            fillings = matter.notes.fillings(self.owed, new, whole, room, snug, self.rules, ways)
            found += [self._turn(end, text, filling) for filling in fillings]
            if not fillings and not foot:
                break  # nor at any later end: there is only more to set
            left -= bool(fillings) and is_full
            if not left:
                break
        return found

    def _finished(self, last: int, fullest: float) -> list[Turn]:
        """Return the pages that end with all notes finished, from the fullest.

        Most of the time of a search is spent here, so what is the same for all is not looked up
        again, and what `_turn` does for a usual page is done in place.
        """
        matter, column = self.matter, self.matter.column
        costs, charges, is_forced = column.cost, column.charge, column.is_forced
        feet, stretches, before = column.foot, column.foot_stretch, column.before
        calls, lines, line = column.calls, column.lines, column.line
        natural, stretch, _ = self.base
        start, owed, placed, spots = self.start, (), self.placed, self.arranged.spots
        enough = self.lines + self.rules.text_lines
        never = FORBIDDEN if self.keeps else inf
        is_usual = not self.rules.given_up and not self.is_free
        margin = SHORTER_LINES * line + matter.most_before + TOLERANCE if is_usual else inf
        room, beside = self.room, self.beside
        found = []
        for end in range(min(last, self.arranged.highest), self.arranged.lowest - 1, -1):
            if costs[end] >= never:
                continue
            text = self._text(end) if end <= self.odd else (feet[end] - natural, 0.0, 0.0)
            called = calls[end]
            notes = (
                self.notes_already
                if called == self.calls
                else self.notes_base + matter.sums[called]
            )
            if self.heights is not None:
                notes = self._notes_height(end)
            free = room - text[0] - (0.0 if beside else notes)
            if self.height - free < fullest - margin:
                break
            if lines[end] < enough and not self._has_enough(end):
                continue
            free -= before[end]
            if free < 0.0 or is_forced[end] or end <= self.odd or not is_usual:
                text = self._text(end)
                if free < -text[2] - TOLERANCE:
                    continue
                turn = self._turn(end, text, Filling((), notes))
            else:
                cost, depth_class, _, _ = glue_cost(free, stretches[end] - stretch, 0.0, line)
                cost += charges[end]
                if column.anchors[end] > placed:
                    cost += FLOAT_AWAY * (column.anchors[end] - placed)
                depth = self.height - free
                turn = Turn(start, end, owed, placed, cost, depth_class, depth, spots)
            found.append(turn)
            fullest = max(fullest, turn.depth)
        return found

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
        if self.heights is not None:
            if calls not in self.heights:
                own = self.matter.column.called[self.calls : calls]
                new = tuple(sorted((*own, *self.arranged.notes)))
                self.heights[calls] = self.matter.notes.height(self.owed, new)
            return self.heights[calls]
        return self.notes_base + self.matter.sums[calls]

    def _has_enough(self, end: int) -> bool:
        """Return whether the page holds enough text: all that is left, enough lines, or a float."""
        column, has_floats = self.matter.column, bool(self.arranged.spots)
        lines = column.lines[end] - self.lines
        if column.is_forced[end]:
            return lines > 0 or has_floats
        return lines >= self.rules.text_lines or (lines == 0 and has_floats)

    def _turn(self, end: int, text: Extent, filling: Filling) -> Turn:
        column = self.matter.column
        depth = self.height - self.room + column.before[end] + text[0]
        depth += 0.0 if self.beside else filling.height
        free = self.height - depth
        cost, depth_class, _, _ = glue_cost(free, text[1], text[2], column.line)
        pending = max(column.anchors[end] - self.placed, 0)
        is_last = column.is_forced[end] and not filling.owed and not pending
        if is_last or self.is_free:
            depth_class = NO_CLASS
            cost = cost if free < 0.0 else 0.0
        has_few = column.is_forced[end] and not self.is_first and not self.arranged.spots
        if has_few and not self.is_free:
            cost += few_lines_cost(column.lines[end] - self.lines)
        cost += column.charge[end] + filling.cost + FLOAT_AWAY * pending
        broken: tuple[int, ...] = ()
        if self.rules.given_up:
            broken = self._broken(end, filling)
            cost += relaxation_cost(broken)
        spots = self.arranged.spots
        depth = min(depth, self.height)
        return Turn(
            self.start, end, filling.owed, self.placed, cost, depth_class, depth, spots, broken
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
