"""Links, other annotations, and the outline."""

import pytest
from pikepdf import Array, Dictionary, Name, String

from briefkit.preflight import check

BARE = ["AnnotationWithoutStructure", "AnnotationWithoutDescription"]


def annotation(draft, page=1, index=0):
    return draft.pdf.pages[page].obj["/Annots"][index]


@pytest.mark.parametrize(
    "destination",
    [String("no-such-note"), Name("/no-such-name"), Array([]), Array([0.5, Name.Fit]), Array([99])],
)
def test_a_link_to_a_place_that_is_not_there_is_found(good, faults_of, destination):
    annotation(good).Dest = destination

    assert faults_of(good) == ["DeadInternalLink"]


def test_a_link_to_a_page_that_was_taken_out_is_found(good, faults_of):
    gone = good.pdf.make_indirect(Dictionary(Type=Name.Page))
    del annotation(good)["/Dest"]
    annotation(good).A = Dictionary(S=Name.GoTo, D=Array([gone, Name.Fit]))

    assert faults_of(good) == ["DeadInternalLink"]


@pytest.mark.parametrize("action", [None, Dictionary(S=Name.URI), Dictionary(S=Name.GoTo)])
def test_a_link_to_nothing_is_found(good, faults_of, action):
    del annotation(good)["/Dest"]
    if action is not None:
        annotation(good).A = action

    assert faults_of(good) == ["DeadInternalLink"]


def test_a_link_may_lead_to_a_page_or_to_an_old_name(good, faults_of):
    page = good.pdf.pages[0].obj
    good.pdf.Root.Dests = Dictionary(old=Dictionary(D=Array([page, Name.Fit])))
    annotation(good).Dest = Name.old
    annotation(good, 0).Dest = Array([page, Name.XYZ, 0, 100, 0])

    assert faults_of(good) == []


def test_names_are_found_however_their_tree_branches(good, faults_of):
    leaf = good.pdf.Root.Names.Dests
    good.pdf.Root.Names.Dests = Dictionary(
        Kids=Array([good.pdf.make_indirect(Dictionary(Kids=Array([good.pdf.make_indirect(leaf)])))])
    )

    assert faults_of(good) == []


def test_a_link_that_no_element_names_is_found(good, faults_of):
    good.all("Link")[2].K = Array([good.all("Link")[2].K[0]])

    assert faults_of(good) == ["LinkWithoutStructure"]


def test_a_link_outside_a_link_element_is_found(good, faults_of):
    good.all("Link")[2].S = Name.Span

    assert faults_of(good) == ["LinkWithoutStructure"]


def test_a_link_without_its_way_back_to_the_tree_is_found(good, faults_of):
    del annotation(good, 1, 1)["/StructParent"]

    assert faults_of(good) == ["LinkWithoutStructure"]


def test_a_link_that_is_led_back_to_another_element_is_found(good, faults_of):
    annotation(good, 1, 1).StructParent = annotation(good, 1, 0).StructParent

    assert faults_of(good) == ["ParentTreeMismatch"]


@pytest.mark.parametrize("contents", [None, " "])
def test_a_link_without_description_is_found(good, faults_of, contents):
    if contents is None:
        del annotation(good)["/Contents"]
    else:
        annotation(good).Contents = String(contents)

    assert faults_of(good) == ["LinkWithoutContents"]


def test_a_page_with_links_tabs_by_structure(good, faults_of):
    good.pdf.pages[0].obj.Tabs = Name.R
    del good.pdf.pages[1].obj["/Tabs"]

    assert faults_of(good) == ["TabOrder", "TabOrder"]


@pytest.mark.parametrize(
    ("entries", "codes"),
    [
        ({"Subtype": Name.Text}, BARE),
        ({"Subtype": Name.Stamp}, BARE),
        ({"Subtype": Name.Text, "Contents": String("Why?")}, ["AnnotationWithoutStructure"]),
        ({"Subtype": Name.Text, "Rect": [-9, 1, -2, 2]}, []),
        ({"Subtype": Name.Popup}, []),
        ({"Subtype": Name.Text, "F": 2}, []),
        ({"Subtype": Name.Widget}, ["AnnotationWithoutStructure", "FieldWithoutDescription"]),
        ({"Subtype": Name.Widget, "Rect": [0, 0, 0, 0]}, []),
        ({"Subtype": Name.Text, "Rect": [0, 0, 0, 0]}, BARE),
    ],
)
def test_other_annotations_stand_in_the_tree_unless_hidden(good, faults_of, entries, codes):
    other = good.pdf.make_indirect(Dictionary(Type=Name.Annot, **{"Rect": [1, 1, 2, 2], **entries}))
    good.pdf.pages[0].obj["/Annots"].append(other)
    if other.Subtype == Name.Widget:
        good.pdf.Root.AcroForm = Dictionary(Fields=[other])

    assert faults_of(good) == codes


