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

of these, none more than `SHORTER_LINES` lines shorter than the fullest. A note that can be finished
is finished. While more than a page of notes is owed there is nothing to choose: of the first
`LONG_NOTE_ENDS` ends the cheapest is taken, at the fullest split. A page of notes only is tried
where no page with text is legal, or at the end of a part; so is one of floats that do not ask for
it.

Among all these the search finds the cheapest plan (held by brute force in `tests/oracles`). To be
quick it leaves some ways early: one that costs `SLACK` more than another that is further on and
has no more left to be set from before; and of two that differ only in which page of a spread comes
next, one that costs `SPREAD_SLACK` more. If that leads nowhere, it does without.

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

import heapq
from math import ceil, inf
from operator import attrgetter, itemgetter
from typing import NamedTuple

from briefkit.bounds import check_time
from briefkit.errors import LayoutError, Problem, raise_all
from briefkit.galley.items import FORBIDDEN, Galley, VBox, VItem
from briefkit.pages.abreast import Abreast
from briefkit.pages.column import column_of
from briefkit.pages.demerits import (
    DEEPEST_CLASS,
    NO_CLASS,
    NOT_EMPTY,
    STRICT,
    TOLERANCE,
    Rules,
    uneven_cost,
)
from briefkit.pages.floats import floats_of
from briefkit.pages.insertions import Owed, notes_of
from briefkit.pages.over_notes import OverNotes
from briefkit.pages.plan import PagePlan, PageRoom
from briefkit.pages.planned import planned
from briefkit.pages.turn import Turn, blank
from briefkit.pages.turns import Pages
from briefkit.values import evolve

SLACK = 2_000.0  # by which a way must not be dearer than another that is further on
MOST_BACKLOG = 8  # more is not told apart
SPREAD_SLACK = 500.0  # the same for ways that differ only in which page of a spread comes next


class _Step(NamedTuple):
    """The last page of a way, and the way before it."""

    before: "_Step | None"
    turn: Turn


_Way = tuple[float, _Step | None]
"""A way and what it costs."""

_Key = tuple[int, Owed, int]
"""A state at a break, but for depth: floats set, notes owed, phase of the next page."""

_States = dict[_Key, dict[int, _Way]]
"""States, and for each class of depth of the page before the cheapest way there."""


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
        search = _Search(OverNotes(pages) if room.has_notes_across else Abreast(pages))
    turns = search.cheapest(SLACK) or search.cheapest(inf) or search.cheapest(SLACK, may_relax=True)
    if turns is None:
        raise LayoutError(_stuck(galley, search))
    return PagePlan(planned(galley, search.pages, turns))


