"""What PDF 2.0 has beyond 1.7: namespaces, notes of its own kind, destinations in the structure."""

import io

import pikepdf
import pypdf
import pytest

from briefkit.frame import Anchor, Destination, LinkArea
from briefkit.metadata import OutlineEntry
from briefkit.structure import Role

FIRST, SECOND = "http://iso.org/pdf/ssn", "http://iso.org/pdf2/ssn"


@pytest.fixture
def noted(sheet):
    """Return a page with a title, a heading, a paragraph with a note, a list of terms, a box."""
    sheet.put(40, 40, Anchor("title"))
    sheet.line(60, sheet.run("The title", sheet.words(role=Role.HEADING_1), 20))
    section = sheet.node(Role.SECTION)
    sheet.put(40, 70, Anchor("heading"))
    sheet.line(80, sheet.run("A heading", sheet.words(section, Role.HEADING_2), 14))
    paragraph = sheet.node(Role.PARAGRAPH, section)
    before = sheet.node(Role.TEXT, paragraph)
    reference = sheet.node(Role.REFERENCE, paragraph)
    call = sheet.node(Role.LINK, reference, alt="Note 1")
    number = sheet.node(Role.TEXT, call)
    note = sheet.node(Role.NOTE, paragraph, note_type="Footnote", refers_to=(reference,))
    sheet.builder.amend(reference, refers_to=(note,))
    label = sheet.words(note, Role.LABEL)
    body = sheet.words(note)
    words, sign = sheet.run("Said ", before), sheet.run("1", number, 6)
    # As a line has them: its anchors first, and then its runs.
    sheet.put(40 + words.width, 90, Anchor("call"))
    sheet.line(100, words, sign)
    sheet.put(40 + words.width, 92, LinkArea(6, 8, Destination("note"), call, "Note 1"))
    listing = sheet.node(Role.LIST, section, numbering="None")
    item = sheet.node(Role.LIST_ITEM, listing)
    sheet.line(120, sheet.run("Term", sheet.words(item, Role.LABEL)))
    sheet.line(120, sheet.run("means", sheet.words(item, Role.LIST_BODY)), x=80)
    sheet.line(140, sheet.run("Boxed", sheet.words(sheet.node(Role.ASIDE, section))))
    quote = sheet.node(Role.BLOCK_QUOTE, section)
    inner = sheet.node(Role.ASIDE, sheet.node(Role.DIVISION, quote))
    sheet.line(160, sheet.run("Boxed in a quotation", sheet.words(inner)))
    sheet.put(40, 500, Anchor("note"))
    sheet.line(510, sheet.run("1", label, 8))
    sheet.line(510, sheet.run("A note", body, 8), x=50)
    return sheet


OUTLINE = (OutlineEntry("A heading", "heading"),)


def spaces(written):
    """Return each structure type with its namespace."""
    return {
        (str(each.S)[1:], str(each.NS.NS) if "/NS" in each else "")
        for each in written.pdf.objects
        if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/StructElem"
    }


def test_elements_are_of_the_namespace_that_has_their_type(noted):
    written = noted.paint("ua-2", outline=OUTLINE)

    assert spaces(written) == {
        *((kind, SECOND) for kind in ("Document", "Title", "Sect", "H1", "P", "Link", "FENote")),
        *((kind, SECOND) for kind in ("Lbl", "L", "LI", "LBody", "Aside", "Div")),
        *((kind, FIRST) for kind in ("Reference", "BlockQuote")),
    }
    assert [str(each.NS) for each in written.root.StructTreeRoot.Namespaces] == [FIRST, SECOND]


def test_in_pdf_1_7_there_are_none(noted):
    written = noted.paint(outline=OUTLINE)

    assert {space for _, space in spaces(written)} == {""}
    kinds = {kind for kind, _ in spaces(written)}
    assert {"Note", "Div", "H1", "H2"} < kinds
    assert not {"Aside", "FENote", "Title"} & kinds
    assert "/Namespaces" not in written.root.StructTreeRoot
    assert "/Ref" not in written.elements("Note")[0]


