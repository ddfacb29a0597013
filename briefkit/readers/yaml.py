"""YAML → values that know their line. Front matter; brand files are read by `style.lined_yaml`.

Reads what a parser of YAML reports, and no more: no tags, no types. What a value means is for who
asked for it, so that `version: 1.10` stays 1.10 and `contents: no` is no falsehood.
"""

import re
from typing import Any, NoReturn

import yaml

from briefkit.readers.source import Faults
from briefkit.values import frozen

DEEPEST = 12  # of values in values; the front matter's own is four

MOST_OPEN_BRACKETS = 500  # libyaml takes minutes over tens of thousands
_BRACKET = re.compile(r"[\[\]{}]")

# libyaml is some ten times faster, and not there in every build of PyYAML.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@frozen
class Scalar:
    """A value without parts. line: of its text; is_plain: without quotation marks."""

    text: str
    line: int
    is_plain: bool = False

    @property
    def is_nothing(self) -> bool:
        """Return whether a key stands there without a value."""
        return self.is_plain and self.text in {"", "~", "null", "Null", "NULL"}


@frozen
class Sequence:
    """A list."""

    items: tuple["Node", ...]
    line: int


@frozen
class Mapping:
    """Keys with values; key_lines: where each key stands."""

    values: dict[str, "Node"]
    key_lines: dict[str, int]
    line: int


Node = Scalar | Sequence | Mapping


class _UnreadError(Exception):
    """The rest makes no sense; the fault is told already."""


def parse_yaml(text: str, first_line: int, faults: Faults) -> Node | None:
    """Return what a text says; None for nothing, or where it does not read, which is told.

    first_line: of the text in its file.
    """
    if _open_brackets(text) > MOST_OPEN_BRACKETS:
        faults.add(first_line, "YAML is nested too deeply", "write it more simply")
        return None
    try:
        events = iter(list(yaml.parse(text, Loader=_LOADER)))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        line = first_line + (mark.line if mark else 0)
        what = getattr(error, "problem", None) or str(error)
        faults.add(line, f"YAML does not read: {what}", _cure(str(what)))
        return None
    try:
        return _Builder(events, first_line, faults).document()
    except _UnreadError:
        return None


def _open_brackets(text: str) -> int:
    most = depth = 0
    for bracket in _BRACKET.finditer(text):
        depth = max(depth + (1 if bracket[0] in "[{" else -1), 0)
        most = max(most, depth)
    return most


def _cure(problem: str) -> str:
    if "mapping values are not allowed" in problem or "expected" in problem:
        return "put quotation marks around a value that holds a colon or a bracket"
    if "\\t" in problem or "tab" in problem:
        return "indent with spaces"
    return "see what stands there"


class _Builder:
    """Makes nodes of a parser's events."""

    def __init__(self, events: Any, first_line: int, faults: Faults) -> None:
        self._events = events
        self._first_line = first_line
        self._faults = faults
        self._anchors: dict[str, Node] = {}

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
        self._faults.add(self._line(event), what, cure)
        raise _UnreadError

    def _node(self, event: Any, depth: int) -> Node:
        if isinstance(event, yaml.AliasEvent):
            stands_for = self._anchors.get(str(event.anchor))
            if stands_for is None:
                self._stop(event, f"*{event.anchor} stands for nothing", "write the value out")
            return stands_for
        if event.tag is not None and event.tag != "!":
            self._stop(event, f"the tag {event.tag} is not read", "take it out")
        if depth == DEEPEST:
            self._stop(event, "YAML is nested too deeply", "write it more simply")
        node: Node
        if isinstance(event, yaml.ScalarEvent):
            is_block = event.style in {"|", ">"}
            node = Scalar(event.value, self._line(event) + is_block, event.style is None)
        elif isinstance(event, yaml.SequenceStartEvent):
            node = self._sequence(event, depth)
        else:
            node = self._mapping(event, depth)
        if event.anchor:
            self._anchors[str(event.anchor)] = node
        return node

    def _sequence(self, event: Any, depth: int) -> Sequence:
        items = []
        while not isinstance(inner := next(self._events), yaml.SequenceEndEvent):
            items.append(self._node(inner, depth + 1))
        return Sequence(tuple(items), self._line(event))

    def _mapping(self, event: Any, depth: int) -> Mapping:
        values: dict[str, Node] = {}
        lines: dict[str, int] = {}
        while not isinstance(inner := next(self._events), yaml.MappingEndEvent):
            key = self._node(inner, depth + 1)
            value = self._node(next(self._events), depth + 1)
            line = self._line(inner)
            if not isinstance(key, Scalar):
                self._faults.add(line, "a key is no text", "write a word before the colon")
            elif key.text in values:
                self._faults.add(
                    line,
                    f"the key {key.text!r} is given again; the first is in line {lines[key.text]}",
                    "keep one",
                )
            else:
                values[key.text] = value
                lines[key.text] = line
        return Mapping(values, lines, self._line(event))
