"""Notes, their calls, their pages, their numbers."""

import pytest
from pikepdf import Array, Dictionary, Name, String

from briefkit import Brief, Table, note, render
from briefkit.preflight import check, findings


def paragraph(draft, *labels, shift=None):
    """Write a paragraph with a call and a footnote for each label, on the last page."""
    element = draft.element(draft.document, "P")
    for index, label in enumerate(labels):
        y = 700 - 20 * index
        draft.text(element, "A claim.", 50, y)
        draft.call(element, label, 100, y, "note-1")
        note = draft.note(element, label, "Its source.", 300 - 20 * index)
        note.ID = String(f"n{len(draft.mcids)}-{index}")
    return element


def test_a_note_that_nothing_calls_is_found(good, faults_of):
    """The call is gone, and only its text is left."""
    claim = good.all("P")[0]
    reference = claim.K[1]
    link = reference.K[0]
    claim.K[1] = link.K[0]
    del good.pdf.pages[0].obj["/Annots"]
    good.tree.ParentTree.Nums[1][link.K[0].MCID] = claim

    assert faults_of(good) == ["NoteWithoutCall"]


def test_a_call_whose_note_is_gone_is_found(good):
    section = good.all("Sect")[0]
    section.K[1].K[2].S = Name.Span

    found = check(good.bytes())

    assert [finding.code for finding in found] == ["CallWithoutNote"]
    assert found[0].message == "the call 2 leads to no note"
    assert found[0].page == 2


def test_a_call_to_another_note_s_place_calls_that_note_again(draft, faults_of):
    paragraph(draft, "1")
    again = draft.element(draft.document, "P")
    draft.text(again, "See above.", 50, 500)
    draft.call(again, "1", 100, 500)

    assert faults_of(draft.finish()) == []


def test_a_call_with_the_number_of_another_note_but_a_place_of_its_own_has_no_note(draft):
    """Numbers start again on each page; the second page's note is gone."""
    paragraph(draft, "1")
    draft.page()
    again = draft.element(draft.document, "P")
    draft.text(again, "A claim.", 50, 500)
    draft.call(again, "1", 100, 500, "note-2")

    assert [finding.code for finding in check(draft.finish().bytes())] == ["CallWithoutNote"]


@pytest.mark.parametrize("text", ["See page 12", "12", "Figure 3"])
def test_a_cross_reference_is_no_call(draft, faults_of, text):
    element = draft.element(draft.document, "P")
    draft.text(element, "As we said on page ", 50, 500)
    draft.call(element, text, 150, 500, "note-1")

    assert faults_of(draft.finish()) == []


def test_an_entry_of_the_contents_is_no_call(draft, faults_of):
    entry = draft.element(draft.element(draft.document, "TOC"), "TOCI")
    draft.text(entry, "Aftermath", 50, 500)
    draft.call(entry, "3", 150, 500, "note-1")

    assert faults_of(draft.finish()) == []


def test_a_note_off_its_call_s_page_is_found(draft):
    element = draft.element(draft.document, "P")
    draft.text(element, "A claim.", 50, 500)
    draft.call(element, "1", 150, 500)
    draft.page()
    draft.note(element, "1", "Its source.")

    (finding,) = check(draft.finish().bytes())

    assert isinstance(finding, findings.NoteOffItsCallsPage)
    assert finding.page == 2
    assert finding.message == "note 1 starts here, but is called on page 1"


def table_over_two_pages(draft, label):
    """Write a table with a note called in its first row, and the note under its last."""
    table = draft.element(draft.document, "Table")
    rows = []
    for number in range(3):
        cell = draft.element(draft.element(table, "TR"), "TD")
        draft.text(cell, "A cell.", 50, 500 - 20 * number)
        if number == 0:
            draft.call(cell, label, 150, 500)
            rows.append(cell)
            draft.page()
    return rows[0]


def test_a_note_under_a_table_may_start_on_the_page_on_which_that_ends(draft, faults_of):
    cell = table_over_two_pages(draft, "a")
    draft.note(cell, "a", "Its source.")

    assert "NoteOffItsCallsPage" not in faults_of(draft.finish())


@pytest.mark.parametrize(("label", "pages"), [("1", 0), ("a", 1)])
def test_a_note_called_in_a_table_that_is_none_of_its_is_found(draft, faults_of, label, pages):
    """A footnote; a note a page after the table's end."""
    cell = table_over_two_pages(draft, label)
    for _ in range(pages):
        draft.page()
        draft.text(draft.element(draft.document, "P"), "Other matter.", 50, 500)
        draft.page()
    draft.note(cell, label, "Its source.")

    assert "NoteOffItsCallsPage" in faults_of(draft.finish())


