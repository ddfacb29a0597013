"""A font file → its `Face`: what it says of itself, and its glyphs; and its subset for a PDF.

Which face shows a text is decided in `fonts` and `itemize`; characters become glyphs in `shape`.
"""

import hashlib
import struct
import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path

import uharfbuzz as hb

from briefkit.errors import FontError, Problem
from briefkit.values import field, frozen

# OS/2 fsType, in https://learn.microsoft.com/typography/opentype/spec/os2#fstype
_RESTRICTED, _PREVIEW_AND_PRINT, _EDITABLE = 0x0002, 0x0004, 0x0008
_NO_SUBSETTING, _BITMAPS_ONLY = 0x0100, 0x0200

_WHOLE = "give a whole TTF, OTF or TTC file"
_HEAD_LENGTH = 54  # bytes of the table
_NEEDED_TABLES = frozenset({"head", "hhea", "hmtx", "maxp", "cmap"})
_KEPT_TABLES = frozenset(
    {"head", "hhea", "hmtx", "maxp", "glyf", "loca", "cvt ", "fpgm", "prep", "CFF "}
)  # what ISO 32000-1, 9.9 asks of an embedded font program
_VARIATION_TABLES = frozenset({"fvar", "gvar", "avar", "cvar", "HVAR", "MVAR"})

# Controls but "\n", separators that are structure, halves of surrogate pairs, noncharacters.
UNPRINTABLE = frozenset(
    chr(code)
    for codes in (
        (*range(0x0A), *range(0x0B, 0x20), *range(0x7F, 0xA0), 0x2028, 0x2029),
        range(0xD800, 0xE000),
        (*range(0xFDD0, 0xFDF0), *(p << 16 | low for p in range(17) for low in (0xFFFE, 0xFFFF))),
    )
    for code in codes
)
# What HarfBuzz hides although no font has it: joiners, direction and variation controls. "\n" is
# shaped as one of them.
_HIDDEN = frozenset(
    chr(code)
    for codes in (
        (0x0A, 0xAD, 0x034F, 0x061C, 0xFEFF, 0xE0001),
        range(0x180B, 0x1810),
        range(0x200B, 0x2010),
        range(0x202A, 0x202F),
        (*range(0x2060, 0x2065), *range(0x2066, 0x2070)),
        range(0xFE00, 0xFE10),
        range(0xE0020, 0xE0080),
        range(0xE0100, 0xE01F0),
    )
    for code in codes
)
# Spaces that HarfBuzz makes from U+0020 where a font lacks them, each as wide as it should be.
_SPACES = frozenset("\u00a0\u202f\u205f\u3000") | frozenset(map(chr, range(0x2000, 0x200B)))
# What looks the same in print, the nearest first; the text stays as it was written.
_LOOK_ALIKES = {
    "\u2010": ("-",),  # hyphen
    "\u2011": ("\u2010", "-"),  # non-breaking hyphen
    "\u2024": (".",),  # one dot leader
    "\u2027": ("·",),  # hyphenation point
    "\u2043": ("\u2010", "-"),  # hyphen bullet
    "\u2217": ("*",),  # asterisk operator
    "\u2223": ("|",),  # divides
    "\u223c": ("~",),  # tilde operator
}


