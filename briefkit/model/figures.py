"""Figures and the cover: pictures with what must be said of them."""

from collections.abc import Iterable

from briefkit.bounds import between
from briefkit.errors import ModelError
from briefkit.given import several
from briefkit.images.raster import PictureSource, as_optional_source, as_source
from briefkit.model.inline import Inline, as_inlines
from briefkit.model.kinds import BlockKind
from briefkit.model.validators import (
    is_flag,
    is_name,
    is_one_of,
    is_printable,
    or_none,
)
from briefkit.values import field, frozen

PLACEMENTS = ("auto", "here", "top", "bottom", "page", "landscape")
LEAST_IN_ROW, MOST_IN_ROW = 2, 3
LEAST_WIDTH = 0.05  # of the measure: less shows nothing
_IS_WIDTH = or_none(between(LEAST_WIDTH, 1))
DEFAULT_FOCUS = (0.5, 0.4)  # heads and horizons stand above the middle


def _figures(value: Iterable["Figure"]) -> tuple["Figure", ...]:
    return several(value, Figure, "FigureRow.figures")


_IS_PLACEMENT = is_one_of(*PLACEMENTS)


def _focus(value: Iterable[float]) -> tuple[float, float]:
    try:
        x, y = value
        if 0 <= x <= 1 and 0 <= y <= 1:
            return (x, y)
    except (TypeError, ValueError):  # not two of them; no numbers
        pass
    raise ModelError(f"Cover.focus is {repr(value)[:80]}: give two fractions from 0 to 1")


def _refuse_both(picture: "Figure | Cover") -> None:
    if picture.decorative and picture.alt:
        kind = type(picture).__name__
        raise ModelError(f"a {kind} is decorative and has alt text: give one of the two")


@frozen
class Figure(BlockKind):
    """A picture with its caption and credit.

    image: a path, bytes, or an open Pillow image.
    alt: what it shows, in words, for who cannot see it; decorative: it shows nothing to speak of.
    caption, credit, source: inlines, may be empty; licence: text, for the metadata.
    width: of the measure, 0 to 1; None for the whole measure, or less where the pixels are few.
    is_wide: whether the measure is the page's: both columns, or the text's and the outer margin.
    placement: "auto" (here, or at a page's top or foot), "here", "top", "bottom", "page", or
    "landscape" for a page of its own on its side.
    id: a name for cross-references.
    """

    image: PictureSource = field(converter=as_source)
    alt: str | None = field(default=None, kw_only=True, validator=or_none(is_printable))
    decorative: bool = field(default=False, kw_only=True, validator=is_flag)
    caption: tuple[Inline, ...] = field(default=(), converter=as_inlines, kw_only=True)
    credit: tuple[Inline, ...] = field(default=(), converter=as_inlines, kw_only=True)
    source: tuple[Inline, ...] = field(default=(), converter=as_inlines, kw_only=True)
    licence: str = field(default="", kw_only=True, validator=is_printable)
    width: float | None = field(default=None, kw_only=True, validator=_IS_WIDTH)
    is_wide: bool = field(default=False, kw_only=True, validator=is_flag)
    placement: str = field(default="auto", kw_only=True, validator=_IS_PLACEMENT)
    id: str | None = field(default=None, kw_only=True, validator=or_none(is_name))

    def __attrs_post_init__(self) -> None:
        _refuse_both(self)


@frozen
class FigureRow(BlockKind):
    """Two or three figures side by side, their pictures of one height.

    figures: each with its own caption, credit and source; their widths and placements do not
    count. is_wide, placement: of the row, as in `Figure`.
    """

    figures: tuple[Figure, ...] = field(converter=_figures)
    is_wide: bool = field(default=False, kw_only=True, validator=is_flag)
    placement: str = field(default="auto", kw_only=True, validator=_IS_PLACEMENT)

    def __attrs_post_init__(self) -> None:
        if not LEAST_IN_ROW <= len(self.figures) <= MOST_IN_ROW:
            raise ModelError(
                f"a FigureRow has {len(self.figures)} figures: give it {LEAST_IN_ROW} or"
                f" {MOST_IN_ROW}"
            )


@frozen
class Cover:
    """The cover's picture and what must be said of it.

    image, alt, decorative, caption: as in `Figure`; image: None for a cover of words alone.
    credit: inlines, printed; licence: text, for the metadata.
    focus: the point that a crop keeps, in fractions of the width and height from the top left;
        a little above the middle unless it is given.
    """

    image: PictureSource | None = field(default=None, converter=as_optional_source)
    alt: str | None = field(default=None, kw_only=True, validator=or_none(is_printable))
    decorative: bool = field(default=False, kw_only=True, validator=is_flag)
    caption: tuple[Inline, ...] = field(default=(), converter=as_inlines, kw_only=True)
    credit: tuple[Inline, ...] = field(default=(), converter=as_inlines, kw_only=True)
    licence: str = field(default="", kw_only=True, validator=is_printable)
    focus: tuple[float, float] = field(default=DEFAULT_FOCUS, converter=_focus, kw_only=True)

    def __attrs_post_init__(self) -> None:
        _refuse_both(self)
