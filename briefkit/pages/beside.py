"""Notes beside the text: a page's parts of notes → frames in its margin, each by its call's line.

The search has seen to it that they find room there, one under another. Where one cannot stand
beside its call, since the one before is in the way, it stands below that; where the foot of the
page is in the way, it stands higher, and those above it too.
"""

from collections.abc import Callable, Mapping, Sequence

from briefkit.frame import Anchor, Frame, GlyphRun, Placed
from briefkit.galley.items import NoteGalley, VBox, VGlue
from briefkit.geometry import Rect
from briefkit.pages.plan import NotePart


def notes_beside(
    items: Sequence[Placed],
    parts: Sequence[NotePart],
    notes: Mapping[str, NoteGalley],
    calls: Mapping[str, str],
    margin: Rect,
    gap: float,
    continued: Callable[[NoteGalley], Frame | None],
) -> list[Placed]:
    """Return the notes of a page, placed in its margin.

    Args:
        items: what stands on the page.
        parts: of notes that stand on it, in order.
        notes: by their keys.
        calls: the names of the places of the notes' calls, by the same.
        margin: where the notes stand.
        gap: between two of them.
        continued: the line above the first note if that is carried, or None for none.
    """
    lines = call_lines(items)
    frames, wanted = [], []
    for number, part in enumerate(parts):
        # as at the foot, one line says for all that go on: room is kept for no more
        above = continued(notes[part.key]) if part.is_carried and number == 0 else None
        frame = _frame(part, notes[part.key], margin.width, above)
        frames.append(frame)
        line = None if part.is_carried else lines.get(calls[part.key])
        wanted.append(None if line is None else line - frame.baseline)
    heights = [frame.height for frame in frames]
    tops = tops_of(heights, wanted, margin.y, margin.bottom, gap)
    return [Placed(margin.x, top, frame) for top, frame in zip(tops, frames, strict=True)]


def _frame(
    part: NotePart,
    note: NoteGalley,
    measure: float,
    above: Frame | None,
) -> Frame:
    """Return a part of a note as one frame, below the line that says that it goes on, if any."""
    placed: list[Placed] = []
    y = space = baseline = 0.0
    has_begun = False  # until then glue vanishes, below the line above too
    if above is not None:
        placed.append(Placed(0.0, 0.0, above))
        y, baseline = above.height, above.baseline
    for item in note.items[part.start : part.end]:
        if isinstance(item, VGlue):
            space += item.natural
        elif isinstance(item, VBox):
            y += space if has_begun else 0.0
            has_begun = True
            baseline = baseline or (y + item.frame.baseline)
            placed.append(Placed(0.0, y, item.frame))
            y, space = y + item.height, 0.0
    return Frame(measure, y, baseline, tuple(placed))


def call_lines(items: Sequence[Placed]) -> Mapping[str, float]:
    """Return the baseline that each named place of a page stands on."""
    found: dict[str, float] = {}
    waiting: list[str] = []
    for placed in (one for item in items for one in _flat(item)):
        if isinstance(placed.item, Anchor):
            waiting.append(placed.item.name)
        elif isinstance(placed.item, GlyphRun):
            found |= dict.fromkeys(waiting, placed.y)
            waiting = []
    return found


def _flat(placed: Placed) -> Sequence[Placed]:
    if isinstance(placed.item, Frame):
        return list(placed.item.flat(placed.x, placed.y))
    return [placed]


def tops_of(
    heights: Sequence[float],
    wanted: Sequence[float | None],
    top: float,
    bottom: float,
    gap: float,
) -> list[float]:
    """Return where things one under another begin, each as near to where it is wanted as may be.

    wanted: None for what stands right below the one before. All of them fit, with a gap between
    two, from top to bottom.

    >>> tops_of([20.0, 20.0, 20.0], [5.0, 10.0, 85.0], top=0.0, bottom=100.0, gap=2.0)
    [5.0, 27.0, 80.0]
    """
    tops: list[float] = []
    free = top
    for height, place in zip(heights, wanted, strict=True):
        tops.append(free if place is None else max(free, place))
        free = tops[-1] + height + gap
    most = bottom
    for index in range(len(tops) - 1, -1, -1):
        tops[index] = min(tops[index], most - heights[index])
        most = tops[index] - gap
    return tops
