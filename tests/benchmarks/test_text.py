"""What the way from characters to glyphs costs. Run with --benchmark-only."""

from briefkit.text import hyphenate, shape
from briefkit.text.faces import open_face
from briefkit.text.fonts import FontLibrary, subset
from briefkit.text.itemize import itemize
from briefkit.text.spans import CharacterStyle

SENTENCE = "The quick brown fox, “quoted” in 2020, jumps over fifteen lazy dogs – slowly. "
STYLE = CharacterStyle("Source Serif 4", 10.5)


def test_shape_a_word_for_the_first_time(benchmark, library: FontLibrary):
    face = library.face("Source Serif 4")

    benchmark(shape._shape, "typesetting", face, ("onum",), "en", "Latn", False)


def test_shape_a_word_again(benchmark, library: FontLibrary):
    face = library.face("Source Serif 4")

    benchmark(shape.shape, "typesetting", face, ("onum",))


def test_itemize_a_paragraph_in_one_script(benchmark, library: FontLibrary):
    benchmark(itemize, SENTENCE * 12, STYLE, "en", library)


def test_itemize_a_paragraph_in_two_scripts(benchmark, library: FontLibrary):
    benchmark(itemize, SENTENCE * 11 + "и немного по-русски", STYLE, "en", library)


def test_itemize_a_word(benchmark, library: FontLibrary):
    benchmark(itemize, "typesetting", STYLE, "en", library)


def test_hyphenate_a_word_for_the_first_time(benchmark):
    hyphenate.hyphenation_points("typesetting", "en")  # loads the patterns

    benchmark(hyphenate.hyphenation_points.__wrapped__, "typesetting", "en")


def test_load_the_patterns_of_german(benchmark):
    benchmark(hyphenate._of_language.__wrapped__, "de")


def test_open_a_face(benchmark, library: FontLibrary):
    face = library.face("Source Sans 3")

    benchmark(open_face, face.path, 0, face.family, 400, False, face.optical_range, True)


def test_subset_a_face(benchmark, library: FontLibrary):
    face = library.face("Source Serif 4")
    glyphs = shape.shape(SENTENCE, face).glyphs

    benchmark(subset, face, glyphs)
