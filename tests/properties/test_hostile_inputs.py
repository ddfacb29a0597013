"""More that may be out to do harm, after the cases of `test_hostile`: set, or one BriefError.

Nothing here may hang, read what it was not given, or end in an error of Python's own: whatever is
raised is of the tree that `briefkit.errors` draws, and says what is wrong.
"""

import contextlib
import gzip
import io
import json
import os
import random
import re
import struct
import threading
import zlib
from datetime import date
from pathlib import Path

import pytest
from attrs import evolve
from PIL import Image
from pypdf import PdfReader

from briefkit import (
    Box,
    Brief,
    BriefError,
    BulletList,
    Cell,
    CodeBlock,
    Cover,
    CrossReference,
    Definition,
    DefinitionList,
    Edition,
    Emphasis,
    Figure,
    Group,
    HouseStyle,
    InLanguage,
    KeyPoints,
    Link,
    Logo,
    ModelError,
    Note,
    NoteCall,
    NoteOptions,
    NumberedList,
    Organisation,
    OutputError,
    PageMaster,
    Palette,
    Paragraph,
    Person,
    PictureError,
    PullQuote,
    Quotation,
    RelatedPublication,
    Section,
    SourceError,
    Table,
    Text,
    catalogue_record,
    check,
    extract_source,
    from_json,
    note,
    parse_markdown,
    read_brand,
    read_json,
    read_markdown,
    render,
    to_json,
    typeset,
    write_json,
)
from briefkit.assertions import assert_publishable
from briefkit.errors import FontError, LayoutError
from briefkit.preflight import structure_text
from briefkit.style.typography import FontFamily, FontFile, TypeScale

SQUARES = (Path(__file__).parents[1] / "fonts" / "squares.ttf").read_bytes()
A_BRIEF = Brief(title="A title", body=["The text."])


def refused(attempt, *arguments, kind=BriefError, says=""):
    """Return what an attempt is refused with: of the tree, with a problem that says what is wrong.

    An error of any other kind goes on, and fails the test.
    """
    with pytest.raises(kind) as caught:
        attempt(*arguments)
    assert all(len(problem.what) > 5 for problem in caught.value.problems)
    assert re.search(says, str(caught.value)), str(caught.value)
    return str(caught.value)


def set_or_refused(attempt, *arguments):
    """Attempt; a BriefError is as good as none, and anything else fails the test."""
    with contextlib.suppress(BriefError):
        return attempt(*arguments)


def markdown(text, **options):
    return render(parse_markdown(text, name="a.md", **options))


def with_front_matter(line):
    return markdown(f"---\ntitle: A title\n{line}\n---\n\nThe text.\n")


def links_of(pdf):
    pages = PdfReader(io.BytesIO(pdf)).pages
    return [
        str(annotation.get_object()["/A"]["/URI"])
        for page in pages
        for annotation in page.get("/Annots", ())
        if "/A" in annotation.get_object()
    ]


# Front matter


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("keywords: !!python/object/apply:os.system ['true']", "a.md:3: the tag .*os.system"),
        ("keywords: !!binary aGVsbG8=", "a.md:3: the tag .*binary is not read"),
        ("keywords: &a [*a]", r"a.md:3: \*a stands for nothing"),
        ("related: [{<<: {title: x}}]", "a.md:3: unknown key '<<'"),
        ("series: a\nseries: b", "a.md:4: the key 'series' is given again"),
        ("? [a]\n: b", "a.md:3: a key is no text"),
        ("1: a", "a.md:3: unknown key '1'"),
        ("\tseries: a", "a.md:3: a tab indents the line: indent with spaces"),
        ('series: "a\\0b"', r"control character U\+0000"),
        ('series: "a\\e[2J"', r"control character U\+001B"),
        ('series: "a\\ud800"', "a.md:3: YAML does not read"),
        ("date: 0000-00-00", "a.md:3: date: '0000-00-00' is no date"),
        ("date: 99999-01-01", "a.md:3: date: '99999-01-01' is no date"),
        ("lang: ../../etc", "a.md:3: lang: '../../etc' is no language tag"),
        (f"lang: {'x-' * 5000}a", "is no language tag"),
        ("doi: javascript:alert(1)", "no DOI"),
        ("authors: [{name: A, orcid: 'file:///x'}]", "is no ORCID"),
        ('authors: [{name: A, email: "a@b\\nBcc: c"}]', "is no e-mail address"),
        ("organisations: [{name: A, url: 'javascript:1'}]", "begins with javascript"),
        ("editions: [{lang: tr, title: x, url: 'data:text/html,x'}]", "begins with data"),
        ("related: [{title: x, url: 'vbscript:x'}]", "begins with vbscript"),
        ("brand: ../../etc/passwd", "brand: the brand file .* is in no folder"),
        ("brand: https://example.org/_brand.yml", "nothing is fetched from a network"),
        ("bibliography: /etc/passwd", "a.md:3: bibliography"),
        ("__class__: os.system", "a.md:3: unknown key '__class__'"),
    ],
)
def test_front_matter_is_refused_by_its_line(line, says):
    refused(with_front_matter, line, kind=(SourceError, ModelError), says=says)


