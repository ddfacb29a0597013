"""Pages that an author or a house asks for: NOTES cases 25 and 26, seen on finished pages."""

import pytest
from attrs import evolve

from briefkit import (
    Box,
    Brief,
    BulletList,
    Cover,
    Group,
    ModelError,
    Note,
    NoteOptions,
    PageBreak,
    Paragraph,
    Quotation,
    Section,
    SourceError,
    check,
    note,
    parse_markdown,
    read_json,
    render,
    typeset,
    write_json,
)
from briefkit.style.house import SectionStart


def has_nothing(seen, page):
    """Return whether nothing at all is painted on a page, from 1."""
    return not list(seen.pages[page - 1].frame.flat())


def test_a_page_break_begins_a_new_page(see, filler):
    seen = see(*filler(3), PageBreak(), *filler(3, 60))

    assert seen.line("Filler 3.").page == 1
    assert seen.line("Filler 60.").page == 2
    assert seen.line("Filler 60.").y == pytest.approx(seen.house.page.head + 10.5, abs=3.0)
    assert seen.made.diagnostics == ()


@pytest.mark.parametrize("lines", range(20, 130, 10))
def test_a_carried_note_is_finished_before_the_page_that_is_asked_for(see, filler, prose, lines):
    """NOTES case 25: on as many pages as it takes, and what follows begins a page."""
    long = note(prose(lines * 4))

    seen = see(*filler(9), Paragraph("One", long), PageBreak(), Paragraph("Next", note("New.")))

    last = seen.line(f"w{lines * 4 - 1:04}").page
    assert seen.line("Next").page == last + 1
    assert seen.text(last + 1, "notes") == ["2New."]
    assert seen.text(last + 1, "body")[0] == "Next2"


@pytest.mark.parametrize("words", [4, 200, 330, 500])
def test_a_left_hand_page_stays_blank_or_takes_the_rest_of_a_note(see, filler, prose, words):
    """NOTES case 26: the note goes on on the next page, and what follows is on a right-hand one."""
    one = Paragraph("One", note(prose(words)))

    seen = see(*filler(9), one, PageBreak(side="recto"), "Next.", *filler(3, 60))

    last, after = seen.line(f"w{words - 1:04}").page, seen.line("Next.").page
    assert after % 2 == 1
    assert after - last == (2 if last % 2 else 1)
    if last % 2:
        assert has_nothing(seen, last + 1)
    assert not any(has_nothing(seen, page) for page in range(1, last + 1))


def test_a_blank_page_has_neither_head_nor_folio_and_is_counted(see, filler):
    """NOTES case 26: it is no fault of the file either."""
    brief = Brief(title="T", body=[*filler(3), PageBreak(side="recto"), *filler(3, 60)])

    seen = see(brief)

    assert has_nothing(seen, 2)
    assert [page.folio for page in seen.pages] == ["1", "2", "3"]
    assert any(line.text == "3" for line in seen.lines if line.page == 3)
    assert [one for one in check(render(brief)) if one.severity.name == "ERROR"] == []
    assert seen.made.plan.pages[1].demerits == ()


def test_behind_a_cover_right_hand_pages_are_odd_too(see, filler):
    """NOTES case 26: the cover is page 1, and the text opens on its back."""
    body = [*filler(3), PageBreak(side="recto"), "Next.", PageBreak(side="recto"), "Last."]

    seen = see(Brief(title="T", body=body, cover=Cover(), contents="no"))

    assert (seen.line("Next.").page, seen.line("Last.").page) == (3, 5)
    assert has_nothing(seen, 4)


