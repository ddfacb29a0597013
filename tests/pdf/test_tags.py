import pytest

from briefkit.frame import Fill
from briefkit.pdf.tags import Painted, figures, is_element, owners
from briefkit.structure import LAYOUT, NodeId, Role


def test_content_and_children_interleave_in_reading_order(sheet):
    """The note stands at its call in the tree, wherever it stands on the page."""
    paragraph = sheet.node(Role.PARAGRAPH)
    before = sheet.node(Role.TEXT, paragraph)
    call = sheet.node(Role.TEXT, sheet.node(Role.REFERENCE, paragraph))
    note = sheet.node(Role.NOTE, paragraph)
    label = sheet.words(note, Role.LABEL)
    body = sheet.words(note)
    after = sheet.node(Role.TEXT, paragraph)
    sheet.line(
        100, sheet.run("Before", before), sheet.run("1", call, 6), sheet.run(" after", after)
    )
    sheet.line(500, sheet.run("1", label), sheet.run("A note", body))

    assert (
        sheet.paint().tree()
        == """\
Document
  P
    0: Before
    Reference
      0: 1
    Note
      Lbl
        0: 1
      P
        0: A note
    0:  after"""
    )


def test_an_element_on_two_pages_is_one_with_content_of_both(sheet):
    words = sheet.words()
    sheet.line(500, sheet.run("It begins", words))
    sheet.turn()
    sheet.line(50, sheet.run("and ends.", words))

    written = sheet.paint()

    assert written.tree() == "Document\n  P\n    0: It begins\n    1: and ends."
    assert written.faults() == []


def test_nodes_without_content_are_left_out(sheet):
    sheet.words()
    kept = sheet.node(Role.SECTION)
    sheet.words(kept, Role.HEADING_1)
    sheet.line(100, sheet.run("text", sheet.words(kept)))

    assert sheet.paint().tree() == "Document\n  Sect\n    P\n      0: text"


def test_empty_cells_stay_so_that_rows_are_of_one_length(sheet):
    table = sheet.node(Role.TABLE)
    head = sheet.node(Role.TABLE_ROW, sheet.node(Role.TABLE_HEAD, table))
    sheet.node(Role.HEADER_CELL, head, scope="Column")
    year = sheet.words(head, Role.HEADER_CELL, scope="Column")
    row = sheet.node(Role.TABLE_ROW, sheet.node(Role.TABLE_BODY, table))
    sheet.words(row, Role.DATA_CELL)
    sheet.words(row, Role.DATA_CELL)
    sheet.words(table, Role.CAPTION)
    sheet.line(100, sheet.run("2022", year))

    written = sheet.paint()

    assert [line.split() for line in written.tree().split("\n")] == [
        ["Document"],
        ["Table"],
        ["THead"],
        ["TR"],
        ["TH"],
        ["TH"],
        ["0:", "2022"],
        ["TBody"],
        ["TR"],
        ["TD"],
        ["TD"],
    ]
    assert written.faults() == []


def test_cells_have_scope_spans_and_headers(sheet):
    table = sheet.node(Role.TABLE)
    head = sheet.node(Role.TABLE_ROW, table)
    first = sheet.node(Role.HEADER_CELL, head, scope="Column", column_span=2)
    row = sheet.node(Role.TABLE_ROW, table)
    second = sheet.node(Role.HEADER_CELL, row, scope="Row", row_span=1)
    cell = sheet.node(Role.DATA_CELL, row, headers=(first, second))
    for at, node in enumerate((first, second, cell)):
        sheet.line(100 + 12 * at, sheet.run("x", node))

    written = sheet.paint()

    one, other = (element.A for element in written.elements("TH"))
    assert (one.O, one.Scope, int(one.ColSpan), "/RowSpan" in one) == (
        "/Table",
        "/Column",
        2,
        False,
    )
    assert (other.Scope, "/ColSpan" in other) == ("/Row", False)
    ids = [element.ID for element in written.elements("TH")]
    assert list(written.elements("TD")[0].A.Headers) == ids
    assert written.faults() == []


def test_every_note_has_an_id_of_its_own_in_the_id_tree(sheet):
    """ISO 14289-1, 7.9. The tree is sorted by its keys, over more than one leaf."""
    sections = [sheet.node(Role.SECTION) for _ in range(2)]
    for at in range(100):  # by turns, so that reading order is not the order of the nodes
        note = sheet.node(Role.NOTE, sections[at % 2])
        sheet.line(20 + 5 * at, sheet.run("note", sheet.words(note), 4))

    written = sheet.paint()

    ids = [bytes(element.ID) for element in written.elements("Note")]
    leaves = written.root.StructTreeRoot.IDTree.Kids
    entries = [each for leaf in leaves for each in leaf.Names]
    assert len(set(ids)) == 100
    assert [bytes(key) for key in entries[::2]] == sorted(ids)
    assert ids != sorted(ids)
    pairs = zip(entries[::2], entries[1::2], strict=True)
    assert all(bytes(element.ID) == bytes(key) for key, element in pairs)
    assert [[bytes(limit) for limit in leaf.Limits] for leaf in leaves] == [
        [bytes(leaf.Names[0]), bytes(leaf.Names[-2])] for leaf in leaves
    ]


