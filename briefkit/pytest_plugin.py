"""Fixtures for pytest: briefs → PDFs, and PDFs held to what they were.

pytest finds this module by itself wherever briefkit is installed, so all that it needs is loaded
when a fixture is asked for.
"""

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from briefkit.held import References, RenderedBrief
    from briefkit.model.brief import Brief

_UPDATE = "--briefkit-update"
_FOLDER = "briefkit_references"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let references be written anew, and kept in a folder of another name."""
    group = parser.getgroup("briefkit")
    group.addoption(
        _UPDATE, action="store_true", help="write anew what `briefkit_references` holds PDFs to"
    )
    parser.addini(
        _FOLDER, "where references are kept, seen from the folder of the test", default="references"
    )


@pytest.fixture
def briefkit_references(request: pytest.FixtureRequest) -> "References":
    """Return what holds texts, pages and structure trees to files beside the test."""
    from briefkit.held import References  # late: pypdf

    folder = request.path.parent / str(request.config.getini(_FOLDER))
    return References(folder, bool(request.config.getoption(_UPDATE)), f"pytest {_UPDATE}")


@pytest.fixture
def briefkit_render(
    request: pytest.FixtureRequest, tmp_path: Path
) -> "Callable[..., RenderedBrief]":
    """Return a function that renders a brief, or the file of one, into the test's own folder.

    A file is looked for in the working folder, then beside the test. Options are those of `render`;
    `name` is the file's, "brief.pdf" without it.
    """

    def rendered(
        brief: "Brief | str | os.PathLike[str]", *, name: str = "brief.pdf", **options: Any
    ) -> "RenderedBrief":
        from briefkit.api import render  # late: every room
        from briefkit.held import RenderedBrief  # late: every room

        if isinstance(brief, str | os.PathLike):
            from briefkit.readers.file import read_brief  # late: all readers

            path, beside = Path(brief), request.path.parent / brief
            brief = read_brief(beside if beside.exists() and not path.exists() else path)
        path = tmp_path / name
        return RenderedBrief(path, render(brief, path, **options))

    return rendered
