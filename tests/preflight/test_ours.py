"""What `briefkit.pdf` paints, read back."""

from datetime import date

import pytest

from briefkit.frame import Anchor, Destination, Frame, GlyphRun, LinkArea, Page, Placed
from briefkit.geometry import Size
from briefkit.metadata import Metadata, OutlineEntry
from briefkit.pdf import paint
from briefkit.preflight import check, describe_structure, structure_text
from briefkit.structure import HEADER, NodeId, Role, StructureBuilder
from briefkit.text.shape import shape

METADATA = Metadata(
    "A Title",
    "en-GB",
    date=date(2026, 11, 23),
    authors=("A. Writer", "B. Writer"),
    publishers=("An Institute",),
    keywords=("arms", "treaties"),
    description="What it says.",
    outline=(OutlineEntry("A Title", "top"),),
)


@pytest.fixture
def painted(library):
    """Return a brief of two pages, with a note and a word broken between the pages."""
    face = library.face("Source Serif 4")

    def run(text, mark, x, y, **facts):
        shaped = shape(text, face)
        return Placed(
            x,
            y,
            GlyphRun(
                face.key,
                10.0,
                "#000000",
                mark,
                text,
                shaped.glyphs,
                tuple(10 * advance for advance in shaped.advances),
                shaped.clusters,
                **facts,
            ),
        )

    builder = StructureBuilder("en-GB")
    root = NodeId(0)
    heading = builder.add(builder.add(root, Role.HEADING_1, title="A Title"), Role.TEXT)
    paragraph = builder.add(root, Role.PARAGRAPH)
    before = builder.add(paragraph, Role.TEXT)
    reference = builder.add(paragraph, Role.REFERENCE)
    link = builder.add(reference, Role.LINK)
    call = builder.add(link, Role.TEXT)
    note = builder.add(paragraph, Role.NOTE, refers_to=(reference,))
    label = builder.add(builder.add(note, Role.LABEL), Role.TEXT)
    source = builder.add(note, Role.TEXT)
    after = builder.add(paragraph, Role.TEXT)
    builder.amend(reference, refers_to=(note,))

    size = Size(300.0, 400.0)
    area = LinkArea(5.0, 8.0, Destination("note"), link, "Note 1")
    first = (
        run("A running head", HEADER, 30, 20),
        Placed(30, 40, Anchor("top")),
        run("A Title", heading, 30, 50),
        run("The first claim, official.", before, 30, 80),
        run("1", call, 160, 80),
        Placed(160, 72, area),
        run(" It was disarma-", after, 165, 80, actual_text=" It was disarmament"),
        Placed(30, 350, Anchor("note")),
        run("1", label, 30, 360),
        run("See the archive.", source, 40, 360),
    )
    second = (
        run("A running head", HEADER, 30, 20),
        run("ment", after, 30, 50, actual_text=""),
        run(" that failed.", after, 60, 50),
    )
    pages = [
        Page(index, size, Frame(size.width, size.height, items=items))
        for index, items in enumerate((first, second))
    ]
    return paint(pages, builder.finish(), METADATA, library)


def test_preflight_finds_nothing(painted):
    assert check(painted) == ()


def test_the_text_is_whole_and_in_reading_order(painted):
    assert structure_text(painted).splitlines() == [
        "A Title",
        "The first claim, official.1",
        "1 See the archive.",
        "It was disarmament that failed.",
    ]


def test_the_tree_is_the_author_s(painted):
    roles = [line.split()[0] for line in describe_structure(painted).splitlines()]

    assert roles == ["Document", "H1", "P", "Reference", "Link", "Note", "Lbl"]
