"""What is wrong with a source is told with its line, all of it at once."""

import contextlib
import os

import pytest

from briefkit.errors import ModelError, SourceError
from briefkit.readers.markdown import parse_markdown, read_markdown


def faults_of(text: str, folder=None) -> list[str]:
    with pytest.raises(SourceError) as raised:
        parse_markdown(text, name="a.md", folder=folder)
    return [str(problem) for problem in raised.value.problems]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("A.[^x]", "a.md:3: the call [^x] has no note: give it one: [^x]: …"),
        ("A.[^note-1]\n\n[^note1]: N.", "a.md:3: the call [^note-1] has no note: write [^note1]"),
        ("A.\n\n[^x]: N.", "a.md:5: the note [^x] is never called: write [^x] where it belongs"),
        ("A[^x].\n\n[^x]: N[^x].", "a.md:5: the note [^x] calls itself: take the call out"),
        ("A[^x].\n\n[^x]:\n\nB.", "a.md:5: the note is empty: give it text or take it out"),
        ("A^[].", "a.md:3: the note is empty: give it text or take it out"),
        (
            "A[^x].\n\n[^x]: N.\n\n[^x]: M.",
            "a.md:7: the note [^x] is given again; the first is in line 5: give each note an id",
        ),
        ("[^a b]: https://x.org", "a.md:3: the id in [^a b] has a space: write it as one word"),
        ("[a^[b]](https://x.org)", "a.md:3: a note is called in a link: call it after the link"),
        ("See @fig:rocket.", "a.md:3: nothing has the id fig:rocket: give the element this id:"),
        ("[](#aftr)\n\n## A {#after}\n\nb", "a.md:3: nothing has the id aftr: write after"),
        (
            "## A {#a}\n\nb\n\n## B {#a}\n\nc",
            "a.md:7: the id #a is taken by line 3: give each element an id of its own",
        ),
        ("a\n\n<div>b</div>", "a.md:5: an HTML block stands in the text: write it in Markdown"),
        (
            "a\nb <u>c</u>",
            "a.md:4: HTML, <u>, stands in the text: write *…*: nothing is underlined",
        ),
        (
            '<a name="b"></a>c',
            "a.md:3: HTML, <a>, stands in the text: take it out, and write {#id} after the heading",
        ),
        (
            '<img src="a.png">',
            "a.md:3: an HTML block stands in the text: write ![caption](file){alt=…}, alone in its",
        ),
        (
            "<div>\n\na\n\n</div>",
            "a.md:3: an HTML block stands in the text: write it in Markdown, or ::: {.box title",
        ),
        ("</section>", "a.md:3: an HTML block stands in the text: write it in Markdown, or take"),
        ("<table><tr><td>a", "a.md:3: an HTML block stands in the text: write its rows as | a |"),
        (
            "a<br clear=all>b",
            "a.md:3: HTML, <br>, stands in the text: end the line with a backslash",
        ),
        ("<br>\n\na", "a.md:3: an HTML block stands in the text: take it out, or write *** for a"),
        ("a\n\n<h2>b</h2>", "a.md:5: an HTML block stands in the text: write ## and its words"),
        ("<b>\na\n</b>", "a.md:3: an HTML block stands in the text: write **…**"),
        ("a <!-- b -->", "a.md:3: an HTML comment stands in the text: take it out"),
        ("a\n\n<!-- b -->", "a.md:5: an HTML comment stands in the text: write it in Markdown"),
        ("a\nb ![c](d.png)", "a.md:4: the picture 'd.png' stands inside a paragraph: give it"),
        ("[a](javascript:b)", "a.md:3: the address 'javascript:b' begins with javascript: give"),
        ("[a](mailto:b)", "a.md:3: the address 'mailto:b' holds no mail address: write it as"),
        ("[a]()", "a.md:3: the address '' names no scheme: give one"),
        ("[a](http://)", "a.md:3: the address 'http://' names no host: write the whole address"),
        ("[a](<https://b c.org>)", "a.md:3: the address 'https://b c.org' holds ' ': write it as"),
        ('[a](https://b.org "c")', "a.md:3: the link to https://b.org has a title, which no page"),
        ("[a]: https://a.org\n[a]: https://b.org\n\n[a]", "a.md:4: the link target [A] is given"),
        (
            "See [@fig-a].",
            r"a.md:3: nothing has the id fig-a: give the element this id: {#fig-a}, or write \@",
        ),
        ("a [@key, p. 5]", "a.md:3: [@key, p. 5] cites a bibliography, which is not read yet:"),
        ("[a]{.smalcaps}", "a.md:3: unknown class .smalcaps: write .smallcaps"),
        ("[a]{lng=tr}", "a.md:3: unknown attribute lng: write lang"),
        ("[a]{lang=Turkish_}", "a.md:3: lang=Turkish_ is no language tag: write one of BCP 47"),
        ("[a]{.underline}", "a.md:3: unknown class .underline: write .emphasis: nothing is und"),
        ("[a]{lang=}", "a.md:3: attributes do not read at 'lang=': write them as {#id .class"),
        ("[a]{lang=“tr”x y}", "a.md:3: attributes do not read at 'lang=“tr”x y': put straight q"),
        ("## A {#a #b}\n\nc", "a.md:3: two ids, #a and #b: keep one"),
        ("## A {lang=tr lang=de}\n\nc", "a.md:3: lang is given twice: keep one"),
        ("## A {.nmbered}\n\nc", "a.md:3: unknown class .nmbered: write .numbered"),
        ("## *\u200b*\n\nc", "a.md:3: a Section has no title: give it one"),
        ("- ## A", "a.md:3: a heading stands in a list: write it as **strong** text"),
        ("a[^1]\n\n[^1]: ## A", "a.md:5: a heading stands in a note: write it as **strong** text"),
        ("::: bx\na\n:::", "a.md:3: unknown class .bx: write .box"),
        ("::: {.box by=a}\na\n:::", "a.md:3: unknown attribute by: use one of title, lang"),
        ("::: box\na", "a.md:3: ::: is never closed: write ::: on a line of its own after it"),
        ("a\n\n:::", "a.md:5: ::: closes nothing: take it out, or open a div before it"),
        ("::: {}\na\n:::", "a.md:3: ::: says nothing of what it holds: give it lang=… or one of"),
        ("::: {.box .key-points}\na\n:::", "a.md:3: a div has two classes: put one div in another"),
        ("::: key-points\na\n:::", "a.md:3: key points are no single list: begin each with “- ”"),
        ("::: pull-quote\na\n\nb\n:::", "a.md:3: a pull quote is no single paragraph: give it one"),
        ("::: {.box #a}\nb\n:::", "a.md:3: #a names a div: name what is in it"),
        (
            "| a |\n|---|\n| 1 | 2 |",
            "a.md:5: the row has 2 cells and the table 1 columns: give the head as many",
        ),
        ("| a |\n|---|\n| 1 |\n: b", "a.md:6: a caption is read as a row: put an empty line"),
        (": b", "a.md:3: a table's caption follows no table: put it after an empty line below"),
        ("| a |\n|---|\n| 1 |\nTable: b", "a.md:6: a caption is read as a row: put an empty line"),
        (
            "Table: b\n\n| a |\n|---|\n| 1 |\n\n: c",
            "a.md:9: a table's caption follows no table: put it after an empty line below",
        ),
        ("a ~~b c~~ d", "a.md:3: ~~b c~~ is struck out: take out what is struck, or write"),
        (r"a $\alpha_1$ b", r"a.md:3: the formula $\alpha_1$ is not read: write it with ^…^ and"),
        ("$$\nx = y\n$$", "a.md:3: the formula $$ x = y $$ is not read: write it with"),
        ("the $x^2$ b", "a.md:3: the formula $x^2$ is not read: write it with ^…^ and ~…~, or as"),
        ("a $n$", "a.md:3: the formula $n$ is not read: write it with ^…^ and ~…~, or as a"),
        (r"a \(b + c\)", r"a.md:3: the formula \(b + c\) is not read: write it with ^…^ and ~…~"),
        ("\\[ a =\nb \\]", r"a.md:3: the formula \[ a = b \] is not read: write it with ^…^"),
        (
            "|a|\n|-|\n|b|\n\n: C. {tbl-colwidths=d}",
            "a.md:7: unknown attribute tbl-colwidths: take it out: columns are as wide as their",
        ),
        ("|a|\n|-|\n|b|\n\n: C. {alt=d}", "a.md:7: unknown attribute alt: use one of source"),
    ],
)
def test_a_fault_is_told_with_its_line_and_its_cure(text, fault):
    found = faults_of("# A title\n\n" + text)
    assert [one[: len(fault)] for one in found] == [fault]


