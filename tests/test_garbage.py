"""briefkit.garbage: full collections wait while a brief is rendered, and no longer."""

import gc
import os
import subprocess
import sys
import threading

import pytest

from briefkit import Brief, Paragraph, parse_markdown, render
from briefkit.garbage import few_full_collections, none_while_loading

RICH = """---
title: All sorts
notes: {place: PLACE}
contents: yes
---

# A section {#one}

A note,[^1] and another.[^2] See @one.

- An item
- Another

| Year | Tests |
|------|------:|
| 2022 | 90    |

: A table.[^3] {#tbl:tests}

[^1]: Its source.
[^2]: One that is told at length.

    In two paragraphs.
[^3]: A table's.
"""


@pytest.fixture(autouse=True)
def _usual_thresholds():
    before = gc.get_threshold()
    gc.set_threshold(700, 10, 7)
    yield
    gc.set_threshold(*before)


def full():
    return gc.get_threshold()[2]


@pytest.fixture
def seen():
    """Which generation is looked through while a test runs, and how many values are new then."""
    found = []

    def look(phase, info):
        if phase == "start":
            found.append((info["generation"], len(gc.get_objects(0))))

    gc.callbacks.append(look)
    yield found
    gc.callbacks.remove(look)


def test_nothing_is_looked_through_while_a_brief_is_rendered_nor_when_it_is_done(seen):
    """What it was made of is gone when garbage is collected again."""
    brief = Brief(title="Long", body=[Paragraph("Word " * 400) for _ in range(40)])
    render(brief)  # which fills caches, and they stay
    gc.collect()
    seen.clear()
    assert render(brief)
    assert [new for _, new in seen if new > 500] == []
    assert full() == 7


@pytest.mark.parametrize("place", ["foot", "end"])
def test_nothing_of_a_brief_is_left_in_a_circle(place):
    brief = parse_markdown(RICH.replace("PLACE", place))
    render(brief)  # which fills caches
    gc.collect()
    gc.disable()
    try:
        render(brief)
        assert gc.collect() == 0
    finally:
        gc.enable()


def test_of_many_new_values_the_young_are_still_looked_through(seen):
    with few_full_collections():
        kept = [[] for _ in range(1_100_000)]
        assert {generation for generation, _ in seen} == {0}
    del kept


def test_the_young_are_looked_through_less_often_and_then_as_before():
    with few_full_collections():
        assert gc.get_threshold()[0] > 700
        with few_full_collections():
            pass
        assert gc.get_threshold()[0] > 700
    assert gc.get_threshold() == (700, 10, 7)


@pytest.mark.parametrize("youngest", [0, 1_000_000])
def test_who_collects_less_or_never_is_left_alone(youngest):
    gc.set_threshold(youngest, 10, 7)
    with few_full_collections():
        assert gc.get_threshold()[0] == youngest
    assert gc.get_threshold() == (youngest, 10, 7)


def test_nothing_is_collected_while_rooms_are_loaded():
    """And what is loaded is not looked through when the next young values are."""
    script = """
import briefkit, briefkit.garbage, gc
seen = []
gc.callbacks.append(lambda phase, info: seen.append(info["generation"]))
before = gc.get_threshold()
briefkit.render
assert seen == [], seen
assert gc.get_threshold() == before
gc.callbacks.clear()
young = gc.get_objects(0)
assert not any(isinstance(one, type) for one in young), young
"""
    subprocess.run([sys.executable, "-c", script], check=True)


def test_what_another_has_frozen_stays_frozen():
    gc.freeze()
    try:
        with none_while_loading():
            pass
        assert gc.get_freeze_count() > 0
    finally:
        gc.unfreeze()


def test_the_last_of_threads_to_end_restores_what_was_there():
    inside, leave = threading.Event(), threading.Event()

    def hold():
        with few_full_collections():
            inside.set()
            leave.wait()

    thread = threading.Thread(target=hold)
    thread.start()
    inside.wait()
    with few_full_collections():
        assert full() > 7
    assert full() > 7, "the other one is still at work"
    leave.set()
    thread.join()
    assert full() == 7


def test_an_error_restores_it_too():
    with pytest.raises(ValueError, match="stop"), few_full_collections():
        raise ValueError("stop")
    assert full() == 7


def test_what_another_sets_meanwhile_stays():
    with few_full_collections():
        gc.set_threshold(900, 10, 12)
    assert full() == 12


@pytest.mark.skipif(not hasattr(os, "fork"), reason="forks are of Unix")
@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")  # of forks beside threads
def test_a_fork_does_not_wait_for_threads_that_it_does_not_have():
    with few_full_collections():
        child = os.fork()
        if not child:
            is_restored = full() == 7
            with few_full_collections():
                is_put_off = full() > 7
            os._exit(0 if is_restored and is_put_off and full() == 7 else 1)
    assert os.waitpid(child, 0)[1] == 0
