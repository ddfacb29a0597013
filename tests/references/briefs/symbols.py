"""A reference brief: notes by signs that begin anew in each section, for a second house."""

from briefkit import (
    US_LETTER,
    Box,
    Brief,
    Cover,
    HouseStyle,
    NoteOptions,
    PageMaster,
    Paragraph,
    Section,
    note,
)
from briefkit.style.house import (
    CoverKind,
    Furniture,
    HeadingMark,
    HeadMatter,
    PanelLook,
    ParagraphMark,
)

FILL = "This sentence fills the page, as sentences do. "


def house() -> HouseStyle:
    """Return a house of facing landscape pages, with all that can stand around their text."""
    return HouseStyle(
        page=PageMaster(
            trim=US_LETTER.__class__(US_LETTER.height, US_LETTER.width),
            head=80,
            foot=82,
            inner=90,
            outer=150,
            is_facing=True,
        ),
        cover=CoverKind.TYPOGRAPHIC,
        furniture=Furniture(
            verso_head=HeadMatter.TITLE,
            recto_head=HeadMatter.SECTION,
            has_rule=True,
            is_folio_centred=True,
        ),
        heading_mark=HeadingMark.BAR,
        panels=PanelLook.RULES,
        paragraphs=ParagraphMark.SPACE,
    )


def build() -> Brief:
    """Return the brief."""
    return Brief(
        title="Signs",
        subtitle=["A subtitle with a call", note("Called behind the cover.")],
        language="en-US",
        cover=Cover(),
        notes=NoteOptions(numbering="symbols", restart="section"),
        body=[
            Section(
                f"Section {number}",
                [
                    Paragraph(
                        "First,", note("The first."), " second,", note("The second."), " ", FILL
                    ),
                    Box(FILL * 3, title="Apart"),
                    Paragraph(FILL * 25),
                ],
            )
            for number in (1, 2, 3)
        ],
    )
