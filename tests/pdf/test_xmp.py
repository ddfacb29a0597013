import datetime
import io
from xml.etree import ElementTree

import pytest

from briefkit.errors import OutputError
from briefkit.metadata import Metadata, PictureRights
from briefkit.pdf.xmp import describe
from briefkit.standards import standards_of

NAMES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfd": "http://pdfa.org/declarations/",
}
XMP_OF_OTHERS = {
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "prism": "http://prismstandard.org/namespaces/basic/3.0/",
    "briefkit": "https://briefkit.invalid/ns/1.0/",
}
"""Schemas that ISO 19005-2 does not take for known."""
DAY = datetime.date(2023, 9, 19)


def packet(standard=None, **facts):
    metadata = Metadata(**{"title": "A brief", "language": "tr", **facts})
    return ElementTree.fromstring(describe(metadata, standards_of(standard)).packet)  # noqa: S314 (our own)


def said(root, path):
    return [element.text for element in root.findall(f".//{path}", NAMES)]


def test_the_packet_says_what_the_brief_says():
    root = packet(
        authors=("Ann", "Béla"),
        publishers=("House",),
        keywords=("arms", "deals"),
        description="About it.",
        identifier="doi:10.1/x",
        rights="CC-BY-4.0",
        date=DAY,
    )

    assert said(root, "dc:title//rdf:li") == ["A brief", "A brief"]
    assert [
        element.attrib["{http://www.w3.org/XML/1998/namespace}lang"]
        for element in root.findall(".//dc:title//rdf:li", NAMES)
    ] == ["x-default", "tr"]
    assert said(root, "dc:creator/rdf:Seq/rdf:li") == ["Ann", "Béla"]
    assert said(root, "dc:publisher/rdf:Bag/rdf:li") == ["House"]
    assert said(root, "dc:subject/rdf:Bag/rdf:li") == ["arms", "deals"]
    assert said(root, "dc:description//rdf:li") == ["About it."] * 2
    assert said(root, "dc:language//rdf:li") == ["tr"]
    assert said(root, "dc:date//rdf:li") == ["2023-09-19"]
    assert said(root, "dc:identifier") == ["doi:10.1/x"]
    assert said(root, "dc:rights//rdf:li") == ["CC-BY-4.0"] * 2
    assert said(root, "xmp:CreateDate") == ["2023-09-19T00:00:00Z"]
    assert said(root, "pdfuaid:part") == ["1"]
    assert (said(root, "pdfaid:part"), said(root, "pdfaid:conformance")) == (["2"], ["A"])


def test_what_the_brief_does_not_say_is_left_out():
    packet_bytes = describe(Metadata("A brief", "en"), standards_of(None)).packet

    for absent in (b"dc:creator", b"dc:description", b"dc:subject", b"dc:date", b"pdf:Keywords"):
        assert b"<" + absent not in packet_bytes


@pytest.mark.parametrize(
    "title",
    ["<b>&\"'</b>", "]]>", "a\u0000b\x1fc", "\ud800", "\ufffe", "x\r\ny", "<?xpacket end?>"],
)
def test_any_title_comes_back(title):
    root = packet(title=title)

    clean = "".join("\ufffd" if c in "\u0000\x1f\ud800\ufffe" else c for c in title)
    assert said(root, "dc:title//rdf:li") == [clean, clean]


def test_the_information_dictionary_says_the_same_as_the_packet(sheet):
    import pypdf

    data = sheet.bytes(
        title="Başlık \u0007 <x>",
        authors=("Ann", "Béla"),
        keywords=("a", "b"),
        subtitle="Below",
        date=DAY,
    )

    reader = pypdf.PdfReader(io.BytesIO(data))
    facts, xmp = reader.metadata, reader.xmp_metadata
    assert facts.title == xmp.dc_title["x-default"] == "Başlık \ufffd <x>"
    assert facts.author == ", ".join(xmp.dc_creator) == "Ann, Béla"
    assert facts.subject == xmp.dc_description["x-default"] == "Below"
    assert facts["/Keywords"] == xmp.pdf_keywords == "a, b"
    assert facts.producer == xmp.pdf_producer
    assert facts.producer.startswith("briefkit ")
    assert facts.creator == xmp.xmp_creator_tool
    assert (
        facts.creation_date.replace(tzinfo=None)
        == xmp.xmp_create_date
        == datetime.datetime(2023, 9, 19)
    )
    assert facts["/ModDate"] == facts["/CreationDate"]


