"""Notes: numbers, calls and marks, and both ways between them. Numbers as in NOTES.md."""

import pytest

from briefkit.errors import ModelError
from briefkit.frame import Destination, Uri
from briefkit.model.blocks import BulletList, Paragraph, Section, note
from briefkit.model.brief import Brief, NoteOptions
from briefkit.model.figures import Cover
from briefkit.model.inline import CrossReference, Emphasis, Link, Note, NoteCall
from briefkit.model.tables import Table
from briefkit.resolve import resolve
from briefkit.resolve.facts import PageNumbers
from briefkit.resolve.resolved import Form, ResolvedEndnotes
from briefkit.structure import LAYOUT, Role


def brief(*body, **facts):
    return resolve(Brief(title="T", body=body, **facts))


def text(spans):
    return "".join(span.text for span in spans)


def labels(resolved):
    return [note.label for note in resolved.notes]


def endnotes(resolved):
    return next(block for block in resolved.blocks if isinstance(block, ResolvedEndnotes))


def note_text(resolved_note):
    return "|".join(text(block.spans) for block in resolved_note.body)


def test_call_note_and_mark_are_tied():
    """NOTES.md, 1, 82, 84 and 85."""
    resolved = brief(Paragraph("Word.", note("Body.")))

    word, call = resolved.blocks[0].spans
    (found,) = resolved.notes
    (mark,) = found.mark
    assert (call.text, call.form, call.calls) == ("1", Form.CALL, (found.key,))
    assert (call.target, mark.target) == (Destination(found.anchor), Destination(call.anchor))
    assert (call.contents, mark.contents) == ("note\u00a01", "Back to the text")
    assert (mark.text, mark.form, found.label) == ("1", Form.LABEL, "1")
    assert note_text(found) == "Body."
    assert (word.calls, found.where) == ((), "paragraphs[0].notes[0]")
    reference = next(node for node in resolved.tree.nodes if node.role is Role.REFERENCE)
    assert reference.refers_to == (found.node,)
    assert resolved.tree[found.node].refers_to == (reference.id,)


def test_a_note_is_read_right_after_its_call(tree_of):
    """NOTES.md, 82 and 84."""
    resolved = brief(Paragraph("A", note("one", Emphasis(" two")), " b."))

    assert tree_of(resolved).splitlines()[4:] == [
        "  P",
        "    A",
        "    Reference",
        "      Link",
        "        1",
        "    Note",
        "      Lbl",
        "        Link",
        "          1",
        "      P",
        "        one",
        "        Em",
        "           two",
        "     b.",
    ]


@pytest.mark.parametrize("space", [" ", "  ", "\n", "\u00a0", " \u202f"])
def test_no_space_stands_before_a_call(space):
    """NOTES.md, 15."""
    resolved = brief(Paragraph(f"word{space}", note("n"), " next"))

    assert text(resolved.blocks[0].spans) == "word1 next"


def test_adjacent_calls_have_a_raised_comma_between():
    """NOTES.md, 36: an empty thing between them makes no difference."""
    resolved = brief(Paragraph("a", note("1"), " ", note("2"), Emphasis(""), note("3"), " b"))

    spans = resolved.blocks[0].spans
    assert text(spans) == "a1,2,3 b"
    assert all(span.form is Form.CALL for span in spans[1:-1])
    assert [span.calls for span in spans if span.text == ","] == [(), ()]
    comma = next(span for span in spans if span.text == ",")
    parent = next(node for node in resolved.tree.nodes if comma.mark in node.children)
    assert parent.role is Role.REFERENCE


def test_calls_apart_have_no_comma():
    resolved = brief(Paragraph("a", note("1"), "; ", note("2")))

    assert text(resolved.blocks[0].spans) == "a1;2"


def test_numbers_run_through_the_whole_brief():
    """NOTES.md, 54, 55, 61 and 68: lists, cells, captions and headings."""
    resolved = resolve(
        Brief(
            title=["T", note("title")],
            abstract=[Paragraph("a", note("abstract"))],
            body=[
                Section(["S", note("heading")], [BulletList([["x", note("item")]])]),
                Table(
                    [[["c", note("cell")]]],
                    head=[[["h", note("head")]]],
                    caption=["cap", note("caption")],
                ),
            ],
            acknowledgements=[Paragraph("b", note("thanks"))],
        )
    )

    names = ["title", "abstract", "heading", "item", "caption", "head", "cell", "thanks"]
    assert [(n.label, note_text(n)) for n in resolved.notes] == [
        (str(number), name) for number, name in enumerate(names, start=1)
    ]