@frozen(eq=False)
class Face:
    """One style of one font: what it says of itself, and its glyphs. Compared by identity.

    key: unique among all faces, and the same in every process.
    family, weight, is_italic: what it is looked up by.
    optical_range: from this size to below that one, in points, it looks best.
    units_per_em: font units in an em. All of these are in ems, y up: ascent, descent (positive
        downwards), line_gap, cap_height, bbox (x0, y0, x1, y1), stem (of an upright, estimated).
    italic_angle_deg: negative when leaning to the right.
    is_cff: whether the outlines are cubic, embedded as CIDFontType0C.
    may_be_subset: whether the licence bits allow to embed a part of it.
    path, index: its file, and its place in it when that is a collection.
    shows: the characters that come out right by themselves: those with a glyph, those that stand
        for one of these (`stand_ins`), those that never show, and spaces.
    stand_ins: for `str.translate`, a character without a glyph → the one to shape in its place.
    font: HarfBuzz's, one unit an em's unit; never changed once made, so threads may share it.
    """

    key: str
    postscript_name: str
    family: str
    weight: int
    is_italic: bool
    optical_range: tuple[float, float]
    units_per_em: int
    ascent: float
    descent: float
    line_gap: float
    cap_height: float
    bbox: tuple[float, float, float, float]
    stem: float
    italic_angle_deg: float
    is_serif: bool
    is_fixed_pitch: bool
    is_cff: bool
    may_be_subset: bool
    path: Path
    index: int
    shows: frozenset[str] = field(repr=False)
    stand_ins: Mapping[int, str] = field(repr=False)
    font: hb.Font = field(repr=False)
    variations: tuple[tuple[str, float], ...] = ()

    def glyph(self, character: str) -> int:
        """Return the glyph of a character, 0 when there is none."""
        return self.font.get_nominal_glyph(ord(character)) or 0

    def advance(self, glyph: int) -> float:
        """Return a glyph's advance, in font units."""
        return float(self.font.get_glyph_h_advance(glyph))

    def can_show(self, text: str) -> bool:
        """Return whether all of a text comes out right, its marks composed or on their own."""
        return (
            self.shows.issuperset(text)
            or self.shows.issuperset(unicodedata.normalize("NFC", text))
            or self.shows.issuperset(unicodedata.normalize("NFD", text))
        )


def open_face(
    path: Path,
    index: int,
    family: str,
    weight: int,
    is_italic: bool,
    optical_range: tuple[float, float],
    is_bundled: bool = False,
) -> Face:
    """Return the face of a file. A bundled one is known to be whole, and keyed by its name alone.

    Raises FontError for a file that is broken, or that may not or cannot be embedded.
    """
    data = b"" if is_bundled else path.read_bytes()
    blob = hb.Blob.from_file_path(str(path)) if is_bundled else hb.Blob(data)
    if not is_bundled:
        _refuse_broken(data, path, index)
    source = hb.Face(blob, index)
    try:
        tables = frozenset(source.table_tags)
    except UnicodeDecodeError:
        broken = "the font has tables whose names are no text"
        raise _fault(broken, path, _WHOLE) from None
    _refuse_unusable(tables, path)
    head = source.reference_table("head").data
    if len(head) < _HEAD_LENGTH:
        raise _fault("the font's head table is cut short", path, _WHOLE)
    os2 = source.reference_table("OS/2").data if "OS/2" in tables else b""
    (licence,) = struct.unpack_from(">H", os2, 8) if len(os2) >= 10 else (0,)
    _refuse_unlicensed(licence, path)
    font = hb.Font(source)
    variations = _variations(source, weight) if "fvar" in tables else {}
    if variations:
        font.set_variations(variations)
    own = frozenset(map(chr, source.unicodes)) - UNPRINTABLE
    if not own:
        raise _fault("the font shows no character", path, "give another one")
    shows, stand_ins = _repertoire(own)
    post = source.reference_table("post").data if "post" in tables else b""
    name = _clean_name(source.get_name(hb.OTNameIdPredefined.POSTSCRIPT_NAME) or path.stem)
    em = source.upem
    panose = os2[32:42] if len(os2) >= 42 else bytes(10)
    extents = font.get_font_extents("ltr")
    tag = hb.OTMetricsTag

    def metric(which: hb.OTMetricsTag, otherwise: float) -> float:
        value = font.get_metric_position(which)
        return value / em if value else otherwise

    return Face(
        key=name if is_bundled else f"{name}-{_digest(data, index, variations)}",
        postscript_name=name,
        family=family,
        weight=weight,
        is_italic=is_italic,
        optical_range=optical_range,
        units_per_em=em,
        ascent=extents.ascender / em,
        descent=-extents.descender / em,
        line_gap=extents.line_gap / em,
        cap_height=metric(tag.CAP_HEIGHT, _height(font, "H", 0.7)),
        bbox=_bbox(head, em),
        # The usual estimate from the weight (no table says it): 50 + (weight / 65)² of 1000.
        stem=(50 + (weight / 65) ** 2) / 1000,
        italic_angle_deg=struct.unpack_from(">i", post, 4)[0] / 65536 if len(post) >= 16 else 0.0,
        is_serif=_is_serif(panose, os2[30] if len(os2) > 30 else 0),
        is_fixed_pitch=(
            (len(post) >= 16 and any(post[12:16])) or (panose[0] == 2 and panose[3] == 9)
        ),
        is_cff="glyf" not in tables,
        may_be_subset=not licence & _NO_SUBSETTING,
        path=path,
        index=index,
        shows=shows,
        stand_ins=stand_ins,
        font=font,
        variations=tuple(sorted(variations.items())),
    )