@pytest.mark.parametrize("nothing", ["", "~", "null"])
@pytest.mark.parametrize("key", ["subtitle", "date", "lang", "authors", "cover", "contents"])
def test_a_key_without_a_value_says_nothing(key, nothing):
    assert parse_markdown(f"---\ntitle: A\n{key}: {nothing}\n---\n\nText.\n") == parse_markdown(
        "---\ntitle: A\n---\n\nText.\n"
    )


def test_quotation_marks_make_null_a_word():
    brief = parse_markdown("---\ntitle: A\nseries: 'null'\n---\n\nText.\n")

    assert brief.series == "null"


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("series: &a Notes\nkeywords: [*a, *a]", "Notes"),
        ("series: 2020-01-01", "2020-01-01"),
        ("series: A\nnumber: 0o777", "0o777"),
        ("series: A\nnumber: 1:30", "1:30"),
        ("series: A\nnumber: .inf", ".inf"),
        ("series: A\nnumber: 1e999", "1e999"),
        ("series: no", "no"),
    ],
)
def test_what_yaml_would_turn_into_something_else_is_text(line, shown):
    brief = parse_markdown(f"---\ntitle: A title\n{line}\n---\n\nThe text.\n")

    assert shown in f"{brief.series} {brief.number}"


# Addresses


@pytest.mark.parametrize(
    "url",
    [
        "JaVaScRiPt:alert(1)",
        "java\tscript:alert(1)",
        " javascript:alert(1)",
        "&#106;avascript:alert(1)",
        "javascript&colon;alert(1)",
        "%6aavascript:alert(1)",
        "ｊavascript:alert(1)",
        "jаvascript:alert(1)",  # a Cyrillic a
        "//example.org/x",
        "\\\\server\\share",
        "http:example.org",
        "https:\\\\example.org",
        "https:///example.org",
        "http://%00/",
        "ftp://example.org",
        "blob:x",
        "about:blank",
        "view-source:http://x",
        "search-ms:query",
        "mailto:a@b?subject=x%0d%0aBcc:c",
        "tel:javascript:alert(1)",
        "doi:../../etc/passwd",
    ],
)
def test_only_addresses_for_readers_become_links(url):
    """In whatever disguise; a letter that only looks right makes another address of it."""
    for attempt in (
        lambda: render(Brief(title="T", body=[Paragraph(Link(url, "words"))])),
        lambda: render(Brief(title="T", body=[Paragraph("x", note(url))])),
        lambda: markdown(f"# T\n\n[words](<{url}>) <{url}>"),
        lambda: markdown(f"# T\n\n{url}"),
    ):
        pdf = set_or_refused(attempt)
        for linked in links_of(pdf) if pdf else ():
            assert re.match(r"(https?://[\w.\[]|mailto:[\w.]+@|tel:\+?\d)", linked), linked


def test_no_address_is_written_with_signs_that_turn_the_text_around():
    pdf = render(Brief(title="T", body=[Paragraph(Link("https://e.org/\u202egpj.exe", "words"))]))

    assert links_of(pdf) == ["https://e.org/%E2%80%AEgpj.exe"]


