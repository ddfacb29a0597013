"""Encodings of simple fonts: codes → names of glyphs → characters; ISO 32000-1, 9.6.6.

The names of glyphs are those of the first 229 strings of CFF (Adobe Technical Note #5176, appendix
A), which are all that the encodings with a name have, but for a few of Apple's.
"""

import re
from itertools import islice

# The tables of glyph names and of the named encodings have no public name in pypdf.
from pypdf._codecs import adobe_glyphs, charset_encoding
from pypdf.generic import DictionaryObject, NameObject, NumberObject

from briefkit.preflight.cmaps import character
from briefkit.preflight.source import PdfSource, as_integer, as_name
from briefkit.values import frozen

NOTDEF = ".notdef"
_SYMBOLIC = 4  # of a descriptor's flags; ISO 32000-1, table 123
_NONSYMBOLIC = 32
_LAST_OF_ADOBE = "/zukatakana"
_ADOBE_GLYPHS = dict(islice(adobe_glyphs.items(), list(adobe_glyphs).index(_LAST_OF_ADOBE) + 1))
"""The names of the Adobe Glyph List. pypdf has others behind them, such as TeX's, which it alone
knows: a program that copies text, or reads it aloud, makes another letter of them."""

_NAMES = """
.notdef space exclam quotedbl numbersign dollar percent ampersand quoteright parenleft
parenright asterisk plus comma hyphen period slash zero one two three four five six seven eight
nine colon semicolon less equal greater question at A B C D E F G H I J K L M N O P Q R S T U V
W X Y Z bracketleft backslash bracketright asciicircum underscore quoteleft a b c d e f g h i j
k l m n o p q r s t u v w x y z braceleft bar braceright asciitilde exclamdown cent sterling
fraction yen florin section currency quotesingle quotedblleft guillemotleft guilsinglleft
guilsinglright fi fl endash dagger daggerdbl periodcentered paragraph bullet quotesinglbase
quotedblbase quotedblright guillemotright ellipsis perthousand questiondown grave acute
circumflex tilde macron breve dotaccent dieresis ring cedilla hungarumlaut ogonek caron emdash
AE ordfeminine Lslash Oslash OE ordmasculine ae dotlessi lslash oslash oe germandbls onesuperior
logicalnot mu trademark Eth onehalf plusminus Thorn onequarter divide brokenbar degree thorn
threequarters twosuperior registered minus eth multiply threesuperior copyright Aacute
Acircumflex Adieresis Agrave Aring Atilde Ccedilla Eacute Ecircumflex Edieresis Egrave Iacute
Icircumflex Idieresis Igrave Ntilde Oacute Ocircumflex Odieresis Ograve Otilde Scaron Uacute
Ucircumflex Udieresis Ugrave Yacute Ydieresis Zcaron aacute acircumflex adieresis agrave aring
atilde ccedilla eacute ecircumflex edieresis egrave iacute icircumflex idieresis igrave ntilde
oacute ocircumflex odieresis ograve otilde scaron uacute ucircumflex udieresis ugrave yacute
ydieresis zcaron
"""
STANDARD_NAMES = tuple(_NAMES.split())
_CODES_OF_STANDARD = (
    *range(0x20, 0x7F),
    *range(0xA1, 0xB0),
    *range(0xB1, 0xB5),
    *range(0xB6, 0xBE),
    0xBF,
    *range(0xC1, 0xC9),
    *(0xCA, 0xCB, 0xCD, 0xCE, 0xCF, 0xD0, 0xE1, 0xE3),
    *(0xE8, 0xE9, 0xEA, 0xEB, 0xF1, 0xF5, 0xF8, 0xF9, 0xFA, 0xFB),
)
STANDARD_ENCODING = dict(zip(_CODES_OF_STANDARD, STANDARD_NAMES[1:], strict=False))
"""Code → name; Annex D.2. Its names are the first of CFF's, in the same order."""


@frozen
class Encoding:
    """What a font's dictionary says of its codes.

    base: the name of an encoding, None where there is none; differences: code → name of a glyph.
    is_told: whether the dictionary says anything; is_symbolic: the flag of its descriptor.
    is_nonsymbolic: the other, which is its opposite in a good file.
    """

    base: str | None
    differences: dict[int, str]
    is_told: bool
    is_symbolic: bool
    is_nonsymbolic: bool


def read_encoding(pdf: PdfSource, dictionary: DictionaryObject) -> Encoding:
    """Return what the dictionary of a simple font says of its codes."""
    encoding = pdf.get(dictionary, "/Encoding")
    flags = as_integer(pdf.get(pdf.dictionary(dictionary, "/FontDescriptor"), "/Flags")) or 0
    differences: dict[int, str] = {}
    code = 0
    for raw in pdf.array(encoding, "/Differences"):
        item = pdf.value(raw)
        if isinstance(item, NumberObject):
            code = int(item)
        elif isinstance(item, NameObject):
            differences[code] = str(item)[1:]
            code += 1
    return Encoding(
        as_name(encoding) or pdf.name_at(encoding, "/BaseEncoding"),
        differences,
        encoding is not None,
        bool(flags & _SYMBOLIC),
        bool(flags & _NONSYMBOLIC),
    )


def named_encoding(name: str | None) -> dict[int, str]:
    """Return code → characters of an encoding that has a name; empty for one that is unknown."""
    if name == "StandardEncoding":
        return {code: text_of_glyph(glyph) for code, glyph in STANDARD_ENCODING.items()}
    table = charset_encoding.get(f"/{name}", [])
    return {code: text for code, text in enumerate(table) if text and text != "\0" and code >= 32}


def glyph_names(name: str | None) -> dict[int, str]:
    """Return code → name of the glyph of an encoding, of those whose name is beyond doubt."""
    if name == "StandardEncoding":
        return STANDARD_ENCODING
    if name not in ("WinAnsiEncoding", "MacRomanEncoding"):
        return {}
    by_text = {text_of_glyph(glyph): glyph for glyph in STANDARD_NAMES[1:]}
    texts = named_encoding(name)
    return {code: by_text[text] for code, text in texts.items() if text in by_text}


def text_of_glyph(glyph: str) -> str:
    """Return the characters of a glyph's name, by the Adobe Glyph List; "" where it has none."""
    texts: list[str] = []
    for part in glyph.split(".", 1)[0].split("_"):
        known = _ADOBE_GLYPHS.get(f"/{part}")
        if known is not None:
            texts.append(known)
        elif match := re.fullmatch(r"uni((?:[0-9A-F]{4})+)|u([0-9A-F]{4,6})", part):
            digits = match[1] or match[2]
            step = 4 if match[1] else len(digits)
            codes = [int(digits[i : i + step], 16) for i in range(0, len(digits), step)]
            texts.extend(character(code) for code in codes)
    return "".join(texts)
