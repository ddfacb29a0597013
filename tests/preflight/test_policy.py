"""What findings count for, and how a house says so."""

import pytest

from briefkit.diagnostics import Severity
from briefkit.errors import ModelError, SourceError
from briefkit.preflight import findings
from briefkit.preflight.policy import (
    CODES,
    Policy,
    Waiver,
    find_config,
    judge,
    policy_of,
    read_policy,
)

FOUND = (
    findings.MissingTitle("no title"),
    findings.TabOrder("no order", 2),
    findings.NoConformanceClaim("no claim"),
)


def test_without_a_policy_each_finding_counts_for_what_it_is():
    judged = judge(FOUND, Policy())

    assert [one.severity for one in judged] == [one.severity for one in FOUND]
    assert [one.is_error for one in judged] == [True, True, False]


def test_what_is_required_is_an_error_and_what_is_waived_keeps_no_file_back():
    judged = judge(FOUND, policy_of([Waiver("TabOrder", "old")], ["NoConformanceClaim"]))

    assert [one.is_error for one in judged] == [True, False, True]
    assert judged[1].waiver == Waiver("TabOrder", "old")
    assert judged[2].severity is Severity.ERROR


def test_what_is_said_later_counts():
    own = policy_of(["MissingTitle", "TabOrder"], ["MissingLanguage"])

    amended = own.amended(policy_of([Waiver("TabOrder", "why")], ["MissingTitle"]))

    assert amended == Policy((Waiver("TabOrder", "why"),), ("MissingLanguage", "MissingTitle"))


@pytest.mark.parametrize(
    ("waive", "require", "told"),
    [
        (
            ["MissingAltTxt"],
            [],
            "waive: no finding is called 'MissingAltTxt': write MissingAltText",
        ),
        ([], ["?"], "require: no finding is called '?': see the list"),
        (["TabOrder", "TabOrder"], [], "waive: TabOrder stands twice: take one of them out"),
        (["TabOrder"], ["TabOrder"], "require: TabOrder stands in waive too: take one"),
        ([None], [], "waive: no finding is called None"),
    ],
)
def test_a_policy_of_wrong_codes_is_refused(waive, require, told):
    with pytest.raises(ModelError) as caught:
        policy_of(waive, require)

    assert str(caught.value).startswith(told)


def test_every_wrong_code_is_told_at_once():
    with pytest.raises(ModelError) as caught:
        policy_of(["A", "B"], ["C"])

    assert len(caught.value.problems) == 3


def test_codes_are_those_of_all_kinds():
    assert len(CODES) == len(set(CODES)) == len(findings.KINDS)


# TOML


def test_a_pyproject_says_it_in_its_own_table_and_another_file_at_once(tmp_path):
    said = """waive = ["TabOrder", {code = "MissingTitle", reason = "none"}]
require = ["MetadataMismatch"]
"""
    project, other = tmp_path / "pyproject.toml", tmp_path / "house.toml"
    project.write_text(f"[tool.briefkit.check]\n{said}")
    other.write_text(said)

    policy = Policy((Waiver("TabOrder"), Waiver("MissingTitle", "none")), ("MetadataMismatch",))
    assert read_policy(project) == policy
    assert read_policy(other) == policy


def test_a_pyproject_of_others_says_nothing(tmp_path):
    (tmp_path / "pyproject.toml").write_text("[project]\nname = 'x'\n")

    assert read_policy(tmp_path / "pyproject.toml") == Policy()


def test_the_nearest_pyproject_is_found(tmp_path):
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    (tmp_path / "pyproject.toml").touch()
    assert find_config(inner) == tmp_path / "pyproject.toml"

    (tmp_path / "a" / "pyproject.toml").touch()
    assert find_config(inner) == tmp_path / "a" / "pyproject.toml"


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("waive = 'TabOrder'", r'waive is no array: write waive = \["…"\]'),
        ("waive = [1]", "waive holds 1: give a code, or"),
        ("waive = [{code = 'TabOrder', why = 'x'}]", "waive holds {'code'"),
        ("waive = [{code = 'TabOrder', reason = 1}]", "waive holds {'code'"),
        ("require = [{code = 'TabOrder'}]", "require holds {'code'.*: give a code"),
        ("waived = ['TabOrder']", "unknown key 'waived': write waive or require"),
        ("require = ['TabOrdr']", "require: no finding is called 'TabOrdr': write TabOrder"),
        ("waive = [", "is not TOML: .*document.*: mend it"),
        (f"waive = {'[' * 100_000}", "is not TOML: it nests too deeply"),
    ],
)
def test_a_configuration_that_does_not_read_is_told_by_its_file(tmp_path, said, told):
    path = tmp_path / "house.toml"
    path.write_text(said)

    with pytest.raises(SourceError, match=f"^{path}: {told}"):
        read_policy(path)


@pytest.mark.parametrize(
    "above", ["tool = 1", "[tool]\nbriefkit = []", "[tool.briefkit]\ncheck = 1"]
)
def test_a_pyproject_without_its_table_is_told(tmp_path, above):
    (tmp_path / "pyproject.toml").write_text(above)

    with pytest.raises(SourceError, match=r"is no table: write \[tool\.briefkit\.check\]"):
        read_policy(tmp_path / "pyproject.toml")


def test_a_configuration_in_another_encoding_is_told(tmp_path):
    path = tmp_path / "house.toml"
    path.write_bytes("waive = []".encode("utf-16"))

    with pytest.raises(SourceError, match="is not TOML"):
        read_policy(path)


@pytest.mark.parametrize("name", ["", "none.toml", "/dev/zero"])
def test_what_is_no_configuration_is_told_and_does_not_hang(tmp_path, name):
    with pytest.raises(SourceError, match="name a TOML file"):
        read_policy(tmp_path / name)
