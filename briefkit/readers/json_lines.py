"""JSON text → the line of each value in it, by its path: `body[3].children[0]`.

The text is known to be JSON: it was read before. See `json`.
"""

import json
import re
from collections.abc import Iterator, Mapping

from briefkit.model.brief import Brief
from briefkit.model.origin import Lines
from briefkit.resolve.origins import elements

_WORD = re.compile(r"[^\W\d]\w*")
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


def fault_of(error: json.JSONDecodeError) -> tuple[int, str, str]:
    """Return the line where a text is no JSON, and in the words of who wrote it why, what now."""
    # Python 3.13 tells such a comma where it stands, and older ones what comes after it.
    text, at = error.doc, error.pos + error.msg.startswith("Illegal trailing comma")
    rest, before = text[at:].lstrip(), text[:at].rstrip()
    line = text.count("\n", 0, len(text) - len(rest)) + 1
    if "Extra data" in error.msg:
        return line, f"{rest[:40]!r} stands after its end", "take it out"
    if rest.startswith(("//", "/*", "#")):
        return line, "a comment stands in it", "take it out"
    if rest[:1] in set("'“”„‘’«»"):
        return line, f"{rest[0]} stands around a text", 'write "…", with straight quotation marks'
    if rest[:1] in set("]}") and before.endswith(","):
        return line, "a comma stands before the end of a list or of an object", "take it out"
    if rest[:1] == "," and before.endswith(","):
        return line, "a comma stands beside another", "take one out"
    if word := _WORD.match(rest):
        wanted = {"True": "true", "False": "false", "None": "null"}.get(word[0])
        cure = f"write {wanted}" if wanted else 'put "…" around it, if it is a text'
        return line, f"{word[0][:40]} is no value", cure
    if not rest:
        cure = "close its brackets and quotation marks" if before else "write the brief"
        return max(before.count("\n") + 1, 1), "it ends too soon", cure
    if "',' delimiter" in error.msg:
        line = before.count("\n") + 1
        return line, "no comma stands after a value", "put one, or close a quotation mark before it"
    return error.lineno, error.msg, "mend that line"


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
