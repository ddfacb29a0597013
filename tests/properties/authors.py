"""Briefs made at random, of all that the model knows, for what must hold of any.

Every word that an author here writes is written once, so that a word lost, doubled or moved is
seen. They are of syllables, to be hyphenated, and begin with a z, as no word of briefkit's does.
"""

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st
from PIL import Image

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
    Edition,
    Emphasis,
    Figure,
    FigureRow,
    Group,
    InLanguage,
    KeyPoints,
    LineBreak,
    Link,
    Note,
    NoteCall,
    NoteOptions,
    NumberedList,
    Organisation,
    PageBreak,
    Paragraph,
    Person,
    PullQuote,
    Quotation,
    Quoted,
    Recommendation,
    Recommendations,
    RelatedPublication,
    Section,
    SmallCaps,
    Strong,
    Subscript,
    Superscript,
    Table,
)
from briefkit.model.blocks import LIST_MARKS, LIST_NUMBERINGS

SYLLABLES = [consonant + vowel for consonant in "bdfgklmnprstv" for vowel in "aeiou"]
PICTURES = [Image.new("RGB", size, "#9ab") for size in ((900, 600), (600, 600), (1200, 240))]
TOGETHER = ("auto", "auto", "here", "top", "bottom", "page", "landscape")


def written(number: int) -> str:
    """Return a word by its number."""
    first, second = divmod(number // 3, len(SYLLABLES))
    return "z" + SYLLABLES[first] + SYLLABLES[second] + "rilo" * (number % 3)


class Author:
    """Who never writes a word twice."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.count = 0
        self.notes = 0
        self.finished: list[str] = []  # notes that may be called again
        self.targets: list[str] = []  # what may be referred to
        self.depth_of_tables = self.depth_of_notes = 0
        self.options = NoteOptions(
            place=self.pick("foot", "foot", "foot", "end"),
            tables=self.pick("foot", "foot", "table"),
            restart=self.pick("never", "never", "section", "page"),
            numbering=self.pick("arabic", "arabic", "alpha", "symbols"),
        )

    def number(self, least: int, most: int) -> int:
        return self.draw(st.integers(least, most))

    def word(self) -> str:
        self.count += 1
        return written(self.count - 1)

    def words(self, most: int = 12) -> str:
        return " ".join(self.word() for _ in range(self.number(1, most)))

    def pick(self, *choices: Any) -> Any:
        return choices[self.number(0, len(choices) - 1)]

    def maybe(self, write: Callable[[], Any], instead: Any = "") -> Any:
        return write() if self.number(0, 1) else instead

    def seldom(self, write: Callable[[], Any], instead: Any = "") -> Any:
        return write() if self.number(0, 7) == 7 else instead

    def line(self) -> list[object]:
        """Return inlines for where notes are seldom: titles, terms."""
        return [self.words(3), " ", Emphasis(self.words(2)), " "]

    def name(self, kind: str) -> str:
        """Return an id for what is finished."""
        self.targets.append(f"{kind}-{self.count}")
        return self.targets[-1]

    # Inlines

    def inlines(self, depth: int = 2, most: int = 4) -> list[object]:
        parts: list[object] = []
        for _ in range(self.number(1, most)):
            parts += [*self.inline(depth), self.pick(" ", ", ", ". ")]
        return parts

    def inline(self, depth: int, has_notes: bool = True) -> list[object]:
        kind = self.number(0, 16 if depth else 3)
        if kind in {4, 5, 6, 7, 8} and has_notes:
            return [self.word(), self.note(depth - 1)]
        if kind == 9 and has_notes and self.finished:
            return [self.word(), NoteCall(self.pick(*self.finished))]
        match kind:
            case 10:
                wrapper = self.pick(Emphasis, Strong, SmallCaps, Quoted, Superscript, Subscript)
                return [wrapper(*self.inline(depth - 1, False))]
            case 11:
                return [Link(f"https://example.org/{self.count}", self.words(3))]
            case 12:
                return [Code(self.word())]
            case 13:
                return [InLanguage(self.pick("fr", "tr", "ru", "ar"), self.words(6))]
            case 14 | 15 if self.targets:
                form = self.pick("label", "page", "page")
                return [self.word(), " ", CrossReference(self.pick(*self.targets), form=form)]
            case 16:
                return [self.words(4), LineBreak(), self.words(4)]
        return [self.words(25)]

    def note(self, depth: int) -> Note:
        self.notes += 1
        name = f"n{self.notes}"
        self.depth_of_notes += 1
        kind = self.number(0, 10)
        if depth > 0 and kind < 3:  # a note in a note; both short, or the inner is put off
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
        if depth > 0 and kind == 10:
            body.append(Table([[self.words(3), self.words(3)] for _ in range(3)]))
        self.depth_of_notes -= 1
        if not self.depth_of_tables:
            self.finished.append(name)
            self.targets.append(name)
        return Note(tuple(body), id=name, place=self.pick(None, None, None, "end"))

    # Blocks

    def blocks(self, depth: int, most: int = 3) -> list[object]:
        return [self.block(depth) for _ in range(self.number(1, most))]

    def block(self, depth: int) -> object:
        kind = self.number(0, 20 if depth else 5)
        match kind:
            case 6:
                numbering = self.pick("", *LIST_NUMBERINGS)
                if not numbering:
                    return BulletList(self.items(depth))
                mark = self.pick(*LIST_MARKS)
                return NumberedList(self.items(depth), numbering=numbering, mark=mark)
            case 7:
                terms = range(self.number(1, 3))
                return DefinitionList([Definition(self.line(), self.blocks(0, 1)) for _ in terms])
            case 8 | 9:
                return self.table()
            case 10 | 11:
                return self.figure()
            case 12:
                return Quotation(
                    self.blocks(depth - 1, 2),
                    attribution=self.words(4),
                    is_epigraph=self.pick(False, True),
                )
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
            case 17 | 18:
                return self.figure_row()
            case 19:
                return self.recommendations(depth)
            case 20:
                return Group(self.blocks(depth - 1, 2), language=self.pick("fr", "de", "he"))
        return Paragraph(*self.inlines(most=5))

    def items(self, depth: int) -> list[list[object]]:
        return [self.blocks(depth - 1 if depth else 0, 2) for _ in range(self.pick(1, 2, 4))]

    def recommendations(self, depth: int) -> Recommendations:
        items: list[Recommendation] = []
        for body in self.items(depth):
            to = items[-1].to if items and self.pick(False, True) else self.seldom(self.inlines)
            items.append(Recommendation(body, to=to or self.maybe(self.line)))
        return Recommendations(items, title=self.maybe(lambda: self.words(3), None))

    def table(self) -> Table:
        columns = self.number(1, 3)
        self.depth_of_tables += 1

        def row() -> list[Cell]:
            return [Cell(self.cell()) for _ in range(columns)]

        def head() -> list[list[object]]:
            calls = self.seldom(lambda: [self.note(1)], [])
            return [[[self.words(3), *calls], *(self.words(3) for _ in range(columns - 1))]]

        table = Table(
            [row() for _ in range(self.number(1, 6))],
            head=self.maybe(head, []),
            caption=self.inlines(most=2),
            source=self.maybe(lambda: self.words(6)),
            has_row_headers=self.pick(False, columns > 1),
            is_wide=self.seldom(lambda: True, False),
            placement=self.seldom(lambda: "landscape", "auto"),
            notes=self.pick(None, None, "table", "foot"),
            id=self.name("table"),
        )
        self.depth_of_tables -= 1
        return table

    def cell(self) -> object:
        if self.number(0, 5) == 5:
            return self.words(2)
        return Paragraph(*self.inlines(most=2, depth=1))

    def figure(self) -> Figure:
        return Figure(
            self.pick(*PICTURES),
            alt="A field of one colour",
            caption=self.maybe(lambda: self.inlines(most=2)),
            source=self.seldom(lambda: self.words(4)),
            credit=self.words(5),
            placement=self.pick(*TOGETHER),
            is_wide=self.pick(False, False, True),
            id=self.maybe(lambda: self.name("figure"), None),
        )

    def figure_row(self) -> FigureRow:
        return FigureRow(
            [self.figure() for _ in range(self.number(2, 3))],
            placement=self.pick(*TOGETHER),
            is_wide=self.pick(False, True),
        )

    def section(self, level: int) -> Section:
        body = self.blocks(2)
        if self.seldom(lambda: True, False):
            side = self.pick("any", "recto")
            body.insert(self.number(0, len(body)), PageBreak(side))
        if level < 3 and self.pick(True, False):
            body.append(self.section(level + 1))
        title = [*self.line(), *([self.note(1)] if self.pick(False, False, True) else [])]
        name = self.maybe(lambda: self.name("section"), None)
        return Section(title, body, is_numbered=self.pick(False, True), id=name)

    # The brief

    def organisation(self) -> Organisation:
        return Organisation(
            self.words(3),
            unit=self.maybe(lambda: self.words(3)),
            about=self.maybe(self.inlines),
        )

    def person(self) -> Person:
        return Person(
            self.words(2),
            role=self.maybe(lambda: self.words(2)),
            affiliation=self.maybe(lambda: self.words(3)),
            bio=self.maybe(self.inlines),
        )

    def around(self) -> dict[str, Any]:
        """Return what stands around the text."""
        return {
            "subtitle": self.maybe(lambda: self.words(12)),
            "authors": [self.person() for _ in range(self.pick(0, 0, 1, 2))],
            "organisations": [self.organisation() for _ in range(self.pick(0, 0, 1, 2))],
            "editions": self.seldom(lambda: [Edition("tr", self.words(4))], []),
            "related": self.seldom(lambda: [RelatedPublication(self.words(6))], []),
            "abstract": self.seldom(lambda: self.blocks(1, 2), []),
            "key_points": self.seldom(lambda: KeyPoints(self.items(0), title=self.words(3)), None),
            "acknowledgements": self.seldom(lambda: self.blocks(1, 2), []),
            "funding": self.seldom(lambda: self.blocks(0, 2), []),
            "disclaimer": self.seldom(lambda: self.blocks(0, 2), []),
            "version": self.seldom(lambda: self.words(2)),
            "copyright": self.seldom(lambda: self.words(4)),
        }

    def brief(self) -> Brief:
        title = self.line()
        body = [*self.blocks(2), *(self.section(1) for _ in range(self.pick(0, 1, 2)))]
        around = self.around()
        every = self.pick(0, 0, 5)  # how many words there are to one that stands for more
        shorts = [written(number) for number in range(0, self.count, every)] if every else []
        return Brief(
            title=title,
            body=body,
            language=self.pick("en", "en", "de"),
            notes=self.options,
            contents=self.pick("no", "no", "yes"),
            lists=self.pick((), (), ("figures",), ("tables", "figures")),
            abbreviations=dict.fromkeys(shorts, "What it stands for"),
            **around,
        )


@st.composite
def briefs(draw: st.DrawFn) -> Brief:
    return Author(draw).brief()
