"""The house style: everything that an institute decides about its pages, as one frozen value."""

import enum
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from briefkit.bounds import between, of_kind
from briefkit.errors import ModelError, Problem, raise_all
from briefkit.given import as_file, several
from briefkit.style.page import PageMaster
from briefkit.style.palette import ROLES, Palette
from briefkit.style.press import Press
from briefkit.style.typography import (
    EXPANSION_STEP,
    MOST_EXPANSION,
    FontFamily,
    TypeScale,
)
from briefkit.values import field, frozen

if TYPE_CHECKING:
    from attrs import Attribute

_ROUNDING = 1e-9


@frozen
class Logo:
    """A house's mark.

    path: a picture file; alt: what it shows, in words; height: on the cover, in points.
    """

    path: Path = field(converter=as_file)
    alt: str = field(validator=of_kind(str))
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


class NotePlace(enum.Enum):
    """Where footnotes stand on their pages."""

    FOOT = "foot"  # under the text, and over its whole measure
    MARGIN = "margin"  # in the outer margin, each beside its call


class HeadMatter(enum.Enum):
    """What a running head says at one of its ends."""

    NOTHING = "nothing"
    HOUSE = "house"  # the publisher's name
    TITLE = "title"  # the running title
    SECTION = "section"  # the title of the page's section


LEAST_MARGIN = 60.0  # points: of notes beside the text; less has no two words in a line


@frozen
class NoteArea:
    """How footnotes stand at the foot of the page, or beside the text; lengths in points.

    place: which of the two; beside the text they have neither rule nor space above nor share, and
    each its own lines.
    rule_share: the note rule's length, as a fraction of the measure; rule_thickness: in points.
    space: between the text and the first note, the rule within it; gap: between two notes.
    share: the most that notes may take of a page with text on it, as a fraction.
    has_continuation: whether a carried part says so in a line above it.
    is_across: whether the notes of a page of two columns stand at its foot over both; if not, each
    stands under the column of its call.
    is_at_foot: whether notes stand at the page's foot where the text ends above it, as on a last
    page; if not, right under the text.
    is_run_in: whether short ones run on after each other in a line; long ones begin one.
    is_above_floats: whether they stand above the figures at a page's foot, or below them.
    """

    rule_share: float = field(default=0.25, validator=between(0, 1))
    rule_thickness: float = field(default=0.5, validator=between(0))
    space: float = field(default=14.5, validator=between(0))
    gap: float = field(default=2.0, validator=between(0))
    share: float = field(default=0.6, validator=between(0, 1, is_open=True))
    has_continuation: bool = field(default=True, validator=of_kind(bool))
    is_at_foot: bool = field(default=True, validator=of_kind(bool))
    is_across: bool = field(default=False, validator=of_kind(bool))
    is_above_floats: bool = field(default=False, validator=of_kind(bool))
    is_run_in: bool = field(default=False, validator=of_kind(bool))
    place: NotePlace = field(default=NotePlace.FOOT, validator=of_kind(NotePlace))

    @property
    def are_beside(self) -> bool:
        """Return whether notes stand beside the text."""
        return self.place is NotePlace.MARGIN


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

    verso_head: HeadMatter = field(default=HeadMatter.HOUSE, validator=of_kind(HeadMatter))
    recto_head: HeadMatter = field(default=HeadMatter.TITLE, validator=of_kind(HeadMatter))
    has_rule: bool = field(default=False, validator=of_kind(bool))
    is_folio_centred: bool = field(default=False, validator=of_kind(bool))
    is_title_repeated: bool = field(default=True, validator=of_kind(bool))


def _is_an_expansion(instance: object, attribute: "Attribute[float]", value: object) -> None:
    between(0, MOST_EXPANSION)(instance, attribute, value)
    steps = float(value) / EXPANSION_STEP  # type: ignore[arg-type] # the line above saw to it
    if abs(steps - round(steps)) > _ROUNDING:
        cure = f"give a multiple of {EXPANSION_STEP:g}, up to {MOST_EXPANSION:g}"
        raise ModelError(Problem(f"{value!r} is no whole step", "HouseStyle.expansion", cure))


