"""Judge what stands on the pages: Reading → Findings of marks, artifacts and places.

Source: ISO 14289-1, 7.1 and 7.18.3.
"""

import re
from collections import Counter
from collections.abc import Iterator

from briefkit.preflight import findings
from briefkit.preflight.content import PageContent, Sequence
from briefkit.preflight.finding import Finding
from briefkit.preflight.numbertree import read_number_tree
from briefkit.preflight.reading import Reading
from briefkit.preflight.source import PdfSource, as_integer

_EDGE = 0.09
"""The part of a page's height, at head and foot, where running heads and folios stand."""

_FEW_LETTERS = 20
"""Ornaments, initials and the labels of drawings have fewer."""

_PIECE = 12
"""Letters that follow each other by chance in another text are fewer."""

_MOST_OF_A_PAGE = 0.6
"""A picture that covers so much of a page without words is the page itself."""

_FEW_PAGES = 3
"""What stands on so many pages alike is a running head or a mark of the house."""


def judge_pages(reading: Reading) -> Iterator[Finding]:
    """Yield the faults of what stands on each page."""
    for page in reading.pages:
        number = page.page.number
        if page.broken:
            told = "; ".join(dict.fromkeys(page.broken[:3]))
            yield findings.UnreadableContent(told, number)
        if page.is_cut_short:
            yield findings.CheckCutShort("the page has more content than is read", number)
        if page.unbalanced:
            message = f"{_count(page.unbalanced, 'mark')} without a beginning or an end"
            yield findings.UnbalancedMarkedContent(message, number)
        for text, x, y in page.outside:
            message = f"{_shown(text)} stands outside the page"
            yield findings.TextOutsidePage(message, number, f"x {x:.0f}, y {y:.0f} pt")
    yield from _judge_scans(reading)
    if reading.is_tagged:
        yield from _judge_marks(reading)
        yield from _judge_parent_tree(reading)
        yield from _judge_artifacts(reading)


def _judge_scans(reading: Reading) -> Iterator[Finding]:
    """Yield the pages that are one picture without a word, be it the picture's alt text."""
    suspects = [
        page
        for page in reading.pages
        if page.picture_share >= _MOST_OF_A_PAGE and not page.has_text
    ]
    if not suspects:
        return
    told = {
        number
        for visit in reading.elements
        if (visit.element.alt or "").strip() or (visit.element.actual_text or "").strip()
        for number in visit.element.pages
    }
    for page in suspects:
        if page.page.number not in told:
            yield findings.ScannedPage("the page is a picture without a word", page.page.number)


def _judge_marks(reading: Reading) -> Iterator[Finding]:
    for page in reading.pages:
        number = page.page.number
        if page.unmarked:
            things = ", ".join(f"{count} × {kind}" for kind, count in sorted(page.unmarked.items()))
            first = f", such as {_shown(page.unmarked_text[0])}" if page.unmarked_text else ""
            yield findings.UntaggedContent(f"unmarked on the page: {things}{first}", number)
        for mcid in dict.fromkeys(page.repeated):
            yield findings.RepeatedMcid(f"MCID {mcid} is used twice", number)
        if page.contents_inside:
            message = f"{_count(page.contents_inside, 'content')} inside artifacts"
            yield findings.ContentInsideArtifact(message, number)
        if page.artifacts_inside:
            message = f"{_count(page.artifacts_inside, 'artifact')} inside content"
            yield findings.ArtifactInsideContent(message, number)
        lost = [sequence for key, sequence in page.sequences.items() if key not in reading.claims]
        if lost:
            text = next((sequence.text for sequence in lost if sequence.text.strip()), "")
            mcids = ", ".join(str(sequence.mcid) for sequence in lost[:5])
            more = ", …" if len(lost) > 5 else ""
            shown = f": {_shown(text)}" if text else ""
            message = f"no element claims MCID {mcids}{more}{shown}"
            yield findings.UnclaimedContent(message, number)


