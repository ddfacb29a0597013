"""A font and its program → the glyphs of the codes that are shown.

Where the way from a code to a glyph is not the same for every viewer, nothing is said of it.
Source: ISO 32000-1, 9.6.6 and 9.7.4.
"""

import re
from collections.abc import Callable, Iterator

from briefkit.preflight.compact import CffProgram
from briefkit.preflight.encodings import (
    NOTDEF,
    glyph_names,
    named_encoding,
    read_encoding,
    text_of_glyph,
)
from briefkit.preflight.fonts import Font
from briefkit.preflight.programs import Program, Programs
from briefkit.preflight.source import PdfSource, as_name
from briefkit.preflight.truetype import TrueTypeProgram, read_maps
from briefkit.preflight.type1 import Type1Program
from briefkit.values import frozen

_MOST_BYTES_OF_BITS, _MOST_BYTES_OF_MAP = 8_192, 131_072  # of 65,536 CIDs

LACKING = -1
"""In the place of a glyph that the program does not have."""

Way = Callable[[int], int | None]
"""From a code to its glyph, or `LACKING`; None where it cannot be told, and for .notdef, which is
told by itself."""


@frozen
class Glyph:
    """A glyph that is shown.

    code: of it; page: the first that shows it; is_lacking: whether the program does not have it.
    width: in the program, in thousandths of an em; None where it cannot be told.
    """

    code: int
    page: int
    is_lacking: bool
    width: float | None


@frozen
class GlyphList:
    """A list of a font's glyphs, .notdef left out.

    key: in the descriptor; left_out: how many glyphs it does not name; made_up: how many names it
    has for none.
    """

    key: str
    left_out: int
    made_up: int


@frozen(eq=False)
class Glyphs:
    """What a font has: its program, and the way to its glyphs."""

    font: Font
    program: Program
    way: Way

    def shown(self) -> Iterator[Glyph]:
        """Yield the glyphs of the codes that are shown, in the order of these."""
        for code, page in sorted(self.font.pages.items()):
            glyph = self.way(code)
            if glyph == LACKING:
                yield Glyph(code, page, True, None)
            elif glyph is not None:
                yield Glyph(code, page, False, self.program.width(glyph))


def read_glyphs(programs: Programs, font: Font) -> Glyphs | None:
    """Return what a font has; None where it is not embedded, or is seldom seen."""
    pdf, program = programs.pdf, programs.program_of(font.dictionary)
    subtype = pdf.name_at(font.dictionary, "/Subtype")
    way: Way | None = None
    match subtype, program:
        case "CIDFontType2", TrueTypeProgram():
            way = _way_by_map(pdf, font, program)
        case "CIDFontType0", CffProgram():
            way = _way_by_cid(font, program)
        case "TrueType", TrueTypeProgram():
            way = _way_by_character(pdf, font, program)
        case "Type1" | "MMType1", CffProgram() | Type1Program():
            way = _way_by_name(pdf, font, program)
    return None if program is None or way is None else Glyphs(font, program, way)


def _cid(font: Font, code: int) -> int | None:
    return code if font.cids is None else font.cids.get(code)


def _way_by_map(pdf: PdfSource, font: Font, program: TrueTypeProgram) -> Way | None:
    raw = pdf.get(font.dictionary, "/CIDToGIDMap")
    table = pdf.stream_data(raw)
    if table is None and as_name(raw) != "Identity":
        return None

    def way(code: int) -> int | None:
        cid = _cid(font, code)
        if cid is None:
            return None
        glyph = cid if table is None else int.from_bytes(table[2 * cid : 2 * cid + 2])
        return (glyph or None) if glyph < program.count else LACKING

    return way


def _way_by_cid(font: Font, program: CffProgram) -> Way:
    def way(code: int) -> int | None:
        cid = _cid(font, code)
        if not cid:
            return None
        if program.cids is not None:
            return program.cids.get(cid, LACKING)
        return cid if cid < program.count else LACKING

    return way


