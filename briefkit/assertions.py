"""Assertions on PDFs for tests: a PDF → nothing, or an AssertionError that a person can read.

The fixtures that go with them are in `pytest_plugin`.
"""

import difflib
import os
from collections.abc import Iterable
from itertools import zip_longest
from pathlib import Path

from briefkit.preflight import Source, check
from briefkit.preflight.policy import Waiver, judge, policy_of
from briefkit.preflight.report import report_text

MOST_LINES = 120  # of a difference; who needs more compares the files
WIDTH = 100  # a longer line is shown only about the words that differ
WORDS_ABOUT = 5


def assert_publishable(
    pdf: Source, *, waive: Iterable[str | Waiver] = (), require: Iterable[str] = ()
) -> None:
    """Fail if preflight finds an error in a PDF, and say what, where, and what now.

    Warnings and notes do not count.

    Args:
        pdf: a path, bytes or an open binary file.
        waive: codes of findings that are let pass, or each with its reason as a `Waiver`.
        require: codes of findings that count as errors.

    Raises:
        AssertionError: there are errors.
        ModelError: a code is unknown.
        SourceError: the PDF cannot be read.
    """
    __tracebackhide__ = True
    judged = judge(check(pdf), policy_of(waive, require))
    if any(one.is_error for one in judged):
        raise AssertionError(report_text(_name_of(pdf), judged))


def assert_same_text(
    text: str, reference: Path, *, update: bool = False, how: str = "update=True"
) -> None:
    """Fail if a text differs from a file that holds what it was, and show the lines that do.

    Args:
        text: as it is now.
        reference: the file.
        update: write the file anew, and pass.
        how: what the message tells the reader to do where the difference is meant.
    """
    __tracebackhide__ = True
    now = text.rstrip("\n") + "\n"
    if update:
        reference.parent.mkdir(parents=True, exist_ok=True)
        reference.write_text(now, encoding="utf-8", newline="\n")
        return
    if not reference.exists():
        raise AssertionError(f"{reference} is no reference yet: {how} writes it")
    then = reference.read_text(encoding="utf-8")
    if then.rstrip("\n") + "\n" != now:
        raise AssertionError(f"{_difference(then, now, reference)}\n{how}, if so meant")


def _difference(then: str, now: str, reference: Path) -> str:
    """Return the lines that differ, by number; of long ones only the words about what differs."""
    old, new = then.splitlines(), now.splitlines()
    told: list[str] = []
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    for tag, start, end, first, last in matcher.get_opcodes():
        if tag == "equal":
            continue
        told.append(f"line {start + 1}:")
        pairs = zip_longest(old[start:end], new[first:last])
        shortened = [_shortened(*pair) for pair in pairs]
        told += [f"- {before}" for before, _ in shortened if before is not None]
        told += [f"+ {after}" for _, after in shortened if after is not None]
    left_out = len(told) - MOST_LINES
    more = [f"… and {left_out} more lines"] if left_out > 0 else []
    return "\n".join([f"{reference} (-) is not what there is now (+)", *told[:MOST_LINES], *more])


def _shortened(before: str | None, after: str | None) -> tuple[str | None, str | None]:
    """Return two lines; of long ones, the words that both have only near those that differ."""
    if before is None or after is None or max(len(before), len(after)) <= WIDTH:
        return before, after
    old, new = before.split(" "), after.split(" ")
    shown: tuple[list[str], list[str]] = ([], [])
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    for tag, start, end, first, last in matcher.get_opcodes():
        if tag == "equal" and end - start > 2 * WORDS_ABOUT:
            same = [*old[start : start + WORDS_ABOUT], "…", *old[end - WORDS_ABOUT : end]]
            same = same[WORDS_ABOUT:] if start == 0 else same
            same = same[:-WORDS_ABOUT] if end == len(old) else same
            shown[0].extend(same)
            shown[1].extend(same)
        else:
            shown[0].extend(old[start:end])
            shown[1].extend(new[first:last])
    return " ".join(shown[0]), " ".join(shown[1])


def _name_of(pdf: Source) -> str:
    if isinstance(pdf, str | os.PathLike):
        return os.fspath(pdf)
    return str(getattr(pdf, "name", "the PDF"))
