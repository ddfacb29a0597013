"""How text looks by its role: families, text styles, the type scale."""

import enum
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from briefkit.bounds import LARGEST, between, of_kind
from briefkit.errors import ModelError, Problem, raise_all
from briefkit.given import as_file, several
from briefkit.values import evolve, field, frozen

EXPANSION_STEP = 0.005  # of a letter's width: what no eye tells apart
MOST_EXPANSION = 0.03  # pdfTeX's users find 2 % unseen; more than 3 % is seen


@frozen
class FontFile:
    """One style of a family in a file.

    path: TTF, OTF or TTC; weight: 1 to 1000, 400 for regular and 700 for bold; is_italic: whether
    it is the slanted one; index: in a collection (TTC).
    """

    path: Path = field(converter=as_file)
    weight: int = field(default=400, validator=between(1, 1000))
    is_italic: bool = field(default=False, validator=of_kind(bool))
    index: int = field(default=0, validator=between(0, is_whole=True))


def _files(files: Iterable[FontFile]) -> tuple[FontFile, ...]:
    return several(files, FontFile, "FontFamily.files")


@frozen
class FontFamily:
    """A family by name. Without files it is one of the bundled ones."""

    name: str = field(validator=of_kind(str))
    files: tuple[FontFile, ...] = field(default=(), converter=_files)


BUNDLED_FAMILIES = ("Source Serif 4", "Source Sans 3", "Source Code Pro")
"""The families that come with the package. `text.fonts` has their files."""


class Slot(enum.Enum):
    """Which of a house's families a text style uses."""

    TEXT = "text"
    HEADING = "heading"
    CODE = "code"


class Alignment(enum.Enum):
    """How lines fill the measure; start and end are those of the reading direction."""

    JUSTIFIED = "justified"
    START = "start"
    CENTRE = "centre"
    END = "end"
    BALANCED = "balanced"  # start-aligned, in as few lines as needed and of like lengths


class Case(enum.Enum):
    """How letters are cased for show; the text itself stays as written."""

    AS_WRITTEN = "as written"
    CAPITALS = "capitals"
    SMALL_CAPITALS = "small capitals"


def _features(tags: Iterable[str]) -> tuple[str, ...]:
    return several(tags, str, "TextStyle.features")


# Halfway between x-height and cap height of the bundled faces: text is centred on this in its line.
_MIDDLE = 0.29
_LEAST_LEADING_OF_SIZE = 0.7  # capitals alone, in large titles, stand clear of each other


@frozen
class TextStyle:
    """How one role of text looks.

    slot: the family; size, leading: points; weight, is_italic: as in `FontFile`.
    colour: the name of a role in the palette.
    features: OpenType tags beside the default ones; tracking: ems; case: of its letters.
    alignment: how lines fill the measure; hyphenates: whether words may be broken.
    first_indent, indent: of the first line and of all lines, points; first_indent is added.
    space_above, space_below: points; they collapse to the larger one between neighbours.
    """

    slot: Slot = field(validator=of_kind(Slot))
    size: float = field(validator=between(0, 400, is_open=True))
    leading: float = field(validator=between(0, 600, is_open=True))
    weight: int = field(default=400, validator=between(1, 1000))
    is_italic: bool = field(default=False, validator=of_kind(bool))
    colour: str = field(default="text", validator=of_kind(str))
    features: tuple[str, ...] = field(default=(), converter=_features)
    tracking: float = field(default=0.0, validator=between(-1, 10))
    case: Case = field(default=Case.AS_WRITTEN, validator=of_kind(Case))
    alignment: Alignment = field(default=Alignment.START, validator=of_kind(Alignment))
    first_indent: float = field(default=0.0, validator=between(-LARGEST))
    indent: float = field(default=0.0, validator=between(0))
    hyphenates: bool = field(default=False, validator=of_kind(bool))
    space_above: float = field(default=0.0, validator=between(0))
    space_below: float = field(default=0.0, validator=between(0))

    def __attrs_post_init__(self) -> None:
        if self.leading < _LEAST_LEADING_OF_SIZE * self.size:
            what = f"is {self.leading:g} points for letters of {self.size:g}"
            cure = f"give about {1.3 * self.size:g}, so that lines do not run into each other"
            raise ModelError(Problem(what, "TextStyle.leading", cure))

    @property
    def baseline(self) -> float:
        """Return the distance from a line's top to its baseline: text stands amid its leading."""
        return self.leading / 2 + _MIDDLE * self.size

    def scaled(self, factor: float, leading_factor: float | None = None) -> "TextStyle":
        """Return the style with every length multiplied by `factor`.

        leading_factor: for the leading and the space above and below, where it differs.
        """
        down = factor if leading_factor is None else leading_factor
        return evolve(
            self,
            size=self.size * factor,
            leading=self.leading * down,
            first_indent=self.first_indent * factor,
            indent=self.indent * factor,
            space_above=self.space_above * down,
            space_below=self.space_below * down,
        )