@pytest.mark.parametrize(
    ("front", "fault"),
    [
        ("titel: A", "a.md:2: unknown key 'titel' in the front matter: write title"),
        (
            "title: A\nlanguage: tr",
            "a.md:3: unknown key 'language' in the front matter: write lang",
        ),
        (
            "title: A\nlicense: B",
            "a.md:3: unknown key 'license' in the front matter: write licence",
        ),
        (
            "title: A\nkey_points: [B]",
            "a.md:3: unknown key 'key_points' in the front matter: write",
        ),
        ("title: A\ntitle: B", "a.md:3: the key 'title' is given again; the first is in line 2:"),
        ("title: [A]", "a.md:2: title is a list: give text; put quotation marks around"),
        ("title: A\nkeywords: B", "a.md:3: keywords is text: give a list: [a, b], or lines"),
        ("title: A\ndate: 2024-02-30", "a.md:3: date: '2024-02-30' is no date: write it as"),
        ("title: A\ndate: yesterday", "a.md:3: date: 'yesterday' is no date: write it as"),
        ("title: A\ndate: 2023-09-19T25", "a.md:3: date: '2023-09-19T25' is no date: write it as"),
        (
            "title: A\npermalink: /b/",
            "a.md:3: unknown key 'permalink' in the front matter: take it",
        ),
        ("title: A\ndate: 20230919", "a.md:3: date: '20230919' is no date: write it as"),
        (
            "title: Zone #4 of A",
            "a.md:2: title: '#4 of A' is a comment to YAML, and not printed: put",
        ),
        ("title: #A", "a.md:2: title: '#A' is a comment to YAML, and not printed: put quotation"),
        ("title: é ü — 日本 #x", "a.md:2: title: '#x' is a comment to YAML, and not printed: put"),
        (
            "title: A\nkeywords:\n  - b\n  - c #d",
            "a.md:5: keywords[1]: '#d' is a comment to YAML",
        ),
        (
            "title: A\nabbreviations: {B: C}",
            "a.md:3: unknown key 'abbreviations' in the front matter: write *[NATO]: ",
        ),
        (
            "title: A\ngeometry: margin=1in",
            "a.md:3: unknown key 'geometry' in the front matter: take it out: how pages look",
        ),
        (
            "title: A\ndescription: B",
            "a.md:3: unknown key 'description' in the front matter: write abstract",
        ),
        ("title: A\nlang: English (US)", "a.md:3: lang: 'English (US)' is no language tag: write"),
        ("title: A\ncontents: maybe", "a.md:3: contents: 'maybe' is none of these: give one of"),
        ("title: A\nsmart: perhaps", "a.md:3: smart: 'perhaps' is neither true nor false: write"),
        ("title: A\nnotes: {place: top}", "a.md:3: notes.place: 'top' is none of these: give one"),
        ("title:A\nlang: en", "a.md:2: no plain colon and space stand after a key: write key:"),
        ("title: A\nauthors:\n  - {nam: B}", "a.md:4: unknown key 'nam' in authors[0]: write name"),
        ("title: A\nauthors:\n  - role: B", "a.md:4: authors[0] has no name: give one"),
        (
            "title: A\nauthors:\n  - {name: B, email: c}",
            "a.md:4: authors[0].email: 'c' is no e-mail",
        ),
        ("title: A\nauthors: [{name: B, orcid: 1}]", "a.md:3: authors[0].orcid: '1' is no ORCID:"),
        ("title: A\nauthors: [{name: '\u200b'}]", "a.md:3: a Person has no name: give one"),
        ("title: A\norganisations: [{name: B, url: c.org}]", "a.md:3: organisations[0].url: the"),
        ("title: A\neditions: [{lang: tr}]", "a.md:3: editions[0] has no title: give one"),
        ("title: A\ncover: {focus: [2, 0]}", "a.md:3: Cover.focus is (2.0, 0.0): give two"),
        ("title: A\ncover: {focus: middle}", "a.md:3: cover.focus: 'middle' is no point: give two"),
        ("title: A\nbibliography: refs.bib", "a.md:3: bibliography is not read yet: write each"),
        (
            "title: a: b",
            "a.md:2: a colon and a space stand in a value: put quotation marks around the",
        ),
        (
            "title: A\n  date: 2023-09-19",
            "a.md:3: the key 'date' stands under a value: begin it where",
        ),
        ("title: A\nauthors:\n\t- B", "a.md:4: a tab indents the line: indent with spaces"),
        ("title: @A", "a.md:2: a value begins with '@': put quotation marks around the value"),
        ("title: %A", "a.md:2: a value begins with '%': put quotation marks around the value"),
        ('title: "A', "a.md:2: a quotation mark is not closed: close it"),
        ('title: A\nbrand: "C:\\q"', "a.md:3: a backslash stands in double quotation marks: write"),
        (
            "title: A\nlang:\u00a0en",
            "a.md:3: no plain colon and space stand after a key: write key",
        ),
        ("title：A\nlang: en", "a.md:2: no plain colon and space stand after a key: write key"),
        ("title: A\nlang en", "a.md:3: 'lang en' has no colon after its key: write key: value"),
        ("title: A\nkeywords:\n• a\n• b", "a.md:4: '• a' is no item of a list: begin it with “- ”"),
        ("title: A\nkeywords:\n- a\n-", "a.md:5: keywords[1] is empty: fill it, or take it out"),
        ("title: A\nlang: “en”", "a.md:3: lang: '“en”' is no language tag: take its curly"),
        (
            "title: A\nnotes: end",
            "a.md:3: notes is text: give keys with values, such as place: end",
        ),
        (
            "title: A\neditions: [{lang: Turkish, title: B}]",
            "a.md:3: editions[0].lang: 'Turkish' is",
        ),
        (
            "title: A\nsubtitle: {a",
            "a.md:3: a bracket is not closed: close it, or put quotation marks around",
        ),
        ("title: !!python/name:os.system A", "a.md:2: the tag tag:yaml.org,2002:python/name:os"),
        ("title: *a", "a.md:2: *a stands for nothing: write the value out"),
        ("- title", "a.md:2: the front matter is a list: give keys with values, such as title: …"),
        (
            "title: A\nsubtitle: B <q>c</q>",
            "a.md:3: HTML, <q>, stands in the text: write […]{.quoted}",
        ),
        ("title: A\nabstract: |\n  B.\n\n  C.[^x]", "a.md:6: the call [^x] has no note: give it"),
        ("title: ' '", "a.md:1: a Brief has no title: give one"),
        ("subtitle: A", "a.md:1: the brief has no title: begin it with “# ” and a title, or write"),
    ],
)
def test_a_fault_of_the_front_matter_is_told_with_its_line(front, fault):
    found = faults_of(f"---\n{front}\n---\n\nText.")
    assert [one[: len(fault)] for one in found] == [fault]


