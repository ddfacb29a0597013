"""Break a galley into pages: Galley → PagePlan.

Decides only. Nothing is placed here; see `makeup`. All lengths are in points.

The cheapest path over legal page breaks. A state is all that the pages before leave behind: the
break they end at, the notes still owed, the floats set, and which page of a spread comes next, how
deep the one it faces. Nothing is ever undone. States are visited in the order of the galley, and of
two ways to the same state the cheaper is kept. The costs are in `demerits`, the sums in `column`,
the ways to set notes and floats in `insertions` and `floats`.

**What is decided among.** From a state, with none or some of the next floats (at most
`FLOATS_ON_A_PAGE`; their spots follow, see `floats`), the page may end

- where all its notes can be finished: at the last such break, and at earlier ones, and
- after that, where one note is left unfinished: at the first `UNFINISHED_ENDS` such breaks, split
  at the `SPLITS` last places that fit, or at one that takes the text's glue to shrink for it;

of these, none more than `SHORTER_LINES` lines shorter than the fullest, but for one with floats
that ends where the next float is called, and that has no room for it. A note that can be finished
is finished. While more than a page of notes is owed there is nothing to choose: of the first
`LONG_NOTE_ENDS` ends the cheapest is taken, at the fullest split. A page of notes only is tried
where no page with text is legal, or at the end of a part; so is one of floats that do not ask for
it.

Among all these the search finds the cheapest plan (held by brute force in `tests/oracles`). To be
quick it leaves some ways early: one that weighs `SLACK` more than another that is further on and
has no more left to be set from before; and of two that differ only in which page of a spread comes
next, one that costs `SPREAD_SLACK` more. If that leads nowhere, it does without, where any page
leads on from where it has come to. A way weighs what it costs, and `WAITING` for each float that
waits: a float that waits is still to be set, and what
it displaces is still to be paid.

**A plan is scouted first**, with next to no slack, which is done in a twentieth of the time. Each
of its states is one that the search finds as well, for no more; so what the plan costs from there
on says what is too dear on pages to come, and pages to which that applies are not made (see
`ceilings`). They would be left in any case, once the search has come to their ends. Where pages
do not face each other and no part asks for a right-hand page, it is all the same which page of a
spread comes next, and such states are one.

**A forced break** flushes: notes and floats still owed come first, on pages of their own. A part is
what stands between two forced breaks; its last page may be short for nothing. Where a right-hand
page must follow and a left-hand one is next, that one stays blank, for nothing too.

**If no plan keeps the hard rules**, a second search gives them up one at a time, in the order of
`RELAXATIONS`, on pages that start where no page keeps them: a rule only if giving up all that come
before it does not do. Each is named in `PlannedPage.relaxed`.

The search over pages, with floats in its state, is Plass's (*Optimal pagination techniques*, 1981)
and Mittelbach's (*A general framework for globally optimized pagination*, 2016); costs that add up
are those of TeX's page builder.
"""

# ruff: noqa: FURB136 - where a search asks most often, calls of `min` take three times as long

import heapq
from collections import defaultdict
from collections.abc import Iterator, Mapping
from math import ceil, inf
from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING, NamedTuple

from briefkit.bounds import check_time
from briefkit.errors import LayoutError, Problem, raise_all
from briefkit.frame import Frame, Picture
from briefkit.galley.items import FORBIDDEN, Galley, VBox, VItem
from briefkit.pages.ceilings import (
    MOST_BACKLOG,
    WAITING,
    Ceiling,
    Least,
    Scouted,
    State,
    scouted,
)
from briefkit.pages.column import column_of
from briefkit.pages.demerits import (
    DEEPEST_CLASS,
    NO_CLASS,
    NOT_EMPTY,
    OF_NOTES,
    STRICT,
    TOLERANCE,
    Rules,
    uneven_cost,
)
from briefkit.pages.floats import FLOATS_ON_A_PAGE, floats_of
from briefkit.pages.insertions import Owed, notes_of
from briefkit.pages.plan import PagePlan, PageRoom
from briefkit.pages.planned import planned
from briefkit.pages.turn import Turn, blank
from briefkit.pages.turns import Pages
from briefkit.values import evolve

