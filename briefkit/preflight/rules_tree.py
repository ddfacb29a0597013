"""Judge the structure tree: Reading → Findings of roles, figures, headings and tables.

Source: ISO 14289-1, 7.2 to 7.5.
"""

from collections.abc import Iterator

from briefkit.preflight import findings
from briefkit.preflight.finding import Finding
from briefkit.preflight.reading import Reading
from briefkit.preflight.roles import a_role
from briefkit.preflight.tree import LinkedObject, StructElement, Visit

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

_KIDS = {
    "Table": {"TR", "THead", "TBody", "TFoot", "Caption"},
    "THead": {"TR"},
    "TBody": {"TR"},
    "TFoot": {"TR"},
    "TR": {"TH", "TD"},
    "L": {"L", "LI", "Caption"},
    "LI": {"Lbl", "LBody"},
    "TOC": {"TOC", "TOCI", "Caption"},
}
"""What alone an element may hold; the same."""

_PLAIN = frozenset({"NonStruct", "Private"})
"""Elements that mean nothing: what is in them belongs to the element around."""

_MOST_COLUMNS = 1_000


def judge_tree(reading: Reading) -> Iterator[Finding]:
    """Yield the faults of the structure tree."""
    yield from reading.faults
    for visit in reading.elements:
        yield from _judge_place(visit)
        yield from _judge_kids(visit)
        yield from _judge_form(visit)
        yield from _judge_alternative(visit)
        if visit.element.role == "Table":
            yield from _judge_table(visit)
    yield from _judge_headings(reading)


def _judge_place(visit: Visit) -> Iterator[Finding]:
    allowed = _PARENTS.get(visit.element.role)
    if allowed is None:
        return
    parent = next(
        element.role for element in reversed(visit.ancestors) if element.role not in _PLAIN
    )
    if parent not in allowed:
        message = f"{a_role(visit.element.role)} stands in {a_role(parent)}"
        yield findings.MisplacedElement(message, visit.element.first_page, visit.path)


def _judge_kids(visit: Visit) -> Iterator[Finding]:
    allowed = _KIDS.get(visit.element.role)
    if allowed is None:
        return
    role, page, path = visit.element.role, visit.element.first_page, visit.path
    kids = [kid.role for kid in _kids(visit.element)]
    odd = dict.fromkeys(kid for kid in kids if kid not in allowed and kid != "Artifact")
    # What stands in the wrong parent is told there.
    odd = {kid: None for kid in odd if kid not in _PARENTS}
    if odd:
        held = " and ".join(a_role(kid) for kid in odd)
        message = f"the {role} holds {held}: it may hold {_listed(sorted(allowed))} only"
        yield findings.MisplacedElement(message, page, path)
    if "Caption" in kids[1:-1] or (role != "Table" and "Caption" in kids[1:]):
        message = f"the Caption stands among the other parts of the {role}"
        yield findings.MisplacedElement(message, page, path)
    if role == "Table":
        for part in ("THead", "TFoot", "Caption"):
            if kids.count(part) > 1:
                message = f"the table has {kids.count(part)} {part}"
                yield findings.MisplacedElement(message, page, path)
        if {"THead", "TFoot"} & set(kids) and "TBody" not in kids:
            message = "the table has a THead or a TFoot, but no TBody"
            yield findings.MisplacedElement(message, page, path)


def _judge_form(visit: Visit) -> Iterator[Finding]:
    element = visit.element
    if element.role != "Form" or element.attribute("PrintField.Role") is not None:
        return
    held = [child for child in element.children if isinstance(child, LinkedObject)]
    if len(held) != 1 or len(element.children) != 1:
        message = "the form element holds more than one field, or none, and has no Role"
        if len(held) == 1:
            message = "the form element holds other content beside its field, and has no Role"
        yield findings.FormWithoutRole(message, element.first_page, visit.path)


def _kids(element: StructElement) -> Iterator[StructElement]:
    """Yield the elements in an element, and those in what means nothing."""
    stack = list(reversed(element.elements))
    while stack:
        kid = stack.pop()
        if kid.role in _PLAIN:
            stack.extend(reversed(kid.elements))
        else:
            yield kid


def _listed(words: list[str]) -> str:
    """Return words as a list.

    >>> _listed(["LBody", "Lbl"])
    'LBody and Lbl'
    """
    return " and ".join([", ".join(words[:-1]), *words[-1:]] if len(words) > 1 else words)


def _judge_alternative(visit: Visit) -> Iterator[Finding]:
    element = visit.element
    if element.role not in ("Figure", "Formula"):
        return
    if not (element.alt or "").strip() and not (element.actual_text or "").strip():
        message = f"the {element.role.lower()} has no alternative text"
        yield findings.MissingAltText(message, element.first_page, visit.path)


