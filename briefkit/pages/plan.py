"""The page plan: the decision of the page search, and nothing else."""

from briefkit.values import field, frozen


@frozen
class PageRoom:
    """The room that pages offer to the search, all in points.

    heights: of the type area for the first pages in turn; the last stands for all that follow.
    note_space: between the text and the note rule, the rule and the space below it included.
    note_continuation: height of a continuation line above a carried part; 0 for none.
    note_gap: between two notes.
    run_in_measure: the width of lines that short notes share, 0 where each begins one;
        run_in_gap: between two notes of a line.
    has_notes_beside: whether notes stand in each page's margin, which is as high as the page, and
        take no room of the text.
    note_share: the most that notes may take of a page with text on it, as a fraction.
    float_gap: between a float at the top or foot of a page and the text, and between floats.
    first_is_recto: whether the first page is a right-hand one; even page indices then are.
    is_facing: whether two pages are seen side by side, so that their depths are compared.
    columns: of text beside each other, one or two; a height is that of each.
    turned: the height of a page on its side, for a float that stands on one.
    has_notes_across: whether the notes of a page stand at its foot over all columns; if not, each
        stands under the column of its call.
    """

    heights: tuple[float, ...]
    note_space: float = 0.0
    note_continuation: float = 0.0
    note_gap: float = 0.0
    note_share: float = 1.0
    run_in_measure: float = 0.0
    run_in_gap: float = 0.0
    has_notes_beside: bool = False
    float_gap: float = 0.0
    first_is_recto: bool = True
    is_facing: bool = True
    columns: int = 1
    has_notes_across: bool = False
    turned: float = 0.0

    def faces_the_last(self, page_index: int) -> bool:
        """Return whether a page is seen beside the one before it."""
        return self.is_facing and self.is_recto(page_index)

    def is_recto(self, page_index: int) -> bool:
        """Return whether a page is a right-hand one, which faces the page before it."""
        return (page_index % 2 == 0) == self.first_is_recto

    def height(self, page_index: int) -> float:
        """Return the height of a page's type area, in points."""
        return self.heights[min(page_index, len(self.heights) - 1)]


@frozen
class NotePart:
    """The part of a note that stands on one page: items `start` to `end` of its galley.

    key: of the note.
    is_carried: begun on an earlier page; is_unfinished: goes on on a later one.
    lines: the same part counted in the note's boxes.
    """

    key: str
    start: int
    end: int
    is_carried: bool
    is_unfinished: bool
    lines: tuple[int, int] = (0, 0)


@frozen
class FloatSpot:
    """Where a float stands on its page. key: of it; spot: "here", "top", "bottom" or "page"."""

    key: str
    spot: str


@frozen
class Demerit:
    """One named part of what a page costs.

    name: "loose", "widow", "note split", …; amount: on the scale of `pages.demerits`.
    detail: the same as a clause that says more, such as "2 lines of note 7 carried"; may be empty.
    """

    name: str
    amount: float
    detail: str = ""


@frozen
class PlannedColumn:
    """What stands in one of a page's columns; see `PlannedPage`.

    notes: those under the column; floats: those within it.
    """

    body: tuple[int, int]
    notes: tuple[NotePart, ...] = ()
    floats: tuple[FloatSpot, ...] = ()
    ratio: float = 0.0
    head: int | None = None


@frozen
class PlannedPage:
    """What stands on one page.

    body: (start, end) of the galley's items; discardable glue at either end included.
    notes: in order, carried parts first; floats: in order of their calls.
    ratio: of the page's glue, below 0 shrunk.
    demerits: named; relaxed: the hard rules that were given up here, named.
    head: index of the discretionary whose `after_break` opens this page, or None.
    columns: of a page with two columns of text, both, with what of the page's stands in them. The
        page's other floats and notes stand across it. Of a page with one, and of pages without
        text, none.
    where: the path of the first element on it, for reports.
    """

    body: tuple[int, int]
    notes: tuple[NotePart, ...] = ()
    floats: tuple[FloatSpot, ...] = ()
    ratio: float = 0.0
    demerits: tuple[Demerit, ...] = ()
    relaxed: tuple[str, ...] = ()
    head: int | None = None
    columns: tuple[PlannedColumn, ...] = ()
    where: str = field(default="", eq=False)


@frozen
class PagePlan:
    """The whole decision. pages: in order; what they cost together is `demerits`."""

    pages: tuple[PlannedPage, ...]

    @property
    def demerits(self) -> float:
        """Return the sum of all pages' demerits."""
        return sum(part.amount for page in self.pages for part in page.demerits)

    def explain(self) -> str:
        """Return what each page cost and why, a line a page that cost something.

        Pages are counted from the first one of text: a cover is no part of the plan.
        """
        lines = []
        for number, page in enumerate(self.pages, start=1):
            reasons = [f"{part.detail or part.name}, {part.amount:.0f}" for part in page.demerits]
            place = f", at {page.where}" if page.where else ""
            reasons += [f"rule given up: {rule}{place}" for rule in page.relaxed]
            if reasons:
                lines.append(f"page {number}: " + "; ".join(reasons))
        return "\n".join(lines)
