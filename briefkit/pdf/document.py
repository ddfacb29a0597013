"""Numbered objects → a PDF file's bytes, with reportlab's objects and without its habits.

All that leans on reportlab's internals stands here, so that one test can watch it; what the objects
say is written by the other modules of the room. No global setting of reportlab is read or changed:
the file is made on its `PDFDocument`, not on its canvas, which drags an unembedded Helvetica into
each page.
"""

# reportlab has no annotations, and this is its only door:
# mypy: allow-untyped-calls, allow-untyped-defs

import hashlib
import zlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime

from attrs import frozen
from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFDocument,
    PDFName,
    PDFObject,
    PDFStream,
)
from reportlab.pdfbase.pdfdoc import format as written

_COMPRESSION = 6  # zlib's levels above it cost twice the time for one byte in a hundred
_LEAF = 64  # entries in one node of a name or number tree; ISO 32000-1 sets no number
_IDENTIFIER_TO_COME = b"0" * 32


@frozen
class Reference:
    """An indirect object's number; its `str` is how PDF writes it."""

    number: int

    def __str__(self) -> str:
        return f"{self.number} 0 R"


Value = str | bytes | int | float | bool | Reference | Sequence["Value"] | Mapping[str, "Value"]


def number(value: float) -> str:
    """Return a number in PDF syntax: at most three decimals, never in exponents, never "-0".

    >>> number(12.0), number(0.12349), number(-0.0001), number(1e9)
    ('12', '0.123', '0', '1000000000')
    """
    return thousandths(round(value * 1000))


def thousandths(value: int) -> str:
    """Return a whole number of thousandths, below 10 to the 18th, in PDF syntax.

    >>> thousandths(12500), thousandths(-3), thousandths(2000)
    ('12.5', '-0.003', '2')
    """
    spelled = repr(value / 1000)  # the shortest decimal, so never more than three places
    return spelled.removesuffix(".0")


def name(text: str) -> str:
    """Return a name in PDF syntax.

    >>> name("Link")
    '/Link'
    """
    return str(PDFName(text))


def text(string: str) -> str:
    r"""Return a text string in PDF syntax: as it is in ASCII, else in UTF-16.

    >>> text("a (b)"), text("é")
    ('(a \\(b\\))', '<FEFF00E9>')
    """
    if string.isascii() and string.isprintable():
        return literal(string)
    # A lone surrogate is no text: a reader would show a box for it, as for the "?" that is put.
    return f"<FEFF{string.encode('utf-16-be', 'replace').hex().upper()}>"


_ESCAPES = str.maketrans({"\\": "\\\\", "(": "\\(", ")": "\\)", "\r": "\\r"})


def literal(string: str) -> str:
    """Return a string of bytes, given as Latin-1, in PDF syntax."""
    return f"({string.translate(_ESCAPES)})"


def date(moment: datetime) -> str:
    """Return a date in PDF syntax.

    >>> date(datetime(2023, 9, 19, tzinfo=UTC))
    '(D:20230919000000Z)'
    """
    at = moment.astimezone(UTC)
    return f"(D:{at.year:04}{at.month:02}{at.day:02}{at.hour:02}{at.minute:02}{at.second:02}Z)"


def _held(value: Value) -> object:
    """Return a value as reportlab's formatter takes it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return number(value)
    if isinstance(value, Mapping):
        return PDFDictionary({key: _held(each) for key, each in value.items()})
    if isinstance(value, Sequence) and not isinstance(value, str | bytes):
        return PDFArray([_held(each) for each in value])
    return value


class _Slot(PDFObject):
    """An indirect object whose number is given out before its content is known."""

    __RefOnly__ = 1

    def __init__(self) -> None:
        self.content: object = None

    def format(self, document: PDFDocument) -> bytes:
        """Return the object's content in PDF syntax."""
        if self.content is None:
            raise ValueError("an object was numbered and never defined")
        if isinstance(self.content, bytes):
            return self.content
        return bytes(written(self.content, document, 1))  # 1: here, not by reference


