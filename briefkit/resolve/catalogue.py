"""A brief → its own facts for catalogues, title bars and running heads, all plain text."""

from briefkit.metadata import Metadata, OutlineEntry, PictureRights
from briefkit.model.blocks import Block, Group, Paragraph, Quotation, Section
from briefkit.model.brief import Brief
from briefkit.model.figures import Cover, Figure
from briefkit.model.inline import Inline
from briefkit.resolve.addresses import bare_doi
from briefkit.resolve.facts import Survey
from briefkit.resolve.plain import one_line, plain_text

LONGEST_DESCRIPTION = 500  # characters
LONGEST_RUNNING_TITLE = 70  # characters: what a running head of one line holds


def metadata_of(
    brief: Brief,
    survey: Survey,
    outline: tuple[OutlineEntry, ...],
    pictures: tuple[PictureRights, ...],
) -> Metadata:
    """Return the facts of a brief."""
    return Metadata(
        title=plain_text(brief.title, brief.language, survey.shown),
        language=brief.language,
        subtitle=plain_text(brief.subtitle, brief.language, survey.shown),
        date=brief.date,
        authors=tuple(one_line(person.name) for person in brief.authors),
        publishers=tuple(one_line(organisation.name) for organisation in brief.organisations),
        keywords=tuple(filter(None, map(one_line, brief.keywords))),
        description=shortened(_text_of(brief.abstract, brief, survey), LONGEST_DESCRIPTION),
        identifier=bare_doi(brief.doi) or "",
        rights="; ".join(filter(None, (one_line(brief.copyright), one_line(brief.licence)))),
        series=one_line(brief.series),
        number=one_line(brief.number),
        issn=one_line(brief.issn),
        version=one_line(brief.version),
        pictures=pictures,
        outline=outline,
    )


def rights_of(
    picture: Figure | Cover, label: str, stop: str, language: str, survey: Survey
) -> tuple[PictureRights, ...]:
    """Return whose a picture is, or nothing where its author does not say.

    label: "Figure 1", or ""; stop: what stands behind it, with its space.
    """

    def plain(inlines: tuple[Inline, ...]) -> str:
        return plain_text(inlines, language, survey.shown)

    credit, licence = plain(picture.credit), one_line(picture.licence)
    source = plain(picture.source) if isinstance(picture, Figure) else ""
    if not (credit or source or licence):
        return ()
    name = stop.join(filter(None, (label, plain(picture.caption))))
    return (PictureRights(name or one_line(picture.alt or ""), credit, source, licence),)


def running_title(title: str) -> str:
    """Return a title short enough for a running head: its first part, or its first words.

    >>> running_title("A title")
    'A title'
    """
    if len(title) <= LONGEST_RUNNING_TITLE:
        return title
    for stop in (": ", " – ", " — ", ". ", "? "):
        first = title.partition(stop)[0]
        if len(first) <= LONGEST_RUNNING_TITLE:
            return f"{first}?" if stop == "? " else first
    return shortened(title, LONGEST_RUNNING_TITLE)


def shortened(text: str, longest: int) -> str:
    """Return a text cut after a word, with an ellipsis, where it is too long.

    >>> shortened("one two three", 8)
    'one two…'
    """
    if len(text) <= longest:
        return text
    cut = text[:longest]
    return f"{cut.rpartition(' ')[0] or cut[:-1]}…"


def _text_of(blocks: tuple[Block, ...], brief: Brief, survey: Survey) -> str:
    """Return what paragraphs say, one after another; other blocks are left out."""
    texts = []
    stack = list(blocks[::-1])
    while stack:
        match stack.pop():
            case Paragraph(children):
                texts.append(plain_text(children, brief.language, survey.shown))
            case (Group() | Quotation() | Section()) as block:
                stack.extend(block.body[::-1])
    return " ".join(filter(None, texts))
