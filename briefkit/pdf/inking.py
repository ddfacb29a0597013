"""Colours of the screen → operators that paint them: in light, or in the inks of a press.

In light, a colour is DeviceRGB or DeviceGray under the sRGB output intent. On a press it is the ink
that its house has for it; or black alone, where it is nearly gray; or the mixture that the
printer's profile has for it.
"""

from collections.abc import Mapping

from briefkit.errors import OutputError, Problem
from briefkit.images.profiles import in_process_inks
from briefkit.pdf.document import File, Reference, name, number
from briefkit.style.inks import Cmyk, Ink, Spot, black_alone, channels

REGISTRATION = "All"  # ISO 32000-1, 8.6.6.4: every plate
_PROFILE_HEAD = 128  # bytes; ICC.1:2004-10, 7.2


class Light:
    """Paints in sRGB."""

    def operator(self, colour: str) -> str:
        """Return what sets the colour of fills and glyphs to #rrggbb."""
        red, green, blue = (channel / 255 for channel in channels(colour))
        if red == green == blue:
            return f"{number(red)} g"
        return f"{number(red)} {number(green)} {number(blue)} rg"


class Inking:
    """Paints in inks; knows, when all is painted, which plates of their own there are."""

    def __init__(self, profile: bytes, inks: Mapping[str, Ink]) -> None:
        """Start without plates. profile: of the press; inks: by #rrggbb."""
        self._profile = profile
        self._inks = dict(inks)
        self._plates: dict[str, tuple[str, Cmyk]] = {}

    def operator(self, colour: str) -> str:
        """Return what sets the colour of fills and glyphs to the ink of #rrggbb."""
        ink = self._inks.get(colour)
        if ink is None:
            ink = self._inks[colour] = black_alone(colour) or self._mixture(colour)
        if isinstance(ink, Spot):
            return f"/{self.plate(ink.name, ink.cmyk)} cs 1 scn"
        return f"{' '.join(map(number, ink.shares()))} k"

    def plate(self, ink: str, mixture: Cmyk) -> str:
        """Return the resource name of an ink's own colour space."""
        label, _ = self._plates.setdefault(ink, (f"Cs{len(self._plates) + 1}", mixture))
        return label

    def _mixture(self, colour: str) -> Cmyk:
        return Cmyk(*in_process_inks(colour, self._profile))

    def write(self, file: File) -> dict[str, Reference]:
        """Write the colour spaces of all plates; return them by their resource names."""
        return {
            label: file.add(
                [
                    name("Separation"),
                    name(ink),
                    name("DeviceCMYK"),
                    {
                        "FunctionType": 2,
                        "Domain": [0, 1],
                        "C0": [0, 0, 0, 0],
                        "C1": list(mixture.shares()),
                        "N": 1,
                    },
                ]
            )
            for ink, (label, mixture) in self._plates.items()
        }


def check_profile(profile: bytes, called: str) -> None:
    """Raise OutputError for a profile that is not one of a press with the four process inks."""
    head = profile[:_PROFILE_HEAD]
    wrong = ""
    if len(head) < _PROFILE_HEAD or head[36:40] != b"acsp":
        wrong = "is no ICC profile"
    elif int.from_bytes(head[:4], "big") != len(profile):
        wrong = "is cut off, or more than a profile"
    elif head[12:16] != b"prtr" or head[16:20] != b"CMYK":
        wrong = "is no profile of a press for CMYK"
    elif head[8] > 4:
        wrong = f"is of version {head[8]} of the format, and PDF/X-4 knows 4 at most"
    if wrong:
        cure = "give the profile of the printing condition, as the printer or the ICC has it"
        raise OutputError(Problem(f"{called} {wrong}", "Press.profile", cure))
