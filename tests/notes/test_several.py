"""Several notes in one line, paragraph or place: NOTES cases 33 to 38, seen on finished pages."""

import pytest

from briefkit import Emphasis, Paragraph, note, render
from briefkit.frame import GlyphRun


def test_two_notes_of_one_line_stand_under_each_other(see):
    """NOTES case 33."""
    seen = see(Paragraph("One", note("First."), " two", note("Second."), " end."))

    assert seen.text(1, "notes") == ["1First.", "2Second."]


@pytest.mark.parametrize("lines", range(4, 12))
def test_three_notes_of_one_line_are_never_lost(see, filler, prose, lines):
    """NOTES case 34: the line moves, or the third is split; each starts on its call's page."""
    called = [part for name in "abc" for part in (f"call{name}", note(prose(20, name)), " ")]

    seen = see(*filler(lines), Paragraph(*called), *filler(12, 60))

    page = seen.at("calla1")[0]
    assert [seen.at(f"{name}0000")[0] for name in "abc"] == [page] * 3


def test_adjacent_notes_stand_in_the_order_of_their_calls(see):
    """NOTES case 35."""
    seen = see(Paragraph("Word", *(note(f"Note {name}.") for name in "abcd"), " end."))

    assert [text[1:] for text in seen.text(1, "notes")] == [f"Note {name}." for name in "abcd"]


def test_adjacent_calls_are_parted_by_a_comma_of_their_size(see):
    """NOTES case 36: also where an empty thing stands between them."""
    calls = (note("A."), note("B."), Emphasis(""), note("C."))
    seen = see(Paragraph("Word", *calls, " end."))

    assert seen.line("Word").text == "Word1,2,3 end."
    runs = [one.item for one in seen.pages[0].frame.flat() if isinstance(one.item, GlyphRun)]
    sizes = {run.size for run in runs if run.text == ","}
    assert sizes == {next(run.size for run in runs if run.text == "2")}


def test_a_reader_hears_the_comma_between_two_calls():
    """NOTES case 36."""
    from briefkit import Brief
    from briefkit.preflight import structure_text

    body = [Paragraph("Word", note("A."), note("B."), " end.")]

    heard = structure_text(render(Brief(title="T", body=body)))

    assert heard.split("\n")[1:] == ["Word1", "1 A.", ",2", "2 B.", "end."]


def test_notes_that_wait_come_before_new_ones(see, filler, prose):
    """NOTES case 37: for three of them on lines near the foot."""
    body = [Paragraph(f"Call{name}.", note(prose(40, name))) for name in "abc"]

    seen = see(*filler(5), *body, *filler(4, 60), Paragraph("New.", note("Body.")), *filler(20, 70))

    words = [word for line in seen.lines if line.region == "notes" for word in line.text.split()]
    heads = [word.lstrip("0123456789")[0] for word in words if "00" in word]
    assert heads == sorted(heads)


def test_two_hundred_notes_in_one_paragraph_are_all_drawn(see):
    """NOTES case 38: `see` finds each drawn once, on its call's page, in order."""
    parts = [part for n in range(200) for part in (f"word{n}", note(f"Body {n}."), " ")]

    seen = see(Paragraph(*parts))

    assert seen.labels == [str(number) for number in range(1, 201)]
    assert sum(seen.note_lines()) == 200
