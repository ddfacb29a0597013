"""Resolved text → what of it was read in another encoding than it was written in, or not at all.

Such letters can be printed, so nothing stops: “cafÃ©” stands where café was written, and the stars
of Markdown or the tags of HTML where a program gave them in a text. A word is told only where the
letters that are meant come of it, a mark where hardly anybody means it as text. So is the label of
a reference that its author has written too.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from briefkit.diagnostics import Diagnostic, Severity
from briefkit.resolve.resolved import (
    Form,
    PlainCell,
    ResolvedBlock,
    ResolvedBox,
    ResolvedCover,
    ResolvedEndnotes,
    ResolvedFigure,
    ResolvedFigureRow,
    ResolvedHeading,
    ResolvedLinks,
    ResolvedList,
    ResolvedNote,
    ResolvedParagraph,
    ResolvedPeople,
    ResolvedPullQuote,
    ResolvedQuotation,
    ResolvedRelated,
    ResolvedSpan,
    ResolvedTable,
    RichText,
    TitleMatter,
)

_MARKS = ("Ã", "â€", "Â", "Ð", "Å")  # of letters beyond ASCII, in what is taken for Windows-1252
_MOST_TOLD = 20
_LONGEST_SHOWN = 40
_LEAST_OF_LABEL = 3  # letters: Fig.
_MARKUP = re.compile(
    r"(?P<link>\[[^\[\]\n]+\]\(\Z)"  # what stands behind it, an address, is a span of its own
    r"|(?P<tag></(?:a|b|em|i|p|span|strong|sub|sup|u)>|<br ?/?>)"
    r"|(?P<entity>&(?:amp|apos|gt|lt|[mn]dash|nbsp|quot|[lr][sd]quo|#x?[0-9A-Fa-f]{2,5});)"
)
_SUSPECT = re.compile(r"[^\x00-\x7f]|[*&<\[]")
_SIGNS = ("](", "</", "<br", "&")
_STARS = re.compile(
    # Two pairs of stars and no other: signs of significance stand behind their numbers.
    r"\A(?:[^*]*[\s(\[“‘«„])?(?P<pair>\*\*(?!\*)[^*]*\w[^*]*\*\*)(?!\*)[^*]*\Z"
    # One pair amid a sentence: one at its beginning is the mark of a note.
    r"|\A[^*]*[^\W\d_] (?P<open>\*\*[^\W\d_][^*]*)\Z"
)
_STANDS = "stands in the text:"
_TEXT = "a text is printed as it is given: write"
_CURES = {
    "pair": f"{_TEXT} Strong(…), or **words** of Markdown with no space within and one outside",
    "open": f"{_TEXT} Strong(…), or **words** of Markdown with its stars on either side",
    "link": f"{_TEXT} Link(…), or read it with parse_markdown()",
    "tag": f"{_TEXT} it without HTML",
    "entity": f"{_TEXT} the character itself",
}
_WORD = re.compile(r"\S*(?:[ÃÂÐÅ][^\x00-\x7f]|â€[^\x00-\x7f])\S*")


def garbled(
    head: TitleMatter,
    cover: ResolvedCover | None,
    blocks: Iterable[ResolvedBlock],
    notes: Iterable[ResolvedNote],
    escapes: Callable[[], Callable[[str], bool]] = lambda: lambda where: False,
) -> tuple[Diagnostic, ...]:
    """Return a warning for each of the first few elements with such letters; the rest is counted.

    head, cover: what the brief says of itself, in the one or the other.
    escapes: asked where there is something to tell, for what says of an element's path whether its
    author has marked a mark as text.
    """
    found: dict[str, str] = {}
    is_escaped: Callable[[str], bool] | None = None
    for text in chain(_in_front(head, cover), _in(blocks), _in_notes(notes)):
        for said, where in _wrong_with(text):
            if where in found:
                continue
            if _STANDS in said:
                is_escaped = is_escaped or escapes()
                if is_escaped(where):
                    continue
            found[where] = said
    told = [Diagnostic(Severity.WARNING, said, where) for where, said in found.items()]
    left_out = len(told) - _MOST_TOLD
    if left_out > 0:
        more = Diagnostic(Severity.WARNING, f"and {left_out} more of these", told[_MOST_TOLD].where)
        return (*told[:_MOST_TOLD], more)
    return tuple(told)


def _wrong_with(text: RichText) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with the spans of an element, each with its place."""
    before: ResolvedSpan | None = None
    for span in text:
        above, before = before, span
        if Form.CODE in span.form:
            continue
        said = _misread(span.text) or _unread(span.text) or _said_twice(above, span)
        if said:
            yield said, span.where
    if any("**" in span.text for span in text):
        whole = "".join("\ufffc" if Form.CODE in span.form else span.text for span in text)
        if said := _starred(whole):
            yield said, text[0].where


