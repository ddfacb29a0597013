"""What holds for notes in any document: NOTES cases 88 to 93, seen on finished pages and files."""

import os
import subprocess
import sys

import pytest
from attrs import evolve

from briefkit import (
    Box,
    Brief,
    BulletList,
    LayoutError,
    NoteCall,
    Paragraph,
    Quotation,
    Section,
    Table,
    note,
    render,
)
from briefkit.pages.makeup import make_up
from briefkit.preflight import read_structure
from briefkit.style.house import NoteArea


def mixed(prose) -> list:
    """Return blocks of many kinds that call notes of many lengths."""
    return [
        Paragraph(prose(30), note(prose(20, "a"), id="again"), note("B."), " more."),
        Section(["Head", note("Of a head.")], [Paragraph("Text", note(prose(70, "c")))]),
        BulletList([["x", Paragraph("y", note("D.", note("In D.")))], "z"]),
        Table(
            [[Paragraph(f"r{n}", note(f"Row {n}.")), f"c{n}"] for n in range(9)], head=[["A", "B"]]
        ),
        Box([Paragraph("Boxed", note(prose(30, "e")))], title="Box"),
        Quotation([Paragraph(prose(20, "q"), note("Q."))]),
        Paragraph(prose(20, "z"), NoteCall("again"), "."),
    ]


@pytest.mark.parametrize("start", range(8))
def test_notes_in_are_notes_drawn_each_once_in_order_and_clear_of_the_text(
    see, filler, prose, start
):
    """NOTES cases 88, 89 and 90: `see` reads the pages, wherever they begin to break."""
    seen = see(*filler(start), *mixed(prose))

    assert len(seen.labels) == 17
    assert len(seen.pages) > 3


def test_the_file_has_every_note_once_too(filler, prose, small_house):
    """NOTES case 88: read from the PDF."""
    pdf = render(Brief(title="T", body=mixed(prose)), house=small_house)

    notes = [one.text for _, one in read_structure(pdf).walk() if one.role == "Note"]
    assert len(notes) == 17
    assert len({text[:8] for text in notes}) == 17


def test_a_plan_that_loses_a_note_is_refused(see, filler):
    """NOTES case 88: whatever went wrong, no file comes of it."""
    seen = see(*filler(3), Paragraph("One", note("Body.")))
    made = seen.made
    from briefkit.galley.setter import set_galley

    galley = set_galley(made.resolved, seen.house, made.library)
    lost = evolve(made.plan, pages=tuple(evolve(page, notes=()) for page in made.plan.pages))

    with pytest.raises(LayoutError, match="not placed whole and in order"):
        make_up(lost, galley, made.resolved, seen.house, made.library)


def test_the_same_brief_gives_the_same_bytes_in_any_process():
    """NOTES case 91: with other seeds of Python's hashes."""
    script = (
        "from briefkit import *; import hashlib, sys;"
        "b = Brief(title='T', body=[Paragraph('w ' * 40, note('n ' * n), note('m')) "
        "for n in range(1, 40, 3)]);"
        "sys.stdout.write(hashlib.sha256(render(b)).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "1")
    }
    assert len(digests) == 1


def test_what_cannot_be_set_ends_with_an_error_that_names_it(small_house):
    """NOTES case 92: a note area with no room for a line beside the text."""
    house = evolve(small_house, notes=NoteArea(space=230.0))
    brief = Brief(title="T", body=[Paragraph("One", note("Body."))])

    with pytest.raises(LayoutError) as caught:
        render(brief, house=house)

    assert caught.value.problems[0].cure


@pytest.mark.parametrize("number", [1, 3])
def test_no_note_starts_off_its_call_s_page_for_any_length_of_filler(see, filler, prose, number):
    """NOTES case 93: 39 lengths of filler; paragraphs, three in a sentence, items, rows, heads."""
    wrong = placements = 0
    for length in range(39):
        called = [part for name in "abc"[:number] for part in ("call", note(prose(20, name)), " ")]
        seen = see(
            *filler(length % 13),
            Paragraph(prose(length, "f")) if length else "f",
            Paragraph(*called),
            BulletList([["x", Paragraph("item", note("Of an item."))]]),
            Table([[Paragraph("cell", note("Of a cell.")), "d"]], head=[["A", "B"]]),
            Section(["Head", note("Of a head.")], ["Text."]),
        )
        calls, starts = seen.calls(), seen.starts()
        placements += len(calls)
        wrong += sum(calls[key] != starts[key] for key in calls)

    assert (wrong, placements) == (0, 39 * (number + 3))
