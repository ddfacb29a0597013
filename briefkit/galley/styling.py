"""Resolved text → spans with all their properties decided → lines.

Which role of text gets which style is decided where that text is set; here a style and a span's
form become a `CharacterStyle`. The breaking of lines is the text room's.
"""

from collections.abc import Iterable

from briefkit.diagnostics import Diagnostic, Severity
from briefkit.frame import GlyphRun, Uri
from briefkit.galley.frames import inset
from briefkit.lang import upper
from briefkit.patterns import late
from briefkit.resolve.resolved import Form, ResolvedSpan, RichText
from briefkit.structure import LAYOUT, Artifact
from briefkit.style.house import HouseStyle
from briefkit.style.typography import Alignment, Case, Slot, TextStyle
from briefkit.text.fonts import FontLibrary
from briefkit.text.line import Line, ParagraphSetting, natural_width, set_lines
from briefkit.text.linebreak import PLAIN_COSTS
from briefkit.text.plain import PlainSetter
from briefkit.text.scripts import default_script, script_of
from briefkit.text.shape import shape
from briefkit.text.spans import Breaking, CharacterStyle, Span
from briefkit.values import evolve

# Source Code Pro's letters stand 2 % higher than Source Serif's at a like size and are much wider.
CODE_SIZE = 0.92
STRONG_WEIGHT = 600  # as black as a paragraph bears without spots; 700 where that is the text's own
SMALL_CAPITALS_TRACKING = 0.04  # ems; 3 to 5 % is usual
# What a superior that the face lacks is made of: size, and rise of its baseline in ems. The figures
# of Source Serif's own superiors, which are 0.62 of the height of its lining ones, 0.35 em up.
MADE_SCRIPT_SIZE = 0.62
MADE_SUPERIOR_RISE = 0.34
MADE_INFERIOR_RISE = -0.14

# As plain numbers: the flags' own operators take longer than all the rest.
_EMPHASIS, _STRONG, _CODE = Form.EMPHASIS.value, Form.STRONG.value, Form.CODE.value
_LABEL, _ADDRESS, _CALL = Form.LABEL.value, Form.ADDRESS.value, Form.CALL.value
_SUPERSCRIPT, _SUBSCRIPT = Form.SUPERSCRIPT.value, Form.SUBSCRIPT.value
_SMALL_CAPS, _BRACKETED = Form.SMALL_CAPS.value, Form.BRACKETED.value
_UNBROKEN = _BRACKETED | Form.WHOLE.value
_NEEDS_GLYPHS = _CALL | _SUPERSCRIPT | _SUBSCRIPT | _SMALL_CAPS


_SENSE_BREAK = late(r"[:;?!–—] (?=\S)")


