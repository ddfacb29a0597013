"""Numbers that a field may hold → validators of them, for attrs, whose own raise no BriefError."""

from typing import Any

from attrs import frozen

from briefkit.errors import ModelError

LARGEST = 14_400.0  # points: the largest page of a PDF, ISO 32000-2, C.2


@frozen
class between:  # noqa: N801 - used as a verb, as attrs's own are
    """A validator of numbers from `least` to `most`; is_open: `least` itself is too little.

    Infinity and what is no number are none of these.
    """

    least: float
    most: float = LARGEST
    is_open: bool = False

    def __call__(self, instance: object, attribute: Any, value: Any) -> None:
        """Raise ModelError for what is out of bounds, as attrs asks."""
        if isinstance(value, int | float) and not isinstance(value, bool):
            is_enough = value > self.least if self.is_open else value >= self.least
            if is_enough and value <= self.most:
                return
        name = f"{type(instance).__name__}.{attribute.name}"
        first = f"above {self.least:g}, up to" if self.is_open else f"from {self.least:g} to"
        raise ModelError(f"{name} is {repr(value)[:80]}: give a number {first} {self.most:g}")
