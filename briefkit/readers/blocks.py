"""Block tokens → blocks of the model. Notes are put where they are called.

Figures and tables are read in `floats`; sections are nested in `sections`.
"""

import re
from collections.abc import Iterator, Set
from pathlib import Path

from markdown_it.token import Token

from briefkit.errors import BriefError
from briefkit.model.blocks import (
    Block,
    Box,
    BulletList,
    CodeBlock,
    Definition,
    DefinitionList,
    Divider,
    Group,
    KeyPoints,
    NumberedList,
    PageBreak,
    Paragraph,
    PullQuote,
    Quotation,
)
from briefkit.model.inline import Inline, Note, NoteCall, Text
from briefkit.model.recommendations import Recommendation, Recommendations
from briefkit.readers import instead
from briefkit.readers.attributes import Attributes
from briefkit.readers.callouts import is_callout_in_fence
from briefkit.readers.floats import FloatReader, each_alone
from briefkit.readers.inlines import InlineReader, prose_of
from briefkit.readers.sections import Heading, nested
from briefkit.readers.source import Faults
from briefkit.readers.survey import Survey, end_of
from briefkit.readers.tokens import attributes_of, elements, line_of, opened
from briefkit.values import define, field

DEEPEST_NOTE = 8  # a note called in a note that is called in a note …

_DIV_CLASSES = (
    "key-points",
    "recommendations",
    "pull-quote",
    "epigraph",
    "box",
    "figures",
    "page-break",
)
_DIV_KEYS = {
    "key-points": ("title",),
    "recommendations": ("title",),
    "pull-quote": ("by",),
    "epigraph": ("by",),
    "box": ("title",),
    "figures": ("width", "placement"),
    "page-break": ("side",),
}
_KEYS_OF_ANY_DIV = tuple(dict.fromkeys(key for keys in _DIV_KEYS.values() for key in keys))
_PAGE_BREAKS = (r"\newpage", r"\pagebreak", r"\clearpage")  # TeX's
_TAG = re.compile(r"</?([A-Za-z][\w-]*)")
_RULE_OF_TABLE = re.compile(r"[ >]*-{2,}(?: +-{2,})+ *$")  # Pandoc's
_ATTRIBUTION = re.compile(r"[—―] *")


