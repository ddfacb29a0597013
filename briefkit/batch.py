"""Many briefs → a folder of PDFs, by any executor of `concurrent.futures`.

Each brief fails alone, and by name. Beside its PDF, in a folder `.briefkit`, stands what it was
made from; where that is the same still, and the PDF whole, a later batch keeps it. A few briefs
more than there are workers are under way at any time, so that neither they nor what became of them
pile up.
"""

import hashlib
import io
import json
import os
import signal
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    Executor,
    Future,
    ProcessPoolExecutor,
    wait,
)
from pathlib import Path, PurePath
from traceback import extract_tb

from briefkit.api import house_of, render
from briefkit.bounds import Limits, within
from briefkit.diagnostics import Diagnostic, Severity
from briefkit.errors import BriefError, OutputError, Problem
from briefkit.files import write_whole
from briefkit.fingerprint import fingerprint
from briefkit.model.brief import Brief
from briefkit.pdf import standards_of
from briefkit.readers.file import read_brief
from briefkit.style.house import HouseStyle
from briefkit.values import evolve, field, frozen

AHEAD_OF_EACH_PROCESSOR = 4  # so that no worker waits while results are looked at
RECORDS = ".briefkit"

BriefSource = Brief | str | os.PathLike[str]
"""A brief, or the file that it is read from."""


@frozen
class Outcome:
    """What became of one brief of many.

    index: its place among them, from 0; name: its own, and its file's without the `.pdf`.
    output: the file. pages: how many; 0 where it failed. seconds: that it took.
    diagnostics: what was noticed. is_kept: whether the file was there, whole, from the same brief.
    error: why there is no new file, or None. What stood there before stays then.
    """

    index: int
    name: str
    output: Path
    pages: int = 0
    seconds: float = 0.0
    diagnostics: tuple[Diagnostic, ...] = ()
    is_kept: bool = False
    error: BriefError | None = field(default=None, eq=False)


def render_many(
    briefs: Iterable[BriefSource | tuple[str, BriefSource]],
    out: str | os.PathLike[str],
    *,
    executor: Executor | None = None,
    ahead: int | None = None,
    progress: Callable[[Outcome], object] | None = None,
    house: HouseStyle | None = None,
    brand: str | os.PathLike[str] | None = None,
    standard: str | Iterable[str] | None = None,
    embed_source: bool = False,
    limits: Limits | None = None,
    resume: bool = True,
) -> tuple[Outcome, ...]:
    """Render each brief to a PDF in the folder `out`; return what became of each, in their order.

    progress: called with each outcome as it comes. The rest is as in `render_each`, which keeps no
    outcomes, for when there are very many.

    Raises OutputError where the folder cannot be made, and for standards that cannot hold together.
    A brief that fails raises nothing.
    """
    found = []
    for outcome in render_each(
        briefs,
        out,
        executor=executor,
        ahead=ahead,
        house=house,
        brand=brand,
        standard=standard,
        embed_source=embed_source,
        limits=limits,
        resume=resume,
    ):
        found.append(outcome)
        if progress is not None:
            progress(outcome)
    return tuple(sorted(found, key=lambda one: one.index))


def render_each(
    briefs: Iterable[BriefSource | tuple[str, BriefSource]],
    out: str | os.PathLike[str],
    *,
    executor: Executor | None = None,
    ahead: int | None = None,
    house: HouseStyle | None = None,
    brand: str | os.PathLike[str] | None = None,
    standard: str | Iterable[str] | None = None,
    embed_source: bool = False,
    limits: Limits | None = None,
    resume: bool = True,
) -> Iterator[Outcome]:
    """Render each brief to a PDF in the folder `out`; give what becomes of each as it comes.

    Nothing is done but as outcomes are asked for. Briefs are taken one by one too, so that they may
    be made on the way.

    Args:
        briefs: values, or files in Markdown, JSON or Python; or pairs of a name and one of these.
            Without a name a file's is its own, a value's `brief-1` by its place. A name may have
            folders: "2024/rents".
        out: made where it is not there.
        executor: any of `concurrent.futures`, or like them, Dask's `Client.get_executor()`; None
            for this thread. Where a worker process is killed, the briefs that were under way are
            tried again one by one, and the one that kills it is named; a pool of processes that
            broke by it is replaced by another as large.
        ahead: how many briefs are under way at most; four for each of this machine's processors
            where it is not given. On a cluster, give four for each worker.
        house: the style of all of them, as in `render`.
        brand: a brand file for all of them, instead of what each names; it travels with the source.
        standard: what all files are made to, as in `render`.
        embed_source: whether each file carries its brief.
        limits: what each brief may ask for; seconds are of reading and rendering it.
        resume: keep a PDF of the same brief that is there and whole.

    Raises OutputError where the folder cannot be made, and for standards that cannot hold together.
    """
    if ahead is not None and ahead < 1:
        raise ValueError(f"ahead is {ahead}: give at least 1")
    names = standards_of(standard, carries_files=embed_source).names
    folder = Path(out).absolute()
    try:
        (folder / RECORDS).mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise OutputError(
            Problem(f"cannot be made: {reason}", str(out), "name another folder")
        ) from error
    own = None if brand is None else Path(brand)
    options = _Options(folder, house, own, names, embed_source, limits, resume)
    jobs = _named(briefs, options)
    if executor is None:
        return map(_done, jobs)
    return _Line(executor, ahead or AHEAD_OF_EACH_PROCESSOR * (os.cpu_count() or 1)).outcomes(jobs)


