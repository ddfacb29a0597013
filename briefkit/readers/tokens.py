"""Tokens of the parser → the elements that they make up, each with its line and attributes."""

from collections.abc import Iterator

from markdown_it.token import Token

from briefkit.lang import is_language_tag
from briefkit.readers.attributes import Attributes
from briefkit.readers.source import Faults, instead_of
from briefkit.readers.survey import end_of
from briefkit.values import evolve

# What other programs say, and what to do about it.
_CURES = {
    "fig-align": "take it out",
    "height": "take it out: a picture keeps its shape, and width=… says how wide it is",
    "tbl-colwidths": "take it out: columns are as wide as their cells need",
}
_BOX = 'write {.box title="…"}'
_CURES_OF_CLASSES = {
    "admonition": _BOX,
    "callout": _BOX,
    "column": "take the div out: what is in it stands after what is before",
    "columns": "take the div out: what is in it stands one after another",
    "mark": "write .emphasis or .strong",
    "underline": "write .emphasis: nothing is underlined",
    # Near in spelling to what it is not.
    "unnumbered": "take it out: only what is .numbered has a number",
}
_OURS = {"fig-alt": "alt"}  # as Quarto has it


def line_of(token: Token) -> int:
    """Return the line that a token begins on, 1 where it does not say."""
    return token.map[0] + 1 if token.map else 1


def opened(tokens: list[Token]) -> Iterator[tuple[Token, list[Token]]]:
    """Give each element among `tokens`, as its opening token and what stands in it."""
    index = 0
    while index < len(tokens):
        end = end_of(tokens, index)
        yield tokens[index], tokens[index + 1 : end]
        index = end + 1


def elements(tokens: list[Token]) -> Iterator[list[Token]]:
    """Give what stands in each element among `tokens`."""
    return (inner for _, inner in opened(tokens))


def attributes_of(
    token: Token, line: int, classes: tuple[str, ...], keys: tuple[str, ...], faults: Faults
) -> Attributes:
    """Return a token's attributes, of which only these are known; tell of any others."""
    if "fault" in token.meta:
        faults.take(line, token.meta["fault"])
    attributes: Attributes = token.meta.get("attributes", Attributes())
    for name in attributes.classes:
        if name not in classes:
            faults.add(line, f"unknown class .{name}", _instead_of_class(name, classes))
    values = {
        _OURS.get(key, key) if _OURS.get(key) in keys else key: value
        for key, value in attributes.values.items()
    }
    if len(values) == len(attributes.values):  # else both names are given, which is told
        attributes = evolve(attributes, values=values)
    for key in attributes.values:
        if key not in keys:
            faults.add(line, f"unknown attribute {key}", _CURES.get(key) or instead_of(key, keys))
    language = attributes.values.get("lang")
    if language is not None and not is_language_tag(language):
        faults.add(line, f"lang={language} is no language tag", "write one of BCP 47, such as tr")
        return evolve(attributes, values={**attributes.values, "lang": "und"})
    return attributes


def _instead_of_class(name: str, classes: tuple[str, ...]) -> str:
    if name in _CURES_OF_CLASSES:
        return _CURES_OF_CLASSES[name]
    return instead_of(name, [f".{one}" for one in classes])
