"""Which standards can be asked for, and what is said of those that cannot."""

import pytest

from briefkit.errors import OutputError
from briefkit.standards import DEFAULT, DEFAULT_WITH_FILES, TITLES, standards_of


def facts(names, **also):
    made = standards_of(names, **also)
    return made.pdf_version, made.accessible, made.archival, made.level, made.is_well_tagged


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (None, ((1, 7), 1, 2, "A", False)),
        ("ua-1", ((1, 7), 1, 0, "", False)),
        (["a-3b"], ((1, 7), 0, 3, "B", False)),
        (["a-2b", "a-2a", "a-2u"], ((1, 7), 0, 2, "A", False)),
        (["a-2u", "a-2b"], ((1, 7), 0, 2, "U", False)),
        ("ua-2", ((2, 0), 2, 0, "", False)),
        (["wtpdf", "a-4", "ua-2"], ((2, 0), 2, 4, "", True)),
    ],
)
def test_names_say_what_a_file_is_made_to(names, expected):
    """The stricter level of a part is claimed, since it holds the others."""
    assert facts(names) == expected


def test_names_come_once_and_in_one_order_however_they_are_given():
    assert standards_of(["PDF/A-2A", "UA-1", "a-2a"]) == standards_of(DEFAULT)
    assert standards_of(iter(("wtpdf", "ua-2"))).names == ("ua-2", "wtpdf")


def test_a_file_that_carries_others_is_made_to_what_allows_it():
    assert standards_of(None, carries_files=True).names == DEFAULT_WITH_FILES
    assert facts("a-4f", carries_files=True) == ((2, 0), 0, 4, "F", False)
    assert facts("ua-2", carries_files=True) == ((2, 0), 2, 0, "", False)


def said(names, **also):
    with pytest.raises(OutputError) as caught:
        standards_of(names, **also)
    (problem,) = caught.value.problems
    assert problem.where == "standard"
    assert problem.cure
    return problem.what


@pytest.mark.parametrize(
    ("names", "what"),
    [
        ([], "no standard is named"),
        (["ua-1", "a-4"], "ua-1 is PDF 1.7 and a-4 is PDF 2.0: one file cannot be both"),
        (["ua-1", "wtpdf"], "ua-1 is PDF 1.7 and wtpdf is PDF 2.0: one file cannot be both"),
        (["ua-1", "ua-2"], "ua-1 is PDF 1.7 and ua-2 is PDF 2.0: one file cannot be both"),
        (["a-3a", "a-2b"], "a-2b and a-3a are two parts of PDF/A, and a file claims one"),
        (["a-4f", "a-4"], "a-4 and a-4f cannot hold together: one carries no files and one must"),
        (["a-4f"], "a-4f is for a file that carries others, and this one carries none"),
        ([3], "3 is no name of a standard"),
    ],
)
def test_what_cannot_hold_together_is_refused(names, what):
    assert said(names) == what


def test_what_forbids_other_files_is_refused_where_there_are_some():
    assert said(["a-2u"], carries_files=True) == "a-2u lets a file carry no files but PDF/A"
    assert said(["a-4"], carries_files=True) == "a-4 lets a file carry no files but PDF/A"


@pytest.mark.parametrize(
    ("name", "cure"),
    [
        ("ua1", "did you mean 'ua-1'?"),
        ("PDF/UA2", "did you mean 'ua-2'?"),
        ("wt-pdf", "did you mean 'wtpdf'?"),
        ("docx", f"give one of {', '.join(TITLES)}"),
        ("", f"give one of {', '.join(TITLES)}"),
    ],
)
def test_an_unknown_name_is_told_the_nearest_right_one(name, cure):
    with pytest.raises(OutputError) as caught:
        standards_of(name)
    assert caught.value.problems[0].what == f"unknown standard {name!r}"
    assert caught.value.problems[0].cure == cure


def test_a_file_for_the_press_may_be_tagged_and_kept_for_ever():
    made = standards_of(["x-4", "ua-1", "a-2a"])

    assert made.is_for_press
    assert (made.pdf_version, made.accessible, made.archival, made.level) == ((1, 6), 1, 2, "A")
    assert standards_of("PDF/X-4").names == ("x-4",)


@pytest.mark.parametrize(
    ("names", "what"),
    [
        (["x-4", "a-4"], "x-4 is PDF 1.6 and a-4 is PDF 2.0: one file cannot be both"),
        (["x-4", "a-3b"], "x-4 is for the press, and a file for it carries no others"),
    ],
)
def test_what_cannot_be_for_the_press_is_refused(names, what):
    assert said(names) == what


def test_a_file_for_the_press_carries_no_others():
    told = "x-4 is for the press, and a file for it carries no others"
    assert said(["x-4"], carries_files=True) == told
