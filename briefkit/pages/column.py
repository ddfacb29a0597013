"""Galley items into legal breaks with sums between them: Galley → Column.

Measures only; which break is taken is in `pagebreak`. Any stretch of the column is a difference
of two sums, so that no page is ever added up item by item.

The items between two solid ones (boxes and floats' places) are a gap. A break takes the whole gap
with it: its glue vanishes on both sides. Of a gap's legal breaks only those are kept that can be
best: the cheapest without matter of its own, and discretionaries. In a gap with a discretionary,
glue alone is no legal break, or a table's head would never repeat.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise

from briefkit.errors import LayoutError, Problem
from briefkit.galley.items import (
    FORBIDDEN,
    FORCED,
    RECTO,
    Galley,
    VBox,
    VDiscretionary,
    VFloat,
    VGlue,
    VItem,
    VPenalty,
)
from briefkit.pages.demerits import HYPHEN, TOLERANCE
from briefkit.values import frozen

_NO_LINE = 12.0  # points: the height of a usual line where there is none


@frozen
class Break:
    """One place where a page may end.

    item: the next page's first item. cost, kind: as the penalty's; `FORBIDDEN` only where a
        rule was given up. before, after: heights that the break adds at the foot and the head.
    head: index of the discretionary, or None.
    """

    item: int
    cost: float = 0.0
    kind: str = ""
    before: float = 0.0
    after: float = 0.0
    head: int | None = None

    @property
    def is_forced(self) -> bool:
        """Return whether the page must end here."""
        return self.cost <= FORCED

    @property
    def is_before_recto(self) -> bool:
        """Return whether the next page must be a right-hand one."""
        return self.is_forced and self.kind == RECTO


@frozen
class Column:
    """A galley's breaks in order, and sums up to each.

    Break 0 is the start, the last one the end; the tuples down to `next_forced` are parallel to
    `breaks`.
    cost: of each break. charge: what a page that ends there pays, a hyphen at its end included.
    before, after: as the break's.
    top, top_stretch, top_shrink: sums before the first box that follows the break; foot,
        foot_stretch, foot_shrink: sums through the last box before it.
    tightest: the least `foot` less `foot_shrink` of this and all later breaks.
    lines: before the break, a box as high as two lines counting for two.
    calls: how many of `called` come before the break; anchors: how many of `places`.
    first, last: items of the first box after and the last box before the break.
    is_forced: see there; next_forced: the first forced break after this one.
    called: notes called in the text, by their place in the galley, in order.
    places: the item of each float's place. alone: how many of so many floats, the first ones, stand
        on pages without text and nowhere else.
    sums: natural size, stretch and shrink before each item.
    line: the height of a usual line.
    """

    breaks: tuple[Break, ...]
    cost: tuple[float, ...]
    charge: tuple[float, ...]
    before: tuple[float, ...]
    after: tuple[float, ...]
    top: tuple[float, ...]
    top_stretch: tuple[float, ...]
    top_shrink: tuple[float, ...]
    foot: tuple[float, ...]
    foot_stretch: tuple[float, ...]
    foot_shrink: tuple[float, ...]
    tightest: tuple[float, ...]
    lines: tuple[int, ...]
    calls: tuple[int, ...]
    anchors: tuple[int, ...]
    first: tuple[int, ...]
    last: tuple[int, ...]
    is_forced: tuple[bool, ...]
    next_forced: tuple[int, ...]
    called: tuple[int, ...]
    places: tuple[int, ...]
    alone: tuple[int, ...]
    sums: tuple[tuple[float, float, float], ...]
    line: float

    def has_nothing_left(self, end: int, placed: int) -> bool:
        """Return whether nothing of a part is left that could stand on a page with text.

        end: of the page; placed: floats set until then.
        """
        waiting = self.anchors[end]
        return self.is_forced[end] and (
            placed >= waiting or waiting - placed == self.alone[waiting] - self.alone[placed]
        )

    def is_end(self, place: int) -> bool:
        """Return whether a break is the galley's end."""
        return place == len(self.lines) - 1

    def is_right_under(self, place: int, above: int) -> bool:
        """Return whether nothing that takes room is between a float's place and one above it."""
        return above >= 0 and self.sums[place] == self.sums[above]


