"""Paragraphs into lines; with the squares every character is ten points wide."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefkit.diagnostics import Severity
from briefkit.errors import FontError
from briefkit.frame import Anchor, Destination, GlyphRun, LinkArea, Placed, Uri
from briefkit.structure import NodeId
from briefkit.style.typography import Alignment
from briefkit.text import line as line_module
from briefkit.text.fonts import FontLibrary
from briefkit.text.joints import Joint
from briefkit.text.line import (
    Line,
    ParagraphSetting,
    _remembered,
    natural_width,
    set_line,
    set_lines,
)
from briefkit.text.spans import Breaking, CharacterStyle, Span

SQUARES = CharacterStyle("briefkit squares", 10.0)
ITALIC = CharacterStyle("briefkit squares", 10.0, is_italic=True)
RAISED = CharacterStyle("briefkit squares", 5.0, rise=4.0)
SERIF = CharacterStyle("Source Serif 4", 10.0)


def span(text: str, **more: object) -> Span:
    return Span(text, **{"style": SQUARES, "mark": NodeId(1), "language": "en-US", **more})


def lines_of(library: FontLibrary, *spans: Span | str, **more: object) -> tuple[Line, ...]:
    parts = [span(each) if isinstance(each, str) else each for each in spans]
    wanted = {"measure": 100.0, "hyphenates": False, "protrudes": False, **more}
    return set_lines(parts, ParagraphSetting(leading=12.0, baseline=9.0, **wanted), library)


def placed(line: Line, kind: type) -> list[Placed]:
    return [each for each in line.frame.flat() if isinstance(each.item, kind)]


def runs(line: Line) -> list[GlyphRun]:
    return [each.item for each in placed(line, GlyphRun)]


def text(line: Line) -> str:
    return "".join(run.text for run in runs(line))


def texts(lines: tuple[Line, ...]) -> list[str]:
    return [text(line) for line in lines]


def spoken(lines: tuple[Line, ...]) -> str:
    """Return what a reader that heeds actual text takes from lines."""
    return "".join(
        run.text if run.actual_text is None else run.actual_text
        for line in lines
        for run in runs(line)
    )


# The shape of lines


def test_each_line_is_a_frame_of_the_measure_and_the_leading(square_library: FontLibrary):
    for line in lines_of(square_library, "abcd efg hijkl mn"):
        assert (line.frame.width, line.frame.height, line.frame.baseline) == (100, 12, 9)


def test_a_justified_line_fills_the_measure_and_the_last_one_does_not(
    square_library: FontLibrary,
):
    """Six squares in seven and a half: the one space takes 15 points, three times its stretch."""
    first, last = lines_of(square_library, "ab cde ijklmn", measure=75.0)

    assert texts((first, last)) == ["ab cde ", "ijklmn"]
    (run,) = runs(first)
    assert run.advances == pytest.approx((10, 10, 25, 10, 10, 10, 0))
    assert (first.ratio, first.width) == pytest.approx((3.0, 75.0))
    assert (last.ratio, last.width) == pytest.approx((0.0, 60.0))


def test_a_line_that_is_a_little_too_long_is_shrunk(square_library: FontLibrary):
    first, _ = lines_of(square_library, "abc def gh ijklm", measure=98.0)

    assert text(first) == "abc def gh "
    assert first.ratio == pytest.approx(-2 / (20 / 3))
    assert sum(runs(first)[0].advances) == pytest.approx(98.0)


def test_words_stay_apart_where_they_are_copied_and_hyphenated_ones_together(
    square_library: FontLibrary,
):
    source = "abcd efg con\u00adstitution\u00adal mnop"
    lines = lines_of(square_library, source, measure=120.0)

    assert spoken(lines) == source.replace("\u00ad", "")
    for line in lines[:-1]:
        end = runs(line)[-1]
        assert (end.text[-1], end.advances[-1]) == (" ", 0.0) or end.is_soft_hyphenated


def test_a_run_has_all_words_of_a_style(square_library: FontLibrary):
    (line,) = lines_of(square_library, "ab cd ", span("ef", style=ITALIC), " gh", measure=200.0)

    assert [run.text for run in runs(line)] == ["ab cd ", "ef", " gh"]
    assert [each.x for each in placed(line, GlyphRun)] == pytest.approx([0, 60, 80])


def test_a_mark_and_a_language_have_runs_of_their_own(square_library: FontLibrary):
    (line,) = lines_of(
        square_library,
        "ab ",
        span("cd ", mark=NodeId(2)),
        span("ef ", language="tr"),
        span("gh"),
        span(" ij"),
        measure=200.0,
    )

    assert [run.text for run in runs(line)] == ["ab ", "cd ", "ef ", "gh ij"]


def test_clusters_point_into_the_text_of_the_whole_run(library: FontLibrary):
    (line,) = lines_of(library, span("an office of affinity", style=SERIF), measure=200.0)

    (run,) = runs(line)
    assert list(run.clusters) == sorted(run.clusters)
    starts = sorted(set(run.clusters))
    clusters = [run.text[a:b] for a, b in zip(starts, [*starts[1:], None], strict=True)]
    assert "".join(clusters) == run.text
    assert [cluster for cluster in clusters if len(cluster) > 1] == ["ffi", "ffi"]


# Hyphens


def test_the_first_part_of_a_hyphenated_word_stands_for_all_of_it(square_library: FontLibrary):
    first, last = lines_of(square_library, "abc consti\u00adtution x", measure=110.0)

    assert [run.text for run in runs(first)] == ["abc ", "consti\u00ad"]
    assert [run.text for run in runs(last)] == ["tution", " x"]
    assert [run.actual_text for run in runs(first)] == [None, "constitution"]
    assert [run.actual_text for run in runs(last)] == ["", None]
    assert [run.is_soft_hyphenated for run in (*runs(first), *runs(last))] == [
        False, True, False, False,
    ]  # fmt: skip
    assert (first.ends_hyphenated, last.ends_hyphenated) == (True, False)


def test_a_word_on_three_lines_is_spoken_once(square_library: FontLibrary):
    lines = lines_of(square_library, "abcd\u00adefgh\u00adijkl", measure=50.0)

    assert texts(lines) == ["abcd\u00ad", "efgh\u00ad", "ijkl"]
    assert [runs(line)[0].actual_text for line in lines] == ["abcdefghijkl", "", ""]
    assert [len(runs(line)[0].glyphs) for line in lines] == [5, 5, 4]


def test_a_word_broken_at_a_dash_and_hyphenated_after_it_is_spoken_once(
    square_library: FontLibrary,
):
    lines = lines_of(square_library, "ab—cdef\u00adghij—klm", measure=55.0)

    assert texts(lines) == ["ab—", "cdef\u00ad", "ghij—", "klm"]
    assert [runs(line)[0].actual_text for line in lines] == [None, "cdefghij—", "", None]


def test_a_word_of_two_spans_is_spoken_whole_when_broken_between_them(
    square_library: FontLibrary,
):
    lines = lines_of(
        square_library, "ab re\u00ad", span("consider", style=ITALIC), " x", measure=85.0
    )

    assert texts(lines) == ["ab re\u00ad", "consider ", "x"]
    assert spoken(lines) == "ab reconsider x"


def test_an_explicit_hyphen_at_a_lines_end_is_text(square_library: FontLibrary):
    lines = lines_of(square_library, "ab well-known", measure=85.0)

    assert texts(lines) == ["ab well-", "known"]
    assert not any(run.is_soft_hyphenated for line in lines for run in runs(line))
    assert lines[0].ends_hyphenated


def test_a_word_too_wide_for_its_line_is_hyphenated_even_if_words_are_not(
    square_library: FontLibrary,
):
    lines = lines_of(square_library, "ab constitutional", measure=80.0)

    assert texts(lines) == ["ab con\u00ad", "stitu\u00ad", "tional"]
    assert not any(line.diagnostics for line in lines)


# Calls and names


def test_a_call_is_never_alone_at_the_start_of_a_line(square_library: FontLibrary):
    """Case 16, for every length of the words before it."""
    for length in range(1, 40):
        lines = lines_of(
            square_library, "a " * length + "bcd.", span("1", style=RAISED, calls=("n",)), " ef"
        )
        (line,) = [line for line in lines if "1" in text(line)]
        assert "d.1" in text(line)
        assert line.calls == ("n",)


def test_a_call_belongs_to_the_line_of_its_own_glyphs(square_library: FontLibrary):
    """The word before it begins on the line before."""
    first, last = lines_of(
        square_library, "abc consti\u00adtution", span("1", calls=("n",)), " x", measure=110.0
    )

    assert (first.calls, last.calls) == ((), ("n",))


def test_calls_stand_in_order_and_one_that_shows_nothing_too(square_library: FontLibrary):
    lines = lines_of(
        square_library,
        "abcd efgh",
        span("1", calls=("a", "b")),
        span("", calls=("c",)),
        " ijkl mnop",
        span("2", calls=("d",)),
    )

    assert [key for line in lines for key in line.calls] == ["a", "b", "c", "d"]
    assert lines[0].calls == ("a", "b", "c")


def test_raised_calls_do_not_change_the_pitch(square_library: FontLibrary):
    """Case 17."""
    (line,) = lines_of(square_library, "ab", span("1", style=RAISED, calls=("n",)))

    assert line.frame.height == 12
    assert [each.y for each in placed(line, GlyphRun)] == [9, 5]


def test_an_anchor_stands_at_its_spans_start_at_the_lines_top(square_library: FontLibrary):
    first, last = lines_of(
        square_library, "abcd ", span("ef", anchor="here"), " ghijklmn ", span("", anchor="end")
    )

    ((here,), (end,)) = placed(first, Anchor), placed(last, Anchor)
    assert here.item == Anchor("here")
    assert here.y == 0
    assert here.x == pytest.approx(runs(first)[0].advances[4] + 40)
    assert end.item == Anchor("end")


def test_anchors_and_calls_without_text_still_have_a_line(square_library: FontLibrary):
    (line,) = lines_of(square_library, span("", anchor="here", calls=("n",)))

    assert [each.item for each in placed(line, Anchor)] == [Anchor("here")]
    assert line.calls == ("n",)


# Links


LINK = {"target": Uri("https://example.org/"), "link_node": NodeId(5), "contents": "a link"}


def test_a_link_is_one_area_as_high_as_its_face(square_library: FontLibrary):
    (line,) = lines_of(
        square_library,
        "ab ",
        span("cd ef", **LINK),
        span("gh", style=ITALIC, **LINK),
        " ij",
        measure=200.0,
    )

    (area,) = placed(line, LinkArea)
    assert (area.x, area.item.width) == pytest.approx((30, 70))
    assert (area.y, area.item.height) == pytest.approx((9 - 8, 10))
    assert area.item.node == NodeId(5)
    assert area.item.contents == "a link"


def test_a_link_on_two_lines_has_an_area_on_each(square_library: FontLibrary):
    """Case 74: the area covers each piece."""
    address = "https://example.org/news/of/the/day"
    lines = lines_of(
        square_library, span(address, breaking=Breaking.ADDRESS, **LINK), ".", measure=220.0
    )

    assert texts(lines) == ["https://example.org/", "news/of/the/day."]
    assert [area.item.width for line in lines for area in placed(line, LinkArea)] == [200, 150]


def test_two_links_side_by_side_are_two_areas(square_library: FontLibrary):
    other = {**LINK, "target": Destination("there"), "link_node": NodeId(6)}
    (line,) = lines_of(square_library, span("ab", **LINK), span("cd", **other))

    assert [area.x for area in placed(line, LinkArea)] == [0, 20]


# Addresses


def test_a_line_that_ends_in_an_address_stays_short_and_its_spaces_near_natural(
    square_library: FontLibrary,
):
    first, *_ = lines_of(
        square_library,
        "See in ",
        span("https://example.org/newspapers/", breaking=Breaking.ADDRESS),
        measure=310.0,
    )

    assert text(first) == "See in https://example.org/"
    assert first.width < 310
    assert 0 < first.ratio < 1


def test_an_address_of_three_hundred_characters_is_broken(square_library: FontLibrary):
    """Case 74."""
    address = "https://example.org/" + "x" * 280
    lines = lines_of(square_library, span(address, breaking=Breaking.ADDRESS), measure=200.0)

    assert "".join(texts(lines)) == address
    assert all(line.width <= 200.001 for line in lines)
    assert not any(line.diagnostics for line in lines)


# Where lines stand


@pytest.mark.parametrize(
    ("alignment", "x"),
    [
        (Alignment.START, 0),
        (Alignment.JUSTIFIED, 0),
        (Alignment.BALANCED, 0),
        (Alignment.CENTRE, 30),
        (Alignment.END, 60),
    ],
)
def test_a_line_stands_where_its_alignment_says(
    square_library: FontLibrary, alignment: Alignment, x: float
):
    (line,) = lines_of(square_library, "abcd", alignment=alignment)

    assert placed(line, GlyphRun)[0].x == pytest.approx(x)
    assert line.width == pytest.approx(40)


def test_indents_shift_and_shorten_lines(square_library: FontLibrary):
    lines = lines_of(
        square_library, "abcd efgh ijkl", measure=90.0, indent=20.0, first_indent=-20.0
    )

    assert texts(lines) == ["abcd efgh ", "ijkl"]
    assert [placed(line, GlyphRun)[0].x for line in lines] == pytest.approx([0, 20])


def test_ragged_lines_have_natural_spaces(square_library: FontLibrary):
    for line in lines_of(square_library, "abc de fghi jkl mno", alignment=Alignment.START):
        assert line.ratio == 0
        assert all(advance in {10, 0} for run in runs(line) for advance in run.advances)


def test_balanced_lines_break_by_sense(square_library: FontLibrary):
    title = "Rockets and Rivalry: Space Cooperation between Iran and Russia"

    lines = lines_of(square_library, title, measure=300.0, alignment=Alignment.BALANCED)

    assert texts(lines) == [
        "Rockets and Rivalry: ", "Space Cooperation ", "between Iran and Russia",
    ]  # fmt: skip


def test_a_title_breaks_before_an_article_however_it_is_written(square_library: FontLibrary):
    """In English, whose titles may have a capital for each word."""

    def first_of(language: str) -> str:
        title = span("Docks Sea The Old Harbour", language=language)
        return text(lines_of(square_library, title, measure=200.0, alignment=Alignment.BALANCED)[0])

    assert first_of("en-GB") == "Docks Sea "
    assert first_of("fr") == "Docks Sea The "


def test_marks_hang_into_the_margins(square_library: FontLibrary):
    first, last = lines_of(square_library, "“abcd ef, hijkl mn", protrudes=True, measure=93.0)

    (start,) = placed(first, GlyphRun)
    assert start.x == pytest.approx(-4)
    assert start.x + start.item.width == pytest.approx(98)
    assert first.width == pytest.approx(93)
    assert placed(last, GlyphRun)[0].x == 0


def test_no_mark_hangs_out_of_a_first_line_that_is_indented(square_library: FontLibrary):
    (line,) = lines_of(square_library, "“ab”", protrudes=True, first_indent=10.0)

    assert placed(line, GlyphRun)[0].x == 10


def test_forced_breaks_end_lines_that_are_not_stretched(square_library: FontLibrary):
    lines = lines_of(square_library, "ab cd\nef\n\ngh")

    assert texts(lines) == ["ab cd ", "ef ", "", "gh"]
    assert [line.ratio for line in lines] == [0, 0, 0, 0]


# What fits nowhere


def test_a_word_that_no_rule_breaks_is_broken_anywhere_and_reported(square_library: FontLibrary):
    word = "W" * 25
    lines = lines_of(square_library, "ab ", span(word, where="sections[0].blocks[1]"))

    assert "".join(texts(lines)).replace(" ", "") == "ab" + word
    assert all(line.width <= 100.001 for line in lines)
    (found,) = [each for line in lines for each in line.diagnostics]
    assert found.severity is Severity.WARNING
    assert found.where == "sections[0].blocks[1]"
    assert "broken where no rule allows" in found.message


def test_words_tied_by_no_break_spaces_are_parted_when_they_must(square_library: FontLibrary):
    lines = lines_of(square_library, "word\u00a0" * 50)

    assert all(line.width <= 100.001 for line in lines)
    assert any(line.diagnostics for line in lines)


def test_a_character_wider_than_its_line_sticks_out_and_is_reported(square_library: FontLibrary):
    lines = lines_of(square_library, "ab", measure=6.0)

    assert texts(lines) == ["a", "b"]
    assert "4.0 points wider" in lines[0].diagnostics[0].message


@pytest.mark.parametrize("measure", [0.0, -50.0])
def test_no_room_at_all_is_no_endless_loop(square_library: FontLibrary, measure: float):
    assert "".join(texts(lines_of(square_library, "abc", measure=measure))) == "abc"


def test_a_missing_character_says_where(square_library: FontLibrary):
    with pytest.raises(FontError, match=r"blocks\[2\]"):
        lines_of(square_library, "ab ", span("c\U00010000d e", where="blocks[2]"))


# Other directions


def test_a_paragraph_of_a_language_that_runs_to_the_left_begins_at_the_right(
    square_library: FontLibrary,
):
    """Latin words in Hebrew text: read from left to right, their full stop at the left."""
    first, last = lines_of(
        square_library, span("abcd efgh. ijkl!", language="he"), alignment=Alignment.START
    )

    assert spoken((first, last)) == "abcd efgh. ijkl!"
    ijkl, mark = placed(last, GlyphRun)
    assert (ijkl.item.text, ijkl.x) == ("ijkl", 60)
    assert (mark.item.text, mark.x) == ("!", 50)
    assert max(each.x + each.item.width for each in placed(first, GlyphRun)) == 100


def test_an_indent_is_at_the_start_of_reading(square_library: FontLibrary):
    (line,) = lines_of(square_library, span("abcd", language="ar"), first_indent=20.0)

    assert placed(line, GlyphRun)[0].x == 40


# One line, and widths


def test_a_single_line_is_never_broken(square_library: FontLibrary):
    spans = [span("ab\ncd "), span("ef", calls=("n",))]

    line = set_line(spans, 60.0, Alignment.END, 9.0, 12.0, square_library)

    assert text(line) == "ab cd ef"
    assert line.calls == ("n",)
    assert placed(line, GlyphRun)[0].x == -20
    assert "20.0 points wider" in line.diagnostics[0].message


def test_a_single_line_fits_the_width_that_it_takes(square_library: FontLibrary):
    spans = [span("ab cd")]
    width = natural_width(spans, square_library)

    line = set_line(spans, width, Alignment.START, 9.0, 12.0, square_library)

    assert width == pytest.approx(50)
    assert (line.frame.width, line.frame.height, line.frame.baseline) == (width, 12, 9)
    assert not line.diagnostics


def test_a_single_justified_line_is_filled(square_library: FontLibrary):
    line = set_line([span("ab cd")], 90.0, Alignment.JUSTIFIED, 9.0, 12.0, square_library)

    assert line.width == pytest.approx(90)
    assert runs(line)[0].width == pytest.approx(90)


def test_the_natural_width_is_that_of_the_widest_line(square_library: FontLibrary):
    tracked = CharacterStyle("briefkit squares", 10.0, tracking=0.1)

    assert natural_width([span("ab\nabcd\nab")], square_library) == pytest.approx(40)
    assert natural_width([span("abcd", style=tracked)], square_library) == pytest.approx(43)
    assert natural_width([], square_library) == 0


def test_no_spans_are_no_lines(square_library: FontLibrary):
    assert lines_of(square_library) == ()


def test_features_reach_the_glyphs(library: FontLibrary):
    small = CharacterStyle("Source Serif 4", 10.0, features=("smcp",))

    (plain,) = lines_of(library, span("nato", style=SERIF))
    (capitals,) = lines_of(library, span("nato", style=small))

    assert runs(plain)[0].glyphs != runs(capitals)[0].glyphs


def test_letters_set_apart_do_not_join(library: FontLibrary):
    tracked = CharacterStyle("Source Serif 4", 10.0, tracking=0.05)

    (line,) = lines_of(library, span("office", style=tracked))

    assert len(runs(line)[0].glyphs) == 6


# Paragraphs that were set before


def test_a_paragraph_that_is_set_again_is_not_made_again(square_library: FontLibrary):
    source = "abcd efg hijkl mn"
    first, again = (lines_of(square_library, source) for _ in range(2))

    assert again is first
    assert lines_of(square_library, source, measure=90.0) is not first
    assert lines_of(square_library, span(source, mark=NodeId(2))) is not first
    _remembered.cache_clear()
    anew = lines_of(square_library, source)
    assert anew == first
    assert anew is not first


def test_what_is_noticed_names_its_own_place_though_an_equal_one_was_set_before(
    square_library: FontLibrary,
):
    for where in ("blocks[0]", "blocks[1]"):
        lines = lines_of(square_library, span("W" * 25, where=where))
        assert [found.where for line in lines for found in line.diagnostics] == [where]


# What holds for any paragraph

words = st.text("abcdefgh", min_size=1, max_size=9)
signs = st.sampled_from([" ", " ", " ", " ", ", ", "—", "-", "\u00a0", "\u202f", ". ", "/", "\n"])


@st.composite
def some_spans(draw: st.DrawFn) -> list[Span]:
    """Return spans of words and signs, some of them calls."""
    spans: list[Span] = []
    for number in range(draw(st.integers(1, 6))):
        pieces = [draw(words) + draw(signs) for _ in range(draw(st.integers(1, 8)))]
        style = draw(st.sampled_from([SQUARES, ITALIC]))
        spans.append(span("".join(pieces).rstrip() or "a", style=style))
        if draw(st.booleans()):
            spans.append(span(str(number), style=RAISED, calls=(f"n{number}",), mark=NodeId(2)))
        if draw(st.booleans()):
            spans.append(span(" "))
    return spans


@settings(max_examples=150)
@given(
    some_spans(),
    st.integers(5, 40),
    st.sampled_from(Alignment),
    st.booleans(),
    st.booleans(),
)
def test_every_word_is_set_once_in_order_within_the_measure(
    square_library: FontLibrary,
    spans: list[Span],
    columns: int,
    alignment: Alignment,
    hyphenates: bool,
    protrudes: bool,
):
    source = "".join(each.text for each in spans)
    setting = ParagraphSetting(
        columns * 10.0, 12.0, 9.0, alignment, hyphenates=hyphenates, protrudes=protrudes
    )

    lines = set_lines(spans, setting, square_library)

    assert spoken(lines).split() == source.split()
    assert [key for line in lines for key in line.calls] == [
        key for each in spans for key in each.calls
    ]
    for line in lines:
        assert line.width <= setting.measure + 0.01
        shown = text(line)
        assert not shown.lstrip().startswith(tuple("0123456789")) or shown == text(lines[0])
        for key in line.calls:
            assert key[1:] in shown
    _remembered.cache_clear()
    assert lines == set_lines(spans, setting, square_library)


def test_a_line_of_words_without_spaces_is_filled_by_what_its_joints_give(
    square_library: FontLibrary, monkeypatch
):
    """Ten letters in 97 points: the one joint gives 3 of its 5, and the line ends at the edge."""
    joints = (Joint(4, 0.0, stretch=0.1, shrink=0.5), Joint(10, 0.0, stretch=0.1))
    monkeypatch.setattr("briefkit.text.casts.text_joints", lambda *_: joints)

    first, last = lines_of(
        square_library,
        span("abcdefghijkl", language="zh"),
        measure=97.0,
        alignment=Alignment.JUSTIFIED,
    )

    assert (text(first), text(last)) == ("abcdefghij", "kl")
    assert first.ratio == pytest.approx(-0.6)
    (advances,) = [run.advances for run in runs(first)]
    assert advances[3] == pytest.approx(7.0)
    assert sum(advances) == pytest.approx(97.0)


@settings(max_examples=60)
@given(st.lists(words, min_size=12, max_size=60), st.integers(15, 40))
def test_justified_lines_fill_the_measure_to_the_point(
    square_library: FontLibrary, some_words: list[str], columns: int
):
    lines = lines_of(square_library, " ".join(some_words), measure=columns * 10.0)

    for line in lines[:-1]:
        taken = sum(run.width for run in runs(line))
        assert taken == pytest.approx(line.width, abs=1e-6)
        assert (
            line.width == pytest.approx(columns * 10.0)
            or " " not in text(line).strip()
            or (line.ratio == 0)
        )


# What runs to the right within lines that run to the left


def leftward(text: str, **more: object) -> Span:
    return span(text, language="he", **more)


def shown(line: Line) -> list[str]:
    """Return the text of a line's runs as they stand, from the left."""
    return [each.item.text for each in sorted(placed(line, GlyphRun), key=lambda each: each.x)]


