"""Class → class with fields in slots, frozen or not, without attrs; None where that cannot be.

Most classes of a brief are never called in a process that renders one: each method of a class
waits until it is wanted, and what stands in its place is the same for all classes. So does what
attrs says of it, its `__attrs_attrs__`, and is asked of attrs then: `attrs.fields`, `attrs.evolve`
and cattrs see no difference. attrs is not loaded before.
"""

from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache
from operator import attrgetter
from types import UnionType
from typing import Any, ClassVar

from briefkit.fields import OPTIONS, PlainField, argument, in_place, set_by, written

_BARE = PlainField()
_PLAIN_ANNOTATIONS = (type, UnionType)
_SAID = ("__attrs_attrs__", "__attrs_props__")
_FREEZING = ("__setattr__", "__delattr__")  # those of attrs, which knows a frozen class by them
_COMPARING = ("__eq__", "__hash__")
_COPYING = ("__getstate__", "__setstate__", "__replace__")
_STARTING = ("__init__", "__attrs_init__")
_OPTIONS = frozenset({"eq", "init", "kw_only", "weakref_slot"})
# Where a class has one of these of its own, attrs knows what that means.
_SEEN_TO = frozenset(
    (
        *("__attrs_init_subclass__", "__attrs_pre_init__", "__delattr__", "__eq__", "__ge__"),
        *("__getattr__", "__getattribute__", "__getstate__", "__gt__", "__hash__", "__le__"),
        *("__lt__", "__match_args__", "__ne__", "__new__", "__reduce__", "__reduce_ex__"),
        *("__replace__", "__setattr__", "__setstate__", "__slots__"),
    )
)


def made_plainly(given: type, options: Mapping[str, Any], *, is_frozen: bool = True) -> type | None:
    """Return the class with slots; options: those of `attrs.frozen`, or of `attrs.define`.

    None where attrs must make it: for other options, for fields that it inherits or that have other
    names as arguments, for methods of its own that bear on being compared, copied or changed, and
    for what is to be done to fields whenever they are set.
    """
    own = vars(given)
    fields = _fields(given, by_name=options.get("kw_only", False))
    if (
        fields is None
        or type(given) is not type
        or not options.keys() <= _OPTIONS
        or not _SEEN_TO.isdisjoint(own)
        or ("__init__" in own and options.get("init", True))
        or (given.__bases__ != (object,) and _inherits_more(given))
        or any(_asks_more(each) for name, each in own.items() if name not in fields)
        or not (is_frozen or _is_free(fields))
    ):
        return None
    later = _Later(fields, options, is_frozen=is_frozen)
    body = {name: value for name, value in own.items() if name not in fields}
    body.pop("__dict__", None)
    body.pop("__weakref__", None)
    body |= _OF_ALL
    body["__later__"] = later
    start = "__init__" if options.get("init", True) else "__attrs_init__"
    body[start] = _ASKED[start]
    if is_frozen:
        body |= _OF_FROZEN
    if options.get("eq", True):
        body |= _OF_COMPARED
        if not is_frozen:
            body["__hash__"] = None
    if "__repr__" not in own:
        body["__repr__"] = _ASKED["__repr__"]
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
        if not isinstance(annotation, _PLAIN_ANNOTATIONS):
            if annotation is ClassVar or getattr(annotation, "__origin__", None) is ClassVar:
                continue
            if isinstance(annotation, str) and "ClassVar" in annotation:
                return None
        field = own.get(name, _BARE)
        if not isinstance(field, PlainField):
            field = PlainField(field)
        more = field.more
        if (
            argument(name) == "self"
            or (field is not _BARE and _is_of_attrs(field.value))
            or (more and not _is_known(more))
        ):
            return None
        if not by_name and (not more or (field.is_given and not more.get("kw_only"))):
            is_needed = field is _BARE or field.is_needed
            if is_needed and not was_needed:
                return None  # attrs says what is wrong with that
            was_needed = is_needed
        fields[name] = field
    return fields


def _inherits_more(given: type) -> bool:
    """Return whether a class inherits fields, or room for any attribute."""
    return any(each.__dictoffset__ or "__attrs_attrs__" in vars(each) for each in given.__mro__[1:])


def _is_of_attrs(value: object) -> bool:
    """Return whether a value is one that attrs is told something by, though it is not loaded."""
    return type(value).__module__.partition(".")[0] == "attr"


def _is_free(fields: Mapping[str, PlainField]) -> bool:
    """Return whether nothing is to be done when a field is set."""
    return not any(
        each.is_checked or each.more.get("converter") is not None for each in fields.values()
    )


