"""Where a brief was read: its file, and the lines of what stands in it.

It travels beside what the author says and is no part of it: briefs that differ in nothing else are
equal, and JSON holds none. An element is known as the very value that was read and not by its path,
which changes when a brief is put together anew; its line stays true then.
"""

from collections.abc import Callable, Collection, Iterable, Mapping

from briefkit.values import field, frozen


@frozen(eq=False)
class Lines:
    """The lines of a file, counted from 1, that what was read there begins on.

    fields: of what is no element, by its path, such as `doi` and `authors[0].email`.
    elements: blocks, notes, people and the like, each with its line.
    escaped: lines that words begin on in which a mark of the file's language is marked as text.
    """

    fields: Mapping[str, int]
    elements: Iterable[tuple[object, int]]
    escaped: Collection[int] = ()


@frozen(eq=False)
class Origin:
    """The file that a brief was read from.

    name: as messages print it.
    lines: called where there is something to tell, which is seldom; who goes through the values of
    a brief does not meet its elements twice.
    """

    name: str
    lines: Callable[[], Lines] = field(repr=False)
