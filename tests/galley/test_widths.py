"""Figures and tables of full width, side by side, and on pages on their side."""

import io

import pytest
from attrs import evolve
from PIL import Image

from briefkit import (
    Box,
    Brief,
    BulletList,
    Cell,
    CodeBlock,
    Figure,
    FigureRow,
    HouseStyle,
    Note,
    Paragraph,
    Section,
    Table,
    note,
    parse_markdown,
    render,
    typeset,
)
from briefkit.diagnostics import Severity
from briefkit.errors import LayoutError, ModelError, SourceError
from briefkit.frame import GlyphRun, Picture
from briefkit.geometry import Size
from briefkit.preflight import check
from briefkit.style.page import A4_PAGE, TWO_COLUMNS_A4_PAGE, PageMaster
from briefkit.style.typography import TypeScale

ONE = HouseStyle()
FACING = HouseStyle(page=evolve(A4_PAGE, is_facing=True))
TWO = HouseStyle(page=TWO_COLUMNS_A4_PAGE, scale=TypeScale().for_columns())
TEXT = "A sentence of some words that fills the better part of a line on the page. "


def picture(width: int = 2000, height: int = 1000) -> bytes:
    data = io.BytesIO()
    Image.new("RGB", (width, height), "#446688").save(data, "PNG")
    return data.getvalue()


WIDE = picture()


def figure(**more) -> Figure:
    return Figure(more.pop("image", WIDE), alt="a", **more)


def brief_of(*body) -> Brief:
    return Brief(title="Widths", language="en-GB", contents="no", body=body)


def pictures(page):
    return [placed for placed in page.frame.flat() if isinstance(placed.item, Picture)]


def words(page) -> str:
    return " ".join(p.item.text for p in page.frame.flat() if isinstance(p.item, GlyphRun))


def page_with(pages, word: str):
    return next(page for page in pages if word in words(page))


def wide_table(rows: int, columns: int = 9, **more) -> Table:
    head = [["Region", *(f"Expenditure{number}" for number in range(1, columns))]]
    body = [[f"r{row}r", *["1234567.8"] * (columns - 1)] for row in range(rows)]
    return Table(body, head=head, caption="Much", source="Own count", **more)


# Full width.


def test_a_full_width_figure_reaches_into_the_outer_margin_and_leaves_both_alike():
    pages = typeset(brief_of(figure(is_wide=True)), ONE).pages

    (shown,) = pictures(pages[0])
    assert shown.x == pytest.approx(ONE.page.inner)
    assert shown.x + shown.item.width == pytest.approx(ONE.page.trim.width - ONE.page.inner)


def test_on_a_left_page_the_outer_margin_is_at_the_left():
    body = [Paragraph(TEXT * 60), figure(is_wide=True, placement="top"), Paragraph(TEXT * 30)]
    pages = typeset(brief_of(*body), FACING).pages

    (shown,) = pictures(pages[1])
    assert FACING.page.type_area(1).x == pytest.approx(FACING.page.outer)
    assert shown.x == pytest.approx(FACING.page.inner)


@pytest.mark.parametrize("placement", ["auto", "here", "top", "bottom"])
def test_in_two_columns_it_stands_across_both_at_the_pages_head_or_foot(placement):
    body = [Paragraph(TEXT * 20), figure(is_wide=True, placement=placement), Paragraph(TEXT * 90)]
    made = typeset(brief_of(*body), TWO)

    shown = next(one for page in made.pages for one in pictures(page))
    assert shown.item.width == pytest.approx(TWO.page.measure)
    spot = next(one.spot for page in made.plan.pages for one in page.floats)
    assert spot in ({"top", "bottom"} if placement in {"auto", "here"} else {placement})


def test_a_figure_of_a_share_is_that_share_of_the_full_width():
    (shown,) = pictures(typeset(brief_of(figure(is_wide=True, width=0.5)), TWO).pages[0])

    assert shown.item.width == pytest.approx(TWO.page.measure / 2)


def test_a_full_width_table_reaches_into_the_margin_and_breaks_over_pages():
    table = wide_table(60, columns=3, is_wide=True)
    pages = typeset(brief_of(Paragraph(TEXT * 9), table), ONE).pages

    assert len(pages) == 2
    assert words(pages[1]).count("Expenditure1") == 1  # its head, again
    right = max(p.x + p.item.width for p in pages[0].frame.flat() if isinstance(p.item, GlyphRun))
    assert right > ONE.page.type_area(0).right + 30


