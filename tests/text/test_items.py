"""Spans into atoms and legal breaks; every character is ten points wide."""

import re

import pytest

from briefkit.structure import NodeId
from briefkit.text import items
from briefkit.text.casts import Seam, Word
from briefkit.text.fonts import FontLibrary
from briefkit.text.items import compose
from briefkit.text.joints import Joint
from briefkit.text.spans import Breaking, CharacterStyle, Span
from briefkit.text.stick import Items

SQUARES = CharacterStyle("briefkit squares", 10.0)


def span(text: str, **more: object) -> Span:
    return Span(text, **{"style": SQUARES, "mark": NodeId(1), "language": "en-US", **more})


def composed(library: FontLibrary, *spans: Span | str, **more: object) -> Items:
    parts = [span(each) if isinstance(each, str) else each for each in spans]
    return compose(parts, library, **{"protrudes": False, **more})


def test_a_break_at_a_space_ends_before_it_and_begins_after_it(square_library: FontLibrary):
    points = composed(square_library, "ab cde f").points

    assert points.ends == pytest.approx((20, 60, 80))
    assert points.starts[:2] == pytest.approx((30, 70))
    assert points.end_stretches == pytest.approx((0, 5, 10))
    assert points.start_stretches[:2] == pytest.approx((5, 10))
    assert points.end_shrinks == pytest.approx((0, 10 / 3, 20 / 3))
    assert points.forced == (2,)


def test_a_hyphenated_break_has_the_hyphen_and_no_glue(square_library: FontLibrary):
    points = composed(square_library, "of consti\u00adtution x").points

    assert points.hyphens == (False, True, False, False)
    assert points.ends == pytest.approx((20, 30 + 70, 30 + 120, 30 + 140))
    assert points.starts[1] == pytest.approx(30 + 60)
    assert points.end_stretches[1] == points.start_stretches[1] == pytest.approx(5)


def test_a_no_break_space_stretches_and_is_no_break(square_library: FontLibrary):
    points = composed(square_library, "a\u00a0b c").points

    assert points.ends == pytest.approx((30, 50))
    assert points.end_stretches == pytest.approx((5, 10))


def test_a_narrow_no_break_space_is_fixed_and_no_break(square_library: FontLibrary):
    points = composed(square_library, "10\u202f000 c").points

    assert points.ends == pytest.approx((60, 80))
    assert points.end_stretches == pytest.approx((0, 5))


def test_a_thin_space_is_fixed_and_a_poor_break(square_library: FontLibrary):
    points = composed(square_library, "z.\u2009B. c").points

    assert points.ends == pytest.approx((20, 50, 70))
    assert points.end_stretches == pytest.approx((0, 0, 5))
    assert points.penalties[0] > points.penalties[1]


def test_a_line_break_is_forced_and_white_space_around_it_vanishes(square_library: FontLibrary):
    items = composed(square_library, "ab \n cd\n")

    assert items.points.ends == pytest.approx((20, 60))
    assert items.points.starts[0] == pytest.approx(40)
    assert items.points.forced == (0, 1)


def test_an_empty_line_stays(square_library: FontLibrary):
    items = composed(square_library, "ab\n\ncd")

    assert items.points.ends == pytest.approx((20, 20, 40))
    assert items.points.forced == (0, 1, 2)


def test_a_call_sticks_to_its_word(square_library: FontLibrary):
    """Case 16: no break between a word, its full stop, and the call after it."""
    items = composed(square_library, "ab cd.", span("12", calls=("n",)), " ef")

    assert items.points.ends == pytest.approx((20, 80, 110))


def test_a_call_does_not_keep_its_word_from_being_hyphenated(square_library: FontLibrary):
    items = composed(square_library, "constitutional", span("1", calls=("n",)))

    assert [items.points.hyphens[index] for index in range(3)] == [True, True, True]
    assert items.points.ends[-1] == pytest.approx(150)