# Markdown


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("x[^a]\n\n[^a]: y[^a]", "the note .*calls itself"),
        ("x[^a]\n\n[^a]: y[^b]\n\n[^b]: z[^a]", "the note .*calls itself"),
        ("## S {#a}\n\n## U {#a}", "a.md:5: the id #a is taken by line 3"),
        ("[x]{__class__=x onclick=y}", "unknown attribute __class__"),
        (f"[x]{{{'a=b ' * 5000}}}", "a is given twice"),
        ("a\x0cb", r"a.md:3: the control character U\+000C"),
        ("a\u2028b", r"U\+2028 LINE SEPARATOR has no printed form"),
        ("<script>alert(1)</script>", "a.md:3: an HTML block"),
        ("a <img src=x onerror=y>", "a.md:3: HTML, <img>"),
        ("&#x1F; &#0; &#xD800;", r"U\+FFFD"),
        ("![x](~/x.png)", "a.md:3: the picture '~/x.png' is an absolute path"),
        ("![x](C:/x.png)", "a.md:3: the picture 'C:/x.png' is"),
        ("![x](..%2f..%2fetc%2fpasswd)", "outside the brief's folder"),
        ("![x](%2e%2e/%2e%2e/etc/passwd)", "outside the brief's folder"),
        ("![x](%252e%252e/etc/passwd)", "is missing"),
        (f"![x]({'a' * 5000}.png)", "the name of the picture, 'a+'…, is too long"),
        (f"![x]({'a/' * 5000}a.png)", "the name of the picture, 'a/a.*…, is too long"),
        ("![x]()", "has no name"),
    ],
)
def test_markdown_is_refused_with_its_reason(text, says, tmp_path):
    refused(lambda: markdown(f"# T\n\n{text}", folder=tmp_path), says=says)


@pytest.mark.parametrize(
    "text",
    [
        "a \u202eevil\u202c b",
        "a \u202e b\n\nc",  # never closed
        "\u2066" * 200 + "a",
        "a\U000e0041\U000e007f",  # tags of a language
        "a\u200d\u200c\ufe0f\u2060\u00ad" * 50,
        "x" * 5000,
        "a\u00a0" * 2000,
        "a" + "\u0301" * 50,
        "|" + "a|" * 90 + "\n|" + "-|" * 90 + "\n|" + "b|" * 90,
        "```\n" + "x" * 3000 + "\n```",
        "---\n\n" * 300,
        r'## S \{#a"b<>&}',
        "x\\[^a b/../\\]\n\n\\[^a b/../\\]: y",
    ],
)
def test_odd_markdown_is_set_and_sound(text):
    pdf = markdown(f"# T\n\n{text}")

    assert_publishable(pdf)
    assert structure_text(pdf).startswith("T")


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_a_byte_order_mark_make_no_difference(end, mark, tmp_path):
    text = end.join(["---", "title: T", "---", "", "One.", "", "Two.[^1]", "", "[^1]: Three."])
    path = tmp_path / "a.md"
    path.write_bytes((mark + text).encode())

    assert structure_text(render(read_markdown(path))) == "T\nOne.\nTwo.1\n1 Three."


# JSON


def in_json(**entries):
    data = {"schema_version": 1, "title": ["T"], **entries}
    return render(from_json(json.dumps(data), name="a.json"))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "a.json:1: no JSON"),
        ("null", "is no JSON object"),
        ("[]", "is no JSON object"),
        ('{"schema_version": 1, "title": ["T"], "title": ["U"]}', "'title' is given again"),
        ('{"schema_version": 1, "title": ["T"], "number": NaN}', "NaN is no number"),
        ('{"schema_version": 1, "title": ["T"], "number": -Infinity}', "is no number"),
        (f'{{"schema_version": {"9" * 10_000}}}', "a number has too many digits: round it"),
        (f'{{"schema_version": 1, "number": {"9" * 4_000}}}', "number: is a number"),
        ('{"schema_version": 1, "title": ["T"]} x', "a.json:1: no JSON: 'x' stands after its end"),
        ("[" * 200_000, "nested too deeply"),
        ('{"a":' * 100_000 + "1" + "}" * 100_000, "nested too deeply"),
        ('{"schema_version": true, "title": ["T"]}', "schema_version is True"),
        ('{"schema_version": 1.0, "title": ["T"]}', "schema_version is 1.0"),
        ('{"schema_version": "1", "title": ["T"]}', "schema_version is '1'"),
        ('{"title": ["T"]}', "has no schema_version"),
        ('{"schema_version": 1}', "has no title"),
        ('{"schema_version": 1, "title": ["a\\ud800b"]}', r"lone surrogate U\+D800"),
        ('{"schema_version": 1, "title": ["a\\u0000b"]}', r"control character U\+0000"),
        ('{"schema_version": 1, "title": ["T"], "a\\ud800": 1}', "unknown key"),
        ('{"schema_version": 1, "title": ["T"], "__class__": "x"}', "unknown key '__class__'"),
    ],
)
def test_json_is_refused_with_its_reason(text, says):
    refused(lambda: from_json(text, name="a.json"), kind=SourceError, says=says)


