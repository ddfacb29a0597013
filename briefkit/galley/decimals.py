"""A table's cell → its number, and where that is aligned: on its mark, or before its calls."""

from collections.abc import Sequence

from briefkit.galley.styling import Compositor
from briefkit.lang import parse_language
from briefkit.resolve.resolved import (
    Form,
    PlainCell,
    ResolvedParagraph,
    ResolvedSpan,
    RichText,
    TableCell,
)
from briefkit.style.typography import TextStyle
from briefkit.values import evolve

ONE_DIGIT = str.maketrans("123456789", "000000000")  # what makes a number its pattern
# Languages that write 1.5 where the others write 1,5 (CLDR 46, `numbers/symbols/decimal`).
POINT_LANGUAGES = frozenset(
    {"ar", "en", "zh", "ja", "ko", "he", "th", "hi", "bn", "ta", "te", "ur", "cy", "ga", "mt", "sw"}
    | {"am", "ne", "si", "ms", "fil", "my"}
)
_ARABIC_MARK = "٫"  # parts nothing else, whatever the language
COMMA_REGIONS = frozenset({"ar-DZ", "ar-LY", "ar-MA", "ar-TN", "en-ZA"})
POINT_REGIONS = frozenset({"de-CH", "de-LI", "it-CH", "es-MX", "es-US", "es-PR", "es-GT", "es-PE"})


def decimal_mark(language: str) -> str:
    """Return what parts whole from fraction in a language's numbers.

    >>> decimal_mark("en-US"), decimal_mark("tr"), decimal_mark("de-CH")
    ('.', ',', '.')
    """
    known = parse_language(language)
    place = f"{known.primary}-{known.region}"
    if place in POINT_REGIONS or (known.primary in POINT_LANGUAGES and place not in COMMA_REGIONS):
        return "."
    return ","


def is_number(text: str) -> bool:
    """Return whether a cell's text is a number, with or without sign, unit or per cent.

    >>> is_number("−1,234.5 %"), is_number("n/a")
    (True, False)
    """
    digits = sum(map(str.isdigit, text))
    letters = sum(map(str.isalpha, text))
    return digits > 0 and letters <= 2


def split_number(text: RichText, mark: str) -> tuple[RichText, RichText]:
    """Return what stands before a number's decimal mark, and the rest, calls of notes included.

    Without a mark the number ends where its last digit does.
    """
    # a call's figures are none of the number's
    whole = "".join(" " * len(span.text) if _is_call(span) else span.text for span in text)
    place = max(whole.rfind(mark), whole.rfind(_ARABIC_MARK))
    if place < 0 or not whole[place + 1 : place + 2].isdigit():
        place = max((i for i, c in enumerate(whole) if c.isdigit()), default=len(whole) - 1) + 1
    before, after, seen = [], [], 0
    for span in text:
        cut = min(max(place - seen, 0), len(span.text))
        seen += len(span.text)
        if cut:
            before.append(evolve(span, text=span.text[:cut]))
        if cut < len(span.text):
            after.append(evolve(span, text=span.text[cut:]))
    return tuple(before), tuple(after)


def number_of(cell: TableCell) -> RichText | None:
    """Return the number that is all of a decimal cell, or None."""
    if cell.alignment != "decimal" or len(cell.body) != 1:
        return None
    block = cell.body[0]
    if not isinstance(block, ResolvedParagraph):
        return None
    number = "".join(span.text for span in block.spans if not _is_call(span))
    return block.spans if is_number(number) else None


def _is_call(span: ResolvedSpan) -> bool:
    return bool(span.form & (Form.CALL | Form.BRACKETED))


def words_before_calls(cell: TableCell) -> RichText | None:
    """Return what a cell says before the calls that hang at its end, None where none do."""
    if cell.alignment not in ("end", "decimal") or len(cell.body) != 1:
        return None
    block = cell.body[0]
    if not isinstance(block, ResolvedParagraph):
        return None
    end = len(block.spans)
    while end and _is_call(block.spans[end - 1]):
        end -= 1
    return block.spans[:end] if 0 < end < len(block.spans) else None


def mark_widths(
    columns: Sequence[Sequence[TableCell]],
    style: TextStyle,
    language: str,
    compositor: Compositor,
    *,
    hangs_calls: bool,
) -> tuple[tuple[float, float] | None, ...]:
    """Return how much stands before and after each column's decimal mark, at the most.

    None for a column without numbers that are aligned so. hangs_calls: whether calls of notes
    stand beyond what is aligned.
    """
    sign = decimal_mark(language)
    found: list[tuple[float, float] | None] = []
    for cells in columns:
        parted = [split_number(number, sign) for number in _patterns(cells, hangs_calls)]
        if not parted:
            found.append(None)
            continue
        whole = max(compositor.width(before, style) for before, _ in parted)
        found.append((whole, max(compositor.width(after, style) for _, after in parted)))
    return tuple(found)


def _patterns(cells: Sequence[TableCell], hangs_calls: bool) -> list[RichText]:
    """Return one number for each pattern of digits: in tables, digits are of one width."""
    by_pattern: dict[str, RichText] = {}
    for cell in cells:
        if type(cell) is PlainCell:
            pattern = cell.text.translate(ONE_DIGIT)
            if pattern in by_pattern or cell.alignment != "decimal":
                continue
        number = number_of(cell)
        if number and hangs_calls:
            number = words_before_calls(cell) or number
        if number:
            text = "".join(span.text for span in number)
            by_pattern.setdefault("".join("0" if c.isdigit() else c for c in text), number)
    return list(by_pattern.values())
