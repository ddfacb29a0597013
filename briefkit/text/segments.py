"""Text → its grapheme clusters (UAX #29), and where a line may break in it (UAX #14).

uniseg knows both, walks through a text a dozen times and takes its time: what it says is
remembered, and a text is given to it in parts. It is cut where both ways always part, and what is
still long is looked at through windows, so that it grows with the text alone and the time that a
brief may take is looked at on the way.
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import pairwise

from briefkit.bounds import check_time
from briefkit.patterns import late

_WINDOW = 1_000  # letters that are asked about at once
_BESIDE = 64  # letters on either side of them that are looked at: no rule asks for more in use
_KANA = "\u3042\u3044\u3046\u3048\u304a-\u3062\u3064-\u3082\u3084\u3086\u3088-\u308d\u308f-\u3094"
_IDEOGRAPH = (
    f"[{_KANA}\u30a2\u30a4\u30a6\u30a8\u30aa-\u30c2\u30c4-\u30e2\u30e4\u30e6\u30e8-\u30ed"
    "\u30ef-\u30f4\u30f7-\u30fa\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)  # the class ID of UAX #14, as far as it is letters: small kana are not in it
_SYLLABLE = "[\uac00-\ud7a3]"
# Between two of them always, and after what closes; what surrounds them does not matter to it.
_SURE_BREAKS = late("(?<=[一가각、。」』）】〉》〕，．])(?=[一가각])")
# No mark, and in no script whose letters are joined by one: what stands before does not matter.
_WHOLE = f"{_IDEOGRAPH[:-1]}\uac00-\ud7a3A-Za-z\u0e01-\u0e30]"
_SURE_CLUSTERS = late(f"(?<={_WHOLE})(?={_WHOLE})")
_Boundaries = Callable[[str], tuple[int, ...]]


def line_breaks(text: str) -> list[int]:
    """Return where UAX #14 lets a line break.

    >>> line_breaks("東京、「大阪」")
    [1, 3, 5]
    """
    # All ideographs are one to it, and syllables two: so the parts are few different ones.
    plain = re.sub(_SYLLABLE, _like, re.sub(_IDEOGRAPH, "一", text))
    return list(_in_parts(_SURE_BREAKS.split(plain), _breaks_of))[:-1]


def _like(syllable: re.Match[str]) -> str:
    """Return a syllable of the same class, H2 or H3: to the second a vowel can be no more added."""
    return "각" if (ord(syllable[0]) - 0xAC00) % 28 else "가"


@lru_cache(maxsize=4096)
def clusters(text: str) -> tuple[tuple[int, int], ...]:
    """Return the bounds of each grapheme cluster.

    >>> clusters("e\u0301a")
    ((0, 2), (2, 3))
    """
    return tuple(pairwise([0, *_in_parts(_SURE_CLUSTERS.split(text), _clusters_of)]))


def _in_parts(parts: list[str], boundaries_of: _Boundaries) -> Iterator[int]:
    """Yield the boundaries in a text, its end with them, from those of each of its parts."""
    offset = 0
    for part in parts:
        check_time()
        if len(part) <= _WINDOW:
            for boundary in boundaries_of(part):
                yield offset + boundary
        else:
            for boundary in _through_windows(part, boundaries_of):
                yield offset + boundary
        offset += len(part)


def _through_windows(text: str, boundaries_of: _Boundaries) -> Iterator[int]:
    for begin in range(0, len(text), _WINDOW):
        check_time()
        end = min(begin + _WINDOW, len(text))
        first = max(begin - _BESIDE, 0)
        seen = text[first : end + _BESIDE]
        for boundary in boundaries_of(seen):
            if begin < first + boundary <= end and (
                boundary < len(seen) or first + boundary == len(text)
            ):
                yield first + boundary


@lru_cache(maxsize=1 << 12)
def _breaks_of(part: str) -> tuple[int, ...]:
    from uniseg.linebreak import line_break_boundaries  # slow to import, and seldom wanted

    return tuple(line_break_boundaries(part))


@lru_cache(maxsize=1 << 12)
def _clusters_of(part: str) -> tuple[int, ...]:
    from uniseg.graphemecluster import grapheme_cluster_boundaries  # as above

    return tuple(grapheme_cluster_boundaries(part))[1:]
