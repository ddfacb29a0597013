"""Open a PDF: a path, bytes or a binary file → PdfSource, read through pypdf.

Here is all that shields the room from foreign and hostile files: every value that pypdf gives comes
through `PdfSource` and the `as_*` functions, which raise nothing for what a file may hold. What a
file says of its pages is read here; what stands on them is not, see `interpreter`.
"""

import io
import logging
import os
import re
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from contextvars import ContextVar
from typing import BinaryIO

import pypdf
from pypdf import PdfReader
from pypdf.errors import DependencyError
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    ByteStringObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    NumberObject,
    StreamObject,
    TextStringObject,
    create_string_object,
)

from briefkit.errors import ModelError, Problem, SourceError
from briefkit.given import as_path, read_plain
from briefkit.preflight.complaints import complaint_text
from briefkit.values import define, field, frozen

Source = str | os.PathLike[str] | bytes | BinaryIO
"""Where a PDF comes from: a path, its bytes, or a file opened in binary mode."""

Box = tuple[float, float, float, float]
"""A rectangle of a page as PDF has it: x and y of two corners, the lower left first, y up."""

ObjectKey = int
"""What tells one object of a file from another: its number, or a negative of our own."""

_MOST_PAGES = 50_000
_MOST_ITEMS = 1_000_000
"""Of an array or a dictionary, where pypdf counts: the parent tree of a long report has more than
the 100,000 that it allows."""

_MOST_SCANNED_BYTES = 1 << 29
"""pypdf looks through the whole file for each object that the index lacks: stop before it hangs."""

_US_LETTER: Box = (0.0, 0.0, 612.0, 792.0)

_heard: ContextVar[list[str] | None] = ContextVar("_heard", default=None)


class _Listener(logging.Handler):
    """Hears what pypdf says while this thread reads a file; keeps it off standard error."""

    def emit(self, record: logging.LogRecord) -> None:
        heard = _heard.get()
        if heard is not None and len(heard) < 100:
            heard.append(record.getMessage())


# Once for the process, as logging has no other place: a handler, even one that only listens, keeps
# Python from printing a library's warnings where no one asked for them.
logging.getLogger("pypdf").addHandler(_Listener())


@contextmanager
def listening() -> Iterator[list[str]]:
    """Give the list to which each complaint of pypdf is added while the block runs.

    Meanwhile pypdf reads arrays as large as files in use have, for this thread alone.
    """
    heard: list[str] = []
    token = _heard.set(heard)
    try:
        with _large_arrays():
            yield heard
    finally:
        _heard.reset(token)


def _large_arrays() -> AbstractContextManager[object]:
    if not hasattr(pypdf, "apply_configuration"):  # before 7 pypdf counts no items
        return nullcontext()
    return pypdf.apply_configuration(
        array_maximum_element_count=_MOST_ITEMS, dictionary_maximum_element_count=_MOST_ITEMS
    )


@frozen(eq=False)
class PageSource:
    """One page as the file has it.

    number: 1-based; key: of its object; dictionary: its own; resources: its own or inherited.
    crop: what of it is shown.
    """

    number: int
    key: ObjectKey
    dictionary: DictionaryObject
    resources: DictionaryObject
    crop: Box


