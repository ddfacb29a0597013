"""What a reader sees of finished pages: lines with their places, notes with their calls."""

from collections.abc import Callable, Iterator
from typing import Any

import attrs
import pytest

from briefkit import Brief, HouseStyle, Paragraph, Typeset, typeset
from briefkit.frame import Anchor, Destination, Fill, GlyphRun, LinkArea, Page, Picture, Placed
from briefkit.geometry import Rect, Size
from briefkit.resolve.resolved import ResolvedNote, ResolvedSpan
from briefkit.structure import FOOTER, HEADER
from briefkit.style.page import PageMaster

LEADING = 14.5
RAISED = 4.5  # points: higher than any call rises, lower than any leading


@attrs.frozen
class Line:
    """What stands on one baseline. x, end: where its glyphs begin and end; y: its baseline."""

    page: int
    region: str
    y: float
    x: float
    end: float
    text: str


class Seen:
    """A brief's finished pages, as seen: nothing here asks the plan."""

    def __init__(self, brief: Brief, house: HouseStyle) -> None:
        self.made: Typeset = typeset(brief, house)
        self.house = house
        self.pages: tuple[Page, ...] = self.made.pages
        self.lines = [line for page in self.pages for line in _lines(page)]

    @property
    def labels(self) -> list[str]:
        """Return the footnotes' numbers, in order."""
        return [note.label for note in self.made.resolved.notes]

    def region(self, page: int, name: str) -> Rect | None:
        """Return a region of a page, counted from 1; None where it has none."""
        found = [one.rect for one in self.pages[page - 1].regions if one.name == name]
        return found[0] if found else None

    def text(self, page: int, region: str) -> list[str]:
        """Return a region's lines, from the top down."""
        return [one.text for one in self.lines if (one.page, one.region) == (page, region)]

    def line(self, words: str) -> Line:
        """Return the one line that has these words."""
        [found] = [line for line in self.lines if words in line.text]
        return found

    def at(self, words: str) -> tuple[int, str]:
        """Return the page and region of the one line that has these words."""
        line = self.line(words)
        return line.page, line.region

    def note_lines(self) -> list[int]:
        """Return how many lines of notes each page has, continuation lines left out."""
        continued = f"({self.made.resolved.continued})"
        return [
            sum(continued not in text for text in self.text(page.index + 1, "notes"))
            for page in self.pages
        ]

    def anchors(self) -> dict[str, int]:
        """Return the page of each named place, from 1."""
        return {
            placed.item.name: page.index + 1
            for page in self.pages
            for placed in page.frame.flat()
            if isinstance(placed.item, Anchor)
        }

    def links(self) -> list[tuple[int, LinkArea]]:
        """Return each link's area and page, from 1."""
        return [
            (page.index + 1, placed.item)
            for page in self.pages
            for placed in page.frame.flat()
            if isinstance(placed.item, LinkArea)
        ]

    def painted(self) -> dict[int, str]:
        """Return what is painted of each node, in order."""
        texts: dict[int, list[str]] = {}
        for page in self.pages:
            for placed in page.frame.flat():
                if isinstance(placed.item, GlyphRun) and isinstance(placed.item.mark, int):
                    texts.setdefault(placed.item.mark, []).append(placed.item.text)
        return {mark: "".join(text) for mark, text in texts.items()}

    def calls(self) -> dict[str, int]:
        """Return the page of each footnote's call, by the note's key.

        Judged from the links: the first that leads to the note.
        """
        pages: dict[str, int] = {}
        for page, link in self.links():
            if isinstance(link.target, Destination):
                pages.setdefault(link.target.name, page)
        return {note.key: pages[note.anchor] for note in self.made.resolved.notes}

    def starts(self) -> dict[str, int]:
        """Return the page that each footnote starts on, by its key: the one with its number."""
        pages = self.anchors()
        return {note.key: pages[note.anchor] for note in self.made.resolved.notes}

    def assert_sound(self) -> None:
        """Fail unless each note is drawn once, in order, from its call's page on, and clear."""
        notes, painted = self.made.resolved.notes, self.painted()
        assert self.starts() == self.calls()
        for note in notes:
            for mark, text in _said(note).items():
                assert _bare(painted.get(mark, "")) == _bare(text), note.label
        places = [
            (page.index, placed.y)
            for page in self.pages
            for placed in page.frame.flat()
            if isinstance(placed.item, Anchor)
            and placed.item.name in {note.anchor for note in notes}
        ]
        assert len(places) == len(notes)
        names = [
            placed.item.name
            for page in self.pages
            for placed in sorted(page.frame.flat(), key=lambda placed: placed.y)
            if isinstance(placed.item, Anchor)
            and placed.item.name in {note.anchor for note in notes}
        ]
        assert names == [note.anchor for note in notes]
        for page in self.pages:
            _assert_clear(page, self.house)

    def notes_of(self, page: int) -> list[str]:
        """Return the numbers of the notes that start on a page, from 1."""
        starts = self.starts()
        return [note.label for note in self.made.resolved.notes if starts[note.key] == page]


