"""A writer of resolved briefs, and a house style in which layout is head arithmetic."""

from collections.abc import Callable

import pytest
from attrs import evolve, field, mutable

from briefkit.images.raster import Raster
from briefkit.metadata import Metadata
from briefkit.resolve.resolved import (
    Form,
    ListKind,
    ResolvedBlock,
    ResolvedBrief,
    ResolvedCell,
    ResolvedFigure,
    ResolvedHeading,
    ResolvedItem,
    ResolvedList,
    ResolvedNote,
    ResolvedParagraph,
    ResolvedSpan,
    ResolvedTable,
    RichText,
    TitleMatter,
)
from briefkit.structure import NodeId, Role, StructureBuilder
from briefkit.style.house import HouseStyle
from briefkit.style.page import PageMaster
from briefkit.style.typography import Alignment, FontFamily, TextStyle, TypeScale

Part = str | ResolvedSpan | tuple[str, Form]


@mutable
class Copy:
    """What an author wrote, resolved by hand: each method returns a value and grows the tree."""

    language: str = "en"
    builder: StructureBuilder = field(init=False)
    notes: list[ResolvedNote] = field(factory=list)
    count: int = 0

    def __attrs_post_init__(self) -> None:
        self.builder = StructureBuilder(self.language)

    def rich(self, *parts: Part, role: Role = Role.PARAGRAPH) -> RichText:
        parent = self.builder.add(NodeId(0), role)
        spans = []
        for part in parts:
            if isinstance(part, ResolvedSpan):
                spans.append(part)
                continue
            text, form = part if isinstance(part, tuple) else (part, Form.PLAIN)
            node = self.builder.add(parent, Role.TEXT)
            spans.append(ResolvedSpan(text, node, self.language, form))
        return tuple(spans)

    def paragraph(self, *parts: Part, anchor: str | None = None) -> ResolvedParagraph:
        return ResolvedParagraph(self.rich(*parts), self.language, anchor)

    def heading(self, text: str, level: int = 1) -> ResolvedHeading:
        self.count += 1
        rich = self.rich(text, role=Role(f"H{level}"))
        return ResolvedHeading(rich, level, f"heading-{self.count}", text, self.language)

    def call(self, *body: ResolvedBlock | str, label: str = "") -> ResolvedSpan:
        """Return a call to a new note."""
        number = len(self.notes) + 1
        label = label or str(number)
        key = f"n{number}"
        self.notes.append(self.note(*body, key=key, label=label))
        node = self.builder.add(self.builder.add(NodeId(0), Role.REFERENCE), Role.TEXT)
        return ResolvedSpan(label, node, self.language, Form.CALL, calls=(key,))

    def note(self, *body: ResolvedBlock | str, key: str, label: str) -> ResolvedNote:
        node = self.builder.add(NodeId(0), Role.NOTE)
        blocks = tuple(self.paragraph(part) if isinstance(part, str) else part for part in body)
        mark = self.rich((label, Form.LABEL))
        return ResolvedNote(key, label, mark, blocks, node, f"note-{key}", self.language)

    def figure(self, raster: Raster, caption: str = "", credit: str = "", **more) -> ResolvedFigure:
        self.count += 1
        node = self.builder.add(self.builder.add(NodeId(0), Role.FIGURE, alt="x"), Role.TEXT)
        label = (("Figure 1 ", Form.LABEL),) if caption else ()
        return ResolvedFigure(
            f"f{self.count}",
            raster,
            node,
            self.rich(*label, *((caption,) if caption else ())),
            self.rich(credit) if credit else (),
            more.pop("source", ()),
            self.language,
            **more,
        )

    def table(self, head, rows, alignments=None, **more) -> ResolvedTable:
        columns = max(len(row) for row in (*head, *rows))
        alignments = alignments or ["start"] * columns

        def cell(value, column: int, is_header: bool) -> ResolvedCell:
            if isinstance(value, ResolvedCell):
                return value
            body = (self.paragraph(value),) if isinstance(value, str) else tuple(value)
            return ResolvedCell(body, column, is_header=is_header, alignment=alignments[column])

        self.count += 1
        return ResolvedTable(
            f"t{self.count}",
            columns,
            tuple(tuple(cell(v, c, True) for c, v in enumerate(row)) for row in head),
            tuple(tuple(cell(v, c, False) for c, v in enumerate(row)) for row in rows),
            self.rich(more.pop("caption")) if "caption" in more else (),
            self.rich(more.pop("source")) if "source" in more else (),
            self.language,
            **more,
        )

    def list(self, *items, kind: ListKind = ListKind.BULLET, depth: int = 0) -> ResolvedList:
        made = []
        for number, item in enumerate(items, start=1):
            label = {"bullet": "•", "number": f"{number}."}.get(kind.value, "")
            body = item
            if isinstance(item, tuple) and kind is ListKind.DEFINITION:
                label, body = item
            blocks = (self.paragraph(body),) if isinstance(body, str) else tuple(body)
            made.append(ResolvedItem(self.rich((label, Form.LABEL)), blocks))
        return ResolvedList(kind, tuple(made), depth)

    def brief(self, *blocks: ResolvedBlock, head: TitleMatter | None = None) -> ResolvedBrief:
        return ResolvedBrief(
            Metadata("Title", self.language),
            self.builder.finish(),
            self.language,
            None,
            head or TitleMatter(()),
            tuple(blocks),
            tuple(self.notes),
            "Title",
            "continued",
        )


@pytest.fixture
def copy() -> Copy:
    return Copy()


@pytest.fixture
def square_house() -> HouseStyle:
    """Return a house in which every letter is 10 points wide and every line 10 high.

    The type area is 20 letters wide and 40 lines high; nothing is justified or hyphenated.
    """
    family = FontFamily("briefkit squares", ())

    def squared(style: TextStyle) -> TextStyle:
        return evolve(
            style,
            size=10.0,
            leading=10.0,
            weight=400,
            is_italic=False,
            features=(),
            tracking=0.0,
            alignment=Alignment.START,
            first_indent=10.0 if style.first_indent else 0.0,
            indent=10.0 if style.indent else 0.0,
            hyphenates=False,
            space_above=round(style.space_above / 14.5, 2) * 10,
            space_below=round(style.space_below / 14.5, 2) * 10,
        )

    styles = {name: squared(style) for name, style in TypeScale().styles().items()}
    return HouseStyle(
        text_family=family,
        heading_family=family,
        code_family=family,
        scale=TypeScale(**styles),
        page=PageMaster(
            trim=evolve(PageMaster().trim, width=300.0, height=500.0),
            head=50.0,
            foot=50.0,
            inner=50.0,
            outer=50.0,
        ),
    )


@pytest.fixture
def raster() -> Callable[[int, int], Raster]:
    def make(width: int, height: int) -> Raster:
        return Raster(f"{width}x{height}", width, height, None, "PNG", 1, b"")

    return make
