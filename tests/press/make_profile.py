"""Make press.icc: the profile of a press that is nobody's, small enough to be kept.

Run by hand, when it is to change: python tests/press/make_profile.py
"""

import struct
from itertools import product
from pathlib import Path

from briefkit.style.inks import Cmyk

GRID = 9  # points on each axis from Lab; to Lab, the solids alone
WHITE = (0.9642, 1.0, 0.8249)
SRGB = (
    (0.43607, 0.38506, 0.14308),
    (0.22250, 0.71688, 0.06062),
    (0.01393, 0.09710, 0.71417),
)
BACK = (
    (3.13386, -1.61687, -0.49062),
    (-0.97877, 1.91614, 0.03345),
    (0.07195, -0.22899, 1.40524),
)


def lab_of(colour):
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    light = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    xyz = [sum(a * b for a, b in zip(row, light, strict=True)) for row in SRGB]
    x, y, z = (
        (v / w) ** (1 / 3) if v / w > 216 / 24389 else (24389 / 27 * v / w + 16) / 116
        for v, w in zip(xyz, WHITE, strict=True)
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def inks_of(lightness, a, b):
    middle = (lightness + 16) / 116
    axes = (middle + a / 500, middle, middle - b / 200)
    xyz = [
        w * (f**3 if f**3 > 216 / 24389 else (116 * f - 16) * 27 / 24389)
        for f, w in zip(axes, WHITE, strict=True)
    ]
    light = [sum(p * q for p, q in zip(row, xyz, strict=True)) for row in BACK]
    red, green, blue = (min(max(v, 0), 1) ** (1 / 2.4) for v in light)
    black = 1 - max(red, green, blue)
    left = (1 - black) or 1
    return *((1 - black - v) / left for v in (red, green, blue)), black


def table(inputs, outputs, grid, values):
    """Return a lut8Type, ICC.1:2004-10, 10.9, of values from 0 to 255."""
    unit = [0x10000 if row == column else 0 for row in range(3) for column in range(3)]
    head = struct.pack(">4s4xBBBx9i", b"mft1", inputs, outputs, grid, *unit)
    return head + bytes(range(256)) * inputs + bytes(values) + bytes(range(256)) * outputs


def made():
    to_lab, from_lab = [], []
    for solid in product((0, 1), repeat=4):
        lightness, a, b = lab_of(Cmyk(*solid).screen())
        to_lab += [round(lightness * 2.55), round(a) + 128, round(b) + 128]
    for place in product(range(GRID), repeat=3):
        lightness, a, b = (255 * at / (GRID - 1) for at in place)
        from_lab += [round(255 * ink) for ink in inks_of(lightness / 2.55, a - 128, b - 128)]
    there, back = table(4, 3, 2, to_lab), table(3, 4, GRID, from_lab)
    name = b"A press for tests\0"
    tags = {
        b"desc": struct.pack(">4s4xI", b"desc", len(name)) + name + bytes(78),
        b"cprt": b"text" + bytes(4) + b"CC0\0",
        b"wtpt": b"XYZ " + bytes(4) + struct.pack(">3i", *(round(v * 65536) for v in WHITE)),
        **dict.fromkeys((b"A2B0", b"A2B1", b"A2B2"), there),
        **dict.fromkeys((b"B2A0", b"B2A1", b"B2A2"), back),
        b"gamt": table(3, 1, 2, [0] * 8),
    }
    start, body, places = 128 + 4 + 12 * len(tags), b"", {}
    listed = struct.pack(">I", len(tags))
    for tag, data in tags.items():
        if data not in places:
            places[data] = start + len(body)
            body += data + bytes(-len(data) % 4)
        listed += struct.pack(">4sII", tag, places[data], len(data))
    head = struct.pack(
        ">I4xI4s4s4s6H4s24xI3i48x", start + len(body), 0x02400000, b"prtr", b"CMYK", b"Lab ",
        2000, 1, 1, 0, 0, 0, b"acsp", 0, *(round(v * 65536) for v in WHITE),
    )  # fmt: skip
    return head + listed + body


if __name__ == "__main__":
    Path(__file__).with_name("press.icc").write_bytes(made())
