"""What other markup would say → what to write in Markdown instead, in the words of messages."""

import re

EMPTY_COMMENT = re.compile(r"<!--\s*-->")  # as Pandoc writes between two lists: it says nothing

BOX = 'write ::: {.box title="…"}, and ::: after it'
CONTENTS = "write contents: yes in the front matter"
ITEM = "begin each item with “- ”"
PICTURE = "write ![caption](file){alt=…}"
PICTURE_ALONE = f"{PICTURE}, alone in its paragraph"
RAW = "matter for one format alone is not read"
TABLE = "write its rows as | a | b |, and |---|---| under the head"
GRID = f"let each | and + stand under another, its last line too; or {TABLE}"
_WHAT_IS_IN_IT = "write what is in it alone"

OF_HTML = {
    "br": "end the line with a backslash",
    "i": "write *…*",
    "em": "write *…*",
    "b": "write **…**",
    "strong": "write **…**",
    "sup": "write ^…^",
    "sub": "write ~…~",
    "a": "write [text](address)",
    "img": PICTURE,
    "span": "write […]{.smallcaps} or […]{lang=…}",
}
OF_HTML_BLOCKS = {
    "a": "write {#id} after the heading that it names, or [text](address)",
    "aside": BOX,
    "blockquote": "begin each line with “> ”",
    "center": _WHAT_IS_IN_IT,
    "details": BOX,
    "div": 'write it in Markdown, or ::: {.box title="…"} before it and ::: after it',
    "figure": PICTURE_ALONE,
    "img": PICTURE_ALONE,
    "ol": "begin each item with “1. ”",
    "p": _WHAT_IS_IN_IT,
    "table": f"{TABLE}; or draw it, +---+, where cells span others",
    "ul": ITEM,
}
