"""What a number, and what a brief, may ask for at most; beyond it an error of ours, never a hang.

Validators of numbers and of kinds for attrs, whose own raise no BriefError; and the limits that
hold while a brief is read and rendered, the time that it may take among them.
"""

import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from enum import Enum
from time import monotonic
from typing import Any

from briefkit.errors import BriefError, LayoutError, ModelError, Problem
from briefkit.values import field, frozen

LARGEST = 14_400.0  # points: the largest page of a PDF, ISO 32000-2, C.2


def between(
    least: float, most: float = LARGEST, *, is_open: bool = False, is_whole: bool = False
) -> Callable[[object, Any, Any], None]:
    """Return a validator of numbers from `least` to `most`; is_open: `least` itself is too little.

    It raises ModelError, with the field's name, for what is beyond them or is no number.
    """
    kinds = (int,) if is_whole else (int, float)
    first = f"above {least:g}, up to" if is_open else f"from {least:g} to"
    last = f"{most:,}" if is_whole else f"{most:g}"

    def check(instance: object, attribute: Any, value: Any) -> None:
        if isinstance(value, kinds) and not isinstance(value, bool):
            is_enough = value > least if is_open else value >= least
            if is_enough and value <= most:
                return
        kind = "whole number" if is_whole else "number"
        raise refused(instance, attribute, value, f"give a {kind} {first} {last}")

    return check


def of_kind(kind: type) -> Callable[[object, Any, Any], None]:
    """Return a validator of what is of a kind: a flag, a member of an enumeration, a value.

    It raises ModelError, with the field's name and what to give.
    """

    def check(instance: object, attribute: Any, value: Any) -> None:
        if isinstance(value, kind):
            return
        wanted = "True or False" if kind is bool else f"a {kind.__name__}"
        if issubclass(kind, Enum):
            wanted = f"one of {', '.join(map(str, kind))}"
        raise refused(instance, attribute, value, f"give {wanted}")

    return check


def refused(instance: object, attribute: Any, value: object, cure: str) -> ModelError:
    """Return the error of a field that is given what it cannot hold."""
    return ModelError(f"{called(instance, attribute)} is {repr(value)[:80]}: {cure}")


def called(instance: object, attribute: Any) -> str:
    """Return how messages call a field: `Brief.date`."""
    return f"{type(instance).__name__}.{attribute.name}"


def _up_to(most: int) -> Callable[[object, Any, Any], None]:
    return between(1, most, is_whole=True)


@frozen(kw_only=True)
class Limits:
    """What one brief may ask for; an error names the limit that it is over.

    pixels: of a picture; picture_bytes: of its file.
    source_bytes: of a file in Markdown or JSON.
    nesting: how deep blocks stand in blocks.
    notes, pages: how many. seconds: that reading takes, and rendering.
    """

    # A quarter GiB in RGB: from here on pillow itself warns of a bomb.
    pixels: int = field(default=89_478_485, validator=_up_to(89_478_485))
    # No picture of so few pixels needs a larger file.
    picture_bytes: int = field(default=256 << 20, validator=_up_to(1 << 31))
    # Ten times the longest book that we know of.
    source_bytes: int = field(default=16 << 20, validator=_up_to(1 << 31))
    # A reader's eye is lost long before.
    nesting: int = field(default=16, validator=_up_to(16))
    notes: int = field(default=20_000, validator=_up_to(10_000_000))
    pages: int = field(default=5_000, validator=_up_to(10_000_000))
    seconds: float = field(default=600.0, validator=between(0, math.inf, is_open=True))


# Beside the values and not in them: a limit changes no page, it only stops the work. Each thread
# and each task has its own; see docs/decisions/0010.
_in_force: ContextVar[tuple[Limits, float, float] | None] = ContextVar("limits", default=None)
_USUAL = Limits()


@contextmanager
def within(limits: Limits | None) -> Iterator[None]:
    """Hold what is done inside to limits; without any to those around, or else to the usual ones.

    Time counts from here; it is never more than what is left of the time around.
    """
    if not isinstance(limits, Limits | None):
        raise ModelError(f"{type(limits).__name__} is no Limits: give one, or none")
    around = _in_force.get()
    if limits is None and around is not None:
        yield
        return
    limits = limits or _USUAL
    seconds = limits.seconds
    end = monotonic() + seconds
    if around is not None and around[1] < end:
        _, end, seconds = around
    token = _in_force.set((limits, end, seconds))
    try:
        yield
    finally:
        _in_force.reset(token)


def limits_in_force() -> Limits:
    """Return the limits around, or the usual ones."""
    around = _in_force.get()
    return _USUAL if around is None else around[0]


def check_time(kind: type[BriefError] = LayoutError) -> None:
    """Raise `kind` where the time is over that a brief may take.

    Called from each loop that grows with a brief; it takes a fifth of a microsecond.
    """
    around = _in_force.get()
    if around is not None and monotonic() > around[1]:
        raise kind(over("seconds", f"takes longer than {around[2]:g} seconds"))


def over(limit: str, what: str, where: str = "") -> Problem:
    """Return the problem of what is over a limit, and how to allow more.

    what: with the value, as far as it is known.
    """
    most = getattr(limits_in_force(), limit)
    cure = f"make less of it, or allow more: Limits({limit}=…), --limit {limit}=…"
    shown = f"{most:,}" if isinstance(most, int) else f"{most:g}"
    return Problem(f"{what}, and the limit of {limit} is {shown}", where, cure)
