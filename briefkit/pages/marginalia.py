"""What stands around the type area: running heads and folios, all of it artifacts.

Which page shows them is decided in `makeup`.
"""

from briefkit.frame import Fill, Placed
from briefkit.galley.items import Galley, VBox
from briefkit.galley.styling import Compositor
from briefkit.geometry import Rect
from briefkit.pages.plan import PagePlan
from briefkit.resolve.resolved import (
    ResolvedBrief,
    ResolvedEndnotes,
    ResolvedHeading,
    ResolvedSpan,
)
from briefkit.structure import FOOTER, HEADER
from briefkit.style.house import HeadMatter, SectionStart
from briefkit.style.typography import Alignment, TextStyle
from briefkit.values import evolve, frozen

HOUSE_SHARE = 0.45  # of the measure, for the start of a running head that has both ends
HEAD_GAP = 0.06  # of the measure, the least between its two ends


@frozen
class SectionInForce:
    """The section of the first level that a page's first line stands in.

    title: or "". is_opened: whether it begins with the page, and is none of front or back matter.
    """

    title: str = ""
    is_opened: bool = False


@frozen
class PageFacts:
    """What the furniture of a page depends on.

    index: of the page in the file; folio: as printed; section: that in force on the page.
    """

    index: int
    folio: str
    section: SectionInForce


class RunningHeads:
    """The running heads of a brief's pages. Most pages have that of the page before: set once."""

    def __init__(self, brief: ResolvedBrief, setter: Compositor) -> None:
        """Start with none set."""
        self._brief = brief
        self._setter = setter
        self._known: dict[tuple[str, str, Rect], tuple[Placed, ...]] = {}

    def of(self, page: PageFacts) -> tuple[Placed, ...]:
        """Return the running head above the type area, placed on the page.

        None stands on a page that opens a section, where each begins a page.
        """
        brief, house = self._brief, self._setter.house
        if page.section.is_opened and house.sections is not SectionStart.RUN_ON:
            return ()
        furniture, area = house.furniture, house.page.type_area(page.index)
        words = {
            HeadMatter.NOTHING: "",
            HeadMatter.HOUSE: brief.metadata.publishers[0] if brief.metadata.publishers else "",
            HeadMatter.TITLE: brief.running_title,
            HeadMatter.SECTION: page.section.title or brief.running_title,
        }
        start, end = words[furniture.verso_head], words[furniture.recto_head]
        if house.page.is_facing:
            start, end = ("", end) if house.page.is_recto(page.index) else (start, "")
        if start == end:
            start = ""
        known = self._known.get((start, end, area))
        if known is None:
            known = _running_head(start, end, area, brief.language, self._setter)
            self._known[start, end, area] = known
        return known


def _running_head(
    start: str, end: str, area: Rect, language: str, setter: Compositor
) -> tuple[Placed, ...]:
    house = setter.house
    style = house.scale.running_head
    top = area.y - house.page.running_head_distance - style.baseline
    placed: list[Placed] = []
    room = area.width
    for text, alignment in ((start, Alignment.START), (end, Alignment.END)):
        if text:
            span = ResolvedSpan(text, HEADER, language)
            is_first_of_two = alignment is Alignment.START and bool(end)
            shown = _shortened(
                span, style, area.width * HOUSE_SHARE if is_first_of_two else room, setter
            )
            room -= setter.width((shown,), style) + area.width * HEAD_GAP
            line = setter.lines((shown,), style, area.width, alignment=alignment)[0]
            placed.append(Placed(area.x, top, line.frame))
    if placed and house.furniture.has_rule:
        rule = Fill(area.width, house.rule_thickness, house.palette.rule, HEADER)
        placed.append(Placed(area.x, top + style.leading, rule))
    return tuple(placed)


def folio_line(page: PageFacts, brief: ResolvedBrief, setter: Compositor) -> tuple[Placed, ...]:
    """Return the folio below the type area, placed on the page."""
    house = setter.house
    area, style = house.page.type_area(page.index), house.scale.folio
    if house.furniture.is_folio_centred:
        alignment = Alignment.CENTRE
    else:
        at_start = house.page.is_facing and not house.page.is_recto(page.index)
        alignment = Alignment.START if at_start else Alignment.END
    span = ResolvedSpan(page.folio, FOOTER, brief.language)
    line = setter.lines((span,), style, area.width, alignment=alignment)[0]
    return (Placed(area.x, area.bottom + house.page.folio_distance - style.baseline, line.frame),)


def _shortened(
    span: ResolvedSpan, style: TextStyle, room: float, setter: Compositor
) -> ResolvedSpan:
    """Return the words, cut after one of them with an ellipsis where they are too long."""
    if setter.width((span,), style) <= room:
        return span
    words = span.text.split(" ")
    low, high = 1, len(words)
    while low < high:  # the longest beginning that fits; the first word stands in any case
        middle = (low + high + 1) // 2
        fits = setter.width((_cut(span, words[:middle]),), style) <= room
        low, high = (middle, high) if fits else (low, middle - 1)
    return _cut(span, words[:low])


def _cut(span: ResolvedSpan, words: list[str]) -> ResolvedSpan:
    return evolve(span, text=" ".join(words).rstrip(",;:.–—-") + "\u00a0…")


def sections_of(plan: PagePlan, galley: Galley, brief: ResolvedBrief) -> tuple[SectionInForce, ...]:
    """Return for each page the section that its first line stands in.

    Text that comes before all sections goes under the first that opens on its page.
    """
    blocks = [
        block.heading if isinstance(block, ResolvedEndnotes) else block for block in brief.blocks
    ]
    headings = {
        block.where: block
        for block in blocks
        if isinstance(block, ResolvedHeading) and block.level == 1
    }
    found, current = [], ""
    for page in plan.pages:
        items = galley.items[page.body[0] : page.body[1]]
        boxes = [item for item in items if isinstance(item, VBox)]
        opened = [
            headings[box.where] for box in boxes if box.kind == "heading" and box.where in headings
        ]
        is_first = bool(opened) and boxes[0].kind == "heading" and boxes[0].where in headings
        title = opened[0].title if opened and (is_first or not current) else current
        found.append(SectionInForce(title, is_first and not opened[0].is_matter))
        current = opened[-1].title if opened else current
    return tuple(found)
