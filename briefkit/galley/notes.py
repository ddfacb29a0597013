"""Notes → small galleys of their own, their numbers hanging; endnotes → Matter."""

from collections.abc import Sequence

from attrs import evolve

from briefkit.galley.flow import Matter, Place, anchored, with_least_lines
from briefkit.galley.items import NoteGalley, VGlue, VItem, VPenalty
from briefkit.galley.lists import hang_label
from briefkit.galley.paragraphs import Nest
from briefkit.galley.styling import Compositor
from briefkit.resolve.resolved import ResolvedNote

LABEL_GAP = 0.5  # ems of the note: between the widest number and the text
SPLIT_LEAST = 2  # lines on either side of a note's split. HOUSE.md: a hard rule


def set_notes(
    notes: Sequence[ResolvedNote], place: Place, compositor: Compositor, nest: Nest
) -> tuple[NoteGalley, ...]:
    """Return each note's galley; all their texts stand at one edge."""
    room = _label_room(notes, compositor)
    return tuple(
        NoteGalley(
            note.key,
            note.label,
            with_least_lines(_note_items(note, place, compositor, nest, room), SPLIT_LEAST),
            note.node,
            note.where,
        )
        for note in notes
    )


def set_endnotes(
    notes: Sequence[ResolvedNote], place: Place, compositor: Compositor, nest: Nest
) -> Matter:
    """Return the notes at the end, one under another."""
    style = compositor.house.scale.note
    inner = evolve(place.inner(0.0), paragraph=style, gap=0.0)
    room = _label_room(notes, compositor)
    gap = style.leading / 4
    items: list[VItem] = []
    for note in notes:
        if items:
            items += [VPenalty(0.0), VGlue(gap, gap, gap / 4)]
        items += _note_items(note, inner, compositor, nest, room)
    leading = compositor.house.scale.body.leading
    return Matter(tuple(items), VGlue(leading / 2), VGlue(leading, leading / 2))


def _label_room(notes: Sequence[ResolvedNote], compositor: Compositor) -> float:
    """Return the room that is kept for the numbers: the widest one's, and a gap."""
    style = compositor.house.scale.note
    widest = max((compositor.width(note.mark, style) for note in notes), default=0.0)
    return widest + LABEL_GAP * style.size


def _note_items(
    note: ResolvedNote, place: Place, compositor: Compositor, nest: Nest, room: float
) -> tuple[VItem, ...]:
    body = list(nest(note.body, place.inner(room)).finish())
    gap = LABEL_GAP * compositor.house.scale.note.size
    hang_label(body, note.mark, place, compositor, room - gap, style=compositor.house.scale.note)
    return anchored(body, note.anchor)
