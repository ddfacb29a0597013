"""Links to headings that have no id of their own lead there."""

import pytest

from briefkit import render
from briefkit.model.blocks import Section
from briefkit.model.inline import CrossReference, Link
from briefkit.readers.markdown import parse_markdown


def parsed(link: str, *headings: str):
    text = f"# T\n\n[a]({link})\n\n" + "".join(f"## {one}\n\nb\n\n" for one in headings)
    brief = parse_markdown(text)
    return brief.body[0].children[0], [one.id for one in brief.body if isinstance(one, Section)]


@pytest.mark.parametrize(
    ("link", "heading"),
    [
        ("#the-method", "The Method"),
        ("#The-Method", "The Method"),
        ("#data--methods", "Data & Methods"),
        ("#data-methods", "Data & Methods"),
        ("#11-scope", "1.1 Scope"),
        ("#scope", "1.1 Scope"),
        ("#v2.0-notes", "V2.0, notes"),
        ("#%C3%BCber-uns", "Über uns"),
        ("#введение", "Введение"),
        ("#方法", "方法"),
        ("#code-and-words", "`Code` and *words*^[A note.]"),
        ("#snake_case", "snake_case"),
    ],
)
def test_a_link_finds_a_heading_by_its_words(link, heading):
    found, (name,) = parsed(link, heading)
    assert found == CrossReference(name, "a")


def test_headings_of_the_same_words_are_counted():
    found, names = parsed("#a-1", "A", "A", "A")
    assert found == CrossReference("a-1", "a")
    assert names == [None, "a-1", None]


def test_a_heading_that_is_linked_to_in_two_ways_keeps_one_id():
    brief = parse_markdown("# T\n\n[a](#b--c) [d](#b-c)\n\n## B & C\n\ne")
    one, _, other = brief.body[0].children
    assert (one.target, other.target) == ("b--c", "b--c")


def test_an_id_that_is_given_goes_before_words():
    found, names = parsed("#b", "B", "C {#b}")
    assert found == CrossReference("b", "a")
    assert names == [None, "b"]


def test_a_heading_with_an_id_is_found_by_its_words_too():
    found, names = parsed("#b", "B {#c}")
    assert found == CrossReference("c", "a")
    assert names == ["c"]


def test_a_note_goes_before_words():
    brief = parse_markdown("# T\n\nx[^b] [a](#b)\n\n## B\n\nc\n\n[^b]: d")
    assert brief.body[0].children[-1] == CrossReference("b", "a")
    assert brief.body[1].id is None


def test_what_is_not_linked_to_gains_no_id():
    assert parsed("https://example.org/#b", "B")[1] == [None]


@pytest.mark.parametrize("link", ["#t", "#nothing"])
def test_a_title_is_no_place_to_lead_to_nor_is_nothing(link):
    assert parsed(link, "B") == (Link(link, "a"), [None])


def test_a_contents_list_by_hand_leads_to_its_headings():
    brief = parse_markdown("# T\n\n- [One](#one)\n- [Two](#two)\n\n## One\n\na\n\n## Two\n\nb")
    pdf = render(brief)
    assert pdf.count(b"/Subtype /Link") == 2
