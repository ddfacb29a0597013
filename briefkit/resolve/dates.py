"""A date and a language → the date as that language writes it. The only user of babel."""

from datetime import date
from functools import lru_cache

from briefkit.lang import parse_language


@lru_cache(maxsize=256)
def write_date(day: date, tag: str) -> str:
    """Return a date in its language's long form; in English for a language without one.

    >>> write_date(date(2023, 9, 19), "tr"), write_date(date(2023, 9, 19), "en-GB")
    ('19 Eylül 2023', '19 September 2023')
    """
    # Imported late: it takes 20 ms, and not every brief has a date.
    from babel.core import Locale, UnknownLocaleError  # and so here
    from babel.dates import format_date  # and here

    language = parse_language(tag)
    parts = [part for part in (language.primary, language.script, language.region) if part]
    for name in ("_".join(parts), language.primary):
        try:
            return format_date(day, "long", locale=Locale.parse(name))
        except (UnknownLocaleError, ValueError):
            continue
    return format_date(day, "long", locale=Locale("en"))
