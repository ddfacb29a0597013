"""The page search against brute force: the same least demerits over the same decisions.

The oracle here walks items one by one, without sums, bisection or pruning, and tries every page
that `pagebreak` says may be tried. What it shares with the search is the constants.
"""

from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from math import inf

import pytest
from attrs import evolve, frozen
from hypothesis import given, settings
from hypothesis import strategies as st

from briefkit.galley.items import (
    FORBIDDEN,
    FORCED,
    Galley,
    VBox,
    VDiscretionary,
    VFloat,
    VGlue,
    VPenalty,
)
from briefkit.pages import demerits as price
from briefkit.pages import pagebreak
from briefkit.pages.abreast import MOST_ACROSS
from briefkit.pages.ends import LONG_NOTE_ENDS, SHORTER_LINES, UNFINISHED_ENDS
from briefkit.pages.floats import FLOATS_ON_A_PAGE
from briefkit.pages.insertions import SPLITS
from briefkit.pages.over_notes import FEWER_CALLS
from briefkit.pages.pagebreak import break_pages
from briefkit.pages.plan import PageRoom
from briefkit.testing import (
    floating,
    forced_break,
    galley_of,
    kept,
    lines,
    note,
    page_of,
    space,
    table,
)

SMALL = price.TOLERANCE
LINE = 1.0


@frozen
class End:
    """A break: the item after it, its cost, the matter it adds, whether it is forced."""

    item: int
    cost: float
    before: float = 0.0
    after: float = 0.0

    @property
    def is_forced(self) -> bool:
        return self.cost <= FORCED


@frozen
class Try:
    """A page that may be: where it ends, what is left, what it costs."""

    end: End
    owed: tuple[tuple[str, int], ...]
    placed: int
    cost: float
    depth: float
    depth_class: int
    spots: tuple[str, ...] = ()
    is_bare: bool = False


def legal_ends(galley: Galley) -> list[End]:
    """Return every legal break, in order; none is left out as worse than another."""
    items = galley.items
    solid = [i for i, item in enumerate(items) if isinstance(item, VBox | VFloat)]
    found = []
    for before, after in pairwise(solid):
        gap = list(enumerate(items[before + 1 : after], start=before + 1))
        has_table = any(isinstance(x, VDiscretionary) and x.cost < FORBIDDEN for _, x in gap)
        ends = []
        for i, item in gap:
            if isinstance(item, VPenalty) and item.cost < FORBIDDEN:
                ends.append(End(i + 1, item.cost))
            elif isinstance(item, VDiscretionary) and item.cost < FORBIDDEN:
                foot = item.before_break.height if item.before_break else 0.0
                ends.append(End(i + 1, item.cost, foot, item.after_break.height))
            elif isinstance(item, VGlue) and i == before + 1 and not has_table:
                ends.append(End(i, 0.0))
        if (not gap and isinstance(items[after], VFloat)) or (
            isinstance(items[after], VFloat)
            and not ends
            and all(isinstance(x, VGlue) for _, x in gap)
        ):
            ends.append(End(after, 0.0))
        forced = [end for end in ends if end.is_forced]
        found += forced[:1] or ends
    return [*found, End(len(items), FORCED)]


