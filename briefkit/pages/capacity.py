"""What two columns can hold at the most, and cost at the least: Pages → Capacity.

By this the search knows of most columns that they cannot make a page, or none that is cheap enough,
before it looks for their ends. No bound may be too tight: a plan would be lost.
"""

from bisect import bisect_right
from itertools import accumulate
from operator import add, sub

from briefkit.galley.items import FloatGalley
from briefkit.pages.demerits import IN_ORDER, TOLERANCE, Rules, short_cost
from briefkit.pages.floats import Floats
from briefkit.pages.turns import Pages


class Capacity:
    """What columns can hold.

    tops: sums before the first box after each break, its glue shrunk; none less than one before.
    middles: where two columns are as high as each other that part at a break, twice that.
    sizes: of the first floats that stand in columns, without the space around them.
    """

    def __init__(self, pages: Pages, floats: Floats) -> None:
        """Start from the pages that columns are; the floats are those of the galley."""
        column, self._floats = pages.column, floats
        self.column = column
        self._gap, self._least_charge = pages.room.float_gap, pages.matter.least_charge
        tops = map(sub, column.top, column.top_shrink)
        self.tops = tuple(accumulate(tops, max))
        self.middles = tuple(map(add, column.top, column.foot))
        sizes = (0.0 if one.is_wide else one.frame.height for one in floats.floats)
        self.sizes = tuple(accumulate(sizes, initial=0.0))
        # what floats in columns take and give at the most, and whether they may stand on their own
        self._filling = tuple(accumulate(map(self._most_taken, floats.floats), initial=0.0))
        self._giving = tuple(accumulate(map(_stretch, floats.floats), initial=0.0))
        added = [*map(add, column.before, column.after)]
        self._added, self._most_added = (
            tuple(accumulate(added, initial=0.0)),
            max(added, default=0.0),
        )
        fill = (int(floats.may_fill_page(index)) for index in range(len(floats.floats)))
        # with so many set, how many there are before the next that stands across
        last = len(floats.floats)
        wide = [at if one.is_wide else last for at, one in enumerate(floats.floats)]
        self._before_wide = tuple(accumulate((last, *wide[::-1]), min))[::-1]
        self._fill_pages = tuple(accumulate(fill, initial=0))

    def _most_taken(self, one: FloatGalley) -> float:
        spaces = one.space_above.natural + one.space_below.natural
        return one.frame.height + max(self._gap, spaces)

    def _white(
        self, start: int, end: int, placed: int, most: int, height: float
    ) -> tuple[float, float]:
        """Return how much white is left at the feet of columns, and of it what their glue takes.

        The first is the least that may be, the second the most. There is none where a part ends,
        or a column may be filled with floats.

        Args:
            start: the break before the text.
            end: the last one after it.
            placed: floats set before it.
            most: those that may be set after it.
            height: of the columns together.
        """
        column = self.column
        last = max(min(most, column.anchors[end]), placed)
        if end >= column.next_forced[start] or self._fill_pages[last] > self._fill_pages[placed]:
            return 0.0, 0.0
        white = height - self._most_text(start, end)
        give = max(column.foot_stretch[end] - column.top_stretch[start], 0.0)
        if last > placed:  # above the first box and under the last, what is beside a float stays
            first_item, end_item = column.breaks[start].item, column.breaks[end].item
            white -= column.top[start] - column.sums[first_item][0]
            white -= max(column.sums[end_item][0] - column.foot[end], 0.0)
            white -= self._filling[last] - self._filling[placed]
            give += self._giving[last] - self._giving[placed]
        return white, give

    def least_second(self, start: int, end: int, placed: int, most: int, height: float) -> float:
        """Return what one column with text and no notes costs at the least; see `_white`."""
        white, give = self._white(start, end, placed, most, height)
        if white <= give:
            return 0.0
        return short_cost(white / self.column.line) + self._least_charge

    def _most_text(self, start: int, end: int) -> float:
        """Return the most that text between two breaks takes, with what is added at its breaks."""
        column, added = self.column, self._added
        more: float = min(added[end + 1] - added[start + 1], 2 * self._most_added)
        text = max(column.foot[end] - column.top[start], 0.0)  # below 0 where there is none
        return text + column.after[start] + more

    def least_cost(self, start: int, end: int, placed: int, most: int, height: float) -> float:
        """Return what two columns of a height without notes cost at the least; see `_white`."""
        white, give = self._white(start, end, placed, most, 2 * height)
        if white <= give:
            return 0.0
        # either is stretched and has the white that the glue can take, or none is
        line = self.column.line
        least = min(short_cost((white - give) / line), 2 * short_cost(white / 2 / line))
        return least + 2 * self._least_charge

    def latest(self, placed: int, rules: Rules) -> int:
        """Return the last break at which a column of text may end with so many floats set."""
        stay, orderly = self._floats.stay[placed], self._floats.orderly[placed]
        return min(stay, orderly) if rules.hold(IN_ORDER) else stay

    def latest_page(self, placed: int, most: int, rules: Rules) -> int:
        """Return the last break at which a page may end in whose columns no more floats are set."""
        latest = self.latest(min(most, self._before_wide[placed]), rules)
        lines = self.column.lines
        return bisect_right(lines, lines[latest]) - 1  # a column of floats alone may follow

    def reach(self, start: int, height: float) -> int:
        """Return the last break at which a page may end whose columns are of this height."""
        middle = self.column_reach(start, height)
        return self.column_reach(middle, height)

    def column_reach(self, start: int, height: float) -> int:
        """Return the last break at which a column may end, if it is not after a forced one."""
        limit = self.tops[start] + height + TOLERANCE
        return max(bisect_right(self.column.tightest, limit, start) - 1, start)


def _stretch(one: FloatGalley) -> float:
    return one.space_above.stretch + one.space_below.stretch
