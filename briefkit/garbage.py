"""How Python's collector of garbage looks through what is made while a brief is rendered: rarely.

A long brief is millions of values that stay until it is painted, and hardly a circle among them.
Each full collection walks through all: a tenth of the time, and the more the longer the brief.
Young values are still looked through, so that what other threads drop in circles goes as well, but
not at every few hundred that are made: that was a twentieth of the time. At every hundred thousand
it was as much in a long brief, whose values are young once and all stay.
"""

import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

_NEVER = 1_000_000_000  # collections of the middle generation before a full one
_PYTHONS_OWN = 1_000  # Python 3.12 begins with some hundreds frozen; who freezes, freezes more
_MANY = 1_000_000  # new values, less those gone, before the young are looked through: 800 pages


class _Putting:
    """Puts full collections off while at least one brief is rendered in this process."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._rendering = 0
        self._usual = (0, 0)

    def begin(self, many: int) -> None:
        with self._lock:
            if not self._rendering:
                youngest, middle, full = gc.get_threshold()
                self._usual = youngest, full
                gc.set_threshold(max(youngest, many) if youngest else 0, middle, _NEVER)
            self._rendering += 1

    def end(self) -> None:
        with self._lock:
            self._rendering = max(self._rendering - 1, 0)  # in a fork from within, already none
            if not self._rendering:
                self._restore()

    def forget(self) -> None:
        """Begin anew in a fork: what other threads were rendering is not rendered here."""
        self._lock = Lock()
        if self._rendering:
            self._restore()
        self._rendering = 0

    def _restore(self) -> None:
        _, middle, full = gc.get_threshold()
        if full == _NEVER:  # else another has set them meanwhile, and means it
            gc.set_threshold(self._usual[0], middle, self._usual[1])


_putting = _Putting()
if hasattr(os, "register_at_fork"):  # not on Windows, which does not fork
    os.register_at_fork(after_in_child=lambda: _putting.forget())


@contextmanager
def few_full_collections() -> Iterator[None]:
    """Put full collections of garbage off; of threads and of calls within, the last one restores.

    >>> with few_full_collections():
    ...     gc.get_threshold()[2] > 1_000_000
    True
    >>> gc.get_threshold()[2] > 1_000_000
    False
    """
    _putting.begin(_MANY)
    try:
        yield
    finally:
        _putting.end()


@contextmanager
def none_while_loading() -> Iterator[None]:
    """Put all collections off while rooms are loaded; what is loaded stays, and is old at once.

    So no collection of the young looks through two hundred classes for what nobody holds. Who has
    frozen something means it to stay so, and is left alone.
    """
    _putting.begin(_NEVER)
    try:
        yield
    finally:
        if gc.get_freeze_count() < _PYTHONS_OWN:
            gc.freeze()  # all values at once, none looked at,
            gc.unfreeze()  # into the oldest generation
        _putting.end()
