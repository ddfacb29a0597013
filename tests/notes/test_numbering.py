"""Numbers, and what refers to them: NOTES cases 40 to 53, seen on finished pages."""

import re
from itertools import pairwise

import pytest

from briefkit import (
    Brief,
    CrossReference,
    ModelError,
    NoteCall,
    NoteOptions,
    Paragraph,
    Section,
    SourceError,
    api,
    note,
    parse_markdown,
    read_json,
    render,
    typeset,
    write_json,
)
from briefkit.frame import Destination, GlyphRun
from briefkit.numerals import numeral
from briefkit.resolve.resolved import ResolvedContents


@pytest.mark.parametrize(
    ("numbering", "first", "last"),
    [
        ("arabic", "1", "14"),
        ("roman", "i", "xiv"),
        ("Roman", "I", "XIV"),
        ("alpha", "a", "n"),
        ("symbols", "*", "††"),
    ],
)
def test_calls_and_notes_have_the_numbers_of_the_brief_s_choice(see, numbering, first, last):
    """NOTES case 40: after the last sign they are doubled."""
    body = [Paragraph(f"Call{n}", note(f"Body{n}.")) for n in range(14)]
    if numbering == "symbols":
        body = body[:8]
    seen = see(*body, notes=NoteOptions(numbering=numbering))

    count = len(body) - 1
    assert seen.line("Call0").text == f"Call0{first}"
    assert seen.line(f"Call{count}").text == f"Call{count}{last}"
    assert seen.line(f"Body{count}.").text == f"{last}Body{count}."


@pytest.mark.parametrize("numbering", ["arabic", "roman", "alpha", "symbols"])
@pytest.mark.parametrize("per_page", [2, 5])
def test_each_page_begins_anew(see, filler, numbering, per_page):
    """NOTES case 41: a note's number is that of its call's page; references have it too."""
    body = [
        Paragraph(f"Call{n}", note(f"Body{n}.", id=f"n{n}"), " see ", CrossReference(f"n{n}"))
        for n in range(20)
    ]
    spread = [part for n, one in enumerate(body) for part in (one, *filler(7 - per_page, 10 * n))]

    seen = see(*spread, notes=NoteOptions(numbering=numbering, restart="page"))

    assert len(seen.pages) > 3
    for page in range(1, len(seen.pages) + 1):
        labels = [numeral(n, numbering) for n in range(1, 1 + len(seen.notes_of(page)))]
        assert seen.notes_of(page) == labels
        calls = [line for line in seen.text(page, "body") if "Call" in line]
        assert [line.rsplit("\u00a0", 1)[-1] for line in calls] == labels


def test_a_note_that_is_carried_keeps_the_number_of_its_call(see, filler, prose):
    """NOTES case 41."""
    seen = see(
        *filler(5),
        Paragraph("One", note("A.")),
        Paragraph("Two", note(prose(90))),
        *filler(4, 60),
        Paragraph("Three", note("C.")),
        *filler(20, 70),
        notes=NoteOptions(restart="page"),
    )

    page = seen.at("Three1")[0]
    assert page == seen.line("Two2").page + 1
    first, *_, last = seen.text(page, "notes")
    assert first.startswith("2")
    assert "continued" in first
    assert last == "1C."


@pytest.mark.parametrize("length", range(0, 24, 3))
def test_up_to_nine_numbers_a_page_move_nothing(see, prose, length):
    """NOTES case 42: figures are equally wide, so the pages are as they were before."""
    body = [Paragraph(*(part for n in range(24) for part in (prose(9, f"p{n}x"), note("N."), " ")))]

    seen = see(prose(length + 1, "f"), *body, notes=NoteOptions(restart="page"))

    for page in range(1, len(seen.pages) + 1):
        labels = seen.notes_of(page)
        assert labels == [str(number + 1) for number in range(len(labels))]


@pytest.mark.parametrize("numbering", ["roman", "symbols", "alpha"])
@pytest.mark.parametrize("seed", range(6))
def test_numbers_of_any_width_settle_on_each_page(see, numbering, seed):
    """NOTES case 42: they are dense, so that a number's width moves the calls around it."""
    seen = see(*dense(seed), notes=NoteOptions(numbering=numbering, restart="page"))

    for page in range(1, len(seen.pages) + 1):
        labels = seen.notes_of(page)
        assert labels == [numeral(n + 1, numbering) for n in range(len(labels))]


