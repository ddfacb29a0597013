"""The search for line breaks against the breaks that its authors printed.

D. E. Knuth and M. F. Plass, "Breaking Paragraphs into Lines", Software: Practice and Experience 11
(1981), set the beginning of The Frog King in lines of 390 units, eighteen of them an em. They give
the widths of the letters and of the spaces, and beside each line of the best way its ratio.
"""

import re

import pytest

from briefkit.text.linebreak import Breakpoints, LineCosts, LineWidths, choose_breaks

TEXT = (
    "In olden times when wish-ing still helped one, there lived a king whose daugh-ters were all "
    "beau-ti-ful; and the young-est was so beau-ti-ful that the sun it-self, which has seen so "
    "much, was aston-ished when-ever it shone in her face. Close by the king's castle lay a great "
    "dark for-est, and un-der an old lime=tree in the for-est was a well, and when the day was "
    "very warm, the king's child went out into the for-est and sat down by the side of the cool "
    "foun-tain; and when she was bored she took a golden ball, and threw it up on high and caught "
    "it; and this ball was her favor-ite play-thing."
)  # "-" is a place to hyphenate at, "=" a hyphen that is there
LETTERS = (9, 10, 8, 10, 8, 6, 9, 10, 5, 5, 10, 5, 15, 10, 9, 10, 10, 7, 7, 7, 10, 9, 13, 10, 10, 8)
WIDTHS = {
    **dict(zip("abcdefghijklmnopqrstuvwxyz", LETTERS, strict=True)),
    "I": 6,
    "C": 13,
    "'": 5,
    ",": 5,
    ";": 5,
    ".": 5,
}
HYPHEN, HYPHEN_PENALTY, INDENT, MEASURE = 6, 50.0, 18, 390.0
SPACE, SPACES = (6, 3, 2), {",": (6, 4, 2), ";": (6, 4, 1), ".": (8, 6, 1)}

PRINTED = [
    ("In olden times when wishing still helped one,", 0.857),
    ("there lived a king whose daughters were all beau-", 0.000),
    ("tiful; and the youngest was so beautiful that the", 0.280),
    ("sun itself, which has seen so much, was aston-", 1.000),
    ("ished whenever it shone in her face. Close by the", 0.067),
    ("king's castle lay a great dark forest, and under an", -0.278),
    ("old lime-tree in the forest was a well, and when", 0.536),
    ("the day was very warm, the king's child went out", -0.167),
    ("into the forest and sat down by the side of the", 0.700),
    ("cool fountain; and when she was bored she took a", -0.176),
    ("golden ball, and threw it up on high and caught", 0.357),
    ("it; and this ball was her favorite plaything.", None),
]

# The paper's own demerits, and those of plain TeX with what is ours left out.
THE_PAPERS = LineCosts(
    tolerance=1.0,
    line=1.0,
    adjacent=3_000.0,
    hyphen_pair=3_000.0,
    last_hyphen=3_000.0,
    hyphen_stack=0.0,
    runt=0.0,
)
PLAIN_TEX = LineCosts(hyphen_stack=0.0, runt=0.0)


def paragraph() -> tuple[Breakpoints, list[str]]:
    """Return the breaks of the text, and what stands between each two of them."""
    rows: list[tuple[float, float, float, float, float, float, float, bool]] = []
    parts: list[str] = []
    x, stretch, shrink = float(INDENT), 0.0, 0.0
    for word in TEXT.split():
        *joined, last = re.findall(r"[^-=]+[-=]?", word)
        for part in joined:
            x += sum(WIDTHS[letter] for letter in part[:-1])
            start = x if part.endswith("-") else x + HYPHEN
            rows.append((x + HYPHEN, stretch, shrink, start, stretch, shrink, HYPHEN_PENALTY, True))
            x = start
            parts.append(part)
        end = x + sum(WIDTHS[letter] for letter in last), stretch, shrink
        width, more_stretch, more_shrink = SPACES.get(word[-1], SPACE)
        x, stretch, shrink = end[0] + width, stretch + more_stretch, shrink + more_shrink
        rows.append((*end, x, stretch, shrink, 0.0, False))
        parts.append(last + " ")
    return Breakpoints(*zip(*rows, strict=True), forced=(len(rows) - 1,)), parts


@pytest.mark.parametrize("costs", [THE_PAPERS, PLAIN_TEX, LineCosts()])
def test_the_frog_king_is_broken_as_knuth_and_plass_print_it(costs: LineCosts):
    points, parts = paragraph()

    chosen = choose_breaks(points, LineWidths(MEASURE, MEASURE), costs)

    assert not chosen.needed_emergency
    lines, before = [], -1
    for index in chosen.indices:
        words = "".join(parts[before + 1 : index]).replace("-", "") + parts[index]
        x, x_stretch, x_shrink = points.line_start(before)
        slack = MEASURE - (points.ends[index] - x)
        glue = (
            points.end_stretches[index] - x_stretch
            if slack >= 0
            else points.end_shrinks[index] - x_shrink
        )
        is_last = index == len(points.ends) - 1
        lines.append((words.replace("=", "-").strip(), None if is_last else round(slack / glue, 3)))
        before = index
    assert lines == PRINTED
