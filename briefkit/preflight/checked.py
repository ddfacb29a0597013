"""Check files by a policy: paths → CheckedFiles, what was found in each or why none can be read."""

import os
from collections import Counter
from collections.abc import Sequence
from typing import Any

from briefkit.errors import SourceError
from briefkit.preflight.check import check
from briefkit.preflight.policy import Judgement, Policy, judge
from briefkit.preflight.report import report_json, unreadable_json
from briefkit.values import frozen


@frozen
class CheckedFile:
    """A file and what its findings count for; or why it cannot be read, and none."""

    name: str
    judged: tuple[Judgement, ...] = ()
    error: SourceError | None = None

    @property
    def status(self) -> int:
        """Return the exit status: 2 where it cannot be read, 1 where it has an error, 0 else."""
        if self.error is not None:
            return 2
        return 1 if any(one.is_error for one in self.judged) else 0

    def as_json(self) -> dict[str, Any]:
        """Return it as JSON may hold it; `report_schema` describes it."""
        if self.error is not None:
            return unreadable_json(self.name, self.error)
        return report_json(self.name, self.judged)


def check_file(path: str | os.PathLike[str], policy: Policy) -> CheckedFile:
    """Return a file and what its findings count for; what cannot be read raises nothing."""
    name = os.fspath(path)
    try:
        return CheckedFile(name, judge(check(path), policy))
    except SourceError as error:
        return CheckedFile(name, error=error)


def tally_text(files: Sequence[CheckedFile]) -> str:
    """Return how many files were checked, and with what result.

    >>> tally_text([CheckedFile("a.pdf"), CheckedFile("b.pdf", error=SourceError("is empty"))])
    '2 files: 1 without errors, 1 unreadable'
    """
    numbers = Counter(file.status for file in files)
    told = ((0, "without errors"), (1, "with errors"), (2, "unreadable"))
    parts = [f"{numbers[status]} {what}" for status, what in told if numbers[status]]
    return f"{len(files)} files: {', '.join(parts)}"