if TYPE_CHECKING:
    from briefkit.pages.abreast import Abreast

SLACK = 2_000.0  # by which a way must not weigh more than another that is further on
SCOUT_SLACK = 100.0  # the same for the plan that is found beforehand
SPREAD_SLACK = 500.0  # the same for ways that differ only in which page of a spread comes next
FIRST_AND_OTHERS = 2  # heights of pages


class _Way(NamedTuple):
    """A way and what it costs: its last page, and the way before that."""

    cost: float
    turn: Turn | None = None
    before: "_Way | None" = None


_Key = tuple[int, Owed, int]
"""A state at a break, but for depth: floats set, notes owed, phase of the next page."""

_Ways = dict[tuple[_Key, int], _Way]
"""For each state, and each class of depth of the page before, the cheapest way there."""


def break_pages(galley: Galley, room: PageRoom) -> PagePlan:
    """Return the cheapest plan of pages for a galley.

    Raises:
        LayoutError: matter that is higher than a page; notes and floats that do not belong to
            the galley's calls and places.
    """
    if galley.opening is not None:
        first, *more = room.heights
        if galley.opening.height > first + TOLERANCE:
            found = f"is {galley.opening.height:.0f} points high, and a page of text {first:.0f}"
            raise LayoutError(
                Problem(found, "the title", "make it shorter, or the type area higher")
            )
        room = evolve(room, heights=(first - galley.opening.height, *(more or [first])))
    column = column_of(galley)
    notes = notes_of(galley, column.called, room)
    floats = floats_of(galley, column, notes, room)
    raise_all(LayoutError, _too_high(galley, room))
    if not column.breaks:
        return PagePlan(())
    pages = Pages(column, notes, floats, room)
    if room.columns == 1:
        search = _Search(pages)
    else:
        from briefkit.pages.abreast import Abreast  # late: with what it loads, for them alone
        from briefkit.pages.over_notes import OverNotes

        search = _Search(OverNotes(pages) if room.has_notes_across else Abreast(pages))
    turns = search.cheapest(SLACK)
    if turns is None and search.may_pass():
        turns = search.cheapest(inf)
    turns = turns or search.cheapest(SLACK, may_relax=True)
    if turns is None:
        raise LayoutError(_stuck(galley, search))
    return PagePlan(planned(galley, search.pages, turns))


