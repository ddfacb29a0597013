"""Blocks → resolved blocks and their part of the tree."""

import pytest

from briefkit.images.raster import Raster
from briefkit.model.blocks import (
    Box,
    BulletList,
    CodeBlock,
    Definition,
    DefinitionList,
    Divider,
    Group,
    KeyPoints,
    NumberedList,
    Paragraph,
    PullQuote,
    Quotation,
    Section,
)
from briefkit.model.brief import Brief
from briefkit.model.figures import Figure
from briefkit.model.inline import CrossReference, Emphasis, Note, Quoted
from briefkit.model.tables import Cell, Table
from briefkit.resolve import resolve
from briefkit.resolve.resolved import Form, ListKind, ResolvedFigure, ResolvedTable
from briefkit.structure import LAYOUT, Role


@pytest.fixture
def picture(tmp_path):
    """Return the path of a sound picture."""
    from PIL import Image  # slow to load, and wanted here only

    path = tmp_path / "p.png"
    Image.new("RGB", (4, 3)).save(path)
    return path


@pytest.fixture
def body_tree(tree_of):
    """Return what writes the tree of a body, without that of the title."""

    def write(*body, language="en"):
        resolved = resolve(Brief(title="T", language=language, body=body))
        return [line[2:] for line in tree_of(resolved).splitlines()[4:]]

    return write


def resolved_body(*body, language="en"):
    return resolve(Brief(title="T", language=language, body=body)).blocks


def text(spans):
    return "".join(span.text for span in spans)


def test_the_title_is_the_first_heading_and_sections_follow_without_a_skip(tree_of):
    deep = Section("six", ["x"])
    for name in ("five", "four", "three", "two", "one"):
        deep = Section(name, [deep])
    resolved = resolve(Brief(title="T", body=[deep]))

    roles = [node.role.value for _, node in resolved.tree.walk() if node.role.value[:1] == "H"]
    assert roles == ["H1", "H2", "H3", "H4", "H5", "H6", "H6"]
    assert [block.level for block in resolved.blocks[:-1]] == [1, 2, 3, 4, 5, 5]
    assert resolved.tree.describe().startswith("Document\n  Div\n    H1\n      ·\n  Sect\n    H2\n")


def test_numbered_sections_count_within_those_around():
    def numbered(title, *body):
        return Section(title, body, is_numbered=True)

    headings = resolved_body(
        numbered("a", numbered("b"), Section("plain", [numbered("c")]), numbered("d")),
        Section("plain"),
        numbered("e", numbered("f")),
    )

    assert [heading.title for heading in headings] == [
        "1 a", "1.1 b", "plain", "1.2 c", "1.3 d", "plain", "2 e", "2.1 f",
    ]  # fmt: skip
    number, title = headings[0].spans
    assert (number.text, number.form, title.text) == ("1\u00a0", Form.LABEL, "a")


def test_equal_titles_have_places_of_their_own():
    resolved = resolve(Brief(title="T", body=[Section("Same"), Section("Same"), Section("Same")]))

    anchors = [heading.anchor for heading in resolved.blocks]
    assert len(set(anchors)) == 3
    assert [entry.destination for entry in resolved.metadata.outline] == anchors


def test_a_made_name_gives_way_to_an_author_s():
    resolved = resolve(
        Brief(
            title="T",
            body=[Section("A"), Paragraph("x", id="sections[0]"), Section("B", id="note-1"),
                  Paragraph("y", Note((Paragraph("n"),)))],
        )
    )  # fmt: skip

    heading, paragraph, other, _ = resolved.blocks
    names = [heading.anchor, paragraph.anchor, other.anchor, resolved.notes[0].anchor]
    assert names[1:3] == ["sections[0]", "note-1"]
    assert len(set(names)) == 4


def test_lists_have_labels_and_bodies(body_tree):
    assert body_tree(BulletList(["a", ["b", NumberedList(["c"], start=3)]])) == [
        "L numbering=Disc",
        "  LI",
        "    Lbl",
        "      •",
        "    LBody",
        "      P",
        "        a",
        "  LI",
        "    Lbl",
        "      •",
        "    LBody",
        "      P",
        "        b",
        "      L numbering=Decimal",
        "        LI",
        "          Lbl",
        "            3.",
        "          LBody",
        "            P",
        "              c",
    ]


