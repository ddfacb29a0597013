"""A galley into pages: choose the breaks, then place everything."""
