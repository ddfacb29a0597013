"""Numbers and briefs out of bounds: one error of the house's own, naming field or limit."""

import math
from concurrent.futures import ThreadPoolExecutor

import pytest
from PIL import Image

from briefkit import (
    Brief,
    CodeBlock,
    Figure,
    LayoutError,
    Limits,
    ModelError,
    PageMaster,
    Paragraph,
    PictureError,
    Section,
    SourceError,
    api,
    bounds,
    from_json,
    note,
    parse_markdown,
    read_json,
    read_markdown,
    render,
    render_many,
    typeset,
    write_json,
)
from briefkit.bounds import check_time, limits_in_force, within
from briefkit.geometry import Size
from briefkit.style.house import NoteArea
from briefkit.style.typography import Slot, TextStyle


@pytest.mark.parametrize("value", [-1, 1e308, math.inf, math.nan, [], "12", None, True])
def test_what_is_no_length_is_refused_by_its_name(value):
    for make, name in (
        (lambda: PageMaster(inner=value), "PageMaster.inner"),
        (lambda: TextStyle(Slot.TEXT, value, 12), "TextStyle.size"),
        (lambda: TextStyle(Slot.TEXT, 10, 12, space_above=value), "TextStyle.space_above"),
        (lambda: NoteArea(gap=value), "NoteArea.gap"),
    ):
        with pytest.raises(ModelError, match=f"^{name} is .*: give a number ") as caught:
            make()
        assert len(caught.value.problems) == 1


@pytest.mark.parametrize("value", [0, 1e308, []])
def test_what_may_not_be_nothing_is_refused_at_nothing_too(value):
    for make in (
        lambda: Figure("a.jpg", alt="a", width=value),
        lambda: TextStyle(Slot.TEXT, value, 12),
        lambda: PageMaster(trim=Size(value, 800)),
    ):
        with pytest.raises(ModelError):
            make()


# Limits: what a brief may ask for


MANY = Brief(title="Many", body=[Paragraph("A call", note("A note."), ".")] * 30)
LONG = Brief(title="Long", body=["Words and words and more. " * 60] * 30)
PICTURE = Brief(
    title="A picture", body=[Figure(Image.new("RGB", (300, 200), "#336699"), alt="a field")]
)
DEEP = Brief(title="Deep", body=[Section("1", [Section("2", [Section("3", ["Text."])])])])


@pytest.mark.parametrize(
    ("brief", "name", "most", "kind", "said"),
    [
        (MANY, "notes", 29, ModelError, "there are 30 notes, and the limit of notes is 29: "),
        (LONG, "pages", 2, LayoutError, ", and the limit of pages is 2: "),
        (PICTURE, "pixels", 59_999, PictureError, "is too large (300 × 200 pixels), and the limit"),
        (PICTURE, "picture_bytes", 99, PictureError, "bytes), and the limit of picture_bytes is 9"),
        (DEEP, "nesting", 3, ModelError, "nests blocks more than 3 deep, and the limit of nesting"),
        (LONG, "seconds", 1e-9, LayoutError, "takes longer than 1e-09 seconds, and the limit of s"),
    ],
)
def test_what_is_over_a_limit_is_refused_with_the_limit_and_the_cure(brief, name, most, kind, said):
    with pytest.raises(kind) as caught:
        render(brief, limits=Limits(**{name: most}))

    assert said in str(caught.value)
    if name != "nesting":
        assert f"allow more: Limits({name}=…), --limit {name}=…" in str(caught.value)
    assert render(brief)


def test_pages_are_counted_where_they_are_as_many_as_allowed():
    pages = len(typeset(LONG).pages)

    assert len(typeset(LONG, limits=Limits(pages=pages)).pages) == pages
    with pytest.raises(LayoutError, match=rf"there are {pages} pages, and the limit of pages is"):
        typeset(LONG, limits=Limits(pages=pages - 1))


@pytest.mark.parametrize(
    ("name", "most", "said"),
    [
        ("source_bytes", 100, "has 2,409 bytes, and the limit of source_bytes is 100: make less"),
        ("seconds", 1e-9, "takes longer than 1e-09 seconds, and the limit of seconds is 1e-09"),
    ],
)
@pytest.mark.parametrize("ending", ["md", "json"])
def test_sources_over_a_limit_are_refused(tmp_path, name, most, said, ending):
    path = tmp_path / f"brief.{ending}"
    text = ("# T" + "\n\nText.^[A note.]" * 300)[:2409]
    path.write_text(text, encoding="utf-8")
    if ending == "json":
        write_json(MANY, path)
        said = said.replace("2,409", f"{path.stat().st_size:,}")
    limits = Limits(**{name: most})
    reads = {
        "md": [read_markdown, lambda path, limits: parse_markdown(text, limits=limits)],
        "json": [read_json, lambda path, limits: from_json(path.read_text(), limits=limits)],
    }[ending]

    for read in reads:
        with pytest.raises(SourceError) as caught:
            read(path, limits=limits)
        assert said in str(caught.value)
        assert len(caught.value.problems) == 1


