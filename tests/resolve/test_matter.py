"""Cover, title, editions, people, imprint, contents and the facts for catalogues."""

from datetime import date

import pytest

from briefkit.frame import Destination, Uri
from briefkit.metadata import OutlineEntry
from briefkit.model.blocks import KeyPoints, Paragraph, Section, note
from briefkit.model.brief import Brief, Edition, NoteOptions, RelatedPublication
from briefkit.model.figures import Cover
from briefkit.model.inline import Emphasis, LineBreak, Link, Quoted
from briefkit.model.people import Organisation, Person
from briefkit.resolve import contents, resolve
from briefkit.resolve.catalogue import running_title
from briefkit.resolve.resolved import (
    Form,
    ResolvedContents,
    ResolvedImprint,
    ResolvedParagraph,
    ResolvedPeople,
    TitleMatter,
)
from briefkit.structure import LAYOUT

DAY = date(2023, 9, 19)


@pytest.fixture
def picture(tmp_path):
    """Return the path of a sound picture."""
    from PIL import Image  # slow to load, and wanted here only

    path = tmp_path / "p.png"
    Image.new("RGB", (4, 3)).save(path)
    return path


def text(spans):
    return "".join(span.text for span in spans)


def kinds(resolved):
    return [type(block).__name__.removeprefix("Resolved") for block in resolved.blocks]


def only(resolved, kind):
    return next(block for block in resolved.blocks if isinstance(block, kind))


def test_a_brief_without_a_cover_opens_with_all_that_it_says_of_itself(tree_of):
    resolved = resolve(
        Brief(
            title=["A ", Emphasis("title")],
            subtitle="Sub",
            date=DAY,
            language="tr",
            series="Dizi",
            number=4,
            authors=[Person("Ayşe", role="Uzman", affiliation="Merkez"), Person("Can")],
            organisations=[Organisation("Ev", unit="Bölüm", url="https://www.example.org/")],
        )
    )

    head = resolved.head
    assert resolved.cover is None
    assert [text(part) for part in (head.kicker, head.title, head.subtitle, head.date)] == [
        "Dizi\u00a04", "A title", "Sub", "19 Eylül 2023",
    ]  # fmt: skip
    assert [(text(name), text(role)) for name, role in head.bylines] == [
        ("Ayşe", "Uzman, Merkez"), ("Can", ""),
    ]  # fmt: skip
    (house,) = head.organisations
    assert (text(house.name), text(house.unit), text(house.url)) == (
        "Ev", "Bölüm", "www.example.org",
    )  # fmt: skip
    assert house.url[0].target == Uri("https://www.example.org/")
    assert tree_of(resolved).splitlines()[:18] == [
        "Document",
        "  Div",
        "    P",
        "      Dizi\\xa04",
        "    H1",
        "      A ",
        "      Em",
        "        title",
        "    P",
        "      Sub",
        "    P",
        "      Ayşe",
        "    P",
        "      Uzman, Merkez",
        "    P",
        "      Can",
        "    P",
        "      19 Eylül 2023",
    ]


def test_a_cover_says_it_once_and_the_title_above_the_text_is_an_artifact(picture, tree_of):
    resolved = resolve(
        Brief(
            title=["T", LineBreak(), "wo"],
            subtitle="S",
            date=DAY,
            authors=[Person("A")],
            organisations=[Organisation("O", logo=picture)],
            cover=Cover(picture, alt="Alt", caption="Cap", credit="Photo: X", focus=(0.1, 0.2)),
            body=["x"],
        )
    )

    cover = resolved.cover
    assert (text(cover.caption), text(cover.credit), cover.focus) == (
        "Cap", "Photo: X", (0.1, 0.2),
    )  # fmt: skip
    assert text(cover.matter.title) == "T\nwo"
    assert resolved.head == TitleMatter(resolved.head.title, resolved.head.subtitle)
    assert {span.mark for span in (*resolved.head.title, *resolved.head.subtitle)} == {LAYOUT}
    assert text(resolved.head.title) == "T\nwo"
    assert tree_of(resolved).splitlines() == [
        "Document",
        "  Div",
        "    Aside",
        "      Figure alt=Alt",
        "        □",
        "      Caption",
        "        P",
        "          Cap",
        "        P",
        "          Photo: X",
        "    P",
        "      September 19, 2023",
        "    H1",
        "      T\\nwo",
        "    P",
        "      S",
        "    P",
        "      A",
        "    Div",
        "      Figure alt=O",
        "        □",
        "      P",
        "        O",
        "  P",
        "    x",
    ]


