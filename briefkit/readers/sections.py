"""Headings and the blocks after them → sections, nested by their levels."""

from collections.abc import Iterator

from briefkit.errors import BriefError
from briefkit.model.blocks import Block, Section
from briefkit.model.inline import Inline
from briefkit.readers.source import Faults
from briefkit.values import define, field


@define
class Heading:
    """A heading, before it is known what stands in its section.

    read_at: gains the section, with its line.
    """

    level: int
    title: tuple[Inline, ...]
    id: str | None
    is_numbered: bool
    language: str | None
    line: int
    faults: Faults
    read_at: list[tuple[object, int]]
    body: list[Block] = field(factory=list)

    def close(self) -> list[Block]:
        """Return the section, or what stands in it where it has no title."""
        try:
            section = Section(
                self.title,
                self.body,
                self.id,
                is_numbered=self.is_numbered,
                language=self.language,
            )
        except BriefError as error:
            self.faults.take(self.line, error)
            return self.body
        self.read_at.append((section, self.line))
        return [section]


def nested(pieces: Iterator[Block | Heading]) -> list[Block]:
    """Return blocks with each heading's section made: a deeper heading nests in the one before."""
    outermost: list[Block] = []
    opened: list[Heading] = []

    def close_down_to(level: int) -> None:
        while opened and opened[-1].level >= level:
            closed = opened.pop().close()
            (opened[-1].body if opened else outermost).extend(closed)

    for piece in pieces:
        if isinstance(piece, Heading):
            close_down_to(piece.level)
            opened.append(piece)
        else:
            (opened[-1].body if opened else outermost).append(piece)
    close_down_to(0)
    return outermost