def test_a_slash_at_an_address_s_end_stands_at_its_end(square_library: FontLibrary):
    address = leftward("e.org/a/", breaking=Breaking.ADDRESS)
    (line,) = lines_of(square_library, leftward("ab "), address, measure=300.0)

    assert shown(line) == ["e.org/a/", " ", "ab"]


def test_an_address_goes_on_in_order_on_the_next_line(square_library: FontLibrary):
    address = leftward("e.org/abc/def/", breaking=Breaking.ADDRESS)
    lines = lines_of(square_library, leftward("ab "), address, measure=120.0)

    assert [shown(line) for line in lines] == [["e.org/", " ", "ab"], ["abc/def/"]]


def test_an_address_of_two_spans_is_one(square_library: FontLibrary):
    parts = [leftward(part, breaking=Breaking.ADDRESS) for part in ("e.org/", "abc/")]
    (line,) = lines_of(square_library, leftward("ab "), *parts, measure=300.0)

    assert "".join(shown(line)) == "e.org/abc/ ab"


@pytest.mark.parametrize("number", ["-14.2", "+7", "-1,234.5%"])
def test_a_sign_stands_before_its_number(square_library: FontLibrary, number: str):
    (alone,) = lines_of(square_library, leftward(number), measure=300.0)
    (within,) = lines_of(square_library, leftward(f"({number})"), measure=300.0)

    assert shown(alone) == [number]
    assert number in shown(within)


