"""Briefs → jobs: each with a name, a place in the folder, and what is asked of all of them."""

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePath

from briefkit.bounds import Limits
from briefkit.diagnostics import Diagnostic
from briefkit.errors import BriefError, ModelError, OutputError, Problem
from briefkit.given import as_path
from briefkit.model.brief import Brief
from briefkit.style.house import HouseStyle
from briefkit.values import field, frozen

RECORDS = ".briefkit"
"""The folder of what PDFs were made from, beside them."""

BriefSource = Brief | str | os.PathLike[str]
"""A brief, or the file that it is read from."""


@frozen
class Outcome:
    """What became of one brief of many.

    index: its place among them, from 0; name: its own, and its file's without the `.pdf`.
    output: the file. pages: how many; 0 where it failed. seconds: that it took.
    diagnostics: what was noticed. is_kept: whether the file was there, whole, from the same brief.
    error: why there is no new file, or None. What stood there before stays then.
    """

    index: int
    name: str
    output: Path
    pages: int = 0
    seconds: float = 0.0
    diagnostics: tuple[Diagnostic, ...] = ()
    is_kept: bool = False
    error: BriefError | None = field(default=None, eq=False)


@frozen
class Options:
    """What holds for all briefs of a batch; see `render_each`. folder: of PDFs, its whole path."""

    folder: Path
    house: HouseStyle | None
    brand: Path | None
    standards: tuple[str, ...]
    embed_source: bool
    limits: Limits | None
    resume: bool


@frozen
class Job:
    """One brief on its way to a worker.

    index, name: as of its `Outcome`; source: the brief, or its file; options: of the batch.
    fault: why it need not go there, or None.
    """

    index: int
    name: str
    source: Brief | Path
    options: Options
    fault: BriefError | None = field(default=None, eq=False)

    @property
    def output(self) -> Path:
        """Return the place of its PDF."""
        return self.options.folder / f"{self.name}.pdf"

    @property
    def record(self) -> Path:
        """Return the place of the note of what the PDF was made from."""
        return self.options.folder / RECORDS / f"{self.name}.json"

    def failed(self, error: BriefError, seconds: float = 0.0) -> Outcome:
        """Return its outcome where there is no PDF."""
        return Outcome(self.index, self.name, self.output, seconds=seconds, error=error)


def named_jobs(
    briefs: Iterable[BriefSource | tuple[str, BriefSource]], options: Options
) -> Iterator[Job]:
    """Give each brief a name, or a fault where that cannot be its own."""
    taken: set[str] = set()
    for index, given in enumerate(briefs):
        named, one = given if isinstance(given, tuple) and len(given) == 2 else (None, given)
        fault: BriefError | None = None
        source: Brief | Path = Path()
        try:
            source = one if isinstance(one, Brief) else as_path(one)
        except ModelError as error:  # which stops no other
            fault = error
        name = named or (source.stem if isinstance(source, Path) else "") or f"brief-{index + 1}"
        if not _stays_in(name):
            cure = "give one that leads to a place in the folder"
            fault = OutputError(Problem("is no name for a file in a folder", repr(name), cure))
            name = f"brief-{index + 1}"
        elif name.casefold() in taken:  # in a folder where a and A are one file
            what = "is the name of another of these briefs"
            fault = OutputError(Problem(what, repr(name), 'give pairs: ("a name", brief)'))
        taken.add(name.casefold())
        yield Job(index, name, source, options, fault)


def _stays_in(name: object) -> bool:
    if not isinstance(name, str):
        return False
    path = PurePath(name)
    parts = path.parts
    return bool(parts) and not (
        path.is_absolute()
        or path.drive
        or ".." in parts
        or parts[0] == RECORDS
        or "\0" in name
        or name.endswith(("/", "\\"))
    )


def names_of(paths: Sequence[Path]) -> tuple[str, ...]:
    """Return a name for each file: its own, or where two have the same, with the folders it is in.

    >>> names_of([Path("rents.md"), Path("wages.md")])
    ('rents', 'wages')
    >>> names_of([Path("2024/rents/brief.md"), Path("2024/wages/brief.md")])
    ('rents/brief', 'wages/brief')
    """
    names = tuple(path.stem for path in paths)
    if len({name.casefold() for name in names}) == len(names):
        return names
    whole = [Path(os.path.abspath(path)) for path in paths]
    shared = os.path.commonpath([path.parent for path in whole])
    return tuple(path.relative_to(shared).with_name(path.stem).as_posix() for path in whole)
