"""A text in a house's style: what setting it noticed."""

import pytest

from briefkit import (
    Brief,
    Emphasis,
    HouseStyle,
    PageMaster,
    Paragraph,
    Quotation,
    SmallCaps,
    Strong,
    typeset,
)
from briefkit.geometry import Size
from briefkit.style.typography import FontFamily, FontFile
from briefkit.text.fonts import bundled_folder

NARROW = HouseStyle(
    page=PageMaster(trim=Size(330.0, 400.0), head=50.0, foot=60.0, inner=40.0, outer=40.0).on_grid(
        14.5
    )
)


def loose(*words: str) -> list[str]:
    brief = Brief(title="A title", language="fi", body=(Paragraph("Short."), Paragraph(*words)))
    return [str(one) for one in typeset(brief, NARROW).diagnostics if "loose" in one.message]


def test_loose_lines_are_told_with_their_paragraph_and_page():
    word = "w" * 8  # no pattern parts it

    (told,) = loose(f"{word} a {word} a {word} a {word} b {word} {word}")

    assert "page 1: paragraphs[1]: " in told
    assert "a line is loose in this paragraph" in told


def test_of_lines_that_are_filled_well_nothing_is_told():
    assert loose("Words that are short, and so of use to fill a line. " * 4) == []


SERIF = bundled_folder() / "source-serif-4"
REGULAR = FontFile(SERIF / "SourceSerif4-Regular.ttf")
ITALIC = FontFile(SERIF / "SourceSerif4-It.ttf", is_italic=True)
BOLD = FontFile(SERIF / "SourceSerif4-Bold.ttf", weight=700)


@pytest.mark.parametrize(
    ("files", "lacking"),
    [
        ([REGULAR], ["italic", "bold"]),
        ([REGULAR, BOLD], ["italic"]),
        ([REGULAR, ITALIC], ["bold"]),
        ([REGULAR, ITALIC, BOLD], []),
        ([], []),
    ],
)
def test_a_family_that_cannot_show_what_is_asked_for_is_told_of_once(files, lacking):
    name = "Acme" if files else "Source Serif 4"
    house = HouseStyle(text_family=FontFamily(name, files))
    words = ["a ", Emphasis("b"), " ", Strong("c"), " ", SmallCaps(Emphasis("d"))]
    brief = Brief(title="A title", body=[Paragraph(words), Quotation(Paragraph(words))])

    told = [str(one) for one in typeset(brief, house).diagnostics if "face" in one.message]

    assert [one.split(" face: ")[0] for one in told] == [
        f"warning: the family 'Acme' has no {style}" for style in lacking
    ]
