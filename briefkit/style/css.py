"""Values as CSS writes them → ours: colours, lengths, weights of fonts.

As far as brand files use them. Sources: CSS Color 4, 4 to 7; CSS Values 4, 6; CSS Fonts 4, 2.2.
"""

import colorsys
import re

from briefkit.style.colour_names import COLOUR_NAMES
from briefkit.style.inks import written
from briefkit.units import POINTS_PER_INCH, mm

PIXELS_PER_INCH = 96.0  # CSS Values 4, 6.2
DEFAULT_SIZE = 12.0  # of a browser's text, 16 px, to which `rem` refers

WEIGHTS = {
    "thin": 100,
    "extra-light": 200,
    "ultra-light": 200,
    "light": 300,
    "normal": 400,
    "regular": 400,
    "medium": 500,
    "semi-bold": 600,
    "demi-bold": 600,
    "bold": 700,
    "extra-bold": 800,
    "ultra-bold": 800,
    "black": 900,
}
_FOLDED_WEIGHTS = {name.replace("-", ""): weight for name, weight in WEIGHTS.items()}
_LENGTH = re.compile(r"([0-9]*\.?[0-9]+)\s*(px|pt|pc|in|mm|cm|em|rem|%)?")
_HEX = re.compile(r"#([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})")
_FUNCTION = re.compile(r"(rgb|hsl)a?\(([^()]*)\)")


def parse_weight(value: object) -> int | None:
    """Return a weight of 100 to 900, or None for what is none.

    >>> parse_weight("semi-bold"), parse_weight("300"), parse_weight("heavy")
    (600, 300, None)
    >>> parse_weight("SemiBold"), parse_weight("Extra Light")
    (600, 200)
    """
    if isinstance(value, str):
        folded = re.sub("[ _-]", "", value.lower())
        if folded in _FOLDED_WEIGHTS:
            return _FOLDED_WEIGHTS[folded]
        value = int(value) if value.isdecimal() else None
    if isinstance(value, bool) or not isinstance(value, int):
        return None
    return value if 100 <= value <= 900 and value % 100 == 0 else None


def parse_length(value: object, em: float) -> float | None:
    """Return a length in points, or None for what is none; a bare number is in points.

    em: what `em` and `%` refer to, in points.

    >>> parse_length("16px", 10), parse_length("0.9em", 10), parse_length("big", 10)
    (12.0, 9.0, None)
    """
    match = _LENGTH.fullmatch(str(value).strip())
    if match is None or isinstance(value, bool):
        return None
    unit = {
        "px": POINTS_PER_INCH / PIXELS_PER_INCH,
        "pc": 12.0,
        "in": POINTS_PER_INCH,
        "mm": mm(1),
        "cm": mm(10),
        "em": em,
        "rem": DEFAULT_SIZE,
        "%": em / 100,
    }
    return float(match[1]) * unit.get(match[2], 1.0)


def parse_colour(text: str) -> str | None:
    """Return #rrggbb, or None for what is no opaque colour.

    >>> parse_colour("#F80"), parse_colour("rgb(0, 50%, 255)"), parse_colour("navy")
    ('#ff8800', '#0080ff', '#000080')
    >>> parse_colour("#ff880080") is None
    True
    """
    text = text.strip().lower()
    if text in COLOUR_NAMES:
        return COLOUR_NAMES[text]
    if match := _HEX.fullmatch(text):
        digits = match[1] if len(match[1]) >= 6 else "".join(2 * digit for digit in match[1])
        return f"#{digits[:6]}" if digits[6:] in {"", "ff"} else None
    if match := _FUNCTION.fullmatch(text):
        parts = re.split(r"[\s,/]+", match[2].strip())
        try:
            if len(parts) == 4 and _fraction(parts[3], 1) != 1:
                return None
            channels = _rgb(parts) if match[1] == "rgb" else _hsl(parts)
        except ValueError:
            return None
        return written(round(255 * min(max(share, 0), 1)) for share in channels)
    return None


def _fraction(text: str, whole: float) -> float:
    return float(text[:-1]) / 100 if text.endswith("%") else float(text) / whole


def _rgb(parts: list[str]) -> tuple[float, ...]:
    red, green, blue = (_fraction(part, 255) for part in parts[:3])
    return red, green, blue


def _hsl(parts: list[str]) -> tuple[float, ...]:
    hue, saturation, lightness = parts[:3]
    turn = float(hue.removesuffix("deg")) / 360
    return colorsys.hls_to_rgb(turn % 1, _fraction(lightness, 100), _fraction(saturation, 100))
