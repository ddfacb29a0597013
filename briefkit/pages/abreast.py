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

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import partial
from math import inf
from operator import attrgetter

from briefkit.pages.away import Away
from briefkit.pages.capacity import Capacity
from briefkit.pages.ceilings import Ceiling
from briefkit.pages.demerits import (
    ABOVE_OPENING,
    BOTH_COLUMNS,
    TOLERANCE,
    Rules,
    balance_cost,
    relaxation_cost,
)
from briefkit.pages.floats import FLOATS_ON_A_PAGE, WITHOUT
from briefkit.pages.insertions import Filling, Owed
from briefkit.pages.pairs import Across, Found, Pair, Wanted, lines_at_the_end
from briefkit.pages.text_only import text_columns
from briefkit.pages.turn import ANYWHERE, Turn
from briefkit.pages.turns import Pages
from briefkit.values import evolve

MOST_ACROSS = 2  # floats across a page of text at its top, and as many at its foot
Own = tuple[tuple[int, ...], tuple[int, ...]]
"""Notes called in what stands across a page: under its first column, and under its second."""
NO_NOTES: Own = ((), ())

Columns = tuple[Sequence[Turn], Sequence[Turn], float]
"""Columns from one place: those that leave something of their part to be set, and those not.

Then what one of the first costs at the least.
"""

