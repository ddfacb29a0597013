"""Long tables are set row by row, with little kept of each."""

import gc
import pickle
import tracemalloc

import pytest
from attrs import evolve

from briefkit import Brief, Cell, Link, Paragraph, Strong, Table, note
from briefkit.frame import Fill, Frame, GlyphRun, LateFrame
from briefkit.galley.items import VBox, VDiscretionary
from briefkit.galley.setter import set_galley
from briefkit.galley.styling import Compositor
from briefkit.resolve import resolve
from briefkit.resolve.labels import labels_for
from briefkit.resolve.resolved import PlainCell, ResolvedCell
from briefkit.structure import Artifact
from briefkit.style.house import HouseStyle


def table_of(rows: int, **more) -> Table:
    words = ["alpha", "beta", "gamma", "delta", "epsilon"]
    body = [[f"Row {i}", words[i % 5], f"{i * 7 % 1000}.{i % 100:02}", str(i)] for i in range(rows)]
    return Table(body, head=[["Name", "What", "Value", "Count"]], **more)


def setting(block, library, house=None):
    return set_galley(resolve(Brief(title="T", body=[block])), house or HouseStyle(), library)


def rows_of(galley):
    return [item for item in galley.items if isinstance(item, VBox) and item.kind == "row"]


def shown(box):
    """Return every glyph run of a box with its place, as the eye has them."""
    return [
        (round(at.x, 3), round(at.y, 3), at.item)
        for at in box.frame.flat()
        if isinstance(at.item, GlyphRun)
    ]


def searched(resolved):
    """Return a brief whose tables have cells of the common kind only."""

    def cell(one):
        if not isinstance(one, PlainCell):
            return one
        return ResolvedCell(one.body, one.column, 1, 1, one.is_header, one.alignment)

    blocks = tuple(
        evolve(block, rows=tuple(tuple(map(cell, row)) for row in block.rows))
        for block in resolved.blocks
    )
    return evolve(resolved, blocks=blocks)


@pytest.mark.parametrize("alignment", ["start", "centre", "end", "decimal", "auto"])
@pytest.mark.parametrize("language", ["en", "de"])
def test_plain_rows_look_as_those_that_were_set_word_by_word(library, alignment, language):
    rows = [
        ["1.5", "a", ""],
        ["−12,75 %", "words that are more than one", "x"],
        ["n/a", "", "1"],
        ["1 234", "fi", "–"],
    ]
    block = Table(rows, head=[["A", "B", "C"]], alignments=[alignment] * 3)
    resolved = resolve(Brief(title="T", body=[block], language=language))
    plain = set_galley(resolved, HouseStyle(), library)
    whole = set_galley(searched(resolved), HouseStyle(), library)

    assert [row.height for row in rows_of(plain)] == [row.height for row in rows_of(whole)]
    for one, other in zip(rows_of(plain), rows_of(whole), strict=True):
        assert [(x, y, run.text, run.glyphs, run.mark) for x, y, run in shown(one)] == [
            (x, y, run.text, run.glyphs, run.mark) for x, y, run in shown(other)
        ]


def test_a_row_that_holds_more_than_words_is_set_as_any_text(library):
    rows = [
        ["plain", "words"],
        ["a", Link("https://example.org", "leads away")],
        ["b", Paragraph("called", note("A note."))],
        ["c", "words enough for two lines of a column that is not so wide " * 3],
        [Cell("spans", row_span=2), "d"],
        ["e"],
        ["plain", "again"],
    ]
    made = setting(Table(rows), library)
    boxes = rows_of(made)
    is_late = [isinstance(box.frame, LateFrame) for box in boxes]
    assert is_late == [True, False, False, False, False, False]  # the last has the closing rule
    assert [box.calls for box in boxes][2] == ("note-1",)
    texts = ["".join(run.text for _, _, run in shown(box)) for box in boxes]
    assert texts[0] == "plainwords"
    assert texts[4] == "spansde"
    assert texts[5] == "plainagain"


def test_rows_keep_nothing_of_what_they_show(library):
    made = setting(table_of(500), library)
    late = [box.frame for box in rows_of(made) if isinstance(box.frame, LateFrame)]
    assert len(late) == 499
    assert late[0].items == late[0].items
    assert late[0].items is not late[0].items
    again = pickle.loads(pickle.dumps(late[0]))  # noqa: S301 - as another process would have it
    assert type(again) is Frame
    assert again.items == late[0].items
    breaks = {id(item) for item in made.items if isinstance(item, VDiscretionary)}
    assert len(breaks) == 1


def test_as_many_lines_are_searched_for_in_a_long_table_as_in_a_short_one(library, monkeypatch):
    """Work that grows with the rows is the least there is."""
    calls = []
    lines = Compositor.lines
    width = Compositor.width

    def counted_lines(self, *args, **more):
        calls.append("lines")
        return lines(self, *args, **more)

    def counted_width(self, *args):
        calls.append("width")
        return width(self, *args)

    monkeypatch.setattr(Compositor, "lines", counted_lines)
    monkeypatch.setattr(Compositor, "width", counted_width)
    counts = []
    for rows in (1_000, 4_000):
        calls.clear()
        setting(table_of(rows), library)
        counts.append(len(calls))
    assert counts[1] <= counts[0] + 40  # the last row's cells, and numbers with a figure more


def test_a_rows_memory_does_not_grow_with_the_table(library):
    """Less than four and a half kilobytes a row of four cells, from the brief to its galley."""

    def peak(rows: int) -> int:
        gc.collect()
        tracemalloc.start()
        brief = Brief(title="T", body=[table_of(rows)])
        made = set_galley(resolve(brief), HouseStyle(), library)
        assert len(rows_of(made)) == rows
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    peak(200)  # what is kept for good: fonts, labels
    once, twice = peak(2_000), peak(4_000)
    assert twice < 2.1 * once
    assert (twice - once) / 2_000 < 4_500


