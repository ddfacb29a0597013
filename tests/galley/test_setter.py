"""Whole galleys, in a house where each letter is 10 points wide and each line 10 high."""

import pytest
from attrs import evolve

from briefkit.frame import Anchor, Fill, GlyphRun, LinkArea, Picture
from briefkit.galley.contents import AFTER_PARENT, with_folios
from briefkit.galley.decimals import decimal_mark, is_number, split_number
from briefkit.galley.figures import LEAST_RESOLUTION_PPI, TALLEST_SHARE
from briefkit.galley.flow import height_of
from briefkit.galley.frames import as_artifact
from briefkit.galley.items import FORBIDDEN, VBox, VDiscretionary, VFloat, VGlue, VPenalty
from briefkit.galley.setter import set_galley
from briefkit.galley.styling import Compositor
from briefkit.resolve.resolved import (
    ContentsEntry,
    Form,
    ListKind,
    ResolvedBox,
    ResolvedCell,
    ResolvedCode,
    ResolvedContents,
    ResolvedDivider,
    ResolvedEndnotes,
    ResolvedImprint,
    ResolvedLinks,
    ResolvedPeople,
    ResolvedPerson,
    ResolvedPullQuote,
    ResolvedQuotation,
    ResolvedRelated,
    ResolvedSpan,
    TitleMatter,
)
from briefkit.structure import LAYOUT, Artifact, NodeId, Role
from briefkit.style.house import HeadingMark, HouseStyle, PanelLook, ParagraphMark
from briefkit.style.palette import Palette


@pytest.fixture
def galley(copy, square_house, square_library):
    def make(*blocks, house=None, head=None, folios=None):
        brief = copy.brief(*blocks, head=head)
        made = set_galley(brief, house or square_house, square_library)
        if folios is None:
            return made
        return with_folios(made, brief, house or square_house, square_library, folios)

    return make


def boxes(items) -> list[VBox]:
    return [item for item in items if isinstance(item, VBox)]


def runs(frame) -> list[tuple[float, float, GlyphRun]]:
    return [(p.x, p.y, p.item) for p in frame.flat() if isinstance(p.item, GlyphRun)]


def texts(frame) -> list[str]:
    return [run.text for _, _, run in runs(frame)]


def text_of(items) -> str:
    return " ".join(text for box in boxes(items) for text in texts(box.frame))


def words(count: int, letters: int = 4) -> str:
    return " ".join(["a" * letters] * count)


# Paragraphs and headings.


def test_a_paragraph_is_a_box_for_each_line(copy, galley):
    """Four words of four letters and their spaces fill 19 of 20 letters."""
    made = galley(copy.paragraph(words(10)))
    assert [box.height for box in boxes(made.items)] == [10.0] * 3
    assert {box.frame.width for box in boxes(made.items)} == {200.0}
    assert made.measure == 200.0


def test_only_a_paragraph_that_follows_another_is_indented(copy, galley):
    """PAGE.md: none after a heading or a list, or at the text's opening."""
    made = galley(
        copy.paragraph("one"),
        copy.paragraph("two"),
        copy.heading("head"),
        copy.paragraph("three"),
        copy.paragraph("four"),
        copy.list("item"),
        copy.paragraph("five"),
    )
    starts = {texts(box.frame)[-1]: runs(box.frame)[-1][0] for box in boxes(made.items)}
    assert [starts[w] for w in ("one", "two", "three", "four", "five")] == [0, 10, 0, 10, 0]


def test_a_long_attribution_is_broken_into_lines_of_like_lengths_at_the_end(copy, galley):
    """Not in full lines and one of a word."""
    quotation = ResolvedQuotation((copy.paragraph("q"),), copy.rich(words(8)))
    made = galley(quotation)

    _, *told = (runs(box.frame) for box in boxes(made.items))
    ends = {max(x + run.width for x, _, run in line if run.text.strip()) for line in told}
    counts = [len("".join(run.text for _, _, run in line).split()) for line in told]
    assert len(ends) == 1
    assert max(counts) - min(counts) <= 1


def test_a_paragraph_that_ends_its_own_lines_stands_a_line_apart_and_has_no_indent(copy, galley):
    """A stanza, an address, the end of a letter; but a heading's own space is enough above it."""
    made = galley(
        copy.heading("head"),
        copy.paragraph("roses\nred"),
        copy.paragraph("violets\nblue"),
        copy.paragraph("prose"),
        copy.paragraph("more"),
        copy.paragraph("yours\nI"),
    )
    starts = {texts(box.frame)[0].strip(): runs(box.frame)[0][0] for box in boxes(made.items)}
    gaps = [item.natural for item in made.items if isinstance(item, VGlue)][1:]

    assert [starts[w] for w in ("roses", "violets", "prose", "more", "yours")] == [0, 0, 0, 10, 0]
    assert gaps == [10.0, 10.0, 10.0]


def test_stanzas_are_parted_by_space_as_all_paragraphs_where_the_house_has_it_so(
    copy, galley, square_house
):
    house = evolve(square_house, paragraphs=ParagraphMark.SPACE)
    made = galley(*(copy.paragraph(text) for text in ("a\nb", "c\nd", "e")), house=house)

    assert [item.natural for item in made.items if isinstance(item, VGlue)] == [5.0, 5.0]