def test_what_is_no_sign_is_left_where_it_was(square_library: FontLibrary):
    """A hyphen between two words or two numbers, and a dash before a space, belong to neither."""
    for source in ("ab-14", "- 14", "14-"):
        (line,) = lines_of(square_library, leftward(source), measure=300.0)
        assert "-14" not in shown(line)


# Letters that give


def test_letters_take_up_what_they_can_before_the_spaces(square_library: FontLibrary):
    """Nine squares in 92: 80 points of letters at 2 % more, and the space takes the other 0.4."""
    first, _ = lines_of(square_library, "abcd efgh ijklmnopq", measure=92.0, expansion=0.03)

    (run,) = runs(first)
    assert run.scale == pytest.approx(1.025)
    assert run.advances == pytest.approx([10.25] * 4 + [10.0] + [10.25] * 4 + [0.0])
    assert run.width == pytest.approx(92.0)


def test_letters_are_narrowed_no_further_than_the_house_lets(square_library: FontLibrary):
    """17 squares in 167: at 1 % less the letters take 158.4, and the space gives the rest."""
    first, _ = lines_of(
        square_library, "abcdefgh ijklmnop qrstuvwxyz", measure=167.0, expansion=0.01
    )

    (run,) = runs(first)
    assert run.scale == pytest.approx(0.99)
    assert run.advances[8] == pytest.approx(8.6)
    assert first.ratio < 0


