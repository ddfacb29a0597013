"""A class's fields → its `__init__`, as attrs would have it.

It is written and compiled when it is first called: most briefs call half of the classes.
"""

import inspect
from collections.abc import Callable, Iterator, Mapping
from types import CodeType, FunctionType, MappingProxyType
from typing import Any

import attrs

_AFTER_INIT = "__attrs_post_init__"
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
    if hasattr(made, _AFTER_INIT):
        lines.append(f" self.{_AFTER_INIT}()")
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
