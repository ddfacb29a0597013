"""Read the structure tree back: PdfSource and its pages' content → StructElement.

What the tree says is kept as the file says it; what is wrong in it is kept as findings. Nothing is
judged beyond what keeps it from being a tree. Source: ISO 32000-1, 14.7 and 14.8.
"""

from collections.abc import Iterator

from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject, StreamObject

from briefkit.preflight.content import PageContent, Sequence
from briefkit.preflight.finding import Finding
from briefkit.preflight.findings import (
    BrokenStructure,
    CheckCutShort,
    DanglingContent,
    StandardRoleRemapped,
    UnknownRole,
)
from briefkit.preflight.roles import Role, RoleReader
from briefkit.preflight.source import (
    Box,
    ObjectKey,
    PdfSource,
    as_integer,
    as_name,
    as_number,
    as_text,
    raw_items,
)
from briefkit.values import define, evolve, field, frozen

_DEEPEST = 200
_MOST_ELEMENTS = 1_000_000
_MOST_FAULTS = 1_000


@frozen(eq=False)
class MarkedText:
    """Marked content of an element, on one page.

    text: its characters, in painting order, ActualText heeded, soft hyphens dropped.
    page: 1-based; mcid: its number there; box: in PDF's own page space, None where it is empty.
    language: where the mark itself says it.
    """

    text: str
    page: int
    mcid: int
    box: Box | None = None
    language: str | None = None


@frozen(eq=False)
class LinkedObject:
    """An annotation, or a picture or form, that an element names as a whole.

    page: 1-based, None where it is on none; subtype: such as "Link"; key: of the object.
    """

    page: int | None
    subtype: str
    key: ObjectKey


@frozen(eq=False, repr=False)
class StructElement:
    """An element of the structure tree.

    role: its standard type, as the file's role map has it; tag: its type as written.
    children: elements, marked text and linked objects, in reading order.
    language, alt, expansion, actual_text, title, id: as written; None where it does not say.
    attributes: ("Table.Scope", "Column") and so on, in order.
    key: of its object; refers_to: keys of the elements named in /Ref.

    Two elements are equal only if they are one and the same.
    """

    role: str
    tag: str
    children: tuple["StructElement | MarkedText | LinkedObject", ...] = ()
    language: str | None = None
    alt: str | None = None
    expansion: str | None = None
    actual_text: str | None = None
    title: str | None = None
    id: str | None = None
    attributes: tuple[tuple[str, str], ...] = ()
    key: ObjectKey = 0
    refers_to: tuple[ObjectKey, ...] = ()

    def __repr__(self) -> str:
        return f"<StructElement {self.role} {self.text[:40]!r}>"

    @property
    def elements(self) -> tuple["StructElement", ...]:
        """Return the children that are elements."""
        return tuple(child for child in self.children if isinstance(child, StructElement))

    @property
    def text(self) -> str:
        """Return the characters of all marked text in it, as they stand.

        An element's ActualText stands for what is in it.
        """
        texts: list[str] = []
        stack: list[StructElement | MarkedText | LinkedObject] = [self]
        while stack:
            item = stack.pop()
            if isinstance(item, MarkedText):
                texts.append(item.text)
            elif isinstance(item, StructElement):
                if item.actual_text is not None:
                    texts.append(item.actual_text)
                else:
                    stack.extend(reversed(item.children))
        return "".join(texts)

    @property
    def pages(self) -> tuple[int, ...]:
        """Return the numbers of the pages that it stands on, 1-based, in order."""
        return tuple(sorted({item.page for item in self.placed() if item.page is not None}))

    @property
    def first_page(self) -> int | None:
        """Return the page of what comes first in it; None where it stands on none."""
        return next((item.page for item in self.placed() if item.page is not None), None)

    def attribute(self, name: str) -> str | None:
        """Return an attribute by owner and name, such as "Table.Scope"; None where it has none."""
        return next((value for key, value in self.attributes if key == name), None)

    def walk(self) -> Iterator[tuple[int, "StructElement"]]:
        """Yield (depth, element) in reading order, this one first."""
        stack: list[tuple[int, StructElement]] = [(0, self)]
        while stack:
            depth, element = stack.pop()
            yield depth, element
            stack.extend((depth + 1, child) for child in reversed(element.elements))

    def find_all(self, *roles: str) -> tuple["StructElement", ...]:
        """Return every element of one of the roles, in reading order."""
        return tuple(element for _, element in self.walk() if element.role in roles)

    def placed(self) -> "Iterator[MarkedText | LinkedObject]":
        """Yield all marked text and linked objects in it, in reading order."""
        stack: list[StructElement | MarkedText | LinkedObject] = [self]
        while stack:
            item = stack.pop()
            if isinstance(item, StructElement):
                stack.extend(reversed(item.children))
            else:
                yield item


