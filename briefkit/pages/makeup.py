"""Place what the plan decided: PagePlan + Galley → Pages.

Decides nothing about breaks; see `pagebreak`. Items stand where the plan's sums have them: glue at
either end of a page's text vanishes, the rest is set at the page's ratio.
"""

from collections.abc import Iterator, Mapping, Sequence
from operator import is_not

from briefkit.bounds import check_time
from briefkit.errors import LayoutError, Problem
from briefkit.frame import Destination, Fill, Frame, Page, Placed, Region
from briefkit.galley.items import FloatGalley, Galley, NoteGalley, VBox, VFloat, VGlue, VItem
from briefkit.galley.items import VDiscretionary as Discretionary
from briefkit.galley.styling import Compositor
from briefkit.geometry import Rect
from briefkit.lang import parse_language
from briefkit.numerals import numeral
from briefkit.pages.beside import notes_beside
from briefkit.pages.marginalia import (
    PageFacts,
    RunningHeads,
    SectionInForce,
    folio_line,
    sections_of,
)
from briefkit.pages.plan import NotePart, PagePlan, PlannedColumn, PlannedPage
from briefkit.pages.room import page_room
from briefkit.pages.runin import lines_of
from briefkit.resolve.labels import labels_for
from briefkit.resolve.resolved import ResolvedBrief, ResolvedSpan
from briefkit.structure import LAYOUT, PAGINATION
from briefkit.style.house import HouseStyle, NotePlace
from briefkit.text.fonts import FontLibrary
from briefkit.values import evolve, frozen

_SMALL = 0.01  # points: less is no difference


@frozen
class _Matter:
    """What pages are made up from, by key where it is looked up."""

    galley: Galley
    notes: Mapping[str, NoteGalley]
    floats: Mapping[str, FloatGalley]
    brief: ResolvedBrief
    setter: Compositor
    heads: RunningHeads

    @property
    def house(self) -> HouseStyle:
        return self.setter.house

    @property
    def is_right_to_left(self) -> bool:
        return parse_language(self.brief.language).is_right_to_left


def make_up(
    plan: PagePlan,
    galley: Galley,
    brief: ResolvedBrief,
    house: HouseStyle,
    library: FontLibrary,
) -> tuple[Page, ...]:
    """Return the finished pages, the cover first.

    Raises LayoutError where a note would be lost or the cover's words do not fit.
    """
    matter = _gathered(galley, brief, Compositor(house, library))
    pages: list[Page] = []
    if brief.cover is not None:
        from briefkit.pages.cover import make_cover  # late: most of what it loads is for it alone

        pages.append(evolve(make_cover(brief.cover, matter.setter), label="1"))
    sections = sections_of(plan, galley, brief)
    for place in range(len(plan.pages)):
        check_time()
        pages.append(_page(len(pages), place, plan, sections[place], matter))
    _refuse_lost_notes(plan, galley)
    return tuple(pages)


def make_up_changed(
    pages: Sequence[Page],
    before: Galley,
    plan: PagePlan,
    galley: Galley,
    brief: ResolvedBrief,
    house: HouseStyle,
    library: FontLibrary,
) -> tuple[Page, ...]:
    """Return finished pages, anew those of which boxes, though not their sizes, have changed."""
    matter = _gathered(galley, brief, Compositor(house, library))
    sections = sections_of(plan, galley, brief)
    made = list(pages)
    first = len(pages) - len(plan.pages)  # the cover comes before the plan's pages
    for place, planned in enumerate(plan.pages):
        start, end = planned.body
        if any(map(is_not, before.items[start:end], galley.items[start:end])):
            made[first + place] = _page(first + place, place, plan, sections[place], matter)
    return tuple(made)


def _gathered(galley: Galley, brief: ResolvedBrief, setter: Compositor) -> _Matter:
    return _Matter(
        galley,
        {note.key: note for note in galley.notes},
        {one.key: one for one in galley.floats},
        brief,
        setter,
        RunningHeads(brief, setter),
    )


