"""Rasters → image objects, each once a file, and the matrix that shows one upright.

Pixels were encoded by `images`; nothing is decoded here.
"""

import hashlib
from functools import lru_cache

from briefkit.frame import Picture
from briefkit.images.encoding import EncodedPicture, encode
from briefkit.images.raster import Raster
from briefkit.pdf.colour import srgb_profile
from briefkit.pdf.document import File, Reference, Value, name, packed
from briefkit.values import evolve

# EXIF 2.32, 4.6.4: how the stored picture's (right, down) in 0 to 1 becomes the upright one's:
# (x0, x by right, x by down, y0, y by right, y by down).
_UPRIGHT = {
    1: (0, 1, 0, 0, 0, 1),
    2: (1, -1, 0, 0, 0, 1),
    3: (1, -1, 0, 1, 0, -1),
    4: (0, 1, 0, 1, 0, -1),
    5: (0, 0, 1, 0, 1, 0),
    6: (1, 0, -1, 0, 1, 0),
    7: (1, 0, -1, 1, -1, 0),
    8: (0, 0, 1, 1, -1, 0),
}

Matrix = tuple[float, float, float, float, float, float]


def matrix(picture: Picture, x: float, y: float) -> Matrix:
    """Return the matrix that paints a picture whose frame's lower left corner is at (x, y).

    It maps PDF's unit square, whose y goes up, so that the crop fills the frame.
    """
    crop = picture.crop
    width, height = picture.width / crop.width, picture.height / crop.height
    left = x - crop.x * width
    top = y + picture.height + crop.y * height
    x0, x_right, x_down, y0, y_right, y_down = _UPRIGHT[picture.raster.orientation]
    # The square's own (s, t) is (right, 1 - down).
    return (
        width * x_right,
        -height * y_right,
        -width * x_down,
        height * y_down,
        left + width * (x0 + x_down),
        top - height * (y0 + y_down),
    )


class Pictures:
    """The pictures of one file: each is written once, however often it is shown."""

    def __init__(self, *, is_for_press: bool = False) -> None:
        """Start with none. is_for_press: they keep their inks, and RGB says what it looks like."""
        self._is_for_press = is_for_press
        self._rasters: dict[str, tuple[str, Raster]] = {}
        self._see_through: set[str] = set()

    def label(self, raster: Raster) -> str:
        """Return the resource name of a picture."""
        known = self._rasters.get(raster.digest)
        if known is None:
            known = self._rasters[raster.digest] = (f"Im{len(self._rasters) + 1}", raster)
            if encode(raster, keeps_inks=self._is_for_press).soft_mask is not None:
                self._see_through.add(known[0])
        return known[0]

    def is_see_through(self, label: str) -> bool:
        """Return whether a picture lets its ground shine through softly."""
        return label in self._see_through

    def write(self, file: File, press_profile: bytes | None = None) -> dict[str, Reference]:
        """Write all pictures; return them by their resource names.

        press_profile: of the output intent, where that is a press's. RGB has to say then what its
        colours are; inks of the same profile are the press's own, and those without one too.
        """
        profiles: dict[bytes, Reference] = {}
        found = {}
        for label, raster in self._rasters.values():
            picture = encode(raster, keeps_inks=self._is_for_press)
            if press_profile is not None and picture.icc == press_profile:
                picture = evolve(picture, icc=None)
            light = srgb_profile() if press_profile is not None else None
            found[label] = _write(file, picture, profiles, light)
        return found


def _write(
    file: File,
    picture: EncodedPicture,
    profiles: dict[bytes, Reference],
    light: bytes | None,
) -> Reference:
    entries: dict[str, Value] = {
        "Type": name("XObject"),
        "Subtype": name("Image"),
        "Width": picture.width_px,
        "Height": picture.height_px,
        "BitsPerComponent": picture.bits,
        "ColorSpace": _colour_space(file, picture, profiles, light),
        "Filter": name(picture.filter),
    }
    if picture.filter == "FlateDecode":
        entries["DecodeParms"] = {
            "Predictor": 15,  # ISO 32000-1, table 10: each row says its own, as PNG's rows do
            "Colors": picture.channels,
            "BitsPerComponent": picture.bits,
            "Columns": picture.width_px,
        }
    if picture.is_inverted:
        entries["Decode"] = [1, 0] * picture.channels
    if picture.colour_key:
        entries["Mask"] = [sample for sample in picture.colour_key for _ in range(2)]
    if picture.soft_mask is not None:
        entries["SMask"] = _write(file, picture.soft_mask, profiles, None)
    return file.add_stream(entries, picture.data, compress=False)


def _colour_space(
    file: File,
    picture: EncodedPicture,
    profiles: dict[bytes, Reference],
    light: bytes | None,
) -> Value:
    """Return a picture's colour space. light: the profile of DeviceRGB, where it needs one."""
    is_indexed = picture.colour_space == "Indexed"
    base: Value = name("DeviceRGB" if is_indexed else picture.colour_space)
    icc = picture.icc or (light if base == name("DeviceRGB") else None)
    if icc is not None:
        digest = hashlib.sha256(icc).digest()
        if digest not in profiles:
            channels = {"DeviceGray": 1, "DeviceCMYK": 4}.get(picture.colour_space, 3)
            profiles[digest] = file.add_packed({"N": channels}, _profile(icc))
        base = [name("ICCBased"), profiles[digest]]
    if is_indexed:
        palette = f"<{picture.palette.hex().upper()}>"
        return [name("Indexed"), base, len(picture.palette) // 3 - 1, palette]
    return base


@lru_cache(maxsize=8)
def _profile(icc: bytes) -> bytes:
    return packed(icc)