def test_the_text_is_parted_from_the_paragraphs_of_an_abstract_above_it(copy, galley):
    """By a line's height; and so its first paragraph needs no indent."""
    opening = evolve(copy.paragraph("three"), is_opening=True)
    made = galley(copy.paragraph("one"), copy.paragraph("two"), opening, copy.paragraph("four"))
    starts = [runs(box.frame)[-1][0] for box in boxes(made.items)]
    assert starts == [0, 10, 0, 10]
    assert [item.natural for item in made.items if isinstance(item, VGlue)] == [10]


def test_paragraphs_are_told_apart_by_space_or_by_indent_never_both(copy, galley, square_house):
    house = evolve(square_house, paragraphs=ParagraphMark.SPACE)
    made = galley(copy.paragraph("one"), copy.paragraph("two"), house=house)
    first, second = boxes(made.items)
    assert runs(second.frame)[0][0] == runs(first.frame)[0][0] == 0
    assert [item.natural for item in made.items if isinstance(item, VGlue)] == [5.0]


def test_a_heading_bears_its_anchor_and_keeps_two_lines(copy, galley):
    made = galley(copy.paragraph("one"), copy.heading("head"), copy.paragraph(words(20)))
    heading = next(box for box in boxes(made.items) if box.kind == "heading")
    assert Anchor("heading-1") in [placed.item for placed in heading.frame.flat()]
    after = made.items[made.items.index(heading) + 1 :]
    assert [item.cost for item in after if isinstance(item, VPenalty)][:2] == [FORBIDDEN] * 2


def test_headings_of_matter_look_as_those_of_the_second_level(copy, galley, square_house):
    house = evolve(square_house, heading_mark=HeadingMark.BAR)
    first, second = copy.heading("head"), copy.heading("head", level=2)

    def look(heading):
        made = galley(heading, house=house)
        (box,) = boxes(made.items)
        return box.height, [(run.size, run.face, run.colour) for *_, run in runs(box.frame)]

    assert look(evolve(first, is_matter=True)) == look(second) != look(first)


def test_body_lines_stay_on_the_grid_whatever_stands_between(copy, galley, raster):
    """PAGE.md: one leading rules the page."""
    blocks = [
        copy.heading("head"),
        copy.list("one", "two"),
        copy.table([["a", "b"]], [["1", "2"], ["3", "4"]]),
        ResolvedBox(copy.rich("title"), (copy.paragraph("in a box"),)),
        ResolvedPullQuote(copy.rich("quoted"), (), "en"),
        ResolvedCode(copy.rich("a\nb")),
        ResolvedDivider(),
        copy.figure(raster(400, 123), "caption", placement="here"),
    ]
    for block in blocks:
        made = galley(copy.paragraph("before"), block, copy.paragraph("after"))
        assert height_of(made.items) % 10 == pytest.approx(0, abs=1e-6), type(block).__name__


# Styling.


def test_emphasis_in_italics_is_upright(library, copy):
    house = HouseStyle()
    compositor = Compositor(house, library)
    plain = compositor.spans(copy.rich(("x", Form.EMPHASIS)), house.scale.body)[0]
    turned = compositor.spans(copy.rich(("x", Form.EMPHASIS)), house.scale.heading_3)[0]
    assert plain.style.is_italic
    assert not turned.style.is_italic


@pytest.mark.parametrize(
    ("form", "text", "features"),
    [
        (Form.CALL, "12", ("sups",)),
        (Form.SUPERSCRIPT, "st", ("sups",)),
        (Form.SUBSCRIPT, "2", ("subs",)),
        (Form.SMALL_CAPS, "Nato", ("onum", "pnum", "smcp")),
        (Form.SMALL_CAPS, "NATO", ("c2sc", "onum", "pnum", "smcp")),
        (Form.CODE, "x", ()),
        (Form.CALL | Form.BRACKETED, "[iv]", ("onum", "pnum")),
    ],
)
def test_a_form_has_its_own_glyphs(library, copy, form, text, features):
    house = HouseStyle()
    (span,) = Compositor(house, library).spans(copy.rich((text, form)), house.scale.body)
    assert span.style.features == features
    assert span.style.rise == 0.0


def test_a_superior_that_the_face_lacks_is_made_by_scaling(library, copy):
    """Source Serif has no superior dagger; an asterisk is raised as it is."""
    house = HouseStyle()
    compositor = Compositor(house, library)
    (dagger,) = compositor.spans(copy.rich(("†", Form.CALL)), house.scale.body)
    (asterisk,) = compositor.spans(copy.rich(("*", Form.CALL)), house.scale.body)
    assert dagger.style.rise > 0
    assert dagger.style.size < house.scale.body.size
    assert asterisk.style.rise == 0.0


def test_one_style_is_one_object(library, copy):
    """It keys caches further down."""
    house = HouseStyle()
    compositor = Compositor(house, library)
    one, two = compositor.spans(copy.rich("a", ("b", Form.PLAIN)), house.scale.body)
    assert one.style is two.style


def test_addresses_in_notes_keep_the_colour_of_the_text(library, copy):
    house = HouseStyle(palette=Palette(link="#003366"))
    from briefkit.frame import Uri

    span = evolve(
        copy.rich(("https://example.org", Form.ADDRESS))[0],
        target=Uri("https://example.org"),
        link_node=NodeId(1),
        contents="x",
    )
    compositor = Compositor(house, library)
    assert compositor.spans((span,), house.scale.body)[0].style.colour == "#003366"
    assert compositor.spans((span,), house.scale.note)[0].style.colour == house.palette.text


