"""Print what one synthetic brief costs in briefkit, and in its peers beside it, in one run.

    python tests/benchmarks/peers.py --make FOLDER            make the peers' environment, by pip
    python tests/benchmarks/peers.py FOLDER [--only ENGINE…] [--short]

FOLDER: a virtual environment that is thrown away afterwards; briefkit runs in the one that this
is called with. `engines.py` has the brief and the engines. Each figure is taken in a process of
its own. Times are by the clock, so let the machine be quiet; beside the long ones stand those of
the processor, which other work moves less. --short leaves out what takes minutes.
"""

import argparse
import json
import math
import os
import re
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from pypdf import PdfReader

PACKAGES = {
    "typst": "typst",
    "weasyprint": "weasyprint",
    "fpdf2": "fpdf2",
    "platypus": "reportlab",
    "emboss": "emboss-pdf",
}
ENGINES = ("briefkit", *PACKAGES)
FOUR, FORTY, LONG = 16, 175, 1_884  # notes, so many pages' worth: about 4, 40 and 430
WARM, COLD, GROWN = 9, 6, 3  # how often, or for so many seconds if that is less:
ENOUGH, GROWN_ENOUGH = 6.0, 30.0
TOGETHER = 2.0  # seconds that a process works beside another: less, and they hardly meet
SCRIPT = str(Path(__file__).with_name("engines.py"))


class Row(NamedTuple):
    """One engine's figures: seconds, MiB, pages; what was not measured is not a number."""

    fresh: float = math.nan
    again: float = math.nan
    cold: float = math.nan
    two: float = math.nan
    forty: float = math.nan
    long: float = math.nan
    worked: float = math.nan
    growth: float = math.nan
    peak: float = math.nan
    pages: float = math.nan
    astray: str = "-"


class Bench:
    """The environments, and a folder for what is made in them."""

    def __init__(self, peers: Path, folder: Path) -> None:
        self.peers = peers
        self.folder = folder
        self.environment = {
            **os.environ,
            "PYTHONPYCACHEPREFIX": str(folder / "compiled"),  # modules are compiled, as installed
            "PYTHONDONTWRITEBYTECODE": "",
        }

    def command(self, engine: str, *rest: object) -> list[str]:
        python = sys.executable if engine == "briefkit" else str(self.peers / "bin" / "python")
        return [python, SCRIPT, engine, *map(str, rest)]

    def run(self, engine: str, *rest: object) -> dict[str, float]:
        done = subprocess.run(
            self.command(engine, *rest), capture_output=True, check=True, env=self.environment
        )
        return json.loads(done.stdout or "{}")  # type: ignore[no-any-return]

    def cold(self, engine: str) -> float:
        """Return the least seconds of a new process."""

        def once(seed: int) -> float:
            start = time.perf_counter()
            self.run(engine, "cold", FOUR, seed, self.folder / "cold.pdf")
            return time.perf_counter() - start

        once(0)  # which compiles modules
        return least(COLD, once)

    def together(self, engine: str, count: int, briefs: int) -> float:
        """Return the seconds that so many processes take for so many briefs each, at one time."""
        started = [
            subprocess.Popen(
                self.command(engine, "many", FOUR, briefs),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env=self.environment,
            )
            for _ in range(count)
        ]
        for each in started:
            assert each.stdout
            assert each.stdout.readline() == b"ready\n"
        for each in started:
            assert each.stdin
            each.stdin.write(b"\n")
            each.stdin.flush()
        return max(float(json.loads(each.communicate()[0])["clock"]) for each in started)

    def row(self, engine: str, *, short: bool) -> Row:
        warm = self.run(engine, "warm", FOUR, WARM, ENOUGH)
        briefs = math.ceil(TOGETHER / warm["fresh"])
        row = Row(
            fresh=warm["fresh"],
            again=warm["again"],
            cold=self.cold(engine),
            two=2 * self.together(engine, 1, briefs) / self.together(engine, 2, briefs),
        )
        if short:
            return row
        file = self.folder / f"{engine}.pdf"
        forties, longs = [], []
        start = time.perf_counter()
        while len(longs) < GROWN and time.perf_counter() - start < GROWN_ENOUGH:
            # In turns, and as often: the least of three is always under what one run takes.
            forties.append(self.run(engine, "long", FORTY, file))
            longs.append(self.run(engine, "long", LONG, file))
        forty, long = (min(runs, key=lambda run: run["clock"]) for runs in (forties, longs))
        return row._replace(
            forty=forty["clock"],
            long=long["clock"],
            worked=long["worked"],
            growth=math.log(long["clock"] / forty["clock"]) / math.log(LONG / FORTY),
            peak=max(run["peak"] for run in longs),
        )


