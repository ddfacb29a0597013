"""A reference brief: all that stands around a text, with endnotes and a contents list."""

from datetime import date
from pathlib import Path

from briefkit import (
    Brief,
    Cover,
    Edition,
    NoteOptions,
    Organisation,
    Paragraph,
    Person,
    RelatedPublication,
    Section,
    note,
)

PICTURES = Path(__file__).parents[3] / "examples" / "pictures"
FILL = "This sentence fills the page, as sentences do. "


def build() -> Brief:
    """Return the brief."""
    return Brief(
        title="All that stands around a text: a title that needs more than a line",
        subtitle=["With a subtitle", note("Called in the subtitle.")],
        date=date(2026, 11, 23),
        language="en-GB",
        series="Reference Briefs",
        number=4,
        doi="10.1234/example.4",
        issn="1234-5679",
        version="1.2",
        keywords=["briefs", "references"],
        licence="CC-BY-4.0",
        copyright="© 2026 Example Institute",
        authors=[
            Person(
                "A. N. Author",
                role="Analyst",
                affiliation="Example Institute",
                bio=["Writes ", "on many things", "."],
                photo=PICTURES / "grace_hopper.jpg",
                photo_alt="The author at a desk",
                email="author@example.org",
                orcid="0000-0002-1825-0097",
            ),
            Person("A. N. Other", bio="Writes on others."),
        ],
        organisations=[
            Organisation(
                "Example Institute",
                unit="Centre for Examples",
                url="https://example.org",
                logo=PICTURES / "example-institute.png",
            ),
            Organisation("Another Institute"),
        ],
        cover=Cover(
            PICTURES / "rocket.jpg",
            alt="A rocket at its tower",
            caption="A rocket before its flight",
            credit="A. Photographer",
        ),
        abstract=["What it says.", "In two paragraphs."],
        key_points=["One thing.", "Another."],
        notes=NoteOptions(place="end", numbering="roman"),
        contents="yes",
        editions=[Edition("fr", "Édition française", url="https://example.org/fr")],
        related=[
            RelatedPublication("An earlier brief", url="https://example.org/3"),
            RelatedPublication("A book", date=date(2020, 1, 2)),
        ],
        acknowledgements="Thanks to all.",
        disclaimer=["The views are the author's.", "All of them."],
        funding="By nobody.",
        body=[
            Section(
                f"Part {number}",
                [
                    Paragraph(FILL * 8, note("An endnote.")),
                    Section("Within it", [Paragraph(FILL * 4), Paragraph(FILL * 9)]),
                ],
                is_numbered=True,
            )
            for number in (1, 2, 3)
        ],
    )
