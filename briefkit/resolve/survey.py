"""Look a brief over before anything is made of it: Brief → Survey, or every fault at once.

One walk in reading order. It counts notes, figures, tables and sections, learns where ids lead,
reads the pictures, and finds what only the whole brief can tell is wrong: what a value alone can
tell, the model has refused already. Nothing is made here; see `structuring`.
"""

from pathlib import Path

from briefkit.bounds import check_time, limits_in_force, over
from briefkit.diagnostics import Severity
from briefkit.errors import ModelError, PictureError
from briefkit.images.raster import PictureSource, Raster, read_raster
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
from briefkit.model.brief import Brief
from briefkit.model.characters import is_blank_text, is_relative
from briefkit.model.figures import Figure, FigureRow
from briefkit.model.inline import (
    WRAPPERS,
    CrossReference,
    InLanguage,
    Inline,
    Link,
    Note,
    NoteCall,
    Text,
    is_blank,
)
from briefkit.model.recommendations import Recommendations
from briefkit.model.tables import Table
from briefkit.numerals import numeral
from briefkit.resolve.addresses import fault_of_link
from briefkit.resolve.facts import NoteFacts, PageNumbers, Survey, fresh_name
from briefkit.resolve.faults import NOBODY, Faults, place_of
from briefkit.resolve.grid import Rows, lone_text, starts_of
from briefkit.resolve.labels import Labels
from briefkit.resolve.numbering import SectionCount, Streams
from briefkit.resolve.particulars import check_particulars
from briefkit.resolve.paths import with_paths
from briefkit.resolve.plain import calls_notes, plain_text
from briefkit.resolve.quotes import quotation_marks
from briefkit.resolve.references import Asked, References
from briefkit.resolve.spot import Spot
from briefkit.values import define, evolve, field

DEEPEST_INLINES = 64  # notes in notes counted through; a reader's eye is lost long before
_MOST_ROW_FAULTS = 5  # of one table; the rest are counted
_NO_ALT = 'has no alt text: give alt="…", or mark it decorative'


def survey(
    brief: Brief,
    labels: Labels,
    folder: Path | None,
    pages: PageNumbers,
) -> Survey:
    """Return what the whole of a brief tells of its parts.

    pages: what is known of the finished pages.

    Raises ModelError with every problem, those of pictures included, in the order of the input;
    PictureError where all of them are of pictures.
    """
    surveyor = _Surveyor(brief, labels, folder, pages)
    surveyor.look()
    surveyor.faults.raise_any()
    return Survey(
        surveyor.notes,
        surveyor.references.called,
        surveyor.labelled,
        surveyor.numbers,
        surveyor.anchors,
        surveyor.references.targets,
        surveyor.rasters,
        surveyor.words,
        tuple(surveyor.faults.diagnostics),
        surveyor.references.names,
        tuple(surveyor.paged),
        pages.folios,
        labels.page,
        numeral(1, digits=labels.digits),
        tuple(labels.page.format(digit * pages.most_digits) for digit in labels.digits)
        if pages.most_digits
        else (),
    )


