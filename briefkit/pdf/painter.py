"""One page → its content stream, with every item marked as content of a node or as an artifact.

Knows frames and the structure tree's ids, nothing of what they came from. The one place where y
turns over: frames go down from the top, PDF goes up from the foot. Places are kept in whole
thousandths of a point, so that what is written never drifts and has no "-0".
"""

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import groupby
from math import ceil
from operator import sub

from briefkit.bounds import check_time
from briefkit.frame import Anchor, Fill, Frame, GlyphRun, LinkArea, Page, Picture
from briefkit.geometry import Rect
from briefkit.patterns import late
from briefkit.pdf.document import literal, name, number, text, thousandths
from briefkit.pdf.fonts import NEGLIGIBLE, EmbeddedFont, Pieces
from briefkit.pdf.inking import Inking, Light
from briefkit.pdf.pictures import Pictures, matrix
from briefkit.pdf.roles import Tag
from briefkit.pdf.tags import Painted, figures, owners
from briefkit.structure import Artifact, Mark, NodeId, StructureTree
from briefkit.text.bidi import has_leftward
from briefkit.text.fonts import FontLibrary
from briefkit.values import frozen

_ROUND = 0.5522847498  # of a radius: the handles of four Bézier curves that make a circle
# An escaped parenthesis has its backslash before it, so these are never within a string.
_EMPTY_STRING = late(r"(?<=[\[0-9])\(\)")
_EMPTY_ARRAY = late(r"^\[\] TJ | \[\] TJ$")
_SOFT_HYPHEN = "\u00ad"
NOTHING = "\u2060"  # a word joiner: every glyph has to stand for something, ISO 14289-1, 7.21.7
_LONGEST_STEP = 90  # thousandths of an em; pypdf takes half a space for a gap, poppler 100
_TOUCHING = 0.01  # points: less is no overlap but rounding
_COUNTING = tuple(range(4096))  # clusters of a run whose glyphs are its characters


@frozen
class PlacedLink:
    """A link area and its rectangle on the page, y down."""

    area: LinkArea
    rect: Rect


@frozen
class PlacedAnchor:
    """An anchor, its place on the page, y down, and the node that stands there, if one does."""

    name: str
    x: float
    y: float
    node: NodeId | None = None


@frozen
class PaintedPage:
    """What painting a page gave.

    content: the stream; fonts, pictures: resource names used; links: in painting order.
    anchors: with y down; is_see_through: whether something shows softly through.
    """

    content: bytes
    fonts: tuple[EmbeddedFont, ...]
    pictures: tuple[str, ...]
    links: tuple[PlacedLink, ...]
    anchors: tuple[PlacedAnchor, ...]
    is_see_through: bool


@frozen
class _Hand:
    """What a run is written with: its font at its size. ascent, descent: in points."""

    font: EmbeddedFont
    pieces: Pieces
    operator: str
    ascent: float
    descent: float


class Painter:
    """The pages of one file: its fonts, its pictures, and what was painted of its structure."""

    def __init__(
        self,
        tree: StructureTree,
        library: FontLibrary,
        tags: Sequence[Tag],
        inking: Light | Inking | None = None,
    ) -> None:
        """Start with nothing painted. inking: what colours are painted in; light, if not given."""
        self.inking = inking or Light()
        self.painted = Painted()
        self.fonts: dict[str, EmbeddedFont] = {}
        self.pictures = Pictures(is_for_press=isinstance(self.inking, Inking))
        self._library = library
        self.figures = figures(tree)
        self.owners = owners(tree)
        self._tags = tuple(name(tags[owner].type) for owner in self.owners)
        self._hands: dict[tuple[str, float, float], _Hand] = {}

    def hand(self, key: str, size: float, scale: float = 1.0) -> _Hand:
        """Return what the face of a key is written with at a size in points, scaled across."""
        hand = self._hands.get((key, size, scale))
        if hand is None:
            font = self.fonts.get(key)
            if font is None:
                font = EmbeddedFont(self._library[key], f"F{len(self.fonts) + 1}")
                self.fonts[key] = font
            face, operator = font.face, f"/{font.label} {number(size)} Tf"
            pieces = Pieces(font, size, scale)
            hand = _Hand(font, pieces, operator, face.ascent * size, face.descent * size)
            self._hands[key, size, scale] = hand
        return hand

    def paint(self, page: Page) -> PaintedPage:
        """Return a page painted."""
        check_time()
        self.painted.pages.append([])
        canvas = _Canvas(self, len(self.painted.pages) - 1, page.size.height)
        canvas.frame(page.frame, 0.0, 0.0)
        return canvas.finish()

    def opening(self, page_index: int, mark: Mark, actual_text: str | None) -> str:
        """Return the operator that opens a marked sequence, which is recorded.

        ActualText stands on the sequence itself. On a span within one, poppler's structure reader
        takes the span's end for the sequence's and loses all that follows.
        """
        if isinstance(mark, Artifact):
            subtype = f" /Subtype {name(mark.subtype)}" if mark.subtype else ""
            return f"/Artifact <</Type {name(mark.kind.value)}{subtype}>> BDC"
        mcid = self.painted.begin(page_index, mark)
        if actual_text is not None:
            # ISO 32000-1, 14.9.4: it is a Span that has it, whatever element that belongs to
            return f"/Span <</MCID {mcid} /ActualText {text(actual_text)}>> BDC"
        return f"{self._tags[mark]} <</MCID {mcid}>> BDC"