@pytest.mark.parametrize(
    ("numbering", "printed"),
    [("arabic", "1 2"), ("roman", "i ii"), ("Roman", "I II"), ("alpha", "a b"), ("symbols", "* †")],
)
def test_numbers_are_of_the_brief_s_choice(numbering, printed):
    """NOTES.md, 40."""
    resolved = brief(
        Paragraph("a", note("1"), "b", note("2")), notes=NoteOptions(numbering=numbering)
    )

    assert labels(resolved) == printed.split()


def test_a_label_given_by_hand_leaves_the_counting_alone():
    """NOTES.md, 49."""
    resolved = brief(Paragraph("a", note("1"), "b", note("x", label="7"), "c", note("2")))

    assert labels(resolved) == ["1", "7", "2"]


def test_numbers_restart_in_each_section_and_endnotes_go_on():
    """NOTES.md, 43."""
    resolved = brief(
        Paragraph("a", note("x"), note("e", place="end")),
        Section("S", [Paragraph("a", note("x"), note("x")), Section("T", [Paragraph(note("y"))])]),
        Section("U", [Paragraph("a", note("x"), note("e", place="end"))]),
        notes=NoteOptions(restart="section"),
    )

    assert labels(resolved) == ["1", "1", "2", "3", "1"]
    assert [n.label for n in endnotes(resolved).notes] == ["i", "ii"]
    assert len({n.key for n in resolved.notes}) == len({n.anchor for n in resolved.notes}) == 5


def test_numbers_restart_on_each_page_that_notes_are_called_on():
    """NOTES.md, 41: the pages are told; endnotes and numbers given by hand are left alone."""
    body = Paragraph(
        *(note("x") for _ in range(3)), note("e", place="end"), note("h", label="7"), note("x")
    )
    options = NoteOptions(restart="page")
    unknown = resolve(Brief(title="T", body=[body], notes=options))
    assert labels(unknown) == ["1", "1", "1", "7", "1"]

    pages = dict(zip([n.key for n in unknown.notes], (4, 4, 5, 5, 5), strict=True))
    resolved = resolve(Brief(title="T", body=[body], notes=options), pages=PageNumbers(pages))

    assert labels(resolved) == ["1", "2", "1", "7", "2"]
    assert endnotes(resolved).notes[0].label == "i"


def test_footnotes_and_endnotes_are_two_streams():
    """NOTES.md, 44."""
    resolved = brief(
        Paragraph("a", note("f"), note("e", place="end"), "b", note("e", place="end"), note("f"))
    )

    assert text(resolved.blocks[0].spans) == "a1[i]b[ii]2"
    assert labels(resolved) == ["1", "2"]
    assert [n.label for n in endnotes(resolved).notes] == ["i", "ii"]


@pytest.mark.parametrize(
    ("options", "footnote", "endnote"),
    [
        (NoteOptions(), "1", "i"),
        (NoteOptions(numbering="roman"), "i", "1"),
        (NoteOptions(place="end", numbering="roman"), "1", "i"),
        (NoteOptions(place="end"), "1", "1"),
        (NoteOptions(place="end", numbering="symbols"), "1", "*"),
    ],
)
def test_the_other_stream_has_a_numbering_of_its_own(options, footnote, endnote):
    body = Paragraph("a", note("f", place="foot"), note("e", place="end"))

    resolved = brief(body, notes=options)

    assert (labels(resolved), endnotes(resolved).notes[0].label) == ([footnote], endnote)