@pytest.mark.parametrize(
    ("cover", "has_raster", "mark"),
    [({}, False, None), ({"decorative": True}, True, LAYOUT)],
)
def test_covers_without_a_picture_or_with_one_that_says_nothing(picture, cover, has_raster, mark):
    made = Cover(picture, **cover) if cover else Cover()

    resolved = resolve(Brief(title="T", cover=made))

    assert (resolved.cover.raster is not None, resolved.cover.picture_mark) == (has_raster, mark)
    assert resolved.diagnostics == ()


def test_a_cover_s_picture_without_words_is_noticed(picture):
    (diagnostic,) = resolve(Brief(title="T", cover=Cover(picture))).diagnostics

    assert str(diagnostic).startswith("warning: cover: has no alt text")


def test_the_title_is_repeated_without_its_links():
    resolved = resolve(
        Brief(title=["A ", Link("https://example.org", "b")], cover=Cover(), body=["x"])
    )

    assert resolved.cover.matter.title[1].target is not None
    assert [(span.text, span.target) for span in resolved.head.title] == [("A b", None)]


@pytest.mark.parametrize(
    ("more", "is_opening"),
    [({}, False), ({"abstract": "A"}, True), ({"abstract": "A", "key_points": ["K"]}, False)],
)
def test_text_right_under_an_abstract_is_marked_as_its_beginning(more, is_opening):
    blocks = resolve(Brief(title="T", body=["One", "Two"], **more)).blocks
    text = [block for block in blocks if isinstance(block, ResolvedParagraph)][-2:]
    assert [block.is_opening for block in text] == [is_opening, False]


def test_matter_stands_in_the_order_of_the_page():
    resolved = resolve(
        Brief(
            title="T",
            editions=[Edition("tr", "Türkçe", "https://example.org/tr")],
            abstract="A",
            key_points=["K"],
            related=[RelatedPublication("R")],
            contents="yes",
            body=[Section("S", [Paragraph("x", note("n", place="end"))])],
            acknowledgements="Thanks",
            funding="Money",
            disclaimer="Not us",
            authors=[Person("P", bio="B")],
            series="S",
        )
    )

    assert kinds(resolved) == [
        "Links", "Heading", "Paragraph", "Box", "Related", "Contents", "Heading", "Paragraph",
        "Endnotes", "Heading", "Paragraph", "Heading", "Paragraph", "Heading", "Paragraph",
        "People", "Imprint",
    ]  # fmt: skip
    outline = resolved.metadata.outline
    assert [entry.title for entry in outline] == [
        "Abstract", "Key points", "Related publications", "S", "Notes", "Acknowledgments",
        "Funding", "Disclaimer", "About the author",
    ]  # fmt: skip


def test_every_place_that_is_led_to_is_there(spans_of):
    resolved = resolve(
        Brief(
            title=["T", note("n")],
            abstract="A",
            key_points=["K"],
            related=[RelatedPublication("R", "https://example.org")],
            contents="yes",
            body=[Section("S", [Section("T"), Paragraph("x", note("n", place="end"), id="p")])],
            authors=[Person("P", bio="B")],
        )
    )

    blocks = resolved.blocks
    places = {span.anchor for span in spans_of(resolved)}
    places |= {getattr(block, "anchor", None) for block in blocks}
    for block in blocks:
        for found in (*getattr(block, "notes", ()), getattr(block, "heading", None)):
            places.add(getattr(found, "anchor", None))
    places |= {found.anchor for found in resolved.notes}
    wanted = {span.target.name for span in spans_of(resolved) if type(span.target) is Destination}
    entries = list(resolved.metadata.outline)
    while entries:
        entry = entries.pop()
        wanted.add(entry.destination)
        entries += entry.children
    assert wanted <= places


