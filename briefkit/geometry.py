"""Sizes, rectangles and margins, in points, origin top left, y down."""

import math

from briefkit.bounds import between
from briefkit.values import field, frozen

_LENGTH = between(0, math.inf)  # a galley may be of any height


@frozen
class Size:
    """A width and a height, in points; neither is negative."""

    width: float = field(validator=_LENGTH)
    height: float = field(validator=_LENGTH)


@frozen
class Rect:
    """A rectangle: its top left corner and its size, in points."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Return the x of the right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Return the y of the lower edge."""
        return self.y + self.height