def test_endnotes_are_called_in_brackets_and_stand_in_a_section_of_their_own(tree_of):
    resolved = brief(
        Paragraph("a", note("one"), note("two"), "."),
        notes=NoteOptions(place="end", numbering="roman"),
        language="tr",
        acknowledgements="Thanks.",
    )

    first, second = (span for span in resolved.blocks[0].spans if span.target)
    assert [(span.text, span.form, span.calls) for span in (first, second)] == [
        ("[i]", Form.BRACKETED, ()),
        ("[ii]", Form.BRACKETED, ()),
    ]
    assert resolved.notes == ()
    end = endnotes(resolved)
    assert (end.heading.title, end.heading.level) == ("Notlar", 1)
    assert [(text(n.mark), n.label) for n in end.notes] == [("[i]", "i"), ("[ii]", "ii")]
    assert resolved.blocks.index(end) == 1
    assert tree_of(resolved).splitlines()[12:26] == [
        "    .",
        "  Sect",
        "    H2",
        "      Notlar",
        "    Note",
        "      Lbl",
        "        Link",
        "          [i]",
        "      P",
        "        one",
        "    Note",
        "      Lbl",
        "        Link",
        "          [ii]",
    ]


def test_endnotes_called_behind_their_section_stand_in_it_all_the_same():
    resolved = resolve(
        Brief(title="T", body=["x"], acknowledgements=[Paragraph("a", note("e", place="end"))])
    )

    assert [note_text(n) for n in endnotes(resolved).notes] == ["e"]


def test_a_note_called_again_keeps_its_number_and_its_one_body():
    """NOTES.md, 45, 46 and 85."""
    resolved = brief(
        Paragraph("a", note("body", id="n"), "b", note("x")),
        Paragraph("c", NoteCall("n"), "."),
    )

    again = resolved.blocks[1].spans[1]
    (first, _) = resolved.notes
    assert (again.text, again.form, again.calls) == ("1", Form.CALL, ())
    assert again.target == Destination("n") == Destination(first.anchor)
    assert first.mark[0].target == Destination(resolved.blocks[0].spans[1].anchor)
    references = resolved.tree[first.node].refers_to
    assert len(references) == 2
    assert [resolved.tree[node].refers_to for node in references] == [(first.node,)] * 2
    assert labels(resolved) == ["1", "2"]
    assert text(first.body[0].spans) == "body a b"
    ways = [span for span in first.body[0].spans if span.target]
    anchors = [resolved.blocks[0].spans[1].anchor, again.anchor]
    assert [way.target for way in ways] == [Destination(anchor) for anchor in anchors]
    assert [way.contents for way in ways] == ["Back to the text, a", "Back to the text, b"]


@pytest.mark.parametrize("body", [("https://example.org",), (BulletList(["x"]),)])
def test_a_note_called_again_leads_back_from_its_end_whatever_it_is(body):
    """NOTES.md, 85: also an address, and a note that ends in a list."""
    blocks = tuple(Paragraph(part) if isinstance(part, str) else part for part in body)
    resolved = brief(Paragraph("a", Note(blocks, id="n"), "b", NoteCall("n"), NoteCall("n")))

    (found,) = resolved.notes
    assert text(found.body[-1].spans).removeprefix("https://example.org").strip() == "a b c"


def test_a_call_and_a_reference_may_come_before_the_note():
    """NOTES.md, 47."""
    resolved = brief(
        Paragraph("a", NoteCall("n"), ", see ", CrossReference("n")),
        Paragraph("b", note("first"), "c", note("body", id="n")),
    )

    assert text(resolved.blocks[0].spans) == "a2, see note\u00a02"
    assert [note_text(n) for n in resolved.notes] == ["first", "body a b"]


def test_a_note_in_a_note_comes_after_it_and_before_the_next():
    """NOTES.md, 71."""
    inner = note("inner", note("innermost"))
    resolved = brief(Paragraph("a", note("outer", inner), "b", note("next")))

    assert [(n.label, note_text(n)) for n in resolved.notes] == [
        ("1", "outer2"), ("2", "inner3"), ("3", "innermost"), ("4", "next"),
    ]  # fmt: skip
    assert resolved.notes[0].body[0].spans[-1].calls == (resolved.notes[1].key,)


