"""Lines that begin with a bar, `| line`, as Pandoc has verse → a paragraph of lines."""

import re

from markdown_it.rules_block import StateBlock

_LINE = re.compile(r"\|(?:[ \t](?P<text>.*))?$")
_BAR = re.compile(r"(?<!\\)\|")  # within each line, or at an end, it makes rows of a table
_END = re.compile(r"(?<!\\)\|$")
_NO_BREAK = "\u00a0"


def stanza(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Take lines that begin with a bar; they end no paragraph, as in Pandoc."""
    if silent or not state.src.startswith("|", state.bMarks[start_line] + state.tShift[start_line]):
        return False
    lines: list[str] = []
    end = start_line
    while end < end_line and not state.isEmpty(end) and state.sCount[end] >= state.blkIndent:
        text = state.src[state.bMarks[end] + state.tShift[end] : state.eMarks[end]]
        found = _LINE.match(text)
        if found is not None:
            said = (found["text"] or "").rstrip()
            indent = len(said) - len(said.lstrip())
            lines.append(_NO_BREAK * indent + said.lstrip())
        elif lines and state.sCount[end] > state.blkIndent:
            lines[-1] += f"\n{text.rstrip()}"  # the line before it goes on
        else:
            return False
        end += 1
    if not any(lines) or any(_END.search(line) for line in lines) or all(map(_BAR.search, lines)):
        return False
    state.push("paragraph_open", "p", 1).map = [start_line, end]
    inline = state.push("inline", "", 0)
    inline.map = [start_line, end]
    inline.content = "\\\n".join(lines)
    inline.children = []
    state.push("paragraph_close", "p", -1)
    state.line = end
    return True
