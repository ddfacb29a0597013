"""The command line. What each command needs is loaded when it runs, so that help comes at once.

Exit statuses: 0 done; 1 done, and a fault was found; 2 bad input, with one line for each fault.
"""

import atexit
import gc
import json
import os
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from briefkit.bounds import Limits, within
from briefkit.errors import BriefError, ModelError, OutputError, Problem, SourceError
from briefkit.garbage import few_full_collections
from briefkit.standards import DEFAULT, TITLES, standards_of
from briefkit.values import evolve, names_of
from briefkit.visible import visible

if TYPE_CHECKING:
    from briefkit.api import Report
    from briefkit.batch import Outcome
    from briefkit.diagnostics import Diagnostic
    from briefkit.preflight.checked import CheckedFile
    from briefkit.preflight.policy import Policy

BAD_INPUT = 2
_LIMITS = names_of(Limits)

_COLOURS = {"error": "red", "warning": "yellow", "note": "cyan"}

_as_json = click.option(
    "--json", "as_json", is_flag=True, help="Say it in JSON, to be read by programs."
)
_brand = click.option(
    "--brand",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="A _brand.yml, instead of the one that the brief names.",
)
_standards = click.option(
    "--standard",
    "standards",
    metavar="NAME",
    multiple=True,
    help=f"What the file is made to, one or several of {', '.join(TITLES)}."
    f" [default: {' and '.join(DEFAULT)}]",
)
_embed_source = click.option(
    "--embed-source", is_flag=True, help="Let the file carry the brief and its pictures."
)
_limits = click.option(
    "--limit",
    "limits",
    metavar="NAME=NUMBER",
    multiple=True,
    help=f"What a brief may ask for at most: {', '.join(_LIMITS)}.",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="briefkit")
def main() -> None:
    """Set briefs as finished, branded, tagged PDF."""


@main.command()
@click.argument("source", metavar="IN", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    metavar="OUT.pdf",
    type=click.Path(path_type=Path),
    help="The file to write; IN's name with .pdf where it is not given.",
)
@_brand
@_standards
@_embed_source
@_limits
@click.option("--strict", is_flag=True, help="Exit with 1 where there is a warning.")
@_as_json
def render(
    source: Path,
    output: Path | None,
    brand: Path | None,
    standards: tuple[str, ...],
    embed_source: bool,
    limits: tuple[str, ...],
    strict: bool,
    as_json: bool,
) -> None:
    """Set IN, a .md or .json file or a .py file with build() -> Brief, as a PDF."""
    with _told(source, as_json), few_full_collections(), within(_limits_of(limits)):
        _check_standards(standards, embed_source)
        target = output or source.with_suffix(".pdf")
        _check_target(target, source)
        from briefkit.readers.file import read_brief  # late: all readers

        brief = read_brief(source)
        from briefkit import api  # late: every room; bad input is told without it

        if brand is not None:
            brief = evolve(brief, brand=brand)  # so that it travels with the source
        report = api.render(brief, target, standard=standards or None, embed_source=embed_source)
    if source.suffix != ".py":  # whose author's own things may wait in a circle to be closed
        # When Python ends it looks through all there is, thrice. The system frees it as well.
        atexit.register(gc.freeze)
    _tell_report(report, source, target, as_json)
    if strict and any(one.severity.value == "warning" for one in report.diagnostics):
        sys.exit(1)


def _check_standards(names: tuple[str, ...], embed_source: bool) -> None:
    try:
        standards_of(names or None, carries_files=embed_source)
    except OutputError as error:
        raise OutputError(*(evolve(one, where="--standard") for one in error.problems)) from None


def _limits_of(given: tuple[str, ...]) -> Limits:
    """Return the limits that the command line names, each as `pages=20`."""
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


def _check_target(target: Path, source: Path) -> None:
    with suppress(OSError):  # a name too long, links in a ring: told where it is written, or read
        if target.is_dir():
            raise OutputError(Problem("is a folder", str(target), "name a file: -o OUT.pdf"))
        if target.exists() and source.exists() and target.samefile(source):
            cure = "name another: -o OUT.pdf"
            raise OutputError(Problem("is the brief itself", str(target), cure))


def _tell_report(report: "Report", source: Path, target: Path, as_json: bool) -> None:
    if as_json:
        _say_json(
            {
                "output": str(target),
                "pages": len(report.pages),
                "bytes": report.size,
                "diagnostics": [_diagnostic(one) for one in report.diagnostics],
            }
        )
        return
    for one in report.diagnostics:
        if one.severity.value == "warning":
            place = "" if one.source else f"{source}: "
            click.echo(visible(f"{place}{one}"), err=True)
    pages = len(report.pages)
    click.echo(visible(f"{target}: {pages} page{'' if pages == 1 else 's'}, {report.size:,} bytes"))


def _diagnostic(noticed: "Diagnostic") -> dict[str, Any]:
    return {
        "severity": noticed.severity.value,
        "message": noticed.message,
        "page": noticed.page,
        "where": noticed.where,
        "source": noticed.source,
    }


