"""The lowest version that pyproject.toml allows of each dependency, as pip's constraints."""

import re
import sys
import tomllib
from pathlib import Path


def lowest(project: Path) -> list[str]:
    """Return a line such as "attrs==25.1" for each dependency, and for the optional ones."""
    read = tomllib.loads(project.read_text(encoding="utf-8"))
    lines = [*read["project"]["dependencies"]]
    lines += [one for one in read["dependency-groups"]["suite"] if one.startswith("brand-yml")]
    found = []
    for line in lines:
        match = re.fullmatch(r"([\w-]+)>=([\d.]+)(,<[\d.]+)?", line)
        if match is None:
            raise SystemExit(f"{line!r} has no lowest version")
        found.append(f"{match[1]}=={match[2]}")
    return found


if __name__ == "__main__":
    sys.stdout.write("\n".join(lowest(Path(__file__).parents[1] / "pyproject.toml")) + "\n")
