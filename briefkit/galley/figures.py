"""Figures → floats, or boxes where they stand."""

from collections.abc import Callable

from briefkit.diagnostics import Diagnostic, Severity
from briefkit.errors import LayoutError, Problem
from briefkit.frame import Frame, Picture, Placed
from briefkit.galley.flow import AFTER_LEAD_IN, Matter, Place, space_of
from briefkit.galley.frames import inset, space, stacked, with_anchor
from briefkit.galley.items import FloatGalley, VBox, VItem, VPenalty
from briefkit.galley.styling import Compositor
from briefkit.resolve.resolved import ResolvedFigure, ResolvedFigureRow
from briefkit.units import POINTS_PER_INCH
from briefkit.values import evolve

# A picture is shown no larger than this resolution allows. Below it, prints look soft and screens
# at twice their size show pixels; 150 is what a printer asks for, and what covers are held to.
LEAST_RESOLUTION_PPI = 110.0
TALLEST_SHARE = 0.75  # of a page: a taller picture is scaled down, so that text stands beside it
NOTE_START_LINES = 3  # of a note that starts on its call's page: fewer cannot be parted
LEAST_WIDTH = 36.0  # points: under half an inch nothing is recognised

LOW_PICTURE = 6.0  # lines: one no higher, without words of its own, stands where it is put

_PLACEMENTS = {
    "auto": ("here", "top", "bottom"),
    "top": ("top",),
    "bottom": ("bottom",),
    "page": ("page",),
    "landscape": ("page",),
}
_ACROSS = ("top", "bottom")  # of two columns: between them nothing is "here"
WORDS_SHARE = 2 / 3  # of two columns, for the words under what stands across them: still read well
_SMALL = 0.01  # points: less is no difference
LEAST_CAPTION = 9.0  # ems, under one of several pictures side by side: three or four words a line
ROW_GAP = 1.0  # of the body's leading, between two figures side by side


def set_figure(
    block: ResolvedFigure | ResolvedFigureRow,
    place: Place,
    compositor: Compositor,
    kept: float = 0.0,
    note_height: Callable[[tuple[str, ...]], float] | None = None,
) -> FloatGalley | Matter:
    """Return a figure, or some side by side: a float where it may leave its place, else a box.

    kept: the height of what must stand above it on its page, such as a heading; a picture that
        would leave no room for it is made smaller.
    note_height: of the notes called in it that stand whole on its page, on its side; None where
        they need only start there.

    Raises LayoutError where not even a small picture leaves room for those notes.
    """
    is_across = (block.is_wide or block.placement == "landscape") and place.may_float
    if is_across:
        place = evolve(place, measure=place.full)
    if isinstance(block, ResolvedFigureRow):
        row = _lay_out_row(block, place, compositor, kept, note_height)
        if row is None:
            return _one_under_another(block, place, compositor, kept)
        frame, calls = row
    else:
        frame, calls = _lay_out(block, place, compositor, kept, note_height)
    if note_height is not None and calls:
        needed = frame.height + note_height(calls)
        if needed > place.room + _SMALL:
            what = f"a figure and the notes called in it are {needed:.0f} points high, and a page"
            cure = "make its notes shorter, or call them in the text"
            raise LayoutError(Problem(f"{what} of it has {place.room:.0f}", block.where, cure))
    around = space_of(compositor.house.scale.body.leading)
    is_pinned = block.placement == "here" and not (is_across and place.is_one_of_two)
    if not place.may_float or is_pinned:
        return as_standing(block, frame, calls, compositor)
    if _is_in_the_text(block, frame, compositor):
        standing = as_standing(block, frame, calls, compositor)
        return evolve(standing, cost=AFTER_LEAD_IN, kind="picture parted from its lead-in")
    placements = _PLACEMENTS.get(block.placement, _ACROSS)
    if is_across and place.is_one_of_two and "here" in placements:
        placements = _ACROSS
    return FloatGalley(
        block.key,
        frame,
        calls,
        placements,
        around,
        around,
        block.where,
        is_wide=is_across,
        is_turned=block.placement == "landscape",
    )


