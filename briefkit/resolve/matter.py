"""What stands around the text → resolved values: cover, title, editions, people, imprint."""

import re

from briefkit.model.blocks import Block
from briefkit.model.brief import Brief
from briefkit.model.figures import Cover
from briefkit.model.inline import InLanguage, Inline, Link, Quoted, Text, is_blank
from briefkit.model.people import Organisation, Person
from briefkit.numerals import numeral
from briefkit.resolve.addresses import bare_doi, bare_orcid
from briefkit.resolve.catalogue import rights_of
from briefkit.resolve.dates import write_date
from briefkit.resolve.facts import HeadingFacts
from briefkit.resolve.lines import set_line, set_text
from briefkit.resolve.place import Place
from briefkit.resolve.plain import calls_notes, one_line, plain_text, whole_title
from briefkit.resolve.resolved import (
    ResolvedBlock,
    ResolvedCover,
    ResolvedHeading,
    ResolvedImprint,
    ResolvedLinks,
    ResolvedOrganisation,
    ResolvedPeople,
    ResolvedPerson,
    ResolvedRelated,
    RichText,
    TitleMatter,
)
from briefkit.resolve.spans import SpanWriter
from briefkit.resolve.structuring import Structuring
from briefkit.structure import LAYOUT, Mark, NodeId, Role
from briefkit.values import evolve, frozen

ROOT = NodeId(0)
_CREATIVE_COMMONS = re.compile(r"CC[- ](BY(?:-NC)?(?:-ND|-SA)?)[- ](\d\.\d)", re.IGNORECASE)
_CREATIVE_ZERO = re.compile(r"CC0(?:[- ]1\.0)?", re.IGNORECASE)


# Cover and title


def set_cover(setting: Structuring, brief: Brief, cover: Cover) -> ResolvedCover:
    """Return the cover: its picture, then what the brief says of itself. No notes are called."""
    node = setting.tree.add(ROOT, Role.DIVISION)
    parent = (
        node if is_blank((*cover.caption, *cover.credit)) else setting.tree.add(node, Role.ASIDE)
    )
    raster = setting.survey.rasters.get("cover")
    mark: Mark | None = None
    if raster is not None:
        mark = LAYOUT
        if not cover.decorative:
            alt = one_line(cover.alt or "") or None
            mark = setting.tree.add(setting.tree.add(parent, Role.FIGURE, alt=alt), Role.TEXT)
    language, role = brief.language, Role.CAPTION
    if not is_blank(cover.caption) and not is_blank(cover.credit):
        # As with a figure's: a Caption ends what it belongs to.
        parent, role = setting.tree.add(parent, Role.CAPTION), Role.PARAGRAPH
    caption = set_line(setting.desk, cover.caption, parent, language, "cover.caption", role=role)
    credit = set_line(setting.desk, cover.credit, parent, language, "cover.credit")
    setting.pictures += rights_of(cover, "", setting.says.stop, language, setting.survey)
    matter = set_title(setting, brief, node, is_cover=True)
    return ResolvedCover(matter, raster, mark, caption, credit, cover.focus)


def set_title(
    setting: Structuring, brief: Brief, parent: NodeId, *, is_cover: bool = False
) -> TitleMatter:
    """Return what a brief says of itself; on a cover without the calls of notes."""
    tree, language = setting.tree, brief.language
    kicker = set_line(setting.desk, _series(brief), parent, language, "series")
    date = "" if brief.date is None else write_date(brief.date, language)
    # A cover without a series opens with its date.
    first = (
        set_line(setting.desk, date, parent, language, "date") if is_cover and not kicker else ()
    )
    title = plain_text(brief.title, language, setting.survey.shown)
    heading = tree.add(parent, Role.HEADING_1, title=title)
    title_spans = _titling(setting, brief.title, heading, language, "title", is_cover)
    subtitle: RichText = ()
    if not is_blank(brief.subtitle) or calls_notes(brief.subtitle):
        node = tree.add(parent, Role.PARAGRAPH)
        subtitle = _titling(setting, brief.subtitle, node, language, "subtitle", is_cover)
    bylines = tuple(
        (
            set_line(setting.desk, person.name, parent, language, f"authors[{index}].name"),
            set_line(
                setting.desk,
                _role(person, setting.says.comma),
                parent,
                language,
                f"authors[{index}].role",
            ),
        )
        for index, person in enumerate(brief.authors)
    )
    return TitleMatter(
        title=title_spans,
        subtitle=subtitle,
        kicker=kicker,
        bylines=bylines,
        date=first or set_line(setting.desk, date, parent, language, "date"),
        organisations=tuple(
            _organisation(setting, organisation, parent, language, f"organisations[{index}]")
            for index, organisation in enumerate(brief.organisations)
        ),
    )


