"""Text → pieces of one face, script and direction."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefkit.errors import FontError
from briefkit.text.bidi import bidi_levels
from briefkit.text.fonts import FontLibrary
from briefkit.text.itemize import itemize
from briefkit.text.scripts import default_script, script_of, scripts_of, single_script
from briefkit.text.spans import CharacterStyle

SERIF = CharacterStyle("Source Serif 4", 10.5)
SQUARES = CharacterStyle("briefkit squares", 10)
LIBRARY = FontLibrary()


def pieces_of(
    text: str, language: str = "en", style: CharacterStyle = SERIF, library: FontLibrary = LIBRARY
) -> list[tuple[str, str, str]]:
    return [
        (text[piece.start : piece.end], piece.face.postscript_name, piece.script)
        for piece in itemize(text, style, language, library)
    ]


def problems_of(text: str, where: str = "sections[0]") -> list[str]:
    with pytest.raises(FontError) as caught:
        itemize(text, SERIF, "en", LIBRARY, where)
    assert {problem.where for problem in caught.value.problems} == {where}
    return [problem.what for problem in caught.value.problems]


# Scripts


@pytest.mark.parametrize(
    ("text", "language", "script"),
    [
        ("Rents rose by 4 % — “slowly”.", "en", "Latn"),
        ("Naïve Şişli, æther", "tr", "Latn"),
        ("Цены, 2020", "ru", "Cyrl"),
        ("Ενοίκια, 2020", "el", "Grek"),
        ("2020", "ru", "Cyrl"),
        ("2020", "sr-Latn", "Latn"),
        ("2020", "en", "Latn"),
        ("line\nline", "en", "Latn"),
    ],
)
def test_text_in_one_script_is_one_piece(text: str, language: str, script: str):
    assert pieces_of(text, language) == [(text, "SourceSerif4-Regular", script)]


def test_text_is_split_where_its_script_changes():
    name = "SourceSerif4-Regular"

    assert pieces_of("(1) Rents, 2020: Цены! α") == [
        ("(1) Rents, 2020: ", name, "Latn"),
        ("Цены! ", name, "Cyrl"),
        ("α", name, "Grek"),
    ]


def test_no_text_has_no_pieces():
    assert itemize("", SERIF, "en", LIBRARY) == ()


@pytest.mark.parametrize(
    ("language", "script"),
    [
        ("en-US", "Latn"),
        ("sr", "Cyrl"),
        ("sr-Latn-RS", "Latn"),
        ("zh-Hant", "Hani"),
        ("fa", "Arab"),
    ],
)
def test_default_script(language: str, script: str):
    assert default_script(language) == script


@given(st.text(st.characters(max_codepoint=0x2FFF, exclude_categories=["Cn", "Cs"])))
def test_the_quick_look_at_scripts_says_what_the_long_one_says(text: str):
    quick = single_script(text, "en")

    assert quick == "" or set(scripts_of(text, "Latn")) in ({quick}, set())


def test_scripts_of_single_characters():
    assert [script_of(each) for each in "aжαאب中ひカ한ก1, \u0301"] == [
        *("Latn", "Cyrl", "Grek", "Hebr", "Arab", "Hani", "Hira", "Kana", "Hang", "Thai"),
        *("", "", "", ""),
    ]


# Directions


def test_right_to_left_text_is_split_by_level():
    """In an override, for no bundled family has Hebrew or Arabic."""
    text = "one \u202etwo 12\u202c three"

    pieces = itemize(text, SERIF, "en", LIBRARY)

    assert [(text[p.start : p.end], p.level) for p in pieces] == [
        ("one \u202e", 0),
        ("two 12\u202c", 1),
        (" three", 0),
    ]


def test_a_paragraph_in_a_right_to_left_language_runs_to_the_left():
    pieces = itemize("one 12!", SERIF, "he", LIBRARY)

    assert [(p.start, p.end, p.level) for p in pieces] == [(0, 6, 2), (6, 7, 1)]


def test_a_part_of_a_paragraph_takes_the_paragraphs_levels():
    paragraph = "a \u202e12 b\u202c c"
    levels = bidi_levels(paragraph)
    assert levels is not None

    pieces = itemize(paragraph[3:7], SERIF, "en", LIBRARY, levels=levels[3:7])

    assert [(p.start, p.end, p.level) for p in pieces] == [(0, 4, 1)]


# Faces


def test_what_a_family_lacks_comes_from_another_one_word_by_word():
    serif, sans = "SourceSerif4-Regular", "SourceSans3-Regular"

    assert pieces_of("λόγος ἀρχῇ, λόγος", "grc") == [
        ("λόγος ", serif, "Grek"),
        ("ἀρχῇ", sans, "Grek"),
        (", λόγος", serif, "Grek"),
    ]


def test_where_no_face_has_the_whole_word_its_letters_part(square_library: FontLibrary):
    """The italic of Source Code Pro has no Cyrillic, and the font of squares no root."""
    code = CharacterStyle("Source Code Pro", 9, is_italic=True)

    assert pieces_of("a→я", "en", code) == [
        ("a→", "SourceCodePro-It", "Latn"),
        ("я", "SourceCodePro-Regular", "Cyrl"),
    ]
    assert pieces_of("a√b", "en", SQUARES, square_library) == [
        ("a", "BriefkitSquares", "Latn"),
        ("√", "SourceSerif4-Regular", "Latn"),
        ("b", "BriefkitSquares", "Latn"),
    ]


def test_a_fallback_keeps_size_weight_and_slope(square_library: FontLibrary):
    style = CharacterStyle("Source Serif 4", 8.5, 600, is_italic=True)

    assert pieces_of("ἀ", "grc", style, square_library)[0][1] == "SourceSans3-SemiboldIt"


@pytest.mark.parametrize(
    "text",
    ["Tie\u0302\u0301ng Vie\u0323\u0302t", "e\u0301", "Å vs Å vs A\u030a", "e" + "\u0301" * 50],
)
def test_letters_and_their_marks_stay_together(text: str):
    assert pieces_of(text, "vi") == [(text, "SourceSerif4-Regular", "Latn")]


def test_a_composed_letter_is_had_from_its_parts_and_parts_from_the_letter(
    square_library: FontLibrary,
):
    """Squares has é, and no combining acute."""
    assert pieces_of("e\u0301", "en", SQUARES, square_library) == [
        ("e\u0301", "BriefkitSquares", "Latn")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "a\u00adb",
        "a\u200bb",
        "a\u200db",
        "a\u2060b",
        "a\ufeffb",
        "a\u2069 b",
        "a\ufe0e",
        "a\u00a0b\u202fc\u2009d\u2003e\u3000f",
        "F\u201116",
    ],
)
def test_spaces_and_what_never_shows_need_no_glyph(text: str, square_library: FontLibrary):
    assert len(pieces_of(text)) == 1
    assert len(pieces_of(text, "en", SQUARES, square_library)) == 1


# What cannot be shown


def test_a_character_that_no_font_has_is_named_with_the_font_and_the_place():
    (problem,) = problems_of("ab 中", "sections[1].blocks[0]")

    assert problem == (
        "SourceSerif4-Regular has no glyph for U+4E2D CJK UNIFIED IDEOGRAPH-4E2D, and neither has "
        "any other font of Source Serif 4, Source Sans 3, Source Code Pro"
    )


def test_every_character_that_is_missing_is_named_once():
    found = problems_of("\U0001f600 \U0001f389 \U0001f600")

    assert len(found) == 2
    assert "U+1F600 GRINNING FACE" in found[0]
    assert "U+1F389 PARTY POPPER" in found[1]


def test_a_long_list_of_missing_characters_is_cut():
    assert len(problems_of("".join(map(chr, range(0x4E00, 0x4F00))))) == 5


def test_of_a_cluster_the_character_that_is_missing_is_named():
    family = "\U0001f469\u200d\U0001f469\u200d\U0001f467"

    assert "U+1F469 WOMAN" in problems_of(family)[0]
    assert "U+20DD COMBINING ENCLOSING CIRCLE" in problems_of("a\u20dd")[0]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("be\bfore", "U+0008 a control character"),
        ("be\x07fore", "U+0007 a control character"),
        ("be\x85fore", "U+0085 a control character"),
        ("a\tb", "U+0009 a control character"),
        ("a\rb", "U+000D a control character"),
        ("a\u2028b", "U+2028 LINE SEPARATOR"),
        ("a\ud800b", "U+D800 half of a surrogate pair"),
        ("a\U0001fffeb", "U+1FFFE a character without a name"),
        ("a\ufdd0b", "U+FDD0 a character without a name"),
    ],
)
def test_a_character_that_has_no_form_is_refused(text: str, name: str):
    assert problems_of(text) == [f"{name} has no printed form"]


def test_every_bundled_face_refuses_control_characters():
    for family in LIBRARY.families:
        assert not LIBRARY.face(family).can_show("\x00")
        assert not LIBRARY.face(family).can_show("\r")


@given(st.text("aя αἀ\u0301\u00ad\n1(中,", max_size=30).filter(lambda text: "中" not in text))
def test_pieces_cover_the_text_in_order(text: str):
    pieces = itemize(text, SERIF, "en", LIBRARY)

    ends = [0, *(piece.end for piece in pieces)]
    assert [piece.start for piece in pieces] == ends[:-1]
    assert ends[-1] == len(text)
    assert all(piece.start < piece.end for piece in pieces)
    assert all(piece.face.can_show(text[piece.start : piece.end]) for piece in pieces)
