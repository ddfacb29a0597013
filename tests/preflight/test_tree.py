"""Roles, figures, headings and tables."""

import pytest
from pikepdf import Array, Dictionary, Name, String

from briefkit.preflight import check


def test_a_figure_without_alternative_text_is_found(good, faults_of):
    del good.all("Figure")[0].Alt

    assert faults_of(good) == ["MissingAltText"]


def test_blank_alternative_text_is_none(good, faults_of):
    good.all("Figure")[0].Alt = String(" ")

    assert faults_of(good) == ["MissingAltText"]


def test_actual_text_may_stand_for_a_figure(good, faults_of):
    figure = good.all("Figure")[0]
    del figure.Alt
    figure.ActualText = String("A")

    assert faults_of(good) == []


def test_a_skipped_level_of_headings_is_found(good, faults_of):
    good.all("H2")[0].S = Name.H3

    assert faults_of(good) == ["HeadingLevelSkipped"]


def test_the_first_heading_is_of_the_first_level(good, faults_of):
    good.all("H1")[0].S = Name.H2

    assert faults_of(good) == ["HeadingLevelSkipped"]


def test_a_header_cell_without_scope_is_found(good, faults_of):
    del good.all("TH")[0].A

    assert faults_of(good) == ["TableHeaderWithoutScope"]


def test_a_header_cell_may_be_named_by_its_cells(good, faults_of):
    header = good.all("TH")[0]
    del header.A
    header.ID = String("year")
    good.all("TD")[0].A = Dictionary(O=Name.Table, Headers=Array([String("year")]))

    assert faults_of(good) == []


def test_a_scope_may_come_from_a_class(good, faults_of):
    header = good.all("TH")[0]
    del header.A
    header.C = Name.Head
    good.tree.ClassMap = Dictionary(Head=Dictionary(O=Name.Table, Scope=Name.Column))

    assert faults_of(good) == []


def test_rows_of_unequal_length_are_found(good, faults_of):
    good.all("TD")[1].A = Dictionary(O=Name.Table, ColSpan=2)

    assert faults_of(good) == ["IrregularTable"]


def test_cells_that_reach_down_count_in_the_rows_below(good, faults_of):
    """Two rows: | a | b |, of which a fills both, and | c |."""
    header = good.all("TH")[0]
    header.A = Dictionary(O=Name.Table, Scope=Name.Row, RowSpan=2)
    row = good.all("TR")[1]
    spare = row.K[0]
    del row.K[0]
    paragraph = good.element(good.document, "P")
    paragraph.K = spare.K
    good.tree.ParentTree.Nums[3][good.all("P")[-1].K[0].MCID] = paragraph

    assert faults_of(good) == []


@pytest.mark.parametrize(("role", "wrong"), [("TR", "LI"), ("LI", "TD"), ("TD", "TOCI")])
def test_an_element_outside_what_gives_it_meaning_is_found(good, faults_of, role, wrong):
    good.all(role)[0].S = Name(f"/{wrong}")

    assert "MisplacedElement" in faults_of(good)


def test_a_type_that_no_one_knows_is_found_once(good, faults_of):
    for element in good.all("P"):
        element.S = Name.Absatz

    assert faults_of(good) == ["UnknownRole"]


def test_a_type_may_be_mapped_to_a_standard_one(good, faults_of):
    for element in good.all("P"):
        element.S = Name.Absatz
    good.tree.RoleMap = Dictionary(Absatz=Name.Text, Text=Name.P)

    assert faults_of(good) == []


def test_types_mapped_in_a_circle_are_unknown(good, faults_of):
    good.all("H2")[0].S = Name.A
    good.tree.RoleMap = Dictionary(A=Name.B, B=Name.A)

    assert faults_of(good) == ["UnknownRole"]


def test_content_that_is_not_there_is_found(good, faults_of):
    page = good.pdf.pages[0].obj
    good.all("H2")[0].K.append(Dictionary(Type=Name.MCR, Pg=page, MCID=99))

    assert faults_of(good) == ["DanglingContent"]


def test_what_names_a_number_of_content_is_content_though_it_has_no_type(good, faults_of):
    for element in (good.all("H2")[0], good.all("P")[0]):
        for kid in element.K:
            del kid.Type

    assert faults_of(good) == []


def test_an_element_that_stands_in_the_tree_twice_is_found(good, faults_of):
    good.document.K.append(good.all("Figure")[0])

    assert faults_of(good) == ["BrokenStructure"]


def test_an_element_inside_itself_is_found(good, faults_of):
    good.all("Sect")[0].K.append(good.document)

    assert faults_of(good) == ["BrokenStructure"]


def test_content_claimed_twice_is_found(good, faults_of):
    good.all("H2")[0].K.append(good.all("H1")[0].K[0])

    assert faults_of(good) == ["BrokenStructure"]


@pytest.mark.parametrize("kid", [String("text"), Dictionary(Type=Name.MCR), Dictionary()])
def test_a_kid_that_is_no_kid_is_found(good, faults_of, kid):
    good.all("H2")[0].K.append(kid)

    assert "BrokenStructure" in faults_of(good)


def test_an_element_on_a_page_that_is_not_in_the_file_is_found(good, faults_of):
    good.all("Sect")[0].Pg = good.pdf.make_indirect(Dictionary(Type=Name.Page))

    assert faults_of(good) == ["BrokenStructure"]


def test_a_header_cell_is_told_by_its_row(draft):
    table = draft.element(draft.document, "Table")
    for _ in range(50):
        row = draft.element(table, "TR")
        draft.element(row, "TH")
        draft.element(row, "TH")

    found = check(draft.finish().bytes())

    assert {finding.place for finding in found if finding.place.endswith(", row 50")} == {
        "/Document[1]/Table[1], row 50"
    }


