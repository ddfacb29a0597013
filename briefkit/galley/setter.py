"""Set a brief into one endless column: ResolvedBrief → Galley.

Nothing is placed on a page here; see `pages`. What each kind of block looks like is in the module
of its name, what stands between two of them in `flow`. All lengths are in points.
"""

from collections.abc import Sequence
from math import ceil

from briefkit.bounds import check_time
from briefkit.frame import Frame
from briefkit.galley.called import CalledNotes
from briefkit.galley.contents import set_contents
from briefkit.galley.figures import as_standing, note_room, set_figure
from briefkit.galley.flow import Flow, Matter, Place, height_of
from briefkit.galley.frames import inset
from briefkit.galley.items import FloatGalley, Galley, VBox, VItem
from briefkit.galley.lists import set_list
from briefkit.galley.notes import set_endnotes, set_notes
from briefkit.galley.panels import set_box, set_code, set_pull_quote
from briefkit.galley.paragraphs import set_divider, set_heading, set_paragraph, set_quotation
from briefkit.galley.styling import Compositor
from briefkit.galley.titles import (
    set_imprint,
    set_links,
    set_related,
    set_title,
)
from briefkit.galley.turned import Turned
from briefkit.lang import parse_language
from briefkit.resolve.resolved import (
    ResolvedBlock,
    ResolvedBox,
    ResolvedBrief,
    ResolvedCode,
    ResolvedContents,
    ResolvedDivider,
    ResolvedEndnotes,
    ResolvedFigure,
    ResolvedFigureRow,
    ResolvedHeading,
    ResolvedImprint,
    ResolvedLinks,
    ResolvedList,
    ResolvedNote,
    ResolvedPageBreak,
    ResolvedParagraph,
    ResolvedPeople,
    ResolvedPullQuote,
    ResolvedQuotation,
    ResolvedRelated,
    ResolvedTable,
)
from briefkit.style.house import HouseStyle, ParagraphMark, SectionStart
from briefkit.style.typography import Alignment
from briefkit.text.fonts import FontLibrary
from briefkit.values import evolve

# Right under a heading a figure stands where it is rather than floating, unless it is so tall that
# it would often take the heading to the next page with it: a share of the page.
STANDS_UNDER_HEADING = 0.45
ALL_OF_A_SECTION = 0.55  # of a page: one that is all of its section stands, smaller if need be
AROUND_LINES = 2  # of space above what stands under a heading, the grid's share in it
LINES_UNDER_FIGURE = 6  # of space and text on the first page, where a figure follows the title
_ENDS_A_SECTION = (ResolvedHeading, ResolvedPeople, ResolvedEndnotes, ResolvedImprint)


def set_galley(
    brief: ResolvedBrief,
    house: HouseStyle,
    library: FontLibrary,
) -> Galley:
    """Return the brief as one column, with its notes and floats beside it.

    Raises FontError for a character that no font has.
    """
    if house.notes.are_beside:  # narrow, and so ragged
        note = evolve(house.scale.note, alignment=Alignment.START)
        house = evolve(house, scale=evolve(house.scale, note=note))
    setter = _Setter(Compositor(house, library), brief.notes)
    scale, page = house.scale, house.page
    leading = scale.body.leading
    is_spaced = house.paragraphs is ParagraphMark.SPACE
    text = Place(
        page.column_measure,
        scale.body,
        gap=leading / 2 if is_spaced else 0.0,
        # Paragraphs half a line apart leave no grid to keep to.
        leading=0.0 if is_spaced else leading,
        room=page.depth,
        may_float=True,
        full=page.measure if house.notes.are_beside else page.full_measure,
        is_one_of_two=page.columns > 1,
        is_right_to_left=parse_language(brief.language).is_right_to_left,
    )
    flow = Flow(text.leading)
    opening: VBox | None = None
    if brief.head.title and (brief.cover is None or house.furniture.is_title_repeated):
        title = set_title(brief.head, evolve(text, measure=page.measure), setter.compositor)
        if page.columns > 1:
            opening = _above_columns(title, leading)
        else:
            flow.add(title)
    setter.add(brief.blocks, text, flow)
    items = flow.finish()
    if opening is not None:
        items = _calling(opening.calls, items)
    notes = evolve(
        text,
        measure=house.note_measure,
        paragraph=scale.note,
        gap=0.0,
        leading=0.0,
        may_float=False,
    )
    galley = Galley(
        items,
        page.column_measure,
        set_notes(
            brief.notes,
            notes,
            setter.compositor,
            setter.nest,
            setter.turned.calls(flow.floats),
        ),
        tuple(flow.floats),
        tuple(setter.compositor.diagnostics),
        opening.frame if opening else None,
    )
    vars(setter).clear()  # what it knows knows it: in a circle, all would wait for the collector
    return galley


