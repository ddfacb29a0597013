"""What preflight may find, each fault a class named for it.

Nothing is looked for here; see `rules_*`. Those of notes, links and forms are made in `linked`.
Clauses are those of ISO 14289-1 (PDF/UA-1) unless they say otherwise.
"""

from briefkit.diagnostics import Severity
from briefkit.preflight.finding import Finding
from briefkit.preflight.linked import (
    AnnotationWithoutDescription as AnnotationWithoutDescription,
)
from briefkit.preflight.linked import (
    AnnotationWithoutStructure as AnnotationWithoutStructure,
)
from briefkit.preflight.linked import (
    CallWithoutNote as CallWithoutNote,
)
from briefkit.preflight.linked import (
    DeadInternalLink as DeadInternalLink,
)
from briefkit.preflight.linked import (
    DeadOutlineEntry as DeadOutlineEntry,
)
from briefkit.preflight.linked import (
    DuplicateNoteId as DuplicateNoteId,
)
from briefkit.preflight.linked import (
    FieldWithoutDescription as FieldWithoutDescription,
)
from briefkit.preflight.linked import (
    FormWithoutRole as FormWithoutRole,
)
from briefkit.preflight.linked import (
    LinkWithoutContents as LinkWithoutContents,
)
from briefkit.preflight.linked import (
    LinkWithoutStructure as LinkWithoutStructure,
)
from briefkit.preflight.linked import (
    NoteNumberingHole as NoteNumberingHole,
)
from briefkit.preflight.linked import (
    NoteOffItsCallsPage as NoteOffItsCallsPage,
)
from briefkit.preflight.linked import (
    NoteWithoutCall as NoteWithoutCall,
)
from briefkit.preflight.linked import (
    NoteWithoutId as NoteWithoutId,
)
from briefkit.preflight.linked import (
    NoteWithoutLabel as NoteWithoutLabel,
)

# The whole file.


class DamagedFile(Finding):
    """The file could be read only by repair."""

    severity = Severity.WARNING
    cure = "make the file anew, or fetch it again"


class CheckCutShort(Finding):
    """The file is larger or deeper than preflight reads; the rest is unchecked, so nothing is sure.

    What may follow from it alone, such as content that no element claims, is not told.
    """

    cure = "split the file"


class UntaggedDocument(Finding):
    """There is no structure tree: a screen reader has nothing to go by."""

    cure = "write a structure tree"
    clause = "7.1"


class MissingMarkInfo(Finding):
    """The catalogue does not say that the file is tagged."""

    cure = "set /MarkInfo << /Marked true >> in the catalogue"
    clause = "6.2"


class SuspectTags(Finding):
    """The file says of itself that its tags may be wrong."""

    severity = Severity.WARNING
    cure = "check the tags and set /Suspects false"
    clause = "7.1"


class MissingTitle(Finding):
    """The document has no title."""

    cure = "set dc:title in the metadata, and /Title"
    clause = "7.1"


class TitleNotDisplayed(Finding):
    """A viewer shows the file's name where the title belongs."""

    cure = "set /ViewerPreferences << /DisplayDocTitle true >> in the catalogue"
    clause = "7.1"


class MissingLanguage(Finding):
    """The document does not say what language it is in."""

    cure = "set /Lang in the catalogue"
    clause = "7.2"


class MalformedLanguage(Finding):
    """A language is not written as BCP 47 has it."""

    cure = "write a tag such as en-US or tr"
    clause = "7.2"


class MissingMetadata(Finding):
    """There is no metadata stream that can be read."""

    cure = "write an XMP metadata stream"
    clause = "7.1"


class MetadataMismatch(Finding):
    """The metadata stream and the information dictionary tell different things."""

    severity = Severity.WARNING
    cure = "write both from one source"
    clause = "ISO 19005-2, 6.6.2"


class NoConformanceClaim(Finding):
    """The file does not claim to be PDF/UA."""

    severity = Severity.NOTE
    cure = "write pdfuaid:part in the metadata, if the file is meant to conform"
    clause = "5"


