r"""Letters that give a little, beside the glue: `with_expansion`, `line_expansion`.

As pdfTeX has it with `\pdffontexpand` and `\pdfadjustspacing=2`: lines are chosen as if each letter
gave the same share of its width beside the glue; a line's letters then take up what they can, in
whole steps, before its spaces do. Hanging marks are letters too, and spaces keep their own glue.
"""

from itertools import accumulate
from operator import add, sub

from briefkit.style.typography import EXPANSION_STEP
from briefkit.text.atoms import Space
from briefkit.text.stick import Items
from briefkit.values import evolve


def with_expansion(items: Items, most: float) -> Items:
    """Return items whose letters may be set wider and narrower by up to `most` of their width."""
    points = items.points
    # The width of all spaces before each atom: what is not a space's, of any x, is the letters'.
    widths = [atom.width if type(atom) is Space else 0.0 for atom in items.atoms]
    before = list(accumulate(widths, initial=points.start))
    spaces = map(before.__getitem__, items.stops)
    end_gives = [most * width for width in map(sub, points.ends, spaces)]
    spaces = map(before.__getitem__, items.begins)
    start_gives = [most * width for width in map(sub, points.starts, spaces)]
    return evolve(
        items,
        points=evolve(
            points,
            end_stretches=tuple(map(add, points.end_stretches, end_gives)),
            end_shrinks=tuple(map(add, points.end_shrinks, end_gives)),
            start_stretches=tuple(map(add, points.start_stretches, start_gives)),
            start_shrinks=tuple(map(add, points.start_shrinks, start_gives)),
            end_gives=tuple(end_gives),
            start_gives=tuple(start_gives),
        ),
    )


def line_expansion(slack: float, give: float, most: float) -> float:
    """Return by which share of their width a line's letters are set wider, or narrower below 0.

    The step nearest to what takes up all of the slack, which may be below 0.

    >>> line_expansion(slack=3.3, give=6.0, most=0.02)
    0.01
    >>> line_expansion(slack=-9.0, give=6.0, most=0.02)
    -0.02
    """
    steps, limit = round(most * slack / give / EXPANSION_STEP), round(most / EXPANSION_STEP)
    return max(-limit, min(steps, limit)) * EXPANSION_STEP
