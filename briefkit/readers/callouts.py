"""Boxes as other programs write them → divs of the class `box`, with their title.

GitHub's and Obsidian's alerts, `> [!NOTE]`; Quarto's callouts, `::: {.callout-tip}`, whose first
heading is their title; Docusaurus's `:::tip[Title]` and MyST's `:::{tip} Title`; those of MkDocs,
`!!! note "Title"`, with what they hold indented. Where no title is given, their kind is: “Note”.
"""

import re

from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from briefkit.readers.attributes import Attributes, trailing_attributes
from briefkit.values import evolve

_KINDS = (
    "attention",
    "caution",
    "danger",
    "error",
    "hint",
    "important",
    "info",
    "note",
    "seealso",
    "tip",
    "warning",
)
_UNTITLED = "admonition"  # MyST's, of no kind: the words after it are its title
_OF_TWO_WORDS = {"seealso": "see also"}
_CLASSES = {name: kind for kind in _KINDS for name in (kind, f"callout-{kind}")}
_PASSED_OVER = {"appearance", "collapse", "icon"}  # of Quarto: how it looks on a screen
_OPENING = re.compile(
    rf":{{3,}}[ \t]*\{{?(?P<kind>{'|'.join((*_KINDS, _UNTITLED))})\b\}}?"
    r"(?:\[(?P<title>.*)\]|[ \t]+(?P<words>[^\s{].*?))?[ \t]*$"
)
_ALERT = re.compile(r"\[!(?P<kind>[A-Za-z][\w-]*)(?:\|[^\]\n]*)?\][+-]?[ \t]*(?P<title>[^\n]*)\n?")
_INDENTED = re.compile(
    r"(?:!!!|\?\?\?\+?)[ \t]+(?P<kind>[A-Za-z][\w-]*)(?:[ \t]+[a-z-]+)*"
    r'(?:[ \t]+"(?P<title>[^\n]*)")?[ \t]*$'
)
_INDENT = 4


def is_callout_in_fence(info: str) -> bool:
    """Return whether a fence of code holds a box, as in MyST: ```{note}."""
    return info.startswith("{") and info[1:].partition("}")[0] in (*_KINDS, _UNTITLED)


def callout_attributes(line: str) -> Attributes | None:
    """Return the attributes of a div that opens as a callout does, or None.

    >>> callout_attributes(":::tip[Try *this*]").values
    {'title': 'Try *this*'}
    """
    found = _OPENING.match(line)
    title = (found["title"] or found["words"]) if found else None
    if found is None or (not title and found["kind"] == _UNTITLED):
        return None
    return _of_box(found["kind"], title)


def indented_callout(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Take `!!! note "Title"` and the indented lines after it."""
    if silent or state.is_code_block(start_line):
        return False
    line = state.src[state.bMarks[start_line] + state.tShift[start_line] : state.eMarks[start_line]]
    found = _INDENTED.match(line)
    if found is None:
        return False
    inner = state.blkIndent + _INDENT
    end = start_line + 1
    while end < end_line and (state.isEmpty(end) or state.sCount[end] >= inner):
        end += 1
    if all(state.isEmpty(number) for number in range(start_line + 1, end)):
        return False
    opening = state.push("div_open", "div", 1)
    opening.map = [start_line, end]
    opening.meta = {"is_closed": True, "attributes": _of_box(found["kind"], found["title"])}
    old_parent, old_line_max, old_indent = state.parentType, state.lineMax, state.blkIndent
    state.parentType, state.lineMax, state.blkIndent = "div", end, inner
    state.md.block.tokenize(state, start_line + 1, end)
    state.parentType, state.lineMax, state.blkIndent = old_parent, old_line_max, old_indent
    state.push("div_close", "div", -1)
    state.line = end
    return True


def callouts(state: StateCore) -> None:
    """Make divs of boxes of alerts and callouts, before anything is parsed as inlines."""
    found: list[Token] = []
    tokens = state.tokens
    closings: list[bool] = []  # of quotations that are open: whether each is an alert
    index = 0
    while index < len(tokens):
        token = tokens[index]
        following = tokens[index + 1 : index + 4]
        index += 1
        found.append(token)
        if token.type == "blockquote_open":
            is_alert = _make_alert(token, following)
            closings.append(is_alert)
            if is_alert and not following[1].content:
                index += len(following)
        elif token.type == "blockquote_close" and closings.pop():
            token.type = "div_close"
        elif token.type == "div_open" and _make_box(token, following):
            index += len(following)
    state.tokens[:] = found


def _make_alert(quotation: Token, following: list[Token]) -> bool:
    """Return whether a quotation is an alert, and then make it a div. following: its paragraph."""
    inline = following[1] if len(following) > 1 else quotation
    alert = _ALERT.match(inline.content) if inline.type == "inline" else None
    if alert is None:
        return False
    quotation.type = "div_open"
    quotation.meta = {"is_closed": True, "attributes": _of_box(alert["kind"], alert["title"])}
    inline.content = inline.content[alert.end() :]
    for token in following[:2]:
        if token.map:
            token.map = [token.map[0] + 1, token.map[1]]
    return True


def _make_box(div: Token, following: list[Token]) -> bool:
    """Make a box of a callout; return whether the heading that follows is its title."""
    attributes: Attributes = div.meta["attributes"]
    if len(attributes.classes) != 1 or attributes.classes[0] not in _CLASSES:
        return False
    kind = _CLASSES[attributes.classes[0]]
    title = attributes.values.get("title")
    has_title = not title and bool(following) and following[0].type == "heading_open"
    if has_title:
        title, of_heading = trailing_attributes(following[1].content)
        has_title = not of_heading.id
    values = {key: value for key, value in attributes.values.items() if key not in _PASSED_OVER}
    box = _of_box(kind, title if has_title or attributes.values.get("title") else None)
    div.meta["attributes"] = evolve(
        attributes, classes=box.classes, values={**values, **box.values}
    )
    return has_title


def _of_box(kind: str, title: str | None) -> Attributes:
    """Return the attributes of a box. title: None where its kind is all that it says."""
    if title is None or (not title and kind):
        title = _OF_TWO_WORDS.get(kind, kind.replace("-", " ")).capitalize()
    return Attributes(None, ("box",), {"title": title.strip()})
