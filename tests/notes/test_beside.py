"""Notes in the margin, each beside its call: a house's choice, seen on finished pages."""

from io import BytesIO
from itertools import pairwise

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from briefkit import (
    Brief,
    Figure,
    HouseStyle,
    ModelError,
    Paragraph,
    Section,
    Table,
    check,
    note,
    render,
    typeset,
)
from briefkit.frame import Anchor, Frame, GlyphRun
from briefkit.geometry import Rect, Size
from briefkit.pages.beside import notes_beside, tops_of
from briefkit.pages.pagebreak import break_pages
from briefkit.pages.plan import NotePart
from briefkit.preflight import structure_text
from briefkit.structure import FOOTER, HEADER
from briefkit.style.brand import read_brand
from briefkit.style.house import NoteArea, NotePlace
from briefkit.style.page import PageMaster
from briefkit.testing import body_lines, galley_of, lines, page_of, space
from briefkit.testing import note as note_of

LEADING = 14.5
TRIM = Size(420.0, 16 * LEADING + 88.0)
PAGE = PageMaster(trim=TRIM, head=40.0, foot=48.0, inner=40.0, outer=160.0)
HOUSE = HouseStyle(page=PAGE, notes=NoteArea(place=NotePlace.MARGIN))


class Pages:
    """A brief's finished pages: runs with their places, and where notes and calls are."""

    def __init__(self, *body: object, house: HouseStyle = HOUSE, **facts: object) -> None:
        self.house = house
        self.made = typeset(Brief(title="T", body=list(body), contents="no", **facts), house)
        self.runs = [
            (page.index, placed.x, placed.y, placed.item)
            for page in self.made.pages
            for placed in page.frame.flat()
            if isinstance(placed.item, GlyphRun) and placed.item.mark not in (HEADER, FOOTER)
        ]
        self.places = {
            placed.item.name: (page.index, placed.x, placed.y)
            for page in self.made.pages
            for placed in page.frame.flat()
            if isinstance(placed.item, Anchor)
        }
        self.assert_sound()

    def assert_sound(self) -> None:
        """Fail unless notes start on the pages of their calls, in order, in the margin, clear."""
        starts = [self.places[note.anchor] for note in self.made.resolved.notes]
        assert [page for page, _, _ in starts] == [
            self.places[note.mark[0].target.name][0] for note in self.made.resolved.notes
        ]
        assert starts == sorted(starts, key=lambda place: (place[0], place[2]))
        for page in self.made.pages:
            margin, area = self.house.page.margin(page.index), self.house.page.type_area(page.index)
            beside, text = [], []
            for index, x, y, run in self.runs:
                if index == page.index:
                    is_beside = margin.x - 3 <= x and x + run.width <= margin.right + 12
                    (beside if is_beside else text).append((y, x, run))
            assert all(area.x - 8 <= x and x + run.width <= area.right + 12 for _, x, run in text)
            lines = sorted({round(y, 2) for y, _, run in beside if run.text.strip()})
            assert all(two - one > 8.0 for one, two in pairwise(lines))
            assert all(margin.y < y < margin.bottom + 0.01 for y in lines)

    def line(self, words: str) -> tuple[int, float]:
        """Return page and baseline of the one run that has these words."""
        [found] = [(page, y) for page, _, y, run in self.runs if words in run.text]
        return found


def filler(number: int, start: int = 0) -> list[Paragraph]:
    return [Paragraph(f"Filler {index}.") for index in range(start, start + number)]


def prose(number: int, stem: str = "w") -> str:
    return " ".join(f"{stem}{index:04}" for index in range(number))


def test_a_note_stands_on_the_line_of_its_call():
    pages = Pages(*filler(3), Paragraph("One", note("First.")), *filler(4, 9))

    assert pages.line("First.") == pytest.approx(pages.line("One"))
    assert [region.name for region in pages.made.pages[0].regions] == ["body", "notes"]


