"""Lists → Matter: labels hanging beside their items' first lines."""

from briefkit.frame import Frame
from briefkit.galley.flow import AFTER_LEAD_IN, IN_ITEM, Matter, Place, space_of
from briefkit.galley.frames import with_item
from briefkit.galley.items import FORBIDDEN, VBox, VGlue, VItem, VPenalty
from briefkit.galley.paragraphs import Nest, dearer
from briefkit.galley.styling import Compositor
from briefkit.resolve.resolved import (
    ListKind,
    ResolvedItem,
    ResolvedList,
    ResolvedParagraph,
    RichText,
)
from briefkit.style.typography import Alignment, TextStyle
from briefkit.values import evolve

BULLET_INDENT = 1.2  # ems of the text: from a bullet to its text
LABEL_GAP = 0.45  # ems of the text: between a number and its text
DEFINITION_INDENT = 1.4  # ems: of what a term means
_TERM_WEIGHT = 600


def set_list(block: ResolvedList, place: Place, compositor: Compositor, nest: Nest) -> Matter:
    """Return a list."""
    style = place.paragraph
    items: list[VItem] = []
    gap = space_of(place.gap if _has_paragraphs(block) else 0.0)
    is_definition = block.kind is ListKind.DEFINITION
    at_end = block.kind is ListKind.NUMBER
    indent = DEFINITION_INDENT * style.size if is_definition else _indent(block, compositor, style)
    below = space_of(0.0)
    for item in block.items:
        flow = nest(item.body, place.inner(indent))
        body = list(flow.finish())
        if is_definition:
            body = _definition(item, body, place, compositor)
        else:
            room = indent - (LABEL_GAP * style.size if at_end else 0.0)
            hang_label(body, item.label, place, compositor, room, at_end=at_end)
        _append(items, body, max(gap, below, key=_size))
        below = flow.space_below
    around = space_of(style.leading / 2 if block.depth == 0 else 0.0)
    above = space_of(style.leading / 8) if block.is_under_name else around
    cost = FORBIDDEN if block.is_under_name else AFTER_LEAD_IN
    below = max(around, below, key=_size)
    return Matter(tuple(items), above, below, cost=cost, kind="list parted from its lead-in")


def _size(glue: VGlue) -> float:
    return glue.natural


def _has_paragraphs(block: ResolvedList) -> bool:
    """Return whether an item has more than one: parted by space, items must be so as well."""
    return any(
        sum(isinstance(one, ResolvedParagraph) for one in item.body) > 1 for item in block.items
    )


def _append(items: list[VItem], body: list[VItem], gap: VGlue) -> None:
    if items:
        items.append(VPenalty(0.0))
        if gap.natural:
            items.append(gap)
    items.extend(dearer(item, IN_ITEM, "list item") for item in body)


def _indent(block: ResolvedList, compositor: Compositor, style: TextStyle) -> float:
    """Return how far a list's text stands from its labels' edge."""
    least = BULLET_INDENT * style.size
    if block.kind is ListKind.BULLET:
        return least
    widest = max(compositor.width(item.label, style) for item in block.items)
    return max(least, widest + LABEL_GAP * style.size)


def hang_label(
    body: list[VItem],
    label: RichText,
    place: Place,
    compositor: Compositor,
    room: float,
    *,
    at_end: bool = False,
    style: TextStyle | None = None,
) -> None:
    """Put a label beside the first line of an item, on its baseline.

    place: that of label and item together; room: for the label; at_end: whether it ends there.
    """
    if not label:
        return
    style = style or place.paragraph
    alignment = Alignment.END if at_end else Alignment.START
    # Not the style's own setting: a label is never hyphenated, justified or indented.
    line, *_ = compositor.lines(label, style, room, alignment=alignment, hyphenates=False)
    x = place.measure - place.start - room if place.is_right_to_left else place.start
    first = next((i for i, item in enumerate(body) if isinstance(item, VBox)), None)
    if first is None:
        frame = Frame(place.measure, line.frame.height, line.frame.baseline)
        body.insert(0, VBox(frame))
        first = 0
    box = body[first]
    assert isinstance(box, VBox)  # noqa: S101 - found as one above
    y = box.frame.baseline - line.frame.baseline if box.frame.baseline else 0.0
    body[first] = evolve(
        box, frame=with_item(box.frame, line.frame, x, y), calls=(*line.calls, *box.calls)
    )


def _definition(
    item: ResolvedItem, body: list[VItem], place: Place, compositor: Compositor
) -> list[VItem]:
    """Return a term on its line and under it what it means."""
    style = evolve(
        place.paragraph, weight=_TERM_WEIGHT, alignment=Alignment.START, hyphenates=False
    )
    items: list[VItem] = []
    for line in compositor.lines(item.label, style, place.width):
        items += [place.frame(line), VPenalty(FORBIDDEN, "term")]
    return [*items, *body] if body else items[:-1]
