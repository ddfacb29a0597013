"""What an author says: a Brief of blocks and inlines, with no geometry and no fonts."""
