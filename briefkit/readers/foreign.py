r"""What other dialects write within a line → tokens that are told as faults.

Words struck out between `~~`; formulas in TeX: between `$`, `$$`, `\(…\)` or `\[…\]`.
Nothing here looks at a text more than a few times, however many signs it has: for what ends a
formula only as far as formulas go.
"""

import re

from markdown_it.rules_inline import StateInline

STRUCK, FORMULA = "struck", "formula"  # the types of tokens
_LONGEST_FORMULA = 2_000  # in characters
_STRUCK = re.compile(r"~~(?=[^\s~])[^~\n]*~~(?!~)")
_COMMAND = re.compile(r"\\[A-Za-z]")
_RELATION = re.compile(r"[_=<>]|\^(?!\[)")
_IN_ROUND = re.compile(r"[\\^_=<>+]")  # but \(a\), as Pandoc escapes it at a line's head
_IN_SQUARE = re.compile(r"\\[A-Za-z]{2,}|[_^]\{|\s=\s")


def foreign(state: StateInline, silent: bool) -> bool:
    """`~~struck~~` words and formulas between `$`."""
    mark = state.src[state.pos]
    if mark == "~":
        found = _STRUCK.match(state.src, state.pos, state.posMax)
        return _taken(state, silent, found.end() if found else None, STRUCK)
    end = _end_of_dollars(state.src, state.pos, state.posMax) if mark == "$" else None
    return _taken(state, silent, end, FORMULA)


def formula(state: StateInline, silent: bool) -> bool:
    r"""A formula in `\(…\)` or `\[…\]`."""
    if state.src[state.pos] != "\\":
        return False
    return _taken(state, silent, _end_of_brackets(state.src, state.pos, state.posMax), FORMULA)


def _taken(state: StateInline, silent: bool, end: int | None, kind: str) -> bool:
    if end is None:
        return False
    if not silent:
        state.push(kind, "", 0).content = state.src[state.pos : end]
    state.pos = end
    return True


def _end_of_dollars(text: str, start: int, end: int) -> int | None:
    r"""Return where the formula ends that begins with the `$` at `start`, or None.

    As in Pandoc, no sum of money is one.

    >>> [_end_of_dollars(text, 0, len(text)) for text in ("$x^2$.", "$n$", "$5 and $6", r"$\pi$")]
    [5, 3, None, 5]
    """
    is_double = text.startswith("$$", start, end)
    begin = start + (2 if is_double else 1)
    close = text.find("$", begin, end)
    if close <= begin:  # there is none, or nothing before it
        return None
    if is_double:
        return close + 2 if text.startswith("$$", close, end) else None
    inner = text[begin:close]
    if "\n" in inner or inner[0].isspace():
        return None
    if _COMMAND.search(inner):
        return close + 1
    before, after = text[max(start - 1, 0) : start], text[close + 1 : close + 2]
    if any(one == "$" or one == "_" or one.isalnum() for one in (before, after)):
        return None
    is_name = len(inner) == 1 and inner.isascii() and inner.isalpha()
    is_relation = not inner[0].isdecimal() and not inner[-1].isspace() and _RELATION.search(inner)
    return close + 1 if is_name or is_relation else None


def _end_of_brackets(text: str, start: int, end: int) -> int | None:
    r"""Return where the formula ends that begins with the backslash at `start`, or None.

    >>> [_end_of_brackets(text, 0, len(text)) for text in (r"\(a = b\)", r"\(a\)", r"\[x_{1}\]")]
    [9, None, 9]
    """
    begin, last = start + 2, min(end, start + _LONGEST_FORMULA)
    if text.startswith(r"\(", start):
        close = text.find(r"\)", begin, last)
        inner = text[begin:close] if close >= 0 else ""
        return close + 2 if "\n" not in inner and _IN_ROUND.search(inner) else None
    if text.startswith(r"\[", start):
        close = text.find("]", begin, last) - 1
        inner = text[begin:close] if close >= begin and text[close] == "\\" else ""
        return close + 2 if _IN_SQUARE.search(inner) else None
    return None