# Notes.


def test_a_note_hangs_its_number_and_the_widest_sets_the_room_of_all(copy, galley):
    """Numbers of two letters and half an em: all texts begin at 25 points."""
    calls = [copy.call(f"note{n}") for n in range(1, 11)]
    made = galley(copy.paragraph("text", *calls))
    for note in made.notes:
        label, body = runs(note.items[0].frame)
        assert label[0] == 0
        assert body[0] == 25.0
        assert label[1] == body[1]
        assert label[2].text == note.label


def test_a_notes_text_is_as_wide_as_the_measure_leaves(copy, galley):
    made = galley(copy.paragraph("x", copy.call(words(8))))
    (note,) = made.notes
    assert [box.frame.width for box in boxes(note.items)] == [200.0] * 3


def test_a_line_carries_the_calls_that_stand_on_it(copy, galley):
    made = galley(copy.paragraph(words(4), copy.call("a"), " ", words(4), copy.call("b")))
    assert [call for box in boxes(made.items) for call in box.calls] == ["n1", "n2"]
    assert len({box.calls for box in boxes(made.items) if box.calls}) == 2


def test_a_note_of_blocks_is_set_with_all_of_them(copy, galley):
    """NOTES.md 27."""
    note = (
        copy.paragraph("one"),
        copy.list("two", "three"),
        copy.table([["four"]], [["five"]]),
        copy.paragraph("six"),
    )
    made = galley(copy.paragraph("x", copy.call(*note)))
    assert text_of(made.notes[0].items) == "1 one • two • three four five six"


def test_endnotes_are_set_under_their_heading(copy, galley):
    notes = tuple(copy.note(f"text{n}", key=f"e{n}", label="i" * n) for n in (1, 2, 3))
    made = galley(copy.paragraph("x"), ResolvedEndnotes(copy.heading("Notes"), notes))
    assert text_of(made.items) == "x Notes i text1 ii text2 iii text3"
    assert not made.notes
    anchors = [
        p.item.name for b in boxes(made.items) for p in b.frame.flat() if isinstance(p.item, Anchor)
    ]
    assert anchors == ["heading-1", "note-e1", "note-e2", "note-e3"]


# Figures.


def test_a_figure_may_leave_its_place_with_its_notes(copy, galley, raster):
    figure = copy.figure(raster(1000, 500), "caption", "credit")
    figure = evolve(figure, caption=(*figure.caption, copy.call("in a caption")))
    made = galley(copy.paragraph("x"), figure, copy.paragraph("y"))
    (floated,) = made.floats
    assert VFloat(floated.key) in made.items
    assert floated.calls == ("n1",)
    assert floated.placements == ("here", "top", "bottom")
    pictures = [p for p in floated.frame.flat() if isinstance(p.item, Picture)]
    assert (pictures[0].item.width, pictures[0].item.height) == (200.0, 100.0)
    assert min(y for _, y, _ in runs(floated.frame)) > 100
    assert texts(floated.frame)[-1] == "credit"


@pytest.mark.parametrize(
    ("placement", "allowed"), [("top", ("top",)), ("bottom", ("bottom",)), ("page", ("page",))]
)
def test_a_figure_goes_where_its_author_says(copy, galley, raster, placement, allowed):
    made = galley(copy.figure(raster(1000, 500), placement=placement))
    assert made.floats[0].placements == allowed


def test_a_figure_that_stands_here_is_a_box(copy, galley, raster):
    made = galley(copy.paragraph("x"), copy.figure(raster(1000, 500), placement="here"))
    assert [box.kind for box in boxes(made.items)] == ["line", "figure"]
    assert not made.floats


def test_a_figure_of_few_pixels_is_not_blown_up(copy, galley, raster):
    """110 pixels across are an inch."""
    made = galley(copy.figure(raster(110, 110)))
    (picture,) = [p.item for p in made.floats[0].frame.flat() if isinstance(p.item, Picture)]
    assert picture.width == pytest.approx(72.0)
    assert LEAST_RESOLUTION_PPI == 110
    (remark,) = made.diagnostics
    assert "72 points wide, not 200" in remark.message


def test_a_tall_figure_leaves_room_for_text(copy, galley, raster):
    made = galley(copy.figure(raster(1000, 4000)))
    (picture,) = [p.item for p in made.floats[0].frame.flat() if isinstance(p.item, Picture)]
    assert picture.height == pytest.approx(TALLEST_SHARE * 400)
    assert picture.width == pytest.approx(picture.height / 4)


def test_a_figure_takes_the_share_of_the_measure_that_it_is_given(copy, galley, raster):
    made = galley(copy.figure(raster(1000, 500), caption="Half", width=0.5))
    (picture,) = [p.item for p in made.floats[0].frame.flat() if isinstance(p.item, Picture)]
    assert picture.width == 100.0


def test_a_low_figure_under_a_heading_stays_there(copy, galley, raster):
    made = galley(copy.heading("h"), copy.figure(raster(1000, 500)), copy.paragraph("x"))
    assert [box.kind for box in boxes(made.items)] == ["heading", "figure", "line"]


