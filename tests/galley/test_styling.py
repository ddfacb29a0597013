"""A text in a house's style: what setting it noticed."""

from briefkit import Brief, HouseStyle, PageMaster, Paragraph, typeset
from briefkit.geometry import Size

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
