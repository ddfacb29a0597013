"""Markdown → Brief: what each mark means."""

import base64
from datetime import date
from io import BytesIO

import pytest
from PIL import Image

from briefkit.api import render
from briefkit.errors import SourceError
from briefkit.model.blocks import (
    Block,
    Box,
    BulletList,
    CodeBlock,
    Definition,
    DefinitionList,
    Divider,
    Group,
    KeyPoints,
    NumberedList,
    Paragraph,
    PullQuote,
    Quotation,
    Section,
    note,
)
from briefkit.model.figures import Figure
from briefkit.model.inline import (
    Code,
    CrossReference,
    Emphasis,
    InLanguage,
    Inline,
    LineBreak,
    Link,
    Note,
    NoteCall,
    Quoted,
    SmallCaps,
    Strong,
    Subscript,
    Superscript,
    as_inlines,
)
from briefkit.model.tables import Cell, Table
from briefkit.preflight import check
from briefkit.readers.markdown import parse_markdown, read_markdown


def body_of(text: str, folder=None) -> tuple[Block, ...]:
    return parse_markdown("# A title\n\n" + text, folder=folder).body


def inlines_of(text: str) -> tuple[Inline, ...]:
    (paragraph,) = body_of(text)
    assert isinstance(paragraph, Paragraph)
    return paragraph.children


@pytest.mark.parametrize(
    ("source", "meant"),
    [
        ("*a* _b_ **c**", [Emphasis("a"), " ", Emphasis("b"), " ", Strong("c")]),
        ("***a***", [Emphasis(Strong("a"))]),
        ("`a *b*`", [Code("a *b*")]),
        ("H~2~O, 5^th^", ["H", Subscript("2"), "O, 5", Superscript("th")]),
        ("~5 to ~6, a^b or c", ["~5 to ~6, a^b or c"]),
        ("これは**「強調」**です", ["これは", Strong("「強調」"), "です"]),
        ("**注意：**これ、*(T)*を", [Strong("注意："), "これ、", Emphasis("(T)"), "を"]),
        ("**강조(a)**는 *“b”*를", [Strong("강조(a)"), "는 ", Emphasis("“b”"), "를"]),
        ("中**文 字**中* a *b", ["中", Strong("文 字"), "中* a *b"]),
        ("ü*(a)*b", ["ü*(a)*b"]),
        ("n.^*o*^", ["n.", Superscript(Emphasis("o"))]),
        ("x^a[b]c^", ["x", Superscript("a[b]c")]),
        ("[https://a.org/~b](https://a.org/~b)", [Link("https://a.org/~b")]),
        ("[x~a](https://b.org/~a) y", [Link("https://b.org/~a", "x~a"), " y"]),
        ("[UN]{.smallcaps}", [SmallCaps("UN")]),
        ("[Erişim]{lang=tr}", [InLanguage("tr", "Erişim")]),
        ("[La *x*]{.smallcaps lang=la}", [InLanguage("la", SmallCaps("La ", Emphasis("x")))]),
        ("[a]{.quoted}", [Quoted("a")]),
        ("[a](https://example.org)", [Link("https://example.org", "a")]),
        ("[a](https://example.org){lang=tr}", [InLanguage("tr", Link("https://example.org", "a"))]),
        ("[a][b]\n\n[b]: https://example.org", [Link("https://example.org", "a")]),
        ("[a](../b.md)", [Link("../b.md", "a")]),
        ("[a](#b)", [Link("#b", "a")]),
        ("http://[::1 http://.../b", ["http://[::1 http://.../b"]),
        ("<https://example.org>", [Link("https://example.org")]),
        ("[https://example.org](https://example.org)", [Link("https://example.org")]),
        ("<a@example.org>", [Link("mailto:a@example.org", "a@example.org")]),
        ("a  \nb\\\nc\nd", ["a", LineBreak(), "b", LineBreak(), "c d"]),
        ("中文\n字 한국\n어", ["中文字 한국 어"]),
        ("&amp; &eacute; \\*a\\* \\[^1]", ["& é *a* [^1]"]),
        ('"a" \'b\' -- ... \\"', ['"a" \'b\' -- ... "']),
        ("a\n\n[comment]: <> (b)\n[//]: # (c)", ["a"]),
        ("a@b.org and @someone", ["a@b.org and @someone"]),
        ("[sic] [a] {b} f{x}", ["[sic] [a] {b} f{x}"]),
    ],
)
def test_inlines_mean_what_they_say(source, meant):
    assert inlines_of(source) == as_inlines(meant)


