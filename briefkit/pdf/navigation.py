"""Link areas, anchors, outline and page labels → annotations, destinations, outline items, labels.

Where they lie was said by `painter`; what element a link is, by its area.
"""

import re
from collections.abc import Iterable, Mapping, Sequence

from briefkit.errors import LayoutError, Problem
from briefkit.frame import Destination, LinkTarget, Page, Uri
from briefkit.geometry import Rect
from briefkit.metadata import OutlineEntry
from briefkit.numerals import roman_value
from briefkit.pdf.document import File, Reference, Value, literal, name, number, text
from briefkit.pdf.painter import PaintedPage, PlacedLink
from briefkit.pdf.tags import Painted
from briefkit.structure import NodeId
from briefkit.values import frozen

_PRINTED = 4  # ISO 32000-1, table 165; ISO 19005-2, 6.3.2 asks for it


@frozen
class Place:
    """A destination: its page, x and y with y up, and in PDF 2.0 the element that stands there."""

    page: Reference
    x: float
    y: float
    element: Reference | None = None

    def spelled(self) -> str:
        """Return the place on its page in PDF syntax."""
        return f"[{self.page} {self._where()}]"

    def spelled_by_structure(self) -> str:
        """Return the place in the structure in PDF syntax; ISO 32000-2, 12.3.2.3."""
        return f"[{self.element} {self._where()}]"

    def _where(self) -> str:
        return f"/XYZ {number(self.x)} {number(self.y)} null"


class Places:
    """The named destinations of a file."""

    def __init__(
        self,
        painted: Sequence[PaintedPage],
        pages: Sequence[Reference],
        heights: Sequence[float],
        elements: Mapping[str, Reference],
    ) -> None:
        """Take each anchor; where a name comes twice, as in a repeated table head, the first.

        elements: what each anchor leads to in the structure; empty for PDF 1.7.
        """
        self._places: dict[str, Place] = {}
        for page, reference, height in zip(painted, pages, heights, strict=True):
            for at in page.anchors:
                place = Place(reference, at.x, height - at.y, elements.get(at.name))
                self._places.setdefault(at.name, place)

    def way(self, anchor: str, wanted_by: str) -> tuple[str, str]:
        """Return the entry that leads to a destination, as its key and in PDF syntax.

        Raises LayoutError when no page has it.
        """
        if anchor not in self._places:
            raise LayoutError(
                Problem(
                    f"{wanted_by} leads to {anchor!r}, which no page has",
                    cure="give that id to something that is printed",
                )
            )
        place = self._places[anchor]
        if place.element is None:
            return "Dest", text(anchor)
        # ISO 14289-2, 8.8: within a document, all lead to its structure; D is for older readers.
        by_structure = place.spelled_by_structure()
        return "A", f"<</Type /Action /S /GoTo /D {text(anchor)} /SD {by_structure}>>"

    def write(self, file: File) -> Reference | None:
        """Write the name tree of destinations, None when there are none."""
        entries = sorted(
            (_bytes_of(anchor), text(anchor), place) for anchor, place in self._places.items()
        )
        if not entries:
            return None
        return file.add_tree("Names", [(key, _destination(place)) for _, key, place in entries])


def _destination(place: Place) -> str:
    if place.element is None:
        return place.spelled()
    return f"<</D {place.spelled()} /SD {place.spelled_by_structure()}>>"


def _bytes_of(anchor: str) -> bytes:
    """Return a name as its bytes, which name trees are sorted by."""
    if text(anchor).startswith("("):
        return anchor.encode("ascii")
    return b"\xfe\xff" + anchor.encode("utf-16-be", "replace")


