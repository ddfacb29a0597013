"""What must hold for any text: a brief that goes to JSON and back, or faults with their places."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from briefkit.errors import SourceError
from briefkit.readers.json import from_json, to_json
from briefkit.readers.markdown import parse_markdown

MARKS = [
    *("#", "##", "*", "**", "_", "`", "```", "~", "^", "[", "]", "(", ")", "{", "}", "<", ">", "!"),
    *("![", "](", "^[", "[^1]", "[^1]:", "[^a]", "[^a]:", ":::", "::: box", "::: {.key-points}"),
    *(
        "|",
        "|-|-|",
        "| a | b |",
        ": ",
        "- ",
        "1. ",
        "---",
        "---\n",
        "\\",
        "&amp;",
        "@fig:a",
        "[@a]",
    ),
    *("{#a}", "{.smallcaps}", "{lang=tr}", '{alt="', "https://a.org/b", "<https://a.org>", "<b>"),
    *(
        "\n",
        "\n\n",
        "\n    ",
        "\n> ",
        "  \n",
        "\t",
        " ",
        "a",
        "word",
        "ß",
        "中",
        '"',
        "'",
        "--",
        "...",
    ),
    *(
        "title: A",
        "smart: true",
        "[a]: https://a.org",
        "[a]",
        "\u00a0",
        "\u200b",
        "é",
        "\U0001f600",
    ),
]
texts = st.lists(st.sampled_from(MARKS), max_size=40).map("".join)
fronts = st.sampled_from(["", "# T\n\n", "---\ntitle: A\nsmart: true\n---\n\n", "---\n"])


def read(reader, source: str, name: str):
    """Return the brief, or the problems that are told instead."""
    try:
        return reader(source, name=name), ()
    except SourceError as error:
        return None, error.problems


@given(fronts, texts)
@settings(max_examples=250)
def test_any_text_is_a_brief_that_comes_back_or_faults_with_their_lines(front, text):
    brief, problems = read(parse_markdown, front + text, "a.md")
    assert (brief is None) == bool(problems)
    assert all(re.fullmatch(r"a\.md(:\d+)?", problem.where) for problem in problems)
    assert all(problem.what for problem in problems)
    assert brief is None or from_json(to_json(brief)) == brief


@given(st.text(max_size=60))
@settings(max_examples=100)
def test_any_front_matter_is_read_or_told(text):
    _, problems = read(parse_markdown, f"---\n{text}\n---\n\nText.", "a.md")
    assert all(problem.where.startswith("a.md") for problem in problems)


@given(st.text(alphabet='{}[]",:0 abtype\\nulse', max_size=60))
@settings(max_examples=100)
def test_any_json_is_read_or_told(text):
    for source in (text, '{"schema_version": 1, "title": ["A"], "body": ' + text + "}"):
        _, problems = read(from_json, source, "a.json")
        assert all(problem.where.startswith("a.json") for problem in problems)