def test_front_matter_without_an_end_is_told():
    assert faults_of("---\ntitle: A\n\nText.") == [
        "a.md:1: the front matter has no end: write --- on a line of its own after it"
    ]


@pytest.mark.parametrize("text", ["", " \n\n", "---\n---\n", "---\n# nothing\n---"])
def test_an_empty_text_is_no_brief(text):
    assert faults_of(text) == ["a.md:1: there is nothing in it: write the brief"]


def test_all_faults_are_told_at_once_in_the_order_of_the_lines():
    text = "---\ntitel: A\ndate: x\n---\n\nA.[^1]\n\n<p>b</p>\n\n![](no.png)\n\n## B {#b}\n\n@fig:c"
    assert [one.split(": ")[0] for one in faults_of(text)] == [
        "a.md:2",
        "a.md:3",
        "a.md:6",
        "a.md:8",
        "a.md:10",
        "a.md:14",
    ]


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        (
            "![b](none.jpg){width=7 placement=up size=1}",
            ["unknown attribute size", "the picture", "width=7", "Figure.placement"],
        ),
        (
            '![b](rocket.jpg){placement=up alt="a" .decorative}',
            ["Figure.placement", "a Figure is decorative"],
        ),
        (
            "| a |\n|---|\n| b |\n\n: C. {placement=up notes=x width=1 size=1}",
            ["Table.notes", "Table.placement", "unknown attribute size", "width=1"],
        ),
        (
            "::: {.box .figures}\n[a]{.b lang=c!}\n:::",
            ["a div has two classes", "unknown class .b", "lang=c!"],
        ),
        ("[a]{#b #c lang=d lang=e}", ["two ids", "lang is given twice"]),
    ],
)
def test_all_that_is_wrong_with_one_element_is_told(folder, text, faults):
    found = [one.split(": ", 1)[1] for one in faults_of(f"# A\n\n{text}", folder)]
    assert [one[: len(fault)] for one, fault in zip(found, faults, strict=True)] == faults


