"""Where a line may break in a word."""

import pytest

from briefkit.text.joints import text_joints


def shown(word: str, language: str = "en-US", hyphenates: bool = True) -> str:
    """Return a word with its joints: "-|" where the break adds a hyphen, else "|"."""
    visible = "".join(c for c in word if c not in "\u00ad\u200b\u2060\ufeff")
    parts, begin = [], 0
    for joint in text_joints(word, language, hyphenates):
        parts.append(visible[begin : joint.offset] + ("-" if joint.adds_hyphen else ""))
        begin = joint.offset
    return "|".join([*parts, visible[begin:]])


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("(constitutional),", "(con-|sti-|tu-|tional),"),
        ("after", "after"),  # too short to be worth it
        ("UNESCO", "UNESCO"),
        ("well-known", "well-|known"),
        ("e-mail", "e-mail"),
        ("co-op", "co-op"),
        ("F-16", "F-16"),
        ("2020-21", "2020-21"),
        ("non‑breaking", "non‑break-|ing"),
        ("words—here", "words—|here"),
        ("1914–1918", "1914–|1918"),
        ("—words", "—words"),
        ("words—", "words—"),
        ("“words—”", "“words—”"),
        ("yes…but", "yes…|but"),
        ("input/output", "input/|output"),
        ("km/h", "km/h"),
        ("and/or", "and/or"),
        ("1/2", "1/2"),
        ("www.constitution.org", "www.constitution.org"),
        ("constitution2", "constitution2"),
        ("some_constitution", "some_constitution"),
    ],
)
def test_a_word_is_broken_where_a_reader_expects_it(word: str, expected: str):
    assert shown(word) == expected


def test_words_are_hyphenated_in_their_own_language():
    assert shown("Wirtschaft", "de") == "Wirt-|schaft"
    assert shown("Wirtschaft", "en-US") != "Wirt-|schaft"


def test_words_are_not_hyphenated_where_they_are_not_to_be():
    assert shown("self-constitutional", hyphenates=False) == "self-|constitutional"


def test_a_soft_hyphen_is_the_only_place_and_needs_no_hyphenation():
    assert shown("con\u00adstitutional") == "con-|stitutional"
    assert shown("con\u00adstitutional", hyphenates=False) == "con-|stitutional"


def test_a_zero_width_space_is_a_joint_and_a_word_joiner_forbids_one():
    assert shown("foo\u200bbar") == "foo|bar"
    assert shown("words—\u2060here") == "words—here"


def test_words_part_at_the_marks_that_other_scripts_put_between_them():
    assert shown("የሰው፡ልጅ፡ሁሉ፡ሲወለድ።", "am") == "የሰው፡|ልጅ፡|ሁሉ፡|ሲወለድ።"
    assert shown("בית־ספר", "he") == "בית־|ספר"
    assert shown("ב־בית", "he") == "ב־בית"


def test_a_second_hyphen_in_a_compound_costs_more_than_its_own():
    own, second = (
        next(j.penalty for j in text_joints("self-government", "en-US") if j.adds_hyphen is added)
        for added in (False, True)
    )

    assert second > own


def test_ideographs_part_anywhere_but_beside_their_marks():
    assert shown("世界人权，宣言“你好”。") == "世|界|人|权，|宣|言|“你|好”。"
    assert shown("データベース", "ja") == "デー|タ|ベー|ス"
    assert shown("你好world", "zh") == "你|好|world"
    assert all(joint.stretch > 0 for joint in text_joints("世界", "zh"))


def test_full_width_marks_give_a_quarter_of_their_em_on_their_empty_side():
    """Behind those that close, before those that open, and both where the two meet."""
    gives = {joint.offset: joint.shrink for joint in text_joints("世界，人权。（你好）世", "zh")}

    assert gives == {1: 0, 3: 0.25, 4: 0, 6: 0.5, 8: 0, 10: 0.25}


def test_a_long_text_of_ideographs_is_cut_in_no_time():
    word = "世界人权，宣言。" * 2_500

    assert len(text_joints(word, "zh")) == 2_500 * 6 - 1


def test_a_japanese_title_is_broken_between_phrases():
    """Behind a particle, before a word; in running text a line may end anywhere."""
    title = "オープンソースの法的側面"

    phrases = [joint.offset for joint in text_joints(title, "ja-JP", False) if not joint.penalty]
    assert [title[:offset] for offset in phrases] == ["オープンソースの"]
    for language, hyphenates in (("ja", True), ("zh", False)):
        assert not any(joint.penalty for joint in text_joints(title, language, hyphenates))