@frozen
class _Sums:
    """Sums before each item, and one more for all: sizes, lines, calls; and what was called."""

    sizes: tuple[tuple[float, float, float], ...]
    lines: tuple[int, ...]
    calls: tuple[int, ...]
    called: tuple[int, ...]


def usual_line(items: Iterable[VItem]) -> float:
    """Return the height of a usual line among some items, in points."""
    boxes = [item for item in items if isinstance(item, VBox) and item.height > TOLERANCE]
    lines = [box.height for box in boxes if box.kind == "line"]
    return sorted(lines)[len(lines) // 2] if lines else _NO_LINE


def lines_worth(height: float, line: float) -> int:
    """Return how many lines a box counts for: two when it is at least so high, else one.

    >>> [lines_worth(height, 12.0) for height in (12.0, 18.0, 24.0, 200.0)]
    [1, 1, 2, 2]
    """
    return 2 if height >= 2 * line - TOLERANCE else 1


def column_of(galley: Galley) -> Column:
    """Return a galley's legal breaks, measured.

    Raises:
        LayoutError: a call without a note, or a float's place without its float.
    """
    items = galley.items
    line = usual_line(items)
    sums = _sums(galley, line)
    places = [index for index, item in enumerate(items) if isinstance(item, VFloat)]
    boxes = [index for index, item in enumerate(items) if isinstance(item, VBox)]
    solid = sorted(boxes + places)

    found = [(Break(0, FORCED), -1, solid[0])] if solid else []  # with the solid items around it
    for before, after in pairwise(solid):
        found += [(one, before, after) for one in gap_breaks(items, before, after)]
    if solid:
        found.append((Break(len(items), FORCED), solid[-1], len(items)))

    breaks = [one for one, _, _ in found]
    firsts = [_first(boxes, after, len(items)) for _, _, after in found]
    lasts = [_last(boxes, before) for _, before, _ in found]
    tops = [sums.sizes[first] for first in firsts]
    feet = [sums.sizes[last + 1] for last in lasts]
    tightest = [foot[0] - foot[2] for foot in feet]
    next_forced = [len(found) - 1] * len(found)
    for index in range(len(found) - 2, -1, -1):
        tightest[index] = min(tightest[index], tightest[index + 1])
        following = breaks[index + 1].is_forced
        next_forced[index] = index + 1 if following else next_forced[index + 1]
    return Column(
        breaks=tuple(breaks),
        cost=tuple(one.cost for one in breaks),
        charge=tuple(
            _charge(one, ends_hyphenated(items, last))
            for one, last in zip(breaks, lasts, strict=True)
        ),
        before=tuple(one.before for one in breaks),
        after=tuple(one.after for one in breaks),
        top=tuple(top[0] for top in tops),
        top_stretch=tuple(top[1] for top in tops),
        top_shrink=tuple(top[2] for top in tops),
        foot=tuple(foot[0] for foot in feet),
        foot_stretch=tuple(foot[1] for foot in feet),
        foot_shrink=tuple(foot[2] for foot in feet),
        tightest=tuple(tightest),
        lines=tuple(sums.lines[last + 1] for last in lasts),
        calls=tuple(sums.calls[last + 1] for last in lasts),
        anchors=tuple(bisect_right(places, before) for _, before, _ in found),
        first=tuple(firsts),
        last=tuple(lasts),
        is_forced=tuple(one.is_forced for one in breaks),
        next_forced=tuple(next_forced),
        called=sums.called,
        places=tuple(places),
        alone=tuple(accumulate([one.placements == ("page",) for one in galley.floats], initial=0)),
        sums=sums.sizes,
        line=line,
    )


def ends_hyphenated(items: Sequence[VItem], last: int) -> bool:
    """Return whether the item is a line that ends in a hyphen; there is none at -1."""
    item = items[last] if last >= 0 else None
    return isinstance(item, VBox) and item.ends_hyphenated


def _sums(galley: Galley, line: float) -> _Sums:
    note_index = {note.key: index for index, note in enumerate(galley.notes)}
    float_keys = iter([one.key for one in galley.floats])
    sizes, lines, calls, called = [(0.0, 0.0, 0.0)], [0], [0], []
    seen: set[str] = set()
    natural = stretch = shrink = 0.0
    for index, item in enumerate(galley.items):
        worth = 0
        match item:
            case VBox():
                natural += item.height
                worth = lines_worth(item.height, line)
                for key in item.calls:
                    if key not in note_index:
                        what = f"calls note {key!r}, which the galley lacks"
                        raise LayoutError(Problem(what, item.where, "give the galley that note"))
                    if key not in seen:  # a second call shares the first one's note
                        seen.add(key)
                        called.append(note_index[key])
            case VGlue():
                natural += item.natural
                stretch += item.stretch
                shrink += item.shrink
            case VFloat():
                if next(float_keys, None) != item.key:
                    what = f"the place of float {item.key!r} (item {index}) is out of order"
                    cure = "give the galley's floats in the order of their places"
                    raise LayoutError(Problem(what, "", cure))
        sizes.append((natural, stretch, shrink))
        lines.append(lines[-1] + worth)
        calls.append(len(called))
    if (left := next(float_keys, None)) is not None:
        raise LayoutError(Problem(f"float {left!r} has no place", "", "give it a VFloat"))
    return _Sums(tuple(sizes), tuple(lines), tuple(calls), tuple(called))


def _first(boxes: Sequence[int], item: int, none: int) -> int:
    place = bisect_left(boxes, item)
    return boxes[place] if place < len(boxes) else none


def _last(boxes: Sequence[int], item: int) -> int:
    place = bisect_right(boxes, item)
    return boxes[place - 1] if place else -1


def _charge(one: Break, is_hyphenated: bool) -> float:
    if one.is_forced:
        return 0.0
    hyphen = HYPHEN if is_hyphenated and one.kind != "hyphen" else 0.0
    return hyphen + (one.cost if one.cost < FORBIDDEN else 0.0)


def gap_breaks(items: Sequence[VItem], before: int, after: int) -> list[Break]:
    """Return the breaks worth keeping between the solid items at `before` and `after`.

    Where there is no legal one, one at `FORBIDDEN`, for matter that cannot be kept together.
    """
    plain: list[Break] = []
    with_matter: list[Break] = []
    glue: Break | None = None
    has_say = False  # something in the gap says what a break costs
    for index in range(before + 1, after):
        match items[index]:
            case VPenalty(cost=cost, kind=kind):
                has_say = True
                if cost < FORBIDDEN:
                    plain.append(Break(index + 1, cost, kind))
            case VDiscretionary(after_break=head, cost=cost, before_break=foot):
                has_say = True
                if cost < FORBIDDEN:
                    height = 0.0 if foot is None else foot.height
                    with_matter.append(Break(index + 1, cost, "", height, head.height, index))
            case VGlue() if index == before + 1:
                glue = Break(index)
            case _:
                pass
    forced = [one for one in (*plain, *with_matter) if one.is_forced]
    if forced:
        return forced[:1]
    if glue is not None and not with_matter:
        plain.append(glue)
    if not plain and not has_say and isinstance(items[after], VFloat):
        plain.append(Break(after))
    kept = [min(plain, key=lambda one: one.cost)] if plain else []
    kept += [one for one in with_matter if not kept or one.cost < kept[0].cost]
    return kept or [Break(after, FORBIDDEN)]