class Oracle:
    """Every plan of a galley, tried."""

    is_free = False  # whether a column may be as short as it likes
    above = ()  # notes called in what stands above the page's column

    def __init__(self, galley: Galley, room: PageRoom) -> None:
        self.galley, self.room = galley, room
        self.ends = legal_ends(galley)
        self.notes = {one.key: one for one in galley.notes}
        self.number = {one.key: i for i, one in enumerate(galley.notes)}
        self.index = {one.key: i for i, one in enumerate(galley.floats)}
        self.cheapest = cache(self._cheapest)

    def least(self) -> float:
        return self.cheapest(End(0, FORCED), (), 0, 0, price.NO_CLASS)

    def _cheapest(self, start: End, owed, placed: int, page: int, depth_class: int) -> float:
        if start.item == len(self.galley.items) and not owed and placed == len(self.index):
            return 0.0
        best = inf
        for one in self.tries(start, owed, placed, self.room.height(page)):
            cost = one.cost
            if self.room.is_recto(page):
                both = {depth_class, one.depth_class}
                if price.NO_CLASS not in both:
                    cost += price.UNEVEN * abs(depth_class - one.depth_class)
            rest = self.cheapest(one.end, one.owed, one.placed, page + 1, one.depth_class)
            best = min(best, cost + rest)
        return best

    def passed(self, start: int, end: int) -> list[int]:
        """Return the floats whose places are among some items."""
        return [self.index[x.key] for x in self.galley.items[start:end] if isinstance(x, VFloat)]

    def tries(self, start: End, owed, placed: int, height: float) -> list[Try]:
        waiting = len(self.passed(0, start.item)) - placed
        if start.is_forced and start.item and (owed or waiting > 0):
            return self.bare(start, start, owed, placed, height)
        found = self.with_text(start, owed, placed, height)
        ends = [start]
        if not start.after:
            later = [end for end in self.ends if end.item > start.item]
            stop = next((i for i, end in enumerate(later) if end.is_forced), -1)
            ends += [end for end in later[: stop + 1] if self.is_bare(start, end)]
        for end in ends:
            found += self.bare(start, end, owed, placed, height, only_if_asked=True)
        if not found:
            for end in ends:
                found += self.bare(start, end, owed, placed, height)
        return found

    def is_bare(self, start: End, end: End) -> bool:
        return not any(isinstance(x, VBox) for x in self.galley.items[start.item : end.item])

    # -- notes

    def boxes(self, key: str) -> list[VBox]:
        return [item for item in self.notes[key].items if isinstance(item, VBox)]

    def part(self, key: str, low: int, high: int) -> float:
        """Return the height of a note's boxes `low` to `high`, glue between them included."""
        items, boxes = self.notes[key].items, 0
        total, glue = 0.0, 0.0
        for item in items:
            if isinstance(item, VBox):
                if low <= boxes < high:
                    total += item.height + (glue if boxes > low else 0.0)
                boxes += 1
                glue = 0.0
            elif isinstance(item, VGlue):
                glue += item.natural
        return total

    def area(self, parts) -> float:
        """Return the height of a note area: parts as (key, low, high)."""
        if not parts:
            return 0.0
        total = self.room.note_space + self.room.note_gap * (len(parts) - 1)
        if parts[0][1] > 0:
            total += self.room.note_continuation
        return total + sum(self.part(*one) for one in parts)

    def splits(self, key: str, low: int) -> Iterator[tuple[int, float]]:
        """Yield where a note may be split after `low`, with what it costs."""
        items, count = self.notes[key].items, len(self.boxes(key))
        worth = [2 if box.height >= 2 * self.note_line else 1 for box in self.boxes(key)]
        for high in range(low + 1, count):
            if sum(worth[low:high]) < 2 or sum(worth[high:]) < 2:
                continue
            positions = [i for i, item in enumerate(items) if isinstance(item, VBox)]
            gap = items[positions[high - 1] + 1 : positions[high]]
            costs = [x.cost for x in gap if isinstance(x, VPenalty)]
            if gap and isinstance(gap[0], VGlue):
                costs.append(0.0)
            if costs and min(costs) < FORBIDDEN:
                yield high, min(costs)

    @property
    def note_line(self) -> float:
        return 1.0

    def owed_cost(self, owed) -> float:
        rest = sum(len(self.boxes(key)) - low for key, low in owed)
        carried = price.NOTE_LINE * min(rest, price.CARRIED_LINES)
        return price.NOTE_SPLIT * len(owed) + carried if owed else 0.0

    def fillings(self, owed, new, room: float, snug: float, ways: int):
        """Return (owed, height, cost) for each way to leave one note unfinished."""
        parts = [*owed, *((key, 0) for key in new)]
        for place, (key, low) in enumerate(parts):
            done = [(k, at, len(self.boxes(k))) for k, at in parts[:place]]
            if self.area([*done, (key, low, len(self.boxes(key)))]) <= room + SMALL:
                continue
            if new and place < len(parts) - 1:
                return []
            found = []
            for high, cost in self.splits(key, low):
                height = self.area([*done, (key, low, high)])
                left = ((key, high), *parts[place + 1 :])
                if height <= room + SMALL:
                    found.append((left, height, cost + self.owed_cost(left)))
            if not found and place and not new:
                left = tuple(parts[place:])
                return [(left, self.area(done), self.owed_cost(left))]
            roomy = [one for one in found if one[1] <= snug + SMALL]
            return [one for one in found if one[1] > snug + SMALL] + roomy[-ways:]
        raise AssertionError("everything fits")

    # -- pages

    def foot(self, free: float, stretch: float, shrink: float) -> tuple[float, int]:
        """Return what a page's foot costs, and its class; the formula has tests of its own."""
        return price.glue_cost(free, stretch, shrink, LINE)[:2]

    def column(self, start: End, end: End, here) -> tuple[float, float, float, int]:
        """Return a page's text as natural size, stretch, shrink and lines."""
        parts = []  # boxes and floats, and the glue between
        lines_on_page = 0
        for item in self.galley.items[start.item : end.item]:
            if isinstance(item, VBox):
                parts.append((item.height, 0.0, 0.0, True))
                lines_on_page += 2 if item.height >= 2 * LINE else 1
            elif isinstance(item, VGlue):
                parts.append((item.natural, item.stretch, item.shrink, False))
            elif isinstance(item, VFloat) and self.index[item.key] in here:
                one = self.galley.floats[self.index[item.key]]
                above, below = one.space_above, one.space_below
                parts.append((above.natural, above.stretch, above.shrink, False))
                parts.append((one.frame.height, 0.0, 0.0, True))
                parts.append((below.natural, below.stretch, below.shrink, False))
        solid = [i for i, part in enumerate(parts) if part[3]]
        parts = parts[solid[0] : solid[-1] + 1] if solid else []
        return (*(sum(part[i] for part in parts) for i in range(3)), lines_on_page)

    def arrangements(self, start: End, placed: int) -> Iterator[tuple[str, ...]]:
        yield ()
        spots: tuple[str, ...] = ()
        waiting = len(self.passed(0, start.item))
        down = ("top", "here", "bottom")
        for one in range(placed, min(len(self.index), placed + FLOATS_ON_A_PAGE)):
            may = [
                spot
                for spot in ("here", "top", "bottom")
                if spot in self.galley.floats[one].placements
                and (spot != "here" or one >= waiting)
                and (not spots or down.index(spot) >= down.index(spots[-1]))
            ]
            if not may:
                return
            spots = (*spots, may[0])
            yield spots

    def with_text(self, start: End, owed, placed: int, height: float) -> list[Try]:
        later = [end for end in self.ends if end.item > start.item]
        if start.item == len(self.galley.items):
            return []
        stop = next(i for i, end in enumerate(later) if end.is_forced)
        later = later[: stop + 1]
        found = []
        for spots in self.arrangements(start, placed):
            found += self.arranged(start, later, owed, placed, height, spots)
        return found

    def may_be(self, start: End, end: End, placed: int, spots) -> bool:
        """Return whether floats may stand so on a page between two breaks."""
        earlier = len(self.passed(0, start.item))
        here = self.passed(0, end.item)
        for i, spot in enumerate(spots, start=placed):
            if i not in here or spot not in self.galley.floats[i].placements:
                return False
            if spot == "here" and i < earlier:
                return False
        left = [i for i in here if i >= placed + len(spots)]
        if any(set(self.galley.floats[i].placements) == {"here"} for i in left):
            return False
        calls = [self.number[k] for k in self.called(start, end)]
        for i in left:
            own = [self.number[k] for k in self.galley.floats[i].calls]
            if own and any(n > min(own) for n in calls):
                return False
        return True

    def called(self, start: End, end: End) -> list[str]:
        items = self.galley.items[start.item : end.item]
        return [key for item in items if isinstance(item, VBox) for key in item.calls]

    def arranged(self, start: End, later, owed, placed: int, height: float, spots) -> list[Try]:
        floats = self.galley.floats[placed : placed + len(spots)]
        here = {placed + i for i, spot in enumerate(spots) if spot == "here"}
        beside = sum(
            one.frame.height + self.room.float_gap
            for one, spot in zip(floats, spots, strict=True)
            if spot != "here"
        )
        own = [*self.above, *(key for one in floats for key in one.calls)]
        most = self.room.note_share * height
        is_long = (
            bool(owed)
            and self.area([(k, low, len(self.boxes(k))) for k, low in owed]) > height + SMALL
        )
        finished, unfinished, seen = [], [], []
        for end in later:
            if not self.may_be(start, end, placed, spots):
                continue
            natural, stretch, shrink, count = self.column(start, end, here)
            is_enough = count >= 2 or (count == 0 and spots) or (count == 1 and end.is_forced)
            if not is_enough:
                continue
            new = sorted([*self.called(start, end), *own], key=self.number.__getitem__)
            parts = [(k, low, len(self.boxes(k))) for k, low in owed]
            parts += [(k, 0, len(self.boxes(k))) for k in new]
            whole = self.area(parts)
            room = height - start.after - beside - natural
            fits = whole <= min(room - end.before + shrink, most) + SMALL
            would_fit = whole <= min(room + shrink, most) + SMALL
            if room - end.before + shrink < -SMALL:
                continue
            seen.append((end, would_fit))
            if fits:
                finished.append((end, [((), whole, 0.0)], natural, stretch, shrink, count, True))
                continue
            snug = room - end.before
            ways = self.fillings(
                owed,
                new,
                min(snug + shrink, most),
                min(snug, most),
                1 if is_long else SPLITS,
            )
            if ways:
                is_full = snug <= most + LINE
                unfinished.append((end, ways, natural, stretch, shrink, count, is_full))
        last = max((end.item for end, would_fit in seen if would_fit), default=-1)
        unfinished = [one for one in unfinished if one[0].item > last]
        left = LONG_NOTE_ENDS if is_long else UNFINISHED_ENDS
        kept_ends = []
        for one in unfinished:
            if left:
                kept_ends.append(one)
                left -= one[-1]
        found = []
        for end, ways, natural, stretch, shrink, count, _ in [*finished, *kept_ends]:
            for left_owed, area, cost in ways:
                depth = start.after + end.before + beside + natural + area
                found.append(
                    self.page(
                        start,
                        end,
                        left_owed,
                        placed + len(spots),
                        height - depth,
                        stretch,
                        shrink,
                        count,
                        cost,
                        bool(spots),
                        height,
                    )
                )
        if is_long and found:
            return [min(found, key=lambda one: one.cost)]
        fullest = max((one.depth for one in found), default=0.0)
        found = [evolve(one, spots=spots) for one in found]
        return [one for one in found if not self.is_short(one, fullest)]

    def is_short(self, one: Try, fullest: float) -> bool:
        return one.depth < fullest - SHORTER_LINES * LINE - SMALL

    def page(
        self, start, end, owed, placed, free, stretch, shrink, count, cost, has_floats, height
    ) -> Try:
        waiting = max(len(self.passed(0, end.item)) - placed, 0)
        foot, depth_class = self.foot(free, stretch, shrink)
        if end.is_forced:
            if not owed and not waiting:
                foot, depth_class = (foot if free < -SMALL else 0.0), price.NO_CLASS
            if not start.is_forced and not has_floats and not self.is_free:
                foot += price.FEW_LINES * max(3 - count, 0)
        cost += self.at_break(end)
        cost += foot + price.FLOAT_AWAY * waiting
        return Try(end, tuple(owed), placed, cost, min(height - free, height), depth_class)

    def at_break(self, end: End) -> float:
        if end.is_forced:
            return 0.0
        boxes = [item for item in self.galley.items[: end.item] if isinstance(item, VBox)]
        return end.cost + (price.HYPHEN if boxes and boxes[-1].ends_hyphenated else 0.0)

    def bare(self, start: End, end: End, owed, placed: int, height, *, only_if_asked=False):
        found = []
        waiting = len(self.passed(0, end.item)) - placed
        for count in range(0 if owed and end == start and not only_if_asked else 1, waiting + 1):
            floats = self.galley.floats[placed : placed + count]
            tallest = max(self.room.heights)
            may = all(
                "page" in one.placements
                or tallest - one.frame.height - self.room.float_gap < 2 * LINE - SMALL
                for one in floats
            )
            filled = sum(one.frame.height for one in floats)
            filled += self.room.float_gap * max(count - 1, 0)
            if (only_if_asked and not may) or filled > height + SMALL:
                break
            new = [key for one in floats for key in one.calls]
            parts = [(k, low, len(self.boxes(k))) for k, low in owed]
            parts += [(k, 0, len(self.boxes(k))) for k in new]
            whole = self.area(parts)
            if whole <= height - filled + SMALL:
                ways = [((), whole, 0.0)]
            else:
                ways = self.fillings(owed, new, height - filled, height - filled, SPLITS)
            for left, area, cost in ways:
                free = max(height - filled - area, 0.0)
                cost += price.FLOAT_AWAY * (waiting - count)
                cost += self.at_break(end) if end != start else 0.0
                if end.is_forced and not left and count == waiting:
                    cost += 0.0 if count else price.NOTES_LAST
                elif count:
                    cost += price.FLOAT_PAGE + price.FLOAT_PAGE_EMPTY * (free / height) ** 2
                else:
                    cost += self.foot(free, 0.0, 0.0)[0]
                    cost += 0.0 if end.is_forced else price.NOTES_ONLY
                depth = height - free
                spots = ("page",) * count
                one = Try(
                    end, tuple(left), placed + count, cost, depth, price.NO_CLASS, spots, True
                )
                found.append(one)
        return found


