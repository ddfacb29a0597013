"""Notes under their table, a stream of their own: NOTES case 60, seen on finished pages."""

import pytest
from attrs import evolve

from briefkit import (
    Brief,
    Cell,
    CrossReference,
    LayoutError,
    ModelError,
    NoteCall,
    NoteOptions,
    Paragraph,
    SourceError,
    Table,
    check,
    note,
    parse_markdown,
    read_json,
    render,
    typeset,
    write_json,
)
from briefkit.frame import Destination, Frame
from briefkit.pages.drawn import refuse_lost_notes
from briefkit.preflight import structure_text
from briefkit.structure import Role


def table(rows: int = 2, **facts: object) -> Table:
    body = [[f"Row{n}", Paragraph(f"Cell{n}", note(f"Body{n}."))] for n in range(rows)]
    return Table(body, head=[["A", "B"]], **{"notes": "table", **facts})


def test_notes_of_a_table_stand_under_it_as_letters(see):
    """NOTES case 60: after its source; those of the text go on as they were."""
    seen = see(
        Paragraph("Before", note("One.")),
        table(caption=["Sums", note("Of them.")], source=["Own", note("Of ours.")]),
        Paragraph("After", note("Two.")),
    )

    text = [line.text for line in seen.lines]
    under = [line for line in text if line.endswith(("Body0.", "Body1.", "Of them.", "Of ours."))]
    assert under == ["aOf them.", "bBody0.", "cBody1.", "dOf ours."]
    assert text.index("aOf them.") == text.index("Source: Ownd") + 1
    assert text.index("After2") > text.index("dOf ours.")
    assert [seen.at("1One.")[1], seen.at("2Two.")[1]] == ["notes", "notes"]
    assert seen.line("Cell0").text.endswith("Cell0b")


def test_each_table_begins_anew(see):
    """NOTES case 60."""
    seen = see(table(), "Between.", table())

    assert [line.text for line in seen.lines if "Body" in line.text] == ["aBody0.", "bBody1."] * 2


def test_signs_stand_under_a_table_where_letters_stand_at_the_foot(see):
    """NOTES cases 44 and 60: the streams cannot be taken for each other."""
    options = NoteOptions(numbering="alpha", tables="table")

    seen = see(Paragraph("Text", note("One.")), table(notes=None), notes=options)

    assert [line.text for line in seen.lines if "Body" in line.text] == ["*Body0.", "†Body1."]


@pytest.mark.parametrize(
    ("of_table", "of_brief", "is_under"),
    [
        (None, "foot", False),
        (None, "table", True),
        ("foot", "table", False),
        ("table", "foot", True),
    ],
)
def test_a_table_says_where_its_notes_stand_and_else_the_brief(see, of_table, of_brief, is_under):
    """NOTES case 60: at the foot, unless someone says otherwise."""
    seen = see(table(notes=of_table), notes=NoteOptions(tables=of_brief))

    assert seen.at("Body0.")[1] == ("body" if is_under else "notes")


def test_a_note_s_own_place_goes_before_its_table_s(see):
    """NOTES case 60."""
    cell = Paragraph("Cell", note("At the foot.", place="foot"), note("Here."))

    seen = see(Table([["Row", cell]], notes="table"))

    assert seen.at("1At the foot.")[1] == "notes"
    assert seen.at("aHere.")[1] == "body"
    assert "Cell1,a" in seen.line("Cell").text


@pytest.mark.parametrize("lines", range(12))
def test_the_notes_of_a_small_table_stand_on_its_page(see, filler, lines):
    """NOTES case 60: at every distance from the foot."""
    seen = see(*filler(lines), table(), *filler(6, 60))

    pages = {seen.line(words).page for words in ("Row0", "Row1", "Body0.", "Body1.")}
    assert len(pages) == 1


@pytest.mark.parametrize("lines", range(0, 12, 3))
def test_the_notes_of_a_table_over_pages_stand_under_its_last_part(see, filler, lines):
    """NOTES case 60: in order, the first with the last row, and none is lost or drawn twice."""
    seen = see(*filler(lines), table(30), *filler(6, 60))

    bodies = [line for line in seen.lines if "Body" in line.text]
    assert [line.text.partition("Body")[2] for line in bodies] == [f"{n}." for n in range(30)]
    assert bodies[0].page == seen.line("Row29").page
    assert seen.made.resolved.notes == ()