def _way_by_character(pdf: PdfSource, font: Font, program: TrueTypeProgram) -> Way | None:
    encoding = read_encoding(pdf, font.dictionary)
    if encoding.is_symbolic and encoding.is_nonsymbolic:
        return None
    maps = read_maps(program)
    if encoding.is_symbolic or not encoding.is_told:

        def symbol(code: int) -> int | None:
            glyph = maps.glyph_of_symbol(code)
            return LACKING if glyph == 0 else glyph

        return symbol
    standard = named_encoding("StandardEncoding")
    texts = standard | named_encoding(encoding.base or "StandardEncoding")

    def way(code: int) -> int | None:
        name = encoding.differences.get(code)
        text = texts.get(code, "") if name is None else text_of_glyph(name)
        glyph = maps.glyph_of_name(name, text)
        # A space of whatever width shows nothing, so viewers make one up.
        return None if glyph == 0 and text.isspace() else LACKING if glyph == 0 else glyph

    return way


def _way_by_name(pdf: PdfSource, font: Font, program: CffProgram | Type1Program) -> Way | None:
    glyphs = program.glyphs
    if glyphs is None:
        return None
    encoding = read_encoding(pdf, font.dictionary)
    own = program.encoding or {}
    names = (own if encoding.base is None else glyph_names(encoding.base)) | encoding.differences
    may_have_others = isinstance(program, CffProgram) and program.may_have_others
    texts = {text_of_glyph(name) for name in glyphs} - {""}
    # Of an encoding with a name some codes are read in two ways; a font's own is what it is.
    unnamed = LACKING if encoding.base is None and own else None

    def way(code: int) -> int | None:
        name = names.get(code)
        if name is None or name == NOTDEF:
            return unnamed if name is None else None
        found = glyphs.get(name)
        if found is not None:
            return found
        # Viewers may take another name of the same character.
        return None if may_have_others or text_of_glyph(name) in texts else LACKING

    return way


def read_lists(pdf: PdfSource, glyphs: Glyphs) -> Iterator[GlyphList]:
    """Yield the lists that a descriptor has of its font's glyphs; ISO 32000-1, tables 122, 124."""
    descriptor = pdf.dictionary(glyphs.font.dictionary, "/FontDescriptor")
    data = pdf.stream_data(pdf.get(descriptor, "/CIDSet"))
    if data is not None:
        yield from _list_of_cids(pdf, glyphs, _bits(data))
    listed, program = pdf.text(descriptor, "/CharSet"), glyphs.program
    if listed is None or isinstance(program, TrueTypeProgram) or program.glyphs is None:
        return
    if not (isinstance(program, CffProgram) and program.may_have_others):
        names = frozenset(program.glyphs) - {NOTDEF}
        told = frozenset(re.findall(r"/([^\s/]+)", listed)) - {NOTDEF}
        yield GlyphList("CharSet", len(names - told), len(told - names))


def _list_of_cids(pdf: PdfSource, glyphs: Glyphs, told: frozenset[int]) -> Iterator[GlyphList]:
    program = glyphs.program
    if isinstance(program, CffProgram):
        cids = frozenset(range(program.count) if program.cids is None else program.cids) - {0}
        yield GlyphList("CIDSet", len(cids - told), len(told - cids))
    elif isinstance(program, TrueTypeProgram):
        table = pdf.stream_data(pdf.get(glyphs.font.dictionary, "/CIDToGIDMap"))
        if table is None:
            # Who cuts a font down may leave empty glyphs without a width of their own at its end.
            sure, cids = range(1, len(program.advances)), frozenset(range(1, program.count))
            yield GlyphList("CIDSet", len(frozenset(sure) - told), len(told - cids))
        else:
            table = table[:_MOST_BYTES_OF_MAP]
            pairs = zip(table[::2], table[1::2], strict=False)
            numbers = ((cid, high << 8 | low) for cid, (high, low) in enumerate(pairs))
            cids = frozenset(cid for cid, glyph in numbers if 0 < glyph < program.count) - {0}
            yield GlyphList("CIDSet", len(cids - told), len(told - cids))


def _bits(data: bytes) -> frozenset[int]:
    """Return the CIDs whose bits are set, the highest bit of a byte first."""
    data = data[:_MOST_BYTES_OF_BITS]
    return frozenset(
        8 * place + bit
        for place, byte in enumerate(data)
        if byte
        for bit in range(8)
        if byte & 0x80 >> bit
    ) - {0}
