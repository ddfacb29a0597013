"""Plain words cast many at once: each as if it had been cast alone."""

import pytest

from briefkit.text import shape
from briefkit.text.atoms import Word
from briefkit.text.casts import Caster
from briefkit.text.fonts import FontLibrary
from briefkit.text.foundry import Foundry
from briefkit.text.hyphenate import hyphenation_points
from briefkit.text.spans import CharacterStyle

SERIF = CharacterStyle("Source Serif 4", 10.5)
STYLES = [
    SERIF,
    CharacterStyle("Source Serif 4", 8.5, is_italic=True, features=("onum", "pnum")),
    CharacterStyle("Source Sans 3", 12.0, weight=700),
    CharacterStyle("Source Code Pro", 9.0),
    CharacterStyle("Source Serif 4", 9.0, tracking=0.04, features=("c2sc", "smcp")),
]
WORDS = {
    "en": "officials affliction Tavistock’s (authority), self-help a AVATAR “To fi 1914 T.V.A. ?",
    "de": "Auflaufform Verwaltungsgericht Wertungen, Schiff\u00adfahrt",
    "pl": "konstytucyjnych i odpowiedzialność w",
    "ru": "государственного ответственность, Rents 12,5 c",
    "el": "υποχρεώσεις διακυβέρνηση, 2020",
    "he": "abc abcdef",
}
FIELDS = (
    *("cast", "strip", "joints", "rows", "levels", "penalty_before", "penalty_after"),
    *("is_function_word", "may_begin", "may_end"),
)


@pytest.fixture
def shapings(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list that every text given to HarfBuzz is put into."""
    texts: list[str] = []
    shaped = shape._shaped

    def counted(text: str, *rest: object) -> object:
        texts.append(text)
        return shaped(text, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(shape, "_shaped", counted)
    return texts


@pytest.mark.parametrize("protrudes", [True, False])
@pytest.mark.parametrize("language", WORDS)
@pytest.mark.parametrize("style", STYLES, ids=str)
def test_a_word_that_is_cast_beside_others_is_as_it_is_alone(
    library: FontLibrary, style: CharacterStyle, language: str, protrudes: bool
):
    together = Caster(style, language, library, True, protrudes)
    alone = Caster(style, language, library, True, protrudes)
    words = WORDS[language].split()

    together.learn(words)

    for word in words:
        for one, other in zip(together.atoms(word), alone.atoms(word), strict=True):
            if isinstance(one, Word):
                assert [getattr(one, f) for f in FIELDS] == [getattr(other, f) for f in FIELDS]
            else:
                assert one == other


def test_new_words_are_shaped_at_once_and_their_parts_with_them(
    library: FontLibrary, shapings: list[str]
):
    made = Caster(SERIF, "en", library, True, True)

    made.learn(["government", "manuscript", "government", "the", "institution"])

    words, parts = shapings
    assert words.split(shape.APART) == ["government", "manuscript", "the", "institution"]
    assert {"gov-", "govern-", "manu-", "insti-"} <= set(parts.split(shape.APART))
    made.learn(["the", "government"])
    assert made.atoms("manuscript")
    assert len(shapings) == 2


def test_what_follows_a_joint_is_measured_in_the_word_where_that_is_the_same(
    library: FontLibrary, shapings: list[str]
):
    """HarfBuzz says that it is, but for what is kerned or joined with what stands before it."""
    made = Caster(SERIF, "en", library, True, True)

    made.learn(["institutions", "nations"])

    assert hyphenation_points("institutions", "en") == (2, 5, 7)
    assert "tutions" not in shapings[1].split(shape.APART)


def test_what_is_not_plain_is_left_to_be_cast_alone(library: FontLibrary):
    face = library.face("Source Serif 4")
    foundry = Foundry(face, 10.0, {}, "en", hyphenates=True, hangs=True)
    ligature, stray = "office", "\u0301b"  # an accent goes on what stands before it

    found = foundry.together(["plain", ligature, "also", stray, "last"], "Latn")

    assert [sorts and sorts[0] for sorts in found] == [
        shape.shape("plain", face).glyphs,
        None,
        shape.shape("also", face).glyphs,
        None,
        shape.shape("last", face).glyphs,
    ]