# Every text of a brief that an author wrote, once.


def _in_front(head: TitleMatter, cover: ResolvedCover | None) -> Iterator[RichText]:
    matter = head if cover is None else cover.matter
    yield matter.title
    yield matter.subtitle
    yield matter.kicker
    for name, role in matter.bylines:
        yield name
        yield role
    for organisation in matter.organisations:
        yield organisation.name
        yield organisation.unit
    if cover is not None:
        yield cover.caption
        yield cover.credit


def _in(blocks: Iterable[ResolvedBlock]) -> Iterator[RichText]:
    for block in blocks:
        match block:
            case ResolvedParagraph() | ResolvedHeading():
                yield block.spans
            case ResolvedFigure():
                yield from (block.caption, block.credit, block.source)
            case ResolvedFigureRow():
                yield from _in(block.figures)
            case ResolvedTable():
                yield from (block.caption, block.source)
                yield from _in_cells(block)
                yield from _in_notes(block.notes)
            case ResolvedList():
                for item in block.items:
                    yield item.label
                    yield from _in(item.body)
            case ResolvedQuotation():
                yield from _in(block.body)
                yield block.attribution
            case ResolvedPullQuote():
                yield from (block.spans, block.by)
            case ResolvedBox():
                yield block.title
                yield from _in(block.body)
            case ResolvedLinks():
                yield from block.links
            case ResolvedRelated():
                yield from block.entries
            case ResolvedPeople():
                for person in block.people:
                    yield from (person.name, person.role, person.bio)
            case ResolvedEndnotes():
                yield from _in_notes(block.notes)


def _in_cells(table: ResolvedTable) -> Iterator[RichText]:
    for row in chain(table.head, table.rows):
        for cell in row:
            if not isinstance(cell, PlainCell):
                yield from _in(cell.body)
            elif _SUSPECT.search(cell.text):  # or its span is not made: there may be very many
                yield (cell.span,)


def _in_notes(notes: Iterable[ResolvedNote]) -> Iterator[RichText]:
    for note in notes:
        yield from _in(note.body)


# What is wrong with one.


def _misread(text: str) -> str:
    if any(mark in text for mark in _MARKS):
        for word in _WORD.finditer(text):
            if meant := _meant(word[0]):
                what = f"{word[0][:_LONGEST_SHOWN]!r} reads like {meant[:_LONGEST_SHOWN]!r}"
                return f"{what} in a wrong encoding: write what was meant"
    return ""


def _unread(text: str) -> str:
    """Return what of a text is markup that nothing reads, and what to do; or "".

    >>> _unread("Smith &amp; Sons")
    "'&amp;' stands in the text: a text is printed as it is given: write the character itself"
    """
    if not any(sign in text for sign in _SIGNS):
        return ""
    found = _MARKUP.search(text)
    return _stands(found[0], found.lastgroup or "") if found else ""


def _starred(text: str) -> str:
    """Return what is wrong with stars of Markdown in a text, or "".

    >>> _starred("0.5** and 0.6**"), _starred("** Estimates."), _starred("*a*")
    ('', '', '')
    """
    found = _STARS.match(text)
    return _stands(found["pair"] or found["open"], found.lastgroup or "") if found else ""


def _stands(what: str, kind: str) -> str:
    return f"{what[:_LONGEST_SHOWN]!r} {_STANDS} {_CURES[kind]}"


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