def test_all_that_is_wrong_with_one_key_of_the_front_matter_is_told():
    cover = "{focus: [3, 4], alt: a, decorative: true}"
    found = faults_of(f"---\ntitle: A\ncover: {cover}\n---\n\nB.")
    assert [one.split(": ")[1][:20] for one in found] == [
        "Cover.focus is (3.0,",
        "a Cover is decorativ",
    ]


def test_very_many_faults_are_counted(tmp_path):
    found = faults_of("# A\n\n" + "\n\n".join(f"a[^{n}]" for n in range(500)))
    assert len(found) == 201
    assert found[-1] == "a.md: and 300 more of these"


# Pictures


@pytest.fixture
def folder(tmp_path):
    inside = tmp_path / "inside"
    inside.mkdir()
    (inside / "rocket.jpg").write_bytes(b"")
    (tmp_path / "secret.png").write_bytes(b"")
    (inside / "link.png").symlink_to(tmp_path / "secret.png")
    (inside / "loop.png").symlink_to(inside / "loop.png")
    os.mkfifo(inside / "pipe.png")
    return inside


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("rockt.jpg", "is missing: there is 'rocket.jpg'"),
        ("no/a.png", "is missing: there is no folder "),
        ("../secret.png", "is outside the brief's folder: put the file in "),
        ("%2e%2e/secret.png", "is outside the brief's folder: put the file in "),
        ("x/../../secret.png", "is outside the brief's folder: put the file in "),
        ("/etc/passwd", "is an absolute path: put the file in "),
        ("/dev/zero", "is an absolute path: put the file in "),
        ("link.png", "is outside the brief's folder: put the file in "),
        ("loop.png", "is "),  # a ring, or missing: Python 3.13 follows no ring
        ("pipe.png", "is no file: name a picture file"),
        (".", "is no file: name a picture file"),
        ("https://example.org/a.png", "is an address, and nothing is fetched from a network"),
        ("//example.org/a.png", "is an address, and nothing is fetched from a network"),
        ("file:///etc/passwd", "is an address, and nothing is fetched from a network"),
        ("data:image/png;base64,AAAA", "is an address, and nothing is fetched from a network"),
        ("a%00.png", "is no name that a file can have"),
    ],
)
def test_a_picture_is_a_file_in_the_folder(folder, name, fault):
    for text, line in (
        (f"# A\n\n![]({name})", 3),
        (f"---\ntitle: A\ncover: {{image: '{name}'}}\n---", 3),
    ):
        (found,) = faults_of(text, folder)
        place = "" if text.startswith("#") else "cover.image: "
        assert found.startswith(f"a.md:{line}: {place}the picture {name!r} {fault}")


