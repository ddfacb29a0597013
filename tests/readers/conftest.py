"""The samples of real texts, which not every machine has."""

import re
from pathlib import Path

import pytest

SAMPLES = Path("/work/shared/samples/texts")

_PICTURE_LINE = re.compile(r"^!\[.*$", re.MULTILINE)
# Links to pages and files of the books that the texts were taken from.
_DEAD_LINK = re.compile(r"\[((?:\\.|[^\[\]\\])*)\]\((?!https?://|mailto:)[^()\s]*\)")


@pytest.fixture(scope="session")
def sample_text():
    """Return the text of a sample, without its pictures, which are not there, and dead links."""

    def read(name: str) -> str:
        path = SAMPLES / name
        if not path.exists():
            pytest.skip("the samples are not on this machine")
        text = _PICTURE_LINE.sub("", path.read_text(encoding="utf-8"))
        return _DEAD_LINK.sub(r"\1", text)

    return read