def dense(seed: int, notes: int = 40) -> list[Paragraph]:
    """Return words of many lengths with a note every few of them, and references by page."""
    number, parts = seed, []
    for _ in range(notes):
        number = (number * 1103515245 + 12345) % 2**31
        words = ["w" * (2 + (number >> shift) % 8) for shift in range(4, 4 + 1 + number % 9)]
        parts += [" ".join(words), note("N."), " "]
        if number % 5 == 0:
            parts += ["see ", CrossReference(f"p{number % 4}", form="page"), " "]
    size = -(-len(parts) // 4)
    return [Paragraph(*parts[n * size : (n + 1) * size], id=f"p{n}") for n in range(4)]


def test_numbers_that_move_their_own_calls_have_the_room_of_the_widest(see, monkeypatch):
    """NOTES case 42: nothing depends on them then, so the pages hold whatever they are."""
    monkeypatch.setattr(api, "FREE_PASSES", 0)
    body = [Paragraph(*(part for _ in range(9) for part in ("ab", note("N."), " ")))]

    seen = see(*body, notes=NoteOptions(numbering="roman", restart="page"))

    line = seen.line("abi abii abiii")
    gaps = [
        two.x - one.x
        for one, two in pairwise(
            placed
            for placed in seen.pages[0].frame.flat()
            if isinstance(placed.item, GlyphRun)
            and abs(placed.y - line.y) < 0.1
            and placed.item.text.strip().startswith("a")
        )
    ]
    assert max(gaps[1:4]) - min(gaps[1:4]) < 0.01


def test_a_reference_by_page_has_the_number_that_its_target_s_page_bears(see, filler):
    """NOTES case 52: in the text, in a note, forwards and backwards; it is a link."""
    by_page = CrossReference("s", form="page")
    seen = see(
        Paragraph("See ", by_page, ".", note("As on ", CrossReference("p", form="page"), ".")),
        *filler(30),
        Section("Part", [Paragraph("Back to ", CrossReference("p", form="page"), ".")], id="s"),
        Paragraph("Begin.", id="p"),
    )

    pages = seen.anchors()
    assert pages["s"] > 1
    assert seen.line("See page").text == f"See page\u00a0{pages['s']}.1"
    assert seen.line("As on").text == f"1As on page\u00a0{pages['p']}."
    assert seen.line("Back to").text == f"Back to page\u00a0{pages['p']}."
    assert Destination("s") in {link.target for page, link in seen.links() if page == 1}


@pytest.mark.parametrize("lines", range(90, 110, 4))
def test_page_numbers_that_move_their_targets_settle(see, prose, lines):
    """NOTES case 52: here from page 9 to 10, where a number grows by a figure."""
    words = f"{prose(6, 'f')} "
    body = [
        Paragraph(words, CrossReference("end", form="page"), words * 2) for _ in range(lines // 3)
    ]

    seen = see(*body, Paragraph("The end.", id="end"))

    said = {text for line in seen.lines for text in re.findall(r"page\u00a0(\d+)", line.text)}
    assert said == {str(seen.anchors()["end"])}


def test_a_reference_by_page_is_written_in_markdown_and_json(tmp_path):
    """NOTES case 52."""
    text = "See @page:sec:part, and @page:part.\n\n## Part {#part}\n\nText.\n"
    brief = parse_markdown(f"---\ntitle: T\n---\n\n{text}")

    references = [one for one in brief.body[0].children if isinstance(one, CrossReference)]
    assert references == [CrossReference("part", form="page")] * 2
    write_json(brief, tmp_path / "brief.json")
    assert read_json(tmp_path / "brief.json") == brief
    with pytest.raises(SourceError, match=r"<text>:5.*nothing has the id parts.*write part"):
        parse_markdown("---\ntitle: T\n---\n\nSee @page:parts.\n\n## Part {#part}\n\nText.\n")
    with pytest.raises(
        ModelError, match=r"CrossReference.form is 'folio': give one of label, page"
    ):
        CrossReference("a", form="folio")
    with pytest.raises(ModelError, match="has words of its own"):
        CrossReference("a", "there", form="page")


def test_each_section_begins_anew_and_endnotes_go_on(see):
    """NOTES case 43."""
    seen = see(
        Section("A", [Paragraph("One", note("F.")), Paragraph("Two", note("E.", place="end"))]),
        Section("B", [Paragraph("Three", note("G.")), Paragraph("Four", note("H.", place="end"))]),
        notes=NoteOptions(restart="section"),
    )

    calls = {word: seen.line(word).text for word in ("One", "Two", "Three", "Four")}
    assert calls == {"One": "One1", "Two": "Two[i]", "Three": "Three1", "Four": "Four[ii]"}


def test_footnotes_and_endnotes_of_one_line_are_two_streams(see):
    """NOTES case 44."""
    seen = see(
        Paragraph("a", note("F."), " b", note("E.", place="end"), " c", note("G.", place="foot"))
    )

    assert seen.line("a1").text == "a1 b[i] c2"
    assert seen.text(1, "notes") == ["1F.", "2G."]
    assert seen.at("[i]E.")[1] == "body"


def test_a_note_called_twice_on_a_page_has_one_body_and_one_number(see):
    """NOTES case 45."""
    seen = see(
        Paragraph("One", note("Body.", id="n"), " two", note("Else."), " and", NoteCall("n"))
    )

    assert seen.line("One").text == "One1 two2 and1"
    assert seen.text(1, "notes") == ["1Body. a b", "2Else."]


def test_a_note_called_again_pages_later_is_not_repeated(see, filler):
    """NOTES case 46: the number is a link to it."""
    seen = see(
        Paragraph("One", note("Body.", id="n")), *filler(40), Paragraph("Again", NoteCall("n"))
    )

    page = seen.at("Again1")[0]
    assert page > 2
    assert seen.at("Body.") == (1, "notes")
    assert seen.region(page, "notes") is None
    assert [link.target for number, link in seen.links() if number == page] == [Destination("n")]


def test_a_later_note_can_be_referred_to(see):
    """NOTES case 47."""
    seen = see(
        Paragraph("See ", CrossReference("n"), "."),
        Paragraph("One", note("First.")),
        Paragraph("Two", note("Second.", id="n")),
    )

    assert seen.line("See").text == "See note\u00a02."


def test_a_note_can_refer_to_another_and_not_to_itself(see):
    """NOTES case 48."""
    seen = see(
        Paragraph("One", note("First.", id="a")), Paragraph("Two", note("As ", CrossReference("a")))
    )

    assert seen.text(1, "notes") == ["1First.", "2As note\u00a01"]
    with pytest.raises(ModelError, match="'a' refers to itself"):
        see(Paragraph("One", note("See ", CrossReference("a"), id="a")))
    with pytest.raises(ModelError, match="'a' refers to itself"):
        see(Paragraph("One", note("See", NoteCall("a"), id="a")))


def test_a_number_given_by_hand_leaves_the_count_alone(see):
    """NOTES case 49."""
    seen = see(Paragraph("a", note("A."), " b", note("B.", label="7"), " c", note("C.")))

    assert seen.line("a1").text == "a1 b7 c2"
    assert seen.text(1, "notes") == ["1A.", "7B.", "2C."]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Word.[^a]\n", r"<text>:5.*\^a"),
        ("Word.\n\n[^a]: Body.\n", r"<text>:7.*\^a"),
        ("Word.[^a]\n\n[^a]:\n", r"<text>:\d+"),
    ],
)
def test_a_call_without_note_and_a_note_without_call_are_errors_with_their_lines(text, says):
    """NOTES cases 50 and 51: nothing is guessed, and nothing lost without a word."""
    with pytest.raises(SourceError, match=says):
        parse_markdown(f"---\ntitle: T\n---\n\n{text}")


