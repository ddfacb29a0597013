"""Fixtures for pytest: briefs → PDFs, and PDFs held to what they were.

pytest finds this module by itself wherever briefkit is installed, so all that it needs is loaded
when a fixture is asked for.
"""

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from briefkit.values import frozen

if TYPE_CHECKING:
    from briefkit.api import Report
    from briefkit.model.brief import Brief
    from briefkit.preflight import Source

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


@frozen
class RenderedBrief:
    """A brief that was rendered for a test: where to, what the render decided, and its bytes."""

    path: Path
    report: "Report"

    @property
    def data(self) -> bytes:
        """Return the bytes of the file."""
        return self.path.read_bytes()


@frozen
class References:
    """Holds texts, and what PDFs say, to files of a folder beside the test, or writes them."""

    folder: Path
    update: bool = False

    def hold_text(self, name: str, text: str) -> None:
        """Fail if a text differs from the file of this name."""
        __tracebackhide__ = True
        from briefkit.assertions import assert_same_text  # late: pypdf

        how = f"pytest {_UPDATE}"
        assert_same_text(text, self.folder / name, update=self.update, how=how)

    def hold_pages(self, name: str, pdf: "Source") -> None:
        """Fail if the text of a PDF's pages differs from NAME.pages.txt."""
        __tracebackhide__ = True
        from briefkit.preflight import describe_pages  # late: pypdf

        self.hold_text(f"{name}.pages.txt", describe_pages(pdf))

    def hold_structure(self, name: str, pdf: "Source") -> None:
        """Fail if a PDF's structure tree differs from NAME.tree.txt."""
        __tracebackhide__ = True
        from briefkit.preflight import describe_structure  # late: pypdf

        self.hold_text(f"{name}.tree.txt", describe_structure(pdf))


@pytest.fixture
def briefkit_references(request: pytest.FixtureRequest) -> References:
    """Return what holds texts, pages and structure trees to files beside the test."""
    folder = request.path.parent / str(request.config.getini(_FOLDER))
    return References(folder, bool(request.config.getoption(_UPDATE)))


@pytest.fixture
def briefkit_render(tmp_path: Path) -> "Callable[..., RenderedBrief]":
    """Return a function that renders a brief, or the file of one, into the test's own folder.

    Options are those of `render`; `name` is the file's, "brief.pdf" without it.
    """

    def rendered(
        brief: "Brief | str | os.PathLike[str]", *, name: str = "brief.pdf", **options: Any
    ) -> RenderedBrief:
        from briefkit.api import render  # late: every room

        if isinstance(brief, str | os.PathLike):
            from briefkit.readers.file import read_brief  # late: all readers

            brief = read_brief(Path(brief))
        path = tmp_path / name
        return RenderedBrief(path, render(brief, path, **options))

    return rendered