def places(draft):
    """Return where elements stand wrongly, and how."""
    found = check(draft.finish().bytes())
    return [(one.place, one.message) for one in found if one.code == "MisplacedElement"]


def test_a_list_item_holds_a_label_and_a_body(draft):
    item = draft.element(draft.element(draft.document, "L"), "LI")
    draft.element(item, "Lbl")
    draft.element(item, "LBody")
    assert places(draft) == []

    draft.element(item, "P")
    assert places(draft) == [
        ("/Document[1]/L[1]/LI[1]", "the LI holds a P: it may hold LBody and Lbl only")
    ]


def test_what_means_nothing_is_looked_through(draft):
    item = draft.element(draft.element(draft.document, "L"), "LI")
    draft.element(draft.element(item, "NonStruct"), "LBody")
    assert places(draft) == []

    draft.element(draft.element(item, "NonStruct"), "P")
    assert [place for place, _ in places(draft)] == ["/Document[1]/L[1]/LI[1]"]


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        ("Caption TR TR", ""),
        ("TR TR Caption", ""),
        ("THead TBody TBody TFoot", ""),
        ("TR Caption TR", "the Caption stands among the other parts of the Table"),
        ("THead THead TBody", "the table has 2 THead"),
        ("Caption TR Caption", "the table has 2 Caption"),
        ("THead TR", "the table has a THead or a TFoot, but no TBody"),
        (
            "TR Figure",
            "the Table holds a Figure: it may hold Caption, TBody, TFoot, THead and TR only",
        ),
    ],
)
def test_a_table_has_its_parts_in_order(draft, parts, message):
    table = draft.element(draft.document, "Table")
    for part in parts.split():
        draft.element(table, part)

    assert [told for _, told in places(draft)] == ([message] if message else [])


def test_headings_without_a_level_stand_alone_and_once_in_a_section(draft):
    first, second = (draft.element(draft.document, "Sect") for _ in range(2))
    for section, text in ((first, "One"), (second, "Two")):
        draft.text(draft.element(section, "H"), text)
    assert check(draft.finish().bytes()) == ()

    draft.text(draft.element(second, "H"), "Three")
    draft.text(draft.element(second, "H1"), "Four")
    found = check(draft.finish().bytes())

    assert [(one.code, one.message) for one in found] == [
        ("MixedHeadings", "“One” is H, and others are H1"),
        ("MixedHeadings", "“Three” is not the first H of its section"),
    ]


def test_a_cell_names_its_headers_where_no_header_tells_its_scope(draft):
    row = draft.element(draft.element(draft.document, "Table"), "TR")
    draft.element(row, "TH", ID=String("h"))
    named = draft.element(row, "TD", A=Dictionary(O=Name.Table, Headers=Array([String("h")])))
    assert check(draft.finish().bytes()) == ()

    draft.text(draft.element(row, "TD"), "12")
    named.A.Headers.append(String("gone"))
    found = check(draft.finish().bytes())

    assert [(one.code, one.place, one.message) for one in found] == [
        (
            "CellWithoutHeader",
            "/Document[1]/Table[1], row 1",
            "an empty cell names the header 'gone', which no cell is",
        ),
        ("CellWithoutHeader", "/Document[1]/Table[1], row 1", "the cell “12” names no header"),
    ]


def test_content_of_a_form_is_claimed_by_naming_the_form(draft):
    """As WeasyPrint does not, where it paints what can be seen through."""
    element = draft.element(draft.document, "P")
    mcid = draft.mark(element)
    page = draft.pdf.pages[0].obj
    form = draft.pdf.make_stream(
        f"/P <</MCID {mcid}>> BDC {draft.shown('word', 50, 700)} EMC".encode(),
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=[0, 0, 600, 800],
        Resources=page.Resources,
    )
    page.Resources.XObject = Dictionary(X=form)
    draft.raw("/X Do")
    draft.finish()
    (found,) = [one for one in check(draft.bytes()) if one.code == "DanglingContent"]
    assert found.message == (
        "the element claims MCID 0 on page 1, which stands in a form that the page paints:"
        " its kid needs a /Stm"
    )

    element.K[0].Stm = form
    assert check(draft.bytes()) == ()


def test_a_form_holds_its_field_alone_or_says_what_it_is(draft):
    """As LibreOffice does not, where a field is printed as text."""
    form = draft.element(draft.document, "Form")
    field = draft.link(form, contents="Name", A=Dictionary(S=Name.URI, URI=String("a:b")))
    field.Subtype, field.TU = Name.Widget, String("Name")
    draft.pdf.Root.AcroForm = Dictionary(Fields=[field])
    assert check(draft.finish().bytes()) == ()

    draft.text(form, "Ann")
    found = check(draft.finish().bytes())
    assert [(one.code, one.message) for one in found] == [
        (
            "FormWithoutRole",
            "the form element holds other content beside its field, and has no Role",
        )
    ]

    form.A = Dictionary(O=Name.PrintField, Role=Name.tv)
    assert check(draft.finish().bytes()) == ()


def test_a_cell_that_reaches_below_the_table_is_found(draft):
    row = draft.element(draft.element(draft.document, "Table"), "TR")
    draft.element(row, "TD", A=Dictionary(O=Name.Table, RowSpan=3))

    found = check(draft.finish().bytes())

    assert [one.message for one in found] == ["a cell reaches 2 rows below the last"]
