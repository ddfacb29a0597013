"""What the fixtures of `pytest_plugin` give: a rendered brief, and references to hold PDFs to."""

from pathlib import Path

from briefkit.api import Report
from briefkit.assertions import assert_same_text
from briefkit.preflight import Source, describe_pages, describe_structure
from briefkit.values import frozen


@frozen
class RenderedBrief:
    """A brief that was rendered for a test: where to, what the render decided, and its bytes.

    It is a path itself, wherever one is taken.
    """

    path: Path
    report: Report

    def __fspath__(self) -> str:
        return str(self.path)

    @property
    def data(self) -> bytes:
        """Return the bytes of the file."""
        return self.path.read_bytes()


@frozen
class References:
    """Holds texts, and what PDFs say, to files of a folder, or writes them.

    folder: of the files; update: whether they are written anew; how: what a failure tells to do
    where the difference is meant.
    """

    folder: Path
    update: bool = False
    how: str = "update=True"

    def hold_text(self, name: str, text: str) -> None:
        """Fail if a text differs from the file of this name."""
        __tracebackhide__ = True
        assert_same_text(text, self.folder / name, update=self.update, how=self.how)

    def hold_pages(self, name: str, pdf: Source) -> None:
        """Fail if the text of a PDF's pages differs from NAME.pages.txt."""
        __tracebackhide__ = True
        self.hold_text(f"{name}.pages.txt", describe_pages(pdf))

    def hold_structure(self, name: str, pdf: Source) -> None:
        """Fail if a PDF's structure tree differs from NAME.tree.txt."""
        __tracebackhide__ = True
        self.hold_text(f"{name}.tree.txt", describe_structure(pdf))
