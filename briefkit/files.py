"""Bytes → a file, whole or not at all: what stood there stays until the new file is complete.

On Linux the new file has no name until it is whole, so that nothing is left of it where the process
is killed. Its name then stands for an instant; were the process killed in it, the next file that
is written to that place takes it along. Elsewhere it is written under a name beside its place.
"""

import errno
import hashlib
import os
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from briefkit.errors import OutputError, Problem, why
from briefkit.values import every_part

WORKING_FOLDER_IS_GONE = Problem(
    "is no longer there", "the working folder", "change to one that is"
)

_PDF = b"%PDF"
_WRITABLE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH
_MOST_TRIES = 100  # of writers who take the name in the middle from one another
_ABANDONED = 3_600.0  # seconds; no file is that long in the writing


def refuse_own(path: Path, *values: object) -> None:
    """Raise OutputError where a file stands at `path` that one of these values names: a picture.

    Looked for only where something stands there that is no PDF, which is seldom.
    """
    try:
        if not holds_other_matter(path):
            return
        own = [named for named in paths_in(values) if named.exists() and named.samefile(path)]
    except (OSError, ValueError):  # it cannot be written to either, and then that is told
        return
    if own:
        what = f"is {str(own[0])!r}, which the brief is made of"
        raise OutputError(Problem(what, str(path), "name another file"))


def holds_other_matter(path: Path) -> bool:
    """Return whether a file stands at `path` that is neither a PDF nor empty. Raises OSError."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(len(_PDF)) not in {_PDF, b""}


def paths_in(value: object) -> Iterator[Path]:
    """Return every path in a value of ours, however deep, in the order of its fields."""
    return (one for one in every_part(value) if isinstance(one, Path))


def make_folder(folder: Path, cure: str, called: str = "") -> None:
    """Make a folder, and those around it, where there is none. Raises OutputError.

    cure: what to do where it cannot be; called: as messages name it, if not by its path.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        what = f"cannot be made: {why(error)}"
        raise OutputError(Problem(what, called or str(folder), cure)) from error


def write_whole(path: Path, data: bytes, *, is_synced: bool = True) -> None:
    """Write a file whole or not at all, beside its place and then into it.

    What a symbolic link leads to is replaced, not the link; a pipe or a device is written to.
    is_synced: whether the bytes are on the disk before the file is at its place, so that it is
    whole after a power cut too.

    Raises OutputError.
    """
    try:
        mode = path.stat().st_mode if path.exists() else None
        if mode is not None and not stat.S_ISREG(mode):
            _write_into(path, data)
            return
        # To replace a file asks nothing of it, but who made it read-only wants it kept.
        if mode is not None and not (mode & _WRITABLE and os.access(path, os.W_OK)):
            raise PermissionError(errno.EACCES, "it is read-only")
        place = path.resolve()
        if place.is_symlink():  # from Python 3.13 on, links in a ring lead to one of them
            raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))

        def fill(file: int) -> None:
            if mode is not None:
                os.chmod(file, stat.S_IMODE(mode))
            written = 0
            while written < len(data):
                written += os.write(file, memoryview(data)[written:])
            if is_synced:
                os.fsync(file)

        if not _written_without_a_name(place, fill):
            _write_beside(place, fill)
    except (OSError, ValueError, RuntimeError) as error:  # a NUL in the name; links in a ring
        reason = why(error)
        if isinstance(error, FileNotFoundError) and not path.parent.exists():
            reason = f"there is no folder {str(path.parent)!r}"
        raise OutputError(
            Problem(
                f"cannot be written: {reason}", str(path), "give a place that can be written to"
            )
        ) from error


def _write_into(path: Path, data: bytes) -> None:
    """Write to what could neither be kept nor replaced. No pipe is waited for."""
    file = os.open(path, os.O_WRONLY | getattr(os, "O_NONBLOCK", 0))
    if hasattr(os, "set_blocking"):
        os.set_blocking(file, True)
    with open(file, "wb") as opened:
        opened.write(data)


def _written_without_a_name(place: Path, fill: Callable[[int], None]) -> bool:
    """Return whether the file was written; False where the system has no files without a name.

    Made by the system's own rules, as files are below, so that it is as open to others as they say;
    `tempfile`'s are for their owner alone.
    """
    unnamed: int | None = getattr(os, "O_TMPFILE", None)
    if unnamed is None:
        return False
    folder = os.open(place.parent, os.O_RDONLY)
    try:
        try:
            file = os.open(".", unnamed | os.O_WRONLY, 0o666, dir_fd=folder)
        except OSError as error:
            if error.errno in {errno.EOPNOTSUPP, errno.EISDIR, errno.ENOENT}:
                return False  # this file system, or a kernel that takes it for a folder
            raise
        try:
            fill(file)
            return _named(file, folder, place.name)
        finally:
            os.close(file)
    finally:
        os.close(folder)


def _named(file: int, folder: int, name: str) -> bool:
    """Give a file without a name the name, whatever bears it; return whether there is a way to.

    No call does that at once: a name beside it comes first. Whoever writes to the same place uses
    the same one, and what is found there is whole: of a writer who was killed, or of one who is
    about to move it, and will then find it gone and begin again.
    """
    beside = _beside(name)
    for _ in range(_MOST_TRIES):
        try:
            os.link(f"/proc/self/fd/{file}", beside, src_dir_fd=folder, dst_dir_fd=folder)
        except FileExistsError:
            with suppress(FileNotFoundError):
                os.unlink(beside, dir_fd=folder)
            continue
        except FileNotFoundError:
            return False  # no /proc here
        try:
            os.replace(beside, name, src_dir_fd=folder, dst_dir_fd=folder)
        except FileNotFoundError:
            continue
        finally:
            # Gone already when all went well. It stays where another has put this very file into
            # its place: to rename a file to itself does nothing.
            with suppress(FileNotFoundError):
                os.unlink(beside, dir_fd=folder)
        return True
    raise FileExistsError(errno.EEXIST, "others write to it over and over")


def _write_beside(place: Path, fill: Callable[[int], None]) -> None:
    """Write a file under a name of its own, then move it; take away what killed writers left."""
    for left in place.parent.glob(f"{_beside(place.name)}-*"):
        with suppress(OSError):
            if left.stat().st_mtime < time.time() - _ABANDONED:
                left.unlink()
    beside = place.with_name(f"{_beside(place.name)}-{os.urandom(8).hex()}")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    file = os.open(beside, flags, 0o666)
    try:
        try:
            fill(file)
        finally:
            os.close(file)
        os.replace(beside, place)
    finally:
        beside.unlink(missing_ok=True)  # it is gone already when all went well


def _beside(name: str) -> str:
    """Return the name of what is on its way to a name, as short however long that is."""
    return f".briefkit-{hashlib.sha256(os.fsencode(name)).hexdigest()[:16]}"
