"""A sheet to place items on by hand, and the painted file read back by another library."""

import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import page
import pikepdf
import pypdf
import pytest

from briefkit.frame import Frame, GlyphRun, Item, Page, Placed
from briefkit.geometry import Size
from briefkit.metadata import Metadata
from briefkit.pdf import paint
from briefkit.structure import Mark, NodeId, Role, StructureBuilder, StructureTree
from briefkit.style.typography import FontFamily, FontFile
from briefkit.text.fonts import Face, FontLibrary
from briefkit.text.shape import shape

FONTS = Path(__file__).parent.parent / "fonts"
A5 = Size(419.528, 595.276)
ROOT = NodeId(0)


class Written:
    """A painted file, as others read it."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.pdf = pikepdf.open(io.BytesIO(data))
        self.root: Any = self.pdf.Root
        self.pages: list[Any] = [each.obj for each in self.pdf.pages]

    def content(self, page_index: int = 0) -> str:
        return bytes(self.pages[page_index].Contents.read_bytes()).decode("latin-1")

    def text(self, page_index: int = 0) -> str:
        """Return what pypdf reads, which heeds ToUnicode and never ActualText."""
        return pypdf.PdfReader(io.BytesIO(self.data)).pages[page_index].extract_text()

    def marked(self, page_index: int = 0) -> list[tuple[str, dict[str, Any], str]]:
        """Return the tag, the properties and the text of each marked sequence."""
        found: list[tuple[str, dict[str, Any], str]] = []
        is_open = False
        texts: dict[int, str] = {}
        fonts = self.pages[page_index].Resources.get("/Font", {})
        for operands, operator in pikepdf.parse_content_stream(self.pages[page_index]):
            match str(operator):
                case "BDC":
                    assert not is_open, "sequences lie side by side"
                    is_open = True
                    properties = {str(key): value for key, value in operands[1].items()}
                    found.append((str(operands[0]), properties, ""))
                case "EMC":
                    is_open = False
                case "Tf":
                    texts = _to_unicode(fonts[str(operands[0])])
                case "TJ" | "Tj" as shown:
                    assert is_open, "every glyph is marked"
                    parts = operands[0] if shown == "TJ" else [operands[0]]
                    codes = b"".join(bytes(p) for p in parts if isinstance(p, pikepdf.String))
                    pairs = zip(codes[::2], codes[1::2], strict=True)
                    said = "".join(texts[high << 8 | low] for high, low in pairs)
                    tag, properties, before = found[-1]
                    found[-1] = (tag, properties, before + said)
                case "f" | "Do":
                    assert is_open, "everything painted is marked"
        assert not is_open
        return found

    def tree(self) -> str:
        """Return the structure as indented text, with each sequence's page and what it shows."""
        sequences = [self.marked(index) for index in range(len(self.pages))]
        said = [
            {
                int(properties["/MCID"]): text
                for _, properties, text in page
                if "/MCID" in properties
            }
            for page in sequences
        ]
        numbers = {each.objgen: index for index, each in enumerate(self.pages)}

        def lines(element: Any, depth: int) -> Iterator[str]:
            own = numbers[element.Pg.objgen] if "/Pg" in element else None
            yield "  " * depth + str(element.S)[1:]
            for kid in _listed(element.get("/K")):
                indent = "  " * (depth + 1)
                if not isinstance(kid, pikepdf.Dictionary):
                    assert own is not None
                    yield f"{indent}{own}: {said[own][int(kid)]}"
                elif kid.get("/Type") == "/MCR":
                    on = numbers[kid.Pg.objgen]
                    yield f"{indent}{on}: {said[on][int(kid.MCID)]}"
                elif kid.get("/Type") == "/OBJR":
                    yield f"{indent}{numbers[kid.Pg.objgen]}: {kid.Obj.Subtype}"
                else:
                    assert kid.P.objgen == element.objgen
                    yield from lines(kid, depth + 1)

        return "\n".join(lines(self.root.StructTreeRoot.K, 0))

    def elements(self, role: str) -> list[Any]:
        """Return the elements of a role, in reading order."""

        def walk(element: Any) -> Iterator[Any]:
            yield element
            for kid in _listed(element.get("/K")):
                if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                    yield from walk(kid)

        every = walk(self.root.StructTreeRoot.K)
        return [element for element in every if f"/{role}" == element.S]

    def faults(self) -> list[str]:
        """Return what page-validation finds against PDF/UA-1 and PDF/A-2a."""
        return [
            f"{failure.rule_id}: {failure.message}"
            for profile in ("ua1", "2a")
            for failure in page.validate_pdf_bytes(self.data, profile=profile).failures
        ]


