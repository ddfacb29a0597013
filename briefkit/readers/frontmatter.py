"""Front matter → what it says of a brief, each value of its right kind, or faults by line.

Prose is kept as it is here, since notes may be called in it: it is read once the whole file has
been surveyed. See `markdown`.
"""

import re
from collections.abc import Callable, Collection
from collections.abc import Mapping as MappingOf
from datetime import date as Date  # noqa: N812 - `date` is a key's name below
from pathlib import Path
from typing import Any

from markdown_it.token import Token

from briefkit.lang import is_language_tag
from briefkit.lined_yaml import Mapping, Node, Scalar, Sequence, parse_yaml
from briefkit.model.brief import CONTENTS, LISTED, NUMBERINGS, RESTARTS
from briefkit.model.characters import fault_of_address
from briefkit.model.inline import NOTE_PLACES
from briefkit.model.tables import TABLE_NOTES
from briefkit.readers.foreign_keys import CURES, SYNONYMS
from briefkit.readers.pictures import OutOfPlaceError, file_in
from briefkit.readers.source import AS_A_DATE, Faults, day_of, instead_of
from briefkit.readers.syntax import inline_token_of, tokens_of
from briefkit.resolve.addresses import bare_orcid, is_email
from briefkit.values import define, field

# What is meant to begin front matter, and does not: dashes of a word processor, TOML's marks, an
# empty line above.
_MEANT = re.compile(
    r"\s*?^[^\S\n]*(?P<mark>-{2,}|[\u2010-\u2015]+|\*{3,}|_{3,}|={3,}|\+{3}|```ya?ml)[^\S\n]*\n"
    r"(?P<key>[A-Za-z][\w-]*)[^\S\n]*[:：=]",
    re.MULTILINE,
)
_BARE = re.compile(
    r"\s*?^(?P<key>[Tt]itle)[^\S\n]*[:：].*\n(?:(?:[a-z-]+|Authors?|Date|Keywords)[^\S\n]*[:：]|---)",
    re.MULTILINE,
)
# As Pandoc has it: title, authors and date, each after a percent sign.
_TITLE_BLOCK = re.compile(r"% .*\n(?:[% ] ?.*\n)*")
_TITLE_IN_TOML = re.compile(r"\+{3}[^\S\n]*\n(?:(?!\+{3}).*\n)*?title[^\S\n]*=")
_LONGEST_SHOWN = 60
_CURLY = set("“”„‟‘’‚‛«»")
_TRUE = {"true", "yes", "on"}
_FALSE = {"false", "no", "off"}

_Reads = Callable[["FrontMatter", Node, str], Any]


@define
class Prose:
    """A value that is Markdown. line: of its first character; tokens: once it is parsed."""

    text: str
    line: int
    is_blocks: bool
    tokens: list[Token] = field(factory=list)

    def parse(self, environment: dict[str, Any]) -> None:
        """Parse it. environment: of the body, whose notes and link targets it may use."""
        if self.is_blocks:
            self.tokens = tokens_of(self.text, environment)
        else:
            self.tokens = [inline_token_of(self.text, environment)]
        for token in self.tokens:
            if token.map:
                token.map = [number + self.line - 1 for number in token.map]


def split(text: str, faults: Faults) -> tuple[str | None, str]:
    r"""Return the front matter, None where there is none, and the rest in its own lines.

    >>> split("---\ntitle: A\n---\nText", Faults("a.md"))
    ('title: A\n', '\n\n\nText')
    """
    first, _, rest = text.partition("\n")
    if first.rstrip() != "---":
        return (None, "") if _is_meant(text, faults) else (None, text)
    lines = rest.split("\n")
    for index, line in enumerate(lines):
        if line.rstrip() in {"---", "..."}:
            taken = "".join(f"{one}\n" for one in lines[:index])
            return taken, "\n" * (index + 2) + "\n".join(lines[index + 1 :])
    faults.add(1, "the front matter has no end", "write --- on a line of its own after it")
    return None, ""


def _is_meant(text: str, faults: Faults) -> bool:
    """Return whether a text has front matter that does not begin as it should, which is told."""
    if _TITLE_BLOCK.match(text):
        cure = "write title: …, authors: [ … ] and date: … between two lines of ---"
        faults.add(1, "a title block of Pandoc is not read", cure)
        return True
    found = _MEANT.match(text) or _BARE.match(text)
    if found is None or SYNONYMS.get(key := found["key"].lower(), key) not in _BRIEF:
        return False
    mark = found.groupdict().get("mark", "")
    if mark == "+++" and not _TITLE_IN_TOML.match(text.lstrip()):
        return False  # for another program: it stays text, as to any reader of Markdown
    line = text.count("\n", 0, found.start("mark" if mark else "key")) + 1
    if mark == "---":
        above = "an empty line stands above" if line > 1 else "a space stands before"
        what = f"{above} the front matter"
    elif mark:
        what = f"the front matter begins with {mark!r}"
    else:
        what = "the front matter has no --- above it"
    cure = "write --- in the first line, three hyphens alone, and again after its last key"
    faults.add(line, what, cure)
    return True


