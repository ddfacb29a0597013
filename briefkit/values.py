"""The decorators of values: those of attrs, with less to do at each start; what goes with them.

attrs writes each class's methods as source and compiles them: a third of a millisecond a class,
which was a sixth of a cold start. Here a class that asks for nothing but fields is made by
`plainly`. One with other options is made by attrs, but for its methods to compare, hash and show:
those are closures around a getter of all fields at once, and as fast. attrs takes long to load, and
is loaded for such a class, or when it is asked something.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from briefkit.fields import NOTHING, PlainField
from briefkit.plainly import comparing, made_plainly, showing

if TYPE_CHECKING:  # what checkers of types know
    from attrs import define as define
    from attrs import evolve as evolve
    from attrs import field as field
    from attrs import frozen as frozen
else:
    # Options that say how a class compares, if it does: attrs sees to them.
    _COMPARING = frozenset({"eq", "order", "hash", "unsafe_hash", "cache_hash"})

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
        made = made_plainly(maybe_class, options)
        if made is not None:
            return made
        import attrs  # late: see above

        own = vars(maybe_class)
        _give_fields(maybe_class)
        compares = _COMPARING.isdisjoint(options) and "__eq__" not in own
        shows = options.get("repr", True) and "__repr__" not in own
        left = {"repr": False, "eq": False} if compares else {"repr": False}
        made = attrs.frozen(maybe_class, **{**options, **left})
        fields = attrs.fields(made)
        if compares:
            made.__eq__, made.__hash__ = comparing([each.name for each in fields if each.eq])
        if shows:
            made.__repr__ = showing([each.name for each in fields if each.repr])
        return made

    def define(maybe_class=None, /, **options):
        """Return a class with fields that may change; the options are those of `attrs.define`."""
        if maybe_class is None:
            return lambda given: define(given, **options)
        made = made_plainly(maybe_class, options, is_frozen=False)
        if made is not None:
            return made
        import attrs  # late, as above

        _give_fields(maybe_class)
        return attrs.define(maybe_class, **options)

    def _give_fields(given):
        for name, value in tuple(vars(given).items()):
            if isinstance(value, PlainField):
                setattr(given, name, value.of_attrs())

    def field(*, default=NOTHING, eq=True, repr=True, **options):
        """Return a field; the options are those of `attrs.field`."""
        return PlainField(default, eq, repr, options)

    def evolve(value, /, **changes):
        """Return a value with other fields, as `attrs.evolve` does.

        >>> from briefkit.geometry import Size
        >>> evolve(Size(1, 2), height=3)
        Size(width=1, height=3)
        """
        if "__replace__" in vars(value.__class__):
            return value.__replace__(**changes)
        from attrs import evolve  # late, as above

        return evolve(value, **changes)


def names_of(made: type) -> tuple[str, ...]:
    """Return the names of a class's own fields, without asking attrs for all that they are.

    >>> from briefkit.geometry import Size
    >>> names_of(Size)
    ('width', 'height')
    """
    slots: tuple[str, ...] = vars(made)["__slots__"]
    return tuple(name for name in slots if name != "__weakref__")


_compared: dict[type, tuple[str, ...]] = {}


def compared(made: type) -> tuple[str, ...]:
    """Return the names of the fields that values of a class are compared by: all that they say.

    There are none of a class that is not one of ours.

    >>> from briefkit.geometry import Size
    >>> compared(Size), compared(str)
    (('width', 'height'), ())
    """
    names = _compared.get(made)
    if names is None:
        from attrs import fields, has  # late, as above

        names = tuple(one.name for one in fields(made) if one.eq) if has(made) else ()
        _compared[made] = names
    return names


def every_part(value: object) -> Iterator[object]:
    """Yield a value and all that stands in it, however deep, in the order of its fields.

    >>> from briefkit.geometry import Size
    >>> list(every_part((Size(1, 2), "a")))
    [(Size(width=1, height=2), 'a'), Size(width=1, height=2), 1, 2, 'a']
    """
    waiting = [value]  # a stack, since what is nested may be nested deeply
    while waiting:
        one = waiting.pop()
        yield one
        if isinstance(one, tuple):
            waiting += reversed(one)
        elif names := compared(type(one)):
            waiting += [getattr(one, name) for name in reversed(names)]