@pytest.mark.parametrize(
    ("source", "address"),
    [
        ("https://example.org/a", "https://example.org/a"),
        ("(https://example.org/a).", "https://example.org/a"),
        ("See https://example.org/a_b_c, and", "https://example.org/a_b_c"),
        ("https://example.org/a_(b)", "https://example.org/a_(b)"),
        ("(see https://example.org/a_(b))", "https://example.org/a_(b)"),
        ("https://example.org/a?b=1&c=2#d!", "https://example.org/a?b=1&c=2#d"),
        ("“https://example.org/a”—so", "https://example.org/a"),
        ("**https://example.org/a**", "https://example.org/a"),
        ("https://example.org/Türkçe/ş.", "https://example.org/Türkçe/ş"),
        ("https://example.org/a;&quot;", "https://example.org/a"),
        ("HTTPS://EXAMPLE.ORG/a", "HTTPS://EXAMPLE.ORG/a"),
        ("https://example.org/~user/*/x:y@z", "https://example.org/~user/*/x:y@z"),
        ("https://example.org/a/", "https://example.org/a/"),
    ],
)
def test_a_bare_address_is_a_link_without_its_sentence(source, address):
    found = [one for one in _flat(inlines_of(source)) if isinstance(one, Link)]
    assert found == [Link(address)]


@pytest.mark.parametrize("source", ["http://", "https:// x", "xhttps://example.org", "ahttp://b.c"])
def test_what_only_begins_like_an_address_is_text(source):
    assert inlines_of(source) == as_inlines(source)


def test_an_address_ends_where_a_note_is_called():
    _, link, called = inlines_of("At https://example.org/a[^1]\n\n[^1]: https://example.org/b")
    assert link == Link("https://example.org/a")
    assert called == note(Link("https://example.org/b"))


def test_a_note_is_called_before_a_bracket():
    _, called, after = inlines_of("Perl[^1](5.0)\n\n[^1]: A note.")
    assert (called, after) == (note("A note."), as_inlines("(5.0)")[0])


def test_brackets_may_stand_in_the_words_of_a_link():
    link = Link("https://example.org", "see [b] there")
    assert inlines_of("[see [b] there](https://example.org)") == (link,)


def test_a_link_may_begin_with_the_mark_of_a_note_where_there_is_none():
    assert inlines_of("[^top](https://example.org)") == (Link("https://example.org", "^top"),)


def _flat(inlines):
    for inline in inlines:
        yield inline
        yield from _flat(getattr(inline, "children", ()))


# Sections


def test_headings_nest_sections_by_their_levels():
    assert body_of("Before.\n\n## One\n\na\n\n### Two\n\nb\n\n## Three\n\nc") == (
        Paragraph("Before."),
        Section("One", [Paragraph("a"), Section("Two", [Paragraph("b")])]),
        Section("Three", [Paragraph("c")]),
    )


def test_a_level_left_out_nests_by_order():
    assert body_of("## One\n\n#### Two\n\na\n\n### Three\n\nb\n\n# Four") == (
        Section("One", [Section("Two", [Paragraph("a")]), Section("Three", [Paragraph("b")])]),
        Section("Four"),
    )


def test_a_heading_takes_its_attributes_off_its_end():
    (section,) = body_of("## What *followed*^[A note.] {#after .numbered lang=tr}\n\na")
    assert section == Section(
        ["What ", Emphasis("followed"), note("A note.")],
        [Paragraph("a")],
        "after",
        is_numbered=True,
        language="tr",
    )


def test_braces_that_are_no_attributes_stay_in_a_heading():
    (section,) = body_of("## The set {1, 2}\n\na")
    assert section == Section("The set {1, 2}", [Paragraph("a")])


def test_a_closing_run_of_signs_is_no_part_of_a_heading():
    assert body_of("## One ##\n\na") == (Section("One", [Paragraph("a")]),)


# Blocks


def test_lists_hold_blocks():
    assert body_of("- a\n\n  b\n- c\n  1. d\n  2. e\n\n3) f") == (
        BulletList([[Paragraph("a"), Paragraph("b")], [Paragraph("c"), NumberedList(["d", "e"])]]),
        NumberedList(["f"], start=3, mark=")"),
    )