class _Stream(PDFStream):
    """A stream whose bytes are ready, filters and all.

    reportlab's own puts no line end before `endstream`, so that a reader which takes the last line
    end for one that is not data finds `Length` wrong: ISO 19005-2, 6.1.7.1. Ours is both CR and LF:
    a lone LF after data that ends with CR would be taken with it.
    """

    def format(self, document: PDFDocument) -> bytes:
        """Return the stream in PDF syntax."""
        entries = PDFDictionary({**self.dictionary.dict, "Length": len(self.content)})
        return b"%b\nstream\n%b\r\nendstream" % (written(entries, document), self.content)


class _Document(PDFDocument):
    """reportlab's document, empty: no font dictionary, no identifier drawn from the clock."""

    def __init__(self, pdf_version: tuple[int, int]) -> None:
        # "invariant" keeps the clock out of the time stamp, which nothing of ours writes.
        super().__init__(invariant=1, compression=0, pdfVersion=pdf_version)
        self.objectcounter = 0
        for table in (self.idToObject, self.idToObjectNumberAndVersion, self.numberToId):
            table.clear()

    def ID(self) -> bytes:  # noqa: N802 (reportlab's name)
        """Return the file identifier's place; `File.finish` fills it."""
        return b"[<%b><%b>]" % (_IDENTIFIER_TO_COME, _IDENTIFIER_TO_COME)


class File:
    """A PDF file in the making."""

    def __init__(self, pdf_version: tuple[int, int] = (1, 7)) -> None:
        """Start an empty file."""
        self._document = _Document(pdf_version)
        self._slots: dict[Reference, _Slot] = {}

    def reserve(self) -> Reference:
        """Return the number of an object to be defined later."""
        slot = _Slot()
        self._document.Reference(slot)
        reference = Reference(self._document.objectcounter)
        self._slots[reference] = slot
        return reference

    def define(self, reference: Reference, value: Value) -> None:
        """Give a reserved object its content; bytes are PDF syntax as it stands."""
        self._slots[reference].content = _held(value)

    def add(self, value: Value) -> Reference:
        """Return the number of a new object."""
        reference = self.reserve()
        self.define(reference, value)
        return reference

    def add_stream(
        self, entries: Mapping[str, Value], data: bytes, *, compress: bool = True
    ) -> Reference:
        """Return the number of a new stream; `data` not to be compressed is written untouched."""
        held = {key: _held(value) for key, value in entries.items()}
        if compress:
            data = zlib.compress(data, _COMPRESSION)
            held["Filter"] = name("FlateDecode")
        reference = self.reserve()
        self._slots[reference].content = _Stream(PDFDictionary(held), data)
        return reference

    def add_tree(self, kind: str, entries: Iterable[tuple[str, Value]]) -> Reference:
        """Return the number of a new name or number tree.

        kind: "Names" or "Nums"; entries: sorted by their keys, which are in PDF syntax.
        """
        flat = list(entries)
        if len(flat) <= _LEAF:
            return self.add({kind: [each for entry in flat for each in entry]})
        leaves = [flat[start : start + _LEAF] for start in range(0, len(flat), _LEAF)]
        return self.add(
            {
                "Kids": [
                    self.add(
                        {
                            "Limits": [leaf[0][0], leaf[-1][0]],
                            kind: [each for entry in leaf for each in entry],
                        }
                    )
                    for leaf in leaves
                ]
            }
        )

    def finish(self, catalogue: Reference, information: Reference | None = None) -> bytes:
        """Return the file's bytes; the identifier is a hash of all the rest."""
        # To reportlab these are its own catalogue and information; it asks only for their numbers.
        # It writes a file without information in no way: one entry of the trailer is taken out.
        informing = self._slots[catalogue if information is None else information]
        vars(self._document).update(Catalog=self._slots[catalogue], info=informing)
        body, word, trailer = bytes(self._document.format()).rpartition(b"trailer\n")
        if information is None:
            trailer = trailer.replace(b"/Info %d 0 R\n" % catalogue.number, b"")
        digest = hashlib.sha256(body + trailer).hexdigest()[:32].upper().encode()
        return body + word + trailer.replace(_IDENTIFIER_TO_COME, digest)
