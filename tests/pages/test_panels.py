"""Panels at a page's foot: moved where that leaves little white, else broken."""

import pytest

from briefkit import Box, Brief, BulletList, Paragraph, typeset
from briefkit.frame import Fill, GlyphRun

POINTS = 14


@pytest.mark.parametrize("above", range(18, 32, 2))
def test_no_page_is_left_a_third_white_before_a_panel(above):
    text = [Paragraph("A line of text.") for _ in range(above)]
    box = Box(BulletList([f"Point {number}." for number in range(POINTS)]), title="A box")
    after = [Paragraph("A line below.") for _ in range(40)]

    made = typeset(Brief(title="T", body=[*text, box, *after]))

    first = made.pages[0]
    lowest = max(p.y for p in first.frame.flat() if isinstance(p.item, GlyphRun) and p.y < 740)
    assert 740 - lowest < 15 * 14.5
    points = [
        sum("Point" in p.item.text for p in page.frame.flat() if isinstance(p.item, GlyphRun))
        for page in made.pages
    ]
    assert sum(points) == POINTS
    assert all(count != 1 for count in points)
    for page, count in zip(made.pages, points, strict=True):
        grounds = [p for p in page.frame.flat() if isinstance(p.item, Fill)]
        assert len(grounds) >= count, "each part stands on its ground"
