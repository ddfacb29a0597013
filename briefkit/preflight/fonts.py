"""Fonts as a page shows them: codes → characters and widths, and what a reader cannot know.

Here is what the dictionaries say; for the fonts themselves see `glyphs`. Sources: ISO 32000-1, 9.6
to 9.10; ISO 14289-1, 7.21.
"""

import re
from collections.abc import Iterable

from pypdf.generic import ArrayObject, DictionaryObject, StreamObject

from briefkit.preflight.cmaps import (
    CodeSpace,
    character,
    cid_entries,
    code_spaces,
    cut_codes,
    parse_to_unicode,
)
from briefkit.preflight.encodings import (
    NOTDEF,
    Encoding,
    named_encoding,
    read_encoding,
    text_of_glyph,
)
from briefkit.preflight.programs import program_data
from briefkit.preflight.source import (
    ObjectKey,
    PdfSource,
    as_integer,
    as_name,
    as_number,
    raw_items,
)
from briefkit.preflight.type1 import own_encoding
from briefkit.remembered import Remembered
from briefkit.text.bidi import has_leftward
from briefkit.values import define, field, frozen

_REPLACEMENT = "\ufffd"
_MOST_CACHED = 50_000
_MOST_CIDS = 65_536
_LONGEST_CACHED = 500
LONGEST_STRING = 100_000
"""Bytes of one string that are looked at, three times what ISO 32000-1, Annex C.2, lets it have."""

_MOST_MAPPED = 200_000
_UNKNOWN_WIDTH = 500.0
_SPACE = 32
_BASE_FONTS = ("Courier", "Helvetica", "Times", "Symbol", "ZapfDingbats", "Arial")
_CHARACTER_COLLECTIONS = frozenset({"GB1", "CNS1", "Japan1", "Korea1", "KR"})


