"""Bytes → pillow's image of them, not yet decoded.

Pillow loads the one reader that a file's name asks for. Bytes have no name, and it loads five: here
a JPEG or PNG is known by its first bytes, and its reader alone is loaded.
"""

import io
import struct
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import ImageFile

FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "TIFF")  # others run programs (EPS) or are seldom sound
BROKEN = (
    OSError,
    SyntaxError,
    ValueError,
    LookupError,
    TypeError,
    EOFError,
    MemoryError,
    struct.error,
)
"""What pillow raises for broken data: its readers trust what chunks say of their lengths."""

_BEGINNINGS = {b"\xff\xd8\xff": "JPEG", b"\x89PNG\r\n\x1a\n": "PNG"}


def open_image(data: bytes, formats: tuple[str, ...] = FORMATS) -> "ImageFile.ImageFile":
    """Return what `PIL.Image.open` does of an encoded picture, and raise what it does."""
    from PIL import Image  # slow to load, and not every brief has pictures

    for beginning, kind in _BEGINNINGS.items():
        if data.startswith(beginning) and kind in formats:
            import_module(f"PIL.{kind.capitalize()}ImagePlugin")  # which enters itself in OPEN
            try:
                image = Image.OPEN[kind][0](io.BytesIO(data), "")
            except Exception:
                break
            if image.width * image.height <= (Image.MAX_IMAGE_PIXELS or 0):
                return image
    return Image.open(io.BytesIO(data), formats=formats)
