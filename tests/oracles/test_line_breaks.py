"""The search for line breaks against brute force, and against the textbook's active list.

Both are written from the papers and share no code with the search: the one tries every set of
breaks; the other keeps Knuth and Plass's list of active breaks over boxes, glue and penalties.
"""

import itertools
import math

import pytest
from attrs import evolve, frozen
from hypothesis import given, settings
from hypothesis import strategies as st

from briefkit.text.linebreak import (
    Breakpoints,
    LineCosts,
    LineWidths,
    balance_breaks,
    choose_breaks,
)
from briefkit.text.weighing import demerits_of as weigh


@frozen
class Word:
    """A box, hyphenated after some widths, and the glue after it."""

    syllables: tuple[float, ...]
    space: float = 1.0
    stretch: float = 0.5
    shrink: float = 1 / 3
    hang: float = 0.0
    is_forced: bool = False


HYPHEN, HYPHEN_PENALTY = 0.5, 50.0
MOST_BALANCED = 8  # lines


def points_of(words: list[Word], give: float = 0.0) -> Breakpoints:
    """Return the flat breaks of words, as `items` would; give: of letters, a share of them."""
    if give:
        return giving(points_of(words), words, give)
    columns: list[list[float]] = [[] for _ in range(7)]
    hyphens, forced = [], []
    width = stretch = shrink = 0.0
    for word in words:
        for syllable in word.syllables[:-1]:
            width += syllable
            row = (width + HYPHEN, stretch, shrink, width, stretch, shrink, HYPHEN_PENALTY)
            for column, value in zip(columns, row, strict=True):
                column.append(value)
            hyphens.append(True)
        width += word.syllables[-1]
        row = (width - word.hang, stretch, shrink)
        width += word.space
        stretch += word.stretch
        shrink += word.shrink
        for column, value in zip(columns, (*row, width, stretch, shrink, 0.0), strict=True):
            column.append(value)
        hyphens.append(False)
        if word.is_forced or word is words[-1]:
            forced.append(len(hyphens) - 1)
    forced = sorted({*forced, len(hyphens) - 1})
    return Breakpoints(*map(tuple, columns), tuple(hyphens), tuple(forced))


def giving(points: Breakpoints, words: list[Word], give: float) -> Breakpoints:
    """Return breaks whose letters give: all that is not a space is a letter, hyphens too."""
    spaces, ends, starts = 0.0, [], []
    at = 0
    for word in words:
        for number in range(len(word.syllables)):
            ends.append(give * (points.ends[at] - spaces))
            spaces += word.space if number == len(word.syllables) - 1 else 0.0
            starts.append(give * (points.starts[at] - spaces))
            at += 1

    def wider(column: tuple[float, ...], gives: list[float]) -> tuple[float, ...]:
        return tuple(own + more for own, more in zip(column, gives, strict=True))

    return evolve(
        points,
        end_stretches=wider(points.end_stretches, ends),
        end_shrinks=wider(points.end_shrinks, ends),
        start_stretches=wider(points.start_stretches, starts),
        start_shrinks=wider(points.start_shrinks, starts),
        end_gives=tuple(ends),
        start_gives=tuple(starts),
    )


def line_ratio(points, widths, i, j) -> float:
    """Return how the glue of the line from break i to break j is set; below -1 it overflows.

    Letters that give do so with the glue; what a line is still too short for, glue takes alone.
    """
    x, x_stretch, x_shrink = points.line_start(i)
    slack = (widths.first if i < 0 else widths.rest) - (points.ends[j] - x)
    if abs(slack) < 1e-9:
        return 0.0
    if slack < 0:
        shrink = points.end_shrinks[j] - x_shrink
        return slack / shrink if shrink > 1e-6 else -math.inf
    if j in points.forced:
        return 0.0
    stretch = points.end_stretches[j] - x_stretch + widths.fill
    if slack > stretch and points.end_gives:
        letters = points.end_gives[j] - (points.start_gives[i] if i >= 0 else 0.0)
        glue = stretch - letters
        return (slack - letters) / glue if glue > 1e-9 else math.inf
    return slack / stretch if stretch > 0 else math.inf


def fitness_of(ratio: float) -> int:
    return 0 if ratio < -0.5 else 1 if ratio <= 0.5 else 2 if ratio <= 1 else 3