def test_a_lettered_call_is_no_letter_of_its_word(square_library: FontLibrary):
    superior = CharacterStyle("briefkit squares", 10.0, features=("sups",))
    whole = composed(square_library, "constitutional").points

    for call in (span("a", calls=("n",)), span("a", style=superior)):
        called = composed(square_library, "constitutional", call).points
        assert called.ends[:-1] == pytest.approx(whole.ends[:-1])
        assert called.ends[-1] == pytest.approx(150)


def test_a_word_with_emphasis_inside_is_hyphenated_as_one(square_library: FontLibrary):
    whole = composed(square_library, "constitutional").points
    parted = composed(square_library, "const", span("itution", mark=NodeId(2)), "al").points

    assert parted.ends == pytest.approx(whole.ends)
    assert parted.hyphens == whole.hyphens
    assert parted.starts[:-1] == pytest.approx(whole.starts[:-1])


def test_a_dash_between_two_spans_is_a_joint(square_library: FontLibrary):
    items = composed(square_library, "words—", span("here", mark=NodeId(2)))

    assert items.points.ends == pytest.approx((60, 100))


@pytest.mark.parametrize("dash", ["–", "—", "–,", "–.", "–;"])
def test_a_line_should_not_begin_with_a_dash(square_library: FontLibrary, dash: str):
    """Nor with one that closes a clause: German and Hungarian have a comma after it."""
    penalties = composed(square_library, f"ab {dash} cd").points.penalties

    assert penalties[0] > penalties[1]


@pytest.mark.parametrize("word", ["...", ",", "–x"])
def test_a_word_that_is_no_dash_may_begin_a_line(square_library: FontLibrary, word: str):
    penalties = composed(square_library, f"ab {word} cd").points.penalties

    assert penalties[0] <= penalties[-2]


def test_a_polish_line_should_not_end_in_a_lone_letter(square_library: FontLibrary):
    penalties = composed(square_library, span("a to w domu", language="pl")).points.penalties

    assert penalties[0] == penalties[2] > penalties[1]


def test_spaces_of_a_span_that_breaks_nowhere_are_tied(square_library: FontLibrary):
    items = composed(square_library, "ab ", span("cd ef", breaking=Breaking.NOWHERE), " gh")

    assert items.points.ends == pytest.approx((20, 80, 110))


def test_an_address_is_cut_at_its_joints_and_keeps_its_width(square_library: FontLibrary):
    address = "https://example.org/news"
    items = composed(square_library, span(address, breaking=Breaking.ADDRESS), ".")

    kinds = [type(atom) for atom in items.atoms]
    assert kinds == [Word, Seam, Word, Seam, Word, Seam, Word, Word]
    assert items.points.ends == pytest.approx((80, 160, 200, 250))
    assert not any(items.points.hyphens)


def test_hanging_marks_shorten_the_line(square_library: FontLibrary):
    plain = composed(square_library, "“ab, cd.").points
    hung = composed(square_library, "“ab, cd.", protrudes=True).points

    assert hung.start > plain.start == 0
    assert all(h < p for h, p in zip(hung.ends, plain.ends, strict=True))


def test_tracking_after_the_last_character_is_not_seen(square_library: FontLibrary):
    tracked = CharacterStyle("briefkit squares", 10.0, tracking=0.1)

    points = composed(square_library, span("ab cd", style=tracked)).points

    assert points.ends == pytest.approx((21, 11 * 5 - 1))


def test_ragged_lines_have_no_glue_and_dearer_hyphens(square_library: FontLibrary):
    points = composed(square_library, "ab consti\u00adtution", is_justified=False).points

    assert set(points.end_stretches) == set(points.start_shrinks) == {0.0}
    assert points.penalties[1] > 150


def test_breaks_by_sense_are_dear_after_an_article_and_free_after_a_colon(
    square_library: FontLibrary,
):
    points = composed(square_library, "One: the other, here now", is_by_sense=True).points

    colon, article, comma, word, _ = points.penalties
    assert colon < comma < word < article


def test_what_is_too_wide_is_cut_anywhere_on_demand(square_library: FontLibrary):
    items = composed(square_library, "ab abcdef", hyphenates=False, widest=50.0)

    words = [atom.cast.text for atom in items.atoms if isinstance(atom, Word)]
    assert words == ["ab", "a", "b", "c", "d", "e", "f"]


