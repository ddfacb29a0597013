"""Lists whose items begin with letters, Roman numerals or a number in brackets."""

import pytest

from briefkit import NumberedList, Paragraph, parse_markdown
from briefkit.errors import SourceError
from briefkit.numerals import numeral

HEAD = "---\ntitle: T\n---\n\n"


def body(text):
    return parse_markdown(HEAD + text).body


def shown(block):
    """Return a block as what is printed: its labels and words."""
    if isinstance(block, Paragraph):
        return "".join(getattr(part, "text", "") for part in block.children)
    labels = [
        block.mark[:-1] + numeral(block.start + index, block.numbering) + block.mark[-1:]
        for index in range(len(block.items))
    ]
    return [
        (label, *(shown(one) for one in item))
        for label, item in zip(labels, block.items, strict=True)
    ]


@pytest.mark.parametrize(
    ("text", "numbering", "start", "mark"),
    [
        ("a) x\nb) y", "alpha", 1, ")"),
        ("(a) x\n(b) y", "alpha", 1, "()"),
        ("a. x\nb. y", "alpha", 1, "."),
        ("A) x\nB) y", "Alpha", 1, ")"),
        ("A.  x\nB.  y", "Alpha", 1, "."),
        ("i) x\nii) y\niii) z\niv) z\nv) z", "roman", 1, ")"),
        ("(I) x\n(II) y", "Roman", 1, "()"),
        ("(1) x\n(2) y", "arabic", 1, "()"),
        ("1) x\n2) y", "arabic", 1, ")"),
        ("1. x\n2. y", "arabic", 1, "."),
        ("#. x\n#. y", "arabic", 1, "."),
        ("#) x\n\n#) y", "arabic", 1, ")"),
        ("#. x", "arabic", 1, "."),
        ("c) x\nd) y", "alpha", 3, ")"),
        ("h) x\ni) y\nj) z", "alpha", 8, ")"),
        ("(iv) x\n(v) y\n(vi) z", "roman", 4, "()"),
        ("y) x\nz) y\naa) z\nab) z", "alpha", 25, ")"),
        ("(98) x\n(99) x\n(100) y", "arabic", 98, "()"),
        ("a) x\n\nb) y\n\n\nc) z", "alpha", 1, ")"),
        ("a) x\ngoes on\nb) y", "alpha", 1, ")"),
        ("  i. x\n ii. y\niii. z", "roman", 1, "."),
        ("> a) x\n> b) y", "alpha", 1, ")"),
        ("a)\tx\nb)\ty", "alpha", 1, ")"),
    ],
)
def test_items_that_go_on_from_each_other_are_a_list(text, numbering, start, mark):
    (block,) = body(text)
    block = block if isinstance(block, NumberedList) else block.body[0]

    assert isinstance(block, NumberedList)
    assert (block.numbering, block.start, block.mark) == (numbering, start, mark)
    assert {shown(item[0]) for item in block.items} <= {"x", "y", "z", "x goes on"}
    assert len(block.items) == len(text.replace("\ngoes on", "").split()) // (2 + (">" in text))


@pytest.mark.parametrize(
    "text",
    [
        "a) x",
        "(c) 2023 Example",
        "a) x\n\nc) y",
        "a) x\n\n(b) y",
        "a) x\n\nB) y",
        "A. Smith\n\nB. Jones",  # initials: Pandoc asks for two spaces
        "a) x\n\nBetween.\n\nb) y",
        "a)x\nb)y",
        "`a) x`\n\nb) y",
        "Ab) x\n\nAc) y",
        "mm. x\n\nmmm. y",
        "(01) x\n\n(02) y",
    ],
)
def test_what_goes_on_from_nothing_stays_text(text):
    assert all(isinstance(block, Paragraph) for block in body(text))
    assert text.split()[0].strip("`") in str(body(text)[0])


def test_letters_in_code_stay_as_they_are():
    (fenced, indented) = body("```\na) x\nb) y\n```\n\n    a) x\n    b) y\n")

    assert fenced.text == "a) x\nb) y"
    assert indented.text == "a) x\nb) y"


def test_lists_stand_in_each_other_as_in_a_law():
    text = (
        "1. First:\n"
        "   (a) one thing;\n"
        "   (b) another:\n"
        "       i) small;\n"
        "       ii) smaller.\n"
        "   (c) a third.\n"
        "2. Second.\n"
    )
    (block,) = body(text)

    assert shown(block) == [
        (
            "1.",
            "First:",
            [
                ("(a)", "one thing;"),
                ("(b)", "another:", [("i)", "small;"), ("ii)", "smaller.")]),
                ("(c)", "a third."),
            ],
        ),
        ("2.", "Second."),
    ]


def test_a_list_begins_in_a_paragraph_only_at_its_beginning():
    opened = body("The aims:\na) x\nb) y")
    midst = body("As to points\nc) x\nd) y")

    assert [type(block) for block in opened] == [Paragraph, NumberedList]
    assert [type(block) for block in midst] == [Paragraph]


def test_a_second_list_begins_where_letters_begin_anew():
    first, second = body("a) x\nb) y\n\na) z\nb) w")

    assert [shown(first), shown(second)] == [
        [("a)", "x"), ("b)", "y")],
        [("a)", "z"), ("b)", "w")],
    ]


def test_blocks_notes_and_definitions_stand_in_items():
    text = (
        "a) x[^1]\n\n   > quoted\n\n   A. Smith.\n\nb) y\n\n[^1]: A note:\n\n    i) n\n    ii) m\n"
    )
    (block,) = body(text)
    note = block.items[0][0].children[1]

    assert len(block.items) == 2
    assert len(block.items[0]) == 3
    assert shown(note.body[1]) == [("i)", "n"), ("ii)", "m")]


def test_faults_in_items_name_their_lines():
    with pytest.raises(SourceError, match=":8: "):
        parse_markdown(HEAD + "a) x\n\nb) y\n   [^9]\n")


def test_recommendations_have_no_letters():
    with pytest.raises(SourceError, match=r":5: .*recommendations have letters: number them"):
        parse_markdown(HEAD + "::: {.recommendations}\na) Do.\nb) Do not.\n:::\n")


def test_many_lines_that_look_like_items_take_no_long_time():
    """Each looks ahead only as far as nothing else looks like an item."""
    lines = "a) x\n" * 20_000

    (block,) = body(lines)

    assert isinstance(block, Paragraph)


@pytest.mark.parametrize(
    "text",
    ["1. a\n#. b\n#. c", "#. a\n2. b\n3. c", "1. a\n#. b\n1. c", "1.  a\n\n#.  b\n\n#.  c"],
)
def test_items_that_say_their_number_and_that_do_not_make_one_list(text):
    (block,) = body(text)
    assert shown(block) == [("1.", "a"), ("2.", "b"), ("3.", "c")]


def test_a_list_begins_at_the_number_that_its_first_item_says():
    (block,) = body("4) a\n#) b")
    assert shown(block) == [("4)", "a"), ("5)", "b")]


def test_a_list_of_figures_alone_stays_as_commonmark_has_it():
    first, second = body("3. a\n1. b\n\n1) c")
    assert shown(first) == [("3.", "a"), ("4.", "b")]
    assert shown(second) == [("1)", "c")]
