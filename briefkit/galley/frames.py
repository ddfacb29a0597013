"""Frames made of frames: side by side, one under another, on a ground, as artifacts."""

from collections.abc import Iterable

from briefkit.frame import Anchor, Fill, Frame, GlyphRun, Item, LinkArea, Picture, Placed
from briefkit.structure import BACKGROUND, LAYOUT, PAGINATION, Artifact
from briefkit.values import evolve

# Two grounds that touch show a hairline between them in many viewers: each reaches this far up
# into the one before, in points.
OVERLAP = 0.2


def inset(frame: Frame, measure: float, x: float, y: float = 0.0, below: float = 0.0) -> Frame:
    """Return a frame of the full measure with `frame` in it at (x, y), and room below it."""
    if not x and not y and not below and frame.width == measure:
        return frame
    height = y + frame.height + below
    return Frame(measure, height, y + frame.baseline, (Placed(x, y, frame),))


def stacked(frames: Iterable[Frame], measure: float) -> Frame:
    """Return frames one under another as one."""
    placed, y, baseline = [], 0.0, 0.0
    for frame in frames:
        if not baseline and frame.baseline:
            baseline = y + frame.baseline
        placed.append(Placed(0.0, y, frame))
        y += frame.height
    return Frame(measure, y, baseline, tuple(placed))


def space(measure: float, height: float) -> Frame:
    """Return an empty frame."""
    return Frame(measure, height)


def rule(
    measure: float,
    thickness: float,
    colour: str,
    length: float | None = None,
    *,
    is_right_to_left: bool = False,
) -> Frame:
    """Return a rule as a frame of its own thickness; it may be shorter than the measure.

    is_right_to_left: whether a shorter one stands at the right, where lines begin.
    """
    length = measure if length is None else length
    x = measure - length if is_right_to_left else 0.0
    return Frame(
        measure, thickness, 0.0, (Placed(x, 0.0, Fill(length, thickness, colour, LAYOUT)),)
    )


def with_item(frame: Frame, item: Item, x: float = 0.0, y: float = 0.0) -> Frame:
    """Return the frame with an item before all that it has: painted and read first."""
    return _with(frame, (Placed(x, y, item), *frame.items))


def with_last(frame: Frame, item: Item, x: float = 0.0, y: float = 0.0) -> Frame:
    """Return the frame with an item after all that it has: painted and read last."""
    return _with(frame, (*frame.items, Placed(x, y, item)))


def with_anchor(frame: Frame, name: str | None) -> Frame:
    """Return the frame with a named place at its top, if there is a name."""
    return with_item(frame, Anchor(name)) if name else frame


def on_ground(frame: Frame, colour: str, overlap: float = 0.0) -> Frame:
    """Return the frame on a ground of a colour, which reaches up by `overlap`."""
    ground = Fill(frame.width, frame.height + overlap, colour, BACKGROUND)
    return with_item(frame, ground, 0.0, -overlap)


def as_artifact(frame: Frame, mark: Artifact = PAGINATION) -> Frame:
    """Return the frame with everything in it marked as an artifact, its links and places left out.

    What is shown a second time, such as a table's head on its next page, is no content.
    """
    items = []
    for placed in frame.items:
        item = placed.item
        if isinstance(item, Frame):
            item = as_artifact(item, mark)
        elif isinstance(item, LinkArea | Anchor):
            continue
        elif isinstance(item, GlyphRun):
            item = evolve(item, mark=mark, actual_text=None)
        elif isinstance(item, Picture | Fill) and not isinstance(item.mark, Artifact):
            item = evolve(item, mark=mark)
        items.append(evolve(placed, item=item))
    return _with(frame, tuple(items))


def _with(frame: Frame, items: tuple[Placed, ...]) -> Frame:
    """Return a frame of the same size with other items."""
    return Frame(frame.width, frame.height, frame.baseline, items)
