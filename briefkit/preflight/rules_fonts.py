"""Judge fonts: Reading → Findings of what is shown in them, and of what they say of themselves.

Source: ISO 14289-1, 7.21.
"""

import re
from collections.abc import Collection, Iterator

from briefkit.preflight import findings
from briefkit.preflight.content import FontUse
from briefkit.preflight.encodings import NOTDEF, Encoding, read_encoding, text_of_glyph
from briefkit.preflight.finding import Finding
from briefkit.preflight.glyphs import Glyph, Glyphs, read_glyphs, read_lists
from briefkit.preflight.programs import Programs
from briefkit.preflight.reading import Reading
from briefkit.preflight.source import PdfSource
from briefkit.preflight.truetype import TrueTypeProgram, read_maps

_MOST_APART = 1.0
"""Thousandths of an em by which a width may differ from the font's own; 7.21.5."""


def judge_fonts(reading: Reading) -> Iterator[Finding]:
    """Yield the faults of the fonts, each on the first page that shows it."""
    programs = Programs(reading.pdf)
    for use in reading.fonts:
        yield from _judge_use(use)
        if use.font.pages:
            yield from _judge_encoding(use, programs)
        glyphs = read_glyphs(programs, use.font) if use.font.pages else None
        if glyphs is not None:
            yield from _judge_glyphs(use, glyphs)
            yield from _judge_list(reading.pdf, use, glyphs)


def _judge_use(use: FontUse) -> Iterator[Finding]:
    font, place = use.font, _place(use)
    if not font.is_embedded:
        if use.shown is not None:
            yield findings.FontNotEmbedded(f"{font.name} is not embedded", use.shown, place)
        else:
            message = f"{font.name} is named but not embedded, and nothing is shown in it"
            yield findings.UnusedFontNotEmbedded(message, use.named, place)
    if use.shown is not None and font.lacks_glyph_map:
        message = f"which glyphs of {font.name} are shown is left open"
        yield findings.MissingGlyphMap(message, use.shown, place)
    if use.unmapped is not None:
        page, code = use.unmapped
        message = f"which character the glyph of code {code:#x} stands for is not told"
        yield findings.MissingToUnicode(message, page, place)
    if use.private is not None:
        message = "glyphs are mapped to characters of private use"
        yield findings.PrivateUseText(message, use.private, place)
    if use.notdef is not None:
        message = "the glyph for what the font lacks is shown"
        yield findings.NotdefDrawn(message, use.notdef, place)


def _judge_encoding(use: FontUse, programs: Programs) -> Iterator[Finding]:
    """Yield what is unclear in the encoding of a simple font with TrueType outlines; 7.21.6."""
    font, pdf = use.font, programs.pdf
    if pdf.name_at(font.dictionary, "/Subtype") != "TrueType":
        return
    program = programs.program_of(font.dictionary)
    maps = read_maps(program).starts.keys() if isinstance(program, TrueTypeProgram) else None
    why = _unclear(read_encoding(pdf, font.dictionary), maps)
    if why:
        page = min(font.pages.values())
        yield findings.UnclearEncoding(f"{font.name} {why}", page, _place(use))


def _unclear(encoding: Encoding, maps: Collection[tuple[int, int]] | None) -> str:
    """Return what is wrong; "" for nothing. maps: of the font's program, None where it is unread.

    They are (3, 0) for symbols, (3, 1) for characters.
    """
    if encoding.is_symbolic:
        if encoding.is_told:
            return "is symbolic, and has an Encoding all the same"
        if maps is not None and len(maps) != 1 and (3, 0) not in maps:
            return f"is symbolic, and has {len(maps)} maps of which none is for symbols"
        return ""
    if encoding.base not in ("MacRomanEncoding", "WinAnsiEncoding"):
        return f"is not symbolic, and its encoding is {encoding.base or 'of no name'}"
    unknown = [
        one for one in encoding.differences.values() if one != NOTDEF and not text_of_glyph(one)
    ]
    if unknown:
        return f"names the glyph {unknown[0]!r}, which no list of names has"
    if maps is not None and encoding.differences and (3, 1) not in maps:
        return "names glyphs, and has no map of characters (3, 1) to find them by"
    if maps is not None and not set(maps) - {(3, 0)}:
        return "is not symbolic, and has no map of characters"
    return ""


def _place(use: FontUse) -> str:
    return f"font {use.font.name}"


def _judge_glyphs(use: FontUse, glyphs: Glyphs) -> Iterator[Finding]:
    """Yield what is shown and not there, and what is there in another width."""
    font = use.font
    lacking: list[Glyph] = []
    other: list[Glyph] = []
    for glyph in glyphs.shown():
        if glyph.is_lacking:
            lacking.append(glyph)
        elif glyph.width is not None:
            told = font.widths.get(glyph.code, font.default_width)
            if abs(told - glyph.width) > _MOST_APART:
                other.append(glyph)
    if lacking:
        page = min(glyph.page for glyph in lacking)
        message = f"{font.name} has no glyph for {_codes(lacking)}"
        yield findings.MissingGlyph(message, page, _place(use))
    if other:
        first = other[0]
        told = font.widths.get(first.code, font.default_width)
        widths = f"{told:g} wide by the file and {first.width:.5g} in the font itself"
        page = min(glyph.page for glyph in other)
        message = f"the glyph of code {first.code:#x} is {widths}{_more(len(other) - 1)}"
        yield findings.WidthMismatch(message, page, _place(use))


def _codes(glyphs: list[Glyph]) -> str:
    shown = ", ".join(f"{glyph.code:#x}" for glyph in glyphs[:5])
    return f"the code{'' if len(glyphs) == 1 else 's'} {shown}{', …' if len(glyphs) > 5 else ''}"


def _more(count: int) -> str:
    return f", and so are {count} others" if count > 1 else ", and so is another" if count else ""


def _judge_list(pdf: PdfSource, use: FontUse, glyphs: Glyphs) -> Iterator[Finding]:
    """Yield a list of the glyphs of a subset that is not that of the font; 7.21.4.2.

    PDF 2.0 does without these lists.
    """
    name = pdf.name_at(use.font.dictionary, "/BaseFont") or ""
    if not re.match(r"[A-Z]{6}\+", name) or pdf.version >= (2, 0):
        return
    for each in read_lists(pdf, glyphs):
        parts = [f"leaves out {each.left_out} of its glyphs"] if each.left_out else []
        parts += [f"names {each.made_up} that it lacks"] if each.made_up else []
        if parts:
            message = f"the {each.key} of the font {' and '.join(parts)}"
            page = min(use.font.pages.values())
            yield findings.GlyphListMismatch(message, page, _place(use))
