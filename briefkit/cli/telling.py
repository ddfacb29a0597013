"""What was made, noticed and found → lines for people, or JSON for programs."""

import json
import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from briefkit.errors import BriefError, OutputError, too_deep
from briefkit.visible import visible

if TYPE_CHECKING:
    from briefkit.api import Report
    from briefkit.batch import Outcome
    from briefkit.diagnostics import Diagnostic
    from briefkit.preflight.checked import CheckedFile

BAD_INPUT = 2
"""The exit status for bad input."""

_COLOURS = {"error": "red", "warning": "yellow", "note": "cyan"}
_WIDEST = 100  # columns of a terminal: longer lines are not read well


@contextmanager
def telling_problems(file: Path, as_json: bool = False) -> Iterator[None]:
    """Tell every problem of an error, and leave with the status for bad input."""
    try:
        yield
    except (BriefError, RecursionError) as raised:
        error = raised if isinstance(raised, BriefError) else BriefError(too_deep())
        if as_json:
            say_json({"problems": _problems(error)})
        tell_problems(error, file)
        sys.exit(BAD_INPUT)


def tell_problems(error: BriefError, file: Path) -> None:
    """Tell every problem of an error, with the file that it is in."""
    for problem in error.problems:
        # Stages after the reader know a path through the brief; the file is ours to name.
        has_file = (
            problem.where.startswith((str(file), "--"))
            or _is_file_with_line(problem.where)
            or (isinstance(error, OutputError) and os.sep in problem.where)
        )
        place = "" if has_file else f"{file}: "
        click.echo(visible(f"{place}{problem}"), err=True)


def _is_file_with_line(where: str) -> bool:
    name, _, line = where.rpartition(":")
    return os.path.exists(where) or (line.isdigit() and os.path.exists(name))


def _problems(error: BriefError) -> list[dict[str, str]]:
    return [{"what": one.what, "where": one.where, "cure": one.cure} for one in error.problems]


def say_json(value: Any) -> None:
    """Print a value as JSON."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    # A PDF may hold halves of characters, which are nothing in UTF-8, but escapes in JSON.
    click.echo(text.encode("utf-8", "backslashreplace").decode("utf-8"))


def tell_report(
    report: "Report", source: Path, target: Path, as_json: bool, *, err: bool = False
) -> None:
    """Tell what a render made, and what it warns of. err: all of it on standard error."""
    if as_json:
        say_json(
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
    made = f"{target}: {pages} page{'' if pages == 1 else 's'}, {report.size:,} bytes"
    click.echo(visible(made), err=err)


def _diagnostic(noticed: "Diagnostic") -> dict[str, Any]:
    return {
        "severity": noticed.severity.value,
        "message": noticed.message,
        "page": noticed.page,
        "where": noticed.where,
        "source": noticed.source,
    }


def tell_batch(
    found: Sequence["Outcome"], sources: tuple[Path, ...], seconds: float, as_json: bool
) -> None:
    """Tell what a batch made, and each brief that failed."""
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
        say_json({**summary, "briefs": told})
        return
    for one in failed:
        if one.error is not None:
            tell_problems(one.error, sources[one.index])
    said = f"{summary['rendered']} rendered, {kept} kept, {len(failed)} failed"
    pages = summary["pages"]
    click.echo(f"{said}: {pages:,} page{'' if pages == 1 else 's'}, {seconds:.1f} s")


def tell_checked(checked: "CheckedFile", tell_all: bool, is_last: bool) -> None:
    """Tell what preflight found in a file, kind by kind."""
    from briefkit.preflight.report import MOST_PLACES, WIDTH, report_text  # late: pypdf

    if checked.error is not None:
        tell_problems(checked.error, Path(checked.name))
        return
    text = report_text(
        checked.name,
        checked.judged,
        most=None if tell_all else MOST_PLACES,
        width=min(shutil.get_terminal_size((WIDTH, 24)).columns, _WIDEST),
        paint=lambda heading, severity: click.style(
            heading, fg=_COLOURS[severity.value], bold=True
        ),
    )
    click.echo(text if is_last or not checked.judged else f"{text}\n")
