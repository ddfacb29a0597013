"""Tokens → what there is to refer to: ids, notes and their calls, known before anything is read.

So a reference may stand before what it names, and a note called once needs no name of its own.
"""

import re
from typing import Any

from markdown_it.token import Token

from briefkit.errors import SourceError, too_deep
from briefkit.readers.attributes import Attributes
from briefkit.readers.implied import implied_by, name_of
from briefkit.readers.leftovers import leftovers
from briefkit.readers.source import Faults
from briefkit.readers.syntax import DEEPEST, inline_token_of
from briefkit.values import define, evolve, field

_PROSE = ("title", "credit", "source", "by")  # attributes whose values are read as Markdown
_HYPHENED = re.compile("(fig|tbl|sec)-")
_PREFIXES = {"fig", "tbl", "sec", "note"}


@define
class NoteSource:
    """A note as it stands in the source. tokens: of its body; line: of its mark."""

    tokens: list[Token]
    line: int
    is_read: bool = False


@define
class Survey:
    """What the texts of one brief have to refer to.

    faults: where faults are told; environment: what the parser keeps between the texts.
    notes: by label; ids: of headings, figures and tables, with their lines.
    """

    faults: Faults
    environment: dict[str, Any]
    notes: dict[str, NoteSource] = field(factory=dict)
    ids: dict[str, int] = field(factory=dict)
    _calls: dict[str, int] = field(factory=dict)
    _referred_to: set[str] = field(factory=set)
    _linked: dict[str, None] = field(factory=dict)  # in order, each address within the text once
    _headings: list[tuple[Token, Token]] = field(factory=list)  # with their inline tokens
    _anchors: dict[str, Token] = field(factory=dict)  # names of words, with what these stand in
    _implied: dict[str, str] = field(factory=dict)  # from an address to an id

    def take(self, tokens: list[Token], line: int = 1) -> None:
        """Take in one text; each text once, before any is read.

        line: for tokens that know none.
        """
        self._take_notes(tokens)
        around: Token | None = None
        for outer in tokens:
            line = outer.map[0] + 1 if outer.map else line
            if outer.block and outer.level >= DEEPEST:
                self.faults.take(line, SourceError(too_deep()))
                self.faults.raise_any()  # what is deeper was not parsed
            if outer.type == "inline":
                if around is not None and around.type == "heading_open":
                    self._headings.append((around, outer))
                if "fault" in outer.meta:
                    self.faults.take(line, outer.meta["fault"])
                if around is None or "fault" not in around.meta:
                    is_paragraph = "is_paragraph" in outer.meta or (
                        around is not None and around.type == "paragraph_open"
                    )
                    for below, what, cure in leftovers(outer, is_paragraph=is_paragraph):
                        self.faults.add(line + below, what, cure)
            holder, around = around, outer
            every = self._with_inner([outer])
            for token in list(every):
                every.extend(self._parsed_attributes(token))
            for token in every:
                self._take_token(token, line, holder)

    def _with_inner(self, tokens: list[Token]) -> list[Token]:
        """Return tokens with all that stand in them: in lines, captions, inline notes."""
        found: list[Token] = []
        waiting = [tokens]
        while waiting:
            for token in waiting.pop():
                found.append(token)
                if token.children:
                    waiting.append(token.children)
                if token.type == "footnote_ref" and "label" not in token.meta:
                    waiting.append(self.inline_note(token))
        return found

    def _parsed_attributes(self, token: Token) -> list[Token]:
        attributes = token.meta.get("attributes") or Attributes()
        found = {
            key: inline_token_of(value, self.environment)
            for key, value in attributes.values.items()
            if key in _PROSE
        }
        if not found:
            return []
        token.meta["prose"] = found
        return self._with_inner(list(found.values()))

    def _take_token(self, token: Token, line: int, holder: Token | None) -> None:
        if token.type == "footnote_ref" and "label" in token.meta:
            label = token.meta["label"]
            self._calls[label] = self._calls.get(label, 0) + 1
        elif token.type == "cross_reference":
            name = token.content.removeprefix("page:").removeprefix("note:")
            self._referred_to.add(name)
        elif token.type == "link_open":
            url = str(token.attrs.get("href", ""))
            self._referred_to.add(url.removeprefix("#"))
            if url.startswith("#"):
                self._linked[url[1:]] = None
        attributes = token.meta.get("attributes")
        if attributes and attributes.id:
            if token.type in {"span_open", "link_close"}:
                if holder is not None and holder.type in {"paragraph_open", "heading_open"}:
                    self._anchors.setdefault(attributes.id, holder)
            else:
                self._take_id(attributes.id, line)

    def imply_ids(self, title: list[Token]) -> None:
        """Give what is linked to an id: headings by their words, and what holds named words.

        After all texts are taken. title: the heading that is none, for it is no place to lead to.
        """
        for address in self._linked:
            holder = self._anchors.get(address)
            if holder is not None and self.target_of(address) is None and holder not in title:
                self._implied[address] = self._named(holder, address)
        unknown = [address for address in self._linked if self.target_of(address) is None]
        places = implied_by(unknown, [inline for _, inline in self._headings])
        for address, place in places.items():
            opening = self._headings[place][0]
            name = name_of(address)
            if name in self.ids or (title and opening is title[0]):
                continue
            self._implied[address] = self._named(opening, name)

    def _named(self, opening: Token, name: str) -> str:
        """Return the id of an element, this one where it has none."""
        attributes = opening.meta.get("attributes") or Attributes()
        opening.meta["attributes"] = evolve(attributes, id=attributes.id or name)
        return attributes.id or name

    def _take_id(self, name: str, line: int) -> None:
        if name in self.ids:
            self.faults.add(
                line,
                f"the id #{name} is taken by line {self.ids[name]}",
                "give each element an id of its own",
            )
        else:
            self.ids[name] = line

    def _take_notes(self, tokens: list[Token]) -> None:
        for index, token in enumerate(tokens):
            if token.type != "footnote_reference_open":
                continue
            label = token.meta["label"]
            line = token.map[0] + 1 if token.map else 1
            if label in self.notes:
                first = self.notes[label].line
                self.faults.add(
                    line,
                    f"the note [^{label}] is given again; the first is in line {first}",
                    "give each note an id of its own",
                )
            else:
                self.notes[label] = NoteSource(tokens[index + 1 : end_of(tokens, index)], line)

    def inline_note(self, call: Token) -> list[Token]:
        """Return what stands in an inline note, `^[…]`."""
        tokens: list[Token] = self.environment["footnotes"]["list"][call.meta["id"]]["tokens"]
        return tokens

    def is_referred_to(self, label: str) -> bool:
        """Return whether a note is called more than once, or referred to."""
        return self._calls.get(label, 0) > 1 or label in self._referred_to

    def target_of(self, name: str) -> str | None:
        """Return the id that a reference means, or None where nothing has it.

        `fig:`, `tbl:`, `sec:` and `note:` may be part of the id, or only say what it is; the first
        three may end in a hyphen.
        """
        if name in self.ids:
            return name
        found = _HYPHENED.match(name)
        prefix, _, rest = name.partition("-" if found else ":")
        other = f"{prefix}:{rest}" if found else f"{prefix}-{rest}"
        if other in self.ids:
            return other
        if prefix in _PREFIXES and (rest in self.ids or (prefix == "note" and rest in self.notes)):
            return rest
        return name if name in self.notes else self._implied.get(name)

    def find_target(self, name: str, line: int) -> str | None:
        """Return the id that a reference means, or None where nothing has it, which is told."""
        found = self.target_of(name)
        if found is not None:
            return found
        prefix = name.partition(":")[0]
        known = [*self.ids, *(f"{prefix}:{one}" for one in self.ids if prefix in _PREFIXES)]
        close = self.faults.likeliest(name, known)
        cure = f"write {close}" if close else "give the element this id: {#" + name + "}"
        if _HYPHENED.match(name):
            cure += r", or write \@ for the sign"
        self.faults.add(line, f"nothing has the id {name}", cure)
        return None

    def check_notes(self) -> None:
        """Tell of notes that no text calls; after everything is read."""
        strays = [call for call in self._calls if call not in self.notes]
        meant = {self.faults.likeliest(stray, self.notes) for stray in strays}
        for label, note in self.notes.items():
            if not self._calls.get(label):
                if label in meant:
                    continue  # the call is told, and that this note may be meant
                cure = f"write [^{label}] where it belongs"
                self.faults.add(note.line, f"the note [^{label}] is never called", cure)
            elif not note.is_read and not self.faults:
                self.faults.add(
                    note.line,
                    f"the note [^{label}] is called from no text but notes that are not called",
                    "call one of them in the text",
                )


def end_of(tokens: list[Token], index: int) -> int:
    """Return where the token that closes `tokens[index]` stands."""
    depth = 0
    for at in range(index, len(tokens)):
        depth += tokens[at].nesting
        if depth == 0:
            return at
    raise AssertionError(tokens[index].type)
