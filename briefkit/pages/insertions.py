"""Notes into the ways they may fill a page: Galley → Notes, Filling.

Says which ways there are; which is taken is in `pagebreak`. A place in a note is counted in its
boxes: its lines 0 to 9 are its first nine boxes, whatever their kind. Notes are set at their
natural size: only the text's glue gives.

A note called in a note is set directly after it, and the two are measured as one. A split between
the line of the inner call and the inner note's second line is not legal, so that the inner note,
too, starts on the page of its call.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import combinations
from types import MappingProxyType
from typing import NamedTuple

from briefkit.errors import LayoutError, Problem, raise_all
from briefkit.galley.items import FORBIDDEN, FORCED, Galley, NoteGalley, VBox, VGlue
from briefkit.pages.column import gap_breaks, lines_worth, usual_line
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
from briefkit.pages.plan import NotePart, PageRoom
from briefkit.pages.runin import lines_of
from briefkit.values import frozen

SPLITS = 2  # ways to split a note at one page's end: the fullest that fits, and the next below

_NO_ENDS: Mapping[int, int] = MappingProxyType({})

Owed = tuple[tuple[int, int], ...]
"""Notes not finished, in order: each a note's place in the galley and its boxes that are set."""


@frozen
class Piece:
    """One note within those measured as one.

    note: its place in the galley. start, end: its boxes among all. cuts: for each number of its
    boxes, the item of the note up to which they go.
    """

    note: int
    start: int
    end: int
    cuts: tuple[int, ...]


