"""The public verbs: what they return, and what they leave on the disk."""

import io
import os
import stat
from datetime import date
from pathlib import Path

import pytest
from attrs import evolve

import briefkit
from briefkit import (
    Brief,
    FontError,
    HouseStyle,
    ModelError,
    OutputError,
    PageMaster,
    Paragraph,
    Section,
    Severity,
    api,
    note,
    render,
    typeset,
)
from briefkit.api import house_of
from briefkit.frame import Anchor
from briefkit.galley.contents import with_folios
from briefkit.galley.setter import set_galley
from briefkit.resolve.resolved import ResolvedContents
from briefkit.style.typography import FontFamily, FontFile
from briefkit.text.fonts import bundled_folder

SMALL = Brief(title="A brief", date=date(2023, 9, 19), body=["One paragraph."])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder of its own, so that what is left behind is seen."""
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


def test_every_public_name_is_there_and_named_once():
    assert [name for name in briefkit.__all__ if getattr(briefkit, name, None) is None] == []
    assert len(briefkit.__all__) == len(set(briefkit.__all__))


def test_a_name_that_is_not_there_is_told_as_python_does():
    with pytest.raises(AttributeError, match="'briefkit' has no attribute 'rendre'"):
        briefkit.rendre  # noqa: B018


def test_bytes_come_back_where_no_output_is_given():
    assert render(SMALL).startswith(b"%PDF-1.7")


@pytest.mark.parametrize("kind", [str, Path, os.fspath])
def test_a_path_gets_the_same_bytes_and_a_report_comes_back(folder: Path, kind):
    path = folder / "brief.pdf"

    report = render(SMALL, kind(path))

    assert path.read_bytes() == render(SMALL)
    assert report.size == path.stat().st_size
    assert len(report.pages) == len(report.plan.pages) == 1
    assert report.diagnostics == ()
    assert os.listdir(folder) == ["brief.pdf"]


def test_an_open_file_gets_the_same_bytes_and_stays_open():
    file = io.BytesIO(b"")

    report = render(SMALL, file)

    assert file.getvalue() == render(SMALL)
    assert report.size == len(file.getvalue())


def test_a_file_open_for_text_is_refused_before_any_work(folder: Path):
    with (
        (folder / "brief.pdf").open("w") as file,
        pytest.raises(OutputError, match='open it for bytes, with mode "wb"'),
    ):
        render(object(), file)


@pytest.mark.parametrize("thing", ["brief.md", Path("brief.md"), None, {"title": "A brief"}])
def test_what_is_no_brief_is_refused(thing):
    with pytest.raises(ModelError, match=r"is no Brief: .*read_markdown"):
        render(thing)


def test_a_house_that_is_given_comes_before_the_brief_s_own(tmp_path: Path):
    brand = tmp_path / "_brand.yml"
    brand.write_text("meta: {name: Institute of Tides}\n", encoding="utf-8")
    brief = Brief(title="A brief", body=["Text."], brand=brand)
    given = HouseStyle(page=PageMaster(inner=100))

    assert house_of(SMALL) == HouseStyle()
    assert house_of(brief).name == "Institute of Tides"
    assert render(brief, house=given) == render(Brief(title="A brief", body=["Text."]), house=given)


# Writing: whole or not at all.


def test_what_stood_there_is_replaced_and_keeps_its_permissions(folder: Path):
    path = folder / "brief.pdf"
    path.write_bytes(b"old")
    path.chmod(0o640)

    render(SMALL, path)

    assert path.read_bytes() == render(SMALL)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


@pytest.mark.parametrize("mask", [0o022, 0o077, 0o002])
def test_a_new_file_is_as_open_as_the_system_says(folder: Path, mask: int):
    before = os.umask(mask)
    try:
        render(SMALL, folder / "brief.pdf")
    finally:
        os.umask(before)

    assert stat.S_IMODE((folder / "brief.pdf").stat().st_mode) == 0o666 & ~mask


def test_what_a_link_leads_to_is_replaced_and_the_link_stays(folder: Path, tmp_path: Path):
    path = tmp_path / "brief.pdf"
    path.write_bytes(b"old")
    (folder / "link.pdf").symlink_to(path)

    render(SMALL, folder / "link.pdf")

    assert (folder / "link.pdf").is_symlink()
    assert path.read_bytes() == render(SMALL)
    assert os.listdir(folder) == ["link.pdf"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with names are of Unix")
def test_a_pipe_is_written_to_and_not_replaced(folder: Path):
    pipe = folder / "pipe"
    os.mkfifo(pipe)
    with open(os.open(pipe, os.O_RDONLY | os.O_NONBLOCK), "rb") as reader:
        render(SMALL, pipe)  # which is less than a pipe holds
        read = reader.read()

    assert read == render(SMALL)
    assert stat.S_ISFIFO(pipe.stat().st_mode)


@pytest.mark.parametrize("name", ["ğ" * 125 + ".pdf", "x" * 251 + ".pdf", " .pdf", "*?.pdf"])
def test_any_name_that_the_system_takes_is_taken(folder: Path, name: str):
    render(SMALL, folder / name)

    assert os.listdir(folder) == [name]


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_write_that_fails_leaves_what_stood_there_and_nothing_else(
    folder: Path, monkeypatch: pytest.MonkeyPatch, step: str, error: BaseException
):
    path = folder / "brief.pdf"
    path.write_bytes(b"old")

    def fail(*given: object, **more: object) -> None:
        raise error

    monkeypatch.setattr(os, step, fail)
    raised = OutputError if isinstance(error, OSError) else KeyboardInterrupt
    with pytest.raises(raised) as caught:
        render(SMALL, path)
    monkeypatch.undo()

    assert path.read_bytes() == b"old"
    assert os.listdir(folder) == ["brief.pdf"]
    if raised is OutputError:
        assert str(caught.value) == (
            f"{path}: cannot be written: No space left on device:"
            " give a place that can be written to"
        )


@pytest.mark.parametrize(
    ("place", "reason"), [("", "Is a directory"), ("missing/brief.pdf", "there is no folder")]
)
def test_a_place_that_cannot_be_written_to_is_named(folder: Path, place: str, reason: str):
    with pytest.raises(OutputError, match=reason) as caught:
        render(SMALL, folder / place)

    assert caught.value.problems[0].where == str(folder / place)
    assert os.listdir(folder) == []


def test_a_brief_that_cannot_be_set_leaves_what_stood_there(folder: Path):
    path = folder / "brief.pdf"
    path.write_bytes(b"old")

    with pytest.raises(FontError):
        render(Brief(title="A brief", body=["A letter that no font has: \U00012000"]), path)

    assert path.read_bytes() == b"old"
    assert os.listdir(folder) == ["brief.pdf"]


# Laying out.


def long_brief(**more: object) -> Brief:
    text = "A sentence of some words that fills the better part of a line on the page. " * 9
    sections = [Section(f"Section {number}", [text] * 4) for number in range(1, 7)]
    return Brief(title="A long brief", body=sections, **more)


def test_the_contents_list_names_the_page_that_each_section_starts_on():
    laid_out = typeset(long_brief(contents="yes"))

    (contents,) = [b for b in laid_out.resolved.blocks if isinstance(b, ResolvedContents)]
    shown = {
        item.item.mark: item.item.text
        for page in laid_out.pages
        for item in page.frame.flat()
        if hasattr(item.item, "mark") and hasattr(item.item, "text")
    }
    starts = {
        item.item.name: page.folio
        for page in laid_out.pages
        for item in page.frame.flat()
        if isinstance(item.item, Anchor)
    }
    assert len(contents.entries) == 6
    assert len({starts[entry.destination] for entry in contents.entries}) > 3
    for entry in contents.entries:
        assert shown[entry.folio_mark] == starts[entry.destination]


def test_the_numbers_of_a_contents_list_move_nothing():
    """The plan that was made without them holds with them."""
    house = HouseStyle()
    laid_out = typeset(long_brief(contents="yes"), house)
    (contents,) = [b for b in laid_out.resolved.blocks if isinstance(b, ResolvedContents)]

    bare = set_galley(laid_out.resolved, house, laid_out.library)
    folios = {entry.destination: "8888" for entry in contents.entries}
    numbered = with_folios(bare, laid_out.resolved, house, laid_out.library, folios)

    assert bare != numbered
    assert bare.describe() == numbered.describe()


def test_a_contents_list_sets_the_text_once(monkeypatch):
    """Its numbers are known after the pages; all else stands as it was set."""
    counts = []
    for choice in ("no", "yes"):
        calls = []
        made = api.set_galley

        def counted(*given, made=made, calls=calls):
            calls.append(given)
            return made(*given)

        monkeypatch.setattr(api, "set_galley", counted)
        typeset(long_brief(contents=choice))
        monkeypatch.undo()
        counts.append(len(calls))
    assert counts == [1, 1]


def test_what_was_noticed_comes_in_the_order_of_the_stages():
    """A figure without alt text is noticed before any page is made; a split note after."""
    from PIL import Image

    picture = Image.new("RGB", (600, 300), "#884422")
    long_note = note("A note of many words that goes on for a while, and then some. " * 60)
    brief = Brief(
        title="A brief",
        body=[
            briefkit.Figure(picture, caption="A rectangle"),
            *["A line of text that stands here to fill the page. " * 12] * 4,
            Paragraph("A call", long_note, "."),
            *["A line of text that stands here to fill the page. " * 12] * 4,
        ],
    )

    found = typeset(brief).diagnostics

    assert "alt text" in found[0].message
    assert found[0].severity is Severity.WARNING
    assert str(found[-1]).endswith("note 1 continues on the next page")
    assert found[-1].page is not None


def test_what_the_families_of_a_house_lack_is_set_in_those_to_fall_back_on():
    own = FontFamily("Own", [FontFile(Path(__file__).parent / "fonts" / "squares.ttf")])
    path = bundled_folder() / "source-code-pro" / "SourceCodePro-Regular.ttf"
    other = FontFamily("Other", [FontFile(path)])
    house = HouseStyle(text_family=own, heading_family=own, fallback_families=[other])
    brief = Brief(title="T", body=["→"])

    assert b"SourceCodePro" not in render(brief, house=evolve(house, fallback_families=[]))
    assert b"SourceCodePro" in render(brief, house=house)
