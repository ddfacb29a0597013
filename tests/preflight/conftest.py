"""Small tagged PDFs, written by hand with pikepdf, in which a test plants its fault."""

import io
from pathlib import Path

import pikepdf
import pytest
import uharfbuzz as hb
from pikepdf import Array, Dictionary, Name, String

from briefkit.preflight import check

SQUARES = Path(__file__).parents[1] / "fonts" / "squares.ttf"
_FONT = hb.Font(hb.Face(SQUARES.read_bytes()))
_MAP = b"\0\0" + b"".join(
    (_FONT.get_nominal_glyph(point) or 1).to_bytes(2) for point in range(1, 0x10000)
)


def half_as_wide(font):
    """Return a font with tables, of twice as many units in the em."""
    program = bytearray(font)
    at = next(at for at in range(12, 400, 16) if program[at : at + 4] == b"head")
    head = int.from_bytes(program[at + 8 : at + 12])
    units = int.from_bytes(program[head + 18 : head + 20])
    program[head + 18 : head + 20] = (2 * units).to_bytes(2)
    return bytes(program)


_PROGRAM = half_as_wide(SQUARES.read_bytes())
XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><pdfuaid:part>1</pdfuaid:part>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">A Title</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>A. Writer</rdf:li></rdf:Seq></dc:creator>
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""


class Draft:
    """A PDF as it is written: elements, and text painted into them on the last page.

    Each letter is half an em wide; its code is its code point.
    """

    def __init__(self):
        self.pdf = pikepdf.new()
        self.contents: list[bytearray] = []
        self.mcids: list[list] = []
        self.objects: list = []
        self.font = self._font()
        self.tree = self.pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot, K=Array()))
        self.document = self.element(self.tree, "Document")

    def _font(self):
        points = [*range(0x20, 0x17F), *range(0x400, 0x460), *range(0x2010, 0x2030)]
        pairs = "\n".join(f"<{point:04X}> <{point:04X}>" for point in points)
        codes = "1 begincodespacerange <0000> <FFFF> endcodespacerange"
        cmap = f"{codes} {len(points)} beginbfchar\n{pairs}\nendbfchar"
        program = self.pdf.make_stream(_PROGRAM)
        descriptor = Dictionary(
            Type=Name.FontDescriptor, FontName=Name("/AAAAAA+Squares"), Flags=4, FontFile2=program
        )
        system = Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0)
        descendant = Dictionary(
            Type=Name.Font,
            Subtype=Name.CIDFontType2,
            BaseFont=Name("/AAAAAA+Squares"),
            CIDSystemInfo=system,
            FontDescriptor=self.pdf.make_indirect(descriptor),
            CIDToGIDMap=self.pdf.make_stream(_MAP),
            DW=500,
        )
        return self.pdf.make_indirect(
            Dictionary(
                Type=Name.Font,
                Subtype=Name.Type0,
                BaseFont=Name("/AAAAAA+Squares"),
                Encoding=Name("/Identity-H"),
                DescendantFonts=Array([self.pdf.make_indirect(descendant)]),
                ToUnicode=self.pdf.make_stream(cmap.encode()),
            )
        )

    def page(self, width=600, height=800):
        self.pdf.add_blank_page(page_size=(width, height))
        page = self.pdf.pages[-1].obj
        page.Resources = Dictionary(Font=Dictionary(F1=self.font))
        page.Tabs = Name.S
        page.StructParents = len(self.mcids)
        self.contents.append(bytearray())
        self.mcids.append([])
        return page

    def element(self, parent, role, **entries):
        element = Dictionary(
            Type=Name.StructElem, S=Name(f"/{role}"), P=parent, K=Array(), **entries
        )
        element = self.pdf.make_indirect(element)
        parent.K.append(element)
        return element

    def mark(self, element):
        """Return the MCID of a new piece of content of `element` on the last page."""
        mcid = len(self.mcids[-1])
        self.mcids[-1].append(element)
        page = self.pdf.pages[-1].obj
        element.K.append(Dictionary(Type=Name.MCR, Pg=page, MCID=mcid))
        return mcid

    @staticmethod
    def shown(text, x, y, size=10):
        codes = text.encode("utf-16-be").hex()
        return f"BT /F1 {size:g} Tf 1 0 0 1 {x:g} {y:g} Tm <{codes}> Tj ET\n"

    @staticmethod
    def span(text, painted):
        return f"/Span <</ActualText <feff{text.encode('utf-16-be').hex()}>>> BDC {painted} EMC\n"

    def raw(self, content):
        self.contents[-1] += content.encode()

    def text(self, element, text, x=50, y=700, *, painted=None):
        painted = self.shown(text, x, y) if painted is None else painted
        self.raw(f"/{str(element.S)[1:]} <</MCID {self.mark(element)}>> BDC {painted} EMC\n")
        return element

    def artifact(self, text, x=50, y=780, kind="/Type /Pagination /Subtype /Header"):
        self.raw(f"/Artifact <<{kind}>> BDC {self.shown(text, x, y)} EMC\n")

    def link(self, element, rect=(50, 690, 60, 710), contents="a link", **entries):
        entries = entries or {"Dest": String("note-1")}
        page = self.pdf.pages[-1].obj
        annotation = self.pdf.make_indirect(
            Dictionary(
                Type=Name.Annot,
                Subtype=Name.Link,
                Rect=Array(rect),
                Contents=String(contents),
                StructParent=1000 + len(self.objects),
                **entries,
            )
        )
        page["/Annots"] = Array([*page.get("/Annots", []), annotation])
        element.K.append(Dictionary(Type=Name.OBJR, Obj=annotation, Pg=page))
        self.objects.append(element)
        return annotation

    def call(self, paragraph, label, x=150, y=700, note=None):
        reference = self.element(paragraph, "Reference")
        link = self.element(reference, "Link")
        self.text(link, label, x, y)
        self.link(link, (x, y, x + 5, y + 8), f"Note {label}", Dest=String(note or f"note-{label}"))
        return reference

    def note(self, paragraph, label, text, y=100, **entries):
        note = self.element(paragraph, "Note", ID=String(f"note-{label}"), **entries)
        self.text(self.element(note, "Lbl"), label, 50, y)
        self.text(note, text, 60, y)
        return note

    def finish(self):
        """Write what only the whole file tells: the parent tree, the names, the metadata."""
        pages = [page.obj for page in self.pdf.pages]
        for page, content in zip(pages, self.contents, strict=True):
            page.Contents = self.pdf.make_stream(bytes(content))
        nums = Array()
        for index, elements in enumerate(self.mcids):
            nums.append(index)
            nums.append(self.pdf.make_indirect(Array(elements)))
        for index, element in enumerate(self.objects):
            nums.append(1000 + index)
            nums.append(element)
        self.tree.ParentTree = Dictionary(Nums=nums)
        names = Array()
        for name in ("note-1", "note-2", "note-i", "note-ii", "note-iii"):
            names.append(String(name))
            names.append(Array([pages[0], Name.XYZ, 0, 700, 0]))
        metadata = self.pdf.make_stream(XMP.encode(), Type=Name.Metadata, Subtype=Name.XML)
        self.pdf.Root.update(
            {
                "/StructTreeRoot": self.tree,
                "/MarkInfo": Dictionary(Marked=True),
                "/Lang": String("en-GB"),
                "/ViewerPreferences": Dictionary(DisplayDocTitle=True),
                "/Names": Dictionary(Dests=Dictionary(Names=names)),
                "/Metadata": metadata,
            }
        )
        self.pdf.trailer.Info = Dictionary(Title=String("A Title"), Author=String("A. Writer"))
        return self

    def all(self, role):
        """Return the elements of a role, in order."""
        found, stack = [], [self.tree]
        while stack:
            node = stack.pop()
            if node.get("/S") == f"/{role}":
                found.append(node)
            kids = [kid for kid in node.get("/K", []) if isinstance(kid, Dictionary)]
            stack += reversed([kid for kid in kids if "/K" in kid])
        return found

    def replace(self, page, old, new):
        """Change the content of a page, 0-based; it must hold `old` once."""
        stream = self.pdf.pages[page].obj.Contents
        content = stream.read_bytes()
        assert content.count(old.encode()) == 1
        stream.write(content.replace(old.encode(), new.encode()))

    def bytes(self):
        out = io.BytesIO()
        self.pdf.save(out, static_id=True, compress_streams=False, fix_metadata_version=False)
        return out.getvalue()


