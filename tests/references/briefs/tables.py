"""A reference brief: tables with heads, spans and row headers, on one page and on several."""

from briefkit import Brief, Cell, Paragraph, Section, Table, note


def build() -> Brief:
    """Return the brief."""
    return Brief(
        title="Tables",
        language="en-US",
        body=[
            "Text before the tables.",
            Table(
                [["2022", "90", "1.5"], ["2023", "37", "12.25"]],
                head=[["Year", "Tests", "Share"]],
                alignments=["start", "end", "decimal"],
                caption=["A plain table", note("In a caption.")],
                source="The archive",
                id="plain",
            ),
            Table(
                [
                    [Cell("North", is_header=True, row_span=2), "Land", "1", "2"],
                    ["Sea", "3", Cell()],
                    [Cell("South", is_header=True), Cell("Both", column_span=2), "4"],
                ],
                head=[
                    [
                        Cell("Region", row_span=2),
                        Cell("Kind", row_span=2),
                        Cell("Years", column_span=2),
                    ],
                    ["2022", "2023"],
                ],
                caption="Spans either way",
            ),
            Table(
                [
                    ["Rows", "are", "named"],
                    [
                        "by",
                        [Paragraph("their ", note("In a cell."))],
                        [Paragraph("first"), Paragraph("cell.")],
                    ],
                ],
                has_row_headers=True,
            ),
            Table([["No", "head"], ["at", "all"]]),
            Table((), head=[["Nothing", "but a head"]]),
            Section(
                "A long table",
                [
                    Table(
                        [
                            [str(number), f"Entry {number}", str(number * number)]
                            for number in range(1, 51)
                        ],
                        head=[["Number", "Entry of it", "Square"]],
                        has_row_headers=True,
                        caption="Fifty rows, its head repeated",
                        source="Arithmetic",
                    ),
                    "Text after it.",
                ],
            ),
        ],
    )
