"""The room that a house's pages offer is what the house says."""

import pytest

from briefkit import Brief, Cover, HouseStyle, PageMaster
from briefkit.pages.room import page_room
from briefkit.resolve import resolve
from briefkit.style.house import NoteArea, NotePlace

BRIEF = resolve(Brief(title="T"))
WIDE = PageMaster(outer=180.0)


def room_of(notes: NoteArea, brief=BRIEF):
    return page_room(brief, HouseStyle(page=WIDE, notes=notes))


def test_notes_at_the_foot_have_their_share_below_a_space():
    room = room_of(NoteArea(space=20.0, gap=3.0, share=0.5, has_continuation=True))

    assert (room.note_space, room.note_gap, room.note_share) == (20.0, 3.0, 0.5)
    assert room.note_continuation == HouseStyle().scale.note.leading
    assert not room.has_notes_beside


def test_notes_in_the_margin_take_nothing_of_the_text():
    room = room_of(NoteArea(space=20.0, share=0.5, place=NotePlace.MARGIN))

    assert (room.note_space, room.note_share, room.has_notes_beside) == (0.0, 1.0, True)


@pytest.mark.parametrize(
    ("is_run_in", "place", "measure"),
    [
        (True, NotePlace.FOOT, WIDE.measure),
        (False, NotePlace.FOOT, 0.0),
        (True, NotePlace.MARGIN, 0.0),  # each stands beside its call
    ],
)
def test_only_notes_at_the_foot_share_lines(is_run_in, place, measure):
    assert room_of(NoteArea(is_run_in=is_run_in, place=place)).run_in_measure == measure


def test_text_behind_a_cover_opens_on_its_back():
    covered = resolve(Brief(title="T", cover=Cover()))

    assert room_of(NoteArea()).first_is_recto
    assert not room_of(NoteArea(), covered).first_is_recto
