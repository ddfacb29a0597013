"""A table that stands across columns or on its side → floats, each at most a page high.

In the text a table is broken by the page search, row by row. Where it cannot stand in the text it
is cut here, into as few pieces as hold it: its head comes again on each.
"""

from collections.abc import Callable

from briefkit.errors import LayoutError, Problem
from briefkit.frame import Frame
from briefkit.galley.flow import Matter
from briefkit.galley.frames import space, stacked
from briefkit.galley.items import FORBIDDEN, FloatGalley, VBox, VDiscretionary, VGlue, VPenalty
from briefkit.values import define, field

TOLERANCE = 0.01  # points


@define
class _Piece:
    """Frames one under another, and the notes called in them."""

    frames: list[Frame] = field(factory=list)
    calls: list[str] = field(factory=list)

    @property
    def height(self) -> float:
        return sum(frame.height for frame in self.frames)


def in_floats(
    table: Matter,
    model: FloatGalley,
    room: float,
    note_height: Callable[[tuple[str, ...]], float],
) -> tuple[FloatGalley, ...]:
    """Return a table as floats that are like `model`, but for their keys, frames and calls.

    room: the height of a page; note_height: of the notes called in a piece, which share its page.
    Those of one row may be too many for it: on an upright page they go on on the next one.

    Raises LayoutError where they cannot, on a page on its side.
    """
    width = model.frame.width
    pieces: list[_Piece] = [_Piece()]
    rows = _rows(table, width)
    for joint, row in rows:
        piece = pieces[-1]
        foot = _frames(joint.before_break if joint else None)
        whole = piece.height + row.height + sum(frame.height for frame in foot)
        if joint and whole + note_height((*piece.calls, *row.calls)) > room + TOLERANCE:
            piece.frames += foot
            piece = _Piece(_frames(joint.after_break))
            pieces.append(piece)
        piece.frames += row.frames
        piece.calls += row.calls
        needed = piece.height + note_height(tuple(piece.calls))
        if model.is_turned and needed > room + TOLERANCE:
            what = f"a row and the notes called in it are {needed:.0f} points high, and a page of"
            cure = 'make it smaller, or put its notes under the table, with notes="table"'
            raise LayoutError(Problem(f"{what} it has {room:.0f}", model.where, cure))
    return tuple(
        FloatGalley(
            model.key if number == 0 else f"{model.key}-{number + 1}",
            stacked(piece.frames, width),
            tuple(piece.calls),
            model.placements,
            model.space_above,
            model.space_below,
            model.where,
            model.is_wide,
            model.is_turned,
        )
        for number, piece in enumerate(pieces)
    )


def _rows(table: Matter, width: float) -> list[tuple[VDiscretionary | None, _Piece]]:
    """Return what no break enters, each after the place where it may be parted from the one above.

    The first is not parted from anything.
    """
    found: list[tuple[VDiscretionary | None, _Piece]] = [(None, _Piece())]
    for item in table.items:
        match item:
            case VBox(frame=frame, calls=calls):
                found[-1][1].frames.append(frame)
                found[-1][1].calls.extend(calls)
            case VGlue(natural=natural) if natural:
                found[-1][1].frames.append(space(width, natural))
            case VDiscretionary():
                found.append((item, _Piece()))
            case VPenalty(cost=cost) if cost < FORBIDDEN:
                found.append((VDiscretionary(Frame(width, 0.0)), _Piece()))
            case _:
                pass
    return found


def _frames(frame: Frame | None) -> list[Frame]:
    return [] if frame is None else [frame]
