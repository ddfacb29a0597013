import io
import os
import struct
import subprocess
import sys
import zlib
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageCms

from briefkit import images
from briefkit.bounds import Limits, within
from briefkit.errors import PictureError
from briefkit.images import as_optional_source, as_source, encode, read_raster


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


# Sources.


def test_a_source_is_a_path_or_bytes(tmp_path):
    assert as_source("a.jpg") == Path("a.jpg")
    assert as_source(tmp_path) == tmp_path
    assert as_source(b"x") == as_source(bytearray(b"x")) == as_source(memoryview(b"x")) == b"x"
    assert as_optional_source(None) is None
    assert as_optional_source("a.jpg") == Path("a.jpg")


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16", "CMYK", "HSV", "La"])
def test_an_open_image_becomes_the_bytes_of_a_png(mode):
    image = gradient("L" if mode == "I;16" else "LA" if mode == "La" else "RGB").convert(mode)

    source = as_source(image)

    assert source == as_source(image.copy())
    raster = read_raster(source)
    assert (raster.format, raster.width_px, raster.height_px) == ("PNG", 32, 16)


def test_an_open_image_keeps_its_resolution_and_is_turned_upright():
    exif = Image.Exif()
    exif[0x0112] = 6
    image = Image.open(io.BytesIO(packed(gradient(), "JPEG", exif=exif, dpi=(300, 300))))

    raster = read_raster(as_source(image))

    assert (raster.width_px, raster.height_px, raster.orientation) == (16, 32, 1)
    assert raster.resolution_ppi == pytest.approx(300, abs=0.01)


@pytest.mark.parametrize("value", [None, 7, object(), ["a.jpg"], gradient("F")])
def test_anything_else_is_an_error(value):
    with pytest.raises(PictureError):
        as_source(value)


def test_an_open_image_of_a_broken_file_is_an_error():
    image = Image.open(io.BytesIO(packed(gradient(size=(300, 300)), "JPEG")[:1500]))

    with pytest.raises(PictureError, match="cannot be read"):
        as_source(image)


def test_pillow_is_not_loaded_before_there_is_a_picture():
    script = (
        "import sys, briefkit.images as i; i.as_source('x.png'); i.as_source(b'');"
        "sys.exit('PIL' in sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


# Facts.


def test_a_raster_says_what_the_file_says():
    data = packed(gradient(), "JPEG", dpi=(150, 150))

    raster = read_raster(data)

    assert (raster.width_px, raster.height_px, raster.aspect) == (32, 16, 2)
    assert (raster.format, raster.resolution_ppi, raster.orientation) == ("JPEG", 150, 1)
    assert raster.data == data
    assert raster == read_raster(bytes(data))
    assert len(raster.digest) == 64


@pytest.mark.parametrize("turns", [5, 6, 7, 8])
def test_width_and_height_are_those_of_the_upright_picture(turns):
    exif = Image.Exif()
    exif[0x0112] = turns

    raster = read_raster(packed(gradient(), "JPEG", exif=exif))

    assert (raster.width_px, raster.height_px, raster.orientation) == (16, 32, turns)


@pytest.mark.parametrize("turns", [0, 9, 77])
def test_an_orientation_that_is_none_is_upright(turns):
    exif = Image.Exif()
    exif[0x0112] = turns

    assert read_raster(packed(gradient(), "JPEG", exif=exif)).orientation == 1


def test_a_resolution_of_one_is_none():
    assert read_raster(packed(gradient(), "TIFF", dpi=(1, 1))).resolution_ppi is None
    assert read_raster(packed(gradient())).resolution_ppi is None


def test_what_is_a_picture_does_not_hang_on_its_name(tmp_path):
    path = tmp_path / "a.jpg"
    path.write_bytes(packed(gradient()))

    assert read_raster(path).format == "PNG"


def test_of_a_moving_picture_the_first_frame_is_taken():
    frames = [Image.new("RGB", (4, 4), colour) for colour in ("#ff0000", "#00ff00")]
    for kind in ("GIF", "WEBP", "PNG", "TIFF"):
        options = {"save_all": True, "append_images": frames[1:]}
        data = packed(frames[0], kind, **options, **({"lossless": True} if kind == "WEBP" else {}))
        encoded = encode(read_raster(data))
        assert pixels(encoded).convert("RGB").getpixel((1, 1)) == (255, 0, 0), kind


# What is no picture, or not ours to read.


def fault(source, **where):
    with pytest.raises(PictureError) as caught:
        read_raster(source, "sections[1].figures[0]", **where)
    (problem,) = caught.value.problems
    assert problem.where == "sections[1].figures[0]"
    assert problem.cure
    return problem.what


def test_a_missing_picture_names_itself(tmp_path):
    what = fault(tmp_path / "rocket.jpg")

    assert what == f"the picture '{tmp_path}/rocket.jpg' does not exist"


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "is an empty file"),
        (b"hello", "is none that can be read"),
        (b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'/>", "is drawn in SVG"),
        (b"%PDF-1.7", "is a PDF"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 1 1\n", "is none that can be read"),
        (png(0, 0, 8, 2, b""), "is none that can be read"),
        (b"GIF89a\0\0\0\0\0\0\0;", "is none that can be read"),
    ],
)
def test_what_is_no_picture_is_an_error(data, what):
    assert what in fault(data)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "WEBP", "TIFF"])
