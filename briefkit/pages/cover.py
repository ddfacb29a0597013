"""What a brief says of itself first → the cover page: ResolvedCover → Page.

One idea, large: the photograph to the trim on two or three sides, as wide as its pixels allow; the
title under it on the photograph's own left edge; who publishes at the foot. Without a photograph
the title stands on a field of the accent colour. Nothing here breaks over pages.
"""

from attrs import evolve, frozen

from briefkit.errors import LayoutError, Problem
from briefkit.frame import Anchor, Fill, Frame, Page, Picture, Placed, Region
from briefkit.galley.styling import Compositor
from briefkit.geometry import Rect, Size
from briefkit.images import Raster
from briefkit.resolve.resolved import ResolvedCover, ResolvedOrganisation, RichText, TitleMatter
from briefkit.structure import BACKGROUND, LAYOUT
from briefkit.style.typography import TextStyle
from briefkit.units import mm

GOOD_RESOLUTION_PPI = 150  # what print needs of a photograph seen from a reading distance
LEAST_PICTURE_WIDTH = 0.6  # of the trim; a smaller photograph is shown soft rather than small
PICTURE_HEIGHT = (0.5, 0.42, 0.34, 0.26)  # of the trim, tried in turn until all text fits
TITLE_SCALE = (1.0, 0.85, 0.7, 0.55)  # of the cover title's size, tried in turn
FIELD_HEIGHT = 0.62  # of the trim, for a cover without a photograph
COVER_ANCHOR = "cover"


@frozen
class _Grid:
    """The cover's lines: its left edge and measure for text, and its foot; in points."""

    left: float
    measure: float
    foot: float


def make_cover(cover: ResolvedCover, setter: Compositor) -> Page:
    """Return the cover page.

    Raises LayoutError when the words do not fit, even small.
    """
    trim = setter.house.page.trim
    if cover.raster is None:
        items = _typographic_cover(cover.matter, setter)
    else:
        items = _photographic_cover(cover, cover.raster, setter)
    frame = Frame(trim.width, trim.height, 0.0, (Placed(0, 0, Anchor(COVER_ANCHOR)), *items))
    return Page(0, trim, frame, regions=(Region("cover", Rect(0, 0, trim.width, trim.height)),))


def _photographic_cover(
    cover: ResolvedCover, raster: Raster, setter: Compositor
) -> tuple[Placed, ...]:
    trim = setter.house.page.trim
    width = _picture_width(raster, trim)
    left = (
        max(trim.width - width, setter.house.page.inner)
        if width > 0.75 * trim.width
        else setter.house.page.inner
    )
    grid = _Grid(left, trim.width - left - mm(20), trim.height - mm(20))
    for share in PICTURE_HEIGHT:
        for scale in TITLE_SCALE[: 2 if share > PICTURE_HEIGHT[-1] else None]:
            items = _try_photographic(
                cover, raster, Size(width, trim.height * share), grid, scale, setter
            )
            if items is not None:
                return items
    raise _too_much()


def _try_photographic(
    cover: ResolvedCover,
    raster: Raster,
    size: Size,
    grid: _Grid,
    scale: float,
    setter: Compositor,
) -> tuple[Placed, ...] | None:
    trim, styles = setter.house.page.trim, setter.house.scale
    crop = crop_to(raster, size.width / size.height, cover.focus)
    x = trim.width - size.width
    items = [
        Placed(
            x, 0.0, Picture(raster, size.width, size.height, cover.picture_mark or LAYOUT, crop)
        ),
    ]
    y = size.height + 6.0
    for text, style in ((cover.caption, styles.caption), (cover.credit, styles.credit)):
        y = _stack(items, text, style, grid.left, y, grid.measure, setter)
    foot = _foot_matter(cover.matter, grid, setter)
    foot_top = grid.foot - foot.height
    items.append(Placed(grid.left, foot_top, foot))
    head = _title_matter(cover.matter, grid.measure, scale, setter)
    room = foot_top - y
    if head.height + 2 * mm(8) > room:
        return None
    # the title stands nearer to the photograph than to the publisher: 2 : 3 of the free room
    items.append(Placed(grid.left, y + max(mm(8), (room - head.height) * 0.4), head))
    return tuple(items)


def _typographic_cover(matter: TitleMatter, setter: Compositor) -> tuple[Placed, ...]:
    trim = setter.house.page.trim
    left = setter.house.page.inner
    grid = _Grid(left, trim.width - left - mm(20), trim.height - mm(20))
    field = trim.height * FIELD_HEIGHT
    foot = _foot_matter(matter, grid, setter)
    for scale in TITLE_SCALE:
        head = _title_matter(matter, grid.measure, scale, setter, colour="on_accent")
        if head.height + mm(25) + mm(12) <= field and foot.height + mm(32) <= trim.height - field:
            break
    else:
        raise _too_much()
    return (
        Placed(0, 0, Fill(trim.width, field, setter.house.palette.accent, BACKGROUND)),
        Placed(left, field - mm(12) - head.height, head),
        Placed(left, grid.foot - foot.height, foot),
    )


