"""What a reader of the pages would want to be told: PagePlan + Galley → Diagnostics."""

from collections.abc import Sequence

from briefkit.diagnostics import Diagnostic, Severity
from briefkit.frame import Page
from briefkit.galley.items import Galley
from briefkit.pages.plan import PagePlan, PlannedPage


def review_pages(plan: PagePlan, galley: Galley, pages: Sequence[Page]) -> tuple[Diagnostic, ...]:
    """Return each split note, deferred float and rule given up, with its page."""
    first = len(pages) - len(plan.pages)  # the cover comes before the plan's pages
    notes = {note.key: note for note in galley.notes}
    found = []
    for number, page in enumerate(plan.pages, start=first + 1):
        found += [
            Diagnostic(
                Severity.WARNING, f"a rule was given up to set this page: {rule}", page=number
            )
            for rule in page.relaxed
        ]
        found += [
            Diagnostic(
                Severity.NOTE,
                f"note {notes[part.key].label} continues {_whither(page, index)}",
                notes[part.key].where,
                number,
            )
            for index, part in enumerate(page.notes)
            if part.is_unfinished
        ]
        found += [
            Diagnostic(Severity.NOTE, f"{demerit.name}: {demerit.detail}", page=number)
            for demerit in page.demerits
            if demerit.name == "float away"
        ]
    return tuple(found)


def _whither(page: PlannedPage, part: int) -> str:
    """Return where a part of a note goes on."""
    key = page.notes[part].key
    is_here = any(one.key == key for one in page.notes[part + 1 :])
    return "in the next column" if is_here else "on the next page"
