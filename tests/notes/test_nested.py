"""Notes in notes, and notes that are hardly any: NOTES cases 71 to 76, seen on finished pages."""

import pytest
from attrs import evolve

from briefkit import (
    Divider,
    HouseStyle,
    Link,
    ModelError,
    Note,
    NoteOptions,
    Paragraph,
    SourceError,
    note,
    parse_markdown,
)
from briefkit.frame import Uri
from briefkit.geometry import Size
from briefkit.style.house import NoteArea
from briefkit.style.page import PageMaster


def test_a_note_in_a_note_comes_after_it_and_before_the_next(see):
    """NOTES case 71."""
    outer = note("Outer", note("Inner", note("Innermost.")), " end.")

    seen = see(Paragraph("One", outer, " two", note("Next.")))

    assert seen.line("One").text == "One1 two4"
    assert seen.text(1, "notes") == ["1Outer2 end.", "2Inner3", "3Innermost.", "4Next."]


@pytest.mark.parametrize("words", range(20, 100, 9))
def test_a_nested_note_starts_where_its_call_stands_though_the_outer_is_split(
    see, filler, prose, words
):
    """NOTES case 72."""
    outer = note(prose(words, "a"), " calling", note(prose(30, "b")), " ", prose(20, "c"))

    seen = see(*filler(5), Paragraph("One", outer), *filler(24, 60))

    assert seen.at("calling2")[0] == seen.at("2b0000")[0]


@pytest.mark.parametrize("body", [(), (Paragraph(),), (Paragraph(" "),)])
def test_an_empty_note_is_an_error(see, body):
    """NOTES case 73."""
    with pytest.raises(ModelError, match="empty"):
        see(Paragraph("One", Note(body)))


@pytest.mark.parametrize("text", ["Word.^[]\n", "Word.[^1]\n\n[^1]:\n"])
def test_an_empty_note_in_markdown_is_an_error_or_text(text):
    """NOTES case 73: `^[]` is what Pandoc takes for plain characters."""
    source = f"---\ntitle: T\n---\n\n{text}"
    if "^[]" in text:
        try:
            brief = parse_markdown(source)
        except SourceError:
            return
        assert "^[]" in str(brief.body)
    else:
        with pytest.raises(SourceError):
            parse_markdown(source)


def test_a_note_of_no_text_but_a_rule_keeps_its_number(see):
    """NOTES case 73."""
    seen = see(Paragraph("One", Note((Divider(),)), " two", note("Body.")))

    assert seen.line("One").text == "One1 two2"
    assert seen.at("2Body.") == (1, "notes")


ADDRESS = "https://www.example.org/" + "/".join(f"part-{n}-of-it" for n in range(22)) + "?q=1&r=2"


def test_an_address_of_three_hundred_characters_breaks_at_its_joints(see):
    """NOTES case 74: a link's area covers each piece, and no more."""
    assert len(ADDRESS) > 300
    seen = see(Paragraph("One", note(ADDRESS)))

    lines = seen.text(1, "notes")
    assert "".join(lines) == f"1{ADDRESS}"
    assert all(line[-1] in "/-?&=" for line in lines[:-1])
    areas = [link for _, link in seen.links() if link.target == Uri(ADDRESS)]
    assert len(areas) == len(lines)
    widths = [line.end - line.x for line in seen.lines if line.region == "notes"]
    for area, width in zip(areas[1:], widths[1:], strict=True):
        assert area.width == pytest.approx(width, abs=1.5)


def test_an_address_over_several_pages_is_one_link(see, filler):
    """NOTES cases 74 and 83."""
    text = ADDRESS * 3
    seen = see(*filler(7), Paragraph("One", note(Link(text))), *filler(20, 60))

    areas = [(page, link) for page, link in seen.links() if link.target == Uri(text)]
    assert len({link.node for _, link in areas}) == 1
    assert len({page for page, _ in areas}) >= 2


def test_no_choice_of_the_house_changes_the_numbers(see, small_house):
    """NOTES case 75: a house can take the rule away; hide a note it cannot."""
    body = [Paragraph("One", note("A."), " two", note("B."), " three", note("C.", place="end"))]
    houses = [NoteArea(), NoteArea(rule_share=0.0), NoteArea(space=0.0, gap=0.0), NoteArea(share=1)]

    for area in houses:
        seen = see(*body, house=evolve(small_house, notes=area))
        assert seen.line("One").text == "One1 two2 three[i]"
        assert seen.text(1, "notes") == ["1A.", "2B."]


@pytest.mark.parametrize(("width", "height"), [(300.0, 320.0), (480.0, 300.0), (842.0, 595.0)])
def test_notes_are_as_wide_as_the_text_of_their_page(see, filler, prose, width, height):
    """NOTES case 76: a narrow page and a landscape one."""
    page = PageMaster(trim=Size(width, height), head=40.0, foot=48.0, inner=50.0, outer=50.0)
    house = HouseStyle(page=page.on_grid(14.5))

    seen = see(Paragraph(prose(80), note(prose(80, "n"))), *filler(9), house=house)

    page = seen.at("n0000")[0]
    area = seen.region(page, "notes")
    assert (area.x, area.width) == (50.0, width - 100.0)
    reach = max(line.end for line in seen.lines if line.region == "notes")
    assert reach == pytest.approx(width - 50.0, abs=3.0)


def test_a_note_in_an_endnote_is_one_too(see):
    """NOTES case 71, of the other stream."""
    seen = see(
        Paragraph("One", note("Outer", note("Inner."), " end.")), notes=NoteOptions(place="end")
    )

    assert seen.line("Outer").text == "[1]Outer[2] end."
    assert seen.line("Inner.").text == "[2]Inner."
    assert seen.labels == []


@pytest.mark.parametrize("lines", range(0, 12, 2))
@pytest.mark.parametrize("words", [120, 300])
def test_a_note_that_fills_the_page_is_split_for_one_that_it_calls(
    see, filler, prose, lines, words
):
    """NOTES cases 71, 72 and 88: the inner starts on its call's page, the outer goes on later."""
    outer = note("Outer", note("Inner."), " goes on ", prose(words), ".")

    seen = see(*filler(lines), Paragraph("One", outer), *filler(12, 60))

    page = seen.at("1Outer2")[0]
    assert seen.at("2Inner.") == (page, "notes")
    assert seen.line(f"w{words - 1:04}").page > page
    assert [part for planned in seen.made.plan.pages for part in planned.relaxed] == []


def test_all_notes_called_in_a_split_note_s_first_lines_stand_with_them(see, filler, prose):
    """NOTES case 72: two of them, one with a note of its own; all before the outer goes on."""
    calls = ["Outer", note("Inner", note("Deep."), "."), " and", note("Second.")]

    called = Paragraph("One", note(*calls, " goes on ", prose(200), "."))
    seen = see(*filler(3), called, *filler(20, 60))

    page = seen.at("1Outer")[0]
    assert [seen.at(words)[0] for words in ("2Inner", "3Deep.", "4Second.")] == [page] * 3
    assert seen.line("w0199").page > page