class _Canvas:
    """A page's stream in the making, and the graphics state that a reader would be in."""

    def __init__(self, painter: Painter, page_index: int, height: float) -> None:
        self._painter = painter
        self._figures = painter.figures
        self._page_index = page_index
        self._height = height
        self._foot = round(height * 1000)
        self._written: list[str] = []
        self._mark: Mark | None = None
        self._is_in_text = False
        self._has_actual_text = False
        self._place = (0, 0)  # of the last Td, in thousandths
        self._hand: _Hand | None = None
        self._scale = 1.0
        self._colour = ""
        self._fonts: dict[EmbeddedFont, None] = {}
        self._pictures: dict[str, None] = {}
        self._links: list[PlacedLink] = []
        self._anchors: list[PlacedAnchor] = []
        self._awaiting: list[int] = []  # anchors whose content is yet to come
        self._last_node: NodeId | None = None
        self._is_see_through = False

    def frame(self, frame: Frame, x: float, y: float) -> None:
        """Paint a frame whose top left corner is at (x, y)."""
        for placed in frame.items:
            item = placed.item
            left, top = x + placed.x, y + placed.y
            if isinstance(item, GlyphRun):
                if item.glyphs:
                    self._glyph_run(item, left, top)
            elif isinstance(item, Frame):
                self.frame(item, left, top)
            elif isinstance(item, Fill):
                self._fill(item, left, top)
            elif isinstance(item, LinkArea):
                rect = Rect(left, top, item.width, item.height)
                self._links.append(PlacedLink(item, rect))
            elif isinstance(item, Anchor):
                self._awaiting.append(len(self._anchors))
                self._anchors.append(PlacedAnchor(item.name, left, top))
            else:
                self._picture(item, left, top)

    def finish(self) -> PaintedPage:
        """Return the page."""
        self._close_mark()
        for index in self._awaiting:  # what is at the page's end is at what ends it
            self._stand(index, self._last_node)
        return PaintedPage(
            "\n".join(self._written).encode("latin-1"),
            tuple(self._fonts),
            tuple(self._pictures),
            tuple(self._links),
            tuple(self._anchors),
            self._is_see_through,
        )

    # Marked sequences, and the text objects within them.

    def _open_mark(self, mark: Mark, actual_text: str | None = None) -> None:
        """Go on with the sequence or open another; "" goes on with one that has actual text.

        So the two parts of a hyphenated word are one sequence; on two pages they are two, the
        second of which stands for nothing.
        """
        if isinstance(mark, Artifact):
            actual_text = None
        has_text = actual_text is not None
        if mark != self._mark or has_text != self._has_actual_text or actual_text:
            self._close_mark()
            opening = self._painter.opening(self._page_index, mark, actual_text)
            self._written.append(opening)
            self._mark = mark
            self._has_actual_text = has_text

    def _close_mark(self) -> None:
        if self._mark is not None:
            self._written.append("ET\nEMC" if self._is_in_text else "EMC")
            self._is_in_text = False
            self._mark = None

    def _open_text(self) -> None:
        if not self._is_in_text:
            self._written.append("BT")
            self._is_in_text = True
            self._place = (0, 0)

    def _close_text(self) -> None:
        if self._is_in_text:
            self._written.append("ET")
            self._is_in_text = False

    def _set_colour(self, colour: str) -> None:
        if colour != self._colour:
            self._written.append(self._painter.inking.operator(colour))
            self._colour = colour

    def _reach(self, mark: Mark, x: float, y: float, width: float, height: float) -> None:
        """Take note of what was painted where: for the boxes of figures, and for anchors.

        An anchor stands before its content in the order of painting, but a line's anchors before
        the whole line: what ends where an anchor is comes before it.
        """
        if isinstance(mark, Artifact):
            return
        for figure in self._figures.get(mark, ()):
            self._painter.painted.enclose(self._page_index, figure, Rect(x, y, width, height))
        self._last_node = mark
        if self._awaiting:
            reached = [i for i in self._awaiting if x + width > self._anchors[i].x + _TOUCHING]
            for index in reached:
                self._stand(index, mark)
                self._awaiting.remove(index)

    def _stand(self, index: int, node: NodeId | None) -> None:
        """Let a node be what stands at an anchor."""
        anchor = self._anchors[index]
        self._anchors[index] = PlacedAnchor(anchor.name, anchor.x, anchor.y, node)

    # Glyphs.

    def _glyph_run(self, run: GlyphRun, x: float, y: float) -> None:
        texts = _texts_of(run)
        mark, actual_text, written = run.mark, run.actual_text, self._written
        if actual_text is None and (_says_otherwise(texts, run) or _runs_left_unseen(run)):
            actual_text = run.text
        if actual_text is not None or self._has_actual_text or mark != self._mark:
            self._open_mark(mark, actual_text)
        self._open_text()
        self._set_colour(run.colour)
        hand = self._painter.hand(run.face, run.size, run.scale)
        if hand is not self._hand:
            if self._hand is None or hand.operator != self._hand.operator:
                written.append(hand.operator)
            self._hand = hand
            self._fonts[hand.font] = None
            if run.scale != self._scale:
                written.append(f"{number(run.scale * 100)} Tz")
                self._scale = run.scale
        across, up = round(x * 1000), self._foot - round(y * 1000)
        from_left, from_foot = self._place
        written.append(f"{thousandths(across - from_left)} {thousandths(up - from_foot)} Td")
        self._place = (across, up)
        if run.offsets:
            written += _placed_glyphs(run, texts, hand.font)
        else:
            # Unequal lengths are the shaper's fault; asking zip to look takes half as long again.
            shown = "".join(map(hand.pieces.__getitem__, zip(run.glyphs, texts, run.advances)))  # noqa: B905
            if shown[-1] == "(" and shown[-2].isdigit():
                shown = shown[: shown.rindex(")")]  # after the last glyph it moves nothing
            shown = f"[({shown})] TJ" if ")" in shown else f"({shown}) Tj"
            if "()" in shown:  # around a change of dictionary; pdfium loses adjustments before it
                shown = _EMPTY_ARRAY.sub("", _EMPTY_STRING.sub("", shown))
            written.append(shown)
        if not isinstance(mark, Artifact):
            if self._awaiting or mark in self._figures:
                self._reach(mark, x, y - hand.ascent, run.width, hand.ascent + hand.descent)
            self._last_node = mark

    # Rectangles and pictures.

    def _fill(self, fill: Fill, x: float, y: float) -> None:
        if fill.width <= 0 or fill.height <= 0:
            return  # a reader would draw a hairline
        self._open_mark(fill.mark)
        self._close_text()
        self._set_colour(fill.colour)
        self._written.append(f"{self._outline(x, y, fill.width, fill.height, fill.radius)} f")
        self._reach(fill.mark, x, y, fill.width, fill.height)

    def _picture(self, picture: Picture, x: float, y: float) -> None:
        if picture.width <= 0 or picture.height <= 0:
            return
        self._open_mark(picture.mark)
        self._close_text()
        label = self._painter.pictures.label(picture.raster)
        self._pictures[label] = None
        self._is_see_through |= self._painter.pictures.is_see_through(label)
        self._written.append("q")
        if picture.radius > 0 or picture.crop != Rect(0.0, 0.0, 1.0, 1.0):
            outline = self._outline(x, y, picture.width, picture.height, picture.radius)
            self._written.append(f"{outline} W n")
        places = matrix(picture, x, self._height - y - picture.height)
        self._written.append(f"{' '.join(map(number, places))} cm /{label} Do Q")
        self._reach(picture.mark, x, y, picture.width, picture.height)

    def _outline(self, x: float, y: float, width: float, height: float, radius: float) -> str:
        """Return the path of a rectangle; edges are rounded one by one, so that fills abut."""
        left, right = round(x * 1000), round((x + width) * 1000)
        top, foot = self._foot - round(y * 1000), self._foot - round((y + height) * 1000)
        if radius <= 0:
            return _spaced((left, foot, right - left, top - foot)) + " re"
        radius = min(radius, width / 2, height / 2)
        r, h = round(radius * 1000), round(radius * 1000 * (1 - _ROUND))
        return " ".join(
            (
                f"{_spaced((left + r, foot))} m",
                f"{_spaced((right - r, foot))} l",
                f"{_spaced((right - h, foot, right, foot + h, right, foot + r))} c",
                f"{_spaced((right, top - r))} l",
                f"{_spaced((right, top - h, right - h, top, right - r, top))} c",
                f"{_spaced((left + r, top))} l",
                f"{_spaced((left + h, top, left, top - h, left, top - r))} c",
                f"{_spaced((left, foot + r))} l",
                f"{_spaced((left, foot + h, left + h, foot, left + r, foot))} c h",
            )
        )


