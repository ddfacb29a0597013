"""Clusters and breaks of long texts are uniseg's, and are asked for part by part."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from uniseg.graphemecluster import grapheme_cluster_boundaries
from uniseg.linebreak import line_break_boundaries

from briefkit import LayoutError, Limits, bounds
from briefkit.bounds import within
from briefkit.text import segments
from briefkit.text.segments import clusters, line_breaks

LETTERS = st.sampled_from(
    "中国々〻がぁっゃー〇ア゙ィッヽ" + "가각힣한각" + "กงจะาำิแเไ๑" + "、。「」（）！？…—・％￥"
    "abcXYZ0129$%.,:;-/()[]" + "\u0301\u0308\u20dd\u200d\ufe0f\u2060\u00a0\u00ad\u0600\u302a"
    "🇩🇪🇫👩👧🏽❤" + "हिन्दीक्षत्र"
)
WORDS = st.text(LETTERS, max_size=30)


@given(WORDS)
def test_clusters_and_breaks_are_those_of_the_whole_text(text):
    assert line_breaks(text) == list(line_break_boundaries(text))[:-1]
    assert clusters(text) == tuple(pairwise(grapheme_cluster_boundaries(text)))


@given(st.lists(WORDS, min_size=4, max_size=6))
def test_windows_change_nothing_where_they_see_far_enough(parts):
    text = "".join(parts)
    bounds_of = segments._breaks_of, segments._clusters_of

    for each in bounds_of:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(segments, "_WINDOW", 8)
            assert tuple(segments._through_windows(text, each)) == each(text)


@pytest.mark.parametrize(
    "letters",
    ["中国的人", "あぁアッー", "한국말", "กขคงา", "国。」（", "हिन्दी"],
    ids=["ideographs", "kana", "hangul", "thai", "punctuation", "devanagari"],
)
@pytest.mark.parametrize("asked", [line_breaks, clusters])
def test_time_is_looked_at_within_a_text_without_spaces(monkeypatch, letters, asked):
    looks = 0

    def count() -> float:
        nonlocal looks
        looks += 1
        return 0.0

    monkeypatch.setattr(bounds, "monotonic", count)
    clusters.cache_clear()
    with within(Limits(seconds=1)):
        asked(letters * 3000)
    assert looks >= len(letters) * 3000 // 1000

    monkeypatch.setattr(bounds, "monotonic", lambda: 2.0 if looks < 0 else 0.0)
    clusters.cache_clear()
    with within(Limits(seconds=1)):
        looks = -1
        with pytest.raises(LayoutError, match="takes longer than 1 seconds"):
            asked(letters * 3000)


@pytest.mark.parametrize("letters", ["กขคงา", "あぁアッー", "国。」（", "한국말"])
def test_no_more_is_asked_at_once_than_a_window(monkeypatch, letters):
    """So a text twice as long takes twice as long: uniseg walks through what it is given often."""
    longest = 0
    asked_of = segments._breaks_of

    def seen(part: str) -> tuple[int, ...]:
        nonlocal longest
        longest = max(longest, len(part))
        return asked_of(part)

    monkeypatch.setattr(segments, "_breaks_of", seen)
    line_breaks(letters * 2000)

    assert 0 < longest <= 1000 + 2 * 64


def test_nothing_has_no_clusters_and_no_breaks():
    assert clusters("") == ()
    assert line_breaks("") == []
