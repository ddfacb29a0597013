"""Every plan of pages of one column, tried: Galley → the least demerits of any.

Items are walked one by one, without sums, bisection or pruning, and every page is tried that
`pagebreak` says may be tried. What is shared with the search is the constants.
"""

from collections.abc import Iterator
from functools import cache, cached_property
from itertools import pairwise
from math import inf

from attrs import evolve, frozen

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
from briefkit.pages.ends import LONG_NOTE_ENDS, UNFINISHED_ENDS
from briefkit.pages.floats import CLOSING, FLOATS_ON_A_PAGE, UNDER_FLOAT
from briefkit.pages.insertions import SPLITS
from briefkit.pages.matter import SHORTER_LINES
from briefkit.pages.plan import PageRoom

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
        is_under_float = False  # with nothing between that takes room
        for item in self.galley.items[start.item : end.item]:
            if isinstance(item, VBox) or (
                isinstance(item, VGlue) and (item.natural, item.stretch, item.shrink) != (0, 0, 0)
            ):
                is_under_float = False
            if isinstance(item, VBox):
                parts.append((item.height, 0.0, 0.0, True))
                lines_on_page += 2 if item.height >= 2 * LINE else 1
            elif isinstance(item, VGlue):
                parts.append((item.natural, item.stretch, item.shrink, False))
            elif isinstance(item, VFloat) and self.index[item.key] in here:
                one = self.galley.floats[self.index[item.key]]
                above, below = one.space_above, one.space_below
                above = one.space_between if is_under_float else above
                is_under_float = True
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
        if any(self.is_of_text(i) for i in left if end.item > self.closing):
            return False
        calls = [self.number[k] for k in self.called(start, end)]
        for i in left:
            own = [self.number[k] for k in self.galley.floats[i].calls]
            if own and any(n > min(own) for n in calls):
                return False
        return True

    @cached_property
    def closing(self) -> int:
        """The first item of what closes the galley."""
        kinds = [getattr(item, "kind", "") for item in self.galley.items]
        return next((i for i, kind in enumerate(kinds) if kind in CLOSING), len(kinds))

    def is_of_text(self, index: int) -> bool:
        """Return whether a float may stand above what closes the galley, but not behind it."""
        one, items = self.galley.floats[index], self.galley.items
        if "page" in one.placements or (one.is_wide and self.room.columns > 1):
            return False
        place = next(i for i, x in enumerate(items) if isinstance(x, VFloat) and x.key == one.key)
        height = max(self.room.heights)
        text = max((end for end in self.ends if end.item <= self.closing), key=lambda end: end.item)
        under = min(self.column(text, self.ends[-1], set())[0], UNDER_FLOAT * height)
        fits = one.frame.height + self.room.float_gap + under <= height + SMALL
        return place < self.closing and fits

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
        finished, unfinished = [], []
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
            if room - end.before + shrink < -SMALL:
                continue
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
        last = max((one[0].item for one in finished), default=-1)
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
        found = [one for one in found if not self.is_short(one, fullest)]
        if spots and not is_long:
            found += self.before_float(start, finished, placed + len(spots), height, beside)
        return [evolve(one, spots=spots) for one in found]

    def before_float(self, start: End, finished, placed: int, height: float, beside: float):
        """Yield the pages that end where the next float is called, with all notes finished."""
        if self.is_free or self.room.columns > 1 or placed == len(self.galley.floats):
            return
        key = self.galley.floats[placed].key
        items = self.galley.items
        place = next(i for i, x in enumerate(items) if isinstance(x, VFloat) and x.key == key)
        for end, ways, natural, *_ in finished:
            between = items[end.item : place]
            if end.item > place or any(isinstance(x, VBox | VFloat) for x in between):
                continue
            depth = start.after + end.before + beside + natural + ways[0][1]
            empty = (height - depth) / height
            following = self.galley.floats[placed].frame.height
            if 0.0 <= height - depth < following and not end.is_forced:
                cost = self.at_break(end) + price.before_float_cost(empty)
                yield Try(end, (), placed, cost, depth, price.NO_CLASS)

    def is_short(self, one: Try, fullest: float) -> bool:
        return one.depth < fullest - SHORTER_LINES * LINE - SMALL

    def page(
        self, start, end, owed, placed, free, stretch, shrink, count, cost, has_floats, height
    ) -> Try:
        waiting = max(len(self.passed(0, end.item)) - placed, 0)
        foot, depth_class = self.foot(free, stretch, shrink)
        if end.is_forced:
            late = self.galley.floats[placed : placed + waiting]
            if not owed and all(one.placements == ("page",) for one in late):
                foot, depth_class = (foot if free < -SMALL else 0.0), price.NO_CLASS
            if not start.is_forced and not has_floats and self.room.columns == 1:
                foot += price.FEW_LINES * max(3 - count, 0)
        cost += self.at_break(end)
        cost += foot + self.away(end, placed)
        return Try(end, tuple(owed), placed, cost, min(height - free, height), depth_class)

    def is_counted(self, index: int) -> bool:
        """Return whether a float that waits costs something here."""
        return True

    def away(self, end: End, placed: int) -> float:
        """Return what the floats cost that wait at a break: for the text since their places."""
        cost = 0.0
        for i in self.passed(0, end.item):
            if i >= placed and self.is_counted(i):
                key, text, waiting = self.galley.floats[i].key, 0.0, 0.0
                items = self.galley.items
                place = [getattr(item, "key", "") for item in items].index(key)
                for item in items[place : end.item]:
                    waiting += getattr(item, "height", getattr(item, "natural", 0.0))
                    text = waiting if isinstance(item, VBox) else text
                cost += price.FLOAT_AWAY * max(text / max(self.room.heights), 1.0)
        return cost

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
            is_tall = [
                tallest - one.frame.height - self.room.float_gap < 2 * LINE - SMALL
                for one in floats
            ]
            may = all(
                "page" in one.placements or tall for one, tall in zip(floats, is_tall, strict=True)
            )
            must = any(
                one.placements == ("page",) or tall
                for one, tall in zip(floats, is_tall, strict=True)
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
                cost += self.away(end, placed + count)
                cost += self.at_break(end) if end != start else 0.0
                if end.is_forced and not left and count == waiting:
                    is_end = end.item == len(self.galley.items) == self.closing
                    is_asked = count > 0 and "page" in floats[-1].placements
                    last = 0.0 if is_asked or not is_end else price.FLOATS_LAST
                    cost += last if count else price.NOTES_LAST
                elif count and (must or end.is_forced or self.room.columns == 1):
                    cost += price.FLOAT_PAGE + price.FLOAT_PAGE_EMPTY * (free / height) ** 3
                elif count:
                    holes = 2 if floats[0].is_wide else 1
                    cost += price.FLOAT_PAGE + holes * price.SHORT * (free / LINE) ** 1.5
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
