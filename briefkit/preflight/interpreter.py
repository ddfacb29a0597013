"""Interpret pages: PdfSource → PageContent, each content stream run once.

Nothing is judged here; see `rules_*`. Positions are kept as boxes of whole sequences, which is all
that the rules ask for. Source: ISO 32000-1, 8.4, 9.4 and 14.6.
"""

from collections.abc import Callable, Iterable

from pypdf.generic import ArrayObject, DictionaryObject, StreamObject

from briefkit.preflight.content import FontUse, Mark, PageContent, Sequence
from briefkit.preflight.fonts import LONGEST_STRING, Font, Piece
from briefkit.preflight.graphics import (
    IDENTITY,
    GraphicsState,
    matrix_of,
    multiply,
    number_of,
    resource_key,
    share_of,
    transformed,
)
from briefkit.preflight.lexer import Operand, operations
from briefkit.preflight.marks import read_properties
from briefkit.preflight.resources import FileResources, Operation
from briefkit.preflight.source import (
    Box,
    ObjectKey,
    PageSource,
    as_number,
    raw_items,
)

_ASCENT, _DESCENT = 0.7, -0.2
"""How far text reaches above and below its baseline, in em: what most letters do, so that no font's
generous metrics make a false alarm."""

_TOLERANCE = 0.5
"""How far, in points, text may stand out of the page: rounding, side bearings."""

_PAINT_PATH = (b"f", b"F", b"f*", b"S", b"s", b"B", b"B*", b"b", b"b*")

_COST_OF_A_FORM = 20
_MOST_OPERATIONS = 20_000_000
_MOST_OPERATIONS_OF_A_PAGE = 2_000_000
_DEEPEST_FORM = 12
_DEEPEST_MARKS = 1_000
_DEEPEST_STATE = 1_000
_MOST_FAULTS = 50


def read_page(resources: FileResources, page: PageSource) -> PageContent:
    """Return what stands on a page, and note what fonts its annotations show."""
    content = PageContent(page)
    resources.name_fonts(page)
    interpreter = _Interpreter(resources, content)
    data = resources.page_data(page, content)
    interpreter.run(len(data), operations(data), page.resources, page.key, 0)
    interpreter.run_appearances()
    resources.operations += interpreter.operations
    return content


