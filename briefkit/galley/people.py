"""Author boxes → Matter: photograph, name and role, biography."""

from briefkit.frame import Frame, Picture
from briefkit.galley.flow import Matter, Place, space_of
from briefkit.galley.frames import inset, space, stacked, with_item
from briefkit.galley.items import FORBIDDEN, VBox, VGlue, VItem, VPenalty
from briefkit.galley.styling import Compositor
from briefkit.geometry import Rect
from briefkit.images.raster import Raster
from briefkit.resolve.resolved import ResolvedPeople, ResolvedPerson
from briefkit.structure import LAYOUT
from briefkit.style.typography import Alignment
from briefkit.values import evolve

PHOTO_LEADINGS = 4.0  # the side of a photograph, in leadings of the text
PHOTO_FOCUS = 0.35  # of a tall photograph's height from its top: where a face is


def set_people(block: ResolvedPeople, place: Place, compositor: Compositor) -> Matter:
    """Return a label and a box for each author; no box is broken."""
    scale = compositor.house.scale
    items: list[VItem] = []
    label = evolve(scale.heading_2, space_above=0.0)
    for line in compositor.lines(block.label, label, place.width):
        items += [place.frame(line), VPenalty(FORBIDDEN, "heading")]
    if items:
        items.append(VGlue(scale.body.leading / 2))
    # One column of photographs, or none at all: names stand at one edge.
    has_photo = any(person.photo is not None for person in block.people)
    for number, person in enumerate(block.people):
        if number:
            gap = scale.body.leading
            items += [VPenalty(0.0), VGlue(gap, gap / 2, gap / 4)]
        items.append(_person(person, place, compositor, has_photo))
    leading = scale.body.leading
    return Matter(tuple(items), space_of(2 * leading), space_of(leading), begins_anew=True)


def _person(person: ResolvedPerson, place: Place, compositor: Compositor, has_photo: bool) -> VBox:
    scale = compositor.house.scale
    leading = scale.body.leading
    side = PHOTO_LEADINGS * leading if has_photo else 0.0
    gutter = leading if has_photo else 0.0
    inner = place.inner(side + gutter)
    frames: list[Frame] = []
    calls: list[str] = []
    name = evolve(scale.byline, weight=600)
    for text, style, above in (
        (person.name, name, 0.0),
        (person.role, evolve(scale.byline, colour="muted"), 0.0),
        (person.bio, evolve(scale.box, alignment=Alignment.START), leading / 4),
    ):
        lines = compositor.lines(text, style, inner.width)
        if lines and above:
            frames.append(space(inner.width, above))
        frames += [line.frame for line in lines]
        calls += [call for line in lines for call in line.calls]
    for number, address in enumerate(person.addresses):
        lines = compositor.lines(address, scale.small, inner.width)
        if lines and not number:
            frames.append(space(inner.width, leading / 4))
        frames += [line.frame for line in lines]
        calls += [call for line in lines for call in line.calls]
    text_frame = stacked(frames, inner.width)
    below = max(0.0, side - text_frame.height)
    frame = inset(text_frame, place.measure, inner.x, 0.0, below)
    if person.photo is not None:
        picture = Picture(
            person.photo,
            side,
            side,
            LAYOUT if person.photo_mark is None else person.photo_mark,
            crop=square_crop(person.photo),
            radius=side / 2,
        )
        x = place.measure - place.start - side if place.is_right_to_left else place.start
        frame = with_item(frame, picture, x)
    return VBox(frame, tuple(calls), "person", person.where)


def square_crop(photo: Raster) -> Rect:
    """Return the square of a photograph that shows the face, in fractions of its sides.

    >>> square_crop(Raster("", 200, 100, None, "PNG", 1, b""))
    Rect(x=0.25, y=0.0, width=0.5, height=1.0)
    """
    width, height = min(1.0, 1 / photo.aspect), min(1.0, photo.aspect)
    y = min(max(PHOTO_FOCUS - height / 2, 0.0), 1 - height)
    return Rect((1 - width) / 2, y, width, height)
