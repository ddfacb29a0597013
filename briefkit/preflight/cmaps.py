"""CMaps: bytes → what their codes stand for, characters or CIDs; ISO 32000-1, 9.7.5 and 9.10.3."""

import re
from collections.abc import Iterator

_REPLACEMENT = "\ufffd"
_MOST_MAPPED = 200_000
_LONGEST_CODE = 32  # digits and spaces; a code has four bytes at most
_MOST_BYTES = 4  # of a code
_MOST_SPACES = 100
_LONGEST_TARGET = 512  # bytes that one code stands for, in UTF-16

_BEGINNING = re.compile(rb"begin(bfchar|bfrange|cidchar|cidrange|codespacerange)")
_ENTRY = re.compile(rb"<([0-9A-Fa-f\s]*)>|\[([^\]]*)\]|(\d+)")


def _sections(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield the name and the text of each section of a CMap that has an end."""
    position = 0
    endless: set[bytes] = set()
    for begin in _BEGINNING.finditer(data):
        name = begin[1]
        if begin.start() < position or name in endless:
            continue
        end = data.find(b"end" + name, begin.end())
        if end < 0:
            endless.add(name)
        else:
            yield name, data[begin.end() : end]
            position = end


def parse_to_unicode(data: bytes) -> dict[int, str]:
    """Return code → characters of a ToUnicode map.

    >>> parse_to_unicode(b"1 beginbfrange <0003> <0005> <0061> endbfrange")
    {3: 'a', 4: 'b', 5: 'c'}
    """
    mapping: dict[int, str] = {}
    room = _MOST_MAPPED  # counted, not measured: ranges may name the same codes again and again
    for name, section in _sections(data):
        entries = [(m[1], m[2]) for m in _ENTRY.finditer(section)]
        if name == b"bfchar":
            room -= len(entries) // 2
            for (code, _), (text, _) in zip(entries[::2], entries[1::2], strict=False):
                if code is not None and text is not None:
                    mapping[_code(code)] = _utf16(text)
        elif name == b"bfrange":
            for low, high, target in zip(entries[::3], entries[1::3], entries[2::3], strict=False):
                if low[0] is not None and high[0] is not None and room > 0:
                    room -= _add_range(mapping, _code(low[0]), _code(high[0]), target)
        if room <= 0:
            break
    return mapping


def _add_range(
    mapping: dict[int, str], low: int, high: int, target: tuple[bytes | None, bytes | None]
) -> int:
    """Add a range of codes; return how many there are."""
    high = min(high, low + 65_535)
    text, listed = target
    if listed is not None:
        texts = [_utf16(match[1] or b"") for match in _ENTRY.finditer(listed)]
        mapping.update(zip(range(low, high + 1), texts, strict=False))
    elif text is not None:
        first = _utf16(text)
        if first:
            head, last = first[:-1], ord(first[-1])
            for code in range(low, high + 1):
                mapping[code] = head + character(last + code - low)
    return max(high - low, 0) + 1


def character(point: int) -> str:
    """Return a character; what is none stays visible as one that cannot be read."""
    is_one = 0 <= point < 0x110000 and not 0xD800 <= point < 0xE000
    return chr(point) if is_one else _REPLACEMENT


def cid_entries(data: bytes) -> dict[int, int]:
    """Return code → CID of a CMap that is an encoding."""
    cids: dict[int, int] = {}
    room = _MOST_MAPPED
    for name, section in _sections(data):
        entries = [match[1] or match[3] or b"0" for match in _ENTRY.finditer(section)]
        if name == b"cidchar":
            pairs = zip(entries[::2], entries[1::2], strict=False)
            cids.update((_code(code), _number(cid)) for code, cid in pairs)
            room -= len(entries) // 2
        elif name == b"cidrange":
            for low, high, cid in zip(entries[::3], entries[1::3], entries[2::3], strict=False):
                start, first = _code(low), _number(cid)
                end = min(_code(high), start + 65_535) if room > 0 else -1
                for code in range(start, end + 1):
                    cids[code] = first + code - start
                room -= max(end - start, 0) + 1
        if room <= 0:
            break
    return cids


CodeSpace = tuple[bytes, bytes]
"""The least and the greatest of codes of one length, byte by byte."""


def code_spaces(data: bytes) -> tuple[CodeSpace, ...]:
    r"""Return what codes a CMap has; none where it does not say. ISO 32000-1, 9.7.6.2.

    >>> code_spaces(b"1 begincodespacerange <00> <7f> <8000> <ffff> endcodespacerange")
    ((b'\x00', b'\x7f'), (b'\x80\x00', b'\xff\xff'))
    """
    bounds = [
        _bytes(match[1])
        for name, section in _sections(data)
        if name == b"codespacerange"
        for match in _ENTRY.finditer(section)
        if match[1] is not None
    ]
    pairs = zip(bounds[: 2 * _MOST_SPACES : 2], bounds[1 : 2 * _MOST_SPACES : 2], strict=False)
    return tuple((low, high) for low, high in pairs if len(low) == len(high) and low)


def cut_codes(data: bytes, spaces: tuple[CodeSpace, ...]) -> Iterator[int]:
    """Yield the codes of a string, each as long as the space says that it is in.

    What is in none is as long as the shortest; ISO 32000-1, 9.7.6.3.
    """
    shortest = min(len(low) for low, _ in spaces)
    ordered = sorted(spaces, key=lambda space: len(space[0]))
    start = 0
    while start < len(data):
        length = shortest
        for low, high in ordered:
            code = data[start : start + len(low)]
            if len(code) == len(low) and all(map(_is_between, low, code, high)):
                length = len(low)
                break
        yield int.from_bytes(data[start : start + length], "big")
        start += length


def _is_between(low: int, byte: int, high: int) -> bool:
    return low <= byte <= high


def _bytes(digits: bytes) -> bytes:
    digits = b"".join(digits[:_LONGEST_CODE].split())[: 2 * _MOST_BYTES]
    return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))


def _number(digits: bytes) -> int:
    return int(digits) if digits.isdigit() else 0


def _code(digits: bytes) -> int:
    digits = b"".join(digits[:_LONGEST_CODE].split())
    return int(digits, 16) if digits else 0


def _utf16(digits: bytes) -> str:
    digits = b"".join(digits[: 4 * _LONGEST_TARGET].split())[: 2 * _LONGEST_TARGET]
    data = bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))
    return data.decode("utf-16-be", "replace") if len(data) > 1 else data.decode("latin-1")