def test_notes_beside_take_no_room_of_the_text():
    body = [*filler(5), Paragraph("One", note(prose(20))), *filler(30, 9)]
    bare = [*filler(5), Paragraph("One"), *filler(30, 9)]

    pages, without = Pages(*body), typeset(Brief(title="T", body=bare, contents="no"), HOUSE)

    assert [page.body for page in pages.made.plan.pages] == [
        page.body for page in without.plan.pages
    ]


def test_a_note_in_the_way_of_the_next_pushes_it_down():
    pages = Pages(
        Paragraph("One", note(prose(12))), Paragraph("Two", note("Second.")), *filler(9, 9)
    )

    assert pages.line("Second.")[1] > pages.line("Two")[1]
    assert pages.line("Second.")[1] - pages.line("w0011")[1] == pytest.approx(11.0 + 2.0)


def test_a_note_at_the_foot_of_a_page_stands_higher_than_its_call():
    pages = Pages(*filler(9), Paragraph("One", note(prose(12))), *filler(9, 20))

    assert pages.line("One")[0] == pages.line("w0000")[0] == pages.line("w0011")[0]
    assert pages.line("w0000")[1] < pages.line("One")[1]


def test_what_does_not_fit_goes_on_in_the_next_margin_with_its_hanging_indent():
    pages = Pages(Paragraph("One", note(prose(120))), *filler(40, 9))

    first, last = pages.line("w0000"), pages.line("w0119")
    assert (first[0], last[0]) == (0, 1)
    [continued] = [(page, y) for page, _, y, run in pages.runs if "(continued)" in run.text]
    assert continued[0] == 1
    assert continued[1] < last[1]


def test_a_long_note_that_outlives_the_text_has_pages_of_its_own():
    pages = Pages(Paragraph("One", note(prose(300))))

    assert len(pages.made.pages) > 2
    assert pages.line("w0299")[0] == len(pages.made.pages) - 1


@pytest.mark.parametrize("number", [10, 60, 200])
def test_many_notes_find_room_and_none_is_lost(number):
    """NOTES cases 38 and 88: a page ends where its margin is full."""
    parts = [part for n in range(number) for part in (f"Call{n}", note(f"Note {n}."), " ")]

    pages = Pages(Paragraph(*parts))

    assert len([run for *_, run in pages.runs if "Note" in run.text]) == number


def test_notes_of_headings_tables_and_figures_stand_beside_them():
    file = BytesIO()
    Image.new("RGB", (480, 100), "#9ab").save(file, "PNG")
    pages = Pages(
        Section(["Head", note("Of a head.")], filler(2)),
        Table([["a", Paragraph("Cell", note("Of a cell."))]], caption=["Sums", note("Of sums.")]),
        Figure(file.getvalue(), alt="A field", caption=["Field", note("Of it.")], placement="here"),
    )

    for words, note_words in (("Head", "Of a head."), ("Cell", "Of a cell."), ("Sums", "Of sums.")):
        assert pages.line(note_words) == pytest.approx(pages.line(words), abs=14.0)
    assert pages.line("Of it.")[0] == pages.line("Field")[0]


def test_a_note_in_a_note_stands_below_it():
    """NOTES case 71."""
    pages = Pages(Paragraph("One", note("Outer", note("Inner."), ".")), *filler(3))

    assert pages.line("Inner.")[1] == pytest.approx(pages.line("Outer")[1] + 13.0)


def test_facing_pages_have_their_notes_at_their_outer_edges():
    """NOTES case 76."""
    house = evolve(HOUSE, page=evolve(PAGE, is_facing=True))
    body = [part for n in range(8) for part in (Paragraph("Call", note(f"N{n}.")), *filler(4, n))]

    pages = Pages(*body, house=house)

    sides = {page % 2: x > TRIM.width / 2 for page, x, _, run in pages.runs if run.text[:1] == "N"}
    assert sides == {0: True, 1: False}


