"""Place what the plan decided: PagePlan + Galley → Pages.

Decides nothing about breaks; see `pagebreak`. Items stand where the plan's sums have them: glue at
either end of a page's text vanishes, the rest is set at the page's ratio.
"""

from collections.abc import Iterator, Mapping, Sequence

from attrs import evolve

from briefkit.errors import LayoutError, Problem
from briefkit.frame import Fill, Frame, Page, Placed, Region
from briefkit.galley.items import FloatGalley, Galley, NoteGalley, VBox, VFloat, VGlue, VItem
from briefkit.galley.items import VDiscretionary as Discretionary
from briefkit.galley.styling import Compositor
from briefkit.geometry import Rect
from briefkit.lang import parse_language
from briefkit.pages.cover import make_cover
from briefkit.pages.marginalia import PageFacts, folio_line, running_head
from briefkit.pages.plan import NotePart, PagePlan, PlannedPage
from briefkit.pages.room import page_room
from briefkit.pages.runin import lines_of
from briefkit.resolve.resolved import (
    ResolvedBrief,
    ResolvedEndnotes,
    ResolvedHeading,
    ResolvedSpan,
)
from briefkit.structure import LAYOUT, PAGINATION
from briefkit.style.house import HouseStyle
from briefkit.text.fonts import FontLibrary
from briefkit.values import frozen


@frozen
class _Matter:
    """What pages are made up from, by key where it is looked up."""

    galley: Galley
    notes: Mapping[str, NoteGalley]
    floats: Mapping[str, FloatGalley]
    brief: ResolvedBrief
    setter: Compositor

    @property
    def house(self) -> HouseStyle:
        return self.setter.house


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
    setter = Compositor(house, library)
    matter = _Matter(
        galley,
        {note.key: note for note in galley.notes},
        {one.key: one for one in galley.floats},
        brief,
        setter,
    )
    pages: list[Page] = []
    if brief.cover is not None:
        pages.append(evolve(make_cover(brief.cover, setter), label="1"))
    sections = _sections(plan, galley, brief)
    for place, planned in enumerate(plan.pages):
        pages.append(
            _page(len(pages), place, planned, _head_after(plan, place), sections[place], matter)
        )
    _refuse_lost_notes(plan, galley)
    return tuple(pages)


def _page(
    index: int,
    place: int,
    planned: PlannedPage,
    next_head: int | None,
    section: str,
    matter: _Matter,
) -> Page:
    house, brief = matter.house, matter.brief
    area = house.page.type_area(index)
    facts = PageFacts(index, str(index + 1), section)
    items: list[Placed] = []
    is_blank = not planned.notes and not _has_body(planned, matter.galley)
    if place > 0 and not is_blank:
        items += running_head(facts, brief, matter.setter)
    notes = _note_area(planned.notes, matter)
    is_notes_only = bool(planned.notes) and not _has_body(planned, matter.galley)
    # a page of notes only is read from the top; elsewhere notes stand at the foot
    notes_top = area.y if is_notes_only else area.bottom - (notes.height if notes else 0.0)
    below = 0.0
    if notes is not None and house.notes.is_above_floats:
        below = _floats_height(planned, matter)
        notes_top -= below
    body_end = _place_body(items, planned, next_head, area, notes_top, matter)
    regions = [Region("body", Rect(area.x, area.y, area.width, max(body_end - area.y, 0.0)))]
    if notes is not None:
        has_foot = house.notes.is_at_foot or any(spot.spot == "bottom" for spot in planned.floats)
        if not has_foot:
            notes_top = body_end
        items.append(Placed(area.x, notes_top, notes))
        regions.append(Region("notes", Rect(area.x, notes_top, area.width, notes.height)))
        if below:
            regions.append(Region("floats", Rect(area.x, area.bottom - below, area.width, below)))
    if not is_blank:
        items += folio_line(facts, brief, matter.setter)
    trim = house.page.trim
    frame = Frame(trim.width, trim.height, 0.0, tuple(items))
    return Page(index, trim, frame, facts.folio, facts.folio, tuple(regions))


