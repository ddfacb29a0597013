"""A place in the galley into the columns of text alone that may start there → Turns.

What `ends` finds, where there is little to decide: no float is set, no note called, none owed, no
rule given up. Most columns of a page of two are asked for here, so all is done in one loop.
"""

from bisect import bisect_left, bisect_right

from briefkit.galley.items import FORBIDDEN
from briefkit.pages.demerits import STRICT, TOLERANCE, glue_cost
from briefkit.pages.floats import Floats
from briefkit.pages.matter import SHORTER_LINES, Matter
from briefkit.pages.turn import ANYWHERE, Turn


def text_columns(
    matter: Matter,
    floats: Floats,
    start: int,
    placed: int,
    height: float,
    ends: tuple[int, int],
    sets: tuple[int, int] = ANYWHERE,
) -> list[Turn] | None:
    """Return the columns with text alone, or None where there may be others, or it takes more.

    Args:
        matter: what is to be set.
        floats: those of the galley.
        start: the break.
        placed: floats set before it.
        height: of the column.
        ends: the first and the last break at which it may end.
        sets: how many floats are set after it, at the least and the most.
    """
    column = matter.column
    anchors, lines, tightest = column.anchors, column.lines, column.tightest
    low, high = max(start + 1, ends[0]), ends[1]
    top = column.top[start]
    room = height - column.after[start]
    limit = room + top - column.top_shrink[start] + TOLERANCE
    last = column.next_forced[start]
    reach = bisect_right(tightest, limit, start + 1, last + 1) - 1
    high = min(high, reach)
    may_set = placed < min(len(floats.may_set), sets[1]) and floats.may_set[placed]
    if anchors[start] > placed and (may_set or column.is_forced[start]):
        return None
    if low > high:
        has_text = start + 1 < len(lines) and lines[start + 1] > lines[start]
        return [] if has_text else None
    if anchors[high] > placed:
        if may_set:
            return None
        high = min(high, floats.stay[placed], floats.orderly[placed])
    enough = bisect_left(lines, lines[start] + STRICT.text_lines, start + 1)
    bare = bisect_left(column.last, column.first[start], start) - 1
    low = max(low, enough, bare + 1)
    if low > high or column.is_forced[high] or column.calls[high] > column.calls[start]:
        return None
    if sets[0] > placed:
        return []
    costs, charges, before, feet = column.cost, column.charge, column.before, column.foot
    stretches, shrinks = column.foot_stretch, column.foot_shrink
    stretch, shrink, line = column.top_stretch[start], column.top_shrink[start], column.line
    counts = matter.away.counts
    waiting = counts[placed]
    fullest, margin = -1.0, SHORTER_LINES * line + TOLERANCE
    found: list[Turn] = []
    for end in range(high, low - 1, -1):
        if costs[end] >= FORBIDDEN:
            continue
        if before[end]:
            return None
        natural = feet[end] - top
        free = room - natural
        depth = height - free
        if depth < fullest - margin:
            break
        gives = 0.0
        if free < 0.0:
            gives = shrinks[end] - shrink
            if free < -gives - TOLERANCE:
                continue
            depth = height - room + natural
            free = height - depth
        fullest = max(fullest, min(depth, height))
        cost, depth_class, _, _ = glue_cost(free, stretches[end] - stretch, gives, line)
        extra = charges[end]
        if counts[anchors[end]] > waiting:
            extra += matter.away.cost(end, placed)
        cost += extra
        found.append(Turn(start, end, (), placed, cost, depth_class, min(depth, height)))
    return found
