"""Class → class of frozen values, if it asks for nothing but fields; else None, and attrs makes it.

Not a line of source is compiled: the `__init__` is that of any class of so many fields, with other
names. It is made as attrs makes it: slots, frozen, `__match_args__`, pickled by fields' names; what
attrs itself says of it, its `__attrs_attrs__`, is asked of attrs when it is first wanted, so that
`attrs.fields`, `attrs.evolve` and cattrs see no difference.
"""

from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache
from operator import attrgetter
from types import CodeType, FunctionType
from typing import Any, ClassVar, NamedTuple

import attrs


class PlainField(NamedTuple):
    """A field with a default or without, that may opt out of being compared or shown."""

    default: Any = attrs.NOTHING
    eq: bool = True
    repr: bool = True

    def of_attrs(self) -> Any:
        """Return it as attrs has it."""
        return attrs.field(default=self.default, eq=self.eq, repr=self.repr)


@attrs.frozen
class _Refusing:
    """A class that attrs froze: those made here refuse to be changed by the same methods."""


_FREEZING = {"__setattr__": _Refusing.__setattr__, "__delattr__": _Refusing.__delattr__}
_OPTIONS = frozenset({"eq", "weakref_slot"})
_FIELD = type(attrs.field())
# Where a class has one of these of its own, attrs knows what that means.
_SEEN_TO = frozenset(
    (
        *("__attrs_init_subclass__", "__attrs_post_init__", "__attrs_pre_init__", "__delattr__"),
        *("__eq__", "__ge__", "__getattr__", "__getattribute__", "__getstate__", "__gt__"),
        *("__hash__", "__init__", "__le__", "__lt__", "__match_args__", "__ne__", "__new__"),
        *("__reduce__", "__reduce_ex__", "__replace__", "__setattr__", "__setstate__"),
        "__slots__",
    )
)
_set_by = object.__setattr__.__get__


def made_plainly(given: type, options: Mapping[str, Any]) -> type | None:
    """Return the class with slots, frozen; None where it asks for more than fields."""
    own = vars(given)
    if (
        given.__bases__ != (object,)
        or type(given) is not type
        or not options.keys() <= _OPTIONS
        or not _SEEN_TO.isdisjoint(own)
    ):
        return None
    fields = _fields(given)
    if fields is None or any(_asks_more(each) for name, each in own.items() if name not in fields):
        return None
    names = tuple(fields)
    left = {"__dict__", "__weakref__", *names}
    body = {name: value for name, value in own.items() if name not in left}
    body |= _FREEZING
    body["__qualname__"] = given.__qualname__
    body["__slots__"] = (*names, "__weakref__") if options.get("weakref_slot", True) else names
    body["__match_args__"] = names
    body["__init__"] = _init(given, fields)
    body["__getstate__"], body["__setstate__"], body["__replace__"] = _copying(names)
    if options.get("eq", True):
        compared = [name for name, each in fields.items() if each.eq]
        body["__eq__"], body["__hash__"] = comparing(compared)
    if "__repr__" not in own:
        body["__repr__"] = showing([name for name, each in fields.items() if each.repr])
    body["__attrs_attrs__"] = _Asked("__attrs_attrs__", options, fields)
    if "__attrs_props__" in vars(_Refusing):  # not in older ones
        body["__attrs_props__"] = _Asked("__attrs_props__", options, fields)
    return type(given.__name__, (), body)


def _fields(given: type) -> dict[str, PlainField] | None:
    """Return a class's fields, or None where one is not plain."""
    own = vars(given)
    fields: dict[str, PlainField] = {}
    has_default = False
    for name, annotation in given.__annotations__.items():
        if annotation is ClassVar or getattr(annotation, "__origin__", None) is ClassVar:
            continue
        field = own.get(name, attrs.NOTHING)
        if not isinstance(field, PlainField):
            field = PlainField(field)
        has_none = field.default is attrs.NOTHING
        if (
            name.startswith("_")  # and its argument is not
            or name == "self"
            or (isinstance(annotation, str) and "ClassVar" in annotation)
            or isinstance(field.default, _FIELD | attrs.Factory)
            or (has_none and has_default)  # attrs says what is wrong with that
        ):
            return None
        has_default = not has_none
        fields[name] = field
    return fields