def _place_body(
    items: list[Placed],
    planned: PlannedPage,
    next_head: int | None,
    area: Rect,
    notes_top: float,
    matter: _Matter,
) -> float:
    """Append the page's text and floats, and return the y of their end."""
    gap = matter.house.scale.body.leading
    y = area.y
    for spot in planned.floats:
        if spot.spot in {"top", "page"}:
            frame = matter.floats[spot.key].frame
            items.append(Placed(area.x, y, frame))
            y += frame.height + gap
    is_page_of_floats = any(spot.spot == "page" for spot in planned.floats)
    if is_page_of_floats:
        y -= gap
    galley_items = matter.galley.items
    if planned.head is not None:
        opening = galley_items[planned.head]
        if isinstance(opening, Discretionary):
            items.append(Placed(area.x, y, opening.after_break))
            y += opening.after_break.height
    here = frozenset(spot.key for spot in planned.floats if spot.spot == "here")
    for item in page_items(galley_items[planned.body[0] : planned.body[1]], here, matter.floats):
        if isinstance(item, VGlue):
            give = item.stretch if planned.ratio > 0 else item.shrink
            y += item.natural + planned.ratio * give
        else:
            items.append(Placed(area.x, y, item))
            y += item.height
    closing = _closing(planned, next_head, galley_items)
    if closing is not None:
        items.append(Placed(area.x, y, closing))
        y += closing.height
    is_below = matter.house.notes.is_above_floats and bool(planned.notes)
    start = foot = area.bottom if is_below else notes_top
    for spot in reversed(planned.floats):
        if spot.spot == "bottom":
            frame = matter.floats[spot.key].frame
            foot -= frame.height
            items.append(Placed(area.x, foot, frame))
            foot -= gap
    return notes_top if foot < start and not is_below else y


def _floats_height(planned: PlannedPage, matter: _Matter) -> float:
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
    has_begun = False
    for item in items:
        match item:
            case VBox():
                found = item.frame
                above = below = None
            case VFloat() if item.key in here:
                one = floats[item.key]
                found, above, below = one.frame, one.space_above, one.space_below
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
        has_begun = True
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


def _closing(planned: PlannedPage, next_head: int | None, items: Sequence[VItem]) -> Frame | None:
    """Return what a broken table leaves at the foot of its page."""
    if next_head is None or planned.body[0] == planned.body[1]:
        return None
    broken_at = items[next_head]
    return broken_at.before_break if isinstance(broken_at, Discretionary) else None


def _has_body(planned: PlannedPage, galley: Galley) -> bool:
    start, end = planned.body
    return bool(planned.floats) or any(isinstance(item, VBox) for item in galley.items[start:end])


def _note_area(parts: Sequence[NotePart], matter: _Matter) -> Frame | None:
    """Return rule, continuation line and notes, one under the other; None without notes."""
    if not parts:
        return None
    house, measure = matter.house, matter.galley.measure
    area = house.notes
    is_right_to_left = parse_language(matter.brief.language).is_right_to_left
    items: list[Placed] = []
    if area.rule_thickness and area.rule_share:
        rule = Fill(measure * area.rule_share, area.rule_thickness, house.palette.rule, LAYOUT)
        start = measure - rule.width if is_right_to_left else 0.0
        # the rule stands nearer to the notes that it heads than to the text
        items.append(Placed(start, area.space * 0.55, rule))
    y = area.space
    if parts[0].is_carried and area.has_continuation:
        note = matter.notes[parts[0].key]
        says = ResolvedSpan(
            f"{note.label}\u2002({matter.brief.continued})", PAGINATION, matter.brief.language
        )
        line = matter.setter.lines((says,), house.scale.note, measure)[0]
        items.append(Placed(0.0, y, line.frame))
        y += line.frame.height
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
                    items.append(Placed(-x if is_right_to_left else x, y, item))
                    y += item.height
            x += width + room.run_in_gap
    return Frame(measure, y, 0.0, tuple(items))


def _sections(plan: PagePlan, galley: Galley, brief: ResolvedBrief) -> tuple[str, ...]:
    """Return for each page the title of the section that its first line stands in.

    Text that comes before all sections goes under the first that opens on its page.
    """
    headings = [
        block.heading if isinstance(block, ResolvedEndnotes) else block for block in brief.blocks
    ]
    titles = {
        heading.where: heading.title
        for heading in headings
        if isinstance(heading, ResolvedHeading) and heading.level == 1
    }
    found, current = [], ""
    for page in plan.pages:
        boxes = [
            item for item in galley.items[page.body[0] : page.body[1]] if isinstance(item, VBox)
        ]
        opened = [
            titles[box.where] for box in boxes if box.kind == "heading" and box.where in titles
        ]
        opens_page = bool(opened) and boxes[0].kind == "heading" and boxes[0].where in titles
        found.append(opened[0] if opened and (opens_page or not current) else current)
        current = opened[-1] if opened else current
    return tuple(found)


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
