"""A brief's file, of any kind → Brief, by its ending. Each reader is loaded when it is needed."""

from pathlib import Path

from briefkit.bounds import Limits
from briefkit.errors import Problem, SourceError
from briefkit.given import as_path
from briefkit.model.brief import Brief

ENDINGS = (".md", ".markdown", ".json", ".py")


def read_brief(path: str | Path, *, limits: Limits | None = None) -> Brief:
    """Return the brief in a Markdown or JSON file, or that a Python file's `build()` returns.

    limits: what a text may ask for; a Python file is a program, which nothing bounds.

    Raises SourceError for a file that does not read.
    """
    path = as_path(path)
    match path.suffix.lower():
        case ".md" | ".markdown":
            from briefkit.readers.markdown import read_markdown  # late: markdown-it, YAML

            return read_markdown(path, limits=limits)
        case ".json":
            from briefkit.readers.json import read_json  # late: its shapes

            return read_json(path, limits=limits)
        case ".py":
            from briefkit.readers.script import read_script  # late: traceback

            return read_script(path)
    if path.is_dir():
        raise SourceError(Problem("is a folder", str(path), "name a file in it"))
    cure = f"give a file that ends in one of {', '.join(ENDINGS)}"
    raise SourceError(Problem("is of no kind that is read", str(path), cure))
