"""Every exception that briefkit raises on purpose.

    BriefError
    ├── ModelError      a brief says something that cannot be: a figure without a file
    ├── SourceError     Markdown, JSON or front matter that does not read: file and line
    ├── FontError       no glyph, no such family, a font that may not be embedded
    ├── PictureError    a picture that is missing, broken or out of bounds
    ├── LayoutError     matter that fits no page under the hard rules
    └── OutputError     the result cannot be written

Each carries its `problems`; each problem answers three questions: what, where, what now.
"""

from collections.abc import Iterable

from briefkit.fields import RefusedError
from briefkit.values import evolve, frozen

MOST_PROBLEMS = 200  # of one input; its author has understood by then


@frozen
class Problem:
    """One fault of an input.

    what: what is wrong, as a clause: "has no alt text".
    where: a path through the brief (`sections[1].figures[0]`), `FILE:LINE`, or both: `FILE:LINE`
    and the path after it; may be empty.
    cure: what to do about it, as an imperative: 'give alt="…"'; may be empty.
    """

    what: str
    where: str = ""
    cure: str = ""

    def of_field(self, kind: str, name: str) -> "Problem":
        """Return it as one of a field of a class, unless it says itself of what it is."""
        if self.where.startswith(f"{name}["):
            return evolve(self, where=f"{kind}.{self.where}")
        if self.where or kind in self.what.split(" ")[:2] or self.what.startswith(f"{kind}."):
            return self
        return evolve(self, where=f"{kind}.{name}")

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        cure = f": {self.cure}" if self.cure else ""
        return f"{place}{self.what}{cure}"


class BriefError(RefusedError):
    """The root of all errors that briefkit raises on purpose.

    problems: every fault that was found, in the order of the input; at least one.
    """

    def __init__(self, *problems: Problem | str) -> None:
        """Make an error of one or more problems; a `str` is a problem without a place."""
        if not problems:
            raise TypeError("an error names at least one problem")
        self.problems: tuple[Problem, ...] = tuple(
            Problem(problem) if isinstance(problem, str) else problem for problem in problems
        )
        super().__init__("\n".join(str(problem) for problem in self.problems))

    def __reduce__(self) -> tuple[type["BriefError"], tuple[Problem, ...]]:
        return type(self), self.problems


class ModelError(BriefError):
    """A brief says something that cannot be."""


class SourceError(BriefError):
    """Markdown, JSON or front matter does not read."""


class FontError(BriefError):
    """A font is missing, is broken, or lacks a character."""


class PictureError(BriefError):
    """A picture is missing, broken or out of bounds."""


class LayoutError(BriefError):
    """Matter fits no page under the hard rules."""


class OutputError(BriefError):
    """The result cannot be written."""


def raise_all(kind: type[BriefError], problems: Iterable[Problem], where: str = "") -> None:
    """Raise `kind` with every problem of `problems`, or nothing when there is none.

    What is beyond two hundred is counted, as being in `where`.
    """
    found = tuple(problems)
    left_out = len(found) - MOST_PROBLEMS
    if left_out > 0:
        found = (*found[:MOST_PROBLEMS], Problem(f"and {left_out} more of these", where))
    if found:
        raise kind(*found)


def why(error: Exception) -> str:
    """Return why a file could not be read or written, in the system's words if it has some."""
    return getattr(error, "strerror", None) or str(error)


def too_deep(where: str = "") -> Problem:
    """Return the problem of what is nested deeper than it can be gone through."""
    return Problem("matter is nested too deeply", where, "write it more simply")
