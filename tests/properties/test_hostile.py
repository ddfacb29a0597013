"""Hostile input, through the public interface: set as it is, or refused by one clear error.

The cases are those of samples/hostile.json, each at every place that it names. What is refused
leaves no file behind. What is set is read back from the file's structure, where runs of spaces and
line ends are one space and letters are composed (NFC): the model says that of any text.
"""

import io
import json
import re
import unicodedata
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from attrs import evolve
from PIL import Image
from pypdf import PdfReader

from briefkit import (
    Brief,
    BriefError,
    BulletList,
    Cover,
    Emphasis,
    Figure,
    HouseStyle,
    Link,
    Note,
    NoteCall,
    OutputError,
    PageMaster,
    Paragraph,
    Person,
    Quotation,
    Section,
    SourceError,
    Strong,
    Table,
    note,
    parse_markdown,
    read_markdown,
    render,
    typeset,
)
from briefkit.assertions import assert_publishable
from briefkit.frame import GlyphRun
from briefkit.geometry import Size
from briefkit.preflight import structure_text
from briefkit.style.typography import TypeScale

SAMPLE = Path(__file__).parents[1] / "samples" / "hostile.json"
CASES = {case["id"]: case for case in json.loads(SAMPLE.read_text(encoding="utf-8"))["cases"]}
SCALED_TO = 300  # paragraphs, of a case of twenty thousand, which take half a minute

WORDS = "Word after word runs on until the page is full. "


def _picture(width: int = 60, height: int = 40) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (width, height), "#336699").save(made, "PNG")
    return made.getvalue()


PICTURE = _picture()


def brief_of(*body: Any, **facts: Any) -> Brief:
    return Brief(**{"title": "A title", "body": body, **facts})


def styled(**styles: Any) -> HouseStyle:
    return HouseStyle(page=PageMaster(**styles))


PLACES: dict[str, Callable[[Any], Brief]] = {
    "title": lambda value: brief_of("x", title=value),
    "subtitle": lambda value: brief_of("x", subtitle=value),
    "author": lambda value: brief_of("x", authors=[Person(value)]),
    "section-title": lambda value: brief_of(Section(value, ["x"])),
    "paragraph": lambda value: brief_of(Paragraph(value)),
    "footnote": lambda value: brief_of(Paragraph("x", note(value))),
    "caption": lambda value: brief_of(Figure(PICTURE, alt="a", caption=value)),
    "credit": lambda value: brief_of(Figure(PICTURE, alt="a", credit=value)),
    "table-cell": lambda value: brief_of(Table([[value], ["y"]], head=[["x"]])),
    "list-item": lambda value: brief_of(BulletList([value])),
    "quote": lambda value: brief_of(Quotation(value)),
    "running-head": lambda value: brief_of(WORDS * 150, title=value),
    "metadata": lambda value: brief_of("x", title=value, keywords=[value], series=value),
    "date": lambda value: brief_of("x", date=value),
    "link": lambda value: brief_of(Paragraph(Link(value, "words"))),
    "image": lambda value: brief_of(Figure(value, alt="a")),
    "table": lambda value: brief_of(Table(value)),
}
SIZES: dict[str, Callable[[Any], object]] = {
    "image-width": lambda value: Figure(PICTURE, alt="a", width=value),
    "font-size": lambda value: evolve(TypeScale().body, size=value),
    "margin": lambda value: PageMaster(inner=value),
    "page-size": lambda value: PageMaster(trim=Size(value, value)),
}  # no option of briefkit is a column's width: the page's margins and trim leave it


def text_of(value: Any) -> Any:
    """Return what a recipe for text asks for; any other value as it is."""
    match value:
        case {"$repeat": {"unit": unit, "times": times, "sep": between}}:
            return between.join([unit] * times)
        case {"$inline": [text, {"footnote": said}]}:
            return [text, note(said)]
        case {"$nest_inline": {"depth": depth}}:
            nested: Any = "x"
            for level in range(depth):
                nested = Strong(nested) if level % 2 else Emphasis(nested)
            return nested
        case _:
            return value


