"""Figures and the cover: pictures with what must be said of them."""

from typing import Any

from attrs import field
from attrs.validators import optional

from briefkit.bounds import between
from briefkit.errors import ModelError
from briefkit.images import PictureSource, as_optional_source, as_source
from briefkit.model.characters import check_text, is_printable
from briefkit.model.inline import Inline, as_inlines
from briefkit.model.kinds import BlockKind
from briefkit.values import frozen

PLACEMENTS = ("auto", "here", "top", "bottom", "page")


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
    placement: "auto" (here, or at a page's top or foot), "here", "top", "bottom" or "page".
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
    placement: str = field(default="auto", kw_only=True)
    id: str | None = field(default=None, kw_only=True)

    def __attrs_post_init__(self) -> None:
        if self.placement not in PLACEMENTS:
            raise ModelError(
                f"Figure.placement is {self.placement!r}: give one of {', '.join(PLACEMENTS)}"
            )
        if self.decorative and self.alt:
            raise ModelError("a Figure is decorative and has alt text: give one of the two")


@frozen
class Cover:
    """The cover's picture and what must be said of it; all as in `Figure`.

    The credit is printed; the licence is for the metadata.

    focus: the point that a crop keeps, in fractions of the width and height from the top left.
    """

    image: PictureSource | None = field(default=None, converter=as_optional_source)
    alt: str | None = field(default=None, kw_only=True, validator=_alt)
    decorative: bool = field(default=False, kw_only=True)
    caption: tuple[Inline, ...] = field(default=(), converter=as_inlines, kw_only=True)
    credit: tuple[Inline, ...] = field(default=(), converter=as_inlines, kw_only=True)
    licence: str = field(default="", kw_only=True, validator=is_printable)
    focus: tuple[float, float] = field(default=(0.5, 0.5), kw_only=True)

    def __attrs_post_init__(self) -> None:
        if len(self.focus) != 2 or not all(0 <= part <= 1 for part in self.focus):
            raise ModelError(f"Cover.focus is {self.focus!r}: give two fractions from 0 to 1")