class Compositor:
    """One composing of one brief: it remembers the styles that it has looked up.

    The one mutable thing in the room, and it never leaves the function that made it.

    house, library: what it sets with; diagnostics: what it noticed on the way.
    """

    def __init__(self, house: HouseStyle, library: FontLibrary) -> None:
        """Start with nothing looked up."""
        self.house = house
        self.library = library
        self.diagnostics: list[Diagnostic] = []
        self._has_coloured_links = house.has_coloured_links
        self._families = {
            Slot.TEXT: house.text_family.name,
            Slot.HEADING: house.heading_family.name,
            Slot.CODE: house.code_family.name,
        }
        # By identity: hashing a style takes longer than making one. The style is kept, so that no
        # other can come to live at its address.
        self._styles: dict[tuple[int, int, str, str, bool], tuple[TextStyle, CharacterStyle]] = {}
        self._rooms: dict[tuple[int, int, tuple[str, ...]], float] = {}
        self._scripts: dict[tuple[str, ...], bool] = {}
        self._own = {
            family.name
            for family in (house.text_family, house.heading_family, house.code_family)
            if family.files
        }

    def lines(
        self,
        text: RichText,
        style: TextStyle,
        measure: float,
        *,
        first_indent: float = 0.0,
        alignment: Alignment | None = None,
        hyphenates: bool = True,
    ) -> tuple[Line, ...]:
        """Return a text's lines; none for no text.

        first_indent: of the first line, which the style asks for only where text runs on.
        alignment: where it is not the style's.
        hyphenates: whether words may be hyphenated if the style says so.
        """
        if not text:
            return ()
        alignment = alignment or style.alignment
        setting = ParagraphSetting(
            measure=measure,
            leading=style.leading,
            baseline=style.baseline,
            alignment=alignment,
            first_indent=first_indent,
            hyphenates=hyphenates and style.hyphenates and alignment is not Alignment.BALANCED,
            protrudes=alignment is Alignment.JUSTIFIED,
            expansion=self.house.expansion if alignment is Alignment.JUSTIFIED else 0.0,
        )
        lines = set_lines(self.spans(text, style), setting, self.library)
        loose = 0
        for line in lines:
            if line.diagnostics:
                self.diagnostics.extend(line.diagnostics)
            if line.ratio > PLAIN_COSTS.tolerance:
                loose += 1
        if loose:
            self.diagnostics.append(_loosely_set(loose, text[0].where))
        return lines

    def title_lines(self, text: RichText, style: TextStyle, measure: float) -> tuple[Line, ...]:
        """Return a title's lines, broken after its colon or dash where that takes no more of them.

        Broken by sense and not by chance.
        """
        lines = self.lines(text, style, measure)
        if len(lines) > 1 and (parted := _parted_by_sense(text)):
            by_sense = self.lines(parted, style, measure)
            if len(by_sense) == len(lines):
                return by_sense
        return lines

    def level_lines(
        self, text: RichText, style: TextStyle, measure: float, share: float
    ) -> tuple[Line, ...]:
        """Return lines of like lengths that run to the right.

        share: of the room that each leaves, how much stands before it.
        """
        return tuple(
            evolve(line, frame=inset(line.frame, measure, share * (measure - line.width)))
            for line in self.lines(text, style, measure, alignment=Alignment.BALANCED)
        )

    def width(self, text: RichText, style: TextStyle) -> float:
        """Return how wide a text is on one line."""
        return natural_width(self.spans(text, style), self.library) if text else 0.0

    def plain(self, style: TextStyle, language: str) -> PlainSetter:
        """Return what sets plain words of a style and language; for tables, by the thousand."""
        looks = self._character_style(style, Form.PLAIN.value, "", language, is_link=False)
        return PlainSetter(looks, language, self.library)

    def spaces(self, span: ResolvedSpan, style: TextStyle, count: int = 1) -> GlyphRun:
        """Return spaces in the looks of a span, which lines drop at their starts and ends.

        Without them, two lines of code or the two ends of a line are read as one word.
        """
        looks = self._span(span, style).style
        face = self.library.face(looks.family, looks.weight, looks.is_italic, looks.size)
        glyph = face.glyph(" ")
        advance = face.advance(glyph) / face.units_per_em * looks.size
        return GlyphRun(
            face.key,
            looks.size,
            looks.colour,
            span.mark,
            " " * count,
            (glyph,) * count,
            (advance,) * count,
            tuple(range(count)),
        )

    def spans(self, text: Iterable[ResolvedSpan], style: TextStyle) -> tuple[Span, ...]:
        """Return a text's spans, styled."""
        styled: list[Span] = []
        for span in text:
            if span.room:
                styled += self._roomy(span, style)
            else:
                styled.append(self._span(span, style))
        return tuple(styled)

    def _roomy(self, span: ResolvedSpan, style: TextStyle) -> list[Span]:
        """Return a span's parts, the last with what lacks to the widest text that it may have.

        All that layout asks of it is then the same for each of these texts.
        """
        key = (id(style), span.form.value, span.room)
        if key not in self._rooms:
            texts = [self._parted(evolve(span, text=text), style) for text in span.room]
            self._rooms[key] = max(natural_width(parts, self.library) for parts in texts)
        parts = self._parted(span, style)
        missing = self._rooms[key] - natural_width(parts, self.library)
        if missing > 0:
            parts[-1] = evolve(parts[-1], style=evolve(parts[-1].style, room=missing))
        return parts

    def _parted(self, span: ResolvedSpan, style: TextStyle) -> list[Span]:
        """Return a span that no line breaks in, its last word by itself."""
        whole = evolve(self._span(span, style), breaking=Breaking.NOWHERE)
        start = max(map(whole.text.rfind, " \u00a0\u202f")) + 1
        if not start:
            return [whole]
        before = evolve(whole, text=whole.text[:start], calls=())
        return [before, evolve(whole, text=whole.text[start:], anchor=None)]

    def _span(self, span: ResolvedSpan, style: TextStyle) -> Span:
        form = span.form.value
        text = span.text
        if style.case is Case.CAPITALS and isinstance(span.mark, Artifact):
            text = upper(text, span.language)  # what is content must extract as it was written
        is_address = form & _ADDRESS
        is_link = (
            span.target is not None
            and style.colour == "text"
            and self._has_coloured_links
            and isinstance(span.target, Uri)
            and not (is_address and style is self.house.scale.note)
        )
        return Span(
            text,
            self._character_style(style, form, text, span.language, is_link),
            span.mark,
            span.language,
            span.target,
            span.link_node,
            span.contents,
            span.calls,
            span.anchor,
            Breaking.ADDRESS
            if is_address
            else Breaking.NOWHERE
            if form & _UNBROKEN
            else Breaking.TEXT,
            span.where,
        )

    def _character_style(
        self, style: TextStyle, form: int, text: str, language: str, is_link: bool
    ) -> CharacterStyle:
        # The characters matter only where a form needs glyphs that a face may lack.
        needed = (text, language) if form & _NEEDS_GLYPHS else ("", "")
        key = (id(style), form, *needed, is_link)
        found = self._styles.get(key)
        if found is None:
            variant = ""
            if form & (_CALL | _SUPERSCRIPT) and not form & _BRACKETED:
                variant = "sups"
            elif form & _SUBSCRIPT:
                variant = "subs"
            elif form & _SMALL_CAPS:
                variant = "smcp" if any(map(str.islower, text)) else "c2sc"
            if variant in {"sups", "subs"} and not self._has_script(
                style, form, variant, text, language
            ):
                variant = "made " + variant
            found = style, self._make(style, form, variant, is_link)
            self._styles[key] = found
        return found[1]

    def _make(self, style: TextStyle, form: int, variant: str, is_link: bool) -> CharacterStyle:
        family, size, rise = self._families[style.slot], style.size, 0.0
        weight, is_italic, tracking = style.weight, style.is_italic, style.tracking
        features = set(style.features)
        role = "link" if is_link else style.colour
        if form & _CODE:
            family, size, features = self._families[Slot.CODE], size * CODE_SIZE, set()
        if form & _LABEL and style is self.house.scale.caption:
            label = self.house.scale.label
            weight, role = label.weight, label.colour
        if form & _EMPHASIS:
            is_italic = not is_italic
        if form & _STRONG:
            weight = max(STRONG_WEIGHT, weight + 100 if weight >= STRONG_WEIGHT else 0)
        if variant == "smcp" or style.case is Case.SMALL_CAPITALS:
            features.add("smcp")
        if variant == "c2sc" or style.case is Case.SMALL_CAPITALS:
            features |= {"c2sc", "smcp"}
        if features & {"smcp", "c2sc"}:
            is_italic = False  # no italic of ours has small capitals
            tracking = max(tracking, SMALL_CAPITALS_TRACKING)
        if variant in {"sups", "subs"}:
            features = {variant}  # old-style figures would be chosen first and have no superior
        elif variant.startswith("made"):
            rise = size * (MADE_SUPERIOR_RISE if variant.endswith("sups") else MADE_INFERIOR_RISE)
            size *= MADE_SCRIPT_SIZE
            features -= {"onum", "pnum"}
        if form & (_EMPHASIS | _STRONG) and family in self._own and not features & {"smcp", "c2sc"}:
            self._remark_on_face(family, style, form, weight, is_italic)
        return CharacterStyle(
            family=family,
            size=size,
            weight=weight,
            is_italic=is_italic,
            colour=self.house.palette[role],
            features=tuple(sorted(features)),
            tracking=tracking,
            rise=rise,
        )

    def _remark_on_face(
        self, family: str, style: TextStyle, form: int, weight: int, is_italic: bool
    ) -> None:
        """Add a warning where a house's own family has no face that shows what is asked for."""
        plain = self.library.face(family, style.weight, style.is_italic, style.size)
        if self.library.face(family, weight, is_italic, style.size) is not plain:
            return
        if form & _EMPHASIS:
            lacking, shown = "upright" if style.is_italic else "italic", "emphasised"
        else:
            lacking, shown = "bold", "strong"
        what = f"the family {family!r} has no {lacking} face: {shown} words look like all others"
        found = Diagnostic(Severity.WARNING, f"{what}; give the house the file of one")
        if found not in self.diagnostics:
            self.diagnostics.append(found)

    def _has_script(
        self, style: TextStyle, form: int, feature: str, text: str, language: str
    ) -> bool:
        """Return whether the face has a superior or an inferior of every character.

        Figures take the script of the letters before them, and a face that has superiors for Latin
        ones may have none for Hebrew.
        """
        plain = self._make(style, form, "", is_link=False)
        face = self.library.face(plain.family, plain.weight, plain.is_italic, plain.size)
        for character in text:
            # An asterisk is drawn raised already; a space needs no other form.
            if character.isspace() or character == "*":
                continue
            script = script_of(character) or default_script(language)
            key = (face.key, feature, character, language, script)
            if key not in self._scripts:
                self._scripts[key] = bool(face.glyph(character)) and (
                    shape(character, face, (feature,), language, script).glyphs
                    != shape(character, face, (), language, script).glyphs
                )
            if not self._scripts[key]:
                return False
        return True


def set_text(
    text: RichText, style: TextStyle, measure: float, house: HouseStyle, library: FontLibrary
) -> tuple[Line, ...]:
    """Return the lines of a text that stands by itself: on the cover, in a running head."""
    return Compositor(house, library).lines(text, style, measure)


def _loosely_set(lines: int, where: str) -> Diagnostic:
    what = "a line is loose" if lines == 1 else f"{lines} lines are loose"
    cure = "reword it, or mark where its long words may be hyphenated with soft hyphens (U+00AD)"
    return Diagnostic(Severity.NOTE, f"{what} in this paragraph: {cure}", where)


def _parted_by_sense(text: RichText) -> RichText | None:
    """Return a title with a forced line break after its first colon or dash, or None."""
    for index, span in enumerate(text):
        if match := _SENSE_BREAK.search(span.text):
            place = match.end() - 1
            parted = evolve(span, text=f"{span.text[:place]}\n{span.text[place + 1 :]}")
            return (*text[:index], parted, *text[index + 1 :])
    return None


def ornament(text: str, language: str) -> RichText:
    """Return characters that only layout puts there, such as a dot between two links."""
    return (ResolvedSpan(text, LAYOUT, language),)
