"""How much memory a program takes with all that it starts: what processes share is counted once."""

import os
import threading
from contextlib import suppress
from pathlib import Path

_PROCESSES = Path("/proc")


class Watch:
    """Looks twice a second, inside the block, at what this process's descendants take; `peak` in words."""

    def __enter__(self) -> "Watch":
        self._most, self._ended = 0, threading.Event()
        self._looking = threading.Thread(target=self._look)
        self._looking.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._looking.join()

    @property
    def peak(self) -> str:
        """The most that was taken at a time."""
        return f"{self._most / 1024:.0f} MB" if self._most else "not known on this system"

    def _look(self) -> None:
        while not self._ended.wait(0.5):
            self._most = max(self._most, sum(map(_kilobytes, _descendants())))


def _descendants() -> list[Path]:
    children: dict[int, list[int]] = {}
    for folder in _PROCESSES.glob("[0-9]*"):
        with suppress(OSError):
            parent = int((folder / "stat").read_text("utf-8").rpartition(")")[2].split()[1])
            children.setdefault(parent, []).append(int(folder.name))
    found, waiting = [], [os.getpid()]
    while waiting:
        below = children.get(waiting.pop(), [])
        found += below
        waiting += below
    return [_PROCESSES / str(process) for process in found]


def _kilobytes(process: Path) -> int:
    with suppress(OSError):
        for line in (process / "smaps_rollup").read_text("ascii").splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    return 0
