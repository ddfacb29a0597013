"""What commands are asked for: the options that several have, and what they mean → values.

Each problem of what is asked for names its option in the place of a path.
"""

import sys
from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from pathlib import Path

import click

from briefkit.bounds import Limits
from briefkit.errors import ModelError, OutputError, Problem, SourceError, raise_all
from briefkit.files import holds_other_matter
from briefkit.standards import DEFAULT, TITLES, standards_of
from briefkit.values import evolve, frozen, names_of

_LIMITS = names_of(Limits)

as_json_option = click.option(
    "--json", "as_json", is_flag=True, help="Say it in JSON, to be read by programs."
)
_OF_PDFS = (
    click.option(
        "--brand",
        metavar="FILE",
        type=click.Path(path_type=Path),
        help="A _brand.yml, instead of the one that the brief names.",
    ),
    click.option(
        "--standard",
        "standards",
        metavar="NAME",
        multiple=True,
        help=f"What the file is made to, one or several of {', '.join(TITLES)}."
        f" [default: {' and '.join(DEFAULT)}]",
    ),
    click.option(
        "--embed-source", is_flag=True, help="Let the file carry the brief and its pictures."
    ),
    click.option(
        "--limit",
        "limits",
        metavar="NAME=NUMBER",
        multiple=True,
        help=f"What a brief may ask for at most: {', '.join(_LIMITS)}.",
    ),
)


@frozen
class AskedOfPdfs:
    """What is asked of the PDFs that a command makes, as it stands on the command line.

    brand: a file, or None; standards, limits: as written; embed_source: whether briefs go along.
    """

    brand: Path | None
    standards: tuple[str, ...]
    embed_source: bool
    limits: tuple[str, ...]

    def checked_standards(self) -> tuple[str, ...] | None:
        """Return the standards by name, None for the usual ones.

        Raises OutputError for those that one file cannot be made to.
        """
        names = self.standards or None
        try:
            standards_of(names, carries_files=self.embed_source)
        except OutputError as error:
            told = (evolve(one, where="--standard") for one in error.problems)
            raise OutputError(*told) from None
        return names

    def checked_limits(self) -> Limits:
        """Return the limits, each written as `pages=20`. Raises ModelError."""
        named: dict[str, float] = {}
        problems = []
        for one in self.limits:
            name, _, number = one.partition("=")
            if name not in _LIMITS:
                cure = f"give one of {', '.join(_LIMITS)}"
                problems.append(Problem(f"unknown limit {name!r}", "--limit", cure))
                continue
            try:
                named[name] = float(number) if "." in number else int(number)
            except ValueError:
                what = f"{number!r} is no number"
                problems.append(Problem(what, "--limit", f"write {name}=20"))
        raise_all(ModelError, problems)
        try:
            return Limits(**named)  # type: ignore[arg-type]  # it looks at each itself
        except ModelError as error:
            raise ModelError(*(evolve(one, where="--limit") for one in error.problems)) from None


def with_pdf_options(command: Callable[..., None]) -> Callable[..., None]:
    """Let a command have the options of all that make PDFs; it is given them as `asked`."""

    @wraps(command)
    def given(
        brand: Path | None,
        standards: tuple[str, ...],
        embed_source: bool,
        limits: tuple[str, ...],
        **others: object,
    ) -> None:
        command(asked=AskedOfPdfs(brand, standards, embed_source, limits), **others)

    for option in reversed(_OF_PDFS):
        option(given)
    return given


def pdf_beside(source: Path) -> Path:
    """Return the PDF beside a brief. Raises SourceError for what has no name: a folder, a disk."""
    try:
        return source.with_suffix(".pdf")
    except ValueError:
        raise SourceError(Problem("is a folder", str(source), "name a file in it")) from None


def check_target(target: Path, source: Path) -> None:
    """Raise OutputError for a folder, the brief that is read, and what is named and is no PDF."""
    with suppress(OSError):  # a name too long, links in a ring: told where it is written, or read
        if target.is_dir():
            raise OutputError(Problem("is a folder", str(target), "name a file: -o OUT.pdf"))
        if target.exists() and source.exists() and target.samefile(source):
            cure = "name another: -o OUT.pdf"
            raise OutputError(Problem("is the brief itself", str(target), cure))
        is_named_so = target.suffix.lower() == ".pdf"
        if not is_named_so and holds_other_matter(target):
            cure = "name another, or take it away: -o OUT.pdf"
            raise OutputError(Problem("is there, and is no PDF", str(target), cure))


def check_standard_output(as_json: bool) -> None:
    """Raise OutputError where standard output is a terminal, or takes what is said in JSON."""
    if as_json:
        cure = "take --json out, or name a file: -o OUT.pdf"
        raise OutputError(Problem("takes the PDF, and not what --json says", "--output -", cure))
    if sys.stdout.isatty():
        raise OutputError(Problem("is a terminal", "--output -", "name a file: -o OUT.pdf"))