# -- galleys to try

penalties = st.sampled_from([0.0, 0.0, 50.0, 150.0, 1000.0])


@st.composite
def paragraphs(draw):
    number = draw(st.integers(1, 5))
    return lines(
        number,
        widow=draw(penalties),
        orphan=draw(penalties),
        hyphenated=draw(st.sets(st.integers(1, number), max_size=1)),
    )


parts = st.one_of(
    paragraphs(),
    paragraphs(),
    paragraphs(),
    st.builds(kept, st.integers(2, 3)),
    st.builds(lines, st.just(1), height=st.sampled_from([2.5, 4.0]), kind=st.just("figure")),
    st.builds(
        space,
        st.sampled_from([0.5, 1.0]),
        stretch=st.sampled_from([0.0, 0.5, 2.0]),
        shrink=st.sampled_from([0.0, 0.25]),
    ),
    st.builds(
        table, st.integers(2, 4), head=st.sampled_from([0.5, 1.0]), foot=st.sampled_from([0.0, 0.5])
    ),
    st.builds(forced_break),
)


@st.composite
def galleys(draw, floats: int = 0, notes: int = 4, *, may_be_wide: bool = False):
    body = [draw(paragraphs()), *draw(st.lists(parts, max_size=5))]
    count = sum(isinstance(item, VBox) for part in body if isinstance(part, tuple) for item in part)
    for number in range(draw(st.integers(0, floats))):
        is_wide = may_be_wide and draw(st.booleans())
        wide = st.sampled_from([("top", "bottom"), ("top",), ("top", "bottom", "page")])
        one = floating(
            draw(st.sampled_from([1.0, 2.5, 4.0, 5.5])),
            key=f"f{number}",
            is_wide=is_wide,
            placements=draw(
                wide
                if is_wide
                else st.sampled_from(
                    [("here", "top", "bottom"), ("here",), ("top",), ("top", "bottom", "page")]
                )
            ),
            space_above=space(draw(st.sampled_from([0.0, 0.5])), stretch=0.5),
            space_below=space(draw(st.sampled_from([0.0, 1.0]))),
        )
        body.insert(draw(st.integers(0, len(body))), one)
    keys = [part.galley.key for part in body if hasattr(part, "galley")]
    small = st.builds(
        lines, st.integers(1, 9), widow=st.sampled_from([0.0, 100.0]), orphan=st.just(0.0)
    )
    for _ in range(draw(st.integers(0, notes))):
        place = st.integers(1, count)
        if keys:
            place = st.one_of(place, place, st.sampled_from(keys))
        body.append(note(draw(small), called_from=draw(place)))
    return galley_of(*body)


