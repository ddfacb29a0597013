"""Notes that do not fit are split and carried: NOTES cases 18 to 32, seen on finished pages."""

from io import BytesIO

import pytest
from attrs import evolve
from PIL import Image

from briefkit import (
    Brief,
    BulletList,
    Figure,
    HouseStyle,
    LayoutError,
    Note,
    Paragraph,
    Section,
    Table,
    note,
    render,
    typeset,
)
from briefkit.frame import Fill, GlyphRun, Picture
from briefkit.preflight import structure_text
from briefkit.structure import PAGINATION
from briefkit.style.house import NoteArea


def long_note(seen, stem="w"):
    """Return the pages that words of a stem stand on, in order."""
    return sorted({line.page for line in seen.lines if f"{stem}0" in line.text})


def test_a_note_longer_than_the_room_left_starts_on_its_page_and_goes_on(see, filler, prose):
    """NOTES case 18."""
    seen = see(*filler(6), Paragraph("Calling.", note(prose(70))), *filler(20, 60))

    assert seen.at("Calling.1") == (1, "body")
    assert seen.at("w0000") == (1, "notes")
    assert seen.at("w0069") == (2, "notes")


def test_a_note_longer_than_a_page_fills_page_after_page_beside_text(see, filler, prose):
    """NOTES case 19: text goes on where the note leaves room, and alone when it is over."""
    seen = see(Paragraph("Calling.", note(prose(420))), *filler(60))

    pages = long_note(seen)
    assert len(pages) > 3
    assert pages == list(range(1, len(pages) + 1))
    assert all(len(seen.text(page, "body")) >= 2 for page in pages)
    assert len(seen.text(pages[-1] + 1, "body")) == 16


def test_a_split_leaves_two_lines_of_a_note_on_either_side(see, filler, prose):
    """NOTES case 20: at every distance from the foot, for notes of two to six lines."""
    for words in (14, 20, 26, 34, 40):
        for lines in range(4, 12):
            seen = see(*filler(lines), Paragraph("Calling.", note(prose(words))), *filler(9, 60))
            assert 1 not in seen.note_lines()


def test_a_carried_note_keeps_its_indent_says_so_and_has_no_new_number(see, filler, prose):
    """NOTES case 21: "(continued)" is furniture, and no part of the note."""
    body = [*filler(6), Paragraph("Calling.", note(prose(70))), *filler(20, 60)]
    seen = see(*body, language="fr")

    first, *rest = seen.text(2, "notes")
    assert first.replace("\u2002", " ").replace("\u00a0", " ") == "1 (suite)"
    [says] = [
        one.item
        for one in seen.pages[1].frame.flat()
        if isinstance(one.item, GlyphRun) and "suite" in one.item.text
    ]
    assert says.mark == PAGINATION
    carried = [line for line in seen.lines if line.page == 2 and line.region == "notes"][1:]
    second = [line for line in seen.lines if line.page == 1 and line.region == "notes"][1]
    assert {round(line.x, 2) for line in carried} == {round(second.x, 2)}
    assert rest
    assert not any(line.startswith("1") for line in rest)
    assert "suite" not in structure_text(render(Brief(title="T", body=body, language="fr")))


def test_the_line_above_a_carried_note_is_the_house_s_choice(see, filler, prose, small_house):
    """NOTES case 22: the room that it would take is the note's."""
    body = [*filler(6), Paragraph("Calling.", note(prose(70))), *filler(20, 60)]
    silent = see(*body, house=evolve(small_house, notes=NoteArea(has_continuation=False)))
    says = see(*body)

    assert "continued" in says.text(2, "notes")[0]
    assert "continued" not in "".join(silent.text(2, "notes"))


def test_what_is_carried_comes_before_what_is_new(see, filler, prose):
    """NOTES cases 23 and 37."""
    seen = see(
        *filler(6),
        Paragraph("One.", note(prose(70, "a"))),
        *filler(4, 60),
        Paragraph("Two.", note("New.")),
        *filler(9, 70),
    )

    assert seen.at("New.")[0] == seen.at("a0069")[0] == 2
    assert seen.line("New.").y > seen.line("a0069").y


@pytest.mark.parametrize("apart", [0, 1, 3])
def test_two_long_notes_are_both_queued_and_neither_is_lost(see, filler, prose, apart):
    """NOTES case 24."""
    body = [
        Paragraph("One.", note(prose(120, "a"))),
        *filler(apart, 60),
        Paragraph("Two.", note(prose(120, "b"))),
        *filler(30, 70),
    ]
    seen = see(*filler(3), *body)

    text = "".join("".join(seen.text(page.index + 1, "notes")) for page in seen.pages)
    assert text.index("a0119") < text.index("b0000")


