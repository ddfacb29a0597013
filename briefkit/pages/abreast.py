"""A place in the galley into the pages of two columns that may start there: state → Turns.

A page is its columns in order: each is a page of `turns`, as high as what stands across the page
leaves it. What is decided among:

- the floats that stand across: of the next ones, none up to `MOST_ACROSS` at the page's top, and
  the same at its foot, after those that stand in the columns;
- all pairs of columns. Two of them pay for uneven depth as two facing pages do, also over the fold
  of a spread;
- on the last page of a part, all ends of the first column: the two are balanced, and pay for how
  much shorter one is than the other, the first twice, instead of for their feet.

**Notes under their column** are owed from column to column as from page to page. Those called in a
float across the page stand under the first column, or under the second where that has notes of
earlier numbers: so all are in order.

Notes across the page are in `over_notes`. Which pages are chosen is in `pagebreak`.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from math import inf

from briefkit.pages.ceilings import Ceiling
from briefkit.pages.demerits import (
    BOTH_COLUMNS,
    FLOAT_AWAY,
    LEAST_LAST_LINES,
    NO_CLASS,
    TOLERANCE,
    Rules,
    few_lines_cost,
    relaxation_cost,
    short_cost,
    uneven_cost,
)
from briefkit.pages.insertions import Owed
from briefkit.pages.turn import ANYWHERE, Turn
from briefkit.pages.turns import Pages
from briefkit.values import evolve, frozen

MOST_ACROSS = 2  # floats across a page of text at its top, and as many at its foot
Own = tuple[tuple[int, ...], tuple[int, ...]]
"""Notes called in what stands across a page: under its first column, and under its second."""
NO_NOTES: Own = ((), ())


@frozen
class Across:
    """What stands across a page: the next floats.

    tops: how many at the top. first_bottom, bottoms: the first float at the foot, and how many.
    room: of them all, with their gaps. notes: called in them, in order.
    """

    tops: int = 0
    first_bottom: int = 0
    bottoms: int = 0
    room: float = 0.0
    notes: tuple[int, ...] = ()


def balance_cost(first: float, second: float, line: float) -> float:
    """Return what two columns' depths cost that should be alike.

    A first column that is shorter looks like a mistake; where lines are odd in number, it has one
    more.

    >>> balance_cost(36.0, 24.0, line=12.0), balance_cost(24.0, 36.0, line=12.0)
    (80.0, 160.0)
    """
    missing = short_cost(abs(first - second) / line)
    return missing if first >= second else 2 * missing


class Abreast:
    """All that decides what may stand on a page of two columns; asked as `Pages` is."""

    def __init__(self, pages: Pages, text_pages: Pages | None = None) -> None:
        """Start from the pages of one column, whose heights are the columns'.

        text_pages: what the columns are made by, where it is not that.
        """
        self.column, self.notes = pages.column, pages.notes
        self.floats, self.room = pages.floats, pages.room
        self.text_pages = text_pages or pages
        floats = pages.floats
        self.one_column = evolve(pages, floats=evolve(floats, may_set=(True,) * len(floats.floats)))
        self.bare_pages = evolve(
            pages, floats=evolve(floats, may_set=tuple(one.is_wide for one in floats.floats))
        )
        wide = (int(one.is_wide) for one in pages.floats.floats)
        self._wide = tuple(accumulate(wide, initial=0))
        self._known: dict[int, dict[object, list[Turn]]] = {}

    def turns(
        self,
        start: int,
        owed: Owed,
        placed: int,
        height: float,
        rules: Rules,
        *,
        ceiling: Ceiling | None = None,
    ) -> list[Turn]:
        """Return the pages of two columns that may start here; see `Pages.turns`."""
        column, bare_pages = self.column, self.bare_pages
        for before in [place for place in self._known if place < start]:
            del self._known[before]
        is_flushed = column.is_forced[start] and (owed or column.anchors[start] > placed)
        best: dict[object, Turn] = {}
        for across in self._ways_across(start, placed, height):
            if is_flushed and (across.room or not self._fills_columns(start, placed)):
                continue
            if across.room > height + TOLERANCE:
                continue
            for turn in self._pages(start, owed, placed, height, across, rules, ceiling):
                if turn.end > start or turn.owed != owed or turn.placed > placed:
                    _keep(best, turn, is_facing=self.room.is_facing)
        found = list(best.values())
        ends = [start] if is_flushed else list(bare_pages.bare_ends(start, rules))
        for is_asked in (False,) if is_flushed else (True, False):
            if is_asked or not found:
                for end in ends:
                    bare = bare_pages.without_text(
                        start, end, owed, placed, height, rules, only_if_asked=is_asked
                    )
                    # notes alone stand in columns, unless they stand across
                    found += [turn for turn in bare if turn.spots or self.room.has_notes_across]
        if not found and not rules.hold(BOTH_COLUMNS):
            for turn in self.one_column.turns(start, owed, placed, height, rules):
                broken = (BOTH_COLUMNS, *turn.broken)
                cost = turn.cost + relaxation_cost((BOTH_COLUMNS,))
                found.append(turn._replace(broken=broken, cost=cost))
        return found

    def empty(self, start: int, owed: Owed, placed: int) -> Turn:
        """Return an empty page."""
        return self.text_pages.empty(start, owed, placed)

    def _ways_across(self, start: int, placed: int, height: float) -> Iterator[Across]:
        """Yield the ways to set the next floats across a page, that with none first.

        Those with none at the foot come before the others: of two that cost the same, the first is
        taken, and a last page whose text ends above a figure at its foot has a hole in it.
        """
        floats, column = self.floats.floats, self.column
        stop = column.next_forced[start]
        far = bisect_right(column.tightest, column.top[start] + 3 * height, start, stop + 1) - 1
        within = column.anchors[max(far, start)]
        most = 0
        while most < MOST_ACROSS and self._may_stand(placed + most, "top", within):
            most += 1
        for tops in range(most + 1):
            yield self.across(placed, tops, placed + tops, 0)
        for tops in range(most + 1):
            above = placed + tops
            first = next((i for i in range(above, within) if floats[i].is_wide), within)
            for bottoms in range(1, MOST_ACROSS + 1):
                if not self._may_stand(first + bottoms - 1, "bottom", within):
                    break
                yield self.across(placed, tops, first, bottoms)

    def _may_stand(self, index: int, spot: str, within: int) -> bool:
        floats = self.floats.floats
        return index < within and floats[index].is_wide and spot in floats[index].placements

    def across(self, placed: int, tops: int, first: int, bottoms: int) -> Across:
        """Return the floats across a page, of which the first after those set is `placed`."""
        indices = [*range(placed, placed + tops), *range(first, first + bottoms)]
        gap, floats = self.room.float_gap, self.floats.floats
        return Across(
            tops,
            first,
            bottoms,
            sum(floats[index].frame.height + gap for index in indices),
            tuple(note for index in indices for note in self.floats.called(index, 1)),
        )

    def _fills_columns(self, start: int, placed: int) -> bool:
        """Return whether what is left at a forced break begins with matter for columns."""
        if self.column.anchors[start] > placed:
            return not self.floats.floats[placed].is_wide
        return not self.room.has_notes_across

    def _pages(
        self,
        start: int,
        owed: Owed,
        placed: int,
        height: float,
        across: Across,
        rules: Rules,
        ceiling: Ceiling | None,
    ) -> Iterator[Turn]:
        """Yield the pages with some floats across them."""
        height -= across.room
        rooms = ((across.notes, ()), ((), across.notes)) if across.notes else (NO_NOTES,)
        for own in rooms:
            yield from self._pairs(
                start, owed, placed, height, across, rules, ANYWHERE, ceiling, own
            )

    # Columns beside each other.

    def _columns(
        self,
        start: int,
        owed: Owed,
        placed: int,
        height: float,
        rules: Rules,
        ends: tuple[int, int],
        above: tuple[int, ...] = (),
        *,
        is_free: bool = False,
    ) -> list[Turn]:
        known = self._known.setdefault(start, {})
        key = owed, placed, height, rules, ends, above, is_free
        found = known.get(key)
        if found is None:
            found = self.text_pages.turns(
                start, owed, placed, height, rules, ends, above, is_free=is_free
            )
            known[key] = found
        return found

    def _pairs(
        self,
        start: int,
        owed: Owed,
        placed: int,
        height: float,
        across: Across,
        rules: Rules,
        ends: tuple[int, int],
        ceiling: Ceiling | None,
        own: Own = NO_NOTES,
    ) -> Iterator[Turn]:
        """Yield the pages whose columns are of this height.

        Where all would cost more than they may, one of them.
        """
        column = self.column
        placed += across.tops
        # of the first column's ends, those from which the second reaches one of the page's
        least = column.tightest[min(ends[0], len(column.breaks) - 1)] - height - TOLERANCE
        nearest = bisect_left(column.top, least)
        firsts = max(nearest, start + 1), ends[1]
        columns = self._columns(start, owed, placed, height, rules, firsts, own[0])
        most = inf
        if ceiling is not None:
            reach = column.top[start] + 3 * height
            most = ceiling.heaviest(bisect_right(column.tightest, reach, start) - 1, 0)
        left_out = []
        has_found = False
        for first in columns:
            if self.is_done(first):
                continue
            saved = FLOAT_AWAY * (self._wide_waiting(first) + across.bottoms)
            if first.cost - saved > most:
                left_out.append(first)
                continue
            for second in self._seconds(first, placed, across, height, rules, ends, own):
                cost = uneven_cost(first.depth_class, second.depth_class)
                if ceiling is not None and has_found:
                    waiting = column.anchors[second.end] - second.placed - across.bottoms
                    heaviest = ceiling.heaviest(second.end, waiting, is_owed=bool(second.owed))
                    if first.cost + second.cost + cost - saved > heaviest:
                        continue
                has_found = True
                yield self._page(across, (first, second), cost)
        for first in () if has_found else left_out:
            for second in self._seconds(first, placed, across, height, rules, ends, own):
                if not has_found:
                    has_found = True
                    cost = uneven_cost(first.depth_class, second.depth_class)
                    yield self._page(across, (first, second), cost)
        is_flushed = self.column.is_forced[start] and (owed or self.column.anchors[start] > placed)
        last = start if is_flushed else self.column.next_forced[start]
        if last <= ends[1]:
            yield from self._balanced(start, last, owed, placed, height, across, rules, own)

    def _seconds(
        self,
        first: Turn,
        placed: int,
        across: Across,
        height: float,
        rules: Rules,
        ends: tuple[int, int],
        own: Own,
        *,
        is_last: bool = False,
    ) -> Iterator[Turn]:
        """Yield the second columns of a page. is_last: of a part's last page, and balanced."""
        for second in self._columns(
            first.end, first.owed, first.placed, height, rules, ends, own[1], is_free=is_last
        ):
            if self.is_done(second) != is_last or not self._holds(across, second):
                continue
            if own == NO_NOTES or self._are_in_order(own, first, second, placed):
                yield second

    def _balanced(
        self,
        start: int,
        last: int,
        owed: Owed,
        placed: int,
        height: float,
        across: Across,
        rules: Rules,
        own: Own,
    ) -> Iterator[Turn]:
        """Yield the pages to the end of a part, so that their columns are balanced."""
        column = self.column
        least = column.foot[last] - column.foot_shrink[last] - height - TOLERANCE
        if last > start and least - column.top[start] > 2 * height:
            return
        for first in self._columns(
            start, owed, placed, height, rules, (start + 1, last), own[0], is_free=True
        ):
            depth = self.text_depth(first, placed)
            if self.is_done(first):
                if self._holds(across, first) and not own[1]:
                    yield self._page(across, (first,), balance_cost(depth, 0.0, column.line))
                continue
            if first.end > start and least > column.top[first.end]:
                continue
            ends = (last, last)
            for second in self._seconds(
                first, placed, across, height, rules, ends, own, is_last=True
            ):
                cost = 0.0
                if first.has_text and second.has_text:
                    other = self.text_depth(second, first.placed)
                    cost = balance_cost(depth, other, column.line)
                yield self._page(across, (first, second), cost)

    def is_done(self, turn: Turn) -> bool:
        """Return whether a column leaves nothing of its part to be set in a column."""
        column = self.column
        if not column.is_forced[turn.end] or turn.owed:
            return False
        waiting = range(turn.placed, column.anchors[turn.end])
        return not any(not self.floats.floats[index].is_wide for index in waiting[:1])

    def is_under_first(self, notes: tuple[int, ...], first: Turn, second: Turn) -> bool:
        """Return whether notes of what stands across a page come before all of its last column."""
        called = self.called(second, first.placed)
        return not called or called[0] > notes[-1]

    def _are_in_order(
        self,
        own: Own,
        first: Turn,
        second: Turn,
        placed: int,
    ) -> bool:
        """Return whether notes of what stands across are under the column that they belong to."""
        if own[0]:
            return self.is_under_first(own[0], first, second)
        called = self.called(first, placed)
        is_after = not called or called[-1] < own[1][0]
        return is_after and not self.is_under_first(own[1], first, second)

    def _holds(self, across: Across, last: Turn) -> bool:
        """Return whether a page with this last column holds the places of its floats."""
        if across.bottoms and last.placed != across.first_bottom:
            return False
        return self.column.anchors[last.end] >= last.placed + across.bottoms

    def text_depth(self, turn: Turn, placed: int) -> float:
        """Return the depth of a column's text and floats, at natural size."""
        if not turn.has_text:
            return 0.0
        column = self.column
        arranged = self.floats.arranged(placed, turn.spots, turn.start)
        natural = self.text_pages.matter.text(turn.start, turn.end, arranged)[0]
        return column.after[turn.start] + natural + arranged.room + column.before[turn.end]

    def _page(
        self,
        across: Across,
        columns: tuple[Turn, ...],
        cost: float,
    ) -> Turn:
        first, last = columns[0], columns[-1]
        cost += first.cost - FLOAT_AWAY * self._overpaid(across, columns)
        depth, spots, broken = first.depth, first.spots, first.broken
        if last is not first:
            cost += last.cost
            depth = max(depth, last.depth)
            spots += last.spots
            if last.broken:
                broken = tuple(sorted({*broken, *last.broken}))
        if across.room:
            spots = ("top",) * across.tops + spots + ("bottom",) * across.bottoms
        if not spots:
            cost += few_lines_cost(self.lines_at_the_end(columns))
        placed = last.placed + across.bottoms
        return Turn(
            first.start,
            last.end,
            last.owed,
            placed,
            cost,
            last.depth_class,
            depth + across.room,
            spots,
            broken,
            columns,
        )

    def lines_at_the_end(self, columns: Sequence[Turn]) -> int:
        """Return how many lines a part's last page has; as many as it needs, of any other."""
        column, start, end = self.column, columns[0].start, columns[-1].end
        if not column.is_forced[end] or column.is_forced[start]:
            return LEAST_LAST_LINES
        if not any(one.has_text and one.depth_class == NO_CLASS for one in columns):
            return LEAST_LAST_LINES
        return column.lines[end] - column.lines[start]

    def _overpaid(self, across: Across, columns: Sequence[Turn]) -> int:
        """Return how often columns have paid for floats away that have no place in them.

        A column pays for each float that waits at its end: also for those across the page that
        stand at its foot, and in the first column for those that no column could hold.
        """
        column, last = self.column, columns[-1]
        paid = max(0, min(column.anchors[last.end] - last.placed, across.bottoms))
        return paid + sum(map(self._wide_waiting, columns[:-1]))

    def _wide_waiting(self, turn: Turn) -> int:
        """Return how many floats that stand across a page wait at a column's end."""
        waiting = max(self.column.anchors[turn.end], turn.placed)
        return self._wide[waiting] - self._wide[turn.placed]

    def called(self, turn: Turn, placed: int) -> tuple[int, ...]:
        """Return the notes called on a page, in order."""
        column = self.column
        own = self.floats.called(placed, turn.placed - placed)
        return tuple(
            sorted((*column.called[column.calls[turn.start] : column.calls[turn.end]], *own))
        )


def _keep(best: dict[object, Turn], turn: Turn, *, is_facing: bool) -> None:
    """Keep the cheapest of the pages that leave the same behind and face others alike."""
    key = turn.end, turn.owed, turn.placed
    classes = (turn.columns[0].depth_class, turn.depth_class) if is_facing else (NO_CLASS, NO_CLASS)
    known = best.get((key, classes))
    if known is None or turn.cost < known.cost:
        best[key, classes] = turn
