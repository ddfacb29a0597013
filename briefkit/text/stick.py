"""Atoms → a paragraph's legal breaks, measured: `Stick` → `Items`.

Which atoms a paragraph has is read in `items`; what a word is made of, and where it may be broken,
is in `casts` and `joints`; which breaks are taken is in `linebreak`.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from briefkit.bounds import check_time
from briefkit.text.atoms import (
    EMERGENCY_PENALTY,
    EMERGENCY_SEAM,
    Atom,
    ForcedBreak,
    Seam,
    Space,
    Word,
)
from briefkit.text.casts import Caster
from briefkit.text.linebreak import Breakpoints
from briefkit.values import frozen

RAGGED_HYPHEN_PENALTY = 150.0  # beside the hyphen's own: ragged lines have room to do without
_FUNCTION_WORD_PENALTY = 25.0  # the last word of a balanced line; costs as a quarter of the measure
_MIDDLE_OF_A_CLAUSE_PENALTY = 8.0
_COMMA_PENALTY = 4.0

Place = tuple[int, int, int]
"""Where a legal break is among the atoms: the line before it has all atoms before the first index,
and the line after it begins with the second; both are one atom that is broken at its break of the
third, which is -1 where none is."""


@frozen
class Items:
    """A paragraph that is ready to be broken.

    atoms: words, spaces, seams and forced breaks in reading order; spans: for each of them, the
        index of its span.
    points: the legal breaks; stops, begins: for each of them, the first atom that the line before
        it does not have, and the first of the line after it; both are one where it breaks a word.
    casters: of the spans.
    is_right_to_left: the paragraph's direction; is_mixed: whether any of it runs to the left.
    """

    atoms: tuple[Atom, ...]
    spans: tuple[int, ...]
    points: Breakpoints
    stops: tuple[int, ...]
    begins: tuple[int, ...]
    casters: tuple[Caster, ...]
    is_right_to_left: bool = False
    is_mixed: bool = False

    def place(self, index: int) -> Place:
        """Return where a legal break is."""
        stop, begin = self.stops[index], self.begins[index]
        is_in_word = stop == begin < len(self.atoms)
        return stop, begin, index - bisect_left(self.stops, stop) if is_in_word else -1

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


class Stick:
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
        # the legal breaks, column by column
        self._ends: list[float] = []
        self._end_stretches: list[float] = []
        self._end_shrinks: list[float] = []
        self._starts: list[float] = []
        self._start_stretches: list[float] = []
        self._start_shrinks: list[float] = []
        self._penalties: list[float] = []
        self._hyphens: list[bool] = []
        self._stops: list[int] = []
        self._begins: list[int] = []
        self._forced: list[int] = []

    def add(self, atoms: Iterable[Atom], span: int) -> None:
        """Put in a word, or its parts and seams."""
        for atom in atoms:
            if type(atom) is Word:
                cast = atom.cast
                if self._open is not None:
                    if atom.may_begin or type(self._atoms[-1]) is not Space or self._open[5]:
                        self._begin_line(cast.start_hang, atom.penalty_before)
                    elif self.widest is None:
                        self._open = None
                    else:
                        self._begin_line(cast.start_hang, EMERGENCY_PENALTY)
                elif not self._atoms and self._hangs_first:
                    self._start = cast.start_hang
                x, index = self._x, len(self._atoms)
                if atom.rows:
                    glue = self._stretch, self._shrink
                    for end, start, penalty, is_hyphen in atom.rows:
                        self._put(x + end, *glue, x + start, penalty, index, index, is_hyphen)
                self._x = x + cast.width
                self._last = atom
                self._atoms.append(atom)
            elif type(atom) is Seam:
                check_time()
                self._end_line(atom.penalty, atom.fill)
                self._stretch += atom.stretch
                self._shrink += atom.shrink
                self._atoms.append(atom)
            self._spans.append(span)

    def add_words(self, space: Space, words: Sequence[Word], span: int) -> None:
        """Put in words with the same space before each, where a line may break.

        What `add_space` and `add` do one by one is here one loop: most words of any text come here.
        """
        last = self._last
        if words and (
            self._open is not None or not self._atoms or (last is not None and not last.may_end)
        ):
            self.add_space(space, span, is_tied=False)
            self.add(words[:1], span)
            words = words[1:]
        if not words:
            return
        ends, end_stretches, end_shrinks = self._ends, self._end_stretches, self._end_shrinks
        starts, penalties, hyphens = self._starts, self._penalties, self._hyphens
        start_stretches, start_shrinks = self._start_stretches, self._start_shrinks
        stops, begins = self._stops, self._begins
        x, stretch, shrink, index = self._x, self._stretch, self._shrink, len(self._atoms)
        width, more_stretch, more_shrink = space.width, space.stretch, space.shrink
        last = self._last
        hang, penalty = (last.cast.end_hang, last.penalty_after) if last else (0.0, 0.0)
        penalty += space.penalty
        for word in words:
            cast = word.cast
            ends.append(x - hang)
            end_stretches.append(stretch)
            end_shrinks.append(shrink)
            x += width
            stretch += more_stretch
            shrink += more_shrink
            starts.append(x + cast.start_hang)
            start_stretches.append(stretch)
            start_shrinks.append(shrink)
            penalties.append(penalty + word.penalty_before)
            hyphens.append(False)
            stops.append(index)
            index += 1
            begins.append(index)
            for end, start, own_penalty, is_hyphen in word.rows:
                ends.append(x + end)
                end_stretches.append(stretch)
                end_shrinks.append(shrink)
                starts.append(x + start)
                start_stretches.append(stretch)
                start_shrinks.append(shrink)
                penalties.append(own_penalty)
                hyphens.append(is_hyphen)
                stops.append(index)
                begins.append(index)
            index += 1
            x += cast.width
            hang, penalty = cast.end_hang, word.penalty_after + space.penalty
        self._x, self._stretch, self._shrink, self._last = x, stretch, shrink, words[-1]
        atoms: list[Atom] = [space] * (2 * len(words))
        atoms[1::2] = words
        self._atoms += atoms
        self._spans += [span] * len(atoms)

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
        last, penalty = self._last, space.penalty
        is_breakable = space.is_breakable and not is_tied and (last is None or last.may_end)
        if self.widest is not None and not is_breakable:
            is_breakable, penalty = True, EMERGENCY_PENALTY
        if not is_breakable:
            if self._open is not None:
                self._begin_line()
        elif self._open is None or type(self._atoms[-1]) is Seam:
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
        end, stretch, shrink, penalty, stop, is_forced = self._open
        self._open = None
        if is_forced:
            self._forced.append(len(self._ends))
        begin = len(self._atoms)
        self._put(end, stretch, shrink, self._x + hang, penalty + more_penalty, stop, begin)

    def _put(
        self,
        end: float,
        stretch: float,
        shrink: float,
        start: float,
        penalty: float,
        stop: int,
        begin: int,
        is_hyphen: bool = False,
    ) -> None:
        """Note a legal break."""
        self._ends.append(end)
        self._end_stretches.append(stretch)
        self._end_shrinks.append(shrink)
        self._starts.append(start)
        self._start_stretches.append(self._stretch)
        self._start_shrinks.append(self._shrink)
        self._penalties.append(penalty)
        self._hyphens.append(is_hyphen)
        self._stops.append(stop)
        self._begins.append(begin)

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
        end = len(self._ends) - 1
        if self._forced[-1:] != [end]:
            self._forced.append(end)
        if not is_justified:
            self._loosen()
        points = Breakpoints(
            tuple(self._ends),
            tuple(self._end_stretches),
            tuple(self._end_shrinks),
            tuple(self._starts),
            tuple(self._start_stretches),
            tuple(self._start_shrinks),
            tuple(self._penalties),
            tuple(self._hyphens),
            tuple(self._forced),
            self._start,
        )
        return Items(
            tuple(self._atoms),
            tuple(self._spans),
            points,
            tuple(self._stops),
            tuple(self._begins),
            casters,
            is_right_to_left,
            is_mixed,
        )

    def _loosen(self) -> None:
        """Let glue keep its width, and hyphens cost more: lines that are not justified."""
        still = [0.0] * len(self._ends)
        self._end_stretches = self._end_shrinks = still
        self._start_stretches = self._start_shrinks = still
        self._penalties = [
            penalty + RAGGED_HYPHEN_PENALTY if is_hyphen else penalty
            for penalty, is_hyphen in zip(self._penalties, self._hyphens, strict=True)
        ]


def _sense_penalty(word: Word) -> float:
    """Return what a break after a word costs where lines are broken by sense."""
    if word.is_function_word:
        return _FUNCTION_WORD_PENALTY
    end = word.cast.text[-1]
    if end in ":;.?!…—–":
        return 0.0
    return _COMMA_PENALTY if end == "," else _MIDDLE_OF_A_CLAUSE_PENALTY