def _page(
    index: int,
    place: int,
    plan: PagePlan,
    section: SectionInForce,
    matter: _Matter,
) -> Page:
    planned, next_head = plan.pages[place], _head_after(plan, place)
    if any(matter.floats[spot.key].is_turned for spot in planned.floats):
        matter = _turned(matter)
    house, brief = matter.house, matter.brief
    area = house.page.type_area(index)
    folio = numeral(index + 1, digits=labels_for(brief.language).digits)
    facts = PageFacts(index, folio, section)
    items: list[Placed] = []
    is_blank = not planned.notes and not _has_body(planned, matter.galley)
    if place > 0 and not is_blank:
        items += matter.heads.of(facts)
    regions: list[Region] = []
    opening = matter.galley.opening
    if place == 0 and opening is not None:
        items.append(Placed(area.x, area.y, opening))
        regions.append(Region("title", Rect(area.x, area.y, area.width, opening.height)))
        area = _shortened(area, opening.height, 0.0)
    page = _Making(index, area, next_head, matter)
    if planned.columns:
        _place_columns(items, regions, planned, page)
    else:
        notes: list[Placed] = []
        _place_column(items, notes, regions, planned, page)
        items += notes
    if house.notes.are_beside and planned.notes:
        items += _notes_beside(items, index, planned, matter)
        regions.append(Region("notes", house.page.margin(index)))
    if not is_blank:
        items += folio_line(facts, brief, matter.setter)
    trim = house.page.trim
    frame = Frame(trim.width, trim.height, 0.0, tuple(items))
    return Page(index, trim, frame, facts.folio, facts.folio, tuple(regions))


def _turned(matter: _Matter) -> _Matter:
    """Return the matter for a page on its side, with its notes at the foot."""
    house = matter.house
    notes = evolve(house.notes, place=NotePlace.FOOT, is_across=False)
    turned = evolve(house, page=house.page.turned(), notes=notes)
    setter = Compositor(turned, matter.setter.library)
    return evolve(matter, setter=setter, heads=RunningHeads(matter.brief, setter))


@frozen
class _Making:
    """A page or a column being made up.

    index: of the page; area: its rectangle. next_head: the discretionary that what comes next
    opens with, if it breaks a table.
    """

    index: int
    area: Rect
    next_head: int | None
    matter: _Matter

    @property
    def gap(self) -> float:
        """Return the space between a float and what is beside it."""
        return self.matter.house.scale.body.leading

    def placed(self, frame: Frame, y: float) -> Placed:
        """Return a frame where reading starts; one wider than the area reaches into the margin."""
        area = self.area
        if frame.width > area.width + _SMALL:
            return Placed(self.matter.house.page.full_width(self.index).x, y, frame)
        if frame.width < area.width - _SMALL and self.matter.is_right_to_left:
            return Placed(area.right - frame.width, y, frame)
        return Placed(area.x, y, frame)


def _shortened(area: Rect, above: float, below: float) -> Rect:
    return Rect(area.x, area.y + above, area.width, area.height - above - below)


def _place_columns(
    items: list[Placed], regions: list[Region], planned: PlannedPage, page: _Making
) -> None:
    """Append what stands across a page of two columns, and in them; the notes last."""
    matter, house, area = page.matter, page.matter.house, page.area
    inside = {spot.key for column in planned.columns for spot in column.floats}
    frames = [
        (spot.spot, matter.floats[spot.key].frame)
        for spot in planned.floats
        if spot.key not in inside
    ]
    y, foot = area.y, area.bottom
    for spot, frame in frames:
        if spot == "top":
            items.append(page.placed(frame, y))
            y += frame.height + page.gap
    notes = _note_area(planned.notes, matter) if house.notes.is_across else None
    bottoms = [frame for spot, frame in frames if spot == "bottom"]
    beside = sum(frame.height + page.gap for frame in bottoms)
    if notes is not None:
        foot -= notes.height
    notes_top = foot
    if house.notes.is_above_floats:
        notes_top -= beside
        foot = area.bottom
    under: list[Placed] = []
    for frame in reversed(bottoms):
        foot -= frame.height
        under.insert(0, page.placed(frame, foot))
        foot -= page.gap
    foot = min(foot, notes_top)
    ends = []
    for number, column in enumerate(planned.columns):
        rect = house.page.column(page.index, number)
        rect = Rect(rect.x, y, rect.width, foot - y)
        later = [one.head for one in planned.columns[number + 1 :] if one.body[0] < one.body[1]]
        making = _Making(page.index, rect, later[0] if later else page.next_head, matter)
        ends.append(_place_column(items, under, regions, column, making))
    if notes is not None:
        if not house.notes.is_at_foot and not bottoms:
            notes_top = max(ends)
        under.append(Placed(area.x, notes_top, notes))
        regions.append(Region("notes", Rect(area.x, notes_top, area.width, notes.height)))
    items += under


