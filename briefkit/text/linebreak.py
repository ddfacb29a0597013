"""Legal breaks → the breaks that make the best paragraph: `choose_breaks`, `balance_breaks`.

Which breaks are legal is decided in `items`, and what the lines look like in `line`. Nothing here
knows a character or a font.

Source: D. E. Knuth and M. F. Plass, "Breaking Paragraphs into Lines", 1981, with the demerits as
TeX computes them (The TeXbook, chapter 14). It departs from both: badness is not rounded nor
capped; the search runs forward from each break that can be reached, and finds the few breaks that
may end its line by bisection in the cumulative widths, where theirs keeps a list of active breaks
(as many lines, a third of the time); the number of hyphens in a row is part of the state; and
what TeX leaves to the author, an overfull line, is here the last resort of a second pass. Letters
that give do so with the glue, up to a ratio of 1 either way; beyond it the glue stretches alone.
"""

# ruff: noqa: FURB136 - where what follows is written out, calls of `min` take three times as long

import math
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from operator import sub

from briefkit.bounds import check_time
from briefkit.values import frozen

_INFINITE = math.inf
_ROUNDING = 1e-6  # points; what sums of widths may be off by
_WORST_BADNESS = 1e5  # of a line that the second pass takes because nothing better fits
_OVERFULL = 1e14  # demerits; above those of all loose lines of a long paragraph together
_MOST_BALANCED_LINES = 8  # a title; what is longer is text, and its search would grow with it


@frozen
class Breakpoints:
    """The legal breaks of a paragraph as parallel tuples; the last one is the paragraph's end.

    ends: the x at which a line ends that breaks there, all lines before it being one; with the
        hyphen, without what hangs into the margin. end_stretches, end_shrinks: of all glue before.
    starts: the x at which the line after it begins; start_stretches, start_shrinks: as above.
    penalties: what a break there costs, 0 or more.
    hyphens: whether the line then ends in a hyphen.
    forced: the indices of the breaks that must be taken, in order; the last break is one.
    start: the x of the paragraph's beginning, positive when a mark of it hangs into the margin.
    end_gives, start_gives: how much of both stretch and shrink is not the glue's but the letters',
        which give no more than that; empty where letters keep their width.
    """

    ends: tuple[float, ...]
    end_stretches: tuple[float, ...]
    end_shrinks: tuple[float, ...]
    starts: tuple[float, ...]
    start_stretches: tuple[float, ...]
    start_shrinks: tuple[float, ...]
    penalties: tuple[float, ...]
    hyphens: tuple[bool, ...]
    forced: tuple[int, ...]
    start: float = 0.0
    end_gives: tuple[float, ...] = ()
    start_gives: tuple[float, ...] = ()

    def line_start(self, index: int) -> tuple[float, float, float]:
        """Return x, stretch and shrink where the line after a break begins; -1 is the first."""
        if index < 0:
            return self.start, 0.0, 0.0
        return self.starts[index], self.start_stretches[index], self.start_shrinks[index]

    def give(self, before: int, index: int) -> float:
        """Return how far the letters of the line between two breaks give, either way."""
        if not self.end_gives:
            return 0.0
        return self.end_gives[index] - (self.start_gives[before] if before >= 0 else 0.0)


@frozen
class LineWidths:
    """The room that the lines have, in points.

    first: of the first line; rest: of all others.
    fill: how far the end of a line stretches; 0 where the lines are justified.
    runt: a last line shorter than this is one.
    """

    first: float
    rest: float
    fill: float = 0.0
    runt: float = 0.0