@frozen(eq=False)
class Visit:
    """An element seen from the root.

    path: such as `/Document/Sect[2]/P[1]`; ancestors: from the root down, the root first; place:
    its index among the children of its parent.
    """

    element: StructElement
    path: str
    ancestors: tuple[StructElement, ...]
    place: int

    @property
    def parent(self) -> StructElement:
        """Return what it is a child of."""
        return self.ancestors[-1]


def visits(root: StructElement) -> Iterator[Visit]:
    """Yield every element below `root` in reading order, with its path."""
    stack: list[Visit] = []
    _push(stack, root, "", ())
    while stack:
        visit = stack.pop()
        yield visit
        _push(stack, visit.element, visit.path, visit.ancestors)


def _push(
    stack: list[Visit], parent: StructElement, path: str, above: tuple[StructElement, ...]
) -> None:
    counts: dict[str, int] = {}
    found: list[Visit] = []
    ancestors = (*above, parent)
    for place, child in enumerate(parent.children):
        if isinstance(child, StructElement):
            counts[child.role] = number = counts.get(child.role, 0) + 1
            found.append(Visit(child, f"{path}/{child.role}[{number}]", ancestors, place))
    stack.extend(reversed(found))


Child = StructElement | MarkedText | LinkedObject
"""What an element may hold."""


@frozen
class ObjectClaim:
    """Which element names an annotation: its key, and its role with those above, nearest first."""

    key: ObjectKey
    roles: tuple[str, ...]


@frozen(eq=False)
class _Here:
    """Where the reading of the tree stands: an element, or the root.

    page: that its kids stand on unless they say otherwise; roles: its own first, then upwards.
    """

    key: ObjectKey
    node: DictionaryObject
    page: int | None
    roles: tuple[str, ...]
    path: str


