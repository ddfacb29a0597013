"""Inlines → the characters that they show, without notes and without form."""

from collections.abc import Callable

from briefkit.model.inline import (
    Code,
    CrossReference,
    InLanguage,
    Inline,
    LineBreak,
    Link,
    Note,
    NoteCall,
    Quoted,
    Subscript,
    Superscript,
    Text,
)
from briefkit.patterns import late
from briefkit.resolve.addresses import shown_address
from briefkit.resolve.quotes import quotation_marks

_RAISED = dict(zip("0123456789+\u2212-=()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾", strict=True))
_LOWERED = dict(zip("0123456789+\u2212-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎", strict=True))
_WIDE_ENDS = ("？", "！")  # hold their space
_ENDS = ("?", "!", "…", "؟", ";", "\u037e", *_WIDE_ENDS)  # of a title; ";" asks in Greek
_CLOSING = "”’»›“\"')\u00a0\u202f"
_WHITE = late(r"[ \t\r\n]+")
_MARK = "\ufeff"  # a byte order mark that strayed into a text


def one_line(text: str) -> str:
    r"""Return a string in one line: runs of spaces and line ends are one space, none at the ends.

    >>> one_line(" Two\nlines\u00a0")
    'Two lines\xa0'
    """
    return folded(text).strip(" ")


def folded(text: str) -> str:
    """Return a string with its runs of spaces and line ends made one space each."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text  # nearly all text, told in a few comparisons
    return _WHITE.sub(" ", text.replace(_MARK, ""))


def plain_text(
    inlines: tuple[Inline, ...],
    language: str = "en",
    referred: Callable[[str, str], str] = lambda target, form: "",
    quotes: int = 0,
) -> str:
    """Return what inlines show, in one line.

    referred: what a cross-reference to an id shows in a form.
    quotes: how many quotations are around.
    Nothing here recurses, however deep they nest.
    """
    shown: list[str] = []
    stack: list[tuple[Inline | str, str, int]] = [
        (part, language, quotes) for part in inlines[::-1]
    ]
    while stack:
        part, tag, level = stack.pop()
        children: tuple[Inline | str, ...]
        match part:
            case str():
                shown.append(part)
                continue
            case Text() | Code():
                shown.append(part.text)
                continue
            case Note() | NoteCall():
                continue
            case LineBreak():
                shown.append(" ")
                continue
            case Quoted():
                before, after = quotation_marks(tag, level)
                children, level = (before, *part.children, after), level + 1
            case InLanguage():
                children, tag = part.children, part.language
            case Superscript() | Subscript() if (moved := _moved(part)) is not None:
                shown.append(moved)
                continue
            case CrossReference():
                children = part.children or (referred(part.target, part.form),)
            case Link():
                children = part.children or (_shown(part, referred),)
            case _:
                children = part.children
        stack.extend((child, tag, level) for child in children[::-1])
    return one_line("".join(shown))


def _moved(inline: Superscript | Subscript) -> str | None:
    """Return raised or lowered figures and signs as characters that are so by themselves.

    None where there is another. Without them, 10³ were 103 in a running head.
    """
    texts = [child.text if isinstance(child, Text) else None for child in inline.children]
    known = _RAISED if isinstance(inline, Superscript) else _LOWERED
    if not texts or any(text is None or not known.keys() >= set(text) for text in texts):
        return None
    return "".join([known[letter] for text in texts for letter in text or ""])


def _shown(link: Link, referred: Callable[[str, str], str]) -> str:
    return referred(link.url[1:], "label") if link.url.startswith("#") else shown_address(link.url)


def calls_notes(inlines: tuple[Inline, ...]) -> bool:
    """Return whether a note is called anywhere in inlines."""
    left: list[Inline] = list(inlines)
    while left:
        inline = left.pop()
        if isinstance(inline, Note | NoteCall):
            return True
        left.extend(getattr(inline, "children", ()))
    return False


def whole_title(title: str, subtitle: str, colon: str = ": ") -> str:
    """Return title and subtitle as one; a title that asks or exclaims needs no colon.

    >>> whole_title("Who pays?", "A brief"), whole_title("Rails", "A brief")
    ('Who pays? A brief', 'Rails: A brief')
    """
    if not title or not subtitle:
        return title or subtitle
    has_end = title.rstrip(_CLOSING).endswith(_ENDS)
    gap = "" if title[-1] in _WIDE_ENDS else " "
    return f"{title}{gap if has_end else colon}{subtitle}"
