import pytest
from attrs import evolve

from briefkit.errors import LayoutError
from briefkit.frame import Anchor, Destination, LinkArea, Page, Uri
from briefkit.geometry import Size
from briefkit.metadata import OutlineEntry
from briefkit.pdf.navigation import page_labels
from briefkit.structure import Role

ADDRESS = Uri("https://example.org/a(b)/c")


def link(sheet, parent, alt="An address"):
    node = sheet.node(Role.LINK, parent, alt=alt)
    return node, sheet.node(Role.TEXT, node)


def annotations(written, page_index=0):
    return list(written.pages[page_index].get("/Annots", []))


def test_a_link_is_an_annotation_within_its_element(sheet):
    paragraph = sheet.node(Role.PARAGRAPH)
    node, words = link(sheet, paragraph)
    sheet.line(100, sheet.run("example.org", words))
    sheet.put(40, 92, LinkArea(60, 12, ADDRESS, node, "An address"))

    written = sheet.paint()

    (found,) = annotations(written)
    assert (found.Subtype, found.A.S, str(found.A.URI)) == ("/Link", "/URI", ADDRESS.uri)
    assert [float(edge) for edge in found.Rect] == pytest.approx([40, 491.276, 100, 503.276])
    assert (str(found.Contents), int(found.F), list(found.Border)) == ("An address", 4, [0, 0, 0])
    assert "/QuadPoints" not in found
    assert found.P.objgen == written.pages[0].objgen
    assert written.tree() == "Document\n  P\n    Link\n      0: example.org\n      0: /Link"
    entries = list(written.root.StructTreeRoot.ParentTree.Nums)
    owner = dict(zip(map(int, entries[::2]), entries[1::2], strict=True))[int(found.StructParent)]
    assert owner.objgen == written.elements("Link")[0].objgen
    assert written.pages[0].Tabs == "/S"
    assert written.faults() == []


def test_a_link_over_two_lines_is_one_annotation(sheet):
    node, words = link(sheet, sheet.node(Role.PARAGRAPH))
    sheet.line(100, sheet.run("https://example", words), x=200)
    sheet.line(112, sheet.run(".org", words))
    sheet.put(200, 92, LinkArea(80, 12, ADDRESS, node, "An address"))
    sheet.put(40, 104, LinkArea(20, 12, ADDRESS, node, "An address"))

    written = sheet.paint()

    (found,) = annotations(written)
    quads = [float(edge) for edge in found.QuadPoints]
    left, foot, right, top = (float(edge) for edge in found.Rect)
    assert (left, right) == (40, 280)
    upper, lower = ((quads[at : at + 8 : 2], quads[at + 1 : at + 8 : 2]) for at in (0, 8))
    assert upper == ([200, 280, 200, 280], [503.276, 503.276, 491.276, 491.276])
    assert lower == ([40, 60, 40, 60], [491.276, 491.276, 479.276, 479.276])
    assert all(left <= x <= right for x in quads[::2])
    assert all(foot <= y <= top for y in quads[1::2])
    assert written.faults() == []


def test_readers_follow_both_lines_of_a_link(sheet):
    import pypdfium2
    import pypdfium2.raw as pdfium

    node, words = link(sheet, sheet.node(Role.PARAGRAPH))
    sheet.line(100, sheet.run("x", words))
    sheet.put(200, 92, LinkArea(80, 12, ADDRESS, node, "An address"))
    sheet.put(40, 104, LinkArea(20, 12, ADDRESS, node, "An address"))

    page = pypdfium2.PdfDocument(sheet.bytes())[0]

    for x, y in ((240, 98), (50, 110)):
        assert pdfium.FPDFLink_GetLinkAtPoint(page.raw, x, 595.276 - y)


def test_a_link_over_two_pages_is_an_annotation_on_each(sheet):
    node, words = link(sheet, sheet.node(Role.PARAGRAPH))
    sheet.line(500, sheet.run("https://example", words))
    sheet.put(40, 492, LinkArea(80, 12, ADDRESS, node, "An address"))
    sheet.turn()
    sheet.line(50, sheet.run(".org", words))
    sheet.put(40, 42, LinkArea(20, 12, ADDRESS, node, "An address"))

    written = sheet.paint()

    assert [len(annotations(written, index)) for index in range(2)] == [1, 1]
    assert written.tree().split("\n")[3:] == [
        "      0: https://example",
        "      1: .org",
        "      0: /Link",
        "      1: /Link",
    ]
    assert written.faults() == []


