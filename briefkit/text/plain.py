"""A few words of one style → their glyphs on one line, each text once: `PlainSetter`.

For what stands in tables by the hundred thousand. Whatever asks for more than glyphs side by side
(another face, direction or script, a joint to be set apart) is left to `line`: it gets None here.
"""

from briefkit.frame import GlyphRun
from briefkit.remembered import Remembered
from briefkit.structure import Mark
from briefkit.text.atoms import Strip, Word
from briefkit.text.bidi import bidi_levels
from briefkit.text.casts import caster
from briefkit.text.fonts import FontLibrary
from briefkit.text.spans import CharacterStyle
from briefkit.values import frozen

_MOST_TEXTS = 1 << 13
# What numbers are made of. The figures of a font may be kerned and contextual forms may change
# them, each beside its neighbour; fonts that go by more than that have a feature for it, which
# nobody asks for in a table ("frac", "afrc"). So a number is put together from its pairs.
_FIGURES = frozenset("0123456789.,+-−–%")
_LEAST_PAIRED = 3  # characters; what is shorter is known soon
_COUNTING = tuple(range(256))


@frozen(weakref_slot=False)
class PlainLine:
    """A text as glyphs of one face, a glyph a character, in reading order; width: in points."""

    text: str
    face: str
    glyphs: tuple[int, ...]
    advances: tuple[float, ...]
    width: float


class PlainSetter:
    """Sets plain texts of one style and language; it remembers those that it met last."""

    def __init__(self, style: CharacterStyle, language: str, library: FontLibrary) -> None:
        """Make a setter; no face is opened before a text is set."""
        self._style = style
        self._caster = caster(style, language, library, hyphenates=False, protrudes=False)
        self._known = Remembered[str, PlainLine | None](_MOST_TEXTS)
        self._strips = Remembered[str, Strip | None](_MOST_TEXTS)
        self._are_parted: dict[str, bool] = {}

    def line(self, text: str) -> PlainLine | None:
        """Return a text on one line, or None for one that is not so plain."""
        known = self._known
        if text in known:
            return known[text]
        line = known[text] = self._made(text)
        return line

    def run(self, line: PlainLine, mark: Mark) -> GlyphRun:
        """Return a line's glyphs for a frame."""
        style = self._style
        return GlyphRun(
            line.face,
            style.size,
            style.colour,
            mark,
            line.text,
            line.glyphs,
            line.advances,
            _COUNTING[: len(line.glyphs)],
        )

    def _made(self, text: str) -> PlainLine | None:
        if self._style.tracking or len(text) > len(_COUNTING) or bidi_levels(text) is not None:
            return None
        # The only white space that is printable is the plain space. What the face lacks is looked
        # for, or refused, where it is known what it stands in.
        if not text.isprintable() or not self._caster.face.shows.issuperset(text):
            return None
        space = self._caster.space(" ").cast
        glyphs: list[int] = []
        advances: list[float] = []
        face = ""
        for number, word in enumerate(text.split(" ")):
            strips = self._word(word)
            if number and len(space.strips) == 1:
                strips = strips and (space.strips[0], *strips)
            for strip in strips or (None,):
                if strip is None or (face and strip.face != face):
                    return None
                face = strip.face
                glyphs += strip.glyphs
                advances += strip.advances
        return PlainLine(text, face, tuple(glyphs), tuple(advances), sum(advances))

    def _word(self, word: str) -> tuple[Strip, ...] | None:
        if len(word) >= _LEAST_PAIRED and _FIGURES.issuperset(word) and self._is_in_pairs(word):
            return tuple([strip for each in word if (strip := self._strip(each))])
        strip = self._strip(word)
        return None if strip is None else (strip,)

    def _is_in_pairs(self, word: str) -> bool:
        """Return whether the glyphs of a number are those of its figures, one by one."""
        parted = self._are_parted
        for pair in map(str.__add__, word, word[1:]):
            is_parted = parted.get(pair)
            if is_parted is None:
                whole, first, last = self._strip(pair), self._strip(pair[0]), self._strip(pair[1])
                is_parted = parted[pair] = (
                    whole is not None
                    and first is not None
                    and last is not None
                    and whole.face == first.face == last.face
                    and whole.glyphs == first.glyphs + last.glyphs
                    and whole.advances == first.advances + last.advances
                )
            if not is_parted:
                return False
        return True

    def _strip(self, word: str) -> Strip | None:
        """Return the glyphs of a word, or None where they are not one a character."""
        strips = self._strips
        if word in strips:
            return strips[word]
        strip = None
        atoms = self._caster.atoms(word)
        if len(atoms) == 1 and type(atoms[0]) is Word and len(atoms[0].cast.strips) == 1:
            found = atoms[0].cast.strips[0]
            if found.is_plain and not found.offsets and found.level == 0 and found.text == word:
                strip = found
        strips[word] = strip
        return strip
