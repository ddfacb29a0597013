"""The page master: trim, margins, and where the furniture of a page stands."""

from briefkit.bounds import LARGEST, between, of_kind
from briefkit.errors import ModelError, Problem
from briefkit.geometry import Rect, Size
from briefkit.units import inch, mm
from briefkit.values import evolve, field, frozen

A4 = Size(mm(210), mm(297))
"""The paper, 210 × 297 millimetres."""
A5 = Size(mm(148), mm(210))
"""The paper, 148 × 210 millimetres."""
US_LETTER = Size(inch(8.5), inch(11))
"""The paper, 8½ × 11 inches."""
MOST_COLUMNS = 2

_MARGIN = between(0, is_open=True)  # no printer reaches the trim
SMALLEST_TYPE_AREA = 72.0  # an inch either way: less holds no line of text

MARGIN_GAP, MARGIN_EDGE = 14.5, mm(10)  # from notes in the margin to the text, and to the trim


@frozen
class PageMaster:
    """The plan of a text page; all in points.

    trim: the paper; head, foot: margins above and below the type area; inner, outer: towards and
    away from the spine. A recto has the inner margin at its left.
    is_facing: whether versos mirror rectos; if not, every page is set as a recto.
    is_bound_right: whether all of that is mirrored, and columns begin at the right: the pages of a
        brief that is read from right to left, whatever its house says.
    columns: of text beside each other, one or two; gutter: between them, one leading.
    running_head_distance, folio_distance: from the type area to the baseline of the running head
    above it and of the folio below it.

    The default is an A4 page of 47 lines on 14.5 points, its column off-centre.
    """

    trim: Size = A4
    head: float = field(default=mm(25), validator=_MARGIN)
    foot: float = field(default=A4.height - mm(25) - 47 * 14.5, validator=_MARGIN)
    inner: float = field(default=mm(32), validator=_MARGIN)
    outer: float = field(default=mm(60), validator=_MARGIN)
    is_facing: bool = field(default=False, validator=of_kind(bool))
    is_bound_right: bool = field(default=False, validator=of_kind(bool), kw_only=True)
    columns: int = field(default=1, validator=between(1, MOST_COLUMNS, is_whole=True))
    gutter: float = field(default=13.0, validator=between(0))
    running_head_distance: float = field(default=mm(9), validator=between(0))
    folio_distance: float = field(default=mm(12), validator=between(0))

    def __attrs_post_init__(self) -> None:
        if not isinstance(self.trim, Size):
            raise ModelError(f"PageMaster.trim is a {type(self.trim).__name__}: give a Size")
        if max(self.trim.width, self.trim.height) > LARGEST:
            raise ModelError(
                Problem(
                    f"has a trim of {self.trim.width:g} × {self.trim.height:g} points",
                    "PageMaster",
                    f"give at most {LARGEST:g} either way, which is all that a PDF can have",
                )
            )
        width, height = self.column_measure, self.trim.height - self.head - self.foot
        if min(width, height) < SMALLEST_TYPE_AREA:
            what = "column" if self.columns > 1 else "type area"
            raise ModelError(
                Problem(
                    f"leaves a {what} of {width:.0f} × {height:.0f} points, and an inch"
                    f" ({SMALLEST_TYPE_AREA:.0f} points) either way is the least",
                    "PageMaster",
                    "make head, foot, inner and outer smaller, or the trim larger",
                )
            )

    @property
    def measure(self) -> float:
        """Return the width of the type area."""
        return self.trim.width - self.inner - self.outer

    @property
    def column_measure(self) -> float:
        """Return the width of a column of text."""
        return (self.measure - (self.columns - 1) * self.gutter) / self.columns

    @property
    def full_measure(self) -> float:
        """Return the width that a full-width figure has: with the wider margin's surplus.

        >>> round(PageMaster().full_measure - PageMaster().measure, 1)
        79.4
        """
        if self.columns > 1:
            return self.measure
        return self.trim.width - 2 * min(self.inner, self.outer)

    @property
    def depth(self) -> float:
        """Return the height of the type area."""
        return self.trim.height - self.head - self.foot

    def is_recto(self, page_index: int) -> bool:
        """Return whether a page is a right-hand one, or its mirror; the first page is."""
        return not self.is_facing or page_index % 2 == 0

    def type_area(self, page_index: int) -> Rect:
        """Return the rectangle that text and notes of a page share."""
        x = self.inner if self._has_spine_at_left(page_index) else self.outer
        return Rect(x, self.head, self.measure, self.depth)

    def _has_spine_at_left(self, page_index: int) -> bool:
        return self.is_recto(page_index) is not self.is_bound_right

    def column(self, page_index: int, number: int) -> Rect:
        """Return the rectangle of a column of a page, counted from 0 as they are read."""
        area, width = self.type_area(page_index), self.column_measure
        place = self.columns - 1 - number if self.is_bound_right else number
        return Rect(area.x + place * (width + self.gutter), area.y, width, area.height)

    def full_width(self, page_index: int) -> Rect:
        """Return the rectangle of a page's full-width matter: `full_measure` wide.

        It reaches into the outer margin as far as leaves both margins alike.
        """
        area, width = self.type_area(page_index), self.full_measure
        if self.columns > 1:
            return area
        return Rect(min(self.inner, self.outer), area.y, width, area.height)

    def margin(self, page_index: int) -> Rect:
        """Return the rectangle of notes in a page's outer margin, as high as the type area."""
        area, width = self.type_area(page_index), self.outer - MARGIN_GAP - MARGIN_EDGE
        is_right = self._has_spine_at_left(page_index)
        x = area.right + MARGIN_GAP if is_right else self.outer - MARGIN_GAP - width
        return Rect(x, area.y, width, area.height)

    def turned(self) -> "PageMaster":
        """Return the master of a page on its side, for matter that is too wide for an upright one.

        The paper lies with its long edge below; what is read on it stands upright. One column,
        between margins alike, its head and foot as far from the trim as on other pages.
        """
        trim, edge = Size(self.trim.height, self.trim.width), min(self.inner, self.outer)
        return evolve(self, trim=trim, inner=edge, outer=edge, columns=1)

    def on_grid(self, leading: float) -> "PageMaster":
        """Return the master with a foot margin that leaves a whole number of lines.

        >>> round(PageMaster().on_grid(13).depth / 13, 6)
        52.0
        """
        lines = int(self.depth / leading + 1e-6)
        return evolve(self, foot=self.trim.height - self.head - lines * leading)


