"""What a printer asks of a file: a profile, bleed, crop marks."""

from pathlib import Path
from typing import Any

from briefkit.bounds import between, of_kind
from briefkit.errors import ModelError, Problem
from briefkit.given import as_file
from briefkit.units import mm
from briefkit.values import field, frozen

MOST_BLEED = mm(20)


def _is_a_name(instance: object, attribute: object, value: Any) -> None:
    if not isinstance(value, str) or not value.strip() or not value.isprintable():
        cure = 'give the name that the printer has for it, such as "FOGRA39"'
        raise ModelError(Problem(f"{value!r} names no condition", "Press.condition", cure))


@frozen
class Press:
    """How a house's briefs are printed, for PDF/X.

    profile: the ICC profile of the printing condition, a file for CMYK that the printer gives.
    condition: that condition's name, as in the ICC's registry: "FOGRA39", "CGATS TR 006".
    bleed: how far beyond the trim pictures and grounds go that end there, in points.
    has_crop_marks: whether the corners of the trim are marked, outside the bleed.
    """

    profile: Path = field(converter=as_file)
    condition: str = field(validator=_is_a_name)
    bleed: float = field(default=mm(3), validator=between(0, MOST_BLEED))
    has_crop_marks: bool = field(default=False, validator=of_kind(bool))
