"""Split a content stream: bytes → operations, each an operator with its operands.

No meaning here; see `interpreter`. pypdf's own parser, which can also write a stream again, takes
five times as long; preflight only looks. Source: ISO 32000-1, 7.2 and 7.8.2. Garbage is passed
over, byte by byte, as viewers do.
"""

import re
from collections.abc import Iterator

Operand = float | bytes | str | list["Operand"] | dict[str, "Operand"] | None
"""A number, a string (bytes), a name (str, without its slash), an array, a dictionary or null."""

_MOST_OPERANDS = 10_000
_MOST_AT_ONCE = 100_000  # bytes of an array that is taken in one piece: its items are held twice
_DEEPEST = 32

_TOKEN = re.compile(
    rb"""
    [\x00\t\n\x0c\r\ ]*+ (?: %[^\r\n]*+ [\x00\t\n\x0c\r\ ]*+ )*+
    (?:
      ( [+-]?+ (?: \d++ (?:\.\d*+)?+ | \.\d++ ) (?=[\x00\t\n\x0c\r\ ()<>\[\]{}/%A-Za-z'"]|\Z) )  # 1
    | \( ( [^()\\\r]*+ ) \)                                                          # 2 string
    | < ( [0-9A-Fa-f\x00\t\n\x0c\r\ ]*+ ) >                                          # 3 hex string
    | / ( [^\x00\t\n\x0c\r\ ()<>\[\]{}/%]*+ )                                        # 4 name
    | ( [A-Za-z] [A-Za-z0-9*]*+ | ['"] )                                             # 5 operator
    | ( \[ )                                                                         # 6
    | ( \] )                                                                         # 7
    | ( << )                                                                         # 8
    | ( >> )                                                                         # 9
    | ( \( )                                                                         # 10 string
    | ( [+\-.\d]++ )                                                                 # 11 odd number
    | ( [^\x00\t\n\x0c\r\ ] )                                                        # 12 garbage
    )
    """,
    re.VERBOSE,
)
_NUMBER, _STRING, _HEX, _NAME, _OPERATOR, _ARRAY, _ARRAY_END, _DICT, _DICT_END = range(1, 10)
_LONG_STRING, _ODD_NUMBER = 10, 11

_TEXT_ARRAY = re.compile(
    rb"""
    (?: [\x00\t\n\x0c\r\ ]*+
      (?: \( (?: [^()\\\r]++ | \\[^\r] )*+ \)
        | < [0-9A-Fa-f]*+ >
        | [+-]?+ (?: \d++ (?:\.\d*+)?+ | \.\d++ ) (?=[\x00\t\n\x0c\r\ (<\]])
      )
    )*+ [\x00\t\n\x0c\r\ ]*+ \]
    """,
    re.VERBOSE,
)
"""The rest of an array of strings and numbers, nearly all that TJ is given: taken in one piece."""

_TEXT_ITEM = re.compile(
    rb"\(((?:[^()\\\r]++|\\[^\r])*+)\)|<([0-9A-Fa-f]*+)>|([+-]?+(?:\d++(?:\.\d*+)?+|\.\d++))"
)
_ESCAPED = re.compile(rb"\\([0-7]{1,3}|[\s\S])")

_STRING_PIECE = re.compile(rb"[^()\\\r]++|\\(?:[0-7]{1,3}|\r\n|[\s\S])|\r\n?|[()]")
_ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_NAME_ESCAPE = re.compile(r"#([0-9A-Fa-f]{2})")
_WHITESPACE = re.compile(rb"[\x00\t\n\x0c\r ]+")
_IMAGE_END = re.compile(rb"[\x00\t\n\x0c\r ]EI(?=[\x00\t\n\x0c\r ]+[\x20-\x7e\r\n\t]{0,12}|\Z)")
_WORDS = {b"true": 1.0, b"false": 0.0, b"null": None}


