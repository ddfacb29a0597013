"""What the pages of a file draw on: PdfSource → its fonts, content streams and forms, read once.

Nothing is run here; see `interpreter`.
"""

from collections.abc import Iterable, Iterator

from pypdf.generic import DictionaryObject, StreamObject

from briefkit.preflight.content import FontUse, PageContent
from briefkit.preflight.fonts import read_font
from briefkit.preflight.lexer import Operand, operations
from briefkit.preflight.source import ObjectKey, PageSource, PdfSource
from briefkit.values import define, field

Operation = tuple[list[Operand], bytes]
"""Operands and their operator."""

_MOST_BYTES = 200_000_000
_SMALL_FORM = 20_000
_MOST_SMALL_FORMS = 200
_MOST_ANNOTATIONS = 20_000  # of a page
_MOST_STATES = 20


@define(eq=False)
class FileResources:
    """The fonts and forms of one file, and a count of all operations that were run."""

    pdf: PdfSource
    fonts: dict[ObjectKey, FontUse] = field(factory=dict)
    operations: int = 0
    _forms: dict[ObjectKey, tuple[int, list[Operation]]] = field(factory=dict)

    def name_fonts(self, page: PageSource) -> None:
        """Note the fonts that a page names, whether it shows text in them or not."""
        fonts = self.pdf.dictionary(page.resources, "/Font")
        for name in fonts:
            self.font(fonts.raw_get(name), page.number)

    def font(self, raw: object, page: int) -> FontUse:
        """Return the font that `raw` refers to."""
        key = self.pdf.key(raw)
        use = self.fonts.get(key)
        if use is None:
            use = self.fonts[key] = FontUse(read_font(self.pdf, raw), page)
        return use

    def page_data(self, page: PageSource, content: PageContent) -> bytes:
        """Return what a page's content streams hold together; what is broken is noted."""
        parts: list[bytes] = []
        size = 0
        for raw in self.pdf.array(page.dictionary, "/Contents")[:10_000]:
            stream = self.pdf.value(raw)
            data = self.pdf.stream_data(stream)
            if data is None:
                content.broken.append("a content stream cannot be decoded")
                continue
            size += len(data)
            if size > _MOST_BYTES:
                content.is_cut_short = True
                break
            parts.append(data)
        return b"\n".join(parts)

    def form(self, key: ObjectKey, form: StreamObject) -> tuple[int, Iterable[Operation]] | None:
        """Return the size of a form and its operations; None where it cannot be decoded.

        Small forms, such as a mark of the house on each page, are split into operations once.
        """
        known = self._forms.get(key)
        if known is not None:
            return known
        data = self.pdf.stream_data(form)
        if data is None:
            return None
        if len(data) > _SMALL_FORM or len(self._forms) >= _MOST_SMALL_FORMS:
            return len(data), operations(data)
        self._forms[key] = len(data), list(operations(data))
        return self._forms[key]

    def appearances(self, page: PageSource) -> Iterator[tuple[ObjectKey, StreamObject]]:
        """Yield the forms that a page's annotations are shown as, one for each state of each."""
        for raw in self.pdf.array(page.dictionary, "/Annots")[:_MOST_ANNOTATIONS]:
            appearance = self.pdf.dictionary(self.pdf.value(raw), "/AP")
            if "/N" not in appearance:
                continue
            looks: list[object] = [appearance.raw_get("/N")]
            states = self.pdf.value(looks[0])
            if isinstance(states, DictionaryObject) and not isinstance(states, StreamObject):
                looks = [states.raw_get(state) for state in states][:_MOST_STATES]
            for look in looks:
                form = self.pdf.value(look)
                if isinstance(form, StreamObject):
                    yield self.pdf.key(look), form
