"""Print what very many briefs, one after the other, take of memory, and in what time.

    python tests/benchmarks/many.py [--briefs 10000] [--processes N] [--every 1000]

Each brief is of about a page, with photographs and notes; one word in twelve is in no other. They
are rendered by `render_each`, in this process or in so many workers. After every so many stand the
memory that the processes hold (of Linux), and the seconds since the start.
"""

import argparse
import os
import runpy
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import nullcontext
from pathlib import Path

from briefkit import Brief, render_each

ENGINES = runpy.run_path(str(Path(__file__).with_name("engines.py")))
NOTES = 2  # of each brief
MIB = 2**20


def briefs(count: int, folder: Path) -> Iterator[Brief]:
    """Give so many briefs; take away what was made of those before, for the disk's sake."""
    for number in range(count):
        if number % 1_000 == 0:
            for made in folder.rglob("*.*"):
                if made.is_file() and time.time() - made.stat().st_mtime > 60:
                    made.unlink()
        yield ENGINES["brief_of"](ENGINES["text_of"](NOTES, number))


def held(process: int | str) -> float:
    """Return the MiB that a process has in memory."""
    pages = Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1]
    return int(pages) * os.sysconf("SC_PAGE_SIZE") / MIB


def main(given: Sequence[str] | None = None) -> None:
    """Render them, and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--briefs", type=int, default=10_000)
    parser.add_argument("--every", type=int, default=1_000)
    parser.add_argument("--processes", type=int, default=0)
    asked = parser.parse_args(given)
    workers = ProcessPoolExecutor(asked.processes) if asked.processes else nullcontext()
    start = time.perf_counter()
    with tempfile.TemporaryDirectory() as name, workers as executor:
        folder = Path(name)
        each = render_each(briefs(asked.briefs, folder), folder, executor=executor, resume=False)
        for count, outcome in enumerate(each, 1):
            assert outcome.error is None, outcome.error
            if count % asked.every == 0:
                children = Path(f"/proc/self/task/{os.getpid()}/children")
                told = [f"{held('self'):7.1f}"]
                told += [f"{held(child):7.1f}" for child in children.read_text().split()]
                print(f"{count:7} {time.perf_counter() - start:8.1f} s", *told, "MiB", flush=True)


if __name__ == "__main__":
    main()