@pytest.mark.parametrize(
    ("entries", "says"),
    [
        ({"title": {}}, "title: is an object: give a list"),
        ({"title": [1]}, r"title\[0\]: is a number"),
        ({"body": {}}, "body: is an object"),
        ({"body": [1, None, True, []]}, r"body\[3\]: is a list"),
        ({"body": [{"type": "__import__"}]}, r"body\[0\]: .*'__import__'"),
        ({"body": [{"type": ["paragraph"]}]}, r"body\[0\]: "),
        ({"body": [{"type": "figure", "image": 5}]}, r"body\[0\]\.image"),
        ({"body": [{"type": "figure", "image": "../../etc/passwd", "alt": "a"}]}, "in no folder"),
        ({"body": [{"type": "table", "rows": [5]}]}, r"body\[0\]\.rows\[0\]"),
        ({"cover": 5}, "cover: is a number: give an object"),
        ({"cover": {"image": {"base64": "!!!"}}}, r"cover\.image"),
        ({"authors": [1]}, r"authors\[0\]: is a number"),
        ({"date": 20200101}, "date: is a number"),
        ({"date": "2020-02-30"}, "date"),
        ({"language": 5}, "language: is a number"),
        ({"notes": {"place": ["foot"]}}, r"notes\.place: is a list"),
        ({"brand": "/etc/passwd"}, "brand: the brand file"),
    ],
)
def test_json_of_wrong_kinds_is_refused_by_its_path(entries, says):
    refused(lambda: in_json(**entries), kind=SourceError, says=says)


def test_json_with_a_byte_order_mark_is_read(tmp_path):
    path = tmp_path / "a.json"
    path.write_text("\ufeff" + to_json(A_BRIEF), encoding="utf-8")

    assert read_json(path) == A_BRIEF
    assert from_json("\ufeff" + to_json(A_BRIEF)) == A_BRIEF


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "latin-1"])
def test_files_in_another_encoding_are_refused(encoding, tmp_path):
    for name, text, read in (
        ("a.json", '{"schema_version": 1, "title": ["é"]}', read_json),
        ("a.md", "# é", read_markdown),
        ("a.yml", "meta: {name: é}", read_brand),
    ):
        path = tmp_path / name
        path.write_bytes(text.encode(encoding))
        refused(read, path, kind=SourceError, says="UTF-8|UTF-16")


@pytest.mark.parametrize("read", [read_markdown, read_json])
@pytest.mark.parametrize(
    ("data", "says"),
    [
        ("a".encode("utf-32"), "is UTF-32: save it as UTF-8"),
        ("a".encode("utf-16"), "is UTF-16: save it as UTF-8"),
        (render(A_BRIEF), "is a PDF: give the brief, .*`briefkit check` is for PDFs"),
        (b"PK\x03\x04\x14", "is a ZIP file, or a document of a word processor: give the brief"),
        (b"\x89PNG\r\n\x1a\n", "is a picture: give the brief"),
        (b"\xff\xd8\xff\xe0", "is a picture: give the brief"),
        (b"{\\rtf1 a}", "is RTF: give the brief"),
    ],
)
def test_a_file_of_another_kind_is_called_by_its_name(read, data, says, tmp_path):
    path = tmp_path / "a.md"
    path.write_bytes(data)
    refused(read, path, kind=SourceError, says=f"a.md: {says}")


@pytest.mark.parametrize("columns", [104, 300, 1_000])
def test_a_table_of_more_columns_than_letters_fit_is_refused_at_once(columns):
    row = "|" + "a|" * columns
    text = f"{row}\n|{'-|' * columns}\n{row}"
    says = rf"tables\[0\]: a table of {columns} columns does not fit into \d+ points: part it into"
    refused(markdown, f"# T\n\n{text}", kind=LayoutError, says=says)


