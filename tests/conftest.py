"""Fixtures for every room's tests."""

from pathlib import Path

import pytest

from briefkit.style.typography import FontFamily, FontFile
from briefkit.text.fonts import FontLibrary

SQUARES = "briefkit squares"


@pytest.fixture(scope="session")
def square_library() -> FontLibrary:
    """Return a library with the family "briefkit squares", in which every glyph is one em wide."""
    path = Path(__file__).parent / "fonts" / "squares.ttf"
    return FontLibrary([FontFamily(SQUARES, [FontFile(path)])])


@pytest.fixture(scope="session")
def library() -> FontLibrary:
    """Return the library of the bundled families."""
    return FontLibrary()
