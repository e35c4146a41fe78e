"""The processes of an installation, run together: each a fork of one that has loaded everything already."""

import multiprocessing
import signal
import sys
import time
from collections.abc import Callable

GRACE_SECONDS = 30
SHORTEST_LIFE = 1.0
_forks = multiprocessing.get_context("fork")


def run_together(*work: Callable[[], None]) -> None:
    """Run each in a process of its own until this one is told to stop; one that dies by itself is started again.

    One that dies within a second cannot even start: then all end, with its exit code. To be called from the main
    thread of a process that has no other.
    """
    stopping = False

    def stop(*_: object) -> None:
        nonlocal stopping
        stopping = True

    running = {each: _start(each) for each in work}
    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    while not stopping:
        time.sleep(0.2)
        for each, (process, since) in running.items():
            if process.is_alive() or stopping:
                continue
            if time.monotonic() - since < SHORTEST_LIFE:
                stopping = True
            else:
                running[each] = _start(each)
    for process, _ in running.values():
        process.terminate()
    for process, _ in running.values():
        process.join(GRACE_SECONDS)
    sys.exit(max((process.exitcode or 0 for process, _ in running.values()), default=0))


def _start(work: Callable[[], None]) -> tuple[multiprocessing.process.BaseProcess, float]:
    process = _forks.Process(target=_as_its_own, args=(work,))
    process.start()
    return process, time.monotonic()


def _as_its_own(work: Callable[[], None]) -> None:
    # A fork that is started later would otherwise note the signal for its parent and go on.
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    work()
