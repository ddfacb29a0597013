"""Letters set wider and narrower: a whole brief, from its frames and from its PDF."""

import re
from pathlib import Path
from statistics import pvariance

import pypdfium2
import pytest

from briefkit import Brief, HouseStyle, Paragraph, read_markdown, render, typeset
from briefkit.frame import GlyphRun
from briefkit.preflight import structure_text

MEMO = Path(__file__).parents[1] / "samples" / "en-omb-m-16-21-source-code-policy.md"
ROUNDING = 0.03  # points; places are written in thousandths, adjustments in hundredths of those
WORDS = "A government that writes its own programs should share them; most of them, not all. "
UPRIGHT = "aehmnst"  # letters that do not lean out of their advance, as "f" does
SMALL = Brief(title="Shared", body=[Paragraph(WORDS * 12)], cover=None)


def body_spaces(pages) -> list[float]:
    """Return the widths of all spaces within justified text, in ems."""
    return [
        advance / run.size
        for page in pages
        for run in (placed.item for placed in page.frame.flat())
        if isinstance(run, GlyphRun) and run.size in (8.5, 10.5) and "Serif" in run.face
        for cluster, advance in zip(run.clusters, run.advances, strict=True)
        if run.text[cluster] == " " and advance
    ]


def test_spaces_are_more_even_the_more_letters_give():
    brief = read_markdown(MEMO)

    variances = [
        pvariance(body_spaces(typeset(brief, house=HouseStyle(expansion=share)).pages))
        for share in (0.0, 0.01, 0.02)
    ]

    plain, some, more = variances
    assert some < plain / 2
    assert more < plain / 3


@pytest.mark.parametrize("expansion", [0.0, 0.03])
def test_each_run_stands_in_the_pdf_where_its_frame_has_it(expansion):
    """Where each run begins and ends, as pdfium measures it."""
    house = HouseStyle(expansion=expansion)
    pages = typeset(SMALL, house=house).pages
    pdf = pypdfium2.PdfDocument(render(SMALL, house=house))

    scales = set()
    for page, written in zip(pages, pdf, strict=True):
        text = written.get_textpage()
        boxes = [text.get_charbox(index, loose=True) for index in range(text.count_chars())]
        lefts, rights = [box[0] for box in boxes], [box[2] for box in boxes]
        for placed in page.frame.flat():
            run = placed.item
            if isinstance(run, GlyphRun) and not run.text.isspace():
                scales.add(run.scale)
                shown = run.text.rstrip()
                end = placed.x + sum(
                    advance
                    for advance, cluster in zip(run.advances, run.clusters, strict=True)
                    if cluster < len(shown)
                )
                assert min(abs(left - placed.x) for left in lefts) < ROUNDING
                assert min(abs(right - end) for right in rights) < ROUNDING
    assert len(scales) > 3 if expansion else scales == {1.0}


def test_justified_lines_end_at_one_edge_in_the_pdf():
    house = HouseStyle(expansion=0.03)
    pdf = pypdfium2.PdfDocument(render(SMALL, house=house))

    text = pdf[0].get_textpage()
    edges: dict[float, float] = {}
    letters: dict[float, str] = {}
    for index in range(text.count_chars()):
        _, bottom, right, _ = text.get_charbox(index, loose=True)
        shown = text.get_text_range(index, 1)
        if shown.strip() and right > edges.get(round(bottom), 0.0):
            edges[round(bottom)], letters[round(bottom)] = right, shown
    area = house.page.type_area(0)
    near = [
        right - area.right
        for bottom, right in edges.items()
        if letters[bottom] in UPRIGHT and right > area.right - 3
    ]
    assert len(near) > 6
    assert near == pytest.approx([0.0] * len(near), abs=ROUNDING)


def test_every_word_is_read_as_without():
    brief = read_markdown(MEMO)

    def words(expansion: float) -> list[str]:
        text = structure_text(render(brief, house=HouseStyle(expansion=expansion)))
        return re.findall(r"[^\W\d]+", text)

    assert words(0.02) == words(0.0)


def test_the_same_bytes_twice():
    house = HouseStyle(expansion=0.02)

    assert render(SMALL, house=house) == render(SMALL, house=house)
