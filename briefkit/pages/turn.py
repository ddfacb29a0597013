"""One page that may be, as the search knows it: where it ends, what it leaves, what it costs.

Which there are is in `turns`; what stands on it, with each cost by name, in `planned`.
"""

from typing import NamedTuple

from briefkit.pages.demerits import NO_CLASS
from briefkit.pages.insertions import Owed

ANYWHERE = (0, 1 << 60)  # ends of page: every break


class Turn(NamedTuple):
    """One page that may be: from one break to another, and what is left behind at its end.

    start, end: breaks; on a page without text, equal or with nothing but floats' places between.
    owed, placed: notes and floats afterwards.
    cost: with the weight of the rules given up. depth_class: for the page that it faces.
    depth: of what stands on it, at most its height. spots: of the floats on it; "page" on a page
    of floats. broken: rules given up.
    columns: of a page with two, each as a page of its own; `depth_class` is then the last one's.
    """

    start: int
    end: int
    owed: Owed
    placed: int
    cost: float
    depth_class: int
    depth: float
    spots: tuple[str, ...] = ()
    broken: tuple[int, ...] = ()
    columns: tuple["Turn", ...] = ()

    @property
    def has_text(self) -> bool:
        """Return whether the page is not one of notes or floats only."""
        return self.end > self.start and "page" not in self.spots


def blank(start: int, placed: int) -> Turn:
    """Return the blank page between a forced break and the right-hand page that it asks for."""
    return Turn(start, start, (), placed, 0.0, NO_CLASS, 0.0)
