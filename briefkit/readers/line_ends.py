"""Line ends of the source within an inline → the token that they are noted in.

The parser tells those between inlines, as breaks, and not those in code, in a tag, in an address or
in a note that stands in the line. Without them, what comes after would be told a line too early.
"""

from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from briefkit.bounds import check_time
from briefkit.errors import SourceError

LINES = "lines"  # in a token's meta: the line ends up to its end that no break tells
_REACHED = -1  # in the parser's cache, whose other keys are places of the text: noted so far


def line_ends(state: StateInline, silent: bool) -> bool:
    """Note line ends up to the place where the parser is in the last token before it.

    No rule: tried first at each place that may begin an inline, where the time is seen to, too.
    """
    check_time(SourceError)
    if silent:
        return False
    reached, here = state.cache.get(_REACHED, 0), state.pos
    if here > reached:
        state.cache[_REACHED] = here
        lines = state.src.count("\n", reached, here)
        if lines and state.src.startswith(("\n", "\\\n"), reached):
            lines -= 1  # a break tells it
        if lines and state.tokens:
            last = state.tokens[-1]
            last.meta[LINES] = lines + lines_in(last)
    return False


def lines_in(token: Token) -> int:
    """Return how many line ends a token has that no break tells."""
    return int(token.meta.get(LINES, 0))
