"""Pages, structure and metadata → one PDF file, made to the standards that are asked for.

The order of work on one screen; each step is another module's.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from briefkit.errors import LayoutError
from briefkit.frame import Destination, Page
from briefkit.lang import parse_language
from briefkit.metadata import AttachedFile, Metadata
from briefkit.pdf.colour import srgb_profile
from briefkit.pdf.document import File, Reference, Value, name, packed, text
from briefkit.pdf.inking import Inking
from briefkit.pdf.navigation import Places, page_labels, write_links, write_outline
from briefkit.pdf.painter import PaintedPage, Painter
from briefkit.pdf.roles import NEW_IN_2, tags_of
from briefkit.pdf.tags import Led, write_structure
from briefkit.pdf.tags import places as places_of
from briefkit.pdf.xmp import describe
from briefkit.standards import Standards
from briefkit.structure import NodeId, StructureTree, without
from briefkit.style.inks import Ink
from briefkit.style.press import Press
from briefkit.text.fonts import FontLibrary
from briefkit.values import evolve, frozen

if TYPE_CHECKING:
    from briefkit.pdf.bleed import Sheet


@frozen
class Printing:
    """How a file is printed. press: what was asked; profile: its bytes; inks: by #rrggbb."""

    press: Press
    profile: bytes
    inks: Mapping[str, Ink]


def assemble(
    pages: Sequence[Page],
    tree: StructureTree,
    metadata: Metadata,
    library: FontLibrary,
    standards: Standards,
    files: Sequence[AttachedFile],
    printing: Printing | None = None,
) -> bytes:
    """Return the file; see `briefkit.pdf.paint`. printing: given where it is made for a press."""
    if not pages:
        raise LayoutError("there is no page to paint")
    description = describe(metadata, standards)
    is_second = standards.pdf_version >= (2, 0)
    if not is_second:
        tree = without(tree, NEW_IN_2)
    # ISO 15930-7: nothing on a sheet is followed or acts
    tags = tags_of(tree, standards.pdf_version, has_links=printing is None)
    inking = sheet = None
    if printing is not None:
        from briefkit.pdf.bleed import Sheet, with_bleed  # late: for a press alone

        inking = Inking(printing.profile, printing.inks)
        sheet = Sheet(printing.press, inking)
        pages = [with_bleed(page, printing.press.bleed) for page in pages]
    painter = Painter(tree, library, tags, inking)
    if printing is None:  # packed at once, for all pages stand in memory before one is written
        painted = [_packed(painter.paint(page)) for page in pages]
    else:  # crop marks are still to come
        painted = [painter.paint(page) for page in pages]
    heights = [page.size.height for page in pages]

    file = File(standards.pdf_version)
    catalogue, page_tree = file.reserve(), file.reserve()
    references = [file.reserve() for _ in pages]
    anchors, led = _lead(file, tree, painted) if is_second else ({}, Led())
    places = Places(painted, references, heights, anchors)
    fonts = {key: font.write(file) for key, font in painter.fonts.items()}
    pictures = painter.pictures.write(file, printing.profile if printing else None)
    plates = sheet.plates(file) if sheet else {}
    for index, (page, finished) in enumerate(zip(pages, painted, strict=True)):
        links = write_links(
            file,
            index,
            references[index],
            heights[index],
            () if printing else finished.links,
            places,
            painter.painted,
        )
        entries = _page(file, page, finished, page_tree, fonts, pictures, sheet, plates)
        if painter.painted.pages[index]:
            entries["StructParents"] = index
        if links:
            entries["Annots"] = links
        file.define(references[index], entries)
    file.define(page_tree, {"Type": name("Pages"), "Kids": references, "Count": len(references)})
    outline = write_outline(file, metadata.outline, places)
    destinations = places.write(file)
    structure = write_structure(
        file, tree, tags, painter.owners, painter.painted, references, heights, led
    )
    entries = _catalogue(file, tree, description.packet)
    entries["OutputIntents"] = _output_intents(file, standards, printing)
    entries |= {"Pages": page_tree, "StructTreeRoot": structure, "PageLabels": page_labels(pages)}
    if outline is not None:
        entries |= {"Outlines": outline, "PageMode": name("UseOutlines")}
    names: dict[str, Value] = {}
    if destinations is not None:
        names["Dests"] = destinations
    if files:
        from briefkit.pdf.attachments import write_attachments  # late: few files carry any

        names["EmbeddedFiles"], entries["AF"] = write_attachments(file, files, description.moment)
    if names:
        entries["Names"] = names
    file.define(catalogue, entries)
    if description.information is None:
        return file.finish(catalogue)
    return file.finish(catalogue, file.add(description.information))


