"""Families and files → faces: which font shows a text, its facts, and its subset for a PDF.

Characters become glyphs in `shape`; which face has which character is asked by `itemize`. No file
is opened before a face of it is wanted. With `shape`, the only user of HarfBuzz.
"""

import hashlib
import math
import struct
import unicodedata
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from functools import cached_property, lru_cache
from pathlib import Path

import uharfbuzz as hb
from attrs import field, frozen

from briefkit.errors import FontError, Problem
from briefkit.style.typography import FontFamily, FontFile

# OS/2 fsType, in https://learn.microsoft.com/typography/opentype/spec/os2#fstype
_RESTRICTED, _PREVIEW_AND_PRINT, _EDITABLE = 0x0002, 0x0004, 0x0008
_NO_SUBSETTING, _BITMAPS_ONLY = 0x0100, 0x0200

_KEPT_TABLES = frozenset(
    {"head", "hhea", "hmtx", "maxp", "glyf", "loca", "cvt ", "fpgm", "prep", "CFF ", "CFF2"}
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
_HYPHENS = {"\u2010": ("-",), "\u2011": ("\u2010", "-")}  # what stands in for either


@frozen(eq=False)
class Face:
    """One style of one font: what it says of itself, and its glyphs. Compared by identity.

    key: unique among all faces, and the same in every process.
    family, weight, is_italic: what it is looked up by.
    optical_range: from this size to below that one, in points, it looks best.
    units_per_em: font units in an em. All of these are in ems, y up: ascent, descent (positive
        downwards), line_gap, cap_height, x_height, underline_offset and strikeout_offset (of the
        stroke's top), their thicknesses, bbox (x0, y0, x1, y1), stem (of an upright, estimated).
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
    x_height: float
    underline_offset: float
    underline_thickness: float
    strikeout_offset: float
    strikeout_thickness: float
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

    @cached_property
    def data(self) -> bytes:
        """Return the whole file."""
        return self.path.read_bytes()

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


@frozen
class _Bundled:
    """A bundled file and what a face is chosen by, so that choosing opens no file."""

    file: str
    weight: int = 400
    is_italic: bool = False
    optical_range: tuple[float, float] = (0.0, math.inf)


_STYLES = (
    ("Regular", 400, False),
    ("It", 400, True),
    ("Semibold", 600, False),
    ("SemiboldIt", 600, True),
    ("Bold", 700, False),
    ("BoldIt", 700, True),
)
_BUNDLED: Mapping[str, tuple[_Bundled, ...]] = {
    "Source Serif 4": (
        *(
            _Bundled(f"source-serif-4/SourceSerif4{cut}-{style}.ttf", weight, is_italic, sizes)
            for cut, sizes in (
                # Adobe draws SmText for 8.6, Text for 14 and Display for 60 points; our bounds
                # are set lower, for print: PAGE.md's notes are SmText, its titles Display.
                ("SmText", (0.0, 9.5)),
                ("", (9.5, 20.0)),
                ("Display", (20.0, math.inf)),
            )
            for style, weight, is_italic in _STYLES
        ),
        _Bundled(
            "source-serif-4/SourceSerif4Display-Light.ttf", 300, optical_range=(20.0, math.inf)
        ),
    ),
    "Source Sans 3": (
        _Bundled("source-sans-3/SourceSans3-Light.ttf", 300),
        *(
            _Bundled(f"source-sans-3/SourceSans3-{style}.ttf", weight, is_italic)
            for style, weight, is_italic in _STYLES
        ),
    ),
    "Source Code Pro": (
        _Bundled("source-code-pro/SourceCodePro-Regular.ttf"),
        _Bundled("source-code-pro/SourceCodePro-It.ttf", 400, is_italic=True),
        _Bundled("source-code-pro/SourceCodePro-Semibold.ttf", 600),
        _Bundled("source-code-pro/SourceCodePro-Bold.ttf", 700),
    ),
}


def bundled_folder() -> Path:
    """Return the folder of the bundled families: in the package, or beside it in a checkout."""
    package = Path(__file__).resolve().parent.parent
    shipped = package / "_fonts"
    return shipped if shipped.is_dir() else package.parent / "fonts"


class FontLibrary:
    """The families that a brief can be set in: the user's own, then the bundled ones.

    A family of the user's that bears a bundled one's name takes its place. Shared freely between
    threads; pickled as the list of its families.
    """

    def __init__(self, families: Iterable[FontFamily] = ()) -> None:
        """Make a library of families beside the bundled ones; no file is opened.

        Raises FontError for a family without files that is not a bundled one.
        """
        self._given = tuple(families)
        self._styles: dict[str, tuple[_Bundled | FontFile, ...]] = {}
        for family in self._given:
            if family.files:
                self._styles[family.name] = family.files
        for name, styles in _BUNDLED.items():
            self._styles.setdefault(name, styles)
        self._faces: dict[str, Face] = {}
        self._found: dict[tuple[str, int, bool, float], Face] = {}
        self._fallbacks: dict[tuple[str, str], Face | None] = {}
        for family in self._given:
            if not family.files:
                self._styles_of(family.name)

    def __reduce__(self) -> tuple[type["FontLibrary"], tuple[tuple[FontFamily, ...]]]:
        return type(self), (self._given,)

    @property
    def families(self) -> tuple[str, ...]:
        """Return the names of the families, the user's own first."""
        return tuple(self._styles)

    def face(
        self, family: str, weight: int = 400, is_italic: bool = False, size: float = 10.0
    ) -> Face:
        """Return the family's face that comes nearest: optical size, then slope, then weight.

        Raises FontError for a family that is not known, and for a file that cannot be used.
        """
        wanted = (family, weight, is_italic, size)
        face = self._found.get(wanted)
        if face is None:
            styles = self._styles_of(family)
            face = self._open(family, _nearest(styles, weight, is_italic, size))
            self._found[wanted] = face
        return face

    def __getitem__(self, key: str) -> Face:
        """Return the face of a key; KeyError when it is of another library."""
        if key not in self._faces:
            for family, styles in self._styles.items():
                for style in styles:
                    self._open(family, style)
        return self._faces[key]

    def fallback(self, text: str, face: Face) -> Face | None:
        """Return the face to show a character or word that `face` cannot, or None when none can.

        The other families in their order first, then every family's other slope, its own first.
        """
        asked = (text, face.key)
        if asked not in self._fallbacks:
            self._fallbacks[asked] = self._search(text, face)
        return self._fallbacks[asked]

    def _search(self, text: str, face: Face) -> Face | None:
        size = face.optical_range[0] or (9.0 if math.isfinite(face.optical_range[1]) else 10.0)
        others = [name for name in self._styles if name != face.family]
        order = [(face.family, not face.is_italic)]
        order += [(name, face.is_italic) for name in others]
        order += [(name, not face.is_italic) for name in others]
        for family, is_italic in order:
            candidate = self.face(family, face.weight, is_italic, size)
            if candidate.can_show(text):
                return candidate
        return None

    def _styles_of(self, family: str) -> tuple["_Bundled | FontFile", ...]:
        styles = self._styles.get(family)
        if styles is None:
            by_folded = {name.casefold(): name for name in self._styles}
            close = get_close_matches(family.casefold(), by_folded, n=1, cutoff=0.5)
            known = ", ".join(self._styles)
            cure = (
                f"did you mean {by_folded[close[0]]!r}? The families are {known}"
                if close
                else f"give its files, or name one of {known}"
            )
            raise FontError(Problem(f"the font family {family!r} is not known", cure=cure))
        return styles

    def _open(self, family: str, style: "_Bundled | FontFile") -> Face:
        if isinstance(style, _Bundled):
            face = _load(
                bundled_folder() / style.file,
                0,
                family,
                style.weight,
                style.is_italic,
                style.optical_range,
                is_bundled=True,
            )
        else:
            face = _load_given(style, family)
        return self._faces.setdefault(face.key, face)


def _nearest(
    styles: tuple[_Bundled | FontFile, ...], weight: int, is_italic: bool, size: float
) -> _Bundled | FontFile:
    """Return the nearest style, by CSS Fonts 4, 5.2, with the optical size before all else."""

    def distance(style: _Bundled | FontFile) -> tuple[bool, bool, int, int]:
        low, high = style.optical_range if isinstance(style, _Bundled) else (0.0, math.inf)
        if 400 <= weight <= 500:
            # first up to 500, then downwards, then upwards
            turn = 0 if weight <= style.weight <= 500 else 1 if style.weight < weight else 2
        elif weight < 400:
            turn = 0 if style.weight <= weight else 1
        else:
            turn = 0 if style.weight >= weight else 1
        return (
            not low <= size < high,
            style.is_italic != is_italic,
            turn,
            abs(style.weight - weight),
        )

    return min(styles, key=distance)


def _load_given(file: FontFile, family: str) -> Face:
    try:
        state = file.path.stat()
    except OSError as error:
        raise FontError(
            Problem(
                f"the font file cannot be read ({error.strerror or error})",
                str(file.path),
                f"give the path of a TTF, OTF or TTC file of {family!r}",
            )
        ) from error
    stamp = (state.st_mtime_ns, state.st_size)
    return _load(file.path.resolve(), file.index, family, file.weight, file.is_italic, stamp=stamp)


@lru_cache(maxsize=256)
def _load(
    path: Path,
    index: int,
    family: str,
    weight: int,
    is_italic: bool,
    optical_range: tuple[float, float] = (0.0, math.inf),
    *,
    is_bundled: bool = False,
    stamp: tuple[int, int] = (0, 0),
) -> Face:
    """Return the face of a file; `stamp` tells a file that was replaced from the one before."""

    def fault(what: str, cure: str) -> FontError:
        return FontError(Problem(what, str(path), cure))

    data = path.read_bytes() if not is_bundled else b""
    if data:
        problem = _broken(data, index)
        if problem:
            raise fault(f"the font {problem}", "give a whole TTF, OTF or TTC file")
    blob = hb.Blob(data) if data else hb.Blob.from_file_path(str(path))
    source = hb.Face(blob, index)
    font = hb.Font(source)
    tables = frozenset(source.table_tags)
    if not {"head", "hhea", "hmtx", "maxp", "cmap"} <= tables:
        raise fault("the font lacks a table that every font has", "give another file of it")
    if not tables & {"glyf", "CFF ", "CFF2"}:
        raise fault("the font has no outlines that a PDF can embed", "give another one")
    em = source.upem
    variations: dict[str, float] = {}
    for axis in source.axis_infos if "fvar" in tables else ():
        value = axis.default_value
        if axis.tag == "wght":
            value = min(max(float(weight), axis.min_value), axis.max_value)
        variations[axis.tag] = value
    if variations:
        font.set_variations(variations)

    os2 = source.reference_table("OS/2").data if "OS/2" in tables else b""
    licence, family_class, panose = 0, 0, bytes(10)
    if len(os2) >= 42:
        (licence,) = struct.unpack_from(">H", os2, 8)
        family_class, panose = os2[30], os2[32:42]
    usage = licence & 0x000F
    if usage & _RESTRICTED and not usage & (_PREVIEW_AND_PRINT | _EDITABLE):
        raise fault(
            "the font's licence bits forbid to embed it (OS/2 fsType 2)",
            "use another font, or ask its maker for a licence to embed",
        )
    if licence & _BITMAPS_ONLY:
        raise fault("the font's licence bits allow only its bitmaps to be embedded", "use another")
    head = source.reference_table("head").data
    post = source.reference_table("post").data if "post" in tables else b""
    italic_angle = struct.unpack_from(">i", post, 4)[0] / 65536 if len(post) >= 16 else 0.0
    is_fixed_pitch = len(post) >= 16 and struct.unpack_from(">I", post, 12)[0] != 0
    is_fixed_pitch = is_fixed_pitch or (panose[0] == 2 and panose[3] == 9)
    # PANOSE: Latin text with serifs of 2 to 10; IBM's classes 1 to 5 and 7 have serifs.
    is_serif = (
        2 <= panose[1] <= 10 if panose[0] == 2 and panose[1] else family_class in {1, 2, 3, 4, 5, 7}
    )
    extents = font.get_font_extents("ltr")

    def metric(tag: hb.OTMetricsTag, otherwise: float) -> float:
        value = font.get_metric_position(tag)
        return (value / em) if value else otherwise

    shows, stand_ins = _repertoire(frozenset(map(chr, source.unicodes)) - UNPRINTABLE)
    name = _clean_name(source.get_name(hb.OTNameIdPredefined.POSTSCRIPT_NAME), path)
    key = name
    if not is_bundled:
        digest = hashlib.sha256(data)
        digest.update(repr((index, sorted(variations.items()))).encode())
        key = f"{name}-{digest.hexdigest()[:12]}"
    tag = hb.OTMetricsTag
    return Face(
        key=key,
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
        x_height=metric(tag.X_HEIGHT, _height(font, "x", 0.5)),
        underline_offset=metric(tag.UNDERLINE_OFFSET, -0.1),
        underline_thickness=metric(tag.UNDERLINE_SIZE, 0.05),
        strikeout_offset=metric(tag.STRIKEOUT_OFFSET, 0.3),
        strikeout_thickness=metric(tag.STRIKEOUT_SIZE, 0.05),
        bbox=tuple(value / em for value in struct.unpack_from(">4h", head, 36)),
        # The usual estimate from the weight (no table says it): 50 + (weight / 65)² of 1000.
        stem=(50 + (weight / 65) ** 2) / 1000,
        italic_angle_deg=italic_angle,
        is_serif=is_serif,
        is_fixed_pitch=is_fixed_pitch,
        is_cff="glyf" not in tables,
        may_be_subset=not licence & _NO_SUBSETTING,
        path=path,
        index=index,
        shows=shows,
        stand_ins=stand_ins,
        font=font,
        variations=tuple(sorted(variations.items())),
    )


def _repertoire(own: frozenset[str]) -> tuple[frozenset[str], Mapping[int, str]]:
    """Return the `shows` and `stand_ins` of a face with glyphs for the characters `own`."""
    stand_ins = {0x0A: "\u200b"}
    for hyphen, others in _HYPHENS.items():
        found = [other for other in others if other in own]
        if hyphen not in own and found:
            stand_ins[ord(hyphen)] = found[0]
    spaces = _SPACES if " " in own else frozenset()
    return own | _HIDDEN | spaces | frozenset(map(chr, stand_ins)), stand_ins


def _broken(data: bytes, index: int) -> str:
    """Return what is wrong with a file's table directory, or ""."""
    start = 0
    kind = data[:4]
    if kind == b"ttcf" and len(data) >= 12:
        (count,) = struct.unpack_from(">I", data, 8)
        if not 0 <= index < count or len(data) < 12 + 4 * count:
            return f"collection has {count} fonts, and none of index {index}"
        (start,) = struct.unpack_from(">I", data, 12 + 4 * index)
        kind = data[start : start + 4]
    elif index:
        return f"file is no collection, so that it has no font of index {index}"
    if kind in {b"wOFF", b"wOF2"}:
        return "is packed for the web (WOFF)"
    if kind not in {b"\0\1\0\0", b"OTTO", b"true"}:
        return "file is none"
    if len(data) < start + 12:
        return "file is cut short"
    (count,) = struct.unpack_from(">H", data, start + 4)
    for place in range(start + 12, start + 12 + 16 * count, 16):
        if len(data) < place + 16:
            return "file is cut short"
        offset, length = struct.unpack_from(">II", data, place + 8)
        if offset + length > len(data):
            return "file is cut short"
    return ""


def _clean_name(name: str | None, path: Path) -> str:
    """Return a PostScript name of the characters that PDF and OpenType allow in one."""
    cleaned = "".join(c for c in name or path.stem if "!" <= c <= "~" and c not in "[](){}<>/%#")
    return cleaned[:63] or "Unnamed"


def _height(font: hb.Font, character: str, otherwise: float) -> float:
    glyph = font.get_nominal_glyph(ord(character))
    extents = font.get_glyph_extents(glyph) if glyph else None
    return extents.y_bearing / font.face.upem if extents else otherwise


def subset(face: Face, glyphs: Iterable[int]) -> bytes:
    """Return a font program with the outlines of `glyphs` only, each under its old number.

    As a PDF embeds it: TrueType as a file of the tables that ISO 32000-1 asks for, CFF as the bare
    table. The same bytes for the same glyphs, whatever their order. A face whose licence bits
    forbid subsetting comes whole.
    """
    wanted = hb.SubsetInput()
    wanted.flags = (
        hb.SubsetFlags.RETAIN_GIDS
        | hb.SubsetFlags.NOTDEF_OUTLINE
        | hb.SubsetFlags.NO_LAYOUT_CLOSURE
        | hb.SubsetFlags.NO_BIDI_CLOSURE
        | hb.SubsetFlags.DOWNGRADE_CFF2
    )
    source = face.font.face
    chosen = set(glyphs) if face.may_be_subset else set(range(source.glyph_count))
    wanted.glyph_set.update({0, *chosen})
    for axis, value in face.variations:
        wanted.pin_axis_location(source, axis, value)
    # HarfBuzz needs the tables of variations to pin the axes, and leaves them out itself then.
    dropped = set(source.table_tags) - _KEPT_TABLES - _VARIATION_TABLES
    wanted.drop_table_tag_set.update(int.from_bytes(tag.encode()) for tag in dropped)
    made = wanted.subset(source)
    if face.is_cff:
        return bytes(made.reference_table("CFF ").data)
    return bytes(made.blob.data)
