"""Jobs → outcomes, by an executor: never more under way than so many, and none lost.

A worker that is killed takes others with it; what was under way is tried again, one by one.
"""

from collections.abc import Iterable, Iterator
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    Executor,
    Future,
    ProcessPoolExecutor,
    wait,
)

from briefkit.batch.jobs import Job, Outcome
from briefkit.batch.worker import outcome_of
from briefkit.errors import BriefError, Problem

_Lost = tuple[Job, Exception]  # and why


class Line:
    """Jobs under way in an executor, never more than so many."""

    def __init__(self, executor: Executor, ahead: int) -> None:
        self._executor = executor
        self._ahead = ahead
        self._under_way: dict[Future[Outcome], Job] = {}
        self._own: ProcessPoolExecutor | None = None  # in place of one that broke

    def outcomes(self, jobs: Iterator[Job]) -> Iterator[Outcome]:
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

    def _fill(self, jobs: Iterator[Job]) -> list[_Lost]:
        """Submit jobs while there is room; return the one that a broken executor refuses."""
        while len(self._under_way) < self._ahead:
            job = next(jobs, None)
            if job is None:
                break
            try:
                self._under_way[self._executor.submit(outcome_of, job)] = job
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
                    yield self._executor.submit(outcome_of, job).result()
                except Exception as error:
                    if is_last:
                        why = f"{type(error).__name__}, when alone too: {error}"
                        yield job.failed(_lost(why))
                    again.append(job)
            jobs = again

    def _in_new_processes(self, jobs: list[Job]) -> Iterator[Outcome]:
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
                    outcome = alone.submit(outcome_of, job).result()
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