def _asks_more(value: object) -> bool:
    """Return whether what stands in a class beside its fields needs more than to be copied."""
    if isinstance(value, _FIELD | PlainField | cached_property):
        return True
    function = getattr(value, "__func__", None) or getattr(value, "fget", None) or value
    # A method that says `super()` or `__class__` means the class that is given.
    return "__class__" in getattr(getattr(function, "__code__", None), "co_freevars", ())


def _init(given: type, fields: Mapping[str, PlainField]) -> FunctionType:
    """Return a class's `__init__`."""
    names = tuple(fields)
    pattern = _pattern(len(names))
    known = dict(zip(pattern.co_varnames[1:-1], names, strict=True))
    code = pattern.replace(
        co_varnames=tuple(known.get(each, each) for each in pattern.co_varnames),
        co_consts=tuple(known.get(each, each) for each in pattern.co_consts),
    )
    defaults = tuple(each.default for each in fields.values() if each.default is not attrs.NOTHING)
    init = FunctionType(
        code, {"__name__": given.__module__, "set_by": _set_by}, "__init__", defaults
    )
    init.__qualname__ = f"{given.__qualname__}.__init__"
    init.__annotations__ = {name: given.__annotations__[name] for name in names} | {"return": None}
    return init


@lru_cache(maxsize=64)
def _pattern(count: int) -> CodeType:
    """Return the code of the `__init__` of any class of so many fields."""
    names = [f"field{number}" for number in range(count)]
    lines = [f"def __init__({', '.join(['self', *names])}):", " put = set_by(self)"]
    lines += [f" put({name!r}, {name})" for name in names]
    module = compile("\n".join(lines), "<a class of values>", "exec")
    (code,) = (each for each in module.co_consts if isinstance(each, CodeType))
    # No field can have the name of what is local to it.
    return code.replace(co_varnames=(*code.co_varnames[:-1], ".put"))


def comparing(names: Sequence[str]) -> tuple[Any, Any]:
    """Return a class's `__eq__` and `__hash__`, over these fields."""
    values = attrgetter(*names) if names else lambda _: ()

    def __eq__(self: Any, other: Any) -> Any:  # noqa: N807 (it becomes a method)
        if other.__class__ is not self.__class__:
            return NotImplemented
        return values(self) == values(other)

    def __hash__(self: Any) -> int:  # noqa: N807
        return hash(values(self))

    return __eq__, __hash__


def showing(names: Sequence[str]) -> Any:
    """Return a class's `__repr__`, of these fields."""

    def __repr__(self: Any) -> str:  # noqa: N807
        called = type(self).__qualname__.rpartition(">.")[2]
        return f"{called}({', '.join(f'{name}={getattr(self, name)!r}' for name in names)})"

    return __repr__


def _copying(names: Sequence[str]) -> tuple[Any, Any, Any]:
    """Return a class's `__getstate__`, `__setstate__` and `__replace__`."""

    def __getstate__(self: Any) -> dict[str, Any]:  # noqa: N807
        return {name: getattr(self, name) for name in names}

    def __setstate__(self: Any, state: dict[str, Any]) -> None:  # noqa: N807
        put = _set_by(self)
        for name in names:
            if name in state:
                put(name, state[name])

    def __replace__(self: Any, /, **changes: Any) -> Any:  # noqa: N807
        for name in names:
            if name not in changes:
                changes[name] = getattr(self, name)
        return self.__class__(**changes)

    return __getstate__, __setstate__, __replace__


class _Asked:
    """What attrs says of a class, asked when it is first wanted."""

    def __init__(
        self, name: str, options: Mapping[str, Any], fields: Mapping[str, PlainField]
    ) -> None:
        self._name = name
        self._options = options
        self._fields = fields

    def __get__(self, value: object, made: type) -> Any:
        made = next(each for each in made.__mro__ if vars(each).get(self._name) is self)
        annotations = {name: made.__annotations__[name] for name in self._fields}
        body = {name: each.of_attrs() for name, each in self._fields.items()}
        twin = attrs.frozen(
            type(made.__name__, (), {"__annotations__": annotations, **body}), **self._options
        )
        said = getattr(twin, self._name)
        setattr(made, self._name, said)
        return said
