"""BCP 47 tags and what follows from them: subtags, direction, casing."""

import re
from functools import lru_cache

from briefkit.values import frozen

_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
_RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "iw", "ps", "ur", "yi", "sd", "ug", "dv", "ckb"})
_GREEK_ACCENTS = str.maketrans("ΆΈΉΊΌΎΏ", "ΑΕΗΙΟΥΩ")


@frozen
class Language:
    """A language tag taken apart.

    tag: as given; primary: lower case, such as "en"; script: title case or empty; region: upper
    case or empty.
    """

    tag: str
    primary: str
    script: str = ""
    region: str = ""

    @property
    def is_right_to_left(self) -> bool:
        """Return whether its text runs from right to left."""
        return self.primary in _RIGHT_TO_LEFT


def is_language_tag(tag: str) -> bool:
    """Return whether `tag` has the shape of a BCP 47 tag.

    A language has two letters or three; RFC 5646 keeps longer ones free, and none was ever given.

    >>> is_language_tag("en-US"), is_language_tag("zh-Hant-TW"), is_language_tag("English")
    (True, True, False)
    """
    return _TAG.fullmatch(tag) is not None


@lru_cache(maxsize=512)
def parse_language(tag: str) -> Language:
    """Return the parts of a tag.

    Raises ValueError for what has not the shape of a tag.

    >>> parse_language("sr-Latn-RS").script
    'Latn'
    """
    if not is_language_tag(tag):
        raise ValueError(f"{tag!r} is no language tag: write one of BCP 47, such as en-US or tr")
    primary, *rest = tag.split("-")
    script = region = ""
    for part in rest:
        if len(part) == 1:  # what follows a singleton is an extension
            break
        if len(part) == 4 and part.isalpha() and not region:
            script = part.title()
        elif (len(part) == 2 and part.isalpha()) or (len(part) == 3 and part.isdigit()):
            region = region or part.upper()
    return Language(tag, primary.lower(), script, region)


def upper(text: str, tag: str) -> str:
    """Return `text` in capitals as its language writes them.

    >>> upper("istanbul ırmak", "tr")
    'İSTANBUL IRMAK'
    >>> upper("Αθήνα", "el")
    'ΑΘΗΝΑ'
    """
    primary = parse_language(tag).primary
    if primary in {"tr", "az"}:
        text = text.replace("i", "İ").replace("ı", "I")
    capitals = text.upper()
    return capitals.translate(_GREEK_ACCENTS) if primary == "el" else capitals