def _place_column(
    items: list[Placed],
    under: list[Placed],
    regions: list[Region],
    planned: PlannedPage | PlannedColumn,
    page: _Making,
) -> float:
    """Append text and floats of a page or a column, its notes to `under`; return the text's end."""
    matter, house, area = page.matter, page.matter.house, page.area
    notes = None
    is_own = isinstance(planned, PlannedPage) or not house.notes.is_across
    if is_own and not house.notes.are_beside:
        notes = _note_area(planned.notes, matter)
    is_notes_only = bool(planned.notes) and not _has_body(planned, matter.galley)
    # a page of notes only is read from the top; elsewhere notes stand at the foot
    notes_top = area.y if is_notes_only else area.bottom - (notes.height if notes else 0.0)
    below = 0.0
    if notes is not None and house.notes.is_above_floats:
        below = _floats_height(planned, matter)
        notes_top -= below
    body_end = _place_body(items, planned, notes_top, page)
    regions.append(Region("body", Rect(area.x, area.y, area.width, max(body_end - area.y, 0.0))))
    if notes is not None:
        has_foot = house.notes.is_at_foot or any(spot.spot == "bottom" for spot in planned.floats)
        if not has_foot:
            notes_top = body_end
        under.append(page.placed(notes, notes_top))
        regions.append(Region("notes", Rect(area.x, notes_top, notes.width, notes.height)))
        if below:
            regions.append(Region("floats", Rect(area.x, area.bottom - below, area.width, below)))
    return body_end


def _place_body(
    items: list[Placed],
    planned: PlannedPage | PlannedColumn,
    notes_top: float,
    page: _Making,
) -> float:
    """Append text and floats, and return the y of their end."""
    matter, area, gap = page.matter, page.area, page.gap
    y = area.y
    for spot in planned.floats:
        if spot.spot in {"top", "page"}:
            frame = matter.floats[spot.key].frame
            items.append(page.placed(frame, y))
            y += frame.height + gap
    is_page_of_floats = any(spot.spot == "page" for spot in planned.floats)
    if is_page_of_floats:
        y -= gap
    galley_items = matter.galley.items
    if planned.head is not None:
        opening = galley_items[planned.head]
        if isinstance(opening, Discretionary):
            items.append(page.placed(opening.after_break, y))
            y += opening.after_break.height
    here = frozenset(spot.key for spot in planned.floats if spot.spot == "here")
    for item in page_items(galley_items[planned.body[0] : planned.body[1]], here, matter.floats):
        if isinstance(item, VGlue):
            give = item.stretch if planned.ratio > 0 else item.shrink
            y += item.natural + planned.ratio * give
        else:
            items.append(page.placed(item, y))
            y += item.height
    closing = _closing(planned, page.next_head, galley_items)
    if closing is not None:
        items.append(page.placed(closing, y))
        y += closing.height
    is_below = matter.house.notes.is_above_floats and bool(planned.notes)
    start = foot = area.bottom if is_below else notes_top
    for spot in reversed(planned.floats):
        if spot.spot == "bottom":
            frame = matter.floats[spot.key].frame
            foot -= frame.height
            items.append(page.placed(frame, foot))
            foot -= gap
    return notes_top if foot < start and not is_below else y


def _floats_height(planned: PlannedPage | PlannedColumn, matter: _Matter) -> float:
    """Return the height of the floats at a page's foot, the gap above each included."""
    gap = matter.house.scale.body.leading
    return sum(
        matter.floats[spot.key].frame.height + gap
        for spot in planned.floats
        if spot.spot == "bottom"
    )


def page_items(
    items: Sequence[VItem], here: frozenset[str], floats: Mapping[str, FloatGalley]
) -> Iterator[Frame | VGlue]:
    """Yield what stands in a page's column: frames, and the glue between them.

    Glue before the first frame and after the last vanishes. here: floats set at their place.
    """
    pending: list[VGlue] = []
    has_begun = is_under_float = False
    for item in items:
        match item:
            case VBox():
                found = item.frame
                above = below = None
            case VFloat() if item.key in here:
                one = floats[item.key]
                found, above, below = one.frame, one.space_above, one.space_below
                if is_under_float and len(pending) == 1:
                    above = one.space_between
            case VGlue():
                pending.append(item)
                continue
            case _:
                continue
        if has_begun:
            yield from pending
            if above is not None:
                yield above
        pending = []
        has_begun, is_under_float = True, below is not None
        yield found
        if below is not None:
            pending.append(below)


