"""A brief that is signed stays what it was, and keeps its standards."""

import io
from pathlib import Path

import pytest
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.signers import PdfSignatureMetadata, SimpleSigner, sign_pdf
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from briefkit import check, read_markdown, render
from briefkit.preflight import describe_structure

BRIEF = Path(__file__).parents[2] / "examples" / "vostochny_brief.md"
MADE_TO = {
    "1.7": (None, ("PDF/UA-1", "PDF/A-2a")),
    "2.0": (("ua-2", "a-4"), ("PDF/UA-2 + Tagged PDF", "PDF/A-4")),
}


@pytest.fixture(scope="session")
def signer(key_and_certificate):
    key, certificate = key_and_certificate
    return SimpleSigner.load(str(key), str(certificate))


@pytest.fixture(scope="session")
def signed(signer):
    """Return a function: a version of PDF → the example before and after it is signed."""
    kept = {}

    def sign(version):
        if version not in kept:
            before = render(read_markdown(BRIEF), standard=MADE_TO[version][0])
            about = PdfSignatureMetadata(field_name="Signature", reason="Issued")
            writer = IncrementalPdfFileWriter(io.BytesIO(before))
            kept[version] = before, sign_pdf(writer, about, signer=signer).getvalue()
        return kept[version]

    return sign


@pytest.mark.parametrize("version", MADE_TO)
def test_the_file_goes_on_where_it_ended_and_reads_the_same(signed, version):
    before, after = signed(version)

    assert after.startswith(before)
    assert describe_structure(after) == describe_structure(before)


@pytest.mark.parametrize("version", MADE_TO)
def test_preflight_finds_nothing_new(signed, version):
    before, after = signed(version)

    assert check(io.BytesIO(after)) == check(io.BytesIO(before)) == ()


@pytest.mark.parametrize("version", MADE_TO)
def test_the_signature_holds_for_the_whole_file_and_breaks_with_it(signed, signer, version):
    _, after = signed(version)
    trust = ValidationContext(trust_roots=[signer.signing_cert])

    def status(data):
        (signature,) = PdfFileReader(io.BytesIO(data)).embedded_signatures
        return validate_pdf_signature(signature, trust)

    assert status(after).bottom_line
    assert not status(after.replace(b"/Lang (", b"/Long (", 1)).intact


def test_verapdf_finds_no_fault_in_what_is_signed(signed, verapdf, tmp_path):
    for version in MADE_TO:
        (tmp_path / f"{version}.pdf").write_bytes(signed(version)[1])

    verdicts = verapdf.judge(tmp_path)

    assert {
        version: {one.standard: one.faults for one in verdicts[version]} for version in MADE_TO
    } == {version: dict.fromkeys(standards, ()) for version, (_, standards) in MADE_TO.items()}
