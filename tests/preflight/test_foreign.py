"""Files of other programs: read without harm, and nothing found that is not there."""

import io

import pikepdf
import pytest
from PIL import Image
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Table

from briefkit import render
from briefkit.model.brief import Brief
from briefkit.preflight import check, page_texts, structure_text

BARE = {"UntaggedDocument", "TitleNotDisplayed", "MissingLanguage", "MissingMetadata"}
"""What is wrong with every file of a program that writes no tags and no metadata."""


def codes(data):
    return {finding.code for finding in check(data)} - BARE


def platypus():
    out, styles = io.BytesIO(), getSampleStyleSheet()
    SimpleDocTemplate(out, title="T").build(
        [
            Paragraph("A heading", styles["h1"]),
            Paragraph("Words, “words” – € é. " * 99, styles["BodyText"]),
            Table([["Year", "Tests"], ["2022", "90"]]),
            PageBreak(),
            Paragraph('<a href="https://example.org">A link</a>', styles["BodyText"]),
        ]
    )
    return out.getvalue()


def test_platypus_writes_no_tags_and_embeds_no_base_font():
    assert codes(platypus()) == {"FontNotEmbedded"}


def test_a_form_of_reportlab_says_of_one_field_what_it_is_for():
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.setTitle("T")
    canvas.acroForm.textfield(name="who", x=50, y=500)
    canvas.acroForm.checkbox(name="told", x=50, y=400, tooltip="Are you told?")
    canvas.showPage()
    canvas.save()

    found = [one for one in check(out.getvalue()) if one.code == "FieldWithoutDescription"]

    assert [one.message for one in found] == ["the field 'who' has no description"]


def test_a_chinese_font_that_viewers_have_is_known_and_not_embedded():
    out = io.BytesIO()
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    canvas = Canvas(out)
    canvas.setTitle("T")
    canvas.setFont("STSong-Light", 12)
    canvas.drawString(50, 500, "中文")
    canvas.save()

    assert codes(out.getvalue()) == {"FontNotEmbedded", "UnusedFontNotEmbedded"}


def test_a_scan_is_a_picture_without_a_word():
    out = io.BytesIO()
    Image.linear_gradient("L").resize((850, 1100)).save(out, "PDF", resolution=100, title="T")

    assert codes(out.getvalue()) == {"ScannedPage"}


@pytest.mark.parametrize(
    "how",
    [
        {"linearize": True},
        {"object_stream_mode": pikepdf.ObjectStreamMode.generate},
        {"object_stream_mode": pikepdf.ObjectStreamMode.disable},
        {"qdf": True},
        {"force_version": "2.0"},
        {"encryption": pikepdf.Encryption(owner="x", R=2, aes=False, metadata=False)},
        {"encryption": pikepdf.Encryption(owner="x", R=3, aes=False, metadata=False)},
    ],
    ids=str,
)
def test_a_file_that_another_program_wrote_again_reads_the_same(how):
    ours = render(Brief(title="A title", body=["The text."]))
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(ours)) as pdf:
        pdf.save(out, fix_metadata_version=False, **how)

    assert check(out.getvalue()) == ()
    assert structure_text(out.getvalue()) == structure_text(ours)


OBJECTS_OF_1993 = (
    b"<< /Type /Catalog /Pages 2 0 R >>",
    b"<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 200 200] >>",
    b"<< /Type /Page /Parent 2 0 R /Contents 5 0 R /Resources 6 0 R >>",
    b"<< /Type /Font /Subtype /Type1 /Name /F1 /BaseFont /Helvetica /Encoding /MacRomanEncoding >>",
    b"<< /Length 43 >>\nstream\nBT /F1 12 Tf 20 100 Td (Na\\225ve) Tj ET       \nendstream",
    b"<< /ProcSet [/PDF /Text] /Font << /F1 4 0 R >> >>",
)


def pdf_1_0():
    """Return a file as they were written in 1993, with its table of places."""
    data, places = b"%PDF-1.0\n", []
    for number, written in enumerate(OBJECTS_OF_1993, start=1):
        places.append(b"%010d 00000 n \n" % len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, written)
    table = b"xref\n0 7\n0000000000 65535 f \n" + b"".join(places)
    trailer = b"trailer\n<< /Size 7 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(data)
    return data + table + trailer


def test_a_file_of_the_first_version_is_read():
    assert codes(pdf_1_0()) == {"MissingTitle", "FontNotEmbedded"}
    assert page_texts(pdf_1_0()) == ("",)  # nothing is marked


def test_a_file_that_others_added_to_is_read_as_it_is_last():
    """An update at the end, as editors write it: the title comes with it."""
    old = pdf_1_0()
    before = int(old[old.rindex(b"startxref\n") + 10 :].split()[0])
    added = b"7 0 obj\n<< /Title (T) >>\nendobj\n"
    new = b"xref\n7 1\n%010d 00000 n \n" % len(old)
    trailer = b"trailer\n<< /Size 8 /Root 1 0 R /Info 7 0 R /Prev %d >>\n" % before
    end = b"startxref\n%d\n%%%%EOF\n" % (len(old) + len(added))

    assert codes(old + added + new + trailer + end) == {"FontNotEmbedded"}


def test_a_file_with_rubbish_before_and_after_it_is_read():
    ours = platypus()

    assert codes(b"HTTP/1.1 200 OK\r\n\r\n" + ours + b"\0" * 500) >= {"FontNotEmbedded"}
