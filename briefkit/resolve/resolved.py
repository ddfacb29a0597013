"""A brief with every question answered: numbers, labels, marks, languages, nodes of the tree.

Values only; `resolve()` makes them. The same shape as the model, flattened where layout wants it
flat: inlines are a tuple of spans, sections a heading followed by their blocks.
"""

import enum
from typing import ClassVar

from briefkit.diagnostics import Diagnostic
from briefkit.frame import LinkTarget
from briefkit.images.raster import Raster
from briefkit.metadata import Metadata
from briefkit.model.figures import DEFAULT_FOCUS
from briefkit.structure import Mark, NodeId, StructureTree
from briefkit.values import field, frozen


class Form(enum.Flag):
    """What is done to the characters of a span."""

    PLAIN = 0
    EMPHASIS = enum.auto()
    STRONG = enum.auto()
    SMALL_CAPS = enum.auto()
    SUPERSCRIPT = enum.auto()
    SUBSCRIPT = enum.auto()
    CODE = enum.auto()
    CALL = enum.auto()  # a note call's own characters, to be set as true superior figures
    LABEL = enum.auto()  # "Figure 2", "Table 1": the label before a caption, a note's mark
    ADDRESS = enum.auto()  # the text is a web address and breaks at its joints
    BRACKETED = enum.auto()  # an endnote's call, "[iv]", on the line: no break before it or within
    WHOLE = enum.auto()  # one of many names in a line: no break within


@frozen
class ResolvedSpan:
    r"""Characters of one form, mark and language.

    text: never empty; no control characters but "\n" for a forced line break.
    mark: the TEXT node of the tree that it is, or the cell of which it is all; or an artifact.
    target, link_node, contents: of a link, as in `text.spans.Span`.
    calls: keys of the footnotes that start where it stands: of a note's own call, not of a further
        one, nor of an endnote's or a table note's.
    anchor: a place's name at its start, or None; where: a path through the brief.
    room: texts that it might have on other pages; it takes the room of the widest of them.
    """

    text: str
    mark: Mark
    language: str
    form: Form = Form.PLAIN
    target: LinkTarget | None = None
    link_node: NodeId | None = None
    contents: str = ""
    calls: tuple[str, ...] = ()
    anchor: str | None = None
    where: str = field(default="", eq=False)
    room: tuple[str, ...] = ()


RichText = tuple[ResolvedSpan, ...]


@frozen
class ResolvedParagraph:
    """A paragraph. language: of its first words, which decides hyphenation and direction.

    is_opening: whether the text begins with it, right under paragraphs that are none of the text.
    """

    spans: RichText
    language: str
    anchor: str | None = None
    where: str = field(default="", eq=False)
    is_opening: bool = False


@frozen
class ResolvedHeading:
    """A heading. title: plain, without notes, for running heads.

    level: 1 for a top section, to 5, no skips; in the tree it is H2, since the brief's title is H1.
    is_matter: whether of front or back matter, in words of ours: it looks smaller than a section's,
    and begins no page of its own.
    """

    spans: RichText
    level: int
    anchor: str
    title: str
    language: str
    where: str = field(default="", eq=False)
    is_matter: bool = False


@frozen
class ResolvedFigure:
    """A figure.

    key: its name in the galley's floats; raster: its picture; mark: the FIGURE's TEXT node, which
    the picture is painted as, or an artifact when it is decorative.
    caption: its label ("Figure 1", `Form.LABEL`) included; credit, source: may be empty.
    width: a fraction of the measure, or None; is_wide, placement: as in the model.
    """

    key: str
    raster: Raster
    mark: Mark
    caption: RichText
    credit: RichText
    source: RichText
    language: str
    width: float | None = None
    placement: str = "auto"
    anchor: str | None = None
    where: str = field(default="", eq=False)
    is_wide: bool = False


@frozen
class ResolvedFigureRow:
    """Figures side by side. key, is_wide, placement: as a figure's."""

    key: str
    figures: tuple[ResolvedFigure, ...]
    placement: str = "auto"
    where: str = field(default="", eq=False)
    is_wide: bool = False


