"""What the text room is given: spans of characters with all their properties decided."""

import enum

from briefkit.frame import LinkTarget
from briefkit.structure import Mark, NodeId
from briefkit.values import field, frozen


@frozen
class CharacterStyle:
    """How characters look. Frozen and shared, so that it can key caches.

    family: a family's name in the font library; weight: 100 to 900; size: points.
    colour: #rrggbb.
    features: OpenType tags to turn on beside the default ones, sorted, such as ("onum", "pnum").
    tracking: extra advance after each character, in ems.
    rise: of the baseline, in points, positive upwards.
    room: extra advance after the last character, in points, which no line's end takes away.
    """

    family: str
    size: float
    weight: int = 400
    is_italic: bool = False
    colour: str = "#000000"
    features: tuple[str, ...] = ()
    tracking: float = 0.0
    rise: float = 0.0
    room: float = 0.0


class Breaking(enum.Enum):
    """Where a span may be broken: as text, at a web address's joints, or nowhere."""

    TEXT = "text"
    ADDRESS = "address"
    NOWHERE = "nowhere"


@frozen
class Span:
    r"""A run of characters of one style, mark and language.

    text: never empty, but for an anchor or a call that shows nothing; no control characters but
        "\n", which forces a line break.
    style: how it looks; mark: what it is in the structure tree; language: BCP 47.
    target, link_node, contents: where it leads, the LINK element of the link and what a screen
        reader says of it; all None (contents: "") or all given.
    calls: keys of the notes that are called at the span's end; their lines carry them.
    anchor: the name of a place at the span's start, or None.
    breaking: where lines may break within it.
    where: a path through the brief, for messages.
    """

    text: str
    style: CharacterStyle
    mark: Mark
    language: str
    target: LinkTarget | None = None
    link_node: NodeId | None = None
    contents: str = ""
    calls: tuple[str, ...] = ()
    anchor: str | None = None
    breaking: Breaking = Breaking.TEXT
    where: str = field(default="", eq=False)
