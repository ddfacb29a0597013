"""Words → glyphs in points, with their joints measured: `caster`, and what it casts.

What stands in a paragraph, and how wide its lines are, is in `items`. Glyphs are chosen in
`shape`; here they get a size. Each word is cast once in each style and language.

All widths are in points.
"""

from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache

from briefkit.bounds import check_time
from briefkit.remembered import Remembered
from briefkit.text.address import address_joints
from briefkit.text.atoms import (
    EMERGENCY_SEAM,
    EMPTY_CAST,
    Atom,
    Cast,
    Row,
    Seam,
    Space,
    Strip,
    Word,
    plain_clusters,
)
from briefkit.text.cuts import cut_strip
from briefkit.text.fonts import Face, FontLibrary
from briefkit.text.foundry import MOST_PARTS, Extent, Foundry, InPoints
from briefkit.text.hanging import hangs_of
from briefkit.text.itemize import itemize, plain_script
from briefkit.text.joints import (
    Joint,
    is_simple,
    may_begin_line,
    may_end_line,
    text_joints,
    without_invisibles,
)
from briefkit.text.scripts import default_script
from briefkit.text.segments import clusters
from briefkit.text.shape import shape_in_units, switches
from briefkit.text.spans import Breaking, CharacterStyle
from briefkit.values import evolve

SOFT_HYPHEN = "\u00ad"
NO_BREAK_SPACE = "\u00a0"

_SPACE_STRETCH, _SPACE_SHRINK = 0.5, 1 / 3  # of the space's width; plain TeX's for Computer Modern
_STRETCHING = {" ", NO_BREAK_SPACE}
_FIXED_SPACE_PENALTY = 200.0  # UAX #14 allows a break after a thin space; its users seldom mean one
_UNBREAKABLE = frozenset({NO_BREAK_SPACE, "\u2007", "\u202f"})
_DASH_FIRST_PENALTY = 500.0  # of a line that begins with a dash
_DASHES = "-‐–—―"
_LONGEST_SHAPED_APART = 64  # characters; parts of longer words are cut from the whole
_FEWEST_AT_ONCE, _MOST_AT_ONCE = 2, 1_000  # words; HarfBuzz writes more of them ever more slowly
_MOST_WORDS = 1 << 12  # cast or met last, and as many that were before


Levels = tuple[int, ...] | None
"""Of UAX #9, of some characters; None where all run to the right."""

