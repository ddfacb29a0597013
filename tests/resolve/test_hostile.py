"""Hostile words in every place that takes any: shown as they are, or refused by name."""

from collections.abc import Callable

import pytest

from briefkit.errors import ModelError
from briefkit.model.blocks import BulletList, CodeBlock, Paragraph, Quotation, Section, note
from briefkit.model.brief import Brief, NoteOptions
from briefkit.model.figures import Cover
from briefkit.model.inline import NoteCall
from briefkit.model.people import Person
from briefkit.model.tables import Table
from briefkit.resolve import resolve

PLACES: dict[str, Callable[[str], Brief]] = {
    "title": lambda text: Brief(title=text),
    "subtitle": lambda text: Brief(title="T", subtitle=text),
    "author": lambda text: Brief(title="T", authors=[Person(text, role=text, bio=text)]),
    "section-title": lambda text: Brief(title="T", body=[Section(text)]),
    "paragraph": lambda text: Brief(title="T", body=[text]),
    "footnote": lambda text: Brief(title="T", body=[Paragraph("a", note(text))]),
    "caption": lambda text: Brief(title="T", body=[Table([["a"]], caption=text, source=text)]),
    "credit": lambda text: Brief(title="T", cover=Cover(credit=text)),
    "table-cell": lambda text: Brief(title="T", body=[Table([[text]])]),
    "list-item": lambda text: Brief(title="T", body=[BulletList([text])]),
    "quote": lambda text: Brief(title="T", body=[Quotation(text, attribution=text)]),
    "code": lambda text: Brief(title="T", body=[CodeBlock(text)]),
    "metadata": lambda text: Brief(
        title="T", series=text, number=text, version=text, licence=text, copyright=text,
        keywords=[text], abstract=text,
    ),
}  # fmt: skip

MARKUP = [
    "< 5 and > 3",
    '<font name="Nope">x</font>',
    '<unichar code="65"/>',
    "<br/>",
    "100 % {braces} {0} %s %(x)s $x ${x} {{x}}",
    r"\n \t \\ \u0041",
    "[^99999]",
    r"(parentheses) \( unbalanced ( (( )",
    "obj << /JS (app.alert(1)) >> endobj",
    "]]><x:evil/> & < > \" '",
    "Å vs Å vs A\u030a",
    "a \u2069 b",
    "F\u201116",
]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("text", MARKUP)
def test_what_looks_like_markup_is_shown_as_it_is(place, text, spans_of):
    resolved = resolve(PLACES[place](text))

    shown = "".join(span.text for span in spans_of(resolved))
    assert text in shown


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(
    "text",
    ["be\bfore", "be\x07fore", "be\x85fore", "a\ud800b", "a\U0001fffeb"],
    ids=["backspace", "bell", "nel", "surrogate", "noncharacter"],
)
def test_what_has_no_printed_form_is_refused_by_name(place, text):
    with pytest.raises(ModelError, match=r"U\+[0-9A-F]{4,6}"):
        resolve(PLACES[place](text))


@pytest.mark.parametrize("place", ["title", "section-title", "author"])
def test_what_must_say_something_is_not_blank(place):
    with pytest.raises(ModelError):
        resolve(PLACES[place]("   \u00a0\u2003\u200b"))


def test_line_ends_in_titles_are_spaces_for_catalogues_too():
    resolved = resolve(Brief(title="Two\nlines", body=[Section("Two\nlines")]))

    assert resolved.metadata.title == resolved.running_title == "Two lines"
    assert resolved.metadata.outline[0].title == "Two lines"
    assert resolved.head.title[0].text == resolved.blocks[0].spans[0].text == "Two lines"


def test_a_call_without_a_note_is_refused_by_name():
    """NOTES.md, 50 and 51."""
    with pytest.raises(ModelError, match="calls the note 'missing', and there is none"):
        resolve(Brief(title="T", body=[Paragraph("a", NoteCall("missing"))]))


def test_large_briefs_are_whole():
    """Linear: a table of 5,000 rows and 2,000 notes are a matter of a second."""
    rows = [[str(number), "word", "1.5"] for number in range(5_000)]
    notes = [Paragraph("a", note(f"n{number}")) for number in range(2_000)]

    resolved = resolve(Brief(title="T", body=[Table(rows), *notes]))

    assert len(resolved.blocks[0].rows) == 5_000
    assert [found.label for found in resolved.notes] == [str(n) for n in range(1, 2_001)]


def test_a_note_of_ten_thousand_words_is_whole():
    words = "footnote words run on and on. " * 2_000

    resolved = resolve(Brief(title="T", body=[Paragraph("a", note(words))]))

    assert resolved.notes[0].body[0].spans[0].text == words.rstrip()


def test_the_same_brief_is_the_same_value():
    brief = Brief(
        title="T",
        notes=NoteOptions(place="end"),
        contents="yes",
        body=[Section("S", [Paragraph("a", note("b", id="n"), NoteCall("n"))])],
    )

    first, second = resolve(brief), resolve(brief)

    assert first == second
    assert first.tree == second.tree
