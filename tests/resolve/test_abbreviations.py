"""What is abbreviated is printed as it is, and says what it stands for, at each use."""

import pytest

from briefkit import (
    Abbreviation,
    Brief,
    Cell,
    Code,
    Emphasis,
    Figure,
    InLanguage,
    Link,
    ModelError,
    Paragraph,
    Quoted,
    Section,
    Table,
    from_json,
    note,
    parse_markdown,
    render,
    to_json,
)
from briefkit.preflight import describe_structure, read_structure, structure_text

MEANT = {"NATO": "North Atlantic Treaty Organization", "EU": "European Union"}


def brief(*body, **facts):
    return Brief(title="T", body=body, abbreviations=MEANT, **facts)


def expanded(what, **options):
    """Return each abbreviation in a file, as it is printed and as it is meant."""
    root = read_structure(render(what, **options))
    return [
        (element.text.strip(), element.expansion)
        for _, element in root.walk()
        if element.expansion is not None
    ]


def uses(what):
    """Return the abbreviations that a file tells of, in the order of reading."""
    return [text for text, _ in expanded(what)]


@pytest.mark.parametrize("standard", [None, "ua-2"])
def test_each_use_says_what_it_stands_for(standard):
    told = expanded(brief(Paragraph("NATO, then the EU, then NATO.")), standard=standard)

    assert told == [("NATO", MEANT["NATO"]), ("EU", MEANT["EU"]), ("NATO", MEANT["NATO"])]


def test_the_text_is_what_it_was():
    body = Paragraph("(NATO) and ", Emphasis("NATO’s"), " EU; ", note("in the EU."))
    with_words = structure_text(render(brief(body)))

    assert with_words == structure_text(render(Brief(title="T", body=[body])))
    assert "(NATO) and NATO’s EU;" in with_words


def test_only_whole_words_are_meant():
    assert uses(brief(Paragraph("UNATO NATOs EUR NATO-led EU’s nato"))) == ["NATO", "EU"]


def test_the_longest_is_meant():
    what = Brief(
        title="T",
        body=[Paragraph("EU-27 and EU. E.U. is C++.")],
        abbreviations={"EU": "a", "EU-27": "b", "E.U.": "c", "C++": "d"},
    )

    assert expanded(what) == [("EU-27", "b"), ("EU", "a"), ("E.U.", "c"), ("C++", "d")]


def test_they_are_told_wherever_text_is():
    from PIL import Image

    picture = Image.new("RGB", (40, 30))
    what = brief(
        Section("NATO 1", [Paragraph(Link("https://example.org", "NATO 2"), note("NATO 3"))]),
        Table([["NATO 4", Cell([Paragraph("x ", Quoted("NATO 5"))])]], caption="NATO 6"),
        Figure(picture, alt="A", caption="NATO 7", credit="NATO 8"),
        contents="yes",
    )

    assert uses(what) == ["NATO"] * 8


def test_in_code_in_addresses_and_in_other_languages_nothing_is_meant():
    what = brief(
        Paragraph(
            Code("NATO"), " https://example.org/NATO ", Link("https://NATO.int"), " ",
            InLanguage("fr", "NATO"),
        )
    )  # fmt: skip

    assert uses(what) == []


def test_an_abbreviation_with_a_space_holds_over_any_space():
    what = Brief(title="T", body=[Paragraph("in U.\nS.  A. now")], abbreviations={"U. S. A.": "x"})

    assert expanded(what) == [("U. S. A.", "x")]


def test_they_stand_in_the_text_picture_of_the_tree():
    assert "Span expansion='European Union'" in describe_structure(render(brief(Paragraph("EU"))))


# What an author writes


MARKDOWN = """\
# The EU

*[NATO]: North Atlantic Treaty Organization
*[EU]:   European Union

NATO.
*[WTO]: World Trade Organization
WTO.
"""


def test_markdown_says_them_in_lines_of_their_own():
    read = parse_markdown(MARKDOWN)

    assert read.abbreviations == (
        Abbreviation("NATO", MEANT["NATO"]),
        Abbreviation("EU", MEANT["EU"]),
        Abbreviation("WTO", "World Trade Organization"),
    )
    assert read.body == (Paragraph("NATO."), Paragraph("WTO."))
    assert uses(read) == ["EU", "NATO", "WTO"]


def test_what_only_looks_like_one_is_text():
    read = parse_markdown("# T\n\n*[a]* and *[b](c): d*\n\n    *[x]: code\n")

    assert read.abbreviations == ()


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("*[EU]: Europe", r"<text>:5: the abbreviation \[EU\] is given again: keep one"),
        ("*[WTO]:", r"<text>:5: the abbreviation 'WTO' has no long form: give one"),
        ("*[ ]: x", r"<text>:5: the abbreviation '' has no short form: give one"),
    ],
)
def test_a_wrong_line_is_told_with_its_number(line, told):
    with pytest.raises(Exception, match=told):
        parse_markdown(f"# T\n\nText.\n*[EU]: European Union\n{line}\n")


def test_json_keeps_them():
    written = to_json(brief())

    assert from_json(written) == brief()
    assert '"short": "NATO"' in written


def test_a_dictionary_and_a_list_are_the_same():
    assert brief() == Brief(
        title="T", abbreviations=[Abbreviation(short, long) for short, long in MEANT.items()]
    )


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (["NATO"], r"Brief.abbreviations\[0\] is a str"),
        ({"NATO": ""}, "'NATO' has no long form"),
        ({" ": "x"}, "has no short form"),
        ([Abbreviation("A", "b"), Abbreviation("A", "c")], "'A' is given twice: keep one"),
    ],
)
def test_what_is_none_is_refused(wrong, told):
    with pytest.raises(ModelError, match=told):
        Brief(title="T", abbreviations=wrong)
