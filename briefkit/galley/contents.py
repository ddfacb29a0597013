"""Contents lists, of sections, figures or tables → Matter; their page numbers once they are known.

All lengths in points.
"""

from collections.abc import Mapping, Sequence
from itertools import takewhile
from types import MappingProxyType

from briefkit.bounds import check_time
from briefkit.frame import Placed
from briefkit.galley.flow import Matter, Place, space_of
from briefkit.galley.items import FORBIDDEN, Galley, VBox, VGlue, VItem, VPenalty
from briefkit.galley.styling import Compositor, ornament
from briefkit.lang import parse_language
from briefkit.resolve.resolved import (
    ContentsEntry,
    Form,
    ResolvedBrief,
    ResolvedContents,
    ResolvedSpan,
)
from briefkit.style.house import HouseStyle
from briefkit.style.typography import Alignment, TextStyle
from briefkit.text.fonts import FontLibrary
from briefkit.text.items import runs_to_the_left
from briefkit.text.line import Line
from briefkit.values import evolve

FOLIO_ROOM = 2.0  # ems: kept for a page number
LEADER_STEP = 0.55  # ems: from one dot of a leader to the next
LEADER_GAP = 0.2  # ems: at least, from a leader's last dot with its own room to the number
FEWEST_DOTS = 3  # of a leader: fewer lead no eye
CONTENTS_INDENT = 1.2  # ems for each level
WIDE_TURN = 2.0  # such indents: of the lines of an entry after its first, so that they are none
WIDEST_HANG = 6.0  # ems: that these hang behind a label at the most
FEWEST_ENTRIES = 2  # of a list, on either side of a page's end
AFTER_PARENT = 150.0  # a page that ends in an entry whose own parts stand on the next
WHERE = "contents"  # of its boxes in a galley

_NO_FOLIOS: Mapping[str, str] = MappingProxyType({})


def with_folios(
    galley: Galley,
    brief: ResolvedBrief,
    house: HouseStyle,
    library: FontLibrary,
    folios: Mapping[str, str],
) -> Galley:
    """Return a galley whose contents lists have the page numbers of their entries.

    Nothing else is set again, and nothing moves.
    """
    place = Place(
        galley.measure,
        house.scale.body,
        is_right_to_left=parse_language(brief.language).is_right_to_left,
    )
    compositor = Compositor(house, library)
    numbered = iter(
        [
            item
            for block in brief.blocks
            if isinstance(block, ResolvedContents)
            for item in set_contents(block, place, compositor, folios).items
            if isinstance(item, VBox)
        ]
    )
    return evolve(
        galley,
        items=tuple(
            [
                evolve(item, frame=next(numbered).frame)
                if isinstance(item, VBox) and item.where == WHERE
                else item
                for item in galley.items
            ]
        ),
    )


def set_contents(
    block: ResolvedContents,
    place: Place,
    compositor: Compositor,
    folios: Mapping[str, str] = _NO_FOLIOS,
) -> Matter:
    """Return the contents list: a line an entry, a leader, and the page number at the end.

    folios: the printed page numbers of destinations. They stand in room that is kept for them, so
    that they move nothing; without them the list is of the same boxes.
    """
    scale = compositor.house.scale
    style = evolve(scale.byline, alignment=Alignment.START)
    items: list[VItem] = []
    for line in compositor.lines(block.label, scale.heading_2, place.width):
        items += [evolve(place.frame(line), where=WHERE), VPenalty(FORBIDDEN, "heading")]
    if items:
        items.append(VGlue(style.leading / 3))
    folio_room = FOLIO_ROOM * style.size
    first = min((entry.level for entry in block.entries), default=1)
    has_levels = len({entry.level for entry in block.entries}) > 1
    for number, entry in enumerate(block.entries):
        check_time()
        if number:
            items.append(_break_before(block.entries, number))
        indent = (entry.level - first) * CONTENTS_INDENT * style.size
        look = evolve(style, weight=600) if entry.level == first and has_levels else style
        items += _contents_entry(entry, place, indent, folio_room, look, compositor, folios)
    around = space_of(scale.body.leading)
    return Matter(tuple(items), around, around)