def _is_in_the_text(
    block: ResolvedFigure | ResolvedFigureRow, frame: Frame, compositor: Compositor
) -> bool:
    """Return whether a figure is part of a sentence, as a formula is: low, and without words.

    Nothing says elsewhere what it is, and the white that it leaves at a page's foot is little.
    """
    if isinstance(block, ResolvedFigureRow) or block.placement != "auto" or block.is_wide:
        return False
    has_words = bool(block.caption or block.source or block.credit)
    return not has_words and frame.height <= LOW_PICTURE * compositor.house.scale.body.leading


def _lay_out_row(
    row: ResolvedFigureRow,
    place: Place,
    compositor: Compositor,
    kept: float,
    note_height: Callable[[tuple[str, ...]], float] | None,
) -> tuple[Frame, tuple[str, ...]] | None:
    """Return figures side by side, their pictures of one height, and the notes called there.

    Each is as wide as its picture's shape asks for, but no narrower than its words need; those
    stand under it, and their tops on one line. None where those words leave no room for pictures
    in which something is seen; on a page on its side, nothing smaller is of use.
    """
    gap = ROW_GAP * compositor.house.scale.body.leading
    room = place.width - gap * (len(row.figures) - 1)
    widest, widths = _share_row(row, room, compositor)
    # what is scaled down keeps the room it had
    inners = [evolve(place, measure=width, start=0.0, end=0.0) for width in widths]
    told = [_words(one, inner, compositor) for one, inner in zip(row.figures, inners, strict=True)]
    calls = tuple(call for _, called in told for call in called)
    words_height = max(sum(frame.height for frame in words) for words, _ in told)
    notes = note_room(len(calls), compositor) if note_height is None else note_height(calls)
    left = place.room - kept - words_height - notes
    height = min(widest, TALLEST_SHARE * place.room)
    if note_height is None and left < min(height, LEAST_WIDTH):
        return None
    height = min(height, max(left, LEAST_WIDTH * widest / room))
    placed: list[Placed] = []
    x, depth = 0.0, 0.0
    for one, inner, (words, _) in zip(row.figures, inners, told, strict=True):
        width = height * one.raster.aspect
        picture = Picture(one.raster, width, height, one.mark)
        shown = Frame(inner.width, height, 0.0, (Placed(0.0, 0.0, picture),))
        frame = with_anchor(stacked([shown, *words], inner.width), one.anchor)
        left = place.width - x - inner.width if place.is_right_to_left else x
        placed.append(Placed(left, 0.0, frame))
        depth = max(depth, frame.height)
        x += inner.width + gap
    whole = Frame(place.width, depth, 0.0, tuple(placed))
    return inset(whole, place.measure, place.x), calls


def _share_row(
    row: ResolvedFigureRow, room: float, compositor: Compositor
) -> tuple[float, list[float]]:
    """Return the height of pictures that fill the room side by side, and the width of each place.

    A picture that is narrower than its words may be stands in a place as wide as those need.
    """
    aspects = [one.raster.aspect for one in row.figures]
    most = min(LEAST_CAPTION * compositor.house.scale.caption.size, room / len(aspects))
    needs = [min(_widest_words(one, compositor), most) for one in row.figures]
    widths: dict[int, float] = {}  # of those that their words make wider than their pictures
    while True:
        free = [number for number in range(len(aspects)) if number not in widths]
        height = (room - sum(widths.values())) / sum(aspects[number] for number in free)
        narrow = [number for number in free if aspects[number] * height < needs[number] - _SMALL]
        if not narrow or len(narrow) == len(free):
            break
        widths |= {number: needs[number] for number in narrow}
    return height, [widths.get(number, aspect * height) for number, aspect in enumerate(aspects)]


def _widest_words(block: ResolvedFigure, compositor: Compositor) -> float:
    """Return the width of the longest paragraph under a picture."""
    scale = compositor.house.scale
    texts = ((block.caption, scale.caption), (block.source, scale.credit))
    return max(
        compositor.width(text, style) if text else 0.0
        for text, style in (*texts, (block.credit, scale.credit))
    )


def _one_under_another(
    row: ResolvedFigureRow, place: Place, compositor: Compositor, kept: float
) -> Matter:
    """Return figures that find no room side by side; a page may end between two."""
    compositor.diagnostics.append(
        Diagnostic(
            Severity.WARNING,
            "the figures stand one under another: side by side, their captions would leave no room"
            " for the pictures; make the captions shorter, or the figures fewer",
            row.where,
        )
    )
    around = space_of(compositor.house.scale.body.leading)
    items: list[VItem] = []
    for one in row.figures:
        if items:
            items += [VPenalty(0.0), around]
        frame, calls = _lay_out(one, place, compositor, kept, None)
        items.append(VBox(frame, calls, "figure", one.where))
        kept = 0.0
    return Matter(tuple(items), around, around)


