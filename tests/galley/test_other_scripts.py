"""What a page of Arabic, Hebrew, Persian, Chinese or Japanese has otherwise than an English one."""

from pathlib import Path

import pytest

from briefkit import (
    Brief,
    HouseStyle,
    NumberedList,
    Paragraph,
    Quotation,
    Section,
    Table,
    note,
    typeset,
)
from briefkit.frame import GlyphRun
from briefkit.galley import styling
from briefkit.style.house import NoteArea, NotePlace
from briefkit.style.typography import FontFamily, FontFile
from briefkit.text.shape import shape
from briefkit.values import evolve

DEJAVU = Path("/usr/share/fonts/truetype/dejavu")
TEXT = "Words of a paragraph that go on for more than a line of it does. " * 3

needs_dejavu = pytest.mark.skipif(
    not (DEJAVU / "DejaVuSans.ttf").exists(), reason="needs a font with Arabic"
)


def runs_of(page) -> list[tuple[float, float, GlyphRun]]:
    return [(at.x, at.y, at.item) for at in page.frame.flat() if isinstance(at.item, GlyphRun)]


def starts_of(brief: Brief, house: HouseStyle | None = None) -> list[float]:
    """Return where the lines of text begin, in ems from the edge of the type area."""
    house = house or HouseStyle()
    (page,) = typeset(brief, house).pages
    lines: dict[float, float] = {}
    for x, y, run in runs_of(page):
        if run.size == house.scale.body.size and run.text.strip():
            lines[y] = min(x, lines.get(y, x))
    left = house.page.type_area(0).x
    return [round((x - left) / house.scale.body.size, 1) for _, x in sorted(lines.items())]


@pytest.mark.parametrize(
    ("language", "ems"), [("en", (0, 1)), ("ko", (0, 1)), ("ja", (1, 1)), ("zh-Hans", (2, 2))]
)
def test_chinese_and_japanese_indent_every_paragraph_of_a_text(language, ems):
    body = [Paragraph("One."), Paragraph("Two."), Section("Head", [Paragraph("Three.")])]
    one, two, three = starts_of(Brief(title="T", language=language, body=body, contents="no"))

    assert (one, two) == pytest.approx(ems, abs=0.1)
    assert three == pytest.approx(ems[0], abs=0.1)


def test_items_and_the_first_paragraph_of_a_quotation_have_no_indent_of_their_own():
    alone = [Quotation([Paragraph("One."), Paragraph("Two.")])]

    first, second = starts_of(Brief(title="T", language="zh", body=alone, contents="no"))

    assert second - first == pytest.approx(2, abs=0.1)


def test_no_paragraph_is_indented_where_a_house_sets_them_apart():
    house = HouseStyle()
    flat = evolve(house, scale=evolve(house.scale, body=evolve(house.scale.body, first_indent=0.0)))

    body = [Paragraph("One."), Paragraph("Two.")]

    assert starts_of(Brief(title="T", language="zh", body=body, contents="no"), flat) == [0, 0]


def test_pages_that_are_read_from_right_to_left_are_mirrored():
    """The wide margin, the notes in it and the folio at the left; and on facing pages, in turn."""
    house = HouseStyle()
    page = evolve(house.page, is_facing=True)
    beside = evolve(house, page=page, notes=NoteArea(place=NotePlace.MARGIN))
    body = [Paragraph(TEXT * 9, note("A note.")) for _ in range(12)]

    made = {
        language: typeset(Brief(title="T", language=language, body=body), beside).pages
        for language in ("en", "ur")
    }

    width = page.trim.width
    for here, there in zip(made["en"], made["ur"], strict=True):
        for one, other in zip(here.regions, there.regions, strict=True):
            assert one.name == other.name
            assert other.rect.x + other.rect.width == pytest.approx(width - one.rect.x)
        folios = [
            next(at for at in reversed(runs_of(side)) if at[2].text == side.folio)
            for side in (here, there)
        ]
        (x, _, run), (mirrored, _, _) = folios
        assert mirrored + run.width == pytest.approx(width - x)


@needs_dejavu
def test_all_that_briefkit_numbers_has_the_digits_of_the_language():
    """Sections, figures' kin, notes and their calls, items, folios, contents, dates."""
    family = FontFamily(
        "DejaVu Sans",
        [FontFile(DEJAVU / "DejaVuSans.ttf"), FontFile(DEJAVU / "DejaVuSans-Bold.ttf", weight=700)],
    )
    house = HouseStyle(text_family=family, heading_family=family)
    body = [
        Section("یک", [Paragraph("متن", note("یادداشت"))], is_numbered=True),
        NumberedList(["یک", "دو"]),
        Table([["الف", "ب"]], caption=["جدول"]),
    ]
    brief = Brief(title="عنوان", language="fa", body=body, contents="yes")

    made = typeset(brief, house)

    shown = " ".join(run.text for page in made.pages for _, _, run in runs_of(page))
    assert "۱" in shown
    assert "۲" in shown
    assert not set("0123456789") & set(shown)
    assert made.pages[0].folio == "۱"
    assert "جدول\u00a0 ۱" in shown


def test_calls_are_raised_where_a_face_has_superiors_but_not_for_the_script(monkeypatch):
    """A face of Hebrew may have them for Latin letters alone."""

    def only_for_latin(text, face, features=(), language="en", script="Latn", is_left=False):
        return shape(text, face, features if script == "Latn" else (), language, script, is_left)

    monkeypatch.setattr(styling, "shape", only_for_latin)
    body = [Paragraph("Words.", note("A note."))]

    rises = {}
    for language in ("en", "ur"):
        brief = Brief(title="T", language=language, body=body, contents="no")
        calls = [at for at in runs_of(typeset(brief).pages[0]) if at[2].text == "1"]
        words = next(at for at in runs_of(typeset(brief).pages[0]) if at[2].text == "Words.")
        rises[language] = words[1] - calls[0][1]

    assert rises["en"] == 0  # a glyph of its own
    assert rises["ur"] > 2
