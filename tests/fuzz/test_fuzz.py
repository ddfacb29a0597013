"""The fuzzer, for a minute in CI; and every input that it found fault with, each time."""

import os
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
FUZZ = runpy.run_path(str(HERE / "fuzz.py"))
KEPT = sorted((HERE / "kept").glob("*-*"))
SECONDS = int(os.environ.get("BRIEFKIT_FUZZ_SECONDS", "10" if os.environ.get("CI") else "0"))


@pytest.mark.parametrize("path", KEPT, ids=lambda path: path.name)
def test_an_input_that_showed_a_fault_is_set_or_refused(path):
    FUZZ["attempt"](path.name.partition("-")[0], path.read_bytes())


@pytest.mark.parametrize("target", FUZZ["TARGETS"])
def test_the_inputs_that_it_begins_with_are_set(target):
    for data in FUZZ["sound"](target):
        FUZZ["TARGETS"][target](data)


@pytest.mark.skipif(not SECONDS, reason="BRIEFKIT_FUZZ_SECONDS says how long")
@pytest.mark.parametrize("target", FUZZ["TARGETS"])
def test_nothing_made_at_random_ends_in_another_error_or_never(target, tmp_path):
    pytest.importorskip("atheris", reason="atheris is for Linux")
    options = (f"-max_total_time={SECONDS}", "-seed=20231", "-print_final_stats=1")
    done = subprocess.run(
        [sys.executable, str(HERE / "fuzz.py"), target, str(tmp_path / "inputs"), *options],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )

    found = {
        path.name: path.read_bytes()[:2_000]
        for path in tmp_path.iterdir()
        if path.name.startswith(("crash", "timeout", "oom"))
    }
    assert done.returncode == 0, (found, done.stderr[-4_000:])
