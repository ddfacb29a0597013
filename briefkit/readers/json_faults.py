"""An error of cattrs → the problems of the JSON that it came of, each by its path."""

from collections.abc import Callable, Collection, Mapping
from typing import TYPE_CHECKING, Any

from briefkit.errors import BriefError, Problem
from briefkit.readers.refusals import refusals
from briefkit.readers.shapes import fields_of
from briefkit.readers.source import instead_of
from briefkit.values import compared

if TYPE_CHECKING:
    from cattrs import ClassValidationError

# What other programs call kinds and fields, and what they may be here.
_MEANT: dict[str, tuple[str, ...]] = {
    "bold": ("strong",),
    "italic": ("emphasis",),
    "br": ("line-break",),
    "footnote": ("note",),
    "image": ("figure",),
    "picture": ("figure", "image"),
    "src": ("image", "url"),
    "path": ("image",),
    "heading": ("section", "title"),
    "header": ("section", "head"),
    "list": ("bullet-list",),
    "ul": ("bullet-list",),
    "ol": ("numbered-list",),
    "ordered-list": ("numbered-list",),
    "hr": ("divider",),
    "rule": ("divider",),
    "linebreak": ("line-break",),
    "children": ("body", "text", "items"),
    "by": ("attribution", "authors"),
    "author": ("authors", "attribution", "by"),
    "lang": ("language",),
    "sections": ("body",),
    "paragraphs": ("body",),
    "columns": ("head",),
    "data": ("rows",),
    "alt-text": ("alt",),
    "alt_text": ("alt",),
    "footnotes": ("notes",),
    "summary": ("abstract",),
    "tags": ("keywords",),
    "quote": ("quotation", "quoted"),
    "callout": ("box",),
    "code": ("code-block", "text"),
    "href": ("url",),
    "text": ("children", "body", "title", "paragraph"),
    "content": ("children", "body", "text", "items"),
    "blocks": ("body",),
    "label": ("id",),
    "affiliations": ("affiliation",),
}


def is_known_as(word: str, known: Collection[str]) -> bool:
    """Return whether the name of a kind is what other programs call one that is known."""
    return any(one in known for one in _MEANT.get(word.lower(), ()))


def instead_of_key(word: str, known: Collection[str]) -> str:
    """Return what to do about the name of a kind or a field that is unknown."""
    meant = (one for one in _MEANT.get(word.lower(), ()) if one in known)
    return f"write {first}" if (first := next(meant, None)) else instead_of(word, known)


def with_refused_fields(
    error: "ClassValidationError",
    kind: type[Any],
    given: Mapping[str, Any],
    structure: Callable[[Any, Any], Any],
) -> "ClassValidationError":
    """Return an error of a class with every fault of its fields, where its own has the first.

    given: what the JSON says of the fields; structure: makes one of it, as the field's type has it.
    """
    # Late, as in `problems_of`.
    from cattrs import AttributeValidationNote, ForbiddenExtraKeysError

    by_field: list[Exception] = []
    by_class: list[Exception] = []
    ill_formed = set()
    for one in error.exceptions:
        names = {
            note.name
            for note in getattr(one, "__notes__", ())
            if isinstance(note, AttributeValidationNote)
        }
        ill_formed |= names
        is_told = names or isinstance(one, ForbiddenExtraKeysError)
        (by_field if is_told else by_class).append(one)
    formed = {
        one.name: structure(given[one.name], one.type)
        for one in fields_of(kind)
        if one.name in given and one.name not in ill_formed
    }
    refused = []
    for name, fault in refusals(kind, formed):
        if name:
            fault.add_note(AttributeValidationNote(f"in {name}", name, None))
        refused.append(fault)
    return error.derive([*by_field, *(refused or by_class)])


def problems_of(error: BaseException, path: str) -> list[Problem]:
    """Return the problems of an error of cattrs, which holds one for each part that failed."""
    # Late: slow to load, and by now the reader has loaded it.
    from cattrs import AttributeValidationNote, ForbiddenExtraKeysError, IterableValidationNote

    if isinstance(error, BaseExceptionGroup):
        found: list[Problem] = []
        for inner in error.exceptions:
            step = ""
            for told in getattr(inner, "__notes__", ()):
                if isinstance(told, AttributeValidationNote):
                    step = f".{told.name}" if path else told.name
                elif isinstance(told, IterableValidationNote):
                    step = f"[{told.index}]"
            found.extend(problems_of(inner, path + step))
        return found
    if isinstance(error, KeyError):  # noted at the key that is not there
        path = path.rpartition(".")[0]
    if isinstance(error, ForbiddenExtraKeysError):
        known = compared(error.cl)
        return [
            Problem(f"unknown key {key!r}", path, instead_of_key(key, known))
            for key in sorted(error.extra_fields)
        ]
    if isinstance(error, BriefError):
        return [Problem(one.what, path, one.cure) for one in error.problems]
    if isinstance(error, KeyError):
        return [Problem(f"has no {error.args[0]}", path, "give one")]
    if isinstance(error, TypeError):  # what it says of itself is of Python
        return [Problem("is of the wrong kind", path, "see the JSON Schema")]
    return [Problem(str(error) or type(error).__name__, path, "see the JSON Schema")]