@define
class FrontMatter:
    """What front matter says, and where.

    values: by the name of the brief's field; nothing that is absent or empty.
    prose: every value of Markdown in `values`, in the order of the file.
    lines: of what is in `values`, by its path through the brief.
    """

    faults: Faults
    folder: Path | None
    values: dict[str, Any] = field(factory=dict)
    prose: list[Prose] = field(factory=list)
    lines: dict[str, int] = field(factory=dict)

    def read(self, text: str) -> None:
        """Read the text between the dashes, which begins in the file's second line."""
        node = parse_yaml(text, self.faults.add, 2, may_tag=False)
        if node is None or (isinstance(node, Scalar) and node.is_nothing):
            return
        self.values = self._mapping(node, "the front matter", _BRIEF) or {}

    # Each of these returns a value, or None where there is none or a fault, which is told.

    def _mapping(
        self,
        node: Node,
        what: str,
        known: MappingOf[str, tuple[str, _Reads]],
        required: tuple[str, ...] = (),
    ) -> dict[str, Any] | None:
        if not isinstance(node, Mapping):
            said = node.text if isinstance(node, Scalar) and what != "the front matter" else ""
            shown = said if 0 < len(said) <= _LONGEST_SHOWN and "\n" not in said else "…"
            self._wrong(node, what, f"keys with values, such as {next(iter(known))}: {shown}")
            return None
        found: dict[str, Any] = {}
        has_unknown = False
        for key, value in node.values.items():
            line = node.key_lines[key]
            meant = _meant(key, known)
            if meant != key:
                cure = CURES.get(key) or instead_of(meant or key, known)
                self.faults.add(line, f"unknown key {key!r} in {what}", cure)
                has_unknown = True
                if meant is None or meant in node.values:
                    continue
                key = meant  # so that what is wrong with its value is told at once
            path = key if known is _BRIEF else f"{what}.{key}"
            if isinstance(value, Scalar) and value.is_nothing:
                self._no_comment(value, path)
                continue
            name, reads = known[key]
            read = reads(self, value, path)
            if read is not None:
                found[name] = read
                self.lines[name if known is _BRIEF else f"{what}.{name}"] = line
        lacking = [key for key in required if known[key][0] not in found]
        for key in lacking:
            if self._is_absent(node, key) and not has_unknown:  # which it would have been
                self.faults.add(node.line, f"{what} has no {key}", "give one")
        return None if lacking else found

    def _is_absent(self, node: Mapping, key: str) -> bool:
        value = node.values.get(key)
        return value is None or (isinstance(value, Scalar) and value.is_nothing)

    def _list(self, node: Node, what: str, reads: _Reads) -> list[Any] | None:
        if not isinstance(node, Sequence):
            self._wrong(node, what, "a list: [a, b], or lines that begin with “- ”")
            return None
        items = []
        for index, item in enumerate(node.items):
            if isinstance(item, Scalar) and not item.text.strip():
                self.faults.add(item.line, f"{what}[{index}] is empty", "fill it, or take it out")
            elif (read := reads(self, item, f"{what}[{index}]")) is not None:
                items.append(read)
        return items

    def _text(self, node: Node, what: str) -> str | None:
        if not isinstance(node, Scalar):
            self._wrong(node, what, "text; put quotation marks around brackets and braces")
            return None
        return " ".join(node.text.split())

    def _shown(self, node: Node, what: str) -> str | None:
        """Return a text that is printed, of which YAML has taken nothing for a comment."""
        self._no_comment(node, what)
        return self._text(node, what)

    def _no_comment(self, node: Node, what: str) -> None:
        if isinstance(node, Scalar) and node.comment:
            shown = f"{node.comment[:_LONGEST_SHOWN]!r} is a comment to YAML, and not printed"
            cure = "put quotation marks around the whole value, or a space after # if it is one"
            self.faults.add(node.line, f"{what}: {shown}", cure)

    def _prose_line(self, node: Node, what: str) -> Prose | None:
        text = self._shown(node, what)
        if text is None or not isinstance(node, Scalar):
            return None
        return self._kept(Prose(node.text.strip(), node.line, is_blocks=False))

    def _prose_blocks(self, node: Node, what: str) -> Prose | None:
        if isinstance(node, Sequence):
            self._wrong(node, what, "text; paragraphs after “|”, with an empty line between them")
            return None
        # One line is one paragraph, so that “1990. A year” is no list.
        if not isinstance(node, Scalar) or "\n" not in node.text.strip():
            return self._prose_line(node, what)
        return self._kept(Prose(node.text, node.line, is_blocks=True))

    def _kept(self, prose: Prose) -> Prose:
        self.prose.append(prose)
        return prose

    def _date(self, node: Node, what: str) -> Date | None:
        text = self._text(node, what)
        if text is None:
            return None
        day = day_of(text)
        if day is None:
            self._told(node, what, f"is no date: {AS_A_DATE}")
        return day

    def _language(self, node: Node, what: str) -> str | None:
        return self._text_that(
            node, what, is_language_tag, "is no language tag: write one of BCP 47, such as en-US"
        )

    def _address(self, node: Node, what: str) -> str | None:
        text = self._text(node, what)
        fault = fault_of_address(text) if text else None
        if fault is not None:
            self.faults.add(node.line, f"{what}: {fault.what}", fault.cure)
            return None
        return text

    def _text_that(
        self, node: Node, what: str, holds: Callable[[str], Any], otherwise: str
    ) -> str | None:
        text = self._text(node, what)
        if text is not None and not holds(text):
            self._told(node, what, otherwise)
            return None
        return text

    def _one_of(self, node: Node, what: str, allowed: tuple[str, ...]) -> str | None:
        return self._text_that(
            node, what, allowed.__contains__, f"is none of these: give one of {', '.join(allowed)}"
        )

    def _flag(self, node: Node, what: str) -> bool | None:
        text = self._text(node, what)
        if text is None:
            return None
        if text.lower() not in _TRUE | _FALSE:
            self._told(node, what, "is neither true nor false: write one of the two")
            return None
        return text.lower() in _TRUE

    def _picture(self, node: Node, what: str) -> Path | None:
        return self._file(node, what, "picture")

    def _file(self, node: Node, what: str, kind: str) -> Path | None:
        text = self._text(node, what)
        try:
            return None if text is None else file_in(self.folder, text, kind)
        except OutOfPlaceError as error:
            self.faults.add(node.line, f"{what}: {error.what}", error.cure)
            return None

    def _focus(self, node: Node, what: str) -> tuple[float, float] | None:
        parts = self._list(node, what, FrontMatter._text) if isinstance(node, Sequence) else None
        try:
            across, down = (float(part) for part in parts or ())
        except ValueError:
            self._told(node, what, "is no point: give two fractions from the top left, [0.5, 0.3]")
            return None
        return across, down

    def _with_line(self, node: Node, found: dict[str, Any] | None) -> dict[str, Any] | None:
        return None if found is None else {**found, "line": node.line}

    def _unread(self, node: Node, what: str) -> None:
        self.faults.add(node.line, f"{what} is not read yet", "write each source in a note")

    def _wrong(self, node: Node, what: str, wanted: str) -> None:
        kinds = {Scalar: "text", Sequence: "a list", Mapping: "keys with values"}
        self.faults.add(node.line, f"{what} is {kinds[type(node)]}", f"give {wanted}")

    def _told(self, node: Node, what: str, trouble: str) -> None:
        shown = node.text if isinstance(node, Scalar) else "[…]"
        trouble, _, cure = trouble.partition(": ")
        if shown[:1] in _CURLY or shown[-1:] in _CURLY:
            cure = "take its curly quotation marks off"
        self.faults.add(node.line, f"{what}: {shown[:_LONGEST_SHOWN]!r} {trouble}", cure)


