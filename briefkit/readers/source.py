"""Files → text that can be read, and every fault of it by its line.

What the text says is not looked at here; see `markdown` and `json`.
"""

import codecs
import re
from collections.abc import Collection, Iterable
from datetime import date as Date  # noqa: N812 - as in the model
from pathlib import Path

from briefkit.bounds import limits_in_force, over
from briefkit.errors import BriefError, ModelError, Problem, SourceError, raise_all, why
from briefkit.given import refuse_unplain
from briefkit.model.characters import name_of, unprintable
from briefkit.spelling import Guesses, likeliest

AS_A_DATE = "write it as 2023-09-19"
_DATE = re.compile(
    r"(\d{4}-\d{2}-\d{2})(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?(?:Z|[+-]\d{2}:?\d{2}))?)?",
    re.ASCII,
)
_SAVE = "save it as UTF-8"
_GIVE = "give the brief, in Markdown or JSON"
_OTHERS = (  # what begins so is no text, or none in UTF-8; of two that fit, the longer is first
    (codecs.BOM_UTF32_LE, "UTF-32", _SAVE),
    (codecs.BOM_UTF32_BE, "UTF-32", _SAVE),
    (codecs.BOM_UTF16_LE, "UTF-16", _SAVE),
    (codecs.BOM_UTF16_BE, "UTF-16", _SAVE),
    (b"%PDF-", "a PDF", f"{_GIVE}; `briefkit check` is for PDFs"),
    (b"PK\x03\x04", "a ZIP file, or a document of a word processor", _GIVE),
    (b"\x89PNG\r", "a picture", _GIVE),
    (b"\xff\xd8\xff", "a picture", _GIVE),
    (b"{\\rtf", "RTF", _GIVE),
)


class Faults:
    """What is wrong with one source, gathered so that all of it can be told at once.

    name: the file's, as it is printed before each line's number.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self._found: list[tuple[int, Problem]] = []
        self._guesses = Guesses()

    def __bool__(self) -> bool:
        return bool(self._found)

    def add(self, line: int | None, what: str, cure: str = "") -> None:
        """Note a fault. line: counted from 1; None where it belongs to none."""
        where = self.name if line is None else f"{self.name}:{line}"
        self._found.append((line or 0, Problem(what, where, cure)))

    def take(self, line: int | None, error: BriefError) -> None:
        """Note each problem of an error that came of what stands at `line`."""
        for problem in error.problems:
            self.add(line, problem.what, problem.cure)

    def likeliest(self, word: str, known: Collection[str]) -> str | None:
        """Return the known word that is most likely meant, or None."""
        return self._guesses.likeliest(word, known)

    def raise_any(self) -> None:
        """Raise SourceError with every fault, in the order of the lines, if there is one."""
        if not self._found:
            return
        in_order = sorted(self._found, key=lambda found: found[0])
        problems = dict.fromkeys(problem for _, problem in in_order)
        raise_all(SourceError, problems, self.name)


def instead_of(word: str, known: Iterable[str]) -> str:
    """Return what to do about an unknown word: the likeliest known one, or all of them.

    >>> instead_of("colour", ["title"])
    'use one of title'
    >>> instead_of("colour", [])
    'take it out'
    """
    known = list(known)
    if not known:
        return "take it out"
    close = likeliest(word, known)
    return f"write {close}" if close else f"use one of {', '.join(known)}"


def read_text(path: Path) -> str:
    r"""Return a file's text: UTF-8, without a byte order mark, its line ends all "\n".

    Raises SourceError for a file that is missing, or is not such a text.
    """
    most = limits_in_force().source_bytes
    try:
        refuse_unplain(path)
        with path.open("rb") as file:
            data = file.read(most + 1)
        size = len(data) if len(data) <= most else path.stat().st_size
    except FileNotFoundError:
        if "\n" in str(path):
            shown = str(path).strip().partition("\n")[0][:40]
            what = f"a text that begins with {shown!r} is no path"
            cure = "parse_markdown() and from_json() take texts"
            raise ModelError(Problem(what, cure=cure)) from None
        raise SourceError(Problem("there is no such file", str(path), "check its name")) from None
    except IsADirectoryError:
        raise SourceError(Problem("is a folder", str(path), "name a file in it")) from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        what, cure = f"cannot be read: {why(error)}", "check its name and who may read it"
        raise SourceError(Problem(what, str(path), cure)) from error
    check_size(size, str(path))
    return decode(data, str(path))


def day_of(text: str) -> Date | None:
    """Return the day that a text names, as 2023-09-19 does; None for what is no such day.

    A time that stands after it, as computers write it, is left out: the day is that of its place.

    >>> day_of("2023-09-19"), day_of("2023-02-30"), day_of("2023-W38-2")
    (datetime.date(2023, 9, 19), None, None)
    >>> day_of("2023-09-19T23:30:00+03:00")
    datetime.date(2023, 9, 19)
    """
    found = _DATE.fullmatch(text)
    try:
        return Date.fromisoformat(found[1]) if found else None
    except ValueError:  # the thirtieth of February
        return None


def refuse_no_text(text: object, kind: str) -> None:
    """Raise ModelError for what is given as a text and is none."""
    if not isinstance(text, str):
        told = f"{type(text).__name__} is no text"
        cure = f"give {kind} as a str; read_{kind.lower()}() takes a file"
        raise ModelError(Problem(told, cure=cure))


def check_size(size: int, name: str) -> None:
    """Raise SourceError where a source has more bytes than the limits allow."""
    if size > limits_in_force().source_bytes:
        raise SourceError(over("source_bytes", f"has {size:,} bytes", name))


def decode(data: bytes, name: str) -> str:
    """Return the text that `data` is in UTF-8. Raises SourceError where it is none."""
    for start, what, cure in _OTHERS:
        if data.startswith(start):
            raise SourceError(Problem(f"is {what}", name, cure))
    if data[:1000].count(0) > len(data[:1000]) // 3:  # every other byte, of Latin letters
        raise SourceError(Problem("is UTF-16, without its mark", name, _SAVE))
    try:
        text = data.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError as error:
        offset = error.start + len(data) - len(data.removeprefix(codecs.BOM_UTF8))
        line = data.count(b"\n", 0, offset) + 1
        what = f"byte 0x{data[offset]:02X} at offset {offset} is not UTF-8"
        meant = data[offset : offset + 1].decode("cp1252", "replace")
        if meant.isprintable() and meant != "\ufffd":
            what = f"{what}; in Windows-1252 it is {meant!r}"
        raise SourceError(Problem(what, f"{name}:{line}", "save the file as UTF-8")) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def check_characters(text: str, faults: Faults) -> None:
    """Note every line of `text` that holds a character without a printed form."""
    if unprintable(text) is None:  # nearly always, and then in one pass
        return
    for number, line in enumerate(text.split("\n"), start=1):
        found = unprintable(line)
        if found is not None:
            faults.add(number, f"{name_of(found[0])} has no printed form", "take it out")
