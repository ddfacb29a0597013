"""Inlines → spans of characters, each with its form, language and node of the tree.

White space is settled here: runs of it are one space, none opens or ends a line of text, and none
stands before a note's call. What a note says is not set here; see `noting`.
"""

import re
from collections.abc import Callable
from typing import Any

from briefkit.frame import Destination, LinkTarget
from briefkit.model.characters import is_relative
from briefkit.model.inline import (
    Code,
    CrossReference,
    Emphasis,
    InLanguage,
    Inline,
    LineBreak,
    Link,
    Note,
    NoteCall,
    Quoted,
    SmallCaps,
    Strong,
    Subscript,
    Superscript,
    Text,
)
from briefkit.numerals import numeral
from briefkit.patterns import late
from briefkit.resolve.addresses import reads_as_address, shown_address, target_of
from briefkit.resolve.desk import Desk
from briefkit.resolve.facts import NoteFacts
from briefkit.resolve.plain import folded, one_line, plain_text
from briefkit.resolve.quotes import quotation_marks
from briefkit.resolve.resolved import Form, ResolvedSpan, RichText
from briefkit.structure import LAYOUT, Mark, NodeId, Role
from briefkit.values import define, frozen

_ADDRESS_IN_TEXT = late(r"https?://[^\s<>\"«»“”„]*[^\s<>\"«»“”„.,;:!?)\]’]")
_SPACES_BEFORE_CALLS = " \u00a0\u202f\u2009"


@frozen
class Ink:
    """How the characters that come next are written.

    parent: the element that they stand in, None for what is an artifact.
    quotes: how many quotations are around; target, link_node, contents: of the link around.
    """

    parent: NodeId | None
    language: str
    form: Form = Form.PLAIN
    quotes: int = 0
    target: LinkTarget | None = None
    link_node: NodeId | None = None
    contents: str = ""

    def formed(self, form: Form) -> "Ink":
        """Return the same ink in another form."""
        return Ink(
            self.parent,
            self.language,
            form,
            self.quotes,
            self.target,
            self.link_node,
            self.contents,
        )


@define(eq=False)
class _Piece:
    """A span in the making."""

    texts: list[str]
    ink: Ink
    form: Form
    mark: Mark
    calls: tuple[str, ...] = ()
    anchor: str | None = None
    room: tuple[str, ...] = ()