@define(eq=False)
class TreeReader:
    """Reads the tree of one file.

    pages: what stands on each.
    claims: (owner, mcid) → key of the element; objects: key of an annotation → its element.
    """

    pdf: PdfSource
    pages: tuple[PageContent, ...]
    claims: dict[tuple[ObjectKey, int], ObjectKey] = field(factory=dict)
    objects: dict[ObjectKey, ObjectClaim] = field(factory=dict)
    faults: list[Finding] = field(factory=list)
    _sequences: dict[tuple[ObjectKey, int], Sequence] = field(factory=dict)
    _in_forms: set[tuple[int | None, int]] = field(factory=set)
    _seen: set[ObjectKey] = field(factory=set)
    _class_map: DictionaryObject = field(factory=DictionaryObject)
    _roles: RoleReader = field(init=False)
    _unknown: set[str] = field(factory=set)

    def read(self) -> StructElement:
        """Return the root of the tree; without children where the file has no tree."""
        for page in self.pages:
            for key, sequence in page.sequences.items():
                self._sequences.setdefault(key, sequence)
                if key[0] != page.page.key:
                    self._in_forms.add((page.page.number, key[1]))
        root = self.pdf.dictionary(self.pdf.catalogue, "/StructTreeRoot")
        self._roles = RoleReader(self.pdf, root)
        self._class_map = self.pdf.dictionary(root, "/ClassMap")
        children = self._kids(_Here(0, root, None, (), ""))
        self._judge_remapped()
        return StructElement("StructTreeRoot", "StructTreeRoot", children)

    def _judge_remapped(self) -> None:
        remapped = self._roles.remapped
        itself = [tag for tag, role in remapped.items() if tag == role]
        for tag, role in remapped.items():
            if tag != role:
                message = f"the standard type {tag} is mapped to {role}"
                self._fault(StandardRoleRemapped, message, None, "/RoleMap")
        if itself:
            message = f"standard types are mapped to themselves: {', '.join(itself)}"
            self._fault(StandardRoleRemapped, message, None, "/RoleMap")

    def _fault(self, kind: type[Finding], message: str, page: int | None, path: str) -> None:
        if len(self.faults) < _MOST_FAULTS:
            self.faults.append(kind(message, page, path))

    def _kids(self, here: "_Here") -> tuple[Child, ...]:
        kids: list[Child] = []
        counts: dict[str, int] = {}
        for raw in self.pdf.array(here.node, "/K"):
            value = self.pdf.value(raw)
            mcid = as_integer(value)
            if mcid is not None:
                kids += self._claim(here, here.page, self._owner(here.page), mcid)
                continue
            if not isinstance(value, DictionaryObject):
                self._fault(
                    BrokenStructure, "a kid is no element and no content", here.page, here.path
                )
                continue
            kind = self.pdf.name_at(value, "/Type")
            if kind == "MCR" or (kind is None and "/MCID" in value):
                kids += self._claim_reference(here, value)
            elif kind == "OBJR":
                kids += self._claim_object(here, value)
            else:
                role = self._roles.role_of(value)
                name = role.name
                counts[name] = number = counts.get(name, 0) + 1
                path = f"{here.path}/{name}[{number}]"
                inner = _Here(self.pdf.key(raw), value, here.page, (name, *here.roles), path)
                kids += self._element(inner, role)
        return tuple(kids)

    def _owner(self, page: int | None) -> ObjectKey | None:
        return None if page is None else self.pdf.pages[page - 1].key

    def _element(self, here: "_Here", type_: Role) -> list[Child]:
        """Return the element in a list, or none where it cannot stand in the tree."""
        role, node, page, path = here.roles[0], here.node, here.page, here.path
        if here.key in self._seen:
            self._fault(BrokenStructure, "the element stands in the tree twice", page, path)
            return []
        self._seen.add(here.key)
        if len(here.roles) > _DEEPEST:
            self._fault(CheckCutShort, f"the tree is over {_DEEPEST} levels deep", None, "")
            return []
        if len(self._seen) > _MOST_ELEMENTS:
            self._fault(CheckCutShort, f"the tree has over {_MOST_ELEMENTS:,} elements", None, "")
            return []
        tag = type_.tag
        if not tag:
            self._fault(BrokenStructure, "the element has no type", page, path)
        elif type_.fault and tag not in self._unknown:
            self._unknown.add(tag)
            self._fault(UnknownRole, f"the type {tag} {type_.fault}", page, path)
        if "/Pg" in node:
            page = self.pdf.page_number(node.raw_get("/Pg"))
            if page is None:
                self._fault(BrokenStructure, "the element's page is not in the file", None, path)
        return [
            StructElement(
                role,
                tag,
                self._kids(evolve(here, page=page)),
                language=self.pdf.text(node, "/Lang"),
                alt=self.pdf.text(node, "/Alt"),
                expansion=self.pdf.text(node, "/E"),
                actual_text=self.pdf.text(node, "/ActualText"),
                title=self.pdf.text(node, "/T"),
                id=self.pdf.text(node, "/ID"),
                attributes=self._attributes(node),
                key=here.key,
                refers_to=tuple(
                    self.pdf.key(item)
                    for item in self.pdf.array(node, "/Ref")
                    if isinstance(item, IndirectObject)
                ),
            )
        ]

    def _claim_reference(self, here: "_Here", reference: DictionaryObject) -> list[Child]:
        page = here.page
        if "/Pg" in reference:
            page = self.pdf.page_number(reference.raw_get("/Pg"))
        owner = self._owner(page)
        if "/Stm" in reference and isinstance(self.pdf.get(reference, "/Stm"), StreamObject):
            owner = self.pdf.key(reference.raw_get("/Stm"))
        mcid = as_integer(self.pdf.get(reference, "/MCID"))
        if mcid is None:
            self._fault(BrokenStructure, "a content reference has no MCID", page, here.path)
            return []
        return self._claim(here, page, owner, mcid)

    def _claim(
        self, here: "_Here", page: int | None, owner: ObjectKey | None, mcid: int
    ) -> list[Child]:
        """Return the content with this MCID in a list, or none where there is none to claim."""
        where = "on no page" if page is None else f"on page {page}"
        sequence = None if owner is None else self._sequences.get((owner, mcid))
        if owner is None or sequence is None:
            lost = "which is not there"
            if (page, mcid) in self._in_forms:
                lost = "which stands in a form that the page paints: its kid needs a /Stm"
            message = f"the element claims MCID {mcid} {where}, {lost}"
            self._fault(DanglingContent, message, page, here.path)
            return []
        if (owner, mcid) in self.claims:
            message = f"MCID {mcid} {where} is claimed twice"
            self._fault(BrokenStructure, message, page, here.path)
            return []
        self.claims[owner, mcid] = here.key
        return [MarkedText(sequence.text, sequence.page, mcid, sequence.box, sequence.language)]

    def _claim_object(self, here: "_Here", reference: DictionaryObject) -> list[Child]:
        page = here.page
        if "/Pg" in reference:
            page = self.pdf.page_number(reference.raw_get("/Pg"))
        target = self.pdf.get(reference, "/Obj")
        if not isinstance(target, DictionaryObject):
            message = "the element names an object that is not there"
            self._fault(DanglingContent, message, page, here.path)
            return []
        key = self.pdf.key(reference.raw_get("/Obj"))
        self.objects[key] = ObjectClaim(here.key, here.roles)
        return [LinkedObject(page, self.pdf.name_at(target, "/Subtype") or "", key)]

    def _attributes(self, node: DictionaryObject) -> tuple[tuple[str, str], ...]:
        if "/A" not in node and "/C" not in node:
            return ()
        found: list[tuple[str, str]] = []
        dictionaries = [self.pdf.value(raw) for raw in self.pdf.array(node, "/A")]
        for raw in self.pdf.array(node, "/C"):
            name = as_name(self.pdf.value(raw))
            if name is not None:
                dictionaries += [
                    self.pdf.value(item) for item in self.pdf.array(self._class_map, f"/{name}")
                ]
        for dictionary in dictionaries:
            if isinstance(dictionary, DictionaryObject):
                owner = self.pdf.name_at(dictionary, "/O") or ""
                found += [
                    (f"{owner}.{name[1:]}", self._plain(self.pdf.get(dictionary, name)))
                    for name in dictionary
                    if name != "/O"
                ]
        return tuple(found)

    def _plain(self, value: object) -> str:
        """Return an attribute's value as text; the items of an array with spaces between."""
        if isinstance(value, ArrayObject):
            items = [self.pdf.value(item) for item in raw_items(value)]
            flat = [item for item in items if not isinstance(item, ArrayObject)]
            return " ".join(self._plain(item) for item in flat)
        if isinstance(value, NameObject):
            return str(value)[1:]
        number = as_number(value)
        return f"{number:g}" if number is not None else as_text(value) or ""
