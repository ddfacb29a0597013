"""What a user may write, for checkers of types alone: see `test_tools`. It is never run.

Each `type: ignore` stands where a checker must find a fault; one that it does not find is told.
"""

from collections.abc import Iterator
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import assert_type

from attrs import evolve
from PIL import Image

from briefkit import (
    Box,
    Brief,
    BriefError,
    BulletList,
    Cell,
    Cover,
    Diagnostic,
    Emphasis,
    Figure,
    Finding,
    HouseStyle,
    Limits,
    Link,
    Note,
    NoteOptions,
    Organisation,
    Outcome,
    PageMaster,
    Palette,
    Paragraph,
    Person,
    Recommendation,
    Recommendations,
    Report,
    Section,
    Strong,
    Table,
    Typeset,
    check,
    from_json,
    note,
    read_brand,
    read_markdown,
    render,
    render_many,
    to_json,
    typeset,
)
from briefkit.model.blocks import Block
from briefkit.style.house import CoverKind
from briefkit.units import mm


def chapter(title: str) -> Iterator[Block]:
    """Yield blocks, as a function of a user's may."""
    yield Section(title, ["Words.", Paragraph("a ", Emphasis("b"), note("c"))], id="a")


def script() -> None:
    """Make and read briefs."""
    brief = Brief(
        title=["Rents and ", Emphasis("wages")],
        authors=[Person("A. N. Author", bio=["Writes ", Strong("briefs"), "."])],
        organisations=[Organisation("Example Institute")],
        cover=Cover(Path("a.jpg"), alt="A summit", focus=(0.5, 0.3)),
        key_points=["One.", ["Two, ", Strong("stressed"), "."]],
        abbreviations={"OECD": "Organisation for Economic Co-operation and Development"},
        number=4,
        notes=NoteOptions(place="end"),
        body=[
            *chapter("A"),
            Table([["2021", 60, Decimal("1.5"), ["90", note("Provisional.")], Cell("a")]]),
            Figure(Image.new("RGB", (9, 9)), alt="A chart", width=0.6),
            Figure(b"a picture", alt="Another", caption=["See ", Link("https://example.org")]),
            BulletList(["a", ["b", Emphasis("c")], [Paragraph("d"), Box("e", title="f")]]),
            Recommendations(["Count.", Recommendation("Publish.", to="To ministries:")]),
            Paragraph("a", Note([Paragraph("b")])),
        ],
    )
    assert_type(brief.body, tuple[Block, ...])
    house = HouseStyle(palette=Palette(accent="#1a4d7a"), page=PageMaster(outer=mm(50)))
    assert_type(evolve(house, cover=CoverKind.PANEL), HouseStyle)
    assert_type(read_brand("_brand.yml", base=house), HouseStyle)

    assert_type(render(brief), bytes)
    assert_type(render(brief, "a.pdf", house=house, standard=["ua-2"]), Report)
    assert_type(render(brief, BytesIO(), limits=Limits(pages=3)), Report)
    assert_type(render(brief, "a.pdf").diagnostics, tuple[Diagnostic, ...])
    assert_type(render(brief, "a.pdf").plan.explain(), str)
    assert_type(typeset(brief), Typeset)
    assert_type(check("a.pdf"), tuple[Finding, ...])
    assert_type(render_many([brief, "b.md", ("c", brief)], "pdfs"), tuple[Outcome, ...])
    assert_type(read_markdown("a.md"), Brief)
    assert_type(from_json(to_json(brief)), Brief)
    try:
        render(brief)
    except BriefError as error:
        assert_type([problem.cure for problem in error.problems], list[str])

    Brief(titel="A")  # type: ignore[call-arg]
    Brief(title="A", cover="a.jpg")  # type: ignore[arg-type]
    Brief(title="A", authors=["A. N. Author"])  # type: ignore[list-item]
    Figure(5)  # type: ignore[arg-type]
    Paragraph(None)  # type: ignore[arg-type]
    Table([["a", None]])  # type: ignore[list-item]
    render("brief.md")  # type: ignore[call-overload]
    render(brief, house="_brand.yml")  # type: ignore[call-overload]
    brief.title = ()  # type: ignore[misc]
