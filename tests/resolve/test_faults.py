"""What is wrong with a brief: all of it at once, each fault with its place and its cure."""

import pytest

from briefkit.bounds import Limits
from briefkit.errors import ModelError, PictureError
from briefkit.model.blocks import BulletList, Paragraph, Section, note
from briefkit.model.brief import Brief, Edition, RelatedPublication
from briefkit.model.figures import Cover, Figure
from briefkit.model.inline import CrossReference, Emphasis, Link, Note, NoteCall, Strong, Text
from briefkit.model.people import Organisation, Person
from briefkit.model.tables import Cell, Table
from briefkit.resolve import resolve
from briefkit.resolve.survey import DEEPEST_INLINES


def faults(**facts):
    """Return what resolving raises, a line a problem."""
    with pytest.raises(ModelError) as caught:
        resolve(Brief(**{"title": "T", **facts}))
    return [str(problem) for problem in caught.value.problems]


def test_all_faults_come_at_once_in_the_order_of_the_brief(tmp_path):
    (tmp_path / "broken.png").write_bytes(b"no picture")
    found = faults(
        authors=[Person("A", email="nobody", orcid="0000-0002-1825-0098")],
        organisations=[Organisation("O", url="https://a..example")],
        editions=[Edition("tr", " ")],
        related=[RelatedPublication("R", "#x")],
        doi="nothing",
        issn="1234",
        body=[
            Paragraph("See ", NoteCall("missing"), " here"),
            Section(
                "Aftermath",
                [
                    Figure(tmp_path / "broken.png", alt="x", caption="Rents, 2020", id="fig"),
                    Paragraph("See ", CrossReference("figg"), "."),
                ],
                id="fig",
            ),
            Table([["a", "b"], ["c"]], caption="Wages"),
        ],
    )

    assert found[:6] == [
        "authors[0].email: is 'nobody', no mail address: write it as name@example.org",
        ("authors[0].orcid: is '0000-0002-1825-0098', no ORCID: its form or its last digit is"
        " wrong: write it as 0000-0002-1825-0097"),
        ("organisations[0].url: the address 'https://a..example' has no host that can be: write"
        " the whole address"),
        "editions[0]: has no title: give one",
        "related[0].url: leads into the brief, not out of it: write it from https:// on",
        "doi: is 'nothing', no DOI: write it as 10.1000/182",
    ]  # fmt: skip
    assert found[6:9] == [
        "issn: is '1234', no ISSN: write it as 1234-5678",
        ('paragraphs[0] ("See here"): calls the note \'missing\', and there is none: add it, or'
        " take this out"),
        ('sections[0].figures[0] ("Rents, 2020"): has the id \'fig\', which sections[0] has too:'
        " give each its own"),
    ]  # fmt: skip
    assert found[9].startswith('sections[0].figures[0] ("Rents, 2020"): the picture ')
    assert found[10:] == [
        ("sections[0].paragraphs[0] (\"See .\"): refers to 'figg', and nothing has this id: write"
        " 'fig', or add it"),
        ('tables[0] ("Wages").rows[1]: fills 1 of its table\'s 2 columns: give each row as many'
        " columns, spans counted"),
    ]  # fmt: skip


def test_pictures_alone_raise_an_error_of_pictures(tmp_path):
    with pytest.raises(PictureError) as caught:
        resolve(
            Brief(
                title="T",
                cover=Cover("missing.jpg", alt="x"),
                authors=[Person("A", photo="none.jpg")],
                organisations=[Organisation("O", logo="none.png")],
                body=[Figure("no.png", alt="x", caption="C")],
            ),
            folder=tmp_path,
        )

    assert [problem.where for problem in caught.value.problems] == [
        "cover", "authors[0].photo", "organisations[0].logo", 'figures[0] ("C")',
    ]  # fmt: skip