@frozen
class LineCosts:
    """What the search weighs. Demerits are (line + badness)² + penalty² + those named here.

    tolerance: the largest ratio of the first pass; last_tolerance: of the second.
    line: of every line. adjacent: of two lines whose fitness is more than a class apart.
    hyphen_pair: of a second hyphen in a row; hyphen_stack: of a third and of each after it.
    last_hyphen: of a hyphen on the last line but one. runt: of a last line that is one, or one word
        shorter than twice as much; twice of the tail of a word alone, three times of a short one.
    """

    tolerance: float = 2.0
    last_tolerance: float = 6.0
    line: float = 10.0  # this and the next three are plain TeX's
    adjacent: float = 10_000.0
    hyphen_pair: float = 10_000.0
    last_hyphen: float = 5_000.0
    hyphen_stack: float = 100_000_000.0  # ours: more than a hundred lines at the tolerance
    runt: float = 150_000.0


PLAIN_COSTS = LineCosts()


@frozen
class ChosenBreaks:
    """The breaks that end the lines of a paragraph.

    indices: of breaks, ascending; the last one is the paragraph's end.
    demerits: of all lines together.
    overfull: the positions in `indices` of the lines that do not fit, even shrunk.
    needed_emergency: whether the first pass found no way.
    """

    indices: tuple[int, ...]
    demerits: float
    overfull: tuple[int, ...] = ()
    needed_emergency: bool = False


def choose_breaks(
    points: Breakpoints, widths: LineWidths, costs: LineCosts = PLAIN_COSTS
) -> ChosenBreaks:
    """Return the breaks of the fewest demerits.

    First with no line looser than the tolerance. Where that is impossible, once more with the last
    tolerance; then a break after which nothing is within it is followed by the longest line that
    fits, and by an overfull line only when the very next break is too far. TeX's emergency stretch
    was tried there: with it all loose lines cost next to nothing, and so far more of them are.
    """
    if len(points.forced) == 1 and points.ends[-1] - points.start <= widths.first:
        return ChosenBreaks((len(points.ends) - 1,), costs.line * costs.line)  # one line is least
    for is_last_resort in (False, True):
        found = _search(points, widths, costs, is_last_resort=is_last_resort)
        if found is not None:
            return found
    raise AssertionError("the last pass always takes some break")


