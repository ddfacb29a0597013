"""A class's fields → its `__init__`, as attrs would have it.

It is made when it is first called: most briefs call half of the classes. Its code puts as many
fields as that of other classes, under other names, and is compiled once for all; what else is done
to a field stands in what puts it. attrs itself is not loaded: a sixth of a cold start was that.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache, partial
from operator import methodcaller
from sys import exception, modules
from types import CodeType, FunctionType, MappingProxyType
from typing import Any

_INIT = "__init__"
_AFTER_INIT = "__attrs_post_init__"
OPTIONS = frozenset({"converter", "factory", "init", "kw_only", "metadata", "validator"})
"""What a field may ask for beside its default and whether it is compared and shown."""

_ATTRS = "attr.validators"  # where it is asked whether they rest
_Put = Callable[[Any, Any], None]  # of a value and what its field is to hold
_SOURCE = "<a class of values>"
set_by = object.__setattr__.__get__
"""Takes a value, returns what sets its fields though it is frozen."""


class RefusedError(Exception):
    """What the converter or the validator of a field raises for what the field cannot hold.

    problems: what is wrong; each has a `where`, and `of_field` names it where nothing else does.
    One of its kind is made of problems, and tells those of all fields.
    """

    problems: tuple[Any, ...]


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
    given = (*places, *named)
    place = {key: at for at, key in enumerate(given)}
    known: dict[str, Any] = {"__name__": made.__module__}
    order = []
    for key, each in fields.items():
        if each.is_given:
            order.append(at := place[key])
            known[f"_put_{at}"] = _putting(each, vars(made)[key].__set__)
        elif each.making is not None or each.value is not NOTHING:
            put, value = _putting(each, vars(made)[key].__set__), each.offered
            known[f"_fill_{len(order)}"] = partial(_filled, put, value)
            order.append(-1)
    known["_go_on"] = _going_on(made, fields)
    known["_refuse"] = _refusing(made, fields, given, may_call=name == _INIT)
    code = _code_to_put(tuple(order), goes_on=known["_go_on"] is not None).replace(
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


@lru_cache(maxsize=64)
def _code_to_put(order: tuple[int, ...], *, goes_on: bool) -> CodeType:
    """Return the code of an `__init__` that puts each field in its turn.

    order: where each is among those that are given, or -1. Classes alike share it.
    """
    values = [f"value_{at}" for at in range(sum(at >= 0 for at in order))]
    given = ", ".join(("self", *values))
    lines = [f"def __init__({given}):", " try:", "  pass"]
    lines += [
        f"  _put_{at}(self, value_{at})" if at >= 0 else f"  _fill_{turn}(self)"
        for turn, at in enumerate(order)
    ]
    if goes_on:
        lines.append("  _go_on(self)")
    lines += [" except Exception:", f"  _refuse({given})", "  raise"]
    made = compile("\n".join(lines), _SOURCE, "exec")
    (code,) = (each for each in made.co_consts if isinstance(each, CodeType))
    return code


def _putting(field: PlainField, put: _Put) -> _Put:
    """Return what puts a field: made, if it was not given, and converted, if it asks for that."""
    making, convert = field.making, field.more.get("converter")
    if making is None:
        return put if convert is None else lambda self, value: put(self, convert(value))
    make, takes_self = making.make, making.takes_self

    def put_made(self: object, value: object) -> None:
        if value is NOTHING:
            value = make(self) if takes_self else make()
        put(self, value if convert is None else convert(value))

    return put_made


def _filled(put: _Put, value: object, self: object) -> None:
    put(self, value)


def _going_on(made: type, fields: Mapping[str, PlainField]) -> Callable[[Any], None] | None:
    """Return what an `__init__` does when all fields are put; None where that is nothing."""
    checks = [
        (each.more["validator"], _Field(made, key), vars(made)[key].__get__)
        for key, each in fields.items()
        if each.is_checked
    ]
    is_followed = hasattr(made, _AFTER_INIT)
    if not checks:
        return methodcaller(_AFTER_INIT) if is_followed else None
    if len(checks) == 1 and not is_followed:  # as of what is made most often
        ((check_one, only, get),) = checks

        def go_on_once(self: Any) -> None:
            if _ATTRS not in modules or not _is_off():
                check_one(self, only, get(self))

        return go_on_once

    def go_on(self: Any) -> None:
        if _ATTRS not in modules or not _is_off():
            for check, field, value_of in checks:
                check(self, field, value_of(self))
        if is_followed:
            self.__attrs_post_init__()

    return go_on


def _refusing(
    made: type, fields: Mapping[str, PlainField], given: Sequence[str], *, may_call: bool
) -> Callable[..., None]:
    """Return what an `__init__` does at an error: raise one of all that is wrong with its fields.

    given: the fields whose values it has, in that order; may_call: whether it is what makes a value
    when the class is called.
    """

    def refuse(self: Any, *values: Any) -> None:
        error = exception()
        if not isinstance(error, RefusedError):
            return
        offered = dict(zip(given, values, strict=True))
        problems: list[Any] = []
        accepted: dict[str, Any] = {}
        is_put = True
        for key, each in fields.items():
            if key not in offered or offered[key] is NOTHING:
                continue
            try:
                if is_put and not hasattr(self, key):
                    is_put = False
                    raise error  # where it stopped: what was gone through cannot be again
                value = getattr(self, key) if is_put else _converted(each, offered[key])
                if each.is_checked and not _is_off():
                    each.more["validator"](self, _Field(made, key), value)
            except RefusedError as refused:
                problems += (one.of_field(made.__name__, key) for one in refused.problems)
            else:
                accepted[argument(key)] = value
        if not problems:
            return  # nothing is wrong with one by itself
        if may_call and all(
            argument(key) in accepted or not fields[key].is_needed for key in given
        ):
            try:
                made(**accepted)
            except RefusedError as refused:
                problems += refused.problems
        raise type(error)(*problems) from None

    return refuse


def _converted(field: PlainField, value: object) -> object:
    convert = field.more.get("converter")
    return value if convert is None else convert(value)


def _is_off() -> bool:
    """Return whether validators rest: whoever lets them rest has loaded attrs to say so."""
    asked = getattr(modules.get(_ATTRS), "get_disabled", None)
    return asked is not None and asked()


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
