"""What a brief says of itself first → the cover page: ResolvedCover → Page.

One idea, large: the photograph to the trim on two or three sides, as wide as its pixels allow; the
title under it on the photograph's own left edge; who publishes at the foot. Without a photograph
the title stands on a field of the accent colour. Nothing here breaks over pages.
"""

from collections.abc import Callable, Iterator
from functools import cache, partial

from briefkit.errors import LayoutError, Problem
from briefkit.frame import Anchor, Fill, Frame, Page, Picture, Placed, Region
from briefkit.galley.styling import Compositor
from briefkit.galley.titles import Bylines, bylines_of, largest_share, smaller
from briefkit.geometry import Rect, Size
from briefkit.images.raster import Raster, read_raster
from briefkit.lang import parse_language
from briefkit.resolve.resolved import ResolvedCover, ResolvedOrganisation, RichText, TitleMatter
from briefkit.structure import BACKGROUND, LAYOUT, Mark
from briefkit.style.house import CoverKind
from briefkit.style.page import A4
from briefkit.style.typography import Alignment, TextStyle
from briefkit.units import mm
from briefkit.values import evolve, frozen

GOOD_RESOLUTION_PPI = 150  # what print needs of a photograph seen from a reading distance
LEAST_PICTURE_WIDTH = 0.6  # of the trim; a smaller photograph is shown soft rather than small
PICTURE_HEIGHT = (0.5, 0.42, 0.34, 0.26)  # of the trim, tried in turn until all text fits
TITLE_SCALE = (1.0, 0.85, 0.7, 0.55)  # of the cover title's size, tried in turn
FIELD_HEIGHT = (0.45, 0.55, 0.62, 0.7)  # of the trim, for words on colour, tried in turn
FIELD_HEAD, FIELD_FOOT = mm(25), mm(12)  # above and below the words on it, of A4; less of less
LEAST_PICTURE_HEIGHT = 0.15  # of the trim, for a picture below such a field
WIDE_PICTURE = 0.75  # of the trim: the words take their left edge from a picture at least so wide
RIGHT_MARGIN = mm(20)
BAR = 4.0  # points: the accent bar that heads a cover of words
EVEN_ROWS = 4  # publishers, which stand two beside two, not one below three
LOGO_HEIGHT = 28.0  # points, where the house says none
COVER_ANCHOR = "cover"


@frozen
class _Design:
    """One way to divide the page.

    share: of the trim's height, for the picture or the field of colour; scale: of the title's size.
    """

    share: float
    scale: float


@frozen
class _Grid:
    """The cover's lines: its left edge and measure for text, and its foot; in points."""

    left: float
    measure: float
    foot: float


@frozen
class _Words:
    """What stands on the cover beside its picture; each set once, though many designs try it.

    head: (measure, share of the title's size, role of its colour) → title matter; foot: publishers.
    """

    head: Callable[[float, float, str | None], Frame]
    foot: Callable[[_Grid], Frame]


def make_cover(cover: ResolvedCover, setter: Compositor) -> Page:
    """Return the cover page.

    Raises LayoutError when the words do not fit, even small.
    """
    house, trim = setter.house, setter.house.page.trim
    design_page = {CoverKind.PANEL: _panel, CoverKind.TYPOGRAPHIC: _typographic}.get(
        house.cover, _photograph
    )
    foot = cache(partial(_foot_matter, cover.matter, setter))
    title, width = house.scale.cover_title, _grid(setter, house.page.inner).measure
    largest = largest_share(cover.matter.title, title, width, setter)
    designs = [one for one in _designs(cover, house.cover) if one.scale <= largest]
    for bylines in bylines_of(cover.matter):
        words = _Words(cache(partial(_title_matter, cover.matter, bylines, setter)), foot)
        for design in designs:
            items = design_page(cover, design, words, setter)
            if items is not None:
                if _runs_left(cover.matter):
                    items = tuple([_mirrored(item, trim.width) for item in items])
                anchor = Placed(0, 0, Anchor(COVER_ANCHOR))
                frame = Frame(trim.width, trim.height, 0.0, (anchor, *items))
                region = Region("cover", Rect(0, 0, trim.width, trim.height))
                return Page(0, trim, frame, regions=(region,))
    raise LayoutError(
        Problem(
            "its title, authors and organisations do not fit on one page",
            "cover",
            "shorten the title or the subtitle, or name fewer organisations",
        )
    )


