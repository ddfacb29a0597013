"""Picture files → Raster: what a picture is, found by reading it through to its end.

Pillow is loaded late: text without pictures never waits for it. What a PDF holds of a picture is
made in `encoding`, when it is painted.
"""

import hashlib
import io
import math
import os
import stat
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Union

from briefkit.bounds import limits_in_force, over
from briefkit.errors import PictureError, Problem, why
from briefkit.given import as_file
from briefkit.images.opening import BROKEN, open_image
from briefkit.images.profiles import in_rgb
from briefkit.remembered import Remembered
from briefkit.values import field, frozen

if TYPE_CHECKING:
    from collections.abc import Callable

    from PIL import Image

    _Fault = Callable[..., PictureError]  # (what, cure) → the error to raise

PictureLike = Union[str, "os.PathLike[str]", bytes, bytearray, memoryview, "Image.Image"]
"""What is taken where a picture is wanted: a path, a file's bytes, an image of pillow's."""
PictureSource = Path | bytes
"""Where a picture comes from once the model has taken it: a file, or an encoded file's bytes."""

_GIVE_ANOTHER = "give a JPEG, PNG, GIF, WebP, AVIF, BMP or TIFF file"


@frozen
class Raster:
    """A picture that was found sound.

    digest: SHA-256 of the encoded bytes, in hexadecimal; equal digests are one picture.
    width_px, height_px: upright, that is after the EXIF orientation is applied.
    resolution_ppi: as the file states it, None where it does not.
    format: "JPEG", "PNG", …, as pillow names it; orientation: EXIF 1 to 8.
    data: the encoded file, as it was.
    """

    digest: str
    width_px: int
    height_px: int
    resolution_ppi: float | None
    format: str
    orientation: int
    data: bytes = field(repr=False, eq=False)

    @property
    def aspect(self) -> float:
        """Return width over height."""
        return self.width_px / self.height_px


def as_source(value: PictureLike) -> PictureSource:
    """Return a path, bytes, or an open pillow image (as the bytes of a PNG) as a picture's source.

    Raises PictureError for anything else, and for an image that cannot be written as PNG.
    """
    match value:
        case bytes():
            return value
        case bytearray() | memoryview():
            return bytes(value)
        case str() | os.PathLike():
            return as_file(value, PictureError)
    if "PIL.Image" in sys.modules:  # without it nobody holds an image of pillow's
        from PIL import Image  # loaded already

        if isinstance(value, Image.Image):
            return _as_png(value)
    cure = "give a path, bytes or an image"
    if hasattr(value, "getvalue") or hasattr(value, "read"):
        cure = f"give its bytes: {'getvalue' if hasattr(value, 'getvalue') else 'read'}()"
    elif hasattr(value, "savefig"):
        cure = 'save it, figure.savefig(buffer, format="png", dpi=200), and give buffer.getvalue()'
    raise PictureError(Problem(f"a {type(value).__name__} is no picture", cure=cure))


def as_optional_source(value: PictureLike | None) -> PictureSource | None:
    """Return None for None, else as `as_source`."""
    return None if value is None else as_source(value)


def read_raster(source: PictureSource, where: str = "", folder: Path | None = None) -> Raster:
    """Return a picture's facts and its file, after reading it through to the end.

    where: the place in the brief, for messages. folder: pictures must lie in it, once symbolic
    links are followed, and relative paths start there; None sets no bounds.

    Raises PictureError for a picture that is missing, broken, too large or out of bounds.
    """

    def fault(what: str, cure: str = _GIVE_ANOTHER) -> PictureError:
        return PictureError(Problem(f"the picture {_called(source)} {what}", where, cure))

    data = source if isinstance(source, bytes) else _read(source, folder, fault)
    if len(data) > limits_in_force().picture_bytes:
        raise fault(*_too_large(len(data)))
    digest = hashlib.sha256(data).hexdigest()
    facts = _sound.get(digest)
    if facts is not None and facts[0] * facts[1] > limits_in_force().pixels:
        raise fault(*_too_many(facts[0], facts[1]))
    if facts is None:
        facts = _sound[digest] = _facts(data, fault)
    return Raster(digest, *facts, data)


