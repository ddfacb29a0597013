"""Blocks → resolved blocks, and the structure tree with them, in reading order.

What each kind of block is in the tree is decided here and nowhere else. Numbers and names were
found before, in `survey`; characters are written by `spans`, tables by `tabulating`.
"""

from itertools import groupby
from operator import attrgetter

from attrs import define

from briefkit.frame import Destination
from briefkit.metadata import PictureRights
from briefkit.model.blocks import (
    Block,
    Box,
    BulletList,
    CodeBlock,
    DefinitionList,
    Divider,
    Group,
    KeyPoints,
    NumberedList,
    PageBreak,
    Paragraph,
    PullQuote,
    Quotation,
    Section,
)
from briefkit.model.figures import Figure, FigureRow
from briefkit.model.inline import Inline, Link, Note, Strong, Text, is_blank
from briefkit.model.recommendations import Recommendations
from briefkit.model.tables import Cell, Table
from briefkit.resolve.abbreviations import Abbreviations
from briefkit.resolve.addresses import split_address
from briefkit.resolve.catalogue import rights_of
from briefkit.resolve.facts import HeadingFacts, NoteFacts, Survey
from briefkit.resolve.grid import columns_of, lone_text
from briefkit.resolve.labels import Labels
from briefkit.resolve.paths import with_paths
from briefkit.resolve.plain import calls_notes, folded, one_line, plain_text
from briefkit.resolve.resolved import (
    Form,
    ListKind,
    ResolvedBlock,
    ResolvedBox,
    ResolvedCode,
    ResolvedDivider,
    ResolvedFigure,
    ResolvedFigureRow,
    ResolvedHeading,
    ResolvedItem,
    ResolvedList,
    ResolvedNote,
    ResolvedPageBreak,
    ResolvedParagraph,
    ResolvedPullQuote,
    ResolvedQuotation,
    ResolvedSpan,
    ResolvedTable,
    RichText,
)
from briefkit.resolve.spans import Desk, SpanWriter
from briefkit.resolve.tabulating import TableWriter
from briefkit.structure import HEADINGS, LAYOUT, Mark, NodeId, Role, StructureBuilder
from briefkit.values import frozen

BULLETS = ("•", "–")  # in turn, by how many lists are around
TAB_STOPS = 4  # of code, in characters


@frozen
class Place:
    """Where blocks are set.

    parent: their element; language: of what is around; sections: how many are around.
    lists: how many are around.
    """

    parent: NodeId
    language: str
    sections: int = 0
    lists: int = 0

    def within(self, parent: NodeId, language: str | None = None) -> "Place":
        """Return a place in an element of this one."""
        language = language or self.language
        return Place(parent, language, self.sections, self.lists)


@define(eq=False)
class _Endnote:
    """A called endnote that is yet to be set."""

    note: Note
    facts: NoteFacts
    language: str
    where: str


