"""Notes → small galleys of their own, their numbers hanging; endnotes, tables' notes → matter."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from briefkit.galley.flow import Matter, Place, anchored, calls_of, height_of, with_least_lines
from briefkit.galley.frames import space, stacked
from briefkit.galley.items import FORBIDDEN, NoteGalley, VBox, VGlue, VItem, VPenalty
from briefkit.galley.lists import hang_label
from briefkit.galley.paragraphs import Nest, dearer
from briefkit.galley.styling import Compositor
from briefkit.resolve.resolved import (
    ResolvedBox,
    ResolvedCode,
    ResolvedFigure,
    ResolvedFigureRow,
    ResolvedNote,
    ResolvedParagraph,
    ResolvedTable,
)
from briefkit.style.typography import TextStyle
from briefkit.values import evolve

_ENDS_IN_A_PANEL = (ResolvedTable, ResolvedBox, ResolvedCode, ResolvedFigure, ResolvedFigureRow)
_NONE_TURNED: Mapping[str, Place] = MappingProxyType({})

LABEL_GAP = 0.5  # ems of the note: between the widest number and the text
BELOW_PANEL = 0.5  # of the leading: under a note that ends in a table, a panel or a picture
FEW_TABLE_NOTES = 0.25  # of a page: up to this, the notes under a table stay together …
IN_TABLE_NOTES = 300.0  # … and else a break between two of them, or in one, costs this
SPLIT_LEAST = 2  # lines on either side of a note's split: a hard rule


def set_notes(
    notes: Sequence[ResolvedNote],
    place: Place,
    compositor: Compositor,
    nest: Nest,
    turned: Mapping[str, Place] = _NONE_TURNED,
) -> tuple[NoteGalley, ...]:
    """Return each note's galley; all their texts stand at one edge.

    turned: where those stand that are called on pages on their side.
    """
    style = compositor.house.scale.note
    room = _label_room(notes, compositor, style)
    done = []
    for note in notes:
        where = turned.get(note.key, place)
        items = _note_items(note, where, compositor, nest, room, style)
        items = with_least_lines(items, SPLIT_LEAST)
        done.append(NoteGalley(note.key, note.label, items, note.node, note.where))
    if not compositor.house.notes.is_run_in:
        return tuple(done)
    inner = {call for note in done for call in calls_of(note.items)}
    return tuple(
        note
        if note.key in inner or calls_of(note.items)
        else evolve(note, run_in=_width_alone(resolved, note.items, compositor, room, style))
        for resolved, note in zip(notes, done, strict=True)
    )


def _width_alone(
    note: ResolvedNote,
    items: Sequence[VItem],
    compositor: Compositor,
    room: float,
    style: TextStyle,
) -> float:
    """Return the width of a note that is one line, with its number; 0 for any other."""
    [*others, body] = note.body
    if others or len(items) > 1 or not isinstance(body, ResolvedParagraph):
        return 0.0
    return room + compositor.width(body.spans, style)


def set_endnotes(
    notes: Sequence[ResolvedNote], place: Place, compositor: Compositor, nest: Nest
) -> Matter:
    """Return the notes at the end, one under another."""
    style = compositor.house.scale.note
    inner = evolve(place.inner(0.0), paragraph=style, gap=0.0)
    room = _label_room(notes, compositor, style)
    gap = style.leading / 4
    items: list[VItem] = []
    for note in notes:
        if items:
            items += [VPenalty(0.0), VGlue(gap, gap, gap / 4)]
        items += _note_items(note, inner, compositor, nest, room, style)
    leading = compositor.house.scale.body.leading
    return Matter(tuple(items), VGlue(leading / 2), VGlue(leading, leading / 2))


def set_table_notes(
    notes: Sequence[ResolvedNote], place: Place, compositor: Compositor, nest: Nest
) -> tuple[VItem, ...]:
    """Return the notes under a table, the first on the page of what is above it.

    A few of them stay together.
    """
    style = compositor.house.scale.caption
    inner = evolve(place.inner(0.0), paragraph=style, gap=0.0)
    room = _label_room(notes, compositor, style)
    gap = VGlue(style.leading / 4)
    items: list[VItem] = []
    for number, note in enumerate(notes):
        items += [VPenalty(0.0 if number else FORBIDDEN, "table"), gap]
        items += _note_items(note, inner, compositor, nest, room, style)
    if height_of(items) <= FEW_TABLE_NOTES * place.room:
        kept = VPenalty(FORBIDDEN, "table")
        return tuple(kept if isinstance(item, VPenalty) else item for item in items)
    return tuple(dearer(item, IN_TABLE_NOTES, "table") for item in items)


def _label_room(notes: Sequence[ResolvedNote], compositor: Compositor, style: TextStyle) -> float:
    """Return the room that is kept for the numbers: the widest one's, and a gap."""
    widest = max((compositor.width(note.mark, style) for note in notes), default=0.0)
    return widest + LABEL_GAP * style.size


def _note_items(
    note: ResolvedNote,
    place: Place,
    compositor: Compositor,
    nest: Nest,
    room: float,
    style: TextStyle,
) -> tuple[VItem, ...]:
    body = list(nest(note.body, place.inner(room)).finish())
    if isinstance(note.body[-1], _ENDS_IN_A_PANEL):
        # what ends in a rule or a picture stands clear of the next note
        last = body[-1]
        assert isinstance(last, VBox)  # noqa: S101 - all of these end with a box
        below = stacked(
            [last.frame, space(last.frame.width, BELOW_PANEL * style.leading)], last.frame.width
        )
        body[-1] = evolve(last, frame=below)
    hang_label(body, note.mark, place, compositor, room - LABEL_GAP * style.size, style=style)
    return anchored(body, note.anchor)
