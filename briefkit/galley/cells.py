"""A table's cell → the widths that it needs: of its longest word, of its longest paragraph."""

from collections.abc import Iterable, Sequence
from heapq import nlargest

from briefkit.galley.decimals import words_before_calls
from briefkit.galley.styling import Compositor
from briefkit.resolve.resolved import (
    PlainCell,
    ResolvedBlock,
    ResolvedList,
    ResolvedParagraph,
    ResolvedSpan,
    RichText,
    TableCell,
)
from briefkit.style.typography import TextStyle
from briefkit.values import evolve

# In a long table only the cells with most letters are measured, so many a column: the widest is
# among them but for texts of all i's, and measuring all would take longer than setting them.
MEASURED_CELLS = 24
MEASURED_WORDS = 4  # of a paragraph: the widest word is among those with most letters
LIST_ROOM = 2.0  # ems: what a list in a cell takes for its labels


def longest_cells(cells: list[TableCell]) -> list[TableCell]:
    """Return the cells that may be the widest of a column."""
    if len(cells) <= 3 * MEASURED_CELLS:
        return cells
    by_letters = nlargest(MEASURED_CELLS, cells, key=_letters)
    by_word = nlargest(MEASURED_CELLS, cells, key=_longest_word)
    return by_letters + [cell for cell in by_word if not any(cell is each for each in by_letters)]


def _letters(cell: TableCell) -> int:
    if type(cell) is PlainCell:
        return len(cell.text)
    return sum(len(span.text) for text in _texts_of(cell.body) for span in text)


def _longest_word(cell: TableCell) -> int:
    if type(cell) is PlainCell:
        return max(map(len, cell.text.split()))
    words = (
        len(word) for text in _texts_of(cell.body) for span in text for word in span.text.split()
    )
    return max(words, default=0)


def _texts_of(blocks: Iterable[ResolvedBlock]) -> Iterable[RichText]:
    """Yield the paragraphs of blocks, those of lists included."""
    for block in blocks:
        if isinstance(block, ResolvedParagraph):
            yield block.spans
        elif isinstance(block, ResolvedList):
            for item in block.items:
                yield from _texts_of(item.body)


def cell_needs(cell: TableCell, style: TextStyle, compositor: Compositor) -> tuple[float, float]:
    """Return the widths of a cell's longest word and of its longest paragraph."""
    low = high = 0.0
    for block in cell.body:
        room = LIST_ROOM * style.size if isinstance(block, ResolvedList) else 0.0
        for text in _texts_of((block,)):
            high = max(high, compositor.width(text, style) + room)
            for word in nlargest(MEASURED_WORDS, _words_of(text), key=_length):
                low = max(low, compositor.width(word, style) + room if word else 0.0)
    return min(low, high), high


def count_words(cell: TableCell) -> int:
    """Return how many words the longest paragraph of a cell has."""
    texts = _texts_of(cell.body)
    return max([len("".join([span.text for span in text]).split()) for text in texts], default=0)


def width_in_lines(cell: TableCell, style: TextStyle, lines: int, compositor: Compositor) -> float:
    """Return the least width at which each paragraph of a cell has so many lines at the most."""
    least = 0.0
    for text in _texts_of(cell.body):
        widths = [compositor.width(word, style) for word in _words_of(text) if word]
        gap = compositor.spaces(text[-1], style).width if text else 0.0
        least = max(least, _least_of_the_widest(widths, gap, lines))
    return least


def _least_of_the_widest(widths: Sequence[float], gap: float, lines: int) -> float:
    """Return how wide the widest line is at the least, of words set in so many lines or fewer."""
    ends = [sum(widths[:count]) + gap * max(count - 1, 0) for count in range(len(widths) + 1)]
    best = ends  # of the words before each end, in one line
    for _ in range(lines - 1):
        best = [
            min([end] + [max(best[cut], end - ends[cut] - gap) for cut in range(1, count)])
            for count, end in enumerate(ends)
        ]
    return best[-1]


def _words_of(text: RichText) -> Iterable[RichText]:
    """Yield the words of a text, each with the calls that nothing parts from it."""
    word: list[ResolvedSpan] = []
    for span in text:
        parts = span.text.split()
        if not parts or span.text[0].isspace():
            yield tuple(word)
            word = []
        for number, part in enumerate(parts):
            if number:
                yield tuple(word)
                word = []
            word.append(evolve(span, text=part))
        if parts and span.text[-1].isspace():
            yield tuple(word)
            word = []
    yield tuple(word)


def _length(text: RichText) -> int:
    return sum(len(span.text) for span in text)


def hanging_width(cell: TableCell, style: TextStyle, compositor: Compositor) -> float:
    """Return the width of the calls that hang beyond a cell's end."""
    if type(cell) is PlainCell:
        return 0.0
    words = words_before_calls(cell)
    if words is None:
        return 0.0
    (block,) = cell.body
    return sum(compositor.width(text, style) for text in _texts_of((block,))) - compositor.width(
        words, style
    )
