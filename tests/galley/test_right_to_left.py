"""What stands at a line's beginning where lines run to the left."""

from itertools import combinations

import pytest

from briefkit import Brief, HouseStyle, Paragraph, Section, Table, typeset
from briefkit.frame import Fill, GlyphRun
from briefkit.galley.setter import set_galley
from briefkit.resolve import resolve
from briefkit.style.house import HeadingMark
from briefkit.values import evolve

HOUSE = HouseStyle(heading_mark=HeadingMark.BAR)
BODY = [Paragraph("Words."), Section("Section", [Paragraph("Words.")])]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_short_bars_over_titles_stand_where_lines_begin(language):
    brief = Brief(title="Title", language=language, body=BODY)

    (page,) = typeset(brief, house=HOUSE).pages

    area = evolve(HOUSE.page, is_bound_right=language == "ar").type_area(0)
    bars = [placed for placed in page.frame.flat() if isinstance(placed.item, Fill)]
    bars = [bar for bar in bars if bar.item.colour == HOUSE.palette.accent]
    assert len(bars) == 2
    for bar in bars:
        if language == "ar":
            assert bar.x + bar.item.width == pytest.approx(area.right)
        else:
            assert bar.x == pytest.approx(area.x)


@pytest.mark.parametrize("language", ["en", "ur"])
@pytest.mark.parametrize("first", ["Port", "7.25"], ids=["words first", "numbers first"])
def test_numbers_stand_in_their_columns_aligned_on_their_mark_under_their_heads(
    library, language, first
):
    rows = [[first, "1234.5", "12.0"], ["1.5", "98.25", "3.75"]]
    table = Table(rows, head=[["Port of call", "Tonnes in all", "Share"]])
    galley = set_galley(resolve(Brief(title="T", body=[table], language=language)), HOUSE, library)

    boxes = [item for item in galley.items if getattr(item, "kind", "") in {"table head", "row"}]
    found = []
    for box in boxes:
        shown = [at for at in box.frame.flat() if isinstance(at.item, GlyphRun)]
        shown = [at for at in shown if at.item.text.strip()]
        for one, other in combinations(shown, 2):
            is_beside = abs(one.y - other.y) < 1
            assert not is_beside or (
                one.x + one.item.width <= other.x or other.x + other.item.width <= one.x
            )
        found.append({at.item.text.strip(): at for at in shown})
    head, above, below = found
    digit = (above["1234.5"].item.width - above["12.0"].item.width) / 2  # all of one width
    for one, other in (("1234.5", "98.25"), ("12.0", "3.75")):  # which has a decimal more
        end, further = (at.x + at.item.width for at in (above[one], below[other]))
        assert further - end == pytest.approx(digit, abs=0.1)
    start = head["Tonnes in all"].x
    assert start - 0.1 <= above["1234.5"].x
    assert below["98.25"].x < start + head["Tonnes in all"].item.width
