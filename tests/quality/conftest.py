"""What the tests of the house itself look at."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def root():
    """Return the folder of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def run_tool():
    """Return a function that runs a command in the checkout and fails with what it prints."""

    def run(*command):
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
        if done.returncode:
            pytest.fail(f"{' '.join(command)}\n{done.stdout}{done.stderr}", pytrace=False)
        return done.stdout

    return run


@pytest.fixture(scope="session")
def script():
    """Return a function: the name of a command → its path beside this Python."""
    return lambda name: str(Path(sys.executable).with_name(name))


@pytest.fixture(scope="session")
def modules():
    """Return module name → (path, syntax tree) of the package."""
    found = {}
    for path in sorted((ROOT / "briefkit").rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        found[name] = (path, ast.parse(path.read_text(encoding="utf-8"), str(path)))
    return found


@pytest.fixture(scope="session")
def tracked():
    """Return the files that git keeps, as paths from the checkout's folder."""
    if not (ROOT / ".git").exists():
        if os.environ.get("CI"):
            pytest.fail("CI runs in a clone")
        pytest.skip("no clone")
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return [Path(name) for name in listed.stdout.split("\0") if name]
