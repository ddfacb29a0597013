"""The Markdown that is read: CommonMark's parser with tables, notes, spans, divs and the rest.

Gives markdown-it's tokens; what they mean for a brief is said in `inlines` and `blocks`. A rule
notes in a token's `meta` what it found; a fault goes there too, and is told when the token is read.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.helpers import parseLinkDestination, parseLinkLabel, parseLinkTitle
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.footnote.index import footnote_ref

from briefkit.bounds import check_time
from briefkit.errors import Problem, SourceError
from briefkit.readers.abbreviations import abbreviation
from briefkit.readers.attributes import (
    Attributes,
    looks_like_attributes,
    parse_attributes,
    trailing_attributes,
)
from briefkit.readers.callouts import callout_attributes, callouts, indented_callout
from briefkit.readers.drawn import drawn_table
from briefkit.readers.foreign import foreign, formula
from briefkit.readers.lettered import lettered_list
from briefkit.readers.line_ends import line_ends
from briefkit.readers.quotes import pair_quotes
from briefkit.readers.stanzas import stanza
from briefkit.readers.stars import stars
from briefkit.readers.tags import read_tags
from briefkit.readers.tasks import tasks

# Where markdown-it reaches its own limit it leaves matter out without a word; a brief that nests as
# deep as ours is refused, so ours must be the smaller.
PARSER_NESTING = 64
DEEPEST = 40
# Each rule that knows brackets looks, for one that nothing closes, at all that follows it.
MOST_OPEN_BRACKETS = 100

_DIV = re.compile(
    r":{3,}[ \t]*(?:(?P<name>[A-Za-z][\w-]*)[ \t]*)?(?P<braces>\{.*\})?[ \t]*:*[ \t]*$"
)
_DIV_MEANT = re.compile(r":{3,}[ \t]*[A-Za-z{]")
_DIV_END = re.compile(r":{3,}[ \t]*$")
_CODE_FENCE = re.compile(r"(`{3,}(?=[^`]*$)|~{3,})")
_ADDRESS = re.compile(r"://[\w.~%\[-][^\s<>\[\]\"\\^`{|}«»“”„‟‹›，。、；：！？（）「」『』【】]*")
_LONGEST_ENTITY = 33  # with its signs: &CounterClockwiseContourIntegral;
_MAY_END_ADDRESS = "/%=&#+@-$"
_DEPTHS = {"[": 1, "]": -1}
_SCHEME = re.compile(r"(?<![\w.+-])https?$", re.IGNORECASE)
_PLACE = r"(?i:(?:page|fig|tbl|sec|note):|(?:fig|tbl|sec)-)"  # as Quarto writes it, or @Fig:
_PREFIX = re.compile(rf"^{_PLACE}")
# Where no space stands before the next word, an id that does not begin with an ideograph, kana or
# Hangul ends before one; in brackets it need not.
_EASTERN = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
_NARROW = rf"[^\W{_EASTERN}]"
_ID = rf"(?:{_NARROW}(?:(?:{_NARROW}|[:.-])*{_NARROW})?|[{_EASTERN}](?:[\w:.-]*\w)?)"
_MAY_LEAN_ON = re.compile(rf"[\u0590-\u08ff{_EASTERN}]")  # what needs no space before the next word
_REFERENCE = re.compile(rf"@((?:{_PLACE}){_ID})")
_IN_BRACKETS = re.compile(
    rf"\[@((?:{_PLACE})\w(?:[\w:.-]*\w)?)\](?![(\[{{])"
)  # no brackets are printed
_CITATION = re.compile(rf"\[(?:[^\[\]@]*[\s;])?-?@(?!{_PLACE})\w[^\[\]]*\](?!\()")
_BRACKET = re.compile(r"(?<!\\)[\[\]]")
_CAPTION = re.compile(r":[ \t]+")
_PANDOC_CAPTION = re.compile(r"Table:[ \t]+")  # above its table, or below it


@lru_cache(maxsize=1)
def parser() -> MarkdownIt:
    """Return the parser. It holds no state of a text, and serves every thread."""
    markdown = MarkdownIt("commonmark", {"maxNesting": PARSER_NESTING})
    markdown.enable("table").disable("text_join")  # neighbouring texts are joined when read
    markdown.use(deflist_plugin)
    markdown.use(footnote_plugin, move_to_end=False, always_match_refs=True)
    markdown.block.ruler.before(
        "fence", "div", _div, {"alt": ["paragraph", "reference", "blockquote", "list"]}
    )
    markdown.block.ruler.before("reference", "abbreviation", abbreviation, {"alt": ["paragraph"]})
    markdown.block.ruler.before("list", "lettered_list", lettered_list, {"alt": ["paragraph"]})
    markdown.core.ruler.before("inline", "open_brackets", _refuse_open_brackets)
    markdown.core.ruler.before("inline", "attributes_at_ends", _attributes_at_ends)
    markdown.core.ruler.before("open_brackets", "callouts", callouts)
    markdown.core.ruler.before("inline", "tasks", tasks)
    markdown.core.ruler.before("inline", "below_notes", _below_notes)
    markdown.block.ruler.before("table", "drawn_table", drawn_table)
    markdown.block.ruler.after("table", "stanza", stanza)
    markdown.block.ruler.after("stanza", "indented_callout", indented_callout)
    markdown.block.ruler.before("drawn_table", "time", _check_time)
    inline = markdown.inline.ruler
    inline.before("text", "line_ends", line_ends)
    inline.before("link", "citation", _citation)
    markdown.helpers = _Helpers  # type: ignore[assignment] # of links
    inline.before("link", "span", _span)
    # As in Pandoc: “Perl[^1](5.0)” calls a note that there is, and is no link of “^1”.
    inline.before("link", "note_call", footnote_ref)
    inline.after("image", "attributes", _attributes)
    inline.before("escape", "formula", formula)
    inline.after("footnote_ref", "foreign", foreign)
    inline.after("foreign", "superscript", _superscript)
    inline.after("superscript", "subscript", _subscript)
    inline.at("emphasis", stars)
    inline.push("cross_reference", _cross_reference)
    inline.push("address", _address)
    markdown.inline.ruler2.push("tags", read_tags)
    markdown.inline.ruler2.push("quotes", pair_quotes)
    # Addresses stay as they are typed and are judged when they are read, with their line.
    markdown.normalizeLink = _as_typed  # type: ignore[method-assign, assignment]
    markdown.normalizeLinkText = _as_typed  # type: ignore[method-assign, assignment]
    markdown.validateLink = _any_address  # type: ignore[method-assign, assignment]
    return markdown


def _as_typed(address: str) -> str:
    return address


def _any_address(address: str) -> bool:
    return True  # an empty one too: “[comment]: <>” is how some write what nobody is to read


def _set_fault(token: Token, error: SourceError) -> None:
    token.meta["fault"] = error


def _check_time(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """No rule: tried first at each line that may begin a block."""
    check_time(SourceError)
    return False


# Blocks


def _div(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """`::: {.class}` or `::: class` to the `:::` that closes it; one within another counts."""
    line = _text_of_line(state, start_line)
    if not line.startswith(":::") or state.is_code_block(start_line):
        return False
    is_end = _DIV_END.match(line) is not None
    if not is_end and not _DIV_MEANT.match(line):
        return False
    if silent:
        return True
    if is_end:
        stray = state.push("div_stray", "", 0)
        stray.map = [start_line, start_line + 1]
        state.line = start_line + 1
        return True
    last_line, is_closed = _end_of_div(state, start_line, end_line)
    token = state.push("div_open", "div", 1)
    token.map = [start_line, last_line]
    token.meta = {"is_closed": is_closed, "attributes": Attributes()}
    try:
        token.meta["attributes"] = _attributes_of_div(line)
    except SourceError as error:
        _set_fault(token, error)
    old_parent, old_line_max = state.parentType, state.lineMax
    state.parentType = "div"
    state.lineMax = last_line  # so that no lazy line reaches beyond the closing one
    state.md.block.tokenize(state, start_line + 1, last_line)
    state.parentType, state.lineMax = old_parent, old_line_max
    state.push("div_close", "div", -1)
    state.line = last_line + is_closed
    return True


def _attributes_of_div(line: str) -> Attributes:
    attributes = callout_attributes(line)
    if attributes is not None:
        return attributes
    attributes = Attributes()
    opening = _DIV.match(line)
    if opening is None:
        cure = 'write it as ::: {.box title="…"}, the title in quotation marks'
        raise SourceError(Problem(f"a div does not read, {line[:40]!r}", cure=cure))
    if opening["braces"]:
        attributes, _ = parse_attributes(opening["braces"])
    if opening["name"]:
        classes = (opening["name"], *attributes.classes)
        attributes = Attributes(attributes.id, classes, attributes.values)
    return attributes


def _end_of_div(state: StateBlock, start_line: int, end_line: int) -> tuple[int, bool]:
    depth, fence = 1, ""
    for number in range(start_line + 1, end_line):
        if state.sCount[number] < state.blkIndent and not state.isEmpty(number):
            return number, False
        line = _text_of_line(state, number)
        if fence:
            if line.startswith(fence) and not line.strip(fence[0]).strip():
                fence = ""
        elif code := _CODE_FENCE.match(line):
            fence = code[0]
        elif line.startswith(":::"):
            if _DIV_END.match(line):
                depth -= 1
                if depth == 0:
                    return number, True
            elif _DIV_MEANT.match(line):
                depth += 1
    return end_line, False


def _text_of_line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _refuse_open_brackets(state: StateCore) -> None:
    for token in state.tokens:
        if token.type == "inline" and token.content.count("[") > MOST_OPEN_BRACKETS:
            depth = 0
            for bracket in _BRACKET.finditer(token.content):
                depth = max(depth + (1 if bracket[0] == "[" else -1), 0)
                if depth > MOST_OPEN_BRACKETS:
                    what = Problem("a hundred brackets stand open", cure=r"close them, or write \[")
                    _set_fault(token, SourceError(what))
                    token.content = ""
                    break


def _attributes_at_ends(state: StateCore) -> None:
    """Take attributes off headings and table captions, before these are parsed as inlines."""
    tokens = state.tokens
    for index, token in enumerate(tokens):
        if token.type == "heading_open":
            owner, inline = token, tokens[index + 1]
        elif token.type == "paragraph_open" and (caption := _caption(tokens, index)):
            owner, inline = token, tokens[index + 1]
            inline.content = inline.content[caption.end() :]
            owner.meta["is_caption"] = True
        else:
            continue
        try:
            inline.content, owner.meta["attributes"] = trailing_attributes(inline.content)
        except SourceError as error:
            owner.meta["attributes"] = Attributes()
            _set_fault(owner, error)


def _below_notes(state: StateCore) -> None:
    """Mark paragraphs that begin with a space or some right after a note, of which they are not."""
    tokens = state.tokens
    ends = [at for at, one in enumerate(tokens) if one.type == "footnote_reference_close"]
    below = [tokens[at + 1] for at in ends if at + 1 < len(tokens)]
    lines = state.src.split("\n") if below else []
    for token in below:
        if token.type == "paragraph_open" and token.level == 0 and token.map:
            token.meta["is_below_note"] = lines[token.map[0]].startswith(" ")


def _caption(tokens: list[Token], index: int) -> re.Match[str] | None:
    """Return what begins the caption that a paragraph is, or None. index: of the paragraph."""
    text = tokens[index + 1].content
    is_below = index > 0 and tokens[index - 1].type == "table_close"
    is_above = not is_below and tokens[index + 3 : index + 4] != []
    is_above = is_above and tokens[index + 3].type == "table_open"
    if is_above:
        tokens[index].meta["is_above"] = True
    found = _CAPTION.match(text) if index > 0 or is_above else None
    return found or (_PANDOC_CAPTION.match(text) if is_above or is_below else None)


# Inlines


def _end_of_label(state: StateInline, start: int, disable_nested: bool = False) -> int:
    """Return where the label ends that opens at `start`, or -1.

    As markdown-it has it, but that words with attributes may stand in the label of a link.
    """
    old_position, depth = state.pos, 1
    state.pos = start + 1
    while state.pos < state.posMax:
        at = state.pos
        if state.src[at] == "]":
            depth -= 1
            if depth == 0:
                break
        state.md.inline.skipToken(state)
        if state.src[at] == "[":
            if state.pos == at + 1:  # a bracket alone
                depth += 1
            elif disable_nested and not _is_plain_span(state.src[at : state.pos]):
                depth = -1
                break
    found, state.pos = state.pos, old_position
    return found if depth == 0 else -1


def _is_plain_span(text: str) -> bool:
    """Return whether a text in brackets is one with attributes, and holds no link."""
    return text.endswith("}") and "](" not in text and "[^" not in text


class _Helpers:
    """What markdown-it's rules of links look up."""

    parseLinkLabel = staticmethod(_end_of_label)  # noqa: N815 - its name
    parseLinkDestination = staticmethod(parseLinkDestination)  # noqa: N815
    parseLinkTitle = staticmethod(parseLinkTitle)  # noqa: N815


