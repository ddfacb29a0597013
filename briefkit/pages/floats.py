"""Floats into the ways they may stand on a page: Galley → Floats, Arrangement.

Says which ways there are; which is taken is in `pagebreak`. Floats are set in order, down the page
as well: tops come before those that stand here, and these before those at the foot. A float stands
on the page of its place or a later one, never on an earlier one.

What is chosen is how many floats stand on a page. The spot of each follows: at its place if it may
and that is on the page, else at the top, else at the foot; the room that it takes is the same.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import accumulate

from briefkit.galley.items import FORBIDDEN, FloatGalley, Galley, VBox
from briefkit.pages.away import Away
from briefkit.pages.column import Column
from briefkit.pages.demerits import TOLERANCE
from briefkit.pages.insertions import Notes
from briefkit.pages.plan import PageRoom
from briefkit.pages.turn import ANYWHERE
from briefkit.remembered import Remembered
from briefkit.values import field, frozen

DOWN_THE_PAGE = ("top", "here", "bottom")
PREFERRED = ("here", "top", "bottom")
FLOATS_ON_A_PAGE = 4  # with text; more are deferred, or stand on a page of floats
CLOSING = ("person", "imprint")  # boxes that close a brief: what is in the text comes before them
UNDER_FLOAT = 0.5  # of a page, or all of it, of what closes the brief: else a page more is needed
MOST_WAYS = 256  # remembered: a page asks for few

Extent = tuple[float, float, float]
"""Natural height, stretch and shrink, in points."""

NOTHING: Extent = (0.0, 0.0, 0.0)


@frozen
class Arrangement:
    """One way to set the next floats on a page, and the ends of page that it allows.

    spots: of the floats that are set, in order. notes: called in them, in order.
    room: that tops and foots take with their gaps. here: what the others take among the text.
    start: item at which the text begins, if a float stands here before the first box, or -1.
    top: item of the first one that stands here, or -1; tail: of the last, or -1; below: its space
        below, which vanishes at the page's foot.
    lowest, highest: breaks at which a page may end. orderly: the last one at which no note is
        called that comes after one of a float still to be set.
    least: height that the floats take at the least.
    following: height of the float after them; before: the last break before its place. -1 where
        a page may not end there however short it is: without floats, and in two columns.
    """

    spots: tuple[str, ...] = ()
    notes: tuple[int, ...] = ()
    room: float = 0.0
    here: Extent = NOTHING
    start: int = -1
    top: int = -1
    tail: int = -1
    below: Extent = NOTHING
    lowest: int = 0
    highest: int = ANYWHERE[1]
    orderly: int = ANYWHERE[1]
    least: float = 0.0
    following: float = -1.0
    before: int = -1


WITHOUT = Arrangement()  # where no float waits


@frozen(eq=False)
class Floats:
    """A galley's floats, with what one search asks of them: no value, but where it looks things up.

    has_closing: whether something closes the brief after its text.
    stay: for each float, and the end, the last break at which a page may end with it and all
        later ones unset: before the place of one that may only stand here, and for others the end
        of the text, where something stands after it.
    orderly: the same, before a note is called that comes after one of theirs.
    may_set: of each float, whether it may stand in what is filled here: a page of one column, or
        one of two, which is too narrow for those that stand across both.
    away: what those cost that wait; in columns, those that may be set there.
    _spots, _ways: those that were asked for last; the ones by the floats set and those whose place
        is passed, the others, below a box, by the floats set and their spots. They follow from the
        rest, and are made once.
    """

    floats: tuple[FloatGalley, ...]
    column: Column
    notes: Notes
    room: PageRoom
    has_closing: bool
    stay: tuple[int, ...]
    orderly: tuple[int, ...]
    may_set: tuple[bool, ...]
    away: Away
    _spots: Remembered[tuple[int, int], tuple[tuple[str, ...], ...]] = field(
        factory=lambda: Remembered(MOST_WAYS), init=False, repr=False
    )
    _ways: Remembered[tuple[int, tuple[str, ...]], Arrangement] = field(
        factory=lambda: Remembered(MOST_WAYS), init=False, repr=False
    )

    def called(self, placed: int, count: int) -> tuple[int, ...]:
        """Return the notes called in the next floats, in order."""
        return tuple(
            note for index in range(placed, placed + count) for note in self.notes.in_floats[index]
        )

    def may_fill_page(self, index: int) -> bool:
        """Return whether a float may stand on a page without text."""
        return "page" in self.floats[index].placements or self.must_fill_page(index)

    def must_fill_page(self, index: int) -> bool:
        """Return whether a float may stand nowhere else, or is too high to share with two lines."""
        one = self.floats[index]
        spare = max(self.room.heights) - one.frame.height - self.room.float_gap
        return one.placements == ("page",) or spare < 2 * self.column.line - TOLERANCE

    def may_end(self, index: int) -> bool:
        """Return whether a float may well stand on a last page without text.

        It asks for a page, or can only come there behind what closes the brief.
        """
        return "page" in self.floats[index].placements or self.has_closing

    def page_height(self, placed: int, count: int) -> float:
        """Return the height of a page of the next floats only, notes apart."""
        gaps = self.room.float_gap * (count - 1)
        return gaps + sum(one.frame.height for one in self.floats[placed : placed + count])

    def arrangements(
        self, start: int, placed: int, reach: int, height: float
    ) -> Iterator[Arrangement]:
        """Yield the ways to set floats on a page of text, that with none first.

        Args:
            start: the break before the page.
            placed: floats set on earlier pages.
            reach: the last break at which the page could end without floats.
            height: of the page.
        """
        column = self.column
        within, first, following = column.anchors[reach], column.first[start], start + 1
        most = height - column.after[start] + column.top[start] - column.top_shrink[start]
        for count, spots in enumerate(self._spots_from(placed, column.anchors[start])):
            if count and placed + count > within:
                return
            arranged = self._ways.get((placed, spots))
            if arranged is None:
                arranged = self._ways[placed, spots] = self.arranged(placed, spots)
            if 0 <= arranged.top < first:
                arranged = self.arranged(placed, spots, start)
            lowest = arranged.lowest if arranged.lowest > start else following
            least = arranged.least
            if least > height + TOLERANCE or least > most - column.tightest[lowest] + TOLERANCE:
                return  # nor do they fit with more
            yield arranged

    def _spots_from(self, placed: int, pending: int) -> tuple[tuple[str, ...], ...]:
        """Return the spots of the next floats, ever more of them.

        placed: floats set; pending: those whose places are on earlier pages, set or not.
        """
        found = self._spots.get((placed, pending))
        if found is None:
            found = self._spots[placed, pending] = tuple(self._more_spots(placed, pending))
        return found

    def _more_spots(self, placed: int, pending: int) -> Iterator[tuple[str, ...]]:
        spots: tuple[str, ...] = ()
        yield spots
        for following in range(placed, min(placed + FLOATS_ON_A_PAGE, len(self.floats))):
            if not self.may_set[following]:
                return
            placements = self.floats[following].placements
            highest = DOWN_THE_PAGE.index(spots[-1]) if spots else 0
            for spot in PREFERRED if following >= pending else PREFERRED[1:]:
                if spot in placements and DOWN_THE_PAGE.index(spot) >= highest:
                    spots = (*spots, spot)
                    yield spots
                    break
            else:
                return

    def arranged(self, placed: int, spots: tuple[str, ...], start: int = 0) -> Arrangement:
        """Return the next floats set in these spots, on a page that starts at a break."""
        anchors, count = self.column.anchors, len(spots)
        here = [placed + place for place, spot in enumerate(spots) if spot == "here"]
        beside = [self.floats[placed + place] for place, spot in enumerate(spots) if spot != "here"]
        unset = placed + count
        extent, head, below, last = NOTHING, -1, NOTHING, -1
        for index in here:
            one, place = self.floats[index], self.column.places[index]
            spaces = [one.space_above, one.space_below]
            if self.column.is_right_under(place, last):
                spaces[0] = one.space_between
            last = place
            if index == here[0] and place < self.column.first[start]:
                head = place
                spaces.pop(0)  # glue at the head of a page vanishes
            extent = (
                extent[0] + one.frame.height + sum(space.natural for space in spaces),
                extent[1] + sum(space.stretch for space in spaces),
                extent[2] + sum(space.shrink for space in spaces),
            )
            below = (one.space_below.natural, one.space_below.stretch, one.space_below.shrink)
        room = sum(one.frame.height + self.room.float_gap for one in beside)
        has_following = bool(spots) and unset < len(self.floats) and self.room.columns == 1
        return Arrangement(
            spots=spots,
            notes=self.called(placed, count),
            room=room,
            here=extent,
            start=head,
            top=self.column.places[here[0]] if here else -1,
            tail=self.column.places[here[-1]] if here else -1,
            below=below,
            lowest=bisect_left(anchors, unset) if count else 0,
            highest=self.stay[unset],
            orderly=self.orderly[unset],
            least=room + (extent[0] - extent[2] - below[0]),
            following=self.floats[unset].frame.height if has_following else -1.0,
            before=bisect_right(anchors, unset) - 1 if has_following else -1,
        )


def _closing(galley: Galley, column: Column, room: PageRoom) -> tuple[int, int, float]:
    """Return the item that a brief closes with, the last break above, and the highest float there.

    It is no higher than leaves room for what closes the brief.
    """
    items, text = galley.items, len(column.breaks) - 1
    kinds = (item.kind if isinstance(item, VBox) else "" for item in items)
    closing = next((index for index, kind in enumerate(kinds) if kind in CLOSING), len(items))
    if closing == len(items):
        return closing, text, 0.0
    under = column.foot[text]
    text = bisect_left(column.last, closing) - 1
    while text > 0 and column.cost[text] >= FORBIDDEN:  # with the heading above it
        text -= 1
    height = max(room.heights)
    under = min(under - column.top[text], UNDER_FLOAT * height)
    return closing, text, height - room.float_gap - under + TOLERANCE


def _shares_page(one: FloatGalley, room: PageRoom, tallest: float) -> bool:
    """Return whether what closes a brief may stand under a float, no higher than the tallest.

    What stands across two columns is at the foot of the page that it is called on.
    """
    is_across = one.is_wide and room.columns > 1
    return one.frame.height <= tallest and "page" not in one.placements and not is_across


def floats_of(galley: Galley, column: Column, notes: Notes, room: PageRoom) -> Floats:
    """Return a galley's floats, measured."""
    last = len(column.breaks) - 1
    stay, orderly = [last], [last]
    closing, text, tallest = _closing(galley, column, room)
    for index in range(len(galley.floats) - 1, -1, -1):
        before = bisect_right(column.anchors, index) - 1
        one = galley.floats[index]
        may_leave = any(spot != "here" for spot in one.placements)
        is_of_text = column.places[index] < closing and _shares_page(one, room, tallest)
        stay.append((max(text, before) if is_of_text else last) if may_leave else before)
        calls = len(column.called)
        if notes.in_floats[index]:
            first = min(notes.in_floats[index])
            calls = sum(note < first for note in column.called)
        orderly.append(max(before, bisect_right(column.calls, calls) - 1))
    may_set = tuple(room.columns == 1 or not one.is_wide for one in galley.floats)
    return Floats(
        floats=galley.floats,
        column=column,
        notes=notes,
        room=room,
        has_closing=closing < len(galley.items),
        stay=tuple(accumulate(stay, min))[::-1],
        orderly=tuple(accumulate(orderly, min))[::-1],
        may_set=may_set,
        away=Away(column, max(room.heights), counted=may_set),
    )
