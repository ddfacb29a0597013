"""Every word of a brief is in its file once, in reading order, each note at its call."""

import re
from collections.abc import Iterator
from html import unescape
from io import BytesIO
from pathlib import Path

import attrs
import page
import pytest
from pypdf import PdfReader

from briefkit import Code, Text, read_markdown, render
from briefkit.preflight import check, structure_text

EXAMPLES = Path(__file__).parents[2] / "examples"
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
    found = words(whole)
    joined = "".join(found)

    missing = set(spoken(path.read_text(encoding="utf-8"))).difference(found)
    missing = {word for word in missing if word not in joined}  # at a call, or parted at a joint

    assert len(missing) <= max(len(pages) // 10, 2)


def test_the_file_has_no_fault_that_preflight_knows(rendered: tuple[Path, bytes]):
    assert [finding for finding in check(rendered[1]) if finding.severity.name == "ERROR"] == []


def test_every_page_of_the_file_reads_without_repair(rendered: tuple[Path, bytes], run_tool):
    assert "No syntax or stream encoding errors found" in run_tool("qpdf", rendered[1], "--check")
    assert page.validate_pdf_bytes(rendered[1], profile="ua1").failures == []


def texts(value: object) -> Iterator[str]:
    """Yield every text of a brief but for addresses, names of things, and alternative text."""
    if isinstance(value, Text | Code):
        yield value.text
    elif isinstance(value, tuple):
        for part in value:
            yield from texts(part)
    elif attrs.has(type(value)):
        for field in attrs.fields(type(value)):
            yield from texts(getattr(value, field.name))


@pytest.mark.parametrize("name", ["vostochny_brief", "vostochny_article"])
def test_every_word_of_an_example_is_in_what_pypdf_extracts(name: str):
    """That they stand in their order, and once, is held by `conformance/test_reading.py`."""
    brief = read_markdown(EXAMPLES / f"{name}.md")
    pages = [each.extract_text() for each in PdfReader(BytesIO(render(brief))).pages]
    joined = "".join(words(re.sub(r"\xad\n", "", "\n".join(pages))))

    said = {word for text in texts(brief) for word in words(text)}

    assert len(said) > 400
    assert {word for word in said if word not in joined} == set()