rooms = st.builds(
    page_of,
    st.sampled_from([6.0, 8.0, 10.5]),
    note_space=st.sampled_from([0.0, 1.0]),
    note_continuation=st.sampled_from([0.0, 0.5]),
    note_gap=st.sampled_from([0.0, 0.25]),
    note_share=st.sampled_from([1.0, 1.0, 0.75]),
    float_gap=st.sampled_from([0.0, 0.5]),
    first_is_recto=st.booleans(),
)


def compare(galley: Galley, room: PageRoom, oracle: type[Oracle] = Oracle) -> None:
    least = oracle(galley, room).least()
    plan = break_pages(galley, room)
    if least == inf:
        assert any(page.relaxed for page in plan.pages), galley.describe()
    else:
        assert plan.demerits == pytest.approx(least), plan.explain()


@settings(max_examples=120, deadline=None)
@given(galley=galleys(), room=rooms)
def test_text_and_notes_cost_what_the_cheapest_of_all_plans_costs(galley, room):
    """The search finds the least demerits of its decision space."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pagebreak, "SPREAD_SLACK", inf)
        patch.setattr(pagebreak, "SLACK", inf)
        compare(galley, room)


@settings(max_examples=120, deadline=None)
@given(galley=galleys(floats=3, notes=2), room=rooms)
def test_floats_cost_what_the_cheapest_of_all_plans_costs(galley, room):
    """The search finds the least demerits of its decision space, floats included."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pagebreak, "SPREAD_SLACK", inf)
        patch.setattr(pagebreak, "SLACK", inf)
        compare(galley, room)


