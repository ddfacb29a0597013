"""What a finding says of itself."""

import json

from briefkit.preflight import KINDS, Finding, Severity, check, findings
from briefkit.preflight.check import in_order


def test_each_kind_of_finding_says_what_is_wrong_and_what_to_do():
    for kind in KINDS:
        assert kind.__doc__
        assert kind.cure
        assert isinstance(kind.severity, Severity)


def test_a_finding_is_a_line_of_what_where_and_what_now():
    finding = findings.MissingAltText(
        "the figure has no alternative text", 3, "/Document/Figure[1]"
    )

    assert finding.code == "MissingAltText"
    assert finding.describe() == str(finding)
    assert finding.describe().startswith("error MissingAltText, page 3, /Document/Figure[1]: the")
    assert finding.describe().endswith('give it alt="…", or mark it decorative')


def test_a_finding_goes_through_json():
    finding = findings.NoteOffItsCallsPage("note 1 starts here", 2)

    data = json.loads(json.dumps(finding.as_json()))

    assert data == {
        "code": "NoteOffItsCallsPage",
        "severity": "error",
        "message": "note 1 starts here",
        "page": 2,
        "place": "",
        "cure": finding.cure,
        "clause": "",
    }


def test_findings_of_the_file_come_first_then_page_by_page():
    late = findings.MissingAltText("no text", 2)
    early = findings.TextOutsidePage("outside", 1)
    whole = findings.MissingTitle("no title")

    assert in_order([late, early, whole, late]) == (whole, early, late)


def test_the_same_file_gives_the_same_findings(good):
    good.all("Figure")[0].Alt = b""
    good.pdf.Root.Lang = b"English (US)"

    first, second = check(good.bytes()), check(good.bytes())

    assert len(first) == 2
    assert first == second
    assert all(isinstance(finding, Finding) for finding in first)
