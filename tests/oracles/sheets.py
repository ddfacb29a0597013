"""Every plan of pages of two columns, tried: Galley → the least demerits of any.

What may stand in a column is tried in `columns`.
"""

from collections.abc import Iterator
from functools import cache
from math import inf

from attrs import evolve, frozen

from briefkit.galley.items import FORCED, Galley, VBox, VFloat
from briefkit.pages import demerits as price
from briefkit.pages.abreast import MOST_ACROSS
from briefkit.pages.ends import LONG_NOTE_ENDS, UNFINISHED_ENDS
from briefkit.pages.insertions import SPLITS
from briefkit.pages.over_notes import FEWER_CALLS
from briefkit.pages.plan import PageRoom

from .columns import LINE, SMALL, End, Oracle, Try


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

    def is_counted(self, index: int) -> bool:
        return not self.galley.floats[index].is_wide

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


class AcrossOracle(Oracle):
    """What floats cost that stand across both columns and wait."""

    def is_counted(self, index: int) -> bool:
        return self.galley.floats[index].is_wide


class SheetOracle:
    """Every plan of pages of two columns, tried."""

    def __init__(self, galley: Galley, room: PageRoom) -> None:
        self.galley, self.room = galley, room
        self.one = ColumnOracle(galley, room)  # of a column
        self.bare = Oracle(galley, room)
        self.across = AcrossOracle(galley, room)
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
        if not own:
            return self.pairs(start, owed, free, args, inf)
        own = tuple(own)
        found = self.pairs(start, owed, free, args, inf, own, ())
        return found + self.pairs(start, owed, free, args, inf, (), own)

    def are_in_order(self, start: End, placed: int, one: Try, two: Try, above, below) -> bool:
        """Return whether notes of what is across are under the column that keeps all in order."""
        number = self.one.number.get
        own = [number(key) for key in above or below]
        if not own:
            return True
        first, second = (
            [number(k) for k in self.called(begin, end.end, at, end.placed)]
            for begin, end, at in ((start, one, placed), (one.end, two, one.placed))
        )
        is_first = all(key > max(own) for key in second)
        return is_first if above else not is_first and all(key < min(own) for key in first)

    def called(self, start: End, end: End, placed: int, until: int) -> list[str]:
        text = [
            k for x in self.galley.items[start.item : end.item] for k in getattr(x, "calls", ())
        ]
        return text + [k for x in self.galley.floats[placed:until] for k in x.calls]

    def pairs(self, start, owed, height, args, high, above=(), below=()) -> list[Sheet]:
        placed = args[0] + args[1]
        found = []
        for one in self.one.columns(start, owed, placed, height, 0, high, False, above):
            if not self.is_done(one):
                for two in self.one.columns(
                    one.end, one.owed, one.placed, height, 0, high, False, below
                ):
                    if not self.is_done(two) and self.are_in_order(
                        start, placed, one, two, above, below
                    ):
                        found += self.sheet(args, start, (one, two), self.uneven(one, two))
        for one in self.one.columns(start, owed, placed, height, 0, high, True, above):
            if self.is_done(one):
                if not below:
                    found += self.sheet(args, start, (one,), self.unlike(start, args, (one,)))
                continue
            for two in self.one.columns(
                one.end, one.owed, one.placed, height, 0, high, True, below
            ):
                if self.is_done(two) and self.are_in_order(start, placed, one, two, above, below):
                    cost = self.unlike(start, args, (one, two))
                    found += self.sheet(args, start, (one, two), cost)
        return found

    def uneven(self, one: Try, two: Try) -> float:
        if price.NO_CLASS in {one.depth_class, two.depth_class}:
            return 0.0
        return price.UNEVEN * abs(one.depth_class - two.depth_class)

    def unlike(self, start: End, args, columns) -> float:
        """Return what columns that are not balanced cost."""
        placed, tops, _, _ = args
        placed += tops
        depths = []
        for one in columns:
            if one.is_bare or one.end == start:
                return 0.0
            depths.append(self.depth(start, one, placed))
            start, placed = one.end, one.placed
        depths = [*depths, 0.0][:2]
        missing = price.SHORT * (abs(depths[0] - depths[1]) / LINE) ** 1.5
        return missing if depths[0] >= depths[1] else 2 * missing

    def few_lines(self, args, start: End, columns) -> float:
        """Return what a part's last page costs for having few lines of text."""
        _, tops, _, bottoms = args
        has_floats = tops or bottoms or any(one.spots for one in columns)
        has_text = any(
            not one.is_bare and one.end != begin
            for one, begin in zip(columns, [start, *(x.end for x in columns)], strict=False)
        )
        if not columns[-1].end.is_forced or start.is_forced or has_floats or not has_text:
            return 0.0
        lines_on_page = self.one.column(start, columns[-1].end, set())[3]
        return price.FEW_LINES * max(3 - lines_on_page, 0)

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
        cost += sum(one.cost for one in columns) + self.few_lines(args, start, columns)
        cost += self.across.away(last.end, last.placed + bottoms)
        if start.is_forced:  # what opens a part has nothing above it
            items = self.galley.items
            boxes = [i for i in range(start.item, len(items)) if isinstance(items[i], VBox)]
            text = min(boxes, default=len(items))
            tops = self.galley.floats[args[0] : args[0] + args[1]]
            tops = {one.key for one in tops if "bottom" in one.placements}
            late = [x for x in items[text:] if isinstance(x, VFloat) and x.key in tops]
            cost += price.ABOVE_OPENING * len(late)
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
            left -= bool(ways) and free - least - most <= LINE
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
