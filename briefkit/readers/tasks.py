"""Items that begin with `[ ]` or `[x]`, as GitHub has tasks → whether each is done.

In a list with bullets whose items are all tasks, a box stands for each bullet; elsewhere it stands
before the words.
"""

import re

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

_TASK = re.compile(r"\[([ xX])\][ \t\u00a0]+(?=\S)")
_BOXES = {False: "☐", True: "☑"}


def tasks(state: StateCore) -> None:
    """Take the marks off tasks, before they are parsed as inlines."""
    lists: list[list[tuple[Token, Token, bool | None]]] = []  # that are open, with their items
    tokens = state.tokens
    for index, token in enumerate(tokens):
        if token.type in {"bullet_list_open", "ordered_list_open"}:
            lists.append([])
        elif token.type == "list_item_open":
            inline = tokens[index + 2] if index + 2 < len(tokens) else token
            found = _TASK.match(inline.content) if inline.type == "inline" else None
            lists[-1].append((token, inline, found[1] != " " if found else None))
        elif token.type in {"bullet_list_close", "ordered_list_close"}:
            _mark(lists.pop(), has_bullets=token.type == "bullet_list_close")


def _mark(items: list[tuple[Token, Token, bool | None]], *, has_bullets: bool) -> None:
    is_of_tasks = has_bullets and all(is_done is not None for _, _, is_done in items)
    for item, inline, is_done in items:
        if is_done is None:
            continue
        words = _TASK.sub("", inline.content, count=1)
        inline.content = words if is_of_tasks else f"{_BOXES[is_done]}\u00a0{words}"
        if is_of_tasks:
            item.meta["is_done"] = is_done
