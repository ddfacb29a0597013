"""What the whole of a brief tells of its parts, before anything is made of it."""

from attrs import frozen

from briefkit.diagnostics import Diagnostic
from briefkit.images import Raster
from briefkit.model.inline import Inline


@frozen
class NoteFacts:
    """What is known of a note before any text is.

    key: its name in spans' `calls`; label: as printed, bare; place: "foot", "end" or "table".
    anchor: its own place's name; call_anchor: that of its own call; again: those of further calls.
    table: the path of the table that it stands under, or "".
    """

    key: str
    label: str
    place: str
    anchor: str
    call_anchor: str
    again: tuple[str, ...] = ()
    table: str = ""


@frozen
class Target:
    """What an id leads to. anchor: a place's name; shown: "Figure 2", or "" for no such words."""

    anchor: str
    shown: str


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

    def fresh_name(self, wanted: str) -> str:
        """Return a name that no other place has."""
        return fresh_name(wanted, self.names)

    def shown(self, target: str) -> str:
        """Return what a cross-reference to an id shows."""
        return self.targets[target].shown


def fresh_name(wanted: str, names: set[str]) -> str:
    """Return a name that is not among those taken, and take it."""
    name, count = wanted, 1
    while name in names:
        count += 1
        name = f"{wanted}-{count}"
    names.add(name)
    return name
