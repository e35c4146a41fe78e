"""Pieces of packets as they were drawn, a folder for each center: derived files that save the next packet's time.

Below one folder: `<center>/<generation>/<name>`. Whoever makes a packet is given the folder of its center's generation
before it reads the record, and puts there what it drew when the packet is issued. To forget a center is to take its
generations away in one step: what was drawn from a record that is forgotten since finds its folder gone, and goes too.

A file says by itself whether it is whole (`tracker.reports.kept`), so nothing is flushed, and a failing disk costs time
and no packet. All of it may be removed at any time. No backup holds it: everything is drawn again from what backups do.
"""

import logging
import os
import re
import secrets
import shutil
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from tracker.storage.durable import FOLDER_MODE
from tracker.storage.failures import plain_failures

log = logging.getLogger(__name__)
MOST_BYTES = 500_000_000
_CENTER = re.compile(r"[a-z0-9]{1,40}", re.ASCII)
_NAME = re.compile(r"[0-9a-f]{64}", re.ASCII)
_GONE = "gone-"


class DrawnPieces:
    """Pieces below one folder, `most` bytes in all; several processes may use it at once."""

    def __init__(self, root: Path, *, most: int = MOST_BYTES) -> None:
        """Use `root`, which need not exist."""
        self._root, self._most = root, most

    def generation_of(self, center: str) -> Path | None:
        """Return the folder of a center's pieces, made when missing; None where the disk fails. `center`: public id."""
        home = self._home(center)
        try:
            home.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
            if there := sorted(folder for folder in home.iterdir() if folder.is_dir()):
                return there[0]
            made = home / secrets.token_hex(8)
            made.mkdir(mode=FOLDER_MODE)
        except OSError as error:
            log.warning("drawn pieces are not kept: %s", error.strerror)
            return None
        return made

    def keep(self, generation: Path, drawn: Path) -> None:
        """Put the files of a folder, on the same disk, among the pieces; without effect for a forgotten generation."""
        with suppress(OSError):
            for path in drawn.iterdir():
                if _NAME.fullmatch(path.name):
                    os.replace(path, generation / path.name)  # noqa: PTH105 the tests fail each call of os in turn

    def forget(self, center: str) -> None:
        """Remove all pieces of a center. Raises StorageFailed where the disk does not let go."""
        with plain_failures():
            # In one step, so that nobody puts anything there any more.
            with suppress(FileNotFoundError):
                self._home(center).rename(self._root / f"{_GONE}{secrets.token_hex(8)}")
            self._take_away()

    def sweep(self, older_than: datetime, *, dry_run: bool = False) -> int:
        """Remove what was last used before `older_than`, and beyond `most` bytes what was used longest ago; how many.

        With `dry_run` only counts them. Raises StorageFailed.
        """
        gone, room = 0, self._most
        with plain_failures():
            if not dry_run:
                self._take_away()
            for used, size, path in sorted(self._everything(), reverse=True):
                room -= size
                if room < 0 or used < older_than.timestamp():
                    gone += 1
                    if not dry_run:
                        path.unlink(missing_ok=True)
        return gone

    def _take_away(self) -> None:
        """Finish what was forgotten, also by a process that died in between."""
        for folder in self._root.glob(f"{_GONE}*"):
            with suppress(FileNotFoundError):  # another process takes it away as well
                shutil.rmtree(folder)

    def _everything(self) -> Iterator[tuple[float, int, Path]]:
        for path in self._root.glob("*/*/*"):
            with suppress(FileNotFoundError):
                facts = path.stat()
                yield facts.st_mtime, facts.st_size, path

    def _home(self, center: str) -> Path:
        if not _CENTER.fullmatch(center):
            raise ValueError("no public id")
        return self._root / center