# -- two columns


# -- short notes that share lines


class RunInOracle(Oracle):
    """The same where short notes run on: each line of notes takes as many as fit."""

    def area(self, parts) -> float:
        if not parts:
            return 0.0
        rows: list[tuple[float, float]] = []  # width and height; no width for what stands alone
        for key, low, high in parts:
            width, height = self.notes[key].run_in, self.part(key, low, high)
            used = rows[-1][0] + self.room.run_in_gap + width if rows else 0.0
            if width and rows and rows[-1][0] and used <= self.room.run_in_measure + SMALL:
                rows[-1] = (used, max(rows[-1][1], height))
            else:
                rows.append((width, height))
        total = self.room.note_space + self.room.note_gap * (len(rows) - 1)
        if parts[0][1] > 0:
            total += self.room.note_continuation
        return total + sum(height for _, height in rows)


@settings(max_examples=120, deadline=None)
@given(
    galley=galleys(floats=1, notes=6),
    room=rooms,
    widths=st.lists(st.sampled_from([0, 20, 30, 45, 90]), min_size=6, max_size=6),
)
def test_notes_that_run_on_cost_what_the_cheapest_of_all_plans_costs(galley, room, widths):
    """NOTES case 39: the lines that they share are reckoned with, whoever stands in them."""
    notes = tuple(
        evolve(one, items=one.items[:1], run_in=float(width)) if width else one
        for one, width in zip(galley.notes, widths, strict=False)
    )
    galley = evolve(galley, notes=notes)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pagebreak, "SPREAD_SLACK", inf)
        patch.setattr(pagebreak, "SLACK", inf)
        compare(galley, evolve(room, run_in_measure=90.0, run_in_gap=10.0), RunInOracle)


@frozen
class Sheet:
    """A page of two columns that may be; `classes` are those of its first and last column."""

    end: End
    owed: tuple[tuple[str, int], ...]
    placed: int
    cost: float
    classes: tuple[int, int]


class ColumnOracle(Oracle):
    """Every column that may be; text without notes where those stand across the page."""

    def __init__(self, galley: Galley, room: PageRoom) -> None:
        super().__init__(galley, room)
        self.real = galley
        if room.has_notes_across:
            items = tuple(
                evolve(item, calls=()) if isinstance(item, VBox) else item for item in galley.items
            )
            floats = tuple(evolve(one, calls=()) for one in galley.floats)
            self.galley = evolve(galley, items=items, floats=floats)
        self.columns = cache(self._columns)

    def _columns(
        self, start: End, owed, placed: int, height, low=0, high=inf, is_free=False, above=()
    ):
        self.low, self.high, self.is_free, self.above = low, high, is_free, above
        return self.tries(start, owed, placed, height)

    def may_be(self, start: End, end: End, placed: int, spots) -> bool:
        silent, self.galley = self.galley, self.real
        try:
            return super().may_be(start, end, placed, spots)
        finally:
            self.galley = silent

    def arrangements(self, start: End, placed: int) -> Iterator[tuple[str, ...]]:
        for spots in super().arrangements(start, placed):
            if spots and self.galley.floats[placed + len(spots) - 1].is_wide:
                return
            yield spots

    def arranged(self, start: End, later, owed, placed: int, height, spots) -> list[Try]:
        later = [end for end in later if self.low <= end.item <= self.high]
        return super().arranged(start, later, owed, placed, height, spots)

    def is_short(self, one: Try, fullest: float) -> bool:
        return not self.is_free and super().is_short(one, fullest)

    def foot(self, free: float, stretch: float, shrink: float) -> tuple[float, int]:
        cost, depth_class = super().foot(free, stretch, shrink)
        if self.is_free and self.has_text:
            return (cost if free < -SMALL else 0.0), price.NO_CLASS
        return cost, depth_class

    def with_text(self, *args) -> list[Try]:
        self.has_text = True
        return super().with_text(*args)

    def bare(self, start, end, owed, placed, height, *, only_if_asked=False):
        if self.above:
            return []
        self.has_text = False
        found = super().bare(start, end, owed, placed, height, only_if_asked=only_if_asked)
        wide = [i for i, one in enumerate(self.galley.floats) if one.is_wide and i >= placed]
        return [one for one in found if one.placed <= min(wide, default=one.placed)]


