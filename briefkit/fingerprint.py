"""A brief and all that its PDF depends on → one hash, which changes when the PDF may.

What is hashed: the brief's own words, the bytes of each file that it or its house names, what is
asked of the PDF, and the versions of briefkit and of the libraries that shape its bytes. A file
counts by its name and by what is in it, not by the folder that it is in.
"""

import hashlib
import os
from functools import lru_cache
from importlib import metadata as installed
from pathlib import Path

from briefkit.given import refuse_unplain
from briefkit.model.brief import Brief
from briefkit.style.house import HouseStyle
from briefkit.values import compared, every_part

# Whose newer version may set a line, draw a glyph or pack a picture in another way.
_SHAPING = ("briefkit", "babel", "pillow", "pyphen", "reportlab", "uharfbuzz", "uniseg")


def fingerprint(brief: Brief, house: HouseStyle, *asked: object) -> str:
    """Return the hash of all that a brief's PDF depends on, in hexadecimal.

    asked: what else is asked for, such as standards: texts, numbers, tuples of such.
    """
    digest = hashlib.sha256()
    day = os.environ.get("SOURCE_DATE_EPOCH")
    for part in every_part((brief, house, _versions(), day, asked)):
        digest.update(_said(part).encode("utf-8", "surrogatepass") + b"\n")
    return digest.hexdigest()


def _said(part: object) -> str:
    """Return what a part says of itself; of a whole its kind, as its own parts come after it."""
    match part:
        case tuple():
            return f"{len(part)} values"
        case Path():
            return f"file {part.name!r} {_digest_of(part)}"
        case bytes():
            return f"bytes {hashlib.sha256(part).hexdigest()}"
    if compared(type(part)):
        return type(part).__qualname__
    return repr(part)  # text, a number, a date, one of an enumeration: each says all of itself


def _digest_of(path: Path) -> str:
    """Return the hash of a file, or why there is none: the render then says what is wrong."""
    try:
        refuse_unplain(path)
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
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