@pytest.mark.parametrize("part", [0.3, 0.6, 0.95])
def test_a_picture_that_is_cut_short_is_an_error(kind, part):
    noise = Image.effect_noise((200, 200), 90).convert("RGB")
    data = packed(noise, kind)

    fault(data[: int(len(data) * part)])


def test_a_progressive_jpeg_that_is_cut_short_is_an_error():
    data = packed(Image.effect_noise((400, 400), 90), "JPEG", progressive=True)

    assert "is cut short" in fault(data[: len(data) // 2])


def test_a_folder_is_no_picture(tmp_path):
    assert "is a folder" in fault(tmp_path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="has no pipes")
def test_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.png")

    assert "is no plain file" in fault(tmp_path / "pipe.png")


def test_a_device_is_no_picture():
    assert "is no plain file" in fault(Path("/dev/zero"))


@pytest.mark.parametrize("name", ["a\0b.png", "x" * 5000])
def test_a_path_that_cannot_be_is_an_error(name):
    fault(Path(name))


def test_a_file_that_may_not_be_read_is_an_error(tmp_path, monkeypatch):
    path = tmp_path / "a.png"
    path.write_bytes(packed(gradient()))

    def refuse(self):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert "cannot be read: Permission denied" in fault(path)


def test_a_picture_that_unpacks_to_too_much_is_an_error(monkeypatch):
    """A bomb of a few kilobytes: pillow would warn of it, and unpack it."""
    rows = bytes(1) * 10
    assert "is too large" in fault(png(50_000, 50_000, 8, 2, rows))
    monkeypatch.setattr(images, "_sound", {})
    with within(Limits(pixels=511)):
        assert "is too large (32 × 16 pixels)" in fault(packed(gradient()))


def test_a_file_that_is_too_large_is_not_read(tmp_path):
    path = tmp_path / "a.png"
    path.write_bytes(packed(gradient()))

    with within(Limits(picture_bytes=10)):
        assert "is too large" in fault(path)
        assert "is too large" in fault(path.read_bytes())


def test_numbers_that_are_no_shades_are_an_error():
    assert "floating-point" in fault(packed(gradient("F"), "TIFF"))
    assert "32 bits" in fault(packed(gradient("L").convert("I").point(lambda v: v * 70000), "TIFF"))


def test_pictures_lie_in_the_brief_s_folder(tmp_path):
    """Also once links are followed: a link is no way out."""
    folder = tmp_path / "brief"
    folder.mkdir()
    (folder / "in.png").write_bytes(packed(gradient()))
    (tmp_path / "out.png").write_bytes(packed(gradient()))
    (folder / "way-out.png").symlink_to(tmp_path / "out.png")
    (folder / "way-in.png").symlink_to(folder / "in.png")
    (tmp_path / "brief-2").mkdir()
    (tmp_path / "brief-2" / "a.png").write_bytes(packed(gradient()))

    for inside in ("in.png", "way-in.png", "../brief/in.png", folder / "in.png"):
        assert read_raster(Path(inside), folder=folder).width_px == 32
    for outside in ("../out.png", "way-out.png", tmp_path / "out.png", "../brief-2/a.png"):
        assert "lies outside the brief's folder" in fault(Path(outside), folder=folder)
    assert "outside" in fault(Path("/etc/passwd"), folder=folder)
    assert read_raster(folder / "way-out.png").width_px == 32


def test_links_in_a_ring_are_an_error(tmp_path):
    (tmp_path / "a.png").symlink_to(tmp_path / "b.png")
    (tmp_path / "b.png").symlink_to(tmp_path / "a.png")

    fault(tmp_path / "a.png")
    fault(Path("a.png"), folder=tmp_path)


# What a PDF holds.


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
    [("GIF", {}), ("WEBP", {"lossless": True}), ("TIFF", {"compression": "tiff_lzw"})],
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


@pytest.mark.parametrize("kind", ["JPEG", "TIFF"])
def test_inks_become_light(kind):
    """Under an sRGB intent PDF/A-2 takes no DeviceCMYK; Adobe's JPEGs hold it upside down."""
    image = gradient()

    encoded = encode(read_raster(packed(image.convert("CMYK"), kind)))

    assert (encoded.colour_space, encoded.icc) == ("DeviceRGB", None)
    seen = Image.open(io.BytesIO(encoded.data)) if kind == "JPEG" else pixels(encoded)
    assert seen.mode == "RGB"
    assert differ(seen, image) <= (12 if kind == "JPEG" else 1)


def test_a_broken_profile_of_inks_is_no_hindrance():
    data = packed(gradient("CMYK"), "TIFF", icc_profile=b"not a profile" * 20)

    assert encode(read_raster(data)).colour_space == "DeviceRGB"


def srgb():
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def renamed(profile):
    return profile.replace("sRGB".encode("utf-16-be"), "aRGB".encode("utf-16-be"))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "WEBP"])