@pytest.mark.parametrize("start", [SectionStart.PAGE, SectionStart.RECTO])
def test_sections_begin_where_the_house_lets_them(see, small_house, filler, prose, start):
    """NOTES cases 25 and 43: with notes that are carried, and numbers that begin anew."""
    house = evolve(small_house, sections=start)
    body = [
        Section(f"Part{n}", [*filler(8, 20 * n), Paragraph("x", note(prose(150, f"n{n}")))])
        for n in range(4)
    ]

    seen = see(*body, house=house, notes=NoteOptions(restart="section"))

    places = [line for line in seen.lines if line.text.startswith("Part") and line.region == "body"]
    tops = [line for line in places if line.text == seen.text(line.page, "body")[0]]
    assert places[0].page == 1  # under the title
    assert tops == places[1:]
    assert len(tops) == 3
    assert seen.labels == ["1"] * 4
    if start is SectionStart.RECTO:
        assert all(line.page % 2 for line in places)


def test_front_and_back_matter_and_what_stands_under_the_title_begin_no_page(see, small_house):
    """An abstract stands with what opens the brief, and a word of thanks under the last section."""
    house = evolve(small_house, sections=SectionStart.PAGE)
    body = [Section("First", ["One."]), Section("Second", ["Two."])]

    plain = see(Brief(title="T", body=body, contents="no"), house=house)
    full = see(
        Brief(
            title="T", body=body, contents="no", abstract="In short.", acknowledgements="Thanks."
        ),
        house=house,
    )

    assert [plain.line(text).page for text in ("One.", "Two.")] == [1, 2]
    pages = [full.line(text).page for text in ("In short.", "One.", "Two.", "Thanks.")]
    assert pages == [1, 2, 3, 3]


def test_endnotes_begin_a_page_where_sections_do(see, small_house, filler):
    house = evolve(small_house, sections=SectionStart.PAGE)

    seen = see(
        *filler(2), Paragraph("x", note("End.")), house=house, notes=NoteOptions(place="end")
    )

    assert seen.line("End.").page == 2


@pytest.mark.parametrize(
    "body",
    [
        [PageBreak(), "Text.", PageBreak()],
        ["Text.", PageBreak(), PageBreak(side="recto"), PageBreak(), "More."],
    ],
)
def test_breaks_at_the_ends_and_one_after_another_make_no_empty_pages(see, body):
    """Which is what they would be for nobody; the stronger of two wins."""
    seen = see(Brief(title="T", body=body, contents="no", cover=Cover()))

    pages = [page for page in range(1, len(seen.pages) + 1) if has_nothing(seen, page)]
    assert pages == []
    assert len(seen.pages) <= 3


@pytest.mark.parametrize(
    ("around", "named"),
    [
        (lambda one: BulletList([[Paragraph("a"), one]]), "a list"),
        (lambda one: Box([one]), "a box"),
        (lambda one: Quotation([one]), "a quotation"),
        (lambda one: Box([Section("Part", [one])]), "a box"),
        (lambda one: Paragraph("x", Note([Paragraph("y"), one])), "a note"),
        (lambda one: Group([Box([one])], language="tr"), "a box"),
    ],
)
def test_a_page_break_in_anything_but_the_text_is_an_error(around, named):
    with pytest.raises(ModelError, match=f"is a page break in {named}: put it between"):
        typeset(Brief(title="T", body=[around(PageBreak())]))


def test_page_breaks_are_written_in_markdown_and_json(tmp_path):
    head = "---\ntitle: T\n---\n\n"
    text = "One.\n\n::: {.page-break}\n:::\n\nTwo.\n\n::: {.page-break side=recto}\n:::\n\nThree.\n"
    brief = parse_markdown(head + text)

    assert [one for one in brief.body if isinstance(one, PageBreak)] == [
        PageBreak(),
        PageBreak(side="recto"),
    ]
    write_json(brief, tmp_path / "brief.json")
    assert read_json(tmp_path / "brief.json") == brief
    with pytest.raises(SourceError, match=r"<text>:7.*a page break holds something"):
        parse_markdown(head + "One.\n\n::: {.page-break}\nWords.\n:::\n")
    with pytest.raises(SourceError, match=r"PageBreak.side is 'left'.*give"):
        parse_markdown(head + "One.\n\n::: {.page-break side=left}\n:::\n")
