"""Nodes of the structure tree → structure types, as PDF 1.7 or PDF 2.0 has them.

A tree speaks in the roles of ISO 32000-1. PDF 2.0 has new types for some, and leaves others to the
namespace of PDF 1.7, where they may still be used.
"""

from briefkit.structure import HEADINGS, Role, StructureNode, StructureTree
from briefkit.values import frozen

FIRST = "http://iso.org/pdf/ssn"  # ISO 32000-2, 14.8.6: the namespaces of 1.7 and of 2.0
SECOND = "http://iso.org/pdf2/ssn"
# ISO 32000-2, annex M: what its own namespace no longer has.
_OF_THE_FIRST = frozenset(
    {
        Role.BLOCK_QUOTE,
        Role.CODE,
        Role.CONTENTS,
        Role.CONTENTS_ITEM,
        Role.QUOTE,
        Role.REFERENCE,
    }
)

# What PDF 1.7 has no type for, so that there it is the text of what it stands in.
NEW_IN_2 = frozenset({Role.EMPHASIS, Role.STRONG})
# ISO/TS 32005, table 5: what may hold no Aside, though it may hold a Sect.
_NO_ASIDE = frozenset({Role.ASIDE, Role.BLOCK_QUOTE, Role.DATA_CELL, Role.HEADER_CELL})


@frozen
class Tag:
    """An element's structure type; namespace: "" where the file has none, as in PDF 1.7."""

    type: str
    namespace: str = ""


def tags_of(
    tree: StructureTree, pdf_version: tuple[int, int], *, has_links: bool = True
) -> tuple[Tag, ...]:
    """Return the tag of each node. has_links: whether links can be followed in the file."""
    if pdf_version < (2, 0):
        tags = {role: _first(role) for role in Role}
        if not has_links:
            tags[Role.LINK] = tags[Role.SPAN]
        return tuple(tags[node.role] for node in tree.nodes)
    titles = sum(node.role is Role.HEADING_1 for node in tree.nodes)
    within: list[Role] = [Role.DOCUMENT] * len(tree.nodes)  # the nearest parent that is no Div
    for _, node in tree.walk():
        around = within[node.id] if node.role is Role.DIVISION else node.role
        for child in node.children:
            within[child] = around
    return tuple(_second(node, within[node.id], is_titled=titles == 1) for node in tree.nodes)


def _first(role: Role) -> Tag:
    if role is Role.ASIDE:
        return Tag(Role.DIVISION.value)  # PDF 1.7 has no other
    return Tag(role.value or Role.SPAN.value)


def _second(node: StructureNode, within: Role, *, is_titled: bool) -> Tag:
    """Return a node's tag in PDF 2.0.

    within: what it stands in. is_titled: the only heading of the first level is the document's
    title and heads no part of it, so the others move up.
    """
    role = node.role
    if role in _OF_THE_FIRST:
        return Tag(role.value, FIRST)
    if role is Role.ASIDE and within in _NO_ASIDE:
        return Tag(Role.SECTION.value, SECOND)
    if role is Role.NOTE:
        return Tag("FENote", SECOND)
    if is_titled and role in HEADINGS:
        level = HEADINGS.index(role)
        return Tag(HEADINGS[level - 1].value if level else "Title", SECOND)
    return Tag(role.value or Role.SPAN.value, SECOND)
