"""What was read in a wrong encoding, or not at all, is told; so is what is left empty."""

from io import BytesIO

import pytest
from PIL import Image

from briefkit.model.blocks import (
    Box,
    BulletList,
    Definition,
    DefinitionList,
    Paragraph,
    PullQuote,
    Quotation,
    Section,
    note,
)
from briefkit.model.brief import Brief, Edition, RelatedPublication
from briefkit.model.figures import Cover, Figure, FigureRow
from briefkit.model.inline import Code, CrossReference, Emphasis
from briefkit.model.people import Organisation, Person
from briefkit.model.recommendations import Recommendation, Recommendations
from briefkit.model.tables import Cell, Table
from briefkit.resolve import resolve

STARS = "A **b:**c"  # stars that do not read, in Markdown too


def _picture() -> bytes:
    file = BytesIO()
    Image.new("RGB", (40, 30), "blue").save(file, "PNG")
    return file.getvalue()


PICTURE = _picture()


def told_of(*body) -> list[str]:
    return [str(one) for one in resolve(Brief(title="T", body=body)).diagnostics]


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("cafÃ©", "café"),
        ("itâ€™s", "it’s"),
        ("â€œso", "“so"),
        ("20Â°", "20°"),
        ("Å\x9fehir".replace("\x9f", "Ÿ"), "şehir"),
        ("StraÃŸe", "Straße"),
    ],
)
def test_words_in_a_wrong_encoding_are_told_with_the_right_ones(wrong, right):
    (told,) = told_of(Paragraph(f"Words and {wrong} here."))
    said = f"warning: paragraphs[0]: {wrong!r} reads like {right!r} in a wrong encoding: write what"
    assert told.startswith(said)


@pytest.mark.parametrize(
    "text", ["SÃO PAULO", "“AMANHÃ”", "Âge", "Ångström", "Ð", "â€", "É Ã É", "naïve café"]
)
def test_letters_that_only_look_so_are_no_fault(text):
    assert told_of(Paragraph(text)) == []


@pytest.mark.parametrize(
    ("text", "shown", "cure"),
    [
        ("The rate **fell by three.", "**fell by three.", "write Strong(…), or **words** of"),
        ("This is **bold** text.", "**bold**", "write Strong(…), or **words** of Markdown with"),
        ("**Bold **text", "**Bold **", "write Strong(…), or **words** of Markdown with no space"),
        ("See [it](https://example.org).", "[it](", "write Link(…), or read it with"),
        ("Wages <b>fell</b>", "</b>", "write it without HTML"),
        ("One<br/>two", "<br/>", "write it without HTML"),
        ("Smith &amp; Sons", "&amp;", "write the character itself"),
        ("It&#8217;s", "&#8217;", "write the character itself"),
    ],
)
def test_markup_that_nothing_reads_is_told(text, shown, cure):
    (told,) = told_of(Paragraph(text))
    said = (
        f"warning: paragraphs[0]: {shown!r} stands in the text: a text is printed as it is given:"
    )
    assert told.startswith(f"{said} {cure}")


@pytest.mark.parametrize(
    "text",
    [
        "0.52** and 0.61**",
        "* p < 0.1, ** p < 0.05",
        "** p < 0.05",
        "<b>&",
        "Smith & Sons; AT&T",
        "if a < b and c > d",
        "2**3",
        "[1](2)",
        "**** and ****",
        "**Estimates for 2023.",
        "* p < 0.1, **p < 0.05",
        "Call it with (a, **rest)",
    ],
)
def test_signs_that_only_look_so_are_no_fault(text):
    assert told_of(Paragraph(text)) == []


@pytest.mark.parametrize("word", ["Table ", "see (table ", "Tab. ", "Table\u00a0"])
def test_a_label_that_stands_before_its_reference_is_told(word):
    told = told_of(Table([["a"]], caption="b", id="c"), Paragraph(word, CrossReference("c")))
    shown = word.split()[-1]
    said = f"warning: paragraphs[0]: {shown!r} stands before a reference that says it again: take"
    assert told == [f"{said} it out"]


@pytest.mark.parametrize("word", ["As the ", "In T ", "Tables: ", "Table", "Rates of "])
def test_other_words_stand_before_a_reference(word):
    assert told_of(Table([["a"]], id="c"), Paragraph(word, CrossReference("c"), " a")) == []


def test_markup_in_code_is_code():
    assert told_of(Paragraph("As in ", Code("<b>**a**</b>"), ".")) == []
    assert told_of(Paragraph("As in ", Code("f(**"), " and ", Code("**)"), ".")) == []


def test_stars_are_told_whatever_stands_between_them():
    told = told_of(Paragraph("See **what ", Emphasis("he"), " said", note("Once."), ":**then"))
    assert [one[:50] for one in told] == ["warning: paragraphs[0]: '**what he said1:**' stand"]


