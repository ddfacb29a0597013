"""Running heads and folios: what they say, where they stand, and that they are no content."""

import pytest
from attrs import evolve

from briefkit import Brief, Cover, HouseStyle, Organisation, PageBreak, Section, typeset
from briefkit.frame import GlyphRun
from briefkit.galley.styling import Compositor
from briefkit.structure import FOOTER, HEADER
from briefkit.style.house import Furniture, HeadMatter, SectionStart

LONG = "The cosmodrome at the end of the line and all that was said there in the days after "
TEXT = "A sentence of some words that fills the better part of a line on the page. " * 40


def brief(**more: object) -> Brief:
    given = {
        "title": "Tides",
        "organisations": [Organisation("Institute of Tides")],
        "body": [Section("Ebb", [TEXT] * 3), Section("Flood", [TEXT] * 3)],
    }
    return Brief(**{**given, **more})


def house(**furniture: object) -> HouseStyle:
    return HouseStyle(furniture=evolve(Furniture(), **furniture))


def heads(pages, lines_of) -> list[list[str]]:
    return [[text for *_, text in lines_of(page, HEADER)] for page in pages]


def runs(page, mark) -> list[tuple[float, GlyphRun]]:
    return [(p.x, p.item) for p in page.frame.flat() if getattr(p.item, "mark", None) == mark]


def test_a_head_stands_on_every_page_but_a_cover_and_the_first_of_the_text(lines_of):
    plain = typeset(brief(), house()).pages
    covered = typeset(brief(cover=Cover()), house()).pages

    assert heads(plain, lines_of)[:3] == [
        [],
        ["Institute of TidesTides"],
        ["Institute of TidesTides"],
    ]
    assert heads(covered, lines_of)[:3] == [[], [], ["Institute of TidesTides"]]


@pytest.mark.parametrize("start", [SectionStart.PAGE, SectionStart.RECTO])
def test_no_head_stands_on_a_page_that_opens_a_section_where_each_begins_one(lines_of, start):
    """Its heading says more, and larger; on the pages after it the head stands again."""
    titles = {"Ebb", "Flood", "Slack"}
    sections = [Section(title, [TEXT] * 6) for title in ("Ebb", "Flood", "Slack")]
    given = brief(body=["Before.", *sections], acknowledgements="Thanks. " * 9)

    pages = typeset(given, evolve(house(), sections=start)).pages[1:]

    shown = [[text for *_, text in lines_of(page)] for page in pages]
    opening = [bool(titles & set(lines)) for lines in shown]
    assert sum(opening) == 3
    for head, lines, is_opening in zip(heads(pages, lines_of), shown, opening, strict=True):
        assert bool(head) is (bool(lines) and not is_opening)


def test_a_head_stands_above_a_section_that_happens_to_begin_a_page(lines_of):
    pages = typeset(brief(body=[Section("Ebb", ["Out."]), PageBreak(), Section("Flood", ["In."])]))

    assert heads(pages.pages, lines_of) == [[], ["Institute of TidesTides"]]


def test_a_folio_stands_on_every_page_but_a_cover_which_counts(lines_of):
    pages = typeset(brief(cover=Cover()), house()).pages

    assert [[text for *_, text in lines_of(page, FOOTER)] for page in pages] == [
        [],
        *([str(number)] for number in range(2, len(pages) + 1)),
    ]
    assert [page.label for page in pages] == [str(n) for n in range(1, len(pages) + 1)]
    assert [page.folio for page in pages] == ["", *(page.label for page in pages[1:])]


def test_both_ends_stand_at_the_edges_of_the_measure_and_above_it():
    style = house()
    page = typeset(brief(), style).pages[1]
    area = style.page.type_area(1)

    (start, first), (end, last) = runs(page, HEADER)

    assert start == pytest.approx(area.x)
    assert end + last.width == pytest.approx(area.right)
    assert first.text == "Institute of Tides"
    (baseline,) = {p.y for p in page.frame.flat() if getattr(p.item, "mark", None) == HEADER}
    assert baseline == pytest.approx(area.y - style.page.running_head_distance)


def test_facing_pages_mirror_each_other():
    """The head at the outer end, the folio below it, and the wide margin outside."""
    style = house()
    style = evolve(style, page=evolve(style.page, is_facing=True))
    _, verso, recto, *_ = typeset(brief(), style).pages
    left, right = style.page.type_area(1), style.page.type_area(2)

    ((x, head),) = runs(verso, HEADER)
    assert (head.text, x) == ("Institute of Tides", pytest.approx(left.x))
    ((x, head),) = runs(recto, HEADER)
    assert (head.text, x + head.width) == ("Tides", pytest.approx(right.right))
    assert runs(verso, FOOTER)[0][0] == pytest.approx(left.x)
    ((x, folio),) = runs(recto, FOOTER)
    assert x + folio.width == pytest.approx(right.right)
    assert left.x > right.x


def test_a_folio_may_stand_amid_the_foot():
    style = house(is_folio_centred=True)
    ((x, folio),) = runs(typeset(brief(), style).pages[1], FOOTER)

    area = style.page.type_area(1)
    assert x + folio.width / 2 == pytest.approx(area.x + area.width / 2)


def test_a_head_names_the_section_that_its_page_stands_in(lines_of):
    """That in which the page begins, or the first that opens on it before any other text."""
    pages = typeset(
        brief(contents="no"), house(verso_head=HeadMatter.NOTHING, recto_head=HeadMatter.SECTION)
    ).pages

    named = [text for page in heads(pages, lines_of) for text in page]
    assert named == sorted(named)
    assert set(named) == {"Ebb", "Flood"}
    opening = next(page for page in pages[1:] if any(t == "Flood" for *_, t in lines_of(page, int)))
    first = lines_of(opening, int)[0][2]
    (head,) = heads([opening], lines_of)[0]
    assert head == ("Flood" if first == "Flood" else "Ebb")


def test_what_both_ends_would_say_is_said_once(lines_of):
    both = house(verso_head=HeadMatter.TITLE, recto_head=HeadMatter.TITLE)

    assert heads(typeset(brief(), both).pages, lines_of)[1] == ["Tides"]


def test_a_head_may_say_nothing_and_has_no_rule_then(lines_of):
    nothing = house(verso_head=HeadMatter.NOTHING, recto_head=HeadMatter.NOTHING, has_rule=True)
    ruled = house(has_rule=True)

    assert runs(typeset(brief(), nothing).pages[1], HEADER) == []
    assert len(runs(typeset(brief(), ruled).pages[1], HEADER)) == 3


def test_words_that_are_too_long_end_after_a_word_with_an_ellipsis():
    style = house()
    long = brief(title=LONG * 2, organisations=[Organisation(LONG)])
    (start, first), (end, last) = runs(typeset(long, style).pages[1], HEADER)

    for said in (first.text, last.text):
        assert said.endswith("\u00a0…")
        assert LONG.startswith(said[:-2])
        assert said[:-2].split(" ")[-1] in LONG.split(" ")
    assert start + first.width < end
    assert end + last.width <= style.page.type_area(1).right + 0.01


def test_a_head_is_set_once_for_all_its_pages(monkeypatch):
    known = []
    real = Compositor.lines

    def lines(self, text, *arguments, **options):
        known.extend(span.text for span in text if span.mark == HEADER)
        return real(self, text, *arguments, **options)

    monkeypatch.setattr(Compositor, "lines", lines)

    pages = typeset(brief(), house(recto_head=HeadMatter.SECTION)).pages

    assert len(pages) > 4
    assert sorted(known) == ["Ebb", "Flood", "Institute of Tides", "Institute of Tides"]
