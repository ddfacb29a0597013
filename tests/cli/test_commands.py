"""The command line: what it prints, where, and its exit status."""

import gc
import json
import os
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner, Result

from briefkit.cli import main
from briefkit.standards import DEFAULT

PICTURE = Path(__file__).parents[2] / "briefkit" / "starter" / "harbour.png"


def run(*words: object) -> Result:
    result = CliRunner().invoke(main, [str(word) for word in words])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception  # a traceback is what the command line may never show
    return result


@pytest.fixture
def brief(tmp_path):
    path = tmp_path / "brief.md"
    path.write_text("# A title\n\nText.[^1]\n\n[^1]: A note.\n", encoding="utf-8")
    return path


# render


def test_render_writes_beside_the_brief_and_says_so(brief):
    result = run("render", brief)
    assert result.exit_code == 0
    assert result.stdout.startswith(f"{brief.with_suffix('.pdf')}: 1 page, ")
    assert brief.with_suffix(".pdf").read_bytes().startswith(b"%PDF-")


def test_a_fault_of_a_script_is_told_by_its_line_and_place_however_it_is_named(
    tmp_path, monkeypatch
):
    script = tmp_path / "a.py"
    script.write_text(
        "from briefkit import Brief\n\n\ndef build():\n    return Brief(title='T', body=[1])\n"
    )
    monkeypatch.chdir(tmp_path)
    for name in ("a.py", script):
        assert run("render", name).output.startswith(
            f"{name}:5: Brief.body: int at [0] is no block"
        )
    script.write_text("def build(:\n")
    assert run("render", "a.py").output == "a.py:1: no Python: invalid syntax: mend that line\n"


@pytest.mark.parametrize(("file", "command"), [("a.md", "render"), ("b/c.pdf", "check")])
def test_a_file_without_a_command_is_told_which_one(file, command):
    result = run(file)
    assert result.exit_code == 2
    assert f"{file!r} is no command: write main {command} {file}" in result.output


def test_the_package_runs_as_its_command_does(brief):
    command = [sys.executable, "-m", "briefkit", "render", str(brief)]
    told = subprocess.run(command, capture_output=True, text=True, check=True)
    assert told.stdout.startswith(f"{brief.with_suffix('.pdf')}: 1 page, ")


def test_matter_nested_too_deeply_is_told_to_people_and_to_programs(brief, monkeypatch):
    def too_deep(path: Path):
        raise RecursionError

    monkeypatch.setattr("briefkit.readers.file.read_brief", too_deep)
    told, said = run("render", brief), run("render", brief, "--json")

    assert told.exit_code == said.exit_code == 2
    what, cure = "matter is nested too deeply", "write it more simply"
    assert told.stderr == said.stderr == f"{brief}: {what}: {cure}\n"
    assert json.loads(said.stdout) == {"problems": [{"what": what, "where": "", "cure": cure}]}


def test_render_leaves_the_collecting_of_garbage_as_it_was(brief, tmp_path):
    before = gc.get_threshold()
    run("render", brief)
    run("render", tmp_path / "missing.md")
    assert gc.get_threshold() == before


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full")
@pytest.mark.parametrize("words", [["render", "a.md"], ["render", "a.md", "-o", "-"], ["schema"]])
def test_a_standard_output_that_takes_no_more_is_told_in_one_line(tmp_path, words):
    (tmp_path / "a.md").write_text("# T\n\nText.\n", encoding="utf-8")
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "briefkit", *words],
            cwd=tmp_path,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
        )
    said = "standard output: cannot be written: No space left on device: lead it to where there is"
    assert done.stderr == f"{said} room\n"
    assert done.returncode == 2


@pytest.mark.skipif(os.name == "nt", reason="a folder in use is not removed there")
@pytest.mark.parametrize("command", ["render", "check"])
def test_a_working_folder_that_is_gone_is_told(tmp_path, brief, command):
    gone = tmp_path / "gone"
    gone.mkdir()
    given = brief if command == "render" else brief.with_suffix(".pdf")
    (tmp_path / "brief.pdf").write_bytes(b"what was there")
    script = (
        "import os, sys; os.rmdir(os.getcwd()); from briefkit.cli import main;"
        "main(sys.argv[1:], prog_name='briefkit')"
    )

    done = subprocess.run(
        [sys.executable, "-c", script, command, str(given)],
        cwd=gone,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        capture_output=True,
        text=True,
    )

    assert done.stderr.endswith("the working folder: is no longer there: change to one that is\n")
    assert len(done.stderr.splitlines()) == 1
    assert done.returncode == 2
    assert (tmp_path / "brief.pdf").read_bytes() == b"what was there"


