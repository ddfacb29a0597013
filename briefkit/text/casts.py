"""Words → glyphs in points, with their joints measured: `caster`, and what it casts.

What stands in a paragraph, and how wide its lines are, is in `items`. Glyphs are chosen in
`shape`; here they get a size. Each word is cast once in each style and language.

All widths are in points.
"""

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from attrs import field

from briefkit.text.address import address_joints
from briefkit.text.fonts import Face, FontLibrary
from briefkit.text.itemize import itemize
from briefkit.text.joints import (
    Joint,
    may_begin_line,
    may_end_line,
    text_joints,
    without_invisibles,
)
from briefkit.text.shape import shape
from briefkit.text.spans import Breaking, CharacterStyle
from briefkit.values import frozen

SOFT_HYPHEN = "\u00ad"
NO_BREAK_SPACE = "\u00a0"
EMERGENCY_PENALTY = 5_000.0  # of a break that no rule allows

_SPACE_STRETCH, _SPACE_SHRINK = 0.5, 1 / 3  # of the space's width; plain TeX's for Computer Modern
_STRETCHING = {" ", NO_BREAK_SPACE}
_FIXED_SPACE_PENALTY = 200.0  # UAX #14 allows a break after a thin space; its users seldom mean one
_UNBREAKABLE = frozenset({NO_BREAK_SPACE, "\u2007", "\u202f"})
_DASH_FIRST_PENALTY = 500.0  # of a line that begins with a dash
_DASHES = "-‐–—―"
_LONE_LETTER_PENALTY = 500.0
_KEEPS_LONE_LETTERS = frozenset({"pl", "cs", "sk"})  # no line ends in a one-letter word
_LONGEST_SHAPED_APART = 64  # characters; parts of longer words are cut from the whole
_MOST_WORDS = 1 << 14

# How far marks hang into the margin, in parts of their advance: at a line's start, at its end.
# After the default set of the microtype package for Times, Palatino and their like (R. Schlicht,
# "The microtype package", 2004 ff.), judged by eye with Source Serif, which wants a little less.
_HANGING: dict[str, tuple[float, float]] = {
    ".": (0.0, 0.6), ",": (0.0, 0.5), ":": (0.0, 0.4), ";": (0.0, 0.3), "!": (0.0, 0.1),
    "?": (0.0, 0.15), "…": (0.0, 0.1), "-": (0.0, 0.5), "‐": (0.0, 0.5), "–": (0.15, 0.25),
    "—": (0.15, 0.15), "(": (0.1, 0.0), ")": (0.0, 0.15), "[": (0.1, 0.0), "]": (0.0, 0.1),
    "/": (0.1, 0.15), "“": (0.4, 0.2), "”": (0.2, 0.45), "„": (0.4, 0.4), "‘": (0.5, 0.3),
    "’": (0.3, 0.6), "‚": (0.4, 0.4), "«": (0.25, 0.15), "»": (0.15, 0.25), "‹": (0.3, 0.2),
    "›": (0.2, 0.3), '"': (0.3, 0.3), "'": (0.4, 0.4), "*": (0.2, 0.2), "A": (0.05, 0.05),
    "T": (0.05, 0.05), "V": (0.05, 0.05), "W": (0.05, 0.05), "Y": (0.05, 0.05),
    "،": (0.0, 0.4), "۔": (0.0, 0.5), "؛": (0.0, 0.3), "。": (0.0, 0.4), "、": (0.0, 0.4),
    "，": (0.0, 0.4), "「": (0.4, 0.0), "」": (0.0, 0.4), "《": (0.4, 0.0), "》": (0.0, 0.4),
}  # fmt: skip


@frozen
class Strip:
    """Glyphs of one face in one direction, in visual order.

    face: its key; level: of UAX #9. text, glyphs, advances, offsets, clusters: as in a `GlyphRun`.
    is_plain: whether each character is one glyph, in reading order.
    """

    face: str
    level: int
    text: str
    glyphs: tuple[int, ...]
    advances: tuple[float, ...]
    offsets: tuple[tuple[float, float], ...]
    clusters: tuple[int, ...]
    is_plain: bool


@frozen
class Cast:
    """Characters as strips of glyphs, in reading order.

    width: of all advances; start_hang, end_hang: how much of it is not seen, or hangs out, at a
    line's start and end.
    simple_strip: its only strip, if that runs to the right and no glyph of it is moved; or None.
    """

    text: str
    strips: tuple[Strip, ...]
    width: float
    start_hang: float = 0.0
    end_hang: float = 0.0
    simple_strip: Strip | None = field(init=False)

    @simple_strip.default
    def _find_simple_strip(self) -> Strip | None:
        if len(self.strips) != 1 or self.strips[0].level or self.strips[0].offsets:
            return None
        return self.strips[0]