@frozen
class NoteMeasure:
    """A note, with the notes called in it, as one run of boxes; `n` boxes are a place in it.

    foot[n], top[n]: sums of heights through box n, and up to box n + 1 with the glue before it.
    worth[n]: lines in the first n boxes, a high box counting for two.
    cost[n], kind[n]: of a split there; `FORBIDDEN` where no break is.
    is_bound[n]: whether a note called above it would start below it.
    legal: the splits with two lines of their note on either side; legal_feet: `foot` at each.
    pieces: the notes. run_in: the width of one line that others may share, else 0.
    """

    foot: tuple[float, ...]
    top: tuple[float, ...]
    worth: tuple[int, ...]
    cost: tuple[float, ...]
    kind: tuple[str, ...]
    is_bound: tuple[bool, ...]
    legal: tuple[int, ...]
    legal_feet: tuple[float, ...]
    pieces: tuple[Piece, ...]
    run_in: float = 0.0

    @property
    def boxes(self) -> int:
        """Return how many boxes there are."""
        return len(self.foot) - 1

    def height(self, start: int = 0, end: int | None = None) -> float:
        """Return the height of the part between two places; glue at its ends has vanished."""
        return self.foot[self.boxes if end is None else end] - self.top[start]

    def splits(self, rules: Rules) -> tuple[Sequence[int], Sequence[float]]:
        """Return the splits that keep the rules but for the lines above, and `foot` at each."""
        if rules.hold(SPLIT_LINES) and rules.hold(KEPT):
            return self.legal, self.legal_feet
        least = rules.split_lines
        found = []
        for place in range(1, self.boxes):
            piece = next(one for one in self.pieces if place <= one.end)
            may_stand_below = self.worth[piece.end] - self.worth[place] not in range(1, least)
            may_break = self.cost[place] < FORBIDDEN or not rules.hold(KEPT)
            may_part = not self.is_bound[place] or not rules.hold(NOTE_START)
            if may_stand_below and may_break and may_part:
                found.append(place)
        return found, [self.foot[place] for place in found]

    def first_split(self, start: int, legal: Sequence[int], rules: Rules) -> int:
        """Return which of the legal splits is the first with enough lines above it."""
        first = bisect_right(legal, start)
        least = self.worth[start] + rules.split_lines
        while first < len(legal) and self.worth[legal[first]] < least:
            first += 1
        return first

    def least(self, rules: Rules) -> float:
        """Return the height of the least part that may start the note."""
        legal, feet = self.splits(rules)
        first = self.first_split(0, legal, rules)
        return feet[first] - self.top[0] if first < len(legal) else self.height()

    def broken(self, start: int, split: int) -> tuple[int, ...]:
        """Return the rules that a part from `start` to `split` does not keep."""
        found = []
        piece = next(one for one in self.pieces if split <= one.end)
        above = self.worth[split] - self.worth[max(start, piece.start)]
        below = self.worth[piece.end] - self.worth[split]
        if above < 2 or below == 1:
            found.append(SPLIT_LINES)
        if self.cost[split] >= FORBIDDEN:
            found.append(KEPT)
        if self.is_bound[split]:
            found.append(NOTE_START)
        return tuple(found)


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

    measures: for each note of the galley; None for one that is measured with another.
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

    def owed_height(self, owed: Owed) -> float:
        """Return the height of what is owed, the gaps after each note included."""
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
        ends = dict(owed)
        if self.room.run_in_measure:
            parts = [
                part
                for part in (*queue, *((note, 0) for note in new))
                if ends.get(part[0]) != part[1]
            ]
            return self.heading(queue) + self._run_in(parts, ends) if parts else 0.0
        heights = [
            self.measure(note).height(start, ends.get(note))
            for note, start in (*queue, *((note, 0) for note in new))
            if ends.get(note) != start
        ]
        gaps = self.room.note_gap * (len(heights) - 1)
        return self.heading(queue) + sum(heights) + gaps if heights else 0.0

    def _run_in(
        self, parts: Sequence[tuple[int, int]], ends: Mapping[int, int] = _NO_ENDS
    ) -> float:
        """Return the height of parts of notes, the short ones in lines that they share."""
        measures = [self.measure(note) for note, _ in parts]
        widths = [measure.run_in for measure in measures]
        lines = lines_of(widths, self.room.run_in_measure, self.room.run_in_gap)
        heights = [
            max(
                measure.height(start, ends.get(note))
                for measure, (note, start) in zip(
                    measures[begin:end], parts[begin:end], strict=True
                )
            )
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
            used = whole - self.measure(note).height()
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
        legal, feet = measure.splits(rules)
        above = measure.top[start] - used
        end = bisect_right(feet, room + above + TOLERANCE)
        first = measure.first_split(start, legal, rules)
        if end <= first:
            if new or (note, start) == queue[0]:
                return []
            owed = ((note, start), *rest)
            return [Filling(owed, used - gap, self.cost(owed))]
        found = []
        tightest = bisect_right(feet, snug + above + TOLERANCE)
        for place in range(end - 1, max(first, tightest - ways) - 1, -1):
            split = legal[place]
            owed = ((note, split), *rest)
            cost = self.cost(owed) + _penalty(measure, split)
            broken = measure.broken(start, split) if rules.given_up else ()
            found.append(Filling(owed, feet[place] - above, cost, broken))
        return found

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
                    cost += _penalty(measure, end)
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
        return _penalty(measure, split), measure.kind[split]

    def parts(self, galley: Galley, queue: Owed, new: Sequence[int], owed: Owed) -> list[NotePart]:
        """Return the parts that stand on a page between what was owed before and after it."""
        ends = dict(owed)
        found = []
        for note, start in (*queue, *((note, 0) for note in new)):
            measure = self.measure(note)
            end = ends.get(note, measure.boxes)
            for piece in measure.pieces:
                low, high = max(start, piece.start), min(end, piece.end)
                is_whole_and_empty = piece.start == piece.end and note not in ends and start == 0
                if low < high or is_whole_and_empty:
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


def _penalty(measure: NoteMeasure, split: int) -> float:
    cost = measure.cost[split]
    return cost if FORCED < cost < FORBIDDEN else 0.0


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
        measures[place] = _measure(galley.notes, place, index, seen, room.note_gap, line)
    raise_all(
        LayoutError,
        (
            Problem(f"note {note.label} ({note.key!r}) is called nowhere", note.where, "call it")
            for place, note in enumerate(galley.notes)
            if place not in seen
        ),
    )
    return Notes(tuple(measures), tuple(in_floats), room)


def _measure(
    notes: Sequence[NoteGalley],
    note: int,
    index: dict[str, int],
    seen: set[int],
    gap: float,
    line: float,
) -> NoteMeasure:
    """Return a note measured with those called in it, which are added to `seen`."""
    order = [note]
    callers: dict[int, int] = {}  # of each note called in one: the calling line among all boxes
    feet, tops, worth = [0.0], [0.0], [0]
    costs, kinds, pieces = [FORBIDDEN], [""], []
    position = 0.0
    for piece_note in order:
        items = notes[piece_note].items
        boxes = [place for place, item in enumerate(items) if isinstance(item, VBox)]
        start = len(feet) - 1
        if start:
            position += gap
            tops[-1] = position
            costs[-1], kinds[-1] = 0.0, ""
        cuts = [0]
        for count, place in enumerate(boxes):
            box = items[place]
            if not isinstance(box, VBox):
                continue
            if count:
                before = boxes[count - 1]
                best = min(gap_breaks(items, before, place), key=lambda one: one.cost)
                position += sum(
                    item.natural for item in items[before + 1 : place] if isinstance(item, VGlue)
                )
                tops[-1] = position
                costs[-1], kinds[-1] = best.cost, best.kind
                cuts.append(best.item)
            position += box.height
            feet.append(position)
            tops.append(position)
            worth.append(worth[-1] + lines_worth(box.height, line))
            costs.append(FORBIDDEN)
            kinds.append("")
            for key in box.calls:
                inner = index.get(key)
                if inner is None:
                    what = f"calls note {key!r}, which the galley lacks"
                    raise LayoutError(Problem(what, box.where, "give the galley that note"))
                if inner not in seen:
                    seen.add(inner)
                    order.append(inner)
                    callers[inner] = len(feet) - 1
        cuts.append(len(items))
        pieces.append(Piece(piece_note, start, len(feet) - 1, tuple(cuts)))
    is_bound = [False] * len(feet)
    for piece in pieces:
        if piece.note in callers:
            for place in range(callers[piece.note], piece.start + 1):
                is_bound[place] = True
    legal = []
    for place in range(1, len(feet) - 1):
        piece = next(one for one in pieces if place <= one.end)
        above, below = worth[place] - worth[piece.start], worth[piece.end] - worth[place]
        if costs[place] < FORBIDDEN and not is_bound[place] and above >= 2 and below != 1:
            legal.append(place)
    return NoteMeasure(
        foot=tuple(feet),
        top=tuple(tops),
        worth=tuple(worth),
        cost=tuple(costs),
        kind=tuple(kinds),
        is_bound=tuple(is_bound),
        legal=tuple(legal),
        legal_feet=tuple(feet[place] for place in legal),
        pieces=tuple(pieces),
        run_in=notes[note].run_in if len(pieces) == 1 else 0.0,
    )