def _runs_left(matter: TitleMatter) -> bool:
    """Return whether a cover is read from right to left."""
    return bool(matter.title) and parse_language(matter.title[0].language).is_right_to_left


def _mirrored(placed: Placed, width: float) -> Placed:
    """Return an item as far from the page's right edge as it is from the left; not its inside."""
    item = placed.item
    if isinstance(item, Frame | Fill | Picture):
        return evolve(placed, x=width - placed.x - item.width)
    return placed


def _designs(cover: ResolvedCover, kind: CoverKind) -> Iterator[_Design]:
    """Yield the ways to divide the page, the best first."""
    has_field = kind is CoverKind.PANEL or (kind is CoverKind.PHOTOGRAPH and cover.raster is None)
    shares: tuple[float, ...] = PICTURE_HEIGHT
    if has_field:  # a field without a picture below it is the whole design, and takes more room
        shares = FIELD_HEIGHT if cover.raster else FIELD_HEIGHT[-2:]
    for share in shares:
        is_last = share in {FIELD_HEIGHT[-1], PICTURE_HEIGHT[-1]}
        for scale in TITLE_SCALE if is_last else TITLE_SCALE[:2]:
            yield _Design(share, scale)


def _photograph(
    cover: ResolvedCover, design: _Design, words: _Words, setter: Compositor
) -> tuple[Placed, ...] | None:
    """Return the picture at the head, to the trim, and the words below; None if they do not fit."""
    page = setter.house.page
    raster = cover.raster
    if raster is None:
        return _panel(cover, design, words, setter)
    width = _picture_width(raster, page.trim)
    grid = _grid(setter, _left_edge(width, setter))
    size = Size(width, page.trim.height * design.share)
    items: list[Placed] = []
    y = _picture(
        items, cover, raster, Placed(page.trim.width - width, 0.0, Frame(0, 0)), size, setter
    )
    return _words_between(items, y, words, grid, design)


def _panel(
    cover: ResolvedCover, design: _Design, words: _Words, setter: Compositor
) -> tuple[Placed, ...] | None:
    """Return the words on a field of the accent colour, the picture, if there is one, below it."""
    page, palette, raster = setter.house.page, setter.house.palette, cover.raster
    width = _picture_width(raster, page.trim) if raster else 0.0
    grid = _grid(setter, _left_edge(width, setter))
    head = words.head(grid.measure, design.scale, "on_accent")
    foot = words.foot(grid)
    field = page.trim.height * design.share
    foot_top = grid.foot - foot.height
    share = min(1.0, page.trim.height / A4.height)
    above, below = FIELD_HEAD * share, FIELD_FOOT * share
    if head.height + above + below > field or field + below > foot_top:
        return None
    items = [
        Placed(0, 0, Fill(page.trim.width, field, palette.accent, BACKGROUND)),
        Placed(grid.left, field - below - head.height, head),
    ]
    if raster is not None:
        captions = _caption_height(cover, grid, setter)
        size = Size(width, foot_top - mm(10) - captions - 6.0 - field)
        if size.height < LEAST_PICTURE_HEIGHT * page.trim.height:
            return None
        place = Placed(page.trim.width - width, field, Frame(0, 0))
        _picture(items, cover, raster, place, size, setter)
    items.append(Placed(grid.left, foot_top, foot))
    return tuple(items)


