"""Where in the structure tree a block is set."""

from briefkit.structure import NodeId, Role, StructureBuilder
from briefkit.values import frozen


@frozen
class Place:
    """Where blocks are set.

    parent: their element; language: of what is around; sections: how many are around.
    lists: how many are around.
    """

    parent: NodeId
    language: str
    sections: int = 0
    lists: int = 0

    def within(self, parent: NodeId, language: str | None = None) -> "Place":
        """Return a place in an element of this one."""
        language = language or self.language
        return Place(parent, language, self.sections, self.lists)

    def element(self, tree: StructureBuilder, role: Role, language: str | None = None) -> NodeId:
        """Return a new element here, with its language where that differs from what is around."""
        if language is None or language == self.language:
            return tree.add(self.parent, role)
        return tree.add(self.parent, role, language=language)
