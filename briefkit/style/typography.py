"""How text looks by its role: families, text styles, the type scale."""

import enum
from pathlib import Path

from attrs import asdict, evolve, field, frozen, validators


@frozen
class FontFile:
    """One style of a family in a file. weight: 100 to 900; index: in a collection (TTC)."""

    path: Path = field(converter=Path)
    weight: int = field(default=400, validator=[validators.ge(1), validators.le(1000)])
    is_italic: bool = False
    index: int = 0


@frozen
class FontFamily:
    """A family by name. Without files it is one of the bundled ones."""

    name: str
    files: tuple[FontFile, ...] = field(default=(), converter=tuple)


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


@frozen
class TextStyle:
    """How one role of text looks.

    slot: the family; size, leading: points; weight: 100 to 900.
    colour: the name of a role in the palette.
    features: OpenType tags beside the default ones; tracking: ems.
    first_indent, indent: of the first line and of all lines, points; first_indent is added.
    space_above, space_below: points; they collapse to the larger one between neighbours.
    """

    slot: Slot
    size: float = field(validator=[validators.gt(0), validators.le(400)])
    leading: float = field(validator=[validators.gt(0), validators.le(600)])
    weight: int = 400
    is_italic: bool = False
    colour: str = "text"
    features: tuple[str, ...] = ()
    tracking: float = 0.0
    case: Case = Case.AS_WRITTEN
    alignment: Alignment = Alignment.START
    first_indent: float = 0.0
    indent: float = 0.0
    hyphenates: bool = False
    space_above: float = 0.0
    space_below: float = 0.0


_LEADING = 14.5
_TEXT_FIGURES = ("onum", "pnum")
_TABLE_FIGURES = ("lnum", "tnum")


def _text(size: float, leading: float, **more: object) -> TextStyle:
    return TextStyle(Slot.TEXT, size, leading, **more)  # type: ignore[arg-type]


def _sans(size: float, leading: float, **more: object) -> TextStyle:
    return TextStyle(Slot.HEADING, size, leading, **more)  # type: ignore[arg-type]


@frozen
class TypeScale:
    """The text styles of a house, by role. Starting values are PAGE.md's, judged by eye since."""

    body: TextStyle = _text(
        10.5,
        _LEADING,
        features=_TEXT_FIGURES,
        alignment=Alignment.JUSTIFIED,
        first_indent=10.5,
        hyphenates=True,
    )
    lead: TextStyle = _text(13, 18, features=_TEXT_FIGURES, space_below=_LEADING)
    note: TextStyle = _text(
        8.5, 11, features=_TEXT_FIGURES, alignment=Alignment.JUSTIFIED, hyphenates=True
    )
    title: TextStyle = _text(26, 29, alignment=Alignment.BALANCED, space_below=_LEADING / 2)
    subtitle: TextStyle = _sans(13, 17, colour="muted", alignment=Alignment.BALANCED)
    heading_1: TextStyle = _sans(
        13,
        _LEADING,
        weight=600,
        alignment=Alignment.BALANCED,
        space_above=_LEADING * 4 / 3,
        space_below=_LEADING * 2 / 3,
    )
    heading_2: TextStyle = _sans(
        10.5,
        _LEADING,
        weight=600,
        alignment=Alignment.BALANCED,
        space_above=_LEADING,
        space_below=_LEADING / 2,
    )
    heading_3: TextStyle = _sans(
        10.5,
        _LEADING,
        is_italic=True,
        weight=600,
        alignment=Alignment.BALANCED,
        space_above=_LEADING / 2,
        space_below=0,
    )
    caption: TextStyle = _sans(8.5, 11)
    credit: TextStyle = _sans(7.5, 11, colour="muted")
    table_head: TextStyle = _sans(8.5, 11, weight=600, features=_TABLE_FIGURES)
    table_cell: TextStyle = _sans(8.5, 11, features=_TABLE_FIGURES)
    quotation: TextStyle = _text(
        10.5,
        _LEADING,
        features=_TEXT_FIGURES,
        alignment=Alignment.JUSTIFIED,
        indent=_LEADING,
        hyphenates=True,
    )
    pull_quote: TextStyle = _text(17, 22, colour="accent", alignment=Alignment.BALANCED)
    box: TextStyle = _sans(9.5, 13)
    label: TextStyle = _sans(8.5, 11, weight=600, colour="accent")
    small: TextStyle = _sans(8.5, 11)
    code: TextStyle = TextStyle(Slot.CODE, 8.5, 12)
    running_head: TextStyle = _sans(8.5, 11, colour="muted")
    folio: TextStyle = _sans(8.5, 11, features=("lnum",))
    cover_title: TextStyle = _text(40, 43, alignment=Alignment.BALANCED)
    cover_subtitle: TextStyle = _sans(17, 21, weight=300, alignment=Alignment.BALANCED)
    cover_text: TextStyle = _sans(10.5, _LEADING)

    def scaled(self, factor: float) -> "TypeScale":
        """Return the scale with every length of every style multiplied by `factor`."""
        return TypeScale(
            **{
                name: evolve(
                    style,
                    size=style.size * factor,
                    leading=style.leading * factor,
                    first_indent=style.first_indent * factor,
                    indent=style.indent * factor,
                    space_above=style.space_above * factor,
                    space_below=style.space_below * factor,
                )
                for name, style in asdict(self, recurse=False).items()
            }
        )
