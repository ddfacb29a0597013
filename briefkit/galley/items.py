"""What a galley is made of: boxes, glue, penalties and discretionaries, for a vertical search.

A break is legal at a penalty below `FORBIDDEN`, at a discretionary, and at glue that directly
follows a box. Between two boxes with nothing between them there is no break. Glue at the head or
foot of a page vanishes.
"""

from briefkit.diagnostics import Diagnostic
from briefkit.frame import Frame
from briefkit.structure import NodeId
from briefkit.values import field, frozen

FORBIDDEN = 10_000.0
FORCED = -10_000.0
RECTO = "recto"  # the kind of a forced break after which a right-hand page comes


@frozen
class VBox:
    """Laid-out matter that no page break enters: a line, a row, a picture.

    frame: its height is the box's; calls: keys of the notes that start on its page, in order.
    where: the element's path through the brief, for reports; kind: "line", "heading", "figure",
    "row", "rule", …, for reports and for counting lines of text on a page.
    ends_hyphenated: whether it is a line that ends within a word.
    """

    frame: Frame
    calls: tuple[str, ...] = ()
    kind: str = "line"
    where: str = field(default="", eq=False)
    ends_hyphenated: bool = False

    @property
    def height(self) -> float:
        """Return the frame's height, in points."""
        return self.frame.height


@frozen
class VGlue:
    """Space that may give.

    natural: its size; stretch, shrink: how far it may give, all in points.
    """

    natural: float
    stretch: float = 0.0
    shrink: float = 0.0


@frozen
class VPenalty:
    """A place where a page may end, without height.

    cost: of a break here: `FORBIDDEN` for never, `FORCED` for always.
    kind: why it costs: "widow", "orphan", "hyphen", "heading", …; named in the plan's demerits.
    """

    cost: float
    kind: str = ""


@frozen
class VDiscretionary:
    """A legal break that puts matter at the head of the next page, such as a table's repeated head.

    after_break: its frame, all of it artifacts; cost: as a penalty's.
    before_break: matter at the foot of the page that is left, or None.
    """

    after_break: Frame
    cost: float = 0.0
    before_break: Frame | None = None


@frozen
class VFloat:
    """The place in the text that a float belongs to; it stands here or on a later page's top.

    key: of the float in the galley. A break is legal before it. Set here, it takes its `here`
    items' room; set at a page's top or foot, none at this place.
    """

    key: str


VItem = VBox | VGlue | VPenalty | VDiscretionary | VFloat


@frozen
class NoteGalley:
    """A note, set as a small galley of its own; splitting it is slicing `items`.

    key: its name in boxes' `calls`; label: its number as printed, for reports.
    items: boxes, glue and penalties at the note area's measure.
    node: its NOTE element. where: the path of its call.
    run_in: its width if it is one line that its neighbours may share, else 0.
    """

    key: str
    label: str
    items: tuple[VItem, ...]
    node: NodeId
    where: str = field(default="", eq=False)
    run_in: float = 0.0


@frozen
class FloatGalley:
    """A figure or table that may leave its place: one block that no break enters.

    key: its name in a `VFloat`; frame: all of it, caption and credit included.
    calls: keys of notes called in it, which go where it goes.
    placements: what is allowed, of "here", "top", "bottom", "page".
    space_above, space_below: glue around it when it stands here.
    shared: how much of the space above is the same as that below a float right above it.
    is_wide: whether it stands across all columns of a page; never "here" where there are two.
    is_turned: whether it stands on a page of its own on its side: "page" only, and wide.
    """

    key: str
    frame: Frame
    calls: tuple[str, ...] = ()
    placements: tuple[str, ...] = ("here", "top", "bottom")
    space_above: VGlue = VGlue(0.0)
    space_below: VGlue = VGlue(0.0)
    where: str = field(default="", eq=False)
    is_wide: bool = False
    is_turned: bool = False
    shared: float = 0.0

    @property
    def space_between(self) -> VGlue:
        """Return the glue above it when it stands right under another float."""
        return VGlue(max(self.space_above.natural - self.shared, 0.0))


@frozen
class Galley:
    """The whole brief as one endless column.

    items: in reading order; measure: of the column, in points.
    notes: every footnote, in order of calls; floats: in order of their places.
    diagnostics: what setting noticed: loose lines, soft pictures, emergency breaks.
    opening: what stands above the text of the first page, across its columns, or None. Its space
        to the text is within it; the notes called in it are calls of the first box.
    """

    items: tuple[VItem, ...]
    measure: float
    notes: tuple[NoteGalley, ...] = ()
    floats: tuple[FloatGalley, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    opening: Frame | None = None

    def describe(self) -> str:
        """Return the galley as text, a line an item."""
        lines = []
        for index, item in enumerate(self.items):
            match item:
                case VBox():
                    detail = f"{item.kind} {item.height:g}" + (
                        f" calls {', '.join(item.calls)}" if item.calls else ""
                    )
                case VGlue():
                    detail = f"glue {item.natural:g} plus {item.stretch:g} minus {item.shrink:g}"
                case VPenalty():
                    detail = f"penalty {item.cost:g} {item.kind}".rstrip()
                case VDiscretionary():
                    detail = f"discretionary {item.after_break.height:g}"
                case VFloat():
                    detail = f"float {item.key}"
            lines.append(f"{index:4} {detail}")
        return "\n".join(lines)