def test_a_text_without_a_folder_has_no_pictures():
    assert faults_of("# A\n\n![](a.png)") == [
        "a.md:3: the picture 'a.png' is in no folder: say which: give folder=…"
    ]


@pytest.mark.parametrize(
    ("attributes", "fault"),
    [
        ("{width=80}", "width=80 does not read: write it as width=80%"),
        ("{width=300%}", "width=300% does not read: write it as width=80%, from 5% to 100%"),
        ("{placement=left}", "Figure.placement is 'left': give one of auto, here, top, bottom"),
        ("{.decorative alt=a}", "a Figure is decorative and has alt text: give one of the two"),
        ("{license=a}", "unknown attribute license: write licence"),
        ("{alt=a fig-alt=b}", "unknown attribute fig-alt: write alt"),
        ("{alt=“a b”}", "attributes do not read at 'alt=“a b”': put straight quotation"),
        (' {alt="a"}', "the picture 'rocket.jpg' stands inside a paragraph: give it a paragraph"),
    ],
)
def test_a_figure_says_only_what_a_figure_can(folder, attributes, fault):
    (found,) = faults_of(f"# A\n\n![b](rocket.jpg){attributes}", folder)
    assert found.startswith(f"a.md:3: {fault}")


# Files


def unread(path) -> str:
    with pytest.raises(SourceError) as raised:
        read_markdown(path)
    return str(raised.value)


