"""Picture files → Raster: facts first, pixels only when painting needs them.

The only user of pillow.
"""

from pathlib import Path

from attrs import field, frozen

from briefkit.errors import PictureError

PictureSource = Path | bytes
"""Where a picture comes from once the model has taken it: a file, or an encoded file's bytes."""


@frozen
class Raster:
    """A picture that was found sound.

    digest: SHA-256 of the encoded bytes, in hexadecimal; equal digests are one picture.
    width_px, height_px: upright, that is after the EXIF orientation is applied.
    resolution_ppi: as the file states it, None where it does not.
    format: "JPEG", "PNG", …, as pillow names it; orientation: EXIF 1 to 8.
    data: the encoded file, as it was.
    """

    digest: str
    width_px: int
    height_px: int
    resolution_ppi: float | None
    format: str
    orientation: int
    data: bytes = field(repr=False, eq=False)

    @property
    def aspect(self) -> float:
        """Return width over height."""
        return self.width_px / self.height_px


def as_source(value: object) -> PictureSource:
    """Return what the model stores of a picture: a path, or encoded bytes.

    Raises PictureError for what is no path, bytes or Pillow image.
    """
    if isinstance(value, bytes):
        return value
    if isinstance(value, str | Path):
        return Path(value)
    raise PictureError(
        f"{type(value).__name__} is no picture: give a path, bytes or an open Pillow image"
    )


def as_optional_source(value: object) -> PictureSource | None:
    """Return None for None, else as `as_source`."""
    return None if value is None else as_source(value)
