"""Spans → lines: break a paragraph and lay each line out as a Frame.

Glyph choice is in `shape`, legal breaks in `items`, the choice among them in `linebreak`.
"""

from attrs import frozen

from briefkit.frame import Frame
from briefkit.style.typography import Alignment


@frozen
class ParagraphSetting:
    """How a paragraph's lines are made.

    measure: the width of the lines, in points.
    leading: the height of each line; baseline: from a line's top to its baseline; points.
    alignment: see there.
    first_indent: of the first line, may be negative to hang it; indent: of all lines.
    hyphenates, protrudes: whether words may be hyphenated; marks may hang into the margins.
    """

    measure: float
    leading: float
    baseline: float
    alignment: Alignment = Alignment.JUSTIFIED
    first_indent: float = 0.0
    indent: float = 0.0
    hyphenates: bool = True
    protrudes: bool = True


@frozen
class Line:
    """One line of a paragraph.

    frame: as wide as the measure, as high as the leading.
    calls: keys of the notes called on it, in order.
    ratio: of its glue: below 0 shrunk, above 0 stretched; 0 for a line that is not justified.
    width: of its matter without the indent, natural for lines that are not justified.
    ends_hyphenated: whether the line break hyphenated a word.
    """

    frame: Frame
    calls: tuple[str, ...] = ()
    ratio: float = 0.0
    width: float = 0.0
    ends_hyphenated: bool = False
