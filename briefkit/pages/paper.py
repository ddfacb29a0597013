"""Finished pages → the same on paper of the house's own colour, where that is not white."""

from briefkit.frame import Fill, Page, Placed
from briefkit.structure import BACKGROUND
from briefkit.values import evolve

_WHITE = "#ffffff"  # what a reader shows where nothing is painted


def on_paper(pages: tuple[Page, ...], paper: str) -> tuple[Page, ...]:
    """Return pages with a ground of the paper's colour, #rrggbb, beneath all that is on them."""
    if paper == _WHITE:
        return pages
    return tuple(
        evolve(page, frame=evolve(page.frame, items=(_ground(page, paper), *page.frame.items)))
        for page in pages
    )


def _ground(page: Page, paper: str) -> Placed:
    return Placed(0.0, 0.0, Fill(page.size.width, page.size.height, paper, BACKGROUND))
