"""Blocks → resolved blocks, and the structure tree with them, in reading order.

What each kind of block is in the tree is decided here and nowhere else. Numbers and names were
found before, in `survey`; text is written by `lines`, tables by `tabulating`, notes by `noting`.
"""

from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

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
from briefkit.model.inline import Inline, Note, Strong
from briefkit.model.recommendations import Recommendations
from briefkit.model.tables import Cell, Table
from briefkit.numerals import numeral
from briefkit.resolve.captions import Captions
from briefkit.resolve.catalogue import rights_of
from briefkit.resolve.desk import Desk
from briefkit.resolve.facts import HeadingFacts, NoteFacts, Survey
from briefkit.resolve.grid import lone_text
from briefkit.resolve.labels import Labels, labels_for
from briefkit.resolve.lines import set_line, set_paragraph, set_span, set_text
from briefkit.resolve.noting import Notes
from briefkit.resolve.paths import with_paths
from briefkit.resolve.place import Place
from briefkit.resolve.plain import one_line, plain_text
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
    ResolvedPageBreak,
    ResolvedParagraph,
    ResolvedPullQuote,
    ResolvedQuotation,
    ResolvedSpan,
    ResolvedTable,
)
from briefkit.structure import HEADINGS, LAYOUT, Mark, NodeId, Role, StructureBuilder
from briefkit.values import evolve

if TYPE_CHECKING:
    from briefkit.resolve.abbreviations import Abbreviations

BULLETS = ("•", "–")  # in turn, by how many lists are around
_BOXES = {False: "☐", True: "☑"}  # of tasks, by whether they are done
_LIST_NUMBERINGS = {
    "arabic": "Decimal",
    "alpha": "LowerAlpha",
    "Alpha": "UpperAlpha",
    "roman": "LowerRoman",
    "Roman": "UpperRoman",
}
TAB_STOPS = 4  # of code, in characters


