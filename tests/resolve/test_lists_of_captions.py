"""Lists of figures and tables; recommendations, epigraphs, and what an organisation is."""

from pathlib import Path

import pytest

from briefkit import (
    Brief,
    Figure,
    KeyPoints,
    ModelError,
    Organisation,
    Quotation,
    Recommendation,
    Recommendations,
    Section,
    Table,
    note,
    parse_markdown,
    typeset,
)
from briefkit.frame import Anchor, GlyphRun
from briefkit.readers.json import from_json, to_json
from briefkit.resolve import resolve
from briefkit.resolve.labels import LANGUAGES, labels_for
from briefkit.resolve.resolved import (
    ResolvedBox,
    ResolvedContents,
    ResolvedList,
    ResolvedPeople,
)

PICTURE = Path(__file__).parents[2] / "examples" / "pictures" / "rocket.jpg"


def text(spans):
    return "".join(span.text for span in spans).replace("\u00a0", " ")


def lists_of(resolved):
    return [block for block in resolved.blocks if isinstance(block, ResolvedContents)]


def captioned(**more):
    body = [
        Section(
            "One",
            [
                Figure(PICTURE, alt="x", caption=["A rocket", note("Where.")]),
                Table([["a"]], caption="Counts", id="counts"),
                Table([["b"]]),
            ],
        ),
        Figure(PICTURE, alt="x", caption="Again", id="again"),
    ]
    return Brief(title="T", body=body, **more)


def test_figures_and_tables_are_listed_with_their_labels_and_pages():
    """The note of a caption is not in the list; what has no caption has no label, nor a line."""
    laid_out = typeset(captioned(lists=["figures", "tables"]))
    figures, tables = lists_of(laid_out.resolved)

    assert (text(figures.label), text(tables.label)) == ("Figures", "Tables")
    assert [text(entry.spans) for entry in figures.entries] == [
        "Figure 1. A rocket",
        "Figure 2. Again",
    ]
    assert [text(entry.spans) for entry in tables.entries] == ["Table 1. Counts"]
    assert [entry.destination for entry in tables.entries] == ["counts"]

    placed = [(page, at.item) for page in laid_out.pages for at in page.frame.flat()]
    pages = {item.name: page.folio for page, item in placed if isinstance(item, Anchor)}
    shown = {getattr(item, "mark", None): getattr(item, "text", "") for _, item in placed}
    for entry in (*figures.entries, *tables.entries):
        assert shown[entry.folio_mark] == pages[entry.destination]


@pytest.mark.parametrize(
    ("captions", "listed"),
    [
        (["Counts.", "Rates of all."], ["Counts", "Rates of all"]),
        (["Counts.", "Rates"], ["Counts.", "Rates"]),
        (["Counts.", "And so on..."], ["Counts.", "And so on..."]),
    ],
)
def test_captions_that_all_end_in_a_stop_are_listed_without_it(captions, listed):
    """A leader follows it there."""
    body = [Table([["a"]], caption=caption) for caption in captions]
    (tables,) = lists_of(resolve(Brief(title="T", body=body, lists=["tables"])))

    assert [text(entry.spans).partition(". ")[2] for entry in tables.entries] == listed


def test_a_list_of_what_there_is_none_of_is_left_out():
    brief = Brief(title="T", body=["x"], lists=["tables"])
    assert lists_of(resolve(brief)) == []


def test_lists_come_after_the_contents():
    brief = captioned(lists=["tables"], contents="yes")
    assert [text(block.label) for block in lists_of(resolve(brief))] == ["Contents", "Tables"]


@pytest.mark.parametrize("lists", [["maps"], ["figures", "figures"]])
def test_a_list_that_is_not_known_or_asked_for_twice_is_refused(lists):
    with pytest.raises(ModelError, match=r"Brief\.lists"):
        Brief(title="T", lists=lists)


def test_whom_recommendations_are_addressed_to_stands_by_them_and_apart_from_those_above():
    block = Recommendations(
        [Recommendation("Do.", to="One:"), Recommendation("Do more.", to="Two:"), "Rest."]
    )
    (panel,) = resolve(Brief(title="T", body=[block])).blocks
    made = [one for one in panel.body if isinstance(one, ResolvedList)]
    assert [one.is_under_name for one in made] == [True, True, False]

    page = typeset(Brief(title="T", body=[block])).pages[0]
    y = {at.item.text.strip(): at.y for at in page.frame.flat() if isinstance(at.item, GlyphRun)}
    assert y["Two:"] - y["Do."] > y["Do."] - y["One:"] + 4