class Structuring:
    """Sets blocks one after another, in reading order; never leaves `resolve`."""

    def __init__(
        self,
        tree: StructureBuilder,
        survey: Survey,
        says: Labels,
        abbreviations: Abbreviations | None = None,
        lists: tuple[str, ...] = (),
    ) -> None:
        """Begin with an empty tree. lists: as the brief's."""
        self.tree = tree
        self.survey = survey
        self.says = says
        self.desk = Desk(tree, survey, says, self._set_note, abbreviations)
        self.headings: list[HeadingFacts] = []
        self.captions: dict[str, list[HeadingFacts]] = {name: [] for name in lists}
        self.pictures: list[PictureRights] = []
        self._footnotes: list[ResolvedNote | None] = []
        self._table_notes: dict[str, list[ResolvedNote | None]] = {}  # by the tables' paths
        self._endnotes: list[_Endnote] = []
        self._note_nodes: dict[str, NodeId] = {}
        self._floats = 0

    # Text

    def text(
        self,
        inlines: tuple[Inline, ...],
        parent: NodeId,
        language: str,
        where: str,
        *,
        label: str = "",
    ) -> RichText:
        """Return inlines as text of an element, after a label where one is given."""
        if len(inlines) == 1 and not label and type(inlines[0]) is Text:
            text = one_line(inlines[0].text)
            if self.desk.is_plain(text):
                return (self._span(text, parent, language, where),) if text else ()
        writer = SpanWriter(self.desk, parent, language, where)
        if label:
            writer.label(label)
        return writer.write(inlines).finish()

    def _span(self, text: str, parent: NodeId, language: str, where: str) -> ResolvedSpan:
        return ResolvedSpan(text, self.tree.add(parent, Role.TEXT), language, where=where)

    def line(
        self,
        inlines: tuple[Inline, ...] | str,
        parent: NodeId,
        language: str,
        where: str,
        *,
        role: Role = Role.PARAGRAPH,
        label: str = "",
        anchor: str | None = None,
    ) -> RichText:
        """Return inlines as an element of their own; nothing, and none, where they are blank."""
        if isinstance(inlines, str):
            inlines = (Text(inlines),) if inlines else ()
        if not label and is_blank(inlines) and not calls_notes(inlines):
            return ()
        node = self.tree.add(parent, role)
        if anchor is None:
            return self.text(inlines, node, language, where, label=label)
        return SpanWriter(self.desk, node, language, where).anchored(anchor).write(inlines).finish()

    # Blocks

    def blocks(
        self, blocks: tuple[Block, ...], where: str, place: Place
    ) -> tuple[ResolvedBlock, ...]:
        """Return blocks set in a place, sections flattened and what is blank left out."""
        done: list[ResolvedBlock] = []
        for path, block in with_paths(blocks, where):
            self._block(block, path, place, done)
        return tuple(done)

    def _block(self, block: Block, path: str, place: Place, done: list[ResolvedBlock]) -> None:
        match block:
            case Paragraph():
                paragraph = self._paragraph(block, block.children, path, place)
                if paragraph is not None:
                    done.append(paragraph)
            case Section():
                self._section(block, path, place, done)
            case BulletList() | NumberedList() | DefinitionList():
                done.append(self._list(block, path, place))
            case Quotation():
                if block.body or block.attribution:
                    done.append(self._quotation(block, path, place))
            case PullQuote():
                done.append(self._pull_quote(block, path, place))
            case Box():
                node = self.tree.add(place.parent, Role.ASIDE)
                title = self.line(block.title, node, place.language, f"{path}.title")
                body = self.blocks(block.body, path, place.within(node))
                done.append(ResolvedBox(title, body, where=path))
            case KeyPoints():
                node = self.tree.add(place.parent, Role.ASIDE)
                done.append(self.key_points(block, path, place.within(node), Role.PARAGRAPH))
            case Recommendations():
                done.append(self._recommendations(block, path, place))
            case Group():
                self._group(block, path, place, done)
            case Figure():
                done.append(self._figure(block, path, place))
            case FigureRow():
                done.append(self._figure_row(block, path, place))
            case Table():
                done.append(self._table(block, path, place))
            case CodeBlock():
                self._code(block, path, place, done)
            case Divider():
                done.append(ResolvedDivider())
            case PageBreak():
                done.append(ResolvedPageBreak(block.side == "recto"))

    def _paragraph(
        self,
        paragraph: Paragraph,
        inlines: tuple[Inline, ...],
        path: str,
        place: Place,
        calls: tuple[str, ...] = (),
    ) -> ResolvedParagraph | None:
        """Return a paragraph, None for a blank one. calls: anchors that its end leads back to."""
        if is_blank(inlines) and not calls_notes(inlines) and not calls:
            return None
        language = paragraph.language or place.language
        node = self._element(Role.PARAGRAPH, place, paragraph.language)
        if calls:
            writer = SpanWriter(self.desk, node, language, path).write(inlines)
            spans = writer.ways_back(calls, self.says.back).finish()
        else:
            spans = self.text(inlines, node, language, path)
        return ResolvedParagraph(spans, spans[0].language, paragraph.id, path)

    def _element(self, role: Role, place: Place, language: str | None = None) -> NodeId:
        """Return a new element, with its language where that differs from what is around."""
        if language is None or language == place.language:
            return self.tree.add(place.parent, role)
        return self.tree.add(place.parent, role, language=language)

    def _section(
        self, section: Section, path: str, place: Place, done: list[ResolvedBlock]
    ) -> None:
        language = section.language or place.language
        node = self._element(Role.SECTION, place, section.language)
        inner = Place(node, language, place.sections + 1, place.lists)
        done.append(
            self.heading(
                section.title,
                inner,
                f"{path}.title",
                anchor=self.survey.anchors[path],
                number=self.survey.numbers.get(path, ""),
            )
        )
        for name, block in with_paths(section.body, path):
            self._block(block, name, inner, done)

    def heading(
        self,
        inlines: tuple[Inline, ...],
        place: Place,
        where: str,
        *,
        anchor: str,
        number: str = "",
        is_listed: bool = True,
    ) -> ResolvedHeading:
        """Return the heading of the section that `place` is in."""
        level = min(place.sections, len(HEADINGS) - 1)  # the first is the title's
        title = plain_text(inlines, place.language, self.survey.shown)
        if number:
            title = f"{number} {title}"
        node = self.tree.add(place.parent, HEADINGS[level], title=title)
        label = f"{number}\u00a0" if number else ""
        spans = self.text(inlines, node, place.language, where, label=label)
        self.headings.append(
            HeadingFacts(level, anchor, title, inlines, number, place.language, where, is_listed)
        )
        return ResolvedHeading(spans, level, anchor, title, place.language, where)

    def _group(self, group: Group, path: str, place: Place, done: list[ResolvedBlock]) -> None:
        inner = place
        if group.language is not None and group.language != place.language:
            node = self._element(Role.DIVISION, place, group.language)
            inner = place.within(node, group.language)
        for name, block in with_paths(group.body, path):
            self._block(block, name, inner, done)

    def _list(
        self,
        block: BulletList | NumberedList | DefinitionList,
        path: str,
        place: Place,
        first: int = 0,
    ) -> ResolvedList:
        """Return a list. first: how many items at the path come before it."""
        depth = place.lists
        if isinstance(block, BulletList):
            kind, attribute = ListKind.BULLET, "Disc"
        elif isinstance(block, NumberedList):
            kind, attribute = ListKind.NUMBER, "Decimal"  # at any depth: the text may cite "2.1"
        else:
            kind, attribute = ListKind.DEFINITION, "None"
        node = self.tree.add(place.parent, Role.LIST, numbering=attribute)
        items: list[ResolvedItem] = []
        for index in range(len(block.items)):
            where = f"{path}.items[{first + index}]"
            li = self.tree.add(node, Role.LIST_ITEM)
            lbl = self.tree.add(li, Role.LABEL)
            if isinstance(block, DefinitionList):
                definition = block.items[index]
                label = self.text(definition.term, lbl, place.language, f"{where}.term")
                body = definition.body
            else:
                mark = BULLETS[depth % len(BULLETS)]
                if isinstance(block, NumberedList):
                    mark = f"{block.start + index}."
                label = (self._span(mark, lbl, place.language, where),)
                body = block.items[index]
            inner = Place(
                self.tree.add(li, Role.LIST_BODY),
                place.language,
                place.sections,
                depth + 1,
            )
            items.append(ResolvedItem(label, self.blocks(body, where, inner)))
        return ResolvedList(kind, tuple(items), depth, path)

    def _quotation(self, block: Quotation, path: str, place: Place) -> ResolvedQuotation:
        node = self._element(Role.BLOCK_QUOTE, place, block.language)
        inner = place.within(node, block.language)
        body = self.blocks(block.body, path, inner)
        where = f"{path}.attribution"
        attribution = self.line(block.attribution, node, inner.language, where)
        return ResolvedQuotation(body, attribution, path, block.is_epigraph)

    def _pull_quote(self, block: PullQuote, path: str, place: Place) -> ResolvedPullQuote:
        node = self.tree.add(place.parent, Role.BLOCK_QUOTE)
        spans = self.line(block.text, node, place.language, path)
        by = self.line(block.by, node, place.language, f"{path}.by")
        return ResolvedPullQuote(spans, by, place.language, path)

    def key_points(
        self, block: KeyPoints, path: str, place: Place, role: Role, anchor: str | None = None
    ) -> ResolvedBox:
        """Return a panel of key points. role, anchor: of its title."""
        says = self.says.key_points
        title = self.line(
            says if block.title is None else block.title,
            place.parent,
            place.language,
            f"{path}.title",
            role=role,
            anchor=anchor,
        )
        points = self._list(BulletList(block.points), path, place)
        return ResolvedBox(title, (points,), is_key_points=True, where=path)

    def _recommendations(self, block: Recommendations, path: str, place: Place) -> ResolvedBox:
        """Return a panel of recommendations, those to one addressee in a list under its name."""
        inner = place.within(self.tree.add(place.parent, Role.DIVISION))
        words = self.says.recommendations if block.title is None else block.title
        title = self.line(words, inner.parent, place.language, f"{path}.title")
        body: list[ResolvedBlock] = []
        first = 0
        for to, group in groupby(block.items, attrgetter("to")):
            bodies = [item.body for item in group]
            whom = Paragraph(Strong(to)) if to else Paragraph()
            where = f"{path}.items[{first}].to"
            spoken = self._paragraph(whom, whom.children, where, inner)
            if spoken is not None:
                body.append(spoken)
            listed = NumberedList(bodies, start=block.start + first)
            body.append(self._list(listed, path, inner, first))
            first += len(bodies)
        return ResolvedBox(title, tuple(body), is_key_points=True, where=path)

    def _code(self, block: CodeBlock, path: str, place: Place, done: list[ResolvedBlock]) -> None:
        text = block.text.replace("\r\n", "\n").replace("\r", "\n")
        text = text.expandtabs(TAB_STOPS).strip("\n").rstrip()
        if not text:
            return
        node = self.tree.add(self.tree.add(place.parent, Role.PARAGRAPH), Role.CODE)
        mark = self.tree.add(node, Role.TEXT)
        span = ResolvedSpan(text, mark, place.language, Form.CODE, where=path)
        done.append(ResolvedCode((span,), path))

    def _figure(self, figure: Figure, path: str, place: Place) -> ResolvedFigure:
        self._floats += 1
        says = self.survey.labels.get(path, "")
        parent, language = place.parent, place.language
        if says or figure.credit or figure.source:
            # Beside the FIGURE and not in it: its alternative text stands for all that is in it,
            # so a caption, with its notes and links, would be lost to who listens.
            parent = self.tree.add(parent, Role.ASIDE)
        mark: Mark = LAYOUT
        if not figure.decorative:
            alt = one_line(figure.alt or "") or None
            mark = self.tree.add(self.tree.add(parent, Role.FIGURE, alt=alt), Role.TEXT)
        role = Role.CAPTION
        if says and (figure.source or figure.credit):
            # A Caption ends what it belongs to, so it takes the others in (ISO 14289-2, 8.2.5.27).
            parent, role = self.tree.add(parent, Role.CAPTION), Role.PARAGRAPH
        self.pictures += rights_of(figure, says, self.says.stop, language, self.survey)
        return ResolvedFigure(
            key=f"figure-{self._floats}",
            raster=self.survey.rasters[path],
            mark=mark,
            caption=self._caption(figure.caption, says, parent, language, f"{path}.caption", role),
            source=self._source(figure.source, parent, language, f"{path}.source"),
            credit=self.line(figure.credit, parent, language, f"{path}.credit"),
            language=language,
            width=figure.width,
            is_wide=figure.is_wide,
            placement=figure.placement,
            anchor=self._listed("figures", figure.id, figure.caption, says, path, language),
            where=path,
        )

    def _figure_row(self, row: FigureRow, path: str, place: Place) -> ResolvedFigureRow:
        figures = []
        for name, figure in with_paths(row.figures, path):
            assert isinstance(figure, Figure)  # noqa: S101 - the model holds no other
            figures.append(self._figure(figure, name, place))
        return ResolvedFigureRow(
            f"{figures[0].key}-row", tuple(figures), row.placement, path, is_wide=row.is_wide
        )

    def _listed(
        self,
        name: str,
        id_: str | None,
        inlines: tuple[Inline, ...],
        says: str,
        path: str,
        language: str,
    ) -> str | None:
        """Return the anchor of a figure or table, noted for the list of these if there is one."""
        if not says or name not in self.captions:
            return id_
        anchor = id_ or self.survey.fresh_name(path)
        number = says if is_blank(inlines) else f"{says}{self.says.stop}"
        title = f"{number} {plain_text(inlines, language, self.survey.shown)}".rstrip()
        self.captions[name].append(
            HeadingFacts(1, anchor, title, inlines, number, language, path, is_listed=True)
        )
        return anchor

    def _caption(
        self,
        inlines: tuple[Inline, ...],
        says: str,
        parent: NodeId,
        language: str,
        where: str,
        role: Role = Role.CAPTION,
    ) -> RichText:
        if not says:
            return ()
        label = says if is_blank(inlines) else f"{says}{self.says.stop} "
        return self.line(inlines, parent, language, where, role=role, label=label)

    def _source(
        self, inlines: tuple[Inline, ...], parent: NodeId, language: str, where: str
    ) -> RichText:
        """Return a source after its label, which an author may have written already."""
        if is_blank(inlines) and not calls_notes(inlines):
            return ()
        has_label = plain_text(inlines).lower().startswith(self.says.source.lower())
        label = "" if has_label else f"{self.says.source}{self.says.colon}"
        return self.line(inlines, parent, language, where, label=label)

    # Tables

    def _table(self, table: Table, path: str, place: Place) -> ResolvedTable:
        self._floats += 1
        key, columns = f"table-{self._floats}", columns_of(table)
        node = self.tree.add(place.parent, Role.TABLE)
        language = place.language
        says = self.survey.labels.get(path, "")
        caption = self._caption(table.caption, says, node, language, f"{path}.caption")

        def set_cell(cell: Cell, parent: NodeId, where: str) -> tuple[ResolvedBlock, ...]:
            return self._cell(cell, parent, where, place)

        writer = TableWriter(
            self.tree, table, columns, node, language, set_cell, self.desk.is_plain
        )
        head = writer.rows(table.head, f"{path}.head", is_head=True)
        rows = writer.rows(table.rows, f"{path}.rows", is_head=False)
        source = self._source(table.source, place.parent, language, f"{path}.source")
        return ResolvedTable(
            key,
            columns,
            head,
            rows,
            caption,
            source,
            language,
            self._listed("tables", table.id, table.caption, says, path, language),
            path,
            tuple(note for note in self._table_notes.pop(path, ()) if note is not None),
            table.is_wide,
            table.placement,
        )

    def _cell(
        self, cell: Cell, parent: NodeId, where: str, place: Place
    ) -> tuple[ResolvedBlock, ...]:
        """Return what a cell holds; a lone paragraph is the cell's own text in the tree."""
        text = lone_text(cell.body)
        if text is not None:
            text = folded(text).strip(" ")
            if not text:
                return ()
            if self.desk.is_plain(text):
                where = f"{where}.paragraphs[0]"
                span = self._span(text, parent, place.language, where)
                return (ResolvedParagraph((span,), place.language, None, where),)
        return self.blocks(cell.body, where, place.within(parent))

    # Notes

    def _set_note(
        self, note: Note, facts: NoteFacts, parent: NodeId, language: str, where: str
    ) -> None:
        """Set a footnote or a table's note right after its call; keep an endnote for later."""
        if facts.place == "end":
            self._endnotes.append(_Endnote(note, facts, language, where))
            return
        stream = self._footnotes
        if facts.place == "table":
            stream = self._table_notes.setdefault(facts.table, [])
        index = len(stream)
        stream.append(None)  # a note in it comes after it
        node = self.tree.add(parent, Role.NOTE, note_type="Footnote")
        stream[index] = self._note(note, facts, node, language, where)

    def _note(
        self, note: Note, facts: NoteFacts, node: NodeId, language: str, where: str
    ) -> ResolvedNote:
        self._note_nodes[facts.key] = node
        lbl = self.tree.add(node, Role.LABEL)
        label = f"[{facts.label}]" if facts.place == "end" else facts.label
        mark = SpanWriter(self.desk, lbl, language, where)
        mark.linked_label(label, Destination(facts.call_anchor), self.says.back, facts.room)
        calls = (facts.call_anchor, *facts.again) if facts.again else ()
        body = self._note_body(note, where, Place(node, language), calls)
        spoken = next((b.language for b in body if isinstance(b, ResolvedParagraph)), language)
        return ResolvedNote(
            facts.key, facts.label, mark.finish(), body, node, facts.anchor, spoken, where
        )

    def _note_body(
        self, note: Note, where: str, place: Place, calls: tuple[str, ...]
    ) -> tuple[ResolvedBlock, ...]:
        """Return a note's blocks. calls: of a note that is called again, and leads to each."""
        body = tuple(note.body)
        if calls and not isinstance(body[-1], Paragraph):
            body = (*body, Paragraph())
        done: list[ResolvedBlock] = []
        for index, (path, block) in enumerate(with_paths(body, where), start=1):
            if not isinstance(block, Paragraph):
                self._block(block, path, place, done)
                continue
            inlines = _with_address(block) if len(body) == 1 else block.children
            ends = calls if index == len(body) else ()
            paragraph = self._paragraph(block, inlines, path, place, ends)
            if paragraph is not None:
                done.append(paragraph)
        return tuple(done)

    def footnotes(self) -> tuple[ResolvedNote, ...]:
        """Return the footnotes in order of their calls, outer ones before those in them."""
        return tuple(note for note in self._footnotes if note is not None)

    def endnotes(self, parent: NodeId) -> tuple[ResolvedNote, ...]:
        """Set the endnotes that were called so far; one in another comes right after it."""
        done: list[ResolvedNote] = []
        waiting, self._endnotes = self._endnotes[::-1], []
        while waiting:
            called = waiting.pop()
            node = self.tree.add(parent, Role.NOTE, note_type="Endnote")
            done.append(self._note(called.note, called.facts, node, called.language, called.where))
            waiting += self._endnotes[::-1]
            self._endnotes = []
        return tuple(done)

    def tie_notes(self) -> None:
        """Let calls and notes refer to each other in the tree."""
        for key, references in self.desk.references.items():
            node = self._note_nodes[key]
            self.tree.amend(node, refers_to=tuple(references))
            for reference in references:
                self.tree.amend(reference, refers_to=(node,))


def _with_address(paragraph: Paragraph) -> tuple[Inline, ...]:
    """Return a note's text; as a link where it is nothing but a web address (INTERFACES.md)."""
    children = paragraph.children
    if len(children) == 1 and isinstance(children[0], Text):
        split = split_address(children[0].text)
        if split is not None:
            address, stop = split
            return Link(address), Text(stop)
    return children
