"""Items that begin with `a)`, `(iv)`, `B.` or `#.` → lists of markdown-it, which knows figures.

Those with figures alone are left to it; where some of a list have `#.`, they are taken here.

As in Pandoc's fancy lists, with one difference: a letter by itself begins no list, for that could
be a word, an initial or (c); two at least go on from each other.
"""

import re

from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.list import list_block

from briefkit.numerals import alpha_value, numeral, roman_value
from briefkit.values import frozen

_LABEL = re.compile(
    r"(?:(?P<around>\()(?P<inner>[A-Za-z]{1,9}|\d{1,7})\)|(?P<plain>[A-Za-z]{1,9}|\d{1,9}|\#)(?P<after>[.)]))"
    r"(?P<space>[ \t]+|$)"
)
_MARKS = {"(": "()", ")": ")", ".": "."}
_LONGEST_ALPHA = 2  # letters: of those past z
_NEXT = "#"  # the number is not said


@frozen
class _Label:
    """What an item begins with. said: the letters; length: with its mark; content: with the space.

    readings: what it may count as, each a numbering and a number.
    """

    said: str
    mark: str
    length: int
    content: int
    readings: tuple[tuple[str, int], ...]

    @property
    def is_counted(self) -> bool:
        """Return whether items are counted whatever they say: `1.` and `#.`, not `(1)`."""
        return self.mark != "()" and (self.said == _NEXT or self.said.isdecimal())


def lettered_list(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Take items that go on from each other, written with figures for as long as they are read."""
    first = _label_at(state, start_line)
    if first is None or state.is_code_block(start_line):
        return False
    for numbering, number in first.readings:
        lines = _items(state, start_line, end_line, first, numbering, number)
        is_list = len(lines) > 1 or first.said == _NEXT
        if first.is_counted:
            is_list = any(_is_next(state, line) for line in lines)
        if is_list and not (silent and number != 1):
            break
    else:
        return False
    # In the midst of a paragraph a list begins at its beginning alone, as CommonMark has it.
    return silent or _take(state, start_line, end_line, lines, first, numbering, number)


def _take(
    state: StateBlock,
    start_line: int,
    end_line: int,
    lines: list[int],
    first: _Label,
    numbering: str,
    number: int,
) -> bool:
    typed, taken = state.src, len(state.tokens)
    for line in lines:
        label = _label_at(state, line)
        at = state.bMarks[line] + state.tShift[line]
        length = label.length if label else 0
        end = "." if first.mark == "." else ")"
        state.src = f"{state.src[:at]}{1:0{length - 1}}{end}{state.src[at + length :]}"
    is_taken = list_block(state, start_line, end_line, False)
    state.src = typed
    if not is_taken:
        del state.tokens[taken:]
        return False
    opening = state.tokens[taken]
    opening.attrs = {"start": number}
    opening.meta = {"numbering": numbering, "mark": first.mark}
    return True


def _items(
    state: StateBlock, start_line: int, end_line: int, first: _Label, numbering: str, number: int
) -> list[int]:
    """Return the lines of the items that go on from the first, itself too."""
    lines = [start_line]
    content = state.sCount[start_line] + first.content
    is_after_empty = False
    for line in range(start_line + 1, end_line):
        if state.isEmpty(line):
            is_after_empty = True
            continue
        indent = state.sCount[line]
        if indent < state.blkIndent:
            break
        if indent < content:
            label = _label_at(state, line)
            if label is not None:
                is_next = (
                    label.is_counted
                    if first.is_counted
                    else label.said == numeral(number + len(lines), numbering)
                )
                if not is_next or label.mark != first.mark:
                    break
                lines.append(line)
                content = indent + label.content
            elif is_after_empty:
                break
        is_after_empty = False
    return lines


def _is_next(state: StateBlock, line: int) -> bool:
    return state.src.startswith(_NEXT, state.bMarks[line] + state.tShift[line])


def _label_at(state: StateBlock, line: int) -> _Label | None:
    start, end = state.bMarks[line] + state.tShift[line], state.eMarks[line]
    found = _LABEL.match(state.src, start, end)
    if found is None:
        return None
    said = found["inner"] or found["plain"]
    mark = _MARKS[found["around"] or found["after"]]
    if mark == "." and said.isupper() and len(found["space"]) < 2 and found["space"] != "\t":
        return None  # an initial, as in B. Russell; Pandoc's rule too
    readings = tuple(_readings(said))
    length = found.start("space") - start
    return _Label(said, mark, length, length + 1, readings) if readings else None


def _readings(said: str) -> list[tuple[str, int]]:
    if said == _NEXT:
        return [("arabic", 1)]
    if said.isdecimal():
        return [("arabic", int(said))] if str(int(said)) == said else []
    small = said.lower()
    if said not in (small, said.upper()):
        return []
    found = [("alpha", alpha_value(small))] if len(small) <= _LONGEST_ALPHA else []
    if value := roman_value(small):
        found.append(("roman", value))
    return found if said == small else [(kind.capitalize(), value) for kind, value in found]
