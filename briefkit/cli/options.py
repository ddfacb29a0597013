"""What commands are asked for: the options that several have, and what they mean → values.

Each problem of what is asked for names its option in the place of a path.
"""

from contextlib import suppress
from pathlib import Path

import click

from briefkit.bounds import Limits
from briefkit.errors import ModelError, OutputError, Problem, SourceError
from briefkit.files import holds_other_matter
from briefkit.standards import DEFAULT, TITLES, standards_of
from briefkit.values import evolve, names_of

_LIMITS = names_of(Limits)

as_json_option = click.option(
    "--json", "as_json", is_flag=True, help="Say it in JSON, to be read by programs."
)
brand_option = click.option(
    "--brand",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="A _brand.yml, instead of the one that the brief names.",
)
standards_option = click.option(
    "--standard",
    "standards",
    metavar="NAME",
    multiple=True,
    help=f"What the file is made to, one or several of {', '.join(TITLES)}."
    f" [default: {' and '.join(DEFAULT)}]",
)
embed_source_option = click.option(
    "--embed-source", is_flag=True, help="Let the file carry the brief and its pictures."
)
limits_option = click.option(
    "--limit",
    "limits",
    metavar="NAME=NUMBER",
    multiple=True,
    help=f"What a brief may ask for at most: {', '.join(_LIMITS)}.",
)


def check_standards(names: tuple[str, ...], embed_source: bool) -> None:
    """Raise OutputError for standards that one file cannot be made to."""
    try:
        standards_of(names or None, carries_files=embed_source)
    except OutputError as error:
        raise OutputError(*(evolve(one, where="--standard") for one in error.problems)) from None


def limits_of(given: tuple[str, ...]) -> Limits:
    """Return the limits that the command line names, each as `pages=20`.

    Raises ModelError.
    """
    named: dict[str, float] = {}
    for one in given:
        name, _, number = one.partition("=")
        if name not in _LIMITS:
            cure = f"give one of {', '.join(_LIMITS)}"
            raise ModelError(Problem(f"unknown limit {name!r}", "--limit", cure))
        try:
            named[name] = float(number) if "." in number else int(number)
        except ValueError:
            what = f"{number!r} is no number"
            raise ModelError(Problem(what, "--limit", f"write {name}=20")) from None
    try:
        return Limits(**named)  # type: ignore[arg-type]  # it looks at each itself
    except ModelError as error:
        raise ModelError(*(evolve(one, where="--limit") for one in error.problems)) from None


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
