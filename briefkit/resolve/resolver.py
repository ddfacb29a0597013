"""Resolve a brief: Brief → ResolvedBrief and its StructureTree.

    survey       number, name, read the pictures; or raise every fault at once
    structuring  set blocks and notes, and grow the tree with them
    matter       cover, title, editions, related, people, imprint
    contents     the contents list and the outline, once all headings are known

Nothing here knows fonts, measures or pages.
"""

from functools import partial
from pathlib import Path

from briefkit.model.brief import Brief
from briefkit.resolve import matter
from briefkit.resolve.catalogue import metadata_of, running_title
from briefkit.resolve.contents import begin_lists, outline_of, set_entries
from briefkit.resolve.facts import NO_PAGES, PageNumbers
from briefkit.resolve.garbled import garbled
from briefkit.resolve.labels import labels_for
from briefkit.resolve.matter import ROOT
from briefkit.resolve.origins import escapes
from briefkit.resolve.place import Place
from briefkit.resolve.resolved import (
    ResolvedBlock,
    ResolvedBrief,
    ResolvedContents,
    ResolvedEndnotes,
    ResolvedHeading,
    ResolvedParagraph,
)
from briefkit.resolve.spoken import misread
from briefkit.resolve.structuring import Structuring
from briefkit.resolve.survey import survey
from briefkit.structure import NodeId, Role, StructureBuilder
from briefkit.values import evolve


def resolve(
    brief: Brief, *, folder: Path | None = None, pages: PageNumbers = NO_PAGES
) -> ResolvedBrief:
    """Return a brief with every question answered, and its structure tree, complete.

    folder: pictures must lie in it, and relative paths start there; None sets no bounds.
    pages: what is known of the finished pages; where numbers restart on each, and none is known,
        each note has the first number.

    Raises ModelError with every problem of the brief at once, those of its pictures among them;
    PictureError where only pictures are at fault.
    """
    says, language = labels_for(brief.language), brief.language
    facts = survey(brief, says, folder, pages)
    tree = StructureBuilder(language)
    abbreviations = None
    if brief.abbreviations:
        from briefkit.resolve.abbreviations import abbreviations_of  # late: few briefs have any

        abbreviations = abbreviations_of(brief)
    setting = Structuring(tree, facts, says, abbreviations, brief.lists)

    # In the order of the tree, which is that of reading.
    cover = None if brief.cover is None else matter.set_cover(setting, brief, brief.cover)
    if cover is None:
        head = matter.set_title(setting, brief, tree.add(ROOT, Role.DIVISION))
    else:
        head = matter.repeat_title(setting, brief)
    front = _front(setting, brief)
    listed = len(setting.headings)
    lists = begin_lists(setting, brief)
    body = setting.blocks(brief.body, "", Place(ROOT, language))
    if front and isinstance(front[-1], ResolvedParagraph) and not lists:
        body = _opened(body)
    begun = _begin_endnotes(setting, brief)
    back = _back(setting, brief)

    endnotes: tuple[ResolvedBlock, ...] = ()
    if begun is not None:  # set last, since what comes after them may call some too
        node, heading = begun
        endnotes = (ResolvedEndnotes(heading, setting.notes.endnotes(node)),)
    listed_by = {**setting.captions.entries, "contents": setting.headings[listed:]}
    contents = [
        ResolvedContents(label, set_entries(setting, toc, listed_by[name]))
        for name, toc, label in lists
    ]
    blocks: tuple[ResolvedBlock, ...] = (*front, *contents, *body, *endnotes, *back)
    setting.notes.tie()
    outline = outline_of(setting.headings)
    notes = setting.notes.footnotes()
    metadata = metadata_of(brief, facts, outline, tuple(setting.pictures))
    vars(setting).clear()  # its notes know it: in a circle, all would wait for Python's collector
    return ResolvedBrief(
        metadata=metadata,
        tree=tree.finish(),
        language=language,
        cover=cover,
        head=head,
        blocks=blocks,
        notes=notes,
        running_title=running_title(metadata.title),
        continued=says.continued,
        diagnostics=(
            *facts.diagnostics,
            *misread(blocks, language),
            *garbled(head, cover, blocks, notes, partial(escapes, brief)),
        ),
        paged=facts.paged,
    )


def _front(setting: Structuring, brief: Brief) -> tuple[ResolvedBlock, ...]:
    """Return what stands before the text and the lists of what is in it."""
    words = setting.says.abstract
    return (
        *matter.set_editions(setting, brief),
        *matter.set_part(
            setting, brief.abstract, words, "abstract", brief.language, is_listed=False
        ),
        *matter.set_key_points(setting, brief),
        *matter.set_related(setting, brief),
    )


def _opened(body: tuple[ResolvedBlock, ...]) -> tuple[ResolvedBlock, ...]:
    """Return a text whose first paragraph stands right under one that is none of it."""
    first = body[0] if body else None
    if not isinstance(first, ResolvedParagraph):
        return body
    return (evolve(first, is_opening=True), *body[1:])


def _begin_endnotes(setting: Structuring, brief: Brief) -> tuple[NodeId, ResolvedHeading] | None:
    """Return the section and the heading of the endnotes, None where there will be none."""
    if not any(note.place == "end" for note in setting.survey.notes.values()):
        return None
    place = Place(setting.tree.add(ROOT, Role.SECTION), brief.language, sections=1)
    words = setting.says.notes
    return place.parent, matter.set_heading(setting, words, "notes", place, is_listed=True)


def _back(setting: Structuring, brief: Brief) -> tuple[ResolvedBlock, ...]:
    """Return what stands after the text and its endnotes."""
    blocks: list[ResolvedBlock] = []
    for name in ("acknowledgements", "funding", "disclaimer"):
        words, part = getattr(setting.says, name), getattr(brief, name)
        blocks += matter.set_part(setting, part, words, name, brief.language, is_listed=True)
    blocks += matter.set_people(setting, brief)
    blocks += matter.set_organisations(setting, brief)
    blocks += matter.set_imprint(setting, brief)
    return tuple(blocks)
