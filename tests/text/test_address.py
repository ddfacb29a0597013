"""The joints of web addresses."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefkit.text.address import address_joints

LONG = "https://www.example.org/politics/2023/09/13/putin-kim_summit~x/index.html?a=1b&c=2d#top"


def pieces(address: str) -> list[str]:
    """Return an address cut at all of its joints."""
    bounds = [0, *[joint.offset for joint in address_joints(address)], len(address)]
    return [address[start:end] for start, end in itertools.pairwise(bounds)]


def penalty_before(address: str, rest: str) -> float:
    """Return what it costs to break an address before `rest`."""
    offset = address.index(rest)
    return next(joint.penalty for joint in address_joints(address) if joint.offset == offset)


def test_breaks_after_its_punctuation_and_never_before():
    assert pieces(LONG) == [
        "https://", "www.", "example.", "org/", "politics/", "2023/", "09/", "13/", "putin-",
        "kim_", "summit~", "x/", "index.", "html?", "a=", "1b&", "c=", "2d#", "top",
    ]  # fmt: skip


def test_the_double_slash_of_a_scheme_is_never_parted():
    assert not any(piece.endswith((":", ":/")) for piece in pieces(LONG))


def test_an_escape_is_never_parted_nor_a_character_of_several():
    assert pieces("https://ru.wikipedia.org/wiki/%D0%9A%D0%BEx") == [
        "https://", "ru.", "wikipedia.", "org/", "wiki/", "%D0%9A", "%D0%BEx",
    ]  # fmt: skip


def test_no_joint_leaves_one_or_two_characters_at_an_end():
    assert pieces("a.example.org/x/y/") == ["a.example.", "org/", "x/y/"]


def test_slashes_are_the_best_joints_and_the_host_keeps_together():
    slash = penalty_before(LONG, "politics")
    query = penalty_before(LONG, "1b&")
    point = penalty_before(LONG, "html")
    host = penalty_before(LONG, "example")

    assert slash < query < point < host


def test_a_long_part_may_be_broken_anywhere_at_a_price():
    address = "https://example.org/d/" + "k3" * 20
    joints = [joint for joint in address_joints(address) if joint.offset > 22]

    assert [joint.offset for joint in joints] == list(range(27, 58))
    assert min(joint.penalty for joint in joints) > penalty_before(address, "org")


def test_a_line_that_ends_in_an_address_may_stay_short():
    assert all(joint.fill > 0 for joint in address_joints(LONG))


@pytest.mark.parametrize("address", ["mailto:someone@example.org", "www.example.org/a/b", "x"])
def test_addresses_without_a_host_have_joints_too(address: str):
    assert "".join(pieces(address)) == address


@given(st.text("ab1/.:-_%?&=#~@", max_size=60))
def test_no_joint_adds_a_hyphen_or_parts_what_must_stay_whole(address: str):
    joints = address_joints(address)

    assert [joint.offset for joint in joints] == sorted({joint.offset for joint in joints})
    assert not any(joint.adds_hyphen or joint.is_hyphen for joint in joints)
    assert all(3 <= joint.offset <= len(address) - 3 for joint in joints)
