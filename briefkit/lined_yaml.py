"""YAML → values that know their lines: the one door of PyYAML. Front matter and brand files.

Reads what a parser of YAML reports, and no more. What a value means is for who asked for it, so
that `version: 1.10` stays 1.10 and `contents: no` is no falsehood; `plain_value` says what YAML
itself makes of one. Nothing is ever constructed but strings, numbers, booleans, dates and None.
"""

import re
from collections.abc import Callable
from typing import Any, NoReturn

import yaml

from briefkit.values import frozen

DEEPEST = 50  # of values in values; a brief's own are four deep, a brand's seven
MOST_REPEATED = 10_000  # values, wherever an alias stands for them: the guard against a bomb
MOST_OPEN_BRACKETS = 500  # libyaml takes minutes over tens of thousands
_COLOUR = re.compile(
    r"\s*(?P<key>[\w-]+):[ \t]+(?P<colour>#(?:[0-9A-Fa-f]{3}|[0-9A-Fa-f]{6}))[ \t]*\r?$"
)
_SWALLOWED = re.compile(r"[:,\[{][ \t]+#\w")
_COMMENT = re.compile(r"[ \t]+(#[^\W_].*)")
_BULLETS = set("•◦▪‣●○■·–—")
_BRACKET = re.compile(r"[\[\]{}]")
_PLAIN_TAGS = frozenset(
    f"tag:yaml.org,2002:{kind}" for kind in ("bool", "float", "int", "null", "str")
)

# libyaml is some ten times faster, and not there in every build of PyYAML.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Tell = Callable[[int, str, str], object]
"""Takes a fault: its line, what is wrong, what to do."""


@frozen
class Scalar:
    """A value without parts.

    line: of its text; is_plain: without quotation marks; tag: what kind it says it is, if it does;
    comment: what stands after it that is one to YAML, and may have been meant as its end: `#4`.
    """

    text: str
    line: int
    is_plain: bool = False
    tag: str = ""
    comment: str = ""

    @property
    def is_nothing(self) -> bool:
        """Return whether a key stands there without a value."""
        return self.is_plain and self.text in {"", "~", "null", "Null", "NULL"}


@frozen
class Sequence:
    """A list. size: of values in it, itself too."""

    items: tuple["Node", ...]
    line: int
    size: int = 1


@frozen
class Mapping:
    """Keys with values; key_lines: where each key stands; size: of values in it, itself too."""

    values: dict[str, "Node"]
    key_lines: dict[str, int]
    line: int
    size: int = 1


Node = Scalar | Sequence | Mapping


class _UnreadError(Exception):
    """The rest makes no sense; the fault is told already."""


def parse_yaml(text: str, tell: Tell, first_line: int = 1, *, may_tag: bool = True) -> Node | None:
    """Return what a text says; None for nothing, or where it does not read, which is told.

    first_line: of the text in its file; may_tag: whether a value may say that it is a `!!str`.
    """
    if _open_brackets(text) > MOST_OPEN_BRACKETS:
        tell(first_line, "YAML is nested too deeply", "write it more simply")
        return None
    lines = _LINE_BREAK.split(text)
    for number, one in enumerate(lines, first_line):
        if (colour := _COLOUR.match(one)) is not None:
            what = f"{colour['colour']} is a comment to YAML, and {colour['key']} is left empty"
            tell(number, what, "put quotation marks around it")
    try:
        events = iter(list(yaml.parse(text, Loader=_LOADER)))
    except yaml.YAMLError as error:
        line, what, cure = _fault(error, lines)
        tell(first_line + line, what, cure)
        return None
    try:
        return _Builder(
            events, lines, first_line, tell, _PLAIN_TAGS if may_tag else frozenset()
        ).document()
    except _UnreadError:
        return None


