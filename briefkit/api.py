"""Brief → finished pages → PDF: the whole pipeline on one screen."""

import io
import os
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO, overload

from briefkit.bounds import Limits, within
from briefkit.diagnostics import Diagnostic, Severity
from briefkit.errors import FontError, LayoutError, ModelError, OutputError, Problem, raise_all
from briefkit.files import refuse_own, write_whole
from briefkit.frame import Anchor, Destination, Page
from briefkit.galley.contents import with_folios
from briefkit.galley.setter import set_galley
from briefkit.garbage import few_full_collections
from briefkit.lang import parse_language
from briefkit.metadata import AttachedFile
from briefkit.model.brief import Brief, refuse_others
from briefkit.pages.drawn import refuse_lost_notes
from briefkit.pages.extent import check_galley, check_plan
from briefkit.pages.makeup import make_up, make_up_changed
from briefkit.pages.pagebreak import break_pages
from briefkit.pages.paper import on_paper
from briefkit.pages.plan import PagePlan
from briefkit.pages.review import review_pages
from briefkit.pages.room import page_room
from briefkit.pdf import asked_press, paint, standards_of
from briefkit.resolve import resolve
from briefkit.resolve.facts import PageNumbers
from briefkit.resolve.origins import told_by_line, with_lines
from briefkit.resolve.resolved import ResolvedBrief, ResolvedContents
from briefkit.style.house import CoverKind, HouseStyle
from briefkit.style.typography import FontFamily
from briefkit.text.fonts import FontLibrary
from briefkit.values import evolve, frozen

FREE_PASSES = 3  # over a brief with numbers by page, which are as wide as they are; two mostly do
MOST_PASSES = 30  # with their room kept, some five are the most that can be needed


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


def typeset(
    brief: Brief, house: HouseStyle | None = None, *, limits: Limits | None = None
) -> Typeset:
    """Return the brief's finished pages. house, limits: as in `render`.

    Raises ModelError, PictureError, FontError and LayoutError.
    """
    refuse_others(brief)
    with within(limits), few_full_collections():
        house = house or house_of(brief)
        with told_by_line(brief):
            return _in_house(brief, house)


def _in_house(brief: Brief, house: HouseStyle) -> Typeset:
    if not isinstance(house, HouseStyle):
        raise ModelError(
            Problem(
                f"{type(house).__name__} is no HouseStyle",
                cure="give one, or none; read_brand() makes one of a file",
            )
        )
    if parse_language(brief.language).is_right_to_left:
        house = evolve(house, page=evolve(house.page, is_bound_right=True))
    library = _library(house.families)
    has_cover = brief.cover is not None and house.cover is not CoverKind.NONE
    shown = brief if has_cover else evolve(brief, cover=None)  # the title then opens the text
    made = _lay_out(resolve(shown), house, library)
    if brief.notes.restart == "page" or made.resolved.paged:
        made = _settled(shown, made, house)
    if brief.cover is not shown.cover:
        left_out = "the house has no cover pages: picture, caption and credit are left out"
        found = Diagnostic(Severity.NOTE, left_out, "cover")
        made = evolve(made, diagnostics=(found, *made.diagnostics))
    return evolve(made, diagnostics=with_lines(made.diagnostics, brief))


@lru_cache(maxsize=8)
def _library(families: tuple[FontFamily, ...]) -> FontLibrary:
    """Return a house's fonts; kept, for words that were shaped in them are not shaped again."""
    return FontLibrary(families)


def _lay_out(resolved: ResolvedBrief, house: HouseStyle, library: FontLibrary) -> Typeset:
    """Return a resolved brief's finished pages: set, break, make up."""
    try:
        return _laid_out(resolved, house, library)
    except FontError:
        # It names the first that was met; an author wants to know of all.
        from briefkit.galley.lacking import lacking_letters  # late: for mistakes alone

        raise_all(FontError, lacking_letters(resolved, house.text_family.name, library))
        raise  # no letter was at fault


def _laid_out(resolved: ResolvedBrief, house: HouseStyle, library: FontLibrary) -> Typeset:
    galley = set_galley(resolved, house, library)
    room = page_room(resolved, house)
    check_galley(galley, room)
    plan = break_pages(galley, room)
    check_plan(plan)
    pages = make_up(plan, galley, resolved, house, library)
    if folios := _folios(resolved, pages):
        # page numbers stand in room kept for them: they move nothing, and the plan holds
        bare, galley = galley, with_folios(galley, resolved, house, library, folios)
        pages = make_up_changed(pages, bare, plan, galley, resolved, house, library)
    refuse_lost_notes(resolved.tree, pages)
    noticed = (*resolved.diagnostics, *review_pages(plan, galley, pages))
    return Typeset(on_paper(pages, house.palette.paper), resolved, plan, library, noticed)


