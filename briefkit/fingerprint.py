"""A brief and all that its PDF depends on → one hash, which changes when the PDF may.

What is hashed: the brief's own words, the bytes of each file that it or its house names, what is
asked of the PDF, and the versions of briefkit and of the libraries that shape its bytes. A file
counts by its name and by what is in it, not by the folder that it is in.
"""

import hashlib
import os
import stat
from functools import lru_cache
from importlib import metadata as installed
from pathlib import Path
from typing import Any

from attrs import fields, has

from briefkit.model.brief import Brief
from briefkit.style.house import HouseStyle

# Whose newer version may set a line, draw a glyph or pack a picture in another way.
_SHAPING = ("briefkit", "babel", "pillow", "pyphen", "reportlab", "uharfbuzz", "uniseg")


def fingerprint(brief: Brief, house: HouseStyle, *asked: object) -> str:
    """Return the hash of all that a brief's PDF depends on, in hexadecimal.

    asked: what else is asked for, such as standards: texts, numbers, tuples of such.
    """
    digest = hashlib.sha256()
    waiting: list[Any] = [
        asked,
        os.environ.get("SOURCE_DATE_EPOCH"),
        _versions(),
        house,
        brief,
    ]
    while waiting:
        value = waiting.pop()
        if has(type(value)):
            each = [getattr(value, one.name) for one in fields(type(value)) if one.eq]
            said = type(value).__qualname__
            waiting += reversed(each)
        elif isinstance(value, tuple):
            said = f"{len(value)} values"
            waiting += reversed(value)
        elif isinstance(value, Path):
            said = f"file {value.name!r} {_digest_of(value)}"
        elif isinstance(value, bytes):
            said = f"bytes {hashlib.sha256(value).hexdigest()}"
        else:  # text, a number, a date, one of an enumeration: each says all of itself
            said = repr(value)
        digest.update(said.encode("utf-8", "surrogatepass") + b"\n")
    return digest.hexdigest()


def _digest_of(path: Path) -> str:
    """Return the hash of a file, or why there is none: the render then says what is wrong."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):  # to open a pipe may wait for ever
            return "no plain file"
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except (OSError, ValueError) as error:
        return type(error).__name__


@lru_cache(maxsize=1)
def _versions() -> tuple[str, ...]:
    found = []
    for name in _SHAPING:
        try:
            found.append(f"{name} {installed.version(name)}")
        except installed.PackageNotFoundError:  # run from its source
            found.append(name)
    return tuple(found)
