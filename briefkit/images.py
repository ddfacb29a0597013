"""Picture files → Raster: facts first, pixels only when painting needs them.

The only user of pillow, which is loaded late: text without pictures never waits for it. What a PDF
can show as it stands (JPEG, plain PNG) passes through untouched; the rest is decoded and packed
without loss, except that colours of ink become colours of light, since under an sRGB output intent
PDF/A has no place for them (ISO 19005-2, 6.2.4.3).
"""

import hashlib
import io
import math
import os
import stat
import sys
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import evolve, field

from briefkit.bounds import limits_in_force, over
from briefkit.errors import PictureError, Problem
from briefkit.values import frozen

if TYPE_CHECKING:
    from collections.abc import Callable

    from PIL import Image

    _Fault = Callable[..., PictureError]  # (what, cure) → the error to raise

PictureSource = Path | bytes
"""Where a picture comes from once the model has taken it: a file, or an encoded file's bytes."""

_FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "TIFF")  # others run programs (EPS) or are seldom sound
_GIVE_ANOTHER = "give a JPEG, PNG, GIF, WebP or TIFF file"
_JPEG_QUALITY = 95  # of what had to be decoded though it was a JPEG: no difference is seen
_SHOWN_JPEG_FRAMES = (0xC0, 0xC1, 0xC2)  # ISO 32000-1, 7.4.8: baseline, extended, progressive


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


@frozen
class EncodedPicture:
    """A picture's pixels as a PDF holds them; never turned, whatever the orientation says.

    width_px, height_px: as stored; bits: of each sample.
    colour_space: "DeviceGray", "DeviceRGB", or "Indexed" with its RGB `palette`.
    filter: "DCTDecode", or "FlateDecode" with PNG predictors of `channels` samples a pixel.
    data: the filtered samples.
    colour_key: the samples of the one colour that is clear; empty when there is none.
    soft_mask: its opacity, a picture in DeviceGray, or None when it is opaque.
    icc: the profile of its colours (of the palette's, when Indexed), None for sRGB.
    """

    width_px: int
    height_px: int
    colour_space: str
    bits: int
    filter: str
    channels: int
    data: bytes = field(repr=False)
    palette: bytes = field(default=b"", repr=False)
    colour_key: tuple[int, ...] = ()
    soft_mask: "EncodedPicture | None" = None
    icc: bytes | None = field(default=None, repr=False)


def as_source(value: object) -> PictureSource:
    """Return a path, bytes, or an open pillow image (as the bytes of a PNG) as a picture's source.

    Raises PictureError for anything else, and for an image that cannot be written as PNG.
    """
    match value:
        case bytes():
            return value
        case bytearray() | memoryview():
            return bytes(value)
        case str() | os.PathLike():
            return Path(value)
    if "PIL.Image" in sys.modules:  # without it nobody holds an image of pillow's
        from PIL import Image  # loaded already

        if isinstance(value, Image.Image):
            return _as_png(value)
    raise PictureError(
        Problem(f"a {type(value).__name__} is no picture", cure="give a path, bytes or an image")
    )


def as_optional_source(value: object) -> PictureSource | None:
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
        facts = _facts(data, fault)
        if len(_sound) >= _MOST_SOUND:
            _sound.clear()
        _sound[digest] = facts
    return Raster(digest, *facts, data)


_Facts = tuple[int, int, float | None, str, int]
_MOST_SOUND = 1_000
_sound: dict[str, _Facts] = {}
"""Facts of pictures that were read through before, by digest: a series uses its logo each time."""


def _facts(data: bytes, fault: "_Fault") -> _Facts:
    """Return width, height, resolution, format and orientation of a picture read to its end."""
    from PIL import Image, UnidentifiedImageError  # slow to load, and not every brief has pictures

    bombs = (Image.DecompressionBombError, Image.DecompressionBombWarning)
    try:
        with Image.open(io.BytesIO(data), formats=_FORMATS) as image:
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
        found = over("pixels", "is too large")
        raise fault(found.what, "scale it down") from error
    except UnidentifiedImageError as error:
        raise fault(*_unknown(data)) from error
    except (OSError, SyntaxError, ValueError, EOFError, MemoryError, Warning) as error:
        what = "is cut short" if "truncated" in str(error) else f"is broken ({error})"
        raise fault(what, "export it again") from error
    if problem:
        raise fault(problem, "save it with 8 or 16 bits a channel")
    if turns >= 5:
        width, height = height, width
    return width, height, resolution, kind, turns


def encode(raster: Raster) -> EncodedPicture:
    """Return a picture's pixels as a PDF holds them; remembered for the pictures used last.

    Raises PictureError where they cannot be had, though the file was found sound.
    """
    try:
        return _encoded(raster)
    except (OSError, SyntaxError, ValueError, EOFError, MemoryError) as error:
        size = f"of {raster.width_px} × {raster.height_px} pixels"
        what = f"the picture {size} is broken ({error})"
        raise PictureError(Problem(what, cure="export it again")) from error


