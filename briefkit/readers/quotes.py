"""Typed marks → the printer's: paired straight quotes, apostrophes, dashes, ellipses and spaces.

Only where a brief asks for it (`smart: true`); otherwise characters stay exactly as typed.
"""

import re
import unicodedata

from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from briefkit.values import define

FARTHEST = 100  # marks between two that pair: nobody nests as many, and looking back costs time

_DASHES = re.compile(r"(?<!-)(---?)(?!-)")
_ELLIPSIS = re.compile(r"(?<!\.)\.\.\.(?!\.)")
_QUOTE = re.compile("[\"']")
# Spaces that French puts beside its marks; nobody types them elsewhere, whatever the language.
_NARROW = re.compile(r"(?<!\s) (?=[;!?]+(?:[\s»”’)\]…]|$))|(?<=[«‹]) | (?=[»›])")
_WIDE = re.compile(r"(?<!\s) (?=:(?:\s|$))")
# What no line parts: the groups of a number, and a number from its sign.
_IN_NUMBER = re.compile(r"(?<![\d.,])\d{1,3}(?: \d{3})+(?!\d)")
_MINUS = re.compile(r"(?<![^\s(\[])(?<!\d\s)-(?=\d)")
_AFTER_NUMBER = re.compile(r"(?<=\d) (?=[%‰€£¥°])")


@define
class _Mark:
    """A straight quote.

    token, position: where it stands; level: how deep. may_open, may_close: by what is around it.
    is_opening, is_paired: once its partner is found.
    """

    character: str
    token: int
    position: int
    level: int
    may_open: bool
    may_close: bool
    is_opening: bool = False
    is_paired: bool = False


def pair_quotes(state: StateInline) -> None:
    """Put pairs of tokens, quoted_open and quoted_close, for paired quotes; markdown-it's rule."""
    if not state.env.get("smart"):
        return
    before: Token | None = None
    for token in state.tokens:
        if before is not None and before.info == "auto" and before.nesting == 1:
            token.type = "text_special"  # the text of an address
        before = token
        if token.type == "text":
            text = _ELLIPSIS.sub("…", _DASHES.sub(_dash, token.content))
            token.content = _spaced(_with_minus(text, is_first=token is state.tokens[0]))
    marks = _pair(_marks(state.tokens))
    if marks:
        state.tokens[:] = _rebuilt(state.tokens, marks)


def _dash(found: re.Match[str]) -> str:
    return "—" if len(found[1]) == 3 else "–"


def _with_minus(text: str, *, is_first: bool) -> str:
    """Return a text with minus signs before its numbers. is_first: whether its line begins so.

    >>> _with_minus("-5 to -2 (F-16, 3 -2)", is_first=True)
    '−5 to −2 (F-16, 3 -2)'
    """
    if "-" not in text:
        return text
    # what begins a later text may go on a word
    return _MINUS.sub(lambda found: "−" if found.start() or is_first else "-", text)


def _spaced(text: str) -> str:
    """Return a text with no-break spaces where its marks and numbers want them.

    >>> print(_spaced("« Qui ? »").translate({0xA0: "~", 0x202F: "_"}))
    «_Qui_?_»
    """
    if " " not in text:
        return text
    text = _WIDE.sub("\u00a0", _NARROW.sub("\u202f", text))
    text = _IN_NUMBER.sub(lambda found: found[0].replace(" ", "\u00a0"), text)
    return _AFTER_NUMBER.sub("\u00a0", text)


def _marks(tokens: list[Token]) -> list[_Mark]:
    marks = []
    for index, token in enumerate(tokens):
        if token.type != "text":
            continue
        for found in _QUOTE.finditer(token.content):
            before = _before(tokens, index, found.start())
            after = _after(tokens, index, found.end())
            # CommonMark 6.2, of delimiter runs: what is flanking may open or close.
            left = not after.isspace() and not (
                _is_punctuation(after) and not (before.isspace() or _is_punctuation(before))
            )
            right = not before.isspace() and not (
                _is_punctuation(before) and not (after.isspace() or _is_punctuation(after))
            )
            if left and right:
                left, right = _is_punctuation(before), _is_punctuation(after)
            marks.append(_Mark(found[0], index, found.start(), token.level, left, right))
    return marks


def _pair(marks: list[_Mark]) -> list[_Mark]:
    opened: list[_Mark] = []
    last_level = 0
    for mark in marks:
        if mark.level < last_level:  # marks left open in an element that has ended stay alone
            opened = [one for one in opened if one.level <= mark.level]
        last_level = mark.level
        at = _partner(opened, mark) if mark.may_close else None
        if at is not None:
            opened[at].is_opening = opened[at].is_paired = mark.is_paired = True
            del opened[at:]
        elif mark.may_open:
            opened.append(mark)
    return marks


def _partner(opened: list[_Mark], mark: _Mark) -> int | None:
    for at in range(len(opened) - 1, max(len(opened) - 1 - FARTHEST, -1), -1):
        if opened[at].level == mark.level and opened[at].character == mark.character:
            return at
    return None


def _rebuilt(tokens: list[Token], marks: list[_Mark]) -> list[Token]:
    rebuilt: list[Token] = []
    waiting = iter(marks)
    mark = next(waiting, None)
    depth = 0
    for index, token in enumerate(tokens):
        token.level += depth
        if mark is None or mark.token != index:
            rebuilt.append(token)
            continue
        start = 0
        while mark is not None and mark.token == index:
            text = token.content[start : mark.position]
            if mark.is_paired:
                rebuilt.append(_text(text, token.level))
                kind, nesting = ("quoted_open", 1) if mark.is_opening else ("quoted_close", -1)
                depth += nesting
                rebuilt.append(Token(kind, "q", nesting, level=token.level))  # type: ignore[arg-type]
            else:
                rebuilt.append(_text(text + ("’" if mark.character == "'" else '"'), token.level))
            start = mark.position + 1
            mark = next(waiting, None)
        rebuilt.append(_text(token.content[start:], token.level))
    return rebuilt


def _text(content: str, level: int) -> Token:
    return Token("text", "", 0, content=content, level=level)


def _before(tokens: list[Token], index: int, position: int) -> str:
    if position:
        return tokens[index].content[position - 1]
    while index:
        index -= 1
        token = tokens[index]
        if token.type in {"softbreak", "hardbreak"}:
            return " "
        if token.content:
            return token.content[-1]
        if token.type in {"image", "footnote_ref", "cross_reference"}:
            return "a"
    return " "


def _after(tokens: list[Token], index: int, position: int) -> str:
    if position < len(tokens[index].content):
        return tokens[index].content[position]
    for token in tokens[index + 1 :]:
        if token.type in {"softbreak", "hardbreak"}:
            return " "
        if token.type == "footnote_ref":
            continue  # a call is no letter: “…”¹
        if token.content:
            return token.content[0]
    return " "


def _is_punctuation(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS"