class _Interpreter:
    """Runs the operations of one page, and of the forms that it paints."""

    def __init__(self, file: FileResources, content: PageContent) -> None:
        self.file = file
        self.pdf = file.pdf
        self.content = content
        self.number = content.page.number
        left, bottom, right, top = content.page.crop
        self.limits = (
            left - _TOLERANCE,
            bottom - _TOLERANCE,
            right + _TOLERANCE,
            top + _TOLERANCE,
        )
        self.state = GraphicsState()
        self.saved: list[GraphicsState] = []
        self.marks: list[Mark] = []
        self.mark = Mark(None, is_muted=False)
        self.text_matrix = self.line_matrix = IDENTITY
        self.pen: tuple[float, ...] | None = None  # the text matrix that the last text left
        self.path_is_open = False
        self.point: tuple[float, float] = (0.0, 0.0)
        self.resources = content.page.resources
        self.owner: ObjectKey = content.page.key
        self.depth = 0
        self.is_aside = False  # in what an annotation looks like
        self.open_forms: set[ObjectKey] = set()
        self.operations = 0
        self.fonts_by_name: dict[str, FontUse] = {}
        self.verbs: dict[bytes, Callable[[list[Operand]], None]] = {
            b"q": self._save,
            b"Q": self._restore,
            b"cm": self._concatenate,
            b"BT": self._begin_text,
            b"Tf": self._set_font,
            b"Td": self._move,
            b"TD": self._move_and_lead,
            b"Tm": self._set_text_matrix,
            b"T*": self._next_line,
            b"Tc": self._set_character_spacing,
            b"Tw": self._set_word_spacing,
            b"Tz": self._set_stretch,
            b"TL": self._set_leading,
            b"Ts": self._set_rise,
            b"Tr": self._set_rendering,
            b"Tj": self._show,
            b"TJ": self._show_array,
            b"'": self._show_on_next_line,
            b'"': self._show_spaced_on_next_line,
            b"BMC": self._begin_mark,
            b"BDC": self._begin_mark,
            b"EMC": self._end_mark,
            b"m": self._start_path,
            b"re": self._start_path,
            b"Do": self._paint_object,
            b"EI": self._paint_image,
            b"sh": self._paint_shading,
            b"gs": self._set_extended_state,
            b"n": self._end_path,
            **dict.fromkeys(_PAINT_PATH, self._paint_path),
        }

    def run(
        self,
        size: int,
        stream: Iterable[Operation],
        resources: DictionaryObject,
        owner: ObjectKey,
        depth: int,
    ) -> None:
        """Run the operations of a stream of so many bytes; what it leaves open is closed."""
        outer = (self.resources, self.owner, self.depth, self.marks, self.saved, self.fonts_by_name)
        self.resources, self.owner, self.depth = resources, owner, depth
        self.marks, self.saved, self.fonts_by_name = [], [], {}
        mark_outside = self.mark
        # A form painted again and again costs its decoding each time.
        self.operations += (_COST_OF_A_FORM if depth else 0) + size // 256
        verbs, before = self.verbs, self.file.operations
        for operands, operator in stream:
            self.operations += 1
            if (
                self.operations > _MOST_OPERATIONS_OF_A_PAGE
                or before + self.operations > _MOST_OPERATIONS
            ):
                self.content.is_cut_short = True
                break
            verb = verbs.get(operator)
            if verb is not None:
                try:
                    verb(operands)
                except (TypeError, ValueError, IndexError, KeyError, OverflowError):
                    self._complain(f"the operator {operator.decode('latin-1')} has wrong operands")
        self.content.unbalanced += len(self.marks)
        self.mark = mark_outside
        self.resources, self.owner, self.depth, self.marks, self.saved, self.fonts_by_name = outer

    def run_appearances(self) -> None:
        """Run what the page's annotations look like, for the fonts alone.

        Their text is no content of the page: it needs no mark, and may hang over its edge.
        """
        content = self.content
        said = (content.has_text, content.picture_share)
        self.is_aside = True
        for key, form in self.file.appearances(content.page):
            self.state = GraphicsState()
            self._paint_form(key, form)
        content.has_text, content.picture_share = said

    def _complain(self, fault: str) -> None:
        if len(self.content.broken) < _MOST_FAULTS:
            self.content.broken.append(fault)

    # The graphics state.

    def _save(self, operands: list[Operand]) -> None:
        if len(self.saved) < _DEEPEST_STATE:
            self.saved.append(self.state.copy())

    def _restore(self, operands: list[Operand]) -> None:
        if self.saved:
            self.state = self.saved.pop()

    def _concatenate(self, operands: list[Operand]) -> None:
        self.state.matrix = multiply(matrix_of(operands), self.state.matrix)

    def _set_extended_state(self, operands: list[Operand]) -> None:
        states = self.pdf.dictionary(self.resources, "/ExtGState")
        font = self.pdf.array(self.pdf.get(states, resource_key(operands[-1])), "/Font")
        size = as_number(self.pdf.value(font[1])) if len(font) == 2 else None
        if size is not None:
            self.state.font = self.file.font(font[0], self.number)
            self.state.size = size

    # Text.

    def _begin_text(self, operands: list[Operand]) -> None:
        self.text_matrix = self.line_matrix = IDENTITY

    def _set_font(self, operands: list[Operand]) -> None:
        name, size = operands[-2:]
        if isinstance(name, str):
            use = self.fonts_by_name.get(name)
            if use is None:
                fonts = self.pdf.dictionary(self.resources, "/Font")
                if f"/{name}" not in fonts:
                    self._complain(f"the font {name} is not among the resources")
                    return
                use = self.file.font(fonts.raw_get(f"/{name}"), self.number)
                self.fonts_by_name[name] = use
            self.state.font = use
            self.state.size = number_of(size)

    def _move(self, operands: list[Operand]) -> None:
        x, y = number_of(operands[-2]), number_of(operands[-1])
        a, b, c, d, e, f = self.line_matrix
        self.text_matrix = self.line_matrix = (a, b, c, d, x * a + y * c + e, x * b + y * d + f)

    def _move_and_lead(self, operands: list[Operand]) -> None:
        self.state.leading = -number_of(operands[-1])
        self._move(operands)

    def _set_text_matrix(self, operands: list[Operand]) -> None:
        self.text_matrix = self.line_matrix = matrix_of(operands)

    def _next_line(self, operands: list[Operand]) -> None:
        self._move([0.0, -self.state.leading])

    def _set_character_spacing(self, operands: list[Operand]) -> None:
        self.state.character_spacing = number_of(operands[-1])

    def _set_word_spacing(self, operands: list[Operand]) -> None:
        self.state.word_spacing = number_of(operands[-1])

    def _set_stretch(self, operands: list[Operand]) -> None:
        self.state.stretch = number_of(operands[-1]) / 100

    def _set_leading(self, operands: list[Operand]) -> None:
        self.state.leading = number_of(operands[-1])

    def _set_rise(self, operands: list[Operand]) -> None:
        self.state.rise = number_of(operands[-1])

    def _set_rendering(self, operands: list[Operand]) -> None:
        self.state.rendering = int(number_of(operands[-1]))

    def _show(self, operands: list[Operand]) -> None:
        self._show_all(operands[-1:])

    def _show_array(self, operands: list[Operand]) -> None:
        items = operands[-1]
        if isinstance(items, list):
            self._show_all(items)

    def _show_on_next_line(self, operands: list[Operand]) -> None:
        self._next_line(operands)
        self._show(operands)

    def _show_spaced_on_next_line(self, operands: list[Operand]) -> None:
        self._set_word_spacing(operands[-3:-2])
        self._set_character_spacing(operands[-2:-1])
        self._show_on_next_line(operands)

    def _show_all(self, items: list[Operand]) -> None:
        state = self.state
        use = state.font
        if use is None:
            self._complain("text is shown before a font is chosen")
            return
        size, stretch = state.size, state.stretch
        spacing, word_spacing = state.character_spacing, state.word_spacing
        is_spaced = spacing != 0.0 or word_spacing != 0.0
        font = use.font
        vertical = font.is_vertical
        scale = size * stretch  # of what is measured in em
        kern = (size if vertical else scale) / 1000
        at = 0.0
        first: float | None = None
        last = 0.0
        shown: list[Piece] = []
        goes_on = self.text_matrix is self.pen
        is_seen = state.rendering != 3
        known = (font.pieces if is_seen else font.hidden).get
        for item in items:
            if isinstance(item, bytes):
                piece = known(item) or self._piece(font, item, is_seen=is_seen)
                shown.append(piece)
                step = (piece.codes if vertical else piece.width) * scale
                if is_spaced:
                    step += (piece.codes * spacing + piece.spaces * word_spacing) * stretch
                if not piece.is_blank:
                    if first is None:
                        first = at + piece.lead * scale
                    last = at + step - piece.trail * scale
                    if is_spaced:
                        apart = spacing + (word_spacing if piece.spaces else 0.0)
                        last -= (piece.trail_codes * apart + spacing) * stretch
                if piece.is_odd:
                    use.note_odd_glyphs(piece, self.number, self.mark, is_seen=is_seen)
                at += step
            elif isinstance(item, float):
                at -= item * kern
        a, b, c, d, e, f = self.text_matrix
        if vertical:
            self.text_matrix = (a, b, c, d, e - at * c, f - at * d)
        else:
            self.text_matrix = (a, b, c, d, e + at * a, f + at * b)
        self.pen = self.text_matrix
        mark = self.mark
        sequence = mark.sequence
        if sequence is not None and not mark.is_muted:
            sequence.say(shown, goes_on)
        if first is None:
            if sequence is None and any(piece.text for piece in shown):
                self._count_unmarked("blank text", "")
            return
        self.content.has_text = True
        if is_seen and use.shown is None:
            use.shown = self.number
        corners = (
            (-0.5 * size, -last, 0.5 * size, -first)
            if vertical
            else (first, _DESCENT * size + state.rise, last, _ASCENT * size + state.rise)
        )
        box = transformed(corners, multiply((a, b, c, d, e, f), state.matrix))
        if sequence is None:
            self._count_unmarked("text", _text_of(shown))
        else:
            sequence.include(box, state.matrix[3] * f + state.matrix[5] + state.matrix[1] * e)
        left, bottom, right, top = self.limits
        if (box[0] < left or box[1] < bottom or box[2] > right or box[3] > top) and (
            is_seen and not self.is_aside and len(self.content.outside) < _MOST_FAULTS
        ):
            self.content.outside.append((_text_of(shown).strip(), box[0], box[1]))

    def _piece(self, font: Font, data: bytes, *, is_seen: bool) -> Piece:
        if len(data) > LONGEST_STRING:
            data, self.content.is_cut_short = data[:LONGEST_STRING], True
        return font.piece(data, self.number if is_seen else None)

    # Marks.

    def _begin_mark(self, operands: list[Operand]) -> None:
        outer = self.mark
        if len(self.marks) >= _DEEPEST_MARKS:
            self.marks.append(outer)
            return
        tag = next((item for item in operands if isinstance(item, str)), "")
        said = read_properties(
            self.pdf, self.resources, operands[-1] if len(operands) > 1 else None
        )
        sequence = outer.sequence
        if tag == "Artifact":
            if sequence is not None and sequence.mcid is not None:
                self.content.artifacts_inside += 1
            if sequence is None or sequence.mcid is not None:
                sequence = Sequence(
                    self.owner,
                    self.number,
                    tag,
                    artifact_type=said.artifact_type,
                    artifact_subtype=said.artifact_subtype,
                )
                self.content.artifacts.append(sequence)
        elif said.mcid is not None:
            if sequence is not None and sequence.mcid is None:
                self.content.contents_inside += 1
            key = (self.owner, said.mcid)
            known = self.content.sequences.get(key)
            if known is not None and len(self.content.repeated) < _MOST_FAULTS:
                self.content.repeated.append(said.mcid)
            sequence = known or Sequence(
                self.owner, self.number, tag, said.mcid, language=said.language
            )
            self.content.sequences[key] = sequence
        if said.actual_text is not None and not outer.is_muted and sequence is not None:
            sequence.pieces.append(said.actual_text)
            sequence.run.clear()
        self.marks.append(outer)
        self.mark = Mark(sequence, outer.is_muted or said.actual_text is not None)

    def _end_mark(self, operands: list[Operand]) -> None:
        if self.marks:
            self.mark = self.marks.pop()
        else:
            self.content.unbalanced += 1

    # What is no text.

    def _start_path(self, operands: list[Operand]) -> None:
        x, y = number_of(operands[0]), number_of(operands[1])
        a, b, c, d, e, f = self.state.matrix
        self.point = (a * x + c * y + e, b * x + d * y + f)
        self.path_is_open = True

    def _end_path(self, operands: list[Operand]) -> None:
        self.path_is_open = False

    def _paint_path(self, operands: list[Operand]) -> None:
        if self.path_is_open:
            self._paint("line or area", (*self.point, *self.point))
        self.path_is_open = False

    def _paint_image(self, operands: list[Operand]) -> None:
        box = transformed((0.0, 0.0, 1.0, 1.0), self.state.matrix)
        self.content.picture_share = max(
            self.content.picture_share, share_of(box, self.content.page.crop)
        )
        self._paint("picture", box)

    def _paint_shading(self, operands: list[Operand]) -> None:
        self._paint("shading", self.content.page.crop)

    def _paint(self, kind: str, box: Box) -> None:
        if self.mark.sequence is None:
            self._count_unmarked(kind, "")
        else:
            self.mark.sequence.include(box)

    def _count_unmarked(self, kind: str, text: str) -> None:
        if self.is_aside:
            return
        self.content.unmarked[kind] = self.content.unmarked.get(kind, 0) + 1
        if text.strip() and len(self.content.unmarked_text) < _MOST_FAULTS:
            self.content.unmarked_text.append(text.strip())

    def _paint_object(self, operands: list[Operand]) -> None:
        objects = self.pdf.dictionary(self.resources, "/XObject")
        name = resource_key(operands[-1])
        if name not in objects:
            self._complain(f"the object {name[1:]} is not among the resources")
            return
        raw = objects.raw_get(name)
        painted = self.pdf.value(raw)
        subtype = self.pdf.name_at(painted, "/Subtype")
        if subtype == "Image":
            self._paint_image(operands)
        elif subtype == "Form" and isinstance(painted, StreamObject):
            self._paint_form(self.pdf.key(raw), painted)

    def _paint_form(self, key: ObjectKey, form: StreamObject) -> None:
        if key in self.open_forms or self.depth >= _DEEPEST_FORM:
            self._complain("a form paints itself, or forms stand too deep in one another")
            return
        read = self.file.form(key, form)
        if read is None:
            self._complain("a form cannot be decoded")
            return
        own = self.pdf.get(form, "/Resources")
        resources = own if isinstance(own, DictionaryObject) else self.resources
        matrix = self.pdf.get(form, "/Matrix")
        state = self.state
        self.state = state.copy()
        if isinstance(matrix, ArrayObject) and len(matrix) == 6:
            numbers = [as_number(self.pdf.value(item)) or 0.0 for item in raw_items(matrix)]
            self.state.matrix = multiply(matrix_of(list(numbers)), state.matrix)
        texts = (self.text_matrix, self.line_matrix)
        self.open_forms.add(key)
        try:
            # MCIDs in a form are the form's own; ISO 32000-1, 14.7.4.2.
            self.run(*read, resources, key, self.depth + 1)
        finally:
            self.open_forms.discard(key)
            self.state = state
            self.text_matrix, self.line_matrix = texts


def _text_of(shown: list[Piece]) -> str:
    return "".join([piece.text for piece in shown])
