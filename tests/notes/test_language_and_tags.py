"""Notes in other languages, and as a screen reader has them: NOTES cases 80 to 87."""

from io import BytesIO
from pathlib import Path

import pytest
from attrs import evolve
from pypdf import PdfReader

from briefkit import (
    Brief,
    Emphasis,
    HouseStyle,
    Note,
    NoteCall,
    Paragraph,
    check,
    note,
    render,
)
from briefkit.frame import Anchor, Destination, Fill
from briefkit.preflight import MarkedText, StructElement, read_structure
from briefkit.structure import LAYOUT
from briefkit.style.typography import FontFamily, FontFile

DEJAVU = Path("/usr/share/fonts/truetype/dejavu")
RUSSIAN = (
    "Достопримечательности железнодорожного предпринимательства характеризуются"
    " переосвидетельствованием законодательства."
)


def elements(pdf: bytes, *roles: str) -> list[StructElement]:
    """Return the elements of some roles, in reading order."""
    return [one for _, one in read_structure(pdf).walk() if one.role in roles]


def test_a_note_in_another_language_has_its_own_hyphens_and_says_so(see):
    """NOTES case 80: a Russian note of a Turkish text; the number is the text's."""
    body = [Paragraph("Metin", Note((Paragraph(RUSSIAN, language="ru"),)), " sürer.")]

    seen = see(*body, language="tr")

    assert any(line.endswith("\u00ad") for line in seen.text(1, "notes"))
    pdf = render(Brief(title="T", body=body, language="tr"))
    [found] = elements(pdf, "Note")
    assert found.language in (None, "tr")
    [label] = elements(pdf, "Lbl")
    assert label.language in (None, "tr")
    [paragraph] = [one for one in found.elements if one.role == "P"]
    assert paragraph.language == "ru"


@pytest.mark.skipif(not (DEJAVU / "DejaVuSans.ttf").exists(), reason="needs a font with Hebrew")
def test_a_right_to_left_note_has_its_mark_and_its_rule_at_the_right(see, small_house):
    """NOTES case 81: the call stands at the end of its word as it is read."""
    family = FontFamily(
        "DejaVu Sans",
        [
            FontFile(DEJAVU / "DejaVuSans.ttf"),
            FontFile(DEJAVU / "DejaVuSans-Bold.ttf", weight=700),
        ],
    )
    house = evolve(small_house, text_family=family, heading_family=family)
    body = [Paragraph("שלום", note("הערה קצרה"), " עולם")]

    seen = see(Brief(title="כותרת", body=body, language="he", contents="no"), house=house)

    area = seen.house.page.type_area(0)
    frame = seen.pages[0].frame
    [rule] = [one for one in frame.flat() if isinstance(one.item, Fill) and one.item.height == 0.5]
    assert rule.x + rule.item.width == pytest.approx(area.right)
    marks = {one.item.name: one.x for one in frame.flat() if isinstance(one.item, Anchor)}
    [(_, back), (_, there)] = sorted(
        ((page, link) for page, link in seen.links()), key=lambda pair: pair[1].contents
    )
    assert {type(back.target), type(there.target)} == {Destination}
    [label] = [line for line in seen.lines if line.region == "notes"]
    assert label.end == pytest.approx(area.right, abs=1.0)
    places = {one.item.target.name: one.x for one in frame.flat() if hasattr(one.item, "target")}
    [found] = seen.made.resolved.notes
    mark_x = places[found.mark[0].target.name]
    assert mark_x > area.right - 12
    call_x = places[found.anchor]
    assert area.x + 50 < call_x < area.right - 20
    assert marks


def test_calls_notes_and_numbers_are_tagged(see):
    """NOTES case 82: Reference and Link, Note with an ID of its own and Lbl, tied both ways."""
    pdf = render(Brief(title="T", body=[Paragraph("One", note("A."), " two", note("B."), " end.")]))

    calls, notes = elements(pdf, "Reference"), elements(pdf, "Note")
    assert [one.text for one in calls] == ["1", "2"]
    assert [[child.role for child in one.elements] for one in calls] == [["Link"], ["Link"]]
    assert len({one.id for one in notes} - {None, ""}) == 2
    for one in notes:
        assert [child.role for child in one.elements] == ["Lbl", "P"]
    assert not check(pdf)