@frozen
class Piece:
    """What one string shows.

    text: its characters; width: in em; codes: how many glyphs; spaces: how many bytes 32 that word
    spacing widens.
    lead, trail: the width in em of spaces before the first ink and after the last, and their
    numbers of codes; `is_blank` where there is no ink at all.
    unmapped: a code without a character, or None; has_notdef, has_private: what it shows; is_odd:
    any of these.
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
    is_odd: bool
    glyphs: tuple[str, ...] = ()


@define(eq=False)
class Font:
    """A font of the file; it remembers what it has decoded.

    name: without its subset tag; is_embedded: whether the file holds its program, as one that can
        be read.
    code_length: bytes a code; code_spaces: by which strings are cut where its codes are of several
        lengths, else none.
    mapping: code → characters; widths: code → thousandths of an em.
    is_vertical: written from top to bottom; is_unicode: whether a code is its character.
    is_named_elsewhere: whether viewers know its characters by what is not read here: one of
        Adobe's collections, or the glyph names in its program.
    odd_names: codes whose glyphs have a name that tells no character.
    lacks_glyph_map: whether it is embedded with TrueType outlines and does not say which are whose.
    dictionary: which has its descriptor; cids: code → CID, None where they are the same.
    pages: code → the first page that shows it, where it can be seen; hidden: as pieces, of what
    cannot.
    """

    key: ObjectKey
    name: str
    is_embedded: bool
    code_length: int = 1
    code_spaces: tuple[CodeSpace, ...] = ()
    mapping: dict[int, str] = field(factory=dict)
    widths: dict[int, float] = field(factory=dict)
    default_width: float = _UNKNOWN_WIDTH
    notdef: frozenset[int] = frozenset()
    is_vertical: bool = False
    is_unicode: bool = False
    is_named_elsewhere: bool = False
    odd_names: frozenset[int] = frozenset()
    lacks_glyph_map: bool = False
    dictionary: DictionaryObject = field(factory=DictionaryObject)
    cids: dict[int, int] | None = None
    pages: dict[int, int] = field(factory=dict)
    pieces: Remembered[bytes, Piece] = field(factory=lambda: Remembered(_MOST_CACHED))
    hidden: Remembered[bytes, Piece] = field(factory=lambda: Remembered(_MOST_CACHED))

    def piece(self, data: bytes, page: int | None = None) -> Piece:
        """Return what the string `data` shows; page: where it is seen, None where it is not."""
        pieces = self.hidden if page is None else self.pieces
        known = pieces.get(data)
        if known is None:
            known = self._decode(data, page)
            if len(data) <= _LONGEST_CACHED:
                pieces[data] = known
        return known

    def _codes(self, data: bytes) -> Iterable[int]:
        if self.code_spaces:
            return cut_codes(data, self.code_spaces)
        if self.code_length == 1:
            return data
        if self.code_length == 2:
            high, low = data[0::2], data[1::2]
            return [a << 8 | b for a, b in zip(high, low, strict=False)]
        step = self.code_length
        return [int.from_bytes(data[i : i + step], "big") for i in range(0, len(data), step)]

    def _decode(self, data: bytes, page: int | None) -> Piece:
        codes = list(self._codes(data))
        if page is not None and not all(map(self.pages.__contains__, codes)):
            self.pages.update(dict.fromkeys(set(codes).difference(self.pages), page))
        characters: list[str] = []
        widths: list[float] = []
        unmapped: int | None = None
        for code in codes:
            text = self.mapping.get(code)
            if text is None and self.is_unicode:
                text = character(code)
            if text is None or text in ("\0", "\ufeff", "\ufffe"):
                is_known = self.is_named_elsewhere and code not in self.odd_names
                if not is_known and unmapped is None:
                    unmapped = code
                text = _REPLACEMENT
            characters.append(text)
            widths.append(self.widths.get(code, self.default_width))
        inked = [index for index, text in enumerate(characters) if not text.isspace()]
        first, last = (inked[0], inked[-1]) if inked else (0, -1)
        text = "".join(characters)
        has_notdef = not self.notdef.isdisjoint(codes)
        has_private = any("\ue000" <= character <= "\uf8ff" for character in text)
        return Piece(
            text=text,
            width=sum(widths) / 1000,
            codes=len(codes),
            spaces=codes.count(_SPACE) if self.code_length == 1 else 0,  # not of longer codes
            lead=sum(widths[:first]) / 1000,
            trail=sum(widths[last + 1 :]) / 1000,
            trail_codes=len(codes) - last - 1,
            is_blank=not inked,
            unmapped=unmapped,
            has_notdef=has_notdef,
            has_private=has_private,
            is_odd=unmapped is not None or has_notdef or has_private,
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


def _composite(pdf: PdfSource, key: ObjectKey, name: str, dictionary: DictionaryObject) -> Font:
    descendants = pdf.array(dictionary, "/DescendantFonts")
    descendant = pdf.value(descendants[0]) if descendants else None
    if not isinstance(descendant, DictionaryObject):
        descendant = DictionaryObject()
    encoding = pdf.get(dictionary, "/Encoding")
    encoding_name = as_name(encoding) or ""
    code_length, cids, spaces = 2, dict[int, int](), tuple[CodeSpace, ...]()
    if isinstance(encoding, StreamObject):
        data = pdf.stream_data(encoding) or b""
        spaces = code_spaces(data)
        lengths = {len(low) for low, _ in spaces}
        code_length = min(lengths, default=2)
        spaces = spaces if len(lengths) > 1 else ()
        cids = cid_entries(data)
    mapping: dict[int, str] = {}
    to_unicode = pdf.stream_data(pdf.get(dictionary, "/ToUnicode"))
    if to_unicode is not None:
        mapping = parse_to_unicode(to_unicode)
    widths = _composite_widths(pdf, descendant)
    if cids:
        widths = {code: widths[cid] for code, cid in cids.items() if cid in widths}
    system = pdf.dictionary(descendant, "/CIDSystemInfo")
    default = pdf.number(descendant, "/DW")
    is_embedded = program_data(pdf, descendant) is not None
    is_identity = encoding_name.startswith("Identity")
    return Font(
        key,
        name,
        is_embedded=is_embedded,
        code_length=code_length,
        code_spaces=spaces,
        mapping=mapping,
        widths=widths,
        default_width=1000.0 if default is None else default,
        notdef=_notdef(pdf, descendant) if is_identity else frozenset(),
        is_vertical=encoding_name.endswith("-V"),
        is_unicode="UCS2" in encoding_name or "UTF16" in encoding_name,
        is_named_elsewhere=pdf.text(system, "/Ordering") in _CHARACTER_COLLECTIONS,
        lacks_glyph_map=pdf.name_at(descendant, "/Subtype") == "CIDFontType2"
        and pdf.get(descendant, "/CIDToGIDMap") is None
        and is_embedded,
        dictionary=descendant,
        cids=None if is_identity else cids,
    )


def _notdef(pdf: PdfSource, descendant: DictionaryObject) -> frozenset[int]:
    """Return the CIDs of glyph 0: 0 alone, or all that a map of glyphs leads to none."""
    glyphs = pdf.stream_data(pdf.get(descendant, "/CIDToGIDMap"))
    if not glyphs:
        return frozenset({0})
    count = min(len(glyphs) // 2, _MOST_CIDS)
    pairs = zip(glyphs[0 : 2 * count : 2], glyphs[1 : 2 * count : 2], strict=True)
    none = [cid for cid, (high, low) in enumerate(pairs) if not (high or low)]
    return frozenset([*none, *range(count, _MOST_CIDS)])


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
    encoding = read_encoding(pdf, dictionary)
    own = None if subtype == "Type3" else _own_encoding(pdf, dictionary)
    mapping = _texts(encoding, name, own)
    differences = encoding.differences.items()
    notdef = frozenset(code for code, glyph in differences if glyph == NOTDEF)
    odd_names = frozenset(code for code, _ in differences if code not in mapping) - notdef
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
    is_embedded = subtype == "Type3" or program_data(pdf, dictionary) is not None
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
        is_named_elsewhere=is_embedded
        and subtype == "Type1"
        and to_unicode is None
        and own is None,
        odd_names=odd_names,
        dictionary=dictionary,
    )


def _texts(encoding: Encoding, name: str, own: dict[int, str] | None) -> dict[int, str]:
    """Return code → characters by the encoding alone.

    own: the encoding of the font's program, if that is read.
    """
    base = encoding.base
    if base is None and name in ("Symbol", "ZapfDingbats"):
        base = name
    elif base is None and own is None and not encoding.is_symbolic:
        is_standard = not encoding.is_told or name.startswith(_BASE_FONTS)
        base = "StandardEncoding" if is_standard else "WinAnsiEncoding"
    if base is None and own is not None:
        mapping = {code: text_of_glyph(glyph) for code, glyph in own.items()}
    else:
        mapping = named_encoding(base)
    mapping |= {code: text_of_glyph(glyph) for code, glyph in encoding.differences.items()}
    return {code: text for code, text in mapping.items() if text}


def _own_encoding(pdf: PdfSource, dictionary: DictionaryObject) -> dict[int, str] | None:
    """Return code → name of a glyph, as the program of a Type 1 font has it; None for another."""
    data = pdf.stream_data(pdf.get(pdf.dictionary(dictionary, "/FontDescriptor"), "/FontFile"))
    return None if data is None else own_encoding(data)
