"""A font program with tables (TrueType, OpenType) → its glyphs: their widths, what leads to them.

Outlines are not read. Source: the OpenType specification; ISO 32000-1, 9.6.6.4, for the way from a
code to a glyph.
"""

import struct
from bisect import bisect_left

from briefkit.values import define, frozen

_MOST_TABLES = 100
_MOST_SEGMENTS = 40_000
_MOST_NAMES = 65_536
_STANDARD_NAMES = 258
"""Names of Apple's that a table of names has by their number alone; they are not kept here."""

_HIGH_BYTES = (0xF000, 0x0000, 0xF100, 0xF200)
"""Under which a symbolic font has its codes; ISO 32000-1, 9.6.6.4."""


@frozen(eq=False)
class TrueTypeProgram:
    """A font with tables: how many glyphs it has, and the widths of the first, in units."""

    tables: dict[bytes, bytes]
    count: int
    units_per_em: int
    advances: tuple[int, ...]

    def width(self, glyph: int) -> float | None:
        """Return the width of a glyph in thousandths of an em; None where it is not told."""
        if not self.advances or not 0 <= glyph < self.count:
            return None
        # The last is that of all that follow.
        return self.advances[min(glyph, len(self.advances) - 1)] * 1000 / self.units_per_em


def read_truetype(data: bytes) -> TrueTypeProgram | None:
    """Return a font with tables; None for one that cannot be read."""
    try:
        tables = read_tables(data)
        units = struct.unpack_from(">H", tables[b"head"], 18)[0]
        count = struct.unpack_from(">H", tables[b"maxp"], 4)[0]
        told = min(struct.unpack_from(">H", tables[b"hhea"], 34)[0], count)
        advances = struct.unpack_from(f">{2 * told}H", tables[b"hmtx"])[::2]
    except (struct.error, KeyError):
        return None
    return TrueTypeProgram(tables, count, units, advances) if units else None


@define(eq=False)
class CharacterMaps:
    """The ways to the glyphs of a font with tables.

    starts: (platform, encoding) → where a map of characters begins in its table.
    names: name → glyph, but for names of Apple's; has_others: whether there may be such.
    """

    table: bytes
    starts: dict[tuple[int, int], int]
    names: dict[str, int]
    has_others: bool

    def glyph_of(self, platform: int, encoding: int, code: int) -> int:
        """Return the glyph that a map leads a code to; 0 where it leads to none."""
        start = self.starts.get((platform, encoding))
        if start is None:
            return 0
        try:
            return _look_up(self.table, start, code)
        except (struct.error, IndexError):
            return 0

    def glyph_of_symbol(self, code: int) -> int | None:
        """Return the glyph of a code in a symbolic font; 0 for none, None where none can be told.

        Viewers that find neither of the maps for symbols look into the others, each in its way.
        """
        if (3, 0) in self.starts:
            found = (self.glyph_of(3, 0, high + code) for high in _HIGH_BYTES)
            return next((glyph for glyph in found if glyph), 0) or self.glyph_of(1, 0, code)
        return self.glyph_of(1, 0, code) if (1, 0) in self.starts else None

    def glyph_of_name(self, name: str | None, text: str) -> int | None:
        """Return the glyph of a character or a name; 0 for none, None where none can be told."""
        if len(text) == 1:
            glyph = self.glyph_of(3, 1, ord(text)) or self.glyph_of(3, 10, ord(text))
            if not glyph and (1, 0) in self.starts:
                try:
                    glyph = self.glyph_of(1, 0, text.encode("mac_roman")[0])
                except UnicodeEncodeError:
                    glyph = 0
            if glyph:
                return glyph
        if name in self.names:
            return self.names[name]
        return None if self.has_others or len(text) != 1 or not self.starts else 0


