"""Pages against the tree: every note that went in was drawn, once. StructureTree + Pages → nothing.

Asks neither plan nor galley, so that a fault of theirs is found: a note that is lost is an error.
"""

from collections.abc import Iterator, Sequence

from briefkit.errors import LayoutError, Problem, raise_all
from briefkit.frame import GlyphRun, Page
from briefkit.structure import NodeId, Role, StructureNode, StructureTree


def refuse_lost_notes(tree: StructureTree, pages: Sequence[Page]) -> None:
    """Return nothing.

    Raises LayoutError unless the number of every note, whatever its stream, is on just one page.
    """
    labels = {
        text: node
        for node in tree.nodes
        if node.role is Role.NOTE
        for child in node.children
        if tree[child].role is Role.LABEL
        for text in _texts(tree, child)
    }
    if not labels:
        return
    found: dict[NodeId, set[int]] = {node.id: set() for node in labels.values()}
    for page in pages:
        for item in page.frame.leaves():
            mark = item.mark if isinstance(item, GlyphRun) else None
            if isinstance(mark, int) and (node := labels.get(mark)) is not None:
                found[node.id].add(page.index)
    raise_all(
        LayoutError, (_fault(tree[node], seen) for node, seen in found.items() if len(seen) != 1)
    )


def _texts(tree: StructureTree, node: NodeId) -> Iterator[NodeId]:
    for child in tree[node].children:
        if tree[child].role is Role.TEXT:
            yield child
        else:
            yield from _texts(tree, child)


def _fault(node: StructureNode, seen: set[int]) -> Problem:
    pages = ", ".join(str(page + 1) for page in sorted(seen)) or "no page"
    return Problem(
        f"a note (element {node.id} of the tree) is drawn on {pages}",
        "",
        "this is a fault of briefkit and not of the brief: please report it",
    )