class AccessForbidden(Finding):
    """The file's permissions keep its text from assistive technology."""

    cure = "set bit 10 of /P in the encryption dictionary"
    clause = "7.16"


class ActiveContent(Finding):
    """The file runs a script, or starts another program."""

    severity = Severity.WARNING
    cure = "take the script or the action out"
    clause = "ISO 19005-2, 6.5.1"


class UnnamedLayers(Finding):
    """A setting of the file's layers has no name."""

    cure = "give the configuration of the optional content its /Name"
    clause = "7.10"


class LayersOutOfControl(Finding):
    """Layers are shown or hidden by themselves, as the page is printed or enlarged."""

    cure = "take /AS out of the configuration of the optional content"
    clause = "7.10"


class EmbeddedFileWithoutName(Finding):
    """A file that is embedded does not say its name in both of the ways."""

    cure = "give the file specification /F and /UF"
    clause = "7.11"


class DynamicXfaForm(Finding):
    """The file is a form in XFA that is laid out as it is opened; its pages are a stand-in."""

    cure = "save it as a form of PDF's own, without XFA"
    clause = "7.15"


# Fonts.


class FontNotEmbedded(Finding):
    """Text is shown in a font that the file does not hold."""

    cure = "embed the font"
    clause = "7.21.4.1"


class UnusedFontNotEmbedded(Finding):
    """A page names a font that the file does not hold, without showing text in it."""

    severity = Severity.NOTE
    cure = "leave the font out of the page's resources"


class MissingToUnicode(Finding):
    """Glyphs are shown of which the file does not tell the characters."""

    cure = "write a ToUnicode map that holds every code shown"
    clause = "7.21.7"


class PrivateUseText(Finding):
    """Glyphs are mapped to characters of private use, which mean nothing outside the file."""

    severity = Severity.WARNING
    cure = "map each glyph to the characters it stands for"


class MissingGlyphMap(Finding):
    """A font does not say which of its glyphs stand for its codes."""

    cure = "write /CIDToGIDMap /Identity, or a map, into the descendant font"
    clause = "7.21.3.2"


class UnclearEncoding(Finding):
    """A TrueType font's codes lead to its glyphs in a way that not every viewer takes."""

    cure = "give a symbolic font no /Encoding, and another one MacRomanEncoding or WinAnsiEncoding"
    clause = "7.21.6"


class NotdefDrawn(Finding):
    """The glyph that stands for "no such glyph" is shown."""

    cure = "use a font that has the character"
    clause = "7.21.8"


class MissingGlyph(Finding):
    """A glyph is shown that the embedded font lacks."""

    cure = "embed the font with all the glyphs that are shown"
    clause = "7.21.4.1"


class WidthMismatch(Finding):
    """The file tells another width of a glyph than the embedded font does."""

    cure = "write the widths of the font's own program into /Widths or /W"
    clause = "7.21.5"


class GlyphListMismatch(Finding):
    """The list of an embedded font's glyphs is not that of the glyphs that it has."""

    cure = "list every glyph of the font's program in /CIDSet or /CharSet, or leave the list out"
    clause = "7.21.4.2"


# Pages and their marks.


class UnreadableContent(Finding):
    """Part of a page cannot be read."""

    cure = "make the file anew"


class PageWithoutStructParents(Finding):
    """A page's marked content cannot be led back to the structure tree."""

    cure = "give the page its /StructParents and the tree's /ParentTree its entry"
    clause = "ISO 32000-1, 14.7.4.4"


class ParentTreeMismatch(Finding):
    """The way from content to element is not the way from element to content."""

    cure = "write the parent tree from the same record as the elements' kids"
    clause = "ISO 32000-1, 14.7.4.4"


class TabOrder(Finding):
    """On a page with links, the tab key does not follow the structure."""

    cure = "set /Tabs /S on the page"
    clause = "7.18.3"


