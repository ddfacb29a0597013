"""Brief → finished pages → PDF: the whole pipeline on one screen."""

import os
import tempfile
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO, overload

from attrs import frozen

from briefkit.diagnostics import Diagnostic
from briefkit.errors import LayoutError, OutputError, Problem
from briefkit.frame import Anchor, Page
from briefkit.galley.setter import set_galley
from briefkit.model.brief import Brief
from briefkit.pages.makeup import make_up
from briefkit.pages.pagebreak import break_pages
from briefkit.pages.plan import PagePlan
from briefkit.pages.review import review_pages
from briefkit.pages.room import page_room
from briefkit.pdf import paint
from briefkit.resolve import resolve
from briefkit.resolve.resolved import ResolvedBrief, ResolvedContents
from briefkit.style.house import HouseStyle
from briefkit.text.fonts import FontLibrary

MOST_CONTENTS_PASSES = 4  # a contents list changes the layout once, when it first gets folios


@frozen
class Typeset:
    """A brief laid out and not yet painted.

    pages: finished; resolved, plan: what they were made from; library: the fonts that they use.
    diagnostics: what was noticed on the way, in the order of the stages.
    """

    pages: tuple[Page, ...]
    resolved: ResolvedBrief
    plan: PagePlan
    library: FontLibrary
    diagnostics: tuple[Diagnostic, ...]


@frozen
class Report:
    """What a render decided, and what to look at.

    pages: as laid out; plan: why the pages break where they do (`plan.explain()`).
    diagnostics: warnings and notes; size: of the file, in bytes.
    """

    pages: tuple[Page, ...]
    plan: PagePlan
    diagnostics: tuple[Diagnostic, ...]
    size: int


def typeset(brief: Brief, house: HouseStyle | None = None) -> Typeset:
    """Return the brief's finished pages.

    Raises ModelError, PictureError, FontError and LayoutError.
    """
    house = house or house_of(brief)
    library = _library(house)
    resolved = resolve(brief)
    folios: dict[str, str] = {}
    for _ in range(MOST_CONTENTS_PASSES):
        galley = set_galley(resolved, house, library, folios)
        plan = break_pages(galley, page_room(house))
        pages = make_up(plan, galley, resolved, house, library)
        if folios == (folios := _folios(resolved, pages)):
            break
    else:
        raise LayoutError("the contents list does not settle: its page numbers move its own page")
    noticed = (*resolved.diagnostics, *galley.diagnostics, *review_pages(plan, galley, pages))
    return Typeset(pages, resolved, plan, library, noticed)


@overload
def render(brief: Brief, *, house: HouseStyle | None = None) -> bytes: ...
@overload
def render(
    brief: Brief, output: str | Path | BinaryIO, *, house: HouseStyle | None = None
) -> Report: ...
def render(
    brief: Brief, output: str | Path | BinaryIO | None = None, *, house: HouseStyle | None = None
) -> bytes | Report:
    """Return the PDF's bytes; or write them to `output` and return a report.

    A path is written whole or not at all; what stood there stays until the new file is complete.
    house: the house style; without it the brief's own brand, or the default one.

    Raises ModelError, PictureError, FontError, LayoutError; OutputError where it cannot write.
    """
    laid_out = typeset(brief, house)
    data = paint(
        laid_out.pages, laid_out.resolved.tree, laid_out.resolved.metadata, laid_out.library
    )
    if output is None:
        return data
    if isinstance(output, str | Path):
        write_whole(Path(output), data)
    else:
        output.write(data)
    return Report(laid_out.pages, laid_out.plan, laid_out.diagnostics, len(data))


def house_of(brief: Brief) -> HouseStyle:
    """Return the house style that the brief names, or the default one.

    Raises SourceError for a brand file that does not read.
    """
    if brief.brand is None:
        return HouseStyle()
    from briefkit.style.brand import read_brand  # pydantic is slow to load, and often not needed

    return read_brand(brief.brand)


def write_whole(path: Path, data: bytes) -> None:
    """Write a file whole or not at all, beside its place and then into it.

    Raises OutputError.
    """
    try:
        descriptor, beside = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    except OSError as error:
        raise _unwritten(path, error) from error
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
        os.chmod(beside, mode)  # mkstemp's files are for their owner alone
        os.replace(beside, path)
    except OSError as error:
        Path(beside).unlink(missing_ok=True)
        raise _unwritten(path, error) from error
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise


def _unwritten(path: Path, error: OSError) -> OutputError:
    reason = error.strerror or str(error)
    return OutputError(
        Problem(f"cannot be written: {reason}", str(path), "give a place that can be written to")
    )


def _umask() -> int:
    # Python tells the mask only by setting it; Linux tells it without, and safely for threads.
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
        return int(
            next(line for line in status.splitlines() if line.startswith("Umask")).split()[1], 8
        )
    except (OSError, StopIteration, ValueError):
        return 0o022


@lru_cache(maxsize=8)
def _library(house: HouseStyle) -> FontLibrary:
    return FontLibrary((house.text_family, house.heading_family, house.code_family))


def _folios(resolved: ResolvedBrief, pages: tuple[Page, ...]) -> dict[str, str]:
    wanted = {
        entry.destination
        for block in resolved.blocks
        if isinstance(block, ResolvedContents)
        for entry in block.entries
    }
    if not wanted:
        return {}
    return {
        placed.item.name: page.folio
        for page in pages
        for placed in page.frame.flat()
        if isinstance(placed.item, Anchor) and placed.item.name in wanted
    }
