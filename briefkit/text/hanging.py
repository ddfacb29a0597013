"""The first and last characters of a line → how far they hang into the margins: `hangs_of`."""

# In parts of the mark's advance: at a line's start, at its end.
# After the default set of the microtype package for Times, Palatino and their like (R. Schlicht,
# "The microtype package", 2004 ff.), judged by eye with Source Serif, which wants a little less.
_SHARES: dict[str, tuple[float, float]] = {
    ".": (0.0, 0.6), ",": (0.0, 0.5), ":": (0.0, 0.4), ";": (0.0, 0.3), "!": (0.0, 0.1),
    "?": (0.0, 0.15), "…": (0.0, 0.1), "-": (0.0, 0.5), "‐": (0.0, 0.5), "–": (0.15, 0.25),
    "—": (0.15, 0.15), "(": (0.1, 0.0), ")": (0.0, 0.15), "[": (0.1, 0.0), "]": (0.0, 0.1),
    "/": (0.1, 0.15), "“": (0.4, 0.2), "”": (0.2, 0.45), "„": (0.4, 0.4), "‘": (0.5, 0.3),
    "’": (0.3, 0.6), "‚": (0.4, 0.4), "«": (0.25, 0.15), "»": (0.15, 0.25), "‹": (0.3, 0.2),
    "›": (0.2, 0.3), '"': (0.3, 0.3), "'": (0.4, 0.4), "*": (0.2, 0.2), "A": (0.05, 0.05),
    "T": (0.05, 0.05), "V": (0.05, 0.05), "W": (0.05, 0.05), "Y": (0.05, 0.05),
    "،": (0.0, 0.4), "۔": (0.0, 0.5), "؛": (0.0, 0.3), "。": (0.0, 0.4), "、": (0.0, 0.4),
    "，": (0.0, 0.4), "「": (0.4, 0.0), "」": (0.0, 0.4), "《": (0.4, 0.0), "》": (0.0, 0.4),
}  # fmt: skip
_NONE = (0.0, 0.0)


def hangs_of(text: str, first: float, last: float) -> tuple[float, float]:
    """Return how far a text hangs out at a line's start and at its end.

    first, last: the advances of its first and its last character.

    >>> hangs_of("(a)", 4.0, 4.0)
    (0.4, 0.6)
    """
    start, end = _SHARES.get(text[0], _NONE)[0], _SHARES.get(text[-1], _NONE)[1]
    # Most words hang out nowhere: their zeros are one object.
    return start and start * first, end and end * last
