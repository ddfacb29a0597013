"""Resolved text → what of it was read in another encoding than it was written in, or not at all.

Such letters can be printed, so nothing stops: “cafÃ©” stands where café was written, and the stars
of Markdown or the tags of HTML where a program gave them in a text. A word is told only where the
letters that are meant come of it, a mark where hardly anybody means it as text. So is the label of
a reference that its author has written too.
"""

import re
from collections.abc import Iterable, Iterator

from briefkit.diagnostics import Diagnostic, Severity
from briefkit.resolve.resolved import (
    Form,
    ResolvedBlock,
    ResolvedHeading,
    ResolvedNote,
    ResolvedParagraph,
    ResolvedSpan,
)

_MARKS = ("Ã", "â€", "Â", "Ð", "Å")  # of letters beyond ASCII, in what is taken for Windows-1252
_MOST_TOLD = 5
_LEAST_OF_LABEL = 3  # letters: Fig.
_MARKUP = re.compile(
    # Two pairs of stars and no other: signs of significance stand behind their numbers.
    r"(?P<stars>\A(?:[^*]*[\s(\[“‘«„])?\*\*(?!\*)[^*]*\w[^*]*\*\*(?!\*)[^*]*\Z)"
    r"|(?P<link>\[[^\[\]\n]+\]\(\Z)"  # what stands behind it, an address, is a span of its own
    r"|(?P<tag></(?:a|b|em|i|p|span|strong|sub|sup|u)>|<br ?/?>)"
    r"|(?P<entity>&(?:amp|apos|gt|lt|[mn]dash|nbsp|quot|[lr][sd]quo|#x?[0-9A-Fa-f]{2,5});)"
)
_SIGNS = ("](", "</", "<br", "&")
_STARS = re.compile(r"\*\*[^*]*\*\*")
_TEXT = "a text is printed as it is given: write"
_CURES = {
    "stars": f"{_TEXT} Strong(…), or **words** of Markdown with no space within and one outside",
    "link": f"{_TEXT} Link(…), or read it with parse_markdown()",
    "tag": f"{_TEXT} it without HTML",
    "entity": f"{_TEXT} the character itself",
}
_WORD = re.compile(r"\S*(?:[ÃÂÐÅ][^\x00-\x7f]|â€[^\x00-\x7f])\S*")


def garbled(
    blocks: Iterable[ResolvedBlock], notes: Iterable[ResolvedNote]
) -> tuple[Diagnostic, ...]:
    """Return a warning for the first few elements with such letters."""
    found: dict[str, Diagnostic] = {}
    before: ResolvedSpan | None = None
    for span in _spans(blocks, notes):
        above, before = before, span
        if span.where in found or Form.CODE in span.form:
            continue
        said = _misread(span.text) or _unread(span.text) or _said_twice(above, span)
        if said:
            found[span.where] = Diagnostic(Severity.WARNING, said, span.where)
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


def _misread(text: str) -> str:
    if any(mark in text for mark in _MARKS):
        for word in _WORD.finditer(text):
            if meant := _meant(word[0]):
                what = f"{word[0][:40]!r} reads like {meant[:40]!r} in a wrong encoding"
                return f"{what}: write what was meant"
    return ""


def _unread(text: str) -> str:
    """Return what of a text is markup that nothing reads, and what to do; or "".

    >>> _unread("Smith &amp; Sons")
    "'&amp;' stands in the text: a text is printed as it is given: write the character itself"
    """
    if "**" not in text and not any(sign in text for sign in _SIGNS):
        return ""
    found = _MARKUP.search(text)
    if found is None:
        return ""
    kind = found.lastgroup or ""
    shown = _STARS.search(text) if kind == "stars" else found
    return f"{shown[0][:40]!r} stands in the text: {_CURES[kind]}" if shown else ""


def _said_twice(before: ResolvedSpan | None, span: ResolvedSpan) -> str:
    """Return what is wrong with “Figure Figure 1”, of which the reference is a part; or ""."""
    if before is None or span.target is None or before.where != span.where:
        return ""
    said = span.text.split()
    words = before.text.split() if before.text[-1].isspace() else []
    if len(said) != 2 or not words or not any(map(str.isdigit, said[1])):
        return ""
    word = words[-1].lstrip("([“").rstrip(".").casefold()
    if len(word) < _LEAST_OF_LABEL or not said[0].casefold().startswith(word):
        return ""
    return f"{words[-1]!r} stands before a reference that says it again: take it out"


def _meant(word: str) -> str:
    """Return what a word was before it was misread, or "".

    >>> _meant("cafÃ©"), _meant("itâ€™s"), _meant("SÃO")
    ('café', 'it’s', '')
    """
    try:
        return word.encode("cp1252").decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return ""