def test_only_a_lone_heading_of_the_first_level_is_the_title(sheet):
    for y, role in ((60, Role.HEADING_1), (80, Role.HEADING_1), (100, Role.HEADING_2)):
        sheet.line(y, sheet.run("x", sheet.words(role=role)))

    written = sheet.paint("ua-2")

    assert [len(written.elements(kind)) for kind in ("Title", "H1", "H2")] == [0, 2, 1]


def test_a_call_and_its_note_refer_to_each_other(noted):
    written = noted.paint("ua-2", outline=OUTLINE)

    (note,), (call,) = written.elements("FENote"), written.elements("Reference")
    assert [each.objgen for each in note.Ref] == [call.objgen]
    assert [each.objgen for each in call.Ref] == [note.objgen]
    assert (note.A.O, note.A.NoteType) == ("/FENote", "/Footnote")
    assert bytes(note.ID)


def test_a_list_of_terms_says_so_and_a_box_stands_aside_where_it_may(noted):
    """ISO/TS 32005, table 5: a BlockQuote has no Aside in it."""
    written = noted.paint("ua-2", outline=OUTLINE)

    assert written.elements("L")[0].A.ListNumbering == "/Description"
    assert len(written.elements("Aside")) == 1
    assert len(written.elements("Sect")) == 2


def test_links_lead_to_elements_and_older_readers_to_places(noted):
    written = noted.paint("ua-2", outline=OUTLINE)

    (link,) = written.pages[0].Annots
    assert link.A.S == "/GoTo"
    assert bytes(link.A.D) == b"note"
    element, kind, x, y, zoom = link.A.SD
    assert element.S == "/FENote"
    assert (kind, float(x), float(y), zoom) == ("/XYZ", 40, pytest.approx(95.276), None)
    assert written.root.Outlines.First.A.SD[0].S == "/H1"
    names = list(written.root.Names.Dests.Names)
    found = dict(zip((bytes(key) for key in names[::2]), names[1::2], strict=True))
    assert {key: str(each.SD[0].S) for key, each in found.items()} == {
        b"call": "/Reference",  # not the paragraph before it on its line
        b"heading": "/H1",
        b"note": "/FENote",
        b"title": "/Title",
    }
    assert all(each.D[0].objgen == written.pages[0].objgen for each in found.values())


def test_a_line_of_a_contents_list_refers_to_its_heading(sheet):
    entry = sheet.node(Role.CONTENTS_ITEM, sheet.node(Role.CONTENTS))
    link = sheet.node(Role.LINK, sheet.node(Role.REFERENCE, entry), alt="One")
    sheet.line(50, sheet.run("One", sheet.node(Role.TEXT, link)))
    sheet.put(40, 40, LinkArea(20, 12, Destination("one"), link, "One"))
    sheet.turn()
    sheet.put(40, 90, Anchor("one"))
    sheet.line(100, sheet.run("One", sheet.words(role=Role.HEADING_2)))

    written = sheet.paint("ua-2")

    (reference,), (heading,) = written.elements("Reference"), written.elements("H2")
    assert [each.objgen for each in reference.Ref] == [heading.objgen]
    assert [kind for kind, space in sorted(spaces(written)) if space == FIRST] == [
        "Reference", "TOC", "TOCI",
    ]  # fmt: skip


def test_an_anchor_at_a_page_s_end_leads_to_what_ends_it_or_to_the_whole(sheet):
    sheet.line(100, sheet.run("Last", sheet.words(role=Role.HEADING_2)))
    sheet.put(40, 300, Anchor("end"))
    sheet.turn()
    sheet.put(40, 300, Anchor("nothing"))

    written = sheet.paint("ua-2")

    names = list(written.root.Names.Dests.Names)
    assert [str(each.SD[0].S) for each in names[1::2]] == ["/H2", "/Document"]


