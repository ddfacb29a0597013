"""Characters of a paragraph → embedding levels, and levels of a line → visual order: UAX #9.

Which characters share a face and script is in `itemize`; lines are put in order by `line`.
Source: https://www.unicode.org/reports/tr9/ (revision 50), whose rules are named in the comments.
python-bidi, which the tests hold this against, gives only reordered text, never the levels, and
places of glyphs cannot be had from that.
"""

import unicodedata
from collections.abc import Sequence
from itertools import compress

from briefkit.patterns import late

_MAX_DEPTH = 125  # BD2
_LEFT_TO_RIGHT_ISOLATE, _END_OF_ISOLATE = "\u2066", "\u2069"
_RIGHT_TO_LEFT = late(
    "[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufefc"
    "\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_BRACKETS = (
    "()[]{}༺༻༼༽᚛᚜⁅⁆⁽⁾₍₎⌈⌉⌊⌋\u3008\u3009❨❩❪❫❬❭❮❯❰❱❲❳❴❵⟅⟆⟦⟧⟨⟩⟪⟫⟬⟭⟮⟯⦃⦄⦅⦆⦇⦈⦉⦊⦋⦌⦍⦐⦏⦎⦑⦒⦓⦔⦕⦖⦗⦘⧘⧙⧚⧛⧼⧽"
    "⸢⸣⸤⸥⸦⸧⸨⸩⹕⹖⹗⹘⹙⹚⹛⹜《》「」『』【】〔〕〖〗〘〙〚〛﹙﹚﹛﹜﹝﹞（）［］｛｝｟｠｢｣"
)  # BidiBrackets.txt; U+2329 and U+232A are equivalent to U+3008 and U+3009 (BD16)
_CLOSER = dict(zip(_BRACKETS[::2], _BRACKETS[1::2], strict=True))
_OPENER = {closer: opener for opener, closer in _CLOSER.items()}
_MOST_OPEN_BRACKETS = 63  # BD16
_ISOLATES = frozenset({"LRI", "RLI", "FSI"})
_REMOVED = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "BN"})  # X9
_NEUTRAL = frozenset({"B", "S", "WS", "ON", "LRI", "RLI", "FSI", "PDI"})


def has_leftward(text: str) -> bool:
    """Return whether some of a text runs to the left."""
    return not text.isascii() and _RIGHT_TO_LEFT.search(text) is not None


def bidi_levels(text: str, is_right_to_left: bool = False) -> tuple[int, ...] | None:
    """Return the level of each character of a paragraph, odd where it runs to the left.

    None when all runs to the right, which costs one search of the text.

    >>> bidi_levels("one two") is None
    True
    >>> bidi_levels("a אב 12")
    (0, 0, 1, 1, 1, 2, 2)
    """
    if not is_right_to_left and not has_leftward(text):
        return None
    original = [unicodedata.bidirectional(character) or "L" for character in text]
    base = int(is_right_to_left)
    classes = list(original)
    levels = _explicit(classes, base)
    for sequence, start, end in _isolating_runs(original, levels, base):
        _resolve_weak(classes, sequence, start)
        embedding = levels[sequence[0]]
        _resolve_brackets(text, original, classes, sequence, embedding, start)
        _resolve_neutral(classes, sequence, embedding, start, end)
        for index in sequence:
            _implicit(classes, levels, index)
    return tuple(_reset_spaces(original, levels, base))


def isolated_levels(
    text: str, is_right_to_left: bool, isolates: Sequence[tuple[int, int]]
) -> tuple[int, ...] | None:
    """Return the levels where some parts are isolates that run to the right; None where none are.

    isolates: from where to where, in order, none within another.

    >>> isolated_levels("אב a/ג", True, [(3, 5)])
    (1, 1, 1, 2, 2, 1)
    """
    if not isolates:
        return None
    parts, end = [], 0
    kept: list[bool] = []
    for start, stop in isolates:
        parts += [text[end:start], _LEFT_TO_RIGHT_ISOLATE, text[start:stop], _END_OF_ISOLATE]
        kept += [True] * (start - end) + [False] + [True] * (stop - start) + [False]
        end = stop
    marked = "".join([*parts, text[end:]])
    kept += [True] * (len(text) - end)
    levels = bidi_levels(marked, is_right_to_left)
    return levels and tuple(compress(levels, kept))


def visual_order(levels: Sequence[int]) -> tuple[int, ...]:
    """Return the indices of a line's pieces from left to right, given their levels (L2).

    >>> visual_order([0, 1, 2, 1, 0])
    (0, 3, 2, 1, 4)
    """
    order = list(range(len(levels)))
    lowest_odd = min((level for level in levels if level % 2), default=0)
    for level in range(max(levels, default=0), lowest_odd - 1 if lowest_odd else 0, -1):
        start = 0
        while start < len(order):
            end = start
            while end < len(order) and levels[order[end]] >= level:
                end += 1
            order[start:end] = reversed(order[start:end])
            start = end + 1
    return tuple(order)


