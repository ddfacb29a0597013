"""Figures and the cover: pictures with what must be said of them."""

from collections.abc import Iterable
from typing import Any

from attrs.validators import optional

from briefkit.bounds import between
from briefkit.errors import ModelError
from briefkit.images.raster import PictureSource, as_optional_source, as_source
from briefkit.model.characters import check_text, is_printable
from briefkit.model.inline import Inline, as_inlines
from briefkit.model.kinds import BlockKind
from briefkit.model.several import several
from briefkit.values import field, frozen

PLACEMENTS = ("auto", "here", "top", "bottom", "page", "landscape")
LEAST_IN_ROW, MOST_IN_ROW = 2, 3
DEFAULT_FOCUS = (0.5, 0.4)  # heads and horizons stand above the middle


def _figures(value: Iterable["Figure"]) -> tuple["Figure", ...]:
    return several(value, Figure, "FigureRow.figures")


def _alt(instance: object, attribute: object, value: Any) -> None:
    if value is not None:
        check_text(f"{type(instance).__name__}.alt", value)


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
    alt: str | None = field(default=None, kw_only=True, validator=_alt)
    decorative: bool = field(default=False, kw_only=True)
    caption: tuple[Inline, ...] = field(default=(), converter=as_inlines, kw_only=True)
    credit: tuple[Inline, ...] = field(default=(), converter=as_inlines, kw_only=True)
    source: tuple[Inline, ...] = field(default=(), converter=as_inlines, kw_only=True)
    licence: str = field(default="", kw_only=True, validator=is_printable)
    width: float | None = field(default=None, kw_only=True, validator=optional(between(0.05, 1)))
    is_wide: bool = field(default=False, kw_only=True)
    placement: str = field(default="auto", kw_only=True)
    id: str | None = field(default=None, kw_only=True)

    def __attrs_post_init__(self) -> None:
        check_placement(self)
        if self.decorative and self.alt:
            raise ModelError("a Figure is decorative and has alt text: give one of the two")


@frozen
class FigureRow(BlockKind):
    """Two or three figures side by side, their pictures of one height.

    figures: each with its own caption, credit and source; their widths and placements do not
    count. is_wide, placement: of the row, as in `Figure`.
    """

    figures: tuple[Figure, ...] = field(converter=_figures)
    is_wide: bool = field(default=False, kw_only=True)
    placement: str = field(default="auto", kw_only=True)

    def __attrs_post_init__(self) -> None:
        check_placement(self)
        if not LEAST_IN_ROW <= len(self.figures) <= MOST_IN_ROW:
            raise ModelError(
                f"a FigureRow has {len(self.figures)} figures: give it {LEAST_IN_ROW} or"
                f" {MOST_IN_ROW}"
            )


def check_placement(block: "Figure | FigureRow") -> None:
    """Raise ModelError for a placement that there is not."""
    if block.placement not in PLACEMENTS:
        raise ModelError(
            f"{type(block).__name__}.placement is {block.placement!r}: give one of"
            f" {', '.join(PLACEMENTS)}"
        )


@frozen
class Cover:
    """The cover's picture and what must be said of it; all as in `Figure`.

    The credit is printed; the licence is for the metadata.

    focus: the point that a crop keeps, in fractions of the width and height from the top left;
        a little above the middle unless it is given.
    """

    image: PictureSource | None = field(default=None, converter=as_optional_source)
    alt: str | None = field(default=None, kw_only=True, validator=_alt)
    decorative: bool = field(default=False, kw_only=True)
    caption: tuple[Inline, ...] = field(default=(), converter=as_inlines, kw_only=True)
    credit: tuple[Inline, ...] = field(default=(), converter=as_inlines, kw_only=True)
    licence: str = field(default="", kw_only=True, validator=is_printable)
    focus: tuple[float, float] = field(default=DEFAULT_FOCUS, kw_only=True)

    def __attrs_post_init__(self) -> None:
        if len(self.focus) != 2 or not all(0 <= part <= 1 for part in self.focus):
            raise ModelError(f"Cover.focus is {self.focus!r}: give two fractions from 0 to 1")
