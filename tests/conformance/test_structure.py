"""The structure of every brief is what PDF/UA asks for, read back from the file without `resolve`.

Reference trees say that a structure is as it was; here stands what has to hold for any.
"""

import io
from itertools import pairwise

import pikepdf
from pikepdf import Name

from briefkit.preflight import LinkedObject, StructElement, check, read_structure
from briefkit.preflight.findings import HeadingLevelSkipped, MissingAltText

HEADINGS = ("H1", "H2", "H3", "H4", "H5", "H6")


def roles_in(element):
    return [child.role for child in element.elements]


def test_preflight_finds_nothing_but_what_the_brief_leaves_out(name, rendered):
    """Some reference briefs have a picture without words, to see that it is noticed."""
    allowed = {MissingAltText.__name__} if name in {"blocks", "pictures"} else set()

    assert {found.code for found in check(rendered(name))} <= allowed


def test_headings_begin_with_the_title_and_skip_no_level(name, rendered):
    levels = [
        HEADINGS.index(one.role) for one in read_structure(rendered(name)).find_all(*HEADINGS)
    ]

    assert levels[0] == 0
    assert levels.count(0) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_lists_contents_lists_and_tables_are_built_by_the_rules(name, rendered):
    for _, element in read_structure(rendered(name)).walk():
        inner = roles_in(element)
        match element.role:
            case "L":
                assert set(inner) == {"LI"}
                assert element.attribute("List.ListNumbering")
            case "LI":
                assert inner in (["Lbl", "LBody"], ["LBody"])
            case "TOC":
                assert set(inner) <= {"TOC", "TOCI"}
            case "TOCI":
                assert element.find_all("Link")
            case "Table":
                assert inner in (["THead", "TBody"], ["TBody"], ["Caption", "THead", "TBody"])
            case "THead" | "TBody":
                assert set(inner) == {"TR"}
            case "TR":
                assert set(inner) <= {"TH", "TD"}
            case "TH":
                assert element.attribute("Table.Scope") in {"Row", "Column", "Both"}
            case "Figure":
                assert element.attribute("Layout.BBox")
                assert not element.elements


def test_every_link_is_one_annotation_or_more_with_a_description(name, rendered):
    with pikepdf.open(io.BytesIO(rendered(name))) as pdf:
        annotations = [one for page in pdf.pages for one in page.get("/Annots", ())]
        assert all(one.Subtype == Name.Link for one in annotations)
        assert all(str(one.Contents).strip() for one in annotations)
    named = [
        child.key
        for link in read_structure(rendered(name)).find_all("Link")
        for child in link.children
        if isinstance(child, LinkedObject)
    ]
    assert len(named) == len(annotations) == len(set(named))
    for link in read_structure(rendered(name)).find_all("Link"):
        assert any(isinstance(child, LinkedObject) for child in link.children), link.text


def test_a_note_is_read_where_it_is_called_or_with_the_endnotes(name, rendered):
    """A footnote comes right after its call; only endnotes and their calls are apart."""

    def check_order(element: StructElement) -> None:
        before = None
        for child in element.elements:
            if child.role == "Note" and element.role != "Sect":
                assert before is not None
                assert before.role in {"Reference", "Note"}
            check_order(child)
            before = child

    check_order(read_structure(rendered(name)))


# Two ways between a call and its note; PDF 2.0 says where each leads, as an element.


def elements_of(pdf):
    found = {}
    waiting = [pdf.Root.StructTreeRoot.K]
    while waiting:
        one = waiting.pop()
        if isinstance(one, pikepdf.Array):
            waiting.extend(one)
        elif isinstance(one, pikepdf.Dictionary) and "/S" in one:
            found[one.objgen] = one
            if "/K" in one:
                waiting.append(one.K)
    return found


def led_to(element):
    """Return the elements that links in an element lead to."""
    targets, waiting = set(), [element]
    while waiting:
        one = waiting.pop()
        if isinstance(one, pikepdf.Array):
            waiting.extend(one)
        elif isinstance(one, pikepdf.Dictionary):
            if one.get("/Type") == Name.OBJR:
                action = one.Obj.get("/A", {})
                if "/SD" in action:
                    targets.add(action.SD[0].objgen)
            elif "/K" in one:
                waiting.append(one.K)
    return targets


def test_calls_lead_to_notes_and_notes_back_to_all_their_calls(name, in_pdf_2):
    with pikepdf.open(io.BytesIO(in_pdf_2(name))) as pdf:
        elements = elements_of(pdf)
        notes = {key: one for key, one in elements.items() if Name.FENote == one.S}
        for key, note in notes.items():
            referring, led_back = {call.objgen for call in note.Ref}, led_to(note)
            assert led_back & referring
            # "See note 3" refers to a note and is no call of it; one brief says so.
            assert len(referring - led_back) <= (name == "notes")
            for call in note.Ref:
                assert Name.Reference == elements[call.objgen].S
                assert key in {other.objgen for other in call.Ref}
                assert led_to(call) == {key}


def test_a_skipped_heading_would_be_found(rendered):
    """Or the first test above would promise too much."""
    with pikepdf.open(io.BytesIO(rendered("blocks"))) as pdf:
        for one in elements_of(pdf).values():
            if one.S == Name.H2:
                one.S = Name.H4
        out = io.BytesIO()
        pdf.save(out)

    assert HeadingLevelSkipped.__name__ in {found.code for found in check(out.getvalue())}
