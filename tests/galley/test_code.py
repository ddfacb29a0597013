"""Blocks of code whose lines are too long for the measure."""

import pytest

from briefkit import Brief, CodeBlock, HouseStyle, Paragraph, render, typeset
from briefkit.frame import Fill, GlyphRun
from briefkit.galley.panels import CONTINUED_INDENT
from briefkit.preflight import describe_structure
from briefkit.structure import LAYOUT

LONG = "def work(first: int, second: dict[str, tuple[int, ...]], third='some text') -> None: ..."


def brief_of(*lines: str) -> Brief:
    return Brief(title="Code", language="en-GB", body=[CodeBlock("\n".join(lines)), Paragraph("P")])


def code_lines(brief):
    """Return, for each line of code, where it begins and what it says."""
    style = HouseStyle().scale.code
    found: dict[float, tuple[float, str]] = {}
    for placed in typeset(brief).pages[0].frame.flat():
        run = placed.item
        if isinstance(run, GlyphRun) and run.face.startswith("SourceCodePro"):
            if run.text.strip():
                x, text = found.get(placed.y, (placed.x, ""))
                found[placed.y] = (min(x, placed.x), text + run.text)
            width = style.size and run.advances[0]
    left = min(x for x, _ in found.values())
    return [(round((x - left) / width), text.strip()) for x, text in found.values()]


def hooks(brief):
    return [
        placed
        for placed in typeset(brief).pages[0].frame.flat()
        if isinstance(placed.item, Fill)
        and placed.item.colour == HouseStyle().palette.muted
        and placed.item.mark == LAYOUT
    ]


@pytest.mark.parametrize("indent", [0, 4, 8])
def test_a_line_of_code_that_goes_on_hangs_under_its_beginning(indent):
    brief = brief_of("begin", " " * indent + LONG, "end")
    begin, first, *rest, end = code_lines(brief)

    assert (begin, end) == ((0, "begin"), (0, "end"))
    assert first[0] == indent
    assert rest
    assert {x for x, _ in rest} == {indent + CONTINUED_INDENT}
    assert " ".join(text for _, text in (first, *rest)) == LONG


def test_a_hook_stands_before_each_line_that_goes_on_and_before_no_other():
    """Of two strokes each, which are no text."""
    assert hooks(brief_of("begin", "    short", "end")) == []
    lines = len(code_lines(brief_of(LONG, LONG)))

    assert lines > 2
    assert len(hooks(brief_of(LONG, LONG))) == 2 * (lines - 2)


def test_what_is_read_aloud_of_a_line_that_goes_on_is_the_code_alone():
    shown = describe_structure(render(brief_of("begin", LONG)))

    assert LONG[:20] in shown
    assert "begin def work" in shown


def test_a_line_indented_beyond_half_the_measure_still_finds_room():
    made = typeset(brief_of(" " * 200 + LONG))

    assert len(made.pages) == 1
    assert not [one for one in made.diagnostics if "wider" in str(one)]
