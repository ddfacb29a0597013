"""What is wrong with a brief, gathered until all of it is known."""

from briefkit.diagnostics import Diagnostic, Severity
from briefkit.errors import ModelError, PictureError, Problem, raise_all
from briefkit.resolve.paths import hint
from briefkit.values import define, field

Owner = tuple[str, object]
"""A block and its path, which comes first: what a message names."""

NOBODY: Owner = ("", None)


def place_of(where: str, owner: Owner) -> str:
    """Return a path with the first words of the block that it leads to or into."""
    path, block = owner
    if block is None or not where.startswith(path):
        return where
    return f"{path}{hint(block)}{where[len(path) :]}"


@define(eq=False)
class Faults:
    """Faults and remarks so far; never leaves the function that made it."""

    diagnostics: list[Diagnostic] = field(factory=list)
    _problems: list[tuple[int, Problem]] = field(factory=list)  # with their turns
    _is_model_at_fault: bool = False
    _turn: int = 0

    def turn(self) -> int:
        """Return a place in the order of the input, for a fault that is found later."""
        self._turn += 1
        return self._turn

    def add(
        self, what: str, where: str, cure: str = "", owner: Owner = NOBODY, turn: int = 0
    ) -> None:
        """Add a fault of the brief, now or at an earlier turn."""
        self._is_model_at_fault = True
        problem = Problem(what, place_of(where, owner), cure)
        self._problems.append((turn or self.turn(), problem))

    def add_picture(self, error: PictureError) -> None:
        """Add the faults of a picture."""
        self._problems += [(self.turn(), problem) for problem in error.problems]

    def notice(self, severity: Severity, message: str, where: str, owner: Owner = NOBODY) -> None:
        """Add a remark, which stops nothing."""
        self.diagnostics.append(Diagnostic(severity, message, place_of(where, owner)))

    def raise_any(self) -> None:
        """Raise what was found, in the order of the input, or nothing where there is none.

        Raises ModelError with all problems; PictureError where all of them are of pictures.
        """
        if self._problems:
            kind = ModelError if self._is_model_at_fault else PictureError
            in_order = sorted(self._problems, key=lambda found: found[0])
            raise_all(kind, (problem for _, problem in in_order))
