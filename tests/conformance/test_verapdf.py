"""veraPDF and page-validation find no fault in any example or reference brief.

Each file is held to every standard that it claims.
"""

import io
import re

import page
import pikepdf
import pytest

CLAIMS = {
    "PDF/UA": r"<pdfuaid:part>(\d)<|pdfuaid:part=\"(\d)\"",
    "PDF/A": r"<pdfaid:part>(\d)<|pdfaid:part=\"(\d)\"",
}
CONFORMANCE = r"<pdfaid:conformance>(\w)<|pdfaid:conformance=\"(\w)\""
PROFILES = {"PDF/UA-1": "ua1", "PDF/A-2a": "2a"}  # what page-validation calls them


def claimed(data: bytes) -> set[str]:
    """Return the standards that a file claims, as its own metadata says."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        xmp = pdf.Root.Metadata.read_bytes().decode()

    def said(pattern: str) -> str:
        found = re.search(pattern, xmp)
        return "".join(filter(None, found.groups())) if found else ""

    level = said(CONFORMANCE).lower()
    return {
        f"{standard}-{part}{level if standard == 'PDF/A' else ''}"
        for standard, pattern in CLAIMS.items()
        if (part := said(pattern))
    }


def test_each_file_claims_to_be_open_to_every_reader_and_kept_for_ever(name, rendered):
    assert claimed(rendered(name)) == {"PDF/UA-1", "PDF/A-2a"}


def test_verapdf_finds_no_fault(name, verdicts):
    assert [(one.standard, one.faults) for one in verdicts[name] if one.faults] == []


def test_verapdf_judges_what_is_claimed_and_looks_at_much(name, rendered, verdicts):
    assert {one.standard for one in verdicts[name]} == claimed(rendered(name))
    assert all(one.checks > 1000 for one in verdicts[name])


def test_verapdf_finds_a_planted_fault(verapdf, rendered, tmp_path):
    """What finds nothing may have looked at nothing."""
    with pikepdf.open(io.BytesIO(rendered("blocks"))) as pdf:
        for element in pdf.objects:
            if isinstance(element, pikepdf.Dictionary) and element.get("/S") == "/Figure":
                del element.Alt
        del pdf.Root.OutputIntents
        pdf.save(tmp_path / "planted.pdf")

    faults = {one.standard: one.faults for one in verapdf.judge(tmp_path)["planted"]}

    assert [fault.split(":")[0] for fault in faults["PDF/UA-1"]] == ["7.3"]
    assert {fault.split(":")[0] for fault in faults["PDF/A-2a"]} == {"6.2.4.3"}


@pytest.mark.parametrize("standard", PROFILES)
def test_page_validation_finds_no_fault(name, standard, rendered):
    result = page.validate_pdf_bytes(rendered(name), profile=PROFILES[standard])

    assert [f"{fault.rule_id}: {fault.message}" for fault in result.failures] == []
