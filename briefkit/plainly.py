"""Class → class of frozen values with slots, made without attrs; None where that cannot be.

A class that asks for nothing but fields is made whole without a line of source compiled: its
`__init__` is that of any class of so many fields, with other names. One with validators, converters
or a method to be called after them gets its `__init__` from attrs, when it is first called: of
seventy of them most briefs need twenty. So it is with what attrs says of either, `__attrs_attrs__`:
`attrs.fields`, `attrs.evolve` and cattrs see no difference.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, lru_cache
from operator import attrgetter
from types import CodeType, FunctionType, MappingProxyType
from typing import Any, ClassVar

import attrs


class PlainField:
    """A field as it is asked for; `more` are other options of `attrs.field`."""

    __slots__ = ("eq", "more", "repr", "value")

    def __init__(
        self,
        value: Any = attrs.NOTHING,
        eq: bool = True,
        repr: bool = True,
        more: Mapping[str, Any] = MappingProxyType({}),
    ) -> None:
        self.value = value
        self.eq = eq
        self.repr = repr
        self.more = more

    def default(self, method: Callable[[Any], Any]) -> Callable[[Any], Any]:
        """Decorate the method that makes its value."""
        self.value = attrs.Factory(method, takes_self=True)
        return method

    def validator(self, method: Callable[..., None]) -> Callable[..., None]:
        """Decorate a method that looks at its value."""
        before = (self.more["validator"],) if "validator" in self.more else ()
        self.more = {**self.more, "validator": attrs.validators.and_(*before, method)}
        return method

    @property
    def is_given(self) -> bool:
        """Return whether it is given to `__init__`."""
        return self.more.get("init", True) is True

    @property
    def is_needed(self) -> bool:
        """Return whether it must be."""
        return self.is_given and self.value is attrs.NOTHING and "factory" not in self.more

    @property
    def is_only_put(self) -> bool:
        """Return whether nothing is done with what is given."""
        return not self.more.keys() - {"kw_only"} and not isinstance(self.value, _FACTORY)

    def of_attrs(self) -> Any:
        """Return it as attrs has it."""
        return attrs.field(default=self.value, eq=self.eq, repr=self.repr, **self.more)


@attrs.frozen
class _Refusing:
    """A class that attrs froze: those made here refuse to be changed by the same methods."""


_FREEZING = {"__setattr__": _Refusing.__setattr__, "__delattr__": _Refusing.__delattr__}
_FIELD = type(attrs.field())
_FACTORY: type = type(attrs.Factory(list))
# What older versions of attrs say is less.
_SAID = [name for name in ("__attrs_attrs__", "__attrs_props__") if name in vars(_Refusing)]
_OPTIONS = frozenset({"eq", "init", "kw_only", "weakref_slot"})
_FIELD_OPTIONS = frozenset({"converter", "factory", "init", "kw_only", "metadata", "validator"})
_AROUND_INIT = ("__attrs_post_init__", "__attrs_pre_init__")
# Where a class has one of these of its own, attrs knows what that means.
_SEEN_TO = frozenset(
    (
        *("__attrs_init_subclass__", "__delattr__", "__eq__", "__ge__", "__getattr__"),
        *("__getattribute__", "__getstate__", "__gt__", "__hash__", "__le__", "__lt__"),
        *("__match_args__", "__ne__", "__new__", "__reduce__", "__reduce_ex__", "__replace__"),
        *("__setattr__", "__setstate__", "__slots__"),
    )
)
_set_by = object.__setattr__.__get__


def made_plainly(given: type, options: Mapping[str, Any]) -> type | None:
    """Return the class with slots, frozen; options: those of `attrs.frozen`.

    None where attrs must make it: for other options, for fields that it inherits or that have other
    names as arguments, for methods of its own that bear on being compared, copied or changed.
    """
    own = vars(given)
    fields = _fields(given, by_name=options.get("kw_only", False))
    if (
        fields is None
        or type(given) is not type
        or not options.keys() <= _OPTIONS
        or not _SEEN_TO.isdisjoint(own)
        or ("__init__" in own and options.get("init", True))
        or any(each.__dictoffset__ or "__attrs_attrs__" in vars(each) for each in given.__mro__[1:])
        or any(_asks_more(each) for name, each in own.items() if name not in fields)
    ):
        return None
    later = _Later(given, fields, options)
    body = {
        name: value
        for name, value in own.items()
        if name not in fields and name not in {"__dict__", "__weakref__"}
    }
    body |= _FREEZING
    body |= {name: _Asked(name, later) for name in _SAID}
    body |= _starting(given, fields, options, later)
    body |= _copying(fields)
    if options.get("eq", True):
        compared = [name for name, each in fields.items() if each.eq]
        body["__eq__"], body["__hash__"] = comparing(compared)
    if "__repr__" not in own:
        body["__repr__"] = showing([name for name, each in fields.items() if each.repr])
    body["__slots__"] = (
        (*fields, "__weakref__") if options.get("weakref_slot", True) else (*fields,)
    )
    body["__qualname__"] = given.__qualname__
    later.made = type(given.__name__, given.__bases__, body)
    return later.made


def _fields(given: type, *, by_name: bool) -> dict[str, PlainField] | None:
    """Return a class's own fields, or None where attrs must see to one."""
    own = vars(given)
    fields: dict[str, PlainField] = {}
    was_needed = True
    for name, annotation in given.__annotations__.items():
        if annotation is ClassVar or getattr(annotation, "__origin__", None) is ClassVar:
            continue
        field = own.get(name, attrs.NOTHING)
        if not isinstance(field, PlainField):
            field = PlainField(field)
        if field.is_given and not field.more.get("kw_only", by_name):
            if field.is_needed and not was_needed:
                return None  # attrs says what is wrong with that
            was_needed = field.is_needed
        if (
            name.startswith("_")  # and its argument is not
            or name == "self"
            or (isinstance(annotation, str) and "ClassVar" in annotation)
            or isinstance(field.value, _FIELD)
            or not field.more.keys() <= _FIELD_OPTIONS
        ):
            return None
        fields[name] = field
    return fields


