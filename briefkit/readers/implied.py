"""Headings without an id → the ids that links to them mean: their words, made as addresses are.

On the web a heading can be linked to though nobody named it, `[see](#the-method)`. Each program
makes the name its own way, so a link is compared with the ways that are in use; what none makes is
left to lead nowhere.
"""

import re
from collections.abc import Callable, Iterable
from urllib.parse import unquote

from markdown_it.token import Token

_UNKEPT = re.compile(r"[^\w\- ]")
_UNKEPT_BUT_POINTS = re.compile(r"[^\w\-. ]")


def _as_github(words: str) -> str:
    return _UNKEPT.sub("", words.strip().lower()).replace(" ", "-")


def _as_pandoc(words: str) -> str:
    kept = "-".join(_UNKEPT_BUT_POINTS.sub("", words.lower()).split())
    return kept[_start_of_letters(kept) :]


def _as_kramdown(words: str) -> str:
    made = _as_github(words)
    return made[_start_of_letters(made) :]


def _as_gitlab(words: str) -> str:
    return re.sub("-{2,}", "-", _as_github(words)).strip("-")


def _start_of_letters(made: str) -> int:
    return next((at for at, one in enumerate(made) if one.isalpha()), 0)


_WAYS: tuple[Callable[[str], str], ...] = (_as_github, _as_pandoc, _as_kramdown, _as_gitlab)


def implied_by(addresses: Iterable[str], headings: list[Token]) -> dict[str, int]:
    """Return which of the headings each address means, by its place; of those that mean one.

    addresses: of links within the text, without their `#`.
    headings: the inline tokens of them all, in order.
    """
    wanted = {address: name_of(address) for address in addresses}
    if not wanted:
        return {}
    words = [_words_of(heading) for heading in headings]
    places: dict[str, int] = {}
    for way in _WAYS:
        for name, place in _named(words, way).items():
            places.setdefault(name, place)
    return {address: places[name] for address, name in wanted.items() if name in places}


def name_of(address: str) -> str:
    """Return the id that an address within the text means: readable, in small letters.

    >>> name_of("%C3%9Cber-uns")
    'über-uns'
    """
    return unquote(address).lower()


def _named(words: list[str], way: Callable[[str], str]) -> dict[str, int]:
    """Return the names that headings have in one of the ways, each with its heading's place."""
    found: dict[str, int] = {}
    times: dict[str, int] = {}
    for place, said in enumerate(words):
        name = way(said)
        before = times.get(name, 0)
        times[name] = before + 1
        found.setdefault(f"{name}-{before}" if before else name, place)
    return found


def _words_of(heading: Token) -> str:
    return "".join(
        " " if child.type in {"softbreak", "hardbreak"} else child.content
        for child in heading.children or ()
        if child.type in {"text", "text_special", "code_inline", "softbreak", "hardbreak"}
    )
