"""Matter one under another: spaces, what breaks cost, and the grid of the leading.

Each block is set as `Matter` and knows no neighbour; `Flow` puts what stands between them.
All lengths in points.
"""

from collections.abc import Iterable, Sequence

from briefkit.galley.frames import inset, with_anchor
from briefkit.galley.items import (
    FORBIDDEN,
    FORCED,
    RECTO,
    FloatGalley,
    VBox,
    VDiscretionary,
    VFloat,
    VGlue,
    VItem,
    VPenalty,
)
from briefkit.style.typography import TextStyle
from briefkit.text.line import Line
from briefkit.values import evolve, frozen

# What a break costs, on the scale of `pages.demerits`, where a line missing at a page's foot costs
# 80 and two 226. TeX's plain format has 150 for widows and orphans, which gives way before two
# missing lines do. None at all would be best: seven lines may be missing before one is allowed.
ORPHAN = 1_500.0
WIDOW = 2_000.0  # worse: the reader turns the page for it
AFTER_LEAD_IN = 200.0  # between a paragraph and the list that it announces
IN_ITEM = 30.0  # within a list's item or a quotation: rather between two
IN_PANEL = 150.0  # within a panel that may break

KEPT_LINES = 2  # of text after a heading

# What glue gives, as shares of the leading and the space: enough that a page with two headings or
# a figure can take up a missing line, and too little for the eye to see two spaces beside it.
STRETCH = 0.5
SHRINK = 0.2

NARROWEST = 2.0  # ems: matter nested deeper than the measure allows runs over it, and is told

_NEVER = VPenalty(FORBIDDEN)
_FREE = VPenalty(0.0)


@frozen
class Place:
    """Where running matter is set.

    measure: the width of its boxes. start, end: room kept free within it, at either side.
    paragraph: the style of its paragraphs; gap: between them, instead of an indent, or 0.
    leading: the grid that heights keep to, 0 where there is none.
    room: the most that matter which does not break may be high; kept: the height of what must
        stand right above it, such as a heading.
    may_float: whether figures may leave their places.
    full: the width of matter that is as wide as a page's text, where any may be.
    is_one_of_two: whether it is a column beside another.
    is_right_to_left: the direction in which its start and end lie.
    """

    measure: float
    paragraph: TextStyle
    start: float = 0.0
    end: float = 0.0
    gap: float = 0.0
    leading: float = 0.0
    room: float = 600.0
    kept: float = 0.0
    may_float: bool = False
    full: float = 0.0
    is_one_of_two: bool = False
    is_right_to_left: bool = False

    @property
    def width(self) -> float:
        """Return the width that matter has; never so little that no letter fits."""
        return max(self.measure - self.start - self.end, NARROWEST * self.paragraph.size)

    @property
    def x(self) -> float:
        """Return where matter begins in its box, from the left."""
        return self.end if self.is_right_to_left else self.start

    def inner(self, start: float, end: float = 0.0) -> "Place":
        """Return the place with more room kept free; nothing floats from it, and it has no grid."""
        return evolve(
            self,
            start=self.start + start,
            end=self.end + end,
            leading=0.0,
            may_float=False,
        )

    def frame(self, line: Line) -> VBox:
        """Return a line's box."""
        frame = inset(line.frame, self.measure, self.x)
        return VBox(frame, line.calls, "line", "", line.ends_hyphenated)


@frozen
class Matter:
    """A block, set, without what is around it.

    items: from its first box to its last. above, below: the spaces that it asks for.
    share_above: of the room that the grid adds, how much goes above it.
    cost: of a break before it, beside what others say; kind: of that cost.
    keeps: how many lines of what follows stand on its page.
    begins_anew: whether it has a title of its own, as what has `keeps` does: what stands above has
        ended, however few lines it has.
    is_text: whether it is a paragraph, on the grid by itself.
    """

    items: tuple[VItem, ...]
    above: VGlue = VGlue(0.0)
    below: VGlue = VGlue(0.0)
    share_above: float = 0.5
    cost: float = 0.0
    kind: str = ""
    keeps: int = 0
    is_text: bool = False
    begins_anew: bool = False

    @property
    def height(self) -> float:
        """Return the natural height of the items."""
        return height_of(self.items)


def height_of(items: Iterable[VItem]) -> float:
    """Return the natural height of items set one under another."""
    total = 0.0
    for item in items:
        if isinstance(item, VBox):
            total += item.frame.height
        elif isinstance(item, VGlue):
            total += item.natural
    return total


def calls_of(items: Iterable[VItem]) -> tuple[str, ...]:
    """Return the notes called in items, in order."""
    return tuple(call for item in items if isinstance(item, VBox) for call in item.calls)


def space_of(natural: float) -> VGlue:
    """Return space that gives by the usual shares."""
    return VGlue(natural, natural * STRETCH, natural * SHRINK)