def test_there_is_no_information_dictionary(noted):
    """ISO 19005-4, 6.1.3: what it would say is in the metadata stream."""
    data = noted.bytes(("ua-2", "a-4"), outline=OUTLINE)

    assert data.startswith(b"%PDF-2.0\n")
    assert b"/Info" not in data[data.rindex(b"trailer") :]
    reader = pypdf.PdfReader(io.BytesIO(data))
    assert reader.metadata is None
    assert reader.xmp_metadata.dc_title["x-default"] == "A brief"
    assert b"/Info" in noted.bytes("a-3a", outline=OUTLINE)


def test_qpdf_finds_no_fault_in_pdf_2(noted, run_tool):
    data = noted.bytes(("ua-2", "a-4", "wtpdf"), outline=OUTLINE)

    assert "No syntax or stream encoding errors found" in run_tool("qpdf", data, "--check")
    assert data == noted.bytes(("ua-2", "a-4", "wtpdf"), outline=OUTLINE)


def test_readers_follow_a_link(noted):
    import pypdfium2
    import pypdfium2.raw as pdfium

    document = pypdfium2.PdfDocument(noted.bytes("ua-2", outline=OUTLINE))
    page = document[0]
    link = pdfium.FPDFLink_GetLinkAtPoint(page.raw, 65, 595.276 - 96)

    assert pdfium.FPDFLink_GetAction(link)
    assert [each.get_title() for each in document.get_toc()] == ["A heading"]


def test_a_note_refers_to_all_that_refers_to_it(sheet):
    """A cross-reference is no call of it, and is told all the same (ISO 14289-2, 8.2.5.14)."""
    paragraph = sheet.node(Role.PARAGRAPH)
    link = sheet.node(Role.LINK, sheet.node(Role.REFERENCE, paragraph), alt="See the note")
    sheet.line(50, sheet.run("See", sheet.node(Role.TEXT, link)))
    sheet.put(40, 40, LinkArea(20, 12, Destination("note"), link, "See the note"))
    sheet.put(40, 490, Anchor("note"))
    note = sheet.node(Role.NOTE, paragraph, note_type="Endnote")
    sheet.line(500, sheet.run("A note", sheet.words(note)))

    written = sheet.paint("ua-2")

    (note,), (reference,) = written.elements("FENote"), written.elements("Reference")
    assert [each.objgen for each in reference.Ref] == [note.objgen]
    assert [each.objgen for each in note.Ref] == [reference.objgen]
    assert note.A.NoteType == "/Endnote"


def stressed(sheet):
    """Return a paragraph on a sheet, some of whose words are stressed, one of these twice."""
    paragraph = sheet.node(Role.PARAGRAPH)
    plain = sheet.node(Role.TEXT, paragraph)
    emphasis = sheet.node(Role.EMPHASIS, paragraph)
    inner, strong = sheet.node(Role.TEXT, emphasis), sheet.node(Role.STRONG, emphasis)
    both, last = sheet.node(Role.TEXT, strong), sheet.node(Role.TEXT, paragraph)
    marks = {"one ": plain, "two ": inner, "three ": both, "four": last}
    sheet.line(40, *(sheet.run(text, mark) for text, mark in marks.items()))
    return sheet


def test_what_is_stressed_says_so_in_pdf_2(sheet):
    from briefkit.preflight import describe_structure

    assert describe_structure(stressed(sheet).bytes(standard="ua-2")).splitlines() == [
        "Document",
        "  P p. 1 “one four”",
        "    Em p. 1 “two”",
        "      Strong p. 1 “three”",
    ]


def test_in_pdf_1_7_it_is_the_text_of_what_it_stands_in(sheet):
    from briefkit.preflight import describe_structure

    assert describe_structure(stressed(sheet).bytes()).splitlines() == [
        "Document",
        "  P p. 1 “one two three four”",
    ]
