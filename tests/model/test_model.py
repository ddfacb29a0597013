"""What the model takes, what it stores, and what it refuses."""

import copy
import pickle
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from io import BytesIO
from math import nan
from types import SimpleNamespace

import pytest
from attrs.exceptions import FrozenInstanceError

from briefkit.errors import BriefError, ModelError
from briefkit.model.blocks import (
    Box,
    BulletList,
    CodeBlock,
    Definition,
    DefinitionList,
    Divider,
    Group,
    KeyPoints,
    NumberedList,
    PageBreak,
    Paragraph,
    PullQuote,
    Quotation,
    Section,
    as_blocks,
    note,
)
from briefkit.model.brief import Brief, Edition, NoteOptions, RelatedPublication
from briefkit.model.figures import Cover, Figure
from briefkit.model.inline import (
    Code,
    CrossReference,
    Emphasis,
    InLanguage,
    LineBreak,
    Link,
    Note,
    NoteCall,
    Quoted,
    Strong,
    Text,
    as_inlines,
    is_blank,
)
from briefkit.model.people import Organisation, Person
from briefkit.model.recommendations import Recommendations
from briefkit.model.tables import Cell, Table

# What is taken


def test_a_string_is_text_and_never_markup():
    assert Paragraph("<b>*a* & [^1]</b>").children == (Text("<b>*a* & [^1]</b>"),)


def test_strings_side_by_side_are_one_text():
    assert Paragraph("a", "", ["b", Text("c")], Emphasis("d"), "e", "f").children == (
        Text("abc"),
        Emphasis("d"),
        Text("ef"),
    )


def test_thousands_of_strings_are_joined_in_one_step():
    assert as_inlines(["a"] * 100_000) == (Text("a" * 100_000),)


def test_lists_are_stored_as_tuples():
    brief = Brief(title=["A"], body=["b", Section("C", ["d"])], authors=[Person("E")])
    assert brief.body == (Paragraph("b"), Section("C", (Paragraph("d"),)))
    assert brief.authors == (Person("E"),)
    assert hash(brief) == hash(copy.deepcopy(brief))


def test_one_inline_or_one_block_may_stand_for_several():
    assert Section("A", "b") == Section(Text("A"), [Paragraph("b")])
    assert Quotation(Paragraph("a")).body == (Paragraph("a"),)
    assert BulletList(["a", Paragraph("b"), ["c", "d"]]).items == (
        (Paragraph("a"),),
        (Paragraph("b"),),
        (Paragraph("c"), Paragraph("d")),
    )


def test_a_number_below_zero_is_written_with_a_minus_sign_and_a_text_as_it_is():
    table = Table([[-1, -2.5, Decimal("-0.1"), 1e-7, "-3"]])

    assert [cell.body[0].children[0].text for cell in table.rows[0]] == [
        "\u22121",
        "\u22122.5",
        "\u22120.1",
        "1e-07",
        "-3",
    ]


def test_cells_are_made_of_strings_numbers_and_inlines():
    emphasis, wide = Emphasis("b"), Cell("c", column_span=2)
    table = Table([["a", 1, 2.5, Decimal("2.50"), Fraction(1, 3), emphasis, wide, ""]])

    assert table.rows[0] == (
        *(Cell("a"), Cell("1"), Cell("2.5"), Cell("2.50"), Cell("1/3")),
        *(Cell(emphasis), wide, Cell()),
    )


def test_a_note_is_one_paragraph_or_blocks():
    assert note("a ", Emphasis("b"), id="c") == Note((Paragraph("a ", Emphasis("b")),), id="c")


@pytest.mark.parametrize("text", ["See https://a.org", "https://a.org b", "http://", "a.org"])
def test_a_note_with_more_than_an_address_is_text(text):
    assert note(text) == Note((Paragraph(text),))


def test_a_note_that_is_a_web_address_is_a_link_to_it():
    assert note("https://a.org/b") == note(Link("https://a.org/b"))


def test_values_cannot_be_changed():
    with pytest.raises(FrozenInstanceError):
        Paragraph("a").children = ()  # type: ignore[misc]


def test_values_survive_pickling():
    brief = Brief(title="A", body=[Paragraph("b", note("c"))], date=date(2023, 9, 19))
    assert pickle.loads(pickle.dumps(brief)) == brief  # noqa: S301 - our own


def test_errors_survive_pickling_with_their_problems():
    error = ModelError("a: b", "c")
    assert pickle.loads(pickle.dumps(error)).problems == error.problems  # noqa: S301


