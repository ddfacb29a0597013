"""Calls of notes hang beyond what a table aligns at its end."""

import pytest
from attrs import evolve

from briefkit import Brief, Paragraph, Table, note
from briefkit.frame import GlyphRun
from briefkit.galley.items import VBox
from briefkit.galley.setter import set_galley
from briefkit.resolve import resolve
from briefkit.style.house import HouseStyle


def lines_of(library, rows, alignment, **more):
    """Return the lines of each cell of a table's last column: start, end and text of its runs."""
    table = Table(rows, alignments=("start", alignment), **more)
    house = HouseStyle()
    galley = set_galley(resolve(Brief(title="T", body=[table])), house, library)
    found = []
    for box in galley.items:
        if isinstance(box, VBox) and box.kind in ("row", "table head"):
            runs = [at for at in box.frame.flat() if isinstance(at.item, GlyphRun) and at.x > 60]
            if not runs:
                continue
            found.append([(at.x, at.x + sum(at.item.advances), at.item.text) for at in runs])
    return found, house.page.column_measure


@pytest.mark.parametrize("alignment", ["end", "decimal"])
def test_a_call_does_not_push_its_number_from_the_edge(library, alignment):
    rows = [["a", "1,234"], ["b", Paragraph("1,234", note("n"))], ["c", "999"]]
    (head, plain, called, short), measure = lines_of(
        library, rows, alignment, head=[["Name", "Count"]]
    )
    ends = [cell[0][1] for cell in (head, plain, called, short)]
    assert ends == pytest.approx([ends[0]] * 4, abs=0.05)
    assert [text for *_, text in called] == ["1,234", "1"]
    assert called[1][1] <= measure + 0.05  # nor does the call of the last column leave the table


def test_a_decimal_number_with_a_call_keeps_its_mark(library):
    rows = [["a", "1.25"], ["b", Paragraph("3.25", note("n"))]]
    (plain, called), _ = lines_of(library, rows, "decimal")
    assert plain[0][0] == pytest.approx(called[0][0], abs=0.05)


def test_words_before_a_call_end_with_the_numbers(library):
    rows = [["a", "1,234"], ["b", Paragraph("n/a", note("n"))]]
    (plain, called), _ = lines_of(library, rows, "end")
    assert plain[0][1] == pytest.approx(called[0][1], abs=0.05)


def test_a_number_is_not_broken_for_the_call_beside_it(library):
    """Its column is as wide as the word and the call that nothing parts from it."""
    long = "words that would like to have more room than they are given in this table " * 2
    rows = [[long, "12,345,678", long], [long, Paragraph("12,345,679", note("n")), long]]
    for alignment in ("start", "end"):
        table = Table(rows, alignments=("start", alignment, "start"))
        brief = resolve(Brief(title="T", body=[table]))
        galley = set_galley(brief, HouseStyle(), library)
        runs = [
            at.item.text
            for box in galley.items
            if isinstance(box, VBox)
            for at in box.frame.flat()
            if isinstance(at.item, GlyphRun)
        ]
        assert "12,345,679" in runs
        assert not galley.diagnostics


def test_without_calls_a_column_keeps_nothing_free(library):
    (row,), measure = lines_of(library, [["a", "1,234"]], "end")
    assert row[0][1] == pytest.approx(measure, abs=0.05)


@pytest.mark.parametrize("figures", ["tnum", "pnum"])
def test_marks_are_aligned_in_figures_of_any_widths(library, figures):
    """Of proportional ones, numbers of one pattern are not of one width; pairs that kern apart."""
    rows = [["a", "111.5"], ["b", "888.5"], ["c", Paragraph("141.5", note("n"))], ["d", "6.25"]]
    scale = HouseStyle().scale
    cell = evolve(scale.table_cell, features=("lnum", figures))
    house = HouseStyle(scale=evolve(scale, table_cell=cell))
    brief = resolve(Brief(title="T", body=[Table(rows, alignments=("start", "decimal"))]))
    marks = [
        at.x
        + sum(
            advance
            for advance, cluster in zip(at.item.advances, at.item.clusters, strict=True)
            if cluster < at.item.text.index(".")
        )
        for item in set_galley(brief, house, library).items
        if isinstance(item, VBox) and item.kind == "row"
        for at in item.frame.flat()
        if isinstance(at.item, GlyphRun) and "." in at.item.text
    ]

    assert marks == pytest.approx([marks[0]] * 4, abs=0.05)
