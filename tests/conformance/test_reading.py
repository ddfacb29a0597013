"""What a screen reader says is what the brief says, word for word; header cells name their cells.

Both are gathered by walks that know nothing of `resolve`: over the model, and over the tree read
back from the file. Numbers and labels are the house's: calls and marks are left out of what is
read, others may stand between the brief's words.
"""

import re
from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter

import attrs
import pytest

from briefkit import (
    Code,
    CodeBlock,
    CrossReference,
    DefinitionList,
    Figure,
    LineBreak,
    Link,
    Note,
    NoteCall,
    Recommendations,
    Table,
    Text,
)
from briefkit.model.brief import Brief
from briefkit.model.kinds import BlockKind
from briefkit.preflight import MarkedText, StructElement, read_structure

HOUSE_WORDS = """
    Figure Table Source Section note Contents Notes Abstract Key points Acknowledgements Funding
    Disclaimer Related publications About the authors author Other languages Series Published by
    Version DOI ISSN Licence Suggested citation and https doi org orcid Picture Photograph
    Recommendations Figures Tables organisation organisations
    Diğer diller January November September April
"""
INLINE = {"Span", "Quote", "Reference", "Link", "Code"}


def words(text: str) -> list[str]:
    """Return the words of a text, and its numbers."""
    return re.findall(r"\w+", text)


def bare(text: str) -> str:
    """Return a label without brackets and stops."""
    return text.strip("[]. \u00a0\u2002")


class Spoken:
    """A brief's text in the order of reading: each footnote after its call, endnotes at the end."""

    def __init__(self, brief: Brief) -> None:
        self.place = brief.notes.place
        self.endnotes: list[Note] = []
        parts = list(self.of(brief.body))
        while self.endnotes:
            note = self.endnotes.pop(0)
            before, self.endnotes = self.endnotes, []
            parts += self.of(note.body)
            self.endnotes += before  # one in another comes right after it
        self.words = words("".join(parts))

    def of(self, value: object) -> Iterator[str]:
        if isinstance(value, tuple):
            for part in value:
                yield from self.of(part)
            return
        apart = " " if isinstance(value, BlockKind | Note | LineBreak) else ""
        yield apart
        match value:
            case Text() | Code() | CodeBlock():
                yield value.text
            case Link(children=()):
                yield value.url
            case CrossReference(children=()) | NoteCall() | LineBreak():
                pass
            case Note() if (value.place or self.place) == "end":
                self.endnotes.append(value)
            case Figure():
                yield from self.apart(value.caption, value.source, value.credit)
            case Table():
                rows = [cell.body for row in (*value.head, *value.rows) for cell in row]
                yield from self.apart(value.caption, *rows, value.source)
            case Recommendations():
                yield from self.apart(value.title or ())
                for to, items in groupby(value.items, attrgetter("to")):
                    yield from self.apart(to, *(item.body for item in items))
            case DefinitionList():
                yield from self.apart(
                    *(part for item in value.items for part in attrs.astuple(item, recurse=False))
                )
            case _:
                names = ("title", "children", "text", "points", "items", "body")
                parts = [getattr(value, name, None) or () for name in (*names, "attribution", "by")]
                yield from self.apart(*parts) if apart else self.of(tuple(parts))
        yield apart

    def apart(self, *values: object) -> Iterator[str]:
        for value in values:
            yield from self.of(value)
            yield " "


def heard(root: StructElement) -> list[str]:
    """Return the words of a file in the order of its structure, without calls and marks."""
    labels = {bare(note.find_all("Lbl")[0].text) for note in root.find_all("Note")}
    parts: list[str] = []

    def hear(element: StructElement, above: tuple[str, ...]) -> None:
        is_call = element.role == "Reference" and bare(element.text) in labels
        is_mark = element.role == "Lbl" and (
            above[-1] == "Note" or re.fullmatch(r"\W|\d+\.", element.text.strip()) is not None
        )
        is_way_back = (
            element.role == "Link" and "Note" in above and re.fullmatch("[a-z]", element.text)
        )
        if is_call or is_mark or is_way_back:
            return
        apart = "" if element.role in INLINE else " "
        parts.append(apart)
        if element.actual_text is not None:
            parts.append(element.actual_text)
        else:
            for child in element.children:
                if isinstance(child, MarkedText):
                    parts.append(child.text)
                elif isinstance(child, StructElement):
                    hear(child, (*above, element.role))
        parts.append(apart)

    hear(root, ())
    return words("".join(parts))


