"""The house style: everything that an institute decides about its pages, as one frozen value."""

import enum
import re
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import field, fields_dict, frozen

from briefkit.bounds import between
from briefkit.errors import ModelError, Problem, raise_all
from briefkit.style.page import PageMaster
from briefkit.style.typography import FontFamily, TypeScale

if TYPE_CHECKING:
    from attrs import Attribute

_HEX = re.compile(r"#[0-9a-f]{6}")
MINIMUM_CONTRAST = 4.5  # WCAG 2.2, success criterion 1.4.3, for text of any size


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


def mixed(colour: str, other: str, share: float) -> str:
    """Return a colour moved towards another by `share`, 0 to 1, channel by channel.

    >>> mixed("#000000", "#ffffff", 0.5)
    '#808080'
    """
    channels = (
        round(int(colour[i : i + 2], 16) * (1 - share) + int(other[i : i + 2], 16) * share)
        for i in (1, 3, 5)
    )
    return "#" + "".join(f"{channel:02x}" for channel in channels)


def legible(colour: str, *grounds: str, ratio: float = MINIMUM_CONTRAST) -> str | None:
    """Return the colour nearest to `colour` that has the contrast on every ground.

    Itself where it has; else moved towards black or white, whichever takes the shorter way; None
    where not even those have it.

    >>> legible("#ffcc00", "#ffffff")
    '#8f7200'
    """
    for step in range(101):
        for end in ("#000000", "#ffffff"):
            candidate = mixed(colour, end, step / 100)
            if all(contrast(candidate, ground) >= ratio for ground in grounds):
                return candidate
    return None


def _is_a_colour(instance: object, attribute: "Attribute[str]", value: object) -> None:
    if not isinstance(value, str) or not _HEX.fullmatch(value):
        raise ModelError(
            Problem(f"{value!r} is no colour", f"Palette.{attribute.name}", "write it as #rrggbb")
        )


def _lower(value: str) -> str:
    return value.lower() if isinstance(value, str) else value


def _colour(default: str) -> str:
    return field(default=default, converter=_lower, validator=_is_a_colour)


@frozen
class Palette:
    """Colours by role, #rrggbb.

    text, muted: what is read, and what stands back; heading: of headings and titles.
    accent: labels, pull quotes, small marks, the cover's ground; on_accent: what is read on it.
    link: of addresses outside the document.
    tint: the ground of panels, code and portraits; rule: of thin lines; paper: the page.

    Invariant: text, muted, heading, accent and link have a contrast of 4.5 : 1 at least on paper;
    all of them but heading on tint too; on_accent on accent.
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

    def __attrs_post_init__(self) -> None:
        raise_all(ModelError, self._illegible())

    def _illegible(self) -> list[Problem]:
        problems = []
        for front, grounds in _READ_ON.items():
            colour = self[front]
            worst = min(grounds, key=lambda ground: contrast(colour, self[ground]))
            ratio = contrast(colour, self[worst])
            if ratio < MINIMUM_CONTRAST:
                near = legible(colour, *(self[ground] for ground in grounds))
                problems.append(
                    Problem(
                        f"{colour} on {worst} {self[worst]} has a contrast of {ratio:.2f} : 1,"
                        f" below {MINIMUM_CONTRAST} : 1",
                        f"Palette.{front}",
                        f"take {near}, the nearest that has it, or change {worst}"
                        if near
                        else f"change {' or '.join(grounds)}: no colour is read on both"
                        if len(grounds) > 1
                        else f"change {worst}",
                    )
                )
        return problems

    def __getitem__(self, role: str) -> str:
        """Return the colour of a role."""
        return str(getattr(self, role))


_READ_ON = {
    "text": ("paper", "tint"),
    "muted": ("paper", "tint"),
    "heading": ("paper",),
    "accent": ("paper", "tint"),
    "link": ("paper", "tint"),
    "on_accent": ("accent",),
}


@frozen
class Logo:
    """A house's mark: a picture file, its alt text and its height on the cover in points."""

    path: Path = field(converter=Path)
    alt: str
    height: float = field(default=28.0, validator=between(0, is_open=True))


class CoverKind(enum.Enum):
    """How a cover page is designed. All of them have room for a brief without a photograph."""

    PHOTOGRAPH = "photograph"  # the picture runs to the trim; the words stand on paper below it
    PANEL = "panel"  # the words stand on a panel of the accent colour, the picture beneath
    TYPOGRAPHIC = "typographic"  # words alone, on paper, large
    NONE = "none"  # no cover page: the title opens the text


class ParagraphMark(enum.Enum):
    """What tells one paragraph from the next: never both."""

    INDENT = "indent"
    SPACE = "space"


