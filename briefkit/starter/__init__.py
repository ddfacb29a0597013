"""A folder to begin a brief from: text that teaches the Markdown, a picture and a brand.

The picture was drawn for briefkit and is, like the text, CC0-1.0.
"""

import shutil
from importlib.resources import as_file, files
from pathlib import Path

from briefkit.errors import OutputError, Problem, why

FILES = ("brief.md", "harbour.png", "_brand.yml")


def write_starter(folder: Path) -> Path:
    """Make the folder and return its brief's path.

    Raises OutputError where there is one already, or where none can be made.
    """
    try:
        folder.mkdir(parents=True)
    except FileExistsError:
        raise OutputError(Problem("is there already", str(folder), "name a new folder")) from None
    except (OSError, ValueError) as error:
        raise _unmade(folder, error) from error
    try:
        with as_file(files(__package__)) as starter:
            for name in FILES:
                shutil.copyfile(starter / name, folder / name)
    except OSError as error:
        shutil.rmtree(folder, ignore_errors=True)
        raise _unmade(folder, error) from error
    return folder / FILES[0]


def _unmade(folder: Path, error: Exception) -> OutputError:
    return OutputError(Problem(f"cannot be made: {why(error)}", str(folder), "name another place"))