@lru_cache(maxsize=32)
def _encoded(raster: Raster) -> EncodedPicture:
    from PIL import Image  # slow to load, and not every brief has pictures

    with Image.open(io.BytesIO(raster.data), formats=_FORMATS) as image:
        profile = image.info.get("icc_profile")
        if raster.format == "JPEG":
            frame, precision, height, width, channels = _jpeg_frame(raster.data)
            if frame in _SHOWN_JPEG_FRAMES and precision == 8 and height and channels in {1, 3}:
                icc = _profile_to_keep(profile, channels)
                return _jpeg(raster.data, width, height, channels, icc)
            image.load()
            shown = image if image.mode == "L" else _in_rgb(image)
            if image.mode == "CMYK":
                profile = None
            packed = io.BytesIO()
            shown.save(packed, "JPEG", quality=_JPEG_QUALITY, subsampling=0, icc_profile=None)
            channels = len(shown.getbands())
            icc = _profile_to_keep(profile, channels)
            return _jpeg(packed.getvalue(), *shown.size, channels, icc)
        if raster.format == "PNG":
            passed = _plain_png(raster.data, profile)
            if passed is not None:
                return passed
        image.load()
        return _packed(image, profile)


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
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise fault(f"cannot be read: {reason}", "check the path and who may read it") from error


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
    return "is none that can be read", _GIVE_ANOTHER


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
    except (OSError, SyntaxError, ValueError, KeyError, TypeError):
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


def _jpeg_frame(data: bytes) -> tuple[int, int, int, int, int]:
    """Return the frame's marker, precision, height, width and number of channels; zeros if none."""
    place = 2
    while place + 10 <= len(data):
        marker = data[place + 1]
        if data[place] != 0xFF or marker == 0xFF:
            place += 1
            continue
        if marker == 0x01 or 0xD0 <= marker <= 0xD8:  # these have no length
            place += 2
            continue
        if 0xC0 <= marker <= 0xCF and marker not in {0xC4, 0xC8, 0xCC}:
            height = int.from_bytes(data[place + 5 : place + 7])
            width = int.from_bytes(data[place + 7 : place + 9])
            return marker, data[place + 4], height, width, data[place + 9]
        if marker == 0xDA:
            break
        place += 2 + int.from_bytes(data[place + 2 : place + 4])
    return 0, 0, 0, 0, 0


def _jpeg(data: bytes, width: int, height: int, channels: int, icc: bytes | None) -> EncodedPicture:
    space = "DeviceGray" if channels == 1 else "DeviceRGB"
    return EncodedPicture(width, height, space, 8, "DCTDecode", channels, data, icc=icc)


def _png_chunks(data: bytes) -> dict[bytes, bytes]:
    """Return the bytes of each kind of chunk; pieces of IDAT are joined."""
    chunks: dict[bytes, list[bytes]] = {}
    place = 8
    while place + 8 <= len(data):
        length = int.from_bytes(data[place : place + 4])
        kind = data[place + 4 : place + 8]
        chunks.setdefault(kind, []).append(data[place + 8 : place + 8 + length])
        place += length + 12
    return {
        kind: b"".join(parts) if kind == b"IDAT" else parts[0] for kind, parts in chunks.items()
    }


def _plain_png(data: bytes, profile: bytes | None) -> EncodedPicture | None:
    """Return a PNG whose compressed pixels a PDF takes as they are, None for another."""
    chunks = _png_chunks(data)
    header = chunks[b"IHDR"]
    width, height = int.from_bytes(header[:4]), int.from_bytes(header[4:8])
    bits, colour_type, interlacing = header[8], header[9], header[12]
    if interlacing or colour_type not in {0, 2, 3}:
        return None
    channels = 3 if colour_type == 2 else 1
    space = ("DeviceGray", "", "DeviceRGB", "Indexed")[colour_type]
    clear = chunks.get(b"tRNS", b"")
    key: tuple[int, ...] = ()
    mask = None
    if clear and colour_type == 3:
        mask = _palette_mask(data, clear)
    elif clear:
        samples = [int.from_bytes(clear[at : at + 2]) for at in range(0, 2 * channels, 2)]
        key = tuple(sample & (1 << bits) - 1 for sample in samples)
    return EncodedPicture(
        width,
        height,
        space,
        bits,
        "FlateDecode",
        channels,
        chunks[b"IDAT"],
        palette=chunks.get(b"PLTE", b"") if colour_type == 3 else b"",
        colour_key=key,
        soft_mask=mask,
        icc=_profile_to_keep(profile, 3 if colour_type == 3 else channels),
    )