def repeat_title(setting: Structuring, brief: Brief) -> TitleMatter:
    """Return title and subtitle as they stand again above the text, behind a cover.

    They are artifacts there. The calls of their notes are not: they stand here for the first time,
    since a cover has no foot to put a note at.
    """
    calls_in = None
    if calls_notes(brief.title) or calls_notes(brief.subtitle):
        calls_in = setting.tree.add(ROOT, Role.PARAGRAPH)
    texts = []
    for inlines, where in ((brief.title, "title"), (brief.subtitle, "subtitle")):
        writer = SpanWriter(
            setting.desk, None, brief.language, where, is_bare=True, calls_in=calls_in
        )
        texts.append(writer.write(inlines).finish())
    return TitleMatter(title=texts[0], subtitle=texts[1])


def _titling(
    setting: Structuring,
    inlines: tuple[Inline, ...],
    node: NodeId,
    language: str,
    where: str,
    is_cover: bool,
) -> RichText:
    writer = SpanWriter(setting.desk, node, language, where, has_notes=not is_cover)
    return writer.write(inlines).finish()


def _series(brief: Brief) -> str:
    return "\u00a0".join(filter(None, (one_line(brief.series), one_line(brief.number))))


def _role(person: Person, comma: str) -> str:
    says = (one_line(person.role), one_line(person.affiliation))
    return comma.join(filter(None, says))


def _organisation(
    setting: Structuring, organisation: Organisation, parent: NodeId, language: str, where: str
) -> ResolvedOrganisation:
    node = setting.tree.add(parent, Role.DIVISION)
    logo = setting.survey.rasters.get(f"{where}.logo")
    mark = None
    if logo is not None:
        alt = one_line(organisation.name)
        mark = setting.tree.add(setting.tree.add(node, Role.FIGURE, alt=alt), Role.TEXT)
    url: tuple[Inline, ...] = ()
    if organisation.url:
        url = (Link(organisation.url, (Text(_bare_address(organisation.url)),)),)
    return ResolvedOrganisation(
        name=set_line(setting.desk, organisation.name, node, language, f"{where}.name"),
        unit=set_line(setting.desk, organisation.unit, node, language, f"{where}.unit"),
        url=set_line(setting.desk, url, node, language, f"{where}.url"),
        logo=logo,
        logo_mark=mark,
    )


def _bare_address(url: str) -> str:
    """Return an address as a house prints its own: without what every address begins with.

    >>> _bare_address("https://www.example.org/")
    'www.example.org'
    """
    bare = re.sub(r"^https?://", "", url, flags=re.IGNORECASE)
    return bare.removesuffix("/") if bare.count("/") == 1 else bare


# Before and after the text


@frozen
class _Titled:
    """A section that briefkit gives its heading. node: its SECTION; label: the heading's text."""

    node: NodeId
    label: RichText


def _titled(setting: Structuring, words: str, name: str, language: str) -> _Titled:
    """Begin a section of front or back matter whose heading is a label, not a block."""
    node = setting.tree.add(ROOT, Role.SECTION)
    anchor = setting.survey.fresh_name(name)
    inlines: tuple[Inline, ...] = (Text(words),)
    label = set_line(
        setting.desk, inlines, node, language, name, role=Role.HEADING_2, anchor=anchor
    )
    setting.headings.append(
        HeadingFacts(1, anchor, words, inlines, "", language, name, is_listed=False)
    )
    return _Titled(node, label)


def set_part(
    setting: Structuring,
    blocks: tuple[Block, ...],
    words: str,
    name: str,
    language: str,
    *,
    is_listed: bool,
) -> tuple[ResolvedBlock, ...]:
    """Return a part of front or back matter under a heading; nothing where it is empty."""
    if not blocks:
        return ()
    place = Place(setting.tree.add(ROOT, Role.SECTION), language, sections=1)
    heading = set_heading(setting, words, name, place, is_listed=is_listed)
    heading = evolve(heading, is_matter=True)
    return (heading, *setting.blocks(blocks, name, place))