def demerits_of(points, widths, costs, breaks) -> float:
    """Return the demerits of one way to break a paragraph, infinite for one that may not be."""
    total, before, fitness, hyphens = 0.0, -1, 1, 0
    for j in breaks:
        ratio = line_ratio(points, widths, before, j)
        if not -1 - 1e-9 <= ratio <= costs.tolerance:
            return math.inf
        total += (costs.line + 100 * abs(ratio) ** 3) ** 2
        if j not in points.forced:
            total += points.penalties[j] ** 2
        if abs(fitness - fitness_of(ratio)) > 1:
            total += costs.adjacent
        fitness = fitness_of(ratio)
        hyphens = hyphens + 1 if points.hyphens[j] else 0
        total += costs.hyphen_pair if hyphens >= 2 else 0
        total += costs.hyphen_stack if hyphens >= 3 else 0
        if j == len(points.ends) - 1 and before >= 0:
            total += costs.last_hyphen if points.hyphens[before] else 0
            width = points.ends[j] - points.starts[before]
            one_word = all(points.hyphens[before + 1 : j])
            is_tail = one_word and points.hyphens[before]
            is_short = width < (2 * widths.runt if one_word and not is_tail else widths.runt)
            total += costs.runt * (2 * is_tail + is_short)
        before = j
    return total


def every_way(points):
    """Yield every set of breaks that has the forced ones."""
    free = [j for j in range(len(points.ends)) if j not in points.forced]
    for count in range(len(free) + 1):
        for chosen in itertools.combinations(free, count):
            yield sorted([*chosen, *points.forced])


widths_of_syllables = st.integers(1, 8).map(float)
narrow_syllables = st.sampled_from([0.125, 0.25])  # narrower than the hyphen: the ends go back
some_words = st.lists(
    st.builds(
        Word,
        st.lists(widths_of_syllables | narrow_syllables, min_size=1, max_size=3).map(tuple),
        hang=st.sampled_from([0.0, 0.0, 0.4]),
        is_forced=st.sampled_from([False, False, False, False, True]),
    ),
    min_size=1,
    max_size=6,
).filter(lambda words: sum(len(word.syllables) for word in words) <= 12)
some_lines = st.builds(
    LineWidths,
    first=st.integers(6, 20).map(float),
    rest=st.integers(6, 20).map(float),
    fill=st.sampled_from([0.0, 2.0]),
    runt=st.sampled_from([0.0, 3.0]),
)
some_costs = st.builds(
    LineCosts,
    tolerance=st.sampled_from([1.0, 2.0, 10.0]),
    adjacent=st.sampled_from([0.0, 100.0, 10_000.0]),
    hyphen_pair=st.sampled_from([0.0, 10_000.0]),
    hyphen_stack=st.sampled_from([0.0, 1_000_000.0, 100_000_000.0]),
    last_hyphen=st.sampled_from([0.0, 5_000.0]),
    runt=st.sampled_from([0.0, 100_000.0]),
)


@settings(max_examples=400)
@given(some_words, some_lines, some_costs, st.sampled_from([0.0, 0.03, 0.1]))
def test_no_set_of_breaks_is_better_than_the_chosen_one(words, widths, costs, give):
    points = points_of(words, give)
    least = min(demerits_of(points, widths, costs, way) for way in every_way(points))

    chosen = choose_breaks(points, widths, costs)

    assert chosen.needed_emergency == (least == math.inf)
    if least < math.inf:
        assert math.isclose(least, chosen.demerits, rel_tol=1e-6, abs_tol=1e-3)
        told = demerits_of(points, widths, costs, chosen.indices)
        assert math.isclose(least, told, rel_tol=1e-6, abs_tol=1e-3)


@settings(max_examples=150)
@given(some_words, some_lines, some_costs, st.sampled_from([0.0, 0.1]), st.integers(0, 5))
def test_any_set_of_breaks_is_weighed_as_the_search_weighs_it(words, widths, costs, give, start):
    """All lines, and those from one to the end with what the lines before them make them cost."""
    points = points_of(words, give)
    for way in itertools.islice(every_way(points), 40):
        told = demerits_of(points, widths, costs, way)
        weighed = weigh(points, widths, costs, way)
        assert (math.inf if weighed is None else weighed) == pytest.approx(told, abs=1e-3)
        if weighed is not None and start < len(way):
            before = weigh(points, widths, costs, way, 0, start)
            after = weigh(points, widths, costs, way, start)
            assert before + after == pytest.approx(weighed)


@settings(max_examples=300)
@given(some_words, some_lines, st.sampled_from([0.0, 0.1]))
def test_a_line_overflows_only_if_every_way_has_one_that_does(words, widths, give):
    points = points_of(words, give)

    def overflows(way):
        starts = [-1, *way]
        return sum(
            line_ratio(points, widths, i, j) < -1 - 1e-9 for i, j in zip(starts, way, strict=False)
        )

    chosen = choose_breaks(points, widths)

    assert overflows(chosen.indices) == len(chosen.overfull)
    assert bool(chosen.overfull) == all(overflows(way) for way in every_way(points))


