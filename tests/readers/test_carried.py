"""A brief travels in its PDF, and comes back to make the same PDF; nothing is written elsewhere."""

import io
import os
import runpy
from pathlib import Path

import pikepdf
import pytest

from briefkit import Brief, Figure, OutputError, SourceError, read_json, read_markdown, render
from briefkit.metadata import AttachedFile, Metadata
from briefkit.preflight.carried import carried_files
from briefkit.readers.carried import extract_source, is_safe_name, source_files

ROOT = Path(__file__).parents[2]
PICTURE = ROOT / "briefkit" / "starter" / "harbour.png"
FONT = ROOT / "tests" / "fonts" / "squares.ttf"


@pytest.fixture
def carrying():
    return render(
        Brief(title="T", body=[Figure(PICTURE, alt="A harbour", width=0.2)]), embed_source=True
    )


@pytest.mark.parametrize("name", ["vostochny_brief", "vostochny_article"])
def test_an_example_comes_back_from_its_pdf_to_the_same_bytes(name, tmp_path):
    """Its pictures and its brand with it, in a folder of their own."""
    data = render(read_markdown(ROOT / "examples" / f"{name}.md"), embed_source=True)

    again = read_json(extract_source(data, tmp_path / "out"))

    assert render(again, embed_source=True) == data


def test_a_brief_in_python_travels_as_well(tmp_path):
    brief = runpy.run_path(str(ROOT / "examples" / "vostochny_article.py"))["build"]()

    (json, *others) = source_files(brief)

    assert (json.name, json.relationship, json.media_type) == (
        "brief.json", "Source", "application/json",
    )  # fmt: skip
    assert {each.relationship for each in others} == {"Supplement"}
    assert sorted(each.media_type for each in others) == [
        "application/yaml", "image/jpeg", "image/png",
    ]  # fmt: skip


def test_bytes_travel_within_the_json(tmp_path):
    brief = Brief(title="T", body=[Figure(PICTURE.read_bytes(), alt="A harbour")])

    (only,) = source_files(brief)

    assert b"base64" in only.data


def test_names_are_made_fit_for_any_system_and_unlike(tmp_path):
    names = ["a b.png", "a/a-b.png", "A-B.png", "con.png", "brief.json.png", "é.png", ".png"]
    figures = []
    for name in names:
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(PICTURE.read_bytes())
        figures.append(Figure(path, alt="x", width=0.1))
    figures.append(figures[0])

    _, *files = source_files(Brief(title="T", body=figures))

    assert sorted(each.name.casefold() for each in files) == [
        "a-b-2.png", "a-b-3.png", "a-b.png", "brief-json.png", "picture-con.png",
        "picture.png", "png",
    ]  # fmt: skip
    assert all(is_safe_name(each.name) for each in files)


def test_files_are_associated_with_the_document_and_described(carrying):
    with pikepdf.open(io.BytesIO(carrying)) as pdf:
        json, picture = pdf.Root.AF
        assert (json.AFRelationship, json.UF, json.F) == ("/Source", "brief.json", "brief.json")
        assert str(json.Desc)
        assert json.EF.F.Subtype == "/application/json"
        assert picture.EF.UF.Subtype == "/image/png"
        assert picture.EF.F.read_raw_bytes() == PICTURE.read_bytes()
        names = list(pdf.Root.Names.EmbeddedFiles.Names)
        assert [str(name) for name in names[::2]] == ["brief.json", "harbour.png"]
        assert b"<pdfaid:part>3</pdfaid:part>" in pdf.Root.Metadata.read_bytes()


def test_page_validation_finds_no_fault(carrying):
    import page

    for profile in ("ua1", "3a"):
        assert page.validate_pdf_bytes(carrying, profile=profile).failures in ([], ())


def test_a_file_that_carries_nothing_is_told(tmp_path):
    data = render(Brief(title="T", body=["x"]))

    assert carried_files(data) == ()
    with pytest.raises(SourceError, match="carries no brief"):
        extract_source(data, tmp_path / "out")
    assert not (tmp_path / "out").exists()


HOSTILE = [
    "../x", "/etc/x", "a/../../x", "C:\\x", "a\\b", "con", "nul.png", "a/", "", ".", "x\0.png",
    "a" * 200, "BRIEF.JSON", "d/" * 9 + "x", "-rf", ".hidden", "é", "trailing.",
]  # fmt: skip


@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_name_that_leads_elsewhere_is_refused_and_nothing_is_written(hostile, tmp_path):
    from briefkit.pdf import paint
    from briefkit.resolve import resolve

    files = (
        AttachedFile("brief.json", b"{}", "application/json", "Source", "x"),
        AttachedFile(hostile, b"x", "image/png", "Supplement", "x"),
    )
    from briefkit import typeset

    made = typeset(Brief(title="T", body=["x"]))
    data = paint(made.pages, resolve(Brief(title="T", body=["x"])).tree, Metadata("T", "en"),
                 made.library, files=files)  # fmt: skip

    with pytest.raises(SourceError, match="may not be written"):
        extract_source(data, tmp_path / "deep" / "out")
    assert list(tmp_path.rglob("*")) == []


def test_what_is_there_already_is_left_alone(carrying, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")

    for taken in ("out", "link"):
        with pytest.raises(OutputError, match="is there already"):
            extract_source(carrying, tmp_path / taken)
    assert list((tmp_path / "out").iterdir()) == []
    assert not (tmp_path / "nowhere").exists()


def test_a_folder_that_can_have_no_such_name_is_told(carrying, tmp_path):
    with pytest.raises(OutputError, match=r"cannot be written: .*: name another: -o OUT"):
        extract_source(carrying, tmp_path / "a\0b")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_made_is_told(carrying, tmp_path):
    tmp_path.chmod(0o500)

    with pytest.raises(OutputError, match="cannot be written"):
        extract_source(carrying, tmp_path / "out")


def brand(tmp_path, text):
    path = tmp_path / "_brand.yml"
    path.write_text(text, encoding="utf-8")
    return Brief(title="T", body=["x"], brand=path)


def test_a_brand_s_own_fonts_do_not_travel(tmp_path):
    (tmp_path / "own.ttf").write_bytes(FONT.read_bytes())
    brief = brand(
        tmp_path,
        "typography:\n  fonts: [{family: Own, source: file, files: [own.ttf]}]\n  base: Own\n",
    )

    with pytest.raises(OutputError, match=r"the brand has a font of its own, 'own\.ttf'"):
        source_files(brief)


def test_a_brand_s_logo_with_a_name_that_cannot_travel_is_told(tmp_path):
    (tmp_path / "é.png").write_bytes(PICTURE.read_bytes())

    with pytest.raises(OutputError, match="a name that not every system takes"):
        source_files(brand(tmp_path, "logo: {images: {m: {path: é.png, alt: A}}, medium: m}\n"))


def test_a_standard_that_lets_no_file_be_carried_is_refused_before_the_work():
    with pytest.raises(OutputError, match="a-2a lets a file carry no files"):
        render(Brief(title="T", body=["x"]), standard="a-2a", embed_source=True)