def test_a_call_of_no_note_is_an_error_that_names_the_place():
    """NOTES cases 50 and 51."""
    with pytest.raises(ModelError, match=r"paragraphs\[1\].*calls the note 'x'"):
        typeset(Brief(title="T", body=["a", Paragraph("Word", NoteCall("x"))]))


def test_page_numbers_in_the_contents_list_are_right_beside_notes(see, filler, prose):
    """NOTES case 52: those of the contents list stand in room that is kept for them."""
    body = [
        Section(f"Part{name}", [*filler(9, 20 * n), Paragraph("Call", note(prose(50, name)))])
        for n, name in enumerate("abcdef")
    ]
    seen = see(Brief(title="T", body=body, contents="yes"))

    pages = seen.anchors()
    [contents] = [b for b in seen.made.resolved.blocks if isinstance(b, ResolvedContents)]
    painted = seen.painted()
    for entry in contents.entries:
        assert painted[entry.folio_mark] == str(pages[entry.destination])
    assert pages[contents.entries[-1].destination] > 5


def test_each_brief_of_a_series_starts_anew():
    """NOTES case 53: nothing is left from the brief before."""
    first = Brief(title="T", body=[Paragraph("One", note("A."), note("B."))])
    other = Brief(title="T", body=[Paragraph("Bir", note("C."))], language="tr")

    alone = render(other)
    render(first)

    assert render(other) == alone
    assert [one.label for one in typeset(other).resolved.notes] == ["1"]