def test_a_note_of_several_blocks_is_split_between_and_within_them(see, filler, prose):
    """NOTES case 27: two paragraphs, a list and a table, split at several of their joints."""
    parts = set()
    for words in range(12, 70, 7):
        body = (
            Paragraph(prose(words, "p")),
            BulletList([prose(9, "i"), prose(10, "j")]),
            Table([["Ash", "Oak"], ["Elm", "Fir"]], head=[["Tree", "Wood"]]),
            Paragraph(prose(20, "q")),
        )
        seen = see(*filler(4), Paragraph("Calling.", Note(body)), *filler(20, 60))
        marks = [
            "p0000",
            f"p{words - 1:04}",
            "i0000",
            "j0000",
            "Tree",
            "Ash",
            "Elm",
            "q0000",
            "q0019",
        ]
        pages = [seen.at(word)[0] for word in marks]
        assert pages == sorted(pages)
        parts.add(tuple(page - pages[0] for page in pages))
    assert len(parts) > 2


@pytest.mark.parametrize("lines", range(2, 9))
def test_a_picture_in_a_note_is_on_one_page_whole(see, filler, prose, lines):
    """NOTES case 28."""
    picture = BytesIO()
    Image.new("RGB", (600, 200), "#9ab").save(picture, "PNG")
    body = (Paragraph(prose(24)), Figure(picture.getvalue(), alt="A field", width=0.6))

    seen = see(*filler(lines), Paragraph("Calling.", Note(body)), *filler(20, 60))

    pictures = [
        (page.index + 1, one.item.height)
        for page in seen.pages
        for one in page.frame.flat()
        if isinstance(one.item, Picture)
    ]
    assert [round(height) for _, height in pictures] == [46]
    assert pictures[0][0] >= seen.at("w0023")[0]


@pytest.mark.parametrize("share", [0.3, 0.5, 0.75])
def test_notes_take_no_more_than_their_share_of_a_page_with_text(
    see, filler, prose, small_house, share
):
    """NOTES case 29: but all of a page that has no text."""
    house = evolve(small_house, notes=NoteArea(share=share))
    seen = see(Paragraph("Calling.", note(prose(300))), *filler(12), house=house)

    depth = seen.house.page.depth
    for page in range(1, len(seen.pages) + 1):
        area = seen.region(page, "notes")
        if area is not None and seen.text(page, "body"):
            assert area.height <= share * depth + 0.01
    bare = [page.index + 1 for page in seen.pages if not seen.text(page.index + 1, "body")]
    assert all(seen.region(page, "notes").height > 0.75 * depth for page in bare[:-1])


def test_four_hundred_words_of_note_leave_two_lines_of_text_on_each_page(see, filler, prose):
    """NOTES case 30: on a page of A4; on one too small for them, a bare page is told of."""
    body = [Paragraph(f"Line {n}.", note(prose(40, f"n{n}x"))) for n in range(10)]

    usual, small = see(*body, *filler(20), house=HouseStyle()), see(*body, *filler(20))

    for seen in (usual, small):
        bare = {page for page in range(1, len(seen.pages)) if len(seen.text(page, "body")) < 2}
        told = {one.page for one in seen.made.diagnostics if "two lines of text" in one.message}
        assert bare <= told
        assert seen is small or not bare


@pytest.mark.parametrize("token", ["x" * 400, "https://example.org/" + "x" * 400])
def test_a_token_wider_than_the_line_is_broken_and_told_of(see, token):
    """NOTES case 31."""
    seen = see(Paragraph("Calling.", note("See ", token, ".")), Paragraph("More."))

    assert "x" * 400 in "".join(seen.painted().values()).replace("\u00ad", "")
    # an address may break anywhere; a word is broken against its language
    told = [one.where for one in seen.made.diagnostics if "loose" not in one.message]
    assert told == ([] if "/" in token else ["paragraphs[0].notes[0].paragraphs[0]"])


def test_a_separator_higher_than_the_page_is_an_error(small_house):
    """NOTES case 32."""
    house = evolve(small_house, notes=NoteArea(space=400.0))

    with pytest.raises(LayoutError, match="note rule and its space"):
        typeset(Brief(title="T", body=[Paragraph("Word.", note("Body."))]), house)


def test_a_note_goes_on_into_the_next_section(see, filler, prose):
    """NOTES case 25: which begins no page of its own, so that both share one."""
    seen = see(
        *filler(8),
        Paragraph("Calling.", note(prose(90))),
        Section("Next", filler(12, 60)),
    )

    start = seen.at("Calling.1")[0]
    assert long_note(seen) == [start, start + 1]
    assert start <= seen.at("Next")[0] <= start + 1


def test_a_note_after_one_that_ends_in_a_table_stands_clear_of_its_rule(see):
    """NOTES case 27: as far below it as a line of text would."""
    held = Note([Paragraph("Of it:"), Table([["a", "b"]])])

    seen = see(Paragraph("One", held, " and", note("Next.")))

    rules = [one.y for one in seen.pages[0].frame.flat() if isinstance(one.item, Fill)]
    assert seen.line("Next.").y - max(rules) > 11.0
