"""What is told of a brief that was read names its file and line; equal briefs stay equal."""

import json
import pickle
import re
from io import BytesIO

import pytest
from attrs import evolve
from PIL import Image

from briefkit.api import render, typeset
from briefkit.errors import BriefError, FontError, ModelError, PictureError, SourceError
from briefkit.model.blocks import Paragraph, Section
from briefkit.model.brief import Brief
from briefkit.model.inline import Note
from briefkit.readers.json import from_json, to_json
from briefkit.readers.json_lines import line_at, lines_of
from briefkit.readers.markdown import parse_markdown, read_markdown

# Each letter of the alphabet of Cherokee stands on a line of its own, and no font has it.
MARKDOWN = """\
---
title: A title Ꭰ
abstract: |
  An abstract.

  Another Ꭱ.
key-points:
  - One
  - Two Ꭲ
authors:
  - name: Ann
    bio: She Ꭳ
acknowledgements: Thanks Ꭴ
---

Text
Ꭵ.[^1]

## A heading Ꭶ

- a
- b

  c Ꭷ

Term
: What it means Ꭸ

| A | B |
|---|---|
| 1 | 2 |
| 3 | 4^[In a cell Ꭹ] |

: Rents {source="S Ꭺ"}

> A quotation
>
> — Someone Ꭻ

::: {.box title="Title Ꭼ"}
In it Ꭽ

![Cap Ꭾ](a.png){alt=x}
:::

::: {lang=de}
Text Ꭿ
:::

[^1]: A note

    of two Ꮀ
"""


@pytest.fixture
def brief(tmp_path):
    (tmp_path / "a.md").write_text(MARKDOWN, encoding="utf-8")
    Image.new("L", (200, 100)).save(tmp_path / "a.png")
    return read_markdown(tmp_path / "a.md")


def told_of(brief) -> list[str]:
    with pytest.raises(BriefError) as raised:
        typeset(brief)
    return [str(problem) for problem in raised.value.problems]


def line_of_letter(letter: str) -> int:
    return MARKDOWN[: MARKDOWN.index(letter)].count("\n") + 1


def test_every_letter_that_is_missing_is_told_where_it_stands(brief, tmp_path):
    told = told_of(brief)

    found = {
        chr(int(re.search(r"U\+(\w+)", one)[1], 16)): int(
            one.removeprefix(f"{tmp_path}/a.md:").split(":")[0]
        )
        for one in told
    }
    # A paragraph of several lines is told by its first, a table and a quotation too.
    nearest = {"Ꭵ": -1, "Ꭺ": -5, "Ꭻ": -2}
    wanted = {
        chr(code): line_of_letter(chr(code)) + nearest.get(chr(code), 0)
        for code in range(0x13A0, 0x13B1)
    }
    assert found == wanted


def test_the_path_is_told_after_the_line(brief):
    told = told_of(brief)
    assert any(
        ":16: paragraphs[0]: the house has no glyph for U+13A5 CHEROKEE " in one for one in told
    )
    assert any(": sections[0].tables[0].rows[1][1].paragraphs[0].notes[0]" in one for one in told)


def test_briefs_are_equal_wherever_they_were_read():
    brief = parse_markdown("# T\n\nText.\n\n## S\n\nMore.", name="a.md")
    assert brief == parse_markdown("\n\n# T\n\nText.\n\n\n## S\n\nMore.", name="b.md")
    assert brief == Brief(title="T", body=[Paragraph("Text."), Section("S", [Paragraph("More.")])])
    assert hash(brief) == hash(evolve(brief, origin=None))
    assert "a.md" not in repr(brief)
    assert "a.md" not in to_json(brief)


def test_a_pickled_brief_keeps_its_lines(brief):
    assert told_of(pickle.loads(pickle.dumps(brief))) == told_of(brief)  # noqa: S301


def test_an_element_keeps_its_line_when_a_brief_is_put_together_anew(brief):
    shorter = evolve(brief, title="T", body=brief.body[1:], abstract=(), key_points=None)
    told = told_of(shorter)
    assert any("a.md:19: sections[0].title" in one for one in told)

    other = evolve(brief, title="T", abstract=(), key_points=None, body=[Paragraph("Ꮁ")])
    assert told_of(other)[0].startswith("paragraphs[0]: the house has no glyph for U+13B1 ")