def _span(state: StateInline, silent: bool) -> bool:
    """`[…]{.class key="value"}`."""
    start = state.pos
    if state.src[start] != "[" or state.src.startswith("[^", start):
        return False
    end = parseLinkLabel(state, start)
    if end < 0 or not looks_like_attributes(state.src, end + 1) or end + 1 >= state.posMax:
        return False
    attributes, after, fault = _read_attributes(state, end + 1)
    if after > state.posMax:
        return False
    if not silent:
        old_max = state.posMax
        state.pos, state.posMax = start + 1, end
        token = state.push("span_open", "span", 1)
        token.meta = {**token.meta, "attributes": attributes}
        if fault:
            _set_fault(token, fault)
        state.md.inline.tokenize(state)
        state.push("span_close", "span", -1)
        state.posMax = old_max
    state.pos = after
    return True


def _attributes(state: StateInline, silent: bool) -> bool:
    """`{…}` right after an image or a link."""
    if state.src[state.pos] != "{" or state.pending or not state.tokens or silent:
        return False
    last = state.tokens[-1]
    if last.type != "image" and (last.type != "link_close" or last.info == "auto"):
        return False
    if state.src[state.pos - 1] not in ")]" or not looks_like_attributes(state.src, state.pos):
        return False
    attributes, after, fault = _read_attributes(state, state.pos)
    last.meta["attributes"] = attributes
    if fault:
        _set_fault(last, fault)
    state.pos = after
    return True


