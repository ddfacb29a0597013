"""The documentation builds without a warning, and says all that the code has to say.

Whether what it says is true, its blocks show: see `test_blocks`.
"""

import re
import runpy

import attrs
import pytest

import briefkit
from briefkit.cli import main
from briefkit.preflight.findings import KINDS
from briefkit.readers import blocks, floats, frontmatter, inlines
from briefkit.style import brand, brand_settings


@pytest.fixture(scope="module")
def built(tmp_path_factory, run_sphinx):
    """Return the folder of the built pages."""
    return run_sphinx(tmp_path_factory.mktemp("docs"))


def test_the_docs_build_without_a_warning(built):
    assert (built / "index.html").is_file()


def test_each_page_is_in_the_contents(built, docs):
    index = (built / "index.html").read_text(encoding="utf-8")
    missing = [
        page.stem
        for folder in ("tutorial", "how-to", "reference", "explanation")
        for page in (docs / folder).glob("*.md")
        if f'href="{folder}/{page.stem}.html"' not in index
    ]

    assert missing == []


def test_each_public_name_is_in_the_reference_once(docs):
    page = (docs / "reference" / "python.md").read_text(encoding="utf-8")
    named = re.findall(r"^\.\. auto\w+:: briefkit\.(\w+)$", page, re.MULTILINE)

    assert sorted(named) == sorted(briefkit.__all__)


def test_each_field_of_a_public_value_is_told_of():
    """By its name, in the class's docstring, of which the reference makes a list."""
    silent = [
        f"{name}.{field.name}"
        for name in briefkit.__all__
        if attrs.has(kind := getattr(briefkit, name))
        for field in attrs.fields(kind)
        if field.init and not re.search(rf"\b{field.name}\b", kind.__doc__)
    ]

    assert silent == []


def test_each_finding_is_in_the_reference_with_what_to_do(built):
    page = (built / "reference" / "findings.html").read_text(encoding="utf-8")

    assert [kind.__name__ for kind in KINDS if f">{kind.__name__}<" not in page] == []
    assert all(kind.cure for kind in KINDS)


def test_the_architecture_page_shows_the_pipeline_as_it_is(built):
    page = (built / "explanation" / "architecture.html").read_text(encoding="utf-8")
    text = re.sub(r"<[^>]+>", "", page)

    for stage in ("resolve(shown", "set_galley(", "break_pages(", "make_up("):
        assert stage in text


@pytest.mark.parametrize(
    ("heading", "known"),
    [
        ("Front matter", frontmatter._BRIEF),
        ("authors", frontmatter._PERSON),
        ("organisations", frontmatter._ORGANISATION),
        ("cover", frontmatter._COVER),
        ("notes", frontmatter._NOTES),
        ("editions", frontmatter._EDITION),
        ("related", frontmatter._RELATED),
    ],
)
def test_each_key_of_front_matter_is_in_the_reference(first_cells, heading, known):
    assert sorted(first_cells("reference/markdown.md")[heading]) == sorted(known)


@pytest.mark.parametrize(
    ("heading", "known"),
    [
        ("Figures", {*floats._FIGURE_KEYS, ".decorative"}),
        ("Tables", {*floats._TABLE_KEYS, ".row-headers"}),
    ],
)
def test_each_attribute_is_in_the_reference(first_cells, heading, known):
    assert set(first_cells("reference/markdown.md")[heading]) == known


def test_each_class_is_in_the_reference(first_cells):
    cells = first_cells("reference/markdown.md")

    for name in blocks._DIV_CLASSES:
        keys = "".join(f' {key}="…"' for key in blocks._DIV_KEYS[name])
        assert f"::: {{.{name}{keys}}}" in cells["Divs"]
    for name in inlines._SPAN_CLASSES:
        assert f"[…]{{.{name}}}" in cells["In a line"]


@pytest.mark.parametrize(
    ("heading", "known"),
    [
        ("color", {"palette", *brand._COLOURS}),
        ("typography", {"fonts", *brand._TYPOGRAPHY_KEYS}),
        ("defaults.briefkit", set(brand_settings._KEYS)),
    ],
)
def test_each_key_of_a_brand_file_is_in_the_reference(first_cells, heading, known):
    assert set(first_cells("reference/brand.md")[heading]) == known


def test_each_command_and_option_is_in_the_reference(first_cells):
    cells = first_cells("reference/command-line.md")

    assert cells["Command line"] == list(main.commands)
    for name, command in main.commands.items():
        options = [
            flag for parameter in command.params for flag in parameter.opts if flag.startswith("-")
        ]
        assert cells.get(name, []) == options, name


TRADE_WORDS = """
measure, leading, trim, type area, head, foot, inner, outer, recto, verso, folio, running head,
galley, box, glue, penalty, discretionary, natural, stretch, shrink, ratio, badness, demerits,
orphan, widow, runt, note call, note mark, note rule, note area, continuation line, placed, split,
carried, insertion, region, frame, fragment
"""


def test_each_trade_word_is_in_the_glossary(docs):
    page = (docs / "reference" / "glossary.md").read_text(encoding="utf-8")
    entries = set(re.findall(r"^([a-z][\w -]*)$", page, re.MULTILINE))

    assert {" ".join(word.split()) for word in TRADE_WORDS.split(",")} - entries == set()


def test_each_decision_is_in_the_list(docs):
    page = (docs / "decisions" / "README.md").read_text(encoding="utf-8")
    listed = re.findall(r"^(\d{4}-[\w-]+)$", page, re.MULTILINE)

    assert listed == sorted(path.stem for path in (docs / "decisions").glob("[0-9]*.md"))


def test_the_changelog_tells_of_this_version(root):
    changelog = (root / "CHANGELOG.md").read_text(encoding="utf-8")

    assert re.search(r"^## (\[?Unreleased\]?|\[?\d+\.\d+)", changelog, re.MULTILINE)


def test_pictures_of_pages_are_small_and_made_by_their_script(docs, tmp_path):
    runpy.run_path(str(docs / "make_pages.py"))["make"](tmp_path)
    kept = {path.name for path in (docs / "_static" / "pages").iterdir()}
    made = {path.name: path.stat().st_size for path in tmp_path.iterdir()}

    assert kept == set(made)
    assert max(made.values()) <= 150 << 10


def test_what_the_readme_shows_is_there(root):
    readme = (root / "README.md").read_text(encoding="utf-8")
    prose = re.sub(r"```.*?```", "", readme, flags=re.DOTALL)
    shown = re.findall(r"(?:src=\"|\]\()((?!https?:)[^\")#]+)", prose)

    assert shown
    assert [name for name in shown if not (root / name).exists()] == []
