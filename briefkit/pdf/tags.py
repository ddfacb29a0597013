"""The structure tree and what was painted of it → StructTreeRoot, elements, ParentTree.

The tree is the author's and complete beforehand. Here each element learns where its content stands:
marked sequences (page, MCID) and link annotations. Which sequence is whose, `painter` says.
"""

from array import array
from collections.abc import Mapping, Sequence

from briefkit.geometry import Rect
from briefkit.pdf.document import File, Reference, name, number, text
from briefkit.pdf.roles import FIRST, SECOND, Tag
from briefkit.structure import NodeId, Role, StructureNode, StructureTree
from briefkit.values import field, frozen

_CELLS = frozenset({Role.HEADER_CELL, Role.DATA_CELL})
# What stands in a line of something, and is no place of its own to be led to.
_IN_LINE = frozenset(
    {
        *(Role.TEXT, Role.SPAN, Role.LINK, Role.LABEL, Role.QUOTE, Role.CODE),
        *(Role.EMPHASIS, Role.STRONG),
    }
)
_TABLE_PARTS = _CELLS | {Role.TABLE_ROW, Role.TABLE_HEAD, Role.TABLE_BODY}
_TABLES = _TABLE_PARTS | {Role.TABLE}
_ATTRIBUTED = _CELLS | {Role.FIGURE, Role.LIST, Role.NOTE}


@frozen
class Painted:
    """What the pages show of a tree; filled while painting.

    pages: for each page, the node of each MCID: all that the pages show of the tree.
    annotations: (page index, annotation) of each LINK element.
    annotation_nodes: the LINK element of each annotation's StructParent, after the pages' own.
    boxes: where a FIGURE stands on the page that shows it first: (page index, rectangle).
    """

    pages: list[list[NodeId]] = field(factory=list)
    annotations: dict[NodeId, list[tuple[int, Reference]]] = field(factory=dict)
    annotation_nodes: list[NodeId] = field(factory=list)
    boxes: dict[NodeId, tuple[int, Rect]] = field(factory=dict)

    def begin(self, page_index: int, node: NodeId) -> int:
        """Return the MCID of a new marked sequence of a node on the page painted last."""
        nodes = self.pages[page_index]
        nodes.append(node)
        return len(nodes) - 1

    def enclose(self, page_index: int, figure: NodeId, box: Rect) -> None:
        """Let a figure's box on its first page reach over something that it shows."""
        first, reached = self.boxes.get(figure, (page_index, box))
        if first == page_index:
            left, top = min(reached.x, box.x), min(reached.y, box.y)
            right, bottom = max(reached.right, box.right), max(reached.bottom, box.bottom)
            self.boxes[figure] = (first, Rect(left, top, right - left, bottom - top))

    def annotate(self, page_index: int, node: NodeId, annotation: Reference) -> int:
        """Return the StructParent of a link annotation."""
        self.annotations.setdefault(node, []).append((page_index, annotation))
        self.annotation_nodes.append(node)
        return len(self.pages) + len(self.annotation_nodes) - 1


def is_element(node: StructureNode) -> bool:
    """Return whether a node is an element of its own.

    A TEXT node is one, a Span, only where it has to say something that its parent does not.
    """
    return node.role is not Role.TEXT or node.language is not None or node.alt is not None


def owners(tree: StructureTree) -> tuple[NodeId, ...]:
    """Return for each node the nearest element, itself included, that owns its content."""
    found = list(range(len(tree.nodes)))
    for node in tree.nodes:
        for child in node.children:
            if not is_element(tree.nodes[child]):
                found[child] = node.id
    return tuple(NodeId(owner) for owner in found)


def figures(tree: StructureTree) -> dict[NodeId, tuple[NodeId, ...]]:
    """Return the FIGUREs that each node within one, itself included, belongs to."""
    found: dict[NodeId, tuple[NodeId, ...]] = {}
    for figure in tree.nodes:
        within = [figure.id] if figure.role is Role.FIGURE else []
        while within:
            node = within.pop()
            found[node] = (*found.get(node, ()), figure.id)
            within += tree[node].children
    return found


def places(tree: StructureTree) -> tuple[NodeId, ...]:
    """Return for each node the nearest element, itself included, that a reader may be led to."""
    found = list(range(len(tree.nodes)))
    for _, node in tree.walk():
        for child in node.children:
            # What begins a note is led to as the note, even where it has no label.
            begins = node.role is Role.NOTE and child == node.children[0]
            if begins or tree.nodes[child].role in _IN_LINE:
                found[child] = found[node.id]
    return tuple(NodeId(place) for place in found)


@frozen
class Led:
    """What only PDF 2.0 has: elements of a namespace, which refer to others.

    elements: those that destinations lead to; targets: where LINK nodes within the file lead.
    """

    elements: Mapping[NodeId, Reference] = field(factory=dict)
    targets: Mapping[NodeId, NodeId] = field(factory=dict)