Part = tuple[str, Levels]
"""The characters of a part of a word, with a hyphen where one is added, and their levels."""


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
        self._hangs = protrudes and not style.room
        self._tracking = style.tracking * style.size
        features = style.features
        if style.tracking:  # letters that are set apart do not join
            features = (*features, "-clig", "-liga")
        self._switches = switches(features)
        self._known: dict[tuple[str, Breaking, Levels], tuple[Atom, ...]] = {}
        self.words: dict[str, Word] = {}
        self._earlier: dict[str, Word] = {}
        self._parts = Remembered[object, Cast](MOST_PARTS)
        self._extents = Remembered[Part, Extent](MOST_PARTS)
        self._in_points: dict[Face, InPoints] = {}
        self._spaces: dict[tuple[str, tuple[int, ...] | None], Space] = {}

    @cached_property
    def _is_plain(self) -> bool:
        """Return whether advances are the font's own, and its own face has a hyphen."""
        return not self._tracking and not self._style.room and "-" in self.face.shows

    @cached_property
    def face(self) -> Face:
        """Return the style's own face."""
        style = self._style
        return self._library.face(style.family, style.weight, style.is_italic, style.size)

    @cached_property
    def _foundry(self) -> Foundry:
        """Return what casts plain words in the style's own face."""
        return Foundry(
            self.face,
            self._style.size,
            self._switches,
            self._language,
            hyphenates=self.hyphenates,
            hangs=self._hangs,
        )

    def learn(self, words: Iterable[str]) -> None:
        """Cast words of plain text that are not known yet, most of them at once.

        `atoms` says the same of each of them without that, but takes twice as long.
        """
        known = self.words
        fresh = [
            word
            for word in dict.fromkeys(words)
            if word not in known and 0 < len(word) <= _LONGEST_SHAPED_APART and is_simple(word)
        ]
        if self._earlier:
            fresh = [word for word in fresh if self._met_again(word) is None]
        if len(fresh) < _FEWEST_AT_ONCE:
            return
        script = self._plain_script("".join(fresh))
        if not script or script != default_script(self._language):  # that of figures by themselves
            return
        self._make_room(len(fresh))
        for first in range(0, len(fresh), _MOST_AT_ONCE):
            known.update(self._foundry.words(fresh[first : first + _MOST_AT_ONCE], script))

    def atoms(
        self,
        word: str,
        breaking: Breaking = Breaking.TEXT,
        where: str = "",
        levels: Levels = None,
    ) -> tuple[Atom, ...]:
        """Return a word as one `Word`, or as several with seams between them."""
        is_plain = breaking is Breaking.TEXT and levels is None
        if is_plain:
            known = self.words.get(word) or self._met_again(word)
            if known is not None:
                return (known,)
        key = word, breaking, levels
        atoms = self._known.get(key)
        if atoms is None:
            joints: tuple[Joint, ...] = ()
            match breaking:
                case Breaking.TEXT:
                    joints = text_joints(word, self._language, self.hyphenates)
                case Breaking.ADDRESS:
                    joints = address_joints(without_invisibles(word))
                case Breaking.NOWHERE:
                    pass
            atoms = self.jointed(word, joints, where, levels)
            self._make_room(1)
            only = atoms[0] if len(atoms) == 1 else None
            if is_plain and type(only) is Word and only.may_begin and only.may_end:
                self.words[word] = only
            else:
                self._known[key] = atoms
        return atoms

    def _met_again(self, word: str) -> Word | None:
        """Return a word that was cast some time ago, and let it be known for as long again."""
        known = self._earlier.pop(word, None)
        if known is not None:
            self.words[word] = known
        return known

    def _make_room(self, more: int) -> None:
        """Forget what was not met for long, if so many more would be too much."""
        if len(self.words) + len(self._known) + more > _MOST_WORDS:
            self._earlier = self.words.copy()
            self.words.clear()
            self._known.clear()

    def jointed(
        self,
        word: str,
        joints: tuple[Joint, ...],
        where: str = "",
        levels: Levels = None,
    ) -> tuple[Atom, ...]:
        """Return a word with the joints given."""
        if levels is not None:
            kept = (without_invisibles(character) for character in word)
            levels = tuple(
                level for level, character in zip(levels, kept, strict=True) if character
            )
        check_time()
        text = without_invisibles(word)
        if not text:
            return ()
        script = self._plain_script(text) if levels is None else ""
        whole = self._cast_plainly(text, script) if script else self.cast(text, where, levels)
        may_give = joints and any([each.stretch or each.fill for each in joints])  # noqa: C419
        if may_give or len(text) > _LONGEST_SHAPED_APART:
            return self._seamed_at(whole, joints)
        is_letters = text.isalpha()
        rows: tuple[Row, ...] = ()
        if joints:
            rows = self._rows(whole, joints, where, levels, script if is_letters else "")
        is_lone = is_letters and len(text) == 1
        return (
            Word(
                whole,
                self._only_strip(whole),
                joints,
                rows,
                levels,
                0.0 if is_letters or not _is_dash(text) else _DASH_FIRST_PENALTY,
                self._foundry.lone_letter_penalty if is_lone else 0.0,
                is_lone
                or (is_letters and len(text) <= 3 and text.islower())
                or text in self._foundry.titled,
                is_letters or may_begin_line(text),
                is_letters or may_end_line(text),
            ),
        )

    def _rows(
        self,
        whole: Cast,
        joints: tuple[Joint, ...],
        where: str,
        levels: Levels,
        script: str,
    ) -> tuple[Row, ...]:
        """Return what each joint of a word is to its lines; script: of its parts, if known."""
        text, width, rows = whole.text, whole.width, []
        for joint in joints:
            offset = joint.offset
            before: Part = text[:offset], levels and levels[:offset]
            after: Part = text[offset:], levels and levels[offset:]
            if joint.adds_hyphen:
                before = _with_hyphen(*before)
            before_width, _, before_hang = self._extent(before, where, script)
            after_width, after_hang, _ = self._extent(after, where, script)
            end, start = before_width - before_hang, width - after_width + after_hang
            rows.append((end, start, joint.penalty, joint.is_hyphen))
        return tuple(rows)

    def part(self, word: Word, begin_cut: int = -1, end_cut: int = -1) -> Cast:
        """Return the part of a word from one of its joints to another; -1 is its own bound."""
        if begin_cut < 0 and end_cut < 0:
            return word.cast
        begin = word.joints[begin_cut].offset if begin_cut >= 0 else 0
        end = word.joints[end_cut].offset if end_cut >= 0 else len(word.cast.text)
        text, levels = word.cast.text[begin:end], word.levels and word.levels[begin:end]
        is_hyphenated = end_cut >= 0 and word.joints[end_cut].adds_hyphen
        key = text, levels, is_hyphenated
        part = self._parts.get(key)
        if part is None:
            make = self._hyphenated if is_hyphenated else self.cast
            part = self._parts[key] = make(text, "", levels) if text else EMPTY_CAST
        return part

    def pieces(self, cast: Cast) -> tuple[Atom, ...]:
        """Return a cast cut wherever it can be: the last resort for what fits no line."""
        if cast.text.isascii():  # an address, or a word without end: each letter by itself
            offsets = list(range(1, len(cast.text)))
        else:
            offsets = [end for _, end in clusters(cast.text)][:-1]
        return self._seamed(cast, offsets, [EMERGENCY_SEAM] * len(offsets))

    def space(self, character: str, levels: Levels = None) -> Space:
        """Return a space; only a plain one and a no-break space stretch."""
        space = self._spaces.get((character, levels))
        if space is None:
            cast = self.cast(character, "", levels)
            is_glue = character in _STRETCHING
            space = Space(
                cast,
                self._only_strip(cast),
                cast.width,
                cast.width * _SPACE_STRETCH if is_glue else 0.0,
                cast.width * _SPACE_SHRINK if is_glue else 0.0,
                character not in _UNBREAKABLE,
                0.0 if is_glue or character == "\u3000" else _FIXED_SPACE_PENALTY,
            )
            self._spaces[character, levels] = space
        return space

    def cast(self, text: str, where: str = "", levels: Levels = None) -> Cast:
        """Return the characters shaped; nothing in them is left out.

        Raises FontError for a character that no font has.
        """
        script = self._plain_script(text) if levels is None else ""
        if script:
            return self._cast_plainly(text, script)
        pieces = itemize(text, self._style, self._language, self._library, where, levels)
        strips = [
            self._strip(text[each.start : each.end], each.face, each.script, each.level)
            for each in pieces
        ]
        if self._style.room and strips:
            strips[-1] = self._with_room(strips[-1])
        return self._cast_of(text, tuple(strips))

    def _plain_script(self, text: str) -> str:
        """Return the script of a text whose glyphs are all that has to be known of it; or ""."""
        return plain_script(text, self.face, self._language) if self._is_plain else ""

    def _cast_plainly(self, text: str, script: str) -> Cast:
        strip = self._strip(text, self.face, script)
        return Cast(text, (strip,), *self._foundry.extent_of(text, strip.advances))

    def _strip(self, text: str, face: Face, script: str, level: int = 0) -> Strip:
        glyphs, units, offsets, clusters = shape_in_units(
            text, face, self._switches, self._language, script, level % 2 == 1
        )
        advances = list(map(self._points(face).__getitem__, units))
        if self._tracking:
            for index, cluster in enumerate(clusters):
                if index + 1 == len(clusters) or clusters[index + 1] != cluster:
                    advances[index] += self._tracking
        in_points: tuple[tuple[float, float], ...] = ()
        if offsets:
            em, size = face.units_per_em, self._style.size
            in_points = tuple([(dx / em * size, dy / em * size) for dx, dy in offsets])
        plain = plain_clusters(len(text))
        is_plain = clusters == plain
        if is_plain:
            clusters = plain
        return Strip(face.key, level, text, glyphs, tuple(advances), in_points, clusters, is_plain)

    def _with_room(self, strip: Strip) -> Strip:
        *advances, last = strip.advances
        return evolve(strip, advances=(*advances, last + self._style.room))

    def _extent(self, part: Part, where: str, script: str = "") -> Extent:
        """Return the extent of what `cast` would return, without making that if it is plain.

        script: if it is known that there is only this one.
        """
        text, levels = part
        if levels is None and not script:
            script = self._plain_script(text)
        if script and text:
            return self._foundry.extent(text, script)
        extent = self._extents.get(part)
        if extent is None:
            cast = self.cast(text, where, levels)
            extent = self._extents[part] = cast.width, cast.start_hang, cast.end_hang
        return extent

    def _points(self, face: Face) -> InPoints:
        points = self._in_points.get(face)
        if points is None:
            points = self._in_points[face] = InPoints(face.units_per_em, self._style.size)
        return points

    def _cast_of(self, text: str, strips: tuple[Strip, ...]) -> Cast:
        width = sum([sum(strip.advances) for strip in strips])
        start_hang = end_hang = 0.0
        if self._hangs and strips:
            first, last = strips[0], strips[-1]
            start_hang, end_hang = hangs_of(
                text,
                first.advances[-1 if first.level % 2 else 0],
                last.advances[0 if last.level % 2 else -1] - self._tracking,
            )
        return Cast(text, strips, width, start_hang, min(end_hang + self._tracking, width))

    def _only_strip(self, cast: Cast) -> Strip | None:
        """Return the strip of a cast that is no more than that; see `Word`."""
        if len(cast.strips) != 1:
            return None
        (strip,) = cast.strips
        is_simple = not strip.level and not strip.offsets and strip.face == self.face.key
        return strip if is_simple else None

    def _hyphenated(self, text: str, where: str, levels: Levels) -> Cast:
        """Return the first part of a word, with the hyphen's glyph standing for a soft hyphen."""
        hyphenated, levels = _with_hyphen(text, levels)
        cast = self.cast(hyphenated, where, levels)
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

    def _seamed_at(self, whole: Cast, joints: tuple[Joint, ...]) -> tuple[Atom, ...]:
        """Return a cast cut at its joints, but for those that add a hyphen."""
        plain, size = [joint for joint in joints if not joint.adds_hyphen], self._style.size
        return self._seamed(
            whole,
            [joint.offset for joint in plain],
            [
                Seam(
                    joint.stretch * size,
                    joint.fill * size,
                    joint.penalty,
                    shrink=joint.shrink * size,
                )
                for joint in plain
            ],
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
            for part in cut_strip(strip, cuts):
                check_time()
                if strips and offset in seam_at:
                    seam = seam_at[offset]
                    if part.level % 2:  # glyphs that run to the left have no room after them
                        seam = Seam(0.0, seam.fill, seam.penalty, seam.is_emergency)
                    cast = self._cast_of(whole.text[begin:offset], tuple(strips))
                    may_begin = begin > 0 or may_begin_line(whole.text)
                    atoms += [Word(cast, self._only_strip(cast), may_begin=may_begin), seam]
                    strips, begin = [], offset
                strips.append(part)
                offset += len(part.text)
        cast = self._cast_of(whole.text[begin:], tuple(strips))
        may_begin = begin > 0 or may_begin_line(whole.text)
        may_end = may_end_line(whole.text)
        atoms.append(Word(cast, self._only_strip(cast), may_begin=may_begin, may_end=may_end))
        return tuple(atoms)


def _is_dash(text: str) -> bool:
    """Return whether a word is a dash, with what closes on it: "– says he –, the line"."""
    return text[0] in _DASHES and not text.strip(_DASHES + ",;:.!?")


def _with_hyphen(text: str, levels: Levels) -> tuple[str, Levels]:
    return text + "-", None if levels is None else (*levels, levels[-1])


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
