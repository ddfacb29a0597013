"""A good file with one thing broken in it, in fifty ways: preflight names each fault.

The file is one that briefkit renders, so this also shows that nothing in it hides a fault.
"""

import io
import re
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from briefkit import (
    Brief,
    Cell,
    Cover,
    Figure,
    Link,
    Paragraph,
    Section,
    Table,
    note,
    render,
)
from briefkit.preflight import KINDS, check
from briefkit.preflight.findings import CheckCutShort

LONG = " ".join(
    f"Only here is {one}{other} said." for one in "abcdefghij" for other in "klmnopqrst"
)


@pytest.fixture(scope="module")
def good_file() -> bytes:
    """Return a file with notes, a table with spans, a figure, links and two languages."""
    picture = io.BytesIO()
    from PIL import Image

    Image.linear_gradient("L").save(picture, "PNG")
    brief = Brief(
        title="A good file",
        language="en-GB",
        authors=[],
        cover=Cover(),
        body=[
            Paragraph(
                "A claim,",
                note("The first."),
                " a second",
                note("The second."),
                " and ",
                Link("https://example.org/a"),
                ".",
            ),
            Paragraph("Un mot.", language="fr"),
            Figure(picture.getvalue(), alt="A gradient", caption="A figure", width=0.3),
            Section(
                "A section",
                [
                    Table(
                        [[Cell("a", row_span=2), "b"], ["c"], ["d", "e"]],
                        head=[["Name", "Number"]],
                        caption="A table",
                    ),
                    Section("Below it", [Paragraph(LONG, note("The third."))]),
                ],
            ),
        ],
    )
    return render(brief)


def elements(pdf: pikepdf.Pdf, role: str) -> list[Any]:
    """Return the structure elements of a role, in reading order."""
    found, stack = [], [pdf.Root.StructTreeRoot.K]
    while stack:
        element = stack.pop()
        if f"/{role}" == element.S:
            found.append(element)
        stack += reversed([kid for kid in kids(element) if "/S" in kid])
    assert found, f"the file has no {role}"
    return found


def kids(element: Any) -> list[Any]:
    """Return the kids of an element that are dictionaries."""
    held = element.get("/K", Array())
    listed = list(held) if isinstance(held, Array) else [held]
    return [kid for kid in listed if isinstance(kid, Dictionary)]


def drop(element: Any) -> None:
    """Take an element out of its parent."""
    element.P.K = Array([kid for kid in element.P.K if not same(kid, element)])


def same(one: Any, other: Any) -> bool:
    return isinstance(one, Dictionary) and one.is_indirect and one.objgen == other.objgen


def text_page(pdf: pikepdf.Pdf) -> Any:
    """Return the first page behind the cover."""
    return pdf.pages[1]


def change(pdf: pikepdf.Pdf, pattern: bytes, by: bytes, page: int = 1) -> None:
    """Replace the first match in a page's content."""
    stream = pdf.pages[page].Contents
    content, count = re.subn(pattern, by, stream.read_bytes(), count=1, flags=re.DOTALL)
    assert count, pattern
    stream.write(content)


def append(pdf: pikepdf.Pdf, content: bytes) -> None:
    stream = text_page(pdf).Contents
    stream.write(stream.read_bytes() + b"\n" + content)


def font(pdf: pikepdf.Pdf) -> Any:
    """Return the font of the text."""
    (name,) = re.findall(rb"/P <</MCID \d+>> BDC\nBT\n.*?/(F\d+) ", content_of(pdf), re.DOTALL)[:1]
    return text_page(pdf).Resources.Font[f"/{name.decode()}"]


def content_of(pdf: pikepdf.Pdf) -> bytes:
    return bytes(text_page(pdf).Contents.read_bytes())


def annotation(pdf: pikepdf.Pdf, key: str) -> Any:
    """Return the first annotation with an entry."""
    return next(one for one in text_page(pdf).Annots if key in one)


def metadata(pdf: pikepdf.Pdf, pattern: str, by: str) -> None:
    stream = pdf.Root.Metadata
    text, count = re.subn(pattern, by, stream.read_bytes().decode(), flags=re.DOTALL)
    assert count, pattern
    stream.write(text.encode())


