"""What the plan decided, placed: text, notes, floats and the breaks of tables."""

from itertools import pairwise

import pytest
from attrs import evolve
from PIL import Image

from briefkit import (
    Brief,
    BulletList,
    Cover,
    Figure,
    HouseStyle,
    PageMaster,
    Paragraph,
    Section,
    Table,
    note,
    typeset,
)
from briefkit.frame import Fill, Frame, GlyphRun, Picture
from briefkit.galley.items import VBox, VDiscretionary, VGlue
from briefkit.geometry import Size
from briefkit.metadata import Metadata
from briefkit.pages.makeup import make_up, make_up_changed, page_items
from briefkit.pages.plan import NotePart, PagePlan, PlannedPage
from briefkit.resolve.resolved import ResolvedBrief, TitleMatter
from briefkit.structure import LAYOUT, PAGINATION, StructureBuilder
from briefkit.style.house import NoteArea
from briefkit.testing import blank_frame, galley_of, lines
from briefkit.testing import note as note_of

SMALL = HouseStyle(
    page=PageMaster(trim=Size(330.0, 400.0), head=50.0, foot=60.0, inner=40.0, outer=50.0).on_grid(
        14.5
    )
)
AREA = SMALL.page.type_area(0)
TEXT = "A sentence of some words that fills the better part of a line on the page. "
NOTE = "A sentence of a note that stands below the text. "


def bare() -> ResolvedBrief:
    tree = StructureBuilder("en").finish()
    return ResolvedBrief(
        Metadata("T", "en"), tree, "en", None, TitleMatter(()), (), (), "T", "continued"
    )


def region(page, name):
    return next(one.rect for one in page.regions if one.name == name)


def rules(page) -> list[tuple[float, float, float]]:
    """Return x, y and width of the note rule, if there is one."""
    return [
        (p.x, p.y, p.item.width)
        for p in page.frame.flat()
        if isinstance(p.item, Fill) and p.item.mark == LAYOUT and p.item.height == 0.5
    ]


# Notes.


def test_notes_stand_at_the_foot_under_a_rule():
    page = typeset(Brief(title="A brief", body=[Paragraph("A", note(NOTE * 2))]), SMALL).pages[0]

    notes = region(page, "notes")
    assert notes.bottom == pytest.approx(AREA.bottom)
    ((x, y, width),) = rules(page)
    assert (x, width) == (AREA.x, AREA.width * SMALL.notes.rule_share)
    assert notes.y < y < notes.y + SMALL.notes.space
    assert y - notes.y > notes.y + SMALL.notes.space - y  # it belongs to the notes


def test_the_rule_stands_at_the_side_that_reading_starts_from():
    page = typeset(Brief(title="A", language="ar", body=[Paragraph("A", note("B"))]), SMALL).pages[
        0
    ]

    ((x, _, width),) = rules(page)
    area = evolve(SMALL.page, is_bound_right=True).type_area(0)
    assert x + width == pytest.approx(area.right)


def test_a_page_without_notes_has_neither_rule_nor_room_for_them():
    page = typeset(Brief(title="A brief", body=[TEXT]), SMALL).pages[0]

    assert rules(page) == []
    assert [one.name for one in page.regions] == ["body"]


def test_a_house_may_have_no_rule():
    house = evolve(SMALL, notes=NoteArea(rule_share=0))
    page = typeset(Brief(title="A brief", body=[Paragraph("A", note(NOTE))]), house).pages[0]

    assert rules(page) == []
    assert region(page, "notes").bottom == pytest.approx(AREA.bottom)


def test_a_carried_note_says_so_and_a_page_of_notes_alone_is_read_from_the_top(lines_of):
    brief = Brief(title="A brief", body=[Paragraph("A", note(NOTE * 60))])
    first, second, *_ = typeset(brief, SMALL).pages

    assert region(second, "body").height == 0
    assert region(second, "notes").y == pytest.approx(AREA.y)
    assert lines_of(first, PAGINATION) == []
    ((_, y, text),) = lines_of(second, PAGINATION)
    assert text == "1\u2002(continued)"
    own = [line for line in lines_of(second, int) if line[2].strip()]
    assert own[0][1] - y == pytest.approx(SMALL.scale.note.leading)


def test_a_house_may_carry_a_note_without_a_word(lines_of):
    house = evolve(SMALL, notes=NoteArea(has_continuation=False))
    brief = Brief(title="A brief", body=[Paragraph("A", note(NOTE * 60))])

    assert [lines_of(page, PAGINATION) for page in typeset(brief, house).pages] == [[], [], []]


def test_the_gap_between_notes_is_the_house_s():
    house = evolve(SMALL, notes=NoteArea(gap=7.0))
    brief = Brief(title="A brief", body=[Paragraph("A", note("one"), " B", note("two"))])

    loose, tight = (
        region(typeset(brief, one).pages[0], "notes").height
        for one in (house, evolve(house, notes=NoteArea(gap=0.0)))
    )
    assert loose - tight == pytest.approx(7.0)


# Text.


def test_lines_stand_on_one_grid_on_every_page(lines_of):
    """Paragraphs alone: every baseline is a whole number of leadings below the first page's."""
    pages = typeset(Brief(title="A brief", body=[TEXT * 12] * 4), SMALL).pages

    leading = SMALL.scale.body.leading
    baselines = [
        [y for _, y, text in lines_of(page, int) if "A brief" not in text] for page in pages
    ]
    assert len(pages) > 2
    for found in baselines:
        for one, other in pairwise(found):
            assert (other - one) / leading == pytest.approx(round((other - one) / leading))
    assert {round(found[0], 3) for found in baselines[1:]} == {round(baselines[1][0], 3)}