def test_editions_are_linked_and_in_their_languages(tree_of):
    resolved = resolve(
        Brief(
            title="T",
            editions=[
                Edition("tr", "Türkçe", "https://example.org/tr"),
                Edition("ru", "Русский"),
            ],
        )
    )

    (row,) = resolved.blocks
    assert (text(row.label), [text(link) for link in row.links]) == (
        "Other languages:", ["Türkçe", "Русский"],
    )  # fmt: skip
    assert [(link[0].language, link[0].target) for link in row.links] == [
        ("tr", Uri("https://example.org/tr")), ("ru", None),
    ]  # fmt: skip
    assert tree_of(resolved).splitlines()[4:14] == [
        "  Div",
        "    P",
        "      Other languages:",
        "    L numbering=None",
        "      LI",
        "        LBody",
        "          Span [tr]",
        "            Link",
        "              Türkçe",
        "      LI",
    ]


def test_related_publications_are_linked_and_dated():
    resolved = resolve(
        Brief(
            title="T",
            language="en-GB",
            related=[RelatedPublication("R", "https://example.org", DAY), RelatedPublication("Q")],
        )
    )

    (related,) = resolved.blocks
    assert text(related.label) == "Related publications"
    assert [text(entry) for entry in related.entries] == ["R, 19 September 2023", "Q"]


def test_key_points_are_a_panel_with_the_language_s_title():
    (panel,) = resolve(Brief(title="T", language="de", key_points=["a", "b"])).blocks
    (own,) = resolve(Brief(title="T", key_points=KeyPoints(["a"], title="In short"))).blocks

    assert panel.is_key_points
    assert text(panel.title) == "Das Wichtigste in Kürze"
    assert [text(item.body[0].spans) for item in panel.body[0].items] == ["a", "b"]
    assert text(own.title) == "In short"


def test_authors_of_whom_there_is_more_to_say_have_a_box(picture, tree_of):
    resolved = resolve(
        Brief(
            title="T",
            language="tr",
            authors=[
                Person("Ayşe Güneş", role="Uzman", bio=["Şöyle ", Emphasis("böyle")],
                       photo=picture, email="a@example.org", orcid="0000-0002-1825-0097"),
                Person("Nobody", role="R"),
            ],
        )
    )  # fmt: skip

    people = only(resolved, ResolvedPeople)
    assert text(people.label) == "Yazar hakkında"
    (person,) = people.people
    assert [text(part) for part in (person.name, person.role, person.bio)] == [
        "Ayşe Güneş", "Uzman", "Şöyle böyle",
    ]  # fmt: skip
    assert [(text(line), line[0].target.uri) for line in person.addresses] == [
        ("a@example.org", "mailto:a@example.org"),
        ("https://orcid.org/0000-0002-1825-0097", "https://orcid.org/0000-0002-1825-0097"),
    ]
    assert "      Figure alt=Ayşe Güneş" in tree_of(resolved).splitlines()
    assert person.photo.width_px == 4


def test_several_authors_are_announced_as_such():
    resolved = resolve(Brief(title="T", authors=[Person("A", bio="x"), Person("B", bio="y")]))

    assert text(only(resolved, ResolvedPeople).label) == "About the authors"


