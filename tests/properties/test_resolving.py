"""What must hold for any brief that is resolved."""

import re
from collections import Counter

import attrs
from hypothesis import given, settings
from hypothesis import strategies as st

from briefkit.model.blocks import (
    Box,
    BulletList,
    Group,
    NumberedList,
    Paragraph,
    Quotation,
    Section,
)
from briefkit.model.brief import Brief, NoteOptions
from briefkit.model.figures import Cover
from briefkit.model.inline import (
    Code,
    Emphasis,
    InLanguage,
    LineBreak,
    Link,
    Note,
    Quoted,
    SmallCaps,
    Strong,
)
from briefkit.model.tables import Table
from briefkit.resolve import resolve
from briefkit.resolve.resolved import PlainCell, ResolvedEndnotes, ResolvedSpan
from briefkit.structure import Artifact, Role, StructureTree

_SPACES = st.sampled_from(["", " ", "  ", "\n", "\u00a0"])


def _words():
    """Return text of a few words, with any white space around."""
    words = st.lists(st.integers(0, 999), min_size=1, max_size=3)
    return st.tuples(_SPACES, words, _SPACES).map(
        lambda drawn: drawn[0] + " ".join(f"w{number}" for number in drawn[1]) + drawn[2]
    )


def _inlines(depth: int, has_notes: bool = True):
    kinds = [_words(), _words(), st.just(LineBreak())]
    if depth:
        inner = _inlines(depth - 1, has_notes)
        bare = _inlines(0, False)
        kinds += [inner.map(wrap) for wrap in (_of(Emphasis), _of(Strong), _of(SmallCaps))]
        kinds += [inner.map(_of(Quoted)), _words().map(Code)]
        kinds += [bare.map(lambda parts: Link("https://example.org/a", ["x", *parts]))]
        kinds += [inner.map(lambda parts: InLanguage("fr", parts))]
        if has_notes:
            kinds += [
                st.tuples(_words(), inner, st.sampled_from([None, None, "end"])).map(
                    lambda drawn: Note((Paragraph(drawn[0], *drawn[1]),), place=drawn[2])
                )
            ]
    return st.lists(st.one_of(kinds), max_size=4)


def _of(wrap):
    return lambda parts: wrap(*parts)


def _blocks(depth: int, has_sections: bool):
    paragraph = _inlines(2).map(lambda parts: Paragraph(*parts))
    kinds = [paragraph, paragraph]
    if depth:
        inner = _blocks(depth - 1, False)
        kinds += [
            st.lists(inner, min_size=1, max_size=2).map(BulletList),
            st.lists(inner, min_size=1, max_size=2).map(NumberedList),
            inner.map(lambda blocks: Quotation(["x", *blocks])),
            inner.map(lambda blocks: Box(["x", *blocks])),
            inner.map(lambda blocks: Group(["x", *blocks], language="tr")),
            st.tuples(_inlines(1), inner).map(lambda drawn: Table([drawn], caption=["c"])),
        ]
        if has_sections:
            kinds += [
                st.tuples(_words(), _inlines(1), _blocks(depth - 1, True)).map(
                    lambda drawn: Section([drawn[0], *drawn[1]], drawn[2])
                )
            ]
    return st.lists(st.one_of(kinds), max_size=3)


_BRIEFS = st.builds(
    Brief,
    title=st.tuples(_words(), _inlines(1)).map(lambda drawn: [drawn[0], *drawn[1]]),
    subtitle=_inlines(1),
    cover=st.sampled_from([None, Cover()]),
    body=_blocks(3, True),
    abstract=_blocks(1, False),
    contents=st.sampled_from(["yes", "no"]),
    notes=st.builds(NoteOptions, place=st.sampled_from(["foot", "end"])),
)


# What holds words: a run of its parent's own, or a cell that holds no more.
_HOLDERS = {Role.TEXT, Role.DATA_CELL, Role.HEADER_CELL}


def _spans(value):
    if isinstance(value, ResolvedSpan):
        yield value
    elif isinstance(value, PlainCell):
        yield from _spans(value.body)
    elif isinstance(value, tuple):
        for part in value:
            yield from _spans(part)
    elif attrs.has(type(value)) and not isinstance(value, StructureTree):
        for part in attrs.fields(type(value)):
            yield from _spans(getattr(value, part.name))


def _words_in(value):
    """Yield the words that an author wrote, wherever they stand."""
    if isinstance(value, str):
        yield from re.findall(r"w\d+", value)
    elif isinstance(value, tuple):
        for part in value:
            yield from _words_in(part)
    elif attrs.has(type(value)):
        for part in attrs.fields(type(value)):
            yield from _words_in(getattr(value, part.name))


@settings(max_examples=60)
@given(_BRIEFS)
def test_any_brief_comes_out_whole(brief):
    resolved = resolve(brief)
    tree = resolved.tree
    parents = {child: node for node in tree.nodes for child in node.children}

    texts: dict[int, str] = {}
    for span in _spans(resolved):
        assert span.text
        assert "\ufeff" not in span.text
        if isinstance(span.mark, Artifact):
            continue
        texts[span.mark] = texts.get(span.mark, "") + span.text
        assert tree[span.mark].role in _HOLDERS
        if span.link_node is not None:
            above = []
            node = span.mark
            while node in parents:
                node = parents[node].id
                above.append(node)
            assert span.link_node in above
            assert tree[span.link_node].role is Role.LINK

    folios = {
        entry.folio_mark
        for block in resolved.blocks
        for entry in getattr(block, "entries", ())
        if hasattr(entry, "folio_mark")
    }
    leaves = [node.id for _, node in tree.walk() if node.role is Role.TEXT]
    assert [leaf for leaf in leaves if leaf not in folios and leaf not in texts] == []

    # Every word is in the tree as often as in the brief, but for the contents list's.
    words = [node.id for _, node in tree.walk() if node.id in texts]
    shown = [texts[leaf] for leaf in words if not _is_listed(leaf, parents)]
    assert Counter(_words_in(tuple(shown))) == Counter(_words_in(brief))

    # Notes: in order of their calls, each called once where it belongs, numbered without a hole.
    calls = [key for span in _spans(resolved) for key in span.calls]
    assert sorted(calls) == sorted(note.key for note in resolved.notes)
    assert [note.label for note in resolved.notes] == [
        str(number) for number in range(1, len(resolved.notes) + 1)
    ]
    order = {node.id: place for place, (_, node) in enumerate(tree.walk())}
    places = [order[note.node] for note in resolved.notes]
    assert places == sorted(places)
    for block in resolved.blocks:
        if isinstance(block, ResolvedEndnotes):
            places = [order[note.node] for note in block.notes]
            assert places == sorted(places)

    # Headings: from H1 on, without a skip.
    level = 0
    for _, node in tree.walk():
        name = node.role.value
        if name[:1] == "H" and name[1:].isdigit():
            assert int(name[1:]) <= level + 1
            level = int(name[1:])


def _is_listed(node, parents):
    while node in parents:
        node = parents[node].id
        if parents.get(node) is not None and parents[node].role is Role.CONTENTS:
            return True
    return False