def plain_value(scalar: Scalar) -> object:
    """Return what YAML makes of a value: a str, an int, a float, a bool, a date or None.

    Raises ValueError for what its tag, or its look, belies: a day that no month has.

    >>> [plain_value(Scalar(text, 1, True)) for text in ("0x10", "yes", "1.5", "~", "a")]
    [16, True, 1.5, None, 'a']
    """
    loader = _LOADER("")
    tag = scalar.tag or loader.resolve(yaml.ScalarNode, scalar.text, (scalar.is_plain, True))
    try:
        return loader.construct_object(yaml.ScalarNode(tag, scalar.text))
    # A constructor of PyYAML's raises whatever comes: KeyError for `!!bool perhaps`.
    except (yaml.YAMLError, ValueError, KeyError, AttributeError, TypeError) as error:
        raise ValueError(f"{scalar.text[:40]!r} does not read") from error


def _open_brackets(text: str) -> int:
    most = depth = 0
    for bracket in _BRACKET.finditer(text):
        depth = max(depth + (1 if bracket[0] in "[{" else -1), 0)
        most = max(most, depth)
    return most


_LINE_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")  # as YAML 1.1 counts lines
_AROUND = "put quotation marks around the value"
_INDENTED_KEY = re.compile(r"\s+[\w-]+:(?:\s|$)")
_NO_PLAIN_COLON = re.compile(r"[\w-]+ *(?:：|:[^\s]|:[\u00a0\u2000-\u200b\u202f\u3000])")


def _fault(error: yaml.YAMLError, lines: list[str]) -> tuple[int, str, str]:
    """Return where a text does not read, from 0, and in the words of who wrote it why and what now.

    The words of both parsers are looked at: libyaml's, and PyYAML's own.
    """
    problem = str(getattr(error, "problem", None) or error)
    mark: Any = getattr(error, "problem_mark", None)
    if mark is None:  # a character that YAML cannot hold: its number in libyaml, itself in PyYAML
        found: Any = getattr(error, "character", 0)
        character = chr(found) if isinstance(found, int) else str(found)
        at = next((at for at, line in enumerate(lines) if character in line), 0)
        return at, f"the character U+{ord(character):04X} cannot stand in YAML", "take it out"
    begun: Any = getattr(error, "context_mark", None) or mark
    at, start = int(mark.line), int(begun.line)
    line, opening = _line_at(lines, at), _line_at(lines, start)
    if "cannot start any token" in problem:
        if line[mark.column : mark.column + 1] == "\t":
            return at, "a tab indents the line", "indent with spaces"
        return at, f"a value begins with {line[mark.column : mark.column + 1]!r}", _AROUND
    if "alphabetic or numeric" in problem:
        return start, f"a value begins with {opening[begun.column : begun.column + 1]!r}", _AROUND
    if "tab" in problem:
        return at, "a tab indents the line", "indent with spaces"
    if "mapping values are not allowed" in problem:
        if _INDENTED_KEY.match(line) and mark.column <= line.index(":"):
            cure = "begin it where the key above begins"
            return at, f"the key {line.strip().partition(':')[0]!r} stands under a value", cure
        if at and _NO_PLAIN_COLON.match(lines[at - 1].lstrip()):
            return at - 1, "no plain colon and space stand after a key", "write key: value"
        return at, "a colon and a space stand in a value", _AROUND
    if "expected ':'" in problem:
        if opening.lstrip()[:1] in _BULLETS:
            return start, f"{opening.strip()[:40]!r} is no item of a list", "begin it with “- ”"
        if _NO_PLAIN_COLON.match(opening.lstrip()):
            return start, "no plain colon and space stand after a key", "write key: value"
        return start, f"{opening.strip()[:40]!r} has no colon after its key", "write key: value"
    if "end of stream" in problem and opening:
        return start, "a quotation mark is not closed", "close it"
    if "',' or" in problem or "node content" in problem:
        while start > 0 and not _line_at(lines, start).strip():
            start -= 1  # it may be told where the text ends
        if _SWALLOWED.search(_line_at(lines, start)):
            what = "what stands after # is a comment to YAML"
            return start, what, "put quotation marks around it"
        return start, "a bracket is not closed", f"close it, or {_AROUND}"
    if "expected" in problem:
        cure = (
            f"see its indentation; or {_AROUND}, if it holds a colon, a bracket or a quotation mark"
        )
        return at, "this line does not go on with what is above it", cure
    if "unknown escape character" in problem:
        cure = "write two, or put single quotation marks around the value"
        return at, "a backslash stands in double quotation marks", cure
    return at, f"YAML does not read: {problem}", "see what stands there"


