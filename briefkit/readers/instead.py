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
_NOT_UNDERLINED = "write *…*: nothing is underlined"
_STRUCK = "take out what is struck"
_CODE = "write `…`"

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
    "abbr": "write the words, and *[ABC]: and what they stand for on a line of its own",
    "big": _WHAT_IS_IN_IT,
    "cite": "write *…*",
    "code": _CODE,
    "del": _STRUCK,
    "dfn": "write *…*",
    "font": _WHAT_IS_IN_IT,
    "ins": _WHAT_IS_IN_IT,
    "kbd": _CODE,
    "mark": "write **…** or […]{.emphasis}",
    "nobr": _WHAT_IS_IN_IT,
    "q": "write […]{.quoted}",
    "s": _STRUCK,
    "samp": _CODE,
    "small": _WHAT_IS_IN_IT,
    "strike": _STRUCK,
    "tt": _CODE,
    "u": _NOT_UNDERLINED,
    "var": "write *…*",
    "wbr": "take it out",
}
OF_HTML_BLOCKS = {
    "a": "write {#id} after the heading that it names, or [text](address)",
    "aside": BOX,
    "blockquote": "begin each line with “> ”",
    "br": "take it out, or write *** for a pause between paragraphs",
    "center": _WHAT_IS_IN_IT,
    "details": BOX,
    "dl": "write each term on a line, and “: ” and what it means on the next",
    "div": 'write it in Markdown, or ::: {.box title="…"} before it and ::: after it',
    "figure": PICTURE_ALONE,
    **{f"h{level}": f"write {'#' * level} and its words" for level in range(1, 7)},
    "hr": "write ***",
    "img": PICTURE_ALONE,
    "ol": "begin each item with “1. ”",
    "p": _WHAT_IS_IN_IT,
    "pre": "write ``` on a line of its own before it and after it",
    "table": f"{TABLE}; or draw it, +---+, where cells span others",
    "ul": ITEM,
}