@define(eq=False)
class _Surveyor:
    """The walk; never leaves `survey`."""

    brief: Brief
    words_of: Labels
    folder: Path | None
    pages: PageNumbers
    faults: Faults = field(factory=Faults)
    _streams: Streams = field(init=False)
    notes: dict[str, NoteFacts] = field(factory=dict)
    references: References = field(init=False)
    labelled: dict[str, str] = field(factory=dict)
    numbers: dict[str, str] = field(factory=dict)
    anchors: dict[str, str] = field(factory=dict)
    rasters: dict[str, Raster] = field(factory=dict)
    words: int = 0
    paged: dict[str, None] = field(factory=dict)
    _read: dict[PictureSource, Raster] = field(factory=dict)
    _note_counts: dict[str, int] = field(factory=dict)
    # Path and id or "" of each; of notes also key, label, place, table and room.
    _sections_met: list[tuple[str, str]] = field(factory=list)
    _notes_met: list[tuple[str, str, str, str, str, str, tuple[str, ...]]] = field(factory=list)
    _sections: list[SectionCount] = field(factory=lambda: [SectionCount()])
    _counts: dict[type, int] = field(factory=dict)  # the last figure's, the last table's

    @_streams.default
    def _begin_streams(self) -> Streams:
        return Streams(self.brief.notes, self.pages, self.words_of.digits)

    @references.default
    def _begin_references(self) -> References:
        return References(self.faults)

    def look(self) -> None:
        brief, spot = self.brief, Spot()
        self._inlines(brief.title, "title", spot)
        self._inlines(brief.subtitle, "subtitle", spot)
        self._cover()
        check_particulars(brief, self.faults, self._picture)
        self._blocks(brief.abstract, "abstract", spot)
        if brief.key_points is not None:
            self._inlines(brief.key_points.title or (), "key_points.title", spot)
            self._items(brief.key_points.points, "key_points", spot)
        self._blocks(brief.body, "", spot)
        for name in ("acknowledgements", "funding", "disclaimer"):
            self._streams.restart()
            self._blocks(getattr(brief, name), name, spot)
        for index, person in enumerate(brief.authors):
            self._inlines(person.bio, f"authors[{index}].bio", spot)
        for index, organisation in enumerate(brief.organisations):
            self._inlines(organisation.about, f"organisations[{index}].about", spot)
        most = limits_in_force().notes
        if len(self._notes_met) > most:
            raise ModelError(over("notes", f"there are {len(self._notes_met):,} notes"))
        self._name_the_rest()
        self.references.check()

    def _fault(self, what: str, where: str, spot: Spot, cure: str = "") -> None:
        self.faults.add(what, where, cure, spot.owner)

    # What stands outside of the text

    def _cover(self) -> None:
        cover = self.brief.cover
        if cover is None:
            return
        spot = Spot(is_on_cover=True)
        if cover.image is not None:
            self._picture(cover.image, "cover")
            if is_blank_text(cover.alt or "") and not cover.decorative:
                self.faults.notice(Severity.WARNING, _NO_ALT, "cover")
        self._inlines(cover.caption, "cover.caption", spot)
        self._inlines(cover.credit, "cover.credit", spot)

    def _picture(
        self, source: PictureSource, where: str, owner: tuple[str, object] = NOBODY
    ) -> None:
        raster = self._read.get(source)
        if raster is None:
            try:
                raster = read_raster(source, where=place_of(where, owner), folder=self.folder)
            except PictureError as error:
                self.faults.add_picture(error)
                return
            self._read[source] = raster
        self.rasters[where] = raster

    def _name_the_rest(self) -> None:
        """Name what the author did not, now that all names of his are known."""
        names = self.references.names
        for path, name in self._sections_met:
            self.anchors[path] = name or fresh_name(path, names)
        times = self.references.times_called()
        for path, name, key, label, place, table, room in self._notes_met:
            anchor = name or fresh_name(key, names)
            own, *again = (fresh_name(f"{key}-call", names) for _ in range(1 + times.get(name, 0)))
            facts = NoteFacts(key, label, place, anchor, own, tuple(again), table, room)
            self.notes[path] = facts
            if name:
                self.references.called[name] = facts

    # Blocks

    def _blocks(self, blocks: tuple[Block, ...], where: str, spot: Spot) -> None:
        if not blocks:
            return
        deepest = limits_in_force().nesting
        if spot.blocks == deepest:
            what = over("nesting", f"nests blocks more than {deepest} deep").what
            self._fault(what, where, spot, "take a level out")
            return
        for path, block in with_paths(blocks, where):
            check_time()
            self._block(block, path, spot)
        last = blocks[-1]
        if isinstance(last, Section) and not last.body:  # others are often half of a heading
            what = "has a heading and nothing under it: give it text, or take it out"
            self.faults.notice(Severity.WARNING, what, path, spot.within(path, last).owner)

    def _block(self, block: Block, path: str, around: Spot) -> None:
        spot = around.within(path, block)
        match block:
            case Paragraph():
                if self.references.id_of(block, path, "", spot.owner) and (
                    is_blank(block.children) and not calls_notes(block.children)
                ):
                    cure = "give it text, or take the id out"
                    self._fault(f"is empty and has the id {block.id!r}", path, spot, cure)
                self._inlines(block.children, path, spot)
            case Section():
                self._section(block, path, spot)
            case BulletList() | NumberedList():
                self._items(block.items, path, spot)
            case DefinitionList():
                self._definitions(block, path, spot)
            case Quotation():
                self._blocks(block.body, path, evolve(spot, panel="a quotation"))
                self._inlines(block.attribution, f"{path}.attribution", spot)
            case PullQuote():
                self._inlines(block.text, path, spot)
                self._inlines(block.by, f"{path}.by", spot)
            case Box():
                self._inlines(block.title, f"{path}.title", spot)
                self._blocks(block.body, path, evolve(spot, panel="a box"))
            case KeyPoints():
                self._inlines(block.title or (), f"{path}.title", spot)
                self._items(block.points, path, spot)
            case Recommendations():
                self._inlines(block.title or (), f"{path}.title", spot)
                inner = evolve(spot, holder=spot.holder or "a list")
                to: tuple[Inline, ...] = ()
                for index, item in enumerate(block.items):
                    if item.to != to:  # it stands once, above all that are addressed so
                        to = item.to
                        self._inlines(to, f"{path}.items[{index}].to", spot)
                    self._blocks(item.body, f"{path}.items[{index}]", inner)
            case Group():
                self._blocks(block.body, path, spot)
            case Figure():
                self._figure(block, path, spot)
            case FigureRow():
                self._blocks(block.figures, path, spot)
            case Table():
                self._table(block, path, spot)
            case PageBreak():
                if where := spot.holder or spot.panel:
                    cure = "put it between two blocks of the text or of a section"
                    self._fault(f"is a page break in {where}", path, spot, cure)
            case CodeBlock() | Divider():
                pass

    def _section(self, section: Section, path: str, spot: Spot) -> None:
        if spot.holder:
            cure = "write its title as a paragraph of its own"
            self._fault(f"is a section in {spot.holder}", path, spot, cure)
        if spot.blocks == 1:
            self._streams.restart()
        level = self._sections[-1]
        if section.is_numbered:
            level.count += 1
            number = f"{level.prefix}{numeral(level.count, digits=self.words_of.digits)}"
            self.numbers[path] = number
            shown = self.words_of.section.format(number)
            below = SectionCount(f"{number}.")
        else:
            before, after = quotation_marks(self.brief.language, 0)
            shown = f"{before}{plain_text(section.title, self.brief.language, quotes=1)}{after}"
            below = level
        self._sections_met.append((path, self.references.id_of(section, path, shown, spot.owner)))
        self._inlines(section.title, f"{path}.title", spot)
        self._sections.append(below)
        self._blocks(section.body, path, spot)
        self._sections.pop()

    def _items(self, items: tuple[tuple[Block, ...], ...], path: str, spot: Spot) -> None:
        inner = evolve(spot, holder=spot.holder or "a list")
        for index, item in enumerate(items):
            if not item:
                what = "is an empty item: give it text, or take it out"
                self.faults.notice(Severity.WARNING, what, f"{path}.items[{index}]", spot.owner)
            self._blocks(item, f"{path}.items[{index}]", inner)

    def _definitions(self, block: DefinitionList, path: str, spot: Spot) -> None:
        inner = evolve(spot, holder=spot.holder or "a list")
        for index, item in enumerate(block.items):
            where = f"{path}.items[{index}]"
            self._inlines(item.term, f"{where}.term", spot)
            self._blocks(item.body, where, inner)

    def _figure(self, figure: Figure, path: str, spot: Spot) -> None:
        self._label(figure, self.words_of.figure, path, spot)
        self._picture(figure.image, path, spot.owner)
        if is_blank_text(figure.alt or "") and not figure.decorative:
            self.faults.notice(Severity.WARNING, _NO_ALT, path, spot.owner)
        for name in ("caption", "source", "credit"):
            self._inlines(getattr(figure, name), f"{path}.{name}", spot)

    def _label(self, one: Figure | Table, words: str, path: str, spot: Spot) -> None:
        """Number what is captioned or may be referred to. words: "Figure {}" and the like."""
        shown = ""
        if one.caption or one.id is not None:
            kind = type(one)
            self._counts[kind] = self._counts.get(kind, 0) + 1
            count = numeral(self._counts[kind], digits=self.words_of.digits)
            shown = self.labelled[path] = words.format(count)
        self.references.id_of(one, path, shown, spot.owner)

    def _table(self, table: Table, path: str, spot: Spot) -> None:
        self._label(table, self.words_of.table, path, spot)
        where = table.notes or ("table" if spot.table else self.brief.notes.tables)
        spot = evolve(spot, table=path if where == "table" else "")
        self._inlines(table.caption, f"{path}.caption", spot)
        columns = table.columns
        if len(table.alignments) > columns:
            what = f"has {len(table.alignments)} alignments for {columns} columns"
            self._fault(what, path, spot, "give one a column")
        for name in ("head", "rows"):
            self._rows(getattr(table, name), columns, f"{path}.{name}", spot)
        self._inlines(table.source, f"{path}.source", spot)

    def _rows(self, rows: Rows, columns: int, where: str, spot: Spot) -> None:
        inner = evolve(spot, holder="a table's cell")
        faults = 0
        for index, (row, (_, fault)) in enumerate(zip(rows, starts_of(rows, columns), strict=True)):
            if fault:
                faults += 1
                if faults <= _MOST_ROW_FAULTS:
                    cure = "give each row as many columns, spans counted"
                    self._fault(fault, f"{where}[{index}]", spot, cure)
            for column, cell in enumerate(row):
                text = lone_text(cell.body)
                if text is None:
                    self._blocks(cell.body, f"{where}[{index}][{column}]", inner)
                else:
                    self.words += text.count(" ") + 1
        if faults > _MOST_ROW_FAULTS:
            what = f"has {faults - _MOST_ROW_FAULTS} more rows with such faults"
            self._fault(what, where, spot)

    # Inlines

    def _inlines(self, inlines: tuple[Inline, ...], where: str, spot: Spot) -> None:
        deeper: Spot | None = None
        for inline in inlines:
            if type(inline) is Text:
                self.words += inline.text.count(" ") + 1
                continue
            if deeper is None:
                if spot.inlines == DEEPEST_INLINES:
                    what = f"nests inlines more than {DEEPEST_INLINES} deep"
                    self._fault(what, where, spot, "take some levels out")
                    return
                deeper = spot.deeper()
            match inline:
                case Note():
                    self._note(inline, where, deeper)
                case NoteCall():
                    if spot.is_in_link:
                        self._note_in_link(where, spot)
                    self._ask("call", inline.note_id, where, spot)
                case Link():
                    self._link(inline, where, deeper)
                case CrossReference():
                    if spot.is_in_link:
                        self._link_in_link("cross-reference", where, spot)
                    kind = "reference" if is_blank(inline.children) else "words"
                    if inline.form == "page":
                        kind = "page"
                        self.paged[inline.target] = None
                    self._ask(kind, inline.target, where, spot)
                    self._inlines(inline.children, where, evolve(deeper, is_in_link=True))
                case InLanguage():
                    self._inlines(inline.children, where, deeper)
                case _ if isinstance(inline, WRAPPERS):
                    self._inlines(inline.children, where, deeper)

    def _link(self, link: Link, where: str, spot: Spot) -> None:
        if spot.is_in_link:
            self._link_in_link("link", where, spot)
        fault = None if is_relative(link.url) else fault_of_link(link.url)
        if fault is not None:
            self._fault(fault.what, where, spot, fault.cure)
        elif link.children and is_blank(link.children):
            self._fault(
                f"the link to {link.url[:80]!r} shows nothing", where, spot, "give it words"
            )
        elif link.url.startswith("#") and not link.children:
            self._ask("reference", link.url[1:], where, spot)
        elif link.url.startswith("#") or is_relative(link.url):
            self._ask("link", link.url, where, spot)
        self._inlines(link.children, where, evolve(spot, is_in_link=True))

    def _ask(self, kind: str, target: str, where: str, spot: Spot) -> None:
        self.references.ask(Asked(kind, target, where, spot.owner, spot.notes, spot.table))

    def _link_in_link(self, what: str, where: str, spot: Spot) -> None:
        self._fault(f"a {what} stands in another link", where, spot, "take one of them out")

    def _note_in_link(self, where: str, spot: Spot) -> None:
        self._fault("a note is called in a link", where, spot, "call it after the link")

    def _note(self, note: Note, where: str, spot: Spot) -> None:
        count = self._note_counts.get(where, 0)
        self._note_counts[where] = count + 1
        path = f"{where}.notes[{count}]"
        if spot.is_in_link:
            self._note_in_link(where, spot)
        # A note in an endnote is one too: a reader looks for it where he is reading.
        place = "end" if spot.place == "end" else note.place or self.brief.notes.place
        if spot.table and spot.place != "end" and note.place is None:
            place = "table"
        table = spot.table if place == "table" else ""
        if spot.place == "end" and note.place == "foot":
            self._fault("is a footnote in an endnote", path, spot, 'give place="end", or None')
        if spot.is_on_cover and place == "foot":
            cure = "put it into the title, or into the text"
            self._fault("is a footnote on the cover, which has no foot", path, spot, cure)
        key = f"note-{len(self._notes_met) + 1}"
        label, room = note.label, self._streams.room(place) if note.label is None else ()
        if label is None:
            label = self._streams.take(place, key, table)
        shown = self.words_of.note.format(label)
        words = tuple(self.words_of.note.format(one) for one in room)
        name = self.references.id_of(note, path, shown, spot.owner, words)
        self._notes_met.append((path, name, key, label, place, table, room))
        if not any(_shows(block) for block in note.body):
            self._fault("is empty", path, spot, "give it text or leave it out")
        self._blocks(
            note.body,
            path,
            evolve(spot, notes=(*spot.notes, note.id), place=place, holder="a note", table=table),
        )


def _shows(block: Block) -> bool:
    return not isinstance(block, Paragraph) or not is_blank(block.children)