def _line_at(lines: list[str], number: int) -> str:
    return lines[number] if number < len(lines) else ""


def _size(node: Node) -> int:
    return 1 if isinstance(node, Scalar) else node.size


class _Builder:
    """Makes nodes of a parser's events."""

    def __init__(
        self, events: Any, lines: list[str], first_line: int, tell: Tell, tags: frozenset[str]
    ) -> None:
        self._events = events
        self._lines = lines
        self._first_line = first_line
        self._tell = tell
        self._tags = tags
        self._anchors: dict[str, Node] = {}
        self._repeated = 0

    def document(self) -> Node | None:
        found: Node | None = None
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                if found is not None:
                    self._stop(event, "a second YAML document begins", "keep one")
                found = self._node(next(self._events), 0)
        return found

    def _line(self, event: Any) -> int:
        return self._first_line + int(event.start_mark.line)

    def _stop(self, event: Any, what: str, cure: str) -> NoReturn:
        self._tell(self._line(event), what, cure)
        raise _UnreadError

    def _node(self, event: Any, depth: int) -> Node:
        if isinstance(event, yaml.AliasEvent):
            stands_for = self._anchors.get(str(event.anchor))
            if stands_for is None:
                self._stop(
                    event,
                    f"*{event.anchor} stands for nothing",
                    "write the value out, or put quotation marks around it",
                )
            self._repeated += _size(stands_for)
            if self._repeated > MOST_REPEATED:
                self._stop(event, "YAML repeats itself without end", "say each thing once")
            return stands_for
        tag = "" if event.tag in {None, "!"} else str(event.tag)
        if tag and tag not in self._tags:
            self._stop(event, f"the tag {event.tag} is not read", "take it out")
        if depth == DEEPEST:
            self._stop(event, "YAML is nested too deeply", "write it more simply")
        node: Node
        if isinstance(event, yaml.ScalarEvent):
            is_block = event.style in {"|", ">"}
            # of style nothing is said that both parsers say alike: libyaml's plain is ''
            comment = self._comment(event) if event.implicit[0] else ""
            line = self._line(event) + is_block
            node = Scalar(event.value, line, event.implicit[0], tag, comment)
        elif isinstance(event, yaml.SequenceStartEvent):
            node = self._sequence(event, depth)
        else:
            node = self._mapping(event, depth)
        if event.anchor:
            self._anchors[str(event.anchor)] = node
        return node

    def _comment(self, event: Any) -> str:
        """Return the comment right behind a plain value, unless a space follows its sign."""
        end: Any = event.end_mark
        found = _COMMENT.match(_line_at(self._lines, int(end.line)), int(end.column))
        return found[1].rstrip() if found else ""

    def _sequence(self, event: Any, depth: int) -> Sequence:
        items = []
        while not isinstance(inner := next(self._events), yaml.SequenceEndEvent):
            items.append(self._node(inner, depth + 1))
        return Sequence(tuple(items), self._line(event), 1 + sum(map(_size, items)))

    def _mapping(self, event: Any, depth: int) -> Mapping:
        values: dict[str, Node] = {}
        lines: dict[str, int] = {}
        while not isinstance(inner := next(self._events), yaml.MappingEndEvent):
            key = self._node(inner, depth + 1)
            value = self._node(next(self._events), depth + 1)
            line = self._line(inner)
            if not isinstance(key, Scalar):
                self._tell(line, "a key is no text", "write a word before the colon")
            elif key.text in values:
                self._tell(
                    line,
                    f"the key {key.text!r} is given again; the first is in line {lines[key.text]}",
                    "keep one",
                )
            else:
                values[key.text] = value
                lines[key.text] = line
        size = 1 + sum(map(_size, values.values()))
        return Mapping(values, lines, self._line(event), size)
