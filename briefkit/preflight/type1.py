"""A Type 1 font program → its glyphs: their names and widths, and its own encoding.

Outlines are not read: a width stands at the beginning of each. Source: Adobe Type 1 Font Format,
1.1 of 1990.
"""

import re

from briefkit.preflight.encodings import STANDARD_ENCODING
from briefkit.values import define

_MOST_CLEAR_TEXT = 100_000
_MOST_SECRET_TEXT = 1_000_000
_MOST_GLYPHS = 65_536
_MOST_BYTES_OF_A_WIDTH = 64
_KEY_OF_PROGRAM, _KEY_OF_GLYPH = 55_665, 4_330  # section 7
_GLYPH = re.compile(rb"/(\S{1,127})\s+(\d{1,5})\s+(?:RD|-\||\S{1,16})\s")
_FARTHEST = 64  # bytes between two glyphs: the end of one, spaces
_HSBW, _SBW, _DIV = 13, 7, 12


@define(eq=False)
class Type1Program:
    """A font whose glyphs have names.

    glyphs: name → its number; scale: of a unit, in thousandths of an em.
    encoding: code → name, of its own; None where it has none that can be read.
    """

    glyphs: dict[str, int]
    scale: float
    encoding: dict[int, str] | None
    _charstrings: tuple[bytes, ...]
    _skipped: int

    def width(self, glyph: int) -> float | None:
        """Return the width of a glyph in thousandths of an em; None where it is not told."""
        if not 0 <= glyph < len(self._charstrings):
            return None
        data = self._charstrings[glyph][: _MOST_BYTES_OF_A_WIDTH + max(self._skipped, 0)]
        if self._skipped >= 0:
            data = decrypted(data, _KEY_OF_GLYPH)[self._skipped :]
        width = _width(data)
        return None if width is None else width * self.scale


def read_type1(data: bytes) -> Type1Program | None:
    """Return a font program; None for one that cannot be read."""
    clear, found, rest = data.partition(b"eexec")
    if not found or len(rest) > _MOST_SECRET_TEXT:
        return None
    rest = rest.lstrip(b" \t\r\n")
    if re.match(rb"[0-9A-Fa-f\s]{8}", rest):
        digits = re.sub(rb"[^0-9A-Fa-f]", b"", rest)
        rest = bytes.fromhex(digits[: len(digits) // 2 * 2].decode("ascii"))
    private = decrypted(rest, _KEY_OF_PROGRAM)[4:]
    length = re.search(rb"/lenIV\s+(-?\d{1,2})\b", private)
    start = re.search(rb"/CharStrings\s+\d+\s+dict", private)
    if start is None:
        return None
    names: dict[str, int] = {}
    charstrings: list[bytes] = []
    place = start.end()
    while len(charstrings) < _MOST_GLYPHS:
        glyph = _GLYPH.search(private, place)
        if glyph is None or glyph.start() > place + _FARTHEST:
            break
        place = glyph.end() + int(glyph[2])
        names.setdefault(glyph[1].decode("latin-1"), len(charstrings))
        charstrings.append(private[glyph.end() : place])
    matrix = re.search(rb"/FontMatrix\s*\[\s*([-+.\deE]{1,32})\s", clear)
    try:
        scale = 1000 * float(matrix[1]) if matrix else 1.0
    except ValueError:
        return None
    skipped = int(length[1]) if length else 4
    return Type1Program(names, scale, own_encoding(data), tuple(charstrings), skipped)


def own_encoding(data: bytes) -> dict[int, str] | None:
    """Return code → name, as a program tells before its secret part; None where it does not.

    See section 2.4.
    """
    clear = data[:_MOST_CLEAR_TEXT].split(b"eexec", 1)[0]
    start = clear.find(b"/Encoding")
    if start < 0:
        return None
    if re.match(rb"/Encoding\s+StandardEncoding\s+def", clear[start:]):
        return STANDARD_ENCODING
    named = re.finditer(rb"dup\s+(\d{1,3})\s*/(\S{1,127})\s+put", clear[start:])
    return {int(match[1]): match[2].decode("latin-1") for match in named}


def decrypted(data: bytes, key: int) -> bytes:
    """Return what a part of a program reads, once its secret is lifted; section 7.1."""
    plain = bytearray(len(data))
    for place, byte in enumerate(data):
        plain[place] = byte ^ (key >> 8)
        key = (byte + key) * 52_845 + 22_719 & 0xFFFF
    return bytes(plain)


def _width(data: bytes) -> float | None:
    """Return the width that a glyph begins with, in units; section 6.4."""
    stack: list[float] = []
    place = 0
    while place < len(data):
        byte = data[place]
        place += 1
        if byte >= 32:
            place, number = _number(data, place, byte)
            stack.append(number)
        elif byte == _HSBW and len(stack) >= 2:
            return stack[1]
        elif byte == 12 and place < len(data):
            escaped = data[place]
            place += 1
            if escaped == _DIV and len(stack) >= 2 and stack[-1]:
                divisor = stack.pop()
                stack[-1] /= divisor
            elif escaped == _SBW and len(stack) >= 4:
                return stack[2]
            else:
                return None
        else:
            return None
    return None


def _number(data: bytes, place: int, byte: int) -> tuple[int, float]:
    """Return where a number ends that begins with a byte before `place`, and the number."""
    if byte <= 246:
        return place, byte - 139
    if byte == 255:
        return place + 4, int.from_bytes(data[place : place + 4], signed=True)
    low = data[place] if place < len(data) else 0
    if byte <= 250:
        return place + 1, (byte - 247) * 256 + low + 108
    return place + 1, -(byte - 251) * 256 - low - 108
