"""Turns into the pages of a plan, each cost with its name: Turns → PlannedPages.

The search adds costs up without a word; here each of the chosen pages is gone through once more.
That both come to the same sum is a test.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from briefkit.galley.items import FORBIDDEN, Galley, VBox
from briefkit.pages.column import ends_hyphenated
from briefkit.pages.demerits import (
    HYPHEN,
    NO_CLASS,
    NOTE_SPLIT,
    NOTES_ONLY,
    RELAXATIONS,
    TEXT_LINES,
    balance_cost,
    before_float_cost,
    carried_cost,
    few_lines_cost,
    glue_cost,
    last_page_cost,
    uneven_cost,
)
from briefkit.pages.insertions import Notes, Owed
from briefkit.pages.plan import Demerit, FloatSpot, NotePart, PlannedColumn, PlannedPage
from briefkit.pages.turn import Turn
from briefkit.pages.turns import Pages
from briefkit.values import evolve

if TYPE_CHECKING:
    from briefkit.pages.abreast import Abreast


def planned(
    galley: Galley, pages: "Pages | Abreast", turns: Sequence[Turn]
) -> tuple[PlannedPage, ...]:
    """Return the pages that a way through the galley makes."""
    found = []
    floats = {one.key: one.where for one in galley.floats}
    notes = {one.key: one.where for one in galley.notes}
    before: Turn | None = None
    for index, turn in enumerate(turns):
        page = _page(galley, pages, index, before, turn)
        found.append(evolve(page, where=_where(galley, page, floats, notes)))
        before = turn
    return tuple(found)


def _page(
    galley: Galley, pages: "Pages | Abreast", index: int, before: Turn | None, turn: Turn
) -> PlannedPage:
    owed: Owed = before.owed if before else ()
    placed = before.placed if before else 0
    height = pages.room.height(index)
    if turn.spots and pages.floats.floats[placed].is_turned:
        height = pages.room.turned
    if not isinstance(pages, Pages):
        if turn.columns:
            page = _two_columns(galley, pages, height, owed, placed, turn)
        else:
            page = _one_column(galley, pages.bare_pages, height, owed, placed, turn)
    else:
        page = _one_column(galley, pages, height, owed, placed, turn)
    if before and pages.room.faces_the_last(index):
        uneven = uneven_cost(before.depth_class, (turn.columns or (turn,))[0].depth_class)
        detail = "facing pages of uneven depth"
        page = evolve(page, demerits=(*page.demerits, Demerit("uneven spread", uneven, detail)))
    demerits = tuple(part for part in page.demerits if part.amount)
    return evolve(page, demerits=demerits)


def _where(
    galley: Galley, page: PlannedPage, floats: Mapping[str, str], notes: Mapping[str, str]
) -> str:
    """Return the path of the first element on a page that has one."""
    boxes = (item for item in galley.items[slice(*page.body)] if isinstance(item, VBox))
    named = chain(
        (box.where for box in boxes),
        (floats[spot.key] for spot in page.floats),
        (notes[part.key] for part in page.notes),
    )
    return next((where for where in named if where), "")


def _one_column(
    galley: Galley,
    pages: Pages,
    height: float,
    owed: Owed,
    placed: int,
    turn: Turn,
    *,
    waiting: Sequence[int] | None = None,
    above: tuple[int, ...] = (),
    is_free: bool = False,
) -> PlannedPage:
    """Return a page of one column, or a column as such a page.

    waiting: the floats that it pays for, if not all that wait. above: notes called in what stands
    above it. is_free: whether its foot costs nothing.
    """
    column, notes = pages.column, pages.notes
    new = pages.floats.called(placed, len(turn.spots))
    if turn.has_text:
        new = column.called[column.calls[turn.start] : column.calls[turn.end]] + new
    if turn.spots or above:
        new = tuple(sorted((*above, *new)))
    area = notes.set_height(owed, new, turn.owed)
    if pages.room.has_notes_beside and (turn.has_text or turn.spots):
        area = 0.0  # they take no room of what stands there
    if waiting is None:
        waiting = range(turn.placed, column.anchors[turn.end])
    demerits = [*_owed(galley, pages.notes, owed, turn.owed), *_waiting(pages, waiting, turn.end)]
    ratio = 0.0
    if turn.has_text:
        ratio, costs = _with_text(galley, pages, height, placed, turn, area, is_free=is_free)
        demerits += costs
    else:
        demerits += _without_text(pages, height, placed, turn, area)
        if turn.end > turn.start:
            demerits += _at_break(galley, pages, turn)
    broken = set(turn.broken)
    if turn.end == turn.start and not turn.spots and not column.is_forced[turn.start]:
        broken.add(TEXT_LINES)
    spots = zip(pages.floats.floats[placed:], turn.spots, strict=False)
    return PlannedPage(
        body=(column.breaks[turn.start].item, column.breaks[turn.end].item),
        notes=tuple(notes.parts(galley, owed, new, turn.owed)),
        floats=tuple(FloatSpot(one.key, spot) for one, spot in spots),
        ratio=ratio,
        demerits=tuple(demerits),
        relaxed=tuple(RELAXATIONS[rule] for rule in sorted(broken)),
        head=column.breaks[turn.start].head if turn.has_text else None,
    )


def _two_columns(
    galley: Galley, abreast: "Abreast", height: float, owed: Owed, placed: int, turn: Turn
) -> PlannedPage:
    """Return a page of two columns."""
    column, floats = abreast.column, abreast.floats.floats
    first, last = turn.columns[0], turn.columns[-1]
    tops = first.placed - len(first.spots) - placed
    across = abreast.across(placed, tops, last.placed, turn.placed - last.placed, turn.start)
    parts: tuple[NotePart, ...] = ()
    demerits: list[Demerit] = []
    room = height - across.room
    is_under = not abreast.room.has_notes_across
    if not is_under:
        new = abreast.called(turn, placed)
        room -= abreast.notes.set_height(owed, new, turn.owed)
        demerits += _owed(galley, abreast.notes, owed, turn.owed)
        parts = tuple(abreast.notes.parts(galley, owed, new, turn.owed))
        owed = ()
    columns, depths = [], []
    above = placed + tops
    with_own = None  # the column under which the notes stand of what is across the page
    if is_under and across.notes:
        with_own = first if abreast.is_under_first(across.notes, first, last) else last
    for one in turn.columns:
        waiting = list(range(one.placed, column.anchors[one.end]))
        if one is not last:
            waiting = [index for index in waiting if not floats[index].is_wide]
        elif across.bottoms:
            waiting = waiting[across.bottoms :]
        columns.append(
            _one_column(
                galley,
                abreast.text_pages,
                room,
                owed,
                above,
                one,
                waiting=waiting,
                above=across.notes if one is with_own else (),
                is_free=one.depth_class == NO_CLASS,
            )
        )
        depths.append(abreast.text_depth(one, above) if one.has_text else None)
        owed, above = one.owed, one.placed
    demerits += [part for one in columns for part in one.demerits]
    demerits.append(_uneven(turn, depths, column.line))
    detail = "a figure or a table above what opens a part"
    demerits.append(Demerit("above the opening", across.cost, detail))
    if not turn.spots:
        demerits.append(_few_lines(abreast.lines_at_the_end(turn.columns)))
    relaxed = {rule for one in columns for rule in one.relaxed}
    relaxed |= {RELAXATIONS[rule] for rule in turn.broken}
    above = placed + tops
    return PlannedPage(
        body=(columns[0].body[0], columns[-1].body[1]),
        notes=parts or tuple(part for one in columns for part in one.notes),
        floats=(
            *(FloatSpot(one.key, "top") for one in floats[placed:above]),
            *(spot for one in columns for spot in one.floats),
            *(FloatSpot(one.key, "bottom") for one in floats[last.placed : turn.placed]),
        ),
        demerits=tuple(demerits),
        relaxed=tuple(rule for rule in RELAXATIONS if rule in relaxed),
        head=columns[0].head,
        columns=tuple(
            PlannedColumn(one.body, one.notes, one.floats, one.ratio, one.head) for one in columns
        ),
    )


def _uneven(turn: Turn, depths: Sequence[float | None], line: float) -> Demerit:
    """Return what the unlike depths of two columns cost."""
    first, last = turn.columns[0], turn.columns[-1]
    if first is not last and first.depth_class != NO_CLASS:
        amount = uneven_cost(first.depth_class, last.depth_class)
        return Demerit("uneven columns", amount, "columns of uneven depth")
    depth, other = depths[0], depths[1] if len(depths) > 1 else 0.0
    if depth is None or other is None:
        return Demerit("unbalanced", 0.0)
    return Demerit("unbalanced", balance_cost(depth, other, line), "columns out of balance")


def _owed(galley: Galley, notes: Notes, before: Owed, after: Owed) -> Iterator[Demerit]:
    """Yield what it costs to turn the page with notes unfinished."""
    starts = dict(before)
    carried = []
    for note, place in after:
        measure = notes.measure(note)
        piece = next(one for one in measure.pieces if place <= one.end)
        label = galley.notes[piece.note].label
        if place == 0:
            label = galley.notes[note].label
        yield Demerit("note split", NOTE_SPLIT, f"note {label} {'split' if place else 'put off'}")
        if place != starts.get(note, 0):
            amount, kind = notes.penalty(note, place)
            yield Demerit(kind or "break", amount, f"{kind or 'break'} in note {label}")
        lines = measure.boxes - place
        carried.append(f"{lines} line{'s' if lines > 1 else ''} of note {label}")
    amount = carried_cost(notes.owed_lines(after))
    yield Demerit("note lines carried", amount, " and ".join(carried) + " carried")


def _waiting(pages: Pages, waiting: Sequence[int], end: int) -> Iterator[Demerit]:
    """Yield what it costs to turn the page with floats to be set."""
    for index in waiting:
        detail = f"float {pages.floats.floats[index].key} away from its call"
        yield Demerit("float away", pages.floats.away.price(end, index), detail)


def _with_text(
    galley: Galley,
    pages: Pages,
    height: float,
    placed: int,
    turn: Turn,
    notes_height: float,
    *,
    is_free: bool,
) -> tuple[float, list[Demerit]]:
    """Return the ratio of a page with text, and what its foot costs."""
    column = pages.column
    one = column.breaks[turn.end]
    arranged = pages.floats.arranged(placed, turn.spots, turn.start)
    natural, stretch, shrink = pages.matter.text(turn.start, turn.end, arranged)
    depth = column.after[turn.start] + one.before + arranged.room + natural + notes_height
    amount, _, ratio, name = glue_cost(height - depth, stretch, shrink, column.line)
    demerits = _at_break(galley, pages, turn)
    is_last = not turn.owed and column.has_nothing_left(turn.end, turn.placed)
    is_page = pages.room.columns == 1
    if one.is_forced and not column.is_forced[turn.start] and not turn.spots and is_page:
        demerits.append(_few_lines(column.lines[turn.end] - column.lines[turn.start]))
    if (is_last or is_free) and ratio >= 0.0:
        return 0.0, demerits
    if turn.depth_class == NO_CLASS and not (is_last or is_free):
        amount = before_float_cost((height - depth) / height)
        return 0.0, [*demerits, Demerit("before a float", amount, "ends before a float")]
    return ratio, [*demerits, Demerit(name, amount)]


def _few_lines(lines: int) -> Demerit:
    """Return what it costs that a part's last page has few lines of text."""
    detail = f"only {lines} line{'s' if lines > 1 else ''} on the last page"
    return Demerit("last page", few_lines_cost(lines), detail)


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
    pages: Pages, height: float, placed: int, turn: Turn, notes_height: float
) -> list[Demerit]:
    """Return what a page without text costs."""
    column = pages.column
    count = len(turn.spots)
    if not count and not notes_height:  # blank before a right-hand page, or empty for want of one
        return []
    is_forced = column.is_forced[turn.end]
    is_last = is_forced and not turn.owed and turn.placed >= column.anchors[turn.end]
    is_turned = count > 0 and pages.floats.floats[placed].is_turned
    if is_last:
        detail = "only the rest of a note on the last page"
        if count:
            detail = "only a figure or a table on the last page"
        if is_turned:
            detail = "a page on its side behind all text"
        amount = last_page_cost(
            count,
            is_turned=is_turned,
            is_end=column.is_end(turn.end),
            may_be_alone=count > 0 and pages.floats.may_end(placed + count - 1),
        )
        return [Demerit("last page", amount, detail)] if amount else []
    filled = notes_height + (pages.floats.page_height(placed, count) if count else 0.0)
    free = max(height - filled, 0.0)
    if count:
        amount = pages.floats_cost(turn.end, placed, count, free, height)
        return [Demerit("page of floats", amount)]
    amount, _, _, name = glue_cost(free, 0.0, 0.0, column.line)
    only = 0.0 if is_forced else NOTES_ONLY
    return [Demerit("notes only", only, "a page of notes only"), Demerit(name, amount)]
