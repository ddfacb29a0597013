"""Notes into the ways they may fill a page: Galley → Notes, Filling.

Says which ways there are; which is taken is in `pagebreak`. A place in a note is counted in its
boxes: its lines 0 to 9 are its first nine boxes, whatever their kind. Notes are set at their
natural size: only the text's glue gives.

A note called in a note is set directly after it, and the two are measured as one. A split between
the line of the inner call and the inner note's second line is not legal, so that the inner note,
too, starts on the page of its call. Where the outer note alone fills the page, it is split for
the inner ones: these are set whole below its first lines, and it goes on on the next page, from
then on by itself: as another note, so to speak, whose place is that of the note and of all others.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import combinations
from types import MappingProxyType
from typing import NamedTuple

from briefkit.errors import LayoutError, Problem, raise_all
from briefkit.galley.items import Galley
from briefkit.pages.column import usual_line
from briefkit.pages.demerits import (
    KEPT,
    NOTE_SPLIT,
    NOTE_START,
    ONE_SPLIT,
    SPLIT_LINES,
    TOLERANCE,
    Rules,
    carried_cost,
    relaxation_cost,
)
from briefkit.pages.measures import NoteMeasure, measured
from briefkit.pages.plan import NotePart, PageRoom
from briefkit.pages.runin import lines_of
from briefkit.values import frozen

SPLITS = 2  # ways to split a note at one page's end: the fullest that fits, and the next below

_NO_ENDS: Mapping[int, int] = MappingProxyType({})

Owed = tuple[tuple[int, int], ...]
"""Notes not finished, in order: each a note's place in the galley and its boxes that are set."""


class Filling(NamedTuple):
    """One way to set notes on a page: what is owed after it, and what that takes and costs.

    owed: afterwards. height: of the note area. cost: of what is owed. broken: rules given up.
    """

    owed: Owed
    height: float
    cost: float = 0.0
    broken: tuple[int, ...] = ()