class _Search:
    """One galley's search.

    furthest: the last break from which pages were tried.
    """

    def __init__(self, pages: "Pages | Abreast") -> None:
        self.pages = pages
        self.furthest = 0
        room, breaks = pages.room, pages.column.breaks
        self._breaks = len(breaks)
        # whether it matters which page comes next, once it is not the first
        self._before_recto = {place for place, one in enumerate(breaks) if one.is_before_recto}
        self._has_phases = (
            room.is_facing or len(room.heights) > FIRST_AND_OTHERS or bool(self._before_recto)
        )
        self._quarter = max(room.heights) / 4
        self._ways: dict[int, _Ways] = {}  # to each break that was reached and not yet left
        # floats that stand across two columns are behind many that need not wait for them
        self._waiting = WAITING if isinstance(pages, Pages) else 0.0
        self._least = Least(self._breaks, self._waiting)
        self._scouted: Scouted | None = None
        self._gain = 0.0  # by which what was scouted weighs more than the same states now

    def cheapest(self, slack: float, *, may_relax: bool = False) -> tuple[Turn, ...] | None:
        """Return the pages of the cheapest way to the end, or None if none leads there.

        Args:
            slack: by how much a way may weigh more than another that is further on.
            may_relax: whether hard rules are given up where a page cannot keep them.
        """
        self._scouted, self._gain = None, 0.0
        if SCOUT_SLACK < slack < inf and not may_relax:
            self._follow_all(SCOUT_SLACK, may_relax=False)
            path = [*self._states(self._cheapest_way())]
            self._scouted = scouted(path[::-1], self._breaks)
        self._follow_all(slack, may_relax)
        turns = [turn for turn, _ in _pages_of(self._cheapest_way())]
        return tuple(reversed(turns)) or None

    def may_pass(self) -> bool:
        """Return whether any page leads past the last break reached, by a way that was left too.

        No note is owed before it, and few floats wait: with more there is no more that it may hold.
        """
        pages, column, last = self.pages, self.pages.column, self.furthest
        if last + 1 >= self._breaks:
            return True
        heights = set(pages.room.heights)
        room = pages.room.columns * max(heights) + TOLERANCE
        for start in range(last, -1, -1):
            if column.tightest[last + 1] - column.top[start] + column.top_shrink[start] > room:
                break
            set_here = column.anchors[start]
            for placed in range(set_here, max(set_here - FLOATS_ON_A_PAGE, 0) - 1, -1):
                for height in heights:
                    turns = pages.turns(start, (), placed, height, STRICT)
                    if any(turn.end > last for turn in turns):
                        return True
        return False

    def _follow_all(self, slack: float, may_relax: bool) -> None:
        """Follow all ways from the start."""
        self._ways = defaultdict(dict)
        self._ways[0][(0, (), 0), NO_CLASS] = _Way(0.0)
        self._least = Least(self._breaks, self._waiting)
        for start in range(self._breaks):
            if start in self._ways:
                check_time()
                self.furthest = start
                self._leave(start, slack, may_relax)
                if start < self._breaks - 1:
                    del self._ways[start]

    def _cheapest_way(self) -> _Way | None:
        """Return the cheapest way that was found to the end."""
        whole = len(self.pages.floats.floats)
        ends = [
            way
            for ((placed, owed, _), _), way in self._ways[self._breaks - 1].items()
            if placed == whole and not owed
        ]
        return min(ends, key=_cost, default=None)

    def _states(self, way: _Way | None) -> Iterator[tuple[State, int, float]]:
        """Yield a way's states from the last, each with its backlog and the way's weight there."""
        for turn, cost in _pages_of(way):
            waiting = self.pages.column.anchors[turn.end] - turn.placed
            state = turn.end, turn.placed, turn.owed
            yield state, self._backlog(waiting, turn.owed), cost + self._waiting * waiting

    def _leave(self, start: int, slack: float, may_relax: bool) -> None:
        """Follow all pages that start at a break.

        Pages without text end at the break they start at, with less owed or more floats set: the
        states at one break are visited in that order.
        """
        pages, scouted = self.pages, self._scouted
        states: dict[_Key, dict[int, _Way]] = {}
        for (key, depth_class), way in self._ways[start].items():
            states.setdefault(key, {})[depth_class] = way
        waiting = [self._order(start, key) for key in states]
        heapq.heapify(waiting)
        known: dict[tuple[Owed, int, float], tuple[float, list[Turn]]] = {}
        bounds: list[float] = []  # for each backlog, the least weight further on with no more of it
        while waiting:
            key = heapq.heappop(waiting)[-1]
            placed, owed, phase = key
            ways = states[key]
            best = min(ways.values(), key=_cost)
            cost = best[0]
            floats = pages.column.anchors[start] - placed
            backlog = self._backlog(floats, owed)
            while len(bounds) <= backlog:
                bounds.append(self._bound(start, len(bounds), bounds[-1] if bounds else inf))
            weight = cost + self._waiting * floats
            if scouted and (start, placed, owed) in scouted.weights:  # never left: it leads on
                self._gain = scouted.weights[start, placed, owed] - weight
            elif weight > bounds[backlog] + slack:
                continue
            if self._has_phases and cost > self._spread_bound(states, key):
                continue
            height = pages.room.height(phase)
            most, turns = known.get((owed, placed, height), (inf, None))
            if self._stays_blank(start, key):
                turns = [blank(start, placed)]
            elif turns is None or cost < most:
                ceiling = self._ceiling(cost, slack)
                turns = self._turns(start, owed, placed, height, phase, may_relax, ceiling)
                known[owed, placed, height] = cost, turns
            for found, depth_class in self._follow(start, ways, best, phase, turns):
                if found not in states:
                    heapq.heappush(waiting, self._order(start, found))
                way = self._ways[start][found, depth_class]
                states.setdefault(found, {})[depth_class] = way

    def _bound(self, start: int, backlog: int, bound: float) -> float:
        """Return the least weight known further on with no more than a backlog.

        bound: the same with less.
        """
        if self._scouted:
            planned = self._scouted.rows[backlog][start] - self._gain
            bound = planned if planned < bound else bound
        further = self._least.further(start, backlog)
        return further if further < bound else bound

    def _ceiling(self, cost: float, slack: float) -> Ceiling | None:
        """Return what the pages may cost that follow a way, if that is known."""
        if not self._scouted:
            return None
        reached = self._least.plain
        if self._has_phases:  # what costs no less may be for another page of a spread
            reached = [self._least.nowhere] * len(reached)
        return Ceiling(self._scouted.rows, slack - cost - self._gain, reached, cost)

    def _order(self, start: int, key: _Key) -> tuple[int, float, bool, int, _Key]:
        """Return what sorts the states at a break so that none leads to one before it."""
        pages, (placed, owed, phase) = self.pages, key
        # a left-hand page that stays blank leads to the right-hand one
        is_last = start in self._before_recto and pages.room.is_recto(phase)
        return placed, -pages.notes.owed_height(owed) if owed else 0.0, is_last, phase, key

    def _stays_blank(self, start: int, key: _Key) -> bool:
        """Return whether all is set before a break that asks for a right-hand page, on a left."""
        column, (placed, owed, phase) = self.pages.column, key
        return (
            start in self._before_recto
            and not self.pages.room.is_recto(phase)
            and not owed
            and placed >= column.anchors[start]
        )

    def _follow(
        self, start: int, ways: dict[int, _Way], best: _Way, phase: int, turns: list[Turn]
    ) -> list[tuple[_Key, int]]:
        """Note where pages lead from a state; return the ways found to the break they start at."""
        room, anchors = self.pages.room, self.pages.column.anchors
        is_faced = room.faces_the_last(phase)
        is_compared = room.is_facing and not is_faced
        faced = _faced(ways, best) if is_faced else []
        following = phase + 1 if phase < len(room.heights) else phase - 1
        if not self._has_phases:
            following = min(phase + 1, len(room.heights) - 1)
        found = []
        so_far, before = best.cost, best
        for turn in turns:
            _, end, owed, placed, cost, depth_class, _, _, _, columns = turn
            if is_faced:
                so_far, before = faced[columns[0].depth_class if columns else depth_class]
            cost += so_far
            key = (placed, owed, following), depth_class if is_compared else NO_CLASS
            known = self._ways[end].get(key)
            if known is None or cost < known.cost:
                self._ways[end][key] = _Way(cost, turn, before)
                waiting = anchors[end] - placed
                backlog = self._backlog(waiting, owed)
                self._least.note(end, waiting, backlog, cost, is_plain=not owed)
                if end == start:
                    found.append(key)
        return found

    def _backlog(self, waiting: int, owed: Owed) -> int:
        """Return how many floats and quarter pages of notes are left from before a break."""
        if owed:
            waiting += ceil(self.pages.notes.owed_height(owed) / self._quarter)
        return waiting if waiting < MOST_BACKLOG else MOST_BACKLOG

    def _spread_bound(self, states: Mapping[_Key, Mapping[int, _Way]], key: _Key) -> float:
        """Return what a state may cost beside the one that is on the other page of a spread."""
        settled = len(self.pages.room.heights)  # from the phase before this, pages are as high
        placed, owed, phase = key
        if phase < settled - 1 or len(states) == 1:
            return inf
        other = states.get((placed, owed, 2 * settled - 1 - phase))
        return inf if other is None else min(other.values(), key=_cost)[0] + SPREAD_SLACK

    def _turns(
        self,
        start: int,
        owed: Owed,
        placed: int,
        height: float,
        phase: int,
        may_relax: bool,
        ceiling: Ceiling | None,
    ) -> list[Turn]:
        """Return the pages that may start in a state, rules given up only where none may."""
        pages, room = self.pages, self.pages.room
        if (
            start == len(pages.column.breaks) - 1
            and not owed
            and placed == len(pages.floats.floats)
        ):
            return []
        found = pages.turns(start, owed, placed, height, STRICT, ceiling=ceiling)
        if found or not may_relax:
            return found
        for number in range(1, NOT_EMPTY + 1):
            if number - 1 in OF_NOTES and not pages.notes.measures:
                continue
            found += pages.turns(start, owed, placed, height, Rules(frozenset(range(number))))
        if found:
            return found
        if phase < len(room.heights) - 1:  # a later page may be higher
            return [pages.empty(start, owed, placed)]
        return []


