"""For tests: assertions on PDFs; tiny galleys and pages, numbers → Galley, PageRoom.

`assert_publishable` and `assert_same_text` are for whoever makes briefs; pytest finds the fixtures
that go with them by itself. The rest is for tests of briefkit's own, and of whoever extends it: no
font and no PDF, a line is a box one point high, so that a layout test is a sum.

    >>> from briefkit.pages.pagebreak import break_pages
    >>> galley = galley_of(lines(1), note(lines(12), called_from=1))
    >>> plan = break_pages(galley, page_of(height=10))
    >>> [page.notes[0].lines for page in plan.pages]
    [(0, 9), (9, 12)]
"""

from collections.abc import Iterable, Sequence
from itertools import count

from briefkit.assertions import assert_publishable, assert_same_text
from briefkit.frame import Frame
from briefkit.galley.items import (
    FORBIDDEN,
    FORCED,
    FloatGalley,
    Galley,
    NoteGalley,
    VBox,
    VDiscretionary,
    VFloat,
    VGlue,
    VItem,
    VPenalty,
)
from briefkit.pages.plan import PagePlan, PageRoom
from briefkit.preflight.policy import Waiver
from briefkit.structure import NodeId
from briefkit.values import evolve, frozen

__all__ = [
    "Waiver",
    "assert_publishable",
    "assert_same_text",
    "blank_frame",
    "body_lines",
    "floating",
    "forced_break",
    "galley_of",
    "kept",
    "lines",
    "note",
    "note_lines",
    "page_of",
    "space",
    "table",
]

WIDTH = 100.0  # of every frame here: nothing in a test of heights depends on it

Items = tuple[VItem, ...]


@frozen
class _Note:
    items: Items
    called_from: int | str
    key: str | None


@frozen
class _Float:
    galley: FloatGalley


Part = VItem | Sequence[VItem] | _Note | _Float


def blank_frame(height: float) -> Frame:
    """Return an empty frame of a height."""
    return Frame(WIDTH, height)


def lines(
    number: int,
    *,
    height: float = 1.0,
    widow: float = 0.0,
    orphan: float = 0.0,
    kind: str = "line",
    hyphenated: Iterable[int] = (),
) -> Items:
    """Return a paragraph of lines, between any two of which a page may end.

    Args:
        number: how many.
        height: of each.
        widow: what it costs to leave the last line alone.
        orphan: what it costs to leave the first line alone.
        kind: of the boxes.
        hyphenated: the lines that end in a hyphen, counted from 1.
    """
    hyphens = set(hyphenated)
    items: list[VItem] = []
    for line in range(1, number + 1):
        cost = orphan * (line == 2) + widow * (line == number)
        if line > 1 and cost:
            items.append(VPenalty(cost, "orphan" if line == 2 and orphan else "widow"))
        elif line > 1:
            items.append(VGlue(0.0))
        items.append(VBox(blank_frame(height), kind=kind, ends_hyphenated=line in hyphens))
    return tuple(items)


def kept(number: int, *, height: float = 1.0, kind: str = "line") -> Items:
    """Return lines between which no page may end."""
    never = VPenalty(FORBIDDEN)
    boxes = [VBox(blank_frame(height), kind=kind) for _ in range(number)]
    return tuple(item for box in boxes for item in (never, box))[1:]


def space(natural: float, *, stretch: float = 0.0, shrink: float = 0.0) -> VGlue:
    """Return glue, at which a page may end if it follows a box."""
    return VGlue(natural, stretch, shrink)


def forced_break() -> VPenalty:
    """Return a place where a page must end."""
    return VPenalty(FORCED)


def table(rows: int, *, head: float = 1.0, foot: float = 0.0, height: float = 1.0) -> Items:
    """Return a table's rows; a head as high as `head` is repeated where a page ends between them.

    Args:
        rows: how many.
        head: height of what is repeated at the next page's head; the first one is not among them.
        foot: height of what stands at the foot of the page that is left.
        height: of each row.
    """
    joint = VDiscretionary(blank_frame(head), 0.0, blank_frame(foot) if foot else None)
    boxes = [VBox(blank_frame(height), kind="row") for _ in range(rows)]
    return tuple(item for box in boxes for item in (joint, box))[1:]


def note(items: Sequence[VItem], *, called_from: int | str, key: str | None = None) -> _Note:
    """Return a note for `galley_of`.

    Args:
        items: its small galley.
        called_from: the line of the text that calls it, counted from 1 over the whole galley, or
            the key of a float.
        key: its key; "n1", "n2" and so on, in the order in which notes are given, if None.
    """
    return _Note(tuple(items), called_from, key)


