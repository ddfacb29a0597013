"""A brief and its fonts → every letter that none of them has, told where it first stands.

For when the setting of it has met one: then the whole brief is looked through.
"""

import unicodedata
from collections.abc import Iterator

from briefkit.errors import Problem
from briefkit.resolve.resolved import PlainCell, ResolvedBrief, ResolvedSpan
from briefkit.text.fonts import FontLibrary
from briefkit.text.itemize import lacking, named
from briefkit.values import every_part

_MOST_NAMED = 5  # of one element in full; the others as they are


def lacking_letters(resolved: ResolvedBrief, family: str, library: FontLibrary) -> list[Problem]:
    """Return a problem for each element with letters that first stand there and no font has.

    family: that is asked first.
    """
    face = library.face(family)
    seen: set[str] = set()
    found: dict[tuple[str, tuple[str, str]], list[str]] = {}
    no_glyph = f"the house has no glyph for {{}} in any of {', '.join(library.families)}"
    cure = "add a family that has it to the house's fonts, as one to fall back on"
    usual = no_glyph, f"{cure} (typography.fonts, fallback_families), or write it another way"
    for span in _spans(resolved):
        for letter in lacking(span.text, face, library):
            if letter not in seen:
                seen.add(letter)
                told = _TOLD.get(_kind(letter), usual)
                found.setdefault((span.where, told), []).append(letter)
    return [
        Problem(what.format(_listed(letters)), where, cure)
        for (where, (what, cure)), letters in found.items()
    ]


_LOST = "\ufffd"
# What no font of text would have, by the category of Unicode, or as it is.
_TOLD = {
    "Cc": ("{} has no printed form", "take it out"),
    "Zl": ("{} has no printed form", "take it out, or begin a new line there"),
    "Zp": ("{} has no printed form", "take it out, or begin a new paragraph there"),
    "Co": (
        "{} is a sign of one font alone, as Symbol and Wingdings have them",
        "write the character that is meant, such as • or →",
    ),
    _LOST: ("{} stands where a character was lost", "write what was meant"),
}


def _kind(letter: str) -> str:
    return letter if letter == _LOST else unicodedata.category(letter)


def _spans(resolved: ResolvedBrief) -> Iterator[ResolvedSpan]:
    """Yield every span of a brief, in reading order, a note's after the text."""
    for part in every_part((resolved.cover, resolved.head, resolved.blocks, resolved.notes)):
        if isinstance(part, ResolvedSpan):
            yield part
        elif isinstance(part, PlainCell):
            yield part.span


def _listed(letters: list[str]) -> str:
    shown = ", ".join(named(letter) for letter in letters[:_MOST_NAMED])
    rest = letters[_MOST_NAMED:]
    return f"{shown} and {len(rest)} more ({' '.join(rest)})" if rest else shown