@frozen
class Notes:
    """All notes of a galley, measured, with the room they take.

    measures: for each note of the galley; None for one that is measured with another. Then once
        more for each, by itself: None for one that calls none.
    in_floats: of each float, the notes called in it.
    """

    measures: tuple[NoteMeasure | None, ...]
    in_floats: tuple[tuple[int, ...], ...]
    room: PageRoom

    def measure(self, note: int) -> NoteMeasure:
        """Return the measure of a note that is called in the text or a float."""
        measure = self.measures[note]
        if measure is None:
            raise LookupError(f"note {note} is measured with the note that calls it")
        return measure

    def heading(self, queue: Owed) -> float:
        """Return the room above the first note of a page."""
        is_carried = bool(queue) and queue[0][1] > 0
        return self.room.note_space + (self.room.note_continuation if is_carried else 0.0)

    def by_itself(self, note: int) -> int:
        """Return the place of a note that is owed without those called in it, which are set."""
        return note + len(self.measures) // 2

    def owed_height(self, owed: Owed) -> float:
        """Return the height of what is owed, the gaps after each note included."""
        if len(owed) == 1:
            ((note, start),) = owed
            return self.measure(note).height(start) + self.room.note_gap
        return sum(self.measure(note).height(start) + self.room.note_gap for note, start in owed)

    def owed_lines(self, owed: Owed) -> int:
        """Return how many lines are owed."""
        return sum(self.measure(note).boxes - start for note, start in owed)

    def height(self, queue: Owed, new: Sequence[int]) -> float:
        """Return the height of the note area if everything is finished on the page."""
        if not queue and not new:
            return 0.0
        if self.room.run_in_measure:
            return self.heading(queue) + self._run_in((*queue, *((note, 0) for note in new)))
        parts = self.owed_height(queue) + self.owed_height(tuple((note, 0) for note in new))
        return self.heading(queue) + parts - self.room.note_gap

    def set_height(self, queue: Owed, new: Sequence[int], owed: Owed) -> float:
        """Return the height of the note area between what is owed before and after a page."""
        ends = self._ends(owed)
        if self.room.run_in_measure:
            parts = [
                part
                for part in (*queue, *((note, 0) for note in new))
                if ends.get(part[0]) != part[1]
            ]
            return self.heading(queue) + self._run_in(parts, ends) if parts else 0.0
        heights = [
            self._part_height(note, start, ends)
            for note, start in (*queue, *((note, 0) for note in new))
            if ends.get(note) != start
        ]
        gaps = self.room.note_gap * (len(heights) - 1)
        return self.heading(queue) + sum(heights) + gaps if heights else 0.0

    def _ends(self, owed: Owed) -> dict[int, int]:
        """Return where each note ends on a page; -1 times a place for one split for its inner ones.

        A note that is finished has none.
        """
        count = len(self.measures) // 2
        ends = dict(owed)
        for note, end in owed:
            if note >= count:
                ends[note - count] = -end
        return ends

    def _part_height(self, note: int, start: int, ends: Mapping[int, int]) -> float:
        """Return the height of what stands of a note, with those called in it, from a place on."""
        measure, end = self.measure(note), ends.get(note)
        if end is None or end >= 0:
            return measure.height(start, end)
        return measure.height(start, -end) + measure.inner_height

    def _run_in(
        self, parts: Sequence[tuple[int, int]], ends: Mapping[int, int] = _NO_ENDS
    ) -> float:
        """Return the height of parts of notes, the short ones in lines that they share."""
        measures = [self.measure(note) for note, _ in parts]
        widths = [measure.run_in for measure in measures]
        lines = lines_of(widths, self.room.run_in_measure, self.room.run_in_gap)
        heights = [
            max(self._part_height(note, start, ends) for note, start in parts[begin:end])
            for begin, end in lines
        ]
        return sum(heights) + self.room.note_gap * (len(heights) - 1) if heights else 0.0

    def fillings(
        self,
        queue: Owed,
        new: Sequence[int],
        whole: float,
        room: float,
        snug: float,
        rules: Rules,
        ways: int = SPLITS,
    ) -> list[Filling]:
        """Return the ways to set what is owed, then new notes, with something left over.

        What can be finished is finished. The first part that cannot is split; it is the last of
        the page, unless that rule is given up. A carried note goes on on every page until it ends.

        Args:
            queue: owed from earlier pages, in order.
            new: called on this page, in order.
            whole: the height of it all.
            room: all that the note area may take.
            snug: the same if the text's glue does not shrink.
            rules: those in force; of notes, no more are given up than this takes.
            ways: how many splits that are snug to offer, the fullest first.
        """
        if not rules.given_up:
            return self._one_split(queue, new, whole, room, snug, rules, ways)
        for some in _of_notes(rules):
            found = self._one_split(queue, new, whole, room, snug, some, ways)
            if not found and not some.hold(ONE_SPLIT):
                found = self._many_splits(queue, new, room, some)
            if found:
                return found
        return []

    def _one_split(
        self,
        queue: Owed,
        new: Sequence[int],
        whole: float,
        room: float,
        snug: float,
        rules: Rules,
        ways: int,
    ) -> list[Filling]:
        """Return the ways to split one note; notes that were owed before it are finished."""
        rest: Owed = ()
        if new:  # a note called here starts here, so all before the last are finished
            note, start = new[-1], 0
            measure = self.measure(note)
            if not measure.may_be_split and not rules.given_up:
                return []
            used = whole - measure.height()
        else:
            gap = self.room.note_gap
            used = self.heading(queue)
            for place, (note, start) in enumerate(queue):  # noqa: B007 - of the last one below
                through = self.height(queue[: place + 1], ())
                if through > room + TOLERANCE:
                    rest = queue[place + 1 :]
                    break
                used = through + gap
            measure = self.measure(note)
        legal, feet = splits = measure.splits(rules)
        above = measure.top[start] - used
        end = bisect_right(feet, room + above + TOLERANCE)
        first = measure.first_split(start, legal, rules)
        if end <= first:
            for_inner = self._for_inner(note, start, rest, used, room, snug, rules, ways)
            if for_inner or new or (note, start) == queue[0]:
                return for_inner
            owed = ((note, start), *rest)
            return [Filling(owed, used - gap, self.cost(owed))]
        first = max(first, bisect_right(feet, snug + above + TOLERANCE) - ways)
        places = range(end - 1, first - 1, -1)
        return self._fillings_at(places, splits, note, start, rest, above, rules)

    def _fillings_at(
        self,
        places: range,
        splits: tuple[Sequence[int], Sequence[float]],
        note: int,
        start: int,
        rest: Owed,
        above: float,
        rules: Rules,
    ) -> list[Filling]:
        """Return a note split at each of these places among its splits.

        start: of its line that comes first; rest: what is owed after it; above: how much of the
        sums is not on the page.
        """
        measure, (legal, feet) = self.measure(note), splits
        if not rest and not rules.given_up:
            costs = measure.legal_costs
            return [
                Filling(((note, legal[place]),), feet[place] - above, costs[place])
                for place in places
            ]
        found = []
        for place in places:
            split = legal[place]
            owed = ((note, split), *rest)
            cost = self.cost(owed) + measure.penalty(split)
            broken = measure.broken(start, split) if rules.given_up else ()
            found.append(Filling(owed, feet[place] - above, cost, broken))
        return found

    def _for_inner(
        self,
        note: int,
        start: int,
        rest: Owed,
        used: float,
        room: float,
        snug: float,
        rules: Rules,
        ways: int,
    ) -> list[Filling]:
        """Return the ways to split a note that leaves those called in it no room.

        used: the room above the note; rest: what is owed after it.
        """
        measure = self.measure(note)
        if not measure.calls or start >= measure.calls[0]:
            return []
        place = self.by_itself(note)
        alone = self.measure(place)
        legal, feet = splits = alone.splits(rules)
        above = alone.top[start] - used - measure.inner_height
        end = bisect_right(feet, room + above + TOLERANCE)
        first = max(
            alone.first_split(start, legal, rules),
            bisect_right(legal, measure.calls[-1] - 1),
            bisect_right(feet, snug + above + TOLERANCE) - ways,
        )
        places = range(end - 1, first - 1, -1)
        return self._fillings_at(places, splits, place, start, rest, above, rules)

    def _many_splits(
        self, queue: Owed, new: Sequence[int], room: float, rules: Rules
    ) -> list[Filling]:
        """Return the one way in which several notes may be unfinished at a page's end.

        Each new note has its least start; what room is left goes to the notes in order.
        """
        gap = self.room.note_gap
        free = room - self.heading(queue) + gap
        least = [self.measure(note).least(rules) + gap for note in new]
        starting = len(new)
        while starting and sum(least[:starting]) > free + TOLERANCE:
            starting -= 1
        if starting < len(new) and rules.hold(NOTE_START):
            return []
        reserved = sum(least[:starting])
        owed: list[tuple[int, int]] = []
        broken = [NOTE_START] * (len(new) - starting)
        cost = used = 0.0
        for place, (note, start) in enumerate((*queue, *((note, 0) for note in new))):
            is_new = place >= len(queue)
            if is_new and place - len(queue) >= starting:
                owed.append((note, 0))
                continue
            if is_new:
                reserved -= least[place - len(queue)]
            measure = self.measure(note)
            available = free - used - reserved - gap
            end = _furthest(measure, start, available, bool(owed), is_new, rules)
            if end > start:
                used += measure.height(start, end) + gap
                broken += [ONE_SPLIT] if owed else []
                if end < measure.boxes:
                    broken += measure.broken(start, end)
                    cost += measure.penalty(end)
            if end < measure.boxes:
                owed.append((note, end))
        if not used and (queue or rules.hold(NOTE_START)):
            return []
        height = self.heading(queue) + used - gap if used else 0.0
        if self.room.run_in_measure:
            height = self.set_height(queue, new, tuple(owed))
        return [Filling(tuple(owed), height, cost + self.cost(tuple(owed)), tuple(broken))]

    def cost(self, owed: Owed) -> float:
        """Return what it costs to turn the page with these notes owed, penalties apart."""
        return NOTE_SPLIT * len(owed) + carried_cost(self.owed_lines(owed)) if owed else 0.0

    def penalty(self, note: int, split: int) -> tuple[float, str]:
        """Return what a note says of a split of it, and of what kind it is."""
        measure = self.measure(note)
        return measure.penalty(split), measure.kind[split]

    def parts(self, galley: Galley, queue: Owed, new: Sequence[int], owed: Owed) -> list[NotePart]:
        """Return the parts that stand on a page between what was owed before and after it."""
        ends = self._ends(owed)
        found = []
        for note, start in (*queue, *((note, 0) for note in new)):
            measure = self.measure(note)
            end = ends.get(note, measure.boxes)
            for piece in measure.pieces:
                through = end if end >= 0 else -end if piece.start == 0 else measure.boxes
                low, high = max(start, piece.start), min(through, piece.end)
                if low < high:
                    low, high = low - piece.start, high - piece.start
                    found.append(
                        NotePart(
                            galley.notes[piece.note].key,
                            piece.cuts[low],
                            piece.cuts[high],
                            is_carried=low > 0,
                            is_unfinished=high < piece.end - piece.start,
                            lines=(low, high),
                        )
                    )
        return found


