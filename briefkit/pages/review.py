"""What a reader of the pages would want to be told: PagePlan + Galley → Diagnostics."""

from collections.abc import Iterator, Mapping, Sequence

from briefkit.diagnostics import Diagnostic, Severity
from briefkit.frame import Page
from briefkit.galley.items import FloatGalley, Galley, NoteGalley, VBox
from briefkit.pages.plan import PagePlan, PlannedPage
from briefkit.values import evolve


def review_pages(plan: PagePlan, galley: Galley, pages: Sequence[Page]) -> tuple[Diagnostic, ...]:
    """Return each loose line, split note, deferred float and rule given up, with page and element.

    What setting noticed comes first; then what is to be said of each page.
    """
    first = len(pages) - len(plan.pages) + 1  # the cover comes before the plan's pages
    places = _places(plan, galley, first)
    found = [_on_its_page(one, places) for one in galley.diagnostics]
    notes = {one.key: one for one in galley.notes}
    floats = {f"float {one.key} away from its call": one for one in galley.floats}
    for number, page in enumerate(plan.pages, start=first):
        found += _of_page(page, number, notes, floats)
    return tuple(found)


def _of_page(
    page: PlannedPage,
    number: int,
    notes: Mapping[str, NoteGalley],
    floats: Mapping[str, FloatGalley],
) -> Iterator[Diagnostic]:
    """Yield what is to be said of a page. floats: by what a demerit calls them."""
    for rule in page.relaxed:
        what = f"a rule was given up to set this page: {rule}"
        yield Diagnostic(Severity.WARNING, what, page.where, number)
    for index, part in enumerate(page.notes):
        if part.is_unfinished:
            note = notes[part.key]
            what = f"note {note.label} continues {_whither(page, index)}"
            yield Diagnostic(Severity.NOTE, what, note.where, number)
    for demerit in page.demerits:
        if demerit.name == "float away":
            one = floats.get(demerit.detail)
            what = f"{demerit.name}: {demerit.detail}"
            yield Diagnostic(Severity.NOTE, what, one.where if one else "", number)


def _places(plan: PagePlan, galley: Galley, first: int) -> dict[str, int]:
    """Return the number of the page that each element begins on, by its path."""
    floats = {one.key: one for one in galley.floats}
    notes = {one.key: one for one in galley.notes}
    places: dict[str, int] = {}
    for number, page in enumerate(plan.pages, start=first):
        for item in galley.items[slice(*page.body)]:
            if isinstance(item, VBox):
                places.setdefault(item.where, number)
        for spot in page.floats:
            places.setdefault(floats[spot.key].where, number)
        for part in page.notes:
            places.setdefault(notes[part.key].where, number)
    return places


def _on_its_page(found: Diagnostic, places: dict[str, int]) -> Diagnostic:
    """Return what was noticed of an element, with the page that it or what holds it begins on."""
    where = found.where
    while where and where not in places:
        where = where.rpartition(".")[0]
    return evolve(found, page=places[where]) if where and found.page is None else found


def _whither(page: PlannedPage, part: int) -> str:
    """Return where a part of a note goes on."""
    key = page.notes[part].key
    is_here = any(one.key == key for one in page.notes[part + 1 :])
    return "in the next column" if is_here else "on the next page"
