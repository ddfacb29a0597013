"""The room that a house's pages offer a brief: ResolvedBrief + HouseStyle → PageRoom."""

from briefkit.pages.plan import PageRoom
from briefkit.resolve.resolved import ResolvedBrief
from briefkit.style.house import HouseStyle

RUN_IN_GAP = 1.5  # ems of the note: between two notes of one line


def page_room(brief: ResolvedBrief, house: HouseStyle) -> PageRoom:
    """Return the room of the pages that hold text, which all offer the same."""
    notes = house.notes
    return PageRoom(
        heights=(house.page.depth,),
        note_space=0.0 if notes.are_beside else notes.space,
        note_continuation=house.scale.note.leading if notes.has_continuation else 0.0,
        note_gap=notes.gap,
        note_share=1.0 if notes.are_beside else notes.share,
        has_notes_beside=notes.are_beside,
        run_in_measure=house.note_measure if notes.is_run_in and not notes.are_beside else 0.0,
        run_in_gap=RUN_IN_GAP * house.scale.note.size,
        float_gap=house.scale.body.leading,
        # a cover is the first right-hand page, and the text behind it opens on its back
        first_is_recto=brief.cover is None,
        is_facing=house.page.is_facing,
        columns=house.page.columns,
        has_notes_across=house.notes.is_across,
        turned=house.page.turned().depth,
    )