def test_they_are_tagged_as_footnotes_are():
    """NOTES cases 82 and 84."""
    body = [Paragraph("One", note("First.")), Paragraph("Two", note("Second."))]
    pdf = render(Brief(title="T", body=body, contents="no"), house=HOUSE)

    assert structure_text(pdf).splitlines()[1:] == ["One1", "1 First.", "Two2", "2 Second."]
    assert [one for one in check(pdf) if one.severity.name == "ERROR"] == []


def test_a_brand_chooses_them_and_a_margin_too_narrow_is_an_error(tmp_path):
    path = tmp_path / "_brand.yml"
    path.write_text("defaults: {briefkit: {notes: {place: margin}}}")

    assert read_brand(path).notes.are_beside
    with pytest.raises(ModelError, match="leaves 17 points of its outer margin"):
        evolve(HOUSE, page=evolve(PAGE, outer=60.0))


def test_a_page_ends_where_its_margin_is_full():
    galley = galley_of(lines(20), *(note_of(lines(3), called_from=n) for n in range(1, 9)))

    plan = break_pages(galley, evolve(page_of(height=12), has_notes_beside=True))

    assert body_lines(galley, plan) == [(0, 4), (4, 16), (16, 20)]


@settings(max_examples=80)
@given(
    st.lists(st.tuples(st.integers(1, 25), st.integers(1, 9)), max_size=8),
    st.sampled_from([6.0, 9.0]),
    st.sampled_from([0.0, 0.5]),
)
def test_margins_hold_what_the_search_puts_into_them(notes, height, gap):
    """NOTES cases 88 and 90: text and notes each within the page, every note whole and in order."""
    galley = galley_of(lines(25), *(note_of(lines(n), called_from=at) for at, n in sorted(notes)))

    plan = break_pages(galley, evolve(page_of(height, note_gap=gap), has_notes_beside=True))

    for page, (start, end) in zip(plan.pages, body_lines(galley, plan), strict=True):
        assert end - start <= height
        sizes = [part.lines[1] - part.lines[0] for part in page.notes]
        assert sum(sizes) + gap * max(len(sizes) - 1, 0) <= height + 0.01
    done = dict.fromkeys((one.key for one in galley.notes), 0)
    for page in plan.pages:
        for part in page.notes:
            assert part.lines[0] == done[part.key]
            done[part.key] = part.lines[1]
    assert list(done.values()) == [
        len([x for x in one.items if hasattr(x, "frame")]) for one in galley.notes
    ]


@given(st.lists(st.tuples(st.floats(1, 20), st.none() | st.floats(-20, 200)), max_size=8))
def test_things_one_under_another_never_touch_and_never_leave_their_room(found):
    heights = [height for height, _ in found]
    bottom = sum(heights) + 2.0 * max(len(heights) - 1, 0) + 30.0

    tops = tops_of(heights, [place for _, place in found], 0.0, bottom, 2.0)

    assert all(top >= -1e-6 for top in tops)
    for number, top in enumerate(tops[1:], start=1):
        assert top >= tops[number - 1] + heights[number - 1] + 2.0 - 1e-6
    assert not tops or tops[-1] + heights[-1] <= bottom + 1e-6


def test_one_line_above_the_notes_that_go_on_says_so_and_no_space_is_below_it():
    """Room is kept for one, and a part begins with the space that its page break took in."""
    texts = ((*lines(2), space(0.5), *lines(2)), lines(4))
    made = galley_of(lines(2), *(note_of(text, called_from=1) for text in texts))
    first, second = made.notes
    rest = 3  # the space between its paragraphs
    parts = (
        NotePart(first.key, rest, len(first.items), True, False),
        NotePart(second.key, 4, len(second.items), True, False),
    )
    notes = {one.key: one for one in made.notes}

    placed = notes_beside(
        (), parts, notes, {}, Rect(0.0, 0.0, 10.0, 20.0), 0.0, lambda note: Frame(10.0, 1.0)
    )

    assert [one.item.height for one in placed] == [3.0, 2.0]
