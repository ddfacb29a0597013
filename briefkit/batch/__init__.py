"""Many briefs → a folder of PDFs, by any executor of `concurrent.futures`.

Each brief fails alone, and by name. Beside its PDF, in a folder `.briefkit`, stands what it was
made from; where that is the same still, and the PDF whole, a later batch keeps it. A few briefs
more than there are workers are under way at any time, so that neither they nor what became of them
pile up.
"""

import os
import signal
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor

from briefkit.batch.jobs import RECORDS, BriefSource, Options, named_jobs
from briefkit.batch.jobs import Outcome as Outcome
from briefkit.batch.jobs import names_of as names_of
from briefkit.batch.line import Line
from briefkit.batch.worker import outcome_of
from briefkit.bounds import Limits
from briefkit.errors import ModelError, Problem
from briefkit.files import make_folder
from briefkit.given import as_optional_file, as_path, in_turn
from briefkit.pdf import standards_of
from briefkit.style.house import HouseStyle

AHEAD_OF_EACH_PROCESSOR = 4  # so that no worker waits while results are looked at


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

    Raises what `render_each` does: OutputError where the folder cannot be made, and for standards
    that cannot hold together; ModelError for what is no list of briefs. A brief that fails raises
    nothing.
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

    Raises OutputError where the folder cannot be made, and for standards that cannot hold together;
    ModelError for what is no list of briefs, or no executor.
    """
    if ahead is not None and not (isinstance(ahead, int) and ahead >= 1):
        raise ModelError(Problem(f"is {ahead!r}", "ahead", "give at least 1"))
    if executor is not None and not hasattr(executor, "submit"):
        what = f"executor is a {type(executor).__name__}"
        raise ModelError(f"{what}: give an executor, such as ProcessPoolExecutor(4)")
    names = standards_of(standard, carries_files=embed_source).names
    folder = as_path(out).absolute()
    make_folder(folder / RECORDS, "name another folder", called=str(out))
    own = as_optional_file(brand)
    options = Options(folder, house, own, names, embed_source, limits, resume)
    jobs = named_jobs(in_turn(briefs, "briefs"), options)
    if executor is None:
        return map(outcome_of, jobs)
    return Line(executor, ahead or AHEAD_OF_EACH_PROCESSOR * (os.cpu_count() or 1)).outcomes(jobs)


def processes(workers: int) -> ProcessPoolExecutor:
    """Return processes for `render_each` that leave an interrupt from the keyboard to this one."""
    return ProcessPoolExecutor(workers, initializer=_leave_interrupts)


def _leave_interrupts() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