def test_a_repeated_head_s_note_stands_once_under_its_table(see):
    """NOTES cases 58 and 60."""
    rows = [[f"r{n}", f"c{n}"] for n in range(30)]

    seen = see(Table(rows, head=[[Paragraph("Head", note("Of it.")), "B"]], notes="table"))

    assert seen.line("aOf it.").page == seen.line("r29").page


def test_a_table_s_note_may_hold_blocks_and_notes(see):
    """NOTES cases 60 and 71: the outer before the inner; a table in it has a stream of its own."""
    outer = note("Outer", note("Inner."), ".")
    inner = Table([["x", Paragraph("y", note("Deep."))]])

    seen = see(Table([["Row", Cell([Paragraph("Cell", outer), inner])]], notes="table"))

    under = [line.text for line in seen.lines if line.text.startswith(("aO", "bI", "aD"))]
    assert under == ["aDeep.", "aOuterb.", "bInner."]


def test_a_note_of_a_table_is_called_again_in_it_and_not_elsewhere(see):
    """NOTES cases 46 and 60: far from its table a letter would say nothing."""
    rows = [
        [Paragraph("Cell", note("Once.", id="n"))],
        [Paragraph("Again", NoteCall("n"), " see ", CrossReference("n"))],
    ]

    seen = see(Table(rows, notes="table"))

    assert seen.line("Again").text == "Againa see note\u00a0a"
    with pytest.raises(ModelError, match=r"calls the note 'n', which stands under a table"):
        typeset(Brief(title="T", body=[Table(rows, notes="table"), Paragraph("x", NoteCall("n"))]))


def test_notes_of_tables_are_told_in_markdown_and_json(tmp_path):
    """NOTES case 60: by the table, or for all tables of the brief."""
    text = "| A |\n|---|\n| b^[Note.] |\n\n: Caption {notes=table}\n"
    brief = parse_markdown(f"---\ntitle: T\nnotes: {{tables: table}}\n---\n\n{text}")

    assert brief.notes == NoteOptions(tables="table")
    assert brief.body[0].notes == "table"
    write_json(brief, tmp_path / "brief.json")
    assert read_json(tmp_path / "brief.json") == brief
    with pytest.raises(SourceError, match=r"Table.notes is 'under': give one of foot, table"):
        parse_markdown("---\ntitle: T\n---\n\n" + text.replace("=table", "=under"))
    with pytest.raises(SourceError, match=r"<text>:3.*tables.*foot, table"):
        parse_markdown("---\ntitle: T\nnotes: {tables: under}\n---\n\nText.\n")
    with pytest.raises(ModelError, match=r"NoteOptions.tables"):
        NoteOptions(tables="under")


def test_notes_of_tables_are_tagged_at_their_calls(see):
    """NOTES cases 60, 82, 84 and 85: Note with Lbl, Reference and Note tied both ways."""
    brief = Brief(title="T", body=[table(caption="Sums"), "After."])

    tree = typeset(brief).resolved.tree
    notes = [node for node in tree.nodes if node.role is Role.NOTE]
    assert len(notes) == 2
    for one in notes:
        assert tree[one.children[0]].role is Role.LABEL
        [reference] = one.refers_to
        assert tree[reference].role is Role.REFERENCE
        assert tree[reference].refers_to == (one.id,)
    seen = see(brief)
    targets = {link.target for _, link in seen.links()}
    assert {Destination(name) for name in ("note-1", "note-1-call")} <= targets
    pdf = render(brief)
    assert "Cell0a\na Body0." in structure_text(pdf)
    assert [one for one in check(pdf) if one.severity.name == "ERROR"] == []


def test_a_note_that_is_not_drawn_is_an_error():
    """NOTES case 88: whatever its stream, and whoever lost it."""
    made = typeset(
        Brief(title="T", body=[table(), Paragraph("x", note("At the end.", place="end"))])
    )
    bare = [evolve(page, frame=Frame(1, 1)) for page in made.pages]

    refuse_lost_notes(made.resolved.tree, made.pages)
    with pytest.raises(LayoutError, match="drawn on no page"):
        refuse_lost_notes(made.resolved.tree, bare)
    again = evolve(made.pages[0], index=1)
    with pytest.raises(LayoutError, match="drawn on 1, 2"):
        refuse_lost_notes(made.resolved.tree, [*made.pages, again])


def test_notes_under_a_table_read_from_the_right(see):
    """NOTES cases 60 and 81."""
    brief = Brief(title="T", language="ur", body=[table()], contents="no")

    seen = see(brief)

    area = evolve(seen.house.page, is_bound_right=True).type_area(0)
    assert seen.line("Body0.").end > area.right - 8
