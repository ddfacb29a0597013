"""Marks, artifacts and places."""

import pytest
from pikepdf import Array, Dictionary, Name, String

from briefkit import Brief, HouseStyle, Paragraph, Table, note, render
from briefkit.preflight import check, findings, structure_text
from briefkit.style.page import TWO_COLUMNS_A4_PAGE


@pytest.mark.parametrize(
    ("painted", "told"),
    [
        ("0 0 10 10 re f", "1 × line or area"),
        ("BT /F1 10 Tf 50 300 Td <00410042> Tj ET", "1 × text, such as “AB”"),
        ("/Span <</Lang (tr)>> BDC 0 0 m 9 9 l S EMC", "1 × line or area"),
        ("BI /W 1 /H 1 /BPC 8 /CS /G ID x EI", "1 × picture"),
        ("/S1 sh", "1 × shading"),
    ],
)
def test_what_is_painted_outside_all_marks_is_found(good, painted, told):
    stream = good.pdf.pages[1].obj.Contents
    stream.write(stream.read_bytes() + painted.encode())

    (finding,) = check(good.bytes())

    assert finding == findings.UntaggedContent(f"unmarked on the page: {told}", 2)


def test_a_clip_and_a_path_without_paint_are_nothing(good, faults_of):
    stream = good.pdf.pages[1].obj.Contents
    stream.write(stream.read_bytes() + b"\nq 0 0 10 10 re W n Q")

    assert faults_of(good) == []


def test_content_that_no_element_claims_is_found(good, faults_of):
    good.all("H2")[0].K = Array()

    assert faults_of(good) == ["UnclaimedContent"]


def test_an_mcid_used_twice_is_found(good, faults_of):
    good.replace(1, "/H2 <</MCID 1>>", "/H2 <</MCID 0>>")

    assert faults_of(good) == ["RepeatedMcid", "DanglingContent"]


def test_content_inside_an_artifact_is_found(good, faults_of):
    good.replace(1, "/H2 <</MCID 1>> BDC", "/Artifact BMC /H2 <</MCID 1>> BDC")
    good.replace(1, good.shown("Aftermath", 50, 700) + " EMC", "EMC EMC")

    assert faults_of(good) == ["ContentInsideArtifact"]


def test_an_artifact_inside_content_is_found(good, faults_of):
    good.replace(1, "/H2 <</MCID 1>> BDC", "/H2 <</MCID 1>> BDC /Artifact BMC 0 0 m 9 9 l S EMC")

    assert faults_of(good) == ["ArtifactInsideContent"]


@pytest.mark.parametrize("extra", [" EMC", " /P BMC"])
def test_marks_that_do_not_match_are_found(good, faults_of, extra):
    stream = good.pdf.pages[0].obj.Contents
    stream.write(stream.read_bytes() + extra.encode())

    assert faults_of(good) == ["UnbalancedMarkedContent"]


@pytest.mark.parametrize("break_it", ["key", "entry"])
def test_a_page_that_cannot_be_led_back_to_the_tree_is_found(good, faults_of, break_it):
    if break_it == "key":
        del good.pdf.pages[1].obj.StructParents
    else:
        good.pdf.pages[1].obj.StructParents = 77

    assert faults_of(good) == ["PageWithoutStructParents"]


def test_a_parent_tree_that_tells_another_story_is_found(good, faults_of):
    entries = good.tree.ParentTree.Nums[3]
    entries[1] = good.document

    assert faults_of(good) == ["ParentTreeMismatch"]


@pytest.mark.parametrize(("x", "y"), [(590, 700), (-20, 700), (50, 795), (50, -5)])
def test_text_that_leaves_the_page_is_found(good, faults_of, x, y):
    good.replace(1, good.shown("Aftermath", 50, 700), good.shown("Aftermath", x, y))

    assert faults_of(good) == ["TextOutsidePage"]


def test_text_is_measured_against_the_crop_box(good, faults_of):
    good.pdf.pages[1].obj.CropBox = Array([60, 0, 600, 800])

    assert set(faults_of(good)) == {"TextOutsidePage"}


def test_blanks_at_a_line_s_end_may_leave_the_page(good, faults_of):
    good.replace(1, good.shown("Aftermath", 50, 700), good.shown("Aftermath  ", 550, 700))

    assert faults_of(good) == []