def test_a_definition_list_has_terms_and_what_they_mean():
    assert body_of("Term *one*\n: It means\n\n    two things.\n: Or a third.\n\nTerm two\n: x") == (
        DefinitionList(
            [
                Definition(["Term ", Emphasis("one")], ["It means", "two things.", "Or a third."]),
                Definition("Term two", "x"),
            ]
        ),
    )


def test_the_last_paragraph_of_a_quotation_after_a_dash_says_whose_it_is():
    assert body_of("> Words.\n>\n> — A. Name, *Book*") == (
        Quotation("Words.", attribution=["A. Name, ", Emphasis("Book")]),
    )


def test_a_quotation_of_one_paragraph_is_its_own():
    assert body_of("> — so he said") == (Quotation("— so he said"),)


def test_code_keeps_its_lines():
    assert body_of("```python\na = 1\n\nb\n```\n\n    c\n\n```{.r}\n```") == (
        CodeBlock("a = 1\n\nb", language="python"),
        CodeBlock("c"),
        CodeBlock("", language="r"),
    )


def test_three_stars_or_dashes_are_a_divider():
    assert body_of("a\n\n---\n\nb\n\n***") == (Paragraph("a"), Divider(), Paragraph("b"), Divider())


def test_a_div_is_what_its_class_says():
    source = """
::: {.key-points title="In *short*"}
- One
- Two
:::

::: {.pull-quote by="A. Name"}
Large *words*.
:::

::: {.box title="Aside"}
Text.

- a
:::

::: {lang=tr}
Merhaba.
:::
"""
    assert body_of(source) == (
        KeyPoints(["One", "Two"], title=["In ", Emphasis("short")]),
        PullQuote(["Large ", Emphasis("words"), "."], by="A. Name"),
        Box([Paragraph("Text."), BulletList(["a"])], title="Aside"),
        Group("Merhaba.", language="tr"),
    )


def test_a_div_has_a_short_form_and_may_close_without_an_empty_line():
    assert body_of("::: box\nText.\n:::\nAfter.\n\n:::: key-points ::::\n- a\n::::") == (
        Box("Text."),
        Paragraph("After."),
        KeyPoints(["a"]),
    )


def test_divs_nest():
    source = (
        "::: box\nOne.\n::: {lang=tr}\nİki.\n:::\nThree.\n::: {.pull-quote}\nFour.\n:::\n:::\nFive."
    )
    assert body_of(source) == (
        Box(
            [
                Paragraph("One."),
                Group("İki.", language="tr"),
                Paragraph("Three."),
                PullQuote("Four."),
            ]
        ),
        Paragraph("Five."),
    )


def test_colons_in_code_close_no_div():
    assert body_of("::: box\n```\n:::\n```\n:::") == (Box(CodeBlock(":::")),)


def test_a_div_with_a_class_and_a_language_is_a_group_around_it():
    assert body_of("::: {.box lang=tr}\nMetin.\n:::") == (Group(Box("Metin."), language="tr"),)


def test_divs_stand_in_lists_and_quotations():
    assert body_of("- a\n\n  ::: box\n  b\n  :::\n\n> ::: box\n> c\n> :::") == (
        BulletList([[Paragraph("a"), Box("b")]]),
        Quotation(Box("c")),
    )


def test_a_section_may_stand_in_a_box():
    assert body_of("::: box\n## Head\n\na\n:::\n\nb") == (
        Box(Section("Head", "a")),
        Paragraph("b"),
    )


# Tables


def test_a_table_has_a_head_alignments_and_a_caption():
    source = """
| Year | *Tests* | x | y |
|------|--------:|:--|:-:|
| 2022 | 90^[All.] |  | a \\| b |

: A table's caption. {source="A *source*" #tbl:tests}
"""
    assert body_of(source) == (
        Table(
            [["2022", Cell(Paragraph("90", note("All."))), Cell(), "a | b"]],
            head=[["Year", Emphasis("Tests"), "x", "y"]],
            alignments=["auto", "decimal", "start", "centre"],
            caption="A table's caption.",
            source=["A ", Emphasis("source")],
            id="tbl:tests",
        ),
    )