def test_what_is_cut_anywhere_keeps_a_letter_with_its_marks(library: FontLibrary):
    style = CharacterStyle("Source Serif 4", 10.0)
    items = composed(library, span("abe\u0301f\u0302\u0323g", style=style), widest=10.0)

    words = [atom.cast.text for atom in items.atoms if isinstance(atom, Word)]
    assert words == ["a", "b", "e\u0301", "f\u0302\u0323", "g"]


def test_words_are_cast_once(square_library: FontLibrary):
    first, again, last = composed(square_library, "same again same").atoms[::2]

    assert first is last is composed(square_library, "x same x").atoms[2]
    assert first is not again


def test_a_paragraph_of_nothing_has_one_break(square_library: FontLibrary):
    for text in ("", "  ", "\u200b"):
        assert composed(square_library, text).points.ends == (0.0,)


@pytest.mark.parametrize(
    "text",
    [
        "The quick “brown” fox, quoted in 2020, jumps over well-known legislative dogs – slowly.",
        " to a w domu konstytucji ",
        "un mot\u202f; deux\u00a0mots «\u00a0la constitution\u00a0» 10\u202f000",
        "one  two   three con\u00adsti\u00adtution \n four five six",
        "a " + 8 * "constitution\u200b" + "al b c \u200b d e",
    ],
)
@pytest.mark.parametrize("widest", [None, 1e6])
def test_words_put_in_many_at_a_time_are_those_put_in_one_by_one(
    library: FontLibrary, text: str, widest: float | None
):
    """A span a word is read word by word, and so is a paragraph that may be cut anywhere."""
    if widest is not None:  # what is tied elsewhere is there a break of its own price
        text = re.sub("[\u00a0\u202f]", " ", text).translate(str.maketrans("", "", "«»;"))
    style = CharacterStyle("Source Serif 4", 10.0)
    spans = [span(each, style=style, language="pl") for each in re.findall(r"\S+|\s", text)]

    parted = composed(library, *spans, protrudes=True)
    whole = composed(library, span(text, style=style, language="pl"), protrudes=True, widest=widest)

    assert whole.points == parted.points
    assert (whole.stops, whole.begins) == (parted.stops, parted.begins)
    assert [getattr(atom, "cast", atom) for atom in whole.atoms] == [
        getattr(atom, "cast", atom) for atom in parted.atoms
    ]


def test_a_mark_clings_to_its_word_across_a_space(square_library: FontLibrary):
    """UAX #14, LB13 to LB15: no line ends in an opening mark or begins with a closing one."""
    items = composed(square_library, "ab ! cd « ef » gh ( ij ) .5 kl")

    ends = [round(end) // 10 for end in items.points.ends]
    assert ends == [4, 7, 14, 17, 24, 27, 30]


def test_a_mark_of_another_span_clings_to_its_word_too(square_library: FontLibrary):
    items = composed(square_library, "ab (", span(" cd ", mark=NodeId(2)), ") ef")

    assert [round(end) // 10 for end in items.points.ends] == [2, 9, 12]


def test_a_mark_that_clings_leaves_its_word_where_nothing_else_fits(square_library: FontLibrary):
    points = composed(square_library, "abcdef ! gh", widest=60.0).points

    assert points.ends == pytest.approx((60, 80, 110))
    assert points.penalties[0] > 1_000


def test_a_word_of_two_spans_keeps_what_its_joints_stretch_by(
    square_library: FontLibrary, monkeypatch
):
    """Ideographs up to a bold one: else all that a line lacks goes between those before them."""
    joints = (Joint(2, 0.0, stretch=0.1), Joint(4, 0.0, stretch=0.1))
    monkeypatch.setattr(items, "text_joints", lambda *_: joints)

    bold = CharacterStyle("briefkit squares", 10.0, weight=700)
    points = composed(square_library, "abc", span("def", style=bold)).points

    assert points.ends == pytest.approx((20, 40, 60))
    assert points.end_stretches == pytest.approx((0, 1, 2))