_cost = itemgetter(0)


def _pages_of(way: _Way | None) -> Iterator[tuple[Turn, float]]:
    """Yield the pages of a way from the last, and what it costs up to each."""
    while way is not None and way.turn is not None:
        yield way.turn, way.cost
        way = way.before


def _faced(ways: Mapping[int, _Way], best: _Way) -> list[tuple[float, _Way]]:
    """Return, for each class of depth of a recto, the cheapest way to it and the verso it faces."""
    faced = [(best.cost, best)] * (NO_CLASS + 1)
    for recto in range(DEEPEST_CLASS + 1):
        costs = [(way.cost + uneven_cost(verso, recto), way) for verso, way in ways.items()]
        faced[recto] = min(costs, key=_cost)
    return faced


def _too_high(galley: Galley, room: PageRoom) -> list[Problem]:
    """Return a problem for each thing that no page can hold."""
    page = max(room.heights)
    problems = []

    def check(frame: Frame, what: str, where: str, beside: float = 0.0) -> None:
        if frame.height + beside > page + TOLERANCE:
            most = f"{page - beside:g} points of a page" if beside else f"a page of {page:g} points"
            cure = "shorten it, or part it in two"
            picture = _highest_picture(frame)
            if picture and frame.height - picture.height <= page - beside:  # else its words are
                cure = "crop the picture, or cut it into several"
                size = f"{picture.raster.width_px:,} by {picture.raster.height_px:,} pixels"
                what = f"{what} with a picture of {size}, {picture.width:g} points wide and"
            found = f"a {what} {frame.height:g} points high does not fit into {most}"
            problems.append(Problem(found, where, cure))

    for box in _boxes(galley.items):
        check(box.frame, box.kind, box.where)
    for one in galley.floats:
        highest = room.turned if one.is_turned else page
        kind = one.key.rpartition("-")[0] or f"float ({one.key})"
        check(one.frame, kind, one.where, page - highest)
    if galley.notes and room.note_space >= page - TOLERANCE:
        found = f"the note rule and its space ({room.note_space:g} points) fill a page"
        return [*problems, Problem(found, "", f"make note_space less than {page:g} points")]
    for note in galley.notes:
        beside = room.note_space
        for box in _boxes(note.items):
            check(box.frame, f"{box.kind} of note {note.label}", box.where or note.where, beside)
            beside = room.note_space + room.note_continuation
    return problems


