"""A note, with those called in it, into one run of boxes: NoteGalley → NoteMeasure.

Measures only; the ways in which notes may fill a page are in `insertions`. A place in a note is
counted in its boxes: its lines 0 to 9 are its first nine boxes, whatever their kind.
"""

from bisect import bisect_right
from collections.abc import Sequence

from briefkit.errors import LayoutError, Problem
from briefkit.galley.items import FORBIDDEN, FORCED, NoteGalley, VBox, VGlue
from briefkit.pages.column import gap_breaks, lines_worth
from briefkit.pages.demerits import (
    KEPT,
    NOTE_SPLIT,
    NOTE_START,
    SPLIT_LINES,
    Rules,
    carried_cost,
)
from briefkit.values import frozen


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
    legal: the splits with two lines of their note on either side; legal_feet: `foot` at each;
        legal_costs: what each costs, if nothing else is left unfinished.
    pieces: the notes. run_in: the width of one line that others may share, else 0.
    calls: the boxes of the first note through each that calls another, from the first to the last.
    """

    foot: tuple[float, ...]
    top: tuple[float, ...]
    worth: tuple[int, ...]
    cost: tuple[float, ...]
    kind: tuple[str, ...]
    is_bound: tuple[bool, ...]
    legal: tuple[int, ...]
    legal_feet: tuple[float, ...]
    legal_costs: tuple[float, ...]
    pieces: tuple[Piece, ...]
    run_in: float = 0.0
    calls: tuple[int, ...] = ()

    @property
    def inner_height(self) -> float:
        """Return the height of the notes called in the first, the gap before each included."""
        return self.foot[-1] - self.foot[self.pieces[0].end]

    @property
    def may_be_split(self) -> bool:
        """Return whether some part of it may be left for the next page, all rules kept."""
        return bool(self.legal or self.calls)

    @property
    def boxes(self) -> int:
        """Return how many boxes there are."""
        return len(self.foot) - 1

    def height(self, start: int = 0, end: int | None = None) -> float:
        """Return the height of the part between two places; glue at its ends has vanished."""
        return self.foot[self.boxes if end is None else end] - self.top[start]

    def penalty(self, split: int) -> float:
        """Return what the note says of a split."""
        return penalty(self.cost[split])

    def splits(self, rules: Rules) -> tuple[Sequence[int], Sequence[float]]:
        """Return the splits that keep the rules but for the lines above, and `foot` at each."""
        if not rules.given_up or (rules.hold(SPLIT_LINES) and rules.hold(KEPT)):
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
        if start == 0 and not rules.given_up:
            return 0
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


def penalty(cost: float) -> float:
    """Return what a break of this cost adds to the demerits."""
    return cost if FORCED < cost < FORBIDDEN else 0.0


def measured(
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
    for number, piece_note in enumerate(order):  # which grows
        inner_notes = []
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
                    inner_notes.append(inner)
                    callers[inner] = len(feet) - 1
        order[number + 1 : number + 1] = inner_notes
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
        legal_costs=tuple(
            NOTE_SPLIT + carried_cost(len(feet) - 1 - place) + penalty(costs[place])
            for place in legal
        ),
        pieces=tuple(pieces),
        run_in=notes[note].run_in if len(pieces) == 1 else 0.0,
        calls=tuple(place for place in callers.values() if place <= pieces[0].end),
    )
