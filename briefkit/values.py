"""The decorator of values: `attrs.frozen`, whose methods to compare, hash and show are shared.

attrs writes each class's `__eq__`, `__hash__` and `__repr__` as source and compiles them. That is
half of what making a class costs, and a tenth of a cold start for classes of which most are never
compared or shown. Here they are closures around a getter of all fields at once, and as fast.
"""

from operator import attrgetter
from typing import TYPE_CHECKING, Any

import attrs

# Options that say how a class compares, if it does: attrs sees to them.
_COMPARING = frozenset({"eq", "order", "hash", "unsafe_hash", "cache_hash"})

if TYPE_CHECKING:
    from attrs import frozen as frozen  # what checkers of types know
else:

    def frozen(maybe_class=None, /, **options):
        """Return a class of frozen values; the options are those of `attrs.frozen`.

        >>> @frozen
        ... class Point:
        ...     x: float
        ...     y: float = 0.0
        >>> Point(1), Point(1) == Point(1), Point(1) == Point(2), len({Point(1), Point(1)})
        (Point(x=1, y=0.0), True, False, 1)
        """
        if maybe_class is None:
            return lambda given: frozen(given, **options)
        own = vars(maybe_class)
        compares = _COMPARING.isdisjoint(options) and "__eq__" not in own
        shows = options.get("repr", True) and "__repr__" not in own
        left = {"repr": False, "eq": False} if compares else {"repr": False}
        made = attrs.frozen(maybe_class, **{**options, **left})
        if compares:
            made.__eq__, made.__hash__ = _comparing(made)
        if shows:
            made.__repr__ = _showing(made)
        return made


def _comparing(made: Any) -> tuple[Any, Any]:
    """Return a class's `__eq__` and `__hash__`, over the fields that do not opt out."""
    names = [each.name for each in attrs.fields(made) if each.eq]
    values = attrgetter(*names) if names else lambda _: ()

    def __eq__(self: Any, other: Any) -> Any:  # noqa: N807 (it becomes a method)
        if other.__class__ is not self.__class__:
            return NotImplemented
        return values(self) == values(other)

    def __hash__(self: Any) -> int:  # noqa: N807
        return hash(values(self))

    return __eq__, __hash__


def _showing(made: Any) -> Any:
    """Return a class's `__repr__`, of the fields that do not opt out."""
    names = [each.name for each in attrs.fields(made) if each.repr]

    def __repr__(self: Any) -> str:  # noqa: N807
        called = type(self).__qualname__.rpartition(">.")[2]
        return f"{called}({', '.join(f'{name}={getattr(self, name)!r}' for name in names)})"

    return __repr__
