"""Fonts as a page shows them: codes → characters and widths, and what a reader cannot know.

Font programs are not read, so no glyph is looked at. Sources: ISO 32000-1, 9.6 to 9.10; ISO
14289-1, 7.21.
"""

import re
from collections.abc import Iterable, Iterator

from attrs import define, field

# The tables of glyph names and of the named encodings have no public name in pypdf.
from pypdf._codecs import adobe_glyphs, charset_encoding
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject, StreamObject

from briefkit.preflight.source import (
    ObjectKey,
    PdfSource,
    as_integer,
    as_name,
    as_number,
    raw_items,
)
from briefkit.text.bidi import has_leftward
from briefkit.values import frozen

_REPLACEMENT = "\ufffd"
_MOST_CACHED = 50_000
_LONGEST_CACHED = 500
LONGEST_STRING = 100_000
"""Bytes of one string that are looked at, three times what ISO 32000-1, Annex C.2, lets it have."""

_LONGEST_CODE = 32  # digits and spaces; a code has four bytes at most
_LONGEST_TARGET = 512  # bytes that one code stands for, in UTF-16
_MOST_MAPPED = 200_000
_UNKNOWN_WIDTH = 500.0
_BASE_FONTS = ("Courier", "Helvetica", "Times", "Symbol", "ZapfDingbats", "Arial")
_CHARACTER_COLLECTIONS = frozenset({"GB1", "CNS1", "Japan1", "Korea1", "KR"})


@frozen
class Piece:
    """What one string shows.

    text: its characters; width: in em; codes: how many glyphs; spaces: how many bytes 32 that word
    spacing widens.
    lead, trail: the width in em of spaces before the first ink and after the last, and their
    numbers of codes; `is_blank` where there is no ink at all.
    unmapped: a code without a character, or None; has_notdef, has_private: what it shows.
    glyphs: the characters of each, where some run to the left; else empty.
    """

    text: str
    width: float
    codes: int
    spaces: int
    lead: float
    trail: float
    trail_codes: int
    is_blank: bool
    unmapped: int | None
    has_notdef: bool
    has_private: bool
    glyphs: tuple[str, ...] = ()


@define(eq=False)
class Font:
    """A font of the file; it remembers what it has decoded and how it was used.

    name: without its subset tag; is_embedded: whether the file holds its program.
    code_length: bytes a code; mapping: code → characters; widths: code → thousandths of an em.
    is_vertical: written from top to bottom; is_unicode: whether a code is its character.
    is_named_elsewhere: whether viewers know its characters by what is not read here: one of
        Adobe's collections, or the glyph names in its program.
    """

    key: ObjectKey
    name: str
    is_embedded: bool
    code_length: int = 1
    mapping: dict[int, str] = field(factory=dict)
    widths: dict[int, float] = field(factory=dict)
    default_width: float = _UNKNOWN_WIDTH
    notdef: frozenset[int] = frozenset()
    is_vertical: bool = False
    is_unicode: bool = False
    is_named_elsewhere: bool = False
    _pieces: dict[bytes, Piece] = field(factory=dict)

    def piece(self, data: bytes) -> Piece:
        """Return what the string `data` shows."""
        known = self._pieces.get(data)
        if known is None:
            known = self._decode(data)
            if len(data) <= _LONGEST_CACHED:
                if len(self._pieces) >= _MOST_CACHED:
                    self._pieces.clear()
                self._pieces[data] = known
        return known

    def _codes(self, data: bytes) -> Iterable[int]:
        if self.code_length == 1:
            return data
        if self.code_length == 2:
            high, low = data[0::2], data[1::2]
            return [a << 8 | b for a, b in zip(high, low, strict=False)]
        step = self.code_length
        return [int.from_bytes(data[i : i + step], "big") for i in range(0, len(data), step)]

    def _decode(self, data: bytes) -> Piece:
        codes = list(self._codes(data))
        characters: list[str] = []
        widths: list[float] = []
        unmapped: int | None = None
        for code in codes:
            text = self.mapping.get(code)
            if text is None and self.is_unicode:
                text = _character(code)
            if text is None or text in ("\0", "\ufeff", "\ufffe"):
                if not self.is_named_elsewhere and unmapped is None:
                    unmapped = code
                text = _REPLACEMENT
            characters.append(text)
            widths.append(self.widths.get(code, self.default_width))
        inked = [index for index, text in enumerate(characters) if not text.isspace()]
        first, last = (inked[0], inked[-1]) if inked else (0, -1)
        text = "".join(characters)
        return Piece(
            text=text,
            width=sum(widths) / 1000,
            codes=len(codes),
            spaces=data.count(b" ") if self.code_length == 1 else 0,
            lead=sum(widths[:first]) / 1000,
            trail=sum(widths[last + 1 :]) / 1000,
            trail_codes=len(codes) - last - 1,
            is_blank=not inked,
            unmapped=unmapped,
            has_notdef=not self.notdef.isdisjoint(codes),
            has_private=any("\ue000" <= character <= "\uf8ff" for character in text),
            glyphs=tuple(characters) if has_leftward(text) and not self.is_vertical else (),
        )


