"""What opens and closes a brief → Matter: title block, editions, related, imprint."""

from collections.abc import Sequence
from itertools import product

from briefkit.frame import Frame, Picture, Placed
from briefkit.galley.flow import Matter, Place, line_items, space_of
from briefkit.galley.frames import inset, rule, space, stacked
from briefkit.galley.items import FORBIDDEN, VBox, VGlue, VItem, VPenalty
from briefkit.galley.styling import Compositor, ornament
from briefkit.lang import parse_language
from briefkit.resolve.labels import labels_for
from briefkit.resolve.resolved import (
    Form,
    ResolvedImprint,
    ResolvedLinks,
    ResolvedOrganisation,
    ResolvedRelated,
    ResolvedSpan,
    RichText,
    TitleMatter,
)
from briefkit.structure import LAYOUT
from briefkit.style.typography import TextStyle
from briefkit.values import evolve, frozen

LOGO_HEIGHT = 28.0  # points, where the house has no logo of its own to say it
TITLE_RULE = (36.0, 3.0)  # the mark above a title: width and thickness in points
TITLE_SCALE = (1.0, 0.85, 0.7, 0.55)  # of the title's size, tried in turn …
TALLEST_TITLE = 0.75  # … until all that stands above the text is no higher than this, of a page
MOST_TITLE_LINES, SMALL_TITLE = 6, 0.7  # more lines are set smaller, as far as this
FEW_NAMES = 3  # of authors of whom nothing else is said: more run on after each other
LONGEST_WHOLE_NAME = 30  # letters: one of many names, of which no line ends within
FEW_AUTHORS = 6  # of whom a role is told under the name: more run on, each with the role behind it
IMPRINT_ALONE = 3_000.0  # a last page of nothing else: a box of an author goes with it
_SEMICOLONS = {"，": "；", "、": "；"}  # in place of "; ", by the comma
_ARABIC_MARKS = frozenset({"ar", "ckb", "fa", "ps", "sd", "ug", "ur"})
SMALL_NAMES = 0.8  # of their size, for so many that they leave the text no room otherwise


def set_title(matter: TitleMatter, place: Place, compositor: Compositor) -> Matter:
    """Return what a brief says of itself above its text, as one box.

    A title of many lines, or one that would leave the text no room on its page, is set smaller.
    """
    title, width = compositor.house.scale.title, place.width
    largest = largest_share(matter.title, title, width, compositor)
    shares = [one for one in TITLE_SCALE if one <= largest]
    for bylines, share in product(bylines_of(matter), shares):
        frame, calls = _title_of(matter, bylines, place, compositor, share)
        if frame.height <= TALLEST_TITLE * place.room:
            break
    leading = compositor.house.scale.body.leading
    return Matter(
        (VBox(frame, calls, "title"),),
        below=VGlue(1.5 * leading, leading / 2, leading / 4),
        share_above=0.0,
        keeps=1,
    )


def smaller(style: TextStyle, share: float) -> TextStyle:
    """Return a style of a share of its size."""
    if share == 1.0:
        return style
    return evolve(style, size=style.size * share, leading=style.leading * share)


def largest_share(text: RichText, style: TextStyle, width: float, compositor: Compositor) -> float:
    """Return of how much of its size a title is at the most, so that it has not too many lines."""
    for share in TITLE_SCALE:
        lines = compositor.title_lines(text, smaller(style, share), width)
        if share <= SMALL_TITLE or len(lines) <= MOST_TITLE_LINES:
            return share
    return TITLE_SCALE[-1]


@frozen
class Bylines:
    """Who wrote a brief, as it is set: names, each with a role that stands under it or none.

    share: of their size.
    """

    lines: tuple[tuple[RichText, RichText], ...]
    share: float = 1.0


def bylines_of(matter: TitleMatter) -> tuple[Bylines, ...]:
    """Return the ways to set the authors' names and roles, the best first.

    Many bare names run on with commas; many names with roles, with semicolons, and each role behind
    its name. So do a few where their page has no room for more.
    """
    told = [(name, role) for name, role in matter.bylines if name]
    if not any(role for _, role in matter.bylines):
        return (Bylines(_run_on(told) if len(told) > FEW_NAMES else matter.bylines),)
    ways = (Bylines(_run_on(told)), Bylines(_run_on(told), SMALL_NAMES))
    return ways if len(told) > FEW_AUTHORS else (Bylines(matter.bylines), *ways)


def _run_on(told: Sequence[tuple[RichText, RichText]]) -> tuple[tuple[RichText, RichText], ...]:
    """Return names as one text, which is a name where none has a role, else a role."""
    has_roles = any(role for _, role in told)
    text: list[ResolvedSpan] = []
    for name, role in told:
        language = name[0].language
        between_names, semicolon, comma = _marks_of_lists(language)
        if text:
            text += ornament(semicolon if has_roles else between_names, language)
        form = Form.STRONG if has_roles else Form.PLAIN
        if sum(len(span.text) for span in name) <= LONGEST_WHOLE_NAME:
            form |= Form.WHOLE
        text += [evolve(span, form=span.form | form) for span in name]
        if role:
            text += [*ornament(comma, language), *role]
    return (((), tuple(text)),) if has_roles else ((tuple(text), ()),)


def _marks_of_lists(language: str) -> tuple[str, str, str]:
    """Return what parts names, persons with their roles, and these two, in a language."""
    if parse_language(language).primary in _ARABIC_MARKS:
        return "، ", "؛ ", "، "
    says = labels_for(language)
    return says.enumeration, _SEMICOLONS.get(says.comma, "; "), says.comma


