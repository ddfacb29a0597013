"""What a finding of preflight is, of whatever kind; the kinds are in `findings`."""

from typing import ClassVar

from briefkit.diagnostics import Severity
from briefkit.values import frozen
from briefkit.visible import visible


@frozen
class Finding:
    """One fault of a PDF.

    message: what is wrong here, as a clause.
    page: of the fault, 1-based; None where it concerns the whole file.
    place: a path in the structure tree (`/Document/Sect[2]/Figure[1]`), a point on the page, or
        an object; may be empty.

    Each kind of fault is a subclass, with its `severity`, its `cure` and the `clause` of the
    standard that it breaks, if any.
    """

    message: str
    page: int | None = None
    place: str = ""

    severity: ClassVar[Severity] = Severity.ERROR
    cure: ClassVar[str] = ""
    clause: ClassVar[str] = ""

    @property
    def code(self) -> str:
        """Return the name of the fault, such as "MissingAltText"."""
        return type(self).__name__

    def describe(self) -> str:
        """Return the finding as one line.

        >>> from briefkit.preflight.findings import MissingAltText
        >>> print(MissingAltText("the figure has no alternative text", 3, "/Document/Figure[1]"))
        error MissingAltText, page 3, /Document/Figure[1]: the figure has no alternative text: \
give it alt="…", or mark it decorative
        """
        where = [f"page {self.page}"] if self.page is not None else []
        where += [self.place] if self.place else []
        cure = f": {self.cure}" if self.cure else ""
        head = ", ".join([f"{self.severity.value} {self.code}", *where])
        return visible(f"{head}: {self.message}{cure}")

    def __str__(self) -> str:
        return self.describe()

    def as_json(self) -> dict[str, str | int | None]:
        """Return the finding as what JSON can hold.

        >>> from briefkit.preflight.findings import MissingTitle
        >>> MissingTitle("the file has no title").as_json()["code"]
        'MissingTitle'
        """
        return {
            "code": self.code,
            "severity": self.severity.value,
            "message": self.message,
            "page": self.page,
            "place": self.place,
            "cure": self.cure,
            "clause": self.clause,
        }


def full_clause(kind: type[Finding]) -> str:
    """Return the clause that a kind of finding breaks, with its standard; "" for none.

    >>> from briefkit.preflight.findings import BrokenStructure, MissingTitle
    >>> full_clause(MissingTitle), full_clause(BrokenStructure)
    ('ISO 14289-1, 7.1', 'ISO 32000-1, 14.7.2')
    """
    return f"ISO 14289-1, {kind.clause}" if kind.clause[:1].isdigit() else kind.clause
