"""What a failing disk says while a backup is made or put back, for whoever runs the installation."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tracker.storage.failures import FULL, StorageFailed


@contextmanager
def told_of(folder: Path) -> Iterator[None]:
    """Turn an error of the operating system inside the block into StorageFailed that names the folder."""
    try:
        yield
    except OSError as error:
        if error.errno in FULL:
            words = "its disk is full. Free some space, or keep fewer backups; then try again."
        else:
            words = f"{error.strerror or 'the disk did not answer as it should'}. Look at the disk, then try again."
        raise StorageFailed(f"{folder}: {words} What was there before is untouched.") from error