@pytest.mark.parametrize(("name", "is_left"), [("a.md", True), ("a.py", False)])
def test_render_leaves_its_own_things_to_the_system_when_it_ends(tmp_path, name, is_left):
    """Not those of an author's script, which may wait to be closed."""
    (tmp_path / "a.md").write_text("---\ntitle: T\n---\n\nText.\n", encoding="utf-8")
    (tmp_path / "a.py").write_text(
        "from briefkit import Brief, Paragraph\n"
        "def build():\n    return Brief(title='T', body=[Paragraph('Text.')])\n",
        encoding="utf-8",
    )
    script = (
        "import atexit, gc; atexit.register(lambda: print('left', gc.get_freeze_count() > 1_000));"
        "from briefkit.cli import main; main()"
    )
    command = [sys.executable, "-c", script, "render", str(tmp_path / name)]
    told = subprocess.run(command, capture_output=True, text=True, check=True)
    assert told.stdout.splitlines()[-1] == f"left {is_left}"


def test_render_writes_where_it_is_told(brief, tmp_path):
    target = tmp_path / "other.pdf"
    assert run("render", brief, "-o", target).exit_code == 0
    assert target.exists()
    assert not brief.with_suffix(".pdf").exists()


def test_render_tells_programs_in_json(brief, tmp_path):
    said = json.loads(run("render", brief, "--json").stdout)
    assert said["output"] == str(brief.with_suffix(".pdf"))
    assert said["pages"] == 1
    assert said["bytes"] == brief.with_suffix(".pdf").stat().st_size
    assert said["diagnostics"] == []


def test_markdown_json_and_python_give_the_same_bytes(brief, tmp_path):
    from briefkit.readers.json import write_json
    from briefkit.readers.markdown import read_markdown

    write_json(read_markdown(brief), tmp_path / "b.json")
    script = "from briefkit import Brief, Paragraph, note\n\n\ndef build():\n"
    script += "    return Brief(title='A title', body=[Paragraph('Text.', note('A note.'))])\n"
    (tmp_path / "c.py").write_text(script, encoding="utf-8")
    for name in ("brief.md", "b.json", "c.py"):
        assert run("render", tmp_path / name).exit_code == 0
    made = {path.read_bytes() for path in tmp_path.glob("*.pdf")}
    assert len(list(tmp_path.glob("*.pdf"))) == 3
    assert len(made) == 1


def test_the_brief_is_not_written_over_under_any_name(brief, tmp_path):
    before = brief.read_bytes()
    (tmp_path / "link.pdf").symlink_to(brief)

    for output in (brief, tmp_path / "." / "brief.md", tmp_path / "link.pdf"):
        told = run("render", brief, "-o", output)
        assert told.exit_code == 2
        assert f"{output}: is the brief itself: name another: -o OUT.pdf" in told.stderr
    assert brief.read_bytes() == before


def test_strict_makes_a_warning_count(tmp_path):
    (tmp_path / "a.png").write_bytes(PICTURE.read_bytes())
    path = tmp_path / "brief.md"
    path.write_text("# A title\n\n![No words for it](a.png)\n", encoding="utf-8")
    lenient, strict = run("render", path), run("render", path, "--strict")
    assert (lenient.exit_code, strict.exit_code) == (0, 1)
    for told in (lenient, strict):
        (warned,) = told.stderr.splitlines()
        assert warned.startswith(f"{path}:3: warning: ")
        assert 'has no alt text: give alt="…", or mark it decorative' in warned


def test_strict_takes_a_decorative_picture_as_it_is(tmp_path):
    (tmp_path / "a.png").write_bytes(PICTURE.read_bytes())
    path = tmp_path / "brief.md"
    path.write_text("# A title\n\n![A caption](a.png){.decorative}\n", encoding="utf-8")
    told = run("render", path, "--strict")
    assert (told.exit_code, told.stderr) == (0, "")


