"""Web workers share what comes: who holds fewer connections takes the next one.

A connection stays with the worker that took it, for minutes. The system wakes all of them for a new one, and the same
worker tends to be first: of two, one came to hold three quarters of a hundred people, who then waited for each other
while the second worker idled. One port for each worker instead would let two installations be served at one address
without a word.
"""

import multiprocessing
from time import monotonic, sleep
from typing import Any

from tracker.cli.patience import PatientWorker

MOST_WORKERS = 64
# How long one that holds more leaves a new connection to the others, who may be busy or about to end.
SECONDS_LEFT_TO_OTHERS = 0.05
SECONDS_A_LOOK = 0.001
_NOBODY = -1

# Shared by all workers: it is made before they are forked. Each writes its own place only, and none is locked.
_held = multiprocessing.get_context("fork").RawArray("i", [_NOBODY] * MOST_WORKERS)


class SharingWorker(PatientWorker):
    """gunicorn's worker, which leaves a new connection to one that holds fewer."""

    place = 0
    _asked = False
    _leaving_since: float | None = None

    def accept(self, listener: Any) -> None:
        """Take a connection, unless another worker holds fewer and may take it first."""
        self._asked = True
        if self._leaves_it_to_others():
            sleep(SECONDS_A_LOOK)  # it is there still; without a pause this one would look without end
        else:
            super().accept(listener)
            self._tell()

    def notify(self) -> None:
        """Tell at each turn of the loop how many connections are held, for the others."""
        if not self._asked:
            self._leaving_since = None
        self._asked = False
        self._tell()
        super().notify()

    def _leaves_it_to_others(self) -> bool:
        if self.nr_conns <= min((held for held in _held if held != _NOBODY), default=0):
            return False
        self._leaving_since = self._leaving_since or monotonic()
        return monotonic() - self._leaving_since < SECONDS_LEFT_TO_OTHERS

    def _tell(self) -> None:
        # One that ends takes no more, so nobody is to leave anything to it.
        _held[self.place] = self.nr_conns if self.alive else _NOBODY


def give_a_place(arbiter: Any, worker: SharingWorker) -> None:
    """Give a worker that is about to be forked a place of its own; gunicorn's `pre_fork`."""
    taken = {each.place for each in arbiter.WORKERS.values()}
    worker.place = min(set(range(MOST_WORKERS)) - taken)


def free_its_place(_arbiter: Any, worker: SharingWorker) -> None:
    """Let nobody wait for a worker that has ended; gunicorn's `child_exit`."""
    _held[worker.place] = _NOBODY
