"""Characters of one face → glyphs."""

import string
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefkit.style.typography import FontFamily, FontFile
from briefkit.text.faces import Face
from briefkit.text.fonts import FontLibrary
from briefkit.text.shape import shape

FEW = Path(__file__).parents[1] / "fonts" / "squares.otf"  # it has a to z, a space and a hyphen
LIBRARY = FontLibrary([FontFamily("few letters", [FontFile(FEW)])])
SERIF = LIBRARY.face("Source Serif 4")


def faces_with_superiors() -> list[Face]:
    return [
        LIBRARY.face(family, weight, is_italic, size)
        for family, size in (
            ("Source Serif 4", 8.5),
            ("Source Serif 4", 10.5),
            ("Source Sans 3", 9),
        )
        for weight in (400, 600, 700)
        for is_italic in (False, True)
    ]


def test_a_word_in_squares(square_library: FontLibrary):
    face = square_library.face("briefkit squares")

    shaped = shape("Iğdır", face, language="tr")

    assert shaped.text == "Iğdır"
    assert shaped.face_key == face.key
    assert shaped.glyphs == tuple(face.glyph(character) for character in "Iğdır")
    assert shaped.advances == (1.0,) * 5
    assert shaped.offsets == ()
    assert shaped.clusters == (0, 1, 2, 3, 4)
    assert shaped.width == 5.0


def test_standard_ligatures_are_on_and_their_cluster_is_the_first_letter():
    shaped = shape("office", SERIF)

    assert len(shaped.glyphs) == 4
    assert shaped.clusters == (0, 1, 4, 5)


def test_kerning_is_on():
    assert shape("AVAV", SERIF).width < shape("AVAV", SERIF, ("-kern",)).width


def test_discretionary_ligatures_are_off():
    assert shape("act", SERIF).clusters == (0, 1, 2)


def test_ligatures_can_be_turned_off():
    assert shape("office", SERIF, ("-liga",)).clusters == (0, 1, 2, 3, 4, 5)


@pytest.mark.parametrize("language", ["tr", "tr-TR", "az"])
def test_turkish_keeps_its_two_letters_i_apart(language: str):
    """In a ligature with f the dot of the i is lost, and with it the difference from ı."""
    shaped = shape("fikir, fıkra", SERIF, language=language)

    assert len(shaped.glyphs) == len("fikir, fıkra")
    assert shaped.glyphs[1] != shaped.glyphs[8]
    assert len(shape("fikir", SERIF, language="en").glyphs) == 4


def test_letters_have_the_forms_of_their_language():
    russian = shape("бгдпт", SERIF, language="ru", script="Cyrl")

    assert shape("вгджзийклптцшщ", SERIF, language="bg", script="Cyrl").glyphs != (
        shape("вгджзийклптцшщ", SERIF, language="ru", script="Cyrl").glyphs
    )
    assert shape("бгдпт", SERIF, language="sr", script="Cyrl").glyphs != russian.glyphs


@pytest.mark.parametrize("tag", ["onum", "pnum", "sups", "subs"])
def test_figures_of_other_kinds(tag: str):
    """The default ones are lining and tabular."""
    for face in (SERIF, LIBRARY.face("Source Sans 3")):
        plain = shape(string.digits, face)
        assert len(set(plain.advances)) == 1
        assert plain == shape(string.digits, face, ("lnum", "tnum"))
        assert not set(plain.glyphs) & set(shape(string.digits, face, (tag,)).glyphs)


@pytest.mark.parametrize("text", ["abcxyz", "şğı", "жщя", "αβγ"])
def test_small_capitals(text: str):
    for tags, written in ((("smcp",), text), (("c2sc",), text.upper())):
        script = {"ж": "Cyrl", "α": "Grek"}.get(text[0], "Latn")
        plain = shape(written, SERIF, script=script)
        small = shape(written, SERIF, tags, script=script)
        assert not set(plain.glyphs) & set(small.glyphs)


