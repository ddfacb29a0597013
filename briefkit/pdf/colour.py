"""The sRGB profile of the output intent, made here from its published numbers.

pillow could make one, but puts the clock into its header, and is slow to load for a brief without
pictures. A profile of ICC.1:2004-10 (version 4.2): a matrix and one curve.
"""

import struct
from collections.abc import Iterable
from functools import lru_cache

# X, Y, Z of IEC 61966-2-1's red, green and blue, adapted from D65 to D50 by Bradford's matrix.
_PRIMARIES = {
    b"rXYZ": (0.43607, 0.22250, 0.01393),
    b"gXYZ": (0.38506, 0.71688, 0.09710),
    b"bXYZ": (0.14308, 0.06062, 0.71417),
}
_D50 = (0.9642, 1.0, 0.8249)  # ICC.1:2004-10, 7.2.16
# That matrix: a version 4 profile says how its colours were adapted.
_ADAPTATION = (
    (1.04788, 0.02292, -0.05022),
    (0.02959, 0.99048, -0.01707),
    (-0.00925, 0.01508, 0.75168),
)
# ICC.1:2004-10, 10.15, function 3: Y = (aX + b)^g where X ≥ d, else cX. IEC 61966-2-1's values.
_CURVE = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)


@lru_cache(maxsize=1)
def srgb_profile() -> bytes:
    """Return an ICC profile of sRGB: the same bytes on every machine."""
    tags = {
        b"desc": _multilingual("sRGB"),
        b"cprt": _multilingual("CC0"),
        b"wtpt": _numbers(b"XYZ ", _D50),
        b"chad": _numbers(b"sf32", [each for row in _ADAPTATION for each in row]),
        **{tag: _numbers(b"XYZ ", xyz) for tag, xyz in _PRIMARIES.items()},
    }
    curve = struct.pack(">4s4xH2x", b"para", 3) + b"".join(map(_fixed, _CURVE))
    for tag in (b"rTRC", b"gTRC", b"bTRC"):
        tags[tag] = curve
    start = 128 + 4 + 12 * len(tags)
    places: dict[bytes, int] = {}
    table, body = [struct.pack(">I", len(tags))], b""
    for tag, data in tags.items():
        if data not in places:
            places[data] = start + len(body)
            body += data + bytes(-len(data) % 4)
        table.append(struct.pack(">4sII", tag, places[data], len(data)))
    header = struct.pack(
        ">I4xI4s4s4s6H4s24xI12s48x",
        start + len(body),
        0x04200000,  # version 4.2
        b"mntr",
        b"RGB ",
        b"XYZ ",
        *(2000, 1, 1, 0, 0, 0),
        b"acsp",
        0,  # perceptual
        b"".join(map(_fixed, _D50)),
    )
    return header + b"".join(table) + body


def _fixed(value: float) -> bytes:
    return struct.pack(">i", round(value * 65536))


def _numbers(kind: bytes, values: Iterable[float]) -> bytes:
    return kind + bytes(4) + b"".join(map(_fixed, values))


def _multilingual(text: str) -> bytes:
    encoded = text.encode("utf-16-be")
    head = struct.pack(">4s4xII2s2sII", b"mluc", 1, 12, b"en", b"US", len(encoded), 28)
    return head + encoded
