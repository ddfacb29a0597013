"""A text → its words, those that are abbreviations told apart from the rest.

What they stand for is said to who listens, and is not printed: ISO 32000-1, 14.9.5.
"""

import re
from collections.abc import Iterator

from briefkit.model.brief import Brief
from briefkit.resolve.plain import folded
from briefkit.values import field, frozen


@frozen(eq=False)
class Abbreviations:
    """What a brief abbreviates. language: that in which the meanings are written."""

    language: str
    _meanings: dict[str, str]
    _pattern: re.Pattern[str] = field()

    def parts(self, text: str) -> Iterator[tuple[str, str | None]]:
        """Yield a text piece by piece, each with what it stands for, or None."""
        end = 0
        for found in self._pattern.finditer(text):
            if found.start() > end:
                yield text[end : found.start()], None
            yield found[0], self._meanings[found[0]]
            end = found.end()
        if end < len(text):
            yield text[end:], None

    def has_any(self, text: str) -> bool:
        """Return whether a text has an abbreviation."""
        return self._pattern.search(text) is not None


def abbreviations_of(brief: Brief) -> Abbreviations:
    """Return what a brief abbreviates; it says so of something."""
    meanings = {folded(one.short).strip(): folded(one.long).strip() for one in brief.abbreviations}
    # The longest first, so that "EU-27" is not read as "EU"; and whole words alone.
    shorts = sorted(meanings, key=len, reverse=True)
    words = "|".join(map(re.escape, shorts))
    return Abbreviations(brief.language, meanings, re.compile(rf"(?<!\w)(?:{words})(?!\w)"))
