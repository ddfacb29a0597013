"""Build squares.ttf, the font in which every glyph is one em wide.

Layout tests are then sums: "five letters" is five times the size. Each glyph is a square from 0.2
em under the baseline to 0.8 em over it, spaces are empty; nothing kerns and nothing joins. Run it
where fontTools is installed (the project itself does not need it):

    python tests/fonts/make_squares.py
"""

import string
from pathlib import Path

EM, ASCENT, DESCENT = 1000, 800, 200
FAMILY = "briefkit squares"
TARGET = Path(__file__).with_name("squares.ttf")
SPACES = " \u00a0\u2009\u202f"
LETTERS = (
    string.ascii_letters
    + "çğıöşüÇĞİÖŞÜâîûÂÎÛ"  # Turkish
    + "äßÄéèêëàùôïœæÉÈÊËÀÙÔÏŒÆñáíóúÑÁÍÓÚåøÅØ"
    + "абвгдежзийклмнопрстуфхцчшщъыьэюяАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯёЁіїєґІЇЄҐ"
)
MARKS = string.digits + string.punctuation + "‐‑–—‘’‚“”„«»‹›…·•§¶†‡°©®™€£¡¿×−′″¹²³⁴"


def main() -> None:
    """Write the font."""
    # Not a dependency of the project; pytest imports this module to look for doctests.
    from fontTools.fontBuilder import FontBuilder
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    characters = sorted(set(SPACES + LETTERS + MARKS))
    names = {ord(character): f"uni{ord(character):04X}" for character in characters}
    order = [".notdef", *names.values()]
    pen = TTGlyphPen(None)
    pen.moveTo((0, -DESCENT))
    pen.lineTo((0, ASCENT))
    pen.lineTo((EM, ASCENT))
    pen.lineTo((EM, -DESCENT))
    pen.closePath()
    square, empty = pen.glyph(), TTGlyphPen(None).glyph()
    spaces = {names[ord(space)] for space in SPACES}
    builder = FontBuilder(EM, isTTF=True)
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap(names)
    builder.setupGlyf({name: empty if name in spaces else square for name in order})
    builder.setupHorizontalMetrics(dict.fromkeys(order, (EM, 0)))
    builder.setupHorizontalHeader(ascent=ASCENT, descent=-DESCENT)
    builder.setupNameTable(
        {
            "copyright": "The briefkit maintainers; CC0",
            "familyName": FAMILY,
            "styleName": "Regular",
            "uniqueFontIdentifier": FAMILY,
            "fullName": FAMILY,
            "version": "Version 1.0",
            "psName": "BriefkitSquares",
        },
        mac=False,
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
    builder.save(TARGET)


if __name__ == "__main__":
    main()