@pytest.fixture
def draft():
    """Return a PDF with nothing but a Document in it, and one page."""
    draft = Draft()
    draft.page()
    return draft


@pytest.fixture(scope="session")
def make_good():
    """Return a function that makes a PDF of two pages in which preflight finds nothing."""
    return write_good


@pytest.fixture
def good():
    """Return a PDF of two pages in which preflight finds nothing."""
    return write_good()


def write_good():
    draft = Draft()
    draft.page()
    draft.artifact("A running head")
    draft.text(draft.element(draft.document, "H1"), "A Title", 50, 740)
    claim = draft.element(draft.document, "P")
    draft.text(claim, "The first claim.", 50, 700)
    draft.call(claim, "1")
    draft.note(claim, "1", "See the archive.")
    draft.text(claim, " It goes on to the ", 160, 700)
    draft.artifact("1", 300, 20, "/Type /Pagination /Subtype /Footer")
    draft.page()
    draft.artifact("A running head")
    draft.text(claim, "second page.", 50, 740)
    section = draft.element(draft.document, "Sect")
    draft.text(draft.element(section, "H2"), "Aftermath", 50, 700)
    words = draft.element(section, "P")
    broken = draft.span("disarmament", draft.shown("disarma-", 100, 660))
    rest = draft.span("", draft.shown("ment", 50, 645))
    after = draft.shown(" failed.", 80, 645)
    draft.text(words, "", painted=draft.shown("Why ", 50, 660) + broken + rest + after)
    draft.call(words, "2", 200, 645)
    draft.note(words, "2", "By a vote.")
    figure = draft.element(section, "Figure", Alt=String("A rocket"))
    draft.text(figure, "", painted="q 100 0 0 100 50 500 cm 0 0 1 1 re f Q")
    table = draft.element(section, "Table")
    for y, role, cells in ((450, "TH", ("Year", "Tests")), (430, "TD", ("2022", "90"))):
        row = draft.element(table, "TR")
        for x, cell in zip((50, 100), cells, strict=True):
            scope = {"A": Dictionary(O=Name.Table, Scope=Name.Column)} if role == "TH" else {}
            draft.text(draft.element(row, role, **scope), cell, x, y)
    listing = draft.element(section, "L")
    item = draft.element(listing, "LI")
    draft.text(draft.element(item, "Lbl"), "\u2022", 50, 400)
    draft.text(draft.element(item, "LBody"), "An item", 60, 400)
    outside = draft.element(section, "P")
    link = draft.element(outside, "Link")
    draft.text(link, "elsewhere", 50, 380)
    address = Dictionary(S=Name.URI, URI=String("https://example.org/"))
    draft.link(link, (50, 380, 95, 390), "Elsewhere", A=address)
    draft.artifact("2", 300, 20, "/Type /Pagination /Subtype /Footer")
    return draft.finish()


@pytest.fixture
def faults_of():
    """Return a function: draft → the codes of what preflight finds in it, in order."""
    return lambda draft: [finding.code for finding in check(draft.bytes())]
