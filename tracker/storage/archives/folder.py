"""The folder in which archives lie for some days, each under the public id of its row."""

import os
import re
from collections.abc import Iterator, Set
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from tracker.domain.errors import NotFound
from tracker.storage.durable import FILE_MODE, flush_folders, make_root
from tracker.storage.failures import plain_failures

_NAME = re.compile(r"[0-9a-z]{1,40}", re.ASCII)
DONE, BEGUN = ".zip", ".part"
GONE = "This archive does not lie here any more. Ask for it anew."


class ArchiveFolder:
    """Archives below one folder. All methods raise StorageFailed when the disk fails."""

    def __init__(self, root: Path) -> None:
        """Use `root`, made when it is first written to, with access for its owner only."""
        self._root = root

    @contextmanager
    def draft(self, name: str) -> Iterator[BinaryIO]:
        """Write an archive: it lies there whole when the block ends, or not at all."""
        begun, done = self._place(name, BEGUN), self._place(name, DONE)
        with plain_failures():
            make_root(self._root)
            begun.unlink(missing_ok=True)
            handle = os.open(begun, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, FILE_MODE)
            try:
                with os.fdopen(handle, "w+b") as stream:
                    yield stream
                    stream.flush()
                    os.fsync(stream.fileno())
                begun.replace(done)
                flush_folders(self._root, self._root)
            finally:
                begun.unlink(missing_ok=True)

    def path_of(self, name: str) -> Path:
        """Return where an archive lies. Raises NotFound where it is gone."""
        path = self._place(name, DONE)
        if not path.is_file():
            raise NotFound(GONE)
        return path

    def holds(self, name: str) -> bool:
        """Tell whether an archive lies here."""
        return self._place(name, DONE).is_file()

    def discard(self, name: str) -> None:
        """Remove an archive; one that is gone already is no error."""
        with plain_failures():
            self._place(name, DONE).unlink(missing_ok=True)

    def sweep(self, wanted: Set[str], begun_before: datetime, *, dry_run: bool = False) -> int:
        """Remove archives that are not wanted, and what was begun before a moment and never ended; return how many."""
        gone = 0
        with plain_failures():
            for path in sorted(self._root.iterdir()) if self._root.is_dir() else ():
                is_old = path.stat().st_mtime < begun_before.timestamp()
                if (path.suffix == DONE and path.stem not in wanted) or (path.suffix == BEGUN and is_old):
                    gone += 1
                    if not dry_run:
                        path.unlink(missing_ok=True)
        return gone

    def _place(self, name: str, ending: str) -> Path:
        if not _NAME.fullmatch(name):
            raise NotFound(GONE)
        return self._root / f"{name}{ending}"