def write_structure(
    file: File,
    tree: StructureTree,
    tags: Sequence[Tag],
    owner: Sequence[NodeId],
    painted: Painted,
    pages: list[Reference],
    heights: list[float],
    led: Led,
) -> Reference:
    """Write the whole structure; return the StructTreeRoot.

    owner: of each node, as `owners` has them; led: where links lead, in PDF 2.0.
    """
    # Flat arrays of numbers: a long table has a quarter of a million elements.
    shown = _Shown(painted, len(tree.nodes))
    parents = array("l", bytes(array("l").itemsize * len(tree.nodes)))
    for node in tree.nodes:
        for child in node.children:
            parents[child] = node.id
    kept = _kept(tree, painted, shown, parents)
    elements = array("l", bytes(array("l").itemsize * len(tree.nodes)))  # their objects, or 0
    for node_id, known in led.elements.items():
        elements[node_id] = known.number
    new = [node_id for node_id in kept if not elements[node_id]]
    for node_id, numbered in zip(new, file.reserve_many(len(new)), strict=True):
        elements[node_id] = numbered
    named = _named(tree, kept)
    used = {tags[node].namespace for node in kept}
    spaces = {
        space: file.add({"Type": name("Namespace"), "NS": text(space)})
        for space in (FIRST, SECOND)
        if space in used
    }
    references = _references(tree, led.targets) if spaces else {}
    root = file.reserve()
    for node_id in kept:
        node, tag = tree.nodes[node_id], tags[node_id]
        parent = f"{elements[parents[node_id]]} 0 R" if node_id else root
        page, kids = _kids(tree, node, painted, shown, elements, pages)
        said = f"<</Type /StructElem /S {name(tag.type)} /P {parent}"
        if tag.namespace:
            said += f" /NS {spaces[tag.namespace]}"
        if page is not None:
            said += f" /Pg {pages[page]}"
        if kids:
            said += f" /K {kids[0]}" if len(kids) == 1 else f" /K [{' '.join(kids)}]"
        if node.language is not None and node_id:
            said += f" /Lang {text(node.language)}"
        if node.alt is not None:
            said += f" /Alt {text(node.alt)}"
        if node.expansion is not None:
            said += f" /E {text(node.expansion)}"
        if node.title is not None:
            said += f" /T {text(node.title)}"
        if node_id in named:
            said += f" /ID {named[node_id]}"
        if spaces:
            referred = [elements[to] for to in references.get(node_id, ()) if elements[to]]
            if referred:
                said += f" /Ref [{' '.join(map(Reference, referred))}]"
        attributes = ""
        if node.role in _ATTRIBUTED:
            attributes = _attributes(node, painted, heights, named)
            if spaces:
                attributes = _attributes_of_2(tree, node) or attributes
        if attributes:
            said += f" /A {attributes}"
        file.put(elements[node_id], f"{said}>>".encode("ascii"))
    owned = [
        (index, file.add(f"[{' '.join([f'{elements[owner[each]]} 0 R' for each in nodes])}]"))
        for index, nodes in enumerate(painted.pages)
        if nodes
    ]
    owned += [
        (len(painted.pages) + index, Reference(elements[each]))
        for index, each in enumerate(painted.annotation_nodes)
    ]
    entries_of_root = [
        "/Type /StructTreeRoot",
        f"/K {Reference(elements[0])}",
        f"/ParentTree {file.add_tree('Nums', [(str(key), value) for key, value in owned])}",
        f"/ParentTreeNextKey {len(painted.pages) + len(painted.annotation_nodes)}",
    ]
    if spaces:
        entries_of_root.append(f"/Namespaces [{' '.join(spaces.values())}]")
    if named:
        by_name = sorted((spelled, Reference(elements[each])) for each, spelled in named.items())
        entries_of_root.append(f"/IDTree {file.add_tree('Names', by_name)}")
    file.define(root, f"<<{' '.join(entries_of_root)}>>".encode("ascii"))
    return root


class _Shown:
    """Where the pages show each node: its marked sequences, as (page index, MCID), in order.

    Most have one, so that two flat arrays do for these.
    """

    def __init__(self, painted: Painted, count: int) -> None:
        self._pages = array("i", bytes(array("i").itemsize * count))  # of the first, from 1; or 0
        self._mcids = array("i", self._pages)
        self._more: dict[NodeId, list[tuple[int, int]]] = {}
        for page, nodes in enumerate(painted.pages):
            for mcid, node in enumerate(nodes):
                if self._pages[node]:
                    self._more.setdefault(node, []).append((page, mcid))
                else:
                    self._pages[node], self._mcids[node] = page + 1, mcid

    def of(self, node: NodeId) -> tuple[tuple[int, int], ...]:
        """Return the sequences of a node."""
        page = self._pages[node]
        if not page:
            return ()
        more = self._more.get(node, ()) if self._more else ()
        return ((page - 1, self._mcids[node]), *more)


