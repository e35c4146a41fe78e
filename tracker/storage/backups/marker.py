"""A note in a data folder that a restore is under way: nothing serves what is half there."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tracker.domain.errors import TrackerError
from tracker.storage.durable import flush_folders, make_root
from tracker.storage.locks import only_one

MARKER, SCRATCH = "restoring", ".restoring"
BUSY = "A restore into this folder is under way. Wait until it is done."


def is_there(data: Path) -> bool:
    """Tell whether a restore into this folder has not come to its end."""
    return (data / MARKER).exists()


@contextmanager
def under_way(data: Path, may_begin: Callable[[], None]) -> Iterator[Path]:
    """Note that a restore is under way, alone; yields a scratch folder. The note stays until `remove`.

    What an earlier restore left beside keys is removed first: while its note is there, nobody else put anything here.
    `may_begin` is asked once the note is there, for somebody may have begun an installation a moment ago; where it
    raises TrackerError, the note goes again.
    """
    interrupted = is_there(data)
    make_root(data)
    with only_one(data / MARKER, BUSY):
        if not interrupted:
            try:
                may_begin()
            except TrackerError:
                (data / MARKER).unlink()
                raise
        flush_folders(data, data)
        for left in data.iterdir() if interrupted else ():
            if left.is_dir() and left.name != "keys":
                shutil.rmtree(left)
            elif not left.is_dir() and left.name != MARKER:
                left.unlink()
        scratch = data / SCRATCH
        make_root(scratch)
        yield scratch
        shutil.rmtree(scratch)


def remove(data: Path) -> None:
    """Take the note away: what is there is whole."""
    (data / MARKER).unlink()
    flush_folders(data, data)