def _break_before(entries: Sequence[ContentsEntry], number: int) -> VPenalty:
    if not FEWEST_ENTRIES <= number <= len(entries) - FEWEST_ENTRIES:
        return VPenalty(FORBIDDEN, "contents")
    return VPenalty(AFTER_PARENT if entries[number].level > entries[number - 1].level else 0.0)


def _contents_entry(
    entry: ContentsEntry,
    place: Place,
    indent: float,
    folio_room: float,
    style: TextStyle,
    compositor: Compositor,
    folios: Mapping[str, str],
) -> list[VItem]:
    inner = place.inner(indent, folio_room)
    runs_left = runs_to_the_left(compositor.spans(entry.spans, style))
    # a title of the other direction begins where all do, for its leader starts where it ends
    alignment = Alignment.START if runs_left == place.is_right_to_left else Alignment.END
    lines = compositor.lines(entry.spans, style, inner.width, alignment=alignment)
    if len(lines) > 1 and alignment is Alignment.START:
        hang = _hang(entry, style, compositor)
        inner = inner.inner(hang)
        lines = compositor.lines(entry.spans, style, inner.width, first_indent=-hang)
    items: list[VItem] = []
    for number, line in enumerate(lines):
        if number:
            items.append(VPenalty(FORBIDDEN))
        items.append(evolve(inner.frame(line), where=WHERE))
    folio = folios.get(entry.destination, "")
    last = items[-1] if items else None
    if folio and isinstance(last, VBox):
        end = _folio_items(entry, folio, lines[-1], inner, folio_room, style, compositor)
        frame = evolve(last.frame, items=(*last.frame.items, *end))
        items[-1] = evolve(last, frame=frame)
    return items


def _hang(entry: ContentsEntry, style: TextStyle, compositor: Compositor) -> float:
    """Return how far an entry's lines after the first hang: under its title, behind its number."""
    label = tuple(takewhile(lambda span: span.form & Form.LABEL, entry.spans))
    title = entry.spans[len(label) :]
    indent, width = CONTENTS_INDENT * style.size, 0.0
    if label and title:
        width = compositor.width(label, style)
        if title[0].text.startswith(" "):
            width += compositor.spaces(title[0], style).width
    return width if indent / 2 < width < WIDEST_HANG * style.size else WIDE_TURN * indent


def _folio_items(
    entry: ContentsEntry,
    folio: str,
    line: Line,
    place: Place,
    room: float,
    style: TextStyle,
    compositor: Compositor,
) -> tuple[Placed, ...]:
    """Return what stands behind an entry's last line: a space, a leader, and the page number.

    place: of the entry; room: kept for the number, at the end.
    """
    language = entry.spans[0].language
    plain = evolve(style, weight=400)
    mark = (ResolvedSpan(folio, entry.folio_mark, language),)
    runs_left = parse_language(language).is_right_to_left
    alignment = Alignment.END if runs_left == place.is_right_to_left else Alignment.START
    number = compositor.lines(mark, plain, room, alignment=alignment)[0].frame
    step = LEADER_STEP * style.size
    dot = compositor.lines(ornament(".", language), plain, step, alignment=Alignment.CENTRE)[0]
    # Dots stand on one raster for all entries, counted from the end of the measure.
    end = place.width + place.start + step  # a little into the room of the number
    begin = place.start + line.width + step
    last = place.measure - (place.end - room) - compositor.width(mark, plain)
    dots = [
        Placed(_mirrored(end - index * step, step, place), 0.0, dot.frame)
        for index in range(1, int((end - begin) / step) + 1)
        if end - (index - 1) * step <= last - LEADER_GAP * style.size
    ]
    space = compositor.spaces(entry.spans[-1], style)
    return (
        Placed(_mirrored(place.start + line.width, space.width, place), line.frame.baseline, space),
        *(dots if len(dots) >= FEWEST_DOTS else ()),
        Placed(_mirrored(place.measure - place.end, room, place), 0.0, number),
    )


def _mirrored(x: float, width: float, place: Place) -> float:
    return place.measure - x - width if place.is_right_to_left else x