def test_a_pdf_goes_to_standard_output_and_what_is_told_of_it_elsewhere(brief):
    named = brief.with_name("named.pdf")
    assert run("render", brief, "-o", named).exit_code == 0

    result = run("render", brief, "-o", "-")

    assert result.exit_code == 0
    assert result.stdout_bytes == named.read_bytes()
    assert result.stderr.startswith("-: 1 page, ")
    assert not brief.with_suffix(".pdf").exists()


def test_standard_output_takes_no_json_beside_the_pdf(brief):
    result = run("render", brief, "-o", "-", "--json")
    assert result.exit_code == 2
    assert result.stderr.startswith("--output -: takes the PDF, and not what --json says: take")


def test_a_brief_that_is_named_twice_is_rendered_once(brief, tmp_path):
    again = brief.parent / "." / ".." / brief.parent.name / brief.name
    result = run("batch", brief, again, "--out", tmp_path / "pdfs")
    assert result.stdout.startswith("1 rendered, 0 kept, 0 failed: 1 page")
    assert result.exit_code == 0


def test_a_folder_is_no_brief_of_a_batch(tmp_path):
    result = run("batch", tmp_path, "--out", tmp_path / "pdfs")
    assert result.stderr == f"{tmp_path}: is a folder: name a file in it\n"


@pytest.mark.parametrize("name", [*DEFAULT, "PDF/UA-1", "PDF/A-2a", "pdfua-1"])
def test_standards_that_are_claimed_may_be_asked_for(brief, name):
    assert run("render", brief, "--standard", name, "--standard", "ua-1").exit_code == 0


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (["a-3"], "--standard: unknown standard 'a-3': did you mean 'a-3b'?\n"),
        (["pdf/a"], "--standard: unknown standard 'pdf/a': did you mean 'a-2a'?\n"),
        (["pdfua"], "--standard: unknown standard 'pdfua': did you mean 'ua-1'?\n"),
        (["ua-2", "a-3a"], "--standard: a-3a is PDF 1.7 and ua-2 is PDF 2.0: one file cannot be"),
    ],
)
def test_standards_that_cannot_be_are_told_before_anything_is_done(brief, names, said):
    result = run("render", brief, *(word for name in names for word in ("--standard", name)))
    assert result.exit_code == 2
    assert result.stderr.startswith(said)
    assert not brief.with_suffix(".pdf").exists()


def test_the_file_claims_the_standards_that_the_command_line_names(brief):
    from pypdf import PdfReader

    run("render", brief)
    metadata = PdfReader(brief.with_suffix(".pdf")).trailer["/Root"]["/Metadata"].get_data()
    claims = {
        "ua-1": (b"<pdfuaid:part>1</pdfuaid:part>",),
        "a-2a": (b"<pdfaid:part>2</pdfaid:part>", b"<pdfaid:conformance>A</pdfaid:conformance>"),
    }
    assert set(claims) == set(DEFAULT)
    for wanted in claims.values():
        assert all(claim in metadata for claim in wanted)


def test_a_brand_changes_the_pages(brief, tmp_path):
    brand = tmp_path / "_brand.yml"
    brand.write_text("meta: {name: House}\ncolor: {primary: '#7a1f5c'}\n", encoding="utf-8")
    run("render", brief)
    plain = brief.with_suffix(".pdf").read_bytes()
    assert run("render", brief, "--brand", brand).exit_code == 0
    assert brief.with_suffix(".pdf").read_bytes() != plain


