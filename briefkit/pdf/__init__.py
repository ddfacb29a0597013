"""Pages into a PDF file's bytes. The only user of reportlab."""

from collections.abc import Iterable, Mapping, Sequence

from briefkit.errors import OutputError, Problem, why
from briefkit.files import WORKING_FOLDER_IS_GONE
from briefkit.frame import Page
from briefkit.metadata import AttachedFile, Metadata
from briefkit.standards import Standards, standards_of
from briefkit.structure import StructureTree
from briefkit.style.inks import Ink
from briefkit.style.press import Press
from briefkit.text.fonts import FontLibrary

__all__ = ["Standards", "asked_press", "paint", "standards_of"]


def paint(
    pages: Sequence[Page],
    tree: StructureTree,
    metadata: Metadata,
    library: FontLibrary,
    standard: str | Iterable[str] | None = None,
    files: Sequence[AttachedFile] = (),
    press: Press | None = None,
    inks: Mapping[str, Ink] | None = None,
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
        press: how it is printed; PDF/X asks for it, and no other standard looks at it.
        inks: what colours are printed in, by their #rrggbb.

    Raises LayoutError for no pages and for a link that leads nowhere, FontError for a glyph that a
    font lacks, and OutputError for standards that cannot hold together, for a SOURCE_DATE_EPOCH
    that is no number, for a press whose profile is none, and for a working folder that is gone.
    """
    try:
        # Late: reportlab takes long to load, and what is only laid out does without it.
        from briefkit.pdf.assembly import Printing, assemble
    except FileNotFoundError as error:  # it asks where it is as it loads
        if error.filename is not None:
            raise
        raise OutputError(WORKING_FOLDER_IS_GONE) from error

    standards = standards_of(standard, carries_files=bool(files))
    printing = None
    if standards.is_for_press:
        printing = Printing(asked_press(press), _profile(asked_press(press)), dict(inks or {}))
    return assemble(pages, tree, metadata, library, standards, files, printing)


def asked_press(press: Press | None) -> Press:
    """Return the press that PDF/X asks for. Raises OutputError where there is none."""
    if press is None:
        cure = "give the house style a press=Press(profile=…, condition=…), or the brand its press:"
        raise OutputError(Problem("x-4 is for a press, and there is none", "standard", cure))
    return press


def _profile(press: Press) -> bytes:
    try:
        profile = press.profile.read_bytes()
    except OSError as error:
        what = f"{press.profile} cannot be read: {why(error)}"
        raise OutputError(Problem(what, "Press.profile", "mend the path")) from error
    from briefkit.pdf.inking import check_profile  # late, as above

    check_profile(profile, str(press.profile))
    return profile
