"""A class's fields → its `__init__`, as attrs would have it.

It is written and compiled when it is first called: most briefs call half of the classes. What does
no more than put as many fields as that of another class is its code with other names. attrs itself
is not loaded: a sixth of a cold start was that.
"""

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from types import CodeType, FunctionType, MappingProxyType
from typing import Any

_AFTER_INIT = "__attrs_post_init__"
OPTIONS = frozenset({"converter", "factory", "init", "kw_only", "metadata", "validator"})
"""What a field may ask for beside its default and whether it is compared and shown."""

_SOURCE = "<a class of values>"
set_by = object.__setattr__.__get__
"""Takes a value, returns what sets its fields though it is frozen."""


class _Nothing:
    """What a field has that has no default."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "NOTHING"

    def __bool__(self) -> bool:
        return False


NOTHING = _Nothing()


class _Making:
    """What makes a field's default: of nothing, or of the value that it is a field of."""

    __slots__ = ("make", "takes_self")

    def __init__(self, make: Callable[..., Any], *, takes_self: bool) -> None:
        self.make = make
        self.takes_self = takes_self


def _both(first: Callable[..., None], second: Callable[..., None]) -> Callable[..., None]:
    def look(value: object, field: Any, given: object) -> None:
        first(value, field, given)
        second(value, field, given)

    return look