def _fault(what: str, path: Path, cure: str) -> FontError:
    return FontError(Problem(what, str(path), cure))


def _refuse_broken(data: bytes, path: Path, index: int) -> None:
    problem = _broken(data, index)
    if problem:
        raise _fault(problem, path, _WHOLE)


def _refuse_unusable(tables: frozenset[str], path: Path) -> None:
    if not tables >= _NEEDED_TABLES:
        lacking = ", ".join(sorted(_NEEDED_TABLES - tables))
        raise _fault(f"the font lacks tables that every font has ({lacking})", path, "repair it")
    if "CFF2" in tables and "glyf" not in tables:
        raise _fault(
            "the font has variable cubic outlines (CFF2), which a PDF cannot embed",
            path,
            "give its static OTF or a TTF",
        )
    if not tables & {"glyf", "CFF "}:
        raise _fault("the font has no outlines, only pictures", path, "give an outline font")


def _refuse_unlicensed(licence: int, path: Path) -> None:
    # Of several usage bits, which old fonts set together, the most generous counts.
    if licence & _RESTRICTED and not licence & (_PREVIEW_AND_PRINT | _EDITABLE):
        raise _fault(
            "the font's licence bits forbid to embed it (OS/2 fsType 2)",
            path,
            "use another font, or ask its maker for one that may be embedded",
        )
    if licence & _BITMAPS_ONLY:
        raise _fault(
            "the font's licence bits forbid to embed its outlines (OS/2 fsType 0x200)",
            path,
            "use another font, or ask its maker for one that may be embedded",
        )


def _variations(source: hb.Face, weight: int) -> dict[str, float]:
    """Return where a variable font is pinned: at the weight it is given for, else at defaults."""
    return {
        axis.tag: (
            min(max(float(weight), axis.min_value), axis.max_value)
            if axis.tag == "wght"
            else axis.default_value
        )
        for axis in source.axis_infos
    }


def _digest(data: bytes, index: int, variations: Mapping[str, float]) -> str:
    digest = hashlib.sha256(data)
    digest.update(repr((index, sorted(variations.items()))).encode())
    return digest.hexdigest()[:12]


def _bbox(head: bytes, em: int) -> tuple[float, float, float, float]:
    left, bottom, right, top = struct.unpack_from(">4h", head, 36)
    return left / em, bottom / em, right / em, top / em


def _is_serif(panose: bytes, family_class: int) -> bool:
    # PANOSE: of Latin text faces (2), serif styles 2 to 10. IBM's classes 1 to 5 and 7 have serifs.
    if panose[0] == 2 and panose[1] >= 2:
        return panose[1] <= 10
    return family_class in {1, 2, 3, 4, 5, 7}


