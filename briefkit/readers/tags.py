"""Tags of HTML in a line that Markdown has a mark for → the tokens of that mark.

Only what says no more than the mark does: `<sup>`, `<b>`, `<br>` and their like, each pair nested
as it should be, without attributes but a link's address. Any other tag stays, and is refused where
it is read.
"""

import re
from html import unescape

from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from briefkit.readers.line_ends import LINES, lines_in
from briefkit.values import define

BREAK = "break"  # the type of a token: a line ends, and not that of the source

_MARKS = {
    "b": "strong",
    "strong": "strong",
    "i": "em",
    "em": "em",
    "sup": "superscript",
    "sub": "subscript",
    "a": "link",
}
_CODE = ("code", "kbd", "samp", "tt")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_TAG = re.compile(rf"<(/?)({'|'.join((*_MARKS, *_CODE))})(\s[^<>]*)?>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"\s*(href|target|rel)\s*=\s*(?:\"([^\"\n]*)\"|'([^'\n]*)')", re.IGNORECASE)
_MARK_OF_LINK = "link_open"


@define
class _Open:
    """A mark that is open. at: its token; name: its tag, or "" in Markdown; url: of a link."""

    at: int
    name: str = ""
    url: str | None = None


def read_tags(state: StateInline) -> None:
    """Put the marks of Markdown for pairs of tags that say the same; markdown-it's rule."""
    tokens = state.tokens
    if not any(token.type == "html_inline" for token in tokens):
        return
    opened: list[_Open] = []
    links = 0  # of those that are open
    for at, token in enumerate(tokens):
        if token.nesting == 1:
            opened.append(_Open(at))
            links += token.type == _MARK_OF_LINK
        elif token.nesting == -1:
            while name := opened.pop().name:  # a tag that nothing closes in what is closed here
                links -= name == "a"
            links -= token.type == "link_close"
        elif token.type == "html_inline":
            tag = _TAG.fullmatch(token.content)
            if tag is None:
                continue
            name, attributes = tag[2].lower(), (tag[3] or "").strip()
            if tag[1]:
                if opened and opened[-1].name == name and not attributes:
                    _pair(tokens, opened.pop(), at)
                    links -= name == "a"
            elif name == "a":
                url = _url_of(attributes)
                if url is not None and not links:
                    opened.append(_Open(at, name, url))
                    links += 1
            elif not attributes:
                opened.append(_Open(at, name))
    tokens[:] = _with_breaks([token for token in tokens if token.type])


def _url_of(attributes: str) -> str | None:
    """Return the address of a link that says no more, or None."""
    found: dict[str, str] = {}
    end = 0
    while one := _ATTRIBUTE.match(attributes, end):
        found[one[1].lower()] = unescape(one[2] if one[2] is not None else one[3])
        end = one.end()
    return found.get("href") if end == len(attributes) else None


def _pair(tokens: list[Token], mark: _Open, end: int) -> None:
    """Make a mark of a pair of tags, at `mark.at` and at `end`; what is left out has no type."""
    if mark.name in _CODE:
        inner = tokens[mark.at + 1 : end]
        if all(one.type in {"text", "text_special", "softbreak"} for one in inner):
            text = "".join(one.content or " " for one in inner)
            breaks = sum(1 for one in inner if one.type == "softbreak")
            lines = breaks + sum(map(lines_in, tokens[mark.at : end + 1]))
            code = Token("code_inline", "code", 0, content=text, meta={LINES: lines})
            tokens[mark.at : end + 1] = [code, *(Token("", "", 0) for _ in (*inner, code))]
        return
    kind = _MARKS[mark.name]
    tokens[mark.at] = opening = Token(f"{kind}_open", mark.name, 1, meta=tokens[mark.at].meta)
    tokens[end] = Token(f"{kind}_close", mark.name, -1, meta=tokens[end].meta)
    if mark.url is not None:
        opening.attrs = {"href": mark.url}
        for at in range(mark.at + 1, end):
            if tokens[at].info == "auto" and tokens[at].type in {_MARK_OF_LINK, "link_close"}:
                tokens[at] = Token("", "", 0)  # the words of a link are none of their own


def _with_breaks(tokens: list[Token]) -> list[Token]:
    """Return tokens in which <br> ends a line; spaces around it are none, as in HTML."""
    found: list[Token] = []
    for token in tokens:
        is_after = bool(found) and found[-1].type in {BREAK, "hardbreak"}
        if token.type == "html_inline" and _BREAK.fullmatch(token.content):
            if found and found[-1].type == "text":
                found[-1] = found[-1].copy(content=found[-1].content.rstrip(" "))
            found.append(Token(BREAK, "", 0))
        elif is_after and token.type == "text":
            found.append(token.copy(content=token.content.lstrip(" ")))
        elif is_after and token.type == "softbreak" and found[-1].type == BREAK:
            found[-1] = token.copy(type="hardbreak")
        else:
            found.append(token)
    while found and found[-1].type == BREAK:  # it ends nothing
        found.pop()
    return found
