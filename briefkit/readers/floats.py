"""Images, pipe tables and their captions → figures, rows of figures, tables."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path

from markdown_it.token import Token

from briefkit.model.blocks import Block, Paragraph
from briefkit.model.figures import LEAST_WIDTH, Figure, FigureRow
from briefkit.model.inline import Inline
from briefkit.model.tables import Cell, Table
from briefkit.readers.attributes import Attributes
from briefkit.readers.inlines import InlineReader, prose_of
from briefkit.readers.line_ends import lines_in
from briefkit.readers.pictures import OutOfPlaceError, picture_in
from briefkit.readers.refusals import refusals
from briefkit.readers.source import Faults
from briefkit.readers.tokens import attributes_of, elements, line_of, opened
from briefkit.values import define, evolve

_FIGURE_KEYS = ("alt", "credit", "source", "licence", "width", "placement")
_TABLE_KEYS = ("source", "notes", "width", "placement")
_ALIGNMENTS = {
    "left": "start",
    "center": "centre",
    "right": "decimal",  # words at the end, as for numbers alone it is written
    "": "auto",
}
_WIDTH = re.compile(r"(\d+(?:\.\d+)?)%")
_LENGTH = re.compile(r"(\d*\.?\d+)(in|cm|mm|pt|px)")
_WIDTH_OF_PAGE = {"in": 6.5, "cm": 16.51, "mm": 165.1, "pt": 468.0, "px": 624.0}  # Word's
_UNESCAPED_PIPE = re.compile(r"(?<!\\)\|")


@define
class FloatReader:
    """What figures and tables are read with; the fields are those of `BlockReader`.

    inlines: reads their captions and cells; blocks: cells that hold more.
    """

    faults: Faults
    folder: Path | None
    source: list[str]
    inlines: InlineReader
    blocks: Callable[[list[Token]], tuple[Block, ...]]
    read_at: list[tuple[object, int]]

    def figure(self, image: Token, line: int) -> Figure | None:
        """Return the figure that an image alone in its paragraph is."""
        attributes = _as_shares(image.meta.get("attributes"))
        if attributes:
            image.meta["attributes"] = attributes
        attributes = attributes_of(image, line, ("decorative",), _FIGURE_KEYS, self.faults)
        values = attributes.values
        if image.attrs.get("title"):
            self.faults.add(
                line,
                "the picture has a title in its brackets",
                "write it as its caption",
            )
        caption = self.inlines.read(image.children or [], line)
        credit, source = (prose_of(self.inlines, image, key, line) for key in ("credit", "source"))
        path = self._picture(str(image.attrs.get("src", "")), line)
        is_wide = values.get("width") == "full"
        width = _WIDTH.fullmatch("100%" if is_wide else values.get("width", "100%"))
        if width is not None and not LEAST_WIDTH <= float(width[1]) / 100 <= 1:
            width = None
        if width is None:
            cure = f"write it as width=80%, from {LEAST_WIDTH:.0%} to 100%, or as width=full"
            self.faults.add(line, f"width={values['width']} does not read", cure)
        given = {
            "alt": values.get("alt"),
            "decorative": "decorative" in attributes.classes,
            "caption": caption,
            "credit": credit,
            "source": source,
            "licence": values.get("licence", ""),
            "is_wide": is_wide,
            "placement": values.get("placement", "auto"),
            "id": attributes.id,
        }
        if path is None or width is None:
            for _, fault in refusals(Figure, given):
                self.faults.take(line, fault)
            return None
        share = float(width[1]) / 100 if "width" in values and not is_wide else None
        return Figure(path, width=share, **given)  # type: ignore[arg-type]

    def row(
        self, body: tuple[Block, ...], values: Mapping[str, str], line: int
    ) -> FigureRow | None:
        """Return the figures of a div side by side. body, values: of the div."""
        figures = [block for block in body if isinstance(block, Figure)]
        if len(figures) != len(body):
            self.faults.add(line, "a row of figures holds more than pictures", "put it outside")
            return None
        is_wide = self._is_full(values, line)
        placement = values.get("placement", "auto")
        return FigureRow(figures, is_wide=is_wide, placement=placement)

    def _is_full(self, values: Mapping[str, str], line: int) -> bool:
        """Return whether matter asks for the full width, the only one it can."""
        if values.get("width", "full") != "full":
            self.faults.add(line, f"width={values['width']} does not read", "write width=full")
        return "width" in values

    def _picture(self, name: str, line: int) -> Path | bytes | None:
        """Return the file of a picture, or None where there is a fault, which is told."""
        try:
            return picture_in(self.folder, name)
        except OutOfPlaceError as error:
            self.faults.add(line, error.what, error.cure)
            return None

    def table(self, opening: Token, inner: list[Token], caption: list[Token]) -> Table:
        """Return a table. caption: its tokens, or none."""
        head, *rest = (
            [
                (line_of(row), [self._cell(cell, tokens) for cell, tokens in opened(r)])
                for row, r in opened(part)
            ]
            for part in elements(inner)
        )
        body = [row for part in rest for row in part]
        asked = opening.meta.get("alignments")
        if asked is None:  # with bars
            (titles,) = elements(next(elements(inner)))
            asked = [
                str(cell.attrs.get("style", "")).rpartition(":")[2] for cell, _ in opened(titles)
            ]
            for line, _ in body:
                self._check_row(line, len(asked))
        alignments = [_ALIGNMENTS[one] for one in asked]
        if alignments[:1] == ["decimal"]:
            alignments[0] = "end"  # as written: a first column's numbers would begin with it
        attributes = Attributes()
        shown: tuple[Inline, ...] = ()
        source: tuple[Inline, ...] = ()
        if caption:
            line = line_of(caption[0])
            attributes = attributes_of(caption[0], line, ("row-headers",), _TABLE_KEYS, self.faults)
            shown = self.inlines.read(caption[1].children or [], line)
            source = prose_of(self.inlines, caption[0], "source", line)
        # Of a row its first cell is known, which leads to the line of all.
        self.read_at.extend((cells[0], line) for line, cells in (*head, *body))
        has_titles = any(cell.body for _, cells in head for cell in cells)
        return Table(
            [cells for _, cells in body],
            head=[cells for _, cells in head if has_titles],
            alignments=tuple(alignments) if set(alignments) != {"auto"} else (),
            has_row_headers="row-headers" in attributes.classes,
            caption=shown,
            source=source,
            id=attributes.id,
            notes=attributes.values.get("notes"),
            is_wide=bool(caption) and self._is_full(attributes.values, line_of(caption[0])),
            placement=attributes.values.get("placement", "auto"),
        )

    def _cell(self, opening: Token, inner: list[Token]) -> Cell:
        column_span, row_span = opening.meta.get("spans", (1, 1))
        return Cell(self._body(inner), column_span=column_span, row_span=row_span)

    def _body(self, inner: list[Token]) -> tuple[Block, ...]:
        """Return what a cell holds."""
        inline = inner[0]
        if inline.type != "inline":
            return self.blocks(inner)
        children = inline.children or []
        line = line_of(inline)
        if len(children) == 1 and children[0].type == "image":
            figure = self.figure(children[0], line)
            return (figure,) if figure else ()
        inlines = self.inlines.read(children, line)
        return (Paragraph(*inlines),) if inlines else ()

    def _check_row(self, line: int, columns: int) -> None:
        # The parser leaves out what stands beyond the last column, so count it in the source.
        source = self.source[line - 1].strip() if line <= len(self.source) else ""
        pipes = len(_UNESCAPED_PIPE.findall(source))
        given = (
            pipes
            + 1
            - source.lstrip("> \t").startswith("|")
            - bool(re.search(r"(?<!\\)\|$", source))
        )
        if given > columns:
            self.faults.add(
                line,
                f"the row has {given} cells and the table {columns} columns",
                r"give the head as many, or write \| for the character itself",
            )
        if pipes == 0 and source.startswith((":", "Table: ")):
            self.faults.add(line, "a caption is read as a row", "put an empty line before it")


def _as_shares(attributes: Attributes | None) -> Attributes | None:
    """Return a picture's attributes, a width in inches or pixels as a share of a page of Word's.

    The height that is given with such a width says the same.
    """
    found = _LENGTH.fullmatch(attributes.values.get("width", "")) if attributes else None
    if attributes is None or found is None:
        return attributes
    share = min(float(found[1]) / _WIDTH_OF_PAGE[found[2]], 1.0)
    values = {key: value for key, value in attributes.values.items() if key != "height"}
    return evolve(attributes, values={**values, "width": f"{share:.1%}"})


def each_alone(tokens: list[Token]) -> list[Token]:
    """Return the tokens of a row of figures, each picture in a paragraph of its own."""
    found: list[Token] = []
    for token in tokens:
        children = token.children or []
        if token.type != "inline" or {one.type for one in children} != {"image", "softbreak"}:
            found.append(token)
            continue
        opening = found.pop()
        line = line_of(opening)
        for child in children:
            if child.type == "softbreak":
                line += 1
                found.append(Token("paragraph_close", "p", -1))
            else:
                place = [line - 1, line]
                found += [opening.copy(map=place), token.copy(children=[child], map=place)]
                line += lines_in(child)
    return found
