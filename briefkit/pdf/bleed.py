"""A page for the press: what ends at its trim → beyond it; and the marks where it is cut.

A knife may go half a millimetre astray: what is to reach a page's edge is printed further.
"""

from briefkit.frame import Fill, Frame, Page, Picture, Placed
from briefkit.geometry import Rect, Size
from briefkit.pdf.document import File, Reference, Value, number
from briefkit.pdf.inking import REGISTRATION, Inking
from briefkit.style.inks import Cmyk
from briefkit.style.press import Press
from briefkit.units import mm
from briefkit.values import evolve, frozen

_AT_THE_TRIM = 0.05  # points: less than any knife
_MARK = mm(5)  # the length of a crop mark
_OFF = mm(2)  # from the trim at least, where there is no bleed to stay clear of
_HAIRLINE = 0.25  # points


def with_bleed(page: Page, bleed: float) -> Page:
    """Return a page whose grounds and pictures that end at the trim go on by `bleed`, in points."""
    if bleed <= 0:
        return page
    return evolve(page, frame=_bled(page.frame, 0.0, 0.0, page.size, bleed))


def _bled(frame: Frame, x: float, y: float, size: Size, bleed: float) -> Frame:
    items = []
    for placed in frame.items:
        left, top = x + placed.x, y + placed.y
        item = placed.item
        if isinstance(item, Frame):
            placed = Placed(placed.x, placed.y, _bled(item, left, top, size, bleed))
        elif isinstance(item, Fill | Picture) and item.radius <= 0:
            before, above, after, below = _overhang(left, top, item, size, bleed)
            width, height = before + item.width + after, above + item.height + below
            if (width, height) != (item.width, item.height):
                wider: Fill | Picture = evolve(item, width=width, height=height)
                if isinstance(wider, Picture) and isinstance(item, Picture):
                    wider = evolve(wider, crop=_wider_crop(item, before, above, after, below))
                placed = Placed(placed.x - before, placed.y - above, wider)
        items.append(placed)
    return Frame(frame.width, frame.height, frame.baseline, tuple(items))


def _overhang(
    left: float, top: float, item: Fill | Picture, size: Size, bleed: float
) -> tuple[float, float, float, float]:
    """Return by how much a rectangle goes on at its left, above, at its right and below."""
    edges = (left, top, size.width - left - item.width, size.height - top - item.height)
    first, second, third, fourth = (bleed + edge if edge <= _AT_THE_TRIM else 0.0 for edge in edges)
    return first, second, third, fourth


def _wider_crop(picture: Picture, before: float, above: float, after: float, below: float) -> Rect:
    """Return the part of a picture that fills its rectangle and what it goes on by.

    Where the picture has more beyond its crop, that is shown; where it ends, the crop is moved and,
    if it must, made smaller: the picture grows by a few hundredths, and is never stretched.
    """
    crop = picture.crop
    across, down = crop.width / picture.width, crop.height / picture.height
    width, height = (
        crop.width + (before + after) * across,
        crop.height + (above + below) * down,
    )
    shrink = max(width, height, 1.0)
    x = crop.x - before * across + (width - width / shrink) / 2
    y = crop.y - above * down + (height - height / shrink) / 2
    width, height = width / shrink, height / shrink
    return Rect(min(max(x, 0.0), 1.0 - width), min(max(y, 0.0), 1.0 - height), width, height)


def _slug(bleed: float, *, has_crop_marks: bool) -> float:
    """Return how far the sheet goes beyond the trim, in points."""
    return max(bleed, _OFF) + _MARK if has_crop_marks else bleed


def _crop_marks(size: Size, bleed: float, registration: str) -> bytes:
    """Return the operators of the marks at a page's corners, eight lines on every plate.

    registration: the colour space of all plates.
    """
    near, far = max(bleed, _OFF), _slug(bleed, has_crop_marks=True)
    lines = []
    for x in (0.0, size.width):
        for start, end in ((-far, -near), (size.height + near, size.height + far)):
            lines.append((x, start, x, end))
    for y in (0.0, size.height):
        for start, end in ((-far, -near), (size.width + near, size.width + far)):
            lines.append((start, y, end, y))
    drawn = " ".join(
        f"{number(x0)} {number(y0)} m {number(x1)} {number(y1)} l" for x0, y0, x1, y1 in lines
    )
    # ISO 32000-1, 14.8.2.2.3: production aids are page artifacts.
    return (
        f"\n/Artifact <</Type /Page>> BDC\nq /{registration} CS 1 SCN {number(_HAIRLINE)} w"
        f" {drawn} S Q\nEMC"
    ).encode("ascii")


@frozen
class Sheet:
    """What a press's sheet has around each page."""

    press: Press
    inking: Inking

    def plates(self, file: File) -> dict[str, Reference]:
        """Write the plates of their own; return them by their resource names."""
        if self.press.has_crop_marks:
            self.inking.plate(REGISTRATION, Cmyk(1, 1, 1, 1))
        return self.inking.write(file)

    def boxes(self, size: Size) -> dict[str, Value]:
        """Return a page's boxes. The trim keeps its place, so that nothing within it moves."""
        around = _slug(self.press.bleed, has_crop_marks=self.press.has_crop_marks)
        return {
            key: [-by, -by, size.width + by, size.height + by]
            for key, by in (("MediaBox", around), ("BleedBox", self.press.bleed), ("TrimBox", 0.0))
        }

    def marks(self, size: Size) -> bytes:
        """Return the operators of a page's crop marks, if there are some."""
        if not self.press.has_crop_marks:
            return b""
        label = self.inking.plate(REGISTRATION, Cmyk(1, 1, 1, 1))
        return _crop_marks(size, self.press.bleed, label)
