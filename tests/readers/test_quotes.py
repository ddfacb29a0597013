"""Typed marks → the printer's, where a brief asks for it."""

import pytest

from briefkit.model.inline import Code, Emphasis, Link, Quoted, Strong, as_inlines
from briefkit.readers.markdown import parse_markdown


def smart(text):
    return parse_markdown("---\ntitle: A\nsmart: true\n---\n\n" + text).body[0].children


@pytest.mark.parametrize(
    ("source", "meant"),
    [
        ('"a" b', [Quoted("a"), " b"]),
        ("'a' b", [Quoted("a"), " b"]),
        ("He said, \"She said, 'no'.\"", ["He said, ", Quoted("She said, ", Quoted("no"), ".")]),
        ('"an *in* it"', [Quoted("an ", Emphasis("in"), " it")]),
        ('*"in"* x', [Emphasis(Quoted("in")), " x"]),
        ('*"half* open"', [Emphasis('"half'), ' open"']),
        ('"**a**"', [Quoted(Strong("a"))]),
        ("don't, dogs' and '90s", ["don’t, dogs’ and ’90s"]),
        ('("a")', ["(", Quoted("a"), ")"]),
        ("5'10\" tall", ['5’10" tall']),
        ("a -- b --- c -- 1--2", ["a – b — c – 1–2"]),
        ("---- ....", ["---- ...."]),
        ("a... b", ["a… b"]),
        ('\\"a\\" b\\-\\- c\\.\\.\\.', ['"a" b-- c...']),
        ('`"a" --` "b"', [Code('"a" --'), " ", Quoted("b")]),
        ("https://example.org/a--b'c", [Link("https://example.org/a--b'c")]),
        ('"a\nb"', [Quoted("a b")]),
        ('"a" "b', [Quoted("a"), ' "b']),
    ],
)
def test_marks_become_the_printers(source, meant):
    assert smart(source) == as_inlines(meant)


def test_a_note_call_is_no_letter_to_a_quotation_mark():
    quoted, called = smart('"a"[^1]\n\n[^1]: "N."')
    assert quoted == Quoted("a")
    assert called.body[0].children == (Quoted("N."),)


def test_front_matter_is_smart_too():
    brief = parse_markdown('---\ntitle: A "b" -- c\nsmart: yes\n---\nx')
    assert brief.title == as_inlines(["A ", Quoted("b"), " – c"])


def test_characters_stay_as_typed_unless_asked():
    brief = parse_markdown('# A "b" -- c...\n\nx')
    assert brief.title == as_inlines('A "b" -- c...')


@pytest.mark.parametrize(
    ("source", "meant"),
    [
        ("« Qui ? »", "«_Qui_?_»"),
        ("ceci : cela ; voilà !", "ceci~: cela_; voilà_!"),
        ("(Vraiment ?!)", "(Vraiment_?!)"),
        ("1 250 000 €, soit 12,5 %", "1~250~000~€, soit 12,5~%"),
        ("20 °C", "20~°C"),
        ("-12.5, from -3 to (-1)", "−12.5, from −3 to (−1)"),
        ("F-16, 1914-1918, 3 -2, a -b", "F-16, 1914-1918, 3 -2, a -b"),
        ("en 2024 500 personnes", "en 2024 500 personnes"),
        ("a: b; c! d? :) x != y", "a: b; c! d? :) x != y"),
    ],
)
def test_spaces_beside_marks_and_in_numbers_do_not_break(source, meant):
    assert smart(source) == as_inlines(meant.replace("~", "\u00a0").replace("_", "\u202f"))


def test_a_mark_after_an_inline_keeps_its_space():
    (_, after) = smart("*Qui* ?")
    assert after == as_inlines("\u202f?")[0]


def test_a_hyphen_after_an_inline_is_no_minus():
    (_, after) = smart("*F*-16")
    assert after == as_inlines("-16")[0]