def test_bullets_alternate_in_lists_in_lists_and_numbers_stay_numbers():
    bullets = BulletList([["a", BulletList([["b", BulletList(["c"])]])]])
    numbers = NumberedList([["a", NumberedList([["b", NumberedList(["c"])], "d"])]])

    found = []
    for block in resolved_body(bullets, numbers):
        while block is not None:
            found.append((block.kind, block.depth, text(block.items[0].label)))
            body = block.items[0].body
            block = body[1] if len(body) > 1 else None
    assert found == [
        (ListKind.BULLET, 0, "•"),
        (ListKind.BULLET, 1, "–"),
        (ListKind.BULLET, 2, "•"),
        (ListKind.NUMBER, 0, "1."),
        (ListKind.NUMBER, 1, "1."),
        (ListKind.NUMBER, 2, "1."),
    ]


@pytest.mark.parametrize(
    ("numbering", "mark", "labels", "attribute"),
    [
        ("arabic", ")", ["3)", "4)"], "Decimal"),
        ("alpha", "()", ["(c)", "(d)"], "LowerAlpha"),
        ("Alpha", ".", ["C.", "D."], "UpperAlpha"),
        ("roman", ".", ["iii.", "iv."], "LowerRoman"),
        ("Roman", "()", ["(III)", "(IV)"], "UpperRoman"),
    ],
)
def test_lists_are_numbered_as_they_ask(body_tree, numbering, mark, labels, attribute):
    listed = NumberedList(["a", "b"], start=3, numbering=numbering, mark=mark)

    (block,) = resolved_body(listed)

    assert [text(item.label) for item in block.items] == labels
    assert body_tree(listed)[0] == f"L numbering={attribute}"


def test_terms_are_the_labels_of_what_they_mean(body_tree):
    assert body_tree(DefinitionList([Definition(["A ", Emphasis("term")], "Meaning.")])) == [
        "L numbering=None",
        "  LI",
        "    Lbl",
        "      A ",
        "      Em",
        "        term",
        "    LBody",
        "      P",
        "        Meaning.",
    ]


def test_what_is_set_apart_is_told_in_the_tree(body_tree):
    assert body_tree(
        Quotation(["Q", Paragraph(Quoted("x"))], attribution="By", language="fr"),
        PullQuote("Large", by="Who"),
        Box(["Inside"], title="Box"),
        KeyPoints(["one"]),
        Divider(),
        CodeBlock("a = 1\n\tb\n"),
        Group(["x", Group(["y"])], language="tr"),
    ) == [
        "BlockQuote [fr]",
        "  P",
        "    Q",
        "  P",
        "    Quote",
        "      «\\u202fx\\u202f»",
        "  P",
        "    By",
        "BlockQuote",
        "  P",
        "    Large",
        "  P",
        "    Who",
        "Aside",
        "  P",
        "    Box",
        "  P",
        "    Inside",
        "Aside",
        "  P",
        "    Key points",
        "  L numbering=Disc",
        "    LI",
        "      Lbl",
        "        •",
        "      LBody",
        "        P",
        "          one",
        "P",
        "  Code",
        "    a = 1\\n    b",
        "Div [tr]",
        "  P",
        "    x",
        "  P",
        "    y",
    ]


def test_a_group_stands_in_no_way():
    first, second = resolved_body(Group(["x"], language="tr"), Group(["y"]))

    assert (first.language, first.where) == ("tr", "groups[0].paragraphs[0]")
    assert second.language == "en"


def test_a_figure_is_read_with_its_caption_source_and_credit(body_tree, picture):
    """The caption is beside the Figure: in it, the alternative text would stand for it too."""
    figure = Figure(
        picture, alt=" A\npicture ", caption=["Rents, ", Emphasis("2020")], credit="Photo: X",
        source="ONS", width=0.5, placement="top", id="f",
    )  # fmt: skip

    assert body_tree(figure) == [
        "Aside",
        "  Figure alt=A picture",
        "    □",
        "  Caption",
        "    P",
        "      Figure\\xa01. Rents, ",
        "      Em",
        "        2020",
        "    P",
        "      Source: ONS",
        "    P",
        "      Photo: X",
    ]
    (found,) = resolved_body(figure)
    assert isinstance(found.raster, Raster)
    assert (found.width, found.placement, found.anchor) == (0.5, "top", "f")
    label, space, year = found.caption
    assert (label.text, label.form) == ("Figure\u00a01.", Form.LABEL)
    assert (space.text, year.form) == (" Rents, ", Form.EMPHASIS)