def test_a_last_line_keeps_its_letters_unless_it_is_too_wide(square_library: FontLibrary):
    short, wide = (
        lines_of(square_library, "ab cd", measure=measure, expansion=0.02)[-1]
        for measure in (60.0, 49.0)
    )

    assert [run.scale for run in runs(short)] == [1.0]
    assert [run.scale for run in runs(wide)] == [0.98]
    assert wide.width == pytest.approx(49.0)


def test_ragged_lines_keep_their_letters(square_library: FontLibrary):
    lines = lines_of(
        square_library, "ab cd ef gh", measure=45.0, expansion=0.03, alignment=Alignment.START
    )

    assert {run.scale for line in lines for run in runs(line)} == {1.0}


def test_links_and_named_places_go_with_wider_letters(square_library: FontLibrary):
    link = span("efgh", target=Uri("https://e.org"), link_node=NodeId(2), anchor="here")
    first, _ = lines_of(
        square_library, "abcd ", link, span(" ijklmnopq"), measure=92.0, expansion=0.03
    )

    ((area,), (anchor,)) = placed(first, LinkArea), placed(first, Anchor)
    assert (area.x, area.item.width) == (pytest.approx(51.0), pytest.approx(41.0))
    assert anchor.x == pytest.approx(51.0)


def test_hanging_marks_are_letters_too(square_library: FontLibrary):
    """A tenth of the bracket hangs out at the start, six tenths of the full stop at the end."""
    first, _ = lines_of(
        square_library, "(bcd efg. (jklmno", measure=84.0, expansion=0.03, protrudes=True
    )

    (run,) = placed(first, GlyphRun)
    assert run.item.scale == pytest.approx(1.015)
    assert run.x == pytest.approx(-0.1 * 10.15)
    assert run.x + run.item.width - 84.0 == pytest.approx(0.6 * 10.15)


