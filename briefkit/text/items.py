"""Spans → a paragraph's atoms and its legal breaks in flat parallel arrays: `compose`.

What a word is made of, and where it may be broken, is in `casts` and `joints`; how wide the lines
are that end and begin at a break is measured in `stick`; which breaks are taken is in `linebreak`.
White space arrives clean: no run of it is collapsed here.
"""

import re
from collections.abc import Sequence

from briefkit.lang import parse_language
from briefkit.patterns import late
from briefkit.text.atoms import Atom, Word
from briefkit.text.bidi import bidi_levels, isolated_levels
from briefkit.text.casts import Caster, caster
from briefkit.text.fonts import FontLibrary
from briefkit.text.joints import text_joints, without_invisibles
from briefkit.text.spans import Breaking, Span
from briefkit.text.stick import Items, Stick
from briefkit.values import evolve

_SPACES = " \u00a0\u2000-\u200a\u202f\u205f\u3000"
_PIECES = re.compile(rf"[\n{_SPACES}]|[^\n{_SPACES}]+")
_WORD = re.compile(rf"[^\n{_SPACES}]+")
_SEPARATORS = frozenset(" \n\u00a0\u202f\u205f\u3000") | set(map(chr, range(0x2000, 0x200B)))
_SIGNED_NUMBER = late(rf"(?<![^\n{_SPACES}(\[])[+±−-][0-9]+(?:[.,\u202f\u00a0][0-9]+)*%?")
_SIGNS = frozenset("-‐–—/…\u00ad\u200b\u2060\ufeff")


_Part = tuple[int, str, tuple[int, ...] | None]
"""A part of a word: the index of its span, its characters, and their levels."""


def compose(
    spans: Sequence[Span],
    library: FontLibrary,
    *,
    hyphenates: bool = True,
    protrudes: bool = True,
    is_justified: bool = True,
    is_by_sense: bool = False,
    hangs_first: bool = True,
    widest: float | None = None,
) -> Items:
    """Return the items of a paragraph.

    Args:
        spans: the paragraph.
        library: where the faces are.
        hyphenates: whether its words may be hyphenated.
        protrudes: whether marks may hang into the margins.
        is_justified: whether its glue stretches and shrinks.
        is_by_sense: whether a break within a clause or after an article costs.
        hangs_first: whether a mark may hang out where the paragraph begins.
        widest: cut what is wider than this wherever it can be; None to cut nothing.

    Raises:
        FontError: a character that no font has.
    """
    run_left = _run_left(spans)
    is_right_to_left = _is_right_to_left(spans, run_left)
    text = "".join([span.text for span in spans])
    levels = bidi_levels(text, is_right_to_left)
    if levels is not None:
        levels = isolated_levels(text, is_right_to_left, _isolates(spans, text)) or levels
    if levels is None and any(run_left):
        levels = (0,) * len(text)  # else each word would be taken for a paragraph of its own
    casters = [caster(s.style, s.language, library, hyphenates, protrudes) for s in spans]
    calls = frozenset[int]()
    if widest is not None:
        calls = frozenset([index for index, span in enumerate(spans) if _is_raised(span)])
    stick = Stick(is_by_sense, hangs_first and protrudes, widest, calls)

    is_plain = levels is None and widest is None and not is_by_sense
    if is_plain:
        _learn(spans, casters)
    reading = _Reading(stick, spans, casters, levels)
    for index in range(len(spans)):
        if is_plain:
            reading.take_plainly(index)
        else:
            reading.take(index)
    reading.end_word()
    return stick.items(is_justified, tuple(casters), is_right_to_left, levels is not None)


def runs_to_the_left(spans: Sequence[Span]) -> bool:
    """Return whether the lines of a paragraph begin at their right ends."""
    return _is_right_to_left(spans, _run_left(spans))


def _learn(spans: Sequence[Span], casters: Sequence[Caster]) -> None:
    """Let each caster cast what is new to it in all of its spans at once."""
    for each in dict.fromkeys(casters):
        words: list[str] = []
        for span, own in zip(spans, casters, strict=True):
            if own is each and span.breaking is Breaking.TEXT:
                words += span.text.split(" ")
        each.learn(words)


def _run_left(spans: Sequence[Span]) -> list[bool]:
    return [parse_language(span.language).is_right_to_left for span in spans]


def _isolates(spans: Sequence[Span], text: str) -> list[tuple[int, int]]:
    """Return from where to where something runs to the right by itself, in order.

    Addresses, as the W3C has it (Inline markup and bidirectional text in HTML); else the slash that
    ends one would stand at its beginning. And numbers with a sign, which stands before them in the
    figures of Europe (CLDR has a mark before the sign for that).
    """
    found: list[tuple[int, int]] = []
    end = 0
    for span in spans:
        start, end = end, end + len(span.text)
        if span.breaking is not Breaking.ADDRESS:
            continue
        if found and found[-1][1] == start:
            start = found.pop()[0]
        found.append((start, end))
    numbers = [match.span() for match in _SIGNED_NUMBER.finditer(text)]
    found += [one for one in numbers if not any(a < one[1] and one[0] < b for a, b in found)]
    return sorted(found)


def _is_right_to_left(spans: Sequence[Span], run_left: Sequence[bool]) -> bool:
    """Return whether more characters than not are of a language that runs to the left."""
    return any(run_left) and (
        sum(
            len(span.text) if runs_left else -len(span.text)
            for span, runs_left in zip(spans, run_left, strict=True)
        )
        > 0
    )