def test_numbers_at_the_end_of_their_column_stand_on_their_decimal_mark_but_in_the_first():
    (table,) = body_of("| a | b |\n|--:|--:|\n| 1 | 2.5 |")
    assert table.alignments == ("end", "decimal")


@pytest.mark.parametrize(
    "text",
    [
        "{rows}\n\n: C. {{#tbl:a}}",
        "{rows}\n\nTable: C. {{#tbl:a}}",
        "Table: C. {{#tbl:a}}\n\n{rows}",
        ": C. {{#tbl:a}}\n\n{rows}",
    ],
)
def test_a_caption_stands_below_its_table_or_as_pandoc_has_it(text):
    assert body_of(text.format(rows="| a |\n|---|\n| 1 |")) == (
        Table([["1"]], head=[["a"]], caption="C.", id="tbl:a"),
    )


def test_a_caption_between_two_tables_is_of_the_upper_one_and_other_texts_are_none():
    rows = "| a |\n|---|\n| 1 |"
    upper, lower, text, price = body_of(
        f"{rows}\n\nTable: C.\n\n{rows}\n\nTable of all.\n\nFrom $5 to $6, and ~ to ~~."
    )
    assert (upper.caption, lower.caption) == (as_inlines("C."), ())
    assert text == Paragraph("Table of all.")
    assert price == Paragraph("From $5 to $6, and ~ to ~~.")


def test_a_table_without_words_in_its_head_has_none():
    assert body_of("|   |   |\n|---|---|\n| a | b |") == (Table([["a", "b"]]),)


def test_a_caption_may_say_that_rows_have_headers():
    (table,) = body_of("| a | b |\n|---|---|\n| c | d |\n\n: {.row-headers}")
    assert table == Table([["c", "d"]], head=[["a", "b"]], has_row_headers=True)


def test_two_tables_have_their_own_captions():
    one, other = body_of("|a|\n|-|\n|b|\n\n: One.\n\n|c|\n|-|\n|d|\n\n: Other.")
    assert (one.caption, other.caption) == (as_inlines("One."), as_inlines("Other."))


# Figures


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "a b.png").write_bytes(b"")
    (tmp_path / "rocket.jpg").write_bytes(b"")
    return tmp_path


def test_a_picture_says_what_it_shows_as_quarto_has_it(folder):
    (figure,) = body_of('![](rocket.jpg){#fig-a fig-alt="A rocket"}', folder)
    assert (figure.alt, figure.id) == ("A rocket", "fig-a")


def test_a_picture_alone_in_its_paragraph_is_a_figure(folder):
    source = (
        '![A caption, *with emphasis* and a note.[^2]](rocket.jpg){alt="what \\"it\\" shows"\n'
        'credit="A *name*" source="S" licence="CC0-1.0" width=80% placement=top #fig:rocket}\n\n'
        "[^2]: The note."
    )
    assert body_of(source, folder) == (
        Figure(
            folder / "rocket.jpg",
            alt='what "it" shows',
            caption=["A caption, ", Emphasis("with emphasis"), " and a note.", note("The note.")],
            credit=["A ", Emphasis("name")],
            source="S",
            licence="CC0-1.0",
            width=0.8,
            placement="top",
            id="fig:rocket",
        ),
    )


def test_a_figure_needs_nothing_but_its_picture(folder):
    assert body_of("![](<a b.png>){.decorative}\n\n![](a%20b.png)", folder) == (
        Figure(folder / "a b.png", decorative=True),
        Figure(folder / "a b.png"),
    )


def test_figures_stand_in_lists_cells_and_notes(folder):
    items, table, paragraph = body_of(
        "- ![](rocket.jpg)\n\n| a |\n|---|\n| ![](rocket.jpg) |\n\n"
        "a[^1]\n\n[^1]:\n    ![](rocket.jpg)",
        folder,
    )
    figure = Figure(folder / "rocket.jpg")
    assert items == BulletList([figure])
    assert table.rows == ((Cell(figure),),)
    assert paragraph.children[1] == Note((figure,))


# References


