"""One file at a time: hostile files together must not take the memory that one alone may have."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum
from pathlib import Path

from tracker.domain.errors import UnreadableFile
from tracker.intake.words import Refusal

_HERE = Path(__file__).parent


class Queue(Enum):
    """Where to stand: people wait for an upload, so a long copy for a packet has a queue of its own.

    The value is a folder that is locked meanwhile. A lock on what is installed anyway needs no place of its own,
    holds for all processes of an installation, and goes when its process dies.
    """

    UPLOADS = _HERE / "reader"
    PACKETS = _HERE


@contextmanager
def turn(queue: Queue, patience: float) -> Iterator[None]:
    """Wait for a turn, at most `patience` seconds, and keep it inside the block. Raises UnreadableFile."""
    handle = os.open(queue.value, os.O_RDONLY | os.O_CLOEXEC)
    try:
        _take(handle, time.monotonic() + patience)
        yield
    finally:
        os.close(handle)


def _take(handle: int, until: float) -> None:
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            if time.monotonic() >= until:
                raise UnreadableFile(Refusal.BUSY.words) from None
            time.sleep(0.02)