def _says_otherwise(texts: Sequence[str], run: GlyphRun) -> bool:
    """Return whether glyphs stand for nothing, or for parts of a letter that were taken apart."""
    return type(texts) is list and (NOTHING in texts or sum(map(len, texts)) > len(run.text))


def _runs_left_unseen(run: GlyphRun) -> bool:
    """Return whether glyphs run to the left, and no reader can tell: a full stop and a space do."""
    return run.clusters[0] > run.clusters[-1] and not has_leftward(run.text)


def _spaced(values: Iterable[int]) -> str:
    return " ".join(map(thousandths, values))


def _texts_of(run: GlyphRun) -> Sequence[str]:
    """Return what each glyph stands for; together, the run's text."""
    clusters, count, text = run.clusters, len(run.clusters), run.text
    if clusters == _COUNTING[:count] and count == len(text):
        return f"{text[:-1]}{_SOFT_HYPHEN}" if run.is_soft_hyphenated else text
    ahead = list(map(sub, clusters, range(count)))  # characters, of the glyph's own number
    if ahead == sorted(ahead) and clusters[-1] < len(text):
        texts = list(map(text.__getitem__, clusters))
        texts[-1] = text[clusters[-1] :]
        glyph = 0
        while ahead[glyph] < ahead[-1]:  # to the next glyph that stands for several, a ligature
            glyph = bisect_right(ahead, ahead[glyph], glyph)
            texts[glyph - 1] = text[clusters[glyph - 1] : clusters[glyph]]
        texts[0] = text[: clusters[0]] + texts[0]
    else:
        texts = _shared_texts(run)
    if run.is_soft_hyphenated:
        texts[clusters.index(max(clusters))] = _SOFT_HYPHEN
    return texts


