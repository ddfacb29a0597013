"""Print what briefkit costs: each stage warm, a page, and the command line from a cold start.

    python tests/benchmarks/report.py [BRIEF.md…] [--runs N]

Times of stages are of the processor, not of the clock, so that other work on the machine counts
for little: the least of N runs. Cold starts are by both; peers stand beside them where they are
installed (reportlab is; `pip install typst weasyprint` in a throw-away environment adds the rest).
"""

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from briefkit import read_markdown
from briefkit.api import house_of
from briefkit.galley.setter import set_galley
from briefkit.pages.makeup import make_up
from briefkit.pages.pagebreak import break_pages
from briefkit.pages.room import page_room
from briefkit.pdf import paint
from briefkit.resolve import resolve
from briefkit.text.fonts import FontLibrary
from briefkit.text.line import _remembered

ROOT = Path(__file__).parents[2]
BRIEFS = (
    ROOT / "examples" / "vostochny_brief.md",
    ROOT / "examples" / "vostochny_article.md",
    ROOT / "tests" / "samples" / "en-omb-m-16-21-source-code-policy.md",
    ROOT / "tests" / "samples" / "fr-descartes-eloge-extract.md",
)
STAGES = ("read", "resolve", "set", "break", "make up", "paint")
PLATYPUS = """
import re, sys
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Image, Paragraph, SimpleDocTemplate
text = open(sys.argv[1], encoding="utf-8").read()
for name in ("SourceSerif4-Regular", "SourceSerif4-It", "SourceSerif4-Semibold"):
    registerFont(TTFont(name, sys.argv[3] + "/" + name + ".ttf"))
styles = [ParagraphStyle(name, fontName=name, alignment=4) for name in
          ("SourceSerif4-Regular", "SourceSerif4-It", "SourceSerif4-Semibold")]
parts = [re.sub("[<&>]", "", part) for part in text.split("\\n\\n")]
story = [Image(path, 300, 200) for path in sys.argv[4:]]
story += [Paragraph(part, styles[number % 3]) for number, part in enumerate(parts)]
SimpleDocTemplate(sys.argv[2]).build(story)
"""
TYPST = """
import re, sys, typst
text = open(sys.argv[1], encoding="utf-8").read()
source = "#set par(justify: true)\\n" + re.sub(r"([#*_`$<>@\\\\\\[\\]=~/-])", r"\\\\\\1", text)
typst.compile(source.encode(), output=sys.argv[2])
"""
WEASYPRINT = """
import html, sys, weasyprint
text = open(sys.argv[1], encoding="utf-8").read()
body = "".join(f"<p>{html.escape(part)}</p>" for part in text.split("\\n\\n"))
weasyprint.HTML(string=body).write_pdf(sys.argv[2])
"""


def least(runs: int, work: Callable[[], object]) -> tuple[float, object]:
    """Return the least processor time of some runs, in milliseconds, and what the work gave."""
    best, given = float("inf"), None
    for _ in range(runs):
        start = time.process_time()
        given = work()
        best = min(best, time.process_time() - start)
    return best * 1000, given


def stages(path: Path, runs: int) -> tuple[list[float], int]:
    """Return the milliseconds of each stage, warm, and the number of pages.

    Words are known and paragraphs are not: a brief that is set again takes a fifth of the time.
    """
    brief = read_markdown(path)
    house = house_of(brief)
    library = FontLibrary(house.families)
    read, _ = least(runs, lambda: read_markdown(path))
    resolving, resolved = least(runs, lambda: resolve(brief))

    def set_anew() -> object:
        _remembered.cache_clear()
        return set_galley(resolved, house, library)

    setting, galley = least(runs, set_anew)
    room = page_room(resolved, house)
    breaking, plan = least(runs, lambda: break_pages(galley, room))
    making, pages = least(runs, lambda: make_up(plan, galley, resolved, house, library))
    painting, _ = least(runs, lambda: paint(pages, resolved.tree, resolved.metadata, library))
    return [read, resolving, setting, breaking, making, painting], len(pages)


def cold(runs: int, cache: str, *command: str) -> tuple[float, float] | None:
    """Return the least seconds, by the clock and of the processor, that a command takes.

    cache: a folder for compiled modules, as an installed package has them; a first run fills it.
    """
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": cache, "PYTHONDONTWRITEBYTECODE": ""}
    best = (float("inf"), float("inf"))
    for _ in range(runs + 1):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        start = time.perf_counter()
        done = subprocess.run(command, capture_output=True, check=False, env=environment)
        took = time.perf_counter() - start
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        if done.returncode:
            return None
        worked = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        best = min(best[0], took), min(best[1], worked)
    return best


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("briefs", nargs="*", type=Path, default=BRIEFS)
    parser.add_argument("--runs", type=int, default=5)
    given = parser.parse_args()
    print(f"Warm, least of {given.runs}: milliseconds of the processor, a page\n")
    print(f"{'':34}{'pages':>6}" + "".join(f"{stage:>9}" for stage in (*STAGES, "in all")))
    for path in given.briefs:
        found, pages = stages(path, given.runs)
        row = "".join(f"{each / pages:9.2f}" for each in (*found, sum(found)))
        print(f"{path.stem[:33]:34}{pages:6}{row}")
    print(f"\nCold, least of {given.runs}: seconds by the clock, and of the processor\n")
    program = shutil.which("briefkit", path=str(Path(sys.executable).parent)) or "briefkit"
    with tempfile.TemporaryDirectory() as folder:
        out = str(Path(folder) / "out.pdf")
        brief, text = str(BRIEFS[0]), str(BRIEFS[2])
        fonts = str(ROOT / "fonts" / "source-serif-4")
        commands = {
            "briefkit render, brief A": (program, "render", brief, "-o", out),
            "briefkit render, the OMB's policy": (program, "render", text, "-o", out),
            "Platypus, A's bare text and pictures": (
                *(sys.executable, "-c", PLATYPUS, brief, out, fonts),
                *map(str, sorted(BRIEFS[0].parent.glob("pictures/*.jpg"))),
            ),
            "Typst, its bare text": (sys.executable, "-c", TYPST, brief, out),
            "WeasyPrint, its bare text": (sys.executable, "-c", WEASYPRINT, brief, out),
            "Python alone": (sys.executable, "-c", "pass"),
        }
        for name, command in commands.items():
            took = cold(given.runs, folder, *command)
            told = f"{took[0]:8.2f}{took[1]:8.2f}" if took else "  not installed"
            print(f"{name:40}{told}")


if __name__ == "__main__":
    main()