@pytest.mark.parametrize("face", faces_with_superiors(), ids=lambda face: face.key)
def test_note_calls_have_true_superiors(face: Face):
    """Figures, the letters of roman and alphabetic numbers, and what stands between two calls."""
    for character in string.digits + string.ascii_lowercase + ",.-–()":
        plain, superior = shape(character, face), shape(character, face, ("sups",))
        assert plain.glyphs != superior.glyphs, character
        glyph = superior.glyphs[0]
        extents = face.font.get_glyph_extents(glyph)
        drawn = face.font.get_glyph_extents(plain.glyphs[0])
        assert extents.y_bearing > drawn.y_bearing or character in "bdfhklt()", character


# What a font lacks but text may hold


def test_a_non_breaking_hyphen_is_shown_as_a_hyphen():
    shaped = shape("F\u201116", SERIF)

    assert shaped.text == "F\u201116"
    assert shaped.glyphs[1] == SERIF.glyph("-") or shaped.glyphs[1] == SERIF.glyph("\u2010")


def test_hyphens_stand_in_for_each_other():
    face = LIBRARY.face("few letters")

    assert "\u2010" in face.shows
    hyphen = face.glyph("-")
    assert shape("\u2010\u2011-", face).glyphs == (hyphen,) * 3


def test_an_operator_is_shown_by_the_sign_that_looks_the_same():
    """The Mueller report writes its asterisks as U+2217."""
    shaped = shape("a\u2217", SERIF)

    assert shaped.text == "a\u2217"
    assert shaped.glyphs[1] == SERIF.glyph("*")


def test_spaces_are_made_from_the_space():
    face = LIBRARY.face("few letters")
    space = face.glyph(" ")

    shaped = shape("a\u00a0a\u2003a\u2002a\u2005a", face)

    assert shaped.text == "a\u00a0a\u2003a\u2002a\u2005a"
    assert shaped.glyphs[1::2] == (space,) * 4
    assert shaped.advances[1::2] == (1.0, 1.0, 0.5, 0.25)


def test_what_never_shows_takes_no_room():
    shaped = shape("a\u00adb\u200bc\u2060d\ne", SERIF)

    assert 0 not in shaped.glyphs
    assert shaped.width == pytest.approx(
        sum(shape(character, SERIF).width for character in "abcde"), abs=0.05
    )
    assert shaped.text == "a\u00adb\u200bc\u2060d\ne"


@pytest.mark.parametrize("text", ["Tiếng Việt", "Ångström", "Şişli", "naïve", "й", "ή", "İğ"])
def test_decomposed_text_looks_as_composed_and_stays_as_written(text: str):
    composed, decomposed = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))

    one, other = shape(composed, SERIF), shape(decomposed, SERIF)

    assert (one.glyphs, one.advances) == (other.glyphs, other.advances)
    assert other.text == decomposed
    assert [decomposed[at] for at in other.clusters] == [
        unicodedata.normalize("NFD", composed[at])[0] for at in one.clusters
    ]


def test_a_stack_of_marks_is_as_wide_as_its_letter():
    stacked = shape("e" + "\u0301" * 50, SERIF)

    assert stacked.width == shape("é", SERIF).width
    assert set(stacked.clusters) == {0}


# Directions


def test_right_to_left_glyphs_come_in_visual_order():
    shaped = shape("abc", SERIF, is_right_to_left=True)

    assert shaped.clusters == (2, 1, 0)
    assert shaped.glyphs == shape("cba", SERIF, ("-kern",)).glyphs


# Remembering


def test_a_word_is_shaped_once():
    assert shape("remembered", SERIF) is shape("remembered", SERIF)
    assert shape("remembered", SERIF) is not shape("remembered", SERIF, ("onum",))


def test_long_text_is_not_remembered():
    text = "a long paragraph without an end, " * 10

    assert shape(text, SERIF) == shape(text, SERIF)
    assert shape(text, SERIF) is not shape(text, SERIF)


@given(st.text("abfiAVTo ,1жα\u0301\u00ad-", max_size=30))
def test_parallel_tuples_are_of_one_length(text: str):
    shaped = shape(text, SERIF)

    assert len(shaped.glyphs) == len(shaped.advances) == len(shaped.clusters)
    assert len(shaped.offsets) in {0, len(shaped.glyphs)}
    assert shaped.width == sum(shaped.advances)
    assert list(shaped.clusters) == sorted(shaped.clusters)
    assert 0 not in shaped.glyphs
    assert not text or shaped.clusters[0] == 0
