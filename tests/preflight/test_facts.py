"""What a file says of itself, as text; a hostile file says nothing."""

import io

import pikepdf
import pytest
from pikepdf import Name, Stream

from briefkit import Brief, Cover, Figure, Paragraph, note, render
from briefkit.preflight import describe_metadata


def with_packet(good, packet):
    good.pdf.Root.Metadata = Stream(good.pdf, packet, Type=Name.Metadata, Subtype=Name.XML)
    return good.bytes()


def rdf(inner):
    return (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF'
        ' xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:a="urn:a">'
        f"{inner}</rdf:RDF></x:xmpmeta>"
    ).encode()


@pytest.fixture(scope="module")
def picture():
    from PIL import Image

    return Image.new("RGB", (40, 30), "#336699")


def test_all_that_a_brief_says_for_libraries_comes_back(picture):
    brief = Brief(
        title="Ünder",
        authors=[],
        series="Policy Briefs",
        number="4",
        doi="https://doi.org/10.1000/182",
        issn="2049-3630",
        cover=Cover(picture, alt="The sea", credit="Ann", licence="CC0-1.0"),
        body=[
            Paragraph(
                "x",
                note("y"),
            ),
            Figure(picture, alt="A", caption="Ships", credit=["By ", "Béla"], source="An archive"),
            Figure(picture, alt="Harbour", licence="CC-BY-4.0"),
            Figure(picture, alt="Nobody's"),
        ],
    )

    said = describe_metadata(render(brief)).splitlines()

    for line in (
        "dc:title[1] (x-default): Ünder",
        "prism:seriesTitle: Policy Briefs",
        "prism:seriesNumber: 4",
        "prism:doi: 10.1000/182",
        "prism:issn: 2049-3630",
        "pdfaid:part: 2",
    ):
        assert line in said
    assert [line for line in said if line.startswith("briefkit:")] == [
        "briefkit:pictureName[1]: The sea",
        "briefkit:pictureName[2]: Figure 1. Ships",
        "briefkit:pictureName[3]: Harbour",
        "briefkit:pictureCredit[1]: Ann",
        "briefkit:pictureCredit[2]: By Béla",
        "briefkit:pictureCredit[3]: ",
        "briefkit:pictureSource[1]: ",
        "briefkit:pictureSource[2]: An archive",
        "briefkit:pictureSource[3]: ",
        "briefkit:pictureLicence[1]: CC0-1.0",
        "briefkit:pictureLicence[2]: ",
        "briefkit:pictureLicence[3]: CC-BY-4.0",
    ]


def test_properties_may_be_attributes_and_structures(good):
    packet = rdf(
        '<rdf:Description rdf:about="" dc:format="application/pdf"><a:b><rdf:Description>'
        "<a:c> x\n y </a:c></rdf:Description></a:b></rdf:Description>"
    )

    assert describe_metadata(with_packet(good, packet)).splitlines() == [
        "dc:format: application/pdf",
        "a:b/c: x y",
    ]


@pytest.mark.parametrize(
    "packet",
    [b"", b"<", rdf(""), rdf('<rdf:Description rdf:about=""/>'), rdf("<a:b>" * 99 + "</a:b>" * 99)],
)
def test_a_packet_that_says_nothing_gives_nothing(good, packet):
    del good.pdf.trailer["/Info"]

    assert describe_metadata(with_packet(good, packet)) == ""


def test_without_a_packet_the_information_dictionary_speaks(good):
    del good.pdf.Root.Metadata
    good.pdf.trailer.Info = pikepdf.Dictionary(Title="Two\nlines", Author="Ann")

    assert describe_metadata(good.bytes()).splitlines() == [
        "Info/Author: Ann",
        "Info/Title: Two lines",
    ]


def test_a_stream_is_read_as_a_path_is(tmp_path, good):
    (tmp_path / "a.pdf").write_bytes(good.bytes())

    assert (
        describe_metadata(tmp_path / "a.pdf") == describe_metadata(io.BytesIO(good.bytes())) != ""
    )