def document_of(value: dict[str, Any]) -> Brief:
    match value["$document"]:
        case {"section_titles": titles}:
            return brief_of(*(Section(title, ["x"]) for title in titles))
        case {"footnote_ref_without_note": name}:
            return brief_of(Paragraph("x", NoteCall(name)))
        case {"nested_sections": depth}:
            nested: Any = Paragraph("x")
            for level in range(depth):
                nested = Section(f"Level {level}", [nested])
            return brief_of(nested)
        case {"paragraphs": _, "words_each": words}:
            return brief_of(*(f"p{n} " + "word " * (words - 1) for n in range(SCALED_TO)))
        case {"two_line_paragraphs": count}:
            return brief_of(*(f"p{n} {'runs on ' * 14}" for n in range(count)))
    raise AssertionError(value)


def folded(text: str) -> str:
    """Return a text composed, its runs of spaces and line ends one space each."""
    return re.sub(r"[ \t\r\n]+", " ", unicodedata.normalize("NFC", text)).strip(" ")


def attempt(make: Callable[[], Brief], folder: Path) -> bytes | BriefError:
    """Return the file that a brief makes, or the one error; anything else raised is a failure."""
    output = folder / "out" / "brief.pdf"
    output.parent.mkdir()
    try:
        render(make(), output)
    except BriefError as error:
        found = error
    else:
        return output.read_bytes()
    assert list(output.parent.iterdir()) == []
    assert all(len(str(problem)) > 20 for problem in found.problems)
    return found


def sound(pdf: bytes | BriefError) -> bytes:
    """Return a file that was made, and in which preflight finds no fault."""
    assert isinstance(pdf, bytes), str(pdf)
    assert_publishable(pdf)
    return pdf


def cases(expected: str, *places: str) -> list[Any]:
    """Return a parameter for each place of each case of which this is expected."""
    found = [
        pytest.param(case["value"], place, id=f"{name}-{place}")
        for name, case in CASES.items()
        if case["expected"] == expected
        for place in case["where"]
        if place in (places or PLACES)
    ]
    assert found
    return found


def metadata_of(pdf: bytes) -> tuple[dict[str, str], set[str]]:
    """Return the entries of Info, and all texts of the XMP packet, which is well-formed."""
    reader = PdfReader(io.BytesIO(pdf))
    packet = reader.trailer["/Root"]["/Metadata"].get_data()
    texts = {(one.text or "").strip() for one in ElementTree.fromstring(packet).iter()}  # noqa: S314
    return {name: str(text) for name, text in (reader.metadata or {}).items()}, texts


# Text


@pytest.mark.parametrize(("value", "place"), cases("rendered-verbatim"))
def test_what_looks_like_markup_is_set_verbatim(value, place, tmp_path):
    pdf = sound(attempt(lambda: PLACES[place](value), tmp_path))
    if place == "running-head":
        # An artifact, and so in no structure: read off a later page, whose lines may end anywhere.
        page = PdfReader(io.BytesIO(pdf)).pages[1].extract_text()
        assert re.sub(r"\s", "", value) in re.sub(r"\s", "", page)
        return
    assert folded(value) in folded(structure_text(pdf))
    if place == "metadata":
        info, xmp = metadata_of(pdf)
        assert (info["/Title"], info["/Keywords"]) == (value, value)
        assert value in xmp


@pytest.mark.parametrize(("value", "place"), cases("escaped"))
def test_metadata_are_escaped_and_the_same_in_info_and_xmp(value, place, tmp_path):
    info, xmp = metadata_of(sound(attempt(lambda: PLACES[place](value), tmp_path)))

    assert (info["/Title"], info["/Keywords"]) == (value, value)
    assert value in xmp