def _head_after(plan: PagePlan, place: int) -> int | None:
    """Return the discretionary that the next page with text opens with.

    Between it and the page at `place` there may be pages of notes only.
    """
    for planned in plan.pages[place + 1 :]:
        if planned.body[0] < planned.body[1]:
            return planned.head
    return None


def _closing(
    planned: PlannedPage | PlannedColumn, next_head: int | None, items: Sequence[VItem]
) -> Frame | None:
    """Return what a broken table leaves at the foot of its page."""
    if next_head is None or planned.body[0] == planned.body[1]:
        return None
    broken_at = items[next_head]
    return broken_at.before_break if isinstance(broken_at, Discretionary) else None


def _has_body(planned: PlannedPage | PlannedColumn, galley: Galley) -> bool:
    start, end = planned.body
    return bool(planned.floats) or any(isinstance(item, VBox) for item in galley.items[start:end])


def _note_area(parts: Sequence[NotePart], matter: _Matter) -> Frame | None:
    """Return rule, continuation line and notes, one under the other; None without notes."""
    if not parts:
        return None
    house, measure = matter.house, matter.house.note_measure
    area = house.notes
    items: list[Placed] = []
    if area.rule_thickness and area.rule_share:
        rule = Fill(measure * area.rule_share, area.rule_thickness, house.palette.rule, LAYOUT)
        start = measure - rule.width if matter.is_right_to_left else 0.0
        # the rule stands nearer to the notes that it heads than to the text
        items.append(Placed(start, area.space * 0.55, rule))
    y = area.space
    if parts[0].is_carried and area.has_continuation:
        note = matter.notes[parts[0].key]
        line = _continuation(note, measure, matter)
        items.append(Placed(0.0, y, line))
        y += line.height
    room = page_room(matter.brief, house)
    widths = [matter.notes[part.key].run_in for part in parts]
    for number, (begin, end) in enumerate(lines_of(widths, measure, room.run_in_gap)):
        top = y = y + (area.gap if number else 0.0)
        x = 0.0
        for part, width in zip(parts[begin:end], widths[begin:end], strict=True):
            y = top
            note = matter.notes[part.key]
            for item in page_items(note.items[part.start : part.end], frozenset(), {}):
                if isinstance(item, VGlue):
                    y += item.natural
                else:
                    items.append(Placed(-x if matter.is_right_to_left else x, y, item))
                    y += item.height
            x += width + room.run_in_gap
    return Frame(measure, y, 0.0, tuple(items))


def _notes_beside(
    items: Sequence[Placed], index: int, planned: PlannedPage, matter: _Matter
) -> list[Placed]:
    """Return a page's notes in its margin."""
    calls = {
        note.key: note.mark[0].target.name
        for note in matter.brief.notes
        if isinstance(note.mark[0].target, Destination)
    }
    margin, area = matter.house.page.margin(index), matter.house.notes

    def continued(note: NoteGalley) -> Frame | None:
        return _continuation(note, margin.width, matter) if area.has_continuation else None

    return notes_beside(items, planned.notes, matter.notes, calls, margin, area.gap, continued)


def _continuation(note: NoteGalley, measure: float, matter: _Matter) -> Frame:
    """Return the line above a note that goes on here."""
    continued = labels_for(matter.brief.language).brackets.format(matter.brief.continued)
    words = f"{note.label}\u2002{continued}"
    says = ResolvedSpan(words, PAGINATION, matter.brief.language)
    return matter.setter.lines((says,), matter.house.scale.note, measure)[0].frame


def _refuse_lost_notes(plan: PagePlan, galley: Galley) -> None:
    """Raise LayoutError unless every item of every note stands on a page once, in order."""
    reached = dict.fromkeys((note.key for note in galley.notes), 0)
    for page in plan.pages:
        for part in page.notes:
            if part.start != reached[part.key]:
                raise _lost(part.key)
            reached[part.key] = part.end
    for note in galley.notes:
        if reached[note.key] != len(note.items):
            raise _lost(note.key)


def _lost(key: str) -> LayoutError:
    return LayoutError(
        Problem(
            f"note {key} is not placed whole and in order",
            "",
            "this is a fault of briefkit and not of the brief: please report it",
        )
    )
