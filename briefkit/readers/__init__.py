"""Markdown and JSON into a Brief. The only users of the parsers."""
