"""Words → the places where they may be hyphenated."""

from functools import lru_cache

import pyphen


@lru_cache(maxsize=1 << 14)
def hyphenation_points(word: str, language: str) -> tuple[int, ...]:
    """Return the indices in `word` before which it may be hyphenated, in ascending order.

    >>> hyphenation_points("hyphenation", "en-US")
    (2, 6)
    """
    tag = pyphen.language_fallback(language.replace("-", "_"))  # type: ignore[no-untyped-call]
    if tag is None or not word.isalpha():
        return ()
    return tuple(pyphen.Pyphen(lang=tag).positions(word))  # type: ignore[no-untyped-call]
