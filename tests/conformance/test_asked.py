"""veraPDF finds no fault in any brief made to any standard that can be asked for."""

import io
import re
import runpy
from datetime import date
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from briefkit import (
    Box,
    Brief,
    BulletList,
    Cell,
    Cmyk,
    CodeBlock,
    Cover,
    CrossReference,
    Definition,
    DefinitionList,
    Emphasis,
    Figure,
    Group,
    HouseStyle,
    KeyPoints,
    Link,
    Note,
    NumberedList,
    Palette,
    Paragraph,
    Press,
    PullQuote,
    Quotation,
    Quoted,
    Section,
    Spot,
    Strong,
    Table,
    note,
    read_markdown,
    render,
)

PICTURE = Path(__file__).parents[2] / "briefkit" / "starter" / "harbour.png"
PRESS_PROFILE = Path(__file__).parents[1] / "press" / "press.icc"
WELL_TAGGED = ("PDF/UA-2 + Tagged PDF", "WTPDF 1.0 Accessibility", "WTPDF 1.0 Reuse")
SECOND = ("ua-2", "a-4", "wtpdf")
ASKED = {
    SECOND: ("PDF/A-4", *WELL_TAGGED),
    ("a-3a", "ua-1"): ("PDF/UA-1", "PDF/A-3a"),
    ("a-3b",): ("PDF/A-3b",),
    ("x-4", "ua-1", "a-2a"): ("PDF/UA-1", "PDF/A-2a"),
    ("a-2u",): ("PDF/A-2u",),
    ("a-2b",): ("PDF/A-2b",),
}
"""What may be asked for, and what veraPDF calls it."""

PRINTED = HouseStyle(
    palette=Palette.in_inks(accent=Spot("PANTONE 7621 C", Cmyk(0, 0.95, 0.9, 0.3))),
    press=Press(PRESS_PROFILE, "FOGRA39", has_crop_marks=True),
)
"""What only x-4 looks at."""

OTHER = PRESS_PROFILE.read_bytes()[:-1] + b"\x01"
"""The profile of another press."""

CARRYING = {
    "carrying": (None, ("PDF/UA-1", "PDF/A-3a")),
    "carrying in PDF 2.0": (("ua-2", "a-4f", "wtpdf"), ("PDF/A-4f", *WELL_TAGGED)),
}
"""What may be asked for where the file carries its source; None for what it is without asking."""


def everything(*, is_nested: bool = True) -> list[object]:
    """Return a block of each kind, with notes wherever they may be called."""
    figure = Figure(PICTURE, alt="A harbour", width=0.2, caption=["C", note("n")], credit="Me")
    blocks = [
        Paragraph("A word", note("A note"), Quoted("quoted", note("in a quotation")), "."),
        Paragraph(Emphasis("Much", note("n"), Strong("so", Link("https://example.org")))),
        BulletList([["one", note("n")], ["two", BulletList([["inner"]])]]),
        NumberedList([["a"], ["b"]]),
        DefinitionList([Definition("Term", [Paragraph("Meaning", note("n"))])]),
        figure,
        Figure(PICTURE, alt="A harbour", width=0.2, credit="Just this"),
        Figure(PICTURE, alt="A harbour", width=0.2),
        Table([["a", Cell([Paragraph("x", note("n"))])]], head=[["H", "J"]], caption=["T"]),
        CodeBlock("a\nb"),
        PullQuote("Large", by="Who"),
    ]
    if is_nested:
        inner = everything(is_nested=False)
        blocks += [
            Quotation(inner, attribution="By"),
            Box([*inner, Box(["x"])], title="Box"),
            KeyPoints(["one"]),
            Group(inner, language="tr"),
            BulletList([inner]),
            Table([[Cell([figure, Box(["x"])]), "1"]]),
            Paragraph("x", Note((Paragraph("p"), figure, Box(["x"]), BulletList([["x"]])))),
        ]
    return blocks


