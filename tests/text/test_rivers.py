"""White streaks down a paragraph; with the squares every character is ten points wide."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefkit.frame import GlyphRun
from briefkit.structure import NodeId
from briefkit.text.expansion import with_expansion
from briefkit.text.fit import fit_lines
from briefkit.text.fonts import FontLibrary
from briefkit.text.items import compose
from briefkit.text.line import Line, ParagraphSetting, set_lines
from briefkit.text.linebreak import PLAIN_COSTS, LineWidths, choose_breaks
from briefkit.text.rivers import _Mending, with_fewer_rivers
from briefkit.text.spans import CharacterStyle, Span
from briefkit.text.weighing import demerits_of

SQUARES = CharacterStyle("briefkit squares", 10.0)
RIVER_COST = 20_000.0


def span(text: str) -> Span:
    return Span(text, SQUARES, NodeId(1), "en-US")


def broken(library: FontLibrary, text: str, measure: float, give: float = 0.0):
    """Return a paragraph's items, its best breaks and their fit, and the room of its lines."""
    items = compose([span(text)], library, hyphenates=False, protrudes=False)
    items = with_expansion(items, give) if give else items
    widths = LineWidths(measure, measure, runt=20.0)
    chosen = choose_breaks(items.points, widths)
    return items, chosen, fit_lines(items, chosen, measure, measure, give), widths


def count_rivers(items, chosen, fits, widths, give: float = 0.0) -> int:
    """Return how often a white streak goes through a line and the two above it, as is counted."""
    mending = _Mending(items, chosen, fits, widths, give, PLAIN_COSTS)
    return sum(mending.count(number) for number in range(len(fits)))


def streaks_of(lines: tuple[Line, ...]) -> int:
    """Return the white streaks of three lines, as measured in the frames."""
    rows = []
    for line in lines:
        x, row = 0.0, []
        for placed in line.frame.flat():
            assert isinstance(placed.item, GlyphRun)
            for character, advance in zip(placed.item.text, placed.item.advances, strict=True):
                if character == " " and advance > 10.0:
                    row.append((x, x + advance))
                x += advance
        rows.append(row)

    def over(one, other):
        return min(one[1], other[1]) - max(one[0], other[0]) > 5.0

    return sum(
        any(over(top, middle) and over(middle, foot) for top in above for middle in amid)
        for above, amid, below in zip(rows, rows[1:], rows[2:], strict=False)
        for foot in below
    )


def some_words(seed: int, count: int = 60) -> str:
    draw = random.Random(seed)  # noqa: S311 (words, not secrets)
    return " ".join("x" * draw.choice((1, 2, 3, 3, 4, 5, 6, 7)) for _ in range(count))


def test_spaces_under_one_another_in_three_loose_lines_are_a_river(square_library: FontLibrary):
    """Three words of four squares in 143 points: each space is a twentieth wider than its own."""
    items, chosen, fits, widths = broken(square_library, "xxxx " * 15, 143.0)

    assert len(chosen.indices) == 5
    assert count_rivers(items, chosen, fits, widths) == 2 * 2  # the last of five is not justified


def test_two_lines_are_no_river(square_library: FontLibrary):
    items, chosen, fits, widths = broken(square_library, "xxxx " * 9, 143.0)

    assert count_rivers(items, chosen, fits, widths) == 0


def test_spaces_that_are_not_wider_than_their_own_are_no_river(square_library: FontLibrary):
    items, chosen, fits, widths = broken(square_library, "xxxx " * 15, 139.0)

    assert all(fit[0] < 0 for fit in fits[:-1])
    assert count_rivers(items, chosen, fits, widths) == 0


def test_a_river_that_no_other_way_avoids_stays(square_library: FontLibrary):
    items, chosen, fits, widths = broken(square_library, "xxxx " * 15, 143.0)

    assert with_fewer_rivers(items, chosen, fits, widths, 0.0) == (chosen, fits)


@pytest.mark.parametrize("give", [0.0, 0.02])
def test_rivers_are_those_that_are_measured_in_the_frames(square_library: FontLibrary, give: float):
    """The lines that are set have as many as are counted after mending, and fewer than before."""
    before = after = 0
    for seed in range(60):
        text = some_words(seed)
        items, chosen, fits, widths = broken(square_library, text, 300.0, give)
        setting = ParagraphSetting(
            300.0, 12.0, 9.0, hyphenates=False, protrudes=False, expansion=give
        )
        lines = set_lines([span(text)], setting, square_library)

        mended = with_fewer_rivers(items, chosen, fits, widths, give)

        assert streaks_of(lines) == count_rivers(items, *mended, widths, give)
        before += count_rivers(items, chosen, fits, widths, give)
        after += streaks_of(lines)
    assert after < before


@settings(max_examples=80)
@given(st.integers(0, 10_000), st.integers(20, 45))
def test_a_river_is_avoided_only_for_less_than_it_costs(
    square_library: FontLibrary, seed: int, columns: int
):
    items, chosen, fits, widths = broken(square_library, some_words(seed), columns * 10.0)

    mended, its_fits = with_fewer_rivers(items, chosen, fits, widths, 0.0)

    spared = count_rivers(items, chosen, fits, widths)
    spared -= count_rivers(items, mended, its_fits, widths)
    assert its_fits == fit_lines(items, mended, columns * 10.0, columns * 10.0, 0.0)
    assert len(mended.indices) == len(chosen.indices)
    if mended != chosen:
        assert spared > 0
        assert mended.demerits - chosen.demerits < RIVER_COST * spared
    if not chosen.needed_emergency:
        told = demerits_of(items.points, widths, PLAIN_COSTS, mended.indices)
        assert told == pytest.approx(mended.demerits)