def _judge_headings(reading: Reading) -> Iterator[Finding]:
    before = 0
    headings = [visit for visit in reading.elements if visit.element.role[:1] == "H"]
    bare = [visit for visit in headings if visit.element.role == "H"]
    levelled = {visit.element.role for visit in headings if visit.element.role[1:].isdigit()}
    if bare and levelled:
        message = f"“{bare[0].element.text.strip()[:40]}” is H, and others are {min(levelled)}"
        yield findings.MixedHeadings(message, bare[0].element.first_page, bare[0].path)
    parents: set[StructElement] = set()
    for visit in bare:
        if visit.parent in parents:
            message = f"“{visit.element.text.strip()[:40]}” is not the first H of its section"
            yield findings.MixedHeadings(message, visit.element.first_page, visit.path)
        parents.add(visit.parent)
    for visit in headings:
        role = visit.element.role
        if not role[1:].isdigit():
            continue
        level = int(role[1:])
        if level > before + 1:
            after = f"comes after H{before}" if before else "is the first heading"
            message = f"“{visit.element.text.strip()[:40]}” is {role} and {after}"
            yield findings.HeadingLevelSkipped(message, visit.element.first_page, visit.path)
        before = level


def _rows(table: StructElement) -> list[StructElement]:
    rows: list[StructElement] = []
    for child in _kids(table):
        if child.role == "TR":
            rows.append(child)
        elif child.role in ("THead", "TBody", "TFoot"):
            rows += [row for row in _kids(child) if row.role == "TR"]
    return rows


def _judge_table(visit: Visit) -> Iterator[Finding]:
    rows = _rows(visit.element)
    cells = [cell for row in rows for cell in _cells(row)]
    named = {name for cell in cells for name in (cell.attribute("Table.Headers") or "").split()}
    row_of = {cell: index for index, row in enumerate(rows, start=1) for cell in _cells(row)}
    for cell in cells:
        if cell.role != "TH" or (cell.id is not None and cell.id in named):
            continue
        if cell.attribute("Table.Scope") not in ("Row", "Column", "Both"):
            message = f"{_called(cell, 'header cell')} has no scope"
            place = f"{visit.path}, row {row_of[cell]}"
            yield findings.TableHeaderWithoutScope(message, cell.first_page, place)
    if named and not any(cell.attribute("Table.Scope") for cell in cells if cell.role == "TH"):
        yield from _judge_named_headers(visit, cells, row_of)
    widths, below = _widths(rows)
    if below:
        message = f"a cell reaches {below} {'row' if below == 1 else 'rows'} below the last"
        yield findings.IrregularTable(message, visit.element.first_page, visit.path)
    if len(set(widths)) > 1:
        odd = next(index for index, width in enumerate(widths) if width != widths[0])
        message = f"row 1 has {widths[0]} columns, row {odd + 1} has {widths[odd]}"
        yield findings.IrregularTable(message, visit.element.first_page, visit.path)


def _cells(row: StructElement) -> list[StructElement]:
    return [cell for cell in _kids(row) if cell.role in ("TH", "TD")]


def _called(cell: StructElement, kind: str) -> str:
    text = " ".join(cell.text.split())[:40]
    return f"the {kind} “{text}”" if text else f"an empty {kind}"


def _judge_named_headers(
    visit: Visit, cells: list[StructElement], row_of: dict[StructElement, int]
) -> Iterator[Finding]:
    """Yield the cells of no header, in a table that tells what a header heads by name alone."""
    ids = {cell.id for cell in cells if cell.id}
    for cell in cells:
        if cell.role != "TD":
            continue
        names = (cell.attribute("Table.Headers") or "").split()
        lost = [name for name in names if name not in ids]
        if names and not lost:
            continue
        told = f"names the header {lost[0]!r}, which no cell is" if lost else "names no header"
        place = f"{visit.path}, row {row_of[cell]}"
        yield findings.CellWithoutHeader(f"{_called(cell, 'cell')} {told}", cell.first_page, place)


def _widths(rows: list[StructElement]) -> tuple[list[int], int]:
    """Return how many columns each row fills, spans from above counted; and how far any reach.

    That is in rows that a cell would need below the last.
    """
    widths: list[int] = []
    owed: list[tuple[int, int]] = []  # (columns, rows still to come) of cells that reach down
    for row in rows:
        width = sum(columns for columns, _ in owed)
        owed = [(columns, left - 1) for columns, left in owed if left > 1]
        for cell in _cells(row):
            columns = _span(cell, "ColSpan")
            width += columns
            if _span(cell, "RowSpan") > 1:
                owed.append((columns, _span(cell, "RowSpan") - 1))
        widths.append(width)
    return widths, max((left for _, left in owed), default=0)


def _span(cell: StructElement, name: str) -> int:
    value = cell.attribute(f"Table.{name}") or "1"
    return min(int(value), _MOST_COLUMNS) if value.isdigit() and value != "0" else 1
