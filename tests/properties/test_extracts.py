"""Extracts of books whose notes hold tables, verse and notes: each word once, in reading order."""

import re
import unicodedata
from html import unescape
from pathlib import Path

import pytest

from briefkit import Severity, read_markdown, render
from briefkit.preflight import check, structure_text

EXTRACTS = sorted(
    path
    for path in (Path(__file__).parents[1] / "samples" / "extracts").glob("*.md")
    if path.name != "README.md"
)

_FRONT = re.compile(r"---\ntitle: (.*)\nlang: .*\n---\n")
_NOTE = re.compile(r"\[\^([^\]]+)\]:(.*)")
_CALL = re.compile(r"\[\^([^\]]+)\]")
_ADDRESS = re.compile(r"\]\([^()]*\)")
_TABLE_RULE = re.compile(r"^\s*\|?[-:| ]+\|[-:| ]*$", re.MULTILINE)


def letters(text: str) -> str:
    """Return a text's letters and digits, which is all that layout may not touch."""
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFC", text))


def heard(source: str) -> str:
    """Return a source as a reader hears it: each note after its call, its number said twice.

    It knows of Markdown what the extracts have, and nothing of briefkit's own reader.
    """
    found = _FRONT.match(source)
    assert found is not None
    body: list[str] = []
    notes: dict[str, list[str]] = {}
    lines = body
    for line in source[found.end() :].split("\n"):
        opening = _NOTE.match(line)
        if opening:
            lines = notes[opening[1]] = [opening[2]]
        elif line and not line.startswith("    "):
            lines = body
            body.append(line)
        else:
            lines.append(line)
    numbers: dict[str, int] = {}

    def said(call: re.Match[str]) -> str:
        number = numbers.setdefault(call[1], len(numbers) + 1)
        return f" {number} {number} {_CALL.sub(said, chr(10).join(notes.pop(call[1], [])))} "

    text = _CALL.sub(said, "\n".join(body))
    assert notes == {}
    text = _TABLE_RULE.sub("", _ADDRESS.sub("]", text))
    return f"{found[1]}\n{unescape(text)}"


@pytest.mark.parametrize("path", EXTRACTS, ids=lambda path: path.stem)
def test_every_word_of_an_extract_is_read_once_and_in_order(path: Path, tmp_path: Path):
    output = tmp_path / "brief.pdf"

    report = render(read_markdown(path), output)

    assert letters(structure_text(output)) == letters(heard(path.read_text(encoding="utf-8")))
    assert [found for found in check(output) if found.severity.name == "ERROR"] == []
    warnings = [one.message for one in report.diagnostics if one.severity is Severity.WARNING]
    # of all that the page could not do, only links to pages that are not here; one text breaks off
    expected = re.compile("set as plain|more links|nothing under it")
    assert [one for one in warnings if not expected.search(one)] == []


def test_the_extracts_are_there():
    """An empty list of parameters would pass without a word."""
    assert len(EXTRACTS) == 4
