"""What all blocks have in common: their kind. Inline matter that holds blocks asks for it."""


class BlockKind:
    """What every block is, tables and figures included; says nothing by itself."""

    __slots__ = ()
