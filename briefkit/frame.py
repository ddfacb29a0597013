"""Laid-out matter: a Frame of placed items, and the Page that holds one.

The one value between layout and painting. Lengths in points, origin top left, y down; an item's
place is that of its own origin, in its frame.
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any, TypeVar

from briefkit.geometry import Rect, Size
from briefkit.images.raster import Raster
from briefkit.structure import Mark, NodeId
from briefkit.values import field, frozen

_Matter = TypeVar("_Matter")
_HEX_COLOUR = re.compile(r"#[0-9a-f]{6}")
# Remembered, as all runs of a brief are of a few colours.
_is_hex = lru_cache(maxsize=1 << 8)(_HEX_COLOUR.fullmatch)


def _is_a_colour(instance: object, attribute: object, value: str) -> None:
    if not _is_hex(value):
        raise ValueError(f"a colour is #rrggbb in lower case, not {value!r}")


@frozen
class Uri:
    """A link's target outside the document, already percent-encoded ASCII."""

    uri: str


@frozen
class Destination:
    """A link's target inside the document: the name of an `Anchor`."""

    name: str


LinkTarget = Uri | Destination


@frozen
class GlyphRun:
    """Glyphs of one face in one size and colour on one baseline; origin at its start.

    face: the key of a face in the font library.
    size: in points.
    colour: #rrggbb.
    mark: the node or artifact that it is.
    text: the characters that it shows, in reading order.
    glyphs, advances, clusters: parallel; glyph ids, advances in points (spaces already
        justified), and for each glyph the index in `text` where its cluster begins.
    offsets: (dx, dy) of each glyph in points, y up; empty when all are zero.
    actual_text: what the run stands for where the glyphs do not say it. The first part of a
        hyphenated word has the whole word; the rest of the word, on the next line, has "".
    is_soft_hyphenated: whether the last glyph is a hyphen that only the line break put there.
    scale: how wide its glyphs are drawn, of their own width; advances and offsets have it in them.
    """

    face: str
    size: float
    colour: str = field(validator=_is_a_colour)
    mark: Mark
    text: str
    glyphs: tuple[int, ...]
    advances: tuple[float, ...]
    clusters: tuple[int, ...]
    offsets: tuple[tuple[float, float], ...] = ()
    actual_text: str | None = None
    is_soft_hyphenated: bool = False
    scale: float = 1.0

    @property
    def width(self) -> float:
        """Return the sum of the advances, in points."""
        return sum(self.advances)


@frozen
class Fill:
    """A rectangle of one colour; origin at its top left. Rules are fills too.

    width, height, radius: of the rectangle and its corners, in points; colour: #rrggbb.
    mark: the element that it is, or why it is none.
    """

    width: float
    height: float
    colour: str = field(validator=_is_a_colour)
    mark: Mark
    radius: float = 0.0


@frozen
class Picture:
    """A raster shown in a rectangle; origin at its top left.

    width, height: of the rectangle, which the picture fills and is clipped to.
    mark: the FIGURE element that it is, or why it is none.
    crop: the part of the raster that is shown, in fractions of its upright size (0 to 1).
    radius: of the clip's corners; half the width makes a disc.
    """

    raster: Raster
    width: float
    height: float
    mark: Mark
    crop: Rect = Rect(0.0, 0.0, 1.0, 1.0)
    radius: float = 0.0


@frozen
class LinkArea:
    """A rectangle that may be followed; origin at its top left.

    width, height: in points; target: where it leads.
    node: the LINK element that it belongs to; contents: what a screen reader says of it.
    """

    width: float
    height: float
    target: LinkTarget
    node: NodeId
    contents: str


@frozen
class Anchor:
    """A named place that links and the outline lead to. name: of the destination."""

    name: str


@frozen
class Placed:
    """An item and the place of its origin in the frame that holds it. x, y: in points."""

    x: float
    y: float
    item: "Item"


@frozen
class Frame:
    """A laid-out rectangle; origin at its top left.

    width, height: in points.
    baseline: from the top to the first baseline, in points; 0 where there is no text.
    items: in painting order, which is also reading order for what is not an artifact.
    """

    width: float
    height: float
    baseline: float = 0.0
    items: tuple[Placed, ...] = ()

    def flat(self, x: float = 0.0, y: float = 0.0) -> Iterator[Placed]:
        """Yield every item that is not a frame, with its place seen from (x, y), in order."""
        for placed in self.items:
            if isinstance(placed.item, Frame):
                yield from placed.item.flat(x + placed.x, y + placed.y)
            else:
                yield Placed(x + placed.x, y + placed.y, placed.item)

    def leaves(self) -> "Iterator[Item]":
        """Yield every item that is not a frame, in any order: quicker than to say where it is."""
        waiting = [self]
        while waiting:
            for placed in waiting.pop().items:
                item = placed.item
                if isinstance(item, Frame):
                    waiting.append(item)
                else:
                    yield item

    def describe(self) -> str:
        """Return the flat contents as text, a line an item, for tests and for the eye."""
        lines = [f"frame {self.width:g} × {self.height:g}"]
        for placed in self.flat():
            item = placed.item
            kind = type(item).__name__
            match item:
                case GlyphRun():
                    detail = repr(item.text)
                case Fill() | Picture():
                    detail = f"{item.width:g} × {item.height:g}"
                case LinkArea():
                    detail = f"{item.width:g} × {item.height:g} → {item.target}"
                case _:
                    detail = item.name if isinstance(item, Anchor) else ""
            lines.append(f"  {placed.x:7.2f} {placed.y:7.2f}  {kind} {detail}")
        return "\n".join(lines)


class LateFrame(Frame):
    """A frame whose items are made each time that they are asked for, and never kept.

    A row of a long table is one: all its rows stand in memory from setting to painting, and their
    words need not. Equal to another by what is in it, as any frame.

    make: returns the items, always the same, for `matter`.
    """

    __slots__ = ("_make", "_matter")

    _make: Callable[[Any], tuple[Placed, ...]]
    _matter: Any

    def __init__(
        self,
        width: float,
        height: float,
        make: Callable[[_Matter], tuple[Placed, ...]],
        matter: _Matter,
    ) -> None:
        for name, value in (
            ("width", width),
            ("height", height),
            ("baseline", 0.0),
            ("_make", make),
            ("_matter", matter),
        ):
            object.__setattr__(self, name, value)

    @property
    def items(self) -> tuple[Placed, ...]:
        """Return the items, made anew."""
        return self._make(self._matter)

    def __reduce__(self) -> tuple[type[Frame], tuple[float, float, float, tuple[Placed, ...]]]:
        """Let another process have it as a plain frame."""
        return Frame, (self.width, self.height, self.baseline, self.items)


Item = GlyphRun | Fill | Picture | LinkArea | Anchor | Frame


@frozen
class Region:
    """A named rectangle of a page that matter was placed in, kept so that it can be checked.

    name: "body", "notes", "head", "foot", "cover".
    """

    name: str
    rect: Rect


@frozen
class Page:
    """One finished page.

    index: its position, from 0; folio: the number printed, empty where none is.
    label: the page label for readers, such as "ii" or "4".
    size: its trim; frame: all that stands on it, of that size; regions: where matter was placed.
    """

    index: int
    size: Size
    frame: Frame
    folio: str = ""
    label: str = ""
    regions: tuple[Region, ...] = ()