def test_an_endnote_in_an_endnote_comes_right_after_it():
    outer = note("outer", note("inner"))
    resolved = brief(
        Paragraph("a", outer, "b", note("next")), notes=NoteOptions(place="end", numbering="roman")
    )

    assert [(n.label, note_text(n)) for n in endnotes(resolved).notes] == [
        ("i", "outer[ii]"), ("ii", "inner"), ("iii", "next"),
    ]  # fmt: skip


def test_a_note_in_an_endnote_is_one_too_and_no_footnote():
    resolved = brief(Paragraph("a", note("outer", note("inner"), place="end")))

    assert [note_text(n) for n in endnotes(resolved).notes] == ["outer[ii]", "inner"]
    with pytest.raises(ModelError, match="is a footnote in an endnote"):
        brief(Paragraph("a", note("outer", note("inner", place="foot"), place="end")))


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("https://example.org/a/b?c=d", "https://example.org/a/b?c=d|"),
        ("https://example.org/a.", "https://example.org/a|."),
        (Link("https://example.org/a"), "https://example.org/a|"),
    ],
)
def test_a_note_that_is_nothing_but_an_address_is_a_link_to_it(written, shown):
    """INTERFACES.md, and NOTES.md, 74: it breaks at its joints."""
    resolved = brief(Paragraph("a", note(written)))

    link, *rest = resolved.notes[0].body[0].spans
    assert f"{link.text}|{text(rest)}" == shown
    assert link.target == Uri(link.text)
    assert Form.ADDRESS in link.form


def test_a_note_in_another_language_keeps_the_outer_one_for_its_number():
    """NOTES.md, 80."""
    resolved = brief(Paragraph("metin", Note((Paragraph("сноска", language="ru"),))), language="tr")

    (found,) = resolved.notes
    assert (found.language, found.body[0].language) == ("ru", "ru")
    assert found.mark[0].language == resolved.blocks[0].spans[1].language == "tr"


def test_a_note_of_a_title_behind_a_cover_is_called_where_the_title_stands_again(tree_of):
    """NOTES.md, 66: it is not lost, and it is on the first page with room for it."""
    resolved = resolve(
        Brief(title=["A ", Emphasis("b"), note("n")], subtitle="S", cover=Cover(), body=["x"])
    )

    assert text(resolved.cover.matter.title) == "A b"
    assert text(resolved.head.title) == "A b1"
    *words, call = resolved.head.title
    assert {word.mark for word in (*words, *resolved.head.subtitle)} == {LAYOUT}
    assert call.calls == (resolved.notes[0].key,)
    assert tree_of(resolved) == "\n".join(
        [
            "Document",
            "  Div",
            "    H1",
            "      A ",
            "      Em",
            "        b",
            "    P",
            "      S",
            "  P",
            "    Reference",
            "      Link",
            "        1",
            "    Note",
            "      Lbl",
            "        Link",
            "          1",
            "      P",
            "        n",
            "  P",
            "    x",
        ]
    )


def test_a_note_in_a_heading_is_in_no_outline_contents_or_running_head():
    """NOTES.md, 68."""
    resolved = brief(Section(["Head ", note("n"), Emphasis("ing")], ["x"]), contents="yes")

    contents, heading, _ = resolved.blocks
    assert text(heading.spans) == "Head1ing"
    assert (heading.title, text(contents.entries[0].spans)) == ("Head ing", "Head ing")
    assert resolved.metadata.outline[0].title == "Head ing"
    assert labels(resolved) == ["1"]


def test_notes_of_several_blocks_keep_them():
    """NOTES.md, 27."""
    body = (Paragraph("one"), BulletList(["x"]), Paragraph("two"))

    resolved = brief(Paragraph("a", Note(body)))

    assert [type(block).__name__ for block in resolved.notes[0].body] == [
        "ResolvedParagraph", "ResolvedList", "ResolvedParagraph",
    ]  # fmt: skip


def test_two_hundred_notes_in_one_paragraph_are_all_there():
    """NOTES.md, 38 and 88."""
    resolved = brief(Paragraph(*(part for n in range(200) for part in (f"w{n}", note(f"n{n}")))))

    assert [note_text(n) for n in resolved.notes] == [f"n{n}" for n in range(200)]
    calls = [key for span in resolved.blocks[0].spans for key in span.calls]
    assert calls == [n.key for n in resolved.notes]
