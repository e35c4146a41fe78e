"""One process at a time, by a lock on a file that ends with the process that holds it, however that ends."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tracker.domain.errors import Conflict
from tracker.storage.durable import FILE_MODE


@contextmanager
def only_one(file: Path, refusal: str) -> Iterator[None]:
    """Hold a lock inside the block. Raises Conflict with the refusal where another process holds it."""
    handle = os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, FILE_MODE)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Conflict(refusal) from None
        yield
    finally:
        os.close(handle)
