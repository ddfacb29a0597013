"""A note starts on the page of its call, whatever else must be given up for it."""

from io import BytesIO

from PIL import Image

from briefkit import (
    Brief,
    Figure,
    HouseStyle,
    PageMaster,
    Paragraph,
    Quotation,
    Section,
    note,
    typeset,
)
from briefkit.api import Typeset
from briefkit.frame import Anchor
from briefkit.geometry import Size
from briefkit.style.house import Furniture, NoteArea, ParagraphMark

SMALL = HouseStyle(
    page=PageMaster(trim=Size(330.0, 400.0), head=50.0, foot=60.0, inner=40.0, outer=50.0).on_grid(
        14.5
    ),
    furniture=Furniture(is_title_repeated=True),
    paragraphs=ParagraphMark.SPACE,
    notes=NoteArea(share=0.4, has_continuation=False),
)
TEXT = Paragraph("A few words that stand before the heading and fill some lines of this page. " * 4)


def test_a_heading_is_left_by_its_tall_figure_before_its_note_is_put_off():
    heading = ("A heading with a note", note("Of the heading. " * 9))

    laid_out = typeset(
        Brief(title="T", body=(TEXT, Section(heading, (quoted(tall_figure()),)))), SMALL
    )

    assert strays(laid_out) == []


def test_all_notes_of_a_tall_figure_start_beside_it():
    long = ("Words that go on. " * 30,)
    figure = tall_figure("A caption", note(*long), " with two", note(*long))

    laid_out = typeset(Brief(title="T", body=(TEXT, Section("A", (quoted(figure),)))), SMALL)

    assert strays(laid_out) == []


def quoted(figure: Figure) -> Quotation:
    """Return a quotation of a figure alone, which keeps it from floating."""
    return Quotation((figure,), attribution="A source")


def tall_figure(*caption: object) -> Figure:
    data = BytesIO()
    Image.new("RGB", (600, 600), (120, 40, 40)).save(data, "PNG")
    return Figure(data.getvalue(), alt="A red square", caption=caption or ("A caption",))


def strays(laid_out: Typeset) -> list[str]:
    """Return the labels of the notes that start elsewhere than they are called."""
    at = {
        placed.item.name: page.index
        for page in laid_out.pages
        for placed in page.frame.flat()
        if isinstance(placed.item, Anchor)
    }
    notes = laid_out.resolved.notes
    return [one.label for one in notes if at[one.anchor] != at[f"{one.key}-call"]]
