"""A reference brief: notes nested, called again, split over pages, of two streams and of blocks."""

from briefkit import (
    Brief,
    BulletList,
    CrossReference,
    Emphasis,
    Note,
    NoteCall,
    Paragraph,
    Quotation,
    Section,
    note,
)

FILL = "This sentence fills the page, as sentences do. "


def build() -> Brief:
    """Return the brief."""
    return Brief(
        title=["Notes", note("Called in the title.")],
        subtitle="Of every kind",
        language="en-GB",
        body=[
            Paragraph(
                "A call,",
                note("https://example.org/a/source/of/some/length"),
                " another",
                note("See ", Emphasis("there"), ".", id="again"),
                " and the second once more.",
                NoteCall("again"),
                " One by hand.",
                note("Labelled by its author.", label="*"),
            ),
            Paragraph(
                "A note with a note in it.",
                Note((Paragraph("Outer,", note("Inner."), " and on."),)),
                " An endnote,",
                note("At the end of it all.", place="end", id="far"),
                " a second",
                note("With a note of its own", note("At the end too.", place="end"), place="end"),
                " and the first again.",
                NoteCall("far"),
            ),
            Paragraph(FILL * 24),
            Section(
                ["A heading with a call", note("Called in a heading.")],
                [
                    Paragraph(FILL * 10),
                    Paragraph(
                        "A note of several blocks that is longer than a page.",
                        Note(
                            (
                                Paragraph("It opens. ", FILL * 12),
                                BulletList(["A list in a note.", "Its end."]),
                                Quotation("A quotation in a note."),
                                Paragraph(FILL * 70),
                                Paragraph("It ends."),
                            ),
                            id="long",
                        ),
                        " The text goes on. ",
                        FILL * 30,
                    ),
                    Paragraph("See note ", CrossReference("long"), ". ", FILL * 20),
                ],
            ),
        ],
    )
