"""Tables that are drawn with lines are read as those with bars are."""

import pytest

from briefkit.errors import SourceError
from briefkit.model.blocks import BulletList, Divider, Paragraph
from briefkit.model.inline import Emphasis, Text
from briefkit.model.tables import Table
from briefkit.readers.markdown import parse_markdown


def body_of(text):
    return parse_markdown(f"# T\n\nBefore.\n\n{text}", name="a.md").body[1:]


def table_of(text):
    (table,) = body_of(text)
    assert isinstance(table, Table)
    return table


def faults_of(text):
    with pytest.raises(SourceError) as raised:
        parse_markdown(f"# T\n\nBefore.\n\n{text}", name="a.md")
    return [str(problem) for problem in raised.value.problems]


GRID = """\
+--------+-------+
| Fruit  | Price |
+:=======+======:+
| Pear   | 1.34  |
+--------+-------+
| *Plum* | 2.1   |
| tart   |       |
+--------+-------+
"""
BARS = """\
| Fruit | Price |
|:------|------:|
| Pear  | 1.34  |
| *Plum* tart | 2.1 |
"""
SIMPLE = """\
  Fruit     Price
  ------- -------
  Pear       1.34
  *Plum*      2.1
"""
MULTILINE = """\
-------------------
 Fruit      Price
 of       a pound
-------- ----------
 Pear     1.34

 *Plum*   2.1
 tart
-------------------
"""


def test_a_grid_says_what_bars_do():
    assert table_of(GRID) == table_of(BARS)


def test_lines_of_hyphens_say_what_bars_do():
    assert table_of(SIMPLE) == table_of(BARS.replace(" tart", ""))


def test_rows_of_several_lines_are_parted_by_empty_ones():
    table = table_of(MULTILINE)
    assert [len(row) for row in (*table.head, *table.rows)] == [2, 2, 2]
    assert table.head[0][1].body == (Paragraph("Price a pound"),)
    assert table.rows[1][0].body == (Paragraph(Emphasis("Plum"), " tart"),)


@pytest.mark.parametrize(
    "text",
    [
        "+---+---+\n| a | b |\n+---+---+\n| c | d |\n+---+---+",
        "--- ---\na   b\nc   d\n--- ---",
        "----- -----\na     b\n\nc     d\n----- -----",
    ],
)
def test_a_table_may_have_no_head(text):
    table = table_of(text)
    assert table.head == ()
    assert table.rows == table_of("| | |\n|---|---|\n| a | b |\n| c | d |").rows


def test_columns_are_aligned_as_their_heads_stand_over_their_lines():
    table = table_of("  a b      c   dd\n--- ---- ----- --\n  1 2      3   4")
    assert table.alignments == ("end", "start", "centre", "auto")


def test_colons_say_how_the_columns_of_a_grid_are_aligned():
    table = table_of(
        "+--+--+---+--+\n|a |b |c  |d |\n+==+:=+:=:+=:+\n|1 |2 |3  |4 |\n+--+--+---+--+"
    )
    assert table.alignments == ("auto", "start", "centre", "decimal")
    headless = table_of("+:--+--:+\n| a | b |\n+---+---+")
    assert headless.alignments == ("start", "decimal")


def test_cells_of_a_grid_hold_blocks():
    table = table_of("+-----+---+\n| - a | b |\n| - c |   |\n|     | d |\n+-----+---+")
    first, second = table.rows[0]
    assert first.body == (BulletList([Paragraph("a"), Paragraph("c")]),)
    assert second.body == (Paragraph("b"), Paragraph("d"))


SPANNING = """\
+-----------------+-----------+
|                 | Share     |
|                 +-----+-----+
| Country         | 2020| 2021|
+========+========+=====+====:+
| North  | *A*    | 12  | 1.5 |
|        +--------+-----+-----+
|        | B      | - x       |
|        |        | - y[^1]   |
+--------+--------+-----+-----+
| South           | 1   | 2   |
+=================+=====+=====+
| All             | 13  | 3.5 |
+=================+=====+=====+

[^1]: N.
"""


def test_cells_of_a_grid_span_columns_and_rows():
    table = table_of(SPANNING)
    spans = [[(cell.column_span, cell.row_span) for cell in row] for row in table.head + table.rows]
    assert len(table.head) == 2
    assert spans == [
        [(2, 2), (2, 1)],
        [(1, 1), (1, 1)],
        [(1, 2), (1, 1), (1, 1), (1, 1)],
        [(1, 1), (2, 1)],
        [(2, 1), (1, 1), (1, 1)],
        [(2, 1), (1, 1), (1, 1)],
    ]
    assert table.alignments == ("auto", "auto", "auto", "decimal")
    assert table.rows[0][0].body == (Paragraph("North"),)
    assert table.head[0][0].body == (Paragraph("Country"),)


def test_a_cell_that_spans_others_holds_blocks_and_notes():
    (items,) = table_of(SPANNING).rows[1][1].body
    assert isinstance(items, BulletList)
    assert items.items[1][0].children[1].body == (Paragraph("N."),)


def test_rows_of_a_foot_are_rows_like_others():
    said = [row[0].body[0].children[0].text for row in table_of(SPANNING).rows[2:]]
    assert said == ["South", "All"]


def test_a_corner_in_the_edge_of_a_cell_is_none_of_its_own():
    table = table_of("+---+---+---+\n| a | b | c |\n+---+---+---+\n| d+|   e   |\n+---+-------+")
    assert [[cell.column_span for cell in row] for row in table.rows] == [[1, 1, 1], [1, 2]]


