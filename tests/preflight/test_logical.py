"""Text of scripts that run to the left, read in the order of reading."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefkit import Brief, HouseStyle, Paragraph, note, render
from briefkit.preflight import structure_text
from briefkit.preflight.logical import in_logical_order
from briefkit.style.typography import FontFamily, FontFile
from briefkit.text.bidi import bidi_levels, visual_order

DEJAVU = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")


@pytest.mark.parametrize(
    ("glyphs", "text"),
    [
        ("גבא", "אבג"),
        ("ב 12 א", "א 12 ב"),
        ("ב 1,234.5 א", "א 1,234.5 ב"),
        ("ב one two א", "א one two ב"),
        ("one אב", "בא one"),
        ("", ""),
    ],
)
def test_glyphs_are_read_from_the_right_but_for_what_runs_to_the_right(glyphs, text):
    assert in_logical_order(glyphs) == text


def test_the_characters_of_a_glyph_stay_together():
    assert in_logical_order(["\u0645", "\u0644\u0627", "\u0633"]) == "\u0633\u0644\u0627\u0645"


@given(st.text("אבג12 ", max_size=16))
def test_what_is_shown_by_the_rules_is_read_as_it_was(text: str):
    """Numbers apart from letters by spaces; a line begins and ends with a letter."""
    text = "א " + " ".join(text.split()) + " ב"
    levels = bidi_levels(text, True)
    assert levels is not None

    assert in_logical_order([text[index] for index in visual_order(levels)]) == text


@pytest.mark.skipif(not DEJAVU.exists(), reason="a font with Arabic letters")
def test_a_brief_in_arabic_is_read_as_it_was_written():
    """Words with marks above them, numbers, an address, and stops between two numbers."""
    words = "سَلامٌ على الأرض، في عام 2021. 30 لا (انظر"
    address = "https://www.example.org/data/long/path/"
    family = FontFamily("DejaVu Sans", [FontFile(DEJAVU)])
    house = HouseStyle(text_family=family, heading_family=family)
    body = [Paragraph(f"{words} {address}) -14. 12 ", note("قال: 7.")), Paragraph(f"{words} " * 9)]
    brief = Brief(title="الأرض", language="ar", body=body)

    text = structure_text(render(brief, house=house))

    first, *_, last = (line for line in text.split("\n") if "سَلامٌ" in line)
    assert f"{words} {address}) -14. 12" in first
    assert "قال: 7." in text
    assert last.strip() == (f"{words} " * 9).strip()