def set_heading(
    setting: Structuring, words: str, name: str, place: Place, *, is_listed: bool
) -> ResolvedHeading:
    """Return a heading in briefkit's own words."""
    anchor = setting.survey.fresh_name(name)
    return setting.heading((Text(words),), place, name, anchor=anchor, is_listed=is_listed)


def set_key_points(setting: Structuring, brief: Brief) -> tuple[ResolvedBlock, ...]:
    """Return the key points as a panel, which has a heading as a section does."""
    points = brief.key_points
    if points is None:
        return ()
    place = Place(setting.tree.add(ROOT, Role.SECTION), brief.language, sections=1)
    anchor = setting.survey.fresh_name("key_points")
    inlines = points.title or (Text(setting.says.key_points),)
    title = plain_text(inlines, brief.language, setting.survey.shown)
    setting.headings.append(
        HeadingFacts(
            1, anchor, title, inlines, "", brief.language, "key_points.title", is_listed=False
        )
    )
    return (setting.key_points(points, "key_points", place, Role.HEADING_2, anchor),)


def set_editions(setting: Structuring, brief: Brief) -> tuple[ResolvedBlock, ...]:
    """Return the row of language editions, each title in its language and linked."""
    if not brief.editions:
        return ()
    tree, language = setting.tree, brief.language
    node = tree.add(ROOT, Role.DIVISION)
    words = f"{setting.says.editions}{setting.says.colon}".rstrip(" ")
    label = set_line(setting.desk, words, node, language, "editions")
    items = tree.add(node, Role.LIST, numbering="None")
    links = []
    for index, edition in enumerate(brief.editions):
        title = _linked(edition.title, edition.url)
        body = tree.add(tree.add(items, Role.LIST_ITEM), Role.LIST_BODY)
        inlines = (InLanguage(edition.language, (title,)),)
        links.append(set_text(setting.desk, inlines, body, language, f"editions[{index}]"))
    return (ResolvedLinks(label, tuple(links), "editions"),)


def set_related(setting: Structuring, brief: Brief) -> tuple[ResolvedBlock, ...]:
    """Return the related publications, each linked and dated."""
    if not brief.related:
        return ()
    tree, language = setting.tree, brief.language
    titled = _titled(setting, setting.says.related, "related", language)
    items = tree.add(titled.node, Role.LIST, numbering="None")
    entries = []
    for index, related in enumerate(brief.related):
        body = tree.add(tree.add(items, Role.LIST_ITEM), Role.LIST_BODY)
        inlines: tuple[Inline, ...] = (_linked(related.title, related.url),)
        if related.date is not None:
            inlines = (*inlines, Text(f"{setting.says.comma}{write_date(related.date, language)}"))
        entries.append(set_text(setting.desk, inlines, body, language, f"related[{index}]"))
    return (ResolvedRelated(titled.label, tuple(entries), "related"),)


def _linked(title: str, url: str) -> Inline:
    return Link(url, (Text(title),)) if url else Text(title)


def set_people(setting: Structuring, brief: Brief) -> tuple[ResolvedBlock, ...]:
    """Return a box for each author of whom there is more to say than name and role."""
    shown = [
        (index, person)
        for index, person in enumerate(brief.authors)
        if person.bio or person.photo is not None or person.email or person.orcid
    ]
    if not shown:
        return ()
    says = setting.says
    words = says.about_author if len(shown) == 1 else says.about_authors
    titled = _titled(setting, words, "authors", brief.language)
    people = tuple(
        _person(setting, person, titled.node, brief.language, f"authors[{index}]")
        for index, person in shown
    )
    return (ResolvedPeople(titled.label, people),)


def set_organisations(setting: Structuring, brief: Brief) -> tuple[ResolvedBlock, ...]:
    """Return what each organisation says of itself; nothing where none does."""
    shown = [
        (index, organisation)
        for index, organisation in enumerate(brief.organisations)
        if not is_blank(organisation.about) or calls_notes(organisation.about)
    ]
    if not shown:
        return ()
    says, language = setting.says, brief.language
    words = says.about_organisation if len(shown) == 1 else says.about_organisations
    titled = _titled(setting, words, "organisations", language)
    told = []
    for index, organisation in shown:
        where = f"organisations[{index}]"
        node = setting.tree.add(titled.node, Role.DIVISION)
        told.append(
            ResolvedPerson(
                name=set_line(setting.desk, organisation.name, node, language, f"{where}.name"),
                role=set_line(setting.desk, organisation.unit, node, language, f"{where}.unit"),
                bio=set_line(setting.desk, organisation.about, node, language, f"{where}.about"),
                addresses=(),
                where=where,
            )
        )
    return (ResolvedPeople(titled.label, tuple(told)),)