@pytest.mark.parametrize(
    "painted",
    [
        "BT /F1 1 Tf 10 0 0 10 580 700 Tm <00410042004300440045> Tj ET",
        "q 1 0 0 1 580 0 cm BT /F1 10 Tf 0 700 Td <00410042004300440045> Tj ET Q",
        "BT /F1 10 Tf 10 TL 580 710 Td T* <00410042004300440045> Tj ET",
        "BT /F1 10 Tf 570 710 Td [<0041> -1700 <00420043>] TJ ET",
        "BT /F1 10 Tf 570 710 Td 10 Tc <004100420043> Tj ET",
        "BT /F1 10 Tf 570 710 Td 300 Tz <004100420043> Tj ET",
        "BT /F1 10 Tf 560 710 Td <00410042004300440045> Tj <00410042004300440045> Tj ET",
        "q 0 1 -1 0 300 780 cm BT /F1 10 Tf <00410042004300440045> Tj ET Q",
    ],
)
def test_places_are_computed_as_viewers_do(good, faults_of, painted):
    good.replace(1, good.shown("Aftermath", 50, 700), painted)

    assert faults_of(good) == ["TextOutsidePage"]


def test_text_in_a_form_has_its_place_on_the_page(good, faults_of):
    form = good.pdf.make_stream(
        good.shown("Aftermath", 0, 0).encode(),
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=Array([0, 0, 99, 99]),
        Matrix=Array([1, 0, 0, 1, 580, 700]),
    )
    good.pdf.pages[1].Resources.XObject = Dictionary(X1=form)
    good.replace(1, good.shown("Aftermath", 50, 700), "/X1 Do")

    assert faults_of(good) == ["TextOutsidePage"]


def test_a_content_operator_with_wrong_operands_is_found(good, faults_of):
    good.replace(1, good.shown("Aftermath", 50, 700), "(x) Tf 1 cm /Nil Do")

    assert set(faults_of(good)) == {"UnreadableContent"}


# Real text as an artifact.


def as_artifact(draft, tag="/P <</MCID 7>> BDC"):
    """Mark a sentence in the middle of the last page as an artifact."""
    sentence = draft.shown("This sentence is real, but no one will hear it.", 50, 300)
    stream = draft.pdf.pages[1].obj.Contents
    stream.write(stream.read_bytes() + f"/Artifact BMC {sentence} EMC".encode())


def test_real_text_as_an_artifact_is_suspected(good):
    as_artifact(good)

    (finding,) = check(good.bytes())

    assert isinstance(finding, findings.RealTextAsArtifact)
    assert (finding.page, finding.severity.value) == (2, "warning")
    assert "This sentence is real" in finding.message


def test_text_that_stands_in_the_tree_too_may_be_an_artifact(good, faults_of):
    """The head of a table, repeated on its next page."""
    head = good.shown("It goes on to the second page.", 50, 300)
    good.replace(1, "/H2 <</MCID 1>>", f"/Artifact BMC {head} EMC /H2 <</MCID 1>>")

    assert faults_of(good) == []


def test_a_tables_head_may_come_again_without_the_notes_that_stand_in_it():
    head = ["Expenditure group, by level", ["All households", note("Weighted.")], "Yearly change"]
    rows = [[f"Group {number}", "1", "2"] for number in range(80)]

    pdf = render(Brief(title="T", body=[Table(rows, head=[head], notes="table")]))

    assert not [one for one in check(pdf) if isinstance(one, findings.RealTextAsArtifact)]


def test_a_note_may_say_in_both_columns_of_a_page_that_it_goes_on():
    """Long words for “continued”, twice on a page, are no sentence."""
    long_note = note("Първата бележка продължава още дълго. " * 140)
    brief = Brief(
        title="Т", language="bg", body=[Paragraph("Текст", long_note, ". Още текст." * 900)]
    )

    pdf = render(brief, house=HouseStyle(page=TWO_COLUMNS_A4_PAGE))

    assert not [one for one in check(pdf) if isinstance(one, findings.RealTextAsArtifact)]


@pytest.mark.parametrize("text", ["It goes on with a lie", "to another page of the second page"])
def test_text_of_which_only_some_words_stand_in_the_tree_is_suspected(good, faults_of, text):
    sentence = good.shown(f"{text} that no one will hear.", 50, 300)
    good.replace(1, "/H2 <</MCID 1>>", f"/Artifact BMC {sentence} EMC /H2 <</MCID 1>>")

    assert faults_of(good) == ["RealTextAsArtifact"]


