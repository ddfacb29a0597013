"""The house style: everything that an institute decides about its pages, as one frozen value."""

import re
from pathlib import Path

from attrs import field, frozen

from briefkit.style.page import PageMaster
from briefkit.style.typography import FontFamily, TypeScale

_HEX = re.compile(r"#[0-9a-f]{6}")
MINIMUM_CONTRAST = 4.5  # WCAG 2.2, success criterion 1.4.3, for text of any size


def _is_a_hex_colour(instance: object, attribute: object, value: str) -> None:
    if not _HEX.fullmatch(value):
        raise ValueError(f"a colour is #rrggbb in lower case, not {value!r}")


def _lower(value: str) -> str:
    return value.lower()


def luminance(colour: str) -> float:
    """Return the relative luminance of #rrggbb, 0 to 1 (WCAG 2.2, "relative luminance")."""
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.2, "contrast ratio").

    >>> round(contrast("#ffffff", "#000000"))
    21
    """
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@frozen
class Palette:
    """Colours by role, #rrggbb.

    Invariant: text, muted, accent and link have at least 4.5 : 1 on paper, text on tint too, and
    on_accent on accent.
    """

    text: str = field(default="#1f1b18", converter=_lower, validator=_is_a_hex_colour)
    muted: str = field(default="#5f5852", converter=_lower, validator=_is_a_hex_colour)
    accent: str = field(default="#8a2b1d", converter=_lower, validator=_is_a_hex_colour)
    link: str = field(default="#8a2b1d", converter=_lower, validator=_is_a_hex_colour)
    on_accent: str = field(default="#ffffff", converter=_lower, validator=_is_a_hex_colour)
    tint: str = field(default="#f6f1ec", converter=_lower, validator=_is_a_hex_colour)
    rule: str = field(default="#b9afa6", converter=_lower, validator=_is_a_hex_colour)
    paper: str = field(default="#ffffff", converter=_lower, validator=_is_a_hex_colour)

    def __attrs_post_init__(self) -> None:
        pairs = [
            ("text", "paper"),
            ("muted", "paper"),
            ("accent", "paper"),
            ("link", "paper"),
            ("text", "tint"),
            ("muted", "tint"),
            ("accent", "tint"),
            ("on_accent", "accent"),
        ]
        for front, ground in pairs:
            ratio = contrast(getattr(self, front), getattr(self, ground))
            if ratio < MINIMUM_CONTRAST:
                raise ValueError(
                    f"{front} {getattr(self, front)} on {ground} {getattr(self, ground)} has a"
                    f" contrast of {ratio:.1f} : 1, below {MINIMUM_CONTRAST} : 1:"
                    " darken one or lighten the other"
                )


@frozen
class Logo:
    """A house's mark: a picture file, its alt text and its height on the cover in points."""

    path: Path = field(converter=Path)
    alt: str
    height: float = 28.0


@frozen
class HouseStyle:
    """Everything that an institute decides about its pages.

    name: of the house, for messages.
    text_family, heading_family, code_family: see `FontFamily`; bundled ones by name alone.
    has_front_page: whether a brief with a cover gets a cover page; without, the title opens the
    text.
    """

    name: str = "briefkit"
    palette: Palette = Palette()
    text_family: FontFamily = FontFamily("Source Serif 4")
    heading_family: FontFamily = FontFamily("Source Sans 3")
    code_family: FontFamily = FontFamily("Source Code Pro")
    scale: TypeScale = TypeScale()
    page: PageMaster = PageMaster()
    logo: Logo | None = None
