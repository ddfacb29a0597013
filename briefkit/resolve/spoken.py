"""Resolved text → the language that it reads like, where that is not the one it is said to be in.

Text in a wrong language is hyphenated, and read aloud, by wrong rules, and nobody is told: where a
brief says no language it is English. Judged by the commonest words alone, which need no model and
take microseconds; kindred languages share too many of them to be told apart, and are not.
"""

from collections.abc import Iterable
from itertools import chain

from briefkit.diagnostics import Diagnostic, Severity
from briefkit.lang import parse_language
from briefkit.resolve.resolved import ResolvedBlock, ResolvedParagraph

FEWEST_WORDS = 40  # in fewer, chance decides
MOST_WORDS = 600  # that are looked at, from the first
OWN_SHARE = 0.06  # of running text are commonest words, at the very least; a fourth is usual
FEWEST_COMMON = 5  # different ones of a language: a thousand times “a” is none
OTHER_SHARE = 0.08  # from which on a text reads like another language; Finnish has few of them

_COMMONEST = {
    "ar": ("Arabic", "في من على إلى أن التي الذي هذا هذه ما لا مع عن كان أو ذلك بين كل قد لم"),
    "bg": ("Bulgarian", "и на да се за от не в с са по това като към при или е че до си"),
    "cs": ("Czech", "a v se na je že o s z do i to k ve pro za by ale si po jako od které"),
    "da": ("Danish", "og i at er en den til af på det for de med som ikke har et der om ved fra"),
    "de": (
        "German",
        "der die und in den von zu das mit sich des auf für ist im dem nicht ein",
    ),
    "el": ("Greek", "και το να του η της με που την από για τα είναι των σε ο οι στο θα τη στην"),
    "en": (
        "English",
        "the of and to is that it as was with be by not are this have or which its",
    ),
    "es": ("Spanish", "de la que el en y a los se del las un por con no una su para es al lo"),
    "fi": (
        "Finnish",
        "ja on ei se että oli ovat joka myös kun mutta niin sekä tai ole kuin jos",
    ),
    "fr": ("French", "de la le et les des en un du une que est pour qui dans par pas au sur plus"),
    "he": ("Hebrew", "של על את לא הוא זה עם כי גם או אל היא אני הם כל יותר בין אך אם יש"),
    "hu": ("Hungarian", "a az és hogy nem is egy ez van volt de azt meg csak mint még már el ki"),
    "it": ("Italian", "di e il la che in a per un del è non della le una i si con da al dei sono"),
    "nl": ("Dutch", "de van het een en in is dat op te zijn met voor die niet aan er om door ook"),
    "pl": ("Polish", "w i na z do się nie to jest że o od za po jak przez ale dla który oraz są"),
    "pt": ("Portuguese", "de a o que e do da em um para com não uma os no se na por mais as dos"),
    "ru": ("Russian", "и в не на что с по как это а из но к от для то он за его при или был"),
    "sv": ("Swedish", "och i att det som en på är av för med till den har de inte om ett men var"),
    "tr": ("Turkish", "ve bir bu da de için ile olarak çok gibi daha olan ne sonra kadar en her"),
    "uk": ("Ukrainian", "і в на не що з та до у за як це для від про але й його або є при бути"),
}
_WORDS = {tag: frozenset(words.split()) for tag, (_, words) in _COMMONEST.items()}


def misread(blocks: Iterable[ResolvedBlock], language: str) -> tuple[Diagnostic, ...]:
    """Return what there is to say of the language of a brief's paragraphs: nothing, or once."""
    own = parse_language(language).primary
    if own not in _WORDS:
        return ()
    words = _first_words(blocks, language)
    if len(words) < FEWEST_WORDS or _share(own, words) >= OWN_SHARE:
        return ()
    likeliest = max(_WORDS, key=lambda tag: _share(tag, words))
    found = _WORDS[likeliest].intersection(words)
    if len(found) < FEWEST_COMMON or _share(likeliest, words) < OTHER_SHARE:
        return ()
    name = _COMMONEST[likeliest][0]
    what = f"the text reads like {name}, and the brief's language is {language}"
    why = ", as it is where none is given" if language == "en" else ""
    done = "it is hyphenated by wrong rules and read aloud in a wrong voice"
    cure = f'write lang: {likeliest} in Markdown, language="{likeliest}" in Python'
    return (Diagnostic(Severity.WARNING, f"{what}{why}: {done}; {cure}", "language"),)


def _first_words(blocks: Iterable[ResolvedBlock], language: str) -> list[str]:
    spans = chain.from_iterable(
        block.spans for block in blocks if isinstance(block, ResolvedParagraph)
    )
    words: list[str] = []
    for span in spans:
        if span.language == language:
            words += span.text.lower().split()
            if len(words) >= MOST_WORDS:
                break
    return words


def _share(tag: str, words: list[str]) -> float:
    return sum(map(_WORDS[tag].__contains__, words)) / len(words)
