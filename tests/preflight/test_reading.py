"""The structure and its text."""

import pytest
from pikepdf import Dictionary, Name, String

from briefkit.preflight import (
    LinkedObject,
    MarkedText,
    describe_structure,
    page_texts,
    read_structure,
    structure_text,
)


def test_the_text_stands_in_the_order_of_the_structure(good):
    """Notes come at their calls, and each block on a line of its own."""
    assert structure_text(good.bytes()).splitlines() == [
        "A Title",
        "The first claim.1",
        "1 See the archive.",
        "It goes on to the second page.",
        "Aftermath",
        "Why disarmament failed.2",
        "2 By a vote.",
        "Year",
        "Tests",
        "2022",
        "90",
        "• An item",
        "elsewhere",
    ]


def test_the_tree_is_described_as_indented_text(good):
    assert describe_structure(good.bytes()).splitlines()[:8] == [
        "Document",
        "  H1 p. 1 “A Title”",
        "  P p. 1, 2 “The first claim. It goes on to the second page.”",
        "    Reference",
        "      Link p. 1 +Link “1”",
        "    Note id='note-1' p. 1 “See the archive.”",
        "      Lbl p. 1 “1”",
        "  Sect",
    ]


def test_an_element_tells_all_that_the_file_says_of_it(good):
    figure = good.all("Figure")[0]
    figure.S = Name.Bild
    figure.Lang = String("tr")
    figure.T = String("The rocket")
    good.tree.RoleMap = Dictionary(Bild=Name.Figure)
    good.all("TD")[0].ActualText = String("twenty twenty-two")

    root = read_structure(good.bytes())
    (element,) = root.find_all("Figure")

    assert (element.role, element.tag) == ("Figure", "Bild")
    assert (element.language, element.alt, element.title) == ("tr", "A rocket", "The rocket")
    assert element.pages == (2,)
    assert root.find_all("TH")[0].attribute("Table.Scope") == "Column"
    assert root.find_all("TD")[0].text == "twenty twenty-two"
    assert "Figure (Bild) lang='tr' title='The rocket' alt='A rocket' p. 2" in (
        describe_structure(root)
    )


def test_an_element_on_two_pages_is_one_element(good):
    paragraph = read_structure(good.bytes()).find_all("P")[0]

    assert paragraph.pages == (1, 2)
    assert paragraph.first_page == 1
    assert [type(child).__name__ for child in paragraph.children] == [
        "MarkedText",
        "StructElement",
        "StructElement",
        "MarkedText",
        "MarkedText",
    ]


def test_marked_text_knows_its_place(good):
    root = read_structure(good.bytes())
    (title,) = root.find_all("H1")[0].children
    (link,) = (item for item in root.find_all("Link")[0].placed() if isinstance(item, LinkedObject))

    assert isinstance(title, MarkedText)
    assert (title.text, title.page, title.mcid) == ("A Title", 1, 0)
    assert title.box == pytest.approx((50, 738, 85, 747))
    assert (link.page, link.subtype) == (1, "Link")


def test_a_word_over_two_lines_is_whole(draft):
    """ActualText has the word where it begins, and nothing where it goes on."""
    element = draft.element(draft.document, "P")
    first = draft.span("disarmament", draft.shown("disarma-", 50, 700))
    rest = draft.span("", draft.shown("ment", 50, 680))
    draft.text(element, "", painted=draft.shown("On ", 30, 700) + first)
    draft.text(element, "", painted=rest + draft.shown(" alone", 80, 680))

    assert structure_text(draft.finish().bytes()) == "On disarmament alone"


def test_a_word_over_two_pages_is_whole(draft):
    element = draft.element(draft.document, "P")
    draft.text(element, "", painted=draft.span("disarmament", draft.shown("disarma-", 50, 700)))
    draft.page()
    draft.text(element, "", painted=draft.span("", draft.shown("ment", 50, 700)))

    assert structure_text(draft.finish().bytes()) == "disarmament"