def _read_attributes(
    state: StateInline, position: int
) -> tuple[Attributes, int, SourceError | None]:
    try:
        attributes, after = parse_attributes(state.src, position)
    except SourceError as error:
        end = state.src.find("}", position, state.posMax)
        return Attributes(), (state.posMax if end < 0 else end + 1), error
    return attributes, after, None


def _raised(state: StateInline, silent: bool, mark: str, kind: str) -> bool:
    start = state.pos
    if state.src[start] != mark or state.src[start + 1 : start + 2] in {"", mark, "["}:
        return False
    # Pandoc's rule: no space within but an escaped one, so that "~5 to ~6" stays as it is.
    # Nor the end of a bracket around it: [https://a.org/~b](https://a.org/~b) is a link.
    end, depth = start + 1, 0
    while end < state.posMax and state.src[end] != mark:
        depth += _DEPTHS.get(state.src[end], 0)
        if state.src[end].isspace() or depth < 0:
            return False
        end += 2 if state.src[end] == "\\" else 1
    if end >= state.posMax or end == start + 1:
        return False
    if not silent:
        old_max = state.posMax
        state.pos, state.posMax = start + 1, end
        state.push(f"{kind}_open", kind, 1)
        state.md.inline.tokenize(state)
        state.push(f"{kind}_close", kind, -1)
        state.posMax = old_max
    state.pos = end + 1
    return True


