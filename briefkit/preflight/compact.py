"""A CFF font program → its glyphs: their names or CIDs, their widths, and its own encoding.

Outlines are read as far as their widths, which stand at the beginning. Source: Adobe Technical
Notes #5176 of 2003 and #5177, "The Type 2 Charstring Format", of 2000.
"""

import struct

from briefkit.preflight.encodings import STANDARD_ENCODING, STANDARD_NAMES
from briefkit.text.cff import (
    CHARSET,
    CHARSTRINGS,
    DEFAULT_WIDTH,
    ENCODING,
    FD_ARRAY,
    FD_SELECT,
    FONT_MATRIX,
    NOMINAL_WIDTH,
    PRIVATE,
    SUBRS,
    CffFont,
    Dictionary,
    Span,
    read_cff,
    read_charset,
    read_dictionary,
    read_index,
)
from briefkit.values import define, frozen

_FIRST_OWN_STRING = 391  # appendix A
_NOT_KEPT = "string "  # of the names of small capitals and old numerals, which have a space
_ISO_ADOBE, _EXPERT_SUBSET = 0, 2  # charsets that every reader knows; appendix C
_STANDARD, _EXPERT = 0, 1  # encodings, likewise
_MOST_STEPS = 2_000
_DEEPEST = 10  # subroutines in subroutines
_LEAST_SCALE = 0.01  # some fonts say it twice
_MATRIX_OF_MOST = (0.001, 0.0, 0.0, 0.001, 0.0, 0.0)

_STEMS = frozenset({1, 3, 18, 23, 19, 20})  # hstem, vstem, and those of masks: pairs of numbers
_HEADS = {4: (2,), 22: (2,), 21: (3,), 14: (1, 5)}
"""Operator → how many numbers stand before it, if a width does: vmoveto, hmoveto, rmoveto and
endchar, which may be given an accented letter's parts."""

_CALL, _RETURN, _CALL_GLOBAL = 10, 11, 29


@frozen(eq=False)
class _Private:
    """What the glyphs of one dictionary share; scale: of a unit, in thousandths of an em."""

    default: float
    nominal: float
    subrs: tuple[Span, ...]
    scale: float


@define(eq=False)
class CffProgram:
    """A font in compact form.

    count: its glyphs. glyphs: name → glyph, None where it has CIDs or names that are not kept here;
    may_have_others: whether some are not.
    cids: CID → glyph, None where it has names. encoding: code → name, of its own; None likewise.
    """

    count: int
    glyphs: dict[str, int] | None
    may_have_others: bool
    cids: dict[int, int] | None
    encoding: dict[int, str] | None
    _table: bytes
    _outlines: tuple[Span, ...]
    _global_subrs: tuple[Span, ...]
    _privates: tuple[_Private, ...]
    _chosen: bytes  # glyph → which of them; empty where there is one

    def width(self, glyph: int) -> float | None:
        """Return the width of a glyph in thousandths of an em; None where it is not told."""
        choice = self._chosen[glyph] if self._chosen else 0
        if choice >= len(self._privates) or not 0 <= glyph < self.count:
            return None
        private = self._privates[choice]
        try:
            own = _own_width(self._table, self._outlines[glyph], private.subrs, self._global_subrs)
        except (IndexError, struct.error):
            return None
        if own is None:
            return None
        return (private.nominal + own[0] if own else private.default) * private.scale


def read_compact(table: bytes) -> CffProgram | None:
    """Return a font in compact form; None for one that cannot be read."""
    try:
        return _read(table, read_cff(table))
    except (IndexError, KeyError, ValueError, struct.error):
        return None


def _read(table: bytes, font: CffFont) -> CffProgram:
    outlines, _ = read_index(table, font.top[CHARSTRINGS].place)
    count = len(outlines)
    place = font.top[CHARSET].place if CHARSET in font.top else _ISO_ADOBE
    cids = glyphs = encoding = None
    if font.has_cids:
        known = range(count) if place <= _EXPERT_SUBSET else [0, *_charset(table, place, count)]
        cids = {cid: glyph for glyph, cid in enumerate(known)}
    elif place not in range(_ISO_ADOBE + 1, _EXPERT_SUBSET + 1):
        numbers = range(count) if place == _ISO_ADOBE else [0, *_charset(table, place, count)]
        names = [_string(table, font, number) for number in numbers]
        glyphs = {name: glyph for glyph, name in enumerate(names)}
        encoding = _own_encoding(table, font, names)
    privates, chosen = _privates(table, font, count)
    return CffProgram(
        count,
        glyphs,
        any(name.startswith(_NOT_KEPT) for name in glyphs or ()),
        cids,
        encoding,
        table,
        tuple(outlines),
        tuple(read_index(table, font.global_subrs[0])[0]),
        privates,
        chosen,
    )


def _charset(table: bytes, place: int, count: int) -> list[int]:
    return read_charset(table, place, count - 1)


def _string(table: bytes, font: CffFont, number: int) -> str:
    """Return a string by its number; those of every font are kept as far as they name letters."""
    if number < len(STANDARD_NAMES):
        return STANDARD_NAMES[number]
    if number < _FIRST_OWN_STRING:
        return f"{_NOT_KEPT}{number}"
    start, end = font.strings[number - _FIRST_OWN_STRING]
    return table[start:end].decode("latin-1")


