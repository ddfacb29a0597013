"""What the types of elements stand for: the role map and the namespaces → the role of each.

A type of PDF 2.0 is one only where its namespace says so. Source: ISO 32000-1, 14.8.4; ISO 32000-2,
14.7.4 and 14.8.6.
"""

import re

from pypdf.generic import ArrayObject, DictionaryObject

from briefkit.preflight.source import PdfSource, as_name
from briefkit.values import define, field, frozen

ROLES_OF_PDF_1 = frozenset(
    [
        "Document",
        "Part",
        "Art",
        "Sect",
        "Div",
        "BlockQuote",
        "Caption",
        "TOC",
        "TOCI",
        "Index",
        "NonStruct",
        "Private",
        "P",
        "H",
        "H1",
        "H2",
        "H3",
        "H4",
        "H5",
        "H6",
        "L",
        "LI",
        "Lbl",
        "LBody",
        "Table",
        "TR",
        "TH",
        "TD",
        "THead",
        "TBody",
        "TFoot",
        "Span",
        "Quote",
        "Note",
        "Reference",
        "BibEntry",
        "Code",
        "Link",
        "Annot",
        "Ruby",
        "RB",
        "RT",
        "RP",
        "Warichu",
        "WT",
        "WP",
        "Figure",
        "Formula",
        "Form",
    ]
)
ROLES_OF_PDF_2 = ROLES_OF_PDF_1 | {
    "DocumentFragment",
    "Aside",
    "Title",
    "FENote",
    "Sub",
    "Em",
    "Strong",
    "Artifact",
}

_PDF_1 = "http://iso.org/pdf/ssn"
_PDF_2 = "http://iso.org/pdf2/ssn"
_MATHML = "http://www.w3.org/1998/Math/MathML"


@frozen
class Role:
    """What a type stands for.

    name: the standard type, or the type as far as it can be followed; tag: as written.
    fault: why the type stands for nothing; "" where it does.
    """

    name: str
    tag: str
    fault: str = ""


@define(eq=False)
class RoleReader:
    """Reads what the types of one file stand for, each once.

    remapped: standard types that are used and that the role map maps to others, or to themselves.
    """

    pdf: PdfSource
    root: DictionaryObject
    remapped: dict[str, str] = field(factory=dict)
    _known: dict[tuple[str, str], Role] = field(factory=dict)
    _ends: dict[tuple[str, str], tuple[str, str]] = field(factory=dict)
    _map: DictionaryObject = field(factory=DictionaryObject)

    def __attrs_post_init__(self) -> None:
        """Look the role map up."""
        self._map = self.pdf.dictionary(self.root, "/RoleMap")

    def role_of(self, element: DictionaryObject) -> Role:
        """Return what an element's type stands for."""
        tag = self.pdf.name_at(element, "/S") or ""
        space = self.pdf.get(element, "/NS") if "/NS" in element else None
        key = (tag, self._address(space))
        role = self._known.get(key)
        if role is None:
            role = self._known[key] = self._follow(tag, space)
            mapped = self.pdf.name_at(self._map, f"/{tag}")
            if tag in ROLES_OF_PDF_1 and not key[1] and mapped is not None:
                self.remapped[tag] = mapped
        return role

    def _address(self, space: object) -> str:
        return (self.pdf.text(space, "/NS") or "?") if isinstance(space, DictionaryObject) else ""

    def _follow(self, tag: str, space: object) -> Role:
        """Follow a type from map to map until it is a standard one, or known from another's way."""
        known, address = tag, self._address(space)
        passed: dict[tuple[str, str], None] = {}
        end = (tag, "is mapped in a circle")
        while (known, address) not in passed:
            before = self._ends.get((known, address))
            if before is not None or _is_standard(known, address):
                end = before or (known, "")
                break
            passed[known, address] = None
            name, target = self._mapped(known, space, address)
            if name is None:
                end = (known, _fault_of(tag, known))
                break
            known, space, address = name, target, self._address(target)
        self._ends.update(dict.fromkeys(passed, end))
        return Role(end[0], tag, end[1])

    def _mapped(self, name: str, space: object, address: str) -> tuple[str | None, object]:
        """Return what a type is mapped to, and the namespace of that; None for nothing."""
        mapped: object = None
        if address in ("", _PDF_1):
            mapped = self.pdf.get(self._map, f"/{name}")
        elif address != _PDF_2:
            mapped = self.pdf.get(self.pdf.dictionary(space, "/RoleMapNS"), f"/{name}")
        if not isinstance(mapped, ArrayObject):
            return as_name(mapped), None
        pair = [self.pdf.value(item) for item in self.pdf.items(mapped)]
        return (as_name(pair[0]), pair[1]) if len(pair) == 2 else (None, None)


def _is_standard(name: str, address: str) -> bool:
    roles = ROLES_OF_PDF_2 if address == _PDF_2 else ROLES_OF_PDF_1
    return address == _MATHML or name in roles or _is_deep_heading(name)


def _fault_of(tag: str, known: str) -> str:
    if known in ROLES_OF_PDF_2:
        return "is one of PDF 2.0 without its namespace, nor mapped"
    return "is not standard, nor mapped" + (f" further than to {known}" if known != tag else "")


def a_role(name: str) -> str:
    """Return a role with the article that it is read with.

    >>> a_role("LI"), a_role("TR"), a_role("H4"), a_role("Annot")
    ('an LI', 'a TR', 'an H4', 'an Annot')
    """
    return (
        f"{'an' if re.match(r'[LHF](?![a-z])|[AEIO]', name) else 'a'} {name or 'typeless element'}"
    )


def _is_deep_heading(role: str) -> bool:
    return role[:1] == "H" and role[1:].isascii() and role[1:].isdigit() and int(role[1:][:6]) > 6