def test_a_profile_is_kept_where_it_changes_colours(kind):
    other = renamed(srgb())

    assert encode(read_raster(packed(gradient(), kind, icc_profile=other))).icc == other
    assert encode(read_raster(packed(gradient(), kind, icc_profile=srgb()))).icc is None


@pytest.mark.parametrize(
    "profile",
    [
        b"",
        b"short",
        renamed(srgb())[:-10],
        renamed(srgb()).replace(b"RGB ", b"CMYK"),
        renamed(srgb()).replace(b"acsp", b"pcsa"),
        renamed(srgb()).replace(b"mntr", b"link"),
    ],
)
def test_a_profile_that_pdf_a_refuses_is_left_out(profile):
    """ISO 19005-2, 6.2.4.2: of these channels, sound, and of a device or a colour space."""
    assert encode(read_raster(packed(gradient(), "JPEG", icc_profile=profile))).icc is None


def test_a_gray_picture_keeps_only_a_profile_of_gray():
    assert encode(read_raster(packed(gradient("L"), icc_profile=renamed(srgb())))).icc is None


def test_pictures_of_equal_bytes_are_encoded_once():
    data = packed(gradient())

    assert encode(read_raster(data)) is encode(read_raster(bytes(data)))


def test_the_same_picture_is_encoded_the_same_way():
    data = packed(gradient("RGBA"), "WEBP", lossless=True)
    first = encode(read_raster(data))
    images._encoded.cache_clear()

    assert encode(read_raster(data)) == first


# The samples that the house was given.


@pytest.fixture
def samples():
    folder = Path(__file__).parent.parent.parent / "shared" / "samples"
    if not folder.is_dir():
        pytest.skip("the shared samples are not here")
    return folder


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
