"""Notes stand on the pages of their calls: NOTES cases 1 to 17, seen on finished pages."""

from itertools import pairwise

import pytest
from attrs import evolve

from briefkit import (
    BulletList,
    LineBreak,
    Note,
    Paragraph,
    Section,
    Table,
    note,
    parse_markdown,
    typeset,
)
from briefkit.frame import Fill, GlyphRun
from briefkit.style.house import NoteArea

FIRST = 11  # lines of one paragraph each that the first page holds under the title
SECOND = 16


def test_a_short_note_stands_at_the_foot_of_its_page_with_the_number_of_its_call(see):
    """NOTES case 1."""
    seen = see(Paragraph("Word.", note("Body.")), Paragraph("Next."))

    assert seen.text(1, "body") == ["T", "Word.1", "Next."]
    assert seen.text(1, "notes") == ["1Body."]
    assert seen.region(1, "notes").bottom == pytest.approx(seen.house.page.type_area(0).bottom)


def test_a_note_given_as_words_or_as_a_block_looks_the_same(see, small_house):
    """NOTES case 2: as values, and in Markdown."""
    words = see(Paragraph("Word.", note("Body."), " More."))
    block = see(Paragraph("Word.", Note((Paragraph("Body."),)), " More."))

    assert words.pages == block.pages
    inline = parse_markdown("---\ntitle: T\n---\n\nWord.^[Body.] More.\n")
    apart = parse_markdown("---\ntitle: T\n---\n\nWord.[^1] More.\n\n[^1]: Body.\n")
    assert typeset(inline, small_house).pages == typeset(apart, small_house).pages


def test_the_note_area_grows_upward(see, prose):
    """NOTES case 3: one line more is one line higher, and the foot stays."""
    one = see(Paragraph("Word.", note(prose(6)))).region(1, "notes")
    two = see(Paragraph("Word.", note(prose(12)))).region(1, "notes")

    assert two.bottom == pytest.approx(one.bottom)
    assert one.y - two.y == pytest.approx(11.0)


def test_a_page_without_notes_has_neither_rule_nor_room_for_them(see, filler):
    """NOTES case 4."""
    seen = see(*filler(FIRST + SECOND + 5), Paragraph("Last.", note("Body.")))

    rules = [
        sum(isinstance(one.item, Fill) and one.item.height == 0.5 for one in page.frame.flat())
        for page in seen.pages
    ]
    assert rules == [0, 0, 1]
    assert [seen.region(page, "notes") is None for page in (1, 2, 3)] == [True, True, False]
    area = seen.house.page.type_area(1)
    assert len(seen.text(2, "body")) == SECOND
    assert seen.region(2, "body").bottom == pytest.approx(area.bottom)


def test_a_last_line_moves_with_the_note_that_does_not_fit_under_it(see, filler):
    """NOTES case 5."""
    plain = see(*filler(FIRST - 1), "Calling.", *filler(3, FIRST))
    seen = see(*filler(FIRST - 1), Paragraph("Calling.", note("Body.")), *filler(3, FIRST))

    assert plain.at("Calling.") == (1, "body")
    assert seen.at("Calling.1") == (2, "body")
    assert seen.at("Body.") == (2, "notes")
    assert seen.at(f"Filler {FIRST - 1}.") == (1, "body")


def test_the_break_falls_a_line_earlier_where_one_line_would_be_alone(see, filler):
    """NOTES case 6: the line with the call is the second of its paragraph."""
    long = Paragraph("One", LineBreak(), "two", note("Body."), LineBreak(), "three", LineBreak(),
                     "four", LineBreak(), "five.")  # fmt: skip
    seen = see(*filler(FIRST - 2), long)

    assert seen.at("One") == seen.at("two1") == (2, "body")
    assert seen.at("Body.") == (2, "notes")


def test_a_paragraph_that_may_not_break_moves_whole_with_its_note(see, filler):
    """NOTES case 7: of three lines, none may be left alone on either side."""
    whole = Paragraph("One", LineBreak(), "two", note("Body."), LineBreak(), "three.")
    seen = see(*filler(FIRST - 3), whole, *filler(4, 40))

    assert seen.at("One") == seen.at("two1") == seen.at("three.") == (2, "body")
    assert seen.at("Body.") == (2, "notes")


@pytest.mark.parametrize("lines", [FIRST - 1, FIRST, FIRST + 1])
def test_a_line_at_a_page_s_head_is_set_though_its_note_does_not_fit(see, filler, prose, lines):
    """NOTES case 8: no endless move; the note is split."""
    seen = see(*filler(lines), Paragraph("Calling.", note(prose(160))), *filler(20, 60))

    assert seen.at("Calling.1")[0] == seen.at("w0000")[0]
    assert seen.at("w0159")[0] > seen.at("w0000")[0]