def _own_encoding(table: bytes, font: CffFont, names: list[str]) -> dict[int, str] | None:
    """Return code → name; section 12."""
    place = font.top[ENCODING].place if ENCODING in font.top else _STANDARD
    if place == _STANDARD:
        return STANDARD_ENCODING
    if place == _EXPERT:
        return None
    kind, count = table[place], table[place + 1]
    place += 2
    if kind & 0x7F == 0:
        codes = list(table[place : place + count])
        place += count
    else:
        codes = []
        for first, left in struct.iter_unpack("BB", table[place : place + 2 * count]):
            codes.extend(range(first, first + left + 1))
        place += 2 * count
    found = dict(zip(codes, names[1:], strict=False))
    if kind & 0x80:
        for at in range(place + 1, place + 1 + 3 * table[place], 3):
            code, number = struct.unpack_from(">BH", table, at)
            found[code] = _string(table, font, number)
    return found


def _privates(table: bytes, font: CffFont, count: int) -> tuple[tuple[_Private, ...], bytes]:
    """Return what glyphs share, and which of it each glyph takes, if there is more than one."""
    if not font.has_cids:
        return (_private(table, font.top, font.top),), b""
    spans, _ = read_index(table, font.top[FD_ARRAY].place)
    dictionaries = [read_dictionary(table[start:end]) for start, end in spans]
    privates = tuple(_private(table, font.top, each) for each in dictionaries)
    place = font.top[FD_SELECT].place
    if table[place] == 0:
        return privates, table[place + 1 : place + 1 + count]
    (ranges,) = struct.unpack_from(">H", table, place + 1)
    chosen = bytearray(count)
    for at in range(place + 3, place + 3 + 3 * ranges, 3):
        first, choice, end = struct.unpack_from(">HBH", table, at)
        end = min(end, count)
        chosen[first:end] = bytes([choice]) * max(end - first, 0)
    return privates, bytes(chosen[:count])


def _private(table: bytes, top: Dictionary, own: Dictionary) -> _Private:
    size, start = (int(number) for number in own[PRIVATE].numbers)
    private = read_dictionary(table[start : start + size])
    subrs: list[Span] = []
    if SUBRS in private:
        subrs, _ = read_index(table, start + private[SUBRS].place)
    # A font with CIDs may have a matrix of all its glyphs, of each dictionary's, or of both.
    matrices = [each[FONT_MATRIX].numbers for each in (top, own) if FONT_MATRIX in each]
    scale = 1000 * (matrices or [_MATRIX_OF_MOST])[0][0]
    if len(matrices) == 2 and own is not top and abs(scale * matrices[1][0]) > _LEAST_SCALE:
        scale *= matrices[1][0]
    told = {key: private[key].numbers for key in (DEFAULT_WIDTH, NOMINAL_WIDTH) if key in private}
    default, nominal = ((told.get(key) or (0.0,))[0] for key in (DEFAULT_WIDTH, NOMINAL_WIDTH))
    return _Private(default, nominal, tuple(subrs), scale)


def _own_width(
    table: bytes, outline: Span, subrs: tuple[Span, ...], global_subrs: tuple[Span, ...]
) -> tuple[float, ...] | None:
    """Return the width of a glyph beyond what is usual; empty where it has none of its own.

    None where the outline begins with what is seldom seen, such as sums. Section 3.1. Raises
    IndexError or struct.error for an outline that ends before its width could.
    """
    stack: list[float] = []
    outer: list[tuple[int, int]] = []
    place, end = outline
    for _ in range(_MOST_STEPS):
        if place >= end:
            return None
        byte = table[place]
        place += 1
        if byte >= 32 or byte == 28:
            number, place = _operand(table, place, byte)
            stack.append(number)
        elif byte in _STEMS:
            return tuple(stack[: len(stack) % 2])
        elif byte in _HEADS:
            return tuple(stack[:1]) if len(stack) in _HEADS[byte] else ()
        elif byte in (_CALL, _CALL_GLOBAL) and stack and len(outer) < _DEEPEST:
            called = subrs if byte == _CALL else global_subrs
            bias = 107 if len(called) < 1_240 else 1_131 if len(called) < 33_900 else 32_768
            number = int(stack.pop()) + bias
            if not 0 <= number < len(called):
                return None
            outer.append((place, end))
            place, end = called[number]
        elif byte == _RETURN and outer:
            place, end = outer.pop()
        else:
            return None
    return None


def _operand(table: bytes, place: int, byte: int) -> tuple[float, int]:
    """Return a number that begins with a byte before `place`, and where it ends."""
    if byte == 28:
        return struct.unpack_from(">h", table, place)[0], place + 2
    if byte <= 246:
        return byte - 139, place
    if byte <= 250:
        return (byte - 247) * 256 + table[place] + 108, place + 1
    if byte <= 254:
        return -(byte - 251) * 256 - table[place] - 108, place + 1
    return struct.unpack_from(">i", table, place)[0] / 65_536, place + 4
