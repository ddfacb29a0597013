"""What is opened by its first bytes is what pillow opens, and pillow refuses it as ever."""

import io
import subprocess
import sys

import pytest
from PIL import Image, UnidentifiedImageError

from briefkit.images.opening import open_image
from tests.images.pictures import gradient, packed


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "WEBP", "TIFF"])
def test_a_picture_is_what_pillow_opens(kind):
    data = packed(gradient(), kind)

    with open_image(data) as ours, Image.open(io.BytesIO(data)) as theirs:
        assert (type(ours), ours.format, ours.size) == (type(theirs), kind, theirs.size)
        assert ours.info == theirs.info
        assert ours.tobytes() == theirs.tobytes()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xd8\xff",
        b"\x89PNG\r\n\x1a\n",
        packed(gradient(), "PNG")[:20],
        packed(gradient(), "JPEG")[:30],
        b"\xff\xd8\xff" + packed(gradient(), "PNG"),
    ],
)
def test_what_pillow_refuses_is_refused_as_it_does(data):
    with pytest.raises((OSError, SyntaxError)) as theirs:
        Image.open(io.BytesIO(data))
    with pytest.raises(theirs.type):
        open_image(data)


def test_a_format_that_is_not_asked_for_is_not_opened():
    with pytest.raises(UnidentifiedImageError):
        open_image(packed(gradient(), "JPEG"), ("PNG",))


def test_pillow_still_warns_of_a_picture_too_large(monkeypatch):
    data = packed(gradient(), "PNG")
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 10)

    with pytest.raises(Image.DecompressionBombError):
        open_image(data)


@pytest.mark.parametrize(("kind", "other"), [("JPEG", "Png"), ("PNG", "Jpeg")])
def test_only_the_reader_of_its_format_is_loaded(kind, other, tmp_path):
    file = tmp_path / "picture"
    file.write_bytes(packed(gradient(), kind))
    script = (
        "import sys; from pathlib import Path; from briefkit.images.raster import read_raster;"
        f"read_raster(Path({str(file)!r}));"
        f"sys.exit(any(f'PIL.{{one}}ImagePlugin' in sys.modules for one in ('Bmp', {other!r})))"
    )

    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
