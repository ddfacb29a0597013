"""A table's rows → resolved rows, and their elements in the tree."""

from collections.abc import Callable

from briefkit.model.blocks import BulletList, DefinitionList, NumberedList
from briefkit.model.tables import Cell, Table
from briefkit.resolve.grid import Rows, alignments_of, lone_text, starts_of
from briefkit.resolve.plain import one_line
from briefkit.resolve.resolved import (
    PlainCell,
    ResolvedBlock,
    ResolvedCell,
    TableCell,
    TableRow,
)
from briefkit.structure import NodeId, Role, StructureBuilder

_LISTS = (BulletList, NumberedList, DefinitionList)


class TableWriter:
    """Writes the rows of one table; never leaves the function."""

    def __init__(
        self,
        tree: StructureBuilder,
        table: Table,
        columns: int,
        node: NodeId,
        language: str,
        set_cell: Callable[[Cell, NodeId, str], tuple[ResolvedBlock, ...]],
        is_plain: Callable[[str], bool],
    ) -> None:
        """Begin under a TABLE.

        set_cell: sets what a cell holds, given its node and path; is_plain: whether a text has
        nothing in it that is more than words.
        """
        self._language = language
        self._is_plain = is_plain
        self._tree = tree
        self._table = table
        self._columns = columns
        self._node = node
        self._set_cell = set_cell
        self._alignments = alignments_of(table, columns)
        self._heads: list[list[NodeId]] = [[] for _ in range(columns)]
        # Scope tells what a header names, but where cells span a reader may lose count.
        self._has_spans = any(
            cell.column_span > 1 or cell.row_span > 1
            for row in (*table.head, *table.rows)
            for cell in row
        )

    def rows(self, rows: Rows, where: str, *, is_head: bool) -> tuple[TableRow, ...]:
        """Return the rows of the head or of the body, set."""
        if not rows:
            return ()
        tree = self._tree
        # ISO 32000-1, table 337: a THead is followed by a TBody, so a lone head is the body.
        role = Role.TABLE_HEAD if is_head and self._table.rows else Role.TABLE_BODY
        group = tree.add(self._node, role)
        done = []
        row_heads: list[tuple[NodeId, int]] = []  # with how many rows each still names
        for index, (row, (starts, _)) in enumerate(
            zip(rows, starts_of(rows, self._columns), strict=True)
        ):
            node = tree.add(group, Role.TABLE_ROW)
            row_where = f"{where}[{index}]"
            cells: list[TableCell] = []
            data: list[tuple[NodeId, int, int]] = []
            for number, (cell, column) in enumerate(zip(row, starts, strict=True)):
                is_header = (
                    is_head or cell.is_header or (self._table.has_row_headers and column == 0)
                )
                cell_node = self._cell_node(cell, node, is_head=is_head, is_header=is_header)
                if self._has_spans:
                    if is_head:
                        for covered in self._heads[column : column + cell.column_span]:
                            covered.append(cell_node)
                    elif is_header:
                        row_heads.append((cell_node, cell.row_span))
                    else:
                        data.append((cell_node, column, cell.column_span))
                alignment = self._alignment(cell, column, is_header)
                plain = self._words(cell)
                if plain:
                    cells.append(
                        PlainCell(
                            plain,
                            cell_node,
                            self._language,
                            column,
                            is_header,
                            alignment,
                            row_where,
                            number,
                        )
                    )
                    continue
                body = self._set_cell(cell, cell_node, f"{row_where}[{number}]")
                spans = (cell.column_span, cell.row_span)
                cells.append(ResolvedCell(body, column, *spans, is_header, alignment))
            for data_node, column, span in data:
                named = [head for heads in self._heads[column : column + span] for head in heads]
                named += [head for head, _ in row_heads]
                tree.amend(data_node, headers=tuple(dict.fromkeys(named)))
            row_heads = [(head, left - 1) for head, left in row_heads if left > 1]
            done.append(tuple(cells))
        return tuple(done)

    def _cell_node(self, cell: Cell, row: NodeId, *, is_head: bool, is_header: bool) -> NodeId:
        if not is_header and cell.column_span == cell.row_span == 1:
            return self._tree.add(row, Role.DATA_CELL)
        facts: dict[str, object] = {}
        if is_header:
            facts["scope"] = "Column" if is_head else "Row"
        if cell.column_span > 1:
            facts["column_span"] = cell.column_span
        if cell.row_span > 1:
            facts["row_span"] = cell.row_span
        role = Role.HEADER_CELL if is_header else Role.DATA_CELL
        return self._tree.add(row, role, **facts)

    def _alignment(self, cell: Cell, column: int, is_header: bool) -> str:
        alignment = self._alignments[column]
        if alignment != "start" and any(isinstance(block, _LISTS) for block in cell.body):
            return "start"  # words stay beside their bullets
        if alignment != "decimal":
            return alignment
        if cell.column_span > 1:
            return "centre"
        return "end" if is_header else alignment

    def _words(self, cell: Cell) -> str:
        """Return the words of a cell that holds no more and spans nothing, or ""."""
        if cell.column_span > 1 or cell.row_span > 1:
            return ""
        text = lone_text(cell.body)
        text = "" if text is None else one_line(text)
        return text if self._is_plain(text) else ""