# Side by side.


def test_figures_side_by_side_are_of_one_height_and_fill_the_measure():
    row = FigureRow(
        [figure(caption="Left", credit="A"), figure(image=picture(600, 600), caption="Right")]
    )
    pages = typeset(brief_of(row), ONE).pages

    left, right = pictures(pages[0])
    gap = ONE.scale.body.leading
    assert left.item.height == pytest.approx(right.item.height)
    assert left.y == right.y
    assert left.item.width / right.item.width == pytest.approx(2.0)
    assert left.item.width + gap + right.item.width == pytest.approx(ONE.page.measure)
    text = words(pages[0])
    assert text.index("Figure\u00a01") < text.index("Left") < text.index("Figure\u00a02")


def test_tall_figures_side_by_side_leave_room_for_text():
    tall = [figure(image=picture(300, 1500)) for _ in range(2)]
    pages = typeset(brief_of(FigureRow(tall), Paragraph(TEXT)), ONE).pages

    assert all(one.item.height <= 0.75 * ONE.page.depth + 0.01 for one in pictures(pages[0]))


LOW = PageMaster(trim=Size(330, 260), head=40, foot=50, inner=40, outer=40)


def test_a_narrow_picture_in_a_row_has_room_for_its_words():
    """Twenty points wide, beside one six times as wide as high; a short caption asks for less."""
    images = [picture(200, 900), picture(200, 900), picture(3000, 500)]
    captions = ["Words that a reader has to read", "Low", "Words"]
    row = FigureRow(
        [figure(image=one, caption=told) for one, told in zip(images, captions, strict=True)]
    )

    page = typeset(brief_of(row), ONE).pages[0]

    shown = pictures(page)
    assert len({round(one.item.height, 3) for one in shown}) == 1
    first, second, third = (one.x for one in shown)
    gap = ONE.scale.body.leading
    assert second - first - gap == pytest.approx(9 * ONE.scale.caption.size)
    assert 20.0 < third - second - gap < second - first - gap
    assert shown[-1].x + shown[-1].item.width == pytest.approx(first + ONE.page.measure)


CAPTION = "A caption long enough to be told in several lines of a column as narrow as this one"


def told(made) -> list[str]:
    return [str(one) for one in made.diagnostics if one.severity is not Severity.NOTE]


@pytest.mark.parametrize("height", [230, 250, 260, 300, 330, 400])
def test_rows_in_a_box_fit_a_page_however_low(height):
    """A row is made as low as its page asks, title, heading and space above it counted."""
    house = HouseStyle(page=evolve(LOW, trim=Size(330, height)))
    rows = [FigureRow([figure(caption=CAPTION, credit="C")] * 2) for _ in range(2)]
    code = CodeBlock("\n".join(f"line {number}" for number in range(6)))
    section = Section("A heading", [Box([rows[0], Paragraph(TEXT), rows[1]], title="A title")])
    made = typeset(brief_of(Paragraph(TEXT * 2), code, Box(rows, title="A title"), section), house)

    assert sum(len(pictures(page)) for page in made.pages) == 8
    assert not [one for one in told(made) if "given up" in one]
    if height >= 300:
        assert told(made) == []


def test_figures_that_find_no_room_side_by_side_stand_one_under_another():
    """The captions alone fill the page's height; it is said."""
    row = FigureRow([figure(image=picture(600, 900), caption=CAPTION * 4)] * 3)
    made = typeset(brief_of(Paragraph(TEXT * 2), row), HouseStyle(page=LOW))

    assert [len(pictures(page)) for page in made.pages if pictures(page)] == [1, 1, 1]
    (warning,) = told(made)
    assert "figure_rows[0]: the figures stand one under another" in warning
    assert "make the captions shorter" in warning


@pytest.mark.parametrize("height", [240, 260, 280, 300, 340])
@pytest.mark.parametrize("lines", [0, 4])
def test_no_rule_is_given_up_for_a_tall_picture_under_a_heading_that_calls_a_note(height, lines):
    house = HouseStyle(page=evolve(LOW, trim=Size(330, height)))
    tall = figure(image=picture(600, 900), caption=["Tall", note("N. " * 20)])
    opening = [Paragraph(TEXT * lines)] if lines else []
    body = brief_of(*opening, Section("A heading", [tall, Paragraph(TEXT * 5)]))

    assert told(typeset(body, house)) == []


