"""Boxes, key points, pull quotes and code → Matter on a ground of its own."""

from briefkit.bounds import check_time
from briefkit.frame import Frame, GlyphRun
from briefkit.galley.flow import IN_PANEL, Matter, Place, calls_of, height_of, space_of
from briefkit.galley.frames import (
    OVERLAP,
    inset,
    on_ground,
    rule,
    space,
    stacked,
    with_item,
    with_last,
)
from briefkit.galley.items import FORBIDDEN, VBox, VDiscretionary, VGlue, VItem, VPenalty
from briefkit.galley.paragraphs import Nest
from briefkit.galley.styling import Compositor
from briefkit.resolve.resolved import (
    ResolvedBox,
    ResolvedCode,
    ResolvedPullQuote,
    ResolvedSpan,
    RichText,
)
from briefkit.style.house import PanelLook
from briefkit.style.typography import TextStyle
from briefkit.text.line import Line
from briefkit.values import evolve

LOW_SHARE = 0.6  # of a page: a panel up to this high is moved rather than broken, …
_IN_LOW_PANEL = 2_500.0  # … but where that would leave more than some ten lines of white
_FEWEST_LINES = 6  # of a panel that may break
_KEPT_LINES = 2  # of a low one, on either side
_FEW_LINES, _FEW = 3, 500.0  # of a tall one: what fewer on either side cost beside the break
CONTINUED_INDENT = 2  # characters by which a line of code hangs that goes on
ACCENT_RULE = 2.0  # points: above key points, beside pull quotes


def set_box(block: ResolvedBox, place: Place, compositor: Compositor, nest: Nest) -> Matter:
    """Return a panel."""
    house = compositor.house
    style = house.scale.box
    is_tinted = house.panels is PanelLook.TINT
    pad = style.leading * 0.75
    side = pad if is_tinted else 0.0
    inner = evolve(place.inner(side, side), paragraph=style, gap=style.leading / 2)
    items: list[VItem] = []
    above = 2 * pad
    if block.title:
        title = evolve(house.scale.heading_2, colour="accent" if block.is_key_points else "heading")
        for line in compositor.lines(block.title, title, inner.width):
            items += [inner.frame(line), VPenalty(FORBIDDEN, "heading")]
        items.append(VGlue(style.leading / 4))
        above += height_of(items)
    inner = evolve(inner, room=max(inner.room - above, 0.0))
    items += nest(block.body, inner).finish()
    ground = house.palette.tint if is_tinted else None
    has_rule = block.is_key_points or not is_tinted
    head = rule(place.width, ACCENT_RULE, house.palette.accent) if has_rule else None
    foot = None
    if not is_tinted:
        foot = rule(place.width, house.rule_thickness, house.palette.rule)
    around = space_of(style.space_above)
    return Matter(panel_items(items, place, pad, ground, head, foot, block.where), around, around)


