"""Colours → other colours, by ICC profiles: inks to light, light to a press's inks."""

import io
from functools import lru_cache
from typing import TYPE_CHECKING

from briefkit.errors import PictureError, Problem

if TYPE_CHECKING:
    from PIL import Image


def in_rgb(image: "Image.Image") -> "Image.Image":
    """Return a picture in sRGB: by its profile if it is in inks and has one, else by arithmetic."""
    profile = image.info.get("icc_profile")
    if image.mode == "CMYK" and profile:
        from PIL import ImageCms  # slow to load, and seldom needed

        try:
            converted = ImageCms.profileToProfile(
                image,
                ImageCms.ImageCmsProfile(io.BytesIO(profile)),
                ImageCms.createProfile("sRGB"),
                outputMode="RGB",
            )
        except (ImageCms.PyCMSError, OSError, ValueError):
            converted = None  # a broken profile says nothing
        if converted is not None:
            return converted
    return image.convert("RGB")


@lru_cache(maxsize=256)
def in_process_inks(colour: str, profile: bytes) -> tuple[float, float, float, float]:
    """Return #rrggbb as shares of cyan, magenta, yellow and black, by a press's ICC profile.

    They are whole hundredths, so that no version of the colour engine tells them from another's.

    Raises PictureError for a profile that does not convert.
    """
    from PIL import Image, ImageCms  # late, as everywhere here

    try:
        transform = ImageCms.buildTransform(
            ImageCms.createProfile("sRGB"),
            io.BytesIO(profile),
            "RGB",
            "CMYK",
            ImageCms.Intent.RELATIVE_COLORIMETRIC,
            ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )
        point = Image.new("RGB", (1, 1), colour)
        inks = ImageCms.applyTransform(point, transform)
    except (OSError, ImageCms.PyCMSError) as error:
        what = f"the press's profile does not convert: {error}"
        cure = "give one that is for output, from sRGB to CMYK too"
        raise PictureError(Problem(what, "Press.profile", cure)) from error
    assert inks is not None  # noqa: S101 (only a transform in place gives None)
    cyan, magenta, yellow, black = (round(share / 2.55) / 100 for share in inks.tobytes())
    return cyan, magenta, yellow, black


def profile_to_keep(profile: bytes | None, channels: int) -> bytes | None:
    """Return a profile that changes how colours look and that PDF/A takes, else None.

    ISO 19005-2, 6.2.4.2 takes sound ICC profiles up to version 4 for as many channels as the
    picture has. One that calls itself sRGB is what the output intent says already.
    """
    if profile is None or len(profile) < 128 or int.from_bytes(profile[:4]) != len(profile):
        return None
    is_usable = (
        profile[8] in {2, 4}
        and profile[12:16] in {b"mntr", b"scnr", b"prtr", b"spac"}
        and profile[16:20] == {1: b"GRAY", 3: b"RGB ", 4: b"CMYK"}[channels]
        and profile[36:40] == b"acsp"
    )
    if not is_usable or b"sRGB" in profile or "sRGB".encode("utf-16-be") in profile:
        return None
    return profile