def _first_strong(classes: Sequence[str], start: int) -> int:
    """Return the level that an isolate's own text asks for (P2, P3), up to its PDI."""
    depth = 0
    for kind in classes[start:]:
        if kind in _ISOLATES:
            depth += 1
        elif kind == "PDI":
            if depth == 0:
                return 0
            depth -= 1
        elif depth == 0 and kind in {"L", "R", "AL"}:
            return int(kind != "L")
    return 0


def _explicit(classes: list[str], base: int) -> list[int]:
    """Return the levels after X1 to X8, and write the overrides into `classes`."""
    levels = [base] * len(classes)
    original = tuple(classes)
    stack: list[tuple[int, str, bool]] = [(base, "", False)]  # level, override, is isolate
    overflowing_isolates = overflowing_embeddings = valid_isolates = 0
    for index, kind in enumerate(original):
        level, override, _ = stack[-1]
        levels[index] = level
        if kind in {"LRE", "RLE", "LRO", "RLO"} or kind in _ISOLATES:  # X2 to X5c
            is_isolate = kind in _ISOLATES
            if is_isolate and override:
                classes[index] = override
            odd = kind in {"RLE", "RLO", "RLI"} or (
                kind == "FSI" and _first_strong(original, index + 1) == 1
            )
            deeper = (level + 1) | 1 if odd else (level + 2) & ~1
            if deeper <= _MAX_DEPTH and not overflowing_isolates and not overflowing_embeddings:
                valid_isolates += is_isolate
                forced = {"LRO": "L", "RLO": "R"}.get(kind, "")
                stack.append((deeper, forced, is_isolate))
            elif is_isolate:
                overflowing_isolates += 1
            elif not overflowing_isolates:
                overflowing_embeddings += 1
        elif kind == "PDI":  # X6a
            if overflowing_isolates:
                overflowing_isolates -= 1
            elif valid_isolates:
                overflowing_embeddings = 0
                while not stack[-1][2]:
                    stack.pop()
                stack.pop()
                valid_isolates -= 1
            levels[index], override, _ = stack[-1]
            if override:
                classes[index] = override
        elif kind == "PDF":  # X7
            if not overflowing_isolates:
                if overflowing_embeddings:
                    overflowing_embeddings -= 1
                elif not stack[-1][2] and len(stack) > 1:
                    stack.pop()
        elif kind == "B":  # X8
            levels[index] = base
        elif kind != "BN" and override:  # X6
            classes[index] = override
    return levels


def _isolating_runs(
    original: Sequence[str], levels: Sequence[int], base: int
) -> list[tuple[list[int], str, str]]:
    """Return each isolating run sequence: its indices, and its types sos and eos (X9, X10)."""
    kept = [index for index, kind in enumerate(original) if kind not in _REMOVED]
    sequences: list[list[int]] = []
    waiting: list[list[int]] = []  # sequences that end in an isolate whose PDI is still to come
    current: list[int] | None = None
    previous = -1
    for index in kept:
        kind = original[index]
        if kind == "PDI" and waiting:
            current = waiting.pop()
            current.append(index)
        elif (
            current is None or levels[index] != levels[previous] or original[previous] in _ISOLATES
        ):
            current = [index]
            sequences.append(current)
        else:
            current.append(index)
        if kind in _ISOLATES:
            waiting.append(current)
        previous = index
    position = {index: place for place, index in enumerate(kept)}
    result = []
    for sequence in sequences:
        level = levels[sequence[0]]
        before = position[sequence[0]] - 1
        after = position[sequence[-1]] + 1
        outside_before = levels[kept[before]] if before >= 0 else base
        is_open = original[sequence[-1]] in _ISOLATES
        outside_after = base if is_open or after >= len(kept) else levels[kept[after]]
        result.append(
            (
                sequence,
                "R" if max(level, outside_before) % 2 else "L",
                "R" if max(level, outside_after) % 2 else "L",
            )
        )
    return result