@pytest.mark.parametrize(
    ("inlines", "is_so"),
    [
        ("", True),
        (" \u00a0\u2003\u200b\t\n", True),
        ([LineBreak(), Emphasis(" "), note("a"), NoteCall("b")], True),
        (Emphasis(Strong("a")), False),
        (Code("a"), False),
        (Link("https://example.org"), False),
        (InLanguage("tr", "a"), False),
    ],
)
def test_blank_is_what_shows_nothing(inlines, is_so):
    assert is_blank(as_inlines(inlines)) is is_so


def test_inlines_may_nest_deeply_without_exhausting_the_stack():
    inline = Text("a")
    for _ in range(5000):
        inline = Emphasis(inline)
    assert not is_blank((inline,))


# What is refused


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (
            lambda: Paragraph(1),
            "Paragraph.children: int is no inline matter: give a string or an inline such as",
        ),
        (lambda: Paragraph(["a", None]), "Paragraph.children: NoneType at [1] is no inline matter"),
        (lambda: as_blocks([1]), "int at [0] is no block: give a Paragraph"),
        (lambda: as_blocks(["a", None]), "NoneType at [1] is no block: give a Paragraph"),
        (
            lambda: Brief(title={"a": 1}),
            "Brief.title: dict is no inline matter: give a string or an",
        ),
        (lambda: Brief(title="T", body={"a": 1}), "Brief.body: dict is no block: give a Paragraph"),
        (
            lambda: Brief(title="T", body={"b", "a"}),
            "Brief.body: set is no block: give a Paragraph",
        ),
        (lambda: Brief(title="T", keywords={"b", "a"}), "Brief.keywords is a set: give a list"),
        (lambda: Recommendations({"a": 1}), "Recommendations.items is a dict: give a list"),
        (lambda: Quotation([]), "a Quotation is empty: give it text or leave it out"),
        (lambda: Quotation(" ", attribution="A"), "a Quotation is empty: give it text or"),
        (lambda: Box([], title="A"), "a Box is empty: give it text or leave it out"),
        (lambda: Group([Paragraph("\u200b")]), "a Group is empty: give it text or leave it out"),
        (lambda: PullQuote(" "), "a PullQuote is empty: give it text or leave it out"),
        (lambda: Definition("", "b"), "a Definition has no term: give it one"),
        (lambda: Figure(" "), "Figure.image: ' ' is no path: give the name of a file"),
        (lambda: Brief(title="T", brand=""), "Brief.brand: '' is no path: give the name of a file"),
        (lambda: Section("", ["a"]), "a Section has no title: give it one"),
        (lambda: Section(" \u200b", ["a"]), "a Section has no title: give it one"),
        (lambda: Brief(title=""), "a Brief has no title: give one"),
        (lambda: Brief(title=" \u00a0\u2003\u200b"), "a Brief has no title: give one"),
        (lambda: Brief(title="A", date="2023-09-19"), "Brief.date is '2023-09-19': give a"),
        (lambda: Brief(title="A", date=datetime(2023, 9, 19)), "Brief.date is datetime"),
        (lambda: Brief(title="A", date=0), "Brief.date is 0"),
        (lambda: Brief(title="A", language="English (US)"), "Brief.language is 'English (US)'"),
        (lambda: Brief(title="A", contents="perhaps"), "Brief.contents is 'perhaps': give one of"),
        (lambda: Brief(title="A", authors="B"), "Brief.authors is a string: give a list of Person"),
        (lambda: Brief(title="A", authors=["B"]), "Brief.authors[0] is a str: write Person('B')"),
        (
            lambda: Brief(title="A", organisations=["B"]),
            "Brief.organisations[0] is a str: write Organisation('B')",
        ),
        (lambda: Brief(title="A", authors=Person("B")), "Brief.authors is a Person: give a list"),
        (lambda: Brief(title="A", keywords="b, c"), "Brief.keywords is a string: give a list"),
        (lambda: Brief(title="A", keywords=["\0"]), "Brief.keywords[0] holds the control"),
        (lambda: Brief(title="A", editions=[1]), "Brief.editions[0] is a int: give a list of"),
        (lambda: NoteOptions(place="top"), "NoteOptions.place is 'top': give one of foot, end"),
        (lambda: Note(()), "a note is empty: give it text or leave it out"),
        (
            lambda: Note((Paragraph("a"),), place="top"),
            "Note.place is 'top': give one of foot, end",
        ),
        (lambda: note("a", label="\u200b"), "Note.label is '\\u200b': give it letters"),
        (lambda: note("a", label="\x07"), "Note.label holds the control character U+0007"),
        (lambda: Paragraph("a", id=""), "Paragraph.id is '': give it letters"),
        (lambda: Section("a", id="x\x08y"), "Section.id holds the control character U+0008 after"),
        (lambda: Section("a", is_numbered="yes"), "Section.is_numbered is 'yes': give True or Fal"),
        (lambda: NumberedList(["a"], start="3"), "NumberedList.start is '3': give a whole number"),
        (lambda: PageBreak("left"), "PageBreak.side is 'left': give one of any, recto"),
        (lambda: CrossReference("a", form=1), "CrossReference.form is 1: give one of label, page"),
        (lambda: Brief(title="A", cover="a.png"), "Brief.cover is a str: give Cover(…)"),
        (lambda: Brief(title="A", notes="end"), "Brief.notes is a str: give NoteOptions(…)"),
        (lambda: Brief(title="A", number=None), "Brief.number is a NoneType: give a string"),
        (lambda: BulletList([]), "a BulletList has no items: give it one or leave it out"),
        (
            lambda: NumberedList("ab"),
            "NumberedList.items: what a list is made of is a str: give a list",
        ),
        (lambda: Table([{"Year": 1}]), "Table.rows[0] is a dict: give a list"),
        (lambda: Table([["a"]], head=["a"]), "Table.head[0] is a str: give a list of rows,"),
        (lambda: Table("ab"), "Table.rows is a str: give a list"),
        (lambda: Table([["a", None]]), "Table.rows[0][1]: is None, which data have for what is"),
        (lambda: Table([["a"], [nan]]), "Table.rows[1][0]: is nan, which data have for what is"),
        (lambda: Table([[Decimal("NaN")]]), "Table.rows[0][0]: is NaN, which data have for what"),
        (
            lambda: Table([[date(2023, 9, 19)]]),
            "Table.rows[0][0]: is a date, which is no cell: give",
        ),
        (
            lambda: Figure(BytesIO(b"a")),
            "Figure.image: a BytesIO is no picture: give its bytes: getvalue()",
        ),
        (
            lambda: Figure(SimpleNamespace(savefig=1)),
            "Figure.image: a SimpleNamespace is no picture: save it, fi",
        ),
        (
            lambda: Table([["a"]], notes="end"),
            "Table.notes is 'end': give one of foot, table",
        ),
        (lambda: Cell("a", is_header=1), "Cell.is_header is 1: give True or False"),
        (lambda: KeyPoints([]), "a KeyPoints has no items"),
        (lambda: DefinitionList([]), "a DefinitionList has no items"),
        (lambda: DefinitionList(["a"]), "DefinitionList.items[0] is a str: give a list of"),
        (lambda: Table([]), "a Table has no rows: give it some or leave it out"),
        (lambda: Table([[]]), "a Table has no cells: give it some or leave it out"),
        (lambda: Table([["a"]], alignments=["left"]), "a Table's alignment is 'left': give one of"),
        (lambda: Table([["a"]], alignments="end"), "Table.alignments is a string: give a list"),
        (lambda: Cell("a", row_span=0), "Cell.row_span is 0: give a whole number from 1 to 100,00"),
        (lambda: Cell("a", row_span=True), "Cell.row_span is True: give a whole number from 1"),
        (lambda: Cell("a", column_span=10**9), "Cell.column_span is 1000000000: give a whole"),
        (lambda: Table([["a"] * 1_001]), "a Table has 1,001 columns: give it at most 1,000"),
        (
            lambda: Table([["a"]], head=[[Cell("a", column_span=600), Cell("b", column_span=600)]]),
            "a Table has 1,200 columns: give it at most 1,000",
        ),
        (lambda: Figure("a.png", width=0), "Figure.width is 0: give a number from 0.05 to 1"),
        (lambda: Figure("a.png", width=1e308), "Figure.width is 1e+308"),
        (lambda: Figure("a.png", placement="left"), "Figure.placement is 'left': give one of"),
        (lambda: Figure("a.png", alt="a", decorative=True), "a Figure is decorative and has alt"),
        (lambda: Figure("a.png", alt=1), "Figure.alt is a int: give a string"),
        (lambda: Figure(None), "Figure.image: a NoneType is no picture: give a path"),
        (lambda: Cover("a.png", alt="a", decorative=True), "a Cover is decorative and has alt"),
        (lambda: Cover("a.png", focus=(2, 0)), "Cover.focus is (2, 0): give two fractions"),
        (lambda: Cover("a.png", focus=0.5), "Cover.focus is 0.5: give two fractions from 0 to 1"),
        (lambda: Person(" \u200b"), "a Person has no name: give one"),
        (lambda: Person("A", role=None), "Person.role is a NoneType: give a string"),
        (lambda: Organisation(""), "an Organisation has no name: give one"),
        (lambda: Organisation("A", url="a.org"), "Organisation.url: the address 'a.org' names no"),
        (lambda: Edition("Turkish", "A"), "Edition.language is 'Turkish': write a tag of BCP 47"),
        (lambda: RelatedPublication("A", "b"), "RelatedPublication.url: the address 'b' names no"),
        (lambda: RelatedPublication("A", date=1), "RelatedPublication.date is 1: give a datetime"),
        (lambda: InLanguage("Turkish!", "a"), "InLanguage.language is 'Turkish!': write a tag"),
        (lambda: Group("a", language="x y"), "Group.language is 'x y': write a tag of BCP 47"),
    ],
)
def test_what_cannot_be_is_refused_with_its_cure(make, says):
    with pytest.raises(BriefError) as raised:
        make()
    assert str(raised.value).startswith(says)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("be\x08fore", "the control character U+0008"),
        ("be\x07fore", "the control character U+0007"),
        ("be\x85fore", "the control character U+0085"),
        ("be\0fore", "the control character U+0000"),
        ("a\ud800b", "the lone surrogate U+D800"),
        ("a\U0001fffeb", "the noncharacter U+1FFFE"),
        ("a\ufdd0b", "the noncharacter U+FDD0"),
    ],
)
def test_characters_without_a_form_are_refused_wherever_text_stands(text, name):
    for make in (
        lambda: Paragraph(text),
        lambda: Brief(title=text),
        lambda: Section(text),
        lambda: Code(text),
        lambda: CodeBlock(text),
        lambda: PullQuote("a", by=text),
        lambda: Box("a", title=text),
        lambda: Table([[text]]),
        lambda: Figure("a.png", alt=text),
        lambda: Cover("a.png", credit=text),
        lambda: Person(text),
        lambda: Person("A", affiliation=text),
        lambda: Organisation("A", unit=text),
        lambda: Brief(title="A", doi=text),
        lambda: Definition(text, "a"),
        lambda: Quoted(text),
    ):
        with pytest.raises(ModelError, match=f"holds {name.replace('+', '[+]')} after"):
            make()


