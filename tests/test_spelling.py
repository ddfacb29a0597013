import pytest

from briefkit.spelling import Guesses, likeliest


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("titel", "title"),
        ("TITLE", "title"),
        ("key_points", "key-points"),
        ("xyz", None),
        ("", None),
    ],
)
def test_the_likeliest_word_is_the_one_that_is_most_like_it(word, meant):
    assert likeliest(word, ["abstract", "key-points", "title"]) == meant


def test_of_words_that_differ_in_capitals_alone_the_first_is_meant():
    assert likeliest("rent", ["Rents", "rents"]) == "Rents"


def test_what_is_less_like_than_is_asked_for_is_not_meant():
    assert likeliest("Source Sans", ["Source Sans 3"], 0.9) == "Source Sans 3"
    assert likeliest("Sauce", ["Source Sans 3"], 0.9) is None


def test_guesses_end_when_many_words_were_compared():
    known = [f"word-{number}" for number in range(30_000)]
    guesses = Guesses()

    assert guesses.likeliest("word-7x", known) is not None
    assert guesses.likeliest("word-7x", known) is None