def _shared_texts(run: GlyphRun) -> list[str]:
    """Return what each glyph stands for where clusters have several glyphs or run to the left.

    A cluster's characters, taken apart canonically if that helps, are shared out among its glyphs;
    where there are fewer characters, the first ones take them and the others stand for `NOTHING`.
    """
    starts = sorted(set(run.clusters))
    ends = dict(zip(starts, (*starts[1:], len(run.text)), strict=True))
    is_leftward = run.clusters[0] > run.clusters[-1]
    texts: list[str] = []
    for start, glyphs in groupby(run.clusters):
        count = sum(1 for _ in glyphs)
        characters = run.text[0 if start == starts[0] else start : ends[start]]
        if len(characters) < count:
            characters = unicodedata.normalize("NFD", characters)
        shares = [*characters[: count - 1], characters[count - 1 :]]
        shares += [NOTHING] * (count - len(shares))
        shares = [share or NOTHING for share in shares]
        texts += reversed(shares) if is_leftward else shares
    return texts


def _placed_glyphs(run: GlyphRun, texts: Sequence[str], font: EmbeddedFont) -> list[str]:
    """Return the operators that show glyphs of which some leave the baseline or their own place.

    Each is put where it belongs, whatever the widths of those before it.
    """
    written: list[str] = []
    array: list[str] = []
    pen = reached = 0.0  # where the next glyph's own place is, and where a reader's pen is
    em = run.size * run.scale  # across
    rise, dictionary = 0.0, 0

    def flush() -> None:
        if array:
            written.append(f"[{''.join(array)}] TJ")
            array.clear()

    for glyph, meaning, advance, (dx, dy) in zip(
        run.glyphs, texts, run.advances, run.offsets, strict=True
    ):
        of, code = font.code(glyph, meaning)
        if of != dictionary:
            flush()
            written.append(f"{name(font.resource(of))} {number(run.size)} Tf")
            dictionary = of
        if dy != rise:
            flush()
            written.append(f"{number(dy)} Ts")
            rise = dy
        back = round((reached - pen - dx) * 1000 / em, 2)
        if abs(back) >= NEGLIGIBLE:
            # A mark is left by a jump ahead; in steps, readers do not take it for a space.
            steps = max(ceil(-back / _LONGEST_STEP), 1)
            array.append(" ".join([number(back / steps)] * steps))
            reached -= back * em / 1000
        array.append(literal(code))
        reached += font.width(glyph) * em / 1000
        pen += advance
    flush()
    if rise:
        written.append("0 Ts")
    if dictionary:
        written.append(f"{name(font.label)} {number(run.size)} Tf")
    return written
