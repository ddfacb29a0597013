"""The examples: one brief in two forms, to the same bytes, and fit to be published."""

import runpy
from pathlib import Path

import pytest

from briefkit import read_markdown, render, typeset
from briefkit.model.brief import Brief
from briefkit.preflight import check

EXAMPLES = Path(__file__).parents[1] / "examples"
NAMES = ("vostochny_brief", "vostochny_article")


def from_python(name: str) -> Brief:
    brief = runpy.run_path(str(EXAMPLES / f"{name}.py"))["build"]()
    assert isinstance(brief, Brief)
    return brief


@pytest.mark.parametrize("name", NAMES)
def test_python_and_markdown_say_the_same(name: str):
    assert from_python(name) == read_markdown(EXAMPLES / f"{name}.md")


@pytest.mark.parametrize("name", NAMES)
def test_python_and_markdown_give_the_same_bytes(name: str):
    assert render(from_python(name)) == render(read_markdown(EXAMPLES / f"{name}.md"))


@pytest.mark.parametrize("name", NAMES)
def test_an_example_has_no_fault_that_preflight_or_the_render_knows(name: str):
    brief = read_markdown(EXAMPLES / f"{name}.md")

    assert check(render(brief)) == ()
    assert typeset(brief).diagnostics == ()  # nor a loose line, nor anything else to be told


def test_the_brief_has_a_cover_and_four_pages_and_the_article_three():
    brief, article = (len(typeset(from_python(name)).pages) for name in NAMES)

    assert (brief, article) == (5, 3)


def test_the_two_houses_differ_on_every_page():
    """Trim, families and colours: nothing of one house's page passes for the other's."""
    brief, article = (typeset(from_python(name)) for name in NAMES)
    ours, theirs = (
        {
            (item.item.face, item.item.colour)
            for page in one.pages
            for item in page.frame.flat()
            if hasattr(item.item, "face")
        }
        for one in (brief, article)
    )

    assert brief.pages[0].size != article.pages[0].size
    assert not ours & theirs
