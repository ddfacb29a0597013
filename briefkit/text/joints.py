"""A word → where a line may break in it: `text_joints`.

A word is what stands between two spaces, its punctuation included. The joints of web addresses
are in `address`; those between words, and what becomes of all of them, in `items`.

Latin, Greek, Cyrillic and all other scripts that put spaces between words follow the few rules
here; UAX #14 (https://www.unicode.org/reports/tr14/) is asked only for words with ideographs, kana,
Hangul, emoji, Tibetan or the marks that Ethiopic puts between words. What is here is a tailoring
that only takes joints away, but for hyphens that it adds: an em dash never begins a line; a hyphen,
a slash or a dash is no joint where it would cut off a letter or two, or a figure; brackets and
marks within a word are none. What clings to its neighbour across a space does so everywhere (LB13
to LB15). Thai, Lao, Khmer and Burmese would need a dictionary and have no joints.
"""

import re
from functools import lru_cache
from unicodedata import category

from briefkit.text.hyphenate import hyphenation_points
from briefkit.text.segments import line_breaks
from briefkit.values import frozen

HYPHEN_PENALTY = 50.0  # plain TeX's
_SOFT_PENALTY = 30.0  # where the author put a soft hyphen
_COMPOUND_PENALTY = 200.0  # for a second hyphen in a word that has one: "self-govern-ment"
_DASH_PENALTY = 10.0
_RANGE_PENALTY = 200.0  # "1914–" / "1918"
_ELLIPSIS_PENALTY = 30.0
_SLASH_PENALTY = 80.0
_PHRASE_PENALTY = 300.0  # within a phrase of a Japanese title, whose lines are broken by sense
_IDEOGRAPH_STRETCH = 0.1  # ems, so that a line of thirty characters can take up one more

# Of full-width marks, which are half empty: half of what W3C's "Requirements for Japanese Text
# Layout" lets a line take away from them, for a mark in the middle of its em has less on each side.
_MARK_SHRINK = 0.25
_EMPTY_BEHIND = frozenset("、。，．：；！？）〕］｝〉》」』】〗")
_EMPTY_BEFORE = frozenset("（〔［｛〈《「『【〖")

_SHORTEST_HYPHENATED = 6  # letters
_LEAST_BEFORE, _LEAST_AFTER = 2, 3  # letters on each side of a hyphen; Chicago 17, 7.36 and 7.37

_SOFT_HYPHEN, _ZERO_WIDTH_SPACE = "\u00ad", "\u200b"
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
_LETTERS = re.compile(rf"[^\W\d_]{{{_SHORTEST_HYPHENATED},}}")
_SIGNS = re.compile("[-‐־–—/…]+")
_HYPHENS = frozenset("-‐־")  # Hebrew's, a maqaf, too
_PARTING = frozenset(" \n\u00a0\u202f\u205f\u3000-‐־–—―/…\u00ad\u200b\u2060\ufeff") | frozenset(
    map(chr, range(0x2000, 0x200B))
)  # spaces, signs and invisibles
_BEFORE_NAMES = frozenset("@_/\\.:#&=%+~^$")  # before letters that are part of a name or code
_AFTER_NAMES = frozenset("@_/\\")
_OPENING = frozenset("([{“‘«‹„‚¿¡\"'")
# Compiled when they are first wanted: ranges as large as these cost milliseconds.
_BY_UAX_14 = (
    "[\u0e00-\u109f\u1100-\u11ff\u1361-\u1368\u1780-\u17ff\u2e80-\ua4cf\ua960-\ua97f\uac00-\ud7ff"
    "\uf900-\ufaff\ufe30-\ufe6f\uff00-\uffef\U0001f000-\U0003ffff]"
)
# What no line begins with, even after a space: closing marks that Unicode's categories do not tell,
# and those that are joined to a figure after them (LB13, LB15c).
_CLOSING = frozenset("!?/、。，．：；！？､｡﹐﹑﹒﹔﹕﹖﹗‼⁇⁈⁉؛؟۔،") | frozenset(",.:;")
_MARKS = "".join(map(chr, range(0x300, 0x370)))  # combining
_DECIMAL = frozenset(",.:;")


