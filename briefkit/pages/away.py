"""Floats that wait for a later page into what they cost at a page's end: Column → Away.

A float costs once at each page's end that its place is before and it is not, and the more text
stands between the two, the more: the one of two that a reader has to look for longer is set first.
"""

from collections.abc import Sequence
from itertools import accumulate

from briefkit.pages.column import Column
from briefkit.pages.demerits import away_cost


class Away:
    """What waiting floats cost at each break.

    height: of a page, or of a column. counts: how many of so many floats cost something here.
    """

    def __init__(self, column: Column, height: float, *, counted: Sequence[bool]) -> None:
        """Begin with none looked up; `counted` tells of each float whether it costs here."""
        self.height = height
        self._column, self._counted = column, counted
        self.counts = tuple(accumulate(map(int, counted), initial=0))
        # of each break, what so many floats before it cost, from the last one back
        self._rows: dict[int, list[float]] = {}

    def price(self, end: int, index: int) -> float:
        """Return what one float costs that waits at a break."""
        column = self._column
        text = column.foot[end] - column.sums[column.places[index]][0]
        return away_cost(text / self.height)

    def cost(self, end: int, placed: int) -> float:
        """Return what the floats cost that wait at a break, so many of them set."""
        waiting = self._column.anchors[end] - placed
        if waiting <= 0:
            return 0.0
        row = self._rows.get(end)
        if row is None:
            row = self._rows[end] = [0.0]
        if len(row) <= waiting:
            last = self._column.anchors[end] - 1
            for index in range(last - len(row) + 1, placed - 1, -1):
                more = self.price(end, index) if self._counted[index] else 0.0
                row.append(row[-1] + more)
        return row[waiting]