def _fallbacks(families: Iterable[FontFamily]) -> tuple[FontFamily, ...]:
    return several(families, FontFamily, "HouseStyle.fallback_families")


@frozen
class HouseStyle:
    """Everything that an institute decides about its pages.

    name: of the house, for messages; empty where the default stands.
    text_family, heading_family, code_family: see `FontFamily`; bundled ones by name alone.
    fallback_families: others that have characters which those lack, such as of another script; the
    bundled ones come after them.
    scale: the text styles; page: the master; palette: the colours.
    logo: for the cover; cover: its design; notes, furniture: see there.
    paragraphs: what tells paragraphs apart; heading_mark, panels: small ornaments.
    sections: where those of the first level begin.
    rule_thickness: of thin rules, in points; has_coloured_links: whether addresses in the text
    bear the link colour (those that are a note's whole text never do).
    expansion: by how much of their width the letters of justified lines may be set wider or
    narrower, so that spaces are more even: up to 0.03 in steps of 0.005; 0: not at all.
    press: how briefs are printed, for `standard="x-4"`; None where they are not.

    Invariant: every style's colour is a role of the palette, and no style is read in a colour
    that is meant for grounds.
    """

    name: str = field(default="briefkit", validator=of_kind(str))
    palette: Palette = Palette()
    text_family: FontFamily = FontFamily("Source Serif 4")
    heading_family: FontFamily = FontFamily("Source Sans 3")
    code_family: FontFamily = FontFamily("Source Code Pro")
    fallback_families: tuple[FontFamily, ...] = field(
        default=(), converter=_fallbacks, kw_only=True
    )
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
    has_coloured_links: bool = field(default=True, validator=of_kind(bool))
    press: Press | None = None
    expansion: float = field(default=0.0, validator=_is_an_expansion)

    @property
    def families(self) -> tuple[FontFamily, ...]:
        """Return every family, those of text first."""
        named = (self.text_family, self.heading_family, self.code_family)
        return (*named, *self.fallback_families)

    @property
    def note_measure(self) -> float:
        """Return the width of a line of notes."""
        if self.notes.are_beside:
            return self.page.margin(0).width
        return self.page.measure if self.notes.is_across else self.page.column_measure

    def __attrs_post_init__(self) -> None:
        raise_all(ModelError, self._of_other_kinds())
        raise_all(ModelError, self._crowded())
        readable = sorted(set(ROLES) - {"paper", "tint", "rule"})
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

    def _of_other_kinds(self) -> list[Problem]:
        """Return what is given in the wrong kind, such as a family by its name alone."""
        given = ((name, kind, getattr(self, name)) for name, kind in _KINDS.items())
        return [
            Problem(f"is a {type(value).__name__}", f"HouseStyle.{name}", f"give a {kind.__name__}")
            for name, kind, value in given
            if not isinstance(value, kind) and not (value is None and name in _OPTIONAL)
        ]

    def _crowded(self) -> list[Problem]:
        """Return what keeps notes from standing in the margin."""
        if not self.notes.are_beside:
            return []
        if self.page.columns > 1:
            what, cure = "stands in the margin of a page of two columns", "give it NotePlace.FOOT"
            return [Problem(what, "NoteArea.place", cure)]
        width = self.page.margin(0).width
        if width < LEAST_MARGIN:
            what = f"leaves {max(width, 0.0):.0f} points of its outer margin to notes in it"
            cure = f"make outer {LEAST_MARGIN - width:.0f} points wider, or set them at the foot"
            return [Problem(what, "PageMaster", cure)]
        return []


_KINDS: Mapping[str, type] = {
    "palette": Palette,
    "text_family": FontFamily,
    "heading_family": FontFamily,
    "code_family": FontFamily,
    "scale": TypeScale,
    "page": PageMaster,
    "logo": Logo,
    "cover": CoverKind,
    "notes": NoteArea,
    "furniture": Furniture,
    "paragraphs": ParagraphMark,
    "heading_mark": HeadingMark,
    "panels": PanelLook,
    "sections": SectionStart,
    "press": Press,
}
_OPTIONAL = ("logo", "press")