def test_a_brief_from_python_names_its_paths_alone():
    assert told_of(Brief(title="T", body=[Paragraph("Ꭰ")]))[0].startswith("paragraphs[0]: the ")


def test_what_is_noticed_has_its_line_too(tmp_path):
    (tmp_path / "a.md").write_text("# T\n\na\n\n[b](#nowhere)", encoding="utf-8")
    report = render(read_markdown(tmp_path / "a.md"), tmp_path / "a.pdf")
    (noticed,) = report.diagnostics
    assert (noticed.source, noticed.where) == (f"{tmp_path}/a.md:5", 'paragraphs[1] ("b")')
    assert str(noticed).startswith(f"{tmp_path}/a.md:5: warning: paragraphs[1] ")


def test_front_matter_is_told_by_the_line_of_its_key():
    text = "---\ntitle: T\nrelated:\n  - title: A\n    url: https://a..org\ndoi: x\n---\n\na"
    told = told_of(parse_markdown(text, name="a.md"))
    assert [one.partition(": ")[0] for one in told] == ["a.md:5", "a.md:6"]
    assert told[0].startswith("a.md:5: related[0].url: ")


def test_errors_keep_their_kind_and_where_they_came_from(tmp_path):
    (tmp_path / "a.png").write_bytes(b"no picture")
    (tmp_path / "a.md").write_text("# T\n\na\n\n![C](a.png){alt=x}", encoding="utf-8")
    with pytest.raises(PictureError, match=r'a\.md:5: figures\[0\] \("C"\): ') as raised:
        render(read_markdown(tmp_path / "a.md"))
    assert raised.traceback[-1].path.name != "origins.py"


def test_json_is_told_by_its_lines(brief, tmp_path):
    text = to_json(brief, folder=tmp_path)
    again = from_json(text, name="a.json", folder=tmp_path)
    lines = text.split("\n")
    for one in told_of(again):
        number = int(re.match(r"a\.json:(\d+): ", one)[1])
        letter = chr(int(re.search(r"U\+(\w+)", one)[1], 16))
        indent = len(lines[number - 1]) - len(lines[number - 1].lstrip())
        end = next(
            i
            for i in range(number, len(lines))
            if lines[i].startswith(" " * indent + "}") or lines[i].startswith(" " * indent + "]")
        )
        assert letter in "".join(lines[number - 1 : end]), one


def test_a_note_in_a_note_has_a_line_in_json():
    note = Note([Paragraph("n", Note([Paragraph("Ꭰ")]))])
    text = to_json(Brief(title="T", body=[Paragraph("a"), Paragraph("b", note)]))
    (told,) = told_of(from_json(text, name="a.json"))
    line = int(told.split(":")[1])
    assert [i for i, one in enumerate(text.split("\n"), 1) if '"paragraph"' in one][-1] == line + 1


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("[]", {"": 1}),
        ('{"a": {}, "b": []}', {"": 1, "a": 1, "b": 1}),
        ('{\n"a":\n [1,\n [2, {"b"\n: "{,[\\""}]]}', {"": 1, "a": 2, "a[0]": 3, "a[1]": 4,
         "a[1][0]": 4, "a[1][1]": 4, "a[1][1].b": 4}),
    ],
)  # fmt: skip
def test_every_value_of_a_json_text_has_a_line(text, lines):
    json.loads(text)
    assert dict(lines_of(text)) == lines


def test_what_has_no_line_has_that_of_what_is_around():
    assert line_at({"": 1, "a": 2, "a[0]": 3}, "a[0].b.c[5]") == 3
    assert line_at({"": 1, "a": 2}, "b.c") == 1


def test_a_fault_of_json_is_told_by_its_line_in_the_order_of_the_text():
    text = '{"schema_version": 1, "title": ["T"],\n"keywords": 5,\n"date": 5}'
    with pytest.raises(BriefError) as raised:
        from_json(text, name="a.json")
    assert [one.where for one in raised.value.problems] == ["a.json:2: keywords", "a.json:3: date"]


def test_a_key_given_again_is_told_wherever_it_stands():
    text = '{"schema_version": 1, "title": ["T"],\n"notes": {"place": "end",\n"place": "foot"}}'
    with pytest.raises(BriefError) as raised:
        from_json(text, name="a.json")
    (problem,) = raised.value.problems
    assert str(problem) == (
        "a.json:3: notes.place: the key 'place' is given again; the first is in line 2: keep one"
    )