def _superscript(state: StateInline, silent: bool) -> bool:
    return _raised(state, silent, "^", "superscript")


def _subscript(state: StateInline, silent: bool) -> bool:
    return _raised(state, silent, "~", "subscript")


def _cross_reference(state: StateInline, silent: bool) -> bool:
    """`@fig:rocket`."""
    if state.src[state.pos] != "@":
        return False
    before = state.src[state.pos - 1] if state.pos else ""
    if before.isalnum() and not _MAY_LEAN_ON.match(before):
        return False
    return _taken(state, silent, _REFERENCE, "cross_reference")


def _citation(state: StateInline, silent: bool) -> bool:
    """`[@fig:rocket]`; and `[@key, p. 5]`, which is told: there is nothing to take it from yet."""
    if state.src[state.pos] != "[" or "@" not in state.src:
        return False
    return _taken(state, silent, _IN_BRACKETS, "cross_reference") or _taken(
        state, silent, _CITATION, "citation"
    )


def _taken(state: StateInline, silent: bool, pattern: re.Pattern[str], kind: str) -> bool:
    """Return whether a pattern stands here; a token then holds its last group, or all of it."""
    found = pattern.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        content = found[pattern.groups]
        if kind == "cross_reference":  # its prefix is in small letters, and may be typed in others
            content = _PREFIX.sub(lambda prefix: prefix[0].lower(), content)
        state.push(kind, "", 0).content = content
    state.pos = found.end()
    return True


