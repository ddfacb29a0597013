"""A font's dictionary → the program that the file holds of it; ISO 32000-1, 9.9."""

import struct

from pypdf.generic import DictionaryObject, StreamObject

from briefkit.preflight.compact import CffProgram, read_compact
from briefkit.preflight.source import PdfSource
from briefkit.preflight.truetype import TrueTypeProgram, read_tables, read_truetype
from briefkit.preflight.type1 import Type1Program, read_type1
from briefkit.values import define, field

Program = TrueTypeProgram | CffProgram | Type1Program

_TABLES = (b"\0\1\0\0", b"true", b"OTTO")


def program_data(pdf: PdfSource, font: DictionaryObject) -> bytes | None:
    """Return a font's program; None for none, for an empty one and for a collection of fonts."""
    descriptor = pdf.dictionary(font, "/FontDescriptor")
    for key in ("/FontFile", "/FontFile2", "/FontFile3"):
        stream = pdf.get(descriptor, key)
        data = pdf.stream_data(stream) if isinstance(stream, StreamObject) else None
        if data and not data.startswith(b"ttcf"):
            return data
    return None


@define(eq=False)
class Programs:
    """The programs of a file, each read once, however many fonts are made of it."""

    pdf: PdfSource
    _read: dict[bytes, Program | None] = field(factory=dict)

    def program_of(self, font: DictionaryObject) -> Program | None:
        """Return a font's program; None where there is none that can be read."""
        data = program_data(self.pdf, font)
        if data is None:
            return None
        if data not in self._read:
            self._read[data] = read_program(data)
        return self._read[data]


def read_program(data: bytes) -> Program | None:
    """Return a font's program, by what it is and not by what it is called; None for another."""
    if data.startswith(_TABLES):
        try:
            outlines = read_tables(data).get(b"CFF ")
        except struct.error:
            return None
        return read_truetype(data) if outlines is None else read_compact(outlines)
    if data.startswith(b"%!"):
        return read_type1(data)
    return read_compact(data) if data.startswith(b"\1\0") else None
