"""Inline tokens → inlines of the model."""

import unicodedata
from collections.abc import Callable

from markdown_it.token import Token

from briefkit.errors import SourceError, too_deep
from briefkit.model.characters import is_relative
from briefkit.model.inline import (
    Code,
    CrossReference,
    Emphasis,
    InLanguage,
    Inline,
    LineBreak,
    Link,
    Quoted,
    SmallCaps,
    Strong,
    Subscript,
    Superscript,
    as_inlines,
)
from briefkit.readers import instead
from briefkit.readers.line_ends import lines_in
from briefkit.readers.source import Faults
from briefkit.readers.syntax import DEEPEST
from briefkit.readers.tags import BREAK
from briefkit.readers.tokens import attributes_of
from briefkit.resolve.addresses import fault_of_link
from briefkit.values import define, field

BY_PAGE = "page:"  # before an id: the page that it is on

_Parts = list[str | Inline]

_WRAPPERS: dict[str, Callable[..., Inline]] = {
    "em_open": Emphasis,
    "strong_open": Strong,
    "superscript_open": Superscript,
    "subscript_open": Subscript,
    "quoted_open": Quoted,
}
_UNDERLINE = "underline"
_OF_NO_WORDS = "anchor"  # the class that Pandoc gives what Word has named
_SPAN_CLASSES: dict[str, Callable[..., Inline]] = {
    "smallcaps": SmallCaps,
    "quoted": Quoted,
    "emphasis": Emphasis,
    "strong": Strong,
}
MARKS = "*&<["  # what words may begin with that Markdown or HTML would read, were they not escaped


