"""The room that a house's pages offer."""

from briefkit import Brief, Cover, HouseStyle
from briefkit.pages.room import page_room
from briefkit.resolve import resolve
from briefkit.style.house import NoteArea

PLAIN = resolve(Brief(title="A brief", body=["Text."]))
COVERED = resolve(Brief(title="A brief", body=["Text."], cover=Cover()))


def test_the_room_is_the_type_area_and_the_house_s_notes():
    house = HouseStyle(notes=NoteArea(space=20, gap=3, share=0.4))

    room = page_room(PLAIN, house)

    assert room.heights == (house.page.depth,)
    assert (room.note_space, room.note_gap, room.note_share) == (20, 3, 0.4)
    assert room.note_continuation == house.scale.note.leading
    assert room.float_gap == house.scale.body.leading


def test_without_a_continuation_line_none_is_reckoned_with():
    room = page_room(PLAIN, HouseStyle(notes=NoteArea(has_continuation=False)))

    assert room.note_continuation == 0


def test_text_behind_a_cover_opens_on_a_left_hand_page():
    """Its second and third page face each other then, and not its first and second."""
    assert page_room(PLAIN, HouseStyle()).is_recto(0)
    assert not page_room(COVERED, HouseStyle()).is_recto(0)
    assert page_room(COVERED, HouseStyle()).is_recto(1)
