"""Which colours a picture comes out in."""

import io

import pytest
from PIL import Image, ImageCms

from briefkit.images.encoding import encode
from briefkit.images.raster import read_raster

from .pictures import differ, gradient, packed, pixels


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
