"""A Python file with `build() -> Brief` → Brief. It is run: trust it as you would any script."""

import sys
import traceback
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import TracebackType

from briefkit.errors import BriefError, Problem, SourceError
from briefkit.given import as_path
from briefkit.model.brief import Brief
from briefkit.readers.source import read_text
from briefkit.values import evolve


def read_script(path: str | Path) -> Brief:
    """Return what the file's `build()` returns.

    Raises SourceError for whatever goes wrong in the file, with the line in it.
    """
    path = as_path(path)
    read_text(path)  # tells of a file that is missing, or is no text
    spec = spec_from_file_location("__brief__", path)
    if spec is None or spec.loader is None:
        raise SourceError(Problem("is no Python file", str(path), "name it with .py"))
    module = module_from_spec(spec)
    try:
        sys.path.insert(0, str(path.parent.resolve()))  # as `python FILE` does
        try:
            spec.loader.exec_module(module)
            brief = _build(module, path)
        finally:
            sys.path.pop(0)
    except BriefError as error:
        raise SourceError(*_placed(error, path, spec.origin)) from error
    except SyntaxError as error:
        name = path if error.filename in {None, spec.origin} else error.filename
        where = f"{name}:{error.lineno or 1}"
        raise SourceError(Problem(f"no Python: {error.msg}", where, "mend that line")) from error
    except (Exception, SystemExit) as error:
        said = f"{type(error).__name__}: {error}".rstrip(": ")
        where = f"{path}:{_line_in(spec.origin, error.__traceback__)}"
        raise SourceError(Problem(said, where, "mend the script")) from error
    return brief


def _build(module: object, path: Path) -> Brief:
    build = getattr(module, "build", None)
    if not callable(build):
        raise SourceError(Problem("has no build()", str(path), "write def build() -> Brief: …"))
    brief = build()
    if not isinstance(brief, Brief):
        what = f"build() returns a {type(brief).__name__}"
        raise SourceError(Problem(what, str(path), "return a Brief"))
    return brief


def _placed(error: BriefError, path: Path, origin: str | None) -> list[Problem]:
    line = _line_in(origin, error.__traceback__)
    return [
        problem
        if problem.where.startswith(str(path))
        else evolve(problem, where=f"{path}:{line}: {problem.where}".removesuffix(": "))
        for problem in error.problems
    ]


def _line_in(origin: str | None, trace: TracebackType | None) -> int:
    """Return the last line of the script itself that led to an error. origin: its whole path."""
    lines = [
        number or 1
        for frame, number in traceback.walk_tb(trace)
        if frame.f_code.co_filename == origin
    ]
    return lines[-1] if lines else 1
