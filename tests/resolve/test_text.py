"""Inlines → spans: white space, forms, languages, links."""

import pytest

from briefkit.frame import Destination, Uri
from briefkit.model.blocks import Paragraph, Section
from briefkit.model.brief import Brief
from briefkit.model.inline import (
    Code,
    CrossReference,
    Emphasis,
    InLanguage,
    LineBreak,
    Link,
    Quoted,
    SmallCaps,
    Strong,
    Subscript,
    Superscript,
    Text,
)
from briefkit.resolve import resolve
from briefkit.resolve.resolved import Form


def spans(*inlines, language="en"):
    """Return the spans of a paragraph."""
    resolved = resolve(Brief(title="T", language=language, body=[Paragraph(*inlines)]))
    return resolved.blocks[0].spans


def text_of(block):
    return "".join(span.text for span in block.spans)


def text(*inlines, language="en"):
    return "".join(span.text for span in spans(*inlines, language=language))


@pytest.mark.parametrize(
    ("inlines", "shown"),
    [
        (["  a \n b\t\tc  "], "a b c"),
        (["a ", Emphasis(" b "), " c"], "a b c"),
        (["a", Emphasis(" "), "b"], "a b"),
        (["a\u00a0 \u00a0b\u2003"], "a\u00a0 \u00a0b\u2003"),
        (["\ufeffab\ufeffc"], "abc"),
        (["a ", LineBreak(), " b", LineBreak(), LineBreak(), "c", LineBreak()], "a\nb\n\nc"),
        ([LineBreak(), "a"], "a"),
        (["say ", Quoted(" x "), " now"], "say “x” now"),
        (["a\r\nb"], "a b"),
        ([Code("a\n  b")], "a   b"),
        (["a ", InLanguage("fr", "  "), " b"], "a b"),
        (["a", Link("https://example.org", "b "), "c"], "ab c"),
    ],
)
def test_white_space_is_settled(inlines, shown):
    assert text(*inlines) == shown


def test_the_space_after_a_link_is_no_part_of_it():
    before, link, after = spans("a ", Link("https://example.org", "b "), "c")

    assert [before.text, link.text, after.text] == ["a ", "b", " c"]
    assert after.target is None


@pytest.mark.parametrize("empty", ["", " ", "\n\t", "\u00a0\u200b", LineBreak(), Emphasis(" ")])
def test_a_blank_paragraph_is_nothing(empty):
    resolved = resolve(Brief(title="T", body=["a", Paragraph(empty), "b"]))

    assert [text_of(block) for block in resolved.blocks] == ["a", "b"]
    assert len(resolved.tree.nodes) == 8, "and no element is left behind"


def test_markup_is_text():
    """HOUSE.md, decision 5."""
    written = '<b>&amp;</b> *no* [^1] {0} %s \\n <font name="x">'

    assert text(written) == written


def test_forms_nest_and_emphasis_within_emphasis_is_upright():
    found = spans(
        "a", Emphasis("b", Strong("c"), Emphasis("d")), SmallCaps("e"),
        Superscript("f", Subscript("g")), Strong(Code("h")),
    )  # fmt: skip

    assert [(span.text, span.form) for span in found] == [
        ("a", Form.PLAIN),
        ("b", Form.EMPHASIS),
        ("c", Form.EMPHASIS | Form.STRONG),
        ("d", Form.PLAIN),
        ("e", Form.SMALL_CAPS),
        ("f", Form.SUPERSCRIPT),
        ("g", Form.SUBSCRIPT),
        ("h", Form.CODE | Form.STRONG),
    ]


def test_a_run_of_one_element_is_one_node_whatever_its_forms():
    found = spans("a", SmallCaps("b"), Superscript("c"), Code("d"), "e")

    assert len({span.mark for span in found[:3]}) == 1
    assert len({span.mark for span in found}) == 3


def test_what_is_stressed_is_an_element_of_its_own(tree_of):
    resolved = resolve(
        Brief(title="T", body=[Paragraph("a ", Emphasis("b ", Strong("c"), Emphasis("d")), " e")])
    )

    assert tree_of(resolved).splitlines()[4:] == [
        "  P",
        "    a ",
        "    Em",
        "      b ",
        "      Strong",
        "        c",
        "      Em",
        "        d",
        "     e",
    ]