# Bad input


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        (
            "a.md",
            "---\ntitel: A\n---\n",
            "{path}:2: unknown key 'titel' in the front matter: write title",
        ),
        ("a.md", "# A\n\n![](b.png)\n", "{path}:3: the picture 'b.png' is missing: "),
        ("a.md", "# A\n\nb[^1]\n", "{path}:3: the call [^1] has no note: give it one: [^1]: …"),
        (
            "a.md",
            "# A\n\n![](../b.png)\n",
            "{path}:3: the picture '../b.png' is outside the brief's",
        ),
        ("a.md", "# A\n\n![](half.jpg)\n", "{path}:3: figures[0]: the picture "),
        (
            "a.md",
            b"# A\n\nSe\xf1or",
            "{path}:3: byte 0xF1 at offset 7 is not UTF-8; in W",
        ),
        (
            "a.md",
            "---\ntitle: A\nbrand: b.yml\n---\nc",
            "{path}:3: brand: the brand file 'b.yml' is",
        ),
        ("a.json", "{", "{path}:1: no JSON: "),
        ("a.json", '{"schema_version": 1}', "{path}:1: has no title: give one"),
        ("a.txt", "A", "{path}: is of no kind that is read: give a file that ends in one of .md"),
        ("a.py", "x = 1\n", "{path}: has no build(): write def build() -> Brief: …"),
        ("a.py", "x = 1\nx = = 2\n", "{path}:2: no Python: invalid syntax: mend that line"),
        ("a.py", "def build():\n    return {}['a']\n", "{path}:2: KeyError: 'a': mend the script"),
        ("a.py", "raise SystemExit(0)\n", "{path}:1: SystemExit: 0: mend the script"),
        ("a.py", "def build():\n    return 1\n", "{path}: build() returns a int: return a Brief"),
        (
            "a.py",
            "from briefkit import Brief\n\ndef build():\n    return Brief(title='')\n",
            "{path}:4: a Brief has no title: give one",
        ),
    ],
)
def test_bad_input_is_told_on_one_line_and_leaves_no_file(tmp_path, name, text, said):
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    (tmp_path / "half.jpg").write_bytes(b"\xff\xd8\xff\xe0\x00\x10JFIF\x00")
    there = sorted(tmp_path.iterdir())
    result = run("render", path)
    assert result.exit_code == 2
    assert result.stderr.startswith(said.format(path=path))
    assert result.stderr.count("\n") == 1
    assert result.stdout == ""
    assert [one for one in sorted(tmp_path.iterdir()) if one.name != "__pycache__"] == there


def test_what_was_there_stays_when_the_input_is_bad(brief):
    target = brief.with_suffix(".pdf")
    target.write_bytes(b"what was there")
    brief.write_text("# A\n\nb[^1]\n", encoding="utf-8")
    assert run("render", brief).exit_code == 2
    assert target.read_bytes() == b"what was there"


def test_a_file_that_is_not_there_is_told(tmp_path):
    result = run("render", tmp_path / "none.md")
    assert result.exit_code == 2
    assert result.stderr == f"{tmp_path / 'none.md'}: there is no such file: check its name\n"


def test_a_brand_file_that_does_not_read_is_told_by_its_own_name(brief, tmp_path):
    brand = tmp_path / "_brand.yml"
    brand.write_text("colour: {}\n", encoding="utf-8")
    result = run("render", brief, "--brand", brand)
    assert result.exit_code == 2
    assert result.stderr.startswith(f"{brand}:1: ")


def test_faults_are_told_to_programs_in_json(brief):
    brief.write_text("# A\n\nb[^1]\n\n<p>\n", encoding="utf-8")
    result = run("render", brief, "--json")
    assert result.exit_code == 2
    assert json.loads(result.stdout)["problems"][0] == {
        "what": "the call [^1] has no note",
        "where": f"{brief}:3",
        "cure": "give it one: [^1]: …",
    }


@pytest.mark.parametrize("target", [".", "no/such/folder/a.pdf", "brief.md", "o" * 300, "ring"])
def test_a_place_that_cannot_be_written_is_told(brief, target, tmp_path):
    words = brief.read_bytes()
    (tmp_path / "ring").symlink_to("ring")
    result = run("render", brief, "-o", tmp_path / target)
    assert result.exit_code == 2
    assert str(tmp_path / target) in result.stderr
    assert brief.read_bytes() == words


# check, inspect


def test_check_finds_nothing_in_our_own_files(brief):
    run("render", brief)
    result = run("check", brief.with_suffix(".pdf"))
    assert (result.exit_code, result.stdout) == (0, f"{brief.with_suffix('.pdf')}: nothing found\n")


def test_check_tells_what_is_wrong_with_each_file(brief, tmp_path):
    from pypdf import PdfWriter

    bare, broken = tmp_path / "bare.pdf", tmp_path / "broken.pdf"
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.write(bare)
    broken.write_bytes(b"no PDF")
    result = run("check", bare)
    assert result.exit_code == 1
    assert result.stdout.startswith(
        f"{bare}: 5 errors\n\nerror: UntaggedDocument [ISO 14289-1, 7.1]"
    )
    both = run("check", bare, broken, "--json")
    assert both.exit_code == 2
    said = json.loads(both.stdout)
    assert [one["file"] for one in said] == [str(bare), str(broken)]
    jsonschema.validate(said, json.loads(run("schema", "--of", "check").stdout))
    assert said[0]["summary"] == {"errors": 5, "warnings": 0, "notes": 0, "waived": 0}
    assert said[1]["problems"][0]["what"] == "is not a PDF"