MUTATIONS: dict[str, list[Callable[[pikepdf.Pdf], None]]] = {}


def breaks(code: str) -> Callable[[Callable[[pikepdf.Pdf], None]], Callable[[pikepdf.Pdf], None]]:
    """Count a function among those after which preflight finds a fault of this name."""

    def add(function: Callable[[pikepdf.Pdf], None]) -> Callable[[pikepdf.Pdf], None]:
        MUTATIONS.setdefault(code, []).append(function)
        return function

    return add


@breaks("UntaggedDocument")
def no_tree(pdf):
    del pdf.Root.StructTreeRoot


@breaks("MissingMarkInfo")
def not_marked(pdf):
    del pdf.Root.MarkInfo


@breaks("SuspectTags")
def suspects(pdf):
    pdf.Root.MarkInfo.Suspects = True


@breaks("MissingTitle")
def no_title(pdf):
    metadata(pdf, "<dc:title>.*?</dc:title>", "")


@breaks("TitleNotDisplayed")
def name_of_the_file_shown(pdf):
    pdf.Root.ViewerPreferences.DisplayDocTitle = False


@breaks("MissingLanguage")
def no_language(pdf):
    del pdf.Root.Lang


@breaks("MalformedLanguage")
def language_of_a_locale(pdf):
    pdf.Root.Lang = String("en_GB")


@breaks("MalformedLanguage")
def paragraph_of_no_language(pdf):
    element = next(one for one in elements(pdf, "P") if "/Lang" in one)
    element.Lang = String("français")


@breaks("MissingMetadata")
def no_metadata(pdf):
    del pdf.Root.Metadata


@breaks("MissingMetadata")
def broken_metadata(pdf):
    pdf.Root.Metadata.write(b"<x:xmpmeta")


@breaks("MetadataMismatch")
def two_titles(pdf):
    pdf.docinfo["/Title"] = "Another title"


@breaks("NoConformanceClaim")
def no_claim(pdf):
    metadata(pdf, "pdfuaid:part", "pdfuaid:parts")


@breaks("FontNotEmbedded")
def font_left_out(pdf):
    del font(pdf).DescendantFonts[0].FontDescriptor["/FontFile2"]


@breaks("UnusedFontNotEmbedded")
def font_named_in_vain(pdf):
    resources = text_page(pdf).Resources
    helvetica = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    resources.Font["/F99"] = pdf.make_indirect(helvetica)


@breaks("MissingToUnicode")
def no_characters(pdf):
    del font(pdf)["/ToUnicode"]


@breaks("MissingToUnicode")
def one_character_less(pdf):
    stream = font(pdf).ToUnicode
    stream.write(re.sub(rb"<0001> <\w+>\n", b"", stream.read_bytes()))


@breaks("PrivateUseText")
def private_character(pdf):
    stream = font(pdf).ToUnicode
    stream.write(re.sub(rb"<0001> <\w+>\n", b"<0001> <E000>\n", stream.read_bytes()))


@breaks("NotdefDrawn")
def glyph_of_nothing(pdf):
    change(pdf, rb"(/P <<[^>]*>> BDC\nBT\n.*?)\[\(..", rb"\1[(\\000\\000")


@breaks("UnreadableContent")
def wrong_operands(pdf):
    append(pdf, b"/Artifact BMC (x) Tf EMC")


@breaks("UnreadableContent")
def font_that_is_not_there(pdf):
    change(pdf, rb"/F\d+ ", b"/F77 ")


@breaks("DamagedFile")
def stream_of_no_kind(pdf):
    text_page(pdf).Contents.write(b"not deflated", filter=Name.FlateDecode)


@breaks("PageWithoutStructParents")
def page_without_way_back(pdf):
    del text_page(pdf)["/StructParents"]


@breaks("ParentTreeMismatch")
def ways_back_exchanged(pdf):
    entries = pdf.Root.StructTreeRoot.ParentTree.Nums[3]
    entries[0] = elements(pdf, "Table")[0]


@breaks("TabOrder")
def tab_key_by_rows(pdf):
    text_page(pdf).Tabs = Name.R


@breaks("UntaggedContent")
def line_without_mark(pdf):
    append(pdf, b"0 0 m 100 100 l S")


