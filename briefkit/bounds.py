"""Numbers that a field may hold → validators of them, for attrs, whose own raise no BriefError."""

from collections.abc import Callable
from typing import Any

from briefkit.errors import ModelError

LARGEST = 14_400.0  # points: the largest page of a PDF, ISO 32000-2, C.2


def between(
    least: float, most: float = LARGEST, *, is_open: bool = False
) -> Callable[[object, Any, Any], None]:
    """Return a validator of numbers from `least` to `most`; is_open: `least` itself is too little.

    It raises ModelError, with the field's name, for what is beyond them or is no number.
    """
    first = f"above {least:g}, up to" if is_open else f"from {least:g} to"

    def check(instance: object, attribute: Any, value: Any) -> None:
        if isinstance(value, int | float) and not isinstance(value, bool):
            is_enough = value > least if is_open else value >= least
            if is_enough and value <= most:
                return
        name = f"{type(instance).__name__}.{attribute.name}"
        raise ModelError(f"{name} is {repr(value)[:80]}: give a number {first} {most:g}")

    return check
