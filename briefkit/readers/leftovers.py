"""Text that is left as it was written, where Markdown was meant → what is wrong with it.

A parser of Markdown knows no faults: what does not read is text, and would be printed with its
brackets, signs and bars. Here the marks are told that authors mean, and that nobody means as text;
a backslash before one, or a code span around it, makes it text.
"""

import re
from collections.abc import Iterator

from markdown_it.token import Token

from briefkit.readers import instead
from briefkit.readers.line_ends import lines_in

_BULLETS = "•◦▪‣●○■□∙·\uf0a7\uf0b7\uf0d8"
_SPACES = "\u00a0\u2000-\u200b\u202f\u3000"  # that are no space to Markdown
_OTHER = "\ufffc"  # code, links and escaped signs
_HOLDS = "\ufffb"  # notes, which a link cannot hold
# Each: what stands at the beginning of a line of a paragraph, what is wrong, what to do.
_AT_LINES: tuple[tuple[re.Pattern[str], str, str], ...] = tuple(
    (re.compile(pattern, re.MULTILINE), what, cure)
    for pattern, what, cure in (
        (
            r"^\+(?:[-=:]+\+)+[ \t]*$",
            "a table is drawn with + and -, and does not read",
            instead.GRID,
        ),
        (
            r"^\|[^|\n]*\|.*\|[ \t]*$",
            "a row of a table stands in no table",
            r"write a head and under it a line of as many cells, as |---|---|; or \| for the sign",
        ),
        (
            r"^::+ *\{|^:::",
            "a div does not read",
            'write it as ::: {.box title="…"}, with three colons, and ::: on a line after it',
        ),
        (
            r"^##+[^\s#\\]",
            "no space stands after the # of a heading",
            r"write one, or \# for the sign",
        ),
        (
            rf"^#+[{_SPACES}]",
            "a no-break space stands after the # of a heading",
            "write a plain space",
        ),
        (r"^#{7,}(?=\s)", "a heading has more than six #", "take some out"),
        (
            rf"^[-*+][{_SPACES}]",
            "a no-break space stands after the mark of a list's item",
            "write a plain space",
        ),
        (
            rf"^[{_BULLETS}][ \t{_SPACES}].*\n[{_BULLETS}]",  # one alone reads as it stands
            "bullets stand in the text, where they make no list",
            instead.ITEM,
        ),
        (
            r"^-[^\W\d_].*\n-[^\W\d_]",
            "no space stands after the - of a list's items",
            r"write one, or \- for the sign",
        ),
        (
            r"^– .*\n– ",  # an em dash may stand for an author who is named again
            "lines that begin with a dash make no list",
            "begin each item with “- ”, or end each line with a backslash",
        ),
        (
            r"^\| [^|\n]*\n\| [^|\n]*$",
            "lines that begin with | are not read",
            r"end each line but the last with a backslash; or write \| for the sign",
        ),
        (
            rf"\A\[\[?{_OTHER}?(?i:_?toc_?){_OTHER}?\]\]?\Z",
            "a contents list is not written so",
            instead.CONTENTS,
        ),
        (
            r"^\{: ?toc\}[ \t]*$",
            "a contents list is not written so",
            instead.CONTENTS,
        ),
        (
            r"^\(@[\w-]*\)[ \t]",
            "an item is not numbered so",
            r"give it a number, as in (1), or write \@ for the sign",
        ),
        (
            r"^\([^\W\d][\w:.-]*\)=[ \t]*$",  # MyST's
            "a name is not given so",
            r"write {#id} at the end of the heading that follows, or \= for the sign",
        ),
        (
            r"^/{3,}[ \t]+[a-z][\w-]*[ \t]*(?:\||$)",  # of PyMdown's
            "a box is not written so",
            r'write ::: {.box title="…"} before it and ::: after it, or \/ for the sign',
        ),
        (
            r"^!!! ?\w",
            "a box is not written so",
            'write ::: {.box title="…"} before it and ::: after it',
        ),
    )
)
# The same anywhere in a text.
_IN_TEXT: tuple[tuple[re.Pattern[str], str, str], ...] = tuple(
    (re.compile(pattern), what, cure)
    for pattern, what, cure in (
        (r"!\[\[[^\]]*\]\]?", "a picture is not written so", instead.PICTURE),
        (
            r"!\[[^\]]*\]\([^\n]*",
            "a picture does not read",
            "write ![caption](<file>), the pointed brackets where its name has spaces",
        ),
        (
            rf"\[[^\]\n{_HOLDS}]*{_HOLDS}[^\]\n]*\]\([^\n]*",
            "a link holds a note, and does not read",
            "put the note after the link",
        ),
        (
            r"\[[^\]\n]*\]\([^\n]*",
            "a link does not read",
            "write [words](<address>), the pointed brackets where the address has spaces",
        ),
        (
            r"@(?<!\w@)(?i:eq|figure|lst|section|tab|table)[:-]\w[\w:.-]*",
            "a reference is not written so",
            r"write @fig:…, @tbl:…, @sec:… or @note:…, or \@ for the sign",
        ),
        (r"\^\[[^\n]*", "a note is never closed", "close its bracket"),
        (
            rf"{_HOLDS}\((?:{_OTHER}|#)[^()\n]*\)\^",
            "a raised link is not read",
            "write [^1], and [^1]: and the note elsewhere; or the link without the ^",
        ),
        (r"\[\^[^\n]*", "the call of a note does not read", "write it as [^1], without spaces"),
        (  # as a wiki has it; one of figures or signs alone is no page
            r"\[\[[^\[\]|\n]+\|[^\[\]|\n]+\]\]|(?<![\w)\]])\[\[[^\W\d_][^\[\]\n]{2,}\]\](?!\])",
            "a link is not written so",
            r"write [words](address), or \[ for the bracket",
        ),
        (
            r"\{-\}",
            "what has no number is not marked",
            "take it out: only what is .numbered has a number",
        ),
        (
            r"\{: ?(?:[#.][^\W\d]|[a-z-]+=)[^{}\n]*\}",
            "attributes are not written so",
            'write {#id .class key="value"} right after what has them, or take them out',
        ),
        (
            r"\{=[a-z]\w*\}",
            instead.RAW,
            r"write it in Markdown, or \{ for the sign",
        ),
        (
            r"(?<![=\w])==(?=[^\s=])[^=\n]*[^\s=]==(?![=\w])",
            "marked words are not read",
            r"write **…** or […]{.emphasis}, or \= for the sign",
        ),
        (
            r"\{[#.][^\W\d][^{}\n]*\}|\{[a-z-]+=[^{}\n]*\}",
            "attributes belong to nothing here",
            r"put them right after a picture, a link, a heading or […], or write \{ for the sign",
        ),
        (
            r"\\(?:footnote|cite|textbf|textit|emph|begin|includegraphics)\b\{?",
            "a command of LaTeX is not read",
            "write it in Markdown",
        ),
        (
            r"(?<![\w%])(?<!\d )%%(?=[^%\n]*[^\W\d_])[^%\n]*%%|(?m:^%%$)",
            "a comment stands in the text",
            r"take it out, or write \% for the sign",
        ),
        (
            r"\{\{<[^\n]*|\{\{ ?[A-Za-z]\w*[ .|][^{}\n]*\}\}|\{%[^{}\n]*%\}|\{::\w[^{}\n]*\}",
            "a command of another program is not read",
            r"write it in Markdown, or \{ for the sign",
        ),
    )
)
_SUSPECT = re.compile(
    r"\]\(|@[A-Za-z]+[:-]|\(@|\)[\^=]|\[(?:[\^\[]|(?i:toc)\])|\^\[|\{[#.:=a-z{%-]|==|%%|\\[a-z]"
    rf"|^(?:[|+:#!–{_BULLETS}\\]|/// |-[^ ]|[*+-][{_SPACES}])",
    re.MULTILINE,
)
_LONGEST_SHOWN = 40


