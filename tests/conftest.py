"""Fixtures for every room's tests."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from briefkit.assertions import assert_same_text
from briefkit.style.typography import FontFamily, FontFile
from briefkit.text.fonts import FontLibrary

SQUARES = "briefkit squares"
REFERENCES = Path(__file__).parent / "references"

# The same briefs are made in every run, so that a green suite stays green; with BRIEFKIT_EXPLORE
# set, hypothesis makes new ones, and keeps those that fail.
settings.register_profile("fixed", derandomize=True)
settings.load_profile("default" if os.environ.get("BRIEFKIT_EXPLORE") else "fixed")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let references be written anew; their difference is read as code."""
    parser.addoption(
        "--update-references", action="store_true", help="write the files of tests/references anew"
    )


@pytest.fixture
def hold_to_reference(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Return a function that holds a text to a file of tests/references, or writes it."""

    def hold(name: str, text: str) -> None:
        update = bool(request.config.getoption("--update-references"))
        assert_same_text(text, REFERENCES / name, update=update, how="pytest --update-references")

    return hold


@pytest.fixture(scope="session")
def square_library() -> FontLibrary:
    """Return a library with the family "briefkit squares", in which every glyph is one em wide."""
    path = Path(__file__).parent / "fonts" / "squares.ttf"
    return FontLibrary([FontFamily(SQUARES, [FontFile(path)])])


@pytest.fixture(scope="session")
def library() -> FontLibrary:
    """Return the library of the bundled families."""
    return FontLibrary()


@pytest.fixture
def run_tool(tmp_path: Path) -> Callable[..., str]:
    """Return a function that runs a program on a file and gives what it prints.

    It skips where the program is not installed; never in CI.
    """

    def run(program: str, data: bytes, *before: str, after: tuple[str, ...] = ()) -> str:
        if shutil.which(program) is None:
            if os.environ.get("CI"):
                pytest.fail(f"{program} is not installed")
            pytest.skip(f"{program} is not installed")
        path = tmp_path / "painted.pdf"
        path.write_bytes(data)
        done = subprocess.run(
            [program, *before, str(path), *after], capture_output=True, check=False, timeout=60
        )
        assert done.returncode == 0, done.stderr.decode()
        assert not done.stderr, done.stderr.decode()
        return done.stdout.decode()

    return run
