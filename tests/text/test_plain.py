"""Words that are set without a search stand as those that are set with one."""

import pytest

from briefkit.structure import NodeId
from briefkit.style.typography import Alignment
from briefkit.text.line import ParagraphSetting, set_lines
from briefkit.text.plain import PlainSetter
from briefkit.text.spans import CharacterStyle, Span

FIGURES = CharacterStyle("Source Sans 3", 8.5, features=("lnum", "tnum"))
OLD_STYLE = CharacterStyle("Source Serif 4", 10.5, features=("onum", "pnum"))


def searched(text, style, library, language="en"):
    """Return the only glyph run of a line."""
    span = Span(text, style, NodeId(7), language)
    setting = ParagraphSetting(1000.0, 12.0, 9.0, Alignment.START, hyphenates=False)
    (line,) = set_lines([span], setting, library)
    (placed,) = line.frame.flat()
    return placed.item


@pytest.mark.parametrize("style", [FIGURES, OLD_STYLE])
@pytest.mark.parametrize(
    "text",
    [
        "a",
        "1",
        "alpha beta gamma",
        "AVATAR, Yes",
        "Größe “x” – and",
        "−1,234.56 %",
        "1111747.17",
        "1914–1918",
        "+47 22 33",
        "self-govern",
        "and/or",
        "x" * 60,
        "Żółć ĞİŞ Київ",
    ],
)
def test_plain_words_are_the_glyphs_that_a_search_gives(text, style, library):
    setter = PlainSetter(style, "en", library)
    line = setter.line(text)

    assert line is not None
    run = setter.run(line, NodeId(7))
    expected = searched(text, style, library)
    assert run.advances == pytest.approx(expected.advances)
    assert [run.glyphs, run.clusters, run.text] == [
        expected.glyphs,
        expected.clusters,
        expected.text,
    ]
    assert [run.face, run.size, run.colour, run.mark] == [
        expected.face,
        expected.size,
        expected.colour,
        expected.mark,
    ]
    assert line.width == pytest.approx(expected.width)


@pytest.mark.parametrize(
    "text",
    [
        "two\nlines",
        "no\u00a0break",
        "a  b",
        "שלום",
        "中文",
        "soft\u00adhyphen",
        "e\u0323\u0301",
        "x" * 300,
        "a 中",
        "\U0001f600",
    ],
)
def test_what_is_more_than_words_is_left_to_the_search(text, library):
    assert PlainSetter(FIGURES, "en", library).line(text) is None


def test_letters_that_are_set_apart_are_left_to_the_search(library):
    spaced = CharacterStyle("Source Sans 3", 8.5, tracking=0.05)
    assert PlainSetter(spaced, "en", library).line("abc") is None


def test_a_ligature_is_left_to_the_search_or_given_as_it_does(library):
    """Its glyph stands for two characters."""
    text = "first office"
    line = PlainSetter(OLD_STYLE, "en", library).line(text)
    expected = searched(text, OLD_STYLE, library)
    assert line is None or line.glyphs == expected.glyphs


def test_numbers_are_put_together_from_their_pairs(library, monkeypatch):
    """Ten thousand numbers are shaped by way of a hundred pairs."""
    setter = PlainSetter(FIGURES, "en", library)
    shaped = []
    strip = setter._caster.atoms
    monkeypatch.setattr(setter._caster, "atoms", lambda word: shaped.append(word) or strip(word))

    for number in range(1000, 11_000):
        assert setter.line(f"{number}.{number % 100:02}") is not None

    assert len(shaped) <= 11 + 11 * 11


def test_many_texts_are_not_all_remembered(library):
    setter = PlainSetter(FIGURES, "en", library)
    for number in range(20_000):
        setter.line(str(number))
    assert len(setter._known) <= 1 << 13