class HeadingMark(enum.Enum):
    """The small mark of a first-level heading."""

    NONE = "none"
    BAR = "bar"  # a short thick rule of the accent colour above it
    RULE = "rule"  # a thin rule across the measure above it


class PanelLook(enum.Enum):
    """How panels (key points, boxes) are set apart."""

    TINT = "tint"  # a tinted ground with a bar of the accent colour at its start
    RULES = "rules"  # a thick accent rule above and a thin one below, on paper


class SectionStart(enum.Enum):
    """Where the sections of the first level begin."""

    RUN_ON = "run-on"  # under what is before them
    PAGE = "page"  # on a new page
    RECTO = "recto"  # on a new right-hand page; the left-hand one before it may stay blank


class HeadMatter(enum.Enum):
    """What a running head says at one of its ends."""

    NOTHING = "nothing"
    HOUSE = "house"  # the publisher's name
    TITLE = "title"  # the running title
    SECTION = "section"  # the title of the page's section


@frozen
class NoteArea:
    """How footnotes stand at the foot of the page; lengths in points.

    rule_share: the note rule's length, as a fraction of the measure; rule_thickness: see there.
    space: between the text and the first note, the rule within it; gap: between two notes.
    share: the most that notes may take of a page with text on it, as a fraction.
    has_continuation: whether a carried part says so in a line above it.
    is_at_foot: whether notes stand at the page's foot where the text ends above it, as on a last
    page; if not, right under the text.
    is_above_floats: whether they stand above the figures at a page's foot, or below them.
    """

    rule_share: float = field(default=0.25, validator=between(0, 1))
    rule_thickness: float = field(default=0.5, validator=between(0))
    space: float = field(default=14.5, validator=between(0))
    gap: float = field(default=2.0, validator=between(0))
    share: float = field(default=0.6, validator=between(0, 1, is_open=True))
    has_continuation: bool = True
    is_at_foot: bool = True
    is_above_floats: bool = False


@frozen
class Furniture:
    """What stands around the type area.

    verso_head, recto_head: what the running head says at a left page's start and at a right
    page's end. Where pages do not face each other, verso_head stands at the start and recto_head
    at the end of every page.
    has_rule: whether a thin rule parts the running head from the text.
    is_folio_centred: whether the folio stands amid the foot, else at its outer edge.
    is_title_repeated: whether the text behind a cover opens with title and subtitle once more.
    """

    verso_head: HeadMatter = HeadMatter.HOUSE
    recto_head: HeadMatter = HeadMatter.TITLE
    has_rule: bool = False
    is_folio_centred: bool = False
    is_title_repeated: bool = True


@frozen
class HouseStyle:
    """Everything that an institute decides about its pages.

    name: of the house, for messages; empty where the default stands.
    text_family, heading_family, code_family: see `FontFamily`; bundled ones by name alone.
    scale: the text styles; page: the master; palette: the colours.
    logo: for the cover; cover: its design; notes, furniture: see there.
    paragraphs: what tells paragraphs apart; heading_mark, panels: small ornaments.
    sections: where those of the first level begin.
    rule_thickness: of thin rules, in points; has_coloured_links: whether addresses in the text
    bear the link colour (those that are a note's whole text never do).

    Invariant: every style's colour is a role of the palette, and no style is read in a colour
    that is meant for grounds.
    """

    name: str = "briefkit"
    palette: Palette = Palette()
    text_family: FontFamily = FontFamily("Source Serif 4")
    heading_family: FontFamily = FontFamily("Source Sans 3")
    code_family: FontFamily = FontFamily("Source Code Pro")
    scale: TypeScale = TypeScale()
    page: PageMaster = PageMaster()
    logo: Logo | None = None
    cover: CoverKind = CoverKind.PHOTOGRAPH
    notes: NoteArea = NoteArea()
    furniture: Furniture = Furniture()
    paragraphs: ParagraphMark = ParagraphMark.INDENT
    heading_mark: HeadingMark = HeadingMark.NONE
    panels: PanelLook = PanelLook.TINT
    sections: SectionStart = SectionStart.RUN_ON
    rule_thickness: float = field(default=0.5, validator=between(0, is_open=True))
    has_coloured_links: bool = True

    def __attrs_post_init__(self) -> None:
        readable = sorted(set(fields_dict(Palette)) - {"paper", "tint", "rule"})
        raise_all(
            ModelError,
            (
                Problem(
                    f"{style.colour!r} is no colour to read text in",
                    f"TypeScale.{role}.colour",
                    f"give one of {', '.join(readable)}",
                )
                for role, style in self.scale.styles().items()
                if style.colour not in readable
            ),
        )