@main.command()
@click.argument(
    "sources", metavar="IN...", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@click.option(
    "--out",
    metavar="DIR",
    required=True,
    type=click.Path(path_type=Path),
    help="The folder of the PDFs; made where it is not there.",
)
@click.option(
    "--workers",
    metavar="N",
    type=click.IntRange(1),
    help="How many processes work at once; one for each processor where it is not given.",
)
@_brand
@_standards
@_embed_source
@_limits
@click.option("--fresh", is_flag=True, help="Render those too whose PDF is there, whole.")
@_as_json
def batch(
    sources: tuple[Path, ...],
    out: Path,
    workers: int | None,
    brand: Path | None,
    standards: tuple[str, ...],
    embed_source: bool,
    limits: tuple[str, ...],
    fresh: bool,
    as_json: bool,
) -> None:
    """Set many briefs, each as for `render`, as PDFs in a folder.

    One that fails stops no other. A PDF of the same brief that is there, whole, is kept.
    """
    begun = time.perf_counter()
    with _told(out, as_json), ExitStack() as stack:
        _check_standards(standards, embed_source)
        from briefkit import batch as many  # late: every room

        workers = min(workers or os.cpu_count() or 1, len(sources))
        executor = stack.enter_context(many.processes(workers)) if workers > 1 else None
        outcomes = many.render_each(
            zip(many.names_of(sources), sources, strict=True),
            out,
            executor=executor,
            brand=brand,
            standard=standards or None,
            embed_source=embed_source,
            limits=_limits_of(limits),
            resume=not fresh,
        )
        is_seen = sys.stderr.isatty() and not as_json
        bar = click.progressbar(outcomes, len(sources), file=sys.stderr, hidden=not is_seen)
        found = sorted(stack.enter_context(bar), key=lambda one: one.index)
    _tell_batch(found, sources, time.perf_counter() - begun, as_json)
    if any(one.error is not None for one in found):
        sys.exit(1)


def _tell_batch(
    found: list["Outcome"], sources: tuple[Path, ...], seconds: float, as_json: bool
) -> None:
    failed = [one for one in found if one.error is not None]
    kept = sum(one.is_kept for one in found)
    summary = {
        "rendered": len(found) - kept - len(failed),
        "kept": kept,
        "failed": len(failed),
        "pages": sum(one.pages for one in found),
        "seconds": round(seconds, 3),
    }
    if as_json:
        told = [
            {
                "input": str(sources[one.index]),
                "output": str(one.output),
                "pages": one.pages,
                "is_kept": one.is_kept,
                "diagnostics": [_diagnostic(each) for each in one.diagnostics],
                "problems": [] if one.error is None else _problems(one.error),
            }
            for one in found
        ]
        _say_json({**summary, "briefs": told})
        return
    for one in failed:
        if one.error is not None:
            _tell(one.error, sources[one.index])
    said = f"{summary['rendered']} rendered, {kept} kept, {len(failed)} failed"
    pages = summary["pages"]
    click.echo(f"{said}: {pages:,} page{'' if pages == 1 else 's'}, {seconds:.1f} s")


@main.command()
@click.argument(
    "files", metavar="FILE.pdf...", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@click.option("--all", "tell_all", is_flag=True, help="Tell every place of each kind of finding.")
@click.option(
    "--config",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="What to require and to waive, in TOML; [tool.briefkit.check] of the nearest"
    " pyproject.toml where it is not given.",
)
@click.option(
    "--waive",
    "waivers",
    metavar="CODE[=WHY]",
    multiple=True,
    help="Let findings of a kind pass; they are still told.",
)
@click.option(
    "--require",
    "required",
    metavar="CODE",
    multiple=True,
    help="Count findings of a kind as errors.",
)
@_as_json
@click.option("--sarif", "as_sarif", is_flag=True, help="Say it in SARIF 2.1.0.")
def check(
    files: tuple[Path, ...],
    tell_all: bool,
    config: Path | None,
    waivers: tuple[str, ...],
    required: tuple[str, ...],
    as_json: bool,
    as_sarif: bool,
) -> None:
    """Say what is wrong with PDFs, briefkit's or others'."""
    if as_json and as_sarif:
        raise click.UsageError("--json and --sarif cannot both be given")
    from briefkit.preflight.checked import check_file  # late: pypdf
    from briefkit.preflight.policy import find_config  # late: pypdf

    path = config or find_config(Path.cwd())
    with _told(path or Path()):
        policy = _policy(path, waivers, required)
    checked = []
    for file in files:
        one = check_file(file, policy)
        checked.append(one)
        if not (as_json or as_sarif):
            _tell_checked(one, tell_all, is_last=file is files[-1])
    if as_sarif:
        from briefkit.preflight.sarif import sarif_log  # late: seldom asked for

        _say_json(sarif_log(checked))
    elif as_json:
        _say_json([one.as_json() for one in checked])
    elif len(checked) > 1:
        from briefkit.preflight.checked import tally_text  # late: pypdf

        click.echo(f"\n{tally_text(checked)}")
    sys.exit(max(one.status for one in checked))


def _policy(path: Path | None, waivers: tuple[str, ...], required: tuple[str, ...]) -> "Policy":
    from briefkit.preflight import policy as policies  # late: pypdf

    own = policies.Policy() if path is None else policies.read_policy(path)
    waived = [
        policies.Waiver(code.strip(), reason.strip())
        for code, _, reason in (one.partition("=") for one in waivers)
    ]
    said = policies.policy_of(waived, required, where=("--waive", "--require"), error=SourceError)
    return own.amended(said)


def _tell_checked(checked: "CheckedFile", tell_all: bool, is_last: bool) -> None:
    from briefkit.preflight.report import MOST_PLACES, WIDTH, report_text  # late: pypdf

    if checked.error is not None:
        _tell(checked.error, Path(checked.name))
        return
    text = report_text(
        checked.name,
        checked.judged,
        most=None if tell_all else MOST_PLACES,
        width=min(shutil.get_terminal_size((WIDTH, 24)).columns, 100),
        paint=lambda heading, severity: click.style(
            heading, fg=_COLOURS[severity.value], bold=True
        ),
    )
    click.echo(text if is_last or not checked.judged else f"{text}\n")


@main.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def new(folder: Path) -> None:
    """Make a folder with a brief to begin from, its picture and a brand, that renders at once."""
    with _told(folder):
        from briefkit.starter import write_starter  # late: seldom asked for

        brief = write_starter(folder)
    click.echo(f"{brief}: render it with\n\n    briefkit render {brief}\n")


@main.command()
@click.option(
    "--of",
    "of",
    type=click.Choice(["brief", "check"]),
    default="brief",
    show_default=True,
    help="Of a brief in JSON, or of what `check --json` says.",
)
def schema(of: str) -> None:
    """Print a JSON Schema."""
    if of == "check":
        from briefkit.preflight.report import report_schema  # late: pypdf

        _say_json(report_schema())
        return
    from briefkit.readers.schema import json_schema  # late: the model

    _say_json(json_schema())


@main.command()
@click.argument("file", metavar="FILE.pdf", type=click.Path(path_type=Path))
@click.option("--metadata", "facts", is_flag=True, help="Print what it says of itself instead.")
def inspect(file: Path, facts: bool) -> None:
    """Print the structure tree of a PDF, in reading order."""
    with _told(file):
        from briefkit.preflight import describe_metadata, describe_structure  # late: pypdf

        text = describe_metadata(file) if facts else describe_structure(file)
    click.echo(text)


@main.command()
@click.argument("source", metavar="IN", type=click.Path(path_type=Path))
@click.option(
    "--format",
    "format",
    metavar="NAME",
    default="bibtex",
    show_default=True,
    help="One of bibtex, ris, csl-json, dc and jats.",
)
def metadata(source: Path, format: str) -> None:
    """Print the record of IN, as for `render`, that a catalogue asks for."""
    with _told(source):
        from briefkit.catalogues import catalogue_record  # late: it resolves the brief
        from briefkit.readers.file import read_brief  # late: all readers

        record = catalogue_record(read_brief(source), format)
    if os.linesep == "\r\n":  # the system makes two of each that stands there
        record = record.replace("\r\n", "\n")
    click.echo(record, nl=False)


@main.command()
@click.argument("file", metavar="FILE.pdf", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    metavar="OUT",
    type=click.Path(path_type=Path),
    help="The folder to make; FILE's name without .pdf where it is not given.",
)
def extract(file: Path, output: Path | None) -> None:
    """Write the brief that a PDF carries, with its pictures, into a new folder."""
    with _told(file):
        from briefkit.readers.carried import extract_source  # late: pypdf

        brief = extract_source(file, output or file.with_suffix(""))
    click.echo(brief)


@contextmanager
def _told(file: Path, as_json: bool = False) -> Iterator[None]:
    """Tell every problem of an error, and leave with the status for bad input."""
    try:
        yield
    except BriefError as error:
        if as_json:
            _say_json({"problems": _problems(error)})
        _tell(error, file)
        sys.exit(BAD_INPUT)
    except RecursionError:
        click.echo(f"{file}: matter is nested too deeply: write it more simply", err=True)
        sys.exit(BAD_INPUT)


def _tell(error: BriefError, file: Path) -> None:
    for problem in error.problems:
        # Stages after the reader know a path through the brief; the file is ours to name.
        has_file = problem.where.startswith((str(file), "--")) or _is_file_with_line(problem.where)
        place = "" if has_file else f"{file}: "
        click.echo(visible(f"{place}{problem}"), err=True)


def _is_file_with_line(where: str) -> bool:
    name, _, line = where.rpartition(":")
    return os.path.exists(where) or (line.isdigit() and os.path.exists(name))


def _problems(error: BriefError) -> list[dict[str, str]]:
    return [{"what": one.what, "where": one.where, "cure": one.cure} for one in error.problems]


def _say_json(value: Any) -> None:
    text = json.dumps(value, ensure_ascii=False, indent=2)
    # A PDF may hold halves of characters, which are nothing in UTF-8, but escapes in JSON.
    click.echo(text.encode("utf-8", "backslashreplace").decode("utf-8"))
