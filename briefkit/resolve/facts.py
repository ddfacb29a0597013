"""What the whole of a brief tells of its parts, before anything is made of it."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from briefkit.diagnostics import Diagnostic
from briefkit.images.raster import Raster
from briefkit.model.inline import Inline
from briefkit.values import frozen

_NOTHING: Mapping[str, Any] = MappingProxyType({})


@frozen
class PageNumbers:
    """What only finished pages tell, and the text of a brief may show.

    calls: the page that each footnote is called on, by its key, where numbers restart on each.
    folios: the number that is printed on the page of a place, by the place's name.
    most_notes: room is kept for the widest number of a note up to this one, 0 for none.
    most_digits: the same for page numbers of so many digits.
    """

    calls: Mapping[str, int] = _NOTHING
    folios: Mapping[str, str] = _NOTHING
    most_notes: int = 0
    most_digits: int = 0


NO_PAGES = PageNumbers()


@frozen
class NoteFacts:
    """What is known of a note before any text is.

    key: its name in spans' `calls`; label: as printed, bare; place: "foot", "end" or "table".
    anchor: its own place's name; call_anchor: that of its own call; again: those of further calls.
    table: the path of the table that it stands under, or "".
    room: labels that it might have on other pages, of which the widest has room.
    """

    key: str
    label: str
    place: str
    anchor: str
    call_anchor: str
    again: tuple[str, ...] = ()
    table: str = ""
    room: tuple[str, ...] = ()


@frozen
class Target:
    """What an id leads to.

    anchor: a place's name; shown: "Figure 2", or "" for no such words; room: as of `NoteFacts`.
    """

    anchor: str
    shown: str
    room: tuple[str, ...] = ()


@frozen(eq=False)
class HeadingFacts:
    """A heading, kept for outline and contents list.

    inlines: its title; number: may be empty; is_listed: whether the contents list has it.
    """

    level: int
    anchor: str
    title: str
    inlines: tuple[Inline, ...]
    number: str
    language: str
    where: str
    is_listed: bool


@frozen(eq=False)
class Survey:
    """What the whole of a brief tells of its parts; keyed by their paths unless said.

    notes: of `Note`s; called: the same by the note's id.
    labels: "Figure 1" of figures and tables that have one; numbers: of numbered sections.
    anchors: of sections; targets: by id; rasters: of figures, the cover, photographs and logos.
    words: of the whole, about; names: every anchor's name so far.
    paged: ids that are referred to by page; folios: see `PageNumbers`.
    page_words: a pattern such as "page {}"; page_room: as `room` of `NoteFacts`.
    """

    notes: dict[str, NoteFacts]
    called: dict[str, NoteFacts]
    labels: dict[str, str]
    numbers: dict[str, str]
    anchors: dict[str, str]
    targets: dict[str, Target]
    rasters: dict[str, Raster]
    words: int
    diagnostics: tuple[Diagnostic, ...]
    names: set[str]
    paged: tuple[str, ...]
    folios: Mapping[str, str]
    page_words: str
    first_folio: str
    page_room: tuple[str, ...]

    def fresh_name(self, wanted: str) -> str:
        """Return a name that no other place has."""
        return fresh_name(wanted, self.names)

    def shown(self, target: str, form: str = "label") -> str:
        """Return what a cross-reference to an id shows; the first page where none is known yet."""
        found = self.targets[target]
        if form == "page":
            return self.page_words.format(self.folios.get(found.anchor, self.first_folio))
        return found.shown

    def room_of(self, target: str, form: str) -> tuple[str, ...]:
        """Return what a cross-reference to an id might show on other pages; of notes and pages."""
        return self.page_room if form == "page" else self.targets[target].room


def fresh_name(wanted: str, names: set[str]) -> str:
    """Return a name that is not among those taken, and take it."""
    name, count = wanted, 1
    while name in names:
        count += 1
        name = f"{wanted}-{count}"
    names.add(name)
    return name
