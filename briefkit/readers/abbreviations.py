"""Lines such as `*[NATO]: North Atlantic Treaty Organization` → the abbreviations of a brief.

The rule leaves what it finds in the parser's environment, since such lines print nothing.
"""

import re
from typing import Any

from markdown_it.rules_block import StateBlock

from briefkit.errors import ModelError
from briefkit.model.brief import Abbreviation
from briefkit.readers.source import Faults
from briefkit.values import frozen

_LINE = re.compile(r"\*\[(?P<short>[^\[\]]*)\]:(?:[ \t]+(?P<long>.*))?$")


@frozen
class _Found:
    """One of them. line: where, from 1."""

    line: int
    short: str
    long: str


def abbreviation(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Take a line that says what an abbreviation stands for."""
    start, end = state.bMarks[start_line] + state.tShift[start_line], state.eMarks[start_line]
    if state.src[start : start + 2] != "*[" or state.is_code_block(start_line):
        return False
    found = _LINE.match(state.src[start:end])
    if found is None:
        return False
    if not silent:
        one = _Found(start_line + 1, found["short"].strip(), (found["long"] or "").strip())
        state.env.setdefault("abbreviations", []).append(one)
        state.line = start_line + 1
    return True


def take_abbreviations(environment: dict[str, Any], faults: Faults) -> tuple[Abbreviation, ...]:
    """Return what all texts of a brief abbreviate; a wrong or a second one is told."""
    taken: dict[str, Abbreviation] = {}
    for one in environment.get("abbreviations", ()):
        if one.short in taken:
            faults.add(one.line, f"the abbreviation [{one.short}] is given again", "keep one")
            continue
        try:
            taken[one.short] = Abbreviation(one.short, one.long)
        except ModelError as error:
            faults.take(one.line, error)
    return tuple(taken.values())
