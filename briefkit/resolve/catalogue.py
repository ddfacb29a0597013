"""A brief → its own facts for catalogues, title bars and running heads, all plain text."""

from briefkit.metadata import Metadata, OutlineEntry
from briefkit.model.blocks import Block, Group, Paragraph, Quotation, Section
from briefkit.model.brief import Brief
from briefkit.resolve.addresses import bare_doi
from briefkit.resolve.facts import Survey
from briefkit.resolve.plain import one_line, plain_text

LONGEST_DESCRIPTION = 500  # characters
LONGEST_RUNNING_TITLE = 70  # characters: what a running head of one line holds


def metadata_of(brief: Brief, survey: Survey, outline: tuple[OutlineEntry, ...]) -> Metadata:
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
        outline=outline,
    )


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