class UntaggedContent(Finding):
    """Something is painted that is neither content of an element nor an artifact."""

    cure = "mark it with an MCID, or as an artifact"
    clause = "7.1"


class UnclaimedContent(Finding):
    """Content is marked with an MCID that no element of the tree claims."""

    cure = "name the MCID among the kids of an element"
    clause = "7.1"


class RepeatedMcid(Finding):
    """Two marked sequences of a page have the same MCID."""

    cure = "count MCIDs up from 0 on each page"
    clause = "ISO 32000-1, 14.7.4.2"


class ContentInsideArtifact(Finding):
    """Content is marked within an artifact, so readers pass over it."""

    cure = "close the artifact first"
    clause = "7.1"


class ArtifactInsideContent(Finding):
    """An artifact is marked within content, so it may be read out."""

    cure = "close the content first"
    clause = "7.1"


class UnbalancedMarkedContent(Finding):
    """Marked sequences and their ends do not match."""

    cure = "write one EMC for each BMC or BDC, in the same stream"
    clause = "ISO 32000-1, 14.6"


class TextOutsidePage(Finding):
    """Text stands partly or wholly outside the page's crop box."""

    cure = "move the text inside the page"


class ScannedPage(Finding):
    """A page is a picture and nothing else: its text, if it has any, can be read by no program."""

    severity = Severity.WARNING
    cure = "let a program for character recognition add the text, or give the picture its alt text"


class RealTextAsArtifact(Finding):
    """Text that reads like content is marked as an artifact: no screen reader will say it."""

    severity = Severity.WARNING
    cure = "tag the text, if it is content"
    clause = "7.1"


# The structure tree.


class BrokenStructure(Finding):
    """The structure tree is no tree, or part of it cannot be read."""

    cure = "write each element once, as the kid of one parent"
    clause = "ISO 32000-1, 14.7.2"


class DanglingContent(Finding):
    """An element claims content that is not there."""

    cure = "drop the kid, or mark the content with its MCID"
    clause = "ISO 32000-1, 14.7.4.2"


class UnknownRole(Finding):
    """An element's type is neither standard nor mapped to a standard type."""

    cure = "map it in the /RoleMap"
    clause = "7.1"


class StandardRoleRemapped(Finding):
    """The role map gives a standard type another meaning, or leads it to itself."""

    cure = "take the type out of the /RoleMap"
    clause = "7.1"


class MisplacedElement(Finding):
    """An element stands where its type has no meaning, such as a row outside a table."""

    cure = "build tables, lists and contents of the types that they may hold, in their order"
    clause = "7.2"


class MissingAltText(Finding):
    """A figure or formula has no alternative text."""

    cure = 'give it alt="…", or mark it decorative'
    clause = "7.3"


class HeadingLevelSkipped(Finding):
    """A heading is more than one level below the heading before it."""

    cure = "use the next level"
    clause = "7.4.2"


class MixedHeadings(Finding):
    """Headings with a level and headings without one stand in one file, or two in one section."""

    cure = "use H1 to H6 alone, or H alone, once in each section"
    clause = "7.4.4"


class TableHeaderWithoutScope(Finding):
    """A header cell does not tell which cells it heads."""

    cure = "give the cell a /Scope, or name it in the cells' /Headers"
    clause = "7.5"


class CellWithoutHeader(Finding):
    """A cell of a table whose headers are named one by one names none, or one that is not there."""

    cure = "name its header cells in the cell's /Headers, or give each header cell a /Scope"
    clause = "7.5"


class IrregularTable(Finding):
    """The rows of a table have different numbers of columns."""

    cure = "give each row as many cells as the others, spans counted"
    clause = "7.2"


KINDS: tuple[type[Finding], ...] = tuple(
    sorted(Finding.__subclasses__(), key=lambda kind: kind.__module__ != __name__)
)
"""Every kind of finding, in the order in which findings of one page are listed."""
