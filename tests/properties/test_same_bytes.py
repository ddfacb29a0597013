"""The same brief gives the same bytes: again, in threads, and in any process."""

import hashlib
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from briefkit import read_markdown, render

ROOT = Path(__file__).parents[2]
BRIEFS = [
    ROOT / "examples" / "vostochny_brief.md",
    ROOT / "examples" / "vostochny_article.md",
    ROOT / "tests" / "samples" / "en-omb-m-16-21-source-code-policy.md",
]
SCRIPT = """
import hashlib, sys
from briefkit import read_markdown, render
for path in sys.argv[1:]:
    print(hashlib.sha256(render(read_markdown(path))).hexdigest())
"""


def digest(path: Path) -> str:
    return hashlib.sha256(render(read_markdown(path))).hexdigest()


@pytest.mark.parametrize("path", BRIEFS, ids=lambda path: path.stem)
def test_a_brief_rendered_again_gives_the_same_bytes(path: Path):
    """Read again too, and again from the same value."""
    brief = read_markdown(path)

    assert render(brief) == render(brief) == render(read_markdown(path))


def test_eight_threads_give_the_same_bytes():
    alone = [digest(path) for path in BRIEFS]

    with ThreadPoolExecutor(8) as executor:
        together = list(executor.map(digest, BRIEFS * 4))

    assert together == alone * 4


def test_every_process_gives_the_same_bytes(tmp_path: Path):
    """Whatever the hash seed, the time zone, the locale, the folder and the order of the work."""
    told = []
    for seed, zone, language, order in (("0", "UTC", "C", 1), ("4711", "Asia/Tokyo", "tr_TR", -1)):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": language}
        environment.pop("SOURCE_DATE_EPOCH", None)
        done = subprocess.run(
            [sys.executable, "-c", SCRIPT, *map(str, BRIEFS[::order])],
            env=environment,
            cwd=tmp_path if order > 0 else "/",
            capture_output=True,
            text=True,
            check=True,
        )
        told.append(done.stdout.split()[::order])

    assert told == [[digest(path) for path in BRIEFS]] * 2


FORKING = """
import hashlib, os, sys, threading
from briefkit import read_markdown, render
def digests(paths):
    made = [render(read_markdown(path)) for path in paths]
    return "".join(hashlib.sha256(one).hexdigest() + chr(10) for one in made).encode()
paths = sys.argv[1:]
warm = digests(paths[1:])
busy = threading.Thread(target=digests, args=[paths])  # holds whatever locks there are
children = []
for number in range(4):
    if number == 2:
        busy.start()
    mine, theirs = os.pipe()
    child = os.fork()
    if not child:
        os.write(theirs, digests(paths))
        os._exit(0)
    os.close(theirs)
    children.append((child, mine))
for child, mine in children:
    sys.stdout.write(os.read(mine, 4096).decode())
    assert os.waitpid(child, 0)[1] == 0
busy.join()
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="forks are of Unix")
def test_children_forked_after_a_render_and_in_the_midst_of_one_give_the_same_bytes():
    done = subprocess.run(
        [sys.executable, "-c", FORKING, *map(str, BRIEFS[:2])],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )

    assert done.stdout.split() == [digest(path) for path in BRIEFS[:2]] * 4