def _asks_more(value: object) -> bool:
    """Return whether what stands in a class beside its fields needs more than to be copied."""
    if isinstance(value, _FIELD | PlainField | cached_property):
        return True
    function = getattr(value, "__func__", None) or getattr(value, "fget", None) or value
    # A method that says `super()` or `__class__` means the class that is given.
    return "__class__" in getattr(getattr(function, "__code__", None), "co_freevars", ())


def _starting(
    given: type, fields: Mapping[str, PlainField], options: Mapping[str, Any], later: "_Later"
) -> dict[str, Any]:
    """Return what a class begins a value with."""
    by_name = options.get("kw_only", False)
    places = [
        name
        for name, each in fields.items()
        if each.is_given and not each.more.get("kw_only", by_name)
    ]
    name = "__init__" if options.get("init", True) else "__attrs_init__"
    is_plain = (
        name == "__init__"
        and all(each.is_only_put for each in fields.values())
        and len(places) == (0 if by_name else len(fields))
        and not any(hasattr(given, each) for each in _AROUND_INIT)
    )
    init = _init(given, fields, by_name=by_name) if is_plain else _Asked(name, later)
    return {name: init, "__match_args__": tuple(places)}


def _init(given: type, fields: Mapping[str, PlainField], *, by_name: bool) -> FunctionType:
    """Return a class's `__init__`; by_name: only so may fields be given."""
    names = tuple(fields)
    pattern = _pattern(len(names), by_name)
    known = dict(zip(pattern.co_varnames[1:-1], names, strict=True))
    code = pattern.replace(
        co_varnames=tuple(known.get(each, each) for each in pattern.co_varnames),
        co_consts=tuple(known.get(each, each) for each in pattern.co_consts),
    )
    init = FunctionType(code, {"__name__": given.__module__, "set_by": _set_by}, "__init__")
    defaults = {
        name: each.value for name, each in fields.items() if each.value is not attrs.NOTHING
    }
    if by_name:
        init.__kwdefaults__ = defaults
    else:
        init.__defaults__ = tuple(defaults.values())
    init.__qualname__ = f"{given.__qualname__}.__init__"
    init.__annotations__ = {name: given.__annotations__[name] for name in names} | {"return": None}
    return init


@lru_cache(maxsize=64)
def _pattern(count: int, by_name: bool) -> CodeType:
    """Return the code of the `__init__` of any class of so many fields."""
    names = [f"field{number}" for number in range(count)]
    arguments = ["self", *(("*",) if by_name and names else ()), *names]
    lines = [f"def __init__({', '.join(arguments)}):", " put = set_by(self)"]
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


def _copying(fields: Mapping[str, PlainField]) -> dict[str, Any]:
    """Return the methods by which values are pickled, and made of others."""
    names = tuple(fields)
    given = tuple(name for name, each in fields.items() if each.is_given)

    def __getstate__(self: Any) -> dict[str, Any]:  # noqa: N807
        return {name: getattr(self, name) for name in names}

    def __setstate__(self: Any, state: dict[str, Any]) -> None:  # noqa: N807
        put = _set_by(self)
        for name in names:
            if name in state:
                put(name, state[name])

    def __replace__(self: Any, /, **changes: Any) -> Any:  # noqa: N807
        for name in given:
            if name not in changes:
                changes[name] = getattr(self, name)
        return self.__class__(**changes)

    return {each.__name__: each for each in (__getstate__, __setstate__, __replace__)}


class _Later:
    """What a class asked for, until attrs is asked."""

    made: type

    def __init__(
        self, given: type, fields: Mapping[str, PlainField], options: Mapping[str, Any]
    ) -> None:
        own = vars(given)
        self._name = given.__name__
        self._options = {**options, "eq": False, "repr": False}  # which it has already
        self._body = {name: field.of_attrs for name, field in fields.items()}
        kept = ("__annotations__", "__module__", "__qualname__", *_AROUND_INIT)
        self._own = {name: own[name] for name in kept if name in own}

    def ask(self) -> None:
        """Put what attrs says of the class into it, asking it of another with the same fields.

        Of two threads that ask at once both put the same.
        """
        fields = {name: of_attrs() for name, of_attrs in self._body.items()}
        twin = attrs.frozen(type(self._name, (), self._own | fields), **self._options)
        for name, value in tuple(vars(self.made).items()):
            if isinstance(value, _Asked):
                setattr(self.made, name, vars(twin)[name])


class _Asked:
    """Something of a class that is not there before it is first wanted."""

    def __init__(self, name: str, later: _Later) -> None:
        self._name = name
        self._later = later

    def __get__(self, value: object, made: type) -> Any:
        self._later.ask()
        return getattr(made if value is None else value, self._name)