class SheetOracle:
    """Every plan of pages of two columns, tried."""

    def __init__(self, galley: Galley, room: PageRoom) -> None:
        self.galley, self.room = galley, room
        self.one = ColumnOracle(galley, room)  # of a column
        self.bare = Oracle(galley, room)
        self.cheapest = cache(self._cheapest)

    def least(self) -> float:
        return self.cheapest(End(0, FORCED), (), 0, 0, price.NO_CLASS)

    def _cheapest(self, start: End, owed, placed: int, page: int, depth_class: int) -> float:
        if start.item == len(self.galley.items) and not owed and placed == len(self.galley.floats):
            return 0.0
        best = inf
        for one in self.tries(start, owed, placed, self.room.height(page)):
            cost = one.cost
            if self.room.faces_the_last(page) and price.NO_CLASS not in {
                depth_class,
                one.classes[0],
            }:
                cost += price.UNEVEN * abs(depth_class - one.classes[0])
            rest = self.cheapest(one.end, one.owed, one.placed, page + 1, one.classes[1])
            best = min(best, cost + rest)
        return best

    def waiting(self, end: End, placed: int) -> int:
        return len(self.one.passed(0, end.item)) - placed

    def is_done(self, one: Try) -> bool:
        if not one.end.is_forced or one.owed:
            return False
        return self.waiting(one.end, one.placed) <= 0 or self.galley.floats[one.placed].is_wide

    def tries(self, start: End, owed, placed: int, height: float) -> list[Sheet]:
        waiting = self.waiting(start, placed)
        is_flushed = start.is_forced and start.item > 0 and (bool(owed) or waiting > 0)
        found = []
        fills = (
            not self.galley.floats[placed].is_wide
            if waiting > 0
            else not self.room.has_notes_across
        )
        for tops, first, bottoms in self.ways(start, placed):
            if not is_flushed or (not tops and not bottoms and fills):
                found += self.sheets(start, owed, placed, height, tops, first, bottoms)
        found = [x for x in found if (x.end, x.owed, x.placed) != (start, owed, placed)]
        ends = [start]
        if not is_flushed and not start.after:
            later = [end for end in self.one.ends if end.item > start.item]
            stop = next((i for i, end in enumerate(later) if end.is_forced), -1)
            ends += [end for end in later[: stop + 1] if self.one.is_bare(start, end)]
        for is_asked in (False,) if is_flushed else (True, False):
            if is_asked or not found:
                for end in ends:
                    found += self.of_floats(start, end, owed, placed, height, is_asked)
        return found

    def of_floats(self, start: End, end: End, owed, placed: int, height, is_asked) -> list[Sheet]:
        """Return the pages of floats across, or of notes across."""
        narrow = [i for i, one in enumerate(self.galley.floats) if not one.is_wide and i >= placed]
        return [
            Sheet(one.end, one.owed, one.placed, one.cost, (one.depth_class, one.depth_class))
            for one in self.bare.bare(start, end, owed, placed, height, only_if_asked=is_asked)
            if one.placed <= min(narrow, default=one.placed)
            and (one.placed > placed or self.room.has_notes_across)
        ]

    def ways(self, start: End, placed: int) -> Iterator[tuple[int, int, int]]:
        floats = self.galley.floats

        def may(index: int, spot: str) -> bool:
            return (
                index < len(floats) and floats[index].is_wide and spot in floats[index].placements
            )

        for tops in range(MOST_ACROSS + 1):
            if not all(may(placed + i, "top") for i in range(tops)):
                return
            yield tops, 0, 0
            first = placed + tops
            while first < len(floats) and not floats[first].is_wide:
                first += 1
            for bottoms in range(1, MOST_ACROSS + 1):
                if not all(may(first + i, "bottom") for i in range(bottoms)):
                    break
                yield tops, first, bottoms

    def sheets(self, start, owed, placed, height, tops, first, bottoms) -> list[Sheet]:
        floats = self.galley.floats
        across = [*range(placed, placed + tops), *range(first, first + bottoms)]
        free = height - sum(floats[i].frame.height + self.room.float_gap for i in across)
        if free < -SMALL:
            return []
        own = sorted((k for i in across for k in floats[i].calls), key=self.one.number.get)
        args = (placed, tops, first, bottoms)
        if self.room.has_notes_across:
            return self.with_notes_across(start, owed, own, height, free, args)
        if own:
            later = [k for x in self.galley.items[start.item :] for k in getattr(x, "calls", ())]
            number = self.one.number
            if bottoms or (later and number[later[0]] < max(number[k] for k in own)):
                return []
        return self.pairs(start, owed, free, args, inf, tuple(own))

    def pairs(self, start, owed, height, args, high, above=()) -> list[Sheet]:
        placed = args[0] + args[1]
        found = []
        for one in self.one.columns(start, owed, placed, height, 0, high, False, above):
            if not self.is_done(one):
                for two in self.one.columns(one.end, one.owed, one.placed, height, 0, high):
                    if not self.is_done(two):
                        found += self.sheet(args, start, (one, two), self.uneven(one, two))
        for one in self.one.columns(start, owed, placed, height, 0, high, True, above):
            if self.is_done(one):
                found += self.sheet(args, start, (one,), self.unlike(start, args, (one,)))
                continue
            for two in self.one.columns(one.end, one.owed, one.placed, height, 0, high, True):
                if self.is_done(two):
                    cost = self.unlike(start, args, (one, two))
                    found += self.sheet(args, start, (one, two), cost)
        return found

    def uneven(self, one: Try, two: Try) -> float:
        if price.NO_CLASS in {one.depth_class, two.depth_class}:
            return 0.0
        return price.UNEVEN * abs(one.depth_class - two.depth_class)

    def unlike(self, start: End, args, columns) -> float:
        """Return what columns that are not balanced cost, and a last page of few lines."""
        placed, tops, _, bottoms = args
        placed += tops
        depths = []
        lines_on_page = self.one.column(start, columns[-1].end, set())[3]
        has_floats = tops or bottoms or any(one.spots for one in columns)
        has_text = any(
            not one.is_bare and one.end != begin
            for one, begin in zip(columns, [start, *(x.end for x in columns)], strict=False)
        )
        few = 0.0
        if has_text and not start.is_forced and not has_floats:
            few = price.FEW_LINES * max(3 - lines_on_page, 0)
        for one in columns:
            if one.is_bare or one.end == start:
                return few
            depths.append(self.depth(start, one, placed))
            start, placed = one.end, one.placed
        depths = [*depths, 0.0][:2]
        missing = price.SHORT * (abs(depths[0] - depths[1]) / LINE) ** 1.5
        return few + (missing if depths[0] >= depths[1] else 2 * missing)

    def depth(self, start: End, one: Try, placed: int) -> float:
        here = {placed + i for i, spot in enumerate(one.spots) if spot == "here"}
        natural = self.one.column(start, one.end, here)[0]
        beside = [i for i, spot in enumerate(one.spots, start=placed) if spot != "here"]
        gap = self.room.float_gap
        beside_height = sum(self.galley.floats[i].frame.height + gap for i in beside)
        return start.after + natural + beside_height + one.end.before

    def sheet(self, args, start: End, columns, cost, owed=None) -> list[Sheet]:
        """Return the page of some columns, if it holds the places of its floats."""
        _, _, first, bottoms = args
        last = columns[-1]
        if bottoms and last.placed != first:
            return []
        if self.waiting(last.end, last.placed) < bottoms:
            return []
        cost += sum(one.cost for one in columns) - price.FLOAT_AWAY * bottoms
        for one in columns[:-1]:
            passed = self.one.passed(0, one.end.item)
            wide = [i for i in passed if i >= one.placed and self.galley.floats[i].is_wide]
            cost -= price.FLOAT_AWAY * len(wide)
        classes = (columns[0].depth_class, last.depth_class)
        owed = last.owed if owed is None else owed
        return [Sheet(last.end, owed, last.placed + bottoms, cost, classes)]

    # -- notes across

    def with_notes_across(self, start, owed, own, height, free, args) -> list[Sheet]:
        number = self.one.number.get
        most = min(self.room.note_share * height, free)
        placed, tops = args[0], args[1]
        ends = [end for end in self.one.ends if end.item >= start.item]
        stop = next((i for i, end in enumerate(ends) if end.is_forced and end.item > start.item), 0)
        ends = ends[: stop + 1]
        if not ends or ends[0] != start:
            ends.insert(0, start)
        counts = [0]
        within = len(self.one.passed(0, ends[-1].item))
        for i in range(placed + tops, within):
            if self.galley.floats[i].is_wide or len(counts) > MOST_ACROSS:
                break
            if self.galley.floats[i].calls:
                counts.append(i + 1 - placed - tops)
        sets: dict[int, list] = {}
        for end in ends:
            text = self.bare.called(start, end)
            for count in counts:
                inside = self.galley.floats[placed + tops : placed + tops + count]
                new = sorted([*text, *own, *(k for x in inside for k in x.calls)], key=number)
                if (len(text), new) not in sets.setdefault(len(text), []):
                    sets[len(text)].append((len(text), new))
        found, last, number_of_sets = [], start.item, 0
        every = [one for calls in sorted(sets) for one in sets[calls]]
        for calls, new in reversed(every):
            area = self.whole(owed, new)
            if area > most + SMALL:
                continue
            high = max(end.item for end in ends if len(self.bare.called(start, end)) <= calls)
            some = [
                one
                for one in self.pairs(start, (), free - area, args, high)
                if len(self.bare.called(start, one.end)) == calls
                and self.new(start, one, placed) == new
            ]
            found += some
            last = max([last, *(one.end.item for one in some)])
            number_of_sets += bool(some)
            if number_of_sets > FEWER_CALLS:
                break
        unfinished = self.unfinished(start, ends, last, owed, own, free, most, height, args)
        if owed and self.whole(owed, []) > height + SMALL:
            unfinished = sorted(unfinished, key=lambda one: one.cost)[:1]
        if not found and not unfinished:
            return self.under_a_float(start, owed, own, free, most, args)
        return found + unfinished

    def under_a_float(self, start, owed, own, free, most, args) -> list[Sheet]:
        above = args[0] + args[1]
        floats = self.galley.floats
        if above >= len(floats) or not floats[above].calls or floats[above].is_wide:
            return []
        new = sorted([*own, *floats[above].calls], key=self.one.number.get)
        later = [end for end in self.one.ends if end.item > start.item]
        high = max(
            (end.item for end in later if not self.bare.called(start, end)), default=start.item
        )
        room = min(free - floats[above].frame.height, most, self.whole(owed, new) - 2 * SMALL)
        ways = self.bare.fillings(owed, new, room, room, 1000)
        for rest, area, cost in sorted(ways, key=lambda way: -way[1]):
            found = [
                evolve(one, owed=rest, cost=one.cost + cost)
                for one in self.pairs(start, (), free - area, args, high)
                if one.placed == above + 1
            ]
            if found:
                return found
        return []

    def new(self, start: End, one: Sheet, placed: int) -> list[str]:
        inside = self.galley.floats[placed : one.placed]
        new = [*self.bare.called(start, one.end), *(k for x in inside for k in x.calls)]
        return sorted(new, key=self.one.number.get)

    def whole(self, owed, new) -> float:
        parts = [(k, low, len(self.one.boxes(k))) for k, low in owed]
        return self.bare.area(parts + [(k, 0, len(self.one.boxes(k))) for k in new])

    def unfinished(self, start, ends, last, owed, own, free, most, height, args) -> list[Sheet]:
        found = []
        is_long = bool(owed) and self.whole(owed, []) > height + SMALL
        left = LONG_NOTE_ENDS if is_long else UNFINISHED_ENDS
        above = args[0] + args[1]
        for end in ends:
            if end.item <= last or not left:
                continue
            if self.one.column(start, end, set())[3] < 2 and not end.is_forced:
                continue
            between = [x for x in ends if start.item < x.item <= end.item]
            least = min(
                max(self.natural(start, middle), self.natural(middle, end)) for middle in between
            )
            new = sorted([*self.bare.called(start, end), *own], key=self.one.number.get)
            room = min(free - least, most)
            if least > free + SMALL or self.whole(owed, new) <= room + SMALL:
                continue
            ways = self.bare.fillings(owed, new, room, room, 1 if is_long else SPLITS)
            left -= bool(ways)
            for rest, area, cost in ways:
                some = self.over(start, end, above, free - area, args, rest)
                found += [evolve(one, cost=one.cost + cost) for one in some]
        return found

    def over(self, start, end, above, height, args, owed) -> Iterator[Sheet]:
        free = end.is_forced
        for one in self.one.columns(start, (), above, height, start.item + 1, end.item, free):
            if one.placed != above:
                continue
            if one.end == end:
                if free:
                    cost = self.unlike(start, args, (one,))
                    yield from self.sheet(args, start, (one,), cost, owed)
                continue
            for two in self.one.columns(one.end, (), above, height, end.item, end.item, free):
                if two.end == end and two.placed == above:
                    cost = self.uneven(one, two)
                    if free:
                        cost = self.unlike(start, args, (one, two))
                    yield from self.sheet(args, start, (one, two), cost, owed)

    def natural(self, start: End, end: End) -> float:
        if start == end:
            return 0.0
        return start.after + self.one.column(start, end, set())[0] + end.before