# The sizes: 8.5, 10.5, 13, 17, 26, 40 points, each about 1.25 to 1.5 times the one before.
_SMALL, _BODY, _MEDIUM, _LARGE, _TITLE, _COVER = 8.5, 10.5, 13.0, 17.0, 26.0, 40.0
_LEADING = 14.5
_SMALL_LEADING = 11.0
# Of two columns; what is small in one is not made smaller with the rest.
_COLUMN_SIZE, _COLUMN_LEADING = 9.5, 13.0
_LEAST_SIZE, _LEAST_LEADING = 8.0, 10.0
_TEXT_FIGURES = ("onum", "pnum")
_LINING_FIGURES = ("lnum", "pnum")
_TABLE_FIGURES = ("lnum", "tnum")


def _text(size: float, leading: float, **more: object) -> TextStyle:
    return TextStyle(Slot.TEXT, size, leading, **more)  # type: ignore[arg-type]


def _sans(size: float, leading: float, **more: object) -> TextStyle:
    return TextStyle(Slot.HEADING, size, leading, **more)  # type: ignore[arg-type]


@frozen
class TypeScale:
    """The text styles of a house, by role. The values are judged by eye.

    body sets the leading that rules the page; lead: an opening paragraph or abstract.
    title, subtitle, byline: above the text where no cover shows them; kicker: the line over them.
    heading_1, heading_2, heading_3: of the text; lower ones are as the third, but muted.
    caption, credit, table_head, table_cell; note; quotation, pull_quote; box: text in a panel.
    label: "Figure 1", a panel's title, the head of a list of links; small: imprint, addresses.
    code: blocks of it; code in a line takes its family and comes down in the same proportion.
    running_head, folio: a page's furniture. cover_title, cover_subtitle, cover_text: the cover's.
    """

    body: TextStyle = _text(
        _BODY,
        _LEADING,
        features=_TEXT_FIGURES,
        alignment=Alignment.JUSTIFIED,
        first_indent=_BODY,
        hyphenates=True,
    )
    lead: TextStyle = _text(_MEDIUM, _LEADING * 5 / 4, features=_TEXT_FIGURES)
    note: TextStyle = _text(
        _SMALL,
        _SMALL_LEADING,
        features=_TEXT_FIGURES,
        alignment=Alignment.JUSTIFIED,
        first_indent=_SMALL,
        hyphenates=True,
    )
    kicker: TextStyle = _sans(
        _SMALL, _LEADING, weight=600, colour="accent", features=_LINING_FIGURES, tracking=0.02
    )
    title: TextStyle = _text(
        _TITLE, _LEADING * 2, features=_LINING_FIGURES, alignment=Alignment.BALANCED
    )
    subtitle: TextStyle = _sans(
        _MEDIUM,
        _LEADING * 5 / 4,
        colour="muted",
        features=_LINING_FIGURES,
        alignment=Alignment.BALANCED,
    )
    byline: TextStyle = _sans(_BODY, _LEADING, features=_LINING_FIGURES)
    heading_1: TextStyle = _sans(
        _MEDIUM,
        _LEADING,
        weight=600,
        colour="heading",
        features=_LINING_FIGURES,
        alignment=Alignment.BALANCED,
        space_above=_LEADING * 4 / 3,
        space_below=_LEADING * 2 / 3,
    )
    heading_2: TextStyle = _sans(
        _BODY,
        _LEADING,
        weight=600,
        colour="heading",
        features=_LINING_FIGURES,
        alignment=Alignment.BALANCED,
        space_above=_LEADING * 2 / 3,
        space_below=_LEADING / 3,
    )
    heading_3: TextStyle = _sans(
        _BODY,
        _LEADING,
        is_italic=True,
        weight=400,
        colour="heading",
        features=_LINING_FIGURES,
        alignment=Alignment.BALANCED,
        space_above=_LEADING * 2 / 3,
        space_below=_LEADING / 3,
    )
    caption: TextStyle = _sans(_SMALL, _SMALL_LEADING, features=_LINING_FIGURES)
    credit: TextStyle = _sans(_SMALL, _SMALL_LEADING, colour="muted", features=_LINING_FIGURES)
    table_head: TextStyle = _sans(_SMALL, _SMALL_LEADING, weight=600, features=_TABLE_FIGURES)
    table_cell: TextStyle = _sans(_SMALL, _SMALL_LEADING, features=_TABLE_FIGURES)
    quotation: TextStyle = _text(
        _BODY,
        _LEADING,
        features=_TEXT_FIGURES,
        alignment=Alignment.JUSTIFIED,
        first_indent=_BODY,
        indent=_LEADING,
        hyphenates=True,
        space_above=_LEADING / 2,
        space_below=_LEADING / 2,
    )
    pull_quote: TextStyle = _text(
        _LARGE,
        _LEADING * 3 / 2,
        colour="accent",
        features=_TEXT_FIGURES,
        alignment=Alignment.BALANCED,
        space_above=_LEADING,
        space_below=_LEADING,
    )
    box: TextStyle = _sans(
        _BODY, _LEADING, features=_LINING_FIGURES, space_above=_LEADING, space_below=_LEADING
    )
    label: TextStyle = _sans(
        _SMALL, _SMALL_LEADING, weight=600, colour="accent", features=_LINING_FIGURES
    )
    small: TextStyle = _sans(_SMALL, _SMALL_LEADING, features=_LINING_FIGURES)
    code: TextStyle = TextStyle(Slot.CODE, _SMALL, _LEADING * 5 / 6)
    running_head: TextStyle = _sans(
        _SMALL, _SMALL_LEADING, colour="muted", features=_LINING_FIGURES
    )
    folio: TextStyle = _sans(_SMALL, _SMALL_LEADING, features=_LINING_FIGURES)
    cover_title: TextStyle = _text(
        _COVER, _COVER * 1.08, features=_LINING_FIGURES, alignment=Alignment.BALANCED
    )
    cover_subtitle: TextStyle = _sans(
        _LARGE,
        _LARGE * 1.25,
        weight=300,
        features=_LINING_FIGURES,
        alignment=Alignment.BALANCED,
    )
    cover_text: TextStyle = _sans(_BODY, _LEADING, features=_LINING_FIGURES)

    def __attrs_post_init__(self) -> None:
        raise_all(
            ModelError,
            (
                Problem(f"is a {type(style).__name__}", f"TypeScale.{name}", "give a TextStyle")
                for name, style in self.styles().items()
                if not isinstance(style, TextStyle)
            ),
        )

    def styles(self) -> dict[str, TextStyle]:
        """Return every style under its role's name."""
        return {name: getattr(self, name) for name in self.__match_args__}

    def heading(self, level: int) -> TextStyle:
        """Return the style of a heading of a level, from 1."""
        if level > 3:
            return _lesser(self.heading_3)
        return (self.heading_1, self.heading_2, self.heading_3)[level - 1]

    def scaled(self, factor: float, leading_factor: float | None = None) -> "TypeScale":
        """Return the scale with every length of every style multiplied, as in `TextStyle.scaled`.

        >>> TypeScale().scaled(2).body.leading
        29.0
        """
        return TypeScale(
            **{name: style.scaled(factor, leading_factor) for name, style in self.styles().items()}
        )

    def for_columns(self) -> "TypeScale":
        """Return the scale for two columns of text: 9.5 on 13, and nothing below 8 on 10.

        >>> scale = TypeScale().for_columns()
        >>> scale.body.size, scale.body.leading, scale.note.size, scale.note.leading
        (9.5, 13.0, 8.0, 10.0)
        """
        factor, down = _COLUMN_SIZE / self.body.size, _COLUMN_LEADING / self.body.leading
        styles = self.scaled(factor, down).styles()
        for name, style in styles.items():
            if style.size < _LEAST_SIZE:
                up = _LEAST_SIZE / style.size
                larger = style.scaled(up)
                leading = max(_LEAST_LEADING, style.leading)
                styles[name] = evolve(larger, size=_LEAST_SIZE, leading=leading)
        body = evolve(styles["body"], size=_COLUMN_SIZE, leading=_COLUMN_LEADING)
        return TypeScale(**{**styles, "body": body})


@lru_cache(maxsize=8)
def _lesser(heading: TextStyle) -> TextStyle:
    """Return the style of headings below those of a style: one value, for it is known by itself."""
    return evolve(heading, colour="muted")