def _judge_parent_tree(reading: Reading) -> Iterator[Finding]:
    pdf = reading.pdf
    root = pdf.dictionary(pdf.catalogue, "/StructTreeRoot")
    parents = read_number_tree(pdf, pdf.get(root, "/ParentTree"))
    for page in reading.pages:
        own = _claims_of(reading, page)
        if not own:
            continue
        index = as_integer(pdf.get(page.page.dictionary, "/StructParents"))
        if index is None:
            message = "the page has content but no StructParents"
            yield findings.PageWithoutStructParents(message, page.page.number)
        elif index not in parents:
            message = f"the parent tree has no entry {index} for the page"
            yield findings.PageWithoutStructParents(message, page.page.number)
        else:
            yield from _compare(pdf, page, own, parents[index])


def _claims_of(reading: Reading, page: PageContent) -> dict[int, int]:
    return {
        mcid: reading.claims[owner, mcid]
        for owner, mcid in page.sequences
        if owner == page.page.key and (owner, mcid) in reading.claims
    }


def _compare(
    pdf: PdfSource, page: PageContent, own: dict[int, int], raw: object
) -> Iterator[Finding]:
    entries = pdf.items(raw)
    wrong = [
        mcid
        for mcid, key in own.items()
        if not 0 <= mcid < len(entries) or pdf.key(entries[mcid]) != key
    ]
    if wrong:
        mcids = ", ".join(map(str, wrong[:5])) + (", …" if len(wrong) > 5 else "")
        message = f"the parent tree leads MCID {mcids} to another element"
        yield findings.ParentTreeMismatch(message, page.page.number)


def _judge_artifacts(reading: Reading) -> Iterator[Finding]:
    """Yield long text that is an artifact, off the page's edges, and said nowhere else.

    The head of a table that is repeated on the next page is said where it stood first; a running
    head at the page's side stands on many pages.
    """
    suspects: list[tuple[PageContent, Sequence, str]] = []
    for page in reading.pages:
        for sequence in page.artifacts:
            text = _letters(sequence.text)
            if text and sequence.box is not None and _is_inside(page, sequence):
                suspects.append((page, sequence, text))
    if not suspects:
        return
    pages_with = Counter(text for text, _ in {(text, page) for page, _, text in suspects})
    said = _letters(reading.root.text)
    by_page: dict[int, dict[str, Sequence]] = {}
    for page, sequence, text in suspects:
        if pages_with[text] < _FEW_PAGES and not _is_said(text, said):
            # what comes twice, such as a note's “continued” in either column, counts once
            by_page.setdefault(page.page.number, {}).setdefault(text, sequence)
    for number, sequences in by_page.items():
        if len("".join(sequences)) >= _FEW_LETTERS:
            text = " ".join(sequence.text.strip() for sequence in sequences.values())
            message = f"{_shown(text)} is an artifact but reads like content"
            yield findings.RealTextAsArtifact(message, number)


def _is_said(letters: str, said: str) -> bool:
    """Return whether letters are said elsewhere, whole or in pieces of more than a few words.

    A table's head that comes again has its notes beside it only where it stood first.
    """
    begin = 0
    while begin < len(letters):
        end = _end_of_piece(letters, begin, said)
        if end < len(letters) and end - begin < _PIECE:
            return False
        begin = end
    return True


def _end_of_piece(letters: str, begin: int, said: str) -> int:
    """Return where the longest piece ends that begins there and is said elsewhere."""
    end, too_far = begin, len(letters) + 1
    while too_far - end > 1:
        middle = (end + too_far) // 2
        if letters[begin:middle] in said:
            end = middle
        else:
            too_far = middle
    return end


def _is_inside(page: PageContent, sequence: Sequence) -> bool:
    """Return whether an artifact leaves the head and the foot of its page."""
    _, bottom, _, top = page.page.crop
    edge = (top - bottom) * _EDGE
    return sequence.box is not None and (
        sequence.line_count > 2
        or (sequence.box[3] < top - edge and sequence.box[1] > bottom + edge)
    )


def _letters(text: str) -> str:
    return re.sub(r"[\W\d_]+", "", text)


def _shown(text: str) -> str:
    text = " ".join(text.split())
    return f"“{text if len(text) <= 40 else text[:39].rstrip() + '…'}”"


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"
