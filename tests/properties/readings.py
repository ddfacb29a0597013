"""A brief read aloud by the rules, straight from the model: its words in order."""

import re
from itertools import groupby

from briefkit import (
    Box,
    Brief,
    BulletList,
    Cell,
    Code,
    CodeBlock,
    CrossReference,
    Definition,
    DefinitionList,
    Divider,
    Figure,
    FigureRow,
    Group,
    KeyPoints,
    LineBreak,
    Note,
    NoteCall,
    NumberedList,
    PageBreak,
    PullQuote,
    Quotation,
    Recommendation,
    Recommendations,
    Section,
    Table,
    Text,
)

# Behind a word there may be the letters of a note's number.
WORD = re.compile("(?<![a-z])z(?:[bdfgklmnprstv][aeiou]){2}(?:rilo){0,2}")
DEEPEST_LISTED = 2  # sections in the contents list


class Reading:
    """The words of a brief in the order of its structure.

    heads: what is said again, as an artifact, where a table goes on.
    """

    def __init__(self, brief: Brief) -> None:
        self.words: list[str] = []
        self.heads: set[str] = set()
        self._brief = brief
        self._ends: list[Note] = []
        self._is_end = False
        self._tables: list[str] = []  # where notes called in those around stand
        self._listed: dict[str, list[str]] = {"contents": [], "figures": [], "tables": []}
        self._titles = {}
        self._name(brief.abstract, brief.body)
        self._read_brief(brief)

    def _name(self, *values: object) -> None:
        """Learn what a reference to an unnumbered section shows: its title."""
        for value in values:
            if isinstance(value, tuple):
                self._name(*value)
            elif isinstance(value, Section):
                if value.id and not value.is_numbered:
                    self._titles[value.id] = value.title
                self._name(value.body)

    def _read_brief(self, brief: Brief) -> None:
        self.read(brief.title, brief.subtitle)
        for person in brief.authors:
            self.read_texts(person.name, person.role, person.affiliation)
        for organisation in brief.organisations:
            self.read_texts(organisation.name, organisation.unit)
        self.read_texts(*(edition.title for edition in brief.editions))
        self.read(brief.abstract, brief.key_points)
        self.read_texts(*(related.title for related in brief.related))
        lists_at = len(self.words)
        self.read(brief.body)
        notes_at = len(self.words)
        self.read(brief.acknowledgements, brief.funding, brief.disclaimer)
        for person in brief.authors:
            if person.bio:
                self.read_texts(person.name, person.role, person.affiliation)
                self.read(person.bio)
        for organisation in brief.organisations:
            if organisation.about:
                self.read_texts(organisation.name, organisation.unit)
                self.read(organisation.about)
        if brief.version or brief.copyright:
            publisher = [one.name for one in brief.organisations[:1]]
            self.read_texts(*publisher, brief.version, brief.copyright)
        after, self.words = self.words[notes_at:], self.words[:notes_at]
        self._is_end = True
        self._read_ends()
        self.words += after
        lists = ["contents"] if brief.contents == "yes" else []
        self.words[lists_at:lists_at] = [
            word for name in (*lists, *brief.lists) for word in self._listed[name]
        ]

    def read_texts(self, *texts: str) -> None:
        for text in texts:
            self.words += WORD.findall(text)

    def read(self, *values: object) -> None:
        for value in values:
            match value:
                case tuple():
                    self.read(*value)
                case Text() | Code() | CodeBlock():
                    self.read_texts(value.text)
                case Note():
                    self._read_note(value)
                case CrossReference():
                    if value.form == "label":
                        self.words += self._shown(self._titles.get(value.target, ()))
                case Section():
                    self._read_section(value)
                case Box():
                    self.read(value.title, value.body)
                case Group():
                    self.read(value.body)
                case Quotation():
                    self.read(value.body, value.attribution)
                case PullQuote():
                    self.read(value.text, value.by)
                case KeyPoints():
                    self.read(value.title, value.points)
                case Recommendations():
                    self.read(value.title)
                    for to, items in groupby(value.items, lambda item: item.to):
                        self.read(to, tuple(items))
                case Recommendation():
                    self.read(value.body)
                case Definition():
                    self.read(value.term, value.body)
                case BulletList() | NumberedList() | DefinitionList():
                    self.read(value.items)
                case Table():
                    self._read_table(value)
                case FigureRow():
                    self.read(value.figures)
                case Figure():
                    if value.caption:
                        self._listed["figures"] += self._shown(value.caption)
                    self.read(value.caption, value.source, value.credit)
                case Cell():
                    self.read(value.body)
                case None | NoteCall() | Divider() | PageBreak() | LineBreak():
                    pass
                case _:
                    self.read(value.children)

    def _shown(self, inlines: tuple[object, ...]) -> list[str]:
        """Return the words of a title or caption where it is told again: without notes."""
        words: list[str] = []
        for inline in inlines:
            match inline:
                case Text() | Code():
                    words += WORD.findall(inline.text)
                case CrossReference():
                    words += self._shown(self._titles.get(inline.target, ()))
                case Note() | NoteCall() | LineBreak():
                    pass
                case _:
                    words += self._shown(inline.children)
        return words

    def _read_section(self, section: Section, depth: int = 1) -> None:
        if depth <= DEEPEST_LISTED:
            self._listed["contents"] += self._shown(section.title)
        self.read(section.title)
        for block in section.body:
            if isinstance(block, Section):
                self._read_section(block, depth + 1)
            else:
                self.read(block)

    def _read_table(self, table: Table) -> None:
        is_under = "table" in self._tables[-1:]
        self._tables.append(table.notes or ("table" if is_under else self._brief.notes.tables))
        if table.caption:
            self._listed["tables"] += self._shown(table.caption)
        self.read(table.caption)
        before = len(self.words)
        self.read(table.head)
        self.heads.update(self.words[before:])
        self.read(table.rows, table.source)
        self._tables.pop()

    def _read_ends(self) -> None:
        """Read the endnotes, each before those that it calls, which are endnotes too."""
        waiting, self._ends = self._ends, []
        for note in waiting:
            self.read(note.body)
            self._read_ends()

    def _read_note(self, note: Note) -> None:
        is_under_table = "table" in self._tables[-1:] and note.place is None
        place = note.place or self._brief.notes.place
        if self._is_end or (place == "end" and not is_under_table):
            self._ends.append(note)
            return
        tables, self._tables = self._tables, self._tables if is_under_table else []
        self.read(note.body)
        self._tables = tables