def test_a_figure_right_under_the_title_stands_there_though_it_is_tall(copy, galley, raster):
    """The policy brief: title and subtitle, then the photograph."""
    head = TitleMatter(copy.rich("Title"))
    made = galley(copy.figure(raster(1000, 1200)), copy.paragraph("x"), head=head)
    assert [box.kind for box in boxes(made.items)] == ["title", "figure", "line"]


def test_a_tall_figure_under_a_heading_floats(copy, galley, raster):
    """It would often take the heading to the next page with it."""
    blocks = (copy.paragraph("w"), copy.heading("h"), copy.figure(raster(1000, 1200)))
    made = galley(*blocks, copy.paragraph(words(10)), copy.paragraph("y"))
    kinds = [type(item).__name__ for item in made.items]
    assert len(made.floats) == 1
    assert kinds[-3:] == ["VFloat", "VPenalty", "VBox"]  # after the heading's own paragraph


# Tables.


def test_columns_share_the_measure_by_what_they_need(copy, galley):
    made = galley(copy.table([], [["aaaa", "b" * 4], ["c", "d"]]))
    row = next(box for box in boxes(made.items) if box.kind == "row")
    (first, _, _), (second, _, _) = runs(row.frame)
    assert first == 0
    assert second == pytest.approx(93 + 14)  # half of what a gap of 1.4 ems leaves


def test_a_tables_head_comes_again_on_each_page_and_is_no_content_there(copy, galley):
    """NOTES.md 58: one number, one note, on the first page only."""
    head = copy.paragraph("head", copy.call("in the head"))
    rows = [[str(n), "x"] for n in range(60)]
    made = galley(copy.table([[ResolvedCell((head,), 0, is_header=True), "b"]], rows))
    opening = boxes(made.items)[0]
    assert opening.calls == ("n1",)
    again = [item for item in made.items if isinstance(item, VDiscretionary)]
    assert len(again) == 60 - 3  # not after the first row, nor before the last
    for placed in again[0].after_break.flat():
        assert not isinstance(placed.item, Anchor | LinkArea)
        assert isinstance(placed.item.mark, Artifact)
    assert texts(again[0].after_break) == ["(continued)", *texts(opening.frame)]


def test_a_table_keeps_two_rows_with_its_head_and_two_with_its_source(copy, galley):
    made = galley(copy.table([["h"]], [[str(n)] for n in range(5)], source="said by"))
    kinds = [type(item).__name__ for item in made.items]
    assert kinds == [
        *("VBox", "VBox", "VPenalty", "VBox", "VDiscretionary", "VBox", "VDiscretionary"),
        *("VBox", "VPenalty", "VBox"),
    ]
    assert texts(boxes(made.items)[-1].frame) == ["4", "said by"]


def test_numbers_stand_under_each_other_by_their_decimal_mark(copy, galley):
    rows = [["x", "1.5"], ["x", "12.25"], ["x", "7"], ["x", "n/a"]]
    made = galley(copy.table([], rows, ["start", "decimal"]))
    found = [runs(box.frame)[1] for box in boxes(made.items) if box.kind == "row"]
    marks = [x + 10 * run.text.index(".") for x, _, run in found[:2]]
    assert marks[0] == marks[1] == pytest.approx(200 - 30)
    assert found[2][0] + 10 == pytest.approx(170)  # a whole number ends where the mark would be
    assert found[3][0] == pytest.approx(170)  # what is no number ends with the column


def test_numbers_of_the_first_column_begin_with_it(copy, galley):
    """Or the table would have no edge there."""
    header = ResolvedCell((copy.paragraph("h"),), 0, is_header=True, alignment="end")
    rows = [["1.5", "x"], ["12.25", "y"]]
    made = galley(copy.table([[header, "i"]], rows, ["decimal", "start"]))
    head, *rows = [runs(box.frame)[0] for box in boxes(made.items)]
    assert head[0] == 0
    assert [x + 10 * run.text.index(".") for x, _, run in rows] == [20, 20]
    assert rows[1][0] == 0


def test_it_is_long_words_that_a_crowded_table_breaks(copy, galley):
    """What the short word lacks is taken from the long ones."""
    made = galley(copy.table([["q" * 30, "p" * 30, "page"]], [["a", "b", "7"]]))
    head = next(box for box in boxes(made.items) if box.kind == "table head")
    assert "page" in texts(head.frame)
    assert "q" * 30 not in texts(head.frame)


def test_a_spanning_cell_has_the_width_of_its_columns(copy, galley):
    wide = ResolvedCell((copy.paragraph(words(4)),), 0, column_span=2)
    made = galley(copy.table([], [[wide], ["a", "b"]]))
    first = next(box for box in boxes(made.items) if box.kind == "row")
    assert len(runs(first.frame)) == 1  # on one line


def test_rows_that_a_cell_spans_are_one_box(copy, galley):
    """NOTES.md 59: no cell is doubled."""
    tall = ResolvedCell((copy.paragraph("tall"),), 0, row_span=2)
    rows = [
        [tall, ResolvedCell((copy.paragraph("b"),), 1)],
        [ResolvedCell((copy.paragraph("c"),), 1)],
    ]
    made = galley(copy.table([], [*rows, ["d", "e"]]))
    row_boxes = [box for box in boxes(made.items) if box.kind == "row"]
    assert [texts(box.frame) for box in row_boxes] == [["tall", "b", "c"], ["d", "e"]]


