"""Marks of Markdown that do not read are told, where they would be printed as they stand."""

import pytest

from briefkit.errors import SourceError
from briefkit.model.inline import Text
from briefkit.readers.markdown import parse_markdown


def faults_of(text: str) -> list[str]:
    with pytest.raises(SourceError) as raised:
        parse_markdown(f"# T\n\n{text}", name="a.md")
    return [str(problem) for problem in raised.value.problems]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("| a | b |\n| 1 | 2 |", "a.md:3: a row of a table stands in no table, '| a | b |': write"),
        ("|---|---|\n| 1 | 2 |", "a.md:3: a row of a table stands in no table, '|---|---|': write"),
        ("| a | b |\n|–––|–––|", "a.md:3: a row of a table stands in no table, '| a | b |': write"),
        (
            "x\n+---+\n y",
            "a.md:4: a table is drawn with + and -, and does not read, '+---+': ",
        ),
        ("::: box title\nx", "a.md:3: a div does not read, '::: box title': write it as ::: {.box"),
        (":: {.box}\nx\n::", "a.md:3: a div does not read, ':: {.box}': write it as ::: {.box"),
        ("a\n##B", "a.md:4: no space stands after the # of a heading, '##B': write one, or \\#"),
        (
            "##\u00a0B",
            "a.md:3: a no-break space stands after the # of a heading, '##\\xa0B': ",
        ),
        ("####### B", "a.md:3: a heading has more than six #, '####### B': take some out"),
        ("-\u00a0a", "a.md:3: a no-break space stands after the mark of a list's item, '-\\xa0a':"),
        ("• a\n• b", "a.md:3: bullets stand in the text, where they make no list, '• a': begin"),
        (
            "·\ta\n·\tb",
            "a.md:3: bullets stand in the text, where they make no list, '·\\ta'",
        ),
        ("-a\n-b", "a.md:3: no space stands after the - of a list's items, '-a': write one, or"),
        ("– a\n– b", "a.md:3: lines that begin with a dash make no list, '– a': begin each item"),
        ("!!! note", "a.md:3: a box is not written so, '!!! note': write ::: {.box title="),
        ("a\n| b\n| c", "a.md:4: lines that begin with | are not read, '| b': end each line but"),
        ("[TOC]", "a.md:3: a contents list is not written so, '[TOC]': write contents: yes in"),
        ("{{< pagebreak >}}", "a.md:3: a command of another program is not read, '{{< pagebreak"),
        ("a {% b %}", "a.md:3: a command of another program is not read, '{% b %}': write it in"),
        (
            "a  b\n-- ---\n12345",
            "a.md:4: a table is drawn with lines of -, and does not read: write its rows as | a |",
        ),
        ("![[a.jpg]]", "a.md:3: a picture is not written so, '![[a.jpg]]': write ![caption](file)"),
        ("![C](a b.jpg)", "a.md:3: a picture does not read, '![C](a b.jpg)': write ![caption](<"),
        ("a\nb [c](https://d.org/e f)", "a.md:4: a link does not read, '[c](…https://d.org/e…"),
        ("[a](https://b.org", "a.md:3: a link does not read, '[a](…https://b.org…': write "),
        ("a^[b", "a.md:3: a note is never closed, '^[b': close its bracket"),
        ("a^[1](#fn1)^", "a.md:3: a raised link is not read, '…(#fn1)^': write [^1], and [^1]:"),
        ("a^[1](https://b.org)^", "a.md:3: a raised link is not read, '…(…https://b.org…)^': "),
        ("a\nb\\", "a.md:4: a backslash ends no line, for none follows, 'b\\\\': take it out"),
        (
            "a[^1]\n\n[^1]: b\n\n  c",
            "a.md:7: a paragraph after a note is indented by less than four spaces: indent it by",
        ),
        ("a @tab:b c", "a.md:3: a reference is not written so, '@tab:b c': write @fig:…, @tbl:…"),
        ("@Figure-1", "a.md:3: a reference is not written so, '@Figure-1': write @fig:…, @tbl:…"),
        ("a[^ b]", "a.md:3: the call of a note does not read, '[^ b]': write it as [^1], without"),
        ("A paragraph. {.lead}", "a.md:3: attributes belong to nothing here, '{.lead}': put them"),
        ("## A {-}\n\nb", "a.md:3: what has no number is not marked, '{-}': take it out: only"),
        ("## A\n{:#b}\n\nc", "a.md:4: attributes are not written so, '{:#b}': write {#id .class "),
        ("a\n{: .b}", "a.md:4: attributes are not written so, '{: .b}': write {#id .class key="),
        ('[a](https://b.org){:c="d"}', "a.md:3: attributes are not written so, '{:c=\"d\"}': wr"),
        ("- a\n{:toc}", "a.md:4: a contents list is not written so, '{:toc}': write contents: yes"),
        ("{::comment}", "a.md:3: a command of another program is not read, '{::comment}': write"),
        ("(@) a\n(@b) c", "a.md:3: an item is not numbered so, '(@) a': give it a number, as in"),
        ("`a`{=latex}", "a.md:3: matter for one format alone is not read, '{=latex}': write it in"),
        ("```{=html}\na\n```", "a.md:3: matter for one format alone is not read: write it in Mark"),
        ("a ==b c== d", "a.md:3: marked words are not read, '==b c== d': write **…** or […]{.emph"),
        (
            "a [[Of a wiki]].",
            "a.md:3: a link is not written so, '[[Of a wiki]].': write [words](addr",
        ),
        (
            "a %%of ours%% b",
            "a.md:3: a comment stands in the text, '%%of ours%% b': take it out, or",
        ),
        (
            "%%\nof ours\n%%",
            "a.md:3: a comment stands in the text, '%%': take it out, or write \\%",
        ),
        (
            "by {{ page.author }}",
            "a.md:3: a command of another program is not read, '{{ page.author",
        ),
        ("{{site.url}}/b", "a.md:3: a command of another program is not read, '{{site.url}}/b': w"),
        ("[toc]", "a.md:3: a contents list is not written so, '[toc]': write contents: yes in th"),
        (
            "[[_TOC_]]",
            "a.md:3: a contents list is not written so, '[[…TOC…]]': write contents: yes",
        ),
        ("[[a|b]]", "a.md:3: a link is not written so, '[[a|b]]': write [words](address), or \\["),
        (
            "[a[^1]](https://b.org)\n\n[^1]: c",
            "a.md:3: a link holds a note, and does not read, '[a…](…http",
        ),
        ("a\\footnote{b}", "a.md:3: a command of LaTeX is not read, '\\\\footnote{b}': write it"),
        ("```\na\n\nb", "a.md:3: code that begins with ``` has no end: write ``` on a line of its"),
        ("~~~~\na\n~~~", "a.md:3: code that begins with ~~~~ has no end: write ~~~~ on a line of"),
        ("a[^1]\n\n[^1] b", "a.md:3: the call [^1] has no note: give it one: [^1]: …"),
        ("::: {.epigraph}\n:::", "a.md:3: the div .epigraph is empty: fill it, or take it out"),
        ("::: {.figures}\n:::", "a.md:3: the div .figures is empty: fill it, or take it out"),
        ("::: {lang=tr}\n:::", "a.md:3: a Group is empty: give it text or leave it out"),
        (">", "a.md:3: a Quotation is empty: give it text or leave it out"),
    ],
)
def test_what_does_not_read_is_told(text, fault):
    assert faults_of(text)[0][: len(fault)] == fault