def test_a_file_that_is_not_there_is_told(tmp_path):
    assert unread(tmp_path / "a.md") == f"{tmp_path}/a.md: there is no such file: check its name"
    assert unread(tmp_path) == f"{tmp_path}: is a folder: name a file in it"
    assert "cannot be read" in unread("a\0.md")


def test_a_file_that_is_not_utf_8_names_the_byte(tmp_path):
    path = tmp_path / "a.md"
    path.write_bytes("# Títle\n\nSeñor".encode("latin-1"))
    assert unread(path) == (
        f"{path}:1: byte 0xED at offset 3 is not UTF-8; in Windows-1252 it is 'í': save the file as"
        " UTF-8"
    )
    path.write_bytes("\ufeff# T\n\nSe".encode() + b"\xf1or")
    assert "a.md:3: byte 0xF1 at offset 10 is not UTF-8" in unread(path)
    path.write_bytes("# A".encode("utf-16"))
    assert unread(path) == f"{path}: is UTF-16: save it as UTF-8"


def test_characters_without_a_form_are_told_by_line():
    assert faults_of("# A\n\nb\0c\n\nd\x08\n\ne\ufffe\x85") == [
        "a.md:3: the control character U+0000 has no printed form: take it out",
        "a.md:5: the control character U+0008 has no printed form: take it out",
        "a.md:7: the noncharacter U+FFFE has no printed form: take it out",
    ]


# Bombs


@pytest.mark.parametrize(
    ("bomb", "fault"),
    [
        (">" * 10_000 + " a", "matter is nested too deeply"),
        ("- " * 10_000 + "a", "matter is nested too deeply"),
        ("::: box\n" * 10_000, "matter is nested too deeply"),
        ("*" * 10_000 + "a" + "*" * 10_000, "matter is nested too deeply"),
        ("[" * 10_000, "a hundred brackets stand open"),
        ("[" * 10_000 + "a" + "](https://b.org)" * 10_000, "a hundred brackets stand open"),
        ("![" * 10_000 + "a" + "](b.png)" * 10_000, "a hundred brackets stand open"),
        ("^[a " * 10_000, "a hundred brackets stand open"),
        ("^[a " * 50 + "]" * 50, "notes are nested too deeply"),
        ("![a " * 50 + "](b.png)" * 50, "the picture 'b.png' stands inside a paragraph"),
    ],
)
def test_a_nesting_bomb_ends_in_a_clear_error(bomb, fault):
    """At once, not after the minutes that quadratic time takes."""
    found = faults_of("# A\n\n" + bomb)
    assert any(fault in one for one in found)


