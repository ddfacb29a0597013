"""What is long costs in step with its length, however it is long: steps are counted, not timed."""

import random
import sys
from collections.abc import Callable
from contextlib import suppress
from types import FrameType
from typing import Any

import pytest

from briefkit import Brief, LayoutError, Paragraph, Table, note, typeset
from briefkit.text.line import _remembered

# What twice as much more may cost; n² would cost four times as much more.
TWICE = 2.25


def steps(work: Callable[[], object]) -> int:
    """Return how many lines of briefkit are run, each round of a loop counted."""
    count = 0

    def in_briefkit(frame: FrameType, event: str, arg: Any) -> Any:
        nonlocal count
        count += event == "line"
        return in_briefkit

    def tracing(frame: FrameType, event: str, arg: Any) -> Any:
        return in_briefkit if "briefkit" in frame.f_code.co_filename else None

    before = sys.gettrace()
    sys.settrace(tracing)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


def letters(count: int) -> str:
    chance = random.Random(1)  # noqa: S311 -- the same letters each time are what is wanted
    return "".join(chance.choices("abcdefghijklmnopqrstuvwxyz", k=count))


def notes(count: int) -> Brief:
    """Return as many notes, called in one paragraph."""
    parts = [part for n in range(count) for part in ("word ", note(f"Note {n}."))]
    return Brief(title="T", body=[Paragraph(*parts)])


LONG: dict[str, tuple[int, Callable[[int], Brief]]] = {
    "a word": (500, lambda n: Brief(title="T", body=[Paragraph(letters(n))])),
    "a Cyrillic word": (500, lambda n: Brief(title="T", body=[Paragraph("д" * n)])),
    "a word with hyphens": (500, lambda n: Brief(title="T", body=[Paragraph("well-" * n)])),
    "a word in two": (
        500,
        lambda n: Brief(title="T", body=[Paragraph(letters(n), "\u2060", letters(n))]),
    ),
    "an address": (
        500,
        lambda n: Brief(
            title="T", body=[Paragraph("See", note("https://example.org/" + letters(n)))]
        ),
    ),
    "an address with slashes": (
        500,
        lambda n: Brief(title="T", body=[Paragraph("https://example.org/" + "ab/" * n)]),
    ),
    "a title": (500, lambda n: Brief(title=letters(n), body=[Paragraph("Text.")])),
    "a paragraph": (500, lambda n: Brief(title="T", body=[Paragraph("Some words. " * n)])),
    "a cell": (500, lambda n: Brief(title="T", body=[Table([["a", "Some words. " * n]])])),
    "a cell's word": (500, lambda n: Brief(title="T", body=[Table([["a", letters(n)]])])),
    "a paragraph of notes": (60, notes),
}


@pytest.mark.parametrize("what", LONG)
def test_what_is_long_takes_steps_as_many_as_it_is_long(what: str):
    least, brief = LONG[what]

    def cost(size: int) -> int:
        made = brief(size)
        _remembered.cache_clear()

        def set_it() -> None:
            with suppress(LayoutError):  # a title that no page holds, which is found out no slower
                typeset(made)

        return steps(set_it)

    small, middle, large = cost(least), cost(2 * least), cost(4 * least)
    # A short one may be tried in more ways before it is cut, so that twice as much costs no more.
    assert large - middle <= TWICE * max(middle - small, middle / 2)
