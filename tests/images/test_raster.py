"""What a picture is, and what is none."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from briefkit.bounds import Limits, within
from briefkit.errors import PictureError
from briefkit.images import raster
from briefkit.images.encoding import encode
from briefkit.images.opening import FORMATS
from briefkit.images.raster import as_optional_source, as_source, read_raster

from .pictures import gradient, packed, pixels, png

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


@pytest.mark.parametrize("value", [None, 7, object(), ["a.jpg"], gradient("F"), "", " "])
def test_anything_else_is_an_error(value):
    with pytest.raises(PictureError):
        as_source(value)


def test_an_open_image_of_a_broken_file_is_an_error():
    image = Image.open(io.BytesIO(packed(gradient(size=(300, 300)), "JPEG")[:1500]))

    with pytest.raises(PictureError, match="cannot be read"):
        as_source(image)


def test_pillow_is_not_loaded_before_there_is_a_picture():
    script = (
        "import sys, briefkit.images.raster as i; i.as_source('x.png'); i.as_source(b'');"
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
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 1 1\n", "is PostScript"),
        (b"\0\0\0\x18ftypheic\0\0", "is HEIC, as phones take"),
        (b"\0\0\0\x1cftypavif", "is AVIF that cannot be read"),
        (b"\0\0\0\x0cjP  \r\n", "is JPEG 2000"),
        (b"8BPS\0\1", "is a file of Photoshop"),
        (b"BM\0\0", "is BMP that cannot be read"),
        (b"\xd7\xcd\xc6\x9a", "is a Windows metafile"),
        (b"\1\0\0\0" + bytes(36) + b" EMF", "is a Windows metafile"),
        (b"PK\x03\x04", "is a ZIP file or a document"),
        (b"version https://git-lfs.github.com/spec/v1\n", "is a pointer of Git LFS"),
        (b"<!DOCTYPE html><html>", "is a page of the web"),
        (png(0, 0, 8, 2, b""), "is none that can be read"),
        (b"GIF89a\0\0\0\0\0\0\0;", "is none that can be read"),
    ],
)
def test_what_is_no_picture_is_an_error(data, what):
    assert what in fault(data)


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("part", [0.3, 0.6, 0.95])
def test_a_picture_that_is_cut_short_is_an_error(kind, part):
    noise = Image.effect_noise((200, 200), 90).convert("RGB")
    data = packed(noise, kind)

    fault(data[: int(len(data) * part)])


@pytest.mark.parametrize("kind", FORMATS)
def test_a_picture_with_bytes_that_are_wrong_is_an_error_or_is_read(kind):
    """Each reader of pillow fails in its own way; to us it is one."""
    data = packed(Image.effect_noise((40, 40), 90).convert("RGB"), kind)
    told = 0
    for place in range(0, min(len(data), 400), 3):
        try:
            read_raster(data[:place] + bytes([data[place] ^ 0xA5]) + data[place + 1 :])
        except PictureError:
            told += 1
    assert told


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
    monkeypatch.setattr(raster, "_sound", {})
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
