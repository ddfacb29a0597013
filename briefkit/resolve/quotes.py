"""A language tag → its quotation marks, outer and inner, with the spaces within them.

Source: CLDR 46, delimiters; French with the narrow spaces that its printers put (Lexique des règles
typographiques en usage à l'Imprimerie nationale, "Guillemets").
"""

from functools import lru_cache

from briefkit.lang import parse_language

Pair = tuple[str, str]

_ENGLISH = (("“", "”"), ("‘", "’"))
_GUILLEMETS = (("«", "»"), ("“", "”"))
_GERMAN = (("„", "“"), ("‚", "‘"))
_SWISS = (("«", "»"), ("‹", "›"))
_NORDIC = (("”", "”"), ("’", "’"))
_SLAVIC = (("«", "»"), ("„", "“"))
_CORNERS = (("「", "」"), ("『", "』"))
_FRENCH = (("«\u202f", "\u202f»"), ("“", "”"))

_MARKS = {
    "ar": (("”", "“"), ("’", "‘")),
    "be": _SLAVIC,
    "bg": (("„", "“"), ("’", "’")),
    "cs": _GERMAN,
    "da": _NORDIC,
    "de": _GERMAN,
    "de-CH": _SWISS,
    "de-LI": _SWISS,
    "el": _GUILLEMETS,
    "es": _GUILLEMETS,
    "es-MX": _ENGLISH,
    "es-US": _ENGLISH,
    "et": _GERMAN,
    "fa": (("«", "»"), ("‹", "›")),
    "fi": _NORDIC,
    "fr": _FRENCH,
    "fr-CH": (("«\u202f", "\u202f»"), ("‹\u202f", "\u202f›")),
    "he": (("”", "”"), ("’", "’")),
    "hr": (("„", "“"), ("‚", "‘")),
    "hu": (("„", "”"), ("»", "«")),
    "hy": _SLAVIC,
    "is": _GERMAN,
    "it": _GUILLEMETS,
    "it-CH": _SWISS,
    "ja": _CORNERS,
    "lt": _GERMAN,
    "nb": (("«", "»"), ("‘", "’")),
    "nl": (("‘", "’"), ("“", "”")),
    "nn": (("«", "»"), ("‘", "’")),
    "no": (("«", "»"), ("‘", "’")),
    "pl": (("„", "”"), ("«", "»")),
    "pt": _GUILLEMETS,
    "pt-BR": _ENGLISH,
    "ro": (("„", "”"), ("«", "»")),
    "ru": _SLAVIC,
    "sk": _GERMAN,
    "sl": _GERMAN,
    "sq": (("«", "»"), ("“", "”")),
    "sr": (("„", "“"), ("‘", "‘")),
    "sv": _NORDIC,
    "uk": (("«", "»"), ("„", "“")),
    "zh-TW": _CORNERS,
    "zh-HK": _CORNERS,
    "zh-Hant": _CORNERS,
    "zh-MO": _CORNERS,
}


@lru_cache(maxsize=256)
def quotation_marks(tag: str, level: int) -> Pair:
    """Return the marks of a quotation that stands in `level` others; they alternate.

    >>> quotation_marks("ru", 0), quotation_marks("ru", 1), quotation_marks("en-GB", 0)
    (('«', '»'), ('„', '“'), ('“', '”'))
    """
    language = parse_language(tag)
    for part in (language.script, language.region):
        if found := _MARKS.get(f"{language.primary}-{part}"):
            return found[level % 2]
    return _MARKS.get(language.primary, _ENGLISH)[level % 2]