def test_neighbours_alike_are_one_span():
    (span,) = spans("a", Superscript(Subscript("")), Text("c"))

    assert span.text == "ac"


def test_other_languages_are_marked_and_quoted_as_they_are(tree_of):
    resolved = resolve(
        Brief(
            title="T",
            language="en",
            body=[
                Paragraph("a ", InLanguage("fr", ["oui ", Quoted("non")]), InLanguage("en", " b")),
                Paragraph("Ö", language="de"),
                Section("Başlık", ["x"], language="tr"),
            ],
        )
    )

    first, second, heading, last = resolved.blocks
    assert [(span.text, span.language) for span in first.spans] == [
        ("a ", "en"), ("oui ", "fr"), ("«\u202fnon\u202f»", "fr"), (" b", "en"),
    ]  # fmt: skip
    assert (second.language, heading.language, last.language) == ("de", "tr", "tr")
    assert tree_of(resolved).splitlines()[4:] == [
        "  P",
        "    a ",
        "    Span [fr]",
        "      oui ",
        "      Quote",
        "        «\\u202fnon\\u202f»",
        "    " + " b",
        "  P [de]",
        "    Ö",
        "  Sect [tr]",
        "    H2",
        "      Başlık",
        "    P",
        "      x",
    ]


@pytest.mark.parametrize(
    ("link", "shown", "target", "contents", "is_address"),
    [
        (
            Link("https://example.org/ä", "words"),
            "words",
            "https://example.org/%C3%A4",
            "words",
            False,
        ),
        (
            Link("https://example.org/ä"),
            "https://example.org/ä",
            "https://example.org/%C3%A4",
            "https://example.org/ä",
            True,
        ),
        (
            Link("https://archive.example/1", "https://example.org/a"),
            "https://example.org/a",
            "https://archive.example/1",
            "https://archive.example/1",
            True,
        ),
        (
            Link("doi:10.1000/182"),
            "https://doi.org/10.1000/182",
            "https://doi.org/10.1000/182",
            "https://doi.org/10.1000/182",
            True,
        ),
        (
            Link("mailto:a@example.org"),
            "a@example.org",
            "mailto:a@example.org",
            "a@example.org",
            True,
        ),
        (Link("tel:+44-20-1"), "+44-20-1", "tel:+44-20-1", "+44-20-1", False),
    ],
)
def test_links_lead_to_ascii_and_show_what_was_written(link, shown, target, contents, is_address):
    (span,) = spans(link)

    assert (span.text, span.target, span.contents) == (shown, Uri(target), contents)
    assert (Form.ADDRESS in span.form) == is_address
    assert span.link_node is not None


def test_a_link_s_words_keep_their_forms_under_one_node():
    plain, emphasised = spans(Link("https://example.org", ["a", Emphasis("b")]))

    assert plain.link_node == emphasised.link_node
    assert (plain.form, emphasised.form) == (Form.PLAIN, Form.EMPHASIS)


def test_an_address_amid_text_breaks_as_one_but_is_no_link():
    found = spans("Ibid., https://example.org/a?b (at 3), http://a.example/x.")

    assert [(span.text, span.form) for span in found] == [
        ("Ibid., ", Form.PLAIN),
        ("https://example.org/a?b", Form.ADDRESS),
        (" (at 3), ", Form.PLAIN),
        ("http://a.example/x", Form.ADDRESS),
        (".", Form.PLAIN),
    ]
    assert all(span.target is None for span in found)


def test_references_within_the_brief_lead_to_their_places():
    resolved = resolve(
        Brief(
            title="T",
            body=[
                Paragraph("See ", CrossReference("s"), ", ", CrossReference("p", "there"), "."),
                Section("Two words", [Paragraph("x", id="p")], id="s"),
                Paragraph(Link("#s"), " ", Link("#p", "up")),
            ],
        )
    )

    first, heading, paragraph, last = resolved.blocks
    links = [span for span in (*first.spans, *last.spans) if span.target]
    assert [(span.text, span.target, span.contents) for span in links] == [
        ("“Two words”", Destination("s"), "“Two words”"),
        ("there", Destination("p"), "there"),
        ("“Two words”", Destination("s"), "“Two words”"),
        ("up", Destination("p"), "up"),
    ]
    assert (heading.anchor, paragraph.anchor) == ("s", "p")


def test_spans_know_where_they_stand():
    (span,) = spans("a")

    assert span.where == "paragraphs[0]"