class _Search:
    """One galley's search.

    furthest: the last break from which pages were tried.
    """

    def __init__(self, pages: Pages | Abreast) -> None:
        self.pages = pages
        self.furthest = 0
        self._states: list[_States] = []
        self._least: list[list[float]] = []  # cost, for each backlog at each break
        self._reached = 0

    def cheapest(self, slack: float, *, may_relax: bool = False) -> tuple[Turn, ...] | None:
        """Return the pages of the cheapest way to the end, or None if none leads there.

        Args:
            slack: by how much a way may be dearer than another that is further on.
            may_relax: whether hard rules are given up where a page cannot keep them.
        """
        breaks = len(self.pages.column.breaks)
        self._states = [{} for _ in range(breaks)]
        self._states[0][0, (), 0] = {NO_CLASS: (0.0, None)}
        self._least = [[inf] * breaks for _ in range(MOST_BACKLOG + 1)]
        self._reached = 0
        for start in range(breaks):
            if self._states[start]:
                check_time()
                self.furthest = start
                self._leave(start, slack, may_relax)
            if start < breaks - 1:
                self._states[start] = {}
        whole = len(self.pages.floats.floats)
        ends = [
            way
            for (placed, owed, _), ways in self._states[-1].items()
            if placed == whole and not owed
            for way in ways.values()
        ]
        step = min(ends, key=_cost)[1] if ends else None
        turns = []
        while step is not None:
            turns.append(step.turn)
            step = step.before
        return tuple(reversed(turns)) if turns else None

    def _leave(self, start: int, slack: float, may_relax: bool) -> None:
        """Follow all pages that start at a break.

        Pages without text end at the break they start at, with less owed or more floats set: the
        states at one break are visited in that order.
        """
        pages, states = self.pages, self._states[start]
        waiting = [_order(pages, start, key) for key in states]
        heapq.heapify(waiting)
        known: dict[tuple[Owed, int, float], list[Turn]] = {}
        bounds: list[float] = []  # for each backlog, the least cost further on with no more of it
        while waiting:
            key = heapq.heappop(waiting)[-1]
            placed, owed, phase = key
            best = min(states[key].values(), key=_cost)
            backlog = self._backlog(start, placed, owed)
            while len(bounds) <= backlog:
                ahead = self._least[len(bounds)][start + 1 : self._reached + 1]
                bounds.append(min([bounds[-1] if bounds else inf, *ahead]))
            if best[0] > min(bounds[backlog] + slack, self._spread_bound(states, key)):
                continue
            height = pages.room.height(phase)
            turns = known.get((owed, placed, height))
            if self._stays_blank(start, key):
                turns = [blank(start, placed)]
            elif turns is None:
                turns = self._turns(start, owed, placed, phase, may_relax)
                known[owed, placed, height] = turns
            for new in self._follow(states[key], best, phase, turns):
                heapq.heappush(waiting, _order(pages, start, new))

    def _stays_blank(self, start: int, key: _Key) -> bool:
        """Return whether all is set before a break that asks for a right-hand page, on a left."""
        column, (placed, owed, phase) = self.pages.column, key
        return (
            column.breaks[start].is_before_recto
            and not self.pages.room.is_recto(phase)
            and not owed
            and placed >= column.anchors[start]
        )

    def _follow(
        self, ways: dict[int, _Way], best: _Way, phase: int, turns: list[Turn]
    ) -> list[_Key]:
        """Note where pages lead from a state; return the states found at the break they start."""
        room = self.pages.room
        is_faced = room.faces_the_last(phase)
        faced = _faced(ways, best) if is_faced else [best] * (NO_CLASS + 1)
        following = phase + 1 if phase < len(room.heights) else phase - 1
        found = []
        for turn in turns:
            end, owed, placed, depth_class = turn.end, turn.owed, turn.placed, turn.depth_class
            cost, before = faced[turn.columns[0].depth_class if turn.columns else depth_class]
            cost += turn.cost
            key = (placed, owed, following)
            targets = self._states[end]
            if key not in targets:
                targets[key] = {}
                self._reached = max(self._reached, end)
                if end == turn.start:
                    found.append(key)
            target = targets[key]
            kept = NO_CLASS if is_faced or not room.is_facing else depth_class
            if kept not in target or cost < target[kept][0]:
                target[kept] = (cost, _Step(before, turn))
                least = self._least[self._backlog(end, placed, owed)]
                if cost < least[end]:
                    least[end] = cost
        return found

    def _backlog(self, at: int, placed: int, owed: Owed) -> int:
        """Return how many floats and quarter pages of notes are left from before a break."""
        pending = self.pages.column.anchors[at] - placed
        if not owed:
            return min(pending, MOST_BACKLOG)
        quarters = ceil(4 * self.pages.notes.owed_height(owed) / max(self.pages.room.heights))
        return min(pending + quarters, MOST_BACKLOG)

    def _spread_bound(self, states: _States, key: _Key) -> float:
        """Return what a state may cost beside the one that is on the other page of a spread."""
        settled = len(self.pages.room.heights)  # from the phase before this, pages are as high
        placed, owed, phase = key
        if phase < settled - 1 or len(states) == 1:
            return inf
        other = states.get((placed, owed, 2 * settled - 1 - phase))
        return inf if other is None else min(other.values(), key=_cost)[0] + SPREAD_SLACK

    def _turns(
        self, start: int, owed: Owed, placed: int, phase: int, may_relax: bool
    ) -> list[Turn]:
        """Return the pages that may start in a state, rules given up only where none may."""
        pages, room = self.pages, self.pages.room
        if (
            start == len(pages.column.breaks) - 1
            and not owed
            and placed == len(pages.floats.floats)
        ):
            return []
        height = room.height(phase)
        found = pages.turns(start, owed, placed, height, STRICT)
        if found or not may_relax:
            return found
        for number in range(1, NOT_EMPTY + 1):
            found += pages.turns(start, owed, placed, height, Rules(frozenset(range(number))))
        if found:
            return found
        if phase < len(room.heights) - 1:  # a later page may be higher
            return [pages.empty(start, owed, placed)]
        return []


_cost = itemgetter(0)


def _faced(ways: dict[int, _Way], best: _Way) -> list[_Way]:
    """Return, for each class of depth of a recto, the cheapest way to it and the verso it faces."""
    faced = [best] * (NO_CLASS + 1)
    for recto in range(DEEPEST_CLASS + 1):
        costs = [(cost + uneven_cost(verso, recto), step) for verso, (cost, step) in ways.items()]
        faced[recto] = min(costs, key=_cost)
    return faced


def _order(pages: Pages | Abreast, start: int, key: _Key) -> tuple[int, float, bool, int, _Key]:
    """Return what sorts the states at a break so that none leads to one before it."""
    placed, owed, phase = key
    # a left-hand page that stays blank leads to the right-hand one
    is_last = pages.column.breaks[start].is_before_recto and pages.room.is_recto(phase)
    return placed, -pages.notes.owed_height(owed), is_last, phase, key


def _too_high(galley: Galley, room: PageRoom) -> list[Problem]:
    """Return a problem for each thing that no page can hold."""
    page = max(room.heights)
    problems = []

    def check(height: float, what: str, where: str, beside: float = 0.0) -> None:
        if height + beside > page + TOLERANCE:
            most = f"{page - beside:g} points of a page" if beside else f"a page of {page:g} points"
            found = f"a {what} {height:g} points high does not fit into {most}"
            problems.append(Problem(found, where, "make it smaller, or let it break in two"))

    for box in _boxes(galley.items):
        check(box.height, box.kind, box.where)
    for one in galley.floats:
        highest = room.turned if one.is_turned else page
        check(one.frame.height, f"float ({one.key})", one.where, page - highest)
    if galley.notes and room.note_space >= page - TOLERANCE:
        found = f"the note rule and its space ({room.note_space:g} points) fill a page"
        return [*problems, Problem(found, "", f"make note_space less than {page:g} points")]
    for note in galley.notes:
        beside = room.note_space
        for box in _boxes(note.items):
            check(box.height, f"{box.kind} of note {note.label}", box.where or note.where, beside)
            beside = room.note_space + room.note_continuation
    return problems


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
