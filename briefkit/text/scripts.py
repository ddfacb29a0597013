"""Characters → scripts: ISO 15924 codes as HarfBuzz wants them, by UAX #24.

What has no script of its own (figures, most marks, spaces) takes that of the text before it.
"""

import re
from functools import lru_cache

import uharfbuzz as hb

from briefkit.lang import parse_language
from briefkit.patterns import late

_SCRIPT_OF_LANGUAGE = {
    language: script
    for script, languages in {
        "Cyrl": "ab av ba be bg ce cu cv kk kv ky mk mn os ru sah sr tg tt tyv udm uk",
        "Grek": "el grc",
        "Arab": "ar ckb fa ks ps sd ug ur",
        "Hebr": "he iw yi",
        "Hani": "ja yue zh",
        "Hang": "ko",
        "Deva": "hi mr ne sa",
        "Beng": "as bn",
        "Ethi": "am ti",
        "Guru": "pa",
        "Gujr": "gu",
        "Taml": "ta",
        "Telu": "te",
        "Knda": "kn",
        "Mlym": "ml",
        "Sinh": "si",
        "Thai": "th",
        "Laoo": "lo",
        "Khmr": "km",
        "Mymr": "my",
        "Tibt": "bo dz",
        "Thaa": "dv",
        "Geor": "ka",
        "Armn": "hy",
    }.items()
    for language in languages.split()
}
# Codes of whole writing systems, which no character has → the script of their letters.
_WRITING_SYSTEMS = {"Hans": "Hani", "Hant": "Hani", "Jpan": "Hani", "Kore": "Hang"}

# The characters without a script that European texts hold: ASCII but letters, Latin-1's signs
# (ª and º are Latin), General Punctuation and currency signs.
_SHARED = "\n -@[-`{-~\u00a0-\u00a9\u00ab-\u00b9\u00bb-\u00bf×÷\u2000-\u2064\u20a0-\u20c0™−"
_SHARED_ONLY = re.compile(f"[{_SHARED}]*")
_IN_ONE_SCRIPT = (
    ("Latn", late(f"[{_SHARED}A-Za-zªºÀ-ÖØ-öø-ʸḀ-ỿ]*")),
    ("Cyrl", late(f"[{_SHARED}Ѐ-҄҇-ԯ]*")),
    ("Grek", late(f"[{_SHARED}ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩΆΈΉΊΌΎΏΪΫά-ώἀ-ῼ]*")),
)


@lru_cache(maxsize=512)
def default_script(language: str) -> str:
    """Return the script that a language is written in.

    >>> default_script("ru"), default_script("sr-Latn"), default_script("en-US")
    ('Cyrl', 'Latn', 'Latn')
    """
    parsed = parse_language(language)
    if parsed.script:
        return _WRITING_SYSTEMS.get(parsed.script, parsed.script)
    return _SCRIPT_OF_LANGUAGE.get(parsed.primary, "Latn")


@lru_cache(maxsize=1 << 14)
def script_of(character: str) -> str:
    """Return the script that a character has of its own, or "".

    >>> script_of("ж"), script_of("7")
    ('Cyrl', '')
    """
    buffer = hb.Buffer()
    buffer.add_str(character)
    buffer.guess_segment_properties()
    return buffer.script or ""


def single_script(text: str, language: str) -> str:
    """Return the script of a text when a quick look shows that it is the only one, or else "".

    >>> single_script("Rents, 2020", "en"), single_script("2020", "ru"), single_script("a я", "en")
    ('Latn', 'Cyrl', '')
    """
    if text.isascii() and text[:1].isalpha() and text.isprintable():  # nearly all words
        return "Latn"
    if _SHARED_ONLY.fullmatch(text):
        return default_script(language)
    for script, pattern in _IN_ONE_SCRIPT:
        if pattern.fullmatch(text):
            return script
    return ""


def scripts_of(text: str, default: str) -> list[str]:
    """Return the script of each character; `default` is that of a text with none at all."""
    own = [script_of(character) for character in text]
    previous = next((script for script in own if script), default)
    for index, script in enumerate(own):
        if script:
            previous = script
        else:
            own[index] = previous
    return own
