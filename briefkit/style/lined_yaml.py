"""A YAML file → plain values that know their lines, so that every fault can be told with its place.

Only what a brand file needs: mappings with string keys, sequences, scalars. Nothing is constructed
but strings, numbers, booleans and None.
"""

from pathlib import Path

import yaml
from attrs import field

from briefkit.errors import Problem, SourceError
from briefkit.given import read_plain
from briefkit.values import frozen

LARGEST_NUMBER = 10**9
LARGEST_FILE = 1 << 20  # bytes; the largest real brand file that we know has 9 KiB
MOST_NODES = 10_000  # aliases counted each time they are used: the guard against a YAML bomb
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@frozen
class Lined:
    """A value and the line that it stands on, from 1.

    value: a str, int, float, bool or None; a tuple of `Lined`; or a dict of them by key.
    key_lines: of a mapping's keys.
    """

    value: object
    line: int
    key_lines: dict[str, int] = field(factory=dict)


def read_lined_yaml(path: Path) -> Lined:
    """Return the contents of a YAML file; an empty file is an empty mapping.

    Raises SourceError for what does not read.
    """
    try:
        data = read_plain(path)
    except OSError as error:
        raise SourceError(
            Problem(f"cannot be read ({error.strerror or error})", str(path), "give a file's path")
        ) from error
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
    try:
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = f"{path}:{mark.line + 1}" if mark else str(path)
        raise SourceError(
            Problem(f"is no YAML: {error.problem or error.context}", place, "mend that line")
        ) from error
    except (yaml.YAMLError, RecursionError) as error:
        raise SourceError(Problem(f"is no YAML: {error}", str(path), "mend it")) from error
    if node is None:
        return Lined({}, 1)
    return _Walk(path).value(node, ())


class _Walk:
    """One walk over a composed file, which counts what it has seen."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._seen = 0
        self._scalars = _LOADER("")

    def value(self, node: yaml.Node, above: tuple[int, ...]) -> Lined:
        line = node.start_mark.line + 1
        self._seen += 1
        if self._seen > MOST_NODES or id(node) in above or len(above) > 50:
            raise self._fault("says more than a brand file can: it repeats itself", line)
        above = (*above, id(node))
        if isinstance(node, yaml.MappingNode):
            values: dict[str, Lined] = {}
            lines: dict[str, int] = {}
            for key_node, value_node in node.value:
                key, key_line = key_node.value, key_node.start_mark.line + 1
                if not isinstance(key, str):
                    raise self._fault("has a key that is no word", key_line)
                if key in values:
                    raise self._fault(f"says {key!r} twice, first on line {lines[key]}", key_line)
                lines[key] = key_line
                values[key] = self.value(value_node, above)
            return Lined(values, line, lines)
        if isinstance(node, yaml.SequenceNode):
            return Lined(tuple(self.value(child, above) for child in node.value), line)
        try:
            constructed = self._scalars.construct_object(node)
        # A tag that the value belies, a day that no month has, a number without end.
        except (yaml.YAMLError, ValueError, KeyError, AttributeError, TypeError) as error:
            raise self._fault(
                f"holds {str(node.value)[:40]!r}, which does not read", line
            ) from error
        if isinstance(constructed, int) and abs(constructed) > LARGEST_NUMBER:
            raise self._fault(f"holds {str(node.value)[:40]!r}, a number without sense", line)
        if not isinstance(constructed, str | int | float | bool | None):
            constructed = node.value  # a date: nothing in a brand file is one
        return Lined(constructed, line)

    def _fault(self, what: str, line: int) -> SourceError:
        return SourceError(Problem(what, f"{self._path}:{line}", "say it once, and plainly"))