@pytest.fixture
def bare(tmp_path, monkeypatch):
    """Return a PDF with nothing in it, in the working folder."""
    from pypdf import PdfWriter

    monkeypatch.chdir(tmp_path)
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.write("bare.pdf")
    return Path("bare.pdf")


def test_check_tells_each_kind_with_its_places_and_its_cure_in_eighty_columns(bare):
    result = run("check", bare)
    assert result.stdout.splitlines()[:8] == [
        "bare.pdf: 5 errors",
        "",
        "error: UntaggedDocument [ISO 14289-1, 7.1]",
        "  the file has no structure tree",
        "  → write a structure tree",
        "",
        "error: MissingTitle [ISO 14289-1, 7.1]",
        "  the file has no title",
    ]
    assert all(len(line) <= 80 for line in result.stdout.splitlines())


def test_check_of_several_files_ends_in_a_tally(bare):
    Path("broken.pdf").write_bytes(b"no PDF")
    result = run("check", bare, "broken.pdf")
    assert result.exit_code == 2
    assert result.stdout.endswith("\n\n2 files: 1 with errors, 1 unreadable\n")
    assert result.stderr == "broken.pdf: is not a PDF: give a PDF file\n"


_ALL_BUT_ONE = ("UntaggedDocument", "MissingTitle", "TitleNotDisplayed", "MissingLanguage")


def test_waived_findings_are_told_and_do_not_count(bare):
    waived = [word for code in _ALL_BUT_ONE for word in ("--waive", code)]
    assert run("check", bare, *waived).exit_code == 1
    result = run("check", bare, *waived, "--waive", "MissingMetadata=none is asked for")
    assert (result.exit_code, result.stdout.splitlines()[0]) == (0, "bare.pdf: 5 waived")
    assert "\n  MissingMetadata: none is asked for\n" in result.stdout
    said = json.loads(run("check", bare, "--json", *waived).stdout)[0]
    assert (said["publishable"], said["summary"]["waived"]) == (False, 4)


