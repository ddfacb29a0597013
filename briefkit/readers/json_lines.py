"""JSON text → the line of each value in it, by its path: `body[3].children[0]`.

The text is known to be JSON: it was read before. See `json`.
"""

import re
from collections.abc import Iterator, Mapping

from briefkit.model.brief import Brief
from briefkit.model.origin import Lines
from briefkit.resolve.origins import elements

# The brief's own fields, and those of people and the like, which have the same paths there.
_FIELD = re.compile(r"[a-z_]+(?:(?:\[\d+\])?\.[a-z_]+)?")
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+')


def lines_of(text: str) -> Iterator[tuple[str, int]]:
    r"""Yield the path of each value, and the line that it begins on; of a field that of its key.

    >>> dict(lines_of('{"title": "T",\n "body": [\n  {"text": "a"}]}'))
    {'': 1, 'title': 1, 'body': 2, 'body[0]': 3, 'body[0].text': 3}
    """
    line, last = 1, 0
    # What is open: its path, and the index of the item that comes next, -1 in an object.
    opened: list[tuple[str, int]] = []
    path, is_key = "", False
    for token in _TOKEN.finditer(text):
        line += text.count("\n", last, token.start())
        last = token.start()
        said = token[0]
        if said in "}]":
            opened.pop()
            is_key = False
        elif said == ",":
            around, index = opened[-1]
            is_key = index < 0
            if not is_key:
                opened[-1] = (around, index + 1)
                path = f"{around}[{index + 1}]"
        elif is_key:
            around = opened[-1][0]
            path = f"{around}.{said[1:-1]}" if around else said[1:-1]
            is_key = False
            yield path, line
        elif said != ":":
            if not (opened and opened[-1][1] < 0):  # a field is told with its key
                yield path, line
            if said == "{":
                opened.append((path, -1))
                is_key = True
            elif said == "[":
                opened.append((path, 0))
                path = f"{path}[0]"


def line_at(lines: Mapping[str, int], path: str) -> int:
    """Return the line of what a path leads to, or of the nearest around it that has one.

    >>> line_at({"": 1, "body[0]": 3}, "body[0].text")
    3
    """
    while path not in lines:
        path = path[: max(path.rfind("."), path.rfind("["), 0)]
    return lines[path]


def lines_in(text: str, brief: Brief) -> Lines:
    """Return the lines of the JSON that a brief was read from."""
    lines = dict(lines_of(text))
    fields = {path: line for path, line in lines.items() if _FIELD.fullmatch(path)}
    return Lines(fields, [(one, line_at(lines, said)) for _, said, one in elements(brief)])