def test_a_row_taller_than_half_a_page_is_broken_between_its_lines(copy, galley):
    """NOTES.md 57: each note goes with its own line."""
    long = copy.paragraph(words(60, 9), copy.call("late"))
    made = galley(copy.table([], [[ResolvedCell((long,), 0), "x"]]))
    row_boxes = [box for box in boxes(made.items) if box.kind == "row"]
    assert len(row_boxes) > 30
    assert row_boxes[-1].calls == ("n1",)
    assert all(not box.calls for box in row_boxes[:-1])


def test_a_long_table_is_set_in_linear_time(copy, galley):
    """No timing: that only some of its cells are measured is what makes it so."""
    made = galley(copy.table([["h", "i"]], [[str(n), "x" * (n % 7)] for n in range(2_000)]))
    assert len([box for box in boxes(made.items) if box.kind == "row"]) == 2_000


@pytest.mark.parametrize(
    ("text", "whole", "rest"),
    [("1.5", "1", ".5"), ("1,234.5 %", "1,234", ".5 %"), ("12 %", "12", " %"), ("−3", "−3", "")],
)
def test_a_number_is_parted_at_its_decimal_mark(copy, text, whole, rest):
    before, after = split_number(copy.rich(text), ".")
    assert "".join(span.text for span in before) == whole
    assert "".join(span.text for span in after) == rest


@pytest.mark.parametrize("number", ["1,234", "1.5"])
def test_the_figures_of_a_call_are_none_of_the_number_s(copy, number):
    before, after = split_number(copy.rich(number, ("99", Form.CALL)), ".")
    assert "".join(span.text for span in before) == number.partition(".")[0]
    assert after[-1].text == "99"


def test_a_number_may_have_a_unit_of_two_letters():
    assert [is_number(text) for text in ("12 km", "−3.5 %")] == [True, True]
    assert [is_number(text) for text in ("12 May", "km")] == [False, False]


def test_the_decimal_mark_is_the_languages():
    assert decimal_mark("en") == "."
    assert decimal_mark("de") == ","
    assert decimal_mark("de-CH") == "."
    assert not is_number("Q4 2021 figures")


# Lists, quotations, panels.


def test_a_list_hangs_its_labels(copy, galley):
    made = galley(copy.list(words(6)))
    first, second = boxes(made.items)
    bullet, text = runs(first.frame)
    assert (bullet[0], text[0], runs(second.frame)[0][0]) == (0, 12, 12)


def test_numbers_of_a_list_end_at_one_edge(copy, galley):
    made = galley(copy.list(*["x"] * 10, kind=ListKind.NUMBER))
    ends = {runs(box.frame)[0][0] + runs(box.frame)[0][2].width for box in boxes(made.items)}
    assert ends == {30.0}
    assert {runs(box.frame)[1][0] for box in boxes(made.items)} == {34.5}


def test_lists_nest(copy, galley):
    inner = copy.list("inner", depth=1)
    made = galley(copy.list((copy.paragraph("outer"), inner)))
    outer_box, inner_box = boxes(made.items)
    assert [x for x, *_ in runs(outer_box.frame)] == [0, 12]
    assert [x for x, *_ in runs(inner_box.frame)] == [12, 24]


@pytest.mark.parametrize("kind", [ListKind.BULLET, ListKind.DEFINITION])
def test_items_are_parted_as_the_paragraphs_in_one_of_them_are(copy, galley, square_house, kind):
    house = evolve(square_house, paragraphs=ParagraphMark.SPACE)

    def gaps(*bodies) -> list[float]:
        items = bodies if kind is ListKind.BULLET else [("term", body) for body in bodies]
        made = galley(copy.list(*items, kind=kind), house=house)
        return [item.natural for item in made.items if isinstance(item, VGlue)]

    two = (copy.paragraph("one"), copy.paragraph("two"))
    assert gaps(two, two[:1], two[:1]) == [5.0] * 3
    assert gaps(two[:1], two[:1]) == []


@pytest.mark.parametrize("kind", [ListKind.BULLET, ListKind.DEFINITION])
def test_what_stands_under_code_in_an_item_is_as_far_from_it_as_what_stands_above(
    copy, galley, kind
):
    """The next item, and the text after the list; a nested list's last item, too."""

    def gaps(*bodies) -> list[float]:
        items = bodies if kind is ListKind.BULLET else [("term", body) for body in bodies]
        made = galley(copy.list(*items, kind=kind), copy.paragraph("after"))
        found: list[float] = []  # between each two boxes, none included
        for item in made.items:
            if isinstance(item, VBox):
                found.append(0.0)
            elif isinstance(item, VGlue):
                found[-1] += item.natural
        return [each for each in found[:-1] if each]

    code = ResolvedCode(copy.rich(("code", Form.CODE)))
    ended = (copy.paragraph("one"), code)
    nested = (copy.paragraph("one"), copy.list(ended, depth=1))

    for body in (ended, nested):
        above, below = gaps(body)
        assert above <= below
        assert gaps(body, body) == [above] * 3 + [below]


