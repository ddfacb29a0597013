"""Brief → JSON → Brief, exactly; and every fault of the JSON by its path."""

import json
from datetime import date

import pytest
from attrs import evolve

from briefkit.errors import ModelError, PictureError, SourceError
from briefkit.model.blocks import KeyPoints, Paragraph, Section
from briefkit.model.brief import Brief
from briefkit.model.figures import Cover, Figure
from briefkit.model.inline import Emphasis, LineBreak, Note, Text
from briefkit.model.origin import Origin
from briefkit.model.tables import Cell, Table
from briefkit.readers.json import from_json, read_json, to_json, write_json
from briefkit.readers.markdown import parse_markdown
from briefkit.readers.schema import json_schema
from briefkit.readers.shapes import BLOCKS, INLINES, PARTS, all_shapes, fields_of
from briefkit.values import compared

EVERYTHING = """---
title: A *title*^[With a note.]
subtitle: And more
date: 2023-09-19
lang: tr
series: S
number: 04
version: 1.10
doi: 10.1/a
issn: 1234-5678
keywords: [a, b]
authors:
  - {name: İ. Yazar, role: R, affiliation: F, bio: "A *b*.", photo: a.png, photo-alt: P,
     email: a@example.org, orcid: 0000-0002-1825-0097}
organisations: [{name: O, unit: U, url: "https://example.org", logo: a.png, about: "It *is*."}]
cover: {image: a.png, alt: A, caption: C, credit: D, focus: [0.25, 1]}
abstract: An abstract.
key-points: [One, Two]
notes: {place: end, numbering: roman, restart: section}
contents: no
lists: [figures, tables]
editions: [{lang: ru, title: Русский, url: "https://example.org/ru"}]
related: [{title: T, url: "https://example.org/t", date: 2022-01-02}]
acknowledgements: A.
disclaimer: D.
funding: F.
licence: CC0-1.0
copyright: Nobody
brand: _brand.yml
---

Text, *a* **b** `c` ^d^ ~e~ [f]{.smallcaps} [g]{.quoted} [h]{lang=de} [i](https://example.org) \\
@fig:a [k](#s).[^l] Again.[^l]

[^l]: N.

    - M.

![Caption](a.png){alt="x" credit="C" source="S" licence="CC0-1.0" width=33% placement=top #fig:a}

![](a.png){.decorative}

## Section {#s .numbered lang=fr}

- a

  b

3. c

Term
: Meaning

> Quotation
>
> — Name

::: {.pull-quote by="N"}
Large
:::

::: {.box title="T"}
In it
:::

::: {.figures width=full placement=top}
![Left](a.png){alt="l"}

![Right](a.png){alt="r" width=full}
:::

::: {.key-points title="K"}
- k
:::

::: {.recommendations title="R"}
To *them*:

2. Do.
:::

::: {.epigraph by="N"}
Motto
:::

::: {lang=tr}
Metin
:::

```python
code
```

---

::: {.page-break side=recto}
:::

| a | b |
|---|--:|
| 1 | 2 |

: Caption {source="S" #tbl:t .row-headers}

*[NATO]: North Atlantic Treaty Organization
"""

NEWER = "update briefkit: this one reads up to 1"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "a.png").write_bytes(b"")
    (tmp_path / "_brand.yml").write_bytes(b"")
    return tmp_path


@pytest.fixture
def everything(folder):
    return parse_markdown(EVERYTHING, folder=folder)


def faults_of(data, folder=None) -> list[str]:
    text = data if isinstance(data, str) else json.dumps({"schema_version": 1, **data})
    with pytest.raises(SourceError) as raised:
        from_json(text, name="a.json", folder=folder)
    return [str(problem) for problem in raised.value.problems]


def test_a_brief_of_everything_comes_back_as_it_was(everything, folder):
    text = to_json(everything, folder=folder)
    assert from_json(text, folder=folder) == everything
    assert to_json(from_json(text, folder=folder), folder=folder) == text