@overload
def render(
    brief: Brief,
    *,
    house: HouseStyle | None = None,
    standard: str | Iterable[str] | None = None,
    embed_source: bool = False,
    limits: Limits | None = None,
) -> bytes: ...
@overload
def render(
    brief: Brief,
    output: str | os.PathLike[str] | BinaryIO,
    *,
    house: HouseStyle | None = None,
    standard: str | Iterable[str] | None = None,
    embed_source: bool = False,
    limits: Limits | None = None,
) -> Report: ...
def render(
    brief: Brief,
    output: str | os.PathLike[str] | BinaryIO | None = None,
    *,
    house: HouseStyle | None = None,
    standard: str | Iterable[str] | None = None,
    embed_source: bool = False,
    limits: Limits | None = None,
) -> bytes | Report:
    """Return the PDF's bytes; or write them to `output` and return a report.

    A path is written whole or not at all; what stood there stays until the new file is complete.
    house: the house style; without it the brief's own brand, or the default one.
    standard: what the file is made to, one or several of ua-1, ua-2, a-2a, a-2u, a-2b, a-3a, a-3b,
    a-4, a-4f, wtpdf and x-4; without it ua-1 and a-2a, or a-3a where the source is embedded.
    embed_source: let the file carry the brief and its pictures, for `extract_source`.
    limits: what it may ask for; the usual ones where they are not given.

    Raises ModelError, PictureError, FontError, LayoutError; OutputError where it cannot write, and
    for standards that cannot hold together.
    """
    _refuse_no_output(output)
    standards = standards_of(standard, carries_files=embed_source)
    with within(limits), few_full_collections():
        refuse_others(brief)
        house = house or house_of(brief)
        if isinstance(output, str | os.PathLike):
            refuse_own(Path(output), brief, house)
        if standards.is_for_press:
            asked_press(house.press)  # before the work
        with told_by_line(brief):
            laid_out = _in_house(brief, house)
        files: tuple[AttachedFile, ...] = ()
        if embed_source:
            from briefkit.readers.carried import source_files  # late: JSON, pypdf; seldom asked for

            files = source_files(brief)
        data = paint(
            laid_out.pages,
            laid_out.resolved.tree,
            laid_out.resolved.metadata,
            laid_out.library,
            standards.names,
            files,
            house.press,
            {house.palette[role]: ink for role, ink in house.palette.inks},
        )
        if output is None:
            del laid_out  # before Python looks through what is young: it is most of that
            return data
    if isinstance(output, str | os.PathLike):
        write_whole(Path(output), data)
    else:
        _write_into(output, data)
    return Report(laid_out.pages, laid_out.plan, laid_out.diagnostics, len(data))


def _refuse_no_output(output: object) -> None:
    """Raise OutputError for what no PDF can be written to, before the work."""
    if isinstance(output, io.TextIOBase):
        raise OutputError(
            Problem("is open for text", "the output", 'open it for bytes, with mode "wb"')
        )
    is_known = output is None or isinstance(output, str | os.PathLike) or hasattr(output, "write")
    if not is_known:
        what = f"is a {type(output).__name__}"
        raise OutputError(Problem(what, "the output", "give a path, or a file open for bytes"))


def _write_into(output: BinaryIO, data: bytes) -> None:
    try:
        output.write(data)
    except (OSError, ValueError) as error:  # a full disk; a file that is closed, or only read
        problem = Problem(f"cannot be written: {error}", "the output", "open it anew for bytes")
        raise OutputError(problem) from error


def _settled(brief: Brief, made: Typeset, house: HouseStyle) -> Typeset:
    """Return the brief with the numbers that only its pages tell: notes' by page, and pages'.

    They may move what they number, so the pages are made again until they are those that the
    numbers say. Mostly that is once: figures are equally wide. Where they have not settled after
    `FREE_PASSES`, each number takes the room of the widest that may stand there. Nothing that is
    made depends on the numbers then, so the next pass with as much room is the last.
    """
    numbers = PageNumbers()
    for count in range(MOST_PASSES):
        found = _page_numbers(made, has_calls=brief.notes.restart == "page")
        if (found.calls, found.folios) == (numbers.calls, numbers.folios):
            return made
        if count >= FREE_PASSES:
            found = _with_room(found, numbers)
        numbers = found
        made = _lay_out(resolve(brief, pages=numbers), house, made.library)
    raise LayoutError(
        Problem(
            f"numbers by page have not settled in {MOST_PASSES} passes",
            "",
            "this is a fault of briefkit and not of the brief: please report it",
        )
    )


def _with_room(found: PageNumbers, before: PageNumbers) -> PageNumbers:
    """Return the numbers with room for the widest, at least as much as before."""
    busiest = max(Counter(found.calls.values()).values(), default=0)
    if before.most_notes and busiest > before.most_notes:
        busiest = max(busiest, 2 * before.most_notes)  # so that few passes reach any number
    return evolve(
        found,
        most_notes=max(busiest, before.most_notes),
        most_digits=max(before.most_digits, *(len(folio) for folio in found.folios.values()), 1),
    )


def _page_numbers(made: Typeset, *, has_calls: bool) -> PageNumbers:
    """Return what the pages tell of the footnotes' calls, if asked, and of places referred to."""
    pages = _by_anchor(made.pages)
    return PageNumbers(
        {
            note.key: pages[note.mark[0].target.name].index
            for note in made.resolved.notes
            if has_calls and isinstance(note.mark[0].target, Destination)
        },
        {name: pages[name].folio for name in made.resolved.paged if name in pages},
    )


def house_of(brief: Brief) -> HouseStyle:
    """Return the house style that the brief names, or the default one.

    Raises SourceError for a brand file that does not read.
    """
    if brief.brand is None:
        return HouseStyle()
    from briefkit.style.brand import read_brand  # pydantic is slow to load, and often not needed

    return read_brand(brief.brand)


def _folios(resolved: ResolvedBrief, pages: tuple[Page, ...]) -> dict[str, str]:
    wanted = {
        entry.destination
        for block in resolved.blocks
        if isinstance(block, ResolvedContents)
        for entry in block.entries
    }
    if not wanted:
        return {}
    anchored = _by_anchor(pages)
    return {name: page.folio for name, page in anchored.items() if name in wanted}


def _by_anchor(pages: tuple[Page, ...]) -> dict[str, Page]:
    """Return the page of each named place."""
    return {
        item.name: page
        for page in pages
        for item in page.frame.leaves()
        if isinstance(item, Anchor)
    }
