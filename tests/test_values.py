import pickle

import attrs
import pytest
from attrs import evolve, field

from briefkit.values import compared, every_part, frozen


@frozen
class Point:
    x: float
    y: float = field(default=0.0, converter=float)
    where: str = field(default="", eq=False, repr=False)


@frozen
class Place(Point):
    name: str = "here"


@frozen
class Nothing:
    pass


@frozen(eq=False)
class Thing:
    x: int = 0


@frozen(cache_hash=True)
class Kept:
    x: int = 0


@frozen
class Said:
    x: int = 0

    def __repr__(self) -> str:
        return "said"

    def __eq__(self, other: object) -> bool:
        return True

    __hash__ = None  # type: ignore[assignment]


def test_values_of_one_class_are_equal_when_their_fields_are():
    assert Point(1) == Point(1, 0, "elsewhere")
    assert Point(1) != Point(2)
    assert hash(Point(1)) == hash(Point(1, 0, "elsewhere"))
    assert Nothing() == Nothing()
    assert {Nothing(), Nothing()} == {Nothing()}


def test_values_of_two_classes_are_never_equal():
    assert Point(1) != Place(1)
    assert Point(1) != (1, 0.0)
    assert Point(1).__eq__(1) is NotImplemented


def test_a_class_compares_and_shows_what_it_inherits():
    assert Place(1, name="a") != Place(1, name="b")
    assert Place(1) != Place(2)
    assert repr(Place(1)) == "Place(x=1, y=0.0, name='here')"


def test_a_value_shows_the_fields_that_it_is_made_of():
    @frozen
    class Within:
        x: Point

    assert repr(Within(Point(1, 2, "far"))) == "Within(x=Point(x=1, y=2.0))"


def test_options_that_say_how_a_class_compares_are_heeded():
    assert Thing() != Thing()
    assert len({Thing(), Thing()}) == 2
    assert hash(Kept(1)) == hash(Kept(1))
    assert Kept(1) == Kept(1) != Kept(2)


def test_methods_that_a_class_has_of_its_own_stay():
    assert repr(Said()) == "said"
    assert Said(1) == Said(2)
    with pytest.raises(TypeError, match="unhashable"):
        hash(Said())


def test_values_are_frozen_slotted_and_known_to_attrs():
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        Point(1).x = 2  # type: ignore[misc]
    assert not hasattr(Point(1), "__dict__")
    assert evolve(Point(1), x=3) == Point(3)
    assert pickle.loads(pickle.dumps(Place(1, 2))) == Place(1, 2)  # noqa: S301
    match Point(1, 2):
        case Point(x, y):
            assert (x, y) == (1, 2.0)


def test_what_a_value_says_is_what_it_is_compared_by_inherited_fields_too():
    assert compared(Place) == ("x", "y", "name")
    assert compared(Nothing) == compared(tuple) == compared(str) == ()


def test_the_parts_of_a_value_come_in_the_order_of_its_fields_each_whole_before_its_own():
    inner = Point(1, 2, "unsaid")
    whole = (inner, ("a", Nothing()))

    assert list(every_part(whole)) == [whole, inner, 1, 2.0, ("a", Nothing()), "a", Nothing()]


def test_parts_may_be_nested_deeper_than_python_calls():
    deep: tuple[object, ...] = ()
    for _ in range(50_000):
        deep = (deep,)

    assert sum(1 for _ in every_part(deep)) == 50_001