def test_figures_without_words(body_tree, picture):
    assert body_tree(Figure(picture, alt="x")) == ["Figure alt=x", "  □"]
    assert body_tree(Figure(picture, decorative=True)) == []
    assert body_tree(Figure(picture, decorative=True, credit="C")) == ["Aside", "  P", "    C"]
    (found,) = resolved_body(Figure(picture, decorative=True))
    assert found.mark == LAYOUT


def test_a_figure_without_alternative_text_is_noticed(picture):
    resolved = resolve(Brief(title="T", body=[Figure(picture, caption="Rents, 2020")]))

    (diagnostic,) = resolved.diagnostics
    assert str(diagnostic) == (
        'warning: figures[0] ("Rents, 2020"): has no alt text: give alt="…", or mark it decorative'
    )


@pytest.mark.parametrize(
    ("language", "caption", "reference", "table", "source"),
    [
        ("en", "Figure 1. C", "Figure 2", "Table 1. T", "Source: S"),
        ("tr", "Şekil 1. C", "Şekil 2", "Tablo 1. T", "Kaynak: S"),
        ("ru", "Рисунок 1. C", "Рисунок 2", "Таблица 1. T", "Источник: S"),
        ("de", "Abbildung 1: C", "Abbildung 2", "Tabelle 1: T", "Quelle: S"),
        ("fr", "Figure 1. C", "Figure 2", "Tableau 1. T", "Source : S"),
        ("hu", "1. ábra. C", "2. ábra", "1. táblázat. T", "Forrás: S"),
    ],
)
def test_figures_and_tables_are_numbered_in_the_language(
    picture, language, caption, reference, table, source
):
    first, second, third, paragraph = resolved_body(
        Figure(picture, alt="x", caption="C"),
        Figure(picture, alt="x", id="f"),
        Table([["x"]], caption="T", source="S"),
        Paragraph(CrossReference("f")),
        language=language,
    )

    shown = [text(first.caption), text(second.caption), text(third.caption), text(third.source)]
    assert [words.replace("\u00a0", " ") for words in shown] == [caption, reference, table, source]
    assert text(paragraph.spans).replace("\u00a0", " ") == reference
    assert " " not in text(paragraph.spans), "it never breaks"


def test_a_label_that_the_author_wrote_is_not_written_again():
    (table,) = resolved_body(Table([["x"]], source="Source: me"))

    assert text(table.source) == "Source: me"
    assert table.caption == ()


def test_a_table_that_is_all_head_has_its_rows_in_the_body(body_tree):
    """A THead without a TBody breaks ISO 32000-1, table 337."""
    assert body_tree(Table((), head=[["Only"]])) == [
        "Table",
        "  TBody",
        "    TR",
        "      TH scope=Column",
        "        Only",
    ]


def test_tables_have_heads_and_scopes(body_tree):
    table = Table(
        [["Rents", "1.5"], ["Wages", Cell(["n/a"])]],
        head=[["", "2020"]],
        has_row_headers=True,
        caption="C",
        source="S",
    )

    assert body_tree(table) == [
        "Table",
        "  Caption",
        "    Table\\xa01. C",
        "  THead",
        "    TR",
        "      TH scope=Column",
        "      TH scope=Column",
        "        2020",
        "  TBody",
        "    TR",
        "      TH scope=Row",
        "        Rents",
        "      TD",
        "        1.5",
        "    TR",
        "      TH scope=Row",
        "        Wages",
        "      TD",
        "        n/a",
        "P",
        "  Source: S",
    ]
    (found,) = resolved_body(table)
    assert [[cell.alignment for cell in row] for row in (*found.head, *found.rows)] == [
        ["start", "end"], ["start", "decimal"], ["start", "decimal"],
    ]  # fmt: skip


