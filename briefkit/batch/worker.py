"""A job → what becomes of it: a PDF, or one that is there already, or why there is none.

Beside each PDF stands a record of what it was made from; where that is the same still, and the PDF
whole, it is kept.
"""

import hashlib
import io
import json
import time
from traceback import extract_tb

from briefkit.api import house_of, render
from briefkit.batch.jobs import Job, Outcome
from briefkit.bounds import within
from briefkit.diagnostics import Diagnostic, Severity
from briefkit.errors import BriefError, Problem, too_deep
from briefkit.files import make_folder, write_whole
from briefkit.fingerprint import fingerprint
from briefkit.model.brief import Brief
from briefkit.readers.file import read_brief
from briefkit.values import evolve


def outcome_of(job: Job) -> Outcome:
    """Return what became of a brief, rendered here. Nothing but an interrupt is raised."""
    if job.fault is not None:
        return job.failed(job.fault)
    begun = time.perf_counter()
    try:
        with within(job.options.limits):
            pages, noticed, is_kept = _rendered(job)
    except BriefError as error:
        return job.failed(error, time.perf_counter() - begun)
    except Exception as error:  # whatever it is, the other briefs have no part in it
        return job.failed(_unforeseen(error), time.perf_counter() - begun)
    seconds = time.perf_counter() - begun
    return Outcome(job.index, job.name, job.output, pages, seconds, noticed, is_kept)


def _rendered(job: Job) -> tuple[int, tuple[Diagnostic, ...], bool]:
    """Return a brief's count of pages, what was noticed, and whether its file was there."""
    options = job.options
    brief = job.source if isinstance(job.source, Brief) else read_brief(job.source)
    if options.brand is not None:
        brief = evolve(brief, brand=options.brand)
    house = options.house or house_of(brief)
    # Before it is rendered: were a picture changed in between, the next batch would see it.
    source = fingerprint(brief, house, options.standards, options.embed_source)
    if options.resume:
        kept = _kept(job, source)
        if kept is not None:
            return *kept, True
    made = io.BytesIO()
    report = render(
        brief, made, house=house, standard=options.standards, embed_source=options.embed_source
    )
    data = made.getvalue()
    for path in (job.output, job.record):
        make_folder(path.parent, "give it another name")
    write_whole(job.output, data)
    record = {
        "source": source,
        "output": hashlib.sha256(data).hexdigest(),
        "pages": len(report.pages),
        "diagnostics": [
            [one.severity.value, one.message, one.where, one.page, one.source]
            for one in report.diagnostics
        ],
    }
    # Should it get lost in a power cut, the brief is rendered again.
    write_whole(job.record, json.dumps(record).encode(), is_synced=False)
    return len(report.pages), report.diagnostics, False


def _kept(job: Job, source: str) -> tuple[int, tuple[Diagnostic, ...]] | None:
    """Return what the record of a brief says, if its file is there, whole, from the same brief."""
    try:
        record = json.loads(job.record.read_bytes())
        if record["source"] != source:
            return None
        with job.output.open("rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != record["output"]:
                return None
        noticed = tuple(
            Diagnostic(Severity(severity), *rest) for severity, *rest in record["diagnostics"]
        )
        return int(record["pages"]), noticed
    except (OSError, ValueError, KeyError, TypeError):
        return None  # no record, or none of ours


def _unforeseen(error: Exception) -> BriefError:
    if isinstance(error, RecursionError):
        return BriefError(too_deep())
    trace = extract_tb(error.__traceback__)
    where = f"{trace[-1].filename}:{trace[-1].lineno}" if trace else ""
    what = f"{type(error).__name__}: {error}"
    return BriefError(
        Problem(what, where, "this is a fault of briefkit: report it, with the brief")
    )