def panel_items(
    items: list[VItem],
    place: Place,
    pad: float,
    ground: str | None,
    head: Frame | None = None,
    foot: Frame | None = None,
    where: str = "",
) -> tuple[VItem, ...]:
    """Return items on a ground: in one box when they are very few, else line by line.

    pad: free room above and below. head, foot: rules at the top and bottom, of the place's width.
    """
    pieces: list[VItem] = []  # boxes and penalties; glue has become room above a box
    gaps: list[float] = []  # that room, of each piece: of a penalty, above the box after it
    above, waiting = pad, 0
    for item in items:
        if isinstance(item, VGlue):
            above += item.natural
        elif isinstance(item, VBox):
            frame = inset(item.frame, place.measure, 0.0, above) if above else item.frame
            kind = "figure" if item.kind == "figure" else "line"
            pieces.append(evolve(item, frame=frame, kind=kind))
            gaps += [above] * (waiting + 1)
            above, waiting = 0.0, 0
        else:
            pieces.append(item)
            waiting += 1
    gaps += [0.0] * waiting
    boxes = [item for item in pieces if isinstance(item, VBox)]
    if not boxes:
        return ()
    height = sum(box.height for box in boxes) + pad
    is_low = height <= LOW_SHARE * place.room
    if is_low and len(boxes) < _FEWEST_LINES:
        frames = [box.frame for box in boxes]
        whole = stacked([*frames, space(place.measure, pad)], place.measure)
        whole = _grounded(whole, place, ground, head, foot)
        return (VBox(whole, calls_of(boxes), "panel", where),)
    cost = _IN_LOW_PANEL if is_low else IN_PANEL
    padding = space(place.measure, pad)

    def edge(*frames: Frame | None) -> Frame:
        whole = stacked([frame for frame in frames if frame is not None], place.measure)
        return _grounded(whole, place, ground, None, None)

    def top(gap: float) -> Frame:
        """Return what stands above a box where its panel goes on: with the box's own gap, `pad`."""
        return edge(space(place.measure, max(pad - gap, 0.0))) if gap else plain

    def more(gap: float) -> float:
        """Return what a break costs for leaving few lines of a tall panel on a side."""
        least = (_FEW_LINES - 0.25) * place.paragraph.leading
        is_few = min(above - pad, height - pad - above - gap) < least
        return _FEW if is_few and not is_low else 0.0

    broken: list[VItem] = []
    plain = edge(padding)
    above = 0.0
    kept = _KEPT_LINES if is_low else 0
    count = 0
    for item, gap in zip(pieces, gaps, strict=True):
        if not (isinstance(item, VBox) or kept <= count <= len(boxes) - kept):
            continue
        if isinstance(item, VPenalty):
            if item.cost < FORBIDDEN:
                broken.append(VDiscretionary(top(gap), item.cost + cost + more(gap), plain))
        elif isinstance(item, VDiscretionary):  # of a table within
            after, before = edge(padding, item.after_break), edge(item.before_break, padding)
            broken.append(VDiscretionary(after, item.cost + cost, before))
        elif isinstance(item, VBox):
            count, above = count + 1, above + item.height
            is_first, is_last = item is boxes[0], item is boxes[-1]
            frame = inset(item.frame, place.measure, 0.0, 0.0, pad) if is_last else item.frame
            frame = _grounded(
                frame,
                place,
                ground,
                head if is_first else None,
                foot if is_last else None,
                overlap=0.0 if is_first else OVERLAP,
            )
            broken.append(evolve(item, frame=frame))
    return tuple(broken)


def _grounded(
    frame: Frame,
    place: Place,
    ground: str | None,
    head: Frame | None,
    foot: Frame | None,
    overlap: float = 0.0,
) -> Frame:
    """Return a frame with ground and rules behind it, from the place's start to its end."""
    for edge, y in ((foot, frame.height), (head, 0.0)):
        if edge is not None:
            frame = with_item(frame, edge, place.x, y - (edge.height if y else 0.0))
    if ground:
        tinted = on_ground(Frame(place.width, frame.height), ground, overlap)
        frame = with_item(frame, tinted, place.x)
    return frame


def set_pull_quote(block: ResolvedPullQuote, place: Place, compositor: Compositor) -> Matter:
    """Return a sentence shown large, beside a rule of the accent colour."""
    house = compositor.house
    style = house.scale.pull_quote
    indent = style.leading * 0.75
    inner = place.inner(indent)
    lines = compositor.lines(block.spans, style, inner.width)
    frames = [inset(line.frame, place.measure, inner.x) for line in lines]
    calls = [call for line in lines for call in line.calls]
    if block.by:
        frames.append(space(place.measure, house.scale.body.leading / 3))
        for line in compositor.lines(block.by, house.scale.credit, inner.width):
            frames.append(inset(line.frame, place.measure, inner.x))
            calls += line.calls
    whole = stacked(frames, place.measure)
    bar = rule(ACCENT_RULE, whole.height, house.palette.accent)
    x = place.measure - place.start - ACCENT_RULE if place.is_right_to_left else place.start
    box = VBox(with_item(whole, bar, x), tuple(calls), "pull quote", block.where)
    return Matter((box,), space_of(style.space_above), space_of(style.space_below))


