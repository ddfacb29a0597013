"""A face and the glyphs that were drawn of it → a composite font (Type0, Identity-H) in the PDF.

The text that a reader gets back hangs on one thing: each pair of a glyph and the characters that
it stands for has a code of its own. So one glyph may show a hyphen here and a soft hyphen there,
or the small capital of both "a" and "A". Outlines of TrueType reach that by a `CIDToGIDMap`; those
of CFF, where CIDs name glyphs for good, by a second font dictionary with a `ToUnicode` of its own
around the same font program. `ActualText` would do it too, but not every reader heeds it.
"""

import hashlib
from functools import lru_cache

from briefkit.errors import FontError, Problem
from briefkit.pdf.document import File, Reference, Value, literal, name, number, packed
from briefkit.pdf.document import text as text_string
from briefkit.text.fonts import Face, subset
from briefkit.values import frozen

_MOST_CODES = 0xFFFF  # of two bytes; code 0 is .notdef
NEGLIGIBLE = 0.05  # thousandths of an em: a hundred of them in a line are not seen
_NONE = 0.04  # surely negligible, however it is rounded
_FIXED_PITCH, _SERIF, _SYMBOLIC, _ITALIC = 1, 2, 4, 64  # ISO 32000-1, table 123
_CMAP_BLOCK = 100  # entries, of Adobe Technical Note #5014

# ISO 14289-1, 7.21.7 forbids U+0000, U+FEFF and U+FFFE as what a glyph stands for; other controls
# show as space, so that they part words.
_EXTRACTED = str.maketrans(
    {**dict.fromkeys(range(32), " "), 0: "\ufffd", 0xFEFF: "\u2060", 0xFFFE: "\ufffd"}
)


class Pieces(dict[tuple[int, str, float], str]):
    """What to write for a glyph of one size: (glyph, text, advance in points) → inside of a TJ.

    Glyphs that are scaled across have their advances scaled too.

    A piece is the glyph's code and, where the advance is not the glyph's own, an adjustment. It
    fills itself, so that a line is written by one `map` over three tuples.
    """

    def __init__(self, font: "EmbeddedFont", size: float, scale: float = 1.0) -> None:
        """Start with nothing."""
        super().__init__()
        self._font = font
        self._size = size
        self._across = size * scale  # an em, in points
        self._shown: dict[tuple[int, str], tuple[str, float, int]] = {}

    def __missing__(self, key: tuple[int, str, float]) -> str:
        glyph, text, advance = key
        shown = self._shown.get((glyph, text))
        if shown is None:  # the same glyph has many advances: spaces, and what is kerned
            dictionary, code = self._font.code(glyph, text)
            shown = _escaped(code), self._font.width(glyph), dictionary
            self._shown[glyph, text] = shown
        piece, width, dictionary = shown
        excess = width - advance * 1000 / self._across
        if not -_NONE < excess < _NONE:  # to round takes longest
            excess = round(excess, 2)
            if abs(excess) >= NEGLIGIBLE:
                piece = f"{piece}){repr(excess).removesuffix('.0')}("
        if dictionary:  # leave the array, and come back to it
            there, back = (
                f"{name(each)} {number(self._size)} Tf"
                for each in (self._font.resource(dictionary), self._font.resource(0))
            )
            piece = f")] TJ {there} [({piece})] TJ {back} [("
        self[key] = piece
        return piece


@frozen
class _Program:
    """A font program of some glyphs.

    data: packed; length: before. tag: six letters, of ISO 32000-1, 9.6.4, drawn from the program.
    cids: of its glyphs, where outlines of CFF have any.
    """

    data: bytes
    length: int
    tag: str
    cids: tuple[int, ...] | None


@lru_cache(maxsize=64)
def _program(face: Face, glyphs: tuple[int, ...]) -> _Program:
    """Return the program; kept, since a brief is often set again with other words or none."""
    program = subset(face, glyphs)
    cids = None
    if face.is_cff:
        from briefkit.pdf.cff import keyed_by_cids  # late: for fonts of this kind alone

        program = keyed_by_cids(program)
        cids = _cids(face, program)
    return _Program(packed(program), len(program), _tag(program), cids)


