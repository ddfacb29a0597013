"""Build the fonts in which every glyph is one em wide.

Layout tests are then sums: "five letters" is five times the size. Each glyph is a square from 0.2
em under the baseline to 0.8 em over it, spaces are empty; nothing kerns and nothing joins. Three
files: `squares.ttf`, and with few letters `squares.otf` (CFF outlines) and `squares-variable.ttf`,
whose glyphs grow with the weight from one em at 400 to one and a half at 900. Run it where
fontTools is installed (the project itself does not need it):

    python tests/fonts/make_squares.py
"""

import string
from pathlib import Path

EM, ASCENT, DESCENT = 1000, 800, 200
GROWTH = 500  # of the variable font's advances, from weight 400 to 900
FAMILY = "briefkit squares"
FOLDER = Path(__file__).parent
SPACES = " \u00a0\u2009\u202f"
LETTERS = (
    string.ascii_letters
    + "çğıöşüÇĞİÖŞÜâîûÂÎÛ"  # Turkish
    + "äßÄéèêëàùôïœæÉÈÊËÀÙÔÏŒÆñáíóúÑÁÍÓÚåøÅØ"
    + "абвгдежзийклмнопрстуфхцчшщъыьэюяАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯёЁіїєґІЇЄҐ"
)
MARKS = string.digits + string.punctuation + "‐‑–—‘’‚“”„«»‹›…·•§¶†‡°©®™€£¡¿×−′″¹²³⁴"


def main() -> None:
    """Write the fonts."""
    build("squares.ttf", SPACES + LETTERS + MARKS)
    build("squares.otf", " -" + string.ascii_lowercase, is_cff=True)
    build("squares-variable.ttf", " -" + string.ascii_lowercase, is_variable=True)


def build(file: str, repertoire: str, is_cff: bool = False, is_variable: bool = False) -> None:
    """Write one font with squares for the characters of `repertoire`."""
    # Not a dependency of the project; pytest imports this module to look for doctests.
    from fontTools.fontBuilder import FontBuilder
    from fontTools.pens.t2CharStringPen import T2CharStringPen
    from fontTools.pens.ttGlyphPen import TTGlyphPen
    from fontTools.ttLib.tables.TupleVariation import TupleVariation

    characters = sorted(set(repertoire))
    names = {ord(character): f"uni{ord(character):04X}" for character in characters}
    order = [".notdef", *names.values()]
    spaces = {names.get(ord(space)) for space in SPACES}
    name = "Squares" + ("CFF" if is_cff else "Variable" if is_variable else "")
    builder = FontBuilder(EM, isTTF=not is_cff)
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap(names)
    glyphs = {}
    for glyph in order:
        pen = T2CharStringPen(EM, None) if is_cff else TTGlyphPen(None)
        if glyph not in spaces:
            pen.moveTo((0, -DESCENT))
            pen.lineTo((0, ASCENT))
            pen.lineTo((EM, ASCENT))
            pen.lineTo((EM, -DESCENT))
            pen.closePath()
        glyphs[glyph] = pen.getCharString() if is_cff else pen.glyph()
    if is_cff:
        builder.setupCFF(f"Briefkit{name}", {"FullName": FAMILY}, glyphs, {})
    else:
        builder.setupGlyf(glyphs)
    builder.setupHorizontalMetrics(dict.fromkeys(order, (EM, 0)))
    builder.setupHorizontalHeader(ascent=ASCENT, descent=-DESCENT)
    builder.setupNameTable(
        {
            "copyright": "The briefkit maintainers; CC0",
            "familyName": FAMILY,
            "styleName": "Regular",
            "uniqueFontIdentifier": f"{FAMILY} {name}",
            "fullName": FAMILY,
            "version": "Version 1.0",
            "psName": f"Briefkit{name}",
        },
        mac=False,
    )
    if is_variable:
        builder.setupFvar([("wght", 400, 400, 900, "Weight")], [])
        # Four corners, where there are any, and the four phantom points: the right edge moves.
        square = [(0, 0), (0, 0), (GROWTH, 0), (GROWTH, 0)]
        phantoms = [(0, 0), (GROWTH, 0), (0, 0), (0, 0)]
        builder.setupGvar(
            {
                glyph: [
                    TupleVariation(
                        {"wght": (0.0, 1.0, 1.0)},
                        (square if glyph not in spaces else []) + phantoms,
                    )
                ]
                for glyph in order
            }
        )
    builder.setupOS2(
        sTypoAscender=ASCENT,
        sTypoDescender=-DESCENT,
        sTypoLineGap=0,
        usWinAscent=ASCENT,
        usWinDescent=DESCENT,
        sxHeight=ASCENT,
        sCapHeight=ASCENT,
        fsType=0,
    )
    builder.setupPost(keepGlyphNames=False)
    # The same bytes on every run.
    builder.font["head"].created = builder.font["head"].modified = 0
    builder.font.recalcTimestamp = False
    builder.save(FOLDER / file)


if __name__ == "__main__":
    main()