def _resolve_weak(classes: list[str], sequence: Sequence[int], start: str) -> None:
    """Apply W1 to W7."""
    previous = start
    for index in sequence:  # W1
        if classes[index] == "NSM":
            classes[index] = "ON" if previous in _ISOLATES or previous == "PDI" else previous
        previous = classes[index]
    strong = start
    for index in sequence:  # W2, W3
        kind = classes[index]
        if kind in {"L", "R", "AL"}:
            strong = kind
            if kind == "AL":
                classes[index] = "R"
        elif kind == "EN" and strong == "AL":
            classes[index] = "AN"
    for before, index, after in zip(sequence, sequence[1:], sequence[2:], strict=False):  # W4
        kind, around = classes[index], classes[before]
        if around == classes[after] and (
            (kind == "CS" and around in {"EN", "AN"}) or (kind == "ES" and around == "EN")
        ):
            classes[index] = around
    place = 0
    while place < len(sequence):  # W5, W6
        end = place
        while end < len(sequence) and classes[sequence[end]] == "ET":
            end += 1
        if end > place:
            beside = [classes[sequence[at]] for at in (place - 1, end) if 0 <= at < len(sequence)]
            for index in sequence[place:end]:
                classes[index] = "EN" if "EN" in beside else "ON"
        elif classes[sequence[place]] in {"ES", "CS"}:
            classes[sequence[place]] = "ON"
        place = max(end, place + 1)
    strong = start
    for index in sequence:  # W7
        if classes[index] in {"L", "R"}:
            strong = classes[index]
        elif classes[index] == "EN" and strong == "L":
            classes[index] = "L"


def _strong(kind: str) -> str:
    """Return the direction that a type counts as beside neutrals: numbers are R; or ""."""
    return "L" if kind == "L" else "R" if kind in {"R", "EN", "AN"} else ""


def _bracket_pairs(
    text: str, classes: Sequence[str], sequence: Sequence[int]
) -> list[tuple[int, int]]:
    """Return the places in `sequence` of paired brackets, by their openers (BD16)."""
    waiting: list[tuple[str, int]] = []
    pairs = []
    for place, index in enumerate(sequence):
        if classes[index] != "ON":
            continue
        character = unicodedata.normalize("NFC", text[index])
        if character in _CLOSER:
            if len(waiting) == _MOST_OPEN_BRACKETS:
                return []
            waiting.append((character, place))
        elif character in _OPENER:
            for depth in range(len(waiting) - 1, -1, -1):
                if waiting[depth][0] == _OPENER[character]:
                    pairs.append((waiting[depth][1], place))
                    del waiting[depth:]
                    break
    return sorted(pairs)


def _resolve_brackets(
    text: str,
    original: Sequence[str],
    classes: list[str],
    sequence: Sequence[int],
    embedding: int,
    start: str,
) -> None:
    """Apply N0: a pair of brackets takes the direction of what it holds or stands in."""
    ours = "R" if embedding % 2 else "L"
    for opener, closer in _bracket_pairs(text, classes, sequence):
        inside = {_strong(classes[index]) for index in sequence[opener + 1 : closer]} - {""}
        if ours in inside:
            direction = ours
        elif inside:
            before = (_strong(classes[index]) for index in reversed(sequence[:opener]))
            context = next((kind for kind in before if kind), start)
            direction = context if context != ours else ours
        else:
            continue
        for place in (opener, closer):
            classes[sequence[place]] = direction
            for index in sequence[place + 1 :]:  # marks on a bracket go with it
                if original[index] != "NSM":
                    break
                classes[index] = direction


def _resolve_neutral(
    classes: list[str], sequence: Sequence[int], embedding: int, start: str, end: str
) -> None:
    """Apply N1 and N2."""
    ours = "R" if embedding % 2 else "L"
    place = 0
    while place < len(sequence):
        stop = place
        while stop < len(sequence) and classes[sequence[stop]] in _NEUTRAL:
            stop += 1
        if stop > place:
            before = _strong(classes[sequence[place - 1]]) if place else start
            after = _strong(classes[sequence[stop]]) if stop < len(sequence) else end
            for index in sequence[place:stop]:
                classes[index] = before if before == after else ours
        place = stop + 1


def _implicit(classes: Sequence[str], levels: list[int], index: int) -> None:
    """Apply I1 and I2."""
    kind = classes[index]
    if levels[index] % 2:
        levels[index] += kind in {"L", "EN", "AN"}
    else:
        levels[index] += 1 if kind == "R" else 2 if kind in {"EN", "AN"} else 0


def _reset_spaces(original: Sequence[str], levels: list[int], base: int) -> list[int]:
    """Give what X9 removed the level before it; apply L1 at separators and at the end."""
    for index, kind in enumerate(original):
        if kind in _REMOVED:
            levels[index] = levels[index - 1] if index else base
    resets = True
    for index in range(len(original) - 1, -1, -1):
        kind = original[index]
        if kind in {"S", "B"}:
            resets = True
        elif kind != "WS" and kind not in _ISOLATES and kind != "PDI" and kind not in _REMOVED:
            resets = False
        if resets:
            levels[index] = base
    return levels
