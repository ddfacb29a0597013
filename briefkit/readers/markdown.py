"""Markdown with front matter → Brief, or every fault of the file at once.

CommonMark with tables, notes, attributes, definition lists, spans and divs. The steps: the front
matter is read and the body parsed (`frontmatter`, `syntax`); ids, notes and calls are surveyed;
blocks and inlines are read (`blocks`, `inlines`); what is left over is told.
"""

import re
from functools import partial
from pathlib import Path
from typing import Any

from markdown_it.token import Token

from briefkit.bounds import Limits, within
from briefkit.errors import BriefError
from briefkit.given import as_path
from briefkit.model.blocks import Block, KeyPoints, Paragraph
from briefkit.model.brief import Brief, Edition, NoteOptions, RelatedPublication
from briefkit.model.figures import Cover
from briefkit.model.inline import Inline
from briefkit.model.origin import Lines, Origin
from briefkit.model.people import Organisation, Person
from briefkit.readers.abbreviations import take_abbreviations
from briefkit.readers.attributes import Attributes
from briefkit.readers.blocks import BlockReader
from briefkit.readers.frontmatter import FrontMatter, Prose, split
from briefkit.readers.source import Faults, check_characters, check_size, read_text, refuse_no_text
from briefkit.readers.survey import Survey, end_of
from briefkit.readers.syntax import tokens_of
from briefkit.readers.tokens import line_of
from briefkit.values import names_of

_FIELD_OF_BRIEF = re.compile(r"Brief\.(\w+)")


def read_markdown(path: str | Path, *, limits: Limits | None = None) -> Brief:
    """Return the brief that a Markdown file describes; its pictures are in the file's folder.

    limits: what it may ask for; the usual ones where they are not given.

    Raises SourceError with every fault, each with its line.
    """
    path = as_path(path)
    with within(limits):
        return parse_markdown(read_text(path), name=str(path), folder=path.parent)


def parse_markdown(
    text: str,
    *,
    name: str = "<text>",
    folder: str | Path | None = None,
    limits: Limits | None = None,
) -> Brief:
    r"""Return the brief that a text describes.

    Args:
        text: Markdown, with front matter or without.
        name: what errors call it.
        folder: where its pictures are; without one it can have none.
        limits: what it may ask for; the usual ones where they are not given.

    Raises SourceError with every fault, each with its line.

    >>> parse_markdown("# A title\n\nA *text*.").body[0].children
    (Text(text='A '), Emphasis(children=(Text(text='text'),)), Text(text='.'))
    """
    refuse_no_text(text, "Markdown")
    with within(limits):
        check_size(len(text), name)
        return _parsed(text, name, None if folder is None else as_path(folder))


def _parsed(text: str, name: str, where: Path | None) -> Brief:
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    faults = Faults(str(name))  # a Path may be given
    check_characters(text, faults)
    faults.raise_any()
    front = FrontMatter(faults, where)
    front_text, body_text = split(text, faults)
    if front_text is not None:
        front.read(front_text)
    environment: dict[str, Any] = {"smart": front.values.get("smart", False)}
    tokens = tokens_of(body_text, environment)
    _check_link_targets(environment, faults)
    if not tokens and not front.values and not faults:
        faults.add(1, "there is nothing in it", "write the brief")
    heading = _take_title(tokens, front.values.get("title"), faults)
    survey = Survey(faults, environment)
    survey.take(heading)
    for prose in front.prose:
        prose.parse(environment)
        survey.take(prose.tokens, prose.line)
    survey.take(tokens)
    survey.imply_ids(heading)
    front.values["abbreviations"] = take_abbreviations(environment, faults)
    reader = BlockReader(faults, where, text.split("\n"), survey)
    brief = _Assembly(front, reader, faults, has_front_matter=front_text is not None).brief(
        heading, tokens
    )
    survey.check_notes()
    faults.raise_any()
    return brief  # type: ignore[return-value] # None only where a fault was told


def _take_title(tokens: list[Token], title: Prose | None, faults: Faults) -> list[Token]:
    """Take the heading that a text begins with out of its tokens, unless it has a title.

    title: as the front matter has it; a heading that says it again is told.
    """
    index = 0
    while index < len(tokens) and tokens[index].type == "footnote_reference_open":
        index = end_of(tokens, index) + 1
    if index == len(tokens) or tokens[index].type != "heading_open":
        return []
    heading = tokens[index : index + 3]
    if title is not None:
        if heading[1].content.strip() == title.text:
            what = "the heading says the title of the front matter again"
            faults.add(line_of(heading[0]), what, "take one of the two out")
        return []
    del tokens[index : index + 3]
    heading[0].meta["attributes"] = Attributes()  # a title is no place to lead to
    return heading


