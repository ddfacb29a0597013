"""The graphics state and its geometry: operands → numbers, matrices and boxes.

As far as preflight looks, and no further. Source: ISO 32000-1, 8.3 and 8.4.
"""

from briefkit.preflight.content import FontUse
from briefkit.preflight.lexer import Operand
from briefkit.preflight.source import Box
from briefkit.values import define

Matrix = tuple[float, float, float, float, float, float]

IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@define(eq=False)
class GraphicsState:
    """The graphics state, as far as preflight looks."""

    matrix: Matrix = IDENTITY
    font: FontUse | None = None
    size: float = 0.0
    character_spacing: float = 0.0
    word_spacing: float = 0.0
    stretch: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    rendering: int = 0

    def copy(self) -> "GraphicsState":
        """Return another of the same values; what `evolve` does, at a fifth of its cost."""
        return GraphicsState(
            self.matrix,
            self.font,
            self.size,
            self.character_spacing,
            self.word_spacing,
            self.stretch,
            self.leading,
            self.rise,
            self.rendering,
        )


def resource_key(operand: Operand) -> str:
    """Return an operand as the key of a resource. Raises TypeError for what is no name."""
    if isinstance(operand, str):
        return f"/{operand}"
    raise TypeError("no name")


def number_of(operand: Operand) -> float:
    """Return an operand as a number. Raises TypeError for what is none, or is absurdly large."""
    if isinstance(operand, float) and abs(operand) < 1e9:
        return operand
    raise TypeError("no number")


def matrix_of(operands: list[Operand]) -> Matrix:
    """Return the last six operands as a matrix. Raises TypeError, ValueError for what is none."""
    a, b, c, d, e, f = operands[-6:]
    return (number_of(a), number_of(b), number_of(c), number_of(d), number_of(e), number_of(f))


def multiply(first: Matrix, second: Matrix) -> Matrix:
    """Return the matrix that does what `first` does and then what `second` does."""
    a, b, c, d, e, f = first
    g, h, i, j, k, l = second  # noqa: E741 (the letters of a matrix)
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + l,
    )


def transformed(box: Box, matrix: Matrix) -> Box:
    """Return the smallest upright box around a box that a matrix moves."""
    a, b, c, d, e, f = matrix
    left, bottom, right, top = box
    if b == 0.0 and c == 0.0:
        x0, x1, y0, y1 = a * left + e, a * right + e, d * bottom + f, d * top + f
        return (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
    corners = [(x, y) for x in (left, right) for y in (bottom, top)]
    xs = [a * x + c * y + e for x, y in corners]
    ys = [b * x + d * y + f for x, y in corners]
    return (min(xs), min(ys), max(xs), max(ys))


def share_of(box: Box, whole: Box) -> float:
    """Return the share of a box that another covers.

    >>> share_of((0.0, 0.0, 50.0, 200.0), (0.0, 0.0, 100.0, 100.0))
    0.5
    """
    width = min(box[2], whole[2]) - max(box[0], whole[0])
    height = min(box[3], whole[3]) - max(box[1], whole[1])
    area = (whole[2] - whole[0]) * (whole[3] - whole[1])
    return max(width, 0.0) * max(height, 0.0) / area if area > 0 else 0.0
