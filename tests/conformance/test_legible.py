"""Every text on every page can be read on its ground, and every text is in a known language."""

from itertools import product
from pathlib import Path

import pytest

from briefkit import Brief, HouseStyle, Paragraph, read_markdown, typeset
from briefkit.frame import Fill, GlyphRun, Picture
from briefkit.lang import is_language_tag
from briefkit.preflight import MarkedText, StructElement, read_structure
from briefkit.style.brand import read_brand
from briefkit.style.house import CoverKind, HeadingMark, PanelLook
from briefkit.style.palette import MINIMUM_CONTRAST, Palette, contrast

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted((ROOT / "examples").glob("*.md"))
BRANDS = sorted((ROOT / "examples").glob("_brand*.yml"))
DARK = Palette(
    text="#f4f4f4", muted="#c8c8c8", heading="#ffffff", accent="#7cc4ff", link="#7cc4ff",
    on_accent="#000000", tint="#1c242c", rule="#606870", paper="#101418",
)  # fmt: skip


def contrasts(pages, unpainted="#ffffff"):
    """Yield each glyph run with its contrast on what was painted beneath it last.

    What is a glyph's ground is judged at its middle; a picture beneath has no one colour, so text
    that stands on one has the contrast 0.
    """
    for page in pages:
        painted = []
        for placed in page.frame.flat():
            item = placed.item
            if isinstance(item, Fill | Picture):
                painted.append((placed.x, placed.y, item))
            elif isinstance(item, GlyphRun) and item.text.strip():
                x, y = placed.x + item.width / 2, placed.y - item.size / 4
                ground = unpainted
                for left, top, under in painted:
                    if left <= x <= left + under.width and top <= y <= top + under.height:
                        ground = under.colour if isinstance(under, Fill) else None
                yield item, contrast(item.colour, ground) if ground else 0.0


def faint(pages, unpainted="#ffffff"):
    return [
        f"{run.text!r}: {ratio:.2f}"
        for run, ratio in contrasts(pages, unpainted)
        if ratio < MINIMUM_CONTRAST
    ]


def test_every_text_can_be_read_on_its_ground(name, laid_out):
    pages = laid_out(name)

    assert len(list(contrasts(pages))) > 10
    assert faint(pages) == []


@pytest.mark.parametrize("kind", CoverKind)
@pytest.mark.parametrize("brand", [*BRANDS, None], ids=lambda path: path.stem if path else "dark")
def test_every_text_can_be_read_in_every_house(brand, kind):
    from attrs import evolve

    house = read_brand(brand) if brand else HouseStyle(palette=DARK)
    for mark, look in product(HeadingMark, PanelLook):
        house = evolve(house, cover=kind, heading_mark=mark, panels=look)
        made = typeset(read_markdown(EXAMPLES[1]), house)
        assert faint(made.pages) == []
        if kind is CoverKind.NONE:
            break


def test_text_of_too_little_contrast_would_be_noticed():
    """Or the tests above would promise too much."""
    made = typeset(Brief(title="T", body=[Paragraph("Text.")]))

    assert faint(made.pages, "#404040")


# Languages


def spoken(element: StructElement, language: str | None):
    """Yield each text of a tree with its language, which may be an element's far above."""
    language = element.language or language
    for child in element.children:
        if isinstance(child, StructElement):
            yield from spoken(child, language)
        elif isinstance(child, MarkedText) and child.text.strip():
            yield child.text, language


def test_every_text_is_in_a_known_language(name, briefs, rendered):
    told = list(spoken(read_structure(rendered(name)), briefs(name).language))

    assert told
    assert {language for _, language in told if not is_language_tag(language or "")} == set()


def test_what_is_in_another_language_says_so(briefs, rendered):
    told = {language for _, language in spoken(read_structure(rendered("languages")), None)}

    assert len(told) > 3