@settings(max_examples=200)
@given(some_words, some_lines)
def test_no_set_of_as_few_breaks_is_more_balanced(words, widths):
    points = points_of(words)

    def spread(way):
        total, begin = 0.0, -1
        for wall in points.forced:
            part = [j for j in way if begin < j <= wall]
            mean = (points.ends[wall] - points.line_start(begin)[0]) / len(part)
            for i, j in zip([begin, *part], part, strict=False):
                measure = widths.first if i < 0 else widths.rest
                width = points.ends[j] - points.line_start(i)[0]
                if width > measure + 1e-6:
                    return math.inf, math.inf
                total += (100 * (width - mean) / measure) ** 2 + points.penalties[j] ** 2
            begin = wall
        return len(way), total

    fewest, least = min(map(spread, every_way(points)))

    chosen = balance_breaks(points, widths)

    if fewest <= MOST_BALANCED:  # what is longer is not balanced; infinite where a line overflows
        assert len(chosen.indices) == fewest
        assert math.isclose(least, chosen.demerits, rel_tol=1e-6, abs_tol=1e-6)


# The textbook: The TeXbook, chapter 14, and Knuth and Plass 1981, figures 9 to 15.


@frozen
class Box:
    width: float


@frozen
class Glue:
    width: float
    stretch: float
    shrink: float


@frozen
class Penalty:
    width: float
    cost: float
    is_flagged: bool = False


def paragraph_of(words: list[Word]) -> list[Box | Glue | Penalty]:
    """Return the words as boxes, glue and penalties, ended as TeX ends a paragraph."""
    items: list[Box | Glue | Penalty] = []
    for word in words:
        for syllable in word.syllables[:-1]:
            items += [Box(syllable), Penalty(HYPHEN, HYPHEN_PENALTY, is_flagged=True)]
        items += [Box(word.syllables[-1]), Glue(word.space, word.stretch, word.shrink)]
    return [*items[:-1], Glue(0.0, math.inf, 0.0), Penalty(0.0, -math.inf)]


def textbook_demerits(items, measure: float, costs: LineCosts) -> float:
    """Return the least demerits of a paragraph, found with a list of active breaks."""
    sums = [(0.0, 0.0, 0.0)]
    for item in items:
        width, stretch, shrink = sums[-1]
        match item:
            case Box():
                sums.append((width + item.width, stretch, shrink))
            case Glue():
                sums.append((width + item.width, stretch + item.stretch, shrink + item.shrink))
            case Penalty():
                sums.append(sums[-1])

    def after(position):
        """Skip what vanishes after a break."""
        while position < len(items) and not isinstance(items[position], Box):
            if isinstance(items[position], Penalty) and position > 0:
                break
            position += 1
        return position

    active = {(0, 1, False): 0.0}  # where the line begins, fitness, is flagged → demerits
    for at, item in enumerate(items):
        if isinstance(item, Glue) and not isinstance(items[at - 1], Box):
            continue
        if isinstance(item, Box) or (isinstance(item, Glue) and item.stretch == math.inf):
            continue
        cost, is_flagged = (item.cost, item.is_flagged) if isinstance(item, Penalty) else (0, False)
        is_end = cost == -math.inf
        found: dict[int, float] = {}
        for (begin, fitness, was_flagged), total in list(active.items()):
            width, stretch, shrink = (a - b for a, b in zip(sums[at], sums[begin], strict=True))
            width += item.width if isinstance(item, Penalty) else 0.0
            if abs(measure - width) < 1e-9:
                ratio = 0.0
            elif width < measure:
                ratio = (measure - width) / stretch if stretch else math.inf
            else:
                ratio = (measure - width) / shrink if shrink else -math.inf
            if ratio < -1 - 1e-9:
                del active[begin, fitness, was_flagged]
                continue
            if ratio > costs.tolerance:
                continue
            demerits = (costs.line + 100 * abs(ratio) ** 3) ** 2 + (0 if is_end else cost**2)
            if is_flagged and was_flagged:
                demerits += costs.hyphen_pair
            if is_end and was_flagged:
                demerits += costs.last_hyphen
            if abs(fitness - fitness_of(ratio)) > 1:
                demerits += costs.adjacent
            own = fitness_of(ratio)
            found[own] = min(found.get(own, math.inf), total + demerits)
        if is_end:
            return min(found.values(), default=math.inf)
        for fitness, total in found.items():
            begin = after(at + 1) if isinstance(item, Penalty) else after(at)
            active[begin, fitness, is_flagged] = total
    raise AssertionError("the last item is a forced break")


long_words = st.lists(
    st.builds(Word, st.lists(widths_of_syllables, min_size=1, max_size=3).map(tuple)),
    min_size=30,
    max_size=80,
)


@settings(max_examples=100)
@given(long_words, st.sampled_from([18.0, 27.0, 40.0]))
def test_as_good_as_the_textbook_on_long_paragraphs(words, measure):
    costs = evolve(LineCosts(), hyphen_stack=0.0, runt=0.0)
    expected = textbook_demerits(paragraph_of(words), measure, costs)

    chosen = choose_breaks(points_of(words), LineWidths(measure, measure), costs)

    assert chosen.needed_emergency == (expected == math.inf)
    if expected < math.inf:
        assert math.isclose(expected, chosen.demerits, rel_tol=1e-6)
