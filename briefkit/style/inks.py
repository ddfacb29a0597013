"""Colours of ink: process inks and spot inks, and what they look like on coated paper.

A house's colours are those of the screen, by role; what a role is printed in stands beside it.
"""

from collections.abc import Iterable
from typing import Any

from briefkit.bounds import between
from briefkit.errors import ModelError, Problem
from briefkit.values import field, frozen

# X, Y, Z under D50 of paper and of each overprint of solid inks, by (cyan, magenta, yellow, black),
# as Fogra measured them: characterisation data FOGRA39L, offset on coated paper by ISO 12647-2.
_SOLIDS = {
    (0, 0, 0, 0): (84.48, 87.62, 74.57), (0, 0, 0, 1): (2.02, 2.10, 1.73),
    (0, 0, 1, 0): (69.17, 74.16, 7.04), (0, 0, 1, 1): (1.84, 2.04, 0.82),
    (0, 1, 0, 0): (33.03, 16.79, 15.01), (0, 1, 0, 1): (1.61, 1.18, 0.89),
    (0, 1, 1, 0): (30.20, 16.02, 2.30), (0, 1, 1, 1): (1.56, 1.31, 0.65),
    (1, 0, 0, 0): (15.02, 22.93, 52.85), (1, 0, 0, 1): (0.91, 1.18, 1.79),
    (1, 0, 1, 0): (8.16, 18.42, 6.74), (1, 0, 1, 1): (0.89, 1.31, 0.85),
    (1, 1, 0, 0): (5.67, 4.10, 15.67), (1, 1, 0, 1): (0.99, 0.87, 1.08),
    (1, 1, 1, 0): (3.66, 3.80, 3.13), (1, 1, 1, 1): (0.93, 0.97, 0.69),
}  # fmt: skip
# From X, Y, Z under D50 to linear sRGB: the inverse of IEC 61966-2-1's, adapted by Bradford's.
_TO_SRGB = (
    (3.13386, -1.61687, -0.49062),
    (-0.97877, 1.91614, 0.03345),
    (0.07195, -0.22899, 1.40524),
)
_D50 = (0.9642, 1.0, 0.8249)
_NEARLY_GRAY = 24  # of 255, between a colour's channels: the eye takes it for gray in small type
_LIGHTEST = 0xC0  # of 255: what is lighter is a ground, and its warmth is seen
_PROCESS = {"cyan", "magenta", "yellow", "black", "all", "none"}


def channels(colour: str) -> tuple[int, int, int]:
    """Return red, green and blue of #rrggbb, each from 0 to 255.

    >>> channels("#8a2b1d")
    (138, 43, 29)
    """
    red, green, blue = bytes.fromhex(colour[1:])
    return red, green, blue


def written(shares: Iterable[int]) -> str:
    """Return red, green and blue, each from 0 to 255, as #rrggbb."""
    return f"#{bytes(shares).hex()}"


@frozen
class Cmyk:
    """A mixture of the four process inks. cyan, magenta, yellow, black: shares from 0 to 1."""

    cyan: float = field(validator=between(0, 1))
    magenta: float = field(validator=between(0, 1))
    yellow: float = field(validator=between(0, 1))
    black: float = field(validator=between(0, 1))

    def shares(self) -> tuple[float, float, float, float]:
        """Return the four shares, in that order."""
        return (self.cyan, self.magenta, self.yellow, self.black)

    def screen(self) -> str:
        """Return the #rrggbb that shows the mixture, on paper that is white.

        Neugebauer's equations with Yule's and Nielsen's n of 2: over the 1,617 patches of FOGRA39L
        the mean distance is 3 (CIE 1976), which a proof is allowed too.

        >>> Cmyk(0, 0, 0, 0).screen(), Cmyk(0, 0, 0, 1).screen(), Cmyk(1, 0, 0, 0).screen()
        ('#ffffff', '#2b2b2a', '#00a0e4')
        """
        roots = [0.0, 0.0, 0.0]
        for solid, measured in _SOLIDS.items():
            part = 1.0
            for is_there, share in zip(solid, self.shares(), strict=True):
                part *= share if is_there else 1 - share
            for axis, value in enumerate(measured):
                roots[axis] += part * value**0.5
        paper = _SOLIDS[0, 0, 0, 0]
        adapted = [
            root**2 / white * light for root, white, light in zip(roots, paper, _D50, strict=True)
        ]
        linear = (
            sum(factor * value for factor, value in zip(row, adapted, strict=True))
            for row in _TO_SRGB
        )
        return written(map(_encoded, linear))


def _encoded(linear: float) -> int:
    value = min(max(linear, 0.0), 1.0)
    curved = 12.92 * value if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055
    return round(255 * curved)


def _is_a_name(instance: object, attribute: object, value: Any) -> None:
    cure = 'give the name on its tin, such as "PANTONE 186 C"'
    if not isinstance(value, str) or not value.strip() or not value.isprintable():
        raise ModelError(Problem(f"{value!r} names no ink", "Spot.name", cure))
    if value.strip().lower() in _PROCESS:
        raise ModelError(Problem(f"{value!r} is no spot ink", "Spot.name", "give a Cmyk for it"))


@frozen
class Spot:
    """An ink of its own, printed on a plate of its own.

    name: as printers know it; cmyk: what is nearest to it where there is no such ink.
    """

    name: str = field(validator=_is_a_name)
    cmyk: Cmyk

    def screen(self) -> str:
        """Return the #rrggbb that shows it: that of its nearest mixture."""
        return self.cmyk.screen()


Ink = Cmyk | Spot


def black_alone(colour: str) -> Cmyk | None:
    """Return #rrggbb as black ink alone, if it is nearly gray and no light ground; else None.

    Small type in one ink is sharp; in four it is only as sharp as their plates are in register.

    >>> black_alone("#1f1b18"), black_alone("#8a2b1d"), black_alone("#f6f1ec")
    (Cmyk(cyan=0, magenta=0, yellow=0, black=1.0), None, None)
    """
    shares = channels(colour)
    if max(shares) - min(shares) > _NEARLY_GRAY or max(shares) > _LIGHTEST:
        return None
    wanted = round(sum(shares) / 3)

    def distance(percent: int) -> int:
        return abs(channels(Cmyk(0, 0, 0, percent / 100).screen())[1] - wanted)

    return Cmyk(0, 0, 0, min(range(101), key=distance) / 100)
