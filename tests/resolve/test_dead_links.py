"""Links that lead nowhere: their words stand as plain text, and a warning says which and why."""

from briefkit.diagnostics import Severity
from briefkit.model.blocks import Paragraph, Section, note
from briefkit.model.brief import Brief
from briefkit.model.inline import Emphasis, Link
from briefkit.resolve import resolve
from briefkit.structure import Role


def resolved(*body):
    return resolve(Brief(title="T", body=list(body)))


def test_the_words_of_a_dead_link_are_set_as_if_they_were_no_link(tree_of):
    """The structure tree has no link either, as there is no annotation for it."""
    dead = resolved(
        Paragraph("See ", Link("#gone", ["the ", Emphasis("end")]), " and ", Link("b.html"), ".")
    )
    plain = resolved(Paragraph("See the ", Emphasis("end"), " and b.html."))

    assert tree_of(dead) == tree_of(plain)
    assert not [node for _, node in dead.tree.walk() if node.role is Role.LINK]


def test_a_warning_says_which_link_is_dead_and_what_to_do():
    found = resolved(
        Section("Aftermath", [Paragraph("See ", Link("#aftermat", "below"), ".")], id="aftermath"),
        Paragraph(Link("chapter-2.xhtml", "Two")),
        Paragraph(Link("#zzz", "none"), " ", Link("#aftermath", "one")),
    ).diagnostics

    assert {one.severity for one in found} == {Severity.WARNING}
    assert [(one.where, one.message) for one in found] == [
        (
            'sections[0].paragraphs[0] ("See below.")',
            (
                "the link to '#aftermat' is set as plain text, for nothing has this id:"
                " write '#aftermath'"
            ),
        ),
        (
            'paragraphs[0] ("Two")',
            (
                "the link to 'chapter-2.xhtml' is set as plain text, for it is no whole address:"
                " write it from https:// on"
            ),
        ),
        (
            'paragraphs[1] ("none one")',
            (
                "the link to '#zzz' is set as plain text, for nothing has this id:"
                " give what is meant this id"
            ),
        ),
    ]


def test_an_address_that_recurs_is_told_once_with_its_count():
    found = resolved(
        Paragraph("a", note(Link("a.html", "b"))),
        Paragraph(Link("a.html", "c"), " ", Link("a.html", "d")),
    ).diagnostics

    assert [one.message.partition(",")[0] for one in found] == [
        "3 links to 'a.html' are set as plain text"
    ]
    assert found[0].where.startswith("paragraphs[0].notes[0]")


def test_a_book_full_of_dead_links_is_told_so_in_some_lines():
    """It was a website, or had an anchor on every page."""
    body = [Paragraph(Link(f"#page-{index // 2}", "a")) for index in range(600)]

    found = resolved(*body).diagnostics

    assert len(found) == 51
    assert found[-1].message == "and 500 more links to 250 such addresses"