class PlainField:
    """A field as it is asked for; `more` are other options of `attrs.field`."""

    __slots__ = ("eq", "more", "repr", "value")

    def __init__(
        self,
        value: Any = NOTHING,
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
        self.value = _Making(method, takes_self=True)
        return method

    def validator(self, method: Callable[..., None]) -> Callable[..., None]:
        """Decorate a method that looks at its value."""
        before = self.more.get("validator")
        self.more = {**self.more, "validator": _both(before, method) if before else method}
        return method

    @property
    def is_given(self) -> bool:
        """Return whether it is given to `__init__`."""
        return not self.more or self.more.get("init", True) is True

    @property
    def is_needed(self) -> bool:
        """Return whether it must be."""
        return self.value is NOTHING and self.is_given and "factory" not in self.more

    @property
    def is_checked(self) -> bool:
        """Return whether it has a validator."""
        return self.more.get("validator") is not None

    @property
    def making(self) -> _Making | None:
        """Return what makes its default, if anything does."""
        if "factory" in self.more:
            return _Making(self.more["factory"], takes_self=False)
        return self.value if isinstance(self.value, _Making) else None

    @property
    def offered(self) -> Any:
        """Return what `__init__` has where it is not given."""
        return NOTHING if self.making is not None else self.value

    def of_attrs(self) -> Any:
        """Return it as attrs has it."""
        import attrs  # late: see above

        value = self.value
        if value is NOTHING:
            value = attrs.NOTHING
        elif isinstance(value, _Making):
            value = attrs.Factory(value.make, takes_self=True)
        return attrs.field(default=value, eq=self.eq, repr=self.repr, **self.more)


class _Field:
    """What a validator is told of a field: its name; for all else attrs is asked."""

    __slots__ = ("_made", "name")

    def __init__(self, made: type, name: str) -> None:
        self._made = made
        self.name = name

    def __getattr__(self, asked: str) -> Any:
        import attrs  # late, as above

        return getattr(attrs.fields_dict(self._made)[self.name], asked)


def argument(field: str) -> str:
    """Return what a field is called where it is given."""
    return field.lstrip("_")


def in_place(fields: Mapping[str, PlainField], *, by_name: bool) -> list[str]:
    """Return the fields that are given by their place. by_name: whether none is, unless it says."""
    return [
        key
        for key, each in fields.items()
        if each.is_given and not each.more.get("kw_only", by_name)
    ]


def written(
    name: str, made: type, fields: Mapping[str, PlainField], *, by_name: bool
) -> FunctionType:
    """Return a class's `__init__`, or what else it is called, that does all that fields ask for."""
    places = in_place(fields, by_name=by_name)
    named = [key for key, each in fields.items() if each.is_given and key not in places]
    known: dict[str, Any] = {"__name__": made.__module__}
    if any(map(_does_more, fields.values())) or hasattr(made, _AFTER_INIT):
        code = _code(name, made, fields, places, named, known)
    else:
        given = (*places, *named)
        known |= {f"_put_{at}": vars(made)[key].__set__ for at, key in enumerate(given)}
        code = _code_to_put(len(given)).replace(
            co_argcount=1 + len(places),
            co_kwonlyargcount=len(named),
            co_varnames=("self", *map(argument, given)),
            co_name=name,
        )
    init = FunctionType(code, known, name)
    defaults = {key: fields[key].offered for key in (*places, *named)}
    init.__defaults__ = tuple(defaults[key] for key in places if not fields[key].is_needed)
    init.__kwdefaults__ = {
        argument(key): defaults[key] for key in named if not fields[key].is_needed
    }
    init.__qualname__ = f"{made.__qualname__}.{name}"
    taken = ((key, _taken(fields[key], made.__annotations__[key])) for key in defaults)
    init.__annotations__ = {argument(key): kind for key, kind in taken if kind is not None}
    init.__annotations__["return"] = None
    return init


def _does_more(field: PlainField) -> bool:
    """Return whether more is done to a field than to put what is given."""
    more = field.more
    return (
        field.making is not None
        or not field.is_given
        or more.get("converter") is not None
        or more.get("validator") is not None
    )


@lru_cache(maxsize=64)
def _code_to_put(count: int) -> CodeType:
    """Return the code of an `__init__` that puts so many fields and no more."""
    values = [f"value_{at}" for at in range(count)]
    lines = [f" _put_{at}(self, {value})" for at, value in enumerate(values)]
    return _compiled([f"def __init__({', '.join(('self', *values))}):", *(lines or [" pass"])])


def _compiled(lines: Iterable[str]) -> CodeType:
    made = compile("\n".join(lines), _SOURCE, "exec")
    (code,) = (each for each in made.co_consts if isinstance(each, CodeType))
    return code


def _code(
    name: str,
    made: type,
    fields: Mapping[str, PlainField],
    places: Sequence[str],
    named: Sequence[str],
    known: dict[str, Any],
) -> CodeType:
    """Return the code of an `__init__`; known: gains the names that it mentions."""
    arguments = [*map(argument, places), *(("*",) if named else ()), *map(argument, named)]
    lines = [f"def {name}({', '.join(('self', *arguments))}):", " pass"]
    lines += _putting_lines(made, fields, known)
    checked = {key: each.more["validator"] for key, each in fields.items() if each.is_checked}
    if checked:
        known["_is_off"] = _is_off
        lines.append(" if not _is_off():")
    for key, validator in checked.items():
        known[f"_check_{key}"], known[f"_field_{key}"] = validator, _Field(made, key)
        lines.append(f"  _check_{key}(self, _field_{key}, self.{key})")
    if hasattr(made, _AFTER_INIT):
        lines.append(f" self.{_AFTER_INIT}()")
    return _compiled(lines)


def _is_off() -> bool:
    """Return whether validators rest: whoever lets them rest has loaded attrs to say so."""
    asked = getattr(sys.modules.get("attr.validators"), "get_disabled", None)
    return asked is not None and asked()


def _putting_lines(
    made: type, fields: Mapping[str, PlainField], known: dict[str, Any]
) -> Iterator[str]:
    """Yield the lines that put each field; known: gains the names that they mention."""
    for key, each in fields.items():
        making = each.making
        value = argument(key)
        if making is not None:
            known[f"_make_{key}"], known["_NOTHING"] = making.make, NOTHING
            made_of = f"_make_{key}({'self' if making.takes_self else ''})"
            value = f"{made_of} if {value} is _NOTHING else {value}" if each.is_given else made_of
        elif not each.is_given:
            if each.value is NOTHING:
                continue
            known[f"_value_{key}"], value = each.value, f"_value_{key}"
        if each.more.get("converter") is not None:
            known[f"_convert_{key}"], value = each.more["converter"], f"_convert_{key}({value})"
        known[f"_put_{key}"] = vars(made)[key].__set__
        yield f" _put_{key}(self, {value})"


def _taken(field: PlainField, annotation: Any) -> Any:
    """Return what an argument is annotated with: what its converter takes, if there is one."""
    converter = field.more.get("converter")
    if converter is None:
        return annotation
    if type(converter) is FunctionType and not vars(converter) and converter.__code__.co_argcount:
        return converter.__annotations__.get(converter.__code__.co_varnames[0])  # as below, sooner
    if getattr(converter, "__module__", "") == "builtins":  # `str`: annotated with nothing
        return None
    import inspect  # late: slow to load, and most converters are functions

    try:
        first = next(iter(inspect.signature(converter).parameters.values()), None)
    except (TypeError, ValueError):  # of what is not written in Python
        return None
    return None if first is None or first.annotation is first.empty else first.annotation
