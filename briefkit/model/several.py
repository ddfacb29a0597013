"""A list, or any iterable → the tuple that is stored, each of its items of the right kind."""

from collections.abc import Iterable
from typing import TypeVar

from briefkit.errors import ModelError
from briefkit.given import may_be_gone_through

_Kind = TypeVar("_Kind")


def several(value: Iterable[_Kind], kind: type[_Kind], what: str) -> tuple[_Kind, ...]:
    """Return the items of `value`. Raises ModelError for an item that is no `kind`.

    >>> several(["a", "b"], str, "keywords")
    ('a', 'b')
    """
    wanted = f"give a list of {kind.__name__}"
    if not may_be_gone_through(value):
        called = "string" if isinstance(value, str | bytes) else type(value).__name__
        raise ModelError(f"{what} is a {called}: {wanted}")
    items = tuple(value)
    for index, item in enumerate(items):
        if not isinstance(item, kind):
            raise ModelError(f"{what}[{index}] is a {type(item).__name__}: {wanted}")
    return items