@breaks("UntaggedContent")
def paragraph_without_mark(pdf):
    change(pdf, rb"/P <<[^>]*>> BDC(.*?)EMC", rb"\1")


@breaks("UnclaimedContent")
def cell_without_its_text(pdf):
    elements(pdf, "TD")[0].K = Array()


@breaks("UnclaimedContent")
def element_left_out(pdf):
    drop(elements(pdf, "Table")[0])


@breaks("RepeatedMcid")
def two_contents_of_a_number(pdf):
    append(pdf, b"/P <</MCID 0>> BDC 0 0 m 9 9 l S EMC")


@breaks("ContentInsideArtifact")
def content_in_an_artifact(pdf):
    change(pdf, rb"(/P <<[^>]*>> BDC.*?EMC)", rb"/Artifact BMC \1 EMC")


@breaks("ArtifactInsideContent")
def artifact_in_content(pdf):
    change(pdf, rb"(/P <<[^>]*>> BDC)", rb"\1 /Artifact BMC 0 0 m 9 9 l S EMC")


@breaks("UnbalancedMarkedContent")
def mark_without_an_end(pdf):
    append(pdf, b"/Artifact BMC 0 0 m 9 9 l S")


@breaks("UnbalancedMarkedContent")
def end_without_a_mark(pdf):
    append(pdf, b"EMC")


@breaks("TextOutsidePage")
def page_cut(pdf):
    width, height = text_page(pdf).MediaBox[2:]
    text_page(pdf).CropBox = Array([0, 0, float(width) / 2, height])


@breaks("RealTextAsArtifact")
def paragraph_as_an_artifact(pdf):
    element = kids(elements(pdf, "Sect")[1])[1]
    page = next(number for number, one in enumerate(pdf.pages) if same(one.obj, element.Pg))
    for mcid in [kid for kid in element.K if not isinstance(kid, Dictionary)]:
        mark = rb"/\w+ <<(?:(?!BDC).)*?/MCID %d\b(?:(?!BDC).)*?>> BDC" % int(mcid)
        change(pdf, mark, b"/Artifact <</Type /Layout>> BDC", page)
    element.K = Array([kid for kid in element.K if isinstance(kid, Dictionary)])


@breaks("BrokenStructure")
def element_in_itself(pdf):
    table = elements(pdf, "Table")[0]
    table.K.append(table)


@breaks("BrokenStructure")
def element_of_two_parents(pdf):
    elements(pdf, "Sect")[0].K.append(elements(pdf, "H1")[0])


@breaks("DanglingContent")
def content_that_is_not_there(pdf):
    elements(pdf, "H2")[0].K = 999


@breaks("UnknownRole")
def role_of_no_standard(pdf):
    elements(pdf, "Caption")[0].S = Name.Legend


@breaks("MisplacedElement")
def row_outside_a_table(pdf):
    elements(pdf, "Table")[0].S = Name.Div


@breaks("MisplacedElement")
def item_outside_a_list(pdf):
    elements(pdf, "P")[-1].S = Name.LI


@breaks("MissingAltText")
def figure_without_words(pdf):
    del elements(pdf, "Figure")[0].Alt


@breaks("HeadingLevelSkipped")
def level_left_out(pdf):
    elements(pdf, "H2")[0].S = Name.H3
    elements(pdf, "H3")[-1].S = Name.H5


@breaks("TableHeaderWithoutScope")
def header_of_nothing(pdf):
    for cell in elements(pdf, "TH"):
        del cell.A
    for cell in elements(pdf, "TD"):
        if "/A" in cell and "/Headers" in cell.A:
            del cell.A.Headers


@breaks("IrregularTable")
def span_forgotten(pdf):
    cell = next(one for one in elements(pdf, "TD") if "/RowSpan" in one.get("/A", {}))
    del cell.A.RowSpan


@breaks("IrregularTable")
def cell_left_out(pdf):
    drop(elements(pdf, "TD")[-1])


@breaks("NoteWithoutCall")
def call_as_plain_text(pdf):
    call = elements(pdf, "Reference")[0]
    call.S = Name.Span
    kids(call)[0].S = Name.Span


@breaks("CallWithoutNote")
def note_as_a_paragraph(pdf):
    elements(pdf, "Note")[1].S = Name.Div


