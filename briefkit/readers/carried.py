"""Brief ↔ the files that carry it in its PDF: its JSON, its pictures, its brand.

What is written from a PDF goes into a new folder and nowhere else, whatever names the PDF has.
"""

import os
import re
import shutil
from pathlib import Path

from briefkit.errors import OutputError, Problem, SourceError, why
from briefkit.files import paths_in
from briefkit.given import as_path
from briefkit.images.raster import read_raster
from briefkit.metadata import AttachedFile
from briefkit.model.brief import Brief
from briefkit.preflight.carried import carried_files
from briefkit.preflight.source import Source
from briefkit.readers.json import to_json

SOURCE_NAME = "brief.json"
_MEDIA_TYPES = {
    "JPEG": "image/jpeg",
    "PNG": "image/png",
    "GIF": "image/gif",
    "WEBP": "image/webp",
    "AVIF": "image/avif",
    "BMP": "image/bmp",
    "TIFF": "image/tiff",
}
_FONT_ENDINGS = frozenset({".ttf", ".otf", ".ttc", ".woff", ".woff2"})
_PROFILE_ENDINGS = frozenset({".icc", ".icm"})
_OF_A_PRESS = ("application/vnd.iccprofile", "The profile of the press that it is printed on")
_SAFE = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]{0,99}(?<!\.)")
_DEEPEST = 8  # folders in folders
# What Windows takes for a device, whatever its ending.
_DEVICES = re.compile(r"(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?")


def source_files(brief: Brief) -> tuple[AttachedFile, ...]:
    """Return the files from which a brief can be made again, its JSON first.

    Raises PictureError for a picture that cannot be read, SourceError for a brand that does not
    read, and OutputError for a brand that cannot travel.
    """
    packing = _Packing()
    if brief.brand is not None:
        packing.add_brand(brief.brand)
    text = to_json(brief, name=packing.name)
    source = AttachedFile(
        SOURCE_NAME, text.encode(), "application/json", "Source", "The brief that this is made from"
    )
    return (source, *packing.files)


class _Packing:
    """Files on their way into a PDF, under names that any system takes."""

    def __init__(self) -> None:
        self.files: list[AttachedFile] = []
        self._names: dict[Path, str] = {}
        self._taken = {SOURCE_NAME}

    def name(self, path: Path) -> str:
        """Return the name that a file travels under."""
        place = path.resolve()
        if place not in self._names:
            self._add(place, self._free(path.name), path)
        return self._names[place]

    def add_brand(self, brand: Path) -> None:
        """Take a brand file and what it names, which stay where they are from it."""
        from briefkit.style.brand import read_brand  # late: seldom asked for

        folder = brand.resolve().parent
        needed = dict.fromkeys(path.resolve() for path in paths_in(read_brand(brand)))
        self._keep(brand.resolve(), brand.name, "application/yaml", "The brand that it is set in")
        for path in needed:
            if not path.is_relative_to(folder):
                continue  # it comes with briefkit
            if path.suffix.lower() in _FONT_ENDINGS:
                raise OutputError(
                    Problem(
                        f"the brand has a font of its own, {path.name!r}, and a PDF does not carry"
                        " fonts as files: their licences seldom allow it",
                        str(brand),
                        "use a bundled family, or leave the source out",
                    )
                )
            told = _OF_A_PRESS if path.suffix.lower() in _PROFILE_ENDINGS else ("", "")
            self._keep(path, path.relative_to(folder).as_posix(), *told)

    def _keep(self, place: Path, name: str, kind: str = "", description: str = "") -> None:
        if place in self._names:
            return
        if not is_safe_name(name) or name.casefold() in self._taken:
            raise OutputError(
                Problem(
                    f"{name!r} is a name that not every system takes, and the brand needs it",
                    str(place),
                    "name the file in Latin letters, digits, hyphens and points",
                )
            )
        self._add(place, name, place, kind, description)

    def _add(
        self, place: Path, name: str, path: Path, kind: str = "", description: str = ""
    ) -> None:
        if kind:
            data = place.read_bytes()
        else:
            raster = read_raster(path)
            data, kind = raster.data, _MEDIA_TYPES[raster.format]
        self._taken.add(name.casefold())
        self._names[place] = name
        self.files.append(
            AttachedFile(name, data, kind, "Supplement", description or "A picture in it")
        )

    def _free(self, name: str) -> str:
        """Return a name near to the file's own that no other has."""
        stem, dot, ending = name.rpartition(".")
        stem, ending = (stem, dot + ending) if stem else (name, "")
        stem = re.sub("[^A-Za-z0-9_-]+", "-", stem).strip("-")[:60] or "picture"
        ending = re.sub("[^A-Za-z0-9.]+", "", ending)[:10]
        if not is_safe_name(stem + ending):
            stem = f"picture-{stem}"
        count, found = 1, stem + ending
        while found.casefold() in self._taken:
            count += 1
            found = f"{stem}-{count}{ending}"
        return found


def is_safe_name(name: str) -> bool:
    """Return whether a file of this name lies in its folder, or below, on any system.

    >>> is_safe_name("pictures/a.jpg"), is_safe_name("../a.jpg"), is_safe_name("nul.png")
    (True, False, False)
    """
    parts = name.split("/")
    return len(parts) <= _DEEPEST and all(
        _SAFE.fullmatch(part) and not _DEVICES.fullmatch(part) for part in parts
    )


def extract_source(source: Source, folder: str | os.PathLike[str]) -> Path:
    """Write the brief that a PDF carries into a new folder; return its JSON file.

    source: a path, bytes, or an open binary file.

    Raises SourceError where the PDF carries none, or files with names that lead elsewhere;
    OutputError where the folder is there already or cannot be written.
    """
    folder = as_path(folder)
    files = carried_files(source)
    name = str(source) if isinstance(source, str | os.PathLike) else "the PDF"
    if not any(each.name == SOURCE_NAME and each.relationship == "Source" for each in files):
        raise SourceError(
            Problem("carries no brief", name, "ask for one when it is rendered: embed_source=True")
        )
    seen: set[str] = set()
    for each in files:
        if not is_safe_name(each.name) or each.name.casefold() in seen:
            raise SourceError(
                Problem(
                    f"carries a file named {each.name[:80]!r}, which may not be written",
                    name,
                    "nothing was extracted; briefkit has not made this file",
                )
            )
        seen.add(each.name.casefold())
    if folder.exists() or folder.is_symlink():
        raise OutputError(Problem("is there already", str(folder), "name a new folder: -o OUT"))
    beside = folder.with_name(f".briefkit-{os.urandom(8).hex()}")
    try:
        beside.mkdir(parents=True)
        for each in files:
            place = beside / each.name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(each.data)
        beside.rename(folder)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        shutil.rmtree(beside, ignore_errors=True)
        what = f"cannot be written: {why(error)}"
        raise OutputError(Problem(what, str(folder), "name another: -o OUT")) from error
    return folder / SOURCE_NAME
