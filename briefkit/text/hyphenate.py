"""Words → the places where a line may break them: Liang's patterns, by language.

What a break costs and looks like is in `items`. Patterns come from `patterns/` (hyph-utf8's files,
unmodified) where those are free and better than, or missing from, pyphen's dictionaries; from
pyphen for the other languages. Source: F. M. Liang, Word Hy-phen-a-tion by Com-put-er, 1983.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from briefkit.lang import parse_language
from briefkit.remembered import Remembered
from briefkit.values import field, frozen

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

_FOLDER = Path(__file__).parent / "patterns"
_SOFT_HYPHEN = "\u00ad"
_HYPHENS = frozenset("-\u2010\u2011")
_BREAKING_HYPHENS = frozenset("-\u2010")
_BEGINNING = 4  # letters: most patterns have no more, or begin as few places of a text do
_MOST_BEGINNINGS = 1 << 14
_COMPOUND_MARGIN = 4  # letters kept together beside a hyphen that the author wrote

_FILES = {
    **{tag: tag for tag in ("bg", "da", "es", "fi", "fr", "it", "nl")},
    **{tag: tag for tag in ("pl", "pt", "ru", "sv", "tr", "uk")},
    "de": "de-1996",
    "el": "el-monoton",
    "el-polyton": "el-polyton",
    "en": "en-us",
    "en-gb": "en-gb",
}
# Where English is spelled as in America. Canada's spelling is mixed, its hyphenation American.
_AMERICAN = frozenset({"", "US", "CA", "PH", "PR", "LR"})
# pyphen has patterns of theirs, but no hyphen is written where they say, only the line is ended.
_WITHOUT_HYPHENS = frozenset({"th"})
_APOSTROPHE = re.compile("['’ʼ]")
_DIGITS = frozenset("0123456789")
_MARKS = str.maketrans("’ʼ", "''")  # patterns know the typewriter's apostrophe only

# Fewest letters before and after a break, where not 2 and 2: hyph-utf8's values, but three after
# it in French, as its printers' code asks.
_MINIMA = {
    "en": (2, 3),
    "fr": (2, 3),
    "pt": (2, 3),
    "cs": (2, 3),
    "sk": (2, 3),
}


_Levels = tuple[tuple[int, int], ...]
"""Offsets and digits of one pattern, or the highest ones of several that begin at one place."""

_Found = tuple[_Levels, tuple[str, ...]]
"""The levels that some letters have for sure, and those of patterns that go on beyond them."""


class _Beginnings(Remembered[str, _Found | None]):
    """What patterns say of a place, by the next four letters, or all that are left; None: nothing.

    Asked for once: words have most of theirs in common.
    """

    def __init__(self, patterns: Mapping[str, str]) -> None:
        super().__init__(_MOST_BEGINNINGS)
        self._patterns = patterns
        self._by_beginning = _by_beginning(patterns)

    def levels(self, letters: str) -> _Levels:
        """Return the levels of the pattern of some letters."""
        return _levels(self._patterns[letters])

    def __missing__(self, letters: str) -> _Found | None:
        found = self[letters[:-1]] if len(letters) > 1 else None  # most have no more to say
        longer: tuple[str, ...] = ()
        if len(letters) == _BEGINNING:
            those = self._by_beginning.get(letters[:3], ())
            longer = tuple([each for each in those if each.startswith(letters)])
        if longer or letters in self._patterns:
            levels = dict(found[0]) if found else {}
            for offset, level in self.levels(letters) if letters in self._patterns else ():
                levels[offset] = max(level, levels.get(offset, 0))
            found = tuple(levels.items()), longer
        self[letters] = found
        return found


@frozen
class _Patterns:
    """A language's patterns and its exceptions.

    beginnings: of its patterns, "hy3ph" under "hyph".
    exceptions: break points by word.
    knows_apostrophe: whether patterns say what it does; where not, it ends a word.
    """

    beginnings: _Beginnings = field(repr=False)
    exceptions: Mapping[str, tuple[int, ...]] = field(repr=False)
    knows_apostrophe: bool

    def points(self, word: str) -> tuple[int, ...]:
        """Return the break points of a lower-case word, whatever the minima."""
        if word in self.exceptions:
            return self.exceptions[word]
        dotted, beginnings = f".{word}.", self.beginnings
        # One place before each character: the highest digit there wins, and an odd one breaks.
        highest = [0] * (len(dotted) + 1)
        for start in range(len(dotted)):
            found = beginnings[dotted[start : start + _BEGINNING]]
            if found is None:
                continue
            levels, longer = found
            for offset, level in levels:
                if level > highest[start + offset]:
                    highest[start + offset] = level
            for letters in longer:
                if dotted.startswith(letters, start):
                    for offset, level in beginnings.levels(letters):
                        if level > highest[start + offset]:
                            highest[start + offset] = level
        return tuple([place - 1 for place in range(2, len(dotted) - 1) if highest[place] % 2])


@lru_cache(maxsize=1 << 14)
def _levels(pattern: str) -> _Levels:
    """Return the offsets and digits of a pattern: "hy3ph" → ((2, 3),).

    A break that respells the word ("asszony" → "asz-szony": after a "/" in pyphen's files) is
    more than we can set: its digit is made even, so that it forbids what it would have allowed.
    """
    letters, _, respelling = pattern.partition("/")
    found, offset = [], 0
    for character in letters:
        if character in _DIGITS:
            level = int(character)
            found.append((offset, level + level % 2 if respelling else level))
        else:
            offset += 1
    return tuple(found)


@lru_cache(maxsize=1 << 12)  # casters remember what they made of these
def hyphenation_points(word: str, language: str) -> tuple[int, ...]:
    """Return the indices in `word` before which a line may begin, in ascending order.

    A point right after a hyphen or soft hyphen of the author's is one too; no hyphen is added
    after a hyphen. Soft hyphens, where there are any, are the only points. A word with
    a figure, a slash or another sign inside has none, and so has an acronym. Punctuation around
    the word does no harm. A language without patterns yields hyphens and soft hyphens only.

    >>> hyphenation_points("hyphenation", "en-US")
    (2, 6)
    >>> hyphenation_points("so-called", "en"), hyphenation_points("hy\u00adphen", "en")
    ((3,), (3,))
    """
    if _SOFT_HYPHEN in word:
        return tuple(at for at in range(1, len(word)) if word[at - 1] == _SOFT_HYPHEN)
    if word.isalpha():  # nearly all are
        return _part_points(word, language, 0)
    start, end = _core(word)
    core = word[start:end]
    parts = _parts(core)
    points: list[int] = []
    is_compound = len(parts) > 1
    for number, (first, last) in enumerate(parts):
        if number and core[first - 1] in _BREAKING_HYPHENS and _may_break_at(parts, number):
            points.append(start + first)
        margin = _COMPOUND_MARGIN if is_compound else 0
        points += [start + first + at for at in _part_points(core[first:last], language, margin)]
    return tuple(points)


def _may_break_at(parts: list[tuple[int, int]], number: int) -> bool:
    """Return whether the parts on either side of a hyphen are more than a letter: not e-mail."""
    return all(end - start >= 2 for start, end in parts[number - 1 : number + 1])


def _core(word: str) -> tuple[int, int]:
    """Return the bounds of a word without the punctuation around it."""
    start, end = 0, len(word)
    while start < end and not word[start].isalnum():
        start += 1
    while end > start and not (word[end - 1].isalnum() or unicodedata.combining(word[end - 1])):
        end -= 1
    return start, end


def _parts(core: str) -> list[tuple[int, int]]:
    """Return the bounds of what hyphens part a word into; none if it is not only letters."""
    parts = []
    start = 0
    for place, character in enumerate(core):
        if character in _HYPHENS:
            parts.append((start, place))
            start = place + 1
        elif not (character.isalpha() or character in "'’ʼ" or unicodedata.combining(character)):
            return []
    parts.append((start, len(core)))
    return parts


def _part_points(part: str, language: str, margin: int) -> tuple[int, ...]:
    if not margin and part.isascii() and part.isalpha() and part.islower():  # as most are
        left, right, patterns = _of_ascii(language)
        if patterns is None or len(part) < left + right:
            return ()
        last = len(part) - right
        return tuple([at for at in patterns.points(part) if left <= at <= last])
    left, right, patterns = _of_language(_key(part, language))
    if patterns is None or not (part.islower() or _is_without_acronym(part)):
        return ()
    letters, starts = _folded(part, language)
    left, right = max(left, margin), max(right, margin)
    points = []
    start = 0
    for word in [letters] if patterns.knows_apostrophe else letters.split("'"):
        size = len(word)
        if size >= left + right:
            found = patterns.points(word)
            points += [starts[start + at] for at in found if left <= at <= size - right]
        start += size + 1
    return tuple(points)


def _is_without_acronym(part: str) -> bool:
    return not any(len(stretch) > 1 and stretch.isupper() for stretch in _APOSTROPHE.split(part))


def _folded(part: str, language: str) -> tuple[str, Sequence[int]]:
    """Return a word as patterns spell it, and where each of its letters begins in `part`."""
    starts: Sequence[int] = range(len(part))
    if part.isascii() and part.islower():
        return part, starts
    if not unicodedata.is_normalized("NFC", part):
        starts = [at for at, each in enumerate(part) if not unicodedata.combining(each)] or [0]
        ends = [*starts[1:], len(part)]
        part = "".join(
            unicodedata.normalize("NFC", part[start:end])[0]
            for start, end in zip(starts, ends, strict=True)
        )
    if parse_language(language).primary in {"tr", "az"}:
        part = part.replace("İ", "i").replace("I", "ı")
    lower = part.lower()
    if len(lower) != len(part):  # İ alone grows: to i and a dot
        lower = "".join(character.lower()[0] for character in part)
    return lower.translate(_MARKS), starts


def _key(part: str, language: str) -> str:
    """Return the name of the patterns for a word: a language's, or one of its spellings'."""
    parsed = parse_language(language)
    if parsed.primary == "en":
        return "en" if parsed.region in _AMERICAN else "en-gb"
    if parsed.primary == "el" and any("ἀ" <= character <= "῾" for character in part):
        return "el-polyton"
    if parsed.primary in _FILES:
        return parsed.primary
    return "-".join(filter(None, (parsed.primary, parsed.script, parsed.region)))


@lru_cache(maxsize=64)
def _of_ascii(language: str) -> tuple[int, int, _Patterns | None]:
    """Return the minima and the patterns of a language for words of plain letters."""
    return _of_language(_key("", language))


@lru_cache(maxsize=64)
def _of_language(key: str) -> tuple[int, int, _Patterns | None]:
    """Return the minima and the patterns of a key, None when there are none."""
    left, right = _MINIMA.get(key.partition("-")[0], (2, 2))
    if key in _FILES:
        source = (_FOLDER / f"hyph-{_FILES[key]}.tex").read_text(encoding="utf-8")
        return left, right, _read_tex(source)
    if key.partition("-")[0] in _WITHOUT_HYPHENS:
        return left, right, None
    # Late: it reads its package's folder, and most briefs have patterns of ours.
    import pyphen

    tag = pyphen.language_fallback({"no": "nb"}.get(key, key))  # type: ignore[no-untyped-call]
    if tag is None:
        return left, right, None
    return left, right, _read_dictionary(pyphen.LANGUAGES[tag])


def _read_tex(source: str) -> _Patterns:
    r"""Return what stands in \patterns{…} and \hyphenation{…} of a hyph-utf8 file."""
    source = re.sub(r"%.*", "", source)
    patterns = " ".join(re.findall(r"\\patterns\s*\{([^}]*)\}", source))
    exceptions = {}
    for hyphened in " ".join(re.findall(r"\\hyphenation\s*\{([^}]*)\}", source)).split():
        syllables = hyphened.split("-")
        ends = [sum(map(len, syllables[:count])) for count in range(1, len(syllables))]
        exceptions["".join(syllables)] = tuple(ends)
    return _patterns(patterns, exceptions)


def _read_dictionary(path: "Traversable") -> _Patterns:
    """Return the patterns of one of pyphen's files, in the format of OpenOffice."""
    data = path.read_bytes()
    first, _, rest = data.partition(b"\n")
    encoding = first.decode("ascii").strip().lower()
    text = rest.decode("cp1251" if encoding == "microsoft-cp1251" else encoding)
    lines = (line.strip() for line in text.splitlines())
    kept = [line for line in lines if line[:1] not in {"%", "#"} and "MIN" not in line]
    body = re.sub(r"\^\^([0-9a-f]{2})", lambda match: chr(int(match[1], 16)), " ".join(kept))
    return _patterns(body, {})


def _patterns(body: str, exceptions: Mapping[str, tuple[int, ...]]) -> _Patterns:
    whole = body.split()
    letters = body
    if "/" in body:  # before a slash the pattern, after it a new spelling; Esperanto has comments
        whole = [pattern for pattern in whole if pattern[0] != "/"]
        letters = " ".join(pattern.partition("/")[0] for pattern in whole)
    for digit in "0123456789":  # a quarter of the time that `translate` takes
        letters = letters.replace(digit, "")
    by_letters = dict(zip(letters.split(), whole, strict=True))
    return _Patterns(_Beginnings(by_letters), exceptions, knows_apostrophe="'" in letters)


def _by_beginning(patterns: Mapping[str, str]) -> Mapping[str, Sequence[str]]:
    """Return the letters of patterns of more than three by the first three."""
    found: dict[str, list[str]] = {}
    for letters in patterns:
        if len(letters) > _BEGINNING:
            beginning = letters[:3]
            if beginning in found:
                found[beginning].append(letters)
            else:
                found[beginning] = [letters]
    return found
