"""Notes called from within other things: NOTES cases 54 to 70, seen on finished pages."""

from io import BytesIO

import pytest
from PIL import Image
from pypdf import PdfReader

from briefkit import (
    Box,
    Brief,
    BulletList,
    Cell,
    Code,
    Cover,
    Definition,
    DefinitionList,
    Figure,
    KeyPoints,
    LineBreak,
    ModelError,
    NoteOptions,
    NumberedList,
    Paragraph,
    Person,
    PullQuote,
    Quotation,
    Section,
    Table,
    note,
    render,
    typeset,
)
from briefkit.frame import Fill


@pytest.fixture(scope="module")
def picture() -> bytes:
    file = BytesIO()
    Image.new("RGB", (600, 300), "#9ab").save(file, "PNG")
    return file.getvalue()


@pytest.mark.parametrize("lines", range(3, 12))
def test_notes_of_list_items_stand_on_their_items_pages(see, filler, lines):
    """NOTES case 54: of a nested list and of the last item, at every distance from the foot."""
    inner = NumberedList(["One", Paragraph("Inner", note("In it."))])
    items = ["First", [Paragraph("Second", note("Two.")), inner], Paragraph("Last", note("End."))]

    seen = see(*filler(lines), BulletList(items), *filler(5, 60))

    assert seen.at("Second1")[0] == seen.at("Two.")[0]
    assert seen.at("Inner2")[0] == seen.at("In it.")[0]
    assert seen.at("Last3")[0] == seen.at("End.")[0]


def test_notes_of_terms_and_definitions_stand_on_their_pages(see, filler):
    """NOTES case 54: the third kind of list."""
    items = [
        Definition(["Term", note("Of a term.")], [Paragraph("Meaning", note("Of a meaning."))])
    ]

    seen = see(*filler(6), DefinitionList(items), *filler(8, 60))

    assert seen.labels == ["1", "2"]


@pytest.mark.parametrize("lines", range(2, 12))
def test_notes_of_cells_stand_on_their_rows_pages(see, filler, lines):
    """NOTES cases 55 and 56: a row that moves takes its note along; none is drawn twice."""
    rows = [[f"Row{n}", Paragraph(f"Cell{n}", note(f"Note{n}."))] for n in range(5)]

    seen = see(*filler(lines), Table(rows, head=[["A", "B"]]), *filler(5, 60))

    for n in range(5):
        assert seen.at(f"Cell{n}{n + 1}")[0] == seen.at(f"Note{n}.")[0]


def test_notes_of_a_row_over_two_pages_go_each_with_its_own_line(see, filler, prose):
    """NOTES case 57: a row higher than a page."""
    text = [
        part for n in range(12) for part in (f"{prose(14, f's{n}x')} end{n:02}", note(f"N{n}."))
    ]

    seen = see(*filler(2), Table([["a", Paragraph(*text)]]), *filler(3, 60))

    pages = [seen.at(f"N{n}.")[0] for n in range(12)]
    assert len(set(pages)) > 1
    assert pages == [seen.at(f"end{n:02}")[0] for n in range(12)]


def test_a_note_of_a_repeated_head_is_drawn_once_on_the_first_page(see):
    """NOTES case 58: so is its number's link; what is repeated is furniture."""
    head = [[Paragraph("Head", note("Of the head.")), "B"]]

    seen = see(Table([[f"r{n}", f"c{n}"] for n in range(30)], head=head))

    heads = [line for line in seen.lines if line.text.startswith("Head")]
    assert len(heads) > 1
    assert [line.page for line in heads] == list(range(1, len(heads) + 1))
    assert seen.at("Of the head.") == (1, "notes")
    assert seen.labels == ["1"]
    assert len([one for _, one in seen.links() if one.contents == "note\u00a01"]) == 1


def test_cells_that_span_are_drawn_once_with_their_notes(see, filler):
    """NOTES case 59: over columns and over rows."""
    rows = [
        [Cell([Paragraph("Wide", note("Over two."))], column_span=2), "x"],
        [Cell([Paragraph("High", note("Over rows."))], row_span=2), "y", "z"],
        ["u", "v"],
    ]

    seen = see(*filler(3), Table(rows, head=[["A", "B", "C"]]), *filler(6, 60))

    assert seen.line("Wide").text.startswith("Wide1")
    assert "High2" in seen.line("High").text


