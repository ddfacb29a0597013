"""Blocks: what stands on lines of its own. Figures and tables have modules of their own."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Any, Union

from briefkit.bounds import between
from briefkit.errors import ModelError, Problem, raise_all
from briefkit.given import in_turn, may_be_gone_through, several
from briefkit.model.characters import is_web_address
from briefkit.model.inline import (
    INLINES,
    Inline,
    InlineLike,
    LineBreak,
    Link,
    Note,
    Text,
    as_inlines,
    in_one,
    is_blank,
)
from briefkit.model.kinds import BlockKind
from briefkit.model.validators import (
    is_flag,
    is_language,
    is_name,
    is_one_of,
    is_printable,
    or_none,
)
from briefkit.values import evolve, field, frozen

if TYPE_CHECKING:
    from briefkit.model.figures import Figure, FigureRow
    from briefkit.model.recommendations import Recommendations
    from briefkit.model.tables import Table


PAGE_SIDES = ("any", "recto")
LIST_NUMBERINGS = ("arabic", "alpha", "Alpha", "roman", "Roman")
LIST_MARKS = (".", ")", "()")
IS_FIRST_NUMBER = between(0, 999_999_999, is_whole=True)  # of a list; as CommonMark has it

BlockLike = Union[InlineLike, "Block", Iterable[Union["Block", InlineLike]]]
"""What is taken where blocks are wanted: blocks, or inlines that become paragraphs."""


def as_blocks(value: BlockLike) -> tuple["Block", ...]:
    """Return blocks as they are stored.

    A string becomes a paragraph of its own; but where strings stand side by side with other inlines
    they are one, since a call of a note or a stressed word is none by itself.

    Raises ModelError for anything else.

    >>> len(as_blocks(["Rents rose.", "Wages fell."]))
    2
    >>> len(as_blocks(["Wages fell", note("By a tenth."), "."]))
    1
    """
    if isinstance(value, (str, *INLINES)):
        return (Paragraph(value),) if value else ()
    if is_block(value):
        return (value,)  # type: ignore[return-value]
    if not may_be_gone_through(value):
        raise ModelError(_not_a_block(value))
    problems: list[Problem] = []
    blocks = tuple(_in_paragraphs(enumerate(value), problems))  # type: ignore[arg-type]
    if problems:
        raise_all(ModelError, problems)
    return blocks


def _in_paragraphs(
    parts: Iterable[tuple[int, object]], problems: list[Problem]
) -> Iterator["Block"]:
    for is_in_line, group in groupby(parts, lambda part: isinstance(part[1], (str, *INLINES))):
        if not is_in_line:
            for index, part in group:
                if is_block(part):
                    yield part  # type: ignore[misc]
                else:
                    problems.append(Problem(_not_a_block(part, f" at [{index}]")))
            continue
        side_by_side: list[Any] = [part for _, part in group]
        if all(isinstance(part, str | Text) for part in side_by_side):
            yield from (Paragraph(part) for part in side_by_side if part)
        else:
            yield Paragraph(side_by_side)


def _not_a_block(value: object, place: str = "") -> str:
    return (
        f"{type(value).__name__}{place} is no block: give a Paragraph, Section, Figure, Table,"
        " list, Quotation, PullQuote, Box or KeyPoints, or a string"
    )


def is_block(value: object) -> bool:
    """Return whether `value` is a block of any kind."""
    return isinstance(value, BlockKind)


def _items(value: Iterable[BlockLike]) -> tuple[tuple["Block", ...], ...]:
    items: list[tuple[Block, ...]] = []
    problems: list[Problem] = []
    for index, item in enumerate(in_turn(value, "what a list is made of")):
        try:
            items.append(as_blocks(item))
        except ModelError as error:
            problems += (evolve(one, where=f"items[{index}]") for one in error.problems)
    if problems:
        raise_all(ModelError, problems)
    return tuple(items)


def optional_inlines(value: InlineLike | None) -> tuple[Inline, ...] | None:
    """Return inlines as they are stored, None for None."""
    return None if value is None else as_inlines(value)


def has_items(instance: object, attribute: object, value: tuple[object, ...]) -> None:
    """Validate what a list is made of: one thing at least."""
    if not value:
        raise ModelError(f"a {type(instance).__name__} has no items: give it one or leave it out")


def _says_something(instance: object, attribute: object, value: tuple["Block", ...]) -> None:
    if all(isinstance(block, Paragraph) and _is_space(block.children) for block in value):
        raise ModelError(f"a {type(instance).__name__} is empty: give it text or leave it out")


def _is_space(inlines: tuple[Inline, ...]) -> bool:
    """Return whether inlines are nothing but space; what calls a note is more."""
    return is_blank(inlines) and all(isinstance(one, Text | LineBreak) for one in inlines)


@frozen(init=False)
class Paragraph(BlockKind):
    """A paragraph of text.

    children: inlines; made from any number of strings and inlines.
    language: BCP 47, where it differs from what is around; id: a name for links to it.
    """

    children: tuple[Inline, ...] = field(converter=in_one)
    language: str | None = field(default=None, validator=or_none(is_language))
    id: str | None = field(default=None, validator=or_none(is_name))

    def __init__(
        self, *children: InlineLike, language: str | None = None, id: str | None = None
    ) -> None:
        self.__attrs_init__(children, language, id)


@frozen
class Section(BlockKind):
    """A section with its heading; sections in it are one level lower.

    title: inlines; body: blocks; id: a name for links and cross-references.
    is_numbered: whether its heading carries a number.
    language: BCP 47, where it differs from what is around.
    """

    title: tuple[Inline, ...] = field(converter=as_inlines)
    body: tuple["Block", ...] = field(default=(), converter=as_blocks)
    id: str | None = field(default=None, validator=or_none(is_name))
    is_numbered: bool = field(default=False, validator=is_flag, kw_only=True)
    language: str | None = field(default=None, validator=or_none(is_language), kw_only=True)

    def __attrs_post_init__(self) -> None:
        if is_blank(self.title):
            raise ModelError("a Section has no title: give it one")


def _flags(value: Iterable[bool]) -> tuple[bool, ...]:
    return several(value, bool, "BulletList.done")


@frozen
class BulletList(BlockKind):
    """A list with bullets, or of tasks, with a box beside each.

    items: each a tuple of blocks; a string is taken as a paragraph, and so are strings and inlines
    side by side.
    done: of tasks, for each item whether it is done, and its box ticked; empty for a plain list.
    """

    items: tuple[tuple["Block", ...], ...] = field(converter=_items, validator=has_items)
    done: tuple[bool, ...] = field(default=(), converter=_flags, kw_only=True)

    def __attrs_post_init__(self) -> None:
        if self.done and len(self.done) != len(self.items):
            what = f"a BulletList has {len(self.items)} items, and {len(self.done)} in done"
            raise ModelError(f"{what}: give one for each item, or none")


@frozen
class NumberedList(BlockKind):
    """A list with numbers, or with letters.

    items: as in `BulletList`; start: the first number.
    numbering: "arabic" (1, 2), "alpha" (a, b), "Alpha" (A, B), "roman" (i, ii) or "Roman" (I, II).
    mark: what parts the number from its item, "." or ")", or what encloses it, "()".
    """

    items: tuple[tuple["Block", ...], ...] = field(converter=_items, validator=has_items)
    start: int = field(default=1, validator=IS_FIRST_NUMBER, kw_only=True)
    numbering: str = field(default="arabic", validator=is_one_of(*LIST_NUMBERINGS), kw_only=True)
    mark: str = field(default=".", validator=is_one_of(*LIST_MARKS), kw_only=True)


@frozen
class Definition:
    """A term and what it means. term: inlines; body: blocks."""

    term: tuple[Inline, ...] = field(converter=as_inlines)
    body: tuple["Block", ...] = field(converter=as_blocks)

    def __attrs_post_init__(self) -> None:
        if _is_space(self.term):
            raise ModelError("a Definition has no term: give it one")


def _definitions(value: Iterable[Definition]) -> tuple[Definition, ...]:
    return several(value, Definition, "DefinitionList.items")


@frozen
class DefinitionList(BlockKind):
    """Terms and what they mean. items: each a `Definition`."""

    items: tuple[Definition, ...] = field(converter=_definitions, validator=has_items)


@frozen
class Quotation(BlockKind):
    """A block quotation. body: blocks; attribution: inlines, may be empty.

    language: BCP 47, where it differs from what is around.
    is_epigraph: whether it opens the text or a section, as a motto: set apart at the line's end.
    """

    body: tuple["Block", ...] = field(converter=as_blocks, validator=_says_something)
    attribution: tuple[Inline, ...] = field(default=(), converter=as_inlines, kw_only=True)
    language: str | None = field(default=None, validator=or_none(is_language), kw_only=True)
    is_epigraph: bool = field(default=False, validator=is_flag, kw_only=True)


@frozen
class PullQuote(BlockKind):
    """A sentence of the brief shown large. text: inlines; by: who says it, may be empty."""

    text: tuple[Inline, ...] = field(converter=as_inlines)
    by: tuple[Inline, ...] = field(default=(), converter=as_inlines, kw_only=True)

    def __attrs_post_init__(self) -> None:
        if _is_space(self.text):
            raise ModelError("a PullQuote is empty: give it text or leave it out")


@frozen
class Box(BlockKind):
    """Matter set apart in a panel. title: inlines, may be empty; body: blocks."""

    body: tuple["Block", ...] = field(converter=as_blocks, validator=_says_something)
    title: tuple[Inline, ...] = field(default=(), converter=as_inlines, kw_only=True)


@frozen
class KeyPoints(BlockKind):
    """The brief in a few sentences. points: as a list's items; title: None for the language's."""

    points: tuple[tuple["Block", ...], ...] = field(converter=_items, validator=has_items)
    title: tuple[Inline, ...] | None = field(default=None, converter=optional_inlines, kw_only=True)


@frozen
class CodeBlock(BlockKind):
    """Lines of code, set as they are.

    text: with its line ends, but for the last line's; language: of programming, not shown.
    """

    text: str = field(validator=is_printable)
    language: str | None = field(default=None, validator=or_none(is_printable), kw_only=True)


@frozen
class Divider(BlockKind):
    """A pause between paragraphs, shown as a short ornament."""


@frozen
class PageBreak(BlockKind):
    """The end of a page: what follows begins a new one; notes that are owed are finished before.

    side: "any", or "recto" for a right-hand page, before which a left-hand one may stay blank.
    It stands in the text or in a section, and in nothing else.
    """

    side: str = field(default="any", validator=is_one_of(*PAGE_SIDES))


@frozen
class Group(BlockKind):
    """Blocks in another language than what is around them. body: blocks; language: BCP 47."""

    body: tuple["Block", ...] = field(converter=as_blocks, validator=_says_something)
    language: str | None = field(default=None, validator=or_none(is_language), kw_only=True)


Block = Union[
    Paragraph,
    Section,
    BulletList,
    NumberedList,
    DefinitionList,
    Quotation,
    PullQuote,
    Box,
    KeyPoints,
    CodeBlock,
    Divider,
    PageBreak,
    Group,
    "Recommendations",
    "Figure",
    "FigureRow",
    "Table",
]


def note(
    *body: InlineLike, id: str | None = None, place: str | None = None, label: str | None = None
) -> Note:
    """Return a note of one paragraph. For several blocks, make a `Note`.

    body: strings and inlines; id, place, label: as in `Note`.

    A note that is nothing but a web address is a link to it.

    >>> note("https://example.org").body[0].children
    (Link(url='https://example.org', children=()),)
    """
    if len(body) == 1 and isinstance(body[0], str) and is_web_address(body[0]):
        body = (Link(body[0]),)
    return Note((Paragraph(*body),), id=id, place=place, label=label)
