import re

import pytest
from reportlab.pdfbase import pdfdoc

from briefkit.pdf.document import File, Reference, date, literal, name, number, spelled, text


def test_numbers_have_three_decimals_no_exponent_and_no_negative_zero():
    assert [number(each) for each in (0.1 + 0.2, -0.0004, -0.0, 1e-9, 123456789.5)] == [
        "0.3",
        "0",
        "0",
        "0",
        "123456789.5",
    ]


def test_text_is_utf_16_as_soon_as_it_is_not_ascii():
    assert text("plain (a\\b)") == "(plain \\(a\\\\b\\))"
    assert text("İ 𝒜") == "<FEFF01300020D835DC9C>"
    assert text("line\nbreak").startswith("<FEFF")


def test_names_spell_what_is_no_regular_character():
    """ISO 32000-1, 7.3.5: in UTF-8, each byte as two digits."""
    assert name("A;#b/(c) é\n") == "/A;#23b#2F#28c#29#20#C3#A9#0A"


def test_values_are_spelled_without_needless_white_space():
    value = {"Kids": [Reference(3), Reference(4)], "Count": 2, "At": 0.25, "Is": False, "S": b"(x)"}

    assert spelled(value) == "<</Kids [3 0 R 4 0 R]/Count 2/At 0.25/Is false/S (x)>>"


def test_strings_of_bytes_keep_every_byte():
    """A bare carriage return in a string would be read as a line feed."""
    assert literal("\r\n()\\") == "(\\r\n\\(\\)\\\\)"


@pytest.mark.parametrize("last", [b"d", b"\n", b"\r"])
def test_a_stream_is_as_long_as_it_says_and_ends_on_a_line_of_its_own(last):
    """ISO 19005-2, 6.1.7.1: without a line end before `endstream`, the data's last may be taken.

    Data that end with CR, a lone LF after them would be a line end of two characters.
    """
    file = File()
    file.add_stream({}, b"untouche" + last, compress=False)

    data = file.finish(file.add({"Type": name("Catalog")}), file.add({}))

    assert b"/Length 9" in data
    assert b"stream\nuntouche" + last + b"\r\nendstream\nendobj\n" in data


def test_an_object_that_was_numbered_has_to_be_defined():
    file = File()
    file.reserve()

    with pytest.raises(ValueError, match="never defined"):
        file.finish(file.add({}), file.add({}))


def test_a_large_tree_has_leaves_with_limits():
    file = File()
    root = file.add_tree("Nums", [(str(key), Reference(1)) for key in range(150)])

    data = file.finish(file.add({"Tree": root}), file.add({})).decode("latin-1")

    limits = re.findall(r"/Limits \[(\d+) (\d+)\]", data)
    assert limits == [("0", "63"), ("64", "127"), ("128", "149")]


def test_the_identifier_is_that_of_the_content():
    def made(content: bytes) -> tuple[str, ...]:
        file = File()
        file.add_stream({}, content)
        data = file.finish(file.add({}), file.add({})).decode("latin-1")
        return re.findall(r"/ID \[<(\w{32})><(\w{32})>\]", data)[0]

    assert made(b"a") == made(b"a")
    assert made(b"a") != made(b"b")
    assert made(b"a")[0] == made(b"a")[1] != "0" * 32


def test_a_date_is_in_universal_time():
    from datetime import datetime, timedelta, timezone

    east = timezone(timedelta(hours=3))
    assert date(datetime(2023, 9, 19, 1, 30, tzinfo=east)) == "(D:20230918223000Z)"


def test_reportlab_is_still_what_document_py_leans_on():
    """When this fails, a new reportlab has changed its inside: read pdf/document.py against it."""
    assert pdfdoc.PDFFile((2, 0)).format(None).startswith(b"%PDF-2.0\n%\x93\x8c\x8b\x9e")
    trailer = pdfdoc.PDFTrailer(startxref=9, Size=3, Root="1 0 R", Info=None, ID="[]")
    assert trailer.format(None) == (
        b"trailer\n<<\n/ID []\n/Root 1 0 R\n/Size 3\n>>\nstartxref\n9\n%%EOF\n"
    )


def test_a_file_of_many_objects_stands_in_memory_little_more_than_once():
    """A document of reportlab's keeps half a kilobyte beside each."""
    import tracemalloc

    file = File()
    tracemalloc.start()
    for index in range(20_000):
        file.add(b"%080d" % index)
    before, _ = tracemalloc.get_traced_memory()
    tracemalloc.reset_peak()
    data = file.finish(file.add({}), file.add({}))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert len(data) > 20_000 * 100
    assert most < before + len(data)


def test_the_bare_file_has_nothing_of_reportlab_s_own_in_it():
    file = File()
    data = file.finish(file.add({"Type": name("Catalog")}), file.add({}))

    assert data.startswith(b"%PDF-1.7\n%\x93\x8c\x8b\x9e")
    assert data.count(b" obj\n") == 2
    for habit in (b"Helvetica", b"ASCII85", b"Font", b"anonymous", b"opensource) \n"):
        assert habit not in data