def floating(
    height: float,
    *,
    key: str = "figure",
    placements: Sequence[str] = ("here", "top", "bottom"),
    space_above: VGlue | None = None,
    space_below: VGlue | None = None,
    is_wide: bool = False,
    is_turned: bool = False,
) -> _Float:
    """Return a float for `galley_of`; its place is where it is given."""
    return _Float(
        FloatGalley(
            key,
            blank_frame(height),
            placements=tuple(placements),
            space_above=space_above or VGlue(0.0),
            space_below=space_below or VGlue(0.0),
            is_wide=is_wide,
            is_turned=is_turned,
        )
    )


def galley_of(*parts: Part) -> Galley:
    """Return a galley of these parts; a page may end between any two of them that hold boxes.

    Notes may be given anywhere; they are put in the order of their calls.

    >>> print(galley_of(lines(2), note(lines(3), called_from=2)).describe())
       0 line 1
       1 glue 0 plus 0 minus 0
       2 line 1 calls n1
    """
    items: list[VItem] = []
    floats: list[FloatGalley] = []
    notes: list[_Note] = []
    for part in parts:
        match part:
            case _Note():
                notes.append(part)
            case _Float(galley=one):
                items.append(VFloat(one.key))
                floats.append(one)
            case VBox() | VGlue() | VPenalty() | VDiscretionary() | VFloat():
                items += _joined(items, (part,))
            case _:
                items += _joined(items, tuple(part))
    numbers = count(1)
    keyed = [evolve(one, key=one.key or f"n{next(numbers)}") for one in notes]
    return _called(items, floats, keyed)


def _joined(before: Sequence[VItem], items: Items) -> Items:
    is_joint = before and isinstance(before[-1], VBox) and items and isinstance(items[0], VBox)
    return (VGlue(0.0), *items) if is_joint else items


def _called(items: list[VItem], floats: list[FloatGalley], notes: list[_Note]) -> Galley:
    calls: dict[int | str, list[_Note]] = {}
    for one in notes:
        calls.setdefault(one.called_from, []).append(one)
    line = 0
    ordered: list[_Note] = []
    for index, item in enumerate(items):
        match item:
            case VBox():
                line += 1
                own = calls.pop(line, [])
                keys = tuple(str(one.key) for one in own)
                items[index] = evolve(item, calls=item.calls + keys, where=f"lines[{line}]")
            case VFloat(key=key):
                own = calls.pop(key, [])
                keys = tuple(str(one.key) for one in own)
                floats[:] = [
                    evolve(one, calls=keys, where=f"floats[{key}]") if one.key == key else one
                    for one in floats
                ]
            case _:
                own = []
        ordered += own
    if calls:
        raise ValueError(f"no line or float {next(iter(calls))!r} to call a note from")
    galleys = tuple(
        NoteGalley(str(one.key), str(number), one.items, NodeId(number), f"notes[{number}]")
        for number, one in enumerate(ordered, start=1)
    )
    return Galley(tuple(items), WIDTH, galleys, tuple(floats))


def page_of(
    height: float,
    *more: float,
    note_space: float = 0.0,
    note_continuation: float = 0.0,
    note_gap: float = 0.0,
    note_share: float = 1.0,
    float_gap: float = 0.0,
    first_is_recto: bool = True,
    is_facing: bool = True,
    columns: int = 1,
    has_notes_across: bool = False,
    turned: float = 0.0,
) -> PageRoom:
    """Return the room of pages of a height; `more` are those of the second page and on."""
    return PageRoom(
        heights=(height, *more),
        note_space=note_space,
        note_continuation=note_continuation,
        note_gap=note_gap,
        note_share=note_share,
        float_gap=float_gap,
        first_is_recto=first_is_recto,
        is_facing=is_facing,
        columns=columns,
        has_notes_across=has_notes_across,
        turned=turned,
    )


def body_lines(galley: Galley, plan: PagePlan) -> list[tuple[int, int]]:
    """Return the boxes on each page, counted over the whole galley: `(0, 9)` are the first nine."""
    boxes = [isinstance(item, VBox) for item in galley.items]
    return [(sum(boxes[: page.body[0]]), sum(boxes[: page.body[1]])) for page in plan.pages]


def note_lines(plan: PagePlan) -> list[dict[str, tuple[int, int]]]:
    """Return, for each page, which lines of which notes stand on it, in order.

    Of a note that stands under both columns of a page, those of both.
    """
    found: list[dict[str, tuple[int, int]]] = []
    for page in plan.pages:
        lines_of: dict[str, tuple[int, int]] = {}
        for part in page.notes:
            first, _ = lines_of.get(part.key, part.lines)
            lines_of[part.key] = (first, part.lines[1])
        found.append(lines_of)
    return found