def test_references_find_what_stands_before_or_after_them(folder):
    source = """
See @fig:rocket, @tbl:a, @sec:after, [below](#after) and @note:x.

![](rocket.jpg){#fig:rocket}

## After {#after}

| a |
|---|
| b |

: A. {#tbl:a}

As in[^x].

[^x]: N.
"""
    paragraph, _, section = body_of(source, folder)
    assert [one for one in paragraph.children if isinstance(one, CrossReference)] == [
        CrossReference("fig:rocket"),
        CrossReference("tbl:a"),
        CrossReference("after"),
        CrossReference("after", "below"),
        CrossReference("x"),
    ]
    assert section.body[1].children[1].id == "x"


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("@fig:aと@fig:bを参照。", ("fig:a", "fig:b")),
        ("见@fig:a和@fig:b。", ("fig:a", "fig:b")),
        ("그림은 @fig:a와 @fig:b이다.", ("fig:a", "fig:b")),
        ("انظر @fig:a و@fig:b.", ("fig:a", "fig:b")),
        ("見@fig:図1と[@fig:b図]を", ("fig:図1と", "fig:b図")),
        ("me@fig:a", ()),
    ],
)
def test_a_reference_may_stand_where_words_have_no_spaces_between(written, names, folder):
    """An id in Latin letters ends before a letter of another kind, but in brackets."""
    figures = "".join(
        f'![A](rocket.jpg){{alt="a" #{name}}}\n\n' for name in ("fig:a", "fig:b", *names[:2])
    )
    figures = "\n\n".join(dict.fromkeys(figures.split("\n\n")))
    paragraph, *_ = body_of(f"{written}\n\n{figures}", folder)

    found = [one.target for one in paragraph.children if isinstance(one, CrossReference)]
    assert tuple(found) == names


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("fig-a", "fig-a"),
        ("fig:a", "fig-a"),
        ("tbl-b", "b"),
        ("sec-c", "sec:c"),
        ("sec:c", "sec-c"),
    ],
)
def test_a_reference_may_be_written_as_quarto_does(written, name):
    text = f"@{written}, [@{written}] and @page:{written}\n\n## D {{#{name}}}\n\nE"
    paragraph, _ = body_of(text)
    plain, by_page = CrossReference(name), CrossReference(name, form="page")
    assert paragraph == Paragraph(plain, ", ", plain, " and ", by_page)


def test_what_is_no_reference_of_quarto_is_text():
    (paragraph,) = body_of(r"a@fig-b.org, @figs-b, @page-b, \@fig-b")
    assert paragraph == Paragraph("a@fig-b.org, @figs-b, @page-b, @fig-b")


def test_a_line_of_a_cell_ends_where_html_ends_it():
    (table,) = body_of("| a<br>b | c |\n|---|---|\n| 1 <br /> *2<BR>3* | d<br> |")
    assert table == Table(
        [[["1", LineBreak(), Emphasis("2", LineBreak(), "3")], "d"]],
        head=[[["a", LineBreak(), "b"], "c"]],
    )


def test_pictures_of_a_row_may_stand_in_lines_one_after_the_other(folder):
    apart = "![A](rocket.jpg){alt=x}\n\n![B](rocket.jpg){alt=y}"
    below = "![A](rocket.jpg){alt=x}\n![B](rocket.jpg){alt=y}"
    rows = [body_of(f"::: {{.figures}}\n{one}\n:::", folder) for one in (apart, below)]
    assert rows[0] == rows[1]
    assert [figure.alt for figure in rows[1][0].figures] == ["x", "y"]


def test_a_reference_leaves_the_sentence_its_stop():
    source = "See @sec:a. And @sec:a: so.\n\n## A {#a}\n\nb"
    (first, _) = body_of(source)
    assert first.children[2] == as_inlines(". And ")[0]


# Notes


def test_a_note_called_once_needs_no_name():
    assert inlines_of("A.[^1]\n\n[^1]: N.") == as_inlines(["A.", note("N.")])


def test_a_note_called_again_is_one_note():
    assert inlines_of("A.[^n] B.[^n] C.[^n]\n\n[^n]: N.") == as_inlines(
        ["A.", note("N.", id="n"), " B.", NoteCall("n"), " C.", NoteCall("n")]
    )


def test_a_note_holds_blocks_of_every_kind():
    source = """
A.[^long]

[^long]: One.

    - two

    | three |
    |-------|
    | four  |

        five

    Six.

After.
"""
    paragraph, after = body_of(source)
    assert paragraph.children[1] == Note(
        (
            Paragraph("One."),
            BulletList(["two"]),
            Table([["four"]], head=[["three"]]),
            CodeBlock("five"),
            Paragraph("Six."),
        )
    )
    assert after == Paragraph("After.")