class EmbeddedFont:
    """A face as one PDF uses it: codes are given out as glyphs are drawn, then it is written.

    face: whose glyphs; label: its resource name in the pages.
    """

    def __init__(self, face: Face, label: str) -> None:
        """Start with no glyph drawn."""
        self.face = face
        self.label = label
        self._widths = _widths(face)
        self._codes: dict[tuple[int, str], tuple[int, str]] = {}
        self._texts: list[dict[int, str]] = [{}]  # of each dictionary: CID → text
        self._glyphs: dict[int, int] = {}  # CID → glyph
        self._cids: tuple[int, ...] | None = None
        if face.is_cff:
            self._cids = _own_cids(face)

    def resource(self, dictionary: int) -> str:
        """Return the resource name of one of the font's dictionaries."""
        return f"{self.label}.{dictionary}" if dictionary else self.label

    def width(self, glyph: int) -> float:
        """Return a glyph's advance in thousandths of an em, as it stands in `W`."""
        width = self._widths.get(glyph)
        if width is None:
            width = round(self.face.advance(glyph) * 1000 / self.face.units_per_em, 3)
            self._widths[glyph] = width
        return width

    def code(self, glyph: int, text: str) -> tuple[int, str]:
        """Return the dictionary and the code, two bytes as Latin-1, of a glyph that means `text`.

        Raises FontError for the glyph of what the font lacks.
        """
        found = self._codes.get((glyph, text))
        if found is None:
            found = self._codes[glyph, text] = self._new_code(glyph, text)
        return found

    def _new_code(self, glyph: int, text: str) -> tuple[int, str]:
        if glyph == 0:
            raise FontError(
                Problem(
                    f"the font {self.face.postscript_name} has no glyph for {text!r}",
                    cure="choose a family that has it",
                )
            )
        dictionary = 0
        if self.face.is_cff:
            cid = glyph if self._cids is None else self._cids[glyph]
            while cid in self._texts[dictionary]:
                dictionary += 1
                if dictionary == len(self._texts):
                    self._texts.append({})
        else:
            cid = len(self._glyphs) + 1
            if cid > _MOST_CODES:
                raise FontError(f"{self.face.postscript_name} shows more than {_MOST_CODES} glyphs")
        self._texts[dictionary][cid] = text
        self._glyphs[cid] = glyph
        return dictionary, chr(cid >> 8) + chr(cid & 0xFF)

    def write(self, file: File) -> dict[str, Reference]:
        """Write the font; return its dictionaries by their resource names."""
        program = _program(self.face, tuple(sorted(set(self._glyphs.values()))))
        base = self.face.postscript_name
        if self.face.may_be_subset:
            base = f"{program.tag}+{base}"
        descendant = self._write_descendant(file, base, program)
        fonts = {}
        for dictionary, texts in enumerate(self._texts):
            fonts[self.resource(dictionary)] = file.add(
                {
                    "Type": name("Font"),
                    "Subtype": name("Type0"),
                    "BaseFont": name(f"{base}-Identity-H" if self.face.is_cff else base),
                    "Encoding": name("Identity-H"),
                    "DescendantFonts": [descendant],
                    "ToUnicode": file.add_stream({}, _to_unicode(texts)),
                }
            )
        return fonts

    def _write_descendant(self, file: File, base: str, program: _Program) -> Reference:
        entries: dict[str, Value] = {
            "Type": name("Font"),
            "Subtype": name("CIDFontType0" if self.face.is_cff else "CIDFontType2"),
            "BaseFont": name(base),
            "CIDSystemInfo": {
                "Registry": text_string("Adobe"),
                "Ordering": text_string("Identity"),
                "Supplement": 0,
            },
            "FontDescriptor": self._write_descriptor(file, base, program),
            "W": self._widths_of_cids(),
        }
        if self.face.is_cff:
            if self._cids is not None and not self._keeps_cids(program):
                raise FontError(f"the subset of {self.face.postscript_name} lost its CIDs")
        else:
            glyphs = [0, *self._glyphs.values()]  # CIDs were given out in turn
            table = b"".join(glyph.to_bytes(2) for glyph in glyphs)
            entries["CIDToGIDMap"] = file.add_stream({}, table)
        return file.add(entries)

    def _keeps_cids(self, program: _Program) -> bool:
        kept = program.cids
        return kept is not None and all(
            glyph < len(kept) and kept[glyph] == cid for cid, glyph in self._glyphs.items()
        )

    def _write_descriptor(self, file: File, base: str, program: _Program) -> Reference:
        face = self.face
        flags = _SYMBOLIC
        flags |= _FIXED_PITCH * face.is_fixed_pitch | _SERIF * face.is_serif
        flags |= _ITALIC * (face.is_italic or face.italic_angle_deg != 0)
        entries: dict[str, Value] = {
            "Type": name("FontDescriptor"),
            "FontName": name(base),
            "Flags": flags,
            "FontBBox": [round(edge * 1000) for edge in face.bbox],
            "ItalicAngle": face.italic_angle_deg,
            "Ascent": round(face.ascent * 1000),
            "Descent": -round(face.descent * 1000),
            "CapHeight": round(face.cap_height * 1000),
            "StemV": round(face.stem * 1000),
        }
        if face.is_cff:
            entries["FontFile3"] = file.add_packed({"Subtype": name("CIDFontType0C")}, program.data)
        else:
            entries["FontFile2"] = file.add_packed({"Length1": program.length}, program.data)
        return file.add(entries)

    def _widths_of_cids(self) -> str:
        """Return `W` in PDF syntax: runs of neighbouring CIDs, each with its widths."""
        parts: list[str] = []
        last = -2
        for cid in sorted(self._glyphs):
            width = number(self.width(self._glyphs[cid]))
            parts.append(width if cid == last + 1 else f"{']' if parts else ''}{cid}[{width}")
            last = cid
        return f"[{' '.join(parts)}{']' if parts else ''}]"


