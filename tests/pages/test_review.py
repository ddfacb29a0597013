"""What a reader of the pages is told."""

from briefkit import Brief, HouseStyle, Paragraph, Section, Severity, note, typeset
from briefkit.diagnostics import Diagnostic
from briefkit.frame import Frame, GlyphRun, Page
from briefkit.geometry import Size
from briefkit.pages.pagebreak import break_pages
from briefkit.pages.plan import Demerit, PagePlan, PlannedPage
from briefkit.pages.review import review_pages
from briefkit.testing import floating, galley_of, kept, lines, page_of
from briefkit.testing import note as note_of

PAGE = Page(0, Size(100, 100), Frame(100, 100))


def test_a_page_as_it_should_be_is_not_spoken_of():
    assert typeset(Brief(title="A brief", body=["Text."])).diagnostics == ()


def test_a_note_that_is_split_is_told_with_its_call_and_its_page():
    galley = galley_of(lines(1), note_of(lines(12), called_from=1))
    plan = break_pages(galley, page_of(height=10))

    assert review_pages(plan, galley, [PAGE, PAGE]) == (
        Diagnostic(Severity.NOTE, "note 1 continues on the next page", "notes[1]", 1),
    )


def test_pages_are_counted_with_the_cover():
    """Nine pages here, eight of them planned: the first planned one is page 2."""
    galley = galley_of(lines(1), note_of(lines(12), called_from=1))
    plan = break_pages(galley, page_of(height=10))

    (told,) = review_pages(plan, galley, [PAGE, PAGE, PAGE])

    assert told.page == 2


def test_a_rule_that_was_given_up_is_a_warning_and_a_float_far_from_its_call_a_remark():
    away = Demerit("float away", 200.0, "float figure-1 away from its call")
    plan = PagePlan(
        (
            PlannedPage((0, 1), demerits=(Demerit("loose", 9.0), away)),
            PlannedPage((1, 1), relaxed=("no empty page",)),
        )
    )

    told = [str(one) for one in review_pages(plan, galley_of(lines(1)), [PAGE, PAGE])]

    assert told == [
        "note: page 1: float away: float figure-1 away from its call",
        "warning: page 2: a rule was given up to set this page: no empty page",
    ]


def test_a_render_tells_it_too():
    brief = Brief(title="A brief", body=[Paragraph("A word", note("Many words. " * 1200), ".")])

    told = [str(one) for one in typeset(brief).diagnostics]

    assert told[0] == "note: page 1: paragraphs[0].notes[0]: note 1 continues on the next page"


def test_what_is_told_names_the_element_and_its_page():
    """A rule given up, with what its page begins with; a float put off, with its own path."""
    away = galley_of(lines(8), floating(5), lines(7))
    kept_together = galley_of(lines(10), kept(12))
    told = []
    for galley in (away, kept_together):
        plan = break_pages(galley, page_of(height=10))
        told += [
            (one.where, one.page) for one in review_pages(plan, galley, [PAGE] * len(plan.pages))
        ]

    assert told[0] == ("floats[figure]", 1)
    assert told[1] == ("lines[10]", 2)
    assert "rule given up: kept together, at lines[10]" in plan.explain()


def test_a_line_too_wide_is_told_with_the_page_of_its_paragraph():
    house = HouseStyle()
    word = "W" * 200
    body = [Paragraph("Text. " * 1200), Section("B", [Paragraph(word, note("c " + word))])]

    told = typeset(Brief(title="A", body=body, contents="no"), house).diagnostics

    wide = {one.where: one.page for one in told if "wider" in one.message}
    assert set(wide.values()) == {3}
    assert "sections[0].paragraphs[0]" in wide


def test_a_note_that_goes_on_in_the_next_column_is_told_so():
    galley = galley_of(lines(30), note_of(lines(12), called_from=2))
    plan = break_pages(galley, page_of(10, columns=2))

    told = [one.message for one in review_pages(plan, galley, [PAGE] * len(plan.pages))]

    assert "note 1 continues in the next column" in told


def test_no_page_of_a_brief_of_many_short_sections_ends_in_a_heading():
    body = [Section(f"Term {n}", [Paragraph("One short line.")]) for n in range(45)]
    laid_out = typeset(Brief(title="A glossary", body=body))

    assert laid_out.diagnostics == ()
    for page in laid_out.pages:
        shown = [at for at in page.frame.flat() if isinstance(at.item, GlyphRun)]
        heads = [at.y for at in shown if at.item.text.startswith("Term")]
        texts = [at.y for at in shown if at.item.text.startswith("One")]
        assert max(texts) > max(heads)
        assert min(heads) < min(texts)
