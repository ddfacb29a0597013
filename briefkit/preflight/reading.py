"""Read a PDF as an assistive reader would: source → its structure, and that as text.

Nothing is judged here; see `check`.
"""

from collections.abc import Iterator

from briefkit.preflight.content import FontUse, PageContent
from briefkit.preflight.finding import Finding
from briefkit.preflight.interpreter import read_page
from briefkit.preflight.resources import FileResources
from briefkit.preflight.source import ObjectKey, PdfSource, Source, listening, open_pdf
from briefkit.preflight.tree import (
    LinkedObject,
    MarkedText,
    ObjectClaim,
    StructElement,
    TreeReader,
    Visit,
    visits,
)
from briefkit.values import frozen
from briefkit.visible import visible

_INLINE = frozenset(
    [
        "Span",
        "Quote",
        "Reference",
        "Link",
        "Code",
        "Em",
        "Strong",
        "Sub",
        "BibEntry",
        "Annot",
        "Ruby",
        "RB",
        "RT",
        "RP",
        "Warichu",
        "WT",
        "WP",
        "Lbl",
        "NonStruct",
        "Private",
        "StructTreeRoot",
    ]
)
"""Elements that stand in a line of text; ISO 32000-1, 14.8.4.4. A Note, inline by the standard, is
set apart: it is printed elsewhere."""


@frozen(eq=False)
class Reading:
    """All that was read of a file.

    pages: what stands on each; fonts: how each was used, in the order of their first mention.
    root: of the structure tree; is_tagged: whether the file has one; elements: all of it, in order.
    claims: (owner, mcid) → key of the element that claims it; objects: key of an annotation → the
    element that names it; faults: what was wrong in the tree.
    """

    pdf: PdfSource
    pages: tuple[PageContent, ...]
    fonts: tuple[FontUse, ...]
    root: StructElement
    is_tagged: bool
    elements: tuple[Visit, ...]
    claims: dict[tuple[ObjectKey, int], ObjectKey]
    objects: dict[ObjectKey, ObjectClaim]
    faults: tuple[Finding, ...]


def read_pdf(source: Source) -> Reading:
    """Return all that preflight reads of a file, each content stream once.

    Raises SourceError for what cannot be read at all.
    """
    with listening() as heard:
        pdf = open_pdf(source)
        resources = FileResources(pdf)
        pages = tuple(read_page(resources, page) for page in pdf.pages)
        trees = TreeReader(pdf, pages)
        root = trees.read()
        for complaint in heard:
            pdf.add_fault(complaint)
    return Reading(
        pdf,
        pages,
        tuple(resources.fonts.values()),
        root,
        "/StructTreeRoot" in pdf.catalogue,
        tuple(visits(root)),
        trees.claims,
        trees.objects,
        tuple(trees.faults),
    )


def read_structure(source: Source) -> StructElement:
    """Return the root of a PDF's structure tree; without children where the file has none.

    Raises SourceError for what cannot be read at all.
    """
    return read_pdf(source).root


def structure_text(source: Source | StructElement) -> str:
    """Return the text of a PDF, or of an element, in the order of its structure.

    Paragraphs, cells, items and notes stand on lines of their own, a note right after its call.
    Characters are those of the file: ActualText in place of what it stands for, soft hyphens
    dropped. No space is made up within a paragraph: where two lines of it run together here, the
    file lacks the space. What is an artifact is left out; so is alternative text.

    Raises SourceError for what cannot be read at all.
    """
    root = source if isinstance(source, StructElement) else read_structure(source)
    text = TextOf()
    for piece in pieces_of(root):
        if isinstance(piece, str):
            text.separate(piece)
        else:
            text.add(piece.text)
    return "".join(text.parts)


@frozen
class TextPiece:
    """Characters of one element on one page; an ActualText stands where its element begins."""

    text: str
    page: int | None


def pieces_of(root: StructElement) -> Iterator[TextPiece | str]:
    """Yield the text below an element in order, and between it what `TextOf.separate` takes."""
    stack: list[StructElement | MarkedText | LinkedObject | str] = [root]
    while stack:
        item = stack.pop()
        if isinstance(item, str):
            yield item
        elif isinstance(item, MarkedText):
            yield TextPiece(item.text, item.page)
        elif isinstance(item, StructElement):
            before, after = _separators(item.role)
            yield before
            stack.append(after)
            if item.actual_text is not None:
                yield TextPiece(item.actual_text.replace("\u00ad", ""), item.first_page)
            else:
                stack.extend(reversed(item.children))


def _separators(role: str) -> tuple[str, str]:
    if role == "Lbl":
        return "", "label"
    if role in _INLINE:
        return "", ""
    return "\n", "\n"


class TextOf:
    """Text as it grows; white space is put between things only when something follows."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.pending = ""

    def separate(self, separator: str) -> None:
        """Ask for a separator; what follows a label stays on its line."""
        if separator == "label":
            self.pending = "label"
        elif separator and self.pending != "label":
            self.pending = separator

    def add(self, text: str) -> None:
        """Add characters after what separates them from those before."""
        if not text:
            return
        if not text.strip() and (self.pending or not self.parts):
            return
        if self.pending:
            text = text.lstrip()
            if self.parts:
                self.parts[-1] = self.parts[-1].rstrip()
                self.parts.append(" " if self.pending == "label" else self.pending)
            self.pending = ""
        self.parts.append(text)


def describe_structure(source: Source | StructElement) -> str:
    """Return the structure tree of a PDF as text: a line an element, indented by depth.

    Each line has the role, what the element says of itself, its pages and its own first words.

    Raises SourceError for what cannot be read at all.
    """
    root = source if isinstance(source, StructElement) else read_structure(source)
    lines = []
    for depth, element in root.walk():
        if element.role == "StructTreeRoot":
            continue
        role = element.role if element.role == element.tag else f"{element.role} ({element.tag})"
        facts = [
            f"{name}={value!r}"
            for name, value in (
                ("lang", element.language),
                ("id", element.id),
                ("title", element.title),
                ("alt", element.alt),
                ("expansion", element.expansion),
                ("actual", element.actual_text),
                *element.attributes,
            )
            if value is not None
        ]
        own = [child for child in element.children if not isinstance(child, StructElement)]
        numbers = sorted({child.page for child in own if child.page is not None})
        pages = [f"p. {', '.join(map(str, numbers))}"] if numbers else []
        objects = [f"+{child.subtype}" for child in own if isinstance(child, LinkedObject)]
        words = "".join(child.text for child in own if isinstance(child, MarkedText)).strip()
        shown = [f"“{words if len(words) <= 48 else words[:47].rstrip() + '…'}”"] if words else []
        indent = "  " * (depth if root.role != "StructTreeRoot" else depth - 1)
        lines.append(indent + visible(" ".join([role, *facts, *pages, *objects, *shown])))
    return "\n".join(lines)