def _search(  # one long loop: a call for each candidate would double its time
    points: Breakpoints, widths: LineWidths, costs: LineCosts, *, is_last_resort: bool
) -> ChosenBreaks | None:
    ends, hyphens, penalties = points.ends, points.hyphens, points.penalties
    end_stretches, end_shrinks = points.end_stretches, points.end_shrinks
    # No line begins after the last break: its place, -1, holds the paragraph's beginning.
    starts = (*points.starts[:-1], points.start)
    start_stretches = (*points.start_stretches[:-1], 0.0)
    start_shrinks = (*points.start_shrinks[:-1], 0.0)
    gives, start_gives = points.end_gives, (*points.start_gives[:-1], 0.0)
    tolerance = costs.last_tolerance if is_last_resort else costs.tolerance
    extra = widths.fill
    line_cost, adjacent, measure = costs.line, costs.adjacent, widths.first
    last = len(ends) - 1

    # Hanging marks and hyphens may set one end before the end of an earlier break. These two
    # ascend: the furthest that any break up to j reaches when stretched as far as the tolerance
    # allows, and the nearest that any break from j on comes to when shrunk. So bisection may skip
    # what lies outside them, and the loop looks at the rest one by one.
    reach, furthest = [], -_INFINITE
    for end, stretch in zip(ends, end_stretches, strict=True):
        reached_x = end + tolerance * stretch
        if reached_x > furthest:
            furthest = reached_x
        reach.append(furthest)
    nearest = _least_from_here(list(map(sub, ends, end_shrinks)))

    # The states of a break: the fitness of the line before it (4 classes), and another 4 for when
    # the break before was a hyphen too. None: not reached.
    best: list[list[float] | None] = [None] * (last + 1)
    came_from = [-1] * (8 * last + 8)
    walls = iter(points.forced)
    wall = next(walls)

    for i in range(-1, last):
        if not i & 0xFF:  # now and then: it is dear beside what is done here for a break
            check_time()
        if i < 0:
            states = [_INFINITE, 0.0, _INFINITE, _INFINITE]
        else:
            reached = best[i]
            if reached is None:
                if i == wall:
                    return None
                continue
            states = reached
            measure = widths.rest
            if i == wall:
                wall = next(walls)
        if i >= 0 and hyphens[i]:
            second = 4
            onward = _into(_whatever_was_before(states), adjacent)
            onward_hyphen = _into(_after_hyphen(states, costs), adjacent)
        else:
            second = 0
            onward = onward_hyphen = _into(states, adjacent)
        x, x_stretch, x_shrink = starts[i], start_stretches[i] - extra, start_shrinks[i]
        edge = x + measure
        has_next = False

        stop = bisect_right(nearest, edge - x_shrink + _ROUNDING, i + 1, wall + 1)
        inner = min(wall, stop)
        first = bisect_left(reach, edge + tolerance * x_stretch - _ROUNDING, i + 1, inner)
        for j in range(first, inner):
            slack = edge - ends[j]
            if slack > 0.0:
                stretch = end_stretches[j] - x_stretch
                if slack > tolerance * stretch:
                    continue
                ratio = slack / stretch
                if ratio > 1.0:
                    fitness = 3
                    if gives:
                        glue = stretch - gives[j] + start_gives[i]
                        if slack - stretch > (tolerance - 1.0) * glue:
                            continue
                        ratio = 1.0 + (slack - stretch) / glue
                else:
                    fitness = 1 if ratio <= 0.5 else 2
            else:
                shrink = end_shrinks[j] - x_shrink
                if -slack > shrink + _ROUNDING:
                    continue
                ratio = -slack / shrink if shrink > _ROUNDING else 0.0
                fitness = 1 if ratio <= 0.5 else 0
            has_next = True
            cost = line_cost + 100.0 * ratio * ratio * ratio
            penalty = penalties[j]
            demerits = cost * cost + penalty * penalty
            there = best[j]
            if hyphens[j]:
                demerits += onward_hyphen[fitness]
                fitness += second
                if there is None:
                    best[j] = there = [_INFINITE] * 8
            else:
                demerits += onward[fitness]
                if there is None:
                    best[j] = there = [_INFINITE] * 4
            if demerits < there[fitness]:
                there[fitness] = demerits
                came_from[8 * j + fitness] = i

        demerits = _INFINITE
        if stop > wall:  # the line may run to the paragraph's end, or to a forced break
            j, slack = wall, edge - ends[wall]
            shrink = end_shrinks[wall] - x_shrink
            if -slack <= shrink + _ROUNDING:
                ratio = -slack / shrink if slack < 0.0 and shrink > _ROUNDING else 0.0
                fitness = 1 if ratio <= 0.5 else 0
                demerits = (line_cost + 100.0 * ratio * ratio * ratio) ** 2 + onward[fitness]
                if wall == last and i >= 0:
                    demerits += ending_demerits(points, i, widths.runt, costs)
                has_next = True
        if not has_next and is_last_resort:
            j = max(i + 1, stop - 1)  # the longest line that fits, or else the shortest
            slack = edge - ends[j]
            if stop > i + 1:
                stretch = max(end_stretches[j] - x_stretch, _ROUNDING)
                badness = min(_WORST_BADNESS, 100.0 * (slack / stretch) ** 3)
                fitness, demerits = 3, (line_cost + badness) ** 2
            else:
                fitness, demerits = 0, _OVERFULL * (1.0 - slack / max(measure, 1.0))
            demerits += penalties[j] ** 2 + (onward_hyphen if hyphens[j] else onward)[fitness]
            fitness += second if hyphens[j] else 0
        if demerits < _INFINITE:
            there = best[j]
            if there is None:
                best[j] = there = [_INFINITE] * (8 if hyphens[j] else 4)
            if demerits < there[fitness]:
                there[fitness] = demerits
                came_from[8 * j + fitness] = i

    if best[last] is None:
        return None
    return _trace(points, widths, costs, best, came_from, is_last_resort)