def test_no_page_ends_in_a_row_that_is_the_title_of_those_below_it(library):
    rows = [["a", "1"], ["b", "2"], [Strong("Title"), ""], ["c", "3"], ["d", "4"], ["e", "5"]]
    made = setting(Table(rows), library)
    boxes = rows_of(made)
    before = [made.items[made.items.index(box) - 1] for box in boxes[1:]]
    may_break = [isinstance(item, VDiscretionary) for item in before]
    assert may_break == [False, True, False, True, False]


@pytest.mark.parametrize(("rows", "is_low"), [(4, True), (8, True), (12, False)])
def test_a_low_table_is_moved_rather_than_broken(library, rows, is_low):
    made = setting(table_of(rows), library)

    costs = {item.cost for item in made.items if isinstance(item, VDiscretionary)}

    assert costs == ({1_800.0} if is_low else {400.0})


@pytest.mark.parametrize(("alignment", "share"), [("start", 0.0), ("centre", 0.5), ("end", 1.0)])
@pytest.mark.parametrize(
    ("head", "lines"),
    [
        ("Jul–Sep 2024", ["Jul–Sep", "2024"]),
        ("Change on the quarter", ["Change on", "the quarter"]),
    ],
)
def test_lines_of_a_head_are_of_like_lengths_and_aligned_as_their_column(
    library, head, lines, alignment, share
):
    """Not broken at a dash, so that the last is no short one."""
    text = "words of a long text that fills many lines of its cell " * 9
    table = Table([[text, "10"]], head=[["What", head]], alignments=["start", alignment])
    made = setting(table, library)

    (box,) = (item for item in made.items if getattr(item, "kind", "") == "table head")
    runs = [at for at in box.frame.flat() if isinstance(at.item, GlyphRun)]
    rest = [at for at in runs if at.item.text.strip() not in {"What", ""}]
    rows = sorted({round(at.y, 2) for at in rest})
    shown = [[at for at in rest if round(at.y, 2) == y] for y in rows]
    assert ["".join(at.item.text for at in row).strip() for row in shown] == lines
    edges = [
        (row[0].x, sum(run.item.width for run in row if run.item.text.strip())) for row in shown
    ]
    anchors = [x + share * width for x, width in edges]
    assert anchors[0] == pytest.approx(anchors[1], abs=1.0)


@pytest.mark.parametrize("language", ["en", "ur"])
def test_a_head_over_several_columns_has_a_rule_as_wide_as_they_are(library, language):
    """But for one that has no head below it."""
    head = [
        [Cell("A", row_span=2), Cell("Exports", column_span=2), Cell("Imports", column_span=2)],
        ["2024", "2025", "2024", "2025"],
    ]
    table = Table([["A", 1, 22, 333, 4444]], head=head)
    brief = Brief(title="T", body=[table], language=language)
    made = set_galley(resolve(brief), HouseStyle(), library)

    (box,) = (item for item in made.items if getattr(item, "kind", "") == "table head")
    whole = HouseStyle().page.measure
    rules = [at for at in box.frame.flat() if isinstance(at.item, Fill)]
    short = sorted((at for at in rules if at.item.width < whole), key=lambda at: at.x)
    years = sorted(
        (at for at in box.frame.flat() if getattr(at.item, "text", "").strip() in {"2024", "2025"}),
        key=lambda at: at.x,
    )
    assert len(short) == 2
    assert short[0].x + short[0].item.width < short[1].x
    for line, (first, second) in zip(short, (years[:2], years[2:]), strict=True):
        assert line.x - 0.1 <= first.x
        assert second.x + second.item.width <= line.x + line.item.width + 0.1
        assert line.y < first.y - first.item.size / 2

    flat = setting(Table([["1", "2"]], head=[[Cell("Both", column_span=2)]]), library)
    (box,) = (item for item in flat.items if getattr(item, "kind", "") == "table head")
    assert {at.item.width for at in box.frame.flat() if isinstance(at.item, Fill)} == {whole}


def test_a_tall_row_amid_plain_ones_is_cut(library):
    tall = "word " * 4_000
    made = setting(Table([["a", "b"], [tall, "c"], ["d", "e"], ["f", "g"]]), library)
    assert len(rows_of(made)) > 5


@pytest.mark.parametrize(
    ("language", "caption", "says"),
    [
        ("en", "Counts", "Table 1 (continued)"),
        ("cs", "Counts", "Tabulka 1 (pokračování)"),
        ("de", "", "(Fortsetzung)"),
        ("tr", "Counts", None),
    ],
)
def test_a_head_that_comes_again_says_so_in_the_briefs_language(library, language, caption, says):
    """It is no content there: a reader who listens has heard it before."""
    brief = Brief(title="T", body=[table_of(200, caption=caption)], language=language)
    made = set_galley(resolve(brief), HouseStyle(), library)
    (again,) = {item.after_break for item in made.items if isinstance(item, VDiscretionary)}
    runs = [at.item for at in again.flat() if isinstance(at.item, GlyphRun)]
    shown = "".join(run.text for run in runs).replace("\u00a0", " ")

    assert all(isinstance(run.mark, Artifact) for run in runs)
    label = labels_for(language)
    expected = says or f"{label.table.format(1)} ({label.continued})".replace("\u00a0", " ")
    assert shown == f"{expected} NameWhatValueCount" or shown == f"{expected}NameWhatValueCount"