@pytest.mark.parametrize(
    ("value", "place"),
    [
        *cases("rendered-verbatim-or-clear-error"),
        *cases("rendered-with-stated-replacement-or-clear-error"),
        *cases("rendered-correct-or-clear-error"),
        *cases("rendered-with-emergency-break-or-clear-error"),
        *cases("nothing-or-clear-error"),
        *cases("rendered", "footnote"),
    ],
)
def test_rare_characters_are_set_verbatim_or_the_first_without_a_glyph_is_named(
    value, place, tmp_path
):
    value = text_of(value)

    found = attempt(lambda: PLACES[place](value), tmp_path)

    if isinstance(found, BriefError):
        named = re.search(r"has no glyph for U\+([0-9A-F]{4,6}) ", str(found))
        assert named is not None, str(found)
        assert chr(int(named[1], 16)) in unicodedata.normalize("NFC", value) + value
        assert found.problems[0].where
    else:
        assert folded(value) in folded(structure_text(sound(found)))


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("control-backspace", r"the control character U\+0008 after 'be'"),
        ("control-bell", r"the control character U\+0007 after 'be'"),
        ("control-c1-nel", r"the control character U\+0085 after 'be'"),
        ("surrogate-high", r"the lone surrogate U\+D800 after 'a'"),
        ("nonchar-1fffe", r"the noncharacter U\+1FFFE after 'a'"),
        ("only-spaces", r"has no (title|name): give (one|it one)"),
    ],
)
def test_what_has_no_printed_form_is_refused_at_every_place(name, says, tmp_path):
    for index, place in enumerate(CASES[name]["where"]):
        folder = tmp_path / str(index)
        folder.mkdir()
        error = attempt(lambda place=place: PLACES[place](CASES[name]["value"]), folder)

        assert isinstance(error, BriefError), place
        assert all(re.search(says, str(one)) for one in error.problems), str(error)


@pytest.mark.parametrize("name", ["control-bell", "control-c1-nel", "nonchar-1fffe"])
def test_markdown_with_what_has_no_printed_form_is_refused_by_its_line(name):
    with pytest.raises(SourceError, match=r"^a\.md:3: the .* has no printed form: take it out$"):
        parse_markdown(f"# A title\n\n{CASES[name]['value']}\n", name="a.md")


def test_a_byte_order_mark_is_not_set(tmp_path):
    pdf = sound(attempt(lambda: PLACES["paragraph"](CASES["bom"]["value"]), tmp_path))

    assert structure_text(pdf).endswith("abc")
    assert "\ufeff" not in structure_text(pdf)


def test_decomposed_letters_look_like_composed_ones_and_copy_out_as_the_same_text():
    def glyphs(text: str) -> list[tuple[int, ...]]:
        pages = typeset(PLACES["paragraph"](text)).pages
        found = [placed.item for page in pages for placed in page.frame.flat()]
        return [item.glyphs for item in found if isinstance(item, GlyphRun)]

    value = CASES["nfd-vietnamese"]["value"]
    composed = unicodedata.normalize("NFC", value)

    assert glyphs(value) == glyphs(composed)
    assert composed in folded(structure_text(render(PLACES["paragraph"](value))))


@pytest.mark.parametrize("place", CASES["newline-in-title"]["where"])
def test_a_newline_in_a_title_is_a_space(place, tmp_path):
    pdf = sound(attempt(lambda: PLACES[place]("Two\nlines"), tmp_path))
    reader = PdfReader(io.BytesIO(pdf))
    shown = [str(reader.metadata.title), *(str(entry.title) for entry in reader.outline)]

    assert "Two lines" in structure_text(pdf)
    assert not [text for text in shown if "\n" in text]


def test_a_title_that_fits_no_page_is_refused_on_a_cover_and_without_one(tmp_path):
    title = text_of(CASES["word-5k-title"]["value"])
    for index, facts in enumerate(({}, {"cover": Cover()})):
        folder = tmp_path / str(index)
        folder.mkdir()
        error = attempt(lambda facts=facts: brief_of("x", title=title, **facts), folder)
        assert isinstance(error, BriefError)
        assert len(error.problems) == 1
        assert "title" in str(error)


# Blocks


