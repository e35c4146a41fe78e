"""Writing so that a file is there whole after a crash or a power cut, or not there at all.

The order is the promise: bytes under a temporary name, flushed; then the name, in one step; then the
folders that hold the name, flushed too. Whoever is told "saved" may rely on it.
"""

import contextlib
import fcntl
import os
import secrets
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

FILE_MODE = 0o600
FOLDER_MODE = 0o700


class Draft:
    """A file under a temporary name: it lands whole under its own name, or leaves nothing behind.

    The temporary folder must be on the same file system as the target, since a rename across two is not one
    step. Raises OSError as the system gives it.
    """

    def __init__(self, incoming: Path, prefix: str = "") -> None:
        """Open a new empty file in `incoming`, which must exist; its temporary name begins with `prefix`."""
        self._path = incoming / f"{prefix}{secrets.token_hex(16)}"
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
        self._handle: int | None = os.open(self._path, flags, FILE_MODE)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        # Whatever went wrong is already on its way up; a second error from tidying would hide it.
        with contextlib.suppress(OSError):
            self._close()
        with contextlib.suppress(OSError):
            self._path.unlink(missing_ok=True)

    def write(self, data: bytes) -> None:
        """Append all of `data`; the system may take it in several bites."""
        if self._handle is None:
            raise ValueError("this draft has landed already")
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(self._handle, rest) :]

    def land(self, target: Path, root: Path) -> None:
        """Give the file its name under `root`, replacing what bore it; return once that is durable."""
        if self._handle is None:
            raise ValueError("this draft has landed already")
        _flush(self._handle)
        self._close()
        _make_folders(root, target.parent)
        os.replace(self._path, target)  # noqa: PTH105 the tests fail each call of os in turn
        flush_folders(root, target.parent)

    def land_once(self, target: Path) -> None:
        """Give the file its name in the same folder, unless something bears it already; return once that is durable."""
        if self._handle is None:
            raise ValueError("this draft has landed already")
        _flush(self._handle)
        self._close()
        # Unlike a rename, a link never replaces what another process made at the same time.
        with contextlib.suppress(FileExistsError):
            target.hardlink_to(self._path)
        flush_folders(target.parent, target.parent)

    def _close(self) -> None:
        if self._handle is not None:
            handle, self._handle = self._handle, None
            os.close(handle)


@contextlib.contextmanager
def holding(folder: Path, *, alone: bool) -> Iterator[None]:
    """Hold a lock on a folder inside the block, alone or together with others who are not; it ends with the process.

    Raises OSError. Waits for whoever holds it, which is some milliseconds.
    """
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX if alone else fcntl.LOCK_SH)
        yield
    finally:
        os.close(handle)


def make_root(folder: Path) -> None:
    """Make a folder that only its owner may enter, and its parents, so that they outlive a power cut."""
    missing = [step for step in (folder, *folder.parents) if not step.exists()]
    for step in reversed(missing):
        step.mkdir(mode=FOLDER_MODE, exist_ok=True)
    if missing:
        flush_folders(missing[-1].parent, folder)


def flush_folders(root: Path, folder: Path) -> None:
    """Flush `folder` and every folder above it up to and with `root`.

    All of them each time, also those that were there before: whoever made them may have died before flushing.
    A folder without changes costs some microseconds.
    """
    for step in (folder, *folder.parents):
        handle = os.open(step, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            _flush(handle)
        finally:
            os.close(handle)
        if step == root:
            return


def _make_folders(root: Path, folder: Path) -> None:
    for step in reversed([folder, *folder.parents]):
        if step.is_relative_to(root) and step != root:
            with contextlib.suppress(FileExistsError):
                os.mkdir(step, FOLDER_MODE)  # noqa: PTH102 the tests fail each call of os in turn


def _flush(handle: int) -> None:
    # On macOS fsync leaves the bytes in the drive's own memory; this command does not.
    if hasattr(fcntl, "F_FULLFSYNC"):
        fcntl.fcntl(handle, fcntl.F_FULLFSYNC)
    else:
        os.fsync(handle)
