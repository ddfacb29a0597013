"""A language tag → the words that briefkit itself prints in that language.

The words stand in `languages/`, a module a language, imported only when a brief is in it.
"""

from functools import lru_cache
from importlib import import_module

from briefkit.lang import Language, parse_language
from briefkit.numerals import DIGITS
from briefkit.values import frozen

# Each has a module in `languages/`.
# fmt: off
LANGUAGES = frozenset((
    "ar", "bg", "ca", "cs", "da", "de", "el", "en", "es", "fa", "fi", "fr", "he", "hr", "hu", "it",
    "ja", "ko", "nb", "nl", "no", "pl", "pt", "ro", "ru", "sk", "sl", "sv", "tr", "uk", "vi", "zh",
))
# fmt: on
FALLBACK = "en"
_NOT_IN_LATIN = frozenset(("ar", "bg", "el", "fa", "he", "ja", "ko", "ru", "uk", "zh"))


@frozen(kw_only=True)
class Labels:
    """The words of one language.

    figure, table, section, note, page: patterns for a number, such as "Figure {}"; a space in them
        never breaks.
    stop: between a figure's label and its caption; colon: after any other label; comma: between
        particulars; period: at their end; enumeration: between names; conjunction: between the last
        two of these. Their spaces are included.
    brackets: a pattern for what stands in brackets; digits: from nought to nine.
    notes, contents, figures, tables, abstract, key_points, recommendations, about_author,
        about_authors, about_organisation, about_organisations, related, editions,
        acknowledgements, funding, disclaimer: headings.
    source, photo, citation, published_by, keywords, version, series, licence: before a colon.
    continued: above the rest of a note or table, in brackets.
    back: what a screen reader says of the link from a note to its call.
    """

    figure: str
    table: str
    section: str
    note: str
    page: str
    stop: str = ". "
    colon: str = ": "
    comma: str = ", "
    enumeration: str = ", "
    period: str = "."
    brackets: str = "({})"
    digits: str = DIGITS
    notes: str
    contents: str
    abstract: str
    key_points: str
    recommendations: str
    figures: str
    tables: str
    about_author: str
    about_authors: str
    about_organisation: str
    about_organisations: str
    related: str
    editions: str
    acknowledgements: str
    funding: str
    disclaimer: str
    source: str
    photo: str
    citation: str
    published_by: str
    keywords: str
    version: str
    series: str
    licence: str
    continued: str
    conjunction: str
    back: str


def has_labels(tag: str) -> bool:
    """Return whether there are labels in a language, and not only the English ones in its stead."""
    return _labelled(parse_language(tag)) != ""


def _labelled(language: Language) -> str:
    """Return what a language's labels are filed under, or "" where there are none."""
    primary = language.primary
    if language.script == "Latn" and primary in _NOT_IN_LATIN:
        return ""
    return primary if primary in LANGUAGES else ""


@lru_cache(maxsize=64)
def labels_for(tag: str) -> Labels:
    """Return the labels of a language, as its script or its region writes them; or English ones.

    One that is written in Latin letters for once, as ja-Latn, has none of its own.

    >>> print(labels_for("tr").figure.format(2))
    Şekil 2
    >>> labels_for("en-GB").licence, labels_for("en-US").licence, labels_for("cy").licence
    ('Licence', 'License', 'License')
    """
    language = parse_language(tag)
    primary = _labelled(language) or FALLBACK
    # Imported late: of some twenty languages a brief needs one.
    module = import_module(f"briefkit.resolve.languages.{primary}")
    regions: dict[str, Labels] = getattr(module, "REGIONS", {})
    found = None
    if primary == language.primary:
        found = regions.get(language.script) or regions.get(language.region)
    labels: Labels = found or module.LABELS
    return labels