def test_the_text_of_a_note_that_lacks_its_colon_is_told_as_that():
    told = faults_of("a[^1]\n\n[^1] b")[1]
    assert told == (
        "a.md:5: the call [^1] has no note: if this is the note itself, write [^1]: and a space"
        " before its text"
    )


@pytest.mark.parametrize(
    "text",
    [
        r"\| a | b |",
        r"\##B",
        r"a \[^ b]",
        r"a](b",
        "`[a](b c)`",
        "    ##B",
        "```\n##B\n```",
        "> ```\n> a\n> ```",
        "- ```\n  a\n  ```",
        "```\n```",
        "#MeToo",
        "-5 degrees",
        "-a",
        "— a\n— b",
        "– a",
        "a) x\nc) y",
        "Costs of $5 and $6",
        "(a) x",
        "{a, b} and {{c}}",
        "a\n:::: {.box}\nb\n::::",
        "| a | b |\n|---|---|\n| • c | -d |",
        "** p < 0.05, *** p < 0.01",
        "0.52** and 0.61**",
        "** p < 0.05",
        "**a** and **b**",
        r"\*\*a \*\*b",
        "a | b\nc | d",
        "a\n\n- - -\n\nb",
        "[1][2]",
        "Paper [in French] (https://b.org)",
        "a[^1] [b](https://c.org)\n\n[^1]: d",
        "of 5 %% and 6 %%, and x[[day]]",
        "(a)= b and /// c",
        "[[a]] and a == b, x==y, ====, {:d} {:.2f}",
        "(a@b.org) and (@someone)",
        "• alone",
        "(a) run in;\n(b) and wrapped.",
        "a · b",
        r"\@tab:b a@tab:b.org @table @tablet:x `@tab:b`",
        "C:\\a\\b\\",
        "a\\\\",
        "`a\\`",
        "- a[^1]\n\n  [^1]: b\n\n  c",
        "a[^1]\n\n[^1]: b\n\n    c\n\nd",
    ],
)
def test_what_may_be_meant_as_text_is_text(text):
    parse_markdown(f"# T\n\n{text}")


def test_each_kind_is_told_once_a_paragraph():
    assert len(faults_of("• a\n• b\n• c [^ d] [^ e]")) == 2


def test_a_fault_in_front_matter_stands_in_its_line():
    with pytest.raises(SourceError) as raised:
        parse_markdown("---\ntitle: T\nsubtitle: A [b](c d)\n---\n\na", name="a.md")
    assert raised.value.problems[0].where == "a.md:3"


def test_a_sign_in_words_stays():
    (paragraph,) = parse_markdown("# T\n\nC# and F#, 3–4 + 5 | 6").body
    assert paragraph.children == (Text("C# and F#, 3–4 + 5 | 6"),)


def test_a_div_whose_head_does_not_read_is_told_alone():
    (told,) = faults_of("::: aside Mind the gap\na\n:::\n\nb")
    assert told.startswith("a.md:3: a div does not read, '::: aside Mind the gap': write it as")


def test_what_stands_below_a_note_in_front_matter_is_indented_by_it():
    parse_markdown("---\ntitle: T\nabstract: |\n  A.[^1]\n\n  [^1]: b\n\n  C.\n---\n\nd")