def _lead(
    file: File, tree: StructureTree, painted: Sequence[PaintedPage]
) -> tuple[dict[str, Reference], Led]:
    """Return the element of each anchor, and what the structure is to say of them."""
    place = places_of(tree)
    nodes: dict[str, NodeId] = {}
    for page in painted:
        for anchor in page.anchors:
            nodes.setdefault(anchor.name, place[anchor.node or 0])
    elements = {node: file.reserve() for node in dict.fromkeys(nodes.values())}
    targets: dict[NodeId, NodeId] = {}
    for page in painted:
        for link in page.links:
            target = link.area.target
            if isinstance(target, Destination) and target.name in nodes:
                targets[link.area.node] = nodes[target.name]
    return {anchor: elements[node] for anchor, node in nodes.items()}, Led(elements, targets)


def _packed(page: PaintedPage) -> PaintedPage:
    return evolve(page, content=packed(page.content))


def _page(
    file: File,
    page: Page,
    painted: PaintedPage,
    page_tree: Reference,
    fonts: dict[str, dict[str, Reference]],
    pictures: dict[str, Reference],
    sheet: "Sheet | None",
    plates: dict[str, Reference],
) -> dict[str, Value]:
    resources: dict[str, Value] = {}
    if painted.fonts:
        resources["Font"] = {
            label: reference
            for font in painted.fonts
            for label, reference in fonts[font.face.key].items()
        }
    if painted.pictures:
        resources["XObject"] = {label: pictures[label] for label in painted.pictures}
    content = painted.content
    boxes: dict[str, Value] = {"MediaBox": [0, 0, page.size.width, page.size.height]}
    if sheet is not None:
        boxes, content = sheet.boxes(page.size), content + sheet.marks(page.size)
        if plates:
            resources["ColorSpace"] = plates
    entries: dict[str, Value] = {
        "Type": name("Page"),
        "Parent": page_tree,
        **boxes,
        "Resources": resources,
        "Contents": (
            file.add_packed({}, content) if sheet is None else file.add_stream({}, content)
        ),
        "Tabs": name("S"),  # ISO 14289-1, 7.18.3: in the structure's order
    }
    if painted.is_see_through:
        # Readers that mix colours in another space than the output intent's would shift the page.
        entries["Group"] = {
            "Type": name("Group"),
            "S": name("Transparency"),
            "CS": name("DeviceRGB" if sheet is None else "DeviceCMYK"),
        }
    return entries


def _catalogue(file: File, tree: StructureTree, packet: bytes) -> dict[str, Value]:
    preferences: dict[str, Value] = {"DisplayDocTitle": True}
    if parse_language(tree.language).is_right_to_left:
        preferences["Direction"] = name("R2L")
    metadata = {"Type": name("Metadata"), "Subtype": name("XML")}
    return {
        "Type": name("Catalog"),
        "Lang": text(tree.language),
        "MarkInfo": {"Marked": True},
        "ViewerPreferences": preferences,
        # ISO 19005-2, 6.6.2.1: not compressed, for whoever scans a file that he cannot read
        "Metadata": file.add_stream(metadata, packet, compress=False),
    }


def _output_intents(
    file: File, standards: Standards, printing: Printing | None
) -> list[Mapping[str, Value]]:
    """Return what the file's colours are meant for: a screen, or one printing condition."""
    if printing is None:
        return [
            {
                "Type": name("OutputIntent"),
                "S": name("GTS_PDFA1"),
                "OutputConditionIdentifier": text("sRGB"),
                "Info": text("sRGB IEC61966-2-1"),
                "DestOutputProfile": file.add_packed({"N": 3}, _profile()),
            }
        ]
    # ISO 19005-2, 6.2.3: where two intents have profiles, they are one and the same object.
    profile = file.add_stream({"N": 4}, printing.profile)
    kinds = ["GTS_PDFX", "GTS_PDFA1"] if standards.archival else ["GTS_PDFX"]
    return [
        {
            "Type": name("OutputIntent"),
            "S": name(kind),
            "OutputConditionIdentifier": text(printing.press.condition),
            "Info": text(printing.press.condition),
            "RegistryName": text("http://www.color.org"),
            "DestOutputProfile": profile,
        }
        for kind in kinds
    ]


@lru_cache(maxsize=1)
def _profile() -> bytes:
    return packed(srgb_profile())
