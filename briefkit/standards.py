"""Names of standards → what a file is made to, or why they cannot hold together.

What each standard asks for is kept by the other modules; `xmp` writes the claims.
"""

from collections.abc import Iterable

from briefkit.errors import OutputError, Problem
from briefkit.given import in_turn
from briefkit.values import frozen

TITLES = {
    "ua-1": "PDF/UA-1, ISO 14289-1",
    "ua-2": "PDF/UA-2, ISO 14289-2",
    "a-2a": "PDF/A-2a, ISO 19005-2",
    "a-2u": "PDF/A-2u, ISO 19005-2",
    "a-2b": "PDF/A-2b, ISO 19005-2",
    "a-3a": "PDF/A-3a, ISO 19005-3",
    "a-3b": "PDF/A-3b, ISO 19005-3",
    "a-4": "PDF/A-4, ISO 19005-4",
    "a-4f": "PDF/A-4f, ISO 19005-4",
    "wtpdf": "Well-Tagged PDF 1.0, of the PDF Association",
    "x-4": "PDF/X-4, ISO 15930-7",
}
DEFAULT = ("ua-1", "a-2a")
DEFAULT_WITH_FILES = ("ua-1", "a-3a")  # ISO 19005-2 lets a file carry no others but PDF/A
_OF_PDF_2 = frozenset({"ua-2", "a-4", "a-4f", "wtpdf"})
_LEVELS = "BUA"  # each asks for all that those before it ask for
_PRESS = "x-4"


@frozen
class Standards:
    """What a file is made to.

    names: as asked for, each once, in the order of `TITLES`.
    accessible: the part of ISO 14289, 0 for none.
    archival: the part of ISO 19005, 0 for none; level: its conformance level, or "".
    is_well_tagged: whether it is Well-Tagged PDF; is_for_press: whether it is PDF/X.
    """

    names: tuple[str, ...]
    accessible: int
    archival: int
    level: str
    is_well_tagged: bool
    is_for_press: bool = False

    @property
    def pdf_version(self) -> tuple[int, int]:
        """Return the version of PDF, which follows from them."""
        if self.is_for_press:
            return (1, 6)  # what ISO 15930-7 is made of
        return (2, 0) if _OF_PDF_2.intersection(self.names) else (1, 7)


def standards_of(names: str | Iterable[str] | None, *, carries_files: bool = False) -> Standards:
    """Return what a file is made to by names such as "ua-1", or by the default ones.

    carries_files: whether other files are embedded, which some standards forbid and one demands.

    >>> standards_of(["a-2b", "ua-1", "a-2u"])
    Standards(names=('ua-1', 'a-2u', 'a-2b'), accessible=1, archival=2, level='U', is_well_tagged=False, is_for_press=False)

    Raises OutputError for a name that is none, and for standards that cannot hold together.
    """  # noqa: E501 (a doctest's line)
    if names is None:
        names = DEFAULT_WITH_FILES if carries_files else DEFAULT
    each = [names] if isinstance(names, str) else in_turn(names, "standard")
    asked = [_known(name) for name in each]
    if not asked:
        raise _refused("no standard is named", f"name one, or none for {' and '.join(DEFAULT)}")
    found = tuple(name for name in TITLES if name in asked)
    _check_versions(found)
    archival, level = _archival(found)
    if carries_files and archival == 2:
        told = next(name for name in found if name.startswith("a-2"))
        raise _refused(
            f"{told} lets a file carry no files but PDF/A", "ask for a-3a, a-3b or a-4f instead"
        )
    if carries_files and archival == 4 and level != "F":
        raise _refused("a-4 lets a file carry no files but PDF/A", "ask for a-4f instead")
    if level == "F" and not carries_files:
        raise _refused(
            "a-4f is for a file that carries others, and this one carries none",
            "embed the brief's source, or ask for a-4",
        )
    if _PRESS in found and (carries_files or archival == 3):
        raise _refused(
            f"{_PRESS} is for the press, and a file for it carries no others",
            "render the brief twice: for the press, and with its source",
        )
    accessible = next((int(name[-1]) for name in found if name.startswith("ua-")), 0)
    return Standards(found, accessible, archival, level, "wtpdf" in found, _PRESS in found)


def _known(name: str) -> str:
    """Return a name in the spelling of `TITLES`; "PDF/UA-1" and the like are taken too."""
    if not isinstance(name, str):
        raise _refused(f"{name!r} is no name of a standard", f"give one of {', '.join(TITLES)}")
    bare = name.strip().lower().removeprefix("pdf").lstrip("/ -")
    if bare in TITLES:
        return bare
    from briefkit.spelling import likeliest  # late: for mistakes alone

    family = {"a": "a-2a", "ua": "ua-1", "x": "x-4"}
    near = family.get(bare) or likeliest(bare, TITLES, 0.5)
    cure = f"did you mean {near!r}?" if near else f"give one of {', '.join(TITLES)}"
    raise _refused(f"unknown standard {name!r}", cure)


def _check_versions(names: tuple[str, ...]) -> None:
    newer = [name for name in names if name in _OF_PDF_2]
    older = [name for name in names if name not in _OF_PDF_2]
    if newer and older:
        told = "1.6" if older[0] == _PRESS else "1.7"
        raise _refused(
            f"{older[0]} is PDF {told} and {newer[0]} is PDF 2.0: one file cannot be both",
            "render the brief twice, to two files",
        )


def _archival(names: tuple[str, ...]) -> tuple[int, str]:
    """Return the part of ISO 19005 and the strictest level that is asked for."""
    asked = [name for name in names if name.startswith("a-")]
    parts = sorted({int(name[2]) for name in asked})
    if len(parts) > 1:
        first, second = (next(n for n in asked if int(n[2]) == part) for part in parts[:2])
        raise _refused(
            f"{first} and {second} are two parts of PDF/A, and a file claims one",
            "ask for one of them",
        )
    if {"a-4", "a-4f"} <= set(asked):
        raise _refused(
            "a-4 and a-4f cannot hold together: one carries no files and one must",
            "ask for one of them",
        )
    levels = [name[3:].upper() for name in asked]
    return (parts[0] if parts else 0), max(levels, key=_LEVELS.find, default="")


def _refused(what: str, cure: str) -> OutputError:
    return OutputError(Problem(what, "standard", cure))
