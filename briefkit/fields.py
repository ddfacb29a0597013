"""A class's fields → its `__init__`, as attrs would have it.

Where fields are only put into their places no line of source is compiled: the code is that of any
class of so many fields, with other names. Else it is written, and not before it is first called.
"""

import inspect
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from types import CodeType, FunctionType, MappingProxyType
from typing import Any

import attrs

AFTER_INIT = "__attrs_post_init__"
OPTIONS = frozenset({"converter", "factory", "init", "kw_only", "metadata", "validator"})
"""What a field may ask for beside its default and whether it is compared and shown."""

_FACTORY: type = type(attrs.Factory(list))
_SOURCE = "<a class of values>"
set_by = object.__setattr__.__get__
"""Takes a value, returns what sets its fields though it is frozen."""


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
        return not self.more or self.more.get("init", True) is True

    @property
    def is_needed(self) -> bool:
        """Return whether it must be."""
        return self.value is attrs.NOTHING and self.is_given and "factory" not in self.more

    @property
    def is_only_put(self) -> bool:
        """Return whether nothing is done with what is given."""
        return self.more.keys() <= {"kw_only"} and not isinstance(self.value, _FACTORY)

    @property
    def is_checked(self) -> bool:
        """Return whether it has a validator."""
        return self.more.get("validator") is not None

    @property
    def factory(self) -> Any:
        """Return the `attrs.Factory` of its default, if any."""
        if "factory" in self.more:
            return attrs.Factory(self.more["factory"])
        return self.value if isinstance(self.value, _FACTORY) else None

    @property
    def offered(self) -> Any:
        """Return what `__init__` has where it is not given."""
        return attrs.NOTHING if self.factory is not None else self.value

    def of_attrs(self) -> Any:
        """Return it as attrs has it."""
        return attrs.field(default=self.value, eq=self.eq, repr=self.repr, **self.more)


class _Field:
    """What a validator is told of a field: its name; for all else attrs is asked."""

    __slots__ = ("_made", "name")

    def __init__(self, made: type, name: str) -> None:
        self._made = made
        self.name = name

    def __getattr__(self, asked: str) -> Any:
        return getattr(attrs.fields_dict(self._made)[self.name], asked)


def putting(given: type, fields: Mapping[str, PlainField], *, by_name: bool) -> FunctionType:
    """Return the `__init__` that puts fields where they belong; by_name: only so are they given."""
    names = tuple(fields)
    pattern = _pattern(len(names), by_name)
    known = dict(zip(pattern.co_varnames[1:-1], names, strict=True))
    code = pattern.replace(
        co_varnames=tuple(known.get(each, each) for each in pattern.co_varnames),
        co_consts=tuple(known.get(each, each) for each in pattern.co_consts),
    )
    init = FunctionType(code, {"__name__": given.__module__, "set_by": set_by}, "__init__")
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
    module = compile("\n".join(lines), _SOURCE, "exec")
    (code,) = (each for each in module.co_consts if isinstance(each, CodeType))
    # No field can have the name of what is local to it.
    return code.replace(co_varnames=(*code.co_varnames[:-1], ".put"))


def written(
    name: str, made: type, fields: Mapping[str, PlainField], *, by_name: bool
) -> FunctionType:
    """Return a class's `__init__`, or what else it is called, that does all that fields ask for."""
    places = [
        key
        for key, each in fields.items()
        if each.is_given and not each.more.get("kw_only", by_name)
    ]
    named = [key for key, each in fields.items() if each.is_given and key not in places]
    arguments = ["self", *places, *(("*",) if named else ()), *named]
    known: dict[str, Any] = {"__name__": made.__module__, "_set_by": set_by}
    lines = [f"def {name}({', '.join(arguments)}):", " _put = _set_by(self)"]
    lines += _putting_lines(fields, known)
    checked = {key: each.more["validator"] for key, each in fields.items() if each.is_checked}
    if checked:
        known["_is_off"] = attrs.validators.get_disabled
        lines.append(" if not _is_off():")
    for key, validator in checked.items():
        known[f"_check_{key}"], known[f"_field_{key}"] = validator, _Field(made, key)
        lines.append(f"  _check_{key}(self, _field_{key}, self.{key})")
    if hasattr(made, AFTER_INIT):
        lines.append(f" self.{AFTER_INIT}()")
    (code,) = (
        each
        for each in compile("\n".join(lines), _SOURCE, "exec").co_consts
        if isinstance(each, CodeType)
    )
    init = FunctionType(code, known, name)
    defaults = {key: fields[key].offered for key in (*places, *named)}
    init.__defaults__ = tuple(defaults[key] for key in places if not fields[key].is_needed)
    init.__kwdefaults__ = {key: defaults[key] for key in named if not fields[key].is_needed}
    init.__qualname__ = f"{made.__qualname__}.{name}"
    taken = ((key, _taken(fields[key], made.__annotations__[key])) for key in defaults)
    init.__annotations__ = {key: kind for key, kind in taken if kind is not None}
    init.__annotations__["return"] = None
    return init


def _putting_lines(fields: Mapping[str, PlainField], known: dict[str, Any]) -> Iterator[str]:
    """Yield the lines that put each field; known: gains the names that they mention."""
    for key, each in fields.items():
        factory = each.factory
        value = key
        if factory is not None:
            known[f"_make_{key}"], known["_NOTHING"] = factory.factory, attrs.NOTHING
            value = f"_make_{key}({'self' if factory.takes_self else ''})"
            if each.is_given:
                value = f"{value} if {key} is _NOTHING else {key}"
        elif not each.is_given:
            if each.value is attrs.NOTHING:
                continue
            known[f"_value_{key}"], value = each.value, f"_value_{key}"
        if each.more.get("converter") is not None:
            known[f"_convert_{key}"], value = each.more["converter"], f"_convert_{key}({value})"
        yield f" _put({key!r}, {value})"


def _taken(field: PlainField, annotation: Any) -> Any:
    """Return what an argument is annotated with: what its converter takes, if there is one."""
    converter = field.more.get("converter")
    if converter is None:
        return annotation
    if type(converter) is FunctionType and not vars(converter) and converter.__code__.co_argcount:
        return converter.__annotations__.get(converter.__code__.co_varnames[0])  # as below, sooner
    try:
        first = next(iter(inspect.signature(converter).parameters.values()), None)
    except (TypeError, ValueError):  # of what is not written in Python
        return None
    return None if first is None or first.annotation is first.empty else first.annotation
