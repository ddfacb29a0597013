"""The room that a house's pages offer: HouseStyle → PageRoom."""

from briefkit.pages.plan import PageRoom
from briefkit.resolve.resolved import ResolvedBrief
from briefkit.style.house import CoverKind, HouseStyle


def has_cover(brief: ResolvedBrief, house: HouseStyle) -> bool:
    """Return whether the brief gets a cover page."""
    return brief.cover is not None and house.cover is not CoverKind.NONE


def page_room(house: HouseStyle) -> PageRoom:
    """Return the room of a text page. All pages of a house offer the same."""
    notes = house.notes
    return PageRoom(
        heights=(house.page.type_area(0).height,),
        note_space=notes.space,
        note_continuation=house.scale.note.leading if notes.has_continuation else 0.0,
        note_gap=notes.gap,
        note_share=notes.share,
        float_gap=house.scale.body.leading,
    )
