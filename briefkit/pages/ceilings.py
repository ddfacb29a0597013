"""What ways cost that are known into what a page may cost: ways → Least, Scouted, Ceiling.

A way is left that is dearer than another that is further on, and has no more left to be set from
before, by more than the search's slack: see `pagebreak`. Here is what is known of the others: the
cheapest that were found so far, and a plan that was found quickly beforehand. By that plan a page
is too dear before it is made, and so most of those that could be need not be.

Ways are compared by their weight: what they cost, and `WAITING` for each float that waits.
"""

# ruff: noqa: FURB136 - where a search asks most often, calls of `min` take three times as long

from collections.abc import Mapping, Sequence
from math import inf
from typing import NamedTuple

from briefkit.pages.insertions import Owed
from briefkit.values import frozen

MOST_BACKLOG = 8  # floats and quarter pages of notes left from before; more is not told apart
SPARED = 1_950.0  # points of cost, of the search's slack: what few plans take may weigh less more
WAITING = 400.0  # points of cost; of each float that waits: twice what the next page pays for it

Rows = Sequence[Sequence[float]]
"""For each backlog or number of floats that wait, and each break, what some way costs."""

State = tuple[int, int, Owed]
"""Where a page ends: a break, the floats set, the notes owed."""


class Ceiling(NamedTuple):
    """What the pages from one place may cost.

    rows: for each backlog, and each break, the weight of the plan further on with no more of it.
    spare: how much more this way may weigh, less its cost so far.
    reached: for each number of floats that wait, and each break, the cost of the cheapest way there
        with no note owed: a page that leads there for no less is of no use. cost: of this way.
    """

    rows: Rows
    spare: float
    reached: Rows
    cost: float

    def most(self, end: int, waiting: int, *, is_owed: bool = False) -> float:
        """Return what a page may cost that ends at a break, with floats waiting, notes owed."""
        return self.heaviest(end, waiting, is_owed=is_owed) - WAITING * waiting

    def plain(self, end: int) -> float:
        """Return what a page may cost that leaves nothing behind, and hardly has to be short."""
        dearest = self.rows[0][end] + self.spare - SPARED
        return min(dearest, self.reached[0][end] - self.cost)

    def heaviest(self, end: int, waiting: int, *, is_owed: bool = False) -> float:
        """Return what it may weigh."""
        backlog = waiting + is_owed
        row = self.rows[backlog if backlog < MOST_BACKLOG else MOST_BACKLOG]
        return row[end] + self.spare


class Least:
    """What the cheapest ways to each break cost; grows as they are found.

    waiting: the weight of a float that waits. nowhere: the costs where there is no way.
    plain: for each number of floats that wait, with no note owed. others: the weights of all
        others, for each backlog.
    """

    def __init__(self, breaks: int, waiting: float) -> None:
        """Begin with no way to any break."""
        self.waiting = waiting
        self.nowhere = [inf] * breaks
        self.plain = [self.nowhere] * (MOST_BACKLOG + 2)  # the last one stays so
        self.others = [self.nowhere] * (MOST_BACKLOG + 1)
        self._furthest = 0
        self._lightest = [(inf, 0)] * (MOST_BACKLOG + 1)  # further on; and its break

    def note(self, end: int, waiting: int, backlog: int, cost: float, *, is_plain: bool) -> None:
        """Note a way to a break."""
        weight = cost + self.waiting * waiting
        if is_plain and waiting <= MOST_BACKLOG:
            if (row := self.plain[waiting]) is self.nowhere:
                row = self.plain[waiting] = self.nowhere[:]
            if cost < row[end]:
                row[end] = cost
        else:
            if (row := self.others[backlog]) is self.nowhere:
                row = self.others[backlog] = self.nowhere[:]
            if weight < row[end]:
                row[end] = weight
        if weight <= self._lightest[backlog][0]:
            self._lightest[backlog] = (weight, end)
        if end > self._furthest:
            self._furthest = end

    def further(self, start: int, backlog: int) -> float:
        """Return the least weight further on with just this backlog; starts only grow."""
        weight, end = self._lightest[backlog]
        if start < end or weight == inf:
            return weight
        weight, end = inf, 0
        rows = ((self.plain[backlog], self.waiting * backlog), (self.others[backlog], 0.0))
        for row, more in rows:
            ahead = row[start + 1 : self._furthest + 1]
            if row is not self.nowhere and ahead and min(ahead) + more < weight:
                least = min(ahead)
                weight, end = least + more, start + 1 + ahead.index(least)
        self._lightest[backlog] = (weight, end)
        return weight


@frozen
class Scouted:
    """A plan to hold ways against.

    weights: of the plan at each of its states. rows: of the next state with no more than a backlog.
    """

    weights: Mapping[State, float]
    rows: Rows


def scouted(path: Sequence[tuple[State, int, float]], breaks: int) -> Scouted:
    """Return a plan to hold others against, from its states, each with its backlog and weight.

    >>> path = [((2, 0, ()), 1, 70.0), ((4, 1, ()), 0, 90.0)]
    >>> scouted(path, breaks=6).rows[:2]
    ([90.0, 90.0, 90.0, 90.0, inf, inf], [70.0, 70.0, 90.0, 90.0, inf, inf])
    """
    rows: list[Sequence[float]] = []
    for most in range(MOST_BACKLOG + 1):
        if most and all(backlog != most for _, backlog, _ in path):
            rows.append(rows[-1])
            continue
        row: list[float] = []
        for (end, _, _), backlog, weight in path:
            if backlog <= most:
                row += [weight] * (end - len(row))
        rows.append(row + [inf] * (breaks - len(row)))
    return Scouted({state: weight for state, _, weight in path}, tuple(rows))