@pytest.mark.parametrize("text", ["a\tb\nc\r\nd", "e\u0301", "\u202b\u2069", "😀", "]]><x:evil/>"])
def test_every_other_character_is_taken(text):
    assert Paragraph(text).children == (Text(text),)


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org",
        "http://[::1]:80/",
        "https://example.org/Türkçe/şehir?a=[1]&b=(2)#c",
        "HTTPS://EXAMPLE.ORG",
        "mailto:a@example.org",
        "doi:10.1000/182",
        "tel:+44-20-7946-0000",
        "#aftermath",
    ],
)
def test_addresses_that_lead_somewhere_are_links(url):
    assert Link(url).url == url


@pytest.mark.parametrize("url", ["../page.html", "chapter-2.xhtml#n", "//example.org/a", "#", "a"])
def test_addresses_of_a_page_beside_are_taken_by_links_alone(url):
    """Words that were a link on a website are no reason to refuse a brief."""
    assert Link(url, "words").url == url
    with pytest.raises(ModelError):
        Organisation("A", url=url)


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("data:text/html,x", "begins with data: give one of http, https, mailto, doi, tel"),
        ("vbscript:x", "begins with vbscript"),
        ("file:///etc/passwd", "begins with file"),
        ("ms-word:ofe", "begins with ms-word"),
        ("http://", "names no host: write the whole address"),
        ("http://[::1", "names no host: write the whole address"),
        ("http://exa mple.org", "holds ' ': write it as %20, or take it out"),
        ("ms-word:ofe|u|x", "begins with ms-word"),
        ("https://example.org/a|b", "holds '|': write it as %7C, or take it out"),
        ("../rela tive", "holds ' ': write it as %20, or take it out"),
        ("", "names no scheme: give one"),
        ("mailto:", "is nothing but its scheme: write the whole address"),
    ],
)
def test_addresses_that_lead_nowhere_are_refused(url, says):
    with pytest.raises(ModelError) as raised:
        Link(url)
    assert says in str(raised.value)