@define(eq=False)
class PdfSource:
    """A file that has been opened.

    name: for messages; pages: in order; faults: what had to be repaired or passed over.
    limits: what was too large to be read.
    """

    name: str
    reader: PdfReader
    size: int
    catalogue: DictionaryObject
    pages: tuple[PageSource, ...] = ()
    faults: list[str] = field(factory=list)
    limits: list[str] = field(factory=list)
    _page_numbers: dict[ObjectKey, int] = field(factory=dict)
    _unread: set[tuple[int, int]] = field(factory=set)
    _scanned: int = 0
    _direct: dict[int, tuple[ObjectKey, object]] = field(factory=dict)

    @property
    def version(self) -> tuple[int, ...]:
        """Return the version of PDF, the later of the header's and the catalogue's.

        That is (1, 0) where neither says one. ISO 32000-1, 7.5.2.
        """
        told = (
            self.reader.pdf_header.removeprefix("%PDF-"),
            self.name_at(self.catalogue, "/Version"),
        )
        read = [re.match(r"(\d)\.(\d)", one or "") for one in told]
        return max((tuple(map(int, one.groups())) for one in read if one), default=(1, 0))

    def value(self, raw: object) -> object:
        """Return what `raw` is or refers to; None for null and for what cannot be read.

        Raises SourceError where the file is so broken that reading on would hang, and where it is
        encrypted beyond what can be read.
        """
        for _ in range(8):
            if not isinstance(raw, IndirectObject):
                return raw
            key = (raw.generation, raw.idnum)
            found = self.reader.resolved_objects.get(key)
            if found is not None:
                raw = found
                continue
            if key in self._unread:  # which pypdf takes for a loop when it is asked again
                return None
            known = key in self.reader.resolved_objects
            try:
                raw = raw.get_object()
            except DependencyError as error:
                raise _encrypted_beyond_us(self.name) from error
            except Exception as error:  # whatever a hostile file makes pypdf raise
                self._add_error("an object cannot be read", error)
                self._unread.add(key)
                raw = None
            if raw is None and not known:
                self._scanned += self.size
                if self._scanned > _MOST_SCANNED_BYTES:
                    raise SourceError(
                        Problem("refers to too many objects that it lacks", self.name, _ANEW)
                    )
        return raw

    def get(self, container: object, key: str) -> object:
        """Return the value of `key` in what should be a dictionary; None where there is none."""
        if not isinstance(container, DictionaryObject):
            return None
        raw = dict.get(container, key)  # as it stands; pypdf's own `get` resolves references
        return self.value(raw) if isinstance(raw, IndirectObject) else raw

    def dictionary(self, container: object, key: str) -> DictionaryObject:
        """Return the dictionary under `key`; an empty one where there is none."""
        value = self.get(container, key)
        return value if isinstance(value, DictionaryObject) else DictionaryObject()

    def array(self, container: object, key: str) -> list[object]:
        """Return the raw items of the array under `key`; a lone value stands for its array."""
        if not isinstance(container, DictionaryObject) or key not in container:
            return []
        return self.items(container.raw_get(key))

    def items(self, raw: object) -> list[object]:
        """Return the raw items of the array that `raw` is or refers to."""
        value = self.value(raw)
        if isinstance(value, ArrayObject):
            return list(raw_items(value))
        return [] if value is None else [raw]

    def text(self, container: object, key: str) -> str | None:
        """Return the text string under `key`; None where there is none."""
        return as_text(self.get(container, key))

    def name_at(self, container: object, key: str) -> str | None:
        """Return the name under `key` without its slash; None where there is none."""
        return as_name(self.get(container, key))

    def number(self, container: object, key: str) -> float | None:
        """Return the number under `key`; None where there is none."""
        return as_number(self.get(container, key))

    def key(self, raw: object) -> ObjectKey:
        """Return what tells the object that `raw` is or refers to from all others."""
        if isinstance(raw, IndirectObject):
            return raw.idnum
        known = self._direct.get(id(raw))
        if known is None:
            # The object is kept, so that its identity is not given to another.
            known = self._direct[id(raw)] = (-1 - len(self._direct), raw)
        return known[0]

    def page_number(self, raw: object) -> int | None:
        """Return the number of the page that `raw` refers to, 1-based; None where it is no page."""
        return self._page_numbers.get(self.key(raw))

    def stream_data(self, stream: object) -> bytes | None:
        """Return the decoded bytes of a stream; None where it cannot be decoded."""
        if not isinstance(stream, StreamObject):
            return None
        try:
            return bytes(stream.get_data())
        except Exception as error:  # whatever a hostile file makes pypdf raise
            self._add_error("a stream cannot be decoded", error)
            return None

    def add_fault(self, fault: str) -> None:
        """Remember what had to be passed over; the first hundred faults will do."""
        text = complaint_text(fault)
        if text and len(self.faults) < 100:
            self.faults.append(text)

    def _add_error(self, what: str, error: Exception) -> None:
        """Remember what could not be read, or was too large to be."""
        limit = _limit_met(error)
        if not limit:
            self.add_fault(f"{what}: {type(error).__name__}: {error}")
        elif limit not in self.limits:
            self.limits.append(limit)

    def read_pages(self) -> None:
        """Read the page tree; a page that stands in it twice counts once."""
        pages: list[PageSource] = []
        seen: set[ObjectKey] = set()
        root = self.catalogue.raw_get("/Pages") if "/Pages" in self.catalogue else None
        stack: list[tuple[object, dict[str, object]]] = [(root, {})]
        while stack:
            raw, inherited = stack.pop()
            node = self.value(raw)
            key = self.key(raw)
            if not isinstance(node, DictionaryObject):
                self.add_fault("the page tree names what is no page")
                continue
            if key in seen:
                self.add_fault("the page tree names a page twice")
                continue
            seen.add(key)
            own = dict(inherited)
            for name in ("/Resources", "/MediaBox", "/CropBox"):
                value = self.get(node, name)
                if value is not None:
                    own[name] = value
            if "/Kids" in node and self.get(node, "/Type") != "/Page":
                stack.extend((kid, own) for kid in reversed(self.array(node, "/Kids")))
                continue
            if len(pages) == _MOST_PAGES:
                self.limits.append(f"pages after the {_MOST_PAGES:,}th are not read")
                break
            resources = own.get("/Resources")
            self._page_numbers[key] = len(pages) + 1
            pages.append(
                PageSource(
                    len(pages) + 1,
                    key,
                    node,
                    resources if isinstance(resources, DictionaryObject) else DictionaryObject(),
                    self._crop(own),
                )
            )
        self.pages = tuple(pages)

    def _crop(self, inherited: dict[str, object]) -> Box:
        media = self.box(inherited.get("/MediaBox")) or _US_LETTER
        crop = self.box(inherited.get("/CropBox")) or media
        shown = (
            max(media[0], crop[0]),
            max(media[1], crop[1]),
            min(media[2], crop[2]),
            min(media[3], crop[3]),
        )
        return shown if shown[0] < shown[2] and shown[1] < shown[3] else media

    def box(self, value: object) -> Box | None:
        """Return a rectangle, its corners in order; None for what is none."""
        if not isinstance(value, ArrayObject) or len(value) != 4:
            return None
        sides = [as_number(self.value(item)) for item in raw_items(value)]
        if any(side is None for side in sides):
            return None
        left, bottom, right, top = (side or 0.0 for side in sides)
        return (min(left, right), min(bottom, top), max(left, right), max(bottom, top))


