"""A count → the numeral that is printed for it."""

from attrs import define

SYMBOLS = "*†‡§‖¶"  # the printers' order; after the last one they are doubled (NOTES.md, 40)
# fmt: off
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)
# fmt: on
MOST_ROMAN = 3999  # what follows has no Roman numeral without bars


def numeral(count: int, numbering: str) -> str:
    """Return a count as "arabic", "roman", "Roman", "alpha" or "symbols" write it.

    What a numbering cannot write, such as nought in letters, comes out in arabic figures.

    >>> [numeral(4, numbering) for numbering in ("arabic", "roman", "Roman", "alpha", "symbols")]
    ['4', 'iv', 'IV', 'd', '§']
    """
    if numbering == "arabic" or count < 1:
        return str(count)
    if numbering == "symbols":
        times, index = divmod(count - 1, len(SYMBOLS))
        return SYMBOLS[index] * (times + 1)
    if numbering == "alpha":
        return _letters(count)
    roman = _roman(count)
    return roman.upper() if numbering == "Roman" else roman


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


@define
class Counter:
    """One stream of numbers, such as the footnotes'; never leaves the function that made it."""

    numbering: str
    count: int = 0

    def take(self) -> str:
        """Return the next numeral."""
        self.count += 1
        return numeral(self.count, self.numbering)
