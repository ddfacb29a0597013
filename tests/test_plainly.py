"""Classes of values that are made without attrs are what attrs would have made."""

import copy
import inspect
import pickle
import weakref
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import ClassVar

import attrs
import pytest

import briefkit
from briefkit.fields import NOTHING
from briefkit.plainly import made_plainly
from briefkit.values import define, evolve, field, frozen

PACKAGE = Path(briefkit.__file__).parent


class Bare:
    pass


class Made:
    """Some words."""

    kind: ClassVar[str] = "kind"
    text: str
    size: "int"
    form: tuple[int, ...] = ()
    where: str = field(default="", eq=False)
    hidden: str | None = field(default=None, repr=False)

    @property
    def long(self) -> int:
        return len(self.text)

    @classmethod
    def of(cls, text):
        return cls(text, 1)


def positive(value, attribute, given):
    if given < 1:
        raise ValueError(f"{attribute.name} of {type(value).__name__} is {given}")


class Checked:
    """Words of a class that does things to its fields."""

    size: int = field(converter=int, validator=positive)
    parts: list[str] = field(factory=list)
    total: int = field(init=False, default=0)
    others: tuple[str, ...] = field(kw_only=True, converter=tuple)

    def __attrs_post_init__(self):
        if self.size > 100:
            raise ValueError("too large")


class Decorated:
    """Words of a class whose methods make and look at its fields."""

    size: int = field()
    twice: int = field(init=False)

    @twice.default
    def _twice(self):
        return 2 * self.size

    @size.validator
    def _is_small(self, attribute, given):
        if given > 10:
            raise ValueError(f"{attribute.name} is {given}")

    @size.validator
    def _is_positive(self, attribute, given):
        positive(self, attribute, given)


class Hidden:
    """Words of a class whose arguments have other names than their fields."""

    _size: int
    _parts: tuple[int, ...] = ()
    __within: int = field(default=0, kw_only=True)
    _shown: str = field(default="", converter=str)


class Wrapping:
    """It has an `__init__` of its own; options say so."""

    text: str
    size: int = 0

    def __init__(self, *words, size=0):
        self.__attrs_init__(" ".join(words), size)


def as_attrs_has_it(given, **options):
    """Return the class as attrs makes it, which a plain one must be like."""
    body = {
        name: value.of_attrs() if hasattr(value, "of_attrs") else value
        for name, value in vars(given).items()
        if name not in {"__dict__", "__weakref__"}
    }
    return attrs.frozen(type(given.__name__, given.__bases__, body), **options)


def plainly(given, **options):
    made = made_plainly(given, options)
    assert made is not None
    return made


GIVEN = [
    (Bare, {}),
    (Made, {}),
    (Made, {"eq": False}),
    (Made, {"weakref_slot": False}),
    (Made, {"kw_only": True}),
    (Bare, {"kw_only": True}),
    (Checked, {}),
    (Checked, {"kw_only": True}),
    (Decorated, {}),
    (Decorated, {"eq": False}),
    (Wrapping, {"init": False}),
    (Hidden, {}),
    (Hidden, {"kw_only": True}),
]


def signature(made):
    """Return a class's signature, with what attrs has for no default."""
    found = inspect.signature(made)
    return found.replace(
        parameters=[
            one.replace(default=attrs.NOTHING) if one.default is NOTHING else one
            for one in found.parameters.values()
        ]
    )


@pytest.mark.parametrize(("given", "options"), GIVEN)
def test_a_plain_class_has_what_one_of_attrs_has(given, options):
    ours, theirs = plainly(given, **options), as_attrs_has_it(given, **options)

    # attrs' own are __replace__ from Python 3.13 on, and __attrs_props__ from its version 25.4 on
    more = {"__later__", "__replace__", "__attrs_props__"}
    assert vars(ours).keys() - vars(theirs).keys() <= more
    assert vars(theirs).keys() - vars(ours).keys() <= {"__ne__"}  # which is Python's, of `__eq__`
    assert signature(ours) == signature(theirs)
    assert hasattr(ours, "__attrs_init__") == hasattr(theirs, "__attrs_init__")
    assert ours.__init__.__annotations__ == theirs.__init__.__annotations__
    assert ours.__init__.__qualname__ == theirs.__init__.__qualname__
    assert ours.__init__.__module__ == theirs.__init__.__module__
    for name in ("__slots__", "__match_args__", "__doc__", "__qualname__", "__module__"):
        assert getattr(ours, name) == getattr(theirs, name)


@pytest.mark.parametrize(("given", "options"), GIVEN)
def test_attrs_says_of_it_what_it_says_of_its_own(given, options):
    ours, theirs = plainly(given, **options), as_attrs_has_it(given, **options)

    assert attrs.has(ours)
    assert attrs.fields(ours) == attrs.fields(theirs)
    assert attrs.fields(ours) is attrs.fields(ours)
    assert attrs.fields_dict(ours).keys() == attrs.fields_dict(theirs).keys()
    assert attrs.resolve_types(ours) is ours
    if given is Made:
        assert attrs.fields(ours).size.type is int


