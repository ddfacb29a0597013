"""A word that is not known → the known one that is most likely meant.

To compare words takes long, and its library is slow to load: for mistakes alone.
"""

from collections.abc import Collection, Iterable
from functools import lru_cache

_LONGEST = 100  # characters of a word that are looked at
_MOST_COMPARED = 40_000  # words, in a second or two


def likeliest(word: str, known: Iterable[str], likeness: float = 0.6) -> str | None:
    """Return the known word that `word` is most likely meant to be, or None for none like it.

    likeness: the least, 0 to 1. Capitals, and "-" for "_", make no word unlike another.

    >>> likeliest("LICNCE", ["licence", "language"]), likeliest("key_points", ["key-points"])
    ('licence', 'key-points')
    """
    return _likeliest(word[:_LONGEST], tuple(known), likeness)


@lru_cache(maxsize=64)  # a fault seldom comes alone
def _likeliest(word: str, known: tuple[str, ...], likeness: float) -> str | None:
    from difflib import get_close_matches  # late: see above

    folded = {_folded(one): one for one in reversed(known)}
    close = get_close_matches(_folded(word), folded, n=1, cutoff=likeness)
    return folded[close[0]] if close else None


def _folded(word: str) -> str:
    return word.replace("_", "-").casefold()


class Guesses:
    """Likely words for one input; none once many were compared: a book of faults ends soon."""

    def __init__(self) -> None:
        """Begin with nothing compared."""
        self._compared = 0

    def likeliest(self, word: str, known: Collection[str]) -> str | None:
        """Return the known word that is most likely meant, or None."""
        self._compared += len(known)
        return likeliest(word, known) if self._compared <= _MOST_COMPARED else None