def _highest_picture(frame: Frame) -> Picture | None:
    pictures = [one.item for one in frame.flat() if isinstance(one.item, Picture)]
    return max(pictures, key=_height, default=None)


def _boxes(items: tuple[VItem, ...]) -> list[VBox]:
    return [item for item in items if isinstance(item, VBox)]


def _stuck(galley: Galley, search: _Search) -> Problem:
    """Return the problem of a galley that no pages hold, though each thing in it would fit one."""
    column, start = search.pages.column, search.furthest
    end = start + 1
    while end < len(column.cost) - 1 and column.cost[end] >= FORBIDDEN:
        end += 1
    page = max(search.pages.room.heights)
    together = column.foot[end] - column.foot_shrink[end] - column.top[start]
    needed = column.after[start] + together + column.top_shrink[start] + column.before[end]
    boxes = _boxes(galley.items[column.first[start] : column.last[end] + 1])
    if needed > page + TOLERANCE and boxes:
        box = max(boxes, key=_height)
        what = f"a {box.kind} {box.height:g} points high takes {needed:g} with what must stand"
        cure = "make it smaller, or what must stand with it, or the type area higher"
        return Problem(f"{what} with it, and a page has {page:g}", box.where, cure)
    kind, where = (boxes[0].kind, boxes[0].where) if boxes else ("matter", "")
    what = f"no page can be made that starts with this {kind} (item {column.first[start]} of the"
    cure = "make what must stand with it smaller, or the type area higher"
    return Problem(f"{what} galley)", where, cure)


_height = attrgetter("height")
