"""A list, or any iterable → the tuple that is stored, each of its items of the right kind."""

from collections.abc import Iterable
from typing import TypeVar

from briefkit.errors import ModelError

_Kind = TypeVar("_Kind")


def several(value: Iterable[_Kind], kind: type[_Kind], what: str) -> tuple[_Kind, ...]:
    """Return the items of `value`. Raises ModelError for an item that is no `kind`.

    >>> several(["a", "b"], str, "keywords")
    ('a', 'b')
    """
    wanted = f"give a list of {kind.__name__}"
    if isinstance(value, str | bytes):
        raise ModelError(f"{what} is a string: {wanted}")
    try:
        items = tuple(value)
    except TypeError:
        raise ModelError(f"{what} is a {type(value).__name__}: {wanted}") from None
    for index, item in enumerate(items):
        if not isinstance(item, kind):
            raise ModelError(f"{what}[{index}] is a {type(item).__name__}: {wanted}")
    return items