@frozen
class Joint:
    """A place in a word where a line may break.

    offset: of the first character after it. penalty: what a break there costs.
    is_hyphen: whether the line then ends in a hyphen; adds_hyphen: whether the break adds it.
    stretch, shrink: in ems, of the joint itself where the line does not break.
    fill: in ems, of the line's end where it does, so that it may stay short.
    """

    offset: int
    penalty: float
    is_hyphen: bool = False
    adds_hyphen: bool = False
    stretch: float = 0.0
    fill: float = 0.0
    shrink: float = 0.0


def without_invisibles(word: str) -> str:
    """Return a word without the characters that only say where it may be broken, or may not."""
    return word if word.isalnum() else _INVISIBLE.sub("", word)


def is_simple(word: str) -> bool:
    """Return whether a word has no joints but those at which a hyphen is added.

    >>> is_simple("(authority),"), is_simple("self-help"), is_simple("two words")
    (True, False, False)
    """
    return _PARTING.isdisjoint(word) and not _is_by_uax_14(word)


def may_begin_line(word: str) -> bool:
    """Return whether a line may begin with a word that a space stands before.

    >>> may_begin_line("»."), may_begin_line("!"), may_begin_line("’tis"), may_begin_line(".5")
    (False, False, True, True)
    """
    first, then = word[0], word[1:2]
    if first.isalnum():
        return True
    kind = category(first)
    if kind == "Pf":  # a quotation mark closes unless something follows it (LB15b)
        return bool(then) and then not in _CLOSING and category(then) not in {"Pe", "Pf", "Pi"}
    return kind != "Pe" and (first not in _CLOSING or (first in _DECIMAL and then.isdigit()))


def may_end_line(word: str) -> bool:
    """Return whether a line may end with a word that a space stands after.

    >>> may_end_line("«"), may_end_line("(a"), may_end_line("(“"), may_end_line("Worten“")
    (False, True, False, True)
    """
    if word[-1].isalnum():
        return True
    bare = word.rstrip(_MARKS) or word
    kind, before = category(bare[-1]), bare[-2:-1]
    if kind == "Pi":  # a quotation mark opens if nothing stands before it (LB15a)
        return bool(before) and category(before) not in {"Ps", "Pi", "Pf"}
    return kind != "Ps" and bare[-1] not in "¿¡"


def text_joints(word: str, language: str, hyphenates: bool = True) -> tuple[Joint, ...]:
    """Return the joints of a word in order; the offsets are in it without its invisibles.

    A word with a soft hyphen is hyphenated there and nowhere else, even if words are not.

    >>> [joint.offset for joint in text_joints("well-known", "en")]
    [5]
    """
    if word.isascii() and word.isalpha():  # nearly all are: one run of letters
        is_hyphenated = hyphenates and len(word) >= _SHORTEST_HYPHENATED and not word.isupper()
        return _hyphens(word, language) if is_hyphenated else ()
    marks: dict[int, str] = {}
    if _INVISIBLE.search(word):
        visible: list[str] = []
        for character in word:
            if _INVISIBLE.match(character):
                marks[len(visible)] = character
            else:
                visible.append(character)
        word = "".join(visible)
    found: dict[int, Joint] = {}
    if hyphenates and _SOFT_HYPHEN not in marks.values():
        _hyphenate(word, language, found)
    if _is_by_uax_14(word):
        parts_phrases = not hyphenates and language.partition("-")[0] == "ja"
        for offset in line_breaks(word):
            is_dear = parts_phrases and _is_within_phrase(word[offset - 1], word[offset])
            penalty = _PHRASE_PENALTY if is_dear else 0.0
            before, after = word[offset - 1], word[offset]
            shrink = _MARK_SHRINK * ((before in _EMPTY_BEHIND) + (after in _EMPTY_BEFORE))
            found[offset] = Joint(offset, penalty, stretch=_IDEOGRAPH_STRETCH, shrink=shrink)
    elif not word.isalnum():
        _sign_joints(word, found)
    for offset, character in marks.items():
        if not 0 < offset < len(word):
            continue
        if character == _SOFT_HYPHEN:
            if not may_begin_line(word[offset:]):
                continue
            found[offset] = Joint(offset, _SOFT_PENALTY, is_hyphen=True, adds_hyphen=True)
        elif character == _ZERO_WIDTH_SPACE:
            found[offset] = Joint(offset, 0.0)
        else:  # a word joiner
            found.pop(offset, None)
    return tuple(found[offset] for offset in sorted(found))


