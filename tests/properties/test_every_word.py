"""Every word of a brief is in its file once, in reading order, each note at its call."""

import re
from html import unescape
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from briefkit import read_markdown, render
from briefkit.preflight import check, structure_text

SAMPLES = Path(__file__).parents[1] / "samples"
WHOLE = Path(__file__).parents[3] / "shared" / "samples" / "texts"
TEXTS = sorted(SAMPLES.glob("*.md"), key=lambda path: path.name)
TEXTS = [path for path in TEXTS if path.name != "README.md"] + [
    path for path in [WHOLE / "fr-descartes-discours-cousin.md"] if path.exists()
]


def words(text: str) -> list[str]:
    """Return the words of a text, with neither marks nor spaces."""
    return re.findall(r"\w+", text)


def spoken(source: str) -> list[str]:
    """Return the words of a Markdown text as a reader hears them: each note after its call.

    Knows only as much Markdown as the samples have, and nothing of briefkit's own reader.
    """
    definition = re.compile(
        r"^\[\^([^\]]+)\]:(.*?)(?=^\[\^[^\]]+\]:|\Z|^(?=\S)(?!\[\^))", re.DOTALL | re.MULTILINE
    )
    notes = {found[1]: found[2] for found in definition.finditer(source)}
    body = definition.sub("", source)
    numbers: dict[str, int] = {}

    def said(found: re.Match[str]) -> str:
        number = numbers.setdefault(found[1], len(numbers) + 1)
        note = re.sub(r"\[\^([^\]]+)\]", said, notes.pop(found[1], ""))
        return f" {number} {number} {note} "

    body = re.sub(r"\[\^([^\]]+)\]", said, body)
    body = re.sub(r"\]\([^)]*\)", "]", body)
    body = re.sub(r"^(\s*)(\d+)([.)])(\s)", r"\1\2\4", body, flags=re.MULTILINE)
    return words(
        re.sub(r"(?<!\w)_|_(?!\w)|\\", "", unescape(body).replace("<", " ").replace(">", " "))
    )


@pytest.fixture(scope="module", params=TEXTS, ids=lambda path: path.stem)
def rendered(request: pytest.FixtureRequest) -> tuple[Path, bytes]:
    return request.param, render(read_markdown(request.param))


def test_every_word_is_read_once_and_in_order(rendered: tuple[Path, bytes]):
    """Letter by letter: a call stands directly at its word, and is no word of its own."""
    path, pdf = rendered
    expected = "".join(spoken(path.read_text(encoding="utf-8")))

    read = "".join(words(structure_text(pdf)))

    pairs = enumerate(zip(expected, read, strict=False))
    place = next((index for index, (one, other) in pairs if one != other), 0)
    around = slice(max(place - 40, 0), place + 40)
    assert expected[around] == read[around]
    assert len(expected) == len(read)


def test_every_word_is_in_what_pypdf_extracts(rendered: tuple[Path, bytes]):
    """Pages read from the top down, running heads and folios left in.

    A word that a page's end hyphenates is parted there by the notes of the page.
    """
    path, pdf = rendered
    pages = [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]
    whole = re.sub(r"\xad\n", "", "\n".join(pages))
    found = "".join(words(whole))

    missing = {word for word in spoken(path.read_text(encoding="utf-8")) if word not in found}

    assert len(missing) <= max(len(pages) // 10, 2)


def test_the_file_has_no_fault_that_preflight_knows(rendered: tuple[Path, bytes]):
    assert [finding for finding in check(rendered[1]) if finding.severity.name == "ERROR"] == []