def _meant(key: str, known: Collection[str]) -> str | None:
    """Return the known key that is surely meant: itself, in other letters, or a synonym of it."""
    if key in known:
        return key
    folded = key.lower().replace("_", "-").replace(" ", "-")
    found = SYNONYMS.get(folded, folded)
    return found if found in known else None


def _list_of(reads: _Reads) -> _Reads:
    return lambda front, node, what: front._list(node, what, reads)


def _mapping_of(known: MappingOf[str, tuple[str, _Reads]], *required: str) -> _Reads:
    return lambda front, node, what: front._with_line(
        node, front._mapping(node, what, known, required)
    )


def _named(known: MappingOf[str, tuple[str, _Reads]]) -> _Reads:
    """Return what reads a person or the like: a name alone, or keys with a name among them."""
    mapping = _mapping_of(known, "name")

    def read(front: FrontMatter, node: Node, what: str) -> dict[str, Any] | None:
        if isinstance(node, Scalar):
            return {"name": front._text(node, what), "line": node.line}
        found: dict[str, Any] | None = mapping(front, node, what)
        return found

    return read


def _one_of(*allowed: str) -> _Reads:
    return lambda front, node, what: front._one_of(node, what, allowed)


def _contents(front: FrontMatter, node: Node, what: str) -> str | None:
    """Return one of `CONTENTS`; YAML's own words for yes and no are these too."""
    said = node.text.lower() if isinstance(node, Scalar) else ""
    if said in _TRUE | _FALSE:
        return "yes" if said in _TRUE else "no"
    return front._one_of(node, what, CONTENTS)