@lru_cache(maxsize=64)
def _widths(face: Face) -> dict[int, float]:
    """Return a face's widths in thousandths of an em that were asked for, by glyph; they fill."""
    return {}


@lru_cache(maxsize=16)
def _own_cids(face: Face) -> tuple[int, ...] | None:
    return _cids(face, bytes(face.font.face.reference_table("CFF ").data))


def _cids(face: Face, table: bytes) -> tuple[int, ...] | None:
    from briefkit.text.cff import cids_of  # late, as above

    try:
        return cids_of(table)
    except ValueError as error:
        raise FontError(Problem(str(error), str(face.path), "give another file of it")) from error


def _tag(program: bytes) -> str:
    """Return six letters, drawn from a subset itself."""
    value = int.from_bytes(hashlib.sha256(program).digest()[:8])
    letters = []
    for _ in range(6):
        value, letter = divmod(value, 26)
        letters.append(chr(ord("A") + letter))
    return "".join(letters)


@lru_cache(maxsize=4096)
def _escaped(code: str) -> str:
    """Return a code as it stands within a string."""
    return literal(code)[1:-1]


@lru_cache(maxsize=4096)
def _in_utf_16(text: str) -> str:
    return text.translate(_EXTRACTED).encode("utf-16-be", "replace").hex().upper()


def _to_unicode(texts: dict[int, str]) -> bytes:
    """Return a CMap from codes to characters, as Adobe Technical Note #5411 lays it out."""
    entries = [f"<{cid:04X}> <{_in_utf_16(text)}>" for cid, text in sorted(texts.items())]
    blocks = [entries[at : at + _CMAP_BLOCK] for at in range(0, len(entries), _CMAP_BLOCK)]
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def",
        "/CMapName /Adobe-Identity-UCS def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<0000> <FFFF>",
        "endcodespacerange",
    ]
    for block in blocks:
        lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines).encode("ascii")
