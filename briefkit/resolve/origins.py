"""What is told of a brief by its path → the same with the line that it was read from.

A brief that was made in Python was read from nowhere, and nothing is added then.
"""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from briefkit.diagnostics import Diagnostic
from briefkit.errors import BriefError, Problem
from briefkit.model.blocks import KeyPoints
from briefkit.model.brief import Brief
from briefkit.model.figures import Cover
from briefkit.model.inline import INLINES, Note
from briefkit.model.kinds import BlockKind
from briefkit.model.origin import Origin
from briefkit.patterns import late
from briefkit.resolve.paths import with_paths
from briefkit.values import evolve, names_of

_PATH = late(r"[a-z_]+(?:\[\d+\])*(?:\.[a-z_]+(?:\[\d+\])*)*")
_LAST_STEP = late(r"(?:\.?[a-z_]+|\[\d+\])$")
# Fields whose matter is named as standing in the element itself.
_OWN_BLOCKS = {"body", "figures"}
_OWN_INLINES = {"children", "text"}
_ITEMS = {"items", "points"}

_Found = tuple[str, str, Any]


@contextmanager
def told_by_line(brief: Brief) -> Iterator[None]:
    """Let errors that name a path through the brief name its file and line before it."""
    try:
        yield
    except BriefError as error:
        place = _places(brief)
        if place is None:
            raise
        placed = (evolve(one, where=_before(place(one.where), one)) for one in error.problems)
        raise type(error)(*placed).with_traceback(error.__traceback__) from error.__cause__


def with_lines(found: tuple[Diagnostic, ...], brief: Brief) -> tuple[Diagnostic, ...]:
    """Return what was noticed of a brief, each with the file and line of its element."""
    place = _places(brief) if found else None
    if place is None:
        return found
    return tuple(evolve(one, source=place(one.where)) for one in found)


def escapes(brief: Brief) -> Callable[[str], bool]:
    """Return what tells of a path whether, as it was read, a mark there is marked as text."""
    origin = brief.origin
    escaped = sorted(origin.lines().escaped) if origin else []
    if origin is None or not escaped:
        return lambda where: False
    lines = _lines(brief, origin)
    begun, line_at = sorted({*lines.values()}), _line_at(lines)

    def is_escaped(where: str) -> bool:
        line = line_at(where)  # a key's, in front matter: its words may begin on the next
        follows = bisect_right(begun, line)
        end = begun[follows] if follows < len(begun) else math.inf
        nearest = bisect_left(escaped, line)
        return nearest < len(escaped) and escaped[nearest] < end

    return is_escaped


def elements(brief: Brief) -> Iterator[_Found]:
    """Yield each element of a brief after its path and the fields that lead to it, as in JSON.

    >>> from briefkit.model.blocks import Paragraph, Section
    >>> [one[:2] for one in elements(Brief(title="T", body=[Section("S", [Paragraph("p")])]))]
    [('sections[0]', 'body[0]'), ('sections[0].paragraphs[0]', 'body[0].body[0]')]
    """
    waiting: list[_Found] = list(_within("", "", brief))[::-1]
    while waiting:  # a stack, since what is nested may be nested deeply
        found = waiting.pop()
        yield found
        waiting += list(_within(*found))[::-1]


def _before(place: str, problem: Problem) -> str:
    return f"{place}: {problem.where}" if place else problem.where


def _places(brief: Brief) -> Callable[[str], str] | None:
    """Return what tells FILE:LINE of a path, "" of what is none; None where nothing was read."""
    origin = brief.origin
    if origin is None:
        return None
    name, line_at = origin.name, _line_at(_lines(brief, origin))

    def place(where: str) -> str:
        line = line_at(where)
        return f"{name}:{line}" if line else ""

    return place


def _line_at(lines: dict[str, int]) -> Callable[[str], int]:
    """Return what tells the line of a path, 0 of what is none. lines: of elements, by path."""

    def line_at(where: str) -> int:
        before, _, after = where.partition(' ("')  # the first words of the element, see `hint`
        path = before + after.rpartition('")')[2]
        if not _PATH.fullmatch(path):
            return 0
        while path and path not in lines:
            path = _LAST_STEP.sub("", path)
        return lines.get(path, 0)

    return line_at


def _lines(brief: Brief, origin: Origin) -> dict[str, int]:
    lines = origin.lines()
    known = {id(one): line for one, line in lines.elements}
    found = {path: known[id(one)] for path, _, one in elements(brief) if id(one) in known}
    return {**lines.fields, **found}


def _within(path: str, fields: str, element: Any) -> Iterator[_Found]:
    """Yield what stands right in an element."""
    for name in names_of(type(element)):
        held = getattr(element, name)
        here, said = _joined(path, name), _joined(fields, name)
        if isinstance(held, KeyPoints | Cover):
            yield here, said, held
        if not isinstance(held, tuple) or not held:
            continue
        if isinstance(held[0], BlockKind):
            yield from _blocks(held, path if name in _OWN_BLOCKS else here, said)
        elif isinstance(held[0], INLINES):
            yield from _notes(held, path if name in _OWN_INLINES else here, said)
        elif isinstance(held[0], tuple):
            for index, inner in enumerate(held):
                if name in _ITEMS:
                    yield from _blocks(inner, f"{path}.items[{index}]", f"{said}[{index}]")
                else:  # a row of cells
                    yield from _each(inner, f"{here}[{index}]", f"{said}[{index}]")
        elif not isinstance(held[0], str | int | float):  # people and the like
            yield from _each(held, here, said)


def _joined(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _each(held: tuple[Any, ...], here: str, said: str) -> Iterator[_Found]:
    for index, one in enumerate(held):
        yield f"{here}[{index}]", f"{said}[{index}]", one


def _blocks(held: tuple[Any, ...], around: str, said: str) -> Iterator[_Found]:
    for index, (path, block) in enumerate(with_paths(held, around)):
        yield path, f"{said}[{index}]", block


def _notes(inlines: tuple[Any, ...], where: str, said: str) -> Iterator[_Found]:
    """Yield the notes that are called in a line of text."""
    count = 0
    waiting = [(f"{said}[{index}]", one) for index, one in enumerate(inlines)][::-1]
    while waiting:
        fields, one = waiting.pop()
        if isinstance(one, Note):
            yield f"{where}.notes[{count}]", fields, one
            count += 1
            continue
        inner = enumerate(getattr(one, "children", ()))
        waiting += [(f"{fields}.children[{index}]", each) for index, each in inner][::-1]
