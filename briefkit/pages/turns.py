"""A place in the galley into the pages that may start there: (break, owed, floats set) → Turns.

One page at a time: what may stand on it and what that costs. Which pages are chosen is in
`pagebreak`, whose docstring says what is decided among.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator

from briefkit.galley.items import FORBIDDEN
from briefkit.pages.ceilings import Ceiling
from briefkit.pages.column import Column
from briefkit.pages.demerits import (
    KEPT,
    NO_CLASS,
    NOT_EMPTY,
    NOTES_ONLY,
    TOLERANCE,
    Rules,
    beside_text_cost,
    float_page_cost,
    glue_cost,
    last_page_cost,
    relaxation_cost,
)
from briefkit.pages.ends import Ends
from briefkit.pages.floats import WITHOUT, Arrangement, Floats
from briefkit.pages.insertions import Filling, Notes, Owed
from briefkit.pages.matter import Matter
from briefkit.pages.plan import PageRoom
from briefkit.pages.turn import ANYWHERE, Turn
from briefkit.values import field, frozen


@frozen
class Pages:
    """All that decides what may stand on a page."""

    column: Column
    notes: Notes
    floats: Floats
    room: PageRoom
    matter: Matter = field(init=False)

    @matter.default
    def _gather(self) -> Matter:
        return Matter(self.column, self.notes, self.room, self.floats.away)

    def turns(
        self,
        start: int,
        owed: Owed,
        placed: int,
        height: float,
        rules: Rules,
        ends: tuple[int, int] = ANYWHERE,
        above: tuple[int, ...] = (),
        *,
        sets: tuple[int, int] = ANYWHERE,
        is_free: bool = False,
        ceiling: Ceiling | None = None,
    ) -> list[Turn]:
        """Return the pages of this height that may start here.

        Args:
            start: the break.
            owed: notes unfinished before it.
            placed: floats set before it.
            height: of the page.
            rules: those in force.
            ends: the first and the last break at which one with text may end.
            above: notes called in what stands above it; then it has text.
            sets: how many floats are set after one with text, at the least and the most.
            is_free: whether they may be as short as they like, and pay nothing for it.
            ceiling: what they may cost; of those that would cost more, some are left out.
        """
        column = self.column
        if column.is_forced[start] and (owed or column.anchors[start] > placed):
            if above:
                return []
            return list(self.without_text(start, start, owed, placed, height, rules))
        found, is_possible = self._with_text(
            start, owed, placed, height, rules, ends, above, sets, is_free, ceiling
        )
        if above:
            return found
        bare = [start]
        if start + 1 < len(column.lines) and column.lines[start + 1] == column.lines[start]:
            bare = list(self.bare_ends(start, rules))
        if column.anchors[bare[-1]] > placed and self.floats.may_fill_page(placed):
            for end in bare:
                found += self.without_text(
                    start, end, owed, placed, height, rules, only_if_asked=True
                )
        if not found and not is_possible:
            for end in bare:
                found += self.without_text(start, end, owed, placed, height, rules)
        return found

    def bare_ends(self, start: int, rules: Rules) -> Iterator[int]:
        """Yield the breaks between which and a start there are at most places of floats."""
        column = self.column
        yield start
        if column.after[start]:
            return  # what is repeated at a head stands above text
        for end in range(start + 1, column.next_forced[start] + 1):
            if column.lines[end] > column.lines[start]:
                return
            if column.cost[end] < FORBIDDEN or not rules.hold(KEPT):
                yield end

    def empty(self, start: int, owed: Owed, placed: int) -> Turn:
        """Return an empty page."""
        broken = (NOT_EMPTY,)
        cost = relaxation_cost(broken)
        return Turn(start, start, owed, placed, cost, NO_CLASS, 0.0, (), broken)

    def _with_text(
        self,
        start: int,
        owed: Owed,
        placed: int,
        height: float,
        rules: Rules,
        ends: tuple[int, int],
        above: tuple[int, ...],
        sets: tuple[int, int],
        is_free: bool,
        ceiling: Ceiling | None,
    ) -> tuple[list[Turn], bool]:
        """Return the pages with text, and whether there are any, however dear."""
        column = self.column
        last = column.next_forced[start]
        limit = height - column.after[start] + column.top[start] - column.top_shrink[start]
        reach = bisect_right(column.tightest, limit + TOLERANCE, start + 1, last + 1) - 1
        within = max(start + 1, ends[0]), min(reach, ends[1])
        found: list[Turn] = []
        is_possible = False
        if within[0] > within[1]:
            return found, is_possible
        ways: Iterable[Arrangement] = (WITHOUT,)
        if column.anchors[within[1]] > placed:
            ways = self.floats.arrangements(start, placed, within[1], height)
        some = Ends(
            self.matter,
            start,
            owed,
            placed,
            height,
            within,
            rules,
            above=above,
            is_free=is_free,
            ceiling=ceiling,
        )
        skipped = []
        for arranged in ways:
            if not sets[0] <= placed + len(arranged.spots) <= sets[1]:
                skipped.append(arranged)
                continue
            found += some.turns(arranged)
            is_possible = is_possible or some.fullest >= 0.0
            if some.is_skipped:
                skipped.append(arranged)
        if not is_possible and skipped:
            some.ceiling = None
            for arranged in skipped:
                some.turns(arranged)
                if some.fullest >= 0.0:
                    return found, True
        return found, is_possible

    def floats_cost(self, end: int, placed: int, count: int, free: float, height: float) -> float:
        """Return what a page of the next floats costs, with more of its part to come.

        In two columns text could stand beside or below most.
        """
        floats = range(placed, placed + count)
        is_late = self.room.columns == 1 or self.column.is_forced[end]
        if is_late or any(map(self.floats.must_fill_page, floats)):
            is_turned = self.floats.floats[placed].is_turned
            return float_page_cost(free / height, is_turned=is_turned)
        is_wide = self.floats.floats[placed].is_wide
        return beside_text_cost(free / self.column.line, is_wide=is_wide)

    def without_text(
        self,
        start: int,
        end: int,
        owed: Owed,
        placed: int,
        height: float,
        rules: Rules,
        *,
        only_if_asked: bool = False,
    ) -> Iterator[Turn]:
        """Yield the pages of floats, with what is owed, and if something is, that of notes only.

        With `only_if_asked`, only pages of floats that may fill one. A page on its side holds one
        float and all of its notes, and waits until none is owed.
        """
        column = self.column
        upright = height
        pending = column.anchors[end] - placed
        is_last = column.is_forced[end]  # all that is left of a part
        charge = column.charge[end] if end > start else 0.0
        least = 0 if owed and end == start and not only_if_asked else 1
        for count in range(least, pending + 1):
            if count and not self.floats.may_set[placed + count - 1]:
                return
            if only_if_asked and not self.floats.may_fill_page(placed + count - 1):
                return
            is_turned = count > 0 and self.floats.floats[placed + count - 1].is_turned
            if is_turned and (count > 1 or owed):
                return
            height = self.room.turned if is_turned else upright
            room = height - (self.floats.page_height(placed, count) if count else 0.0)
            if room < -TOLERANCE:
                return
            new = self.floats.called(placed, count)
            whole = self.notes.height(owed, new)
            beside = self.room.has_notes_beside and count > 0 and not is_turned
            for_notes = height if beside else room
            if whole <= for_notes + TOLERANCE:
                fillings = [Filling((), whole)]
            elif is_turned:
                return
            else:
                fillings = self.notes.fillings(owed, new, whole, for_notes, for_notes, rules)
            spots = ("page",) * count
            left = pending - count
            away = self.floats.away.cost(end, placed + count)
            for filling in fillings:
                free = max(room - (0.0 if beside else filling.height), 0.0)
                broken = filling.broken
                if end > start and column.cost[end] >= FORBIDDEN:
                    broken = (*broken, KEPT)
                cost = filling.cost + charge + away + relaxation_cost(broken)
                if is_last and not left and not filling.owed:
                    cost += last_page_cost(
                        count,
                        is_turned=is_turned,
                        is_end=column.is_end(end),
                        may_be_alone=count > 0 and self.floats.may_end(placed + count - 1),
                    )
                elif count:
                    cost += self.floats_cost(end, placed, count, free, height)
                else:
                    cost += glue_cost(free, 0.0, 0.0, column.line)[0]
                    cost += 0.0 if is_last else NOTES_ONLY
                depth = height - free
                yield Turn(
                    start, end, filling.owed, placed + count, cost, NO_CLASS, depth, spots, broken
                )
            if is_turned:
                return
