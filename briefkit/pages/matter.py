"""What is to be set into sums by which the ends of pages are found: Column, Notes → Matter.

Measures only; which ends there are is in `ends`.
"""

from itertools import accumulate

from briefkit.pages.away import Away
from briefkit.pages.column import Column
from briefkit.pages.demerits import TOLERANCE
from briefkit.pages.floats import NOTHING, Arrangement, Extent
from briefkit.pages.insertions import Notes
from briefkit.pages.plan import PageRoom
from briefkit.values import field, frozen

SHORTER_LINES = 10  # a page this much shorter than the fullest costs a thousand more


@frozen
class Matter:
    """What is to be set on pages, with the sums by which their ends are found.

    away: what floats cost that wait.
    sums: of the heights of the first notes called in the text, the gap after each included.
    finished: of each break, the least natural height less shrink of it and all later ones, the
        notes called before them included.
    splits: of each number of notes called, the least number, not below it, whose last may be split.
    most_before: what a break adds at a page's foot, at the most. least_charge: what one costs.
    margin: how much shorter than the fullest a page's text and notes may be.
    """

    column: Column
    notes: Notes
    room: PageRoom
    away: Away
    sums: tuple[float, ...] = field(init=False)
    finished: tuple[float, ...] = field(init=False)
    splits: tuple[int, ...] = field(init=False)
    most_before: float = field(init=False)
    least_charge: float = field(init=False)
    margin: float = field(init=False)

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

    @splits.default
    def _find_splits(self) -> tuple[int, ...]:
        called = self.column.called
        soonest, found = len(called) + 1, []
        for number in range(len(called), 0, -1):
            if self.notes.measure(called[number - 1]).may_be_split:
                soonest = number
            found.append(soonest)
        return (soonest, *found[::-1])

    @most_before.default
    def _find_most_before(self) -> float:
        return max(self.column.before, default=0.0)

    @least_charge.default
    def _find_least_charge(self) -> float:
        return min(self.column.charge, default=0.0)

    @margin.default
    def _find_margin(self) -> float:
        return SHORTER_LINES * self.column.line + self.most_before + TOLERANCE

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