def _kept(
    tree: StructureTree, painted: Painted, shown: _Shown, parents: Sequence[int]
) -> list[NodeId]:
    """Return the elements to write, in reading order: those with content, and whole tables.

    A table's empty cells stay, or its rows would be of unlike lengths (ISO 14289-1, 7.5).
    """
    order = [node for _, node in tree.walk()]
    has_content = bytearray(len(tree.nodes))
    has_content[0] = 1
    for annotated in painted.annotations:
        has_content[annotated] = 1
    for node in reversed(order):
        if not has_content[node.id] and shown.of(node.id):
            has_content[node.id] = 1
        if has_content[node.id] and node.id:
            has_content[parents[node.id]] = 1
    for node in order:
        if has_content[node.id] and node.role in _TABLES:
            for child in node.children:
                if tree.nodes[child].role in _TABLE_PARTS:
                    has_content[child] = 1
    return [node.id for node in order if has_content[node.id] and is_element(node)]


def _named(tree: StructureTree, kept: list[NodeId]) -> dict[NodeId, str]:
    """Return the IDs of the elements that need one, in PDF syntax.

    ISO 14289-1, 7.9: each note has an ID. A data cell names its header cells by theirs.
    """
    wanted = {node for node in kept if tree.nodes[node].role is Role.NOTE}
    for node in kept:
        wanted.update(tree.nodes[node].headers)
    return {node: f"(n{node:07})" for node in kept if node in wanted}


def _kids(
    tree: StructureTree,
    node: StructureNode,
    painted: Painted,
    shown: _Shown,
    elements: Sequence[int],
    pages: list[Reference],
) -> tuple[int | None, list[str]]:
    """Return an element's page, that of its first content, and its kids in PDF syntax.

    Its kids are its own content, its children in reading order, and its annotations.
    """
    on: int | None = None
    kids: list[str] = []
    for content in (node.id, *node.children):
        if content != node.id:
            if elements[content]:
                kids.append(f"{elements[content]} 0 R")
                continue
            if is_element(tree.nodes[content]):  # and is left out, for nothing is shown of it
                continue
        for page, mcid in shown.of(content):
            if on is None:
                on = page
            is_here = page == on
            kids.append(str(mcid) if is_here else f"<</Type /MCR /Pg {pages[page]} /MCID {mcid}>>")
    for page, annotation in painted.annotations.get(node.id, ()):
        if on is None:
            on = page
        kids.append(f"<</Type /OBJR /Pg {pages[page]} /Obj {annotation}>>")
    return on, kids


def _attributes(
    node: StructureNode, painted: Painted, heights: list[float], named: dict[NodeId, str]
) -> str:
    """Return an element's attributes in PDF syntax, or "". ISO 32000-1, 14.8.5."""
    parts: list[str] = []
    if node.role in _CELLS:
        if node.scope is not None:
            parts.append(f"/Scope {name(node.scope)}")
        if node.column_span > 1:
            parts.append(f"/ColSpan {node.column_span}")
        if node.row_span > 1:
            parts.append(f"/RowSpan {node.row_span}")
        headers = [named[header] for header in node.headers if header in named]
        if headers:
            parts.append(f"/Headers [{' '.join(headers)}]")
        return f"<</O /Table {' '.join(parts)}>>" if parts else ""
    if node.role is Role.LIST and node.numbering is not None:
        return f"<</O /List /ListNumbering {name(node.numbering)}>>"
    if node.role is Role.FIGURE and node.id in painted.boxes:
        page, box = painted.boxes[node.id]
        top = heights[page] - box.y
        edges = (box.x, top - box.height, box.right, top)
        return f"<</O /Layout /Placement /Block /BBox [{' '.join(map(number, edges))}]>>"
    return ""


def _attributes_of_2(tree: StructureTree, node: StructureNode) -> str:
    """Return the attributes that PDF 2.0 has beyond those; ISO 32000-2, 14.8.5."""
    if node.role is Role.NOTE and node.note_type is not None:
        return f"<</O /FENote /NoteType {name(node.note_type)}>>"
    if node.role is Role.LIST and node.numbering == "None":
        items = (tree.nodes[item] for item in node.children)
        if any(tree.nodes[part].role is Role.LABEL for item in items for part in item.children):
            # ISO 14289-2, 8.2.5.25: a list of labels says what they are; here, terms.
            return "<</O /List /ListNumbering /Description>>"
    return ""


def _references(
    tree: StructureTree, targets: Mapping[NodeId, NodeId]
) -> dict[NodeId, list[NodeId]]:
    """Return what each node refers to: a call its note and the reverse, others what they lead to.

    A note also refers to what leads to it without being its call (ISO 14289-2, 8.2.5.14).
    """
    found = {node.id: list(node.refers_to) for node in tree.nodes if node.refers_to}
    for node in tree.nodes:
        if node.role is not Role.REFERENCE or node.refers_to:
            continue
        for target in (targets[child] for child in node.children if child in targets):
            found.setdefault(node.id, []).append(target)
            if tree.nodes[target].role is Role.NOTE:
                found.setdefault(target, []).append(node.id)
    return found