def test_a_table_of_more_columns_than_any_page_holds_is_refused_with_its_line():
    row = "|" + "a|" * 10_000
    text = f"{row}\n|{'-|' * 10_000}\n{row}"
    says = r":3: a Table has 10,000 columns: give it at most 1,000"
    refused(markdown, f"# T\n\n{text}", kind=SourceError, says=says)


# What is no plain file


READERS = {
    "Markdown": read_markdown,
    "JSON": read_json,
    "a brand": read_brand,
    "a PDF": check,
    "a PDF's brief": lambda path: extract_source(path, Path(path).with_name("out")),
    "a picture": lambda path: render(Brief(title="T", body=[Figure(path, alt="a")])),
    "a font": lambda path: render(
        A_BRIEF, house=HouseStyle(text_family=FontFamily("X", [FontFile(path)]))
    ),
}


@pytest.mark.parametrize("what", READERS)
def test_pipes_devices_and_names_that_cannot_be_are_not_waited_for(what, tmp_path):
    pipe, ring = tmp_path / "pipe", tmp_path / "ring"
    os.mkfifo(pipe)
    ring.symlink_to(ring)
    places = [pipe, ring, tmp_path, tmp_path / "none", Path("/dev/zero"), Path("/dev/tty")]
    for place in [*places, Path("a\0b"), Path("a" * 5000), Path("\ud800")]:
        refused(READERS[what], place, kind=(SourceError, PictureError, FontError))


def test_a_link_out_of_the_folder_is_no_way_out(tmp_path):
    folder = tmp_path / "brief"
    folder.mkdir()
    (tmp_path / "secret.yml").write_text("meta: {name: x}")
    Image.new("RGB", (9, 9)).save(tmp_path / "secret.png")
    for name in ("secret.yml", "secret.png"):
        (folder / name).symlink_to(tmp_path / name)
    (folder / "up").symlink_to(tmp_path)
    for text in (
        "# T\n\n![x](secret.png){alt=a}",
        "# T\n\n![x](up/secret.png){alt=a}",
        "---\ntitle: T\nbrand: secret.yml\n---\n\nx",
        "---\ntitle: T\ncover: {image: up/secret.png, alt: a}\n---\n\nx",
        "---\ntitle: T\nauthors: [{name: A, photo: secret.png}]\n---\n\nx",
        "---\ntitle: T\norganisations: [{name: A, logo: secret.png}]\n---\n\nx",
    ):
        (folder / "a.md").write_text(text)
        refused(lambda: render(read_markdown(folder / "a.md")), says="outside the brief's folder")


# Values of the wrong kind


ODD = [None, 5, 2.5, True, b"x", object(), [1], {"a": 1}, Brief, float("nan"), 10**400, [[[]]]]

