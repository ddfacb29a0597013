"""A long brief costs as much for each page as a short one: work is counted, not timed."""

import pytest

from briefkit import Brief, Paragraph, Section, Table, note, typeset
from briefkit.pages import abreast
from briefkit.pages.insertions import Notes
from briefkit.pages.pagebreak import break_pages
from briefkit.pages.turns import Pages
from briefkit.testing import floating, galley_of, kept, lines, page_of
from briefkit.testing import note as note_of
from briefkit.text import shape

WORDS = ["the", "summit", "of", "two", "countries", "at", "a", "cosmodrome", "far", "east"]


# What twice as much more may cost. At the beginning of a brief the search has few ways to follow,
# so that the first pages are cheap and say nothing; n² would cost four times as much more.
TWICE = 2.3


def grows_evenly(small: float, middle: float, large: float) -> bool:
    """Return whether what n, 2n and 4n cost lies on a line, but for its beginning."""
    return large - middle <= TWICE * (middle - small)


def prose(start: int, count: int) -> str:
    return " ".join(WORDS[(start * 7 + at) % len(WORDS)] for at in range(count)) + ". "


def long_brief(paragraphs: int) -> Brief:
    """Return a brief with a note every 48 words."""
    body = [
        Paragraph(*(part for n in range(3) for part in (prose(p + n, 48), note(prose(p, 12)))))
        for p in range(paragraphs)
    ]
    sections = [Section(prose(at, 3), body[at : at + 10]) for at in range(0, paragraphs, 10)]
    return Brief(title="A long brief", body=sections)


@pytest.mark.parametrize("note_lines", [1, 3, 12])
def test_the_search_for_pages_tries_as_much_for_each_page_of_a_long_brief(monkeypatch, note_lines):
    """States that are left early and those that are followed: neither grows with what is behind."""
    tried = []
    turns = Pages.turns
    monkeypatch.setattr(
        Pages, "turns", lambda *given, **named: tried.append(1) or turns(*given, **named)
    )

    def tries(notes: int) -> int:
        parts = []
        for at in range(notes):
            parts += [lines(9), note_of(lines(note_lines), called_from=9 * at + 3)]
        tried.clear()
        break_pages(galley_of(*parts), page_of(height=40, note_space=2))
        return len(tried)

    assert grows_evenly(tries(40), tries(80), tries(160))


def test_a_note_too_short_to_be_split_is_never_tried_to_be(monkeypatch):
    asked = []
    fillings = Notes.fillings
    monkeypatch.setattr(
        Notes, "fillings", lambda *given, **named: asked.append(1) or fillings(*given, **named)
    )

    def asks(note_lines: int) -> int:
        parts = []
        for at in range(40):
            parts += [lines(9), note_of(lines(note_lines), called_from=9 * at + 3)]
        asked.clear()
        break_pages(galley_of(*parts), page_of(height=40, note_space=2))
        return len(asked)

    assert asks(3) == 0
    assert asks(4) > 0


@pytest.mark.parametrize(("note_lines", "most"), [(1, 450), (3, 210)])
def test_of_the_pages_that_could_be_few_are_made(monkeypatch, note_lines, most):
    """Those that are too dear beside a plan scouted first are left out, floats or not."""
    tried, made = [], []
    turns = Pages.turns

    def counted(*given, **named):
        found = turns(*given, **named)
        tried.append(1)
        made.extend(found)
        return found

    monkeypatch.setattr(Pages, "turns", counted)

    def tries(notes: int) -> int:
        parts = []
        for at in range(notes):
            parts += [lines(9), note_of(lines(note_lines), called_from=9 * at + 3)]
            if at % 4 == 0:
                parts.append(floating(13.0, key=f"f{at}"))
        tried.clear()
        made.clear()
        plan = break_pages(galley_of(*parts), page_of(height=40, note_space=2, float_gap=1.0))
        assert len(made) <= most * len(plan.pages)
        return len(tried)

    assert grows_evenly(tries(40), tries(80), tries(160))


@pytest.mark.parametrize(("is_across", "most"), [(False, 75), (True, 400)])
def test_few_columns_are_made_for_each_page_of_two(monkeypatch, is_across, most):
    """One is made once, however many pages it may stand on, and none that can make no page."""
    made = []
    turns, text = Pages.turns, abreast.text_columns

    def counted(*given, **named):
        made.append(1)
        return turns(*given, **named)

    def counted_text(*given):
        found = text(*given)
        made.extend([1] if found is not None else [])  # else the other is asked
        return found

    monkeypatch.setattr(Pages, "turns", counted)
    monkeypatch.setattr(abreast, "text_columns", counted_text)

    def tries(notes: int) -> int:
        parts = []
        for at in range(notes):
            parts += [lines(9), note_of(lines(3), called_from=9 * at + 3)]
            if at % 8 == 0:
                parts.append(floating(13.0, key=f"f{at}"))
        made.clear()
        room = page_of(40, note_space=2, float_gap=1.0, columns=2, has_notes_across=is_across)
        plan = break_pages(galley_of(*parts), room)
        assert len(made) <= most * len(plan.pages)
        return len(made)

    assert grows_evenly(tries(60), tries(120), tries(240))


def test_rules_of_notes_are_not_given_up_one_by_one_where_there_are_none(monkeypatch):
    """What is kept together and does not fit is parted by the third rule that may help."""
    given_up = []
    turns = Pages.turns

    def counted(self, start, owed, placed, height, rules, **named):
        given_up.append(len(rules.given_up))
        return turns(self, start, owed, placed, height, rules, **named)

    monkeypatch.setattr(Pages, "turns", counted)
    plan = break_pages(galley_of(kept(30)), page_of(height=10))

    assert [page.relaxed for page in plan.pages] == [("kept together",)] * 2 + [()]
    assert sorted(set(given_up)) == [0, 1, 2, 7]


def test_as_many_words_are_shaped_for_a_long_brief_of_the_same_words():
    def shaped(paragraphs: int) -> int:
        before = shape._remembered.cache_info().misses
        typeset(long_brief(paragraphs))
        return shape._remembered.cache_info().misses - before

    shaped(10)
    notes = 3 * 30
    assert shaped(30) <= 2 * notes  # each note's number, raised and on the line; none of the words


def test_a_table_costs_as_much_for_each_page_of_it(monkeypatch):
    tried = []
    turns = Pages.turns
    monkeypatch.setattr(
        Pages, "turns", lambda *given, **named: tried.append(1) or turns(*given, **named)
    )

    def tries(rows: int) -> int:
        tried.clear()
        body = [Table([[str(n), "words"] for n in range(rows)], head=[["A", "B"]])]
        typeset(Brief(title="T", body=body))
        return len(tried)

    assert grows_evenly(tries(500), tries(1_000), tries(2_000))