def least(times: int, work: Callable[[int], float]) -> float:
    """Return the least of what is measured so many times, or until that has taken enough."""
    best, start = math.inf, time.perf_counter()
    for number in range(times):
        best = min(best, work(number))
        if time.perf_counter() - start > ENOUGH:
            break
    return best


def notes_astray(file: Path) -> tuple[int, str]:
    """Return a PDF's pages, and how many notes start off the page of their call, or are nowhere."""
    calls: dict[str, int] = {}
    notes: dict[str, int] = {}
    pages = PdfReader(file).pages
    for at, page in enumerate(pages):
        for kind, number in re.findall(r"([49])(\d{4})x", page.extract_text()):
            (calls if kind == "4" else notes).setdefault(number, at)
    lost = LONG - len(calls.keys() & notes.keys())
    astray = sum(calls[each] != notes[each] for each in calls.keys() & notes.keys())
    return len(pages), f"{astray}" + (f", {lost} lost" if lost else "")


def machine() -> str:
    """Return what this is measured on; of Linux."""
    cpu = re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text(encoding="utf-8"))
    memory = re.search(r"MemTotal:\s*(\d+)", Path("/proc/meminfo").read_text(encoding="utf-8"))
    return (
        f"{cpu[1] if cpu else 'processor unknown'}, {os.cpu_count()} cores, "
        f"{int(memory[1]) // 2**20 if memory else '?'} GiB, Python {sys.version.split()[0]}"
    )


def make(folder: Path) -> None:
    """Make the peers' environment."""
    venv.create(folder, with_pip=True)
    pip = (str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet")
    subprocess.run((*pip, *PACKAGES.values()), check=True)


def versions(peers: Path) -> str:
    """Return each engine and its version."""
    show = "import importlib.metadata as m, sys; print(*map(m.version, sys.argv[1:]))"
    command = (str(peers / "bin" / "python"), "-c", show, *PACKAGES.values())
    told = subprocess.run(command, capture_output=True, check=True, text=True).stdout.split()
    pairs = zip(PACKAGES, told, strict=True)
    return ", ".join([f"briefkit {version('briefkit')}", *(f"{n} {v}" for n, v in pairs)])


def print_table(rows: dict[str, Row]) -> None:
    """Print the figures, and each as so many times briefkit's."""
    heads = ("engine", "4 new", "4 again", "4 cold", "two", "40", "430", "its CPU", "growth")
    print("".join(f"{head:>11}" for head in (*heads, "MiB", "pages")), "  notes astray")
    for engine, row in rows.items():
        cells = (
            f"{row.fresh * 1e3:.1f} ms",
            f"{row.again * 1e3:.1f} ms",
            f"{row.cold:.2f} s",
            f"{row.two:.2f}",
            f"{row.forty:.2f} s",
            f"{row.long:.2f} s",
            f"{row.worked:.2f} s",
            f"{row.growth:.2f}",
            f"{row.peak:.0f}",
            f"{row.pages:.0f}",
        )
        print("".join(f"{cell:>11}" for cell in (engine, *cells)), f"  {row.astray}")
    ours = rows.get("briefkit")
    if ours is None:
        return
    print("\nTimes briefkit's\n")
    for engine, row in rows.items():
        ratios = (
            row.fresh / ours.fresh,
            row.again / ours.again,
            row.cold / ours.cold,
            math.nan,
            row.forty / ours.forty,
            row.long / ours.long,
            row.worked / ours.worked,
            math.nan,
            row.peak / ours.peak,
        )
        told = ("" if math.isnan(ratio) else f"{ratio:.2f}" for ratio in ratios)
        print("".join(f"{cell:>11}" for cell in (engine, *told)))


def main(given: Sequence[str] | None = None) -> None:
    """Make the environment, or measure."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("peers", type=Path, metavar="FOLDER")
    parser.add_argument("--make", action="store_true")
    parser.add_argument("--only", nargs="+", choices=ENGINES, default=ENGINES)
    parser.add_argument("--short", action="store_true")
    asked = parser.parse_args(given)
    if asked.make:
        make(asked.peers)
        return
    print(f"{machine()}\n{versions(asked.peers)}\n")
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(asked.peers, Path(folder))
        rows = {}
        for engine in asked.only:
            rows[engine] = bench.row(engine, short=asked.short)
            print(engine, rows[engine], file=sys.stderr, flush=True)
        for engine in () if asked.short else asked.only:  # when all times have been taken
            pages, astray = notes_astray(bench.folder / f"{engine}.pdf")
            rows[engine] = rows[engine]._replace(pages=pages, astray=astray)
    print_table(rows)


if __name__ == "__main__":
    main()
