"""Tags of HTML in a line: what Markdown has a mark for is that mark, and the rest is told."""

import pytest

from briefkit.errors import SourceError
from briefkit.model.inline import LineBreak, Note
from briefkit.readers.markdown import parse_markdown


def body_of(text: str):
    return parse_markdown(f"---\ntitle: T\n---\n\n{text}").body


def faults_of(text: str) -> list[str]:
    with pytest.raises(SourceError) as raised:
        body_of(text)
    return [str(problem).removeprefix("<text>:") for problem in raised.value.problems]


@pytest.mark.parametrize(
    ("tags", "marks"),
    [
        ("H<sub>2</sub>O, 19<sup>th</sup>", "H~2~O, 19^th^"),
        ("<b>a *b*</b> <strong>c</strong>", "**a *b*** **c**"),
        ("<i>a <b>b</b></i> <em>c</em>", "*a **b*** *c*"),
        ("**a <i>b</i>**", "**a *b***"),
        ("<SUP>a</SUP ><Sub >b</sub>", "^a^~b~"),
        ("<kbd>a</kbd> <code>b &lt;\nc</code>", "`a` `b < c`"),
        ("<code>a &lt; b</code> <kbd>c</kbd> <samp>d</samp>, <tt>e</tt>", "`a < b` `c` `d`, `e`"),
        ('<a href="https://a.org/?b=1&amp;c=2">*d*</a>', "[*d*](https://a.org/?b=1&c=2)"),
        ("<a target='_blank' href='https://a.org'>b</a>", "[b](https://a.org)"),
        (
            '<a href="https://a.org/b">https://a.org</a>',
            "[https\\://a.org](https://a.org/b)",
        ),
        ("a<br>b<br/>\nc <br /> d<BR>", "a\\\nb\\\nc\\\nd"),
        ("<b></b>a", "a"),
        ("## A <sup>b</sup>\n\nc", "## A ^b^\n\nc"),
        ("a^[b <i>c</i>]", "a^[b *c*]"),
    ],
)
def test_a_tag_is_the_mark_that_says_the_same(tags, marks):
    assert body_of(tags) == body_of(marks)


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("<b>a", ["5: HTML, <b>, stands in the text: write **…**"]),
        ("a</b>", ["5: HTML, </b>, stands in the text: write **…**"]),
        ("**a <b>b** c</b>", ["5: HTML, <b>, stands in the text: write **…**"]),
        ('<b class="c">a</b>', ["5: HTML, <b>, stands in the text: write **…**"]),
        ("<code>*a*</code>", ["5: HTML, <code>, stands in the text: write `…`"]),
        (
            "[a <a href='https://b.org'>c</a>](https://d.org)",
            ["5: HTML, <a>, stands in the text: write [text](address)"],
        ),
        (
            "<a href='https://b.org' onclick='c()'>d</a>",
            ["5: HTML, <a>, stands in the text: write [text](address)"],
        ),
        (
            "a\nb<br>\nc <mark>d</mark>",
            ["7: HTML, <mark>, stands in the text: write **…** or […]{.emphasis}"],
        ),
        (
            "<a href='javascript:b'>c</a>",
            ["5: the address 'javascript:b' begins with javascript: give one of"],
        ),
    ],
)
def test_a_tag_that_says_more_or_has_no_end_is_told(text, faults):
    found = faults_of(text)
    assert [one[: len(fault)] for one, fault in zip(found, faults, strict=True)] == faults


def test_lines_are_counted_on_after_a_break():
    (paragraph,) = body_of("a<br>\nb^[c] <br>")
    assert [type(one) for one in paragraph.children[1:]][::2] == [LineBreak, Note]