def _listed(value: Any) -> list[Any]:
    if value is None:
        return []
    return list(value) if isinstance(value, pikepdf.Array) else [value]


def _to_unicode(font: Any) -> dict[int, str]:
    cmap = bytes(font.ToUnicode.read_bytes()).decode("ascii")
    return {
        int(code, 16): bytes.fromhex(text).decode("utf-16-be")
        for code, text in re.findall(r"<([0-9A-F]{4})> <([0-9A-F]+)>\n", cmap)
    }


class Sheet:
    """Pages in the making, and the tree of what stands on them."""

    def __init__(self, library: FontLibrary, family: str = "Source Serif 4") -> None:
        self.library = library
        self.family = family
        self.builder = StructureBuilder("en")
        self._items: list[list[Placed]] = [[]]

    def node(self, role: Role, parent: NodeId = ROOT, **facts: Any) -> NodeId:
        return self.builder.add(parent, role, **facts)

    def words(self, parent: NodeId = ROOT, role: Role = Role.PARAGRAPH, **facts: Any) -> NodeId:
        """Return the TEXT of a new element."""
        return self.node(Role.TEXT, self.node(role, parent, **facts))

    def run(
        self,
        text: str,
        mark: Mark,
        size: float = 10.0,
        *,
        actual: str | None = None,
        soft: bool = False,
        features: tuple[str, ...] = (),
        colour: str = "#000000",
        leftward: bool = False,
        script: str = "Latn",
        face: Face | None = None,
    ) -> GlyphRun:
        face = face or self.library.face(self.family, size=size)
        shaped = shape(text, face, features, "en", script, leftward)
        return GlyphRun(
            face=face.key,
            size=size,
            colour=colour,
            mark=mark,
            text=text,
            glyphs=shaped.glyphs,
            advances=tuple(advance * size for advance in shaped.advances),
            clusters=shaped.clusters,
            offsets=tuple((dx * size, dy * size) for dx, dy in shaped.offsets),
            actual_text=actual,
            is_soft_hyphenated=soft,
        )

    def put(self, x: float, y: float, item: Item) -> None:
        self._items[-1].append(Placed(x, y, item))

    def line(self, y: float, *runs: GlyphRun, x: float = 40.0) -> None:
        for run in runs:
            self.put(x, y, run)
            x += run.width

    def turn(self) -> None:
        self._items.append([])

    @property
    def pages(self) -> list[Page]:
        return [
            Page(index, A5, Frame(A5.width, A5.height, items=tuple(items)), label=str(index + 1))
            for index, items in enumerate(self._items)
        ]

    @property
    def tree(self) -> StructureTree:
        return self.builder.finish()

    def bytes(self, standard: str | tuple[str, ...] | None = None, **facts: Any) -> bytes:
        metadata = Metadata(**{"title": "A brief", "language": "en", **facts})
        return paint(self.pages, self.tree, metadata, self.library, standard)

    def paint(self, standard: str | tuple[str, ...] | None = None, **facts: Any) -> Written:
        return Written(self.bytes(standard, **facts))


@pytest.fixture
def sheet(library: FontLibrary) -> Sheet:
    """Return an empty page, to be set in Source Serif 4."""
    return Sheet(library)


@pytest.fixture
def sheet_of() -> Callable[[Path], Sheet]:
    """Return a function that gives an empty page, to be set in a font file."""

    def sheet_of(path: Path) -> Sheet:
        return Sheet(FontLibrary([FontFamily("given", [FontFile(path)])]), "given")

    return sheet_of


@pytest.fixture(scope="session")
def cff_library() -> FontLibrary:
    """Return a library with the family "squares of CFF", of cubic outlines."""
    return FontLibrary([FontFamily("squares of CFF", [FontFile(FONTS / "squares.otf")])])


@pytest.fixture
def cff_sheet(cff_library: FontLibrary) -> Sheet:
    """Return an empty page, to be set in cubic squares."""
    return Sheet(cff_library, "squares of CFF")


@pytest.fixture
def square_sheet(square_library: FontLibrary) -> Sheet:
    """Return an empty page, to be set in letters one em wide."""
    return Sheet(square_library, "briefkit squares")