def leftovers(inline: Token, *, is_paragraph: bool) -> Iterator[tuple[int, str, str]]:
    """Yield what is wrong with the text of a block: its line from 0, what, and what to do.

    is_paragraph: whether its lines might be rows, items and the like.
    """
    content = inline.content
    if not content.endswith("\\") and _SUSPECT.search(content) is None:
        return  # nearly always, and then in one pass
    children = inline.children or []
    if any(child.type == "image" for child in children):  # alone it is a figure, or told as none
        return
    text = _as_text(children)
    last = text.rpartition("\n")[2].split(" ")[-1]
    if last.endswith("\\") and last.count("\\") == 1:  # but no folder's path: C:\a\b\
        what = f"a backslash ends no line, for none follows, {last[:_LONGEST_SHOWN]!r}"
        line = text.count("\n") + _lines_before(children, len(text))
        yield line, what, r"take it out, or write \\ for the sign"
    told = -1
    for patterns in (_AT_LINES, _IN_TEXT) if is_paragraph else (_IN_TEXT,):
        for pattern, what, cure in patterns:
            found = pattern.search(text)
            if found is not None:
                line = text.count("\n", 0, found.start()) + _lines_before(children, found.start())
                shown = text[found.start() :].split("\n")[0]
                shown = shown.replace(_OTHER, "…").replace(_HOLDS, "…")
                if line != told:
                    yield line, f"{what}, {shown[:_LONGEST_SHOWN]!r}", cure
                told = line
                break


def _as_text(children: list[Token]) -> str:
    return "".join(map(_part, children))


def _part(child: Token) -> str:
    if child.type == "text" or child.content[:1] == "\\" != child.content:
        return child.content
    if child.type in {"softbreak", "hardbreak"}:
        return "\n"
    if child.type == "footnote_ref":
        return _HOLDS
    return "" if child.type in {"quoted_open", "quoted_close"} else _OTHER


def _lines_before(children: list[Token], end: int) -> int:
    """Return the line ends before a place of the text that are within inlines, and not in it."""
    lines = at = 0
    for child in children:
        at += len(_part(child))
        if at > end:
            break
        lines += lines_in(child)
    return lines
