"""Figures → floats, or boxes where they stand."""

from attrs import evolve

from briefkit.diagnostics import Diagnostic, Severity
from briefkit.frame import Frame, Picture, Placed
from briefkit.galley.flow import Matter, Place, space_of
from briefkit.galley.frames import inset, space, stacked, with_anchor
from briefkit.galley.items import FloatGalley, VBox
from briefkit.galley.styling import Compositor
from briefkit.resolve.resolved import ResolvedFigure
from briefkit.units import POINTS_PER_INCH

# A picture is shown no larger than this resolution allows. Below it, prints look soft and screens
# at twice their size show pixels; 150 is what a printer asks for, which PAGE.md wants of covers.
LEAST_RESOLUTION_PPI = 110.0
TALLEST_SHARE = 0.75  # of a page: a taller picture is scaled down, so that text stands beside it
NOTE_START_LINES = 3  # of a note that starts on its call's page: fewer cannot be parted
LEAST_WIDTH = 36.0  # points: under half an inch nothing is recognised

_PLACEMENTS = {
    "auto": ("here", "top", "bottom"),
    "top": ("top",),
    "bottom": ("bottom",),
    "page": ("page",),
}


def set_figure(block: ResolvedFigure, place: Place, compositor: Compositor) -> FloatGalley | Matter:
    """Return a figure: a float where it may leave its place, else a box that stands there."""
    frame, calls = _lay_out(block, place, compositor)
    around = space_of(compositor.house.scale.body.leading)
    if not place.may_float or block.placement == "here":
        return as_standing(block, frame, calls, compositor)
    return FloatGalley(
        block.key, frame, calls, _PLACEMENTS[block.placement], around, around, block.where
    )


def as_standing(
    block: ResolvedFigure, frame: Frame, calls: tuple[str, ...], compositor: Compositor
) -> Matter:
    """Return a figure that does not leave its place."""
    around = space_of(compositor.house.scale.body.leading)
    return Matter((VBox(frame, calls, "figure", block.where),), around, around)


def _lay_out(
    block: ResolvedFigure, place: Place, compositor: Compositor
) -> tuple[Frame, tuple[str, ...]]:
    """Return picture, caption, credit and source, one under another, and the notes called there."""
    scale = compositor.house.scale
    words: list[Frame] = []
    calls: list[str] = []
    # Half a leading to the caption, as the eye sees it: from the picture to the letters' tops.
    gap = scale.body.leading / 2 - (scale.caption.leading - scale.caption.size) / 2
    for text, style in (
        (block.caption, scale.caption),
        (block.source, scale.credit),
        (block.credit, scale.credit),
    ):
        lines = compositor.lines(text, style, place.width)
        if lines and not words:
            words.append(space(place.width, gap))
        words += [line.frame for line in lines]
        calls += [call for line in lines for call in line.calls]
    around = sum(frame.height for frame in words) + _note_room(len(calls), compositor)
    width = _width(block, place, around, compositor)
    height = width / block.raster.aspect
    picture = Picture(block.raster, width, height, block.mark)
    x = place.width - width if place.is_right_to_left else 0.0
    frames = [Frame(place.width, height, 0.0, (Placed(x, 0.0, picture),)), *words]
    frame = inset(stacked(frames, place.width), place.measure, place.x)
    return evolve(with_anchor(frame, block.anchor), baseline=0.0), tuple(calls)


def _note_room(calls: int, compositor: Compositor) -> float:
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
        reason = (
            f"{raster.width_px} pixels across are too few for {wanted:.0f} points"
            if sharp <= low
            else "it would leave no room for text beside it"
        )
        compositor.diagnostics.append(
            Diagnostic(
                Severity.NOTE,
                f"the picture is shown {width:.0f} points wide, not {wanted:.0f}: {reason};"
                f" give it {wanted / POINTS_PER_INCH * LEAST_RESOLUTION_PPI:.0f} pixels or a"
                " smaller width"
                if sharp <= low
                else f"the picture is shown {width:.0f} points wide, not {wanted:.0f}: {reason}",
                block.where,
            )
        )
    return width