@frozen
class WordBreak:
    """A joint in a word: what stands before the break, with its hyphen, and what after."""

    joint: Joint
    before: Cast
    after: Cast


@frozen(eq=False)
class Word:
    """A word, or a part of one that has a style of its own. Compared by identity.

    breaks: its joints, in order.
    penalty_before, penalty_after: of a break at a space beside it.
    may_begin, may_end: whether a line may begin or end with it at a space beside it.
    is_function_word: whether it leans on the next one, as articles and prepositions do.
    rows: for each break, what the word up to it adds to a line's end and to a line's start, its
        penalty, and whether it is a hyphen.
    """

    cast: Cast
    breaks: tuple[WordBreak, ...] = ()
    penalty_before: float = 0.0
    penalty_after: float = 0.0
    is_function_word: bool = False
    may_begin: bool = True
    may_end: bool = True
    rows: tuple[tuple[float, float, float, bool], ...] = field(init=False)

    @rows.default
    def _measure_breaks(self) -> tuple[tuple[float, float, float, bool], ...]:
        return tuple(
            (
                each.before.width - each.before.end_hang,
                self.cast.width - each.after.width + each.after.start_hang,
                each.joint.penalty,
                each.joint.is_hyphen,
            )
            for each in self.breaks
        )


@frozen
class Space:
    """A space; its glue in points. Where a line breaks at it, its glyph stays, without a width."""

    cast: Cast
    width: float
    stretch: float
    shrink: float
    is_breakable: bool
    penalty: float = 0.0


@frozen
class Seam:
    """A joint of no width between two casts that were cut from one, and may be set apart.

    stretch: in points; fill: of a line's end, where it breaks here.
    is_emergency: whether no rule allows a break here.
    """

    stretch: float
    fill: float
    penalty: float
    is_emergency: bool = False


@frozen
class ForcedBreak:
    """A line break that the author asked for."""


Atom = Word | Space | Seam | ForcedBreak
EMPTY_CAST = Cast("", (), 0.0)
EMERGENCY_SEAM = Seam(0.0, 0.0, EMERGENCY_PENALTY, is_emergency=True)