@breaks("NoteOffItsCallsPage")
def note_on_another_page(pdf):
    """The last note's text says that it stands on the page before its call."""
    third, first = elements(pdf, "Note")[-1], elements(pdf, "Note")[0]
    for holder, held in zip(leaves(third), leaves(first), strict=True):
        holder.Pg, holder.K = held.Pg, held.K


def leaves(element: Any) -> list[Any]:
    """Return the elements within one that have content of their own."""
    found = [] if any("/S" in kid for kid in kids(element)) else [element]
    for kid in kids(element):
        if "/S" in kid:
            found += leaves(kid)
    return found


@breaks("NoteNumberingHole")
def number_left_out(pdf):
    second = elements(pdf, "Note")[1]
    call = elements(pdf, "Reference")[1]
    drop(second)
    drop(call)


@breaks("NoteWithoutId")
def note_without_id(pdf):
    del elements(pdf, "Note")[0].ID


@breaks("DuplicateNoteId")
def two_notes_of_an_id(pdf):
    one, other, *_ = elements(pdf, "Note")
    other.ID = one.ID


@breaks("NoteWithoutLabel")
def number_as_plain_text(pdf):
    kids(elements(pdf, "Note")[0])[0].S = Name.Span


@breaks("DeadInternalLink")
def link_to_nowhere(pdf):
    annotation(pdf, "/Dest").Dest = String("nowhere")


@breaks("DeadInternalLink")
def places_left_out(pdf):
    del pdf.Root.Names


@breaks("DeadOutlineEntry")
def outline_to_nowhere(pdf):
    pdf.Root.Outlines.First.Dest = String("nowhere")


@breaks("LinkWithoutStructure")
def link_of_no_element(pdf):
    link = elements(pdf, "Link")[0]
    link.K = Array([kid for kid in link.K if not isinstance(kid, Dictionary)])


@breaks("LinkWithoutStructure")
def link_in_a_span(pdf):
    elements(pdf, "Link")[0].S = Name.Span


@breaks("LinkWithoutContents")
def link_without_words(pdf):
    del annotation(pdf, "/A").Contents


@breaks("AnnotationWithoutStructure")
def comment(pdf):
    comment = Dictionary(
        Type=Name.Annot, Subtype=Name.Text, Rect=Array([0, 0, 9, 9]), Contents=String("Why?")
    )
    text_page(pdf).Annots.append(pdf.make_indirect(comment))


@breaks("FieldWithoutDescription")
def field(pdf):
    field = Dictionary(
        Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String("a"), Rect=Array([0, 0, 9, 9])
    )
    field = pdf.make_indirect(field)
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]))
    text_page(pdf).Annots.append(field)


@breaks("FormWithoutRole")
def form_of_words(pdf):
    elements(pdf, "Caption")[0].S = Name.Form


@breaks("IrregularTable")
def cell_below_the_table(pdf):
    elements(pdf, "TD")[-1].A = Dictionary(O=Name.Table, RowSpan=3)


@breaks("DynamicXfaForm")
def dynamic_form(pdf):
    pdf.Root.AcroForm = Dictionary(Fields=Array(), XFA=pdf.make_stream(b"<xdp/>"))
    pdf.Root.NeedsRendering = True


@breaks("ActiveContent")
def script(pdf):
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


@breaks("ScannedPage")
def scanned(pdf):
    page = pdf.add_blank_page(page_size=(600, 800)).obj
    picture = pdf.make_stream(b"\0", Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1)
    page.Resources = Dictionary(XObject=Dictionary(X=picture))
    page.Contents = pdf.make_stream(b"/Artifact BMC q 600 0 0 800 0 0 cm /X Do Q EMC")


@breaks("StandardRoleRemapped")
def paragraphs_that_are_headings(pdf):
    pdf.Root.StructTreeRoot.RoleMap = Dictionary(P=Name.H1)


@breaks("MixedHeadings")
def heading_without_a_level(pdf):
    elements(pdf, "H2")[0].S = Name.H


@breaks("MisplacedElement")
def paragraph_between_rows(pdf):
    elements(pdf, "TBody")[0].S = Name.P


@breaks("MisplacedElement")
def head_without_a_body(pdf):
    drop(elements(pdf, "TBody")[0])