def test_the_packet_lies_open_in_the_file(sheet):
    """ISO 19005-2, 6.6.2.1: no filter, so that it is found by who cannot read PDF."""
    written = sheet.paint(title="Plain to see")

    assert b"Plain to see</rdf:li>" in written.data
    assert "/Filter" not in written.root.Metadata
    assert b"bytes=" not in written.data


def moment(monkeypatch, epoch, date=None):
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    if epoch is not None:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    return describe(Metadata("x", "en", date=date), standards_of(None)).information["CreationDate"]


def test_the_date_is_the_brief_s_or_the_environment_s_and_never_the_clock_s(monkeypatch):
    assert moment(monkeypatch, None) == "(D:20000101000000Z)"
    assert moment(monkeypatch, "") == "(D:20000101000000Z)"
    assert moment(monkeypatch, "1700000000") == "(D:20231114221320Z)"
    assert moment(monkeypatch, "1700000000", DAY) == "(D:20230919000000Z)"
    assert moment(monkeypatch, None, datetime.date(987, 6, 5)) == "(D:09870605000000Z)"


@pytest.mark.parametrize("epoch", ["yesterday", "1.5", "9" * 30])
@pytest.mark.parametrize("date", [None, DAY])
def test_a_wrong_epoch_is_an_error_that_says_so(monkeypatch, epoch, date):
    with pytest.raises(OutputError, match="SOURCE_DATE_EPOCH"):
        moment(monkeypatch, epoch, date)


def test_early_years_have_four_digits(monkeypatch):
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)

    root = packet(date=datetime.date(987, 6, 5))

    assert said(root, "xmp:CreateDate") == ["0987-06-05T00:00:00Z"]


@pytest.mark.parametrize(
    ("standard", "claims"),
    [
        ("ua-1", {"pdfuaid:part": "1"}),
        (("a-2u", "a-2b"), {"pdfaid:part": "2", "pdfaid:conformance": "U"}),
        (
            ("ua-1", "a-3a"),
            {"pdfuaid:part": "1", "pdfaid:part": "3", "pdfaid:conformance": "A"},
        ),
        ("ua-2", {"pdfuaid:part": "2", "pdfuaid:rev": "2024"}),
        ("a-4", {"pdfaid:part": "4", "pdfaid:rev": "2020"}),
    ],
)
def test_what_was_asked_for_is_claimed_and_nothing_else(standard, claims):
    root = packet(standard)

    for claim in (
        "pdfuaid:part",
        "pdfuaid:rev",
        "pdfaid:part",
        "pdfaid:conformance",
        "pdfaid:rev",
    ):
        assert said(root, claim) == ([claims[claim]] if claim in claims else [])
    assert said(root, "pdfd:conformsTo") == []


def test_well_tagged_pdf_is_declared_with_both_of_its_levels():
    assert said(packet("wtpdf"), "pdfd:declarations/rdf:Bag/rdf:li/pdfd:conformsTo") == [
        "http://pdfa.org/declarations/wtpdf#accessibility1.0",
        "http://pdfa.org/declarations/wtpdf#reuse1.0",
    ]


def test_schemas_of_others_are_described_where_pdf_a_asks_for_it():
    """ISO 19005-2, 6.6.2.3; ISO 19005-4 no longer knows such descriptions."""
    described = "{http://www.aiim.org/pdfa/ns/extension/}schemas"

    assert packet(("ua-1", "a-2a")).find(f".//{described}") is not None
    assert packet(("ua-1", "a-3b")).find(f".//{described}") is not None
    assert packet(("ua-2", "a-4")).find(f".//{described}") is None