def read_maps(program: TrueTypeProgram) -> CharacterMaps:
    """Return the ways to a font's glyphs; those that cannot be read are left out."""
    table = program.tables.get(b"cmap", b"")
    starts: dict[tuple[int, int], int] = {}
    try:
        (count,) = struct.unpack_from(">H", table, 2)
        for number in range(min(count, _MOST_TABLES)):
            platform, encoding, start = struct.unpack_from(">HHI", table, 4 + 8 * number)
            starts.setdefault((platform, encoding), start)
    except struct.error:
        pass  # the rest of the table is not there
    try:
        names, has_others = _read_names(program.tables.get(b"post", b""))
    except (struct.error, IndexError):
        names, has_others = {}, True
    return CharacterMaps(table, starts, names, has_others)


def _read_names(table: bytes) -> tuple[dict[str, int], bool]:
    """Return name → glyph, and whether there are names that are not kept here."""
    version = table[:4]
    if version != b"\0\2\0\0":
        return {}, version != b"\0\3\0\0"
    (count,) = struct.unpack_from(">H", table, 32)
    numbers = struct.unpack_from(f">{count}H", table, 34)
    own: list[str] = []
    place = 34 + 2 * count
    while place < len(table) and len(own) < _MOST_NAMES:
        length = table[place]
        own.append(table[place + 1 : place + 1 + length].decode("latin-1"))
        place += 1 + length
    names: dict[str, int] = {}
    for glyph, number in enumerate(numbers):
        if _STANDARD_NAMES <= number < _STANDARD_NAMES + len(own):
            names.setdefault(own[number - _STANDARD_NAMES], glyph)
    return names, any(0 < number < _STANDARD_NAMES for number in numbers)


def read_tables(data: bytes) -> dict[bytes, bytes]:
    """Return tag → table of a font; those that do not lie in it are left out.

    Raises struct.error for what has no list of tables.
    """
    (count,) = struct.unpack_from(">H", data, 4)
    tables: dict[bytes, bytes] = {}
    for number in range(min(count, _MOST_TABLES)):
        tag, _, start, length = struct.unpack_from(">4sIII", data, 12 + 16 * number)
        if start < len(data):
            tables[tag] = data[start : start + length]
    return tables


def _look_up(table: bytes, start: int, code: int) -> int:
    """Return the glyph of a code by the map that begins there; formats 0, 4, 6 and 12."""
    (kind,) = struct.unpack_from(">H", table, start)
    if kind == 0:
        return table[start + 6 + code] if 0 <= code < 256 else 0
    if kind == 4:
        return _look_up_segments(table, start, code)
    if kind == 6:
        first, count = struct.unpack_from(">HH", table, start + 6)
        if not first <= code < first + count:
            return 0
        return int(struct.unpack_from(">H", table, start + 10 + 2 * (code - first))[0])
    if kind == 12:
        (groups,) = struct.unpack_from(">I", table, start + 12)
        for number in range(min(groups, _MOST_SEGMENTS)):
            low, high, glyph = struct.unpack_from(">III", table, start + 16 + 12 * number)
            if low <= code <= high:
                return int(glyph) + code - int(low)
    return 0


def _look_up_segments(table: bytes, start: int, code: int) -> int:
    if code > 0xFFFF:
        return 0
    count = struct.unpack_from(">H", table, start + 6)[0] // 2
    ends = struct.unpack_from(f">{count}H", table, start + 14)
    index = bisect_left(ends, code)
    if index == count:
        return 0
    first = start + 16 + 2 * count  # behind the ends there are two bytes of padding
    places = (first + 2 * (part * count + index) for part in range(3))
    low, delta, offset = (struct.unpack_from(">H", table, place)[0] for place in places)
    if code < low:
        return 0
    if offset == 0:
        return int(code + delta) & 0xFFFF
    place = first + 2 * (2 * count + index) + offset + 2 * (code - low)
    (glyph,) = struct.unpack_from(">H", table, place)
    return int(glyph + delta) & 0xFFFF if glyph else 0
