"""Called notes → resolved notes: right after the call, at the end, or under a table.

What stands in a note is set as anywhere else; see `structuring`.
"""

from collections.abc import Callable

from briefkit.frame import Destination
from briefkit.model.blocks import Block, Paragraph
from briefkit.model.inline import Inline, Link, Note, Text
from briefkit.resolve.addresses import split_address
from briefkit.resolve.desk import Desk
from briefkit.resolve.facts import NoteFacts
from briefkit.resolve.lines import set_paragraph
from briefkit.resolve.paths import with_paths
from briefkit.resolve.place import Place
from briefkit.resolve.resolved import ResolvedBlock, ResolvedNote, ResolvedParagraph
from briefkit.resolve.spans import SpanWriter
from briefkit.structure import NodeId, Role
from briefkit.values import define

SetBlock = Callable[[Block, str, Place, list[ResolvedBlock]], None]
"""Sets a block of this path in a place, at the end of what is done."""


@define(eq=False)
class _Endnote:
    """A called endnote that is yet to be set."""

    note: Note
    facts: NoteFacts
    language: str
    where: str


class Notes:
    """Sets the notes of one brief; never leaves `resolve`."""

    def __init__(self, desk: Desk, set_block: SetBlock) -> None:
        """Begin before any note is called."""
        self._desk = desk
        self._set_block = set_block
        self._footnotes: list[ResolvedNote | None] = []
        self._table_notes: dict[str, list[ResolvedNote | None]] = {}  # by the tables' paths
        self._endnotes: list[_Endnote] = []
        self._note_nodes: dict[str, NodeId] = {}

    def take(self, note: Note, facts: NoteFacts, parent: NodeId, language: str, where: str) -> None:
        """Set a footnote or a table's note right after its call; keep an endnote for later."""
        if facts.place == "end":
            self._endnotes.append(_Endnote(note, facts, language, where))
            return
        stream = self._footnotes
        if facts.place == "table":
            stream = self._table_notes.setdefault(facts.table, [])
        index = len(stream)
        stream.append(None)  # a note in it comes after it
        node = self._desk.tree.add(parent, Role.NOTE, note_type="Footnote")
        stream[index] = self._note(note, facts, node, language, where)

    def _note(
        self, note: Note, facts: NoteFacts, node: NodeId, language: str, where: str
    ) -> ResolvedNote:
        self._note_nodes[facts.key] = node
        lbl = self._desk.tree.add(node, Role.LABEL)
        label = f"[{facts.label}]" if facts.place == "end" else facts.label
        mark = SpanWriter(self._desk, lbl, language, where)
        mark.linked_label(label, Destination(facts.call_anchor), self._desk.says.back, facts.room)
        calls = (facts.call_anchor, *facts.again) if facts.again else ()
        body = self._note_body(note, where, Place(node, language), calls)
        spoken = next((b.language for b in body if isinstance(b, ResolvedParagraph)), language)
        return ResolvedNote(
            facts.key, facts.label, mark.finish(), body, node, facts.anchor, spoken, where
        )

    def _note_body(
        self, note: Note, where: str, place: Place, calls: tuple[str, ...]
    ) -> tuple[ResolvedBlock, ...]:
        """Return a note's blocks. calls: of a note that is called again, and leads to each."""
        body = tuple(note.body)
        if calls and not isinstance(body[-1], Paragraph):
            body = (*body, Paragraph())
        done: list[ResolvedBlock] = []
        for index, (path, block) in enumerate(with_paths(body, where), start=1):
            if not isinstance(block, Paragraph):
                self._set_block(block, path, place, done)
                continue
            inlines = _with_address(block) if len(body) == 1 else block.children
            ends = calls if index == len(body) else ()
            paragraph = set_paragraph(self._desk, block, inlines, path, place, ends)
            if paragraph is not None:
                done.append(paragraph)
        return tuple(done)

    def under(self, table: str) -> tuple[ResolvedNote, ...]:
        """Return the notes of a table, given its path, once."""
        return tuple(note for note in self._table_notes.pop(table, ()) if note is not None)

    def footnotes(self) -> tuple[ResolvedNote, ...]:
        """Return the footnotes in order of their calls, outer ones before those in them."""
        return tuple(note for note in self._footnotes if note is not None)

    def endnotes(self, parent: NodeId) -> tuple[ResolvedNote, ...]:
        """Set the endnotes that were called so far; one in another comes right after it."""
        done: list[ResolvedNote] = []
        waiting, self._endnotes = self._endnotes[::-1], []
        while waiting:
            called = waiting.pop()
            node = self._desk.tree.add(parent, Role.NOTE, note_type="Endnote")
            done.append(self._note(called.note, called.facts, node, called.language, called.where))
            waiting += self._endnotes[::-1]
            self._endnotes = []
        return tuple(done)

    def tie(self) -> None:
        """Let calls and notes refer to each other in the tree."""
        for key, references in self._desk.references.items():
            node = self._note_nodes[key]
            self._desk.tree.amend(node, refers_to=tuple(references))
            for reference in references:
                self._desk.tree.amend(reference, refers_to=(node,))


def _with_address(paragraph: Paragraph) -> tuple[Inline, ...]:
    """Return a note's text; as a link where it is nothing but a web address."""
    children = paragraph.children
    if len(children) == 1 and isinstance(children[0], Text):
        split = split_address(children[0].text)
        if split is not None:
            address, stop = split
            return Link(address), Text(stop)
    return children