def test_an_inline_note_holds_inlines_and_notes():
    assert inlines_of("A.^[N *e*.^[Inner.]]") == as_inlines(
        ["A.", note("N ", Emphasis("e"), ".", note("Inner."))]
    )


def test_notes_are_called_in_headings_cells_items_and_quotations():
    assert body_of("## H[^1]\n\n- a[^2]\n\n> b[^3]\n\n[^3]: 3\n[^2]: 2\n[^1]: 1") == (
        Section(
            ["H", note("1")],
            [
                BulletList([Paragraph("a", note("2"))]),
                Quotation(Paragraph("b", note("3"))),
            ],
        ),
    )


# Titles


def test_the_heading_that_a_text_begins_with_is_its_title_and_not_repeated():
    brief = parse_markdown("[^1]: N.\n\n## One *title*[^1] {#x}\n\nText.\n\n## Section\n\na")
    assert brief.title == as_inlines(["One ", Emphasis("title"), note("N.")])
    assert brief.body == (Paragraph("Text."), Section("Section", "a"))


def test_a_title_in_the_front_matter_leaves_the_heading_in_the_text():
    brief = parse_markdown("---\ntitle: A\n---\n\n# B\n\nc")
    assert (brief.title, brief.body) == (as_inlines("A"), (Section("B", "c"),))


def test_a_file_that_begins_with_text_is_called_by_its_name(tmp_path):
    path = tmp_path / "the-new_brief.md"
    path.write_text("Text.\n\n# Heading\n\na", encoding="utf-8")
    brief = read_markdown(path)
    assert brief.title == as_inlines("The new brief")
    assert brief.body == (Paragraph("Text."), Section("Heading", "a"))


def test_what_a_text_is_called_may_be_a_path(tmp_path):
    assert parse_markdown("Text.", name=tmp_path / "a-brief.md").title == as_inlines("A brief")


def test_a_byte_order_mark_and_other_line_ends_say_nothing(tmp_path):
    path = tmp_path / "a.md"
    path.write_bytes("\ufeff---\r\ntitle: A\r\n---\r\nOne\r\ntwo.\r\rThree.".encode())
    assert read_markdown(path).body == (Paragraph("One two."), Paragraph("Three."))
    assert parse_markdown("\ufeff# A\n\nb").body == (Paragraph("b"),)


@pytest.mark.parametrize(
    ("written", "read"), [("yes", "yes"), ("true", "yes"), ("No", "no"), ("false", "no")]
)
def test_contents_are_asked_for_in_any_of_yaml_s_words(tmp_path, written, read):
    path = tmp_path / "a.md"
    path.write_text(f"---\ntitle: A\ncontents: {written}\n---\n\nText.\n", encoding="utf-8")
    assert read_markdown(path).contents == read


@pytest.mark.parametrize(
    "day",
    ["2015-11-17 16:16:01 -0600", "2015-11-17T23:59:00Z", "2015-11-17T9:30", '"2015-11-17 10:00"'],
)
def test_a_time_after_the_date_is_left_out(day):
    assert parse_markdown(f"---\ntitle: A\ndate: {day}\n---\n\nB").date == date(2015, 11, 17)


def test_the_language_of_code_ends_before_what_else_is_said_of_it():
    (code,) = body_of("```{r, echo=FALSE}\na\n```")
    assert code.language == "r"


def test_a_text_may_hold_the_bytes_of_a_picture(tmp_path):
    data = BytesIO()
    Image.new("RGB", (4, 3), "red").save(data, "PNG")
    held = base64.b64encode(data.getvalue()).decode()
    text = f"# A\n\n![B][image1]{{alt=b}}\n\n[image1]: <data:image/png;base64,{held}>"
    brief = parse_markdown(text)
    assert brief.body == (Figure(data.getvalue(), alt="b", caption="B"),)
    assert check(render(brief)) == ()


def test_a_picture_that_does_not_read_is_no_picture():
    for held in ("AAAA", "iVBORw0KGg", "é"):
        with pytest.raises(SourceError, match="is an address, and nothing is fetched"):
            parse_markdown(f"# A\n\n![B](data:image/png;base64,{held})")
