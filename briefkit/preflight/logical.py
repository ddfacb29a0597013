"""Glyphs as they stand → their text as it is read: `in_logical_order`.

A file shows glyphs from left to right, also those of a script that runs to the left.
"""

import unicodedata
from collections.abc import Sequence

_LEFTWARD = frozenset({"R", "AL"})
_STRONG = _LEFTWARD | {"L", "EN", "AN"}
_PARTING = frozenset({"WS", "S", "B"})  # two numbers; not two words
_LEFTWARD_LETTER = "\u05d0"


def in_logical_order(glyphs: Sequence[str]) -> str:
    """Return the text of glyphs that stand side by side and run to the left but for what does not.

    Numbers and words of other scripts run to the right among them, with what stands between two.

    >>> in_logical_order(["ג", "ב", " ", "1", "2", " ", "א"])
    'א 12 בג'
    """
    order = list(reversed(glyphs))
    begin = end = 0  # of what runs to the right
    has_word = is_parted = False
    for index, glyph in enumerate([*order, _LEFTWARD_LETTER]):
        kinds = {unicodedata.bidirectional(character) for character in glyph}
        is_word = "L" in kinds
        if not kinds & _STRONG:
            is_parted |= not kinds.isdisjoint(_PARTING)
            continue
        if kinds & _LEFTWARD or (is_parted and not (has_word or is_word)):
            order[begin:end] = reversed(order[begin:end])
            begin = end = index
            has_word = False
        is_parted = False
        if kinds & _LEFTWARD:
            begin = end = index + 1
        else:
            begin = begin if end > begin else index
            end, has_word = index + 1, has_word or is_word
    return "".join(order)
