"""A count ↔ the numeral that is printed for it."""

DIGITS = "0123456789"
SYMBOLS = "*†‡§‖¶"  # the printers' order; after the last one they are doubled
# fmt: off
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)
# fmt: on
_VALUES = {letter: value for value, letter in _ROMAN if len(letter) == 1}
MOST_ROMAN = 3999  # what follows has no Roman numeral without bars


def in_digits(text: str, digits: str) -> str:
    """Return a text with its figures in a language's own digits, given from nought to nine.

    >>> in_digits("2.1", "۰۱۲۳۴۵۶۷۸۹")
    '۲.۱'
    """
    return text if digits == DIGITS else text.translate(str.maketrans(DIGITS, digits))


def numeral(count: int, numbering: str = "arabic", digits: str = DIGITS) -> str:
    """Return a count as "arabic", "roman", "Roman", "alpha", "Alpha" or "symbols" write it.

    What a numbering cannot write, such as nought in letters, comes out in arabic figures.
    digits: those that the language writes arabic figures with.

    >>> kinds = ("arabic", "roman", "Roman", "alpha", "Alpha", "symbols")
    >>> [numeral(4, numbering) for numbering in kinds]
    ['4', 'iv', 'IV', 'd', 'D', '§']
    """
    if numbering == "arabic" or count < 1:
        return in_digits(str(count), digits)
    if numbering == "symbols":
        times, index = divmod(count - 1, len(SYMBOLS))
        return SYMBOLS[index] * (times + 1)
    written = _letters(count) if numbering in ("alpha", "Alpha") else _roman(count)
    return written.upper() if numbering[0].isupper() else written


def roman_value(said: str) -> int:
    """Return what small Roman numerals say; 0 for what is none.

    >>> [roman_value(said) for said in ("xiv", "iiii", "a")]
    [14, 0, 0]
    """
    if not said or not set(said) <= _VALUES.keys():
        return 0
    digits = [_VALUES[letter] for letter in said]
    value = sum(
        -digit if digit < following else digit
        for digit, following in zip(digits, (*digits[1:], 0), strict=True)
    )
    return value if value > 0 and _roman(value) == said else 0


def alpha_value(said: str) -> int:
    """Return 1 for a, 26 for z, 27 for aa.

    >>> alpha_value("ab")
    28
    """
    value = 0
    for letter in said:
        value = value * 26 + ord(letter) - ord("a") + 1
    return value


def _roman(count: int) -> str:
    if count > MOST_ROMAN:
        return str(count)
    written = []
    for value, letters in _ROMAN:
        times, count = divmod(count, value)
        written.append(letters * times)
    return "".join(written)


def _letters(count: int) -> str:
    """Return a to z, then aa, ab and on."""
    written = ""
    while count:
        count, index = divmod(count - 1, 26)
        written = chr(ord("a") + index) + written
    return written