def test_what_stands_on_many_pages_may_be_an_artifact(draft, faults_of):
    """A running head at the side, a watermark."""
    draft.artifact("A draft, not for circulation", 50, 400, "/Type /Pagination")
    for _ in range(2):
        draft.page()
        draft.artifact("A draft, not for circulation", 50, 400, "/Type /Pagination")
    draft.text(draft.element(draft.document, "P"), "Text")

    assert faults_of(draft.finish()) == []


def picture_page(draft, alt=None):
    """Return a draft whose page is covered by a picture, with or without alt text."""
    picture = draft.pdf.make_stream(
        b"\0", Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1, BitsPerComponent=8
    )
    picture.ColorSpace = Name.DeviceGray
    draft.pdf.pages[0].obj.Resources.XObject = Dictionary(X=picture)
    painted = "q 500 0 0 700 50 50 cm /X Do Q"
    if alt is None:
        draft.raw(f"/Artifact BMC {painted} EMC")
        draft.element(draft.document, "P")
    else:
        draft.text(draft.element(draft.document, "Figure", Alt=alt), "", painted=painted)
    return draft


def test_a_page_that_is_a_picture_without_a_word_is_found(draft):
    (finding,) = check(picture_page(draft).finish().bytes())

    assert (finding.code, finding.page) == ("ScannedPage", 1)


def test_a_picture_page_with_alt_text_is_none(draft, faults_of):
    assert faults_of(picture_page(draft, String("A rocket")).finish()) == []


def test_a_picture_page_with_text_below_the_picture_is_none(draft, faults_of):
    picture_page(draft)
    hidden = draft.shown("What is read.", 60, 300).replace("BT", "BT 3 Tr")
    draft.text(draft.element(draft.document, "P"), "", painted=hidden)

    assert faults_of(draft.finish()) == []


def test_a_small_picture_without_a_word_is_none(draft, faults_of):
    draft = picture_page(draft).finish()
    draft.replace(0, "500 0 0 700", "100 0 0 100")

    assert faults_of(draft) == []


@pytest.mark.parametrize(
    ("painted", "text"),
    [
        ("BT /F1 10 Tf 12 TL 50 300 Td <0041> ' ET", "A"),
        ('BT /F1 10 Tf 50 300 Td 2 1 <00410042> " ET', "AB"),
        ("BT /F1 10 Tf 50 300 Td 5 Tc 5 Tw 90 Tz 3 Ts <0041> Tj T* [<0042> -20] TJ ET", "AB"),
        ("BT /F1 10 Tf 50 300 TD <0041> Tj ET", "A"),
        ("/G0 gs BT 50 300 Td <0041> Tj ET", "A"),
        ("/Span /P0 BDC BT /F1 10 Tf 50 300 Td <0041> Tj ET EMC", "said"),
    ],
)
def test_text_is_read_however_it_is_shown(draft, painted, text):
    resources = draft.pdf.pages[0].obj.Resources
    resources.ExtGState = Dictionary(G0=Dictionary(Font=Array([draft.font, 10])))
    resources.Properties = Dictionary(P0=Dictionary(ActualText=String("said")))
    draft.text(draft.element(draft.document, "P"), "", painted=painted)
    data = draft.finish().bytes()

    assert structure_text(data) == text
    assert check(data) == ()


@pytest.mark.parametrize(
    ("painted", "told"),
    [
        ("BT <0041> Tj ET", "text is shown before a font is chosen"),
        ("BT /F9 10 Tf ET", "the font F9 is not among the resources"),
        ("/X9 Do", "the object X9 is not among the resources"),
        ("BT /F1 10 Tf (a) Td ET", "the operator Td has wrong operands"),
        ("5 Do", "the operator Do has wrong operands"),
        ("1e10 0 0 1 0 0 cm 9999999999 0 0 1 0 0 cm", "the operator cm has wrong operands"),
        ("/X1 Do", "a form cannot be decoded"),
    ],
)
def test_what_cannot_be_painted_is_told(draft, painted, told):
    form = draft.pdf.make_stream(b"", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 1, 1])
    draft.pdf.pages[0].obj.Resources.XObject = Dictionary(X1=form)
    draft.raw(painted)
    draft.finish()
    form.write(b"not packed at all", filter=Name("/Unheard"))

    found = [one for one in check(draft.bytes()) if one.code == "UnreadableContent"]

    assert [one.message for one in found] == [told]


def test_marks_and_states_that_are_opened_without_end_come_to_one(draft, faults_of):
    draft.raw("/Artifact BMC " * 1_500 + "q " * 1_500 + "Q " * 1_600)

    assert "UnbalancedMarkedContent" in faults_of(draft.finish())
