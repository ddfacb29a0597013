"""What a render noticed and did not stop for."""

import enum

from briefkit.values import frozen


class Severity(enum.Enum):
    """How much a diagnostic of a render, or a finding in a PDF, matters."""

    ERROR = "error"
    """A standard is broken, or something is lost to some reader; no render goes on with one."""
    WARNING = "warning"
    """A fault that some reader will see or hear, or most likely one; a person should look."""
    NOTE = "note"
    """Good to know."""


@frozen
class Diagnostic:
    """One thing to look at.

    severity: how much it matters.
    message: what, and what to do about it. where: a path through the brief, may be empty.
    page: its number from 1, None where it belongs to no page.
    source: FILE:LINE of it, where the brief was read from a file; else empty.
    """

    severity: Severity
    message: str
    where: str = ""
    page: int | None = None
    source: str = ""

    def __str__(self) -> str:
        source = f"{self.source}: " if self.source else ""
        place = f"page {self.page}: " if self.page else ""
        path = f"{self.where}: " if self.where else ""
        return f"{source}{self.severity.value}: {place}{path}{self.message}"