@pytest.mark.parametrize("depth", [60, 50_000])
def test_a_yaml_bomb_ends_in_a_clear_error(depth):
    assert (
        "YAML" in faults_of("---\ntitle: A\nkeywords: " + "[" * depth + "]" * depth + "\n---\n")[0]
    )
    assert faults_of("---\ntitle: A\nkeywords: " + "{a: " * depth + "}" * depth + "\n---\n")


def test_notes_that_call_notes_that_call_notes_end():
    chain = "\n\n".join(f"[^{n}]: N.[^{n + 1}]" for n in range(1000))
    found = faults_of(f"# A\n\nb[^0]\n\n{chain}\n\n[^1000]: N.")
    assert "notes are nested too deeply" in found[0]


@pytest.mark.parametrize(
    "unit", ["[^a] ", "[a]{.x} ", "a [b] ", "`a``", "<a", '"a" \'', "@fig:", "&"]
)
def test_very_many_marks_in_one_paragraph_end(unit):
    with contextlib.suppress(SourceError):
        parse_markdown("---\ntitle: A\nsmart: true\n---\n\n" + unit * 10_000)


@pytest.mark.parametrize(
    ("begin", "unit", "end"),
    [
        ("", r"\(a ", ""),
        ("", r"\[a ", r"\]"),
        ("$", r"\a", ""),
        ("$", "_a", ""),
        ("", "| a ", ""),
        ("x](y ", "{% a", ""),
        ("https://a", ")", ""),
        ("https://a", "&a;", ""),
        ("https://a", ";", ""),
        ("A\n", ": a\n", ""),
    ],
)
def test_what_nothing_closes_is_not_looked_through_again_at_each_sign(begin, unit, end):
    """Twice as many cost about twice as much: all of these would take minutes, or hours."""
    with contextlib.suppress(SourceError):
        parse_markdown(f"# A\n\n{begin}{unit * 20_000}{end}")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("\n---\ntitle: A\n---\n\nB", "a.md:2: an empty line stands above the front matter: write"),
        (" ---\ntitle: A\n---\n\nB", "a.md:1: a space stands before the front matter: write ---"),
        ("—\ntitle: A\n—\n\nB", "a.md:1: the front matter begins with '—': write --- in the first"),
        ("----\ntitle: A\n----\n\nB", "a.md:1: the front matter begins with '----': write --- in"),
        ('+++\ntitle = "A"\n+++\n\nB', "a.md:1: the front matter begins with '+++': write --- in"),
        (
            '+++\ndate = 2023-09-19\ntitle = "A"\n+++\n\nB',
            "a.md:1: the front matter begins with '+++': write --- in",
        ),
        (
            "% A\n% B; C\n% 2023\n\nD",
            "a.md:1: a title block of Pandoc is not read: write title: …, authors: [ … ] and date:",
        ),
        ("Title: A\nAuthor: B\n\nC", "a.md:1: the front matter has no --- above it: write"),
        ("Title: A\ndate: 2023-09-19\n\nB", "a.md:1: the front matter has no --- above it: write"),
    ],
)
def test_front_matter_that_does_not_begin_as_it_should_is_told(text, fault):
    (only,) = faults_of(text)
    assert only.startswith(fault)


@pytest.mark.parametrize("text", ["----\n\ntitle: A", "---\nNote: a", "Title: A", "Title: A\nB: c"])
def test_what_looks_a_little_like_front_matter_is_text(text):
    parse_markdown(f"# T\n\n{text}")


def test_what_another_program_is_told_above_a_text_is_text():
    parse_markdown('+++\nversion = "1.4"\n+++\n\n# T\n\nB', name="a.md")


@pytest.mark.parametrize(
    ("attributes", "fault"),
    [
        ('{alt="x", width=50%}', "attributes do not read at ', width=50%': part them with spaces"),
        ('{alt = "x"}', "attributes do not read at 'alt = \"x\"': write no space around ="),
        ("{alt=‘x’}", "attributes do not read at 'alt=‘x’': put straight quotation marks around"),
        ("{width=2%}", "width=2% does not read: write it as width=80%, from 5% to 100%, or as"),
    ],
)
def test_attributes_as_a_word_processor_writes_them_are_told(attributes, fault, folder):
    (found,) = faults_of(f"# A\n\n![b](rocket.jpg){attributes}", folder)
    assert found.startswith(f"a.md:3: {fault}")