def test_glue_at_either_end_of_a_page_vanishes():
    one, other = VBox(blank_frame(1.0)), VBox(blank_frame(2.0))
    glue, wide = VGlue(3.0), VGlue(4.0)

    shown = list(page_items([glue, one, wide, glue, other, wide], frozenset(), {}))

    assert shown == [one.frame, wide, glue, other.frame]


def test_a_page_s_glue_is_set_at_its_ratio():
    """Two lines and glue of 10 plus 4 minus 2 between them."""
    library = typeset(Brief(title="A", body=["A"])).library
    galley = galley_of(lines(1), VGlue(10.0, 4.0, 2.0), lines(1))
    places = {}
    for ratio in (0.5, -0.5):
        plan = PagePlan((PlannedPage((0, 3), ratio=ratio),))
        (page,) = make_up(plan, galley, bare(), SMALL, library)
        places[ratio] = [p.y - AREA.y for p in page.frame.items[:2]]

    assert places == {0.5: [0.0, 13.0], -0.5: [0.0, 10.0]}


def test_pages_of_which_a_box_has_changed_are_made_anew_and_no_others():
    """The second of three; a cover comes before them. All are what `make_up` would make."""
    made = typeset(Brief(title="A", body=[TEXT], cover=Cover()), SMALL)
    galley = galley_of(lines(3))
    other = Frame(100.0, 1.0, 0.5)
    items = list(galley.items)
    places = [place for place, item in enumerate(items) if isinstance(item, VBox)]
    items[places[1]] = evolve(items[places[1]], frame=other)
    changed = evolve(galley, items=tuple(items))
    starts = [*places, len(items)]
    plan = PagePlan(tuple(PlannedPage(body) for body in pairwise(starts)))

    before = make_up(plan, galley, made.resolved, SMALL, made.library)
    after = make_up_changed(before, galley, plan, changed, made.resolved, SMALL, made.library)

    assert after == make_up(plan, changed, made.resolved, SMALL, made.library)
    assert [one is old for one, old in zip(after, before, strict=True)] == [True, True, False, True]
    assert other in [placed.item for placed in after[2].frame.items]


# Floats.


def test_a_figure_at_a_foot_stands_on_the_notes_and_one_at_a_head_heads_the_page():
    picture = Image.new("RGB", (600, 200), "#336699")
    for placement in ("top", "bottom"):
        figure = Figure(picture, alt="x", credit="Photo: Someone", placement=placement)
        body = [TEXT, figure, Paragraph("A", note(NOTE)), *[TEXT * 9] * 3]
        pages = typeset(Brief(title="A brief", body=body), SMALL).pages
        page = next(
            page for page in pages if any(isinstance(p.item, Picture) for p in page.frame.flat())
        )
        (placed,) = [p for p in page.frame.flat() if isinstance(p.item, Picture)]
        text = [p.y for p in page.frame.flat() if isinstance(p.item, GlyphRun)]
        foot = region(page, "notes").y if len(page.regions) > 1 else AREA.bottom
        if placement == "top":
            assert placed.y == pytest.approx(AREA.y)
            assert placed.y + placed.item.height < min(y for y in text if y > AREA.y)
        else:
            assert region(page, "body").bottom == pytest.approx(foot)
            assert placed.y + placed.item.height < foot


# Tables.


def test_a_broken_table_says_its_head_again_as_no_content(lines_of):
    rows = [[f"Row {number}", "A cell"] for number in range(40)]
    laid_out = typeset(Brief(title="T", body=[Table(rows, head=[["One", "Two"]])]), SMALL)

    said = [[text for *_, text in lines_of(page)] for page in laid_out.pages]
    marked = [[text for *_, text in lines_of(page, int)] for page in laid_out.pages]
    assert len(said) > 1
    assert all("OneTwo" in page for page in said)
    assert ["OneTwo" in page for page in marked] == [True] + [False] * (len(said) - 1)


def test_what_a_broken_table_leaves_at_a_foot_is_left_though_notes_fill_the_next_page():
    """The rule under the last row, where a page of notes alone lies between a table's parts."""
    library = typeset(Brief(title="A", body=["A"])).library
    foot, head = Frame(100.0, 2.0, 0.0), Frame(100.0, 5.0, 0.0)
    galley = galley_of(
        lines(1), VDiscretionary(head, 0.0, foot), lines(1), note_of(lines(20), called_from=1)
    )
    parts = [NotePart("n1", 0, 9, False, True), NotePart("n1", 9, 39, True, False)]
    plan = PagePlan(
        (
            PlannedPage((0, 2), notes=(parts[0],)),
            PlannedPage((2, 2), notes=(parts[1],)),
            PlannedPage((2, 3), head=1),
        )
    )

    first, second, third = make_up(plan, galley, bare(), SMALL, library)

    assert [(p.y - AREA.y, p.item.height) for p in first.frame.items[:2]] == [
        (0.0, 1.0),
        (1.0, 2.0),
    ]
    assert foot not in [p.item for p in second.frame.items]
    # a running head comes first on the third page
    heights = [(p.y - AREA.y, p.item.height) for p in third.frame.items if p.y >= AREA.y]
    assert heights[:2] == [(0.0, 5.0), (5.0, 1.0)]


# Everything at once.


def test_pages_are_numbered_and_as_large_as_the_trim():
    body = [Section("One", [TEXT * 9, BulletList([TEXT] * 9)]), Section("Two", [TEXT * 9])]
    pages = typeset(Brief(title="A brief", body=body), SMALL).pages

    assert [page.index for page in pages] == list(range(len(pages)))
    assert {page.size for page in pages} == {SMALL.page.trim}
    for page in pages:
        assert (page.frame.width, page.frame.height) == (330.0, 400.0)
