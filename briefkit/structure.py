"""The logical tree of a brief, complete before any layout.

What is painted points back at it by `NodeId`; nothing here knows pages. Roles are the standard
structure types of ISO 32000-1, 14.8.4, and Aside, Em and Strong of ISO 32000-2; `pdf/roles.py`
spells them.
"""

import enum
from array import array
from collections.abc import Iterator
from typing import NewType

from briefkit.values import evolve, field, frozen

NodeId = NewType("NodeId", int)


class Role(enum.Enum):
    """What a node of the tree is. `TEXT` is a run of its parent's own content, not an element."""

    DOCUMENT = "Document"
    SECTION = "Sect"
    HEADING_1 = "H1"
    HEADING_2 = "H2"
    HEADING_3 = "H3"
    HEADING_4 = "H4"
    HEADING_5 = "H5"
    HEADING_6 = "H6"
    PARAGRAPH = "P"
    LIST = "L"
    LIST_ITEM = "LI"
    LABEL = "Lbl"
    LIST_BODY = "LBody"
    TABLE = "Table"
    TABLE_HEAD = "THead"
    TABLE_BODY = "TBody"
    TABLE_ROW = "TR"
    HEADER_CELL = "TH"
    DATA_CELL = "TD"
    FIGURE = "Figure"
    CAPTION = "Caption"
    BLOCK_QUOTE = "BlockQuote"
    QUOTE = "Quote"
    DIVISION = "Div"
    ASIDE = "Aside"
    CONTENTS = "TOC"
    CONTENTS_ITEM = "TOCI"
    NOTE = "Note"
    REFERENCE = "Reference"
    LINK = "Link"
    SPAN = "Span"
    CODE = "Code"
    EMPHASIS = "Em"
    STRONG = "Strong"
    TEXT = ""

    __hash__ = object.__hash__  # enum's own is written in Python, and roles are asked for often


HEADINGS = (
    Role.HEADING_1,
    Role.HEADING_2,
    Role.HEADING_3,
    Role.HEADING_4,
    Role.HEADING_5,
    Role.HEADING_6,
)


class ArtifactKind(enum.Enum):
    """Why something painted is not content. ISO 32000-1, 14.8.2.2."""

    PAGINATION = "Pagination"
    LAYOUT = "Layout"
    BACKGROUND = "Background"


@frozen
class Artifact:
    """The mark of something painted that is no content.

    kind: its type; subtype: Header or Footer for pagination, else None.
    """

    kind: ArtifactKind
    subtype: str | None = None


HEADER = Artifact(ArtifactKind.PAGINATION, "Header")
FOOTER = Artifact(ArtifactKind.PAGINATION, "Footer")
PAGINATION = Artifact(ArtifactKind.PAGINATION)
LAYOUT = Artifact(ArtifactKind.LAYOUT)
BACKGROUND = Artifact(ArtifactKind.BACKGROUND)

Mark = NodeId | Artifact
"""What a painted item is: content of a node, or an artifact."""


@frozen
class StructureNode:
    """One node of the tree.

    id: its index in the tree's nodes.
    role: what it is; `Role.TEXT` for content that stands directly in its parent.
    children: in reading order; a `TEXT` node has none.
    language: BCP 47, where it differs from the parent's.
    alt: alternative text, of figures and links.
    expansion: what an abbreviation stands for.
    title: a heading's or section's text for the outline of readers; may be None.
    scope: "Column", "Row" or "Both" of a header cell.
    column_span, row_span: of a cell, 1 or more.
    headers: the header cells that name a data cell.
    numbering: "Decimal", "Disc", … of a list.
    note_type: "Footnote" or "Endnote" of a note.
    refers_to: for a reference, its note; for a note, its references.
    """

    id: NodeId
    role: Role
    children: tuple[NodeId, ...] = ()
    language: str | None = None
    alt: str | None = None
    expansion: str | None = None
    title: str | None = None
    scope: str | None = None
    column_span: int = 1
    row_span: int = 1
    headers: tuple[NodeId, ...] = ()
    numbering: str | None = None
    note_type: str | None = None
    refers_to: tuple[NodeId, ...] = ()


