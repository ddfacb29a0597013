"""A CFF table keyed by names → the same keyed by CIDs: what CIDFontType0 asks.

Outlines are copied and never read. Source: Adobe Technical Note #5176, "The Compact Font Format
Specification", 1.0 of 2003.
"""

import struct

from briefkit.text.cff import (
    CHARSET,
    CHARSTRINGS,
    CID_COUNT,
    FD_ARRAY,
    FD_SELECT,
    FONT_BBOX,
    FONT_MATRIX,
    PRIVATE,
    ROS,
    SUBRS,
    CffFont,
    read_cff,
    read_dictionary,
    read_index,
)

_FIRST_OWN_STRING = 391  # appendix A: those below are the same in every font


def keyed_by_cids(table: bytes) -> bytes:
    """Return the table with each glyph's number for its CID, or unchanged where it has CIDs.

    Readers may take a font keyed by names for CIDFontType0, but not all look up its glyphs alike.
    Raises ValueError for a table that does not read.
    """
    try:
        font = read_cff(table)
        return table if font.has_cids else _rekeyed(table, font)
    except (IndexError, KeyError, struct.error) as error:
        raise ValueError("the CFF table is broken") from error


def _rekeyed(table: bytes, font: CffFont) -> bytes:
    """Return a font keyed by names as one keyed by CIDs, with a single font dictionary."""
    outlines = font.top[CHARSTRINGS].place
    glyphs, outlines_end = read_index(table, outlines)
    count = len(glyphs)
    size, start = map(int, font.top[PRIVATE].numbers)
    private = read_dictionary(table[start : start + size])
    subrs = b""
    if SUBRS in private:
        place = start + private.pop(SUBRS).place  # it is told from the dictionary's start
        subrs = table[place : read_index(table, place)[1]]
    own = b"".join(_entry(operator, each.spelled) for operator, each in private.items())
    if subrs:
        own += _entry(SUBRS, _long(len(own) + len(_entry(SUBRS, _long(0)))))
    parts = {
        CHARSET: struct.pack(">BHH", 2, 1, count - 2) if count > 1 else b"\0",
        FD_SELECT: struct.pack(">BHHBH", 3, 1, 0, 0, count),
        CHARSTRINGS: table[outlines:outlines_end],
        FD_ARRAY: _packed([_entry(PRIVATE, _long(len(own)) + _long(0))]),
    }

    def head(places: dict[int, int]) -> bytes:
        top = _entry(ROS, _long(_FIRST_OWN_STRING) + _long(_FIRST_OWN_STRING + 1) + _long(0))
        for operator in (FONT_MATRIX, FONT_BBOX):
            if operator in font.top:
                top += _entry(operator, font.top[operator].spelled)
        top += _entry(CID_COUNT, _long(count))
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
    parts[FD_ARRAY] = _packed([_entry(PRIVATE, _long(len(own)) + _long(end))])
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