def test_a_note_may_run_on_to_the_next_page(draft, faults_of):
    element = draft.element(draft.document, "P")
    draft.text(element, "A claim.", 50, 500)
    draft.call(element, "1", 150, 500)
    note = draft.note(element, "1", "Its source is ")
    draft.page()
    draft.text(note, "long.")
    draft.text(element, " And on.", 50, 600)

    assert faults_of(draft.finish()) == []


def endnotes(draft, called, printed):
    element = draft.element(draft.document, "P")
    for index, label in enumerate(called):
        draft.text(element, "A claim.", 50, 700 - 20 * index)
        draft.call(element, label, 150, 700 - 20 * index)
    draft.page()
    section = draft.element(draft.document, "Sect")
    for index, label in enumerate(printed):
        draft.note(section, label, "Its source.", 700 - 20 * index)
    return draft.finish()


def test_a_term_may_call_a_note(draft, faults_of):
    """Its label is more than a number, so what is in it is no way back."""
    item = draft.element(draft.element(draft.document, "L"), "LI")
    term = draft.text(draft.element(item, "Lbl"), "A term", 50, 500)
    draft.call(term, "1", 150, 500)
    draft.note(term, "1", "Its source.")
    draft.text(draft.element(item, "LBody"), "What it means.", 60, 480)

    assert faults_of(draft.finish()) == []


def test_endnotes_stand_on_other_pages_than_their_calls(draft, faults_of):
    assert faults_of(endnotes(draft, ["i", "ii", "iii"], ["i", "ii", "iii"])) == []


def test_an_endnote_without_call_is_found(draft, faults_of):
    assert faults_of(endnotes(draft, ["i", "ii"], ["i", "ii", "iii"])) == ["NoteWithoutCall"]


def test_a_call_without_endnote_is_found(draft, faults_of):
    assert faults_of(endnotes(draft, ["i", "ii", "iii"], ["i", "ii"])) == ["CallWithoutNote"]


def test_a_note_may_name_its_call(draft, faults_of):
    """/Ref of PDF 2.0, both ways."""
    element = draft.element(draft.document, "P")
    draft.text(element, "A claim.", 50, 700)
    reference = draft.call(element, "*", 150, 700, "note-1")
    section = draft.element(draft.document, "Sect")
    note = draft.note(section, "*", "Its source.")
    note.S = Name.FENote
    note.NS = Dictionary(Type=Name.Namespace, NS=String("http://iso.org/pdf2/ssn"))
    note.Ref = Array([reference])

    assert faults_of(draft.finish()) == []


@pytest.mark.parametrize(
    "labels",
    [
        ["1", "2", "3"],
        ["i", "ii", "iii", "iv", "v"],
        ["I", "II", "III", "IV"],
        ["a", "b", "c", "d"],
        ["*", "†", "‡"],
        ["1", "a", "2", "b"],
        ["[1]", "[2]"],
    ],
)
def test_notes_may_be_numbered_in_any_way(draft, faults_of, labels):
    paragraph(draft, *labels)

    assert faults_of(draft.finish()) == []


@pytest.mark.parametrize(
    ("labels", "told"),
    [
        (["1", "2", "4"], "note 4 follows note 2"),
        (["1", "2", "2"], "note 2 follows note 2"),
        (["2", "3"], "note 2 is the first"),
        (["i", "ii", "v"], "note v follows note ii"),
        (["a", "c"], "note c follows note a"),
        (["1", "1"], "note 1 stands twice"),
    ],
)
def test_a_hole_in_the_numbers_is_found(draft, labels, told):
    paragraph(draft, *labels)

    (finding,) = check(draft.finish().bytes())

    assert isinstance(finding, findings.NoteNumberingHole)
    assert finding.message == told


def test_numbers_that_run_backwards_are_found(draft, faults_of):
    paragraph(draft, "1", "3", "2")

    assert faults_of(draft.finish()) == ["NoteNumberingHole", "NoteNumberingHole"]


def test_numbers_may_start_again_on_a_page(draft, faults_of):
    paragraph(draft, "1", "2")
    draft.page()
    paragraph(draft, "1", "2")
    draft.page()
    paragraph(draft, "1")
    draft.page()
    paragraph(draft, "1")

    assert faults_of(draft.finish()) == []


def test_footnotes_and_endnotes_count_on_their_own(draft, faults_of):
    paragraph(draft, "1", "2")
    endnotes(draft, ["i"], ["i"])

    assert faults_of(draft) == []


def test_a_call_may_stand_in_emphasis(draft):
    element = draft.element(draft.document, "P")
    span = draft.element(element, "Span")
    draft.text(span, "A claim.", 50, 500)
    draft.call(span, "1", 150, 500)
    draft.page()
    draft.note(element, "1", "Its source.")

    assert [finding.code for finding in check(draft.finish().bytes())] == ["NoteOffItsCallsPage"]


