"""One file at a time: hostile files together must not take the memory that one alone may have."""

import fcntl
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from enum import Enum, auto
from pathlib import Path

from tracker.domain.errors import UnreadableFile
from tracker.intake.words import Refusal

# Whoever waits holds one of the threads that answer pages, and what was sent in memory or on the disk.
MOST_IN_LINE = 2


class Queue(Enum):
    """Where to stand: people wait for an upload, so a long copy for a packet has a queue of its own."""

    UPLOADS = auto()
    PACKETS = auto()


# The folder that is locked meanwhile. A lock on what is there anyway needs no place of its own, holds for all
# processes of an installation, and goes when its process dies.
_folders = {Queue.UPLOADS: Path(__file__).parent / "reader", Queue.PACKETS: Path(__file__).parent}
_line = threading.BoundedSemaphore(MOST_IN_LINE)


def stand_in(*, uploads: Path, packets: Path) -> None:
    """Say which folders of an installation are locked, so that each installation of a machine has its own queues."""
    _folders.update({Queue.UPLOADS: uploads, Queue.PACKETS: packets})


@contextmanager
def turn(queue: Queue, patience: float) -> Iterator[None]:
    """Wait for a turn, at most `patience` seconds, and keep it inside the block.

    Raises UnreadableFile where that was not enough, or at once where too many of this process wait already.
    """
    with _in_line() if queue is Queue.UPLOADS else nullcontext():
        handle = os.open(_folders[queue], os.O_RDONLY | os.O_CLOEXEC)
        try:
            _take(handle, time.monotonic() + patience)
            yield
        finally:
            os.close(handle)


@contextmanager
def _in_line() -> Iterator[None]:
    if not _line.acquire(blocking=False):
        raise UnreadableFile(Refusal.BUSY.words)
    try:
        yield
    finally:
        _line.release()


def _take(handle: int, until: float) -> None:
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            if time.monotonic() >= until:
                raise UnreadableFile(Refusal.BUSY.words) from None
            time.sleep(0.02)