def _check_link_targets(environment: dict[str, Any], faults: Faults) -> None:
    for label, target in environment.get("references", {}).items():
        if label.startswith("^"):
            faults.add(
                target["map"][0] + 1,
                f"the id in [{label.lower()}] has a space",
                "write it as one word",
            )
    for again in environment.get("duplicate_refs", ()):
        faults.add(
            again["map"][0] + 1, f"the link target [{again['label']}] is given again", "keep one"
        )


class _Assembly:
    """Puts a brief together from front matter and tokens, in the order of its pages."""

    def __init__(
        self, front: FrontMatter, reader: BlockReader, faults: Faults, *, has_front_matter: bool
    ) -> None:
        self._values = front.values
        self._lines = front.lines
        self._has_front_matter = has_front_matter
        self._reader = reader
        self._faults = faults

    def brief(self, heading: list[Token], tokens: list[Token]) -> Brief | None:
        """Return the brief, or None where there is a fault, which is told."""
        values = self._values
        title = self._title(heading)
        subtitle = self._line("subtitle")
        cover = self._cover()
        abstract = self._blocks("abstract")
        key_points = self._key_points()
        body = self._reader.read(tokens)
        back = {key: self._blocks(key) for key in ("acknowledgements", "disclaimer", "funding")}
        authors = self._all(Person, "authors")
        return self._made(  # type: ignore[no-any-return]
            Brief,
            {
                **values,
                **back,
                "title": title,
                "subtitle": subtitle,
                "cover": cover,
                "abstract": abstract,
                "key_points": key_points,
                "body": body,
                "authors": authors,
                "organisations": self._all(Organisation, "organisations"),
                "editions": self._all(Edition, "editions"),
                "related": self._all(RelatedPublication, "related"),
                "notes": self._made(NoteOptions, values.get("notes", {})) or NoteOptions(),
                "line": 1,
                "origin": self._origin(heading),
            },
        )

    def _origin(self, heading: list[Token]) -> Origin:
        lines = dict(self._lines)
        if "title" not in lines and heading:
            lines["title"] = line_of(heading[0])
        read_at = tuple(self._reader.read_at)  # so far: without the brief, which holds this
        return Origin(self._faults.name, partial(Lines, lines, read_at, self._reader.escaped))

    def _title(self, heading: list[Token]) -> tuple[Inline, ...]:
        if "title" in self._values:
            return self._line("title")
        if heading:
            return self._reader.inlines(heading[1].children or [], line_of(heading[0]))
        stem = Path(self._faults.name).stem.replace("_", " ").replace("-", " ").strip()
        if self._has_front_matter or stem.startswith("<") or not stem:
            if not self._faults:  # front matter that does not read may well have one
                cure = "begin it with “# ” and a title, or write title: … in the front matter"
                self._faults.add(1, "the brief has no title", cure)
            stem = "?"
        return Paragraph(stem[0].upper() + stem[1:]).children

    def _line(self, key: str) -> tuple[Inline, ...]:
        return self._inlines_of(self._values.get(key))

    def _inlines_of(self, prose: Prose | None) -> tuple[Inline, ...]:
        return self._reader.inlines(prose.tokens[0].children or [], prose.line) if prose else ()

    def _blocks(self, key: str) -> tuple[Block, ...]:
        prose: Prose | None = self._values.get(key)
        return self._blocks_of(prose) if prose else ()

    def _blocks_of(self, prose: Prose) -> tuple[Block, ...]:
        if prose.is_blocks:
            return self._reader.read(prose.tokens)
        inlines = self._inlines_of(prose)
        if not inlines:
            return ()
        paragraph = Paragraph(*inlines)
        self._reader.read_at.append((paragraph, prose.line))
        return (paragraph,)

    def _cover(self) -> Cover | None:
        values = self._values.get("cover")
        return None if values is None else self._made(Cover, values)

    def _key_points(self) -> KeyPoints | None:
        points = self._values.get("key_points")
        return KeyPoints([self._blocks_of(point) for point in points]) if points else None

    def _all(self, kind: type[Any], key: str) -> list[Any]:
        found = (self._made(kind, one) for one in self._values.get(key, ()))
        return [one for one in found if one is not None]

    def _made(self, kind: type[Any], values: dict[str, Any]) -> Any:
        """Return a value of the model; None at a fault. Prose in `values` is read on the way."""
        known = set(names_of(kind))
        given = {
            key: self._inlines_of(value) if isinstance(value, Prose) else value
            for key, value in values.items()
            if key in known
        }
        try:
            value = kind(**given)
        except BriefError as error:
            field = _FIELD_OF_BRIEF.match(str(error))  # whose line is known, as the brief's is not
            line = self._lines.get(field[1]) if field and kind is Brief else None
            self._faults.take(line or values.get("line"), error)
            return None
        self._reader.read_at.append((value, values.get("line", 1)))
        return value
