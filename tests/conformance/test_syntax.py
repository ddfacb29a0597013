"""What the tools of others say of every example and reference: the syntax, and the fonts within."""

import io

import pypdf


def test_qpdf_reads_every_object_without_a_word(name, rendered, run_tool):
    said = run_tool("qpdf", rendered(name), "--check")

    assert "No syntax or stream encoding errors found" in said


def test_every_font_is_embedded_in_part_and_maps_to_text(name, rendered, run_tool):
    rows = run_tool("pdffonts", rendered(name)).splitlines()[2:]

    assert rows
    for row in rows:
        assert row[7:].split()[-5:-2] == ["yes", "yes", "yes"], row  # emb, sub, uni
        assert row[6] == "+", row  # a subset bears a name of its own


def test_no_page_names_a_font_that_the_file_lacks(name, rendered):
    """By pypdf, since pdffonts passes over what no text is shown in."""
    for page in pypdf.PdfReader(io.BytesIO(rendered(name))).pages:
        for font in page["/Resources"].get("/Font", {}).values():
            (inner,) = font["/DescendantFonts"]
            descriptor = inner["/FontDescriptor"]
            assert {"/FontFile2", "/FontFile3"} & set(descriptor), font["/BaseFont"]
