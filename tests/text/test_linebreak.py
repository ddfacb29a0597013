"""The choice among legal breaks, in numbers only; brute force is in `tests/oracles`."""

import pytest

from briefkit.text.linebreak import (
    Breakpoints,
    LineCosts,
    LineWidths,
    balance_breaks,
    choose_breaks,
)


def points_of(*words: float, stretch: float = 0.5, forced: tuple[int, ...] = ()) -> Breakpoints:
    """Return the breaks after words of these widths, with a space of 1 between them."""
    ends, starts, glue = [], [], []
    x = 0.0
    for index, width in enumerate(words):
        ends.append(x + width)
        starts.append(x + width + 1)
        glue.append(index)
        x = starts[-1]
    count = len(words)
    return Breakpoints(
        ends=tuple(ends),
        end_stretches=tuple(stretch * n for n in glue),
        end_shrinks=tuple(n / 3 for n in glue),
        starts=tuple(starts),
        start_stretches=tuple(stretch * (n + 1) for n in glue),
        start_shrinks=tuple((n + 1) / 3 for n in glue),
        penalties=(0.0,) * count,
        hyphens=(False,) * count,
        forced=(*forced, count - 1),
    )


def hyphenated(points: Breakpoints, *indices: int, penalty: float = 50.0) -> Breakpoints:
    """Return the breaks with some of them hyphens."""
    return Breakpoints(
        points.ends,
        points.end_stretches,
        points.end_shrinks,
        points.starts,
        points.start_stretches,
        points.start_shrinks,
        tuple(penalty if index in indices else 0.0 for index in range(len(points.ends))),
        tuple(index in indices for index in range(len(points.ends))),
        points.forced,
    )


def test_a_paragraph_that_fits_is_one_line():
    chosen = choose_breaks(points_of(3, 3), LineWidths(10, 10))

    assert (chosen.indices, chosen.demerits) == ((1,), 100.0)


def test_demerits_are_those_of_tex():
    """Line and badness squared: (10 + 100 · 1³)² for the loose line, 10² for the last one."""
    chosen = choose_breaks(points_of(4, 4, 9), LineWidths(9.5, 9.5))

    assert chosen.indices == (1, 2)
    assert chosen.demerits == pytest.approx(110**2 + 10**2)


def test_a_line_two_classes_looser_than_the_one_before_costs_more():
    """One ratio of 2 is very loose, and the paragraph begins as if after a decent line."""
    points = points_of(4, 4, 9)

    apart = choose_breaks(points, LineWidths(10, 10)).demerits

    level = choose_breaks(points, LineWidths(10, 10), LineCosts(adjacent=0.0)).demerits
    assert apart - level == pytest.approx(2 * 10_000.0)  # into it, and out of it


def test_the_first_line_may_be_shorter():
    chosen = choose_breaks(points_of(4, 4, 4, 4), LineWidths(4, 14))

    assert chosen.indices == (0, 3)


def test_two_hyphens_in_a_row_cost_ten_thousand():
    points = hyphenated(points_of(10, 10, 10, 10), 0, 1)

    plain = choose_breaks(points, LineWidths(10, 10), LineCosts(hyphen_pair=0.0)).demerits
    stacked = choose_breaks(points, LineWidths(10, 10)).demerits

    assert stacked - plain == pytest.approx(10_000.0)


def test_a_third_hyphen_in_a_row_costs_more_than_a_hundred_lines_of_the_loosest():
    points = hyphenated(points_of(10, 10, 10, 10, 10), 0, 1, 2)

    plain = choose_breaks(points, LineWidths(10, 10), LineCosts(hyphen_stack=0.0)).demerits
    stacked = choose_breaks(points, LineWidths(10, 10)).demerits

    costs = LineCosts()
    assert stacked - plain == pytest.approx(costs.hyphen_stack)
    assert stacked > 100 * (costs.line + 100 * costs.tolerance**3) ** 2


def test_a_hyphen_on_the_last_line_but_one_costs_five_thousand():
    points = hyphenated(points_of(10, 10, 10), 1)

    plain = choose_breaks(points, LineWidths(10, 10), LineCosts(last_hyphen=0.0, runt=0.0))
    stranded = choose_breaks(points, LineWidths(10, 10), LineCosts(runt=0.0))

    assert stranded.demerits - plain.demerits == pytest.approx(5_000.0)