def test_the_brief_of_everything_has_every_kind_of_the_model(everything, folder):
    """Or the test above would promise too much."""
    text = to_json(everything, folder=folder)
    assert {name for name in (*INLINES, *BLOCKS) if f'"type": "{name}"' not in text} == set()
    left_alone = [
        one.name for one in fields_of(Brief) if getattr(everything, one.name) == one.default
    ]
    assert left_alone == []


def test_a_file_goes_out_and_comes_in(everything, folder):
    write_json(everything, folder / "a.json")
    assert read_json(folder / "a.json") == everything


def test_pictures_are_named_from_the_folder_or_given_in_full(folder):
    inside = Brief(title="A", body=[Figure(folder / "a.png"), Figure(b"\x89PNG")])
    data = json.loads(to_json(inside, folder=folder))
    assert [one["image"] for one in data["body"]] == ["a.png", {"base64": "iVBORw=="}]
    assert from_json(to_json(inside, folder=folder), folder=folder) == inside


def test_a_picture_elsewhere_is_not_written(folder, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "b.png"
    for brief, fault in (
        (Brief(title="A", cover=Cover(elsewhere)), "cover.image: "),
        (Brief(title="A", body=[Section("B", [Figure(elsewhere)])]), "body[0].body[0].image: "),
    ):
        with pytest.raises(PictureError, match="is outside the folder of the JSON") as raised:
            to_json(brief, folder=folder)
        assert str(raised.value).startswith(fault)
        with pytest.raises(PictureError, match="say from where: give folder=…"):
            to_json(brief)


def test_what_says_nothing_new_is_left_out():
    assert json.loads(to_json(Brief(title="A", body=["b"]))) == {
        "schema_version": 1,
        "title": ["A"],
        "body": [{"type": "paragraph", "children": ["b"]}],
    }


@pytest.mark.parametrize(
    ("data", "faults"),
    [
        ("{", ["a.json:1: no JSON: it ends too soon: close its brackets and quotation marks"]),
        ("", ["a.json:1: no JSON: it ends too soon: write the brief"]),
        ('{"a":\n"b",\n}', ["a.json:3: no JSON: a comma stands before the end of a list or of an"]),
        ('{"a": [1,, 2]}', ["a.json:1: no JSON: a comma stands beside another: take one out"]),
        ("{\n'a': 1}", ['a.json:2: no JSON: \' stands around a text: write "…", with straight']),
        ("{“a”: 1}", ['a.json:1: no JSON: “ stands around a text: write "…", with straight']),
        ('{\n// b\n"a": 1}', ["a.json:2: no JSON: a comment stands in it: take it out"]),
        ('{"a": True}', ["a.json:1: no JSON: True is no value: write true"]),
        ('{"a": abc}', ['a.json:1: no JSON: abc is no value: put "…" around it, if it is a text']),
        ('{"a": 1\n"b": 2}', ["a.json:1: no JSON: no comma stands after a value: put one, or"]),
        ("[]", ["a.json: is no JSON object: give the brief as an object"]),
        (
            "{}",
            [
                "a.json: has no schema_version: this briefkit reads 1",
                "a.json:1: has no title: give",
            ],
        ),
        (
            '{"schema_version": "1",\n"title": "A",\n"body": [{"type": "code"}, {"type": "hr"}]}',
            [
                "a.json: schema_version is '1': this briefkit reads 1: write",
                "a.json:3: body[0]: unknown type 'code': write code-block",
                "a.json:3: body[1]: unknown type 'hr': write divider",
            ],
        ),
        (
            {"title": "A", "body": [{"type": "quotation", "body": "b", "by": "C"}], "sections": []},
            [
                "a.json:1: unknown key 'sections': write body",
                "a.json:1: body[0]: unknown key 'by': write attribution",
            ],
        ),
        ('{"schema_version": 2}', ["a.json: schema_version is 2, of a newer briefkit: " + NEWER]),
        (
            '{"title": 1, "title": 2}',
            ["a.json:1: title: the key 'title' is given again; the first is in line 1: keep one"],
        ),
        ('{"schema_version": NaN}', ["a.json: NaN is no number of JSON: give a number"]),
        ("[" * 100_000, ["a.json: matter is nested too deeply: write it more simply"]),
        ({}, ["a.json:1: has no title: give one"]),
        ({"title": {}}, ["a.json:1: title: is an object: give a list"]),
        (
            {"title": "A", "body": ["b", {"type": "strong"}, {"type": "divider"}, 5]},
            [
                "a.json:1: body[1]: 'strong' is no block, but stands in a paragraph: put it in",
                "a.json:1: body[3]: is a number: give a string or an object with its type",
            ],
        ),
        ({"title": [1]}, ["a.json:1: title[0]: is a number: give a string or an object with its"]),
        ({"title": ["A"], "bdy": []}, ["a.json:1: unknown key 'bdy': write body"]),
        ({"title": ["A"], "body": [{}]}, ["a.json:1: body[0]: has no type: give one of paragraph"]),
        (
            {"title": ["A"], "body": [{"type": "sectoin"}, {"type": "paragraph"}]},
            [
                "a.json:1: body[0]: unknown type 'sectoin': write section",
                "a.json:1: body[1]: has no children: give one",
            ],
        ),
        (
            {"title": ["A"], "keywords": "b", "date": "2023-02-30", "authors": [{"name": 1}]},
            [
                "a.json:1: keywords: is a string: give a list",
                "a.json:1: date: '2023-02-30' is no date: write it as 2023-09-19",
                "a.json:1: authors[0].name: is a number: give a string",
            ],
        ),
        (
            {"title": ["A"], "body": [{"type": "code-block", "text": "b", "lang": "c"}]},
            ["a.json:1: body[0]: unknown key 'lang': write language"],
        ),
        (
            {"title": ["A"], "body": [{"type": "numbered-list", "items": [[]], "start": True}]},
            ["a.json:1: body[0].start: is true or false: give a whole number"],
        ),
        (
            {"title": ["A"], "body": [{"type": "figure", "image": {"base64": "!"}, "width": 2}]},
            [
                "a.json:1: body[0].image: base64 does not read: give a file's bytes",
                "a.json:1: body[0].width: Figure.width is 2.0: give a number from 0.05 to 1",
            ],
        ),
        (
            {"title": ["A"], "body": [{"type": "figure", "image": {"base64": ""}, "width": 2}]},
            ["a.json:1: body[0].width: Figure.width is 2.0: give a number from 0.05 to 1"],
        ),
        (
            {"title": ["A"], "body": [{"type": "figure", "image": None}]},
            ["a.json:1: body[0].image: a NoneType is no picture: give a path"],
        ),
        (
            {"title": ["A", {"type": "link", "url": "javascript:x"}]},
            ["a.json:1: title[1].url: the address 'javascript:x' begins with javascript: give one"],
        ),
        ({"title": ["A\b"]}, ["a.json:1: title[0]: Text.text holds the control character U+0008"]),
        (
            {"title": ["A"], "notes": {"place": "top"}},
            ["a.json:1: notes.place: NoteOptions.place is 'top'"],
        ),
        (
            {"title": ["A"], "cover": {"focus": [0.5]}},
            ["a.json:1: cover.focus: Cover.focus is (0.5,): give two fractions from 0 to 1"],
        ),
        (
            {"title": ["A"], "authors": ["B"], "cover": "c.png", "organisations": [None]},
            [
                'a.json:1: authors[0]: is a string: give an object, such as {"name": …}',
                'a.json:1: cover: is a string: give an object, such as {"image": …}',
                'a.json:1: organisations[0]: is null: give an object, such as {"name": …}',
            ],
        ),
        (
            {"title": ["A"], "body": [{"type": "table", "rows": [["b", None, 1, True, [2]]]}]},
            [
                'a.json:1: body[0].rows[0][1]: is null: give "" for an empty cell, or a text, a',
                'a.json:1: body[0].rows[0][3]: is true or false: give "" for an empty cell, or',
                "a.json:1: body[0].rows[0][4][0]: is a number: give a string or an object with",
            ],
        ),
        (
            {"title": ["A", {"type": "bold"}, {"type": "link", "href": "b", "url": "c"}]},
            [
                "a.json:1: title[1]: unknown type 'bold': write strong",
                "a.json:1: title[2]: unknown key 'href': write url",
            ],
        ),
        (
            {"title": ["A"], "body": [{"type": "figure", "src": "b"}, {"type": "list"}]},
            [
                "a.json:1: body[0]: has no image: give one",
                "a.json:1: body[0]: unknown key 'src': write image",
                "a.json:1: body[1]: unknown type 'list': write bullet-list",
            ],
        ),
        (
            {"title": ["A"], "body": [{"type": "divider", "text": "b"}]},
            ["a.json:1: body[0]: unknown key 'text': take it out"],
        ),
    ],
)
def test_faults_are_told_by_their_line_and_path(data, faults):
    found = faults_of(data)
    assert [one[: len(fault)] for one, fault in zip(found, faults, strict=True)] == faults


@pytest.mark.parametrize(
    ("data", "places"),
    [
        (
            {"notes": {"place": "fot", "numbering": "arabc", "restart": "nevr"}, "contents": "x"},
            ["contents", "notes.place", "notes.numbering", "notes.restart"],
        ),
        (
            {"body": [{"type": "figure", "image": 3, "width": 7, "placement": "up", "size": 1}]},
            ["body[0].image", "body[0]", "body[0].width", "body[0].placement"],
        ),
        (
            {"body": [{"type": "table", "rows": [[1]], "alignments": ["up", "down"]}]},
            ["body[0]", "body[0]"],
        ),
        (
            {"body": [{"type": "section", "title": ["A"], "language": "!", "body": [{}]}]},
            ["body[0].body[0]", "body[0].language"],
        ),
        (
            {"body": [{"type": "section", "title": [], "language": "!", "body": []}]},
            ["body[0].language", "body[0]"],
        ),
        (
            {"lists": ["figs", "tabs"], "language": "!"},
            ["Brief.lists has 'figs'", "Brief.lists has 'tabs'", "language"],
        ),
        (
            {
                "cover": {"decorative": True, "alt": "a", "focus": [2, 2]},
                "authors": [{"name": "", "role": "\b"}],
            },
            ["authors[0].role", "authors[0]", "cover.focus", "cover"],
        ),
    ],
)
def test_every_field_of_an_object_that_cannot_be_is_told(data, places):
    found = [one.split(": ")[1] for one in faults_of({"title": ["A"], **data})]
    assert sorted(found) == sorted(places)


def test_what_is_wrong_in_one_line_is_told_in_its_order():
    figures = [{"type": "figure", "image": name} for name in ("/a", "/b", "/c", 4)]
    found = faults_of({"title": ["A"], "body": figures, "language": "!"})
    assert [one.split(": ")[1] for one in found] == [
        *(f"body[{number}].image" for number in range(4)),
        "language",
    ]


def test_what_is_wrong_with_one_field_is_told_once():
    figure = {"type": "figure", "image": {"base64": ""}, "width": 2}
    assert len(faults_of({"title": ["A"], "body": [figure]})) == 1


def test_cells_may_be_texts_numbers_and_lines():
    note = {"type": "note", "body": [{"type": "paragraph", "children": ["b"]}]}
    head, rows = [["Year", "Count"]], [["2021", 60], ["2022", 1.5], ["", ["9", note]], [{}, []]]
    data = {
        "$schema": "https://example.org/brief.schema.json",
        "schema_version": 1,
        "title": ["A"],
        "body": [{"type": "table", "head": head, "rows": rows}],
    }
    (table,) = from_json(json.dumps(data)).body
    assert table == Table(
        [["2021", 60], ["2022", 1.5], ["", ["9", Note([Paragraph("b")])]], [Cell(), Cell()]],
        head=head,
    )
    schema = json_schema()
    assert holds(data, schema, schema)
    assert not holds({**data, "body": [{"type": "table", "rows": [[None]]}]}, schema, schema)


def test_files_are_in_the_folder_and_told_with_the_other_faults(folder):
    data = {
        "title": 1,
        "body": [{"type": "figure", "image": "../a.png"}],
        "brand": "none.yml",
        "cover": {"image": "https://example.org/a.png"},
    }
    found = faults_of(data, folder)
    assert sorted(one.split(": ")[1] for one in found) == [
        "body[0].image",
        "brand",
        "cover.image",
        "title",
    ]
    assert "is in no folder" in faults_of({**data, "title": ["A"]})[0]


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(SourceError, match="there is no such file"):
        read_json(tmp_path / "a.json")


def nested(depth: int) -> str:
    text = '{"type": "emphasis", "children": [' * depth + '"a"' + "]}" * depth
    return '{"schema_version": 1, "title": [' + text + "]}"


def test_deep_matter_comes_back():
    assert json.loads(to_json(from_json(nested(50)))) == json.loads(nested(50))


@pytest.mark.parametrize("depth", [200, 5_000, 100_000])
def test_matter_that_is_too_deep_is_refused(depth):
    (found,) = faults_of(nested(depth))
    assert "matter is nested too deeply" in found


# The schema


def holds(value, schema, root) -> bool:
    """Return whether `value` is as the schema says: as much of JSON Schema as ours has."""
    if "$ref" in schema:
        schema = root["$defs"][schema["$ref"].removeprefix("#/$defs/")]
    if "anyOf" in schema:
        return any(holds(value, one, root) for one in schema["anyOf"])
    if "const" in schema:
        return value == schema["const"]
    if "enum" in schema:
        return value in schema["enum"]
    match schema["type"]:
        case "object":
            return (
                isinstance(value, dict)
                and set(schema["required"]) <= set(value) <= set(schema["properties"])
                and all(holds(value[key], schema["properties"][key], root) for key in value)
            )
        case "array":
            return (
                isinstance(value, list)
                and schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", 1e9)
                and all(holds(one, schema["items"], root) for one in value)
            )
        case "string":
            return isinstance(value, str)
        case "integer":
            return type(value) is int
        case "number":
            return type(value) in {int, float}
        case "boolean":
            return isinstance(value, bool)
        case "null":
            return value is None
    raise AssertionError(schema)


def test_the_schema_holds_for_a_brief_of_everything(everything, folder):
    schema = json_schema()
    assert holds(json.loads(to_json(everything, folder=folder)), schema, schema)


@pytest.mark.parametrize(
    "change",
    [
        {"schema_version": 2},
        {"title": {}},
        {"body": [5]},
        {"key_points": [5]},
        {"titel": []},
        {"notes": {"place": "top"}},
        {"contents": "perhaps"},
        {"body": [{"type": "nothing"}]},
        {"body": [{"type": "paragraph"}]},
        {"body": [{"type": "paragraph", "children": [1]}]},
        {"cover": {"focus": [1]}},
        {"key_points": {"title": ["A"]}},
    ],
)
def test_what_the_schema_refuses_the_reader_refuses(change):
    data = {"schema_version": 1, "title": ["A"], **change}
    schema = json_schema()
    assert not holds(data, schema, schema)
    with pytest.raises(SourceError):
        from_json(json.dumps(data))


def test_the_schema_has_every_field_of_every_class_of_the_model():
    schema = json_schema()
    kinds = {**INLINES, **BLOCKS}
    described = {
        "Brief": schema,
        **{kind.__name__: schema["$defs"][name] for name, kind in kinds.items()},
    }
    for part in PARTS[1:]:
        described[part.__name__] = next(
            one
            for name, one in schema["$defs"].items()
            if name.replace("-", "") == part.__name__.lower()
        )
    extra = {"type", "schema_version", "$schema"}
    for shape in all_shapes():
        properties = set(described[shape.__name__]["properties"]) - extra
        assert properties == set(compared(shape))


def test_no_class_of_the_model_is_missing_from_the_shapes():
    from briefkit.model import blocks, brief, figures, inline, people, recommendations, tables

    modules = (blocks, brief, figures, inline, people, recommendations, tables)
    classes = {
        value
        for module in modules
        for value in vars(module).values()
        if isinstance(value, type)
        and value.__module__.startswith("briefkit.model.")
        and hasattr(value, "__attrs_attrs__")
    }
    assert {one for one in classes if one not in all_shapes()} == {Text, Origin}


def test_a_brief_from_python_comes_back_too():
    brief = Brief(
        title=["A", LineBreak(), Emphasis("b")],
        date=date(2023, 9, 19),
        key_points=KeyPoints(["c"], title="D"),
        body=[
            Paragraph("e", Note((Paragraph("f"),), place="end", label="*"), language="la", id="g")
        ],
    )
    assert from_json(to_json(brief)) == brief
    assert from_json(to_json(evolve(brief, date=None))) == evolve(brief, date=None)


def test_a_folder_that_is_no_path_is_refused():
    with pytest.raises(ModelError, match="int is no path: give a str or a Path"):
        to_json(Brief(title="A", cover=Cover("a.png", alt="A")), folder=5)


@pytest.mark.parametrize(
    ("short", "whole"),
    [
        ({"subtitle": "b"}, {"subtitle": ["b"]}),
        (
            {"body": [{"type": "paragraph", "children": "b"}]},
            {"body": [{"type": "paragraph", "children": ["b"]}]},
        ),
        ({"body": "b"}, {"body": [{"type": "paragraph", "children": ["b"]}]}),
        (
            {"body": ["b", {"type": "divider"}, "c"]},
            {
                "body": [
                    {"type": "paragraph", "children": ["b"]},
                    {"type": "divider"},
                    {"type": "paragraph", "children": ["c"]},
                ]
            },
        ),
        (
            {"body": [{"type": "bullet-list", "items": ["b", ["c", {"type": "line-break"}, "d"]]}]},
            {
                "body": [
                    {
                        "type": "bullet-list",
                        "items": [
                            [{"type": "paragraph", "children": ["b"]}],
                            [{"type": "paragraph", "children": ["c", {"type": "line-break"}, "d"]}],
                        ],
                    }
                ]
            },
        ),
        (
            {"key_points": ["b", "c"]},
            {
                "key_points": {
                    "points": [
                        [{"type": "paragraph", "children": ["b"]}],
                        [{"type": "paragraph", "children": ["c"]}],
                    ]
                }
            },
        ),
        (
            {"body": [{"type": "recommendations", "items": ["b"]}]},
            {
                "body": [
                    {
                        "type": "recommendations",
                        "items": [{"body": [{"type": "paragraph", "children": ["b"]}]}],
                    }
                ]
            },
        ),
    ],
)
def test_a_text_stands_for_what_holds_it_alone_as_in_python(short, whole):
    schema = json_schema()
    read = []
    for said in (short, whole):
        data = {"schema_version": 1, "title": "A", **said}
        assert holds(data, schema, schema)
        read.append(from_json(json.dumps(data)))
    assert read[0] == read[1]
    assert to_json(read[0]) == to_json(read[1])