@settings(max_examples=60)
@given(st.lists(words, min_size=12, max_size=60), st.integers(15, 40), st.integers(1, 6))
def test_lines_of_letters_that_give_fill_the_measure_to_the_point(
    square_library: FontLibrary, some_words: list[str], columns: int, steps: int
):
    source = " ".join(some_words)

    lines = lines_of(
        square_library, source, measure=columns * 10.0, hyphenates=True, expansion=steps * 0.005
    )

    assert spoken(lines) == source
    for line in lines[:-1]:
        taken = sum(run.width for run in runs(line))
        assert taken == pytest.approx(line.width, abs=1e-6)
        assert line.ratio == 0 or line.width == pytest.approx(columns * 10.0)
        for run in runs(line):
            assert abs(run.scale - 1) <= steps * 0.005 + 1e-9
            letters = [a for a, c in zip(run.advances, run.text, strict=True) if c != " "]
            assert letters == pytest.approx([10.0 * run.scale] * len(letters))


def test_twenty_thousand_words_are_set(square_library: FontLibrary):
    source = "four score and seven years ago our fathers brought forth " * 2_000

    lines = lines_of(square_library, source.strip(), measure=400.0, hyphenates=True)

    assert spoken(lines) == source.strip()


# Numbers alone, which have a short way of their own