@pytest.mark.parametrize(
    ("name", "value"),
    [("pixels", 0), ("pixels", 89_478_486), ("nesting", 17), ("notes", 1.5), ("pages", True),
     ("seconds", 0), ("seconds", "5"), ("source_bytes", -1), ("picture_bytes", None)],
)  # fmt: skip
def test_a_limit_that_is_none_is_refused(name, value):
    with pytest.raises(ModelError, match=rf"^Limits\.{name} is .*: give a "):
        Limits(**{name: value})


def test_time_is_no_more_than_what_is_left_around_and_of_its_own_thread():
    with within(Limits(seconds=1e-9)):
        with pytest.raises(LayoutError, match="longer than 1e-09 seconds"):
            render(MANY)
        with pytest.raises(LayoutError, match="longer than 1e-09 seconds"):
            render(MANY, limits=Limits(seconds=100))
        with ThreadPoolExecutor(1) as executor:
            assert executor.submit(render, MANY).result()
    assert render(MANY)
    check_time()


def test_limits_hold_within_others_and_those_around_again_after_them():
    with within(Limits(pages=9)):
        with within(Limits(pages=3)):
            assert limits_in_force() == Limits(pages=3)
        with within(None):
            assert limits_in_force() == Limits(pages=9)
        with within(Limits(seconds=1e-9)), pytest.raises(LayoutError, match="longer than 1e-09"):
            check_time()
        check_time()
    assert limits_in_force() == Limits()


def test_time_is_over_in_the_middle_of_each_stage(monkeypatch):
    """Whenever it is over, one error tells it: no stage catches it, and none goes on."""
    brief = parse_markdown("# T\n\n" + "A call.^[A note.] | Words.\n\n| a |\n|---|\n| b |\n\n" * 40)
    looks = 0

    def count() -> float:
        nonlocal looks
        looks += 1
        return 0.0

    monkeypatch.setattr(bounds, "monotonic", count)
    for _ in range(2):  # what is remembered of the first time is not looked at in the second
        looks = 0
        render(brief, limits=Limits(seconds=1))
    total = looks
    assert total > 100
    for moment in range(2, total, total // 23):
        left = moment

        def clock() -> float:
            nonlocal left
            left -= 1
            return 0.0 if left > 0 else 2.0

        monkeypatch.setattr(bounds, "monotonic", clock)
        with pytest.raises(LayoutError, match="takes longer than 1 seconds") as caught:
            render(brief, limits=Limits(seconds=1))
        assert len(caught.value.problems) == 1


@pytest.mark.parametrize(
    "body",
    [
        " ".join(f"w{chr(97 + n % 26)}{chr(97 + n // 26)}rt" for n in range(600)),
        "q" * 600,
        "r-" * 600,
        "s\u00ad" * 600,
        "ἀρχῇ" * 300,
        CodeBlock("x = 1\n" * 600),
    ],
    ids=["words", "letters", "hyphens", "soft hyphens", "other fonts", "code"],
)
def test_time_is_looked_at_for_each_part_of_what_is_long(monkeypatch, body):
    """Else one paragraph of very many would be set to its end before anything else is."""
    looks = 0

    def count() -> float:
        nonlocal looks
        looks += 1
        return 0.0

    def stop(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(bounds, "monotonic", count)
    monkeypatch.setattr(api, "break_pages", stop)  # it looks for each line by itself
    with pytest.raises(ZeroDivisionError):
        render(Brief(title="T", body=body))
    assert looks > 550


def test_a_picture_that_was_allowed_before_is_held_to_a_lower_limit():
    """What was found sound is remembered, and what it may be is not."""
    render(PICTURE)
    with pytest.raises(PictureError, match="the limit of pixels is 100"):
        render(PICTURE, limits=Limits(pixels=100))


def test_each_brief_of_a_batch_has_the_limits(tmp_path):
    outcomes = render_many([MANY, DEEP], tmp_path, limits=Limits(notes=5))

    assert [one.error is None for one in outcomes] == [False, True]
    assert "the limit of notes is 5" in str(outcomes[0].error)
