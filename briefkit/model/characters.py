"""Strings → whether they can be printed: what no brief may hold, and what a web address must be."""

import re
import unicodedata
from typing import Any
from urllib.parse import urlsplit

from briefkit.errors import ModelError, Problem
from briefkit.patterns import late

_NONCHARACTERS = "".join(
    f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(17)
)
_UNPRINTABLE = late(
    # Controls but tab and line ends, the C1 controls, lone surrogates, noncharacters
    # (Unicode 16, 23.1 and 23.7): XML, and so XMP, cannot carry most of them either.
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef" + _NONCHARACTERS + "]"
)
_SCHEME = late(r"([A-Za-z][A-Za-z0-9+.-]*):")
_UNFIT_FOR_ADDRESSES = late(r"[\s<>\"\\^`{|}]")
SCHEMES = ("http", "https", "mailto", "doi", "tel")


def unprintable(text: str) -> re.Match[str] | None:
    r"""Return where `text` holds a character that has no printed form, or None.

    >>> unprintable("be\x08fore").start()
    2
    """
    return None if text.isprintable() else _UNPRINTABLE.search(text)


def is_blank_text(text: str) -> bool:
    """Return whether a string shows nothing: only spaces and invisible characters."""
    return all(letter.isspace() or unicodedata.category(letter) == "Cf" for letter in text)


def name_of(character: str) -> str:
    r"""Return how a message names a character.

    >>> name_of("\x08")
    'the control character U+0008'
    """
    kind = {"Cc": "control character", "Cs": "lone surrogate"}.get(
        unicodedata.category(character), "noncharacter"
    )
    return f"the {kind} U+{ord(character):04X}"


def check_text(owner: str, value: Any) -> None:
    """Raise ModelError unless `value` is a string whose every character can be printed."""
    if not isinstance(value, str):
        raise ModelError(f"{owner} is a {type(value).__name__}: give a string")
    found = unprintable(value)
    if found is not None:
        raise ModelError(
            f"{owner} holds {name_of(found[0])} after {value[: found.start()][-20:]!r}:"
            " take it out, it has no printed form"
        )


def fault_of_address(url: str) -> Problem | None:
    """Return what is wrong with an address and what to do, or None where nothing is.

    >>> print(fault_of_address("https://example.org/a"))
    None
    >>> print(fault_of_address("ftp://example.org"))
    the address 'ftp://example.org' begins with ftp: give one of http, https, mailto, doi, tel
    """
    shown = f"the address {url[:80]!r}"
    scheme = _SCHEME.match(url)
    name = scheme[1].lower() if scheme else ""
    if name and name not in SCHEMES:
        return Problem(f"{shown} begins with {name}", cure=f"give one of {', '.join(SCHEMES)}")
    unfit = _UNFIT_FOR_ADDRESSES.search(url)
    if unfit is not None:
        cure = f"write it as %{ord(unfit[0]):02X}, or take it out"
        return Problem(f"{shown} holds {unfit[0]!r}", cure=cure)
    if url.startswith("#"):
        names_nothing = Problem(f"{shown} names nothing", cure="give an id after the #")
        return None if len(url) > 1 else names_nothing
    if scheme is None:
        cure = "write it whole, from https:// on" if url else "give one"
        return Problem(f"{shown} names no scheme", cure=cure)
    if name in {"http", "https"}:
        try:
            host = urlsplit(url).hostname
        except ValueError:
            host = None
        if not host:
            return Problem(f"{shown} names no host", cure="write the whole address")
    elif scheme.end() == len(url):
        return Problem(f"{shown} is nothing but its scheme", cure="write the whole address")
    return None


def is_web_address(text: str) -> bool:
    """Return whether a string is nothing but an address of the web, without a stop after it."""
    is_of_the_web = text.lower().startswith(("http://", "https://"))
    return is_of_the_web and text[-1] not in ".,;:!?)" and fault_of_address(text) is None


def is_relative(url: str) -> bool:
    """Return whether an address leads from a page of the web to one beside it: here, to nothing.

    >>> is_relative("../notes.html"), is_relative("#"), is_relative("#id"), is_relative("data:x")
    (True, True, False, False)
    """
    is_whole = _SCHEME.match(url) or (url.startswith("#") and len(url) > 1)
    return bool(url) and not is_whole and _UNFIT_FOR_ADDRESSES.search(url) is None