@pytest.mark.parametrize(
    ("facts", "places"),
    [
        (
            {
                "title": STARS,
                "subtitle": STARS,
                "authors": [Person("D. E. F.", role=STARS, bio=STARS)],
                "organisations": [Organisation(STARS, unit=STARS, about=STARS)],
                "related": [RelatedPublication(STARS)],
                "editions": [Edition("tr", STARS, url="https://example.org")],
                "abstract": STARS,
                "key_points": [STARS],
                "funding": STARS,
            },
            [
                "title",
                "subtitle",
                "authors[0].role",
                "organisations[0].name",
                "organisations[0].unit",
                "editions[0]",
                "abstract.paragraphs[0]",
                "key_points.items[0].paragraphs[0]",
                "related[0]",
                "funding.paragraphs[0]",
                "authors[0].bio",
                "organisations[0].about",
            ],
        ),
        (
            {
                "body": [
                    BulletList([STARS]),
                    DefinitionList([Definition(STARS, STARS)]),
                    Quotation(STARS, attribution=STARS),
                    PullQuote(STARS, by=STARS),
                    Box(STARS, title=STARS),
                    Recommendations([Recommendation(STARS, to=STARS)]),
                ],
            },
            [
                "lists[0].items[0].paragraphs[0]",
                "lists[1].items[0].term",
                "lists[1].items[0].paragraphs[0]",
                "quotations[0].paragraphs[0]",
                "quotations[0].attribution",
                "pull_quotes[0]",
                "pull_quotes[0].by",
                "boxes[0].title",
                "boxes[0].paragraphs[0]",
                "recommendations[0].items[0].to",
                "recommendations[0].items[0].paragraphs[0]",
            ],
        ),
        (
            {
                "cover": Cover(PICTURE, alt="a", caption=STARS, credit=STARS),
                "body": [
                    Figure(PICTURE, alt="a", caption=STARS, credit=STARS, source=STARS),
                    FigureRow([Figure(PICTURE, alt="a", caption=STARS), Figure(PICTURE, alt="a")]),
                ],
            },
            [
                "cover.caption",
                "cover.credit",
                "figures[0].caption",
                "figures[0].credit",
                "figures[0].source",
                "figure_rows[0].figures[0].caption",
            ],
        ),
        (
            {
                "body": [
                    Table(
                        [[Cell([Paragraph("a"), BulletList([STARS])]), STARS]],
                        head=[[STARS, "d"]],
                        caption=STARS,
                        source=STARS,
                    ),
                    Table([["a", ["b", note(STARS)]]], notes="table"),
                    Paragraph("a", note(STARS), note(STARS, place="end")),
                ],
            },
            [
                "tables[0].caption",
                "tables[0].source",
                "tables[0].head[0][0].paragraphs[0]",
                "tables[0].rows[0][0].lists[0].items[0].paragraphs[0]",
                "tables[0].rows[0][1].paragraphs[0]",
                "tables[1].rows[0][1].paragraphs[0].notes[0].paragraphs[0]",
                "paragraphs[0].notes[1].paragraphs[0]",
                "paragraphs[0].notes[0].paragraphs[0]",
            ],
        ),
    ],
)
def test_stars_are_told_wherever_an_author_writes_words(facts, places):
    brief = Brief(**{"title": "T", **facts})
    told = [one for one in resolve(brief).diagnostics if "'**b:**'" in one.message]
    assert [one.where for one in told] == places


def test_headings_and_notes_are_looked_at_too_and_only_the_first_few_told():
    body = [Section("cafÃ©", [Paragraph("a", note("itâ€™s"))])]
    body += [Paragraph(f"cafÃ© {number}") for number in range(90)]
    told = told_of(*body)
    assert len(told) == 21
    assert told[-1] == "warning: paragraphs[19]: and 72 more of these"
    assert told[0].startswith("warning: sections[0].title: ")
    assert told_of(body[0])[1].startswith("warning: sections[0].paragraphs[0].notes[0].paragraphs")


def test_a_heading_with_nothing_after_it_is_told():
    (told,) = told_of(Section("A", [Section("B", ["c"]), Section("D", [])]), Section("E", ["f"]))
    assert told == (
        'warning: sections[0].sections[1] ("D"): has a heading and nothing under it: give it text,'
        " or take it out"
    )


def test_headings_one_after_the_other_may_be_one_in_two_lines():
    assert told_of(Section("Chapter I", []), Section("General provisions", ["a"])) == []


def test_an_item_with_nothing_in_it_is_told():
    (told,) = told_of(BulletList(["a", [], "b"]))
    assert told == "warning: lists[0].items[1]: is an empty item: give it text, or take it out"
