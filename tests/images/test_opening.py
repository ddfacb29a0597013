"""What is opened by its first bytes is what pillow opens, and pillow refuses it as ever."""

import io
import subprocess
import sys

import pytest
from PIL import Image, UnidentifiedImageError

from briefkit.images.opening import FORMATS, open_image
from tests.images.pictures import gradient, packed


@pytest.mark.parametrize("kind", FORMATS)
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


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("most", [10, 500])  # from twice as many on pillow raises; before, it warns
def test_a_picture_of_more_pixels_than_pillow_is_at_ease_with_is_an_error(kind, most, monkeypatch):
    data = packed(gradient(), kind)
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", most)

    with pytest.raises(Image.DecompressionBombError, match="pixels"):
        open_image(data)


@pytest.mark.parametrize(("kind", "other"), [("JPEG", "Png"), ("PNG", "Jpeg"), ("WEBP", "Tiff")])
def test_only_the_reader_of_its_format_is_loaded(kind, other, tmp_path):
    file = tmp_path / "picture"
    file.write_bytes(packed(gradient(), kind))
    script = (
        "import sys; from pathlib import Path; from briefkit.images.raster import read_raster;"
        f"read_raster(Path({str(file)!r}));"
        f"sys.exit(any(f'PIL.{{one}}ImagePlugin' in sys.modules for one in ('Avif', {other!r})))"
    )

    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
