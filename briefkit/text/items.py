"""Spans → a paragraph's atoms and its legal breaks in flat parallel arrays: `compose`.

What a word is made of, and where it may be broken, is in `casts` and `joints`; which breaks are
taken is in `linebreak`. White space arrives clean: no run of it is collapsed here.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from attrs import frozen

from briefkit.lang import parse_language
from briefkit.text.bidi import bidi_levels
from briefkit.text.casts import (
    EMERGENCY_PENALTY,
    EMERGENCY_SEAM,
    Atom,
    Caster,
    ForcedBreak,
    Seam,
    Space,
    Word,
    caster,
)
from briefkit.text.fonts import FontLibrary
from briefkit.text.joints import Joint, text_joints, without_invisibles
from briefkit.text.linebreak import Breakpoints
from briefkit.text.spans import Breaking, Span

RAGGED_HYPHEN_PENALTY = 150.0  # beside the hyphen's own: ragged lines have room to do without
_FUNCTION_WORD_PENALTY = 25.0  # the last word of a balanced line; costs as a quarter of the measure
_MIDDLE_OF_A_CLAUSE_PENALTY = 8.0
_COMMA_PENALTY = 4.0

_SPACES = " \u00a0\u2000-\u200a\u202f\u205f\u3000"
_PIECES = re.compile(rf"[\n{_SPACES}]|[^\n{_SPACES}]+")
_SEPARATORS = frozenset(" \n\u00a0\u202f\u205f\u3000") | set(map(chr, range(0x2000, 0x200B)))
_SIGNS = frozenset("-‐–—/…\u00ad\u200b\u2060\ufeff")


Place = tuple[int, int, int]
"""Where a legal break is among the atoms: the line before it has all atoms before the first index,
and the line after it begins with the second; both are one atom that is broken at its break of the
third, which is -1 where none is. A plain tuple, as there are as many as breaks."""


_Row = tuple[float, float, float, float, float, float, float, bool, Place]


@frozen
class Items:
    """A paragraph that is ready to be broken.

    atoms: words, spaces, seams and forced breaks in reading order; spans: for each of them, the
        index of its span.
    points: the legal breaks; places: for each of them, where it is. casters: of the spans.
    is_right_to_left: the paragraph's direction; is_mixed: whether any of it runs to the left.
    """

    atoms: tuple[Atom, ...]
    spans: tuple[int, ...]
    points: Breakpoints
    places: tuple[Place, ...]
    casters: tuple[Caster, ...]
    is_right_to_left: bool = False
    is_mixed: bool = False

    def word_from(self, span: int) -> int:
        """Return the first word at or after the start of a span, or -1."""
        for index in range(bisect_left(self.spans, span), len(self.atoms)):
            if type(self.atoms[index]) is Word:
                return index
        return -1

    def word_until(self, span: int) -> int:
        """Return the last word at or before the end of a span, or -1."""
        for index in range(bisect_right(self.spans, span) - 1, -1, -1):
            if type(self.atoms[index]) is Word:
                return index
        return -1


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
    is_right_to_left = _is_right_to_left(spans)
    text = "".join([span.text for span in spans])
    levels = bidi_levels(text, is_right_to_left)
    if levels is None and any(parse_language(s.language).is_right_to_left for s in spans):
        levels = (0,) * len(text)  # else each word would be taken for a paragraph of its own
    casters = [caster(s.style, s.language, library, hyphenates, protrudes) for s in spans]
    calls = frozenset([index for index, span in enumerate(spans) if _is_raised(span)])
    stick = _Stick(is_by_sense, hangs_first and protrudes, widest, calls)

    word: list[tuple[int, str, tuple[int, ...] | None]] = []  # parts of the word being read
    own_levels: tuple[int, ...] | None = None
    position = 0
    for index, span in enumerate(spans):
        own = casters[index]
        is_tied = span.breaking is Breaking.NOWHERE
        known = own.known if span.breaking is Breaking.TEXT and levels is None else {}
        space = own.space(" ") if levels is None else None  # what most spaces are
        pieces = _PIECES.findall(span.text)
        last = len(pieces) - 1
        for number, piece in enumerate(pieces):
            if levels is not None:
                own_levels = levels[position : position + len(piece)]
                position += len(piece)
            if piece in _SEPARATORS:
                if word:
                    _add_word(stick, word, spans, casters)
                    word = []
                if piece == "\n":
                    stick.add_forced_break(index)
                elif piece == " " and space is not None:
                    stick.add_space(space, index, is_tied)
                else:
                    stick.add_space(own.space(piece, own_levels), index, is_tied)
            elif word or number == last:
                word.append((index, piece, own_levels))
            else:
                atoms = known.get(piece)
                if atoms is None:
                    atoms = own.atoms(piece, span.breaking, span.where, own_levels)
                if widest is None:
                    stick.add(atoms, index)
                else:
                    stick.add_narrowed([(atoms, index)], casters, widest)
    if word:
        _add_word(stick, word, spans, casters)
    return stick.items(is_justified, tuple(casters), is_right_to_left, levels is not None)


def _is_right_to_left(spans: Sequence[Span]) -> bool:
    """Return whether more characters than not are of a language that runs to the left."""
    balance = 0
    for span in spans:
        runs_left = parse_language(span.language).is_right_to_left
        balance += len(span.text) if runs_left else -len(span.text)
    return balance > 0


def _add_word(
    stick: "_Stick",
    parts: Sequence[tuple[int, str, tuple[int, ...] | None]],
    spans: Sequence[Span],
    casters: Sequence[Caster],
) -> None:
    """Add a word that may be of several spans: one with a note's call, or with emphasis inside.

    Nothing parts a call from its word. Letters that meet at a span's end are hyphenated as one.
    """
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
    if stick.widest is None:
        for atoms, index in run:
            stick.add(atoms, index)
    else:
        stick.add_narrowed(run, casters, stick.widest)


def _joins(
    one: tuple[int, str, object], other: tuple[int, str, object], spans: Sequence[Span]
) -> bool:
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
    parts: Sequence[tuple[int, str, tuple[int, ...] | None]],
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
        own = [
            Joint(j.offset - offset, j.penalty, j.is_hyphen, j.adds_hyphen)
            for j in joints
            if offset < j.offset <= end
        ]
        where = spans[index].where
        run.append((casters[index].jointed(token, tuple(own), where, levels), index))
        offset = end
    return run


class _Stick:
    """A composing stick: atoms are put in one after the other, and measured.

    A break is noted when the line after it begins, as what that begins with may hang out.
    """

    def __init__(
        self, is_by_sense: bool, hangs_first: bool, widest: float | None, calls: frozenset[int]
    ) -> None:
        self.widest = widest
        self._calls = calls  # the spans that nothing parts from the word before
        self._is_by_sense = is_by_sense
        self._hangs_first = hangs_first
        self._atoms: list[Atom] = []
        self._spans: list[int] = []
        self._x = self._stretch = self._shrink = self._start = 0.0
        self._last: Word | None = None  # what a line that broke here would end with
        # the break after which nothing stands yet: end, stretch, shrink, penalty, atom, is forced
        self._open: tuple[float, float, float, float, int, bool] | None = None
        self._rows: list[_Row] = []
        self._forced: list[int] = []

    def add(self, atoms: tuple[Atom, ...], span: int) -> None:
        """Put in a word, or its parts and seams."""
        for atom in atoms:
            if type(atom) is Word:
                index, x, rows = len(self._atoms), self._x, self._rows
                cast = atom.cast
                if self._open is not None:
                    self._begin_line(cast.start_hang, atom.penalty_before)
                elif not index and self._hangs_first:
                    self._start = cast.start_hang
                if atom.rows:
                    stretch, shrink = self._stretch, self._shrink
                    for cut, (end, start, penalty, is_hyphen) in enumerate(atom.rows):
                        place = index, index, cut
                        rows.append(
                            (
                                x + end, stretch, shrink, x + start, stretch, shrink,
                                penalty, is_hyphen, place,
                            )
                        )  # fmt: skip
                self._x = x + cast.width
                self._last = atom
                self._atoms.append(atom)
            elif type(atom) is Seam:
                self._end_line(atom.penalty, atom.fill)
                self._stretch += atom.stretch
                self._atoms.append(atom)
            self._spans.append(span)

    def add_narrowed(
        self,
        run: Sequence[tuple[tuple[Atom, ...], int]],
        casters: Sequence[Caster],
        widest: float,
    ) -> None:
        """Put in a word of one or more spans, cut wherever it can be if some of it is too wide."""
        part = wide = 0.0  # of what stands between two breaks
        for atoms, _ in run:
            for atom in atoms:
                if type(atom) is Seam:
                    part = 0.0
                elif type(atom) is Word:
                    starts = [-part, *[row[1] for row in atom.rows]]
                    ends = [*[row[0] for row in atom.rows], atom.cast.width]
                    gaps = [end - start for start, end in zip(starts, ends, strict=True)]
                    wide = max(wide, *gaps)
                    part = gaps[-1]
        for number, (atoms, span) in enumerate(run):
            if wide <= widest:
                self.add(atoms, span)
                continue
            if number and span not in self._calls:
                self.add((EMERGENCY_SEAM,), span)
            for atom in atoms:
                self.add(casters[span].pieces(atom.cast) if type(atom) is Word else (atom,), span)

    def add_space(self, space: Space, span: int, is_tied: bool) -> None:
        """Put in a space; those that a line breaks at vanish, all in a row."""
        if not self._atoms:
            return
        is_breakable, penalty = space.is_breakable and not is_tied, space.penalty
        if self.widest is not None and not is_breakable:
            is_breakable, penalty = True, EMERGENCY_PENALTY
        if not is_breakable:
            if self._open is not None:
                self._begin_line()
        elif self._open is None or type(self._atoms[-1]) is Seam:
            last = self._last
            if last is not None:
                penalty += last.penalty_after
                if self._is_by_sense:
                    penalty += _sense_penalty(last)
            self._end_line(penalty)
        self._x += space.width
        self._stretch += space.stretch
        self._shrink += space.shrink
        self._atoms.append(space)
        self._spans.append(span)

    def add_forced_break(self, span: int) -> None:
        """Put in the end of a line; white space before it vanishes."""
        if self._open is not None and type(self._atoms[-1]) is Space and not self._open[5]:
            self._open = (*self._open[:5], True)
        else:
            self._end_line(0.0, is_forced=True)
        self._last = None
        self._atoms.append(ForcedBreak())
        self._spans.append(span)

    def _end_line(self, penalty: float, fill: float = 0.0, *, is_forced: bool = False) -> None:
        """Let a line end before the next atom."""
        if self._open is not None:
            self._begin_line()
        end = self._x - self._last.cast.end_hang if self._last else self._x
        stretch = self._stretch + fill
        self._open = end, stretch, self._shrink, penalty, len(self._atoms), is_forced

    def _begin_line(self, hang: float = 0.0, more_penalty: float = 0.0) -> None:
        """Let the line after the open break begin with the next atom."""
        assert self._open is not None  # noqa: S101
        end, stretch, shrink, penalty, atom, is_forced = self._open
        self._open = None
        if is_forced:
            self._forced.append(len(self._rows))
        start, place = self._x + hang, (atom, len(self._atoms), -1)
        penalty += more_penalty
        self._rows.append(
            (end, stretch, shrink, start, self._stretch, self._shrink, penalty, False, place)
        )

    def items(
        self,
        is_justified: bool,
        casters: tuple[Caster, ...],
        is_right_to_left: bool,
        is_mixed: bool,
    ) -> Items:
        """Return what was put in, ended; white space and a line break at its end vanish."""
        if self._open is None or type(self._atoms[-1]) is Seam:
            self._end_line(0.0)
        self._begin_line()
        end = len(self._rows) - 1
        if self._forced[-1:] != [end]:
            self._forced.append(end)
        (
            ends, end_stretches, end_shrinks, starts, start_stretches, start_shrinks,
            penalties, hyphens, places,
        ) = zip(*self._rows, strict=True)  # fmt: skip
        if not is_justified:
            end_stretches = end_shrinks = start_stretches = start_shrinks = (0.0,) * (end + 1)
            penalties = tuple(
                penalty + RAGGED_HYPHEN_PENALTY if is_hyphen else penalty
                for penalty, is_hyphen in zip(penalties, hyphens, strict=True)
            )
        points = Breakpoints(
            ends,
            end_stretches,
            end_shrinks,
            starts,
            start_stretches,
            start_shrinks,
            penalties,
            hyphens,
            tuple(self._forced),
            self._start,
        )
        return Items(
            tuple(self._atoms),
            tuple(self._spans),
            points,
            places,
            casters,
            is_right_to_left,
            is_mixed,
        )


def _sense_penalty(word: Word) -> float:
    """Return what a break after a word costs where lines are broken by sense."""
    if word.is_function_word:
        return _FUNCTION_WORD_PENALTY
    end = word.cast.text[-1]
    if end in ":;.?!…—–":
        return 0.0
    return _COMMA_PENALTY if end == "," else _MIDDLE_OF_A_CLAUSE_PENALTY
