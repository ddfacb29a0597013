"""Characters into lines: fonts, itemize, shape, hyphenate, items, linebreak, line."""
