"""The breaks of a paragraph → how far each line's glue and letters are set: `fit_lines`.

Which breaks are taken is in `linebreak`, and what the lines look like in `line`.
"""

from briefkit.text.atoms import Seam, Word
from briefkit.text.expansion import line_expansion
from briefkit.text.linebreak import ChosenBreaks
from briefkit.text.stick import Items, Place

_LOOSEST = 5.0  # ratio; a line that would need more is left short

BEGINNING: Place = (0, 0, -1)
"""The place of the break before the first line."""

Fit = tuple[float, float, float]
"""A line's glue ratio, its width in points, and how wide its letters are, of their own width. A
plain tuple, as there are as many as lines."""


def fit_lines(
    items: Items, chosen: ChosenBreaks, first: float, rest: float, expansion: float
) -> list[Fit]:
    """Return the fit of each justified line.

    Args:
        items: the paragraph.
        chosen: its breaks.
        first: the room of the first line, in points.
        rest: of all others.
        expansion: the most that letters give.
    """
    forced = set(items.points.forced)
    fits = []
    before, room = -1, first
    for index in chosen.indices:
        fits.append(fit_line(items, before, index, room, expansion, is_filled=index not in forced))
        before, room = index, rest
    return fits


def fit_line(
    items: Items, before: int, index: int, room: float, expansion: float, *, is_filled: bool
) -> Fit:
    """Return the fit of the justified line from one break to another.

    is_filled: whether it is stretched to its room; if not, it is only shrunk.
    """
    points = items.points
    x, x_stretch, x_shrink = points.line_start(before)
    width = points.ends[index] - x
    ratio, scale = 0.0, 1.0
    if is_filled or width > room:
        give, slack = points.give(before, index), room - width
        stretch = points.end_stretches[index] - x_stretch - give
        shrink = points.end_shrinks[index] - x_shrink - give
        if give and slack - give <= _LOOSEST * stretch:
            share = line_expansion(slack, give, expansion)
            width += share / expansion * give
            scale += share
        if width > room:
            if shrink > 0:
                ratio = max(-1.0, (room - width) / shrink)
                width += ratio * shrink
        elif (is_filled or scale != 1.0) and room - width <= _LOOSEST * stretch:
            ratio = (room - width) / stretch if stretch else 0.0
            width = room - ratio * _fill(items, items.stops[index])
    return ratio, width, scale


def natural_fits(items: Items, chosen: ChosenBreaks) -> list[Fit]:
    """Return the fit of each line that is not justified."""
    points, fits, before = items.points, [], -1
    for index in chosen.indices:
        fits.append((0.0, points.ends[index] - points.line_start(before)[0], 1.0))
        before = index
    return fits


def start_hang(items: Items, begin: Place) -> float:
    """Return how far the first mark of a line hangs out where letters have their own width."""
    if begin == BEGINNING:
        return items.points.start
    atom = items.atoms[begin[1]] if begin[1] < len(items.atoms) else None
    if type(atom) is not Word:
        return 0.0
    return items.casters[items.spans[begin[1]]].part(atom, begin[2]).start_hang


def _fill(items: Items, stop: int) -> float:
    """Return how much of a line's stretch is at its end, and stays empty."""
    atom = items.atoms[stop] if stop < len(items.atoms) else None
    return atom.fill if type(atom) is Seam else 0.0