def line_items(lines: Sequence[Line], place: Place, where: str = "") -> tuple[VItem, ...]:
    """Return a paragraph's lines with what it costs to break between them."""
    measure, x = place.measure, place.x
    items: list[VItem] = []
    last = len(lines) - 1
    for index, line in enumerate(lines):
        if index:
            items.append(_between(index, last))
        frame = inset(line.frame, measure, x)
        items.append(VBox(frame, line.calls, "line", where, line.ends_hyphenated))
    return tuple(items)


_BOTH = VPenalty(ORPHAN + WIDOW, "orphan and widow")
_AFTER_FIRST = VPenalty(ORPHAN, "orphan")
_BEFORE_LAST = VPenalty(WIDOW, "widow")


def _between(index: int, last: int) -> VPenalty:
    if index == 1:
        return _BOTH if last == 1 else _AFTER_FIRST
    return _BEFORE_LAST if index == last else _FREE


def with_least_lines(items: Sequence[VItem], least: int = 2) -> tuple[VItem, ...]:
    """Return items that may only be split with `least` lines on either side.

    A box as high as two lines, such as a picture, counts as many. For notes it is a hard rule.
    """
    weights = [_lines_in(item, items) if isinstance(item, VBox) else 0 for item in items]
    total, before = sum(weights), 0
    changed: list[VItem] = []
    for item, weight in zip(items, weights, strict=True):
        before += weight
        if isinstance(item, VPenalty) and not (least <= before <= total - least):
            item = _NEVER
        changed.append(item)
    return tuple(changed)


def _lines_in(box: VBox, items: Sequence[VItem]) -> int:
    usual = next(
        (item.frame.height for item in items if isinstance(item, VBox) and item.kind == "line"),
        box.frame.height,
    )
    return max(1, round(box.frame.height / usual)) if usual else 1


def anchored(items: Sequence[VItem], name: str | None) -> tuple[VItem, ...]:
    """Return items with a named place at the top of the first box."""
    if not name:
        return tuple(items)
    for index, item in enumerate(items):
        if isinstance(item, VBox):
            named = evolve(item, frame=with_anchor(item.frame, name))
            return (*items[:index], named, *items[index + 1 :])
    return tuple(items)