def read_font(pdf: PdfSource, raw: object) -> Font:
    """Return the font that `raw` is or refers to; what is broken reads as if it were not there."""
    dictionary = pdf.value(raw)
    key = pdf.key(raw)
    if not isinstance(dictionary, DictionaryObject):
        return Font(key, "unknown", is_embedded=True)
    subtype = pdf.name_at(dictionary, "/Subtype")
    name = pdf.name_at(dictionary, "/BaseFont") or pdf.name_at(dictionary, "/Name") or "unnamed"
    name = re.sub(r"^[A-Z]{6}\+", "", name)
    if subtype == "Type0":
        return _composite(pdf, key, name, dictionary)
    return _simple(pdf, key, name, dictionary, subtype)


def _is_embedded(pdf: PdfSource, font: DictionaryObject) -> bool:
    descriptor = pdf.dictionary(font, "/FontDescriptor")
    return any(
        isinstance(pdf.get(descriptor, file), StreamObject)
        for file in ("/FontFile", "/FontFile2", "/FontFile3")
    )


def _composite(pdf: PdfSource, key: ObjectKey, name: str, dictionary: DictionaryObject) -> Font:
    descendants = pdf.array(dictionary, "/DescendantFonts")
    descendant = pdf.value(descendants[0]) if descendants else None
    if not isinstance(descendant, DictionaryObject):
        descendant = DictionaryObject()
    encoding = pdf.get(dictionary, "/Encoding")
    encoding_name = as_name(encoding) or ""
    code_length, cids = 2, dict[int, int]()
    if isinstance(encoding, StreamObject):
        data = pdf.stream_data(encoding) or b""
        code_length = _code_length(data) or 2
        cids = {code: _number(text) for code, text in _cid_entries(data).items()}
    mapping: dict[int, str] = {}
    to_unicode = pdf.stream_data(pdf.get(dictionary, "/ToUnicode"))
    if to_unicode is not None:
        mapping = parse_to_unicode(to_unicode)
    widths = _composite_widths(pdf, descendant)
    if cids:
        widths = {code: widths[cid] for code, cid in cids.items() if cid in widths}
    system = pdf.dictionary(descendant, "/CIDSystemInfo")
    default = pdf.number(descendant, "/DW")
    return Font(
        key,
        name,
        is_embedded=_is_embedded(pdf, descendant),
        code_length=code_length,
        mapping=mapping,
        widths=widths,
        default_width=1000.0 if default is None else default,
        notdef=_notdef(pdf, descendant) if encoding_name.startswith("Identity") else frozenset(),
        is_vertical=encoding_name.endswith("-V"),
        is_unicode="UCS2" in encoding_name or "UTF16" in encoding_name,
        is_named_elsewhere=pdf.text(system, "/Ordering") in _CHARACTER_COLLECTIONS,
    )


def _notdef(pdf: PdfSource, descendant: DictionaryObject) -> frozenset[int]:
    """Return the CID of glyph 0: 0, unless a map of glyphs gives it another."""
    glyphs = pdf.stream_data(pdf.get(descendant, "/CIDToGIDMap"))
    return (
        frozenset() if glyphs is not None and glyphs[:2] not in (b"", b"\0\0") else frozenset({0})
    )


def _composite_widths(pdf: PdfSource, descendant: DictionaryObject) -> dict[int, float]:
    """Return CID → width; ISO 32000-1, 9.7.4.3."""
    widths: dict[int, float] = {}
    items = [pdf.value(item) for item in pdf.array(descendant, "/W")]
    index = 0
    while index + 1 < len(items):
        first, second = items[index], items[index + 1]
        start = as_integer(first)
        if start is None:
            index += 1
        elif isinstance(second, ArrayObject):
            for offset, item in enumerate(raw_items(second)):
                widths[start + offset] = as_number(pdf.value(item)) or 0.0
            index += 2
        else:
            end = as_integer(second)
            width = as_number(items[index + 2]) if index + 2 < len(items) else None
            if end is not None and width is not None and end - start < 65_536:
                widths.update(dict.fromkeys(range(start, end + 1), width))
            index += 3
        if len(widths) > _MOST_MAPPED:
            break
    return widths


