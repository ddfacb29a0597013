"""How many pages a galley fills, held to the limit: before they are searched for, and after."""

from math import ceil

from briefkit.bounds import limits_in_force, over
from briefkit.errors import LayoutError
from briefkit.galley.items import Galley, VBox
from briefkit.pages.plan import PagePlan, PageRoom

_MOST_COLUMNS = 2  # beside each other on a page


def check_galley(galley: Galley, room: PageRoom) -> None:
    """Raise LayoutError where a galley cannot but fill more pages than the limits allow.

    Counted from its lines alone, which are all there: no space between them is.
    """
    columns = (galley.items, *(note.items for note in galley.notes))
    height = sum(item.frame.height for items in columns for item in items if isinstance(item, VBox))
    _check(ceil(height / (max(room.heights) * _MOST_COLUMNS)), "at least ")


def check_plan(plan: PagePlan) -> None:
    """Raise LayoutError where there are more pages than the limits allow."""
    _check(len(plan.pages), "")


def _check(count: int, how: str) -> None:
    if count > limits_in_force().pages:
        raise LayoutError(over("pages", f"there are {how}{count:,} pages"))