def test_cells_that_span_are_placed_and_name_what_heads_them(body_tree):
    table = Table(
        [
            [Cell("r", is_header=True, row_span=2), "a", "b"],
            [Cell("c", column_span=2)],
        ],
        head=[["", Cell("H", column_span=2)], ["x", "y", "z"]],
    )

    resolved = resolve(Brief(title="T", body=[table]))
    (found,) = resolved.blocks
    assert [[cell.column for cell in row] for row in found.rows] == [[0, 1, 2], [1]]
    names = {}
    for row in (*found.head, *found.rows):
        for cell in row:
            for block in cell.body:
                mark = block.spans[0].mark  # the cell itself where it holds no more than words
                parents = [n.id for n in resolved.tree.nodes if mark in n.children]
                is_plain = resolved.tree[mark].role is not Role.TEXT
                names[mark if is_plain else parents[0]] = block.spans[0].text
    heads = {
        names[node.id]: [names[head] for head in node.headers]
        for node in resolved.tree.nodes
        if node.role is Role.DATA_CELL
    }
    assert heads == {"a": ["H", "y", "r"], "b": ["H", "z", "r"], "c": ["H", "y", "z", "r"]}


@pytest.mark.parametrize(
    ("column", "alignment"),
    [
        (["1", "2.5", "–10,000"], "decimal"),
        (["12 %", "$ 5", "(3)"], "decimal"),
        (["1", "", "n/a", "–"], "decimal"),
        (["1", "two"], "start"),
        (["", "–"], "start"),
        (["19 September"], "start"),
    ],
)
def test_numbers_stand_on_their_decimal_mark(column, alignment):
    (table,) = resolved_body(Table([[value] for value in column]))

    assert {row[0].alignment for row in table.rows} == {alignment}


@pytest.mark.parametrize("alignment", ["centre", "end", "decimal"])
def test_a_list_in_a_cell_begins_where_its_bullets_are(alignment):
    (table,) = resolved_body(
        Table([["a", 1], [Cell(BulletList(["b", "c"]), column_span=2)], [NumberedList(["d"]), 2]],
              alignments=[alignment, "auto"]),
    )  # fmt: skip
    aligned = [[cell.alignment for cell in row] for row in table.rows]
    assert aligned == [[alignment, "decimal"], ["start"], ["start", "decimal"]]


def test_alignments_given_are_kept():
    (table,) = resolved_body(
        Table([["1", "x", "2", "3"]], head=[["a", "b", "c", "d"]],
              alignments=["centre", "end", "decimal"]),
    )  # fmt: skip

    assert [cell.alignment for cell in table.rows[0]] == ["centre", "end", "decimal", "decimal"]
    assert [cell.alignment for cell in table.head[0]] == ["centre", "end", "end", "end"]


def test_floats_have_keys_of_their_own(picture):
    blocks = resolved_body(
        Figure(picture, alt="x"), Box([Figure(picture, alt="x")]), Table([["x"]]), Table([["x"]])
    )

    keys = [blocks[0].key, blocks[1].body[0].key, blocks[2].key, blocks[3].key]
    assert len(set(keys)) == 4
    assert isinstance(blocks[0], ResolvedFigure)
    assert isinstance(blocks[2], ResolvedTable)


def test_a_picture_is_read_once(picture, monkeypatch):
    from briefkit.resolve import survey  # patched here

    sources = []
    read = survey.read_raster

    def count(source, **facts):
        sources.append(source)
        return read(source, **facts)

    monkeypatch.setattr(survey, "read_raster", count)
    resolved_body(Figure(picture, alt="x"), Figure(picture, alt="y"))

    assert sources == [picture]


def test_pictures_lie_in_the_folder(picture):
    resolved = resolve(
        Brief(title="T", body=[Figure(picture.name, alt="x")]), folder=picture.parent
    )

    assert resolved.blocks[0].raster.width_px == 4


def test_an_alternative_text_of_spaces_is_none(picture):
    resolved = resolve(Brief(title="T", body=[Figure(picture, alt=" \u200b")]))

    (diagnostic,) = resolved.diagnostics
    assert "has no alt text" in str(diagnostic)
