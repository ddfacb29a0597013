"""Assertions on PDFs, and the fixtures of the pytest plugin, as a user's own suite uses them."""

import io

import pytest

from briefkit import Brief, Figure, Paragraph, note, render
from briefkit.errors import ModelError, SourceError
from briefkit.preflight import describe_pages, page_texts
from briefkit.testing import Waiver, assert_publishable, assert_same_text

PIXEL = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x02\x00\x00\x00\x90wS"
    b"\xde\x00\x00\x00\x0cIDATx\xdac\xf8\xcf\xc0\x00\x00\x03\x01\x01\x00\xf7\x03AC\x00\x00\x00\x00"
    b"IEND\xaeB`\x82"
)


@pytest.fixture(scope="module")
def sound():
    """Return a PDF without faults."""
    return render(Brief(title="A title", body=[Paragraph("The first claim.", note("Its source."))]))


@pytest.fixture(scope="module")
def faulty():
    """Return a PDF with a figure that has no alt text."""
    return render(Brief(title="A title", body=[Figure(PIXEL), "x"]))


# assert_publishable


def test_a_sound_file_passes_however_it_is_given(sound, tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(sound)

    for pdf in (sound, path, str(path), io.BytesIO(sound)):
        assert_publishable(pdf)


def test_a_fault_fails_with_what_where_and_what_now(faulty):
    with pytest.raises(AssertionError) as caught:
        assert_publishable(faulty)

    said = str(caught.value)
    assert said.startswith("the PDF: 1 error\n\nerror: MissingAltText [ISO 14289-1, 7.3]\n  page 1")
    assert said.endswith('→ give it alt="…", or mark it decorative')


def test_a_file_is_named_in_the_failure(faulty, tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(faulty)

    with path.open("rb") as file, pytest.raises(AssertionError, match=rf"^{path}: 1 error"):
        assert_publishable(file)
    with pytest.raises(AssertionError, match=rf"^{path}: 1 error"):
        assert_publishable(path)


def test_what_is_waived_passes_and_what_is_required_fails(sound, faulty):
    assert_publishable(faulty, waive=["MissingAltText"])
    assert_publishable(faulty, waive=[Waiver("MissingAltText", "told in the text")])
    with pytest.raises(AssertionError, match="MissingAltText"):
        assert_publishable(faulty, require=["MissingAltText"])
    assert_publishable(sound, require=["NoConformanceClaim"])


def test_an_unknown_code_and_a_file_that_does_not_read_are_errors(sound):
    with pytest.raises(ModelError, match="waive: no finding is called 'Nope'"):
        assert_publishable(sound, waive=["Nope"])
    with pytest.raises(SourceError, match="is empty"):
        assert_publishable(b"")


# assert_same_text


def test_a_text_is_held_to_its_reference(tmp_path):
    path = tmp_path / "new" / "a.txt"
    with pytest.raises(AssertionError, match=r"a\.txt is no reference yet: update=True writes it"):
        assert_same_text("one\ntwo", path)

    assert_same_text("one\ntwo", path, update=True)
    assert path.read_bytes() == b"one\ntwo\n"
    assert_same_text("one\ntwo\n", path)


def test_the_lines_that_differ_are_shown(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("one\ntwo\nthree\n")

    with pytest.raises(AssertionError) as caught:
        assert_same_text("one\n2\nthree\nfour", path)

    assert str(caught.value).splitlines()[1:] == [
        *("line 2:", "- two", "+ 2"),
        *("line 4:", "+ four"),
        "update=True, if so meant",
    ]


def test_of_a_long_line_the_words_about_the_difference_are_shown(tmp_path):
    path, words = tmp_path / "a.txt", [f"w{number}" for number in range(100)]
    path.write_text(" ".join(words))
    words[50] = "changed"

    with pytest.raises(AssertionError) as caught:
        assert_same_text(" ".join(words), path)

    assert str(caught.value).splitlines()[2:4] == [
        "- … w45 w46 w47 w48 w49 w50 w51 w52 w53 w54 w55 …",
        "+ … w45 w46 w47 w48 w49 changed w51 w52 w53 w54 w55 …",
    ]


def test_a_great_difference_is_cut_short(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("\n".join(map(str, range(500))))

    with pytest.raises(AssertionError, match="… and 382 more lines"):
        assert_same_text("", path)


# Pages as text


def test_pages_are_told_one_by_one_with_their_artifacts():
    brief = Brief(
        title="A title",
        body=["The first claim. " * 300, Paragraph("It ends here.", note("Its source."))],
    )
    pdf = render(brief)

    pages = page_texts(pdf)

    assert pages[0].startswith("A title\nThe first claim.")
    assert "It ends here.1\n1 Its source.\n[" in pages[-1]
    assert pages[1].startswith("[A title")
    assert "claim.\n" not in pages[1].split("It ends")[0].rstrip("\n")
    assert describe_pages(pdf).startswith("--- page 1 ---\nA title\n")
    assert f"\n\n--- page {len(pages)} ---\n" in describe_pages(pdf)


# The plugin


def run_user_suite(pytester, *lines, options=()):
    pytester.makepyfile("\n".join(("from briefkit import Brief, Paragraph, note", *lines)))
    # In a process of its own: in this one, what is loaded meanwhile would be thrown out after it.
    return pytester.runpytest_subprocess("-p", "no:cacheprovider", *options)


RENDERING = (
    "def test_it(briefkit_render, briefkit_references):",
    "    body = [Paragraph('Text.', note('A note.'))]",
    "    made = briefkit_render(Brief(title='A title', body=body))",
    "    briefkit_references.hold_pages('brief', made.path)",
    "    briefkit_references.hold_structure('brief', made.data)",
)


def test_a_suite_renders_and_holds_pages_and_structure_to_files(pytester):
    first = run_user_suite(pytester, *RENDERING)
    first.assert_outcomes(failed=1)
    first.stdout.fnmatch_lines(["*brief.pages.txt is no reference yet: pytest --briefkit-update*"])

    run_user_suite(pytester, *RENDERING, options=["--briefkit-update"]).assert_outcomes(passed=1)
    pages = (pytester.path / "references" / "brief.pages.txt").read_text(encoding="utf-8")
    assert pages.startswith("--- page 1 ---\nA title\nText.1\n1 A note.\n")
    tree = (pytester.path / "references" / "brief.tree.txt").read_text(encoding="utf-8")
    assert tree.startswith("Document")

    run_user_suite(pytester, *RENDERING).assert_outcomes(passed=1)


def test_a_suite_is_shown_what_is_not_as_it_was(pytester):
    run_user_suite(pytester, *RENDERING, options=["--briefkit-update"])
    path = pytester.path / "references" / "brief.pages.txt"
    path.write_text(path.read_text(encoding="utf-8").replace("A note.", "Another."))

    result = run_user_suite(pytester, *RENDERING)

    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(
        ["E *brief.pages.txt (-) is not what there is now (+)", "E *line 4:", "E *- 1 Another."]
    )
    assert "difflib" not in result.stdout.str()  # no frames of our own


def test_references_may_be_kept_elsewhere(pytester):
    pytester.makeini("[pytest]\nbriefkit_references = kept/here")
    run_user_suite(
        pytester,
        "def test_it(briefkit_references):",
        "    briefkit_references.hold_text('a.txt', 'one')",
        options=["--briefkit-update"],
    ).assert_outcomes(passed=1)

    assert (pytester.path / "kept" / "here" / "a.txt").read_text() == "one\n"


def test_a_suite_renders_files_with_the_options_of_render(pytester):
    (pytester.path / "a.md").write_text("# A title\n\nText.\n")
    run_user_suite(
        pytester,
        "from briefkit.testing import assert_publishable",
        "def test_it(briefkit_render, tmp_path):",
        "    made = briefkit_render('a.md', name='b.pdf', standard='ua-2')",
        "    assert made.path == tmp_path / 'b.pdf'",
        "    assert len(made.report.pages) == 1",
        "    assert_publishable(made.path)",
    ).assert_outcomes(passed=1)


def test_a_suite_finds_its_briefs_beside_it_and_gives_what_was_rendered_as_a_path(pytester):
    beside = pytester.mkdir("suite")
    (beside / "a.md").write_text("# A title\n\nText.\n")
    (pytester.path / "b.md").write_text("# Another title\n\nText.\n")
    (beside / "b.md").write_text("# No title\n\nText.\n")
    lines = (
        "from briefkit.testing import assert_publishable",
        "def test_it(briefkit_render, briefkit_references):",
        "    assert_publishable(briefkit_render('a.md'))",
        "    assert b'(Another title)' in briefkit_render('b.md').data",
    )
    (beside / "test_it.py").write_text("\n".join(lines))
    result = pytester.runpytest_subprocess("-p", "no:cacheprovider", "suite")
    result.assert_outcomes(passed=1)


def test_the_plugin_loads_nothing_that_is_not_asked_for(pytester):
    pytester.makepyfile(
        """
        import sys

        def test_it():
            loaded = [name for name in sys.modules if name.startswith("briefkit")]
            assert loaded == ["briefkit", "briefkit.pytest_plugin"]
        """
    )
    result = pytester.runpytest_subprocess("-p", "no:cacheprovider")
    result.assert_outcomes(passed=1)