def _lines(page: Page) -> Iterator[Line]:
    placed = [one for one in page.frame.flat() if isinstance(one.item, GlyphRun)]
    ys = sorted({round(one.y, 1) for one in placed}, reverse=True)
    baselines: list[float] = []
    for y in ys:  # what is raised belongs to the line below it
        if not baselines or baselines[-1] - y > RAISED:
            baselines.append(y)
    for baseline in reversed(baselines):
        runs = [one for one in placed if -0.06 <= baseline - one.y <= RAISED]
        region = next(
            (one.name for one in page.regions if one.rect.y <= baseline <= one.rect.bottom + 0.1),
            "margin",
        )
        glyphs = [one.item for one in runs if isinstance(one.item, GlyphRun)]
        if glyphs[0].mark in (HEADER, FOOTER):
            region = "margin"
        yield Line(
            page.index + 1,
            region,
            baseline,
            min(one.x for one in runs),
            max(one.x + run.width for one, run in zip(runs, glyphs, strict=True)),
            "".join(run.text for run in glyphs).rstrip(),
        )


def _said(value: Any) -> dict[int, str]:
    """Return the text of each node in a resolved value, as it should be painted."""
    found: dict[int, str] = {}

    def look(one: Any) -> None:
        if isinstance(one, ResolvedSpan):
            if isinstance(one.mark, int):
                found[one.mark] = found.get(one.mark, "") + one.text
        elif isinstance(one, tuple):
            for part in one:
                look(part)
        elif attrs.has(type(one)) and not isinstance(one, Brief):
            for attribute in attrs.fields(type(one)):
                look(getattr(one, attribute.name))

    look((value.mark, value.body) if isinstance(value, ResolvedNote) else value)
    return found


def _bare(text: str) -> str:
    return "".join(text.replace("\u00ad", "").split())


def _extent(placed: Placed) -> tuple[float, float, float, float]:
    item = placed.item
    if isinstance(item, GlyphRun):
        blank = item.advances[-1] if item.text.endswith(" ") and item.advances else 0.0
        top, bottom = placed.y - 0.5 * item.size, placed.y + 0.15 * item.size
        return top, bottom, placed.x, placed.x + item.width - blank
    assert isinstance(item, Picture | Fill)
    return placed.y, placed.y + item.height, placed.x, placed.x + item.width


def _assert_clear(page: Page, house: HouseStyle) -> None:
    area = house.page.type_area(page.index)
    rects = {region.name: region.rect for region in page.regions}
    if "notes" in rects:
        assert rects["body"].bottom <= rects["notes"].y + 0.01
        assert rects["notes"].bottom <= area.bottom + 0.01
        _assert_rule_parts(page, rects["body"], rects["notes"])
    solid = []
    for placed in page.frame.flat():
        if isinstance(placed.item, GlyphRun | Picture) and placed.item.mark not in (HEADER, FOOTER):
            top, bottom, start, end = _extent(placed)
            assert area.y - 0.01 <= top, f"page {page.index + 1}: {placed}"
            assert bottom <= area.bottom + 0.01, f"page {page.index + 1}: {placed}"
            assert area.x - 8 <= start, f"page {page.index + 1}: {placed}"
            assert end <= area.right + 8, f"page {page.index + 1}: {placed}"
            solid.append((top, bottom, start, end))
    solid.sort()
    for number, (_, bottom, start, end) in enumerate(solid):
        for top, _, left, right in solid[number + 1 :]:
            if top >= bottom - 0.01:
                break
            assert end <= left + 0.5 or right <= start + 0.5, f"page {page.index + 1}"


def _assert_rule_parts(page: Page, body: Rect, notes: Rect) -> None:
    """Fail where the rule above the notes touches the text or a note."""
    rules = [
        one
        for one in page.frame.flat()
        if isinstance(one.item, Fill)
        and one.item.height == 0.5
        and one.item.width == notes.width / 4
    ]
    tops = [
        _extent(one)[0]
        for one in page.frame.flat()
        if isinstance(one.item, GlyphRun) and notes.y < one.y <= notes.bottom
    ]
    for rule in rules:
        assert body.bottom < rule.y < min(tops) - 2.0, f"page {page.index + 1}: {rule}"


See = Callable[..., Seen]


@pytest.fixture(scope="session")
def small_house() -> HouseStyle:
    """Return a house whose pages have sixteen lines of 240 points."""
    trim = Size(360.0, 16 * LEADING + 88.0)
    return HouseStyle(page=PageMaster(trim=trim, head=40.0, foot=48.0, inner=60.0, outer=60.0))


@pytest.fixture(scope="session")
def see(small_house: HouseStyle) -> See:
    """Return what sets blocks, or a brief, on small pages and asserts that they are sound."""

    def set_and_look(*body: Any, house: HouseStyle | None = None, **facts: Any) -> Seen:
        if len(body) == 1 and isinstance(body[0], Brief):
            brief = body[0]
        else:
            brief = Brief(title="T", body=list(body), contents="no", **facts)
        seen = Seen(brief, house or small_house)
        seen.assert_sound()
        return seen

    return set_and_look


@pytest.fixture(scope="session")
def filler() -> Callable[..., list[Paragraph]]:
    """Return what makes paragraphs of one line: "Filler 1.", "Filler 2." and on."""

    def make(number: int, start: int = 1) -> list[Paragraph]:
        return [Paragraph(f"Filler {index}.") for index in range(start, start + number)]

    return make


@pytest.fixture(scope="session")
def prose() -> Callable[..., str]:
    """Return what makes words, none of them twice: 7 fill a line of small pages, 8 one of notes."""

    def make(number: int, stem: str = "w") -> str:
        return " ".join(f"{stem}{index:04}" for index in range(number))

    return make
