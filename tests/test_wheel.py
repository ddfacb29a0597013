"""The wheel, in a clean virtual environment, far from the checkout."""

import json
import os
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SCRIPT = """
import json, sys
import briefkit
from briefkit import Brief, Paragraph, check, note, render
from briefkit.text.fonts import bundled_folder
report = render(
    Brief(title="From a wheel", language="tr", body=[Paragraph("Işığın dağılımı", note("ĞÜŞİ"))]),
    "wheel.pdf",
)
print(json.dumps({
    "package": briefkit.__file__,
    "fonts": str(bundled_folder()),
    "pages": len(report.pages),
    "findings": [str(finding) for finding in check("wheel.pdf")],
}))
"""


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., str]:
    """Return a function that runs a command of a new environment, in a new folder.

    The environment has the wheel; its dependencies are lent by the tests' own, since nothing is
    fetched here.
    """
    wheels, place = tmp_path_factory.mktemp("wheels"), tmp_path_factory.mktemp("environment")
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}

    def quietly(*command: str, cwd: Path) -> str:
        done = subprocess.run(
            command, cwd=cwd, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    build = (sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(wheels))
    quietly(*build, str(ROOT), cwd=ROOT)
    (wheel,) = wheels.glob("*.whl")
    venv.create(place, with_pip=True)
    binaries = place / ("Scripts" if os.name == "nt" else "bin")
    pip = (str(binaries / "python"), "-m", "pip", "install", "--no-index", "--no-deps", "--quiet")
    quietly(*pip, "--disable-pip-version-check", str(wheel), cwd=place)
    (packages,) = place.glob("[Ll]ib/**/site-packages")
    # A path in a .pth file lends the packages, and not what .pth files beside them lead to: the
    # tests' own environment has the checkout installed by one.
    (packages / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    work = tmp_path_factory.mktemp("work")
    return lambda program, *given: quietly(str(binaries / program), *given, cwd=work)


def test_a_brief_is_rendered_from_the_wheel_alone(run: Callable[..., str]):
    told = json.loads(run("python", "-c", SCRIPT))

    assert ROOT not in Path(told["package"]).parents
    assert Path(told["fonts"]) == Path(told["package"]).parent / "_fonts"
    assert told["pages"] == 1
    assert told["findings"] == []


def test_the_commands_of_the_readme_work(run: Callable[..., str]):
    """Turn a new folder into a PDF, and find no fault in it."""
    run("briefkit", "new", "x")
    run("briefkit", "render", "x/brief.md", "--strict")

    (told,) = json.loads(run("briefkit", "check", "x/brief.pdf", "--json"))
    assert (told["file"], told["publishable"], told["findings"]) == ("x/brief.pdf", True, [])


def test_the_command_and_the_types_are_told_of(run: Callable[..., str]):
    files = run("python", "-m", "pip", "show", "--files", "briefkit", "--disable-pip-version-check")

    assert "briefkit/py.typed" in files
    assert "briefkit/_fonts/source-serif-4/OFL.txt" in files