def _limit_met(error: Exception) -> str:
    """Return what is too large to be read; "" where an error is of something else."""
    if type(error).__name__ != "LimitReachedError":  # not in each version of pypdf
        return ""
    told = complaint_text(str(error))
    if "Detected" in told:  # a loop, which is a fault
        return ""
    if "element count" in told:
        return f"an array or a dictionary has over {_MOST_ITEMS:,} items"
    return told


def _encrypted_beyond_us(name: str) -> SourceError:
    """Return the error for a file that pypdf cannot decrypt by itself."""
    cure = "give it without encryption, or install the package cryptography"
    return SourceError(Problem("is encrypted with AES", name, cure))


_ANEW = "make the file anew, or fetch it again"


def raw_items(array: ArrayObject) -> Iterator[object]:
    """Yield an array's items, references unresolved."""
    return list.__iter__(array)


def as_text(value: object) -> str | None:
    """Return a text string; None for what is none."""
    if isinstance(value, TextStringObject):
        return str(value)
    if isinstance(value, ByteStringObject):
        return bytes(value).decode("latin-1")
    return None


def as_name(value: object) -> str | None:
    """Return a name without its slash; None for what is none."""
    return str(value)[1:] if isinstance(value, NameObject) else None


def as_number(value: object) -> float | None:
    """Return a number; None for what is none."""
    if isinstance(value, (NumberObject, FloatObject)):
        number = float(value)
        return number if abs(number) < 1e9 else None
    return None


