"""What must hold for any brief, from the author's words to the file, through the public verbs."""

import re
from collections import Counter
from collections.abc import Iterator
from io import BytesIO

import page
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from briefkit import (
    Brief,
    HouseStyle,
    LayoutError,
    Note,
    PageMaster,
    Paragraph,
    check,
    render,
    typeset,
)
from briefkit.api import Typeset
from briefkit.frame import Anchor, Fill, GlyphRun, Page, Picture, Placed
from briefkit.geometry import Rect, Size
from briefkit.pages.plan import PagePlan
from briefkit.preflight import structure_text
from briefkit.structure import FOOTER, HEADER, Artifact, Role
from briefkit.style.house import (
    Furniture,
    HeadMatter,
    NoteArea,
    NotePlace,
    PanelLook,
    ParagraphMark,
    SectionStart,
)
from tests.properties.authors import briefs
from tests.properties.readings import WORD, Reading

LONGEST = "rilorilo"  # the end of words that are no beginning of others

# Small pages, so that a short brief has many, and no running heads, so that no word comes twice.
BARE = Furniture(
    verso_head=HeadMatter.NOTHING, recto_head=HeadMatter.NOTHING, is_title_repeated=False
)
SMALL_PAGE = PageMaster(
    trim=Size(330.0, 400.0), head=50.0, foot=60.0, inner=40.0, outer=50.0
).on_grid(14.5)
HOUSES = {
    "small": HouseStyle(page=SMALL_PAGE, furniture=BARE),
    "facing": HouseStyle(
        page=evolve(SMALL_PAGE, is_facing=True),
        furniture=evolve(BARE, is_folio_centred=True),
        paragraphs=ParagraphMark.SPACE,
        panels=PanelLook.RULES,
        notes=NoteArea(share=0.4, has_continuation=False),
    ),
    "usual": HouseStyle(furniture=BARE),
}

# Pages on which a picture in a panel finds room.
HIGH_PAGE = evolve(SMALL_PAGE, trim=Size(330.0, 560.0)).on_grid(14.5)
COLUMNS = evolve(HIGH_PAGE, trim=Size(500.0, 560.0), columns=2)
WIDE_MARGIN = evolve(HIGH_PAGE, trim=Size(440.0, 560.0), outer=160.0)
HOUSES |= {
    "margin": evolve(HOUSES["small"], page=WIDE_MARGIN, notes=NoteArea(place=NotePlace.MARGIN)),
    "run-in": evolve(
        HOUSES["small"],
        page=HIGH_PAGE,
        notes=NoteArea(is_run_in=True, is_above_floats=True),
        sections=SectionStart.RECTO,
    ),
    "columns": evolve(HOUSES["small"], page=COLUMNS, sections=SectionStart.PAGE),
    "across": evolve(HOUSES["small"], page=COLUMNS, notes=NoteArea(is_run_in=True, is_across=True)),
}


REFUSED = re.compile("does not fit into|the notes called in it are|do not fit on one page")


def typeset_or_refused(brief: Brief, house: HouseStyle) -> Typeset | None:
    """Return the pages, None where they cannot be: a picture may be too high for a small one."""
    try:
        return typeset(brief, house)
    except LayoutError as error:
        assert REFUSED.search(str(error))  # noqa: PT017 - nothing else may be refused
        return None


def shown(pdf: bytes) -> str:
    """Return what pypdf reads on the pages, without what parts words: it heeds no ActualText."""
    texts = [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]
    return re.sub(r"[\s\xad]", "", "".join(texts))


@settings(max_examples=20)
@given(briefs(), st.sampled_from(sorted(HOUSES)))
def test_the_file_says_every_word_once_and_in_order(brief: Brief, house_name: str):
    """As its tags tell it, and as pypdf reads its pages; and no rule is broken that checks know."""
    house, reading = HOUSES[house_name], Reading(brief)
    laid_out = typeset_or_refused(brief, house)
    if laid_out is None:
        return

    pdf = render(brief, house=house)

    assert WORD.findall(structure_text(pdf)) == reading.words
    # those that are none of another's beginning, wherever that is broken
    said = Counter(word for word in reading.words if word.endswith(LONGEST))
    found = Counter(re.findall(rf"z\w{{4}}{LONGEST}", shown(pdf)))
    assert {word for word, count in found.items() if count > said[word]} <= reading.heads
    faults = {finding.code for finding in check(pdf) if finding.severity.name == "ERROR"}
    assert faults <= ({"NoteOffItsCallsPage"} if puts_off_notes(laid_out.plan) else set())
    assert page.validate_pdf_bytes(pdf, profile="ua1").failures == []
    assert render(brief, house=house) == pdf


@settings(max_examples=35)
@given(briefs(), st.sampled_from(sorted(HOUSES)))
def test_nothing_stands_outside_its_region_or_over_another_thing(brief: Brief, house_name: str):
    laid_out = typeset_or_refused(brief, house := HOUSES[house_name])
    if laid_out is None:
        return

    for planned, page_ in zip(laid_out.plan.pages, laid_out.pages, strict=True):
        upright = house.page
        master = upright if page_.size == upright.trim else upright.turned()
        rects = [region.rect for region in page_.regions]
        if planned.columns:  # what stands across them is in no region
            rects.append(master.type_area(page_.index))
        stands_within(page_, rects, master.full_width(page_.index))
        stands_clear(page_)
        bodies = [region.rect for region in page_.regions if region.name == "body"]
        notes = [region.rect for region in page_.regions if region.name == "notes"]
        foot = master.type_area(page_.index).bottom
        if notes and not house.notes.are_beside:
            foot = min(rect.y for rect in notes)
        if planned.columns:
            continue
        if planned.body[0] < planned.body[1]:
            assert bodies[0].bottom <= foot + 0.01
        if planned.ratio < 0 or 0 < planned.ratio < 1:  # set as reckoned: glue fills the page
            assert abs(bodies[0].bottom - foot) < 0.01


