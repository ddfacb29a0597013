"""Headings → the contents list and the outline; captions → lists of these.

No call of a note is in any.
"""

from briefkit.frame import Destination
from briefkit.metadata import OutlineEntry
from briefkit.model.blocks import Block, Group, Section
from briefkit.model.brief import Brief
from briefkit.model.inline import Text
from briefkit.resolve.facts import HeadingFacts
from briefkit.resolve.lines import set_line
from briefkit.resolve.matter import ROOT
from briefkit.resolve.resolved import ContentsEntry, RichText
from briefkit.resolve.spans import SpanWriter
from briefkit.resolve.structuring import Structuring
from briefkit.structure import NodeId, Role
from briefkit.values import define, evolve, field

# What `contents="auto"` means: a brief that nobody reads in one go. Our own rule.
LEAST_SECTIONS = 8
LEAST_WORDS = 6_000
DEEPEST_ENTRY = 2  # sections and those in them; a longer list is no longer seen at once


def has_contents(brief: Brief, words: int) -> bool:
    """Return whether a brief gets a contents list. words: how many it has, about."""
    if brief.contents != "auto":
        return brief.contents == "yes"
    return _sections(brief.body) >= LEAST_SECTIONS and words > LEAST_WORDS


def _sections(blocks: tuple[Block, ...], depth: int = 1) -> int:
    """Return how many sections the list would name: those within others too, a group's as well."""
    count = 0
    for block in blocks:
        if isinstance(block, Section):
            count += 1 + (_sections(block.body, depth + 1) if depth < DEEPEST_ENTRY else 0)
        elif isinstance(block, Group):
            count += _sections(block.body, depth)
    return count


def begin_lists(setting: Structuring, brief: Brief) -> tuple[tuple[str, NodeId, RichText], ...]:
    """Keep the places of the contents list, and of those of figures and tables, in the tree.

    Return the name of each, its TOC and its label. A list that would be empty is left out.
    """
    survey, says = setting.survey, setting.says
    wanted = ["contents"] if has_contents(brief, survey.words) else []
    wanted += [
        name
        for name in brief.lists
        if any(path.rpartition(".")[2].startswith(f"{name}[") for path in survey.labels)
    ]
    begun = []
    for name in wanted:
        node = setting.tree.add(ROOT, Role.SECTION)
        words = (Text(getattr(says, name)),)
        label = set_line(setting.desk, words, node, brief.language, name, role=Role.HEADING_2)
        begun.append((name, setting.tree.add(node, Role.CONTENTS), label))
    return tuple(begun)


def set_entries(
    setting: Structuring, toc: NodeId, headings: list[HeadingFacts]
) -> tuple[ContentsEntry, ...]:
    """Return an entry for each heading that is listed; without the stop where all end in one."""
    entries = []
    tocs = [toc]
    for heading in headings:
        if not heading.is_listed or heading.level > DEEPEST_ENTRY:
            continue
        del tocs[heading.level :]
        while len(tocs) < heading.level:
            tocs.append(setting.tree.add(tocs[-1], Role.CONTENTS))
        entries.append(_entry(setting, tocs[-1], heading))
    if all(entry.spans and _ends_in_stop(entry.spans[-1].text) for entry in entries):
        entries = [evolve(entry, spans=_without_stop(entry.spans)) for entry in entries]
    return tuple(entries)


def _ends_in_stop(text: str) -> bool:
    return len(text) > 1 and text.endswith(".") and not text.endswith("..")


def _without_stop(spans: RichText) -> RichText:
    *others, last = spans
    return (*others, evolve(last, text=last.text.removesuffix(".")))


def _entry(setting: Structuring, toc: NodeId, heading: HeadingFacts) -> ContentsEntry:
    tree = setting.tree
    reference = tree.add(tree.add(toc, Role.CONTENTS_ITEM), Role.REFERENCE)
    link = tree.add(reference, Role.LINK)
    writer = SpanWriter(
        setting.desk, link, heading.language, heading.where, has_notes=False, is_bare=True
    )
    writer.within_link(Destination(heading.anchor), link, heading.title)
    if heading.number:
        writer.label(f"{heading.number}\u00a0")
    spans = writer.write(heading.inlines).finish()
    folio = tree.add(link, Role.TEXT)
    return ContentsEntry(spans, heading.level, heading.anchor, folio)


@define(eq=False)
class _Branch:
    """An outline entry in the making."""

    title: str
    destination: str
    children: list["_Branch"] = field(factory=list)

    def finish(self) -> OutlineEntry:
        children = tuple(child.finish() for child in self.children)
        return OutlineEntry(self.title, self.destination, children)


def outline_of(headings: list[HeadingFacts]) -> tuple[OutlineEntry, ...]:
    """Return the headings as the nested outline of readers."""
    root = _Branch("", "")
    above = [(0, root)]
    for heading in headings:
        while above[-1][0] >= heading.level:
            above.pop()
        branch = _Branch(heading.title, heading.anchor)
        above[-1][1].children.append(branch)
        above.append((heading.level, branch))
    return root.finish().children
