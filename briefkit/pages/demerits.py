"""What a page costs: constants, the badness of its glue, and the rules that may be given up.

One scale for all, that of TeX's page builder, where a page costs the badness of its glue, the
penalty of its break and the cost of its insertions, added up (The TeXbook, chapter 15). A line
missing at a page's foot is the yardstick: 80. Two missing lines (226) are better than a split
note (230 and more), and a float a page away from its call (200) is better than either of three
missing lines (416) and a split note.
"""

from collections.abc import Iterable
from math import sqrt

from briefkit.values import frozen

TOLERANCE = 1e-3  # points: what sums of floats may be off by; no eye or printer sees it

GLUE = 100.0  # × |ratio|³: badness as in TeX
SHORT = 80.0  # × (lines missing at the foot) ** 1.5: what glue does not fill stays white
UNEVEN = 80.0  # × classes of depth between two facing pages
DEEPEST_CLASS = 3  # a page three or more lines short is of this class
NO_CLASS = 4  # pages that face without comparison: the last of a part, of notes or floats only

HYPHEN = 100.0  # a page that ends in a hyphen (TeX: brokenpenalty 100)
NOTE_SPLIT = 200.0  # a note that goes on on the next page, each time
NOTE_LINE = 30.0  # each of its lines carried …
CARRIED_LINES = 20  # … up to this many: beyond, the reader turns the page for the note anyway
FLOAT_AWAY = 200.0  # each float at each page's end that it is called before and not yet set …
# … times the pages of text since its place, if they are more than one
FEW_LINES = 300.0  # × lines fewer than three on the last page of a part
LEAST_LAST_LINES = 3
NOTES_LAST = 900.0  # a last page with nothing but the rest of a note: as bad as no line at all
NOTES_ONLY = 1_000.0  # a page of notes with text still to come
FLOAT_PAGE = 200.0  # a page of floats with text still to come …
FLOAT_PAGE_EMPTY = 4_000.0  # … and × (its empty fraction)³: a third is little, a half a hole
BEFORE_FLOAT = 600.0  # the same of a page with text and a float, where the next float heads another
FLOATS_LAST = 600.0  # a last page with nothing but floats that text could stand beside
ABOVE_OPENING = 1_500.0  # a float across two columns above the text that opens a part
TURNED_LAST = 800.0  # a page on its side behind all text: a brief closes, and does not just stop

RELAXED = 1_000_000.0  # × 8 to the rule's place below: outweighs pages, and all rules before it

RELAXATIONS = (
    "text in both columns",
    "two lines of text on a page",
    "notes within their share of a page",
    "two lines either side of a note's split",
    "one note split at a time",
    "notes in order",
    "kept together",
    "a note starts on its call's page",
    "no empty page",
)
"""The hard rules that may be given up, in the order in which they are."""

BOTH_COLUMNS, TEXT_LINES, NOTE_SHARE, SPLIT_LINES, ONE_SPLIT, IN_ORDER, KEPT = range(7)
NOTE_START, NOT_EMPTY = range(7, 9)
OF_NOTES = (NOTE_SHARE, SPLIT_LINES, ONE_SPLIT, IN_ORDER, NOTE_START)  # nothing without notes


@frozen
class Rules:
    """The hard rules in force: all but those given up, by their places in `RELAXATIONS`."""

    given_up: frozenset[int] = frozenset()

    def hold(self, rule: int) -> bool:
        """Return whether a rule is in force."""
        return rule not in self.given_up

    @property
    def text_lines(self) -> int:
        """Return how many lines of text a page has at the least."""
        return 2 if self.hold(TEXT_LINES) else 1

    @property
    def split_lines(self) -> int:
        """Return how many lines of a note stand on either side of a split at the least."""
        return 2 if self.hold(SPLIT_LINES) else 1


STRICT = Rules()


def relaxation_cost(broken: Iterable[int]) -> float:
    """Return what giving up these rules on one page weighs in the search."""
    return RELAXED * sum(8.0**rule for rule in broken)


def short_cost(missing: float) -> float:
    """Return what white lines at a page's foot cost.

    Less than their square: what cannot be filled had better stand on one page than on each of
    three, and no widow is to be bought with it. More than their number: a gap is seen that a page
    a line short is not.

    >>> [round(short_cost(missing)) for missing in (0.5, 1.0, 2.0, 4.0, 9.0)]
    [28, 80, 226, 640, 2160]
    """
    return SHORT * missing * sqrt(missing)