def _repertoire(own: frozenset[str]) -> tuple[frozenset[str], Mapping[int, str]]:
    """Return the `shows` and `stand_ins` of a face with glyphs for the characters `own`."""
    stand_ins = {0x0A: "\u200b"}
    for character, others in _LOOK_ALIKES.items():
        found = [other for other in others if other in own]
        if character not in own and found:
            stand_ins[ord(character)] = found[0]
    spaces = _SPACES if " " in own else frozenset()
    return own | _HIDDEN | spaces | frozenset(map(chr, stand_ins)), stand_ins


def _broken(data: bytes, index: int) -> str:
    """Return what is wrong with a file's table directory, or "".

    HarfBuzz takes a broken table for an empty one, and would set blanks without a word.
    """
    start = 0
    kind = data[:4]
    if kind == b"ttcf" and len(data) >= 12:
        (count,) = struct.unpack_from(">I", data, 8)
        if not 0 <= index < count or len(data) < 12 + 4 * count:
            return f"the collection has {count} fonts, and none of index {index}"
        (start,) = struct.unpack_from(">I", data, 12 + 4 * index)
        kind = data[start : start + 4]
    elif index:
        return f"the file is no collection, so that it has no font of index {index}"
    if kind in {b"wOFF", b"wOF2"}:
        return "the font is packed for the web (WOFF)"
    if kind not in {b"\0\1\0\0", b"OTTO", b"true"}:
        return "the file is no font"
    if len(data) < start + 12:
        return "the font file is cut short"
    (count,) = struct.unpack_from(">H", data, start + 4)
    for place in range(start + 12, start + 12 + 16 * count, 16):
        if len(data) < place + 16:
            return "the font file is cut short"
        offset, length = struct.unpack_from(">II", data, place + 8)
        if offset + length > len(data):
            return "the font file is cut short"
    return ""


def _clean_name(name: str) -> str:
    """Return a PostScript name of the characters that PDF and OpenType allow in one."""
    cleaned = "".join(c for c in name if "!" <= c <= "~" and c not in "[](){}<>/%#")
    return cleaned[:63] or "Unnamed"


def _height(font: hb.Font, character: str, otherwise: float) -> float:
    glyph = font.get_nominal_glyph(ord(character))
    extents = font.get_glyph_extents(glyph) if glyph else None
    return extents.y_bearing / font.face.upem if extents else otherwise


def subset(face: Face, glyphs: Iterable[int]) -> bytes:
    """Return a font program with the outlines of `glyphs` only, each under its old number.

    As a PDF embeds it: TrueType as a file of the tables that ISO 32000-1 asks for, CFF as the bare
    table. The same bytes for the same glyphs, whatever their order. A face whose licence bits
    forbid subsetting comes with every glyph.
    """
    wanted = hb.SubsetInput()
    wanted.flags = (
        hb.SubsetFlags.RETAIN_GIDS
        | hb.SubsetFlags.NOTDEF_OUTLINE
        | hb.SubsetFlags.NO_LAYOUT_CLOSURE
        | hb.SubsetFlags.NO_BIDI_CLOSURE
    )
    source = face.font.face
    chosen = glyphs if face.may_be_subset else range(source.glyph_count)
    wanted.glyph_set.update({0, *chosen})
    for axis, value in face.variations:
        wanted.pin_axis_location(source, axis, value)
    # HarfBuzz needs the tables of variations to pin the axes, and then leaves them out by itself.
    dropped = set(source.table_tags) - _KEPT_TABLES - _VARIATION_TABLES
    wanted.drop_table_tag_set.update(int.from_bytes(tag.encode()) for tag in dropped)
    try:
        made = wanted.subset(source)
    except RuntimeError as error:
        what = "the font's tables contradict one another, so no part of it can be embedded"
        raise FontError(Problem(what, str(face.path), "repair it, or give another font")) from error
    if face.is_cff:
        return bytes(made.reference_table("CFF ").data)
    return bytes(made.blob.data)
