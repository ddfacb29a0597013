"""Notes and sections → their numbers."""

from briefkit.model.brief import NoteOptions
from briefkit.numerals import numeral
from briefkit.resolve.facts import PageNumbers
from briefkit.values import define, field


@define
class SectionCount:
    """Numbered sections on one level so far. prefix: the number of the section around."""

    prefix: str = ""
    count: int = 0


@define
class Counter:
    """One stream of numbers, such as the footnotes'; never leaves the function that made it."""

    numbering: str
    digits: str
    count: int = 0

    def take(self) -> str:
        """Return the next numeral."""
        self.count += 1
        return numeral(self.count, self.numbering, self.digits)


@define
class Streams:
    """The streams of a brief's notes: at the foot, at the end, under each table.

    pages: what is known of them; digits: of the brief's language. Never leaves the function that
        made it.
    """

    options: NoteOptions
    pages: PageNumbers
    digits: str
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
        counts = range(1, self.pages.most_notes + 1)
        return tuple(numeral(count, numbering, self.digits) for count in counts)

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
                return numeral(1, self.numbering(place), self.digits)
            stream = page
        counter = Counter(self.numbering(place), self.digits)
        return self._counters.setdefault(stream, counter).take()