def _is_within_phrase(before: str, after: str) -> bool:
    """Return whether a Japanese phrase goes on between two letters, as far as they tell.

    Its words have no spaces; but a foreign one is of katakana alone, and what ends a phrase is
    hiragana, before which no phrase begins.

    >>> [_is_within_phrase(*pair) for pair in ("プロ", "の法", "ます", "法的", "、法")]
    [True, False, True, True, False]
    """
    if "ぁ" <= after <= "ゟ":
        return True
    if "゠" <= before <= "ヿ":
        return "゠" <= after <= "ヿ"
    return before.isalpha() and not "ぁ" <= before <= "ゟ"


def _hyphenate(word: str, language: str, found: dict[int, Joint]) -> None:
    for run in _LETTERS.finditer(word):
        letters, start, end = run.group(), run.start(), run.end()
        before, after = word[start - 1 : start], word[end : end + 1]
        beyond = word[end + 1 : end + 2]
        if before in _BEFORE_NAMES or before.isdigit() or after in _AFTER_NAMES or after.isdigit():
            continue
        if (after in {".", ":"} and beyond.isalnum()) or letters.isupper():
            continue
        is_compound = before in {"-", "‐"} or after in {"-", "‐"}
        penalty = _COMPOUND_PENALTY if is_compound else HYPHEN_PENALTY
        for joint in _hyphens(letters, language, start, penalty):
            found[joint.offset] = joint


def _hyphens(
    letters: str, language: str, start: int = 0, penalty: float = HYPHEN_PENALTY
) -> tuple[Joint, ...]:
    """Return the joints that hyphenation finds in letters alone, which begin at `start`."""
    most = len(letters) - _LEAST_AFTER
    points = hyphenation_points(letters, language)
    if points and not _LEAST_BEFORE <= points[0] <= points[-1] <= most:
        points = tuple([at for at in points if _LEAST_BEFORE <= at <= most])
    return _hyphens_at(points, start, penalty)


@lru_cache(maxsize=1 << 10)
def _hyphens_at(points: tuple[int, ...], start: int, penalty: float) -> tuple[Joint, ...]:
    """Return joints that add a hyphen: words share them, which have few different points."""
    return tuple([Joint(start + at, penalty, is_hyphen=True, adds_hyphen=True) for at in points])


def _sign_joints(word: str, found: dict[int, Joint]) -> None:
    for signs in _SIGNS.finditer(word):
        start, end = signs.span()
        if start == 0 or end == len(word):
            continue
        before, after = word[start - 1], word[end]
        if before in _OPENING or not (after.isalnum() or after in _OPENING):
            continue
        is_number = before.isdigit() and after.isdigit()
        sign = signs.group()
        is_hyphen = sign in _HYPHENS
        if is_hyphen or sign == "/":
            # UAX #14, LB25: no break in "F-16"; ours: none in "e-mail", "km/h", "1/2"
            if after.isdigit() or not (
                _letters_before(word, start) >= (_LEAST_BEFORE if is_hyphen else 3)
                and _letters_after(word, end) >= _LEAST_AFTER
            ):
                continue
            penalty = HYPHEN_PENALTY if is_hyphen else _SLASH_PENALTY
        elif sign[-1] == "…":
            penalty = _ELLIPSIS_PENALTY
        else:
            penalty = _RANGE_PENALTY if is_number else _DASH_PENALTY
        found[end] = Joint(end, penalty, is_hyphen=is_hyphen)


def _letters_before(word: str, offset: int) -> int:
    start = offset
    while start > 0 and word[start - 1].isalnum():
        start -= 1
    return offset - start


def _letters_after(word: str, offset: int) -> int:
    end = offset
    while end < len(word) and word[end].isalnum():
        end += 1
    return end - offset


def _is_by_uax_14(word: str) -> bool:
    """Return whether a word has letters of a script that is broken without hyphens or signs."""
    if word.isascii() or max(word) < "\u0e00":
        return False
    if all(letter < "\u0e00" or "\u2000" <= letter < "\u2e80" for letter in word):
        return False  # our own scripts with a dash or a quotation mark
    return re.search(_BY_UAX_14, word) is not None