def glue_cost(
    free: float, stretch: float, shrink: float, line: float
) -> tuple[float, int, float, str]:
    """Return what a page's foot costs: amount, class of depth, ratio of the glue, name.

    A page that is too full shrinks. One that is not is either stretched until its last line
    stands at the foot, or left short with its glue as it is, whichever costs less: body text on
    a grid has next to no glue, and a page must not pay for glue that cannot help it.

    Args:
        free: the room left at natural size; not below -shrink.
        stretch: that the page's glue can take.
        shrink: that the page's glue can give.
        line: the height of a usual line of text.

    >>> glue_cost(12.0, 24.0, 0.0, line=12.0)
    (12.5, 0, 0.5, 'loose')
    >>> glue_cost(12.0, 12.5, 0.0, line=12.0)
    (80.0, 1, 0.0, 'short')
    """
    if free < 0.0:
        if free >= -TOLERANCE:
            return 0.0, 0, 0.0, ""
        ratio = free / shrink if shrink > 0.0 else -1.0
        ratio = max(ratio, -1.0)
        return -GLUE * ratio**3, 0, ratio, "tight"
    missing = free / line
    short = short_cost(missing)
    if 0.0 < stretch >= free:
        ratio = free / stretch
        loose = GLUE * ratio**3
        if loose <= short:
            return loose, 0, ratio, "loose" if loose else ""
    depth_class = int(missing + 0.5) if missing < DEEPEST_CLASS else DEEPEST_CLASS
    return short, depth_class, 0.0, "short" if short else ""


def balance_cost(first: float, second: float, line: float) -> float:
    """Return what two columns' depths cost that should be alike.

    A first column that is shorter looks like a mistake; where lines are odd in number, it has one
    more.

    >>> balance_cost(36.0, 24.0, line=12.0), balance_cost(24.0, 36.0, line=12.0)
    (80.0, 160.0)
    """
    missing = short_cost(abs(first - second) / line)
    return missing if first >= second else 2 * missing


def uneven_cost(verso: int, recto: int) -> float:
    """Return what two facing pages' classes of depth cost together."""
    if verso == NO_CLASS or recto == NO_CLASS:
        return 0.0
    return UNEVEN * abs(verso - recto)


def carried_cost(lines: int) -> float:
    """Return what it costs to carry these lines of notes over a page's end."""
    return NOTE_LINE * min(lines, CARRIED_LINES)


def few_lines_cost(lines: int) -> float:
    """Return what a part's last page costs for having few lines of text.

    >>> few_lines_cost(1)
    600.0
    """
    return FEW_LINES * max(LEAST_LAST_LINES - lines, 0)


def away_cost(text: float) -> float:
    """Return what a float costs that waits at a page's end, so many pages of text after its place.

    >>> [away_cost(text) for text in (0.1, 1.0, 1.5, 3.0)]
    [200.0, 200.0, 300.0, 600.0]
    """
    return FLOAT_AWAY * text if text > 1.0 else FLOAT_AWAY


def float_page_cost(empty: float, *, is_turned: bool = False) -> float:
    """Return what a page of floats costs, an `empty` fraction of it white, with text to come.

    One on its side holds a single float, and cannot be fuller wherever it stands.

    >>> [round(float_page_cost(empty)) for empty in (0.0, 0.25, 0.5, 0.75)]
    [200, 262, 700, 1888]
    """
    return FLOAT_PAGE + (0.0 if is_turned else FLOAT_PAGE_EMPTY * empty**3)


def beside_text_cost(missing: float, *, is_wide: bool) -> float:
    """Return what a column of floats costs that text could stand in, with text to come.

    Its white is as much of a hole as that under text. Those that stand across both columns leave
    it in both.

    >>> [round(beside_text_cost(4.0, is_wide=is_wide)) for is_wide in (False, True)]
    [840, 1480]
    """
    return FLOAT_PAGE + (2 if is_wide else 1) * short_cost(missing)


def before_float_cost(empty: float) -> float:
    """Return what a page costs that ends where a float is called which it has no room for.

    It has text and a float of its own, and an `empty` fraction of it is white. Else pages would be
    filled with the text that belongs beside later floats, and these stand behind all text.

    >>> [round(before_float_cost(empty)) for empty in (0.1, 0.25, 0.5)]
    [604, 662, 1100]
    """
    return BEFORE_FLOAT + FLOAT_PAGE_EMPTY * empty**3


def last_page_cost(floats: int, *, is_turned: bool, is_end: bool, may_be_alone: bool) -> float:
    """Return what the last page of a part costs that has no text: floats, or the rest of a note.

    is_end: whether the part is the brief's last. may_be_alone: whether the floats may well stand
        there, as such do that ask for a page, or that no text belongs beside.
    """
    if not floats:
        return NOTES_LAST
    if is_turned:
        return TURNED_LAST if is_end else 0.0
    return FLOATS_LAST if is_end and not may_be_alone else 0.0