def test_values_compare_hash_and_show_what_they_should():
    made = plainly(Made)
    value = made("a", 1, where="there", hidden="h")

    assert value == made("a", 1, where="here", hidden="h")
    assert hash(value) == hash(made("a", 1, where="here", hidden="h"))
    assert value != made("a", 1, where="there", hidden="i")
    assert repr(value) == "Made(text='a', size=1, form=(), where='there')"
    assert (value.long, made.of("b").text, made.kind) == (1, "b", "kind")
    identical = plainly(Made, eq=False)
    assert identical("a", 1) != identical("a", 1)


def test_values_are_frozen_and_hold_nothing_else():
    value = plainly(Made)("a", 1)

    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        value.text = "b"
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        del value.text
    assert not hasattr(value, "__dict__")
    assert weakref.ref(value)() is value
    with pytest.raises(TypeError):
        weakref.ref(plainly(Made, weakref_slot=False)("a", 1))


def test_wrong_arguments_are_named_as_in_any_function():
    made = plainly(Made)

    with pytest.raises(TypeError, match=r"Made.__init__\(\) missing 1 required .*'size'"):
        made("a")
    with pytest.raises(TypeError, match="unexpected keyword argument 'colour'"):
        made("a", 1, colour=1)


@frozen
class Point:
    x: float
    y: float = 0.0
    where: str = field(default="", eq=False)


@frozen
class Place(Point):
    name: str = "here"


def test_values_are_pickled_copied_and_matched():
    point = Point(1, 2, "there")

    for each in (pickle.loads(pickle.dumps(point)), copy.copy(point), copy.deepcopy(point)):  # noqa: S301
        assert each == point
        assert each.where == "there"
    match point:
        case Point(x, y):
            assert (x, y) == (1, 2)


def test_values_are_evolved_by_attrs_and_by_us():
    for change in (evolve, attrs.evolve):
        changed = change(Point(1, where="there"), y=5)
        assert (changed, changed.where) == (Point(1, 5), "there")
        assert change(Place(1, name="a"), y=5) == Place(1, 5, name="a")
        with pytest.raises(TypeError, match="unexpected keyword argument 'z'"):
            change(point := Point(1), z=point)
    with pytest.raises(attrs.exceptions.NotAnAttrsClassError):
        evolve(1, x=1)


def test_a_class_upon_a_plain_one_has_its_fields():
    assert [each.name for each in attrs.fields(Place)] == ["x", "y", "where", "name"]
    assert Place(1, 2, "there", "a").name == "a"
    assert pickle.loads(pickle.dumps(Place(1, name="b"))) == Place(1, name="b")  # noqa: S301

    class Unmarked(Point):
        pass

    assert attrs.fields(Unmarked) is attrs.fields(Point)


def test_a_class_that_does_things_to_its_fields_does_them():
    made = plainly(Checked)
    value = made("3", others="ab")

    assert value == made(3, [], others=["a", "b"])
    assert (value.size, value.parts, value.total, value.others) == (3, [], 0, ("a", "b"))
    with pytest.raises(ValueError, match="size of Checked is 0"):
        made(0, others=())
    with pytest.raises(ValueError, match="too large"):
        made(101, others=())
    for change in (evolve, attrs.evolve):
        assert change(value, size="4") == made(4, others="ab")
    with pytest.raises(TypeError, match="'total'"):
        evolve(value, total=1)
    assert plainly(Checked, kw_only=True)(size=1, others=()).size == 1


def test_methods_make_and_look_at_fields():
    made = plainly(Decorated)

    assert made(2).twice == 4
    with pytest.raises(ValueError, match="size is 11"):
        made(11)
    with pytest.raises(ValueError, match="size of Decorated is 0"):
        made(0)


def test_a_class_is_finished_when_it_is_wanted_and_not_before():
    made = plainly(Checked)

    assert not inspect.isfunction(vars(made)["__init__"])
    made(1, others=())
    assert inspect.isfunction(vars(made)["__init__"])
    assert not isinstance(vars(made)["__attrs_attrs__"], tuple)
    assert attrs.fields(made) is vars(made)["__attrs_attrs__"]


def test_a_validator_is_told_all_of_its_field():
    told = []

    class Seen:
        size: int = field(default=1, validator=lambda _, field, __: told.append(field))

    made = plainly(Seen)
    made()

    assert (told[0].name, told[0].type, told[0].default) == ("size", int, 1)
    with pytest.raises(AttributeError):
        told[0].colour  # noqa: B018


def test_validators_rest_where_attrs_lets_them():
    made = plainly(Checked)

    with attrs.validators.disabled():
        assert made(0, others=()).size == 0
    with pytest.raises(ValueError, match="size of Checked is 0"):
        made(0, others=())