class _Reading:
    """Spans while they are put into a stick: it knows the word that has begun and not ended."""

    def __init__(
        self,
        stick: Stick,
        spans: Sequence[Span],
        casters: Sequence[Caster],
        levels: tuple[int, ...] | None,
    ) -> None:
        self._stick = stick
        self._spans = spans
        self._casters = casters
        self._levels = levels
        self._position = 0  # in the paragraph, where there are levels
        self._parts: list[_Part] = []

    def take_plainly(self, index: int) -> None:
        """Take a span of a paragraph that runs to the right and is broken by the usual rules.

        The words between two of its spaces, which are nearly all words, go in many at a time.
        """
        span, caster, stick = self._spans[index], self._casters[index], self._stick
        pieces = span.text.split(" ") if span.breaking is Breaking.TEXT else ()
        if len(pieces) < 3:
            self.take(index)
            return
        space = caster.space(" ")
        if pieces[0]:
            self._take_text(index, pieces[0])
        self.end_word()
        words: list[Word] = []
        known, where = caster.words, span.where
        for piece in pieces[1:-1]:
            word = known.get(piece)
            if word is None and _WORD.fullmatch(piece):
                caster.atoms(piece, where=where)
                word = known.get(piece)  # now, unless it is more than one word or clings to another
            if word is not None:
                words.append(word)
                continue
            stick.add_words(space, words, index)
            words = []
            stick.add_space(space, index, is_tied=False)
            self._take_text(index, piece)
            self.end_word()
        stick.add_words(space, words, index)
        stick.add_space(space, index, is_tied=False)
        if pieces[-1]:
            self._take_text(index, pieces[-1])

    def take(self, index: int) -> None:
        """Take any span."""
        self._take_text(index, self._spans[index].text)

    def _take_text(self, index: int, text: str) -> None:
        if self._levels is None and text in self._casters[index].words:  # it is one word
            self._parts.append((index, text, None))
            return
        stick, caster, span = self._stick, self._casters[index], self._spans[index]
        is_tied = span.breaking is Breaking.NOWHERE
        levels: tuple[int, ...] | None = None
        for piece in _PIECES.findall(text):
            if self._levels is not None:
                levels = self._levels[self._position : self._position + len(piece)]
                self._position += len(piece)
            if piece not in _SEPARATORS:
                self._parts.append((index, piece, levels))
                continue
            self.end_word()
            if piece == "\n":
                stick.add_forced_break(index)
            else:
                stick.add_space(caster.space(piece, levels), index, is_tied)

    def end_word(self) -> None:
        """Put in the word that has begun: of several spans where a call or emphasis is in it.

        Nothing parts a call from its word. Letters that meet at a span's end are hyphenated as one.
        """
        parts, spans, casters = self._parts, self._spans, self._casters
        if not parts:
            return
        self._parts = []
        if len(parts) == 1 and self._stick.widest is None:
            index, token, levels = parts[0]
            span = spans[index]
            atoms = casters[index].atoms(token, span.breaking, span.where, levels)
            self._stick.add(atoms, index)
            return
        run: list[tuple[tuple[Atom, ...], int]] = []
        begin = 0
        for end in range(1, len(parts) + 1):
            if end < len(parts) and _joins(parts[end - 1], parts[end], spans):
                continue
            if end - begin == 1:
                index, token, levels = parts[begin]
                span = spans[index]
                run.append((casters[index].atoms(token, span.breaking, span.where, levels), index))
            else:
                run += _joined(parts[begin:end], spans, casters)
            begin = end
        if self._stick.widest is not None:
            self._stick.add_narrowed(run, casters, self._stick.widest)
            return
        for atoms, index in run:
            self._stick.add(atoms, index)


def _joins(one: _Part, other: _Part, spans: Sequence[Span]) -> bool:
    """Return whether two parts of a word of two spans must be looked at as one for its joints."""
    span, next_span = spans[one[0]], spans[other[0]]
    if span.breaking is not Breaking.TEXT or next_span.breaking is not Breaking.TEXT:
        return False
    if span.language != next_span.language or _is_raised(span) or _is_raised(next_span):
        return False
    end, start = one[1][-1], other[1][0]
    return (end.isalpha() and start.isalpha()) or end in _SIGNS or start in _SIGNS


def _is_raised(span: Span) -> bool:
    """Return whether a span is a call, for the first time or again, or another superior."""
    return bool(span.calls) or span.style.rise > 0 or "sups" in span.style.features


def _joined(
    parts: Sequence[_Part],
    spans: Sequence[Span],
    casters: Sequence[Caster],
) -> list[tuple[tuple[Atom, ...], int]]:
    """Return the atoms of parts of one word whose joints are found in the whole of it."""
    first = spans[parts[0][0]]
    hyphenates = casters[parts[0][0]].hyphenates
    joints = text_joints("".join([part[1] for part in parts]), first.language, hyphenates)
    run, offset = [], 0
    for index, token, levels in parts:
        end = offset + len(without_invisibles(token))
        own = [evolve(j, offset=j.offset - offset) for j in joints if offset < j.offset <= end]
        where = spans[index].where
        run.append((casters[index].jointed(token, tuple(own), where, levels), index))
        offset = end
    return run