def test_the_imprint_says_what_there_is_and_how_to_cite_it():
    resolved = resolve(
        Brief(
            title="Title",
            subtitle="Sub",
            language="en-GB",
            date=DAY,
            authors=[Person("A"), Person("B"), Person("C")],
            organisations=[Organisation("House")],
            series="Papers",
            number="12",
            doi="https://doi.org/10.1000/182",
            issn="1234-5678",
            version="1.1",
            licence="CC-BY-NC-SA-4.0",
            copyright="© 2023 House",
        )
    )

    imprint = only(resolved, ResolvedImprint)
    assert [text(line).replace("\u00a0", " ") for line in imprint.paragraphs] == [
        "Series: Papers 12",
        "Published by: House",
        "Version: 1.1",
        "DOI: https://doi.org/10.1000/182",
        "ISSN: 1234-5678",
        "Licence: CC-BY-NC-SA-4.0",
        "© 2023 House",
        ("Suggested citation: A, B and C, “Title: Sub”, Papers 12, House, 2023,"
        " https://doi.org/10.1000/182"),
    ]  # fmt: skip
    licence = imprint.paragraphs[5]
    assert licence[0].form is Form.LABEL
    assert licence[-1].target == Uri("https://creativecommons.org/licenses/by-nc-sa/4.0/")


@pytest.mark.parametrize(
    ("language", "cited"), [("en", "“Of ‘Trade’: Sub”"), ("fr", "« Of “Trade” : Sub »")]
)
def test_a_title_is_cited_as_its_language_quotes_in_a_quotation(language, cited):
    title = ["Of ", Quoted("Trade")]
    brief = Brief(title=title, subtitle="Sub", language=language, doi="10.1000/182")
    line = only(resolve(brief), ResolvedImprint).paragraphs[-1]

    assert cited in text(line).replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(
    ("language", "title", "cited"),
    [
        ("en", "Who pays?", "“Who pays? Sub”"),
        ("en", ["Read ", Quoted("Stop!")], "“Read ‘Stop!’ Sub”"),
        ("el", "Ποιος πληρώνει;", "«Ποιος πληρώνει; Sub»"),
        ("ar", "من يدفع؟", "من يدفع؟ Sub"),
    ],
)
def test_a_title_that_asks_is_cited_without_a_colon(language, title, cited):
    brief = Brief(title=title, subtitle="Sub", language=language, doi="10.1000/182")

    line = text(only(resolve(brief), ResolvedImprint).paragraphs[-1])
    assert cited in line.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize("facts", [{"version": "2"}, {"copyright": "©"}, {"licence": "MIT"}])
def test_without_series_or_doi_nothing_is_suggested_for_citing(facts):
    imprint = only(resolve(Brief(title="T", **facts)), ResolvedImprint)

    assert len(imprint.paragraphs) == 1


def test_a_brief_that_says_nothing_of_itself_has_no_imprint():
    resolved = resolve(Brief(title="T", authors=[Person("A")], organisations=[Organisation("O")]))

    assert resolved.blocks == ()


