"""Bytes → pillow's image of them, not yet decoded.

Pillow loads the one reader that a file's name asks for. Bytes have no name, and it loads five, or
all: here a picture is known by its first bytes, and its reader alone is loaded.
"""

import io
import re
import struct
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import ImageFile

# Others run programs (EPS) or are seldom sound.
FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "TIFF", "AVIF", "BMP")
BROKEN = (
    OSError,
    SyntaxError,
    ValueError,
    LookupError,
    TypeError,
    EOFError,
    MemoryError,
    struct.error,
    RuntimeError,  # of AVIF
)
"""What pillow raises for broken data: its readers trust what chunks say of their lengths."""

_BEGINNINGS = {
    "JPEG": (rb"\xff\xd8\xff", "Jpeg"),
    "PNG": (rb"\x89PNG\r\n\x1a\n", "Png"),
    "GIF": (rb"GIF8[79]a", "Gif"),
    "WEBP": (rb"RIFF.{4}WEBP", "WebP"),
    "TIFF": (rb"II[*+]\0|MM\0[*+]", "Tiff"),
    "AVIF": (rb".{4}ftypavi[fs]", "Avif"),
    "BMP": (rb"BM", "Bmp"),
}
"""How a file of each format begins, and the module of pillow's reader."""


def open_image(data: bytes, formats: tuple[str, ...] = FORMATS) -> "ImageFile.ImageFile":
    """Return what `PIL.Image.open` does of an encoded picture, and raise what it does.

    Nothing is only warned of: a picture of more pixels than pillow warns of is an error.
    """
    from PIL import Image  # slow to load, and not every brief has pictures

    for kind, (beginning, module) in _BEGINNINGS.items():
        if kind in formats and re.match(beginning, data, re.DOTALL):
            import_module(f"PIL.{module}ImagePlugin")  # which enters itself in OPEN
            try:
                image = Image.OPEN[kind][0](io.BytesIO(data), "")
            except Exception:
                break
            if image.width * image.height <= (Image.MAX_IMAGE_PIXELS or 0):
                return image
            raise Image.DecompressionBombError(f"{image.width} × {image.height} pixels")
    return Image.open(io.BytesIO(data), formats=formats)