@pytest.mark.parametrize(
    ("name", "place"), [("fn-in-title", "title"), ("fn-in-cell", "table-cell")]
)
def test_a_note_is_called_in_a_title_and_in_a_cell(name, place, tmp_path):
    value = CASES[name]["value"]
    text, said = value["$inline"]

    pdf = sound(attempt(lambda: PLACES[place](text_of(value)), tmp_path))

    assert re.search(rf"{text}\s*1\s*1 {said['footnote']}", structure_text(pdf))


def test_a_picture_stands_in_a_note(tmp_path):
    """Case fn-with-image."""
    figure = Figure(PICTURE, alt="a rocket")

    pdf = sound(
        attempt(lambda: brief_of(Paragraph("x", Note((Paragraph("See"), figure)))), tmp_path)
    )

    assert "See" in structure_text(pdf)


@pytest.mark.parametrize(
    ("name", "make", "says"),
    [
        ("inline-deep", PLACES["paragraph"], "nests inlines more than 64 deep"),
        ("sections-deep", document_of, "nests blocks more than 16 deep"),
        ("fn-dangling-ref", document_of, "calls the note 'missing', and there is none"),
        ("cjk-no-space", PLACES["paragraph"], r"has no glyph for U\+4E2D"),
        ("table-empty", PLACES["table"], "a Table has no rows: give it some"),
        ("margins-exceed-page", None, "leaves a type area of"),
    ],
)
def test_what_cannot_be_set_is_refused_with_its_reason(name, make, says, tmp_path):
    value = text_of(CASES[name]["value"])
    if make is None:  # the case names the margins by their sides
        margins = {"inner": value["left"], "outer": value["right"]}
        error = attempt(lambda: styled(**margins) and brief_of("x"), tmp_path)
    else:
        error = attempt(lambda: make(value), tmp_path)

    assert isinstance(error, BriefError)
    assert re.search(says, str(error)), str(error)


@pytest.mark.parametrize("value", CASES["date-bad"]["value"], ids=repr)
def test_a_date_that_is_none_is_refused(value, tmp_path):
    error = attempt(lambda: PLACES["date"](value), tmp_path)
    assert str(error).startswith(f"Brief.date is {value!r}: give a datetime.date")

    with pytest.raises(SourceError, match=r"^a\.md:3: "):
        parse_markdown(f"---\ntitle: T\ndate: {json.dumps(value)}\n---\n\nx", name="a.md")


@pytest.mark.parametrize(
    ("value", "place"),
    [
        pytest.param(CASES[name]["value"], place, id=f"{name}-{place}")
        for name in ("size-00", "size-04", "size-09")
        for place in SIZES
    ],
)
def test_a_size_that_cannot_be_is_refused_by_the_option_s_name(value, place):
    with pytest.raises(BriefError) as caught:
        SIZES[place](value)

    options = r"(Figure|TextStyle|PageMaster|Size)\b"
    assert all(re.match(options, str(one)) for one in caught.value.problems)


def test_sections_of_one_title_have_an_entry_and_a_place_each(tmp_path):
    pdf = sound(attempt(lambda: document_of(CASES["dup-section-titles"]["value"]), tmp_path))
    reader = PdfReader(io.BytesIO(pdf))

    entries = [str(entry.title) for entry in reader.outline if not isinstance(entry, list)]

    assert entries.count("Same") == 3
    assert structure_text(pdf).split() == ["A", "title", *["Same", "x"] * 3]


def test_very_many_paragraphs_are_set_in_order(tmp_path):
    brief = document_of(CASES["paragraphs-20k"]["value"])

    text = structure_text(sound(attempt(lambda: brief, tmp_path)))

    assert re.findall(r"p\d+", text) == [f"p{n}" for n in range(SCALED_TO)]
    assert text.count("word") == 59 * SCALED_TO


def test_paragraphs_of_two_lines_are_not_parted(tmp_path):
    brief = document_of(CASES["widow-2-lines"]["value"])
    output = tmp_path / "brief.pdf"

    explained = render(brief, output).plan.explain()

    text = structure_text(sound(output.read_bytes()))
    assert re.findall(r"p\d+", text) == [f"p{n}" for n in range(500)]
    assert "widow" not in explained
    assert "orphan" not in explained