class Flow:
    """A growing run of items.

    Never leaves the function that made it but as a tuple. It keeps to the grid thus: after every
    block that is no plain paragraph it stands a whole number of leadings below its start, and what
    is missing to that is shared out above and below the block.

    items, floats: what was put so far.
    """

    def __init__(self, leading: float = 0.0) -> None:
        """Start empty. leading: the grid, 0 for none."""
        self.items: list[VItem] = []
        self.floats: list[FloatGalley] = []
        self._leading = leading
        self._depth = 0.0  # below the start, without the space that is still to come
        self._below = VGlue(0.0)
        self._kept = 0  # lines that must still follow on the same page …
        self._asked = 0  # … of so many that the last heading asked for
        self._waiting: list[FloatGalley] = []
        self._is_fresh = True  # nothing that a paragraph could follow on
        self._ends_in_text = True  # a paragraph

    @property
    def is_fresh(self) -> bool:
        """Return whether a paragraph here needs no indent: what is above is no paragraph."""
        return self._is_fresh

    @property
    def may_place_float(self) -> bool:
        """Return whether a float may stand right here: not under a heading."""
        return self._kept == 0

    @property
    def kept_height(self) -> float:
        """Return the height of what must stand right above what comes next: of headings."""
        if not self._kept:
            return 0.0
        start = len(self.items)
        while start and not _may_break(self.items[start - 1]):
            start -= 1
        return height_of(self.items[start:]) + self._below.natural

    @property
    def space_below(self) -> VGlue:
        """Return the space that the last block asks for below it, if it is no paragraph."""
        return VGlue(0.0) if self._ends_in_text else self._below

    @property
    def holds_one_box(self) -> bool:
        """Return whether a single box is all that is there."""
        return len(self.items) == 1 and isinstance(self.items[0], VBox)

    @property
    def holds_the_title(self) -> bool:
        """Return whether the brief's title is all that is there."""
        return self.holds_one_box and getattr(self.items[0], "kind", "") == "title"

    def add(self, matter: Matter) -> None:
        """Put a block under what is there."""
        if not matter.items:
            return
        if self._kept < self._asked and (matter.keeps or matter.begins_anew):
            self._kept = 0
        if self._kept == 0:
            self._place_floats(matter.above.natural)
        height = matter.height
        gap, below = self._spaces(matter, height)
        self._gap(gap, matter)
        self._depth += gap.natural + height
        self._below = below
        if self._kept:
            self._keep(matter.items)
        else:
            self.items.extend(matter.items)
        if matter.keeps:
            self._kept = self._asked = matter.keeps
        self._is_fresh = not matter.is_text or matter.below.natural > 0
        self._ends_in_text = matter.is_text

    def add_float(self, galley: FloatGalley) -> None:
        """Put a float's place here, or under what must stand below a heading first."""
        self.floats.append(galley)
        self._waiting.append(galley)

    def end_page(self, *, is_before_recto: bool = False) -> None:
        """Let what comes next begin a new page; nothing where it begins the column."""
        self._place_floats(0.0)
        if not self.items:
            return
        if isinstance(self.items[-1], VPenalty) and self.items[-1].cost <= FORCED:
            is_before_recto = is_before_recto or self.items[-1].kind == RECTO
            del self.items[-1]
        self.items.append(VPenalty(FORCED, RECTO if is_before_recto else "page"))
        self._depth, self._below, self._kept = 0.0, VGlue(0.0), 0
        self._is_fresh = True

    def finish(self) -> tuple[VItem, ...]:
        """Return the items; the space below the last one is not among them."""
        self._place_floats(0.0)
        if self._opens_page and self.items:  # with nothing to come
            del self.items[-1]
        return tuple(self.items)

    @property
    def _opens_page(self) -> bool:
        """Return whether what comes next stands at the head of a page for sure."""
        last = self.items[-1] if self.items else None
        return last is None or (isinstance(last, VPenalty) and last.cost <= FORCED)

    # What is between.

    def _spaces(self, matter: Matter, height: float) -> tuple[VGlue, VGlue]:
        """Return the glue above and below a block, what the grid asks for added."""
        above = self._below if self._below.natural >= matter.above.natural else matter.above
        if self._opens_page:
            above = VGlue(0.0)
        below = matter.below
        if self._leading <= 0:
            return above, below
        total = self._depth + above.natural + height + below.natural
        missing = _to_grid(total, self._leading)
        if matter.is_text or not below.natural:
            return _wider(above, 0.0 if self._opens_page else missing), below
        # A little too much is taken away again rather than filled up to the next line.
        spare = self._leading - missing
        if (
            missing
            and spare <= 0.35 * self._leading
            and spare <= 0.3 * (above.natural + below.natural)
        ):
            missing = -spare
        share = 0.0 if self._opens_page else matter.share_above
        return _wider(above, missing * share), _wider(below, missing * (1 - share))

    def _gap(self, glue: VGlue, matter: Matter) -> None:
        if self._opens_page:
            return
        if self._kept:
            self.items.append(VPenalty(FORBIDDEN, "heading"))
        elif isinstance(self.items[-1], VPenalty):
            pass  # a float's: a break there is already legal
        else:
            self.items.append(VPenalty(matter.cost, matter.kind) if matter.cost else _FREE)
        if glue.natural or glue.stretch:
            self.items.append(glue)

    def _keep(self, items: Sequence[VItem]) -> None:
        """Put items of which the first lines stay with the heading above them."""
        line = next((item.frame.height for item in items if isinstance(item, VBox)), 1.0)
        line = self._leading or line or 1.0
        for item in items:
            if isinstance(item, VBox):
                self._kept = max(0, self._kept - max(1, round(item.frame.height / line)))
            elif self._kept and isinstance(item, VPenalty):
                item = VPenalty(FORBIDDEN, "heading")
            elif self._kept and isinstance(item, VDiscretionary):
                continue
            self.items.append(item)

    def _place_floats(self, next_above: float) -> None:
        """Put the places of waiting floats; the space that they ask for includes what is there."""
        if not self._waiting:
            return
        gap = max(self._below.natural, next_above)
        first = len(self.floats) - len(self._waiting)  # those that wait were put last
        for number, galley in enumerate(self._waiting):
            below = galley.space_below
            if number == len(self._waiting) - 1:
                below = _wider(below, -min(gap, below.natural))
            above = VGlue(0.0) if self._opens_page else galley.space_above
            shared = min(above.natural, below.natural) if number else 0.0
            if self._leading:
                total = above.natural + galley.frame.height + below.natural
                missing = _to_grid(total, self._leading)
                share = 0.5 if below.natural else 1.0
                above, below = _wider(above, missing * share), _wider(below, missing * (1 - share))
            placed = evolve(galley, space_above=above, space_below=below, shared=shared)
            self.floats[first + number] = placed
            self.items += [VFloat(galley.key), _FREE]
        self._waiting.clear()


def _may_break(item: VItem) -> bool:
    return isinstance(item, VPenalty) and item.cost < FORBIDDEN


def _to_grid(depth: float, leading: float) -> float:
    """Return what is missing to the next whole leading; rounding errors count for nothing."""
    rest = depth % leading
    return 0.0 if rest < 0.01 or leading - rest < 0.01 else leading - rest


def _wider(glue: VGlue, by: float) -> VGlue:
    return evolve(glue, natural=glue.natural + by) if by else glue
