"""The page master: trim, margins, columns, and where the furniture of a page stands."""

from attrs import field, frozen, validators

from briefkit.geometry import Rect, Size
from briefkit.units import inch, mm

A4 = Size(mm(210), mm(297))
US_LETTER = Size(inch(8.5), inch(11))


@frozen
class PageMaster:
    """The plan of a text page; all in points.

    trim: the paper; head, foot: margins above and below the type area; inner, outer: towards and
    away from the spine. A recto has the inner margin at its left.
    is_facing: whether versos mirror rectos; if not, every page is set as a recto.
    running_head_distance, folio_distance: from the type area to the baseline of the running head
    above it and of the folio below it.
    """

    trim: Size = A4
    head: float = field(default=mm(25), validator=validators.ge(0))
    foot: float = field(default=mm(30), validator=validators.ge(0))
    inner: float = field(default=mm(32), validator=validators.ge(0))
    outer: float = field(default=mm(60), validator=validators.ge(0))
    is_facing: bool = False
    running_head_distance: float = mm(9)
    folio_distance: float = mm(12)

    def __attrs_post_init__(self) -> None:
        if self.trim.width - self.inner - self.outer < 72 or (
            self.trim.height - self.head - self.foot < 72
        ):
            raise ValueError(
                "the margins leave less than an inch of type area: make them smaller or the trim"
                " larger"
            )

    @property
    def measure(self) -> float:
        """Return the width of the type area."""
        return self.trim.width - self.inner - self.outer

    def is_recto(self, page_index: int) -> bool:
        """Return whether a page is a right-hand one; the first page is."""
        return not self.is_facing or page_index % 2 == 0

    def type_area(self, page_index: int) -> Rect:
        """Return the rectangle that text and notes of a page share."""
        x = self.inner if self.is_recto(page_index) else self.outer
        return Rect(x, self.head, self.measure, self.trim.height - self.head - self.foot)
