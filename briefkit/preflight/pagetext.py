"""What stands on each page, as text: Reading → a text a page, for people and for comparisons."""

from briefkit.preflight.content import PageContent, Sequence
from briefkit.preflight.reading import TextOf, pieces_of, read_pdf
from briefkit.preflight.source import Source


def page_texts(source: Source) -> tuple[str, ...]:
    """Return the text of each page of a PDF, in the order of its structure.

    Paragraphs, cells, items and notes stand on lines of their own, as for `structure_text`; what
    goes on from a page before goes on here. Artifacts, such as running heads and folios, stand in
    brackets: those of the page's upper half first, the others last. Of a file without tags only
    the text that is marked is told.

    Raises SourceError for what cannot be read at all.
    """
    reading = read_pdf(source)
    texts = [TextOf() for _ in reading.pages]
    told = [0] * len(texts)
    separators: list[str] = []
    for piece in pieces_of(reading.root):
        if isinstance(piece, str):
            separators.append(piece)
        elif piece.page is not None:
            index = piece.page - 1
            if texts[index].parts:
                for separator in separators[told[index] :]:
                    texts[index].separate(separator)
            texts[index].add(piece.text)
            told[index] = len(separators)
    return tuple(
        _with_artifacts(page, "".join(text.parts))
        for page, text in zip(reading.pages, texts, strict=True)
    )


def describe_pages(source: Source) -> str:
    """Return the text of all pages of a PDF, each under its number.

    Raises SourceError for what cannot be read at all.
    """
    return "\n\n".join(
        f"--- page {number} ---\n{text}".rstrip()
        for number, text in enumerate(page_texts(source), start=1)
    )


def _with_artifacts(page: PageContent, text: str) -> str:
    above: list[str] = []
    below: list[str] = []
    for sequence in page.artifacts:
        shown = " ".join(sequence.text.split())
        if shown:
            (above if _is_above(page, sequence) else below).append(f"[{shown}]")
    return "\n".join([*above, *([text.strip()] if text.strip() else []), *below])


def _is_above(page: PageContent, sequence: Sequence) -> bool:
    _, bottom, _, top = page.page.crop
    return sequence.box is not None and sequence.box[1] > (bottom + top) / 2