def test_no_break_spaces_part_attributes_too(folder):
    text = "# A\n\n![b](rocket.jpg){alt=x\u00a0width=50%}"
    (figure,) = parse_markdown(text, folder=folder).body
    assert (figure.alt, figure.width) == ("x", 0.5)


def test_a_picture_is_found_however_its_accents_are_written(folder):
    for there, written in (("caf\u00e9.jpg", "cafe\u0301.jpg"), ("no\u0308.jpg", "n\u00f6.jpg")):
        (folder / there).write_bytes((folder / "rocket.jpg").read_bytes())
        (figure,) = parse_markdown(f"# A\n\n![b]({written}){{alt=x}}", folder=folder).body
        assert figure.image == folder / there


def test_what_has_no_number_needs_no_class_for_it():
    (found,) = faults_of("# A\n\n## B {.unnumbered}\n\nc")
    assert found.endswith(
        "unknown class .unnumbered: take it out: only what is .numbered has a number"
    )


def test_a_field_of_the_whole_brief_is_told_by_its_line():
    (found,) = faults_of("---\ntitle: A\nlists: [figures, figures]\n---\n\nb")
    assert found == "a.md:3: Brief.lists names one list twice: keep one"


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        (r"pics\rocket.jpg", r"is missing: write / for \ in its path"),
        (r"C:\pics\rocket.jpg", "is an absolute path: put the file in"),
        ("~/rocket.jpg", "is an absolute path: put the file in"),
    ],
)
def test_a_path_as_another_system_writes_it_is_told(name, fault, folder):
    (found,) = faults_of(f"# A\n\n![b]({name}){{alt=x}}", folder)
    assert found.startswith(f"a.md:3: the picture {name!r} {fault}")


def test_utf_16_without_its_mark_is_told(tmp_path):
    for encoding in ("utf-16-le", "utf-16-be"):
        path = tmp_path / "a.md"
        path.write_bytes("# A title\n\nb".encode(encoding))
        assert unread(path) == f"{path}: is UTF-16, without its mark: save it as UTF-8"


def test_a_text_given_for_a_path_is_told_as_one():
    with pytest.raises(ModelError) as raised:
        read_markdown("# A title\n\nThe text.")
    assert str(raised.value) == (
        "a text that begins with '# A title' is no path: parse_markdown() and from_json() take"
        " texts"
    )


def test_what_is_wrong_with_the_value_of_a_key_that_is_written_otherwise_is_told_with_it():
    found = faults_of("---\nTitle: #A\nauthor: B\ndate: 2023-09-19\nDate: C\n---\n\nD")
    assert [one.partition(": ")[2].split(":")[0] for one in found] == [
        "unknown key 'Title' in the front matter",
        "title",
        "unknown key 'author' in the front matter",
        "authors is text",
        "unknown key 'Date' in the front matter",
    ]


@pytest.mark.parametrize(
    "front",
    [
        "lang: en # of Britain",
        "lang: en #britain",
        'subtitle: "Zone #4" #x',
        "version: C#",
        "number: 3 # of 4",
    ],
)
def test_what_is_a_comment_in_front_matter_is_no_fault(front):
    assert parse_markdown(f"---\ntitle: A\n{front}\n---\n\nB").body


def test_a_heading_that_says_the_title_again_is_told():
    (told,) = faults_of("---\ntitle: A *b*\n---\n\n# A *b*\n\nC")
    assert told == (
        "a.md:5: the heading says the title of the front matter again: take one of the two out"
    )


@pytest.mark.parametrize(
    "text",
    [
        r"\(a\) b",
        r"\(a\) and \(b\)",
        "Of $5, US$6, $7_a or 5$^[x]",
        r"\(see below\)",
        r"a \[sic\] b",
        "€5=$6 and A$7",
    ],
)
def test_what_is_no_formula_is_text(text):
    assert parse_markdown(f"# T\n\n{text}").body
