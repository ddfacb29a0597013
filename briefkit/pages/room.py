"""The room that a house's pages offer a brief: ResolvedBrief + HouseStyle → PageRoom."""

from briefkit.pages.plan import PageRoom
from briefkit.resolve.resolved import ResolvedBrief
from briefkit.style.house import HouseStyle


def page_room(brief: ResolvedBrief, house: HouseStyle) -> PageRoom:
    """Return the room of the pages that hold text, which all offer the same."""
    notes = house.notes
    return PageRoom(
        heights=(house.page.depth,),
        note_space=notes.space,
        note_continuation=house.scale.note.leading if notes.has_continuation else 0.0,
        note_gap=notes.gap,
        note_share=notes.share,
        float_gap=house.scale.body.leading,
        # a cover is the first right-hand page, and the text behind it opens on its back
        first_is_recto=brief.cover is None,
        is_facing=house.page.is_facing,
    )