def set_code(block: ResolvedCode, place: Place, compositor: Compositor) -> Matter:
    """Return lines of code on a tinted ground."""
    house = compositor.house
    style = house.scale.code
    pad = style.leading / 2
    inner = evolve(place.inner(pad, pad), is_right_to_left=False)  # code runs to the right
    items: list[VItem] = []
    texts = _code_lines(block.spans)
    for index, text in enumerate(texts):
        check_time()
        if items:
            items.append(VPenalty(0.0))
        lines = _set_code_line(text, style, inner, compositor)
        if lines and index < len(texts) - 1:
            lines = (*lines[:-1], _with_space(lines[-1], text[-1], style, compositor))
        boxes = [inner.frame(line) for line in lines]
        if not boxes:
            boxes = [VBox(Frame(place.measure, style.leading, style.baseline))]
        for number, box in enumerate(boxes):
            if number:
                items.append(VPenalty(FORBIDDEN))
            items.append(box)
    around = space_of(house.scale.body.leading)
    return Matter(
        panel_items(items, place, pad, house.palette.tint, where=block.where), around, around
    )


def _with_space(line: Line, span: ResolvedSpan, style: TextStyle, compositor: Compositor) -> Line:
    """Return a line of code with a space at its end, in the looks of its last span."""
    end = max(
        (p.x + p.item.width for p in line.frame.flat() if isinstance(p.item, GlyphRun)), default=0.0
    )
    spaces = compositor.spaces(span, style)
    return evolve(line, frame=with_last(line.frame, spaces, end, line.frame.baseline))


def _code_lines(spans: RichText) -> list[RichText]:
    """Return the spans of each line, without its end."""
    lines: list[RichText] = [()]
    for span in spans:
        for number, part in enumerate(span.text.split("\n")):
            if number:
                lines.append(())
            if part:
                lines[-1] = (*lines[-1], evolve(span, text=part))
    while len(lines) > 1 and not lines[-1]:
        lines.pop()
    return lines


def _set_code_line(
    text: RichText, style: TextStyle, place: Place, compositor: Compositor
) -> tuple[Line, ...]:
    """Return a line of code, which may need more than one, with the spaces that it begins with.

    Spaces at a paragraph's start are dropped by the text room, as they should; these are code.
    """
    if not text:
        return ()
    first = text[0]
    shown = first.text.lstrip(" ")
    count = len(first.text) - len(shown)
    spaces = compositor.spaces(first, style, count)
    rest = (*((evolve(first, text=shown),) if shown else ()), *text[1:])
    start = min(spaces.width, place.width / 2)
    if start + compositor.width(rest, style) <= place.width:
        lines = compositor.lines(rest, style, place.width, first_indent=start)
    else:
        lines = _continued(rest, style, start, place, compositor)
    if not lines or not count:
        return lines
    begun = with_item(lines[0].frame, spaces, 0.0, lines[0].frame.baseline)
    return (evolve(lines[0], frame=begun), *lines[1:])


def _continued(
    text: RichText, style: TextStyle, start: float, place: Place, compositor: Compositor
) -> tuple[Line, ...]:
    """Return a line of code on several: those after the first hang, each behind a hook.

    start: where the first begins.
    """
    cell = compositor.spaces(text[0], style).width
    hang = min(start, place.width / 2) + CONTINUED_INDENT * cell
    lines = compositor.lines(text, style, place.width - hang, first_indent=start - hang)
    hook = _hook(cell, compositor.house.palette.muted)
    shifted = [evolve(line, frame=inset(line.frame, place.width, hang)) for line in lines]
    x = hang - CONTINUED_INDENT * cell + cell / 4
    for number, line in enumerate(shifted[1:], 1):
        y = line.frame.baseline - hook.height - cell / 4
        shifted[number] = evolve(line, frame=with_item(line.frame, hook, x, y))
    return tuple(shifted)


def _hook(size: float, colour: str) -> Frame:
    """Return what tells that a line of code goes on: down from the one above, and into this one.

    Drawn, and not a character: so it is in no text that is copied or read aloud.
    """
    stroke = size / 9
    down = rule(stroke, size * 0.8, colour)
    along = rule(size, stroke, colour)
    return with_item(with_item(Frame(size, size * 0.8), down), along, 0.0, size * 0.8 - stroke)
