"""Levels of UAX #9, and visual order."""

import unicodedata

import pytest
from bidi import get_display
from hypothesis import given
from hypothesis import strategies as st

from briefkit.text.bidi import _BRACKETS, bidi_levels, isolated_levels, visual_order

# A character or more of each class but B, and brackets; no isolates, in which python-bidi takes
# the direction before a bracket (N0) from text inside an isolate, and no embeddings, whose own
# places are anybody's choice once X9 has removed them. bidi-js agrees with us on all of those.
ALPHABET = "abבג\u0627\u0628١٢12 .,-+%$([])\u0300"
SPANS = st.text(ALPHABET, max_size=24)


def displayed(text: str, is_right_to_left: bool) -> str:
    levels = bidi_levels(text, is_right_to_left) or (0,) * len(text)
    return "".join(text[index] for index in visual_order(levels))


def test_text_that_runs_to_the_right_has_no_levels():
    assert bidi_levels("Rents, 2020 (Цены) – 中文") is None
    assert bidi_levels("") is None


@given(SPANS)
def test_display_is_as_python_bidi_says_from_the_left(text: str):
    assert displayed(text, False) == get_display(text, base_dir="L")


@given(SPANS)
def test_display_is_as_python_bidi_says_from_the_right(text: str):
    # python-bidi leaves a text without right-to-left characters as it is, trailing spaces too.
    text += "ב"
    assert displayed(text, True) == get_display(text, base_dir="R")


@pytest.mark.parametrize("at", range(0, len(_BRACKETS), 2))
def test_every_pair_of_brackets_is_one(at: int):
    text = f"א {_BRACKETS[at]}b{_BRACKETS[at + 1]}c"

    assert displayed(text, True) == get_display(text, base_dir="R")


@given(st.text(max_size=40), st.booleans())
def test_any_text_has_a_level_for_each_character(text: str, is_right_to_left: bool):
    levels = bidi_levels(text, is_right_to_left)

    assert levels is None or len(levels) == len(text)
    order = visual_order(levels or (0,) * len(text))
    assert sorted(order) == list(range(len(text)))


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("car אבג", (0, 0, 0, 0, 1, 1, 1)),
        ("אב 12 גד", (1, 1, 1, 2, 2, 1, 1, 1)),
        ("\u0627 12", (1, 1, 2, 2)),  # European figures after Arabic letters
        ("a \u2067b א\u2069 c", (0, 0, 0, 2, 1, 1, 0, 0, 0)),  # an isolate
        ("a \u202bb\u202c c", (0, 0, 0, 2, 2, 0, 0)),  # an embedding
        ("a \u202eb\u202c c", (0, 0, 0, 1, 1, 0, 0)),  # an override
        ("א \u2066b\u2069 א", (1, 1, 1, 2, 1, 1, 1)),
        ("א a\u2069", (1, 1, 2, 1)),  # an end without a beginning
    ],
)
def test_levels(text: str, levels: tuple[int, ...]):
    assert bidi_levels(text, levels[0] == 1) == levels


def test_the_first_strong_character_decides_of_an_isolate():
    assert bidi_levels("a \u2068אb\u2069") == (0, 0, 0, 1, 2, 0)
    assert bidi_levels("a \u2068(אb\u2069 א") == (0, 0, 0, 1, 1, 2, 0, 0, 1)


def test_embeddings_deeper_than_the_limit_do_no_harm():
    text = "\u202b" * 130 + "x" + "\u202c" * 130 + "אy"

    levels = bidi_levels(text)

    assert levels is not None
    assert levels[130] == 126  # 125, the deepest that is odd, and one for the letter
    assert levels[-2:] == (1, 0)


def test_a_right_to_left_paragraph_of_latin_letters():
    assert bidi_levels("ab 1", True) == (2, 2, 2, 2)
    assert bidi_levels("ab ", True) == (2, 2, 1)


@pytest.mark.parametrize(
    ("levels", "order"),
    [
        ((), ()),
        ((0, 0), (0, 1)),
        ((1, 1, 1), (2, 1, 0)),
        ((1, 2, 2, 1), (3, 1, 2, 0)),
        ((2, 2), (0, 1)),
        ((0, 1, 2, 3, 1, 0), (0, 4, 2, 3, 1, 5)),
    ],
)
def test_visual_order(levels: tuple[int, ...], order: tuple[int, ...]):
    assert visual_order(levels) == order


def test_brackets_are_mirrored_pairs():
    for opener, closer in zip(_BRACKETS[::2], _BRACKETS[1::2], strict=True):
        assert (unicodedata.category(opener), unicodedata.category(closer)) == ("Ps", "Pe")


@given(st.text(ALPHABET, max_size=12), st.text(ALPHABET, max_size=8), st.booleans())
def test_what_is_isolated_is_to_the_rest_as_an_isolate_s_marks_make_it(
    before: str, within: str, is_right_to_left: bool
):
    text, end = before + within + "\u05d0", len(before) + len(within)

    found = isolated_levels(text, is_right_to_left, [(len(before), end)])

    marked = bidi_levels(f"{before}\u2066{within}\u2069\u05d0", is_right_to_left)
    assert marked is not None
    kept = (*range(len(before)), *range(len(before) + 1, end + 1), end + 2)
    assert found == tuple(marked[index] for index in kept)


def test_where_nothing_is_isolated_there_is_nothing_to_say():
    assert isolated_levels("\u05d0", True, []) is None