def _person(
    setting: Structuring, person: Person, parent: NodeId, language: str, where: str
) -> ResolvedPerson:
    tree = setting.tree
    node = tree.add(parent, Role.DIVISION)
    photo = setting.survey.rasters.get(f"{where}.photo")
    mark = None
    if photo is not None:
        alt = one_line(person.photo_alt) or one_line(person.name)
        mark = tree.add(tree.add(node, Role.FIGURE, alt=alt), Role.TEXT)
    links = []
    if person.email:
        links.append(Link(f"mailto:{person.email}"))
    orcid = bare_orcid(person.orcid)
    if orcid is not None:
        links.append(Link(f"https://orcid.org/{orcid}"))
    return ResolvedPerson(
        name=set_line(setting.desk, person.name, node, language, f"{where}.name"),
        role=set_line(
            setting.desk, _role(person, setting.says.comma), node, language, f"{where}.role"
        ),
        bio=set_line(setting.desk, person.bio, node, language, f"{where}.bio"),
        addresses=tuple(set_line(setting.desk, (link,), node, language, where) for link in links),
        photo=photo,
        photo_mark=mark,
        where=where,
    )


# Imprint


def set_imprint(setting: Structuring, brief: Brief) -> tuple[ResolvedBlock, ...]:
    """Return the closing lines; nothing where the brief says nothing for them."""
    says, language = setting.says, brief.language
    doi = bare_doi(brief.doi)
    lines: list[tuple[str, tuple[Inline, ...]]] = [
        (says.series, _words(_series(brief))),
        (says.version, _words(brief.version)),
        ("DOI", (Link(f"doi:{doi}"),) if doi else ()),
        ("ISSN", _words(brief.issn)),
        (says.licence, _licence(one_line(brief.licence))),
        ("", _words(brief.copyright)),
    ]
    if not any(inlines for _, inlines in lines):
        return ()
    publisher = brief.organisations[0].name if brief.organisations else ""
    lines.insert(1, (says.published_by, _words(publisher)))
    if doi or brief.series:
        lines.append((says.citation, _citation(setting, brief)))
    node = setting.tree.add(ROOT, Role.SECTION)
    paragraphs = tuple(
        set_line(
            setting.desk,
            inlines,
            node,
            language,
            "imprint",
            label=f"{label}{says.colon}" if label else "",
        )
        for label, inlines in lines
        if inlines
    )
    return (ResolvedImprint(paragraphs),)


def _words(text: str) -> tuple[Inline, ...]:
    text = one_line(text)
    return (Text(text),) if text else ()


def _licence(licence: str) -> tuple[Inline, ...]:
    """Return a licence, linked to its text where its name tells where that is."""
    common = _CREATIVE_COMMONS.fullmatch(licence)
    if common is not None:
        url = f"https://creativecommons.org/licenses/{common[1].lower()}/{common[2]}/"
        return (Link(url, (Text(licence),)),)
    if _CREATIVE_ZERO.fullmatch(licence):
        return (Link("https://creativecommons.org/publicdomain/zero/1.0/", (Text(licence),)),)
    return (Text(licence),) if licence else ()


def _citation(setting: Structuring, brief: Brief) -> tuple[Inline, ...]:
    """Return how the brief may be cited: authors, “title”, series, publisher, year, DOI."""
    says = setting.says
    names = [one_line(person.name) for person in brief.authors]
    if len(names) > 1:
        names[-2:] = [f"{names[-2]}{says.conjunction}{names[-1]}"]
    shown = setting.survey.shown
    title, subtitle = [
        plain_text(text, brief.language, shown, quotes=1) for text in (brief.title, brief.subtitle)
    ]
    rest = [
        _series(brief),
        one_line(brief.organisations[0].name) if brief.organisations else "",
        numeral(brief.date.year, digits=says.digits) if brief.date is not None else "",
    ]
    inlines: list[Inline] = []
    if names:
        inlines.append(Text(f"{says.enumeration.join(names)}{says.comma}"))
    inlines.append(Quoted(whole_title(title, subtitle, says.colon)))
    after = "".join(f"{says.comma}{part}" for part in rest if part)
    doi = bare_doi(brief.doi)
    if doi:
        return (*inlines, Text(f"{after}{says.comma}"), Link(f"doi:{doi}"))
    return (*inlines, Text(f"{after}{says.period}"))