@frozen
class ResolvedCell:
    """A table's cell. alignment: "start", "centre", "end" or "decimal", never "auto"."""

    body: tuple["ResolvedBlock", ...]
    column: int
    column_span: int = 1
    row_span: int = 1
    is_header: bool = False
    alignment: str = "start"


@frozen(weakref_slot=False)
class PlainCell:
    """A cell of one column and row that holds a few words and no more, as nearly all do.

    It says the same as a `ResolvedCell` in a third of the memory: its paragraph is made when it
    is asked for.

    text, mark, language: of its only span; row, number: its row's path through the brief, and
    which of that row's cells it is. The rest is as in a `ResolvedCell`.
    """

    text: str
    mark: Mark
    language: str
    column: int
    is_header: bool = False
    alignment: str = "start"
    row: str = field(default="", eq=False)
    number: int = field(default=0, eq=False)

    column_span: ClassVar[int] = 1
    row_span: ClassVar[int] = 1

    @property
    def span(self) -> ResolvedSpan:
        """Return its only span."""
        where = f"{self.row}[{self.number}].paragraphs[0]"
        return ResolvedSpan(self.text, self.mark, self.language, where=where)

    @property
    def body(self) -> tuple["ResolvedBlock", ...]:
        """Return its only paragraph."""
        span = self.span
        return (ResolvedParagraph((span,), self.language, None, span.where),)


TableCell = ResolvedCell | PlainCell
TableRow = tuple[TableCell, ...]


@frozen
class ResolvedTable:
    """A table. columns: their number; head: the rows repeated on each page it reaches.

    notes: those that stand under it, in order of their calls. is_wide, placement: as in the model.
    """

    key: str
    columns: int
    head: tuple[TableRow, ...]
    rows: tuple[TableRow, ...]
    caption: RichText
    source: RichText
    language: str
    anchor: str | None = None
    where: str = field(default="", eq=False)
    notes: tuple["ResolvedNote", ...] = ()
    is_wide: bool = False
    placement: str = "auto"


@frozen
class ResolvedItem:
    """A list's item. label: its bullet, number or term; body: blocks."""

    label: RichText
    body: tuple["ResolvedBlock", ...]


class ListKind(enum.Enum):
    """How a list's items are labelled."""

    BULLET = "bullet"
    TASK = "task"
    NUMBER = "number"
    DEFINITION = "definition"


@frozen
class ResolvedList:
    """A list.

    depth: 0 for one that stands in no other; is_under_name: whether a line right above it says whom
    it is for.
    """

    kind: ListKind
    items: tuple[ResolvedItem, ...]
    depth: int = 0
    where: str = field(default="", eq=False)
    is_under_name: bool = False


@frozen
class ResolvedQuotation:
    """A block quotation with its attribution, which may be empty. is_epigraph: as in the model."""

    body: tuple["ResolvedBlock", ...]
    attribution: RichText = ()
    where: str = field(default="", eq=False)
    is_epigraph: bool = False


@frozen
class ResolvedPullQuote:
    """A sentence shown large, with who says it, which may be empty."""

    spans: RichText
    by: RichText
    language: str
    where: str = field(default="", eq=False)


@frozen
class ResolvedBox:
    """Matter in a panel. title: may be empty. is_key_points: whether it is that panel."""

    title: RichText
    body: tuple["ResolvedBlock", ...]
    is_key_points: bool = False
    where: str = field(default="", eq=False)


@frozen
class ResolvedCode:
    r"""Lines of code: spans whose text holds "\n" at line ends."""

    spans: RichText
    where: str = field(default="", eq=False)


@frozen
class ResolvedDivider:
    """A pause, painted as an artifact."""


@frozen
class ResolvedPageBreak:
    """The end of a page. is_to_recto: whether what follows begins a right-hand one."""

    is_to_recto: bool = False


@frozen
class ResolvedLinks:
    """A row of links under a label: the language editions.

    label: may be empty; links: each the spans of one.
    """

    label: RichText
    links: tuple[RichText, ...]
    where: str = field(default="", eq=False)


@frozen
class ResolvedRelated:
    """Related publications: a heading's label and one paragraph for each."""

    label: RichText
    entries: tuple[RichText, ...]
    where: str = field(default="", eq=False)