def test_missing_letters_of_one_element_are_one_problem_and_each_is_told_once():
    letters = "".join(chr(code) for code in range(0x13A0, 0x13B0))
    told = told_of(parse_markdown(f"# T\n\n{letters}\n\n{letters}", name="a.md"))
    (only,) = told
    assert only.startswith("a.md:3: paragraphs[0]: the house has no glyph for U+13A0 CHEROKEE ")
    assert " and 11 more (Ꭵ Ꭶ Ꭷ Ꭸ Ꭹ Ꭺ Ꭻ Ꭼ Ꭽ Ꭾ Ꭿ) in any of Source Serif 4, " in only


def test_an_error_of_a_font_file_is_no_missing_letter(tmp_path):
    with pytest.raises((FontError, ModelError)):
        typeset(Brief(title="T", body=["a\ufdd0"]))


@pytest.mark.parametrize(
    ("letter", "told"),
    [
        ("\u2028", "U+2028 LINE SEPARATOR has no printed form: take it out, or begin a new line"),
        ("\ufffd", "U+FFFD REPLACEMENT CHARACTER stands where a character was lost: write what"),
        ("\uf0b7", "U+F0B7 a character without a name is a sign of one font alone, as Symbol and"),
        ("\U0001f680", "the house has no glyph for U+1F680 ROCKET in any of Source Serif 4, "),
    ],
)
def test_a_letter_that_no_font_would_have_is_told_for_what_it_is(letter, told):
    (only,) = told_of(parse_markdown(f"# T\n\na{letter}b", name="a.md"))
    assert only.startswith(f"a.md:3: paragraphs[0]: {told}")


ESCAPED = r"""---
title: 'A \*\*b\*\* title'
subtitle: |
  With \</b>
authors:
  - name: Ann
    bio: |
      She \*\*b\*\*
---

Stars \*\*b\*\* and &amp;amp; there.^[In \*\*b\*\*]

- a
- \*\*b\*\*

::: {.box title="\*\*b\*\*"}
As **\*\*b\*\***.
:::

## Heading \*\*b\*\*

| A |
|---|
| \*\*b\*\* |

: Rents \*\*b\*\* {source="\*\*b\*\*"}
"""


def test_what_a_backslash_marks_as_text_is_not_told():
    assert render(parse_markdown(ESCAPED), BytesIO()).diagnostics == ()


@pytest.mark.parametrize("line", [11, 14, 20, 24])
def test_what_stands_beside_it_is_told_as_ever(line):
    lines = ESCAPED.split("\n")
    lines[line - 1] = lines[line - 1].replace("\\*\\*b\\*\\*", "then **b:")
    lines[line - 1] = lines[line - 1].replace("&amp;amp;", "it")
    told = render(parse_markdown("\n".join(lines), name="a.md"), BytesIO()).diagnostics
    assert {f"a.md:{line}"} == {one.source for one in told}


@pytest.mark.parametrize(
    "text",
    [
        "a `b\nc` §",
        "a [b\nc](https://d.org) §",
        "a [b](\nhttps://d.org) §",
        "a [b\nc][d] §\n\n[d]: https://e.org",
        "a ^[b\nc] §",
        "a <a\nhref='https://b.org'>c</a> §",
        "a <code>b\nc</code> §",
        "a <!--\n--> §",
        "a *b\nc* §",
        "a [b\nc]{.smallcaps} §",
        "a [b](https://c.org){lang=tr\n} §",
        "a\\\n§",
        "a<br>\n§",
    ],
)
@pytest.mark.parametrize(("mark", "what"), [("<u>", "HTML, <u>,"), ("==b==", "marked words")])
def test_what_stands_behind_an_inline_of_two_lines_is_told_with_its_own(text, mark, what):
    with pytest.raises(SourceError) as raised:
        parse_markdown(text.replace("§", mark), name="a.md")
    (fault,) = map(str, raised.value.problems)
    assert fault.startswith(f"a.md:2: {what}")


def test_a_fault_of_two_lines_is_told_in_one():
    with pytest.raises(SourceError, match=r"a\.md:1: \[@b, p\. 3\] cites"):
        parse_markdown("a [@b,\np. 3]", name="a.md")
