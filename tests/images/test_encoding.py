"""What a PDF holds of a picture."""

import io
import struct

import pytest
from PIL import Image, ImageChops

from briefkit.errors import PictureError
from briefkit.images import encoding
from briefkit.images.encoding import encode
from briefkit.images.raster import read_raster

from .pictures import chunk, differ, gradient, packed, pixels, png


@pytest.mark.parametrize("options", [{}, {"progressive": True}, {"quality": 30}])
@pytest.mark.parametrize(("mode", "space"), [("L", "DeviceGray"), ("RGB", "DeviceRGB")])
def test_a_jpeg_is_kept_as_it_is(mode, space, options):
    data = packed(gradient(mode), "JPEG", **options)

    encoded = encode(read_raster(data))

    assert encoded.data is not None
    assert encoded.data == data
    assert (encoded.filter, encoded.colour_space, encoded.bits) == ("DCTDecode", space, 8)
    assert (encoded.width_px, encoded.height_px) == (32, 16)


def test_a_jpeg_is_measured_as_stored():
    exif = Image.Exif()
    exif[0x0112] = 6

    encoded = encode(read_raster(packed(gradient(), "JPEG", exif=exif)))

    assert (encoded.width_px, encoded.height_px) == (32, 16)


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB"])
def test_a_plain_png_is_not_packed_anew(mode):
    image = gradient(mode, size=(61, 17))
    data = packed(image)

    encoded = encode(read_raster(data))

    assert encoded.data in data
    assert differ(pixels(encoded).convert("RGB"), image.convert("RGB")) == 0


