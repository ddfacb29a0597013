"""Resolved text → what of it was read in another encoding than it was written in.

Such letters can be printed, so nothing stops: “cafÃ©” stands where café was written. A word is told
only where the letters that are meant come of it.
"""

import re
from collections.abc import Iterable, Iterator

from briefkit.diagnostics import Diagnostic, Severity
from briefkit.resolve.resolved import (
    ResolvedBlock,
    ResolvedHeading,
    ResolvedNote,
    ResolvedParagraph,
    ResolvedSpan,
)

_MARKS = ("Ã", "â€", "Â", "Ð", "Å")  # of letters beyond ASCII, in what is taken for Windows-1252
_MOST_TOLD = 5
_WORD = re.compile(r"\S*(?:[ÃÂÐÅ][^\x00-\x7f]|â€[^\x00-\x7f])\S*")


def garbled(
    blocks: Iterable[ResolvedBlock], notes: Iterable[ResolvedNote]
) -> tuple[Diagnostic, ...]:
    """Return a warning for the first few elements with such letters."""
    found: dict[str, Diagnostic] = {}
    for span in _spans(blocks, notes):
        if span.where in found or not any(mark in span.text for mark in _MARKS):
            continue
        for word in _WORD.finditer(span.text):
            meant = _meant(word[0])
            if meant:
                what = f"{word[0][:40]!r} reads like {meant[:40]!r} in a wrong encoding"
                cure = "write what was meant"
                found[span.where] = Diagnostic(Severity.WARNING, f"{what}: {cure}", span.where)
                break
        if len(found) == _MOST_TOLD:
            break
    return tuple(found.values())


def _spans(
    blocks: Iterable[ResolvedBlock], notes: Iterable[ResolvedNote]
) -> Iterator[ResolvedSpan]:
    for block in blocks:
        if isinstance(block, ResolvedParagraph | ResolvedHeading):
            yield from block.spans
    for note in notes:
        yield from _spans(note.body, ())


def _meant(word: str) -> str:
    """Return what a word was before it was misread, or "".

    >>> _meant("cafÃ©"), _meant("itâ€™s"), _meant("SÃO")
    ('café', 'it’s', '')
    """
    try:
        return word.encode("cp1252").decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return ""
