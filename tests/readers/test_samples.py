"""Real texts, some of a thousand pages, are read without loss."""

import re
from collections import Counter

import pytest
from attrs import fields

from briefkit.errors import SourceError
from briefkit.model.blocks import CodeBlock
from briefkit.model.inline import Code, Link, Note, Text
from briefkit.readers.markdown import parse_markdown

NAMES = (
    "en-omb-m-16-21-source-code-policy.md",
    "fr-descartes-discours-cousin.md",
    "en-smith-wealth-of-nations.md",
    "en-keynes-economic-consequences.md",
    "en-mueller-report-vol-1.md",
    "de-freud-traumdeutung.md",
    "el-gdpr-2016-679.md",
    "linknotes/tr-opensource-guide-legal.md",
    "linknotes/hi-opensource-guide-legal.md",
    "linknotes/ar-opensource-guide-legal.md",
    "short/ja-contributor-covenant-1.4.md",
    "short/uk-contributor-covenant-1.4.md",
)


def walk(value):
    """Give every value of the model in a brief, in order."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, tuple):
            waiting.extend(reversed(one))
        elif hasattr(one, "__attrs_attrs__"):
            yield one
            waiting.extend(getattr(one, part.name) for part in reversed(fields(type(one))))


def text_of(brief) -> str:
    texts = []
    for one in walk(brief):
        if isinstance(one, Text | Code | CodeBlock):
            texts.append(one.text)
        elif isinstance(one, Link) and not one.children:
            texts.append(one.url)
    return " ".join(texts)


def letters_of(text: str) -> Counter[str]:
    return Counter(letter for letter in text if letter.isalnum())


@pytest.mark.parametrize("name", NAMES)
def test_no_letter_of_a_text_is_lost_or_doubled(name, sample_text):
    """Letters are counted in the source too, with the marks of Markdown taken off."""
    text = sample_text(name)
    brief = parse_markdown(f"---\ntitle: Q\n---\n\n{text}")
    plain = re.sub(r"\[\^[^\]\s]+\]", " ", text)  # calls, and the marks of notes
    plain = re.sub(r"^\[[^\]]+\]: \S+$", "", plain, flags=re.MULTILINE)  # link targets
    plain = re.sub(r"\]\([^()]*(?:\([^()]*\)[^()]*)*\)", "]", plain)  # addresses under words
    plain = re.sub(r"\]\[\w+\]", "]", plain)  # names of link targets
    plain = re.sub(r"\{#[^}]*\}", "", plain)  # ids
    plain = re.sub(r"^([ >]*)(?:(?:[-*] +)?\d+[.)] +)+", r"\1", plain, flags=re.MULTILINE)
    plain = re.sub(r"&(nbsp|amp|lt|gt|quot);", " ", plain)
    source, read = letters_of(plain), letters_of(text_of(brief)) - Counter("Q")
    off = (source - read) + (read - source)
    assert sum(off.values()) <= sum(source.values()) * 0.0005, (source - read, read - source)


@pytest.mark.parametrize("name", NAMES[:6])
def test_every_note_is_read_once(name, sample_text):
    text = sample_text(name)
    brief = parse_markdown(f"---\ntitle: Q\n---\n\n{text}")
    marks = re.findall(r"^ {0,3}\[\^([^\]\s]+)\]:", text, re.MULTILINE)
    notes = [one for one in walk(brief) if isinstance(one, Note)]
    assert len(notes) == len(set(marks)) == len(marks)


def test_the_longest_notes_come_whole(sample_text):
    brief = parse_markdown(sample_text("fr-descartes-discours-cousin.md"))
    notes = [one for one in walk(brief) if isinstance(one, Note)]
    assert len(notes) == 72
    assert max(len(text_of(one).split()) for one in notes) > 1_700


def test_html_in_a_text_is_refused_by_its_lines(sample_text):
    with pytest.raises(SourceError) as raised:
        parse_markdown(sample_text("linknotes/pl-opensource-guide-legal.md"), name="pl.md")
    assert [(one.where, one.what) for one in raised.value.problems] == [
        (f"pl.md:{line}", "an HTML block stands in the text") for line in (38, 88, 130)
    ]
