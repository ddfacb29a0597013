"""briefkit.patterns: what is compiled late is a pattern like any other."""

import re
import subprocess
import sys

import pytest

from briefkit.model.characters import unprintable
from briefkit.patterns import late


def test_a_late_pattern_does_what_one_compiled_at_once_does():
    pattern = late(r"(a+)(b)?", re.IGNORECASE)

    assert pattern.search("xAAb").groups() == ("AA", "b")
    assert pattern.sub("-", "aab ab") == "- -"
    assert [found[0] for found in pattern.finditer("a ab")] == ["a", "ab"]
    assert pattern.pattern == r"(a+)(b)?"


def test_it_is_compiled_when_it_is_first_asked_for():
    pattern = late("(")

    for _ in range(2):
        with pytest.raises(re.error, match="unterminated"):
            pattern.search("")


def test_what_python_prints_is_never_what_has_no_printed_form():
    """So that it need not be searched."""
    everything = map(chr, range(sys.maxunicode + 1))
    pattern = re.compile(unprintable.__globals__["_UNPRINTABLE"].pattern)

    assert [one for one in everything if one.isprintable() and pattern.search(one)] == []


def test_patterns_for_what_few_briefs_have_are_not_compiled_for_a_plain_one():
    script = """
import re, sys
compiled = []
real = re.compile
def noted(*given):
    compiled.append(sys._getframe(1).f_globals["__name__"])
    return real(*given)
re.compile = noted
from briefkit import Brief, Section, render
render(Brief(title="Plain", body=[Section("A heading", ["Some words."])]))
print(len([one for one in compiled if one.startswith("briefkit.")]))
"""
    told = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    ).stdout
    assert int(told) < 25