@define
class InlineReader:
    """What inlines are read with.

    faults: where faults are told.
    call_note: from a call's token and line to the Note or NoteCall, or None at a fault.
    find_target: from what a cross-reference names and its line to an element's id, or None.
    target_of: the same for a link, which may lead nowhere and keep its words.
    escaped: the lines given for tokens among which a backslash, or its like, makes a mark text.
    """

    faults: Faults
    call_note: Callable[[Token, int], Inline | None]
    find_target: Callable[[str, int], str | None]
    target_of: Callable[[str], str | None]
    escaped: set[int] = field(factory=set)

    def read(self, tokens: list[Token], line: int) -> tuple[Inline, ...]:
        """Return the inlines of a line's tokens. line: of its first character."""
        frames = [_Frame()]
        first = line
        for index, token in enumerate(tokens):
            kind = token.type
            parts = frames[-1].parts
            if kind == "text":
                parts.append(token.content)
            elif kind == "text_special":
                parts.append(token.content)
                if token.content in MARKS:
                    self.escaped.add(first)
            elif kind == "softbreak":
                line += 1
                if not _is_within_ideographs(parts, tokens[index + 1 : index + 2]):
                    parts.append(" ")
            elif kind == "hardbreak":
                line += 1
                parts.append(LineBreak())
            elif kind == BREAK:
                parts.append(LineBreak())
            elif token.nesting == 1:
                frames.append(_Frame(token, line, is_in_link=_is_link(frames[-1])))
                line += lines_in(token)
                if len(frames) == DEEPEST:
                    self.faults.take(line, SourceError(too_deep()))
                if len(frames) >= DEEPEST:
                    frames[-1].is_too_deep = True
            elif token.nesting == -1:
                frame = frames.pop()
                line += lines_in(token)
                if not frame.is_too_deep:
                    frames[-1].parts.extend(self._wrapped(frame, token))
            else:
                found = self._leaf(token, line, frames)
                line += lines_in(token)
                if found is not None:
                    parts.append(found)
        return as_inlines(frames[0].parts)

    def _leaf(self, token: Token, line: int, frames: list["_Frame"]) -> Inline | None:
        match token.type:
            case "code_inline":
                return Code(token.content)
            case "footnote_ref":
                if any(frame.token and frame.token.type == "link_open" for frame in frames):
                    self.faults.add(line, "a note is called in a link", "call it after the link")
                    return None
                return self.call_note(token, line)
            case "cross_reference":
                by_page = token.content.startswith(BY_PAGE) and not self.target_of(token.content)
                name = token.content.removeprefix(BY_PAGE) if by_page else token.content
                target = self.find_target(name, line)
                form = "page" if by_page else "label"
                return CrossReference(target, form=form) if target else None
            case "image":
                self.faults.add(
                    line,
                    f"the picture {token.attrs.get('src', '')!r} stands inside a paragraph",
                    "give it a paragraph of its own, its {attributes} right after the bracket",
                )
            case "html_inline":
                self._refuse_html(token.content, line)
            case "citation":
                shown = " ".join(token.content.split())[:60]
                self.faults.add(
                    line,
                    f"{shown} cites a bibliography, which is not read yet",
                    r"write the source in a note, or \[ for the bracket itself",
                )
            case "struck":
                cure = r"take out what is struck, or write \~ for the sign itself"
                self.faults.add(line, f"{' '.join(token.content.split())[:60]} is struck out", cure)
            case "formula":
                cure = (
                    r"write it with ^…^ and ~…~, or as a picture with its words in alt=…;"
                    r" \$ is the sign itself"
                )
                formula = " ".join(token.content.split())
                self.faults.add(line, f"the formula {formula[:60]} is not read", cure)
            case _:
                raise AssertionError(token.type)
        return None

    def _refuse_html(self, html: str, line: int) -> None:
        if instead.EMPTY_COMMENT.fullmatch(html):
            return
        if html.startswith("</") and self.faults:
            return  # what it closes is told, it may be
        tag = html.lstrip("<!").split()[0].split(">")[0].rstrip("/").lower()
        name = tag.lstrip("/")
        what = "an HTML comment" if html.startswith("<!--") else f"HTML, <{tag}>,"
        cure = "take it out" if html.startswith("<!--") else instead.OF_HTML.get(name)
        if name == "a" and "href" not in html:
            cure = "take it out, and write {#id} after the heading that it names"
        self.faults.add(
            line, f"{what} stands in the text", cure or r"write it in Markdown, or \< for the sign"
        )

    def _wrapped(self, frame: "_Frame", closing: Token) -> _Parts:
        token = frame.token
        assert token is not None  # noqa: S101 - only the outermost frame has none
        if token.type in _WRAPPERS:
            return [_WRAPPERS[token.type](*frame.parts)] if frame.parts else []
        if token.type == "link_open":
            return self._dressed(self._link(token, frame), frame.line, closing, is_link=True)
        is_link = frame.is_in_link or all(isinstance(part, Link) for part in frame.parts)
        return self._dressed(frame.parts, frame.line, token, is_link=is_link)

    def _link(self, token: Token, frame: "_Frame") -> _Parts:
        url = str(token.attrs.get("href", ""))
        if token.attrs.get("title"):
            self.faults.add(
                frame.line, f"the link to {url} has a title, which no page shows", "take it out"
            )
        shown = as_inlines(frame.parts)
        if url.startswith("#") and len(url) > 1:
            # With words it may lead nowhere; without any there would be nothing to show.
            target = self.target_of(url[1:]) if shown else self.find_target(url[1:], frame.line)
            if target or not shown:
                return [CrossReference(target, shown)] if target else []
        fault = None if is_relative(url) else fault_of_link(url)
        if fault and token.info == "auto" and not token.markup:
            return frame.parts  # nobody asked for this link: the text only looks like an address
        if fault is not None:
            self.faults.add(frame.line, fault.what, fault.cure)
            return frame.parts
        return [Link(url, () if shown == as_inlines(url) else shown)]

    def _dressed(self, parts: _Parts, line: int, holder: Token, *, is_link: bool) -> _Parts:
        """Return inlines with a span's attributes: smallcaps, a language and the like.

        is_link: whether they are a link or of one, which looks like one without an underline.
        """
        known = (*_SPAN_CLASSES, _OF_NO_WORDS, *((_UNDERLINE,) if is_link else ()))
        attributes = attributes_of(holder, line, known, ("lang",), self.faults)
        for name in attributes.classes:
            if name in _SPAN_CLASSES:
                parts = [_SPAN_CLASSES[name](*parts)]
        language = attributes.values.get("lang")
        return parts if language is None else [InLanguage(language, as_inlines(parts))]


@define
class _Frame:
    """An element that is open, and what stands in it so far."""

    token: Token | None = None
    line: int = 0
    is_in_link: bool = False
    parts: _Parts = field(factory=list)
    is_too_deep: bool = False


def _is_link(frame: _Frame) -> bool:
    return frame.is_in_link or (frame.token is not None and frame.token.type == "link_open")


def _is_within_ideographs(parts: _Parts, following: list[Token]) -> bool:
    """Return whether a line end in the source has ideographs around it, and so is no space.

    As in CSS Text 4, 4.1.3, "Segment Break Transformation Rules"; Korean has spaces.
    """
    before = parts[-1] if parts else ""
    if not isinstance(before, str) or not before or before[-1] < "\u2e80" or not following:
        return False
    after = following[0].content
    return bool(after) and _is_ideograph(before[-1]) and _is_ideograph(after[0])


def _is_ideograph(character: str) -> bool:
    if "\uac00" <= character <= "\ud7ff" or "\u1100" <= character <= "\u11ff":
        return False
    return unicodedata.east_asian_width(character) in "WF"


def prose_of(inlines: InlineReader, token: Token, key: str, line: int) -> tuple[Inline, ...]:
    """Return the inlines of an attribute that holds text."""
    prose: Token | None = token.meta.get("prose", {}).get(key)
    return inlines.read(prose.children or [], line) if prose else ()
