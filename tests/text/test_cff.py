"""CFF tables → their parts."""

import pytest

from briefkit.text.cff import read_dictionary


@pytest.mark.parametrize(
    ("spelled", "number"),
    [
        ("8b", 0),
        ("ef", 100),
        ("27", -100),
        ("fa7c", 1000),
        ("fe7c", -1000),
        ("1cd8f0", -10000),
        ("1dfffe7960", -100000),
        ("1ee2a25f", -2.25),
        ("1e0a140541c3ff", 0.140541e-3),
        ("1ea001ff", 0.001),
        ("1eaaff", 0),
        ("1e1b999f", 0),
    ],
)
def test_numbers_are_read_however_they_are_spelled(spelled, number):
    """The examples are those of Technical Note #5176, section 4."""
    (operands,) = read_dictionary(bytes.fromhex(spelled) + b"\x14").values()

    assert operands.numbers == pytest.approx((number,))
    assert operands.spelled == bytes.fromhex(spelled)