@pytest.mark.parametrize("kind", ["paragraph", "list", "table", "heading"])
def test_a_note_never_comes_before_its_call_whatever_is_kept_together(see, filler, kind):
    """NOTES cases 9 and 10: for each distance from the foot; `see` compares the pages."""
    called = ("Calling", note("Body of two lines, so that it is higher than one of them alone is."))
    for lines in range(FIRST - 4, FIRST + 3):
        made = {
            "paragraph": Paragraph("a", LineBreak(), *called, LineBreak(), "c"),
            "list": BulletList(["x", Paragraph(*called), "y"]),
            "table": Table([["a", "b"], [Paragraph(*called), "c"]], head=[["d", "e"]]),
            "heading": Section(list(called), ["Text.", "Text."]),
        }[kind]
        seen = see(*filler(lines), made, *filler(3, 60))
        assert seen.note_lines().count(0) == len(seen.pages) - 1


def test_room_is_given_back_where_a_line_with_a_call_has_left(see, filler):
    """NOTES case 10: the heading takes the line along; the page that they leave has no notes."""
    seen = see(*filler(FIRST - 4), Section("Head", [Paragraph("Calling.", note("Body.")), "x"]))

    assert seen.at("Head") == seen.at("Calling.1") == (2, "body")
    assert seen.region(1, "notes") is None
    assert not any(isinstance(one.item, Fill) and one.item.height == 0.5
                   for one in seen.pages[0].frame.flat())  # fmt: skip


@pytest.mark.parametrize("lines", range(FIRST - 3, FIRST + 2))
def test_a_note_at_the_very_end_makes_no_blank_page(see, filler, lines):
    """NOTES case 11."""
    seen = see(*filler(lines), Paragraph("End.", note("Body.")))

    assert all(seen.text(page.index + 1, "body") for page in seen.pages)
    assert len(seen.pages) == (1 if lines <= FIRST - 3 else 2)


def test_notes_of_a_short_last_page_stand_at_its_foot(see, filler):
    """NOTES case 12."""
    seen = see(*filler(FIRST), Paragraph("End.", note("Body.")))

    assert seen.at("Body.") == (2, "notes")
    assert seen.region(2, "notes").bottom == pytest.approx(seen.house.page.type_area(1).bottom)
    assert seen.region(2, "body").bottom < seen.region(2, "notes").y - 100


def test_notes_of_a_short_page_stand_under_the_text_where_the_house_has_it_so(
    see, filler, small_house
):
    """NOTES case 12: the house's choice; full pages are the same."""
    house = evolve(small_house, notes=NoteArea(is_at_foot=False))
    body = [*filler(FIRST - 4), Paragraph("a", note("n")), *filler(9, 60),
            Paragraph("End.", note("Body."))]  # fmt: skip

    seen = see(*body, house=house)

    for page in seen.pages:
        body_rect = seen.region(page.index + 1, "body")
        notes = seen.region(page.index + 1, "notes")
        assert notes.y == pytest.approx(body_rect.bottom, abs=0.01)


@pytest.mark.parametrize("gap", [0.0, 8.0, 30.0])
def test_space_around_notes_keeps_them_inside_the_page(see, filler, small_house, gap):
    """NOTES case 13: `see` holds the area to the type area."""
    house = evolve(small_house, notes=NoteArea(gap=gap, space=20.0 + gap))
    body = [Paragraph(f"Call {n}.", note(f"Body {n}.")) for n in range(6)]

    seen = see(*filler(4), *body, *filler(4, 60), house=house)

    assert len(seen.labels) == 6


def test_the_last_note_s_descenders_are_within_the_area(see):
    """NOTES case 14: the line keeps the font's own depth below its baseline."""
    seen = see(Paragraph("Word.", note("gjpqy")))
    line = seen.line("gjpqy")
    [run] = [
        one.item
        for one in seen.pages[0].frame.flat()
        if isinstance(one.item, GlyphRun) and one.item.text == "gjpqy"
    ]
    depth = 0.26 * run.size  # of the g of Source Serif, measured

    assert line.y + depth <= seen.region(1, "notes").bottom + 0.01
    assert line.y + depth <= seen.house.page.type_area(0).bottom + 0.01


@pytest.mark.parametrize("space", [" ", "\n", "\u00a0", "\u2009"])
def test_the_call_sits_on_its_word(see, space):
    """NOTES case 15: whatever space was typed before it."""
    tight = see(Paragraph("Word", note("Body."), " more"))
    spaced = see(Paragraph(f"Word{space}", note("Body."), " more"))

    assert spaced.pages == tight.pages


def test_a_call_never_stands_at_the_head_of_a_line(see, prose):
    """NOTES case 16: the words before it as long as may be."""
    for count in range(1, 12):
        for stop in ("", ".", ",”", " –"):
            text = f"{prose(5)} {'m' * count}{stop}"
            seen = see(Paragraph(text, note("Body."), f" {prose(8, 'v')}"))
            heads = [line[:1] for line in seen.text(1, "body")]
            assert "1" not in heads


def test_calls_leave_the_lines_equally_far_apart(see, prose):
    """NOTES case 17."""
    parts = [part for n in range(6) for part in (prose(7, f"s{n}x"), note(f"n{n}"), " ")]
    seen = see(Paragraph(*parts))

    lines = [line.y for line in seen.lines if line.page == 1 and line.region == "body"][1:]
    pitches = {round(below - above, 2) for above, below in pairwise(lines)}
    assert pitches == {14.5}
