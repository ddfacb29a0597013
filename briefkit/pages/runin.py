"""Short notes that run on after each other: widths → lines. Search and making up both ask here.

A line takes the next note if it fits, in order, so that the fewest lines are taken, and the
notes before a place never stand otherwise for those after it.
"""

from collections.abc import Sequence

from briefkit.pages.demerits import TOLERANCE


def lines_of(widths: Sequence[float], measure: float, gap: float) -> list[tuple[int, int]]:
    """Return the notes of each line, from one to before another.

    widths: of notes that run on, or 0 for one that stands by itself; gap: between two of a line.

    >>> lines_of([40.0, 30.0, 50.0, 0.0, 20.0, 20.0], measure=80.0, gap=10.0)
    [(0, 2), (2, 3), (3, 4), (4, 6)]
    """
    lines: list[tuple[int, int]] = []
    used = 0.0
    for place, width in enumerate(widths):
        if width and used and used + gap + width <= measure + TOLERANCE:
            used += gap + width
            lines[-1] = (lines[-1][0], place + 1)
        else:
            used = width
            lines.append((place, place + 1))
    return lines
