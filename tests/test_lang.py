"""Tags of BCP 47, taken apart."""

import pytest

from briefkit.lang import Language, is_language_tag, parse_language


@pytest.mark.parametrize(
    ("tag", "parts"),
    [
        ("en", ("en", "", "")),
        ("EN-us", ("en", "", "US")),
        ("sr-latn-RS", ("sr", "Latn", "RS")),
        ("es-419", ("es", "", "419")),
        ("de-1996", ("de", "", "")),
        ("de-DE-1996", ("de", "", "DE")),
        ("en-u-ca-gregory", ("en", "", "")),  # a calendar is no Canada
        ("ckb", ("ckb", "", "")),
    ],
)
def test_a_tag_has_a_language_a_script_and_a_region(tag, parts):
    assert parse_language(tag) == Language(tag, *parts)


@pytest.mark.parametrize("tag", ["", "e", "english", "en_US", "en-", "en-abcdefghi", "en US"])
def test_what_has_not_the_shape_of_a_tag_is_none(tag):
    assert not is_language_tag(tag)
    with pytest.raises(ValueError, match="is no language tag: write one of BCP 47"):
        parse_language(tag)


@pytest.mark.parametrize(
    ("tag", "region"),
    [("en-gb", "GB"), ("es-419", "419"), ("zh-yue", ""), ("sl-rozaj", ""), ("de-1901", "")],
)
def test_a_region_has_two_letters_or_three_digits(tag, region):
    """What else may stand there is a dialect, a variant, or an extended language."""
    assert parse_language(tag).region == region


def test_the_direction_is_that_of_the_language():
    assert parse_language("ar-EG").is_right_to_left
    assert parse_language("he").is_right_to_left
    assert not parse_language("tr").is_right_to_left