def in_inks(kind: str, profile: bytes | None) -> Figure:
    """Return a figure whose picture is in the four process inks."""
    data = io.BytesIO()
    Image.new("CMYK", (60, 40), (20, 90, 160, 10)).save(data, kind, icc_profile=profile)
    return Figure(data.getvalue(), alt="A ground", width=0.2)


def nested() -> Brief:
    """Return a brief with everything in everything."""
    return Brief(
        title=["Everything", note("of the title")],
        subtitle="In everything",
        date=date(2023, 9, 19),
        series="Policy <Briefs>",
        number="4",
        doi="10.1000/182",
        issn="2049-3630",
        version="1.2",
        licence="CC-BY-4.0",
        cover=Cover(PICTURE, alt="A harbour", caption="C", credit="Me", licence="CC0-1.0"),
        contents="yes",
        key_points=KeyPoints(["one"]),
        body=[
            *everything(),
            *(in_inks(kind, profile) for kind in ("JPEG", "TIFF") for profile in (None, OTHER)),
            Section(["One", note("n")], [Section("Two", everything(is_nested=False))], id="one"),
            Section(
                "Three", [Paragraph(CrossReference("one"), Note((Paragraph("e"),), place="end"))]
            ),
        ],
    )


@pytest.fixture(scope="session")
def asked(verapdf, sources, tmp_path_factory):
    """Return veraPDF's verdicts on every brief with its source, and on the nested one in all."""
    folder = tmp_path_factory.mktemp("asked")
    for name, path in sources.items():
        house = None
        if path.suffix == ".py":
            namespace = runpy.run_path(str(path))
            brief = namespace["build"]()
            house = namespace["house"]() if "house" in namespace else None
        else:
            brief = read_markdown(path)
        for label, (standard, _) in CARRYING.items():
            file = folder / f"{name}, {label}.pdf"
            render(brief, file, house=house, standard=standard, embed_source=True)
    for standard in ASKED:
        render(nested(), folder / f"nested, {standard[0]}.pdf", house=PRINTED, standard=standard)
    for label, (standard, _) in CARRYING.items():
        render(nested(), folder / f"{label}.pdf", standard=standard, embed_source=True)
    return verapdf.judge(folder)


def faults(verdicts):
    return {one.standard: one.faults for one in verdicts}


@pytest.mark.parametrize("label", CARRYING)
def test_every_brief_keeps_every_standard_and_carries_its_source(name, label, asked):
    """Without its source, as PDF/UA-1 and PDF/A-2a, it is judged in `test_verapdf`."""
    assert faults(asked[f"{name}, {label}"]) == dict.fromkeys(CARRYING[label][1], ())


@pytest.mark.parametrize("standard", ASKED)
def test_everything_in_everything_keeps_every_standard(standard, asked):
    """ISO/TS 32005 says of each pair of types whether one may hold the other."""
    assert faults(asked[f"nested, {standard[0]}"]) == dict.fromkeys(ASKED[standard], ())


@pytest.mark.parametrize("label", CARRYING)
def test_a_file_that_carries_its_source_keeps_its_standards(label, asked):
    assert faults(asked[label]) == dict.fromkeys(CARRYING[label][1], ())


def test_the_same_brief_gives_the_same_bytes_in_pdf_2():
    assert render(nested(), standard=SECOND) == render(nested(), standard=SECOND)


def test_verapdf_wants_prism_s_schema_described_in_pdf_a_2(verapdf, tmp_path):
    """And not in PDF/A-4, whose files above have it without."""
    with pikepdf.open(io.BytesIO(render(nested(), standard="a-2b"))) as pdf:
        packet = pdf.Root.Metadata.read_bytes()
        bare = re.sub(
            rb"<pdfaExtension:schemas>.*</pdfaExtension:schemas>", b"", packet, flags=re.DOTALL
        )
        pdf.Root.Metadata.write(bare)
        pdf.save(tmp_path / "bare.pdf")

    (verdict,) = verapdf.judge(tmp_path)["bare"]

    assert {fault.split(":")[0] for fault in verdict.faults} == {"6.6.2.3.1"}
