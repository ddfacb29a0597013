"""Where a walk through a brief is, and what is around it there."""

from briefkit.resolve.faults import NOBODY, Owner
from briefkit.values import frozen


@frozen
class Spot:
    """Where the walk is. owner: the path and the block that messages name.

    blocks, inlines: how deep; notes: ids of the notes around, outermost first.
    place: of the note around, "" outside of notes; holder: what a Section may not stand in, or "".
    table: the path of the table around that notes stand under, or "".
    panel: what a PageBreak may not stand in beside that, or "".
    """

    owner: Owner = NOBODY
    blocks: int = 0
    inlines: int = 0
    notes: tuple[str | None, ...] = ()
    place: str = ""
    holder: str = ""
    is_in_link: bool = False
    is_on_cover: bool = False
    table: str = ""
    panel: str = ""

    def within(self, path: str, block: object) -> "Spot":
        """Return the spot in a block. Written out, as `evolve` takes four times as long."""
        return Spot(
            (path, block),
            self.blocks + 1,
            self.inlines,
            self.notes,
            self.place,
            self.holder,
            table=self.table,
            panel=self.panel,
        )

    def deeper(self) -> "Spot":
        """Return the spot in an inline."""
        return Spot(
            self.owner,
            self.blocks,
            self.inlines + 1,
            self.notes,
            self.place,
            self.holder,
            self.is_in_link,
            self.is_on_cover,
            self.table,
            self.panel,
        )