def _least_from_here(values: Sequence[float]) -> list[float]:
    least, lowest = [], _INFINITE
    for value in reversed(values):
        if value < lowest:
            lowest = value
        least.append(lowest)
    least.reverse()
    return least


def _whatever_was_before(states: Sequence[float]) -> tuple[float, float, float, float]:
    """Return a hyphen's states, fitness by fitness."""
    a, b, c, d, e, f, g, h = states
    return (
        a if a < e else e,
        b if b < f else f,
        c if c < g else g,
        d if d < h else h,
    )


def _after_hyphen(states: Sequence[float], costs: LineCosts) -> tuple[float, float, float, float]:
    """Return a hyphen's states, fitness by fitness, at the price of another hyphen after it."""
    pair = costs.hyphen_pair
    stack = pair + costs.hyphen_stack
    a, b, c, d, e, f, g, h = states
    a, b, c, d = a + pair, b + pair, c + pair, d + pair
    e, f, g, h = e + stack, f + stack, g + stack, h + stack
    return _whatever_was_before((a, b, c, d, e, f, g, h))


def _into(states: Sequence[float], adjacent: float) -> tuple[float, float, float, float]:
    """Return the least demerits into a line of each fitness, from the four before it."""
    tight, decent, loose, wild = states
    snug = decent if decent < tight else tight
    easy = wild if wild < loose else loose
    middle = loose if loose < decent else decent
    apart = (easy if easy < snug else snug) + adjacent
    into_decent = middle if middle < tight else tight
    into_loose = middle if middle < wild else wild
    return (
        apart if apart < snug else snug,
        apart if apart < into_decent else into_decent,
        apart if apart < into_loose else into_loose,
        apart if apart < easy else easy,
    )


def ending_demerits(points: Breakpoints, index: int, runt: float, costs: LineCosts) -> float:
    """Return what the last line costs for what is on it and before it, begun after `index`."""
    hyphens = points.hyphens
    is_after_hyphen = hyphens[index]
    demerits = costs.last_hyphen if is_after_hyphen else 0.0
    width = points.ends[-1] - points.starts[index]
    before_last_word = len(hyphens) - 2
    while before_last_word > index and hyphens[before_last_word]:
        before_last_word -= 1
    is_one_word = before_last_word == index
    if width < runt:
        demerits += costs.runt
    if is_one_word and is_after_hyphen:  # the tail of a word is worse than a word
        demerits += 2 * costs.runt
    elif is_one_word and runt <= width < 2 * runt:
        demerits += costs.runt
    return demerits


def _trace(
    points: Breakpoints,
    widths: LineWidths,
    costs: LineCosts,
    best: Sequence[Sequence[float] | None],
    came_from: Sequence[int],
    needed_emergency: bool,
) -> ChosenBreaks:
    """Return the cheapest way to the last break, walked backwards."""
    hyphens = points.hyphens
    j = len(points.ends) - 1
    states = best[j] or ()
    state = min(range(len(states)), key=states.__getitem__)
    demerits, indices = states[state], [j]
    while (i := came_from[8 * j + state]) >= 0:
        fitness = state % 4
        totals = []
        for before, total in enumerate(best[i] or ()):
            if abs(before % 4 - fitness) > 1:
                total += costs.adjacent
            if hyphens[i] and hyphens[j]:
                total += costs.hyphen_pair + (costs.hyphen_stack if before >= 4 else 0.0)
            totals.append(total)
        j, state = i, min(range(len(totals)), key=totals.__getitem__)
        indices.append(j)
    indices.reverse()
    overfull = _overfull(points, widths, indices) if needed_emergency else ()
    return ChosenBreaks(tuple(indices), demerits, overfull, needed_emergency)


