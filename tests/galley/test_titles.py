"""What stands above the text: names and roles."""

import pytest

from briefkit import Brief, Person, typeset
from briefkit.frame import GlyphRun
from briefkit.galley.setter import set_galley
from briefkit.galley.titles import bylines_of
from briefkit.resolve import resolve
from briefkit.style.house import HouseStyle
from briefkit.style.page import A5_PAGE


def title_of(library, authors, house=None, title="T"):
    """Return the box of a brief's title, and its glyph runs."""
    brief = Brief(title=title, authors=authors, body=["Text."])
    box = set_galley(resolve(brief), house or HouseStyle(), library).items[0]
    return box, [at.item for at in box.frame.flat() if isinstance(at.item, GlyphRun)]


def authors_of(count: int) -> list[Person]:
    return [Person(f"Author {n}", affiliation=f"College {n}") for n in range(count)]


def test_many_authors_run_on_each_with_its_role_behind_it(library):
    few, _ = title_of(library, authors_of(6))
    many, runs = title_of(library, authors_of(7))

    assert many.height < few.height / 2
    assert "Author 5, College 5; Author 6, College 6" in "".join(run.text for run in runs)
    names = {run.colour for run in runs if "Author" in run.text}
    assert names == {HouseStyle().palette.text}


@pytest.mark.parametrize("house", [HouseStyle(), HouseStyle(page=A5_PAGE)], ids=["a4", "a5"])
def test_a_page_holds_its_title_however_many_wrote_it(library, house):
    box, runs = title_of(library, authors_of(40), house, "The soils of the Sahel " * 8)

    assert box.height < 0.76 * house.page.type_area(0).height
    shown = "".join(run.text for run in runs)
    assert all(f"Author {n}, College {n}" in shown for n in range(40))


def test_an_author_of_whom_no_role_is_told_stands_among_the_others(library):
    _, runs = title_of(library, [*authors_of(6), Person("Nobody Else"), Person("The Last")])

    assert "College 5; Nobody Else; The Last" in "".join(run.text for run in runs)


@pytest.mark.parametrize("count", range(31, 34))
def test_no_imprint_stands_alone_on_the_last_page(count):
    """What is said of the author goes with it, though that leaves white."""
    body = [f"Paragraph {n}." for n in range(count)]
    ann = Person("Ann Author", role="Analyst", bio="She writes.")
    laid_out = typeset(Brief(title="T", authors=[ann], body=body, doi="10.1000/182"))

    last = [at.item.text for at in laid_out.pages[-1].frame.flat() if isinstance(at.item, GlyphRun)]
    assert len(laid_out.pages) == 2
    assert "She writes." in "".join(last)


@pytest.mark.parametrize(
    ("language", "marks"), [("en", ",;"), ("he", ",;"), ("ar", "،؛"), ("fa", "،؛")]
)
def test_names_that_run_on_have_the_commas_of_their_language(language, marks):
    head = resolve(Brief(title="T", language=language, authors=authors_of(7))).head
    ((_, told),) = bylines_of(head)[0].lines

    shown = "".join(span.text for span in told)
    assert shown.startswith(f"Author 0{marks[0]} College 0{marks[1]} Author 1")


def test_no_line_of_many_names_ends_within_one_but_in_a_long_one(library):
    long = "Maria da Conceição de Albuquerque e Vasconcelos"
    names = [f"{first} {last}" for first in ("Ann", "Bea", "Cem") for last in ("Castellanos", "Ng")]
    authors = [Person(name) for name in (*names * 4, long)]

    box, _ = title_of(library, authors)

    lines: dict[float, str] = {}
    for at in box.frame.flat():
        if isinstance(at.item, GlyphRun):
            lines[at.y] = lines.get(at.y, "") + at.item.text
    *whole, last = [text.strip() for _, text in sorted(lines.items()) if text.strip() != "T"]
    assert len(whole) > 3
    assert all(line.endswith(",") for line in whole if "Maria" not in line)
    assert last.endswith("Vasconcelos")