sheet_rooms = st.builds(
    page_of,
    st.sampled_from([6.0, 7.0]),
    note_space=st.sampled_from([0.0, 1.0]),
    note_continuation=st.sampled_from([0.0, 0.5]),
    note_gap=st.sampled_from([0.0, 0.25]),
    note_share=st.sampled_from([1.0, 1.0, 0.75]),
    float_gap=st.sampled_from([0.0, 0.5]),
    first_is_recto=st.booleans(),
    is_facing=st.booleans(),
    columns=st.just(2),
    has_notes_across=st.booleans(),
)


@settings(max_examples=80, deadline=None)
@given(galley=galleys(notes=2), room=sheet_rooms)
def test_two_columns_cost_what_the_cheapest_of_all_plans_costs(galley, room):
    """Notes under their column, and across."""
    compare_sheets(galley, room)


@settings(max_examples=80, deadline=None)
@given(galley=galleys(floats=3, notes=2, may_be_wide=True), room=sheet_rooms)
def test_floats_in_and_across_columns_cost_what_the_cheapest_of_all_plans_costs(galley, room):
    """Floats of both widths, notes called in them included."""
    compare_sheets(galley, room)


def compare_sheets(galley: Galley, room: PageRoom) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pagebreak, "SPREAD_SLACK", inf)
        patch.setattr(pagebreak, "SLACK", inf)
        least = SheetOracle(galley, room).least()
        plan = break_pages(galley, room)
        if least == inf:
            assert any(page.relaxed for page in plan.pages), galley.describe()
        else:
            assert plan.demerits == pytest.approx(least), plan.explain()
