"""Inlines → the text of an element: a label, a line of its own, a paragraph."""

from briefkit.model.blocks import Paragraph
from briefkit.model.inline import Inline, Text, is_blank
from briefkit.resolve.desk import Desk
from briefkit.resolve.place import Place
from briefkit.resolve.plain import calls_notes, one_line
from briefkit.resolve.resolved import ResolvedParagraph, ResolvedSpan, RichText
from briefkit.resolve.spans import SpanWriter
from briefkit.structure import NodeId, Role


def set_text(
    desk: Desk,
    inlines: tuple[Inline, ...],
    parent: NodeId,
    language: str,
    where: str,
    *,
    label: str = "",
) -> RichText:
    """Return inlines as text of an element, after a label where one is given."""
    if len(inlines) == 1 and not label and type(inlines[0]) is Text:
        text = one_line(inlines[0].text)
        if desk.is_plain(text):
            return (set_span(desk, text, parent, language, where),) if text else ()
    writer = SpanWriter(desk, parent, language, where)
    if label:
        writer.label(label)
    return writer.write(inlines).finish()


def set_span(desk: Desk, text: str, parent: NodeId, language: str, where: str) -> ResolvedSpan:
    """Return characters as a span of their own in an element."""
    return ResolvedSpan(text, desk.tree.add(parent, Role.TEXT), language, where=where)


def set_line(
    desk: Desk,
    inlines: tuple[Inline, ...] | str,
    parent: NodeId,
    language: str,
    where: str,
    *,
    role: Role = Role.PARAGRAPH,
    label: str = "",
    anchor: str | None = None,
) -> RichText:
    """Return inlines as an element of their own; nothing, and none, where they are blank."""
    if isinstance(inlines, str):
        inlines = (Text(inlines),) if inlines else ()
    if not label and is_blank(inlines) and not calls_notes(inlines):
        return ()
    node = desk.tree.add(parent, role)
    if anchor is None:
        return set_text(desk, inlines, node, language, where, label=label)
    return SpanWriter(desk, node, language, where).anchored(anchor).write(inlines).finish()


def set_paragraph(
    desk: Desk,
    paragraph: Paragraph,
    inlines: tuple[Inline, ...],
    path: str,
    place: Place,
    calls: tuple[str, ...] = (),
) -> ResolvedParagraph | None:
    """Return a paragraph, None for a blank one. calls: anchors that its end leads back to."""
    if is_blank(inlines) and not calls_notes(inlines) and not calls:
        return None
    language = paragraph.language or place.language
    node = place.element(desk.tree, Role.PARAGRAPH, paragraph.language)
    if calls:
        writer = SpanWriter(desk, node, language, path).write(inlines)
        spans = writer.ways_back(calls, desk.says.back).finish()
    else:
        spans = set_text(desk, inlines, node, language, path)
    return ResolvedParagraph(spans, spans[0].language, paragraph.id, path)
