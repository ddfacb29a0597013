"""Pages into a PDF file's bytes. The only user of reportlab."""

from collections.abc import Iterable, Sequence

from briefkit.frame import Page
from briefkit.metadata import AttachedFile, Metadata
from briefkit.standards import Standards, standards_of
from briefkit.structure import StructureTree
from briefkit.text.fonts import FontLibrary

__all__ = ["Standards", "paint", "standards_of"]


def paint(
    pages: Sequence[Page],
    tree: StructureTree,
    metadata: Metadata,
    library: FontLibrary,
    standard: str | Iterable[str] | None = None,
    files: Sequence[AttachedFile] = (),
) -> bytes:
    """Return finished pages as the bytes of a PDF file; the same arguments give the same bytes.

    Args:
        pages: at least one.
        tree: what the items' marks point at.
        metadata: what the file says of itself.
        library: has the faces of all glyph runs.
        standard: one or several names of standards that it is made to, such as "ua-2"; PDF/UA-1
            and PDF/A-2a, or A-3a with files, where none is given. They say which PDF it is.
        files: what the file carries along.

    Raises LayoutError for no pages and for a link that leads nowhere, FontError for a glyph that a
    font lacks, and OutputError for standards that cannot hold together and for a SOURCE_DATE_EPOCH
    that is no number.
    """
    standards = standards_of(standard, carries_files=bool(files))
    from briefkit.pdf.assembly import assemble  # reportlab takes its time to load

    return assemble(pages, tree, metadata, library, standards, files)
