"""What the tests of pictures look at."""

from pathlib import Path

import pytest


@pytest.fixture
def samples():
    folder = Path(__file__).parents[3] / "shared" / "samples"
    if not folder.is_dir():
        pytest.skip("the shared samples are not here")
    return folder
