"""A folder for what is only needed while a backup is made or put back: as private as the data beside it."""

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Self

from tracker.storage.durable import FILE_MODE, FOLDER_MODE
from tracker.storage.locks import only_one

PREFIX, LOCK = "backing-up-", "backing-up.lock"
BUSY = "Another backup of this installation is being made. Wait until it is done."


class Workspace:
    """A new empty folder beside the data, gone after the block; what one that died left is removed first.

    Raises Conflict where another process works in one.
    """

    def __init__(self, data: Path) -> None:
        """Name it; it is made when entered."""
        self._data, self.path = data, data / f"{PREFIX}{secrets.token_hex(8)}"
        self._held = ExitStack()

    def __enter__(self) -> Self:
        self._held.enter_context(only_one(self._data / LOCK, BUSY))
        for left in self._data.glob(f"{PREFIX}*"):
            shutil.rmtree(left, ignore_errors=True)
        self.path.mkdir(mode=FOLDER_MODE)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        shutil.rmtree(self.path, ignore_errors=True)
        self._held.close()

    def write(self, name: str, chunks: Iterator[bytes]) -> Path:
        """Write a file of it; not flushed, for nobody needs it after a power cut."""
        target = self.path / name
        with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE_MODE), "wb") as stream:
            stream.writelines(chunks)
        return target