def test_the_nearest_pyproject_says_what_is_waived_and_the_command_line_has_the_last_word(bare):
    codes = (*_ALL_BUT_ONE, "MissingMetadata")
    Path("pyproject.toml").write_text(f"[tool.briefkit.check]\nwaive = {list(codes)}\n")
    assert run("check", bare).exit_code == 0
    assert run("check", bare, "--require", "MissingTitle").exit_code == 1
    Path("own.toml").write_text("require = ['MissingTitle']\n")
    assert run("check", bare, "--config", "own.toml").exit_code == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ("--waive", "MissingTitel"),
            "--waive: no finding is called 'MissingTitel': write ",
        ),
        (("--require", "TabOrdr"), "--require: no finding is called 'TabOrdr': write TabOrder"),
        (
            ("--waive", "TabOrder", "--require", "TabOrder"),
            "--require: TabOrder stands in --waive too",
        ),
        (("--config", "none.toml"), "none.toml: cannot be opened"),
        (("--json", "--sarif"), "--json and --sarif cannot both be given"),
    ],
)
def test_what_check_is_asked_wrongly_is_told(bare, words, said):
    result = run("check", bare, *words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr


def test_a_wrong_pyproject_is_told_by_its_name(bare):
    Path("pyproject.toml").write_text("[tool.briefkit.check]\nwaive = ['Nope']\n")
    result = run("check", bare)
    assert result.exit_code == 2
    assert result.stderr.startswith(f"{Path.cwd() / 'pyproject.toml'}: waive: no finding is called")


def test_check_speaks_sarif(bare):
    result = run("check", bare, "--sarif")
    assert result.exit_code == 1
    assert len(json.loads(result.stdout)["runs"][0]["results"]) == 5


def test_inspect_prints_the_tree_in_reading_order(brief):
    run("render", brief)
    result = run("inspect", brief.with_suffix(".pdf"))
    assert result.exit_code == 0
    assert result.stdout.startswith("Document")
    assert result.stdout.index("Text.") < result.stdout.index("A note.")


def test_inspect_prints_the_metadata_when_asked(brief):
    run("render", brief)
    result = run("inspect", "--metadata", brief.with_suffix(".pdf"))
    assert result.exit_code == 0
    assert "pdfuaid:part: 1" in result.stdout.splitlines()


def test_inspect_of_what_is_no_pdf_is_bad_input(brief):
    result = run("inspect", brief)
    assert result.exit_code == 2
    assert result.stderr.startswith(str(brief))


# new, schema, help


def test_new_makes_a_brief_that_renders_at_once(tmp_path):
    folder = tmp_path / "deep" / "x"
    made = run("new", folder)
    assert made.exit_code == 0
    assert f"briefkit render {folder / 'brief.md'}" in made.stdout
    assert sorted(path.name for path in folder.iterdir()) == [
        "_brand.yml",
        "brief.md",
        "harbour.png",
    ]
    rendered = run("render", folder / "brief.md", "--strict")
    assert (rendered.exit_code, rendered.stderr) == (0, "")
    assert run("check", folder / "brief.pdf").exit_code == 0


def test_new_touches_nothing_that_is_there(tmp_path):
    (tmp_path / "x").mkdir()
    result = run("new", tmp_path / "x")
    assert result.exit_code == 2
    assert result.stderr == f"{tmp_path / 'x'}: is there already: name a new folder\n"
    assert list((tmp_path / "x").iterdir()) == []
    (tmp_path / "y").write_bytes(b"")
    assert run("new", tmp_path / "y" / "z").exit_code == 2


def test_schema_prints_the_schema():
    from briefkit.readers.schema import json_schema

    assert json.loads(run("schema").stdout) == json_schema()


def test_help_names_every_command():
    said = run("--help").stdout
    assert all(name in said for name in ("render", "check", "new", "schema", "inspect"))


def test_a_command_from_a_shell_shows_no_traceback_and_its_status(brief):
    brief.write_text("# A\n\nb[^1]\n", encoding="utf-8")
    done = subprocess.run(
        [
            sys.executable,
            "-W",
            "error",
            "-c",
            "from briefkit.cli import main; main()",
            "render",
            brief,
        ],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONHASHSEED": "1"},
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"{brief}:3: the call [^1] has no note: give it one: [^1]: …\n"


def test_the_command_line_loads_no_slow_library_before_it_must():
    code = (
        "import sys; import briefkit.cli;"
        "print([one for one in ('reportlab', 'pypdf', 'yaml', 'markdown_it', 'cattrs', 'PIL',"
        " 'pydantic', 'babel') if one in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


# extract


def test_a_brief_is_extracted_from_the_file_that_it_was_rendered_to(brief, tmp_path):
    assert run("render", brief, "--embed-source").exit_code == 0
    made = brief.with_suffix(".pdf")

    result = run("extract", made, "-o", tmp_path / "out")

    assert (result.exit_code, result.stdout) == (0, f"{tmp_path / 'out' / 'brief.json'}\n")
    assert run("render", tmp_path / "out" / "brief.json", "--embed-source").exit_code == 0
    assert (tmp_path / "out" / "brief.pdf").read_bytes() == made.read_bytes()


def test_extract_says_where_there_is_no_brief_and_where_a_folder_is_taken(brief, tmp_path):
    run("render", brief)
    made = brief.with_suffix(".pdf")
    without = run("extract", made, "-o", tmp_path / "out")
    assert (without.exit_code, (tmp_path / "out").exists()) == (2, False)
    assert without.stderr.startswith(f"{made}: carries no brief: ")
    run("render", brief, "--embed-source")
    (tmp_path / "out").mkdir()
    taken = run("extract", made, "-o", tmp_path / "out")
    assert (taken.exit_code, taken.stderr.count("\n")) == (2, 1)
    assert "is there already" in taken.stderr
    assert run("extract", tmp_path / "none.pdf").exit_code == 2


def test_the_brand_of_the_command_line_travels_with_the_brief(brief, tmp_path):
    brand = tmp_path / "house" / "_brand.yml"
    brand.parent.mkdir()
    brand.write_text("meta: {name: House}\ncolor: {primary: '#7a1f5c'}\n", encoding="utf-8")
    run("render", brief, "--brand", brand, "--embed-source")
    made = brief.with_suffix(".pdf")
    run("extract", made, "-o", tmp_path / "out")
    run("render", tmp_path / "out" / "brief.json", "--embed-source")
    assert (tmp_path / "out" / "brief.pdf").read_bytes() == made.read_bytes()


# metadata


def test_metadata_prints_a_record(brief):
    assert run("metadata", brief).stdout.startswith("@techreport{a,\n  title = {{A title}},\n")
    ris = run("metadata", brief, "--format", "ris")
    assert ris.stdout_bytes.startswith(b"TY  - RPRT\r\nTI  - A title\r\n")
    wrong = run("metadata", brief, "--format", "marc")
    assert (wrong.exit_code, wrong.stdout) == (2, "")
    assert "unknown format 'marc': give one of bibtex" in wrong.stderr


# limits


def test_limits_are_named_as_they_are_in_python(brief):
    assert run("render", brief, "--limit", "pages=1", "--limit", "seconds=60.5").exit_code == 0

    result = run("render", brief, "--limit", "pages=9", "--limit", "source_bytes=9")

    assert result.exit_code == 2
    assert result.stderr.startswith(
        f"{brief}: has {brief.stat().st_size} bytes, and the limit of source_bytes is 9: "
    )


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("page=2", "--limit: unknown limit 'page': give one of pixels, picture_bytes, source_byt"),
        ("pages", "--limit: '' is no number: write pages=20"),
        ("pages=many", "--limit: 'many' is no number: write pages=20"),
        ("pages=0", "--limit: Limits.pages is 0: give a whole number from 1 to 10,000,000"),
        ("notes=1.5", "--limit: Limits.notes is 1.5: give a whole number from 1 to 10,000,000"),
    ],
)
@pytest.mark.parametrize("command", ["render", "batch"])
def test_a_limit_that_is_none_is_told(brief, tmp_path, command, word, said):
    more = ("--out", tmp_path / "out") if command == "batch" else ()

    result = run(command, brief, *more, "--limit", word)

    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(said)


def test_all_limits_that_are_none_are_told(brief):
    told = run("render", brief, "--limit", "page=2", "--limit", "notes=many").stderr.splitlines()

    assert told[0].startswith("--limit: unknown limit 'page': give one of ")
    assert told[1:] == ["--limit: 'many' is no number: write notes=20"]


# batch


def many(folder, count=3):
    for number in range(count):
        path = folder / f"b{number}" / "brief.md"
        path.parent.mkdir()
        path.write_text(f"# Title {number}\n\nText.[^1]\n\n[^1]: A note.\n", encoding="utf-8")
    return sorted(folder.glob("b*/brief.md"))


@pytest.mark.parametrize("workers", ["1", "2"])
def test_batch_renders_all_and_names_those_that_fail(tmp_path, workers):
    paths = many(tmp_path)
    paths[1].write_text("# T\n\nText.[^1]\n", encoding="utf-8")
    out = tmp_path / "out"

    result = run("batch", *paths, "--out", out, "--workers", workers)

    assert result.exit_code == 1
    assert result.stderr.splitlines()[-1] == (
        f"{paths[1]}:3: the call [^1] has no note: give it one: [^1]: …"
    )
    assert result.stdout.startswith("2 rendered, 0 kept, 1 failed: 2 pages, ")
    run("render", paths[0])
    assert (out / "b0" / "brief.pdf").read_bytes() == paths[0].with_suffix(".pdf").read_bytes()
    assert not (out / "b1" / "brief.pdf").exists()


def test_batch_goes_on_where_it_was(tmp_path):
    paths, out = many(tmp_path), tmp_path / "out"
    assert run("batch", *paths[:2], "--out", out, "--workers", 1).exit_code == 0
    paths[1].write_text("# Another\n\nText.\n", encoding="utf-8")

    again = run("batch", *paths, "--out", out, "--workers", 1)
    fresh = run("batch", *paths, "--out", out, "--workers", 1, "--fresh", "--json")

    assert again.stdout.startswith("2 rendered, 1 kept, 0 failed: 3 pages, ")
    told = json.loads(fresh.stdout)
    assert (told["rendered"], told["kept"], told["failed"], told["pages"]) == (3, 0, 0, 3)
    assert [one["input"] for one in told["briefs"]] == [str(path) for path in paths]
    assert all(Path(one["output"]).is_file() and not one["problems"] for one in told["briefs"])


def test_batch_takes_the_options_of_render(brief, tmp_path):
    brand = tmp_path / "_brand.yml"
    brand.write_text("meta: {name: House}\ncolor: {primary: '#7a1f5c'}\n", encoding="utf-8")
    options = ("--brand", brand, "--standard", "ua-1", "--standard", "a-3a", "--embed-source")
    assert run("render", brief, *options).exit_code == 0

    assert run("batch", brief, "--out", tmp_path / "out", *options).exit_code == 0

    assert (tmp_path / "out" / "brief.pdf").read_bytes() == brief.with_suffix(".pdf").read_bytes()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--out", "{out}"], "Missing argument 'IN...'"),
        (["{brief}"], "Missing option '--out'"),
        (["{brief}", "--out", "{brief}"], "brief.md: cannot be made: "),
        (["{brief}", "--out", "{out}", "--workers", "0"], "0 is not in the range"),
        (["{brief}", "--out", "{out}", "--standard", "a-9"], "--standard: unknown standard 'a-9'"),
    ],
)
def test_batch_used_badly_does_nothing(brief, tmp_path, words, said):
    out = tmp_path / "out"

    result = run("batch", *(word.format(brief=brief, out=out) for word in words))

    assert result.exit_code == 2
    assert said in result.stderr
    assert not out.exists()