def _is_known(more: Mapping[str, Any]) -> bool:
    """Return whether we can do what a field asks for; lists of things to do are for attrs."""
    return (
        more.keys() <= OPTIONS
        and more.get("kw_only") is not False  # where all others are: of that its versions differ
        and not isinstance(more.get("converter"), list | tuple)
        and not _is_of_attrs(more.get("converter"))
        and not isinstance(more.get("validator"), list | tuple)
    )


def _asks_more(value: object) -> bool:
    """Return whether what stands in a class beside its fields needs more than to be copied."""
    if value is None or isinstance(value, str):  # most are: the module's name, words
        return False
    if isinstance(value, PlainField | cached_property) or _is_of_attrs(value):
        return True
    function = getattr(value, "__func__", None) or getattr(value, "fget", None) or value
    # A method that says `super()` or `__class__` means the class that is given.
    return "__class__" in getattr(getattr(function, "__code__", None), "co_freevars", ())


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
    given = [(name, argument(name)) for name, each in fields.items() if each.is_given]

    def __getstate__(self: Any) -> dict[str, Any]:  # noqa: N807
        return {name: getattr(self, name) for name in names}

    def __setstate__(self: Any, state: dict[str, Any]) -> None:  # noqa: N807
        put = set_by(self)
        for name in names:
            if name in state:
                put(name, state[name])

    def __replace__(self: Any, /, **changes: Any) -> Any:  # noqa: N807
        for name, called in given:
            if called not in changes:
                changes[called] = getattr(self, name)
        return self.__class__(**changes)

    return {each.__name__: each for each in (__getstate__, __setstate__, __replace__)}


class _Later:
    """What a class asked for, until it is wanted."""

    __slots__ = ("_fields", "_is_frozen", "_options", "made")

    made: type

    def __init__(
        self, fields: Mapping[str, PlainField], options: Mapping[str, Any], *, is_frozen: bool
    ) -> None:
        self._fields = fields
        self._options = options
        self._is_frozen = is_frozen

    def put(self, name: str) -> None:
        """Put what is asked for into the class. Of two threads that ask at once both put the same.

        Its `__init__` is written here; what attrs says of it, attrs says of another class with the
        same fields.
        """
        fields, by_name = self._fields, self._options.get("kw_only", False)
        found: dict[str, Any]
        if name in _STARTING:
            found = {name: written(name, self.made, fields, by_name=by_name)}
        elif name in _COMPARING:
            methods = comparing([key for key, each in fields.items() if each.eq])
            found = dict(zip(_COMPARING, methods, strict=True))
            if not self._is_frozen:
                del found["__hash__"]
        elif name in _COPYING:
            found = _copying(fields)
        elif name == "__repr__":
            found = {name: showing([key for key, each in fields.items() if each.repr])}
        elif name in _FREEZING:
            found = {name: getattr(_refusing(), name)}
        elif name == "__match_args__":
            found = {name: tuple(in_place(fields, by_name=by_name))}
        else:
            found = self._said()
        for each, value in found.items():
            setattr(self.made, each, value)

    def _said(self) -> dict[str, Any]:
        import attrs  # late: see above

        own = {"__annotations__": self.made.__annotations__, "__module__": self.made.__module__}
        own |= {key: field.of_attrs() for key, field in self._fields.items()}
        options = {**self._options, "eq": False, "repr": False}  # which it has already
        made = attrs.frozen if self._is_frozen else attrs.define
        twin = made(type(self.made.__name__, (), own), **options)
        return {said: vars(twin).get(said) for said in _SAID}  # older versions say less


@lru_cache(maxsize=1)
def _refusing() -> type:
    """Return a class that attrs froze: those made here refuse to be changed as it does."""
    import attrs  # late, as above

    return attrs.frozen(type("Refusing", (), {}))


class _Asked:
    """Something of a class that is not there before it is first wanted."""

    __slots__ = ("_name",)

    def __init__(self, name: str) -> None:
        self._name = name

    def __get__(self, value: Any, made: Any) -> Any:
        if not hasattr(
            made, "__later__"
        ):  # inspect, from Python 3.13 on, takes a class for a value
            return getattr(value, self._name).__get__(value, made)
        made.__later__.put(self._name)
        return getattr(made if value is None else value, self._name)


_OF_ALL = {name: _Asked(name) for name in (*_SAID, *_COPYING, "__match_args__")}
_OF_FROZEN = {name: _Asked(name) for name in _FREEZING}
_OF_COMPARED = {name: _Asked(name) for name in _COMPARING}
_ASKED = {name: _Asked(name) for name in (*_STARTING, "__repr__")}
