"""Words into glyphs, and what their parts are told to be before they are cast."""

import pytest

from briefkit.text import casts
from briefkit.text.atoms import Word
from briefkit.text.casts import Caster, caster
from briefkit.text.fonts import FontLibrary
from briefkit.text.spans import CharacterStyle

SERIF = CharacterStyle("Source Serif 4", 10.5)
OLD_FIGURES = CharacterStyle("Source Serif 4", 8.5, features=("onum", "pnum"))
SPACED_CAPITALS = CharacterStyle("Source Serif 4", 9.0, tracking=0.04, features=("c2sc", "smcp"))
STYLES = [
    SERIF,
    OLD_FIGURES,
    SPACED_CAPITALS,
    CharacterStyle("Source Serif 4", 24.0, weight=600, is_italic=True),
    CharacterStyle("Source Sans 3", 12.0, weight=700),
    CharacterStyle("Source Code Pro", 9.0),
    CharacterStyle("Source Serif 4", 10.0, room=5.0),
]
WORDS = {
    "en": "officials affliction self-governments Tavistock’s (authority), either/orders 1914–1918",
    "de": "Auflaufform Verwaltungsgericht Wertungen, Schiff\u00adfahrts\u00adgesellschaft T.V.A.",
    "fr": "l’institutionnalisation efficacité, aujourd’hui «affiliation»",
    "pl": "konstytucyjnych odpowiedzialność przez-granicze",
    "ru": "государственного ответственность, по-русски",
    "el": "υποχρεώσεις διακυβέρνηση",
    "he": "consti\u00adtution 12-13-14",
}


def words_of(
    style: CharacterStyle, language: str, library: FontLibrary
) -> tuple[Caster, list[Word]]:
    made = caster(style, language, library)
    atoms = [made.atoms(word)[0] for word in WORDS[language].split()]
    return made, [atom for atom in atoms if isinstance(atom, Word)]


@pytest.mark.parametrize("language", WORDS)
@pytest.mark.parametrize("style", STYLES, ids=str)
def test_the_parts_of_a_word_are_as_wide_as_its_rows_say(
    library: FontLibrary, style: CharacterStyle, language: str
):
    made, words = words_of(style, language, library)

    assert any(word.joints for word in words)
    for word in words:
        for cut, (end, start, penalty, is_hyphen) in enumerate(word.rows):
            before, after = made.part(word, end_cut=cut), made.part(word, begin_cut=cut)
            assert end == before.width - before.end_hang
            assert start == word.cast.width - after.width + after.start_hang
            assert (penalty, is_hyphen) == (word.joints[cut].penalty, word.joints[cut].is_hyphen)


@pytest.mark.parametrize("text", ["officials", "– 1914", "fikir", "(“Vita”)", "µ", "", "ж ª"])
@pytest.mark.parametrize("protrudes", [True, False])
@pytest.mark.parametrize("style", STYLES, ids=str)
def test_a_plain_text_is_cast_as_one_of_which_the_levels_are_known(
    library: FontLibrary, style: CharacterStyle, protrudes: bool, text: str
):
    """One goes a short way, the other the way of all that is not plain."""
    made = caster(style, "en", library, True, protrudes)

    assert made.cast(text) == made.cast(text, levels=(0,) * len(text))


def test_a_part_is_shaped_by_itself(library: FontLibrary):
    """A ligature is parted, and a letter is kerned with the hyphen after it."""
    made, (word,) = caster(SERIF, "en", library), caster(SERIF, "en", library).atoms("of\u00adfice")

    assert isinstance(word, Word)
    assert made.part(word, end_cut=0) == made.part(word, end_cut=0)
    assert made.part(word, end_cut=0).text == "of\u00ad"
    assert made.part(word, end_cut=0).strips[0].glyphs == made.cast("of-").strips[0].glyphs
    assert made.part(word, begin_cut=0) == made.cast("fice")
    assert made.part(word) is word.cast


def test_a_part_between_two_joints_ends_in_its_own_hyphen(library: FontLibrary):
    made = caster(SERIF, "en", library)
    (word,) = made.atoms("con\u00adsti\u00adtution")

    assert isinstance(word, Word)
    assert made.part(word, 0, 1).text == "sti\u00ad"


def test_a_part_of_a_word_that_runs_to_the_left_keeps_its_levels(library: FontLibrary):
    made = caster(SERIF, "he", library)
    (word,) = made.atoms("abc\u00addef", levels=(1, 1, 1, 1, 1, 1, 1))

    assert isinstance(word, Word)
    assert word.levels == (1,) * 6
    assert [strip.level for strip in made.part(word, end_cut=0).strips] == [1]
    assert [strip.level for strip in made.part(word, begin_cut=0).strips] == [1]


def test_equal_advances_are_one_object(library: FontLibrary):
    """So that those of a line are copied in half the time, and held once."""
    made = caster(SERIF, "en", library)
    advances = [each for text in ("nine", "none") for each in made.cast(text).strips[0].advances]

    assert len({id(each) for each in advances}) == len(set(advances)) < len(advances)


def test_words_of_which_each_character_is_a_glyph_share_their_clusters(library: FontLibrary):
    made = caster(SERIF, "en", library)

    assert made.cast("seven").strips[0].clusters is made.cast("eight").strips[0].clusters


@pytest.mark.parametrize("at_once", [True, False])
def test_a_word_that_is_met_again_and_again_is_cast_once(
    library: FontLibrary, monkeypatch: pytest.MonkeyPatch, at_once: bool
):
    """However many others are; of those, as many are remembered as there is room for."""
    monkeypatch.setattr(casts, "_MOST_WORDS", 4)
    made = Caster(SERIF, "en", library, hyphenates=True, protrudes=True)
    others = [first + second for first in "abcdefgh" for second in "abcdefgh"]
    first = made.atoms("often")
    seldom = made.atoms("seldom")
    for one, other in zip(others[::2], others[1::2], strict=True):
        if at_once:
            made.learn([one, "often", other])
        else:
            made.atoms(one)
            made.atoms(other)
        assert made.atoms("often") == first
        assert len(made.words) <= 4

    assert made.atoms("seldom") != seldom
