"""A paragraph's best breaks → nearly as good ones with fewer rivers: `with_fewer_rivers`.

A river is a white streak down a paragraph: spaces of three or more lines in a row, all of them
wider than their own width, each of which has more than half a space of the next right under it.
Whether there is one hangs on three lines at once, which no search over pairs of breaks can weigh.
So the best breaks are looked at when they are found, and where there is a river, breaks of its
lines are moved, one at a time, if that costs less than the river does.

What hangs out at a line's edge, as most of a full stop does, is taken for white within it too.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import compress, count
from operator import ne

from briefkit.bounds import check_time
from briefkit.text.atoms import Space
from briefkit.text.fit import Fit, fit_line
from briefkit.text.linebreak import PLAIN_COSTS, ChosenBreaks, LineCosts, LineWidths
from briefkit.text.stick import Items
from briefkit.text.weighing import demerits_of, line_cost
from briefkit.values import evolve

_LEAST_LINES = 3
_OVERLAP = 0.5  # of a space
_DEMERITS = 20_000.0  # of each line of a river from the third on: as of three hyphens in a row
_MOST_MOVES = 2  # for each line that is the third of a river, or a later one
_MOST_WAYS = 8  # that are followed, the cheapest first

_Row = Sequence[tuple[float, float]]
"""The spaces of a loose line, each from where to where; none where a line is not loose."""


def with_fewer_rivers(
    items: Items,
    chosen: ChosenBreaks,
    fits: list[Fit],
    widths: LineWidths,
    expansion: float,
) -> tuple[ChosenBreaks, list[Fit]]:
    """Return breaks with fewer rivers than the best ones, and their fit; else those given.

    None is looked for where some of the text runs to the left, as its lines are not yet in order,
    nor where the paragraph has a line that does not fit.
    """
    if items.is_mixed or chosen.overfull or not _has_loose_lines(fits):
        return chosen, fits
    costs = PLAIN_COSTS
    if chosen.needed_emergency:  # then the search reckoned so
        costs = evolve(costs, tolerance=costs.last_tolerance)
    mending = _Mending(items, chosen, fits, widths, expansion, costs)
    mending.mend()
    return mending.result(chosen) if mending.more else (chosen, fits)


def _has_loose_lines(fits: Sequence[Fit]) -> bool:
    """Return whether as many lines in a row are loose as a river needs."""
    loose = 0
    for fit in fits:
        loose = loose + 1 if fit[0] > 0 else 0
        if loose == _LEAST_LINES:
            return True
    return False


class _Mending:
    """The breaks of one paragraph while they are moved."""

    def __init__(
        self,
        items: Items,
        chosen: ChosenBreaks,
        fits: Sequence[Fit],
        widths: LineWidths,
        expansion: float,
        costs: LineCosts,
    ) -> None:
        self._items = items
        self._points = items.points
        self._indices = list(chosen.indices)
        self._fits = list(fits)
        self._widths = widths
        self._expansion = expansion
        self._costs = costs
        # Breaks at spaces, or at seams, which are of no width and so in no river.
        self._spaces = list(compress(count(), map(ne, items.stops, items.begins)))
        own = (atom.width for atom in items.atoms if type(atom) is Space and atom.stretch)
        self._least = _OVERLAP * next(own, 0.0)
        self._rows: dict[tuple[int, int], _Row] = {}  # by the breaks of a line
        self._linked: dict[tuple[int, int, int], Sequence[tuple[int, int]]] = {}
        self._made: dict[tuple[int, int], Fit] = {}
        self._known: dict[int, list[tuple[int, float]]] = {}
        self.more = 0.0  # demerits than those of the best breaks

    def mend(self) -> None:
        """Move breaks, from the top down, as long as a river costs more."""
        for number in range(len(self._indices)):
            check_time()
            for _ in range(_MOST_MOVES):
                if not self.count(number) or not self._reset(number):
                    break

    def result(self, chosen: ChosenBreaks) -> tuple[ChosenBreaks, list[Fit]]:
        """Return the breaks as they are now, and their fit."""
        demerits = chosen.demerits + self.more
        return evolve(chosen, indices=tuple(self._indices), demerits=demerits), self._fits

    def count(self, number: int) -> int:
        """Return how many streaks go through a line that go through the two above it too."""
        fits = self._fits
        if (
            number < 2
            or fits[number][0] <= 0
            or fits[number - 1][0] <= 0
            or fits[number - 2][0] <= 0
        ):
            return 0
        links = self._links(number)
        if not links:
            return 0
        reached = {place for _, place in self._links(number - 1)}
        return len({place for above, place in links if above in reached})

    def _links(self, number: int) -> Sequence[tuple[int, int]]:
        """Return which space of the line above is over which of a line, by their numbers."""
        indices = self._indices
        key = indices[number - 2] if number > 1 else -1, indices[number - 1], indices[number]
        links = self._linked.get(key)
        if links is None:
            above, here = self._row(number - 1), self._row(number)
            links = self._linked[key] = _overlaps(above, here, self._least)
        return links

    def _row(self, number: int) -> _Row:
        ratio, _, scale = self._fits[number]
        before, index = self._indices[number - 1] if number else -1, self._indices[number]
        row = self._rows.get((before, index))
        if row is None:
            row = self._rows[before, index] = self._made_row(before, index, ratio, scale)
        return row

    def _made_row(self, before: int, index: int, ratio: float, scale: float) -> _Row:
        points, spaces = self._points, self._spaces
        here = spaces[bisect_right(spaces, before) : bisect_left(spaces, index)]
        x, x_stretch, _ = points.line_start(before)
        shift = (self._widths.rest - self._widths.first if before < 0 else 0.0) - x
        shift -= ratio * x_stretch
        ends, starts = points.ends, points.starts
        stretches, start_stretches = points.end_stretches, points.start_stretches
        if not points.end_gives:
            return [
                (
                    ends[j] + ratio * stretches[j] + shift,
                    starts[j] + ratio * start_stretches[j] + shift,
                )
                for j in here
            ]
        gives, start_gives = points.end_gives, points.start_gives
        wider = (scale - 1.0) / self._expansion - ratio  # beside what their stretch says
        shift -= wider * (start_gives[before] if before >= 0 else 0.0)
        return [
            (
                ends[j] + ratio * stretches[j] + wider * gives[j] + shift,
                starts[j] + ratio * start_stretches[j] + wider * start_gives[j] + shift,
            )
            for j in here
        ]

    def _reset(self, number: int) -> bool:
        """Break the lines of a river anew, the third of which is given; tell if that spares any.

        All others stay; the breaks that may move are the river's own and the one before it.
        """
        first, last = max(number - _LEAST_LINES, 0), min(number, len(self._indices) - 2)
        for line in range(last, first - 1, -1):
            if self._indices[line] in self._points.forced:
                first = line + 1
        own = self._indices[first : last + 1]
        demerits = self._demerits(first, last)
        if not own or demerits is None:
            return False
        worth = demerits + _DEMERITS * self._rivers(first, last)
        best, chosen, more = 0.0, own, 0.0
        for _, way in sorted(self._ways(first, last, worth))[:_MOST_WAYS]:
            self._set(first, way)
            found = self._demerits(first, last)
            if found is not None and worth - found > best:
                rivers = self._rivers(first, last)
                spared = worth - found - _DEMERITS * rivers
                if spared > best:
                    best, chosen, more = spared, way, found - demerits
                if not rivers:
                    break
        self._set(first, chosen)
        self.more += more
        return best > 0

    def _ways(self, first: int, last: int, worth: float) -> list[tuple[float, list[int]]]:
        """Return ways to break some lines anew, and what each costs at least, below `worth`."""
        end = self._indices[last + 1]
        ways = [(0.0, [self._indices[first - 1] if first else -1])]
        for _ in range(first, last + 1):
            longer = [
                (total + cost, [*way, index])
                for total, way in ways
                for index, cost in self._onward(way[-1], worth)
                if total + cost < worth and index < end
            ]
            longer.sort()
            ways = longer[:_MOST_WAYS]
        done = []
        for total, way in ways:
            closing = line_cost(self._points, self._widths, self._costs, way[-1], end)
            if closing is not None and total + closing[0] < worth:
                done.append((total + closing[0], way[1:]))
        return done

    def _onward(self, before: int, worth: float) -> Sequence[tuple[int, float]]:
        """Return the breaks that a line may end at, and what each costs, if below `worth`."""
        known = self._known.get(before)
        if known is None:
            known = self._known[before] = []
            points = self._points
            edge = points.line_start(before)[0]
            edge += self._widths.first if before < 0 else self._widths.rest
            wall = points.forced[bisect_right(points.forced, before)]
            middle = bisect_left(points.ends, edge, before + 1, wall)
            shorter = range(middle - 1, max(before, middle - 1 - _MOST_WAYS), -1)
            for way in (shorter, range(middle, min(wall, middle + _MOST_WAYS))):
                for index in way:
                    cost = line_cost(points, self._widths, self._costs, before, index)
                    if cost is None:
                        break
                    known.append((index, cost[0] + points.penalties[index] ** 2))
        return [one for one in known if one[1] < worth]

    def _set(self, first: int, way: Sequence[int]) -> None:
        """Let lines end at breaks."""
        indices, widths = self._indices, self._widths
        indices[first : first + len(way)] = way
        for number in range(first, first + len(way) + 1):
            before, end = indices[number - 1] if number else -1, indices[number]
            fit = self._made.get((before, end))
            if fit is None:
                room = widths.rest if number else widths.first
                is_filled = end not in self._points.forced
                fit = self._made[before, end] = fit_line(
                    self._items, before, end, room, self._expansion, is_filled=is_filled
                )
            self._fits[number] = fit

    def _demerits(self, first: int, last: int) -> float | None:
        """Return the demerits of all lines that some lines' breaks have a part in."""
        stop = min(last + 3, len(self._indices))
        return demerits_of(self._points, self._widths, self._costs, self._indices, first, stop)

    def _rivers(self, first: int, last: int) -> int:
        """Return the rivers that some lines' breaks have a part in, by lines from their third."""
        stop = min(last + 1 + _LEAST_LINES, len(self._indices))
        return sum([self.count(number) for number in range(first, stop)])


def _overlaps(above: _Row, here: _Row, least: float) -> list[tuple[int, int]]:
    """Return which spaces of two lines are over each other by more than `least`: their numbers."""
    links, first, stop = [], 0, len(above)
    for number, (left, right) in enumerate(here):
        edge = left + least
        while first < stop and above[first][1] <= edge:
            first += 1
        place, edge = first, right - least
        while place < stop and above[place][0] < edge:
            links.append((place, number))
            place += 1
    return links