def test_a_line_end_in_an_address_is_refused():
    with pytest.raises(ModelError, match="holds"):
        Link("http://example.org/\r\nX: y")


def test_strings_and_inlines_side_by_side_are_one_paragraph():
    """A stressed word, or a call of a note, is none by itself; strings alone are one each."""
    call = note("n")
    body = ["a", "b", Section("S"), "c ", Emphasis("d"), call, Divider(), Code("e"), "", Text("f")]

    assert as_blocks(body) == (
        *(Paragraph("a"), Paragraph("b"), Section("S")),
        *(Paragraph("c ", Emphasis("d"), call), Divider(), Paragraph(Code("e"), "f")),
    )
    assert as_blocks(["a", "", Text("b")]) == (Paragraph("a"), Paragraph("b"))
    assert BulletList([["a ", Emphasis("b")], ["c", Text("d")]]).items == (
        (Paragraph("a ", Emphasis("b")),),
        (Paragraph("c"), Paragraph("d")),
    )


def test_several_strings_are_one_line_of_a_table_s_cell():
    """Each would be a paragraph of its own among blocks."""
    [[cell, other]] = Table([[["5", "6"], Cell(["5", "6"])]]).rows

    assert cell == Cell(Paragraph("56"))
    assert len(other.body) == 2