def _typographic(
    cover: ResolvedCover, design: _Design, words: _Words, setter: Compositor
) -> tuple[Placed, ...] | None:
    """Return the words alone, large on paper, a picture small and inset above them."""
    page, palette = setter.house.page, setter.house.palette
    grid = _grid(setter, page.inner)
    bar = Fill(page.trim.width - grid.left, BAR, palette.accent, LAYOUT)
    items = [Placed(grid.left, page.head, bar)]
    y = page.head + BAR + mm(12)
    if cover.raster is not None:
        sharp = cover.raster.width_px / GOOD_RESOLUTION_PPI * 72
        width = min(grid.measure, max(sharp, grid.measure / 2))
        height = min(width / cover.raster.aspect, page.trim.height * design.share * 0.7)
        place = Placed(grid.left, y, Frame(0, 0))
        y = _picture(items, cover, cover.raster, place, Size(width, height), setter)
    return _words_between(items, y, words, grid, design)


def _words_between(
    items: list[Placed], y: float, words: _Words, grid: _Grid, design: _Design
) -> tuple[Placed, ...] | None:
    """Return the items with title and publishers below `y`; None if they do not fit."""
    foot = words.foot(grid)
    foot_top = grid.foot - foot.height
    head = words.head(grid.measure, design.scale, None)
    room = foot_top - y
    if head.height + 2 * mm(8) > room:
        return None
    # the title stands nearer to the photograph than to the publisher: 2 : 3 of the free room
    items.append(Placed(grid.left, y + max(mm(8), (room - head.height) * 0.4), head))
    items.append(Placed(grid.left, foot_top, foot))
    return tuple(items)


def _picture(
    items: list[Placed],
    cover: ResolvedCover,
    raster: Raster,
    place: Placed,
    size: Size,
    setter: Compositor,
) -> float:
    """Append the picture, its caption and its credit, and return the y below them."""
    page, styles = setter.house.page, setter.house.scale
    crop = crop_to(raster, size.width / size.height, cover.focus)
    shown = Picture(raster, size.width, size.height, cover.picture_mark or LAYOUT, crop)
    items.append(Placed(place.x, place.y, shown))
    left = max(place.x, page.inner)
    measure = page.trim.width - left - RIGHT_MARGIN
    y = place.y + size.height + 6.0
    for text, style in ((cover.caption, styles.caption), (cover.credit, styles.credit)):
        y = _stack(items, text, style, left, y, measure, setter)
    return y


def _caption_height(cover: ResolvedCover, grid: _Grid, setter: Compositor) -> float:
    styles = setter.house.scale
    y = _stack([], cover.caption, styles.caption, 0.0, 0.0, grid.measure, setter)
    return _stack([], cover.credit, styles.credit, 0.0, y, grid.measure, setter)


def _left_edge(picture_width: float, setter: Compositor) -> float:
    """Return the left edge of the words: a wide picture's own, else the inner margin."""
    page = setter.house.page
    is_wide = picture_width > WIDE_PICTURE * page.trim.width
    return max(page.trim.width - picture_width, page.inner) if is_wide else page.inner


def _grid(setter: Compositor, left: float) -> _Grid:
    trim = setter.house.page.trim
    return _Grid(left, trim.width - left - RIGHT_MARGIN, trim.height - mm(20))


def _title_matter(
    matter: TitleMatter,
    bylines: Bylines,
    setter: Compositor,
    measure: float,
    scale: float,
    colour: str | None,
) -> Frame:
    """Return kicker, title, subtitle and authors, one under the other."""
    styles = setter.house.scale
    title = smaller(styles.cover_title, scale)
    leading = styles.body.leading
    items: list[Placed] = []
    y = 0.0
    kicker = matter.kicker or matter.date
    for text, style, space in (
        (kicker, styles.label, leading / 2),
        (matter.title, title, leading / 2 if matter.subtitle else leading * 5 / 4),
        (matter.subtitle, styles.cover_subtitle, leading),
    ):
        end = _stack(items, text, style, 0.0, y, measure, setter, colour)
        y = end + space if end > y else y
    byline = smaller(styles.cover_text, bylines.share)
    for name, role in bylines.lines:
        y = _stack(items, name, evolve(byline, weight=600), 0.0, y, measure, setter, colour)
        y = _stack(items, role, byline, 0.0, y, measure, setter, colour)
        y += leading / 2
    if matter.kicker:
        y = _stack(items, matter.date, styles.cover_text, 0.0, y, measure, setter, colour)
    return Frame(measure, y, 0.0, tuple(items))