@pytest.mark.skipif(os.name == "nt", reason="names there are text")
@pytest.mark.parametrize("name", [b"\xff.md", b"a\x1b[31m.md", "\u202eb.md".encode()])
def test_no_file_s_name_steers_the_screen_or_ends_a_command(name, tmp_path):
    source = Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name))
    source.write_text("# A title\n\n![x](none.png)\n")
    told = run("render", source)
    assert (told.exit_code, told.stdout) == (2, "")
    assert told.stderr.strip().isprintable()
    source.write_text("# A title\n\nText.\n")
    for words in (
        ("render", source),
        ("check", source.with_suffix(".pdf")),
        ("check", source.with_suffix(".pdf"), "--json"),
        ("check", source.with_suffix(".pdf"), "--sarif"),
        ("inspect", source.with_suffix(".pdf")),
    ):
        result = run(*words)
        assert result.exit_code == 0, result.stderr
        if words[-1] in ("--json", "--sarif"):
            assert json.loads(result.stdout)
        else:
            assert result.stdout.replace("\n", "").isprintable()


def test_a_folder_is_no_brief():
    result = run("render", ".")
    assert (result.exit_code, result.stderr) == (2, ".: is a folder: name a file in it\n")


def test_what_is_no_pdf_is_not_written_over(tmp_path):
    (tmp_path / "a.md").write_text("# A\n\nb", encoding="utf-8")
    (tmp_path / "other.md").write_text("# Another brief", encoding="utf-8")
    result = run("render", tmp_path / "a.md", "-o", tmp_path / "other.md")
    assert result.exit_code == 2
    assert result.stderr.startswith(f"{tmp_path}/other.md: is there, and is no PDF: name another")
    assert (tmp_path / "other.md").read_text(encoding="utf-8") == "# Another brief"


def test_what_is_named_a_pdf_is_written_over_whatever_it_holds(tmp_path):
    (tmp_path / "a.md").write_text("# A\n\nb", encoding="utf-8")
    (tmp_path / "a.pdf").write_bytes(b"half a file")
    assert run("render", tmp_path / "a.md").exit_code == 0
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")


def test_a_folder_that_is_not_there_is_named(tmp_path):
    (tmp_path / "a.md").write_text("# A\n\nb", encoding="utf-8")
    place = tmp_path / "none" / "a.pdf"
    result = run("render", tmp_path / "a.md", "-o", place)
    said = f"{place}: cannot be written: there is no folder '{tmp_path}/none': give a place"
    assert (result.exit_code, result.stderr[: len(said)]) == (2, said)


def test_the_option_of_a_brand_names_its_file():
    assert "A _brand.yml, instead of the one" in run("render", "-h").output
