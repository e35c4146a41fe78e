"""One file at a time: hostile files together must not take the memory that one alone may have."""

import fcntl
import os
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, nullcontext
from enum import Enum, auto
from pathlib import Path

from tracker.domain.errors import UnreadableFile
from tracker.intake.words import Refusal

# Whoever waits holds one of the threads that answer pages, and what was sent in memory or on the disk.
MOST_IN_LINE = 2
# And of these threads one more may wait for the words of a photo or read them; who comes meanwhile is told at once.
MOST_AT_PHOTOS = 1


class Queue(Enum):
    """Where to stand: people wait for an upload, so a copy for a packet and the words of a photo have their own.

    Who reads the words of a photo stands in the line of uploads as well, for it takes as much memory as the largest of
    those.
    """

    UPLOADS = auto()
    PACKETS = auto()
    PHOTOS = auto()


# Always taken in this order, so that no two wait for each other.
_ALSO = {Queue.PHOTOS: (Queue.UPLOADS,)}
# The folder that is locked meanwhile. A lock on what is there anyway needs no place of its own, holds for all
# processes of an installation, and goes when its process dies.
_folders = {
    Queue.UPLOADS: Path(__file__).parent / "reader",
    Queue.PACKETS: Path(__file__).parent,
    Queue.PHOTOS: Path(__file__).parent.parent,
}
_lines = {
    Queue.UPLOADS: threading.BoundedSemaphore(MOST_IN_LINE),
    Queue.PHOTOS: threading.BoundedSemaphore(MOST_AT_PHOTOS),
}


def stand_in(*, uploads: Path, packets: Path, photos: Path) -> None:
    """Say which folders of an installation are locked, so that each installation of a machine has its own queues."""
    _folders.update({Queue.UPLOADS: uploads, Queue.PACKETS: packets, Queue.PHOTOS: photos})


@contextmanager
def turn(queue: Queue, patience: float) -> Iterator[None]:
    """Wait for a turn, at most `patience` seconds, and keep it inside the block.

    Raises UnreadableFile where that was not enough, or at once where too many of this process wait already.
    """
    until = time.monotonic() + patience
    with ExitStack() as held:
        for each in (queue, *_ALSO.get(queue, ())):
            held.enter_context(_in_line(_lines[each]) if each in _lines else nullcontext())
            handle = os.open(_folders[each], os.O_RDONLY | os.O_CLOEXEC)
            held.callback(os.close, handle)
            _take(handle, until)
        yield


@contextmanager
def _in_line(line: threading.BoundedSemaphore) -> Iterator[None]:
    if not line.acquire(blocking=False):
        raise UnreadableFile(Refusal.BUSY.words)
    try:
        yield
    finally:
        line.release()


def _take(handle: int, until: float) -> None:
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            if time.monotonic() >= until:
                raise UnreadableFile(Refusal.BUSY.words) from None
            time.sleep(0.02)