def _title_of(
    matter: TitleMatter, bylines: Bylines, place: Place, compositor: Compositor, share: float
) -> tuple[Frame, tuple[str, ...]]:
    """Return what stands above the text, and the notes called there. share: of the title's size."""
    house, scale = compositor.house, compositor.house.scale
    width, third = place.width, scale.body.leading / 3
    frames: list[Frame] = []
    calls: list[str] = []
    title = smaller(scale.title, share)

    def put(text: RichText, style: TextStyle, above: float) -> None:
        set_lines = compositor.title_lines if style is title else compositor.lines
        lines = set_lines(text, style, width)
        if lines and frames and above:
            frames.append(space(width, above))
        frames.extend(line.frame for line in lines)
        calls.extend(call for line in lines for call in line.calls)

    length, thickness = TITLE_RULE
    runs_left = place.is_right_to_left
    bar = rule(width, thickness, house.palette.accent, length, is_right_to_left=runs_left)
    frames += [bar, space(width, 2 * third)]
    put(matter.kicker, scale.kicker, 0.0)
    put(matter.title, title, third / 2 if matter.kicker else 0.0)
    put(matter.subtitle, scale.subtitle, third)
    above = 2 * third
    byline = smaller(scale.byline, bylines.share)
    for name, role in bylines.lines:
        put(name, evolve(byline, weight=600), above)
        put(role, evolve(byline, colour="muted") if name else byline, 0.0 if name else above)
        above = third
    put(matter.date, evolve(scale.byline, colour="muted"), above if matter.bylines else 2 * third)
    if matter.organisations:
        above = 2 * third
        for organisation in matter.organisations:
            block, its_calls = _organisation(organisation, width, compositor)
            frames += [space(width, above), block]
            calls += its_calls
            above = third
    return inset(stacked(frames, width), place.measure, place.x), tuple(calls)


def _organisation(
    organisation: ResolvedOrganisation, width: float, compositor: Compositor
) -> tuple[Frame, list[str]]:
    """Return a publisher's logo, name, unit and address, and the notes called there."""
    scale = compositor.house.scale
    frames: list[Frame] = []
    calls: list[str] = []
    if organisation.logo is not None:
        height = compositor.house.logo.height if compositor.house.logo else LOGO_HEIGHT
        logo_width = height * organisation.logo.aspect
        picture = Picture(organisation.logo, logo_width, height, organisation.logo_mark or LAYOUT)
        frames.append(Frame(width, height, 0.0, (Placed(0.0, 0.0, picture),)))
        frames.append(space(width, scale.small.leading / 2))
    for text, style in (
        (organisation.name, evolve(scale.small, weight=600)),
        (organisation.unit, scale.small),
        (organisation.url, scale.small),
    ):
        lines = compositor.lines(text, style, width)
        frames += [line.frame for line in lines]
        calls += [call for line in lines for call in line.calls]
    return stacked(frames, width), calls


def set_links(block: ResolvedLinks, place: Place, compositor: Compositor) -> Matter:
    """Return a row of links under or after their label: the language editions."""
    scale = compositor.house.scale
    text: list[ResolvedSpan] = []
    if block.label:
        text += [evolve(span, form=span.form | Form.STRONG) for span in block.label]
        text += ornament("\u2002", block.label[0].language)
    for number, link in enumerate(block.links):
        if number:
            text += ornament(" · ", link[0].language if link else "en")
        text += link
    lines = compositor.lines(tuple(text), scale.small, place.width)
    around = space_of(scale.body.leading / 2)
    return Matter(line_items(lines, place, block.where), around, space_of(scale.body.leading))


def set_related(block: ResolvedRelated, place: Place, compositor: Compositor) -> Matter:
    """Return publications on the same subject: a label, and a line or two for each."""
    house, scale = compositor.house, compositor.house.scale
    quarter = scale.small.leading / 4
    items: list[VItem] = []
    frames = [rule(place.width, house.rule_thickness, house.palette.rule)]
    frames.append(space(place.width, scale.small.leading / 2))
    frames += [line.frame for line in compositor.lines(block.label, scale.label, place.width)]
    if block.label:
        frames.append(space(place.width, quarter))
    items.append(VBox(inset(stacked(frames, place.width), place.measure, place.x), kind="label"))
    for number, entry in enumerate(block.entries):
        if number:
            items += [VPenalty(0.0), VGlue(quarter)]
        else:
            items.append(VPenalty(FORBIDDEN, "heading"))
        items += line_items(compositor.lines(entry, scale.small, place.width), place, block.where)
    end = rule(place.width, house.rule_thickness, house.palette.rule)
    closing = stacked([space(place.width, scale.small.leading / 2), end], place.width)
    items += [VPenalty(FORBIDDEN), VBox(inset(closing, place.measure, place.x), kind="rule")]
    around = space_of(scale.body.leading)
    return Matter(tuple(items), around, around)


def set_imprint(block: ResolvedImprint, place: Place, compositor: Compositor) -> Matter:
    """Return the closing lines, small, under a rule."""
    house, scale = compositor.house, compositor.house.scale
    style = evolve(scale.small, colour="muted")
    frames = [rule(place.width, house.rule_thickness, house.palette.rule)]
    frames.append(space(place.width, style.leading / 2))
    calls: list[str] = []
    for number, paragraph in enumerate(block.paragraphs):
        if number:
            frames.append(space(place.width, style.leading / 4))
        lines = compositor.lines(paragraph, style, place.width)
        frames += [line.frame for line in lines]
        calls += [call for line in lines for call in line.calls]
    frame = inset(stacked(frames, place.width), place.measure, place.x)
    above = space_of(2 * scale.body.leading)
    items = (VBox(frame, tuple(calls), "imprint"),)
    kind = "nothing but the imprint"
    return Matter(items, above, cost=IMPRINT_ALONE, kind=kind, begins_anew=True)
