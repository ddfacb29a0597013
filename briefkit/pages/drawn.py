"""Pages against the tree: every note that went in was drawn, once. StructureTree + Pages → nothing.

Asks neither plan nor galley, so that a fault of theirs is found: a note that is lost is an error.
"""

from collections.abc import Iterator, Sequence

from briefkit.errors import LayoutError, Problem, raise_all
from briefkit.frame import Frame, GlyphRun, Page
from briefkit.structure import Mark, NodeId, Role, StructureNode, StructureTree


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
        for mark in _marks(page.frame):
            if isinstance(mark, int) and (node := labels.get(mark)) is not None:
                found[node.id].add(page.index)
    raise_all(
        LayoutError, (_fault(tree[node], seen) for node, seen in found.items() if len(seen) != 1)
    )


def _marks(frame: Frame) -> Iterator[Mark]:
    """Yield the mark of each run, in any order: quicker than to say where each stands."""
    waiting = [frame]
    while waiting:
        for placed in waiting.pop().items:
            item = placed.item
            if isinstance(item, GlyphRun):
                yield item.mark
            elif isinstance(item, Frame):
                waiting.append(item)


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
