"""Lengths into points: millimetres, inches and picas → float.

Every bare length in briefkit is in points of 1/72 inch; any other unit is in a name.
"""

POINTS_PER_INCH = 72.0
MILLIMETRES_PER_INCH = 25.4


def mm(length_mm: float) -> float:
    """Return a length in points.

    >>> mm(25.4)
    72.0
    """
    return length_mm * POINTS_PER_INCH / MILLIMETRES_PER_INCH


def inch(length_in: float) -> float:
    """Return a length in points.

    >>> inch(8.5)
    612.0
    """
    return length_in * POINTS_PER_INCH
