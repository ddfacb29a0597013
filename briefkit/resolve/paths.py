"""Elements of a brief → their paths: `sections[1].figures[0]`, by kind and order, from 0.

A kind is counted among its siblings. What stands in the body is named from there; other matter by
the field that it stands in: `abstract.paragraphs[0]`, `authors[1].bio`. A list's items, a table's
rows and an element's notes follow the same rule: `lists[0].items[2].paragraphs[0].notes[1]`.
"""

from collections.abc import Iterator

from briefkit.model.blocks import (
    Block,
    Box,
    BulletList,
    CodeBlock,
    DefinitionList,
    Divider,
    Group,
    KeyPoints,
    NumberedList,
    PageBreak,
    Paragraph,
    PullQuote,
    Quotation,
    Section,
)
from briefkit.model.figures import Figure, FigureRow
from briefkit.model.inline import Inline
from briefkit.model.recommendations import Recommendations
from briefkit.model.tables import Table
from briefkit.resolve.plain import plain_text

_NAMES: dict[type, str] = {
    Paragraph: "paragraphs",
    Section: "sections",
    BulletList: "lists",
    NumberedList: "lists",
    DefinitionList: "lists",
    Quotation: "quotations",
    PullQuote: "pull_quotes",
    Box: "boxes",
    KeyPoints: "key_points",
    CodeBlock: "code_blocks",
    Divider: "dividers",
    PageBreak: "page_breaks",
    Group: "groups",
    Recommendations: "recommendations",
    Figure: "figures",
    FigureRow: "figure_rows",
    Table: "tables",
}
_LONGEST_HINT = 40


def with_paths(blocks: tuple[Block, ...], where: str) -> Iterator[tuple[str, Block]]:
    """Yield each block after its path; `where` is that of what holds them."""
    counts: dict[str, int] = {}
    prefix = f"{where}." if where else ""
    for block in blocks:
        name = _NAMES[type(block)]
        index = counts.get(name, 0)
        counts[name] = index + 1
        yield f"{prefix}{name}[{index}]", block


def hint(block: object) -> str:
    """Return the first words of an element, for the eye that looks for it: ' ("Rents, 2020")'."""
    inlines: tuple[Inline, ...] = ()
    match block:
        case Section() | Box():
            inlines = block.title
        case Figure() | Table():
            inlines = block.caption
        case Paragraph():
            inlines = block.children
        case PullQuote():
            inlines = block.text
    words = "".join(letter for letter in plain_text(inlines) if letter.isprintable())
    if len(words) > _LONGEST_HINT:
        words = words[:_LONGEST_HINT].rpartition(" ")[0] or words[:_LONGEST_HINT]
        words += "…"
    return f' ("{words}")' if words else ""
