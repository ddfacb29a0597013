"""Judge the structure tree: Reading → Findings of roles, figures, headings and tables.

Source: ISO 14289-1, 7.2 to 7.5.
"""

from collections.abc import Iterator

from briefkit.preflight import findings
from briefkit.preflight.findings import Finding
from briefkit.preflight.reading import Reading
from briefkit.preflight.tree import StructElement, Visit

_PARENTS = {
    "TR": {"Table", "THead", "TBody", "TFoot"},
    "THead": {"Table"},
    "TBody": {"Table"},
    "TFoot": {"Table"},
    "TH": {"TR"},
    "TD": {"TR"},
    "LI": {"L"},
    "LBody": {"LI"},
    "TOCI": {"TOC"},
}
"""What may hold an element that has a meaning only there; ISO 32000-1, 14.8.4.3."""

_MOST_COLUMNS = 1_000


def judge_tree(reading: Reading) -> Iterator[Finding]:
    """Yield the faults of the structure tree."""
    yield from reading.faults
    for visit in reading.elements:
        yield from _judge_place(visit)
        yield from _judge_alternative(visit)
        if visit.element.role == "Table":
            yield from _judge_table(visit)
    yield from _judge_headings(reading)


def _judge_place(visit: Visit) -> Iterator[Finding]:
    allowed = _PARENTS.get(visit.element.role)
    if allowed is None:
        return
    parent = next(
        element.role
        for element in reversed(visit.ancestors)
        if element.role not in ("NonStruct", "Private")
    )
    if parent not in allowed:
        message = f"a {visit.element.role} stands in a {parent}"
        yield findings.MisplacedElement(message, visit.element.first_page, visit.path)


def _judge_alternative(visit: Visit) -> Iterator[Finding]:
    element = visit.element
    if element.role not in ("Figure", "Formula"):
        return
    if not (element.alt or "").strip() and not (element.actual_text or "").strip():
        message = f"the {element.role.lower()} has no alternative text"
        yield findings.MissingAltText(message, element.first_page, visit.path)


def _judge_headings(reading: Reading) -> Iterator[Finding]:
    before = 0
    for visit in reading.elements:
        role = visit.element.role
        if role[:1] != "H" or not role[1:].isdigit():
            continue
        level = int(role[1:])
        if level > before + 1:
            after = f"comes after H{before}" if before else "is the first heading"
            message = f"“{visit.element.text.strip()[:40]}” is {role} and {after}"
            yield findings.HeadingLevelSkipped(message, visit.element.first_page, visit.path)
        before = level


def _rows(table: StructElement) -> list[StructElement]:
    rows: list[StructElement] = []
    for child in table.elements:
        if child.role == "TR":
            rows.append(child)
        elif child.role in ("THead", "TBody", "TFoot"):
            rows += [row for row in child.elements if row.role == "TR"]
    return rows


def _judge_table(visit: Visit) -> Iterator[Finding]:
    rows = _rows(visit.element)
    cells = [cell for row in rows for cell in row.elements if cell.role in ("TH", "TD")]
    named = {name for cell in cells for name in (cell.attribute("Table.Headers") or "").split()}
    row_of = {cell: index for index, row in enumerate(rows, start=1) for cell in row.elements}
    for cell in cells:
        if cell.role != "TH" or (cell.id is not None and cell.id in named):
            continue
        if cell.attribute("Table.Scope") not in ("Row", "Column", "Both"):
            message = f"the header cell “{cell.text.strip()[:40]}” has no scope"
            place = f"{visit.path}, row {row_of[cell]}"
            yield findings.TableHeaderWithoutScope(message, cell.first_page, place)
    widths = _widths(rows)
    if len(set(widths)) > 1:
        odd = next(index for index, width in enumerate(widths) if width != widths[0])
        message = f"row 1 has {widths[0]} columns, row {odd + 1} has {widths[odd]}"
        yield findings.IrregularTable(message, visit.element.first_page, visit.path)


def _widths(rows: list[StructElement]) -> list[int]:
    """Return how many columns each row fills, spans from above counted."""
    widths: list[int] = []
    owed: list[tuple[int, int]] = []  # (columns, rows still to come) of cells that reach down
    for row in rows:
        width = sum(columns for columns, _ in owed)
        owed = [(columns, left - 1) for columns, left in owed if left > 1]
        for cell in row.elements:
            if cell.role in ("TH", "TD"):
                columns = _span(cell, "ColSpan")
                width += columns
                if _span(cell, "RowSpan") > 1:
                    owed.append((columns, _span(cell, "RowSpan") - 1))
        widths.append(width)
    return widths


def _span(cell: StructElement, name: str) -> int:
    value = cell.attribute(f"Table.{name}") or "1"
    return min(int(value), _MOST_COLUMNS) if value.isdigit() and value != "0" else 1