MADE = {
    "Brief.title": lambda value: Brief(title=value),
    "Brief.body": lambda value: Brief(title="T", body=value),
    "Brief.language": lambda value: Brief(title="T", language=value),
    "Brief.date": lambda value: Brief(title="T", date=value),
    "Brief.cover": lambda value: Brief(title="T", cover=value),
    "Brief.brand": lambda value: Brief(title="T", brand=value),
    "Brief.authors": lambda value: Brief(title="T", authors=value),
    "Brief.keywords": lambda value: Brief(title="T", keywords=value),
    "Brief.notes": lambda value: Brief(title="T", notes=value),
    "Paragraph": lambda value: Paragraph(value),
    "Emphasis": lambda value: Emphasis(value),
    "Text": lambda value: Text(value),
    "Link": lambda value: Link(value),
    "Note": lambda value: Note(value),
    "NoteCall": lambda value: NoteCall(value),
    "CrossReference": lambda value: CrossReference(value),
    "InLanguage": lambda value: InLanguage("x", value),
    "Section.title": lambda value: Section(value),
    "Section.body": lambda value: Section("S", value),
    "Figure.image": lambda value: Figure(value),
    "Figure.alt": lambda value: Figure("a.png", alt=value),
    "Figure.width": lambda value: Figure("a.png", alt="a", width=value),
    "Cover.image": lambda value: Cover(image=value),
    "Table": lambda value: Table(value),
    "Table.head": lambda value: Table([["a"]], head=value),
    "Table.alignments": lambda value: Table([["a"]], alignments=value),
    "Cell": lambda value: Cell(value),
    "Cell.column_span": lambda value: Cell("a", column_span=value),
    "BulletList": lambda value: BulletList(value),
    "NumberedList": lambda value: NumberedList(value),
    "DefinitionList": lambda value: DefinitionList(value),
    "Definition": lambda value: Definition(value, "x"),
    "KeyPoints": lambda value: KeyPoints(value),
    "Quotation": lambda value: Quotation(value),
    "PullQuote": lambda value: PullQuote(value),
    "Box": lambda value: Box(value),
    "Group": lambda value: Group(value),
    "CodeBlock": lambda value: CodeBlock(value),
    "Person": lambda value: Person(value),
    "Organisation.url": lambda value: Organisation("x", url=value),
    "NoteOptions.place": lambda value: NoteOptions(place=value),
    "Edition.language": lambda value: Edition(value, "x"),
    "RelatedPublication": lambda value: RelatedPublication(value),
    "HouseStyle": lambda value: render(A_BRIEF, house=value),
    **{
        f"HouseStyle.{name}": lambda value, name=name: render(
            A_BRIEF, house=HouseStyle(**{name: value})
        )
        for name in ("palette", "text_family", "scale", "page", "logo", "cover", "notes", "press")
    },
    "Palette.accent": lambda value: Palette(accent=value),
    "PageMaster.trim": lambda value: PageMaster(trim=value),
    "PageMaster.inner": lambda value: PageMaster(inner=value),
    "TextStyle.size": lambda value: evolve(TypeScale().body, size=value),
    "FontFamily.files": lambda value: FontFamily("X", value),
    "FontFile": lambda value: FontFile(value),
    "Logo": lambda value: Logo(value, "a"),
    "render": render,
    "render to": lambda value: render(A_BRIEF, value) if not isinstance(value, int) else None,
    "render standard": lambda value: render(A_BRIEF, standard=value),
    "render limits": lambda value: render(A_BRIEF, limits=value),
    "typeset": typeset,
    "to_json": to_json,
    "from_json": from_json,
    "parse_markdown": parse_markdown,
    "read_markdown": read_markdown,
    "read_json": read_json,
    "read_brand": read_brand,
    "check": check,
    "catalogue_record": catalogue_record,
    "catalogue_record format": lambda value: catalogue_record(A_BRIEF, value),
}


@pytest.mark.parametrize("what", MADE)
def test_a_value_of_another_kind_is_taken_or_refused_by_an_error_of_ours(what):
    for value in ODD:
        set_or_refused(MADE[what], value)


@pytest.mark.parametrize("value", [None, 5, object(), [A_BRIEF]])
def test_what_is_no_brief_is_told_so(value, tmp_path):
    for attempt in (render, typeset, to_json, catalogue_record):
        refused(attempt, value, kind=ModelError, says="is no Brief")
    refused(write_json, value, tmp_path / "a.json", kind=ModelError, says="is no Brief")
    assert list(tmp_path.iterdir()) == []


# Outputs


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("", "Is a directory"),
        (".", "Is a directory"),
        ("no/such/folder/a.pdf", "there is no folder"),
        ("taken.txt/a.pdf", "Not a directory"),
        ("a\0b.pdf", "null byte"),
        ("\ud800.pdf", "surrogates not allowed"),
        ("a" * 5000, "too long"),
        ("ring", "[Ll]ink|loop"),
        ("/dev/full", "No space left"),
        ("/proc/a.pdf", "No such file"),
    ],
)
def test_a_place_that_cannot_be_written_to_is_told(name, says, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("taken.txt").write_text("kept")
    Path("ring").symlink_to("ring")

    refused(render, A_BRIEF, name, kind=OutputError, says=says)
    refused(write_json, A_BRIEF, name, kind=OutputError, says=says)

    assert sorted(one.name for one in tmp_path.iterdir()) == ["ring", "taken.txt"]
    assert Path("taken.txt").read_text() == "kept"


@pytest.mark.parametrize("own", ["a.png", "_brand.yml", "link.png"])
def test_nothing_that_a_brief_is_made_of_is_written_over(own, tmp_path):
    """A slip of the hand: `-o rocket.jpg`."""
    (tmp_path / "a.png").write_bytes(png())
    (tmp_path / "link.png").symlink_to("a.png")
    (tmp_path / "_brand.yml").write_text("meta: {name: A}")
    source = tmp_path / "a.md"
    source.write_text('---\ntitle: A\nbrand: _brand.yml\n---\n\n![B](a.png){alt="b"}\n')
    before = {one: one.read_bytes() for one in tmp_path.iterdir()}

    brief = read_markdown(source)
    for write in (render, write_json):
        refused(write, brief, tmp_path / own, kind=OutputError, says="which the brief is made of")

    assert {one: one.read_bytes() for one in tmp_path.iterdir()} == before
    render(brief, tmp_path / "a.pdf")
    render(brief, tmp_path / "a.pdf")  # what is a PDF already may be replaced


def test_a_pipe_that_nobody_reads_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "a.pdf")
    refused(render, A_BRIEF, tmp_path / "a.pdf", kind=OutputError, says="cannot be written")