def test_a_last_line_shorter_than_a_runt_is_avoided():
    """With runts allowed the last word stands alone; else the first line is set looser."""
    words = points_of(5, 5, 5, 5, 2, stretch=3.0)
    allowed = choose_breaks(words, LineWidths(23, 23))

    chosen = choose_breaks(words, LineWidths(23, 23, runt=3.0))

    assert allowed.indices == (3, 4)
    assert chosen.indices == (2, 4)


def test_the_tail_of_a_word_alone_on_the_last_line_costs_more_than_a_short_word():
    points, widths = points_of(10, 10), LineWidths(10, 10, runt=6.0)
    costs = LineCosts(last_hyphen=0.0)

    word = choose_breaks(points, widths, costs).demerits
    tail = choose_breaks(hyphenated(points, 0), widths, costs).demerits

    assert tail - word == pytest.approx(costs.runt + 50.0**2)  # and the hyphen's own


def test_forced_breaks_are_taken_and_their_lines_cost_no_glue():
    chosen = choose_breaks(points_of(2, 2, 2, forced=(0,)), LineWidths(10, 10))

    assert (chosen.indices, chosen.demerits) == ((0, 2), 200.0)


def test_loose_lines_are_better_than_lines_that_overflow():
    """No way is within the tolerance; the second pass takes the longest lines that fit."""
    chosen = choose_breaks(points_of(2, 9, 2, 9), LineWidths(10, 10))

    assert chosen.needed_emergency
    assert (chosen.indices, chosen.overfull) == ((0, 1, 2, 3), ())


def test_only_what_is_wider_than_its_line_overflows():
    chosen = choose_breaks(points_of(4, 20, 4), LineWidths(10, 10))

    assert [chosen.indices[position] for position in chosen.overfull] == [1]


def test_a_width_that_is_off_by_rounding_fits():
    chosen = choose_breaks(points_of(*[0.1] * 3), LineWidths(2.3, 2.3))

    assert chosen.indices == (2,)


def test_ragged_lines_are_filled_at_their_ends():
    """Four words of 4 in 13: two lines of two are more even than three and one."""
    points = points_of(4, 4, 4, 4, stretch=0.0)

    chosen = choose_breaks(points, LineWidths(14, 14, fill=4.0, runt=3.0))

    assert chosen.indices == (1, 3)


def test_balanced_lines_are_as_few_as_may_be_and_of_like_width():
    chosen = balance_breaks(points_of(3, 3, 3, 3, 3), LineWidths(16, 16))

    assert len(chosen.indices) == 2
    assert chosen.indices in {(1, 4), (2, 4)}


def test_what_lies_between_forced_breaks_is_balanced_by_itself():
    chosen = balance_breaks(points_of(9, 3, 3, 3, 3, forced=(0,)), LineWidths(11, 11))

    assert chosen.indices == (0, 2, 4)


def test_a_long_balanced_text_is_broken_as_any_other():
    points = points_of(*[5.0] * 60)
    widths = LineWidths(11, 11, fill=3.0)

    assert balance_breaks(points, widths) == choose_breaks(points, widths)


def test_a_hyphen_that_reaches_further_than_the_break_after_it_is_not_skipped():
    """At 9.3, before a break at 9.1 that is too loose; those after it fit only at a price."""
    points = Breakpoints(
        ends=(4.0, 9.3, 9.1, 10.5, 10.51, 19.0),
        end_stretches=(0.0, 0.5, 0.5, 0.5, 0.5, 0.5),
        end_shrinks=(0.0, 0.34, 0.34, 0.34, 0.34, 0.34),
        starts=(5.0, 9.0, 9.1, 10.5, 10.51, 19.0),
        start_stretches=(0.5,) * 6,
        start_shrinks=(0.34,) * 6,
        penalties=(0.0, 50.0, 0.0, 9_000.0, 9_000.0, 0.0),
        hyphens=(False, True, False, False, False, False),
        forced=(5,),
    )

    assert choose_breaks(points, LineWidths(10.2, 10.2)).indices == (1, 5)


def test_no_balanced_line_ends_within_a_compound_if_one_more_spares_that():
    """Four words of 5 in 17, the second one's end within a compound: 5 + 1 + 5 | 11 would do."""
    points = hyphenated(points_of(5, 5, 5, 5), 1)

    assert balance_breaks(points, LineWidths(17, 17)).indices == (0, 3)
    assert balance_breaks(points, LineWidths(11, 11)).indices == (0, 2, 3)


def test_a_balanced_line_ends_within_a_compound_where_it_must():
    points = hyphenated(points_of(9, 9, 3), 0)

    assert balance_breaks(points, LineWidths(13, 13)).indices == (0, 2)
