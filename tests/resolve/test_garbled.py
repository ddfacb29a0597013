"""What was read in a wrong encoding, or not at all, is told; so is what is left empty."""

import pytest

from briefkit.model.blocks import BulletList, Paragraph, Section, note
from briefkit.model.brief import Brief
from briefkit.model.inline import Code, CrossReference
from briefkit.model.tables import Table
from briefkit.resolve import resolve


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


def test_headings_and_notes_are_looked_at_too_and_only_the_first_few_told():
    body = [Section("cafÃ©", [Paragraph("a", note("itâ€™s"))])]
    body += [Paragraph(f"cafÃ© {number}") for number in range(9)]
    told = told_of(*body)
    assert len(told) == 5
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