def test_the_parent_tree_leads_from_each_sequence_to_its_element(sheet):
    heading, words = sheet.words(role=Role.HEADING_1), sheet.words()
    sheet.line(100, sheet.run("Heading", heading))
    sheet.put(10, 110, Fill(5, 5, "#000000", LAYOUT))
    sheet.line(120, sheet.run("one", words))
    sheet.turn()
    sheet.turn()
    sheet.line(120, sheet.run("two", words))

    written = sheet.paint()

    root = written.root.StructTreeRoot
    entries = list(root.ParentTree.Nums)
    assert [int(key) for key in entries[::2]] == [0, 2]
    assert [[str(each.S) for each in owners] for owners in entries[1::2]] == [["/H1", "/P"], ["/P"]]
    assert [page.get("/StructParents") for page in written.pages] == [0, None, 2]
    assert int(root.ParentTreeNextKey) == 3


def test_a_list_says_how_it_is_numbered(sheet):
    listing = sheet.node(Role.LIST, numbering="Decimal")
    item = sheet.node(Role.LIST_ITEM, listing)
    sheet.line(100, sheet.run("1.", sheet.words(item, Role.LABEL)))
    sheet.line(100, sheet.run("An item", sheet.words(item, Role.LIST_BODY)), x=60)

    written = sheet.paint()

    assert written.elements("L")[0].A.ListNumbering == "/Decimal"
    assert written.faults() == []


def test_text_in_another_language_is_a_span_that_says_so(sheet):
    paragraph = sheet.node(Role.PARAGRAPH, language="de")
    german = sheet.node(Role.TEXT, paragraph)
    turkish = sheet.node(Role.TEXT, paragraph, language="tr")
    sheet.line(100, sheet.run("Wort ", german), sheet.run("sözcük", turkish))

    written = sheet.paint()

    assert written.tree() == "Document\n  P\n    0: Wort \n    Span\n      0: sözcük"
    assert str(written.elements("P")[0].Lang) == "de"
    assert str(written.elements("Span")[0].Lang) == "tr"
    assert "/Lang" not in written.elements("Document")[0]
    assert str(written.root.Lang) == "en"


def test_titles_and_alternatives_are_kept_in_any_script(sheet):
    heading = sheet.words(role=Role.HEADING_1, title="Ιστορία")
    figure = sheet.node(Role.FIGURE, alt="A rocket (red)")
    sheet.line(100, sheet.run("A", heading))
    sheet.put(10, 110, Fill(5, 5, "#000000", figure))

    written = sheet.paint()

    assert str(written.elements("H1")[0].T) == "Ιστορία"
    assert str(written.elements("Figure")[0].Alt) == "A rocket (red)"


def test_a_figure_s_box_reaches_over_all_that_it_shows_on_its_first_page(sheet):
    figure = sheet.node(Role.FIGURE, alt="bars")
    caption = sheet.words(figure, Role.CAPTION)
    sheet.put(50, 100, Fill(20, 40, "#000000", figure))
    sheet.put(90, 120, Fill(30, 20.5, "#000000", figure))
    sheet.put(200, 200, Fill(30, 20, "#000000", LAYOUT))
    sheet.turn()
    sheet.line(20, sheet.run("its caption", caption))

    written = sheet.paint()

    attributes = written.elements("Figure")[0].A
    assert (attributes.O, attributes.Placement) == ("/Layout", "/Block")
    assert [float(edge) for edge in attributes.BBox] == pytest.approx(
        [50, 595.276 - 140.5, 120, 595.276 - 100]
    )


def test_a_figure_within_a_figure_widens_both(sheet):
    outer = sheet.node(Role.FIGURE, alt="both")
    inner = sheet.node(Role.FIGURE, outer, alt="one")
    sheet.put(10, 10, Fill(10, 10, "#000000", outer))
    sheet.put(30, 10, Fill(10, 10, "#000000", inner))

    written = sheet.paint()

    boxes = [element.A.BBox for element in written.elements("Figure")]
    assert [[float(box[0]), float(box[2])] for box in boxes] == [[10, 40], [30, 40]]
    assert written.faults() == []


def test_text_belongs_to_the_nearest_element(sheet):
    paragraph = sheet.node(Role.PARAGRAPH)
    plain = sheet.node(Role.TEXT, paragraph)
    other = sheet.node(Role.TEXT, paragraph, language="tr")
    tree = sheet.tree

    assert owners(tree) == (0, paragraph, paragraph, other)
    assert [is_element(tree[node]) for node in (plain, other)] == [False, True]
    assert figures(tree) == {}


def test_mcids_start_anew_on_each_page():
    painted = Painted()
    for page in range(2):
        painted.pages.append([])
        assert [painted.begin(page, NodeId(node)) for node in (5, 6, 5)] == [0, 1, 2]
    assert painted.pages == [[5, 6, 5], [5, 6, 5]]


def test_poppler_reads_every_word_of_the_structure(sheet, run_tool):
    """Spans with ActualText within a sequence would cut it short there."""
    words = sheet.words()
    sheet.line(100, sheet.run("A ", words), sheet.run("hy-", words, actual="hyphen", soft=True))
    sheet.line(112, sheet.run("phen", words, actual=""), sheet.run(" is not the end", words))

    read = run_tool("pdfinfo", sheet.bytes(), "-struct-text").replace("\u00ad", "")

    assert '"A "' in read
    assert '"hyphen"' in read
    assert '" is not the end"' in read