def as_integer(value: object) -> int | None:
    """Return a whole number; None for what is none."""
    return int(value) if isinstance(value, NumberObject) else None


def is_true(value: object) -> bool:
    """Return whether a value is the boolean true."""
    return isinstance(value, BooleanObject) and bool(value.value)


def text_of_bytes(data: bytes) -> str:
    r"""Return the text of a string's bytes: UTF-16 or UTF-8 by their mark, else PDFDocEncoding.

    >>> text_of_bytes(b"\xfe\xff\x01\x31"), text_of_bytes(b"caf\xe9")
    ('ı', 'café')
    """
    if data.startswith(b"\xef\xbb\xbf"):
        return data[3:].decode("utf-8", "replace")
    if data.startswith(b"\xfe\xff"):
        return data[2:].decode("utf-16-be", "replace")
    try:
        return as_text(create_string_object(data)) or ""
    except Exception:  # whatever a hostile file makes pypdf raise
        return data.decode("latin-1")


def open_pdf(source: Source) -> PdfSource:
    """Return an opened PDF with its pages.

    Raises:
        SourceError: the source is no PDF, is cut off, is encrypted, or has no page.
    """
    data, name = _bytes_of(source)
    _refuse_what_is_no_pdf(data, name)
    if b"%%EOF" not in data[data.rfind(b"startxref") :]:
        data += b"\n%%EOF\n"  # pypdf insists on it, and viewers do not
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise SourceError(Problem("is encrypted with a password", name, "give it without one"))
        catalogue = reader.root_object
    except SourceError:
        raise
    except DependencyError as error:
        raise _encrypted_beyond_us(name) from error
    except Exception as error:
        told = _limit_met(error) or complaint_text(str(error)) or type(error).__name__
        problem = f"cannot be read as a PDF ({told})"
        raise SourceError(Problem(problem, name, _ANEW)) from error
    pdf = PdfSource(name, reader, len(data), catalogue)
    pdf.read_pages()
    if not pdf.pages:
        told = f" ({'; '.join(pdf.limits)})" if pdf.limits else ""
        raise SourceError(Problem(f"has no page that can be read{told}", name, _ANEW))
    return pdf


def _bytes_of(source: Source) -> tuple[bytes, str]:
    if isinstance(source, (bytes, bytearray, memoryview)):
        return bytes(source), "the bytes given"
    if isinstance(source, (str, os.PathLike)):
        path = as_path(source)
        try:
            return read_plain(path), str(path)
        except OSError as error:
            problem = f"cannot be opened ({error.strerror or error})"
            raise SourceError(Problem(problem, str(path), "name a PDF file")) from error
    if not hasattr(source, "read"):
        told = Problem(f"{type(source).__name__} is no PDF", cure="give a path, bytes or a file")
        raise ModelError(told)
    name = str(getattr(source, "name", "the file given"))
    try:
        data = source.read()
    except (OSError, ValueError) as error:
        raise SourceError(Problem(f"cannot be read ({error})", name, "open it anew")) from error
    if not isinstance(data, bytes):
        raise SourceError(Problem("is not open in binary mode", name, 'open it with mode "rb"'))
    return data, name


def _refuse_what_is_no_pdf(data: bytes, name: str) -> None:
    if not data.strip():
        raise SourceError(Problem("is empty", name, "give a PDF file"))
    if b"%PDF-" not in data[:1024]:
        raise SourceError(Problem("is not a PDF", name, "give a PDF file"))
    if b"startxref" not in data:
        raise SourceError(Problem("is cut off: its end is missing", name, _ANEW))
