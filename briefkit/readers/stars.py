"""Stars beside ideographs, kana and Hangul → emphasis, where CommonMark leaves them as they stand.

CommonMark tells by spaces and punctuation which stars open and which close. These scripts have no
spaces around words, so `**「強調」**です` and `**(예)**은` would keep their stars; here a letter of
such a script counts as a space does.
"""

import unicodedata

from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.emphasis import tokenize


def stars(state: StateInline, silent: bool) -> bool:
    """Take stars or underscores; of stars, more may open and close than in CommonMark."""
    start, taken = state.pos, len(state.delimiters)
    if not tokenize(state, silent):
        return False
    if state.src[start] == "*" and not state.src.isascii():
        before = state.src[start - 1 : start] or " "
        after = state.src[state.pos : state.pos + 1] or " "
        for delimiter in state.delimiters[taken:]:
            delimiter.open |= _is_close_script(before) and not after.isspace()
            delimiter.close |= _is_close_script(after) and not before.isspace()
    return True


def _is_close_script(sign: str) -> bool:
    return unicodedata.category(sign) == "Lo" and unicodedata.east_asian_width(sign) in "WF"