def test_a_soft_hyphen_is_dropped(draft):
    element = draft.element(draft.document, "P")
    draft.text(element, "disarma\u00ad", 50, 700)
    draft.text(element, "ment ends", 50, 680)

    assert structure_text(draft.finish().bytes()) == "disarmament ends"


def test_actual_text_may_stand_in_the_mark_itself_or_among_the_resources(draft):
    page = draft.pdf.pages[0].obj
    page.Resources.Properties = Dictionary(
        P1=Dictionary(MCID=1, ActualText=String("two")), P2=Dictionary(ActualText=String("three"))
    )
    element = draft.element(draft.document, "P")
    draft.raw(f"/P <</MCID {draft.mark(element)} /ActualText (one )>> BDC ")
    draft.raw(draft.shown("1", 50, 700) + "EMC\n")
    draft.mark(element)
    draft.raw(f"/P /P1 BDC {draft.shown('2', 60, 700)} EMC\n")
    inner = f"/Span /P2 BDC {draft.shown('3', 70, 700)} EMC"
    draft.text(element, "", painted=draft.shown(" ", 65, 700) + inner)

    assert structure_text(draft.finish().bytes()) == "one two three"


def test_actual_text_within_actual_text_is_not_said(draft):
    element = draft.element(draft.document, "P")
    inner = draft.span("inner", draft.shown("x", 50, 700))
    draft.text(element, "", painted=draft.span("outer", inner))

    assert structure_text(draft.finish().bytes()) == "outer"


def test_no_space_is_made_up_between_lines(draft):
    """Else a missing space could never be noticed."""
    element = draft.element(draft.document, "P")
    draft.text(element, "one", 50, 700)
    draft.text(element, "word", 50, 680)

    assert structure_text(draft.finish().bytes()) == "oneword"


def test_artifacts_and_alternative_text_are_left_out(good):
    text = structure_text(good.bytes())

    assert "running head" not in text
    assert "rocket" not in text


def test_an_element_has_its_text_alone(good):
    note = read_structure(good.bytes()).find_all("Note")[0]

    assert structure_text(note) == "1 See the archive."
    assert describe_structure(note).splitlines()[1] == "  Lbl p. 1 “1”"


def test_a_file_without_structure_has_no_text(good):
    del good.pdf.Root.StructTreeRoot

    assert structure_text(good.bytes()) == ""
    assert read_structure(good.bytes()).children == ()


def test_content_in_a_form_belongs_to_the_form(draft):
    """Its MCIDs are counted in the form, and an element names the form too."""
    element = draft.element(draft.document, "P")
    form = draft.pdf.make_stream(
        f"/P <</MCID 0>> BDC {draft.shown('in a form', 50, 700)} EMC".encode(),
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=[0, 0, 600, 800],
        Resources=Dictionary(Font=Dictionary(F1=draft.font)),
        StructParents=7,
    )
    page = draft.pdf.pages[0].obj
    page.Resources.XObject = Dictionary(X1=form)
    element.K.append(Dictionary(Type=Name.MCR, Pg=page, Stm=form, MCID=0))
    draft.raw("/X1 Do\n")

    assert structure_text(draft.finish().bytes()) == "in a form"


def test_kids_may_be_written_short(draft):
    """A number for content, no array for one kid."""
    element = draft.element(draft.document, "P")
    draft.text(element, "short", 50, 700)
    element.K = 0
    element.Pg = draft.pdf.pages[0].obj
    draft.document.K = element
    draft.tree.K = draft.document

    assert structure_text(draft.finish().bytes()) == "short"


def test_an_element_prints_its_role_and_first_words(good):
    heading = read_structure(good.bytes()).find_all("H1")[0]

    assert repr(heading) == "<StructElement H1 'A Title'>"


def test_actual_text_of_an_element_stands_for_all_that_is_in_it(draft):
    words = draft.element(draft.document, "P", ActualText=String("so\u00adbeit"))
    draft.text(words, "what is shown")

    data = draft.finish().bytes()

    assert structure_text(data) == "sobeit"
    assert page_texts(data) == ("sobeit",)