def _above_columns(title: Matter, leading: float) -> VBox:
    """Return a title with the space below it, which ends on the grid of the columns."""
    (box,) = title.items
    assert isinstance(box, VBox)  # noqa: S101 - a title is one box
    frame = box.frame
    below = ceil((frame.height + title.below.natural) / leading - 0.25) * leading - frame.height
    return evolve(box, frame=inset(frame, frame.width, 0.0, 0.0, below))


def _calling(calls: tuple[str, ...], items: tuple[VItem, ...]) -> tuple[VItem, ...]:
    """Return items whose first box calls notes before its own."""
    for index, item in enumerate(items):
        if isinstance(item, VBox):
            called = evolve(item, calls=(*calls, *item.calls))
            return (*items[:index], called, *items[index + 1 :])
    return items


def _is_all_of_a_section(blocks: Sequence[ResolvedBlock], index: int) -> bool:
    """Return whether a heading has nothing under it but a figure, or figures of which it is one.

    That one stands under it: elsewhere, it would leave a heading without anything.
    """
    if not index or not isinstance(blocks[index - 1], ResolvedHeading):
        return False
    figures = (ResolvedFigure, ResolvedFigureRow)
    after = next((one for one in blocks[index:] if not isinstance(one, figures)), None)
    return after is None or isinstance(after, _ENDS_A_SECTION)


def _with_kept(place: Place, flow: Flow) -> Place:
    """Return the place of what is to stand with the headings above it on its page."""
    kept = flow.kept_height + (0.0 if flow.items else place.kept)
    return evolve(place, kept=kept) if kept != place.kept else place