_cost = attrgetter("cost")


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
        every = (True,) * len(floats.floats)
        wide = tuple(one.is_wide for one in floats.floats)
        away = Away(pages.column, floats.away.height, counted=every)
        self.one_column = evolve(pages, floats=evolve(floats, may_set=every, away=away))
        self.bare_pages = evolve(pages, floats=evolve(floats, may_set=wide, away=away))
        self.wide_away = Away(pages.column, floats.away.height, counted=wide)
        self.capacity = Capacity(self.text_pages, self.floats)
        self._known: dict[int, dict[object, Columns]] = {}
        self._known_from = -1  # the first place of these

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
        if start != self._known_from:
            self._known_from = start
            for before in [place for place in self._known if place < start]:
                del self._known[before]
        is_flushed = column.is_forced[start] and (owed or column.anchors[start] > placed)
        is_facing = self.room.is_facing
        pairs = Found(
            column, start, owed, placed, rules, ceiling, self.wide_away, is_facing=is_facing
        )
        for across in self._ways_across(start, placed, height):
            if is_flushed and (across.room or not self._fills_columns(start, placed)):
                continue
            if across.room <= height + TOLERANCE:
                self._find(pairs, across, height)
        pairs.look_again()
        found = [self._page(pair) for pair in pairs.pairs.values()]
        ends = [start] if is_flushed else list(bare_pages.bare_ends(start, rules))
        for is_asked in (False,) if is_flushed else (True, False):
            if is_asked or not (found or pairs.is_possible):
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
        within = column.anchors[min(self.capacity.reach(start, height), stop)]
        most = 0
        while most < MOST_ACROSS and self._may_stand(placed + most, "top", within):
            most += 1
        for tops in range(most + 1):
            yield self.across(placed, tops, placed + tops, 0, start)
        for tops in range(most + 1):
            above = placed + tops
            first = next((i for i in range(above, within) if floats[i].is_wide), within)
            for bottoms in range(1, MOST_ACROSS + 1):
                if not self._may_stand(first + bottoms - 1, "bottom", within):
                    break
                yield self.across(placed, tops, first, bottoms, start)

    def _may_stand(self, index: int, spot: str, within: int) -> bool:
        floats = self.floats.floats
        return index < within and floats[index].is_wide and spot in floats[index].placements

    def across(self, placed: int, tops: int, first: int, bottoms: int, start: int) -> Across:
        """Return the floats across a page that starts at a break, after those that are placed."""
        indices = [*range(placed, placed + tops), *range(first, first + bottoms)]
        gap, floats = self.room.float_gap, self.floats.floats
        return Across(
            tops,
            first,
            bottoms,
            sum(floats[index].frame.height + gap for index in indices),
            tuple(note for index in indices for note in self.floats.called(index, 1)),
            ABOVE_OPENING * self._above_opening(placed, tops, start),
        )

    def _above_opening(self, placed: int, tops: int, start: int) -> int:
        """Return how many of the next floats stand above what opens a part, and need not.

        Those that may only stand at a page's top are asked to.
        """
        column, floats = self.column, self.floats.floats
        if not column.is_forced[start]:
            return 0
        late = [
            at for at in range(placed, placed + tops) if column.places[at] > column.first[start]
        ]
        return sum("bottom" in floats[index].placements for index in late)

    def _fills_columns(self, start: int, placed: int) -> bool:
        """Return whether what is left at a forced break begins with matter for columns."""
        if self.column.anchors[start] > placed:
            return not self.floats.floats[placed].is_wide
        return not self.room.has_notes_across

    def _find(self, found: Found, across: Across, height: float) -> None:
        """Find the pages of a height with some floats across them."""
        height -= across.room
        rooms = ((across.notes, ()), ((), across.notes)) if across.notes else (NO_NOTES,)
        for own in rooms:
            self._pairs(found, found.owed, across, height, ANYWHERE, own)

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
        sets: tuple[int, int] = ANYWHERE,
        is_free: bool = False,
    ) -> Columns:
        """Return the columns from one place."""
        known = self._known.setdefault(start, {})
        sets = max(sets[0], placed), min(sets[1], placed + FLOATS_ON_A_PAGE)
        key = owed, placed, height, rules.given_up, ends, above, sets, is_free
        columns = known.get(key)
        if columns is None:
            pages, found = self.text_pages, None
            if not (owed or above or is_free or rules.given_up):
                found = text_columns(pages.matter, pages.floats, start, placed, height, ends, sets)
            if found is None:
                found = pages.turns(
                    start, owed, placed, height, rules, ends, above, sets=sets, is_free=is_free
                )
            done: list[Turn] = []
            is_forced = self.column.is_forced
            if any(is_forced[one.end] for one in found):
                done = [one for one in found if self.is_done(one)]
                found = [one for one in found if not self.is_done(one)]
            columns = found, done, min(map(_cost, found), default=inf)
            known[key] = columns
        return columns

    def _pairs(
        self,
        found: Found,
        owed: Owed,
        across: Across,
        height: float,
        ends: tuple[int, int],
        own: Own = NO_NOTES,
        wanted: Wanted | None = None,
    ) -> int:
        """Find the pages whose columns are of this height; return the last end of one, or -1.

        Where all would cost more than they may, one of them.
        """
        column, start, rules = self.column, found.start, found.rules
        placed = found.placed + across.tops
        # all places of the page's floats are on it, and all calls
        least, most = (placed, ANYWHERE[1]) if wanted is None else (wanted.least, wanted.most)
        if across.bottoms:
            least, most = max(least, across.first_bottom), min(most, across.first_bottom)
        lowest = bisect_left(column.anchors, least + across.bottoms, start)
        if wanted is not None:
            lowest = max(lowest, bisect_left(column.calls, wanted.calls, start))
        latest = min(ends[1], self.capacity.latest_page(placed, most, rules))
        if least > most or lowest > min(latest, self.capacity.reach(start, height)):
            return -1
        # of the first column's ends, those from which the second reaches one of the page's
        text = column.tightest[lowest] - height - TOLERANCE
        nearest = bisect_left(self.capacity.tops, text)
        firsts = max(nearest, start + 1), ends[1]
        columns, _, _ = self._columns(
            start, owed, placed, height, rules, firsts, own[0], sets=(placed, most)
        )
        is_in_order = None if own == NO_NOTES else partial(self._are_in_order, own, placed)
        last_end = -1
        left_out: list[Turn] = []
        for is_last_resort in (False, True):
            for first in left_out if is_last_resort else columns:
                floats = (
                    self.capacity.sizes[max(least, first.placed)]
                    - self.capacity.sizes[first.placed]
                )
                if text + floats > self.capacity.tops[first.end] or first.placed > most:
                    continue  # nor do they fit into the second with what it must hold
                if own[1] and not self._is_before(own[1], first, placed):
                    continue
                is_bounded = found.ceiling is not None and not is_last_resort
                if is_bounded:
                    reach = min(self.capacity.column_reach(first.end, height), ends[1])
                    cost = first.cost + across.cost
                    if wanted is not None and not (
                        first.end >= ends[0] and first.placed < column.anchors[reach]
                    ):  # no notes are under the second, and it is not one of floats only
                        cost += self.capacity.least_second(
                            first.end, reach, first.placed, most, height
                        )
                    if cost > found.heaviest(reach, 0):
                        left_out.append(first)
                        continue
                seconds, _, cheapest = self._columns(
                    first.end,
                    first.owed,
                    first.placed,
                    height,
                    rules,
                    (0, ends[1]),
                    own[1],
                    sets=(least, most),
                )
                if is_bounded and first.cost + across.cost + cheapest > found.heaviest(reach, 0):
                    left_out.append(first)
                    continue
                end = found.add_pairs(
                    first,
                    seconds,
                    across,
                    wanted,
                    is_in_order,
                    has_others=last_end >= 0,
                )
                last_end = max(last_end, end)
                if is_last_resort and last_end >= 0:
                    break
            if last_end >= 0:
                break
        is_flushed = column.is_forced[start] and (owed or column.anchors[start] > found.placed)
        last = start if is_flushed else column.next_forced[start]
        if last <= ends[1]:
            end = self._balanced(found, last, owed, across, height, own, wanted)
            last_end = max(last_end, end)
        return last_end

    def _balanced(
        self,
        found: Found,
        last: int,
        owed: Owed,
        across: Across,
        height: float,
        own: Own,
        wanted: Wanted | None,
    ) -> int:
        """Find the pages to the end of a part, so that their columns are balanced.

        Return the break at which they end, or -1.
        """
        column, start, rules = self.column, found.start, found.rules
        placed = found.placed + across.tops
        least = column.foot[last] - column.foot_shrink[last] - height - TOLERANCE
        if last > self.capacity.reach(start, height):
            return -1
        last_end = -1
        filling = None if wanted is None else wanted.filling
        lowest = max(start + 1, bisect_left(self.capacity.tops, least))
        firsts = self._columns(
            start, owed, placed, height, rules, (lowest, last), own[0], is_free=True
        )
        for first in firsts[1]:
            if not own[1] and self._holds(across, first, wanted):
                cost = balance_cost(self.text_depth(first, placed), 0.0, column.line)
                self._add(found, across, (first,), cost, filling)
                last_end = first.end
        for first in firsts[0]:
            if first.end > start and least > self.capacity.tops[first.end]:
                continue
            depth = self.text_depth(first, placed)
            _, seconds, _ = self._columns(
                first.end,
                first.owed,
                first.placed,
                height,
                rules,
                (last, last),
                own[1],
                is_free=True,
            )
            for second in seconds:
                if not self._holds(across, second, wanted):
                    continue
                if own != NO_NOTES and not self._are_in_order(own, placed, first, second):
                    continue
                cost = 0.0
                if first.has_text and second.has_text:
                    other = self.text_depth(second, first.placed)
                    cost = balance_cost(depth, other, column.line)
                self._add(found, across, (first, second), cost, filling)
                last_end = second.end
        return last_end

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
        placed: int,
        first: Turn,
        second: Turn,
    ) -> bool:
        """Return whether notes of what stands across are under the column that they belong to."""
        if own[0]:
            return self.is_under_first(own[0], first, second)
        is_after = self._is_before(own[1], first, placed)
        return is_after and not self.is_under_first(own[1], first, second)

    def _is_before(self, notes: tuple[int, ...], first: Turn, placed: int) -> bool:
        """Return whether all notes of a first column come before others."""
        called = self.called(first, placed)
        return not called or called[-1] < notes[0]

    def _holds(self, across: Across, last: Turn, wanted: Wanted | None = None) -> bool:
        """Return whether a page with this last column holds the places of its floats."""
        if across.bottoms and last.placed != across.first_bottom:
            return False
        if wanted is not None and (
            self.column.calls[last.end] != wanted.calls
            or not wanted.least <= last.placed <= wanted.most
        ):
            return False
        return self.column.anchors[last.end] >= last.placed + across.bottoms

    def text_depth(self, turn: Turn, placed: int) -> float:
        """Return the depth of a column's text and floats, at natural size."""
        if not turn.has_text:
            return 0.0
        column = self.column
        if not turn.spots:
            natural = self.text_pages.matter.text(turn.start, turn.end, WITHOUT)[0]
            return column.after[turn.start] + natural + column.before[turn.end]
        arranged = self.floats.arranged(placed, turn.spots, turn.start)
        natural = self.text_pages.matter.text(turn.start, turn.end, arranged)[0]
        return column.after[turn.start] + natural + arranged.room + column.before[turn.end]

    def _add(
        self,
        found: Found,
        across: Across,
        columns: tuple[Turn, ...],
        cost: float,
        filling: Filling | None = None,
    ) -> None:
        """Add a page; cost: what its columns cost together."""
        last = columns[-1]
        cost += columns[0].cost + across.cost
        cost += self.wide_away.cost(last.end, last.placed + across.bottoms)
        if len(columns) > 1:
            cost += columns[1].cost
        cost += found.few_lines(across, columns)
        found.add(cost, across, columns, filling)

    def _page(self, pair: Pair) -> Turn:
        """Return a page of two columns, or of one on a part's last page."""
        cost, across, columns, filling = pair
        first, last = columns[0], columns[-1]
        depth, spots, broken, owed = first.depth, first.spots, first.broken, last.owed
        if last is not first:
            depth = max(depth, last.depth)
            spots += last.spots
            if last.broken:
                broken = tuple(sorted({*broken, *last.broken}))
        if across.room:
            spots = ("top",) * across.tops + spots + ("bottom",) * across.bottoms
        if filling is not None:
            owed = filling.owed
            if filling.broken:
                broken = tuple(sorted({*broken, *filling.broken}))
        return Turn(
            first.start,
            last.end,
            owed,
            last.placed + across.bottoms,
            cost,
            last.depth_class,
            depth + across.room,
            spots,
            broken,
            columns,
        )

    def lines_at_the_end(self, columns: Sequence[Turn]) -> int:
        """Return how many lines a part's last page has; as many as it needs, of any other."""
        return lines_at_the_end(self.column, columns)

    def called(self, turn: Turn, placed: int) -> tuple[int, ...]:
        """Return the notes called on a page, in order."""
        column = self.column
        own = self.floats.called(placed, turn.placed - placed)
        return tuple(
            sorted((*column.called[column.calls[turn.start] : column.calls[turn.end]], *own))
        )
