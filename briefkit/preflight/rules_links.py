"""Judge links and the outline: Reading → Findings, and where each link leads.

Source: ISO 32000-1, 12.3 and 12.5; ISO 14289-1, 7.18.
"""

from collections.abc import Iterator

from pypdf.generic import ArrayObject, DictionaryObject, NameObject

from briefkit.preflight import findings
from briefkit.preflight.finding import Finding
from briefkit.preflight.numbertree import name_of, read_name_tree, read_number_tree
from briefkit.preflight.reading import Reading
from briefkit.preflight.roles import a_role
from briefkit.preflight.source import (
    Box,
    ObjectKey,
    PdfSource,
    as_integer,
    as_name,
    as_number,
)
from briefkit.values import frozen

_MOST_OUTLINE_ENTRIES = 100_000
_HIDDEN = 2
_DEEPEST_FIELD = 32
_NAMELESS = "a field without a name has no description"
_WITHOUT_STRUCTURE = frozenset({"Popup", "PrinterMark", "TrapNet"})
"""Annotations that are no content; ISO 14289-1, 7.18.1 and 7.18.2."""
_WORDS = {"Link": "link", "Widget": "form field"}
_ROLES = {"Link": "Link", "Widget": "Form"}
"""What an annotation stands in, if it is not an Annot; ISO 14289-1, 7.18.4 and 7.18.5."""


@frozen
class Target:
    """Where a link leads.

    name: what tells it from other targets; is_dead: whether it is in no file; page: 1-based, of a
    place in this file; top: its height in PDF's page space, where the place says it.
    """

    name: str
    is_dead: bool = False
    page: int | None = None
    top: float | None = None


@frozen(eq=False)
class Annotation:
    """An annotation of a page; `target` is None where it is no link."""

    page: int
    key: ObjectKey
    subtype: str
    dictionary: DictionaryObject
    box: Box | None
    target: Target | None


class Destinations:
    """The named places of a file."""

    def __init__(self, pdf: PdfSource) -> None:
        """Read the names once."""
        self._pdf = pdf
        names = pdf.dictionary(pdf.catalogue, "/Names")
        self._names = read_name_tree(pdf, pdf.get(names, "/Dests"))
        self._old_names = pdf.dictionary(pdf.catalogue, "/Dests")

    def target(self, raw: object) -> Target:
        """Return where a destination leads: a name, a string, an array, or a dictionary of one."""
        value = self._pdf.value(raw)
        name = name_of(value)
        if isinstance(value, NameObject):
            name = as_name(value) or ""
            return self._place(self._pdf.get(self._old_names, f"/{name}"), f"“{name}”")
        if name is not None:
            return self._place(self._names.get(name), f"“{name}”")
        return self._place(value, "a page")

    def _place(self, raw: object, name: str) -> Target:
        place = self._pdf.value(raw)
        if isinstance(place, DictionaryObject):
            place = self._pdf.get(place, "/D")
        items = self._pdf.items(place) if isinstance(place, ArrayObject) else []
        if not items:
            return Target(name, is_dead=True)
        page = self._pdf.page_number(items[0])
        index = as_integer(self._pdf.value(items[0]))
        if page is None and index is not None and 0 <= index < len(self._pdf.pages):
            page = index + 1
        if page is None:
            return Target(name, is_dead=True)
        kind = as_name(self._pdf.value(items[1])) if len(items) > 1 else None
        at = {"XYZ": 3, "FitH": 2, "FitBH": 2}.get(kind or "")
        top = as_number(self._pdf.value(items[at])) if at and len(items) > at else None
        if name == "a page":
            name = f"page {page}" + (f" at {top:.1f}" if top is not None else "")
        return Target(name, page=page, top=top)

    def target_of_link(self, holder: DictionaryObject) -> Target | None:
        """Return where a link or an entry of the outline leads; None where it says nothing."""
        pdf = self._pdf
        if pdf.get(holder, "/Dest") is not None:
            return self.target(holder.raw_get("/Dest"))
        action = pdf.get(holder, "/A")
        if not isinstance(action, DictionaryObject):
            return None
        kind = pdf.name_at(action, "/S")
        if kind == "GoTo":
            if "/D" in action:
                return self.target(action.raw_get("/D"))
            return Target("nothing", is_dead="/SD" not in action)
        if kind == "URI":
            address = (pdf.text(action, "/URI") or "").strip()
            return Target(address, is_dead=not address)
        return Target(kind or "nothing", is_dead=kind is None)


def read_annotations(reading: Reading, destinations: Destinations) -> tuple[Annotation, ...]:
    """Return the annotations of all pages, in order."""
    pdf = reading.pdf
    found: list[Annotation] = []
    for page in pdf.pages:
        for raw in pdf.array(page.dictionary, "/Annots"):
            dictionary = pdf.value(raw)
            if isinstance(dictionary, DictionaryObject):
                subtype = pdf.name_at(dictionary, "/Subtype") or ""
                target = None
                if subtype == "Link":
                    target = destinations.target_of_link(dictionary)
                    target = target or Target("nothing", is_dead=True)
                box = pdf.box(pdf.get(dictionary, "/Rect"))
                key = pdf.key(raw)
                found.append(Annotation(page.number, key, subtype, dictionary, box, target))
    return tuple(found)


def judge_links(
    reading: Reading, annotations: tuple[Annotation, ...], destinations: Destinations
) -> Iterator[Finding]:
    """Yield the faults of annotations and of the outline."""
    for annotation in annotations:
        target = annotation.target
        if target is not None and target.is_dead:
            message = f"the link leads to {_lost(target)}"
            yield findings.DeadInternalLink(message, annotation.page, _place(annotation))
    yield from _judge_outline(reading.pdf, destinations)
    yield from _judge_fields(reading, annotations)
    if reading.is_tagged:
        yield from _judge_structure(reading, annotations)
        yield from _judge_tabs(reading, annotations)


