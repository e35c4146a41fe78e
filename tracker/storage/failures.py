"""What a failing disk says, as the person who must act can understand it."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from tracker.domain.errors import NotFound, TrackerError

FULL = frozenset({errno.ENOSPC, errno.EDQUOT})


class StorageFailed(TrackerError):
    """The disk did not take or give a file. Nothing half-done stays behind, and trying again is safe."""


@contextmanager
def plain_failures() -> Iterator[None]:
    """Turn every error of the operating system inside the block into StorageFailed, in plain words."""
    try:
        yield
    except OSError as error:
        raise StorageFailed(_words(error)) from error


@contextmanager
def absent_is_not_found() -> Iterator[None]:
    """Turn a missing file into NotFound; to be used inside plain_failures."""
    try:
        yield
    except FileNotFoundError as error:
        raise NotFound("There is no such file.") from error


def _words(error: OSError) -> str:
    if error.errno in FULL:
        return (
            "The disk that keeps the files is full, so this file was not saved. Nothing else is lost. "
            "Ask whoever runs this installation to free some space, then add the file again."
        )
    return (
        "The disk that keeps the files did not answer as it should, so this file was not saved or read. "
        "Try again; if it happens twice, tell whoever runs this installation to check the disk."
    )
