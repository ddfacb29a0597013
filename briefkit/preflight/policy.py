"""What a house asks of its files: Findings and a Policy → Judgements; TOML → Policy.

A policy changes what findings count for, never what is found: what is waived is still told.
"""

import tomllib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from briefkit.diagnostics import Severity
from briefkit.errors import BriefError, ModelError, Problem, SourceError, raise_all
from briefkit.preflight.finding import Finding
from briefkit.preflight.findings import KINDS
from briefkit.spelling import likeliest
from briefkit.values import frozen

CODES = tuple(kind.__name__ for kind in KINDS)
"""The code of every kind of finding, in order."""

_KEYS = ("waive", "require")
_PYPROJECT = "pyproject.toml"


@frozen
class Waiver:
    """A kind of finding that is let pass, and why."""

    code: str
    reason: str = ""


@frozen
class Policy:
    """What findings count for.

    waivers: of kinds that are let pass; required: codes of kinds that count as errors, whatever
    their severity. No code is in both, and none twice.
    """

    waivers: tuple[Waiver, ...] = ()
    required: tuple[str, ...] = ()

    def amended(self, other: "Policy") -> "Policy":
        """Return this policy with another's waivers and requirements in the place of its own."""
        said = {waiver.code for waiver in other.waivers} | set(other.required)
        return Policy(
            (*(one for one in self.waivers if one.code not in said), *other.waivers),
            (*(one for one in self.required if one not in said), *other.required),
        )


@frozen
class Judgement:
    """A finding, what it counts for, and the waiver that lets it pass, if any."""

    finding: Finding
    severity: Severity
    waiver: Waiver | None = None

    @property
    def is_error(self) -> bool:
        """Return whether the finding keeps the file from being published."""
        return self.severity is Severity.ERROR and self.waiver is None


def judge(findings: Iterable[Finding], policy: Policy) -> tuple[Judgement, ...]:
    """Return what each finding counts for, in order."""
    waivers = {waiver.code: waiver for waiver in policy.waivers}
    return tuple(
        Judgement(
            finding,
            Severity.ERROR if finding.code in policy.required else finding.severity,
            waivers.get(finding.code),
        )
        for finding in findings
    )


def policy_of(
    waive: Iterable[str | Waiver] = (),
    require: Iterable[str] = (),
    *,
    where: Sequence[str] = _KEYS,
    error: type[BriefError] = ModelError,
) -> Policy:
    """Return a policy of codes; `where`: the names of both, for messages.

    Raises `error` with every code that is unknown, stands twice, or is in both.
    """
    waivers = tuple(one if isinstance(one, Waiver) else Waiver(one) for one in waive)
    required = tuple(require)
    problems: list[Problem] = []
    known: dict[str, str] = {}
    for place, codes in zip(where, ([one.code for one in waivers], required), strict=True):
        for code in codes:
            if not isinstance(code, str) or code not in CODES:
                problems.append(Problem(f"no finding is called {code!r}", place, _nearest(code)))
            elif code in known:
                twice = "twice" if known[code] == place else f"in {known[code]} too"
                problems.append(Problem(f"{code} stands {twice}", place, "take one of them out"))
            known.setdefault(str(code), place)
    raise_all(error, problems)
    return Policy(waivers, required)


def _nearest(code: object) -> str:
    close = likeliest(str(code), CODES, 0.5)
    return f"write {close}" if close else "see the list of findings in the documentation"


def find_config(folder: Path) -> Path | None:
    """Return the nearest pyproject.toml, in a folder or in one above it."""
    for one in (folder, *folder.parents):
        if (one / _PYPROJECT).is_file():
            return one / _PYPROJECT
    return None


def read_policy(path: Path) -> Policy:
    """Return the policy of a TOML file.

    In a pyproject.toml it stands in the table [tool.briefkit.check]; any other file is its own.

    Raises SourceError with every fault of it.
    """
    table, name = _table(path), str(path)
    problems = [
        Problem(f"unknown key {key!r}", name, "write waive or require")
        for key in table
        if key not in _KEYS
    ]
    waive: list[Waiver] = []
    for item in _array(table, "waive", name, problems):
        match item:
            case str():
                waive.append(Waiver(item))
            case {"code": str(code), "reason": str(reason), **rest} if not rest:
                waive.append(Waiver(code, reason))
            case _:
                cure = 'give a code, or {code = "…", reason = "…"}'
                problems.append(Problem(f"waive holds {repr(item)[:80]}", name, cure))
    require: list[str] = []
    for item in _array(table, "require", name, problems):
        if isinstance(item, str):
            require.append(item)
        else:
            problems.append(Problem(f"require holds {repr(item)[:80]}", name, "give a code"))
    raise_all(SourceError, problems, name)
    return policy_of(
        waive, require, where=(f"{name}: waive", f"{name}: require"), error=SourceError
    )


def _array(table: dict[str, Any], key: str, name: str, problems: list[Problem]) -> list[Any]:
    value = table.get(key, [])
    if isinstance(value, list):
        return value
    problems.append(Problem(f"{key} is no array", name, f'write {key} = ["…"]'))
    return []


def _table(path: Path) -> dict[str, Any]:
    """Return the table that holds a policy; an empty one where a pyproject.toml has none."""
    name = str(path)
    try:
        if path.exists() and not path.is_file():  # a device might never end
            raise SourceError(Problem("is no file", name, "name a TOML file"))
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        problem = f"cannot be opened ({error.strerror or error})"
        raise SourceError(Problem(problem, name, "name a TOML file")) from error
    except (ValueError, RecursionError) as error:
        told = "it nests too deeply" if isinstance(error, RecursionError) else str(error)
        raise SourceError(Problem(f"is not TOML: {told}", name, "mend it")) from error
    if path.name != _PYPROJECT:
        return data
    steps = ("tool", "briefkit", "check")
    for index, step in enumerate(steps, start=1):
        data = data.get(step, {})
        if not isinstance(data, dict):
            what = f"{'.'.join(steps[:index])} is no table"
            raise SourceError(Problem(what, name, "write [tool.briefkit.check]"))
    return data
