"""Columns into the cheapest pages that two of them make: Turns → Found.

Of the pages that leave the same behind, and face others alike, one is kept. So what a page costs is
reckoned before there is a page, and most are never made: a search tries hundreds of pairs for each
page that it keeps.
"""

from collections.abc import Callable, Sequence
from math import inf
from typing import NamedTuple

from briefkit.pages.away import Away
from briefkit.pages.ceilings import MOST_BACKLOG, Ceiling
from briefkit.pages.column import Column
from briefkit.pages.demerits import (
    LEAST_LAST_LINES,
    NO_CLASS,
    Rules,
    few_lines_cost,
    relaxation_cost,
    uneven_cost,
)
from briefkit.pages.insertions import Filling, Owed
from briefkit.pages.turn import Turn
from briefkit.values import frozen

_UNEVEN = tuple(
    tuple(uneven_cost(first, second) for second in range(NO_CLASS + 1))
    for first in range(NO_CLASS + 1)
)


@frozen
class Across:
    """What stands across a page: the next floats.

    tops: how many at the top. first_bottom, bottoms: the first float at the foot, and how many.
    room: of them all, with their gaps. notes: called in them, in order. cost: of where they stand.
    """

    tops: int = 0
    first_bottom: int = 0
    bottoms: int = 0
    room: float = 0.0
    notes: tuple[int, ...] = ()
    cost: float = 0.0


class Pair(NamedTuple):
    """A page of two columns that may be.

    cost: of the page. across: what stands across it. columns: two, or one on a part's last page.
    filling: of the notes across it, if one is left unfinished.
    """

    cost: float
    across: Across
    columns: tuple[Turn, ...]
    filling: Filling | None = None


class Wanted(NamedTuple):
    """Which pages are wanted: by the calls in text before their ends, and floats in columns.

    calls: before their ends. least, most: floats set after their columns. filling: of the notes
        across them, where that gives up a rule.
    """

    calls: int
    least: int
    most: int
    filling: Filling | None = None


