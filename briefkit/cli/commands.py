"""The commands. What each needs is loaded when it runs, so that help comes at once.

Exit statuses: 0 done; 1 done, and a fault was found; 2 bad input, with one line for each fault.
"""

import atexit
import errno
import gc
import io
import os
import sys
import time
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from briefkit.bounds import within
from briefkit.cli.options import (
    AskedOfPdfs,
    as_json_option,
    check_standard_output,
    check_target,
    pdf_beside,
    with_pdf_options,
)
from briefkit.cli.telling import (
    BAD_INPUT,
    say_json,
    tell_batch,
    tell_checked,
    tell_report,
    telling_problems,
)
from briefkit.errors import Problem, SourceError, why
from briefkit.files import WORKING_FOLDER_IS_GONE
from briefkit.garbage import few_full_collections
from briefkit.values import evolve

if TYPE_CHECKING:
    from briefkit.preflight.policy import Policy


_STANDARD_OUTPUT = Path("-")


class _Commands(click.Group):
    """The commands, and what is said where the standard output takes no more."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that is asked for; what names a file tells of one to give it to."""
        name = args[0]
        if self.get_command(ctx, name) is None:
            from briefkit.readers.file import ENDINGS  # late: all readers

            ending = Path(name).suffix
            if ending in (*ENDINGS, ".pdf"):
                command = "check" if ending == ".pdf" else "render"
                ctx.fail(f"{name!r} is no command: write {ctx.info_name} {command} {name}")
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; one whose output cannot be written ends as any that cannot write."""
        try:
            os.getcwd()  # libraries ask for it as they load, and fail in ways of their own
            found = super().invoke(ctx)
            if sys.stdout is not None:  # closed before it began
                sys.stdout.flush()
            return found
        except OSError as error:
            # Of a file that is opened it has the name; of a reader that went away click knows.
            if error.filename is not None or error.errno == errno.EPIPE:
                raise
            problem = WORKING_FOLDER_IS_GONE
            if error.errno != errno.ENOENT:
                what = f"cannot be written: {why(error)}"
                problem = Problem(what, "standard output", "lead it to where there is room")
            click.echo(problem, err=True)
            # What is left to be written would fail again as Python ends.
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
            sys.exit(BAD_INPUT)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
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
    help="The file to write; IN's name with .pdf where it is not given; - for standard output.",
)
@with_pdf_options
@click.option("--strict", is_flag=True, help="Exit with 1 where there is a warning.")
@as_json_option
def render(
    source: Path,
    output: Path | None,
    asked: AskedOfPdfs,
    strict: bool,
    as_json: bool,
) -> None:
    """Set IN, a .md or .json file or a .py file with build() -> Brief, as a PDF."""
    piped = io.BytesIO() if output == _STANDARD_OUTPUT else None
    with telling_problems(source, as_json), few_full_collections(), within(asked.checked_limits()):
        standard = asked.checked_standards()
        target = output or pdf_beside(source)
        if piped is None:
            check_target(target, source)
        else:
            check_standard_output(as_json)
        from briefkit.readers.file import read_brief  # late: all readers

        brief = read_brief(source)
        from briefkit import api  # late: every room; bad input is told without it

        if asked.brand is not None:
            brief = evolve(brief, brand=asked.brand)  # so that it travels with the source
        report = api.render(
            brief, piped or target, standard=standard, embed_source=asked.embed_source
        )
    if source.suffix != ".py":  # whose author's own things may wait in a circle to be closed
        # When Python ends it looks through all there is, thrice. The system frees it as well.
        atexit.register(gc.freeze)
    if piped is not None:
        click.echo(piped.getvalue(), nl=False)
    tell_report(report, source, target, as_json, err=piped is not None)
    if strict and any(one.severity.value == "warning" for one in report.diagnostics):
        sys.exit(1)


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
@with_pdf_options
@click.option("--fresh", is_flag=True, help="Render those too whose PDF is there, whole.")
@as_json_option
def batch(
    sources: tuple[Path, ...],
    out: Path,
    workers: int | None,
    asked: AskedOfPdfs,
    fresh: bool,
    as_json: bool,
) -> None:
    """Set many briefs, each as for `render`, as PDFs in a folder.

    One that fails stops no other. A PDF of the same brief that is there, whole, is kept.
    """
    begun = time.perf_counter()
    sources = tuple({os.path.abspath(one): one for one in reversed(sources)}.values())[::-1]
    with telling_problems(out, as_json), ExitStack() as stack:
        standard = asked.checked_standards()
        from briefkit import batch as many  # late: every room

        workers = min(workers or os.cpu_count() or 1, len(sources))
        executor = stack.enter_context(many.processes(workers)) if workers > 1 else None
        outcomes = many.render_each(
            zip(many.names_of(sources), sources, strict=True),
            out,
            executor=executor,
            brand=asked.brand,
            standard=standard,
            embed_source=asked.embed_source,
            limits=asked.checked_limits(),
            resume=not fresh,
        )
        is_seen = sys.stderr.isatty() and not as_json
        bar = click.progressbar(outcomes, len(sources), file=sys.stderr, hidden=not is_seen)
        found = sorted(stack.enter_context(bar), key=lambda one: one.index)
    tell_batch(found, sources, time.perf_counter() - begun, as_json)
    if any(one.error is not None for one in found):
        sys.exit(1)


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
@as_json_option
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
    with telling_problems(path or Path()):
        policy = _policy(path, waivers, required)
    checked = []
    for file in files:
        one = check_file(file, policy)
        checked.append(one)
        if not (as_json or as_sarif):
            tell_checked(one, tell_all, is_last=file is files[-1])
    if as_sarif:
        from briefkit.preflight.sarif import sarif_log  # late: seldom asked for

        say_json(sarif_log(checked))
    elif as_json:
        say_json([one.as_json() for one in checked])
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


@main.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def new(folder: Path) -> None:
    """Make a folder with a brief to begin from, its picture and a brand, that renders at once."""
    with telling_problems(folder):
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

        say_json(report_schema())
        return
    from briefkit.readers.schema import json_schema  # late: the model

    say_json(json_schema())


@main.command()
@click.argument("file", metavar="FILE.pdf", type=click.Path(path_type=Path))
@click.option("--metadata", "facts", is_flag=True, help="Print what it says of itself instead.")
def inspect(file: Path, facts: bool) -> None:
    """Print the structure tree of a PDF, in reading order."""
    with telling_problems(file):
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
    with telling_problems(source):
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
    with telling_problems(file):
        from briefkit.readers.carried import extract_source  # late: pypdf

        brief = extract_source(file, output or file.with_suffix(""))
    click.echo(brief)
