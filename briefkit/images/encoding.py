"""Raster → EncodedPicture: a picture's pixels as a PDF holds them.

What a PDF can show as it stands (JPEG, plain PNG) passes through untouched; the rest is decoded and
packed without loss. Colours of ink become colours of light, since under an sRGB output intent PDF/A
has no place for them (ISO 19005-2, 6.2.4.3); a file for a press keeps them.
"""

import io
from functools import lru_cache
from typing import TYPE_CHECKING

from briefkit.errors import PictureError, Problem
from briefkit.images.opening import BROKEN, open_image
from briefkit.images.profiles import in_rgb, profile_to_keep
from briefkit.images.raster import Raster
from briefkit.values import evolve, field, frozen

if TYPE_CHECKING:
    from PIL import Image

_JPEG_QUALITY = 95  # of what had to be decoded though it was a JPEG: no difference is seen
_INKED_FORMATS = ("JPEG", "TIFF")  # the formats that pillow reads inks from and people send
_SHOWN_JPEG_FRAMES = (0xC0, 0xC1, 0xC2)  # ISO 32000-1, 7.4.8: baseline, extended, progressive


@frozen
class EncodedPicture:
    """A picture's pixels as a PDF holds them; never turned, whatever the orientation says.

    width_px, height_px: as stored; bits: of each sample.
    colour_space: "DeviceGray", "DeviceRGB", "DeviceCMYK", or "Indexed" with its RGB `palette`.
    filter: "DCTDecode", or "FlateDecode" with PNG predictors of `channels` samples a pixel.
    data: the filtered samples.
    colour_key: the samples of the one colour that is clear; empty when there is none.
    soft_mask: its opacity, a picture in DeviceGray, or None when it is opaque.
    icc: the profile of its colours (of the palette's, when Indexed), None for sRGB, and for inks
        those of the press.
    is_inverted: whether its samples say how much of an ink is missing, as those of JPEGs do.
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
    is_inverted: bool = False


def encode(raster: Raster, *, keeps_inks: bool = False) -> EncodedPicture:
    """Return a picture's pixels as a PDF holds them; remembered for the pictures used last.

    keeps_inks: whether colours of ink stay what they are, for a press.

    Raises PictureError where they cannot be had, though the file was found sound.
    """
    try:
        inked = _inked(raster) if keeps_inks and raster.format in _INKED_FORMATS else None
        return inked or _encoded(raster)
    except BROKEN as error:
        size = f"of {raster.width_px} × {raster.height_px} pixels"
        what = f"the picture {size} is broken ({error})"
        raise PictureError(Problem(what, cure="export it again")) from error


@lru_cache(maxsize=32)
def _encoded(raster: Raster) -> EncodedPicture:
    with open_image(raster.data) as image:
        profile = image.info.get("icc_profile")
        if raster.format == "JPEG":
            frame, precision, height, width, channels = _jpeg_frame(raster.data)
            if frame in _SHOWN_JPEG_FRAMES and precision == 8 and height and channels in {1, 3}:
                icc = profile_to_keep(profile, channels)
                return _jpeg(raster.data, width, height, channels, icc)
            image.load()
            shown = image if image.mode == "L" else in_rgb(image)
            if image.mode == "CMYK":
                profile = None
            packed = io.BytesIO()
            shown.save(packed, "JPEG", quality=_JPEG_QUALITY, subsampling=0, icc_profile=None)
            channels = len(shown.getbands())
            icc = profile_to_keep(profile, channels)
            return _jpeg(packed.getvalue(), *shown.size, channels, icc)
        if raster.format == "PNG":
            passed = _plain_png(raster.data, profile)
            if passed is not None:
                return passed
        image.load()
        return _packed(image, profile)


@lru_cache(maxsize=32)
def _inked(raster: Raster) -> EncodedPicture | None:
    """Return a picture in the process inks with its inks as they are, None for any other."""
    with open_image(raster.data) as image:
        if image.mode != "CMYK":
            return None
        icc = profile_to_keep(image.info.get("icc_profile"), 4)
        if raster.format == "JPEG":
            frame, precision, height, width, _ = _jpeg_frame(raster.data)
            if frame in _SHOWN_JPEG_FRAMES and precision == 8 and height:
                return _jpeg(raster.data, width, height, 4, icc)
        image.load()
        # pillow writes no PNG of inks, and packs any four channels alike
        packed = io.BytesIO()
        _four_channels(image).save(packed, "PNG")
        data = _png_chunks(packed.getvalue())[b"IDAT"]
        return EncodedPicture(*image.size, "DeviceCMYK", 8, "FlateDecode", 4, data, icc=icc)


def _four_channels(image: "Image.Image") -> "Image.Image":
    from PIL import Image  # slow to load, and not every brief has pictures

    return Image.frombytes("RGBA", image.size, image.tobytes())


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
    space = {1: "DeviceGray", 3: "DeviceRGB", 4: "DeviceCMYK"}[channels]
    is_inverted = channels == 4  # Adobe's way, which all keep to, pillow too
    return EncodedPicture(
        width, height, space, 8, "DCTDecode", channels, data, icc=icc, is_inverted=is_inverted
    )


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
        icc=profile_to_keep(profile, 3 if colour_type == 3 else channels),
    )


def _palette_mask(data: bytes, clear: bytes) -> EncodedPicture | None:
    from PIL import Image  # slow to load, and not every brief has pictures

    with open_image(data, ("PNG",)) as image:
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
        image, profile = in_rgb(image), None
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