def _overfull(points: Breakpoints, widths: LineWidths, indices: Sequence[int]) -> tuple[int, ...]:
    """Return which of the lines that end at these breaks do not fit, even shrunk."""
    overfull = []
    for position, (before, j) in enumerate(zip([-1, *indices], indices, strict=False)):
        x, _, x_shrink = points.line_start(before)
        measure = widths.first if before < 0 else widths.rest
        if points.ends[j] - x - (points.end_shrinks[j] - x_shrink) > measure + 2 * _ROUNDING:
            overfull.append(position)
    return tuple(overfull)


def balance_breaks(points: Breakpoints, widths: LineWidths) -> ChosenBreaks:
    """Return the breaks that make the fewest lines, and these of like width.

    No line ends within a compound ("break-/bulk") if one line more, or none, spares that. Among so
    many lines: the least sum of squared departures from the mean width, in hundredths of the
    measure, and of squared penalties; the last line counts as the others do. Glue keeps its natural
    width. What lies between two forced breaks is balanced by itself. More lines than a title has,
    and lines that must overflow, are left to `choose_breaks`.
    """
    nearest = _least_from_here(points.ends)  # as hanging marks may set an end back
    indices: list[int] = []
    demerits = 0.0
    begin = -1
    for wall in points.forced:
        count = _fewest_lines(points, widths, nearest, begin, wall)
        if count is None:
            return choose_breaks(points, widths)
        whole = _fewest_lines(points, widths, nearest, begin, wall, has_hyphens=False)
        if whole is not None and whole <= count + 1:
            count = whole
        chosen, cost = _balance(points, widths, nearest, begin, wall, count)
        indices += chosen
        demerits += cost
        begin = wall
    return ChosenBreaks(tuple(indices), demerits)


def _fewest_lines(
    points: Breakpoints,
    widths: LineWidths,
    nearest: Sequence[float],
    begin: int,
    wall: int,
    *,
    has_hyphens: bool = True,
) -> int | None:
    """Return how few lines do, or None when they are too many or one must overflow.

    has_hyphens: whether one may end in a hyphen.
    """
    i = begin
    for count in range(_MOST_BALANCED_LINES + 1):
        if i == wall:
            return count
        edge = points.line_start(i)[0] + (widths.first if i < 0 else widths.rest) + _ROUNDING
        stop = bisect_right(nearest, edge, i + 1, wall + 1)
        while not has_hyphens and stop > i + 1 and points.hyphens[stop - 1]:
            stop -= 1
        if stop == i + 1:
            return None
        i = stop - 1
    return None


def _balance(
    points: Breakpoints,
    widths: LineWidths,
    nearest: Sequence[float],
    begin: int,
    wall: int,
    count: int,
) -> tuple[list[int], float]:
    """Return the breaks of `count` lines from one forced break to the next, and their demerits."""
    ends = points.ends
    mean = (ends[wall] - points.line_start(begin)[0]) / count
    # for each number of lines laid: the breaks reached, the cheapest way there, and from where
    reached: list[dict[int, tuple[float, int]]] = [{begin: (0.0, begin)}]
    for number in range(1, count + 1):
        laid: dict[int, tuple[float, int]] = {}
        for i, (total, _) in reached[-1].items():
            x = points.line_start(i)[0]
            measure = widths.first if i < 0 else widths.rest
            stop = bisect_right(nearest, x + measure + _ROUNDING, i + 1, wall + 1)
            candidates = range(i + 1, min(stop, wall)) if number < count else range(wall, stop)
            for j in candidates:
                width = ends[j] - x
                if width > measure + _ROUNDING:
                    continue
                off = 100.0 * (width - mean) / max(measure, _ROUNDING)
                cost = total + off * off + points.penalties[j] ** 2
                if j not in laid or cost < laid[j][0]:
                    laid[j] = cost, i
        reached.append(laid)
    indices, j = [], wall
    for laid in reversed(reached[1:]):
        indices.append(j)
        j = laid[j][1]
    return indices[::-1], reached[-1][wall][0]
