"""Files written whole or not at all: killed at any moment, on a full disk, where none may be."""

import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefkit import Brief, OutputError, render, write_json
from briefkit.files import holds_other_matter, write_whole

OLD, NEW = b"old" * 40_000, b"new" * 60_000
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals of Unix")

KILLED_AT_EACH_LINE = f"""
import os, signal, sys
from pathlib import Path
from briefkit import files
OLD, NEW = b"old" * 40_000, b"new" * 60_000
folder = Path(sys.argv[1])
place = folder / "brief.pdf"
if sys.argv[2] == "beside":
    del os.O_TMPFILE

def write_until(step):
    left = step
    def watch(frame, event, argument):
        nonlocal left
        if frame.f_code.co_filename != files.__file__:
            return None
        left -= 1
        if left < 0:
            os.kill(os.getpid(), {signal.SIGKILL})
        return watch
    sys.settrace(watch)
    files.write_whole(place, NEW)

step = 0
while True:
    place.write_bytes(OLD)
    child = os.fork()
    if child == 0:
        write_until(step)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    found = place.read_bytes()
    assert found in (OLD, NEW), step
    beside = [path for path in folder.iterdir() if path != place]
    if sys.argv[2] == "unnamed":
        assert all(path.read_bytes() == NEW for path in beside), step
        files.write_whole(place, OLD)
    for path in folder.iterdir():
        os.utime(path, (0, 0))
    files.write_whole(place, OLD)
    assert list(folder.iterdir()) == [place], step
    if os.WIFEXITED(status):
        assert found == NEW
        break
    step += 1
print(step)
"""

KILLED_WHILE_RENDERING = f"""
import os, signal, sys, time
from pathlib import Path
from briefkit import Brief, render
folder = Path(sys.argv[1])
place = folder / "brief.pdf"
briefs = [Brief(title=f"A brief {{number}}", body=["Words and words. " * 900]) for number in (0, 1)]
wholes = [render(brief) for brief in briefs]
seen = set()
for moment in range(24):
    place.write_bytes(wholes[0])
    child = os.fork()
    while not child:
        for brief in reversed(briefs):
            render(brief, place)
    time.sleep(0.004 * moment)
    os.kill(child, {signal.SIGKILL})
    _, status = os.waitpid(child, 0)
    assert os.WTERMSIG(status) == {signal.SIGKILL}
    seen.add(wholes.index(place.read_bytes()))
    render(briefs[0], place)
    assert os.listdir(folder) == ["brief.pdf"]
print(*sorted(seen))
"""


@pytest.mark.parametrize("way", ["unnamed", "beside"])
def test_whoever_is_killed_at_any_line_leaves_the_old_file_or_the_new_one(tmp_path, way):
    """Also on systems without files that have no name. What is left beside goes next time."""
    done = subprocess.run(
        [sys.executable, "-c", KILLED_AT_EACH_LINE, str(tmp_path), way],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 30


def test_a_render_killed_at_two_dozen_moments_leaves_a_whole_file(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", KILLED_WHILE_RENDERING, str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert "0" in done.stdout


@pytest.mark.parametrize("way", ["unnamed", "beside"])
def test_writers_to_one_place_never_mix(tmp_path, way, monkeypatch):
    if way == "beside":
        monkeypatch.delattr(os, "O_TMPFILE", raising=False)
    place = tmp_path / "brief.pdf"
    wholes = [bytes([letter]) * 50_000 for letter in b"abcd"]
    place.write_bytes(wholes[0])
    seen = set()

    def write(data: bytes) -> None:
        for _ in range(25):
            write_whole(place, data, is_synced=False)

    threads = [threading.Thread(target=write, args=[data]) for data in wholes]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        seen.add(place.read_bytes())
    for thread in threads:
        thread.join()

    assert seen <= set(wholes)
    assert os.listdir(tmp_path) == ["brief.pdf"]


@pytest.mark.parametrize("way", ["unnamed", "beside"])
@pytest.mark.parametrize("room", [0, 1_000, len(NEW) - 1])
def test_on_a_full_disk_the_old_file_stays(tmp_path, room, way):
    """A process that may write no larger file sees what one on a full disk does."""
    place = tmp_path / "brief.pdf"
    place.write_bytes(OLD)
    script = f"""
import os, resource
from pathlib import Path
from briefkit import BriefError
from briefkit.files import write_whole
if {way!r} == "beside":
    del os.O_TMPFILE
resource.setrlimit(resource.RLIMIT_FSIZE, ({room}, {room}))
try:
    write_whole(Path({str(place)!r}), b'new' * 60_000)
except BriefError as error:
    print(error)
"""
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )

    assert done.stdout == (
        f"{place}: cannot be written: File too large: give a place that can be written to\n"
    )
    assert place.read_bytes() == OLD
    assert os.listdir(tmp_path) == ["brief.pdf"]


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no such device")
def test_a_device_that_is_full_is_told():
    with pytest.raises(
        OutputError, match=r"^/dev/full: cannot be written: No space left on device"
    ):
        render(Brief(title="A brief"), "/dev/full")


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """Return a folder that any user may look into."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder


def test_in_a_read_only_folder_the_old_file_stays(open_folder):
    place = open_folder / "brief.pdf"
    place.write_bytes(OLD)
    place.chmod(0o666)
    open_folder.chmod(0o555)
    script = f"""
import os
from pathlib import Path
from briefkit import BriefError
from briefkit.files import write_whole
if os.getuid() == 0:
    os.setuid(65534)
try:
    write_whole(Path({str(place)!r}), b"new")
except BriefError as error:
    print(error)
"""
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )

    assert done.stdout.startswith(f"{place}: cannot be written: Permission denied: ")
    assert place.read_bytes() == OLD
    assert os.listdir(open_folder) == ["brief.pdf"]


def test_json_is_written_whole_too(tmp_path):
    place = tmp_path / "brief.json"
    place.write_text("old", encoding="utf-8")
    place.chmod(0o444)

    with pytest.raises(OutputError, match="it is read-only"):
        write_json(Brief(title="A brief"), place)

    assert place.read_text(encoding="utf-8") == "old"


@pytest.mark.parametrize(
    ("data", "holds"),
    [(None, False), (b"", False), (b"%PDF-1.7\n", False), (b"%PD", True), (b"# A title", True)],
)
def test_other_matter_is_what_is_neither_a_pdf_nor_empty(tmp_path, data, holds):
    place = tmp_path / "brief.pdf"
    if data is not None:
        place.write_bytes(data)

    assert holds_other_matter(place) is holds


def test_a_folder_holds_no_other_matter(tmp_path):
    assert not holds_other_matter(tmp_path)
