"""The colours of a house by role, each of which can be read where it is used.

Source: WCAG 2.2, for luminance and contrast.
"""

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from briefkit.errors import ModelError, Problem, raise_all
from briefkit.style.inks import Cmyk, Ink, Spot, channels, written
from briefkit.values import evolve, field, frozen, names_of

if TYPE_CHECKING:
    from attrs import Attribute

_HEX = re.compile(r"#[0-9a-f]{6}")
MINIMUM_CONTRAST = 4.5  # WCAG 2.2, success criterion 1.4.3, for text of any size


def luminance(colour: str) -> float:
    """Return the relative luminance of #rrggbb, 0 to 1 (WCAG 2.2, "relative luminance")."""
    shares = (channel / 255 for channel in channels(colour))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.2, "contrast ratio").

    >>> round(contrast("#ffffff", "#000000"))
    21
    """
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def mixed(colour: str, other: str, share: float) -> str:
    """Return a colour moved towards another by `share`, 0 to 1, channel by channel.

    >>> mixed("#000000", "#ffffff", 0.5)
    '#808080'
    """
    pairs = zip(channels(colour), channels(other), strict=True)
    return written(round(one * (1 - share) + another * share) for one, another in pairs)


def legible(colour: str, *grounds: str) -> str | None:
    """Return the colour nearest to `colour` that has the contrast on every ground.

    Itself where it has; else moved towards black or white, whichever takes the shorter way; None
    where not even those have it.

    >>> legible("#ffcc00", "#ffffff")
    '#8f7200'
    """
    for step in range(101):
        for end in ("#000000", "#ffffff"):
            candidate = mixed(colour, end, step / 100)
            if all(contrast(candidate, ground) >= MINIMUM_CONTRAST for ground in grounds):
                return candidate
    return None


def _is_a_colour(instance: object, attribute: "Attribute[str]", value: object) -> None:
    if not isinstance(value, str) or not _HEX.fullmatch(value):
        raise ModelError(
            Problem(f"{value!r} is no colour", f"Palette.{attribute.name}", "write it as #rrggbb")
        )


def _lower(value: str) -> str:
    return value.lower() if isinstance(value, str) else value


def _by_role(value: Mapping[str, Ink] | tuple[tuple[str, Ink], ...]) -> tuple[tuple[str, Ink], ...]:
    try:
        return tuple(sorted(dict(value).items(), key=lambda pair: pair[0]))
    except (TypeError, ValueError):
        what, cure = f"{repr(value)[:40]} is no mapping", "give inks by role: {'accent': Cmyk(…)}"
        raise ModelError(Problem(what, "Palette.inks", cure)) from None


def _colour(default: str) -> str:
    return field(default=default, converter=_lower, validator=_is_a_colour)


@frozen
class Palette:
    """Colours by role, #rrggbb.

    text, muted: what is read, and what stands back; heading: of headings and titles.
    accent: labels, pull quotes, small marks, the cover's ground; on_accent: what is read on it.
    link: of addresses outside the document.
    tint: the ground of panels, code and portraits; rule: of thin lines; paper: the page.
    inks: what a role is printed in, where that is not left to the printer's profile; each role's
    own colour is still what a screen shows. See `in_inks`.

    Invariant: text, muted, heading, accent and link have a contrast of 4.5 : 1 at least on paper;
    all of them but heading on tint too; on_accent on accent; the same of their inks. No two inks
    have one colour on the screen, nor one name two mixtures.
    """

    text: str = _colour("#1f1b18")
    muted: str = _colour("#5f5852")
    heading: str = _colour("#1f1b18")
    accent: str = _colour("#8a2b1d")
    link: str = _colour("#8a2b1d")
    on_accent: str = _colour("#ffffff")
    tint: str = _colour("#f6f1ec")
    rule: str = _colour("#b9afa6")
    paper: str = _colour("#ffffff")
    inks: tuple[tuple[str, Ink], ...] = field(default=(), converter=_by_role)

    @classmethod
    def in_inks(cls, base: "Palette | None" = None, /, **inks: Ink) -> "Palette":
        """Return a palette whose roles are given in ink; a screen shows what they look like.

        base: the palette that has the other roles; the default one where it is not given.
        """
        base = base or cls()
        shown = {role: ink.screen() for role, ink in inks.items() if _is_ink(role, ink)}
        return evolve(base, **shown, inks={**dict(base.inks), **inks})

    def __attrs_post_init__(self) -> None:
        raise_all(ModelError, self._unprintable())
        raise_all(ModelError, self._illegible({role: self[role] for role in ROLES}, ""))
        if self.inks:
            shown = {self[role]: ink.screen() for role, ink in self.inks}
            printed = {role: shown.get(self[role], self[role]) for role in ROLES}
            raise_all(ModelError, self._illegible(printed, " in ink"))

    def _unprintable(self) -> list[Problem]:
        """Return what is wrong with the inks."""
        shown: dict[str, tuple[str, Ink]] = {}
        mixtures: dict[str, Cmyk] = {}
        problems = []
        for role, ink in self.inks:
            _is_ink(role, ink)
            if isinstance(ink, Spot) and mixtures.setdefault(ink.name, ink.cmyk) != ink.cmyk:
                what = f"the ink {ink.name!r} has two mixtures"
                problems.append(Problem(what, "Palette.inks", "keep one"))
            other, printed = shown.setdefault(self[role], (role, ink))
            if printed != ink:
                what = f"{role} and {other} are {self[role]} on the screen, and two inks in print"
                cure = "give one of them another colour, or both the one ink"
                problems.append(Problem(what, "Palette.inks", cure))
        return problems

    def _illegible(self, colours: Mapping[str, str], medium: str) -> list[Problem]:
        """Return what cannot be read. colours: by role; medium: where, for the message."""
        problems = []
        for front, grounds in _READ_ON.items():
            colour = colours[front]
            worst = min(grounds, key=lambda ground: contrast(colour, colours[ground]))
            ratio = contrast(colour, colours[worst])
            if ratio < MINIMUM_CONTRAST:
                what = (
                    f"{colour}{medium} on {worst} {colours[worst]} has a contrast of"
                    f" {ratio:.2f} : 1, below {MINIMUM_CONTRAST} : 1"
                )
                near = legible(colour, *(colours[ground] for ground in grounds))
                if near and medium:
                    cure = f"give it ink until it looks like {near}, or change {worst}"
                elif near:
                    cure = f"take {near}, the nearest that has it, or change {worst}"
                else:  # on one ground alone, black or white is always read
                    cure = f"change {' or '.join(grounds)}: no colour is read on both"
                problems.append(Problem(what, f"Palette.{front}", cure))
        return problems

    def __getitem__(self, role: str) -> str:
        """Return the colour of a role."""
        return str(getattr(self, role))


ROLES = tuple(name for name in names_of(Palette) if name != "inks")


def _is_ink(role: str, ink: object) -> bool:
    """Return True; or raise ModelError for what is no role or no ink."""
    if role not in ROLES:
        what = f"{role!r} is no role of the palette"
        raise ModelError(Problem(what, "Palette.inks", f"give one of {', '.join(ROLES)}"))
    if not isinstance(ink, Cmyk | Spot):
        raise ModelError(Problem(f"{ink!r} is no ink", f"Palette.inks.{role}", "give Cmyk or Spot"))
    return True


_READ_ON = {
    "text": ("paper", "tint"),
    "muted": ("paper", "tint"),
    "heading": ("paper",),
    "accent": ("paper", "tint"),
    "link": ("paper", "tint"),
    "on_accent": ("accent",),
}