@cache
def _of_notes(rules: Rules) -> tuple[Rules, ...]:
    """Return the rules with ever more of those of notes given up, the least first."""
    given_up = sorted(rules.given_up & {SPLIT_LINES, ONE_SPLIT, KEPT, NOTE_START})
    sets = [some for number in range(len(given_up) + 1) for some in combinations(given_up, number)]
    return tuple(Rules(frozenset(some)) for some in sorted(sets, key=relaxation_cost))


def _furthest(
    measure: NoteMeasure,
    start: int,
    available: float,
    is_behind: bool,
    is_new: bool,
    rules: Rules,
) -> int:
    """Return how far a note gets; behind an unfinished one, a new one only starts."""
    if is_behind:
        if not is_new:
            return start
        available = min(available, measure.least(rules))
    if measure.height(start) <= available + TOLERANCE:
        return measure.boxes
    legal, feet = measure.splits(rules)
    end = bisect_right(feet, available + measure.top[start] + TOLERANCE)
    return legal[end - 1] if end > measure.first_split(start, legal, rules) else start


def notes_of(galley: Galley, called: Sequence[int], room: PageRoom) -> Notes:
    """Return a galley's notes, measured.

    Raises:
        LayoutError: notes that are called nowhere, or in floats but not in the galley.
    """
    index = {note.key: place for place, note in enumerate(galley.notes)}
    seen = set(called)
    in_floats = []
    for one in galley.floats:
        if missing := [key for key in one.calls if key not in index]:
            what = f"calls note {missing[0]!r}, which the galley lacks"
            raise LayoutError(Problem(what, one.where, "give the galley that note"))
        in_floats.append(tuple(index[key] for key in one.calls if index[key] not in seen))
        seen.update(in_floats[-1])
    measures: list[NoteMeasure | None] = [None] * len(galley.notes)
    line = usual_line(item for note in galley.notes for item in note.items)
    for place in sorted(seen):
        measures[place] = measured(galley.notes, place, index, seen, room.note_gap, line)
    everything = set(range(len(galley.notes)))
    measures += [
        measured(galley.notes, place, index, everything, room.note_gap, line)
        if one is not None and one.calls
        else None
        for place, one in enumerate(measures)
    ]
    raise_all(
        LayoutError,
        (
            Problem(f"note {note.label} ({note.key!r}) is called nowhere", note.where, "call it")
            for place, note in enumerate(galley.notes)
            if place not in seen
        ),
    )
    return Notes(tuple(measures), tuple(in_floats), room)
