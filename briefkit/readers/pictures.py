"""What a source names as a picture → a file in the brief's folder, or what is wrong with it.

Whether the file is a sound picture is seen when it is read; see `briefkit.images.raster`.
"""

import base64
import binascii
import re
import unicodedata
from pathlib import Path
from urllib.parse import unquote

from briefkit.spelling import likeliest

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")  # two letters or more: "C:" is a drive


_DRIVE = re.compile(r"[A-Za-z]:[\\/]|\\\\|~[\\/]")
# A picture in the text itself, as Google Docs writes it, and what the bytes of one begin with.
_HELD = re.compile(r"data:image/[\w.+-]+;base64,", re.IGNORECASE)
_BEGINNINGS = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"BM", b"II*\0", b"MM\0*")
_LONGEST_SHOWN = 100
_LONGEST = 255  # bytes of a name, of all file systems in use


class OutOfPlaceError(Exception):
    """A file that a source may not name. what, cure: as in `Problem`."""

    def __init__(self, what: str, cure: str) -> None:
        super().__init__(what)
        self.what = what
        self.cure = cure


def picture_in(folder: Path | None, name: str) -> Path | bytes:
    """Return the file that `name` means in `folder`, or the bytes that it holds itself.

    Raises OutOfPlaceError as `file_in` does.
    """
    if held := _HELD.match(name):
        try:
            data = base64.b64decode(name[held.end() :], validate=True)
        except (binascii.Error, ValueError):  # or letters beyond ASCII
            data = b""
        if data.startswith(_BEGINNINGS):
            return data
    return file_in(folder, name)


def file_in(folder: Path | None, name: str, kind: str = "picture") -> Path:
    """Return the file that `name` means in `folder`, symlinks followed.

    Raises OutOfPlaceError for a file that is missing, outside the folder, or no file.
    """
    shown = f"the {kind} {name[:_LONGEST_SHOWN]!r}{'…' * (len(name) > _LONGEST_SHOWN)}"
    if not name.strip() or "\0" in name:
        raise OutOfPlaceError(f"{shown} has no name", "name a file in the brief's folder")
    if _SCHEME.match(name) or name.startswith("//"):
        cure = "save the file in the brief's folder and name it"
        if name.startswith("data:"):
            cure = "save the picture that it holds as a file in the brief's folder, and name that"
        what = f"{shown} is an address, and nothing is fetched from a network"
        raise OutOfPlaceError(what, cure)
    if folder is None:
        raise OutOfPlaceError(f"{shown} is in no folder", "say which: give folder=…")
    written = name.encode("utf-8", "replace")
    if max(map(len, written.split(b"/"))) > _LONGEST or len(written) > 4 * _LONGEST:
        raise OutOfPlaceError(f"the name of the {kind}, {name[:40]!r}…, is too long", "shorten it")
    path = _as_there(folder, name)
    cure = f"put the file in {_shown(folder)} or below, and name it from there"
    if "\0" in str(path):
        raise OutOfPlaceError(f"{shown} is no name that a file can have", cure)
    if path.is_absolute() or _DRIVE.match(name):
        raise OutOfPlaceError(f"{shown} is an absolute path", cure)
    try:
        inside = (folder / path).resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError) as error:
        raise OutOfPlaceError(f"{shown} is no file, but a ring of symbolic links", cure) from error
    if not inside:
        raise OutOfPlaceError(f"{shown} is outside the brief's folder", cure)
    whole = folder / path
    if not whole.exists():
        if "\\" in name:
            raise OutOfPlaceError(f"{shown} is missing", r"write / for \ in its path")
        raise OutOfPlaceError(f"{shown} is missing", _nearest_file(whole) or cure)
    if not whole.is_file():
        raise OutOfPlaceError(
            f"{shown} is no file", "name a picture file" if kind == "picture" else f"name a {kind}"
        )
    return whole


def _as_there(folder: Path, name: str) -> Path:
    """Return the path that is meant: as it is written, or else as a file there is called.

    The system of one machine takes é for one letter and that of another for two.
    """
    ways = [name, unquote(name)]
    ways += [unicodedata.normalize(form, one) for one in ways for form in ("NFC", "NFD")]
    there = (one for one in ways if "\0" not in one and (folder / one).exists())
    return Path(next(there, unquote(name)))


def _shown(folder: Path) -> str:
    return str(folder) if str(folder) != "." else "the brief's folder"


def _nearest_file(missing: Path) -> str:
    if not missing.parent.is_dir():
        return f"there is no folder {_shown(missing.parent)}"
    there = [entry.name for entry in missing.parent.iterdir() if entry.is_file()]
    close = likeliest(missing.name, there)
    return f"there is {close!r}" if close else ""