def _that(holds: Callable[[str], bool], otherwise: str) -> _Reads:
    return lambda front, node, what: front._text_that(node, what, holds, otherwise)


def _is_orcid(text: str) -> bool:
    return bare_orcid(text) is not None


def _brand(front: FrontMatter, node: Node, what: str) -> Path | None:
    return front._file(node, what, "brand file")


_TEXT = FrontMatter._shown
_PROSE_LINE = FrontMatter._prose_line
_PROSE_BLOCKS = FrontMatter._prose_blocks
_ADDRESS = FrontMatter._address
_PICTURE = FrontMatter._picture

# Each key: the model's name for it, and how its value is read.
_PERSON: dict[str, tuple[str, _Reads]] = {
    "name": ("name", _TEXT),
    "role": ("role", _TEXT),
    "affiliation": ("affiliation", _TEXT),
    "bio": ("bio", _PROSE_LINE),
    "photo": ("photo", _PICTURE),
    "photo-alt": ("photo_alt", _TEXT),
    "email": ("email", _that(is_email, "is no e-mail address: write it as name@example.org")),
    "orcid": ("orcid", _that(_is_orcid, "is no ORCID: write it as 0000-0002-1825-0097")),
}
_ORGANISATION: dict[str, tuple[str, _Reads]] = {
    "name": ("name", _TEXT),
    "unit": ("unit", _TEXT),
    "url": ("url", _ADDRESS),
    "logo": ("logo", _PICTURE),
    "about": ("about", _PROSE_LINE),
}
_COVER: dict[str, tuple[str, _Reads]] = {
    "image": ("image", _PICTURE),
    "alt": ("alt", _TEXT),
    "decorative": ("decorative", FrontMatter._flag),
    "caption": ("caption", _PROSE_LINE),
    "credit": ("credit", _PROSE_LINE),
    "licence": ("licence", _TEXT),
    "focus": ("focus", FrontMatter._focus),
}
_NOTES: dict[str, tuple[str, _Reads]] = {
    "place": ("place", _one_of(*NOTE_PLACES)),
    "numbering": ("numbering", _one_of(*NUMBERINGS)),
    "restart": ("restart", _one_of(*RESTARTS)),
    "tables": ("tables", _one_of(*TABLE_NOTES)),
}
_EDITION: dict[str, tuple[str, _Reads]] = {
    "lang": ("language", FrontMatter._language),
    "title": ("title", _TEXT),
    "url": ("url", _ADDRESS),
}
_RELATED: dict[str, tuple[str, _Reads]] = {
    "title": ("title", _TEXT),
    "url": ("url", _ADDRESS),
    "date": ("date", FrontMatter._date),
}
_BRIEF: dict[str, tuple[str, _Reads]] = {
    "title": ("title", _PROSE_LINE),
    "subtitle": ("subtitle", _PROSE_LINE),
    "date": ("date", FrontMatter._date),
    "lang": ("language", FrontMatter._language),
    "series": ("series", _TEXT),
    "number": ("number", _TEXT),
    "doi": ("doi", _TEXT),
    "issn": ("issn", _TEXT),
    "version": ("version", _TEXT),
    "keywords": ("keywords", _list_of(_TEXT)),
    "authors": ("authors", _list_of(_named(_PERSON))),
    "organisations": ("organisations", _list_of(_named(_ORGANISATION))),
    "cover": ("cover", _mapping_of(_COVER)),
    "abstract": ("abstract", _PROSE_BLOCKS),
    "key-points": ("key_points", _list_of(_PROSE_BLOCKS)),
    "notes": ("notes", _mapping_of(_NOTES)),
    "contents": ("contents", _contents),
    "lists": ("lists", _list_of(_one_of(*LISTED))),
    "editions": ("editions", _list_of(_mapping_of(_EDITION, "lang", "title"))),
    "related": ("related", _list_of(_mapping_of(_RELATED, "title"))),
    "acknowledgements": ("acknowledgements", _PROSE_BLOCKS),
    "disclaimer": ("disclaimer", _PROSE_BLOCKS),
    "funding": ("funding", _PROSE_BLOCKS),
    "licence": ("licence", _TEXT),
    "copyright": ("copyright", _TEXT),
    "bibliography": ("bibliography", FrontMatter._unread),
    "brand": ("brand", _brand),
    "smart": ("smart", FrontMatter._flag),
}