def _simple(
    pdf: PdfSource,
    key: ObjectKey,
    name: str,
    dictionary: DictionaryObject,
    subtype: str | None,
) -> Font:
    mapping, notdef = _glyph_texts(pdf, dictionary, name)
    to_unicode = pdf.stream_data(pdf.get(dictionary, "/ToUnicode"))
    if to_unicode is not None:
        mapping = {**mapping, **parse_to_unicode(to_unicode)}
    scale = 1.0
    if subtype == "Type3":
        matrix = [as_number(pdf.value(item)) for item in pdf.array(dictionary, "/FontMatrix")]
        scale = 1000 * abs(matrix[0] or 0.001) if matrix else 1.0
    first = as_integer(pdf.get(dictionary, "/FirstChar")) or 0
    widths = {
        first + offset: (as_number(pdf.value(item)) or 0.0) * scale
        for offset, item in enumerate(pdf.array(dictionary, "/Widths")[:256])
    }
    is_embedded = subtype == "Type3" or _is_embedded(pdf, dictionary)
    missing = pdf.number(pdf.dictionary(dictionary, "/FontDescriptor"), "/MissingWidth")
    default = _UNKNOWN_WIDTH if not widths else (missing or 0.0)
    return Font(
        key,
        name,
        is_embedded=is_embedded,
        mapping=mapping,
        widths=widths,
        default_width=default,
        notdef=notdef,
        is_named_elsewhere=is_embedded and subtype == "Type1" and to_unicode is None,
    )


def _glyph_texts(
    pdf: PdfSource, dictionary: DictionaryObject, name: str
) -> tuple[dict[int, str], frozenset[int]]:
    """Return code → characters by the encoding alone, and the codes that name .notdef."""
    encoding = pdf.get(dictionary, "/Encoding")
    base = as_name(encoding) or pdf.name_at(encoding, "/BaseEncoding")
    flags = as_integer(pdf.get(pdf.dictionary(dictionary, "/FontDescriptor"), "/Flags")) or 0
    if base is None and name in ("Symbol", "ZapfDingbats"):
        base = name
    elif base is None and not flags & 4:  # not symbolic
        is_standard = encoding is None or name.startswith(_BASE_FONTS)
        base = "StandardEncoding" if is_standard else "WinAnsiEncoding"
    table = charset_encoding.get(f"/{base}", [])
    mapping = {
        code: text for code, text in enumerate(table) if text and text != "\0" and code >= 32
    }
    notdef: set[int] = set()
    code = 0
    for raw in pdf.array(encoding, "/Differences"):
        item = pdf.value(raw)
        if isinstance(item, NumberObject):
            code = int(item)
        elif isinstance(item, NameObject):
            glyph = str(item)[1:]
            text = _text_of_glyph(glyph)
            mapping.pop(code, None)
            if glyph == ".notdef":
                notdef.add(code)
            elif text:
                mapping[code] = text
            code += 1
    return mapping, frozenset(notdef)


def _text_of_glyph(glyph: str) -> str:
    """Return the characters of a glyph's name, by the Adobe Glyph List; "" where it has none."""
    texts: list[str] = []
    for part in glyph.split(".", 1)[0].split("_"):
        known = adobe_glyphs.get(f"/{part}")
        if known is not None:
            texts.append(known)
        elif match := re.fullmatch(r"uni((?:[0-9A-F]{4})+)|u([0-9A-F]{4,6})", part):
            digits = match[1] or match[2]
            step = 4 if match[1] else len(digits)
            codes = [int(digits[i : i + step], 16) for i in range(0, len(digits), step)]
            texts.extend(_character(code) for code in codes)
    return "".join(texts)


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
                mapping[code] = head + _character(last + code - low)
    return max(high - low, 0) + 1


def _character(point: int) -> str:
    """Return a character; what is none stays visible as one that cannot be read."""
    is_one = 0 <= point < 0x110000 and not 0xD800 <= point < 0xE000
    return chr(point) if is_one else _REPLACEMENT


def _cid_entries(data: bytes) -> dict[int, bytes]:
    cids: dict[int, bytes] = {}
    room = _MOST_MAPPED
    for name, section in _sections(data):
        entries = [match[1] or match[3] or b"0" for match in _ENTRY.finditer(section)]
        if name == b"cidchar":
            pairs = zip(entries[::2], entries[1::2], strict=False)
            cids.update((_code(code), cid) for code, cid in pairs)
            room -= len(entries) // 2
        elif name == b"cidrange":
            for low, high, cid in zip(entries[::3], entries[1::3], entries[2::3], strict=False):
                start, first = _code(low), _number(cid)
                end = min(_code(high), start + 65_535) if room > 0 else -1
                for code in range(start, end + 1):
                    cids[code] = b"%d" % (first + code - start)
                room -= max(end - start, 0) + 1
        if room <= 0:
            break
    return cids


def _code_length(data: bytes) -> int:
    """Return the bytes of the longest code of a CMap; 0 where it does not say."""
    lengths = [
        len(b"".join(match[1].split())) // 2
        for name, section in _sections(data)
        if name == b"codespacerange"
        for match in _ENTRY.finditer(section)
        if match[1] is not None
    ]
    return min(max(lengths, default=0), 4)


def _number(digits: bytes) -> int:
    return int(digits) if digits.isdigit() else 0


def _code(digits: bytes) -> int:
    digits = b"".join(digits[:_LONGEST_CODE].split())
    return int(digits, 16) if digits else 0


def _utf16(digits: bytes) -> str:
    digits = b"".join(digits[: 4 * _LONGEST_TARGET].split())[: 2 * _LONGEST_TARGET]
    data = bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))
    return data.decode("utf-16-be", "replace") if len(data) > 1 else data.decode("latin-1")