@pytest.mark.parametrize("bits", [1, 2, 4, 8, 16])
def test_gray_of_any_depth_keeps_it(bits):
    row = b"\0" + bytes(range(4 * bits // 8 or 1))
    samples = 4 if bits >= 2 else 8

    encoded = encode(read_raster(png(samples, 1, bits, 0, row)))

    assert (encoded.colour_space, encoded.bits, encoded.soft_mask) == ("DeviceGray", bits, None)


@pytest.mark.parametrize("bits", [1, 2, 4, 8])
def test_a_palette_of_any_depth_is_indexed(bits):
    palette = bytes((255, 0, 0, 0, 255, 0))
    row = b"\0" + bytes(bits)

    encoded = encode(read_raster(png(8, 1, bits, 3, row, chunk(b"PLTE", palette))))

    assert (encoded.colour_space, encoded.bits, encoded.palette) == ("Indexed", bits, palette)


def test_a_palette_with_clear_entries_has_a_soft_mask():
    palette = bytes((255, 0, 0, 0, 255, 0, 0, 0, 255, 9, 9, 9))
    clear = chunk(b"tRNS", bytes((0, 128)))
    row = b"\0" + bytes((0b00011011,))

    encoded = encode(read_raster(png(4, 1, 2, 3, row, chunk(b"PLTE", palette), clear)))

    assert encoded.colour_space == "Indexed"
    assert list(pixels(encoded.soft_mask).tobytes()) == [0, 128, 255, 255]


def test_clear_entries_that_are_not_clear_make_no_mask():
    palette = bytes((255, 0, 0, 0, 255, 0))
    clear = chunk(b"tRNS", bytes((255, 255)))

    encoded = encode(read_raster(png(8, 1, 1, 3, b"\0\x55", chunk(b"PLTE", palette), clear)))

    assert encoded.soft_mask is None


@pytest.mark.parametrize("mode", ["LA", "RGBA"])
def test_opacity_becomes_a_soft_mask(mode):
    image = gradient(mode)
    image.putalpha(Image.radial_gradient("L").resize(image.size))

    encoded = encode(read_raster(packed(image)))

    assert encoded.colour_space == ("DeviceGray" if mode == "LA" else "DeviceRGB")
    assert differ(pixels(encoded), image.convert(mode[:-1])) == 0
    mask = pixels(encoded.soft_mask)
    assert list(mask.tobytes()) == list(image.getchannel("A").tobytes())


def test_opacity_of_one_throughout_makes_no_mask():
    assert encode(read_raster(packed(gradient("RGBA")))).soft_mask is None


@pytest.mark.parametrize("depth", ["gray", "colour"])
def test_sixteen_bits_do_not_turn_white(depth):
    """Pillow clips such a gray to white when it is asked for eight bits."""
    values = struct.pack(">4H", 0, 0x4000, 0x8000, 0xFFFF)
    if depth == "gray":
        encoded = encode(read_raster(png(4, 1, 16, 0, b"\0" + values)))
        assert pixels(encoded).getpixel((1, 0)) == 0x4000
    else:
        data = png(4, 1, 16, 2, b"\0" + b"".join(values[at : at + 2] * 3 for at in range(0, 8, 2)))
        encoded = encode(read_raster(data))
        assert encoded.bits == 16
        assert pixels(encoded).convert("RGB").getpixel((1, 0)) == (0x40, 0x40, 0x40)


def test_sixteen_bits_of_a_tiff_keep_their_shades():
    image = gradient("L").convert("I").point(lambda value: value * 257).convert("I;16")

    encoded = encode(read_raster(packed(image, "TIFF")))

    assert encoded.bits == 16
    assert pixels(encoded).tobytes() == image.tobytes()


@pytest.mark.parametrize(
    ("kind", "options"),
    [("GIF", {}), ("WEBP", {"lossless": True}), ("TIFF", {"compression": "tiff_lzw"}), ("BMP", {})],
)
def test_what_a_pdf_cannot_hold_is_packed_without_loss(kind, options):
    image = gradient("P" if kind == "GIF" else "RGB")

    encoded = encode(read_raster(packed(image, kind, **options)))

    assert encoded.filter == "FlateDecode"
    assert differ(pixels(encoded).convert("RGB"), image.convert("RGB")) == 0


def test_an_interlaced_png_is_packed_row_by_row(samples):
    path = samples / "images/png/interlaced-adam7.png"

    encoded = encode(read_raster(path))

    assert differ(pixels(encoded), Image.open(path)) == 0


def test_pictures_of_equal_bytes_are_encoded_once():
    data = packed(gradient())

    assert encode(read_raster(data)) is encode(read_raster(bytes(data)))


def test_the_same_picture_is_encoded_the_same_way():
    data = packed(gradient("RGBA"), "WEBP", lossless=True)
    first = encode(read_raster(data))
    encoding._encoded.cache_clear()

    assert encode(read_raster(data)) == first


# The samples that the house was given.


def test_every_sample_is_as_its_manifest_expects(samples):
    import json

    for entry in json.loads((samples / "images/manifest.json").read_text()):
        source = samples / entry["file"]
        if entry["expect"].startswith("clear error"):
            with pytest.raises(PictureError):
                read_raster(source)
            continue
        raster = read_raster(source)
        assert raster.format == entry["format"], entry["file"]
        assert raster.orientation == entry.get("exif_orientation", 1), entry["file"]
        stored = [raster.width_px, raster.height_px]
        assert (stored if raster.orientation < 5 else stored[::-1]) == entry["size"], entry["file"]
        assert encode(raster).data


def test_the_astronaut_in_inks_looks_like_the_astronaut(samples):
    wanted = Image.open(samples / "images/photos/astronaut.png").convert("RGB")
    encoded = encode(read_raster(samples / "images/jpeg/cmyk-plain.jpg"))

    difference = ImageChops.difference(Image.open(io.BytesIO(encoded.data)), wanted).convert("L")

    assert sum(value * count for value, count in enumerate(difference.histogram())) < (
        4 * wanted.width * wanted.height
    )


def test_an_avif_that_is_turned_and_clear_is_shown_as_it_is():
    exif = Image.Exif()
    exif[0x0112] = 6
    image = gradient("RGBA")
    image.putalpha(Image.new("L", image.size, 128))

    raster = read_raster(packed(image, "AVIF", exif=exif, quality=100))
    encoded = encode(raster)

    assert (raster.format, raster.orientation) == ("AVIF", 6)
    assert (raster.width_px, raster.height_px) == (16, 32)
    assert (encoded.colour_space, encoded.soft_mask is not None) == ("DeviceRGB", True)
    there, here = (one.convert("RGB").getpixel((30, 2)) for one in (image, pixels(encoded)))
    assert max(abs(a - b) for a, b in zip(there, here, strict=True)) < 6
