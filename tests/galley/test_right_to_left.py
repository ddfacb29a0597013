"""What stands at a line's beginning where lines run to the left."""

import pytest

from briefkit import Brief, HouseStyle, Paragraph, Section, typeset
from briefkit.frame import Fill
from briefkit.style.house import HeadingMark

HOUSE = HouseStyle(heading_mark=HeadingMark.BAR)
BODY = [Paragraph("Words."), Section("Section", [Paragraph("Words.")])]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_short_bars_over_titles_stand_where_lines_begin(language):
    brief = Brief(title="Title", language=language, body=BODY)

    (page,) = typeset(brief, house=HOUSE).pages

    area = HOUSE.page.type_area(0)
    bars = [placed for placed in page.frame.flat() if isinstance(placed.item, Fill)]
    bars = [bar for bar in bars if bar.item.colour == HOUSE.palette.accent]
    assert len(bars) == 2
    for bar in bars:
        if language == "ar":
            assert bar.x + bar.item.width == pytest.approx(area.right)
        else:
            assert bar.x == pytest.approx(area.x)
