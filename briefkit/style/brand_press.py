"""`inks:` and `press:` of a brand file's own settings → what roles are printed in, and how.

inks:
  accent: {spot: "PANTONE 186 C", cmyk: [0, 100, 81, 4]}    the ink, and what is nearest to it
  text: {cmyk: [0, 0, 0, 100]}                              cyan, magenta, yellow, black in percent
press: {profile: coated.icc, condition: FOGRA39, bleed: 3mm, crop-marks: true}
"""

from collections.abc import Mapping
from typing import Any

from briefkit.errors import ModelError
from briefkit.style.brand_fields import BrandFields
from briefkit.style.brand_values import Lined
from briefkit.style.css import DEFAULT_SIZE
from briefkit.style.inks import Cmyk, Ink, Spot
from briefkit.style.palette import ROLES, Palette
from briefkit.style.press import MOST_BLEED, Press
from briefkit.values import evolve

_PROFILES = (".icc", ".icm")


def with_inks(fields: BrandFields, node: Lined, name: str, palette: Palette) -> Palette:
    """Return the palette printed in inks; as it was, where there is a fault."""
    inks: dict[str, Ink] = {}
    for role, value in fields.mapping(node, name, ROLES).items():
        ink = _ink(fields, value, f"{name}.{role}")
        if ink is not None:
            inks[role] = ink
    try:
        return evolve(palette, inks=inks)
    except ModelError as error:
        for problem in error.problems:
            fields.fault(f"{name}: {problem.what}", node.line, problem.cure)
        return palette


def _ink(fields: BrandFields, node: Lined, name: str) -> Ink | None:
    parts = fields.mapping(node, name, ("cmyk", "spot"))
    if "cmyk" not in parts:
        if isinstance(node.value, dict):
            fields.fault(f"{name} has no cmyk", node.line, "write cmyk: [0, 100, 81, 4]")
        return None
    shares = parts["cmyk"].value
    if not isinstance(shares, tuple) or len(shares) != 4:
        cure = "write percents of cyan, magenta, yellow and black: [0, 100, 81, 4]"
        fields.fault(f"{name}.cmyk is no mixture", parts["cmyk"].line, cure)
        return None
    percents = [fields.within(share, f"{name}.cmyk", (0.0, 100.0)) for share in shares]
    spot = fields.text(parts.get("spot"), f"{name}.spot")
    known = [percent / 100 for percent in percents if percent is not None]
    if len(known) < len(percents):
        return None
    mixture = Cmyk(*known)
    if spot is None:
        return mixture
    try:
        return Spot(spot, mixture)
    except ModelError as error:
        for problem in error.problems:
            fields.fault(f"{name}.spot: {problem.what}", parts["spot"].line, problem.cure)
        return None


def press_of(fields: BrandFields, node: Lined, name: str) -> Press | None:
    """Return the press, or None where there is a fault."""
    parts = fields.mapping(node, name, ("profile", "condition", "bleed", "crop-marks"))
    missing = [key for key in ("profile", "condition") if key not in parts]
    if missing:
        if isinstance(node.value, dict):
            cure = "write {profile: FILE.icc, condition: FOGRA39}"
            fields.fault(f"{name} has no {missing[0]}", node.line, cure)
        return None
    profile = fields.file(parts["profile"], f"{name}.profile", _PROFILES)
    condition = fields.text(parts["condition"], f"{name}.condition")
    if profile is None or condition is None:
        return None
    press = Press(profile, condition)
    return evolve(press, **_around(fields, parts, name))


def _around(fields: BrandFields, parts: Mapping[str, Lined], name: str) -> dict[str, Any]:
    facts: dict[str, Any] = {}
    if "bleed" in parts:
        bounds = (0.0, MOST_BLEED)
        bleed = fields.length(parts["bleed"], f"{name}.bleed", DEFAULT_SIZE, bounds)
        if bleed is not None:
            facts["bleed"] = bleed
    if "crop-marks" in parts:
        flag = fields.yes_or_no(parts["crop-marks"], f"{name}.crop-marks")
        if flag is not None:
            facts["has_crop_marks"] = flag
    return facts