def note_in_a_cell(draft, label):
    row = draft.element(draft.element(draft.document, "Table"), "TR")
    cell = draft.element(row, "TD")
    draft.text(cell, "90", 50, 200)
    draft.call(cell, label, 80, 200, "note-1")
    draft.note(cell, label, "Its source.")


def test_numbered_notes_of_a_table_count_with_those_of_the_text(draft, faults_of):
    paragraph(draft, "1", "2")
    note_in_a_cell(draft, "3")
    draft.page()
    paragraph(draft, "4")

    assert faults_of(draft.finish()) == []


def test_lettered_notes_of_a_table_count_on_their_own(draft, faults_of):
    paragraph(draft, "a", "b")
    note_in_a_cell(draft, "a")
    draft.page()
    paragraph(draft, "c")

    assert faults_of(draft.finish()) == []


def test_each_table_of_a_page_has_a_note_a_of_its_own():
    tables = [Table([["1", ["2", note("Its source.")]]], notes="table") for _ in range(2)]

    assert check(render(Brief(title="T", body=[*tables, "Text."]))) == ()


def test_a_note_without_id_is_found(good, faults_of):
    del good.all("Note")[0].ID

    assert faults_of(good) == ["NoteWithoutId"]


def test_two_notes_with_one_id_are_found(good):
    good.all("Note")[1].ID = String("note-1")

    (finding,) = check(good.bytes())

    assert isinstance(finding, findings.DuplicateNoteId)
    assert finding.page == 2


def test_a_note_without_label_is_found(good, faults_of):
    good.all("Note")[0].K[0].S = Name.Span

    assert faults_of(good) == ["NoteWithoutLabel"]


@pytest.mark.parametrize("number", ["1", "12", "i", "*"])
def test_a_note_whose_number_runs_into_its_text_is_called(draft, faults_of, number):
    """As LibreOffice writes them, with a link for a call and the notes at the end."""
    paragraph = draft.element(draft.document, "P")
    for label, x in ((number, 100), ("3", 200)):
        link = draft.element(paragraph, "Link")
        draft.text(link, label, x)
        draft.link(link, (x, 700, x + 5, 708))
    note = draft.element(draft.element(draft.document, "Div"), "Note", ID=String("n"))
    draft.text(note, f"{number}The note.", 50, 100)

    assert set(faults_of(draft.finish())) <= {"NoteWithoutLabel", "NoteNumberingHole"}


def test_the_labels_of_a_list_in_a_note_are_not_the_note_s(draft, faults_of):
    element = draft.element(draft.document, "P")
    draft.text(element, "A claim.", 50, 500)
    draft.call(element, "1", 150, 500)
    note = draft.note(element, "1", "Its sources:")
    item = draft.element(draft.element(note, "L"), "LI")
    draft.text(draft.element(item, "Lbl"), "7", 60, 80)
    draft.text(draft.element(item, "LBody"), "A book.", 70, 80)

    assert faults_of(draft.finish()) == []


def test_a_note_within_a_note_is_called_from_it(draft, faults_of):
    element = draft.element(draft.document, "P")
    draft.text(element, "A claim.", 50, 500)
    draft.call(element, "1", 150, 500)
    note = draft.note(element, "1", "Its source.", 120)
    draft.call(note, "2", 150, 120)
    draft.note(note, "2", "The source's source.")

    assert faults_of(draft.finish()) == []


def test_a_footnote_by_name_keeps_its_call_s_page_wherever_it_stands(draft, faults_of):
    element = draft.element(draft.document, "P")
    draft.text(element, "A claim.", 50, 500)
    draft.call(element, "1", 150, 500)
    draft.page()
    section = draft.element(draft.document, "Sect")
    note = draft.note(section, "1", "Its source.")
    note.A = Dictionary(O=Name.FENote, NoteType=Name.Footnote)

    assert faults_of(draft.finish()) == ["NoteOffItsCallsPage"]


def test_a_call_may_be_a_link_in_a_label_of_its_own(draft, faults_of):
    """So Typst writes it, and Lbl and Link again in the note."""
    claim = draft.element(draft.document, "P")
    draft.text(claim, "The first claim.")
    call = draft.element(draft.element(claim, "Lbl"), "Link")
    draft.text(call, "1", 150)
    draft.link(call, (150, 700, 155, 708), "Note 1")
    note = draft.element(claim, "Note", ID=String("note-1"))
    back = draft.element(draft.element(note, "Lbl"), "Link")
    draft.text(back, "1", 50, 100)
    draft.link(back, (50, 100, 55, 108), "Back")
    draft.text(note, "See the archive.", 60, 100)

    assert faults_of(draft.finish()) == []