def write_links(
    file: File,
    page_index: int,
    page: Reference,
    height: float,
    links: Sequence[PlacedLink],
    places: Places,
    painted: Painted,
) -> list[Reference]:
    """Write a page's link annotations: one for each link, however many lines it is broken over."""
    grouped: dict[tuple[NodeId, LinkTarget], list[PlacedLink]] = {}
    for link in links:
        grouped.setdefault((link.area.node, link.area.target), []).append(link)
    written = []
    for (node, target), parts in grouped.items():
        annotation = file.reserve()
        boxes = [_turned(part.rect, height) for part in parts]
        around = boxes[0]
        if len(boxes) > 1:
            left, foot, right, top = zip(*boxes, strict=True)
            around = min(left), min(foot), max(right), max(top)
        contents = parts[0].area.contents
        entries = [
            "/Type /Annot /Subtype /Link",
            f"/Rect [{_spaced(around)}]",
            f"/Border [0 0 0] /F {_PRINTED} /P {page}",
            f"/StructParent {painted.annotate(page_index, node, annotation)}",
        ]
        if contents:
            entries.append(f"/Contents {text(contents)}")
        if len(boxes) > 1:
            # In the order of lines, not counter-clockwise as ISO 32000-1, table 173 has it:
            # readers follow Acrobat here.
            corners = [
                edge for x0, y0, x1, y1 in boxes for edge in (x0, y1, x1, y1, x0, y0, x1, y0)
            ]
            entries.append(f"/QuadPoints [{_spaced(corners)}]")
        match target:
            case Uri(uri):
                entries.append(f"/A <</Type /Action /S /URI /URI {literal(uri)}>>")
            case Destination(anchor):
                key, way = places.way(anchor, f"the link {contents!r}")
                entries.append(f"/{key} {way}")
        file.define(annotation, f"<<{' '.join(entries)}>>".encode("ascii"))
        written.append(annotation)
    return written


def _turned(rect: Rect, height: float) -> tuple[float, float, float, float]:
    """Return a rectangle's left, foot, right and top as PDF has them, y up."""
    return rect.x, height - rect.bottom, rect.right, height - rect.y


def _spaced(values: Iterable[float]) -> str:
    return " ".join(map(number, values))


def write_outline(file: File, entries: Sequence[OutlineEntry], places: Places) -> Reference | None:
    """Write the outline that readers show beside the pages, None when there is none."""
    if not entries:
        return None
    root = file.reserve()
    first, last, count = _write_level(file, entries, root, places)
    file.define(root, {"Type": name("Outlines"), "First": first, "Last": last, "Count": count})
    return root


def _write_level(
    file: File, entries: Sequence[OutlineEntry], parent: Reference, places: Places
) -> tuple[Reference, Reference, int]:
    """Write entries of one level; return the first, the last, and how many there are below all."""
    references = [file.reserve() for _ in entries]
    total = len(entries)
    for index, entry in enumerate(entries):
        key, way = places.way(entry.destination, f"the outline's {entry.title!r}")
        item: dict[str, Value] = {"Title": text(entry.title), "Parent": parent, key: way}
        if index:
            item["Prev"] = references[index - 1]
        if index + 1 < len(entries):
            item["Next"] = references[index + 1]
        if entry.children:
            first, last, below = _write_level(file, entry.children, references[index], places)
            item |= {"First": first, "Last": last, "Count": below}
            total += below
        file.define(references[index], item)
    return references[0], references[-1], total


def page_labels(pages: Sequence[Page]) -> Mapping[str, Value]:
    """Return the number tree of page labels: one entry for each run of counted pages."""
    entries: list[Value] = []
    expected: tuple[str, str, int] | None = None
    for index, page in enumerate(pages):
        prefix, style, value = _label_parts(page.label)
        if (prefix, style, value) != expected or not style:
            label: dict[str, Value] = {}
            if style:
                label["S"] = name(style)
                label["St"] = value
            if prefix:
                label["P"] = text(prefix)
            entries += [index, label]
        expected = (prefix, style, value + 1)
    return {"Nums": entries}


def _label_parts(label: str) -> tuple[str, str, int]:
    """Return a label as prefix, style of ISO 32000-1, table 159 and value.

    >>> _label_parts("A-12"), _label_parts("iv"), _label_parts("Cover")
    (('A-', 'D', 12), ('', 'r', 4), ('Cover', '', 0))
    """
    counted = re.fullmatch(r"(.*?)([1-9][0-9]{0,8})", label, re.ASCII | re.DOTALL)
    if counted and not counted[1].endswith("0"):
        return counted[1], "D", int(counted[2])
    for style, spelled in (("r", label), ("R", label.swapcase())):
        if value := roman_value(spelled):
            return "", style, value
    return label, "", 0
