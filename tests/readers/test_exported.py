"""What Word, Google Docs and Pandoc make of a document is read as it was meant there."""

import pytest
from PIL import Image

from briefkit.errors import SourceError
from briefkit.model.blocks import BulletList, PageBreak, Paragraph
from briefkit.model.inline import (
    CrossReference,
    Emphasis,
    LineBreak,
    Link,
    Note,
    SmallCaps,
    Text,
)
from briefkit.readers.markdown import parse_markdown


def body_of(text):
    return parse_markdown(f"# T\n\nBefore.\n\n{text}", name="a.md").body[1:]


def faults_of(text):
    with pytest.raises(SourceError) as raised:
        parse_markdown(f"# T\n\nBefore.\n\n{text}", name="a.md")
    return [str(problem) for problem in raised.value.problems]


@pytest.fixture
def picture(tmp_path):
    path = tmp_path / "a.png"
    Image.new("RGB", (40, 30)).save(path)
    return path


# Names


def test_a_link_leads_to_the_paragraph_of_the_words_that_are_named():
    to, there = body_of("[a](#_Ref1) [b](#x)\n\n[]{#_Ref1 .anchor}c [d]{#x}")
    assert there == Paragraph("c d", id="_Ref1")
    assert to.children == (
        CrossReference("_Ref1", (Text("a"),)),
        Text(" "),
        CrossReference("_Ref1", (Text("b"),)),
    )


def test_a_link_leads_to_the_heading_of_the_words_that_are_named():
    to, section = body_of("[a](#_Toc1) [b](#t)\n\n# S []{#_Toc1 .anchor} [T]{#t}")
    assert section.id == "_Toc1"
    assert [child.target for child in to.children[::2]] == ["_Toc1", "_Toc1"]
    assert "".join(part.text for part in section.title).strip() == "S  T"


def test_a_heading_that_has_an_id_keeps_it():
    to, section = body_of("[a](#_Toc1)\n\n# []{#_Toc1}S {#s}")
    assert (section.id, to.children[0].target) == ("s", "s")


def test_names_that_nothing_leads_to_name_nothing():
    (paragraph,) = body_of("[a]{#b} c")
    assert paragraph == Paragraph("a c")


def test_named_words_in_a_cell_are_words():
    to, table = body_of("[a](#b)\n\n| [x]{#b} |\n|---|\n| y |")
    assert table.head[0][0].body == (Paragraph("x"),)
    assert to.children == (Link("#b", (Text("a"),)),)


def test_ids_may_end_in_a_sign_and_be_in_any_script():
    names = ["τι-είναι.", "a-", "परिचय", "e\u0301te\u0301"]
    for name in names:
        (section,) = body_of(f"## A {{#{name}}}\n\nb")
        assert section.id == name


# Links


def test_words_with_attributes_stand_in_links():
    (paragraph,) = body_of("[[a]{.smallcaps} [b]{.smallcaps}](https://c.org)")
    (link,) = paragraph.children
    assert link == Link("https://c.org", (SmallCaps("a"), Text(" "), SmallCaps("b")))


@pytest.mark.parametrize(
    "text",
    [
        "[[a]{.underline}](https://b.org)",
        "[[a](https://b.org)]{.underline}",
        "[a](https://b.org){.underline}",
    ],
)
def test_links_that_are_underlined_are_links(text):
    assert body_of(text)[0].children == (Link("https://b.org", (Text("a"),)),)


def test_an_address_that_is_underlined_is_a_link():
    (paragraph,) = body_of("[*[https://b.org/c]{.underline}*](https://b.org/c)")
    (link,) = paragraph.children
    assert (link.url, type(link.children[0])) == ("https://b.org/c", Emphasis)


# Pictures


@pytest.mark.parametrize(
    ("width", "share"),
    [
        ('"3.25in" height="2.0833in"', 0.5),
        ('"9.4in"', 1.0),
        ("8.255cm", 0.5),
        ("312px", 0.5),
        ("50%", 0.5),
    ],
)
def test_a_length_is_a_share_of_a_page_of_words(width, share, picture):
    text = f"# T\n\n![a]({picture.name}){{alt=b width={width}}}"
    (figure,) = parse_markdown(text, folder=picture.parent).body
    assert figure.width == share


def test_a_width_of_nothing_is_told(picture):
    with pytest.raises(SourceError, match=r"width=0\.0% does not read"):
        parse_markdown(f"# T\n\n![a]({picture.name}){{alt=b width=0in}}", folder=picture.parent)


# What says nothing, and pages


def test_an_empty_comment_parts_lists():
    first, second = body_of("- a\n\n<!-- -->\n\n- b <!-- --> c")
    assert first == BulletList([Paragraph("a")])
    assert second == BulletList([Paragraph("b  c")])


@pytest.mark.parametrize("command", [r"\newpage", r"\pagebreak", r"\clearpage"])
def test_a_page_ends_where_tex_is_told_to_end_it(command):
    assert body_of(f"a\n\n{command}\n\nb") == (Paragraph("a"), PageBreak(), Paragraph("b"))


# Lines under bars


def test_lines_that_begin_with_a_bar_are_lines():
    (verse,) = body_of("| A *b*\n|   c[^1]\n|\n| d\n  e\n\n[^1]: N.")
    a, b, first, c, note, second, third, d = verse.children
    assert (a, b, c) == (Text("A "), Emphasis("b"), Text("\u00a0\u00a0c"))
    assert isinstance(note, Note)
    assert [type(one) for one in (first, second, third)] == [LineBreak] * 3
    assert d == Text("d e")


def test_an_indented_bar_without_a_space_is_text():
    assert body_of(" |a b") == (Paragraph("|a b"),)


def test_a_bar_may_stand_within_one_of_the_lines():
    assert body_of("| a\n| b | c") == (Paragraph("a", LineBreak(), "b | c"),)


def test_one_line_that_begins_with_a_bar_is_a_paragraph():
    assert body_of("| a") == (Paragraph("a"),)


def test_lines_under_bars_stand_in_quotations_and_lists():
    quoted, listed = body_of("> | a\n> | b\n\n- | a\n  | b")
    assert quoted.body == listed.items[0] == body_of("| a\n| b")


def test_a_fault_in_lines_under_bars_stands_in_its_line():
    (told,) = faults_of("| a\n| b[^1]")
    assert told.startswith("a.md:6: the call [^1] has no note")


@pytest.mark.parametrize("text", ["| a | b |\n| c | d |", "| a\n| b |c|", "a\n| b\n| c"])
def test_bars_that_make_no_lines_are_told(text):
    (told,) = faults_of(text)
    assert "a row of a table" in told or "lines that begin with |" in told


@pytest.mark.parametrize("text", ["|", "|\n|", "||", "|a"])
def test_bars_alone_are_text(text):
    (paragraph,) = body_of(text)
    assert "|" in paragraph.children[0].text