@pytest.mark.parametrize(
    ("choice", "sections", "words", "has_list"),
    [
        ("auto", contents.LEAST_SECTIONS, contents.LEAST_WORDS + 100, True),
        ("auto", contents.LEAST_SECTIONS - 1, contents.LEAST_WORDS + 100, False),
        ("auto", contents.LEAST_SECTIONS, contents.LEAST_WORDS - 100, False),
        ("yes", 1, 1, True),
        ("no", 20, 20_000, False),
    ],
)
def test_long_briefs_of_many_sections_have_a_contents_list(choice, sections, words, has_list):
    each = ["word " * (words // sections)]

    resolved = resolve(
        Brief(title="T", contents=choice, body=[Section("S", each) for _ in range(sections)])
    )

    assert any(isinstance(block, ResolvedContents) for block in resolved.blocks) == has_list


@pytest.mark.parametrize("depth", [1, 2, 3])
def test_sections_within_others_count_where_the_list_would_name_them(depth):
    """Three parts of three chapters each are as many headings to find one's way by."""
    text = ["word " * (contents.LEAST_WORDS // 2)]

    def part(number: int) -> Section:
        inner = [Section(f"S {n}", text if n == 1 else ["word"]) for n in range(3)]
        return Section(f"P {number}", inner if depth > 1 else text)

    body = [part(number) for number in range(3)]
    if depth == 3:  # what is deeper is not listed, and does not count
        body = [Section("Only", body)]
    resolved = resolve(Brief(title="T", body=body))
    has_list = any(isinstance(block, ResolvedContents) for block in resolved.blocks)
    assert has_list == (depth == 2)


def test_the_contents_list_leads_to_two_levels_of_headings(tree_of):
    resolved = resolve(
        Brief(
            title="T",
            contents="yes",
            notes=NoteOptions(place="end"),
            body=[
                Section("One", [Section("Sub", [Section("Deep")])], is_numbered=True),
                Section(["Two", note("n")]),
            ],
        )
    )

    found = resolved.blocks[0]
    assert text(found.label) == "Contents"
    assert [(text(e.spans), e.level, e.destination) for e in found.entries] == [
        ("1\u00a0One", 1, "sections[0]"),
        ("Sub", 2, "sections[0].sections[0]"),
        ("Two", 1, "sections[1]"),
        ("Notes", 1, "notes"),
    ]
    first = found.entries[0]
    assert {span.target for span in first.spans} == {Destination("sections[0]")}
    assert resolved.tree[first.folio_mark].children == ()
    assert tree_of(resolved).splitlines()[4:21] == [
        "  Sect",
        "    H2",
        "      Contents",
        "    TOC",
        "      TOCI",
        "        Reference",
        "          Link",
        "            1\\xa0One",
        "            □",
        "      TOC",
        "        TOCI",
        "          Reference",
        "            Link",
        "              Sub",
        "              □",
        "      TOCI",
        "        Reference",
    ]


def test_the_outline_is_nested():
    resolved = resolve(
        Brief(title="T", body=[Section("A", [Section("B", [Section("C")]), Section("D")])])
    )

    a, b, c, d = (block.anchor for block in resolved.blocks)
    assert resolved.metadata.outline == (
        OutlineEntry("A", a, (OutlineEntry("B", b, (OutlineEntry("C", c),)), OutlineEntry("D", d))),
    )


def test_catalogues_get_plain_facts():
    resolved = resolve(
        Brief(
            title=["Two\nlines ", Emphasis("and"), note("n")],
            subtitle="S",
            date=DAY,
            language="en-GB",
            authors=[Person("A  B")],
            organisations=[Organisation("O"), Organisation("P")],
            keywords=["a", " ", "b"],
            abstract=[Paragraph("First."), Paragraph("word " * 200)],
            doi="doi:10.1000/182",
            licence="MIT",
            copyright="© O",
        )
    )

    facts = resolved.metadata
    assert (facts.title, facts.subtitle, facts.date, facts.language) == (
        "Two lines and", "S", DAY, "en-GB",
    )  # fmt: skip
    assert (facts.authors, facts.publishers, facts.keywords) == (("A B",), ("O", "P"), ("a", "b"))
    assert (facts.identifier, facts.rights) == ("10.1000/182", "© O; MIT")
    assert facts.description.startswith("First. word word")
    assert facts.description.endswith("word…")
    assert len(facts.description) <= 500


def test_running_titles_are_short():
    long = "A very long title that goes on and on: and has a second part that goes on as well"

    assert running_title("Short") == "Short"
    assert running_title(long) == "A very long title that goes on and on"
    assert running_title("word " * 30) == "word " * 13 + "word…"
    assert resolve(Brief(title=["T", note("n")])).running_title == "T"


def test_what_briefkit_says_is_in_the_brief_s_language():
    resolved = resolve(Brief(title="T", language="ru"))

    assert resolved.continued == "продолжение"
    assert (resolved.language, resolved.tree.language) == ("ru", "ru")


def test_a_language_without_labels_is_noticed():
    (diagnostic,) = resolve(Brief(title="T", language="cy")).diagnostics

    assert str(diagnostic) == (
        "note: language: there are no labels in 'cy' yet: the English ones are used"
    )
