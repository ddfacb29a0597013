"""The design's list of notes has 93 cases: each has a test."""

import ast
import re
from functools import cache
from pathlib import Path

TESTS = Path(__file__).parents[1]
CASES = set(range(1, 94))
_NUMBERS = r"\d+(?:(?:,? and |, | to )\d+)*"
_NAMED = re.compile(rf"(?:NOTES(?:\.md)?,? (?:cases? )?|\bCases? )({_NUMBERS})")


def numbers(text: str) -> set[int]:
    """Return the numbers of a list such as "1, 4 to 6 and 9"."""
    found: set[int] = set()
    for first, last in re.findall(r"(\d+)(?: to (\d+))?", text):
        found |= set(range(int(first), int(last or first) + 1))
    return found


@cache
def covered() -> set[int]:
    """Return the cases that the docstrings of tests name."""
    found: set[int] = set()
    for path in sorted(TESTS.rglob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                for named in _NAMED.findall(ast.get_docstring(node) or ""):
                    found |= numbers(named)
    return found


def test_a_list_of_numbers_is_read_as_it_is_written():
    assert numbers("34, 37, 88 to 90 and 92") == {34, 37, 88, 89, 90, 92}


def test_each_case_has_a_test():
    assert sorted(CASES - covered()) == []


def test_no_case_is_named_that_the_list_lacks():
    assert covered() <= CASES