def around(brief: Brief) -> set[str]:
    """Return the words of all that stands around the text."""
    found: set[str] = set()

    def gather(value: object) -> None:
        if isinstance(value, str):
            found.update(words(value))
        elif isinstance(value, tuple):
            for part in value:
                gather(part)
        elif attrs.has(type(value)):
            for part in attrs.fields(type(value)):
                gather(getattr(value, part.name))

    gather(attrs.evolve(brief, body=()))
    return found


def test_the_text_is_read_word_for_word_and_in_its_order(name, briefs, rendered):
    said, read = Spoken(briefs(name)).words, iter(heard(read_structure(rendered(name))))

    lost = next((place for place, word in enumerate(said) if word not in read), None)

    assert lost is None, f"not read after {' '.join(said[:lost][-12:])!r}: {said[lost]!r}"
    assert len(said) > 20


def test_what_else_is_read_is_of_the_matter_around_or_the_house_s(name, briefs, rendered):
    brief = briefs(name)
    read = heard(read_structure(rendered(name)))
    left = [word for word in read if not word.isdigit()]
    for word in Spoken(brief).words:
        if word in left:
            left.remove(word)

    has_lists = brief.contents == "yes" or brief.lists
    listed = set(Spoken(brief).words) if has_lists else set()

    assert set(left) - around(brief) - set(HOUSE_WORDS.split()) - listed == set()


# Tables


def tables_in(value: object) -> Iterator[Table]:
    """Yield the tables of a brief, in order."""
    if isinstance(value, tuple):
        for part in value:
            yield from tables_in(part)
    elif attrs.has(type(value)):
        if isinstance(value, Table):
            yield value
        for part in attrs.fields(type(value)):
            yield from tables_in(getattr(value, part.name))


def cells_of(table: Table) -> list[list[tuple[str, ...]]]:
    """Return what each cell of a table must say of itself: its role, its scope and its spans."""
    rows = []
    for number, row in enumerate((*table.head, *table.rows)):
        is_head = number < len(table.head)
        rows.append([])
        for index, cell in enumerate(row):
            kind = ("TD", "")
            if is_head:
                kind = ("TH", "Column")
            elif cell.is_header or (table.has_row_headers and not index):
                kind = ("TH", "Row")
            rows[-1].append((*kind, str(cell.column_span), str(cell.row_span)))
    return rows


def test_each_cell_says_whether_it_is_a_header_and_of_what(name, briefs, rendered):
    root = read_structure(rendered(name))
    expected = [cells_of(table) for table in tables_in(briefs(name).body)]

    found = [
        [
            [
                (
                    cell.role,
                    cell.attribute("Table.Scope") or "",
                    cell.attribute("Table.ColSpan") or "1",
                    cell.attribute("Table.RowSpan") or "1",
                )
                for cell in row.elements
            ]
            for row in table.find_all("TR")
        ]
        for table in root.find_all("Table")
    ]

    assert found == expected


def test_each_data_cell_under_a_head_with_spans_names_headers_of_its_own_table(name, rendered):
    for table in read_structure(rendered(name)).find_all("Table"):
        heads = {cell.id for cell in table.find_all("TH") if cell.id}
        for cell in table.find_all("TD"):
            named = (cell.attribute("Table.Headers") or "").split()
            assert set(named) <= heads
            assert bool(named) == bool(heads)


def test_a_table_s_headers_by_name_are_those_above_and_beside(rendered):
    """The spans of a head and of row headers, by the text of the cells."""
    table = read_structure(rendered("tables")).find_all("Table")[1]
    texts = {cell.id: cell.text.strip() for cell in table.find_all("TH")}

    named = {
        cell.text.strip(): [texts[one] for one in (cell.attribute("Table.Headers") or "").split()]
        for cell in table.find_all("TD")
    }

    assert named["Sea"] == ["Kind", "North"]
    assert named["3"] == ["Years", "2022", "North"]
    assert named["Both"] == ["Kind", "Years", "2022", "South"]
    assert named["4"] == ["Years", "2023", "South"]


# Fragments


@pytest.mark.parametrize("role", ["Note", "P"])
def test_what_runs_over_pages_is_one_element(rendered, role):
    root = read_structure(rendered("notes"))

    assert any(len(element.pages) > 1 for element in root.find_all(role))
    assert len({element.key for element in root.find_all(role)}) == len(root.find_all(role))
