"""What a render noticed and did not stop for."""

import enum

from attrs import field, frozen


class Severity(enum.Enum):
    """How much it matters: a fault that a reader would see or hear, or a remark."""

    WARNING = "warning"
    NOTE = "note"


@frozen
class Diagnostic:
    """One thing to look at.

    message: what, and what to do about it. where: a path through the brief, may be empty.
    page: its number from 1, None where it belongs to no page.
    """

    severity: Severity
    message: str
    where: str = field(default="")
    page: int | None = None

    def __str__(self) -> str:
        place = f"page {self.page}: " if self.page else ""
        path = f"{self.where}: " if self.where else ""
        return f"{self.severity.value}: {place}{path}{self.message}"
