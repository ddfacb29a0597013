"""Paragraphs, headings, quotations and dividers → Matter."""

from collections.abc import Callable

from briefkit.frame import Fill, Frame, Placed
from briefkit.galley.flow import (
    IN_ITEM,
    KEPT_LINES,
    Flow,
    Matter,
    Place,
    anchored,
    line_items,
    space_of,
)
from briefkit.galley.frames import inset, rule, space, stacked, with_anchor
from briefkit.galley.items import FORBIDDEN, VBox, VGlue, VItem, VPenalty
from briefkit.galley.styling import Compositor, ornament
from briefkit.lang import parse_language
from briefkit.resolve.resolved import (
    ResolvedBlock,
    ResolvedHeading,
    ResolvedParagraph,
    ResolvedQuotation,
)
from briefkit.structure import LAYOUT
from briefkit.style.house import HeadingMark
from briefkit.style.typography import Alignment
from briefkit.text.items import runs_to_the_left
from briefkit.values import evolve

Nest = Callable[[tuple[ResolvedBlock, ...], Place], Flow]
"""What sets blocks within another block."""

EPIGRAPH_START = 0.4  # of the measure: left free before a motto

# Of every paragraph of a text, in ems: what the W3C's "Requirements for Japanese Text Layout" and
# "Requirements for Chinese Text Layout" have as the usual.
FIRST_INDENTS = {"ja": 1, "zh": 2}
_BAR = (24.0, 2.5)  # a heading's small mark: width and thickness in points
_DIVIDER = (28.0, 0.75)
_HEADING_SHARE = 2 / 3  # above a heading, of what the grid adds to it, as of its own space: 2 : 1
_BELOW_HEADING = (0.4, 0.15)  # what the space below a heading gives: less than that above


def set_paragraph(
    block: ResolvedParagraph, place: Place, compositor: Compositor, *, is_indented: bool
) -> Matter:
    """Return a paragraph's lines. is_indented: whether another one is right above it.

    Chinese and Japanese indent the first one of a text, too.

    One that says where its lines end is a stanza, an address or the end of a letter: it has no
    indent, and stands a line apart.
    """
    stands_apart = not place.gap and any("\n" in span.text for span in block.spans)
    is_indented = is_indented and not block.is_opening
    style, first_indent = place.paragraph, 0.0
    ems = FIRST_INDENTS.get(parse_language(block.language).primary)
    if (is_indented or (ems and place.may_float)) and not (place.gap or stands_apart):
        first_indent = ems * style.size if ems and style.first_indent else style.first_indent
    lines = compositor.lines(block.spans, style, place.width, first_indent=first_indent)
    items = anchored(line_items(lines, place, block.where), block.anchor)
    above = VGlue(place.gap if is_indented else 0.0)
    below = space_of(place.paragraph.leading) if stands_apart else VGlue(0.0)
    if stands_apart and is_indented:
        above = below
    if block.is_opening:
        above = space_of(place.paragraph.leading)
    return Matter(items, above, below, is_text=True)


def set_heading(block: ResolvedHeading, place: Place, compositor: Compositor) -> Matter:
    """Return a heading as one box, with what must follow it.

    Those of front and back matter look as those of other lists there: contents, authors.
    """
    house = compositor.house
    level = 2 if block.is_matter else block.level
    style = house.scale.heading(level)
    lines = compositor.lines(block.spans, style, place.width)
    frames = [line.frame for line in lines]
    if level == 1 and house.heading_mark is not HeadingMark.NONE:
        if house.heading_mark is HeadingMark.BAR:
            length, thickness = _BAR
            runs_left, accent = place.is_right_to_left, house.palette.accent
            mark = rule(place.width, thickness, accent, length, is_right_to_left=runs_left)
        else:
            mark = rule(place.width, house.rule_thickness, house.palette.rule)
        frames[:0] = [mark, space(place.width, style.leading / 3)]
    frame = inset(stacked(frames, place.width), place.measure, place.x)
    calls = tuple(call for line in lines for call in line.calls)
    box = VBox(with_anchor(frame, block.anchor), calls, "heading", block.where)
    stretch, shrink = _BELOW_HEADING
    below = style.space_below
    return Matter(
        (box,),
        above=space_of(style.space_above),
        below=VGlue(below, below * stretch, below * shrink),
        share_above=_HEADING_SHARE,
        keeps=KEPT_LINES,
    )


def set_divider(place: Place, compositor: Compositor) -> Matter:
    """Return a pause: a short rule amid one line of space."""
    house = compositor.house
    width, thickness = min(_DIVIDER[0], place.width), _DIVIDER[1]
    height = place.paragraph.leading
    fill = Fill(width, thickness, house.palette.accent, LAYOUT)
    middle = place.x + (place.width - width) / 2
    frame = Frame(place.measure, height, 0.0, (Placed(middle, (height - thickness) / 2, fill),))
    around = space_of(height / 2)
    return Matter((VBox(frame, kind="rule"),), around, around, cost=IN_ITEM, kind="divider")


def set_quotation(
    block: ResolvedQuotation, place: Place, compositor: Compositor, nest: Nest
) -> Matter:
    """Return a block quotation, indented, its attribution at the end of a line of its own."""
    scale = compositor.house.scale
    style = scale.quotation
    start = end = style.indent
    around = style.space_above
    if block.is_epigraph:
        start, end = max(start, EPIGRAPH_START * place.width), 0.0
    if place.paragraph is not scale.body:  # in a note, a panel, a cell
        style = place.paragraph
        around = style.leading / 2
    if block.is_epigraph:
        style = evolve(style, is_italic=True, alignment=Alignment.START)
    inner = place.inner(start, end)
    flow = nest(block.body, evolve(inner, paragraph=style))
    items: list[VItem] = [dearer(item, IN_ITEM, "quotation") for item in flow.finish()]
    if block.attribution:
        language = block.attribution[0].language
        told = (*ornament("— ", language), *block.attribution)
        plain = evolve(style, hyphenates=False, first_indent=0.0)
        lines = compositor.lines(told, plain, inner.width, alignment=Alignment.END)
        if len(lines) > 1 and not runs_to_the_left(compositor.spans(told, plain)):
            lines = compositor.level_lines(told, plain, inner.width, 1.0)
        for line in lines:
            if items:
                items.append(VPenalty(FORBIDDEN, "attribution"))
            items.append(inner.frame(line))
    return Matter(tuple(items), space_of(around), space_of(around))


def dearer(item: VItem, by: float, kind: str) -> VItem:
    """Return a penalty that costs more, and any other item as it is."""
    if isinstance(item, VPenalty) and abs(item.cost) < FORBIDDEN:
        return evolve(item, cost=item.cost + by, kind=item.kind or kind)
    return item
