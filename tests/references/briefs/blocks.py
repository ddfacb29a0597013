"""A reference brief: every block and every inline, once at least, and some within others."""

from pathlib import Path

from briefkit import (
    Box,
    Brief,
    BulletList,
    Code,
    CodeBlock,
    CrossReference,
    Definition,
    DefinitionList,
    Divider,
    Emphasis,
    Figure,
    KeyPoints,
    LineBreak,
    Link,
    NumberedList,
    Paragraph,
    PullQuote,
    Quotation,
    Quoted,
    Recommendation,
    Recommendations,
    Section,
    SmallCaps,
    Strong,
    Subscript,
    Superscript,
    Table,
    note,
)

PICTURES = Path(__file__).parents[3] / "examples" / "pictures"


def build() -> Brief:
    """Return the brief."""
    return Brief(
        title="Every block",
        language="en-GB",
        lists=["figures", "tables"],
        body=[
            Paragraph(
                "A paragraph with ",
                Emphasis("emphasis, and ", Strong("strength"), " in it"),
                ", ",
                SmallCaps("nato"),
                ", the 1",
                Superscript("st"),
                " of H",
                Subscript("2"),
                "O, ",
                Code("a code"),
                ", ",
                Quoted("a quoted ", Quoted("word"), " or two"),
                ",",
                LineBreak(),
                "a ",
                Link("https://example.org/place", "link with words"),
                " and https://example.org/a/very/long/address/that/is/broken/between/two/lines/"
                "for/want/of/room.",
                id="opening",
            ),
            Section(
                "Lists",
                [
                    BulletList(
                        [
                            "An item.",
                            [
                                Paragraph("An item of two paragraphs,", note("In a list.")),
                                Paragraph("and a list within it."),
                                BulletList(["Inner.", [NumberedList(["Innermost."], start=7)]]),
                            ],
                        ]
                    ),
                    NumberedList(["One.", "Two.", ["Three.", Quotation("Quoted within.")]]),
                    DefinitionList(
                        [
                            Definition(
                                ["A term", note("In a term.")], "What it means, in a few words."
                            ),
                            Definition("Another", ["First.", BulletList(["Second."])]),
                        ]
                    ),
                ],
                id="lists",
                is_numbered=True,
            ),
            Section(
                "Set apart",
                [
                    Box(
                        [
                            Paragraph("A box says this,", note("In a box.")),
                            BulletList(["and this."]),
                            Table([["a", "1"], ["b", "2"]], head=[["Name", "Number"]]),
                        ],
                        title="A box",
                    ),
                    Box("A box without a title."),
                    KeyPoints(["First of all.", "And then."]),
                    KeyPoints(["Only this."], title="In short"),
                    Recommendations(
                        [
                            Recommendation("Do this.", to=["To some", note("Not to all.")]),
                            Recommendation("And that.", to=["To some", note("Not to all.")]),
                            "All else is for everybody.",
                        ]
                    ),
                    PullQuote("A sentence shown large.", by="A. N. Author"),
                    Quotation("A motto.", attribution="Somebody", is_epigraph=True),
                    Quotation(
                        [
                            Paragraph("They said so,", note("In a quotation.")),
                            Paragraph("and more than once."),
                        ],
                        attribution="A witness",
                    ),
                    Divider(),
                    CodeBlock("def ready():\n\treturn True\n\n\nready()", language="python"),
                    Paragraph(
                        "See ",
                        CrossReference("lists"),
                        ", ",
                        CrossReference("plate"),
                        " and ",
                        Link("#opening", "the opening"),
                        ".",
                    ),
                    Figure(
                        PICTURES / "rocket.jpg",
                        alt="A rocket at its tower",
                        caption=[
                            "A caption",
                            note("In a caption."),
                            " with ",
                            Emphasis("emphasis"),
                        ],
                        credit=["A credit with a ", Link("https://example.org", "link")],
                        source="A source",
                        width=0.5,
                        id="plate",
                    ),
                    Section(
                        "Third level",
                        [
                            "Text.",
                            Section(
                                "Fourth level",
                                [
                                    "Text.",
                                    Section(
                                        "Fifth level",
                                        [
                                            "Text.",
                                            Section(
                                                "Sixth level",
                                                [
                                                    "Text.",
                                                    Section("Deeper yet", "Text."),
                                                ],
                                            ),
                                        ],
                                    ),
                                ],
                            ),
                        ],
                    ),
                ],
                id="apart",
            ),
        ],
    )