class Found:
    """The pages found that may start at one place.

    start, owed, placed: the break, what is owed and how many floats are set before it.
    rules: those in force. ceiling: what the pages may cost, if that is known.
    wide_away: what floats across two columns cost that wait: those in columns pay there.
    pairs: the cheapest of those that leave the same behind. is_possible: whether there are any,
        if only such as other ways lead to for less. left_out: ways to find some that are too dear.
    """

    def __init__(
        self,
        column: Column,
        start: int,
        owed: Owed,
        placed: int,
        rules: Rules,
        ceiling: Ceiling | None,
        wide_away: Away,
        *,
        is_facing: bool,
    ) -> None:
        """Begin with none."""
        self.column, self.start, self.owed, self.placed = column, start, owed, placed
        self.rules, self.ceiling, self.is_facing = rules, ceiling, is_facing
        self.wide_away = wide_away
        self.pairs: dict[object, Pair] = {}
        self.left_out: list[Callable[[], object]] = []
        self.is_possible = False

    def heaviest(self, end: int, waiting: int, *, is_owed: bool = False) -> float:
        """Return what a page may cost that ends at a break, with floats waiting, notes owed."""
        return inf if self.ceiling is None else self.ceiling.heaviest(end, waiting, is_owed=is_owed)

    def look_again(self) -> None:
        """Find one of the pages that were left out as too dear, if no others were found."""
        for find in self.left_out:
            if self.is_possible:
                return
            find()

    def add(
        self,
        cost: float,
        across: Across,
        columns: tuple[Turn, ...],
        filling: Filling | None = None,
    ) -> None:
        """Add a page; see `keep`. cost: but for what its notes leave unfinished."""
        if filling is not None:
            cost = cost + filling.cost + relaxation_cost(filling.broken)
        self.keep(Pair(cost, across, columns, filling))

    def keep(self, pair: Pair) -> None:
        """Keep a page if it is the cheapest that leaves the same behind, and not too dear.

        One that is too dear is kept if it is the first.
        """
        cost, across, columns, filling = pair
        first, last = columns[0], columns[-1]
        owed = last.owed if filling is None else filling.owed
        placed = last.placed + across.bottoms
        if last.end == self.start and owed == self.owed and placed <= self.placed:
            return  # it leads nowhere
        if self.is_possible:
            waiting = self.column.anchors[last.end] - placed
            if cost > self.heaviest(last.end, waiting, is_owed=bool(owed)):
                return
        self.is_possible = True
        classes = (first.depth_class, last.depth_class) if self.is_facing else None
        key = last.end, owed, placed, classes
        known = self.pairs.get(key)
        if known is None or cost < known.cost:
            self.pairs[key] = pair

    def add_pairs(
        self,
        first: Turn,
        seconds: Sequence[Turn],
        across: Across,
        wanted: Wanted | None,
        is_in_order: Callable[[Turn, Turn], bool] | None,
        *,
        has_others: bool,
    ) -> int:
        """Add the pages of one first column; return the last break at which one ends, or -1.

        Most of the time that two columns take is spent here, so all is done in place. Those that
        cost more than they may are left out, but for the first, if there are no others.

        Args:
            first: the column.
            seconds: the columns that may stand beside it.
            across: what stands across the page.
            wanted: which pages are, if not all.
            is_in_order: whether the notes of two columns are, if that is in question.
            has_others: whether a page was found with another first column.
        """
        column, pairs, ceiling = self.column, self.pairs, self.ceiling
        anchors, is_forced, calls = column.anchors, column.is_forced, column.calls
        bottoms, first_bottom = across.bottoms, across.first_bottom
        first_class, is_facing = first.depth_class, self.is_facing
        uneven, base = _UNEVEN[first_class], first.cost + across.cost
        filling = None if wanted is None else wanted.filling
        if filling is not None:
            base += relaxation_cost(filling.broken)
        if ceiling is not None:
            rows, spare, reached, so_far = ceiling
        away_cost, wide = self.wide_away.cost, self.wide_away.counts
        classes = None
        furthest = -1
        for second in seconds:
            _, end, owed, placed, cost, depth_class, _, _, _, _ = second
            waiting = anchors[end] - placed - bottoms
            if waiting < 0 or (bottoms and placed != first_bottom):
                continue  # the places of its floats are not all on the page
            if wanted is not None and (
                calls[end] != wanted.calls or not wanted.least <= placed <= wanted.most
            ):
                continue
            if is_in_order is not None and not is_in_order(first, second):
                continue
            cost += uneven[depth_class] + base
            if waiting and wide[anchors[end]] > wide[placed]:
                cost += away_cost(end, placed + bottoms)
            if is_forced[end]:
                cost += self.few_lines(across, (first, second))
            if ceiling is not None:
                backlog = waiting + 1 if owed else waiting
                if backlog > MOST_BACKLOG:
                    backlog = MOST_BACKLOG
                if cost > rows[backlog][end] + spare and (has_others or furthest >= 0):
                    continue
            if end > furthest:
                furthest = end
            placed += bottoms
            if end == self.start and owed == self.owed and placed <= self.placed:
                continue  # it leads nowhere
            self.is_possible = True
            if ceiling is not None and not owed:
                known_cost = reached[waiting if waiting <= MOST_BACKLOG else -1][end]
                if cost >= known_cost - so_far:
                    continue
            if is_facing:
                classes = first_class, depth_class
            key = end, owed, placed, classes
            known = pairs.get(key)
            if known is None or cost < known[0]:
                pairs[key] = Pair(cost, across, (first, second), filling)
        return furthest

    def few_lines(self, across: Across, columns: Sequence[Turn]) -> float:
        """Return what a part's last page costs for having few lines and no float."""
        if across.room or any(one.spots for one in columns):
            return 0.0
        return few_lines_cost(lines_at_the_end(self.column, columns))


def lines_at_the_end(column: Column, columns: Sequence[Turn]) -> int:
    """Return how many lines a part's last page has; as many as it needs, of any other."""
    start, end = columns[0].start, columns[-1].end
    if not column.is_forced[end] or column.is_forced[start]:
        return LEAST_LAST_LINES
    if not any(one.has_text for one in columns):
        return LEAST_LAST_LINES
    return column.lines[end] - column.lines[start]