def test_a_term_stays_with_what_it_means(copy, galley):
    made = galley(copy.list(("term", "meaning"), kind=ListKind.DEFINITION))
    term, penalty, meaning = made.items
    assert penalty.cost == FORBIDDEN
    assert (texts(term.frame), texts(meaning.frame)) == (["term"], ["meaning"])


def test_an_attribution_stands_at_the_end_with_a_dash_that_is_no_content(copy, galley):
    made = galley(ResolvedQuotation((copy.paragraph("said"),), copy.rich("who")))
    found = runs(boxes(made.items)[-1].frame)
    assert found[0][2].mark == LAYOUT
    assert found[0][2].text.strip() == "—"
    x, _, run = found[-1]
    assert x + run.width == pytest.approx(200 - 10)


def test_a_small_panel_is_one_box_on_one_ground(copy, galley):
    body = (copy.paragraph("one", copy.call("boxed")), copy.paragraph("two"))
    made = galley(ResolvedBox(copy.rich("title"), body))
    (panel,) = made.items
    assert panel.calls == ("n1",)
    grounds = [p.item for p in panel.frame.flat() if isinstance(p.item, Fill)]
    assert [(fill.width, fill.height) for fill in grounds] == [(200.0, panel.height)]
    assert texts(panel.frame) == ["title", "one", "1", "two"]


def test_paragraphs_of_a_panel_stand_half_a_line_apart(copy, galley):
    """Its padding is three quarters of a line: 7.5 + 10 + 5 + 10 + 7.5."""
    made = galley(ResolvedBox((), (copy.paragraph("one"), copy.paragraph("two"))))
    (panel,) = made.items
    first, second = [y for _, y, _ in runs(panel.frame)]
    assert second - first == pytest.approx(15.0)
    assert panel.height == pytest.approx(40.0)


def test_a_panel_that_goes_on_has_its_padding_above_and_no_more(copy, galley):
    """Before a paragraph, whose gap would be added to it, and within one."""
    body = (*(copy.paragraph("one two three four " * 9) for _ in range(9)),)
    made = galley(ResolvedBox((), body)).items
    tops = set()
    for index, item in enumerate(made):
        if isinstance(item, VDiscretionary):
            box = made[index + 1]
            lines = [y for _, y, run in runs(box.frame) if run.text.strip()]
            tops.add(round(item.after_break.height + lines[0], 3))
    assert len([one for one in made if isinstance(one, VDiscretionary)]) > 20
    assert len(tops) == 1


def test_a_tall_panel_is_broken_and_each_part_has_its_ground(copy, galley):
    body = tuple(copy.paragraph("text") for _ in range(30))
    made = galley(ResolvedBox((), body))
    parts = boxes(made.items)
    assert len(parts) == 30
    for part in parts:
        assert any(isinstance(p.item, Fill) for p in part.frame.flat())
    breaks = [item for item in made.items if isinstance(item, VDiscretionary)]
    assert len(breaks) == 29
    assert [one.cost for one in breaks] == [650.0] * 2 + [150.0] * 25 + [650.0] * 2
    assert breaks[0].before_break is not None
    assert not any(isinstance(item, VGlue) for item in made.items)  # it would show the paper


def test_a_low_panel_is_broken_at_a_price_and_keeps_two_lines_on_either_side(copy, galley):
    body = tuple(copy.paragraph("text") for _ in range(8))
    made = galley(ResolvedBox(copy.rich("title"), body))
    kinds = ["box" if isinstance(item, VBox) else "break" for item in made.items]
    assert kinds == ["box", "box", *["break", "box"] * 6, "box"]
    breaks = [item for item in made.items if isinstance(item, VDiscretionary)]
    assert {one.cost for one in breaks} == {2_500.0}


def test_panels_may_be_rules_on_paper(copy, galley, square_house):
    house = evolve(square_house, panels=PanelLook.RULES)
    made = galley(ResolvedBox((), (copy.paragraph("x"),)), house=house)
    (panel,) = made.items
    fills = [p.item for p in panel.frame.flat() if isinstance(p.item, Fill)]
    assert [fill.height for fill in fills] == [2.0, 0.5]


def test_code_keeps_its_spaces_and_its_empty_lines(copy, galley):
    made = galley(ResolvedCode(copy.rich("if x:\n    y\n\nz")))
    (panel,) = made.items
    found = runs(panel.frame)
    assert [run.text for *_, run in found] == ["if x:", " ", "    ", "y", " ", "z"]
    assert [x for x, *_ in found] == [5.0, 55.0, 5.0, 45.0, 55.0, 5.0]
    assert found[5][1] - found[3][1] == 20.0


# What opens and closes.


def test_a_title_block_is_one_box_of_all_that_it_says(copy, galley):
    head = TitleMatter(
        copy.rich("Title"),
        copy.rich("Sub"),
        copy.rich("Kicker"),
        ((copy.rich("Name"), copy.rich("Role")),),
        copy.rich("Date"),
    )
    made = galley(copy.paragraph("text"), head=head)
    title = made.items[0]
    assert title.kind == "title"
    assert texts(title.frame) == ["Kicker", "Title", "Sub", "Name", "Role", "Date"]


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("aaaa: bbbb cccc dddd eeee", ["aaaa:", "bbbb cccc dddd eeee"]),
        ("aaaa bbbb cccc dddd eeee", None),
        ("aaaa: bbbb cccc dddd eeee ffff ggg", None),
    ],
)
def test_a_title_is_broken_by_sense_where_that_takes_no_more_lines(copy, galley, title, shown):
    """PAGE.md."""
    rich = copy.rich(title)
    made = galley(head=TitleMatter(rich))
    words_shown = texts(made.items[0].frame)
    assert " ".join(words_shown).split() == title.split()
    assert len(words_shown) == 2
    if shown:
        assert [word.strip() for word in words_shown] == shown


