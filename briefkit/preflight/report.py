"""Tell a person or a program what was found in a file: Judgements → text, or what JSON holds.

For the other programs that read SARIF, see `sarif`.
"""

import textwrap
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from briefkit.diagnostics import Severity
from briefkit.errors import BriefError
from briefkit.preflight.finding import full_clause
from briefkit.preflight.findings import CheckCutShort, DamagedFile
from briefkit.preflight.policy import CODES, Judgement
from briefkit.visible import visible

WIDTH = 80
MOST_PLACES = 5  # told of one kind of finding, unless all are asked for

_RANK = {severity: index for index, severity in enumerate(Severity)}

Paint = Callable[[str, Severity], str]


def plain(text: str, severity: Severity) -> str:
    """Return a text without colour."""
    return text


def report_text(
    name: str,
    judged: Sequence[Judgement],
    *,
    most: int | None = MOST_PLACES,
    width: int = WIDTH,
    paint: Paint = plain,
) -> str:
    """Return what was found in a file, as text: kind by kind; what, where, what now.

    What kept the file from being read whole comes first, as other findings may follow from it;
    then errors, warnings and notes.

    Args:
        name: of the file.
        judged: its findings.
        most: how many of one kind are shown; all of them if None.
        width: of a line, in characters.
        paint: gives a heading the colour of its severity.
    """
    told = [one for one in judged if one.waiver is None]
    lines = [f"{visible(name)}: {summary_text(judged)}"]
    for kind in sorted(_by_kind(told), key=_rank):
        lines += ["", *_tell_kind(kind, most, width, paint)]
    waived = [kind[0] for kind in _by_kind(one for one in judged if one.waiver is not None)]
    if waived:
        numbers = Counter(one.finding.code for one in judged)
        lines += ["", "Waived:"]
        for one in waived:
            reason = f": {one.waiver.reason}" if one.waiver and one.waiver.reason else ""
            text = f"{one.finding.code}{_times(numbers[one.finding.code])}{reason}"
            lines += _wrapped(text, "  ", "    ", width)
    return "\n".join(lines)


def summary_text(judged: Sequence[Judgement]) -> str:
    """Return how many findings there are of each severity, and how many are waived.

    >>> summary_text(())
    'nothing found'
    """
    numbers = summary(judged)
    parts = [
        f"{numbers[plural]} {plural[:-1] if numbers[plural] == 1 else plural}"
        for plural in ("errors", "warnings", "notes")
        if numbers[plural]
    ]
    parts += [f"{numbers['waived']} waived"] if numbers["waived"] else []
    return ", ".join(parts) or "nothing found"


def summary(judged: Iterable[Judgement]) -> dict[str, int]:
    """Return the number of errors, warnings and notes that are not waived, and of those that are.

    >>> summary(())
    {'errors': 0, 'warnings': 0, 'notes': 0, 'waived': 0}
    """
    found = list(judged)
    numbers = Counter(one.severity for one in found if one.waiver is None)
    return {
        **{f"{severity.value}s": numbers[severity] for severity in Severity},
        "waived": sum(one.waiver is not None for one in found),
    }


def _by_kind(judged: Iterable[Judgement]) -> list[list[Judgement]]:
    kinds: dict[str, list[Judgement]] = {}
    for one in judged:
        kinds.setdefault(one.finding.code, []).append(one)
    return list(kinds.values())


def _rank(kind: Sequence[Judgement]) -> tuple[bool, int]:
    """Return where a kind is told: first what kept the file from being read whole, then errors."""
    return not isinstance(kind[0].finding, (DamagedFile, CheckCutShort)), _RANK[kind[0].severity]


def _tell_kind(
    judged: Sequence[Judgement], most: int | None, width: int, paint: Paint
) -> list[str]:
    first = judged[0]
    finding = first.finding
    required = " (required)" if first.severity is not finding.severity else ""
    clause = f" [{full_clause(type(finding))}]" if finding.clause else ""
    heading = f"{first.severity.value}: {finding.code}{_times(len(judged))}{required}{clause}"
    lines = [paint(line, first.severity) for line in _wrapped(heading, "", "  ", width)]
    shown = judged if most is None or len(judged) <= most + 1 else judged[:most]
    for one in shown:
        page = [f"page {one.finding.page}"] if one.finding.page is not None else []
        where = ", ".join([*page, *([one.finding.place] if one.finding.place else [])])
        text = f"{where}: {one.finding.message}" if where else one.finding.message
        lines += _wrapped(text, "  ", "    ", width)
    if len(shown) < len(judged):
        lines.append(f"  and {len(judged) - len(shown)} more: --all shows them")
    lines += _wrapped(finding.cure, "  → ", "    ", width)
    return lines


def _times(number: int) -> str:
    return "" if number == 1 else f", {number} times"


def _wrapped(text: str, first: str, others: str, width: int) -> list[str]:
    return textwrap.wrap(
        visible(text),
        width=max(width, 20),
        initial_indent=first,
        subsequent_indent=others,
        break_on_hyphens=False,
    )


def report_json(name: str, judged: Sequence[Judgement]) -> dict[str, Any]:
    """Return what was found in a file, as JSON may hold it; `report_schema` describes it."""
    return {
        "file": name,
        "publishable": not any(one.is_error for one in judged),
        "summary": summary(judged),
        "findings": [
            {
                **one.finding.as_json(),
                "severity": one.severity.value,
                "waived": one.waiver is not None,
                "reason": one.waiver.reason if one.waiver is not None else "",
            }
            for one in judged
        ],
    }


def unreadable_json(name: str, error: BriefError) -> dict[str, Any]:
    """Return why a file could not be read, as JSON may hold it."""
    problems = [{"what": one.what, "where": one.where, "cure": one.cure} for one in error.problems]
    return {"file": name, "problems": problems}


def report_schema() -> dict[str, Any]:
    """Return the JSON Schema of what `briefkit check --json` prints: one report a file."""
    text, count = {"type": "string"}, {"type": "integer", "minimum": 0}
    finding = {
        "code": {"enum": list(CODES), "description": "the kind of finding"},
        "severity": {
            "enum": [severity.value for severity in Severity],
            "description": "what it counts for: what is required is an error",
        },
        "message": {**text, "description": "what is wrong here, as a clause"},
        "page": {
            "type": ["integer", "null"],
            "minimum": 1,
            "description": "null where it concerns the whole file",
        },
        "place": {**text, "description": "a path in the structure tree, a point or an object"},
        "cure": {**text, "description": "what to do about it"},
        "clause": {**text, "description": "of the standard that it breaks; of ISO 14289-1 alone"},
        "waived": {"type": "boolean", "description": "whether a waiver lets it pass"},
        "reason": {**text, "description": "why it is waived"},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "What briefkit check found",
        "type": "array",
        "items": {
            "oneOf": [
                _object(
                    {
                        "file": text,
                        "publishable": {
                            "type": "boolean",
                            "description": "whether no finding is an error that is not waived",
                        },
                        "summary": _object(
                            dict.fromkeys(("errors", "warnings", "notes", "waived"), count)
                        ),
                        "findings": {"type": "array", "items": _object(finding)},
                    }
                ),
                _object(
                    {
                        "file": text,
                        "problems": {
                            "type": "array",
                            "minItems": 1,
                            "items": _object(dict.fromkeys(("what", "where", "cure"), text)),
                            "description": "why the file could not be read",
                        },
                    }
                ),
            ]
        },
    }


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }
