"""Inline matter: what stands in a line. A `str` is always text and never markup."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Union

from briefkit.errors import ModelError, Problem, raise_all
from briefkit.given import may_be_gone_through
from briefkit.model.characters import fault_of_address, is_blank_text, is_relative
from briefkit.model.kinds import BlockKind
from briefkit.model.validators import is_language, is_name, is_one_of, is_printable, or_none
from briefkit.values import field, frozen

if TYPE_CHECKING:
    from briefkit.model.blocks import Block

REFERENCE_FORMS = ("label", "page")
NOTE_PLACES = ("foot", "end")

InlineLike = Union[str, "Inline", Iterable[Union[str, "Inline"]]]
"""What is taken where inlines are wanted: a string, an inline, or several of either."""


def as_inlines(value: InlineLike) -> tuple["Inline", ...]:
    """Return inlines as they are stored; neighbouring strings become one `Text`.

    Raises ModelError for anything else.

    >>> as_inlines("plain")
    (Text(text='plain'),)
    """
    if isinstance(value, str):
        return (Text(value),) if value else ()
    if isinstance(value, INLINES):
        return (value,)
    if not may_be_gone_through(value):
        raise ModelError(_not_inline(value))
    parts: list[object] = list(value)
    stored: list[Inline] = []
    texts: list[str] = []  # side by side so far; joined once, since there may be thousands
    problems: list[Problem] = []
    for index, part in enumerate(parts):
        if isinstance(part, str | Text):
            texts.append(part if isinstance(part, str) else part.text)
            continue
        if not isinstance(part, INLINES):
            problems.append(Problem(_not_inline(part, f" at [{index}]")))
            continue
        stored.extend(_joined(texts))
        texts.clear()
        stored.append(part)
    if problems:
        raise_all(ModelError, problems)
    stored.extend(_joined(texts))
    return tuple(stored)


def in_one(children: Iterable[InlineLike]) -> tuple["Inline", ...]:
    """Return strings, inlines and several of either as the inlines of one text."""
    inlines: list[Inline] = []
    problems: list[Problem] = []
    for child in children:
        try:
            inlines += as_inlines(child)
        except ModelError as error:
            problems += error.problems
    if problems:
        raise_all(ModelError, problems)
    return as_inlines(inlines)


def _joined(texts: list[str]) -> tuple["Text", ...]:
    text = "".join(texts)
    return (Text(text),) if text else ()


def _not_inline(value: object, place: str = "") -> str:
    return (
        f"{type(value).__name__}{place} is no inline matter: give a string or an inline such as"
        " Emphasis, Link or Note"
    )


def _address(instance: object, attribute: Any, value: Any) -> None:
    is_printable(instance, attribute, value)
    fault = None if is_relative(value) else fault_of_address(value)
    if fault is not None:
        raise ModelError(fault)


@frozen
class Text:
    """Characters, shown as they are. text: of one line; a newline is a space, see `LineBreak`."""

    text: str = field(validator=is_printable)


@frozen
class LineBreak:
    """A forced end of a line."""


class _Wrapper:
    """Inlines with something done to them."""

    __slots__ = ()

    def __init__(self, *children: InlineLike) -> None:
        self.__attrs_init__(children)  # type: ignore[attr-defined]  # of the classes


@frozen(init=False)
class Emphasis(_Wrapper):
    """Italics, and upright within italics. children: any number of strings and inlines."""

    children: tuple["Inline", ...] = field(converter=in_one)


@frozen(init=False)
class Strong(_Wrapper):
    """Bold. children: any number of strings and inlines."""

    children: tuple["Inline", ...] = field(converter=in_one)


@frozen(init=False)
class SmallCaps(_Wrapper):
    """True small capitals. children: any number of strings and inlines."""

    children: tuple["Inline", ...] = field(converter=in_one)


@frozen(init=False)
class Superscript(_Wrapper):
    """Raised characters, as in 1ˢᵗ. children: any number of strings and inlines."""

    children: tuple["Inline", ...] = field(converter=in_one)


@frozen(init=False)
class Subscript(_Wrapper):
    """Lowered characters, as in H₂O. children: any number of strings and inlines."""

    children: tuple["Inline", ...] = field(converter=in_one)


@frozen(init=False)
class Quoted(_Wrapper):
    """Between the quotation marks of the language; nested ones alternate.

    children: any number of strings and inlines.
    """

    children: tuple["Inline", ...] = field(converter=in_one)


@frozen
class Code:
    """Characters in the fixed-pitch family. text: what stands there, never hyphenated."""

    text: str = field(validator=is_printable)


@frozen
class Link:
    """Text that leads to an address.

    url: http, https, mailto, doi or tel, or "#id" of an element of the brief; as it is shown, so
    letters beyond ASCII stay as they are. One without a scheme leads nowhere from a PDF, nor does
    the id of nothing: `children` are then plain text, and the report has a warning.
    children: what is shown; the address itself where nothing is given.
    """

    url: str = field(validator=_address)
    children: tuple["Inline", ...] = field(default=(), converter=as_inlines)


@frozen
class InLanguage:
    """Inlines, `children`, in another language than what is around. language: BCP 47."""

    language: str = field(validator=is_language)
    children: tuple["Inline", ...] = field(converter=as_inlines)


@frozen
class CrossReference:
    """A reference to a figure, table, section or note by its id: "Figure 2", or "page 7".

    target: the id; children: shown instead of the label and number, where given.
    form: what is shown where they are not: "label", or the "page" that the target is on.
    """

    target: str = field(validator=is_printable)
    children: tuple["Inline", ...] = field(default=(), converter=as_inlines)
    form: str = field(default="label", validator=is_one_of(*REFERENCE_FORMS))

    def __attrs_post_init__(self) -> None:
        if self.form == "page" and self.children:
            raise ModelError("a CrossReference by page has words of its own: leave one of them out")


def _as_body(value: object) -> tuple["Block", ...]:
    blocks = (value,) if isinstance(value, BlockKind) else value
    if not isinstance(blocks, tuple | list) or not all(isinstance(b, BlockKind) for b in blocks):
        raise ModelError("Note.body holds something that is no block: make the note with note(…)")
    return tuple(blocks)


@frozen
class Note:
    """A note and its first call, at this place in the text.

    body: blocks, at least one. See `note()` for the short form.
    id: a name by which `NoteCall` may call it again.
    place: "foot" or "end"; None for the brief's own choice.
    label: a number given by hand, which leaves the counting untouched.
    """

    body: tuple["Block", ...] = field(converter=_as_body)
    id: str | None = field(default=None, validator=or_none(is_name))
    place: str | None = field(default=None, validator=or_none(is_one_of(*NOTE_PLACES)))
    label: str | None = field(default=None, validator=or_none(is_name))

    def __attrs_post_init__(self) -> None:
        if not self.body:
            raise ModelError("a note is empty: give it text or leave it out")


@frozen
class NoteCall:
    """A further call to a note that stands elsewhere. note_id: the note's id."""

    note_id: str = field(validator=is_printable)


Inline = (
    Text
    | LineBreak
    | Emphasis
    | Strong
    | SmallCaps
    | Superscript
    | Subscript
    | Quoted
    | Code
    | Link
    | InLanguage
    | CrossReference
    | Note
    | NoteCall
)
INLINES = (
    Text,
    LineBreak,
    Emphasis,
    Strong,
    SmallCaps,
    Superscript,
    Subscript,
    Quoted,
    Code,
    Link,
    InLanguage,
    CrossReference,
    Note,
    NoteCall,
)
WRAPPERS = (Emphasis, Strong, SmallCaps, Superscript, Subscript, Quoted)


def is_blank(inlines: tuple[Inline, ...]) -> bool:
    """Return whether inlines show nothing: no characters but spaces and invisible ones.

    >>> is_blank(as_inlines(" \u200b")), is_blank(as_inlines(Emphasis("a")))
    (True, False)
    >>> is_blank(as_inlines(Emphasis()))
    True
    """
    left = list(inlines)  # a stack, since what is nested may be nested deeply
    while left:
        inline = left.pop()
        if isinstance(inline, Text | Code):
            if not is_blank_text(inline.text):
                return False
        elif isinstance(inline, LineBreak | Note | NoteCall):
            continue
        elif isinstance(inline, CrossReference) or (
            isinstance(inline, Link) and not inline.children
        ):
            return False  # shows its label, or its address
        else:
            left.extend(inline.children)
    return True