def test_a_caption_s_note_is_drawn_once(see, picture):
    """NOTES case 61: a figure's and a table's."""
    seen = see(
        Figure(picture, alt="A field", caption=["Field", note("Of it.")], placement="here"),
        Table([["a", "b"]], caption=["Sums", note("Of them.")], source=["Own", note("Of ours.")]),
    )

    assert "Field1" in seen.line("Figure").text
    assert "Sums2" in seen.line("Table").text
    assert "Own3" in seen.line("Source").text
    for number, words in enumerate(("Of it.", "Of them.", "Of ours."), start=1):
        assert seen.line(words).text == f"{number}{words}"


@pytest.mark.parametrize("placement", ["top", "bottom", "page", "auto"])
@pytest.mark.parametrize("lines", [4, 7, 10, 13])
def test_a_floated_figure_s_note_goes_where_the_figure_goes(see, filler, picture, placement, lines):
    """NOTES cases 62 and 79."""
    figure = Figure(
        picture, alt="A field", caption=["Field", note("Of it.")], placement=placement, width=0.7
    )

    seen = see(*filler(lines), figure, *filler(14, 60))

    assert seen.line("Figure").page == seen.at("Of it.")[0]


@pytest.mark.parametrize(
    "make",
    [
        lambda called: Box([called], title="Title"),
        lambda called: Box(["Text."], title=["Title", *called.children]),
        lambda called: PullQuote(called.children, by="Someone"),
        lambda called: PullQuote("Said", by=called.children),
        lambda called: KeyPoints(["One", called]),
        lambda called: Box([BulletList(["One", called])]),
    ],
    ids=["box", "box title", "pull quote", "pull quote by", "key points", "list in box"],
)
def test_notes_of_panels_stand_on_the_panels_pages(see, filler, make):
    """NOTES case 63: at every distance from the foot."""
    called = Paragraph("Calling", note("Body of it."))
    for lines in range(4, 12):
        seen = see(*filler(lines), make(called), *filler(5, 60))
        assert seen.line("Calling").page == seen.at("Body of it.")[0]


def test_the_key_points_and_abstract_of_a_brief_may_call_notes(see):
    """NOTES case 63."""
    brief = Brief(
        title="T",
        abstract=[Paragraph("Abstract", note("A."))],
        key_points=[Paragraph("Point", note("B."))],
        body=[Paragraph("Text", note("C."))],
    )

    seen = see(brief)

    for words in ("Abstract1", "Point2", "Text3"):
        assert seen.line(words)


@pytest.mark.parametrize("lines", range(2, 12))
def test_a_pull_quote_and_its_note_move_as_one(see, filler, prose, lines):
    """NOTES case 64: a pull quote may not break, and its note is four lines high."""
    seen = see(*filler(lines), PullQuote([prose(8, "q"), note(prose(30))]), *filler(14, 60))

    assert seen.at("q0000")[0] == seen.at("q0007")[0] == seen.at("w0000")[0]


def test_a_title_s_note_with_a_star_stands_on_the_title_s_page(see):
    """NOTES case 66: without a cover, and with one, behind which the title stands again."""
    title = ["Title", note("The authors thank many.", label="*")]
    body = [Paragraph("Text", note("Body."))]

    plain = see(Brief(title=title, body=body, contents="no"))
    covered = see(Brief(title=title, body=body, contents="no", cover=Cover()))

    assert plain.text(1, "notes") == ["*The authors thank many.", "1Body."]
    assert plain.line("Title").text == "Title*"
    assert covered.at("*The authors") == (2, "notes")
    assert covered.line("Title*").page == 2


def test_a_subtitle_s_note_is_not_lost(see):
    """NOTES case 66."""
    for cover in (None, Cover()):
        brief = Brief(title="T", subtitle=["Below", note("Of it.")], body=["Text"], cover=cover)
        seen = see(brief)
        assert seen.at("1Of it.")[0] == seen.line("Below1").page


