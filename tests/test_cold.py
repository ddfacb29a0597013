"""What a new process loads and makes to render a plain brief, counted: a cold start is that."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SCRIPT = """
import json, linecache, sys
before = set(sys.modules)  # of what measures the tests, too
from pathlib import Path
from briefkit import Brief, Figure, Paragraph, Section, note, render
body = [Section("A heading", []), Paragraph("Some words", note("A note."), " and more.")]
body.append(Figure(Path(sys.argv[1]), alt="A photograph", caption="A caption"))
assert render(Brief(title="Plain", body=body)).startswith(b"%PDF")
written = "<attrs generated methods briefkit"
by_attrs = [name for name in linecache.cache if name.startswith(written)]
print(json.dumps([sorted(set(sys.modules) - before), by_attrs]))
"""
NOT_LOADED = (
    *("babel", "cattrs", "click", "difflib", "importlib.resources", "markdown_it", "pydantic"),
    *("pypdf", "pyphen", "uniseg", "yaml"),
    *("PIL.BmpImagePlugin", "PIL.GifImagePlugin", "PIL.PngImagePlugin", "PIL.PpmImagePlugin"),
    *("briefkit.batch", "briefkit.catalogues", "briefkit.cli", "briefkit.galley.tables"),
    *("briefkit.galley.columns", "briefkit.galley.pieces", "briefkit.pages.cover"),
    *("briefkit.pdf.cff", "briefkit.preflight", "briefkit.readers", "briefkit.style.brand"),
)


@pytest.fixture(scope="module")
def plain():
    """Return the modules that are loaded, and the classes that attrs wrote methods of."""
    picture = ROOT / "examples" / "pictures" / "rocket.jpg"
    command = [sys.executable, "-c", SCRIPT, str(picture)]
    told = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT).stdout
    return json.loads(told)


def test_a_plain_brief_loads_nothing_that_it_does_not_need(plain):
    loaded, _ = plain
    assert [name for name in NOT_LOADED if name in loaded] == []


def test_a_plain_brief_loads_few_modules(plain):
    loaded, _ = plain
    assert len([name for name in loaded if name.partition(".")[0] == "briefkit"]) < 160


def test_hardly_a_class_is_made_by_attrs(plain):
    """It compiles methods for each: that of two hundred was a sixth of a cold start."""
    _, by_attrs = plain
    assert len(by_attrs) < 20


def test_to_import_the_package_loads_no_room():
    script = "import sys, briefkit; print([one for one in sys.modules if 'briefkit' in one])"
    told = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    ).stdout
    assert told.strip() == "['briefkit']"