@pytest.mark.parametrize("measure", [100.0, 19.0])
@pytest.mark.parametrize("alignment", Alignment)
@pytest.mark.parametrize(
    "style",
    [
        SERIF,
        RAISED,
        CharacterStyle("Source Serif 4", 9.0, features=("onum", "pnum"), tracking=0.05),
        CharacterStyle("Source Serif 4", 9.0, is_italic=True, room=6.0),
    ],
    ids=str,
)
@pytest.mark.parametrize("word", ["7", "1914", "fig"])
def test_a_number_alone_is_set_as_it_is_with_an_empty_anchor_beside_it(
    library: FontLibrary,
    square_library: FontLibrary,
    word: str,
    style: CharacterStyle,
    alignment: Alignment,
    measure: float,
):
    """The anchor shows nothing, but there are two spans, which go the long way."""
    fonts = square_library if style is RAISED else library
    number = span(
        word,
        style=style,
        target=Destination("call"),
        link_node=NodeId(2),
        contents="Back",
        anchor="note",
    )
    how = {"alignment": alignment, "measure": measure, "first_indent": 3.0, "indent": 2.0}

    alone = lines_of(fonts, number, **how)
    beside = lines_of(fonts, number, span("", style=style, anchor="after"), **how)

    for one, other in zip(alone, beside, strict=True):
        others = [each for each in other.frame.flat() if each.item != Anchor("after")]
        assert list(one.frame.flat()) == others
        assert (one.width, one.ratio, one.calls) == (other.width, other.ratio, other.calls)
        assert one.diagnostics == other.diagnostics


def test_no_breaks_are_looked_for_in_a_number_alone(
    library: FontLibrary, monkeypatch: pytest.MonkeyPatch
):
    composed: list[object] = []
    compose = line_module.compose
    monkeypatch.setattr(
        line_module, "compose", lambda *each, **how: composed.append(each) or compose(*each, **how)
    )

    for word in ("1", "22", "333"):
        assert texts(lines_of(library, span(word, style=SERIF))) == [word]

    assert not composed
    lines_of(library, span("4 5", style=SERIF))
    assert len(composed) == 1