A4_PAGE = PageMaster()
"""One column on A4, 47 lines on 14.5 points."""
US_LETTER_PAGE = PageMaster(
    trim=US_LETTER,
    head=inch(0.95),
    foot=US_LETTER.height - inch(0.95) - 44 * 14.5,
    inner=inch(1.3),
    outer=US_LETTER.width - inch(1.3) - A4_PAGE.measure,  # the same measure, so the same lines
)
"""One column on US Letter, 44 lines on 14.5 points, as wide as on A4."""
A5_PAGE = PageMaster(
    trim=A5,
    head=mm(18),
    foot=A5.height - mm(18) - 37 * 13.0,
    inner=mm(17),
    outer=mm(23),
    running_head_distance=mm(7),
    folio_distance=mm(9),
)
"""One column on A5, 37 lines on 13 points; see `TypeScale.for_columns`."""
TWO_COLUMNS_A4_PAGE = PageMaster(
    head=mm(24),
    foot=A4.height - mm(24) - 54 * 13.0,
    inner=mm(20),
    outer=mm(20),
    columns=2,
)
"""Two columns on A4, 54 lines on 13 points; see `TypeScale.for_columns`."""
TWO_COLUMNS_US_LETTER_PAGE = PageMaster(
    trim=US_LETTER,
    head=inch(0.9),
    foot=US_LETTER.height - inch(0.9) - 50 * 13.0,
    inner=inch(0.85),
    outer=inch(0.85),
    columns=2,
)
"""Two columns on US Letter, 50 lines on 13 points."""