def test_a_link_within_the_document_leads_to_a_named_place(sheet):
    node, words = link(sheet, sheet.node(Role.PARAGRAPH))
    sheet.line(100, sheet.run("see there", words))
    sheet.put(40, 92, LinkArea(60, 12, Destination("şekil-1"), node, "Figure 1"))
    sheet.turn()
    sheet.put(40, 200.5, Anchor("şekil-1"))

    written = sheet.paint()

    (found,) = annotations(written)
    names = list(written.root.Names.Dests.Names)
    assert bytes(names[0]) == bytes(found.Dest)
    page, kind, x, y, zoom = names[1]
    assert page.objgen == written.pages[1].objgen
    assert (kind, float(x), float(y), zoom) == ("/XYZ", 40, 394.776, None)


def test_names_are_sorted_as_bytes(sheet):
    """Those in UTF-16 begin with FE and FF, and so come last."""
    for name in ("é", "b", "a(", "Z", "ş", "(x"):
        sheet.put(10, 10, Anchor(name))

    written = sheet.paint()

    names = [bytes(key) for key in list(written.root.Names.Dests.Names)[::2]]
    assert names == sorted(names)
    assert len(names) == 6
    assert written.faults() == []


def test_the_first_of_two_places_of_one_name_is_meant(sheet):
    sheet.put(10, 10, Anchor("head"))
    sheet.turn()
    sheet.put(10, 10, Anchor("head"))

    written = sheet.paint()

    names = list(written.root.Names.Dests.Names)
    assert len(names) == 2
    assert names[1][0].objgen == written.pages[0].objgen


def test_a_link_that_leads_nowhere_is_an_error(sheet):
    node, _ = link(sheet, sheet.node(Role.PARAGRAPH))
    sheet.put(40, 92, LinkArea(60, 12, Destination("nowhere"), node, "Figure 1"))

    with pytest.raises(LayoutError, match="the link 'Figure 1' leads to 'nowhere'"):
        sheet.paint()


def test_the_outline_has_levels_and_opens_beside_the_pages(sheet):
    sheet.put(40, 100, Anchor("one"))
    sheet.put(40, 300, Anchor("two"))
    entries = (
        OutlineEntry("Giriş", "one", (OutlineEntry("Deeper", "two"), OutlineEntry("And", "two"))),
        OutlineEntry("End", "two"),
    )

    written = sheet.paint(outline=entries)

    outline = written.root.Outlines
    assert written.root.PageMode == "/UseOutlines"
    assert int(outline.Count) == 4
    first, last = outline.First, outline.Last
    assert (str(first.Title), str(last.Title), int(first.Count)) == ("Giriş", "End", 2)
    assert first.Next.objgen == last.objgen
    assert last.Prev.objgen == first.objgen
    assert first.Parent.objgen == outline.objgen
    assert str(first.First.Next.Title) == "And"
    assert first.First.Parent.objgen == first.objgen
    import io

    import pypdf

    reader = pypdf.PdfReader(io.BytesIO(written.data))
    assert [getattr(each, "title", len(each)) for each in reader.outline] == ["Giriş", 2, "End"]


def test_without_an_outline_no_room_is_taken_for_it(sheet):
    written = sheet.paint()

    assert "/Outlines" not in written.root
    assert "/PageMode" not in written.root
    assert "/Names" not in written.root


def test_an_outline_that_leads_nowhere_is_an_error(sheet):
    with pytest.raises(LayoutError, match="the outline's 'One' leads to 'nowhere'"):
        sheet.paint(outline=(OutlineEntry("One", "nowhere"),))


LABELS = [
    (["1", "2", "3"], 1),
    (["Cover", "1", "2"], 2),
    (["i", "ii", "iii", "iv", "1", "2"], 2),
    (["IX", "X", "XI"], 1),
    (["A-8", "A-9", "A-10"], 1),
    (["1", "3", "4"], 2),
    (["", "", "1"], 3),
    (["007", "008"], 2),
    (["x", "y"], 2),
]


@pytest.mark.parametrize(("labels", "entries"), LABELS)
def test_readers_show_each_page_s_own_label(sheet, labels, entries):
    import io

    import pypdf

    from briefkit.metadata import Metadata
    from briefkit.pdf import paint

    (page,) = sheet.pages
    pages = [evolve(page, index=index, label=label) for index, label in enumerate(labels)]

    data = paint(pages, sheet.tree, Metadata("x", "en"), sheet.library)

    assert pypdf.PdfReader(io.BytesIO(data)).page_labels == labels
    assert len(page_labels(pages)["Nums"]) == 2 * entries


def test_labels_of_a_thousand_pages_are_one_entry(sheet):
    frame = sheet.pages[0].frame
    pages = [Page(index, Size(10, 10), frame, label=str(index + 1)) for index in range(1000)]

    assert page_labels(pages) == {"Nums": [0, {"S": "/D", "St": 1}]}