class _Setter:
    """What sets any block, within any other."""

    def __init__(self, compositor: Compositor, notes: Sequence[ResolvedNote]) -> None:
        self.compositor = compositor
        house = compositor.house
        self.turned = Turned(notes, compositor, self.nest)
        at_foot = Place(house.note_measure, house.scale.note, room=house.page.depth)
        self.called = CalledNotes(notes, at_foot, compositor, self.nest)

    def nest(self, blocks: tuple[ResolvedBlock, ...], place: Place) -> Flow:
        """Return blocks set within another block."""
        flow = Flow(place.leading)
        self.add(blocks, place, flow)
        return flow

    def add(self, blocks: tuple[ResolvedBlock, ...], place: Place, flow: Flow) -> None:
        """Put blocks under what is in the flow."""
        for index, block in enumerate(blocks):
            check_time()
            if isinstance(block, ResolvedFigure | ResolvedFigureRow):
                self._add_figure(block, place, flow, is_all=_is_all_of_a_section(blocks, index))
            else:
                self._add_one(block, place, flow)

    def _add_one(self, block: ResolvedBlock, place: Place, flow: Flow) -> None:
        compositor = self.compositor
        if isinstance(block, ResolvedBox):
            place = _with_kept(place, flow)
        match block:
            case ResolvedParagraph():
                flow.add(set_paragraph(block, place, compositor, is_indented=not flow.is_fresh))
            case ResolvedPageBreak():
                flow.end_page(is_before_recto=block.is_to_recto)
            case ResolvedHeading():
                if not block.is_matter:
                    self._begin_section(block, flow)
                flow.add(set_heading(block, place, compositor))
            case ResolvedTable():
                self._add_table(block, place, flow)
            case ResolvedList():
                flow.add(set_list(block, place, compositor, self.nest))
            case ResolvedQuotation():
                flow.add(set_quotation(block, place, compositor, self.nest))
            case ResolvedPullQuote():
                flow.add(set_pull_quote(block, place, compositor))
            case ResolvedBox():
                flow.add(set_box(block, place, compositor, self.nest))
            case ResolvedCode():
                flow.add(set_code(block, place, compositor))
            case ResolvedDivider():
                flow.add(set_divider(place, compositor))
            case ResolvedLinks():
                flow.add(set_links(block, place, compositor))
            case ResolvedRelated():
                flow.add(set_related(block, place, compositor))
            case ResolvedPeople():
                from briefkit.galley.people import (
                    set_people,
                )  # late: few briefs have a list of them

                flow.add(set_people(block, place, compositor))
            case ResolvedContents():
                flow.add(set_contents(block, place, compositor))
            case ResolvedEndnotes():
                self._begin_section(block.heading, flow)
                flow.add(set_heading(block.heading, place, compositor))
                flow.add(set_endnotes(block.notes, place, compositor, self.nest))
            case ResolvedImprint():
                flow.add(set_imprint(block, place, compositor))

    def _begin_section(self, heading: ResolvedHeading, flow: Flow) -> None:
        """End the page before a section where the house begins each on one of its own.

        One right under the title stands on its page.
        """
        start = self.compositor.house.sections
        if heading.level == 1 and start is not SectionStart.RUN_ON and not flow.holds_the_title:
            flow.end_page(is_before_recto=start is SectionStart.RECTO)

    def _add_table(self, block: ResolvedTable, place: Place, flow: Flow) -> None:
        """Put a table in the text, or beside it: across columns, or on pages on their side."""
        from briefkit.galley.columns import least_widths  # late: a fifth of all that sets a galley,
        from briefkit.galley.pieces import in_floats  # late: and all four for tables alone
        from briefkit.galley.rows import may_hang_calls  # late
        from briefkit.galley.tables import set_table  # late

        compositor, scale = self.compositor, self.compositor.house.scale
        room = max(place.full, place.width)
        needed = fair = 0.0
        if place.may_float:
            head, cell = scale.table_head, scale.table_cell
            needed, fair = least_widths(
                block,
                place.width,
                head,
                cell,
                compositor,
                hangs_calls=may_hang_calls(block, place),
            )
        is_turned = place.may_float and (block.placement == "landscape" or needed > room)
        is_wide = place.may_float and (block.is_wide or fair > place.width)
        if is_turned:
            place = self.turned.place(place)
        elif is_wide:
            place = evolve(place, measure=place.full)
        table = set_table(block, place, compositor, self.nest)
        if not is_turned and not (is_wide and place.is_one_of_two):
            flow.add(table)
            return
        placements = ("page",) if is_turned else ("top", "bottom", "page")
        model = FloatGalley(
            block.key,
            Frame(place.measure, 0.0),
            (),
            placements,
            table.above,
            table.below,
            block.where,
            is_wide=True,
            is_turned=is_turned,
        )
        height = self.turned.height if is_turned else self.called.height
        for one in in_floats(table, model, place.room, height):
            flow.add_float(one)

    def _add_figure(
        self, block: ResolvedFigure | ResolvedFigureRow, place: Place, flow: Flow, *, is_all: bool
    ) -> None:
        """Put a figure where it stands, or as a float. is_all: whether its section has no more."""
        place = _with_kept(place, flow)
        kept = place.kept
        if flow.holds_one_box and place.may_float and block.placement != "here":  # under the title
            kept = 0.0
        leading = self.compositor.house.scale.body.leading
        if flow.items and not place.may_float:  # in a panel, space stays at the head of a page
            kept += leading
        elif kept and block.placement == "here":
            kept += AROUND_LINES * leading
        notes = None
        if block.placement == "landscape" and place.may_float:
            place, kept, notes = self.turned.place(place), 0.0, self.turned.height
        least = kept
        if is_all and block.placement == "auto" and place.may_float:
            least = max(kept, (1.0 - ALL_OF_A_SECTION) * place.room)
        figure: FloatGalley | Matter = set_figure(block, place, self.compositor, least, notes)
        if isinstance(figure, Matter):
            flow.add(figure)
            return
        free = place.room - kept - AROUND_LINES * leading
        free -= note_room(len(figure.calls), self.compositor)
        most = free if is_all else min(STANDS_UNDER_HEADING * place.room, free)
        if flow.holds_one_box:  # the title: nothing can be stranded at the head of the brief
            most = place.room - height_of(flow.items) - LINES_UNDER_FIGURE * place.paragraph.leading
        has_room = figure.frame.height <= most and "here" in figure.placements
        if has_room and not flow.may_place_float:
            flow.add(as_standing(block, figure.frame, figure.calls, self.compositor))
        else:
            flow.add_float(figure)
