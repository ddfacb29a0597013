"""What is painted outside the structure is no content: checkers cannot tell, and pass over it."""

import io
import re

import pikepdf
import pytest

from briefkit.preflight.content import Sequence
from briefkit.preflight.reading import Reading, read_pdf

CONTINUED = re.compile(r"(?P<label>\S+)\u2002\((?P<words>[^()]+)\)")
"""A line above the carried part of a note."""

TABLE_GOES_ON = re.compile(r"(?P<label>[^()\u2002]*)\((?P<words>[^()]+)\)")
"""A line above a table's head that is said again."""


def bare(text: str) -> str:
    """Return the letters and digits of a text, alike in any case."""
    return re.sub(r"[\W_]+", "", text).casefold()


def painted(reading: Reading) -> list[tuple[int, Sequence]]:
    """Return the artifacts that show letters or digits, with the 1-based number of their page."""
    return [
        (page.page.number, artifact)
        for page in reading.pages
        for artifact in page.artifacts
        if bare(artifact.text)
    ]


def strays(data: bytes) -> list[str]:
    """Return the artifacts with text that are none of what may be one.

    A running head says the title, the publisher or a section; a folio is the page's label; a note
    that goes on says its label; a table's head is said again on its next page, after its label and
    that it goes on; and the text behind a cover opens with the title and subtitle that stood on it.
    """
    reading = read_pdf(data)
    root = reading.root
    with pikepdf.open(io.BytesIO(data)) as pdf:
        labels = [page.label for page in pdf.pages]
        publishers = {bare(name) for name in pdf.open_metadata().get("dc:publisher", ())}
    first, *sections = root.find_all("H1", "H2", "H3", "H4", "H5", "H6")
    title = bare(first.text)
    heads = {title, "", *publishers, *(bare(section.text) for section in sections)}
    notes = {bare(note.find_all("Lbl")[0].text): note.pages for note in root.find_all("Note")}
    tables = [
        (bare("".join(row.text for row in head.find_all("TR"))), table.pages, head.pages)
        for table in root.find_all("Table")
        for head in table.find_all("THead")
    ]
    captions = [
        (bare("".join(caption.text for caption in table.find_all("Caption"))), table.pages)
        for table in root.find_all("Table")
    ]
    subtitles = [bare(element.text) for element in root.find_all("P") if element.pages == (1,)]

    def is_known(page: int, artifact: Sequence) -> bool:
        text = bare(artifact.text)
        match artifact.artifact_type, artifact.artifact_subtype:
            case "Pagination", "Header":
                return text in {one + other for one in heads for other in heads}
            case "Pagination", "Footer":
                return artifact.text.strip() == labels[page - 1]
            case "Pagination", "":
                goes_on = TABLE_GOES_ON.match(artifact.text.strip())
                if goes_on is not None and not bare(artifact.text[goes_on.end() :]):
                    label = bare(goes_on["label"])
                    return any(
                        (label in says if label else not says) and page in pages and page > pages[0]
                        for says, pages in captions
                    )
                if goes_on is not None:
                    text = bare(artifact.text.strip()[goes_on.end() :])
                continued = CONTINUED.fullmatch(artifact.text.strip())
                if continued is not None:
                    pages = notes.get(bare(continued["label"]), ())
                    return page in pages and page > pages[0]
                return any(
                    text == head and page in pages and page not in at for head, pages, at in tables
                )
            case "Layout", "":
                return page == 2 and text in {title, *(title + more for more in subtitles)}
        return False

    return [
        f"page {page}, {artifact.artifact_type} {artifact.artifact_subtype}: {artifact.text!r}"
        for page, artifact in painted(reading)
        if not is_known(page, artifact)
    ]


def test_text_that_is_no_content_is_only_what_is_said_elsewhere(name, rendered):
    assert strays(rendered(name)) == []


def test_an_artifact_says_what_it_is(name, rendered):
    kinds = {
        (artifact.artifact_type, artifact.artifact_subtype)
        for page in read_pdf(rendered(name)).pages
        for artifact in page.artifacts
    }

    allowed = {(kind, "") for kind in ("Pagination", "Layout", "Background")}
    assert kinds <= allowed | {("Pagination", "Header"), ("Pagination", "Footer")}


@pytest.mark.parametrize("kind", ["/Layout", "/Pagination", "/Pagination /Subtype /Footer"])
def test_a_paragraph_that_is_made_an_artifact_is_noticed(rendered, kind):
    """Neither veraPDF nor page-validation would: the file stays formally sound."""
    with pikepdf.open(io.BytesIO(rendered("tables"))) as pdf:
        stream = pdf.pages[0].Contents
        content = stream.read_bytes()
        marks = re.findall(rb"/P <</MCID \d+>> BDC", content)
        stream.write(content.replace(marks[0], f"/Artifact <</Type {kind}>> BDC".encode(), 1))
        out = io.BytesIO()
        pdf.save(out)

    (stray,) = strays(out.getvalue())

    assert "Text before the tables." in stray


def test_no_text_is_painted_outside_marks(name, rendered):
    assert [page.unmarked for page in read_pdf(rendered(name)).pages if page.unmarked] == []