class Caster:
    """Casts the words of one style and language, each once.

    words: those of plain text that were cast before and are one `Word` with which a line may begin
        and end, by their characters.
    """

    def __init__(
        self,
        style: CharacterStyle,
        language: str,
        library: FontLibrary,
        hyphenates: bool,
        protrudes: bool,
    ) -> None:
        """Make a caster; no face is opened before a word is cast."""
        self._style = style
        self._language = language
        self._library = library
        self.hyphenates = hyphenates
        self._protrudes = protrudes
        self._tracking = style.tracking * style.size
        self._features = style.features
        if style.tracking:  # letters that are set apart do not join
            self._features = (*style.features, "-clig", "-liga")
        self._keeps_lone_letters = language.split("-")[0].lower() in _KEEPS_LONE_LETTERS
        self._known: dict[object, tuple[Atom, ...]] = {}
        self.words: dict[str, Word] = {}
        # Equal advances of all words are one object: a line of them is copied in half the time.
        self._advances: dict[float, float] = {}
        self._spaces: dict[tuple[str, tuple[int, ...] | None], Space] = {}

    @property
    def face(self) -> Face:
        """Return the style's own face."""
        style = self._style
        return self._library.face(style.family, style.weight, style.is_italic, style.size)

    def atoms(
        self,
        word: str,
        breaking: Breaking = Breaking.TEXT,
        where: str = "",
        levels: tuple[int, ...] | None = None,
    ) -> tuple[Atom, ...]:
        """Return a word as one `Word`, or as several with seams between them."""
        key: object = word if breaking is Breaking.TEXT else (word, breaking)
        if levels is not None:
            key = (key, levels)
        atoms = self._known.get(key)
        if atoms is None:
            match breaking:
                case Breaking.TEXT:
                    joints = text_joints(word, self._language, self.hyphenates)
                case Breaking.ADDRESS:
                    joints = address_joints(without_invisibles(word))
                case Breaking.NOWHERE:
                    joints = ()
            atoms = self.jointed(word, joints, where, levels)
            if len(self._known) >= _MOST_WORDS:
                self._known.clear()
                self.words.clear()
            self._known[key] = atoms
            if key is word and len(atoms) == 1:
                only = atoms[0]
                if type(only) is Word and only.may_begin and only.may_end:
                    self.words[word] = only
        return atoms

    def jointed(
        self,
        word: str,
        joints: tuple[Joint, ...],
        where: str = "",
        levels: tuple[int, ...] | None = None,
    ) -> tuple[Atom, ...]:
        """Return a word with the joints given."""
        if levels is not None:
            kept = (without_invisibles(character) for character in word)
            levels = tuple(
                level for level, character in zip(levels, kept, strict=True) if character
            )
        text = without_invisibles(word)
        if not text:
            return ()
        whole = self.cast(text, where, levels)
        may_give = any(joint.stretch or joint.fill for joint in joints)
        if may_give or len(text) > _LONGEST_SHAPED_APART:
            plain = [joint for joint in joints if not joint.adds_hyphen]
            size = self._style.size
            return self._seamed(
                whole,
                [joint.offset for joint in plain],
                [Seam(joint.stretch * size, joint.fill * size, joint.penalty) for joint in plain],
            )
        breaks = []
        for joint in joints:
            before, after = text[: joint.offset], text[joint.offset :]
            before_levels = after_levels = levels
            if levels is not None:
                before_levels, after_levels = levels[: joint.offset], levels[joint.offset :]
            breaks.append(
                WordBreak(
                    joint,
                    self._hyphenated(before, where, before_levels)
                    if joint.adds_hyphen
                    else self.cast(before, where, before_levels),
                    self.cast(after, where, after_levels) if after else EMPTY_CAST,
                )
            )
        # with what closes on it: "– says he –, the line"
        is_dash = text[0] in _DASHES and not text.strip(_DASHES + ",;:.!?")
        is_lone = len(text) == 1 and text.isalpha() and self._keeps_lone_letters
        return (
            Word(
                whole,
                tuple(breaks),
                _DASH_FIRST_PENALTY if is_dash else 0.0,
                _LONE_LETTER_PENALTY if is_lone else 0.0,
                len(text) <= 3 and text.isalpha() and (text.islower() or len(text) == 1),
                may_begin_line(text),
                may_end_line(text),
            ),
        )

    def part(self, word: Word, begin_cut: int = -1, end_cut: int = -1) -> Cast:
        """Return the part of a word from one of its breaks to another; -1 is its own bound."""
        if begin_cut < 0:
            return word.breaks[end_cut].before if end_cut >= 0 else word.cast
        if end_cut < 0:
            return word.breaks[begin_cut].after
        start, joint = word.breaks[begin_cut].joint.offset, word.breaks[end_cut].joint
        text, level = word.cast.text[start : joint.offset], word.cast.strips[0].level
        levels = (level,) * len(text) if level else None
        return (self._hyphenated if joint.adds_hyphen else self.cast)(text, "", levels)

    def pieces(self, cast: Cast) -> tuple[Atom, ...]:
        """Return a cast cut wherever it can be: the last resort for what fits no line."""
        if cast.text.isascii():  # an address, or a word without end: each letter by itself
            offsets = list(range(1, len(cast.text)))
        else:
            from uniseg.graphemecluster import grapheme_cluster_boundaries  # slow, seldom wanted

            offsets = list(grapheme_cluster_boundaries(cast.text))[1:-1]
        return self._seamed(cast, offsets, [EMERGENCY_SEAM] * len(offsets))

    def space(self, character: str, levels: tuple[int, ...] | None = None) -> Space:
        """Return a space; only a plain one and a no-break space stretch."""
        space = self._spaces.get((character, levels))
        if space is None:
            cast = self.cast(character, "", levels)
            is_glue = character in _STRETCHING
            space = Space(
                cast,
                cast.width,
                cast.width * _SPACE_STRETCH if is_glue else 0.0,
                cast.width * _SPACE_SHRINK if is_glue else 0.0,
                character not in _UNBREAKABLE,
                0.0 if is_glue or character == "\u3000" else _FIXED_SPACE_PENALTY,
            )
            self._spaces[character, levels] = space
        return space

    def cast(self, text: str, where: str = "", levels: tuple[int, ...] | None = None) -> Cast:
        """Return the characters shaped; nothing in them is left out.

        Raises FontError for a character that no font has.
        """
        style, strips = self._style, []
        pieces = itemize(text, style, self._language, self._library, where, levels)
        for piece in pieces:
            part = text[piece.start : piece.end]
            shaped = shape(
                part,
                piece.face,
                self._features,
                self._language,
                piece.script,
                piece.is_right_to_left,
            )
            size = style.size
            advances = [advance * size for advance in shaped.advances]
            clusters = shaped.clusters
            if self._tracking:
                for index, cluster in enumerate(clusters):
                    if index + 1 == len(clusters) or clusters[index + 1] != cluster:
                        advances[index] += self._tracking
            if style.room and piece is pieces[-1]:
                advances[-1] += style.room
            strips.append(
                Strip(
                    shaped.face_key,
                    piece.level,
                    part,
                    shaped.glyphs,
                    tuple([self._advances.setdefault(each, each) for each in advances]),
                    tuple([(dx * size, dy * size) for dx, dy in shaped.offsets]),
                    clusters,
                    clusters == tuple(range(len(part))),
                )
            )
        return self._cast_of(text, tuple(strips))

    def _cast_of(self, text: str, strips: tuple[Strip, ...]) -> Cast:
        width = sum([sum(strip.advances) for strip in strips])
        start_hang, end_hang = 0.0, self._tracking
        if self._protrudes and strips and not self._style.room:
            first, last = strips[0], strips[-1]
            advance = first.advances[-1 if first.level % 2 else 0]
            start_hang = _HANGING.get(text[0], (0.0, 0.0))[0] * advance
            advance = last.advances[0 if last.level % 2 else -1]
            end_hang += _HANGING.get(text[-1], (0.0, 0.0))[1] * (advance - self._tracking)
        return Cast(text, strips, width, start_hang, min(end_hang, width))

    def _hyphenated(self, text: str, where: str, levels: tuple[int, ...] | None) -> Cast:
        """Return the first part of a word, with the hyphen's glyph standing for a soft hyphen."""
        if levels is not None:
            levels = (*levels, levels[-1])
        cast = self.cast(text + "-", where, levels)
        *others, last = cast.strips
        marked = Strip(
            last.face,
            last.level,
            last.text[:-1] + SOFT_HYPHEN,
            last.glyphs,
            last.advances,
            last.offsets,
            last.clusters,
            last.is_plain,
        )
        return Cast(
            text + SOFT_HYPHEN, (*others, marked), cast.width, cast.start_hang, cast.end_hang
        )

    def _seamed(
        self, whole: Cast, offsets: Sequence[int], seams: Sequence[Seam]
    ) -> tuple[Atom, ...]:
        """Return a cast cut at those of the offsets that part no ligature, with seams between."""
        seam_at = dict(zip(offsets, seams, strict=True))
        atoms: list[Atom] = []
        strips: list[Strip] = []
        begin = offset = 0
        for strip in whole.strips:
            cuts = sorted({cut for cut in strip.clusters if cut and offset + cut in seam_at})
            for part in _cut(strip, cuts):
                if strips and offset in seam_at:
                    seam = seam_at[offset]
                    if part.level % 2:  # glyphs that run to the left have no room after them
                        seam = Seam(0.0, seam.fill, seam.penalty, seam.is_emergency)
                    cast = self._cast_of(whole.text[begin:offset], tuple(strips))
                    atoms += [Word(cast, may_begin=begin > 0 or may_begin_line(whole.text)), seam]
                    strips, begin = [], offset
                strips.append(part)
                offset += len(part.text)
        cast = self._cast_of(whole.text[begin:], tuple(strips))
        may_begin = begin > 0 or may_begin_line(whole.text)
        atoms.append(Word(cast, may_begin=may_begin, may_end=may_end_line(whole.text)))
        return tuple(atoms)