def _foot_matter(matter: TitleMatter, setter: Compositor, grid: _Grid) -> Frame:
    """Return the organisations, side by side under a rule; without any, the house's logo alone."""
    organisations = matter.organisations
    columns = 2 if len(organisations) == EVEN_ROWS else min(len(organisations), 3) or 1
    gap = mm(8)
    width = (grid.measure - gap * (columns - 1)) / columns
    logos = [_logo_of(organisation, width, setter) for organisation in organisations]
    if not logos or logos[0] is None:
        logos[:1] = [_house_logo(width, setter)]
    if not organisations and logos == [None]:
        return Frame(grid.measure, 0.0)
    items: list[Placed] = [Placed(0, 0, Fill(grid.measure, 0.5, setter.house.palette.rule, LAYOUT))]
    top, height = mm(5), 0.0
    runs_left = _runs_left(matter)
    for start in range(0, len(logos), columns):
        if start:
            top, height = top + height + mm(5), 0.0
        row = logos[start : start + columns]
        highest = max(logo.height if logo else 0.0 for logo in row)
        for column, logo in enumerate(row):
            x, y = (columns - 1 - column if runs_left else column) * (width + gap), 0.0
            if logo is not None:  # all stand on one line, and the names below them too
                edge = x + width - logo.width if runs_left else x
                items.append(Placed(edge, top + highest - logo.height, logo))
                y = highest
            if organisations:
                words = _organisation(organisations[start + column], width, setter)
                y += mm(3) if logo else 0.0
                items.append(Placed(x, top + y, words))
                y += words.height
            height = max(height, y)
    return Frame(grid.measure, top + height, 0.0, tuple(items))


def _logo_of(
    organisation: ResolvedOrganisation, width: float, setter: Compositor
) -> Picture | None:
    if organisation.logo is None:
        return None
    return _logo(organisation.logo, organisation.logo_mark or LAYOUT, width, setter)


def _house_logo(width: float, setter: Compositor) -> Picture | None:
    """Return the house's own logo, for a publisher that has none.

    It says what the name beside it says, or the house's running head.
    """
    logo = setter.house.logo
    if logo is None:
        return None
    return _logo(read_raster(logo.path, "house.logo"), LAYOUT, width, setter)


def _logo(raster: Raster, mark: Mark, width: float, setter: Compositor) -> Picture:
    house_logo = setter.house.logo
    height = house_logo.height if house_logo else LOGO_HEIGHT
    shown = min(width, height * raster.aspect)
    return Picture(raster, shown, shown / raster.aspect, mark)


def _organisation(organisation: ResolvedOrganisation, width: float, setter: Compositor) -> Frame:
    """Return an organisation's name, unit and address."""
    items: list[Placed] = []
    y = 0.0
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
    style = evolve(style, colour=colour) if colour else style
    is_title = style.alignment is Alignment.BALANCED
    for line in (setter.title_lines if is_title else setter.lines)(text, style, measure):
        items.append(Placed(x, y, line.frame))
        y += line.frame.height
    return y


def crop_to(raster: Raster, aspect: float, focus: tuple[float, float]) -> Rect:
    """Return the largest crop of an aspect, in fractions, with the focus as central as can be.

    >>> from briefkit.images.raster import Raster, read_raster
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