_Facts = tuple[int, int, float | None, str, int]
_MOST_SOUND = 1_000
_sound = Remembered[str, _Facts](_MOST_SOUND)
"""Facts of pictures that were read through before, by digest: a series uses its logo each time."""


def _facts(data: bytes, fault: "_Fault") -> _Facts:
    """Return width, height, resolution, format and orientation of a picture read to its end."""
    from PIL import Image, UnidentifiedImageError  # slow to load, and not every brief has pictures

    bombs = (Image.DecompressionBombError, Image.DecompressionBombWarning)
    try:
        with open_image(data) as image:
            kind = "JPEG" if image.format == "MPO" else image.format or ""
            width, height = image.size
            if width < 1 or height < 1:
                raise fault("has no pixels")
            if width * height > limits_in_force().pixels:
                raise fault(*_too_many(width, height))
            resolution = _resolution(image)
            if kind == "JPEG":
                # At an eighth all of the file is still read, in a third of the time.
                image.draft(None, (max(width // 8, 1), max(height // 8, 1)))
            image.load()
            # Afterwards: in a PNG it is looked for behind the pixels, and would hide their faults.
            turns = _orientation(image, kind)
            problem = _unshowable(image)
    except bombs as error:
        size = f" ({error})" if "×" in str(error) else ""
        found = over("pixels", f"is too large{size}")
        raise fault(found.what, "scale it down") from error
    except UnidentifiedImageError as error:
        raise fault(*_unknown(data)) from error
    except (*BROKEN, Warning) as error:
        what = "is cut short" if "truncated" in str(error) else f"is broken ({error})"
        raise fault(what, "export it again") from error
    if problem:
        raise fault(problem, "save it with 8 or 16 bits a channel")
    if turns >= 5:
        width, height = height, width
    return width, height, resolution, kind, turns


def _read(path: Path, folder: Path | None, fault: "_Fault") -> bytes:
    try:
        found = (folder / path if folder is not None else path).resolve()
        if folder is not None and not found.is_relative_to(folder.resolve()):
            raise fault("lies outside the brief's folder", f"copy it into {str(folder)!r} or below")
        facts = found.stat()
        # Asked before opening: to open a pipe may wait for ever.
        if not stat.S_ISREG(facts.st_mode):
            kind = "a folder" if stat.S_ISDIR(facts.st_mode) else "no plain file"
            raise fault(f"is {kind}")
        if facts.st_size > limits_in_force().picture_bytes:
            raise fault(*_too_large(facts.st_size))
        return found.read_bytes()
    except FileNotFoundError as error:
        raise fault("does not exist", "check the path and its spelling") from error
    except (OSError, ValueError, RuntimeError) as error:  # a NUL in the path; links in a ring
        raise fault(
            f"cannot be read: {why(error)}", "check the path and who may read it"
        ) from error


def _called(source: PictureSource) -> str:
    return f"of {len(source)} bytes" if isinstance(source, bytes) else repr(str(source))


def _too_many(width: int, height: int) -> tuple[str, str]:
    found = over("pixels", f"is too large ({width} × {height} pixels)")
    return found.what, f"scale it down; or {found.cure.partition(', or ')[2]}"


def _too_large(size: int) -> tuple[str, str]:
    found = over("picture_bytes", f"is too large ({size:,} bytes)")
    return found.what, f"save it smaller; or {found.cure.partition(', or ')[2]}"


def _unknown(data: bytes) -> tuple[str, str]:
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    if not data:
        return "is an empty file", _GIVE_ANOTHER
    if head.startswith(b"<svg") or (head.startswith(b"<") and b"<svg" in head):
        return "is drawn in SVG", "save it as PNG, at 300 ppi of its printed size"
    if head.startswith(b"%PDF"):
        return "is a PDF", "save the page as PNG, at 300 ppi of its printed size"
    for start, at, kind, cure in _OTHERS:
        if data[at:].startswith(start):
            return f"is {kind}", cure
    return "is none that can be read", _GIVE_ANOTHER


_AS_PNG = "save it as PNG, at 300 ppi of its printed size"
_AS_JPEG = "save it as JPEG"
# What else people have: how it begins, from which byte on, what it is, what to do.
_OTHERS = (
    *(
        (start, 4, "HEIC, as phones take", _AS_JPEG)
        for start in (b"ftyphei", b"ftypmif", b"ftyphev")
    ),
    (b"ftypavi", 4, "AVIF that cannot be read", _AS_JPEG),
    (b"\0\0\0\x0cjP  ", 0, "JPEG 2000", "save it as JPEG or PNG"),
    (b"\xff\x4f\xff\x51", 0, "JPEG 2000", "save it as JPEG or PNG"),
    (b"%!PS", 0, "PostScript", _AS_PNG),
    (b"\xc5\xd0\xd3\xc6", 0, "PostScript", _AS_PNG),  # with a preview: EPS of DOS
    (b"8BPS", 0, "a file of Photoshop", "save it as PNG or TIFF"),
    (b"BM", 0, "BMP that cannot be read", "save it as PNG"),
    (b"\xd7\xcd\xc6\x9a", 0, "a Windows metafile", _AS_PNG),
    (b" EMF", 40, "a Windows metafile", _AS_PNG),
    (b"PK\x03\x04", 0, "a ZIP file or a document", "export the picture in it"),
    (b"\xd0\xcf\x11\xe0", 0, "a document", "export the picture in it"),
    (b"version https://git-lfs", 0, "a pointer of Git LFS", "fetch the file: git lfs pull"),
    (b"<!DOCTYPE", 0, "a page of the web", "save the picture, not its page"),
    (b"<html", 0, "a page of the web", "save the picture, not its page"),
)


def _unshowable(image: "Image.Image") -> str:
    """Return what keeps a decoded picture's pixels out of a PDF, or ""."""
    if image.mode == "F":
        return "has pixels of floating-point numbers"
    if image.mode == "I":
        low, high = image.getextrema()
        if _plain(low) < 0 or _plain(high) > 0xFFFF:
            return "has pixels of 32 bits"
    return ""


def _plain(value: object) -> float:
    return value if isinstance(value, int | float) else math.inf


def _orientation(image: "Image.Image", kind: str) -> int:
    """Return the EXIF orientation, 1 where there is none or pillow turns the picture itself."""
    if kind == "TIFF":
        return 1
    try:
        turns = image.getexif().get(0x0112, 1)  # Exif 2.32, 4.6.4: Orientation
    except BROKEN:
        return 1  # broken EXIF is no fault of the pixels
    return turns if isinstance(turns, int) and 1 <= turns <= 8 else 1


def _resolution(image: "Image.Image") -> float | None:
    stated = image.info.get("dpi")
    try:
        ppi = float(stated[0])  # type: ignore[index]
    except (TypeError, ValueError, IndexError, ZeroDivisionError):
        return None
    # 0 and 1 are what programs write that do not know.
    return ppi if math.isfinite(ppi) and ppi > 1 else None


def _as_png(image: "Image.Image") -> bytes:
    from PIL import ImageOps  # loaded already, or nearly

    try:
        upright = ImageOps.exif_transpose(image)
        problem = _unshowable(upright)
        if problem:
            raise PictureError(Problem(f"the image {problem}", cure="convert it to RGB or gray"))
        profile = upright.info.get("icc_profile")
        if upright.mode == "CMYK":
            upright, profile = in_rgb(upright), None
        elif upright.mode in {"La", "RGBa"}:
            upright = upright.convert(upright.mode.upper())
        elif upright.mode == "PA":
            upright = upright.convert("RGBA")
        elif upright.mode not in {"1", "L", "LA", "P", "RGB", "RGBA", "I", "I;16"}:
            upright = upright.convert("I" if upright.mode.startswith("I;16") else "RGB")
        ppi = _resolution(upright)
        packed = io.BytesIO()
        upright.save(
            packed, "PNG", icc_profile=profile, **({"dpi": (ppi, ppi)} if ppi is not None else {})
        )
    except BROKEN as error:
        raise PictureError(
            Problem(f"the image cannot be read ({error})", cure="open it again, or give its file")
        ) from error
    return packed.getvalue()
