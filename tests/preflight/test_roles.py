"""What types stand for: the role map, namespaces, and what is wrong with them."""

import pytest
from pikepdf import Array, Dictionary, Name, String

from briefkit.preflight import check, read_structure

PDF_2 = "http://iso.org/pdf2/ssn"


def space(draft, address, **entries):
    """Return a namespace."""
    return draft.pdf.make_indirect(Dictionary(Type=Name.Namespace, NS=String(address), **entries))


def told(draft):
    return [finding.message for finding in check(draft.finish().bytes())]


def role(draft):
    """Return what the only paragraph's only element is."""
    return read_structure(draft.finish().bytes()).elements[0].elements[0].elements[0].role


@pytest.fixture
def word(draft):
    """Return an element in a paragraph, with a word."""
    element = draft.element(draft.element(draft.document, "P"), "Em")
    return draft.text(element, "word")


def test_a_type_of_pdf_2_is_one_only_in_its_namespace(draft, word):
    """As Chromium writes them, into files of PDF 1.4."""
    assert told(draft) == ["the type Em is one of PDF 2.0 without its namespace, nor mapped"]
    assert role(draft) == "Em"

    word.NS = space(draft, PDF_2)
    assert told(draft) == []


def test_a_type_of_pdf_2_may_be_mapped(draft, word):
    draft.tree.RoleMap = Dictionary(Em=Name.Span)

    assert told(draft) == []
    assert role(draft) == "Span"


def test_a_namespace_maps_its_own_types(draft, word):
    word.S = Name.Betont
    word.NS = space(
        draft, "urn:ours", RoleMapNS=Dictionary(Betont=Array([Name.Em, space(draft, PDF_2)]))
    )
    assert (told(draft), role(draft)) == ([], "Em")

    word.NS.RoleMapNS = Dictionary(Betont=Name.Span)
    assert (told(draft), role(draft)) == ([], "Span")

    word.NS.RoleMapNS = Dictionary(Betont=Array([Name.Em]))
    assert told(draft) == ["the type Betont is not standard, nor mapped"]


def test_the_role_map_is_not_that_of_another_namespace(draft, word):
    word.S = Name.Betont
    word.NS = space(draft, "urn:ours")
    draft.tree.RoleMap = Dictionary(Betont=Name.Span)

    assert told(draft) == ["the type Betont is not standard, nor mapped"]


def test_types_of_mathematics_need_no_map(draft, word):
    word.S = Name.mfrac
    word.NS = space(draft, "http://www.w3.org/1998/Math/MathML")

    assert told(draft) == []


@pytest.mark.parametrize(
    ("roles", "message"),
    [
        ({"Em": Name.Strange}, "the type Em is not standard, nor mapped further than to Strange"),
        ({"Em": Name.Strange, "Strange": Name.Em}, "the type Em is mapped in a circle"),
        ({"Em": Name.Em}, "the type Em is mapped in a circle"),
    ],
)
def test_a_map_that_leads_nowhere_is_told(draft, word, roles, message):
    draft.tree.RoleMap = Dictionary(**roles)

    assert told(draft) == [message]


def test_standard_types_are_not_mapped_again(draft):
    """As LibreOffice does; and only what is used counts."""
    draft.text(draft.element(draft.document, "P"), "word")
    draft.tree.RoleMap = Dictionary(P=Name.P, Document=Name.Document, Code=Name.Span)
    assert told(draft) == ["standard types are mapped to themselves: Document, P"]

    draft.tree.RoleMap = Dictionary(P=Name.H1)
    assert told(draft) == ["the standard type P is mapped to H1"]
