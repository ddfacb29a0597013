"""Text of one style → pieces of one face, script and direction: `itemize`.

Pieces stay in reading order; `bidi` says how a line puts them in visual order. Glyphs are chosen in
`shape`. Ordinary text in one script takes a fast path: three searches of it and no loop.
"""

import unicodedata
from collections.abc import Iterator

from briefkit.bounds import check_time
from briefkit.errors import FontError, Problem
from briefkit.lang import parse_language
from briefkit.patterns import late
from briefkit.text.bidi import bidi_levels, has_leftward
from briefkit.text.faces import UNPRINTABLE, Face
from briefkit.text.fonts import FontLibrary
from briefkit.text.scripts import default_script, scripts_of, single_script
from briefkit.text.segments import clusters
from briefkit.text.spans import CharacterStyle
from briefkit.values import frozen

_TOKEN = late(r"\S+|\s")
_MOST_NAMED = 5  # characters in one error
# Scripts in which a word that needs another face goes there whole; half a word would show.
_ALPHABETS = frozenset({"Latn", "Grek", "Cyrl", "Armn", "Geor", "Copt"})


@frozen
class Piece:
    """A part of a text that one face shows in one script and direction.

    start, end: in the text; script: ISO 15924; level: of UAX #9, odd where it runs to the left.
    """

    start: int
    end: int
    face: Face
    script: str
    level: int = 0


def itemize(
    text: str,
    style: CharacterStyle,
    language: str,
    library: FontLibrary,
    where: str = "",
    levels: tuple[int, ...] | None = None,
) -> tuple[Piece, ...]:
    r"""Return the pieces of a text, which cover it, in reading order.

    Args:
        text: may hold "\n"; a letter and its marks are never parted.
        style: its family is asked first for each character, then the library's others.
        language: decides the script of what has none of its own, such as figures.
        library: where the faces are.
        where: a path through the brief, for messages.
        levels: of `bidi_levels` for these characters, when they are a part of a paragraph; without
            them the text counts as a paragraph, of its language's direction.

    Raises:
        FontError: a character that no font has, or that has no printed form; each is named.
    """
    if not text:
        return ()
    face = library.face(style.family, style.weight, style.is_italic, style.size)
    if levels is None:
        script = plain_script(text, face, language)
        if script:
            return (Piece(0, len(text), face, script),)
        levels = bidi_levels(text, parse_language(language).is_right_to_left)
    is_shown = face.shows.issuperset(text)
    _refuse_unprintable(text, where)
    scripts = scripts_of(text, default_script(language))
    faces = [face] * len(text)
    if not is_shown:
        _fall_back(text, scripts, faces, library, where)
    return tuple(_grouped(faces, scripts, levels or (0,) * len(text)))


def plain_script(text: str, face: Face, language: str) -> str:
    """Return the script of a text that a quick look shows to be one piece, to the right; or ""."""
    if not text or has_leftward(text) or not face.shows.issuperset(text):
        return ""
    if parse_language(language).is_right_to_left:
        return ""
    return single_script(text, language)


def _grouped(faces: list[Face], scripts: list[str], levels: tuple[int, ...]) -> Iterator[Piece]:
    start = 0
    for end in range(1, len(faces) + 1):
        if (
            end == len(faces)
            or faces[end] is not faces[start]
            or scripts[end] != scripts[start]
            or levels[end] != levels[start]
        ):
            yield Piece(start, end, faces[start], scripts[start], levels[start])
            start = end


def named(character: str) -> str:
    """Return a character as a message names it.

    >>> named("é")
    'U+00E9 LATIN SMALL LETTER E WITH ACUTE'
    """
    category = unicodedata.category(character)
    otherwise = {"Cc": "a control character", "Cs": "half of a surrogate pair"}
    name = unicodedata.name(character, otherwise.get(category, "a character without a name"))
    return f"U+{ord(character):04X} {name}"


def _refuse_unprintable(text: str, where: str) -> None:
    found = dict.fromkeys(each for each in text if each in UNPRINTABLE)
    if found:
        raise FontError(
            *(
                Problem(
                    f"{named(character)} has no printed form",
                    where,
                    'remove it; a line break is "\\n"',
                )
                for character in list(found)[:_MOST_NAMED]
            )
        )


def _fall_back(
    text: str, scripts: list[str], faces: list[Face], library: FontLibrary, where: str
) -> None:
    """Put into `faces` those that show what the first one does not, word by word."""
    first = faces[0]
    missing: dict[str, None] = {}
    for token in _TOKEN.finditer(text):
        if first.can_show(token[0]):
            continue
        for start, end in _words(token[0], scripts, token.start()):
            check_time()
            word = text[start:end]
            whole = first if first.can_show(word) else library.fallback(word, first)
            if whole is not None:
                faces[start:end] = [whole] * len(word)
                continue
            for before, after in clusters(word):
                cluster = word[before:after]
                other = first if first.can_show(cluster) else library.fallback(cluster, first)
                if other is None:
                    missing[_culprit(cluster, first, library)] = None
                else:
                    faces[start + before : start + after] = [other] * len(cluster)
    if missing:
        families = ", ".join(library.families)
        raise FontError(
            *(
                Problem(
                    f"{first.postscript_name} has no glyph for {named(character)}, "
                    f"and neither has any other font of {families}",
                    where,
                    "add a family that has it to the house's fonts, or write it another way",
                )
                for character in list(missing)[:_MOST_NAMED]
            )
        )


def lacking(text: str, face: Face, library: FontLibrary) -> Iterator[str]:
    """Yield the characters of a text that neither `face` nor any other font has, as they come."""
    if face.shows.issuperset(text):
        return
    for start, end in clusters(text):
        cluster = text[start:end]
        if not face.can_show(cluster) and library.fallback(cluster, face) is None:
            each = [one for one in cluster if not face.can_show(one)]
            none_has = [one for one in each if library.fallback(one, face) is None]
            yield from none_has or [_culprit(cluster, face, library)]


def _culprit(cluster: str, face: Face, library: FontLibrary) -> str:
    """Return the character of a cluster that no font has, or else the first that `face` lacks."""
    lacking = [character for character in cluster if not face.can_show(character)] or [cluster[-1]]
    return next((each for each in lacking if library.fallback(each, face) is None), lacking[0])


def _words(token: str, scripts: list[str], offset: int) -> Iterator[tuple[int, int]]:
    """Yield the bounds in the text of what has one face: words of an alphabet, else clusters."""
    start = end = offset
    script = ""
    for before, after in clusters(token):
        own = scripts[offset + before] if token[before].isalnum() else ""
        if not own or own not in _ALPHABETS or own != script:
            if end > start:
                yield start, end
            start = offset + before
        end, script = offset + after, own
    if end > start:
        yield start, end