def test_a_note_takes_a_list_of_blocks_and_nothing_else():
    paragraph = Paragraph("A source.")

    assert Note([paragraph]) == Note((paragraph,)) == Note(paragraph)
    with pytest.raises(ModelError, match=r"note\(…\)"):
        Note("A source.")


def test_what_to_do_about_an_address_is_told_apart_from_what_is_wrong_with_it():
    with pytest.raises(ModelError) as caught:
        Organisation("A", url="ftp://a.example")

    (problem,) = caught.value.problems
    assert problem.where == "Organisation.url"
    assert problem.what == "the address 'ftp://a.example' begins with ftp"
    assert problem.cure == "give one of http, https, mailto, doi, tel"


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (
            lambda: Figure("a.png", alt=5, caption=7, width=9, placement="so"),
            [
                "Figure.alt is a int",
                "Figure.caption: int is",
                "Figure.width is 9",
                "Figure.placement",
            ],
        ),
        (
            lambda: Brief(title="", authors=["A", 5], language="x y", body=["a", 6, "b", None]),
            [
                "Brief.language is 'x y'",
                "Brief.authors[0] is a str: write Person('A')",
                "Brief.authors[1] is a int",
                "Brief.body: int at [1]",
                "Brief.body: NoneType at [3]",
                "a Brief has no title",
            ],
        ),
        (
            lambda: Table([[1, None], [float("nan"), object()]], placement="left", alignments=[3]),
            [
                "Table.rows[0][1]: is None",
                "Table.rows[1][0]: is nan",
                "Table.rows[1][1]: is a object",
                "Table.alignments[0] is a int",
                "Table.placement is 'left'",
            ],
        ),
        (
            lambda: Paragraph(5, None, id=6),
            ["Paragraph.children: int", "Paragraph.ch", "Paragraph.id"],
        ),
        (lambda: Emphasis(5, None), ["Emphasis.children: int", "Emphasis.children: NoneType"]),
        (
            lambda: NumberedList([5, "a", ["b", None]], start=-1),
            [
                "NumberedList.items[0]: int is no block",
                "NumberedList.items[2]: NoneType at [1] is no block",
                "NumberedList.start is -1",
            ],
        ),
        (
            lambda: Recommendations([5, "a", 6]),
            ["Recommendations.items[0]: int is", "Recommendations.items[2]: int is"],
        ),
    ],
)
def test_all_that_is_wrong_with_a_value_is_told_at_once(make, says):
    with pytest.raises(ModelError) as raised:
        make()
    problems = [str(one) for one in raised.value.problems]
    assert len(problems) == len(says)
    assert all(one.startswith(said) for one, said in zip(problems, says, strict=True)), problems


def test_what_is_gone_through_once_is_not_empty_when_all_is_told():
    with pytest.raises(ModelError) as raised:
        BulletList(one for one in ["a", 5])
    assert [str(one)[:24] for one in raised.value.problems] == ["BulletList.items[1]: int"]
    with pytest.raises(ModelError) as raised:
        NumberedList((one for one in ["a"]), start=-1, mark="*")
    assert [str(one)[:18] for one in raised.value.problems] == [
        "NumberedList.start",
        "NumberedList.mark ",
    ]


def test_what_only_all_fields_together_tell_is_told_beside_those_that_are_refused():
    with pytest.raises(ModelError) as raised:
        Figure("a.png", alt="a", decorative=True, width=9)
    assert [str(one)[:22] for one in raised.value.problems] == [
        "Figure.width is 9: giv",
        "a Figure is decorative",
    ]


def test_an_error_that_is_none_of_ours_stays_as_it_is():
    class Odd:
        def __iter__(self):
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        Brief(title="", authors=Odd())