def operations(data: bytes) -> Iterator[tuple[list[Operand], bytes]]:
    r"""Yield (operands, operator) in order; an inline image is one operation, "EI".

    >>> list(operations(b"/P <</MCID 0>> BDC (a\\)b) Tj [(c) -20.5 <64>] TJ EMC"))[1:3]
    [([b'a)b'], b'Tj'), ([[b'c', -20.5, b'd']], b'TJ')]
    """
    match, whole_array = _TOKEN.match, _TEXT_ARRAY.match
    position = 0
    top: list[Operand] = []
    here = top
    open_containers: list[tuple[list[Operand], bool]] = []
    while (token := match(data, position)) is not None:
        position = token.end()
        kind = token.lastindex
        if kind == _NUMBER:
            here.append(float(token[1]))
        elif kind == _STRING:
            here.append(token[2])
        elif kind == _HEX:
            here.append(_bytes_of_hex(token[3]))
        elif kind == _NAME:
            here.append(_name(token[4]))
        elif kind == _OPERATOR:
            word = token[5]
            if word in _WORDS:
                here.append(_WORDS[word])
                continue
            if word == b"ID":
                position = _image_end(data, position)
                word = b"EI"
            if word != b"BI":
                yield top, word
            top = here = []
            open_containers.clear()
        elif kind == _ARRAY and (array := whole_array(data, position, position + _MOST_AT_ONCE)):
            here.append(_text_items(data[position : array.end()]))
            position = array.end()
        elif kind in (_ARRAY, _DICT):
            if len(open_containers) < _DEEPEST:
                open_containers.append((here, kind == _DICT))
                here = []
        elif kind in (_ARRAY_END, _DICT_END):
            if open_containers:
                outer, is_dictionary = open_containers.pop()
                outer.append(_dictionary(here) if is_dictionary else here)
                here = outer
        elif kind == _LONG_STRING:
            text, position = _string(data, position)
            here.append(text)
        elif kind == _ODD_NUMBER:
            here.append(_odd_number(token[11]))
        if len(here) > _MOST_OPERANDS and here is top:
            del here[: _MOST_OPERANDS // 2]


def _name(raw: bytes) -> str:
    name = raw.decode("utf-8", "replace")
    if "#" in name:
        name = _NAME_ESCAPE.sub(lambda escape: chr(int(escape[1], 16)), name)
    return name


def _bytes_of_hex(digits: bytes) -> bytes:
    try:
        return bytes.fromhex(digits.decode("ascii"))
    except ValueError:  # an odd number of digits, or a null byte
        digits = _WHITESPACE.sub(b"", digits)
        return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))


def _text_items(array: bytes) -> list[Operand]:
    return [
        float(number)
        if number
        else _bytes_of_hex(digits)
        if digits
        else text
        if b"\\" not in text
        else _ESCAPED.sub(_unescaped, text)
        for text, digits, number in _TEXT_ITEM.findall(array)
    ]


def _unescaped(escape: re.Match[bytes]) -> bytes:
    escaped = escape[1]
    if escaped[:1].isdigit():
        return bytes([int(escaped, 8) & 0xFF]) if escaped[:1] < b"8" else escaped
    return b"" if escaped == b"\n" else _ESCAPES.get(escaped, escaped)


def _string(data: bytes, position: int) -> tuple[bytes, int]:
    """Return the string whose parenthesis stands before `position`, and where it ends."""
    pieces: list[bytes] = []
    depth = 1
    while (piece_match := _STRING_PIECE.match(data, position)) is not None:
        position = piece_match.end()
        piece = piece_match[0]
        if piece == b"(":
            depth += 1
        elif piece == b")":
            depth -= 1
            if depth == 0:
                break
        elif piece[:1] == b"\r":
            piece = b"\n"
        elif piece[:1] == b"\\":
            escaped = piece[1:]
            if escaped[:1].isdigit():
                digits = escaped if escaped[:1] < b"8" else b""
                piece = bytes([int(digits, 8) & 0xFF]) if digits else escaped
            elif escaped in (b"\r\n", b"\r", b"\n"):
                piece = b""
            else:
                piece = _ESCAPES.get(escaped, escaped)
        pieces.append(piece)
    return b"".join(pieces), position


def _odd_number(raw: bytes) -> float:
    """Return what viewers make of "--5", "1.2.3" or "12-3"."""
    sign = -1.0 if raw.startswith(b"-") else 1.0
    digits = re.match(rb"\d*\.?\d*", raw.lstrip(b"+-"))
    try:
        return sign * float(digits[0]) if digits else 0.0
    except ValueError:
        return 0.0


def _dictionary(items: list[Operand]) -> dict[str, Operand]:
    pairs = zip(items[::2], items[1::2], strict=False)
    return {key: value for key, value in pairs if isinstance(key, str)}


def _image_end(data: bytes, position: int) -> int:
    end = _IMAGE_END.search(data, position)
    return end.end() if end else len(data)
