"""A file for as long as somebody reads it: gone after that, and with the next sweep where its process was killed."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from tracker.storage.durable import FILE_MODE, make_root
from tracker.storage.failures import plain_failures


@dataclass(frozen=True, slots=True)
class Passing:
    """Where such a file lies."""

    path: Path

    def write(self, content: bytes) -> None:
        """Let the file hold these bytes and nothing else. Raises StorageFailed."""
        with plain_failures(), self.path.open("wb") as stream:
            stream.write(content)

    @contextmanager
    def rewritten(self) -> Iterator[BinaryIO]:
        """Yield the file, emptied, to write into. Raises StorageFailed for what goes wrong with it inside the block."""
        with plain_failures(), self.path.open("wb") as stream:
            yield stream


@contextmanager
def passing(staging: Path) -> Iterator[Passing]:
    """Yield a file among those that are coming in, below the folder of a staging area. Raises StorageFailed."""
    incoming = staging / "incoming"
    path = incoming / f"passing-{secrets.token_hex(16)}"
    with plain_failures():
        make_root(incoming)
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, FILE_MODE))
    try:
        yield Passing(path)
    finally:
        with plain_failures():
            path.unlink(missing_ok=True)