def test_a_pipe_that_is_read_has_all_of_the_file(tmp_path):
    """Though it holds a few pages of memory at once, and the reader takes its time."""
    pipe = tmp_path / "a.pdf"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    os.set_blocking(reader, True)
    held = os.open(pipe, os.O_WRONLY)  # else a pipe is at its end before anyone has written
    found = []
    noise = random.Random(5)  # noqa: S311 - no secret
    rows = b"".join(b"\0" + noise.randbytes(1200) for _ in range(400))
    large = Brief(title="T", body=[Figure(png(width=400, height=400, rows=rows), alt="a")])
    taker = threading.Thread(target=lambda: found.extend(iter(lambda: os.read(reader, 999), b"")))
    taker.start()
    render(large, pipe)
    os.close(held)
    taker.join(20)
    os.close(reader)

    assert b"".join(found) == render(large)
    assert len(render(large)) > 100_000


def test_a_file_that_takes_no_bytes_is_told(tmp_path):
    closed = io.BytesIO()
    closed.close()
    refused(render, A_BRIEF, closed, kind=OutputError, says="the output: cannot be written: ")
    refused(render, A_BRIEF, io.StringIO(), kind=OutputError, says="is open for text: open it")
    refused(render, A_BRIEF, object(), kind=OutputError, says="the output: is a object: give a")
    (tmp_path / "a").touch()
    with (tmp_path / "a").open("rb") as file:
        refused(render, A_BRIEF, file, kind=OutputError, says="the output: cannot be written: ")


# Pictures


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


ROWS = b"".join(b"\0" + b"\x80" * 30 for _ in range(10))


def png(extra=b"", *, width=10, height=10, depth=8, colour=2, packed=None, rows=ROWS):
    header = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    data = zlib.compress(rows) if packed is None else packed
    parts = [chunk(b"IHDR", header), extra, chunk(b"IDAT", data), chunk(b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def picture(data):
    return render(Brief(title="T", body=[Figure(data, alt="a")]))


def bomb(size):
    return zlib.compress(b"\0" * size, 9)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (png(width=0x80000000), "is too large"),
        (png(width=60_000, height=60_000), "is too large"),
        (png(rows=ROWS[:50]), "is cut short"),
        (png(depth=3), "is none that can be read"),
        (png(colour=7), "is none that can be read"),
        (png(chunk(b"iCCP", b"x\0\0" + bomb(50_000_000))), "is broken"),
        (png(chunk(b"zTXt", b"x\0\0" + bomb(50_000_000))), "is broken"),
        (png(chunk(b"tRNS", b"\0\0\0")), "is broken"),
        (gzip.compress(b'<svg xmlns="http://www.w3.org/2000/svg"/>'), "is none that can be read"),
        (b"\xef\xbb\xbf <svg><script>alert(1)</script></svg>", "is drawn in SVG"),
        (
            b'<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x SYSTEM "file:///x">]><svg>&x;</svg>',
            "is drawn in SVG: save it as PNG",
        ),
        (b"<html><img src=x></html>", "is a page of the web"),
        (b"\0\0\0\x18ftypheic" + b"\0" * 100, "is HEIC"),
        (b"MZ" + b"\0" * 1000, "is none that can be read"),
        (b"BM" + b"\0" * 1000, "is broken"),
    ],
)
def test_a_picture_is_refused_with_its_reason(data, says):
    refused(picture, data, kind=PictureError, says=says)