def outline(draft, *titles_and_names):
    root = draft.pdf.make_indirect(Dictionary(Type=Name.Outlines))
    before = None
    for title, name in titles_and_names:
        entry = Dictionary(Title=String(title), Dest=String(name), Parent=root)
        entry = draft.pdf.make_indirect(entry)
        if before is None:
            root.First = entry
        else:
            before.Next = entry
        before = entry
    draft.pdf.Root.Outlines = root
    return before


def test_an_outline_that_leads_somewhere_is_good(good, faults_of):
    outline(good, ("A Title", "note-1"), ("Aftermath", "note-2"))

    assert faults_of(good) == []


def test_an_entry_of_the_outline_that_leads_nowhere_is_found(good, faults_of):
    outline(good, ("A Title", "note-1"), ("Aftermath", "gone"))

    assert faults_of(good) == ["DeadOutlineEntry"]


def test_an_outline_in_a_circle_comes_to_an_end(good, faults_of):
    last = outline(good, ("A Title", "note-1"), ("Aftermath", "note-2"))
    last.Next = good.pdf.Root.Outlines.First
    last.First = last

    assert faults_of(good) == []


def field(draft, **entries):
    """Return a draft with a form field in an element of its own."""
    form = draft.element(draft.document, "Form", **entries.pop("element", {}))
    annotation = draft.link(form, (50, 500, 150, 520), "", T=String("name"), **entries)
    annotation.Subtype = Name.Widget
    draft.pdf.Root.AcroForm = Dictionary(Fields=Array([annotation]))
    draft.raw("/Artifact BMC 0 0 1 1 re f EMC")
    return draft.finish()


def test_a_field_that_does_not_say_what_it_is_for_is_found(draft):
    (finding,) = check(field(draft).bytes())

    assert finding.code == "FieldWithoutDescription"
    assert finding.message == "the field 'name' has no description"
    assert finding.place.startswith("x 50")


@pytest.mark.parametrize(
    "entries",
    [
        {"TU": String("Your name")},
        {"Parent": Dictionary(TU=String("Your name"))},
        {"element": {"Alt": String("Your name")}},
        {"F": 2},
    ],
)
def test_a_field_may_say_it_itself_or_by_another(draft, faults_of, entries):
    assert faults_of(field(draft, **entries)) == []


def test_a_link_by_number_leads_to_a_page_and_one_that_tells_no_page_nowhere(good, faults_of):
    annotation(good).Dest = Array([0, Name.FitH, 700])
    assert faults_of(good) == []

    annotation(good).Dest = Array([Name.X, Name.Fit])
    assert faults_of(good) == ["DeadInternalLink"]


def test_a_link_that_sends_a_form_is_none_of_ours(good, faults_of):
    """As one that leads to a structure element, which some programs write alone."""
    del annotation(good)["/Dest"]
    annotation(good).A = Dictionary(S=Name.GoTo, SD=Array([good.all("P")[0]]))
    assert faults_of(good) == []

    annotation(good).A = Dictionary(S=Name.SubmitForm)
    assert faults_of(good) == []


def test_what_an_annotation_looks_like_is_shown_in_a_font_that_the_file_lacks(good):
    """Each state has a look of its own. None is content of the page."""
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Courier)
    look = good.pdf.make_stream(
        b"BT /F 10 Tf 900 0 Td (4) Tj ET",
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=[0, 0, 10, 10],
        Resources=Dictionary(Font=Dictionary(F=font)),
    )
    page = good.pdf.pages[0].obj
    stamp = Dictionary(
        Type=Name.Annot,
        Subtype=Name.Stamp,
        Rect=[0, 0, 10, 10],
        Contents=String("Approved"),
        AP=Dictionary(N=Dictionary(Off=Dictionary(), On=look)),
    )
    page["/Annots"] = Array([*page.get("/Annots", []), good.pdf.make_indirect(stamp)])

    codes = [finding.code for finding in check(good.bytes())]

    assert codes == ["FontNotEmbedded", "AnnotationWithoutStructure"]


@pytest.mark.parametrize(
    ("subtype", "role", "codes"),
    [
        ("Text", "Annot", []),
        ("Text", "P", ["AnnotationWithoutStructure"]),
        ("Widget", "Form", []),
        ("Widget", "Annot", ["AnnotationWithoutStructure"]),
    ],
)
def test_an_annotation_stands_in_the_element_that_is_for_its_kind(draft, subtype, role, codes):
    draft.link(draft.element(draft.document, role, Alt=String("What it is")), contents="Why?")
    mark = annotation(draft, 0)
    mark.Subtype = Name(f"/{subtype}")
    if subtype == "Widget":
        draft.pdf.Root.AcroForm = Dictionary(Fields=[mark])

    assert [finding.code for finding in check(draft.finish().bytes())] == codes
