"""Finished pages looked at: what is painted, where, and as what."""

from collections.abc import Callable

import pytest

from briefkit.frame import GlyphRun, Page, Placed
from briefkit.structure import Mark


@pytest.fixture
def lines_of() -> Callable[..., list[tuple[float, float, str]]]:
    """Return a function: a page → (x, baseline, text) of each line, from the top down.

    mark: only what bears it; a mark's type: only what bears one of that type.
    """

    def lines_of(page: Page, mark: Mark | type | None = None) -> list[tuple[float, float, str]]:
        def is_wanted(placed: Placed) -> bool:
            item = placed.item
            if not isinstance(item, GlyphRun):
                return False
            if isinstance(mark, type):
                return isinstance(item.mark, mark)
            return mark is None or item.mark == mark

        lines: dict[float, list[tuple[float, str]]] = {}
        for placed in filter(is_wanted, page.frame.flat()):
            lines.setdefault(round(placed.y, 3), []).append((placed.x, placed.item.text))
        return [
            (min(runs)[0], y, "".join(text for _, text in sorted(runs)))
            for y, runs in sorted(lines.items())
        ]

    return lines_of