def _title_matter(
    matter: TitleMatter,
    measure: float,
    scale: float,
    setter: Compositor,
    colour: str | None = None,
) -> Frame:
    """Return kicker, title, subtitle and authors, one under the other."""
    styles = setter.house.scale
    title = evolve(
        styles.cover_title,
        size=styles.cover_title.size * scale,
        leading=styles.cover_title.leading * scale,
    )
    leading = styles.body.leading
    items: list[Placed] = []
    y = 0.0
    kicker = matter.kicker or matter.date
    for text, style, space in (
        (kicker, styles.label, leading / 2),
        (matter.title, title, leading / 2),
        (matter.subtitle, styles.cover_subtitle, leading),
    ):
        end = _stack(items, text, style, 0.0, y, measure, setter, colour)
        y = end + space if end > y else y
    for name, role in matter.bylines:
        y = _stack(
            items, name, evolve(styles.cover_text, weight=600), 0.0, y, measure, setter, colour
        )
        y = _stack(items, role, styles.cover_text, 0.0, y, measure, setter, colour)
        y += leading / 2
    if matter.kicker:
        y = _stack(items, matter.date, styles.cover_text, 0.0, y, measure, setter, colour)
    return Frame(measure, y, 0.0, tuple(items))


def _foot_matter(matter: TitleMatter, grid: _Grid, setter: Compositor) -> Frame:
    """Return the organisations, side by side under a rule."""
    if not matter.organisations:
        return Frame(grid.measure, 0.0)
    columns = min(len(matter.organisations), 3)
    gap = mm(8)
    width = (grid.measure - gap * (columns - 1)) / columns
    items: list[Placed] = [Placed(0, 0, Fill(grid.measure, 0.5, setter.house.palette.rule, LAYOUT))]
    top, height = mm(5), 0.0
    for index, organisation in enumerate(matter.organisations):
        column = index % columns
        if column == 0 and index:
            top, height = top + height + mm(5), 0.0
        block = _organisation(organisation, width, setter)
        items.append(Placed(column * (width + gap), top, block))
        height = max(height, block.height)
    return Frame(grid.measure, top + height, 0.0, tuple(items))


def _organisation(organisation: ResolvedOrganisation, width: float, setter: Compositor) -> Frame:
    items: list[Placed] = []
    y = 0.0
    logo = organisation.logo
    if logo is not None:
        height = setter.house.logo.height if setter.house.logo else 28.0
        shown = min(width, height * logo.aspect)
        height = shown / logo.aspect
        items.append(Placed(0, 0, Picture(logo, shown, height, organisation.logo_mark or LAYOUT)))
        y = height + mm(3)
    styles = setter.house.scale
    for text, style in (
        (organisation.name, evolve(styles.small, weight=600)),
        (organisation.unit, styles.small),
        (organisation.url, evolve(styles.small, colour="link")),
    ):
        y = _stack(items, text, style, 0.0, y, width, setter)
    return Frame(width, y, 0.0, tuple(items))


def _stack(
    items: list[Placed],
    text: RichText,
    style: TextStyle,
    x: float,
    y: float,
    measure: float,
    setter: Compositor,
    colour: str | None = None,
) -> float:
    """Append a text's lines from (x, y) on and return the y below them."""
    if not text:
        return y
    for line in setter.lines(text, evolve(style, colour=colour) if colour else style, measure):
        items.append(Placed(x, y, line.frame))
        y += line.frame.height
    return y


def crop_to(raster: Raster, aspect: float, focus: tuple[float, float]) -> Rect:
    """Return the largest crop of an aspect, in fractions, with the focus as central as can be.

    >>> from briefkit.images import Raster
    >>> crop_to(Raster("", 200, 100, None, "PNG", 1, b""), 1.0, (0.9, 0.5))
    Rect(x=0.5, y=0.0, width=0.5, height=1.0)
    """
    width, height = min(1.0, aspect / raster.aspect), min(1.0, raster.aspect / aspect)
    x = min(max(focus[0] - width / 2, 0.0), 1 - width)
    y = min(max(focus[1] - height / 2, 0.0), 1 - height)
    return Rect(x, y, width, height)


def _picture_width(raster: Raster, trim: Size) -> float:
    """Return how wide the photograph may be and still be sharp."""
    sharp = raster.width_px / GOOD_RESOLUTION_PPI * 72
    return min(trim.width, max(sharp, trim.width * LEAST_PICTURE_WIDTH))


def _too_much() -> LayoutError:
    return LayoutError(
        Problem(
            "its title, authors and organisations do not fit on one page",
            "cover",
            "shorten the title or the subtitle, or name fewer organisations",
        )
    )
