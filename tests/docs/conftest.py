"""What the tests of the documentation read it with: its pages and blocks, a folder to run in."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import attrs
import pytest

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"

_FENCE = re.compile(r"(?P<mark>`{3,})(?P<info>.*)")
_DIRECTIVE = re.compile(r"\{code-block\}\s*(?P<language>\w+)")
_OPTION = re.compile(r":(?P<key>[\w-]+):\s*(?P<value>.*)")


@attrs.frozen
class Block:
    """A fenced block. file: its caption, the name under which the reader is to save it."""

    language: str
    text: str
    line: int
    file: str = ""
    classes: tuple[str, ...] = ()


def blocks_of(text):
    """Return the fenced blocks of a page, other directives than code blocks left out."""
    found = []
    lines = enumerate(text.split("\n"), start=1)
    for number, line in lines:
        fence = _FENCE.fullmatch(line.strip())
        if fence is None:
            continue
        body = []
        for _, inner in lines:
            if inner.strip() == fence["mark"]:
                break
            body.append(inner)
        language, options = fence["info"].strip(), {}
        if language.startswith("{"):
            directive = _DIRECTIVE.fullmatch(language)
            if directive is None:
                continue
            language = directive["language"]
            while body and (option := _OPTION.fullmatch(body[0])):
                options[option["key"]] = option["value"]
                del body[0]
        content = "\n".join(body).strip("\n") + "\n"
        classes = tuple(options.get("class", "").split())
        found.append(Block(language, content, number, options.get("caption", ""), classes))
    return found


def tables_of(text):
    """Return heading → the first cells of the tables under it, without their backticks.

    A cell may name several: `a`, `b`.
    """
    found = {}
    heading = ""
    in_fence = False
    for line in text.split("\n"):
        if line.startswith("```"):
            in_fence = not in_fence
        if in_fence:
            continue
        if line.startswith("#"):
            heading = line.lstrip("#").strip()
        elif line.startswith("|") and not re.match(r"\|\s*:?-", line):
            first = re.split(r"(?<!\\)\|", line)[1]
            found.setdefault(heading, []).extend(re.findall(r"`([^`]+)`", first))
    return found


@pytest.fixture(scope="session")
def root():
    """Return the folder of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def docs():
    """Return the folder of the documentation."""
    return DOCS


@pytest.fixture(scope="session")
def run_sphinx():
    """Return a function that builds the documentation strictly, and returns the built pages."""

    def run(folder):
        options = ("-W", "--keep-going", "-q", "-b", "html", "-d", str(folder / "doctrees"))
        command = (sys.executable, "-m", "sphinx", *options, str(DOCS), str(folder / "html"))
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode:
            pytest.fail(done.stdout + done.stderr, pytrace=False)
        return folder / "html"

    return run


@pytest.fixture(scope="session")
def first_cells():
    """Return a function: a page's name → heading → the first cells of the tables under it."""
    return lambda name: tables_of((DOCS / name).read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def blocks():
    """Return a function: the text of a page → its fenced blocks."""
    return blocks_of


@pytest.fixture(scope="session")
def studio(tmp_path_factory, key_and_certificate):
    """Return a folder with what the pages suppose a reader to have: pictures, a font, keys."""
    from PIL import Image

    folder = tmp_path_factory.mktemp("studio")
    for name in ("rocket.jpg", "summit.jpg", "portrait.jpg"):
        Image.linear_gradient("L").resize((900, 600)).convert("RGB").save(folder / name)
    Image.new("RGB", (200, 60), "#1a4d7a").save(folder / "logo.png")
    (folder / "fonts").mkdir()
    source = ROOT / "fonts" / "source-serif-4"
    shutil.copy(source / "SourceSerif4-Regular.ttf", folder / "fonts" / "House-Regular.ttf")
    shutil.copy(ROOT / "tests" / "press" / "press.icc", folder)
    for path in key_and_certificate:
        shutil.copy(path, folder)
    shutil.copy(source / "SourceSerif4-It.ttf", folder / "fonts" / "House-Italic.ttf")
    return folder


@pytest.fixture
def desk(studio, tmp_path, monkeypatch):
    """Return a fresh copy of the studio, which is the working folder for one test."""
    folder = tmp_path / "desk"
    shutil.copytree(studio, folder)
    monkeypatch.chdir(folder)
    monkeypatch.syspath_prepend(folder)  # as of a script that is run here
    monkeypatch.delitem(os.environ, "SOURCE_DATE_EPOCH", raising=False)
    return folder


def pages():
    """Return every page with blocks to run, the README first, by its path from the checkout."""
    found = [ROOT / "README.md", *sorted(DOCS.rglob("*.md"))]
    return [str(path.relative_to(ROOT)) for path in found if "_build" not in path.parts]


def pytest_generate_tests(metafunc):
    """Give each test that asks for a page every page."""
    if "page" in metafunc.fixturenames:
        metafunc.parametrize("page", pages())
