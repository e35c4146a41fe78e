"""The processes of an installation, run together: each a fork of one that has loaded everything already."""

import ctypes
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Callable

GRACE_SECONDS = 30
SHORTEST_LIFE = 1.0
LOOKS_EVERY = 0.5
_PR_SET_PDEATHSIG = 1
_forks = multiprocessing.get_context("fork")


def run_together(*work: Callable[[], None]) -> None:
    """Run each in a process of its own until this one is told to stop; one that dies by itself is started again.

    One that dies within a second cannot even start: then all end, with its exit code. Where this process itself is
    killed, they end with it. To be called from the main thread of a process that has no other.
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
    process = _forks.Process(target=_as_its_own, args=(work, os.getpid()))
    process.start()
    return process, time.monotonic()


def _as_its_own(work: Callable[[], None], parent: int) -> None:
    # A fork that is started later would otherwise note the signal for its parent and go on.
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    end_with(parent)
    work()


def end_with(parent: int) -> None:
    """End this process as soon as its parent is gone, however that died.

    A web server left behind would keep the port, and the next start would fail; a maker of packets left behind would
    work on the same packet as the next one. Nothing is lost by ending at once: what was acknowledged is on the disk.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:  # it died before the system was told
            os.kill(os.getpid(), signal.SIGKILL)
    else:
        threading.Thread(target=_watch, args=(parent,), daemon=True).start()


def _watch(parent: int) -> None:
    """Look whether the parent is there, on systems that do not tell; twice a second, it costs nothing to speak of."""
    while os.getppid() == parent:
        time.sleep(LOOKS_EVERY)
    os.kill(os.getpid(), signal.SIGKILL)