@frozen
class ResolvedPerson:
    """An author's box: photograph, name, role and affiliation, biography, addresses.

    photo: None where there is none; photo_mark: its node.
    """

    name: RichText
    role: RichText
    bio: RichText
    addresses: tuple[RichText, ...]
    photo: Raster | None = None
    photo_mark: Mark | None = None
    where: str = field(default="", eq=False)


@frozen
class ResolvedPeople:
    """The author boxes at the end. label: such as "About the author"."""

    label: RichText
    people: tuple[ResolvedPerson, ...]


@frozen
class ContentsEntry:
    """A line of the contents list.

    level: 1 for a top section; destination: the heading's anchor; folio_mark: its number's.
    """

    spans: RichText
    level: int
    destination: str
    folio_mark: Mark


@frozen
class ResolvedContents:
    """The contents list. Folios are known after layout."""

    label: RichText
    entries: tuple[ContentsEntry, ...]


@frozen
class ResolvedNote:
    """A note.

    key: its name in spans' `calls`; label: as printed, such as "12" or "iv".
    mark: the label's spans (LBL), which lead back to the call; body: blocks.
    node: its NOTE element; anchor: its own place; language: of its text.
    """

    key: str
    label: str
    mark: RichText
    body: tuple["ResolvedBlock", ...]
    node: NodeId
    anchor: str
    language: str
    where: str = field(default="", eq=False)


@frozen
class ResolvedEndnotes:
    """The endnotes, in a section of their own. heading: the section's heading."""

    heading: ResolvedHeading
    notes: tuple[ResolvedNote, ...]


@frozen
class ResolvedImprint:
    """The closing lines: series, licence, DOI, suggested citation; each a label and its text."""

    paragraphs: tuple[RichText, ...]


ResolvedBlock = (
    ResolvedParagraph
    | ResolvedHeading
    | ResolvedFigure
    | ResolvedFigureRow
    | ResolvedTable
    | ResolvedList
    | ResolvedQuotation
    | ResolvedPullQuote
    | ResolvedBox
    | ResolvedCode
    | ResolvedDivider
    | ResolvedPageBreak
    | ResolvedLinks
    | ResolvedRelated
    | ResolvedPeople
    | ResolvedContents
    | ResolvedEndnotes
    | ResolvedImprint
)


@frozen
class ResolvedOrganisation:
    """A publisher or partner on the cover or in the title block."""

    name: RichText
    unit: RichText
    url: RichText
    logo: Raster | None = None
    logo_mark: Mark | None = None


@frozen
class TitleMatter:
    """What a brief says of itself at its head: on the cover, or above the text.

    kicker: series and number; bylines: each author's name and role; date: in the brief's language.
    All may be empty but the title.
    """

    title: RichText
    subtitle: RichText = ()
    kicker: RichText = ()
    bylines: tuple[tuple[RichText, RichText], ...] = ()  # (name, role)
    date: RichText = ()
    organisations: tuple[ResolvedOrganisation, ...] = ()


@frozen
class ResolvedCover:
    """The cover page. raster: None for a typographic cover; focus: as in the model."""

    matter: TitleMatter
    raster: Raster | None
    picture_mark: Mark | None
    caption: RichText
    credit: RichText
    focus: tuple[float, float] = DEFAULT_FOCUS


@frozen
class ResolvedBrief:
    """A brief with every question answered.

    cover: None for a brief without one.
    head: what opens the first text page: with a cover, title and subtitle repeated as artifacts.
    blocks: everything else in reading order, front and back matter included.
    notes: the footnotes, in order of their first calls. Endnotes stand in `blocks`.
    running_title: plain; continued: what a continuation line says, in the brief's language.
    diagnostics: what resolving noticed: a figure without alt text.
    paged: places whose page numbers stand in the text.
    """

    metadata: Metadata
    tree: StructureTree
    language: str
    cover: ResolvedCover | None
    head: TitleMatter
    blocks: tuple[ResolvedBlock, ...]
    notes: tuple[ResolvedNote, ...]
    running_title: str
    continued: str
    diagnostics: tuple[Diagnostic, ...] = ()
    paged: tuple[str, ...] = ()
