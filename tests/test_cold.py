"""What a new process loads and makes to render a plain brief, counted: a cold start is that."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SCRIPT = """
import json, sys
before = set(sys.modules)  # of what measures the tests, too
from pathlib import Path
from briefkit import Brief, Figure, Paragraph, Section, note, render
body = [Section("A heading", []), Paragraph("Some words", note("A note."), " and more.")]
body.append(Figure(Path(sys.argv[1]), alt="A photograph", caption="A caption"))
assert render(Brief(title="Plain", body=body)).startswith(b"%PDF")
print(json.dumps(sorted(set(sys.modules) - before)))
"""
NOT_LOADED = (
    *("attr", "babel", "cattrs", "click", "difflib", "importlib.resources"),
    *("markdown_it", "pydantic", "pypdf", "pyphen", "uniseg", "yaml"),
    *("PIL.BmpImagePlugin", "PIL.GifImagePlugin", "PIL.PngImagePlugin", "PIL.PpmImagePlugin"),
    *("briefkit.batch", "briefkit.catalogues", "briefkit.cli", "briefkit.galley.rows"),
    *("briefkit.galley.columns", "briefkit.galley.tables", "briefkit.pages.cover"),
    *("briefkit.galley.people", "briefkit.pdf.attachments", "briefkit.resolve.tabulating"),
    *("briefkit.resolve.abbreviations", "briefkit.pdf.bleed"),
    *(
        "briefkit.pdf.cff",
        "briefkit.preflight",
        "briefkit.readers",
        "briefkit.spelling",
        "briefkit.style.brand",
        "briefkit.text.cff",
    ),
)


@pytest.fixture(scope="module")
def plain():
    """Return the modules that are loaded. attrs is none: to make two hundred classes is slow."""
    picture = ROOT / "examples" / "pictures" / "rocket.jpg"
    command = [sys.executable, "-c", SCRIPT, str(picture)]
    told = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT).stdout
    return json.loads(told)


def test_a_plain_brief_loads_nothing_that_it_does_not_need(plain):
    assert [name for name in NOT_LOADED if name in plain] == []


def test_a_plain_brief_loads_few_modules(plain):
    assert len([name for name in plain if name.partition(".")[0] == "briefkit"]) < 160


def test_to_import_the_package_loads_no_room():
    script = "import sys, briefkit; print([one for one in sys.modules if 'briefkit' in one])"
    told = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    ).stdout
    assert told.strip() == "['briefkit']"


def test_markdown_with_a_brand_is_rendered_without_what_is_slow_to_load():
    script = """
import json, sys
from briefkit import read_markdown, render
render(read_markdown(sys.argv[1]))
print(json.dumps(sorted(sys.modules)))
"""
    command = [sys.executable, "-c", script, str(ROOT / "examples" / "vostochny_brief.md")]
    told = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT).stdout
    loaded = json.loads(told)

    slow = ("attr", "babel", "cattrs", "click", "difflib", "pydantic", "pypdf", "pyphen")
    assert [name for name in slow if name in loaded] == []