def _address(state: StateInline, silent: bool) -> bool:
    """A bare web address. What ends a sentence is no part of it, nor an unpaired bracket."""
    if silent or state.src[state.pos] != ":" or state.linkLevel:
        return False
    scheme = _SCHEME.search(state.src[max(state.pos - 6, 0) : state.pos])
    rest = _ADDRESS.match(state.src, state.pos, state.posMax) if scheme else None
    if scheme is None or rest is None or not state.pending.endswith(scheme[0]):
        return False
    tail = without_sentence_end(rest[0])
    if len(tail) < 4:
        return False
    state.pending = state.pending.removesuffix(scheme[0])
    token = state.push("link_open", "a", 1)
    token.attrs = {"href": scheme[0] + tail}
    token.info = "auto"
    text = state.push("text", "", 0)
    text.content = scheme[0] + tail
    token = state.push("link_close", "a", -1)
    token.info = "auto"
    state.pos += len(tail)
    return True


def without_sentence_end(address: str) -> str:
    """Return a bare address without the punctuation of the sentence that it stands in.

    >>> without_sentence_end("https://example.org/a_(b)).")
    'https://example.org/a_(b)'
    """
    end = len(address)
    opening, closing = address.count("("), address.count(")")
    while end:
        last = address[end - 1]
        if last == ")":
            if closing <= opening:
                break
            closing -= 1
        elif last == "(":
            opening -= 1
        elif last == ";" and (start := _start_of_entity(address, end)) is not None:
            end = start
            continue
        elif last != "~" and (last in _MAY_END_ADDRESS or unicodedata.category(last)[0] != "P"):
            break
        end -= 1
    return address[:end]


def _start_of_entity(address: str, end: int) -> int | None:
    start = address.rfind("&", max(end - _LONGEST_ENTITY, 0), end)
    name = address[start + 1 : end - 1]
    return start if start >= 0 and name.isascii() and name.isalnum() else None


def tokens_of(text: str, environment: dict[str, Any]) -> list[Token]:
    """Return the tokens of a text of blocks. environment: shared by all texts of one brief."""
    return parser().parse(text, environment)


def inline_token_of(text: str, environment: dict[str, Any]) -> Token:
    """Return the token of a text that stands in a line; its children are what is in it."""
    return parser().parseInline(text, environment)[0]
