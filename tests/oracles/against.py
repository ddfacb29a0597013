"""The page search held against an oracle: the same least demerits."""

from math import inf
from typing import Protocol

import pytest

from briefkit.galley.items import Galley
from briefkit.pages import pagebreak
from briefkit.pages.pagebreak import break_pages
from briefkit.pages.plan import PageRoom


class Oracle(Protocol):
    """What knows the least demerits of all plans by trying each."""

    def __init__(self, galley: Galley, room: PageRoom) -> None: ...

    def least(self) -> float: ...


def costs_least(galley: Galley, room: PageRoom, oracle: type[Oracle]) -> None:
    """Assert that the search, where nothing is left out, finds what the cheapest plan costs."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pagebreak, "SPREAD_SLACK", inf)
        patch.setattr(pagebreak, "SLACK", inf)
        least = oracle(galley, room).least()
        plan = break_pages(galley, room)
    if least == inf:
        assert any(page.relaxed for page in plan.pages), galley.describe()
    else:
        assert plan.demerits == pytest.approx(least), plan.explain()