def test_recommendations_are_numbered_through_under_those_whom_they_are_addressed_to():
    block = Recommendations(
        [
            Recommendation("Publish.", to=["To the Commission", note("Of Europe.")]),
            Recommendation("Ask.", to=["To the Commission", note("Of Europe.")]),
            Recommendation("Answer.", to="To states"),
            Recommendation("And all do this."),
        ]
    )
    resolved = resolve(Brief(title="T", body=[block]))
    (box,) = resolved.blocks
    assert isinstance(box, ResolvedBox)
    assert text(box.title) == "Recommendations"
    first, listed, second, other, last = box.body
    assert [text(first.spans), text(second.spans)] == ["To the Commission1", "To states"]
    labels = [[text(item.label) for item in each.items] for each in (listed, other, last)]
    assert labels == [["1.", "2."], ["3."], ["4."]]
    assert [note_.label for note_ in resolved.notes] == ["1"]
    wheres = [item.body[0].where for each in (listed, other, last) for item in each.items]
    assert wheres == [f"recommendations[0].items[{n}].paragraphs[0]" for n in range(4)]


@pytest.mark.parametrize(
    "block",
    [
        Recommendations(["Do."], title=["What to do", note("By whom.")]),
        KeyPoints(["A point."], title=["In short", note("By whom.")]),
    ],
)
def test_notes_are_called_in_the_titles_of_what_is_set_apart(block):
    resolved = resolve(Brief(title="T", body=[block]))
    assert [note_.label for note_ in resolved.notes] == ["1"]
    assert text(resolved.blocks[0].title).endswith("1")


def test_an_organisation_is_told_of_at_the_end():
    brief = Brief(
        title="T",
        organisations=[
            Organisation("Centre", unit="Space", about=["It asks.", note("Since 1999.")]),
            Organisation("Other"),
        ],
    )
    resolved = resolve(brief)
    people = [block for block in resolved.blocks if isinstance(block, ResolvedPeople)]
    (about,) = people
    assert text(about.label) == "About the organization"
    assert [(text(one.name), text(one.role), text(one.bio)) for one in about.people] == [
        ("Centre", "Space", "It asks.1")
    ]
    assert len(resolved.notes) == 1


def test_every_language_has_words_for_them():
    words = ("recommendations", "figures", "tables", "about_organisation", "about_organisations")
    for language in sorted(LANGUAGES):
        says = labels_for(language)
        assert all(getattr(says, word).strip() for word in words), language
        has_plural = says.about_organisation != says.about_organisations
        assert has_plural is (language not in {"ja", "ko", "zh"}), language


MARKDOWN = """---
title: T
lists: [tables]
organisations: [{name: Centre, about: "It *asks*."}]
---

::: {.epigraph by="Somebody"}
Said once.
:::

::: {.recommendations title="To do"}
First:

1. One.
2. Two.

Then:

- Three.
:::

| a |
|---|
| b |

: Counts
"""


def test_all_of_it_reads_from_markdown_and_goes_to_json_and_back():
    brief = parse_markdown(MARKDOWN)
    epigraph, recommendations, _ = brief.body

    assert epigraph == Quotation("Said once.", attribution="Somebody", is_epigraph=True)
    assert recommendations == Recommendations(
        [
            Recommendation("One.", to="First:"),
            Recommendation("Two.", to="First:"),
            Recommendation("Three.", to="Then:"),
        ],
        title="To do",
    )
    assert brief.lists == ("tables",)
    assert text_of(brief.organisations[0].about) == "It asks."
    assert from_json(to_json(brief)) == brief


def text_of(inlines):
    return "".join(getattr(one, "text", "") or text_of(one.children) for one in inlines)


@pytest.mark.parametrize(
    ("inside", "fault"),
    [
        ("Only text.", "recommendations hold more than lists"),
        ("- One.\n\nText after.", "recommendations hold more than lists"),
        ("", "the div .recommendations is empty"),
    ],
)
def test_recommendations_that_are_no_lists_are_told_with_their_line(inside, fault):
    with pytest.raises(Exception, match=f"3: {fault}"):
        parse_markdown(f"# T\n\n::: {{.recommendations}}\n{inside}\n:::\n")


def test_an_epigraph_stands_at_the_end_of_the_line_and_a_quotation_does_not():
    def start(is_epigraph: bool) -> float:
        quotation = Quotation("Said once.", is_epigraph=is_epigraph)
        laid_out = typeset(Brief(title="T", body=[quotation]))
        return min(
            at.x
            for page in laid_out.pages
            for at in page.frame.flat()
            if getattr(at.item, "text", "").startswith("Said")
        )

    assert start(is_epigraph=True) > start(is_epigraph=False) + 50