class SpanWriter:
    """Writes one line of text: a paragraph, a title, a caption. It never leaves the function."""

    def __init__(
        self,
        desk: Desk,
        parent: NodeId | None,
        language: str,
        where: str,
        *,
        has_notes: bool = True,
        is_bare: bool = False,
        calls_in: NodeId | None = None,
    ) -> None:
        """Begin an empty line of text in an element, or of an artifact where that is None.

        has_notes: whether notes are called; is_bare: without links and other elements in it, as in
        a contents list; calls_in: the element that calls stand in when the text is an artifact.
        """
        self._desk = desk
        self._where = where
        self._has_notes = has_notes
        self._is_bare = is_bare
        self._calls_in = calls_in
        self._pieces: list[_Piece] = []
        self._ink = Ink(parent, language)
        self._is_at_start = True  # no space is wanted
        self._space: tuple[str, Ink] | None = None  # one that stands if more text follows
        self._open: tuple[NodeId, NodeId] | None = None  # an element and its TEXT that goes on
        self._ends_in_call = False
        self._notes = 0
        self._anchor: str | None = None

    def write(self, inlines: tuple[Inline, ...]) -> "SpanWriter":
        """Write inlines."""
        for inline in inlines:
            self._write(inline, self._ink)
        return self

    def label(self, text: str) -> "SpanWriter":
        """Write a label; a space at its end stands only if more follows."""
        bare = text.rstrip(" ")
        self._put(bare, self._ink, Form.LABEL)
        if bare != text:
            self._space = (" ", self._ink)
        return self

    def linked_label(
        self, text: str, target: LinkTarget, contents: str, room: tuple[str, ...] = ()
    ) -> "SpanWriter":
        """Write a label that is a link."""
        ink = self._link(self._ink, target, contents)
        self._put(text, ink, Form.LABEL, room=room)
        self._leave(self._ink)
        return self

    def ways_back(self, calls: tuple[str, ...], contents: str) -> "SpanWriter":
        """Write a raised letter for each call of a note, which leads to it."""
        for count, anchor in enumerate(calls, start=1):
            letter = numeral(count, "alpha")
            if self._pieces:
                self._space = (" ", self._ink)
            ink = self._link(self._ink, Destination(anchor), f"{contents}, {letter}")
            self._put(letter, ink, Form.SUPERSCRIPT)
            self._leave(self._ink)
        return self

    def within_link(self, target: LinkTarget, node: NodeId, contents: str) -> None:
        """Let all that is written be a link whose element it stands in."""
        ink = self._ink
        self._ink = Ink(node, ink.language, ink.form, ink.quotes, target, node, contents)

    def anchored(self, name: str) -> "SpanWriter":
        """Let the next characters be a named place."""
        self._anchor = name
        return self

    def finish(self) -> RichText:
        """Return what was written."""
        return tuple(
            ResolvedSpan(
                "".join(piece.texts),
                piece.mark,
                piece.ink.language,
                piece.form,
                piece.ink.target,
                piece.ink.link_node,
                piece.ink.contents,
                piece.calls,
                piece.anchor,
                self._where,
                piece.room,
            )
            for piece in self._pieces
        )

    # Inlines

    def _write(self, inline: Inline, ink: Ink) -> None:
        if type(inline) is Text:
            self._text(inline.text, ink)
            return
        _WRITE[type(inline)](self, inline, ink)

    def _all(self, inlines: tuple[Inline, ...], ink: Ink) -> None:
        for inline in inlines:
            self._write(inline, ink)

    def _text(self, text: str, ink: Ink) -> None:
        text = folded(text)
        if self._is_at_start or self._space is not None:
            text = text.removeprefix(" ")
        if not text:
            return
        ends_in_space = text[-1] == " "
        if ends_in_space:
            text = text[:-1]
        if text:
            if "://" in text and Form.ADDRESS not in ink.form:
                self._with_addresses(text, ink)
            else:
                self._words(text, ink)
        if ends_in_space:
            self._space = (" ", ink)

    def _with_addresses(self, text: str, ink: Ink) -> None:
        """Put a text that may hold addresses, so that they can break at their joints."""
        end = 0
        for found in _ADDRESS_IN_TEXT.finditer(text):
            if found.start() > end:
                self._words(text[end : found.start()], ink)
            self._put(found[0], ink, ink.form | Form.ADDRESS)
            end = found.end()
        if end < len(text):
            self._words(text[end:], ink)

    def _words(self, text: str, ink: Ink) -> None:
        """Put a text, what is abbreviated in it within elements that say what it stands for."""
        known = self._desk.abbreviations
        is_heard = ink.parent is not None and not self._is_bare and Form.ADDRESS not in ink.form
        if known is None or not is_heard or ink.language != known.language:
            self._put(text, ink, ink.form)
            return
        for part, meaning in known.parts(text):
            if meaning is None:
                self._put(part, ink, ink.form)
            else:
                inner = self._within(Role.SPAN, ink, expansion=meaning)
                self._put(part, inner, inner.form)
                self._leave(ink)

    def _line_break(self, inline: LineBreak, ink: Ink) -> None:
        if self._is_at_start and self._space is None:
            return
        before = self._space[0] if self._space is not None else ""
        self._space = (before.rstrip(" ") + "\n", ink)

    def _emphasis(self, inline: Emphasis, ink: Ink) -> None:
        inner = self._within(Role.EMPHASIS, ink).formed(ink.form ^ Form.EMPHASIS)
        self._all(inline.children, inner)
        self._leave(ink)

    def _strong(self, inline: Strong, ink: Ink) -> None:
        inner = self._within(Role.STRONG, ink).formed(ink.form | Form.STRONG)
        self._all(inline.children, inner)
        self._leave(ink)

    def _small_caps(self, inline: SmallCaps, ink: Ink) -> None:
        self._all(inline.children, ink.formed(ink.form | Form.SMALL_CAPS))

    def _superscript(self, inline: Superscript, ink: Ink) -> None:
        form = ink.form & ~Form.SUBSCRIPT | Form.SUPERSCRIPT
        self._all(inline.children, ink.formed(form))

    def _subscript(self, inline: Subscript, ink: Ink) -> None:
        form = ink.form & ~Form.SUPERSCRIPT | Form.SUBSCRIPT
        self._all(inline.children, ink.formed(form))

    def _quoted(self, inline: Quoted, ink: Ink) -> None:
        before, after = quotation_marks(ink.language, ink.quotes)
        inner = self._within(Role.QUOTE, ink, quotes=ink.quotes + 1)
        self._put(before, inner, inner.form)
        self._is_at_start = True
        self._all(inline.children, inner)
        self._space = None
        self._is_at_start = False
        self._put(after, inner, inner.form)
        self._leave(ink)

    def _code(self, inline: Code, ink: Ink) -> None:
        text = re.sub(r"[\t\r\n]", " ", inline.text)
        if text:
            inner = self._within(Role.CODE, ink)
            self._put(text, inner, inner.form | Form.CODE)
            self._leave(ink)

    def _in_language(self, inline: InLanguage, ink: Ink) -> None:
        if inline.language == ink.language:
            self._all(inline.children, ink)
            return
        inner = self._within(Role.SPAN, ink, language=inline.language)
        self._all(inline.children, inner)
        self._leave(ink)

    def _web_link(self, inline: Link, ink: Ink) -> None:
        is_internal = inline.url.startswith("#")
        if is_relative(inline.url) or (
            is_internal and inline.url[1:] not in self._desk.survey.targets
        ):
            self._all(inline.children or (Text(inline.url),), ink)  # it leads nowhere
            return
        if is_internal:
            self._refer(inline.url[1:], inline.children, ink)
            return
        text = plain_text(inline.children, ink.language) if inline.children else ""
        shown = text or shown_address(inline.url)
        is_address = reads_as_address(shown)
        if self._is_bare:
            inner = ink
        else:
            contents = shown_address(inline.url) if is_address else shown
            inner = self._link(ink, target_of(inline.url), contents)
        if is_address:
            inner = inner.formed(inner.form | Form.ADDRESS)
        self._all(inline.children or (Text(shown_address(inline.url)),), inner)
        self._leave(ink)

    def _cross_reference(self, inline: CrossReference, ink: Ink) -> None:
        self._refer(inline.target, inline.children, ink, inline.form)

    def _refer(
        self, name: str, children: tuple[Inline, ...], ink: Ink, form: str = "label"
    ) -> None:
        survey = self._desk.survey
        words = children or (Text(survey.shown(name, form)),)
        if not self._is_bare:
            contents = plain_text(words, ink.language, survey.shown)
            outer = self._within(Role.REFERENCE, ink)
            inner = self._link(outer, Destination(survey.targets[name].anchor), contents)
        room = () if children else survey.room_of(name, form)
        into = ink if self._is_bare else inner
        if room:
            self._put(survey.shown(name, form), into, into.form, room=room)
        else:
            self._all(words, into)
        if not self._is_bare:
            self._leave(ink)

    def _note(self, inline: Note, ink: Ink) -> None:
        path = f"{self._where}.notes[{self._notes}]"
        self._notes += 1
        if self._has_notes:
            facts = self._desk.survey.notes[path]
            parent = self._call(facts, ink, is_own=True)
            self._desk.set_note(inline, facts, parent, ink.language, path)

    def _note_call(self, inline: NoteCall, ink: Ink) -> None:
        if self._has_notes:
            self._call(self._desk.survey.called[inline.note_id], ink, is_own=False)

    def _call(self, facts: NoteFacts, ink: Ink, *, is_own: bool) -> NodeId:
        """Write a note's call; return the element that it stands in."""
        desk = self._desk
        parent = self._calls_in if ink.parent is None else ink.parent
        if parent is None:
            raise ValueError("an artifact calls a note, and there is no element to call it in")
        if self._space is not None and "\n" in self._space[0]:
            self._flush()
        self._space = None
        self._trim()
        is_raised = facts.place != "end"
        reference = desk.tree.add(parent, Role.REFERENCE)
        desk.references.setdefault(facts.key, []).append(reference)
        self._open = None
        outer = Ink(reference, ink.language)
        if is_raised and self._ends_in_call:
            self._put(",", outer, Form.CALL)
            self._open = None
        link = desk.tree.add(reference, Role.LINK)  # in a bare text too, where none else is made
        contents = desk.says.note.format(facts.label)
        inner = Ink(link, ink.language, Form.PLAIN, 0, Destination(facts.anchor), link, contents)
        self._anchor = facts.call_anchor
        if not is_own:
            self._anchor = desk.again.setdefault(facts.key, list(facts.again)).pop(0)
        if is_raised:
            keys = (facts.key,) if is_own and facts.place == "foot" else ()
            self._put(facts.label, inner, Form.CALL, keys, facts.room)
        else:
            self._put(f"[{facts.label}]", inner, Form.BRACKETED)
        self._open = None
        self._ends_in_call = is_raised
        return parent

    # Characters and elements

    def _within(self, role: Role, ink: Ink, quotes: int | None = None, **facts: Any) -> Ink:
        """Return the ink for what stands in a new element."""
        self._flush()
        parent = ink.parent
        if parent is not None and not self._is_bare:
            parent = self._desk.tree.add(parent, role, **facts)
            self._open = None
        return Ink(
            parent,
            facts.get("language", ink.language),
            ink.form,
            ink.quotes if quotes is None else quotes,
            ink.target,
            ink.link_node,
            ink.contents,
        )

    def _link(self, ink: Ink, target: LinkTarget, contents: str) -> Ink:
        """Return the ink for what stands in a new link."""
        inner = self._within(Role.LINK, ink)
        node = inner.parent
        return Ink(node, inner.language, inner.form, inner.quotes, target, node, one_line(contents))

    def _leave(self, ink: Ink) -> None:
        """Leave an element for the one around it; a space at its end goes out with it."""
        self._open = None
        if self._space is not None:
            self._space = (self._space[0], ink)

    def _flush(self) -> None:
        """Write the space that was held back."""
        if self._space is not None:
            text, ink = self._space
            self._space = None
            self._put(text, ink, ink.form)
            self._is_at_start = True

    def _trim(self) -> None:
        """Take the spaces that do not break off the end, where a call comes next."""
        if self._pieces and not self._ends_in_call:
            piece = self._pieces[-1]
            last = piece.texts[-1]
            bare = last.rstrip(_SPACES_BEFORE_CALLS)
            if bare and bare != last:
                piece.texts[-1] = bare

    def _put(
        self,
        text: str,
        ink: Ink,
        form: Form,
        calls: tuple[str, ...] = (),
        room: tuple[str, ...] = (),
    ) -> None:
        if self._space is not None:
            self._flush()
        self._is_at_start = False
        self._ends_in_call = False
        mark = self._mark(ink.parent)
        anchor, self._anchor = self._anchor, None
        is_apart = anchor is not None or calls or room
        last = self._pieces[-1] if self._pieces and not is_apart else None
        if (
            last is not None
            and last.mark == mark
            and last.form == form
            and not last.calls
            and not last.room
            and (last.ink is ink or last.ink == ink)
        ):
            last.texts.append(text)
            return
        self._pieces.append(_Piece([text], ink, form, mark, calls, anchor, room))

    def _mark(self, parent: NodeId | None) -> Mark:
        """Return the TEXT node of what is written next in an element, or the artifact's mark."""
        if parent is None:
            return LAYOUT
        if self._open is not None and self._open[0] == parent:
            return self._open[1]
        node = self._desk.tree.add(parent, Role.TEXT)
        self._open = (parent, node)
        return node


_WRITE: dict[type, Callable[[SpanWriter, Any, Ink], None]] = {
    LineBreak: SpanWriter._line_break,
    Emphasis: SpanWriter._emphasis,
    Strong: SpanWriter._strong,
    SmallCaps: SpanWriter._small_caps,
    Superscript: SpanWriter._superscript,
    Subscript: SpanWriter._subscript,
    Quoted: SpanWriter._quoted,
    Code: SpanWriter._code,
    Link: SpanWriter._web_link,
    InLanguage: SpanWriter._in_language,
    CrossReference: SpanWriter._cross_reference,
    Note: SpanWriter._note,
    NoteCall: SpanWriter._note_call,
}
