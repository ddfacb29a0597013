"""What all writing of one brief shares: the tree in the making, the survey, the labels."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from briefkit.model.inline import Note
from briefkit.resolve.facts import NoteFacts, Survey
from briefkit.resolve.labels import Labels
from briefkit.structure import NodeId, StructureBuilder
from briefkit.values import field, frozen

if TYPE_CHECKING:
    from briefkit.resolve.abbreviations import Abbreviations


@frozen(eq=False)
class Desk:
    """What all writing of one brief shares. tree: in the making; says: the labels.

    abbreviations: what the brief abbreviates, if it says.
    set_note: sets a called note, given itself, its facts, the parent of its call and its ink.
    references: the REFERENCE nodes to each note, by its key, in reading order.
    again: the anchors of further calls that are yet to be written, by the note's key.
    """

    tree: StructureBuilder
    survey: Survey
    says: Labels
    set_note: Callable[[Note, NoteFacts, NodeId, str, str], None]
    abbreviations: "Abbreviations | None" = None
    references: dict[str, list[NodeId]] = field(factory=dict)
    again: dict[str, list[str]] = field(factory=dict)

    def is_plain(self, text: str) -> bool:
        """Return whether a text has nothing in it: no address, and no abbreviation."""
        known = self.abbreviations
        return "://" not in text and (known is None or not known.has_any(text))