def _cut(strip: Strip, offsets: Sequence[int]) -> list[Strip]:
    """Return a strip cut at ascending offsets of its text, each the first of a cluster."""
    bounds = [0, *offsets, len(strip.text)]
    parts, is_backwards = [], strip.level % 2 == 1
    count = len(strip.glyphs)
    position = count if is_backwards else 0
    for start, end in pairwise(bounds):
        if is_backwards:
            stop = position
            while position > 0 and strip.clusters[position - 1] < end:
                position -= 1
            glyphs = slice(position, stop)
        else:
            begin = position
            while position < count and strip.clusters[position] < end:
                position += 1
            glyphs = slice(begin, position)
        parts.append(
            Strip(
                strip.face,
                strip.level,
                strip.text[start:end],
                strip.glyphs[glyphs],
                strip.advances[glyphs],
                strip.offsets[glyphs],
                tuple([cluster - start for cluster in strip.clusters[glyphs]]),
                strip.is_plain,
            )
        )
    return parts


@lru_cache(maxsize=512)
def caster(
    style: CharacterStyle,
    language: str,
    library: FontLibrary,
    hyphenates: bool = True,
    protrudes: bool = True,
) -> Caster:
    """Return the one caster of a style and language in a library."""
    return Caster(style, language, library, hyphenates, protrudes)
