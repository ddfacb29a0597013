"""What a paragraph is made of: words, spaces, seams and forced breaks, and the casts in them.

How characters become these is in `casts`, and how wide lines of them are in `stick`. All widths are
in points.
"""

from functools import lru_cache

from briefkit.text.joints import Joint
from briefkit.values import frozen

EMERGENCY_PENALTY = 5_000.0  # of a break that no rule allows


@frozen(weakref_slot=False)
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


@frozen(weakref_slot=False)
class Cast:
    """Characters as strips of glyphs, in reading order.

    width: of all advances; start_hang, end_hang: how much of it is not seen, or hangs out, at a
    line's start and end.
    """

    text: str
    strips: tuple[Strip, ...]
    width: float
    start_hang: float = 0.0
    end_hang: float = 0.0


Row = tuple[float, float, float, bool]
"""What the part of a word up to a joint of it adds to a line's end, hyphen and all, and to a line's
start; the penalty of a break there, and whether it is a hyphen."""


@frozen(eq=False, weakref_slot=False)
class Word:
    """A word, or a part of one that has a style of its own. Compared by identity.

    strip: all of it, if that is one strip of its style's own face that runs to the right with no
        glyph of it moved, as most words are; or None.
    joints: where it may be broken, in order; rows: of each of them. What stands before and after
        a break is cast when one is chosen.
    levels: of UAX #9, of its characters, where it is in a paragraph that is mixed.
    penalty_before, penalty_after: of a break at a space beside it.
    may_begin, may_end: whether a line may begin or end with it at a space beside it.
    is_function_word: whether it leans on the next one, as articles and prepositions do.
    """

    cast: Cast
    strip: Strip | None
    joints: tuple[Joint, ...] = ()
    rows: tuple[Row, ...] = ()
    levels: tuple[int, ...] | None = None
    penalty_before: float = 0.0
    penalty_after: float = 0.0
    is_function_word: bool = False
    may_begin: bool = True
    may_end: bool = True


@frozen
class Space:
    """A space; its glue in points. Where a line breaks at it, its glyph stays, without a width.

    strip: as of a `Word`.
    """

    cast: Cast
    strip: Strip | None
    width: float
    stretch: float
    shrink: float
    is_breakable: bool
    penalty: float = 0.0


@frozen
class Seam:
    """A joint of no width between two casts that were cut from one, and may be set apart.

    stretch, shrink: in points; fill: of a line's end, where it breaks here.
    is_emergency: whether no rule allows a break here.
    """

    stretch: float
    fill: float
    penalty: float
    is_emergency: bool = False
    shrink: float = 0.0


@frozen
class ForcedBreak:
    """A line break that the author asked for."""


Atom = Word | Space | Seam | ForcedBreak
EMPTY_CAST = Cast("", (), 0.0)
EMERGENCY_SEAM = Seam(0.0, 0.0, EMERGENCY_PENALTY, is_emergency=True)


@lru_cache(maxsize=1 << 10)
def plain_clusters(count: int) -> tuple[int, ...]:
    """Return the clusters of as many characters, each one glyph: most words and runs share them."""
    return tuple(range(count))
