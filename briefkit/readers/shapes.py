"""The model's classes as JSON has them: the name of each kind, and the types of its fields.

What `json` structures by and `schema` describes, so that the two cannot differ.
"""

from functools import lru_cache, reduce
from operator import or_
from typing import Any

from attrs import Attribute, fields, resolve_types

from briefkit.model import blocks, brief, figures, inline, people, recommendations, tables

INLINES: dict[str, type[Any]] = {
    "line-break": inline.LineBreak,
    "emphasis": inline.Emphasis,
    "strong": inline.Strong,
    "small-caps": inline.SmallCaps,
    "superscript": inline.Superscript,
    "subscript": inline.Subscript,
    "quoted": inline.Quoted,
    "code": inline.Code,
    "link": inline.Link,
    "in-language": inline.InLanguage,
    "cross-reference": inline.CrossReference,
    "note": inline.Note,
    "note-call": inline.NoteCall,
}
"""Every kind of inline but `Text`, which is a plain string in JSON."""

BLOCKS: dict[str, type[Any]] = {
    "paragraph": blocks.Paragraph,
    "section": blocks.Section,
    "bullet-list": blocks.BulletList,
    "numbered-list": blocks.NumberedList,
    "definition-list": blocks.DefinitionList,
    "quotation": blocks.Quotation,
    "pull-quote": blocks.PullQuote,
    "box": blocks.Box,
    "key-points": blocks.KeyPoints,
    "code-block": blocks.CodeBlock,
    "divider": blocks.Divider,
    "page-break": blocks.PageBreak,
    "group": blocks.Group,
    "recommendations": recommendations.Recommendations,
    "figure": figures.Figure,
    "figure-row": figures.FigureRow,
    "table": tables.Table,
}

PARTS: tuple[type[Any], ...] = (
    brief.Brief,
    brief.NoteOptions,
    brief.Abbreviation,
    brief.Edition,
    brief.RelatedPublication,
    figures.Cover,
    people.Person,
    people.Organisation,
    blocks.Definition,
    recommendations.Recommendation,
    tables.Cell,
)
"""What stands where only it can stand, and so needs no name of its kind."""

ANY_INLINE = inline.Inline
ANY_BLOCK: Any = reduce(or_, BLOCKS.values())

ALONE: dict[type[Any], Any] = {
    blocks.KeyPoints: tuple[tuple[ANY_BLOCK, ...], ...],
    recommendations.Recommendation: tuple[ANY_BLOCK, ...],
}
"""What may stand for a value that says nothing else, as in Python."""

CHOICES: dict[tuple[type[Any], str], tuple[str, ...]] = {
    (brief.NoteOptions, "place"): inline.NOTE_PLACES,
    (brief.NoteOptions, "numbering"): brief.NUMBERINGS,
    (brief.NoteOptions, "restart"): brief.RESTARTS,
    (brief.NoteOptions, "tables"): tables.TABLE_NOTES,
    (brief.Brief, "contents"): brief.CONTENTS,
    (blocks.PageBreak, "side"): blocks.PAGE_SIDES,
    (figures.Figure, "placement"): figures.PLACEMENTS,
    (figures.FigureRow, "placement"): figures.PLACEMENTS,
    (tables.Table, "placement"): tables.TABLE_PLACEMENTS,
    (inline.CrossReference, "form"): inline.REFERENCE_FORMS,
    (inline.Note, "place"): ("foot", "end"),
    (tables.Table, "notes"): tables.TABLE_NOTES,
}
"""Fields that take a few words only."""


@lru_cache(maxsize=1)
def all_shapes() -> tuple[type[Any], ...]:
    """Return every class, its field types resolved: the model names some by strings."""
    shapes = (*PARTS, *INLINES.values(), *BLOCKS.values())
    names = {
        "Block": ANY_BLOCK,
        "Inline": ANY_INLINE,
        **{shape.__name__: shape for shape in shapes},
    }
    for shape in shapes:
        resolve_types(shape, localns=names)
    return shapes


def fields_of(shape: type[Any]) -> tuple["Attribute[Any]", ...]:
    """Return a class's fields, without what is no part of what it says: where it was read."""
    return tuple(one for one in fields(shape) if one.eq)
