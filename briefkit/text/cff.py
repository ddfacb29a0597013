"""A CFF table → its parts: dictionaries, lists of things, and the CID or name of each glyph.

Outlines are not read here. Source: Adobe Technical Note #5176, "The Compact Font Format
Specification", 1.0 of 2003.
"""

import struct
from itertools import pairwise
from math import isfinite

from briefkit.values import frozen

# Operators of dictionaries, sections 9, 15 and 18; of two bytes with the first, 12, as 0x0C00.
FONT_BBOX, CHARSET, ENCODING, CHARSTRINGS, PRIVATE, SUBRS = 5, 15, 16, 17, 18, 19
DEFAULT_WIDTH, NOMINAL_WIDTH = 20, 21
FONT_MATRIX, ROS, CID_COUNT, FD_ARRAY, FD_SELECT = 0x0C07, 0x0C1E, 0x0C22, 0x0C24, 0x0C25

_NIBBLES = (*"0123456789", ".", "e", "e-", "", "-")
_LONGEST_REAL = 32

Span = tuple[int, int]
"""Where a thing starts and ends."""


@frozen
class Operands:
    """An operator's operands: as numbers, and as they are spelled."""

    numbers: tuple[float, ...]
    spelled: bytes

    @property
    def place(self) -> int:
        """Return the last of them, as the place in the table that it mostly is."""
        return int(self.numbers[-1])


Dictionary = dict[int, Operands]


@frozen
class CffFont:
    """The parts of a table: names, strings and global subroutines, and its top dictionary."""

    names: Span
    strings: tuple[Span, ...]
    global_subrs: Span
    top: Dictionary

    @property
    def has_cids(self) -> bool:
        """Return whether its glyphs are named by CIDs."""
        return ROS in self.top


def read_cff(table: bytes) -> CffFont:
    """Return the parts of a table. Raises IndexError, KeyError, struct.error for a broken one."""
    start = table[2]
    names_end = read_index(table, start)[1]
    dictionaries, tops_end = read_index(table, names_end)
    strings, strings_end = read_index(table, tops_end)
    subrs_end = read_index(table, strings_end)[1]
    first, last = dictionaries[0]
    top = read_dictionary(table[first:last])
    return CffFont((start, names_end), tuple(strings), (strings_end, subrs_end), top)


def cids_of(table: bytes) -> tuple[int, ...] | None:
    """Return the CID of each glyph, or None where the font has none and glyphs are CIDs.

    Raises ValueError for a table that does not read. ISO 32000-1, 9.7.4.2 says which is which.
    """
    try:
        font = read_cff(table)
        if not font.has_cids:
            return None
        count = len(read_index(table, font.top[CHARSTRINGS].place)[0])
        return (0, *read_charset(table, font.top[CHARSET].place, count - 1))
    except (IndexError, KeyError, struct.error) as error:
        raise ValueError("the CFF table is broken") from error


def read_index(table: bytes, place: int) -> tuple[list[Span], int]:
    """Return where each item of an INDEX starts and ends, and where the INDEX itself ends."""
    (count,) = struct.unpack_from(">H", table, place)
    if count == 0:
        return [], place + 2
    size = table[place + 2]
    first = place + 3
    offsets = [
        int.from_bytes(table[at : at + size])
        for at in range(first, first + size * (count + 1), size)
    ]
    base = first + size * (count + 1) - 1
    ends = [base + offset for offset in offsets]
    if ends[-1] > len(table):
        raise IndexError
    return list(pairwise(ends)), ends[-1]


def read_dictionary(data: bytes) -> Dictionary:
    """Return operator → operands."""
    found: Dictionary = {}
    numbers: list[float] = []
    place = began = 0
    while place < len(data):
        byte = data[place]
        place += 1
        if byte <= 21:
            spelled = data[began : place - 1]
            if byte == 12:
                byte = 0x0C00 | data[place]
                place += 1
            found[byte] = Operands(tuple(numbers), spelled)
            numbers, began = [], place
        elif byte == 28:
            numbers.append(struct.unpack_from(">h", data, place)[0])
            place += 2
        elif byte == 29:
            numbers.append(struct.unpack_from(">i", data, place)[0])
            place += 4
        elif byte == 30:
            start = place
            while data[place] & 0x0F != 0x0F and data[place] >> 4 != 0x0F:
                place += 1
            place += 1
            numbers.append(_real(data[start:place]))
        elif byte <= 246:
            numbers.append(byte - 139)
        elif byte <= 250:
            numbers.append((byte - 247) * 256 + data[place] + 108)
            place += 1
        else:
            numbers.append(-(byte - 251) * 256 - data[place] - 108)
            place += 1
    return found


def _real(packed: bytes) -> float:
    """Return the number that half bytes spell; 0 where they spell none, or one beyond measure."""
    digits = [half for byte in packed[:_LONGEST_REAL] for half in (byte >> 4, byte & 0x0F)]
    spelled = "".join(_NIBBLES[half] for half in digits if half < 0x0F)
    try:
        number = float(spelled)
    except ValueError:
        return 0.0
    return number if isfinite(number) else 0.0


def read_charset(table: bytes, place: int, count: int) -> list[int]:
    """Return the CIDs, or the numbers of the names, of so many glyphs after the first."""
    kind = table[place]
    place += 1
    if kind == 0:
        return list(struct.unpack_from(f">{count}H", table, place))
    cids: list[int] = []
    while len(cids) < count:
        if kind == 1:
            first, left = struct.unpack_from(">HB", table, place)
            place += 3
        else:
            first, left = struct.unpack_from(">HH", table, place)
            place += 4
        cids.extend(range(first, first + left + 1))
    return cids[:count]