def test_editions_and_related_publications_are_all_said(copy, galley):
    made = galley(
        ResolvedLinks(copy.rich("Also"), (copy.rich("Bir"), copy.rich("Два"))),
        ResolvedRelated(copy.rich("Related"), (copy.rich("One"), copy.rich("Two"))),
        ResolvedImprint((copy.rich("Imprint"),)),
    )
    content = [
        run.text.strip()
        for box in boxes(made.items)
        for *_, run in runs(box.frame)
        if not isinstance(run.mark, Artifact)
    ]
    assert content == ["Also", "Bir", "Два", "Related", "One", "Two", "Imprint"]


def test_a_contents_list_has_folios_once_they_are_known(copy, galley):
    node = copy.builder.add(copy.builder.add(NodeId(0), Role.CONTENTS_ITEM), Role.TEXT)
    contents = ResolvedContents(
        copy.rich("Contents"), (ContentsEntry(copy.rich("First"), 1, "first", node),)
    )
    without = galley(contents)
    within = galley(contents, folios={"first": "7"})
    assert height_of(without.items) == height_of(within.items)
    entry = boxes(within.items)[-1]
    content = [(x, run) for x, _, run in runs(entry.frame) if not isinstance(run.mark, Artifact)]
    assert [run.text for _, run in content] == ["First", " ", "7"]
    assert content[2][0] + content[2][1].width == pytest.approx(200)
    dots = [x for x, _, run in runs(entry.frame) if isinstance(run.mark, Artifact)]
    assert len(dots) > 10
    assert max(dots) < 190


def test_a_leader_ends_before_its_number_whatever_that_is(copy, galley):
    node = copy.builder.add(copy.builder.add(NodeId(0), Role.CONTENTS_ITEM), Role.TEXT)
    entry = ContentsEntry(copy.rich("First"), 1, "first", node)
    for folio in ("7", "77"):  # there is room for two letters of the square font
        made = galley(ResolvedContents((), (entry,)), folios={"first": folio})
        found = runs(boxes(made.items)[-1].frame)
        number = next(x for x, _, run in found if run.text == folio)
        last = max(x + 10 for x, _, run in found if isinstance(run.mark, Artifact))
        assert number - last >= 0, folio


def test_a_leader_of_a_dot_or_two_is_none(copy, galley):
    node = copy.builder.add(copy.builder.add(NodeId(0), Role.CONTENTS_ITEM), Role.TEXT)

    def dots(letters: int) -> int:
        entry = ContentsEntry(copy.rich("o" * letters), 1, "first", node)
        made = galley(ResolvedContents((), (entry,)), folios={"first": "7"})
        found = runs(boxes(made.items)[-1].frame)
        return sum(isinstance(run.mark, Artifact) for *_, run in found)

    counts = [dots(letters) for letters in range(10, 18)]
    assert counts[0] >= 3
    assert counts[-1] == 0
    assert not {1, 2} & set(counts)


def test_no_entry_of_a_contents_list_stands_alone_on_a_page(copy, galley):
    node = copy.builder.add(copy.builder.add(NodeId(0), Role.CONTENTS_ITEM), Role.TEXT)
    entries = tuple(
        ContentsEntry(copy.rich(f"{level}"), level, "x", node) for level in (1, 1, 2, 1, 1)
    )
    made = galley(ResolvedContents((), entries))
    costs = [item.cost for item in made.items if isinstance(item, VPenalty)]
    assert costs[-4:] == [FORBIDDEN, AFTER_PARENT, 0.0, FORBIDDEN]


@pytest.mark.parametrize(
    ("label", "hang"),
    [("", 24.0), ("1\u00a0", 20.0), ("Tb\u00a04", 50.0), ("Supplement\u00a01", 24.0)],
    ids=["no number", "a number", "a label", "one too wide"],
)
def test_the_second_line_of_an_entry_hangs_and_is_no_entry_of_its_own(copy, galley, label, hang):
    """Its leader begins behind it; an entry of one line is where it was."""
    node = copy.builder.add(copy.builder.add(NodeId(0), Role.CONTENTS_ITEM), Role.TEXT)
    text = words(4) if label in {"", "1\u00a0"} else f" {words(4)}"
    spans = copy.rich(*([(label, Form.LABEL)] if label else []), text)
    made = galley(ResolvedContents((), (ContentsEntry(spans, 1, "x", node),)), folios={"x": "7"})

    first, *rest = (runs(box.frame) for box in boxes(made.items))
    assert first[0][0] == 0
    for line in rest:
        assert line[0][0] == pytest.approx(hang)
    last = rest[-1]
    end = max(x + run.width for x, _, run in last if run.text.strip().startswith("a"))
    dots = [x for x, _, run in last if isinstance(run.mark, Artifact)]
    assert all(x > end for x in dots)
    assert max(x + run.width for x, _, run in last) == pytest.approx(200)


