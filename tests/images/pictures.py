"""Small pictures, made for a test."""

import io
import struct
import zlib

from PIL import Image, ImageChops


def packed(image, kind="PNG", **options):
    data = io.BytesIO()
    image.save(data, kind, **options)
    return data.getvalue()


def gradient(mode="RGB", size=(32, 16)):
    across = Image.linear_gradient("L").rotate(90).resize(size)
    down = Image.linear_gradient("L").resize(size)
    return Image.merge("RGB", (across, down, Image.new("L", size, 90))).convert(mode)


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width, height, bits, colour_type, rows, *more):
    """Return a PNG by hand, of what pillow does not write."""
    header = struct.pack(">IIBBBBB", width, height, bits, colour_type, 0, 0, 0)
    return b"".join(
        (
            b"\x89PNG\r\n\x1a\n",
            chunk(b"IHDR", header),
            *more,
            chunk(b"IDAT", zlib.compress(rows)),
            chunk(b"IEND", b""),
        )
    )


def pixels(encoded):
    """Return the samples of a picture packed with PNG's predictors, as pillow undoes them."""
    colour_type = {("DeviceGray", 1): 0, ("DeviceRGB", 3): 2, ("Indexed", 1): 3}[
        encoded.colour_space, encoded.channels
    ]
    header = struct.pack(
        ">IIBBBBB", encoded.width_px, encoded.height_px, encoded.bits, colour_type, 0, 0, 0
    )
    palette = chunk(b"PLTE", encoded.palette) if encoded.palette else b""
    data = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + palette
    return Image.open(io.BytesIO(data + chunk(b"IDAT", encoded.data) + chunk(b"IEND", b"")))


def differ(one, other):
    """Return the greatest difference of any sample."""
    difference = ImageChops.difference(one.convert("RGB"), other.convert("RGB"))
    return max(high for _, high in difference.getextrema())
