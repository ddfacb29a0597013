"""What each stage costs on a brief that was set before, a page. Run with --benchmark-only.

`report.py` beside this prints the same for several briefs, and what the command line takes.
"""

from pathlib import Path

import pytest

from briefkit import read_markdown, typeset
from briefkit.api import house_of
from briefkit.galley.setter import set_galley
from briefkit.pages.makeup import make_up
from briefkit.pages.pagebreak import break_pages
from briefkit.pages.room import page_room
from briefkit.pdf import paint
from briefkit.preflight import check
from briefkit.resolve import resolve
from briefkit.text.line import _remembered

ROOT = Path(__file__).parents[2]


@pytest.fixture(
    params=["examples/vostochny_brief.md", "tests/samples/en-omb-m-16-21-source-code-policy.md"]
)
def path(request: pytest.FixtureRequest) -> Path:
    return ROOT / request.param


def test_read(benchmark, path: Path):
    benchmark(read_markdown, path)


def test_resolve(benchmark, path: Path):
    benchmark(resolve, read_markdown(path))


def test_set(benchmark, path: Path):
    """Every paragraph anew, of words that are known."""
    brief = read_markdown(path)
    laid_out = typeset(brief)
    given = laid_out.resolved, house_of(brief), laid_out.library

    benchmark.pedantic(set_galley, given, setup=_remembered.cache_clear, rounds=20)


def test_set_again(benchmark, path: Path):
    brief = read_markdown(path)
    laid_out = typeset(brief)

    benchmark(set_galley, laid_out.resolved, house_of(brief), laid_out.library)


def test_break(benchmark, path: Path):
    brief = read_markdown(path)
    house, laid_out = house_of(brief), typeset(brief)
    galley = set_galley(laid_out.resolved, house, laid_out.library)

    benchmark(break_pages, galley, page_room(laid_out.resolved, house))


def test_make_up(benchmark, path: Path):
    brief = read_markdown(path)
    house, laid_out = house_of(brief), typeset(brief)
    galley = set_galley(laid_out.resolved, house, laid_out.library)

    benchmark(make_up, laid_out.plan, galley, laid_out.resolved, house, laid_out.library)


def test_paint(benchmark, path: Path):
    one = typeset(read_markdown(path))

    benchmark(paint, one.pages, one.resolved.tree, one.resolved.metadata, one.library)


def test_check(benchmark, path: Path):
    one = typeset(read_markdown(path))
    data = paint(one.pages, one.resolved.tree, one.resolved.metadata, one.library)

    benchmark(check, data)
