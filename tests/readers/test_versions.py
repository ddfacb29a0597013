"""JSON of every version of the schema is read, for ever."""

import json
from pathlib import Path

import pytest

from briefkit import SourceError, from_json, read_json, render, to_json
from briefkit.readers.versions import SCHEMA_VERSION, STEPS, migrated

KEPT = sorted((Path(__file__).parent / "versions").glob("*.json"))


def test_a_brief_of_each_version_is_kept():
    assert [path.stem for path in KEPT] == [str(n + 1) for n in range(SCHEMA_VERSION)]
    assert len(STEPS) == SCHEMA_VERSION - 1


@pytest.mark.parametrize("path", KEPT, ids=lambda path: path.stem)
def test_a_brief_of_an_old_version_is_read_and_is_written_in_the_newest(path):
    brief = read_json(path)

    assert from_json(to_json(brief)) == brief
    assert json.loads(to_json(brief))["schema_version"] == SCHEMA_VERSION
    assert render(brief).startswith(b"%PDF-")


def test_the_newest_is_written_as_it_was():
    """A field that is renamed or left out needs a new version, and a step to it."""
    assert to_json(read_json(KEPT[-1])) == KEPT[-1].read_text(encoding="utf-8")


def test_steps_are_taken_one_by_one_from_the_version_that_is_told():
    steps = (
        lambda fields: {**fields, "headline": fields["title"]},
        lambda fields: {**fields, "headline": [*fields["headline"], "!"]},
    )

    first = migrated({"schema_version": 1, "title": ["A"]}, "a.json", steps)
    second = migrated({"schema_version": 2, "headline": ["B"]}, "a.json", steps)
    third = migrated({"schema_version": 3, "headline": ["C"]}, "a.json", steps)

    assert first == {"title": ["A"], "headline": ["A", "!"]}
    assert second == {"headline": ["B", "!"]}
    assert third == {"headline": ["C"]}


@pytest.mark.parametrize(
    ("version", "said"),
    [
        (SCHEMA_VERSION + 1, "of a newer briefkit: update briefkit: this one reads up to"),
        (0, "schema_version is 0: this briefkit reads"),
        (-1, "schema_version is -1: this briefkit reads"),
        ("1", "schema_version is '1': this briefkit reads"),
        (True, "schema_version is True: this briefkit reads"),
        (None, "has no schema_version: this briefkit reads"),
    ],
)
def test_a_version_that_is_none_or_newer_is_refused_with_what_to_do(version, said):
    with pytest.raises(SourceError) as caught:
        from_json(json.dumps({"schema_version": version, "title": ["T"]}), name="a.json")

    assert str(caught.value).startswith("a.json: ")
    assert said in str(caught.value)
