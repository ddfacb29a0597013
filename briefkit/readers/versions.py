"""JSON of an older schema → the same brief in today's, one version at a time.

A version changes when JSON that was right would be read otherwise or not at all; what is only added
needs none. Then a step is added here, and a brief in the new version to tests/readers/versions,
where those of all versions stay and are read.
"""

from collections.abc import Callable
from typing import Any

from briefkit.errors import Problem, SourceError

Step = Callable[[dict[str, Any]], dict[str, Any]]

SCHEMA_VERSION = 1
STEPS: tuple[Step, ...] = ()
"""The first makes version 2 of version 1, and so on: one fewer than there are versions."""


def migrated(data: dict[str, Any], name: str, steps: tuple[Step, ...] = STEPS) -> dict[str, Any]:
    """Return the fields of a brief in today's schema, without their version.

    Raises SourceError for a version that is none, or newer than today's.
    """
    newest = len(steps) + 1
    fields = dict(data)
    version = fields.pop("schema_version", None)
    if type(version) is int and version > newest:
        what = f"schema_version is {version}, of a newer briefkit"
        raise SourceError(Problem(what, name, f"update briefkit: this one reads up to {newest}"))
    if type(version) is not int or version < 1:
        what = "has no schema_version" if version is None else f"schema_version is {version!r}"
        cure = f'this briefkit reads {newest}: write "schema_version": {newest}'
        raise SourceError(Problem(what, name, cure))
    for step in steps[version - 1 :]:
        fields = step(fields)
    return fields