def as_standing(
    block: ResolvedFigure | ResolvedFigureRow,
    frame: Frame,
    calls: tuple[str, ...],
    compositor: Compositor,
) -> Matter:
    """Return a figure that does not leave its place."""
    around = space_of(compositor.house.scale.body.leading)
    return Matter((VBox(frame, calls, "figure", block.where),), around, around)


def _lay_out(
    block: ResolvedFigure,
    place: Place,
    compositor: Compositor,
    kept: float,
    note_height: Callable[[tuple[str, ...]], float] | None,
) -> tuple[Frame, tuple[str, ...]]:
    """Return picture, caption, credit and source, one under another, and the notes called there."""
    words, calls = _words(block, place, compositor)
    notes = note_room(len(calls), compositor) if note_height is None else note_height(calls)
    around = kept + sum(frame.height for frame in words) + notes
    width = _width(block, place, around, compositor)
    height = width / block.raster.aspect
    picture = Picture(block.raster, width, height, block.mark)
    x = place.width - width if place.is_right_to_left else 0.0
    frames = [Frame(place.width, height, 0.0, (Placed(x, 0.0, picture),)), *words]
    frame = inset(stacked(frames, place.width), place.measure, place.x)
    return evolve(with_anchor(frame, block.anchor), baseline=0.0), calls


def _words(
    block: ResolvedFigure, place: Place, compositor: Compositor
) -> tuple[list[Frame], tuple[str, ...]]:
    """Return what stands under a picture, the space to it first, and the notes called there."""
    scale = compositor.house.scale
    words: list[Frame] = []
    calls: list[str] = []
    # Half a leading to the caption, as the eye sees it: from the picture to the letters' tops.
    gap = scale.body.leading / 2 - (scale.caption.leading - scale.caption.size) / 2
    width = place.width
    if place.measure == place.full:
        page = compositor.house.page
        width = min(width, page.measure if page.columns == 1 else WORDS_SHARE * width)
    x = place.width - width if place.is_right_to_left else 0.0
    for text, style in (
        (block.caption, scale.caption),
        (block.source, scale.credit),
        (block.credit, scale.credit),
    ):
        lines = compositor.lines(text, style, width)
        if lines and not words:
            words.append(space(place.width, gap))
        words += [inset(line.frame, place.width, x) for line in lines]
        calls += [call for line in lines for call in line.calls]
    return words, tuple(calls)


def note_room(calls: int, compositor: Compositor) -> float:
    """Return the room in which the notes called in a caption start on its page."""
    if not calls:
        return 0.0
    house = compositor.house
    each = NOTE_START_LINES * house.scale.note.leading + house.notes.gap
    return house.notes.space + calls * each + house.scale.body.leading


def _width(block: ResolvedFigure, place: Place, around: float, compositor: Compositor) -> float:
    """Return how wide the picture is; around: the height of what must stand on its page too."""
    raster = block.raster
    wanted = place.width * (block.width or 1.0)
    sharp = raster.width_px / LEAST_RESOLUTION_PPI * POINTS_PER_INCH
    tallest = min(TALLEST_SHARE * place.room, place.room - around)
    low = max(tallest, 0.0) * raster.aspect
    width = max(min(wanted, sharp, low), min(LEAST_WIDTH, wanted))
    if width < wanted - 0.5 and (block.width is not None or width == sharp):
        compositor.diagnostics.append(_shown_smaller(block, width, wanted, is_soft=sharp <= low))
    return width


def _shown_smaller(
    block: ResolvedFigure, width: float, wanted: float, *, is_soft: bool
) -> Diagnostic:
    """Return what to say of a picture that is not as wide as it is asked for."""
    what = f"the picture is shown {width:.0f} points wide, not {wanted:.0f}"
    why = "it would leave no room for text beside it"
    if is_soft:
        needed = wanted / POINTS_PER_INCH * LEAST_RESOLUTION_PPI
        why = (
            f"{block.raster.width_px} pixels across are too few for {wanted:.0f} points;"
            f" give it {needed:.0f} pixels or a smaller width"
        )
    return Diagnostic(Severity.NOTE, f"{what}: {why}", block.where)
