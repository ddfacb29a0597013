"""Boxes as GitHub, Obsidian, Quarto, Docusaurus and MkDocs have them are boxes."""

import pytest

from briefkit.errors import SourceError
from briefkit.model.blocks import Box, BulletList, CodeBlock, Paragraph, Quotation, Section
from briefkit.model.inline import Emphasis, Note
from briefkit.readers.markdown import parse_markdown


def body_of(text):
    return parse_markdown(f"# T\n\nBefore.\n\n{text}", name="a.md").body[1:]


def faults_of(text):
    with pytest.raises(SourceError) as raised:
        parse_markdown(f"# T\n\nBefore.\n\n{text}", name="a.md")
    return [str(problem) for problem in raised.value.problems]


@pytest.mark.parametrize(
    "text",
    [
        "> [!NOTE]\n> b",
        "> [!note]\n>\n> b",
        "> [!note]-\n> b",
        ">[!NOTE|right]\n>b",
        "::: {.callout-note}\nb\n:::",
        "::: callout-note\nb\n:::",
        '::: {.callout-note collapse="true" icon=false appearance=simple}\nb\n:::',
        ":::note\nb\n:::",
        "::: note\n\nb\n\n:::",
        ":::{note}\nb\n:::",
        "::: {.note}\nb\n:::",
        "!!! note\n    b",
        "!!! note\n\n    b",
        "??? note\n    b",
        "???+ note inline end\n    b",
    ],
)
def test_a_box_without_a_title_says_its_kind(text):
    assert body_of(text) == (Box([Paragraph("b")], title="Note"),)


def test_a_box_says_to_see_also_in_two_words():
    assert body_of(":::{seealso}\nb\n:::") == (Box([Paragraph("b")], title="See also"),)


@pytest.mark.parametrize(
    "text",
    [
        "> [!tip] A *c*\n> b",
        "::: {.callout-tip}\n## A *c*\n\nb\n:::",
        "::: {.callout-tip}\n## A *c* {.unnumbered}\nb\n:::",
        '::: {.callout-tip title="A *c*"}\nb\n:::',
        ":::tip[A *c*]\nb\n:::",
        "::: tip A *c*\nb\n:::",
        ":::{admonition} A *c*\nb\n:::",
        '!!! tip "A *c*"\n    b',
    ],
)
def test_a_box_has_the_title_that_is_given(text):
    assert body_of(text) == (Box([Paragraph("b")], title=["A ", Emphasis("c")]),)


def test_a_heading_under_a_title_is_one():
    (box,) = body_of('::: {.callout-tip title="A"}\n## B\n\nc\n:::')
    assert isinstance(box.body[0], Section)


def test_boxes_hold_blocks_and_stand_in_others():
    in_list, quotation = body_of(
        "- a\n\n    !!! note\n        b\n\n        - c\n\n> d\n> > [!NOTE]\n> > e"
    )
    box = Box([Paragraph("b"), BulletList(["c"])], title="Note")
    assert in_list.items == ((Paragraph("a"), box),)
    assert quotation == Quotation([Paragraph("d"), Box([Paragraph("e")], title="Note")])


def test_what_is_indented_further_is_code():
    (box,) = body_of("!!! note\n    a\n\n        b")
    assert box.body == (Paragraph("a"), CodeBlock("b"))


def test_what_is_indented_less_stands_below_the_box():
    box, below = body_of("!!! note\n    a\n\n    b\nc")
    assert box.body == (Paragraph("a"), Paragraph("b"))
    assert below == Paragraph("c")


def test_notes_are_called_in_boxes():
    (box,) = body_of("> [!NOTE]\n> a[^1]\n\n[^1]: b")
    assert isinstance(box.body[0].children[1], Note)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("> [!NOTE] T\n> a\n> b[^1]", 7),
        ("> [!NOTE]\n>\n> a[^1]", 7),
        ("!!! note\n    a\n    b[^1]", 7),
        (":::note[T]\na[^1]\n:::", 6),
        ("::: callout-note\n## T\na[^1]\n:::", 7),
    ],
)
def test_a_fault_in_a_box_stands_in_its_line(text, line):
    (told,) = faults_of(text)
    assert told.startswith(f"a.md:{line}: the call [^1] has no note")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("> [!NOTE]", "a.md:5: the div .box is empty"),
        ("!!! note", "a.md:5: a box is not written so"),
        ("!!! note\nb", "a.md:5: a box is not written so"),
        ("::: {.callout-note #nte-a}\nb\n:::", "a.md:5: #nte-a names a div"),
        ("::: {.callout-note size=3}\nb\n:::", "a.md:5: unknown attribute size"),
        ("::: callout-note\nb", "a.md:5: ::: is never closed"),
        ("```{note}\nb\n```", "a.md:5: '{note}' makes code of a box: write ::: and the same in"),
        (":::{admonition}\nb\n:::", "a.md:5: attributes do not read at 'admonition'"),
        ("::: {.admonition}\nb\n:::", 'a.md:5: unknown class .admonition: write {.box title="…"}'),
    ],
)
def test_a_box_that_does_not_read_is_told(text, fault):
    assert faults_of(text)[0].startswith(fault)


@pytest.mark.parametrize("text", ["> a [!NOTE] b", "> [!1] b", "> [note] b"])
def test_other_quotations_stay_what_they_are(text):
    assert isinstance(body_of(text)[0], Quotation)
