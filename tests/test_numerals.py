"""Numerals: figures, letters, Roman ones and the printers' symbols, written and read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefkit.numerals import MOST_ROMAN, alpha_value, numeral, roman_value


@pytest.mark.parametrize(
    ("numbering", "numerals"),
    [
        ("arabic", "1 2 3 4 9 14 27"),
        ("roman", "i ii iii iv ix xiv xxvii"),
        ("Roman", "I II III IV IX XIV XXVII"),
        ("alpha", "a b c d i n aa"),
        ("Alpha", "A B C D I N AA"),
    ],
)
def test_each_numbering_writes_its_numerals(numbering, numerals):
    written = [numeral(count, numbering) for count in (1, 2, 3, 4, 9, 14, 27)]

    assert written == numerals.split()


def test_symbols_are_doubled_after_the_last_one_and_never_blank():
    """NOTES.md, 40."""
    written = [numeral(count, "symbols") for count in range(1, 31)]

    assert written[:8] == ["*", "†", "‡", "§", "‖", "¶", "**", "††"]
    assert len(set(written)) == 30


def test_letters_go_on_after_z_and_great_numbers_are_no_roman_ones():
    assert [numeral(count, "alpha") for count in (26, 27, 52, 53, 702, 703)] == [
        "z", "aa", "az", "ba", "zz", "aaa",
    ]  # fmt: skip
    assert [numeral(count, "roman") for count in (1994, 3999, 4000)] == [
        "mcmxciv", "mmmcmxcix", "4000",
    ]  # fmt: skip
    assert {numeral(0, kind) for kind in ("alpha", "roman", "symbols")} == {"0"}


@given(st.integers(1, MOST_ROMAN))
def test_what_is_written_is_read_again(count):
    assert roman_value(numeral(count, "roman")) == count
    assert alpha_value(numeral(count, "alpha")) == count


@pytest.mark.parametrize("said", ["", "a", "iiii", "vx", "iix", "ic", "mmmm", "XIV", "i "])
def test_what_is_no_roman_numeral_says_nothing(said):
    assert roman_value(said) == 0
