"""Numbered objects → a PDF file's bytes, with reportlab's objects and without its habits.

All that leans on reportlab's internals stands here, so that one test can watch it; what the objects
say is written by the other modules of the room. No global setting of reportlab is read or changed:
the file is made of its objects, not on its canvas, which drags an unembedded Helvetica into each
page.
"""

# reportlab has no annotations, and this is its only door:
# mypy: allow-untyped-calls

import hashlib
import re
import zlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from io import BytesIO

from reportlab.pdfbase.pdfdoc import PDFFile, PDFTrailer

_COMPRESSION = 5  # zlib's level 6 costs a third more time for one byte in a thousand
_LEAF = 64  # entries in one node of a name or number tree; ISO 32000-1 sets no number
_ROWS = 4096  # of the table of places, spelled at once
_IDENTIFIER_TO_COME = "0" * 32
_NOT_IN_NAMES = re.compile(rb"[^!-~]|[#()<>\[\]{}/%]")  # ISO 32000-1, 7.3.5


class Reference(str):
    """An indirect object's number, as PDF writes a reference to it.

    >>> Reference(3)
    '3 0 R'
    """

    __slots__ = ("number",)

    number: int

    def __new__(cls, number: int) -> "Reference":
        """Return the reference to an object."""
        made = super().__new__(cls, f"{number} 0 R")
        made.number = number
        return made


Value = str | bytes | int | float | bool | Sequence["Value"] | Mapping[str, "Value"]


def number(value: float) -> str:
    """Return a number in PDF syntax: at most three decimals, never in exponents, never "-0".

    >>> number(12.0), number(0.12349), number(-0.0001), number(1e9)
    ('12', '0.123', '0', '1000000000')
    """
    return thousandths(round(value * 1000))


@lru_cache(maxsize=1 << 14)
def thousandths(value: int) -> str:
    """Return a whole number of thousandths, below 10 to the 18th, in PDF syntax.

    >>> thousandths(12500), thousandths(-3), thousandths(2000)
    ('12.5', '-0.003', '2')
    """
    spelled = repr(value / 1000)  # the shortest decimal, so never more than three places
    return spelled.removesuffix(".0")


@lru_cache(maxsize=1024)
def name(text: str) -> str:
    """Return a name in PDF syntax.

    >>> name("Link"), name("a/b é")
    ('/Link', '/a#2Fb#20#C3#A9')
    """
    spelled = _NOT_IN_NAMES.sub(lambda found: b"#%02X" % found[0][0], text.encode())
    return f"/{spelled.decode('ascii')}"


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


def spelled(value: Value) -> str:
    """Return a value in PDF syntax; strings and bytes are in it already.

    >>> spelled({"Kids": [Reference(3)], "Size": 1.5, "Marked": True})
    '<</Kids [3 0 R]/Size 1.5/Marked true>>'
    """
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return repr(value)
    if isinstance(value, float):
        return number(value)
    if isinstance(value, bytes):
        return value.decode("latin-1")
    if isinstance(value, Mapping):
        return f"<<{''.join([f'{name(key)} {spelled(each)}' for key, each in value.items()])}>>"
    return f"[{' '.join(map(spelled, value))}]"


def packed(data: bytes) -> bytes:
    """Return the data of a stream as `FlateDecode` has them."""
    return zlib.compress(data, _COMPRESSION)


class File:
    """A PDF file in the making."""

    def __init__(self, pdf_version: tuple[int, int] = (1, 7)) -> None:
        """Start an empty file."""
        self._pdf_version = pdf_version
        # Of the objects, from number 1 on; a stream's data stand between its head and its end.
        self._contents: list[bytes | tuple[bytes, bytes, bytes] | None] = []

    def reserve(self) -> Reference:
        """Return the number of an object to be defined later."""
        self._contents.append(None)
        return Reference(len(self._contents))

    def reserve_many(self, count: int) -> range:
        """Return the numbers of objects to be put later."""
        first = len(self._contents) + 1
        self._contents += [None] * count
        return range(first, first + count)

    def put(self, number: int, content: bytes) -> None:
        """Give the object of a number its content, in PDF syntax."""
        self._contents[number - 1] = content

    def define(self, reference: Reference, value: Value) -> None:
        """Give a reserved object its content; strings and bytes are PDF syntax as it stands."""
        content = value if isinstance(value, bytes) else spelled(value).encode("latin-1")
        self._contents[reference.number - 1] = content

    def add(self, value: Value) -> Reference:
        """Return the number of a new object."""
        reference = self.reserve()
        self.define(reference, value)
        return reference

    def add_stream(
        self, entries: Mapping[str, Value], data: bytes, *, compress: bool = True
    ) -> Reference:
        """Return the number of a new stream; `data` not to be compressed is written untouched.

        The line end before `endstream` is both CR and LF: without one, a reader which takes the
        last line end for one that is not data finds `Length` wrong (ISO 19005-2, 6.1.7.1), and a
        lone LF after data that ends with CR would be taken with it.
        """
        if compress:
            return self.add_packed(entries, packed(data))
        head = spelled({**entries, "Length": len(data)}).encode("latin-1")
        reference = self.reserve()
        self._contents[-1] = (b"%b\nstream\n" % head, data, b"\r\nendstream")
        return reference

    def add_packed(self, entries: Mapping[str, Value], data: bytes) -> Reference:
        """Return the number of a new stream of data that are `packed`."""
        return self.add_stream({**entries, "Filter": "/FlateDecode"}, data, compress=False)

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
        """Return the file's bytes; the identifier is a hash of all the rest.

        reportlab begins and ends the file. Between, its `PDFDocument` would keep half a kilobyte
        beside each object, of which a long table has a quarter of a million; and objects are given
        up as they are written, or a large file would stand in memory several times.
        """
        file = BytesIO()  # gives its bytes away without a copy
        write = file.write
        place = write(PDFFile(self._pdf_version).format(None))
        places = []
        self._contents.reverse()
        while self._contents:
            content = self._contents.pop()
            if content is None:
                raise ValueError("an object was numbered and never defined")
            places.append(place)
            if isinstance(content, tuple):  # not joined, for pictures are large
                place += write(b"%d 0 obj\n" % len(places)) + sum(map(write, content))
                place += write(b"\nendobj\n")
            else:
                end = b"" if content.endswith(b"\n") else b"\n"
                place += write(b"%d 0 obj\n%b%bendobj\n" % (len(places), content, end))
        cross_references = place
        write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1))
        for start in range(0, len(places), _ROWS):
            some = places[start : start + _ROWS]
            write(b"%010d 00000 n \n" * len(some) % tuple(some))
        trailer = PDFTrailer(
            startxref=cross_references,
            Size=len(places) + 1,
            Root=str(catalogue),
            Info=None if information is None else str(information),
            ID=f"[<{_IDENTIFIER_TO_COME}><{_IDENTIFIER_TO_COME}>]",
        ).format(None)
        with file.getbuffer() as written:
            digest = hashlib.sha256(written)
        digest.update(trailer.removeprefix(b"trailer\n"))
        identifier = digest.hexdigest()[:32].upper().encode()
        write(trailer.replace(_IDENTIFIER_TO_COME.encode(), identifier))
        return file.getvalue()