@define
class BlockReader:
    """What the blocks of one brief are read with.

    faults: where faults are told; folder: of pictures, None where there is none.
    source: the lines of the file; survey: what there is to refer to.
    read_at: what was read so far, each element with its line.
    """

    faults: Faults
    folder: Path | None
    source: list[str]
    survey: Survey
    read_at: list[tuple[object, int]] = field(factory=list)
    _open_notes: list[str] = field(factory=list)
    _inlines: InlineReader = field(init=False)
    _floats: FloatReader = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._inlines = InlineReader(
            self.faults, self._call_note, self.survey.find_target, self.survey.target_of
        )
        self._floats = FloatReader(
            self.faults, self.folder, self.source, self._inlines, self._cell, self.read_at
        )

    # Blocks

    def read(self, tokens: list[Token]) -> tuple[Block, ...]:
        """Return the blocks of a text; each heading opens a section, nested by its level."""
        return tuple(nested(self._pieces(tokens)))

    def _pieces(self, tokens: list[Token]) -> Iterator[Block | Heading]:
        """Give blocks in order, and headings where sections are to open."""
        index = 0
        above: list[Token] = []  # the caption of the table that follows
        while index < len(tokens):
            token = tokens[index]
            end = end_of(tokens, index) if token.nesting == 1 else index
            inner = tokens[index + 1 : end]
            index = end + 1
            if token.type == "footnote_reference_open":
                continue
            line = line_of(token)
            try:
                if token.meta.get("is_caption") and token.meta.get("is_above"):
                    above = tokens[index - 3 : index]
                elif token.type == "table_open":
                    caption, above = above or tokens[index : index + 3], []
                    if len(caption) < 3 or not caption[0].meta.get("is_caption"):
                        caption = []
                    elif not caption[0].meta.get("is_above"):
                        index += 3
                    table = self._floats.table(token, inner, caption)
                    self.read_at.append((table, line))
                    if caption and line_of(caption[0]) in self.escaped:
                        self._inlines.escaped.remove(line_of(caption[0]))
                        self._inlines.escaped.add(line)  # that of the table, and of its caption
                    yield table
                elif token.type == "heading_open":
                    yield self._heading(token, inner)
                else:
                    found = self._block(token, inner, line)
                    if found is not None:
                        self.read_at.append((found, line))
                        yield found
            except BriefError as error:
                self.faults.take(line, error)

    def _block(self, token: Token, inner: list[Token], line: int) -> Block | None:
        match token.type:
            case "paragraph_open":
                return self._paragraph(token, inner[0], line)
            case "bullet_list_open":
                of_tasks = [item for item, _ in opened(inner) if "is_done" in item.meta]
                return BulletList(
                    self._items(inner), done=tuple(item.meta["is_done"] for item in of_tasks)
                )
            case "ordered_list_open":
                return NumberedList(
                    self._items(inner),
                    start=int(token.attrs.get("start", 1)),
                    numbering=token.meta.get("numbering", "arabic"),
                    mark=token.meta.get("mark", token.markup),
                )
            case "dl_open":
                return DefinitionList(tuple(self._definitions(inner)))
            case "blockquote_open":
                return self._quotation(inner, line)
            case "fence":
                self._check_fence(token, line)
                return CodeBlock(token.content.removesuffix("\n"), language=_code_language(token))
            case "code_block":
                return CodeBlock(token.content.rstrip("\n"))
            case "hr":
                if _RULE_OF_TABLE.match(self.source[line - 1]):
                    what = "a table is drawn with lines of -, and does not read"
                    self.faults.add(line, what, instead.TABLE)
                return Divider()
            case "div_open":
                return self._div(token, inner, line)
            case "div_stray":
                self.faults.add(line, "::: closes nothing", "take it out, or open a div before it")
            case "html_block":
                self._refuse_html(token.content.lstrip(), line)
            case _:
                raise AssertionError(token.type)
        return None

    def _refuse_html(self, html: str, line: int) -> None:
        tag = _TAG.match(html)
        name = tag[1].lower() if tag else ""
        if html.startswith("</") and self.faults:
            return  # what it closes is told, it may be
        if instead.EMPTY_COMMENT.fullmatch(html.rstrip()):
            return
        what = "an HTML comment" if html.startswith("<!--") else "an HTML block"
        cure = instead.OF_HTML_BLOCKS.get(name) or instead.OF_HTML.get(name)
        cure = cure or "write it in Markdown, or take it out"
        self.faults.add(line, f"{what} stands in the text", cure)

    def _check_fence(self, token: Token, line: int) -> None:
        if token.info.strip().startswith("{="):
            self.faults.add(line, instead.RAW, "write it in Markdown, or take it out")
        elif is_callout_in_fence(token.info.strip()):
            cure = "write ::: and the same in place of each of its two marks"
            self.faults.add(line, f"{token.info.strip()[:40]!r} makes code of a box", cure)
        end = token.map[1] if token.map else line
        last = self.source[end - 1].strip(" \t>")
        if end == line or not last.startswith(token.markup) or last.strip(token.markup[0]):
            cure = f"write {token.markup} on a line of its own after it"
            self.faults.add(line, f"code that begins with {token.markup} has no end", cure)

    def _paragraph(self, token: Token, inline: Token, line: int) -> Block | None:
        children = inline.children or []
        if token.meta.get("is_caption"):
            self.faults.add(
                line,
                "a table's caption follows no table",
                r"put it after an empty line below one, or write \: for the colon itself",
            )
            return None
        if token.meta.get("is_below_note"):
            what = "a paragraph after a note is indented by less than four spaces"
            cure = "indent it by four where it is of the note, else not at all"
            self.faults.add(line, what, cure)
        if inline.content.strip() in _PAGE_BREAKS:
            return PageBreak()
        if children and children[0].type == "image" and len(children) == 1:
            return self._floats.figure(children[0], line)
        inlines = self._inlines.read(children, line)
        name = attributes_of(token, line, (), (), self.faults).id
        return Paragraph(*inlines, id=name) if inlines else None

    def _heading(self, token: Token, inner: list[Token]) -> Heading:
        line = line_of(token)
        attributes = attributes_of(token, line, ("numbered",), ("lang",), self.faults)
        return Heading(
            int(token.tag[1:]),
            self._inlines.read(inner[0].children or [], line),
            attributes.id,
            is_numbered="numbered" in attributes.classes,
            language=attributes.values.get("lang"),
            line=line,
            faults=self.faults,
            read_at=self.read_at,
        )

    def _items(self, inner: list[Token]) -> list[tuple[Block, ...]]:
        return [self._without_sections(item, "a list") or () for item in elements(inner)]

    def _without_sections(self, tokens: list[Token], place: str) -> tuple[Block, ...] | None:
        for token in tokens:
            if token.type == "heading_open":
                self.faults.add(
                    line_of(token), f"a heading stands in {place}", "write it as **strong** text"
                )
                return None
        return self.read(tokens)

    def _cell(self, tokens: list[Token]) -> tuple[Block, ...]:
        return self._without_sections(tokens, "a table") or ()

    def _definitions(self, inner: list[Token]) -> list[Definition]:
        read: list[tuple[tuple[Inline, ...], list[Block], int]] = []
        for opening, tokens in opened(inner):
            if opening.type == "dt_open":
                line = line_of(opening)
                read.append((self._inlines.read(tokens[0].children or [], line), [], line))
            else:
                read[-1][1].extend(self._without_sections(tokens, "a definition") or ())
        found = [Definition(term, body) for term, body, _ in read]
        self.read_at.extend(zip(found, (line for _, _, line in read), strict=True))
        return found

    def _quotation(self, inner: list[Token], line: int) -> Quotation:
        body = self.read(inner)
        last = body[-1] if len(body) > 1 else None
        if isinstance(last, Paragraph) and last.children and isinstance(last.children[0], Text):
            dash = _ATTRIBUTION.match(last.children[0].text)
            if dash:
                said = last.children[0].text[dash.end() :]
                return Quotation(body[:-1], attribution=(said, *last.children[1:]))
        return Quotation(body)

    def _div(self, token: Token, inner: list[Token], line: int) -> Block | None:
        name = next(iter(token.meta["attributes"].classes), "")
        keys = _DIV_KEYS.get(name, _KEYS_OF_ANY_DIV if name else ())
        attributes = attributes_of(token, line, _DIV_CLASSES, (*keys, "lang"), self.faults)
        if not token.meta["is_closed"]:
            self.faults.add(line, "::: is never closed", "write ::: on a line of its own after it")
        if attributes.id:
            self.faults.add(line, f"#{attributes.id} names a div", "name what is in it")
        if len(attributes.classes) > 1:
            self.faults.add(line, "a div has two classes", "put one div in another")
            self.read(inner)  # for what is wrong in it
            return None
        language = attributes.values.get("lang")
        if name not in _DIV_CLASSES:
            body = self.read(inner)
            if not name and not language and "fault" not in token.meta:
                cure = f"give it lang=… or one of the classes {', '.join(_DIV_CLASSES)}"
                self.faults.add(line, "::: says nothing of what it holds", cure)
            return Group(body, language=language)
        if name == "page-break":
            return self._page_break(inner, attributes, line)
        block = self._div_of(name, token, inner, line)
        return Group((block,), language=language) if block and language else block

    def _div_of(self, name: str, token: Token, inner: list[Token], line: int) -> Block | None:
        title = prose_of(self._inlines, token, "title", line)
        body = self.read(each_alone(inner) if name == "figures" else inner)
        if not inner:
            self.faults.add(line, f"the div .{name} is empty", "fill it, or take it out")
            return None
        if name == "figures":
            return self._floats.row(body, token.meta["attributes"].values, line)
        if name == "box":
            return Box(body, title=title)
        if name == "recommendations":
            return self._recommendations(body, title, line)
        if name == "epigraph":
            return Quotation(
                body, attribution=prose_of(self._inlines, token, "by", line), is_epigraph=True
            )
        if name == "pull-quote":
            if len(body) == 1 and isinstance(body[0], Paragraph):
                return PullQuote(body[0].children, by=prose_of(self._inlines, token, "by", line))
            self.faults.add(line, "a pull quote is no single paragraph", "give it one")
            return None
        if any(isinstance(block, BulletList) and block.done for block in body):
            self.faults.add(line, "key points are tasks", "take [ ] and [x] out")
        if len(body) == 1 and isinstance(body[0], BulletList | NumberedList):
            return KeyPoints(body[0].items, title=title or None)
        self.faults.add(line, "key points are no single list", "begin each with “- ”")
        return None

    def _recommendations(
        self, body: tuple[Block, ...], title: tuple[Inline, ...], line: int
    ) -> Recommendations | None:
        """Return recommendations: lists of them, each after a paragraph that says to whom."""
        items: list[Recommendation] = []
        starts: list[int] = []
        to: tuple[Inline, ...] = ()
        for number, block in enumerate(body):
            following = body[number + 1] if number + 1 < len(body) else None
            if isinstance(block, NumberedList | BulletList):
                if isinstance(block, BulletList) and block.done:
                    self.faults.add(line, "recommendations are tasks", "take [ ] and [x] out")
                if isinstance(block, NumberedList) and block.numbering != "arabic":
                    self.faults.add(line, "recommendations have letters", "number them 1., 2.")
                items += [Recommendation(item, to=to) for item in block.items]
                starts.append(block.start if isinstance(block, NumberedList) else 1)
            elif isinstance(block, Paragraph) and isinstance(following, NumberedList | BulletList):
                to = block.children
            else:
                cure = "write each as an item of a list; before a list, a paragraph says to whom"
                self.faults.add(line, "recommendations hold more than lists", cure)
                return None
        if not items:
            return None  # what was in it is told
        return Recommendations(items, title=title or None, start=starts[0])

    def _page_break(
        self, inner: list[Token], attributes: Attributes, line: int
    ) -> PageBreak | None:
        if inner or "lang" in attributes.values:
            self.faults.add(line, "a page break holds something", "close it at once, with :::")
            return None
        return PageBreak(attributes.values.get("side", "any"))

    # Notes and references

    @property
    def escaped(self) -> Set[int]:
        """Return the lines of what was read, so far, in which a mark is marked as text."""
        return self._inlines.escaped

    def inlines(self, tokens: list[Token], line: int) -> tuple[Inline, ...]:
        """Return the inlines of a line of text."""
        return self._inlines.read(tokens, line)

    def _call_note(self, token: Token, line: int) -> Inline | None:
        label = token.meta.get("label")
        if len(self._open_notes) == DEEPEST_NOTE:
            self.faults.add(line, "notes are nested too deeply", "call fewer notes within notes")
            return None
        if label is None:
            self._open_notes.append("")
            body = self._inlines.read(self.survey.inline_note(token), line)
            self._open_notes.pop()
            return self._note((Paragraph(*body),) if body else (), None, line)
        note = self.survey.notes.get(label)
        if note is None:
            close = self.faults.likeliest(label, self.survey.notes)
            cure = f"write [^{close}]" if close else f"give it one: [^{label}]: …"
            if self._is_at_start(label, line):
                cure = f"if this is the note itself, write [^{label}]: and a space before its text"
            self.faults.add(line, f"the call [^{label}] has no note", cure)
            return None
        if label in self._open_notes:
            self.faults.add(line, f"the note [^{label}] calls itself", "take the call out")
            return None
        if note.is_read:
            return NoteCall(label)
        note.is_read = True
        self._open_notes.append(label)
        body_of_note = self._without_sections(note.tokens, "a note")
        self._open_notes.pop()
        if body_of_note is None:
            return None
        return self._note(
            body_of_note, label if self.survey.is_referred_to(label) else None, note.line
        )

    def _is_at_start(self, label: str, line: int) -> bool:
        """Return whether a call begins its line, as a note does."""
        return line <= len(self.source) and self.source[line - 1].startswith(f"[^{label}]")

    def _note(self, body: tuple[Block, ...], name: str | None, line: int) -> Note | None:
        if not body:
            self.faults.add(line, "the note is empty", "give it text or take it out")
            return None
        note = Note(body, id=name)
        self.read_at.append((note, line))
        return note


def _code_language(token: Token) -> str | None:
    words = token.info.strip().strip("{}").replace(",", " ").split()  # ```{r, echo=FALSE}
    return words[0].removeprefix(".") if words else None
