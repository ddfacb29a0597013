"""Every field of the model, given what is of another kind: taken as it should be, or refused."""

import attrs
import pytest

import briefkit
from briefkit import (
    Abbreviation,
    Box,
    Brief,
    BriefError,
    BulletList,
    Cell,
    Code,
    CodeBlock,
    Cover,
    CrossReference,
    Definition,
    DefinitionList,
    Edition,
    Figure,
    FigureRow,
    Group,
    InLanguage,
    KeyPoints,
    Link,
    Note,
    NoteCall,
    NoteOptions,
    NumberedList,
    Organisation,
    PageBreak,
    Paragraph,
    Person,
    PullQuote,
    Quotation,
    Recommendation,
    Recommendations,
    RelatedPublication,
    Section,
    Table,
    Text,
    from_json,
    to_json,
)

PICTURE = Figure(b"no picture yet", alt="a")
NEEDED = {
    Abbreviation: {"short": "a", "long": "b"},
    Box: {"body": "a"},
    Brief: {"title": "a"},
    BulletList: {"items": ["a"]},
    Cell: {},
    Code: {"text": "a"},
    CodeBlock: {"text": "a"},
    Cover: {},
    CrossReference: {"target": "a"},
    Definition: {"term": "a", "body": "b"},
    DefinitionList: {"items": [Definition("a", "b")]},
    Edition: {"language": "tr", "title": "a"},
    Figure: {"image": b"a"},
    FigureRow: {"figures": [PICTURE, PICTURE]},
    Group: {"body": "a"},
    InLanguage: {"language": "tr", "children": "a"},
    KeyPoints: {"points": ["a"]},
    Link: {"url": "https://example.org"},
    Note: {"body": [Paragraph("a")]},
    NoteCall: {"note_id": "a"},
    NoteOptions: {},
    NumberedList: {"items": ["a"]},
    Organisation: {"name": "a"},
    PageBreak: {},
    Paragraph: {},
    Person: {"name": "a"},
    PullQuote: {"text": "a"},
    Quotation: {"body": "a"},
    Recommendation: {"body": "a"},
    Recommendations: {"items": ["a"]},
    RelatedPublication: {"title": "a"},
    Section: {"title": "a"},
    Table: {"rows": [["a"]]},
    Text: {"text": "a"},
}
"""What each class cannot be made without."""

ODD = [
    *(None, 5, -1, 2.5, float("nan"), 10**400, True, b"x", "", " ", "\ud800", "odd", "Odd (x)"),
    *([1], [None], ["x"], [[]], [[[]]], (), {"a": 1}, {1, 2}, range(3), object(), Brief, len),
    *(Brief(title="x"), Paragraph("x"), PICTURE, Person("x"), NoteOptions(), iter("ab")),
]

FIELDS = [(kind, one.name) for kind in NEEDED for one in attrs.fields(kind)]


def holding(value):
    """Return a brief that says nothing but a value."""
    match value:
        case Brief():
            return value
        case Abbreviation():
            return Brief(title="a", abbreviations=[value])
        case Cell():
            return Brief(title="a", body=[Table([[value]])])
        case Cover():
            return Brief(title="a", cover=value)
        case Definition():
            return Brief(title="a", body=[DefinitionList([value])])
        case Edition():
            return Brief(title="a", editions=[value])
        case NoteOptions():
            return Brief(title="a", notes=value)
        case Organisation():
            return Brief(title="a", organisations=[value])
        case Person():
            return Brief(title="a", authors=[value])
        case Recommendation():
            return Brief(title="a", body=[Recommendations([value])])
        case RelatedPublication():
            return Brief(title="a", related=[value])
    return Brief(title="a", body=[value])


@pytest.mark.parametrize(("kind", "name"), FIELDS, ids=lambda one: getattr(one, "__name__", one))
def test_what_a_field_takes_is_what_it_is_for(kind, name):
    """What is made can be compared, and kept as data without a difference; all else is refused."""
    for odd in ODD:
        given = {**NEEDED[kind], name: odd}
        try:
            value = kind(given["children"]) if given.keys() == {"children"} else kind(**given)
        except BriefError:
            continue
        assert hash(value) == hash(value)
        try:
            text = to_json(holding(value))
        except BriefError:  # it names a file, and JSON without a folder can have none
            continue
        assert from_json(text) == holding(value)


def test_every_value_of_an_author_s_is_looked_at():
    """Those that only wrap inlines have one field, and are made of any number of inlines."""
    wrapping = {"Emphasis", "Strong", "SmallCaps", "Superscript", "Subscript", "Quoted"}
    without_fields = {"Divider", "LineBreak"}
    public = {
        name
        for name in briefkit.__all__
        if attrs.has(one := getattr(briefkit, name)) and one.__module__.startswith("briefkit.model")
    }

    assert public - wrapping - without_fields == {kind.__name__ for kind in NEEDED}