def _palette_mask(data: bytes, clear: bytes) -> EncodedPicture | None:
    from PIL import Image  # slow to load, and not every brief has pictures

    with Image.open(io.BytesIO(data), formats=("PNG",)) as image:
        opacity = clear[:256].ljust(256, b"\xff")
        mask = Image.frombytes("L", image.size, image.tobytes().translate(opacity))
    return None if mask.getextrema() == (255, 255) else _packed(mask, None)


def _packed(image: "Image.Image", profile: bytes | None) -> EncodedPicture:
    """Return decoded pixels packed without loss: pillow's PNG writer chooses the predictors."""
    mask = None
    if image.mode in {"La", "RGBa"}:
        image = image.convert(image.mode.upper())
    if image.mode in {"LA", "RGBA", "PA"} or "transparency" in image.info:
        image = image if image.mode in {"LA", "RGBA"} else image.convert("RGBA")
        opacity = image.getchannel("A")
        if opacity.getextrema() != (255, 255):
            mask = _packed(opacity, None)
        image = image.convert(image.mode[:-1])
    elif image.mode == "CMYK":
        image, profile = _in_rgb(image), None
    elif image.mode.startswith("I"):
        image = image.convert("I").convert("I;16") if image.mode != "I;16" else image
    elif image.mode not in {"1", "L", "P", "RGB"}:
        image = image.convert("RGB")
    bare = image.copy()
    bare.info.clear()
    packed = io.BytesIO()
    bare.save(packed, "PNG")
    plain = _plain_png(packed.getvalue(), profile)
    assert plain is not None  # noqa: S101 (pillow interlaces nothing, and alpha was taken off)
    return evolve(plain, soft_mask=mask)


def _in_rgb(image: "Image.Image") -> "Image.Image":
    """Return a picture in sRGB: by its profile if it is in inks and has one, else by arithmetic."""
    profile = image.info.get("icc_profile")
    if image.mode == "CMYK" and profile:
        from PIL import ImageCms  # slow to load, and seldom needed

        try:
            converted = ImageCms.profileToProfile(
                image,
                ImageCms.ImageCmsProfile(io.BytesIO(profile)),
                ImageCms.createProfile("sRGB"),
                outputMode="RGB",
            )
        except (ImageCms.PyCMSError, OSError, ValueError):
            converted = None  # a broken profile says nothing
        if converted is not None:
            return converted
    return image.convert("RGB")


@lru_cache(maxsize=256)
def in_process_inks(colour: str, profile: bytes) -> tuple[float, float, float, float]:
    """Return #rrggbb as shares of cyan, magenta, yellow and black, by a press's ICC profile.

    They are whole hundredths, so that no version of the colour engine tells them from another's.

    Raises PictureError for a profile that does not convert.
    """
    from PIL import Image, ImageCms  # late, as everywhere here

    try:
        transform = ImageCms.buildTransform(
            ImageCms.createProfile("sRGB"),
            io.BytesIO(profile),
            "RGB",
            "CMYK",
            ImageCms.Intent.RELATIVE_COLORIMETRIC,
            ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )
        point = Image.new("RGB", (1, 1), colour)
        inks = ImageCms.applyTransform(point, transform)
    except (OSError, ImageCms.PyCMSError) as error:
        raise PictureError(
            Problem(f"the press's profile does not convert: {error}", "Press.profile")
        ) from error
    assert inks is not None  # noqa: S101 (only a transform in place gives None)
    cyan, magenta, yellow, black = (round(share / 2.55) / 100 for share in inks.tobytes())
    return cyan, magenta, yellow, black


def _profile_to_keep(profile: bytes | None, channels: int) -> bytes | None:
    """Return a profile that changes how colours look and that PDF/A takes, else None.

    ISO 19005-2, 6.2.4.2 takes sound ICC profiles up to version 4 for as many channels as the
    picture has. One that calls itself sRGB is what the output intent says already.
    """
    if profile is None or len(profile) < 128 or int.from_bytes(profile[:4]) != len(profile):
        return None
    is_usable = (
        profile[8] in {2, 4}
        and profile[12:16] in {b"mntr", b"scnr", b"prtr", b"spac"}
        and profile[16:20] == (b"RGB " if channels == 3 else b"GRAY")
        and profile[36:40] == b"acsp"
    )
    if not is_usable or b"sRGB" in profile or "sRGB".encode("utf-16-be") in profile:
        return None
    return profile


def _as_png(image: "Image.Image") -> bytes:
    from PIL import ImageOps  # loaded already, or nearly

    try:
        upright = ImageOps.exif_transpose(image)
        problem = _unshowable(upright)
        if problem:
            raise PictureError(Problem(f"the image {problem}", cure="convert it to RGB or gray"))
        profile = upright.info.get("icc_profile")
        if upright.mode == "CMYK":
            upright, profile = _in_rgb(upright), None
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
    except (OSError, SyntaxError, ValueError) as error:
        raise PictureError(
            Problem(f"the image cannot be read ({error})", cure="open it again, or give its file")
        ) from error
    return packed.getvalue()
