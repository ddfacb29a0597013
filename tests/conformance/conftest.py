"""The files to be judged: every example and every reference brief, rendered once; and veraPDF."""

import json
import os
import runpy
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import attrs
import pytest

from briefkit import Brief, read_markdown, render, typeset
from briefkit.frame import Page
from briefkit.style.house import HouseStyle

ROOT = Path(__file__).parents[2]
SOURCES = {
    path.stem: path
    for folder, ending in ((ROOT / "examples", "md"), (ROOT / "tests/references/briefs", "py"))
    for path in sorted(folder.glob(f"*.{ending}"))
}
"""Name → the brief's file: Markdown, or Python with `build()` and, where it has one, `house()`."""


@attrs.frozen
class Verdict:
    """What veraPDF says of a file and one standard.

    standard: such as "PDF/UA-1"; faults: the clause and text of each rule that failed.
    checks: how often a rule was held to something in the file.
    """

    standard: str
    faults: tuple[str, ...]
    checks: int


class VeraPdf:
    """The program: one virtual machine for any number of files."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def judge(self, folder: Path) -> dict[str, tuple[Verdict, ...]]:
        """Return the verdicts on the PDFs of a folder, by name: one for each standard claimed."""
        options = ("--format", "json", "--maxfailuresdisplayed", "3")
        files = sorted(str(path) for path in folder.glob("*.pdf"))
        command = ("java", "-cp", f"{self.folder}/lib/*", f"{self.folder}/Vera.java")
        done = subprocess.run((*command, *options, *files), capture_output=True, check=False)
        try:
            jobs = json.loads(done.stdout)["report"]["jobs"]
        except (ValueError, KeyError) as error:
            told = done.stderr.decode(errors="replace")
            raise AssertionError(f"veraPDF has not judged: {told}") from error
        return {
            Path(job["itemDetails"]["name"]).stem: tuple(
                _verdict(result) for result in job.get("validationResult", ())
            )
            for job in jobs
        }


def _verdict(result: dict) -> Verdict:
    details = result["details"]
    faults = tuple(
        f"{rule['clause']}: {rule['description']} ({rule['failedChecks']} times, at"
        f" {rule['checks'][0]['context']})"
        for rule in details["ruleSummaries"]
    )
    assert result["compliant"] == (not faults)
    standard = result["profileName"].removesuffix(" validation profile")
    return Verdict(standard, faults, details["passedChecks"] + details["failedChecks"])


@pytest.fixture(scope="session")
def verapdf() -> VeraPdf:
    """Return veraPDF; it is required where BRIEFKIT_VERAPDF names its folder."""
    named = os.environ.get("BRIEFKIT_VERAPDF")
    if not named:
        pytest.skip("veraPDF is not here: tests/conformance/get_verapdf FOLDER fetches it")
    folder = Path(named)
    assert any((folder / "lib").glob("*.jar")), f"{named} has no veraPDF: run get_verapdf"
    assert shutil.which("java"), "java is not installed, and veraPDF needs it"
    return VeraPdf(folder)


@pytest.fixture(scope="session")
def sources() -> dict[str, Path]:
    """Return the files of all briefs, by name."""
    return SOURCES


def _read(path: Path) -> tuple[Brief, HouseStyle | None]:
    """Return the brief of a file, and its house where it brings one."""
    if path.suffix != ".py":
        return read_markdown(path), None
    namespace = runpy.run_path(str(path))
    return namespace["build"](), namespace["house"]() if "house" in namespace else None


@pytest.fixture(scope="session")
def briefs() -> Callable[[str], Brief]:
    """Return a function: the name of a brief → what it says."""
    return lambda name: _read(SOURCES[name])[0]


@pytest.fixture(scope="session")
def rendered() -> Callable[[str], bytes]:
    """Return a function: the name of a brief → its PDF, rendered once."""
    kept: dict[str, bytes] = {}

    def render_once(name: str) -> bytes:
        if name not in kept:
            brief, house = _read(SOURCES[name])
            kept[name] = render(brief, house=house)
        return kept[name]

    return render_once


@pytest.fixture(scope="session")
def in_pdf_2() -> Callable[[str], bytes]:
    """Return a function: the name of a brief → its PDF/UA-2, which says where links lead."""

    def render_anew(name: str) -> bytes:
        brief, house = _read(SOURCES[name])
        return render(brief, house=house, standard="ua-2")

    return render_anew


@pytest.fixture(scope="session")
def laid_out() -> Callable[[str], tuple[Page, ...]]:
    """Return a function: the name of a brief → its pages, not yet painted."""

    def lay_out(name: str) -> tuple[Page, ...]:
        brief, house = _read(SOURCES[name])
        return typeset(brief, house).pages

    return lay_out


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Give each test that asks for a name the name of every brief."""
    if "name" in metafunc.fixturenames:
        metafunc.parametrize("name", SOURCES)


@pytest.fixture(scope="session")
def verdicts(
    verapdf: VeraPdf, rendered: Callable[[str], bytes], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, tuple[Verdict, ...]]:
    """Return veraPDF's verdicts on every brief, by name."""
    folder = tmp_path_factory.mktemp("judged")
    for name in SOURCES:
        (folder / f"{name}.pdf").write_bytes(rendered(name))
    return verapdf.judge(folder)
