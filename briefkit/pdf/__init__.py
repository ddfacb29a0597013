"""Pages into a PDF file's bytes. The only user of reportlab."""

from collections.abc import Sequence

from briefkit.frame import Page
from briefkit.metadata import Metadata
from briefkit.structure import StructureTree
from briefkit.text.fonts import FontLibrary

__all__ = ["paint"]


def paint(
    pages: Sequence[Page], tree: StructureTree, metadata: Metadata, library: FontLibrary
) -> bytes:
    """Return finished pages as the bytes of a PDF 1.7 file, made to PDF/UA-1 and PDF/A-2a.

    tree: what the items' marks point at; library: has the faces of all glyph runs. The same
    arguments give the same bytes, in any process.

    Raises LayoutError for no pages and for a link that leads nowhere, FontError for a glyph that a
    font lacks, and OutputError for a SOURCE_DATE_EPOCH that is no number.
    """
    from briefkit.pdf.assembly import assemble  # reportlab takes a tenth of a second to load

    return assemble(pages, tree, metadata, library)
