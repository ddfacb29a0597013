"""Short notes that run on after each other: NOTES case 39, seen on finished pages."""

import pytest
from attrs import evolve

from briefkit import Brief, BulletList, Note, NoteOptions, Paragraph, note, render, typeset
from briefkit.preflight import structure_text
from briefkit.style.house import NoteArea


@pytest.fixture
def house(small_house):
    return evolve(small_house, notes=NoteArea(is_run_in=True))


def test_short_notes_run_on_in_lines_that_break_between_notes(see, house):
    """NOTES case 39: each with its number, in order; a line takes as many as fit."""
    calls = [part for n in range(9) for part in (f"Call{n}", note(f"Note {n}."), " ")]

    seen = see(Paragraph(*calls), house=house)

    texts = seen.text(1, "notes")
    assert len(texts) < 4
    assert "".join(texts).replace(" ", "") == "".join(f"{n + 1}Note{n}." for n in range(9))


def test_a_long_note_begins_a_line_and_ends_one(see, house, prose):
    """NOTES case 39: those around it run on among themselves."""
    long = note(prose(20))
    body = Paragraph("a", note("A."), " b", note("B."), " c", long, " d", note("D."))

    seen = see(body, house=house)

    texts = seen.text(1, "notes")
    assert texts[0].replace(" ", "") == "1A.2B."
    assert texts[1].startswith("3w0000")
    assert texts[-1] == "4D."


def test_a_note_of_several_blocks_or_with_notes_in_it_does_not_run_on(see, house):
    """NOTES cases 27, 39 and 71: nor does the note in it."""
    several = Note([Paragraph("Several."), BulletList(["one"])])
    body = Paragraph("a", several, " b", note("Outer", note("Inner."), "."), " c", note("C."))

    seen = see(body, house=house)

    assert seen.text(1, "notes") == ["1Several.", "•one", "2Outer3.", "3Inner.", "4C."]


@pytest.mark.parametrize("number", range(30, 60, 3))
def test_notes_that_run_on_leave_their_room_to_the_text(see, small_house, house, filler, number):
    """NOTES case 39: the search knows how high they stand together, so that pages are full."""
    body = [Paragraph(f"Call{n}", note(f"N{n}.")) for n in range(number)]

    apart, together = see(*body), see(*body, house=house)

    assert len(together.pages) < len(apart.pages)
    for page in together.pages[1:-1]:
        body_area, notes = (region.rect for region in page.regions)
        assert notes.y - body_area.bottom < 14.5 + 13.0  # no line more with its note
    assert together.made.diagnostics == ()


def test_numbers_by_page_and_notes_that_run_on_agree(see, house):
    """NOTES cases 39, 41 and 42."""
    parts = [part for n in range(60) for part in (f"word{n}", note(f"N{n}."), " ")]

    seen = see(Paragraph(*parts), house=house, notes=NoteOptions(numbering="roman", restart="page"))

    assert len(seen.pages) > 1
    assert all(seen.notes_of(page.index + 1)[0] == "i" for page in seen.pages)


def test_notes_that_run_on_are_read_apart(house):
    """NOTES cases 39, 82 and 87: each is an element of its own, with its number."""
    brief = Brief(title="T", body=[Paragraph("a", note("A."), " b", note("B."))], contents="no")

    assert "1 A." in structure_text(render(brief, house=house)).splitlines()
    assert typeset(brief, house).pages == typeset(brief, house).pages