@pytest.mark.parametrize(
    "data",
    [
        png(rows=ROWS + b"\0" * 1_000_000),
        png(packed=bomb(100_000_000)),
        png(width=100_000, height=1, rows=b"\0" * 300_001),
        png(chunk(b"iCCP", b"x\0\0garbage")),
        png(chunk(b"iCCP", b"x\0\0" + zlib.compress(b"acsp" * 100))),
        png(chunk(b"pHYs", struct.pack(">IIB", 0, 0, 1))),
        png(chunk(b"pHYs", struct.pack(">IIB", 2**31, 1, 1))),
        png(chunk(b"gAMA", b"\0\0\0\0") + chunk(b"cHRM", b"\0" * 32)),
        png(chunk(b"acTL", struct.pack(">II", 2**31 - 1, 0))),
        png(chunk(b"tEXt", b"x\0" + b"a" * 1000) * 500),
    ],
    ids=range(10),
)
def test_a_picture_with_odd_facts_beside_it_is_set(data):
    assert_publishable(picture(data))


def test_facts_of_a_picture_that_do_not_read_make_it_broken_at_most():
    set_or_refused(picture, png(chunk(b"eXIf", b"MM\0*\0\0\0\x08\xff\xff")))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "WEBP", "TIFF"])
def test_pictures_with_wrong_bytes_are_set_or_refused(kind):
    made = io.BytesIO()
    Image.linear_gradient("L").resize((40, 40)).convert("RGB").save(made, kind)
    whole = made.getvalue()
    for seed in range(30):
        chance = random.Random(seed)  # noqa: S311 (damage, not secrets)
        data = bytearray(whole)
        for _ in range(chance.choice((1, 4, 20))):
            data[chance.randrange(len(data))] = chance.randrange(256)
        if seed % 3 == 0:
            del data[chance.randrange(len(data)) :]
        set_or_refused(picture, bytes(data))


# Fonts


def in_font(data, folder):
    path = folder / "odd.ttf"
    path.write_bytes(data)
    family = FontFamily("Odd", [FontFile(path)])
    house = HouseStyle(text_family=family, heading_family=family)
    return render(Brief(title="AB", body=["ab"]), house=house)


def tables_of(font):
    """Return tag → the places of its entry and of its data."""
    found = {}
    for index in range(struct.unpack_from(">H", font, 4)[0]):
        tag, _, start, length = struct.unpack_from(">4sIII", font, 12 + 16 * index)
        found[tag] = (12 + 16 * index, start, length)
    return found


@pytest.mark.parametrize("tag", sorted(tables_of(SQUARES)), ids=lambda tag: tag.decode())
def test_a_font_with_an_absurd_table_is_taken_or_refused(tag, tmp_path):
    entry, start, length = tables_of(SQUARES)[tag]
    for place, by in (
        (slice(entry, entry + 4), b"zzzz"),  # it has none
        (slice(entry + 8, entry + 16), b"\xff" * 8),  # it is far beyond the end
        (slice(start, start + length), b"\xff" * length),
        (slice(start, start + length), b"\0" * length),
    ):
        data = bytearray(SQUARES)
        data[place] = by
        set_or_refused(in_font, bytes(data), tmp_path)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "is no font"),
        (b"<html>" * 100, "is no font"),
        (b"wOF2" + b"\0" * 100, "packed for the web"),
        (b"OTTO" + b"\xff" * 100, "is cut short"),
        (b"ttcf" + b"\xff" * 100, "has 4294967295 fonts"),
        (SQUARES[:1000], "is cut short"),
    ],
)
def test_what_is_no_whole_font_is_refused(data, says, tmp_path):
    refused(in_font, data, tmp_path, kind=FontError, says=says)


def test_fonts_with_wrong_bytes_are_taken_or_refused(tmp_path):
    for seed in range(25):
        chance = random.Random(seed)  # noqa: S311 (damage, not secrets)
        data = bytearray(SQUARES)
        for _ in range(chance.choice((1, 3, 20))):
            data[chance.randrange(len(data))] = chance.randrange(256)
        set_or_refused(in_font, bytes(data), tmp_path)


def test_a_date_may_be_as_old_and_as_new_as_python_has_them():
    for when in (date.min, date.max):
        assert_publishable(render(evolve(A_BRIEF, date=when)))
