"""What must hold for any brief, from the author's words to the file, through the public verbs.

Every word that an author here writes is written once, so that a word lost, doubled or moved is
seen. They are of syllables, to be hyphenated, and begin with a z, as no word of briefkit's does.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from io import BytesIO

import page
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader

from briefkit import (
    Box,
    Brief,
    BulletList,
    Cell,
    Code,
    CodeBlock,
    CrossReference,
    Definition,
    DefinitionList,
    Divider,
    Emphasis,
    Figure,
    HouseStyle,
    InLanguage,
    KeyPoints,
    Link,
    ModelError,
    Note,
    NoteCall,
    NoteOptions,
    NumberedList,
    PageMaster,
    Paragraph,
    PullQuote,
    Quotation,
    Quoted,
    Section,
    SmallCaps,
    Strong,
    Table,
    Text,
    check,
    render,
    typeset,
)
from briefkit.frame import Anchor, Fill, GlyphRun, Page, Picture, Placed
from briefkit.geometry import Size
from briefkit.preflight import structure_text
from briefkit.structure import FOOTER, HEADER, Artifact, Role
from briefkit.style.house import (
    Furniture,
    HeadMatter,
    NoteArea,
    NotePlace,
    PanelLook,
    ParagraphMark,
    SectionStart,
)

WORD = re.compile("(?<![a-z])z[a-z]+")
SYLLABLES = [consonant + vowel for consonant in "bdfgklmnprstv" for vowel in "aeiou"]
PICTURES = [Image.new("RGB", size, "#9ab") for size in ((900, 600), (600, 600), (1200, 240))]

# Small pages, so that a short brief has many, and no running heads, so that no word comes twice.
BARE = Furniture(
    verso_head=HeadMatter.NOTHING, recto_head=HeadMatter.NOTHING, is_title_repeated=False
)
SMALL_PAGE = PageMaster(
    trim=Size(330.0, 400.0), head=50.0, foot=60.0, inner=40.0, outer=50.0
).on_grid(14.5)
HOUSES = {
    "small": HouseStyle(page=SMALL_PAGE, furniture=BARE),
    "facing": HouseStyle(
        page=evolve(SMALL_PAGE, is_facing=True),
        furniture=evolve(BARE, is_folio_centred=True),
        paragraphs=ParagraphMark.SPACE,
        panels=PanelLook.RULES,
        notes=NoteArea(share=0.4, has_continuation=False),
    ),
    "usual": HouseStyle(furniture=BARE),
}


# Pages on which a picture in a panel finds room.
HIGH_PAGE = evolve(SMALL_PAGE, trim=Size(330.0, 560.0)).on_grid(14.5)
WIDE_MARGIN = evolve(HIGH_PAGE, trim=Size(440.0, 560.0), outer=160.0)
NOTE_HOUSES = {
    "margin": evolve(HOUSES["small"], page=WIDE_MARGIN, notes=NoteArea(place=NotePlace.MARGIN)),
    "run-in": evolve(
        HOUSES["small"],
        page=HIGH_PAGE,
        notes=NoteArea(is_run_in=True, is_above_floats=True),
        sections=SectionStart.RECTO,
    ),
    "columns": evolve(
        HOUSES["small"],
        page=evolve(HIGH_PAGE, trim=Size(500.0, 560.0), columns=2),
        notes=NoteArea(is_run_in=True, is_across=True),
    ),
}


class Author:
    """Who never writes a word twice."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.count = 0
        self.notes = 0
        self.finished: list[str] = []  # notes that may be called again

    def number(self, least: int, most: int) -> int:
        return self.draw(st.integers(least, most))

    def word(self) -> str:
        number = self.count
        self.count += 1
        first, second = divmod(number // 3, len(SYLLABLES))
        return "z" + SYLLABLES[first] + SYLLABLES[second] + "rilo" * (number % 3)

    def words(self, most: int = 12) -> str:
        return " ".join(self.word() for _ in range(self.number(1, most)))

    def pick(self, *choices: object) -> object:
        return choices[self.number(0, len(choices) - 1)]

    def maybe(self, write: Callable[[], object]) -> object:
        return write() if self.number(0, 1) else ""

    def line(self) -> list[object]:
        """Return inlines for where notes are seldom: titles, terms."""
        return [self.words(3), " ", Emphasis(self.words(2)), " "]

    def inlines(self, depth: int = 2, most: int = 4) -> list[object]:
        parts: list[object] = []
        for _ in range(self.number(1, most)):
            parts += [*self.inline(depth), self.pick(" ", ", ", ". ")]
        return parts

    def inline(self, depth: int, has_notes: bool = True) -> list[object]:
        kind = self.number(0, 14 if depth else 3)
        if kind in {4, 5, 6, 7, 8} and has_notes:
            return [self.word(), self.note(depth - 1)]
        if kind == 9 and has_notes and self.finished:
            return [self.word(), NoteCall(self.pick(*self.finished))]
        match kind:
            case 10:
                return [
                    self.pick(Emphasis, Strong, SmallCaps, Quoted)(*self.inline(depth - 1, False))
                ]
            case 11:
                return [Link(f"https://example.org/{self.count}", self.words(3))]
            case 12:
                return [Code(self.word())]
            case 13:
                return [InLanguage(self.pick("fr", "tr", "ru"), self.words(6))]
        return [self.words(25)]

    def note(self, depth: int) -> Note:
        self.notes += 1
        name = f"n{self.notes}"
        kind = self.number(0, 9)
        if depth > 0 and kind < 3:  # a note in a note; both short, see the last test
            body: list[object] = [Paragraph(self.words(6), self.note(0), " ", self.words(6))]
        elif depth > 0:
            body = [Paragraph(*self.inlines(0, 2))]
        else:
            body = [Paragraph(self.words(6))]
        if depth > 0 and kind >= 7:
            body.append(Paragraph(" ".join(self.words(40) for _ in range(3))))
        if depth > 0 and kind == 8:
            body.append(BulletList([self.words(20) for _ in range(2)]))
        if depth > 0 and kind == 9:
            body += [Quotation([self.words(40)]), Paragraph(self.words(30))]
        self.finished.append(name)
        return Note(tuple(body), id=name, place=self.pick(None, None, None, "end"))

    def blocks(self, depth: int, most: int = 3) -> list[object]:
        return [self.block(depth) for _ in range(self.number(1, most))]

    def block(self, depth: int) -> object:
        kind = self.number(0, 16 if depth else 5)
        match kind:
            case 6:
                return self.pick(BulletList, NumberedList)(self.items(depth))
            case 7:
                terms = range(self.number(1, 3))
                return DefinitionList([Definition(self.line(), self.blocks(0, 1)) for _ in terms])
            case 8 | 9:
                return self.table()
            case 10 | 11:
                return self.figure()
            case 12:
                return Quotation(self.blocks(depth - 1, 2), attribution=self.words(4))
            case 13:
                return PullQuote(self.words(20), by=self.words(3))
            case 14:
                return Box(self.blocks(depth - 1, 3), title=self.words(5))
            case 15:
                return (
                    KeyPoints(self.items(0), title=self.words(3))
                    if self.number(0, 1)
                    else Divider()
                )
            case 16:
                lines = range(self.number(1, 8))
                return CodeBlock("\n".join(self.words(4) for _ in lines))
        return Paragraph(*self.inlines(most=5))

    def items(self, depth: int) -> list[list[object]]:
        return [self.blocks(depth - 1 if depth else 0, 2) for _ in range(self.pick(1, 2, 4))]

    def table(self) -> Table:
        columns = self.number(1, 3)

        def row() -> list[Cell]:
            return [Cell(Paragraph(*self.inlines(most=2, depth=1))) for _ in range(columns)]

        return Table(
            [row() for _ in range(self.number(1, 6))],
            head=self.maybe(lambda: [[self.words(3) for _ in range(columns)]]) or [],
            caption=self.inlines(most=2),
            source=self.maybe(lambda: self.words(6)),
            has_row_headers=self.pick(False, columns > 1),
        )

    def figure(self) -> Figure:
        return Figure(
            self.pick(*PICTURES),
            alt="A field of one colour",
            caption=self.maybe(lambda: self.inlines(most=2)),
            credit=self.words(5),
            placement=self.pick("auto", "auto", "here", "top", "bottom"),
        )

    def section(self, level: int) -> Section:
        body = self.blocks(2)
        if level < 3 and self.pick(True, False):
            body.append(self.section(level + 1))
        title = [*self.line(), *([self.note(1)] if self.pick(False, False, True) else [])]
        return Section(title, body, is_numbered=self.pick(False, True))

    def brief(self) -> Brief:
        return Brief(
            title=self.line(),
            subtitle=self.maybe(lambda: self.words(12)),
            body=[*self.blocks(2), *(self.section(1) for _ in range(self.pick(0, 1, 2)))],
            language=self.pick("en", "en", "de"),
            notes=NoteOptions(place=self.pick("foot", "foot", "foot", "end")),
            contents="no",
        )


@st.composite
def briefs(draw: st.DrawFn) -> Brief:
    return Author(draw).brief()


class Reading:
    """A brief read aloud by the rules, straight from the model: its words in order."""

    def __init__(self, brief: Brief) -> None:
        self.words: list[str] = []
        self.feet: dict[str, str] = {}  # each footnote's first word, and the word at its call
        self.ends: list[Note] = []
        self.heads: set[str] = set()  # what is said again, as an artifact, where a table goes on
        self.default = brief.notes.place
        self.read(brief.title, brief.subtitle, brief.body)
        self.default = ""
        self.read_ends()

    def read(self, *values: object) -> None:
        for value in values:
            match value:
                case str():
                    self.words += WORD.findall(value)
                case tuple():
                    self.read(*value)
                case Text() | Code() | CodeBlock():
                    self.read(value.text)
                case Note():
                    self.read_note(value)
                case Section() | Box():
                    self.read(value.title, value.body)
                case Quotation():
                    self.read(value.body, value.attribution)
                case PullQuote():
                    self.read(value.text, value.by)
                case KeyPoints():
                    self.read(value.title, value.points)
                case Definition():
                    self.read(value.term, value.body)
                case BulletList() | NumberedList() | DefinitionList():
                    self.read(value.items)
                case Table():
                    self.read(value.caption)
                    before = len(self.words)
                    self.read(value.head)
                    self.heads.update(self.words[before:])
                    self.read(value.rows, value.source)
                case Figure():
                    self.read(value.caption, value.credit)
                case Cell():
                    self.read(value.body)
                case None | NoteCall() | Divider() | CrossReference():
                    pass
                case _:
                    self.read(value.children)

    def read_ends(self) -> None:
        """Read the endnotes, each before those that it calls, which are endnotes too."""
        waiting, self.ends = self.ends, []
        for note in waiting:
            self.read(note.body)
            self.read_ends()

    def read_note(self, note: Note) -> None:
        if not self.default or (note.place or self.default) == "end":
            self.ends.append(note)
            return
        before, start = self.words[-1], len(self.words)
        self.read(note.body)
        self.feet[self.words[start]] = before


def pages_of(pdf: bytes) -> list[Counter[str]]:
    """Return the words of each page as pypdf reads it, hyphenated ones joined.

    What a page's end hyphenates is left out: pypdf heeds no ActualText.
    """
    texts = [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]
    joined = [re.sub(r"\xad\n(?=[a-z])", "", text) for text in texts]
    return [Counter(re.findall(r"(?<![a-z])z[a-z]+(?![a-z\xad])", text)) for text in joined]


@settings(max_examples=30, deadline=None)
@given(briefs(), st.sampled_from(sorted(HOUSES)))
def test_the_file_says_every_word_once_and_in_order(brief: Brief, house_name: str):
    """As its tags tell it, and as pypdf reads its pages; and no rule is broken that checks know."""
    house, reading = HOUSES[house_name], Reading(brief)

    pdf = render(brief, house=house)

    assert WORD.findall(structure_text(pdf)) == reading.words
    pages = pages_of(pdf)
    found = sum(pages, Counter())
    assert {word for word, count in found.items() if count > 1} <= reading.heads
    parted = [word for word in reading.words if word not in found]
    assert len(parted) <= 2 * (len(pages) - 1)  # one of the text and one of the notes, each page
    starts = {word: number for number, words in enumerate(pages) for word in words}
    for note, call in reading.feet.items():
        if note in starts and call in starts:
            assert starts[note] == starts[call], f"{note} is not on the page of {call}"
    assert [finding for finding in check(pdf) if finding.severity.name == "ERROR"] == []
    assert page.validate_pdf_bytes(pdf, profile="ua1").failures == []
    assert render(brief, house=house) == pdf


@settings(max_examples=30, deadline=None)
@given(briefs(), st.sampled_from(sorted(HOUSES)))
def test_nothing_stands_outside_its_region_or_over_another_thing(brief: Brief, house_name: str):
    laid_out = typeset(brief, house := HOUSES[house_name])

    for page_ in laid_out.pages:
        stands_within_its_regions(page_)
        stands_clear(page_)
    for planned, page_ in zip(laid_out.plan.pages, laid_out.pages, strict=True):
        body = next(region.rect for region in page_.regions if region.name == "body")
        notes = [region.rect for region in page_.regions if region.name == "notes"]
        foot = notes[0].y if notes else house.page.type_area(page_.index).bottom
        if planned.body[0] < planned.body[1]:
            assert body.bottom <= foot + 0.01
        if planned.ratio < 0 or 0 < planned.ratio < 1:  # set as reckoned: glue fills the page
            assert abs(body.bottom - foot) < 0.01


def stands_within_its_regions(page_: Page) -> None:
    tops = [region.rect.y for region in page_.regions]
    feet = [region.rect.bottom for region in page_.regions]
    for placed in content(page_):
        top, bottom = height_of(placed)
        # a panel's ground reaches a little over its neighbour, so that no seam is seen
        hair = 0.25 if isinstance(placed.item, Fill) else 0.01
        assert any(
            start - hair <= top and bottom <= end + hair
            for start, end in zip(tops, feet, strict=True)
        ), f"page {page_.index + 1}: {placed}"
        left, right = width_of(placed)
        area = page_.regions[0].rect
        # protruding punctuation hangs into the margin
        assert left >= area.x - 8.0, f"page {page_.index + 1}: {placed}"
        assert right <= area.right + 8.0, f"page {page_.index + 1}: {placed}"


def content(page_: Page) -> Iterator[Placed]:
    """Yield what is painted on a page but for running heads and folios."""
    for placed in page_.frame.flat():
        if isinstance(placed.item, GlyphRun | Fill | Picture) and placed.item.mark not in {
            HEADER,
            FOOTER,
        }:
            yield placed


def height_of(placed: Placed) -> tuple[float, float]:
    item = placed.item
    if isinstance(item, GlyphRun):  # its letters of middle height, and what hangs below the line
        return placed.y - 0.5 * item.size, placed.y + 0.15 * item.size
    return placed.y, placed.y + item.height


def width_of(placed: Placed) -> tuple[float, float]:
    item = placed.item
    trailing = item.advances[-1] if isinstance(item, GlyphRun) and item.text.endswith(" ") else 0.0
    return placed.x, placed.x + item.width - trailing


def stands_clear(page_: Page) -> None:
    """Assert that no text stands over other text or over a picture."""
    solid = [placed for placed in content(page_) if not isinstance(placed.item, Fill)]
    boxes = sorted(
        (*height_of(placed), *width_of(placed), index) for index, placed in enumerate(solid)
    )
    for number, (_, bottom, left, right, one) in enumerate(boxes):
        for top, _, start, end, other in boxes[number + 1 :]:
            if top >= bottom - 0.01:
                break
            assert right <= start + 0.5 or end <= left + 0.5, (
                f"page {page_.index + 1}: {solid[one]} stands over {solid[other]}"
            )


@settings(max_examples=30, deadline=None)
@given(briefs(), st.sampled_from(sorted(HOUSES)))
def test_everything_painted_is_marked_and_everything_in_the_tree_is_painted(
    brief: Brief, house_name: str
):
    """Each note's lines once and in order, on pages one after another, from its call's page on."""
    laid_out = typeset(brief, HOUSES[house_name])

    tree = laid_out.resolved.tree
    holders = {Role.TEXT, Role.DATA_CELL, Role.HEADER_CELL}  # a cell of a few words is its text
    painted: dict[int, list[int]] = {}
    for page_ in laid_out.pages:
        for placed in page_.frame.flat():
            mark = getattr(placed.item, "mark", None)
            if isinstance(placed.item, GlyphRun | Fill | Picture):
                assert isinstance(mark, Artifact) or tree[mark].role in holders, placed
            if isinstance(mark, int):
                painted.setdefault(mark, []).append(page_.index)
    texts = [node.id for node in tree.nodes if node.role is Role.TEXT]
    assert [node for node in texts if node not in painted] == []
    for pages in painted.values():
        assert sorted(pages) == pages
    anchors = {
        placed.item.name: page_.index
        for page_ in laid_out.pages
        for placed in page_.frame.flat()
        if isinstance(placed.item, Anchor)
    }
    for note in laid_out.resolved.notes:
        assert anchors[note.anchor] == anchors[f"{note.key}-call"], note.label


def test_a_note_called_at_the_head_of_a_long_note_starts_on_its_page():
    """NOTES case 72: the outer is split for it, and goes on on the next page."""
    inner = Note((Paragraph("The inner note."),))
    outer = Note((Paragraph("A word", inner, " and more. ", "The outer note goes on. " * 60),))
    brief = Brief(title="A brief", body=[Paragraph("A word", outer, ".")])

    laid_out = typeset(brief, HOUSES["small"])

    assert [rule for planned in laid_out.plan.pages for rule in planned.relaxed] == []
    first, second, *_ = laid_out.plan.pages
    assert [part.key for part in first.notes] == ["note-1", "note-2"]
    assert [part.is_unfinished for part in first.notes] == [True, False]
    assert [part.key for part in second.notes] == ["note-1"]


@settings(max_examples=30, deadline=None)
@given(
    briefs(),
    st.sampled_from(sorted(NOTE_HOUSES)),
    st.sampled_from(["foot", "table"]),
    st.sampled_from(["never", "section", "page"]),
    st.sampled_from(["arabic", "roman", "symbols"]),
)
def test_notes_of_any_house_start_on_their_calls_pages_and_stand_clear(
    brief: Brief, house_name: str, tables: str, restart: str, numbering: str
):
    """In the margin, run in, across two columns, under tables; numbers that restart settle."""
    options = evolve(brief.notes, tables=tables, restart=restart, numbering=numbering)
    try:
        laid_out = typeset(evolve(brief, notes=options), NOTE_HOUSES[house_name])
    except ModelError as error:  # a table's note, called again elsewhere
        assert "stands under a table" in str(error)  # noqa: PT017 - nothing else may be refused
        return

    anchors = {
        placed.item.name: page_.index
        for page_ in laid_out.pages
        for placed in page_.frame.flat()
        if isinstance(placed.item, Anchor)
    }
    for page_ in laid_out.pages:
        stands_clear(page_)
    if not any(planned.relaxed for planned in laid_out.plan.pages):
        for note in laid_out.resolved.notes:
            assert anchors[note.anchor] == anchors[f"{note.key}-call"], note.label
