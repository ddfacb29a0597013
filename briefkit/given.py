"""What a caller gives → what is taken: a path, things one by one or all of a kind, a file's bytes.

What is of another kind is a ModelError, and no pipe or device is waited for.
"""

import errno
import os
import stat
from collections.abc import Iterable, Mapping, Set
from pathlib import Path
from typing import TypeVar

from briefkit.errors import BriefError, ModelError, Problem, raise_all

_Thing = TypeVar("_Thing")
_NO_LISTS = (str, bytes, bytearray, memoryview, Mapping, Set)


def in_turn(value: Iterable[_Thing], what: str) -> Iterable[_Thing]:
    """Return what may be gone through.

    Raises ModelError for what is no list: a string; a mapping too, of which only the keys would
    be met, and a set, which has no order.

    >>> in_turn({"Year": 2022}, "Table.rows[0]")
    Traceback (most recent call last):
    briefkit.errors.ModelError: Table.rows[0] is a dict: give a list
    """
    if not may_be_gone_through(value):
        raise ModelError(f"{what} is a {type(value).__name__}: give a list")
    return value


def several(
    value: Iterable[_Thing], kind: type[_Thing], what: str, *, has_name: bool = False
) -> tuple[_Thing, ...]:
    """Return the items of `value`. Raises ModelError for what is no list, or no list of `kind`.

    has_name: whether one is made of a name alone.

    >>> several(["a", "b"], str, "keywords")
    ('a', 'b')
    """
    wanted = f"give a list of {kind.__name__}"
    if not may_be_gone_through(value):
        called = "string" if isinstance(value, str | bytes) else type(value).__name__
        raise ModelError(f"{what} is a {called}: {wanted}")
    items = tuple(value)
    problems = []
    for index, item in enumerate(items):
        if not isinstance(item, kind):
            cure = (
                f"write {kind.__name__}({item!r})" if has_name and isinstance(item, str) else wanted
            )
            problems.append(Problem(f"{what}[{index}] is a {type(item).__name__}", cure=cure))
    raise_all(ModelError, problems, what)
    return items


def may_be_gone_through(value: object) -> bool:
    """Return whether a value gives one thing after another, in an order that says something."""
    if isinstance(value, list | tuple):  # mostly, and the others take long to tell
        return True
    return isinstance(value, Iterable) and not isinstance(value, _NO_LISTS)


def as_path(value: str | os.PathLike[str]) -> Path:
    """Return a path. Raises ModelError for what is none.

    >>> as_path(5)
    Traceback (most recent call last):
    briefkit.errors.ModelError: int is no path: give a str or a Path
    """
    try:
        return Path(value)
    except TypeError:
        name = type(value).__name__
        raise ModelError(Problem(f"{name} is no path", cure="give a str or a Path")) from None


def as_file(value: str | os.PathLike[str], kind: type[BriefError] = ModelError) -> Path:
    """Return the path of a file. Raises ModelError for what is none; `kind` for a blank one.

    >>> as_file(" ")
    Traceback (most recent call last):
    briefkit.errors.ModelError: ' ' is no path: give the name of a file
    """
    if isinstance(value, str) and not value.strip():
        raise kind(Problem(f"{value!r} is no path", cure="give the name of a file"))
    return as_path(value)


def as_optional_file(value: str | os.PathLike[str] | None) -> Path | None:
    """Return None for None, else as `as_file`."""
    return None if value is None else as_file(value)


def read_plain(path: Path) -> bytes:
    """Return the bytes of a file on a disk.

    Raises OSError where it cannot be read, and for a pipe, a device or a path that cannot be.
    """
    refuse_unplain(path)
    return path.read_bytes()


def refuse_unplain(path: Path) -> None:
    """Raise OSError for a pipe, a device, a folder, what is not there and what no path can be."""
    try:
        mode = path.stat().st_mode
    except ValueError as error:  # a NUL, or half a character
        raise OSError(errno.EINVAL, "no file can have such a name") from error
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if not stat.S_ISREG(mode):
        raise OSError(errno.EINVAL, "it is no plain file")