def stands_within(page_: Page, rects: list[Rect], full: Rect) -> None:
    start, end = min(rect.x for rect in (*rects, full)), max(rect.right for rect in (*rects, full))
    for placed in content(page_):
        top, bottom = height_of(placed)
        # a panel's ground reaches a little over its neighbour, so that no seam is seen
        hair = 0.25 if isinstance(placed.item, Fill) else 0.01
        assert any(rect.y - hair <= top and bottom <= rect.bottom + hair for rect in rects), (
            f"page {page_.index + 1}: {placed}"
        )
        left, right = width_of(placed)
        # protruding punctuation hangs into the margin
        assert left >= start - 8.0, f"page {page_.index + 1}: {placed}"
        assert right <= end + 8.0, f"page {page_.index + 1}: {placed}"


def content(page_: Page) -> Iterator[Placed]:
    """Yield what is painted on a page but for running heads and folios."""
    for placed in page_.frame.flat():
        if isinstance(placed.item, GlyphRun | Fill | Picture) and placed.item.mark not in {
            HEADER,
            FOOTER,
        }:
            yield placed


def height_of(placed: Placed) -> tuple[float, float]:
    item = placed.item
    if isinstance(item, GlyphRun):  # its letters of middle height, and what hangs below the line
        return placed.y - 0.5 * item.size, placed.y + 0.15 * item.size
    return placed.y, placed.y + item.height


def width_of(placed: Placed) -> tuple[float, float]:
    item = placed.item
    trailing = item.advances[-1] if isinstance(item, GlyphRun) and item.text.endswith(" ") else 0.0
    return placed.x, placed.x + item.width - trailing


def stands_clear(page_: Page) -> None:
    """Assert that no text stands over other text or over a picture."""
    solid = [placed for placed in content(page_) if not isinstance(placed.item, Fill)]
    boxes = sorted(
        (*height_of(placed), *width_of(placed), index) for index, placed in enumerate(solid)
    )
    for number, (_, bottom, left, right, one) in enumerate(boxes):
        for top, _, start, end, other in boxes[number + 1 :]:
            if top >= bottom - 0.01:
                break
            assert right <= start + 0.5 or end <= left + 0.5, (
                f"page {page_.index + 1}: {solid[one]} stands over {solid[other]}"
            )


@settings(max_examples=35)
@given(briefs(), st.sampled_from(sorted(HOUSES)))
def test_everything_painted_is_marked_and_everything_in_the_tree_is_painted(
    brief: Brief, house_name: str
):
    """Each note's lines once and in order, on pages one after another, from its call's page on."""
    laid_out = typeset_or_refused(brief, HOUSES[house_name])
    if laid_out is None:
        return

    tree = laid_out.resolved.tree
    holders = {Role.TEXT, Role.DATA_CELL, Role.HEADER_CELL}  # a cell of a few words is its text
    painted: dict[int, list[int]] = {}
    for page_ in laid_out.pages:
        for placed in page_.frame.flat():
            mark = getattr(placed.item, "mark", None)
            if isinstance(placed.item, GlyphRun | Fill | Picture):
                assert isinstance(mark, Artifact) or tree[mark].role in holders, placed
            if isinstance(mark, int):
                painted.setdefault(mark, []).append(page_.index)
    texts = [node.id for node in tree.nodes if node.role is Role.TEXT]
    assert [node for node in texts if node not in painted] == []
    for pages in painted.values():
        assert sorted(pages) == pages
    if not puts_off_notes(laid_out.plan):
        notes_start_on_their_pages(laid_out)


def puts_off_notes(plan: PagePlan) -> bool:
    return any("a note starts on its call's page" in planned.relaxed for planned in plan.pages)


def notes_start_on_their_pages(laid_out: Typeset) -> None:
    anchors = {
        placed.item.name: page_.index
        for page_ in laid_out.pages
        for placed in page_.frame.flat()
        if isinstance(placed.item, Anchor)
    }
    for note in laid_out.resolved.notes:
        assert anchors[note.anchor] == anchors[f"{note.key}-call"], note.label


def test_a_note_called_at_the_head_of_a_long_note_starts_on_its_page():
    """NOTES case 72: the outer is split for it, and goes on on the next page."""
    inner = Note((Paragraph("The inner note."),))
    outer = Note((Paragraph("A word", inner, " and more. ", "The outer note goes on. " * 60),))
    brief = Brief(title="A brief", body=[Paragraph("A word", outer, ".")])

    laid_out = typeset(brief, HOUSES["small"])

    assert [rule for planned in laid_out.plan.pages for rule in planned.relaxed] == []
    first, second, *_ = laid_out.plan.pages
    assert [part.key for part in first.notes] == ["note-1", "note-2"]
    assert [part.is_unfinished for part in first.notes] == [True, False]
    assert [part.key for part in second.notes] == ["note-1"]
