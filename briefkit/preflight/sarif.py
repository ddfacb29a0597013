"""Tell other programs what was found: Judgements of files → a log in SARIF 2.1.0.

SARIF knows lines and bytes, and a PDF has pages: a page and a place are logical locations, and the
page's number stands among the properties of its location. Source: OASIS, SARIF 2.1.0 with Errata
01; the numbers of clauses are its own.
"""

import hashlib
import os
import re
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from briefkit.diagnostics import Severity
from briefkit.preflight.checked import CheckedFile
from briefkit.preflight.finding import Finding, full_clause
from briefkit.preflight.findings import KINDS
from briefkit.preflight.policy import CODES, Judgement

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}


def sarif_log(files: Sequence[CheckedFile]) -> dict[str, Any]:
    """Return a SARIF log of one run over files: the same files give the same log."""
    uris = [_uri(file.name) for file in files]
    status = max((file.status for file in files), default=0)
    run = {
        "tool": {
            "driver": {
                "name": "briefkit",
                "version": version("briefkit"),
                "shortDescription": {"text": "Preflight of PDF files."},
                "rules": [_rule(kind) for kind in KINDS],
            }
        },
        "invocations": [
            {
                "executionSuccessful": all(file.error is None for file in files),
                "exitCode": status,
                "toolExecutionNotifications": [
                    _notification(problem.what, problem.cure, uri, index)
                    for index, (file, uri) in enumerate(zip(files, uris, strict=True))
                    if file.error is not None
                    for problem in file.error.problems
                ],
            }
        ],
        "artifacts": [{"location": {"uri": uri}, "mimeType": "application/pdf"} for uri in uris],
        "results": [
            _result(one, uri, index)
            for index, (file, uri) in enumerate(zip(files, uris, strict=True))
            for one in file.judged
        ],
    }
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def _uri(name: str) -> str:
    """Return a path as a URI; a relative one stays relative (3.4)."""
    path = PurePath(name)
    if path.is_absolute():
        return path.as_uri()
    posix = path.as_posix()
    # "a:b.pdf" would be a scheme, RFC 3986, 4.2.
    posix = f"./{posix}" if ":" in posix.split("/")[0] else posix
    return quote(os.fsencode(posix), safe="/:")


def _rule(kind: type[Finding]) -> dict[str, Any]:
    what = _sentence((kind.__doc__ or "").split("\n")[0])
    cure = _sentence(kind.cure)
    clause = f" Clause: {full_clause(kind)}." if kind.clause else ""
    tags = ["pdf", "accessibility"] if kind.clause else ["pdf"]
    return {
        "id": kind.__name__,
        "name": kind.__name__,
        "shortDescription": {"text": what},
        "fullDescription": {"text": f"{what}{clause}"},
        "help": {"text": f"{cure}{clause}", "markdown": f"{cure}{clause}"},
        "defaultConfiguration": {"level": _LEVELS[kind.severity]},
        "properties": {"tags": tags, **({"clause": full_clause(kind)} if kind.clause else {})},
    }


def _sentence(text: str) -> str:
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "…")) else f"{text}."


def _result(judged: Judgement, uri: str, index: int) -> dict[str, Any]:
    finding = judged.finding
    result = {
        "ruleId": finding.code,
        "ruleIndex": CODES.index(finding.code),
        "level": _LEVELS[judged.severity],
        "message": {"text": _sentence(f"{finding.message}: {finding.cure}")},
        "locations": [_location(uri, index, finding)],
        "partialFingerprints": {"briefkitFinding/v1": _fingerprint(finding)},
    }
    if judged.waiver is not None:
        # A reviewer outside of the file said so, 3.35.
        result["suppressions"] = [
            {"kind": "external", "justification": judged.waiver.reason or "waived by its code"}
        ]
    return result


def _location(uri: str, index: int, finding: Finding) -> dict[str, Any]:
    location: dict[str, Any] = {
        "physicalLocation": {"artifactLocation": {"uri": uri, "index": index}}
    }
    logical: list[dict[str, Any]] = []
    if finding.page is not None:
        page = f"page {finding.page}"
        logical.append({"name": page, "fullyQualifiedName": page, "kind": "page"})
        location["properties"] = {"page": finding.page}
    if finding.place:
        is_element = finding.place.startswith("/")
        name = finding.place.rsplit("/", 1)[-1] if is_element else finding.place
        kind = "element" if is_element else "object"
        logical.append({"name": name, "fullyQualifiedName": finding.place, "kind": kind})
    if logical:
        location["logicalLocations"] = logical
    return location


def _fingerprint(finding: Finding) -> str:
    """Return what stays the same while matter before the finding comes and goes."""
    place = re.sub(r"\[\d+\]|\d+", "", finding.place)
    said = "\n".join((finding.code, place, finding.message))
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _notification(what: str, cure: str, uri: str, index: int) -> dict[str, Any]:
    place = {"physicalLocation": {"artifactLocation": {"uri": uri, "index": index}}}
    text = _sentence(f"{what}: {cure}" if cure else what)
    return {"level": "error", "message": {"text": text}, "locations": [place]}