def test_a_row_in_a_box_that_has_a_note_to_start_fits_a_page():
    """The page may end where the box's foot leaves no room for all of the note."""
    calling = [figure(image=picture(600, 900), caption=[CAPTION, note("N. " * 20)])] * 2
    house = HouseStyle(page=evolve(LOW, trim=Size(330, 250)))
    made = typeset(brief_of(Box([FigureRow(calling), FigureRow(calling)])), house)

    assert sum(len(pictures(page)) for page in made.pages) == 4


def test_in_two_columns_a_row_stands_in_one_or_across_both():
    rows = [FigureRow([figure()] * 3, is_wide=wide) for wide in (False, True)]
    body = [Paragraph(TEXT * 9), rows[0], Paragraph(TEXT * 9), rows[1], Paragraph(TEXT * 9)]
    pages = typeset(brief_of(*body), TWO).pages

    widths = [one.item.width for page in pages for one in pictures(page)]
    gaps = 2 * TWO.scale.body.leading
    totals = sorted(sum(widths[at : at + 3]) + gaps for at in (0, 3))
    assert totals == pytest.approx([TWO.page.column_measure, TWO.page.measure])


@pytest.mark.parametrize("count", [1, 4])
def test_a_row_has_two_figures_or_three(count):
    with pytest.raises(ModelError, match=f"a FigureRow has {count} figures: give it 2 or 3"):
        FigureRow([figure()] * count)


def test_a_row_holds_figures_only():
    with pytest.raises(ModelError, match="Figure"):
        FigureRow(["text", "text"])


def test_markdown_spells_rows_and_widths(tmp_path):
    (tmp_path / "a.png").write_bytes(WIDE)
    text = (
        "---\ntitle: A\n---\n\n::: {.figures width=full placement=bottom}\n"
        '![L](a.png){alt="l"}\n\n![R](a.png){alt="r"}\n:::\n\n'
        '![W](a.png){alt="w" width=full placement=landscape}\n\n'
        "| A |\n|---|\n| 1 |\n\n: T {width=full placement=landscape}\n"
    )
    row, wide, table = parse_markdown(text, folder=tmp_path).body

    assert isinstance(row, FigureRow)
    assert (row.is_wide, row.placement, len(row.figures)) == (True, "bottom", 2)
    assert (wide.is_wide, wide.width, wide.placement) == (True, None, "landscape")
    assert (table.is_wide, table.placement) == (True, "landscape")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("::: {.figures}\nText.\n:::", "a.md:1: a row of figures holds more than pictures"),
        (
            "::: {.figures width=50%}\n![](x.png)\n:::",
            "a.md:1: width=50% does not read: write width=full",
        ),
        ("| A |\n|---|\n| 1 |\n\n: T {width=2}", "a.md:5: width=2 does not read"),
        ("| A |\n|---|\n| 1 |\n\n: T {placement=top}", "Table.placement is 'top'"),
    ],
)
def test_a_width_or_row_that_does_not_read_is_told(text, fault):
    with pytest.raises(SourceError) as raised:
        parse_markdown(text, name="a.md")
    assert fault in str(raised.value)


# Too tall.


def test_a_figure_too_tall_for_its_page_at_the_least_width_is_an_error_that_names_it():
    """Scaled down to half an inch across, it is 1800 points high."""
    with pytest.raises(LayoutError, match=r"figures\[0\].*1800 points high does not fit"):
        typeset(brief_of(figure(image=picture(20, 1000))), ONE)


def test_pictures_too_tall_are_told_with_their_pixels_wherever_they_stand():
    tall = figure(image=picture(20, 2000), caption="")
    text = Paragraph("a", Note((tall,)))
    with pytest.raises(LayoutError) as raised:
        typeset(brief_of(tall, BulletList([tall]), Table([[Cell(tall)]]), text), ONE)
    told = {one.where: one for one in raised.value.problems}
    assert sorted(told) == [
        "figures[0]",
        "lists[0].items[0].figures[0]",
        "paragraphs[0].notes[0].figures[0]",
        "tables[0]",
    ]
    for one in told.values():
        assert "with a picture of 20 by 2,000 pixels, 36 points wide and 36" in one.what
        assert one.cure == "crop the picture, or cut it into several"