@breaks("CellWithoutHeader")
def header_that_is_no_cell(pdf):
    for cell in elements(pdf, "TH"):
        cell.A, cell.ID = Dictionary(O=Name.Table), String("of no scope")
    for name, cell in zip(("of no scope", "gone"), elements(pdf, "TD"), strict=False):
        cell.A = Dictionary(O=Name.Table, Headers=Array([String(name)]))


@breaks("AnnotationWithoutDescription")
def comment_without_words(pdf):
    comment = Dictionary(Type=Name.Annot, Subtype=Name.Square, Rect=Array([0, 0, 9, 9]))
    text_page(pdf).Annots.append(pdf.make_indirect(comment))


@breaks("UnnamedLayers")
def layers_without_a_name(pdf):
    pdf.Root.OCProperties = Dictionary(OCGs=Array(), D=Dictionary(Order=Array()))


@breaks("LayersOutOfControl")
def layers_by_themselves(pdf):
    pdf.Root.OCProperties = Dictionary(OCGs=Array(), D=Dictionary(Name=String("D"), AS=Array()))


@breaks("EmbeddedFileWithoutName")
def file_of_one_name(pdf):
    held = Dictionary(F=pdf.make_stream(b"1,2"))
    pdf.Root.AF = Array([Dictionary(Type=Name.Filespec, UF=String("a.csv"), EF=held)])


@breaks("MissingGlyphMap")
def glyphs_without_a_map(pdf):
    del font(pdf).DescendantFonts[0].CIDToGIDMap


@breaks("MissingGlyph")
def glyph_that_is_not_there(pdf):
    stream = font(pdf).DescendantFonts[0].CIDToGIDMap
    data = stream.read_bytes()
    stream.write(data[:2] + b"\xff\xff" + data[4:])


@breaks("UnclearEncoding")
def codes_of_no_name(pdf):
    descriptor = font(pdf).DescendantFonts[0].FontDescriptor
    descriptor.Flags = 32
    simple = Dictionary(Type=Name.Font, Subtype=Name.TrueType, FontDescriptor=descriptor)
    text_page(pdf).Resources.Font["/F98"] = pdf.make_indirect(simple)
    append(pdf, b"/Artifact BMC BT /F98 9 Tf (a) Tj ET EMC")


@breaks("WidthMismatch")
def width_of_another_font(pdf):
    descendant = font(pdf).DescendantFonts[0]
    descendant.W[1][0] = float(descendant.W[1][0]) + 2


@breaks("GlyphListMismatch")
def list_without_its_glyphs(pdf):
    font(pdf).DescendantFonts[0].FontDescriptor.CIDSet = pdf.make_stream(b"\xc0")


PLANTED = [(code, function) for code, functions in MUTATIONS.items() for function in functions]


def codes(data: bytes) -> set[str]:
    return {finding.code for finding in check(data)}


def test_the_file_is_good_before(good_file):
    assert check(good_file) == ()


@pytest.mark.parametrize(("code", "plant"), PLANTED, ids=lambda one: getattr(one, "__name__", ""))
def test_a_planted_fault_is_found(good_file, code, plant):
    with pikepdf.open(io.BytesIO(good_file)) as pdf:
        plant(pdf)
        out = io.BytesIO()
        pdf.save(out, fix_metadata_version=False)

    assert code in codes(out.getvalue())


def test_a_file_closed_to_assistive_technology_is_found(good_file):
    allowed = pikepdf.Permissions(accessibility=False, extract=False)
    closed = pikepdf.Encryption(owner="x", R=3, aes=False, metadata=False, allow=allowed)
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(good_file)) as pdf:
        pdf.save(out, encryption=closed)

    assert "AccessForbidden" in codes(out.getvalue())


def test_a_file_whose_index_is_wrong_is_found(good_file):
    wrong = re.sub(rb"startxref\n\d+", b"startxref\n7", good_file)

    assert "DamagedFile" in codes(wrong)


def test_a_fault_of_every_kind_is_planted():
    """But for that of a file which is larger than preflight reads: `test_hostile` has one."""
    beside = {"AccessForbidden", CheckCutShort.__name__}

    assert len(PLANTED) >= 40
    assert {kind.__name__ for kind in KINDS} - set(MUTATIONS) == beside