def test_a_cover_refuses_a_footnote_and_takes_an_endnote(picture):
    """NOTES case 66: a cover has no foot."""
    cover = Cover(picture, alt="A field", caption=["Field", note("Of it.")])

    with pytest.raises(ModelError, match="footnote on the cover"):
        typeset(Brief(title="T", cover=cover, body=["Text"]))
    typeset(Brief(title="T", cover=cover, body=["Text"], notes=NoteOptions(place="end")))


def test_running_heads_never_call_a_note(see, filler):
    """NOTES case 67: they are made of titles, without their notes, and take nothing else."""
    section = Section(["Part", note("Of the part.")], filler(40))

    seen = see(Brief(title=["Whole", note("Of the whole.")], body=[section], contents="no"))

    margins = [line.text for line in seen.lines if line.region == "margin"]
    assert any("Whole" in text for text in margins)
    assert not any("Whole1" in text or "Part2" in text for text in margins)
    with pytest.raises((TypeError, ModelError)):
        Brief(title="T", series=["S", note("x")])


def test_a_heading_s_note_leaks_nowhere(see, filler):
    """NOTES case 68: not into the contents list, the outline or the running head."""
    sections = [
        Section([f"Part{name}", note(f"Of part {name}.")], filler(20, 100 * number))
        for number, name in enumerate("abc")
    ]
    brief = Brief(title="T", body=sections, contents="yes")

    seen = see(brief)

    for number, name in enumerate("abc", start=1):
        lines = [line for line in seen.lines if f"Part{name}" in line.text]
        called = [line for line in lines if f"Part{name}{number}" in line.text]
        assert len(lines) >= 2
        assert [line.page for line in called] == [seen.at(f"Of part {name}.")[0]]
    outline = PdfReader(BytesIO(render(brief))).outline
    titles = [entry.title for entry in outline if not isinstance(entry, list)]
    assert [title for title in titles if title.startswith("Part")] == ["Parta", "Partb", "Partc"]


def test_quotations_verse_and_code_call_notes(see, filler):
    """NOTES case 69: code in a line; a block of code is a string, and is set as it is."""
    seen = see(
        *filler(2),
        Quotation(
            [Paragraph("Quoted", note("Of a quotation."))],
            attribution=["Someone", note("Of them.")],
        ),
        Paragraph("Verse", note("Of verse."), LineBreak(), "second line"),
        Paragraph("Run ", Code("a = 1"), note("Of code.")),
        *filler(8, 60),
    )

    assert seen.line("Quoted").text == "Quoted1"
    assert "Someone2" in seen.line("Someone").text
    assert seen.line("Verse").text == "Verse3"
    assert seen.line("a = 1").text == "Run a = 14"


def test_a_biography_and_the_back_matter_may_call_notes(see, filler):
    """NOTES case 70: they stand at the foot of their pages, or with the endnotes."""
    facts = {
        "title": "T",
        "body": filler(3),
        "authors": [Person("A. B.", bio=["Writes", note("Of her.")])],
        "acknowledgements": [Paragraph("Thanks", note("Of them."))],
        "disclaimer": [Paragraph("Views", note("Of ours."))],
    }

    seen = see(Brief(**facts))

    for words in ("Writes", "Thanks", "Views"):
        assert seen.line(words).text.rstrip(".")[-1] in "123"
    ends = see(Brief(**facts, notes=NoteOptions(place="end")))
    assert ends.labels == []
    assert len([line for line in ends.lines if line.text.startswith("[")]) == 3


def test_a_rule_stands_only_on_pages_with_notes(see, filler):
    """NOTES case 4, with notes in a table's cell and in a heading."""
    seen = see(
        *filler(20),
        Section(["Head", note("Of it.")], [Table([[Paragraph("c", note("Of c.")), "d"]])]),
    )

    for page in seen.pages:
        rules = [
            one
            for one in page.frame.flat()
            if isinstance(one.item, Fill) and one.item.height == 0.5 and one.item.width == 60.0
        ]
        assert len(rules) == (seen.region(page.index + 1, "notes") is not None)
