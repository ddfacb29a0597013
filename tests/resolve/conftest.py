"""Ways to look at a resolved brief."""

from collections.abc import Callable, Iterator

import attrs
import pytest

from briefkit.resolve.resolved import PlainCell, ResolvedBrief, ResolvedSpan
from briefkit.structure import Artifact, Role, StructureTree


def _spans(value: object) -> Iterator[ResolvedSpan]:
    if isinstance(value, ResolvedSpan):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _spans(part)
    elif isinstance(value, PlainCell):
        yield from _spans(value.body)
    elif attrs.has(type(value)) and not isinstance(value, StructureTree):
        for part in attrs.fields(type(value)):
            yield from _spans(getattr(value, part.name))


@pytest.fixture
def spans_of() -> Callable[[object], list[ResolvedSpan]]:
    """Return what yields every span in a resolved value."""
    return lambda value: list(_spans(value))


@pytest.fixture
def tree_of() -> Callable[[ResolvedBrief], str]:
    """Return what writes a brief's tree as text, its characters among it.

    A picture or a folio, whose characters come later, is "□".
    """

    def write(resolved: ResolvedBrief) -> str:
        texts: dict[object, str] = {}
        for span in _spans(resolved):
            if not isinstance(span.mark, Artifact):
                texts[span.mark] = texts.get(span.mark, "") + span.text
        lines = []
        for depth, node in resolved.tree.walk():
            name = node.role.value
            if node.role is Role.TEXT:
                name = repr(texts.get(node.id, "□")).strip("'")
            language = f" [{node.language}]" if node.language else ""
            facts = [
                f" {key}={getattr(node, key)}"
                for key in ("alt", "scope", "numbering")
                if getattr(node, key)
            ]
            spans = "".join(
                f" {key}={getattr(node, key)}"
                for key in ("column_span", "row_span")
                if getattr(node, key) > 1
            )
            lines.append("  " * depth + name + language + "".join(facts) + spans)
            if node.role is not Role.TEXT and node.id in texts:  # a cell's own words
                lines.append("  " * (depth + 1) + repr(texts[node.id]).strip("'"))
        return "\n".join(lines)

    return write