@frozen
class _Options:
    """What holds for all briefs of a batch."""

    folder: Path
    house: HouseStyle | None
    brand: Path | None
    standards: tuple[str, ...]
    embed_source: bool
    limits: Limits | None
    resume: bool


@frozen
class _Job:
    """One brief on its way to a worker. fault: why it need not go there."""

    index: int
    name: str
    source: Brief | Path
    options: _Options
    fault: BriefError | None = field(default=None, eq=False)

    @property
    def output(self) -> Path:
        return self.options.folder / f"{self.name}.pdf"

    @property
    def record(self) -> Path:
        return self.options.folder / RECORDS / f"{self.name}.json"

    def failed(self, error: BriefError, seconds: float = 0.0) -> Outcome:
        return Outcome(self.index, self.name, self.output, seconds=seconds, error=error)


def _named(
    briefs: Iterable[BriefSource | tuple[str, BriefSource]], options: _Options
) -> Iterator[_Job]:
    """Give each brief a name, or a fault where that cannot be its own."""
    taken: set[str] = set()
    for index, given in enumerate(briefs):
        named, one = given if isinstance(given, tuple) else (None, given)
        source = one if isinstance(one, Brief) else Path(one)
        name = named or (source.stem if isinstance(source, Path) else f"brief-{index + 1}")
        fault = None
        if not _stays_in(name):
            cure = "give one that leads to a place in the folder"
            fault = OutputError(Problem("is no name for a file in a folder", repr(name), cure))
            name = f"brief-{index + 1}"
        elif name.casefold() in taken:  # in a folder where a and A are one file
            what = "is the name of another of these briefs"
            fault = OutputError(Problem(what, repr(name), 'give pairs: ("a name", brief)'))
        taken.add(name.casefold())
        yield _Job(index, name, source, options, fault)


def _stays_in(name: str) -> bool:
    path = PurePath(name)
    parts = path.parts
    return bool(parts) and not (
        path.is_absolute()
        or path.drive
        or ".." in parts
        or parts[0] == RECORDS
        or "\0" in name
        or name.endswith(("/", "\\"))
    )


def names_of(paths: Sequence[Path]) -> tuple[str, ...]:
    """Return a name for each file: its own, or where two have the same, with the folders it is in.

    >>> names_of([Path("rents.md"), Path("wages.md")])
    ('rents', 'wages')
    >>> names_of([Path("2024/rents/brief.md"), Path("2024/wages/brief.md")])
    ('rents/brief', 'wages/brief')
    """
    names = tuple(path.stem for path in paths)
    if len({name.casefold() for name in names}) == len(names):
        return names
    whole = [Path(os.path.abspath(path)) for path in paths]
    shared = os.path.commonpath([path.parent for path in whole])
    return tuple(path.relative_to(shared).with_name(path.stem).as_posix() for path in whole)


def processes(workers: int) -> ProcessPoolExecutor:
    """Return processes for `render_each` that leave an interrupt from the keyboard to this one."""
    return ProcessPoolExecutor(workers, initializer=_leave_interrupts)


def _leave_interrupts() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


# One brief


def _done(job: _Job) -> Outcome:
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


def _rendered(job: _Job) -> tuple[int, tuple[Diagnostic, ...], bool]:
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
        _make_folder(path.parent)
    write_whole(job.output, data)
    record = {
        "source": source,
        "output": hashlib.sha256(data).hexdigest(),
        "pages": len(report.pages),
        "diagnostics": [
            [one.severity.value, one.message, one.where, one.page] for one in report.diagnostics
        ],
    }
    # Should it get lost in a power cut, the brief is rendered again.
    write_whole(job.record, json.dumps(record).encode(), is_synced=False)
    return len(report.pages), report.diagnostics, False


