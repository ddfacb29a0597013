"""A CFF table → the CID of each glyph, and the same table keyed by CIDs: what CIDFontType0 asks.

Outlines are copied and never read. Source: Adobe Technical Note #5176, "The Compact Font Format
Specification", 1.0 of 2003.
"""

import struct
from itertools import pairwise

from briefkit.values import frozen

# Operators of dictionaries, sections 9, 15 and 18; of two bytes with the first, 12, as 0x0C00.
_FONT_BBOX, _CHARSET, _CHARSTRINGS, _PRIVATE, _SUBRS = 5, 15, 17, 18, 19
_FONT_MATRIX, _ROS, _CID_COUNT, _FD_ARRAY, _FD_SELECT = 0x0C07, 0x0C1E, 0x0C22, 0x0C24, 0x0C25
_FIRST_OWN_STRING = 391  # appendix A: those below are the same in every font


def cids_of(table: bytes) -> tuple[int, ...] | None:
    """Return the CID of each glyph, or None where the font has none and glyphs are CIDs.

    Raises ValueError for a table that does not read. ISO 32000-1, 9.7.4.2 says which is which.
    """
    try:
        font = _read(table)
        if _ROS not in font.top:
            return None
        count = font.glyph_count(table)
        return (0, *_charset(table, font.top[_CHARSET].numbers[0], count - 1))
    except (IndexError, KeyError, struct.error) as error:
        raise ValueError("the CFF table is broken") from error


def keyed_by_cids(table: bytes) -> bytes:
    """Return the table with each glyph's number for its CID, or unchanged where it has CIDs.

    Readers may take a font keyed by names for CIDFontType0, but not all look up its glyphs alike.
    Raises ValueError for a table that does not read.
    """
    try:
        font = _read(table)
        return table if _ROS in font.top else _rekeyed(table, font)
    except (IndexError, KeyError, struct.error) as error:
        raise ValueError("the CFF table is broken") from error


@frozen
class _Operands:
    """An operator's operands: as numbers, real ones as 0, and as they are spelled."""

    numbers: tuple[int, ...]
    spelled: bytes


@frozen
class _Font:
    """Where the parts of a table are: (start, end), and its top dictionary."""

    names: tuple[int, int]
    global_subrs: tuple[int, int]
    top: dict[int, _Operands]

    def glyph_count(self, table: bytes) -> int:
        """Return how many glyphs there are."""
        return len(_index(table, self.top[_CHARSTRINGS].numbers[0])[0])


def _read(table: bytes) -> _Font:
    start = table[2]
    names_end = _index(table, start)[1]
    dictionaries, tops_end = _index(table, names_end)
    strings_end = _index(table, tops_end)[1]
    subrs_end = _index(table, strings_end)[1]
    first, last = dictionaries[0]
    return _Font((start, names_end), (strings_end, subrs_end), _dictionary(table[first:last]))


def _index(table: bytes, place: int) -> tuple[list[tuple[int, int]], int]:
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


def _dictionary(data: bytes) -> dict[int, _Operands]:
    found: dict[int, _Operands] = {}
    numbers: list[int] = []
    place = began = 0
    while place < len(data):
        byte = data[place]
        place += 1
        if byte <= 21:
            spelled = data[began : place - 1]
            if byte == 12:
                byte = 0x0C00 | data[place]
                place += 1
            found[byte] = _Operands(tuple(numbers), spelled)
            numbers, began = [], place
        elif byte == 28:
            numbers.append(struct.unpack_from(">h", data, place)[0])
            place += 2
        elif byte == 29:
            numbers.append(struct.unpack_from(">i", data, place)[0])
            place += 4
        elif byte == 30:
            while data[place] & 0x0F != 0x0F:
                place += 1
            place += 1
            numbers.append(0)
        elif byte <= 246:
            numbers.append(byte - 139)
        elif byte <= 250:
            numbers.append((byte - 247) * 256 + data[place] + 108)
            place += 1
        else:
            numbers.append(-(byte - 251) * 256 - data[place] - 108)
            place += 1
    return found


def _charset(table: bytes, place: int, count: int) -> list[int]:
    """Return the CIDs of all glyphs but the first."""
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


def _rekeyed(table: bytes, font: _Font) -> bytes:
    """Return a font keyed by names as one keyed by CIDs, with a single font dictionary."""
    count = font.glyph_count(table)
    outlines = font.top[_CHARSTRINGS].numbers[0]
    outlines_end = _index(table, outlines)[1]
    size, start = font.top[_PRIVATE].numbers
    private = _dictionary(table[start : start + size])
    subrs = b""
    if _SUBRS in private:
        place = start + private.pop(_SUBRS).numbers[0]  # it is told from the dictionary's start
        subrs = table[place : _index(table, place)[1]]
    own = b"".join(_entry(operator, each.spelled) for operator, each in private.items())
    if subrs:
        own += _entry(_SUBRS, _long(len(own) + len(_entry(_SUBRS, _long(0)))))
    parts = {
        _CHARSET: struct.pack(">BHH", 2, 1, count - 2) if count > 1 else b"\0",
        _FD_SELECT: struct.pack(">BHHBH", 3, 1, 0, 0, count),
        _CHARSTRINGS: table[outlines:outlines_end],
        _FD_ARRAY: _packed([_entry(_PRIVATE, _long(len(own)) + _long(0))]),
    }

    def head(places: dict[int, int]) -> bytes:
        top = _entry(_ROS, _long(_FIRST_OWN_STRING) + _long(_FIRST_OWN_STRING + 1) + _long(0))
        for operator in (_FONT_MATRIX, _FONT_BBOX):
            if operator in font.top:
                top += _entry(operator, font.top[operator].spelled)
        top += _entry(_CID_COUNT, _long(count))
        top += b"".join(_entry(operator, _long(places[operator])) for operator in parts)
        return b"".join(
            (
                bytes((1, 0, 4, 4)),
                table[slice(*font.names)],
                _packed([top]),
                _packed([b"Adobe", b"Identity"]),
                table[slice(*font.global_subrs)],
            )
        )

    # All places are spelled in five bytes, so that the head's length does not hang on them.
    end = len(head(dict.fromkeys(parts, 0)))
    places = {}
    for operator, part in parts.items():
        places[operator] = end
        end += len(part)
    parts[_FD_ARRAY] = _packed([_entry(_PRIVATE, _long(len(own)) + _long(end))])
    return b"".join((head(places), *parts.values(), own, subrs))


def _long(value: int) -> bytes:
    return struct.pack(">Bi", 29, value)


def _entry(operator: int, operands: bytes) -> bytes:
    return operands + (struct.pack(">H", operator) if operator > 0xFF else bytes((operator,)))


def _packed(items: list[bytes]) -> bytes:
    """Return items as an INDEX."""
    offsets = [1]
    for item in items:
        offsets.append(offsets[-1] + len(item))
    head = struct.pack(">HB", len(items), 4)
    return head + b"".join(struct.pack(">I", offset) for offset in offsets) + b"".join(items)
