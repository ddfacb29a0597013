"""A way to break a paragraph → its demerits, line by line: `line_cost`, `demerits_of`.

What the search of `linebreak` reckons with as it goes is here asked of breaks that are chosen
already. The tests hold the two to each other.
"""

from collections.abc import Sequence

from briefkit.text.linebreak import Breakpoints, LineCosts, LineWidths, ending_demerits

_ROUNDING = 1e-6  # points
_FIRST_FITNESS = 1  # a paragraph begins as if after a decent line


def line_cost(
    points: Breakpoints, widths: LineWidths, costs: LineCosts, before: int, index: int
) -> tuple[float, int] | None:
    """Return line and badness, squared, of the line between two breaks, and its fitness.

    None where it is looser than the tolerance, or does not fit.
    """
    x, x_stretch, x_shrink = points.line_start(before)
    slack = (widths.first if before < 0 else widths.rest) - (points.ends[index] - x)
    if slack <= 0.0:
        shrink = points.end_shrinks[index] - x_shrink
        if -slack > shrink + _ROUNDING:
            return None
        ratio = -slack / shrink if shrink > _ROUNDING else 0.0
        fitness = 1 if ratio <= 0.5 else 0
    elif index in points.forced:
        ratio, fitness = 0.0, 1
    else:
        stretch = points.end_stretches[index] - x_stretch + widths.fill
        if slack > costs.tolerance * stretch:
            return None
        ratio = slack / stretch
        fitness = 1 if ratio <= 0.5 else 2 if ratio <= 1.0 else 3
        if ratio > 1.0 and points.end_gives:
            glue = stretch - points.give(before, index)
            if slack - stretch > (costs.tolerance - 1.0) * glue:
                return None
            ratio = 1.0 + (slack - stretch) / glue
    cost = costs.line + 100.0 * ratio * ratio * ratio
    return cost * cost, fitness


def demerits_of(
    points: Breakpoints,
    widths: LineWidths,
    costs: LineCosts,
    indices: Sequence[int],
    start: int = 0,
    stop: int | None = None,
) -> float | None:
    """Return the demerits of a paragraph's lines from one number to another; of all by default.

    indices: of all of the paragraph's breaks. None where one of these lines may not be.
    """
    hyphens, last = points.hyphens, len(points.ends) - 1
    total, fitness = 0.0, _FIRST_FITNESS
    for number in range(max(start - 1, 0), len(indices) if stop is None else stop):
        before, index = indices[number - 1] if number else -1, indices[number]
        cost = line_cost(points, widths, costs, before, index)
        if cost is None:
            return None
        own, own_fitness = cost
        if number >= start:
            total += own
            if abs(own_fitness - fitness) > 1:
                total += costs.adjacent
            if index not in points.forced:
                total += points.penalties[index] ** 2
            if number and hyphens[index] and hyphens[before]:
                total += costs.hyphen_pair
                total += costs.hyphen_stack if number > 1 and hyphens[indices[number - 2]] else 0.0
            if index == last and number:
                total += ending_demerits(points, before, widths.runt, costs)
        fitness = own_fitness
    return total