def _kept(job: _Job, source: str) -> tuple[int, tuple[Diagnostic, ...]] | None:
    """Return what the record of a brief says, if its file is there, whole, from the same brief."""
    try:
        record = json.loads(job.record.read_bytes())
        if record["source"] != source:
            return None
        with job.output.open("rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != record["output"]:
                return None
        noticed = tuple(
            Diagnostic(Severity(severity), message, where, page)
            for severity, message, where, page in record["diagnostics"]
        )
        return int(record["pages"]), noticed
    except (OSError, ValueError, KeyError, TypeError):
        return None  # no record, or none of ours


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = error.strerror or str(error)
        raise OutputError(
            Problem(f"cannot be made: {reason}", str(folder), "give it another name")
        ) from error


def _unforeseen(error: Exception) -> BriefError:
    if isinstance(error, RecursionError):
        return BriefError(Problem("matter is nested too deeply", cure="write it more simply"))
    trace = extract_tb(error.__traceback__)
    where = f"{trace[-1].filename}:{trace[-1].lineno}" if trace else ""
    what = f"{type(error).__name__}: {error}"
    return BriefError(
        Problem(what, where, "this is a fault of briefkit: report it, with the brief")
    )


# Many at once

_Lost = tuple[_Job, Exception]  # and why


class _Line:
    """Jobs under way in an executor, never more than so many."""

    def __init__(self, executor: Executor, ahead: int) -> None:
        self._executor = executor
        self._ahead = ahead
        self._under_way: dict[Future[Outcome], _Job] = {}
        self._own: ProcessPoolExecutor | None = None  # in place of one that broke

    def outcomes(self, jobs: Iterator[_Job]) -> Iterator[Outcome]:
        """Give the outcome of each job as it comes."""
        try:
            while True:
                lost = self._fill(jobs)
                if not self._under_way and not lost:
                    return
                if not lost:
                    done, _ = wait(self._under_way, return_when=FIRST_COMPLETED)
                    yield from self._collect(done, lost)
                if lost:
                    # What is under way is perhaps lost too, and in any case not to be in the way.
                    done, _ = wait(self._under_way)
                    yield from self._collect(done, lost)
                    yield from self._one_by_one(lost)
        finally:
            for future in self._under_way:
                future.cancel()
            if self._own is not None:
                self._own.shutdown()

    def _fill(self, jobs: Iterator[_Job]) -> list[_Lost]:
        """Submit jobs while there is room; return the one that a broken executor refuses."""
        while len(self._under_way) < self._ahead:
            job = next(jobs, None)
            if job is None:
                break
            try:
                self._under_way[self._executor.submit(_done, job)] = job
            except BrokenExecutor as error:
                return [(job, error)]
        return []

    def _collect(self, done: Iterable[Future[Outcome]], lost: list[_Lost]) -> Iterator[Outcome]:
        """Give the outcomes of what is done; put into `lost` what came to nothing."""
        for future in done:
            job = self._under_way.pop(future)
            try:
                outcome = future.result()
            except Exception as error:  # a broken pool; Dask's KilledWorker; what has no pickle
                lost.append((job, error))
            else:
                yield outcome

    def _one_by_one(self, lost: list[_Lost]) -> Iterator[Outcome]:
        """Try again what was under way when a worker was killed: one of them may have killed it."""
        jobs = sorted((job for job, _ in lost), key=lambda one: one.index)
        if any(isinstance(error, BrokenExecutor) for _, error in lost):
            yield from self._in_new_processes(jobs)
            return
        for is_last in (False, True):  # a cluster may be short of workers when one was just killed
            again = []
            for job in jobs:
                try:
                    yield self._executor.submit(_done, job).result()
                except Exception as error:
                    if is_last:
                        why = f"{type(error).__name__}, when alone too: {error}"
                        yield job.failed(_lost(why))
                    again.append(job)
            jobs = again

    def _in_new_processes(self, jobs: list[_Job]) -> Iterator[Outcome]:
        """Try jobs alone in processes of our own, and go on with a pool in place of the broken."""
        # What the broken pool was made with is known under these names only; any other executor's
        # place is taken by a pool for this machine's processors.
        context = getattr(self._executor, "_mp_context", None)
        workers = getattr(self._executor, "_max_workers", None)
        alone: ProcessPoolExecutor | None = None
        try:
            for job in jobs:
                alone = alone or ProcessPoolExecutor(1, context)
                try:
                    outcome = alone.submit(_done, job).result()
                except BrokenExecutor:
                    alone.shutdown()
                    alone = None
                    outcome = job.failed(_lost("its process was killed, and again when alone"))
                yield outcome
        finally:
            if alone is not None:
                alone.shutdown()
        if self._own is not None:
            self._own.shutdown()
        self._executor = self._own = ProcessPoolExecutor(workers, context)


def _lost(why: str) -> BriefError:
    return BriefError(Problem(why, cure="see whether it takes too much memory, and give limits"))