def test_a_split_note_is_one_element_on_two_pages(filler, prose, small_house):
    """NOTES case 83: so is its paragraph."""
    body = [*filler(6), Paragraph("Calling.", note(prose(70))), *filler(20, 60)]
    pdf = render(Brief(title="T", body=body), house=small_house)

    [found] = elements(pdf, "Note")
    [paragraph] = [one for one in found.elements if one.role == "P"]

    pages = [child.page for child in paragraph.children if isinstance(child, MarkedText)]
    assert sorted(set(pages)) == [1, 2]
    assert pages == sorted(pages)
    assert [word[:5] for word in paragraph.text.split()] == prose(70).split()


def test_a_note_is_read_at_its_call_and_not_at_the_page_s_foot():
    """NOTES case 84."""
    pdf = render(Brief(title="T", body=[Paragraph("One", note("Inserted."), " two."), "Next."]))

    words = [text for text in _texts(read_structure(pdf)) if text.strip()]

    assert [word.strip() for word in words] == ["T", "One", "1", "1", "Inserted.", "two.", "Next."]


def _texts(element: StructElement) -> list[str]:
    found = []
    for child in element.children:
        if isinstance(child, MarkedText):
            found.append(child.text)
        elif isinstance(child, StructElement):
            found += _texts(child)
    return found


def test_links_lead_both_ways_and_to_every_call_of_a_note(see, filler):
    """NOTES case 85: call to note, note to its first call, and a letter to each call after it."""
    body = [
        Paragraph("One", note("Body.", id="n")),
        *filler(20),
        Paragraph("Again", NoteCall("n")),
        Paragraph("Once more", NoteCall("n")),
    ]
    seen = see(*body)

    [found] = seen.made.resolved.notes
    backs = [link for _, link in seen.links() if link.target != Destination(found.anchor)]
    pages = seen.anchors()
    assert [pages[link.target.name] for link in backs] == [
        seen.line(words).page for words in ("One1", "One1", "Again1", "Once more1")
    ]  # the number leads to the first call, as in every note
    assert seen.line("Body.").text == "1Body. a b c"
    assert [link.contents[-1] for link in backs[1:]] == [*"abc"]
    assert len({link.node for link in backs}) == 4
    calls = [link for _, link in seen.links() if link.target == Destination(found.anchor)]
    assert len(calls) == 3
    assert not check(render(Brief(title="T", body=body)))


def test_a_ninth_way_back_is_not_taken_for_the_call_of_an_endnote():
    """NOTES case 85: it is an i, as the endnote's number is."""
    calls = [Paragraph(f"Again {n}", NoteCall("n")) for n in range(10)]
    end = Paragraph("Last", note("At the end.", place="end"))
    body = [Paragraph("One", note("Body.", id="n")), *calls, end]

    assert check(render(Brief(title="T", body=body))) == ()


def test_the_note_rule_is_no_content(see):
    """NOTES case 86."""
    seen = see(Paragraph("One", note("Body.")))

    rules = [
        one.item
        for one in seen.pages[0].frame.flat()
        if isinstance(one.item, Fill) and one.item.height == 0.5
    ]
    assert [rule.mark for rule in rules] == [LAYOUT]


def test_extracted_text_keeps_number_and_note_apart():
    """NOTES case 87: and each note on a line of its own."""
    body = [Paragraph("One", note("Body of it."), " two", note(Emphasis("Other.")), " end.")]
    [page] = PdfReader(BytesIO(render(Brief(title="T", body=body)))).pages

    lines = [line.strip() for line in page.extract_text().splitlines()]

    assert "1 Body of it." in lines
    assert "2 Other." in lines


def test_houses_of_other_fonts_find_signs_and_superiors(see, small_house):
    """NOTES cases 17 and 40: a family without superior figures has them made."""
    if not DEJAVU.exists():
        pytest.skip("needs DejaVu")
    family = FontFamily(
        "DejaVu Serif",
        [
            FontFile(DEJAVU / "DejaVuSerif.ttf"),
            FontFile(DEJAVU / "DejaVuSerif-Italic.ttf", is_italic=True),
            FontFile(DEJAVU / "DejaVuSerif-Bold.ttf", weight=700),
        ],
    )
    house = evolve(small_house, text_family=family)
    assert isinstance(house, HouseStyle)

    seen = see(Paragraph("One", note("A."), note("B."), " two"), house=house)

    assert seen.line("One").text == "One1,2 two"
