"""A brief's records: right in each format, whatever its words hold."""

import json
import re
from datetime import date
from xml.etree import ElementTree

import pytest

from briefkit import Brief, Emphasis, ModelError, Organisation, Person, catalogue_record, note
from briefkit.catalogues import FORMATS

HOSTILE = [
    "a{b}c", "}", "{", "\\end", "50 % & more", "x_y^z~", "$#", "<b>&\"'</b>", "]]>", "ER  - ",
    "İstanbul, Жизнь", "two\nlines", "a@b{c,", '"quoted"', "A and B",
]  # fmt: skip
DC = "{http://purl.org/dc/elements/1.1/}"


def full() -> Brief:
    return Brief(
        title=["Rents ", Emphasis("and"), " wages", note("A note.")],
        subtitle="What they say",
        date=date(2023, 9, 19),
        language="en-GB",
        authors=[
            Person("Şahin, Ayşe", orcid="0000-0002-1825-0097"),
            Person("Ludwig van Beethoven"),
        ],
        organisations=[Organisation("The House"), Organisation("A Partner")],
        series="Briefs",
        number="4",
        doi="https://doi.org/10.1000/a_b",
        issn="1234-5679",
        version="2",
        keywords=["rents", "wages"],
        abstract=["What it says."],
        licence="CC-BY-4.0",
        body=["x"],
    )


def test_bibtex_tells_all_and_never_guesses_a_name():
    assert catalogue_record(full()) == (
        "@techreport{sahin2023rents,\n"
        "  title = {{Rents and wages: What they say}},\n"
        "  author = {{Şahin}, {Ayşe} and {Ludwig van Beethoven}},\n"
        "  institution = {{The House} and {A Partner}},\n"
        "  type = {Briefs},\n"
        "  number = {4},\n"
        "  year = {2023},\n"
        "  month = {9},\n"
        "  date = {2023-09-19},\n"
        "  doi = {10.1000/a_b},\n"
        "  issn = {1234-5679},\n"
        "  version = {2},\n"
        "  abstract = {What it says.},\n"
        "  keywords = {rents, wages},\n"
        "  langid = {en-GB},\n"
        "}\n"
    )


def test_ris_has_a_line_for_each_field_and_its_own_line_ends():
    lines = catalogue_record(full(), "ris").split("\r\n")

    assert (lines[0], lines[-2:]) == ("TY  - RPRT", ["ER  - ", ""])
    assert [line for line in lines if line.startswith(("AU", "KW"))] == [
        "AU  - Şahin, Ayşe", "AU  - Ludwig van Beethoven", "KW  - rents", "KW  - wages",
    ]  # fmt: skip
    assert {"DA  - 2023/09/19/", "DO  - 10.1000/a_b", "UR  - https://doi.org/10.1000/a_b"} < set(
        lines
    )


def test_csl_json_has_names_in_parts_or_whole():
    (item,) = json.loads(catalogue_record(full(), "csl-json"))

    assert item["author"] == [
        {"family": "Şahin", "given": "Ayşe"}, {"literal": "Ludwig van Beethoven"},
    ]  # fmt: skip
    assert item["issued"] == {"date-parts": [[2023, 9, 19]]}
    assert (item["type"], item["DOI"], item["collection-title"], item["number"]) == (
        "report", "10.1000/a_b", "Briefs", "4",
    )  # fmt: skip


def test_csl_json_has_a_short_title_where_there_is_a_longer_one():
    def titles(brief: Brief) -> dict[str, str]:
        (item,) = json.loads(catalogue_record(brief, "csl-json"))
        return {key: value for key, value in item.items() if key.startswith("title")}

    assert titles(Brief(title="Rents")) == {"title": "Rents"}
    assert titles(Brief(title="Rents", subtitle="By town")) == {
        "title": "Rents: By town",
        "title-short": "Rents",
    }


def test_dublin_core_has_an_element_for_each_fact():
    root = ElementTree.fromstring(catalogue_record(full(), "dc").encode())  # noqa: S314 (our own)

    said = {key: [each.text for each in root.findall(DC + key)] for key in
            ("title", "creator", "publisher", "date", "subject", "rights", "language")}  # fmt: skip
    assert said == {
        "title": ["Rents and wages"],
        "creator": ["Ayşe Şahin", "Ludwig van Beethoven"],
        "publisher": ["The House", "A Partner"],
        "date": ["2023-09-19"],
        "subject": ["rents", "wages"],
        "rights": ["CC-BY-4.0"],
        "language": ["en-GB"],
    }


def test_jats_has_its_parts_in_the_order_that_it_asks_for():
    root = ElementTree.fromstring(catalogue_record(full(), "jats").encode())  # noqa: S314 (our own)

    journal, article = root
    assert [each.tag for each in journal] == [
        "journal-id", "journal-title-group", "issn", "publisher",
    ]  # fmt: skip
    assert [each.tag for each in article] == [
        "article-id", "title-group", "contrib-group", "pub-date", "issue", "permissions",
        "abstract", "kwd-group",
    ]  # fmt: skip
    assert [each.text for each in root.iter("surname")] == ["Şahin"]
    assert [each.text for each in root.iter("string-name")] == ["Ludwig van Beethoven"]
    assert [each.text for each in root.iter("contrib-id")] == [
        "https://orcid.org/0000-0002-1825-0097"
    ]


@pytest.mark.parametrize("format", FORMATS)
def test_a_brief_with_a_title_alone_has_a_record_without_empty_fields(format):
    record = catalogue_record(Brief(title="T", body=["x"]), format)

    assert not re.search(
        r"= \{\}|<([\w:-]+)[^>]*></\1>|\w\w  - \r\n(?!$)|: (\"\"|null|\[\])", record
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_any_words_come_through_every_format(text):
    brief = Brief(
        title=text, subtitle=text, authors=[Person(text)], organisations=[Organisation(text)],
        series=text, number=text, keywords=[text], abstract=[text], body=["x"], version=text,
    )  # fmt: skip
    line = " ".join(text.split())

    bibtex = catalogue_record(brief)
    depth = 0
    for character in re.sub(r"\\[$&#%_]", "", bibtex):
        depth += {"{": 1, "}": -1}.get(character, 0)
        assert depth >= 0
    assert depth == 0
    assert bibtex.count("\n@") == 0
    assert not re.search(r"(?<!\\)[$#%&_^~]", bibtex)
    ris = catalogue_record(brief, "ris")
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", one) for one in ris.split("\r\n")[:-1])
    assert "\n" not in ris.replace("\r\n", "")
    assert ris.split("\r\n").count("ER  - ") == 1
    (item,) = json.loads(catalogue_record(brief, "csl-json"))
    assert item["author"][0].get("literal", line) == line
    for xml in ("dc", "jats"):
        root = ElementTree.fromstring(catalogue_record(brief, xml).encode())  # noqa: S314
        assert line in {" ".join((each.text or "").split()) for each in root.iter()}


def test_an_unknown_format_is_told_those_that_are():
    with pytest.raises(ModelError, match="unknown format 'marc': give one of bibtex, ris"):
        catalogue_record(full(), "marc")
