"""The pages name every value, limit, standard, error and setting that there is: none is missed."""

import inspect
import re

import attrs
import pytest
import yaml

import briefkit
from briefkit import BriefError, HouseStyle, Limits
from briefkit.catalogues import FORMATS
from briefkit.held import References
from briefkit.model import brief, figures, inline, tables
from briefkit.standards import TITLES
from briefkit.style import brand_settings, house


@pytest.fixture(scope="module")
def rows(docs):
    """Return a function: a page's name, a heading and a row's first cell → the rest of the row."""

    def row(name, heading, first):
        page = (docs / name).read_text(encoding="utf-8")
        page = re.sub(r"^```.*?^```$", "", page, flags=re.MULTILINE | re.DOTALL)
        _, _, after = page.partition(f"# {heading}\n")
        section = re.split(r"^#+ ", after, maxsplit=1, flags=re.MULTILINE)[0]
        (found,) = re.findall(rf"^\| {re.escape(first)} \|(.*)$", section, re.MULTILINE)
        return found

    return row


@pytest.mark.parametrize(
    ("heading", "key", "values"),
    [
        ("notes", "place", inline.NOTE_PLACES),
        ("notes", "numbering", brief.NUMBERINGS),
        ("notes", "restart", brief.RESTARTS),
        ("notes", "tables", tables.TABLE_NOTES),
        ("Figures", "placement", figures.PLACEMENTS),
        ("Tables", "placement", tables.TABLE_PLACEMENTS),
        ("Tables", "notes", tables.TABLE_NOTES),
    ],
)
def test_each_value_of_markdown_is_in_the_reference(rows, heading, key, values):
    row = rows("reference/markdown.md", heading, f"`{key}`")

    assert [value for value in values if f"`{value}`" not in row] == []


@pytest.mark.parametrize(
    ("key", "choices"),
    [
        ("page", brand_settings._PAGES),
        *(
            (key, [each.value for each in kind])
            for key, (_, kind) in brand_settings._CHOICES.items()
        ),
        ("running-heads", [each.value for each in house.HeadMatter]),
        ("notes", ("place", "share", "rule", *brand_settings._NOTE_FLAGS)),
    ],
)
def test_each_value_of_a_brand_is_in_the_reference(rows, key, choices):
    row = rows("reference/brand.md", "defaults.briefkit", f"`{key}`")

    assert [value for value in choices if f"`{value}`" not in row] == []


def test_the_example_of_a_brand_has_every_setting(docs, blocks):
    page = blocks((docs / "reference" / "brand.md").read_text(encoding="utf-8"))
    settings = yaml.safe_load(page[0].text)["defaults"]["briefkit"]

    assert set(brand_settings._KEYS) - set(settings) == {"inks", "press"}
    assert set(settings["notes"]) == {"place", "share", "rule", *brand_settings._NOTE_FLAGS}


def test_each_role_of_ink_is_in_the_reference(docs):
    page = (docs / "reference" / "brand.md").read_text(encoding="utf-8")
    _, _, inks = page.partition("### inks\n")

    assert [role for role in house.ROLES if f"`{role}`" not in inks] == []


def test_each_part_of_a_house_style_is_in_the_reference(docs):
    page = (docs / "reference" / "python.md").read_text(encoding="utf-8")
    style = HouseStyle()
    owners = (style, style.notes, style.furniture, style.scale.body)
    parts = {
        type(getattr(owner, field.name))
        for owner in owners
        for field in attrs.fields(type(owner))
        if type(getattr(owner, field.name)).__module__.startswith("briefkit.")
    }

    named = set(re.findall(r"^\.\. autoclass:: briefkit\.(?:.+\.)?(\w+)$", page, re.MULTILINE))

    assert {part.__name__ for part in parts} - named == set()


def test_each_standard_is_in_the_pages(first_cells, rows):
    assert sorted(first_cells("how-to/standards.md")["Ask for a standard"]) == sorted(TITLES)

    row = rows("reference/command-line.md", "render", "`--standard`")
    assert [name for name in TITLES if f"`{name}`" not in row] == []


def test_each_format_of_a_record_is_in_the_reference(rows):
    row = rows("reference/command-line.md", "metadata", "`--format`")

    assert [name for name in FORMATS if f"`{name}`" not in row] == []


def test_each_limit_is_told_with_what_it_is(first_cells, rows):
    told = first_cells("how-to/limits.md")["Bound what a brief may ask for"]
    fields = attrs.fields_dict(Limits)

    assert [name for name in told if not name.endswith("Error")] == list(fields)
    for name in ("pixels", "nesting", "notes", "pages", "seconds"):
        row = rows("how-to/limits.md", "Bound what a brief may ask for", f"`{name}`")
        assert f"{fields[name].default:,g}" in row or f"{fields[name].default:,}" in row


def test_each_error_is_told(first_cells):
    kinds = sorted(kind.__name__ for kind in BriefError.__subclasses__())

    assert sorted(first_cells("how-to/bad-input.md")["In Python"]) == kinds


def test_each_way_to_hold_a_file_is_told(first_cells):
    told = first_cells("how-to/test-briefs.md")["Held to what it was"]

    assert {cell.partition("(")[0] for cell in told} == {
        name for name in vars(References) if name.startswith("hold_")
    }


def test_each_field_of_a_public_value_is_told_in_its_docstring():
    """What it holds itself, that is: letters that are only given a look say so in one line."""
    plain = {"children", "text"}
    untold = []
    for name in briefkit.__all__:
        kind = getattr(briefkit, name)
        if not inspect.isclass(kind) or not attrs.has(kind) or kind is briefkit.Cover:
            continue  # a cover is told of as a figure is
        words = set(re.findall(r"\w+", kind.__doc__))
        untold += [f"{name}.{field}" for field in set(attrs.fields_dict(kind)) - words - plain]

    assert sorted(untold) == []