def test_what_is_to_be_done_after_init_may_be_inherited():
    class Later:
        __slots__ = ()

        def __attrs_post_init__(self):
            raise ValueError("afterwards")

    class Heir(Later):
        size: int = 1

    with pytest.raises(ValueError, match="afterwards"):
        plainly(Heir)()


def test_threads_that_ask_at_once_get_what_they_need():
    for _ in range(20):
        made = plainly(Checked)
        with ThreadPoolExecutor(8) as threads:
            values = list(threads.map(lambda size: made(size, others=()), range(1, 9)))  # noqa: B023

        assert [value.size for value in values] == list(range(1, 9))


def test_arguments_have_no_underscore_at_their_front():
    made = plainly(Hidden)
    value = made(1, (2,), Hidden__within=3)

    assert (value._size, value._parts, value._Hidden__within) == (1, (2,), 3)
    assert copy.copy(value) == value
    for change in (evolve, attrs.evolve):
        assert change(value, size=4) == made(4, (2,), Hidden__within=3)
    with pytest.raises(TypeError, match="'_size'"):
        evolve(value, _size=4)


def test_values_that_may_change_are_as_attrs_makes_them():
    @define
    class Count:
        name: str
        count: int = 0
        _parts: list[int] = field(factory=list)

    value = Count("a")
    value.count += 1
    value._parts.append(2)

    assert repr(value) == "Count(name='a', count=1, _parts=[2])"
    assert value == Count("a", 1, [2])
    assert Count("b")._parts == []
    assert not hasattr(value, "__dict__")
    with pytest.raises(TypeError, match="unhashable"):
        hash(value)
    assert [each.name for each in attrs.fields(Count)] == ["name", "count", "_parts"]
    assert attrs.evolve(value, count=5).count == evolve(value, count=5).count == 5


def test_a_field_that_may_change_is_looked_at_whenever_it_does():
    @define
    class Watched:
        size: int = field(validator=positive)

    value = Watched(1)

    with pytest.raises(ValueError, match="size of Watched is 0"):
        value.size = 0
    assert made_plainly(Checked, {}, is_frozen=False) is None


def test_an_init_of_its_own_calls_that_of_attrs():
    made = plainly(Wrapping, init=False)

    assert made("a", "b", size=2) == made("a b", size=2)
    assert repr(made("a", "b")) == "Wrapping(text='a b', size=0)"
    assert pickle.loads(pickle.dumps(Point(1))) == Point(1)  # noqa: S301


def test_what_needs_more_than_fields_is_left_to_attrs():
    class Placed:
        x: int = field(kw_only=False)

    class Asked:
        x: int = attrs.field(default=1)

    class Filled:
        x: list[int] = attrs.Factory(list)

    class Aliased:
        x: int = field(alias="y")

    class Started:
        def __init__(self):
            pass

    class Kept:
        @cached_property
        def x(self):
            return 1

    class Upwards:
        def __len__(self):
            return super().__len__()

    class Whole:
        @classmethod
        def of(cls):
            return __class__

    class Quoted:
        x: "ClassVar[int]" = 1

    class Astray:
        x = field(default=1)

    class Misplaced:
        x: int = 1
        y: int

    class ErringError(Exception):
        pass

    class Piped:
        x: int = field(converter=[int, abs])

    class Watched:
        x: int = field(validator=[positive, positive])

    given = {Piped, Watched, Asked, Filled, Aliased, Started, Kept, Upwards, Whole, Quoted}
    given |= {Astray, Misplaced, ErringError, Place}

    assert [each for each in given if made_plainly(each, {}) is not None] == []
    assert made_plainly(Bare, {"order": True}) is None
    assert made_plainly(Placed, {"kw_only": True}) is None
    assert frozen(Aliased)(y=1).x == 1
    with pytest.raises(ValueError, match="No mandatory attributes allowed after"):
        frozen(Misplaced)
    assert frozen(Astray)(2).x == 2
    assert frozen(Upwards).__len__.__closure__[0].cell_contents.__slots__ == ("__weakref__",)


def test_all_of_the_package_are_as_attrs_says():
    """Each that is made plainly has the signature that attrs gives it."""
    plain = {
        each
        for module in walk_packages([str(PACKAGE)], "briefkit.")
        if "__main__" not in module.name
        for each in vars(import_module(module.name)).values()
        if isinstance(each, type) and "__attrs_attrs__" in vars(each)
        if getattr(each.__init__, "__code__", None) is not None
        if each.__init__.__code__.co_filename == "<a class of values>"
    }

    assert len(plain) > 120
    for each in plain:
        fields = {
            one.name: attrs.field(default=one.default, init=one.init, kw_only=one.kw_only)
            for one in attrs.fields(each)
        }
        theirs = attrs.make_class(each.__name__, fields)
        ours = signature(each).parameters.values()
        assert [(one.name, one.default, one.kind) for one in ours] == [
            (one.name, one.default, one.kind)
            for one in inspect.signature(theirs).parameters.values()
        ]