def test_the_second_line_of_an_entry_hangs_at_the_right_where_lines_begin_there(copy, galley):
    copy.language = "ar"
    node = copy.builder.add(copy.builder.add(NodeId(0), Role.CONTENTS_ITEM), Role.TEXT)
    spans = copy.rich(words(4))
    made = galley(ResolvedContents((), (ContentsEntry(spans, 1, "x", node),)))

    ends = [max(x + run.width for x, _, run in runs(box.frame)) for box in boxes(made.items)]
    assert ends[0] == pytest.approx(200)
    assert ends[1] == pytest.approx(200 - 24)


def test_a_title_of_the_other_direction_has_its_leader_and_number_where_all_have(copy, galley):
    """A section's title in Arabic, in a list of English ones."""
    node = copy.builder.add(copy.builder.add(NodeId(0), Role.CONTENTS_ITEM), Role.TEXT)
    spans = tuple(evolve(span, language="ar") for span in copy.rich("First"))
    made = galley(
        ResolvedContents((), (ContentsEntry(spans, 1, "first", node),)), folios={"first": "7"}
    )

    found = runs(boxes(made.items)[-1].frame)
    dots = [x for x, _, run in found if isinstance(run.mark, Artifact)]
    ends = {run.text: (x, x + run.width) for x, _, run in found if run.text in {"First", "7"}}
    assert ends["First"][0] == pytest.approx(0)
    assert ends["First"][1] <= min(dots)
    assert max(dots) + 10 <= ends["7"][0]
    assert ends["7"][1] == pytest.approx(200)


@pytest.mark.parametrize(("count", "lines"), [(3, 3), (4, 1)])
def test_many_authors_of_whom_only_names_are_said_run_on(copy, galley, count, lines):
    bylines = tuple((copy.rich(f"A{number}"), ()) for number in range(count))
    (box,) = boxes(galley(head=TitleMatter(copy.rich("T"), bylines=bylines)).items)
    tops = {y for _, y, run in runs(box.frame) if run.text.startswith("A")}
    assert len(tops) == lines
    commas = [run.mark for *_, run in runs(box.frame) if run.text.strip() == ","]
    assert commas == [LAYOUT] * (count - 1 if lines == 1 else 0)


def test_authors_with_roles_stand_one_under_another_however_many(copy, galley):
    bylines = tuple((copy.rich(f"A{number}"), copy.rich("role")) for number in range(5))
    (box,) = boxes(galley(head=TitleMatter(copy.rich("T"), bylines=bylines)).items)
    assert len({y for _, y, run in runs(box.frame) if run.text.startswith("A")}) == 5


def test_a_title_that_leaves_the_text_no_room_is_set_smaller(copy, galley, square_house):
    def size(text: str) -> float:
        head = TitleMatter(copy.rich(text))
        (box,) = boxes(galley(copy.paragraph("x"), head=head).items)[:1]
        assert box.height <= 0.75 * square_house.page.depth
        return max(run.size for *_, run in runs(box.frame))

    assert size("words") == square_house.scale.title.size
    fitting = int(0.75 * square_house.page.depth / 10)  # lines, of four words of the test font
    assert size(words(4 * fitting)) < square_house.scale.title.size


def test_an_authors_box_has_photograph_and_words_beside_each_other(copy, galley, raster):
    person = ResolvedPerson(
        copy.rich("Name"),
        copy.rich("Role"),
        copy.rich("Bio"),
        (copy.rich("a@b.example"),),
        raster(300, 600),
        NodeId(1),
    )
    made = galley(ResolvedPeople(copy.rich("About"), (person,)))
    box = boxes(made.items)[-1]
    (picture,) = [p for p in box.frame.flat() if isinstance(p.item, Picture)]
    assert picture.item.width == picture.item.height == 40.0
    assert picture.item.crop.height == pytest.approx(0.5)
    assert all(x >= 50.0 for x, *_ in runs(box.frame))
    assert box.height >= 40.0


def test_what_is_shown_again_is_no_content(copy, galley, raster):
    made = galley(
        copy.paragraph("x", anchor="here"), copy.figure(raster(500, 500), placement="here")
    )
    for box in boxes(made.items):
        for placed in as_artifact(box.frame).flat():
            assert not isinstance(placed.item, Anchor)
            assert isinstance(placed.item.mark, Artifact)


def test_every_letter_of_a_galley_is_marked_and_every_word_is_there_once(copy, galley):
    made = galley(
        copy.paragraph("one ", ("two", Form.EMPHASIS), " three"),
        copy.list("four", "five"),
        ResolvedBox((), (copy.paragraph("six"),)),
    )
    content = [
        run.text.strip()
        for box in boxes(made.items)
        for *_, run in runs(box.frame)
        if not isinstance(run.mark, Artifact)
    ]
    assert " ".join(content).replace("• ", "").split() == [
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
    ]


def test_the_same_brief_gives_the_same_galley(copy, galley):
    blocks = (copy.heading("h"), copy.paragraph(words(30), copy.call("n")))
    assert galley(*blocks) == galley(*blocks)


def test_spans_tell_where_they_come_from(library, copy):
    span = ResolvedSpan("x", NodeId(1), "en", where="body[3]")
    (made,) = Compositor(HouseStyle(), library).spans((span,), HouseStyle().scale.body)
    assert made.where == "body[3]"
