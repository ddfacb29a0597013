"""A count → the numeral that is printed for it; notes and sections → their numbers."""

from briefkit.model.brief import NoteOptions
from briefkit.resolve.facts import PageNumbers
from briefkit.values import define, field

SYMBOLS = "*†‡§‖¶"  # the printers' order; after the last one they are doubled
# fmt: off
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)
# fmt: on
MOST_ROMAN = 3999  # what follows has no Roman numeral without bars


def numeral(count: int, numbering: str) -> str:
    """Return a count as "arabic", "roman", "Roman", "alpha" or "symbols" write it.

    What a numbering cannot write, such as nought in letters, comes out in arabic figures.

    >>> [numeral(4, numbering) for numbering in ("arabic", "roman", "Roman", "alpha", "symbols")]
    ['4', 'iv', 'IV', 'd', '§']
    """
    if numbering == "arabic" or count < 1:
        return str(count)
    if numbering == "symbols":
        times, index = divmod(count - 1, len(SYMBOLS))
        return SYMBOLS[index] * (times + 1)
    if numbering == "alpha":
        return _letters(count)
    roman = _roman(count)
    return roman.upper() if numbering == "Roman" else roman


def _roman(count: int) -> str:
    if count > MOST_ROMAN:
        return str(count)
    written = []
    for value, letters in _ROMAN:
        times, count = divmod(count, value)
        written.append(letters * times)
    return "".join(written)


def _letters(count: int) -> str:
    """Return a to z, then aa, ab and on."""
    written = ""
    while count:
        count, index = divmod(count - 1, 26)
        written = chr(ord("a") + index) + written
    return written


@define
class SectionCount:
    """Numbered sections on one level so far. prefix: the number of the section around."""

    prefix: str = ""
    count: int = 0


@define
class Counter:
    """One stream of numbers, such as the footnotes'; never leaves the function that made it."""

    numbering: str
    count: int = 0

    def take(self) -> str:
        """Return the next numeral."""
        self.count += 1
        return numeral(self.count, self.numbering)


@define
class Streams:
    """The streams of a brief's notes: at the foot, at the end, under each table.

    pages: what is known of them. Never leaves the function that made it.
    """

    options: NoteOptions
    pages: PageNumbers
    _counters: dict[object, Counter] = field(factory=dict)  # by place, page and table

    def numbering(self, place: str) -> str:
        """Return how notes are counted at the "foot", at the "end" or under a "table".

        No two streams can be taken for each other.
        """
        options = self.options
        if place == options.place:
            return options.numbering
        if place == "table":
            return "symbols" if self.numbering("foot") == "alpha" else "alpha"
        if place == "foot":
            return "arabic"
        return "arabic" if options.numbering == "roman" else "roman"

    def room(self, place: str) -> tuple[str, ...]:
        """Return the numbers of which the widest has room in a stream; none where none moves."""
        if place != "foot" or self.options.restart != "page":
            return ()
        numbering = self.numbering(place)
        return tuple(numeral(count + 1, numbering) for count in range(self.pages.most_notes))

    def restart(self) -> None:
        """Begin the footnotes anew where a section does; endnotes stand together and go on."""
        if self.options.restart == "section":
            self._counters.pop("foot", None)

    def take(self, place: str, key: str, table: str) -> str:
        """Return the next number of a stream; the first one of a page that is not known yet."""
        stream: object = (place, table) if place == "table" else place
        if place == "foot" and self.options.restart == "page":
            page = self.pages.calls.get(key)
            if page is None:
                return numeral(1, self.numbering(place))
            stream = page
        return self._counters.setdefault(stream, Counter(self.numbering(place))).take()