def test_ideographs_may_stand_in_cells_that_span_others():
    table = table_of("+------+----+\n| 東京 | 値 |\n|      +----+\n|      | é1 |\n+------+----+")
    assert [
        [(cell.body[0].children[0].text, cell.row_span) for cell in row] for row in table.rows
    ] == [
        [("東京", 2), ("値", 1)],
        [("é1", 1)],
    ]


def test_a_column_stands_as_the_line_says_under_which_it_begins():
    table = table_of(
        "+--------:+:-+\n| a       | b|\n+----+----+--+\n| c  | d  | e|\n+----+----+--+"
    )
    assert table.alignments == ("end", "decimal", "start")


def test_a_fault_in_a_cell_that_spans_others_stands_in_its_line():
    (told,) = faults_of("+---+------+\n| a | b    |\n|   +------+\n|   | [^1] |\n+---+------+")
    assert told.startswith("a.md:8: the call [^1] has no note")


@pytest.mark.parametrize("text", [GRID, SIMPLE, MULTILINE])
def test_a_drawn_table_has_a_caption_above_or_below(text):
    said = "Table: C. {#tbl:x}"
    below, above = table_of(f"{text}\n{said}"), table_of(f"{said}\n\n{text}")
    assert below == above == table_of(f"{text}\n: C. {{#tbl:x}}")
    assert (below.caption, below.id) == ((Text("C."),), "tbl:x")


def test_notes_are_called_in_drawn_tables():
    table = table_of("a[^1]  b\n------ ---\nc      d^[e]\n\n[^1]: f")
    assert table.head[0][0].body[0].children[1].body == (Paragraph("f"),)
    assert table.rows[0][1].body[0].children[1].body == (Paragraph("e"),)


def test_tables_are_drawn_in_lists_and_quotations():
    in_list = body_of("- x\n\n  a  b\n  -- --\n  c  d")[0].items[0][1]
    in_quotation = body_of("> a  b\n> -- --\n> c  d")[0].body[0]
    assert in_list == in_quotation == table_of("a  b\n-- --\nc  d")


_AS_TWO = """\
+--------+----+
| 名前   | 値 |
+========+====+
| 東京都 | 12 |
+--------+----+
| 大阪   | 3  |
+--------+----+"""
_AS_ONE = """\
+-------+----+
| 名前    | 値  |
+=======+====+
| 東京都   | 12 |
+-------+----+
| 大阪    | 3  |
+-------+----+"""
_ROWS = "名前   値\n------ --\n東京都 12\n大阪   3"


@pytest.mark.parametrize("text", [_AS_TWO, _AS_ONE, _ROWS, f"{_ROWS}\n------ --"])
def test_ideographs_are_as_wide_as_two_letters_or_as_one(text):
    said = [[cell.body[0].children[0].text for cell in row] for row in table_of(text).rows]
    assert said == [["東京都", "12"], ["大阪", "3"]]


@pytest.mark.parametrize(
    "text",
    [
        "+---+---+\n| a | b |\n+---+---+\n| c  |d |\n+---+---+",
        "+---+---+\n| a | b |\n|   +---+\n|   | c |\n+-------+",
        "+-------+\n| a | b |\n+---+---+\n| c | d |\n+---+---+",
        "+---+---+\n| a | b |\n+===+   +\n| c |   |\n+---+---+\n| d | e |\n+===+===+",
        "+---+---+\n| a | b |\n+---+---+\n+---+---+",
        "+---+---+\n| a | b |\n+===+===+\n+---+---+",
        "+---+---+\n| a | b |\n+===+===+\n| c | d |\n+===+===+\n| e | f |\n+---+---+",
        "+---+---+\n| a | b |\n| c | d |",
        "+---+---+\n| a | b\n+---+---+",
        "+---+---+\n| a |\n+---+---+",
        "+---+---+\n| a | b | c |\n+---+---+",
        "東京都12\n----- --\n大阪  3",
        "a  b\n-- --\nabcdef  c",
        "a  b\n-- --",
        "-- --\na  b",
    ],
)
def test_what_is_no_whole_table_is_told(text):
    assert "is drawn with" in " ".join(faults_of(text)), text


def test_a_fault_in_a_cell_stands_in_its_line():
    (told,) = faults_of(
        "+-------+---+\n| a     | b |\n+-------+---+\n| c     | d |\n"
        "|       |   |\n| e[^1] |   |\n+-------+---+"
    )
    assert told.startswith("a.md:10: the call [^1] has no note")


def test_a_pause_may_stand_before_a_table():
    pause, table = body_of("-----\na  b\n-- --\nc  d")
    assert (pause, table) == (Divider(), table_of("a  b\n-- --\nc  d"))


@pytest.mark.parametrize("text", ["-----", "***", "- - -"])
def test_a_pause_stays_one(text):
    assert body_of(f"a\n\n{text}\n\nb")[1] == Divider()


def test_a_line_under_words_stays_a_heading():
    assert [one.title for one in body_of("A\n---\n\nb\n\nC\n---\n\nd")] == [
        (Text("A"),),
        (Text("C"),),
    ]


def test_a_grid_in_a_grid_is_told():
    inner = "| +---+ |\n| | a | |\n| +---+ |"
    assert "is drawn with" in faults_of(f"+-------+\n{inner}\n+-------+")[0]