@frozen
class StructureTree:
    """The whole tree, in reading order.

    nodes: every node, `nodes[id].id == id`; the root is node 0 and is a `DOCUMENT`.
    language: BCP 47, of the whole.
    Each node but the root is the child of exactly one other.
    """

    nodes: tuple[StructureNode, ...] = field()
    language: str = "en"

    @nodes.validator
    def _is_a_tree(self, attribute: object, nodes: tuple[StructureNode, ...]) -> None:
        if not nodes or nodes[0].role is not Role.DOCUMENT:
            raise ValueError("node 0 of a structure tree is its DOCUMENT")
        seen = bytearray(len(nodes))
        for index, node in enumerate(nodes):
            if node.id != index:
                raise ValueError(f"node {node.id} stands at index {index}")
            for child in node.children:
                if not 0 < child < len(nodes) or seen[child]:
                    raise ValueError(f"node {child} is not the child of exactly one node")
                seen[child] = 1
        if sum(seen) != len(nodes) - 1:
            orphans = [i for i in range(1, len(nodes)) if not seen[i]]
            raise ValueError(f"nodes {orphans[:5]} have no parent")

    def __getitem__(self, node: NodeId) -> StructureNode:
        return self.nodes[node]

    def walk(self) -> Iterator[tuple[int, StructureNode]]:
        """Yield (depth, node) in reading order, the root first."""
        stack: list[tuple[int, NodeId]] = [(0, NodeId(0))]
        while stack:
            depth, node_id = stack.pop()
            node = self.nodes[node_id]
            yield depth, node
            if node.children:
                stack += [(depth + 1, child) for child in reversed(node.children)]

    def describe(self) -> str:
        """Return the tree as indented text, a line a node."""
        return "\n".join(
            "  " * depth
            + (node.role.value or "·")
            + (f" [{node.language}]" if node.language else "")
            for depth, node in self.walk()
        )


def without(tree: StructureTree, roles: frozenset[Role]) -> StructureTree:
    """Return a tree whose nodes of some roles are empty, what was in them right behind them.

    Nodes keep their ids, so that what was painted still points at them.
    """
    if not any(node.role in roles for node in tree.nodes):
        return tree

    def flat(children: tuple[NodeId, ...]) -> tuple[NodeId, ...]:
        found: list[NodeId] = []
        waiting = list(reversed(children))
        while waiting:
            child = waiting.pop()
            found.append(child)
            if tree.nodes[child].role in roles:
                waiting += reversed(tree.nodes[child].children)
        return tuple(found)

    return StructureTree(
        tuple(
            StructureNode(node.id, Role.TEXT)
            if node.role in roles
            else evolve(node, children=flat(node.children))
            if any(tree.nodes[child].role in roles for child in node.children)
            else node
            for node in tree.nodes
        ),
        tree.language,
    )


class StructureBuilder:
    """Grow a structure tree from the root down; `finish()` freezes it.

    The one mutable thing in the room, and it never leaves the function that made it.

    >>> builder = StructureBuilder("en")
    >>> paragraph = builder.add(NodeId(0), Role.PARAGRAPH)
    >>> text = builder.add(paragraph, Role.TEXT)
    >>> print(builder.finish().describe())
    Document
      P
        ·
    """

    def __init__(self, language: str) -> None:
        """Start a tree with an empty DOCUMENT."""
        self._language = language
        self._nodes = [NodeId(0)]  # kept: what points at a node and the node share its number
        self._roles: list[Role] = [Role.DOCUMENT]
        self._parents = array("l", [0])
        self._facts: dict[NodeId, dict[str, object]] = {}  # of the few that have any

    def add(self, parent: NodeId, role: Role, **facts: object) -> NodeId:
        """Return a new last child of `parent`; `facts` are fields of `StructureNode`."""
        node = NodeId(len(self._roles))
        self._nodes.append(node)
        self._roles.append(role)
        self._parents.append(parent)
        if facts:
            self._facts[node] = facts
        return node

    def amend(self, node: NodeId, **facts: object) -> None:
        """Set fields of a node that was added before, such as `refers_to`."""
        self._facts.setdefault(node, {}).update(facts)

    def finish(self) -> StructureTree:
        """Return the tree, frozen."""
        children: dict[int, list[NodeId]] = {}
        for node in self._nodes[1:]:
            children.setdefault(self._parents[node], []).append(node)
        nodes = []
        for node, role in zip(self._nodes, self._roles, strict=True):
            own = tuple(children.pop(node, ()))
            facts = self._facts.get(node)
            nodes.append(
                StructureNode(node, role, own, **facts)  # type: ignore[arg-type]
                if facts
                else StructureNode(node, role, own)
            )
        return StructureTree(tuple(nodes), self._language)
