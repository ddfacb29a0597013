"""Tables → Matter: a row is a box, and its head comes again on every page that it reaches."""

from collections.abc import Sequence

from briefkit.errors import LayoutError, Problem
from briefkit.frame import Frame
from briefkit.galley.columns import plan_columns
from briefkit.galley.flow import Matter, Place, height_of, space_of
from briefkit.galley.frames import as_artifact, inset, rule, space, stacked, with_anchor
from briefkit.galley.items import FORBIDDEN, VBox, VDiscretionary, VItem, VPenalty
from briefkit.galley.notes import set_table_notes
from briefkit.galley.paragraphs import Nest
from briefkit.galley.rows import RowSetter, may_hang_calls
from briefkit.galley.styling import Compositor
from briefkit.resolve.labels import labels_for
from briefkit.resolve.resolved import Form, PlainCell, ResolvedSpan, ResolvedTable, TableRow
from briefkit.structure import PAGINATION
from briefkit.values import evolve

NARROWEST_COLUMN = 0.75  # ems, the space to the next one in it: a letter stands in less by chance
HEAVY_RULE = 1.5  # times the thin one: at a table's head and foot
# Up to a share of a page, the rows of a table are rather moved than broken: at the cost of two and
# a half lines missing at the page's foot, and those of a low one of eight, its own height.
SMALL_TABLE, SMALL_TABLE_COST = 0.4, 400.0
LOW_TABLE, LOW_TABLE_COST = 0.2, 1_800.0
IN_ROW = 300.0  # a break within a row

_KEPT = VPenalty(FORBIDDEN, "table")


def set_table(block: ResolvedTable, place: Place, compositor: Compositor, nest: Nest) -> Matter:
    """Return a table: caption, head, rows, source, notes.

    Raises LayoutError for more columns than there is room for a letter in each.
    """
    house, scale = compositor.house, compositor.house.scale
    _refuse_narrow(block, place, scale.table_cell.size)
    columns = plan_columns(
        block,
        place.width,
        scale.table_head,
        scale.table_cell,
        compositor,
        hangs_calls=may_hang_calls(block, place),
    )
    setter = RowSetter(block, place, columns, compositor, nest)
    edge = rule(place.width, house.rule_thickness * HEAVY_RULE, house.palette.text)
    under = rule(place.width, house.rule_thickness, house.palette.text)

    head_rows = list(setter.head(block.head, scale.table_head))
    ends = [under] if head_rows else []
    head = stacked([edge, *(box.frame for box in head_rows), *ends], place.width)
    opening = _opening(block, head, head_rows, place, compositor)
    rows = list(setter.boxes(block.rows, scale.table_cell))
    closing, closing_calls = _closing(block, edge if rows else under, place, compositor)
    again = _wide(as_artifact(_head_again(block, head, place, compositor)), place)
    notes = set_table_notes(block.notes, place, compositor, nest)

    height = sum(box.height for boxes in rows for box in boxes) + height_of(notes)
    cost = SMALL_TABLE_COST if height <= SMALL_TABLE * place.room else 0.0
    cost = LOW_TABLE_COST if height <= LOW_TABLE * place.room else cost
    between = VDiscretionary(again, cost, _wide(under, place))
    titles = [_is_title(row) for row in block.rows] if len(rows) == len(block.rows) else []
    items = _joined(rows, titles, between, place)
    last = items.pop() if items else opening
    assert isinstance(last, VBox)  # noqa: S101 - rows end with a box
    frame = stacked([last.frame, *closing], place.measure)
    last = evolve(last, frame=frame, calls=(*last.calls, *closing_calls))
    around = space_of(scale.body.leading)
    above = (opening,) if rows else ()
    return Matter((*above, *items, last, *notes), around, around)


def _refuse_narrow(block: ResolvedTable, place: Place, size: float) -> None:
    most = int(place.width / (NARROWEST_COLUMN * size))
    if block.columns > max(most, 1):
        what = f"a table of {block.columns} columns does not fit into {place.width:.0f} points"
        cure = f"part it into tables of {most} columns at the most, or turn rows and columns about"
        raise LayoutError(Problem(what, block.where, cure))


def _opening(
    block: ResolvedTable,
    head: Frame,
    head_rows: Sequence[VBox],
    place: Place,
    compositor: Compositor,
) -> VBox:
    """Return what a table begins with: its caption, and its head."""
    scale = compositor.house.scale
    caption = compositor.lines(block.caption, scale.caption, place.width)
    frames = [line.frame for line in caption]
    if frames:
        gap = scale.body.leading / 2 - (scale.caption.leading - scale.caption.size) / 2
        frames.append(space(place.width, gap))
    frame = with_anchor(stacked([*frames, head], place.width), block.anchor)
    calls = tuple(call for line in caption for call in line.calls)
    calls += tuple(call for box in head_rows for call in box.calls)
    return VBox(_wide(frame, place), calls, "table head", block.where)


def _closing(
    block: ResolvedTable, edge: Frame, place: Place, compositor: Compositor
) -> tuple[list[Frame], tuple[str, ...]]:
    """Return what a table ends with, a rule and its source, and the notes called there."""
    scale = compositor.house.scale
    frames = [edge]
    source = compositor.lines(block.source, scale.credit, place.width)
    if source:
        frames.append(space(place.width, scale.caption.leading / 4))
        frames += [line.frame for line in source]
    calls = tuple(call for line in source for call in line.calls)
    return [_wide(frame, place) for frame in frames], calls


def _is_title(row: TableRow) -> bool:
    """Return whether a row is the title of those below it: words in its first cell alone."""
    first, *others = [bool(cell.text if type(cell) is PlainCell else cell.body) for cell in row]
    return first and bool(others) and not any(others)


def _joined(
    rows: Sequence[Sequence[VBox]],
    titles: Sequence[bool],
    between: VDiscretionary,
    place: Place,
) -> list[VItem]:
    """Return rows with the breaks between them, and within those that have several boxes.

    Two at the least stand under the head and before the foot, and one under a title.
    titles: whether each row is one; empty where rows are held together by cells that span them.
    """
    within = evolve(between, cost=IN_ROW)
    items: list[VItem] = []
    for index, boxes in enumerate(rows):
        if index:
            is_titled = bool(titles) and titles[index - 1]
            may_break = 1 < index < len(rows) - 1 and not is_titled
            items.append(between if may_break else _KEPT)
        for number, box in enumerate(boxes):
            if number:
                items.append(within)
            frame = _wide(box.frame, place)
            items.append(box if frame is box.frame else evolve(box, frame=frame))
    return items


def _head_again(block: ResolvedTable, head: Frame, place: Place, compositor: Compositor) -> Frame:
    """Return a table's head as it comes again: under its label and "(continued)"."""
    says = labels_for(block.language)
    label = "".join(span.text for span in block.caption if span.form & Form.LABEL)
    label = label.rstrip().removesuffix(says.stop.strip())
    text = [ResolvedSpan(says.brackets.format(says.continued), PAGINATION, block.language)]
    if label:
        text.insert(0, ResolvedSpan(f"{label} ", PAGINATION, block.language, Form.LABEL))
    scale = compositor.house.scale
    lines = compositor.lines(tuple(text), scale.caption, place.width)
    gap = space(place.width, scale.caption.leading / 4)
    return stacked([*(line.frame for line in lines), gap, head], place.width)


def _wide(frame: Frame, place: Place) -> Frame:
    return inset(frame, place.measure, place.x)
