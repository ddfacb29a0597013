"""A brand file → plain values with their lines, so that each fault can be told with its place.

Only what a brand file needs: mappings, lists, texts, numbers, booleans and None. How YAML reads is
`lined_yaml`'s; what a key means is `brand`'s.
"""

from pathlib import Path

from briefkit.errors import Problem, SourceError, raise_all, why
from briefkit.given import read_plain
from briefkit.lined_yaml import Mapping, Node, Sequence, parse_yaml, plain_value
from briefkit.values import field, frozen

LARGEST_NUMBER = 10**9
LARGEST_FILE = 1 << 20  # bytes; the largest real brand file that we know has 9 KiB


@frozen
class Lined:
    """A value and the line that it stands on, from 1.

    value: a str, int, float, bool or None; a tuple of `Lined`; or a dict of them by key.
    key_lines: of a mapping's keys.
    """

    value: object
    line: int
    key_lines: dict[str, int] = field(factory=dict)


def read_brand_values(path: Path) -> Lined:
    """Return the contents of a brand file; an empty file is an empty mapping.

    Raises SourceError for what does not read.
    """
    try:
        data = read_plain(path)
    except OSError as error:
        what = f"cannot be read ({why(error)})"
        raise SourceError(Problem(what, str(path), "give a file's path")) from error
    if len(data) > LARGEST_FILE:
        raise SourceError(
            Problem(f"has {len(data)} bytes, over {LARGEST_FILE}", str(path), "is it a brand file?")
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise SourceError(
            Problem("is not UTF-8", f"{path}:{line}", "save the file as UTF-8")
        ) from error
    problems: list[Problem] = []

    def tell(line: int, what: str, cure: str) -> None:
        problems.append(Problem(what, f"{path}:{line}", cure))

    node = parse_yaml(text, tell)
    raise_all(SourceError, problems, str(path))
    return Lined({}, 1) if node is None else _lined(node, path)


def _lined(node: Node, path: Path) -> Lined:
    if isinstance(node, Mapping):
        values = {key: _lined(value, path) for key, value in node.values.items()}
        return Lined(values, node.line, node.key_lines)
    if isinstance(node, Sequence):
        return Lined(tuple(_lined(item, path) for item in node.items), node.line)
    shown = repr(node.text[:40])
    try:
        value = plain_value(node)
    except ValueError as error:
        raise SourceError(_problem(f"holds {shown}, which does not read", path, node)) from error
    if isinstance(value, int) and abs(value) > LARGEST_NUMBER:
        raise SourceError(_problem(f"holds {shown}, a number without sense", path, node))
    if not isinstance(value, str | int | float | bool | None):
        value = node.text  # a date: nothing in a brand file is one
    return Lined(value, node.line)


def _problem(what: str, path: Path, node: Node) -> Problem:
    return Problem(what, f"{path}:{node.line}", "say it plainly")