def _judge_fields(reading: Reading, annotations: tuple[Annotation, ...]) -> Iterator[Finding]:
    pdf = reading.pdf
    told = _told(reading)
    for annotation in annotations:
        if annotation.subtype != "Widget" or not _is_shown(pdf, annotation):
            continue
        claim = reading.objects.get(annotation.key)
        if not (claim is not None and claim.key in told) and not _is_described(pdf, annotation):
            name = pdf.text(annotation.dictionary, "/T")
            message = f"the field {name!r} has no description" if name else _NAMELESS
            yield findings.FieldWithoutDescription(message, annotation.page, _place(annotation))


def _told(reading: Reading) -> set[ObjectKey]:
    """Return the keys of the elements that have alternative text."""
    return {visit.element.key for visit in reading.elements if (visit.element.alt or "").strip()}


def _is_described(pdf: PdfSource, annotation: Annotation) -> bool:
    """Return whether a field, or one that it is a part of, has a name for its user."""
    field: object = annotation.dictionary
    for _ in range(_DEEPEST_FIELD):
        if not isinstance(field, DictionaryObject):
            return False
        if (pdf.text(field, "/TU") or "").strip():
            return True
        field = pdf.get(field, "/Parent")
    return False


def _is_shown(pdf: PdfSource, annotation: Annotation) -> bool:
    """Return whether a reader shows an annotation.

    A signature without a look is a field of no extent: ISO 14289-2, 8.9.2.4.13.
    """
    if (as_integer(pdf.get(annotation.dictionary, "/F")) or 0) & _HIDDEN:
        return False
    box, shown = annotation.box, pdf.pages[annotation.page - 1].crop
    if box is not None and (
        box[2] < shown[0] or box[0] > shown[2] or box[3] < shown[1] or box[1] > shown[3]
    ):
        return False
    is_empty = box is not None and box[0] == box[2] and box[1] == box[3]
    return not (annotation.subtype == "Widget" and is_empty)


def _judge_structure(reading: Reading, annotations: tuple[Annotation, ...]) -> Iterator[Finding]:
    pdf = reading.pdf
    root = pdf.dictionary(pdf.catalogue, "/StructTreeRoot")
    parents = read_number_tree(pdf, pdf.get(root, "/ParentTree")) if annotations else {}
    told = _told(reading)
    for annotation in annotations:
        if annotation.subtype in _WITHOUT_STRUCTURE or not _is_shown(pdf, annotation):
            continue
        is_link = annotation.subtype == "Link"
        kind = findings.LinkWithoutStructure if is_link else findings.AnnotationWithoutStructure
        page, place = annotation.page, _place(annotation)
        claim = reading.objects.get(annotation.key)
        parent = as_integer(pdf.get(annotation.dictionary, "/StructParent"))
        asked = _ROLES.get(annotation.subtype, "Annot")
        what = (
            _WORDS.get(annotation.subtype) or f"annotation ({annotation.subtype or 'of no type'})"
        )
        if claim is None:
            yield kind(f"the {what} is in no element", page, place)
        elif asked not in (claim.roles if is_link else claim.roles[:1]):
            yield kind(f"the {what} is in {a_role(claim.roles[0])} and in no {asked}", page, place)
        elif parent is None or parent not in parents:
            yield kind(f"the {what} has no entry in the parent tree", page, place)
        elif pdf.key(parents[parent]) != claim.key:
            message = f"the parent tree leads the {what} to another element"
            yield findings.ParentTreeMismatch(message, page, place)
        if (pdf.text(annotation.dictionary, "/Contents") or "").strip():
            continue
        if is_link:
            yield findings.LinkWithoutContents("the link has no description", page, place)
        elif annotation.subtype != "Widget" and not (claim is not None and claim.key in told):
            yield findings.AnnotationWithoutDescription(
                f"the {what} has no description", page, place
            )


def _judge_tabs(reading: Reading, annotations: tuple[Annotation, ...]) -> Iterator[Finding]:
    numbers = {annotation.page for annotation in annotations}
    for page in reading.pdf.pages:
        if page.number in numbers and reading.pdf.name_at(page.dictionary, "/Tabs") != "S":
            yield findings.TabOrder("the tab key does not follow the structure", page.number)


def _judge_outline(pdf: PdfSource, destinations: Destinations) -> Iterator[Finding]:
    outline = pdf.dictionary(pdf.catalogue, "/Outlines")
    seen: set[ObjectKey] = set()
    stack = [outline.raw_get("/First")] if "/First" in outline else []
    while stack and len(seen) < _MOST_OUTLINE_ENTRIES:
        raw = stack.pop()
        entry = pdf.value(raw)
        key = pdf.key(raw)
        if not isinstance(entry, DictionaryObject) or key in seen:
            continue
        seen.add(key)
        target = destinations.target_of_link(entry)
        if target is not None and target.is_dead:
            title = pdf.text(entry, "/Title") or ""
            message = f"the entry “{title}” leads to {_lost(target)}"
            yield findings.DeadOutlineEntry(message)
        stack += [entry.raw_get(way) for way in ("/Next", "/First") if way in entry]


def _lost(target: Target) -> str:
    """Return how to call a place that is not there."""
    if target.name in ("", "nothing"):
        return "nothing"
    return f"{target.name}{' that' if target.name == 'a page' else ', which'} is not there"


def _place(annotation: Annotation) -> str:
    if annotation.box is None:
        return ""
    left, bottom, right, top = annotation.box
    return f"x {left:.0f}–{right:.0f}, y {bottom:.0f}–{top:.0f} pt"