def test_a_note_of_ten_thousand_words_is_carried_and_says_so(tmp_path):
    value = text_of(CASES["fn-10000-words"]["value"])
    pdf = sound(attempt(lambda: PLACES["footnote"](value), tmp_path))

    continued = typeset(PLACES["footnote"](value)).resolved.continued
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]

    assert folded(value) in folded(structure_text(pdf))
    assert len(pages) > 5
    assert all(continued in page for page in pages[1:])


def test_a_picture_wider_than_the_measure_is_scaled_to_it(tmp_path):
    """Case figure-larger-than-frame."""
    pdf = sound(attempt(lambda: PLACES["image"](_picture(4_000, 100)), tmp_path))

    assert len(PdfReader(io.BytesIO(pdf)).pages) == 1


# Places outside of the brief


@pytest.mark.parametrize("name", [name for name in CASES if name.startswith("path-")])
def test_a_picture_out_of_its_folder_is_refused_unread(name, tmp_path):
    """From Markdown the folder is the file's own. From Python it is the program's to say."""
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "rocket.jpg").write_bytes(PICTURE)
    path = CASES[name]["value"]

    error = attempt(lambda: PLACES["image"](path), tmp_path)
    assert isinstance(error, BriefError)
    assert len(error.problems) == 1
    assert "the picture" in str(error)

    source = tmp_path / "a.md"
    source.write_text(f"# T\n\n![x]({path.replace(chr(0), '%00')}){{alt=a}}\n", encoding="utf-8")
    with pytest.raises(BriefError, match=r"a\.md:3: the picture ") as caught:
        render(read_markdown(source))
    assert len(caught.value.problems) == 1


@pytest.mark.parametrize("name", [name for name in CASES if name.startswith("url-")])
def test_an_address_that_is_not_for_a_reader_is_no_link(name, tmp_path):
    url, expected = CASES[name]["value"], CASES[name]["expected"]

    found = attempt(lambda: PLACES["link"](url), tmp_path)

    if expected == "clear-error":
        assert isinstance(found, BriefError)
        assert str(found).startswith("Link.url: the address ")
    if isinstance(found, bytes):
        assert "words" in structure_text(sound(found))
        assert not PdfReader(io.BytesIO(found)).pages[0].get("/Annots")


@pytest.mark.parametrize("name", [name for name in CASES if name.startswith("url-")])
def test_nor_is_it_one_in_markdown(name):
    """What Markdown reads as no link is text, as it would be to any reader of Markdown."""
    url = CASES[name]["value"]
    try:
        pdf = render(parse_markdown(f"# T\n\n[words](<{url}>) {url}", name="a.md"))
    except SourceError as error:
        said = str(error)
    else:
        said = ""
    if said:
        assert said.startswith(
            (
                "a.md:3: the address ",
                "a.md:3: HTML, <script>, stands",
                "a.md:3: a link does not read",
            )
        )
        return
    [page] = PdfReader(io.BytesIO(pdf)).pages
    linked = [annotation.get_object()["/A"]["/URI"] for annotation in page.get("/Annots", ())]
    assert [one for one in linked if not re.match(r"https?://\w", one)] == []


def test_a_read_only_file_stays_as_it_was(tmp_path):
    """Case output-readonly."""
    output = tmp_path / "brief.pdf"
    output.write_bytes(b"old")
    output.chmod(0o444)

    with pytest.raises(OutputError, match=r"brief\.pdf: cannot be written: it is read-only: give"):
        render(brief_of("x"), output)

    assert output.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [output]


def test_the_same_brief_gives_the_same_bytes():
    """Case same-story-twice."""
    brief = brief_of(Paragraph("x", note("y")), date=date(2023, 9, 19))

    assert render(brief) == render(brief)


def test_every_case_is_tried():
    """By name, by what is expected of it, or by its kind."""
    source = Path(__file__).read_text(encoding="utf-8")
    untried = {
        name
        for name, case in CASES.items()
        if name not in source
        and f'cases("{case["expected"]}")' not in source
        and not name.startswith(("path-", "url-"))
    }
    assert untried == set()