class Structuring:
    """Sets blocks one after another, in reading order; never leaves `resolve`."""

    def __init__(
        self,
        tree: StructureBuilder,
        survey: Survey,
        says: Labels,
        abbreviations: "Abbreviations | None" = None,
        lists: tuple[str, ...] = (),
    ) -> None:
        """Begin with an empty tree. lists: as the brief's."""
        self.tree = tree
        self.survey = survey
        self.says = says
        self.desk = Desk(tree, survey, says, self._set_note, abbreviations)
        self.notes = Notes(self.desk, self._block)
        self.captions = Captions(self.desk, lists)
        self.headings: list[HeadingFacts] = []
        self.pictures: list[PictureRights] = []
        self._floats = 0

    def _set_note(
        self, note: Note, facts: NoteFacts, parent: NodeId, language: str, where: str
    ) -> None:
        self.notes.take(note, facts, parent, language, where)

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
                paragraph = set_paragraph(self.desk, block, block.children, path, place)
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
                title = set_line(self.desk, block.title, node, place.language, f"{path}.title")
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

    def _section(
        self, section: Section, path: str, place: Place, done: list[ResolvedBlock]
    ) -> None:
        language = section.language or place.language
        node = place.element(self.tree, Role.SECTION, section.language)
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
        spans = set_text(self.desk, inlines, node, place.language, where, label=label)
        self.headings.append(
            HeadingFacts(level, anchor, title, inlines, number, place.language, where, is_listed)
        )
        return ResolvedHeading(spans, level, anchor, title, place.language, where)

    def _group(self, group: Group, path: str, place: Place, done: list[ResolvedBlock]) -> None:
        inner = place
        if group.language is not None and group.language != place.language:
            node = place.element(self.tree, Role.DIVISION, group.language)
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
            kind, attribute = ListKind.TASK if block.done else ListKind.BULLET, "Disc"
        elif isinstance(block, NumberedList):
            # At any depth what the author chose: the text may cite "2.1", or "point (b)".
            kind, attribute = ListKind.NUMBER, _LIST_NUMBERINGS[block.numbering]
        else:
            kind, attribute = ListKind.DEFINITION, "None"
        node = self.tree.add(place.parent, Role.LIST, numbering=attribute)
        items: list[ResolvedItem] = []
        digits = labels_for(place.language).digits
        for index in range(len(block.items)):
            where = f"{path}.items[{first + index}]"
            li = self.tree.add(node, Role.LIST_ITEM)
            lbl = self.tree.add(li, Role.LABEL)
            if isinstance(block, DefinitionList):
                definition = block.items[index]
                label = set_text(self.desk, definition.term, lbl, place.language, f"{where}.term")
                body = definition.body
            else:
                mark = BULLETS[depth % len(BULLETS)]
                if isinstance(block, BulletList) and block.done:
                    mark = _BOXES[block.done[index]]
                elif isinstance(block, NumberedList):
                    mark = numeral(block.start + index, block.numbering, digits)
                    mark = f"({mark})" if block.mark == "()" else mark + block.mark
                label = (set_span(self.desk, mark, lbl, place.language, where),)
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
        node = place.element(self.tree, Role.BLOCK_QUOTE, block.language)
        inner = place.within(node, block.language)
        body = self.blocks(block.body, path, inner)
        where = f"{path}.attribution"
        attribution = set_line(self.desk, block.attribution, node, inner.language, where)
        return ResolvedQuotation(body, attribution, path, block.is_epigraph)

    def _pull_quote(self, block: PullQuote, path: str, place: Place) -> ResolvedPullQuote:
        node = self.tree.add(place.parent, Role.BLOCK_QUOTE)
        spans = set_line(self.desk, block.text, node, place.language, path)
        by = set_line(self.desk, block.by, node, place.language, f"{path}.by")
        return ResolvedPullQuote(spans, by, place.language, path)

    def key_points(
        self, block: KeyPoints, path: str, place: Place, role: Role, anchor: str | None = None
    ) -> ResolvedBox:
        """Return a panel of key points. role, anchor: of its title."""
        says = self.says.key_points
        title = set_line(
            self.desk,
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
        title = set_line(self.desk, words, inner.parent, place.language, f"{path}.title")
        body: list[ResolvedBlock] = []
        first = 0
        for to, group in groupby(block.items, attrgetter("to")):
            bodies = [item.body for item in group]
            whom = Paragraph(Strong(to)) if to else Paragraph()
            where = f"{path}.items[{first}].to"
            spoken = set_paragraph(self.desk, whom, whom.children, where, inner)
            if spoken is not None:
                body.append(spoken)
            listed = NumberedList(bodies, start=block.start + first)
            points = self._list(listed, path, inner, first)
            body.append(evolve(points, is_under_name=spoken is not None))
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
            caption=self.captions.caption(
                figure.caption, says, parent, language, f"{path}.caption", role
            ),
            source=self.captions.source(figure.source, parent, language, f"{path}.source"),
            credit=set_line(self.desk, figure.credit, parent, language, f"{path}.credit"),
            language=language,
            width=figure.width,
            is_wide=figure.is_wide,
            placement=figure.placement,
            anchor=self.captions.listed("figures", figure.id, figure.caption, says, path, language),
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

    # Tables

    def _table(self, table: Table, path: str, place: Place) -> ResolvedTable:
        self._floats += 1
        key, columns = f"table-{self._floats}", table.columns
        node = self.tree.add(place.parent, Role.TABLE)
        language = place.language
        says = self.survey.labels.get(path, "")
        caption = self.captions.caption(table.caption, says, node, language, f"{path}.caption")

        def set_cell(cell: Cell, parent: NodeId, where: str) -> tuple[ResolvedBlock, ...]:
            return self._cell(cell, parent, where, place)

        from briefkit.resolve.tabulating import TableWriter  # late: for tables alone

        writer = TableWriter(
            self.tree, table, columns, node, language, set_cell, self.desk.is_plain
        )
        head = writer.rows(table.head, f"{path}.head", is_head=True)
        rows = writer.rows(table.rows, f"{path}.rows", is_head=False)
        source = self.captions.source(table.source, place.parent, language, f"{path}.source")
        return ResolvedTable(
            key,
            columns,
            head,
            rows,
            caption,
            source,
            language,
            self.captions.listed("tables", table.id, table.caption, says, path, language),
            path,
            self.notes.under(path),
            table.is_wide,
            table.placement,
        )

    def _cell(
        self, cell: Cell, parent: NodeId, where: str, place: Place
    ) -> tuple[ResolvedBlock, ...]:
        """Return what a cell holds; a lone paragraph is the cell's own text in the tree."""
        text = lone_text(cell.body)
        if text is not None:
            text = one_line(text)
            if not text:
                return ()
            if self.desk.is_plain(text):
                where = f"{where}.paragraphs[0]"
                span = set_span(self.desk, text, parent, place.language, where)
                return (ResolvedParagraph((span,), place.language, None, where),)
        return self.blocks(cell.body, where, place.within(parent))
