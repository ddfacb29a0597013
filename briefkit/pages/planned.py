"""Turns into the pages of a plan, each cost with its name: Turns → PlannedPages.

The search adds costs up without a word; here each of the chosen pages is gone through once more.
That both come to the same sum is a test.
"""

from collections.abc import Iterator, Sequence

from briefkit.galley.items import FORBIDDEN, Galley
from briefkit.pages.column import ends_hyphenated
from briefkit.pages.demerits import (
    FLOAT_AWAY,
    HYPHEN,
    NOTE_SPLIT,
    NOTES_LAST,
    NOTES_ONLY,
    RELAXATIONS,
    STRICT,
    TEXT_LINES,
    carried_cost,
    few_lines_cost,
    float_page_cost,
    glue_cost,
    uneven_cost,
)
from briefkit.pages.insertions import Owed
from briefkit.pages.plan import Demerit, FloatSpot, PlannedPage
from briefkit.pages.turns import Pages, Turn


def planned(galley: Galley, pages: Pages, turns: Sequence[Turn]) -> tuple[PlannedPage, ...]:
    """Return the pages that a way through the galley makes."""
    found = []
    before: Turn | None = None
    for index, turn in enumerate(turns):
        found.append(_page(galley, pages, index, before, turn))
        before = turn
    return tuple(found)


def _page(galley: Galley, pages: Pages, index: int, before: Turn | None, turn: Turn) -> PlannedPage:
    column, notes, room = pages.column, pages.notes, pages.room
    owed: Owed = before.owed if before else ()
    placed = before.placed if before else 0
    new = pages.floats.called(placed, len(turn.spots))
    if turn.has_text:
        new = column.called[column.calls[turn.start] : column.calls[turn.end]] + new
    if turn.spots:
        new = tuple(sorted(new))
    height = notes.set_height(owed, new, turn.owed)
    demerits = [*_owed(galley, pages, owed, turn.owed), *_waiting(pages, turn)]
    ratio = 0.0
    if turn.has_text:
        ratio, costs = _with_text(galley, pages, index, placed, turn, height)
        demerits += costs
    else:
        demerits += _without_text(pages, index, placed, turn, height)
        if turn.end > turn.start:
            demerits += _at_break(galley, pages, turn)
    if before and room.is_recto(index):
        uneven = uneven_cost(before.depth_class, turn.depth_class)
        demerits.append(Demerit("uneven spread", uneven, "facing pages of uneven depth"))
    broken = set(turn.broken)
    if turn.end == turn.start and not turn.spots and not column.is_forced[turn.start]:
        broken.add(TEXT_LINES)
    spots = zip(pages.floats.floats[placed:], turn.spots, strict=False)
    return PlannedPage(
        body=(column.breaks[turn.start].item, column.breaks[turn.end].item),
        notes=tuple(notes.parts(galley, owed, new, turn.owed)),
        floats=tuple(FloatSpot(one.key, spot) for one, spot in spots),
        ratio=ratio,
        demerits=tuple(part for part in demerits if part.amount),
        relaxed=tuple(RELAXATIONS[rule] for rule in sorted(broken)),
        head=column.breaks[turn.start].head if turn.has_text else None,
    )


def _owed(galley: Galley, pages: Pages, before: Owed, after: Owed) -> Iterator[Demerit]:
    """Yield what it costs to turn the page with notes unfinished."""
    starts = dict(before)
    carried = []
    for note, place in after:
        measure = pages.notes.measure(note)
        piece = next(one for one in measure.pieces if place <= one.end)
        label = galley.notes[piece.note].label
        if place == 0:
            label = galley.notes[note].label
        yield Demerit("note split", NOTE_SPLIT, f"note {label} {'split' if place else 'put off'}")
        if place != starts.get(note, 0):
            amount, kind = pages.notes.penalty(note, place)
            yield Demerit(kind or "break", amount, f"{kind or 'break'} in note {label}")
        lines = measure.boxes - place
        carried.append(f"{lines} line{'s' if lines > 1 else ''} of note {label}")
    amount = carried_cost(pages.notes.owed_lines(after))
    yield Demerit("note lines carried", amount, " and ".join(carried) + " carried")


def _waiting(pages: Pages, turn: Turn) -> Iterator[Demerit]:
    """Yield what it costs to turn the page with floats to be set."""
    waiting = pages.floats.floats[turn.placed : pages.column.anchors[turn.end]]
    for one in waiting:
        yield Demerit("float away", FLOAT_AWAY, f"float {one.key} away from its call")


def _with_text(
    galley: Galley, pages: Pages, index: int, placed: int, turn: Turn, notes_height: float
) -> tuple[float, list[Demerit]]:
    """Return the ratio of a page with text, and what its foot costs."""
    column = pages.column
    one = column.breaks[turn.end]
    arranged = pages.floats.arranged(turn.start, placed, turn.spots, turn.end, STRICT)
    natural, stretch, shrink = pages.text(turn.start, turn.end, arranged)
    depth = column.after[turn.start] + one.before + arranged.room + natural + notes_height
    amount, _, ratio, name = glue_cost(
        pages.room.height(index) - depth, stretch, shrink, column.line
    )
    demerits = _at_break(galley, pages, turn)
    is_last = one.is_forced and not turn.owed and turn.placed == column.anchors[turn.end]
    if one.is_forced and not column.is_forced[turn.start] and not turn.spots:
        lines = column.lines[turn.end] - column.lines[turn.start]
        few = few_lines_cost(lines)
        detail = f"only {lines} line{'s' if lines > 1 else ''} on the last page"
        demerits.append(Demerit("last page", few, detail))
    if is_last and ratio >= 0.0:
        return 0.0, demerits
    return ratio, [*demerits, Demerit(name, amount)]


def _at_break(galley: Galley, pages: Pages, turn: Turn) -> list[Demerit]:
    """Return what the break at a page's end costs."""
    column = pages.column
    one = column.breaks[turn.end]
    demerits = []
    if not one.is_forced:
        if one.cost < FORBIDDEN:
            demerits.append(Demerit(one.kind or "break", one.cost))
        if one.kind != "hyphen" and ends_hyphenated(galley.items, column.last[turn.end]):
            demerits.append(Demerit("hyphen", HYPHEN, "ends in a hyphen"))
    return demerits


def _without_text(
    pages: Pages, index: int, placed: int, turn: Turn, notes_height: float
) -> list[Demerit]:
    """Return what a page without text costs."""
    column, height = pages.column, pages.room.height(index)
    count = len(turn.spots)
    if not count and not notes_height:  # blank before a right-hand page, or empty for want of one
        return []
    is_forced = column.is_forced[turn.end]
    is_last = is_forced and not turn.owed and turn.placed == column.anchors[turn.end]
    if is_last:
        detail = "only the rest of a note on the last page"
        return [] if count else [Demerit("last page", NOTES_LAST, detail)]
    filled = notes_height + (pages.floats.page_height(placed, count) if count else 0.0)
    free = max(height - filled, 0.0)
    if count:
        return [Demerit("page of floats", float_page_cost(free / height))]
    amount, _, _, name = glue_cost(free, 0.0, 0.0, column.line)
    only = 0.0 if is_forced else NOTES_ONLY
    return [Demerit("notes only", only, "a page of notes only"), Demerit(name, amount)]
