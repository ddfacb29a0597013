"""The tables of docs/conformance are whole, and each test that they name exists."""

import ast
import re
import zipfile
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

import pytest

ROOT = Path(__file__).parents[2]
PAGES = {path.stem: path for path in sorted((ROOT / "docs" / "conformance").glob("*.md"))}
STATES = {"enforced", "unsupported", "author's duty", "open"}
CHECKPOINTS = (
    *(7, 4, 3, 1, 3, 4, 2, 2, 8, 1, 7, 1, 8, 7, 5),
    *(3, 3, 2, 4, 3, 1, 1, 1, 1, 1, 2, 1, 18, 1, 2, 30),
)
"""How many conditions each checkpoint of the Matterhorn Protocol 1.1 has."""


def rows_of(page: str) -> list[list[str]]:
    """Return the cells of every row of a page's tables, heads left out."""
    lines = PAGES[page].read_text(encoding="utf-8").splitlines()
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in lines if line[:1] == "|"
    ]
    return [row for row in rows if row[2] != "State" and not row[0].startswith("-")]


@pytest.mark.parametrize("page", PAGES)
def test_each_row_has_a_state_and_what_is_enforced_a_test(page):
    rows = rows_of(page)

    assert len(rows) > 25
    assert {row[2] for row in rows} <= STATES
    assert [row[0] for row in rows if row[2] == "enforced" and not row[4]] == []
    assert [
        row[0] for row in rows if row[2] in {"open", "author's duty"} and not any(row[3:])
    ] == []


@pytest.mark.parametrize("page", PAGES)
def test_each_test_that_is_named_exists(page):
    named = {test for row in rows_of(page) for test in re.findall(r"`([^`]+)`", row[4])}
    known = {
        f"{path.relative_to(ROOT / 'tests')}::{node.name}"
        for path in (ROOT / "tests").rglob("test_*.py")
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef)
    }

    assert named
    assert named - known == set()


PROFILES = {
    "pdf-ua-1": ("PDFUA-1", "ISO_14289_1"),
    "pdf-ua-2": ("PDFUA-2-ISO32005", "ISO_14289_2"),
    "pdf-a-2a": ("PDFA-2A", "ISO_19005_2"),
}
"""Each page of clauses: the file of veraPDF's profile, and what the standard is called in it."""


@pytest.mark.parametrize("page", PROFILES)
def test_each_clause_that_verapdf_judges_by_has_a_row(page, verapdf):
    """Or a row for the clause that it is a part of."""
    profile, specification = PROFILES[page]
    (jar,) = (verapdf.folder / "lib").glob("core-*.jar")
    with zipfile.ZipFile(jar) as packed:
        root = ElementTree.fromstring(  # noqa: S314 (veraPDF's own)
            packed.read(f"org/verapdf/pdfa/validation/{profile}.xml")
        )
    judged = {
        rule.get("clause")
        for rule in root.iter("{http://www.verapdf.org/ValidationProfile}id")
        if rule.get("specification") == specification
    }
    told = {row[0] for row in rows_of(page)}

    assert len(judged) > 20
    assert {
        one for one in judged if not any(f"{one}.".startswith(f"{row}.") for row in told)
    } == set()


def test_every_condition_of_the_matterhorn_protocol_is_there_once():
    counted = Counter(row[0] for row in rows_of("matterhorn"))

    assert list(counted) == [
        f"{checkpoint:02}-{condition:03}"
        for checkpoint, conditions in enumerate(CHECKPOINTS, start=1)
        for condition in range(1, conditions + 1)
    ]
    assert set(counted.values()) == {1}


def test_each_state_is_explained():
    page = PAGES["pdf-ua-1"].read_text(encoding="utf-8")

    assert set(re.findall(r"^- \*\*(.+?)\*\*:", page, re.MULTILINE)) == STATES