# What libraries look for


PICTURES = (
    PictureRights("Figure 1. Ships", "Ann & Béla", "An archive", "CC-BY-4.0"),
    PictureRights("A harbour", licence="CC0-1.0"),
)


def test_a_series_its_number_and_its_identifiers_are_in_prism_s_words():
    root = packet(
        series="Policy <Briefs>",
        number="4",
        issn="2049-3630",
        version="1.2",
        identifier="10.1000/182",
        rights="© 2023 House",
        date=DAY,
    )

    assert {
        element.tag.partition("}")[2]: element.text
        for element in root.iter()
        if element.tag.startswith("{http://prismstandard.org/namespaces/basic/3.0/}")
    } == {
        "publicationName": "Policy <Briefs>",
        "seriesTitle": "Policy <Briefs>",
        "seriesNumber": "4",
        "number": "4",
        "issn": "2049-3630",
        "doi": "10.1000/182",
        "url": "https://doi.org/10.1000/182",
        "coverDate": "2023-09-19",
        "publicationDate": "2023-09-19",
        "versionIdentifier": "1.2",
        "copyright": "© 2023 House",
    }


def test_whose_each_picture_is_is_said_in_lists_of_one_length():
    root = packet(pictures=PICTURES)

    def told(name):
        lists = root.findall(f".//{{https://briefkit.invalid/ns/1.0/}}picture{name}", NAMES)
        return [[item.text or "" for item in one.findall("rdf:Seq/rdf:li", NAMES)] for one in lists]

    assert told("Name") == [["Figure 1. Ships", "A harbour"]]
    assert told("Credit") == [["Ann & Béla", ""]]
    assert told("Source") == [["An archive", ""]]
    assert told("Licence") == [["CC-BY-4.0", "CC0-1.0"]]


def test_what_is_said_of_no_picture_has_no_list():
    root = packet(pictures=PICTURES[1:])

    assert root.find(".//{https://briefkit.invalid/ns/1.0/}pictureCredit") is None


def described(root):
    """Return the properties that a packet describes, by their prefixes."""
    schema, name = (
        "{http://www.aiim.org/pdfa/ns/schema#}",
        "{http://www.aiim.org/pdfa/ns/property#}",
    )
    return {
        item.find(f"{schema}prefix").text: {each.text for each in item.iter(f"{name}name")}
        for item in root.findall(
            ".//{http://www.aiim.org/pdfa/ns/extension/}schemas/rdf:Bag/rdf:li", NAMES
        )
    }


@pytest.mark.parametrize("standard", [None, ("ua-1", "a-3a"), "a-2b"])
def test_each_property_of_a_schema_that_pdf_a_does_not_know_is_described(standard):
    root = packet(standard, series="S", number="4", pictures=PICTURES, date=DAY)

    used = {}
    for element in root.find(".//rdf:Description", NAMES):
        for prefix, uri in XMP_OF_OTHERS.items():
            if element.tag.startswith(f"{{{uri}}}"):
                used.setdefault(prefix, set()).add(element.tag.partition("}")[2])
    told = described(root)
    assert set(told) == set(used)
    assert all(used[prefix] <= told[prefix] for prefix in used)


def test_what_is_not_used_is_not_described_either():
    assert set(described(packet())) == {"pdfuaid"}
    assert set(described(packet("a-2b"))) == set()


@pytest.mark.parametrize("standard", ["ua-1", ("ua-2", "a-4")])
def test_other_standards_want_no_descriptions(standard):
    assert described(packet(standard, series="S", pictures=PICTURES)) == {}


def test_a_reader_finds_it_all_in_the_file(sheet):
    import pypdf

    data = sheet.bytes(series="Policy Briefs", issn="2049-3630", pictures=PICTURES)

    xmp = pypdf.PdfReader(io.BytesIO(data)).xmp_metadata
    (issn,) = xmp.get_element("", XMP_OF_OTHERS["prism"], "issn")
    assert issn.firstChild.data == "2049-3630"