def test_a_picture_outside_the_folder_is_refused(tmp_path):
    inner = tmp_path / "brief"
    inner.mkdir()
    with pytest.raises(PictureError, match="outside"):
        resolve(Brief(title="T", body=[Figure("../x.png", alt="x")]), folder=inner)


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        (
            [Paragraph("a", Note((Paragraph("b", NoteCall("n")),), id="n"))],
            (
                "paragraphs[0].notes[0].paragraphs[0] (\"b\"): the note 'n' refers to itself:"
                " take the reference out"
            ),
        ),
        (
            [Paragraph("a", Note((Paragraph("b", note("c", CrossReference("n"))),), id="n"))],
            "the note 'n' refers to itself",
        ),
        ([Paragraph("a", Note((Paragraph(" "),)))], '("a").notes[0]: is empty: give it text'),
        (
            [Paragraph(Link("https://example.org", ["a", note("b")]))],
            "a note is called in a link: call it after the link",
        ),
        (
            [Paragraph(Link("https://example.org", Link("https://example.org", "a")))],
            "a link stands in another link",
        ),
        (
            [
                Paragraph(Link("https://example.org", CrossReference("s", "a"))),
                Section("s", id="s"),
            ],
            "a cross-reference stands in another link",
        ),
        ([Paragraph(Link("https://example.org", " "))], "shows nothing: give it words"),
        ([Paragraph(Link("#nowhere"))], "refers to 'nowhere', and nothing has this id"),
        (
            [Paragraph(CrossReference("nowhere", "a"))],
            "refers to 'nowhere', and nothing has this id",
        ),
        ([Paragraph(Link("mailto:nobody"))], "holds no mail address"),
        ([Paragraph("a", id="p"), Paragraph(CrossReference("p"))], "has nothing to show"),
        ([Paragraph(" ", id="p")], "paragraphs[0]: is empty and has the id 'p'"),
        ([Paragraph("a", id="p"), Paragraph(NoteCall("p"))], "which is no note (paragraphs[0])"),
        ([BulletList([[Section("S")]])], 'sections[0] ("S"): is a section in a list'),
        ([Table([[Cell([Section("S")])]])], "is a section in a table's cell"),
        ([Paragraph("a", Note((Section("S", ["x"]),)))], "is a section in a note"),
    ],
)
def test_each_fault_says_what_where_and_what_now(body, fault):
    assert any(fault in line for line in faults(body=body)), faults(body=body)


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        ([["a", "b"], ["c"]], "rows[1]: fills 1 of its table's 2 columns"),
        ([["a"], ["b", "c"]], "rows[1]: has more cells than its table's 1 columns have room for"),
        ([["a", Cell("b", row_span=2)]], "rows[0]: has a cell that spans 2 rows, and too few"),
        (
            [[Cell("a", row_span=2), "b"], [Cell("c", column_span=2)]],
            "rows[1]: has more cells than",
        ),
        ([["a", "b"], []], "rows[1]: fills 0 of its table's 2 columns"),
    ],
)
def test_tables_are_whole(rows, fault):
    assert any(fault in line for line in faults(body=[Table(rows)]))


def test_spans_that_fit_are_no_fault():
    rows = [
        [Cell("a", row_span=2), "b", Cell("c", column_span=2, row_span=3)],
        ["d"],
        [Cell("e", column_span=2)],
    ]

    (table,) = resolve(Brief(title="T", body=[Table(rows)])).blocks

    assert [[cell.column for cell in row] for row in table.rows] == [[0, 1, 2], [1], [0]]


def test_no_cell_spans_from_head_to_body():
    table = Table([["a", "b"]], head=[[Cell("h", row_span=2), "i"]])

    assert any("head[0]: has a cell that spans 2 rows" in line for line in faults(body=[table]))


def test_a_table_has_no_more_alignments_than_columns():
    (fault,) = faults(body=[Table([["a"]], alignments=["start", "end"])])

    assert fault == "tables[0]: has 2 alignments for 1 columns: give one a column"


def test_a_table_of_many_bad_rows_does_not_drown_the_rest():
    found = faults(body=[Table([["a", "b"], *([["c"]] * 100)])])

    assert len(found) == 6
    assert found[-1] == "tables[0].rows: has 95 more rows with such faults"


def test_inlines_nest_to_a_limit():
    """Never a RecursionError, however deep."""
    for depth, is_fine in ((DEEPEST_INLINES, True), (DEEPEST_INLINES + 1, False), (5_000, False)):
        deep = Text("x")
        for level in range(depth):
            deep = Strong(deep) if level % 2 else Emphasis(deep)
        if is_fine:
            resolve(Brief(title="T", body=[Paragraph(deep)]))
        else:
            (fault,) = faults(body=[Paragraph(deep)])
            assert fault.startswith(f'paragraphs[0] ("x"): nests inlines more than {64} deep')


def test_blocks_nest_to_a_limit():
    for depth, is_fine in ((Limits().nesting, True), (Limits().nesting + 1, False), (200, False)):
        deep = Section("in")
        for _ in range(depth - 1):
            deep = Section("out", [deep])
        if is_fine:
            resolve(Brief(title="T", body=[deep]))
        else:
            (fault,) = faults(body=[deep])
            assert f"nests blocks more than {Limits().nesting} deep" in fault


def test_notes_in_notes_nest_to_a_limit():
    deep = note("x")
    for _ in range(300):
        deep = note("y", deep)

    (fault,) = faults(body=[Paragraph(deep)])

    assert "deep" in fault


def test_titles_nest_to_a_limit():
    deep = Text("x")
    for _ in range(5_000):
        deep = Strong(deep)

    assert len(faults(title=deep, body=[Section(deep), Figure("x.png", caption=deep)])) == 4


def test_a_footnote_on_the_cover_is_refused():
    found = faults(cover=Cover(caption=["C", note("n")]))

    assert found == [
        ("cover.caption.notes[0]: is a footnote on the cover, which has no foot: put it into the"
        " title, or into the text")
    ]  # fmt: skip


def test_what_is_beyond_two_hundred_faults_is_counted():
    found = faults(body=[Paragraph(NoteCall(f"n{index}")) for index in range(1_000)])

    assert len(found) == 201
    assert found[-1] == "and 800 more of these"