def test_words_under_a_picture_that_no_page_holds_are_to_be_shortened():
    with pytest.raises(LayoutError, match=r"high does not fit into a page of .*: shorten it, or"):
        typeset(brief_of(figure(image=picture(400, 300), caption="word " * 9000)), ONE)


# On pages on their side.


@pytest.mark.parametrize("house", [ONE, FACING, TWO], ids=["one", "facing", "two"])
def test_a_table_too_wide_for_the_page_stands_on_pages_on_their_side(house):
    table = wide_table(50, columns=9 if house is not TWO else 12)
    body = [Paragraph(TEXT * 9), table, Section("After", [Paragraph(TEXT * 40)])]
    pages = typeset(brief_of(*body), house).pages

    on_side = [page for page in pages if page.size.width > page.size.height]
    assert len(on_side) == (2 if house is TWO else 3)
    assert {(page.size.height, page.size.width) for page in on_side} == {
        (house.page.trim.width, house.page.trim.height)
    }
    rows = [word for page in on_side for word in words(page).split() if word.startswith("r")]
    assert rows == [f"r{row}r" for row in range(50)]
    for page in on_side:
        assert "Expenditure1" in words(page)
        assert words(page).split()[-1] == page.folio  # the folio is the last, at the foot
        for placed in page.frame.flat():
            if isinstance(placed.item, GlyphRun):
                assert placed.x > 0
                assert placed.x + placed.item.width < page.size.width
                assert 0 < placed.y < page.size.height


def test_a_table_that_fits_stays_upright():
    pages = typeset(brief_of(wide_table(5, columns=4)), ONE).pages

    assert [page.size for page in pages] == [ONE.page.trim]


def test_a_note_called_on_a_page_on_its_side_stands_there_whole_and_as_wide():
    """Case 76."""
    long = note("n1y " + TEXT * 20)
    rows = [["A cell", Paragraph("q1x", long)], *[["Another", "cell"]] * 30]
    table = Table(rows, caption="T", placement="landscape")
    body = [Paragraph(TEXT, note(TEXT * 20)), table, Paragraph(TEXT * 30, note("After. "))]
    pages = typeset(brief_of(*body), ONE).pages

    page = page_with(pages, "q1x")
    assert page.size.width > page.size.height
    assert page is page_with(pages, "n1y")
    area = next(one.rect for one in page.regions if one.name == "notes")
    assert area.width == pytest.approx(ONE.page.turned().measure)
    assert words(page).count("better part of a line") == 20
    body_of = next(one.rect for one in page.regions if one.name == "body")
    assert body_of.bottom <= area.y + 0.01


def test_a_row_with_a_note_longer_than_a_page_on_its_side_is_an_error_that_says_what_to_do():
    rows = [["A cell", Paragraph("q1x", note(TEXT * 120))]]
    table = Table(rows, caption="T", placement="landscape")

    with pytest.raises(LayoutError, match=r'tables\[0\].*a row and the notes.*notes="table"'):
        typeset(brief_of(table), ONE)


def test_a_figure_on_a_page_on_its_side_is_as_large_as_that_holds():
    big = picture(3000, 1500)
    body = [Paragraph(TEXT), figure(image=big, placement="landscape"), Paragraph(TEXT)]
    pages = typeset(brief_of(*body), ONE).pages

    (page,) = [page for page in pages if pictures(page)]
    assert page.size.width > page.size.height
    assert pictures(page)[0].item.width > ONE.page.full_measure


@pytest.mark.parametrize("house", [ONE, TWO], ids=["one", "two"])
def test_a_file_with_matter_of_all_widths_is_checked_clean_and_read_in_order(house):
    from pypdf import PdfReader

    body = [
        Paragraph("w1w ", TEXT * 9, note("A source. ")),
        figure(is_wide=True, caption="w2w"),
        Paragraph(TEXT * 20),
        FigureRow([figure(caption="w3w"), figure(caption="w4w")]),
        Paragraph(TEXT * 20),
        wide_table(30, columns=12),
        Paragraph("w5w ", TEXT * 20),
    ]
    data = render(brief_of(*body), house=house)

    assert check(data) == ()
    sizes = {tuple(map(float, page.mediabox[2:])) for page in PdfReader(io.BytesIO(data)).pages}
    assert len(sizes) == 2
    assert all(not page.rotation for page in PdfReader(io.BytesIO(data)).pages)
